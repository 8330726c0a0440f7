"""A layout is told by what the mark-up looks like; where none fits, that is said and no fact is gone."""

from typing import Any

import pytest
from lxml import html as lxml_html

from scraper import read_page
from scraper.notices import GeneralLayout, NotHtml
from scraper.outcomes import Outcome
from scraper.reading.document import read_document
from scraper.reading.layouts import LAYOUTS, drupal7_body, drupal7_main, html5_main, plain_body, typo3_content
from scraper.subjects.uccn.kinds import PAGE_KINDS, SOURCES
from scraper.subjects.uccn.kinds.annual_conferences import SOURCES as CONFERENCES
from scraper.subjects.uccn.kinds.network_activities import SOURCES as ACTIVITIES
from scraper.subjects.uccn.records import conferences, objectives

CONFERENCE = "https://en.unesco.org/creative-cities/content/annual-conferences"
ACTIVITY = "http://www.unesco.org/new/en/culture/themes/creativity/creative-cities-network/network-activities/"
FACTS = "<p>Previous Annual Conferences have been held in Paris (France) in 2008 and Lyon (France) in 2009.</p>"
TRAP = "<p>Previous Annual Conferences have been held in Suzhou (China) in 2021.</p>"


def _tree(body: str) -> Any:
    return lxml_html.document_fromstring(f"<html><body>{body}</body></html>")


def _page(body: str, title: str = "Annual Conferences") -> bytes:
    return f"<html lang=en><head><title>{title}</title></head><body>{body}</body></html>".encode()


def _layout(body: str) -> tuple[str | None, str]:
    document = read_document(_page(body), None, LAYOUTS)
    return document.layout, document.text


LOOKS = {
    "drupal7-body": "<div id=block-system-main><h2>x</h2><div class='field field-name-body even'><p>Paris</p></div></div>",
    "drupal7-main": "<div id=block-system-main class=block><div class=content><p>Paris</p></div></div>",
    "typo3-content": "<div id=c1 class=csc-default><p>Paris</p></div>",
    "html5-main": "<header>UNESCO</header><main><p>Paris</p></main>",
    "plain-body": "<p>Paris</p>",
}


@pytest.mark.parametrize("layout", LOOKS)
def test_each_layout_is_told_by_its_looks(layout: str) -> None:
    name, text = _layout(LOOKS[layout])
    assert name == layout
    assert text.splitlines()[-1] == "Paris"


@pytest.mark.parametrize("layout", [name for name in LOOKS if name != "plain-body"])
def test_what_stands_around_the_main_content_is_no_part_of_it(layout: str) -> None:
    around = f"<nav>{TRAP}</nav><div class=sidebar>{TRAP}</div>{LOOKS[layout]}<div id=footer>{TRAP}</div>"
    name, text = _layout(around)
    assert (name, "Suzhou" in text) == (layout, False)


def test_the_body_field_is_read_and_the_other_fields_are_not() -> None:
    body = f"<div id=block-system-main><div class=field-name-body>{FACTS}</div><div class=field-name-links>{TRAP}</div></div>"
    name, text = _layout(body)
    assert name == "drupal7-body"
    assert "Suzhou" not in text


def test_tables_beside_the_body_field_are_read_in_their_order_and_those_of_other_articles_are_not() -> None:
    def table(city: str) -> str:
        return f"<table><tr><td>{city}</td></tr></table>"

    body = (
        f"<div id=block-system-main>{table('Lyon')}<div class=field-name-body>{table('Ghent')}</div>"
        f"<div class=view-content>{table('Metz')}</div><div class=related>{TRAP}{table('Suzhou')}</div></div>{table('Bonn')}"
    )
    name, text = _layout(body)
    assert (name, text.split()) == ("drupal7-body", ["Lyon", "Ghent", "Metz"])


def test_a_body_field_outside_of_the_main_block_is_not_the_pages() -> None:
    name, text = _layout(f"<div class=field-name-body>{TRAP}</div><div id=block-system-main>{FACTS}</div>")
    assert name == "drupal7-main"
    assert "Suzhou" not in text


@pytest.mark.parametrize("name", ["field-name-body-2", "xfield-name-body", "field-name-bodysummary"])
def test_a_class_that_only_looks_alike_is_another(name: str) -> None:
    assert drupal7_body(_tree(f"<div id=block-system-main><div class={name}>x</div></div>")) == []
    assert typo3_content(_tree("<div class=csc-default-2>x</div>")) == []


def test_typo3_is_read_between_its_search_marks_where_there_are_any() -> None:
    def part(word: str) -> str:
        return f"<div class=csc-default><p>{word}</p></div>"

    begin, end = "<!--TYPO3SEARCH_begin-->", "<!--TYPO3SEARCH_end-->"
    marked = part("menu") + begin + part("a") + part("b") + end + part("news") + begin + part("c") + end + part("foot")
    assert _layout(marked) == ("typo3-content", "a\nb\nc")
    assert _layout(part("a") + part("b")) == ("typo3-content", "a\nb")


