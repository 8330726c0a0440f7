"""A row of an index → its record, or a copy of it as a gzip member for another file, byte for byte if possible."""

import gzip
from typing import IO

from scraper.archives.files import warc
from scraper.archives.files.containers import Shelf
from scraper.archives.files.index import Row
from scraper.archives.files.unpack import GZIP, ZSTD, flat
from scraper.values.capture import SourceRecord


def record_of(file: IO[bytes], size: int, row: Row, most_bytes: int, shelf: Shelf) -> warc.Record:
    """Return the record that a row is of. The shelf is this file's own. Raises OSError where none is there."""
    if row.inside == 0:
        return warc.record_at(file, row.offset, row.length, most_bytes)
    unpacked, length = shelf.unpacked(row.offset, flat(file, size, row.offset))  # once for all that is in one piece
    return warc.record_at(unpacked, row.inside, max(length - row.inside, 0), most_bytes)


def copy_of(file: IO[bytes], size: int, row: Row, most_bytes: int, shelf: Shelf) -> bytes:
    """Return a record as a gzip member; one that lacks its end lacks it there too. Raises OSError where none is there."""
    if row.inside == 0 and row.whole:
        file.seek(row.offset)
        if (content := file.read(row.length)).startswith(GZIP):
            return content
    record = record_of(file, size, row, max(most_bytes, row.size), shelf)
    return _member(record.headers, record.block + (b"\r\n\r\n" if record.whole else b""))


def source_of(content: bytes, record: warc.Record, where: str) -> SourceRecord:
    """Return a record as what a response was read from, with its bytes where they can be stored as they lie."""
    not_alone = "it is not the one sound record of a gzip member"
    if record.inside:
        return SourceRecord(where=where, why_not=not_alone)
    if "warc-record-id" not in record.headers:
        why_not = "it is no WARC record with an id"
    elif record.type != "response":
        why_not = f"it is a {record.type} record"
    elif not content.startswith(GZIP):
        why_not = "it is compressed with Zstandard" if content.startswith(ZSTD) else "it is not compressed"
    elif not record.sound:
        why_not = not_alone
    else:
        return SourceRecord(where=where, headers=record.headers, member=content[: record.length])
    return SourceRecord(where=where, why_not=why_not)


def description_copy(description: str | None) -> bytes:
    """Return a warcinfo record, as a gzip member, which says of the records behind it what their file said of itself."""
    said = f"description: {description}\r\n".encode() if description else b""
    return _member({"warc-type": "warcinfo", "content-length": str(len(said))}, said + b"\r\n\r\n")


def _member(headers: dict[str, str], block: bytes) -> bytes:
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return gzip.compress(b"WARC/1.0\r\n" + lines.encode() + b"\r\n" + block, mtime=0)
