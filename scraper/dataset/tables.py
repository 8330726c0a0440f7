"""The published tables: their columns, with types and meanings, and what is known as rows.

A subject brings its own tables; the others are about these, or about captures.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import msgspec

from scraper.history.claims import KINDS
from scraper.history.compare import CHANGE_KINDS
from scraper.history.keys import distinct
from scraper.history.spans import Changed, Span
from scraper.outcomes import READ, Outcome
from scraper.store.reader import Listed
from scraper.values.capture import iso, parse_timestamp
from scraper.values.facts import Cited, Conflict, ConflictSide, Fact
from scraper.values.records import Page
from scraper.values.subject import RECORD, Column, RecordTable, Subject, Table

ARCHIVES_JOINED = " | "
Cell = str | int | float | bool | date | datetime | None
Row = Sequence[Cell]

PRECISIONS = {4: "year", 6: "month", 8: "day", 10: "hour", 12: "minute", 14: "second"}
"""What is known of a time of which a record states so many of 14 digits."""


def tables_of(subject: Subject) -> tuple[Table, ...]:
    """Return all tables of a dataset, in their order."""
    names = tuple(table.name for table in subject.tables)
    kinds = "; ".join(f"{kind}: {meaning}" for kind, meaning in CHANGE_KINDS.items()).format(words=subject.worded)
    keys = ", ".join(f"of {table.name} {table.id_form}" for table in subject.tables)
    filled = " or ".join(", ".join(names).rsplit(", ", 1))
    cited = (*names, "history", "changes", "conflicts")
    return (
        *subject.tables,
        *subject.derived_tables,
        RECORDS,
        _with(HISTORY, table={"values": names}),
        _with(CHANGES, table={"values": names}, kind={"description": f"The kind of change: {kinds}."}),
        _inserted(CONFLICTS, "field", subject.conflicts.columns),
        _with(
            EVIDENCE,
            table={"values": cited},
            record_id={"description": f"The id of the row: {keys}; {_OTHER_KEYS}"},
            field={"description": f"The column of {filled} that the value fills."},
        ),
        _inserted(CAPTURES, "precision", subject.counts),
    )


_ID = Column("id", "string", "What tells the row apart from the others of the table.", required=True)


def _with(about: Table, /, **changed: dict[str, Any]) -> Table:
    """Return a table whose columns say more."""
    columns = (msgspec.structs.replace(one, **changed.get(one.name, {})) for one in about.columns)
    return msgspec.structs.replace(about, columns=tuple(columns))


def _inserted(table: Table, before: str, columns: tuple[Column, ...]) -> Table:
    """Return a table with further columns before one."""
    at = next(at for at, column in enumerate(table.columns) if column.name == before)
    return msgspec.structs.replace(table, columns=(*table.columns[:at], *columns, *table.columns[at:]))


CAPTURES = Table(
    name="captures",
    description="One row per capture, whatever its outcome, and one per listed time for which an archive served another capture.",
    columns=(
        _ID,
        Column("url", "string", "The URL on the live web (URI-R).", required=True),
        Column("archive", "string", "The archive that listed it; of several, the first by name.", required=True),
        Column(
            "archives",
            "string",
            f"All archives that listed it, joined by '{ARCHIVES_JOINED}': a capture that several have is one row.",
            required=True,
        ),
        Column(
            "requested",
            "datetime",
            "The time that was requested; empty where no archive listed this capture, and it was served for another time alone.",
        ),
        Column("timestamp", "datetime", "The time of the capture that was served (Memento-Datetime)."),
        Column("drift_seconds", "integer", "timestamp minus requested.", unit="seconds"),
        Column("memento_url", "string", "Memento URL of the capture."),
        Column("status_code", "integer", "HTTP status of the captured response."),
        Column("media_type", "string", "Media type of the captured response."),
        Column("digest", "string", "SHA-1 of the payload, base 32; as stored, else as the index lists it."),
        Column("outcome", "string", "The outcome of the capture.", required=True, values=tuple(Outcome)),
        Column("page_kind", "string", "Kind of the page."),
        Column("layout", "string", "Name of the layout that the page was read with."),
        Column("language", "string", "Language of the page, ISO 639."),
        Column(
            "precision",
            "string",
            "To what precision the record or index gives the time. Here and in all tables, the rest is filled with the beginning of "
            "the period: a capture of 2014 has 2014-01-01T00:00:00Z.",
            required=True,
            values=tuple(PRECISIONS.values()),
        ),
        Column(
            "source_description",
            "string",
            "What the file that the capture comes from says of itself, such as that it is reconstructed: the description in its "
            "warcinfo record.",
        ),
    ),
)
CONFLICTS = Table(
    name="conflicts",
    description="One row for each pair of values that contradict each other, the better supported first. Neither value is corrected.",
    columns=(
        _ID,
        Column("rank", "integer", "Rank among all conflicts, from 1.", required=True),
        Column(
            "kind",
            "string",
            "Whether the value is impossible in itself, or two statements contradict each other.",
            required=True,
            values=KINDS,
        ),
        Column("table", "string", "The table that has the row which it is about; empty where it is about none."),
        Column("record_id", "string", "The id of that row."),
        Column("field", "string", "The field in conflict.", required=True),
        Column("value", "string", "The value that more captures state.", required=True),
        Column("captures", "integer", "Number of captures that state it.", required=True, unit="captures"),
        Column("timestamp", "datetime", "Time of the latest of them."),
        Column("url", "string", "URL of its page on the live web (URI-R)."),
        Column("memento_url", "string", "Memento URL of that capture."),
        Column("quote", "string", "Its words."),
        Column("other_value", "string", "The contradicting value.", required=True),
        Column("other_captures", "integer", "Number of captures that state it.", required=True, unit="captures"),
        Column("other_timestamp", "datetime", "Time of the latest of them."),
        Column("other_url", "string", "URL of its page on the live web (URI-R)."),
        Column("other_memento_url", "string", "Memento URL of that capture."),
        Column("other_quote", "string", "Its words."),
    ),
    names_rows=True,
)
_OTHER_KEYS = (
    "of conflicts, history and changes the row's id, with /value, /other_value, /before or /after behind it for a side."
)
EVIDENCE = Table(
    name="evidence",
    description="One row per value of another table, with the words that it was read from. `scraper verify` checks each.",
    columns=(
        _ID,
        Column("table", "string", "The table.", required=True),
        Column("record_id", "string", "The id of the row.", required=True),
        Column("field", "string", "The column that the value fills.", required=True),
        Column("value", "string", "The value.", required=True),
        Column("url", "string", "The URL of the page on the live web (URI-R).", required=True),
        Column("timestamp", "datetime", "Time of the capture.", required=True),
        Column("memento_url", "string", "Memento URL of the capture."),
        Column("digest", "string", "SHA-1 of the payload, base 32."),
        Column(
            "start",
            "integer",
            "Where the words begin, in characters of the text of the page's main content.",
            required=True,
            unit="characters",
        ),
        Column("end", "integer", "Where the words end, likewise.", required=True, unit="characters"),
        Column("rule", "string", "The rule that read the value.", required=True),
        Column("quote", "string", "The words.", required=True),
    ),
    unique=(("table", "record_id", "field"),),
)
HISTORY = Table(
    name="history",
    description="One row per value of a fact and unbroken run of captures of one original that state it.",
    columns=(
        _ID,
        Column("table", "string", "The table that the fact belongs to.", required=True),
        Column("record_id", "string", "The id of the fact.", required=True),
        Column("field", "string", "The column.", required=True),
        Column("value", "string", "The value.", required=True),
        Column("url", "string", "The address of the page that states it (URI-R).", required=True),
        Column("first_seen", "datetime", "Time of the first capture of the span.", required=True),
        Column("last_seen", "datetime", "Time of the last capture of the span.", required=True),
        Column(
            "first_absent",
            "datetime",
            "Time of the first later capture that states another value, or from which the fact is gone; empty if there is none.",
        ),
        Column("captures", "integer", "Number of captures that state it.", required=True),
        Column("memento_url", "string", "Memento URL of the last of them."),
    ),
    names_rows=True,
)
CHANGES = Table(
    name="changes",
    description="One row per field that differs between one capture and the previous capture of the same original.",
    columns=(
        _ID,
        Column("timestamp", "datetime", "Time of the capture.", required=True),
        Column("previous", "datetime", "Time of the previous capture.", required=True),
        Column("url", "string", "The URL of the page on the live web (URI-R).", required=True),
        Column("table", "string", "The table that the fact belongs to.", required=True),
        Column("record_id", "string", "The id of the fact.", required=True),
        Column("field", "string", "The column.", required=True),
        Column(
            "kind",
            "string",
            "The kind of change.",
            required=True,
            values=tuple(CHANGE_KINDS),
        ),
        Column("before", "string", "The value before."),
        Column("after", "string", "The value after; empty if it is gone or not confirmed."),
        Column("memento_url", "string", "Memento URL of the capture."),
    ),
    names_rows=True,
)
RECORDS = Table(
    name="records",
    description="One row for each row of a table of facts: what history, changes and conflicts name by `table` and `record_id`.",
    columns=(
        _ID,
        Column("table", "string", "The table that has the row.", required=True),
        Column("record_id", "string", "Its id there.", required=True),
    ),
    unique=(RECORD,),
)


class SpanRow(msgspec.Struct, frozen=True):
    """A span with the id of its row, and of the fact that it is of."""

    id: str
    record_id: str
    span: Span


class ChangedRow(msgspec.Struct, frozen=True):
    """A change with the id of its row, and of the fact that it is of."""

    id: str
    record_id: str
    changed: Changed


class ConflictRow(msgspec.Struct, frozen=True):
    """A conflict with the id of its row, and its rank."""

    id: str
    rank: int
    conflict: Conflict


def span_rows(spans: Sequence[Span], ids: Mapping[int, str]) -> list[SpanRow]:
    """Return spans with their ids; `ids` are those of facts, by the number of what states them."""
    found = distinct("/".join((one.table, ids[one.thing], one.field, iso(one.first_seen))) for one in spans)
    return [SpanRow(own, ids[one.thing], one) for own, one in zip(found, spans, strict=True)]


def changed_rows(changes: Sequence[Changed], ids: Mapping[int, str]) -> list[ChangedRow]:
    """Return changes with their ids; `ids` are those of facts, by the number of what states them."""
    found = distinct(
        "/".join((one.change.table, ids[one.thing], one.change.field, iso(one.timestamp))) for one in changes
    )
    return [ChangedRow(own, ids[one.thing], one) for own, one in zip(found, changes, strict=True)]


def conflict_rows(conflicts: Sequence[Conflict]) -> list[ConflictRow]:
    """Return conflicts, the gravest first, with their ids."""
    found = distinct("/".join((*(one.record or ("unknown",)), one.field)) for one in conflicts)
    return [ConflictRow(own, rank, one) for rank, (own, one) in enumerate(zip(found, conflicts, strict=True), start=1)]


def own_ids(rows: Sequence[Row]) -> list[Row]:
    """Return rows, whose first cell is their id, with ids that are each one's own."""
    found = distinct(str(row[0]) for row in rows)
    return [(own, *row[1:]) for own, row in zip(found, rows, strict=True)]


