"""The subject's parts of dataset.json, and its map: facts, nested as people look for them."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from scraper.subjects.uccn.places import city_of, country_name
from scraper.subjects.uccn.records import TIMELINE, hosts_of
from scraper.values.capture import iso
from scraper.values.facts import Fact

_Facts = Sequence[tuple[Fact, dict[str, Any]]]


def conferences_part(facts: _Facts) -> list[dict[str, Any]]:
    """Return editions with their hosts: those that one entry states together are of one edition."""
    return [_conference(list(together)) for _, together in groupby(facts, lambda one: _entry(one[0]))]


def _entry(fact: Fact) -> tuple[object, ...]:
    evidence = fact.evidence
    return fact.value("year"), evidence.original, evidence.timestamp, evidence.digest, evidence.start


def _conference(hosts: _Facts) -> dict[str, Any]:
    first, common = hosts[0]
    return {
        "year": first.value("year"),
        "position": first.value("position"),
        "ordinal": next((nth for fact, _ in hosts if (nth := fact.value("ordinal")) is not None), None),
        "status": first.value("status"),
        "note": first.value("note"),
        "hosts": [
            {
                "id": fact.id,
                "standing": fact.value("standing"),
                "superseded_by": fact.value("superseded_by"),
                "city": fact.value("city"),
                "country": fact.value("country"),
                "place": _place(fact),
                **{name: parts[name] for name in ("first_seen", "last_seen", "captures", "values", "wordings")},
            }
            for fact, parts in hosts
        ],
        "evidence": common["evidence"],
        "ordinal_evidence": next(
            (parts["taken"]["ordinal"] for _, parts in hosts if "ordinal" in parts["taken"]), None
        ),
    }


def _place(fact: Fact) -> dict[str, Any] | None:
    """Return the place that is meant: the English names of ISO 3166-1 and GeoNames' main name."""
    code, geonames_id = fact.value("country_code"), fact.value("geonames_id")
    if code is None:
        return None
    city = city_of(int(geonames_id)) if geonames_id is not None else None
    return {
        "country_code": code,
        "country_name": country_name(str(code)),
        "geonames_id": geonames_id,
        "name": city.name if city else None,
        "latitude": float(fact.value("latitude") or 0) if city else None,
        "longitude": float(fact.value("longitude") or 0) if city else None,
        "resolved_by": fact.value("resolved_by"),
    }


def objectives_part(facts: _Facts) -> list[dict[str, Any]]:
    """Return the objectives."""
    return [
        {
            "id": fact.id,
            "position": fact.value("position"),
            "language": fact.language,
            "text": fact.value("text"),
            **{name: parts[name] for name in ("first_seen", "last_seen", "captures", "evidence", "values", "wordings")},
        }
        for fact, parts in facts
    ]


def events_part(facts: _Facts) -> list[dict[str, Any]]:
    """Return the editions that event pages, news and lists state."""
    return [_event(fact, parts) for fact, parts in facts]


def _event(fact: Fact, parts: dict[str, Any]) -> dict[str, Any]:
    fields = ("start_date", "end_date", "status", "participants", "cities", "countries", "mayors")
    return {
        "id": fact.id,
        "year": fact.value("year"),
        "ordinal": fact.value("ordinal"),
        "hosts": [{"city": host.city, "country": host.country} for host in hosts_of(str(fact.value("hosts") or ""))],
        **{field: fact.value(field) for field in fields},
        "cut_off": fact.value("cut_off") is not None,
        "page_kind": fact.page_kind,
        "language": fact.language,
        "original": fact.original,
        **{name: parts[name] for name in ("first_seen", "last_seen", "captures", "evidence", "values")},
    }


def geojson(facts: Mapping[str, Sequence[Fact]]) -> dict[str, Any]:
    """Return host cities as a FeatureCollection (RFC 7946), one point a city that hosts in a year.

    A city whose place is not certain has no geometry (null), and is there all the same. `name` is GeoNames' main name,
    `country_name` the English short name of ISO 3166-1.
    """
    return {"type": "FeatureCollection", "features": [_feature(fact) for fact in facts[TIMELINE]]}


def _feature(fact: Fact) -> dict[str, Any]:
    place = _place(fact) or {}
    city = city_of(place["geonames_id"]) if place.get("geonames_id") is not None else None
    return {
        "type": "Feature",
        "id": fact.id,
        "geometry": {"type": "Point", "coordinates": [city.longitude, city.latitude]} if city else None,
        "properties": {
            **{
                name: fact.value(name)
                for name in ("year", "ordinal", "status", "standing", "superseded_by", "city", "country")
            },
            **{
                name: place.get(name) for name in ("name", "country_name", "country_code", "geonames_id", "resolved_by")
            },
            "first_seen": iso(fact.seen.first_seen),
            "last_seen": iso(fact.seen.last_seen),
            "captures": fact.seen.captures,
            "memento_url": fact.evidence.memento_url,
            "quote": fact.evidence.quote,
        },
    }
