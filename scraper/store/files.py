"""The WARC files of a store: appended to, read at an offset, and cut where a killed run left half a record."""

import contextlib
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO

import msgspec

from scraper.archives import warc
from scraper.errors import StoreError
from scraper.store.records import warcinfo

FILE_BYTES = 1_000_000_000
_LARGEST_RECORD = 1 << 31
_NAME = re.compile(r"captures-[0-9]{5}\.warc\.gz")


class WarcFiles:
    """`captures-00001.warc.gz`, `captures-00002.warc.gz` … of one folder; `info` goes into their warcinfo records."""

    def __init__(self, directory: Path, info: Mapping[str, str]) -> None:
        self._directory, self._info = directory, dict(info)
        self._file: IO[bytes] | None = None

    def paths(self) -> list[Path]:
        """Return the files, the oldest first."""
        return sorted(path for path in self._directory.glob("captures-*.warc.gz") if _NAME.fullmatch(path.name))

    def append(self, record: bytes) -> tuple[str, int]:
        """Append to the newest file, or to a new one, and return its name and where.

        The record is with the system when this returns. Raises OSError; then nothing of it is left.
        """
        if self._file is None or self._file.tell() > FILE_BYTES:
            self._file = self._open()
        return Path(self._file.name).name, _append(self._file, record)

    def _open(self) -> IO[bytes]:
        self.close()
        newest = max((int(path.name[9:14]) for path in self.paths()), default=1)
        path = self._directory / f"captures-{newest:05}.warc.gz"
        if path.exists() and path.stat().st_size > FILE_BYTES:
            path = self._directory / f"captures-{newest + 1:05}.warc.gz"
        file = path.open("ab", buffering=0)
        try:
            _append(file, warcinfo(path.name, self._info))
        except OSError:
            file.close()
            raise
        return file

    def sync(self) -> None:
        """Make what was appended outlast a power cut. Raises OSError."""
        if self._file:
            os.fsync(self._file.fileno())

    def close(self) -> None:
        """Let go of the file that is appended to."""
        if self._file:
            self._file.close()
        self._file = None

    def message(self, filename: str, offset: int, length: int) -> warc.HttpMessage:
        """Return the HTTP message of a record. Raises StoreError where it is damaged, or lies in no file of the store."""
        if not _NAME.fullmatch(filename):
            raise StoreError(f"{self._directory}: its ledger names {filename!r}, which is no file of a store")
        path = self._directory / filename
        try:
            with path.open("rb") as file:
                found = warc.record_at(file, offset, length, _LARGEST_RECORD)
        except (OSError, ValueError) as error:
            raise StoreError(f"{path}, offset {offset}: cannot be read: {error}; restore the file") from error
        message = warc.http_message(found.block)
        if message is None:
            raise StoreError(f"{path}, offset {offset}: holds no HTTP response; restore the file")
        return message

    def whole_records(self, path: Path, start: int) -> Iterator[warc.Record]:
        """Yield the whole records of a file from an offset on, with their true lengths; damage is passed over."""
        with path.open("rb") as file:
            for record in warc.records(file, path.stat().st_size, _LARGEST_RECORD, start):
                length = None if isinstance(record, warc.Damage) else _whole_length(file, record)
                if not isinstance(record, warc.Damage) and length is not None:
                    yield msgspec.structs.replace(record, length=length)

    def cut(self, path: Path, end: int) -> None:
        """Cut off a record that a killed run began and did not end; nothing whole stands behind `end`."""
        if end < path.stat().st_size:
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
