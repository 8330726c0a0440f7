"""One file of records → a row for each captured record: its place and what it states. Pure, except for the file."""

import re
from collections.abc import Iterator
from typing import IO

import msgspec

from scraper.archives.files import warc
from scraper.archives.files.captured import Described, contradicts, message_of
from scraper.archives.wanted import Wanted
from scraper.values.capture import (
    REVISIT,
    MementoURL,
    Place,
    Precision,
    Time,
    format_timestamp,
    is_web_address,
    media_type,
    precision_of,
    sha1,
    sha256,
    urlkey,
    without_login,
)

TYPES = ("response", "revisit", "resource")
_OTHER_SCHEME = re.compile(r"(?!https?:)[a-z][a-z0-9+.-]*:", re.IGNORECASE)
"""What is no page: `dns:`, `urn:`, `ftp:` (RFC 3986, 3.1)."""


class Row(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One record of a capture: its place as `warc.Record` has it, and what its own headers say; the time has 14 digits.

    What its block says (urlkey, status, media type, SHA-1 of the payload) is there of what is wanted only. `digests` are all
    that are known of the payload, also the declared one. `description` is what the file says of itself, `remarks` what is the
    matter with this record, or with how the file is written up to it, by which nothing is lost.
    """

    type: str
    original: str
    timestamp: Time
    precision: Precision = 14
    offset: Place
    length: Place
    inside: Place = 0
    size: Place = 0
    whole: bool = True
    record_id: str | None = None
    memento_url: str | None = None
    urlkey: str | None = None
    statuscode: Place | None = None
    mimetype: str | None = None
    digest: str | None = None
    digests: tuple[str, ...] = ()
    description: str | None = None
    remarks: tuple[str, ...] = ()


def index_rows(
    file: IO[bytes], size: int, most_bytes: int, wanted: Wanted, *, thorough: bool = False
) -> Iterator[Row | str]:
    """Yield a row for each record of a capture in a seekable file, in order, and in words what of it cannot be had.

    Of what is not `wanted` no block is read and no digest made; a revisit that is may refer to it all the same. `thorough`
    makes a SHA-256 as well, for revisits that name their payload by it.
    """
    if size == 0:
        yield "the file is empty"
    described, remarks = Described(), list[str]()
    for record in warc.records(file, size, most_bytes):
        if isinstance(record, warc.Damage):
            yield f"at byte {record.offset}: {record.message}"
        elif isinstance(record, warc.Remark):
            remarks.append(f"at byte {record.offset}: {record.message}")
        elif record.type == "warcinfo":
            described.take(record)
        elif record.type == "metadata":
            described.take_metadata(record)
        elif record.type not in TYPES or _OTHER_SCHEME.match(record.target):
            continue
        elif not is_web_address(record.target):
            yield f"the record at byte {record.offset} is of {record.target!r}, which is no web address; skipped"
        else:
            row = _row(record, described.of(record), is_wanted=wanted(record.target), thorough=thorough)
            if isinstance(row, Row) and remarks:
                row, remarks = msgspec.structs.replace(row, remarks=(*remarks, *row.remarks)), []
            yield row


def _row(record: warc.Record, description: str | None, *, is_wanted: bool, thorough: bool) -> Row | str:
    date = record.headers.get("warc-date", "")
    try:
        timestamp = format_timestamp(warc.warc_date(date))
    except ValueError:
        return f"the record at byte {record.offset} has no time; skipped"
    declared = warc.declared_digest(record)
    row = Row(
        type=record.type,
        original=without_login(record.target),
        timestamp=timestamp,
        precision=precision_of(date),
        offset=record.offset,
        length=record.length,
        inside=record.inside,
        size=record.size,
        whole=record.whole,
        record_id=record.headers.get("warc-record-id"),
        memento_url=_memento_url(record),
        digests=(declared,) if declared else (),
        description=description,
    )
    if not is_wanted:
        return row
    message = message_of(record)
    own: tuple[str, ...] = ()
    if record.type != "revisit" and message is not None:
        own = (sha1(message.body),)
        if thorough or (declared and declared.startswith("sha256:")):
            own = (*own, sha256(message.body))
    is_doubtful = bool(declared) and record.whole and contradicts(declared or "", own, record)
    return msgspec.structs.replace(
        row,
        urlkey=urlkey(record.target),
        statuscode=message.status or None if message else None,
        mimetype=REVISIT if record.type == "revisit" else message and media_type(message.headers),
        digest=own[0] if own else declared if declared and declared.startswith("sha1:") else None,
        digests=tuple(sorted({*own, *row.digests})),
        remarks=(f"the record at byte {record.offset}: its payload is not what its digest {declared} says",)
        if is_doubtful
        else (),
    )


def _memento_url(record: warc.Record) -> str | None:
    source = record.headers.get("warc-source-uri", "").strip("<>")
    return source if MementoURL.parse(source) else None
