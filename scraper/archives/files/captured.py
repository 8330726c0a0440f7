"""One WARC record → its HTTP message or revisit, and the description of its file."""

import re
import textwrap
from urllib.parse import unquote

from scraper.archives.files import warc
from scraper.values.capture import Revisit, format_timestamp, sha1, sha256, urlkey

DESCRIPTION = "Archive-Description"
"""An extension field of ours: what the file that a capture comes from says of itself, what is not ASCII percent-encoded."""

_LONGEST = 2_000


def message_of(record: warc.Record) -> warc.HttpMessage | None:
    """Return the HTTP message in a record; a resource has a status of 200 and no headers but its type."""
    message = warc.http_message(record.block)
    if record.type != "resource":
        return message
    kept = record.headers.get("content-type", "application/octet-stream")
    return (
        message
        if message and "msgtype=response" in kept
        else warc.HttpMessage(200, (("Content-Type", kept),), record.block)
    )


def revisit_of(record: warc.Record) -> Revisit:
    """Return what a revisit record refers to, and the answer that it holds; a `304` is none of its own."""
    message = warc.http_message(record.block)
    is_unmodified = "not-modified" in record.headers.get("warc-profile", "") or (message and message.status == 304)
    target = record.headers.get("warc-refers-to-target-uri", "").strip("<>")
    try:
        time = format_timestamp(warc.warc_date(record.headers.get("warc-refers-to-date", "")))
    except ValueError:
        time = None
    digest = warc.declared_digest(record)
    return Revisit(
        status=message.status if message and not is_unmodified else None,
        headers=kept_headers(message) if message and not is_unmodified else (),
        key=urlkey(target) if target and time else None,
        time=time if target else None,
        digests=(digest,) if digest else (),
        record_id=record.headers.get("warc-refers-to"),
    )


def contradicts(declared: str, own: tuple[str, ...], record: warc.Record) -> bool:
    """Say whether a payload is not what its record declares; some crawlers' digests are of the body as it was sent."""
    algorithm = declared.partition(":")[0]
    computed = [digest for digest in own if digest.startswith(f"{algorithm}:")]
    if not computed or declared in computed:
        return False
    _, _, sent = record.block.partition(b"\r\n\r\n")
    return declared not in (sha1(sent), sha256(sent), sha1(record.block), sha256(record.block))


def kept_headers(message: warc.HttpMessage) -> tuple[tuple[str, str], ...]:
    """Return a message's headers without its transfer encoding, which is undone."""
    return tuple((name, value) for name, value in message.headers if name.lower() != "transfer-encoding")


def description_of(record: warc.Record) -> str | None:
    """Return what a record of a store states of the file that its capture comes from; None where it states nothing."""
    return unquote(record.headers.get(DESCRIPTION.lower(), "")) or None


class Described:
    """What a WARC file says of itself, record after record: the `description` in its warcinfo records (ISO 28500, 6.2).

    A warcinfo record is of the records that name it, else of those behind it, up to the next one.
    """

    def __init__(self) -> None:
        self._by_id: dict[str, str | None] = {}
        self._of_record: dict[str, str | None] = {}
        self._last: str | None = None

    def take(self, warcinfo: warc.Record) -> None:
        """Take in a warcinfo record."""
        self._last = _description(warcinfo.block.decode("utf-8", "replace"))
        if name := warcinfo.headers.get("warc-record-id"):
            self._by_id[name] = self._last

    def take_metadata(self, metadata: warc.Record) -> None:
        """Take in a metadata record, which in a store says where the record behind it came from."""
        if name := metadata.headers.get("warc-refers-to"):
            self._of_record = {name: unquote(warc.fields(metadata.block).get(DESCRIPTION.lower(), "")) or None}

    def of(self, record: warc.Record) -> str | None:
        """Return what is said of a record; what it states itself, as those of a store do, is of where it came from before."""
        name = record.headers.get("warc-record-id", "")
        return (
            description_of(record)
            or self._of_record.get(name)
            or self._by_id.get(record.headers.get("warc-warcinfo-id", ""), self._last)
        )


def _description(fields: str) -> str | None:
    """Return the field `description`, with its continuation lines, on one line; the beginning of a very long one."""
    found = re.search(r"^description[ \t]*:(.*(?:\r?\n[ \t]+.*)*)", fields, re.IGNORECASE | re.MULTILINE)
    words = " ".join(found[1].split()) if found else ""
    return textwrap.shorten(words, _LONGEST, placeholder=" …") or None
