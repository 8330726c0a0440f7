"""Values → what the page says of them: addresses, days, shortened texts, marked words, differences of words."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from scraper.diffs.text import Run, word_runs
from scraper.values.capture import is_web_address
from scraper.values.harmless import harmless

MOST_LETTERS = 600
"""How much of a text is shown; the tables have all of it."""


def safe(value: Any) -> Any:
    """Return what is written in place of a value: mark-up as it is, any text without what would turn its surroundings round."""
    return value if isinstance(value, Markup) else "" if value is None else harmless(str(value))


def address(url: str) -> str | None:
    """Return an address where a link may go to it: another scheme could run what it says."""
    return url if is_web_address(url) else None


def page_name(url: str) -> str:
    """Return a page's address as people tell it: without scheme, `www.` and the closing slash."""
    return re.sub(r"^https?://(?:www\.)?|(?::80)?/$", "", url) or url


def anchor(*parts: str) -> str:
    """Return the id of an element, for links from outside as well: no character of it needs escaping."""
    return quote("/".join(parts), safe="/~")


def day(when: str, known: Mapping[str, str]) -> str:
    """Return the day of a time, or what is known of it, as ISO 8601."""
    return known.get(when, when)[:10]


def clipped(text: str, most: int = MOST_LETTERS) -> tuple[str, int]:
    """Return the beginning of a text, and how many letters are left out."""
    return (text, 0) if len(text) <= most + 40 else (text[:most], len(text) - most)


def marked(text: str, words: Iterable[str]) -> list[tuple[str, bool]]:
    """Return a text as parts, each marked or not: words are marked where they stand first; of a long text what is around them."""
    found = sorted({one for one in (_place(text, word) for word in words) if one})
    start, end = _window(found, len(text))
    parts: list[tuple[str, bool]] = [("… ", False)] if start else []
    at = start
    for first, last in found:
        if at <= first and last <= end:
            parts += [(text[at:first], False), (text[first:last], True)]
            at = last
    parts.append((text[at:end], False))
    if start or end < len(text):
        parts.append((f" … ({len(text):,} characters)", False))
    return [part for part in parts if part[0]]


def _place(text: str, word: str) -> tuple[int, int] | None:
    edges = r"(?<!\w){}(?!\w)" if word[:1].isalnum() and word[-1:].isalnum() else "{}"
    match = re.search(edges.format(re.escape(word)), text) if word else None
    return match.span() if match else None


def _window(found: list[tuple[int, int]], length: int) -> tuple[int, int]:
    """Return the part of a text that is shown: all of one that is not long."""
    if length <= MOST_LETTERS + 40:
        return 0, length
    start = max(0, found[0][0] - 100) if found else 0
    return start, min(length, start + MOST_LETTERS)


def differences(before: str, after: str) -> tuple[Run, ...]:
    """Return what became of words, of long texts of their beginnings."""
    return word_runs(clipped(before, 2_000)[0], clipped(after, 2_000)[0])


def limited(found: list[Any], most: int) -> tuple[list[Any], int]:
    """Return the first of a list, and how many are left out."""
    return found[:most], max(0, len(found) - most)


def span(first: str, last: str, known: Mapping[str, str]) -> Iterator[str]:
    """Yield the days between which something was seen, one where they are one."""
    yield day(first, known)
    if day(last, known) != day(first, known):
        yield day(last, known)
