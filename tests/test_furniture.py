"""What a replay adds to a page is told apart, read and taken off; the page below it is as if never replayed."""

import html
import json
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from typing import NamedTuple

import pytest
from conftest import examples
from hypothesis import given
from hypothesis import strategies as st

from scraper.reading.document import Document, read_document
from scraper.reading.layouts import LAYOUTS

# --- furniture, written from what was seen of replays (banner text A to D, mark-up of three kinds of archive) ---------

COLLECTION, ORGANISATION = "UNESCO", "United Nations Educational, Scientific and Cultural Organization (UNESCO)"
GLYPHS = (
    '<div id="wm-media-curtain"><div>&lt;</div><div><div>&nbsp;</div><div>&nbsp;</div><div>&nbsp;</div>'
    "<div>&nbsp;</div></div><div>&times;</div><div>&gt;</div></div>"
)
COMMENT = (
    "<!--\n FILE ARCHIVED ON {time} AND RETRIEVED FROM THE\n {archive}.\n JAVASCRIPT APPENDED BY WAYBACK MACHINE.\n-->"
)
REWRITE = (
    "<!-- Start Wayback Rewrite JS Include -->"
    '<script>WB_wombat_Init("https://wayback.archive-it.org/1/", "{digits}", "en.unesco.org");</script>'
    "<!-- End Wayback Rewrite JS Include -->"
)
SENTENCE = (
    "You are viewing an archived web page, collected at the request of {organisation} using Archive-It. This page was "
    "captured on {time}, and is part of the {collection} collection. The information on this web page may be out of "
    "date. See <a href=x>All versions</a> of this archived page."
)
SENTENCE_C = (
    "You are viewing  an  archived web page, collected at the request of {organisation} using Archive-It. This page was "
    "captured  on {time}, and is part of the {collection} collection.\n            The information on this web page may "
    "be out of date. See <a href=x>All versions</a> of this archived page.&nbsp;"
)
SENTENCE_D = (
    "You are viewing an archived web page collected at the request of {organisation} using Archive-It. This page was "
    "captured on {time}. The information on this web page may be out of date. See <a href=x>All versions</a> of this "
    "archived page."
)
LOADING = '<div id="wm-media-button">Loading media information</div>'
HIDE = '<a id="wm-disclaim-hide">hide</a>'
STYLE = "<style>#wm-disclaim {{ display:none; }}</style>"
ENABLE = "<div><button>Enable QA</button> <span>View Missing URLs</span></div>"
NO_MEDIA = "<div>Found 0 archived media items out of 0 total on this page.</div>"

BANNERS = {
    "A": f"{STYLE}{GLYPHS}<div id=wm-disclaim>{SENTENCE}{LOADING}{HIDE}</div>",
    "B": f"{STYLE}<div id=wm-disclaim>{SENTENCE}{LOADING}{HIDE}</div>",
    "C": f"{STYLE}<div id=wm-disclaim>{HIDE}\n{SENTENCE_C}{LOADING}{ENABLE}</div><script>var wm = 1;</script>",
    "D": f"<div id=wm-disclaim>{SENTENCE_D}{NO_MEDIA}</div>{GLYPHS}",
    "E": "",
}
# The same as their words alone: what a page saved by a browser or an older replay has, without the elements' ids.
WORDS_ONLY = {
    "A": "<div>&lt;</div><div>&nbsp;</div><div>&times;</div><div>&gt;</div>"
    f"<div>{SENTENCE}</div><div>Loading media information <a>hide</a></div>",
    "B": f"<p>{SENTENCE}</p><div>Loading media information hide</div>",
    "C": f"<div>hide</div><div>{SENTENCE_C}</div><div>Loading media information</div><div>Enable QA</div>"
    "<div>View Missing URLs</div>",
    "D": f"<div>{SENTENCE_D}</div><div>Found 0 archived media items out of 0 total on this page.</div>"
    "<div>&lt;</div><div>&times;</div><div>&gt;</div>",
    "bare text": SENTENCE.replace("<a href=x>", "").replace("</a>", ""),
}
TOOLBAR = (
    "<!-- BEGIN WAYBACK TOOLBAR INSERT --><style>body {{ margin-top:0 }}</style><script>__wm.rw(0);</script>"
    '<div id="wm-ipp-base" lang="en"><div id="wm-ipp"><div id="donato"><iframe src=x></iframe></div>'
    '<a href="/web/20150904110101/http://en.unesco.org/">14 captures</a><div>04 Sep 2015 - 30 Oct 2019</div>'
    "<table><tr><td>Sep</td><td>OCT</td><td>Nov</td></tr><tr><td>2015</td><td>2016</td><td>2017</td></tr></table>"
    '<p>COLLECTED BY Suzhou (China) in 2021</p></div></div><div id="wm-ipp-print">The Wayback Machine - x</div>'
    "<!-- END WAYBACK TOOLBAR INSERT -->"
)
IA_HEAD = (
    '<script>__wm.init("https://web.archive.org/web");\n'
    '__wm.wombat("http://en.unesco.org:80/","{digits}","https://web.archive.org/","web","x","1");</script>'
    "<!-- End Wayback Rewrite JS Include -->"
)
PYWB = (
    '<!-- WB Insert --><script>wbinfo = {{}}; wbinfo.url = "https://en.unesco.org/";'
    ' wbinfo.timestamp = "{digits}"; wbinfo.request_ts = "20010101000000";</script><!-- End WB Insert -->'
)


