"""Sequences of `fixtures/unseen/series`: `scraper history` tells each change of a fact, and none where only the words change."""

import json
import re
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec
import pytest
from conftest import WarcFile

from benchmarks.scoring import UNSEEN
from scraper.cli import run_command
from scraper.values.capture import iso, parse_timestamp

LINE = re.compile(r"  ([-+~?>]) (.+)")


class Change(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What has to be told: a line with one of the signs and one of the words; other lines on `also` may be."""

    signs: tuple[Literal["+", "-", "~"], ...]
    words: tuple[str, ...]
    also: tuple[str, ...]


class Series(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The captures of one page in order of time; `anchor` is a city that the first and the last of them state."""

    original: str
    content_type: str
    captures: tuple[str, ...]
    anchor: str
    change: Change | None


SERIES = {
    file.parent.name: msgspec.json.decode(file.read_bytes(), type=Series)
    for file in sorted((UNSEEN / "series").glob("*/series.json"))
}
UNREAD = ["23-days-corrected", "94-sharjah-held", "planned-then-held"]
"""Series of which nothing is read: the page names no network whose conference it could be."""
TRANSLATED = ["94-removed-duran"]
"""Series in which a host is missing from a page that is in another language since: no proof that it is gone."""
STAYS = [name for name, series in SERIES.items() if series.change is None]
CHANGES = [name for name, series in SERIES.items() if series.change and name not in (*UNREAD, *TRANSLATED)]


class Told(NamedTuple):
    """A line of the log: its sign, and its words in lower case."""

    sign: str
    words: str


def _archive(name: str, folder: Path) -> Path:
    """Write the captures of a series to a WARC file."""
    series, warc = SERIES[name], WarcFile()
    for timestamp in series.captures:
        body = (UNSEEN / "series" / name / f"{timestamp}.html").read_bytes()
        headers = (("Content-Type", series.content_type), ("Content-Length", str(len(body))))
        warc.response(series.original, iso(parse_timestamp(timestamp)), body, headers=headers)
    return warc.save(folder / "captures.warc.gz")


def _told(name: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> list[Told]:
    """Run over a series, see that its first and last capture are read, and return what the log tells of changes."""
    series, output = SERIES[name], ("--output", str(folder / "output"))
    run_command(["run", "--archive", str(_archive(name, folder)), "--source", series.original, *output])
    capsys.readouterr()
    for time in (series.captures[0], series.captures[-1]):
        assert run_command(["as-of", time, "--by-page", *output]) == 0
        assert series.anchor in capsys.readouterr().out.casefold(), time
    assert run_command(["log", *output]) == 0
    lines = capsys.readouterr().out.casefold().splitlines()
    return [Told(*match.groups()) for match in map(LINE.fullmatch, lines) if match]


@pytest.mark.parametrize("name", STAYS)
def test_where_the_facts_stay_nothing_is_told_as_new_or_gone(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert [line for line in _told(name, tmp_path, capsys) if line.sign in "+-"] == []


@pytest.mark.parametrize("name", CHANGES)
def test_where_a_fact_changes_that_is_told_and_nothing_else(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told, change = _told(name, tmp_path, capsys), SERIES[name].change
    assert change is not None
    ours = (*change.words, *change.also)
    assert any(line.sign in change.signs and any(word in line.words for word in change.words) for line in told), told
    assert [line for line in told if line.sign in "+-" and not any(word in line.words for word in ours)] == []


@pytest.mark.parametrize("name", UNREAD)
def test_what_is_not_read_is_told_of_each_capture(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command(["extract", str(_archive(name, tmp_path)), "--json"]) == 0
    pages = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [page["outcome"] for page in pages] == ["no facts"] * len(SERIES[name].captures)
    assert all(any(SERIES[name].anchor in words.casefold() for words in page["unread"]) for page in pages)


@pytest.mark.parametrize("name", TRANSLATED)
def test_what_a_translation_lacks_is_not_confirmed(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told, change = _told(name, tmp_path, capsys), SERIES[name].change
    assert change is not None
    assert [line.sign for line in told if any(word in line.words for word in change.words)] == ["?"]
    assert [line for line in told if line.sign in "+-"] == []
