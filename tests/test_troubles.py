"""A trouble is told once, and its end once, to whoever was told of it; a change counts once it was seen often enough."""

from collections.abc import Sequence
from itertools import takewhile
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telling import HISTORY, PAGE, Stated, asked, changes, day, listing, new_changes, record, rows

from scraper.dataset.tables import CAPTURES
from scraper.errors import StoreError
from scraper.notices import ExtractionDrift, Fall, LayoutUnknown, Noticed, RunStopped
from scraper.notify.settings import KINDS, Kind
from scraper.notify.settled import Sightings, Standing
from scraper.notify.told import (
    Due,
    Seen,
    Told,
    delivered,
    due,
    only,
    read_told,
    with_changes,
    with_troubles,
    write_told,
)
from scraper.outcomes import Outcome
from scraper.runs.troubles import Trouble, is_over, troubles
from scraper.subjects.uccn.facts import Status
from scraper.values.changes import ChangeRow

OTHER = "https://fr.unesco.org/creative-cities/content/conferences-annuelles"


def _drift(layout: str = "drupal7-body", timestamp: str = "2018-07-23T18:05:14Z", now: int = 0) -> Noticed:
    fell = ExtractionDrift(layout, "2018-06-20T09:12:43Z", (Fall("conferences", 12, now),))
    return Noticed(notice=fell, captures=1, original=PAGE, timestamp=timestamp)


AT_REST = {"resting": ("a.example is in cooldown for 60 s",), "hosts_at_rest": ("a.example",)}
STATUSES: tuple[Status, ...] = ("planned", "held", "cancelled")
UNREAD = Outcome.LAYOUT_UNKNOWN


# --- when a change counts ---------------------------------------------------------------------------------------------


def _sightings(stated: Sequence[Stated], *, beside: Sequence[Stated] = ()) -> Sightings:
    """Return the sightings in a page, and in another beside it that states of the same edition what it will."""
    other = "https://fr.unesco.org/creative-cities/content/annual-conferences"
    history = rows(stated, HISTORY) + rows(beside, HISTORY, other)
    return Sightings(history, rows(stated, CAPTURES) + rows(beside, CAPTURES, other))


def _status_changes(stated: Sequence[Stated]) -> list[ChangeRow]:
    return [row for row in changes(stated) if row.field in ("status", None)]


def _standings(stated: Sequence[Stated], persist: int) -> list[Standing]:
    return [_sightings(stated).standing(row, persist) for row in _status_changes(stated)]


def test_by_default_a_change_counts_at_once() -> None:
    assert _standings(["planned", "held"], 1) == ["settled"]


def test_a_change_waits_until_enough_captures_show_it() -> None:
    assert _standings(["planned", "held"], 3) == ["pending"]
    assert _standings(["planned", "held", "held"], 3) == ["pending"]
    assert _standings(["planned", "held", "held", "held"], 3) == ["settled"]


def test_a_change_that_was_undone_before_never_counts() -> None:
    assert _standings(["planned", "held", "planned", "planned"], 2) == ["undone", "settled"]


def test_a_fact_that_is_gone_counts_once_enough_captures_lack_it() -> None:
    assert _standings(["held", None], 2) == ["pending"]
    assert _standings(["held", None, None], 2) == ["settled"]
    assert _standings(["held", None, "held"], 2) == ["undone"]  # it is one row: gone, and back


@pytest.mark.parametrize("unread", [UNREAD, Outcome.UNREADABLE, Outcome.NOT_FOUND, Outcome.REDIRECT])
def test_a_capture_that_was_not_read_shows_neither_presence_nor_absence(unread: Outcome) -> None:
    assert _standings(["held", None, unread, unread], 2) == ["pending"]
    assert _standings(["held", None, unread, None], 2) == ["settled"]


