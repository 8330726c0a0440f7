"""`scraper verify`: an untouched dataset proves; whatever is tampered with, in dataset or store, is found and named."""

import contextlib
import csv
import gzip
import json
import shutil
import sqlite3
import tempfile
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from conftest import FILES, examples
from hypothesis import assume, given
from hypothesis import strategies as st

from scraper.cli import run_command
from scraper.dataset.build import build
from scraper.dataset.tables import tables_of
from scraper.dataset.verify import Verified, verify
from scraper.errors import StoreError
from scraper.outcomes import Outcome
from scraper.store.store import Store
from scraper.subjects.uccn.subject import UCCN
from scraper.values.capture import Capture, CapturedResponse, parse_timestamp, urlkey

Captured = pytest.CaptureFixture[str]
Rows = list[dict[str, str]]

LIST = "https://en.unesco.org/creative-cities/content/annual-conferences"
FRENCH = LIST.replace("//en.", "//fr.")
EVENT = "https://en.unesco.org/creative-cities/events/xiii-annual-conference"
HELD = "<p>Previous Annual Meetings have been held in {}.</p>"
TENUES = "<p>Les réunions annuelles précédentes se sont tenues à {}.</p>"
AIMS = "<p>The main objectives of this event are to:</p><ul>{}</ul>"
FABRIANO = (
    "<p>The XIII Annual Conference was held in Fabriano (Italy) from 10 to 15 June 2019 with {} participants, "
    "180 cities, 80 countries and 40 mayors.</p>"
)
FIRST = "Paris (France, UNESCO HQ) in 2008, Santa Fe (United States of America) in 2008, Lyon (France) in 2009 and Springfield in 2010"
LATER = FIRST.replace(" and", ",") + " and Krakow and Katowice (Poland) in 2018"
FORMULAS = (
    "<li>=HYPERLINK(1) exchange information;</li><li>@SUM(1) discuss the strategy;</li><li>+1 offer a platform.</li>"
)


def _store(store: Store, original: str, timestamp: str, words: str, lang: str = "en") -> None:
    """Store a capture of a page of these words."""
    main = f'<div id="block-system-main"><div class="field-name-body">{words}</div></div>'
    body = f"<!DOCTYPE html><html lang={lang}><head><title>A page</title></head><body>{main}</body></html>".encode()
    capture = _capture(original, timestamp)
    headers = (("Content-Type", "text/html; charset=utf-8"),)
    store.add(
        capture, CapturedResponse(capture=capture, requested=capture.timestamp, status=200, headers=headers, body=body)
    )


