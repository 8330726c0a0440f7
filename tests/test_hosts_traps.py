"""More of the grammar of host lists: every letter of a list is accounted for, and what only looks like a host is none."""

import cProfile
import re
from datetime import date
from random import Random

import pytest
from conftest import examples
from hypothesis import given
from hypothesis import strategies as st

from scraper import Outcome, read_page
from scraper.subjects.uccn.records import conferences
from scraper.values.records import Page

HELD = "Previous Annual Conferences have been held in "


def _read(body: str) -> Page:
    return read_page(f"<html lang=en><body><h1>Annual Conferences</h1>{body}</body></html>".encode())


PARTS = st.lists(
    st.sampled_from(
        [
            "Paris (France, UNESCO HQ) in 2008",
            "Santa Fe 2008",
            "Lyon (2009)",
            "Washington D.C. (United States of America) in 2010",
            "St. Petersburg (Russian Federation) in 2011",
            "Krakow and Katowice (Poland) in 2018",
            "L’Aquila (Italy) in 2012",
            "San Juan (Puerto Rico) in 2013",
            "Bologna (Italy)",
            "in September 2016",
            "May 2015",
            "and others (see below",
            "200 delegates",
            "Suzhou, China",
            ") in 2014",
            "2008",
        ]
    ),
    min_size=1,
    max_size=7,
)


@examples(300)
@given(PARTS, st.sampled_from([", ", "; ", " and ", ", and ", "\n", " & "]), st.randoms(use_true_random=False))
def test_every_year_and_city_of_a_list_is_used_or_reported(parts: list[str], mark: str, random: Random) -> None:
    random.shuffle(parts)
    page = _read(f"<p>{HELD}{mark.join(parts).replace(chr(10), '<br>')}.</p>")
    if not conferences(page):
        return
    spans = (*(one.span for one in conferences(page)), *page.unread, *(one.span for one in page.aside))
    assert all(0 <= span.start < span.end <= len(page.text) for span in spans)
    names = r"Paris|Santa Fe|Lyon|Washington|Petersburg|Krakow|Katowice|Aquila|San Juan|Bologna|Suzhou|20\d\d"
    lines = (
        match for match in re.finditer(r"[^\n]+", page.text) if re.search(names.removesuffix(r"|20\d\d"), match[0])
    )
    for match in (match for line in lines for match in re.compile(names).finditer(page.text, *line.span())):
        assert any(span.start <= match.start() < span.end for span in spans), match[0]


@pytest.mark.parametrize("month", "January March May June August September December".split())
def test_a_month_is_no_city(month: str) -> None:
    page = _read(f"<p>{HELD}{month} 2008, Lyon (France) in 2009.</p>")
    cities = [host.city for one in conferences(page) for host in one.hosts]
    assert cities == ["Lyon"] or (cities == [] and any("Lyon" in page.quote(span) for span in page.unread))


@pytest.mark.parametrize(
    "words",
    [
        "The Annual Conference would have been held in Santos (Brazil) in 2020.",
        "The Annual Conference should have been held in Santos (Brazil) in 2020.",
        "The Annual Conference could have been held in Santos (Brazil) in 2020.",
        "The Annual Conference was not held in Santos (Brazil) in 2020.",
        "The Annual Conference could not be held in Santos (Brazil) in 2020.",
        "The Annual Conference has never been held in Santos (Brazil) in 2020.",
        "Fabriano (Italy) did not host the Annual Conference in 2019.",
    ],
)
def test_what_did_not_take_place_was_not_held(words: str) -> None:
    assert "held" not in {one.status for one in conferences(_read(f"<p>{words}</p>"))}


@pytest.mark.parametrize(
    "words",
    [
        "Suzhou (China) hosted delegates of the Annual Conference in 2019.",
        "Suzhou (China) hosted an exhibition for the Annual Conference in 2019.",
        "The Annual Meeting of the Music Cities was held in Ghent (Belgium) in 2013.",
        "The Annual Meeting of the Creative Cities of Design was held in Nagoya (Japan) in 2013.",
        "The Gastronomy sub-network’s Annual Meeting was held in Parma (Italy) in 2017.",
        "The summit was held in Kanazawa (Japan) in May 2015.",
    ],
)
def test_what_is_of_another_gathering_makes_no_host(words: str) -> None:
    assert conferences(_read(f"<p>{words}</p>")) == ()


