"""Events that a page states as structured data: what is stated is read, what is not clear is left out."""

import json
from typing import Any

import pytest
from spoken import hosts

from scraper import read_page
from scraper.notices import StructuredDataNotRead
from scraper.reading.document import read_document
from scraper.reading.layouts import LAYOUTS


def _page(event: dict[str, Any] | str) -> bytes:
    data = event if isinstance(event, str) else json.dumps({"@type": "Event", **event})
    script = f'<script type="application/ld+json">{data}</script>'
    return f"<html lang=en><head>{script}</head><body><main><p>Words</p></main></body></html>".encode()


def _row(event: dict[str, Any] | str) -> str:
    """Return the row that an event gives, behind the one paragraph of its page."""
    return read_document(_page(event), "text/html", LAYOUTS).text.partition("Words")[2].strip()


@pytest.mark.parametrize("escaped", [r"\u0001", r"\u0000", r"\ud800", r"\uffff", r"\u001f"])
def test_characters_that_xml_does_not_hold_are_replaced(escaped: str) -> None:
    event = f'{{"@type":"Event","name":"Annual{escaped}Conference","location":"Fabriano"}}'
    assert _row(event) == "Annual\ufffdConference | Fabriano"
    read_page(_page(event))


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ("2019-06-10", "2019-06-15", "2019-06-10 | 2019-06-15"),
        ("2019-06-10T09:00", "2019-06-15T23:30:00", "2019-06-10 | 2019-06-15"),
        ("2019-06-10T00:00:00+02:00", "2019-06-15T23:00:00-05:00", "2019-06-10 | 2019-06-15"),
        ("2019-06-10T07:00:00Z", "2019-06-15T11:59:59+00:00", "2019-06-10 | 2019-06-15"),
        ("2019-06-09T22:00:00Z", "2019-06-14T22:00:00Z", ""),
        ("2019-06-09T22:00:00.000+0000", "2019-06-15", ""),
        ("2019-06-10", "2019-06-14T20:00Z", ""),
        ("2019-06-10T00:00:00Z", "2019-06-15T00:00:00Z", ""),
        ("2019-06-09t15:00:00z", None, ""),
        ("2019-06-09 22:00:00Z", None, ""),
    ],
)
def test_a_time_in_utc_tells_the_day_only_where_it_is_the_same_all_over_the_world(
    start: str, end: str | None, days: str
) -> None:
    said = {"name": "Annual Conference", "startDate": start, "endDate": end, "location": "Fabriano"}
    assert _row(said) == " | ".join(filter(None, ("Annual Conference", days, "Fabriano")))


def test_a_name_that_begins_with_a_year_stays_whole() -> None:
    said = {"name": "2019 Annual Conference in Tokyo", "startDate": "2019-06-10T09:00", "location": "Tokyo"}
    assert _row(said) == "2019 Annual Conference in Tokyo | 2019-06-10 | Tokyo"


@pytest.mark.parametrize("day", ["2019-06-31", "2019-13-01", "2019-02-29"])
def test_a_day_that_no_calendar_has_is_not_stated(day: str) -> None:
    assert _row({"name": "Conference", "startDate": day, "endDate": "2019-06-15", "location": "Graz"}) == (
        "Conference | Graz"
    )


@pytest.mark.parametrize(
    "location",
    [
        [{"@type": "VirtualLocation", "url": "https://live.example"}, {"@type": "Place", "name": "Graz"}],
        {"@type": "Place", "name": {"@value": "Graz", "@language": "de"}},
        {"@type": "Place", "name": [{"@value": "Graz", "@language": "de"}, {"@value": "Gradec", "@language": "sl"}]},
        {"address": {"addressLocality": {"@value": "Graz"}}},
    ],
)
def test_the_place_is_one_on_earth_and_its_name_in_the_first_language(location: Any) -> None:
    assert _row({"name": "Conference", "startDate": "2019-06-10", "location": location}) == (
        "Conference | 2019-06-10 | Graz"
    )


def test_an_event_that_is_only_on_the_internet_has_no_place() -> None:
    said = {"name": "Conference", "startDate": "2019-06-10", "location": {"@type": "VirtualLocation", "name": "Zoom"}}
    assert _row(said) == "Conference | 2019-06-10"


def test_a_time_in_utc_in_microdata_is_no_clear_day_either() -> None:
    item = (
        '<div itemscope itemtype="https://schema.org/Event"><b itemprop=name>Annual Conference</b>'
        '<meta itemprop=startDate content="{}"><i itemprop=addressLocality>Fabriano</i></div>'
    )
    rows = [
        read_document(f"<html><body><main>{item.format(day)}</main></body></html>".encode(), None, LAYOUTS).blocks[-1]
        for day in ("2019-06-09T22:00:00Z", "2019-06-10")
    ]
    assert [row.text for row in rows] == ["Annual Conference | Fabriano", "Annual Conference | 2019-06-10 | Fabriano"]


ORGANIZED = {
    "JSON-LD": (
        '<script type="application/ld+json">{{"@type": "Event", "name": "Annual Conference", "startDate": "2023-05-03", '
        '"organizer": {{"@type": "Organization", "name": "{}"}}, "location": {{"address": {{"addressLocality": "Graz"}}}}}}</script>'
    ),
    "microdata": (
        '<div itemscope itemtype="https://schema.org/Event"><meta itemprop=name content="Annual Conference">'
        "<div itemprop=organizer itemscope><span itemprop=name>{}</span> <span>Tel. 123</span></div>"
        "<meta itemprop=startDate content=2023-05-03><meta itemprop=addressLocality content=Graz></div>"
    ),
}


@pytest.mark.parametrize("event", ORGANIZED.values(), ids=ORGANIZED)
def test_an_annual_conference_is_that_of_its_organizer(event: str) -> None:
    body = "<html lang=en><body><main><h1>Events</h1><p>Our city joined the UNESCO Creative Cities Network.</p>{}</main></body></html>"
    pages = {
        name: read_page(body.format(event.format(name)).encode(), original="https://www.city.example/events")
        for name in ("UNESCO Creative Cities Network", "Rotary Club", "Eurocities")
    }
    stated = {name: hosts(page) for name, page in pages.items()}
    assert stated == {"UNESCO Creative Cities Network": {(2023, "Graz")}, "Rotary Club": set(), "Eurocities": set()}


@pytest.mark.parametrize(
    "script", ['{"@type": "Event", "name": "Annual Conference",}', f'{{"@type": "Event", "name": "{"x" * 1_000_001}"}}']
)
def test_events_that_cannot_be_read_are_told(script: str) -> None:
    page = f'<html><body><main><script type="application/ld+json">{script}</script><p>Text</p></main></body></html>'
    assert read_document(page.encode(), None, LAYOUTS).notices == (StructuredDataNotRead(1),)


def test_other_scripts_that_cannot_be_read_are_nobodys() -> None:
    page = '<html><body><main><script type="application/ld+json">{"@type": "WebSite",}</script><p>Text</p></main></body></html>'
    assert read_document(page.encode(), None, LAYOUTS).notices == ()
