"""Host cities → timeline.geojson (RFC 7946): one point a city that hosts in a year."""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from scraper.dataset.writers.json import as_known
from scraper.history.fold import HostFact
from scraper.subjects.uccn.places import country_name
from scraper.values.capture import iso


def geojson(facts: Iterable[HostFact], dates: Mapping[str, str] = {}) -> bytes:
    """Return a FeatureCollection. A city whose place is not certain has no geometry (null), and is there all the same.

    `name` is GeoNames' main name, `country_name` the English short name of ISO 3166-1. `dates` as for `dataset`.
    """
    document = {"type": "FeatureCollection", "features": [_feature(fact) for fact in facts]}
    return msgspec.json.format(msgspec.json.encode(as_known(document, dates)), indent=2) + b"\n"


def _feature(fact: HostFact) -> dict[str, Any]:
    located, city = fact.located, fact.located.city
    point = {"type": "Point", "coordinates": [city.longitude, city.latitude]} if city else None
    return {
        "type": "Feature",
        "id": fact.key,
        "geometry": point,
        "properties": {
            "year": fact.year,
            "edition": fact.edition,
            "status": fact.status,
            "city": fact.host.city,
            "country": fact.host.country,
            "name": city.name if city else None,
            "country_name": country_name(located.country_code) if located.country_code else None,
            "country_code": located.country_code,
            "geonames_id": city.geonames_id if city else None,
            "resolved_by": located.resolved_by,
            "first_seen": iso(fact.seen.first_seen),
            "last_seen": iso(fact.seen.last_seen),
            "captures": fact.seen.captures,
            "memento_url": fact.evidence.memento_url,
            "quote": fact.evidence.quote,
        },
    }
