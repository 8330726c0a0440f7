"""Years that are told from the day of writing ('last year', 'ten years ago'), or from an edition ('the following year')."""

import re
from functools import cache

from scraper.subjects.uccn.grammar.mentions import Year
from scraper.subjects.uccn.grammar.words import FLAGS
from scraper.subjects.uccn.languages import Language
from scraper.values.records import Span


@cache
def _spoken(language: Language) -> re.Pattern[str]:
    number = "|".join((r"\d{1,2}", *language.numbers))
    ago = language.years_ago.replace("#", f"(?P<number>{number})")
    this, last, coming = language.this_year, language.last_year, language.next_year
    told = rf"(?P<last>{last})|(?P<next>{coming})|(?P<this>{this})|(?P<after>{language.year_after})|{ago}"
    return re.compile(rf"(?<!\w)(?:{told})(?!\w)", FLAGS)


def offsets(text: str, language: Language) -> set[int]:
    """Return how many years before (negative) or behind another one words tell of: that of writing, or of an edition."""
    return {_offset(match, language) for match in _spoken(language).finditer(text)}


def spoken_years(text: str, language: Language, posted: Year, start: int, end: int) -> list[Year]:
    """Return the years of a stretch that are told from the year in which the page was posted."""
    by = Span(posted.start, posted.end)
    return [
        Year(posted.value + _offset(match, language), *match.span(), by=by)
        for match in _spoken(language).finditer(text, start, end)
        if match.lastgroup != "after"
    ]


def years_after(text: str, language: Language, before: Year, start: int, end: int) -> list[Year]:
    """Return the years of a stretch that are told as the one after that of the edition in the sentence before it."""
    by = Span(before.start, before.end)
    return [
        Year(before.value + 1, *match.span(), by=by)
        for match in _spoken(language).finditer(text, start, end)
        if match.lastgroup == "after"
    ]


def _offset(match: re.Match[str], language: Language) -> int:
    if written := match["number"]:
        return -_number(written, language)
    return {"last": -1, "next": 1, "this": 0, "after": 1}[str(match.lastgroup)]


def _number(written: str, language: Language) -> int:
    if written.isdigit():
        return int(written)
    return next(at for at, word in enumerate(language.numbers, start=2) if re.fullmatch(word, written, FLAGS))
