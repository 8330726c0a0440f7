"""What is left out of a page's key is nothing that is read: the same key, the same records."""

from datetime import date
from pathlib import Path

import pytest
from conftest import examples
from hypothesis import given
from hypothesis import strategies as st

from scraper import read_page
from scraper.reading.same import content_key

pytestmark = pytest.mark.usefixtures("patience")

FOLDER = Path(__file__).parents[1] / "fixtures" / "pages"
PAGE = "https://en.unesco.org/creative-cities/content/annual-conferences"
BODIES = [
    (FOLDER / "annual-conferences" / name / "body.html").read_bytes()
    for name in ("20190711180925-wrong-charset", "20220315092632-seed-banner-a", "20230214133705-html5-main")
]
SHORT = (
    b"<html lang=en><title>Annual Conferences</title><body><div id='block-system-main'><div class='field-name-body'>"
    b"<p>held in:<ul><li>Krakow, Poland (2018)<li>Fabriano, Italy (2019)</ul></div></div></body></html>"
)
FIELD = b'<input type="hidden" name="form_build_id" value="%s">'
TOKENS = st.one_of(
    st.sampled_from((b"Fabriano-Italy-2019-Krakow", b"archived-web-page-here---", b"wombat-wm-toolbar-charset-x")),
    st.from_regex(rb"[A-Za-z0-9_-]{16,60}", fullmatch=True),
)
AROUND = st.sampled_from(
    (
        (b"", b""),
        (b"<textarea>", b"</textarea>"),
        (b"<script>", b"</script>"),
        (b"<!-- ", b" -->"),
        (b"<title>", b"</title>"),
        (b'<a title="', b'">x</a>'),
        (b"<a title='", b"'>x</a>"),
        (b"<li>", b" 2018"),
        (b"<plaintext>", b""),
        (b"<template>", b"</template>"),
        (b"<select><option>", b"</select>"),
        (b"<![CDATA[", b"]]>"),
        (b"<?x ", b"?>"),
        (b'<p class="', b""),
    )
)


def _read(body: bytes) -> object:
    return read_page(body, content_type="text/html", original=PAGE, captured=date(2022, 3, 15))


def _with_field(body: bytes, at: int, around: tuple[bytes, bytes], token: bytes) -> bytes:
    return body[:at] + around[0] + FIELD % token + around[1] + body[at:]


@given(st.data())
@examples(300)
def test_pages_of_one_key_state_the_same(data: st.DataObject) -> None:
    """A field with a token at any place of a page, in anything; then another token of the same length in its place."""
    body = data.draw(st.sampled_from((SHORT, SHORT, SHORT, *BODIES)))
    at, around = data.draw(st.integers(0, len(body))), data.draw(AROUND)
    token = data.draw(TOKENS)
    other = data.draw(st.one_of(st.just(b"Fabriano-Italy-2019-Krakow"), TOKENS))
    other = (other * 4)[: len(token)]
    one, two = (_with_field(body, at, around, each) for each in (token, other))
    if content_key(one) == content_key(two):
        assert _read(one) == _read(two)


@given(st.data())
@examples(100)
def test_what_is_no_token_has_its_part_in_the_key(data: st.DataObject) -> None:
    body = _with_field(SHORT, SHORT.index(b"<p>"), (b"", b""), b"form-0123456789abcdef")
    at = data.draw(st.integers(0, len(body) - 1))
    changed = body[:at] + bytes([data.draw(st.integers(0, 255))]) + body[at + 1 :]
    start = body.index(b"form-0123456789abcdef")
    if changed != body and not start <= at < start + 21:
        assert content_key(changed) != content_key(body)


def test_pages_that_differ_in_a_form_token_have_one_key() -> None:
    place = BODIES[1].index(b"</form>")
    one, two = (
        _with_field(BODIES[1], place, (b"", b""), token)
        for token in (b"form-0123456789abcdef", b"form-fedcba98765x3210")
    )
    assert one != two
    assert content_key(one) == content_key(two)


@pytest.mark.parametrize("around", [(b"<textarea>", b"</textarea>"), (b"<script>", b"</script>"), (b"<!-- ", b" -->")])
def test_a_token_where_no_markup_is_has_its_part_in_the_key(around: tuple[bytes, bytes]) -> None:
    one, two = (_with_field(SHORT, 60, around, token) for token in (b"form-0123456789abcdef", b"form-fedcba98765x3210"))
    assert content_key(one) != content_key(two)


def test_what_only_begins_like_an_end_ends_no_title() -> None:
    page = b"<html><title>Annual Conferences</title%s></title><body><p>Words</body></html>"
    one, two = (page % (b'<input type="hidden" value="%s"/>' % (each * 20)) for each in (b"a", b"b"))
    assert content_key(one) != content_key(two)
