"""The tables of what pages state over time: `history`, with one row per statement, and `changes`; their columns and rows."""

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import msgspec

from scraper.history.compare import CHANGE_CLASSES
from scraper.history.keys import distinct
from scraper.history.spans import KINDS, Changed, Statement
from scraper.values.capture import format_timestamp, iso, urlkey
from scraper.values.changes import ChangeRow
from scraper.values.subject import Column, RecordTable, Subject, Table

Cell = str | int | float | bool | date | datetime | None

_ID = Column("id", "string", "Identifies the row in this table.", required=True)
_HEAD = (
    _ID,
    Column("table", "string", "The table that the fact belongs to.", required=True),
    Column("record_id", "string", "The id of the fact.", required=True),
    Column("url", "string", "The URL of the page on the live web (URI-R).", required=True),
)
_SPELL = (
    Column("first_seen", "datetime", "Time of the first capture that states exactly this.", required=True),
    Column("last_seen", "datetime", "Time of the last capture that states it.", required=True),
    Column(
        "first_absent",
        "datetime",
        "Time of the first later capture that states something else, or proves that the fact is gone; empty if there is none.",
    ),
    Column(
        "not_confirmed",
        "datetime",
        "Time of the first later capture that does not state all of it and does not prove that it is gone; empty if there is none.",
    ),
    Column("captures", "integer", "Number of captures that state it.", required=True, unit="captures"),
    Column("memento_url", "string", "Memento URL of the last of these captures."),
    Column(
        "timestamp",
        "datetime",
        "Time of the last capture that states all of it; the quote is from this capture.",
        required=True,
    ),
    Column("digest", "string", "SHA-1 of the payload of that capture, base 32."),
    Column(
        "start",
        "integer",
        "Start of the quote: offset in characters in the text of the page's main content, from 0.",
        required=True,
        unit="characters",
    ),
    Column(
        "end",
        "integer",
        "End of the quote, likewise; the character at this offset is not included.",
        required=True,
        unit="characters",
    ),
    Column("rule", "string", "The rule that read the statement.", required=True),
    Column("quote", "string", "The quoted words.", required=True),
)
_RESERVED = {column.name for column in (*_HEAD, *_SPELL)}


def stated(subject: Subject) -> dict[str, Column]:
    """Return the columns of history.csv for the values that pages state, by field name."""
    found: dict[str, list[Column]] = {}
    for table in subject.tables:
        for column in stated_of(table, subject):
            found.setdefault(column.name, []).append(column)
    return {name: _column(name, columns) for name, columns in found.items()}


def stated_of(table: RecordTable, subject: Subject) -> Iterator[Column]:
    """Yield the columns of a table that pages state, without derived ones."""
    for column in table.columns:
        if column.name in table.stated or (not table.stated and not column.get and not subject.derivation(column.name)):
            yield column


def _column(name: str, columns: Sequence[Column]) -> Column:
    types = {column.type for column in columns}
    return Column(
        f"stated_{name}" if name in _RESERVED else name,
        columns[0].type if len(types) == 1 else "string",
        columns[0].description,
        unit=columns[0].unit,
    )


def history_of(subject: Subject) -> Table:
    """Return the table of statements."""
    names = tuple(table.name for table in subject.tables)
    head = (msgspec.structs.replace(one, values=names) if one.name == "table" else one for one in _HEAD)
    return Table(
        name="history",
        description="One row per statement: what a page states about a fact, over a series of captures that state exactly the same. The "
        "columns between url and first_seen contain the page's own values; a column is empty if the page states none.",
        columns=(*head, *stated(subject).values(), *_SPELL),
        names_rows=True,
    )


def changes_of(subject: Subject) -> Table:
    """Return the table of changes."""
    kinds = "; ".join(f"{kind}: {meaning}" for kind, meaning in KINDS.items()).format(words=subject.worded)
    classes = "; ".join(f"{name}: {meaning}" for name, meaning in CHANGE_CLASSES.items())
    return Table(
        name="changes",
        description="One row per change between one capture and the previous capture of the same page. A change that was undone later "
        "is one row with both times.",
        columns=(
            _ID,
            Column("class", "string", f"Class of the change: {classes}.", required=True, values=tuple(CHANGE_CLASSES)),
            Column("kind", "string", f"What happened: {kinds}.", required=True, values=tuple(KINDS)),
            Column(
                "table",
                "string",
                "The table that the fact belongs to; empty for a change of the page as a whole.",
                values=tuple(table.name for table in subject.tables),
            ),
            Column("record_id", "string", "The id of the fact; empty for a change of the page as a whole."),
            Column("field", "string", "The column that changed; empty for a change of the whole fact or page."),
            Column("before", "string", "The value before."),
            Column("after", "string", "The value after; empty if it is gone or not confirmed."),
            Column("url", "string", "The URL of the page on the live web (URI-R).", required=True),
            Column("timestamp", "datetime", "Time of the first capture that shows it.", required=True),
            Column("previous", "datetime", "Time of the previous capture, with which it is compared.", required=True),
            Column(
                "returned",
                "datetime",
                "Time of the first later capture that undoes the change; empty if there is none.",
            ),
            Column("before_id", "string", "The statement before the change.", refers="history"),
            Column("after_id", "string", "The statement after the change.", refers="history"),
            Column("memento_url", "string", "Memento URL of the capture that shows it."),
        ),
        names_rows=True,
    )


