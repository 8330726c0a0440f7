"""Records before and after become changes: a correction is a change, and the changes lead from the one to the other."""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import permutations
from typing import Any

import msgspec
import pytest
from conftest import examples
from house import ATTIC, CELLAR, DOORS, HALL, PORCH, ROOMS, SAAL, Said, room, state, subject
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from scraper.history import compare as comparing
from scraper.history.absence import Absence
from scraper.history.compare import Cells, Change, ChangeKind, PageRecords, apply, between, records_of
from scraper.outcomes import Outcome
from scraper.reading.folding import slug
from scraper.subjects.uccn.facts import Conference, Event, Facts, Host, Objective, Status
from scraper.subjects.uccn.likeness import is_one_city
from scraper.subjects.uccn.records import as_records as stated
from scraper.subjects.uccn.subject import UCCN
from scraper.values.records import Cell, Page, Span, Value
from scraper.values.subject import Column, Fields, Subject

compare = partial(comparing.compare, subject=UCCN)
tracked = partial(comparing.tracked, subject=UCCN)

NOWHERE = Span(0, 0)
SURE = min(UCCN.sure_layouts)
"""A layout of a site's own."""
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


def _page(language: str = "en", *, title: str | None = None, **facts: Any) -> Page:
    return Page(outcome=Outcome.EXTRACTED, language=language, title=title, records=stated(Facts(**facts), language))


def _hosts(*conferences: Conference) -> tuple[Cells, ...]:
    return records_of(_page(conferences=conferences))


def _objectives(*texts: str, language: str = "en") -> tuple[Cells, ...]:
    return records_of(_page(language, objectives=_aims(texts)))


def _aims(texts: Sequence[str]) -> tuple[Objective, ...]:
    """Return objectives in their places; an empty text leaves a place out."""
    return tuple(
        Objective(position=at, text=text, span=NOWHERE, rule="a rule") for at, text in enumerate(texts, start=1) if text
    )


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


def test_what_two_objectives_may_have_become_is_the_one_in_its_place() -> None:
    """The first of the new list holds words of both."""
    before = _objectives(
        "exchange updated information on the activities of the cities", "formulate new partnership initiatives"
    )
    joined = (
        "exchange information on activities carried out by cities and formulate new inter-city partnership initiatives"
    )
    told = _told(before, _objectives(joined, "offer a platform of dialogue"))
    assert ("reworded", "text", before[0].value("text"), joined) in told
    assert ("removed", "text", before[1].value("text"), None) in told


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
    for after in states[1:]:
        now = tracked(now, after)
        assert [record.key for record in now] == ["2020/santos"]
    assert now[0].fields == states[-1][0].fields


def test_a_corrected_fact_and_a_new_one_never_share_a_key() -> None:
    before = _hosts(_conference(2009, "Lyon"))
    corrected = tracked(before, _hosts(_conference(2010, "Lyon", country="France")))
    after = tracked(corrected, _hosts(_conference(2010, "Lyon", country="France"), _conference(2009, "Lyon")))
    assert len({record.key for record in after}) == len(after) == 2


# --- which record is which, by what a table says ------------------------------------------------------------------------


def _rooms(*said: Said) -> tuple[Cells, ...]:
    return tuple(
        Cells(
            str(one.get("table", "rooms")),
            slug(str(one["name"])),
            tuple((k, v) for k, v in one.items() if k != "table"),
        )
        for one in said
    )


def _proving(
    after: Sequence[Said], of: Subject, *, also: str = "", language: str = "en", layout: str = SURE
) -> Absence:
    """Return what a page proves that states rooms, and `also` in words that nobody read."""
    return Absence(state(0, *after, also=also, language=language, layout=layout).page, of, "en")


def _pairs(before: Sequence[Said], after: Sequence[Said], **more: Any) -> dict[str, str]:
    """Return under which key each record of `after` is known that has another one before."""
    told = comparing.tracked(_rooms(*before), _rooms(*after), subject=subject(**more))
    return {
        str(one["name"]): now.key for one, now in zip(after, told, strict=True) if slug(str(one["name"])) != now.key
    }


def _alike(**likeness: float) -> Callable[[Fields, Fields], float]:
    """Return a likeness of rooms by their names, such as `Hall_Saal=3`, 0 for others."""
    return lambda old, new: likeness.get(f"{old.value('name')}_{new.value('name')}", 0)


def _fates(
    before: Sequence[Said], after: Sequence[Said], also: str = "", **more: Any
) -> tuple[tuple[bool, int | None], ...]:
    of = subject(**more)
    return comparing.fates(_rooms(*before), _rooms(*after), _proving(after, of, also=also), subject=of)