def _capture(original: str, timestamp: str) -> Capture:
    return Capture(
        original=original,
        timestamp=parse_timestamp(timestamp),
        urlkey="",
        archive="shelf",
        memento_url=f"https://shelf.example/web/{timestamp}/{original}",
    )


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an output folder of nine captures in which every table has rows, and cells that were escaped."""
    place = tmp_path_factory.mktemp("made")
    with Store(place / "store") as store:
        _store(store, LIST, "20180101000000", HELD.format(FIRST) + AIMS.format(FORMULAS))
        _store(store, LIST, "20190801000000", HELD.format(LATER) + AIMS.format(FORMULAS))
        _store(store, LIST, "20190901000000", HELD.format(LATER) + AIMS.format(FORMULAS))  # the same payload again
        _store(store, LIST, "20200901000000", HELD.format(LATER.replace("Springfield", "Lagos")))
        _store(store, FRENCH, "20191001000000", TENUES.format("Cracovie (Pologne) en 2018 et à Lyon en 2009"), "fr")
        _store(store, EVENT, "20190901000000", FABRIANO.format(220))
        _store(store, EVENT, "20200101000000", FABRIANO.format(300))
        _store(store, EVENT + "-2", "20200201000000", FABRIANO.format(300).replace("XIII", "XII"))
        store.fail(_capture(EVENT, "20210101000000"), Outcome.NOT_PLAYED_BACK, "nothing came")
        build(store, place / "dataset")
    return place


@pytest.fixture
def place(made: Path, tmp_path: Path) -> Path:
    """Return a copy of it that a test may tamper with."""
    return Path(shutil.copytree(made, tmp_path / "output"))


def _verified(place: Path) -> Verified:
    with Store(place / "store") as store:
        return verify(store, place / "dataset")


def _read(place: Path, table: str) -> Rows:
    with (place / "dataset" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def _write(place: Path, table: str, rows: Rows, columns: Iterable[str] | None = None) -> None:
    with (place / "dataset" / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(columns or rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def _tamper(place: Path, table: str, change: Callable[[Rows], object]) -> None:
    rows = _read(place, table)
    change(rows)
    _write(place, table, rows)


def _edit(place: Path, name: str, change: Callable[[bytes], bytes]) -> None:
    path = place / "dataset" / name
    before = path.read_bytes()
    path.write_bytes(change(before))
    assert path.read_bytes() != before, "nothing was tampered with"


def _evidence(rows: Rows, key: str, field: str) -> dict[str, str]:
    (row,) = (row for row in rows if (row["record_id"], row["field"]) == (key, field))
    return row


def _named(failures: Iterable[str], *words: str) -> bool:
    """Say whether one failure holds all of these words."""
    return any(all(word in failure for word in words) for failure in failures)


# --- what is untouched proves -----------------------------------------------------------------------------------------


def test_an_untouched_dataset_proves(made: Path) -> None:
    proved = _verified(made)
    assert proved.failures == ()
    assert proved.values > len(_read(made, "evidence")) > 60  # the values of statements are proved as well


def test_every_table_has_rows_here_so_that_there_is_something_to_tamper_with(made: Path) -> None:
    assert [table.name for table in tables_of(UCCN) if not _read(made, table.name)] == []


def test_cells_that_were_escaped_for_spreadsheets_prove_like_any_other(made: Path) -> None:
    assert [row["text"][:3] for row in _read(made, "objectives")] == ["'=H", "'@S", "'+1"]
    escaped = [row for row in _read(made, "evidence") if row["value"].startswith("'")]
    assert {row["field"] for row in escaped} >= {"text", "longitude"}  # a longitude west of Greenwich begins with '-'
    assert _verified(made).failures == ()


def test_proving_changes_nothing_in_dataset_or_store(made: Path, place: Path) -> None:
    before = {path.name: path.read_bytes() for path in (place / "dataset").iterdir()}
    _verified(place)
    assert {path.name: path.read_bytes() for path in (place / "dataset").iterdir()} == before
    (warc,) = (place / "store").glob("*.warc.gz")
    assert warc.read_bytes() == (made / "store" / warc.name).read_bytes()


def test_an_empty_store_gives_a_dataset_in_which_nothing_fails(tmp_path: Path) -> None:
    with Store(tmp_path / "store") as store:
        build(store, tmp_path / "dataset")
    assert _verified(tmp_path) == Verified(values=0, captures=0, failures=())


@pytest.mark.slow
def test_a_dataset_with_a_very_long_text_proves(tmp_path: Path) -> None:
    with Store(tmp_path / "store") as store:
        _store(store, LIST, "20180101000000", AIMS.format(f"<li>{'exchange ' * 15_000}</li><li>discuss</li>"))
        build(store, tmp_path / "dataset")
    assert _verified(tmp_path).failures == ()


CITIES = (
    "Paris (France, UNESCO HQ)",
    "Santa Fe (United States of America)",
    "Santa Fe",
    "Krakow and Katowice (Poland)",
    "Cracovie",
    "Östersund (Sweden)",
    "MontrÃ©al (Canada)",
    "Montréal",
    "Chengdu (People’s\u00a0republic of China)",
    "Enghien-les-Bains (France)",
    "=1+1 (France)",
)
ENTRIES = st.lists(
    st.builds("{} in {}".format, st.sampled_from(CITIES), st.integers(2007, 2026)), min_size=2, max_size=5
)
WORDS = st.one_of(
    ENTRIES.map(lambda entries: HELD.format(", ".join(entries[:-1]) + " and " + entries[-1])),
    st.builds(
        "<p>The {} Annual {} {} in {} from {} to {} June {} with {} participants from 40 countries.</p>".format,
        st.sampled_from(["XIII", "13th", "third", "VII"]),
        st.sampled_from(["Conference", "Meeting"]),
        st.sampled_from(["was held", "will be held", "takes place", "will be hosted"]),
        st.sampled_from(CITIES),
        st.integers(1, 20),
        st.integers(1, 30),
        st.integers(2007, 2026),
        st.sampled_from(["220", "more than 350", "1,050"]),
    ),
    st.lists(st.sampled_from(["=1 exchange", "-discuss", "'=2 offer", "@agree"]), min_size=1, max_size=4).map(
        lambda aims: AIMS.format("".join(f"<li>{aim};</li>" for aim in aims))
    ),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60).map(lambda text: f"<p>{text}</p>"),
)
CAPTURES = st.lists(st.tuples(st.sampled_from([LIST, EVENT]), st.lists(WORDS, max_size=3)), max_size=4)


@given(CAPTURES)
@examples(40)
def test_whatever_captures_say_the_dataset_made_of_them_proves(captures: list[tuple[str, list[str]]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        with Store(place / "store") as store:
            for year, (original, words) in enumerate(captures, start=2015):
                _store(store, original, f"{year}0601000000", "".join(words))
            build(store, place / "dataset")
        assert _verified(place).failures == ()


# --- a cell of any table ----------------------------------------------------------------------------------------------

CELLS = [(table.name, column.name) for table in tables_of(UCCN) for column in table.columns]


@pytest.mark.slow
@pytest.mark.parametrize(("table", "column"), CELLS)
def test_a_changed_cell_of_any_column_is_found_and_named(place: Path, table: str, column: str) -> None:
    rows = _read(place, table)
    number = next((number for number, row in enumerate(rows) if row[column]), 0)
    rows[number][column] = "Suzhou 7"
    _write(place, table, rows)
    assert _named(_verified(place).failures, f"{table}.csv", f"row {number + 1}", column, "Suzhou 7")


NEVER_FILLED = {  # in this dataset
    ("objectives", "former_ids"),
    ("objectives", "previous_text"),
    ("objectives", "same_as"),
    ("events", "former_ids"),
    ("editions", "superseded_by"),
    ("wordings", "follows"),
    ("history", "cut_off"),
    ("history", "not_confirmed"),
    ("changes", "returned"),
    ("captures", "source_description"),
}


@pytest.mark.slow
@pytest.mark.parametrize(("table", "column"), [cell for cell in CELLS if cell not in NEVER_FILLED])
def test_an_emptied_cell_of_any_column_is_found_and_named(place: Path, table: str, column: str) -> None:
    rows = _read(place, table)
    filled = [number for number, row in enumerate(rows) if row[column]]
    assert filled, "no row of this column has a value to empty"
    was, rows[filled[-1]][column] = rows[filled[-1]][column], ""
    _write(place, table, rows)
    assert _named(_verified(place).failures, f"{table}.csv", column, was.removeprefix("'")[:40])


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20) | st.sampled_from(
    ["'", "'=1", "0", "-1", "1e3", "2018", "France", "held", "٣", "\r\n", '"', "sha1:", "2018-01-01T00:00:00Z"]
)


@pytest.mark.slow
@given(st.data())
@examples(80)
def test_any_other_text_in_any_cell_is_found_in_the_table_that_it_stands_in(made: Path, data: st.DataObject) -> None:
    table, column = data.draw(st.sampled_from(CELLS))
    rows = _read(made, table)
    row = data.draw(st.sampled_from(rows))
    text = data.draw(TEXTS)
    assume(text != row[column])
    assume(table != "evidence" or row["field"] != "geonames_id")  # a fault of its own, below
    row[column] = text
    with tempfile.TemporaryDirectory() as folder:
        place = Path(shutil.copytree(made, Path(folder) / "output"))
        _write(place, table, rows)
        assert _named(_verified(place).failures, f"{table}.csv")


def test_a_number_written_otherwise_is_another_cell(place: Path) -> None:
    _tamper(place, "timeline", lambda rows: rows[0].__setitem__("year", "2008.0"))
    assert _named(_verified(place).failures, "timeline.csv", "year", "2008.0")


def test_an_apostrophe_taken_off_a_formula_is_found(place: Path) -> None:
    _edit(place, "objectives.csv", lambda content: content.replace(b"'=HYPERLINK", b"=HYPERLINK", 1))
    assert _named(_verified(place).failures, "objectives.csv")


@pytest.mark.slow
@pytest.mark.parametrize("table", [table.name for table in tables_of(UCCN)])
def test_a_row_that_is_gone_added_or_told_twice_is_found(place: Path, made: Path, table: str) -> None:
    for change in (list.pop, lambda rows: rows.append(dict(rows[0])), lambda rows: rows.insert(0, dict(rows[-1]))):
        rows = _read(made, table)
        change(rows)
        _write(
            place, table, rows, [column.name for one in tables_of(UCCN) if one.name == table for column in one.columns]
        )
        assert _named(_verified(place).failures, f"{table}.csv", "published, the store gives")
        shutil.copy(made / "dataset" / f"{table}.csv", place / "dataset")
    assert _verified(place).failures == ()


@pytest.mark.slow
@pytest.mark.parametrize("table", [table.name for table in tables_of(UCCN) if table.name != "captures"])
def test_rows_in_another_order_are_found(place: Path, table: str) -> None:
    _tamper(place, table, lambda rows: rows.reverse())
    assert _named(_verified(place).failures, f"{table}.csv")


def test_an_emptied_table_is_found(place: Path) -> None:
    for table in tables_of(UCCN):
        _edit(place, f"{table.name}.csv", lambda _: b"")
    failures = _verified(place).failures
    assert [table.name for table in tables_of(UCCN) if not _named(failures, f"{table.name}.csv")] == []


@pytest.mark.parametrize(
    "change",
    [
        lambda content: content.replace(b"\r\n", b"\n"),
        lambda content: content + b"\r\n",
        lambda content: content.replace(b"Lyon", b'"Lyon"', 1),
    ],
    ids=["line ends", "empty line", "needless quotes"],
)
def test_a_table_of_the_same_cells_in_other_bytes_is_found(place: Path, change: Callable[[bytes], bytes]) -> None:
    _edit(place, "timeline.csv", change)
    assert _named(_verified(place).failures, "timeline.csv")


def test_the_list_of_what_fails_is_whole_or_says_how_much_it_leaves_out(place: Path) -> None:
    rows = _read(place, "evidence")
    assert len(rows) > 40
    for row in rows[:40]:
        row["memento_url"] = "77"
    _write(place, "evidence", rows)
    failures = _verified(place).failures
    found = sum("evidence.csv" in failure and "memento_url" in failure for failure in failures)
    assert found == 40 or _named(failures, "evidence.csv", "20 more") or _named(failures, "evidence.csv", "40")


@pytest.mark.parametrize(
    "change",
    [
        lambda content: content.replace(b"geonames_id", b"geonames", 1),
        lambda content: content.replace(b"Lyon", b"Ly\xe9n", 1),
        lambda content: b"\xef\xbb\xbf" + content,
    ],
    ids=["a column renamed", "not UTF-8", "a byte order mark"],
)
def test_a_table_that_cannot_be_read_is_one_failure_among_others(
    place: Path, change: Callable[[bytes], bytes], capsys: Captured
) -> None:
    _tamper(place, "objectives", lambda rows: rows[0].__setitem__("text", "Have fun"))
    _edit(place, "timeline.csv", change)
    assert run_command(["verify", "--output", str(place)]) == 1
    told = capsys.readouterr().out
    assert "timeline.csv" in told
    assert "Have fun" in told


# --- what stands behind a value ---------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("quote", "Lyon (Italy) in 2009"),
        ("quote", "lyon (France) in 2009"),
        ("quote", ""),
        ("start", "0"),
        ("start", "-1"),
        ("start", "a"),
        ("end", "1000000"),
        ("end", ""),
        ("digest", "sha1:BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB"),
        ("digest", ""),
        ("timestamp", "2018-01-01T00:00:01Z"),
        ("timestamp", "yesterday"),
        ("url", LIST.replace("https", "ftp")),
        ("rule", "sentence/planned"),
        ("rule", "a guess"),
        ("value", "Loyn"),
        ("value", "2009"),
        ("field", "country"),
    ],
)
def test_evidence_that_does_not_hold_is_told_with_the_value_that_it_is_of(place: Path, column: str, value: str) -> None:
    rows = _read(place, "evidence")
    row = _evidence(rows, "2009/lyon", "city")
    row[column] = value
    _write(place, "evidence", rows)
    failures = _verified(place).failures
    assert _named(failures, "timeline", "2009/lyon", row["field"], row["value"])
    assert _named(failures, "evidence.csv", column, value)


def test_words_that_stand_where_it_says_but_state_something_else_prove_nothing(place: Path) -> None:
    rows = _read(place, "evidence")
    lyon, paris = (_evidence(rows, key, "city") for key in ("2009/lyon", "2008/paris"))
    assert lyon["digest"] == paris["digest"]
    lyon.update({name: paris[name] for name in ("start", "end", "quote")})
    _write(place, "evidence", rows)
    assert _named(_verified(place).failures, "timeline", "2009/lyon", "city", "'Lyon'")


def test_the_words_of_another_capture_prove_nothing_of_this_one(place: Path) -> None:
    rows = _read(place, "evidence")
    lyon, fabriano = _evidence(rows, "2009/lyon", "city"), _evidence(rows, "2019/fabriano", "city")
    lyon.update({name: fabriano[name] for name in ("url", "timestamp", "memento_url", "digest")})
    _write(place, "evidence", rows)
    assert _named(_verified(place).failures, "timeline", "2009/lyon", "city", "'Lyon'")


def test_a_cell_and_its_evidence_changed_alike_are_found_all_the_same(place: Path) -> None:
    _tamper(place, "timeline", lambda rows: rows[2].__setitem__("city", "Suzhou"))
    rows = _read(place, "evidence")
    _evidence(rows, "2009/lyon", "city").update(value="Suzhou", quote="Suzhou (France) in 2009")
    _write(place, "evidence", rows)
    failures = _verified(place).failures
    assert _named(failures, "timeline", "2009/lyon", "city", "'Suzhou'", "'Suzhou (France) in 2009'")
    assert _named(failures, "timeline.csv", "city", "Suzhou")


@pytest.mark.slow
@pytest.mark.parametrize("field", ["country_code", "geonames_id", "latitude", "longitude", "resolved_by"])
def test_every_part_of_a_place_is_proved(place: Path, field: str) -> None:
    other = {"country_code": "IT", "resolved_by": "large city"}.get(field, "6077243")
    rows = _read(place, "evidence")
    row = _evidence(rows, "2009/lyon", field)
    row["value"] = other
    _write(place, "evidence", rows)
    assert _named(_verified(place).failures, "evidence.csv", "value", other, f"row {rows.index(row) + 1}")


@pytest.mark.parametrize("wrong", ["6077243", "1"], ids=["of another city", "of none"])
def test_a_place_id_that_the_words_do_not_name_is_told_with_them(place: Path, wrong: str) -> None:
    rows = _read(place, "evidence")
    row = _evidence(rows, "2009/lyon", "geonames_id")
    row["value"] = wrong
    _write(place, "evidence", rows)
    assert _named(_verified(place).failures, "timeline", "2009/lyon", "geonames_id", wrong, "no place named 'Lyon'")


@pytest.mark.slow
@pytest.mark.parametrize("wrong", ["Lyon", "", "2996944.0"])
def test_a_place_id_that_is_no_number_is_a_failure_like_any_other(place: Path, wrong: str) -> None:
    rows = _read(place, "evidence")
    _evidence(rows, "2009/lyon", "geonames_id")["value"] = wrong
    _write(place, "evidence", rows)
    assert _named(_verified(place).failures, "timeline", "2009/lyon", "geonames_id", repr(wrong))


# --- history, changes and conflicts -----------------------------------------------------------------------------------


def _statements(place: Path) -> dict[str, dict[str, str]]:
    return {row["id"]: row for row in _read(place, "history")}


def test_every_statement_quotes_a_capture_of_its_spell(made: Path) -> None:
    rows = _read(made, "history")
    assert len(rows) > 10
    for row in rows:
        assert row["first_seen"] <= row["timestamp"] <= row["last_seen"]
        assert row["quote"]
        assert row["digest"]


def test_both_sides_of_every_change_are_statements_that_say_so(made: Path) -> None:
    told = _statements(made)
    sides = 0
    for row in _read(made, "changes"):
        for side in ("before", "after"):
            if not row["table"] or not row[side]:
                continue
            statement = told[row[f"{side}_id"]]
            assert urlkey(statement["url"]) == urlkey(row["url"])
            if row["field"]:
                assert statement[row["field"]] == row[side]
            else:
                assert all(value in row[side] for value in (statement["city"], statement["hosts"], statement["status"]))
            sides += 1
    assert sides > 5


def test_both_sides_of_every_conflict_are_statements_of_the_capture_that_it_shows(made: Path) -> None:
    told, rows = _statements(made), _read(made, "conflicts")
    assert rows
    for row in rows:
        for prefix in ("", "other_"):
            statement = told[row[f"{prefix}statement_id"]]
            assert statement["first_seen"] <= row[f"{prefix}timestamp"] <= statement["last_seen"]
            assert row[f"{prefix}quote"]


def test_what_conflicts_show_in_other_words_is_told_with_the_statements(tmp_path: Path) -> None:
    """An ordinal that two editions have, a place in a list, a last day before the first; the clock states nothing."""
    fabriano = "<p>The VII Annual Conference was held in Fabriano (Italy) from 15 to 10 June 2019.</p>"
    with Store(tmp_path / "store") as store:
        _store(store, LIST, "20180101000000", HELD.format("Lyon (France) in 2009 and Seoul in 2027"))
        _store(store, EVENT, "20190901000000", fabriano)
        _store(store, EVENT + "-2", "20190901000000", fabriano.replace("Fabriano (Italy)", "Lyon (France)"))
        _store(
            store, EVENT + "-3", "20190901000000", "<p>The VII Annual Meeting was held in Lyon (France) in 2009.</p>"
        )
        build(store, tmp_path / "dataset")
    assert _verified(tmp_path).failures == ()
    told = _statements(tmp_path)
    stated: dict[tuple[str, str, str, str], list[dict[str, str] | None]] = {}
    for row in _read(tmp_path, "conflicts"):
        sides = [told.get(row[f"{prefix}statement_id"]) for prefix in ("", "other_")]
        stated[row["kind"], row["field"], row["value"], row["other_value"]] = sides
    one, clock = stated["impossible", "year", "2027", "captured 2018-01-01"]
    assert one is not None
    assert (one["year"], clock) == ("2027", None)
    one, other = stated["impossible", "end_date", "2019-06-10", "2019-06-15"]
    assert one is not None
    assert other is not None
    assert (one["end_date"], other["start_date"]) == ("2019-06-10", "2019-06-15")
    one, other = stated["contradiction", "ordinal", "7", "place 1 in the list"]
    assert one is not None
    assert other is not None
    assert "7" in (one["ordinal"], other["ordinal"])


def test_statements_of_two_pages_in_one_second_have_an_id_each(tmp_path: Path) -> None:
    with Store(tmp_path / "store") as store:
        _store(store, LIST, "20180101000000", HELD.format("Lyon (France) in 2009"))
        _store(store, FRENCH, "20180101000000", TENUES.format("Lyon (France) en 2009"), "fr")
        build(store, tmp_path / "dataset")
    assert _verified(tmp_path).failures == ()
    one, other = _read(tmp_path, "history")
    assert (one["record_id"], other["record_id"]) == ("2009/lyon", "2009/lyon")
    assert len({one["id"], other["id"]}) == 2


@pytest.mark.slow
@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("year", "2007", "year '2007' does not follow from"),
        ("city", "Loyn", "city 'Loyn' does not follow from"),
        ("quote", "Loyn", "the quote 'Loyn' does not stand at"),
        ("start", "0", "the quote"),
        ("end", "1000000", "the quote"),
        ("end", "soon", "its evidence cannot be read"),
        ("digest", "sha1:BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB", "the store has no capture of"),
        ("timestamp", "2018-01-01T00:00:01Z", "the store has no capture of"),
        ("url", LIST.replace("https", "ftp"), "the store has no capture of"),
        ("rule", "a guess", "does not follow from"),
    ],
)
def test_a_statement_that_does_not_hold_is_told(place: Path, column: str, value: str, said: str) -> None:
    rows = _read(place, "history")
    number, row = next((number, row) for number, row in enumerate(rows, start=1) if row["city"] == "Lyon")
    assert row[column] != value
    row[column] = value
    _write(place, "history", rows)
    failures = _verified(place).failures
    assert _named(failures, f"history {row['id']}: ", said)
    assert _named(failures, f"history.csv, row {number}, {column}", value)


def test_words_of_another_statement_prove_nothing(place: Path) -> None:
    rows = _read(place, "history")
    one, *others = [row for row in rows if row["city"]]
    other = next(row for row in others if row["quote"] != one["quote"] and row["city"] != one["city"])
    one.update({name: other[name] for name in ("url", "timestamp", "digest", "start", "end", "rule", "quote")})
    _write(place, "history", rows)
    assert _named(_verified(place).failures, f"history {one['id']}: city {one['city']!r} does not follow")


# --- the other files --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "was", "now"),
    [
        ("dataset.json", b"Fabriano", b"Suzhou"),
        ("dataset.json", b'"captures": 1', b'"captures": 2'),
        ("dataset.json", b"place not resolved", b"place resolved"),
        ("timeline.geojson", b"45.7", b"46.7"),
        ("datapackage.json", b"sha256:", b"sha256:0"),
        ("lock.json", b"sha1:", b"sha1:A"),
    ],
)
def test_an_edited_file_is_found_and_named(place: Path, name: str, was: bytes, now: bytes) -> None:
    _edit(place, name, lambda content: content.replace(was, now, 1))
    assert _named(_verified(place).failures, name)


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in FILES if not name.endswith(".csv")])
def test_a_space_more_in_any_file_is_found_and_named(place: Path, name: str) -> None:
    _edit(place, name, lambda content: content + b" ")
    (failure,) = _verified(place).failures
    assert name in failure


@pytest.mark.slow
@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_gone_is_named(place: Path, name: str, capsys: Captured) -> None:
    (place / "dataset" / name).unlink()
    assert run_command(["verify", "--output", str(place)]) != 0
    captured = capsys.readouterr()
    assert name in captured.out + captured.err


# --- the store --------------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_a_byte_changed_in_any_stored_record_is_found_and_its_file_named(place: Path) -> None:
    (warc,) = (place / "store").glob("*.warc.gz")
    sound = warc.read_bytes()
    with Store(place / "store") as store:
        records = {one.record.id: one.record for one in store.listed() if one.record}.values()
    assert len(records) == 8
    for record in records:
        content = bytearray(sound)
        content[record.offset + record.length // 2] ^= 0xFF
        warc.write_bytes(content)
        assert _named(_verified(place).failures, warc.name, str(record.offset))
    warc.write_bytes(sound)
    assert _verified(place).failures == ()


def test_a_payload_put_in_place_of_another_with_sound_checksums_is_found_by_its_digest(place: Path) -> None:
    (warc,) = (place / "store").glob("*.warc.gz")
    content = warc.read_bytes()
    with Store(place / "store") as store:
        record = next(one.record for one in store.listed() if one.record and one.record.original == EVENT)
    member = content[record.offset : record.offset + record.length]
    forged = gzip.decompress(member).replace(b"participants", b"aaaaaaaaaaaa")
    warc.write_bytes(content[: record.offset] + _member(forged, len(member)) + content[record.offset + record.length :])
    failures = _verified(place).failures
    assert _named(failures, record.digest) or _named(failures, warc.name, "not what was stored")


def _member(content: bytes, length: int) -> bytes:
    """Return a gzip member of that length: it is padded by the file name in its head (RFC 1952, 2.3.1)."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = packer.compress(content) + packer.flush()
    tail = zlib.crc32(content).to_bytes(4, "little") + len(content).to_bytes(4, "little")
    padding = length - 10 - len(packed) - len(tail)
    assert padding > 0
    return b"\x1f\x8b\x08\x08" + bytes(6) + b"x" * (padding - 1) + b"\x00" + packed + tail


