"""A line that holds nothing but a year (or days), hosts, or a country, with or without the name of the field before it."""

import re
from itertools import pairwise
from typing import Literal

import msgspec

from scraper.subjects.uccn.facts import Status
from scraper.subjects.uccn.grammar.counts import without_counts
from scraper.subjects.uccn.grammar.entries import Numbered
from scraper.subjects.uccn.grammar.gatherings import gatherings
from scraper.subjects.uccn.grammar.mentions import City, Year, blanked, names_another, years_in
from scraper.subjects.uccn.grammar.stretches import Reader
from scraper.subjects.uccn.grammar.words import EDITION, FLAGS, YEAR, compiled, network_named
from scraper.subjects.uccn.languages import in_any, ordinal
from scraper.subjects.uccn.places import country_codes
from scraper.values.records import Span

_LONGEST = 160
_MOST_BESIDE = 3  # words beside the days of a field ('All day', 'local time')
_CAPITALS = re.compile(r"(?:[A-ZÀ-Þ][\w’'-]*\s)+")
_BEGINS = re.compile(r"(?:^|[,;/:&\n]|\b(?:and|et|y|e|und|in|en|em|a|à))\s*$")
_TIME = re.compile(r"(?<!\d)\d{1,2}(?:[:.]\d\d)?\s?(?:[ap]\.?m\b\.?|h\b|uhr\b)|\d{1,2}:\d\d", FLAGS)
_WORDS = re.compile(r"[^\W_]+")
_MEMBER = re.compile(  # 'Bologna (City of Music since 2006)', 'Bologna – seit 2006 Stadt der Musik'
    rf"(?:\s*[(,|]|\s[–—-]\s)[^(),\n\d]*(?<!\w)(?:(?:{in_any('since')})\s+{YEAR}[^(),\n\d]*|"
    rf"(?:{in_any('of_members')}|{in_any('joined')})(?:\s+[^\W\d_]+)?\s+{YEAR})\)?\s*\Z",
    FLAGS,
)


class Label(msgspec.Struct, frozen=True, kw_only=True):
    """What a line is the label of.

    `own` says that it names the conference as well; `named` is the field that it names, `field` that which a term before it
    does.
    """

    kind: Literal["year", "hosts", "country"]
    start: int
    end: int
    years: tuple[Year, ...] = ()
    cities: tuple[City, ...] = ()
    country: tuple[int, int, tuple[str, ...]] | None = None
    edition: Numbered | None = None
    status: tuple[Status, Span] | None = None
    own: bool = False
    named: str | None = None
    field: str | None = None


def labelled(reader: Reader, start: int, end: int, field: str | None = None) -> Label | None:
    """Return what a line is the label of, None where it is none; `field` is what a term before it names."""
    text = reader.text
    while start < end and text[start].isspace():
        start += 1
    if end - start > _LONGEST or start >= end:
        return None
    named, at = _field(reader, start, end)
    remark = _MEMBER.search(text, at, end)
    if remark and reader.scanner.places(at, remark.start())[0] and not reader.words.list_of.search(remark[0]):
        end = remark.start()
    if at >= end:
        return None
    words = text[at:end].strip()
    if words.isupper() and len(words) in (2, 3) and (codes := country_codes(words)):
        return Label(kind="country", start=start, end=end, country=(at, at + len(words), codes), named=named)
    years, _ = years_in(text, reader.language, at, end)
    cities, countries = reader.scanner.places(at, end)
    whole = [city for city in cities if not city.partial] if len(cities) > 1 else cities
    houses = [(at, city.stop) for city in cities if city not in whole and _CAPITALS.fullmatch(text, at, city.start)]
    if "city" in (named, field) and (apart := [city for city in whole if _BEGINS.search(text[at : city.start])]):
        houses += [(at, city.stop) for city in whole if city not in apart]  # 'Museo della Carta, Fabriano'
        whole = apart
    cities = whole
    if (years and cities) or not (years or cities or countries) or any(city.years for city in cities):
        return None
    until = compiled(
        rf"\s+(?:(?!(?:{reader.language.and_})\s)(?:{reader.language.until}|{reader.language.range_words})\s+)+"
    )
    if len(years) == 1 and years[0].dates is None and reader.words.since.search(text, at, years[0].start):
        return None  # 'Hosts since 2012'
    if len(years) > 1 and until.fullmatch(text, years[0].end, years[1].start):
        return None  # 'Host cities, 2012 to 2016'
    taken = [(one.start, one.end) for one in years] + [(one.start, one.end) for one in countries]
    taken += [*((city.start, city.stop) for city in cities), *houses]  # 'Forum Braga, Braga, Portugal'
    status = _status(reader, at, end, taken)
    if status:
        taken.append((status[1].start, status[1].end))
    edition, own, other, spans = _gathering(reader, start, end)
    left = _left(reader, at, end, [*taken, *spans])
    venue = cities and (named == "city" or (field == "city" and _is_apart(text, at, cities)))
    has_days = "year" in (named, field) and any(year.dates for year in years) and len(left) <= _MOST_BESIDE
    is_sentence = own and (cities or status)
    other = other and "city" not in (named, field)  # 'Venue: Altice Forum, Braga'
    if other or is_sentence or (left and not (venue or has_days)) or (len(countries) > 1) or (len(years) > 2):
        return None
    if status is None and (coming := reader.words.coming.search(text, at, end)):
        status = "planned", Span(*coming.span())
    common = {
        "start": start,
        "end": end,
        "edition": edition,
        "own": own,
        "status": status,
        "named": named,
        "field": field,
    }
    country = (countries[0].start, countries[0].end, countries[0].codes) if countries else None
    if years:
        return Label(kind="year", years=tuple(years), country=country, **common)  # type: ignore[arg-type]
    if cities:
        language = reader.language
        between = [text[one.stop : other.start].strip() for one, other in pairwise(cities)]
        # 'Bradford in Krakow', 'Bradford present in Krakow'
        placed = compiled(rf"(?!(?:{language.joiner})\s)(?:[^,;/()]*\s)?(?:{language.before_place})")
        if any(city.partial or names_another(city) for city in cities) or (countries and not venue):
            return None
        if any(map(placed.fullmatch, between)) or ":" in between:  # 'Airport: Kobe, Japan': Airport is a town as well
            return None
        return Label(kind="hosts", cities=tuple(cities), **common)  # type: ignore[arg-type]
    return Label(kind="country", country=country, **common)  # type: ignore[arg-type]