class StatementRow(msgspec.Struct, frozen=True):
    """A statement with the ids of its row and of its fact."""

    id: str
    record_id: str
    statement: Statement


class StatementRows:
    """The rows of `history`, and how other tables refer to them. `ids` are those of facts, by the number of the thing."""

    def __init__(self, statements: Iterable[Statement], ids: Mapping[int, str]) -> None:
        ordered = sorted(statements, key=lambda one: (one.table, ids[one.thing], urlkey(one.original), one.first_seen))
        own = distinct(_statement_id(one, ids[one.thing]) for one in ordered)
        self.rows = [StatementRow(id_, ids[one.thing], one) for id_, one in zip(own, ordered, strict=True)]
        self._ids, self._facts = {id(row.statement): row.id for row in self.rows}, ids
        self._of: dict[tuple[str, str, str], list[StatementRow]] = {}
        for row in self.rows:
            self._of.setdefault((urlkey(row.statement.original), row.statement.table, row.record_id), []).append(row)

    def id_of(self, statement: Statement | None) -> str | None:
        """Return the id of a statement's row."""
        return None if statement is None else self._ids[id(statement)]

    def id_at(self, original: str, table: str, record_id: str, time: datetime) -> str | None:
        """Return the id of the statement of a page about a fact at a time, or None."""
        rows = self._of.get((urlkey(original), table, record_id), [])
        at = bisect_right(rows, time, key=lambda row: row.statement.first_seen)
        return rows[at - 1].id if at else None

    def fact(self, thing: int | None) -> str | None:
        """Return the id of the fact of a thing."""
        return None if thing is None else self._facts[thing]


def _statement_id(one: Statement, record_id: str) -> str:
    return f"{record_id}/{format_timestamp(one.first_seen)}/{_page_mark(one.original)}"


def _page_mark(original: str) -> str:
    return hashlib.sha256(urlkey(original).encode()).hexdigest()[:6]


def history_row(row: StatementRow, columns: Mapping[str, Column]) -> tuple[Cell, ...]:
    """Return a statement as a row of `history`; `columns` are those of fields."""
    one, evidence = row.statement, row.statement.evidence
    return (
        row.id,
        one.table,
        row.record_id,
        one.original,
        *(_typed(column, one.fields.get(name)) for name, column in columns.items()),
        one.first_seen,
        one.last_seen,
        one.first_absent,
        one.not_confirmed,
        one.captures,
        one.memento_url,
        evidence.timestamp,
        evidence.digest,
        evidence.start,
        evidence.end,
        evidence.rule,
        evidence.quote,
    )


def _typed(column: Column, value: str | int | None) -> Cell:
    match column.type:
        case "boolean":
            return None if value is None else value == "true"
        case "date" if isinstance(value, str):
            return date.fromisoformat(value)
        case "string":
            return None if value is None else str(value)
    return value


def change_rows(changes: Sequence[Changed], statements: StatementRows) -> list[ChangeRow]:
    """Return changes in their published form."""
    rows = [_change_row(one, statements) for one in changes]
    own = distinct(
        "/".join(filter(None, (row.record_id, row.field, row.kind.replace(" ", "-"), mark)))
        for row, mark in zip(rows, map(_change_mark, changes), strict=True)
    )
    return [msgspec.structs.replace(row, id=id_) for row, id_ in zip(rows, own, strict=True)]


def _change_mark(one: Changed) -> str:
    return f"{format_timestamp(one.timestamp)}/{_page_mark(one.original)}"


def _change_row(one: Changed, statements: StatementRows) -> ChangeRow:
    return ChangeRow(
        class_=one.class_,
        kind=one.kind,
        table=one.table,
        record_id=statements.fact(one.thing),
        field=one.field,
        before=None if one.before is None else str(one.before),
        after=None if one.after is None else str(one.after),
        url=one.original,
        timestamp=iso(one.timestamp),
        previous=iso(one.previous),
        returned=iso(one.returned) if one.returned else None,
        before_id=statements.id_of(one.was),
        after_id=statements.id_of(one.now),
        memento_url=one.memento_url,
    )


def change_cells(row: ChangeRow) -> tuple[Any, ...]:
    """Return a change as a row of `changes`."""
    return tuple(
        datetime.fromisoformat(cell) if cell and name in ("timestamp", "previous", "returned") else cell
        for name, cell in msgspec.structs.asdict(row).items()
    )
