"""Captures in order become spans: from when to when a page stated a value, and which capture shows that it no longer does."""

import csv
import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest
from conftest import examples, watched_cases
from hypothesis import assume, given
from hypothesis import strategies as st
from over_time import Folded, folded

import scraper
from scraper import read_page
from scraper.dataset.build import build
from scraper.history.absence import is_cut_off
from scraper.history.compare import records_of
from scraper.history.fold import History
from scraper.history.spans import PAGE_KINDS, Statement, is_evidence
from scraper.notices import PageCutOff
from scraper.outcomes import Outcome
from scraper.store.store import Store
from scraper.subjects.uccn.facts import Conference, Facts, Host, Objective, Status
from scraper.subjects.uccn.records import as_records, objectives
from scraper.subjects.uccn.subject import UCCN
from scraper.values.capture import Capture, CapturedResponse, format_timestamp, iso, parse_timestamp, urlkey
from scraper.values.facts import State
from scraper.values.records import Page, Span

WARCS = Path(__file__).parent.parent / "fixtures" / "warc"
PAGE = "https://en.unesco.org/creative-cities/content/annual-conferences"
START = datetime(2018, 1, 1, tzinfo=UTC)
NOWHERE = Span(0, 0)


def _day(number: int) -> datetime:
    return START + timedelta(days=number)


def _host(
    year: int | None,
    city: str,
    *,
    status: Status = "held",
    edition: int | None = None,
    position: int | None = None,
    country: str | None = None,
) -> Conference:
    return Conference(
        year=year,
        status=status,
        hosts=(Host(city, country),),
        span=NOWHERE,
        status_span=NOWHERE,
        rule="a rule",
        edition=edition,
        edition_span=NOWHERE if edition else None,
        position=position,
    )


def _page(*stated: Conference | str, cut_off: bool = False) -> Page:
    """Return a page of a known layout that states hosts and, as strings, objectives."""
    conferences = tuple(one for one in stated if isinstance(one, Conference))
    texts = [one for one in stated if isinstance(one, str)]
    objectives = tuple(
        Objective(position=at, text=text, span=NOWHERE, rule="a rule") for at, text in enumerate(texts, start=1)
    )
    return Page(
        outcome=Outcome.EXTRACTED if stated else Outcome.NO_FACTS,
        page_kind="annual-conferences",
        layout="drupal7-body",
        language="en",
        records=as_records(Facts(conferences=conferences, objectives=objectives), "en"),
        notices=(PageCutOff(),) if cut_off else (),
    )


def _state(day: int, page: Page, *, original: str = PAGE) -> State:
    capture = Capture(
        original=original,
        timestamp=_day(day),
        urlkey=urlkey(original),
        archive="shelf",
        digest=f"sha1:{day}",
        memento_url=f"https://shelf.example/web/{format_timestamp(_day(day))}/{original}",
    )
    return State(day, capture, page)


def _days(*pages: Page) -> Folded:
    """Fold one page a day of one original."""
    return folded(_state(day, page) for day, page in enumerate(pages))


def _of(spans: Folded, key: str, field: str = "city") -> list[tuple[int, int, int | None, int]]:
    """Return the spans of a value in days: first seen, last seen, first absent, number of captures."""
    return [
        (
            (span.first_seen - START).days,
            (span.last_seen - START).days,
            (span.first_absent - START).days if span.first_absent else None,
            span.captures,
        )
        for span in spans.spans()
        if (span.key, span.field) == (key, field)
    ]


def _kinds(spans: Folded) -> list[tuple[int, str, str]]:
    return [((one.timestamp - START).days, one.kind, spans.id_of(one) or "") for one in spans.changes()]


PARIS, LYON, SEOUL = _host(2008, "Paris"), _host(2009, "Lyon"), _host(2011, "Seoul")
EXCHANGE = "Exchange updated information on activities carried out by cities to implement the objectives of the Network"
DETERMINE = "Determine the Network’s strategy and operations, and agree upon important matters of future developments"


# --- from when to when ------------------------------------------------------------------------------------------------


