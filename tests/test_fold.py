"""Folding by its own promises, on a small table of rooms: which statement wins, what is counted, what became of each thing."""

from collections.abc import Mapping
from typing import Any

from house import ATTIC, DOORS, HALL, OTHER, PAGE, ROOMS, SAAL, Said, day_of, room, state, subject
from msgspec.structs import replace

from scraper.history.fold import History
from scraper.values.capture import urlkey
from scraper.values.facts import Course, Fact, State
from scraper.values.records import Cell, Record
from scraper.values.subject import Derive, Fields, Subject, no_more


def _facts(*states: State, table: str = "rooms", of: Subject | None = None, **more: Any) -> list[Fact]:
    history = History(of or subject(**more))
    for one in states:
        history.fold(one)
    return list(history.facts()[table])


def _as_one(found: Any) -> Any:
    """Settle all things as one."""
    return [(list(found), no_more)]


def _derive(field: str, value: Cell) -> Derive:
    return lambda record, when: ((field, value),)


def _are_hall_and_saal(one: Fields, other: Fields) -> float:
    return float({one.value("name"), other.value("name")} == {"Hall", "Saal"})


def _earliest(record: Record, when: State) -> tuple[int]:
    return (-when.number,)


# --- which statement wins ---------------------------------------------------------------------------------------------


def test_of_statements_of_equal_rank_the_latest_wins_and_its_words_are_the_evidence() -> None:
    (hall,) = _facts(state(0, HALL | {"floor": 1}), state(1, HALL | {"floor": 2}, page=OTHER, language="de"))
    assert (hall.value("floor"), hall.evidence.quote, hall.evidence.timestamp) == (2, "Hall, 2", day_of(1))
    assert (hall.original, hall.language, hall.page_kind, hall.table) == (OTHER, "de", "rooms", "rooms")
    assert [(one.field, one.value, one.evidence) for one in hall.cited] == [
        ("name", "Hall", hall.evidence),
        ("floor", 2, hall.evidence),
    ]


def test_a_statement_of_higher_rank_wins_over_later_ones() -> None:
    states = [state(0, HALL | {"floor": 1}), state(1, HALL | {"floor": 3}), state(2, HALL | {"floor": 2})]
    (hall,) = _facts(*states, rank=lambda record, when: (record.value("floor"),))
    assert (hall.value("floor"), hall.evidence.timestamp) == (3, day_of(1))


def test_a_rank_may_be_of_the_captures() -> None:
    """The earliest capture wins, for one thing, of things settled as one, and of those that give one status."""
    states = [state(0, HALL | {"use": "dance"}), state(1, SAAL | {"use": "dance"}), state(2, HALL | {"use": "dance"})]
    hall, saal = _facts(*states, rank=_earliest)
    assert (hall.evidence.timestamp, saal.evidence.timestamp) == (day_of(0), day_of(1))
    assert _facts(*states, settle=_as_one, rank=_earliest)[0].evidence.timestamp == day_of(0)
    assert _decided(*states, settle=_as_one, rank=_earliest)[0].evidence.timestamp == day_of(0)


def test_a_field_of_the_latest_is_taken_from_the_last_statement_that_has_it_with_its_evidence() -> None:
    states = [state(0, HALL | {"floor": 1}), state(1, HALL | {"floor": 2, "use": "dance"}), state(2, HALL)]
    (hall,) = _facts(*states, latest=("floor",))
    assert (hall.value("floor"), hall.evidence.quote) == (2, "Hall")
    assert {field: (said.quote, said.timestamp, said.rule) for field, said in hall.taken.items()} == {
        "floor": ("Hall, 2, dance", day_of(1), "a rule")
    }
    assert [(one.field, one.value) for one in hall.cited] == [("name", "Hall"), ("floor", 2)]


def test_of_things_settled_as_one_the_statement_of_the_highest_rank_wins_and_of_equals_the_latest() -> None:
    states = [state(0, SAAL | {"floor": 1}), state(1, HALL | {"floor": 2}), state(2, ATTIC | {"floor": 1})]
    (first,) = _facts(*states, settle=_as_one, rank=lambda record, when: (record.value("floor"),))
    (latest,) = _facts(*states, settle=_as_one)
    assert (first.value("name"), latest.value("name")) == ("Hall", "Attic")
    assert (first.evidence.timestamp, latest.evidence.timestamp) == (day_of(1), day_of(2))


