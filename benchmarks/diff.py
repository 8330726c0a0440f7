"""Two captures of one page → what changed: our time beside peers', as ratios to reading both pages: `python -m benchmarks.diff`.

The pages are the seed page padded with varied paragraphs, and the same with a known number of changes: words replaced,
paragraphs added, removed and moved. Each change has a word of its own, so what a way reports of them can be counted, and
what it reports besides. Each way runs in a process of its own and is given up after a minute.

`html_text_diff` of web-monitoring-diff has two seconds for its comparison, set in it; then it gives what it has. It needs
html5-parser, which refuses to be imported beside lxml's wheels (two libxml2); only its trees of lxml are in danger, and
these are of Beautiful Soup, so it is imported all the same, in its own process.
"""

import argparse
import difflib
import importlib
import multiprocessing
import random
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import msgspec
from lxml import etree, html
from lxml.html import diff as lxml_diff

from scraper import read_page
from scraper.diffs.html import html_diff
from scraper.diffs.text import text_diff
from scraper.history import compare as comparing
from scraper.history.compare import records_of
from scraper.reading.document import Document, read_document
from scraper.reading.layouts import LAYOUTS
from scraper.subjects.uccn.subject import UCCN

compare = partial(comparing.compare, subject=UCCN)

BODY = (
    Path(__file__).resolve().parent.parent / "fixtures/pages/annual-conferences/20220315092632-seed-banner-a/body.html"
)
FIRST_WORDS = "UNESCO Creative Cities Network Annual Conferences offer"
ORIGINAL = "https://en.unesco.org/creative-cities/content/annual-conferences"
TYPE = "text/html; charset=utf-8"
PATIENCE_SECONDS = 60
# Bytes of a page, and one paragraph in how many differs.
PAGES = ((60_000, 6), (500_000, 6), (5_000_000, 6), (5_000_000, 100))
SMOKE = ((60_000, 6),)
SYLLABLES = "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu an en in on un al el ar er is".split()

Words = Counter[str]


class Pages(msgspec.Struct, frozen=True):
    """Two pages, and the words that tell each true change: those gone, those that came, those of moved paragraphs."""

    before: bytes
    after: bytes
    gone: Words
    came: Words
    moved: Words
    marks: tuple[str, ...]
    moves: int


class Told(msgspec.Struct, frozen=True):
    """What a way reports: words that went, words that came."""

    gone: Words
    came: Words


class Timed(msgspec.Struct, frozen=True):
    """How long a way took (None: given up), and what it reported, or why nothing."""

    seconds: float | None
    told: Told | None = None
    why: str | None = None


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--smoke", action="store_true", help="one small page, to see that it works")
    options = parser.parse_args()
    rounds = 1 if options.smoke else options.rounds
    sizes = SMOKE if options.smoke else PAGES
    ours = {(size, every): measured(pages_of(size, every), rounds) for size, every in sizes}
    if not options.smoke:
        ratio = ours[5_000_000, 6] / ours[500_000, 6]
        print(f"our text diff, 5 MB over 500 KB: {ratio:.1f} times (10 is linear, 15 the most)")


def measured(pages: Pages, rounds: int) -> float:
    """Measure every way on two pages, print a table, and return our text diff's time."""
    print(
        f"{len(pages.before) / 1000:,.0f} KB, {len(pages.marks)} true changes, {pages.moves} moves; median of {rounds}"
    )
    print(f"{'':<40}{'ms':>10}{'x parse':>9}{'x read':>9}{'found':>12}{'words besides':>15}{'of moved':>10}")
    floors = {name: alone(way, pages, rounds).seconds or 0.0 for name, way in FLOORS.items()}
    for name, taken in floors.items():
        print(line(name, Timed(taken), floors, pages))
    timed = {}
    for name, way in WAYS.items():
        timed[name] = alone(way, pages, rounds)
        print(line(name, timed[name], floors, pages))
    print()
    return timed[OURS].seconds or 0.0


def line(name: str, timed: Timed, floors: dict[str, float], pages: Pages) -> str:
    """Return a row of the table."""
    if timed.seconds is None:
        return f"{name:<40}  {timed.why or f'given up after {PATIENCE_SECONDS} s'}"
    ratios = "".join(f"{timed.seconds / floor:>9.2f}" for floor in floors.values())
    return f"{name:<40}{timed.seconds * 1000:>10.2f}{ratios}{reported(timed.told, pages) if timed.told else ''}"


def reported(told: Told, pages: Pages) -> str:
    """Return how many true changes are told, how many words besides, and how many words of what only moved."""
    words = told.gone + told.came
    found = sum(mark in words for mark in pages.marks)
    besides = (told.gone - pages.gone) + (told.came - pages.came)
    of_moved = (besides & (pages.moved + pages.moved)).total()
    return f"{f'{found}/{len(pages.marks)}':>12}{besides.total() - of_moved:>15}{of_moved:>10}"