@given(
    st.lists(st.sampled_from((*STATUSES, None, UNREAD)), min_size=1, max_size=12),
    st.lists(st.sampled_from((*STATUSES, None)), max_size=12),
    st.integers(1, 4),
)
def test_a_change_counts_by_the_captures_of_its_own_page_alone(
    stated: list[Stated], beside: list[Stated], persist: int
) -> None:
    """Told from the tables as from the pages themselves: by how many captures on end state what it changed to."""
    sightings = _sightings(stated, beside=beside)
    read = [(day(number), said) for number, said in enumerate(stated) if said != UNREAD]
    for row in changes(stated):
        after = [said for time, said in read if time >= row.timestamp]
        cells: list[Any] = [said if row.field == "status" or said is None else "there" for said in after]
        seen = _alike(cells)
        expected = "settled" if seen >= persist else "undone" if seen < len(cells) else "pending"
        assert sightings.standing(row, persist) == expected


def _alike(cells: Sequence[object]) -> int:
    """Return how many cells from the first on are like it."""
    return len(list(takewhile(lambda cell: cell == cells[0], cells)))


# --- changes are told once --------------------------------------------------------------------------------------------


def _seen(
    stated: Sequence[Stated], before: Sequence[Stated] | None, *, rules: str = "2", first: bool | None = None
) -> Seen:
    return Seen(
        rows=changes(stated),
        classes=("substance",),
        fresh=frozenset(row.identity for row in new_changes(before or (), stated)),
        sightings=_sightings(stated),
        rules=rules,
        first=before is None if first is None else first,
    )


def _owed(told: Told, channel: str = "mail") -> list[tuple[str | None, str | None]]:
    rows = (row for row in due(told, channel, KINDS).changes if row.field in ("status", None))
    return [(_status(row.before), _status(row.after)) for row in rows]


def _status(told: str | None) -> str | None:
    """Return the status in a value, or in a whole record in words."""
    return told and told.rpartition("status ")[2]


def _runs(*datasets: Sequence[Stated], persist: int = 1) -> list[list[tuple[str | None, str | None]]]:
    """Return what each run tells of the status, where each finds one more dataset."""
    told, before, said = Told(), None, []
    for stated in datasets:
        told = with_changes(told, _seen(stated, before), persist, ["mail"])
        said.append(_owed(told))
        told, before = delivered(told, "mail", due(told, "mail", KINDS)), stated
    return said


def test_the_past_of_a_first_dataset_is_no_news() -> None:
    assert _runs(["planned", "held", None]) == [[]]


def test_what_changed_is_told_once() -> None:
    past: list[Stated] = ["planned", "planned"]
    assert _runs(past, [*past, "held"], [*past, "held"], [*past, "held", "held"]) == [[], [("planned", "held")], [], []]


def test_a_change_that_happens_again_is_told_again() -> None:
    assert _runs(["planned"], ["planned", "held", "planned"], ["planned", "held", "planned", "held"]) == [
        [],
        [("planned", "held"), ("held", "planned")],
        [("planned", "held")],
    ]


def test_a_change_is_told_by_the_run_in_which_it_counts() -> None:
    assert _runs(["planned"], ["planned", "held"], ["planned", "held", "held"], persist=2) == [
        [],
        [],
        [("planned", "held")],
    ]


def test_a_change_that_was_undone_in_time_is_never_told() -> None:
    assert _runs(["planned"], ["planned", "held"], ["planned", "held", "planned", "planned"], persist=2) == [
        [],
        [],
        [("held", "planned")],
    ]


def test_a_fact_that_is_back_and_gone_again_by_the_next_run_is_told_as_both() -> None:
    past: list[Stated] = ["planned", None]
    told = with_changes(Told(), _seen(past, None), 1, ["mail"])
    told = with_changes(told, _seen([*past, "planned", None], past), 1, ["mail"])
    back, gone = due(told, "mail", KINDS).changes
    assert (back.kind, back.timestamp, back.returned) == ("removed", day(1), day(2))
    assert (gone.kind, gone.timestamp, gone.returned) == ("removed", day(3), None)