class Furnishing(NamedTuple):
    """What one replay adds: in the head, at the start of the body, behind its end; and whether it names a collection."""

    head: str
    top: str
    bottom: str
    collection: bool


FURNISHINGS = {
    **{f"Archive-It {name}": Furnishing(REWRITE, COMMENT + banner, "", name in "ABC") for name, banner in BANNERS.items()},
    **{f"{name} by its words": Furnishing("", banner, "", name != "D") for name, banner in WORDS_ONLY.items()},
    "Internet Archive": Furnishing(IA_HEAD, TOOLBAR, COMMENT, False),
    "Internet Archive without toolbar": Furnishing(IA_HEAD, "", COMMENT, False),
    "pywb": Furnishing(PYWB, "", "", False),
}  # fmt: skip
MAINS = {
    "drupal7-body": '<div id="block-system-main"><div class="field field-name-body">{}</div></div>',
    "html5-main": "<header>UNESCO</header><main>{}</main>",
    "plain-body": "{}",
}


def _page(body: str, head: str = "", bottom: str = "") -> bytes:
    return (
        f"<!DOCTYPE html><html lang=en><head>{head}<title>Annual Conferences</title></head>"
        f"<body>{body}</body></html>{bottom}"
    ).encode()


def _furnished(body: str, furnishing: Furnishing, time: datetime) -> bytes:
    said = {
        "time": f"{time:%H:%M:%S %b %d, %Y}",
        "digits": f"{time:%Y%m%d%H%M%S}",
        "collection": COLLECTION,
        "organisation": ORGANISATION,
        "archive": "ARCHIVE-IT WAYBACK MACHINE",
    }
    head, top, bottom = (part.format(**said) for part in furnishing[:3])
    return _page(top + body, head, bottom)


def _read(page: bytes) -> Document:
    return read_document(page, "text/html; charset=utf-8", LAYOUTS)


TIMES = st.datetimes(datetime(1996, 1, 1), datetime(2039, 12, 31)).map(lambda t: t.replace(microsecond=0))
TEXTS = st.text(st.sampled_from("abcXYZ Östé<>&×.,();:-0129\u00a0"), min_size=1, max_size=30).filter(
    lambda text: any(letter.isalpha() for letter in text)
)
PARTS = st.lists(
    st.tuples(st.sampled_from(["p", "h1", "h2", "ul"]), TEXTS.map(html.escape)).map(
        lambda made: f"<ul><li>{made[1]}</li></ul>" if made[0] == "ul" else f"<{made[0]}>{made[1]}</{made[0]}>"
    ),
    min_size=1,
    max_size=6,
).map("".join)


@examples(300)
@given(PARTS, st.sampled_from(sorted(MAINS)), st.sampled_from(sorted(FURNISHINGS)), TIMES)
def test_furniture_put_on_and_taken_off_again_leaves_the_bare_page(
    parts: str, layout: str, name: str, time: datetime
) -> None:
    body = MAINS[layout].format(parts)
    bare = _read(_page(body))
    replayed = _read(_furnished(body, FURNISHINGS[name], time))
    assert bare.layout == layout
    assert (replayed.layout, replayed.blocks, replayed.title) == (bare.layout, bare.blocks, bare.title)


@given(st.sampled_from(sorted(FURNISHINGS)), st.sampled_from(sorted(MAINS)), TIMES)
def test_what_furniture_says_is_kept(name: str, layout: str, time: datetime) -> None:
    furnishing = FURNISHINGS[name]
    said = _read(_furnished(MAINS[layout].format("<p>Paris</p>"), furnishing, time)).furniture
    assert said is not None
    assert said.captured == time.replace(tzinfo=UTC)
    assert said.collection == (COLLECTION if furnishing.collection else None)


@pytest.mark.parametrize("name", sorted(WORDS_ONLY))
def test_the_organisation_is_read_with_its_commas_and_brackets(name: str) -> None:
    page = _furnished("<p>Paris</p>", FURNISHINGS[f"{name} by its words"], datetime(2022, 3, 15, 9, 26, 32))
    said = _read(page).furniture
    assert said is not None
    assert said.organisation == ORGANISATION


@pytest.mark.parametrize("body", ["<p>Paris</p>", "<main><p>Paris</p></main>", "<p>A &times; B</p><p>hide</p>"])
def test_a_bare_page_has_no_furniture(body: str) -> None:
    assert _read(_page(body)).furniture is None


QUOTE = "<p>Paris (France) in 2008.</p><blockquote><p>{banner}</p></blockquote><p>Lyon (France) in 2009.</p>"


