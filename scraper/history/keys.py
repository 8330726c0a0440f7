"""What identifies a fact across captures, as a key that people can read."""

import hashlib
import re
from collections import Counter
from functools import lru_cache

from scraper.reading.document import without_mojibake
from scraper.subjects.uccn.places import fold
from scraper.values.records import Event


@lru_cache(maxsize=4096)
def same(words: str) -> str:
    """Return what words have in common with the same words written otherwise: in case, accents, or garbled."""
    return fold(without_mojibake(words))


def slug(words: str) -> str:
    """Return words as a part of a key."""
    return re.sub(r"\s+", "-", same(words))


def host_key(year: int | None, city: str) -> str:
    """Return the key of a host city: its year, and its name."""
    return f"{year or 'unknown'}/{slug(city)}"


def objective_key(language: str | None, text: str) -> str:
    """Return the key of an objective: its language, its first words, and a digest of all of them."""
    words = same(text)
    digest = hashlib.sha256(words.encode()).hexdigest()[:6]
    return f"{language or 'unknown'}/{'-'.join(slug(words).split('-')[:6])}-{digest}"


def event_key(event: Event) -> str:
    """Return the key of an edition within its original: its ordinal, else its year, else its hosts or first day."""
    which = event.value("edition") or event.value("year")
    return str(which) if which else slug(str(event.value("hosts") or event.value("first_day")))


def history_key(table: str, key: str, first_seen: str) -> str:
    """Return the key of a span of captures that state a value: the fact's, and the time of the first."""
    return f"{table}/{key}/{first_seen}"


def change_key(table: str, key: str, timestamp: str, side: str) -> str:
    """Return the key of one side of a change, `before` or `after`: the fact's, and the time of the capture that shows it."""
    return f"{table}/{key}/{timestamp}/{side}"


def conflict_key(rank: int | str, side: str) -> str:
    """Return the key of one side of a conflict, `value` or `other_value`."""
    return f"{rank}/{side}"


class Distinct:
    """Gives rows that would share their key one each: the second of them has `~2` behind it, the third `~3`."""

    def __init__(self) -> None:
        self._given: Counter[tuple[str, str, str]] = Counter()

    def key(self, table: str, key: str, field: str) -> str:
        """Return the key of the next row about a field."""
        self._given[table, key, field] += 1
        number = self._given[table, key, field]
        return key if number == 1 else f"{key}~{number}"
