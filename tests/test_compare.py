"""Records before and after become changes: a correction is a change, and the changes lead from the one to the other."""

from collections.abc import Sequence
from functools import partial
from itertools import permutations
from typing import Any

import pytest
from conftest import examples
from hypothesis import given
from hypothesis import strategies as st

from scraper.history import compare as comparing
from scraper.history.compare import Cells, Change, apply, records_of
from scraper.outcomes import Outcome
from scraper.subjects.uccn.facts import Conference, Event, Facts, Host, Objective, Status
from scraper.subjects.uccn.records import as_records as stated
from scraper.subjects.uccn.subject import UCCN
from scraper.values.records import Page, Span, Value

compare = partial(comparing.compare, subject=UCCN)
tracked = partial(comparing.tracked, subject=UCCN)

NOWHERE = Span(0, 0)
EXCHANGE = "Exchange updated information on activities carried out by cities to implement the objectives of the Network"
DETERMINE = "Determine the Network’s strategy and operations, and agree upon important matters of future developments"
OFFER = "Offer a key platform of dialogue between the Creative Cities and UNESCO on issues of mutual interests"


def _conference(
    year: int | None,
    *cities: str,
    country: str | None = None,
    status: Status = "held",
    edition: int | None = None,
    position: int | None = None,
    note: str | None = None,
) -> Conference:
    return Conference(
        year=year,
        status=status,
        hosts=tuple(Host(city, country) for city in cities),
        span=NOWHERE,
        status_span=NOWHERE,
        rule="a rule",
        edition=edition,
        edition_span=NOWHERE if edition else None,
        position=position,
        note=note,
    )


def _page(language: str = "en", **facts: Any) -> Page:
    return Page(outcome=Outcome.EXTRACTED, language=language, records=stated(Facts(**facts), language))


def _hosts(*conferences: Conference) -> tuple[Cells, ...]:
    return records_of(_page(conferences=conferences))


def _objectives(*texts: str, language: str = "en") -> tuple[Cells, ...]:
    aims = (
        Objective(position=at, text=text, span=NOWHERE, rule="a rule") for at, text in enumerate(texts, start=1) if text
    )
    return records_of(_page(language, objectives=tuple(aims)))


def _event(cut_off: bool = False, **stated: str | int) -> Event:
    values = tuple(Value(field, value, NOWHERE, "a rule") for field, value in stated.items())
    return Event(hosts=(), values=values, span=NOWHERE, cut_off=cut_off)


def _events(*events: Event) -> tuple[Cells, ...]:
    return records_of(_page(events=events))


def _told(before: Sequence[Cells], after: Sequence[Cells]) -> list[tuple[str, str, object, object]]:
    return [(change.kind, change.field, change.before, change.after) for change in compare(before, after)]


def _contents(records: Sequence[Cells]) -> list[tuple[str, list[tuple[str, object]]]]:
    return sorted((record.table, sorted(record.fields)) for record in records)


# --- what a page states -----------------------------------------------------------------------------------------------


def test_each_host_of_an_edition_each_objective_and_each_event_is_a_record() -> None:
    page = _page(
        conferences=(_conference(2018, "Krakow", "Katowice", country="Poland", edition=12),),
        objectives=(Objective(position=1, text=OFFER, span=NOWHERE, rule="a rule"),),
        events=(_event(edition=12, hosts="Krakow (Poland)", first_day="2018-06-12", cut_off=True),),
    )
    krakow, katowice, objective, event = records_of(page)
    assert (krakow.table, krakow.key, katowice.key) == ("timeline", "2018/krakow", "2018/katowice")
    assert dict(krakow.fields) == {
        "year": 2018,
        "city": "Krakow",
        "country": "Poland",
        "status": "held",
        "ordinal": 12,
    }
    assert (objective.table, objective.value("position"), objective.value("text")) == ("objectives", 1, OFFER)
    assert (event.table, event.value("start_date"), event.value("cut_off")) == ("events", "2018-06-12", "true")