def test_an_older_capture_that_shows_a_change_earlier_makes_it_no_other_change() -> None:
    """Another archive has a capture of the day before: the change is the same, and has its time from then."""
    told = with_changes(Told(), _seen(["planned"], None), 1, ["mail"])
    late: list[Stated] = ["planned", UNREAD, "held"]
    early: list[Stated] = ["planned", "held", "held"]
    told = with_changes(told, _seen(late, ["planned"]), 1, ["mail"])
    assert _owed(told) == [("planned", "held")]
    told = delivered(told, "mail", due(told, "mail", KINDS))
    told = with_changes(told, _seen(early, late), 1, ["mail"])
    assert _owed(told) == []


def test_where_nothing_is_remembered_only_what_is_new_in_this_run_is_told() -> None:
    """Somebody is to be told from now on, of a dataset that is there for years; or told.json was lost."""
    before: list[Stated] = ["planned", "held", None]
    told = with_changes(Told(), _seen([*before, "cancelled"], before), 1, ["mail"])
    assert _owed(told) == [(None, "cancelled")]


def test_what_new_rules_read_in_old_captures_is_no_news() -> None:
    told = with_changes(Told(), _seen(["planned", "planned"], None), 1, ["mail"])
    read_otherwise: list[Stated] = ["planned", "held"]
    told = with_changes(told, _seen(read_otherwise, ["planned", "planned"], rules="3"), 1, ["mail"])
    assert _owed(told) == []
    told = with_changes(told, _seen([*read_otherwise, None], read_otherwise, rules="3"), 1, ["mail"])
    assert _owed(told) == [("held", None)]


def test_what_new_rules_read_in_new_captures_is() -> None:
    told = with_changes(Told(), _seen(["planned", "planned"], None), 1, ["mail"])
    told = with_changes(told, _seen(["planned", "held", "cancelled"], ["planned", "planned"], rules="3"), 1, ["mail"])
    assert _owed(told) == [("held", "cancelled")]


@given(
    st.lists(st.sampled_from((*STATUSES, None, UNREAD)), min_size=1, max_size=10),
    st.lists(st.integers(1, 10), max_size=5),
    st.integers(1, 3),
    st.lists(st.booleans(), min_size=12, max_size=12),
)
def test_however_runs_and_failures_fall_each_change_that_counts_is_told_once(
    stated: list[Stated], cuts: list[int], persist: int, works: list[bool]
) -> None:
    """The dataset grows by some captures a run, and the channel fails in some runs; in the end all was told, once, in order."""
    ends = [*sorted({min(cut, len(stated)) for cut in cuts}), len(stated), len(stated)]
    told, before, taken = Told(), None, list[ChangeRow]()
    for number, end in enumerate(ends):
        told = with_changes(told, _seen(stated[:end], before), persist, ["mail"])
        if works[number] or number == len(ends) - 1:
            what = due(told, "mail", KINDS)
            taken += what.changes
            told = delivered(told, "mail", what)
        before = stated[:end]
    past = changes(stated[: ends[0]])
    sightings = _sightings(stated)
    counting = [row for row in changes(stated) if sightings.standing(row, persist) == "settled"]
    assert len(set(taken)) == len(taken)
    assert {row for row in counting if row not in past} <= set(taken)
    # what was told of a fact that was gone is told once more when it is back
    assert all(row.returned is None and row.kind == "removed" for row in set(taken) - set(counting))


# --- what is the matter -----------------------------------------------------------------------------------------------


def _keys(**fields: object) -> list[tuple[str, str, str, str]]:
    return [one.key for one in troubles(record(**fields), ())]


def test_a_run_without_fault_has_nothing_to_tell() -> None:
    assert _keys(listings=(listing("unesco"), listing("unesco", OTHER, left=True)), exit_code=10) == []


def test_an_archive_that_lists_nothing_is_one_trouble() -> None:
    listings = (listing("unesco", PAGE, "503"), listing("unesco", OTHER, "503"), listing("shelf"))
    assert _keys(listings=listings, exit_code=1) == [("archive", "unesco", "", "")]


