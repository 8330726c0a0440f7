"""What records claim of which edition, and what contradicts what."""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
from msgspec.structs import replace

from scraper.notices import Notice, OrdinalNotBorneOut, PlaceNotResolved
from scraper.reading.document import without_mojibake
from scraper.reading.folding import same
from scraper.subjects.uccn.places import cities, country_code
from scraper.subjects.uccn.records import OFF, TIMELINE, hosts_of
from scraper.values.capture import Capture
from scraper.values.facts import Cited, Claim, Conflict, ConflictSide, Fact
from scraper.values.records import Cell, Record, Span, Value
from scraper.values.subject import Column, ConflictRules, Impossible

# The gravest first: an edition elsewhere or in another year weighs more than a head more or less.
FIELDS = (
    "hosts",
    "year",
    "ordinal",
    "country",
    "start_date",
    "end_date",
    "status",
    "participants",
    "cities",
    "countries",
    "mayors",
)
_COMPARED = FIELDS[2:]
_NTH = "edition"
"""What gives an ordinal to an edition: a claim whose words name the edition as well."""
_LONGEST = 300
"""Words that name an edition are quoted with its ordinal where they stand no farther apart than this."""
_Key = tuple[int | None, str]
"""A host of the timeline: its year and city."""


class _Edition(msgspec.Struct, frozen=True):
    """What a statement says which edition it is about."""

    year: int | None
    edition: int | None
    hosts: tuple[str, ...]
    written: str | None


def _about(record: Record) -> _Edition:
    year, nth, hosts = record.value("year"), record.value("ordinal"), _cities(record)
    names = tuple(sorted({same(city) for city in hosts}))
    return _Edition(int(year) if year else None, int(nth) if nth else None, names, "; ".join(hosts) or None)


def _cities(record: Record) -> tuple[str, ...]:
    if record.table == TIMELINE:
        return (str(record.value("city")),)
    return tuple(host.city for host in hosts_of(str(record.value("hosts") or "")))


def _claims(record: Record) -> Iterator[tuple[_Edition, Value]]:
    """Yield what a host or an edition claims; what an edition in prose says of the timeline, its hosts claim."""
    about, told = _about(record), {value.field for value in record.values}
    if record.table == TIMELINE:
        taken = {"ordinal", "country", "status"}
    else:
        taken = {*_COMPARED} - ({"ordinal", "status"} if {"year", "status", "hosts"} <= told else set())
    for value in (*(one for one in record.values if one.field in taken), *record.others):
        yield about, value
        if value.field == "ordinal":
            yield about, replace(value, field=_NTH, span=_naming(record, value))


def _naming(record: Record, nth: Value) -> Span:
    """Return where an edition that has an ordinal is named, by its hosts and year."""
    hosts = record.find("city") or record.find("hosts")
    named = [one.span for one in (record.find("year"), hosts) if one is not None] or [nth.span]
    for spans in ((nth.span, *named), named):
        found = Span(min(one.start for one in spans), max(one.end for one in spans))
        if found.end - found.start <= _LONGEST:
            return found
    return named[0]


def _impossible(record: Record, capture: Capture) -> Iterator[Impossible]:
    """Yield what is said to be past and lies behind the capture, and days in the wrong order."""
    held = record.value("status") == "held"
    if record.table == TIMELINE:
        year = record.find("year") if held else None
        if year and int(year.value) > capture.timestamp.year:
            yield Impossible(_about(record), "year", year, f"captured {capture.date[:10]}")
        return
    first, last = record.find("start_date"), record.find("end_date")
    if last is None:
        return
    day = capture.date[:10]
    if first and str(last.value) < str(first.value):
        yield Impossible(_about(record), "end_date", last, first)
    if held and str(last.value)[: len(day)] > day:
        yield Impossible(_about(record), "end_date", last, f"captured {day}")


