"""What captures claim of each edition, field by field → where they contradict each other, or what cannot be.

Nothing is mended here: both sides are shown, the better supported first. Of many values of one thing the best supported is
set against each of the others, so that their number grows as what is claimed does, and not as its square.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Literal

import msgspec

from scraper.history.fold import Cited, Evidence, HostFact, HostStatement, State, host_statements
from scraper.notices import ConflictsLeftOut, Notice
from scraper.reading.document import without_mojibake
from scraper.reading.folding import same
from scraper.subjects.uccn.facts import Event
from scraper.subjects.uccn.places import cities, country_code
from scraper.subjects.uccn.records import events
from scraper.values.capture import urlkey
from scraper.values.records import Value

Kind = Literal["impossible", "contradiction"]
KINDS: tuple[Kind, ...] = ("impossible", "contradiction")

# The gravest first: an edition elsewhere or in another year weighs more than a head more or less.
FIELDS = (
    "hosts",
    "year",
    "edition",
    "country",
    "first_day",
    "last_day",
    "status",
    "participants",
    "cities",
    "countries",
    "mayors",
)
MOST_SIDES = 50
"""Values that are set against the best supported one of a field of an edition, or of an ordinal; more are counted."""

_COMPARED = tuple(field for field in FIELDS if field not in ("hosts", "year"))


class Side(msgspec.Struct, frozen=True):
    """One value, how many captures state it, and what the last that does states; None where the clock is the other side.

    What is stated is the value itself, but for an ordinal that two editions have: there it is the ordinal.
    """

    value: str | int
    captures: int
    cited: Cited | None

    @property
    def evidence(self) -> Evidence | None:
        """What stands behind it."""
        return self.cited.evidence if self.cited else None


class Conflict(msgspec.Struct, frozen=True, kw_only=True):
    """Two values of one field of one edition that cannot both be so; `side` is the better supported."""

    kind: Kind
    year: int | None
    edition: int | None
    hosts: str | None
    field: str
    side: Side
    other: Side


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """Whether an edition's place in a list of past editions and the ordinal that pages state are the same number."""

    year: int | None
    hosts: str
    position: int
    edition: int
    agrees: bool


class _Claim(msgspec.Struct):
    """A value claimed of an edition: in how many captures, on which originals, from when to when, and the last with its evidence."""

    captures: int
    originals: set[str]
    first: datetime
    last: datetime
    cited: Cited

    def side(self, value: str | int) -> Side:
        return Side(value, self.captures, self.cited)

    def weight(self) -> tuple[int, int, datetime]:
        return self.captures, len(self.originals), self.last


class _Edition(msgspec.Struct, frozen=True):
    """What a statement says which edition it is about."""

    year: int | None
    edition: int | None
    hosts: tuple[str, ...]
    written: str | None


