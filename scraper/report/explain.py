"""dataset.json and a question (a year, a city, words of an objective) → who says so, when, in which words."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from scraper.reading.folding import fold
from scraper.subjects.uccn.places import cities
from scraper.subjects.uccn.rules import PLACES, described

_Object = Mapping[str, Any]
_OF_ANOTHER_VERSION = "a rule of another version"


def explained(dataset: _Object, question: str) -> dict[str, Any]:
    """Return the facts that a question asks for, as dataset.json has them: hosts, events, objectives, conflicts.

    A year asks for its editions; anything else for the cities of that name, in any language that is known, else for the
    objectives that hold the words.
    """
    year = int(question) if re.fullmatch(r"[0-9]{1,4}", question) else None
    meant = {city.geonames_id for city in cities(question)} if year is None else set()
    hosts = [
        {**conference, "hosts": asked}
        for conference in dataset["conferences"]
        if (asked := [host for host in conference["hosts"] if _is_asked(conference, host, year, question, meant)])
    ]
    events = [event for event in dataset["events"] if _is_event_asked(event, year, question)]
    words = fold(question)
    objectives = [one for one in dataset["objectives"] if year is None and words and words in fold(one["text"])]
    years = {conference["year"] for conference in hosts}
    conflicts = [one for one in dataset["conflicts"] if one["year"] in years or (year and one["year"] == year)]
    return {
        "question": question,
        "conferences": hosts,
        "events": events,
        "objectives": [] if hosts or events else objectives,
        "conflicts": conflicts,
    }


def is_empty(answer: _Object) -> bool:
    """Say whether nothing is known."""
    return not any(answer[part] for part in ("conferences", "events", "objectives", "conflicts"))


def _is_asked(conference: _Object, host: _Object, year: int | None, question: str, meant: set[int]) -> bool:
    if year is not None:
        return bool(conference["year"] == year)
    place = host["place"] or {}
    return fold(host["city"]) == fold(question) or place.get("geonames_id") in meant


def _is_event_asked(event: _Object, year: int | None, question: str) -> bool:
    if year is not None:
        return bool(event["year"] == year)
    return any(fold(host["city"]) == fold(question) for host in event["hosts"])


def explanation(answer: _Object) -> Iterator[str]:
    """Yield an answer as lines for people."""
    for conference in answer["conferences"]:
        for host in conference["hosts"]:
            yield from _host_lines(conference, host)
    for event in answer["events"]:
        yield from _event_lines(event)
    for objective in answer["objectives"]:
        yield f"Objective {objective['position']} ({objective['language']}): {objective['text']}"
        yield from _wording_lines(objective)
        yield from _value_lines(objective["values"])
    for conflict in answer["conflicts"]:
        yield from _conflict_lines(conflict)


def _host_lines(conference: _Object, host: _Object) -> Iterator[str]:
    country = f" ({host['country']})" if host["country"] else ""
    yield f"{conference['year'] or 'year not said'}: {host['city']}{country}, {conference['status'] or 'status not told'}"
    if place := host["place"]:
        yield from _place_lines(place)
    else:
        yield "  place: not certain, so left empty"
    yield from _wording_lines(host)
    yield from _value_lines(host["values"])


def _place_lines(place: _Object) -> Iterator[str]:
    if place["geonames_id"] is None:
        yield f"  place: {place['country_name']} ({place['country_code']}); the city is not certain, so left empty"
        return
    where = f"{place['latitude']}, {place['longitude']}"
    yield f"  place: {place['name']}, {place['country_name']} ({place['country_code']}), GeoNames {place['geonames_id']}, {where}"
    yield f"    by {place['resolved_by']}: {PLACES.get(place['resolved_by'], _OF_ANOTHER_VERSION)}"


def _event_lines(event: _Object) -> Iterator[str]:
    hosts = "; ".join(
        f"{host['city']} ({host['country']})" if host["country"] else host["city"] for host in event["hosts"]
    )
    nth = f"edition {event['edition']}" if event["edition"] else "edition not said"
    yield f"{event['year'] or 'year not said'}: {nth}, {hosts or 'host not said'}: {event['page_kind']} {event['original']}"
    cut = "; the item is cut off" if event["cut_off"] else ""
    yield f"  {_span(event)}{cut}: {event['evidence']['quote']!r}"
    yield f"    {event['evidence']['memento_url'] or event['original']}"
    yield from _value_lines(event["values"])


def _wording_lines(fact: _Object) -> Iterator[str]:
    yield f"  stated in {_span(fact)}:"
    for wording in fact["wordings"]:
        status = f"{wording['status']}, " if wording["status"] else ""
        yield f"    {status}{_span(wording)}: {wording['quote']!r}"
        yield f"      {wording['memento_url'] or wording['original']}"


def _span(stated: _Object) -> str:
    first, last = stated["first_seen"], stated["last_seen"]
    when = first if first == last else f"{first} to {last}"
    return f"{stated['captures']} captures, {when}" if stated["captures"] > 1 else f"1 capture, {when}"


def _value_lines(values: _Object) -> Iterator[str]:
    """Yield what was done to the words, values of one rule and one quote together."""
    groups: dict[tuple[str, str, str], list[str]] = {}
    for field, value in values.items():
        if field in ("country_code", "geonames_id", "latitude", "longitude", "resolved_by"):
            continue
        key = (value["rule"], value["quote"], value["memento_url"] or value["original"])
        groups.setdefault(key, []).append(f"{field} = {value['value']}")
    yield "  what was done to the words:"
    for (rule, quote, where), stated in groups.items():
        yield f"    {', '.join(stated)}"
        yield f"      from {quote!r}"
        yield f"      by {rule}: {_told(rule)}"
        yield f"      {where}"


def _told(rule: str) -> str:
    try:
        return described(rule)
    except KeyError:
        return _OF_ANOTHER_VERSION


def _conflict_lines(conflict: _Object) -> Iterator[str]:
    edition = f"{conflict['hosts'] or 'an edition'} {conflict['year'] or ''}".rstrip()
    yield f"Conflict {conflict['rank']} ({conflict['kind']}): {conflict['field']} of {edition}"
    for side in conflict["sides"]:
        evidence = side["evidence"]
        yield f"  {side['value']}: {side['captures']} captures" + (f", {evidence['quote']!r}" if evidence else "")
        if evidence:
            yield f"    {evidence['memento_url'] or evidence['original']}"
