"""What a value follows from: the words that it stands in, and not from others, nor another value from them."""

from datetime import date, timedelta
from functools import cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import msgspec
import pytest
from conftest import examples
from hypothesis import assume, given
from hypothesis import strategies as st

from scraper import extract
from scraper.archives.files.saved import saved_page
from scraper.notices import UnknownPlace
from scraper.outcomes import Outcome
from scraper.reading.elements import collapse
from scraper.subjects.uccn.facts import Conference, Facts, Host
from scraper.subjects.uccn.languages import ENGLISH, LANGUAGES, Language
from scraper.subjects.uccn.proofs import follows, place_doubts, record_doubts
from scraper.subjects.uccn.records import as_records
from scraper.values.records import Page, Span, Value

CASES = sorted(path for path in (Path(__file__).parent.parent / "fixtures" / "pages").glob("*/*") if path.is_dir())
COUNTS = ("participants", "cities", "countries", "mayors")
STATUSES = ("held", "planned", "candidate", "postponed", "cancelled")


class Stated(NamedTuple):
    """A value that a page states, and the words that it is said to follow from."""

    value: Value
    words: str
    language: Language
    captured: date | None = None
    around: str | None = None

    def follows(self) -> bool:
        return follows(self.value, self.words, self.language, captured=self.captured, around=self.around)


@cache
def _page(case: Path) -> tuple[Page, date]:
    response = saved_page(case / "body.html", 50_000_000).response("pages")
    assert response is not None
    return extract(response), response.capture.timestamp.date()


def _stated(case: Path) -> list[Stated]:
    page, captured = _page(case)
    language = LANGUAGES.get(page.language or "en", ENGLISH)
    return [Stated(value, page.quote(value.span), language, captured, page.text) for value in page.values()]


def _value(field: str, value: str | int) -> Value:
    return Value(field, value, Span(0, 1), "test")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_value_of_a_page_follows_from_its_words(case: Path) -> None:
    assert [stated for stated in _stated(case) if not stated.follows()] == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_unit_of_a_page_means_what_its_record_says(case: Path) -> None:
    page, _ = _page(case)
    assert list(chain(*(record_doubts(record, page) for record in page.records))) == []


@cache
def _all() -> list[Stated]:
    return [stated for case in CASES for stated in _stated(case)]


def _of(field: str) -> list[Stated]:
    return [stated for stated in _all() if stated.value.field == field]


def _fields() -> set[str]:
    return {stated.value.field for stated in _all()}


# A place in a list stands in no words; statuses are gone through one by one.
SOME = st.deferred(
    lambda: st.sampled_from(sorted(_fields() - {"position", "status"})).flatmap(
        lambda field: st.sampled_from(_of(field))
    )
)


def test_the_pages_state_every_field() -> None:
    assert _fields() >= {
        "ordinal",
        "year",
        "hosts",
        "start_date",
        "end_date",
        "status",
        "city",
        "country",
        "note",
        "position",
        "text",
        *COUNTS,
    }


