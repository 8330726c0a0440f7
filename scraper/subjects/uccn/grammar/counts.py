"""How many came: participants, cities, countries and mayors that a sentence counts at a conference."""

import re
from collections.abc import Iterator
from functools import cache

import msgspec

from scraper.subjects.uccn.grammar.words import FLAGS, compiled
from scraper.subjects.uccn.languages import Language
from scraper.values.records import Span

_YEAR = re.compile(r"(?:19|20)\d\d")
COUNTED = ("participants", "cities", "countries", "mayors")
_NUMBER = r"(?<![\d.,])(?P<number>\d{1,3}(?:[ ,.\u00a0\u202f]\d{3}){1,3}|\d{1,9})(?![\d.,]*\d)"


class Told(msgspec.Struct, frozen=True):
    """A value of a field and where its words stand."""

    value: str | int
    span: Span


@cache
def _patterns(language: Language) -> tuple[tuple[str, re.Pattern[str]], ...]:
    others = rf"(?:{language.not_object}|{language.participants}|{language.joiner})"

    def counted(noun: str) -> re.Pattern[str]:
        return compiled(rf"{_NUMBER}\s+(?:(?!{others}\b)[^\W\d_]+\s+){{0,3}}?(?:{noun})\b")

    return (
        *((field, counted(getattr(language, field))) for field in COUNTED),
        ("audience", counted(language.audience)),
    )


@cache
def _word(language: Language, field: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{getattr(language, field)})\b", FLAGS)


def without_counts(text: str, language: Language) -> str:
    """Return a text with blanks in place of what it counts of who came ('310 participants')."""
    for _, pattern in _patterns(language):
        text = pattern.sub(lambda counted: " " * len(counted[0]), text)
    return text


def expects(text: str, language: Language, start: int, end: int) -> bool:
    """Say whether a sentence speaks of who will come."""
    return _word(language, "expects").search(text, start, end) is not None


def counts(text: str, language: Language, start: int, end: int, *, named: bool) -> Iterator[tuple[str, Told]]:
    """Yield what a sentence counts at a conference; of people in general only where it names the conference."""
    if not re.compile(r"\d").search(text, start, end) or not _word(language, "attended").search(text, start, end):
        return
    if _word(language, "membership").search(text, start, end):
        return
    for field, pattern in _patterns(language):
        if field == "audience" and not named:
            continue
        match = next((one for one in pattern.finditer(text, start, end) if not _YEAR.fullmatch(one["number"])), None)
        if match is not None:
            yield (
                ("participants" if field == "audience" else field),
                Told(number_in(match["number"]), Span(*match.span())),
            )


def number_in(written: str) -> int:
    """Return a number as written with or without separators of thousands."""
    return int(re.sub(r"\D", "", written))