def test_what_is_not_stated_has_no_field() -> None:
    (record,) = _hosts(_conference(None, "Lyon"))
    assert dict(record.fields) == {"city": "Lyon", "status": "held"}
    assert record.value("country") is None


# --- what is one fact -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (_conference(2009, "Lyon"), _conference(2010, "Lyon"), ("changed", "year", 2009, 2010)),
        (
            _conference(2020, "Santos", status="planned"),
            _conference(2020, "Santos", status="postponed"),
            ("changed", "status", "planned", "postponed"),
        ),
        (_conference(2016, "Östersunt"), _conference(2016, "Östersund"), ("changed", "city", "Östersunt", "Östersund")),
        (_conference(2012, "Montreal"), _conference(2012, "Montréal"), ("respelt", "city", "Montreal", "Montréal")),
        (_conference(2012, "MontrÃ©al"), _conference(2012, "Montréal"), ("encoding", "city", "MontrÃ©al", "Montréal")),
        (
            _conference(2017, "Enghien les Bains"),
            _conference(2017, "Enghien-les-Bains"),
            ("respelt", "city", "Enghien les Bains", "Enghien-les-Bains"),
        ),
        (
            _conference(2025, "Enghien", edition=7),
            _conference(2025, "Enghien", edition=17),
            ("changed", "ordinal", 7, 17),
        ),
        (_conference(None, "Lyon"), _conference(2009, "Lyon"), ("changed", "year", None, 2009)),
        (
            _conference(2009, "Lyon", note="UNESCO HQ"),
            _conference(2009, "Lyon"),
            ("changed", "note", "UNESCO HQ", None),
        ),
        (
            _conference(2009, "Lyon"),
            _conference(2009, "Lyon", country="France"),
            ("completed", "country", None, "France"),
        ),
    ],
    ids=[
        "year",
        "status",
        "spelling",
        "accent",
        "garbled",
        "hyphen",
        "ordinal",
        "year told",
        "note gone",
        "country told",
    ],
)
def test_a_corrected_value_of_a_host_is_one_change_under_its_key(
    before: Conference, after: Conference, told: tuple[str, str, object, object]
) -> None:
    one, other = _hosts(before), _hosts(after)
    assert _told(one, other) == [told]
    assert {change.key for change in compare(one, other)} == {one[0].key}


def test_an_edition_that_is_put_off_stays_the_same_by_its_ordinal_and_its_host() -> None:
    before = _conference(2020, "Santos", edition=14, status="planned")
    after = _conference(2022, "Santos", edition=14, status="held")
    assert sorted(_told(_hosts(before), _hosts(after))) == [
        ("changed", "status", "planned", "held"),
        ("changed", "year", 2020, 2022),
    ]


@pytest.mark.parametrize("name", ["Cracow", "Cracovie", "Cracovia"])
def test_a_city_under_another_of_its_names_in_the_same_year_is_the_same_host(name: str) -> None:
    one = _hosts(_conference(2018, "Krakow", country="Poland", edition=12))
    other = _hosts(_conference(2018, name, country="Poland", edition=12))
    assert _told(one, other) == [("respelt", "city", "Krakow", name)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (_conference(2017, "Enghien-les-Bains"), _conference(2025, "Enghien-les-Bains")),
        (_conference(2009, "Lyon", edition=3), _conference(2011, "Lyon", edition=5)),
        (_conference(2008, "Paris"), _conference(2008, "Santa Fe")),
        (_conference(2011, "Seoul"), _conference(2013, "Bologna")),
        (_conference(None, "Lyon"), _conference(None, "Seoul")),
    ],
    ids=["years apart", "another edition", "two of one year", "nothing in common", "undated"],
)
def test_another_host_is_removed_and_added(before: Conference, after: Conference) -> None:
    kinds = [kind for kind, *_ in _told(_hosts(before), _hosts(after))]
    assert set(kinds) == {"removed", "added"}


def test_two_editions_of_one_city_that_both_stand_on_are_not_taken_for_each_other() -> None:
    first, second = _conference(2017, "Enghien", position=11), _conference(2019, "Enghien", position=13)
    assert _told(_hosts(first, second), _hosts(second, first)) == []
    assert [kind for kind, *_ in _told(_hosts(first), _hosts(first, second))] == ["added"] * 4


