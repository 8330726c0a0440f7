"""A published dataset folder → its records, the captures and versions that it was made from, and the evidence of each value."""

import re
from pathlib import Path

import msgspec

from scraper.dataset.lock import FILENAME, Versions, read_lock
from scraper.dataset.tables import CAPTURES, CHANGES, EVENTS, EVIDENCE, OBJECTIVES, PRECISIONS, TIMELINE, Table
from scraper.dataset.writers.csv import read_table
from scraper.errors import StoreError
from scraper.history.compare import Record
from scraper.subjects.uccn.records import event_key, host_key, objective_key
from scraper.values.capture import shortened, urlkey
from scraper.values.changes import ChangeRow

Row = dict[str, str]
"""One row of a published table, by column name; what is empty is ''."""

Listing = tuple[str, str, str]
"""Who listed a capture: original, archive, the time asked for."""

Where = tuple[str, str, str]
"""Where a value comes from: original, timestamp, payload digest."""

_LISTED = ("original", "archive", "requested", "timestamp", "digest")
_CITED = ("table", "key", "field", "original", "timestamp", "digest")


class Published(msgspec.Struct, frozen=True, kw_only=True):
    """A dataset as it was published. `versions` is None where it was made before there was a lock."""

    directory: str
    records: tuple[Record, ...]
    captures: dict[Listing, str]
    evidence: dict[tuple[str, str, str], Where]
    versions: Versions | None


def published(directory: Path) -> Published:
    """Read a dataset folder. Raises StoreError for what is none."""
    records = [*_timeline(directory), *_objectives(directory), *_events(directory)]
    captures = {
        (row["original"], row["archive"], row["requested"]): f"{row['timestamp']} {row['digest']}"
        for row in read_rows(directory, CAPTURES, *_LISTED)
        if row["timestamp"]  # what could not be had is not there
    }
    has_evidence = (directory / f"{EVIDENCE.name}.csv").is_file()
    evidence = {
        (row["table"], row["key"], row["field"]): (row["original"], row["timestamp"], row["digest"])
        for row in (read_rows(directory, EVIDENCE, *_CITED) if has_evidence else [])
    }
    has_lock = (directory / FILENAME).is_file()
    return Published(
        directory=str(directory),
        records=tuple(records),
        captures=captures,
        evidence=evidence,
        versions=read_lock(directory).versions if has_lock else None,
    )


def read_rows(directory: Path, table: Table, *columns: str) -> list[Row]:
    """Read a published table: each row by column name, as text.

    Raises StoreError where it is not there, cannot be read, or lacks one of `columns`, of all that it has if none is named.
    """
    path = directory / f"{table.name}.csv"
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return list(read_table(file, columns or [column.name for column in table.columns]))
    except FileNotFoundError:
        raise StoreError(f"{path}: there is no such file; `scraper run` or `scraper build` makes the dataset") from None
    except (OSError, ValueError) as error:
        raise StoreError(f"{path}: cannot be read: {error}; `scraper build` makes it again") from error


def read_changes(directory: Path) -> tuple[ChangeRow, ...]:
    """Read the changes of a published dataset. Raises StoreError as `read_rows`, and for a row that is none."""
    rows = read_rows(directory, CHANGES)
    try:
        return tuple(msgspec.convert({name: cell or None for name, cell in row.items()}, ChangeRow) for row in rows)
    except msgspec.ValidationError as error:
        raise StoreError(f"{directory / f'{CHANGES.name}.csv'}: {error}; `scraper build` makes it again") from error


def imprecise(directory: Path) -> dict[str, str]:
    """Return the times of a dataset's captures that are not known to the second, each with what is known; the vaguer of two."""
    digits = {word: number for number, word in PRECISIONS.items()}
    found: dict[str, str] = {}
    for row in read_rows(directory, CAPTURES, "timestamp"):
        when, known = row["timestamp"], digits.get(row.get("precision", ""), 14)
        if known < 14:
            found[when] = min(shortened(when, known), found.get(when, when), key=len)
    return found


def _timeline(directory: Path) -> list[Record]:
    return [
        _record(TIMELINE, host_key(_year(row["year"]), row["city"]), row)
        for row in read_rows(directory, TIMELINE, "year", "city")
    ]


def _objectives(directory: Path) -> list[Record]:
    return [
        _record(OBJECTIVES, objective_key(row["language"] or None, row["text"]), row)
        for row in read_rows(directory, OBJECTIVES, "language", "text")
    ]


def _events(directory: Path) -> list[Record]:
    if not (directory / f"{EVENTS.name}.csv").is_file():  # a dataset of before 0.2
        return []
    rows = read_rows(directory, EVENTS, "original", "edition", "year", "hosts", "first_day")
    return [
        _record(
            EVENTS,
            f"{urlkey(row['original'])}#{event_key(row['edition'], row['year'], row['hosts'], row['first_day'])}",
            row,
        )
        for row in rows
    ]


def _record(table: Table, key: str, row: Row) -> Record:
    return Record(table.name, key, tuple((name, value) for name, value in row.items() if value))


def _year(written: str) -> int | None:
    """Return a year; what is none is a year that no page states."""
    return int(written) if re.fullmatch(r"\d{1,9}", written, re.ASCII) else None
