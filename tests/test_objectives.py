"""The list of objectives, however it was marked up in its day: the same three objectives each time."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spoken import page_of, said

from scraper.reading.document import Document, read_document
from scraper.reading.layouts import LAYOUTS
from scraper.subjects.uccn.grammar.objectives import read_objectives
from scraper.subjects.uccn.languages import ENGLISH, LANGUAGES
from scraper.subjects.uccn.records import objectives

A = "Exchange updated information on activities carried out by cities"
B = "Determine the Network’s strategy and operations, and agree upon important matters"
C = "Offer a key platform of dialogue between the Creative Cities and UNESCO"
LEAD = "<p>The main objectives of this event are to:</p>"


def _document(main: str) -> Document:
    body = f"<html lang=en><head><title>T</title></head><body><main>{main}</main></body></html>".encode()
    return read_document(body, "text/html; charset=utf-8", LAYOUTS)


def _objectives(main: str) -> list[str]:
    return [objective.text for objective in read_objectives(_document(main), ENGLISH, about_conferences=True)[0]]


def _read(main: str, code: str = "en", *, about: bool = True) -> tuple[list[str], list[str]]:
    """Return a page's objectives, and what is left unread."""
    document = _document(main)
    found, unread = read_objectives(document, LANGUAGES[code], about_conferences=about)
    return [one.text for one in found], [document.text[span.start : span.end] for span in unread]


def _list(*items: str) -> str:
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"


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
    "two columns": f"{LEAD}<div><div><ul><li>{A};</li><li>{B};</li></ul></div><div><ul><li>{C}.</li></ul></div></div>",
    "two cells": f"{LEAD}<table><tr><td>{A}</td><td>{B}</td></tr><tr><td>{C}</td></tr></table>",
    "numbered rows": f"<table><tr><th colspan=2>Objectives of the Annual Conference</th></tr><tr><td>1</td><td>{A}</td></tr>"
    f"<tr><td>2</td><td>{B}</td></tr><tr><td>3</td><td>{C}</td></tr></table>",
    "labelled rows": f"<table><tr><th>Objective 1</th><td>{A}</td></tr><tr><th>Objective 2</th><td>{B}</td></tr>"
    f"<tr><th>Objective 3</th><td>{C}</td></tr><tr><th>Last host</th><td>Fabriano</td></tr></table>",
    "a column": f"<table><tr><th>Objectives</th><th>How</th></tr><tr><td>{A}</td><td>Fair</td></tr><tr><td>{B}</td><td>Vote</td></tr>"
    f"<tr><td>{C}</td><td>Talks</td></tr></table>",
    "one column of two": f"<table><tr><th>Objectives of the Network</th><th>Objectives of the Annual Conference</th></tr>"
    f"<tr><td>Grow</td><td>{A}</td></tr><tr><td>Learn</td><td>{B}</td></tr><tr><td>Last</td><td>{C}</td></tr></table>",
    "a row": f"<table><tr><th>Objectives</th><td>{A}; {B}; {C}</td></tr><tr><th>Hosts</th><td>Paris; Lyon</td></tr></table>",
    "headings": f"<h2>Objectives</h2><h3>{A}</h3><p>By talks.</p><h3>{B}</h3><p>By votes.</p><h3>{C}</h3><h2>Hosts</h2><p>Paris</p>",
    "labelled headings": f"<h2>Aims</h2><h3>Objective 1: {A}</h3><h3>Objective 2: {B}</h3><p>By votes.</p><h3>Objective 3: {C}</h3>",
    "bare labels": f"<h3>Objective 1</h3><p>{A}.</p><h3>Objective 2</h3><p>{B}.</p><h3>Objective 3</h3><p>{C}.</p><h2>Hosts</h2>",
    "definitions": f"<dl><dt>Objectives</dt><dd>{A}</dd><dd>{B}</dd><dd>{C}</dd><dt>Hosts</dt><dd>Paris</dd><dd>Lyon</dd></dl>",
    "inline numbers": f"<p>The objectives of the Annual Conference are (i) {A}, (ii) {B}, and (iii) {C}. It is held once a year.</p>",
    "words that count off": f"<p>The conference has three objectives. First, {A}. Second, {B}. Finally, {C}. It is held once a year.</p>",
    "paragraphs that count off": f"<p>The conference has three objectives.</p><p>First, {A}.</p><p>Second, {B}.</p><p>Third, {C}.</p>",
    "lines": f"<p>The conference’s objectives:<br>{A}<br>{B}<br>{C}</p>",
    "a lead below other text": f"<p>Annual Conferences.<br>x.jpg The main objectives of this event are to:&nbsp;<br>&nbsp;</p>"
    f"<ul><li>{A};</li><li>{B};</li><li>{C}.</li></ul>",
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_three_objectives_are_three_however_they_are_written(way: str) -> None:
    assert _objectives(WAYS[way]) == [A, B, C]


