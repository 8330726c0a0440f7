"""The feed of changes is Atom, tells what pages say otherwise, and the same changes give the same bytes."""

from pathlib import Path

import msgspec
import pytest
from conftest import needs_extra

import scraper
from scraper.default import SUBJECT
from scraper.diffs.views.feed import MOST_ENTRIES, feed

ROOT = Path(__file__).parent.parent
PAGE = "https://en.unesco.org/creative-cities/content/annual-conferences"


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the feed that a run over the fixtures leaves in its output folder."""
    place = tmp_path_factory.mktemp("feed")
    scraper.run(
        scraper.Settings(output=str(place), archives=(str(ROOT / "fixtures" / "warc"),), state=str(place / "s"))
    )
    return place / "changes.atom"


def _row(number: int = 0, kind: str = "changed", **cells: str | None) -> scraper.ChangeRow:
    named = {
        name: f"{name} {number}" for name in scraper.ChangeRow.__struct_fields__ if name not in ("class_", "returned")
    }
    times = {"timestamp": f"20{number // 300 + 10}-01-01T00:00:{number % 60:02}Z", "previous": "2009-01-01T00:00:00Z"}
    about = {"kind": kind, "table": "timeline", "url": f"https://example.org/{number}", "memento_url": None}
    return msgspec.convert(named | times | about | cells, scraper.ChangeRow)


@needs_extra("feedparser")
def test_a_reader_of_feeds_takes_it_and_finds_what_changed(written: Path) -> None:
    import feedparser

    found = feedparser.parse(written.read_bytes())
    assert (found.bozo, found.version) == (False, "atom10")
    newest = next(entry for entry in found.entries if entry.updated == "2023-02-14T13:37:05Z")
    assert newest.link == f"https://webarchive.example/uccn/20230214133705/{PAGE}"
    assert "2022/santos" in newest.content[0].value
    assert len({entry.id for entry in found.entries}) == len(found.entries)
    times = [entry.updated for entry in found.entries]
    assert times == sorted(times, reverse=True)


def test_wording_alone_is_not_told_and_the_order_of_rows_does_not_matter() -> None:
    rows = [
        _row(1, **{"class": "substance"}),
        _row(2, "respelt", **{"class": "wording"}),
        _row(3, "moved", **{"class": "wording"}),
        _row(4, "added", **{"class": "substance"}),
    ]
    made = feed(rows, SUBJECT)
    assert made.count(b"<entry>") == 2
    assert feed(rows[::-1], SUBJECT) == made


@needs_extra("feedparser")
def test_hostile_words_are_only_words_and_there_is_an_end_to_entries() -> None:
    import feedparser

    hostile = _row(1, after="<script>alert(1)</script>\x00 & ]]>", memento_url="javascript:alert(1)")
    found = feedparser.parse(feed([hostile], SUBJECT, ("Ana & Co",)))
    assert not found.bozo
    assert "javascript:" not in str(found.entries[0].get("links"))
    assert found.feed.author == "Ana & Co"
    many = feed((_row(number) for number in range(MOST_ENTRIES + 50)), SUBJECT)
    assert many.count(b"<entry>") == MOST_ENTRIES
