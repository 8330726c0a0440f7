"""Days as pages write them: '14 to 16 September', '12-15 June 2018', '30.06 > 02.07.2017' → first and last day.

A text is read in its signs (numbers, words, dashes), each of one kind; the forms of days are patterns over the kinds.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import pairwise

import msgspec

from scraper.subjects.uccn.languages import Language, in_any
from scraper.values.records import Span


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


MONTH_BEFORE = 20
"""Letters before a year in which its month stands ('September de ')."""
_LONGEST_OVER_NEW_YEAR = timedelta(days=30)


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

        A day without a year of its own has the other's; of a span over New Year, of at most 31 days, the year before or
        after, and none where it is not known whose year is given. Other days that end before they begin in one month, or
        with a year each, are returned as they stand.
        """
        whole = self.last.year or self.first.year or year
        if self.first.month > self.last.month and not (self.first.year and self.last.year):
            return self._over_new_year()
        first, last = self.first.iso(whole), self.last.iso(whole)
        return (first, last) if first and last else None

    def _over_new_year(self) -> tuple[str, str] | None:
        first = self.first.iso(self.last.year and self.last.year - 1)
        last = self.last.iso(self.first.year and self.first.year + 1)
        if not first or not last or date.fromisoformat(last) - date.fromisoformat(first) > _LONGEST_OVER_NEW_YEAR:
            return None
        return first, last


def read_dates(text: str, language: Language, start: int = 0, end: int | None = None) -> Iterator[Dates]:
    """Yield the days, and spans of days, in a stretch of a text. Figures alone are read only where day and month are clear.

    A weekday before figures with slashes is a posting date, as content management systems write it, and is passed over, but
    behind the name of a field ('Start Tue, 06/12/2018').
    Two days are left out, both of them, where what joins them is not understood: '12 June plus 15 June'.
    """
    end = len(text) if end is None else end
    vocabulary = _vocabulary(language)
    for first, last in _neighbourhoods(text, start, end):
        if _FIGURES.search(text, first, last) or vocabulary.has_month(text, first, last):
            yield from _read(_Signs(text, vocabulary, first, last, end))


# Nothing that belongs to a day stands further from its number.
_REACH = 40
_FIGURE_RUN = re.compile(r"[0-9]++")
_FIGURES = re.compile(r"[0-9][-/.][^\S\n]?[0-9]{1,2}[-/.][^\S\n]?[0-9]")
_LETTERS = re.compile(r"[^\W\d_]{3,}")