def line_before(text: str, start: int) -> tuple[int, int]:
    """Return where the line before the one that begins at a place begins and ends; nothing where none does there."""
    if start == 0 or text[start - 1] != "\n":
        return start, start
    return text.rfind("\n", 0, start - 1) + 1, start - 1


def numbered(reader: Reader, start: int, end: int) -> Numbered | None:
    """Return the ordinal of a line that says nothing else: 'XIII Annual Conference', 'Edition: 13'."""
    named, at = _field(reader, start, end)
    words = reader.text[at:end].strip(" .")
    if named == "edition" and (number := ordinal(words, reader.language)):
        return Numbered(number, Span(at, at + len(words)))
    start = _behind_its_field(reader, start, end)
    edition, own, _, _ = _gathering(reader, start, end)
    return edition if own and not left_of(reader, start, end) else None


def edition_alone(reader: Reader, start: int, end: int, field: str | None) -> Numbered | None:
    """Return the ordinal of a line that is an edition's number and no more ('13th edition'), or what a field before it holds ('13')."""
    while start < end and reader.text[start].isspace():
        start += 1
    words = reader.text[start:end].rstrip(" .\n")
    if field != "edition":
        match = compiled(rf"(?P<nth>\S{{1,20}}(?:\s[^\W\d_]{{1,20}})?)\s+(?:{EDITION.pattern})").fullmatch(words)
        words = match["nth"] if match else ""
    number = ordinal(words, reader.language) if words else None
    return Numbered(number, Span(start, start + len(words))) if number else None


def is_name(reader: Reader, start: int, end: int) -> bool:
    """Say whether a line is a conference's name or ordinal, and nothing else."""
    if end - start > _LONGEST or (reader.scanner.places(start, end)[0] and re.search(YEAR, reader.text[start:end])):
        return False
    start = _behind_its_field(reader, start, end)
    is_own = _gathering(reader, start, end)[1] and not left_of(reader, start, end)
    return is_own or numbered(reader, start, end) is not None


def _behind_its_field(reader: Reader, start: int, end: int) -> int:
    """Return where a name begins behind that of its field ('Event: XIII Annual Conference')."""
    field = compiled(rf"\s*¿?(?:{reader.language.called})\s*[?]?(?:[:：]\s*|\s(?=[^\W_]))").match(
        reader.text, start, end
    )
    return field.end() if field else start


def _is_apart(text: str, at: int, cities: list[City]) -> bool:
    """Say whether a value has one city, and that is not the end of a house's name ('Town Hall')."""
    return len(cities) == 1 and not re.search(r"[A-ZÀ-Þ][\w’'-]*\s$", text[at : cities[0].start])