def test_evidence_of_a_capture_that_the_store_has_not_got_is_told(made: Path, tmp_path: Path) -> None:
    with Store(tmp_path / "store") as store:
        _store(store, LIST, "20180101000000", HELD.format(FIRST) + AIMS.format(FORMULAS))
    shutil.copytree(made / "dataset", tmp_path / "dataset")
    failures = _verified(tmp_path).failures
    assert _named(failures, "timeline", "2019/fabriano", "city", EVENT)
    assert _named(failures, "captures.csv", "rows")


def test_a_dataset_made_before_another_capture_was_stored_is_not_what_the_store_gives(place: Path) -> None:
    with Store(place / "store") as store:
        _store(store, LIST, "20220101000000", HELD.format(LATER.replace("Lyon", "Seoul")))
    failures = _verified(place).failures
    assert _named(failures, "captures.csv", "rows")
    assert not _named(failures, "does not follow")  # each value is still proved by its own words


# --- the command ------------------------------------------------------------------------------------------------------


def test_the_command_says_how_many_values_were_proved_and_ends_with_0(made: Path, capsys: Captured) -> None:
    assert run_command(["verify", "--output", str(made)]) == 0
    told = capsys.readouterr().out
    assert f"{_verified(made).values:,} values" in told
    assert "0 failures" in told


