"""Years that are told from the day of writing ('last year', 'last July'), or by another one ('the following year')."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from scraper.subjects.uccn.grammar.mentions import Year
from scraper.subjects.uccn.grammar.words import FLAGS, compiled
from scraper.subjects.uccn.languages import Language
from scraper.values.records import Span

_TURNS = {"last_month": ((1,), -1), "next_month": ((12,), 1), "these_days": ((12, 1, 2), 1)}
"""In which months what is told so may be of another year, and of which."""
_BY_ANOTHER = ("same", "after", "before", "years_after", "years_before")


@cache
def _spoken(language: Language) -> re.Pattern[str]:
    number = "|".join((r"\d{1,2}", *language.numbers))
    months = f"(?:{'|'.join(language.months)})"
    ago = language.years_ago.replace("#", f"(?P<number>{number})")
    named = {
        "same": language.that_year,  # before 'this year': 'cette année-là'
        "last": language.last_year,
        "next": language.next_year,
        "this": language.this_year,
        "last_month": language.last_month,
        "next_month": language.next_month,
        "these_days": language.these_days,
        "after": language.year_after,
        "before": language.year_before,
        "years_after": language.years_after.replace("#", f"(?P<on>{number})"),
        "years_before": language.years_before.replace("#", f"(?P<back>{number})"),
        "past_month": language.past_month.replace("#", months),
        "coming_month": language.coming_month.replace("#", months),
        "this_month": language.this_month.replace("#", months),
    }
    told = "|".join(f"(?P<{name}>{words})" for name, words in named.items())
    return re.compile(rf"(?<!\w)(?:{told}|{ago})(?!\w)", FLAGS)


def offsets(text: str, language: Language) -> set[int]:
    """Return how many years before (negative) or behind another one words tell of: that of writing, or of an edition.

    Months that are told from that of writing give each year that they may be of.
    """
    return {one for match in _spoken(language).finditer(text) for one in _offsets(match, language, None)}


def spoken_years(text: str, language: Language, posted: Year, start: int, end: int) -> list[Year]:
    """Return the years of a stretch that are told from the day on which the page was posted."""
    month = posted.dates.first.month if posted.dates else None
    told = (match for match in _spoken(language).finditer(text, start, end) if match.lastgroup not in _BY_ANOTHER)
    return list(_years(told, language, posted, month))


def told_by_another(text: str, language: Language, start: int, end: int) -> set[str]:
    """Return how years are told there by another one: as the 'same' ('that year'), as the one 'after', or 'before', by their number."""
    return {str(one.lastgroup) for one in _spoken(language).finditer(text, start, end)} & set(_BY_ANOTHER)


def year_of_writing(text: str, language: Language) -> Year | None:
    """Return the year in which a text says that it was written: 'this year (1–5 July 2024)'; None where it gives several."""
    told = compiled(rf"(?<!\w)(?:{language.this_year})\s*\([^()\n]{{0,40}}?(?P<year>20\d\d)\)").finditer(text)
    years = {int(match["year"]): Year(int(match["year"]), *match.span("year")) for match in told}
    return next(iter(years.values())) if len(years) == 1 else None


def years_beside(
    text: str, language: Language, before: Year | None, stated: Sequence[Year], start: int, end: int
) -> list[Year]:
    """Return the years of a stretch that are told as another one, or the one after, or before, that of an edition.

    This is the last one before them in the stretch, or that of the sentence before it; one that is told so itself tells none.
    """
    found: list[Year] = []
    for match in _spoken(language).finditer(text, start, end):
        if match.lastgroup in _BY_ANOTHER:
            last = max(
                (year for year in (*stated, *found) if year.end <= match.start()),
                key=lambda one: one.end,
                default=before,
            )
            found += _years(iter((match,)), language, last, None) if last and last.value and not last.by else ()
    return found


def _years(told: Iterator[re.Match[str]], language: Language, by: Year, month: int | None) -> Iterator[Year]:
    for match in told:
        offset, *others = _offsets(match, language, month)
        if not others:
            yield Year(by.value + offset, *match.span(), by=Span(by.start, by.end))


def _offsets(match: re.Match[str], language: Language, month: int | None) -> tuple[int, ...]:
    if written := match["number"] or match["back"]:
        return (-_number(written, language),)
    if written := match["on"]:
        return (_number(written, language),)
    name = str(match.lastgroup)
    if name in _TURNS:
        months, other = _TURNS[name]
        is_sure = name != "these_days" and month is not None
        return (0,) if month not in (None, *months) else (other,) if is_sure else (0, other)
    if name in ("past_month", "coming_month"):
        told, other = _month_in(match[0], language), -1 if name == "past_month" else 1
        if month in (None, told):
            return (0, other)
        return (0,) if (told < month) == (other < 0) else (other,)
    return ({"last": -1, "next": 1, "after": 1, "before": -1}.get(name, 0),)


def _month_in(words: str, language: Language) -> int:
    return next(
        at for at, month in enumerate(language.months, start=1) if compiled(rf"(?<!\w)(?:{month})(?!\w)").search(words)
    )


def _number(written: str, language: Language) -> int:
    if written.isdigit():
        return int(written)
    return next(at for at, word in enumerate(language.numbers, start=2) if compiled(word).fullmatch(written))