@pytest.mark.parametrize("way", WAYS)
def test_every_objective_stands_where_it_says_and_has_its_place_from_one(way: str) -> None:
    document = _document(WAYS[way])
    objectives, _ = read_objectives(document, ENGLISH, about_conferences=True)
    assert [objective.position for objective in objectives] == list(range(1, len(objectives) + 1))
    for objective in objectives:
        assert document.text[objective.span.start : objective.span.end].replace("\n", " ") == objective.text
        assert objective.rule.startswith("objectives/")


def test_an_item_without_words_of_its_own_is_no_part_of_the_one_before() -> None:
    assert _objectives(f"{LEAD}<ul><li>{A}</li><li><ul><li>{B}</li></ul></li></ul>") == [A, B]


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
        f"<p>Objectives of our exhibition at the Annual Conference:</p><ul><li>{A}</li><li>{B}</li></ul>",
        f"<p>The objectives of the workshops during the Annual Conference are to:</p><ul><li>{A}</li><li>{B}</li></ul>",
    ],
)
def test_where_no_list_of_objectives_is_announced_there_is_none(main: str) -> None:
    assert read_objectives(_document(main), ENGLISH, about_conferences=True)[0] == ()


def test_only_the_first_list_is_read() -> None:
    assert _objectives(f"{WAYS['items']}<h2>Objectives</h2><ul><li>Another</li><li>More</li></ul>") == [A, B, C]


@pytest.mark.parametrize(
    ("code", "main", "read"),
    [
        ("en", "The meeting has two objectives: to share news, and to plan the year.", ["to share news", "to plan the year"]),
        ("fr", "La Conférence annuelle poursuit deux objectifs : premièrement, partager les projets ; deuxièmement, fixer le plan.",
         ["partager les projets", "fixer le plan"]),
        ("es", "Los objetivos de la Conferencia Anual son: a) mostrar los proyectos; b) acordar el plan.",
         ["mostrar los proyectos", "acordar el plan"]),
        ("pt", "A Conferência Anual tem por objetivos trocar ideias, definir o plano e reforçar o diálogo.",
         ["trocar ideias", "definir o plano", "reforçar o diálogo"]),
        ("it", "Gli obiettivi della Conferenza annuale sono due. In primo luogo, far conoscere i progetti. Infine, fissare il piano.",
         []),
        ("de", "Die Jahreskonferenz hat zwei Ziele: Erstens lernen die Städte voneinander. Zweitens wird der Plan beschlossen.",
         ["lernen die Städte voneinander", "wird der Plan beschlossen"]),
        ("fr", "La Réunion annuelle a pour objectifs d’informer les villes, de fixer les priorités et de choisir l’hôte suivant.",
         ["d’informer les villes", "de fixer les priorités", "de choisir l’hôte suivant"]),
        ("es", "La Conferencia Anual tiene como objetivos compartir ideas, definir el plan y abrir un diálogo.",
         ["compartir ideas", "definir el plan", "abrir un diálogo"]),
        ("pt", "Os principais objetivos deste evento são: (i) trocar ideias; (ii) definir o plano.", ["trocar ideias", "definir o plano"]),
        ("de", "Ziel der Jahreskonferenz ist es, Erfahrungen auszutauschen und die Strategie festzulegen.", []),
    ],
)  # fmt: skip
def test_a_sentence_counts_objectives_off_in_every_language(code: str, main: str, read: list[str]) -> None:
    found, unread = _read(f"<p>{main}</p>", code)
    assert found == read
    assert bool(unread) == (not read)


