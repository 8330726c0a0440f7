"""captures.csv has one row a capture, whoever lists it; the nearest one that a replay serves is no capture of the time asked for."""

import csv
import json
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from conftest import WarcFile

import scraper
from scraper.cli import run_command
from scraper.dataset.build import build
from scraper.dataset.locked import build_locked
from scraper.dataset.verify import verify
from scraper.store.store import Store
from scraper.store.sync import sync
from scraper.values.capture import Archive, Capture, CapturedResponse

PAGE = "https://en.unesco.org/creative-cities/content/annual-conferences"
ASKED = datetime(2015, 3, 1, 8, 0, 0, tzinfo=UTC)
SERVED = "2015-10-28T08:00:00Z"


def _body(hosts: str) -> bytes:
    return (
        '<!DOCTYPE html><html lang="en"><head><title>Annual Conferences</title></head><body><h1>Annual Conferences</h1>'
        f'<div id="block-system-main"><div class="field-name-body"><p>Previous Annual Conferences have been held in {hosts}.'
        "</p></div></div></body></html>"
    ).encode()


@pytest.fixture
def warc(tmp_path: Path) -> Path:
    made = WarcFile()
    made.response(PAGE, SERVED, _body("Lyon (France) in 2009"))
    made.response(PAGE, "2019-01-01T00:00:00Z", _body("Lyon (France) in 2009, Seoul (Republic of Korea) in 2011"))
    return made.save(tmp_path / "crawl.warc.gz")


class NearestServing:
    """An archive that lists one capture more than it has, and serves the nearest one for it, as pywb does."""

    name, is_live, pace = "nearest", False, 0.0

    def __init__(self, archive: Archive, *, hides: bool = False) -> None:
        self._archive, self._hides = archive, hides
        self.passed_over = archive.passed_over

    def captures(
        self, original: str, since: datetime | None = None, until: datetime | None = None
    ) -> Iterator[Capture]:
        there = [msgspec.structs.replace(one, archive=self.name) for one in self._archive.captures(original)]
        yield msgspec.structs.replace(there[0], timestamp=ASKED, digest=None)
        yield from there[1:] if self._hides else there

    def replay(self, capture: Capture) -> CapturedResponse:
        there = list(self._archive.captures(capture.original))
        served = there[0] if capture.timestamp == ASKED else next(o for o in there if o.timestamp == capture.timestamp)
        response = self._archive.replay(served)
        named = msgspec.structs.replace(response.capture, archive=self.name)
        return msgspec.structs.replace(response, capture=named, requested=capture.timestamp)


def _rows(directory: Path, table: str = "captures") -> list[dict[str, str]]:
    with (directory / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _told(directory: Path) -> list[tuple[str, str, str]]:
    return [(row["requested"], row["timestamp"], row["outcome"]) for row in _rows(directory)]


def _listed(directory: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((directory / "dataset.json").read_bytes())["captures"]
    return found


ASKED_ISO, LATER = "2015-03-01T08:00:00Z", "2019-01-01T00:00:00Z"
NEAREST = (ASKED_ISO, SERVED, "nearest served")


@pytest.mark.parametrize("hides", [False, True], ids=["listed itself", "served for another time alone"])
def test_the_nearest_served_is_an_outcome_and_no_capture_of_the_time_asked_for(
    warc: Path, tmp_path: Path, *, hides: bool
) -> None:
    place = tmp_path / "dataset"
    with Store(tmp_path / "store") as store:
        sync(NearestServing(scraper.open_archive(str(warc)), hides=hides), [PAGE], store)
        build(store, place)
        assert verify(store, place).failures == ()
        assert build_locked(store, place).differences == ()
    own = ("" if hides else SERVED, SERVED, "extracted")
    assert _told(place) == [own, NEAREST, (LATER, LATER, "extracted")]
    lyon = next(row for row in _rows(place, "timeline") if row["city"] == "Lyon")
    assert (lyon["first_seen"], lyon["captures"]) == (SERVED, "2")
    assert _listed(place)["outcomes"] == {"extracted": 2, "nearest served": 1}
    nearest = _rows(place)[1]
    assert (nearest["page_kind"], nearest["drift_seconds"]) == ("", str(241 * 86400))
    assert len({row["id"] for row in _rows(place)}) == 3


def test_a_capture_that_two_archives_have_is_one_with_both_named(
    warc: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(warc, tmp_path / "another copy.warc.gz")
    output = str(tmp_path / "output")
    one = ["run", "--archive", str(warc), "--source", PAGE, "--output", output]
    assert run_command(one) == 0
    alone = _rows(tmp_path / "output" / "dataset")
    facts = {table: _rows(tmp_path / "output" / "dataset", table) for table in ("timeline", "history", "evidence")}
    assert run_command([*one, "--archive", str(tmp_path / "another copy.warc.gz")]) == 0
    both = _rows(tmp_path / "output" / "dataset")
    assert [row["archives"] for row in both] == ["another copy.warc.gz | crawl.warc.gz"] * 2
    named = ("archive", "archives")
    assert [{**row, **dict.fromkeys(named, "")} for row in both] == [{**r, **dict.fromkeys(named, "")} for r in alone]
    assert {table: _rows(tmp_path / "output" / "dataset", table) for table in facts} == facts
    assert _listed(tmp_path / "output" / "dataset")["listed"] == 2
    capsys.readouterr()
    assert run_command(["status", "--json", "--output", output]) == 0
    assert json.loads(capsys.readouterr().out)["ledger"]["outcomes"] == {"extracted": 4}


def test_a_capture_that_a_file_and_a_saved_copy_have_is_one_row(warc: Path, tmp_path: Path) -> None:
    saved = tmp_path / "saved"
    saved.mkdir()
    (saved / "body.html").write_bytes(_body("Lyon (France) in 2009"))
    known = {"original": PAGE, "timestamp": "20151028080000", "headers": {"Content-Type": "text/html; charset=utf-8"}}
    (saved / "capture.json").write_text(json.dumps(known), encoding="utf-8")
    for path in (warc, saved):
        assert run_command(["import", str(path), "--output", str(tmp_path / "output")]) == 0
    rows = _rows(tmp_path / "output" / "dataset")
    assert [(row["timestamp"], row["archives"]) for row in rows] == [
        (SERVED, "crawl.warc.gz | saved"),
        (LATER, "crawl.warc.gz"),
    ]


@pytest.mark.slow
def test_a_second_archive_of_the_same_captures_is_no_news(tmp_path: Path) -> None:
    first = Path(__file__).parents[1] / "fixtures" / "warc"
    shutil.copytree(first, tmp_path / "second")
    output = ["--exit-code", "--output", str(tmp_path / "output")]
    assert run_command(["run", "--archive", str(first), *output]) == 10
    published = (tmp_path / "output" / "dataset" / "changes.csv").read_bytes()
    assert run_command(["run", "--archive", str(first), "--archive", str(tmp_path / "second"), *output]) == 0
    assert (tmp_path / "output" / "dataset" / "changes.csv").read_bytes() == published