def test_one_original_that_cannot_be_listed_is_a_trouble_of_its_own() -> None:
    listings = (listing("unesco", PAGE, "503"), listing("unesco", OTHER))
    assert _keys(listings=listings, exit_code=1) == [("listing", "unesco", PAGE, "")]


def test_an_archive_that_lists_in_part_is_not_silent() -> None:
    """Its answer was cut off, and what came before the cut is used."""
    cut = listing("unesco", PAGE, "cut off", captures=7)
    (trouble,) = troubles(record(listings=(cut,), exit_code=1), ())
    assert trouble.key == ("listing", "unesco", PAGE, "")
    assert "listed only 7 captures" in trouble.words
    (silent,) = troubles(record(listings=(listing("unesco", failure="503"),)), ())
    assert is_over(silent, record(listings=(cut,)), (trouble,))
    assert not is_over(trouble, record(listings=(listing("unesco", OTHER),)), ())


def test_another_wording_is_no_other_trouble() -> None:
    assert _keys(drift_notices=(_drift(),)) == _keys(drift_notices=(_drift(timestamp="2024-01-01T00:00:00Z", now=1),))
    assert _keys(listings=(listing("a", failure="503 at 03:00"),)) == _keys(
        listings=(listing("a", failure="timed out"),)
    )
    first = "https://web.archive.org/cdx?url=x: 429, too many requests. Wait (60)"
    then = "web.archive.org is in cooldown for 60 s, until 2026-11-23 03:00:00 UTC: it answered 429, too many requests"
    banned = "https://web.archive.org/web/2020id_/http://a.example/: web.archive.org is in cooldown for 3,600 s: a ban"
    assert (
        _keys(resting=(first,), hosts_at_rest=("web.archive.org",))
        == _keys(resting=(then,), hosts_at_rest=("web.archive.org",))
        == _keys(resting=(banned,), hosts_at_rest=("web.archive.org",))
        == [("host", "web.archive.org", "", "")]
    )


def test_drift_of_another_layout_is_another_trouble_and_an_unknown_layout_is_one() -> None:
    unknown = Noticed(notice=LayoutUnknown(), captures=1, original=PAGE, timestamp="2024-05-17T09:34:12Z")
    assert _keys(drift_notices=(_drift(),)) == [("drift", "drupal7-body", PAGE, "")]
    assert _keys(drift_notices=(_drift("drupal9-body"),)) == [("drift", "drupal9-body", PAGE, "")]
    assert _keys(drift_notices=(unknown,)) == [("drift", "", PAGE, "")]
    assert {one.kind for one in troubles(record(drift_notices=(_drift(),)), ())} == {"drift"}


def test_the_drift_of_a_record_of_before_there_were_notices_is_told_in_its_words() -> None:
    (drift,) = troubles(record(drift=("layout unknown: somewhere at 20240517093412",)), ())
    assert (drift.kind, drift.words) == ("drift", "layout unknown: somewhere at 20240517093412")


def test_a_run_that_was_stopped_says_by_what() -> None:
    (stopped,) = troubles(
        record(
            exit_code=3, exit_meaning="nothing reached", rows={}, notices=(Noticed(notice=RunStopped("disk full")),)
        ),
        (),
    )
    assert (stopped.kind, stopped.key) == ("failure", ("stopped", "3", "", ""))
    assert "disk full" in stopped.words


@pytest.mark.parametrize(("written", "ended"), [({}, False), ({"timeline": 20}, True)])
def test_a_fault_of_the_program_is_told_and_a_run_that_wrote_its_dataset_came_to_its_end(
    written: dict[str, int], ended: bool
) -> None:
    (fault,) = troubles(record(exit_code=70, exit_meaning="internal error", rows=written), ())
    assert "internal error" in fault.words
    assert ("did not complete" not in fault.words) is ended


def test_a_run_that_was_stopped_says_so_though_something_could_not_be_listed() -> None:
    listings = (listing("shelf", failure="503"), listing("unesco", captures=3))
    told = troubles(record(exit_code=130, exit_meaning="interrupted", rows={}, listings=listings), ())
    assert [trouble.of for trouble in told] == ["stopped", "archive"]


