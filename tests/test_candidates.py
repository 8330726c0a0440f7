"""A host statement in any structure, with any marks and neighbours, is read right or is unread; no year beside a city is lost."""

import re
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from scraper import read_page
from scraper.subjects.uccn.records import conferences
from scraper.values.records import Page

HOSTS = {2008: "Paris", 2011: "Seoul", 2013: "Bologna", 2016: "Östersund", 2018: "Dakar", 2019: "Fabriano"}
COUNTRIES = {
    "Paris": "France",
    "Seoul": "Republic of Korea",
    "Bologna": "Italy",
    "Östersund": "Sweden",
    "Dakar": "Senegal",
    "Fabriano": "Italy",
}
MARKS = ("", "<sup>1</sup>", "*", " †", " [2]", " 🇫🇷")
NEIGHBOURS = (
    "",
    "<p>Delegates from Lima (Peru) and Perth (Australia) came to Quito (Ecuador) in 2017.</p>",
    "<p>The World Urban Forum was held in Kuala Lumpur (Malaysia) in 2018.</p>",
    "<p>Posted on 3 May 2015 in Nairobi (Kenya)</p>",
    "<p>Member cities: Dublin (2010), Iowa City (2008).</p>",
)
YEARS = st.lists(st.sampled_from(sorted(HOSTS)), min_size=2, max_size=5, unique=True)


def _written(years: list[int], structure: str, mark: str) -> str:
    rows = [(str(year), HOSTS[year] + mark, COUNTRIES[HOSTS[year]]) for year in years]
    if structure == "list":
        return "<ul>" + "".join(f"<li>{year}: {city} ({country})</li>" for year, city, country in rows) + "</ul>"
    if structure == "terms":
        return "<dl>" + "".join(f"<dt>{year}</dt><dd>{city} ({country})</dd>" for year, city, country in rows) + "</dl>"
    if structure == "headings":
        return "".join(f"<h3>{year}</h3><p>{city} ({country})</p>" for year, city, country in rows)
    if structure == "cards":
        return "".join(f"<div><div>{year}</div><div>{city}, {country}</div></div>" for year, city, country in rows)
    if structure == "lines":
        return "<p>" + "<br>".join(f"{year} – {city} ({country})" for year, city, country in rows) + "</p>"
    if structure == "sentence":
        told = ", ".join(f"{city} ({country}) in {year}" for year, city, country in rows)
        return f"<p>The Annual Conferences were held in {told}.</p>"
    head = "<tr><th>Year</th><th>City</th><th>Country</th></tr>"
    if structure == "turned":
        names = ("Year", "City", "Country")
        cells = ("".join(f"<td>{row[at]}</td>" for row in rows) for at in range(3))
        body = "".join(f"<tr><th>{name}</th>{line}</tr>" for name, line in zip(names, cells, strict=True))
        return f"<table>{body}</table>"
    return (
        f"<table>{head}"
        + "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
        + "</table>"
    )


STRUCTURES = ("list", "terms", "headings", "cards", "lines", "sentence", "table", "turned")


def _read(main: str) -> Page:
    body = f'<div id="block-system-main"><div class="field-name-body">{main}</div></div>'
    source = f"<!DOCTYPE html><html lang=en><head><title>Annual Conferences</title></head><body>{body}</body></html>"
    return read_page(
        source.encode(),
        original="https://en.unesco.org/creative-cities/content/annual-conferences",
        captured=date(2020, 1, 1),
    )


def _accounted(page: Page) -> list[tuple[int, int]]:
    spans = [(one.start, one.end) for one in page.unread] + [(one.span.start, one.span.end) for one in page.aside]
    for conference in conferences(page):
        spans.append((conference.span.start, conference.span.end))
        if conference.year_span:
            spans.append((conference.year_span.start, conference.year_span.end))
    return spans


@settings(deadline=None)
@given(YEARS, st.sampled_from(STRUCTURES), st.sampled_from(MARKS), st.sampled_from(NEIGHBOURS), st.booleans())
def test_a_host_is_read_right_or_unread_whatever_its_structure_marks_and_neighbours(
    years: list[int], structure: str, mark: str, neighbour: str, first: bool
) -> None:
    main = "<h2>Previous Annual Conferences</h2>" + _written(years, structure, mark)
    page = _read(neighbour + main if first else f"{main}<h2>Also of interest</h2>{neighbour}")
    for conference in conferences(page):
        assert conference.year in years
        assert [(host.city, host.country) for host in conference.hosts] == [
            (HOSTS[conference.year], COUNTRIES[HOSTS[conference.year]])
        ]
        assert conference.status == "held"
    stated = {conference.year for conference in conferences(page)}
    for year in set(years) - stated:
        match = re.search(rf"{HOSTS[year]}", page.text)
        assert match is not None
        assert any(start <= match.start() < end for start, end in _accounted(page)), (year, page.text)


@settings(deadline=None)
@given(YEARS, st.sampled_from(STRUCTURES), st.lists(st.sampled_from(NEIGHBOURS), max_size=3))
def test_every_year_that_stands_with_a_city_is_stated_set_aside_or_unread(
    years: list[int], structure: str, neighbours: list[str]
) -> None:
    page = _read("<h2>Previous Annual Conferences</h2>" + _written(years, structure, "") + "".join(neighbours))
    spans = _accounted(page)
    stated = {(one.year, host.city) for one in conferences(page) for host in one.hosts}
    for year, city in page.standing:
        places = [match.start() for match in re.finditer(re.escape(str(city)), page.text)]
        told = any(start <= at < end for at in places for start, end in spans)
        assert (year, city) in stated or told, (year, city)