# --- which records are one --------------------------------------------------------------------------------------------


def test_records_of_one_language_or_one_original_are_one_where_the_table_says_so() -> None:
    states = [state(0, HALL), state(1, HALL, language="de"), state(2, HALL, page=OTHER), state(3, HALL)]
    assert [fact.numbers for fact in _facts(*states)] == [(0, 1, 2, 3)]
    assert [fact.numbers for fact in _facts(*states, by_language=True)] == [(0, 2, 3), (1,)]
    by_page = _facts(*states, by_original=True)
    assert {fact.id: fact.numbers for fact in by_page} == {
        f"{urlkey(PAGE)}#hall": (0, 1, 3),
        f"{urlkey(OTHER)}#hall": (2,),
    }


def test_where_identities_may_be_half_stated_the_table_compares_each_with_the_statement_that_won() -> None:
    def is_same(one: Record, other: Record) -> bool:
        return one.value("floor") == other.value("floor")

    states = [state(0, HALL | {"floor": 1}, ATTIC | {"floor": 2}), state(1, SAAL | {"floor": 1})]
    found = _facts(*states, is_same=is_same)
    assert [(fact.value("name"), fact.numbers) for fact in found] == [("Attic", (0,)), ("Saal", (0, 1))]
    assert [(fact.id, fact.former_ids) for fact in found] == [("attic", ()), ("hall", ("saal",))]


def test_each_record_of_a_capture_is_told_by_the_number_of_its_thing() -> None:
    history = History(subject())
    assert history.fold(state(0, HALL, SAAL, HALL)) == (1, 2, 1)
    assert history.fold(state(1, ATTIC, SAAL)) == (3, 2)
    history.facts()
    assert history.ids == {1: "hall", 2: "saal", 3: "attic"}


# --- what is counted --------------------------------------------------------------------------------------------------


def test_a_thing_stated_twice_in_a_capture_is_counted_once_in_each_of_its_wordings() -> None:
    states = [
        state(0, HALL, HALL, HALL | {"floor": 1}),
        state(2, HALL),
        state(3, HALL | {"floor": 1}, page=OTHER),
    ]
    (hall,) = _facts(*states, status="floor")
    assert (hall.seen.first_seen, hall.seen.last_seen, hall.seen.captures) == (day_of(0), day_of(3), 3)
    told = [
        (
            one.original,
            one.status,
            one.quote,
            one.rule,
            one.seen.first_seen,
            one.seen.last_seen,
            one.seen.captures,
            one.memento_url,
        )
        for one in hall.wordings
    ]
    assert told == [
        (PAGE, None, "Hall", "a rule", day_of(0), day_of(2), 2, f"https://shelf.example/2/{PAGE}"),
        (PAGE, "1", "Hall, 1", "a rule", day_of(0), day_of(0), 1, f"https://shelf.example/0/{PAGE}"),
        (OTHER, "1", "Hall, 1", "a rule", day_of(3), day_of(3), 1, f"https://shelf.example/3/{OTHER}"),
    ]


def test_wordings_come_by_their_first_capture_and_then_by_original_and_words() -> None:
    states = [
        state(0, HALL | {"use": "song"}, HALL | {"use": "dance"}, page=PAGE),
        state(1, HALL | {"use": "a talk"}, page=OTHER),
        state(2, HALL | {"use": "dance"}),
    ]
    (hall,) = _facts(*states)
    assert [one.quote for one in hall.wordings] == ["Hall, dance", "Hall, song", "Hall, a talk"]


def test_what_settles_things_is_told_each_value_of_the_fields_remembered_with_its_captures() -> None:
    told: list[Mapping[str, Mapping[Cell, list[int]]]] = []

    def settle(found: Any) -> Any:
        told.extend(one.said for one in found)
        return [([one], no_more) for one in found]

    states = [
        state(0, HALL | {"floor": 1, "use": "dance"}, HALL | {"floor": 1}),
        state(1, HALL),
        state(2, HALL | {"floor": 2}),
        state(3, HALL | {"floor": 1}),
    ]
    _facts(*states, remembered=("floor",), settle=settle)
    assert told == [{"floor": {1: [0, 3], 2: [2]}}]


