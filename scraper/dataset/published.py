"""A published dataset folder → its records, captures and versions, and the evidence of each value."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from scraper.dataset.lock import FILENAME, Versions, read_lock
from scraper.dataset.statements import changes_of
from scraper.dataset.tables import ARCHIVES_JOINED, CAPTURES, EVIDENCE, PRECISIONS
from scraper.dataset.writers.csv import read_table
from scraper.default import SUBJECT
from scraper.errors import StoreError
from scraper.history.compare import Cells
from scraper.values.capture import shortened
from scraper.values.changes import ChangeRow
from scraper.values.subject import RecordTable, Subject, Table

Row = dict[str, str]
"""One row of a published table, by column name; empty cells are ''."""

Listing = tuple[str, str, str]
"""What identifies a listed capture: original, archive, requested time."""

Where = tuple[str, str, str]
"""The source of a value: original, timestamp, payload digest."""

_LISTED = ("url", "archive", "requested", "timestamp", "digest")
_CITED = ("table", "record_id", "field", "url", "timestamp", "digest")


class Published(msgspec.Struct, frozen=True, kw_only=True):
    """A published dataset; the records are keyed by the ids of their rows.

    `versions` is None for a dataset made before there was a lock.
    """

    directory: str
    records: tuple[Cells, ...]
    captures: dict[Listing, str]
    evidence: dict[tuple[str, str, str], Where]
    versions: Versions | None


def published(directory: Path, subject: Subject = SUBJECT) -> Published:
    """Read a dataset folder. Raises StoreError if it is not a dataset."""
    records = [record for table in subject.tables for record in _records(directory, table)]
    captures = {
        listing: f"{row['timestamp']} {row['digest']}"
        for listing, row in listings(directory, *_LISTED).items()
        if row["timestamp"]  # what could not be had is not there
    }
    has_evidence = (directory / f"{EVIDENCE.name}.csv").is_file()
    evidence = _evidence(read_rows(directory, EVIDENCE, *_CITED) if has_evidence else [])
    has_lock = (directory / FILENAME).is_file()
    return Published(
        directory=str(directory),
        records=tuple(records),
        captures=captures,
        evidence=evidence,
        versions=read_lock(directory).versions if has_lock else None,
    )


def _evidence(rows: list[Row]) -> dict[tuple[str, str, str], Where]:
    """Return the source of each value; for a derived value, that of the values from which it is derived."""
    by_field = {(row["table"], row["record_id"], row["field"]): row for row in rows}
    found: dict[tuple[str, str, str], Where] = {}
    for (table, record_id, field), row in by_field.items():
        source: Row | None = row
        while source is not None and not source["url"]:
            before = ((table, record_id, name) for name in source.get("derived_from", "").split())
            source = next((by_field[one] for one in before if one in by_field), None)
        if source is not None:
            found[table, record_id, field] = source["url"], source["timestamp"], source["digest"]
    return found


def read_rows(directory: Path, table: Table, *columns: str) -> list[Row]:
    """Read a published table: each row by column name, as text. Raises the same StoreErrors as `each_row`."""
    return list(each_row(directory, table, *columns))


def each_row(directory: Path, table: Table, *columns: str) -> Iterator[Row]:
    """Yield the rows of a published table, each by column name, as text.

    Raises StoreError if it is missing, cannot be read, or lacks one of `columns` (by default all of its columns).
    """
    path = directory / f"{table.name}.csv"
    try:
        with path.open(encoding="utf-8", newline="") as file:
            yield from read_table(file, columns or [column.name for column in table.columns])
    except FileNotFoundError:
        raise StoreError(
            f"{path}: there is no such file; create the dataset with `scraper run` or `scraper build`"
        ) from None
    except (OSError, ValueError) as error:
        raise StoreError(f"{path}: cannot be read: {error}; `scraper build` rebuilds it") from error


def read_tables(directory: Path, subject: Subject) -> dict[str, list[Row]]:
    """Return the rows of a subject's published tables by name; no rows for a table that cannot be read."""
    found: dict[str, list[Row]] = {}
    for table in subject.tables:
        try:
            found[table.name] = read_rows(directory, table)
        except StoreError:
            found[table.name] = []
    return found


def listings(directory: Path, *columns: str) -> dict[Listing, Row]:
    """Return the rows of captures.csv, one for each archive that listed the capture. Raises the same StoreErrors as `read_rows`."""
    return {
        (row["url"], archive, row["requested"]): row
        for row in read_rows(directory, CAPTURES, *columns)
        for archive in (row.get("archives") or row["archive"]).split(ARCHIVES_JOINED)
    }


def read_changes(directory: Path, subject: Subject = SUBJECT) -> tuple[ChangeRow, ...]:
    """Read the changes of a published dataset. Raises StoreError as `read_rows` does, and for an invalid row."""
    table = changes_of(subject)
    rows = read_rows(directory, table)
    try:
        return tuple(msgspec.convert({name: cell or None for name, cell in row.items()}, ChangeRow) for row in rows)
    except msgspec.ValidationError as error:
        raise StoreError(f"{directory / f'{table.name}.csv'}: {error}; `scraper build` rebuilds it") from error


def imprecise(captures: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """Return the imprecise times of rows of captures.csv, each with its known part; of two, the less precise."""
    digits = {word: number for number, word in PRECISIONS.items()}
    found: dict[str, str] = {}
    for row in captures:
        when, known = row["timestamp"], digits.get(row.get("precision", ""), 14)
        if known < 14:
            found[when] = min(shortened(when, known), found.get(when, when), key=len)
    return found


def _records(directory: Path, table: RecordTable) -> list[Cells]:
    return [
        Cells(table.name, row.pop("id"), tuple((name, value) for name, value in row.items() if value))
        for row in read_rows(directory, table, "id")
    ]
