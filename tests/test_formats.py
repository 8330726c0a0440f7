"""A format is a writer in a list: one more makes no older dataset incomplete, for a dataset's lock says which files it has."""

import json
import shutil
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from scraper.dataset.build import build
from scraper.dataset.dataset import Dataset
from scraper.dataset.locked import build_locked
from scraper.dataset.publication import versions_of
from scraper.dataset.verify import verify
from scraper.dataset.writers import WRITERS
from scraper.errors import StoreError
from scraper.store.store import Store

LINES = "tables.jsonl"
TYPES = {
    "string": str,
    "integer": int,
    "number": float,
    "boolean": bool,
    "year": int,
    "date": date,
    "datetime": datetime,
}


def lines(folder: Path, dataset: Dataset) -> tuple[str, ...]:
    """Write every row of every table as a line of JSON: a format that the package has not got."""
    with (folder / LINES).open("w", encoding="utf-8") as file:
        for rows in dataset.tables:
            for row in rows:
                file.write(json.dumps([rows.table.name, *row], default=str) + "\n")
    return (LINES,)


MORE = (*WRITERS, lines)


@pytest.fixture
def store(made: Path) -> Iterator[Store]:
    with Store(made / "store") as opened:
        yield opened


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "dataset"


def _bytes(place: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in place.iterdir()}


def _edit_lock(place: Path, before: str, after: str) -> None:
    text = (place / "lock.json").read_text(encoding="utf-8")
    assert before in text
    (place / "lock.json").write_text(text.replace(before, after), encoding="utf-8")


@pytest.mark.slow
def test_a_format_that_is_added_is_written_locked_proved_and_made_again(store: Store, place: Path) -> None:
    built = build(store, place, writers=MORE)
    assert place / LINES in built.files
    assert len((place / LINES).read_text(encoding="utf-8").splitlines()) == sum(built.rows.values())
    assert LINES in json.loads((place / "lock.json").read_bytes())["files"]
    assert verify(store, place, writers=MORE).failures == ()
    before = _bytes(place)
    assert build_locked(store, place, writers=MORE).differences == ()
    assert _bytes(place) == before


@pytest.mark.slow
def test_what_is_edited_in_it_is_found(store: Store, place: Path) -> None:
    build(store, place, writers=MORE)
    (place / LINES).write_text("[]\n")
    assert [failure for failure in verify(store, place, writers=MORE).failures if LINES in failure]


@pytest.mark.slow
def test_a_dataset_of_before_is_whole_without_it(store: Store, place: Path) -> None:
    build(store, place)
    verified = verify(store, place, writers=MORE)
    assert verified.values > 0
    assert verified.failures == ()


@pytest.mark.slow
def test_a_locked_build_gives_a_dataset_of_before_its_own_files_and_no_others(store: Store, place: Path) -> None:
    build(store, place)
    before = _bytes(place)
    (place / "timeline.csv").write_bytes(b"")  # so that there is something to publish
    reproduced = build_locked(store, place, writers=MORE)
    assert reproduced.differences == ()
    assert _bytes(place) == before
    assert {path.name for path in reproduced.built.files} == set(before)


@pytest.mark.slow
def test_a_format_that_is_written_no_more_is_named(store: Store, place: Path) -> None:
    build(store, place, writers=MORE)
    assert f"{LINES}: this version does not write such a file" in verify(store, place).failures
    assert f"{LINES}: this version does not write such a file" in build_locked(store, place).differences


@pytest.mark.slow
def test_a_file_of_another_writer_is_not_taken_into_the_next_dataset(store: Store, place: Path) -> None:
    build(store, place, writers=MORE)
    build(store, place)
    assert not (place / LINES).exists()
    assert len(versions_of(place)) == 2


def test_a_writer_is_given_values_of_the_types_that_the_columns_state(store: Store, place: Path) -> None:
    seen = set()

    def look(_: Path, dataset: Dataset) -> tuple[str, ...]:
        for rows in dataset.tables:
            for row in rows:
                for column, cell in zip(rows.table.columns, row, strict=True):
                    if cell is not None:
                        assert isinstance(cell, TYPES[column.type]), (rows.table.name, column.name, cell)
                        assert isinstance(cell, bool) is (column.type == "boolean")
                        seen.add(column.type)
        return ()

    build(store, place, writers=(*WRITERS, look))
    assert seen == set(TYPES)


@pytest.mark.slow
def test_a_table_cannot_be_left_out_of_the_lock(store: Store, place: Path) -> None:
    build(store, place)
    lock = json.loads((place / "lock.json").read_bytes())
    del lock["files"]["timeline.csv"]
    (place / "lock.json").write_text(json.dumps(lock, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    (place / "timeline.csv").unlink()
    failures = verify(store, place).failures
    assert [failure for failure in failures if "does not name timeline.csv" in failure]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["../outside.csv", "/etc/hostname", "a/b.csv", ".."])
def test_a_lock_names_no_file_outside_its_folder(store: Store, place: Path, name: str) -> None:
    build(store, place)
    _edit_lock(place, '"timeline.csv"', f'"{name}"')
    for check in (verify, build_locked):
        with pytest.raises(StoreError, match="not the name of a file of a dataset"):
            check(store, place)


@pytest.mark.slow
def test_another_version_of_the_tool_that_reads_alike_proves_it(store: Store, place: Path) -> None:
    build(store, place)
    tool = json.loads((place / "lock.json").read_bytes())["versions"]["tool"]
    _edit_lock(place, f'"tool": "{tool}"', '"tool": "0.2.9"')
    assert verify(store, place).failures == ()


@pytest.mark.slow
def test_other_rules_are_named(store: Store, place: Path) -> None:
    build(store, place)
    digest = json.loads((place / "lock.json").read_bytes())["versions"]["rules_sha256"]
    _edit_lock(place, digest, "0" * 64)
    assert [failure for failure in verify(store, place).failures if failure.startswith("rules_sha256: ")]


def test_a_dataset_without_a_lock_is_refused(store: Store, place: Path) -> None:
    build(store, place)
    shutil.copytree(place, place.with_name("copy"))
    (place.with_name("copy") / "lock.json").unlink()
    with pytest.raises(StoreError, match="there is no such file"):
        verify(store, place.with_name("copy"))