def test_a_fact_that_every_capture_states_has_one_span_without_an_end() -> None:
    assert _of(_days(_page(LYON), _page(LYON), _page(LYON)), "2009/lyon") == [(0, 2, None, 3)]


def test_the_first_capture_without_it_ends_a_span_and_later_ones_do_not_change_that() -> None:
    spans = _days(_page(PARIS, LYON), _page(PARIS, LYON), _page(PARIS), _page(PARIS), _page(PARIS))
    assert _of(spans, "2009/lyon") == [(0, 1, 2, 2)]
    assert _of(spans, "2008/paris") == [(0, 4, None, 5)]


def test_a_fact_that_flaps_has_a_span_for_each_time_it_is_there() -> None:
    spans = _days(*(_page(PARIS, LYON) if there else _page(PARIS) for there in (1, 1, 0, 1, 0, 0, 1)))
    assert _of(spans, "2009/lyon") == [(0, 1, 2, 2), (3, 3, 4, 1), (6, 6, None, 1)]


def test_a_corrected_value_ends_its_own_span_and_no_other_of_the_fact() -> None:
    spans = _days(_page(LYON), _page(_host(2010, "Lyon")), _page(LYON))
    assert _of(spans, "2009/lyon", "year") == [(0, 0, 1, 1), (1, 1, 2, 1), (2, 2, None, 1)]
    assert _of(spans, "2009/lyon", "city") == [(0, 2, None, 3)]


def test_a_reworded_objective_stays_one_fact() -> None:
    reworded = EXCHANGE.replace("updated ", "")
    spans = _days(_page(EXCHANGE, DETERMINE), _page(reworded, DETERMINE))
    (key,) = {span.key for span in spans.spans() if span.value in (EXCHANGE, reworded)}
    assert _of(spans, key, "text") == [(0, 0, 1, 1), (1, 1, None, 1)]
    assert _of(spans, key, "position") == [(0, 1, None, 2)]


def test_a_span_says_where_the_last_capture_that_states_it_is_served() -> None:
    spans = _days(_page(LYON), _page(LYON), _page())
    (span,) = [span for span in spans.spans() if span.field == "city"]
    assert span.memento_url == f"https://shelf.example/web/20180102000000/{PAGE}"


def test_a_page_that_states_no_facts_any_more_ends_all_spans() -> None:
    spans = _days(_page(PARIS, LYON), _page())
    assert {span.first_absent for span in spans.spans()} == {_day(1)}
    assert _kinds(spans) == [(1, "emptied", "")]


# --- what is no evidence ----------------------------------------------------------------------------------------------

NO_EVIDENCE = [
    *(Page(outcome=outcome) for outcome in Outcome if outcome not in (Outcome.EXTRACTED, Outcome.NO_FACTS)),
    Page(outcome=Outcome.LAYOUT_UNKNOWN, page_kind="annual-conferences"),
    msgspec.structs.replace(_page(), layout=None),
    msgspec.structs.replace(_page(), page_kind=None),
]


@pytest.mark.parametrize("page", NO_EVIDENCE, ids=lambda page: page.outcome.value)
def test_what_was_not_read_by_a_known_layout_is_no_evidence_of_absence(page: Page) -> None:
    spans = _days(_page(LYON), page, _page(LYON), page)
    assert _of(spans, "2009/lyon") == [(0, 2, None, 2)]
    assert [one for one in spans.changes() if one.table] == []


def test_what_is_no_evidence_is_never_the_capture_before() -> None:
    spans = _days(_page(PARIS), Page(outcome=Outcome.CHALLENGE), _page(PARIS, LYON))
    assert {(one.previous, one.timestamp) for one in spans.changes()} == {(_day(0), _day(2))}


def test_a_page_that_is_cut_off_tells_what_it_states_and_nothing_of_the_rest() -> None:
    spans = _days(_page(PARIS, LYON), _page(PARIS, cut_off=True), _page(PARIS, LYON))
    assert _of(spans, "2009/lyon") == [(0, 2, None, 2)]
    assert _of(spans, "2008/paris") == [(0, 2, None, 3)]
    assert [(one.kind, one.class_, one.timestamp, one.returned) for one in spans.changes()] == [
        ("cut off", "page", _day(1), _day(2))
    ]


