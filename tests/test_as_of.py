"""What pages stated at a date, by the captures up to then alone; and what changed since, as a person tells it."""

import contextlib
import csv
import io
import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from conftest import WarcFile, examples, watched_cases
from hypothesis import given
from hypothesis import strategies as st
from over_time import Folded

from scraper import extract
from scraper.cli import run_command
from scraper.dataset.build import build
from scraper.errors import StoreError
from scraper.history.as_of import as_of
from scraper.history.cache import ExtractionCache
from scraper.history.compare import Cells, records_of
from scraper.history.spans import KINDS
from scraper.outcomes import Outcome
from scraper.store.store import Store
from scraper.values.capture import Capture, CapturedResponse, parse_time, parse_timestamp, urlkey
from scraper.values.facts import State

WARCS = Path(__file__).parent.parent / "fixtures" / "warc"
PAGE = "https://en.unesco.org/creative-cities/content/annual-conferences"
FRENCH = "https://fr.unesco.org/creative-cities/content/conferences-annuelles"
LYON, SEOUL, BOLOGNA = "Lyon (France) in 2009", "Seoul (Republic of Korea) in 2011", "Bologna (Italy) in 2013"
Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in an empty folder, so that no scraper.toml and no output of somebody's is met."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")


def _body(
    *hosts: str, objectives: Sequence[str] = (), layout: str = "block-system-main", cut_off: bool = False
) -> bytes:
    held = f"<p>Previous Annual Conferences have been held in {', '.join(hosts)}.</p>" if hosts else "<p>Words.</p>"
    items = "".join(f"<li>{text}</li>" for text in objectives)
    listed = f"<p>The main objectives of this event are to:</p><ul>{items}</ul>" if items else ""
    end = "" if cut_off else "</div></div></body></html>"
    return (
        '<!DOCTYPE html><html lang="en"><head><title>Annual Conferences</title></head><body><h1>Annual Conferences</h1>'
        f'<div id="{layout}"><div class="field-name-body">{listed}{held}{end}'
    ).encode()


def _add(
    store: Store, timestamp: str, body: bytes | Outcome, *, original: str = PAGE, served: str | None = None
) -> None:
    """Store a capture that was listed for a time, and perhaps served for another."""

    def at(time: str) -> Capture:
        return Capture(
            original=original,
            timestamp=parse_timestamp(time),
            urlkey=urlkey(original),
            archive="shelf",
            statuscode=200,
            memento_url=f"https://shelf.example/web/{time}/{original}",
        )

    if isinstance(body, Outcome):
        store.fail(at(timestamp), body, "it was not there")
        return
    html = (("Content-Type", "text/html; charset=utf-8"),)
    listed, capture = at(timestamp), at(served or timestamp)
    store.add(
        listed, CapturedResponse(capture=capture, requested=listed.timestamp, status=200, headers=html, body=body)
    )


def _shelved(place: Path, captures: dict[str, bytes | Outcome]) -> Path:
    with Store(place / "store") as store:
        for timestamp, body in captures.items():
            _add(store, timestamp, body)
    return place


def _at(place: Path, date: str) -> list[tuple[Capture, tuple[Cells, ...]]]:
    with Store(place / "store") as store:
        return as_of(store, parse_time(date, end=True))


def _hosts(place: Path, date: str) -> list[str]:
    """Return the hosts that the page stated at a date; it is the only one."""
    found = _at(place, date)
    assert len(found) <= 1
    return [
        f"{one.value('city')} {one.value('year')}" for _, records in found for one in records if one.table == "timeline"
    ]


# --- what was known then ----------------------------------------------------------------------------------------------


def test_a_state_holds_from_its_capture_on_until_the_next(tmp_path: Path) -> None:
    place = _shelved(tmp_path, {"20180101120000": _body(LYON), "20190101120000": _body(LYON, SEOUL)})
    assert _at(place, "20180101115959") == []
    assert _hosts(place, "20180101120000") == ["Lyon 2009"]
    assert _hosts(place, "20190101115959") == ["Lyon 2009"]
    assert _hosts(place, "20190101120000") == ["Lyon 2009", "Seoul 2011"]
    assert _hosts(place, "2099") == ["Lyon 2009", "Seoul 2011"]