# --- the pages --------------------------------------------------------------------------------------------------------


def pages_of(size: int, every: int) -> Pages:
    """Return two pages of about so many bytes: in the second every sixth paragraph, say, is changed, gone, new or elsewhere."""
    choose = random.Random(size)
    words = ["".join(choose.choices(SYLLABLES, k=choose.randint(1, 4))) for _ in range(4000)]
    before = [paragraph(choose, words) for _ in range(max(24, (size - BODY.stat().st_size) // 420))]
    after, gone, came, moved, marks, moves = list(before), Words(), Words(), Words(), list[str](), 0
    for at in range(6, len(before) - 6, every):
        kind = "changed changed changed removed added moved".split()[at // every % 6]
        mark = f"{kind}{at}"
        if kind == "changed":
            old = after[at].split(" ")
            spot = choose.randrange(2, len(old) - 2)
            gone[bare(old[spot])] += 1
            after[at] = " ".join((*old[:spot], mark, *old[spot + 1 :]))
            came[mark] += 1
        elif kind == "removed":
            before[at] = f"{before[at]} {mark}"
            gone.update(map(bare, before[at].split(" ")))
            after[at] = ""
        elif kind == "added":
            more = f"{paragraph(choose, words)} {mark}"
            came.update(map(bare, more.split(" ")))
            after[at] = f"{after[at]}</p>\n<p>{more}"
        else:
            moved.update(map(bare, after[at].split(" ")))
            moves += 1
            after[at], after[at + 4] = "", f"{after[at + 4]}</p>\n<p>{after[at]}"
            continue
        marks.append(mark)
    return Pages(padded(before), padded(after), gone, came, moved, tuple(marks), moves)


def paragraph(choose: random.Random, words: list[str]) -> str:
    """Return a paragraph of some sentences; a few words are frequent, as in any language."""
    sentences = []
    for _ in range(choose.randint(2, 6)):
        length = choose.randint(8, 22)
        chosen = [words[int(len(words) * choose.random() ** 3)] for _ in range(length)]
        chosen[length // 2] += ","
        sentences.append(" ".join(chosen).capitalize() + ".")
    return " ".join(sentences)


def padded(paragraphs: Iterable[str]) -> bytes:
    """Return the seed page with paragraphs before its first one."""
    page = BODY.read_text(encoding="utf-8")
    at = page.rindex("<p", 0, page.index(FIRST_WORDS))
    return (page[:at] + "".join(f"<p>{text}</p>\n" for text in paragraphs if text) + page[at:]).encode()


def bare(word: str) -> str:
    """Return a word without the marks around it, for counting."""
    return word.strip(".,;:!?()[]{}'\"").lower()


def counted(texts: Iterable[str]) -> Words:
    """Count the words of some texts."""
    return Words(word for text in texts for part in text.split() if (word := bare(part)))


# --- ways: each prepares what is not measured, and returns what is, and how to count what it gave -----------------------

Way = Callable[[Pages], tuple[Callable[[], Any], Callable[[Any], Told | None]]]


def nothing(_: Any) -> None:
    """Count nothing."""


def read(body: bytes) -> Document:
    """Read a page's main content."""
    return read_document(body, TYPE, LAYOUTS)


def parsing(pages: Pages) -> tuple[Callable[[], Any], Callable[[Any], Told | None]]:
    """Parse both pages with lxml, and nothing else."""
    return lambda: [html.document_fromstring(body) for body in (pages.before, pages.after)], nothing


def reading(pages: Pages) -> tuple[Callable[[], Any], Callable[[Any], Told | None]]:
    """Read both pages' main content: decoded, parsed, furniture off, blocks."""
    return lambda: [read(body) for body in (pages.before, pages.after)], nothing


def our_text(pages: Pages) -> tuple[Callable[[], Any], Callable[[Any], Told | None]]:
    """Compare two main contents that are read."""
    before, after = read(pages.before).blocks, read(pages.after).blocks
    return lambda: text_diff(before, after), told_by_us


def our_text_from_bytes(pages: Pages) -> tuple[Callable[[], Any], Callable[[Any], Told | None]]:
    """Read and compare, as the peers do that take pages."""
    return lambda: text_diff(read(pages.before).blocks, read(pages.after).blocks), told_by_us


def our_records(pages: Pages) -> tuple[Callable[[], Any], Callable[[Any], Told | None]]:
    """Compare the records of two pages that are read; none of the changes here is one of a record."""
    before, after = (
        records_of(read_page(body, content_type=TYPE, original=ORIGINAL)) for body in (pages.before, pages.after)
    )
    return lambda: compare(before, after), nothing


def our_source(pages: Pages) -> tuple[Callable[[], Any], Callable[[Any], Told | None]]:
    """Compare two sources, parsing them: whole lines, so all words of a paragraph that changed."""
    return lambda: html_diff(pages.before, pages.after, before_type=TYPE, after_type=TYPE), nothing


def told_by_us(diff: Any) -> Told:
    """Count the words of runs that are removed or added."""
    sides = {kind: [run.text for block in diff.blocks for run in block.runs if run.kind == kind] for kind in KINDS}
    return Told(counted(sides["removed"]), counted(sides["added"]))


KINDS = ("removed", "added")


def web_monitoring(pages: Pages) -> tuple[Callable[[], Any], Callable[[Any], Told | None]]:
    """Compare the visible text of two pages by letters (diff-match-patch)."""
    compared = beside_lxml("web_monitoring_diff").html_text_diff
    before, after = pages.before.decode(), pages.after.decode()
    return lambda: compared(before, after)["diff"], told_by_letters


def beside_lxml(name: str) -> Any:
    """Import what needs html5-parser, which wants lxml to have its own version of libxml2: see above."""
    try:
        return importlib.import_module(name)
    except RuntimeError:
        real = etree.LIBXML_VERSION
        etree.LIBXML_VERSION = (2, 9, 14)
        try:
            return importlib.import_module(name)
        finally:
            etree.LIBXML_VERSION = real


def told_by_letters(pieces: list[tuple[int, str]]) -> Told:
    """Count the whole words that any letter went from or came to."""
    return Told(counted(touched(pieces, -1)), counted(touched(pieces, 1)))


def touched(pieces: list[tuple[int, str]], side: int) -> Iterator[str]:
    """Yield the words of one side that a difference is in."""
    word, hit = list[str](), False
    for sign, text in pieces:
        if sign not in (0, side):
            continue
        for letter in text:
            if letter.isspace():
                if hit:
                    yield "".join(word)
                word, hit = [], False
            else:
                word.append(letter)
                hit = hit or sign == side
    if hit:
        yield "".join(word)


def lxml_html(pages: Pages) -> tuple[Callable[[], Any], Callable[[Any], Told | None]]:
    """Compare two pages' words and tags with `lxml.html.diff.htmldiff`, their bodies as it wants them."""
    before, after = pages.before.decode(), pages.after.decode()
    return lambda: lxml_diff.htmldiff(before, after), told_by_elements


def told_by_elements(marked: str) -> Told:
    """Count the words in `del` and `ins`."""
    tree = html.fragment_fromstring(marked, create_parent=True)
    return Told(*(counted(node.text_content() for node in tree.iter(tag)) for tag in ("del", "ins")))


def words_by_difflib(pages: Pages) -> tuple[Callable[[], Any], Callable[[Any], Told | None]]:
    """Compare the words of two main contents that are read with `difflib`."""
    before, after = read(pages.before).text.split(), read(pages.after).text.split()

    def compared() -> Any:
        return difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes()

    return compared, partial(told_by_opcodes, before, after)


def told_by_opcodes(before: list[str], after: list[str], opcodes: Any) -> Told:
    """Count the words that opcodes say are not equal."""
    changed = [code for code in opcodes if code[0] != "equal"]
    return Told(
        counted(word for _, start, end, _, _ in changed for word in before[start:end]),
        counted(word for _, _, _, start, end in changed for word in after[start:end]),
    )


OURS = "scraper: text diff"
FLOORS: dict[str, Way] = {"floor: parse both (lxml)": parsing, "scraper: read both": reading}
WAYS: dict[str, Way] = {
    OURS: our_text,
    "scraper: text diff, reading included": our_text_from_bytes,
    "scraper: record diff": our_records,
    "scraper: source diff, parsing included": our_source,
    "web-monitoring-diff html_text_diff": web_monitoring,
    "difflib over words": words_by_difflib,
    "lxml.html.diff.htmldiff": lxml_html,
}


# --- in a process of its own ------------------------------------------------------------------------------------------


def alone(way: Way, pages: Pages, rounds: int) -> Timed:
    """Return a way's median time and what it reported, from a process that is ended when it takes too long."""
    here, there = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context("fork").Process(target=run, args=(way, pages, rounds, there))
    process.start()
    there.close()
    times, told = list[float](), None
    try:
        while here.poll(PATIENCE_SECONDS):
            got = here.recv()
            if isinstance(got, str):
                return Timed(None, why=got)
            if isinstance(got, float):
                times.append(got)
            else:
                told = got
                break
        return Timed(statistics.median(times) if times else None, told)
    except EOFError:
        return Timed(None, why="its process ended")
    finally:
        process.kill()
        process.join()


def run(way: Way, pages: Pages, rounds: int, out: Connection) -> None:
    """Send the time of each round, then what was reported; or why it cannot be run."""
    try:
        act, count = way(pages)
    except ImportError as error:
        out.send(f"not installed: {error.name}")
        return
    result: Any = None
    spent = 0.0
    for _ in range(rounds):
        began = time.perf_counter()
        result = act()
        taken = time.perf_counter() - began
        out.send(taken)
        spent += taken
        if spent > PATIENCE_SECONDS / 2:
            break
    out.send(count(result))


if __name__ == "__main__":
    main()
