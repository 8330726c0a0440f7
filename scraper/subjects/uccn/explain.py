"""The part of the dataset that answers a question, and its explanation: a year, a city, words of an objective."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from scraper.reading.folding import fold
from scraper.subjects.uccn.places import cities
from scraper.subjects.uccn.rules import PLACES
from scraper.subjects.uccn.told import host_words
from scraper.values.document import Conflict, Seen, Source, Value, Wording
from scraper.values.subject import Told

_Object = Mapping[str, Any]


def asked_conference(conference: _Object, question: str) -> _Object | None:
    """Return an edition with the hosts that are asked for: by its year, or by a city in any language that is known."""
    year = _year(question)
    if year is not None:
        return conference if conference["year"] == year else None
    meant = {city.geonames_id for city in cities(question)}
    hosts = [host for host in conference["hosts"] if _is_meant(host, question, meant)]
    return {**conference, "hosts": hosts} if hosts else None


def _is_meant(host: _Object, question: str, meant: set[int]) -> bool:
    return fold(host["city"]) == fold(question) or (host["place"] or {}).get("geonames_id") in meant


def asked_event(event: _Object, question: str) -> _Object | None:
    """Return an edition in prose where it is asked for."""
    year = _year(question)
    if year is not None:
        return event if event["year"] == year else None
    return event if any(fold(host["city"]) == fold(question) for host in event["hosts"]) else None


def asked_objective(objective: _Object, question: str) -> _Object | None:
    """Return an objective where one of its wordings holds the words that are asked for."""
    words = fold(question)
    if _year(question) is not None or not words:
        return None
    texts = (objective["text"], *(one["quote"] for one in objective["wordings"]))
    return objective if any(words in fold(text) for text in texts) else None


def is_conflict_asked(conflict: _Object, answer: _Object, question: str) -> bool:
    """Say whether a conflict is about an edition that is asked for."""
    years = {conference["year"] for conference in answer["conferences"]}
    return conflict["year"] in years or bool(_year(question) and conflict["year"] == _year(question))


def _year(question: str) -> int | None:
    return int(question) if re.fullmatch(r"[0-9]{1,4}", question) else None


def told_conference(conference: _Object) -> Iterator[Told]:
    """Yield what is said of the hosts of an edition."""
    for host in conference["hosts"]:
        status = conference["status"] or "status unknown"
        head = f"{conference['year'] or 'year unknown'}: {host_words(host)}, {status}"
        yield Told((f"{head}{_standing(host)}", *_place_lines(host["place"])), host)


def _standing(host: _Object) -> str:
    """Return in words that a host does not stand, and what took its place."""
    by = f" by {host['superseded_by']}" if host["superseded_by"] else ""
    return "" if host["standing"] == "current" else f"; {host['standing']}{by}"


def _place_lines(place: _Object | None) -> Iterator[str]:
    if place is None:
        yield "  place: not certain, so it is left empty"
    elif place["geonames_id"] is None:
        yield f"  place: {place['country_name']} ({place['country_code']}); the city is not certain, so its id is left empty"
    else:
        where = f"{place['latitude']}, {place['longitude']}"
        named = f"{place['name']}, {place['country_name']} ({place['country_code']})"
        yield f"  place: {named}, GeoNames {place['geonames_id']}, {where}"
        yield f"    by {place['resolved_by']}: {PLACES.get(place['resolved_by'], 'a rule of another version')}"


def told_event(event: _Object) -> Iterator[Told]:
    """Yield what is said of an edition in prose."""
    hosts = "; ".join(map(host_words, event["hosts"]))
    nth = f"edition {event['ordinal']}" if event["ordinal"] else "edition unknown"
    head = (
        f"{event['year'] or 'year unknown'}: {nth}, {hosts or 'host unknown'}: {event['page_kind']} {event['original']}"
    )
    yield Told((head,), event, "; the item is cut off" if event["cut_off"] else "")


def told_objective(objective: _Object) -> Iterator[Told]:
    """Yield what is said of an objective."""
    yield Told((f"Objective {objective['position']} ({objective['language']}): {objective['text']}",), objective)


def conflict_name(conflict: _Object) -> str:
    """Return in words what a conflict is about."""
    return f"{conflict['hosts'] or 'an edition'} {conflict['year'] or ''}".rstrip()


# --- what of dataset.json has to be there, and of which type -------------------------------------------------------------


class _Place(msgspec.Struct, kw_only=True):
    country_code: str
    country_name: str
    geonames_id: int | None
    name: str | None
    latitude: float | None
    longitude: float | None
    resolved_by: str | None


class _Named(msgspec.Struct, kw_only=True):
    city: str
    country: str | None


class _Host(Seen, kw_only=True):
    standing: str
    superseded_by: str | None
    city: str
    country: str | None
    place: _Place | None
    values: dict[str, Value]
    wordings: list[Wording]


class _Conference(msgspec.Struct, kw_only=True):
    year: int | None
    status: str | None
    hosts: list[_Host]


class _Event(Seen, kw_only=True):
    year: int | None
    ordinal: int | None
    hosts: list[_Named]
    page_kind: str
    original: str
    cut_off: bool
    evidence: Source
    values: dict[str, Value]


class _Objective(Seen, kw_only=True):
    position: int
    language: str | None
    text: str
    values: dict[str, Value]
    wordings: list[Wording]


class _Conflict(Conflict, kw_only=True):
    year: int | None
    hosts: str | None


class Document(msgspec.Struct, kw_only=True):
    """What is read of dataset.json."""

    conferences: list[_Conference]
    events: list[_Event]
    objectives: list[_Objective]
    conflicts: list[_Conflict]