class Claims:
    """All claims of all states taken in so far; states come in order of time."""

    def __init__(self) -> None:
        self._claims: dict[tuple[_Edition, str, str | int], _Claim] = {}
        self._impossible: dict[tuple[object, ...], Conflict] = {}
        self.left_out: dict[Notice, Evidence] = {}

    def take(self, state: State) -> None:
        """Take in what one capture claims."""
        for statement in host_statements(state.page):
            self._take_host(state, statement)
        for event in events(state.page):
            self._take_event(state, event)

    def _take_host(self, state: State, statement: HostStatement) -> None:
        hosts = (same(statement.host.city),)
        about = _Edition(statement.year, statement.edition, hosts, statement.host.city)
        for value in statement.values:
            if value.field in ("year", "edition", "country", "status"):
                self._claim(about, state, value)
        if statement.status == "held" and statement.year and statement.year > state.capture.timestamp.year:
            year = next(value for value in statement.values if value.field == "year")
            self._cannot_be(about, state, year, "year")

    def _take_event(self, state: State, event: Event) -> None:
        told = {value.field: value for value in event.values}
        year, nth = event.value("year"), event.value("edition")
        about = _Edition(
            int(year) if year else None,
            int(nth) if nth else None,
            tuple(sorted({same(host.city) for host in event.hosts})),
            "; ".join(host.city for host in event.hosts) or None,
        )
        of_hosts = {"year", "status", "hosts"} <= told.keys()  # a statement of the timeline, taken in as such
        taken = ("hosts", "year", "edition", "status") if of_hosts else ("hosts",)
        for value in event.values:
            if value.field not in taken:
                self._claim(about, state, value)
        for value in event.others:
            self._claim(about, state, value)
        first, last = told.get("first_day"), told.get("last_day")
        if first and last and str(last.value) < str(first.value):
            self._put(about, "last_day", state.cite(last), Side(first.value, 1, state.cite(first)))
        day = state.capture.date[:10]
        if event.value("status") == "held" and last and str(last.value)[: len(day)] > day:
            self._cannot_be(about, state, last, "last_day")

    def _claim(self, about: _Edition, state: State, value: Value) -> None:
        cited = state.cite(value)
        key, time = urlkey(state.capture.original), state.capture.timestamp
        known = self._claims.get((about, value.field, value.value))
        if known is None:
            self._claims[about, value.field, value.value] = _Claim(1, {key}, time, time, cited)
            return
        known.captures += known.last != time or key not in known.originals
        known.originals.add(key)
        known.last, known.cited = time, cited

    def _cannot_be(self, about: _Edition, state: State, value: Value, field: str) -> None:
        """Note that something is said to be past that lies behind the capture."""
        clock = Side(f"captured {state.capture.date[:10]}", 1, None)
        self._put(about, field, state.cite(value), clock)

    def _put(self, about: _Edition, field: str, cited: Cited, other: Side) -> None:
        key = (about, field, cited.value, cited.evidence.original)
        before = self._impossible.get(key)
        captures = before.side.captures + 1 if before else 1
        self._impossible[key] = Conflict(
            kind="impossible",
            year=about.year,
            edition=about.edition,
            hosts=about.written,
            field=field,
            side=Side(cited.value, captures, cited),
            other=before.other if before else other,
        )

    # --- what comes out -----------------------------------------------------------------------------------------------

    def conflicts(self, facts: Iterable[HostFact]) -> list[Conflict]:
        """Return all conflicts, ranked: the impossible, then by field, the gravest first, then by year and support.

        `left_out` says, with evidence, of what there are more than `MOST_SIDES`.
        """
        editions = _Editions(list(facts))
        found = [*self._impossible.values(), *self._contradictions(editions), *_misplaced(editions)]
        return sorted(found, key=_rank)

    def _contradictions(self, editions: "_Editions") -> Iterator[Conflict]:
        claimed: dict[tuple[int | None, str], dict[str, dict[str | int, _Claim]]] = {}
        for (about, field, value), claim in self._claims.items():
            for key in editions.of(about):
                values = claimed.setdefault(key, {}).setdefault(field, {})
                values[value] = _joined(values[value], claim) if value in values else claim
        for (year, _), fields in claimed.items():
            written = editions.written[year, _]
            for field in _COMPARED:
                published = editions.published[year, _].get(field)
                found = list(_between(year, written, field, fields.get(field, {}), published))
                yield from self._bounded(found, ConflictsLeftOut(0, field, host=written, year=year))
        yield from self._one_ordinal_for_two(editions)

    def _one_ordinal_for_two(self, editions: "_Editions") -> Iterator[Conflict]:
        """Yield where one ordinal is given to two editions: other hosts, or another year.

        The best supported is set against each other one, and that of each city against that city's other years.
        """
        by_ordinal: dict[int, dict[tuple[int | None, str], _Claim]] = {}
        for (about, field, value), claim in self._claims.items():
            for key in editions.of(about) if field == "edition" else ():
                known = by_ordinal.setdefault(int(value), {})
                known[key] = _joined(known[key], claim) if key in known else claim
        for nth, claims in by_ordinal.items():
            ranked = sorted(claims, key=lambda key: claims[key].weight(), reverse=True)
            of_city: dict[str, tuple[int | None, str]] = {}
            for key in ranked:
                of_city.setdefault(key[1], key)
            pairs = dict.fromkeys((best, key) for key in ranked for best in (ranked[0], of_city[key[1]]) if best != key)
            apart = (pair for pair in pairs if not editions.are_one(*pair))
            found = [_two_of_one_ordinal(nth, pair, claims, editions) for pair in apart]
            yield from self._bounded(found, ConflictsLeftOut(0, "edition", ordinal=nth))

    def _bounded(self, found: list[Conflict], what: ConflictsLeftOut) -> list[Conflict]:
        """Return the best supported of conflicts, and note how many more there are."""
        left, evidence = len(found) - MOST_SIDES, found[0].side.evidence if found else None
        if left > 0 and evidence:
            self.left_out[msgspec.structs.replace(what, count=left)] = evidence
        return sorted(found, key=_rank)[:MOST_SIDES]


class _Editions:
    """The host cities of the timeline, for telling which of them a claim is about."""

    def __init__(self, facts: list[HostFact]) -> None:
        self.facts = facts
        self.written: dict[tuple[int | None, str], str] = {}
        self.published: dict[tuple[int | None, str], dict[str, str | int | None]] = {}
        self._by_name: dict[tuple[int | None, str], tuple[int | None, str]] = {}
        self._by_edition: dict[tuple[int | None, int], set[tuple[int | None, str]]] = {}
        self._statement: dict[tuple[int | None, str], tuple[object, ...]] = {}
        for fact in facts:
            key = (fact.year, same(fact.host.city))
            self.written[key] = fact.host.city
            self.published[key] = {"edition": fact.edition, "country": fact.host.country, "status": fact.status}
            self._by_name[key] = key
            self._statement[key] = (fact.evidence.original, fact.evidence.timestamp, fact.evidence.start)
            if fact.located.city:
                self._by_name[fact.year, f"#{fact.located.city.geonames_id}"] = key
            if fact.edition is not None:
                self._by_edition.setdefault((fact.year, fact.edition), set()).add(key)

    def of(self, about: _Edition) -> set[tuple[int | None, str]]:
        """Return the hosts of the timeline that a claim is about: by year and city, else by year and ordinal."""
        named = {key for city in about.hosts if (key := self._host(about.year, city))}
        if named or about.year is None or about.edition is None or about.hosts:
            return named
        return self._by_edition.get((about.year, about.edition), set())

    def _host(self, year: int | None, city: str) -> tuple[int | None, str] | None:
        if (year, city) in self._by_name:
            return self._by_name[year, city]
        keys = (self._by_name.get((year, f"#{place.geonames_id}")) for place in cities(city))
        return next((key for key in keys if key), None)

    def are_one(self, one: tuple[int | None, str], other: tuple[int | None, str]) -> bool:
        """Say whether two hosts share an edition: one entry names both."""
        return one[0] == other[0] and self._statement[one] == self._statement[other]

    def shares_a_city(self, one: tuple[int | None, str], other: tuple[int | None, str]) -> bool:
        return one[1] == other[1]

    def named(self, key: tuple[int | None, str]) -> str:
        """Return a host and its year in words."""
        return f"{self.written[key]} {key[0]}" if key[0] else self.written[key]