def _field(reader: Reader, start: int, end: int) -> tuple[str | None, int]:
    """Return the field that a line names at its beginning ('Host city: …'), and where its value begins."""
    colon = re.compile(r"[^:：\n]{1,40}[:：]\s*").match(reader.text, start, end)
    dash = re.compile(r"([^:：\n–—]{2,30}?)\s+[–—]\s+").match(reader.text, start, end)
    if dash and (name := reader.words.field(dash[1])):
        return name, dash.end()
    if colon is None:
        return _field_without_colon(reader, start, end)
    is_of_hosts = reader.words.list_of.search(colon[0]) and not reader.words.relative.search(colon[0])
    name = reader.words.field(colon[0]) or ("city" if is_of_hosts else None)
    return (name, colon.end()) if name else (None, start)


def _field_without_colon(reader: Reader, start: int, end: int) -> tuple[str | None, int]:
    """Return the field that a line begins with in an element of its own ('Start 01/07/2024'); 'from' and the like are none."""
    language = reader.language
    no_field = compiled(rf"{language.range_words}|{language.of}|{language.in_}|{language.before_place}")
    days = compiled(rf"(?:{language.date_words}|(?:{language.weekdays})\.?,?)\s+\d")  # 'Dates Du 2 au 6 novembre'
    for name, pattern in reader.words.labels:
        match = pattern.match(reader.text, start, end)
        if match and match[0][-1:] in " \u00a0" and reader.text[match.end() : match.end() + 1].strip(" \u00a0"):
            follows = reader.text[match.end()]
            value = follows.isdigit() or (name == "city" and follows.isupper())
            value = value or (name == "year" and days.match(reader.text, match.end(), end) is not None)
            if value and match[0][0].isupper() and not no_field.fullmatch(match[0].strip()):
                return name, match.end()
    return None, start


def _status(reader: Reader, start: int, end: int, taken: list[tuple[int, int]]) -> tuple[Status, Span] | None:
    for status, pattern in reader.words.statuses:
        for match in pattern.finditer(reader.text, start, end):
            if not any(a < match.end() and match.start() < b for a, b in taken):
                return status, Span(*match.span())
    return None


def _gathering(reader: Reader, start: int, end: int) -> tuple[Numbered | None, bool, bool, list[tuple[int, int]]]:
    """Return the ordinal and whose gathering a line names, and the places of both."""
    spans: list[tuple[int, int]] = []
    edition = None
    stated, bare = years_in(reader.text, reader.language, start, end)
    days = [one.dates.span for one in stated if one.dates] + [one.span for one in bare]  # '1º a 5 de julho'
    for pattern in (reader.words.ordinal, reader.words.bare_ordinal):
        for match in pattern.finditer(reader.text, start, end):
            if any(one.start <= match.start() < one.end for one in days):
                continue
            number = ordinal(match["ordinal"], reader.language)
            if number and edition is None:
                edition = Numbered(number, Span(*match.span("ordinal")))
                spans.append(match.span("ordinal"))
    found = gatherings(reader.text, reader.language, reader.words, start, end)
    spans += [(one.start, one.end) for one in found]
    spans += [match.span() for match in network_named().finditer(reader.text, start, end)]
    spans += [match.span() for match in compiled(rf"(?:{reader.language.network})\b").finditer(reader.text, start, end)]
    own = any(one.whose == "own" for one in found)
    other = any(one.whose == "other" and not _is_house(reader.text, one.end) for one in found)
    return edition, own, other and not own, spans


def _is_house(text: str, end: int) -> bool:
    """Say whether a gathering's word begins the name of a house ('Forum Braga')."""
    return text[end : end + 1] == " " and text[end + 1 : end + 2].isupper()


def left_of(reader: Reader, start: int, end: int) -> list[str]:
    """Return the words of a line that are neither names of places, nor years or days, nor the conference's, nor small."""
    years, bare = years_in(reader.text, reader.language, start, end)
    cities, countries = reader.scanner.places(start, end)
    taken = [(one.start, one.end) for one in years] + [(one.start, one.end) for one in countries]
    taken += [(city.start, city.stop) for city in cities]
    taken += [(one.span.start, one.span.end) for one in bare]
    return _left(reader, start, end, [*taken, *_gathering(reader, start, end)[3]])


def _left(reader: Reader, start: int, end: int, taken: list[tuple[int, int]]) -> list[str]:
    """Return the words of a line that are none of what is known, nor small."""
    rest = without_counts(_TIME.sub(" ", blanked(reader.text, start, end, taken)), reader.language)
    for pattern in (reader.words.coming, reader.words.small, reader.words.list_of):
        rest = pattern.sub(" ", rest)
    return [word for word in _WORDS.findall(rest) if len(word) > 1]


def with_country(city: City, country: Label, text: str) -> City:
    """Return a city with a country that stands in another cell or line of its unit; one of its own stays."""
    if city.country or country.country is None:
        return city
    first, last, codes = country.country
    return msgspec.structs.replace(city, country=text[first:last], country_at=(first, last), codes=codes)
