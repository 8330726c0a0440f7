"""A build with nothing new leaves all as it is; and whatever is not as the last build left it, is built again."""

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from conftest import ROOT

from scraper.cli import run_command
from scraper.runs.record import RunRecord, last_runs

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


def test_a_stored_record_that_is_damaged_since_costs_its_capture(place: Path) -> None:
    (file,) = (place / "store").glob("*.warc.gz")
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 0xFF
    file.write_bytes(content)
    assert run_command(["build", *_to(place)]) == 1
    assert _record(place).outcomes.get("damaged") == 1
    assert run_command(["build", *_to(place)]) == 1  # and is told of for as long as it is


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