# --- things that are one after all ------------------------------------------------------------------------------------


def test_a_fact_of_several_things_has_the_captures_wordings_and_ids_of_all() -> None:
    states = [state(0, SAAL, ATTIC), state(1, HALL), state(2, SAAL, HALL), state(3, ATTIC)]
    (fact,) = _facts(*states, settle=lambda found: [([found[2], found[1], found[0]], _derive("use", "dance"))])
    assert (fact.id, fact.former_ids) == ("saal", ("attic", "hall"))
    assert fact.numbers == (0, 1, 2, 3)
    assert (fact.seen.first_seen, fact.seen.last_seen, fact.seen.captures) == (day_of(0), day_of(3), 4)
    assert [(one.quote, one.seen.captures) for one in fact.wordings] == [("Attic", 2), ("Saal", 2), ("Hall", 2)]
    assert [(part.id, part.numbers, part.parts) for part in fact.parts] == [
        ("saal", (0, 2), ()),
        ("attic", (0, 3), ()),
        ("hall", (1, 2), ()),
    ]
    assert [(one.first, one.last) for one in fact.courses] == [(1, 2), (0, 3), (0, 2)]
    derived = fact.cited[-1]
    assert (derived.field, derived.value, derived.evidence) == ("use", "dance", fact.evidence)
    assert all(part.value("use") is None for part in fact.parts)


def test_the_number_of_every_thing_of_a_fact_leads_to_its_id() -> None:
    history = History(subject(settle=_as_one))
    history.fold(state(0, HALL, SAAL))
    history.facts()
    assert history.ids == {1: "hall", 2: "hall"}


def test_of_a_field_of_the_latest_the_last_statement_of_all_the_things_counts() -> None:
    states = [
        state(0, HALL | {"floor": 1, "use": "dance"}),
        state(1, SAAL | {"floor": 2}),
        state(2, SAAL),
        state(3, HALL | {"floor": 3}),
        state(4, ATTIC),
    ]
    (fact,) = _facts(*states, settle=_as_one, latest=("floor", "use"))
    assert {field: (said.quote, said.timestamp) for field, said in fact.taken.items()} == {
        "floor": ("Hall, 3", day_of(3)),
        "use": ("Hall, 1, dance", day_of(0)),
    }
    at_once = [state(0, HALL | {"floor": 1}), state(1, SAAL | {"floor": 2}, page=OTHER, day=0)]
    assert _facts(*at_once, settle=_as_one, latest=("floor",))[0].value("floor") == 2
    (fact,) = _facts(*states[:3], settle=_as_one, latest=("floor", "use"))
    assert (fact.value("floor"), fact.value("use")) == (2, "dance")


# --- ids --------------------------------------------------------------------------------------------------------------


def test_the_table_makes_the_id_of_the_first_record_and_of_what_is_worked_out() -> None:
    def id_of(record: Record, worked_out: Mapping[str, Cell]) -> str | None:
        return f"{record.key}/{worked_out.get('floor')}"

    states = [state(0, HALL), state(1, SAAL)]
    (fact,) = _facts(*states, id_of=id_of, settle=lambda found: [(list(found)[::-1], _derive("floor", 7))])
    assert (fact.id, fact.former_ids) == ("hall/7", ("hall", "saal"))


def test_no_former_id_is_that_of_another_fact() -> None:
    ids = {"Hall": "lobby", "Saal": "hall"}
    lobby, hall = _facts(
        state(0, HALL),
        state(1, SAAL),
        id_of=lambda record, _: ids[record.value("name")],
        order=lambda fact: fact.numbers,
    )
    assert (lobby.id, lobby.former_ids) == ("lobby", ())
    assert (hall.id, hall.former_ids) == ("hall", ("saal",))


