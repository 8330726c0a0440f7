"""A page saved with all its parts in one file (MHTML, Safari's `.webarchive`) → the page itself, its address, its time."""

import email
import email.policy
import plistlib
import re
from datetime import datetime
from typing import Any
from xml.parsers.expat import ExpatError

import msgspec

from scraper.archives.memento.timemap import http_date

_FIELD = re.compile(rb"[A-Za-z][A-Za-z0-9-]*:[ \t]")


class Bundle(msgspec.Struct, frozen=True, kw_only=True):
    """The page of a bundle: its bytes, its Content-Type, where it was loaded from, and when, as far as the file says."""

    body: bytes
    content_type: str
    url: str | None
    time: datetime | None = None


def bundle(content: bytes) -> Bundle | None:
    """Take a bundle apart; None for what is none. Raises ValueError for one that is broken, or holds no page."""
    if content.startswith(b"bplist00") or (b"WebMainResource" in content[:4096] and b"<plist" in content[:1024]):
        return _webarchive(content)
    head = content.lstrip()[:4096]
    if _FIELD.match(head) and b"multipart/related" in head.lower():
        return _mhtml(content.lstrip())
    return None


def _webarchive(content: bytes) -> Bundle:
    try:
        document: Any = plistlib.loads(content)
        main = document["WebMainResource"]
        body, url = bytes(main["WebResourceData"]), main.get("WebResourceURL")
        kind, encoding = main.get("WebResourceMIMEType") or "text/html", main.get("WebResourceTextEncodingName")
    except (plistlib.InvalidFileException, ExpatError, KeyError, TypeError, AttributeError, OverflowError) as error:
        raise ValueError(f"a property list that is not a webarchive, or is damaged ({type(error).__name__})") from error
    charset = f"; charset={encoding}" if isinstance(encoding, str) else ""
    return Bundle(body=body, content_type=f"{kind}{charset}", url=url if isinstance(url, str) else None)


def _mhtml(content: bytes) -> Bundle:
    """Read MHTML (RFC 2557): of its parts the one that it says to start with, else the first that is a page."""
    message = email.message_from_bytes(content, policy=email.policy.compat32)
    parts = [part for part in message.walk() if not part.is_multipart()]
    start = message.get_param("start")
    root = next((part for part in parts if start and part.get("Content-ID") == start), None)
    page = root or next(
        (part for part in parts if part.get_content_type() in ("text/html", "application/xhtml+xml")), None
    )
    if page is None:
        raise ValueError("an MHTML file without a page")
    body = page.get_payload(decode=True)
    url = message.get("Snapshot-Content-Location") or page.get("Content-Location") or message.get("Content-Location")
    return Bundle(
        body=body if isinstance(body, bytes) else b"",
        content_type=str(page.get("Content-Type", "text/html")).replace("\n", " "),
        url="".join(str(url).split()) if url else None,
        time=http_date(str(message.get("Date", ""))) if message.get("Date") else None,
    )
