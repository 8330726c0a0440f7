"""Published dataset + store → is every value proved? From its own words, and by making the dataset again."""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from scraper.archives.capture import format_timestamp, parse_time
from scraper.dataset.build import FILES, make
from scraper.dataset.csv import read_table
from scraper.dataset.datapackage import Licence
from scraper.dataset.tables import EVIDENCE, TABLES, Table
from scraper.errors import SettingsError, StoreError
from scraper.pages.languages import ENGLISH, LANGUAGES
from scraper.pages.page import Page, extract
from scraper.pages.places import cities
from scraper.pages.proofs import follows
from scraper.pages.records import Span, Value
from scraper.store.store import Store, StoredRecord

_PLACES = ("country_code", "geonames_id", "latitude", "longitude", "resolved_by")
_MOST_OF_A_TABLE = 20


class Verified(msgspec.Struct, frozen=True, kw_only=True):
    """What was proved: the numbers of values and of captures that were read again, and what failed, in words."""

    values: int
    captures: int
    failures: tuple[str, ...]


def verify(
    store: Store,
    directory: Path,
    *,
    licence: Licence | None = None,
    most_bytes: int = 50_000_000,
    done: Callable[[], None] = lambda: None,
) -> Verified:
    """Prove every value of the dataset in `directory` from the store.

    For each row of evidence.csv: the stored payload has that digest, the quote stands at those offsets, the reading finds
    the value there by that rule, and the value follows from the quote alone. Then the dataset is made again, and each cell
    and file compared. `done` is called for each value. Raises StoreError where there is no dataset, or no sound store.
    """
    missing = [name for name in FILES if not (directory / name).is_file()]
    if missing:
        raise StoreError(f"{directory / missing[0]}: there is no such file; `scraper build` makes the dataset")
    rows = _rows(directory, EVIDENCE)
    records = {(one.original, one.timestamp, one.digest): one for one in _records(store)}
    failures: list[str] = []
    pages: dict[int, Page | str] = {}
    for row in rows:
        failures += [f"{_named(row)}: {doubt}" for doubt in _doubts(store, row, records, pages, most_bytes)]
        done()
    failures += _differences(store, directory, licence, most_bytes)
    return Verified(values=len(rows), captures=len(pages), failures=tuple(failures))


def _rows(directory: Path, table: Table) -> list[dict[str, str]]:
    path = directory / f"{table.name}.csv"
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(read_table(file))
    except (OSError, ValueError) as error:
        raise StoreError(f"{path}: cannot be read: {error}") from error
    if rows and (lost := [column.name for column in table.columns if column.name not in rows[0]]):
        raise StoreError(f"{path}: the column {lost[0]} is not there; `scraper build` makes the dataset again")
    return rows


def _records(store: Store) -> Iterator[StoredRecord]:
    yield from (listed.record for listed in store.listed() if listed.record is not None)


def _named(row: dict[str, str]) -> str:
    return f"{row['table']} {row['key']} {row['field']} {row['value']!r}"


def _doubts(
    store: Store,
    row: dict[str, str],
    records: dict[tuple[str, str, str], StoredRecord],
    pages: dict[int, Page | str],
    most_bytes: int,
) -> Iterator[str]:
    """Yield what does not hold of one value."""
    try:
        key = (row["original"], format_timestamp(parse_time(row["timestamp"])), row["digest"])
        start, end = int(row["start"]), int(row["end"])
    except (SettingsError, ValueError) as error:
        yield f"its evidence cannot be read: {error}"
        return
    record = records.get(key)
    if record is None:
        yield f"the store has no capture of {key[0]} at {key[1]} with the digest {key[2]}"
        return
    if record.id not in pages:
        pages[record.id] = _page(store, record, most_bytes)
    page = pages[record.id]
    if isinstance(page, str):
        yield page
        return
    words = page.text[start:end]
    if page.quote(Span(start, end)) != row["quote"]:
        yield f"the quote {row['quote']!r} does not stand at {start} to {end}: {words!r} does"
        return
    yield from _doubts_of_value(row, Span(start, end), words, page)


def _page(store: Store, record: StoredRecord, most_bytes: int) -> Page | str:
    """Read a stored capture again; where its payload is not what was stored, say so."""
    try:
        response = store.read(record)
    except StoreError as error:
        return str(error)
    if response.digest != record.digest:
        return f"the payload's digest is {response.digest}, not {record.digest}"
    return extract(response, most_bytes=most_bytes)


def _doubts_of_value(row: dict[str, str], span: Span, words: str, page: Page) -> Iterator[str]:
    if row["field"] in _PLACES:
        if row["field"] == "geonames_id" and not _bears_a_name(row["value"], words):
            yield f"no place named in {words!r} has this id"
        return
    language = LANGUAGES.get(page.language or "en", ENGLISH)
    stated = [value for value in page.values() if _is(value, row, span)]
    if not stated:
        yield f"the rule {row['rule']!r} does not read this at {span.start} to {span.end}"
    elif not follows(stated[0], words, language):
        yield f"it does not follow from {words!r} by the rule {row['rule']!r}"


def _is(value: Value, row: dict[str, str], span: Span) -> bool:
    return (value.field, str(value.value), value.span, value.rule) == (row["field"], row["value"], span, row["rule"])


def _bears_a_name(geonames_id: str, words: str) -> bool:
    """Say whether some run of the words is a name of the place."""
    pieces = words.replace("(", " ( ").replace(")", " ) ").replace(",", " , ").split()
    runs = (" ".join(pieces[a:b]) for a in range(len(pieces)) for b in range(a + 1, min(a + 7, len(pieces) + 1)))
    return any(str(city.geonames_id) == geonames_id for run in runs for city in cities(run))


def _differences(store: Store, directory: Path, licence: Licence | None, most_bytes: int) -> Iterator[str]:
    """Yield where the dataset is not what the store gives."""
    with tempfile.TemporaryDirectory() as folder:
        again = Path(folder)
        try:
            make(store, again, licence=licence, most_bytes=most_bytes)
        except StoreError as error:
            yield f"the dataset cannot be made again: {error}"
            return
        differing = [name for name in FILES if (directory / name).read_bytes() != (again / name).read_bytes()]
        for table in TABLES:
            if f"{table.name}.csv" in differing:
                yield from differing_cells(table, directory, again)
        for name in differing:
            if not name.endswith(".csv"):
                yield f"{name} is not what the store gives; `scraper build` makes it again"


def differing_cells(table: Table, directory: Path, again: Path) -> Iterator[str]:
    """Yield in words where a published table is not what was made again, the first cells of it."""
    try:
        published, made = _rows(directory, table), _rows(again, table)
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
        yield f"{table.name}.csv: {told - _MOST_OF_A_TABLE:,} more cells are not what the store gives"
    if len(published) != len(made):
        yield f"{table.name}.csv: {len(published)} rows are published, the store gives {len(made)}"
    elif not told:
        yield f"{table.name}.csv: its bytes are not what the store gives, though its cells are"
