"""Every value of a published dataset is proved from the store, told to whoever asks, and found out where it is not so."""

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import scraper
from scraper import extract
from scraper.cli import run_command
from scraper.dataset.verify import Verified, verify
from scraper.errors import StoreError
from scraper.store.store import Store
from scraper.subjects.uccn.records import conferences
from scraper.subjects.uccn.rules import described

ROOT = Path(__file__).parent.parent
WARCS = ROOT / "fixtures" / "warc"
SEED = ROOT / "fixtures/pages/annual-conferences/20220315092632-seed-banner-a"
Captured = pytest.CaptureFixture[str]


@pytest.fixture
def place(published: Path, tmp_path: Path) -> Path:
    """Return a copy of it that a test may tamper with."""
    return Path(shutil.copytree(published, tmp_path / "output"))


def _verified(place: Path) -> Verified:
    with Store(place / "store") as store:
        return verify(store, place / "dataset")


def _tamper(path: Path, change: Callable[[list[dict[str, str]]], object]) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    change(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def test_what_was_published_is_proved(place: Path) -> None:
    proved = _verified(place)
    with (place / "dataset" / "evidence.csv").open(encoding="utf-8", newline="") as file:
        assert proved.values > sum(1 for _ in csv.DictReader(file)) > 300  # those of statements are proved as well
    assert (proved.failures, proved.captures > 20) == ((), True)


def test_every_value_that_a_page_states_has_evidence(place: Path) -> None:
    stated = {
        "timeline": "year position ordinal city country country_code geonames_id latitude longitude resolved_by status note "
        "country_name standing superseded_by "
        "start_date end_date",
        "objectives": "position text standing",
        "events": "year ordinal hosts start_date end_date status participants cities countries mayors cut_off",
    }
    with (place / "dataset" / "evidence.csv").open(encoding="utf-8", newline="") as file:
        proofs = list(csv.DictReader(file))
    for proof in proofs:
        cites = [proof[name] for name in ("quote", "digest", "memento_url", "rule")]
        assert all(cites) or (proof["derived_by"] and proof["derived_from"] and not any(cites))
    for table, fields in stated.items():
        with (place / "dataset" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            cells = [row[field] for row in csv.DictReader(file) for field in fields.split()]
        silent = ("", "false")  # an item that is not cut off says nothing of it
        filled = sum(cell not in silent and not cell.startswith("captured ") for cell in cells)  # nor is a clock quoted
        assert sum(proof["table"] == table for proof in proofs) == filled


@pytest.mark.slow
@pytest.mark.parametrize(
    ("file", "column", "value"),
    [
        ("timeline.csv", "city", "Suzhou"),
        ("timeline.csv", "geonames_id", "1"),
        ("timeline.csv", "first_seen", "1999-01-01T00:00:00Z"),
        ("timeline.csv", "captures", "99"),
        ("objectives.csv", "text", "Have fun"),
        ("events.csv", "participants", "999999"),
        ("conflicts.csv", "other_value", "8"),
        ("history.csv", "last_seen", "1999-01-01T00:00:00Z"),
        ("changes.csv", "after", "nothing"),
        ("captures.csv", "digest", "sha1:AAAA"),
        ("evidence.csv", "quote", "Suzhou (China) in 2008"),
        ("evidence.csv", "start", "0"),
        ("evidence.csv", "digest", "sha1:AAAA"),
        ("evidence.csv", "timestamp", "long ago"),
        ("evidence.csv", "rule", "a guess"),
        ("evidence.csv", "value", "2007"),
    ],
)
def test_a_cell_that_was_changed_is_found_and_named(place: Path, file: str, column: str, value: str) -> None:
    _tamper(place / "dataset" / file, lambda rows: rows[0].__setitem__(column, value))
    failures = _verified(place).failures
    assert failures
    assert any(file.removesuffix(".csv") in failure or "timeline" in failure for failure in failures)
    assert any(value in failure or column in failure for failure in failures)


@pytest.mark.slow
def test_a_row_that_is_gone_and_a_file_that_was_edited_are_found(place: Path) -> None:
    _tamper(place / "dataset" / "timeline.csv", lambda rows: rows.pop())
    document = place / "dataset" / "dataset.json"
    document.write_text(document.read_text(encoding="utf-8").replace("Fabriano", "Suzhou"), encoding="utf-8")
    failures = _verified(place).failures
    assert any("rows" in failure for failure in failures)
    assert any("dataset.json" in failure for failure in failures)


@pytest.mark.slow
def test_a_payload_that_is_not_what_was_stored_is_found(place: Path) -> None:
    (warc,) = (place / "store").glob("*.warc.gz")
    content = bytearray(warc.read_bytes())
    content[len(content) // 2] ^= 0xFF
    warc.write_bytes(bytes(content))
    assert _verified(place).failures


def test_without_a_dataset_there_is_nothing_to_prove(place: Path) -> None:
    (place / "dataset" / "evidence.csv").unlink()
    with pytest.raises(StoreError, match="evidence"):
        _verified(place)


@pytest.mark.slow
def test_the_command_ends_with_1_and_the_list_where_anything_fails(place: Path, capsys: Captured) -> None:
    assert run_command(["verify", "--output", str(place)]) == 0
    assert "0 failures" in capsys.readouterr().out
    _tamper(place / "dataset" / "timeline.csv", lambda rows: rows[0].__setitem__("city", "Suzhou"))
    assert run_command(["verify", "--output", str(place), "--json"]) == 1
    stated = json.loads(capsys.readouterr().out)
    assert (stated["exit_code"], any("Suzhou" in failure for failure in stated["failures"])) == (1, True)
    assert run_command(["verify", "--output", str(place / "nowhere")]) == 3


# --- explain ----------------------------------------------------------------------------------------------------------


def test_a_year_is_explained_with_who_says_so_when_and_in_which_words(place: Path, capsys: Captured) -> None:
    assert run_command(["explain", "2018", "--output", str(place)]) == 0
    told = capsys.readouterr().out
    assert "'Krakow and Katowice (Poland) in 2018'" in told
    assert "'Cracovie et Katowice (Pologne) en 2018'" in told  # one city in two languages
    assert "https://webarchive.example/uccn/" in told
    assert "GeoNames 3094802" in told
    assert described("sentence/entry") in told


def test_a_city_is_found_under_every_name_that_it_has(place: Path, capsys: Captured) -> None:
    answers = []
    for name in ("Krakow", "Cracovie", "kraków", "Cracovia"):
        assert run_command(["explain", name, "--output", str(place), "--json"]) == 0
        answers.append(json.loads(capsys.readouterr().out)["conferences"])
    assert answers[0]
    assert all(answer == answers[0] for answer in answers)


def test_an_objective_is_found_by_the_words_that_it_had_before(place: Path, capsys: Captured) -> None:
    former = "exchange updated information on the activities of the cities"
    assert run_command(["explain", former, "--output", str(place), "--json"]) == 0
    (objective,) = json.loads(capsys.readouterr().out)["objectives"]
    assert former not in objective["text"]
    assert former in {one["quote"] for one in objective["wordings"]}


def test_an_objective_is_found_by_some_of_its_words(place: Path, capsys: Captured) -> None:
    assert run_command(["explain", "key platform of dialogue", "--output", str(place), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert all("platform of dialogue" in one["text"] for one in answer["objectives"])
    assert answer["objectives"][0]["wordings"]


def test_what_nobody_states_is_said_to_be_unknown(place: Path, capsys: Captured) -> None:
    assert run_command(["explain", "Atlantis", "--output", str(place)]) == 1
    assert run_command(["explain", "2018", "Atlantis", "--output", str(place)]) == 1
    assert "Atlantis" in capsys.readouterr().err
    (place / "dataset" / "dataset.json").write_text("[]", encoding="utf-8")
    assert run_command(["explain", "2018", "--output", str(place)]) == 3


def test_every_rule_that_reads_anything_is_described(place: Path) -> None:
    with (place / "dataset" / "evidence.csv").open(encoding="utf-8", newline="") as file:
        assert all(described(row["rule"]) for row in csv.DictReader(file) if not row["derived_by"])


# --- record -----------------------------------------------------------------------------------------------------------


def test_a_recorded_case_holds_bytes_entry_and_a_draft_that_nobody_has_reviewed(tmp_path: Path) -> None:
    arguments = ["record", str(SEED / "body.html"), "--into", str(tmp_path)]
    origin = ["--original", "https://en.unesco.org/creative-cities/content/annual-conferences"]
    assert run_command([*arguments, *origin, "--timestamp", "20220315092632"]) == 0
    (case,) = tmp_path.glob("*/*")
    assert case.relative_to(tmp_path).as_posix() == "annual-conferences/20220315092632-annual-conferences"
    assert (case / "body.html").read_bytes() == (SEED / "body.html").read_bytes()
    draft = json.loads((case / "expected.json").read_bytes())
    assert draft["unreviewed"] is True
    reviewed = json.loads((SEED / "expected.json").read_bytes())
    assert draft["conferences"] == reviewed["conferences"]
    entry = json.loads((case / "capture.json").read_bytes())
    assert (entry["timestamp"], entry["statuscode"]) == ("20220315092632", 200)
    response = scraper.open_archive(str(case))
    (capture,) = response.captures(origin[1])
    assert len(conferences(extract(response.replay(capture)))) == 13
    assert run_command([*arguments, *origin, "--timestamp", "20220315092632"]) == 2  # it is there already


def test_what_cannot_be_recorded_is_said(tmp_path: Path, capsys: Captured) -> None:
    page = tmp_path / "page.html"
    page.write_text("<!DOCTYPE html><title>A page</title><p>Words.</p>", encoding="utf-8")
    assert run_command(["record", str(page), "--into", str(tmp_path / "cases")]) == 2
    assert "--original" in capsys.readouterr().err
    assert run_command(["record", "https://en.unesco.org/creative-cities/home", "--into", str(tmp_path)]) == 2
    assert run_command(["record", str(WARCS), "--into", str(tmp_path)]) == 2
    assert not (tmp_path / "cases").exists()


def test_a_case_that_cannot_be_written_leaves_nothing_half_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {"body.html": b"", "no-such-folder/capture.json": b""}
    monkeypatch.setattr("scraper.queries.case_files", lambda *_: files)
    assert run_command(["record", str(SEED / "body.html"), "--into", str(tmp_path / "cases")]) == 3
    assert "cannot be written" in capsys.readouterr().err
    assert [path for path in (tmp_path / "cases").rglob("*") if path.is_file() or path.name.startswith(".")] == []
