"""The grammar of host lists: what is written is read back, and nothing else is."""

import re
from random import Random
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper import read_page
from scraper.subjects.uccn.languages import ENGLISH
from scraper.subjects.uccn.proofs import follows
from scraper.subjects.uccn.records import conferences
from scraper.values.records import Page

CITIES = (
    "Paris", "Santa Fe", "Lyon", "Shenzhen", "Montréal", "Östersund", "Enghien-les-Bains", "Krakow", "Katowice", "Fabriano",
    "St. Petersburg", "San Juan de los Lagos", "L’Aquila", "Washington D.C.", "Rio de Janeiro", "Tel Aviv-Yafo", "Kanazawa",
)  # fmt: skip
COUNTRIES = (
    "France", "United States of America", "People’s republic of China", "Republic of Korea", "Canada", "Sweden", "Poland",
    "Türkiye", "Côte d’Ivoire", "Bosnia and Herzegovina",
)  # fmt: skip
NOTES = ("UNESCO HQ", "online", "UNESCO Headquarters")


class Entry(NamedTuple):
    """One edition as it is to be written."""

    cities: tuple[str, ...]
    country: str
    year: int
    note: str | None


ENTRIES = st.lists(
    st.builds(
        Entry,
        st.lists(st.sampled_from(CITIES), min_size=1, max_size=2, unique=True).map(tuple),
        st.sampled_from(COUNTRIES),
        st.integers(2004, 2030),
        st.none() | st.sampled_from(NOTES),
    ),
    min_size=1,
    max_size=8,
    unique_by=lambda entry: entry.year,  # no edition has had more hosts than two
)


def _in_words(entry: Entry, way: str) -> str:
    cities = " and ".join(entry.cities)
    if way == "City (Country, note) in year":
        return f"{cities} ({', '.join(filter(None, (entry.country, entry.note)))}) in {entry.year}"
    if way == "City year (note)":
        return f"{cities} {entry.year}" + (f" ({entry.note})" if entry.note else "")
    return f"{cities} ({entry.year})"


WAYS = ("City (Country, note) in year", "City year (note)", "City (year)")


def _read(body: str) -> Page:
    return read_page(f"<html lang=en><body><h1>Annual Conferences</h1>{body}</body></html>".encode())


def _as_stated(page: Page) -> list[tuple[tuple[str, ...], int | None, str | None]]:
    return [(tuple(host.city for host in one.hosts), one.year, one.note) for one in conferences(page)]


def _as_written(entries: list[Entry], way: str) -> list[tuple[tuple[str, ...], int | None, str | None]]:
    return [(entry.cities, entry.year, None if way == "City (year)" else entry.note) for entry in entries]


def _listed(parts: list[str], oxford: bool) -> str:
    if len(parts) == 1:
        return parts[0]
    return ", ".join(parts[:-1]) + (", and " if oxford else " and ") + parts[-1]


@settings(deadline=None)
@given(ENTRIES, st.sampled_from(WAYS), st.booleans())
def test_a_sentence_is_read_back_whole(entries: list[Entry], way: str, oxford: bool) -> None:
    sentence = _listed([_in_words(entry, way) for entry in entries], oxford)
    page = _read(f"<p>Previous Annual Conferences have been held in {sentence}.</p>")
    assert _as_stated(page) == _as_written(entries, way)
    assert page.unread == ()
    assert {conference.status for conference in conferences(page)} == {"held"}
    if way == WAYS[0]:
        for one, entry in zip(conferences(page), entries, strict=True):
            # the country behind two cities is the first one's only where that may lie there: Santa Fe is not in France
            assert one.hosts[-1].country == entry.country
            assert {host.country for host in one.hosts} <= {entry.country, None}


@settings(deadline=None)
@given(ENTRIES, st.sampled_from(WAYS), st.sampled_from(["<li>", "<br>"]))
def test_a_list_below_a_heading_is_read_back_whole(entries: list[Entry], way: str, mark: str) -> None:
    written = [_in_words(entry, way) for entry in entries]
    body = f"<ul><li>{'</li><li>'.join(written)}</li></ul>" if mark == "<li>" else f"<p>{'<br>'.join(written)}</p>"
    page = _read(f"<h2>Previous Annual Conferences</h2>{body}")
    assert _as_stated(page) == _as_written(entries, way)
    assert page.unread == ()


