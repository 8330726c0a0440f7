"""Records compared, folded into spans, shown as of a date: nothing gone without evidence, nothing new that was only corrected."""

import csv
import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from over_time import Folded, Value, folded

import scraper
from scraper import read_page
from scraper.cli import run_command
from scraper.dataset.build import build
from scraper.history import compare as comparing
from scraper.history.as_of import as_of
from scraper.history.cache import ExtractionCache
from scraper.history.claims import Claims
from scraper.history.compare import Cells, apply, records_of
from scraper.history.fold import History
from scraper.store.store import Store
from scraper.subjects.uccn.subject import UCCN
from scraper.values.capture import Capture, CapturedResponse, iso, parse_time, sha1, urlkey
from scraper.values.facts import State
from scraper.values.records import Page

compare = partial(comparing.compare, subject=UCCN)

WARCS = Path(__file__).parent.parent / "fixtures" / "warc"
PAGE = "https://en.unesco.org/creative-cities/content/annual-conferences"
START = datetime(2018, 1, 1, tzinfo=UTC)
Captured = pytest.CaptureFixture[str]


def _body(words: str, *, layout: str = "block-system-main", end: str = "</body></html>") -> bytes:
    head = "<!DOCTYPE html><html lang=en><head><title>Annual Conferences</title></head><body>"
    return f'{head}<div id="{layout}"><div class="field-name-body"><p>{words}</p></div></div>{end}'.encode()


def _state(
    day: int, words: str, *, original: str = PAGE, layout: str = "block-system-main", end: str = "</body></html>"
) -> State:
    body = _body(words, layout=layout, end=end)
    capture = Capture(
        original=original,
        timestamp=START + timedelta(days=day),
        urlkey=urlkey(original),
        archive="shelf",
        digest=sha1(body),
        memento_url=f"https://shelf.example/{day}/{original}",
    )
    return State(day, capture, read_page(body, original=original, content_type="text/html; charset=utf-8"))


def _held(*entries: str) -> str:
    return f"Previous Annual Conferences have been held in {', '.join(entries)} and Lyon (France) in 2009."


def _spans(*states: State) -> Folded:
    return folded(states)


def _of(spans: Folded, key: str, field: str) -> list[Value]:
    return [span for span in spans.spans() if (span.key, span.field) == (key, field)]


WORDINGS = (
    _held("Seoul (Republic of Korea) in 2011"),
    _held("Bologna (Italy) in 2013", "Seoul in 2011"),
    _held("Bologna (Italy) in 2014"),
)


@pytest.mark.slow
@given(st.lists(st.tuples(st.integers(0, 1), st.integers(0, 2)), min_size=1, max_size=14))
def test_captures_in_a_row_that_state_the_same_count_as_if_each_had_been_taken_in(
    tmp_path_factory: pytest.TempPathFactory, captures: list[tuple[int, int]]
) -> None:
    originals = PAGE, PAGE.replace("//en.", "//fr.")
    states = [_state(day, WORDINGS[words], original=originals[page]) for day, (page, words) in enumerate(captures)]
    history, claims = History(UCCN), Claims(UCCN.conflicts)
    for state in states:
        claims.take(state, history.fold(state))
    facts = history.facts()
    place = tmp_path_factory.mktemp("built")
    with Store(place / "store") as store:
        for day, (_, words) in enumerate(captures):
            body = _body(WORDINGS[words])
            headers = (("Content-Type", "text/html; charset=utf-8"),)
            store.add(
                states[day].capture,
                CapturedResponse(
                    capture=states[day].capture,
                    requested=states[day].capture.timestamp,
                    status=200,
                    headers=headers,
                    body=body,
                ),
            )
        build(store, place / "dataset")
    rows, told = (
        list(csv.DictReader((place / "dataset" / name).read_text(encoding="utf-8").splitlines()))
        for name in ("timeline.csv", "conflicts.csv")
    )
    assert [(row["id"], row["captures"], row["last_seen"]) for row in rows] == [
        (fact.id, str(fact.seen.captures), iso(fact.seen.last_seen)) for fact in facts["timeline"]
    ]
    found = claims.conflicts(facts)
    assert [(row["value"], row["captures"], row["other_value"], row["other_captures"]) for row in told] == [
        (str(one.side.value), str(one.side.captures), str(one.other.value), str(one.other.captures)) for one in found
    ]


SEOUL, BOLOGNA = "Seoul (Republic of Korea) in 2011", "Bologna (Italy) in 2013"


