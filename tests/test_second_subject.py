"""A subject of another shape and with other names goes from captures to a proved dataset; no line of the package knows it."""

import csv
import json
import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import msgspec
import pytest

from scraper.dataset.build import build, make
from scraper.dataset.locked import build_locked
from scraper.dataset.stated import read_dataset
from scraper.dataset.verify import Verified, verify
from scraper.diffs.differences import found_differences
from scraper.diffs.sides import Sides
from scraper.history.as_of import as_of
from scraper.history.reading import Reading, in_order
from scraper.notices import Notice, Remark
from scraper.outcomes import Outcome
from scraper.reading.document import Block, Document, Layout
from scraper.reading.extract import extract
from scraper.report.explain import explained, explanation
from scraper.report.lines import page_lines, page_object
from scraper.report.page.page import report
from scraper.runs.run import Asked, Running
from scraper.settings import Settings
from scraper.store.store import Store
from scraper.store.sync import Progress, sync
from scraper.subjects import plain
from scraper.values.capture import Capture, CapturedResponse, PassedOver, parse_time, sha1, urlkey
from scraper.values.facts import Fact
from scraper.values.records import Page, Record, Span, Value
from scraper.values.subject import Column, PageKind, Shown, Subject

STAFF = "https://bibliothek.example/personal"
HOUSE = "https://bibliothek.example/haus"
_LAYOUT = Layout("bibliothek", lambda tree: tree.xpath("//div[@id='inhalt']"))

PERSONAL = plain.table(
    "personal",
    "Wer in der Bibliothek arbeitet.",
    (
        Column("name", "string", "Name.", required=True, sort="name"),
        Column("aufgabe", "string", "Aufgabe.", sort="words"),
        Column("zimmer", "integer", "Zimmer."),
        Column("seit", "date", "Erster Tag."),
    ),
    by=("name",),
    shown=Shown(title="Personal", name=("name", "zimmer"), when="seit"),
)
RULES = {"zeile": "eine Zeile der Liste", "satz": "ein Satz der Hausordnung"}


def _read_staff(document: Document, original: str | None, captured: date | None) -> Page:
    """Read a table: a row a person, each cell a field."""
    rows = [block for block in document.blocks if block.kind == "row" and not block.header]
    return _page(document, "liste", (_of_row(document, row) for row in rows))


def _of_row(document: Document, row: Block) -> Record:
    cells = [Span(*cell) for cell in row.cells]
    words = [document.text[cell.start : cell.end] for cell in cells]
    values = [
        Value(field, int(said) if field == "zimmer" else said, cell, "zeile")
        for field, said, cell in zip(("name", "aufgabe", "zimmer", "seit"), words, cells, strict=True)
        if said
    ]
    span = Span(row.start, row.end)
    return Record(table="personal", key=plain.key(words[0]), values=tuple(values), span=span, rule="zeile")


def _read_house(document: Document, original: str | None, captured: date | None) -> Page:
    """Read sentences such as 'Frau Adler: Zimmer 12'."""
    found = re.finditer(r"(?P<name>[A-ZÄÖÜ][\wäöü]+ [A-ZÄÖÜ][\wäöü]+): Zimmer (?P<zimmer>\d+)", document.text)
    return _page(document, "haus", (_of_sentence(match) for match in found))


def _of_sentence(match: re.Match[str]) -> Record:
    values = (
        Value("name", match["name"], Span(*match.span("name")), "satz"),
        Value("zimmer", int(match["zimmer"]), Span(*match.span("zimmer")), "satz"),
    )
    return Record(table="personal", key=plain.key(match["name"]), values=values, span=Span(*match.span()), rule="satz")


def _page(document: Document, kind: str, records: Iterator[Record]) -> Page:
    stated = tuple(records)
    outcome = Outcome.EXTRACTED if stated else Outcome.NO_FACTS
    return Page(
        outcome=outcome if document.layout else Outcome.LAYOUT_UNKNOWN,
        page_kind=kind,
        layout=document.layout,
        language=document.language,
        title=document.title,
        records=stated,
        notices=document.notices,
        text=document.text,
    )