def test_what_was_corrected_later_is_shown_as_it_was(tmp_path: Path) -> None:
    place = _shelved(tmp_path, {"20180101": _body(LYON), "20190101": _body("Lyon (France) in 2010")})
    ((_, (then,)),), ((_, (now,)),) = _at(place, "2018"), _at(place, "2019")
    assert (then.value("year"), now.value("year")) == (2009, 2010)
    assert then.key == now.key == "2009/lyon"


def test_what_went_is_gone_and_what_came_back_is_there_again(tmp_path: Path) -> None:
    place = _shelved(
        tmp_path, {"20180101": _body(LYON, SEOUL), "20190101": _body(LYON), "20200101": _body(LYON, SEOUL)}
    )
    assert [len(_hosts(place, year)) for year in ("2018", "2019", "2020")] == [2, 1, 2]


BOXES = _body(SEOUL, layout="root").replace(b"<p>", b"<div>").replace(b"</p>", b"</div>")
"""A page of no known layout."""


@pytest.mark.parametrize("later", [Outcome.CHALLENGE, Outcome.NOT_PLAYED_BACK, BOXES, b"%PDF-1.4 no page at all"])
def test_what_tells_nothing_leaves_the_state_before(tmp_path: Path, later: bytes | Outcome) -> None:
    place = _shelved(tmp_path, {"20180101": _body(LYON), "20190101": later})
    ((capture, _),) = _at(place, "2020")
    assert capture.timestamp == parse_timestamp("2018")
    assert _hosts(place, "2020") == ["Lyon 2009"]


def test_a_page_that_is_cut_off_takes_nothing_away(tmp_path: Path) -> None:
    place = _shelved(tmp_path, {"20180101": _body(LYON, SEOUL), "20190101": _body(LYON, BOLOGNA, cut_off=True)})
    assert sorted(_hosts(place, "2019")) == ["Bologna 2013", "Lyon 2009", "Seoul 2011"]


def test_a_page_without_facts_is_shown_with_none(tmp_path: Path) -> None:
    place = _shelved(tmp_path, {"20180101": _body(LYON), "20190101": _body()})
    ((capture, records),) = _at(place, "2019")
    assert (capture.timestamp, records) == (parse_timestamp("2019"), ())


def test_each_page_is_shown_as_it_was_for_itself(tmp_path: Path) -> None:
    with Store(tmp_path / "store") as store:
        _add(store, "20180101", _body(LYON))
        _add(store, "20180601", _body(SEOUL), original=FRENCH)
        _add(store, "20190101", _body(LYON, BOLOGNA))
        found = as_of(store, parse_time("2018", end=True))
    assert [capture.original for capture, _ in found] == [PAGE, FRENCH]
    assert [len(records) for _, records in found] == [1, 1]


def test_a_capture_counts_from_the_time_of_what_was_served_and_not_from_what_was_asked(tmp_path: Path) -> None:
    with Store(tmp_path / "store") as store:
        _add(store, "20170101", _body(LYON), served="20180601")
    assert _at(tmp_path, "2017") == []
    assert _hosts(tmp_path, "2018") == ["Lyon 2009"]


def test_a_moment_is_the_same_in_every_time_zone(tmp_path: Path) -> None:
    place = _shelved(tmp_path, {"20180101000000": _body(LYON), "20180101060000": _body(LYON, SEOUL)})
    moment = datetime(2018, 1, 1, 3, tzinfo=UTC)
    with Store(place / "store") as store:
        here = as_of(store, moment)
        assert as_of(store, moment.astimezone(timezone(timedelta(hours=12)))) == here
        assert as_of(store, moment.astimezone(timezone(timedelta(hours=-12)))) == here


def test_a_damaged_store_is_an_error_and_no_earlier_state(tmp_path: Path) -> None:
    place = _shelved(tmp_path, {"20180101": _body(LYON)})
    path = place / "store" / "captures-00001.warc.gz"
    path.write_bytes(path.read_bytes()[:-200] + bytes(200))
    with pytest.raises(StoreError, match=r"captures-00001\.warc\.gz"):
        _at(place, "2018")


