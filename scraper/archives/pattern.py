"""Prefix patterns: an original that holds `*` stands for every original that fits it, by the keys of an index.

`*` is any run of characters, also none; nothing else is special, and `%2A` is the character itself. Two originals are
compared as indexes file them, by their URL keys: letter case, scheme, `www.`, fragment and a slash at the end make no
difference. So `…/events/*` is what lies below `…/events/`, and not that page itself, which is filed without its slash,
nor `…/events/?page=2`, filed as `…/events?page=2`: `…/events*` has these as well. Indexes sort the parameters of a query; a
pattern that names some fits them sorted and as they were written.
"""

import re
from functools import lru_cache

from scraper.errors import SettingsError
from scraper.values.capture import unsorted_key, urlkey

_BEGINNING = re.compile(r"https?://[^/?#\s*]+/[^*]*\*", re.IGNORECASE)
# What stands for `*` while the rules of URL keys are at work: a character that no address has, and how they write it.
_STAR, _STAR_IN_KEY = "\x01", "%01"


def is_pattern(original: str) -> bool:
    """Return whether an original is a prefix pattern, that is, contains `*`."""
    return "*" in original


def prefix(pattern: str) -> str:
    """Return the address that an index is asked for with `matchType=prefix`: the part before the first `*`.

    It ends at a `?`, because indexes sort the parameters of a query. Raises SettingsError if it has no host and path,
    or is not an http or https URL.
    """
    _pieces(pattern)
    path, mark, _ = pattern.partition("*")[0].partition("?")
    return path + mark


def matches(pattern: str, original: str) -> bool:
    """Return whether an original matches a pattern. Raises SettingsError if the pattern cannot be listed."""
    pieces = _pieces(pattern)
    if _fits(pieces, urlkey(original)):
        return True
    as_written = unsorted_key(original) if "?" in original else None
    return as_written is not None and _fits(pieces, as_written)


def prefix_key(pattern: str) -> str:
    """Return the common beginning of the URL keys of all originals that match a pattern, in ASCII. Raises SettingsError."""
    path, mark, _ = _pieces(pattern)[0].partition("?")
    return path + mark


def key_range(pattern: str) -> tuple[str, str]:
    """Return the first URL key that can match a pattern, and the first after all that can. Raises SettingsError."""
    first = prefix_key(pattern)
    return first, first[:-1] + chr(ord(first[-1]) + 1)


@lru_cache(maxsize=64)
def _pieces(pattern: str) -> tuple[str, ...]:
    """Return what stands before, between and behind the `*` of a pattern, as in URL keys."""
    if not _BEGINNING.match(pattern):
        raise SettingsError(
            f"{pattern!r} matches too much, or is not a web address: give at least http:// or https://, a host and `/` "
            "before the first `*`, as in https://example.org/*"
        )
    key = unsorted_key(pattern.replace("*", _STAR))
    if key is None:
        raise SettingsError(f"{pattern!r} is not an address: its host or port cannot be parsed")
    return tuple(key.split(_STAR_IN_KEY))


def _fits(pieces: tuple[str, ...], key: str) -> bool:
    first, *further = pieces
    if not further:  # a fragment or `/../` took the `*` with it
        return key == first
    *middle, last = further
    if not key.startswith(first):
        return False
    at = len(first)
    for piece in middle:
        found = key.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return key.endswith(last) and at + len(last) <= len(key)