def test_a_host_that_moves_down_the_list_is_moved_and_nothing_else() -> None:
    before = _hosts(_conference(2009, "Lyon", position=1), _conference(2010, "Shenzhen", position=2))
    after = _hosts(
        _conference(2008, "Paris", position=1),
        _conference(2009, "Lyon", position=2),
        _conference(2010, "Shenzhen", position=3),
    )
    told = _told(before, after)
    assert [one for one in told if one[0] != "added"] == [("moved", "position", 1, 2), ("moved", "position", 2, 3)]
    assert {one[0] for one in told} == {"added", "moved"}


def test_a_place_in_the_list_that_is_new_or_lost_is_no_move() -> None:
    told = _told(_hosts(_conference(2019, "Fabriano")), _hosts(_conference(2019, "Fabriano", position=13)))
    assert told == [("completed", "position", None, 13)]


@pytest.mark.parametrize(
    "reworded",
    [
        EXCHANGE.upper(),
        EXCHANGE.replace("updated ", ""),
        EXCHANGE.replace("updated information", "information and good practices"),
        EXCHANGE.removesuffix(" to implement the objectives of the Network"),
        "To exchange up-to-date information about the activities of cities to implement the Network’s objectives",
    ],
    ids=["case", "a word less", "some words", "cut down", "recast"],
)
def test_a_reworded_objective_is_one_change_of_its_text(reworded: str) -> None:
    before, after = _objectives(EXCHANGE, DETERMINE, OFFER), _objectives(reworded, DETERMINE, OFFER)
    kind = "respelt" if reworded.casefold() == EXCHANGE.casefold() else "reworded"
    assert _told(before, after) == [(kind, "text", EXCHANGE, reworded)]


def test_a_reworded_objective_that_moves_is_changed_and_moved_and_the_others_moved() -> None:
    reworded = EXCHANGE.replace("updated ", "")
    told = _told(_objectives(EXCHANGE, DETERMINE), _objectives(DETERMINE, reworded))
    assert sorted(told, key=str) == sorted(
        [("moved", "position", 2, 1), ("moved", "position", 1, 2), ("reworded", "text", EXCHANGE, reworded)], key=str
    )


@pytest.mark.parametrize(("before", "after"), list(permutations([EXCHANGE, DETERMINE, OFFER], 2)))
def test_objectives_that_share_only_the_small_words_are_not_one(before: str, after: str) -> None:
    assert {kind for kind, *_ in _told(_objectives(before), _objectives(after))} == {"removed", "added"}


def test_an_objective_of_other_words_in_the_same_place_is_another() -> None:
    told = _told(_objectives(EXCHANGE, DETERMINE), _objectives(EXCHANGE, OFFER))
    assert told == [
        ("added", "position", None, 2),
        ("added", "text", None, OFFER),
        ("removed", "position", 2, None),
        ("removed", "text", DETERMINE, None),
    ]