@pytest.mark.parametrize(
    "lead",
    [
        "<p>The Network aims to:</p>",
        "<h3>Objectives of the Network</h3>",
        "<p>The Network’s main objectives are:</p>",
        "<p>The Sustainable Development Goals are the objectives of the 2030 Agenda:</p>",
        "<p>At the Annual Conference the cities discussed the objectives of the 2030 Agenda, among which:</p>",
        "<p>Our own objectives for the conference are:</p>",
        "<h3>Objectives of the workshop</h3>",
        "<h3>Objectives of the project</h3>",
        "<p>The project, presented at the Annual Conference, has two objectives:</p>",
        "<p>The city of Santos, host of the Annual Conference, has two objectives:</p>",
        "<p>Delegates of the Annual Conference have two objectives:</p>",
        "<p>Side events of the Annual Conference aim to:</p>",
        "<p>The Annual Conference adopted the following objectives for 2030:</p>",
        "<h2>The 2030 Agenda</h2><p>Its goals are:</p>",
        "<h2>Workshop on Crafts</h2><p>Objectives:</p>",
        "<h2>The Network</h2><p>It has two objectives:</p>",
        "<p>The Annual Conference of the Cities of Music has two objectives:</p>",
    ],
)
def test_what_others_aim_at_is_not_the_conference_s(lead: str) -> None:
    theirs = f"<h1>Annual Conferences</h1>{lead}{_list(A, B)}"
    assert _read(theirs)[0] == []
    ours = f"<h2>Objectives of the Annual Conference</h2>{_list(C, 'Meet')}"
    assert _read(theirs + ours)[0] == [C, "Meet"]
    assert _read(f"<h1>Annual Conferences</h1>{ours}{lead}{_list(A, B)}")[0] == [C, "Meet"]


@pytest.mark.parametrize("items", [(A,), (A, B), (A, B, C, "Meet")])
def test_a_list_of_another_length_than_the_page_says_is_left_unread(items: tuple[str, ...]) -> None:
    found, unread = _read(f"<p>The Annual Conference has three objectives:</p>{_list(*items)}")
    assert found == []
    assert items[-1] in unread[0]


def test_a_page_about_something_else_has_to_name_the_conference() -> None:
    title = "<h1>Mayors in Braga</h1>"
    named = f"{title}<p>The objectives of the Annual Conference of the Creative Cities Network are to:</p>{_list(A, B)}"
    assert _read(named, about=False)[0] == [A, B]
    assert _read(f"{title}<p>The objectives of this event are to:</p>{_list(A, B)}", about=False)[0] == []
    host = "<p>Braga is the host of the 16th Annual Conference of the Creative Cities Network.</p>"
    assert _read(f"{title}{host}<p>The objectives of this event are to:</p>{_list(A, B)}", about=False)[0] == [A, B]
    assert _read(f"{title}{host}<p>The festival aims to:</p>{_list(A, B)}", about=False) == ([], [])


def test_a_further_clause_is_no_objective() -> None:
    assert (
        _read("<p>The Annual Conference aims to share news; it is held each year; cities pay their own way.</p>")[0]
        == []
    )


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


def _in_cells(sentences: list[str]) -> str:
    return f"<table>{''.join(f'<tr><td>{at}</td><td>{one}</td></tr>' for at, one in enumerate(sentences, start=1))}</table>"


