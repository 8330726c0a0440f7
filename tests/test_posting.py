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
