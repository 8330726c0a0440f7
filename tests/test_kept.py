"""A build with nothing new leaves all as it is; and whatever is not as the last build left it, is built again."""

import json
import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from conftest import ROOT, WarcFile

from scraper import open_archive
from scraper.cli import run_command
from scraper.dataset.build import build
from scraper.history.cache import ExtractionCache
from scraper.runs.record import RunRecord, last_runs
from scraper.store.reader import StoredRecord
from scraper.store.store import Store
from scraper.store.sync import sync
from scraper.values.capture import CapturedResponse

Captured = pytest.CaptureFixture[str]
PAGE = "https://en.unesco.org/creative-cities/content/annual-conferences"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("made")
    assert (
        run_command(["run", "--archive", str(ROOT / "fixtures/warc/uccn.warc.gz"), "--source", PAGE, *_to(place)]) == 0
    )
    return place


@pytest.fixture
def place(made: Path, tmp_path: Path) -> Path:
    copy = Path(shutil.copytree(made, tmp_path / "output"))
    assert run_command(["build", *_to(copy)]) == 0  # a copy's files have other times
    return copy


def _to(place: Path) -> tuple[str, str]:
    return "--output", str(place)


def _products(place: Path) -> dict[str, tuple[bytes, int]]:
    """Return all that a build writes, with the time of its last change."""
    paths = [*(place / "dataset").iterdir(), place / "report.html", place / "changes.atom"]
    return {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in paths}


def _record(place: Path) -> RunRecord:
    return last_runs(place / "runs", 1)[0]


@pytest.mark.slow
def test_where_nothing_is_new_nothing_is_written_and_the_record_says_the_same(place: Path) -> None:
    before, told = _products(place), _record(place)
    assert run_command(["build", *_to(place)]) == 0
    assert _products(place) == before
    record = _record(place)
    assert (record.rows, record.outcomes, record.warnings, record.dataset, record.versions) == (
        told.rows,
        told.outcomes,
        told.warnings,
        told.dataset,
        told.versions,
    )
    assert (record.facts, record.changes, record.files) == (0, (), ())


def _edited(name: str) -> Callable[[Path], object]:
    return lambda place: (place / name).write_bytes((place / name).read_bytes().replace(b"Paris", b"Bonn ", 1))


def _removed(name: str) -> Callable[[Path], object]:
    return lambda place: (place / name).unlink()


@pytest.mark.slow
@pytest.mark.parametrize(
    "spoil",
    [
        _edited("dataset/timeline.csv"),
        _edited("report.html"),
        _removed("dataset/history.csv"),
        _removed("report.html"),
        _removed("changes.atom"),
        _removed("cache/build.json"),
        lambda place: (place / "cache" / "build.json").write_bytes(b"{"),
        lambda place: (place / "cache" / "build.json").write_bytes(b"[" * 100_000),
    ],
    ids=[
        "a table is edited",
        "the report is edited",
        "a table is gone",
        "the report is gone",
        "the feed is gone",
        "nothing is remembered",
        "half a memory",
        "a deep memory",
    ],
)
def test_what_is_not_as_it_was_left_is_made_again(place: Path, spoil: Callable[[Path], object]) -> None:
    before = {name: content for name, (content, _) in _products(place).items()}
    spoil(place)
    run_command(["build", *_to(place)])
    assert {name: content for name, (content, _) in _products(place).items()} == before