def test_of_several_likenesses_the_likest_is_the_same() -> None:
    one = "Exchange information on the activities of cities in Europe"
    other = "Exchange information on the activities of cities in Africa"
    before = _objectives(one, other)
    told = _told(before, _objectives(other.replace("Exchange", "Share"), one.replace("Exchange", "Share")))
    assert {kind for kind, *_ in told} == {"reworded", "moved"}
    assert {(was, now) for kind, _, was, now in told if kind == "reworded"} == {
        (one, one.replace("Exchange", "Share")),
        (other, other.replace("Exchange", "Share")),
    }


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (
            _event(edition=12, first_day="2018-06-11"),
            _event(edition=12, first_day="2018-06-12"),
            ("changed", "start_date", "2018-06-11", "2018-06-12"),
        ),
        (
            _event(edition=12, hosts="Krakow (Poland)"),
            _event(edition=12, hosts="Krakow (Poland); Katowice (Poland)"),
            ("changed", "hosts", "Krakow (Poland)", "Krakow (Poland); Katowice (Poland)"),
        ),
        (
            _event(edition=7, year=2025, hosts="Enghien-les-Bains (France)"),
            _event(edition=17, year=2025, hosts="Enghien-les-Bains (France)"),
            ("changed", "ordinal", 7, 17),
        ),
        (
            _event(edition=14, year=2020, hosts="Santos (Brazil)"),
            _event(edition=14, year=2021, hosts="Santos (Brazil)"),
            ("changed", "year", 2020, 2021),
        ),
        (
            _event(cut_off=True, edition=13, year=2019),
            _event(edition=13, year=2019),
            ("changed", "cut_off", "true", None),
        ),
    ],
    ids=["day", "a second host", "ordinal", "year", "whole at last"],
)
def test_a_corrected_value_of_an_event_is_one_change(
    before: Event, after: Event, told: tuple[str, str, object, object]
) -> None:
    assert _told(_events(before), _events(after)) == [told]


def test_another_edition_on_the_same_page_is_another_event() -> None:
    before = _events(_event(edition=12, year=2018, hosts="Krakow (Poland)"))
    after = _events(_event(edition=13, year=2019, hosts="Fabriano (Italy)"))
    assert {kind for kind, *_ in _told(before, after)} == {"removed", "added"}


def test_a_corrected_fact_does_not_take_the_key_of_one_that_is_stated_as_it_was_before() -> None:
    """Lyon 2009 is corrected to 2010; later both years are stated: what says 2010 stays what it is, 2009 is added."""
    first = _hosts(_conference(2009, "Lyon", position=1))
    second = tracked(first, _hosts(_conference(2010, "Lyon", position=1)))
    third = _hosts(_conference(2010, "Lyon", position=1), _conference(2009, "Lyon", position=2))
    assert {kind for kind, *_ in _told(second, third)} == {"added"}
    assert len({record.key for record in tracked(second, third)}) == 2


def test_a_corrected_fact_is_known_by_what_it_says_now_and_not_by_the_key_that_it_has_from_before() -> None:
    """The same, and its place in the list moves at the same time."""
    first = _hosts(_conference(2009, "Lyon", position=1))
    second = tracked(first, _hosts(_conference(2010, "Lyon", position=1)))
    third = _hosts(_conference(2009, "Lyon", position=1), _conference(2010, "Lyon", position=2))
    told = _told(second, third)
    assert ("moved", "position", 1, 2) in told
    assert not [one for one in told if one[0] == "changed"]


def test_a_key_is_kept_over_all_corrections() -> None:
    states = [
        _hosts(_conference(2020, "Santos", status="planned")),
        _hosts(_conference(2021, "Santos", status="postponed")),
        _hosts(_conference(2022, "Santos", status="planned", edition=14)),
        _hosts(_conference(2022, "Santos", country="Brazil", edition=14)),
    ]
    now = states[0]
    for state in states[1:]:
        now = tracked(now, state)
        assert [record.key for record in now] == ["2020/santos"]
    assert now[0].fields == states[-1][0].fields


def test_a_corrected_fact_and_a_new_one_never_share_a_key() -> None:
    before = _hosts(_conference(2009, "Lyon"))
    corrected = tracked(before, _hosts(_conference(2010, "Lyon", country="France")))
    after = tracked(corrected, _hosts(_conference(2010, "Lyon", country="France"), _conference(2009, "Lyon")))
    assert len({record.key for record in after}) == len(after) == 2


# --- what holds of all ------------------------------------------------------------------------------------------------

