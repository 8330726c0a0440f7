"""Two sources differ by what the site's people changed: not by a replay, a visit, or how the mark-up is written."""

import html
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.diffs.html import Hunk, LineDiff, html_diff, line_diff, source_lines

CASES = Path(__file__).parent.parent / "fixtures" / "pages" / "annual-conferences"
LINES = st.lists(st.sampled_from(["<p>", "</p>", "a", "b", "c", "d", ""]), max_size=40)


def source(case: str) -> str:
    return (CASES / case / "body.html").read_bytes().decode("utf-8")


def changed(diff: LineDiff) -> list[str]:
    signs = {"removed": "-", "added": "+"}
    return [signs[line.kind] + line.text for hunk in diff.hunks for line in hunk.lines if line.kind != "equal"]


def patched(before: Sequence[str], hunks: Sequence[Hunk]) -> list[str]:
    """Make one side of the other, as `patch` does."""
    made: list[str] = []
    at = 0
    for hunk in hunks:
        made += before[at : hunk.before]
        assert len(made) == hunk.after
        at = hunk.before + hunk.before_length
        assert [line.text for line in hunk.lines if line.kind != "added"] == before[hunk.before : at]
        made += [line.text for line in hunk.lines if line.kind != "removed"]
    return made + list(before[at:])


@given(LINES, LINES, st.integers(0, 4))
def test_hunks_make_the_one_side_of_the_other(before: list[str], after: list[str], context: int) -> None:
    diff = line_diff(before, after, context=context)
    assert patched(before, diff.hunks) == after
    assert diff.is_empty == (before == after)
    assert len(before) - diff.removed + diff.added == len(after)


@given(LINES, LINES, st.integers(0, 4))
def test_a_hunk_has_no_more_around_it_than_was_asked_for(before: list[str], after: list[str], context: int) -> None:
    for hunk in line_diff(before, after, context=context).hunks:
        places = [at for at, line in enumerate(hunk.lines) if line.kind != "equal"]
        assert places[0] <= context
        assert len(hunk.lines) - 1 - places[-1] <= context


@given(st.text(alphabet=st.sampled_from("<>/!-=\"' &;abpdiv1920:\n\x00\x0c"), max_size=200))
def test_a_source_does_not_differ_from_itself(text: str) -> None:
    assert html_diff(text, text).is_empty
    assert html_diff(text.encode(), text, before_type="text/html; charset=utf-8").is_empty


@given(st.text(max_size=80).filter(lambda text: "\x00" not in text and text.isprintable() and text.strip()))
def test_a_text_is_one_line_and_no_tag(text: str) -> None:
    lines = source_lines(f"<!DOCTYPE html><html><body><p>{html.escape(text)}</p></body></html>")
    assert lines[:4] == ["<!DOCTYPE html>", "<html>", "<body>", "<p>"]
    assert lines[4:] == [html.escape(" ".join(text.split()), quote=False), "</p>", "</body>", "</html>"]


def test_a_page_is_written_as_one_tag_or_text_a_line() -> None:
    page = "<!-- top --><p id=a class='b  c'>One\n two<br>three <b>four</b></p><script>\n  a();\n\n  b();\n</script>"
    assert source_lines(page) == [
        "<!-- top -->",
        "<html>",
        "<body>",
        '<p class="b c" id="a">',
        "One two",
        "<br>",
        "three",
        "<b>",
        "four",
        "</b>",
        "</p>",
        "<script>",
        "a();",
        "b();",
        "</script>",
        "</body>",
        "</html>",
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('<a href="x" class="y">t</a>', "<a\n class='y' href=x >t</a>"),
        ("<p>a\n   b</p>", "<p> a b </p>"),
        ("<P>caf&eacute;</P>", "<p>café</p>"),
        ("<br>", "<br />"),
        ("<!doctype html><p>a</p>", "<!DOCTYPE\nhtml><p>a</p>"),
    ],
)
def test_how_the_markup_is_written_is_no_difference(one: str, other: str) -> None:
    assert html_diff(one, other).is_empty


