"""States in capture order → facts, each with the captures in which it was seen and the evidence behind every value."""

from collections.abc import Iterator
from datetime import datetime

import msgspec

from scraper.history.location import Located, Locator
from scraper.reading.document import without_mojibake
from scraper.reading.folding import same
from scraper.subjects.uccn.facts import Event, Host, Objective, Status
from scraper.subjects.uccn.records import conferences, event_key, events, host_key, objective_key, objectives
from scraper.values.capture import Capture, urlkey
from scraper.values.records import Page, Span, Value


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """What stands behind a value: where it was captured, the payload's digest, the words, their place, the rule.

    `start` and `end` are character offsets in the text of the page's main content. `memento_url` is None for a capture
    from a file that does not say where it is served.
    """

    original: str
    timestamp: datetime
    memento_url: str | None
    digest: str | None
    quote: str
    start: int
    end: int
    rule: str


class Cited(msgspec.Struct, frozen=True):
    """A value of a field with the evidence behind it."""

    field: str
    value: str | int
    evidence: Evidence


class Seen(msgspec.Struct, frozen=True):
    """The span of captures in which a fact was seen, and their number."""

    first_seen: datetime
    last_seen: datetime
    captures: int = 1


class Wording(msgspec.Struct, frozen=True, kw_only=True):
    """In which words an original states a fact: the status that they give it, by which rule, and in which captures.

    `memento_url` is the last one's.
    """

    original: str
    status: Status | None
    quote: str
    rule: str
    seen: Seen
    memento_url: str | None


class HostFact(msgspec.Struct, frozen=True, kw_only=True):
    """A city that hosts in a year, as its fullest statement puts it: held before planned, with country before without.

    `edition` is the ordinal that any capture states, the latest, with evidence of its own where it is another's.
    `located` is the place that is meant. `cited` are all values that pages state of it, `wordings` all words that do.
    """

    key: str
    year: int | None
    host: Host
    order: int
    position: int | None
    edition: int | None
    status: Status | None
    note: str | None
    located: Located
    seen: Seen
    evidence: Evidence
    edition_evidence: Evidence | None
    cited: tuple[Cited, ...]
    wordings: tuple[Wording, ...]


class ObjectiveFact(msgspec.Struct, frozen=True, kw_only=True):
    """An objective in the words of its latest statement; rewording makes another fact."""

    key: str
    position: int
    language: str | None
    text: str
    seen: Seen
    evidence: Evidence
    cited: tuple[Cited, ...]
    wordings: tuple[Wording, ...]


class EventFact(msgspec.Struct, frozen=True, kw_only=True):
    """An edition as one original states it, in its latest capture that does."""

    key: str
    event: Event
    page_kind: str | None
    language: str | None
    original: str
    seen: Seen
    evidence: Evidence
    cited: tuple[Cited, ...]

    def value(self, field: str) -> str | int | None:
        """Return what is stated of a field, None for nothing."""
        return self.event.value(field)


class State(msgspec.Struct, frozen=True):
    """What one capture states."""

    capture: Capture
    page: Page

    def evidence(self, span: Span, rule: str) -> Evidence:
        """Return the evidence for a stretch of the page."""
        return Evidence(
            original=self.capture.original,
            timestamp=self.capture.timestamp,
            memento_url=self.capture.memento_url,
            digest=self.capture.digest,
            quote=self.page.quote(span),
            start=span.start,
            end=span.end,
            rule=rule,
        )

    def cite(self, value: Value) -> Cited:
        """Return a value with its evidence."""
        return Cited(value.field, value.value, self.evidence(value.span, value.rule))


class HostStatement(msgspec.Struct, frozen=True, kw_only=True):
    """What one capture says of one host city of one edition, in a list or in prose."""

    year: int | None
    host: Host
    order: int
    status: Status | None
    span: Span
    rule: str
    values: tuple[Value, ...]
    edition: int | None = None
    note: str | None = None
    position: int | None = None


