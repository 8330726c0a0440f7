"""The list of objectives, whatever its mark-up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.pages.page import read_page

LEAD = "<p>The main objectives of this event are to:</p>"
THREE = ["Exchange information", "Determine the strategy, and agree upon it", "Offer a platform"]


def _objectives(body: str) -> list[str]:
    page = read_page(f"<html lang=en><body><h1>Annual Conferences</h1>{body}</body></html>".encode())
    assert [one.position for one in page.objectives] == list(range(1, len(page.objectives) + 1))
    assert [page.quote(one.span) for one in page.objectives] == [one.text for one in page.objectives]
    return [one.text for one in page.objectives]


@pytest.mark.parametrize(
    "body",
    [
        LEAD + "<ul><li>{};</li><li>{};</li><li>{}.</li></ul><p>Something else.</p>",
        LEAD + "<ol><li>{}</li><li>{}; and</li><li>{}</li></ol><ul><li>Another list</li></ul>",
        LEAD + "<ul><li><p>{};</p></li><li><p>{};</p></li><li><p>{}.</p></li></ul>",
        LEAD + "<p>• {};<br>• {};<br>• {}.</p><p>Something else.</p>",
        LEAD + "<p>• {};</p><p>• {}; and</p><p>• {}.</p><p>Something else.</p>",
        LEAD + "<p>1. {}<br>2. {}<br>3. {}</p>",
        LEAD + "<p>(a) {};<br>(b) {};<br>(c) {}.</p>",
        LEAD + "<p>– {}<br>– {}<br>– {}</p>",
        LEAD.replace("</p>", "<br>• {};<br>• {};<br>• {}.</p>"),
        "<p>The objectives of the meetings are to: {}; {}; and {}.</p>",
        "<h2>Objectives</h2><ul><li>{}</li><li>{}</li><li>{}</li></ul>",
        "<h3>The main objectives of the Annual Conference are to:</h3><ul><li>{}</li><li>{}</li><li>{}</li></ul>",
        LEAD.replace("The main", "https://en.unesco.org/a.jpghttps://en.unesco.org/b.jpgThe main")
        + "<ul><li>{};</li><li>{};</li><li>{}.</li></ul>",
    ],
)
def test_three_objectives_are_three_without_bullets_and_closing_marks(body: str) -> None:
    found = _objectives(body.format(*THREE))
    assert [text.removeprefix("and ") for text in found] == THREE


def test_a_list_within_an_objective_belongs_to_it() -> None:
    found = _objectives(LEAD + "<ul><li>Exchange:<ul><li>one;</li><li>two</li></ul></li><li>Offer</li></ul>")
    assert found == ["Exchange: one; two", "Offer"]


@pytest.mark.parametrize(
    "body",
    [
        "<p>No list here.</p>",
        "<ul><li>A menu</li></ul>",
        LEAD,
        LEAD + "<p>Later.</p>",
        "<p>Our objectives are many.</p>",
    ],
)
def test_where_no_list_of_objectives_stands_there_are_none(body: str) -> None:
    assert _objectives(body) == []


@given(st.text(max_size=200))
def test_no_text_is_too_odd(words: str) -> None:
    _objectives(f"<h2>Objectives</h2><ul><li>{words}</li></ul><p>The objectives are to: {words}</p>")