@pytest.mark.parametrize("layout", sorted(MAINS))
@pytest.mark.parametrize("sentence", [SENTENCE, SENTENCE_C, SENTENCE_D], ids=["A", "C", "D"])
def test_a_banner_that_the_page_quotes_is_left_to_it(sentence: str, layout: str) -> None:
    quoted = sentence.format(organisation=ORGANISATION, collection=COLLECTION, time="10:11:12 Jan 05, 2019")
    document = _read(_page(MAINS[layout].format(QUOTE.format(banner=quoted))))
    first, quote, last = (block.text for block in document.blocks)
    assert (first, last) == ("Paris (France) in 2008.", "Lyon (France) in 2009.")
    assert quote.startswith("You are viewing an archived web page")
    assert quote.endswith("of this archived page.")
    assert document.furniture is None


@given(st.sampled_from(sorted(FURNISHINGS)), st.sampled_from(sorted(MAINS)), TIMES)
def test_a_quoted_banner_stays_below_a_real_one_and_says_nothing(name: str, layout: str, time: datetime) -> None:
    quoted = SENTENCE.format(organisation="Somebody", collection="Other", time="10:11:12 Jan 05, 1995")
    document = _read(_furnished(MAINS[layout].format(QUOTE.format(banner=quoted)), FURNISHINGS[name], time))
    assert [block.text.split()[0] for block in document.blocks] == ["Paris", "You", "Lyon"]
    assert document.furniture is not None
    assert document.furniture.captured == time.replace(tzinfo=UTC)


@pytest.mark.parametrize("text", ["<p>hide</p>", "<p>&gt;</p>", "<p>Loading media information</p>"])
def test_words_of_a_banner_further_down_stay(text: str) -> None:
    time = datetime(2022, 3, 15, 9, 26, 32)
    document = _read(_furnished(f"<main><p>Paris</p>{text}<p>Lyon</p></main>", FURNISHINGS["Archive-It A"], time))
    assert len(document.blocks) == 3


def test_the_other_times_of_a_toolbar_are_no_capture_time() -> None:
    time = datetime(2016, 10, 23, 11, 18, 8)
    said = _read(_furnished("<p>Paris</p>", FURNISHINGS["Internet Archive"], time)).furniture
    assert said is not None
    assert said.captured == time.replace(tzinfo=UTC)


def test_pywb_says_the_time_that_was_served_and_not_the_one_that_was_asked() -> None:
    said = _read(_furnished("<p>Paris</p>", FURNISHINGS["pywb"], datetime(2018, 9, 11, 7, 15, 30))).furniture
    assert said is not None
    assert said.captured == datetime(2018, 9, 11, 7, 15, 30, tzinfo=UTC)


@pytest.mark.parametrize("time", ["25:61:61 Mar 15, 2022", "09:26:32 Foo 15, 2022", "09:26:32 Feb 30, 2022"])
def test_a_banner_with_a_time_that_cannot_be_is_taken_off_without_one(time: str) -> None:
    banner = BANNERS["B"].format(organisation=ORGANISATION, collection=COLLECTION, time=time)
    document = _read(_page(banner + "<main><p>Paris</p></main>"))
    assert document.text == "Paris"
    assert document.furniture is not None
    assert document.furniture.captured is None


FIXTURES = Path(__file__).parent.parent / "fixtures" / "pages" / "annual-conferences"


@pytest.mark.parametrize("case", sorted(FIXTURES.glob("*banner-[abcd]")), ids=lambda case: case.name)
def test_the_banner_of_a_saved_page_says_its_time(case: Path) -> None:
    digits = json.loads((case / "capture.json").read_text(encoding="utf-8"))["timestamp"]
    said = _read((case / "body.html").read_bytes()).furniture
    assert said is not None
    assert said.captured == datetime.strptime(digits, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    assert said.collection == (None if case.name.endswith("d") else COLLECTION)
    assert said.organisation == ORGANISATION


def test_an_end_mark_that_never_comes_takes_nothing_of_the_page() -> None:
    page = _page("<!-- BEGIN WAYBACK TOOLBAR INSERT --><p>Paris</p><p>Lyon</p>")
    assert [block.text for block in _read(page).blocks] == ["Paris", "Lyon"]


@pytest.mark.usefixtures("patience")
@pytest.mark.parametrize(
    "piece",
    [
        "You are viewing an archived web page, collected at the request of ",
        "hide ",
        "< > × ",
        ".a {",
        "/**/" * 40 + "x",
        "/* ",
    ],
)
def test_words_of_a_banner_without_end_come_to_one(piece: str) -> None:
    _read(_page(f"<div>{html.escape(piece * (200_000 // len(piece)))}</div><p>Paris archived web page</p>"))


@pytest.mark.parametrize(("name", "layout"), sorted(product(FURNISHINGS, MAINS)))
def test_no_furniture_hides_the_layout_of_a_page(name: str, layout: str) -> None:
    document = _read(_furnished(MAINS[layout].format("<p>Paris</p>"), FURNISHINGS[name], datetime(2020, 1, 2)))
    assert (document.layout, document.text) == (layout, "Paris")
