"""Does a value follow from its words? Checked from the quoted words alone, apart from the reading that found them."""

import re
from collections.abc import Iterator
from datetime import date

from scraper.notices import Notice, UnknownPlace
from scraper.reading.document import without_mojibake
from scraper.reading.elements import collapse
from scraper.reading.folding import fold
from scraper.subjects.uccn.facts import Host, Status
from scraper.subjects.uccn.grammar.above import status_above
from scraper.subjects.uccn.grammar.counts import COUNTED, number_in
from scraper.subjects.uccn.grammar.dates import MONTH_BEFORE, month_before, read_dates
from scraper.subjects.uccn.grammar.spoken import offsets
from scraper.subjects.uccn.grammar.statuses import ALREADY
from scraper.subjects.uccn.grammar.words import SHORT_YEAR, Words, compiled
from scraper.subjects.uccn.grammar.words import words as words_of
from scraper.subjects.uccn.languages import ENGLISH, LANGUAGES, Language, ordinal, ordinal_pattern
from scraper.subjects.uccn.places import cities, country_codes
from scraper.subjects.uccn.records import TIMELINE, hosts_of
from scraper.values.records import Page, Record, Span, Value

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NAME = re.compile(r"[^\W\d_][\w’'-]*")
_LONGEST_NAME = 5
_BY_POSTING = ("posted/year", "spoken/year")


def is_proved(value: Value, record: Record, page: Page, captured: date) -> bool:
    """Say whether a value of a record that a page states follows from the words that it is said to stand in."""
    words = page.text[value.span.start : value.span.end]
    start = page.text.rfind("\n", 0, value.span.start) + 1
    around = page.text[start : page.text.find("\n", value.span.end) if "\n" in page.text[value.span.end :] else None]
    if value.rule.startswith("time/"):
        told = (str(value.value) for value in record.values if value.rule in _BY_POSTING)
        spans = (value.span, record.span) if record.table == TIMELINE else (value.span,)
        words = "; ".join((*(_with_month(page.text, span) for span in (*spans, *_when(record))), *told))
    if value.rule in _BY_POSTING:
        return value.value in _years_by_posting(value, words, record, page.text, _language(page))
    if value.field in ("start_date", "end_date"):
        words = _with_weekday(page.text, value.span, _language(page))
    return follows(value, words, _language(page), captured=captured, around=around)


def _with_weekday(text: str, span: Span, language: Language) -> str:
    """Return the words of days with those before them, by which figures are clear ('Start Tue, 06/12/2018'), if those tell no others."""
    longer = _with_month(text, span)
    return longer if len(list(read_dates(longer, language))) == 1 else text[span.start : span.end]


def _years_by_posting(value: Value, words: str, record: Record, text: str, language: Language) -> set[int]:
    """Return the years that the day of posting tells, with the words of a record ('last year'), or with days near it."""
    hosts = record.find("hosts")
    unit = " ".join(text[span.start : span.end] for span in (record.span, *((hosts.span,) if hosts else ())))
    told = offsets(unit, language) if value.rule == "spoken/year" else {-1, 0, 1}
    return {year + offset for year in _years(words) for offset in told}


def _when(record: Record) -> Iterator[Span]:
    """Yield where the year and the days of an edition stand, where that is apart from its hosts."""
    apart = (value for value in record.values if record.table != TIMELINE or value.span != record.span)
    return (value.span for value in apart if value.field in ("year", "start_date", "end_date"))


def _with_month(text: str, span: Span) -> str:
    """Return words with those before them in their line, as far as the month of a year may stand there."""
    return text[max(text.rfind("\n", 0, span.start) + 1, span.start - MONTH_BEFORE) : span.end]


def _language(page: Page) -> Language:
    return LANGUAGES.get(page.language or "en", ENGLISH)


def follows(
    value: Value, words: str, language: Language, *, captured: date | None = None, around: str | None = None
) -> bool:
    """Say whether a value follows from the words that it is said to stand in.

    `captured` is the day of the capture, by which time tells a status; `around` is the line that the words stand in. A
    place in a list does not occur in words: it is taken as proved where the words are an entry, and the reading of the
    whole page has to bear it out.
    """
    match value.field:
        case "ordinal":
            is_cell = value.rule.startswith("row/") and words.strip() == str(value.value)  # of a column of editions
            return is_cell or value.value in _ordinals(words, language)
        case "status" if value.rule.startswith("time/"):
            return captured is not None and value.value in _by_time(words, language, captured)
        case "status":
            return value.value in _told(words, language, value.rule, around or words)
        case "start_date" | "end_date":
            return _is_day(value, words, language)
        case "year":
            return int(value.value) in _years(words)
        case "text":
            return collapse(words) == value.value
        case "position":
            return bool(words.strip())
        case "cut_off":
            return value.value == "true" and ("…" in words or "..." in words)
        case field if field in COUNTED:
            return _counts(int(value.value), field, words, language)
        case _:
            return all(_stands(part, words) for part in re.split(r"; | \(|\)", str(value.value)) if part)


