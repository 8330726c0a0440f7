"""What a captured body is, by its Content-Type and its first bytes."""

import pytest

from scraper.archives.mimetype import is_page, last_valid

HTML = b"<!DOCTYPE html><html><title>t</title><p>x</p></html>"
PDF = b"%PDF-1.7"


@pytest.mark.parametrize(
    ("stated", "last"),
    [
        ("text/html", "text/html"),
        ("TEXT/HTML; charset=utf-8", "text/html"),
        ("text/plain, text/html", "text/html"),
        ("text/html, */*", "text/html"),  # Fetch, 2.2.2: what follows and is no type, or any, does not count
        ("text/html, nonsense", "text/html"),
        ('text/html;x=",text/plain"', "text/html"),
        ('text/html;charset=gbk;a=b, text/html;x=y', "text/html"),
        ("html", None),
        ("", None),
        (None, None),
        ("#<mime::nulltype:0x007f>", None),
        ("text/", None),
        ("/html", None),
    ],
)  # fmt: skip
def test_of_a_list_of_types_the_last_valid_one_counts(stated: str | None, last: str | None) -> None:
    assert last_valid(stated) == last


@pytest.mark.parametrize(
    "stated",
    [
        "html",
        "#<mime::nulltype:0x007f>",
        "unknown/unknown",
        "application/unknown",
        "application/octet-stream",
        "; charset=utf-8",
    ],
)
def test_an_unknown_type_is_told_by_the_first_bytes(stated: str) -> None:
    assert is_page(HTML, stated)
    assert is_page(b"\n  <!-- a comment --><p>x", stated)
    assert is_page(b"\xef\xbb\xbf<HTML>", stated)
    assert not is_page(PDF, stated)
    assert not is_page(b"\x89PNG\r\n", stated)
    assert not is_page(b"Plain words.", stated)


@pytest.mark.parametrize(
    "stated", ["application/pdf", "image/png", "text/css", "application/json", "text/html, image/gif"]
)
def test_a_type_that_is_known_is_believed(stated: str) -> None:
    assert not is_page(HTML, stated)


@pytest.mark.parametrize("stated", ["text/html", "application/xhtml+xml", "text/plain", "", None])
def test_pages_are_pages(stated: str | None) -> None:
    assert is_page(b"anything", stated)