NOISE = {
    "form_build_id": '<input type="hidden" name="form_build_id" value="form-{0}{0}{0}{0}" id="form-{0}{0}{0}{0}">',
    "form_token": '<input type="hidden" name="form_token" value="{0}">',
    "csrf meta": '<meta name="csrf-token" content="{0}==">',
    "csrf attribute": '<form data-csrf="{0}"></form>',
    "nonce": '<script nonce="{0}">go()</script>',
    "view dom id": '<div class="view view-id-events view-dom-id-{0} first">x</div>',
    "view dom id in settings": '<script>jQuery.extend(x, {{"views":{{"view_dom_id":"{0}"}}}});</script>',
    "aggregate": '<link rel="stylesheet" href="/sites/default/files/css/css_{0}Zk{0}.css?ab12cd">',
    "aggregate, hexadecimal": '<script src="/files/js/js_{0}{0}.js"></script>',
    "bundle": '<script src="/static/main.{0}.min.js"></script>',
    "cache buster": '<link rel="stylesheet" href="/misc/style.css?{0}">',
    "cache buster in a style": '<style>@import url("/misc/style.css?{0}");</style>',
    "image token": '<img src="/files/styles/large/a.jpg?itok={0}&amp;v=2" alt="">',
    "theme token": '<script>x={{"ajaxPageState":{{"theme":"a","theme_token":"{0}"}}}};</script>',
    "token in a link": '<a href="/go?page=1&amp;token={0}">x</a>',
    "session in a link": '<a href="/go?PHPSESSID={0}&amp;page=1">x</a>',
    "hidden e-mail": '<a href="/cdn-cgi/l/email-protection#{0}" data-cfemail="{0}">x</a>',
    "replay's link": '<a href="https://web.archive.org/web/20190101{1}/https://en.unesco.org/x">x</a>',
    "replay's link without host": '<a href="/uccn/20190101{1}/https://en.unesco.org/x">x</a>',
    "replay's image": '<img src="//archive.example/all/20190101{1}im_/https://en.unesco.org/x.png">',
    "replay's link in a script": r'<script>a("https:\/\/archive.example\/web\/20190101{1}\/https:\/\/en.unesco.org\/x")</script>',
    "comment with a time": "<!-- Page cached by Boost @ 2019-01-01 {2}, expires @ 2019-01-02 {2} -->",
    "comment with a duration": "<!-- generated in 0.{1} seconds -->",
    "TYPO3's comment": "<!-- Cached page generated 12.03.2012 {2}. Expires 13.03.2012 {2} -->",
}


@pytest.mark.parametrize("kind", NOISE)
def test_what_differs_from_one_visit_to_the_next_is_no_difference(kind: str) -> None:
    page = "<html><head></head><body><p>Text</p>{}</body></html>"
    one = page.format(NOISE[kind].format("0a1b2c3d4e5f6071", "101010", "10:10:10"))
    other = page.format(NOISE[kind].format("9f8e7d6c5b4a3921", "232323", "23:23:23"))
    assert html_diff(one, other).is_empty
    assert not html_diff(one, page.format("")).is_empty, "that it is there is seen"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("<p>token 12345678</p>", "<p>token 87654321</p>"),
        ("<p>Held on 2019-01-01 at 10:10</p>", "<p>Held on 2019-01-02 at 10:10</p>"),
        ("<p>style.css?one</p>", "<p>style.css?two</p>"),
        ('<a href="/page?v=one">x</a>', '<a href="/page?v=two">x</a>'),
        ('<input name="annonce" value="a">', '<input name="annonce" value="b">'),
        ('<div class="form-item-title">x</div>', '<div class="form-item-body">x</div>'),
        ('<div class="view-id-events">x</div>', '<div class="view-id-news">x</div>'),
        ('<link href="/css/style.css">', '<link href="/css/layout.css">'),
        ("<!-- block one -->", "<!-- block two -->"),
        ("<!--[if lt IE 9]><p>10:10</p><![endif]-->", "<!--[if lt IE 9]><p>11:11</p><![endif]-->"),
        ("<script>go(1)</script>", "<script>go(2)</script>"),
        (
            '<a href="/web/20190101101010/https://en.unesco.org/x">x</a>',
            '<a href="/web/20190101101010/https://en.unesco.org/y">x</a>',
        ),
    ],
)
def test_what_people_changed_is_a_difference(one: str, other: str) -> None:
    assert not html_diff(one, other).is_empty


