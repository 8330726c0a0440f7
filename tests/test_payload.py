"""Transfer and content encodings, and what is not as its label says."""

import gzip
import random
import zlib

import brotli
import pytest
import zstandard
from hypothesis import assume, example, given
from hypothesis import strategies as st

from scraper.archives.payload import Content, beginning, dechunked, decoded
from scraper.errors import CaptureFailure
from scraper.notices import CutOff, MislabelledEncoding, StreamDamaged, TooManyEncodings, UnlabelledEncoding
from scraper.outcomes import Outcome

PLENTY = 10_000_000
HTML = "<!DOCTYPE html>\n<html><body><p>Östersund (Sweden) in 2016</p></body></html>\n".encode()
ENCODE = {
    "zstd": zstandard.compress,
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "identity": lambda body: body,
}


def _raw_deflate(body: bytes) -> bytes:
    engine = zlib.compressobj(wbits=-15)
    return engine.compress(body) + engine.flush()


def _chunked(pieces: list[bytes], extension: bytes = b"", trailer: bytes = b"") -> bytes:
    chunks = [b"%X%s\r\n%s\r\n" % (len(piece), extension, piece) for piece in pieces if piece]
    return b"".join([*chunks, b"0\r\n", trailer, b"\r\n"])


@given(
    st.lists(st.binary()),
    st.sampled_from([b"", b";a=b", b" ", b'; a="b"']),
    st.sampled_from([b"", b"Expires: 0\r\n"]),
)
def test_chunks_are_put_together(pieces: list[bytes], extension: bytes, trailer: bytes) -> None:
    assert dechunked(_chunked(pieces, extension, trailer)) == Content(b"".join(pieces))


@given(st.lists(st.binary(min_size=1), min_size=1), st.data())
def test_chunks_that_break_off_give_what_is_there_and_a_notice(pieces: list[bytes], data: st.DataObject) -> None:
    whole = _chunked(pieces)
    first = len(b"%X\r\n" % len(pieces[0])) + 1
    cut = data.draw(st.integers(first, len(whole) - len(b"0\r\n\r\n")))
    content = dechunked(whole[:cut])
    assert b"".join(pieces).startswith(content.body)
    assert content.body
    assert any(isinstance(notice, CutOff) for notice in content.notices)


@pytest.mark.parametrize("body", [HTML, b"", b"{}\r\n", b"zz\r\nab\r\n0\r\n\r\n", b"\r\n\r\n"])
def test_a_body_said_to_be_chunked_that_is_not_comes_back_as_it_is(body: bytes) -> None:
    content = dechunked(body)
    assert content.body == body
    assert content.notices == (MislabelledEncoding("chunked"),)


@pytest.mark.parametrize("size", [b"-2", b"+2", b"0x2", b"0_2"])
def test_a_chunk_size_is_hexadecimal_digits_and_nothing_else(size: bytes) -> None:
    body = size + b"\r\nab\r\n0\r\n\r\n"  # RFC 9112, 7.1: chunk-size = 1*HEXDIG
    assert dechunked(body).body == body


@given(st.lists(st.sampled_from([b"\r\n", b"5", b"0", b"fF", b";", b" ", b"x"]) | st.binary(max_size=3)).map(b"".join))
def test_any_bytes_said_to_be_chunked_come_back_in_some_way(body: bytes) -> None:
    assert len(dechunked(body).body) <= len(body)


@given(st.binary(), st.lists(st.sampled_from(sorted(ENCODE)), max_size=3))
def test_a_body_comes_back_from_its_encodings(body: bytes, names: list[str]) -> None:
    encoded = body
    for name in names:
        encoded = ENCODE[name](encoded)
    assume(not body.startswith(b"\x1f\x8b"))  # gzip that no header names is unpacked
    assert decoded(encoded, ", ".join(names) or None, PLENTY) == Content(body)


@given(st.binary(min_size=1))
@example(b"\x1f\x8b")
def test_deflate_may_come_without_its_zlib_frame(body: bytes) -> None:
    assert decoded(_raw_deflate(body), "deflate", PLENTY).body == body


def test_members_of_a_gzip_stream_follow_one_another() -> None:
    assert decoded(gzip.compress(HTML) + gzip.compress(HTML), "gzip", PLENTY) == Content(HTML + HTML)


def test_the_names_of_encodings_have_no_case() -> None:
    assert decoded(gzip.compress(HTML), " GZip ", PLENTY) == Content(HTML)


def test_gzip_bytes_that_no_header_names_are_undone_with_a_notice() -> None:
    content = decoded(gzip.compress(HTML), None, PLENTY)
    assert content.body == HTML
    assert content.notices == (UnlabelledEncoding("gzip"),)


