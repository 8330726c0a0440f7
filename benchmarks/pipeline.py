"""A collection of WARC files → a dataset: what a run costs, as ratios to `gzip -dc`: `python -m benchmarks.pipeline`.

It makes its own corpus: two of five captures are of one page of 64 KB, which held 47 contents in its life, and each capture has
a form token of its own, so no two payloads are equal; the others are pages of other sites, and the page around the
content changes as well, 40 times. Every command runs as a process of
its own, in turn with `gzip -dc` of the same file, and CPU seconds of the process and its children are counted. `warcio` with
`lxml` reads the page's main text and no more. The differences of two pages are measured by `benchmarks.diff`.
The same seed makes the same corpus.
"""

import argparse
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
from lxml import html
from warcio.archiveiterator import ArchiveIterator

PAGE = "https://en.unesco.org/creative-cities/content/annual-conferences"
VERSIONS = 47
_PAGE_BYTES, _CHROME_WORDS = 64_000, 6000
_AS_INSTALLED = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""The environment of what is measured: an installed program is not compiled anew each time."""
_HOSTS = ("enghienlesbains", "fabriano", "krakow", "bologna", "dakar", "seoul", "santos")
_COUNTRIES = (
    ("Östersund", "Sweden", 2016),
    ("Enghien-les-Bains", "France", 2017),
    ("Krakow", "Poland", 2018),
    ("Fabriano", "Italy", 2019),
    ("Santos", "Brazil", 2022),
    ("Istanbul", "Türkiye", 2023),
    ("Braga", "Portugal", 2024),
)


class Cost(msgspec.Struct, frozen=True):
    """What a process took: CPU seconds and wall seconds, its own and its children's, and its largest memory in bytes."""

    cpu: float
    wall: float
    memory: int


class Measured(msgspec.Struct, frozen=True):
    """One line of the figures: what was measured, in which unit, and the goal, None where there is none."""

    name: str
    figure: float
    unit: str
    goal: float | None = None


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--captures", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument(
        "--corpus", type=Path, help="where the corpus lies, or is to be made; else in a temporary folder"
    )
    parser.add_argument("--smoke", action="store_true", help="a small corpus once, to see that it works")
    parser.add_argument("--peer", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.peer:
        print(warcio_lxml(options.peer))
        return
    captures, rounds = (200, 1) if options.smoke else (options.captures, options.rounds)
    with tempfile.TemporaryDirectory() as folder:
        path = options.corpus or Path(folder) / "corpus.warc.gz"
        if not path.exists():
            write_corpus(path, captures)
        size = path.stat().st_size
        print(f"{captures:,} captures, {size / 1e6:.0f} MB; median of {rounds}, in turn with gzip -dc")
        for one in measured(path, captures, rounds, Path(folder)):
            goal = "" if one.goal is None else f"goal {one.goal:g}{'' if one.figure <= one.goal else '  MISSED'}"
            print(f"{one.name:<52}{one.figure:>9.3f} {one.unit:<24}{goal}")


# --- the corpus -------------------------------------------------------------------------------------------------------


def write_corpus(path: Path, captures: int) -> None:
    """Write a gzip WARC of captures, the oldest first, each record in a member of its own."""
    chance = random.Random(16)
    words = [
        "".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=chance.randint(3, 10))) for _ in range(_CHROME_WORDS)
    ]
    versions = [_main_content(at, chance, words) for at in range(VERSIONS)]
    chrome = [_chrome(chance, words) for _ in range(40)]
    with path.open("wb") as file:
        for number in range(captures):
            body, url = _capture(number, captures, versions, chrome, chance)
            file.write(_record(url, number, body))


def _capture(
    number: int, captures: int, versions: list[str], chrome: list[str], chance: random.Random
) -> tuple[bytes, str]:
    token = f'<input type="hidden" name="form_build_id" value="form-{chance.getrandbits(256):064x}">'
    around = chrome[number * len(chrome) // captures]
    if number % 5 in (0, 2):
        main = versions[number * len(versions) // captures]
        return _page("Annual Conferences", main, around, token), PAGE
    host = _HOSTS[number % len(_HOSTS)]
    return _page(
        "News", f"<p>{around[:4000]}</p>", around, token
    ), f"https://www.{host}.example/news/{number}?page={number % 9}"


def _page(title: str, main: str, around: str, token: str) -> bytes:
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{title} | Creative Cities Network</title></head>'
        f'<body class="page"><div id="nav">{around[: len(around) // 2]}<form>{token}</form></div><h1>{title}</h1>'
        f'<div id="block-system-main"><div class="field field-name-body">{main}</div></div>'
        f'<div id="footer">{around[len(around) // 2 :]}</div></body></html>\n'
    ).encode()


def _main_content(version: int, chance: random.Random, words: list[str]) -> str:
    shown = _COUNTRIES[: 1 + version * len(_COUNTRIES) // VERSIONS]
    items = "".join(f"<li>{city}, {country} ({year})</li>" for city, country, year in reversed(shown))
    prose = "".join(f"<p>{' '.join(chance.choices(words, k=60)).capitalize()}.</p>" for _ in range(12))
    return (
        f"<p>The Annual Conference of the UNESCO Creative Cities Network has been held in:</p><ul>{items}</ul>{prose}"
    )


def _chrome(chance: random.Random, words: list[str]) -> str:
    parts: list[str] = []
    size = 0
    while size < _PAGE_BYTES - 8000:
        name = " ".join(chance.choices(words, k=3))
        parts.append(
            f'<div class="menu-item level-{chance.randint(1, 4)}"><a href="/{name.replace(" ", "/")}">{name}</a></div>\n'
            * 2
        )
        size += len(parts[-1])
    return "".join(parts)


def _record(url: str, number: int, body: bytes) -> bytes:
    date = datetime(2014, 1, 1, tzinfo=UTC) + timedelta(hours=4 * number)
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n%s" % (
        len(body),
        body,
    )
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012d}>\r\nWARC-Date: {date:%Y-%m-%dT%H:%M:%SZ}\r\n"
        f"WARC-Target-URI: {url}\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    engine = zlib.compressobj(6, zlib.DEFLATED, 31)
    return engine.compress(head.encode() + block + b"\r\n\r\n") + engine.flush()


