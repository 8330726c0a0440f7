"""A file of gzip members → the content of each, decompressed once, up to the first damaged one."""

import contextlib
import zlib
from collections.abc import Iterator
from typing import IO, Any

from scraper.archives.files.unpack import GZIP

_engine: Any = zlib
with contextlib.suppress(ImportError):  # there are no wheels of it for some machines; zlib takes twice as long
    from isal import isal_zlib as _engine

INFLATING: tuple[type[Exception], ...] = (zlib.error, _engine.error)
"""What an `inflater` raises."""

_STEP = 1 << 16


def inflater() -> Any:
    """Return a decompressor of one gzip member, with the interface of `zlib.decompressobj`."""
    return _engine.decompressobj(31)


def members(file: IO[bytes], size: int, place: int, most: int) -> Iterator[tuple[int, int, bytes]]:
    """Yield the gzip members of a seekable file from a place on: each with its place, its length, and what it holds.

    It ends before the first that is none, is not sound and there to its end, or holds more than `most` bytes.
    """
    raw, behind = b"", place
    while place < size:
        state, left = inflater(), most
        parts: list[bytes] = []
        while not state.eof:
            if not raw:
                file.seek(behind)
                raw = file.read(min(_STEP, size - behind))
                behind += len(raw)
            if not raw or not (parts or raw.startswith(GZIP[: len(raw)])):
                return
            try:
                part = state.decompress(raw, left + 1)
            except INFLATING:
                return
            parts.append(part)
            left -= len(part)
            if left < 0:
                return
            raw = state.unconsumed_tail
        raw = state.unused_data
        length = behind - len(raw) - place
        yield place, length, b"".join(parts)
        place += length
