"""Every case in `fixtures/pages`: what a person read there is what we read."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from scraper import extract, read_page
from scraper.archives.files.saved import saved_page
from scraper.notices import HeldAfterCapture, LanguageConflict, LanguageNotRead
from scraper.outcomes import Outcome
from scraper.subjects.uccn.records import conferences, events, objectives
from scraper.subjects.uccn.told import page_parts
from scraper.values.capture import CapturedResponse
from scraper.values.records import Page

CASES = sorted(path for path in (Path(__file__).parent.parent / "fixtures" / "pages").glob("*/*") if path.is_dir())
WATCHED = "https://en.unesco.org/creative-cities/content/annual-conferences"
DOUBTS_OF_BYTES = {"charset-conflict", "charset-misdeclared", "mojibake", "page-cut-off", "body-cut-off"}
"""Kinds of notices that a page has only where a person found it so."""


def _response(case: Path) -> CapturedResponse:
    response = saved_page(case / "body.html", 50_000_000).response("pages")
    assert response is not None
    return response


def _expected(case: Path) -> dict[str, Any]:
    expected: dict[str, Any] = json.loads((case / "expected.json").read_text(encoding="utf-8"))
    return expected


def _stated(page: Page) -> dict[str, Any]:
    return {
        "outcome": page.outcome.value,
        "page_kind": page.page_kind,
        "layout": page.layout,
        "language": page.language,
        "title": page.title,
        **page_parts(page),
        "unread": [page.quote(span) for span in page.unread],
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_a_person_read_is_what_is_extracted(case: Path) -> None:
    expected = _expected(case)
    assert not expected.pop("unreviewed", False), "somebody has to read this page and take the mark off"
    kinds = set(expected.pop("warnings"))
    expected.setdefault("events", [])
    page = extract(_response(case))
    assert _stated(page) == expected
    noticed = {notice["kind"] for notice in msgspec.to_builtins(page.notices)}
    assert kinds <= noticed
    assert not noticed & DOUBTS_OF_BYTES - kinds


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_value_stands_in_the_words_that_it_is_read_from(case: Path) -> None:
    page = extract(_response(case))
    for conference in conferences(page):
        quote = page.quote(conference.span)
        assert all(host.city in quote and (host.country or "") in quote for host in conference.hosts)
        assert str(conference.year) in quote
    for event in events(page):
        words = {value.field: page.quote(value.span) for value in event.values}
        assert all(host.city in words["hosts"] and (host.country or "") in words["hosts"] for host in event.hosts)
    for objective in objectives(page):
        assert page.quote(objective.span) == objective.text


def test_there_is_a_case_of_every_outcome_that_reading_has() -> None:
    seen = {_expected(case)["outcome"] for case in CASES}
    assert seen >= {"extracted", "no facts", "layout unknown", "unreadable", "redirect", "challenge"}


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (301, Outcome.REDIRECT),
        (302, Outcome.REDIRECT),
        (404, Outcome.NOT_FOUND),
        (410, Outcome.NOT_FOUND),
        (403, Outcome.CAPTURED_ERROR),
        (503, Outcome.CAPTURED_ERROR),
    ],
)
def test_what_was_captured_as_no_page_states_nothing(status: int, outcome: Outcome) -> None:
    page = extract(msgspec.structs.replace(_response(CASES[0]), status=status))
    assert page.outcome is outcome
    assert not conferences(page)


def _html(main: str, chrome: str = "") -> bytes:
    return f"<!DOCTYPE html><html lang=en><head><title>Annual Conferences</title></head><body>{chrome}{main}</body></html>".encode()


SENTENCE = "<p>Previous Annual Conferences have been held in Paris (France) in 2008 and Lyon (France) in 2009.</p>"


@pytest.mark.parametrize(
    ("main", "layout"),
    [
        (f'<div id="block-system-main"><div class="field field-name-body">{SENTENCE}</div></div>', "drupal7-body"),
        (f'<div id="block-system-main"><div class="content">{SENTENCE}</div></div>', "drupal7-main"),
        (f'<div id="c1" class="csc-default">{SENTENCE}</div>', "typo3-content"),
        (f"<main>{SENTENCE}</main>", "html5-main"),
        (f'<div role="main">{SENTENCE}</div>', "html5-main"),
    ],
)
def test_a_layout_is_told_by_its_mark_up(main: str, layout: str) -> None:
    page = read_page(_html(main, "<nav>Suzhou (China) in 2021</nav>"), original=WATCHED)
    assert (page.outcome, page.layout, len(conferences(page))) == (Outcome.EXTRACTED, layout, 2)


def test_a_bare_page_is_read_as_it_is() -> None:
    page = read_page(_html(f"<h1>Annual Conferences</h1>{SENTENCE}"))
    assert (page.outcome, page.layout, len(conferences(page))) == (Outcome.EXTRACTED, "plain-body", 2)


def test_menus_side_bars_and_footers_state_nothing() -> None:
    trap = "<p>Previous Annual Conferences have been held in Suzhou (China) in 2021.</p>"
    main = '<div id="block-system-main"><div class="field-name-body"><p>This page is being updated.</p></div></div>'
    page = read_page(
        _html(main, f"<aside>{trap}</aside><footer>{trap}</footer><div class=region>{trap}</div>"), original=WATCHED
    )
    assert (page.outcome, conferences(page)) == (Outcome.NO_FACTS, ())


def test_a_watched_page_in_no_known_layout_is_layout_unknown_and_not_without_facts() -> None:
    cards = "<div id=root><header>UNESCO</header><div class=css-1x>Paris, 2008</div></div>"
    assert read_page(_html(cards), original=WATCHED).outcome is Outcome.LAYOUT_UNKNOWN


def test_a_general_layout_that_gives_nothing_did_not_fit() -> None:
    assert (
        read_page(_html("<main><div>A page about crafts</div></main>"), original=WATCHED).outcome
        is Outcome.LAYOUT_UNKNOWN
    )


def test_a_page_that_is_not_watched_states_nothing_and_raises_no_alarm() -> None:
    page = read_page(_html(f"<main>{SENTENCE}</main>".replace("Annual", "Film")), original="https://example.org/a")
    assert page.outcome in (Outcome.NO_FACTS, Outcome.LAYOUT_UNKNOWN)
    assert conferences(page) == ()


def test_an_image_is_not_a_page() -> None:
    assert read_page(b"\x89PNG", content_type="image/png").outcome is Outcome.NOT_A_PAGE


def test_a_year_after_the_capture_cannot_have_been_and_is_doubted() -> None:
    case = next(case for case in CASES if "seed" in case.name)
    response = _response(case)
    early = msgspec.structs.replace(response.capture, timestamp=response.capture.timestamp.replace(year=2018))
    page = extract(msgspec.structs.replace(response, capture=early))
    assert HeldAfterCapture(2019, 2018) in page.notices


def test_a_language_that_is_not_read_is_said_and_no_host_is_invented() -> None:
    swedish = "<p>Årskonferenserna hölls i Paris (Frankrike) år 2008 och i Lyon (Frankrike) år 2009.</p>"
    body = f'<div id="block-system-main"><div class="field-name-body">{swedish}</div></div>'
    page = read_page(_html(body).replace(b"lang=en", b"lang=sv"), original=WATCHED.replace("//en.", "//sv."))
    assert (page.outcome, conferences(page)) == (Outcome.LANGUAGE_NOT_READ, ())
    assert LanguageNotRead("sv") in page.notices


def test_german_is_read() -> None:
    german = (
        "<p>Die Jahreskonferenzen fanden in Paris (Frankreich) im Jahr 2008 und in Lyon (Frankreich) 2009 statt.</p>"
    )
    body = f'<div id="block-system-main"><div class="field-name-body">{german}</div></div>'
    page = read_page(_html(body).replace(b"lang=en", b"lang=de"), original=WATCHED.replace("//en.", "//de."))
    assert [(one.year, one.status, one.hosts[0].city, one.hosts[0].country) for one in conferences(page)] == [
        (2008, "held", "Paris", "Frankreich"),
        (2009, "held", "Lyon", "Frankreich"),
    ]


def test_the_language_of_the_page_and_of_its_address_may_differ_and_that_is_said() -> None:
    page = read_page(_html(f"<main>{SENTENCE}</main>"), original=WATCHED.replace("//en.", "//fr."))
    assert page.language == "en"
    assert LanguageConflict("en", words=None, markup="en", address="fr") in page.notices
