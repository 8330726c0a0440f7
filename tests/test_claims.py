"""Claims by their own promises: who contradicts whom, with which words, how often, in which order, and how many are told."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from house import ATTIC, HALL, OTHER, PAGE, SAAL, Said, day_of, room, state, subject
from msgspec.structs import replace

from scraper.history.claims import MOST_SIDES, Claims
from scraper.history.fold import History
from scraper.notices import ConflictsLeftOut
from scraper.subjects import plain
from scraper.values.capture import Capture
from scraper.values.facts import Conflict, ConflictSide, State
from scraper.values.records import Cell, Record
from scraper.values.subject import ConflictRules, Impossible

FLOORS = plain.conflicts("floor", "use")
THIRD = "https://house.example/guide"


class _Delegating:
    """The things of `FLOORS`, for a test to change."""

    def __init__(self, facts: Any) -> None:
        self.facts = facts

    def __getattr__(self, name: str) -> Any:
        return getattr(FLOORS.things(self.facts), name)


def _claims(*states: State, rules: ConflictRules = FLOORS, **more: Any) -> tuple[list[Conflict], Claims]:
    history, claims = History(subject(**more)), Claims(rules)
    for one in states:
        claims.take(one, history.fold(one))
    return claims.conflicts(history.facts()), claims


def _conflicts(*states: State, **more: Any) -> list[Conflict]:
    return _claims(*states, **more)[0]


def _on(floor: int, room: Said = HALL) -> Said:
    return room | {"floor": floor}


def _sides(conflicts: list[Conflict]) -> list[tuple[object, int, object, int]]:
    return [(one.side.value, one.side.captures, one.other.value, one.other.captures) for one in conflicts]


# --- contradictions ---------------------------------------------------------------------------------------------------


def test_a_contradiction_shows_both_values_with_the_last_words_for_each_and_what_it_is_about() -> None:
    (conflict,) = _conflicts(state(0, _on(1)), state(1, ATTIC, _on(2), page=OTHER), state(2, _on(1)))
    assert (conflict.kind, conflict.about, conflict.record, conflict.field) == (
        "contradiction",
        (),
        ("rooms", "hall"),
        "floor",
    )
    for side, value, captures, original, day in (
        (conflict.side, 1, 2, PAGE, 2),
        (conflict.other, 2, 1, OTHER, 1),
    ):
        assert side.cited is not None
        assert (side.value, side.captures, side.table, side.thing) == (value, captures, "rooms", 1)
        assert (side.cited.field, side.cited.value, side.cited.evidence.quote) == ("floor", value, f"Hall, {value}")
        assert (side.cited.evidence.original, side.cited.evidence.timestamp) == (original, day_of(day))


def test_a_value_counts_once_a_capture_and_captures_of_two_pages_at_one_time_are_two() -> None:
    twice = state(0, _on(1), _on(1))
    other = state(1, _on(2), page=THIRD, day=0)
    assert _sides(_conflicts(twice, other)) == [(2, 1, 1, 1)]
    again = state(2, _on(1), page=OTHER, day=0)
    assert _sides(_conflicts(twice, other, again)) == [(1, 2, 2, 1)]


def test_of_values_that_are_as_well_supported_the_published_one_comes_first_and_then_the_one_written_later() -> None:
    states = [state(0, _on(1)), state(1, _on(2), page=OTHER, day=0)]
    assert _sides(_conflicts(*states)) == [(2, 1, 1, 1)]
    lowest = {"rank": lambda record, when: (-(record.value("floor") or 0),)}
    assert _sides(_conflicts(*states, **lowest)) == [(1, 1, 2, 1)]
    unknown = state(2, HALL, page=THIRD, day=0)
    assert _sides(_conflicts(states[1], states[0], unknown)) == [(2, 1, 1, 1)]


def test_of_several_values_the_best_supported_is_compared_with_each_other_one_the_better_supported_first() -> None:
    stated = [(3, PAGE, 0), (2, OTHER, 0), (1, THIRD, 0), (3, PAGE, 1), (2, OTHER, 1), (3, PAGE, 2)]
    states = [state(number, _on(floor), page=page, day=day) for number, (floor, page, day) in enumerate(stated)]
    assert _sides(_conflicts(*states)) == [(3, 3, 2, 2), (3, 3, 1, 1)]


def test_conflicts_come_by_field_and_then_by_what_they_are_about_by_support_and_by_their_values() -> None:
    states = [
        state(0, _on(1) | {"use": "art"}, _on(1, SAAL), _on(5, ATTIC)),
        state(1, _on(2) | {"use": "yoga"}, _on(1, SAAL), _on(3, ATTIC), page=OTHER, day=0),
        state(2, _on(3), _on(2, SAAL), _on(4, ATTIC), page=THIRD, day=0),
    ]
    found = _conflicts(*states)
    told = [(one.field, one.record, one.side.value, one.other.value) for one in found]
    assert told == [
        ("floor", ("rooms", "saal"), 1, 2),
        ("floor", ("rooms", "hall"), 3, 1),
        ("floor", ("rooms", "hall"), 3, 2),
        ("floor", ("rooms", "attic"), 4, 3),
        ("floor", ("rooms", "attic"), 4, 5),
        ("use", ("rooms", "hall"), "yoga", "art"),
    ]


def test_only_the_fields_that_are_compared_contradict_each_other() -> None:
    states = [state(0, _on(1) | {"use": "art"}), state(1, _on(2) | {"use": "yoga"}, page=OTHER, day=0)]
    (conflict,) = _conflicts(*states, rules=replace(FLOORS, compared=("use",)))
    assert conflict.field == "use"


def test_what_records_claim_of_no_fact_is_in_no_conflict() -> None:
    def nowhere(record: Record) -> Iterator[Any]:
        return ((("rooms", "nowhere"), value) for value in record.values)

    states = [state(0, _on(1)), state(1, _on(2), page=OTHER, day=0)]
    assert _conflicts(*states, rules=replace(FLOORS, claims=nowhere)) == []


def test_the_subject_says_which_values_contradict_each_other_and_what_that_is_about() -> None:
    class Told(_Delegating):
        def about(self, thing: Any, field: str, value: Cell) -> tuple[Cell | None, ...]:
            return thing[1], field, value

        def pairs(self, field: str, claims: Any, best: Cell) -> Iterator[tuple[Cell, Cell]]:
            yield from FLOORS.things(self.facts).pairs(field, claims, best) if field == "use" else ()

    states = [state(0, _on(1) | {"use": "art"}), state(1, _on(2) | {"use": "yoga"}, page=OTHER, day=0)]
    (conflict,) = _conflicts(*states, rules=replace(FLOORS, things=Told, order=lambda about: ()))
    assert conflict.about == ("hall", "use", "yoga")


# --- how many ---------------------------------------------------------------------------------------------------------


def test_no_more_conflicts_of_a_field_are_told_than_said_and_the_others_are_counted() -> None:
    """One floor is stated by three captures, another by two, 50 by one each: 51 floors are not the best supported one."""
    pages = [f"https://house.example/{number}" for number in range(MOST_SIDES + 2)]
    states = [state(at, _on(min(at, MOST_SIDES)), page=page, day=0) for at, page in enumerate(pages)]
    best = state(len(pages), _on(MOST_SIDES + 1), page=PAGE, day=0)
    more = [best, state(len(pages) + 1, _on(MOST_SIDES + 1), page=OTHER, day=0)]
    more.append(state(len(pages) + 2, _on(MOST_SIDES + 1), page=THIRD, day=0))
    found, claims = _claims(*states, *more)
    assert len(found) == MOST_SIDES
    assert {one.side.value for one in found} == {MOST_SIDES + 1}
    assert (found[0].other.value, found[0].other.captures) == (MOST_SIDES, 2)
    ((notice, evidence),) = claims.left_out.items()
    assert notice == ConflictsLeftOut(1, "floor", "hall")
    assert evidence.quote == f"Hall, {MOST_SIDES + 1}"


def test_a_subject_finds_conflicts_of_other_sorts_among_all_claims_and_no_more_of_these_are_told() -> None:
    """Each room is at odds with the one after it."""

    class Sorts(_Delegating):
        def others(self, claims: Any) -> Iterator[tuple[str, str, list[Conflict]]]:
            sides = [claim.side(value) for _, field, value, claim in claims if field == "use"]
            yield (
                "use",
                "the house",
                [
                    Conflict(kind="contradiction", about=(), record=None, field="use", side=one, other=other)
                    for one, other in pairwise(sides)
                ],
            )

    rooms = [room(f"Room {at}", use=f"use {at:02}", floor=at) for at in range(MOST_SIDES + 2)]
    found, claims = _claims(state(0, *rooms), rules=replace(FLOORS, things=Sorts))
    assert [(one.side.value, one.other.value) for one in found] == [
        (f"use {at:02}", f"use {at + 1:02}") for at in range(MOST_SIDES)
    ]
    ((notice, evidence),) = claims.left_out.items()
    assert notice == ConflictsLeftOut(1, "use", "the house")
    assert evidence.quote == "Room 0, use 00, 0", "the evidence is of the first of them"


def test_as_many_conflicts_as_are_told_leave_none_out() -> None:
    pages = [f"https://house.example/{number}" for number in range(MOST_SIDES + 1)]
    found, claims = _claims(*(state(at, _on(at), page=page, day=0) for at, page in enumerate(pages)))
    assert (len(found), claims.left_out) == (MOST_SIDES, {})


# --- what cannot be ---------------------------------------------------------------------------------------------------


def _above_the_roof(record: Record, capture: Capture) -> Iterator[Impossible]:
    floor, use = record.find("floor"), record.find("use")
    if floor and int(floor.value) > 3:
        yield Impossible((record.table, record.key), "floor", floor, use or f"captured {capture.date[:10]}")


HIGH = replace(FLOORS, impossible=_above_the_roof, impossible_about=lambda about: ("above", str(about)))


def test_what_cannot_be_is_told_with_its_last_words_and_how_many_captures_state_it() -> None:
    (conflict,) = _conflicts(state(0, ATTIC, _on(9)), state(1, ATTIC, _on(9)), state(2, ATTIC, _on(9)), rules=HIGH)
    assert (conflict.kind, conflict.about) == ("impossible", ("above", "('rooms', 'hall')"))
    assert (conflict.record, conflict.field) == (("rooms", "hall"), "floor")
    side, other = conflict.side, conflict.other
    assert (side.value, side.captures, side.table, side.thing) == (9, 3, "rooms", 2)
    assert side.evidence is not None
    assert (side.evidence.quote, side.evidence.timestamp) == ("Hall, 9", day_of(2))
    assert other == ConflictSide("captured 2020-01-01", 1, None)


def test_the_other_side_of_what_cannot_be_is_what_the_first_capture_said_of_it() -> None:
    states = [state(at, _on(9) | {"use": use}) for at, use in enumerate(("cellar", "storage"))]
    (conflict,) = _conflicts(*states, rules=HIGH)
    assert (conflict.other.value, conflict.other.captures) == ("cellar", 1)
    assert (conflict.other.table, conflict.other.thing) == ("rooms", 1)
    assert conflict.other.evidence is not None
    assert conflict.other.evidence.timestamp == day_of(0)


def test_what_cannot_be_is_told_for_each_page_and_value_and_comes_before_contradictions() -> None:
    states = [state(0, _on(9)), state(1, _on(9), page=OTHER, day=0), state(2, _on(8), page=OTHER, day=0)]
    found = _conflicts(*states, rules=HIGH)
    assert [(one.kind, one.side.value, one.side.captures) for one in found] == [
        ("impossible", 8, 1),
        ("impossible", 9, 1),
        ("impossible", 9, 1),
        ("contradiction", 9, 2),
    ]


def test_what_cannot_be_of_no_fact_or_of_several_names_no_row() -> None:
    class Both:
        def __init__(self, facts: Any) -> None:
            self._facts = facts["rooms"]

        def of(self, about: Any) -> list[int]:
            return [at for at, fact in enumerate(self._facts) if about[1] == "hall" or fact.id == about[1]]

        def fact(self, thing: Any) -> Any:
            return self._facts[thing]

        def others(self, claims: Any) -> Any:
            return iter(())

    rules = replace(HIGH, things=Both, claims=lambda record: ())
    found = _conflicts(state(0, _on(7), _on(8, SAAL)), rules=rules)
    assert {one.side.value: one.record for one in found} == {7: None, 8: ("rooms", "saal")}
    gone = replace(HIGH, impossible=lambda record, capture: [Impossible(("rooms", "x"), "floor", record.values[1], "")])
    (conflict,) = _conflicts(state(0, _on(7)), rules=gone)
    assert conflict.record is None


def test_claims_of_one_thing_in_several_ways_count_together() -> None:
    """The hall is called Hall and Saal: both names lead to one fact."""

    class One(_Delegating):
        def of(self, about: Any) -> list[Any]:
            return [("rooms", "hall")]

    states = [
        state(0, _on(1)),
        state(1, _on(2), page=OTHER, day=0),
        state(2, _on(1, SAAL), page=THIRD, day=0),
    ]
    assert _sides(_conflicts(*states, rules=replace(FLOORS, things=One))) == [(1, 2, 2, 1)]