def test_a_page_that_is_cut_off_may_be_the_first_to_state_a_fact() -> None:
    spans = _days(_page(PARIS), _page(PARIS, LYON, cut_off=True), _page(PARIS, LYON))
    assert _of(spans, "2009/lyon") == [(1, 2, None, 2)]
    assert {(day, kind) for day, kind, _ in _kinds(spans)} == {(1, "added"), (1, "cut off")}


def test_absence_behind_a_page_that_is_cut_off_is_told_by_the_next_whole_one() -> None:
    spans = _days(_page(PARIS, LYON), _page(PARIS, cut_off=True), _page(PARIS))
    assert _of(spans, "2009/lyon") == [(0, 0, 2, 1)]


def test_a_whole_page_without_facts_behind_one_that_is_cut_off_is_evidence_of_absence() -> None:
    spans = _days(_page(PARIS, LYON), _page(PARIS, cut_off=True), _page())
    assert _of(spans, "2009/lyon") == [(0, 0, 2, 1)]
    assert _of(spans, "2008/paris") == [(0, 1, 2, 2)]
    assert spans.latest()[0][1] == ()


def test_what_a_page_that_is_cut_off_does_not_say_of_a_fact_is_no_evidence_of_absence_either() -> None:
    """The ordinal stands in prose behind the list, and the page breaks off between them."""
    whole = _host(2019, "Fabriano", edition=13, country="Italy")
    spans = _days(_page(whole), _page(_host(2019, "Fabriano"), cut_off=True), _page(whole))
    assert _of(spans, "2019/fabriano", "ordinal") == [(0, 2, None, 2)]
    assert _of(spans, "2019/fabriano", "country") == [(0, 2, None, 2)]
    assert [one.kind for one in spans.changes()] == ["cut off"]


def _bytes(words: str, *, objectives: Sequence[str] = (), cut: int = 0) -> bytes:
    """Return a page as it was captured, without its last `cut` bytes."""
    items = "".join(f"<li>{text}</li>" for text in objectives)
    listed = f"<p>The main objectives of this event are to:</p><ul>{items}</ul>" if items else ""
    whole = (
        '<!DOCTYPE html><html lang="en"><head><title>Annual Conferences</title></head><body><h1>Annual Conferences</h1>'
        f'<div id="block-system-main"><div class="field-name-body"><p>{words}</p>{listed}</div></div></body></html>'
    ).encode()
    return whole[: len(whole) - cut]


def _read(body: bytes) -> Page:
    return read_page(body, original=PAGE, content_type="text/html; charset=utf-8")


HELD = "Previous Annual Conferences have been held in Lyon (France) in 2009, and Seoul (Republic of Korea) in 2011."


def test_words_that_break_off_where_the_page_does_are_no_rewording() -> None:
    aims = (EXCHANGE, DETERMINE)
    whole = _read(_bytes(HELD, objectives=aims))
    cut = _read(_bytes(HELD, objectives=aims, cut=len("developments</li></ul></div></div></body></html>") + 20))
    assert is_cut_off(cut)
    assert [one.text for one in objectives(whole)] == list(aims)
    assert objectives(cut)[1].text != DETERMINE
    spans = _days(whole, cut, whole)
    assert not [change for change in spans.changes() if change.field == "text"]
    assert {span.first_absent for span in spans.spans() if span.value == DETERMINE} == {None}


def test_words_that_break_off_are_no_evidence_of_the_whole_of_them() -> None:
    """The span goes on; its words are those of the last capture that has all of them."""
    aims = (EXCHANGE, DETERMINE)
    whole = _read(_bytes(HELD, objectives=aims))
    cut = _read(_bytes(HELD, objectives=aims, cut=len("developments</li></ul></div></div></body></html>") + 20))
    spans = _days(whole, whole, cut)
    (span,) = [span for span in spans.spans() if span.value == DETERMINE]
    assert (span.last_seen, span.evidence.timestamp) == (_day(2), _day(1))
    assert span.evidence.quote == DETERMINE
    (other,) = [span for span in spans.spans() if span.value == EXCHANGE]
    assert other.evidence.timestamp == _day(2)