@settings(deadline=None)
@given(ENTRIES, st.permutations(["year", "city", "country"]))
def test_a_table_is_read_by_its_headings_whatever_their_order(entries: list[Entry], order: list[str]) -> None:
    heads = {"year": "Year", "city": "Host city", "country": "Country"}
    rows = [
        {"year": str(entry.year), "city": " and ".join(entry.cities), "country": entry.country} for entry in entries
    ]
    head = "".join(f"<th>{heads[name]}</th>" for name in order)
    body = "".join("<tr>" + "".join(f"<td>{row[name]}</td>" for name in order) + "</tr>" for row in rows)
    page = _read(f"<h2>Previous Annual Conferences</h2><table><tr>{head}</tr>{body}</table>")
    assert _as_stated(page) == [(entry.cities, entry.year, None) for entry in entries]
    assert [one.hosts[0].country for one in conferences(page)] == [entry.country for entry in entries]


@settings(deadline=None)
@given(
    ENTRIES,
    st.lists(st.sampled_from(["Foo (Bar)", "and others", "with 200 cities", "Lyon", "(sic)"]), min_size=1, max_size=3),
    st.randoms(use_true_random=False),
)
def test_every_year_and_city_of_a_host_list_is_used_or_reported(
    entries: list[Entry], strange: list[str], random: Random
) -> None:
    parts = [_in_words(entry, WAYS[0]) for entry in entries] + strange
    random.shuffle(parts)
    page = _read(f"<p>Previous Annual Conferences have been held in {', '.join(parts)}.</p>")
    if not conferences(page):
        return
    spans = (*(conference.span for conference in conferences(page)), *page.unread, *(one.span for one in page.aside))
    for match in re.finditer(r"Lyon|20\d\d|" + "|".join(city for entry in entries for city in entry.cities), page.text):
        assert any(span.start <= match.start() < span.end for span in spans) or match.start() < page.text.index(
            "held in"
        )


@settings(deadline=None)
@given(st.text(max_size=300))
def test_no_text_is_too_odd(words: str) -> None:
    _read(f"<p>Previous Annual Conferences have been held in {words}.</p><h2>Host cities</h2><ul><li>{words}</li></ul>")


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    ["The Annual Meeting (", "was held in ", "Annual Conferences have been held in A (", "12 - ", "A-", "2008 and "],
)
def test_a_very_long_paragraph_comes_to_an_end(piece: str) -> None:
    _read(f"<p>{piece * (60_000 // len(piece))}</p>")


HELD = "Previous Annual Conferences have been held in "


@pytest.mark.parametrize(
    ("words", "hosts"),
    [
        (HELD + "Krakow-Katowice (Poland) in 2018.", [("Krakow", "Poland"), ("Katowice", "Poland")]),
        (HELD + "Enghien-les-Bains (France) in 2017.", [("Enghien-les-Bains", "France")]),
        (HELD + "Paris, France, in 2008.", [("Paris", "France")]),
        (HELD + "Paris (France, UNESCO HQ) in 2008.", [("Paris", "France")]),
        (HELD + "Krakow &amp; Katowice (2018).", [("Krakow", None), ("Katowice", None)]),
        (HELD + "Santa Fe (2008).", [("Santa Fe", None)]),
        ("The 2018 Annual Conference took place in Krakow and Katowice (Poland).", [("Krakow", "Poland"), ("Katowice", "Poland")]),
        ("In 2019, the Annual Conference was held in Fabriano (Italy).", [("Fabriano", "Italy")]),
        ("Fabriano (Italy) hosted the Annual Conference in June 2019.", [("Fabriano", "Italy")]),
        ("The Annual Meeting was held in Östersund, Sweden, from 14 to 16 September 2016.", [("Östersund", "Sweden")]),
    ],
)  # fmt: skip
def test_the_ways_of_naming_hosts(words: str, hosts: list[tuple[str, str | None]]) -> None:
    (conference,) = conferences(_read(f"<p>{words}</p>"))
    assert [(host.city, host.country) for host in conference.hosts] == hosts
    assert conference.status == "held"


@pytest.mark.parametrize(
    ("words", "status", "year"),
    [
        ("The next Annual Conference will be hosted by Santos (Brazil) in 2020.", "planned", 2020),
        ("The Annual Conference will take place in Santos (Brazil) in 2020.", "planned", 2020),
        ("Santos (Brazil) will host the Annual Conference in 2020.", "planned", 2020),
        ("The Annual Conference, to be held in Santos (Brazil) in 2020.", "planned", 2020),
        ("The next meeting will be held in Kanazawa 2015.", "planned", 2015),
        ("Candidate city for the following edition: Istanbul (Turkey) in 2021.", "candidate", 2021),
        ("Istanbul (Turkey) is candidate to host the Annual Conference in 2021.", "candidate", 2021),
    ],
)
def test_what_is_planned_or_a_candidate_was_not_held(words: str, status: str, year: int | None) -> None:
    (conference,) = conferences(_read(f"<p>{words}</p>"))
    assert (conference.status, conference.year) == (status, year)