SHELVES = st.lists(
    st.one_of(
        st.lists(st.sampled_from([LYON, SEOUL, BOLOGNA, "Lyon (France) in 2010"]), max_size=3, unique=True).map(
            lambda hosts: _body(*hosts)
        ),
        st.just(_body(LYON, layout="root")),
        st.sampled_from([Outcome.CHALLENGE, Outcome.NOT_FETCHED]),
    ),
    max_size=6,
)


@given(SHELVES)
@examples(25)
def test_at_every_date_the_page_states_what_its_last_readable_capture_does(
    tmp_path_factory: pytest.TempPathFactory, shelf: list[bytes | Outcome]
) -> None:
    def contents(records: Sequence[Cells]) -> list[tuple[str, list[tuple[str, object]]]]:
        return sorted((record.table, sorted(record.fields)) for record in records)

    bodies: dict[str, bytes | Outcome] = {f"{2001 + at}0101000000": body for at, body in enumerate(shelf)}
    place = _shelved(tmp_path_factory.mktemp("shelf"), bodies)
    spans, latest = Folded(), list[tuple[Capture, tuple[Cells, ...]]]()
    with Store(place / "store") as store:
        expected: list[object] | None = None
        for number, capture in enumerate(store.captures(PAGE)):
            response = store.replay(capture)
            page = extract(response)
            spans.fold(State(number, response.capture, page))
            latest = spans.latest()
            if page.layout is not None:
                expected = list(contents(records_of(page)))
            found = as_of(store, capture.timestamp)
            assert found == latest  # by what came up to then alone
            assert [list(contents(records)) for _, records in found] == ([expected] if expected is not None else [])
        assert as_of(store, parse_time("2099")) == latest


@pytest.mark.slow
def test_at_every_capture_of_the_fixtures_it_is_what_a_person_read(made: Path) -> None:
    """`expected.json` is what a person wrote."""
    compared = 0
    cache = ExtractionCache(made / "cache" / "pages.sqlite")
    with contextlib.closing(cache), Store(made / "store") as store:
        for case in watched_cases():
            expected = json.loads((case / "expected.json").read_bytes())
            original = json.loads((case / "capture.json").read_bytes())["original"]
            if expected["outcome"] != "extracted" or case.name.endswith("-cut-off"):
                continue
            states = dict(_by_key(as_of(store, parse_timestamp(case.name[:14]), cache=cache)))
            hosts = {
                (one.value("year"), one.value("city"), one.value("status"))
                for one in states[urlkey(original)]
                if one.table == "timeline"
            }
            told = [one for one in expected.get("events", []) if one["year"] and one["status"]]
            stated = [*expected["conferences"], *told]  # prose without year or status says nothing of a timeline
            assert hosts == {(one["year"], host["city"], one["status"]) for one in stated for host in one["hosts"]}, (
                case
            )
            compared += 1
    assert compared > 25


def _by_key(states: list[tuple[Capture, tuple[Cells, ...]]]) -> Iterator[tuple[str, tuple[Cells, ...]]]:
    yield from ((capture.urlkey, records) for capture, records in states)


# --- as-of ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return an output folder with three captures, two years apart, and the dataset made of them."""
    place = _shelved(
        tmp_path / "output",
        {
            "20160101000000": _body(LYON, objectives=("Exchange information on activities", "Offer a platform")),
            "20180101000000": _body(LYON, SEOUL, objectives=("Offer a platform", "Exchange information on activities")),
            "20200101000000": _body("Lyon (France) in 2010", SEOUL, objectives=("Offer a platform",)),
        },
    )
    with Store(place / "store") as store:
        build(store, place / "dataset")
    return place


def _as_of(capsys: Captured, place: Path, *arguments: str) -> tuple[int, str]:
    capsys.readouterr()
    code = run_command(["as-of", "--by-page", *arguments, "--output", str(place)])
    return code, capsys.readouterr().out