def _day(number: int) -> datetime:
    return START + timedelta(days=number)


# --- compare ----------------------------------------------------------------------------------------------------------

WORDS = st.text("abc xy", min_size=1, max_size=30)
FIELDS: dict[str, st.SearchStrategy[str | int]] = {
    "year": st.integers(2008, 2013),
    "city": st.sampled_from(["Lyon", "Seoul", "Bologna", "Krakow", "Kraków"]),
    "status": st.sampled_from(["held", "planned"]),
    "ordinal": st.integers(1, 5),
}
RECORDS: st.SearchStrategy[Any] = st.lists(
    st.tuples(st.just("timeline"), st.fixed_dictionaries({}, optional=FIELDS).filter(bool))
    | st.tuples(st.just("objectives"), st.fixed_dictionaries({"position": st.integers(1, 3), "text": WORDS})),
    max_size=8,
).map(lambda found: [_record(at, *one) for at, one in enumerate(found)])


def _record(at: int, table: str, fields: Any) -> Cells:
    return Cells(table, f"{table}/{at}", tuple(fields.items()))


@given(RECORDS)
def test_what_is_compared_with_itself_has_not_changed(records: list[Cells]) -> None:
    assert compare(records, records) == ()


@given(RECORDS, RECORDS)
def test_the_changes_from_one_to_the_other_make_the_other_of_the_one(one: list[Cells], other: list[Cells]) -> None:
    def contents(records: Sequence[Cells]) -> Sequence[object]:
        return sorted((record.table, sorted(record.fields)) for record in records)

    assert contents(apply(one, compare(one, other))) == contents(other)


def _records(words: str) -> tuple[Cells, ...]:
    page: Page = read_page(_body(words), original=PAGE)
    return records_of(page)


@pytest.mark.parametrize(
    ("before", "after", "field", "kind"),
    [
        ("Istanbul (Türkiye) in 2021", "Istanbul (Türkiye) in 2023", "year", "changed"),
        ("Montreal (Canada) in 2012", "Montréal (Canada) in 2012", "city", "respelt"),
        ("Östersunt (Sweden) in 2016", "Östersund (Sweden) in 2016", "city", "changed"),
        ("Seoul (Korea) in 2011", "Seoul (Republic of Korea) in 2011", "country", "changed"),
    ],
)
def test_a_corrected_value_is_changed_and_neither_removed_nor_added(
    before: str, after: str, field: str, kind: str
) -> None:
    (change,) = compare(_records(_held(before)), _records(_held(after)))
    assert (change.field, change.kind) == (field, kind)


def test_a_city_that_hosts_again_is_another_fact() -> None:
    before, after = (
        _records(_held("Enghien-les-Bains (France) in 2017")),
        _records(_held("Enghien-les-Bains (France) in 2025")),
    )
    assert {change.kind for change in compare(before, after)} == {"added", "removed"}


def test_a_reworded_objective_is_changed_and_one_of_other_words_is_new() -> None:
    def objectives(*texts: str) -> list[Cells]:
        return [
            Cells("objectives", f"en/{text[:9]}", (("position", at), ("text", text)))
            for at, text in enumerate(texts, start=1)
        ]

    long = "Determine the Network’s strategy and operations, and agree upon important matters"
    (change,) = compare(
        objectives(long),
        objectives("Determine the strategy and the operations of the Network, and agree upon important matters"),
    )
    assert (change.field, change.kind) == ("text", "reworded")
    (change,) = compare(objectives(long), objectives("Determine the Network’s strategy and operations"))
    assert change.kind == "reworded"  # cut down
    kinds = {change.kind for change in compare(objectives(long), objectives("Offer a platform of dialogue to cities"))}
    assert kinds == {"added", "removed"}
    moved = compare(objectives(long, "Offer a platform of dialogue"), objectives("Offer a platform of dialogue", long))
    assert {change.kind for change in moved} == {"moved"}


# --- spans ------------------------------------------------------------------------------------------------------------


def test_a_value_has_its_first_and_last_capture_and_the_first_that_no_longer_states_it() -> None:
    with_it, without = _held(SEOUL, BOLOGNA), _held(BOLOGNA)
    spans = _spans(_state(0, with_it), _state(10, with_it), _state(20, without), _state(30, without))
    (span,) = _of(spans, "2011/seoul", "city")
    assert (span.first_seen, span.last_seen, span.first_absent, span.captures) == (_day(0), _day(10), _day(20), 2)
    (lasting,) = _of(spans, "2013/bologna", "city")
    assert (lasting.first_absent, lasting.captures, lasting.memento_url) == (
        None,
        4,
        f"https://shelf.example/30/{PAGE}",
    )


