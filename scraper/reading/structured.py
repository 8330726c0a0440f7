"""Events that a page states as structured data (schema.org, as JSON-LD or microdata) → table rows of their values."""

import json
import re
from collections.abc import Iterator
from datetime import date
from itertools import chain
from typing import Any, NamedTuple

from lxml import etree

from scraper.notices import Notice, StructuredDataNotRead
from scraper.reading.xml_text import xml_text

_SCRIPTS = etree.XPath("//script[@type='application/ld+json']")
_ITEMS = etree.XPath("//*[@itemscope and contains(@itemtype, 'schema.org/') and contains(@itemtype, 'Event')]")
_PROPERTY = etree.XPath("descendant::*[@itemprop=$name]")
_STRING = etree.XPath("string()")
_LONGEST = 1_000_000
_MOST = 200
_DAY = re.compile(
    r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ](?P<hour>[0-9]{2})[0-9:.,]*(?P<utc>Z|[+-]00(?::?00)?)?.*)?",
    re.IGNORECASE | re.DOTALL,
)
_SAME_DAY = ("05", "12")  # from midnight at UTC-5 until midnight at UTC+12


def event_rows(tree: Any) -> tuple[list[Any], list[Notice]]:
    """Return a table of one row for each event: name, first and last day, place, locality, country, status.

    The table's caption is who organises the event. The words are those of the page's source; what an event does not say is
    left out. A notice counts the scripts with events that cannot be read.
    """
    texts = [script.text or "" for script in _SCRIPTS(tree)]
    objects = list(map(_objects, texts))
    unread = sum(each is None and "Event" in text for each, text in zip(objects, texts, strict=True))
    in_json = map(_of_object, chain.from_iterable(each or () for each in objects))
    found = [event for event in (*in_json, *_in_microdata(tree)) if len(event.cells) > 1]
    return list(map(_table, dict.fromkeys(found[:_MOST]))), [StructuredDataNotRead(unread)] if unread else []


class _Event(NamedTuple):
    organizer: str
    cells: tuple[str, ...]


def _table(event: _Event) -> Any:
    table = etree.Element("table")
    if event.organizer:
        etree.SubElement(table, "caption").text = xml_text(event.organizer)
    row = etree.SubElement(table, "tr")
    for words in event.cells:
        etree.SubElement(row, "td").text = xml_text(words)
    return table


def _objects(text: str) -> list[dict[str, Any]] | None:
    """Return the events of a script; None if it cannot be read."""
    if len(text) > _LONGEST:
        return None
    try:
        return list(_events(json.loads(text)))
    except (ValueError, RecursionError):  # no JSON: nothing is stated
        return None


def _events(value: Any) -> Iterator[dict[str, Any]]:
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, list):
            waiting += reversed(one)
        elif isinstance(one, dict):
            kinds = one.get("@type")
            if any(str(kind).endswith("Event") for kind in (kinds if isinstance(kinds, list) else [kinds])):
                yield one
            waiting += [part for part in reversed(one.values()) if isinstance(part, list | dict)]


def _of_object(event: dict[str, Any]) -> _Event:
    place = _place(event.get("location"))
    address = _first(place.get("address")) if isinstance(place, dict) else None
    where = [_words(address, "addressLocality"), _named(_words(address, "addressCountry"))]
    if not any(where):
        where = [_words(address) or _words(place)]
    values = [_words(event, "name"), _words(event, "startDate"), _words(event, "endDate"), *where]
    return _Event(_words(event, "organizer"), _cells(values, _words(event, "eventStatus")))


def _named(country: str) -> str:
    """Return a country's name; a code is none, and left out."""
    return "" if len(country) < 4 and country.isupper() else country


def _place(location: Any) -> Any:
    """Return the first of some places that is not only on the Internet: an event may be in both (schema.org/VirtualLocation)."""
    places = location if isinstance(location, list) else [location]
    return next((one for one in places if not (isinstance(one, dict) and one.get("@type") == "VirtualLocation")), None)


def _first(value: Any) -> Any:
    return value[0] if isinstance(value, list) and value else value


def _words(value: Any, name: str | None = None) -> str:
    """Return a member's words; of an object, those of its name or its value (JSON-LD 1.1, 4.2.4)."""
    value = _first(value.get(name) if isinstance(value, dict) and name else None if name else value)
    if isinstance(value, dict):
        value = _first(value.get("@value") or value.get("name"))
    if isinstance(value, dict):
        value = value.get("@value")  # a name in a language
    return value if isinstance(value, str) else ""


def _in_microdata(tree: Any) -> Iterator[_Event]:
    for item in _ITEMS(tree)[:_MOST]:
        names = ("name", "startDate", "endDate", "addressLocality", "addressCountry")
        values = [_named(_property(item, name)) for name in names]
        organizers = _PROPERTY(item, name="organizer")[:1]
        named = [_property(one, "name") or " ".join(_STRING(one).split()) for one in organizers]
        yield _Event("".join(named), _cells(values, _property(item, "eventStatus")))


def _property(item: Any, name: str) -> str:
    found = _PROPERTY(item, name=name)
    if not found:
        return ""
    node = found[0]
    return node.get("content") or node.get("datetime") or node.get("href") or " ".join(_STRING(node).split())


def _cells(values: list[str], status: str) -> tuple[str, ...]:
    """Return what is stated, without the time of day, and the status by the last part of its address.

    A local time, with its offset from UTC or none, keeps its own date. One in UTC, outside the hours when that day is the
    same from Lima to Auckland, may be of the day before or after where the event is ('2019-06-09T22:00:00Z' is 10 June in
    Italy); and '2019-06-31' is none: then no day is stated, for the other one alone would be first and last.
    """
    days = list(map(_DAY.fullmatch, values))
    unclear = any(day is not None and not _is_clear(day) for day in days)
    stated = (("" if unclear else day["day"]) if day else value for day, value in zip(days, values, strict=True))
    return tuple(filter(None, (*stated, _last(status))))


def _is_clear(day: re.Match[str]) -> bool:
    try:
        date.fromisoformat(day["day"])
    except ValueError:
        return False
    return not day["utc"] or _SAME_DAY[0] <= day["hour"] < _SAME_DAY[1]


def _last(address: str) -> str:
    return address.rstrip("/").rpartition("/")[2]