@pytest.mark.parametrize("cut", range(15, 130, 5))
def test_a_capture_cut_off_anywhere_makes_no_fact_absent(cut: int) -> None:
    whole, broken = _read(_bytes(HELD)), _read(_bytes(HELD, cut=cut))
    spans = _days(whole, broken, whole)
    assert is_cut_off(broken)
    assert not [one for one in spans.changes() if one.kind == "removed" and one.timestamp == _day(1)]
    for key in ("2009/lyon", "2011/seoul"):
        ((first, last, absent, _),) = _of(spans, key)
        assert (first, last, absent) == (0, 2, None)


# --- originals --------------------------------------------------------------------------------------------------------


def test_a_page_at_another_address_is_no_evidence_of_absence() -> None:
    other = PAGE.replace("/content/", "/")
    spans = folded([_state(0, _page(LYON)), _state(1, _page(PARIS), original=other), _state(2, _page(LYON))])
    assert _of(spans, "2009/lyon") == [(0, 2, None, 2)]
    assert spans.changes() == []


def test_the_same_fact_on_two_pages_has_spans_of_each() -> None:
    other = PAGE.replace("/content/", "/")
    spans = folded(
        [
            _state(0, _page(LYON)),
            _state(1, _page(LYON), original=other),
            _state(2, _page()),
            _state(3, _page(LYON), original=other),
        ]
    )
    assert _of(spans, "2009/lyon") == [(0, 0, 2, 1), (1, 3, None, 2)]


@pytest.mark.parametrize(
    "written", [PAGE.replace("https:", "http:"), "http://en.unesco.org:80" + PAGE.partition(".org")[2]]
)
def test_one_address_written_in_two_ways_is_one_original(written: str) -> None:
    spans = folded([_state(0, _page(PARIS, LYON)), _state(1, _page(PARIS), original=written)])
    assert _of(spans, "2009/lyon") == [(0, 0, 1, 1)]
    assert len(spans.latest()) == 1


# --- changes ----------------------------------------------------------------------------------------------------------


def test_the_first_capture_shows_no_change() -> None:
    assert _days(_page(PARIS, LYON)).changes() == []


def test_a_change_is_told_with_both_captures_and_where_to_look() -> None:
    (changed,) = _days(_page(LYON), _page(LYON), _page(_host(2010, "Lyon"))).changes()
    assert (changed.timestamp, changed.previous, changed.original) == (_day(2), _day(1), PAGE)
    assert changed.memento_url == f"https://shelf.example/web/20180103000000/{PAGE}"
    assert (changed.table, changed.field, changed.kind) == ("timeline", "year", "changed")
    assert (changed.before, changed.after, changed.class_) == (2009, 2010, "substance")


def test_what_was_planned_and_then_held_is_a_change_of_status() -> None:
    spans = _days(_page(_host(2019, "Fabriano", status="planned")), _page(_host(2019, "Fabriano")))
    assert [(one.field, one.before, one.after) for one in spans.changes()] == [("status", "planned", "held")]


def test_changes_come_in_order_of_time_over_all_pages() -> None:
    other = PAGE.replace("//en.", "//fr.")
    states = [
        _state(0, _page(PARIS)),
        _state(1, _page(PARIS), original=other),
        _state(2, _page(PARIS, LYON)),
        _state(3, _page(PARIS, SEOUL), original=other),
        _state(4, _page(LYON)),
    ]
    times = [one.timestamp for one in folded(states).changes()]
    assert times == sorted(times)
    assert set(times) == {_day(2), _day(3), _day(4)}


# --- what holds of all ------------------------------------------------------------------------------------------------