BIBLIOTHEK = Subject(
    name="bibliothek",
    title="Wer in der Bibliothek arbeitet",
    description="Personal, wie Seiten es nennen.",
    keywords=("Bibliothek",),
    version=1,
    rules_digest=lambda: sha1(b"rules of the test"),
    data_digest=lambda: sha1(b""),
    kinds=(
        PageKind(
            name="liste",
            sources=((STAFF,),),
            address=re.compile(r"bibliothek\.example/personal"),
            layouts=(_LAYOUT,),
            read=_read_staff,
        ),
        PageKind(
            name="haus",
            sources=((HOUSE,),),
            address=re.compile(r"bibliothek\.example/haus"),
            layouts=(_LAYOUT,),
            read=_read_house,
        ),
    ),
    layouts=(_LAYOUT,),
    read_other=_read_staff,
    tables=(PERSONAL,),
    conflicts=plain.conflicts("zimmer"),
    counts=(plain.count("personal"),),
    filled=plain.filled((PERSONAL,)),
    stated=plain.stated,
    page_parts=plain.page_parts,
    page_lines=plain.page_lines,
    document=plain.document_of((PERSONAL,)),
    is_conflict_asked=plain.is_conflict_asked,
    conflict_name=plain.conflict_name,
    described=RULES.__getitem__,
    proves=lambda value, record, page, captured: str(value.value) == page.quote(value.span),
    doubts=lambda record, page: (),
    remarks=lambda facts: _remarks(facts["personal"]),
)


def _remarks(staff: Sequence[Fact]) -> Iterator[tuple[Notice, Fact]]:
    """Say of rooms of one digit that they are in the basement."""
    for one in staff:
        room = one.value("zimmer")
        if room is not None and int(room) < 10:
            yield Remark(f"Zimmer {room} liegt im Keller"), one


# --- its pages --------------------------------------------------------------------------------------------------------


def _staff(*people: tuple[str, str, str, str]) -> bytes:
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in person)}</tr>" for person in people)
    head = "<tr><th>Name</th><th>Aufgabe</th><th>Zimmer</th><th>Seit</th></tr>"
    return _html(f"<h1>Personal</h1><table>{head}{rows}</table>")


def _html(content: str) -> bytes:
    return (
        f"<!DOCTYPE html><html lang=de><head><title>Bibliothek</title></head><body><div id=inhalt>{content}</div>"
        "</body></html>"
    ).encode()


ADLER = ("Anna Adler", "leitet die Ausleihe und den Lesesaal", "12", "2001-04-01")
BERG = ("Bernd Berg", "pflegt den Katalog", "14", "2005-10-01")
CELIK = ("Cem Çelik", "betreut das Archiv", "3", "2010-01-15")
PAGES = (
    (STAFF, "20150301120000", _staff(ADLER, BERG)),
    (STAFF, "20160301120000", _staff(ADLER, BERG)),
    (HOUSE, "20160401120000", _html("<p>Anna Adler: Zimmer 12. Bernd Berg: Zimmer 15.</p>")),
    (STAFF, "20170301120000", _staff((*ADLER[:2], "21", ADLER[3]), BERG, CELIK)),
    (STAFF, "20180301120000", _staff((ADLER[0], "leitet Ausleihe und Lesesaal", "21", ADLER[3]), CELIK)),
)


class Shelf:
    """An archive of these pages."""

    name = "regal"
    is_live = False
    pace = 0.0
    passed_over = PassedOver()

    def captures(self, original: str, since: object = None, until: object = None) -> Iterator[Capture]:
        """List the captures of a page."""
        return (_capture(page, time, body) for page, time, body in PAGES if urlkey(page) == urlkey(original))

    def replay(self, capture: Capture) -> CapturedResponse:
        """Return a page."""
        body = next(body for page, time, body in PAGES if (page, time) == (capture.original, capture.digits))
        headers = (("Content-Type", "text/html; charset=utf-8"),)
        return CapturedResponse(capture=capture, requested=capture.timestamp, status=200, headers=headers, body=body)