# --- what a unit means ------------------------------------------------------------------------------------------------


def record_doubts(record: Record, page: Page) -> Iterator[str]:
    """Yield why a record is not proved by the words that state it: a host by its entry, an edition in prose by its hosts."""
    text, language = page.text, _language(page)
    if record.table == TIMELINE:
        yield from _host_doubts(record, text, language, page.notices)
    elif hosts := record.find("hosts"):
        unit = text[hosts.span.start : hosts.span.end]
        for host in hosts_of(str(hosts.value)):
            yield from place_doubts(host, unit, unit, language, page.notices)


def _host_doubts(record: Record, text: str, language: Language, notices: tuple[Notice, ...]) -> Iterator[str]:
    """Yield why the host of an edition is not proved.

    Year and city have to stand in the unit, the city has to be one place, its country that place's. A year or a country
    may stand over the unit (in a heading, a term, a header).
    """
    unit = text[record.span.start : record.span.end]
    year, city, country = (record.find(field) for field in ("year", "city", "country"))
    if year is not None:
        over = text[year.span.start : year.span.end]
        by_posting = year.rule in _BY_POSTING and year.value in _years_by_posting(year, over, record, text, language)
        if not by_posting and year.value not in _years(unit) | _years(over):
            yield f"the year {year.value} stands neither in {unit!r} nor over it"
        if year.span.start > record.span.end and not record.rule.endswith("/hosts"):
            yield f"the year {year.value} stands behind {unit!r}, not over it"
    nation = text[country.span.start : country.span.end] if country else ""
    if city is not None:
        host = Host(str(city.value), str(country.value) if country else None)
        yield from place_doubts(host, unit, f"{unit} {nation}", language, notices)


def place_doubts(host: Host, unit: str, named: str, language: Language, notices: tuple[Notice, ...]) -> Iterator[str]:
    """Yield why words are not one city and its country; `named` are the words that name the country."""
    city, country = host.city, host.country
    if not _stands(city, unit):
        yield f"{city!r} does not occur in {unit!r}"
    if country is not None and not _stands(country, named):
        yield f"{country!r} does not occur in {named!r}"
    codes = country_codes(without_mojibake(country)) if country is not None else ()
    if country is not None and not codes:
        yield f"{country!r} is no country"
    if not _is_name(city, words_of(language)):
        yield f"{city!r} is not the name of a city"
    elif (longer := _longer_name(city, unit)) and cities(longer)[:1] != cities(city)[:1]:  # 'Limerick City' is Limerick
        yield f"{city!r} is a part of {longer!r}"
    elif not _bears(city, codes):
        if country_codes(city) or _is_several(city):
            yield f"{city!r} is not one city"
        elif country is None or UnknownPlace(city) not in notices:
            yield f"{city!r} is no city of {country or 'the gazetteer'}, and the page does not warn of it"


def _bears(city: str, codes: tuple[str, ...]) -> bool:
    """Say whether a city of the gazetteer bears the name, in one of the countries where some are named."""
    name = without_mojibake(city)
    return any(cities(name, code) for code in codes) if codes else bool(cities(name))


def _is_name(city: str, patterns: Words) -> bool:
    """Say whether words can be a city's name: no number, no month, no word of a header, no single letter."""
    key = fold(city)
    headers = any(pattern.fullmatch(city) for _, pattern in patterns.labels)
    return len(key) > 1 and not any(map(str.isdigit, key)) and not headers and not patterns.no_city.fullmatch(city)


def _longer_name(city: str, unit: str) -> str | None:
    """Return a longer name of a city that the unit has everywhere where it has this one: 'Santa Fe' for 'Fe'."""
    tokens = list(_NAME.finditer(unit))
    key, found = fold(city), None
    for first in range(len(tokens)):
        for last in range(first, min(first + _LONGEST_NAME, len(tokens))):
            if fold(unit[tokens[first].start() : tokens[last].end()]) != key:
                continue
            found = _around(tokens, first, last, unit)
            if found is None:
                return None
    return found


