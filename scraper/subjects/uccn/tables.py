"""The tables: host cities, objectives, and editions as stated in prose."""

from collections.abc import Mapping
from typing import Any

from scraper.reading.document import without_mojibake
from scraper.subjects.uccn.document import conferences_part, events_part, objectives_part
from scraper.subjects.uccn.explain import (
    asked_conference,
    asked_event,
    asked_objective,
    told_conference,
    told_event,
    told_objective,
)
from scraper.subjects.uccn.late import when_called
from scraper.subjects.uccn.likeness import (
    are_same_hosts,
    chained,
    corrects_host,
    event_identity,
    event_likeness,
    host_identity,
    host_likeness,
    is_event_gone,
    is_host_gone,
    is_objective_gone,
    is_one_city,
    is_one_country,
    is_one_host,
    is_same_event,
    objective_identity,
    objective_likeness,
)
from scraper.subjects.uccn.location import RESOLVED_BY, with_places
from scraper.subjects.uccn.places import city_of
from scraper.subjects.uccn.records import STANDINGS, host_key
from scraper.values.columns import FORMER_IDS, ID, LANGUAGE, PAGE_KIND, SEEN, URL, quote
from scraper.values.facts import Fact, State
from scraper.values.records import Cell, Record
from scraper.values.subject import Column, DerivedTable, RecordTable, Shown

_STATUSES = ("held", "planned", "candidate", "postponed", "cancelled")


def _degrees(name: str) -> Any:
    return lambda fact: None if fact.value(name) is None else float(fact.value(name))


def _host_rank(record: Record, state: State) -> tuple[Any, ...]:
    """Held before planned, clean before garbled, with country before without, in a list, in English, the latest."""
    words = state.page.quote(record.span)
    return (
        record.value("status") == "held",
        record.value("status") is not None,
        words == without_mojibake(words),
        record.value("country") is not None,
        record.value("position") is not None,
        state.page.language in (None, "en"),
        state.capture.timestamp,
    )


def _host_order(fact: Fact) -> tuple[Any, ...]:
    year, position = fact.value("year"), fact.value("position")
    return (
        year is None,
        year or 0,
        position is None,
        position or 0,
        fact.evidence.start,
        fact.record.order,
        fact.value("city"),
    )


def _host_id(record: Record, worked_out: Mapping[str, Cell]) -> str | None:
    """Return year and city, by GeoNames' main name; None where the city is not certain."""
    place = worked_out.get("geonames_id")
    return host_key(_year(record), city_of(int(place)).name) if place is not None else None


def _year(record: Record) -> int | None:
    year = record.value("year")
    return None if year is None else int(year)