def host_statements(page: Page) -> Iterator[HostStatement]:
    """Yield what a page says of host cities. Prose that gives no year, or tells no status, says nothing of a timeline."""
    for conference in conferences(page):
        for order, host in enumerate(conference.hosts):
            yield HostStatement(
                year=conference.year,
                host=host,
                order=order,
                status=conference.status,
                span=conference.span,
                rule=conference.rule,
                values=tuple(conference.values(host)),
                edition=conference.edition,
                note=conference.note,
                position=conference.position,
            )
    for event in events(page):
        yield from _of_event(event)


def event_values(event: Event) -> tuple[Value, ...]:
    """Return what a page states of an edition, and where the text of its item is cut off, that it is."""
    return (*event.values, *([Value("cut_off", "true", event.span, "event")] if event.cut_off else []))


def _of_event(event: Event) -> Iterator[HostStatement]:
    told = {value.field: value for value in event.values}
    if not {"year", "status", "hosts"} <= told.keys():
        return
    hosts = told["hosts"]
    for order, host in enumerate(event.hosts):
        yield HostStatement(
            year=int(told["year"].value),
            host=host,
            order=order,
            status=str(told["status"].value),  # type: ignore[arg-type]
            span=hosts.span,
            rule=hosts.rule,
            values=(
                told["year"],
                *event.places(host),
                told["status"],
                *([told["edition"]] if "edition" in told else []),
            ),
            edition=int(told["edition"].value) if "edition" in told else None,
        )


class _Words(msgspec.Struct):
    """One wording so far: the numbers of the first and last capture that have it, how many do, where the last is served."""

    first: int
    last: int
    captures: int
    memento_url: str | None


_Wordings = dict[tuple[str, Status | None, str, str], _Words]


class _HostSoFar(msgspec.Struct):
    """The best statement of a host so far, the number of its capture, that which gives the ordinal, and all captures."""

    best: HostStatement
    state: State
    number: int
    english: bool
    captures: list[int]
    wordings: _Wordings
    numbered: tuple[HostStatement, State] | None = None


class _Latest(msgspec.Struct):
    """The statement of an objective or event that is shown, and the numbers of the captures that state it."""

    state: State
    record: Objective | Event
    captures: list[int]
    wordings: _Wordings


