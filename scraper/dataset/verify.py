"""Published dataset + store → is every value proved? From its own words, and by making the dataset again."""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import msgspec

from scraper.dataset.build import make
from scraper.dataset.dataset import Licence
from scraper.dataset.lock import FILENAME as LOCK
from scraper.dataset.lock import Lock, differing_versions, read_lock, write_lock
from scraper.dataset.published import Row, read_rows
from scraper.dataset.tables import CHANGES, CONFLICTS, EVIDENCE, HISTORY, tables_of
from scraper.dataset.writers import WRITERS, Writer
from scraper.default import SUBJECT
from scraper.errors import SettingsError, StoreError
from scraper.history.keys import Distinct, change_key, conflict_key, history_key
from scraper.plural import counted
from scraper.reading.extract import extract
from scraper.store.reader import StoredRecord
from scraper.store.store import Store
from scraper.values.capture import format_timestamp, parse_time
from scraper.values.records import Page, Record, Span, Value
from scraper.values.subject import Subject, Table

_MOST_OF_A_TABLE = 20
_Capture = tuple[str, str, str]
"""Original, timestamp, payload digest."""

_Stated = tuple[str, tuple[str, ...]]
"""The key of a row of evidence, and what of it has to be in the row that it is of."""


class Verified(msgspec.Struct, frozen=True, kw_only=True):
    """What was proved: the numbers of values and of captures that were read again, and what failed, in words."""

    values: int
    captures: int
    failures: tuple[str, ...]


def verify(
    store: Store,
    directory: Path,
    *,
    subject: Subject = SUBJECT,
    licence: Licence | None = None,
    most_bytes: int = 50_000_000,
    done: Callable[[], None] = lambda: None,
    writers: Sequence[Writer] = WRITERS,
) -> Verified:
    """Prove every value of the dataset in `directory` from the store.

    For each row of evidence.csv: the stored payload has that digest, the quote stands at those offsets, the reading finds
    the value there by that rule, and the value follows from the quote alone; of history, changes and conflicts, there is
    a row with that value. Then the ledger and the index are held against the WARC records, which state time, address, source
    and status themselves, and the dataset is made again, and each cell and each file that its lock names compared. A
    format that the lock does not name is not compared. `done` is called after each value. Raises StoreError if there is no
    dataset, or if the store cannot be read.
    """
    lock = read_lock(directory)
    missing = [name for name in lock.files if not (directory / name).is_file()]
    if missing:
        raise StoreError(f"{directory / missing[0]}: there is no such file; `scraper build` makes the dataset")
    rows: list[Row] = []
    with suppress(StoreError):  # a table that cannot be read is told of where it is compared
        rows = read_rows(directory, EVIDENCE)
    captures, failures = _read_again(store, rows, _Belonging(directory), subject, most_bytes, done)
    failures += store.audit()
    failures += _unnamed(subject, lock)
    failures += _others(directory, (*lock.files, LOCK))
    with tempfile.TemporaryDirectory() as folder:
        again = Path(folder)
        try:
            built = make(store, again, subject=subject, licence=licence, most_bytes=most_bytes, writers=writers)
        except StoreError as error:
            failures.append(f"the dataset cannot be rebuilt: {error}")
        else:
            failures += (*built.damaged, *_differences(subject, lock, directory, again))
    return Verified(values=len(rows), captures=captures, failures=tuple(failures))


def _read_again(
    store: Store, rows: list[Row], belonging: "_Belonging", subject: Subject, most_bytes: int, done: Callable[[], None]
) -> tuple[int, list[str]]:
    """Read the captures of the evidence again: how many there are, and what does not hold of the values, in their order."""
    records = {(one.original, one.timestamp, one.digest): one for one in _records(store)}
    found: list[tuple[int, str]] = []
    captures = 0
    for where, cited in _by_capture(rows).items():
        record = records.get(where) if where else None
        page = _page(store, record, subject, most_bytes) if record else None
        captures += record is not None
        for number, row in cited:
            doubts = (*_doubts(row, page, subject), *belonging.doubts(row))
            found += [(number, f"{_named(row)}: {doubt}") for doubt in doubts]
            done()
    return captures, [failure for _, failure in sorted(found, key=lambda one: one[0])]


def _by_capture(rows: list[Row]) -> dict[_Capture | None, list[tuple[int, Row]]]:
    """Return the rows of evidence, numbered, by their captures, so that each page is read once; None for no such time."""
    found: dict[_Capture | None, list[tuple[int, Row]]] = {}
    for number, row in enumerate(rows):
        found.setdefault(_capture(row), []).append((number, row))
    return found


def _capture(row: Row) -> _Capture | None:
    try:
        return row["original"], format_timestamp(parse_time(row["timestamp"])), row["digest"]
    except (SettingsError, ValueError):
        return None


def _records(store: Store) -> Iterator[StoredRecord]:
    yield from (listed.record for listed in store.listed() if listed.record is not None)


def _named(row: Row) -> str:
    return f"{row['table']} {row['key']} {row['field']} {row['value']!r}"