def test_a_fate_is_to_be_gone_or_to_be_one_with_a_record_of_afterwards_or_neither() -> None:
    before = ATTIC, HALL, CELLAR, PORCH
    after = SAAL, PORCH
    found = _fates(before, after, "The cellar is closed.", likeness=_alike(Hall_Saal=1))
    assert found == ((True, None), (False, 0), (False, None), (False, 1))


def test_of_likenesses_the_greatest_pairs_first_and_of_equals_the_record_that_comes_first() -> None:
    likeness = _alike(Hall_Saal=1, Attic_Saal=2, Hall_Cellar=1, Porch_Saal=2)
    assert _pairs((HALL, ATTIC, PORCH), (SAAL, CELLAR), likeness=likeness) == {"Saal": "attic", "Cellar": "hall"}
    assert _pairs((HALL, PORCH, ATTIC), (SAAL,), likeness=likeness) == {"Saal": "porch"}
    assert _pairs((HALL,), (SAAL,), likeness=_alike(Hall_Saal=0.5)) == {"Saal": "hall"}


def test_records_of_two_tables_are_never_one() -> None:
    gate: Said = {"table": "doors", "name": "Gate"}
    of = subject(replace(ROOMS, likeness=lambda old, new: 1), replace(DOORS, likeness=lambda old, new: 1))
    changes = comparing.compare(_rooms(HALL), _rooms(gate), subject=of)
    assert [(one.table, one.key, one.kind) for one in changes] == [
        ("doors", "gate", "added"),
        ("rooms", "hall", "removed"),
    ]


def test_a_key_that_is_guarded_is_not_taken_from_what_may_still_be_there_but_by_what_is_one_with_it() -> None:
    """The key is from before: the record says another name now."""
    old = Cells("rooms", "saal", (("name", "Hall"), ("floor", 1)))
    for is_guarded, is_one, also, is_same in (
        (False, False, "The hall.", True),
        (True, False, "The hall.", False),
        (True, True, "The hall.", True),
        (True, False, "", True),
    ):
        of = subject(is_guarded=is_guarded, is_one=lambda one, other, said=is_one: said)
        absence = _proving([SAAL], of, also=also)
        ((is_gone, place),) = comparing.fates([old], _rooms(SAAL), absence, subject=of)
        assert (is_gone, place) == (False, 0 if is_same else None)
        ((_, key),) = [(one.table, one.key) for one in comparing.tracked([old], _rooms(SAAL), absence, subject=of)]
        assert key == ("saal" if is_same else "saal~2")


def test_a_likeness_does_not_take_a_guarded_key_either() -> None:
    more: dict[str, Any] = {"likeness": _alike(Hall_Saal=1), "is_guarded": True, "is_one": lambda old, new: False}
    assert _fates([HALL], [SAAL], "The hall.", **more) == ((False, None),)
    assert _fates([HALL], [SAAL], **more) == ((False, 0),)


def test_what_is_stated_by_its_identity_is_not_asked_to_be_gone() -> None:
    """A record may be stated twice: with the key of another, and with its own."""
    hall = Cells("rooms", "saal", (("name", "Hall"), ("floor", 1)))
    of = subject(is_guarded=True, is_one=lambda old, new: False)
    after = (*_rooms(SAAL), *_rooms(HALL))
    assert comparing.fates([hall], after, _proving([SAAL, HALL], of), subject=of) == ((False, 1),)


@pytest.mark.parametrize(
    ("before", "after", "pairs"),
    [
        ((HALL | {"floor": 1},), (SAAL | {"floor": 1},), {"Saal": "hall"}),
        (
            (ATTIC | {"floor": 2}, PORCH | {"floor": 2}, HALL | {"floor": 1}),
            (CELLAR | {"floor": 2}, SAAL | {"floor": 1}),
            {"Saal": "hall"},
        ),
        ((HALL | {"floor": 1},), (SAAL | {"floor": 2},), {}),
        ((HALL | {"floor": 1}, ATTIC | {"floor": 1}), (SAAL | {"floor": 1},), {}),
        ((HALL | {"floor": 1},), (SAAL | {"floor": 1}, ATTIC | {"floor": 1}), {}),
        ((HALL | {"floor": 1}, ATTIC | {"floor": 1}), (SAAL | {"floor": 1}, ATTIC | {"floor": 1}), {"Saal": "hall"}),
        ((HALL,), (SAAL,), {}),
        ((PORCH, ATTIC | {"floor": 3}, HALL | {"floor": 1}), (SAAL | {"floor": 1},), {"Saal": "hall"}),
    ],
    ids=[
        "one of one",
        "after a slot of two",
        "of another",
        "two old",
        "two new",
        "the others are one",
        "no slot",
        "others are gone as well",
    ],
)
def test_the_only_new_record_of_a_slot_corrects_the_only_old_one(
    before: tuple[Said, ...], after: tuple[Said, ...], pairs: dict[str, str]
) -> None:
    def corrects(old: Fields, new: Fields) -> bool:
        return (old.value("name"), new.value("name")) == ("Hall", "Saal")

    def slot(record: Fields) -> Cell | None:
        return record.value("floor")

    assert _pairs(before, after, slot=slot, corrects=corrects, is_guarded=True) == pairs
    assert _pairs(before, after, slot=slot, corrects=corrects) == {}, "only what is known to be gone is corrected"
    assert _pairs(before, after, slot=slot, is_guarded=True) == {}, "nothing corrects anything in such a table"