EDITION_ID = Column("edition_id", "string", "The edition that the row belongs to.", refers="editions")
DATES = (
    Column("start_date", "date", "First day of the conference."),
    Column("end_date", "date", "Last day of the conference."),
)
STANDING = (
    Column(
        "standing",
        "string",
        "current: valid by the latest evidence. superseded: postponed or moved, and replaced by another row. corrected: a mistake "
        "that pages corrected. withdrawn: removed from the pages without a replacement.",
        required=True,
        values=STANDINGS,
    ),
    Column("last_word", "datetime", "Time of the capture that determines status and standing.", required=True),
)
TIMELINE = RecordTable(
    name="timeline",
    description="One row per host city. An edition with two hosts has two rows.",
    columns=(
        ID,
        FORMER_IDS,
        EDITION_ID,
        Column("year", "year", "Year of the edition, as stated."),
        Column("ordinal", "integer", "Ordinal of the edition, if a page states one; never computed.", detail=True),
        Column(
            "position", "integer", "Position of the edition in the page's list of past editions, from 1.", sort="place"
        ),
        Column("city", "string", "Host city, as the page writes it.", required=True, sort="name", alike=is_one_city),
        Column("country", "string", "Country, as the page writes it.", sort="name", alike=is_one_country, detail=True),
        Column("country_name", "string", "English short name of the country, ISO 3166-1."),
        Column("country_code", "string", "Country, ISO 3166-1 alpha-2."),
        Column("geonames_id", "integer", "GeoNames id of the city; empty if it is not certain."),
        Column("latitude", "number", "Degrees north, WGS 84, from GeoNames.", get=_degrees("latitude"), unit="degrees"),
        Column(
            "longitude", "number", "Degrees east, WGS 84, from GeoNames.", get=_degrees("longitude"), unit="degrees"
        ),
        Column(
            "resolved_by",
            "string",
            "How the city was identified: by the country named in the statement, in the same capture or in another capture, or "
            "because only one large city has this name.",
            values=RESOLVED_BY,
        ),
        Column(
            "status",
            "string",
            "Status of the edition according to the page; empty if neither its words nor its dates show it.",
            values=_STATUSES,
        ),
        *DATES,
        *STANDING,
        Column("superseded_by", "string", "The row that replaces it.", refers="timeline"),
        Column("note", "string", "Anything else in the entry, such as a venue.", sort="name", detail=True),
        *SEEN,
        quote("The page's own words for the entry."),
    ),
    identity=host_identity,
    stated=("year", "ordinal", "position", "city", "country", "status", "note"),
    id_of=_host_id,
    id_form="year/city",
    order=_host_order,
    part="conferences",
    document=conferences_part,
    asked=asked_conference,
    told=told_conference,
    is_gone=is_host_gone,
    rank=_host_rank,
    latest=("ordinal",),
    remembered=("country",),
    decide=when_called("standing", "decided"),
    settle=with_places,
    status="status",
    likeness=host_likeness,
    is_guarded=True,
    is_one=is_one_host,
    slot=lambda record: record.value("year"),
    corrects=corrects_host,
    shown=Shown(
        title="Hosts",
        name=("city", "country"),
        when="year",
        days=("start_date", "end_date"),
        place=("longitude", "latitude"),
        group="edition_id",
        status="status",
        standing="standing",
        successor="superseded_by",
    ),
)


def _objective_rank(record: Record, state: State) -> tuple[Any, ...]:
    """Clean before garbled, the latest, and of one page the first."""
    text = str(record.value("text"))
    return text == without_mojibake(text), state.capture.timestamp, -record.span.start


def _objective_order(fact: Fact) -> tuple[Any, ...]:
    """By language, the latest list first, in its order."""
    return fact.language or "", -fact.seen.last_seen.timestamp(), fact.value("position"), fact.value("text")


OBJECTIVES = RecordTable(
    name="objectives",
    description="One row per objective and language, in its latest wording.",
    columns=(
        ID,
        FORMER_IDS,
        Column("position", "integer", "Position in the page's list, from 1.", required=True, sort="place"),
        LANGUAGE,
        Column("text", "string", "The objective, without bullet and final punctuation.", required=True, sort="words"),
        Column(
            "standing",
            "string",
            "current: in the latest list of objectives in its language. former: no longer in it.",
            required=True,
            values=("current", "former"),
        ),
        URL,
        Column("previous_text", "string", "The previous wording.", sort="words"),
        Column(
            "wordings",
            "integer",
            "Number of its wordings; they are listed in the table wordings.",
            required=True,
            unit="wordings",
        ),
        Column(
            "same_as",
            "string",
            "The same objective in English, else in the first language that has it; matched by position in lists of equal length.",
            refers="objectives",
        ),
        *SEEN,
    ),
    settle=chained,
    identity=objective_identity,
    stated=("position", "text"),
    id_form="language/words",
    order=_objective_order,
    part="objectives",
    document=objectives_part,
    asked=asked_objective,
    told=told_objective,
    is_last_resort=True,
    is_gone=is_objective_gone,
    by_language=True,
    rank=_objective_rank,
    likeness=objective_likeness,
    shown=Shown(title="Objectives", name=("text",), standing="standing"),
)


def _event_order(fact: Fact) -> tuple[Any, ...]:
    year, nth = fact.value("year"), fact.value("ordinal")
    return year is None, year or 0, nth is None, nth or 0, fact.original, fact.evidence.start, fact.id