class History:
    """The facts of all states folded so far; states come in order of time."""

    def __init__(self) -> None:
        self._times: list[datetime] = []
        self._hosts: dict[tuple[int | None, str], _HostSoFar] = {}
        self._objectives: dict[tuple[str | None, str], _Latest] = {}
        self._events: dict[str, list[_Latest]] = {}
        self._locator = Locator()

    def fold(self, state: State) -> None:
        """Take one more state in."""
        self._times.append(state.capture.timestamp)
        for statement in host_statements(state.page):
            self._see_host(state, statement)
        for objective in objectives(state.page):
            self._see_objective(state, objective)
        for event in events(state.page):
            self._see_event(state, event)

    # --- folding ------------------------------------------------------------------------------------------------------

    def _see_host(self, state: State, statement: HostStatement) -> None:
        self._locator.hear(statement.host, len(self._times))
        key = (statement.year, same(statement.host.city))
        english = state.page.language in (None, "en")
        known = self._hosts.get(key)
        if known is None:
            known = self._hosts[key] = _HostSoFar(statement, state, len(self._times), english, [], {})
        elif _fullness(statement, state, english) >= _fullness(known.best, known.state, known.english):
            known.best, known.state, known.number, known.english = statement, state, len(self._times), english
        if statement.edition is not None:
            known.numbered = (statement, state)
        self._word(known.wordings, state, statement.span, statement.rule, statement.status)
        _count(known.captures, len(self._times))

    def _see_objective(self, state: State, objective: Objective) -> None:
        latest = self._objectives.setdefault(
            (state.page.language, same(objective.text)), _Latest(state, objective, [], {})
        )
        again = latest.captures[-1:] == [len(self._times)]
        garbled = bool(latest.captures) and objective.text != without_mojibake(objective.text)
        if not again and not garbled:
            latest.state, latest.record = state, objective
        self._word(latest.wordings, state, objective.span, objective.rule, None)
        _count(latest.captures, len(self._times))

    def _see_event(self, state: State, event: Event) -> None:
        known = self._events.setdefault(urlkey(state.capture.original), [])
        latest = next((one for one in known if _is_same_event(one.record, event)), None)
        if latest is None:
            latest = _Latest(state, event, [], {})
            known.append(latest)
        latest.state, latest.record = state, event
        _count(latest.captures, len(self._times))

    def _word(self, wordings: _Wordings, state: State, span: Span, rule: str, status: Status | None) -> None:
        number, capture = len(self._times), state.capture
        key = (capture.original, status, state.page.quote(span), rule)
        words = wordings.setdefault(key, _Words(number, number, 0, None))
        words.captures += words.last != number or words.captures == 0
        words.last, words.memento_url = number, capture.memento_url

    # --- what comes out -----------------------------------------------------------------------------------------------

    def hosts(self) -> list[HostFact]:
        """Return the host cities in order of year, place in the list, and name; those without a year last.

        What two languages call differently ('Krakow', 'Cracovie') is one city where both names mean the same place.
        """
        merged: dict[tuple[int | None, object], tuple[_HostSoFar, Located]] = {}
        ordered = sorted(self._hosts.items(), key=lambda item: item[1].best.host.country is None)
        places: dict[int | None, set[int]] = {}
        for (year, name), so_far in ordered:
            located = self._locator.locate(so_far.best.host, so_far.number, places.get(year, set()))
            if located.city is not None:
                places.setdefault(year, set()).add(located.city.geonames_id)
            key = (year, located.city.geonames_id if located.city else name)
            before = merged.get(key)
            merged[key] = (_merged(before[0], so_far), _clearer(before[1], located)) if before else (so_far, located)
        return sorted((self._host_fact(*pair) for pair in merged.values()), key=_host_order)

    def _host_fact(self, so_far: _HostSoFar, located: Located) -> HostFact:
        best, state = so_far.best, so_far.state
        numbered, stating = so_far.numbered or (None, state)
        nth = next((value for value in numbered.values if value.field == "edition"), None) if numbered else None
        cited = [state.cite(value) for value in best.values if value.field != "edition"]
        cited += [stating.cite(nth)] if nth else []
        evidence = state.evidence(best.span, best.rule)
        cited += [Cited(field, value, evidence) for field, value in located.values()]
        edition_evidence = stating.evidence(numbered.span, numbered.rule) if numbered else None
        return HostFact(
            key=host_key(best.year, best.host.city),
            year=best.year,
            host=best.host,
            order=best.order,
            position=best.position,
            edition=numbered.edition if numbered else None,
            status=best.status,
            note=best.note,
            located=located,
            seen=self._seen(so_far.captures),
            evidence=evidence,
            edition_evidence=edition_evidence,
            cited=tuple(cited),
            wordings=self._wordings(so_far.wordings),
        )

    def objectives(self) -> list[ObjectiveFact]:
        """Return the objectives by language, the latest list first, in its order."""
        facts = [self._objective_fact(language, latest) for (language, _), latest in self._objectives.items()]
        return sorted(
            facts, key=lambda fact: (fact.language or "", -fact.seen.last_seen.timestamp(), fact.position, fact.text)
        )

    def _objective_fact(self, language: str | None, latest: _Latest) -> ObjectiveFact:
        objective, state = latest.record, latest.state
        assert isinstance(objective, Objective)
        return ObjectiveFact(
            key=objective_key(language, objective.text),
            position=objective.position,
            language=language,
            text=objective.text,
            seen=self._seen(latest.captures),
            evidence=state.evidence(objective.span, objective.rule),
            cited=tuple(map(state.cite, objective.values())),
            wordings=self._wordings(latest.wordings),
        )

    def events(self) -> list[EventFact]:
        """Return the editions that event pages, news and lists state, by year and ordinal, then by original."""
        facts = [self._event_fact(key, latest) for key, known in self._events.items() for latest in known]
        return sorted(facts, key=_event_order)

    def _event_fact(self, key: str, latest: _Latest) -> EventFact:
        event, state = latest.record, latest.state
        assert isinstance(event, Event)
        return EventFact(
            key=f"{key}#{event_key(*map(event.value, ('edition', 'year', 'hosts', 'first_day')))}",
            event=event,
            page_kind=state.page.page_kind,
            language=state.page.language,
            original=state.capture.original,
            seen=self._seen(latest.captures),
            evidence=state.evidence(event.span, "event"),
            cited=tuple(map(state.cite, event_values(event))),
        )

    def _wordings(self, wordings: _Wordings) -> tuple[Wording, ...]:
        """Return wordings, the first seen first."""
        ordered = sorted(wordings.items(), key=lambda item: (item[1].first, item[0][0], item[0][2]))
        return tuple(
            Wording(
                original=original,
                status=status,
                quote=quote,
                rule=rule,
                seen=Seen(self._times[words.first - 1], self._times[words.last - 1], words.captures),
                memento_url=words.memento_url,
            )
            for (original, status, quote, rule), words in ordered
        )

    def _seen(self, captures: list[int]) -> Seen:
        return Seen(self._times[captures[0] - 1], self._times[captures[-1] - 1], len(captures))


