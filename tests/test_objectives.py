"""The list of objectives, however it was marked up in its day: the same three objectives each time."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.pages.document import Document, read_document
from scraper.pages.languages import ENGLISH
from scraper.pages.layouts import LAYOUTS
from scraper.pages.objectives import read_objectives

A = "Exchange updated information on activities carried out by cities"
B = "Determine the Network’s strategy and operations, and agree upon important matters"
C = "Offer a key platform of dialogue between the Creative Cities and UNESCO"
LEAD = "<p>The main objectives of this event are to:</p>"


def _document(main: str) -> Document:
    body = f"<html lang=en><head><title>T</title></head><body><main>{main}</main></body></html>".encode()
    return read_document(body, "text/html; charset=utf-8", LAYOUTS)


def _objectives(main: str) -> list[str]:
    return [objective.text for objective in read_objectives(_document(main), ENGLISH)]


WAYS = {
    "items": f"{LEAD}<ul><li>{A};</li><li>{B};</li><li>{C}.</li></ul>",
    "numbered items": f"{LEAD}<ol><li>{A};</li><li>{B};</li><li>{C}.</li></ol>",
    "items of paragraphs": f"{LEAD}<ul><li><p>{A};</p></li><li><p>{B};</p></li><li><p>{C}.</p></li></ul>",
    "items without marks": f"{LEAD}<ul><li>{A}</li><li>{B}</li><li>{C}</li></ul>",
    "items with 'and'": f"{LEAD}<ul><li>{A},</li><li>{B}; and</li><li>{C}.</li></ul>",
    "typed bullets": f"{LEAD}<p>• {A};<br>• {B};<br>• {C}.</p>",
    "typed bullets, two spaces": f"{LEAD}<p>&nbsp;&nbsp;•&nbsp;&nbsp;{A};<br />&nbsp;&nbsp;•&nbsp; {B};<br />\n• {C}.</p>",
    "hyphens": f"{LEAD}<p>- {A};<br>- {B};<br>- {C}.</p>",
    "a paragraph each": f"{LEAD}<p>• {A};</p><p>• {B};</p><p>• {C}.</p>",
    "typed numbers": f"{LEAD}<p>1. {A};<br>2. {B};<br>3. {C}.</p>",
    "typed numbers in brackets": f"{LEAD}<p>1) {A};<br>2) {B};<br>3) {C}.</p>",
    "typed letters": f"{LEAD}<p>(a) {A};<br>(b) {B};<br>(c) {C}.</p>",
    "roman numbers": f"{LEAD}<p>i. {A};<br>ii. {B};<br>iii. {C}.</p>",
    "in the lead's own paragraph": f"<p>The main objectives of this event are to:<br>• {A};<br>• {B};<br>• {C}.</p>",
    "in a sentence": f"<p>The main objectives of this event are to: {A}; {B}; and {C}.</p>",
    "in a sentence without 'and'": f"<p>The main objectives of this event are to: {A}; {B}; {C}.</p>",
    "below a heading": f"<h2>Objectives</h2><ul><li>{A};</li><li>{B};</li><li>{C}.</li></ul>",
    "below a heading of more words": f"<h3>Main objectives of the conference</h3><ol><li>{A}</li><li>{B}</li><li>{C}</li></ol>",
    "below 'aims'": f"<p>The meeting’s aims are:</p><ul><li>{A}</li><li>{B}</li><li>{C}</li></ul>",
    "between other lists": f"<ul><li>Home</li><li>About</li></ul>{LEAD}<ul><li>{A}</li><li>{B}</li><li>{C}</li></ul>"
    "<ul><li>Share</li></ul>",
    "before an ordinary paragraph": f"{LEAD}<p>• {A}<br>• {B}<br>• {C}</p><p>The Conference is held once a year.</p>",
    "a lead below other text": f"<p>Annual Conferences.<br>x.jpg The main objectives of this event are to:&nbsp;<br>&nbsp;</p>"
    f"<ul><li>{A};</li><li>{B};</li><li>{C}.</li></ul>",
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_three_objectives_are_three_however_they_are_written(way: str) -> None:
    assert _objectives(WAYS[way]) == [A, B, C]


@pytest.mark.parametrize("way", WAYS)
def test_every_objective_stands_where_it_says_and_has_its_place_from_one(way: str) -> None:
    document = _document(WAYS[way])
    objectives = read_objectives(document, ENGLISH)
    assert [objective.position for objective in objectives] == list(range(1, len(objectives) + 1))
    for objective in objectives:
        assert document.text[objective.span.start : objective.span.end].replace("\n", " ") == objective.text
        assert objective.rule.startswith("objectives/")


def test_a_list_within_an_objective_belongs_to_it() -> None:
    nested = f"{LEAD}<ul><li>{A}:<ul><li>at the local level</li><li>abroad</li></ul></li><li>{B};</li></ul>"
    assert _objectives(nested) == [f"{A}: at the local level abroad", B]


def test_a_line_without_bullet_goes_on_with_the_one_before() -> None:
    assert _objectives(f"{LEAD}<p>• Exchange<br>information;<br>• Determine</p>") == [
        "Exchange information",
        "Determine",
    ]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("share;", "share"),
        ("share.", "share"),
        ("share,", "share"),
        ("share; and", "share"),
        ("share, and", "share"),
        ("share ;", "share"),
        ("Share what cities do (see below).", "Share what cities do (see below)"),
        ("share and compare", "share and compare"),
        ("share with the U.N. and others;", "share with the U.N. and others"),
        ("understand;", "understand"),
        ("reach every hinterland", "reach every hinterland"),
        ("2030 Agenda", "2030 Agenda"),
        ("I. mark", "mark"),
        ("A-level education", "A-level education"),
        ("EXCHANGE; determine", "EXCHANGE; determine"),
    ],
)
def test_an_objective_loses_its_bullet_and_its_closing_marks_and_no_word(written: str, read: str) -> None:
    assert _objectives(f"{LEAD}<ul><li>{written}</li><li>{B};</li></ul>") == [read, B]


@pytest.mark.parametrize(
    "main",
    [
        "",
        "<p>Annual Conferences offer a unique occasion.</p>",
        f"<ul><li>{A}</li><li>{B}</li></ul>",
        f"<h2>Documents</h2><ul><li>{A}</li><li>{B}</li></ul>",
        f"{LEAD}<p>They are being updated.</p>",
        LEAD,
        f"{LEAD}<p>See below.</p><ul><li>{A}</li><li>{B}</li></ul>",
        "<p>It serves as a platform to define the strategic objectives of the Network.</p><ul><li>Home</li><li>About</li></ul>",
        "<p>The objectives were met. Hosts were:</p><ul><li>Paris</li><li>Lyon</li></ul>",
    ],
)
def test_where_no_list_of_objectives_is_announced_there_is_none(main: str) -> None:
    assert read_objectives(_document(main), ENGLISH) == ()


def test_only_the_first_list_is_read() -> None:
    assert _objectives(f"{WAYS['items']}<h2>Objectives</h2><ul><li>Another</li><li>More</li></ul>") == [A, B, C]


SENTENCES = st.lists(
    st.lists(st.sampled_from("Share define build Östersund’s UNESCO and cities (UCCN) well-balanced 2030".split()), min_size=1, max_size=8)
    .map(" ".join)
    .filter(lambda text: text[0].isalpha() and not text.startswith("and") and not text.endswith("and")),
    min_size=2,
    max_size=7,
)  # fmt: skip


def _with_bullets(sentences: list[str], bullet: str) -> str:
    return f"{LEAD}<p>{'<br>'.join(f'{bullet} {sentence};' for sentence in sentences)}</p>"


def _as_items(sentences: list[str], mark: str) -> str:
    return f"{LEAD}<ul>{''.join(f'<li>{sentence}{mark}</li>' for sentence in sentences)}</ul>"


@given(SENTENCES, st.sampled_from(["", ";", ".", ",", "; and"]), st.sampled_from("•·▪-–*"))
def test_what_was_written_is_read_back(sentences: list[str], mark: str, bullet: str) -> None:
    assert _objectives(_as_items(sentences, mark)) == sentences
    assert _objectives(_with_bullets(sentences, bullet)) == sentences


@given(st.text(max_size=200))
def test_no_text_is_too_odd(text: str) -> None:
    import html

    words: Any = html.escape(text)
    for main in (
        f"{LEAD}<ul><li>{words}</li></ul>",
        f"<p>The objectives are to: {words}</p>",
        f"<h2>Objectives</h2><p>• {words}</p>",
    ):
        document = _document(main)
        for objective in read_objectives(document, ENGLISH):
            assert document.text[objective.span.start : objective.span.end].strip()


@pytest.mark.slow
@pytest.mark.usefixtures("patience")
@pytest.mark.parametrize(
    "piece", ["objectives ", "The objectives are to ", "objectives: a; ", "• ", "1. ", "and; ", " ;", "and "]
)
def test_a_very_long_paragraph_comes_to_an_end(piece: str) -> None:
    long = piece * (200_000 // len(piece))
    _objectives(f"<p>{long}</p><p>The objectives are to: x{long}; b</p>{LEAD}<ul><li>{long}</li><li>{long}x</li></ul>")