def test_a_record_of_another_table_is_in_no_slot_with_a_room() -> None:
    more: dict[str, Any] = {"slot": lambda one: 1, "corrects": lambda old, new: True, "is_guarded": True}
    of = subject(replace(ROOMS, **more), replace(DOORS, **more))
    gate: Said = {"table": "doors", "name": "Gate"}
    (hall,) = comparing.tracked(_rooms(SAAL, gate)[:1], _rooms(HALL), subject=of)
    assert hall.key == "saal"
    (gate_now,) = comparing.tracked(_rooms(SAAL), _rooms(gate), subject=of)
    assert gate_now.key == "gate"


def test_a_key_that_another_record_has_from_before_gets_a_number() -> None:
    likeness = _alike(Hall_Saal=1)
    first = _rooms(HALL)
    second = comparing.tracked(first, _rooms(SAAL), subject=subject(likeness=likeness))
    assert [one.key for one in second] == ["hall"]
    third = comparing.tracked(second, _rooms(SAAL, HALL), subject=subject())
    assert [one.key for one in third] == ["hall", "hall~2"]
    used = (*third, Cells("rooms", "saal", (("name", "Attic"),)))
    now = comparing.tracked(
        used, (*_rooms(SAAL, HALL, ATTIC), Cells("rooms", "hall", (("name", "X"),))), subject=subject()
    )
    assert [one.key for one in now] == ["hall", "hall~2", "saal", "hall~3"]


def test_a_number_that_a_key_gets_is_no_other_record_s_key_either() -> None:
    """The hall may still be there under the key of the saal; of the page's two records, one has a number already."""
    of = subject(is_guarded=True, is_one=lambda old, new: False)
    before, after = Cells("rooms", "saal", (("name", "Hall"),)), Cells("rooms", "saal~2", (("name", "Attic"),))
    now = comparing.tracked([before], (*_rooms(SAAL), after), _proving([SAAL], of, also="The hall."), subject=of)
    assert [one.key for one in now] == ["saal~2", "saal~2~2"]


# --- what is gone -----------------------------------------------------------------------------------------------------


def test_nothing_is_gone_from_a_page_of_a_general_layout_that_states_nothing_of_what_was_stated_before() -> None:
    before, after = (HALL, ATTIC), (SAAL,)
    gone = ((True, None), (True, None))
    of = subject()
    for layout, likeness, expected in (
        ("general", _alike(), ((False, None), (False, None))),
        (SURE, _alike(), gone),
        ("general", _alike(Hall_Saal=0.5), ((False, 0), (True, None))),
        ("general", lambda old, new: 0, ((False, None), (False, None))),
    ):
        like = subject(likeness=likeness)
        absence = _proving(after, like, layout=layout)
        assert comparing.fates(_rooms(*before), _rooms(*after), absence, subject=like) == expected
    doors = subject(replace(ROOMS, likeness=lambda old, new: 1), DOORS)
    gate: Said = {"table": "doors", "name": "Gate"}
    absence = _proving([gate], doors, layout="general")
    assert comparing.fates(_rooms(HALL), _rooms(gate), absence, subject=doors) == ((False, None),)
    one_is_stated = _proving((ATTIC, SAAL), of, layout="general")
    assert comparing.fates(_rooms(*before), _rooms(ATTIC, SAAL), one_is_stated, subject=of) == (
        (True, None),
        (False, 0),
    )