def test_the_object_has_each_page_with_its_capture_and_its_records(place: Path, capsys: Captured) -> None:
    code, said = _as_of(capsys, place, "2018", "--json")
    told = json.loads(said)
    assert (code, said.count("\n"), told["as_of"]) == (0, 1, "2018-12-31T23:59:59Z")
    (page,) = told["pages"]
    assert (page["original"], page["timestamp"]) == (PAGE, "2018-01-01T00:00:00Z")
    assert page["memento_url"] == f"https://shelf.example/web/20180101000000/{PAGE}"
    assert page["digest"].startswith("sha1:")
    assert [(one["year"], one["city"]) for one in page["records"] if one["table"] == "timeline"] == [
        (2009, "Lyon"),
        (2011, "Seoul"),
    ]
    assert [(one["position"], one["text"]) for one in page["records"] if one["table"] == "objectives"] == [
        (1, "Offer a platform"),
        (2, "Exchange information on activities"),
    ]


def _cells(said: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(said, newline=""), strict=True))


def test_csv_has_a_row_a_field_and_says_what_the_object_does(made: Path, capsys: Captured) -> None:
    _, said = _as_of(capsys, made, "2019", "--json")
    pages = json.loads(said)["pages"]
    code, table = _as_of(capsys, made, "2019", "--csv")
    assert code == 0
    assert table.splitlines()[0] == "original,timestamp,memento_url,table,key,field,value"
    told = [
        (row["original"], row["timestamp"], row["table"], row["key"], row["field"], row["value"])
        for row in _cells(table)
    ]
    assert told == [
        (page["original"], page["timestamp"], record["table"], record["key"], field, str(value))
        for page in pages
        for record in page["records"]
        for field, value in record.items()
        if field not in ("table", "key")
    ]
    assert len(told) > 100


def test_people_are_told_every_page_and_every_record(place: Path, capsys: Captured) -> None:
    code, said = _as_of(capsys, place, "2018")
    assert code == 0
    lines = said.splitlines()
    assert lines[0] == f"2018-01-01T00:00:00Z  {PAGE}"
    assert len(lines) == 1 + 2 + 2
    for words in ("Lyon", "2009", "France", "Seoul", "held", "Offer a platform"):
        assert words in said


@pytest.mark.slow
@pytest.mark.parametrize(
    ("written", "hosts"),
    [
        ("2017", 1),
        ("2018", 2),
        ("201712", 1),
        ("2018-01", 2),
        ("20171231", 1),
        ("2018-01-01", 2),
        ("20180101000000", 2),
        ("20171231235959", 1),
        ("2018-01-01T00:00:00Z", 2),
        ("2017-12-31T23:59:59Z", 1),
        ("2018-01-01T00:59:59+01:00", 1),
        ("2018-01-01T01:00:00+01:00", 2),
        ("2017-12-31T19:00:00-05:00", 2),
    ],
)
def test_a_date_may_be_written_in_many_ways_and_a_period_means_its_end(
    place: Path, written: str, hosts: int, capsys: Captured
) -> None:
    _, said = _as_of(capsys, place, written, "--json")
    (page,) = json.loads(said)["pages"]
    assert sum(one["table"] == "timeline" for one in page["records"]) == hosts


@pytest.mark.parametrize("written", ["", "soon", "18", "20181301", "2018-02-30", "2018-01-01T25:00", "201"])
def test_what_is_no_date_is_refused_and_named(place: Path, written: str, capsys: Captured) -> None:
    assert run_command(["as-of", written, "--output", str(place)]) == 2
    captured = capsys.readouterr()
    assert repr(written) in captured.err
    assert captured.out == ""


def test_before_the_first_capture_there_is_nothing_and_that_is_said(place: Path, capsys: Captured) -> None:
    assert run_command(["as-of", "2015", "--output", str(place)]) == 3
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "2015" in captured.err
    code, said = _as_of(capsys, place, "2015", "--json")
    assert (code, json.loads(said)["pages"]) == (3, [])


def test_it_needs_a_store_and_no_dataset_and_changes_neither(place: Path, capsys: Captured) -> None:
    assert run_command(["as-of", "2018", "--output", "none"]) == 3
    assert not Path("none").exists()
    before = {path.name: path.read_bytes() for path in (place / "store").iterdir() if path.suffix in (".gz", ".cdxj")}
    shutil.rmtree(place / "dataset")
    assert run_command(["as-of", "2018", "--by-page", "--output", str(place)]) == 0
    assert not (place / "dataset").exists()
    after = {path.name: path.read_bytes() for path in (place / "store").iterdir() if path.suffix in (".gz", ".cdxj")}
    assert after == before