SOME = examples(60)
ORIGINALS = (PAGE, PAGE.replace("//en.", "//fr."))
# So far apart that none is ever another one, corrected.
APART = {(1990 + 9 * at, city): _host(1990 + 9 * at, city) for at, city in enumerate(["Lyon", "Seoul", "Fabriano"])}
DAYS = st.lists(
    st.tuples(st.sampled_from(["whole", "cut off", "nothing"]), st.sets(st.sampled_from(sorted(APART)))), max_size=12
)


@SOME
@given(DAYS)
def test_spans_are_what_whole_and_cut_off_captures_tell_and_no_other(
    days: list[tuple[str, set[tuple[int, str]]]],
) -> None:
    """Told once more, for each fact by itself; a city that is never absent keeps every page from being empty."""
    steady = _host(1980, "Paris")
    pages = [
        Page(outcome=Outcome.LAYOUT_UNKNOWN)
        if how == "nothing"
        else _page(steady, *(APART[one] for one in sorted(facts)), cut_off=how == "cut off")
        for how, facts in days
    ]
    spans = _days(*pages)
    for fact in APART:
        expected: list[list[int | None]] = []
        for day, (how, facts) in enumerate(days):
            if how == "nothing":
                continue
            if fact in facts:
                if not expected or expected[-1][2] is not None:
                    expected.append([day, day, None, 0])
                expected[-1][1] = day
                expected[-1][3] = (expected[-1][3] or 0) + 1
            elif how == "whole" and expected and expected[-1][2] is None:
                expected[-1][2] = day
        year, city = fact
        assert [list(one) for one in _of(spans, f"{year}/{city.lower()}")] == expected


HOSTS = st.builds(
    lambda year, city, status, edition, position: _host(year, city, status=status, edition=edition, position=position),
    st.sampled_from([None, 2009, 2010, 2017]),
    st.sampled_from(["Lyon", "Lyons", "Seoul"]),
    st.sampled_from(["held", "planned"]),
    st.sampled_from([None, 2, 3]),
    st.sampled_from([None, 1, 2]),
)
AIMS = st.sampled_from([EXCHANGE, EXCHANGE.replace("updated ", ""), DETERMINE])
STATED = st.lists(HOSTS | AIMS, max_size=4)
PAGES = st.one_of(
    STATED.map(lambda stated: _page(*stated)),
    STATED.map(lambda stated: _page(*stated, cut_off=True)),
    st.sampled_from([Page(outcome=Outcome.LAYOUT_UNKNOWN), Page(outcome=Outcome.CHALLENGE)]),
)
STATES = st.lists(st.tuples(st.sampled_from(ORIGINALS), PAGES), max_size=8).map(
    lambda found: [_state(day, page, original=original) for day, (original, page) in enumerate(found)]
)


@SOME
@given(STATES)
def test_folding_in_one_go_and_folding_capture_by_capture_give_the_same(states: list[State]) -> None:
    """Though someone looks at the result after every capture."""
    step_by_step, history_by_step = Folded(), History(UCCN)
    for state in states:
        step_by_step.fold(state)
        step_by_step.statements(), step_by_step.changes(), step_by_step.latest()
        history_by_step.fold(state)
        history_by_step.facts()
    spans, history = folded(states), History(UCCN)
    for state in states:
        history.fold(state)
    assert msgspec.to_builtins(step_by_step.statements()) == msgspec.to_builtins(spans.statements())
    assert msgspec.to_builtins(step_by_step.changes()) == msgspec.to_builtins(spans.changes())
    assert step_by_step.latest() == spans.latest()
    assert history_by_step.facts() == history.facts()


@SOME
@given(STATES)
def test_what_is_folded_later_changes_no_earlier_change_but_that_it_was_taken_back(states: list[State]) -> None:
    spans = Folded()
    before: list[tuple[object, ...]] = []
    for state in states:
        spans.fold(state)
        now: list[tuple[object, ...]] = [
            (one.kind, one.timestamp, one.original, one.field, one.before, one.after) for one in spans.changes()
        ]
        assert now[: len(before)] == before
        before = now