def test_a_fact_that_comes_back_has_a_span_for_each_time() -> None:
    with_it, without = _held(SEOUL, BOLOGNA), _held(BOLOGNA)
    spans = _spans(*(_state(day, words) for day, words in enumerate((with_it, without, with_it, without))))
    found = [(span.first_seen, span.first_absent) for span in _of(spans, "2011/seoul", "city")]
    assert found == [(_day(0), _day(1)), (_day(2), _day(3))]


def test_failures_unknown_layouts_and_cut_off_pages_are_no_evidence_of_absence() -> None:
    words = _held(SEOUL, BOLOGNA)
    unknown = _state(1, "Nothing here", layout="root")
    cut = _state(2, f"Previous Annual Conferences have been held in {SEOUL}, Bolo", end="")
    spans = _spans(_state(0, words), unknown, cut, _state(3, words))
    (span,) = _of(spans, "2013/bologna", "city")
    assert (span.first_absent, span.last_seen, span.captures) == (None, _day(3), 2)
    (seoul,) = _of(spans, "2011/seoul", "city")
    assert seoul.captures == 3  # the page that is cut off states it


def test_another_original_is_no_evidence_of_absence_either() -> None:
    other = PAGE.replace("//en.", "//fr.")
    spans = _spans(_state(0, _held(SEOUL, BOLOGNA)), _state(1, _held(BOLOGNA), original=other))
    assert _of(spans, "2011/seoul", "city")[0].first_absent is None


def test_a_corrected_year_keeps_the_key_of_its_fact() -> None:
    spans = _spans(_state(0, _held("Istanbul (Türkiye) in 2021")), _state(1, _held("Istanbul (Türkiye) in 2023")))
    years = [(span.value, span.first_absent) for span in _of(spans, "2021/istanbul", "year")]
    assert years == [(2021, _day(1)), (2023, None)]
    (changed,) = spans.changes()
    assert (changed.kind, changed.before, changed.after) == ("changed", 2021, 2023)
    assert (changed.previous, changed.timestamp) == (_day(0), _day(1))


LISTS = st.lists(
    st.lists(
        st.sampled_from([SEOUL, BOLOGNA, "Krakow (Poland) in 2018", "Krakow (Poland) in 2019"]), max_size=3, unique=True
    ),
    min_size=1,
    max_size=6,
)


@given(LISTS)
def test_what_is_said_last_is_what_the_open_statements_say(lists: list[list[str]]) -> None:
    states = [_state(day, _held(*entries) if entries else _held(SEOUL)) for day, entries in enumerate(lists)]
    spans = _spans(*states)
    (_, latest) = spans.latest()[0]
    now = [one.fields for one in spans.statements() if one.first_absent is None]
    assert sorted(map(repr, now)) == sorted(repr(dict(one.fields)) for one in latest)


# --- as of, log -------------------------------------------------------------------------------------------------------


def test_as_of_the_last_capture_is_the_latest_state_and_earlier_is_what_was_known_then(made: Path) -> None:
    with Store(made / "store") as store:
        spans = Folded()
        for listed in store.listed():
            if listed.record is not None:
                response = store.read(listed.record)
                spans.fold(State(listed.record.id, response.capture, scraper.extract(response)))
        assert as_of(store, parse_time("2099")) == spans.latest()
        then = as_of(store, parse_time("2018-06-30T00:00:00Z"))
    assert all(capture.timestamp <= parse_time("2018-06-30T00:00:00Z") for capture, _ in then)
    keys = {record.key for capture, records in then for record in records if capture.original == PAGE}
    assert "2018/krakow" in keys
    assert "2019/fabriano" not in keys


