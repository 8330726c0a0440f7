"""Published dataset + store → is every value proved? Checked from the quoted words, and by rebuilding the dataset."""

import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path

import msgspec

from scraper.dataset.build import make
from scraper.dataset.credits import NOBODY, Credits
from scraper.dataset.dataset import Licence
from scraper.dataset.lock import FILENAME as LOCK
from scraper.dataset.lock import Lock, differing_versions, read_lock, write_lock
from scraper.dataset.publication import others
from scraper.dataset.published import Row, read_rows
from scraper.dataset.statements import history_of, stated
from scraper.dataset.tables import EVIDENCE, tables_of
from scraper.dataset.writers import WRITERS, Writer
from scraper.default import SUBJECT
from scraper.errors import SettingsError, StoreError
from scraper.outcomes import Outcome
from scraper.plural import counted
from scraper.reading.extract import extract
from scraper.store.reader import StoredRecord
from scraper.store.store import Store
from scraper.values.capture import format_timestamp, parse_time
from scraper.values.records import Page, Record, Span
from scraper.values.subject import Derivation, Subject, Table

_MOST_OF_A_TABLE = 20
_Capture = tuple[str, str, str]
"""Original, timestamp, payload digest."""


class Verified(msgspec.Struct, frozen=True, kw_only=True):
    """The result of a verification: the number of values and of captures that were read again, and the failures in words."""

    values: int
    captures: int
    failures: tuple[str, ...]


def verify(
    store: Store,
    directory: Path,
    *,
    subject: Subject = SUBJECT,
    licence: Licence | None = None,
    credits: Credits = NOBODY,
    most_bytes: int = 50_000_000,
    done: Callable[[], None] = lambda: None,
    writers: Sequence[Writer] = WRITERS,
) -> Verified:
    """Check every value of the dataset in `directory` against the store.

    For each row of evidence.csv and history.csv: the stored payload has the stated digest, the quote is at the stated
    offsets, the reader finds the values there by the stated rule, and they follow from the quoted words alone. A
    derived value follows from the columns of its row that are named. Then the ledger and the index are checked against
    the WARC records, which themselves state time, address, source and status; the dataset is rebuilt, and each cell and
    each file named in lock.json is compared. Formats that lock.json does not name are not compared. `done` is called
    once for each value. Raises StoreError if there is no dataset, or if the store cannot be read.
    """
    lock = read_lock(directory)
    missing = [name for name in lock.files if not (directory / name).is_file()]
    if missing:
        raise StoreError(f"{directory / missing[0]}: there is no such file; create the dataset with `scraper build`")
    cited = [*_cited(directory, subject), *_stated(directory, subject)]
    captures, failures = _read_again(store, cited, subject, most_bytes, done)
    failures += store.audit()
    failures += _unnamed(subject, lock)
    failures += [
        f"{path}: is not a file of the dataset; nothing in the store supports it" for path in others(directory)
    ]
    with tempfile.TemporaryDirectory() as folder:
        again = Path(folder)
        try:
            built = make(
                store,
                again,
                subject=subject,
                licence=licence,
                credits=credits,
                most_bytes=most_bytes,
                writers=writers,
            )
        except StoreError as error:
            failures.append(f"the dataset cannot be rebuilt: {error}")
        else:
            failures += (*built.damaged, *_differences(subject, lock, directory, again))
    return Verified(values=sum(one.values for one in cited), captures=captures, failures=tuple(failures))


class _Cited(msgspec.Struct, frozen=True):
    """A row to check: its name, the number of its values, and a function that yields what is wrong with it on the page it cites.

    A row that does not cite a page is checked without one.
    """

    name: str
    row: Row
    values: int
    doubts: Callable[[Row, Span, Page], Iterable[str]]
    cites: bool = True


def _cited(directory: Path, subject: Subject) -> Iterator[_Cited]:
    """Yield the rows of evidence.csv."""
    rows = _rows(directory, EVIDENCE)
    others: dict[tuple[str, str], dict[str, str]] = {}
    for row in rows:
        others.setdefault((row["table"], row["record_id"]), {})[row["field"]] = row["value"]
    for row in rows:
        name = f"{row['table']} {row['record_id']} {row['field']} {row['value']!r}"
        if (derivation := subject.derivation(row["field"])) is not None:
            stands = others[row["table"], row["record_id"]]
            doubts = partial(_doubts_of_derived, derivation=derivation, others=stands, subject=subject)
            yield _Cited(name, row, 1, doubts, cites=False)
        else:
            yield _Cited(name, row, 1, partial(_doubts_of_value, subject=subject))


