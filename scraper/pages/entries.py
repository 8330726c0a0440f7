"""The grammar of one entry of a host list: cities, their country, a year, notes, in whatever order they are written."""

import re

import msgspec

from scraper.pages.languages import Language
from scraper.pages.phrases import phrases
from scraper.pages.places import cities, country_code
from scraper.pages.records import Host, Span, Status

# A city's name: letters, apostrophes, hyphens and points; it begins with a capital or a letter without case, and goes on
# over small words only where a further capital follows.
_CAPITAL = r"(?:[^\W\d_a-zß-öø-ÿ]|[’'ʼ](?:t\s|s-)?(?=[A-ZÀ-Þ]))"
_WORD = (
    rf"(?:[dl][’'])?{_CAPITAL}(?:[^\W\d_]|[’'ʼ.](?=[^\W\d_])|[–\u2122\u20ac\u0080-\u00bf](?=[^\W\d_])|-(?=[^\W\d_]))*"
)
_CITY = re.compile(
    rf"(?:{_WORD}\.?(?=\s{_CAPITAL})|{_WORD})"
    rf"(?:\s(?:(?:de|del|della|di|da|do|dos|das|des|du|la|le|les|los|las|el|al|of|upon|on|am|an|der|sur|en)\s){{0,2}}{_WORD})*"
    r"(?:(?<=\.\w)\.|\.(?=\s*\())?"
)
_HYPHENATED = re.compile(r"\s*[-–—]\s*")
_SPACE = re.compile(r"\s+")
_MOST_CITIES = 8


class Ordinal(msgspec.Struct, frozen=True):
    """An ordinal as a number, and where it is written."""

    number: int
    span: Span


class Entry(msgspec.Struct, frozen=True):
    """One edition in a list, in offsets of the document; `end` lies behind it."""

    hosts: tuple[Host, ...]
    years: tuple[int, ...]
    start: int
    end: int
    note: str | None = None
    ordinal: Ordinal | None = None


class Hosts(msgspec.Struct, frozen=True):
    """Cities that share an entry, and where they end; a note and a year where their brackets hold them."""

    hosts: tuple[Host, ...]
    end: int
    note: str | None = None
    year: int | None = None