@SOME
@given(STATES)
def test_a_change_is_told_between_the_statement_that_it_ends_and_the_one_that_it_begins(states: list[State]) -> None:
    spans = folded(states)
    statements = set(map(id, spans.statements()))
    for one in spans.changes():
        assert {id(side) for side in (one.was, one.now) if side} <= statements
        assert one.previous < one.timestamp
        assert one.returned is None or one.returned > one.timestamp
        if one.kind in PAGE_KINDS:
            assert (one.table, one.was, one.now) == (None, None, None)
        if one.kind == "added":
            assert one.now is not None
            assert one.now.first_seen == one.timestamp
        if one.kind == "removed":
            assert one.was is not None
            assert one.was.first_absent is not None
            assert one.was.first_absent <= one.timestamp  # before it where the whole page was empty meanwhile
        if one.field is not None:
            assert one.was is None or one.was.fields[one.field] == one.before
            assert one.now is None or one.now.fields[one.field] == one.after


@SOME
@given(STATES)
def test_a_statement_cites_a_capture_that_states_all_of_it(states: list[State]) -> None:
    stated = {(state.capture.original, state.capture.timestamp): state.page for state in states}
    for one in folded(states).statements():
        page = stated[one.evidence.original, one.evidence.timestamp]
        records = [{value.field: value.value for value in record.values} for record in page.records]
        assert one.fields in records
        assert one.first_seen <= one.evidence.timestamp <= one.last_seen


@SOME
@given(STATES)
def test_no_two_statements_of_one_fact_overlap_and_none_counts_more_captures_than_there_are(
    states: list[State],
) -> None:
    whole = [state for state in states if is_evidence(state.page)]
    by_fact: dict[tuple[str, str, int], list[Statement]] = {}
    for one in folded(states).statements():
        within = [
            state
            for state in whole
            if state.capture.original == one.original and one.first_seen <= state.capture.timestamp <= one.last_seen
        ]
        assert 1 <= one.captures <= len(within)
        for ended in (one.first_absent, one.not_confirmed):
            assert ended is None or ended > one.last_seen
        by_fact.setdefault((one.original, one.table, one.thing), []).append(one)
    for found in by_fact.values():
        for one, after in pairwise(found):
            assert (
                min(filter(None, (one.first_absent, one.not_confirmed)), default=after.first_seen) <= after.first_seen
            )


@SOME
@given(STATES)
def test_a_span_begins_and_ends_at_captures_that_state_it(states: list[State]) -> None:
    whole = [state.page for state in states if is_evidence(state.page)]
    assume(
        all(is_cut_off(page) or records_of(page) for page in whole)
    )  # for what comes behind a cut-off page, see above
    stated = {
        (urlkey(state.capture.original), state.capture.timestamp): {
            (record.table, field, value) for record in records_of(state.page) for field, value in record.fields
        }
        for state in states
        if is_evidence(state.page)
    }
    for one in folded(states).statements():
        for time in (one.first_seen, one.last_seen):
            told = {(one.table, field, value) for field, value in one.fields.items()}
            assert told <= stated[urlkey(one.original), time]


# --- what is published ------------------------------------------------------------------------------------------------


