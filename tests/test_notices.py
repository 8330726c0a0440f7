"""Notices are values: what they say is for people, and nothing is decided by it."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import msgspec
import pytest
from telling import record

from scraper import notices
from scraper.cli import run_command
from scraper.default import SUBJECT
from scraper.notices import Fall, Notice, Noticed, lines
from scraper.runs.news import news, published
from scraper.runs.record import RunRecord, last_runs, write_run
from scraper.runs.troubles import troubles

PACKAGE = Path(notices.__file__).parent
WARC = PACKAGE.parent / "fixtures" / "warc"
PAGE = "https://en.unesco.org/creative-cities/content/annual-conferences"
KINDS = get_args(Notice)
SAID: dict[Notice, str] = {
    notices.StreamCutOff("gzip"): "cut off: the gzip stream ends early",
    notices.StreamDamaged("zstd"): "cut off: the zstd stream is damaged; the part before the damage is read",
    notices.BodyCutOff(1_000, 20_000): "cut off: the body has 1,000 of the 20,000 bytes that its header declares",
    notices.BodyCutOff(0, 1): "cut off: the body has 0 of the 1 byte that its header declares",
    notices.PageCutOff(): "cut off: the page ends before </body>",
    notices.HeadersTooLong(262_144): "the headers are longer than 262,144 bytes; the rest is ignored",
    notices.UnlabelledEncoding("gzip"): (
        "the body is compressed with gzip, although no header says so; it is decompressed before reading"
    ),
    notices.MislabelledEncoding("br"): "the body is labelled as br but is not; it is read unchanged",
    notices.UnknownEncoding("lzma"): "the content encoding 'lzma' is unknown; the body is read unchanged",
    notices.TooManyEncodings(500): "the header names 500 content encodings; the body is read unchanged",
    notices.CharsetConflict("cp1252", "utf-8", "utf-8"): (
        "encoding: the HTTP header says cp1252, the page says utf-8; read as utf-8"
    ),
    notices.CharsetMisdeclared("utf-8", "cp1252"): (
        "encoding: declared as utf-8, but the bytes are not valid in it; read as cp1252"
    ),
    notices.CharsetUndeclared("cp1252"): "encoding: none is declared and the bytes are not UTF-8; read as cp1252",
    notices.CharsetUnknown("rot-13", "cp1252"): ("encoding: declared as 'rot-13', which is unknown; read as cp1252"),
    notices.BytesNotDecoded("utf-8"): "encoding: some bytes are not valid utf-8; they are replaced by \ufffd",
    notices.TooMuchForParser("depth or size"): (
        "the page exceeds a limit of libxml2 (depth or size); it was read with another parser"
    ),
    notices.StruckThrough(1): "struck through and not read: 1 word",
    notices.StructuredDataNotRead(1): "not read: 1 script with events as JSON-LD that cannot be read",
    notices.StruckThrough(2_000): "struck through and not read: 2,000 words",
    notices.Mojibake("Ã–", "Ö"): "mojibake: 'Ã–' is probably 'Ö'; it is left unchanged",
    notices.ServerError(503): "the server answered with status 503",
    notices.CaptureFailed("the archive has not got it"): "the archive has not got it",
    notices.NotHtml("the body is empty"): "the body is empty",
    notices.InternalError("TypeError: x"): "internal error (please report it): TypeError: x",
    notices.LanguageConflict("fr", words="fr", markup="en", address=None): (
        "language: read as 'fr', because its words are in 'fr'; but its markup says 'en'"
    ),
    notices.LanguageConflict("fr", words="fr", markup="en", address="fr"): (
        "language: read as 'fr', because its words are in 'fr' and its address says 'fr'; but its markup says 'en'"
    ),
    notices.LanguageNotRead("sv"): "the page is in a language that is not supported: 'sv'",
    notices.LanguageNotRead(None): "the page is in a language that is not supported",
    notices.GeneralLayout("html5-main"): "read by the general layout 'html5-main'",
    notices.HeldAfterCapture(2019, 2018): "stated as held in 2019, which is after the capture of 2018",
    notices.HeldButNoted("Santos", "cancelled"): "listed as held, but noted as 'cancelled': Santos",
    notices.UnknownPlace("Nowhereville"): "'Nowhereville' is not in the gazetteer; it is kept as written on the page",
    notices.ValuesDiffer("edition", 17, 7): "edition: the page states both 17 and 7 for one event",
    notices.ExtractionDrift("drupal7-body", "2018-06-20T09:12:43Z", (Fall("days", 12, 0), Fall("events", 3, 1))): (
        "extraction drift: states less than the capture of 2018-06-20T09:12:43Z (layout drupal7-body): "
        "days 12 → 0, events 3 → 1"
    ),
    notices.LayoutUnknown(): "layout unknown: no known layout matches the markup of the page",
    notices.LanguageNoLongerRead("sv"): "language not supported: earlier captures were read; this one is in 'sv'",
    notices.LanguageNoLongerRead(None): (
        "language not supported: earlier captures were read; this one is in another language"
    ),
    notices.ImpreciseTime(4): (
        "time: the record does not give it to the second; the tables have the beginning of the period that is given, "
        "see `precision` in captures.csv"
    ),
    notices.TwoPayloads("sha1:A", "sha1:B"): (
        "two payloads are stored for the same URL and second: sha1:A, which is used, and sha1:B, which is not"
    ),
    notices.PlaceNotResolved("Lyon (France)", 2009): "place not resolved: Lyon (France) in 2009",
    notices.PlaceNotResolved("Lyon", None): "place not resolved: Lyon in an unstated year",
    notices.OrdinalNotBorneOut("Lyon", 2009, 3, 4): (
        "ordinal: Lyon 2009 is stated as edition 3 but is number 4 in a list"
    ),
    notices.OrdinalNotBorneOut("Lyon", None, 3, 4): "ordinal: Lyon is stated as edition 3 but is number 4 in a list",
    notices.ConflictsLeftOut(1, "status", "Lyon 2009"): (
        "conflicts: 1 more conflict about status of Lyon 2009 not shown"
    ),
    notices.ConflictsLeftOut(2_000, "edition", "the ordinal 7"): (
        "conflicts: 2,000 more conflicts about edition of the ordinal 7 not shown"
    ),
    notices.Remark("Zimmer 3 liegt im Keller"): "Zimmer 3 liegt im Keller",
    notices.StoreMended("cut back"): "cut back",
    notices.RunStopped("interrupted"): "interrupted",
    notices.NotNotified("notify, mail: refused"): "notify, mail: refused",
    notices.MetricsNotWritten("scraper.prom: no room"): "metrics: scraper.prom: no room",
}


@pytest.mark.parametrize("notice", SAID, ids=lambda notice: type(notice).__name__)
def test_each_kind_has_its_sentence_and_is_the_same_after_json(notice: Notice) -> None:
    assert str(notice) == SAID[notice]
    as_json: Notice = msgspec.json.decode(msgspec.json.encode(notice), type=Notice)
    assert as_json == notice


def test_the_set_of_kinds_is_closed_and_each_is_shown_above() -> None:
    def below(kind: type) -> Iterator[type]:
        kinds: list[type] = kind.__subclasses__()
        for one in kinds:
            yield from below(one) if one.__subclasses__() else (one,)

    assert {type(notice) for notice in SAID} == set(KINDS) == set(below(notices._Kind))


def test_notices_of_many_captures_are_one_line_that_names_the_first() -> None:
    def of(page: str, captures: int) -> Noticed:
        where = {"original": page, "timestamp": "2018-01-01T00:00:00Z"}
        return Noticed(notice=notices.PageCutOff(), captures=captures, **where)

    said = "cut off: the page ends before </body>"
    assert lines([of("http://a/", 1)]) == [f"{said} (http://a/ at 2018-01-01T00:00:00Z)"]
    assert lines([of("http://a/", 2)]) == [f"{said} (2 captures, the first: http://a/ at 2018-01-01T00:00:00Z)"]
    assert lines([of("http://a/", 2), of("http://b/", 1), Noticed(notice=notices.RunStopped("interrupted"))]) == [
        f"{said} (3 captures of 2 pages, the first: http://a/ at 2018-01-01T00:00:00Z)",
        "interrupted",
    ]


# --- nothing is decided by a sentence -----------------------------------------------------------------------------------

_MATCHING = frozenset(
    "startswith endswith removeprefix removesuffix partition rpartition split rsplit index find rfind count match fullmatch "
    "search findall finditer compile sub replace".split()
)
_PHRASE = re.compile(r"[a-z]+(?:[ ,:]+[a-z]+)+")


def _matched_on(module: Path) -> Iterator[str]:
    """Yield the strings that a module compares, searches for, or makes patterns of."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        parts: list[ast.expr] = []
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in _MATCHING:
            parts = [node.func, *node.args] if isinstance(node.func, ast.Attribute) else node.args
        elif isinstance(node, ast.Compare):
            parts = [node.left, *node.comparators]
        elif isinstance(node, ast.MatchValue):
            parts = [node.value]
        for part in parts:
            yield from (
                one.value for one in ast.walk(part) if isinstance(one, ast.Constant) and isinstance(one.value, str)
            )