@pytest.mark.parametrize(("more", "is_like"), [(0, True), (1, False)])
def test_of_more_than_forty_thousand_pairs_no_likeness_is_asked_for(more: int, is_like: bool) -> None:
    """200 rooms before, 200 or 201 after, none of them with a name of before: a page of that size must not cost minutes."""
    before = _rooms(*(room(f"Old {at}") for at in range(200)))
    after = _rooms(*(room(f"New {at}") for at in range(200 + more)))
    of = subject(likeness=lambda old, new: old.value("name") == "Old 0" and new.value("name") == "New 0")
    absence = _proving([], of, layout="general")
    found = comparing.fates(before, after, absence, subject=of)
    assert found[:2] == (((False, 0), (True, None)) if is_like else ((False, None), (False, None)))


# --- pages in two languages -------------------------------------------------------------------------------------------

FRENCH = ("Définir la stratégie du Réseau", "Offrir une plateforme de dialogue")


def _in_french(before: Sequence[Cells], after: Sequence[Cells]) -> list[tuple[str, str, object, object]]:
    page = _page("fr")
    changes = compare(before, after, Absence(page, UCCN, "en"))
    return [(change.kind, change.field, change.before, change.after) for change in changes]


def test_the_words_of_two_languages_are_one_by_their_places_in_lists_of_one_length() -> None:
    before, after = _objectives(DETERMINE, OFFER), _objectives(*FRENCH, language="fr")
    told = [("translated", "text", DETERMINE, FRENCH[0]), ("translated", "text", OFFER, FRENCH[1])]
    assert _in_french(before, after) == told
    assert _in_french(before[::-1], after) == told, "whatever order they are given in"
    assert _in_french(before, after[::-1]) == told[::-1]
    assert {kind for kind, *_ in _in_french((*before, *_objectives("", "", EXCHANGE)), after)} == {
        "added",
        "not confirmed",
    }
    assert {kind for kind, *_ in _told(before, after)} == {"added", "removed"}, "in one language they are others"


def test_hosts_are_never_one_by_their_places_in_lists_of_two_languages() -> None:
    before = (*_hosts(_conference(2009, "Lyon", position=1)), *_objectives(OFFER))
    after = (*_hosts(_conference(2011, "Séoul", position=1)), *_objectives(FRENCH[1], language="fr"))
    told = _in_french(before, after)
    assert ("translated", "text", OFFER, FRENCH[1]) in told
    assert ("added", "year", None, 2011) in told
    assert not [one for one in told if one[0] == "changed"]


def test_what_has_no_place_in_a_list_comes_before_what_has_one() -> None:
    of = subject(columns=(*ROOMS.columns, Column("at", "integer", "Place.", sort="place")))
    before, after = _rooms(HALL | {"at": 1}, ATTIC), _rooms(SAAL, room("Dach", at=1))
    told = comparing.tracked(before, after, _proving([], of, language="de"), subject=of)
    assert [one.key for one in told] == ["attic", "hall"]


def test_between_two_pages_the_language_of_the_first_and_the_text_of_the_second_tell() -> None:
    def page(*texts: str, language: str = "en", text: str = "") -> PageRecords:
        stated = msgspec.structs.replace(_page(language, objectives=_aims(texts)), layout=SURE, text=text)
        return PageRecords(stated, records_of(stated))

    one = page(DETERMINE, OFFER)
    assert [change.kind for change in between(one, page(*FRENCH, language="fr"), UCCN)] == ["translated"] * 2
    assert {change.kind for change in between(one, page(DETERMINE), UCCN)} == {"removed"}
    assert {change.kind for change in between(one, page(DETERMINE, text=f"And {OFFER}"), UCCN)} == {"not confirmed"}
    assert {change.kind for change in between(one, page(language="fr"), UCCN)} == {"not confirmed"}


def test_pages_that_state_the_same_are_equal_whatever_else_they_hold() -> None:
    one, other = (PageRecords(_page(title=title), _rooms(HALL)) for title in ("A", "B"))
    assert one == other
    assert (one != other) is False, "bisecting asks whether two states differ"
    assert hash(one) == hash(other)
    third = PageRecords(one.page, _rooms(SAAL))
    assert one != third
    assert (one == third) is False
    assert hash(one) != hash(third)


# --- what happened ----------------------------------------------------------------------------------------------------


def test_of_a_key_that_a_page_states_twice_the_first_record_counts_in_its_place() -> None:
    page = state(0, HALL | {"floor": 1}, ATTIC, HALL | {"floor": 2}, {"table": "doors", "name": "Hall"}).page
    told = [(one.table, one.key, one.value("floor")) for one in records_of(page)]
    assert told == [("rooms", "hall", 1), ("rooms", "attic", None), ("doors", "hall", None)]


