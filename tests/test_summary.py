"""The end of a run: the result, what is new, what needs a look, where it lies and what it cost, in at most 15 lines."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

import scraper
from scraper.cli import run_command
from scraper.default import SUBJECT
from scraper.runs.record import RunRecord
from scraper.runs.summary import reason_lines, summary_lines

ROOT = Path(__file__).parent.parent
WARC = str(ROOT / "fixtures" / "warc")
ALL = {
    "timeline": "2008 Paris, Santa Fe · 2009 Lyon · 2010 Shenzhen · 2011 Seoul · 2012 Montréal",
    "planned": "2023 Istanbul¹",
    "footnote": "¹ planned  no longer so: 2020 Santos (postponed), 2021 Istanbul (candidate)",
}


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, RunRecord]:
    """Return the output folder of a first run, and its record."""
    place = tmp_path_factory.mktemp("summary")
    settings = scraper.Settings(output=str(place), archives=(WARC,), state=str(place / "state"))
    return place, scraper.run(settings)


def _lines(record: RunRecord, place: Path, **changed: Any) -> list[str]:
    return list(summary_lines(msgspec.structs.replace(record, **changed), place, SUBJECT))


def _change(kind: str, number: int = 0) -> scraper.ChangeRow:
    row = {name: f"{name} {number}" for name in scraper.ChangeRow.__struct_fields__}
    substance = kind in ("added", "removed", "changed")
    row |= {"table": "timeline", "kind": kind, "class": "substance" if substance else "wording"}
    return msgspec.convert(row, scraper.ChangeRow)


def test_a_first_run_shows_the_hosts_by_year_with_footnotes(first: tuple[Path, RunRecord]) -> None:
    place, record = first
    lines = _lines(record, place)
    text = "\n".join(lines)
    for part in ALL.values():
        assert part in text
    assert "there was no dataset before" in text
    assert "To look at with `scraper show NAME`: layout-unknown 1, unread 15, conflicts 6, warnings 12" in lines
    assert f"Data: {place / 'dataset'}  This run: 58 stored; no requests" in text
    assert len(lines) <= 15


def test_a_run_with_nothing_new_takes_three_lines_and_wrote_nothing(
    first: tuple[Path, RunRecord], capsys: pytest.CaptureFixture[str]
) -> None:
    place, record = first
    assert record.files
    assert run_command(["run", "--archive", WARC, "--output", str(place)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 3
    assert lines[0].startswith("Nothing new: the 58 captures")
    assert "(unchanged)" in lines[2]
    assert run_command(["run", "--archive", WARC, "--output", str(place), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["files"] == []


def test_what_is_new_is_told_by_substance_and_the_rest_is_a_number(first: tuple[Path, RunRecord]) -> None:
    place, record = first
    changes = (_change("added", 1), _change("changed", 2), _change("respelt"), _change("translated"))
    lines = _lines(record, place, first=False, facts=3, changes=changes)
    assert "New: 3 facts, 2 changes of substance, 2 of other classes" in lines
    many = _lines(record, place, first=False, changes=tuple(_change("added", number) for number in range(50)))
    assert any("`scraper history`" in line for line in many)
    assert len(many) <= 15


def test_a_fact_that_is_back_is_not_told_as_lost(first: tuple[Path, RunRecord]) -> None:
    place, record = first
    lost = msgspec.structs.replace(_change("removed"), returned=None)
    back = msgspec.structs.replace(lost, returned="2021-01-01T00:00:00Z")
    (was,) = (line for line in _lines(record, place, first=False, changes=(lost,)) if "record_id 0" in line)
    (now,) = (line for line in _lines(record, place, first=False, changes=(back,)) if "record_id 0" in line)
    assert was.strip().startswith("- timeline")
    assert not now.strip().startswith("-")
    assert "back since 2021-01-01T00:00:00Z" in now


def test_an_exit_code_is_told_with_its_reasons_and_all_of_it_fits(first: tuple[Path, RunRecord]) -> None:
    place, record = first
    failures = tuple(f"capture {number} failed" for number in range(9))
    changes = tuple(_change("added", number) for number in range(50))
    lines = _lines(
        record, place, exit_code=1, exit_meaning="some failed", failures=failures, first=False, changes=changes
    )
    reasons = list(reason_lines(msgspec.structs.replace(record, exit_code=1, failures=failures)))
    assert lines[-1] == "Exit code 1: some failed"
    assert reasons[0] == "failed: capture 0 failed"
    assert "and 7 more" in reasons[-1]
    assert len(lines) + len(reasons) <= 15


def test_quiet_is_silent_and_detail_is_asked_for(
    first: tuple[Path, RunRecord], capsys: pytest.CaptureFixture[str]
) -> None:
    place, _ = first
    command = ["run", "--archive", WARC, "--output", str(place)]
    assert run_command([*command, "--quiet"]) == 0
    assert capsys.readouterr() == ("", "")
    assert run_command([*command, "-v"]) == 0
    told = capsys.readouterr()
    assert "warning: mojibake" in told.out
    assert "58 captures listed" in told.err or "28 captures of" in told.err


@pytest.mark.parametrize("more", [[], ["--nope"], ["--archive", "/nowhere/at/all"], ["-v"]])
def test_with_json_logs_every_line_on_stderr_is_an_object(
    more: list[str], first: tuple[Path, RunRecord], capsys: pytest.CaptureFixture[str]
) -> None:
    place, _ = first
    run_command(["run", "--archive", WARC, "--output", str(place), "--log-json", *more])
    lines = capsys.readouterr().err.splitlines()
    assert lines
    assert all({"time", "level", "message"} <= json.loads(line).keys() for line in lines)


def test_a_host_that_was_taken_back_is_called_so_and_not_held() -> None:
    hosts = (
        ("2018", "Krakow", "held", "current"),
        ("2018", "Katowice", "held", "withdrawn"),
        ("2020", "Santos", "postponed", "superseded"),
    )
    rows = [dict(zip(("year", "city", "status", "standing"), host, strict=True)) for host in hosts]
    *_, last = SUBJECT.result({"timeline": rows})
    assert last.strip() == "no longer so: 2018 Katowice (withdrawn), 2020 Santos (postponed)"