def _capture(page: str, time: str, body: bytes) -> Capture:
    return Capture(
        original=page,
        timestamp=parse_time(time),
        urlkey=urlkey(page),
        archive="regal",
        statuscode=200,
        mimetype="text/html",
        digest=sha1(body),
        memento_url=f"https://regal.example/web/{time}/{page}",
    )


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("library")
    with Store(place / "store") as store:
        sync(Shelf(), [STAFF, HOUSE], store)
        build(store, place / "dataset", subject=BIBLIOTHEK)
    return place


def test_a_run_fetches_builds_and_tells_what_is_new(tmp_path: Path) -> None:
    began = datetime(2026, 1, 1, tzinfo=UTC)
    running = Running("run", Settings(), tmp_path, {}, began, BIBLIOTHEK)
    with Store(tmp_path / "store") as store:
        running.fetch(
            [Shelf()],
            Asked(originals=(STAFF, HOUSE)),
            store,
            now=lambda: began,
            show=lambda title: nullcontext(Progress()),
        )
        running.look()
        running.built = build(store, tmp_path / "dataset", subject=BIBLIOTHEK)
    news = running.news()
    record = running.record(running.exit_code(news), news, began)
    assert (record.exit_code, record.steps, record.outcomes) == (0, {"stored": 5}, {"extracted": 5})
    assert (record.rows["personal"], record.versions["rules"], record.first) == (3, "1", True)
    assert {path.name for path in (tmp_path / "dataset").iterdir()} >= {"personal.csv", "history.csv"}


@pytest.fixture
def copied(library: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(library, tmp_path / "copy", symlinks=True))