SOME = examples(60)
CITIES = st.sampled_from(["Lyon", "Lyons", "Seoul", "Krakow", "Cracow", "Santa Fe"])
CONFERENCES = st.builds(
    lambda year, city, status, edition, position, country: _conference(
        year, city, status=status, edition=edition, position=position, country=country
    ),
    st.sampled_from([None, 2008, 2009, 2010, 2017]),
    CITIES,
    st.sampled_from(["held", "planned"]),
    st.sampled_from([None, 2, 3]),
    st.sampled_from([None, 1, 2]),
    st.sampled_from([None, "France"]),
)
EVENTS = st.fixed_dictionaries(
    {},
    optional={
        "edition": st.integers(2, 3),
        "year": st.integers(2008, 2010),
        "hosts": CITIES,
        "first_day": st.sampled_from(["2009-05-01", "2009-05-02"]),
        "participants": st.sampled_from([100, 350]),
    },
).filter(bool)
WORDS = st.lists(st.sampled_from(["exchange", "information", "on", "the", "Network", "cities", "agree"]), min_size=1)
PAGES = st.builds(
    lambda conferences, events, texts, language: _page(
        language,
        conferences=tuple(conferences),
        events=tuple(_event(**stated) for stated in events),
        objectives=tuple(
            Objective(position=at, text=" ".join(words), span=NOWHERE, rule="a rule")
            for at, words in enumerate(texts, start=1)
        ),
    ),
    st.lists(CONFERENCES, max_size=4),
    st.lists(EVENTS, max_size=3),
    st.lists(WORDS, max_size=4),
    st.sampled_from(["en", "fr"]),
)


@SOME
@given(PAGES)
def test_no_two_records_of_a_page_share_a_key(page: Page) -> None:
    keys = [(record.table, record.key) for record in records_of(page)]
    assert len(keys) == len(set(keys))


@SOME
@given(PAGES)
def test_nothing_changes_between_a_page_and_itself_in_whatever_order(page: Page) -> None:
    records = records_of(page)
    assert compare(records, records) == ()
    assert compare(records, tuple(reversed(records))) == ()


@SOME
@given(PAGES, PAGES)
def test_applying_the_changes_on_the_records_before_gives_those_after(one: Page, other: Page) -> None:
    before, after = records_of(one), records_of(other)
    changes = compare(before, after)
    assert _contents(apply(before, changes)) == _contents(after)
    assert bool(changes) == (_contents(before) != _contents(after))


@SOME
@given(PAGES, PAGES)
def test_applying_the_changes_backwards_gives_what_was_before(one: Page, other: Page) -> None:
    before, after = records_of(one), records_of(other)
    undone = [
        Change(table=one.table, key=one.key, field=one.field, kind=one.kind, before=one.after, after=one.before)
        for one in compare(before, after)
    ]
    assert _contents(apply(tracked(before, after), undone)) == _contents(before)


@SOME
@given(st.lists(PAGES, min_size=2, max_size=5))
def test_the_changes_of_a_row_of_pages_lead_from_the_first_to_the_last(pages: list[Page]) -> None:
    now: tuple[Cells, ...] = records_of(pages[0])
    for page in pages[1:]:
        stated = records_of(page)
        now = apply(now, compare(now, stated))
        assert _contents(now) == _contents(stated)
        assert len({(record.table, record.key) for record in now}) == len(now)


@SOME
@given(PAGES, PAGES)
def test_every_change_says_truly_what_kind_it_is(one: Page, other: Page) -> None:
    before = {(record.table, record.key): dict(record.fields) for record in records_of(one)}
    after = {(record.table, record.key): dict(record.fields) for record in tracked(records_of(one), records_of(other))}
    for change in compare(records_of(one), records_of(other)):
        where = (change.table, change.key)
        assert change.before == before.get(where, {}).get(change.field)
        assert change.after == after.get(where, {}).get(change.field)
        assert change.before != change.after
        assert (change.kind == "added") == (where not in before)
        assert (change.kind == "removed") == (where not in after)
        if change.kind == "moved":
            assert change.field == "position"


@SOME
@given(PAGES, PAGES)
def test_no_fact_is_removed_that_is_stated_word_for_word(one: Page, other: Page) -> None:
    """However many like it are there."""
    before, after = records_of(one), records_of(other)
    stated = {(record.table, record.fields) for record in after}
    gone = {(change.table, change.key) for change in compare(before, after) if change.kind == "removed"}
    assert not [one for one in before if (one.table, one.key) in gone and (one.table, one.fields) in stated]