def _doubts(row: Row, page: Page | str | None, subject: Subject) -> Iterator[str]:
    """Yield what does not hold of one value; `page` is the stored capture read again, or what is wrong with it."""
    if page is None:
        yield (
            f"the store has no capture of {row['original']} at {row['timestamp']} with the digest {row['digest'] or 'empty'}"
        )
        return
    if isinstance(page, str):
        yield page
        return
    try:
        span = Span(int(row["start"]), int(row["end"]))
    except ValueError as error:
        yield f"its evidence cannot be read: {error}"
        return
    words = page.text[span.start : span.end]
    if page.quote(span) != row["quote"]:
        yield f"the quote {row['quote']!r} does not stand at {span.start} to {span.end}: {words!r} does"
        return
    yield from _doubts_of_value(row, span, words, page, subject)


def _page(store: Store, record: StoredRecord, subject: Subject, most_bytes: int) -> Page | str:
    """Read a stored capture again; where its payload is not what was stored, say so."""
    try:
        response = store.read(record)
    except StoreError as error:
        return str(error)
    if response.digest != record.digest:
        return f"the payload's digest is {response.digest}, not {record.digest}"
    return extract(response, subject, most_bytes=most_bytes)


def _doubts_of_value(row: Row, span: Span, words: str, page: Page, subject: Subject) -> Iterator[str]:
    if row["field"] in subject.derived:
        yield from subject.derived_doubts(row["field"], row["value"], words)
        return
    stated = [(value, owner) for value, owner in _values(page) if _is(value, row, span)]
    if not stated:
        yield f"the rule {row['rule']!r} does not read this at {span.start} to {span.end}"
        return
    captured = parse_time(row["timestamp"]).date()
    if not any(subject.proves(value, record, page, captured) for value, record in stated):
        yield f"it does not follow from {words!r} by the rule {row['rule']!r}"
    yield from subject.doubts(stated[0][1], page)


def _values(page: Page) -> Iterator[tuple[Value, Record]]:
    """Yield every value that a page states with its record, also those that contradict another one of the same page."""
    return ((value, record) for record in page.records for value in (*record.values, *record.others))


def _is(value: Value, row: Row, span: Span) -> bool:
    return (value.field, str(value.value), value.span, value.rule) == (row["field"], row["value"], span, row["rule"])


class _Belonging:
    """What the published rows of history, changes and conflicts state, by the keys that evidence has for them."""

    def __init__(self, directory: Path) -> None:
        self._stated: dict[str, set[_Stated]] = {}
        for table, stated in ((HISTORY, _in_history), (CHANGES, _in_changes), (CONFLICTS, _in_conflicts)):
            with suppress(StoreError):  # a table that cannot be read is told of where it is compared
                distinct = Distinct()
                found = ((key, row["field"], mark) for row in read_rows(directory, table) for key, mark in stated(row))
                self._stated[table.name] = {(distinct.key(table.name, key, field), mark) for key, field, mark in found}

    def doubts(self, row: Row) -> Iterator[str]:
        """Yield that the table has no row which evidence is of, where it is so."""
        stated = self._stated.get(row["table"])
        mark = _words(row) if row["table"] == CONFLICTS.name else (row["field"], row["value"])
        if stated is not None and (row["key"], mark) not in stated:
            yield f"{row['table']}.csv has no such row"


def _in_history(row: Row) -> Iterator[_Stated]:
    yield history_key(row["table"], row["key"], row["first_seen"]), (row["field"], row["value"])


def _in_changes(row: Row) -> Iterator[_Stated]:
    for side in ("before", "after"):
        if row[side]:
            yield change_key(row["table"], row["key"], row["timestamp"], side), (row["field"], row[side])


def _in_conflicts(row: Row) -> Iterator[_Stated]:
    """Yield the words on both sides; the values that they state a conflict may show in others."""
    for side, prefix in (("value", ""), ("other_value", "other_")):
        yield conflict_key(row["rank"], side), _words(row, prefix)


def _words(row: Row, prefix: str = "") -> tuple[str, ...]:
    return tuple(row[f"{prefix}{name}"] for name in ("original", "timestamp", "quote"))


def _others(directory: Path, files: tuple[str, ...]) -> Iterator[str]:
    """Yield what lies in the dataset's folder and is none of its files."""
    for path in sorted(directory.iterdir()):
        if path.name not in files:
            yield f"{path}: is not a file of the dataset; nothing in the store supports it"


def _unnamed(subject: Subject, lock: Lock) -> Iterator[str]:
    """Yield the tables that the lock does not name, though every version writes them."""
    young = {table.name for table in subject.tables if table.young}
    for table in tables_of(subject):
        if table.name not in young and f"{table.name}.csv" not in lock.files:
            yield f"{LOCK} does not name {table.name}.csv, so nothing proves it"


def _differences(subject: Subject, lock: Lock, directory: Path, again: Path) -> Iterator[str]:
    """Yield where the dataset is not what was made of the store."""
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
    """Yield in words where a published table is not what was made again, the first cells of it."""
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
