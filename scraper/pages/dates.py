"""Days as pages write them: '14 to 16 September', '12-15 June 2018', '30.06 > 02.07.2017' → first and last day."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache

import msgspec

from scraper.pages.languages import Language
from scraper.pages.records import Span


class Day(msgspec.Struct, frozen=True):
    """A day as written; `year` is None where none stands beside it."""

    month: int
    day: int
    year: int | None = None

    def iso(self, year: int | None) -> str | None:
        """Return it as ISO 8601, in its own year, else in the one given; None without either, or for no day at all."""
        chosen = self.year or year
        try:
            return date(chosen, self.month, self.day).isoformat() if chosen else None
        except ValueError:
            return None


class Dates(msgspec.Struct, frozen=True):
    """The first and the last day of something, and where they are written. One day alone is both."""

    first: Day
    last: Day
    span: Span

    @property
    def year(self) -> int | None:
        """The year that stands beside the days, the first's before the last's."""
        return self.first.year or self.last.year

    def days(self, year: int | None) -> tuple[str, str] | None:
        """Return both as ISO 8601, in their own years, else in the one given; None where one is no day.

        A first day without a year of its own has the last one's. What ends before it begins is returned as it stands.
        """
        whole = self.last.year or self.first.year or year
        first, last = self.first.iso(whole), self.last.iso(whole)
        return (first, last) if first and last else None


def read_dates(text: str, language: Language, start: int = 0, end: int | None = None) -> Iterator[Dates]:
    """Yield the days, and spans of days, in a stretch of a text. Figures alone are read only where day and month are clear.

    A weekday before figures with slashes is a posting date, as content management systems write it, and is passed over.
    """
    for match in _pattern(language).finditer(text, start, len(text) if end is None else end):
        if dates := _dates(match, language):
            yield dates


def _dates(match: re.Match[str], language: Language) -> Dates | None:
    span = Span(*match.span("all"))
    if match["weekday"]:
        return None
    if match["iso"]:
        first = _figures(match["y1"], match["m1"], match["d1"])
        return Dates(first, _figures(match["y2"], match["m2"], match["d2"]) if match["m2"] else first, span)
    if match["figures"]:
        return _in_figures(match, span)
    if match["short"]:
        month, year = match["s3"], match["s4"]
        first, last = _figures(year, month, match["s1"]), _figures(year, month, match["s2"])
        return Dates(first, last, span) if first.month <= 12 else None
    form = next(one for one in "abcd" if match[f"{one}d1"])
    return _in_words({name[1:]: words for name, words in match.groupdict().items() if name[0] == form}, language, span)


def _figures(year: str | None, month: str, day: str) -> Day:
    return Day(int(month), int(day), int(year) if year else None)


def _in_figures(match: re.Match[str], span: Span) -> Dates | None:
    """Read '30.06 > 02.07.2017': day before month with full stops; with slashes only where one of the two cannot be a month."""
    ends = [(int(match["f1"]), int(match["f2"]), match["f3"]), (int(match["l1"]), int(match["l2"]), match["l3"])]
    if match["mark"] == "/":
        if any(second > 12 for _, second, _ in ends):
            ends = [(second, first, year) for first, second, year in ends]
        elif all(first <= 12 for first, _, _ in ends):
            return None
    first, last = (Day(month, day, int(year) if year else None) for day, month, year in ends)
    return Dates(first, last, span) if first.month <= 12 and last.month <= 12 else None


def _in_words(parts: Mapping[str, str | None], language: Language, span: Span) -> Dates:
    first, last = (_day(parts, number, language) for number in "12")
    if last is None:
        assert first is not None
        return Dates(first, first, span)
    return Dates(first or Day(last.month, _number(parts["d1"]), None), last, span)


def _day(parts: Mapping[str, str | None], number: str, language: Language) -> Day | None:
    """Return one of the two days; None for one that is not there, or that leaves its month to the other."""
    day, month, year = (parts.get(f"{part}{number}") for part in "dmy")
    if day is None:
        return None
    if month is None and number == "2":
        month = parts["m1"]
    return Day(_month(month, language), _number(day), int(year) if year else None) if month else None


def _number(day: str | None) -> int:
    return int(re.sub(r"\D", "", day or ""))


def _month(word: str, language: Language) -> int:
    return next(
        number
        for number, names in enumerate(language.months, start=1)
        if re.fullmatch(names, word.strip(" ."), re.IGNORECASE)
    )


@cache
def _pattern(language: Language) -> re.Pattern[str]:
    """Return the forms, longest first: days and months in words (a, c: day first; b, d: month first), figures, ISO."""
    day = r"\d{1,2}(?!\d)(?:\s?\.?(?:st|nd|rd|th|er|[ªº°])(?!\w))?"
    month = rf"(?:{'|'.join(language.months)})(?!\w)\.?"
    year = r"(?:19|20)\d\d(?!\d)"
    small = rf"(?:(?:{language.date_words})\s{{1,3}})?"
    gap = rf"(?:\s{{0,3}}[,|]\s{{0,3}}|\s{{1,3}})(?:(?:{language.date_words})(?!\w)\s{{0,3}})?"
    to = rf"\s{{0,3}},?\s{{0,3}}(?:[-–—>]|\b(?:{language.range_words})(?!\w)|/)\s{{0,3}}{small}"
    weekday = rf"(?:(?:{language.weekdays}|[^\W\d_]{{2,9}})\.?,?\s{{1,3}})?"
    forms = (
        rf"(?P<ad1>{day})(?:\s{{0,3}},\s{{0,3}}{day}(?=\s{{0,3}}[,\w])){{0,6}}(?:{gap}(?P<am1>{month})(?:{gap}(?P<ay1>{year}))?)?{to}{weekday}(?P<ad2>{day}){gap}(?P<am2>{month})(?:{gap}(?P<ay2>{year}))?",
        rf"(?P<bm1>{month})\s{{1,3}}(?P<bd1>{day})(?:{gap}(?P<by1>{year}))?{to}(?:(?P<bm2>{month})\s{{1,3}})?(?P<bd2>{day})(?:{gap}(?P<by2>{year}))?",
        rf"(?P<cd1>{day}){gap}(?P<cm1>{month})(?:{gap}(?P<cy1>{year}))?",
        rf"(?P<dm1>{month})\s{{1,3}}(?P<dd1>{day})(?:{gap}(?P<dy1>{year}))?",
    )
    figures = (
        rf"(?P<figures>(?P<f1>\d{{1,2}})(?P<mark>[./])(?P<f2>\d{{1,2}})(?:(?P=mark)(?P<f3>{year})|\.)?{to}"
        rf"(?P<l1>\d{{1,2}})(?P=mark)(?P<l2>\d{{1,2}})(?P=mark)(?P<l3>{year}))"
    )
    short = rf"(?P<short>(?P<s1>\d{{1,2}})\.?\s?[-–—]\s?(?P<s2>\d{{1,2}})(?P<point>[./])(?P<s3>\d{{1,2}})(?P=point)(?P<s4>{year}))"
    iso = rf"(?P<iso>(?P<y1>{year})-(?P<m1>\d\d)-(?P<d1>\d\d)(?!\d)(?:{to}(?P<y2>{year})-(?P<m2>\d\d)-(?P<d2>\d\d)(?!\d))?)"
    posted = (
        r"(?P<weekday>\b[^\W\d_]{2,4}\.?,\s{1,3}\d{1,2}/\d{1,2}/(?:\d\d){1,2}(?!\d)(?:\s{1,3}-\s{1,3}\d{1,2}:\d\d)?)"
    )
    return re.compile(rf"(?<![\w./])(?P<all>{posted}|{iso}|{figures}|{short}|{'|'.join(forms)})", re.IGNORECASE)