class _Editions:
    """The host cities of the timeline, for telling which of them a claim is about."""

    def __init__(self, facts: Mapping[str, Sequence[Fact]]) -> None:
        self._facts: dict[_Key, Fact] = {}
        self._by_id = {fact.id: fact for fact in facts[TIMELINE]}
        self._by_name: dict[_Key, _Key] = {}
        self._by_edition: dict[tuple[int, int], list[_Key]] = {}
        for fact in facts[TIMELINE]:
            year, place, nth = _year(fact), fact.value("geonames_id"), fact.value("ordinal")
            key = (year, same(_city(fact)))
            self._facts[key] = fact
            self._by_name[key] = key
            if place is not None:
                self._by_name[year, f"#{place}"] = key
            if year is not None and nth is not None:
                self._by_edition.setdefault((year, int(nth)), []).append(key)

    def of(self, about: Any) -> list[_Key]:
        """Return the hosts of the timeline that a claim is about: by year and city, else by year and ordinal."""
        if about.hosts:
            return list(dict.fromkeys(key for city in about.hosts if (key := self._host(about.year, city))))
        return self._by_edition.get((about.year, about.edition), [])

    def _host(self, year: int | None, city: str) -> _Key | None:
        if (year, city) in self._by_name:
            return self._by_name[year, city]
        keys = (self._by_name.get((year, f"#{place.geonames_id}")) for place in cities(city))
        return next((key for key in keys if key), None)

    def fact(self, thing: Any) -> Fact:
        return self._facts[thing]

    def about(self, thing: Any, field: str, value: Cell) -> tuple[Cell | None, ...]:
        return thing[0], int(value) if field == "ordinal" else None, _city(self._facts[thing])

    def name(self, thing: Any) -> str:
        """Return a host and its year in words."""
        return f"{_city(self._facts[thing])} {thing[0] or ''}".strip()

    def pairs(self, field: str, claims: Mapping[Cell, Claim], best: Cell) -> Iterator[tuple[Cell, Cell]]:
        """Yield the best supported value with each other one; statuses and countries need not contradict each other."""
        if field == "status":
            yield from _statuses(claims)
            return
        others = ((best, value) for value in claims if value != best)
        yield from (pair for pair in others if field != "country" or _other_country(*map(str, pair)))

    def others(self, claims: Iterable[tuple[Any, str, Cell, Claim]]) -> Iterator[tuple[str, str, list[Conflict]]]:
        """Yield where one ordinal is given to two editions, and where a list bears an ordinal not out."""
        by_ordinal: dict[int, dict[_Key, Claim]] = {}
        for about, field, value, claim in claims:
            for key in self.of(about) if field == _NTH else ():
                known = by_ordinal.setdefault(int(value), {})
                known[key] = known[key].joined(claim) if key in known else claim
        for nth, of_nth in by_ordinal.items():
            yield "ordinal", f"the ordinal {nth}", self._of_one_ordinal(nth, of_nth)
        for key, fact in self._facts.items():
            if _is_misplaced(fact):
                yield "ordinal", self.name(key), [_misplaced(fact)]

    def _of_one_ordinal(self, nth: int, claims: Mapping[_Key, Claim]) -> list[Conflict]:
        """Set the best supported edition against each other one, and that of each city against its other years."""
        ranked = sorted(claims, key=lambda key: claims[key].weight(), reverse=True)
        of_city: dict[str, _Key] = {}
        for key in ranked:
            of_city.setdefault(key[1], key)
        pairs = dict.fromkeys((best, key) for key in ranked for best in (ranked[0], of_city[key[1]]) if best != key)
        return [self._two(nth, *pair, claims) for pair in pairs if not self._are_one(*pair)]

    def _are_one(self, one: _Key, other: _Key) -> bool:
        """Say whether two hosts are of one edition: one entry names both, or it was put off from one to the other."""
        if self._put_off_to(one) == self._put_off_to(other):
            return True
        entries = [
            (evidence.original, evidence.timestamp, evidence.start)
            for evidence in (self._facts[one].evidence, self._facts[other].evidence)
        ]
        return one[0] == other[0] and entries[0] == entries[1]

    def _put_off_to(self, key: _Key) -> str:
        """Return the id of the host that an edition has since pages put it off, or its own."""
        fact = self._facts[key]
        for _ in self._by_id:  # no farther than through all of them, should they lead in a circle
            if fact.value("status") not in OFF or fact.value("standing") != "superseded":
                break
            fact = self._by_id[fact.value("superseded_by")]
        return fact.id

    def _two(self, nth: int, one: _Key, other: _Key, claims: Mapping[_Key, Claim]) -> Conflict:
        values: tuple[Cell, Cell]
        if one[1] == other[1]:
            field, values = "year", (one[0] or "unknown", other[0] or "unknown")
        else:
            field, values = "hosts", (self.name(one), self.name(other))
        return Conflict(
            kind="contradiction",
            about=(one[0], nth, _city(self._facts[one])),
            record=(TIMELINE, self._facts[one].id),
            field=field,
            side=claims[one].side(values[0]),
            other=claims[other].side(values[1]),
        )


