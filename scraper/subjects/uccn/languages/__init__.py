"""How each language says what these pages say: one table each. A further language is a table, and its place here."""

import re

from scraper.subjects.uccn.languages.english import ENGLISH
from scraper.subjects.uccn.languages.french import FRENCH
from scraper.subjects.uccn.languages.german import GERMAN
from scraper.subjects.uccn.languages.italian import ITALIAN
from scraper.subjects.uccn.languages.language import Language, ordinal, ordinal_pattern
from scraper.subjects.uccn.languages.portuguese import PORTUGUESE
from scraper.subjects.uccn.languages.spanish import SPANISH

LANGUAGES = {language.code: language for language in (ENGLISH, FRENCH, SPANISH, PORTUGUESE, ITALIAN, GERMAN)}

_FEWEST_WORDS = 6
_FEWEST_DIFFERENT = 4  # 'des' is German too
_CLEARLY = 2
_SAMPLE = 20_000
_WORD = re.compile(r"\w+")
_COMMON = {code: frozenset(language.common.split("|")) for code, language in LANGUAGES.items()}


def in_any(line: str) -> str:
    """Return what the tables of all languages have in a line: an expression that matches whatever language it is in."""
    return "|".join(filter(None, (getattr(language, line) for language in LANGUAGES.values())))


def told_by_words(text: str, *, with_months: bool = False) -> str | None:
    """Return the language whose small words, and perhaps names of months, a text uses, None where that is not clear."""
    used = _WORD.findall(text[:_SAMPLE].lower())
    months = {code: _months_in(used, language) if with_months else frozenset() for code, language in LANGUAGES.items()}
    found = {
        code: [word for word in used if word in common or word in months[code]] for code, common in _COMMON.items()
    }
    first, second = sorted(found, key=lambda code: len(found[code]), reverse=True)[:2]
    clear = len(found[first]) >= _FEWEST_WORDS and len(found[first]) > _CLEARLY * len(found[second])
    return first if clear and len(set(found[first])) >= _FEWEST_DIFFERENT else None


def _months_in(used: list[str], language: Language) -> frozenset[str]:
    month = re.compile("|".join(f"(?:{name})" for name in language.months), re.IGNORECASE)
    return frozenset(filter(month.fullmatch, set(used)))


def is_latin(text: str) -> bool:
    """Say whether at least half of a text's letters are of Latin script, as in every language that is read."""
    letters = [letter for letter in text[:_SAMPLE] if letter.isalpha()]
    return not letters or 2 * sum(letter < "\u0250" or "\u1e00" <= letter < "\u1f00" for letter in letters) >= len(
        letters
    )


__all__ = [
    "ENGLISH",
    "FRENCH",
    "GERMAN",
    "ITALIAN",
    "LANGUAGES",
    "PORTUGUESE",
    "SPANISH",
    "Language",
    "in_any",
    "is_latin",
    "ordinal",
    "ordinal_pattern",
    "told_by_words",
]
