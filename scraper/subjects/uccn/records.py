"""What the grammar finds on a page → records of the subject's tables, and typed views of these.

A list of editions gives a record of `timeline` for each host; so does an edition in prose that tells year and hosts,
which is a record of `events` as well.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from scraper.reading.folding import same, slug
from scraper.subjects.uccn.facts import Conference, Event, Facts, Host, Objective
from scraper.values.records import Page, Record, Span, Value

STANDINGS = ("current", "superseded", "corrected", "withdrawn")
OFF = ("cancelled", "postponed")
TIMELINE, OBJECTIVES, EVENTS = "timeline", "objectives", "events"
_EVENT_KEY = ("edition", "year", "hosts", "first_day")  # the fields of an event: the first that is stated is its key
_COLUMNS = {"edition": "ordinal", "first_day": "start_date", "last_day": "end_date"}
_FIELDS = {column: field for field, column in _COLUMNS.items()}
"""What the grammar calls otherwise than the tables do."""
_HOST = re.compile(r"(?P<city>.+?)(?: \((?P<country>(?:[^()]|\([^()]*\))*)\))?")


def host_key(year: int | None, city: str) -> str:
    """Return the key of a host city: its year, and its name."""
    return f"{year or 'unknown'}/{slug(city)}"


def objective_key(language: str | None, text: str) -> str:
    """Return the key of an objective: its language, its first words, and a digest of all of them."""
    words = same(text)
    digest = hashlib.sha256(words.encode()).hexdigest()[:6]
    return f"{language or 'unknown'}/{'-'.join(slug(words).split('-')[:6])}-{digest}"


def _event_key(edition: object, year: object, hosts: object, first_day: object) -> str:
    """Return the key of an edition within its original: its ordinal, else its year, else its hosts or first day."""
    return str(edition or year or slug(str(hosts or first_day)))


def hosts_of(written: str) -> tuple[Host, ...]:
    """Return the hosts of 'City (Country); City'."""
    parts = (match for part in written.split("; ") if (match := _HOST.fullmatch(part)))
    return tuple(Host(match["city"], match["country"]) for match in parts)


def as_records(facts: Facts, language: str | None) -> tuple[Record, ...]:
    """Return what a page in a language states."""
    return (
        *(record for conference in facts.conferences for record in _of_conference(conference)),
        *(record for event in facts.events for record in _hosts_of_event(event)),
        *(_of_objective(objective, language) for objective in facts.objectives),
        *(_of_event(event) for event in facts.events),
    )


def _of_conference(conference: Conference) -> Iterator[Record]:
    for order, host in enumerate(conference.hosts):
        yield Record(
            table=TIMELINE,
            key=host_key(conference.year, host.city),
            values=_named(_COLUMNS, conference.values(host)),
            span=conference.span,
            rule=conference.rule,
            order=order,
        )


def _hosts_of_event(event: Event) -> Iterator[Record]:
    """Yield the hosts of an edition; prose that gives no year says nothing of a timeline."""
    told = {value.field: value for value in event.values}
    if not {"year", "hosts"} <= told.keys():
        return
    rest = [told[field] for field in ("status", "edition") if field in told]
    for order, host in enumerate(event.hosts):
        yield Record(
            table=TIMELINE,
            key=host_key(int(told["year"].value), host.city),
            values=_named(_COLUMNS, (told["year"], *event.places(host), *rest)),
            span=told["hosts"].span,
            rule=told["hosts"].rule,
            order=order,
        )


def _of_objective(objective: Objective, language: str | None) -> Record:
    return Record(
        table=OBJECTIVES,
        key=objective_key(language, objective.text),
        values=tuple(objective.values()),
        span=objective.span,
        rule=objective.rule,
    )


def _of_event(event: Event) -> Record:
    cut_off = (Value("cut_off", "true", event.span, "event"),) if event.cut_off else ()
    return Record(
        table=EVENTS,
        key=_event_key(*map(event.value, _EVENT_KEY)),
        values=(*_named(_COLUMNS, event.values), *cut_off),
        span=event.span,
        rule="event",
        others=_named(_COLUMNS, event.others),
    )


def _named(names: Mapping[str, str], values: Iterable[Value]) -> tuple[Value, ...]:
    """Return values under the names that fields have elsewhere."""
    return tuple(replace(value, field=names.get(value.field, value.field)) for value in values)


# --- typed views ------------------------------------------------------------------------------------------------------


def conferences(page: Page) -> tuple[Conference, ...]:
    """Return the editions that the lists of a page state."""
    entries: list[list[Record]] = []
    for record in page.records:
        if not is_listed(record):
            continue
        if record.order == 0:
            entries.append([])
        entries[-1].append(record)
    return tuple(map(_conference, entries))


def is_listed(record: Record) -> bool:
    """Say whether a record is a host that a list of editions states."""
    return record.table == TIMELINE and not record.rule.endswith("/hosts")


def _conference(hosts: list[Record]) -> Conference:
    first = hosts[0]
    status, edition = first.find("status"), first.find("ordinal")

    def apart(field: str) -> Span | None:
        found = next((value for one in hosts if (value := one.find(field))), None)
        return found.span if found and found.span != first.span else None

    return Conference(
        year=_number(first.value("year")),
        status=status.value if status else None,  # type: ignore[arg-type]
        hosts=tuple(Host(str(one.value("city")), _text(one.value("country"))) for one in hosts),
        span=first.span,
        status_span=status.span if status else first.span,
        rule=first.rule,
        edition=_number(first.value("ordinal")),
        edition_span=edition.span if edition else None,
        note=_text(first.value("note")),
        position=_number(first.value("position")),
        year_span=apart("year"),
        country_span=apart("country"),
        status_rule=status.rule if status and status.rule != first.rule else None,
        year_rule=year.rule if (year := first.find("year")) and year.rule != first.rule else None,
    )


def events(page: Page) -> tuple[Event, ...]:
    """Return the editions that a page states in prose or as items."""
    return tuple(map(_event, _records(page, EVENTS)))


def _event(record: Record) -> Event:
    return Event(
        hosts=hosts_of(str(record.value("hosts") or "")),
        values=_named(_FIELDS, (value for value in record.values if value.field != "cut_off")),
        span=record.span,
        cut_off=record.value("cut_off") is not None,
        others=_named(_FIELDS, record.others),
    )


def objectives(page: Page) -> tuple[Objective, ...]:
    """Return the objectives that a page states."""
    return tuple(
        Objective(
            position=int(record.value("position") or 0),
            text=str(record.value("text")),
            span=record.span,
            rule=record.rule,
        )
        for record in _records(page, OBJECTIVES)
    )


def _records(page: Page, table: str) -> Iterable[Record]:
    return (record for record in page.records if record.table == table)


def _number(value: str | int | None) -> int | None:
    return None if value is None else int(value)


def _text(value: str | int | None) -> str | None:
    return None if value is None else str(value)
