"""The WARC files of a store: appended to, read at an offset, and truncated only where a killed run left an incomplete record."""

import contextlib
import io
import os
import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import IO

import msgspec

from scraper.archives.files import warc
from scraper.archives.files.members import INFLATING, inflater
from scraper.errors import RecordDamaged, StoreError
from scraper.store.records import warcinfo, with_metadata

FILE_BYTES = 1_000_000_000
_LARGEST_RECORD = 1 << 31
HOW_TO_HAVE_IT = "restore the file from a backup, or let `scraper run` fetch the capture again"
_NAME = re.compile(r"captures-[0-9]{5}\.warc\.gz")
_MEMBER = b"\x1f\x8b\x08"
_BEGINNING = b"WARC/1.1\r\n"
_LONGEST_HEAD = 1 << 16


Stamps = dict[str, tuple[int, int]]
"""Sizes in bytes and modification times in nanoseconds of files, by name."""


class Gap(msgspec.Struct, frozen=True, kw_only=True):
    """A range of a file without complete records.

    `heads` are the WARC headers of records in it, as far as they can be read, by offset. `torn` means that it is the
    beginning of a record in this program's form at the end of the file; `begun` that this is the beginning of the
    file's first record.
    """

    offset: int
    end: int
    heads: dict[int, dict[str, str]]
    torn: bool
    begun: bool


class WarcFiles:
    """The files `captures-00001.warc.gz`, `captures-00002.warc.gz` … of a folder; `info` goes into their warcinfo records.

    `written` are the names of those that were appended to.
    """

    def __init__(self, directory: Path, info: Mapping[str, str]) -> None:
        self._directory, self._info = directory, dict(info)
        self._file: IO[bytes] | None = None
        self._closed: set[str] = set()
        self.written: set[str] = set()

    def paths(self) -> list[Path]:
        """Return the files, the oldest first."""
        return sorted(path for path in self._directory.glob("captures-*.warc.gz") if _NAME.fullmatch(path.name))

    def stamps(self) -> Stamps:
        """Return the size in bytes and the modification time in nanoseconds of each file, by name."""
        found = ((path.name, path.stat()) for path in self.paths())
        return {name: (status.st_size, status.st_mtime_ns) for name, status in found}

    def append_no_more(self, filename: str) -> None:
        """Leave a file as it is: further records go into a new file."""
        self._closed.add(filename)

    def append(self, record: bytes, mark: Callable[[str], None]) -> tuple[str, int]:
        """Append to the newest file, or to a new one, and return its name and the offset.

        `mark` receives the name of a file before it is written to. When this returns, the record has been passed to the
        operating system. Raises OSError; nothing of the record is then left.
        """
        if self._file is None or self._file.tell() > FILE_BYTES:
            self._file = self._open(mark)
        return Path(self._file.name).name, _append(self._file, record)

    def _open(self, mark: Callable[[str], None]) -> IO[bytes]:
        self.sync()  # what is noted of this file from now on is committed with the mark of the next
        self.close()
        newest = max((int(path.name[9:14]) for path in self.paths()), default=1)
        path = self._directory / f"captures-{newest:05}.warc.gz"
        if path.name in self._closed or (path.exists() and path.stat().st_size > FILE_BYTES):
            path = self._directory / f"captures-{newest + 1:05}.warc.gz"
        mark(path.name)
        self.written.add(path.name)
        file = path.open("ab", buffering=0)
        try:
            _append(file, warcinfo(path.name, self._info))
        except OSError:
            file.close()
            raise
        return file

    def sync(self) -> None:
        """Flush what was appended to the disk, so that it survives a power cut. Raises OSError."""
        if self._file:
            os.fsync(self._file.fileno())

    def close(self) -> None:
        """Close the file that is appended to."""
        if self._file:
            self._file.close()
        self._file = None

    def record(self, filename: str, offset: int, length: int, said: int = 0) -> warc.Record:
        """Return a record, with what the metadata record says of it that takes the `said` bytes before it.

        Raises RecordDamaged where it is damaged, StoreError where it lies in no file of the store.
        """
        if not _NAME.fullmatch(filename):
            raise StoreError(f"{self._directory}: its ledger names {filename!r}, which is not a file of a store")
        path = self._directory / filename
        try:
            with path.open("rb") as file:
                file.seek(offset - said)
                before, content = file.read(said), file.read(length)
            found = _record(content)
            if said:
                found = with_metadata(found, _record(before))
        except (OSError, ValueError) as error:
            raise RecordDamaged(f"{path}, offset {offset}: cannot be read: {error}; {HOW_TO_HAVE_IT}") from error
        if not found.whole:
            raise RecordDamaged(f"{path}, offset {offset}: the record is incomplete; {HOW_TO_HAVE_IT}")
        return found

    def pieces(self, path: Path, start: int) -> Iterator[warc.Record | Gap]:
        """Yield the complete records of a file from an offset on, with their actual lengths, and the gaps between them."""
        end, size = start, path.stat().st_size
        with path.open("rb") as file:
            for record in warc.records(file, size, _LARGEST_RECORD, start):
                length = _whole_length(file, record) if isinstance(record, warc.Record) else None
                if not isinstance(record, warc.Record) or length is None:
                    continue
                if record.offset > end:
                    yield _gap(path, end, record.offset)
                yield msgspec.structs.replace(record, length=length)
                end = record.offset + length
        if end < size:
            yield _gap(path, end, size)

    def cut(self, path: Path, end: int) -> None:
        """Truncate a file at `end`, which removes a record that a killed run did not complete."""
        with path.open("r+b") as file:
            file.truncate(end)