def _rows(place: Path, table: str) -> list[dict[str, str]]:
    with (place / "dataset" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def test_no_row_of_the_history_is_absent_before_it_was_last_seen(published: Path) -> None:
    rows = _rows(published, "history")
    assert rows
    for row in rows:
        assert row["first_seen"] <= row["last_seen"]
        assert not row["first_absent"] or row["last_seen"] < row["first_absent"]
        assert int(row["captures"]) >= 1


def test_only_whole_captures_that_were_read_show_absence_and_change(published: Path) -> None:
    read = {
        (urlkey(row["url"]), row["timestamp"])
        for row in _rows(published, "captures")
        if row["outcome"] in ("extracted", "no facts") and row["layout"]
    }
    for row in _rows(published, "changes"):
        if not row["table"]:
            continue  # what became of the page, and not of what it states
        assert {(urlkey(row["url"]), row["timestamp"]), (urlkey(row["url"]), row["previous"])} <= read
        assert row["previous"] < row["timestamp"]
    absent = {row["first_absent"] for row in _rows(published, "history") if row["first_absent"]}
    assert absent <= {time for _, time in read}


def test_a_capture_that_is_cut_off_ends_a_span_only_by_stating_another_value(published: Path) -> None:
    cut_off = "2018-03-14T05:27:47Z"  # fixtures/pages/annual-conferences/20180314052747-cut-off
    ended = {row["id"] for row in _rows(published, "history") if row["first_absent"] == cut_off}
    shown = [row for row in _rows(published, "changes") if row["timestamp"] == cut_off and row["table"]]
    assert ended
    mended = {row["after_id"] for row in _rows(published, "changes") if row["returned"] == cut_off}
    assert ended == {row["before_id"] for row in shown} | mended
    assert all(row["after_id"] for row in shown)


def test_at_every_capture_the_spans_are_the_hosts_that_a_person_read_there(published: Path) -> None:
    """`expected.json` is what a person wrote."""
    folds = Folded()
    with Store(published / "store") as store:
        for listed in store.listed():
            if listed.record is not None:
                response = store.read(listed.record)
                folds.fold(State(listed.record.id, response.capture, scraper.extract(response)))
    found = folds.statements()
    compared = 0
    for case in watched_cases():
        expected = json.loads((case / "expected.json").read_bytes())
        original = json.loads((case / "capture.json").read_bytes())["original"]
        if expected["outcome"] not in ("extracted", "no facts") or case.name.endswith("-cut-off"):
            continue
        time, key = parse_timestamp(case.name[:14]), urlkey(original)
        here = [one for one in found if urlkey(one.original) == key and one.first_seen <= time <= one.last_seen]
        hosts = [one.fields for one in here if one.table == "timeline"]
        told = {(host.get("year"), host["city"], host["status"]) for host in hosts}
        dated = [one for one in expected.get("events", []) if one["year"] and one["status"]]
        stated = [*expected["conferences"], *dated]  # prose without year or status says nothing of a timeline
        assert told == {(one["year"], host["city"], one["status"]) for one in stated for host in one["hosts"]}, (
            case.name
        )
        objectives = {one.fields["text"] for one in here if one.table == "objectives"}
        assert objectives == {one["text"] for one in expected["objectives"]}, case.name
        compared += 1
    assert compared > 25


def test_a_change_of_an_objective_is_between_two_statements_of_it(published: Path) -> None:
    facts = {row["id"]: row["record_id"] for row in _rows(published, "history")}
    changes = [row for row in _rows(published, "changes") if row["table"] == "objectives"]
    assert len(changes) > 10
    for row in changes:
        between = {facts[row[side]] for side in ("before_id", "after_id") if row[side]}
        assert between == {row["record_id"]}, row["id"]


def test_what_a_capture_states_is_not_removed_by_it(published: Path) -> None:
    history = _rows(published, "history")
    removed = [row for row in _rows(published, "changes") if row["kind"] == "removed"]
    assert removed
    for row in removed:
        about = row["table"], row["record_id"], urlkey(row["url"])
        assert not [
            one
            for one in history
            if (one["table"], one["record_id"], urlkey(one["url"])) == about
            and one["first_seen"] <= row["timestamp"] <= one["last_seen"]
        ], row["id"]


FACTS = ("timeline", "objectives", "events", "editions", "wordings")


def test_every_row_that_a_table_names_is_there(published: Path) -> None:
    """Bologna is 'Bologne' on a French page, and one row all the same: a join loses no statement."""
    ids = {(table, row["id"]) for table in FACTS for row in _rows(published, table)}
    assert {(row["table"], row["record_id"]) for row in _rows(published, "records")} == ids
    for table in ("history", "changes", "conflicts"):
        named = {(row["table"], row["record_id"]) for row in _rows(published, table) if row["table"]}
        assert named, table
        assert named <= ids, table
    assert ("timeline", "2013/bologna") in ids
    assert not {("timeline", "2013/bologne"), ("timeline", "2018/cracovie")} & ids


def test_every_host_of_the_timeline_has_a_history(published: Path) -> None:
    """Braga 2024 is in timeline.csv; when was it first seen, and is it still?"""
    facts = {row["record_id"] for row in _rows(published, "evidence") if row["table"] == "timeline"}
    assert facts <= {row["record_id"] for row in _rows(published, "history") if row["table"] == "timeline"}


def test_the_key_of_an_event_tells_which_page_states_it(published: Path) -> None:
    """'13' is the thirteenth conference on six pages; evidence.csv has `original#13`."""
    events = {row["record_id"] for row in _rows(published, "evidence") if row["table"] == "events"}
    assert events
    assert events <= {row["record_id"] for row in _rows(published, "history") if row["table"] == "events"}


def _add(store: Store, timestamp: str, body: bytes, original: str = PAGE) -> None:
    capture = Capture(
        original=original,
        timestamp=parse_timestamp(timestamp),
        urlkey=urlkey(original),
        archive="shelf",
        statuscode=200,
        memento_url=f"https://shelf.example/web/{timestamp}/{original}",
    )
    html = (("Content-Type", "text/html; charset=utf-8"),)
    store.add(
        capture, CapturedResponse(capture=capture, requested=capture.timestamp, status=200, headers=html, body=body)
    )


def test_the_published_tables_say_when_a_host_came_was_corrected_and_went(tmp_path: Path) -> None:
    bodies = {
        "20180101000000": _bytes("The next Annual Conference will be held in Lyon (France) in 2019."),
        "20190101000000": _bytes("The next Annual Conference will be held in Lyon (France) in 2020."),
        "20210101000000": _bytes("Previous Annual Conferences have been held in Lyon (France) in 2020."),
        "20220101000000": _bytes("This page is being updated."),
    }
    with Store(tmp_path / "store") as store:
        for timestamp, body in bodies.items():
            _add(store, timestamp, body)
            failed = Capture(
                original=PAGE, timestamp=parse_timestamp(timestamp[:4] + "0601"), urlkey=urlkey(PAGE), archive="shelf"
            )
            store.fail(failed, Outcome.CHALLENGE, "a challenge page came")
        build(store, tmp_path / "dataset")
    history = [
        (
            *(row[name] for name in ("record_id", "city", "country", "status")),
            *(row[name][:4] for name in ("first_seen", "last_seen", "first_absent")),
        )
        for row in sorted(_rows(tmp_path, "history"), key=lambda row: row["first_seen"])
    ]
    assert history == [
        ("2019/lyon", "Lyon", "France", "planned", "2018", "2018", "2019"),
        ("2020/lyon", "Lyon", "France", "planned", "2019", "2019", "2021"),
        ("2020/lyon", "Lyon", "France", "held", "2021", "2021", "2022"),
    ]
    changes = [
        (
            row["timestamp"][:4],
            row["previous"][:4],
            row["class"],
            row["field"],
            row["kind"],
            row["before"],
            row["after"],
        )
        for row in _rows(tmp_path, "changes")
        if row["field"] != "position"
    ]
    assert changes[:2] == [
        ("2019", "2018", "substance", "year", "changed", "2019", "2020"),
        ("2021", "2019", "substance", "status", "changed", "planned", "held"),
    ]
    assert [(*one[:3], one[4]) for one in changes[2:]] == [("2022", "2021", "substance", "removed")]


def test_a_capture_that_could_not_be_had_is_no_row_of_history_or_changes(tmp_path: Path) -> None:
    with Store(tmp_path / "store") as store:
        _add(store, "20180101000000", _bytes(HELD))
        for year, outcome in enumerate(sorted({Outcome.CHALLENGE, Outcome.NOT_PLAYED_BACK, Outcome.TRUNCATED}), 2019):
            failed = Capture(
                original=PAGE, timestamp=parse_timestamp(f"{year}0101"), urlkey=urlkey(PAGE), archive="shelf"
            )
            store.fail(failed, outcome, "it was not there")
        build(store, tmp_path / "dataset")
    assert {row["first_absent"] for row in _rows(tmp_path, "history")} == {""}
    assert _rows(tmp_path, "changes") == []
    assert {row["last_seen"] for row in _rows(tmp_path, "history")} == {iso(parse_timestamp("20180101"))}