def _around(tokens: list[re.Match[str]], first: int, last: int, unit: str) -> str | None:
    for begin in range(max(0, first - 2), first + 1):
        for end in range(min(last + 2, len(tokens) - 1), last - 1, -1):
            name = unit[tokens[begin].start() : tokens[end].end()]
            if (
                (begin, end) != (first, last)
                and not re.search(r"[^\w\s’'-]", name)
                and name[0].isupper()
                and cities(name)
            ):
                return name
    return None


def _is_several(city: str) -> bool:
    """Say whether a name is two cities' names in a row: 'Paris Santa Fe'."""
    tokens = city.split()
    return any(cities(" ".join(tokens[:at])) and cities(" ".join(tokens[at:])) for at in range(1, len(tokens)))


# --- single values ----------------------------------------------------------------------------------------------------


def _years(words: str) -> set[int]:
    return {int(year) for year in _YEAR.findall(words)} | {2000 + int(year) for year in SHORT_YEAR.findall(words)}


def _stands(part: str, words: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(collapse(part))}(?!\w)", collapse(words)) is not None


def _counts(number: int, field: str, words: str, language: Language) -> bool:
    """Say whether some words count that many of what the field is named for, and not of something else."""
    noun = f"{language.participants}|{language.audience}" if field == "participants" else getattr(language, field)
    counted = compiled(
        rf"(?<![\d.,])(?P<number>\d+(?:[ ,.\u00a0\u202f]\d{{3}})*)(?!\d)[^\d,;]{{0,60}}?\b(?:{noun})\b"
    ).finditer(words)
    return any(number_in(match["number"]) == number for match in counted)


def _ordinals(words: str, language: Language) -> set[int | None]:
    found = compiled(rf"(?<!\w){ordinal_pattern(language)}(?!\w)").findall(words)
    return {ordinal(written, language) for written in found} - {None}


def _told(words: str, language: Language, rule: str, around: str) -> set[Status]:
    """Return what a verb, a note, a heading or a lead tells of an edition's status; nothing where it is denied."""
    patterns = words_of(language)
    if rule.startswith("heading/"):
        above = status_above(words, language)
        return {above} if above else set()
    if patterns.chosen.fullmatch(words) or patterns.accepted.fullmatch(words):
        return {"planned"}
    if ALREADY.fullmatch(words):
        return {"held"}
    at = max(around.find(words), 0)  # a verb may need what stands behind it: 'wird … stattfinden'
    matching = [status for status, pattern in patterns.statuses if pattern.search(words) or pattern.match(around, at)]
    past: Status | None = "held" if patterns.held_heading.search(words) else None
    first = matching[0] if matching else past or ("planned" if patterns.coming.search(words) else None)
    off = any(pattern.search(around) for status, pattern in patterns.statuses if status in ("postponed", "cancelled"))
    reported = patterns.conditional.search(words) and patterns.reported.search(around)
    instead = patterns.rejected(around, at, len(around))  # 'findet nicht in X statt, sondern in Y'
    is_denied = patterns.denies(words, 0, len(words)) and not (off or reported or instead)
    if first is None or (first in ("held", "planned") and is_denied):
        return set()
    found: set[Status] = {first}
    moved = first == "postponed" and patterns.moved_to.search(words)
    chosen = first == "candidate" and patterns.chosen.search(around)
    return found | {"planned"} if moved or chosen else found


def _by_time(words: str, language: Language, captured: date) -> set[Status]:
    """Return what the days or years that stand in words are at a capture: over, or to come."""
    found: set[Status] = set()
    for match in _YEAR.finditer(words):
        month = month_before(words, language, match.start()) or captured.month
        told, now = (int(match[0]), month), (captured.year, captured.month)
        if told != now:
            found.add("held" if told < now else "planned")
    for year in _years(words):
        spans = [days for dates in read_dates(words, language) if (days := dates.days(year))]
        if any(last < captured.isoformat() for _, last in spans) or year < captured.year:
            found.add("held")
        if any(first > captured.isoformat() for first, _ in spans) or year > captured.year:
            found.add("planned")
    return found


def _is_day(value: Value, words: str, language: Language) -> bool:
    at = 0 if value.field == "start_date" else 1
    year = int(str(value.value)[:4])
    return any(days[at] == value.value for dates in read_dates(words, language) if (days := dates.days(year)))
