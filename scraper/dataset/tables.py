"""The published tables: their columns, with types and meanings, and what is known as rows.

A subject brings its own tables; the others are about these, or about captures.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import msgspec

from scraper.history.claims import KINDS
from scraper.history.compare import CHANGE_KINDS
from scraper.history.spans import Changed, Span
from scraper.outcomes import READ, Outcome
from scraper.store.reader import Listed
from scraper.values.capture import parse_timestamp
from scraper.values.facts import Cited, Conflict, ConflictSide, Fact
from scraper.values.records import Page
from scraper.values.subject import Column, RecordTable, Subject, Table

Cell = str | int | float | bool | date | datetime | None
Row = Sequence[Cell]

PRECISIONS = {4: "year", 6: "month", 8: "day", 10: "hour", 12: "minute", 14: "second"}
"""What is known of a time of which a record states so many of 14 digits."""


def tables_of(subject: Subject) -> tuple[Table, ...]:
    """Return all tables of a dataset, in their order."""
    names = tuple(table.name for table in subject.tables)
    kinds = "; ".join(f"{kind}: {meaning}" for kind, meaning in CHANGE_KINDS.items()).format(words=subject.worded)
    keys = ", ".join(table.key_form for table in subject.tables)
    filled = " or ".join(", ".join(names).rsplit(", ", 1))
    cited = (*names, "history", "changes", "conflicts")
    return (
        *subject.tables,
        _with(HISTORY, table={"values": names}),
        _with(CHANGES, table={"values": names}, kind={"description": f"The kind of change: {kinds}."}),
        _inserted(CONFLICTS, "field", subject.conflicts.columns),
        _with(
            EVIDENCE,
            table={"values": cited},
            key={"description": f"The table that the row is about: {keys}; {_OTHER_KEYS}"},
            field={"description": f"The column of {filled} that the value fills."},
        ),
        _inserted(CAPTURES, "precision", subject.counts),
    )


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
    description="One row per capture that an archive listed, whatever its outcome.",
    columns=(
        Column("original", "string", "The URL on the live web (URI-R).", required=True),
        Column("archive", "string", "The archive that listed it.", required=True),
        Column("requested", "datetime", "The time that was requested.", required=True),
        Column("timestamp", "datetime", "The time of the capture that was served (Memento-Datetime)."),
        Column("drift_seconds", "integer", "timestamp minus requested."),
        Column("memento_url", "string", "Memento URL of the capture."),
        Column("statuscode", "integer", "HTTP status of the captured response."),
        Column("mimetype", "string", "Media type of the captured response."),
        Column("digest", "string", "SHA-1 of the payload, base 32; as stored, else as the index lists it."),
        Column("outcome", "string", "The outcome of the capture.", required=True, values=tuple(Outcome)),
        Column("page_kind", "string", "Kind of the page."),
        Column("layout", "string", "Name of the layout that the page was read with."),
        Column("language", "string", "Language of the page, ISO 639."),
        Column(
            "precision",
            "string",
            "To what precision the record or index gives the time. Here and in all tables, the rest what is behind that is its beginning: "
            "a capture of 2014 stands at 2014-01-01T00:00:00Z.",
            required=True,
            values=tuple(PRECISIONS.values()),
        ),
    ),
    primary_key=("original", "archive", "requested", "digest"),
)
CONFLICTS = Table(
    name="conflicts",
    description="One row for each pair of values that contradict each other, the better supported first. Neither value is corrected.",
    columns=(
        Column("rank", "integer", "Rank among all conflicts, from 1.", required=True),
        Column(
            "kind",
            "string",
            "Whether the value is impossible in itself, or two statements contradict each other.",
            required=True,
            values=KINDS,
        ),
        Column("field", "string", "The field in conflict.", required=True),
        Column("value", "string", "The value that more captures state.", required=True),
        Column("captures", "integer", "Number of captures that state it.", required=True),
        Column("timestamp", "datetime", "Time of the latest of them."),
        Column("original", "string", "Its original."),
        Column("memento_url", "string", "Memento URL of that capture."),
        Column("quote", "string", "Its words."),
        Column("other_value", "string", "The contradicting value.", required=True),
        Column("other_captures", "integer", "Number of captures that state it.", required=True),
        Column("other_timestamp", "datetime", "Time of the latest of them."),
        Column("other_original", "string", "Its original."),
        Column("other_memento_url", "string", "Memento URL of that capture."),
        Column("other_quote", "string", "Its words."),
    ),
    primary_key=("rank",),
)
_OTHER_KEYS = (
    "of history table/key/first_seen; of changes "
    "table/key/timestamp/before or …/after; of conflicts rank/value or rank/other_value. Rows that would share it "
    "have ~2, ~3 behind it, in their order."
)
EVIDENCE = Table(
    name="evidence",
    description="One row per value of another table, with the words that it was read from. `scraper verify` checks each.",
    columns=(
        Column("table", "string", "The table.", required=True),
        Column("key", "string", "The table that the row is about.", required=True),
        Column("field", "string", "The column that the value fills.", required=True),
        Column("value", "string", "The value.", required=True),
        Column("original", "string", "The URL of the page on the live web (URI-R).", required=True),
        Column("timestamp", "datetime", "Time of the capture.", required=True),
        Column("memento_url", "string", "Memento URL of the capture."),
        Column("digest", "string", "SHA-1 of the payload, base 32."),
        Column(
            "start",
            "integer",
            "Where the words begin, in characters of the text of the page's main content.",
            required=True,
        ),
        Column("end", "integer", "Where the words end, likewise.", required=True),
        Column("rule", "string", "The rule that read the value.", required=True),
        Column("quote", "string", "The words.", required=True),
    ),
    primary_key=("table", "key", "field"),
)
HISTORY = Table(
    name="history",
    description="One row per value of a fact and unbroken run of captures of one original that state it.",
    columns=(
        Column("table", "string", "The table that the fact belongs to.", required=True),
        Column(
            "key",
            "string",
            "Key of the fact; it does not change when the fact is corrected or reworded.",
            required=True,
        ),
        Column("field", "string", "The column.", required=True),
        Column("value", "string", "The value.", required=True),
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
)
CHANGES = Table(
    name="changes",
    description="One row per field that differs between one capture and the previous capture of the same original.",
    columns=(
        Column("timestamp", "datetime", "Time of the capture.", required=True),
        Column("previous", "datetime", "Time of the previous capture.", required=True),
        Column("original", "string", "The URL of the page on the live web (URI-R).", required=True),
        Column("table", "string", "The table that the fact belongs to.", required=True),
        Column("key", "string", "Key of the fact.", required=True),
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
)


def fact_row(table: RecordTable, fact: Fact) -> Row:
    """Return a fact as a row of its table."""
    return tuple(_typed(column, column.cell(fact)) for column in table.columns)


def _typed(column: Column, cell: Cell) -> Cell:
    """Return a cell as a value of its column's type: days are told as ISO 8601."""
    return date.fromisoformat(cell) if column.type == "date" and isinstance(cell, str) else cell