def test_captures_that_could_not_be_had_are_told_by_archive_and_original() -> None:
    lost = [
        {"archive": "shelf", "url": PAGE, "outcome": outcome.value}
        for outcome in (
            Outcome.TOO_LARGE,
            Outcome.TOO_LARGE,
            Outcome.EXCLUDED,
            Outcome.NOT_FETCHED,
            Outcome.EXTRACTED,
        )
    ]
    found = troubles(record(), lost)
    assert [one.key for one in found] == [("captures", "shelf", PAGE, "final"), ("captures", "shelf", PAGE, "passing")]
    assert "2 captures" in found[0].words
    assert "1 capture of" in found[1].words


def test_what_a_run_did_not_look_at_is_not_over() -> None:
    (down,) = troubles(record(listings=(listing("unesco", failure="503"),)), ())
    (one, _) = troubles(record(listings=(listing("unesco", failure="503"), listing("unesco", OTHER)), **AT_REST), ())[
        ::-1
    ]
    (rests,) = troubles(record(**AT_REST), ())
    (drift,) = troubles(record(drift_notices=(_drift(),)), ())
    elsewhere = record(
        listings=(listing("shelf"), listing("unesco", left=True)),
        requests=(asked("b.example"), asked("a.example", 0)),
        rows={},
    )
    for trouble in (down, one, rests, drift):
        assert not is_over(trouble, elsewhere, ())


def test_what_a_run_found_mended_is_over() -> None:
    (down,) = troubles(record(listings=(listing("unesco", failure="503"),)), ())
    assert is_over(down, record(listings=(listing("unesco"), listing("unesco", OTHER, "503"))), ())
    (rests,) = troubles(record(**AT_REST), ())
    assert is_over(rests, record(requests=(asked("a.example"),)), ())
    (drift,) = troubles(record(drift_notices=(_drift(),)), ())
    assert is_over(drift, record(), ())
    (stopped,) = troubles(record(exit_code=130), ())
    assert is_over(stopped, record(exit_code=1), ())
    assert not is_over(stopped, record(exit_code=3), ())


# --- troubles are told once, and their ends ---------------------------------------------------------------------------


def _trouble(name: str, words: str = "") -> Trouble:
    return Trouble(of="archive", where=name, words=words, advice="", ended=f"{name} answers again")


def _names(what: Due) -> tuple[list[str], list[str]]:
    return [one.trouble.where for one in what.troubles], [one.trouble.where for one in what.ended]


def _run(told: Told, now: Sequence[str], *, over: Sequence[str] = (), began: str = "1") -> Told:
    return with_troubles(told, [_trouble(name) for name in now], [_trouble(name) for name in over], began)


def _tell(told: Told, channel: str = "mail", on: Sequence[Kind] = KINDS) -> tuple[Told, tuple[list[str], list[str]]]:
    what = due(told, channel, on)
    return delivered(told, channel, what), _names(what)


def test_a_trouble_is_told_once_and_its_end_once() -> None:
    told, said = _tell(_run(Told(), ["a"]))
    assert said == (["a"], [])
    told, said = _tell(_run(told, ["a"]))
    assert said == ([], [])
    told, said = _tell(_run(told, [], over=["a"]))
    assert said == ([], ["a"])
    assert _tell(_run(told, []))[1] == ([], [])


def test_the_end_says_since_when_and_in_how_many_runs() -> None:
    told, _ = _tell(_run(Told(), ["a"], began="2026-11-20"))
    told = _run(told, ["a"], began="2026-11-21")
    told = _run(told, [], began="2026-11-22")  # did not look at it
    told = _run(told, [], over=["a"], began="2026-11-23")
    (ended,) = due(told, "mail", KINDS).ended
    assert (ended.since, ended.runs) == ("2026-11-20", 2)


def test_a_trouble_that_was_never_told_has_no_end_to_tell() -> None:
    failing = _run(_run(Told(), ["a"]), [], over=["a"])
    assert _tell(failing)[1] == ([], [])
    told, said = _tell(_run(Told(), ["a"]), on=["change", "recovery"])
    assert said == ([], [])
    assert _tell(_run(told, [], over=["a"]), on=["change", "recovery"])[1] == ([], [])


