"""Differences as people see them, in a terminal or on a page: all words are there, none does anything."""

import json
import re
import subprocess
from collections.abc import Iterable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html

from scraper.diffs.html import html_diff, line_diff
from scraper.diffs.text import TextDiff, text_diff
from scraper.diffs.views.page import RecordRow, Shown, diff_page
from scraper.diffs.views.text import (
    hunks_object,
    parts_of,
    rows_of,
    summary,
    terminal_hunks,
    terminal_text,
    text_object,
    unified_hunks,
    unified_text,
)
from scraper.reading.document import Block, read_document
from scraper.reading.layouts import LAYOUTS
from scraper.report.lines import json_line
from scraper.values.harmless import harmless

CASES = Path(__file__).parent.parent / "fixtures" / "pages" / "annual-conferences"
BEFORE, AFTER = "20190212150447-fabriano-planned-and-bids", "20200611102236-force-majeure"
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style><script>",
    "</p></div></main></html>",
    "<!-- -->",
    "]]>",
    "&amp;&lt;",
    "' onmouseover='x",
    "\x1b[31mred\x1b[0m",
    "\x9b2J",
    "\u202eevil\u202c",
    "\u2066x\u2069",
    "a\r\nb",
    "\x00",
    "{+ +}[- -]",
    "\udcff",
)
STEERING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
TEXTS = st.one_of(
    st.lists(st.sampled_from([*HOSTILE[:-1], "one", "two", "three", "Kraków", "城市", "x\ny"]), max_size=5).map(
        " ".join
    ),
    st.text(max_size=15),
)
SIDES = st.lists(TEXTS, max_size=8)
VOID = {"meta", "link", "br", "img", "hr", "input"}


def blocks(texts: Iterable[str]) -> list[Block]:
    return [Block(kind="paragraph", text=text, start=0) for text in texts]


def diff_of(before: Iterable[str], after: Iterable[str]) -> TextDiff:
    return text_diff(blocks(before), blocks(after))


def body(case: str) -> bytes:
    return (CASES / case / "body.html").read_bytes()


def captures() -> TextDiff:
    sides = (read_document(body(case), "text/html; charset=utf-8", LAYOUTS).blocks for case in (BEFORE, AFTER))
    return text_diff(*sides)


def without_colours(line: str) -> str:
    return re.sub(r"\x1b\[\d+(?:;\d+)?m", "", line)


# --- the page ---------------------------------------------------------------------------------------------------------