def test_two_facts_never_share_an_id() -> None:
    def id_of(record: Record, worked_out: Mapping[str, Cell]) -> str | None:
        return "saal" if record.value("name") == "Hall" else None

    states = [state(0, HALL), state(1, SAAL), state(2, ATTIC)]
    history = History(subject(id_of=id_of, order=lambda fact: fact.record.key))
    for one in states:
        history.fold(one)
    found = history.facts()["rooms"]
    assert [(fact.record.key, fact.id, fact.former_ids) for fact in found] == [
        ("attic", "attic", ()),
        ("hall", "saal", ("hall",)),
        ("saal", "saal~2", ()),
    ]
    assert history.ids == {1: "saal", 2: "saal~2", 3: "attic"}


# --- statuses ---------------------------------------------------------------------------------------------------------


def _decided(*states: State, **more: Any) -> tuple[Fact, dict[Any, Any], Mapping[str, int]]:
    """Decide for the use that comes first in the alphabet; return the fact, and of what it was decided."""
    asked: list[Any] = []

    def decide(statuses: Any, pages: Any) -> Any:
        asked.append((statuses, pages))
        return min(statuses, key=lambda one: str(one[0]))

    (fact,) = _facts(*states, status="use", decide=decide, **more)
    statuses, pages = asked[0]
    return fact, {status[0]: (said.pages, said.record.value("floor")) for status, said in statuses.items()}, pages


def test_where_statuses_differ_it_is_decided_by_all_of_them_and_the_pages_that_tell_them() -> None:
    fact, statuses, pages = _decided(
        state(0, HALL | {"floor": 1, "use": "dance"}),
        state(1, HALL | {"floor": 2, "use": "talks"}, page=OTHER),
        state(2, HALL | {"floor": 3, "use": "dance"}),
        state(3, HALL | {"floor": 4, "use": "dance"}, page=OTHER),
        state(4, HALL | {"floor": 5, "use": "talks"}),
        state(5, HALL | {"floor": 6, "use": "dance"}),
    )
    one, other = urlkey(PAGE), urlkey(OTHER)
    assert statuses == {"dance": ({one: (0, 5), other: (3, 3)}, 6), "talks": ({other: (1, 1), one: (4, 4)}, 5)}
    assert pages == {one: 0, other: 1}
    assert (fact.value("use"), fact.value("floor"), fact.decided) == ("dance", 6, day_of(5))
    assert fact.evidence.quote == "Hall, 6, dance"


def test_the_best_statement_of_the_status_that_holds_wins() -> None:
    fact, _, _ = _decided(
        state(0, HALL | {"floor": 2, "use": "dance"}),
        state(1, HALL | {"floor": 1, "use": "dance"}),
        state(2, HALL | {"floor": 3, "use": "talks"}),
        rank=lambda record, when: (record.value("floor"),),
    )
    assert (fact.value("floor"), fact.evidence.timestamp, fact.decided) == (2, day_of(0), day_of(1))


def test_a_statement_that_gives_the_status_by_another_rule_wins_by_its_rank() -> None:
    talks = state(0, HALL | {"floor": 2, "use": "talks"})
    (record,) = talks.page.records
    by_hint = replace(record, values=tuple(replace(one, rule="a hint") for one in record.values))
    fact, _, _ = _decided(
        replace(talks, page=replace(talks.page, records=(by_hint,))),
        state(1, HALL | {"floor": 1, "use": "talks"}),
        rank=lambda record, when: (record.value("floor"),),
    )
    assert (fact.value("floor"), fact.evidence.timestamp) == (2, day_of(0))


def test_values_are_derived_from_the_statement_that_is_used() -> None:
    def above(record: Record, when: State) -> tuple[tuple[str, Cell], ...]:
        return (("above", f"{record.value('name')} {when.number}"),)

    fact, _, _ = _decided(
        state(0, HALL | {"use": "dance"}),
        state(1, SAAL | {"use": "talks"}),
        settle=lambda found: [(list(found), above)],
    )
    assert (fact.value("name"), fact.value("above")) == ("Hall", "Hall 0")


def test_to_tell_no_status_is_a_status_by_no_rule() -> None:
    asked: list[Any] = []

    def decide(statuses: Any, pages: Any) -> Any:
        asked.extend(statuses)
        return None, ""

    (fact,) = _facts(state(0, HALL), state(1, HALL | {"use": "dance"}), status="use", decide=decide)
    assert asked == [(None, ""), ("dance", "a rule")]
    assert fact.value("use") is None


