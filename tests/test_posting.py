"""Days without a year have the one that is nearest to the day on which the page was posted; where nobody knows that, none."""

from datetime import date, timedelta

import pytest
from conftest import examples
from hypothesis import given
from hypothesis import strategies as st

from scraper import read_page
from scraper.subjects.uccn.records import conferences, events
from scraper.values.records import Page

NEWS = "https://www.city.example/news/1"
MONTHS = "January February March April May June July August September October November December".split()


def _page(*paragraphs: str, captured: date = date(2026, 1, 1)) -> Page:
    text = "".join(f"<p>{words}</p>" for words in paragraphs)
    body = f"<html lang=en><title>Our city</title><body><main><h1>Our chefs abroad</h1>{text}</main></body></html>"
    return read_page(body.encode(), content_type="text/html; charset=utf-8", original=NEWS, captured=captured)


def _days(page: Page) -> list[tuple[object, object, object]]:
    return [(one.value("year"), one.value("first_day"), one.value("last_day")) for one in events(page)]


def _written(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]}"


HELD = (
    "The XIII Annual Conference of the UNESCO Creative Cities Network was held in Fabriano (Italy) from 10 to 15 June."
)
AHEAD = (
    "The XVI Annual Conference of the UNESCO Creative Cities Network will be held in Braga (Portugal) from 1 to 5 July."
)


@pytest.mark.parametrize(
    ("posted", "words", "year"),
    [
        ("By our reporter, 16 June 2019", HELD, 2019),
        ("Published on 20 December 2019", HELD, 2019),
        ("16.06.2019 - Culture", HELD, 2019),
        ("12 November 2023", AHEAD, 2024),
        ("Last update: 20 June 2024", AHEAD, 2024),
    ],
)
def test_days_are_those_nearest_to_the_day_of_posting_past_or_ahead_as_the_verb_says(
    posted: str, words: str, year: int
) -> None:
    page = _page(posted, words)
    assert [one.value("year") for one in events(page)] == [year]
    assert all(host.city in words for conference in conferences(page) for host in conference.hosts)


@pytest.mark.parametrize(
    "paragraphs",
    [
        (HELD,),
        ("Published on 16 June 2019", "Published on 16 June 2021", HELD),
        ("Published on 9 June 2019", HELD.replace("10 to 15 June", "10 to 15 August")),  # past, and two months ahead
        ("Published on 30 December 2018", HELD.replace("10 to 15 June", "on Monday").replace("from on", "on")),
        (HELD, "Please send us your photographs by 30 April 2020"),
    ],
    ids=["no day", "two years", "not yet", "New Year", "a deadline"],
)
def test_where_no_one_day_of_posting_tells_it_no_year_is_stated_and_the_host_is_unread(
    paragraphs: tuple[str, ...],
) -> None:
    page = _page(*paragraphs)
    assert not list(conferences(page))
    assert any("Fabriano" in page.quote(span) for span in page.unread)


def test_a_weekday_is_of_the_week_of_posting_where_a_verb_tells_the_time() -> None:
    words = "The 7th Annual Meeting of the UNESCO Creative Cities Network closed last Saturday in Bologna, Italy."
    assert [
        (one.value("year"), one.value("status")) for one in events(_page("24.09.2013 - Culture Sector", words))
    ] == [(2013, "held")]


