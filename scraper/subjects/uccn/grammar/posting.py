"""The day on which a page was posted, and the years that days have which are told beside it without one."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

import msgspec

from scraper.subjects.uccn.facts import Status
from scraper.subjects.uccn.grammar.dates import Dates
from scraper.subjects.uccn.grammar.findings import Stretch
from scraper.subjects.uccn.grammar.labels import Label
from scraper.subjects.uccn.grammar.mentions import Year
from scraper.subjects.uccn.grammar.stretches import Reader
from scraper.subjects.uccn.grammar.words import Words
from scraper.values.records import Span

_LONGEST = 90  # letters of a line that holds the day, the author and the section
_MOST_WORDS = 6
_FIRST = 6  # sentences at the beginning of a page, among which the day stands
_SENTENCE = 5  # words: less is an item of a menu, a section, the day itself
_AGO, _AHEAD, _NEAR = timedelta(days=200), timedelta(days=330), timedelta(days=60)
_TURN_OF_THE_YEAR = timedelta(days=10)
_DAY = timedelta(days=1)


class Posted(msgspec.Struct, frozen=True):
    """The day on which a page was posted, and where it stands."""

    day: date
    span: Span

    @property
    def year(self) -> int | None:
        """The year of a day or a week near it, None about New Year."""
        years = {(self.day - _TURN_OF_THE_YEAR).year, (self.day + _TURN_OF_THE_YEAR).year}
        return self.day.year if len(years) == 1 else None

    def year_of(self, dates: Dates, status: Status | None) -> int | None:
        """Return the year of days: what was held was the last time before it, what is planned will be the next one behind it."""
        found: list[tuple[timedelta, int]] = []
        for year in (self.day.year - 1, self.day.year, self.day.year + 1):
            if (days := dates.days(year)) is None:
                continue
            first, last = map(date.fromisoformat, days)
            ago, ahead = self.day - last, first - self.day
            if -_DAY <= ago <= (_AGO if status == "held" else _NEAR) and status != "planned":
                found.append((ago, year))
            elif -_DAY <= ahead <= (_AHEAD if status == "planned" else _NEAR) and status != "held":
                found.append((ahead, year))
        return min(found)[1] if found else None

    def year_of_month(self, month: int, status: Status) -> int:
        """Return the year of a month told without one: the last time before the day for what was held, else the next."""
        if status == "held":
            return self.day.year - (month > self.day.month)
        return self.day.year + (month < self.day.month)


def posting_day(stretches: Iterable[Stretch], labels: Iterable[Label], reader: Reader) -> Posted | None:
    """Return the day on which a page was posted, where one line tells it: by its words, or by its place over the text.

    No page was posted after it was captured.
    """
    text, words = reader.text, reader.words
    read = sorted(stretches, key=lambda one: one.start)
    sentences = [one.start for one in read if text.count(" ", one.start, one.end) >= _SENTENCE]
    body = sentences[_FIRST] if len(sentences) > _FIRST else len(text)
    told: list[Posted] = []
    over: list[Posted] = []
    for start, end, year in (*_lines(read), *_days(labels)):
        one = _posted(year, start, end, text, words)
        if one is not None and (reader.captured is None or one.day <= reader.captured):
            told += [one] if words.posted.search(text, start, end) else []
            over += [one] if start < body else []
    days = told or over
    return days[0] if len({one.day.year for one in days}) == 1 else None


def _lines(stretches: Iterable[Stretch]) -> Iterator[tuple[int, int, Year]]:
    for one in stretches:
        if (line := one.found.dateline) is not None:
            yield one.start, line.end, line
        years = one.found.alone[1]
        if len(years) == 1 and not one.found.own and not one.found.entries:
            yield one.start, one.end, years[0]


def _days(labels: Iterable[Label]) -> Iterator[tuple[int, int, Year]]:
    for label in labels:
        if label.kind == "year" and len(label.years) == 1 and not (label.own or label.named or label.field):
            yield label.start, label.end, label.years[0]


def _posted(year: Year, start: int, end: int, text: str, words: Words) -> Posted | None:
    """Return the day in a line that holds little else, None for any other line."""
    dates = year.dates
    if dates is None or dates.first != dates.last or end - start > _LONGEST:
        return None
    rest = f"{text[start : dates.span.start]} {text[dates.span.end : end]}"
    days = dates.days(year.value)
    is_short = len(re.findall(r"[^\W\d_]{3,}", words.small.sub(" ", rest))) <= _MOST_WORDS
    return Posted(date.fromisoformat(days[0]), dates.span) if days and is_short else None