class WellFormed(HTMLParser):
    """Reads a page and says whether every element is closed where it should be, and what it would load or run."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, tag
        assert self.open.pop() == tag


def assert_sound(page: str) -> None:
    """Fail for a page that is not well formed, loads anything, or runs anything."""
    reader = WellFormed()
    reader.feed(page)
    reader.close()
    assert not reader.open
    for tag, name, value in reader.attributes:
        assert not name.startswith("on"), (tag, name)
        assert name not in ("src", "srcset", "style", "action", "data", "poster"), (tag, name)
        if name == "href":
            assert tag == "a"
            assert value.startswith(("#", "http://", "https://"))
    tree = html.fromstring(page)
    assert not tree.xpath("//script | //link | //iframe | //object | //embed | //img | //form | //base")
    (style,) = tree.xpath("//style")
    assert "url(" not in style.text
    assert "@import" not in style.text
    page.encode("utf-8")


def words_of(page: str, without: str) -> str:
    """Return what the text part says, without some elements and our own words."""
    tree = etree.fromstring(page.encode(), etree.HTMLParser(encoding="utf-8"))
    (part,) = tree.xpath("//section[@id='text']/div")
    ours = ".//summary | .//*[contains(@class, 'note') or contains(@class, 'unseen')]"
    for node in part.xpath(f"{ours} | {without}"):
        node.text = None
        for child in node:
            node.remove(child)
    return "".join("".join(paragraph.itertext()) for paragraph in part.xpath(".//p[contains(@class, 'block')]"))


@given(SIDES, SIDES)
def test_the_page_says_every_word_of_both_sides_and_nothing_is_markup(before: list[str], after: list[str]) -> None:
    diff = diff_of(before, after)
    page = diff_page(Shown(label="a"), Shown(label="b"), text=diff)
    assert_sound(page)
    assert not STEERING.search(page)
    old = "".join(block.before_text for block in diff.blocks if block.kind != "moved")
    assert words_of(page, ".//ins | .//p[contains(@class, ' moved ')]") == harmless(old)
    new = "".join((" " if block.kind == "moved" else "") + block.after_text for block in diff.blocks)
    assert words_of(page, ".//del") == harmless(new)


@given(st.sampled_from(HOSTILE), st.sampled_from(HOSTILE))
def test_no_value_is_markup(one: str, other: str) -> None:
    side = Shown(label=one, original=other, timestamp=one, memento_url=other, digest=one)
    row = RecordRow(table=one, key=other, field=one, kind=other, before=one, after=other, cause=one)
    source = line_diff([one, "x", other], [other, "x", "y", one])
    page = diff_page(side, side, records=[row], text=diff_of([one], [other]), source=source, language=one)
    assert_sound(page)
    assert not STEERING.search(page)


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "JAVASCRIPT:x", "data:text/html,x", "file:///etc/passwd", "http:x y"]
)
def test_only_web_addresses_are_links(address: str) -> None:
    page = diff_page(Shown(label="a", memento_url=address), Shown(label="b", original=address))
    assert "<a " not in page
    assert address in page


SEED = Shown(
    label="2019-02-12",
    original="https://en.unesco.org/creative-cities/content/annual-conferences",
    timestamp="2019-02-12T15:04:47Z",
    memento_url="https://webarchive.example/uccn/20190212150447/https://en.unesco.org/?a=1&b=2",
    digest="sha1:AAAA",
)


def test_both_captures_are_told_on_top() -> None:
    later = Shown(label="2020-06-11", timestamp="2020-06-11T10:22:36Z", digest="sha1:BBBB")
    page = diff_page(SEED, later, text=captures())
    top = html.fromstring(page).xpath("//*[@class='sides']")[0].text_content()
    for told in (SEED.original, SEED.timestamp, SEED.memento_url, SEED.digest, later.timestamp, later.digest):
        assert told is not None
        assert told in top
    assert html.fromstring(page).xpath("//a/@href")[:2] == [SEED.original, SEED.memento_url]
    assert html.fromstring(page).xpath("string(//title)") == "2019-02-12 → 2020-06-11"


def test_the_page_is_made_for_people() -> None:
    page = diff_page(SEED, SEED, text=captures(), language="fr")
    tree = html.fromstring(page)
    assert page.startswith("<!DOCTYPE html>")
    assert tree.get("lang") == "en"
    assert tree.xpath("//section[@id='text']/div/@lang") == ["fr"]
    assert tree.xpath("//meta[@name='viewport']/@content") == ["width=device-width, initial-scale=1"]
    assert len(tree.xpath("//main")) == len(tree.xpath("//h1")) == 1
    assert not tree.xpath("//th[not(@scope)]")
    for wanted in ("prefers-color-scheme: dark", "@media print", "overflow-wrap: anywhere"):
        assert wanted in page
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {target[1:] for target in tree.xpath("//a/@href") if target.startswith("#")} <= set(ids)


def test_words_are_marked_in_place() -> None:
    page = diff_page(SEED, SEED, text=captures())
    hosts = next(one for one in html.fromstring(page).xpath("//p") if "Santa Fe" in one.text_content())
    assert hosts.xpath("del/text()") == ["Meetings", "and "]
    assert hosts.xpath("ins/text()") == ["Conferences", ", and Fabriano (Italy) in 2019"]
    assert hosts.get("class") == "block changed paragraph"


def test_a_moved_block_is_told_at_both_places() -> None:
    page = diff_page(SEED, SEED, text=diff_of(["Hosts", "Intro", "Aims"], ["Intro", "Aims", "Hosts"]))
    assert_sound(page)
    links = html.fromstring(page).xpath("//section[@id='text']//a")
    assert [(link.get("id"), link.get("href"), link.text) for link in links] == [
        ("left-0", "#moved-2", "block 1 moved to place 3"),
        ("moved-2", "#left-0", "from place 1"),
    ]
    assert page.count(">Hosts<") + page.count(" Hosts<") == 1


def test_parts_that_were_not_compared_are_left_out_and_equal_ones_say_so() -> None:
    nothing = diff_page(SEED, SEED)
    assert "<section id=" not in nothing
    equal = diff_page(SEED, SEED, records=[], text=diff_of(["a"], ["a"]), source=line_diff(["a"], ["a"]))
    for said in ("No record differs", "reads the same", "The source is the same"):
        assert said in equal


def test_changes_of_records_are_a_table() -> None:
    rows = [
        RecordRow(
            table="timeline", key="2019/fabriano", field="status", kind="changed", before="planned", after="held"
        ),
        RecordRow(table="objectives", key="en/x", field="position", kind="added", after=2, cause="source"),
    ]
    table = html.fromstring(diff_page(SEED, SEED, records=rows)).xpath("//table")[0]
    cells = [[cell.text_content() for cell in row.xpath("td")] for row in table.xpath(".//tbody/tr")]
    assert cells == [
        ["timeline", "2019/fabriano", "status", "changed", "planned", "held", ""],
        ["objectives", "en/x", "position", "added", "", "2", "source"],
    ]


def test_lines_of_the_source_are_marked() -> None:
    diff = html_diff(body("20210608114503-banner-b"), body("20220315092632-seed-banner-a"))
    page = diff_page(SEED, SEED, source=diff)
    assert_sound(page)
    part = html.fromstring(page).xpath("//section[@id='source']")[0]
    assert len(part.xpath(".//div/del")) == diff.removed
    assert len(part.xpath(".//div/ins")) == diff.added
    assert "</p>" in part.text_content()


def test_the_same_differences_give_the_same_bytes() -> None:
    assert diff_page(SEED, SEED, text=captures()) == diff_page(SEED, SEED, text=captures())


# --- rows and parts ---------------------------------------------------------------------------------------------------


@given(SIDES, SIDES, st.integers(0, 3))
def test_rows_hold_both_sides_in_order(before: list[str], after: list[str], context: int) -> None:
    diff = diff_of(before, after)
    rows = list(rows_of(diff))
    assert [row.block.before_text for row in rows if row.in_before] == before
    assert [row.block.after_text for row in rows if row.in_after] == after
    parts = list(parts_of(diff, context=context))
    assert [row for part in parts for row in part.rows] == rows
    assert all(row.block.kind == "equal" for part in parts if part.far for row in part.rows)
    assert all(any(row.block.kind != "equal" for row in part.rows) for part in parts if not part.far)


# --- for patch --------------------------------------------------------------------------------------------------------


LINES = st.lists(st.sampled_from(["a", "b", "c", "", "- x", "+ y", "@@ -1 +1 @@", "城市"]), max_size=12)


@given(LINES, LINES)
def test_a_unified_diff_makes_the_one_side_of_the_other(before: list[str], after: list[str]) -> None:
    for lines in (
        list(unified_text(diff_of(before, after), "a", "b")),
        list(unified_hunks(line_diff(before, after), "a", "b")),
    ):
        assert bool(lines) == (before != after)
        assert patched(before, lines) == after


def patched(before: list[str], lines: list[str]) -> list[str]:
    made: list[str] = []
    at = 0
    for line in lines[2:]:
        if head := re.fullmatch(r"@@ -(\d+),(\d+) \+(\d+),(\d+) @@", line):
            start = int(head[1]) - (head[2] != "0")
            made += before[at:start]
            at = start
            assert len(made) == int(head[3]) - (head[4] != "0")
            continue
        if line[0] in " -":
            assert before[at] == line[1:]
            at += 1
        if line[0] in " +":
            made.append(line[1:])
    return made + before[at:]


def test_patch_takes_a_unified_diff_of_two_captures(tmp_path: Path) -> None:
    diff = captures()
    texts = [block.before_text for block in diff.blocks if block.before is not None]
    (tmp_path / "page").write_text("".join(f"{text}\n" for text in texts), encoding="utf-8")
    lines = "".join(f"{line}\n" for line in unified_text(diff, "page", "page"))
    try:
        subprocess.run(["patch", "-s", "page"], cwd=tmp_path, input=lines.encode(), check=True)
    except FileNotFoundError:
        pytest.skip("there is no patch here")
    texts = [block.after_text for block in diff.blocks if block.after is not None]
    assert (tmp_path / "page").read_text(encoding="utf-8") == "".join(f"{text}\n" for text in texts)


# --- for a terminal ---------------------------------------------------------------------------------------------------


@given(SIDES, SIDES, st.sampled_from([40, 80, 120, 200]), st.booleans())
def test_nothing_that_a_page_says_steers_a_terminal(
    before: list[str], after: list[str], width: int, colours: bool
) -> None:
    text, source = diff_of(before, after), line_diff(before, after)
    for lines in (
        terminal_text(text, width=width, colours=colours),
        terminal_hunks(source, width=width, colours=colours),
        unified_text(text, *HOSTILE[8:10]),
        unified_hunks(source, *HOSTILE[8:10]),
    ):
        for line in lines:
            assert not STEERING.search(without_colours(line) if colours else line), line
            assert "\n" not in line
    assert not STEERING.search(json_line(text_object(text)) + json_line(hunks_object(source)))


@given(SIDES, SIDES, st.sampled_from([80, 121, 160]))
def test_colours_are_put_on_and_taken_off_within_a_line(before: list[str], after: list[str], width: int) -> None:
    for line in (
        *terminal_text(diff_of(before, after), width=width),
        *terminal_hunks(line_diff(before, after), width=width),
    ):
        codes = re.findall(r"\x1b\[(\d+)", line)
        assert all((code == "0") == bool(at % 2) for at, code in enumerate(codes))
        assert len(codes) % 2 == 0


WORDS = st.lists(st.sampled_from(["one", "城市", "a" * 150, "城" * 70, "x\ny", "e\u0301"]), max_size=30).map(" ".join)


@given(st.lists(WORDS, max_size=3), st.lists(WORDS, max_size=3))
def test_in_a_wide_terminal_no_line_is_wider(before: list[str], after: list[str]) -> None:
    for line in terminal_text(diff_of(before, after), width=121, colours=False):
        assert sum(2 if letter in "城市" else letter != "\u0301" for letter in line) <= 121


def test_words_are_marked_in_place_in_a_narrow_terminal() -> None:
    diff = diff_of(
        ["One", "Two", "Held in 2019 (Italy)", "Moved along", "Four"],
        ["Moved along", "One", "Two", "Held in 2020 (Italy)", "New", "Four"],
    )
    assert list(terminal_text(diff, width=80, colours=False)) == [
        "> (moved: block 4 → 1) Moved along",
        "  One",
        "  Two",
        "~ Held in [-2019-]{+2020+} (Italy)",
        "+ New",
        "  Four",
    ]
    coloured = list(terminal_text(diff, width=80))
    assert coloured[3] == "~ Held in \x1b[31;9m2019\x1b[0m\x1b[32;4m2020\x1b[0m (Italy)"
    assert coloured[4] == "+ \x1b[32mNew\x1b[0m"


def test_both_sides_stand_beside_each_other_where_there_is_room() -> None:
    diff = diff_of(
        ["Away", "城市 Held in 2019 (Italy)", "Gone", "a", "b"], ["城市 Held in 2020 (Italy)", "a", "b", "Away"]
    )
    lines = list(terminal_text(diff, width=120, colours=False))
    assert [line.split() for line in lines] == [
        ["Away", ">", "(moved:", "block", "1", "→", "4)"],
        ["城市", "Held", "in", "[-2019-]", "(Italy)", "~", "城市", "Held", "in", "{+2020+}", "(Italy)"],
        ["Gone", "-"],
        ["a", "a"],
        ["b", "b"],
        ["(moved:", "block", "1", "→", "4)", ">", "Away"],
    ]
    assert lines[1].index("~") == 59 - 2  # two letters take two columns each
    assert lines[2].index("-") == 59


def test_a_long_text_is_wrapped_at_spaces() -> None:
    diff = diff_of(["word " * 40 + "end"], ["other"])
    lines = list(terminal_text(diff, width=120, colours=False))
    removed = [line for line in lines if line.endswith(" -")]
    assert [line[:-2].strip().split()[0] for line in removed] == ["word"] * len(removed)
    assert " ".join(line[:-1].strip() for line in removed) == "word " * 40 + "end"


def test_equal_blocks_far_from_a_difference_are_counted() -> None:
    same = [f"Block {number}" for number in range(9)]
    assert list(terminal_text(diff_of([*same, "x"], [*same, "y"]), width=80, colours=False)) == [
        "  … 8 equal blocks",
        "  Block 8",
        "- x",
        "+ y",
    ]


def test_lines_of_a_source_in_a_terminal() -> None:
    diff = line_diff(["a", "b", "c"], ["a", "B", "c", "d"], context=1)
    assert list(terminal_hunks(diff, width=80, colours=False)) == ["@@ -1,3 +1,4 @@", " a", "-b", "+B", " c", "+d"]
    beside = [line.split() for line in terminal_hunks(diff, width=120, colours=False)]
    assert beside == [["@@", "-1,3", "+1,4", "@@"], ["a", "a"], ["b", "~", "B"], ["c", "c"], ["+", "d"]]


# --- for programs -----------------------------------------------------------------------------------------------------


def test_an_object_holds_what_differs() -> None:
    told: dict[str, Any] = json.loads(
        json_line(text_object(diff_of(["Same", "Held in 2019"], ["Same", "Held in 2020"])))
    )
    assert told["counts"] == {
        "equal": 1,
        "removed": 0,
        "added": 0,
        "changed": 1,
        "moved": 0,
        "words_removed": 1,
        "words_added": 1,
    }
    assert told["blocks"] == [
        {
            "kind": "changed",
            "block": "paragraph",
            "before": 1,
            "after": 1,
            "runs": [
                {"kind": "equal", "text": "Held in "},
                {"kind": "removed", "text": "2019"},
                {"kind": "added", "text": "2020"},
            ],
        }
    ]
    lines = hunks_object(line_diff(["a"], ["a", "b"]))
    assert (lines["removed"], lines["added"]) == (0, 1)
    assert lines["hunks"] == [
        {"before": 0, "after": 0, "lines": [{"kind": "equal", "text": "a"}, {"kind": "added", "text": "b"}]}
    ]


def test_the_counts_are_a_sentence() -> None:
    assert summary(diff_of(["a"], ["a"])) == "blocks: 1 equal"
    assert summary(diff_of(["Held in 2019"], ["Held in 2020", "New one"])) == (
        "blocks: 1 changed, 1 added; 1 word removed, 3 words added"
    )
    assert summary(diff_of([], [])) == "blocks: none"