EVIL = "Exchange \x1b]0;owned\x07\x1b[2J and =HYPERLINK(1)"


def test_what_would_steer_a_terminal_or_a_spreadsheet_comes_out_harmless(tmp_path: Path, capsys: Captured) -> None:
    place = _shelved(tmp_path, {"20180101": _body(LYON, objectives=(EVIL, "=HYPERLINK(1) cities", "@SUM(1) words"))})
    for arguments in (["2018"], ["2018", "--csv"], ["2018", "--json"]):
        _, said = _as_of(capsys, place, *arguments)
        assert not set(said) & {"\x1b", "\x07"}
    _, table = _as_of(capsys, place, "2018", "--csv")
    values = [row["value"] for row in _cells(table) if row["field"] == "text"]
    assert values[1:] == ["'=HYPERLINK(1) cities", "'@SUM(1) words"]


def test_into_a_folder_it_writes_the_dataset_that_the_captures_up_to_then_give(
    tmp_path: Path, capsys: Captured
) -> None:
    captures: dict[str, bytes | Outcome] = {"20180101": _body(LYON), "20190101": _body(LYON, SEOUL)}
    place = _shelved(tmp_path / "all", captures)
    earlier = _shelved(tmp_path / "earlier", {"20180101": captures["20180101"]})
    with Store(earlier / "store") as store:
        build(store, earlier / "dataset")
    for _ in range(2):
        assert run_command(["as-of", "2018", "--into", str(tmp_path / "then"), "--output", str(place)]) == 0
        then = {path.name: path.read_bytes() for path in (tmp_path / "then").iterdir()}
        assert then == {path.name: path.read_bytes() for path in (earlier / "dataset").iterdir()}
    assert f"wrote {tmp_path / 'then' / 'timeline.csv'}" in capsys.readouterr().out
    assert not (place / "dataset").exists()


def test_it_does_not_write_over_the_dataset_of_now_nor_over_files_of_others(tmp_path: Path, capsys: Captured) -> None:
    place = _shelved(tmp_path / "all", {"20180101": _body(LYON)})
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("mine")
    for into, code, words in (
        (place / "dataset", 2, "dataset of now"),
        (tmp_path / "mine", 3, "notes.txt"),
        (tmp_path / "mine", 3, "Choose another folder with --into"),
        (place, 3, "Choose another folder with --into"),
    ):
        assert run_command(["as-of", "2018", "--into", str(into), "--output", str(place)]) == code
        assert words in capsys.readouterr().err
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["notes.txt"]


# --- log --------------------------------------------------------------------------------------------------------------


def _log(capsys: Captured, place: Path, *arguments: str) -> tuple[int, str]:
    capsys.readouterr()
    code = run_command(["history", *arguments, "--output", str(place)])
    return code, capsys.readouterr().out


