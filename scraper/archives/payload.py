"""The bytes of a payload: transfer and content encodings removed, size limited, wrong labels reported."""

import contextlib
import re
import zlib

import msgspec

from scraper.errors import CaptureFailure
from scraper.notices import (
    MislabelledEncoding,
    Notice,
    StreamCutOff,
    StreamDamaged,
    TooManyEncodings,
    UnknownEncoding,
    UnlabelledEncoding,
)
from scraper.outcomes import Outcome

_GZIP, _ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
_LARGEST_WINDOW = 1 << 23
_STEP, _OUTPUT = 256, 1 << 20
_MOST_ENCODINGS = 4


class Content(msgspec.Struct, frozen=True):
    """Decoded bytes, and notices about wrong labels."""

    body: bytes
    notices: tuple[Notice, ...] = ()


def dechunked(body: bytes) -> Content:
    """Undo `Transfer-Encoding: chunked`. A body that is not chunked, whatever its label says, is returned unchanged.

    A body whose chunks break off is returned as far as it goes, with a notice.
    """
    parts: list[bytes] = []
    position = 0
    while True:
        end = body.find(b"\r\n", position, position + 200)
        size = _chunk_size(body[position:end]) if end >= 0 else None
        if size is None:
            return Content(body, (MislabelledEncoding("chunked"),)) if not parts else _broken(parts)
        if size == 0:
            return Content(b"".join(parts))
        start = end + 2
        parts.append(body[start : start + size])
        if start + size > len(body):
            return _broken(parts)
        position = start + size + 2


def _broken(parts: list[bytes]) -> Content:
    return Content(b"".join(parts), (StreamCutOff("chunked"),))


def _chunk_size(line: bytes) -> int | None:
    digits = line.split(b";")[0].strip()
    return int(digits, 16) if re.fullmatch(rb"[0-9A-Fa-f]{1,16}", digits) else None


def decoded(body: bytes, encodings: str | None, most_bytes: int) -> Content:
    """Undo the encodings in a `Content-Encoding` header (gzip, deflate, br, zstd), and a gzip or zstd that no header names.

    Bytes that are not in the named encoding are returned unchanged, with a notice; for a stream that breaks off, the
    part before is returned, with a notice. Raises CaptureFailure (too large) if the result would exceed `most_bytes`.
    """
    notices: list[Notice] = []
    names = [name.strip().lower() for name in (encodings or "").split(",") if name.strip()]
    if not any(name in ("gzip", "x-gzip") for name in names) and body[:2] == _GZIP:
        notices.append(UnlabelledEncoding("gzip"))
        names.append("gzip")
    if "zstd" not in names and body[:4] == _ZSTD:
        notices.append(UnlabelledEncoding("zstd"))
        names.append("zstd")
    if len(names) > _MOST_ENCODINGS:
        return Content(body, (TooManyEncodings(len(names)),))
    for name in reversed(names):
        content = _undone(body, name, most_bytes)
        body = content.body
        notices += content.notices
    if names and body[:2] == _GZIP:  # compressed twice, by the page's server and by another behind it
        content = _undone(body, "gzip", most_bytes)
        if content.body:  # else it only begins as gzip does
            body = content.body
            notices += [UnlabelledEncoding("gzip"), *content.notices]
    return Content(body, tuple(notices))


def beginning(body: bytes, size: int, encodings: str | None = None) -> bytes:
    """Return up to `size` bytes from the beginning of a body, unpacked where it is gzip, zstd, or what `encodings` name."""
    name = (encodings or "").rpartition(",")[2].strip().lower()
    with contextlib.suppress(zlib.error):
        if body[:2] == _GZIP:
            return zlib.decompressobj(31).decompress(body[: size + _OUTPUT], size)
        if body[:4] == _ZSTD:
            return _unzstd(body, size).body
        if name in ("br", "deflate"):
            with contextlib.suppress(CaptureFailure):
                return _undone(body, name, size * 10).body[:size]
    return body[:size]


def _undone(body: bytes, name: str, most_bytes: int) -> Content:
    if name == "identity":
        return Content(body)
    if name in ("gzip", "x-gzip", "deflate"):
        return _inflated(body, name, most_bytes)
    if name == "br":
        return _unbrotli(body, most_bytes)
    if name == "zstd":
        content = _unzstd(body, most_bytes + 1)
        if len(content.body) > most_bytes:
            raise _too_large(most_bytes)
        return content
    return Content(body, (UnknownEncoding(name),))


