"""Pages that differ only in the tokens of their forms, which a site makes anew for each visitor, have the same key."""

import hashlib
import re

# The value of a hidden field, as frameworks write form tokens: without blank, so no words, and nothing that is escaped.
_HIDDEN = re.compile(rb'<input(?=[^<>]{0,400} type="hidden"[^<>]{0,400}>)[^<>]{0,400} value="([A-Za-z0-9_-]{16,200})"')
_NO_MARKUP = ("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "noscript", "template")
_SPANS = (
    *((b"<%b" % name.encode(), re.compile(rb"</%b[\s/>]" % name.encode())) for name in _NO_MARKUP),
    (b"<!--", re.compile(rb"-->")),
    (b"<![cdata[", re.compile(rb"\]\]>")),
)
_MARKS = re.compile(rb"wm-|wayback|wombat|wbinfo|archived|_wb_|donato|ait-client|charset", re.IGNORECASE)
_MOST, _LONGEST, _MOST_JUDGED = 50, 1 << 22, 256


_judged: dict[str, list[tuple[int, int]]] = {}
"""Which tokens of a page are in no text that holds no markup, by the digest of all else of it: its captures have all of that."""


def content_key(body: bytes) -> str:
    """Return a key of an unpacked page: of two pages with the same key, the same is read.

    What is left out of it are values of hidden fields (HTML 4.10.5.1.1) that are one run of letters and digits: no reader sees
    them, no rule looks at them, and each has its length in the key, so that all else stands where it stood. Where such a field
    may lie in a script, a comment or a text without markup, and of pages with many of them, the key is of all bytes.
    """
    tokens = [found.span(1) for found in _HIDDEN.finditer(body)]
    if not 0 < len(tokens) <= _MOST or len(body) > _LONGEST:
        return _digest(body, [])
    around = _digest(body, tokens)
    if (judged := _judged.pop(around, None)) is None:
        lower = body.lower()
        judged = [] if b"<plaintext" in lower else [span for span in tokens if not _in_text(lower, span[0])]
        if len(_judged) == _MOST_JUDGED:
            del _judged[next(iter(_judged))]
    _judged[around] = judged
    left_out = [span for span in judged if not _MARKS.search(body, *span)]
    return around if left_out == tokens else _digest(body, left_out)


def _digest(body: bytes, left_out: list[tuple[int, int]]) -> str:
    digest = hashlib.sha256(repr(left_out).encode())
    end = 0
    for start, behind in left_out:
        digest.update(body[end:start])
        end = behind
    digest.update(body[end:])
    return digest.hexdigest()


def _in_text(lower: bytes, at: int) -> bool:
    """Say whether something that holds no markup may be open at a place."""
    return any(
        (begin := lower.rfind(opening, 0, at)) >= 0 and closing.search(lower, begin + len(opening), at) is None
        for opening, closing in _SPANS
    )
