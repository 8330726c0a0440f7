"""WARC files as warcio writes them, whole and damaged."""

import base64
import functools
import gzip
import hashlib
import io
import re
import tracemalloc
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from conftest import WarcFile
from hypothesis import given
from hypothesis import strategies as st

from scraper.archives.files.warc import (
    Damage,
    Record,
    Remark,
    declared_digest,
    http_message,
    member_length,
    record_at,
    records,
    warc_date,
)
from scraper.notices import HeadersTooLong, MislabelledEncoding
from scraper.values.capture import sha1

PLENTY = 1_000_000
SEED = datetime(2022, 3, 15, 9, 26, 32, tzinfo=UTC)


def _address(number: int) -> str:
    return f"http://webarchive.example/page-{number}"


def _body(number: int) -> bytes:
    return f"<p>Page {number}: {'Östersund (Sweden) in 2016. ' * (number + 1)}</p>".encode()


@functools.cache  # record ids are random
def _warc(count: int, *, gzipped: bool) -> tuple[bytes, list[int]]:
    """Return a WARC file of `count` responses, and where each begins."""
    file = WarcFile(gzipped=gzipped)
    for number in range(count):
        file.response(_address(number), "2022-03-15T09:26:32Z", _body(number), headers=(("Content-Type", "text/html"),))
    return file.content, file.starts


class _FewReads(io.BytesIO):
    """A file that is not read forever: a loop without end is a failure here, not a hang."""

    left = 5_000

    def read(self, size: int | None = -1, /) -> bytes:
        self.left -= 1
        if self.left < 0:
            raise RuntimeError("read without end")
        return super().read(size)


def _read(content: bytes, most_bytes: int = PLENTY, start: int = 0) -> list[Record | Damage | Remark]:
    return list(records(_FewReads(content), len(content), most_bytes, start))


def _whole(found: list[Record | Damage | Remark]) -> list[str]:
    """Return the addresses of the records that came whole and unhurt, in their order."""
    return [
        one.target
        for one in found
        if isinstance(one, Record)
        and one.whole
        and (message := http_message(one.block))
        and one.target in {_address(number) for number in range(9) if message.body == _body(number)}
    ]


@pytest.mark.parametrize("gzipped", [True, False])
def test_every_record_is_there_with_its_place(gzipped: bool) -> None:
    content, starts = _warc(4, gzipped=gzipped)
    found = _read(content)
    assert _whole(found) == [_address(number) for number in range(4)]
    assert [(one.offset, one.offset + one.length) for one in found if isinstance(one, Record)] == [
        *zip(starts, [*starts[1:], len(content)], strict=True)
    ]
    for one in found:
        assert isinstance(one, Record)
        assert record_at(io.BytesIO(content), one.offset, one.length, PLENTY) == one


@pytest.mark.parametrize("gzipped", [True, False])
def test_reading_can_begin_at_any_record(gzipped: bool) -> None:
    content, starts = _warc(4, gzipped=gzipped)
    assert _whole(_read(content, start=starts[2])) == [_address(2), _address(3)]
    assert _read(content, start=len(content)) == []


def test_an_empty_file_has_no_records_and_no_damage() -> None:
    assert _read(b"") == []


def test_names_of_headers_have_no_case_and_a_target_has_no_brackets() -> None:
    content, _ = _warc(1, gzipped=False)
    content = content.replace(b"WARC-Target-URI: ", b"warc-target-uri: <").replace(b"/page-0\r\n", b"/page-0>\r\n")
    [record] = _read(content)
    assert isinstance(record, Record)
    assert record.target == _address(0)
    assert record.type == "response"