def _rows(place: Path) -> list[dict[str, str]]:
    with (place / "dataset" / "changes.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def test_the_log_tells_each_capture_that_shows_a_change_with_the_one_before(place: Path, capsys: Captured) -> None:
    code, said = _log(capsys, place)
    assert code == 0
    heads = [line for line in said.splitlines() if not line.startswith(" ")]
    assert heads == [f"2018-01-01T00:00:00Z  {PAGE}", f"2020-01-01T00:00:00Z  {PAGE}"]
    assert f"against 2016-01-01T00:00:00Z; https://shelf.example/web/20180101000000/{PAGE}" in said
    assert f"against 2018-01-01T00:00:00Z; https://shelf.example/web/20200101000000/{PAGE}" in said


def test_what_was_added_removed_changed_and_moved_has_a_sign_each(place: Path, capsys: Captured) -> None:
    _, said = _log(capsys, place, "--all")
    first, second = said.split(f"2020-01-01T00:00:00Z  {PAGE}")
    assert "+ timeline 2011/seoul: " in first
    assert "> objectives en/offer-a-platform" in first
    assert "position 2 → 1" in first
    assert "~ timeline 2010/lyon: year 2009 → 2010" in second
    assert "- objectives en/exchange-information-on-activities" in second
    assert "+ " not in second


def test_a_record_that_came_is_told_on_one_line_with_all_it_says(place: Path, capsys: Captured) -> None:
    _, said = _log(capsys, place)
    (line,) = [line for line in said.splitlines() if "2011/seoul" in line]
    for words in ("year 2011", "city Seoul", "country Republic of Korea", "status held"):
        assert words in line


@pytest.mark.parametrize(
    ("since", "heads"),
    [
        ("2016", 2),
        ("2018", 2),
        ("20180101000000", 2),
        ("20180101000001", 1),
        ("2018-06", 1),
        ("2020-01-01", 1),
        ("2021", 0),
    ],
)
def test_since_keeps_what_captures_from_then_on_show(place: Path, since: str, heads: int, capsys: Captured) -> None:
    assert run_command(["log", "--since", since, "--output", str(place)]) == 0
    captured = capsys.readouterr()
    assert sum(not line.startswith(" ") for line in captured.out.splitlines()) == heads
    assert ("no changes since" in captured.err) == (heads == 0)


def test_the_objects_are_the_rows_of_changes_csv(made: Path, capsys: Captured) -> None:
    code, said = _log(capsys, made, "--json", "--all")
    told: list[dict[str, Any]] = [json.loads(line) for line in said.splitlines()]
    assert code == 0
    assert told == [{name: value or None for name, value in row.items()} for row in _rows(made)]
    assert {row["kind"] for row in told} <= {*KINDS}
    assert [row["timestamp"] for row in told] == sorted(row["timestamp"] for row in told)


def test_every_row_of_changes_csv_is_told(made: Path, capsys: Captured) -> None:
    _, said = _log(capsys, made, "--all")
    rows = _rows(made)
    heads = {(row["timestamp"], row["url"]) for row in rows}
    assert {tuple(line.split("  ")) for line in said.splitlines() if not line.startswith(" ")} == heads
    for row in rows:
        assert row["record_id"] in said
        for value in filter(None, (row["before"], row["after"])):
            assert value in said


def test_only_what_is_of_substance_is_told_unless_asked(made: Path, capsys: Captured) -> None:
    _, said = _log(capsys, made, "--json")
    told = [json.loads(line) for line in said.splitlines()]
    of_substance = [row["id"] for row in _rows(made) if row["class"] == "substance"]
    assert [row["id"] for row in told] == of_substance
    assert 0 < len(of_substance) < len(_rows(made))
    run_command(["history", "--output", str(made)])
    assert f"{len(_rows(made)) - len(of_substance)} changes of other classes" in capsys.readouterr().err


def test_the_old_name_tells_of_all_classes_as_it_did_and_help_does_not_show_it(place: Path, capsys: Captured) -> None:
    _, said = _log(capsys, place, "--all")
    assert run_command(["log", "--output", str(place)]) == 0
    assert capsys.readouterr().out == said
    assert run_command(["--help"]) == 0
    shown = capsys.readouterr().out
    assert "  history " in shown
    assert "  log " not in shown


def test_a_store_whose_pages_never_changed_says_so(tmp_path: Path, capsys: Captured) -> None:
    place = _shelved(tmp_path, {"20180101": _body(LYON), "20190101": _body(LYON)})
    with Store(place / "store") as store:
        build(store, place / "dataset")
    assert run_command(["log", "--output", str(place)]) == 0
    captured = capsys.readouterr()
    assert (captured.out, captured.err.strip()) == ("", "no changes")


@pytest.mark.parametrize("written", ["soon", "18", "20181301"])
def test_what_is_no_time_is_refused_before_anything_is_read(written: str, capsys: Captured) -> None:
    assert run_command(["log", "--since", written, "--output", "none"]) == 2
    assert repr(written) in capsys.readouterr().err


@pytest.mark.parametrize(
    "content",
    [
        None,
        b"\xff\xfe no text",
        b"a,b\r\n1,2\r\n",
        b"timestamp,field\r\n2018-01-01T00:00:00Z,year\r\n",
    ],
    ids=["none", "bytes", "another table", "some columns"],
)
def test_a_table_that_is_none_of_ours_ends_with_3_and_is_named(
    place: Path, content: bytes | None, capsys: Captured
) -> None:
    path = place / "dataset" / "changes.csv"
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    assert run_command(["log", "--output", str(place)]) == 3
    assert "changes.csv" in capsys.readouterr().err


@pytest.mark.slow
def test_a_text_of_any_length_that_a_build_wrote_can_be_told(tmp_path: Path, capsys: Captured) -> None:
    long = "Exchange " + "information and more " * 7000
    place = _shelved(
        tmp_path, {"20180101": _body(LYON, SEOUL), "20190101": _body(LYON, SEOUL, objectives=(long, "Offer"))}
    )
    with Store(place / "store") as store:
        build(store, place / "dataset")
    code, said = _log(capsys, place)
    assert code == 0
    assert long.strip() in said


def test_a_text_of_a_page_that_tries_steers_no_terminal(tmp_path: Path, capsys: Captured) -> None:
    place = _shelved(tmp_path, {"20180101": _body(LYON), "20190101": _body(LYON, objectives=(EVIL, "=A formula"))})
    with Store(place / "store") as store:
        build(store, place / "dataset")
    for arguments in ([], ["--json"]):
        code, said = _log(capsys, place, *arguments)
        assert code == 0
        assert not set(said) & {"\x1b", "\x07"}
        assert "=A formula" in said
        assert "'=A formula" not in said  # the mark is for spreadsheets


# --- times that are not known to the second ------------------------------------------------------------------------------


@pytest.fixture
def vague(tmp_path: Path) -> Path:
    """Return an output folder of a WARC file whose records state a year, a month, a second."""
    file = WarcFile()
    file.response(PAGE, "2014", _body(LYON))
    file.response(PAGE, "2014-03", _body(LYON, SEOUL))
    file.response(PAGE, "2019-01-01T00:00:00Z", _body(LYON, SEOUL, BOLOGNA))
    (tmp_path / "crawl.warc.gz").write_bytes(file.content)
    place = tmp_path / "vague"
    assert run_command(["import", str(tmp_path / "crawl.warc.gz"), "--output", str(place)]) == 0
    return place


def test_a_time_is_shown_to_the_precision_that_its_record_has(vague: Path, capsys: Captured) -> None:
    _, log = _log(capsys, vague)
    assert [line for line in log.splitlines() if PAGE in line] == [f"2014-03  {PAGE}", f"2019-01-01T00:00:00Z  {PAGE}"]
    assert [line.split(";")[0] for line in log.splitlines() if "against" in line] == [
        "  against 2014",
        "  against 2014-03",
    ]
    _, told = _log(capsys, vague, "--json")
    assert json.loads(told.splitlines()[0])["previous"] == "2014"
    for date, shown in (("201402", "2014"), ("2015", "2014-03"), ("2020", "2019-01-01T00:00:00Z")):
        assert _as_of(capsys, vague, date)[1].startswith(f"{shown}  {PAGE}")
        assert json.loads(_as_of(capsys, vague, date, "--json")[1])["pages"][0]["timestamp"] == shown
        assert {row["timestamp"] for row in _cells(_as_of(capsys, vague, date, "--csv")[1])} == {shown}
    capsys.readouterr()
    assert run_command(["explain", "2009", "2011", "--output", str(vague)]) == 0
    explained = capsys.readouterr().out
    assert "3 captures, 2014 to 2019-01-01T00:00:00Z" in explained
    assert "2 captures, 2014-03 to 2019-01-01T00:00:00Z" in explained
    for part in (log, explained, (vague / "dataset" / "timeline.geojson").read_text(encoding="utf-8")):
        assert "2014-01-01" not in part
        assert "2014-03-01" not in part


def test_tables_whose_times_are_whole_say_to_what_they_are_known(vague: Path) -> None:
    with (vague / "dataset" / "captures.csv").open(encoding="utf-8", newline="") as file:
        assert [(row["timestamp"], row["precision"]) for row in csv.DictReader(file)] == [
            ("2014-01-01T00:00:00Z", "year"),
            ("2014-03-01T00:00:00Z", "month"),
            ("2019-01-01T00:00:00Z", "second"),
        ]
    document = json.loads((vague / "dataset" / "dataset.json").read_bytes())
    vaguely = [one for one in document["warnings"] if one["notice"]["kind"] == "imprecise-time"]
    assert [(one["captures"], one["timestamp"], one["notice"]["digits"]) for one in vaguely] == [
        (1, "2014", 4),
        (1, "2014-03", 6),
    ]
    assert run_command(["verify", "--output", str(vague)]) == 0


def _without_precision(ledger: Path) -> None:
    """Make a ledger what version 0.3 wrote."""
    with contextlib.closing(sqlite3.connect(ledger)) as opened:
        opened.executescript(
            "ALTER TABLE records DROP COLUMN precision; ALTER TABLE listed DROP COLUMN precision; PRAGMA user_version = 0"
        )


@pytest.mark.slow
@pytest.mark.parametrize("change", [Path.unlink, _without_precision], ids=["made again", "of version 0.3"])
def test_the_precision_is_the_records_own_whatever_ledger_there_was(
    change: Callable[[Path], None], vague: Path, tmp_path: Path
) -> None:
    change(vague / "store" / "ledger.sqlite")
    with Store(vague / "store") as store:
        assert [one.date for one in store.captures(PAGE)] == ["2014", "2014-03", "2019-01-01T00:00:00Z"]
        build(store, tmp_path / "again")
    for path in (vague / "dataset").iterdir():
        assert (tmp_path / "again" / path.name).read_bytes() == path.read_bytes()
    assert run_command(["import", str(tmp_path / "crawl.warc.gz"), "--output", str(vague)]) == 0
    assert run_command(["verify", "--output", str(vague)]) == 0


@pytest.mark.parametrize("dates", [("2014", "2014-01-01T00:00:00Z"), ("2014-01-01T00:00:00Z", "2014")])
def test_of_one_capture_in_two_files_the_one_counts_that_says_more_of_its_time(
    dates: tuple[str, str], tmp_path: Path
) -> None:
    for number, date in enumerate(dates):
        file = WarcFile()
        file.response(PAGE, date, _body(LYON))
        (tmp_path / f"{number}.warc.gz").write_bytes(file.content)
    place = tmp_path / "both"
    assert run_command(["import", *(str(tmp_path / f"{at}.warc.gz") for at in (0, 1)), "--output", str(place)]) == 0
    with Store(place / "store") as store:
        assert [one.date for one in store.captures(PAGE)] == ["2014-01-01T00:00:00Z"]


@pytest.mark.slow
def test_an_edition_of_a_year_is_not_impossible_for_a_capture_of_that_year(tmp_path: Path) -> None:
    words = "<p>The 8th Annual Conference was held in Lyon (France) from 3 to 5 June 2014.</p>"
    body = _body().replace(b"<p>Words.</p>", words.encode())
    for date, impossible in (("2014", 0), ("2014-05", 1), ("2014-06", 0), ("2014-06-01", 1)):
        file = WarcFile()
        file.response(PAGE, date, body)
        (tmp_path / "crawl.warc.gz").write_bytes(file.content)
        place = tmp_path / date
        assert run_command(["import", str(tmp_path / "crawl.warc.gz"), "--output", str(place)]) == 0
        with (place / "dataset" / "conflicts.csv").open(encoding="utf-8", newline="") as rows:
            found = [row["other_value"] for row in csv.DictReader(rows) if row["kind"] == "impossible"]
        assert found == [f"captured {date}"] * impossible


def test_without_a_page_asked_for_the_tables_of_then_are_shown(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["as-of", "2018-06-30", "--output", str(place)]) == 0
    lines = capsys.readouterr().out
    assert "2009 Lyon" in lines
    assert "2010 Lyon" not in lines
    assert run_command(["as-of", "2018-06-30", "--csv", "--output", str(place)]) == 0
    rows = list(csv.DictReader(capsys.readouterr().out.splitlines()))
    assert {"id", "year", "city", "standing"} <= rows[0].keys()
    assert all(row["first_seen"] < "2018-07" for row in rows)
    assert run_command(["as-of", "2018-06-30", "--json", "--output", str(place)]) == 0
    assert [one["year"] for one in json.loads(capsys.readouterr().out)["conferences"]] == [2009, 2011]
    assert run_command(["as-of", "1999", "--output", str(place)]) == 3
