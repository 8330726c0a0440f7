"""Reading in several processes: the same bytes, and a page that kills its process costs itself alone."""

import os
import signal
from pathlib import Path

import pytest
from conftest import WarcFile

import scraper
from scraper.history import reading
from scraper.outcomes import Outcome
from scraper.store.store import Store
from scraper.store.sync import sync
from scraper.subjects.uccn.subject import UCCN

pytestmark = pytest.mark.usefixtures("patience")

PAGE = "https://en.unesco.org/creative-cities/content/annual-conferences"
HTML = (
    "<html lang=en><title>Annual Conferences</title><body><h1>Annual Conferences</h1><main>"
    "<ul><li>{}, {} (20{})</ul></main></body></html>"
)
CITIES = (("Krakow", "Poland"), ("Fabriano", "Italy"), ("Santos", "Brazil"), ("Braga", "Portugal"), ("Seoul", "Korea"))


@pytest.fixture
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin processes for the first page."""
    monkeypatch.setattr("scraper.history.reading._LITTLE", 0)


def _store(folder: Path) -> Path:
    warc = WarcFile()
    for at in range(6):
        city, country = CITIES[at % 5]
        warc.response(PAGE, f"20{at + 10}-07-02T11:44:07Z", HTML.format(city, country, at + 10).encode())
    with Store(folder / "store") as store:
        sync(scraper.open_archive(str(warc.save(folder / "a.warc.gz"))), [PAGE], store)
    return folder


@pytest.mark.usefixtures("_at_once")
def test_a_dataset_is_the_same_however_many_processes_read(tmp_path: Path) -> None:
    written: list[dict[str, bytes]] = []
    with Store(_store(tmp_path) / "store") as store:
        for jobs in (1, 2):
            built = scraper.build(store, tmp_path / f"dataset-{jobs}", jobs=jobs)
            assert built.outcomes == {Outcome.EXTRACTED: 6}
            written.append({path.name: path.read_bytes() for path in built.files})
    assert written[0] == written[1]


def _read_or_die(response: scraper.CapturedResponse) -> tuple[scraper.Page, str | None]:
    if b"Seoul" in response.body:
        os.kill(os.getpid(), signal.SIGKILL)
    return reading.read_safely(response, UCCN, 1_000_000)


@pytest.mark.slow
@pytest.mark.usefixtures("_at_once")
def test_a_page_that_kills_its_process_costs_itself_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scraper.history.reading.Reading.elsewhere", staticmethod(_read_or_die))
    with Store(_store(tmp_path) / "store") as store:
        built = scraper.build(store, tmp_path / "dataset", jobs=2)
    assert built.outcomes == {Outcome.EXTRACTED: 5, Outcome.INTERNAL_ERROR: 1}
    assert len(built.tracebacks) == 1