@pytest.mark.slow
@pytest.mark.parametrize("module", sorted(PACKAGE.rglob("*.py")), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_module_matches_on_a_sentence(module: Path) -> None:
    if module.name == "notices.py" or "languages" in module.parts or "grammar" in module.parts:
        return  # languages and grammar hold the words of pages
    said = "\n".join(SAID.values())
    for text in _matched_on(module):
        for phrase in _PHRASE.findall(text.lower()):
            assert phrase not in said, f"{module}: matches on {text!r}"


@pytest.mark.slow
def test_other_sentences_change_nothing_but_the_sentences(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    command = ["run", "--archive", str(WARC), "--output"]
    assert run_command([*command, str(tmp_path / "now")]) == 0
    for kind in KINDS:
        monkeypatch.setattr(kind, "__str__", lambda self: f"said otherwise: {hash(self)}")
    assert run_command([*command, str(tmp_path / "then")]) == 0
    assert run_command(["verify", "--output", str(tmp_path / "then")]) == 0
    for file in sorted((tmp_path / "now" / "dataset").iterdir()):
        one, other = file.read_bytes(), (tmp_path / "then" / "dataset" / file.name).read_bytes()
        if file.name not in ("dataset.json", "lock.json", "ro-crate-metadata.json"):  # the others name its digest
            assert one == other, file.name
    documents = [json.loads((tmp_path / run / "dataset" / "dataset.json").read_bytes()) for run in ("now", "then")]
    warnings = [[one.pop("text") for one in document["warnings"]] for document in documents]
    assert documents[0] == documents[1]
    assert set(warnings[0]).isdisjoint(warnings[1])
    (run,), (other_run,) = (last_runs(tmp_path / run / "runs", 1) for run in ("now", "then"))
    assert (run.notices, run.drift_notices) == (other_run.notices, other_run.drift_notices)
    assert [one.key for one in troubles(run, ())] == [one.key for one in troubles(other_run, ())]


# --- where they are kept ------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_dataset_records_and_json_carry_kind_and_arguments_with_the_page_and_the_capture(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command(["run", "--archive", str(WARC), "--output", str(tmp_path), "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    document = json.loads((tmp_path / "dataset" / "dataset.json").read_bytes())
    (kept,) = last_runs(tmp_path / "runs", 1)
    assert (
        document["warnings"]
        == printed["notices"]
        == json.loads(msgspec.json.encode([one.as_object() for one in kept.notices]))
    )
    assert printed["warnings"] == lines(kept.notices)
    with (tmp_path / "dataset" / "captures.csv").open(encoding="utf-8") as file:
        captures = file.read()
    for one in (*document["warnings"], *printed["drift_notices"]):
        assert one["captures"] >= 1
        assert one["original"] in captures
        assert one["timestamp"] in captures
        as_kind: Notice = msgspec.convert(one["notice"], type=Notice)
        assert one["text"] == str(as_kind)
    run_command(["extract", str(WARC), "--json"])
    for page in map(json.loads, capsys.readouterr().out.splitlines()):
        assert page["warnings"] == [one["text"] for one in page["notices"]]
        assert {(one["original"], one["memento_url"]) for one in page["notices"]} <= {
            (page["original"], page["memento_url"])
        }


def test_a_record_without_notices_is_read(tmp_path: Path) -> None:
    path = tmp_path / "000001-20240101T000000000Z.json"
    said = ("layout unknown: somewhere at 20240517093412",)
    write_run(path, record(warnings=("cut off: the page ends before </body>", *said), drift=said), 9)
    old = json.loads(path.read_bytes())
    for name in ("notices", "drift_notices", "hosts_at_rest"):
        del old[name]
    path.write_text(json.dumps(old), encoding="utf-8")
    (kept,) = last_runs(tmp_path, 1)
    assert isinstance(kept, RunRecord)
    assert [one.words for one in troubles(kept, ())] == list(said)


@pytest.mark.slow
def test_drift_that_a_dataset_without_notices_told_of_is_no_news(tmp_path: Path) -> None:
    assert run_command(["run", "--archive", str(WARC), "--output", str(tmp_path)]) == 0
    (kept,) = last_runs(tmp_path / "runs", 1)
    assert kept.drift_notices
    dataset = tmp_path / "dataset"
    for strip in (False, True):
        if strip:
            document = json.loads((dataset / "dataset.json").read_bytes())
            for one in document["warnings"]:
                del one["notice"]
            (dataset / "dataset.json").write_text(json.dumps(document), encoding="utf-8")
        before = published(dataset, SUBJECT)
        assert before is not None
        later = msgspec.structs.replace(kept.drift_notices[0], timestamp="2030-01-01T00:00:00Z")
        assert news(before, before, (*kept.drift_notices, later)).drift == (later,)
