"""Pages saved by hand: where and when they are from, as they tell it themselves or the entry beside them does."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.archives.files.saved import SavedPage, saved_page
from scraper.errors import UnreadableFile
from scraper.values.capture import format_timestamp, urlkey

PLENTY = 10_000_000
FIXTURES = Path(__file__).parents[1] / "fixtures" / "pages"
CASES = sorted(path.parent for path in FIXTURES.glob("*/*/capture.json"))
PAGE = "https://en.unesco.org/creative-cities/content/annual-conferences"
SEED = datetime(2022, 3, 15, 9, 26, 32, tzinfo=UTC)
MEMENTO = f"https://webarchive.unesco.org/web/20220315092632/{PAGE}"


def _page(tmp_path: Path, body: str | bytes, **given: object) -> SavedPage:
    path = tmp_path / "page.html"
    path.write_bytes(body.encode() if isinstance(body, str) else body)
    return saved_page(path, PLENTY, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}-{case.name}")
def test_a_page_alone_tells_the_truth_about_its_origin_or_nothing(case: Path, tmp_path: Path) -> None:
    stated = json.loads((case / "capture.json").read_text(encoding="utf-8"))
    page = _page(tmp_path, (case / "body.html").read_bytes())
    if page.timestamp is not None:
        assert format_timestamp(page.timestamp) == stated["timestamp"]
    if page.original is not None:
        told, true = urlkey(page.original), urlkey(stated["original"])
        assert told in (true, true.partition("?")[0])  # a page's canonical address goes without its query


@pytest.mark.parametrize(
    ("body", "memento"),
    [
        (f"<!-- saved from url=(0093){MEMENTO} -->\n<html>", MEMENTO),
        (f'<link rel="canonical" href="{MEMENTO}">', MEMENTO),
        (f"<link href='{MEMENTO}' rel='canonical'>", MEMENTO),
        (f'<meta property="og:url" content="{MEMENTO}">', MEMENTO),
        (
            f'<script>__wm.wombat("{PAGE}","20220315092632","https://web.archive.org/","web");</script>',
            f"https://web.archive.org/web/20220315092632/{PAGE}",
        ),
        (f'<script>wbinfo.url = "{PAGE}"; wbinfo.timestamp = "20220315092632";</script>', None),
        (
            f'<script>WB_wombat_Init("https://wayback.archive-it.org/10611/", "20220315092632", "en.unesco.org");</script>'
            f'<link rel="canonical" href="{PAGE}">',
            None,
        ),
        (f'<!-- FILE ARCHIVED ON 09:26:32 Mar 15, 2022 AND RETRIEVED --><link rel="canonical" href="{PAGE}">', None),
        (f'This page was captured on 09:26:32 Mar 15, 2022, and is part of <link rel=canonical href="{PAGE}">', None),
    ],
)
def test_what_replays_and_browsers_write_into_a_page_says_where_it_is_from(
    tmp_path: Path, body: str, memento: str | None
) -> None:
    page = _page(tmp_path, body)
    assert (page.original, page.timestamp, page.memento_url) == (PAGE, SEED, memento)


def test_the_time_of_what_was_served_counts_before_the_time_that_was_asked_for(tmp_path: Path) -> None:
    asked = MEMENTO.replace("20220315092632", "20210101000000")
    link = f'<link rel="canonical" href="{asked}">'
    for told in (
        "<!-- FILE ARCHIVED ON 09:26:32 Mar 15, 2022 -->",
        'wbinfo.timestamp = "20220315092632"; wbinfo.request_ts = "20210101000000"',
        'WB_wombat_Init("https://wayback.archive-it.org/10611/", "20220315092632", "en.unesco.org")',
    ):
        assert _page(tmp_path, told + link).timestamp == SEED


def test_what_the_user_says_counts_before_what_the_page_says(tmp_path: Path) -> None:
    page = _page(
        tmp_path,
        f'<link rel="canonical" href="{MEMENTO}">',
        original="https://a.example/",
        timestamp=SEED.replace(year=2020),
    )
    assert (page.original, page.timestamp) == ("https://a.example/", SEED.replace(year=2020))


def test_a_page_that_says_nothing_is_no_capture(tmp_path: Path) -> None:
    page = _page(tmp_path, "<p>Paris, France in 2008</p>")
    assert (page.original, page.timestamp, page.response("test")) == (None, None, None)


def test_what_is_not_a_valid_time_gives_no_time(tmp_path: Path) -> None:
    for told in ("FILE ARCHIVED ON 25:26:32 Mar 45, 2022", 'wbinfo.timestamp = "20221315092632"'):
        assert _page(tmp_path, told).timestamp is None


def test_a_captured_redirect_shown_as_a_page_has_its_own_status(tmp_path: Path) -> None:
    assert (
        _page(tmp_path, f"Got an HTTP 302 response at crawl time <link rel=canonical href='{MEMENTO}'>").statuscode
        == 302
    )


def test_the_entry_beside_a_page_says_all_and_is_believed(tmp_path: Path) -> None:
    entry = {
        "original": PAGE,
        "timestamp": "20220315092632",
        "requested": "2022",
        "memento_url": MEMENTO,
        "statuscode": 404,
        "headers": {"Content-Type": "text/html; charset=utf-8", "X-A": "1"},
    }
    (tmp_path / "capture.json").write_text(json.dumps(entry), encoding="utf-8")
    response = _page(tmp_path, "<p>").response("test")
    assert response is not None
    assert response.capture.memento_url == MEMENTO
    assert (response.capture.timestamp, response.requested) == (SEED, datetime(2022, 1, 1, tzinfo=UTC))
    assert (response.status, response.capture.mimetype) == (404, "text/html")
    assert response.headers == (("Content-Type", "text/html; charset=utf-8"), ("X-A", "1"))


@pytest.mark.parametrize(
    "entry",
    ["", "{", "[]", "{}", '{"original": "http://a.example/"}', '{"original": "http://a.example/", "timestamp": "x"}'],
)
def test_a_wrong_entry_beside_a_page_is_named(tmp_path: Path, entry: str) -> None:
    (tmp_path / "capture.json").write_text(entry, encoding="utf-8")
    with pytest.raises(UnreadableFile, match=r"capture\.json"):
        _page(tmp_path, "<p>")


def test_a_page_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"nowhere\.html"):
        saved_page(tmp_path / "nowhere.html", PLENTY)
    (tmp_path / "large.html").write_bytes(b"x" * 11)
    with pytest.raises(UnreadableFile, match="over 10 bytes"):
        saved_page(tmp_path / "large.html", 10)


PIECES = [
    b"<!-- saved from url=(1)",
    b" -->",
    MEMENTO.encode(),
    b'WB_wombat_Init("',
    b'wbinfo.url = "',
    b'"',
    b'<link rel="canonical" href="',
]


@given(st.lists(st.binary(max_size=5) | st.sampled_from(PIECES)).map(b"".join))
def test_any_bytes_are_a_page(tmp_path_factory: pytest.TempPathFactory, body: bytes) -> None:
    page = _page(tmp_path_factory.getbasetemp(), body)
    page.response("test")
    assert page.body == body