class Entries:
    """Reads entries at places of a text, in one language."""

    def __init__(self, text: str, language: Language) -> None:
        self._text, self._phrases = text, phrases(language)

    def entry(self, at: int, end: int, year_first: bool) -> Entry | None:
        """Read one entry: hosts and a year, in the order of the list."""
        start = at
        year = None
        if year_first:
            leading = self._phrases.year_first.match(self._text, at, end)
            if leading is None:
                return None
            year, at = int(leading["year"]), leading.end()
        found = self.hosts(at, end)
        if found is None:
            return None
        at, stated = found.end, year or found.year
        years = [stated] if stated else []
        if not years:
            after = self._phrases.year_after.match(self._text, at, end)
            if after is None:
                return None
            years, at = [int(after["year"])], after.end()
            while more := self._phrases.more_years.match(self._text, at, end):
                years.append(int(more["year"]))
                at = more.end()
        hosts, note, at = self._with_bracket_after(found.hosts, found.note, at, end)
        return Entry(hosts, tuple(years), start, at, note)

    def whole(self, at: int, end: int, year_first: bool, nth: Ordinal | None) -> Entry | None:
        """Read an entry that takes all of a line, behind its ordinal; its cities are known, or it names their country."""
        entry = self.entry(at, end, year_first)
        if entry is None or self._text[entry.end : end].strip(" .,;\n"):
            return None
        if not any(country_code(host.country) if host.country else cities(host.city) for host in entry.hosts):
            return None
        return msgspec.structs.replace(entry, ordinal=nth)

    def without_year_behind(self, at: int, end: int, year: Span | None, status: Status) -> Entry | None:
        """Read an entry whose year stands before the verb ('In 2019, the Conference was held in …'), or that has none.

        Only what is planned may go without a year, and only where nothing follows.
        """
        found = self.hosts(at, end)
        if found is None or (year is None and status == "held") or found.year:
            return None
        if re.compile(r"[\s.,;]*").fullmatch(self._text, found.end, end) is None and year is None:
            return None
        start = min(at, year.start) if year else at
        return Entry(found.hosts, (int(self._slice(year)),) if year else (), start, found.end, found.note)

    def hosts_in_cell(self, cell: Span) -> tuple[tuple[Host, ...], str | None] | None:
        """Read a cell that holds hosts and nothing else; commas part them, as 'and' does."""
        hosts: tuple[Host, ...] = ()
        notes: list[str] = []
        at = cell.start
        while found := self.hosts(at, cell.end):
            hosts += found.hosts
            notes += [found.note] if found.note else []
            separator = re.compile(r"\s*[,;/]\s*").match(self._text, found.end, cell.end)
            at = separator.end() if separator else found.end
            if at >= cell.end:
                return hosts, "; ".join(notes) or None
        return None

    def hosts(self, at: int, end: int) -> Hosts | None:
        """Read 'CITY (COUNTRY)' and further cities joined to it: hosts, where they end, a note, a year in brackets."""
        hosts: list[Host] = []
        notes: list[str] = []
        year: int | None = None
        while True:
            city = _CITY.match(self._text, at, end)
            if city is None or self._phrases.no_city.match(city[0]):
                return None if not hosts else self._joined(hosts, at, notes, year)
            name, at = city[0], city.end()
            if apposed := self._phrases.apposition.match(self._text, at, end):  # 'Krakow, City of Literature, and …'
                at = apposed.end()
            bracket = self._bracket(at, end)
            country = None
            if bracket:
                country, note, year = self._in_bracket(bracket[0])
                at = bracket[1]
                notes += [note] if note else []
            if country is None and year is None:
                country, region, at = self._country_after_comma(at, end)
                notes += [region] if region else []
            hosts.append(Host(name, country))
            joiner = self._phrases.joiner.match(self._text, at, end)
            following = _CITY.match(self._text, joiner.end(), end) if joiner and year is None else None
            if (
                len(hosts) == _MOST_CITIES
                or joiner is None
                or following is None
                or self._phrases.no_city.match(following[0])
            ):
                return self._joined(hosts, at, notes, year)
            at = joiner.end()

    def _joined(self, hosts: list[Host], at: int, notes: list[str], year: int | None) -> Hosts:
        """Give every host the country that follows it, and part what a hyphen joins."""
        country = None
        shared: list[Host] = []
        for host in reversed(hosts):
            country = host.country or country
            shared[:0] = self.parted(Host(host.city, country))
        return Hosts(tuple(shared), at, "; ".join(notes) or None, year)

    def parted(self, host: Host) -> list[Host]:
        """Part 'Krakow-Katowice', or two lines of a cell, where the whole is no city and both halves are, of one country."""
        code = country_code(host.country) if host.country else None
        for pattern in (_HYPHENATED, _SPACE):
            halves = [half for half in pattern.split(host.city) if half]
            if len(halves) != 2 or cities(host.city, code):
                continue
            bearers = [{city.country_code for city in cities(half, code)} for half in halves]
            if bearers[0] & bearers[1] and (pattern is _HYPHENATED or code):
                return [Host(half, host.country) for half in halves]
        return [host]

    def _bracket(self, at: int, end: int) -> tuple[Span, int] | None:
        found = re.compile(r"\s*\((?P<inner>[^()]*)\)").match(self._text, at, end)
        return (Span(*found.span("inner")), found.end()) if found else None

    def _in_bracket(self, inner: Span) -> tuple[str | None, str | None, int | None]:
        """Read 'COUNTRY, note', 'YEAR', 'COUNTRY, YEAR' or a note."""
        words = self._slice(inner)
        year = self._phrases.year_after.search(words)
        kept = words[: year.start()] + words[year.end() :] if year else words
        parts = [part for part in (part.strip(" ,;:") for part in re.split(r"[,;]", kept)) if part]
        whole = kept.strip(" ,;:")
        country = None
        if country_code(whole):  # 'Korea, Republic of'
            country, parts = whole, []
        elif parts and (country_code(parts[0]) or not self._phrases.venue.search(parts[0])):
            country = parts.pop(0)
        return country, ", ".join(parts) or None, int(year["year"]) if year else None

    def _country_after_comma(self, at: int, end: int) -> tuple[str | None, str | None, int]:
        """Read ', COUNTRY' or ', REGION, COUNTRY' where the words are a country's name: country, region, where it ends."""
        first = self._part_after_comma(at, end)
        if first is None:
            return None, None, at
        if country_code(self._slice(first)):
            return self._slice(first), None, first.end
        second = self._part_after_comma(first.end, end)
        if second and country_code(self._slice(second)):
            return self._slice(second), self._slice(first), second.end
        return None, None, at

    def _part_after_comma(self, at: int, end: int) -> Span | None:
        found = self._phrases.part.match(self._text, at, end)
        if found is None:
            return None
        name = self._phrases.part_end.sub("", found["name"].rstrip())
        return Span(found.start("name"), found.start("name") + len(name))

    def _with_bracket_after(
        self, hosts: tuple[Host, ...], note: str | None, at: int, end: int
    ) -> tuple[tuple[Host, ...], str | None, int]:
        """Read a bracket behind the year: a country, else a note ('Paris 2008 (UNESCO HQ)')."""
        bracket = self._bracket(at, end)
        if bracket is None:
            return hosts, note, at
        words = self._slice(bracket[0]).strip()
        country, _, rest = words.partition(",")
        if country_code(country) and all(host.country is None for host in hosts):
            hosts, words = tuple(Host(host.city, country.strip()) for host in hosts), rest.strip()
        return hosts, "; ".join(part for part in (note, words) if part) or None, bracket[1]

    def _slice(self, span: Span) -> str:
        return self._text[span.start : span.end]


def is_city(words: str) -> bool:
    """Say whether words begin as a city's name does."""
    return _CITY.match(words) is not None