def conflict_row(rank: int, conflict: Conflict) -> Row:
    """Return a conflict as a row of `conflicts`."""
    return (
        rank,
        conflict.kind,
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


def history_row(span: Span) -> Row:
    """Return a span as a row of `history`."""
    return (
        span.table,
        span.key,
        span.field,
        str(span.value),
        span.first_seen,
        span.last_seen,
        span.first_absent,
        span.captures,
        span.memento_url,
    )


def change_row(changed: Changed) -> Row:
    """Return a change as a row of `changes`."""
    change = changed.change
    return (
        changed.timestamp,
        changed.previous,
        changed.original,
        change.table,
        change.key,
        change.field,
        change.kind,
        None if change.before is None else str(change.before),
        None if change.after is None else str(change.after),
        changed.memento_url,
    )


def evidence_row(table: str, key: str, cited: Cited) -> Row:
    """Return the evidence of a value as a row of `evidence`."""
    evidence = cited.evidence
    return (
        table,
        key,
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


def capture_row(listed: Listed, outcome: Outcome, page: Page | None, subject: Subject) -> Row:
    """Return a listed capture as a row of `captures`; `page` is what was read of it, None where it is not stored."""
    record = listed.record
    requested = parse_timestamp(listed.requested)
    was_read = outcome in READ
    served = parse_timestamp(record.timestamp) if record else None
    return (
        record.original if record else listed.original,
        listed.archive,
        requested,
        served,
        int((served - requested).total_seconds()) if served else None,
        record.memento_url if record else listed.memento_url,
        record.statuscode if record else listed.statuscode,
        record.mimetype if record else listed.mimetype,
        record.digest if record else listed.digest,
        outcome,
        page.page_kind if page else None,
        page.layout if page else None,
        page.language if page else None,
        *(column.cell(page) if page and was_read else None for column in subject.counts),
        PRECISIONS.get((record or listed).precision, "second"),
    )