NAMED = {
    "en": "Annual Conference of the UNESCO Creative Cities Network",
    "fr": "conférence annuelle du Réseau des villes créatives de l’UNESCO",
    "es": "Conferencia Anual de la Red de Ciudades Creativas de la UNESCO",
    "it": "Conferenza annuale della Rete delle Città Creative dell’UNESCO",
    "pt": "Conferência Anual da Rede de Cidades Criativas da UNESCO",
    "de": "Jahreskonferenz des UNESCO Creative Cities Network",
}
NO_HOSTS = [
    ("en", "Dundee took part in the 2019 {}."),
    ("en", "Norwich (United Kingdom) sent two delegates to the 2018 {}."),
    ("en", "Bristol boycotted the 2019 {}."),
    ("en", "The University of Urbino (Italy) evaluated the 2019 {}."),
    ("en", "Dakar received an award at the 2019 {}."),
    ("en", "Perth will bid again after losing the 2027 {}."),
    ("fr", "Toulouse salue le succès de la {} de 2022."),
    ("de", "Karlsruhe war 2022 Gast der {}."),
    ("en", "In 2022, Braga (Portugal) was chosen to host the {}."),
    ("en", "On 25 September 2023, UNESCO announced that Braga (Portugal) will host the next {}."),
    ("en", "Tallinn (Estonia) missed out on the 2027 {}."),
    ("en", "If Lisbon (Portugal) were to host the {} in 2027, it would need 3,000 rooms."),
    ("en", "A shuttle for participants of the {} leaves Ancona (Italy) on 9 June 2019."),
    ("en", "Was the 2018 {} held in Gdańsk (Poland)?"),
    ("en", "The {} was streamed to the Regent cinema in Bristol (United Kingdom) in July 2024."),
    ("en", "It has long been our dream that Melbourne (Australia) should host the {} in 2026."),
    ("fr", "Metz (France) ambitionne d’accueillir la {} en 2027."),
    ("fr", "Metz (France) était représentée à la {} en 2019."),
    ("fr", "Istanbul (Turquie) renonce à accueillir la {} en 2023."),
    ("fr", "La {} 2027 échappe à Nantes (France)."),
    ("es", "Burgos asistió en 2019 a la {}."),
    ("es", "Si Cádiz (España) acogiera la {} en 2027, necesitaría 3000 camas."),
    (
        "es",
        "La reunión anual de las Ciudades Creativas de la Gastronomía de la UNESCO se celebró en Dénia (España) en 2017.",
    ),
    ("es", "Buenos Aires (Argentina) fue invitada a organizar la {} de 2014, pero declinó."),
    ("it", "Il tribunale di Bergamo (Italia) ha respinto nel 2022 il ricorso di un fornitore della {}."),
    ("it", "Parma ha partecipato alla {} del 2018."),
    ("it", "Istanbul (Turchia) rinuncia a ospitare nel 2023 la {}."),
    ("pt", "Óbidos (Portugal) participou na {} de 2019."),
    ("pt", "Se Lisboa (Portugal) acolher a {} em 2027, precisará de 3000 quartos."),
    ("de", "Mannheim (Deutschland) nahm 2019 an der {} teil."),
    ("de", "Bei der Tombola der {} gab es 2019 eine Reise nach Hannover (Deutschland)."),
    ("de", "2022 war Heidelberg bei der {} vertreten."),
]


@pytest.mark.parametrize(("language", "words"), NO_HOSTS)
def test_who_only_took_part_was_chosen_lost_or_would_be_is_told_as_unread(language: str, words: str) -> None:
    text = words.format(NAMED[language])
    page = read_page(
        f"<html lang={language}><head><title>News</title></head><body><main><h1>News</h1><p>{text}</p></main></body></html>".encode()
    )
    assert not [record for record in page.records if record.find("city") or record.find("hosts")], text
    assert any(page.quote(span) in text for span in page.unread) or page.outcome is Outcome.LAYOUT_UNKNOWN


CONFERENCE = "XII Annual Meeting of the UNESCO Creative Cities Network"


