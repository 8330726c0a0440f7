"""What replays add to pages: recognised, read, taken off."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.api import read_document

SAID = (
    "You are viewing an archived web page, collected at the request of <a href=x>Organization (UNESCO)</a> using "
    "<a href=x>Archive-It</a>. This page was captured on 09:26:32 Mar 15, 2022, and is part of the UNESCO collection. "
    "The information on this web page may be out of date. See <a href=x>All versions</a> of this archived page."
)
GLYPHS = "<div>&lt;</div><div>&nbsp;</div><div>&nbsp;</div><div>&nbsp;</div><div>&nbsp;</div><div>&times;</div><div>&gt;</div>"
SPACED = SAID.replace("viewing an", "viewing  an  ").replace("captured on", "captured  on\n ")
SHORT = SAID.replace(", and is part of the UNESCO collection", "").replace("web page, collected", "web page collected")
HEAD = '<script>WB_wombat_Init("https://wayback.archive-it.org/10611/", "20220315092632", "en.unesco.org")</script>'
FURNITURE = {
    "A": f'{GLYPHS}<div id="wm-disclaim">{SAID}<div id="wm-media-button">Loading media information <a>hide</a></div></div>',
    "A without ids": f"{GLYPHS}<div>{SAID}</div><div>Loading media information hide</div>",
    "B": f'<div id="wm-disclaim">{SAID}</div><div>Loading media information hide</div>',
    "C": f'<style>#wm-disclaim {{ top: 0 }}</style><div id="wm-disclaim"><div id="wm-disclaim-hide">hide</div>{SPACED}'
    '<div id="wm-media-button">Loading media information</div><div>Enable QA</div><div>View Missing URLs</div></div>',
    "D": f'<div id="wm-disclaim">{SHORT}</div><div>Found 0 archived media items out of 0 total on this page.</div>{GLYPHS}',
    "E": f"{HEAD}<!-- FILE ARCHIVED ON 09:26:32 Mar 15, 2022 AND RETRIEVED -->",
    "Internet Archive": "<!-- BEGIN WAYBACK TOOLBAR INSERT --><style>body{}</style><div id='wm-ipp-base'><div id='wm-ipp'>"
    "<a href='/web/20190101000000/x'>Jan</a> 15 MAR 2022 About this capture</div></div><!-- END WAYBACK TOOLBAR INSERT -->"
    "<!-- FILE ARCHIVED ON 09:26:32 Mar 15, 2022 AND RETRIEVED -->",
    "pywb": '<!-- WB Insert --><script>wbinfo.request_ts = "20220101000000"; wbinfo.timestamp = "20220315092632";</script>',
}
WORDS = st.text("abcdefghij ÉÖ(),.0123456789", min_size=1, max_size=40).filter(lambda text: text.strip())
MARKS = st.sampled_from(["<p>{}</p>", "<h2>{}</h2>", "<ul><li>{}</li></ul>", "<div>{}</div>", "<p>{}<br>and more</p>"])
CONTENTS = st.lists(st.builds(str.format, MARKS, WORDS), min_size=1, max_size=6).map("".join)
FRAMES = st.sampled_from(
    [
        "<h1>Annual Conferences</h1><p>Words before all else, so that it is a page of words.</p>{}",
        "<main>{}</main>",
        '<div id="block-system-main"><div class="field-name-body">{}</div></div>',
        '<div class="menu">Menu</div><div id="block-system-main"><div class="content">{}</div></div>',
    ]
)


def _page(body: str) -> bytes:
    return f"<!DOCTYPE html><html lang=en><head><title>A page</title></head><body>{body}</body></html>".encode()


@given(CONTENTS, FRAMES, st.sampled_from(sorted(FURNITURE)))
def test_furniture_put_on_a_page_and_taken_off_leaves_the_bare_page(content: str, frame: str, variant: str) -> None:
    bare = frame.format(content)
    dressed = read_document(_page(FURNITURE[variant] + bare), None)
    assert (dressed.layout, dressed.blocks) == (
        read_document(_page(bare), None).layout,
        read_document(_page(bare), None).blocks,
    )
    assert dressed.furniture is not None


@pytest.mark.parametrize("variant", sorted(FURNITURE))
def test_what_the_furniture_says_is_kept(variant: str) -> None:
    furniture = read_document(_page(FURNITURE[variant] + "<main><p>Lyon</p></main>"), None).furniture
    assert furniture is not None
    assert furniture.captured == datetime(2022, 3, 15, 9, 26, 32, tzinfo=UTC)
    if variant in ("A", "A without ids", "B", "C"):
        assert (furniture.collection, furniture.organisation) == ("UNESCO", "Organization (UNESCO)")
    if variant == "D":
        assert (furniture.collection, furniture.organisation) == (None, "Organization (UNESCO)")


def test_an_article_that_quotes_the_banner_keeps_it() -> None:
    document = read_document(_page(f"<h1>On archives</h1><p>They say:</p><p>{SAID}</p>"), None)
    assert "This page was captured on" in document.text
    assert document.furniture is None


@given(CONTENTS)
def test_a_page_without_furniture_has_none(content: str) -> None:
    assert read_document(_page(f"<main>{content}</main>"), None).furniture is None