def _changed(stated: Stated, data: st.DataObject) -> str | int:
    """Return another value of the field, which its words do not state."""
    field, value = stated.value.field, stated.value.value
    if field in ("start_date", "end_date"):
        days = data.draw(st.integers(-400, 400).filter(bool))
        return (date.fromisoformat(str(value)) + timedelta(days)).isoformat()
    if isinstance(value, int):
        changed: int = data.draw(
            st.sampled_from([value + 1, value - 1, value * 10, value // 10])
            | st.integers(1, 3000).filter(lambda other: other != value)
        )
        assume(field != "year" or str(changed) not in stated.words)
        return changed
    letters = list(value)
    at = data.draw(st.integers(0, len(letters)))
    letters.insert(at, data.draw(st.sampled_from("xqÿ7")))
    return "".join(letters)


@examples(400)
@given(SOME, st.data())
def test_a_value_that_was_changed_does_not_follow(stated: Stated, data: st.DataObject) -> None:
    changed = msgspec.structs.replace(stated.value, value=_changed(stated, data))
    assert not follows(changed, stated.words, stated.language)


def test_words_tell_one_status_and_no_other() -> None:
    statuses = [one for one in _of("status") if not one.value.rule.startswith("time/")]
    assert len({one.value.value for one in statuses}) > 2
    for one in statuses:
        how = one.value.rule.partition("/")[0]
        others = [Value("status", other, Span(0, 1), f"{how}/{other}") for other in STATUSES]
        told = [other.value for other in others if follows(other, one.words, one.language)]
        assert told == [one.value.value], one.words


@examples(400)
@given(SOME, st.data())
def test_a_value_does_not_follow_from_words_that_state_another(stated: Stated, data: st.DataObject) -> None:
    field, value = stated.value.field, str(stated.value.value)
    elsewhere = data.draw(st.sampled_from(_of(field)))
    other = str(elsewhere.value.value)
    assume(other != value)
    assume(not (field in ("start_date", "end_date") and other[5:] == value[5:]))  # words may leave the year out
    assume(not (field in ("year", "city", "country", "note", "hosts", "text") and _stand(value, elsewhere.words)))
    assert not follows(stated.value, elsewhere.words, elsewhere.language)


def _stand(value: str, words: str) -> bool:
    """Say whether all names of a value stand in words as well."""
    return all(name in collapse(words) for name in value.replace(")", "").replace(" (", "; ").split("; "))


@given(SOME)
def test_nothing_follows_from_no_words(stated: Stated) -> None:
    assert not follows(stated.value, "", stated.language)
    assert not follows(stated.value, " \n\u00a0", stated.language)


@given(
    st.deferred(
        lambda: st.sampled_from([stated for stated in _all() if stated.value.field in ("year", "ordinal", *COUNTS)])
    )
)
def test_a_number_is_not_part_of_a_longer_figure(stated: Stated) -> None:
    for words in (f"9{stated.value.value}", f"{stated.value.value}9", f"0{stated.value.value}0"):
        assert not follows(stated.value, words, stated.language)


FOLLOWS = [
    ("en", "ordinal", 12, "XII"),
    ("en", "ordinal", 12, "XIIth"),
    ("en", "ordinal", 12, "12th"),
    ("en", "ordinal", 12, "Twelfth"),
    ("fr", "ordinal", 12, "XIIe"),
    ("fr", "ordinal", 12, "XIIème"),
    ("es", "ordinal", 12, "12.ª"),
    ("pt", "ordinal", 12, "décima segunda"),
    ("it", "ordinal", 12, "dodicesima"),
    ("en", "year", 2018, "12-15 June 2018"),
    ("en", "year", 2017, "30.06 > 02.07.2017"),
    ("en", "hosts", "Krakow (Poland); Katowice (Poland)", "Krakow and Katowice (Poland)"),
    ("en", "hosts", "Krakow (Poland); Katowice (Poland)", "Krakow-Katowice, Poland"),
    ("en", "city", "Santa Fe", "Santa\u00a0Fe (United States of America) in 2008"),
    ("en", "start_date", "2018-06-12", "from 12 to 15 June 2018"),
    ("en", "end_date", "2018-06-15", "12-15 June"),
    ("en", "start_date", "2017-06-30", "30.06 > 02.07.2017"),
    ("es", "end_date", "2022-07-22", "18 al 22 de julio de 2022"),
    ("en", "participants", 1050, "1,050 participants"),
    ("es", "participants", 1050, "1.050 participantes"),
    ("fr", "participants", 1050, "1\u202f050 participants"),
    ("en", "participants", 350, "350 participants from 180 cities"),
    ("en", "cities", 180, "350 participants from 180 cities"),
    ("en", "mayors", 30, "30 mayors"),
    ("en", "status", "held", "was held"),
    ("en", "status", "held", "took place"),
    ("en", "status", "planned", "will be held"),
    ("en", "status", "planned", "will host"),
    ("en", "status", "postponed", "has been postponed"),
    ("en", "status", "cancelled", "was cancelled"),
    ("en", "status", "planned", "Next Annual Conference"),
    ("en", "status", "held", "Previous Annual Conferences"),
    ("fr", "status", "held", "s’est tenue"),
    ("fr", "status", "postponed", "a été reportée"),
    ("es", "status", "planned", "se celebrará"),
    ("pt", "status", "cancelled", "foi cancelada"),
    ("it", "status", "held", "si è svolta"),
    ("en", "text", "Offer a platform", "Offer a\nplatform"),
    ("en", "position", 3, "Lyon (France) in 2009"),
]  # fmt: skip
FOLLOWS_NOT = [
    ("en", "ordinal", 2, "XII"),
    ("en", "ordinal", 1, "XI"),
    ("fr", "ordinal", 11, "XIIème"),
    ("pt", "ordinal", 10, "décima segunda"),
    ("en", "ordinal", 12, "12"),
    ("en", "ordinal", 12, "12 cities"),
    ("en", "ordinal", 6, "the VIP lounge"),
    ("en", "year", 2018, "20181"),
    ("en", "year", 2018, "12018"),
    ("en", "year", 2018, "in 2019"),
    ("en", "hosts", "Krakow (Poland); Katowice (Poland)", "Krakow (Poland)"),
    ("en", "hosts", "Krakow (Poland)", "Krakow"),
    ("en", "city", "Rome", "Romeo and others (Italy) in 2008"),
    ("en", "city", "Lyon", "the Lyonnais (France) in 2009"),
    ("en", "country", "Niger", "Abuja (Nigeria) in 2008"),
    ("en", "start_date", "2018-06-15", "from 12 to 15 June 2018"),
    ("en", "end_date", "2018-06-12", "from 12 to 15 June 2018"),
    ("en", "start_date", "2019-06-12", "from 12 to 15 June 2018"),
    ("en", "start_date", "2018-06-14", "Thu, 06/14/2018"),
    ("en", "start_date", "2018-06-10", "10/06/2018 - 11/06/2018"),
    ("en", "participants", 1, "1,050 participants"),
    ("en", "participants", 50, "1,050 participants"),
    ("en", "participants", 105, "1,050 participants"),
    ("en", "participants", 10, "1,050 participants"),
    ("en", "participants", 180, "350 participants among 180 cities"),
    ("en", "mayors", 350, "350 participants"),
    ("en", "countries", 180, "180 cities"),
    ("en", "cities", 2018, "in 2018, many cities"),
    ("en", "status", "held", "will be held"),
    ("en", "status", "held", "will be hosted"),
    ("en", "status", "held", "to be held"),
    ("en", "status", "held", "would have been held"),
    ("en", "status", "held", "has been postponed"),
    ("en", "status", "planned", "was held"),
    ("en", "status", "planned", "has been postponed"),
    ("en", "status", "postponed", "has been cancelled"),
    ("en", "status", "postponed", "has not been postponed"),
    ("en", "status", "held", "has not been held"),
    ("en", "status", "held", "Next Annual Conference"),
    ("en", "status", "planned", "Previous Annual Conferences"),
    ("en", "status", "held", "Krakow (Poland) in 2018"),
    ("fr", "status", "held", "se tiendra"),
    ("fr", "status", "held", "sera accueillie"),
    ("es", "status", "held", "se celebrará"),
    ("es", "status", "held", "será celebrada"),
    ("pt", "status", "held", "será realizada"),
    ("it", "status", "held", "si terrà"),
    ("it", "status", "held", "sarà ospitata"),
    ("en", "text", "Offer a platform", "Offer a platform of dialogue"),
    ("en", "text", "Offer a platform", "offer a platform"),
    ("en", "position", 3, ""),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "field", "value", "words"), FOLLOWS)
def test_what_words_say_follows_from_them(lang: str, field: str, value: str | int, words: str) -> None:
    assert follows(_value(field, value), words, LANGUAGES[lang])


@pytest.mark.parametrize(("lang", "field", "value", "words"), FOLLOWS_NOT)
def test_what_words_do_not_say_does_not_follow_from_them(lang: str, field: str, value: str | int, words: str) -> None:
    assert not follows(_value(field, value), words, LANGUAGES[lang])


@given(
    st.deferred(lambda: st.sampled_from(sorted(_fields() - {"status", "start_date", "end_date"}))),
    st.data(),
    st.text() | st.deferred(lambda: st.sampled_from(sorted({stated.words for stated in _all()}))),
    st.sampled_from(sorted(LANGUAGES)),
)
def test_any_value_and_any_words_have_an_answer(field: str, data: st.DataObject, words: str, lang: str) -> None:
    is_number = isinstance(_of(field)[0].value.value, int)
    value: str | int = data.draw(st.integers(0, 10**6)) if is_number else data.draw(st.text())
    assert follows(_value(field, value), words, LANGUAGES[lang]) in (True, False)


@given(st.text(), st.dates(), st.sampled_from(STATUSES), st.sampled_from(sorted(LANGUAGES)))
def test_any_words_have_an_answer_to_days_and_statuses(words: str, day: date, status: str, lang: str) -> None:
    assert follows(_value("start_date", day.isoformat()), words, LANGUAGES[lang]) in (True, False)
    assert follows(_value("status", status), words, LANGUAGES[lang]) in (True, False)


# --- what a unit means ------------------------------------------------------------------------------------------------

ONE_CITY = [
    ("Paris", "France", "Paris (France), 2008"),
    ("Santa Fe", "USA", "Santa Fe (USA), 2008"),
    ("Östersund", None, "2016: Östersund"),
    ("Singapore", "Singapore", "Singapore (Singapore) 2030"),
    ("Bologne", "Italie", "Bologne (Italie) en 2013"),
    ("Katowice", "Poland", "Krakow and Katowice (Poland) in 2018"),
]
NOT_ONE_CITY = [
    ("Paris Santa Fe", "France", "2008, Paris Santa Fe, France"),
    ("N", "France", "N (France), 2008"),
    ("Year", None, "Year | City"),
    ("City", "Italy", "City (Italy)"),
    ("June", "Italy", "in June (Italy)"),
    ("2013", "Italy", "2013 (Italy)"),
    ("France", None, "France, 2009"),
    ("Bologna", "France", "Bologna (France), 2013"),
    ("Bologna", "Emilia", "Bologna (Emilia), 2013"),
    ("York", "USA", "New York (USA), 2008"),
    ("Lyon", "France", "Seoul, 2011"),
    ("Nowhereville", "France", "Nowhereville (France), 2009"),
]


@pytest.mark.parametrize(("city", "country", "unit"), ONE_CITY)
def test_a_city_of_the_gazetteer_in_its_country_is_one_place(city: str, country: str | None, unit: str) -> None:
    for language in LANGUAGES.values():
        assert list(place_doubts(Host(city, country), unit, unit, language, ())) == []


@pytest.mark.parametrize(("city", "country", "unit"), NOT_ONE_CITY)
def test_what_is_not_one_city_in_its_country_is_not_proved(city: str, country: str | None, unit: str) -> None:
    assert list(place_doubts(Host(city, country), unit, unit, ENGLISH, ()))


def test_a_city_that_no_gazetteer_has_is_proved_where_the_page_warns_of_it_and_two_in_a_row_are_not() -> None:
    def doubts(city: str) -> list[str]:
        words = f"{city} (France)"
        return list(place_doubts(Host(city, "France"), words, words, ENGLISH, (UnknownPlace(city),)))

    assert doubts("Nowhereville") == []
    assert doubts("Paris Santa Fe")
    assert doubts("Year")


@pytest.mark.parametrize(
    ("year", "text", "year_span", "is_proved"),
    [
        (2009, "Lyon (France), 2009", None, True),
        (2010, "Lyon (France), 2009", None, False),
        (2009, "2009\nLyon (France)", Span(0, 4), True),
        (2010, "2009\nLyon (France)", Span(0, 4), False),
    ],
)
def test_the_year_of_an_entry_stands_in_its_unit_or_over_it(
    year: int, text: str, year_span: Span | None, is_proved: bool
) -> None:
    entry = Conference(
        year=year,
        status=None,
        hosts=(Host("Lyon", "France"),),
        span=Span(text.index("Lyon"), len(text)),
        status_span=Span(0, 1),
        rule="item/entry",
        year_span=year_span,
    )
    (record,) = as_records(Facts(conferences=(entry,)), "en")
    page = Page(outcome=Outcome.EXTRACTED, records=(record,), text=text)
    assert (list(record_doubts(record, page)) == []) is is_proved


@pytest.mark.parametrize(
    ("status", "words", "captured", "is_told"),
    [
        ("held", "Lyon, 2009", date(2010, 1, 1), True),
        ("held", "Lyon, 2009", date(2009, 6, 1), False),
        ("planned", "Lyon, 2011", date(2010, 1, 1), True),
        ("held", "11 to 15 July 2022", date(2022, 7, 16), True),
        ("held", "11 to 15 July 2022", date(2022, 7, 15), False),
        ("planned", "11 to 15 July 2022", date(2022, 7, 10), True),
        ("held", "Lyon, 2009", None, False),
    ],
)
def test_time_tells_a_status_by_the_day_of_the_capture(
    status: str, words: str, captured: date | None, is_told: bool
) -> None:
    value = Value("status", status, Span(0, 1), f"time/{status}")
    assert follows(value, words, ENGLISH, captured=captured) is is_told