def test_the_statuses_of_things_that_are_one_are_joined_page_by_page() -> None:
    fact, statuses, _ = _decided(
        state(0, HALL | {"floor": 1, "use": "dance"}),
        state(1, SAAL | {"floor": 2, "use": "dance"}, page=OTHER),
        state(2, SAAL | {"floor": 3, "use": "dance"}),
        state(3, SAAL | {"floor": 4, "use": "talks"}),
        state(4, SAAL | {"floor": 5, "use": "dance"}),
        state(5, HALL | {"floor": 6, "use": "dance"}),
        state(6, SAAL | {"floor": 7, "use": "dance"}),
        state(7, SAAL | {"floor": 8, "use": "art"}),
        state(8, HALL | {"floor": 9, "use": "yoga"}),
        settle=_as_one,
    )
    one, other = urlkey(PAGE), urlkey(OTHER)
    assert statuses == {
        "dance": ({one: (0, 6), other: (1, 1)}, 7),
        "talks": ({one: (3, 3)}, 4),
        "art": ({one: (7, 7)}, 8),
        "yoga": ({one: (8, 8)}, 9),
    }
    assert (fact.value("use"), fact.decided) == ("art", day_of(7))


def test_of_a_status_of_things_that_are_one_the_best_statement_counts() -> None:
    _, statuses, _ = _decided(
        state(0, HALL | {"floor": 2, "use": "dance"}),
        state(1, SAAL | {"floor": 1, "use": "dance"}),
        settle=_as_one,
        rank=lambda record, when: (record.value("floor"),),
    )
    assert statuses == {"dance": ({urlkey(PAGE): (0, 1)}, 2)}


# --- what became of it ------------------------------------------------------------------------------------------------


def _courses(*states: State, **more: Any) -> dict[str, list[tuple[int, int, int | None, str | None]]]:
    """Return the courses of each fact: from which capture to which, gone by which, and what took its place."""
    return {
        fact.id: [(one.first, one.last, one.gone, one.into) for one in fact.courses] for fact in _facts(*states, **more)
    }


def test_a_course_is_of_a_page_and_says_since_when_and_by_which_capture_the_thing_is_gone() -> None:
    states = [state(0, HALL, ATTIC), state(1, HALL, page=OTHER), state(2, HALL, ATTIC), state(3, ATTIC)]
    _, hall = _facts(*states)
    assert hall.courses == (
        Course(urlkey(PAGE), 0, 2, 3, day_of(3), None),
        Course(urlkey(OTHER), 1, 1, None, None, None),
    )


def test_what_a_page_states_again_is_there_and_may_go_again() -> None:
    there, gone = (HALL, ATTIC), (ATTIC,)
    states = [state(at, *said) for at, said in enumerate((there, gone, there, there, gone, gone))]
    assert _courses(*states[:4])["hall"] == [(0, 3, None, None)]
    assert _courses(*states)["hall"] == [(0, 3, 4, None)]


def test_what_still_stands_in_words_that_nobody_read_is_not_gone() -> None:
    states = [state(0, HALL, ATTIC), state(1, ATTIC, also="The hall is being painted.")]
    assert _courses(*states)["hall"] == [(0, 0, None, None)]
    assert _courses(*states, state(2, ATTIC))["hall"] == [(0, 0, 2, None)]


def test_pages_in_another_language_take_nothing_back_however_many_there_are() -> None:
    states = [state(0, HALL, ATTIC), state(1, ATTIC, language="de"), state(2, ATTIC, language="de", also="Neu")]
    assert _courses(*states)["hall"] == [(0, 0, None, None)]
    assert _courses(*states, state(3, ATTIC))["hall"] == [(0, 0, 3, None)]


def test_what_was_last_worded_in_the_language_of_a_page_is_taken_back_by_it_whatever_was_worded_in_another() -> None:
    states = [state(0, HALL), state(1, SAAL, ATTIC, language="de"), state(2, ATTIC, language="de")]
    assert _courses(*states) == {"attic": [(1, 2, None, None)], "hall": [(0, 0, None, None)], "saal": [(1, 1, 2, None)]}