def _stated(directory: Path, subject: Subject) -> Iterator[_Cited]:
    """Yield the rows of history.csv."""
    fields = {name: column.name for name, column in stated(subject).items()}
    for row in _rows(directory, history_of(subject)):
        values = {name: row[column] for name, column in fields.items() if row[column]}
        name = f"history {row['id']}"
        yield _Cited(name, row, len(values), partial(_doubts_of_statement, values=values, subject=subject))


def _rows(directory: Path, table: Table) -> list[Row]:
    try:
        return read_rows(directory, table)
    except StoreError:  # a table that cannot be read is told of where it is compared
        return []


def _read_again(
    store: Store, cited: Sequence[_Cited], subject: Subject, most_bytes: int, done: Callable[[], None]
) -> tuple[int, list[str]]:
    """Read the cited captures again; return their number, and the failures in the order of the rows."""
    records = {(one.original, one.timestamp, one.digest): one for one in _records(store)}
    by_capture: dict[_Capture | None, list[tuple[int, _Cited]]] = {}
    for number, one in enumerate(cited):  # each page is read once
        by_capture.setdefault(_capture(one.row) if one.cites else None, []).append((number, one))
    found: list[tuple[int, str]] = []
    captures = 0
    for where, rows in by_capture.items():
        record = records.get(where) if where else None
        page = _page(store, record, subject, most_bytes) if record else None
        captures += record is not None
        for number, one in rows:
            found += [(number, f"{one.name}: {doubt}") for doubt in _doubts(one, page)]
            for _ in range(one.values):
                done()
    return captures, [failure for _, failure in sorted(found, key=lambda one: one[0])]


def _capture(row: Row) -> _Capture | None:
    try:
        return row["url"], format_timestamp(parse_time(row["timestamp"])), row["digest"]
    except (SettingsError, ValueError):
        return None


def _records(store: Store) -> Iterator[StoredRecord]:
    yield from (listed.record for listed in store.listed() if listed.record is not None)


def _doubts(cited: _Cited, page: Page | str | None) -> Iterable[str]:
    """Return what is wrong with a row; `page` is the stored capture, read again, or what is wrong with that."""
    row = cited.row
    if not cited.cites:
        return cited.doubts(row, Span(0, 0), Page(outcome=Outcome.NO_FACTS))
    if page is None:
        digest = row["digest"] or "empty"
        return [f"the store has no capture of {row['url']} at {row['timestamp']} with the digest {digest}"]
    if isinstance(page, str):
        return [page]
    try:
        span = Span(int(row["start"]), int(row["end"]))
    except ValueError as error:
        return [f"its evidence cannot be read: {error}"]
    if page.quote(span) != row["quote"]:
        words = page.text[span.start : span.end]
        return [f"the quote {row['quote']!r} does not stand at {span.start} to {span.end}: {words!r} does"]
    return cited.doubts(row, span, page)


def _page(store: Store, record: StoredRecord, subject: Subject, most_bytes: int) -> Page | str:
    """Read a stored capture again; if its payload is not what was stored, return a message."""
    try:
        response = store.read(record)
    except StoreError as error:
        return str(error)
    if response.digest != record.digest:
        return f"the payload's digest is {response.digest}, not {record.digest}"
    return extract(response, subject, most_bytes=most_bytes)


def _doubts_of_value(row: Row, span: Span, page: Page, subject: Subject) -> Iterator[str]:
    """Yield the reasons why a value does not follow from its quoted words."""
    found = [
        (value, record)
        for record in page.records
        for value in (*record.values, *record.others)
        if (value.field, str(value.value), value.span, value.rule) == (row["field"], row["value"], span, row["rule"])
    ]
    if not found:
        yield f"the rule {row['rule']!r} does not read this at {span.start} to {span.end}"
        return
    captured = parse_time(row["timestamp"]).date()
    if not any(subject.proves(value, record, page, captured) for value, record in found):
        yield f"it does not follow from {page.text[span.start : span.end]!r} by the rule {row['rule']!r}"
    yield from subject.doubts(found[0][1], page)


