"""The published tables: their columns, with types and meanings, and the facts as rows."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

import msgspec

from scraper.history.claims import KINDS, Conflict, Side
from scraper.history.compare import CHANGE_KINDS
from scraper.history.fold import Cited, EventFact, HostFact, ObjectiveFact
from scraper.history.location import RESOLVED_BY, degrees
from scraper.history.spans import Changed, Span
from scraper.outcomes import READ, Outcome
from scraper.store.reader import Listed
from scraper.subjects.uccn.records import conferences, events, objectives
from scraper.values.capture import iso, parse_timestamp
from scraper.values.changes import ChangeRow
from scraper.values.records import Page

Cell = str | int | float | bool | None
Row = Sequence[Cell]


class Column(msgspec.Struct, frozen=True):
    """One column: its name, its Table Schema type, what it means, the values it can have."""

    name: str
    type: Literal["string", "integer", "number", "boolean", "year", "date", "datetime"]
    description: str
    required: bool = False
    values: tuple[str, ...] = ()


class Table(msgspec.Struct, frozen=True):
    """One published table: `name`.csv."""

    name: str
    description: str
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...] = ()


PRECISIONS = {4: "year", 6: "month", 8: "day", 10: "hour", 12: "minute", 14: "second"}
"""What is known of a time of which a record states so many of 14 digits."""

_STATUSES = ("held", "planned", "candidate", "postponed", "cancelled")
_FIRST = Column("first_seen", "datetime", "Time of the first capture that states it.", required=True)
_LAST = Column("last_seen", "datetime", "Time of the last capture that states it.", required=True)
_CAPTURES = Column("captures", "integer", "Number of captures that state it.", required=True)
_MEMENTO = Column("memento_url", "string", "Where the capture is served that the row is read from.")

TIMELINE = Table(
    "timeline",
    "One row a host city. An edition with two hosts has two rows.",
    (
        Column("year", "year", "Year of the edition, as stated."),
        Column("position", "integer", "Place of the edition in the page's list of past editions, from 1."),
        Column("edition", "integer", "Ordinal of the edition, where a page states one; never computed."),
        Column("city", "string", "Host city, as the page writes it.", required=True),
        Column("country", "string", "Country, as the page writes it."),
        Column("country_code", "string", "Country, ISO 3166-1 alpha-2."),
        Column("geonames_id", "integer", "The city in GeoNames; empty where it is not certain."),
        Column("latitude", "number", "Degrees north, WGS 84, from GeoNames."),
        Column("longitude", "number", "Degrees east, WGS 84, from GeoNames."),
        Column(
            "resolved_by",
            "string",
            "What the city is known by: the country that the statement, the same capture or another one names, or that "
            "only one large city bears the name.",
            values=RESOLVED_BY,
        ),
        Column(
            "status",
            "string",
            "What the page says of the edition; empty where neither its words nor its time tell.",
            values=_STATUSES,
        ),
        Column("note", "string", "What else the entry says, such as a venue."),
        _FIRST,
        _LAST,
        _CAPTURES,
        _MEMENTO,
        Column("quote", "string", "The page's own words for the entry.", required=True),
    ),
)
OBJECTIVES = Table(
    "objectives",
    "One row an objective of the conferences, in the page's own words; a rewording is a row of its own.",
    (
        Column("position", "integer", "Place in the page's list, from 1.", required=True),
        Column("language", "string", "Language of the page, ISO 639."),
        Column("text", "string", "The objective, without bullet and closing mark.", required=True),
        _FIRST,
        _LAST,
        _CAPTURES,
        _MEMENTO,
    ),
)
CAPTURES = Table(
    "captures",
    "One row for every capture that an archive listed, whatever became of it.",
    (
        Column("original", "string", "The address as it was on the web (URI-R).", required=True),
        Column("archive", "string", "The archive that listed it.", required=True),
        Column("requested", "datetime", "The time asked for.", required=True),
        Column("timestamp", "datetime", "The time of what was served (Memento-Datetime)."),
        Column("drift_seconds", "integer", "timestamp minus requested."),
        Column("memento_url", "string", "Where the capture is served."),
        Column("statuscode", "integer", "HTTP status when it was captured."),
        Column("mimetype", "string", "Media type when it was captured."),
        Column("digest", "string", "SHA-1 of the payload, base 32; as stored, else as the index lists it."),
        Column("outcome", "string", "What became of it.", required=True, values=tuple(Outcome)),
        Column("page_kind", "string", "Which sort of page it is."),
        Column("layout", "string", "How the page was marked up."),
        Column("language", "string", "Language of the page, ISO 639."),
        Column("conferences", "integer", "Number of editions that it states; empty where the page was not read."),
        Column("events", "integer", "Number of editions that it states in prose or as items."),
        Column("objectives", "integer", "Number of objectives that it states."),
        Column("unread", "integer", "Number of stretches of its host lists that were not read."),
        Column(
            "precision",
            "string",
            "To what its record or index states the time. Here and in all tables, what is behind that is its beginning: "
            "a capture of 2014 stands at 2014-01-01T00:00:00Z.",
            required=True,
            values=tuple(PRECISIONS.values()),
        ),
    ),
    ("original", "archive", "requested", "digest"),
)
EVENTS = Table(
    "events",
    "One row an edition as one event page, news page or item of a list states it, in the latest capture that does.",
    (
        Column("year", "year", "Year of the edition, as stated."),
        Column("edition", "integer", "Ordinal of the edition, where the page states it."),
        Column("hosts", "string", "Host cities as the page writes them: 'City (Country); City (Country)'."),
        Column("first_day", "date", "First day."),
        Column("last_day", "date", "Last day."),
        Column("status", "string", "What the page's verbs say of the edition.", values=_STATUSES),
        Column("participants", "integer", "Number of participants, as stated ('more than 350' is 350)."),
        Column("cities", "integer", "Number of cities that took part, as stated."),
        Column("countries", "integer", "Number of countries that took part, as stated."),
        Column("mayors", "integer", "Number of mayors that took part, as stated."),
        Column("cut_off", "boolean", "Whether the text of the item is cut off on the list.", required=True),
        Column("page_kind", "string", "Which sort of page it is.", required=True),
        Column("language", "string", "Language of the page, ISO 639."),
        Column("original", "string", "The page's address as it was on the web (URI-R).", required=True),
        _FIRST,
        _LAST,
        _CAPTURES,
        _MEMENTO,
        Column(
            "quote", "string", "The page's own words that name the edition first; of an item, all of it.", required=True
        ),
    ),
)
CONFLICTS = Table(
    "conflicts",
    "One row two values that cannot both be so, the better supported first; ranked, the gravest first. Nothing is mended.",
    (
        Column("rank", "integer", "Place among all conflicts, from 1.", required=True),
        Column(
            "kind",
            "string",
            "Impossible in itself, or two statements that contradict each other.",
            required=True,
            values=KINDS,
        ),
        Column("year", "year", "Year of the edition."),
        Column("edition", "integer", "Ordinal of the edition, where it is at issue."),
        Column("hosts", "string", "Host cities of the edition."),
        Column("field", "string", "What is at issue.", required=True),
        Column("value", "string", "The value that more captures state.", required=True),
        Column("captures", "integer", "Number of captures that state it.", required=True),
        Column("timestamp", "datetime", "Time of the last of them."),
        Column("original", "string", "Its original."),
        Column("memento_url", "string", "Where it is served."),
        Column("quote", "string", "Its words."),
        Column("other_value", "string", "The value that it cannot be together with.", required=True),
        Column("other_captures", "integer", "Number of captures that state it.", required=True),
        Column("other_timestamp", "datetime", "Time of the last of them."),
        Column("other_original", "string", "Its original."),
        Column("other_memento_url", "string", "Where it is served."),
        Column("other_quote", "string", "Its words."),
    ),
    ("rank",),
)
_STATED_IN = ("timeline", "objectives", "events")
_CITED_IN = (*_STATED_IN, "history", "changes", "conflicts")
EVIDENCE = Table(
    "evidence",
    "One row a value of another table, with the words that it is read from. `scraper verify` proves each.",
    (
        Column("table", "string", "The table.", required=True, values=_CITED_IN),
        Column(
            "key",
            "string",
            "What the row is of: year/city, language/words, original#edition; of history table/key/first_seen; of changes "
            "table/key/timestamp/before or …/after; of conflicts rank/value or rank/other_value. Rows that would share it "
            "have ~2, ~3 behind it, in their order.",
            required=True,
        ),
        Column("field", "string", "The column of timeline, objectives or events that the value fills.", required=True),
        Column("value", "string", "The value.", required=True),
        Column("original", "string", "The page's address as it was on the web (URI-R).", required=True),
        Column("timestamp", "datetime", "Time of the capture.", required=True),
        Column("memento_url", "string", "Where the capture is served."),
        Column("digest", "string", "SHA-1 of the payload, base 32."),
        Column(
            "start",
            "integer",
            "Where the words begin: characters of the text of the page's main content.",
            required=True,
        ),
        Column("end", "integer", "Where they end.", required=True),
        Column("rule", "string", "The rule that read the value.", required=True),
        Column("quote", "string", "The words.", required=True),
    ),
    ("table", "key", "field"),
)
HISTORY = Table(
    "history",
    "One row a value of a fact and a span of captures of one original in which it was seen without a break.",
    (
        Column("table", "string", "The table that the fact belongs to.", required=True, values=_STATED_IN),
        Column("key", "string", "What the fact is; it stays when the fact is corrected or reworded.", required=True),
        Column("field", "string", "The column.", required=True),
        Column("value", "string", "The value.", required=True),
        Column("first_seen", "datetime", "Time of the first capture of the span.", required=True),
        Column("last_seen", "datetime", "Time of the last capture of the span.", required=True),
        Column(
            "first_absent",
            "datetime",
            "Time of the first later capture that states something else, or that it is gone from; empty while none does.",
        ),
        Column("captures", "integer", "Number of captures that state it.", required=True),
        Column("memento_url", "string", "Where the last of them is served."),
    ),
)
CHANGES = Table(
    "changes",
    "One row a field that one capture states otherwise than the capture before it of the same original.",
    (
        Column("timestamp", "datetime", "Time of the capture.", required=True),
        Column("previous", "datetime", "Time of the capture before.", required=True),
        Column("original", "string", "The page's address as it was on the web (URI-R).", required=True),
        Column("table", "string", "The table that the fact belongs to.", required=True, values=_STATED_IN),
        Column("key", "string", "What the fact is.", required=True),
        Column("field", "string", "The column.", required=True),
        Column(
            "kind",
            "string",
            f"What happened to it: {'; '.join(f'{kind}: {meaning}' for kind, meaning in CHANGE_KINDS.items())}.",
            required=True,
            values=tuple(CHANGE_KINDS),
        ),
        Column("before", "string", "The value before."),
        Column("after", "string", "The value after; empty where it is gone, or not confirmed."),
        Column("memento_url", "string", "Where the capture is served."),
    ),
)
TABLES = (TIMELINE, OBJECTIVES, EVENTS, HISTORY, CHANGES, CONFLICTS, EVIDENCE, CAPTURES)


def timeline_row(fact: HostFact) -> Row:
    """Return a host city as a row of `timeline`."""
    city = fact.located.city
    return (
        fact.year,
        fact.position,
        fact.edition,
        fact.host.city,
        fact.host.country,
        fact.located.country_code,
        city.geonames_id if city else None,
        degrees(city.latitude) if city else None,
        degrees(city.longitude) if city else None,
        fact.located.resolved_by,
        fact.status,
        fact.note,
        *_seen(fact.seen.first_seen, fact.seen.last_seen),
        fact.seen.captures,
        fact.evidence.memento_url,
        fact.evidence.quote,
    )


def objective_row(fact: ObjectiveFact) -> Row:
    """Return an objective as a row of `objectives`."""
    return (
        fact.position,
        fact.language,
        fact.text,
        *_seen(fact.seen.first_seen, fact.seen.last_seen),
        fact.seen.captures,
        fact.evidence.memento_url,
    )


def event_row(fact: EventFact) -> Row:
    """Return an edition as one original states it as a row of `events`."""
    return (
        *(fact.value(column.name) for column in EVENTS.columns[:10]),
        fact.event.cut_off,
        fact.page_kind,
        fact.language,
        fact.original,
        *_seen(fact.seen.first_seen, fact.seen.last_seen),
        fact.seen.captures,
        fact.evidence.memento_url,
        fact.evidence.quote,
    )


def conflict_row(rank: int, conflict: Conflict) -> Row:
    """Return a conflict as a row of `conflicts`."""
    return (
        rank,
        conflict.kind,
        conflict.year,
        conflict.edition,
        conflict.hosts,
        conflict.field,
        *_side(conflict.side),
        *_side(conflict.other),
    )


def _side(side: Side) -> Row:
    evidence = side.evidence
    if evidence is None:
        return (str(side.value), side.captures, None, None, None, None)
    return (
        str(side.value),
        side.captures,
        iso(evidence.timestamp),
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
        *_seen(span.first_seen, span.last_seen),
        iso(span.first_absent) if span.first_absent else None,
        span.captures,
        span.memento_url,
    )


def change_row(changed: Changed) -> ChangeRow:
    """Return a change as it is published."""
    change = changed.change
    return ChangeRow(
        timestamp=iso(changed.timestamp),
        previous=iso(changed.previous),
        original=changed.original,
        table=change.table,
        key=change.key,
        field=change.field,
        kind=change.kind,
        before=None if change.before is None else str(change.before),
        after=None if change.after is None else str(change.after),
        memento_url=changed.memento_url,
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
        iso(evidence.timestamp),
        evidence.memento_url,
        evidence.digest,
        evidence.start,
        evidence.end,
        evidence.rule,
        evidence.quote,
    )


def _seen(first: datetime, last: datetime) -> tuple[str, str]:
    return iso(first), iso(last)


def capture_row(listed: Listed, outcome: Outcome, page: Page | None) -> Row:
    """Return a listed capture as a row of `captures`; `page` is what was read of it, None where it is not stored."""
    record = listed.record
    requested = parse_timestamp(listed.requested)
    was_read = outcome in READ
    served = parse_timestamp(record.timestamp) if record else None
    return (
        record.original if record else listed.original,
        listed.archive,
        iso(requested),
        iso(served) if served else None,
        int((served - requested).total_seconds()) if served else None,
        record.memento_url if record else listed.memento_url,
        record.statuscode if record else listed.statuscode,
        record.mimetype if record else listed.mimetype,
        record.digest if record else listed.digest,
        outcome,
        page.page_kind if page else None,
        page.layout if page else None,
        page.language if page else None,
        len(conferences(page)) if page and was_read else None,
        len(events(page)) if page and was_read else None,
        len(objectives(page)) if page and was_read else None,
        len(page.unread) if page and was_read else None,
        PRECISIONS.get((record or listed).precision, "second"),
    )