def record_row(table: str, record_id: str) -> Row:
    """Return the row of `records` for a row of a table of facts."""
    return f"{table}/{record_id}", table, record_id


def derived_row(table: Table, row: Mapping[str, Any]) -> Row:
    """Return a row of a table that follows from the facts."""
    return tuple(_typed(column, row.get(column.name)) for column in table.columns)


def fact_row(table: RecordTable, fact: Fact) -> Row:
    """Return a fact as a row of its table."""
    return tuple(_typed(column, column.cell(fact)) for column in table.columns)


def _typed(column: Column, cell: Cell) -> Cell:
    """Return a cell as a value of its column's type: days are told as ISO 8601."""
    return date.fromisoformat(cell) if column.type == "date" and isinstance(cell, str) else cell


def conflict_row(row: ConflictRow) -> Row:
    """Return a conflict as a row of `conflicts`."""
    conflict = row.conflict
    return (
        row.id,
        row.rank,
        conflict.kind,
        *(conflict.record or (None, None)),
        *conflict.about,
        conflict.field,
        *_side(conflict.side),
        *_side(conflict.other),
    )


def _side(side: ConflictSide) -> Row:
    evidence = side.evidence
    if evidence is None:
        return (str(side.value), side.captures, None, None, None, None)
    return (
        str(side.value),
        side.captures,
        evidence.timestamp,
        evidence.original,
        evidence.memento_url,
        evidence.quote,
    )


