"""`scraper show` names each thing that needs a look, with the page, the capture and the words."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

import scraper
from scraper.cli import run_command
from scraper.dataset.build import build
from scraper.store.store import Store
from scraper.values.capture import urlkey

PAGE = "https://en.unesco.org/creative-cities/content/annual-conferences"
LOST = "https://archive.example/web/20190101000000/https://en.unesco.org/creative-cities/home"


@pytest.fixture(scope="module")
def place(made: Path) -> Path:
    """Return an output folder in which one capture could not be had."""
    with Store(made / "store") as store:
        capture = scraper.Capture(
            original="https://en.unesco.org/creative-cities/home",
            timestamp=datetime(2019, 1, 1, tzinfo=UTC),
            urlkey=urlkey("https://en.unesco.org/creative-cities/home"),
            archive="example",
            memento_url=LOST,
        )
        store.fail(capture, scraper.Outcome.EXCLUDED, "451: blocked at the owner's request")
        build(store, made / "dataset")
    return made


def _shown(what: str, place: Path) -> tuple[scraper.Shown, ...]:
    return scraper.show(what, scraper.Settings(output=str(place)))


def test_a_capture_of_no_known_layout_is_shown_with_its_title(place: Path) -> None:
    (one,) = _shown("layout-unknown", place)
    assert one.places[0].original == PAGE
    assert one.places[0].timestamp == "2024-05-17T09:34:12Z"
    assert one.places[0].memento_url == f"https://webarchive.example/uccn/20240517093412/{PAGE}"
    assert one.words.startswith("layout unknown: Annual Conferences")


def test_text_that_was_not_read_is_shown_in_its_own_words(place: Path) -> None:
    shown = _shown("unread", place)
    (one,) = [one for one in shown if "Icheon 2010, Jeonju 2012 et Popayán 2013" in one.words]
    assert one.places[0].timestamp == "2013-11-18T14:22:09Z"
    assert len(shown) == len(json.loads((place / "dataset" / "dataset.json").read_bytes())["unread"])


def test_a_conflict_is_shown_with_both_sides(place: Path) -> None:
    shown = _shown("conflicts", place)
    assert len(shown) == len(scraper.load(place / "dataset")["conflicts"])
    (seventh,) = [one for one in shown if one.words.startswith("ordinal of Enghien-les-Bains 2025 (contradiction)")]
    assert [one.words for one in seventh.places] == ["17th", "7th"]


def test_a_capture_that_could_not_be_had_is_shown_with_the_reason(place: Path) -> None:
    (one,) = _shown("failures", place)
    assert one.words == "excluded: 451: blocked at the owner's request"
    assert one.places[0].memento_url == LOST


@pytest.mark.parametrize("what", ["layout-unknown", "language-not-read", "unread", "conflicts", "failures", "warnings"])
def test_the_command_prints_what_the_library_returns(
    what: str, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = _shown(what, place)
    assert run_command(["show", what, "--output", str(place)]) == 0
    printed = capsys.readouterr()
    assert printed.err.startswith(f"{len(shown)} {what if len(shown) != 1 else what.removesuffix('s')}")
    for one in shown:
        assert one.words.partition("\n")[0] in printed.out
        assert all(side.memento_url in printed.out for side in one.places if side.memento_url)
    assert run_command(["show", what, "--output", str(place), "--json"]) == 0
    assert [json.loads(line)["words"] for line in capsys.readouterr().out.splitlines()] == [one.words for one in shown]


def test_what_cannot_be_shown_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["show", "nonsense", "--output", str(tmp_path)]) == 2
    for what in ("unread", "failures"):
        assert run_command(["show", what, "--output", str(tmp_path)]) == 3
        assert "`scraper build`" in capsys.readouterr().err