@pytest.mark.parametrize(
    "main",
    [
        f"<h1>{CONFERENCE}</h1><table><tr><th>Dates</th><td>12 to 15 June 2018</td></tr><tr><th>Place</th>"
        "<td>Krakow, Poland</td></tr><tr><th>Author</th><td>Faculty of Arts</td></tr></table>",
        f"<h1>{CONFERENCE}</h1><dl><dt>When, local time:</dt><dd>Tuesday, 12 June 2018 - 9:00am to Friday, 15 June 2018 - "
        "6:00pm</dd><dt>Where:</dt><dd>Congress Hall, Krakow, Poland</dd></dl>",
        "<h1>Our years</h1><ul><li><b>2017</b><p>We open a school.</p></li><li><b>2018</b><p>The XII Annual Meeting of the "
        "UNESCO Creative Cities Network takes place in Krakow, Poland.</p></li></ul>",
        "<h1>Chronicle of the UNESCO Creative Cities Network</h1><table><tr><td>2016</td><td>We join the Network.</td></tr>"
        f"<tr><td>2018</td><td>The {CONFERENCE} is held in Krakow (Poland).</td></tr></table>",
        f"<h1>FAQ</h1><h2>Who organises the {CONFERENCE}?</h2><p>A city.</p><h2>Where was it held?</h2><p>In Krakow, Poland, "
        "in 2018.</p>",
        f"<h1>Hosts of the {CONFERENCE.removeprefix('XII ')}</h1><p>They are:</p><ul><li>Krakow (Poland), 2018</li></ul>",
    ],
)
def test_hosts_are_read_from_fields_timelines_and_questions(main: str) -> None:
    page = read_page(
        f"<html lang=en><head><title>Page</title></head><body><main>{main}</main></body></html>".encode(),
        original="https://www.city.example/culture",
        captured=date(2020, 1, 1),
    )
    events = [record for record in page.records if record.table == "events" and record.find("hosts")]
    lists = [record for record in page.records if record.find("city")]
    assert {record.value("year") for record in (*events, *lists)} == {2018}
    assert all("Krakow" in str(record.value("hosts") or record.value("city")) for record in (*events, *lists))
    assert {record.value("status") for record in (*events, *lists)} == {"held"}


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "en",
            "The 2025 {}, which was to be held in Chiang Mai (Thailand), will now take place in Enghien-les-Bains (France).",
        ),
        (
            "fr",
            "La {} 2025, qui devait se tenir à Chiang Mai (Thaïlande), aura finalement lieu à Enghien-les-Bains (France).",
        ),
        (
            "de",
            "Die {} 2025, die in Chiang Mai (Thailand) stattfinden sollte, findet in Enghien-les-Bains (Frankreich) statt.",
        ),
    ],
)
def test_where_a_conference_was_moved_away_from_is_no_host_of_it(language: str, words: str) -> None:
    text = words.format(NAMED[language])
    page = read_page(
        f"<html lang={language}><head><title>News</title></head><body><main><h1>News</h1><p>{text}</p></main></body></html>".encode()
    )
    assert not any("Chiang Mai" in str(value.value) for record in page.records for value in record.values)


@pytest.mark.parametrize(
    "today", ["will welcome a film festival in 2025", "postponed its book fair", "has cancelled its fireworks"]
)
def test_what_a_host_of_then_does_today_changes_no_status(today: str) -> None:
    text = f"Santos (Brazil), host of the {NAMED['en']} in 2022, {today}."
    body = f"<html lang=en><head><title>News</title></head><body><main><h1>News</h1><p>{text}</p></main></body></html>"
    page = read_page(body.encode(), captured=date(2025, 3, 1))
    assert {str(record.value("status")) for record in page.records if record.find("status")} <= {"held"}


@pytest.mark.parametrize(
    ("words", "cities"),
    [
        (f"{HELD}Paris (France) in 2008, and in Lyon (France) in 2009.", ["Paris", "Lyon"]),
        (f"{HELD}Paris (France) in 2008; in Lyon (France) in 2009; and in Seoul (Republic of Korea) in 2011.", ["Paris", "Lyon", "Seoul"]),
    ],
)  # fmt: skip
def test_in_may_be_said_again_before_a_city(words: str, cities: list[str]) -> None:
    page = _read(f"<p>{words}</p>")
    assert [host.city for one in conferences(page) for host in one.hosts] == cities
    assert page.unread == ()


