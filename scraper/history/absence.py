"""A page → is what an earlier capture stated gone from it? Not being read is no proof: the words have to be gone too."""

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache

import msgspec
from rapidfuzz import fuzz

from scraper.notices import CutOff
from scraper.reading.document import without_mojibake
from scraper.reading.folding import fold, same
from scraper.reading.layouts import SURE
from scraper.subjects.uccn.places import cities, country_code
from scraper.subjects.uccn.records import conferences, objectives
from scraper.values.records import Page, Span

# A wording that is in a line of the page to this degree (0 to 100) still stands there.
_NEARLY = 85
# Only lines that hold this share of an objective's words are compared letter by letter: pages are long.
_SHARED_WORDS = 0.6
_LONGEST_LINE = 2_000
# A line of no more words than this that holds a year stands over the lines below it, this many at most.
_LABEL_WORDS = 3
_BELOW = 4
_LONGEST_NAME = 5
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LINE = re.compile(r"[^\n]+")
_SENTENCE = re.compile(r"[^\n.;!?•]+(?:[.;!?](?!\s)[^\n.;!?•]+)*")
_NAME = re.compile(r"[^\W\d_][\w’'.-]*")
_HOST = re.compile(r"(?P<city>.+?)(?: \((?P<country>[^()]*)\))?")


class Fact(msgspec.Struct, frozen=True):
    """What has to be gone: an objective's wording, or an edition's year and cities with their countries."""

    wording: str | None = None
    year: int | None = None
    hosts: tuple[tuple[str, str | None], ...] = ()


def hosts_of(written: str) -> tuple[tuple[str, str | None], ...]:
    """Return the cities and countries of 'City (Country); City'."""
    parts = [match for part in written.split("; ") if (match := _HOST.fullmatch(part))]
    return tuple((match["city"], match["country"]) for match in parts)


def is_one_place(city: str, country: str | None, other: str, other_country: str | None) -> bool:
    """Say whether two names of cities may mean one place: written alike, or names of one city ('Bologna', 'Bologne')."""
    if same(city) == same(other):
        return True
    codes = country and country_code(country), other_country and country_code(other_country)
    if all(codes) and codes[0] != codes[1]:
        return False
    return bool(_bearers(city, codes[0] or codes[1]) & _bearers(other, codes[1] or codes[0]))


@lru_cache(maxsize=1 << 14)
def _bearers(name: str, code: str | None) -> frozenset[int]:
    return frozenset(city.geonames_id for city in cities(without_mojibake(name), code or None))