def _append(file: IO[bytes], data: bytes) -> int:
    """Append to an unbuffered file and return where; of what does not fit, nothing is left. Raises OSError."""
    start, left = file.tell(), memoryview(data)
    try:
        while left:
            left = left[file.write(left) :]
    except OSError:
        with contextlib.suppress(OSError):  # then the next opening cuts it off
            file.truncate(start)
            file.seek(start)
        raise
    return start


def _whole_length(file: IO[bytes], record: warc.Record) -> int | None:
    """Return a record's true length, None where it is not whole; bytes of a torn one may stand behind the last."""
    place = file.tell()
    file.seek(record.offset)
    piece = file.read(record.length)
    file.seek(place)
    return warc.member_length(piece) if record.whole else None


def _record(content: bytes) -> warc.Record:
    plain = _member(content)
    return warc.record_at(io.BytesIO(plain), 0, len(plain), _LARGEST_RECORD)


def _member(piece: bytes) -> bytes:
    """Return what a gzip member holds, inflated once. Raises ValueError where it is not whole and sound."""
    engine = inflater()
    try:
        plain: bytes = engine.decompress(piece, _LARGEST_RECORD)
    except INFLATING as error:
        raise ValueError(str(error)) from error
    if not engine.eof or engine.unused_data:
        raise ValueError("the record is incomplete")
    return plain


def _gap(path: Path, offset: int, end: int) -> Gap:
    """Return a gap, with what can be read of the records in it."""
    heads: dict[int, dict[str, str]] = {}
    torn = begun = False
    with path.open("rb") as file:
        for at in _member_starts(file, offset, end):
            last = at == offset and end == path.stat().st_size
            text, whole_so_far = _inflated(file, at, end, to_its_end=last)
            is_ours = _BEGINNING.startswith(text) if len(text) < len(_BEGINNING) else text.startswith(_BEGINNING)
            if last and whole_so_far and is_ours:
                torn, begun = True, b"response" not in text and b"revisit" not in text
            if text.startswith(b"WARC/"):
                heads[at] = _headers(text)
    return Gap(offset=offset, end=end, heads=heads, torn=torn, begun=begun)


def _member_starts(file: IO[bytes], offset: int, end: int) -> Iterator[int]:
    """Yield the beginning of a gap, and where in it something begins that may be a gzip member."""
    yield offset
    window, at = 1 << 20, offset + 1
    while at < end:
        file.seek(at)
        piece = file.read(min(window, end - at))
        found = piece.find(_MEMBER)
        while found >= 0:
            yield at + found
            found = piece.find(_MEMBER, found + 1)
        at += max(1, len(piece) - len(_MEMBER) + 1)


def _inflated(file: IO[bytes], at: int, end: int, *, to_its_end: bool) -> tuple[bytes, bool]:
    """Return what can be inflated of a member's first bytes, and whether nothing in all of it is wrong but its end.

    What does not begin as a record does is given up at once, and once the head is there, nothing more is read unless
    `to_its_end`.
    """
    file.seek(at)
    engine, text, left = zlib.decompressobj(31), b"", end - at
    try:
        while left > 0 and not engine.eof and (piece := file.read(min(512, left))):
            left -= len(piece)
            while piece and not engine.eof:
                inflated = engine.decompress(piece, 1 << 16)
                piece = engine.unconsumed_tail
                text += inflated[: max(0, _LONGEST_HEAD - len(text))]
            begins = text.startswith(b"WARC/")
            if not begins and (len(text) >= len(_BEGINNING) or end - at - left >= _LONGEST_HEAD):
                return text, False
            if begins and not to_its_end and b"\r\n\r\n" in text:
                return text, False
    except zlib.error:
        return text, False
    return text, not engine.eof


def _headers(text: bytes) -> dict[str, str]:
    """Return the headers of a record that are there to their end, names in small letters."""
    lines = (
        text.partition(b"\r\n\r\n")[0].decode("utf-8", "replace").split("\r\n")[1 : None if b"\r\n\r\n" in text else -1]
    )
    named = (line.partition(":") for line in lines)
    return {name.strip().lower(): value.strip() for name, colon, value in named if colon}
