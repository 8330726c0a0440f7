"""WARC files (ISO 28500) → records with their places, damage named and stepped over."""

import io
import re
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import IO, Any

import msgspec

from scraper.archives.payload import dechunked

_MEMBER = b"\x1f\x8b\x08"
_WINDOW = 1 << 20
_OVERLAP = 1024
_PLAIN = b"\r\n\r\nWARC/1."
_CANDIDATE = re.compile(re.escape(_MEMBER) + rb"|" + re.escape(_PLAIN))
_MOST_OF_A_HEAD = 1 << 18
"""Bytes of HTTP headers that are read: four times what a live server may send on one line."""


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """One WARC record: its place in the file (bytes, as stored), its type, its headers (lower-case names), its block.

    `whole` is false where fewer bytes came than its Content-Length says, or than were to be read.
    """

    offset: int
    length: int
    type: str
    headers: dict[str, str]
    block: bytes
    whole: bool

    @property
    def target(self) -> str:
        """The target URI, without the angle brackets that WARC 1.0 files may have."""
        return self.headers.get("warc-target-uri", "").strip("<>")


class Damage(msgspec.Struct, frozen=True):
    """A stretch of a file that could not be read, and why."""

    offset: int
    message: str


class HttpMessage(msgspec.Struct, frozen=True):
    """A captured HTTP response: status, headers in order, payload with its transfer encoding undone."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    warnings: tuple[str, ...] = ()


def records(file: IO[bytes], size: int, most_bytes: int, start: int = 0) -> Iterator[Record | Damage]:
    """Yield the records of a seekable WARC file, gzipped by record or plain, from `start` on, with damage in its place.

    Of a block no more than `most_bytes` are read; what is longer is not `whole`. After damage the next record is
    searched for, so one bad record costs no other.
    """
    if _has_bare_line_ends(file, start):
        yield Damage(start, "its lines end in LF where ISO 28500 has CR LF: not all of its records can be told apart")
    while start < size:
        last: Record | None = None
        try:
            for record in _run(file, size, start, most_bytes):
                if last:
                    yield last
                last = record
            end = _end_of_last(file, last, start, size)
            if last:
                yield _with_length(last, end - last.offset)
            if end >= size:
                return
            yield Damage(end, "what follows is no WARC record")
            following = _next_record(file, end + 1)
            if following is None:
                return
            start = following
        except (OSError, ValueError, IndexError) as error:  # fastwarc raises any of them on damaged bytes
            following = _next_record(file, (last.offset if last else start) + 1)
            if last:
                yield _with_length(last, (following or size) - last.offset)
            yield Damage(last.offset + 1 if last else start, str(error))
            if following is None:
                return
            start = following


def _end_of_last(file: IO[bytes], last: Record | None, start: int, size: int) -> int:
    """Return where the last record that was read ends: fastwarc ends in silence before some damage to gzip members."""
    if last is None:
        return start
    file.seek(last.offset)
    if file.read(3) != _MEMBER:
        return size
    file.seek(last.offset)
    engine = zlib.decompressobj(31)
    while not engine.eof and (piece := file.read(_WINDOW)):
        try:
            while piece and not engine.eof:
                engine.decompress(piece, _WINDOW)
                piece = engine.unconsumed_tail
        except zlib.error:
            return size
    return file.tell() - len(engine.unused_data) if engine.eof else size


def _has_bare_line_ends(file: IO[bytes], start: int) -> bool:
    file.seek(start)
    head = file.read(512)
    if head.startswith(_MEMBER):
        try:
            head = zlib.decompressobj(31).decompress(head, 64)
        except zlib.error:
            return False
    return re.match(rb"WARC/[\d.]+\n", head) is not None


def _run(file: IO[bytes], size: int, start: int, most_bytes: int) -> Iterator[Record]:
    from fastwarc.warc import ArchiveIterator

    file.seek(start)
    held: Record | None = None
    for found in _iterated(ArchiveIterator(file, parse_http=False, auto_decode="none")):
        if isinstance(found, Exception):
            if held:
                yield held  # whole, but its length is not known: what follows is damaged
            raise found
        offset = found.stream_pos
        if held:
            if offset <= held.offset:
                raise ValueError("compressed as one piece, not by record; `warcio recompress` mends such a file")
            yield _with_length(held, offset - held.offset)
            held = None
        headers = {name.lower(): value for name, value in found.headers.items()}
        declared = headers.get("content-length", "")
        if not declared.isdigit():
            raise ValueError("a WARC record without Content-Length")
        block = _block(found.reader, most_bytes + 1)
        whole = len(block) == int(declared) <= most_bytes
        held = Record(
            offset=offset,
            length=0,
            type=headers.get("warc-type", ""),
            headers=headers,
            block=block[:most_bytes],
            whole=whole,
        )
    if held:
        yield _with_length(held, size - held.offset)


def _block(reader: Any, most_bytes: int) -> bytes:
    """Read a record's block in steps: fastwarc sets aside as much memory as it is asked for, whatever is there."""
    parts: list[bytes] = []
    left = most_bytes
    while left > 0 and (part := reader.read(min(left, _WINDOW))):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def _iterated(iterator: Any) -> Iterator[Any]:
    """Yield what an iterator gives, and the exception that ends it."""
    try:
        yield from iterator
    except (OSError, ValueError, IndexError) as error:
        yield error