class Absence:
    """What the text of a page proves of facts that it does not state.

    `language` is that of the capture before it, in which the facts are worded; `is_sure` says that its layout is one of a
    site's own, and no general one. A fact is gone where nothing of the page
    that was left unread can be it, and its words stand there no more: its city and its year in one unit, an objective's
    wording in one line. A page that breaks off proves nothing, one in another language nothing of wordings.
    """

    def __init__(self, page: Page, language: str | None = None) -> None:
        self._page = page
        self._cut_off = is_cut_off(page)
        self._proved: dict[Fact, bool] = {}
        self.is_sure = page.layout in SURE
        self.is_translated = None not in (language, page.language) and language != page.language

    def is_proved(self, fact: Fact) -> bool:
        """Say whether a fact that the page does not state is gone from it."""
        if fact not in self._proved:
            self._proved[fact] = self._is_gone(fact)
        return self._proved[fact]

    def _is_gone(self, fact: Fact) -> bool:
        if self._cut_off:
            return False
        if fact.wording is not None:
            return self._is_unworded(fact.wording)
        if any(self._may_be(fact, span) for span in self._page.unread):
            return False
        if not fact.hosts or fact.year is None:
            return self._is_unnamed(fact)
        return not any(self._stands(fact.year, *host) for host in fact.hosts)

    # --- editions -----------------------------------------------------------------------------------------------------

    def _may_be(self, fact: Fact, span: Span) -> bool:
        """Say whether words that were not read may state an edition: they name a host, or its year and no city at all."""
        words = self._page.text[span.start : span.end]
        named = list(_named_places(words))
        for city, country in fact.hosts:
            if _holds(_folded(words), city) or any(is_one_place(city, country, name, None) for name in named):
                return True
        return not named and fact.year is not None and str(fact.year) in _YEAR.findall(words)

    def _is_unnamed(self, fact: Fact) -> bool:
        """Say whether what is known of an edition stands nowhere; of one without year and hosts nothing is proved."""
        if fact.hosts:
            return not any(_holds(self._whole, city) for city, _ in fact.hosts)
        return fact.year is not None and str(fact.year) not in _YEAR.findall(self._page.text)

    def _stands(self, year: int, city: str, country: str | None) -> bool:
        if self.is_translated and not _bearers(city, None):
            return True  # nobody knows what it is called there
        together = any(
            one[0] == year and is_one_place(city, country, str(one[1]), None) for one in self._page.standing
        ) or any(year in years and _holds(words, city) for years, words in self._units)
        return together and not self._is_accounted_for(year, city, country)

    def _is_accounted_for(self, year: int, city: str, country: str | None) -> bool:
        """Say whether the page states the year of other cities, and the city of another year: they only stand together."""
        mine = {one for one, name, nation in self._stated if is_one_place(city, country, name, nation)}
        return bool(mine - {year}) and any(one == year for one, _, _ in self._stated)

    @cached_property
    def _stated(self) -> tuple[tuple[int | None, str, str | None], ...]:
        return tuple(
            (conference.year, host.city, host.country)
            for conference in conferences(self._page)
            for host in conference.hosts
        )

    @cached_property
    def _units(self) -> tuple[tuple[frozenset[int], str], ...]:
        """Return the sentences and lines that a year stands in or over, folded, with their years."""
        found: list[tuple[frozenset[int], str]] = []
        label, below = frozenset[int](), 0
        for line in _LINE.finditer(self._page.text):
            years = _years(line[0])
            if not years and label and below < _BELOW:
                found.append((label, _folded(line[0])))
                below += 1
                continue
            is_label = len(line[0].split()) <= _LABEL_WORDS
            label, below = years if is_label else frozenset(), 0
            units = (match[0] for match in _SENTENCE.finditer(line[0]))
            found += [(held, _folded(unit)) for unit in units if (held := _years(unit))]
        return tuple(found)

    @cached_property
    def _whole(self) -> str:
        return _folded(self._page.text)

    # --- objectives ---------------------------------------------------------------------------------------------------

    def _is_unworded(self, wording: str) -> bool:
        if self.is_translated or self._has_unread_list():
            return False
        sought = fold(without_mojibake(wording))
        return not (_holds(self._whole, wording) or any(_is_nearly(sought, line) for line in self._lines))

    def _has_unread_list(self) -> bool:
        """Say whether the page states no objective, and something of it that names no year is unread."""
        unread = (self._page.text[span.start : span.end] for span in self._page.unread)
        return not objectives(self._page) and any(not _years(words) for words in unread)

    @cached_property
    def _lines(self) -> tuple[tuple[str, frozenset[str]], ...]:
        """Return the page's lines, folded, with their words; long ones in parts that overlap."""
        half = _LONGEST_LINE // 2
        parts = (
            fold(without_mojibake(line[0][at : at + _LONGEST_LINE]))
            for line in _LINE.finditer(self._page.text)
            for at in range(0, max(len(line[0]) - half, 1), half)
        )
        return tuple((part, frozenset(part.split())) for part in parts if part)


def is_cut_off(page: Page) -> bool:
    """Say whether a page breaks off, so that what it lacks may have stood behind."""
    return any(isinstance(notice, CutOff) for notice in page.notices)


def _is_nearly(sought: str, line: tuple[str, frozenset[str]]) -> bool:
    words = frozenset(sought.split())
    text, held = line
    if len(words & held) < _SHARED_WORDS * len(words):
        return False
    compare = fuzz.partial_ratio if len(text) >= len(sought) else fuzz.ratio
    return compare(sought, text, score_cutoff=_NEARLY) > 0


def _years(words: str) -> frozenset[int]:
    return frozenset(map(int, _YEAR.findall(words)))


def _folded(words: str) -> str:
    return f" {fold(without_mojibake(words))} "


def _holds(folded: str, name: str) -> bool:
    key = same(name)
    return bool(key) and f" {key} " in folded


def _named_places(words: str) -> Iterator[str]:
    """Yield the runs of capitalised words that are names of cities, the longest at each place."""
    tokens = [match for match in _NAME.finditer(words) if match]
    for first, token in enumerate(tokens):
        if not token[0][0].isupper():
            continue
        for last in range(min(first + _LONGEST_NAME, len(tokens)) - 1, first - 1, -1):
            name = words[token.start() : tokens[last].end()]
            if len(name) > 2 and _bearers(name, None):
                yield name
                break