@pytest.mark.parametrize(("outer", "name"), [("gzip", "gzip"), ("gzip", None), ("br", "br"), ("deflate", "deflate")])
def test_a_second_layer_of_gzip_that_no_header_names_is_undone_with_a_notice(outer: str, name: str | None) -> None:
    content = decoded(ENCODE[outer](gzip.compress(HTML)), name, PLENTY)
    assert content.body == HTML
    assert content.notices[-1] == UnlabelledEncoding("gzip")


@pytest.mark.parametrize("name", ["gzip", "x-gzip", "deflate", "br"])
@pytest.mark.parametrize(
    "body",
    [
        HTML,
        b"<html lang='fr'>\n<head>",
        b"\xef\xbb\xbf<!doctype html><p>",
        b"Bologna (Italy)",
        b'{"a": 1}',
        b"%PDF-1.4",
    ],
)
def test_bytes_that_are_not_in_their_encoding_are_taken_as_they_are(name: str, body: bytes) -> None:
    content = decoded(body, name, PLENTY)
    assert content.body == body
    assert content.notices == (MislabelledEncoding(name),)


def test_an_encoding_that_nobody_knows_is_named() -> None:
    content = decoded(HTML, "zstd", PLENTY)
    assert content.body == HTML
    assert content.notices == (MislabelledEncoding("zstd"),)


def test_a_brotli_stream_that_breaks_off_gives_what_there_is() -> None:
    body = random.Random(1).randbytes(200_000)
    content = decoded(brotli.compress(body)[:150_000], "br", PLENTY)
    assert content.body
    assert body.startswith(content.body)
    assert any(isinstance(notice, CutOff) for notice in content.notices)


@given(st.sampled_from(["gzip", "deflate"]), st.binary(min_size=1, max_size=2000), st.data())
def test_a_stream_that_breaks_off_gives_what_there_is(name: str, body: bytes, data: st.DataObject) -> None:
    whole = ENCODE[name](body)
    cut = data.draw(st.integers(min(len(whole) - 1, 10), len(whole) - 1))
    content = decoded(whole[:cut], name, PLENTY)
    assert body.startswith(content.body)
    assert any(isinstance(notice, CutOff) for notice in content.notices)


@pytest.mark.parametrize("body", [HTML, HTML * 500, bytes(range(256)) * 40], ids=["short", "repetitive", "longer"])
def test_a_wrong_check_sum_does_not_cost_the_bytes_before_it(body: bytes) -> None:
    whole = bytearray(gzip.compress(body))
    whole[-8] ^= 0xFF  # the CRC: RFC 1952, 2.3.1
    content = decoded(bytes(whole), "gzip", PLENTY)
    assert content.body == body
    assert content.notices == (StreamDamaged("gzip"),)


@pytest.mark.parametrize("name", ["gzip", "deflate", "br"])
def test_a_small_body_that_swells_is_too_large(name: str) -> None:
    with pytest.raises(CaptureFailure) as caught:
        decoded(ENCODE[name](bytes(1_000_000)), name, 999_999)
    assert caught.value.outcome is Outcome.TOO_LARGE
    assert len(decoded(ENCODE[name](bytes(1_000_000)), name, 1_000_000).body) == 1_000_000


@given(
    st.sampled_from([b"", b"\x1f\x8b", b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03", b"\x78\x9c"]),
    st.binary(),
    st.lists(st.sampled_from([*ENCODE, "", "*"]), max_size=3).map(", ".join) | st.none() | st.text(),
)
def test_any_bytes_come_back_in_some_way_or_are_too_large(head: bytes, rest: bytes, encodings: str | None) -> None:
    try:
        assert len(decoded(head + rest, encodings, 100_000).body) <= max(100_000, len(head + rest))
    except CaptureFailure as failure:
        assert failure.outcome is Outcome.TOO_LARGE  # noqa: PT017 - both ways are right


@given(st.binary(min_size=1, max_size=300), st.sampled_from(["gzip", "deflate", "br"]), st.data())
def test_damage_anywhere_in_a_stream_is_no_crash(body: bytes, name: str, data: st.DataObject) -> None:
    whole = bytearray(ENCODE[name](body))
    whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        decoded(bytes(whole), name, 100_000)
    except CaptureFailure as failure:
        assert failure.outcome is Outcome.TOO_LARGE  # noqa: PT017 - both ways are right


def test_encodings_without_measure_are_left_alone() -> None:
    content = decoded(gzip.compress(HTML, mtime=0), ", ".join(["gzip"] * 500), 10**6)
    assert content.body == gzip.compress(HTML, mtime=0)
    assert content.notices == (TooManyEncodings(500),)


def test_the_beginning_of_a_body_is_read_without_the_rest() -> None:
    assert beginning(HTML, 9) == HTML[:9]
    assert beginning(gzip.compress(b"a" * 10**7), 9) == b"a" * 9
    assert beginning(b"\x1f\x8b no gzip", 20) == b"\x1f\x8b no gzip"