def test_a_content_element_within_another_is_read_once() -> None:
    assert _layout("<div class=csc-default><p>a</p><div class=csc-default><p>b</p></div></div>")[1] == "a\nb"


def test_the_main_element_may_be_a_role_or_the_only_article() -> None:
    assert [element.text for element in html5_main(_tree("<div role=main>a</div>"))] == ["a"]
    assert [element.text for element in html5_main(_tree("<article>a<article>b</article></article>"))] == ["a"]
    assert html5_main(_tree("<article>a</article><article>b</article>")) == []


def test_a_main_element_within_another_is_read_once() -> None:
    assert _layout("<main><p>a</p><div role=main><p>b</p></div></main>")[1] == "a\nb"


@pytest.mark.parametrize("chrome", ["nav", "header", "footer", "aside", "form"])
def test_a_page_with_navigation_and_no_main_part_is_no_bare_page(chrome: str) -> None:
    assert plain_body(_tree(f"<{chrome}>UNESCO</{chrome}>{FACTS}")) == []
    assert plain_body(_tree(FACTS)) != []


def test_a_page_of_boxes_is_no_bare_page() -> None:
    assert plain_body(_tree("<div>Paris</div><div>2008</div><p>x</p>")) == []


@pytest.mark.parametrize("unseen", ["script", "style"])
def test_a_bare_pages_scripts_and_styles_are_no_text(unseen: str) -> None:
    assert plain_body(_tree(f"<{unseen}>{'x' * 500}</{unseen}><p>Paris</p>")) != []


def test_an_empty_body_is_no_page_of_any_layout() -> None:
    tree = _tree(" ")
    assert not any(layout.main(tree) for layout in LAYOUTS)


def test_the_surest_layout_comes_first() -> None:
    both = f"<main><div id=block-system-main><div class=field-name-body>{FACTS}</div></div></main>"
    assert _layout(both)[0] == "drupal7-body"
    assert [layout.sure for layout in LAYOUTS] == sorted((layout.sure for layout in LAYOUTS), reverse=True)
    assert len({layout.name for layout in LAYOUTS}) == len(LAYOUTS)
    assert drupal7_main(_tree(both)) != []


# --- what a page of a known and of an unknown layout comes to ---------------------------------------------------------


@pytest.mark.parametrize("original", [CONFERENCE, ACTIVITY, f"{ACTIVITY}browse/2/"])
def test_a_watched_page_that_no_layout_fits_is_layout_unknown(original: str) -> None:
    cards = "<div id=root><header>UNESCO</header><div><div>2008</div><div>Paris</div></div></div>"
    page = read_page(_page(cards), original=original)
    assert (page.outcome, page.layout) == (Outcome.LAYOUT_UNKNOWN, None)
    assert (conferences(page), objectives(page), page.text) == ((), (), "")


@pytest.mark.parametrize("layout", ["drupal7-body", "drupal7-main", "typo3-content"])
def test_a_sure_layout_without_facts_has_none(layout: str) -> None:
    page = read_page(_page(LOOKS[layout]), original=CONFERENCE)
    assert (page.outcome, page.layout, conferences(page)) == (Outcome.NO_FACTS, layout, ())


@pytest.mark.parametrize("layout", ["html5-main", "plain-body"])
def test_a_general_layout_without_facts_may_have_misread_the_page(layout: str) -> None:
    assert read_page(_page(LOOKS[layout]), original=CONFERENCE).outcome is Outcome.LAYOUT_UNKNOWN


@pytest.mark.parametrize("layout", LOOKS)
def test_what_a_general_layout_read_is_doubted_and_what_a_sure_one_read_is_not(layout: str) -> None:
    page = read_page(_page(LOOKS[layout].replace("<p>Paris</p>", FACTS)), original=CONFERENCE)
    assert (page.outcome, page.layout, len(conferences(page))) == (Outcome.EXTRACTED, layout, 2)
    general = not next(one.sure for one in LAYOUTS if one.name == layout)
    assert (GeneralLayout(layout) in page.notices) == general


def test_a_page_made_of_line_breaks_is_read() -> None:
    words = (
        "Minutes of the council<br>UNESCO Creative Cities Network<br>"
        "The Annual Conference of the Network was held in Fabriano, 2019.<br>"
    )
    page = read_page(_page(words, "Council"), original="https://council.example/minutes")
    assert (page.outcome, page.layout) == (Outcome.EXTRACTED, "bare-body")
    other = read_page(
        _page("The council met on 3 May 2019.<br>" * 9, "Council"), original="https://council.example/minutes"
    )
    assert other.outcome is Outcome.NO_FACTS