@pytest.mark.parametrize(
    "words",
    [
        "Two cities, Fabriano (Italy) and Suzhou (China), had submitted a bid to host the Conference.",
        "The bids of Fabriano (Italy) and Suzhou (China) were presented to the members in 2018.",
        "The Mayors’ summit was held in Kanazawa (Japan) in 2015.",
        "The International Conference on Creative Tourism was held in Santa Fe (United States of America) in 2008.",
        "The annual meeting of the Cities of Gastronomy was held in Parma (Italy) in 2017.",
        "During the Annual Meeting an exhibition was held in Katowice (Poland) in 2018.",
        "The Annual Meeting was held in September 2016.",
        "Delegates came from Dublin (Ireland), Bologna (Italy) and Popayán (Colombia) to the Annual Meeting in 2016.",
        "Member cities: Dublin (Ireland) in 2010, Bologna (Italy) in 2006.",
    ],
)
def test_cities_and_countries_in_other_sentences_are_no_hosts(words: str) -> None:
    assert conferences(_read(f"<p>{words}</p>")) == ()


@pytest.mark.parametrize(
    ("words", "edition"),
    [
        ("The XII Annual Meeting was held in Krakow (Poland) in 2018.", 12),
        ("The XIIth Annual Meeting was held in Krakow (Poland) in 2018.", 12),
        ("The 11th Annual Meeting was held in Enghien-les-Bains (France) in 2017.", 11),
        ("The tenth Annual Meeting was held in Östersund (Sweden) in 2016.", 10),
        ("The XIV UNESCO Creative Cities Network Annual Conference was held in Santos (Brazil) in 2022.", 14),
        ("The Annual Meeting was held in Östersund (Sweden) in 2016.", None),
    ],
)
def test_an_ordinal_is_read_where_it_is_stated_and_never_counted(words: str, edition: int | None) -> None:
    (conference,) = conferences(_read(f"<p>{words}</p>"))
    assert conference.edition == edition


def test_one_city_in_two_years_is_two_editions() -> None:
    page = _read(f"<p>{HELD}Enghien-les-Bains (France) in 2017 and 2025.</p>")
    assert [conference.year for conference in conferences(page)] == [2017, 2025]


def test_the_place_in_the_list_is_kept_and_only_lists_have_one() -> None:
    page = _read(
        f"<p>{HELD}Paris (France) in 2008 and Lyon (France) in 2009.</p>"
        "<p>The next Annual Conference will be held in Fabriano (Italy) in 2019.</p>"
    )
    assert [conference.position for conference in conferences(page)] == [1, 2, None]


def test_a_city_without_a_year_is_reported_and_given_none() -> None:
    page = _read(f"<p>{HELD}Paris (France) in 2008, Lyon (France), Shenzhen (China) in 2010.</p>")
    assert [page.quote(span) for span in page.unread] == ["Lyon (France)"]
    assert [conference.year for conference in conferences(page)] == [2008, 2010]


def test_a_conference_in_a_city_without_a_year_is_unread() -> None:
    page = _read("<p>The next Annual Conference will be held in Santos (Brazil).</p>")
    assert conferences(page) == ()
    assert [page.quote(span) for span in page.unread] == ["The next Annual Conference will be held in Santos (Brazil)"]


@pytest.mark.parametrize(
    ("bracket", "note"),
    [
        ("France, UNESCO HQ / Fontenoy", "UNESCO HQ / Fontenoy"),
        ("France, UNESCO HQ/Fontenoy", "UNESCO HQ/Fontenoy"),
        ("France; UNESCO HQ; Room II", "UNESCO HQ; Room II"),
        ("France, UNESCO HQ, Room II", "UNESCO HQ, Room II"),
        ("UNESCO HQ, France, Room II", "UNESCO HQ; Room II"),
    ],
)
def test_a_note_keeps_the_words_of_the_page_and_follows_from_them(bracket: str, note: str) -> None:
    """Only what a country parts is joined, and each part stands on the page."""
    page = _read(f"<p>Annual Conferences have been held in:</p><ul><li>Paris ({bracket}) in 2008</li></ul>")
    (paris,) = page.records
    value = paris.find("note")
    assert value is not None
    assert (paris.value("country"), value.value) == ("France", note)
    assert follows(value, page.quote(value.span), ENGLISH)


def test_what_is_noted_as_cancelled_in_a_list_of_the_held_is_cancelled() -> None:
    page = _read(f"<p>{HELD}Paris (France) in 2008, Santos (Brazil) in 2020 (cancelled).</p>")
    assert [(one.year, one.status) for one in conferences(page)] == [(2008, "held"), (2020, "cancelled")]