def test_the_commands_print_states_and_changes(made: Path, capsys: Captured) -> None:
    assert run_command(["as-of", "2018-06-30", "--by-page", "--output", str(made), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert {page["original"] for page in told["pages"]} >= {PAGE}
    assert run_command(["as-of", "2018", "--by-page", "--output", str(made), "--csv"]) == 0
    assert capsys.readouterr().out.startswith("original,timestamp,memento_url,table,key,field,value\n")
    assert run_command(["as-of", "1999", "--output", str(made)]) == 3
    assert run_command(["as-of", "soon", "--output", str(made)]) == 2
    capsys.readouterr()
    assert run_command(["log", "--since", "2023", "--output", str(made)]) == 0
    assert "+ timeline 2022/santos: year 2022" in capsys.readouterr().out
    assert run_command(["log", "--output", str(made / "nowhere")]) == 3


# --- locked builds, the cache -----------------------------------------------------------------------------------------


def _copy(made: Path, to: Path) -> Path:
    import shutil

    return Path(shutil.copytree(made, to / "output"))


def _bytes(directory: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(directory.iterdir())}


def _add(store: Store, timestamp: str, words: str) -> None:
    time = parse_time(timestamp)
    capture = Capture(original=PAGE, timestamp=time, urlkey=urlkey(PAGE), archive="shelf", statuscode=200)
    headers = (("Content-Type", "text/html; charset=utf-8"),)
    store.add(
        capture, CapturedResponse(capture=capture, requested=time, status=200, headers=headers, body=_body(words))
    )


@pytest.mark.slow
def test_a_locked_build_gives_the_published_bytes_though_captures_came(
    made: Path, tmp_path: Path, capsys: Captured
) -> None:
    place = _copy(made, tmp_path)
    published = _bytes(place / "dataset")
    with Store(place / "store") as store:
        _add(store, "20250101000000", _held(SEOUL))
    (place / "dataset" / "timeline.csv").unlink()
    assert run_command(["build", "--locked", "--output", str(place)]) == 0
    assert _bytes(place / "dataset") == published
    assert run_command(["build", "--output", str(place)]) == 0
    assert _bytes(place / "dataset") != published


@pytest.mark.slow
def test_what_a_locked_build_cannot_reproduce_is_said_exactly_and_nothing_is_written(
    made: Path, tmp_path: Path, capsys: Captured
) -> None:
    place = _copy(made, tmp_path)
    lock = json.loads((place / "dataset" / "lock.json").read_bytes())
    lock["files"]["timeline.csv"] = "0" * 64
    lock["versions"]["rules_sha256"] = "of other rules"
    lock["captures"][0]["digest"] = "sha1:OTHER"
    (place / "dataset" / "lock.json").write_text(json.dumps(lock), encoding="utf-8")
    before = _bytes(place / "dataset")
    assert run_command(["build", "--locked", "--output", str(place), "--json"]) == 1
    told = " ".join(json.loads(capsys.readouterr().out)["differences"])
    assert all(words in told for words in ("timeline.csv", "rules_sha256", lock["captures"][0]["original"]))
    assert _bytes(place / "dataset") == before
    (place / "dataset" / "lock.json").write_text("{", encoding="utf-8")
    assert run_command(["build", "--locked", "--output", str(place)]) == 3


class CountingCache(ExtractionCache):
    """Counts what had to be read, for it was not there."""

    reads = 0

    def put(self, key: tuple[object, ...], page: Page) -> None:
        self.reads += 1
        super().put(key, page)


@pytest.mark.slow
def test_a_build_after_one_new_capture_reads_only_that_one(made: Path, tmp_path: Path) -> None:
    place = _copy(made, tmp_path)

    def reads() -> int:
        cache = CountingCache(place / "cache.sqlite")
        with Store(place / "store") as store:
            build(store, place / "dataset", cache=cache)
        cache.close()
        return cache.reads

    assert reads() > 40
    assert (reads(), _bytes(place / "dataset")) == (0, _bytes(made / "dataset"))
    with Store(place / "store") as store:
        _add(store, "20250101000000", _held(SEOUL))
    assert reads() == 1
    (place / "cache.sqlite").write_bytes(b"no database at all")
    assert reads() > 40


# --- plan, budget -----------------------------------------------------------------------------------------------------


def test_a_plan_says_what_a_run_then_does(tmp_path: Path, capsys: Captured) -> None:
    arguments = ["--archive", str(WARCS), "--output", str(tmp_path), "--json"]
    assert run_command(["plan", *arguments]) == 0
    (plan,) = json.loads(capsys.readouterr().out)["archives"]
    assert not (tmp_path / "store").exists()
    assert run_command(["run", *arguments]) == 0
    done = json.loads(capsys.readouterr().out)
    assert plan["to_fetch"] == done["steps"]["stored"]
    assert plan["captures_listed"] == sum(done["steps"].values())
    assert run_command(["plan", *arguments]) == 0
    (again,) = json.loads(capsys.readouterr().out)["archives"]
    assert (again["to_fetch"], again["bytes"]) == (0, 0)