NAMES = {
    "en": "Annual Conference of the UNESCO Creative Cities Network",
    "fr": "Conférence annuelle du Réseau des villes créatives de l’UNESCO",
    "es": "Conferencia Anual de la Red de Ciudades Creativas de la UNESCO",
    "pt": "Conferência Anual da Rede de Cidades Criativas da UNESCO",
    "it": "Conferenza annuale della Rete delle Città Creative dell’UNESCO",
    "de": "Jahreskonferenz des UNESCO Creative Cities Network",
}
TOLD = [
    ("en", "Last year the {} was held in Fabriano (Italy).", 2018),
    ("en", "Next year the {} will be held in Fabriano (Italy).", 2020),
    ("en", "Earlier this year the {} was held in Fabriano (Italy).", 2019),
    ("en", "Two years ago the {} was held in Fabriano (Italy).", 2017),
    ("fr", "L’année dernière, la {} s’est tenue à Fabriano (Italie).", 2018),
    ("fr", "L’an prochain, la {} se tiendra à Fabriano (Italie).", 2020),
    ("fr", "Il y a cinq ans, la {} s’est tenue à Fabriano (Italie).", 2014),
    ("es", "El año pasado la {} se celebró en Fabriano (Italia).", 2018),
    ("es", "El próximo año la {} se celebrará en Fabriano (Italia).", 2020),
    ("es", "Hace tres años la {} se celebró en Fabriano (Italia).", 2016),
    ("pt", "No ano passado, a {} realizou-se em Fabriano (Itália).", 2018),
    ("pt", "No próximo ano, a {} será realizada em Fabriano (Itália).", 2020),
    ("pt", "Há 4 anos, a {} realizou-se em Fabriano (Itália).", 2015),
    ("it", "L’anno scorso la {} si è tenuta a Fabriano (Italia).", 2018),
    ("it", "L’anno prossimo la {} si terrà a Fabriano (Italia).", 2020),
    ("it", "Sei anni fa la {} si è tenuta a Fabriano (Italia).", 2013),
    ("de", "Im vergangenen Jahr fand die {} in Fabriano (Italien) statt.", 2018),
    ("de", "Im nächsten Jahr findet die {} in Fabriano (Italien) statt.", 2020),
    ("de", "Vor zehn Jahren fand die {} in Fabriano (Italien) statt.", 2009),
]


def _told(code: str, words: str, posted: str = "") -> Page:
    main = f"<main><h1>UNESCO</h1><p>{posted}</p><p>{words.format(NAMES[code])}</p></main>"
    body = f"<html lang={code}><title>UNESCO</title><body>{main}</body></html>"
    return read_page(body.encode(), content_type="text/html; charset=utf-8", original=NEWS, captured=date(2026, 1, 1))


@pytest.mark.parametrize(("code", "words", "year"), TOLD)
def test_a_year_told_from_the_day_of_writing_is_counted_from_the_day_of_posting(
    code: str, words: str, year: int
) -> None:
    page = _told(code, words, posted="12.11.2019")
    values = [one for record in page.records for one in record.values if one.field == "year"]
    assert {(one.value, one.rule, page.quote(one.span)) for one in values} == {(year, "spoken/year", "12.11.2019")}


@pytest.mark.parametrize(("code", "words", "year"), TOLD)
def test_where_nobody_knows_the_day_of_writing_such_a_year_is_none(code: str, words: str, year: int) -> None:
    page = _told(code, words)
    assert not list(events(page))
    assert any("Fabriano" in page.quote(span) for span in page.unread)


def test_a_dateline_tells_when_its_own_line_was_written() -> None:
    lines = [
        "BOLOGNA, 20 June 2019 – The Annual Conference of the UNESCO Creative Cities Network was held this year in Fabriano (Italy).",
        "BOLOGNA, 20 June 2023 – The Annual Conference of the UNESCO Creative Cities Network was held last year in Santos (Brazil).",
    ]
    found = {(one.value("year"), host.city) for one in events(_page(*lines)) for host in one.hosts}
    assert found == {(2019, "Fabriano"), (2022, "Santos")}


def test_next_year_is_not_that_of_the_heading_above() -> None:
    main = "<h2>2022</h2><p>Next year the Annual Conference of the UNESCO Creative Cities Network will be held in Istanbul (Türkiye).</p>"
    page = _page(main)
    assert not any(host.city == "Istanbul" for one in events(page) for host in one.hosts)
    assert any("Istanbul" in page.quote(span) for span in page.unread)


@given(st.dates(date(2009, 1, 15), date(2025, 12, 15)), st.integers(2, 150), st.integers(1, 4))
@examples(200)
def test_what_was_held_lies_before_the_day_of_posting(posted: date, ago: int, length: int) -> None:
    last = posted - timedelta(days=ago)
    first = last - timedelta(days=length)
    words = HELD.replace("10 to 15 June", f"{_written(first)} to {_written(last)}")
    page = _page(f"Published on {_written(posted)} {posted.year}", words)
    one_year = first.year == last.year
    assert _days(page) == [
        (last.year if one_year else None, *((first.isoformat(), last.isoformat()) if one_year else (None, None)))
    ]


def test_one_day_is_not_both_the_first_and_the_last() -> None:
    words = "The XIII Annual Conference of the UNESCO Creative Cities Network closed in Fabriano (Italy) on 15 June."
    assert _days(_page("16 June 2019", words)) == [(2019, None, None)]
