"""What a stored WARC record states about its capture. The record is the evidence; the ledger only repeats it.

The form of a stored record (ISO 28500:2017): `WARC-Type` is `response` or `revisit`; `WARC-Date` is the time of the
capture, `WARC-Target-URI` its original, `WARC-Source-URI` its memento URL; the block is the HTTP message, with the
status line and `Content-Type` of the capture. `Archive-Name`, `Archive-Requested` and `Archive-Listed-Digest` say which
archive listed it, for which time (14 digits), and with which digest. The digest of a response is that of its payload,
that of a revisit is its `WARC-Payload-Digest`.

A response that was stored as it is in somebody's WARC file keeps its own headers. The metadata record directly before it
refers to it (`WARC-Refers-To`) and has these fields in its block, in place of whatever the record itself says.
"""

import msgspec

from scraper.archives.files import warc
from scraper.values.capture import (
    Capture,
    MementoURL,
    format_timestamp,
    media_type,
    parse_timestamp,
    precision_of,
    urlkey,
)


class Stated(msgspec.Struct, frozen=True, kw_only=True):
    """A capture as its record states it; times have 14 digits, of which `precision` are stated."""

    urlkey: str
    timestamp: str
    original: str
    archive: str
    statuscode: int
    mimetype: str | None
    memento_url: str | None
    precision: int

    def doubts(self, noted: object) -> list[str]:
        """Return, in words, where an entry of the ledger contradicts the record."""
        return [
            f"{name} is {getattr(noted, name)!r} there, {getattr(self, name)!r} in the record"
            for name in self.__struct_fields__
            if getattr(noted, name) != getattr(self, name)
        ]


def stated_by(record: warc.Record, message: warc.HttpMessage | None = None) -> Stated:
    """Return what a record states. Raises ValueError if it states no capture."""
    message = message or warc.http_message(record.block)
    if message is None:
        raise ValueError("holds no HTTP response")
    memento = record.headers.get("warc-source-uri")
    return Stated(
        urlkey=urlkey(record.target),
        timestamp=_time(record.headers),
        original=record.target,
        archive=_archive(record.headers),
        statuscode=message.status,
        mimetype=media_type(message.headers),
        memento_url=memento,
        precision=precision_of(record.headers["warc-date"]),
    )


def listed_by(headers: dict[str, str], target: str) -> Capture:
    """Return the listed capture that a record's headers name. Raises ValueError if they name none."""
    requested = headers.get("archive-requested") or _time(headers)
    if not target:
        raise ValueError("names no target")
    return Capture(
        original=target,
        timestamp=parse_timestamp(requested),
        urlkey=urlkey(target),
        archive=_archive(headers),
        digest=headers.get("archive-listed-digest"),
        memento_url=headers.get("warc-source-uri"),
        precision=precision_of(headers.get("warc-date", requested)),
    )


def _time(headers: dict[str, str]) -> str:
    return format_timestamp(warc.warc_date(headers.get("warc-date", "")))


def _archive(headers: dict[str, str]) -> str:
    parts = MementoURL.parse(headers.get("warc-source-uri", ""))
    return headers.get("archive-name") or (parts.base if parts else "store")
