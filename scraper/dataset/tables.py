"""The published tables: their columns, with types and meanings, and their rows.

A subject defines its own tables; the others describe these, or captures.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import msgspec

from scraper.dataset.statements import Cell, StatementRows, changes_of, history_of
from scraper.history.claims import KINDS
from scraper.history.keys import distinct
from scraper.outcomes import Outcome
from scraper.store.reader import Listed
from scraper.values.capture import iso, parse_timestamp
from scraper.values.facts import Cited, Conflict, ConflictSide, Fact
from scraper.values.records import Page
from scraper.values.subject import RECORD, Column, RecordTable, Subject, Table

ARCHIVES_JOINED = " | "
Row = Sequence[Cell]

PRECISIONS = {4: "year", 6: "month", 8: "day", 10: "hour", 12: "minute", 14: "second"}
"""Precision of a time by the number of digits, of 14, that a record states."""


def tables_of(subject: Subject) -> tuple[Table, ...]:
    """Return all tables of a dataset, in their order."""
    names = tuple(table.name for table in subject.tables)
    ids = ", ".join(f"{table.id_form} in {table.name}" for table in subject.tables)
    return (
        *subject.tables,
        *subject.derived_tables,
        RECORDS,
        history_of(subject),
        changes_of(subject),
        _inserted(CONFLICTS, "field", subject.conflicts.columns),
        _with(EVIDENCE, table={"values": names}, record_id={"description": f"The id of the row; its form is {ids}."}),
        _inserted(CAPTURES, "precision", subject.counts),
    )


_ID = Column("id", "string", "Identifies the row in this table.", required=True)


def _with(about: Table, /, **changed: dict[str, Any]) -> Table:
    """Return a table with changed columns."""
    columns = (msgspec.structs.replace(one, **changed.get(one.name, {})) for one in about.columns)
    return msgspec.structs.replace(about, columns=tuple(columns))


def _inserted(table: Table, before: str, columns: tuple[Column, ...]) -> Table:
    """Return a table with further columns before a given one."""
    at = next(at for at, column in enumerate(table.columns) if column.name == before)
    return msgspec.structs.replace(table, columns=(*table.columns[:at], *columns, *table.columns[at:]))


CAPTURES = Table(
    name="captures",
    description="One row per capture, whatever its outcome, and one per listed time for which an archive served a different capture.",
    columns=(
        _ID,
        Column("url", "string", "The URL on the live web (URI-R).", required=True),
        Column(
            "archive",
            "string",
            "The archive that listed it; if there are several, the first in alphabetical order.",
            required=True,
        ),
        Column(
            "archives",
            "string",
            f"All archives that listed it, joined by '{ARCHIVES_JOINED}'; a capture that several archives have is one row.",
            required=True,
        ),
        Column(
            "requested",
            "datetime",
            "The time that was requested; empty if no archive listed this capture and it was only served in place of another one.",
        ),
        Column("timestamp", "datetime", "The time of the capture that was served (Memento-Datetime)."),
        Column("drift_seconds", "integer", "timestamp minus requested.", unit="seconds"),
        Column("memento_url", "string", "Memento URL of the capture."),
        Column("status_code", "integer", "HTTP status of the captured response."),
        Column("media_type", "string", "Media type of the captured response."),
        Column(
            "digest",
            "string",
            "SHA-1 of the payload, base 32: of the stored payload, or as listed by the index if none is stored.",
        ),
        Column("outcome", "string", "The outcome of the capture.", required=True, values=tuple(Outcome)),
        Column("page_kind", "string", "Kind of the page."),
        Column("layout", "string", "Name of the layout that the page was read with."),
        Column("language", "string", "Language of the page, ISO 639."),
        Column(
            "precision",
            "string",
            "Precision of the time in the record or index. In all tables, a less precise time is the beginning of its period: a "
            "capture of 2014 has 2014-01-01T00:00:00Z.",
            required=True,
            values=tuple(PRECISIONS.values()),
        ),
        Column(
            "source_description",
            "string",
            "Description of the file that the capture comes from, taken from its warcinfo record, for example that it is "
            "reconstructed.",
        ),
    ),
)
CONFLICTS = Table(
    name="conflicts",
    description="One row per pair of values that contradict each other, the better supported value first. Neither value is corrected.",
    columns=(
        _ID,
        Column("rank", "integer", "Rank among all conflicts, from 1.", required=True),
        Column(
            "kind",
            "string",
            "impossible: a value that cannot be true. contradiction: two statements that contradict each other.",
            required=True,
            values=KINDS,
        ),
        Column(
            "table", "string", "The table of the row that the conflict is about; empty if it is about no single row."
        ),
        Column("record_id", "string", "The id of that row."),
        Column("field", "string", "The field in conflict.", required=True),
        Column("value", "string", "The value that more captures state.", required=True),
        Column("captures", "integer", "Number of captures that state it.", required=True, unit="captures"),
        Column("statement_id", "string", "The latest statement of the value.", refers="history"),
        Column("timestamp", "datetime", "Time of the latest of these captures."),
        Column("quote", "string", "The quoted words that state the value."),
        Column("other_value", "string", "The contradicting value.", required=True),
        Column("other_captures", "integer", "Number of captures that state it.", required=True, unit="captures"),
        Column("other_statement_id", "string", "The latest statement of the value.", refers="history"),
        Column("other_timestamp", "datetime", "Time of the latest of these captures."),
        Column("other_quote", "string", "The quoted words that state the value."),
    ),
    names_rows=True,
)
EVIDENCE = Table(
    name="evidence",
    description="One row per value of a fact: the words that it was read from, or the rule by which it is derived from other values "
    "of its row. `scraper verify` checks each value.",
    columns=(
        _ID,
        Column("table", "string", "The table of the row.", required=True),
        Column("record_id", "string", "The id of the row.", required=True),
        Column("field", "string", "The column that contains the value.", required=True),
        Column("value", "string", "The value.", required=True),
        Column(
            "derived_by",
            "string",
            "The rule by which the value is derived; empty if a page states the value.",
        ),
        Column(
            "derived_from", "string", "The columns of the row that the value is derived from, separated by a space."
        ),
        Column("url", "string", "The URL of the page on the live web (URI-R)."),
        Column("timestamp", "datetime", "Time of the capture."),
        Column("memento_url", "string", "Memento URL of the capture."),
        Column("digest", "string", "SHA-1 of the payload, base 32."),
        Column(
            "start",
            "integer",
            "Start of the quote: offset in characters in the text of the page's main content, from 0.",
            unit="characters",
        ),
        Column(
            "end",
            "integer",
            "End of the quote, likewise; the character at this offset is not included.",
            unit="characters",
        ),
        Column("rule", "string", "The rule that read the value."),
        Column("quote", "string", "The quoted words."),
    ),
    unique=(("table", "record_id", "field"),),
    names_rows=True,
)
RECORDS = Table(
    name="records",
    description="One row per row of a table of facts. history, changes, conflicts and evidence refer to it by `table` and `record_id`.",
    columns=(
        _ID,
        Column("table", "string", "The table of the row.", required=True),
        Column("record_id", "string", "The id of the row in that table.", required=True),
    ),
    unique=(RECORD,),
)


class ConflictRow(msgspec.Struct, frozen=True):
    """A conflict with the id of its row and its rank."""

    id: str
    rank: int
    conflict: Conflict


def conflict_rows(conflicts: Sequence[Conflict]) -> list[ConflictRow]:
    """Return conflicts with their ids, the most serious first."""
    found = distinct("/".join((*(one.record or ("unknown",)), one.field)) for one in conflicts)
    return [ConflictRow(own, rank, one) for rank, (own, one) in enumerate(zip(found, conflicts, strict=True), start=1)]


def own_ids(rows: Sequence[Row]) -> list[Row]:
    """Return rows, whose first cell is the id, with unique ids."""
    found = distinct(str(row[0]) for row in rows)
    return [row if row[0] == own else (own, *row[1:]) for own, row in zip(found, rows, strict=True)]


def record_row(table: str, record_id: str) -> Row:
    """Return the row of `records` for a row of a table of facts."""
    return f"{table}/{record_id}", table, record_id


def derived_row(table: Table, row: Mapping[str, Any]) -> Row:
    """Return a row of a table that is derived from the facts."""
    return tuple(_typed(column, row.get(column.name)) for column in table.columns)


def fact_row(table: RecordTable, fact: Fact) -> Row:
    """Return a fact as a row of its table."""
    return tuple(_typed(column, column.cell(fact)) for column in table.columns)


def _typed(column: Column, cell: Cell) -> Cell:
    """Return a cell as a value of its column's type; dates are stored as ISO 8601 strings."""
    return date.fromisoformat(cell) if column.type == "date" and isinstance(cell, str) else cell