def test_what_another_page_never_stated_is_not_gone_from_it() -> None:
    states = [state(0, HALL), state(1, ATTIC, page=OTHER), state(2, ATTIC, page=OTHER, also="News")]
    assert _courses(*states)["hall"] == [(0, 0, None, None)]


def test_a_page_that_breaks_off_takes_nothing_back_and_the_next_whole_one_does() -> None:
    states = [state(0, HALL, ATTIC), state(1, ATTIC, cut_off=True)]
    assert _courses(*states)["hall"] == [(0, 0, None, None)]
    assert _courses(*states, state(2, ATTIC))["hall"] == [(0, 0, 2, None)]


def test_on_a_page_that_breaks_off_nothing_takes_the_place_of_another_thing() -> None:
    states = [state(0, ATTIC, HALL), state(1, ATTIC, SAAL, cut_off=True)]
    assert _courses(*states, likeness=_are_hall_and_saal)["hall"] == [(0, 0, None, None)]


def test_what_no_known_layout_read_takes_nothing_back_and_states_nothing() -> None:
    states = [state(0, HALL, ATTIC), state(1, ATTIC, SAAL, layout=None)]
    assert _courses(*states) == {"attic": [(0, 0, None, None)], "hall": [(0, 0, None, None)], "saal": []}


def test_a_page_that_states_nothing_of_the_table_any_more_takes_nothing_of_it_back() -> None:
    of = subject(ROOMS, DOORS)
    gate: Said = {"table": "doors", "name": "Gate"}
    states = [state(0, gate, HALL, ATTIC), state(1, HALL), state(2, {"table": "doors", "name": "Hatch"}, HALL)]
    assert _courses(*states[:2], of=of) == {"attic": [(0, 0, 1, None)], "hall": [(0, 1, None, None)]}
    assert _courses(*states[:2], of=of, table="doors") == {"gate": [(0, 0, None, None)]}
    assert _courses(*states, of=of, table="doors") == {"gate": [(0, 0, 2, None)], "hatch": [(2, 2, None, None)]}


def test_what_takes_the_place_of_a_thing_is_told_by_its_id() -> None:
    """Two rooms of one floor and one name each: the table says that the new one corrects the other."""
    corrected = {"slot": lambda record: record.value("floor"), "corrects": lambda old, new: True}
    states = [
        state(0, ATTIC | {"floor": 9}, HALL | {"floor": 1}, room("Cellar", floor=0)),
        state(1, ATTIC | {"floor": 9}, SAAL | {"floor": 1}, room("Cellar", floor=0)),
        state(2, ATTIC | {"floor": 9}, SAAL | {"floor": 1}),
    ]
    assert _courses(*states, is_guarded=True, **corrected) == {
        "attic": [(0, 2, None, None)],
        "cellar": [(0, 1, 2, None)],
        "hall": [(0, 0, 1, "saal")],
        "saal": [(1, 2, None, None)],
    }


def test_what_took_the_place_of_a_part_is_no_successor_where_it_is_the_same_fact() -> None:
    states = [state(0, ATTIC, HALL), state(1, ATTIC, SAAL)]
    assert _courses(*states, likeness=_are_hall_and_saal)["hall"] == [(0, 0, 1, "saal")]

    def settle(found: Any) -> Any:
        attic, *others = found
        return [([attic], no_more), (others, no_more)]

    assert _courses(*states, likeness=_are_hall_and_saal, settle=settle)["hall"] == [
        (0, 0, 1, None),
        (1, 1, None, None),
    ]


def test_facts_come_in_the_order_of_their_table_and_are_completed_by_thesubject() -> None:
    def complete(facts: Mapping[str, Any]) -> Mapping[str, Any]:
        return {name: [replace(one, more={"of": len(found)}) for one in found] for name, found in facts.items()}

    of = replace(subject(order=lambda fact: -fact.value("floor")), complete=complete)
    found = _facts(state(0, HALL | {"floor": 1}, SAAL | {"floor": 2}), of=of)
    assert [(fact.id, fact.value("of")) for fact in found] == [("saal", 2), ("hall", 2)]