def test_changes_are_applied_but_for_what_is_not_confirmed_and_a_record_without_fields_is_none() -> None:
    def change(kind: ChangeKind, key: str, field: str, before: Cell | None, after: Cell | None) -> Change:
        return Change(table="rooms", key=key, field=field, kind=kind, before=before, after=after)

    changes = (
        change("changed", "hall", "floor", 1, 2),
        change("changed", "hall", "use", "art", None),
        change("changed", "hall", "size", "big", None),
        change("not confirmed", "attic", "name", "Attic", None),
        change("removed", "saal", "name", "Saal", None),
        change("added", "porch", "name", None, "Porch"),
    )
    now = apply(_rooms(HALL | {"floor": 1, "use": "art"}, ATTIC, SAAL), changes)
    assert now == _rooms(HALL | {"floor": 2}, ATTIC, PORCH)
    assert comparing.confirmed(changes) == (*changes[:3], *changes[4:])


def test_records_and_fields_come_in_the_order_of_afterwards_and_what_is_gone_last() -> None:
    before = _rooms(ATTIC, HALL | {"floor": 1, "use": "art"})
    after = _rooms(SAAL, HALL | {"use": "dance", "size": "big"})
    told = [(one.kind, one.key, one.field) for one in comparing.compare(before, after, subject=subject())]
    assert told == [
        ("added", "saal", "name"),
        ("changed", "hall", "floor"),
        ("reworded", "hall", "use"),
        ("changed", "hall", "size"),
        ("removed", "attic", "name"),
    ]


def test_a_field_that_a_page_leaves_out_is_not_confirmed_and_one_that_a_dataset_lacks_is_changed() -> None:
    of, before, after = subject(), HALL | {"floor": 1}, HALL
    (of_page,) = comparing.compare(_rooms(before), _rooms(after), _proving([after], of), subject=of)
    (of_dataset,) = comparing.compare(_rooms(before), _rooms(after), subject=of)
    assert (of_page.kind, of_page.before, of_page.after) == ("not confirmed", 1, None)
    assert (of_dataset.kind, of_dataset.before, of_dataset.after) == ("changed", 1, None)


@pytest.mark.parametrize(
    ("field", "before", "after", "kind", "translated"),
    [
        ("use", "Dance", "dance", "respelt", "translated"),
        ("use", "dance", "yoga", "reworded", "translated"),
        ("use", "dÃ©bat", "débat", "encoding", "encoding"),
        ("use", "débat", "dÃ©bat", "encoding", "encoding"),
        ("use", "DÃ©bat", "débat", "encoding", "encoding"),
        ("use", "dÃ©bat", "art", "reworded", "translated"),
        ("alias", "Bologna", "Bologne", "respelt", "translated"),
        ("alias", "Bologna", "Lyon", "changed", "changed"),
        ("motto", "Bologna", "Bologne", "respelt", "translated"),
        ("motto", "Bologna", "Lyon", "reworded", "translated"),
        ("label", "Great", "Groß", "changed", "translated"),
        ("code", "A1", "a1", "changed", "changed"),
        ("unknown", "A1", "a1", "changed", "changed"),
        ("unknown", None, "a1", "changed", "changed"),
        ("floor", 1, 2, "changed", "changed"),
        ("floor", 1, "2", "changed", "changed"),
        ("floor", None, 2, "changed", "changed"),
        ("size", None, 2, "completed", "completed"),
        ("at", None, 2, "completed", "completed"),
        ("at", 1, 2, "moved", "moved"),
    ],
)
def test_what_happened_to_a_value_is_told_by_the_sort_of_its_column_and_the_languages_of_the_pages(
    field: str, before: Cell | None, after: Cell, kind: str, translated: str
) -> None:
    columns = (
        Column("alias", "string", "Another name.", sort="name", alike=is_one_city),
        Column("motto", "string", "A motto.", sort="words", alike=is_one_city),
        Column("label", "string", "A label.", sort="name"),
        Column("code", "string", "A code."),
        Column("size", "integer", "Size.", detail=True),
        Column("at", "integer", "Place.", sort="place"),
    )
    of = subject(columns=(*ROOMS.columns, *columns))
    one, other = HALL | ({} if before is None else {field: before}), HALL | {field: after}
    for language, expected in (("en", kind), ("de", translated)):
        absence = _proving([other], of, language=language)
        (change,) = comparing.compare(_rooms(one), _rooms(other), absence, subject=of)
        assert (change.kind, change.field, change.before, change.after) == (expected, field, before, after)


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
