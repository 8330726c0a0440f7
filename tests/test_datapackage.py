"""The Data Package describes the tables as they are; frictionless says so too."""

import csv
import hashlib
import json
import warnings
from pathlib import Path
from typing import Any

import pytest
from conftest import needs_extra

from scraper.dataset.build import build
from scraper.dataset.dataset import Licence
from scraper.dataset.tables import tables_of
from scraper.store.store import Store
from scraper.subjects.uccn.subject import UCCN

WARCS = Path(__file__).parent.parent / "fixtures" / "warc"


@pytest.fixture
def store(published: Path) -> Path:
    """Return a store of the captures in fixtures/warc."""
    return published / "store"


def _built(store: Path, directory: Path, licence: Licence | None = None) -> dict[str, Any]:
    with Store(store) as opened:
        build(opened, directory, licence=licence)
    package: dict[str, Any] = json.loads((directory / "datapackage.json").read_bytes())
    return package


@needs_extra("frictionless")
def test_frictionless_finds_no_fault(store: Path, tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its own
        from frictionless import validate

        _built(store, tmp_path / "dataset", Licence(name="CC-BY-SA-3.0-IGO"))
        report = validate(str(tmp_path / "dataset" / "datapackage.json"))
        faults = report.flatten(["type", "note", "rowNumber", "fieldName"])
    assert report.valid, faults
    assert [task.name for task in report.tasks] == [table.name for table in tables_of(UCCN)]


def test_every_table_is_described_column_by_column(store: Path, tmp_path: Path) -> None:
    package = _built(store, tmp_path)
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    for resource in package["resources"]:
        content = (tmp_path / resource["path"]).read_bytes()
        header = next(csv.reader(content.decode("utf-8").splitlines()))
        assert [field["name"] for field in resource["schema"]["fields"]] == header
        assert all(field["type"] and field["description"] for field in resource["schema"]["fields"])
        assert (resource["bytes"], resource["encoding"]) == (len(content), "utf-8")
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"


def test_the_sources_are_the_memento_urls_that_the_facts_are_read_from(store: Path, tmp_path: Path) -> None:
    package = _built(store, tmp_path)
    cited = set()
    for table in ("evidence", "history"):
        with (tmp_path / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            cited |= {row["memento_url"] for row in csv.DictReader(file)} - {""}
    paths = [source["path"] for source in package["sources"]]
    assert set(paths) == cited
    assert len(paths) == len(set(paths))


@pytest.mark.slow
def test_a_licence_is_stated_only_when_the_user_sets_it(store: Path, tmp_path: Path) -> None:
    assert "licenses" not in _built(store, tmp_path / "a")
    assert "licenses" not in _built(store, tmp_path / "b", Licence())
    set_by_user = Licence(name="CC-BY-SA-3.0-IGO", path="https://creativecommons.org/licenses/by-sa/3.0/igo/")
    assert _built(store, tmp_path / "c", set_by_user)["licenses"] == [
        {"name": "CC-BY-SA-3.0-IGO", "path": "https://creativecommons.org/licenses/by-sa/3.0/igo/"}
    ]