@pytest.mark.slow
def test_a_setting_that_goes_into_the_dataset_is_heeded(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    licence = (
        '[licence]\nname = "CC-BY-4.0"\ntitle = "Attribution"\npath = "https://creativecommons.org/licenses/by/4.0/"\n'
    )
    Path("scraper.toml").write_text(licence)
    assert run_command(["build", *_to(place)]) == 0
    assert json.loads((place / "dataset/datapackage.json").read_bytes())["licenses"][0]["name"] == "CC-BY-4.0"


def test_a_ledger_that_says_something_else_is_read_again(place: Path, capsys: Captured) -> None:
    with closing(sqlite3.connect(place / "store/ledger.sqlite")) as ledger:
        ledger.execute("UPDATE records SET timestamp = '20300101000000' WHERE id = 1")
        ledger.commit()
    assert run_command(["build", *_to(place)]) == 3
    assert "ledger.sqlite" in capsys.readouterr().err


@pytest.mark.slow
def test_a_stored_record_that_is_damaged_since_costs_its_capture(place: Path) -> None:
    (file,) = (place / "store").glob("*.warc.gz")
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 0xFF
    file.write_bytes(content)
    assert run_command(["build", *_to(place)]) == 1
    assert _record(place).outcomes.get("damaged") == 1
    assert run_command(["build", *_to(place)]) == 1  # and is told of for as long as it is


@pytest.mark.slow
def test_keep_takes_effect_at_once(place: Path) -> None:
    _removed("cache/build.json")(place)
    _edited("dataset/timeline.csv")(place)
    run_command(["build", *_to(place)])
    assert list((place / "dataset.versions").glob("0*"))
    assert run_command(["build", "--keep", "0", *_to(place)]) == 0
    assert not list((place / "dataset.versions").glob("0*"))


def test_a_file_of_somebody_else_in_the_dataset_is_refused(place: Path, capsys: Captured) -> None:
    (place / "dataset" / "notes.txt").write_text("mine")
    assert run_command(["build", *_to(place)]) == 3
    assert "notes.txt" in capsys.readouterr().err
    assert (place / "dataset" / "notes.txt").read_text() == "mine"


class NotingStore(Store):
    """Notes the records that are read."""

    records: set[int]

    def read(self, record: StoredRecord) -> CapturedResponse:
        self.records.add(record.id)
        return super().read(record)


def _reads(
    place: Path, new: Path | None = None, meanwhile: Callable[[Path], None] | None = None
) -> tuple[int, dict[str, bytes]]:
    """Build with the cache, after adding the captures in `new`; return how many records the build read, and the dataset.

    `meanwhile` is what somebody else does to the store before the build.
    """
    with NotingStore(place / "store") as store:
        store.records = set()
        cache = ExtractionCache(place / "cache" / "pages.sqlite", files=store.as_found)
        if new:
            sync(open_archive(str(new)), [PAGE], store)
        if meanwhile:
            meanwhile(place)
        store.records = set()
        build(store, place / "dataset", cache=cache)
        cache.keep_files(store.as_left())
        cache.close()
        return len(store.records), {path.name: path.read_bytes() for path in (place / "dataset").iterdir()}


def _without_cache(place: Path) -> dict[str, bytes]:
    with Store(place / "store") as store:
        build(store, place / "anew")
    return {path.name: path.read_bytes() for path in (place / "anew").iterdir()}


def test_after_a_new_capture_no_other_record_is_read(place: Path, tmp_path: Path) -> None:
    warc = WarcFile()
    warc.response(PAGE, "2025-05-01T00:00:00Z", b"<html lang=en><title>Gone</title><main><p>Moved.</p></main></html>")
    warc.save(tmp_path / "new.warc.gz")
    read, dataset = _reads(place, tmp_path / "new.warc.gz")
    assert read == 1
    assert dataset == _without_cache(place)
    assert _reads(place) == (0, dataset)


def _touched(place: Path) -> None:
    (file,) = (place / "store").glob("*.warc.gz")
    os.utime(file, ns=(1, 1))


def _forgotten(place: Path) -> None:
    (place / "cache" / "pages.sqlite").unlink()


def _garbled(place: Path) -> None:
    with closing(sqlite3.connect(place / "cache" / "pages.sqlite")) as cache:
        cache.execute("UPDATE records SET content = x'00'")
        cache.commit()


def test_a_file_that_somebody_changes_during_a_run_is_read_again(place: Path) -> None:
    _, dataset = _reads(place, meanwhile=_touched)
    read, again = _reads(place)
    assert read == len(json.loads(dataset["lock.json"])["captures"])
    assert again == dataset


@pytest.mark.slow
@pytest.mark.parametrize("spoil", [_touched, _forgotten, _garbled])
def test_what_may_have_changed_is_read_again(place: Path, spoil: Callable[[Path], None]) -> None:
    before = _reads(place)
    spoil(place)
    read, dataset = _reads(place)
    assert read == len(json.loads(dataset["lock.json"])["captures"]) > before[0] == 0
    assert dataset == before[1]


@pytest.mark.parametrize("command", [("run", "--archive"), ("import",)])
@pytest.mark.parametrize("what", ["a member in the middle", "a file of a folder"])
def test_what_of_a_collection_cannot_be_read_fails_the_run_by_name(
    tmp_path: Path, command: tuple[str, ...], what: str, capsys: Captured
) -> None:
    content = bytearray((ROOT / "fixtures/warc/uccn.warc.gz").read_bytes())
    folder = tmp_path / "files"
    folder.mkdir()
    if what == "a member in the middle":
        content[len(content) // 2 : len(content) // 2 + 40] = bytes(40)
        named = "a.warc.gz: at byte"
    else:
        (folder / "junk.warc.gz").write_text("not gzip\n")
        named = "junk.warc.gz: at byte 0"
    (folder / "a.warc.gz").write_bytes(content)
    assert run_command([*command, str(folder), *_to(tmp_path / "output")]) == 1
    assert any(named in one for one in _record(tmp_path / "output").failures)
    if command == ("run", "--archive"):
        assert run_command([*command, str(folder), *_to(tmp_path / "output")]) == 1  # from its kept index
        capsys.readouterr()
        run_command(["doctor", "--archive", str(folder), *_to(tmp_path / "output")])
        assert named in capsys.readouterr().out


def test_a_page_is_the_same_however_its_address_is_written(tmp_path: Path) -> None:
    body = next((ROOT / "fixtures/pages/annual-conferences").glob("20240517*")) / "body.html"
    written = {"--original": "HTTPS://EN.UNESCO.ORG/creative-cities/content/annual-conferences", "--timestamp": "2024"}
    given = [word for pair in written.items() for word in pair]
    assert run_command(["import", str(body), *given, *_to(tmp_path)]) == 0
    assert _record(tmp_path).outcomes == {"layout unknown": 1}


@pytest.mark.parametrize(
    "given",
    [
        ("--original", f"https://user:secret@{PAGE.removeprefix('https://')}", "--timestamp", "2022"),
        ("--original", PAGE, "--timestamp", "0500"),
        ("--original", PAGE, "--timestamp", "2099"),
    ],
)
def test_a_login_or_a_time_that_cannot_be_is_refused(tmp_path: Path, given: tuple[str, ...], capsys: Captured) -> None:
    body = next((ROOT / "fixtures/pages/annual-conferences").glob("20220315*")) / "body.html"
    assert run_command(["import", str(body), *given, *_to(tmp_path / "output")]) == 2
    assert "scraper: --" in capsys.readouterr().err
    assert not (tmp_path / "output" / "dataset").exists()


def test_a_login_in_a_record_is_not_published(tmp_path: Path) -> None:
    warc = WarcFile()
    warc.response(
        f"https://user:secret@{PAGE.removeprefix('https://')}", "2022-03-15T09:26:32Z", b"<p>No conference</p>"
    )
    assert run_command(["run", "--archive", str(warc.save(tmp_path / "a.warc")), *_to(tmp_path / "output")]) == 0
    assert len(list(open_archive(str(tmp_path / "a.warc")).captures(PAGE))) == 1
    products = [
        *(tmp_path / "output/dataset").iterdir(),
        *(tmp_path / "output/runs").iterdir(),
        tmp_path / "output/report.html",
    ]
    assert not [one.name for one in products if b"secret" in one.read_bytes()]


@pytest.mark.parametrize("time", ["0001-01-01T00:00:00Z", "9999-12-31T00:00:00Z"])
def test_a_record_of_any_time_is_kept_and_stops_nothing(tmp_path: Path, time: str) -> None:
    warc = WarcFile()
    warc.response(PAGE, time, b"<p>No conference</p>")
    warc.response(PAGE, "2022-03-15T09:26:32Z", b"<p>No conference yet</p>")
    assert run_command(["run", "--archive", str(warc.save(tmp_path / "a.warc")), *_to(tmp_path / "output")]) == 0
    assert sum(_record(tmp_path / "output").outcomes.values()) == 2
