"""One WARC record → the HTTP message that it holds, or the revisit that it is."""

from scraper.archives.files import warc
from scraper.values.capture import Revisit, format_timestamp, sha1, sha256, urlkey


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