def test_a_channel_that_failed_is_told_by_a_later_run_and_the_others_not_again() -> None:
    told, said = _tell(_run(Told(), ["a"]), "mail")
    assert said == (["a"], [])
    told = _run(told, ["a", "b"])
    assert _tell(told, "mail")[1] == (["b"], [])
    assert _tell(told, "webhook")[1] == (["a", "b"], [])


def test_a_trouble_that_is_back_before_its_end_was_told_goes_on() -> None:
    told, _ = _tell(_run(Told(), ["a"], began="1"))
    told = _run(told, [], over=["a"], began="2")  # the mail of this run fails
    told, said = _tell(_run(told, ["a"], began="3"))
    assert said == ([], [])
    (ended,) = due(_run(told, [], over=["a"], began="4"), "mail", KINDS).ended
    assert (ended.since, ended.runs) == ("1", 2)


def test_what_is_owed_to_a_channel_that_is_not_set_any_more_is_forgotten() -> None:
    told = _run(_tell(_run(Told(), ["a"]))[0], [], over=["a"])
    assert only(told, ["webhook"], KINDS).ended == {}
    assert only(told, ["mail"], ["failure"]).ended == {}
    assert only(told, ["mail"], KINDS) == told


RUN = st.tuples(
    st.dictionaries(st.sampled_from("abc"), st.sampled_from(["on", "over"])),
    st.fixed_dictionaries({"mail": st.booleans(), "webhook": st.booleans()}),
)


@given(st.lists(RUN, max_size=12))
def test_each_channel_hears_in_turn_of_a_trouble_and_of_its_end(
    runs: list[tuple[dict[str, str], dict[str, bool]]],
) -> None:
    """And once every channel works again, each knows how things stand."""
    told, heard, standing = Told(), {"mail": list[str](), "webhook": list[str]()}, set[str]()
    for shown, works in [*runs, ({}, {"mail": True, "webhook": True})]:
        now, over = ([name for name, how in shown.items() if how == said] for said in ("on", "over"))
        told = _run(told, now, over=over)
        standing = (standing | set(now)) - set(over)
        for channel in heard:
            if works[channel]:
                told, (begun, ended) = _tell(told, channel)
                heard[channel] += [*begun, *(f"no {name}" for name in ended)]
    for said in heard.values():
        for name in "abc":
            turns = [one for one in said if one.endswith(name)]
            assert turns == [name if at % 2 == 0 else f"no {name}" for at in range(len(turns))]
            assert (turns[-1:] == [name]) == (name in standing)


# --- what is kept -----------------------------------------------------------------------------------------------------


def test_what_was_told_is_kept_over_runs(tmp_path: Path) -> None:
    told = with_changes(
        _run(_tell(_run(Told(), ["a"]))[0], ["b"], over=["a"]), _seen(["planned", "held"], ["planned"]), 1, ["x"]
    )
    assert told.changes
    write_told(tmp_path / "told.json", told)
    assert read_told(tmp_path / "told.json") == told
    assert [path.name for path in tmp_path.iterdir()] == ["told.json"]


def test_nothing_was_told_where_there_is_no_file(tmp_path: Path) -> None:
    assert read_told(tmp_path / "told.json") == Told()


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"version": 3}', b'{"changes": {"mail": [{}]}}', b"\xff", b'{"standing": 3}']
)
def test_a_file_that_cannot_be_used_is_named(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "told.json").write_bytes(content)
    with pytest.raises(StoreError, match=r"told\.json: .* forgotten"):
        read_told(tmp_path / "told.json")


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / ".told.json.part").mkdir()
    with pytest.raises(StoreError, match=r"told\.json: cannot be written"):
        write_told(tmp_path / "told.json", Told())


def test_all_kinds_that_there_are_can_be_asked_for() -> None:
    assert set(KINDS) == set(get_args(Kind))
