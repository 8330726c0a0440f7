"""Captured responses ↔ WARC 1.1 records (ISO 28500:2017), each gzipped separately."""

import io
import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import quote, unquote

import msgspec

from scraper.archives.files.captured import DESCRIPTION
from scraper.archives.files.warc import Record, fields
from scraper.values.capture import Capture, CapturedResponse, format_timestamp, iso, parse_timestamp

# Extension fields of ours: with them the ledger can be made again from the WARC files alone.
ARCHIVE, REQUESTED, LISTED_DIGEST = "Archive-Name", "Archive-Requested", "Archive-Listed-Digest"
RECORD = "Archive-Record"
REPLACES = "Archive-Replaces"
"""Where in the store the damaged records lie that a record was stored again for."""
_SAID = frozenset(
    name.lower()
    for name in (
        ARCHIVE,
        REQUESTED,
        LISTED_DIGEST,
        RECORD,
        REPLACES,
        DESCRIPTION,
        "WARC-Source-URI",
        "WARC-Payload-Digest",
    )
)
"""What a metadata record of ours says of a record, whatever that says itself."""


def warcinfo(filename: str, fields: dict[str, str]) -> bytes:
    """Return a warcinfo record."""
    writer, buffer = _writer()
    writer.write_record(writer.create_warcinfo_record(filename, fields))
    return buffer.getvalue()


def said_of(
    response: CapturedResponse, listed_digest: str | None, digest: str, how: str, replaces: str | None = None
) -> dict[str, str]:
    """Return what is to be said of a response's record that was read from a file, `how` it is stored among it.

    These are the fields that a record of ours has as headers, and the digest of the payload, by which it is proved.
    """
    assert response.source is not None
    return _provenance(response, listed_digest, replaces) | {
        "WARC-Payload-Digest": digest,
        RECORD: _on_one_line(f"{response.source.where}, {how}"),
    }


def metadata_record(original: str, record_id: str, said: Mapping[str, str]) -> bytes:
    """Return a metadata record (`application/warc-fields`) that says something of the response record behind it."""
    payload = "".join(f"{name}: {value}\r\n" for name, value in said.items()).encode()
    writer, buffer = _writer()
    record = writer.create_warc_record(
        original,
        "metadata",
        payload=io.BytesIO(payload),
        length=len(payload),
        warc_content_type="application/warc-fields",
        warc_headers_dict={"WARC-Refers-To": record_id},
    )
    writer.write_record(record)
    return buffer.getvalue()


def completed(headers: Mapping[str, str], said: Mapping[str, str]) -> dict[str, str]:
    """Return a record's headers, names in small letters, with what is said of it in place of what it says itself."""
    own = {name: value for name, value in headers.items() if name not in _SAID}
    return own | {name.lower(): value for name, value in said.items()}


def with_metadata(record: Record, metadata: Record) -> Record:
    """Return a record with what its metadata record says of it. Raises ValueError where that is of another record."""
    if metadata.type != "metadata" or metadata.headers.get("warc-refers-to") != record.headers.get("warc-record-id"):
        raise ValueError("what is said of it is said of another record")
    return msgspec.structs.replace(record, headers=completed(record.headers, fields(metadata.block)))


def response_record(response: CapturedResponse, listed_digest: str | None, replaces: str | None = None) -> bytes:
    """Return a response record, dated with the capture's own time, with its memento URL in WARC-Source-URI."""
    writer, buffer = _writer()
    record = writer.create_warc_record(
        response.capture.original,
        "response",
        payload=io.BytesIO(response.body),
        length=len(response.body),
        http_headers=_http_headers(response),
        warc_headers_dict=_dated(response, listed_digest, replaces),
    )
    writer.write_record(record)
    return buffer.getvalue()


def revisit_record(
    response: CapturedResponse,
    listed_digest: str | None,
    target: tuple[str, str],
    digest: str,
    replaces: str | None = None,
) -> bytes:
    """Return a revisit record (identical payload digest) that refers to `target`: an original and a 14-digit time."""
    writer, buffer = _writer()
    record = writer.create_revisit_record(
        response.capture.original,
        digest,
        target[0],
        iso(parse_timestamp(target[1])),
        http_headers=_http_headers(response),
        warc_headers_dict=_dated(response, listed_digest, replaces),
    )
    writer.write_record(record)
    return buffer.getvalue()


def description_in(capture: Capture) -> str | None:
    """Return a capture's description as its record states it."""
    return unquote(_on_one_line(_ascii(capture.description or ""))) or None


def _writer() -> tuple[Any, io.BytesIO]:
    from warcio.warcwriter import WARCWriter

    buffer = io.BytesIO()
    return WARCWriter(buffer, gzip=True, warc_version="1.1"), buffer


# What would end a header's line or steer a reader of it, and what a header may be named (RFC 9110, 5.6.2).
_CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]+")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")


def _on_one_line(value: str) -> str:
    return _CONTROL.sub(" ", value).strip()


def _ascii(value: str) -> str:
    """Return a value with what is not ASCII percent-encoded as UTF-8: warcio does so with parameters only."""
    return _NOT_ASCII.sub(lambda match: quote(match[0]), value)


def _dated(response: CapturedResponse, listed_digest: str | None, replaces: str | None) -> dict[str, str]:
    return {"WARC-Date": response.capture.date, **_provenance(response, listed_digest, replaces)}


def _provenance(response: CapturedResponse, listed_digest: str | None, replaces: str | None) -> dict[str, str]:
    capture = response.capture
    fields = {ARCHIVE: capture.archive, REQUESTED: format_timestamp(response.requested)}
    if capture.memento_url:
        fields["WARC-Source-URI"] = capture.memento_url
    if capture.description:
        fields[DESCRIPTION] = _ascii(capture.description)
    if listed_digest:
        fields[LISTED_DIGEST] = listed_digest
    if replaces:
        fields[REPLACES] = replaces
    return {name: _on_one_line(value) for name, value in fields.items()}


def _http_headers(response: CapturedResponse) -> object:
    from warcio.statusandheaders import StatusAndHeaders

    try:
        phrase = HTTPStatus(response.status).phrase
    except ValueError:
        phrase = "Unknown"
    headers = [(name, _ascii(_on_one_line(value))) for name, value in response.headers if _TOKEN.fullmatch(name)]
    return StatusAndHeaders(f"{response.status} {phrase}", headers, protocol="HTTP/1.1")


def provenance(record: Record) -> tuple[str | None, str | None, str | None]:
    """Return what a stored record states about its listing: archive, requested time (14 digits), the index's digest."""
    headers = record.headers
    return headers.get(ARCHIVE.lower()), headers.get(REQUESTED.lower()), headers.get(LISTED_DIGEST.lower())