def _rows(place: Path, table: str) -> list[dict[str, str]]:
    with (place / "dataset" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _verified(place: Path) -> Verified:
    with Store(place / "store") as store:
        return verify(store, place / "dataset", subject=BIBLIOTHEK)


# --- from end to end --------------------------------------------------------------------------------------------------


def test_its_table_has_a_row_a_person_as_the_latest_statement_puts_it(library: Path) -> None:
    told = [(row["name"], row["zimmer"], row["seit"], row["captures"]) for row in _rows(library, "personal")]
    assert told == [
        ("Anna Adler", "21", "2001-04-01", "5"),
        ("Bernd Berg", "14", "2005-10-01", "4"),
        ("Cem Çelik", "3", "2010-01-15", "2"),
    ]


def test_the_files_are_its_own_and_name_no_other_subject(library: Path) -> None:
    names = {path.name for path in (library / "dataset").iterdir()}
    tables = ("personal", "records", "history", "changes", "conflicts", "evidence", "captures")
    credit = {"CITATION.cff", "datacite.json", "ro-crate-metadata.json"}
    assert names == {
        *(f"{table}.csv" for table in tables),
        *credit,
        "dataset.json",
        "datapackage.json",
        "README.md",
        "lock.json",
    }
    for name in names:
        words = (library / "dataset" / name).read_text(encoding="utf-8").lower().replace("unesco-archive-scraper", "")
        assert not re.search(r"unesco|conference|objective|\bcit(?:y|ies)\b|timeline|edition", words), name


def test_every_column_of_its_tables_is_described(library: Path) -> None:
    package = json.loads((library / "dataset" / "datapackage.json").read_text(encoding="utf-8"))
    assert (package["name"], package["keywords"]) == ("bibliothek", ["Bibliothek"])
    for resource in package["resources"]:
        rows = (library / "dataset" / resource["path"]).read_text(encoding="utf-8").splitlines()
        assert [field["name"] for field in resource["schema"]["fields"]] == rows[0].split(",")


def test_what_the_subject_remarks_is_a_notice_with_the_capture_that_it_is_about(library: Path) -> None:
    document = json.loads((library / "dataset" / "dataset.json").read_text(encoding="utf-8"))
    (warning,) = [one for one in document["warnings"] if one["notice"]["kind"] == "remark"]
    assert warning["notice"]["text"] == "Zimmer 3 liegt im Keller"
    assert (warning["text"], warning["original"], warning["captures"]) == ("Zimmer 3 liegt im Keller", STAFF, 2)


def test_the_report_shows_what_it_declares_and_names_no_other_subject(library: Path) -> None:
    page = report(library / "dataset", BIBLIOTHEK)
    words = " ".join(page.split("</style>")[1].replace("unesco-archive-scraper", "").split())
    assert '<h2 id="personal">Personal</h2>' in words
    for row in _rows(library, "personal"):
        assert f'<b>{row["seit"]}</b> <span class="name" dir="auto">{row["name"]}</span>' in words
        assert f'<a href="#personal/{row["id"]}">{row["name"]}</a>' in words, "it is not in the strip"
    assert "<mark>Çelik</mark>" not in words
    assert "<mark>Cem Çelik</mark>" in words
    assert '<path id="land"' not in words, "it has no place"
    assert not re.search(r"unesco|conference|objective|\bcit(?:y|ies)\b|timeline|edition", words, re.IGNORECASE)


def test_the_history_tells_when_each_value_was_seen(library: Path) -> None:
    spans = [
        (row["zimmer"], row["first_seen"][:4], row["last_seen"][:4], row["first_absent"][:4])
        for row in _rows(library, "history")
        if row["record_id"] == "anna-adler"
    ]
    assert ("12", "2015", "2016", "2017") in spans
    assert {room for room, *_ in spans} == {"12", "21"}


def test_changes_are_told_by_the_sort_of_the_column_and_who_left_is_gone(library: Path) -> None:
    changes = {
        (row["timestamp"][:4], row["record_id"], row["field"]): (row["kind"], row["before"], row["after"])
        for row in _rows(library, "changes")
    }
    assert changes["2017", "anna-adler", "zimmer"] == ("changed", "12", "21")
    kind, before, after = changes["2017", "cem-celik", ""]
    assert (kind, before) == ("added", "")
    assert "name Cem Çelik" in after
    assert changes["2018", "anna-adler", "aufgabe"][0] == "reworded"
    kind, before, after = changes["2018", "bernd-berg", ""]
    assert (kind, after) == ("removed", "")
    assert "name Bernd Berg" in before


def test_two_rooms_at_one_time_are_a_conflict_and_a_move_is_none(library: Path) -> None:
    found = [(row["record_id"], row["field"], row["value"], row["other_value"]) for row in _rows(library, "conflicts")]
    assert found == [("bernd-berg", "zimmer", "14", "15")]


def test_every_value_has_evidence_and_every_value_is_proved(library: Path) -> None:
    proved = _verified(library)
    assert proved.failures == ()
    assert proved.values > 30
    assert {row["table"] for row in _rows(library, "evidence")} == {"personal"}


@pytest.mark.parametrize("table", ["personal", "evidence", "history", "changes", "conflicts", "captures"])
def test_a_cell_that_was_tampered_with_is_found(copied: Path, table: str) -> None:
    path = copied / "dataset" / f"{table}.csv"
    written = path.read_text(encoding="utf-8")
    was, now = ("Anna Adler", "Anna Igel") if table == "personal" else ("2017-03-01", "2017-03-02")
    was, now = (was, now) if was in written else ("2016", "2014")
    assert was in written
    path.write_text(written.replace(was, now, 1), encoding="utf-8")
    assert any(f"{table}.csv, row" in failure for failure in _verified(copied).failures)


def test_evidence_of_another_rule_is_no_proof(copied: Path) -> None:
    path = copied / "dataset" / "evidence.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",zeile,", ",satz,", 1), encoding="utf-8")
    assert any("the rule 'satz' does not read this" in failure for failure in _verified(copied).failures)


def test_a_locked_rebuild_gives_the_same_bytes(copied: Path) -> None:
    with Store(copied / "store") as store:
        made = build_locked(store, copied / "dataset", subject=BIBLIOTHEK)
    assert made.differences == ()


def test_where_and_in_which_order_pages_are_read_changes_nothing(library: Path, tmp_path: Path) -> None:
    """Two readers that share nothing read the captures from the last to the first."""
    with Store(library / "store") as store:
        ordered = list(in_order(store, Reading(BIBLIOTHEK, 1_000_000)))
        readers = [Reading(BIBLIOTHEK, 1_000_000) for _ in range(2)]
        numbers = {listed.record.id: at for at, listed in enumerate(store.listed()) if listed.record}
        backwards = sorted(ordered, key=lambda read: -numbers[read.listed.record.id if read.listed.record else 0])
        pages = {}
        for at, read in enumerate(backwards):
            assert read.listed.record is not None
            response = store.read(read.listed.record)
            page = readers[at % 2].page(read.listed.record, response)
            pages[read.listed.record.id] = msgspec.structs.replace(read, capture=response.capture, page=page)
        found = [pages[key] for key in sorted(pages, key=numbers.__getitem__)]
        make(store, tmp_path, subject=BIBLIOTHEK, pages=found)
    for path in tmp_path.iterdir():
        assert path.read_bytes() == (library / "dataset" / path.name).read_bytes(), path.name


def test_a_question_is_answered_with_words_and_rules(library: Path) -> None:
    dataset = read_dataset(library / "dataset" / "dataset.json", BIBLIOTHEK)
    lines = list(explanation(explained(dataset, "Berg", BIBLIOTHEK), BIBLIOTHEK))
    assert lines[0].startswith("bernd-berg: Bernd Berg")
    assert any("by zeile: eine Zeile der Liste" in line for line in lines)
    assert "Conflict 1 (contradiction): zimmer of bernd-berg" in lines
    assert explained(dataset, "Igel", BIBLIOTHEK)["personal"] == []


def test_two_captures_and_two_datasets_are_compared(library: Path, tmp_path: Path) -> None:
    find = partial(
        Sides,
        originals=[STAFF],
        subject=BIBLIOTHEK,
        most_bytes=1_000_000,
        report=pytest.fail,
        open_live=lambda base: pytest.fail(base),
    )
    with Store(library / "store") as store:
        before, after = find(store).find("previous"), find(store).find("latest")
    found = found_differences(before, after, "records", subject=BIBLIOTHEK, most_bytes=1_000_000)
    told = [
        (one.change.key, one.change.kind, one.cause)
        for one in found.records or ()
        if one.change.field in ("name", "aufgabe")
    ]
    assert ("anna-adler", "reworded", "source") in told
    assert ("bernd-berg", "removed", "source") in told
    with Store(library / "store") as store:
        build(store, tmp_path / "dataset", subject=BIBLIOTHEK, only=lambda listed: listed.requested < "2017")
    sides = find(None)
    one, other = sides.find(str(tmp_path / "dataset")), sides.find(str(library / "dataset"))
    datasets = found_differences(one, other, "records", subject=BIBLIOTHEK, most_bytes=1_000_000)
    assert {one.cause for one in datasets.records or ()} == {"captures"}
    assert datasets.provenance is not None
    assert (datasets.provenance.came, datasets.provenance.same_rules) == (2, True)


def test_the_state_at_a_date_is_told(library: Path) -> None:
    with Store(library / "store") as store:
        states = as_of(store, parse_time("2017-12-31"), subject=BIBLIOTHEK)
    told = {capture.original: [record.key for record in records] for capture, records in states}
    assert told == {HOUSE: ["anna-adler", "bernd-berg"], STAFF: ["anna-adler", "bernd-berg", "cem-celik"]}


def test_what_a_page_states_is_printed(library: Path) -> None:
    with Store(library / "store") as store:
        capture = max(store.captures(STAFF), key=lambda one: one.timestamp)
        response = store.replay(capture)
    page = extract(response, BIBLIOTHEK)
    shown = page_object(page, response, response.digest, BIBLIOTHEK)
    assert [record["name"] for record in shown["records"]] == ["Anna Adler", "Cem Çelik"]
    assert any("personal cem-celik: name Cem Çelik" in line for line in page_lines(shown, BIBLIOTHEK))
