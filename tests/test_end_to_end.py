"""The whole way over the wire: a real pywb serves fixtures/warc, and what comes out is what the files give."""

import contextlib
import csv
import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from conftest import watched_cases
from servers import Pywb, ServerUnavailable, pywb

import scraper
from scraper.cli import run_command
from scraper.store.store import Store
from scraper.subjects.uccn.kinds import SOURCES
from scraper.values.capture import format_timestamp

pytestmark = pytest.mark.pywb

WARC = Path(__file__).parent.parent / "fixtures" / "warc" / "uccn.warc.gz"
PAGE = "https://en.unesco.org/creative-cities/content/annual-conferences"
ORIGINALS = [original for variants in SOURCES for original in variants]
# http: to https: of one address. pywb takes it for a redirect to itself and serves the nearest other capture instead.
SELF_REDIRECT = "20150914103155"
TABLES = ("timeline", "objectives", "captures")
OF_THE_ARCHIVE = ("memento_url", "archive")


@contextlib.contextmanager
def _serving(warcs: list[Path], directory: Path, config: Mapping[str, object] | None = None) -> Iterator[Pywb]:
    with contextlib.ExitStack() as stack:
        try:
            server = stack.enter_context(pywb("uccn", warcs, directory=directory, config=config))
        except ServerUnavailable as error:
            if os.environ.get("CI"):
                raise
            pytest.skip(str(error))
        yield server


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pywb]:
    with _serving([WARC], tmp_path_factory.mktemp("pywb")) as serving:
        yield serving


@pytest.fixture(scope="module", autouse=True)
def _elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with contextlib.chdir(tmp_path_factory.mktemp("here")):
        yield


@pytest.fixture(scope="module")
def from_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the output of a run over the same captures on disk."""
    place = tmp_path_factory.mktemp("files")
    assert run_command(["run", "--archive", str(WARC), "--output", str(place)]) == 0
    return place


@pytest.fixture(scope="module")
def from_pywb(server: Pywb, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the output of a run over the wire."""
    place = tmp_path_factory.mktemp("wire")
    assert run_command(["run", "--archive", server.url, "--output", str(place)]) == 0
    return place


