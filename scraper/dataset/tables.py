"""The published tables: their columns, with types and meanings, and the facts as rows."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

import msgspec

from scraper.archives.capture import iso, parse_timestamp
from scraper.dataset.history import HostFact, ObjectiveFact
from scraper.outcomes import Outcome
from scraper.pages.page import Page
from scraper.store.store import Listed

Cell = str | int | None
Row = Sequence[Cell]


class Column(msgspec.Struct, frozen=True):
    """One column: its name, its Table Schema type, what it means, the values it can have."""

    name: str
    type: Literal["string", "integer", "year", "datetime"]
    description: str
    required: bool = False
    values: tuple[str, ...] = ()


class Table(msgspec.Struct, frozen=True):
    """One published table: `name`.csv."""

    name: str
    description: str
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...] = ()


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
        Column(
            "status",
            "string",
            "What the page says of the edition.",
            required=True,
            values=("held", "planned", "candidate"),
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
        Column("objectives", "integer", "Number of objectives that it states."),
        Column("unread", "integer", "Number of stretches of its host lists that were not read."),
    ),
    ("original", "archive", "requested"),
)
TABLES = (TIMELINE, OBJECTIVES, CAPTURES)


def timeline_row(fact: HostFact) -> Row:
    """Return a host city as a row of `timeline`."""
    return (
        fact.year,
        fact.position,
        fact.edition,
        fact.host.city,
        fact.host.country,
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


def _seen(first: datetime, last: datetime) -> tuple[str, str]:
    return iso(first), iso(last)


def capture_row(listed: Listed, outcome: Outcome, page: Page | None) -> Row:
    """Return a listed capture as a row of `captures`; `page` is what was read of it, None where it is not stored."""
    record = listed.record
    requested = parse_timestamp(listed.requested)
    was_read = outcome in (Outcome.EXTRACTED, Outcome.NO_FACTS)
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
        len(page.conferences) if page and was_read else None,
        len(page.objectives) if page and was_read else None,
        len(page.unread) if page and was_read else None,
    )