def _statuses(claims: Mapping[Cell, Claim]) -> Iterator[tuple[Cell, Cell]]:
    """Yield the statuses that cannot follow each other: what was held is no more planned, put off or called off."""
    held = claims.get("held")
    for status, claim in claims.items():
        if held and status != "held" and claim.last > held.first:
            yield "held", status
    cancelled, planned = claims.get("cancelled"), claims.get("planned")
    if cancelled and planned and planned.last > cancelled.first:
        yield "cancelled", "planned"


def _other_country(one: str, other: str) -> bool:
    codes = country_code(without_mojibake(one)), country_code(without_mojibake(other))
    return codes[0] != codes[1] if all(codes) else same(one) != same(other)


def _is_misplaced(fact: Fact) -> bool:
    position, edition = fact.value("position"), fact.value("ordinal")
    return position is not None and edition is not None and position != edition


def _misplaced(fact: Fact) -> Conflict:
    position, edition = fact.value("position"), fact.value("ordinal")
    ordinal = next(cited for cited in fact.cited if cited.field == "ordinal")
    return Conflict(
        kind="contradiction",
        about=(_year(fact), edition, _city(fact)),
        record=(TIMELINE, fact.id),
        field="ordinal",
        side=ConflictSide(edition, fact.seen.captures, ordinal),
        other=ConflictSide(
            f"place {position} in the list", fact.seen.captures, Cited("position", position, fact.evidence)
        ),
    )


def checks(facts: Mapping[str, Sequence[Fact]]) -> list[dict[str, Any]]:
    """Return, for each edition that has both, whether its place in a list of past editions and its ordinal agree."""
    return [
        {
            "year": fact.value("year"),
            "hosts": _city(fact),
            "position": fact.value("position"),
            "ordinal": fact.value("ordinal"),
            "agrees": fact.value("position") == fact.value("ordinal"),
        }
        for fact in facts[TIMELINE]
        if fact.value("position") is not None and fact.value("ordinal") is not None
    ]


def remarks(facts: Mapping[str, Sequence[Fact]]) -> Iterator[tuple[Notice, Fact]]:
    """Yield what is to be said of facts: places that are not certain, ordinals that lists do not bear out."""
    for fact in facts[TIMELINE]:
        city, country, year = _city(fact), fact.value("country"), _year(fact)
        if fact.value("geonames_id") is None:
            yield PlaceNotResolved(f"{city} ({country})" if country else city, year), fact
        if _is_misplaced(fact):
            yield OrdinalNotBorneOut(city, year, fact.value("ordinal"), fact.value("position")), fact


def _year(fact: Fact) -> int | None:
    year = fact.value("year")
    return None if year is None else int(year)


def _city(fact: Fact) -> str:
    return str(fact.value("city"))


def _order(about: tuple[Cell | None, ...]) -> tuple[Any, ...]:
    year, _, hosts = about
    return year is None, year or 0, hosts or ""


def _written(about: Hashable) -> tuple[Cell | None, ...]:
    assert isinstance(about, _Edition)
    return about.year, about.edition, about.written


CONFLICTS = ConflictRules(
    columns=(
        Column("year", "year", "Year of the edition."),
        Column("ordinal", "integer", "Ordinal of the edition, where it is at issue."),
        Column("hosts", "string", "Host cities of the edition."),
    ),
    fields=FIELDS,
    compared=_COMPARED,
    claims=_claims,
    impossible=_impossible,
    impossible_about=_written,
    order=_order,
    things=_Editions,
)