def conflict_row(row: ConflictRow, statements: StatementRows) -> Row:
    """Return a conflict as a row of `conflicts`."""
    conflict = row.conflict
    return (
        row.id,
        row.rank,
        conflict.kind,
        *(conflict.record or (None, None)),
        *conflict.about,
        conflict.field,
        *_side(conflict, conflict.side, statements),
        *_side(conflict, conflict.other, statements),
    )


def _side(conflict: Conflict, side: ConflictSide, statements: StatementRows) -> Row:
    evidence = side.evidence
    if evidence is None:
        return (str(side.value), side.captures, None, None, None)
    record_id = statements.fact(side.thing) if side.thing is not None else conflict.record and conflict.record[1]
    table = side.table or (conflict.record and conflict.record[0])
    stated = statements.id_at(evidence.original, table, record_id, evidence.timestamp) if table and record_id else None
    return (str(side.value), side.captures, stated, evidence.timestamp, evidence.quote)


def cited_of(fact: Fact, table: RecordTable, subject: Subject) -> Iterator[tuple[Fact, Cited]]:
    """Yield the values of a fact; those derived by its columns come last."""
    told = {one.field for one in fact.cited}
    yield from ((fact, one) for one in fact.cited)
    for derivation in subject.derived:
        column = table.column(derivation.field) if derivation.field not in told else None
        if column is not None and (value := column.cell(fact)) is not None:
            yield fact, Cited(derivation.field, value, fact.evidence)


def evidence_row(fact: Fact, cited: Cited, subject: Subject) -> Row:
    """Return the evidence of a value of a fact as a row of `evidence`."""
    head = (f"{fact.table}/{fact.id}/{cited.field}", fact.table, fact.id, cited.field, str(cited.value))
    if (derived := subject.derivation(cited.field)) is not None:
        known = {one.field for _, one in cited_of(fact, subject.table(fact.table), subject)}
        return (*head, derived.rule, " ".join(name for name in derived.fields if name in known), *[None] * 8)
    evidence = cited.evidence
    return (
        *head,
        None,
        None,
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
    counts: Sequence[Any],
) -> Row:
    """Return a capture as a row of `captures`, whose id may not be unique yet; `page` is what was read from it.

    `counts` are the cells of the subject's own columns.
    `listed` is the entry of one of the `archives`; if there are none, the capture was only served in place of others.
    """
    record, names = listed.record, tuple(archives)
    requested = parse_timestamp(listed.requested) if names else None
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
        *counts,
        PRECISIONS.get((record or listed).precision, "second"),
        description,
    )
