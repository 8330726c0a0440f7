"""What a file of captures says of itself goes with its captures: into the store, the tables, the Data Package and the README."""

import csv
import json
import shutil
from pathlib import Path

import pytest
from conftest import WarcFile

import scraper
from scraper.cli import run_command
from scraper.dataset.build import build
from scraper.dataset.dataset import Licence
from scraper.store.store import Store
from scraper.store.sync import sync

PAGE = "https://en.unesco.org/creative-cities/content/annual-conferences"
BODY = b"<!DOCTYPE html><html lang=en><title>Annual Conferences</title><h1>Annual Conferences</h1><p>Nothing yet.</p></html>"
RECONSTRUCTED = "Reconstructed; the wording is ours, façade and all"


def _info(warc: WarcFile, fields: str, **headers: str) -> None:
    warc.other("warcinfo", "urn:info", "2020-01-01T00:00:00Z", fields.encode(), **headers)


def _rows(place: Path) -> list[dict[str, str]]:
    with (place / "dataset" / "captures.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _said(place: Path) -> dict[str, str]:
    return {row["timestamp"]: row["source_description"] for row in _rows(place)}


def _run(archive: Path, place: Path) -> Path:
    assert run_command(["import", str(archive), "--output", str(place)]) == 0
    return place


@pytest.fixture
def warc(tmp_path: Path) -> Path:
    """Return a file of two crawls: one that says nothing of itself, one that does, and a record that names the first."""
    made = WarcFile()
    _info(made, "software: crawler/1.0\r\n", WARC_Record_ID="<urn:uuid:00000000-0000-0000-0000-000000000001>")
    made.response(PAGE, "2020-01-01T00:00:01Z", BODY)
    _info(made, f"software: crawler/1.0\r\nDescription: Reconstructed;\r\n  {RECONSTRUCTED.partition('; ')[2]}\r\n")
    made.response(PAGE, "2020-01-02T00:00:01Z", BODY)
    made.response(
        PAGE, "2020-01-03T00:00:01Z", BODY, WARC_Warcinfo_ID="<urn:uuid:00000000-0000-0000-0000-000000000001>"
    )
    return made.save(tmp_path / "crawl.warc.gz")


EXPECTED = {"2020-01-01T00:00:01Z": "", "2020-01-02T00:00:01Z": RECONSTRUCTED, "2020-01-03T00:00:01Z": ""}


def test_a_description_is_of_the_records_behind_it_except_those_that_name_another(warc: Path, tmp_path: Path) -> None:
    place = _run(warc, tmp_path / "output")
    assert _said(place) == EXPECTED
    package = json.loads((place / "dataset" / "datapackage.json").read_bytes())
    assert package["description"].endswith(
        f"1 of 3 captures come from files that say of themselves: “{RECONSTRUCTED}”."
    )
    assert RECONSTRUCTED in (place / "dataset" / "README.md").read_text(encoding="utf-8")
    document = json.loads((place / "dataset" / "dataset.json").read_bytes())
    assert document["captures"]["source_descriptions"] == {RECONSTRUCTED: 1}


def test_it_stays_when_the_ledger_is_made_again_and_when_the_store_is_imported_elsewhere(
    warc: Path, tmp_path: Path
) -> None:
    place = _run(warc, tmp_path / "output")
    before = (place / "dataset" / "captures.csv").read_bytes()
    (place / "store" / "ledger.sqlite").unlink()
    assert run_command(["build", "--output", str(place)]) == 0
    assert (place / "dataset" / "captures.csv").read_bytes() == before
    (tmp_path / "given").mkdir()
    for path in (place / "store").glob("*.warc.gz"):
        shutil.copy(path, tmp_path / "given")
    assert _said(_run(tmp_path / "given", tmp_path / "elsewhere")) == EXPECTED


def test_the_fixtures_say_that_they_are_reconstructed(published: Path) -> None:
    said = {row["source_description"] for row in _rows(published)}
    assert said == {
        "Fixtures: reconstructed captures, made from fixtures/pages; only the text of the seed page is real"
    }


def test_the_readme_says_what_the_tables_are_how_to_cite_the_licence_and_what_was_not_read(published: Path) -> None:
    text = (published / "dataset" / "README.md").read_text(encoding="utf-8")
    titles = [line.removeprefix("## ") for line in text.splitlines() if line.startswith("## ")]
    assert titles == ["Tables", "How to cite", "Licence", "What was not read", "How it was made"]
    for name in ("timeline", "objectives", "events", "history", "changes", "conflicts", "evidence", "captures"):
        assert f"| `{name}.csv` | " in text
    assert "* layout unknown: 1\n" in text
    assert "15 passages that look like statements were not understood" in text
    assert "No licence is stated" in text
    assert "README.md" in json.loads((published / "dataset" / "lock.json").read_bytes())["files"]


def test_it_names_the_licence_that_is_set_and_nothing_in_it_is_mark_up_of_a_page(tmp_path: Path) -> None:
    made = WarcFile()
    body = BODY.replace(
        b"Nothing yet.", b"Previous Annual Conferences have been held in <b>*Lyon* `x` [a](b) 2009</b>."
    )
    made.response(PAGE, "2020-01-01T00:00:01Z", body)
    path = made.save(tmp_path / "crawl.warc.gz")
    licence = Licence(name="CC-BY-SA-3.0-IGO", path="https://creativecommons.org/licenses/by-sa/3.0/igo/")
    with Store(tmp_path / "store") as store:
        sync(scraper.open_archive(str(path)), [PAGE], store)
        build(store, tmp_path / "dataset", licence=licence)
    text = (tmp_path / "dataset" / "README.md").read_text(encoding="utf-8")
    assert "[CC-BY-SA-3.0-IGO](https://creativecommons.org/licenses/by-sa/3.0/igo/)" in text
    assert "](b)" not in text.replace("\\](b)", "")