def _neighbourhoods(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches about numbers of one or two figures: the rest of a text is not looked at."""
    first, last = None, start
    for match in _FIGURE_RUN.finditer(text, start, end):
        if match.end() - match.start() > 2:
            continue
        if first is not None and match.start() - last > 2 * _REACH:
            yield first, last + _REACH
            first = None
        if first is None:
            first = max(start, match.start() - _REACH)
        last = match.end()
    if first is not None:
        yield first, last + _REACH


# --- signs and their kinds --------------------------------------------------------------------------------------------

# D day, O day with a full stop, Y year, F day, month and year in figures, I ISO 8601, T time, N any other number
# M month, W weekday, A either of them ('mar'), J 'to', L 'and', o 'of', w another word that stands in dates
# x, z unknown words in small letters (z longer), C one in capitals, X what else there is, p a posting date
# - a dash or arrow, s a sign that joins, but not days, n a line break; these stand for themselves: / & | , . : ; ( )
_SIGN = re.compile(
    r"""
    [^\S\n]*+ (?:
    (?P<word> [^\W\d_]++(?:[-‐‑][^\W\d_]++)*[’'ʼ]? )
    | (?=[0-9]) (?:
        (?P<N> (?<=[^\W\d_])[0-9]\w*+ | [0-9]{1,3}(?:[.,][0-9]{3})++(?!\w) )
        | (?P<I> (?<![\w.-])(?<![^0-9Z]/)(?:19|20)[0-9]{2}(?P<iso>[-/.])[0-9]{1,2}(?P=iso)[0-9]{1,2}(?![0-9])
            (?: T[0-9]{2}:?[0-9]{2}(?::?[0-9]{2})?(?:\.[0-9]+)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?
              | /(?:[0-9]{2}-)?[0-9]{2}(?![\w:/.-]) )? )
        | (?P<F> [0-9]{1,2}(?P<mark>[-/.])[^\S\n]?[0-9]{1,2}(?P=mark)[^\S\n]?(?:19|20)[0-9]{2}(?![0-9]) )
        | (?P<T> (?i: [0-9]{1,2}(?::[0-9]{2}){1,2}(?:\s?[ap]\.?m\b\.?)?
            | [0-9]{1,2}(?:[.:][0-9]{2})?\s?(?:(?:uhr|h|hrs?)\b|[ap]\.?m\b\.?) | [0-9]{1,2}h[0-9]{2}\b ) )
        | (?P<Y> (?:19|20)[0-9]{2}(?![0-9]) )
        | (?P<D> (?:0?[1-9]|[12][0-9]|3[01])
            (?: (?:[^\S\n]?\.?(?i:st|nd|rd|th|er|[ªº°])|(?i:r?o))(?!\w) | (?P<O>\.)(?![0-9]{3}) | (?!\w) ) )
        | (?P<other_number> [0-9]\w*+ ) )
    | (?P<n> \n\s*+ )
    | (?P<self> [/&|,.:;()] ) (?!\.\.)
    | (?P<dash> [-‐‑‒–—―−﹘﹣－>→~～〜]++ )
    | (?P<s> … | \.{2,} | [+*=÷×±\\^] )
    | (?P<X> \S ) | \Z )
    """,
    re.VERBOSE,
)
_POSTED = re.compile(rf"(?<!\w)(?:{in_any('short_days')})\.?,\s{{1,3}}\Z", re.IGNORECASE)  # 'Wed, 14/09/2016'
_RANGE_BEFORE = re.compile(r"/\d{4}\s+(?:[-–]|[^\W\d_]{1,3})\s+\Z")
_RANGE_BEHIND = re.compile(rf"[\d/]+\s+(?:[-–]|[^\W\d_]{{1,3}})\s+(?:{in_any('short_days')})\.?,\s\d", re.IGNORECASE)
_FIELD = 24  # letters of a field's name
_SHORT_WORD = 4
_MOST_WORDS = 10_000  # kinds of words that are kept


class _Vocabulary:
    """The kinds of a language's words."""

    def __init__(self, language: Language) -> None:
        patterns = (language.weekdays, language.joiner, language.range_words, language.date_words, language.of)
        self.is_day_first = language.code != "en"  # British and American English differ
        self._months = [re.compile(month, re.IGNORECASE) for month in language.months]
        self._short_days = [re.compile(day, re.IGNORECASE) for day in language.short_days.split("|")]
        self._weekday, self._and, self._to, self._small, self._of = (re.compile(one, re.IGNORECASE) for one in patterns)
        self.field = re.compile(rf"(?<!\w)(?:{dict(language.headings)['year']})[\s:]*$", re.IGNORECASE)
        self.until = re.compile(  # 'opens on 16 November in X and closes on 18 November'
            rf"[^.;:\d]{{0,60}}?(?<!\w)(?:{language.until_last})\s+(?:(?:{language.weekdays})\.?,?\s+)?(?:(?:{language.date_words})\s+)?\Z",
            re.IGNORECASE,
        )
        self._kinds: dict[str, str] = {}
        self._numbers: dict[str, int] = {}

    def kind(self, word: str) -> str:
        kind = self._kinds.get(word)
        if kind is None:
            kind = self._looked_up(word)
            if len(self._kinds) < _MOST_WORDS:
                self._kinds[word] = kind
        return kind

    def has_month(self, text: str, first: int, last: int) -> bool:
        return any(self.kind(word) in "MA" for word in _LETTERS.findall(text, first, last))

    def month(self, word: str) -> int | None:
        number = self._numbers.get(word)
        if number is None:
            number = next((at for at, month in enumerate(self._months, start=1) if month.fullmatch(word)), None)
            if number and len(self._numbers) < _MOST_WORDS:
                self._numbers[word] = number
        return number

    def weekday(self, word: str) -> int | None:
        """Return the number of a weekday, from 0 for Monday on."""
        return next((at for at, day in enumerate(self._short_days) if day.match(word)), None)

    def _looked_up(self, word: str) -> str:
        month, weekday = self.month(word), self._weekday.fullmatch(word)
        if month or weekday:
            return "A" if month and weekday else "M" if month else "W"
        if self._and.fullmatch(word) or self._and.fullmatch(f"{word}."):
            return "L"
        if self._to.fullmatch(word):
            return "J"
        if self._small.fullmatch(word):
            return "o" if self._of.fullmatch(word) else "w"
        if word.islower():
            return "x" if len(word) <= _SHORT_WORD else "z"
        return "C" if word.isupper() and len(word) > 1 else "X"


_vocabulary = cache(_Vocabulary)


class _Signs:
    """The signs of a stretch: `kinds` has a letter for each."""

    def __init__(self, text: str, vocabulary: "_Vocabulary", first: int, last: int, end: int) -> None:
        self._text, self._vocabulary = text, vocabulary
        self._at: list[tuple[int, int]] = []
        kinds: list[str] = []
        for match in _SIGN.finditer(text, first, end):
            name = match.lastgroup
            if name is None or match.start(name) > last:
                break
            self._at.append(match.span(name))
            kinds.append(self._vocabulary.kind(match[name]) if name == "word" else self._kind(name, match))
        self.kinds = "".join(kinds)
        self.is_day_first = vocabulary.is_day_first

    def _kind(self, name: str, match: re.Match[str]) -> str:
        match name:
            case "self":
                return match["self"]
            case "dash":
                return "-"
            case "other_number":
                return "N"
            case "D" if match["O"]:
                return "O"
            case "F" if match["mark"] == "/" and self._is_posted(match.start("F")):
                return "p"
        return name

    def _is_posted(self, at: int) -> bool:
        weekday = _POSTED.search(self._text, max(0, at - 9), at)
        if weekday and (
            _RANGE_BEFORE.search(self._text, max(0, at - _FIELD), weekday.start())
            or _RANGE_BEHIND.match(self._text, at)
        ):
            return False  # 'Wed, 14/09/2016 to Fri, 16/09/2016'
        before = weekday and self._text[max(0, weekday.start() - _FIELD) : weekday.start()]
        return before is not None and self._vocabulary.field.search(before) is None  # 'Start Tue, 06/12/2018'

    def words(self, at: int) -> str:
        return self._text[slice(*self._at[at])]

    def numbers(self, at: int) -> list[int]:
        return [int(number) for number in re.findall(r"[0-9]+", self.words(at))]

    def month(self, at: int) -> int | None:
        return self._vocabulary.month(self.words(at))

    def has_weekday_before(self, at: int, day: Day) -> bool:
        """Say whether the weekday of a day stands right before a sign."""
        iso, weekday = day.iso(None), self.kinds[max(at - 2, 0) : at].rstrip(".,")[-1:]
        if iso is None or weekday not in ("W", "A"):
            return False
        word = self.words(self.kinds.rindex(weekday, 0, at))
        return self._vocabulary.weekday(word) == date.fromisoformat(iso).weekday()

    def ends(self, one: int, other: int) -> bool:
        """Say whether the words between two signs say that what is told of the first lasts until the second."""
        between = self._text[self._at[one][1] : self._at[other][0]].lstrip(".").replace(". ", " ")
        return self._vocabulary.until.match(between) is not None

    def span(self, first: int, last: int) -> Span:
        """Return where the signs from one to another stand, without the full stop of a day that ends them."""
        return Span(self._at[first][0], self._at[last][1] - (self.kinds[last] == "O"))


# --- forms ------------------------------------------------------------------------------------------------------------

_IN_BRACKETS = r"(?:\([WA]\.?\))?"
_WEEKDAY = r"(?:[WA]\.?,?n?)?"
_BEFORE_DAY = rf"[wo]{{0,2}}{_WEEKDAY}[wo]{{0,2}}"
_JOINED = (
    rf"\.?(?:\([wxXC]{{1,2}}\))?(?:[,-]?[wxJ]{{0,2}}T)?n?,?n?(?P<by>[-/&]|[wo]?[JL]\.?[wJLo]{{0,2}})n?{_BEFORE_DAY}"
)
_SEPARATED = rf"(?:{_JOINED}|\.?n?(?P<mark>[,|])n?{_BEFORE_DAY})"
# 'mar' is March behind a day, Tuesday before one.
_DAY_FIRST = (
    rf"(?P<day>[DO]){_IN_BRACKETS}(?:(?:n?[,|]?n?o?n?(?P<month>M)|o?(?P<either>A)(?!\.?[DO])){_IN_BRACKETS}"
    rf"(?:(?:\.?n?[,|]?n?o?|n?[,|]?n?[ow]{{1,2}})(?P<year>Y){_IN_BRACKETS})?)?"
)
_MONTH = r"(?P<month>M)\.?n?w?"
_DAY_BEHIND = rf"(?P<day>[DO])(?!\.?o?[MA]){_IN_BRACKETS}(?:(?<!O)n?[,|]?n?w?(?P<year>Y){_IN_BRACKETS})?"
_ITEMS = {
    "day_first": re.compile(rf"(?:{_SEPARATED})?{_DAY_FIRST}"),
    "month_first": re.compile(rf"(?:{_SEPARATED})?(?:{_MONTH})?{_DAY_BEHIND}"),
}


def _unnamed(pattern: str) -> str:
    return re.sub(r"\(\?P<\w+>", "(?:", pattern)


_TO = _unnamed(_JOINED)
_FORMS = re.compile(
    r"(?=[DOMAFI])(?:"
    rf"(?P<iso>I(?:{_TO}I|\.?-(?:O[DO]|[DO])(?![xzTMA:/-]))?)"
    rf"|(?P<figures>(?:[DO]/D|O[DO]){_TO}F|(?<![O/])[DO]{_TO}F|(?<![O/])F(?:{_TO}F)?)"
    rf"|(?P<under>M\.?n?[,|]?n?[ow]?Y[,:|n]?[wo]*[DO]{_TO}(?:D(?=$|[,.;()n|-])|O))"
    rf"|(?P<month_first>{_unnamed(_MONTH + _DAY_BEHIND)}(?:{_unnamed(_SEPARATED)}(?:{_unnamed(_MONTH)})?{_unnamed(_DAY_BEHIND)})*)"
    rf"|(?P<day_first>(?<!M)(?<!M\.)(?<![DO]A){_unnamed(_DAY_FIRST)}(?:{_unnamed(_SEPARATED)}{_unnamed(_DAY_FIRST)})*))"
)


class _Item(msgspec.Struct, frozen=True):
    """One day of several in a row, what joins it to the one before, and its first and last sign."""

    month: int
    day: int
    year: int | None
    has_month: bool
    joined: str
    first: int
    last: int

    def is_before(self, other: "_Item") -> bool:
        return (self.month, self.day) < (other.month, other.day)

    def is_day_before(self, other: "_Item") -> bool:
        if self.month == other.month:
            return self.day + 1 == other.day
        return self.day >= 28 and other.day == 1 and self.month % 12 + 1 == other.month


class _Found(msgspec.Struct, frozen=True):
    """What is read from the signs `first` to `last`; no dates where they are days that are not understood."""

    first: int
    last: int
    dates: Dates | None

    @property
    def is_single(self) -> bool:
        return self.dates is None or self.dates.first == self.dates.last


def _read(signs: _Signs) -> Iterator[Dates]:
    found = [one for match in _FORMS.finditer(signs.kinds) for one in _found(match, signs)]
    found = list(_with_ends(found, signs))
    unclear = set(_unclear(found, signs.kinds))
    yield from (one.dates for at, one in enumerate(found) if one.dates and at not in unclear)


def _with_ends(found: list["_Found"], signs: _Signs) -> Iterator["_Found"]:
    """Yield what is found, a day on which something begins and that on which it ends as one."""
    before: _Found | None = None
    for one in found:
        are_days = before is not None and before.is_single and one.is_single
        if are_days and before and before.dates and one.dates and signs.ends(before.last, one.first):
            whole = signs.span(before.first, one.last)
            before = _Found(before.first, one.last, Dates(before.dates.first, one.dates.last, whole))
            continue
        yield from [before] if before else ()
        before = one
    yield from [before] if before else ()


def _found(match: re.Match[str], signs: _Signs) -> Iterator[_Found]:
    first, last = match.start(), match.end() - 1
    span = signs.span(first, last)
    match match.lastgroup:
        case "iso":
            begin, end = _iso(signs, first)
            if signs.kinds[last] == "I":
                end = _iso(signs, last)[1]
            elif last > first:
                end = _short_end(begin, signs, last)
            yield _Found(first, last, Dates(begin, end, span))
        case "figures":
            days = _in_figures(signs, first, last)
            yield from [_Found(first, last, Dates(*days, span))] if days else ()
        case "under":
            month, year = signs.month(first), signs.kinds.index("Y", first)
            numbers = [at for at in range(year, last + 1) if signs.kinds[at] in "DO"]
            one, other = (Day(month or 0, signs.numbers(at)[0], signs.numbers(year)[0]) for at in numbers)
            yield _Found(first, last, Dates(one, other, span))
        case form:
            assert form
            yield from _in_words(_items(match, form, signs), form, signs)


def _iso(signs: _Signs, at: int) -> tuple[Day, Day]:
    """Return the day, twice, or the two that ISO 8601 writes short: '2018-06-12/15'."""
    year, month, day = signs.numbers(at)[:3]
    first = Day(month, day, year)
    short = re.search(r"-[0-9]{2}/(?:([0-9]{2})-)?([0-9]{2})\Z", signs.words(at))
    return first, Day(int(short[1] or month), int(short[2]), year) if short else first


def _short_end(begin: Day, signs: _Signs, at: int) -> Day:
    """Return the last day where it has no year: '2011.11.16~18', '2014.12.30~01.02'."""
    month = signs.numbers(at - 1)[0] if signs.kinds[at - 1] == "O" else begin.month
    return Day(month, signs.numbers(at)[0], begin.year and begin.year + (month < begin.month))


_LONGEST_SPAN, _FAR = 31, 62  # days


def _in_figures(signs: _Signs, first: int, last: int) -> tuple[Day, Day] | None:
    """Read '30.06 > 02.07.2017': day before month with full stops; else only where one of the two cannot be a month.

    Two days are clear, too, where they are a month or more apart the other way round, and in English one day of which the
    weekday stands before it.
    """
    end, mark = signs.numbers(last), re.sub(r"[\s0-9]", "", signs.words(last))[0]
    kinds = signs.kinds[first : last + 1]
    if kinds == "F" and mark != "." and not signs.is_day_first:
        ways = [Day(end[1], end[0], end[2]), Day(end[0], end[1], end[2])]
        days = [day for day in ways if signs.has_weekday_before(first, day)]
        return (days[0], days[0]) if len(days) == 1 else None
    if kinds[0] == "F":
        begin = signs.numbers(first)
        if mark not in signs.words(first):
            return None
    elif short := re.match(r"O[DO]|[DO]/D", kinds):
        if ("/" in short[0]) != (mark == "/"):
            return None
        begin = [signs.numbers(first)[0], signs.numbers(first + short.end() - 1)[0]]
    else:
        begin = [signs.numbers(first)[0], end[1]]
        return (Day(end[1], begin[0], end[2]), Day(end[1], end[0], end[2])) if end[1] <= 12 else None
    ends = [(begin[0], begin[1], begin[2] if len(begin) > 2 else None), (end[0], end[1], end[2])]
    if mark != ".":
        if any(second > 12 for _, second, _ in ends):
            ends = [(second, one, year) for one, second, year in ends]
        elif all(one <= 12 for one, _, _ in ends) and not (
            signs.is_day_first and (kinds == "F" or _is_clear(ends[0], ends[1]))
        ):
            turned = [(second, one, year) for one, second, year in ends]
            clear = [] if signs.is_day_first else [way for way in (ends, turned) if _is_clear(way[0], way[1], _FAR)]
            if not clear:
                return None
            ends = clear[0]
    one, other = (Day(month, day, year) for day, month, year in ends)
    return (one, other) if one.month <= 12 and other.month <= 12 else None


def _is_clear(one: tuple[int, int, int | None], other: tuple[int, int, int | None], apart: int = _LONGEST_SPAN) -> bool:
    """Say whether two days are a span of at most a month with the day first, and `apart` or more with the month first."""

    def is_span(first: tuple[int, int], last: tuple[int, int], most: int) -> bool:
        begin = Day(first[1], first[0], one[2] or other[2]).iso(None)
        end = Day(last[1], last[0], other[2]).iso(None)
        return (
            bool(begin and end) and 0 <= (date.fromisoformat(end or "") - date.fromisoformat(begin or "")).days < most
        )

    ways = ((one[0], one[1]), (other[0], other[1])), ((one[1], one[0]), (other[1], other[0]))
    return is_span(*ways[0], _LONGEST_SPAN) and not is_span(*ways[1], apart)


def _items(match: re.Match[str], form: str, signs: _Signs) -> list[_Item]:
    """Return the days of a row, each with its month: the one behind it where the day is first, else the one before."""
    rows = list(_ITEMS[form].finditer(signs.kinds, *match.span()))
    if form == "day_first":
        while rows and not (rows[-1]["month"] or rows[-1]["either"]):
            rows.pop()  # '12 June, 15 countries'
    else:
        while rows[-1]["mark"] == "," and not (rows[-1]["month"] or rows[-1]["year"]):
            rows.pop()
        if (
            len(rows) > 1
            and not rows[-1]["month"]
            and re.match(r"w[DO][XCxz]", signs.kinds[rows[-1].start("day") - 1 :])
        ):
            rows.pop()  # 'Sept. 22 – The 17th Annual Conference'
    items: list[_Item] = []
    month: int | None = None
    for row in reversed(rows) if form == "day_first" else rows:
        said = {name: at for name, words in row.groupdict().items() if words and (at := row.start(name)) >= 0}
        marks = [at for name, at in said.items() if name not in ("by", "mark")]
        own = next((signs.month(said[name]) for name in ("month", "either") if name in said), None)
        month = own or month
        year = signs.numbers(said["year"])[0] if "year" in said else None
        joined = row["by"] or row["mark"] or ""
        items.append(
            _Item(month or 0, signs.numbers(said["day"])[0], year, own is not None, joined, min(marks), max(marks))
        )
    return items[::-1] if form == "day_first" else items


def _in_words(items: list[_Item], form: str, signs: _Signs) -> Iterator[_Found]:
    for row in _rows(items):
        spans = _spans(row, form)
        for first, last in spans:
            is_count = (
                form == "month_first"
                and first is last
                and not last.year
                and signs.kinds[last.last + 1 : last.last + 2] in tuple("xz")
            )
            if not is_count:  # 'in June 12 cities'
                days = Day(first.month, first.day, first.year), Day(last.month, last.day, last.year)
                yield _Found(first.first, last.last, Dates(*days, signs.span(first.first, last.last)))
        if not spans:
            yield _Found(row[0].first, row[-1].last, None)


def _is_list(joined: str) -> bool:
    return joined in (",", "|", "&", "/") or "L" in joined


def _rows(items: list[_Item]) -> Iterator[list[_Item]]:
    """Yield the days that belong together: not those of two years in a list, nor whole days in two cells."""
    years = [item.year for item in items]
    for at in reversed(range(len(items) - 1)):
        years[at] = years[at] or years[at + 1]
    start = 0
    for at in range(1, len(items)):
        one, other = items[at - 1], items[at]
        in_two_years = bool(one.year and years[at] and one.year != years[at]) and _is_list(other.joined)
        is_again = one.has_month and other.has_month and (one.month, one.day) == (other.month, other.day)
        if in_two_years or (is_again and _is_list(other.joined)) or (other.joined == "|" and one.has_month):
            yield items[start:at]
            start = at
    if items:
        yield items[start:]


def _spans(items: list[_Item], form: str) -> list[tuple[_Item, _Item]]:
    """Return the first and last days that a row of days says; none where it may say several things."""
    while len(items) > 1 and not items[0].has_month and items[1].joined in (",", "|") and not _is_row(items):
        items = items[1:] if len(items) > 2 or not items[0].is_before(items[1]) else []  # 'Via Roma 30, 12-15 giugno'
    if not items:
        return []
    if _is_row(items):
        return [(items[0], items[-1])]
    ends = [at + 1 for at, item in enumerate(items) if item.has_month] if form == "day_first" else []
    starts = [0, *ends[:-1]] if ends else [at for at, item in enumerate(items) if item.has_month]
    parts = [items[one:other] for one, other in pairwise([*starts, len(items)])]
    if len(parts) > 1 and all(len(part) > 1 and _is_row(part) for part in parts):
        return [(part[0], part[-1]) for part in parts]  # '12-15 June and 18-20 June'
    return []


def _is_row(items: list[_Item]) -> bool:
    """Say whether days run from the first to the last: two with a joiner, days in succession, a list with 'and'."""
    joints = [item.joined for item in items[1:]]
    if len(items) < 3 and joints != [","]:
        return joints != ["|"] or items[0].is_before(items[1])
    if all(one.is_day_before(other) for one, other in pairwise(items)):
        return True
    rises = all(one.is_before(other) for one, other in pairwise(items))
    return rises and all(map(_is_list, joints)) and joints[-1] not in (",", "|")


# --- days whose joiner is not understood ------------------------------------------------------------------------------

# A few words and signs between two days, which are no clause of their own: ', closes on'.
_UNKNOWN_JOINER = re.compile(
    rf"[s,]*(?:[LJ]?[xz]\.?[s,]*){{0,2}}{_WEEKDAY}|C{_WEEKDAY}|s*(?:[J-]?[xz]\.?){{0,2}}{_BEFORE_DAY}"
)
# 'from 12 June in Krakow to 15 June in Katowice'
_LOOSE_JOINER = re.compile(rf"[^n;.:|]*[JL]\.?{_BEFORE_DAY}|[^n;.:|,XC]*[-&]{_BEFORE_DAY}")
# A number that the day behind it may have been joined to, and one that a day may go on to.
_LOOSE_START = re.compile(rf"(?:[DO](?:s+|x\.?[JL]?|[-&/JL]|[-JL][wo]*[xz]{{1,2}}\.?)|O[zs]\.?){_BEFORE_DAY}\Z")
_LOOSE_END = re.compile(rf"(?:[-J][wJo]{{0,2}}{_WEEKDAY}|s)[DO](?![xzXCTMA:])|[DO]\.?(?:o?[MA]|[-JL&])")
_LONGEST_JOINER = 24


def _unclear(found: list[_Found], kinds: str) -> Iterator[int]:
    """Yield the places in a list of what stands beside another day without a joiner that is understood."""
    for at, one in enumerate(found):
        if one.is_single and (
            _LOOSE_START.search(kinds[max(0, one.first - 12) : one.first]) or _LOOSE_END.match(kinds, one.last + 1)
        ):
            yield at
    for at, (one, other) in enumerate(pairwise(found)):
        between = kinds[one.last + 1 : other.first]
        if (
            len(between) > _LONGEST_JOINER
            or not (one.is_single or other.is_single)
            or _are_apart(one.dates, other.dates)
        ):
            continue
        if one.is_single and other.is_single:
            if _UNKNOWN_JOINER.fullmatch(between) or _LOOSE_JOINER.fullmatch(between):
                yield from (at, at + 1)
        elif between and _UNKNOWN_JOINER.fullmatch(between):
            yield from (place for place in (at, at + 1) if found[place].is_single or "," not in between)


def _are_apart(one: Dates | None, other: Dates | None) -> bool:
    """Say whether days are surely not the two ends of a span: the same, or of two years."""
    if one is None or other is None:
        return False
    return (one.first, one.last) == (other.first, other.last) or bool(
        one.year and other.year and one.year != other.year
    )


def month_before(text: str, language: Language, at: int) -> int | None:
    """Return the month, 1 to 12, that stands before a year in its line ('June 2019'); None where none does."""
    first = max(text.rfind("\n", 0, at) + 1, at - MONTH_BEFORE)  # a year may stand in a heading
    months = _month_at_end(language).search(text[first:at])
    return int(str(months.lastgroup)[1:]) if months else None


@cache
def _month_at_end(language: Language) -> re.Pattern[str]:
    months = "|".join(rf"(?P<m{at}>{month})" for at, month in enumerate(language.months, start=1))
    return re.compile(rf"(?<!\w)(?:{months})\.?\s+(?:de\s+)?$", re.IGNORECASE)