def _two_of_one_ordinal(
    nth: int,
    pair: tuple[tuple[int | None, str], tuple[int | None, str]],
    claims: dict[tuple[int | None, str], _Claim],
    editions: _Editions,
) -> Conflict:
    one, other = pair
    (year, _), (other_year, _) = pair
    if year != other_year and editions.shares_a_city(one, other):
        field, values = "year", (year or "unknown", other_year or "unknown")
    else:
        field, values = "hosts", (editions.named(one), editions.named(other))
    return Conflict(
        kind="contradiction",
        year=year,
        edition=nth,
        hosts=editions.written[one],
        field=field,
        side=claims[one].side(values[0]),
        other=claims[other].side(values[1]),
    )


def _joined(one: _Claim, other: _Claim) -> _Claim:
    latest = max((one, other), key=lambda claim: claim.last)
    return _Claim(
        one.captures + other.captures,
        one.originals | other.originals,
        min(one.first, other.first),
        latest.last,
        latest.cited,
    )


def _between(
    year: int | None, hosts: str, field: str, values: dict[str | int, _Claim], published: str | int | None
) -> Iterator[Conflict]:
    """Yield where the values of one field differ from the best supported one."""
    best = max(values, key=lambda v: (values[v].weight(), v == published, str(v)), default=None)
    others = [(best, value) for value in values if best is not None and value != best]
    if field == "status":
        pairs = list(_status_pairs(values))
    elif field == "country":
        pairs = [pair for pair in others if _other_country(*map(str, pair))]
    else:
        pairs = others
    for pair in pairs:
        one, other = sorted(pair, key=lambda v: (values[v].weight(), v == published, str(v)), reverse=True)
        yield Conflict(
            kind="contradiction",
            year=year,
            edition=int(one) if field == "edition" else None,
            hosts=hosts,
            field=field,
            side=values[one].side(one),
            other=values[other].side(other),
        )


def _status_pairs(values: dict[str | int, _Claim]) -> Iterator[tuple[str | int, str | int]]:
    """Yield the statuses that cannot follow each other: what was held is no more planned, put off or called off."""
    held = values.get("held")
    for status, claim in values.items():
        if held and status != "held" and claim.last > held.first:
            yield "held", status
    cancelled, planned = values.get("cancelled"), values.get("planned")
    if cancelled and planned and planned.last > cancelled.first:
        yield "cancelled", "planned"


def _other_country(one: str, other: str) -> bool:
    codes = country_code(without_mojibake(one)), country_code(without_mojibake(other))
    return codes[0] != codes[1] if all(codes) else same(one) != same(other)


def checks(facts: Iterable[HostFact]) -> list[Check]:
    """Return, for each edition that has both, whether place in the list and stated ordinal agree."""
    return [
        Check(
            year=fact.year,
            hosts=fact.host.city,
            position=fact.position,
            edition=fact.edition,
            agrees=fact.position == fact.edition,
        )
        for fact in facts
        if fact.position is not None and fact.edition is not None
    ]


def _misplaced(editions: _Editions) -> Iterator[Conflict]:
    for fact in editions.facts:
        if fact.position is None or fact.edition is None or fact.position == fact.edition:
            continue
        ordinal = next((cited for cited in fact.cited if cited.field == "edition"), None)
        place = Cited("position", fact.position, fact.evidence)
        yield Conflict(
            kind="contradiction",
            year=fact.year,
            edition=fact.edition,
            hosts=fact.host.city,
            field="edition",
            side=Side(fact.edition, fact.seen.captures, ordinal),
            other=Side(place_in_list(fact.position), fact.seen.captures, place),
        )


def place_in_list(position: str | int) -> str:
    """Return a place in a list as a side of a conflict shows it."""
    return f"place {position} in the list"


def _rank(conflict: Conflict) -> tuple[object, ...]:
    return (
        KINDS.index(conflict.kind),
        FIELDS.index(conflict.field),
        conflict.year is None,
        conflict.year or 0,
        conflict.hosts or "",
        -conflict.other.captures,
        str(conflict.side.value),
        str(conflict.other.value),
    )
