"""Pages at which readers have stumbled."""

from datetime import UTC, datetime

import pytest
from conftest import examples
from hypothesis import given
from hypothesis import strategies as st

from scraper import read_page
from scraper.reading.document import Document, NotAPage, read_document
from scraper.reading.layouts import LAYOUTS
from scraper.subjects.uccn.records import objectives
from scraper.values.records import Page

WATCHED = "https://en.unesco.org/creative-cities/content/annual-conferences"
TIME = datetime(2022, 3, 15, 9, 26, 32, tzinfo=UTC)
ORGANISATION = "United Nations Educational, Scientific and Cultural Organization (UNESCO)"
VARIANT_D = (
    f"You are viewing an archived web page collected at the request of {ORGANISATION} using Archive-It. This page was "
    "captured on 09:26:32 Mar 15, 2022. The information on this web page may be out of date. "
    "See All versions of this archived page."
)
FOUND = "Found 0 archived media items out of 0 total on this page."
GLYPHS = "&lt;<br>&nbsp;<br>&nbsp;<br>&nbsp;<br>&nbsp;<br>&times;<br>&gt;"
PYWB = '<!-- WB Insert --><script>wbinfo.timestamp = "20220315092632";</script>'
TOOLBAR = (
    '<!-- BEGIN WAYBACK TOOLBAR INSERT --><div id="wm-ipp-base">14 captures</div><!-- END WAYBACK TOOLBAR INSERT -->'
)
OWN = "<h1>Annual Conferences</h1><p>Words of the page.</p>"
OWN_TEXT = "Annual Conferences\nWords of the page."
EXCHANGE, OFFER = "Exchange information on activities", "Offer a platform of dialogue"
LEAD = "The main objectives of this event are to:"


def _read(page: str | bytes) -> Document:
    return read_document(page.encode() if isinstance(page, str) else page, "text/html; charset=utf-8", LAYOUTS)


def _page(body: str, head: str = "", end: str = "") -> Document:
    return _read(f"<!DOCTYPE html><html lang=en><head>{head}<title>T</title></head><body>{body}</body></html>{end}")


@pytest.mark.parametrize("scrap", ["<!\x01-----------", "<!0\x0c", "<!---->", "<!-- ---- -->", "<!-- \x01 -->", "</p>"])
def test_1_a_scrap_of_mark_up_is_a_document_without_blocks(scrap: str) -> None:
    assert _read(scrap).blocks == ()


@pytest.mark.parametrize(
    "odd", ["<!-- a ---- b --->", "<!-- \x01 -->", "<!-- - -->", "<a:b c:d='1'></a:b>", "<p \x01=1>"]
)
def test_1_odd_mark_up_beside_what_is_nested_too_deeply_does_no_harm(odd: str) -> None:
    nested = "<div>" * 3000 + "Words" + "</div>" * 3000
    document = _page(f"<main><p>First</p>{odd}{nested}<p>Last</p></main>")
    assert document.text.split() == ["First", "Words", "Last"]


TOKENS = st.sampled_from(
    ("<p>", "</p>", "<main>", "<!", "<!--", "-->", "--", "\x01", "\x0c", "<?xml version='1.0'?>", "a", " ")
)


@examples(1000)
@given(st.lists(TOKENS | st.text(max_size=2), max_size=12).map("".join))
def test_1_any_text_is_a_document_or_no_page(text: str) -> None:
    try:
        _read(text)
    except NotAPage:
        return


@pytest.mark.parametrize("tag", ["div", "b"])
def test_2_a_deep_xhtml_page_is_read_without_a_python_warning(tag: str) -> None:
    page = f'<?xml version="1.0" encoding="utf-8"?>\n<html><body><main>{f"<{tag}>" * 3000}Words</main></body></html>'
    assert _read(page).text == "Words"


def test_3_a_class_that_only_resembles_the_hidden_one_hides_nothing() -> None:
    assert _page('<main><p class="not-element-invisible-here">Lyon</p></main>').text == "Lyon"


@pytest.mark.parametrize("unread", ["<style>{}</style>", "<script>{}</script>"])
def test_4_style_and_script_in_a_bare_body_are_no_text_of_it(unread: str) -> None:
    document = _page(unread.format("#x { color: red; } " * 50) + OWN)
    assert (document.layout, document.text) == ("plain-body", OWN_TEXT)


@pytest.mark.parametrize(
    "top",
    [
        f'<div id="wm-disclaim">{VARIANT_D}<div id="wm-media-button">{FOUND}</div></div><div id="wm-media-curtain">{GLYPHS}</div>',
        f"<div>{VARIANT_D}</div><div>{FOUND}</div><div>{GLYPHS}</div>",
    ],
    ids=["with ids", "by words"],
)
def test_5_banner_d_has_no_comma_behind_page(top: str) -> None:
    document = _page(top + OWN)
    assert document.text == OWN_TEXT
    assert document.furniture is not None
    assert (document.furniture.captured, document.furniture.organisation) == (TIME, ORGANISATION)


def test_6_the_comment_at_the_very_end_tells_the_time() -> None:
    document = _page(TOOLBAR + OWN, end="\n<!--\n     FILE ARCHIVED ON 09:26:32 Mar 15, 2022 AND RETRIEVED FROM\n-->")
    assert document.text == OWN_TEXT
    assert document.furniture is not None
    assert document.furniture.captured == TIME


@pytest.mark.parametrize("own", ["hide", "×", ">", "Enable QA"])
@pytest.mark.parametrize(("head", "top"), [(PYWB, ""), ("", TOOLBAR)], ids=["pywb", "Internet Archive"])
def test_7_short_words_at_the_top_are_no_banner_without_its_sentence(head: str, top: str, own: str) -> None:
    escaped = own.replace(">", "&gt;")
    assert _page(f"{top}<p>{escaped}</p>{OWN}", head).text == f"{own}\n{OWN_TEXT}"


def _objectives(inner: str) -> list[str]:
    body = f'<html lang=en><body><div id="block-system-main"><div class="field-name-body">{inner}</div></div></body></html>'
    page: Page = read_page(body.encode(), original=WATCHED)
    return [one.text for one in objectives(page)]


@pytest.mark.parametrize("before_last", ["; and ", ";&nbsp;and "])
def test_8_the_and_before_the_last_of_one_sentence_is_no_part_of_it(before_last: str) -> None:
    assert _objectives(f"<p>{LEAD} {EXCHANGE}; {EXCHANGE} too{before_last}{OFFER}.</p>") == [
        EXCHANGE,
        f"{EXCHANGE} too",
        OFFER,
    ]


def test_9_a_closing_and_without_a_comma_is_no_part_of_an_objective() -> None:
    assert _objectives(f"<p>{LEAD}</p><ul><li>{EXCHANGE} and</li><li>{OFFER}.</li></ul>") == [EXCHANGE, OFFER]


def test_a_conjunction_within_an_objective_stays() -> None:
    assert _objectives(f"<p>{LEAD}</p><ul><li>And so on and on</li><li>Go hand in hand</li></ul>") == [
        "And so on and on",
        "Go hand in hand",
    ]


def test_an_encoding_that_is_only_a_codec_of_python_is_not_used() -> None:
    for name in ("idna", "undefined", "hex", "utf-7", "rot13", "punycode"):
        assert read_document("<p>Östersund</p>".encode("cp1252"), f"text/html; charset={name}", LAYOUTS)