def _with_length(record: Record, length: int) -> Record:
    return msgspec.structs.replace(record, length=length)


def _next_record(file: IO[bytes], start: int) -> int | None:
    """Return where the next record begins: a gzip member that holds one, or a plain `WARC/1.x` line."""
    size = _OVERLAP  # small at first: the next candidate may lie near, and be none, over and over
    while True:
        file.seek(start)
        window = file.read(size + _OVERLAP)
        for candidate in _CANDIDATE.finditer(window, 0, size + len(_PLAIN)):
            at = candidate.start()
            if candidate[0] == _PLAIN:
                return start + at + 4
            try:
                if zlib.decompressobj(31).decompress(window[at : at + _OVERLAP], 4096).startswith(b"WARC/"):
                    return start + at
            except zlib.error:
                pass
        if len(window) < size + _OVERLAP:
            return None
        start += size
        size = min(2 * size, _WINDOW)


def record_at(file: IO[bytes], offset: int, length: int, most_bytes: int) -> Record:
    """Read one record at its place. Raises OSError where none is there."""
    file.seek(offset)
    piece = file.read(length)
    for record in _run(io.BytesIO(piece), len(piece), 0, most_bytes):
        return msgspec.structs.replace(record, offset=offset, length=length)
    raise OSError(f"no WARC record at offset {offset}")


def member_length(piece: bytes) -> int | None:
    """Return how many bytes the gzip member at the beginning of a piece takes, None where it is not there to its end."""
    engine = zlib.decompressobj(31)
    try:
        engine.decompress(piece)
    except zlib.error:
        return None
    return len(piece) - len(engine.unused_data) if engine.eof else None


def http_message(block: bytes) -> HttpMessage | None:
    """Take a response record's block apart at the first blank line; None for what is no HTTP response.

    Transfer encodings are undone, so that the SHA-1 of `body` is the payload digest that indexes have.
    """
    end = re.search(rb"\r?\n\r?\n", block)
    head, body = (block[: end.start()], block[end.end() :]) if end else (block, b"")
    if is_long := len(head) > _MOST_OF_A_HEAD:
        head = head[:_MOST_OF_A_HEAD].rpartition(b"\n")[0]
    lines = head.decode("utf-8" if _is_utf8(head) else "latin-1").splitlines()
    status = re.match(r"(?:HTTP/[\d.]+|ICY)\s+(\d{3})", lines[0]) if lines else None
    if status is None:
        return None
    headers = tuple(_headers(lines[1:]))
    warnings: tuple[str, ...] = (
        (f"its headers are over {_MOST_OF_A_HEAD:,} bytes: the rest is left out",) if is_long else ()
    )
    if any(name.lower() == "transfer-encoding" and "chunked" in value.lower() for name, value in headers):
        content = dechunked(body)
        body, warnings = content.body, (*warnings, *content.warnings)
    return HttpMessage(int(status[1]), headers, body, warnings)


def _is_utf8(head: bytes) -> bool:
    try:
        head.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _headers(lines: list[str]) -> Iterator[tuple[str, str]]:
    held: tuple[str, str] | None = None
    for line in lines:
        if line[:1] in (" ", "\t") and held:
            held = (held[0], f"{held[1]} {line.strip()}")
            continue
        if held:
            yield held
        name, colon, value = line.partition(":")
        held = (name.strip(), value.strip()) if colon and name.strip() else None
    if held:
        yield held


def warc_date(text: str) -> datetime:
    """Read a WARC-Date (W3C ISO 8601, UTC), to the second. Raises ValueError."""
    time = datetime.fromisoformat(text)
    try:
        return (time if time.tzinfo else time.replace(tzinfo=UTC)).astimezone(UTC).replace(microsecond=0)
    except OverflowError as error:
        raise ValueError(f"{text!r} lies outside the calendar") from error


def declared_digest(record: Record) -> str | None:
    """Return the record's own SHA-1 payload digest in base 32, None where it has none or another kind."""
    digest = record.headers.get("warc-payload-digest", "")
    return f"sha1:{digest[5:].upper()}" if digest.lower().startswith("sha1:") and len(digest) == 37 else None