@pytest.mark.slow
@pytest.mark.usefixtures("patience")
@pytest.mark.parametrize("lead", ["", HELD])
@pytest.mark.parametrize(
    "piece",
    [
        "The Annual Meeting (",
        "was held in ",
        "A-B-",
        "Paris and ",
        "Paris, ",
        "12 - ",
        "The Annual Meeting was held in ",
    ],
)
def test_two_hundred_thousand_letters_come_to_an_end(piece: str, lead: str) -> None:
    _read(f"<p>{lead}{piece * (200_000 // len(piece))}</p>")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("unit", "around"),
    [
        ("<div><h3>Lyon {year}</h3><p>XVI Annual Conference</p></div>", "{units}"),
        ("<div><p>{year}</p><p>Lyon</p><p>Postponed</p></div>", "{units}"),
        ("<p>{year}</p><p>Lyon</p><p>France</p>", "{units}"),
        ("<p>{year}</p>", "{units}"),
        ("<p>Where: Lyon, France. When: 10 to 15 June {year}. Attended by: 400 delegates.</p>", "{units}"),
        ("<li>Lyon, {year} [1]</li>", "<ul>{units}</ul><p>[1] Cancelled</p>"),
        ("<dt>{year}</dt><dd>Lyon</dd>", "<dl>{units}</dl>"),
        ("<tr><td>Lyon</td><td>{year}</td><td>2013</td></tr>", "<table>{units}</table>"),
        (
            "; the Manifesto had been drafted in Lyon in {year}",
            "<p>The Annual Conference was in Paris in 2008{units}</p>",
        ),
    ],
)
def test_four_times_the_page_does_not_take_sixteen_times_the_calls(unit: str, around: str) -> None:
    def calls(count: int) -> int:
        units = "".join(unit.format(year=2005 + at % 20) for at in range(count))
        profile = cProfile.Profile()
        profile.runcall(_read, around.format(units=units))
        return sum(entry.callcount for entry in profile.getstats())

    assert calls(1200) / calls(300) < 7  # 4 would be linear, 16 quadratic


HEADED = "<h2>Previous Annual Conferences</h2>"
KRAKOW_FABRIANO = [(2018, ["Krakow", "Katowice"]), (2019, ["Fabriano"])]


@pytest.mark.parametrize(
    "main",
    [
        "<ul><li>Edition XII – Krakow/Katowice, Poland (2018)</li><li>Edition XIII – Fabriano, Italy (2019)</li></ul>",
        "<p>2018: Krakow and Katowice, Poland<br>2019: Fabriano, Italy</p>",
        "<dl><dt>2018</dt><dd>Krakow and Katowice (Poland)</dd><dt>2019</dt><dd>Fabriano (Italy)</dd></dl>",
        "<h3>2018</h3><p>Krakow and Katowice (Poland)</p><h3>2019</h3><p>Fabriano (Italy)</p>",
        "<ul><li>June 2018: Krakow and Katowice (Poland)</li><li>10–15 June 2019: Fabriano (Italy)</li></ul>",
        "<table><tr><th>Year</th><th>City</th><th>Country</th></tr><tr><td>2018</td><td>Krakow<br>Katowice</td><td>Poland</td>"
        "</tr><tr><td>2019</td><td>Fabriano</td><td>Italy</td></tr></table>",
    ],
)
def test_hosts_are_read_in_every_order_that_editors_write_them(main: str) -> None:
    page = _page_of(HEADED + main)
    assert [(one.year, [host.city for host in one.hosts]) for one in conferences(page)] == KRAKOW_FABRIANO
    assert page.unread == ()


def test_a_line_that_is_no_edition_is_unread_and_costs_the_others_nothing() -> None:
    page = _page_of(HEADED + "<p>2018: Krakow (Poland)<br>2019: Fabriano (Italy)<br>2020: cancelled</p>")
    assert [one.year for one in conferences(page)] == [2018, 2019]
    assert [page.quote(span) for span in page.unread] == ["2020: cancelled"]


def test_ordinals_inside_a_sentence_are_the_entries_own() -> None:
    page = _page_of("<p>Past editions: 1st – Paris 2008; 2nd – Santa Fe 2008; 3rd – Lyon 2009.</p>")
    assert [(one.edition, one.hosts[0].city) for one in conferences(page)] == [
        (1, "Paris"),
        (2, "Santa Fe"),
        (3, "Lyon"),
    ]


def _page_of(main: str) -> Page:
    body = f'<body><div id="block-system-main"><div class="field-name-body">{main}</div></div></body>'
    source = f"<!DOCTYPE html><html lang=en><head><title>Annual Conferences</title></head>{body}</html>"
    return read_page(source.encode(), original="https://en.unesco.org/creative-cities/content/annual-conferences")


def test_a_line_of_hosts_without_a_year_is_told() -> None:
    page = _read(f"<p>{HELD}Paris (France) in 2008<br>Suzhou, China and others (see below.</p>")
    assert "Suzhou" in " ".join(page.text[span.start : span.end] for span in page.unread)