def _tables(place: Path, *, without: tuple[str, ...] = OF_THE_ARCHIVE) -> dict[str, list[dict[str, str]]]:
    """Return every table's rows without the columns that tell where they were served."""
    found = {}
    for table in TABLES:
        with (place / "dataset" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            rows = csv.DictReader(file)
            found[table] = [{name: value for name, value in row.items() if name not in without} for row in rows]
    return found


def _document(place: Path) -> Any:
    return json.loads((place / "dataset" / "dataset.json").read_bytes())


def _is_index(request: str) -> bool:
    return "/cdx?" in request or "/timemap/" in request


def test_pywb_lists_every_capture_that_the_files_hold(server: Pywb) -> None:
    over_the_wire, on_disk = scraper.open_archive(server.url), scraper.open_archive(str(WARC))
    for original in ORIGINALS:
        listed = [format_timestamp(capture.timestamp) for capture in over_the_wire.captures(original)]
        assert listed == [format_timestamp(capture.timestamp) for capture in on_disk.captures(original)]


def test_pywb_replays_the_payloads_that_the_files_hold(server: Pywb) -> None:
    over_the_wire, on_disk = scraper.open_archive(server.url), scraper.open_archive(str(WARC))
    pairs = zip(over_the_wire.captures(PAGE), on_disk.captures(PAGE), strict=True)
    for served, kept in pairs:
        there, here = over_the_wire.replay(served), on_disk.replay(kept)
        if format_timestamp(kept.timestamp) == SELF_REDIRECT:
            assert (there.requested, there.status) == (kept.timestamp, 200)
            assert there.capture.timestamp > there.requested
            continue
        assert (there.status, there.capture.timestamp) == (here.status, here.capture.timestamp)
        assert scraper.extract(there) == scraper.extract(here)


def test_a_run_over_the_wire_gives_what_the_files_give(from_pywb: Path, from_files: Path) -> None:
    there, here = _tables(from_pywb), _tables(from_files)
    assert there["timeline"] == here["timeline"]
    assert there["objectives"] == here["objectives"]
    told = ("requested", "timestamp", "drift_seconds", "status_code", "outcome", "page_kind", "layout", "language")
    counted = ("conferences", "objectives", "unread")
    wire, disk = ({row["requested"]: row for row in rows} for rows in (there["captures"], here["captures"]))
    assert set(wire) == set(disk)
    assert len(wire) == len(watched_cases()) + 3
    drifted = wire.pop("2015-09-14T10:31:55Z")
    assert (drifted["outcome"], drifted["page_kind"]) == ("nearest served", "")
    for requested, row in wire.items():
        assert {name: row[name] for name in told + counted} == {name: disk[requested][name] for name in told + counted}
    assert drifted["timestamp"] in wire
    assert int(drifted["drift_seconds"]) > 0
    assert drifted["digest"] == wire[drifted["timestamp"]]["digest"]
    assert _document(from_pywb)["captures"]["listed"] == _document(from_files)["captures"]["listed"]


def test_rows_say_where_people_can_look(from_pywb: Path, server: Pywb) -> None:
    for table in TABLES:
        for row in _tables(from_pywb, without=())[table]:
            assert row["memento_url"].startswith(server.url)
            assert "id_/" not in row["memento_url"]


def test_a_second_run_makes_one_index_request_an_original_and_no_replay(server: Pywb, tmp_path: Path) -> None:
    command = ["run", "--archive", server.url, "--output", str(tmp_path)]
    assert run_command(command) == 0
    before = server.requests()
    dataset = {path.name: path.read_bytes() for path in (tmp_path / "dataset").iterdir()}
    warcs = {path.name: path.read_bytes() for path in (tmp_path / "store").glob("*.warc.gz")}
    assert run_command(command) == 0
    after = server.requests()[len(before) :]
    assert len(after) == len(ORIGINALS)
    assert all(_is_index(request) for request in after)
    assert {path.name: path.read_bytes() for path in (tmp_path / "dataset").iterdir()} == dataset
    assert {path.name: path.read_bytes() for path in (tmp_path / "store").glob("*.warc.gz")} == warcs


def test_a_first_run_fetches_each_payload_once_and_an_unchanged_one_not_at_all(server: Pywb, tmp_path: Path) -> None:
    before = len(server.requests())
    assert run_command(["run", "--archive", server.url, "--output", str(tmp_path), "--source", PAGE]) == 0
    replays = [request for request in server.requests()[before:] if not _is_index(request)]
    assert len(replays) == len(set(replays))
    assert all("id_/" in request for request in replays)
    assert not [request for request in replays if "20220621170045" in request]  # the revisit


def test_captures_asks_for_the_index_only(server: Pywb, capsys: pytest.CaptureFixture[str]) -> None:
    before = len(server.requests())
    assert run_command(["captures", PAGE, "--archive", server.url, "--from", "2022", "--to", "2022", "--json"]) == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    times = ["20220118033741", "20220315092632", "20220621170045"]
    assert [one["timestamp"] for one in found] == times
    assert all(_is_index(request) for request in server.requests()[before:])


def test_what_was_stored_is_served_by_pywb_again_and_gives_the_same_facts(from_pywb: Path, tmp_path: Path) -> None:
    stored = sorted((from_pywb / "store").glob("captures-*.warc.gz"))
    with _serving(stored, tmp_path / "pywb") as second:
        assert run_command(["run", "--archive", second.url, "--output", str(tmp_path / "output")]) == 0
    again, first = _tables(tmp_path / "output"), _tables(from_pywb)
    assert again["timeline"] == first["timeline"]
    assert again["objectives"] == first["objectives"]
    stored_ones = [row for row in first["captures"] if row["outcome"] != "nearest served"]  # that is no capture
    outcomes = {(row["timestamp"], row["status_code"], row["outcome"]) for row in stored_ones}
    assert {(row["timestamp"], row["status_code"], row["outcome"]) for row in again["captures"]} == outcomes
    with Store(from_pywb / "store") as one, Store(tmp_path / "output" / "store") as two:
        for original in ORIGINALS:
            digests = [capture.digest for capture in one.captures(original)]
            assert [capture.digest for capture in two.captures(original)] == digests


def test_an_archive_that_redirects_to_the_exact_time_gives_the_same(from_files: Path, tmp_path: Path) -> None:
    with _serving([WARC], tmp_path / "pywb", {"redirect_to_exact": True}) as exact:
        assert run_command(["run", "--archive", exact.url, "--output", str(tmp_path / "output")]) == 0
        archive = scraper.open_archive(exact.url)
        seed = next(one for one in archive.captures(PAGE) if format_timestamp(one.timestamp) == "20220315092632")
        asked = scraper.Capture(
            original=PAGE, timestamp=seed.timestamp.replace(minute=0), urlkey=seed.urlkey, archive=seed.archive
        )
        served = archive.replay(asked)
    assert served.capture.timestamp == seed.timestamp
    assert served.requested == asked.timestamp
    assert _tables(tmp_path / "output")["timeline"] == _tables(from_files)["timeline"]


def test_two_archives_of_the_same_captures_are_both_in_the_list_and_stored_once(
    server: Pywb, from_files: Path, tmp_path: Path
) -> None:
    command = ["run", "--archive", str(WARC), "--archive", server.url, "--output", str(tmp_path)]
    assert run_command(command) == 0
    with Store(tmp_path / "store") as store:
        listed, _ = store.counts()
    assert listed == 2 * (len(watched_cases()) + 3)
    assert {row["archive"] for row in _tables(tmp_path, without=())["captures"]} == {WARC.name, server.url}
    facts = [(row["year"], row["city"], row["status"]) for row in _tables(tmp_path)["timeline"]]
    assert facts == [(row["year"], row["city"], row["status"]) for row in _tables(from_files)["timeline"]]