@pytest.mark.parametrize("gzipped", [True, False])
def test_a_record_that_is_too_long_is_not_whole_and_the_next_one_is(gzipped: bool) -> None:
    content, _ = _warc(3, gzipped=gzipped)
    longest = len(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n") + len(_body(1))
    found = _read(content, longest)
    assert [one.whole for one in found if isinstance(one, Record)] == [True, True, False]
    assert all(len(one.block) <= longest for one in found if isinstance(one, Record))


def test_a_file_compressed_in_one_piece_is_named_so() -> None:
    plain, _ = _warc(3, gzipped=False)
    found = _read(gzip.compress(plain))
    assert any("recompress" in one.message for one in found if isinstance(one, Remark))
    assert _whole(found) == [_address(number) for number in range(3)]


@pytest.mark.parametrize("gzipped", [True, False])
def test_a_file_with_bare_line_ends_is_named_so_and_not_read_in_part_in_silence(gzipped: bool) -> None:
    plain, _ = _warc(3, gzipped=False)
    bare = plain.replace(b"\r\n", b"\n")
    found = _read(gzip.compress(bare) if gzipped else bare)
    assert any("LF" in one.message for one in found if isinstance(one, Remark))
    assert [one.target for one in found if isinstance(one, Record)] == [_address(number) for number in range(3)]


def test_what_is_no_warc_is_damage_and_no_record() -> None:
    for content in (b"<!DOCTYPE html><p>A page</p>" * 50, gzip.compress(b"<p>A page</p>" * 50), b"\x1f\x8b"):
        assert not any(isinstance(one, Record) for one in _read(content))


@pytest.mark.parametrize("gzipped", [True, False])
def test_a_file_that_breaks_off_has_all_records_before_the_break(gzipped: bool) -> None:
    content, starts = _warc(3, gzipped=gzipped)
    for end in range(starts[2] + 1, len(content) - 4, 7):
        found = _read(content[:end])
        assert _whole(found)[:2] == [_address(0), _address(1)]
        if gzipped and end < len(content) - 16:  # without its last bytes, a check sum, the record is still whole
            assert len(_whole(found)) == 2


@given(st.data())
def test_damage_to_a_gzipped_record_costs_no_other(data: st.DataObject) -> None:
    content, starts = _warc(4, gzipped=True)
    hurt = data.draw(st.integers(0, 3), "record")
    end = [*starts[1:], len(content)][hurt]
    at = data.draw(st.integers(starts[hurt], end - 1), "place")
    kept = data.draw(st.integers(0, end - at), "bytes lost")
    damage = data.draw(st.binary(min_size=1, max_size=20) | st.sampled_from([b"\x1f\x8b\x08", b"WARC/1.0\r\n"]))
    found = _read(content[:at] + damage + content[at + kept :])
    others = [_address(number) for number in range(4) if number != hurt]
    assert [address for address in _whole(found) if address != _address(hurt)] == others


@given(st.data())
def test_damage_to_a_plain_record_costs_no_record_before_it(data: st.DataObject) -> None:
    content, starts = _warc(4, gzipped=False)
    at = data.draw(st.integers(0, len(content) - 1))
    damage = data.draw(st.binary(max_size=20) | st.sampled_from([b"\r\n\r\n", b"WARC/1.0\r\n", b"Content-Length: 9"]))
    found = _read(content[:at] + damage + content[at + data.draw(st.integers(0, 20)) :])
    before = [_address(number) for number, end in enumerate(starts[1:]) if end <= at]
    assert _whole(found)[: len(before)] == before


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
@pytest.mark.parametrize("declared", [b"150", b"400", b"99999999"])
def test_a_record_that_says_it_is_longer_takes_no_other(pack: Callable[[bytes], bytes], declared: bytes) -> None:
    content, starts = _warc(4, gzipped=False)
    first = re.sub(rb"Content-Length: \d+", b"Content-Length: " + declared, content[: starts[1]], count=1)
    found = _read(pack(first + content[starts[1] :]))
    assert [address for address in _whole(found) if address != _address(0)] == [_address(other) for other in (1, 2, 3)]


@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_plain_record_with_a_broken_first_line_costs_no_other(number: int) -> None:
    content, starts = _warc(4, gzipped=False)
    at = starts[number]
    found = _read(content[:at] + b"XXXX" + content[at + 4 :])
    assert _whole(found) == [_address(other) for other in range(4) if other != number]
    assert any(isinstance(one, Damage) for one in found)


@pytest.mark.parametrize("content", [b"WARC/0.\n", b"WARC/1.0\r\nno colon\r\n\r\n", b"\x1f\x8b\x08", b"\0" * 9])
@pytest.mark.parametrize("gzipped", [True, False])
def test_damage_before_the_first_record_costs_no_later_one(content: bytes, gzipped: bool) -> None:
    whole, _ = _warc(4, gzipped=gzipped)
    assert _whole(_read(content + whole))[-3:] == [_address(number) for number in (1, 2, 3)]


@given(st.lists(st.binary() | st.sampled_from([b"WARC/1.0\r\n", b"Content-Length: 5\r\n", b"\r\n\r\n", b"\x1f\x8b\x08",
                                               b"WARC-Type: response\r\n", b"Content-Length: -1\r\n"])).map(b"".join))  # fmt: skip
def test_any_bytes_are_records_or_damage(content: bytes) -> None:
    for one in _read(content):
        assert 0 <= one.offset <= len(content)


def test_where_no_record_is_there_is_an_error_that_callers_expect() -> None:
    with pytest.raises(OSError, match="no WARC record"):
        record_at(io.BytesIO(b""), 0, 0, PLENTY)


@given(st.binary(), st.data())
def test_a_gzip_member_is_complete_to_its_last_byte_only(content: bytes, data: st.DataObject) -> None:
    member = gzip.compress(content)
    assert member_length(member) == len(member)
    assert member_length(member + b"what follows") == len(member)
    assert member_length(member[: data.draw(st.integers(0, len(member) - 1))]) is None
    assert member_length(b"x" + member) is None


def test_an_http_response_is_taken_apart() -> None:
    message = http_message(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nX-Long: a\r\n b\r\n\r\n<p>\r\n\r\n</p>")
    assert message is not None
    assert message.status == 200
    assert message.headers == (("Content-Type", "text/html"), ("X-Long", "a b"))
    assert message.body == b"<p>\r\n\r\n</p>"


@pytest.mark.parametrize(
    "line", [b"HTTP/1.0 404", b"HTTP/2 404 Not Found", b"ICY 404 No", b"HTTP/1.1 404 \xd6stersund"]
)
def test_a_status_line_may_lack_its_reason(line: bytes) -> None:
    message = http_message(line + b"\n\n")
    assert message is not None
    assert message.status == 404


def test_a_captured_body_is_dechunked_but_stays_compressed() -> None:
    packed = gzip.compress(b"<p>Bologna</p>")
    chunks = b"%x\r\n%s\r\n0\r\n\r\n" % (len(packed), packed)
    message = http_message(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n" + chunks)
    assert message is not None
    assert message.body == packed
    assert message.notices == ()


def test_a_captured_body_that_is_not_chunked_as_it_says_stays_as_it_is() -> None:
    message = http_message(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n<p>Bologna</p>")
    assert message is not None
    assert message.body == b"<p>Bologna</p>"
    assert message.notices == (MislabelledEncoding("chunked"),)


@pytest.mark.parametrize(
    "block", [b"", b"\r\n\r\n", b"<p>A page</p>", b"GET / HTTP/1.1\r\n\r\n", b"HTTP/1.1 OK\r\n\r\n"]
)
def test_a_block_that_is_not_an_http_response_gives_no_message(block: bytes) -> None:
    assert http_message(block) is None


@given(st.binary())
def test_any_bytes_behind_a_status_line_are_a_response(rest: bytes) -> None:
    assert http_message(b"HTTP/1.1 200 OK\r\n" + rest) is not None
    http_message(rest)


@pytest.mark.parametrize(
    "text", ["2022-03-15T09:26:32Z", "2022-03-15T09:26:32.123456Z", "2022-03-15T10:26:32+01:00", "2022-03-15T09:26:32"]
)
def test_a_warc_date_is_utc_to_the_second(text: str) -> None:
    assert warc_date(text) == SEED


@pytest.mark.parametrize("text", ["", "yesterday", "2022-13-15T09:26:32Z", "9999-12-31T23:59:59-10:00"])
def test_a_warc_date_that_is_no_time_is_an_error_that_callers_expect(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - datetime has messages of its own
        warc_date(text)


@pytest.mark.parametrize(
    ("written", "digest"),
    [
        (sha1(b"x"), sha1(b"x")),
        (sha1(b"x").lower(), sha1(b"x")),
        ("sha256:" + "ab" * 32, "sha256:" + "ab" * 32),
        ("sha-256:" + base64.b64encode(b"\xab" * 32).decode(), "sha256:" + "ab" * 32),
        ("SHA-256:" + base64.b32encode(b"\xab" * 32).decode().rstrip("="), "sha256:" + "ab" * 32),
        ("sha1:" + hashlib.sha1(b"x").hexdigest(), sha1(b"x")),
        ("sha1:" + hashlib.sha1(b"x").hexdigest().upper(), sha1(b"x")),
        ("md5:" + "0" * 32, "md5:" + "0" * 32),
        ("crc32:00000000", None),
        ("sha1:x", None),
        ("", None),
    ],
)
def test_a_declared_digest_is_told_in_any_algorithm_and_spelling(written: str, digest: str | None) -> None:
    record = Record(
        offset=0, length=0, type="response", headers={"warc-payload-digest": written}, block=b"", whole=True
    )
    assert declared_digest(record) == digest


# --- bounds -----------------------------------------------------------------------------------------------------------


class _Counted(io.BytesIO):
    """A file that counts the bytes that are read of it."""

    count = 0

    def read(self, size: int | None = -1, /) -> bytes:
        piece = super().read(-1 if size is None else size)
        self.count += len(piece)
        return piece


LURES = {
    "gzip magic": b"\x1f\x8b\x08\x00",
    "the beginning of a member": gzip.compress(b"WARC/1.0\r\n" + bytes(range(50)))[:40],
    "a version line": b"\r\n\r\nWARC/1.0\r\n",
    "a broken record": b"\r\n\r\nWARC/1.0\r\nContent-Length: x\r\n\r\n",
}


@pytest.mark.parametrize("name", LURES)
def test_a_search_for_the_next_record_reads_in_proportion_to_the_file(name: str) -> None:
    begin = b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 3\r\n\r\nabc\r\n\r\nnone"
    counts = []
    for size in (100_000, 200_000, 400_000):
        content = begin + LURES[name] * (size // len(LURES[name]))
        file = _Counted(content)
        assert any(isinstance(one, Damage) for one in records(file, len(content), PLENTY))
        counts.append(file.count)
    assert counts[1] < 3 * counts[0] + (1 << 20)
    assert counts[2] < 3 * counts[1] + (1 << 20)


def test_a_million_header_lines_take_bounded_memory() -> None:
    block = b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 1_000_000 + b"\r\nthe body"
    tracemalloc.start()
    message = http_message(block)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert message is not None
    assert message.body == b"the body"
    assert len(message.headers) < 100_000
    assert peak < 50_000_000
    assert message.notices == (HeadersTooLong(1 << 18),)
