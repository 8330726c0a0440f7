"""Host cities as written → the places that are meant, and how that is known."""

from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

from scraper.reading.folding import fold
from scraper.subjects.uccn.facts import Host
from scraper.subjects.uccn.places import City, cities, country_code, country_name, resolve

ResolvedBy = Literal["country", "same capture", "another capture", "large city"]
RESOLVED_BY: tuple[ResolvedBy, ...] = ("country", "same capture", "another capture", "large city")


class Located(msgspec.Struct, frozen=True):
    """The place of a host: country code, city, and what the city is known by. Null where it is not certain.

    `resolved_by`: 'country', the statement names it; 'same capture' or 'another capture', that does; 'large city', only
    one large city bears the name.
    """

    country_code: str | None = None
    city: City | None = None
    resolved_by: ResolvedBy | None = None

    def values(self) -> Iterator[tuple[str, str | int]]:
        """Yield the columns that are filled; degrees as text, as the tables write them."""
        if self.country_code:
            yield "country_code", self.country_code
        if self.city and self.resolved_by:
            yield "geonames_id", self.city.geonames_id
            yield "latitude", str(degrees(self.city.latitude))
            yield "longitude", str(degrees(self.city.longitude))
            yield "resolved_by", self.resolved_by


def degrees(angle: float) -> float:
    """Return an angle to five digits behind the point, about a metre."""
    return round(angle, 5)


class Locator:
    """Knows what countries captures have named for a city, and locates hosts by that."""

    def __init__(self) -> None:
        self._countries: dict[str, dict[str, list[int]]] = {}

    def hear(self, host: Host, capture: int) -> None:
        """Take in that a capture, by its number, names a country for a city."""
        code = country_code(host.country) if host.country else None
        if code:
            said = self._countries.setdefault(fold(host.city), {}).setdefault(code, [])
            if said[-1:] != [capture]:
                said.append(capture)

    def locate(self, host: Host, capture: int, nearby: Iterable[int]) -> Located:
        """Locate a host that a capture, by its number, states. `nearby` are the GeoNames ids of hosts of the same year."""
        if host.country is not None:
            found = resolve(host.city, host.country)
            return Located(country_code(host.country), found, "country" if found else None)
        return self._by_others(host, capture) or self._by_neighbour(host, nearby) or self._by_size(host) or Located()

    def _by_others(self, host: Host, capture: int) -> Located | None:
        """Locate by the country that captures name for the city, if all of them name one."""
        said = self._countries.get(fold(host.city), {})
        if len(said) != 1:
            return None
        ((code, where),) = said.items()
        city = resolve(host.city, country_name(code))
        if city is None:
            return None
        return Located(code, city, "same capture" if capture in where else "another capture")

    @staticmethod
    def _by_neighbour(host: Host, nearby: Iterable[int]) -> Located | None:
        """Locate by another name of a host of the same year, whose country a capture names: 'Cracovie' by 'Krakow'."""
        known = set(nearby)
        meant = [city for city in cities(host.city) if city.geonames_id in known]
        return Located(meant[0].country_code, meant[0], "another capture") if len(meant) == 1 else None

    @staticmethod
    def _by_size(host: Host) -> Located | None:
        city = resolve(host.city, None)
        return Located(city.country_code, city, "large city") if city else None
