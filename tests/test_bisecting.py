"""Every change is found with few readings, or it is said where one may hide."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from conftest import examples
from hypothesis import given
from hypothesis import strategies as st

from scraper.cli import run_command
from scraper.history.bisect import Found, described, find_changes
from scraper.history.compare import Cells, PageRecords
from scraper.outcomes import Outcome
from scraper.store.store import Store
from scraper.values.capture import Capture
from scraper.values.records import Page

WARCS = Path(__file__).parent.parent / "fixtures" / "warc"
PAGE = "https://en.unesco.org/creative-cities/content/annual-conferences"
START = datetime(2000, 1, 1, tzinfo=UTC)


def _captures(number: int, digest: Callable[[int], str] = str, status: int = 200) -> list[Capture]:
    return [
        Capture(
            original="https://page.example/",
            timestamp=START + timedelta(hours=at),
            urlkey="example,page)/",
            archive="shelf",
            statuscode=status,
            digest=digest(at),
        )
        for at in range(number)
    ]


def _place(capture: Capture) -> int:
    return int((capture.timestamp - START) / timedelta(hours=1))


def _search(number: int, state: Callable[[int], int | None], budget: int | None = None) -> Found[int]:
    return find_changes(_captures(number), lambda capture: state(_place(capture)), budget=budget)


def _exact(found: Found[int]) -> list[int]:
    return [_place(turn.after) for turn in found.changes if turn.between == 0]


@examples(60)
@given(st.sets(st.integers(1, 1999), min_size=7, max_size=7))
def test_seven_changes_in_2000_captures_take_fewer_than_120_readings(turns: set[int]) -> None:
    found = _search(2000, lambda at: sum(at >= turn for turn in turns))
    assert _exact(found) == sorted(turns)
    assert found.reads < 120
    assert found.captures == 2000


@given(
    st.lists(st.integers(0, 2), min_size=1, max_size=60),
    st.sets(st.integers(0, 59)),
    st.none() | st.integers(0, 40),
)
def test_every_change_is_found_or_lies_where_it_is_said_to_hide(
    states: list[int], broken: set[int], budget: int | None
) -> None:
    found = _search(len(states), lambda at: None if at in broken else states[at], budget)
    assert budget is None or found.reads <= budget
    readable = [at for at in range(len(states)) if at not in broken]
    intervals = [(_place(turn.before), _place(turn.after)) for turn in found.changes]
    intervals += [(_place(gap.first), _place(gap.last)) for gap in found.gaps]
    for before, after in pairwise(readable):
        if states[before] != states[after]:
            assert any(low <= before and after <= high for low, high in intervals)
    for turn in found.changes:
        assert states[_place(turn.before)] == turn.state_before != turn.state_after == states[_place(turn.after)]


def test_captures_of_one_digest_are_read_once() -> None:
    captures = _captures(900, lambda at: f"run {at // 300}")
    found = find_changes(captures, lambda capture: _place(capture) // 300)
    assert (found.reads, [_place(turn.after) for turn in found.changes], found.is_complete) == (3, [300, 600], True)


def test_what_comes_and_goes_is_found_or_its_possibility_is_stated() -> None:
    found = _search(2000, lambda at: 500 <= at < 520)
    assert _exact(found) == [500, 520] or any(_place(gap.first) <= 500 <= _place(gap.last) for gap in found.gaps)
    wide = _search(2000, lambda at: 500 <= at < 1100)
    assert _exact(wide) == [500, 1100]


def test_a_fact_that_flaps_is_followed() -> None:
    assert _exact(_search(12, lambda at: at // 3 % 2)) == [3, 6, 9]


def test_pages_of_other_bytes_that_state_the_same_are_no_change_and_stretches_of_these_are_looked_into() -> None:
    """Each capture has its own page. One host stands there but in five captures of the middle of 100."""
    host = Cells("timeline", "2009/lyon", (("city", "Lyon"),))

    def read(capture: Capture) -> PageRecords:
        at = _place(capture)
        return PageRecords(Page(outcome=Outcome.EXTRACTED, title=str(at)), () if 48 <= at < 53 else (host,))

    found = find_changes(_captures(100), read)
    assert [(_place(turn.before), _place(turn.after)) for turn in found.changes] == [(47, 48), (52, 53)]
    assert found.reads < 30


def test_redirects_and_what_cannot_be_read_are_told_and_passed_over() -> None:
    found = find_changes(_captures(5, status=302), lambda _: 1)
    assert (found.reads, found.passed_over) == (0, 5)
    nothing = _search(4, lambda _: None)
    assert (nothing.changes, len(nothing.unreadable)) == ((), 4)
    assert any("not readable" in line for line in described(nothing))
    assert find_changes([], lambda _: 1).is_complete


def test_a_budget_ends_the_search_with_what_is_known() -> None:
    found = _search(1000, lambda at: at >= 700, budget=4)
    (turn,) = found.changes
    assert found.reads == 4
    assert _place(turn.before) < 700 <= _place(turn.after)
    assert turn.between > 0
    assert not found.is_complete


def test_the_command_tells_the_changes_and_keeps_what_it_fetched(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["changes", PAGE, "--archive", str(WARCS), "--output", str(tmp_path)]
    assert run_command([*command, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["reads"] <= told["captures"]
    last = told["changes"][-1]
    assert last["timestamp"] == "2023-02-14T13:37:05Z"
    assert {"2022/santos", "2023/istanbul"} <= {change["key"] for change in last["records"]}
    with Store(tmp_path / "store") as store:
        assert store.counts()[1] > 10
    assert run_command([*command, "--budget", "2"]) == 0
    assert "2 of" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments", [["no address"], [PAGE, "--budget", "-1"], ["https://en.unesco.org/creative-cities/events/*"]]
)
def test_what_cannot_be_searched_is_said(arguments: list[str], tmp_path: Path) -> None:
    assert run_command(["changes", *arguments, "--archive", str(WARCS), "--output", str(tmp_path)]) == 2
