"""Host cities as written → the places that are meant, and how that is known."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

import msgspec

from scraper.reading.document import without_mojibake
from scraper.reading.folding import fold, same
from scraper.subjects.uccn.facts import Host
from scraper.subjects.uccn.places import City, cities, country_code, country_name, resolve
from scraper.values.facts import State, Statements
from scraper.values.records import Cell, Record
from scraper.values.subject import Derivation, Derive

ResolvedBy = Literal["country", "same capture", "another capture", "large city"]
RESOLVED_BY: tuple[ResolvedBy, ...] = ("country", "same capture", "another capture", "large city")
DERIVED = (
    Derivation(
        "country_code", "ISO 3166-1: the code of the country that is named, else of the city's", ("country", "city")
    ),
    Derivation("geonames_id", "GeoNames: the city that bears the name, as resolved_by tells", ("city", "country_code")),
    Derivation("latitude", "GeoNames: where the city lies", ("geonames_id",)),
    Derivation("longitude", "GeoNames: where the city lies", ("geonames_id",)),
    Derivation("country_name", "ISO 3166-1: the English short name of the country of that code", ("country_code",)),
    Derivation(
        "standing",
        "what the pages say last: whether it holds, was put off, corrected or taken back",
        ("status", "text"),
    ),
    Derivation(
        "superseded_by", "the row of the same edition, put off or corrected, that pages state instead", ("standing",)
    ),
    Derivation("resolved_by", "what tells which city bears the name", ("city", "country")),
)
"""The columns of a place: they are worked out, and no page states them."""


def derived_doubts(field: str, value: str, others: Mapping[str, str]) -> Iterator[str]:
    """Yield why a value that is worked out does not follow from the others of its row."""
    named = country_code(others.get("country", ""))
    id_, named_so = others.get("geonames_id", ""), cities(without_mojibake(others.get("city", "")))
    city = next((one for one in named_so if str(one.geonames_id) == id_), None)
    match field:
        case "country_code" if named not in (None, value) or (city and city.country_code != value):
            yield f"{others.get('country') or others.get('city')!r} has another code"
        case "geonames_id" if city is None:
            yield f"no place named {others.get('city')!r} has this id"
        case "latitude" if city is None or str(round(city.latitude, 5)) != value:
            yield f"the place {id_!r} lies elsewhere"
        case "longitude" if city is None or str(round(city.longitude, 5)) != value:
            yield f"the place {id_!r} lies elsewhere"
        case "country_name" if country_code(value) != others.get("country_code"):
            yield f"the country of the code {others.get('country_code')!r} has another name"
        case "resolved_by" if (value == "country") != (city is not None and named == city.country_code):
            yield f"the country that is named is {others.get('country')!r}"


class Located(msgspec.Struct, frozen=True):
    """The place of a host: country code, city, and what the city is known by. Null where it is not certain.

    `resolved_by`: 'country', the statement names it; 'same capture' or 'another capture', that does; 'large city', only
    one large city bears the name.
    """

    country_code: str | None = None
    city: City | None = None
    resolved_by: ResolvedBy | None = None

    def values(self) -> Iterator[tuple[str, Cell]]:
        """Yield the columns that are filled; degrees as text, to five digits behind the point, about a metre."""
        if self.country_code:
            yield "country_code", self.country_code
        if self.city and self.resolved_by:
            yield "geonames_id", self.city.geonames_id
            yield "latitude", str(round(self.city.latitude, 5))
            yield "longitude", str(round(self.city.longitude, 5))
            yield "resolved_by", self.resolved_by


def with_places(found: Sequence[Statements]) -> list[tuple[list[Statements], Derive]]:
    """Join hosts that are one place in one year ('Krakow', 'Cracovie'), and locate each as the statement used names it."""
    countries = _countries(found)
    merged: dict[tuple[object, object], list[Statements]] = {}
    places: dict[object, set[int]] = {}

    def located(record: Record, state: State) -> Located:
        host = _host(record)
        nearby = places.get(record.value("year"), set())
        return _locate(host, state.number, countries.get(fold(host.city), {}), nearby)

    def derived(record: Record, state: State) -> tuple[tuple[str, Cell], ...]:
        return tuple(located(record, state).values())

    for one in sorted(found, key=lambda one: one.record.value("country") is None):
        year, where = one.record.value("year"), located(one.record, one.state)
        if where.city is not None and where.resolved_by != "large city":
            places.setdefault(year, set()).add(where.city.geonames_id)
        here = where.city.geonames_id if where.city else same(_host(one.record).city)
        merged.setdefault((year, here), []).append(one)
    return [(together, derived) for together in merged.values()]


def _host(record: Record) -> Host:
    country = record.value("country")
    return Host(str(record.value("city")), None if country is None else str(country))


def _countries(found: Iterable[Statements]) -> dict[str, dict[str, set[int]]]:
    """Return the countries that captures name for each city, by code, with the numbers of those captures."""
    said: dict[str, dict[str, set[int]]] = {}
    for one in found:
        for country, captures in one.said.get("country", {}).items():
            if code := country_code(str(country)):
                said.setdefault(fold(_host(one.record).city), {}).setdefault(code, set()).update(captures)
    return said


def _locate(host: Host, capture: int, said: dict[str, set[int]], nearby: Iterable[int]) -> Located:
    """Locate a host that a capture, by its number, states. `nearby` are hosts of its year whose country is named."""
    if host.country is not None:
        found = resolve(host.city, host.country)
        return Located(country_code(host.country), found, "country" if found else None)
    return _by_others(host, capture, said) or _by_neighbour(host, nearby) or _by_size(host) or Located()


def _by_others(host: Host, capture: int, said: dict[str, set[int]]) -> Located | None:
    """Locate by the country that captures name for the city, if all of them name one."""
    if len(said) != 1:
        return None
    ((code, where),) = said.items()
    city = resolve(host.city, country_name(code))
    if city is None:
        return None
    return Located(code, city, "same capture" if capture in where else "another capture")


def _by_neighbour(host: Host, nearby: Iterable[int]) -> Located | None:
    """Locate by another name of a host of the same year, whose country a capture names: 'Cracovie' by 'Krakow'."""
    known = set(nearby)
    meant = [city for city in cities(host.city) if city.geonames_id in known]
    return Located(meant[0].country_code, meant[0], "another capture") if len(meant) == 1 else None


def _by_size(host: Host) -> Located | None:
    city = resolve(host.city, None)
    return Located(city.country_code, city, "large city") if city else None