def history_row(row: SpanRow) -> Row:
    """Return a span as a row of `history`."""
    span = row.span
    return (
        row.id,
        span.table,
        row.record_id,
        span.field,
        str(span.value),
        span.original,
        span.first_seen,
        span.last_seen,
        span.first_absent,
        span.captures,
        span.memento_url,
    )


def change_row(row: ChangedRow) -> Row:
    """Return a change as a row of `changes`."""
    changed, change = row.changed, row.changed.change
    return (
        row.id,
        changed.timestamp,
        changed.previous,
        changed.original,
        change.table,
        row.record_id,
        change.field,
        change.kind,
        None if change.before is None else str(change.before),
        None if change.after is None else str(change.after),
        changed.memento_url,
    )


def evidence_row(table: str, record_id: str, cited: Cited) -> Row:
    """Return the evidence of a value as a row of `evidence`."""
    evidence = cited.evidence
    return (
        f"{table}/{record_id}/{cited.field}",
        table,
        record_id,
        cited.field,
        str(cited.value),
        evidence.original,
        evidence.timestamp,
        evidence.memento_url,
        evidence.digest,
        evidence.start,
        evidence.end,
        evidence.rule,
        evidence.quote,
    )


def capture_row(
    listed: Listed,
    archives: Iterable[str],
    outcome: Outcome,
    page: Page | None,
    description: str | None,
    subject: Subject,
) -> Row:
    """Return a capture as a row of `captures`, its id as yet no one's own; `page` is what was read of it.

    `listed` is how one of the `archives` lists it; with none of them, it was served for other times alone.
    """
    record, names = listed.record, tuple(archives)
    requested = parse_timestamp(listed.requested) if names else None
    was_read = outcome in READ
    served = parse_timestamp(record.timestamp) if record else None
    original, digest = record.original if record else listed.original, record.digest if record else listed.digest
    nearest = outcome is Outcome.NEAREST_SERVED
    told = (iso(served),) if served and not nearest else (listed.requested, *names, "nearest" if nearest else "")
    return (
        "/".join(part for part in (*told, original, digest) if part),
        original,
        listed.archive,
        ARCHIVES_JOINED.join(names or (listed.archive,)),
        requested,
        served,
        int((served - requested).total_seconds()) if served and requested else None,
        record.memento_url if record else listed.memento_url,
        record.statuscode if record else listed.statuscode,
        record.mimetype if record else listed.mimetype,
        digest,
        outcome,
        page.page_kind if page else None,
        page.layout if page else None,
        page.language if page else None,
        *(column.cell(page) if page and was_read else None for column in subject.counts),
        PRECISIONS.get((record or listed).precision, "second"),
        description,
    )