def test_the_command_lists_what_fails_and_ends_with_1(place: Path, capsys: Captured) -> None:
    _tamper(place, "timeline", lambda rows: rows[0].__setitem__("city", "Suzhou"))
    _edit(place, "dataset.json", lambda content: content.replace(b"Fabriano", b"Suzhou", 1))
    assert run_command(["verify", "--output", str(place)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert _named(lines, "timeline.csv", "row 1", "city", "Suzhou")
    assert _named(lines, "dataset.json")
    assert run_command(["verify", "--output", str(place), "--json"]) == 1
    stated = json.loads(capsys.readouterr().out)
    assert (stated["command"], stated["exit_code"], len(stated["failures"])) == ("verify", 1, 2)
    assert stated["values"] == _verified(place).values


def test_the_folder_is_the_one_of_the_settings_unless_the_command_names_another(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run_command(["verify"]) == 3  # there is no output/ here
    shutil.copytree(made, tmp_path / "output")
    assert run_command(["verify"]) == 0


@pytest.mark.slow
def test_the_licence_of_the_settings_is_a_part_of_what_is_proved(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("scraper.toml").write_text('[licence]\nname = "CC-BY-SA-3.0-IGO"\n', encoding="utf-8")
    assert run_command(["verify", "--output", str(place)]) == 1  # it was made without
    assert run_command(["build", "--output", str(place)]) == 0
    assert run_command(["verify", "--output", str(place)]) == 0


def test_what_would_steer_a_terminal_is_told_harmlessly(place: Path, capsys: Captured) -> None:
    _tamper(place, "timeline", lambda rows: rows[0].__setitem__("city", "\x1b[2JLyon\u202e"))
    for arguments in ([], ["--json"]):
        assert run_command(["verify", "--output", str(place), *arguments]) == 1
        told = capsys.readouterr().out
        assert "\x1b" not in told
        assert "\u202e" not in told


# --- what is not in the records ---------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize(
    "change",
    [
        "UPDATE records SET timestamp = '20170101000000' WHERE id = 2",
        "UPDATE records SET original = original || '?x' WHERE id = 2",
        "UPDATE records SET archive = 'another' WHERE id = 2",
        "UPDATE records SET statuscode = 404 WHERE id = 2",
        "UPDATE records SET mimetype = 'text/plain' WHERE id = 2",
        "UPDATE records SET memento_url = 'https://another.example/' WHERE id = 2",
        "UPDATE records SET urlkey = 'org,example)/' WHERE id = 2",
        "UPDATE records SET target = 1 WHERE id = 2",
        "UPDATE records SET target = 2 WHERE id = 2",
        "DELETE FROM listed WHERE record = 2",
        "DELETE FROM listed WHERE record = 2; DELETE FROM records WHERE id = 2",
        "UPDATE listed SET requested = '20170101000000' WHERE record = 2",
        "UPDATE listed SET archive = 'another' WHERE record = 2",
        "UPDATE listed SET record = 1 WHERE record = 2",
    ],
)
def test_a_ledger_that_was_edited_proves_nothing_though_the_dataset_was_made_of_it(
    change: str, place: Path, capsys: Captured
) -> None:
    with contextlib.closing(sqlite3.connect(place / "store" / "ledger.sqlite")) as ledger:
        ledger.executescript(change)
        ledger.commit()
    run_command(["build", "--output", str(place)])
    assert run_command(["verify", "--output", str(place)]) in (1, 3)
    assert run_command(["build", "--locked", "--output", str(place)]) in (1, 3)
    assert "ledger.sqlite" in capsys.readouterr().err + "\n".join(_failures(place))
    (place / "store" / "ledger.sqlite").unlink()
    assert run_command(["build", "--output", str(place)]) == 0
    assert run_command(["verify", "--output", str(place)]) == 0


def _failures(place: Path) -> tuple[str, ...]:
    try:
        return _verified(place).failures
    except StoreError as error:
        return (str(error),)


def test_an_edited_index_is_found_and_named(place: Path) -> None:
    path = place / "store" / "index.cdxj"
    sound = path.read_bytes()
    path.write_bytes(sound.replace(b'"status": "200"', b'"status": "404"', 1))
    assert _named(_verified(place).failures, "index.cdxj")
    path.unlink()
    assert _verified(place).failures == ()
    assert path.read_bytes() == sound


@pytest.mark.slow
@pytest.mark.parametrize("name", ["more.csv", ".hidden", "timeline.csv.bak"])
def test_a_file_that_is_none_of_the_datasets_is_named(name: str, place: Path) -> None:
    (place / "dataset" / name).write_text("a fact that no page states")
    assert _named(_verified(place).failures, name)


@pytest.mark.slow
def test_a_poisoned_cache_is_found_by_verify_and_not_believed_by_a_locked_build(place: Path, capsys: Captured) -> None:
    assert run_command(["build", "--output", str(place)]) == 0
    with contextlib.closing(sqlite3.connect(place / "cache" / "pages.sqlite")) as cache:
        pages = cache.execute("SELECT key, page FROM pages").fetchall()
        for key, page in pages:
            cache.execute("UPDATE pages SET page = ? WHERE key = ?", (page.replace(b"Fabriano", b"Fabrianx"), key))
        cache.commit()
    (place / "cache" / "build.json").unlink()
    assert run_command(["build", "--output", str(place)]) == 0
    assert "Fabrianx" in (place / "dataset" / "timeline.csv").read_text(encoding="utf-8")
    assert run_command(["verify", "--output", str(place)]) == 1
    assert run_command(["build", "--locked", "--output", str(place)]) == 1
    assert "Fabrianx" in capsys.readouterr().out