def _inflated(body: bytes, name: str, most_bytes: int) -> Content:
    for window in (31,) if name != "deflate" else (15, -15):
        parts, size, rest = [], 0, body
        try:
            while rest:
                engine = zlib.decompressobj(window)
                part = engine.decompress(rest, most_bytes + 1 - size)
                parts.append(part)
                size += len(part)
                if size > most_bytes:
                    raise _too_large(most_bytes)
                if not engine.eof:
                    return Content(b"".join(parts), (StreamCutOff(name),))
                rest = engine.unused_data if engine.unused_data[:2] == _GZIP else b""
            return Content(b"".join(parts))
        except zlib.error:
            if parts:
                return Content(b"".join(parts), (StreamDamaged(name),))
    return _damaged_from_the_start(body, name, most_bytes)


def _damaged_from_the_start(body: bytes, name: str, most_bytes: int) -> Content:
    if name != "deflate" and body[:2] == _GZIP:
        return Content(_before_damage(body, most_bytes), (StreamDamaged(name),))
    return Content(body, (MislabelledEncoding(name),))


def _before_damage(body: bytes, most_bytes: int) -> bytes:
    """Return what a damaged gzip stream gives before the damage, to the byte."""
    parts: list[bytes] = []
    size, engine, at = 0, zlib.decompressobj(31), 0
    while at < len(body):
        step = _STEP if len(body) - at > 2 * _STEP else 1
        state = engine.copy()
        try:
            part = engine.decompress(body[at : at + step], most_bytes + 1 - size)
        except zlib.error:
            if step == 1:
                break
            return b"".join([*parts, _bytewise(state, body[at : at + step])])
        parts.append(part)
        size += len(part)
        if size > most_bytes:
            raise _too_large(most_bytes)
        at += step
    return b"".join(parts)


def _bytewise(engine: "zlib._Decompress", piece: bytes) -> bytes:
    parts: list[bytes] = []
    with contextlib.suppress(zlib.error):
        for at in range(len(piece)):
            parts.append(engine.decompress(piece[at : at + 1]))
    return b"".join(parts)


def _unbrotli(body: bytes, most_bytes: int) -> Content:
    import brotli

    engine = brotli.Decompressor()
    parts: list[bytes] = []
    size, rest = 0, body
    try:
        while (rest or not engine.can_accept_more_data()) and not engine.is_finished():
            part = engine.process(rest, output_buffer_limit=_OUTPUT)
            rest = b""
            parts.append(part)
            size += len(part)
            if size > most_bytes:
                raise _too_large(most_bytes)
    except brotli.error:
        return Content(body, (MislabelledEncoding("br"),))
    if engine.is_finished():
        return Content(b"".join(parts))
    if not size:
        return Content(body, (MislabelledEncoding("br"),))
    return Content(b"".join(parts), (StreamCutOff("br"),))


def _unzstd(body: bytes, most_bytes: int) -> Content:
    """Undo zstd (RFC 8878; a window of no more than 8 MB, RFC 9659), up to `most_bytes`."""
    import zstandard

    if not body.startswith(_ZSTD):
        return Content(body, (MislabelledEncoding("zstd"),))
    parts: list[bytes] = []
    size = 0
    reader = zstandard.ZstdDecompressor(max_window_size=_LARGEST_WINDOW).stream_reader(body, read_across_frames=True)
    try:
        while size < most_bytes and (part := reader.read(min(_OUTPUT, most_bytes - size))):
            parts.append(part)
            size += len(part)
    except zstandard.ZstdError:
        return Content(b"".join(parts), (StreamDamaged("zstd"),))
    frame = zstandard.get_frame_parameters(body)
    if frame.content_size not in (zstandard.CONTENTSIZE_UNKNOWN, 0) and size < min(frame.content_size, most_bytes):
        return Content(b"".join(parts), (StreamCutOff("zstd"),))
    return Content(b"".join(parts))


def _too_large(most_bytes: int) -> CaptureFailure:
    return CaptureFailure(Outcome.TOO_LARGE, f"over {most_bytes:,} bytes once decompressed; see limits.body_bytes")