# --- measuring --------------------------------------------------------------------------------------------------------


def measured(path: Path, captures: int, rounds: int, folder: Path) -> Iterator[Measured]:
    """Yield the figures."""
    gzip, bare = ["gzip", "-dc", str(path)], [sys.executable, "-c", "pass"]
    peer = [sys.executable, "-m", "benchmarks.pipeline", "--peer", str(path)]
    output = folder / "output"
    run = _scraper("run", "--archive", str(path), "--output", str(output), "--jobs", "1")
    pool = [*run[:-1], "2"]

    def anew() -> None:
        shutil.rmtree(output, ignore_errors=True)

    first, floor = _in_turn(run, gzip, rounds, anew)
    _cost(run)
    again, floor_again = _in_turn(run, gzip, rounds)
    text, floor_text = _in_turn(peer, gzip, rounds)
    yield Measured("warcio + lxml, text only", text.cpu / floor_text.cpu, "x gzip -dc, CPU")
    yield Measured("run, one process", first.cpu / floor.cpu, "x gzip -dc, CPU", 1.5)
    yield Measured("run, one process", first.cpu / text.cpu * floor_text.cpu / floor.cpu, "x warcio + lxml, CPU", 0.4)
    yield Measured("peak memory of it", first.memory / 1e6, "MB", 80)
    yield Measured("run again, nothing new", again.cpu / floor_again.cpu, "x gzip -dc, CPU", 0.1)
    build = _scraper("build", "--output", str(output))
    idle, nothing = _in_turn(build, bare, 3 * rounds)
    yield Measured("build, nothing new", idle.cpu / nothing.cpu, "x python -c pass, CPU", 10)
    after = _cost(_scraper("import", str(_one_more(folder)), "--output", str(output)))
    held = captures * 2 // 5
    yield Measured("import of one new capture, with the build", after.cpu / held * 1000, "ms a capture held", 0.1)
    two, one = _in_turn(pool, run, rounds, anew)
    yield Measured("run, two processes", two.wall / one.wall, "x one process, wall", 0.65)
    shown, nothing = _in_turn(_scraper("--help"), bare, 5 * rounds)
    yield Measured("scraper --help", shown.cpu / nothing.cpu, "x python -c pass, CPU", 5.5)
    yield from _of_one_page(rounds)


def _scraper(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "scraper", *arguments]


def _in_turn(
    one: list[str], other: list[str], rounds: int, before: Callable[[], None] = lambda: None
) -> tuple[Cost, Cost]:
    """Return the medians of two commands that are run in turn; `before` each round something is done."""
    costs: list[tuple[Cost, Cost]] = []
    for _ in range(rounds):
        before()
        first = _cost(one)
        before()
        costs.append((first, _cost(other)))
    return _median([first for first, _ in costs]), _median([second for _, second in costs])


def _median(costs: list[Cost]) -> Cost:
    return Cost(
        statistics.median(one.cpu for one in costs),
        statistics.median(one.wall for one in costs),
        int(statistics.median(one.memory for one in costs)),
    )


def _cost(command: list[str]) -> Cost:
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=_AS_INSTALLED)
    assert process.stderr is not None
    said = process.stderr.read()
    process.stderr.close()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}: {said.decode('utf-8', 'replace')}")
    return Cost(usage.ru_utime + usage.ru_stime, time.perf_counter() - began, usage.ru_maxrss * 1024)


def _one_more(folder: Path) -> Path:
    """Write a file with one more capture of the page."""
    path = folder / "one.warc.gz"
    path.write_bytes(
        _record(PAGE, 1_000_000, _page("Annual Conferences", "<ul><li>Braga, Portugal (2024)</li></ul>", "", ""))
    )
    return path


def _of_one_page(rounds: int) -> Iterator[Measured]:
    from scraper import read_page

    chance = random.Random(17)
    words = ["".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=6)) for _ in range(_CHROME_WORDS)]
    pages = [
        _page("Annual Conferences", _main_content(30 + at, chance, words), _chrome(chance, words), "")
        for at in range(40)
    ]
    read_page(pages[0], original=PAGE)

    def parse(page: bytes) -> None:
        html.document_fromstring(page)

    def read(page: bytes) -> None:
        read_page(page, original=PAGE)

    yield Measured("a page of all new content", _ratio(read, parse, pages, rounds), "x lxml parse", 5)


def _ratio(one: Callable[[bytes], None], other: Callable[[bytes], None], pages: list[bytes], rounds: int) -> float:
    ratios: list[float] = []
    for _ in range(rounds):
        took: list[float] = []
        for way in (one, other):
            began = time.process_time()
            for page in pages:
                way(page)
            took.append(time.process_time() - began)
        ratios.append(took[0] / took[1])
    return statistics.median(ratios)


def warcio_lxml(path: Path) -> int:
    """Read the main text of every capture of the page with warcio and lxml, and count them."""
    found = 0
    with path.open("rb") as file:
        for record in ArchiveIterator(file):
            if record.rec_type == "response" and record.rec_headers.get_header("WARC-Target-URI") == PAGE:
                tree = html.fromstring(record.content_stream().read())
                found += "Annual Conference" in tree.xpath("string(//*[@id='block-system-main'])")
    return found


if __name__ == "__main__":
    main()