def test_a_page_of_another_site_without_layout_is_no_alarm() -> None:
    page = read_page(_page("<div id=root><header>x</header></div>", "Home"), original="https://example.org/")
    assert (page.outcome, page.page_kind) == (Outcome.NO_FACTS, None)


@pytest.mark.parametrize(
    ("original", "kind"),
    [
        (CONFERENCE, "annual-conferences"),
        ("http://en.unesco.org:80/creative-cities/annual-conferences", "annual-conferences"),
        ("https://fr.unesco.org/creative-cities/content/annual-conferences", "annual-conferences"),
        ("https://es.unesco.org/creative-cities/content/annual-conferences?page=1", "annual-conferences"),
        (ACTIVITY, "network-activities"),
        (ACTIVITY.removesuffix("/"), "network-activities"),
        (f"{ACTIVITY}browse/2/", "network-activities"),
        ("https://en.unesco.org/creative-cities/home", "news"),
        ("https://en.unesco.org/creative-cities/content/annual-conferences-old", "news"),
        ("https://example.org/?u=en.unesco.org/creative-cities/content/annual-conferences", "news"),
    ],
)
def test_the_kind_of_a_page_is_told_by_its_address(original: str, kind: str | None) -> None:
    page = read_page(_page(f"<div id=block-system-main><p>{FACTS}</p></div>", "Untitled"), original=original)
    assert page.page_kind == kind
    assert bool(conferences(page)) == (kind in ("annual-conferences", "network-activities"))


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Annual Conferences", "annual-conferences"),
        ("Annual Meetings", "annual-conferences"),
        ("Network activities", "network-activities"),
        ("Home", None),
    ],
)
def test_the_kind_of_a_page_without_address_is_told_by_its_title(title: str, kind: str | None) -> None:
    assert read_page(_page(LOOKS["drupal7-main"], title)).page_kind == kind


def test_every_watched_address_is_of_its_own_kind() -> None:
    assert set(SOURCES) > {*CONFERENCES, *ACTIVITIES}
    for kind in PAGE_KINDS:
        for original in (address for group in kind.SOURCES for address in group):
            address = original.replace("whatson*", "whatson?type=news").replace("*", "creative_cities-meet")
            assert [one.KIND for one in PAGE_KINDS if one.ADDRESS.search(address)] == [kind.KIND]


# --- pages of the archive itself --------------------------------------------------------------------------------------


@pytest.mark.parametrize("title", ["Session Verification", "\n  Session\n Verification ", "SESSION VERIFICATION"])
def test_a_challenge_is_named_and_never_read(title: str) -> None:
    page = read_page(_page(LOOKS["drupal7-main"].replace("<p>Paris</p>", FACTS), title), original=CONFERENCE)
    assert (page.outcome, conferences(page), page.layout) == (Outcome.CHALLENGE, (), None)


def test_an_article_about_challenges_is_not_a_challenge() -> None:
    body = LOOKS["drupal7-main"].replace("<p>Paris</p>", f"<p>Session Verification</p>{FACTS}")
    assert read_page(_page(body), original=CONFERENCE).outcome is Outcome.EXTRACTED


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_that_a_replay_shows_as_a_page_is_a_redirect(status: int) -> None:
    body = f"<div id=error><h1>Got an HTTP {status} response at crawl time</h1><p>Redirecting to...</p></div>"
    page = read_page(_page(body, "Internet Archive Wayback Machine"), original=CONFERENCE)
    assert (page.outcome, conferences(page), page.layout) == (Outcome.REDIRECT, (), None)


@pytest.mark.parametrize("mimetype", ["image/png", "application/pdf", "application/json", "text/css"])
def test_a_body_of_another_media_type_is_not_a_page(mimetype: str) -> None:
    page = read_page(_page(FACTS), content_type=mimetype, original=CONFERENCE)
    assert (page.outcome, conferences(page)) == (Outcome.NOT_A_PAGE, ())


@pytest.mark.parametrize("mimetype", [None, "", "text/html", "TEXT/HTML; charset=utf-8", "application/xhtml+xml"])
def test_what_is_sent_as_a_page_is_one(mimetype: str | None) -> None:
    assert read_page(_page(FACTS), content_type=mimetype, original=CONFERENCE).outcome is Outcome.EXTRACTED


@pytest.mark.parametrize("body", [b"", b"  ", b"%PDF-1.4 x"])
def test_what_is_no_html_is_unreadable_and_says_why(body: bytes) -> None:
    page = read_page(body, original=CONFERENCE)
    assert page.outcome is Outcome.UNREADABLE
    assert [type(notice) for notice in page.notices] == [NotHtml]
