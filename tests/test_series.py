"""Sequences of `fixtures/unseen/series`: `scraper log` tells each change of a fact, and none where only the words change."""

import re
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec
import pytest
from conftest import WarcFile

from benchmarks.scoring import UNSEEN
from scraper.archives.capture import iso, parse_timestamp
from scraper.cli import run_command

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


class Told(NamedTuple):
    """A line of the log: its sign, and its words in lower case."""

    sign: str
    words: str


@pytest.fixture
def told(request: pytest.FixtureRequest, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> list[Told]:
    """Return what `scraper log` tells after a run over the captures of the series that the test names."""
    name = request.getfixturevalue("name")
    series = SERIES[name]
    warc = WarcFile()
    for timestamp in series.captures:
        body = (UNSEEN / "series" / name / f"{timestamp}.html").read_bytes()
        warc.response(
            series.original,
            iso(parse_timestamp(timestamp)),
            body,
            headers=(("Content-Type", series.content_type), ("Content-Length", str(len(body)))),
        )
    (tmp_path / "captures.warc.gz").write_bytes(warc.content)
    output = ["--output", str(tmp_path / "output")]
    run_command(["run", "--archive", str(tmp_path / "captures.warc.gz"), "--source", series.original, *output])
    capsys.readouterr()
    for time in (series.captures[0], series.captures[-1]):
        assert run_command(["as-of", time, *output]) == 0
        assert series.anchor in capsys.readouterr().out.casefold(), f"{series.anchor} is not read in {time}"
    assert run_command(["log", *output]) == 0
    return [
        Told(*match.groups()) for match in map(LINE.fullmatch, capsys.readouterr().out.casefold().splitlines()) if match
    ]


@pytest.mark.parametrize("name", [name for name, series in SERIES.items() if series.change is None])
def test_where_the_facts_stay_nothing_is_told_as_new_or_gone(name: str, told: list[Told]) -> None:
    assert [line for line in told if line.sign in "+-"] == []


@pytest.mark.parametrize("name", [name for name, series in SERIES.items() if series.change is not None])
def test_where_a_fact_changes_that_is_told_and_nothing_else(name: str, told: list[Told]) -> None:
    change = SERIES[name].change
    assert change is not None
    ours = (*change.words, *change.also)
    assert any(line.sign in change.signs and any(word in line.words for word in change.words) for line in told), told
    assert [line for line in told if line.sign in "+-" and not any(word in line.words for word in ours)] == []
