"""The type of a captured body: from its Content-Type if valid, else from its first bytes (WHATWG MIME Sniffing, 7)."""

import re

from scraper.archives.payload import beginning

HTML_TYPES = ("text/html", "application/xhtml+xml", "text/plain")
_NAME = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
_TYPE = re.compile(rf"\s*({_NAME}/{_NAME})\s*(?:;.*)?", re.DOTALL)
_UNKNOWN = (
    "unknown/unknown",
    "application/unknown",
    "application/octet-stream",
    "*/*",
    "content/unknown",
    "application/x-unknown",
)
_HTML_TAG = re.compile(
    rb"(?:\xef\xbb\xbf)?[\t\n\x0c\r ]*<(?:(?:!doctype html|html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p|meta|"
    rb"link)[ >\n\t\r]|!--|\?xml)",
    re.IGNORECASE,
)
_SNIFFED = 1445


def is_page(body: bytes, content_type: str | None, content_encoding: str | None = None) -> bool:
    """Return whether a body is to be read as HTML: by the last valid type in its Content-Type (Fetch, 2.2.2), else by its bytes."""
    stated = last_valid(content_type)
    if stated in HTML_TYPES or (stated is None and not (content_type or "").strip()):
        return True
    if stated is not None and stated not in _UNKNOWN:
        return False
    return _HTML_TAG.match(beginning(body, _SNIFFED, content_encoding)) is not None


def last_valid(content_type: str | None) -> str | None:
    """Return the essence of the last type in a Content-Type, which may be a comma list, that is one and not `*/*`."""
    found = None
    for part in re.split(r",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", content_type or ""):
        match = _TYPE.fullmatch(part)
        if match and match[1] != "*/*":
            found = match[1].lower()
    return found