def _count(captures: list[int], number: int) -> None:
    if not captures or captures[-1] != number:
        captures.append(number)


def _fullness(statement: HostStatement, state: State, english: bool) -> tuple[bool | datetime, ...]:
    quote = state.page.quote(statement.span)
    return (
        statement.status == "held",
        statement.status is not None,
        quote == without_mojibake(quote),
        statement.host.country is not None,
        statement.position is not None,
        english,
        state.capture.timestamp,
    )


def _merged(one: _HostSoFar, other: _HostSoFar) -> _HostSoFar:
    """Join what was said of one city under two names."""
    fuller = _fullness(other.best, other.state, other.english) > _fullness(one.best, one.state, one.english)
    best = other if fuller else one
    numbered = max(
        (pair for pair in (one.numbered, other.numbered) if pair),
        key=lambda pair: pair[1].capture.timestamp,
        default=None,
    )
    captures = sorted({*one.captures, *other.captures})
    wordings = one.wordings | other.wordings
    return _HostSoFar(best.best, best.state, best.number, best.english, captures, wordings, numbered)


def _clearer(one: Located, other: Located) -> Located:
    return other if one.resolved_by != "country" and other.resolved_by == "country" else one


def _is_same_event(one: Objective | Event, other: Event) -> bool:
    """Say whether two statements of one original are of one edition."""
    assert isinstance(one, Event)
    nth, mth = one.value("edition"), other.value("edition")
    if nth is not None and mth is not None:
        return nth == mth
    year, other_year = one.value("year"), other.value("year")
    if year is not None and other_year is not None and year != other_year:
        return False
    cities, others = ({same(host.city) for host in event.hosts} for event in (one, other))
    return bool(cities & others) or (not cities or not others)


def _host_order(fact: HostFact) -> tuple[object, ...]:
    unlisted = fact.position is None
    return (
        fact.year is None,
        fact.year or 0,
        unlisted,
        fact.position or 0,
        fact.evidence.start,
        fact.order,
        fact.host.city,
    )


def _event_order(fact: EventFact) -> tuple[object, ...]:
    year, edition = fact.value("year"), fact.value("edition")
    return year is None, year or 0, edition is None, edition or 0, fact.original, fact.evidence.start, fact.key