def replayed(page: str, time: str, base: str) -> str:
    """Put a page into a replay as archives do: links rewritten, scripts, a banner, comments."""
    page = re.sub(r'((?:href|src|action)="|url\(")(?=https?://)', rf"\g<1>{base}{time}/", page)
    script = f'<script src="/static/js/wombat.js"></script><script>WB_wombat_Init("{base}", "{time}", "x");</script>'
    banner = (
        "<!-- BEGIN WAYBACK DISCLAIMER INSERT --><style>#wm-disclaim { display:none }</style>"
        f'<div id="wm-disclaim">You are viewing an archived web page of {time}</div><!-- END WAYBACK DISCLAIMER INSERT -->'
    )
    end = f"<!--\n FILE ARCHIVED ON 09:26:32 Mar 15, 2022 AND RETRIEVED FROM THE\n ARCHIVE {time}\n-->"
    page = page.replace("<head>", f"<head><!-- Start Wayback Rewrite JS Include -->{script}", 1)
    return re.sub(r"<body[^>]*>", lambda match: match[0] + banner, page, count=1) + end


def test_a_replay_of_a_page_is_that_page() -> None:
    page = source("20190212150447-fabriano-planned-and-bids")
    assert "https://en.unesco.org" in page
    here = replayed(page, "20190212150447", "https://webarchive.example/uccn/")
    assert len(here) > len(page) + 1000
    assert html_diff(page, here).is_empty
    assert html_diff(here, replayed(page, "20210101000000", "/web/")).is_empty


def test_two_replays_of_one_page_differ_by_what_the_site_changed() -> None:
    diff = html_diff(source("20210608114503-banner-b"), source("20220315092632-seed-banner-a"))
    lines = changed(diff)
    assert [line for line in lines if "©" in line] == [
        "-© UNESCO 2008 - 2021. Design: Montréal (Canada) in 2015.",
        "+© UNESCO 2008 - 2022. Design: Montréal (Canada) in 2015.",
    ]
    assert sum("Member cities" in line for line in lines) == 2
    assert not [line for line in lines if re.search(r"wm-|wombat|2021060811|2022031509|form-[0-9a-f]{20}", line)]
    assert (diff.removed, diff.added) == (3, 12)


def test_two_archives_of_one_site_differ_by_no_furniture() -> None:
    lines = changed(html_diff(source("20180911071530-pywb"), source("20161023111808-internet-archive")))
    assert lines
    assert not [
        line for line in lines if re.search(r"archive\.(?:org|example)|wombat|wbinfo|__wm|wm-|_static|WAYBACK", line)
    ]


def test_bytes_are_read_as_pages_are() -> None:
    old = (CASES / "20160512063357-windows-1252" / "body.html").read_bytes()
    as_utf8 = old.decode("cp1252").replace("windows-1252", "utf-8").encode()
    diff = html_diff(old, as_utf8, before_type="text/html; charset=windows-1252", after_type="text/html; charset=utf-8")
    assert all("utf-8" in line or "windows-1252" in line for line in changed(diff))


def test_comments_outside_the_page_are_lines_too() -> None:
    assert changed(html_diff("<!-- a --><html><p>x</p></html>", "<html><p>x</p></html><!-- b -->")) == [
        "-<!-- a -->",
        "+<!-- b -->",
    ]


@pytest.mark.slow
@pytest.mark.usefixtures("patience")
@pytest.mark.parametrize(
    "piece", ["/a", "js_", "_aaaaaaaa", "token", "/20190101101010", "//a", "&token=", '"a_token', "<p>", "<!--", "12:"]
)
def test_a_hostile_source_takes_no_longer_than_its_length(piece: str) -> None:
    many = piece * (300_000 // len(piece))
    page = f"<html><body><a href='{many}'>token</a><script>{many} token</script><!--{many}--></body></html>"
    assert html_diff(page, page).is_empty
    assert not html_diff(page, page.replace("<body>", "<body>new")).is_empty