def _doubts_of_statement(
    row: Row, span: Span, page: Page, values: Mapping[str, str], subject: Subject
) -> Iterator[str]:
    """Yield the values of a statement that no record of the page at the quoted place has."""
    records = [
        record
        for record in page.records
        if (record.table, record.span, record.rule) == (row["table"], span, row["rule"])
    ]
    captured = parse_time(row["timestamp"]).date()
    best = min(
        ([*_unproved(record, values, page, captured, subject)] for record in records), key=len, default=[*values]
    )
    for field in best:
        yield f"{field} {values[field]!r} does not follow from {row['quote']!r} by the rule {row['rule']!r}"


def _unproved(record: Record, values: Mapping[str, str], page: Page, captured: date, subject: Subject) -> Iterator[str]:
    stated = {value.field: value for value in record.values}
    for field, told in values.items():
        value = stated.pop(field, None)
        if value is None or str(value.value) != told or not subject.proves(value, record, page, captured):
            yield field
    yield from (field for field in stated if field in values)


def _doubts_of_derived(
    row: Row, _span: Span, _page: Page, derivation: Derivation, others: Mapping[str, str], subject: Subject
) -> Iterator[str]:
    """Yield the reasons why a value does not follow from other values of its row."""
    known = " ".join(name for name in derivation.fields if name in others)
    if (row["derived_by"], row["derived_from"]) != (derivation.rule, known):
        yield f"it follows from {known!r} by {derivation.rule!r}"
    yield from subject.derived_doubts(row["field"], row["value"], others)


def _unnamed(subject: Subject, lock: Lock) -> Iterator[str]:
    """Yield the tables that the lock does not name, although every version writes them."""
    for table in tables_of(subject):
        if f"{table.name}.csv" not in lock.files:
            yield f"{LOCK} does not name {table.name}.csv, so nothing proves it"


def _differences(subject: Subject, lock: Lock, directory: Path, again: Path) -> Iterator[str]:
    """Yield the differences between the published dataset and the rebuilt one."""
    made = read_lock(again)
    versions = msgspec.structs.replace(made.versions, tool=lock.versions.tool)  # which says nothing of what is read
    files = {name: digest for name, digest in made.files.items() if name in lock.files}
    write_lock(again, msgspec.structs.replace(made, versions=versions, files=files))
    yield from (f"{name}: this version does not write such a file" for name in lock.files if name not in files)
    names = (*files, LOCK)
    differing = [name for name in names if (directory / name).read_bytes() != (again / name).read_bytes()]
    for table in tables_of(subject):
        if f"{table.name}.csv" in differing:
            yield from differing_cells(table, directory, again)
    for name in differing:
        if not name.endswith(".csv"):
            yield f"{name} differs from what the store gives; `scraper build` rebuilds it"
    if differing:
        yield from differing_versions(lock, subject)


def differing_cells(table: Table, directory: Path, again: Path) -> Iterator[str]:
    """Yield, in words, the first cells in which a published table differs from the rebuilt one."""
    try:
        published, made = read_rows(directory, table), read_rows(again, table)
    except StoreError as error:
        yield str(error)
        return
    told = 0
    for number, (row, other) in enumerate(zip(published, made, strict=False), start=1):
        for column in table.columns:
            if row[column.name] == other[column.name]:
                continue
            told += 1
            if told <= _MOST_OF_A_TABLE:
                yield (
                    f"{table.name}.csv, row {number}, {column.name}: {row[column.name]!r} is published, "
                    f"the store gives {other[column.name]!r}"
                )
    if told > _MOST_OF_A_TABLE:
        yield f"{table.name}.csv: {told - _MOST_OF_A_TABLE:,} more cells differ from what the store gives"
    if len(published) != len(made):
        yield f"{table.name}.csv: {counted(len(published), 'row')} published, the store gives {len(made)}"
    elif not told:
        yield f"{table.name}.csv: its bytes differ from what the store gives, although the cells are equal"