EVENTS = RecordTable(
    name="events",
    description="One row per edition and event page, news page or list item that states it, from the latest capture that does so.",
    columns=(
        ID,
        FORMER_IDS,
        EDITION_ID,
        Column("year", "year", "Year of the edition, as stated."),
        Column("ordinal", "integer", "Ordinal of the edition, if the page states it.", detail=True),
        Column(
            "hosts",
            "string",
            "Host cities as the page writes them: 'City (Country); City (Country)'.",
            sort="name",
            alike=are_same_hosts,
        ),
        Column("start_date", "date", "First day of the conference."),
        Column("end_date", "date", "Last day of the conference."),
        Column("status", "string", "Status of the edition according to the verbs on the page.", values=_STATUSES),
        Column("participants", "integer", "Number of participants, as stated ('more than 350' is 350).", unit="people"),
        Column("cities", "integer", "Number of cities that took part, as stated.", unit="cities"),
        Column("countries", "integer", "Number of countries that took part, as stated.", unit="countries"),
        Column("mayors", "integer", "Number of mayors that took part, as stated.", unit="people"),
        Column(
            "cut_off",
            "boolean",
            "Whether the list shows only the beginning of the item's text.",
            required=True,
            get=lambda fact: fact.value("cut_off") is not None,
        ),
        PAGE_KIND,
        LANGUAGE,
        URL,
        *SEEN,
        quote("The first words on the page that name the edition; for a list item, the whole item."),
    ),
    identity=event_identity,
    stated=(
        "year",
        "ordinal",
        "hosts",
        "start_date",
        "end_date",
        "status",
        "participants",
        "cities",
        "countries",
        "mayors",
        "cut_off",
    ),
    id_form="page#edition",
    order=_event_order,
    part="events",
    document=events_part,
    asked=asked_event,
    told=told_event,
    is_gone=is_event_gone,
    by_original=True,
    is_same=is_same_event,
    likeness=event_likeness,
)
_SEEN = (
    Column("first_seen", "datetime", "Time of the first capture that states it.", required=True),
    Column("last_seen", "datetime", "Time of the last capture that states it.", required=True),
    Column("captures", "integer", "Number of captures that state it.", required=True, unit="captures"),
)
_ROW_ID = Column("id", "string", "Identifies the row in this table.", required=True)
EDITIONS = DerivedTable(
    name="editions",
    description="One row per edition of the conference, combining what lists and prose state.",
    columns=(
        _ROW_ID,
        Column(
            "former_ids",
            "string",
            "Other ids that the row had, or would have had; separated by a space.",
        ),
        Column(
            "name",
            "string",
            "Name of the conference in that year, as a page writes it; in English if an English page does.",
        ),
        Column("year", "year", "Year of the edition."),
        Column("ordinal", "integer", "Ordinal of the edition, if a page states one; never computed."),
        Column("status", "string", "Status of the edition.", values=_STATUSES),
        *DATES,
        Column("host_ids", "string", "Ids of its hosts in timeline, separated by a space.", required=True),
        Column("participants", "integer", "Number of participants, as stated.", unit="people"),
        Column("cities", "integer", "Number of cities that took part, as stated.", unit="cities"),
        Column("countries", "integer", "Number of countries that took part, as stated.", unit="countries"),
        Column("mayors", "integer", "Number of mayors that took part, as stated.", unit="people"),
        *STANDING,
        Column("superseded_by", "string", "The edition that replaces it.", refers="editions"),
        *_SEEN,
    ),
    rows=when_called("standing", "edition_rows"),
)
WORDINGS = DerivedTable(
    name="wordings",
    description="One row per wording of an objective.",
    columns=(
        _ROW_ID,
        Column("objective_id", "string", "The objective.", required=True, refers="objectives"),
        Column("language", "string", "Language of the page, ISO 639."),
        Column("position", "integer", "Position in the page's list, from 1.", required=True),
        Column("text", "string", "The wording.", required=True),
        Column("follows", "string", "The wording that this one replaced.", refers="wordings"),
        Column("url", "string", "The URL on the live web (URI-R) of the page that stated it last.", required=True),
        *_SEEN,
        Column("memento_url", "string", "Memento URL of the capture that the row was read from."),
    ),
    rows=when_called("standing", "wording_rows"),
)
DERIVED_TABLES = (EDITIONS, WORDINGS)
TABLES = (TIMELINE, OBJECTIVES, EVENTS)