STRUCTURES: dict[str, Callable[[list[str]], str]] = {
    "items": lambda sentences: _list(*sentences),
    "items with paragraphs": lambda sentences: _list(*(f"<p>{one}</p><p>More.</p>" for one in sentences)),
    "lines": lambda sentences: f"<p>{'<br>'.join(f'• {one};' for one in sentences)}</p>",
    "paragraphs": lambda sentences: "".join(f"<p>{at}. {one}.</p>" for at, one in enumerate(sentences, start=1)),
    "columns": lambda sentences: (
        f"<div><div>{_list(*(f'{one};' for one in sentences[:1]))}</div><div>{_list(*sentences[1:])}</div></div>"
    ),
    "rows": _in_cells,
    "sentence": lambda sentences: f"<p>{'; '.join(sentences)}.</p>",
    "labels": lambda sentences: "".join(f"<p>Objective {at}: {one}</p>" for at, one in enumerate(sentences, start=1)),
}
LEADS = st.sampled_from(
    [
        "<h2>Objectives of the Annual Conference</h2>",
        "<p>The objectives of the Annual Conference are:</p>",
        "<p>The Annual Conference aims to:</p>",
        "<p>The main objectives of this event are to:</p>",
    ]
)
NEIGHBOURS = st.sampled_from(
    [
        "",
        "<p>The Annual Conference is held once a year.</p>",
        "<h2>Objectives of the Network</h2><ul><li>NEIGHBOUR one</li><li>NEIGHBOUR two</li></ul>",
        "<p>The Network has two objectives: (i) NEIGHBOUR one; (ii) NEIGHBOUR two.</p>",
        "<h2>Hosts</h2><table><tr><td>2019</td><td>NEIGHBOUR</td></tr><tr><td>2022</td><td>NEIGHBOUR</td></tr></table>",
        "<p>The project aims to:</p><ol><li>NEIGHBOUR one</li><li>NEIGHBOUR two</li></ol>",
        "<h2>Sustainable Development Goals</h2><p>Goal 1: NEIGHBOUR</p><p>Goal 2: NEIGHBOUR</p>",
    ]
)


@given(SENTENCES, st.sampled_from(sorted(STRUCTURES)), LEADS, NEIGHBOURS, NEIGHBOURS)
def test_objectives_are_read_or_left_unread_in_any_structure_and_beside_anything(
    sentences: list[str], structure: str, lead: str, before: str, after: str
) -> None:
    main = f"<h1>Annual Conferences</h1>{before}<h2>Why we meet</h2>{lead}{STRUCTURES[structure](sentences)}{after}"
    found, unread = _read(main)
    more = " More" if structure == "items with paragraphs" else ""
    assert found in ([], [f"{one}{more}" for one in sentences])
    assert not any("NEIGHBOUR" in one for one in found)
    if not found:
        assert any(all(one in words for one in sentences) for words in unread)


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
        for objective in read_objectives(document, ENGLISH, about_conferences=True)[0]:
            assert document.text[objective.span.start : objective.span.end].strip()


@pytest.mark.slow
@pytest.mark.usefixtures("patience")
@pytest.mark.parametrize(
    "piece", ["objectives ", "The objectives are to ", "objectives: a; ", "• ", "1. ", "and; ", " ;", "and "]
)
def test_a_very_long_paragraph_comes_to_an_end(piece: str) -> None:
    long = piece * (200_000 // len(piece))
    _objectives(f"<p>{long}</p><p>The objectives are to: x{long}; b</p>{LEAD}<ul><li>{long}</li><li>{long}x</li></ul>")


def test_objectives_of_the_conference_are_those_of_the_one_named_last() -> None:
    page = page_of(
        "en",
        f"<p>Film Festival 2026</p><p>{said('en', '{N} meets in Graz in 2027.')}</p><p>The conference has three objectives:</p>"
        f"<ul><li>{A}</li><li>{B}</li><li>{C}</li></ul>",
        "Save the date",
    )
    assert [one.text for one in objectives(page)] == [A, B, C]
