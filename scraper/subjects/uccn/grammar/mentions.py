"""Every year, every day and every place that a stretch of text names, each with its place in the text.

What they are to the conference is not asked here: these are the candidates.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

import msgspec

from scraper.reading.document import without_mojibake
from scraper.subjects.uccn.grammar.dates import Dates, read_dates
from scraper.subjects.uccn.grammar.words import (
    FLAGS,
    OF,
    RELATIVE_YEAR,
    SHORT_YEAR,
    SURE_SHORT_YEAR,
    YEAR,
    Words,
    compiled,
    network_named,
)
from scraper.subjects.uccn.languages import Language, in_any
from scraper.subjects.uccn.places import LARGE, cities, country_codes, is_region_of, region_codes
from scraper.values.records import Span

# What stands beside names and is none of them: marks of footnotes, flags.
_MARKS = re.compile(
    r"\[(?:\d{1,3}|[a-h]|[*†‡§¶]+)\]|[*†‡§¶]|[\U0001f1e6-\U0001f1ff]{2}\ufe0f?|"
    r"(?<=\b20\d\d)(?:\s*@\s*|,?\s(?:at\s|à\s|um\s|alle\s(?:ore\s)?|a\slas\s|às\s)?)(?:[01]?\d|2[0-3])[:.h][0-5]\d(?![\d.])"
    r"(?:\s?[ap]\.?m\.?(?!\w)|\sUhr)?",
    re.IGNORECASE,
)
_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}|[^\W\d_](?:[^\W\d_]|[’'ʼ`](?=[^\W\d_])|[-‐‑–](?=[^\W\d_])|[\u2122\u20ac\u0080-\u00a0\u00a2-\u00bf](?=[^\W\d_]))*"
)
_ELISION = re.compile(r"(?:[dlsm]|qu|jusqu|dell|all|nell|sull|dall|un)[’'ʼ](?=[^\W\d_])", FLAGS)
_ELIDED = frozenset("adjlmnqsu")
"""The letters with which what is joined to a name begins ('d’Oslo')."""
_POSSESSIVE = re.compile(r"[’']s$")
_GAP = re.compile(r"\.?[ \u00a0]")
_HYPHEN = re.compile(r"[-‐‑–—]")
_LOWER_INSIDE = frozenset(
    "of and the de des del della delle di da do dos das du la le les los las el al upon on am an der den "
    "im in sur en und et y e i’ republic republica república".split()
)
_LOWER_IN_NAME = frozenset("de del della di da do dos das du la le les el al am sur upon".split())
_CITY_OF_A_FIELD = re.compile(  # 'Odesa, City of Literature in Ukraine'
    rf"(?<!\w)(?:{in_any('one_city')}|citt[àa])\s+(?:{in_any('of')})(?:\s+|(?<=[’']))(?:(?:{in_any('articles')})(?:\s+|(?<=[’'])))?(?:{in_any('arts')})\w*$",
    FLAGS,
)
# Ordinals, and what begins the name of a street, a square or a house: no cities.
_ELIDED_PRONOUN = re.compile(r"(?:[CJMNST]|Qu)[’'][a-zß-ÿ]")  # 'J’étais au Brésil'
_NO_NAME = re.compile(
    r"[XVI]{1,6}(?:e|th|st|nd|rd|[ªº]|a|o|ème)?|(?:piazza|via|viale|corso|rue|avenue|avenida|av|boulevard|place|plaza|calle|street|road|stra[ßs]s?e|"
    r"platz|pra[çc]a|rua|museiplan|place|allee|campus|forum|hotel|h[ôo]tel|palazzo|palais|palacio|pal[áa]cio|teatro|theat(?:er|re)|th[ée][âa]tre|"
    r"casino|centro|cent(?:er|re)|museo|mus[ée]e|museum|university|universit\w+|studio|media|photos?|foto)",
    FLAGS,
)
_STREETS = r"(?:rue|avenue|av|boulevard|quai|place|calle|plaza|paseo|rua|avenida|pra[çc]a|largo|via|viale|piazza|corso)"
_STREET = re.compile(
    rf"(?<!\w){_STREETS}\s+"
    r"(?:(?:de|des|du|del|della|dello|dei|degli|delle|do|da|dos|das|la|las|los|le|les|el)\s+|d[’']|l[’']|dell[’']){0,3}$",
    FLAGS,
)
STREET_NUMBER = re.compile(
    rf"{_STREET.pattern[:-1]}(?:(?-i:[A-ZÀ-Þ])[\w’'.-]*\s+){{1,4}}(?:n[.ºo]*\s*)?$|"
    r"(?<!\w)(?-i:(?=[A-ZÀ-Þ]))[\w-]*(?:stra(?:ß|ss)e|platz|gasse|weg|allee)\s+$",
    FLAGS,
)
"""What stands before a number that is of a house and no year."""
STREET_BEHIND = re.compile(
    rf",?\s+(?:{_STREETS}\s|(?:(?-i:[A-ZÀ-Þ])[\w’'.-]*\s+){{1,3}}(?:street|road|avenue|lane|square|boulevard|drive)\b)",
    FLAGS,
)
"""What stands behind one."""
_HOUSE = re.compile(rf"(?<!\w)(?=(?-i:[A-ZÀ-Þ]))(?:{in_any('halls')}|{in_any('houses')})\s$", FLAGS)
_THE_OTHER = re.compile(rf"[,;]?\s+(?:(?:{in_any('and_')})\s+)?(?:{in_any('the_other')})\s[^,;.()\d\n]{{0,40}}", FLAGS)
_COMMA = re.compile(r"\s*,\s*")
_HOUSE_OF = re.compile(
    rf"(?<!\w)(?=(?-i:[A-ZÀ-Þ]))(?:{in_any('halls')}|{in_any('houses')})\s(?:{in_any('of')}|{in_any('belongs_to')})(?:(?<=[’'])|\s)(?:the\s)?$",
    FLAGS,
)
_TITLED = re.compile(rf"(?<!\w)(?:{in_any('titled')})\W*$", FLAGS)
_MOTTO = 6  # words beside a name in quotation marks
_LEAD = 24  # letters of what leads to a name: "Ciudad de la "
_LONGEST_NAME = 7
_WELL_KNOWN = 1_000_000
_TOWN = 50_000  # inhabitants of what is no verb with the same letters ('Essaouira' ends as French verbs do)
_THE = re.compile(rf"(?:{in_any('the_country')})\s+")
_AND = re.compile(rf"\s(?:{in_any('and_')})\s", FLAGS)
_KIND_OF_REGION = re.compile(
    r"\s(?:Province|Prefecture|State|County|Region|Governorate|Voivodeship|Oblast|Canton|[Ll]än)\b"
)
_CAPITALISED = r"(?-i:[A-ZÀ-Þ])[^\W\d_]+(?:[\s-](?-i:[A-ZÀ-Þ])[^\W\d_]+){0,2}"
_REGION_CALLED = re.compile(  # 'Province of Ancona', 'Jämtland County': a region, whatever city bears its name
    rf"(?:(?:{in_any('articles')})\s+)?(?:(?:{in_any('region_of')})(?:\s+|(?<=[’'])){_CAPITALISED}|"
    rf"{_CAPITALISED}(?-i:{_KIND_OF_REGION.pattern}))(?!\w)",
    FLAGS,
)
_COUNCIL = re.compile(r"City\s(?:and\s+County\s+)?(?:Council|Hall|Government|Corporation)\b")
_LEADS = re.compile(r"\s?:\s[^\n]*\Z")
_BRACKET = re.compile(
    r"\s*(?:[(（]|\[(?=[A-ZÀ-Þ][^\d\[\]]{1,40}\]))(?P<inner>(?:[^()（）\[\]\n]|\([^()（）\n]{1,40}\)|\[[^()\[\]\n]{1,40}\]){1,90})[)）\]]"
)
_MAY_GO_ON = re.compile(r"\s*[(（\[,/|·•–—]|\s+(?:-\s|[A-ZÀ-Þ])")  # to the country of a city
_SEPARATOR = re.compile(r"\s*(?:,|/|\||·|•|–|—|\s-\s)\s*")


class Year(msgspec.Struct, frozen=True):
    """A year and where it is written; `dates` are the days of which it is a part.

    `by` is where the year stands by which one is told ('last year').
    """

    value: int
    start: int
    end: int
    dates: Dates | None = None
    by: Span | None = None

    @property
    def span(self) -> Span:
        """Where figures of it stand, or of the year by which it is told."""
        return self.by or Span(self.start, self.end)


class City(msgspec.Struct, frozen=True, kw_only=True):
    """A city's name with the country that stands beside it.

    `stop` lies behind the country or the bracket. `codes` are the countries that the page's words may mean. `listed` says
    that the gazetteer knows the name (there, if a country is named), `partial` that the name is a part of a longer one
    ('Forum Braga'). `joined` says how it is joined to the city before: 2 by 'and', 1 by a comma and
    'and', 0 not. `years` are the years in its bracket.
    """

    name: str
    start: int
    end: int
    stop: int
    country: str | None = None
    country_at: tuple[int, int] | None = None
    codes: tuple[str, ...] = ()
    note: str | None = None
    years: tuple[Year, ...] = ()
    listed: bool = True
    partial: bool = False
    joined: int = 0


class Place(msgspec.Struct, frozen=True):
    """A country's name that stands beside no city."""

    start: int
    end: int
    codes: tuple[str, ...]


def masked(text: str) -> str:
    """Return a text with blanks in place of footnotes' marks, flags, and hours behind a year; places in it stay what they are."""
    return _MARKS.sub(lambda match: " " * len(match[0]), text)


def blanked(text: str, first: int, last: int, places: Iterable[tuple[int, int]], blank: str = " ") -> str:
    """Return a stretch of a text with blanks, or another letter, in place of what stands at some places."""
    letters = list(text[first:last])
    for start, end in places:
        start, end = max(start - first, 0), min(end, last) - first
        if start < end:
            letters[start:end] = blank * (end - start)
    return "".join(letters)


@lru_cache(maxsize=1024)
def years_in(text: str, language: Language, start: int, end: int) -> tuple[tuple[Year, ...], tuple[Dates, ...]]:
    """Return the years of a stretch in order, those of days with them, and the days that have no year beside them."""
    found: list[Year] = []
    bare: list[Dates] = []
    taken: list[tuple[int, int]] = []
    for dates in read_dates(text, language, start, end) if re.compile(r"\d").search(text, start, end) else ():
        taken.append((dates.span.start, dates.span.end))
        if dates.year:
            found.append(Year(dates.year, dates.span.start, dates.span.end, dates))
        else:
            bare.append(dates)
    for match in re.compile(YEAR).finditer(text, start, end):
        if (
            not any(first <= match.start() < last for first, last in taken)
            and not _is_of_a_range(text, match)
            and not _is_a_count(text, language, match)
            and not _IN_AN_ADDRESS.search(text, max(start, match.start() - 12), match.start())
        ):
            found.append(Year(int(match[0]), match.start(), match.end()))
    short = SURE_SHORT_YEAR.finditer(text, start, end)
    found += [Year(2000 + int(match[0]), match.start() - 1, match.end()) for match in short]  # with its apostrophe
    return tuple(sorted(found, key=lambda year: year.start)), tuple(bare)


def untold_years(text: str, start: int, end: int, told: Iterable[Year]) -> list[Year]:
    """Return what stands for a year and does not say which: 'the year before', '’19'. Their value is 0."""
    known = [(year.start, year.end) for year in told]
    found = [
        Year(0, *match.span())
        for match in RELATIVE_YEAR.finditer(text, start, end)
        if not any(first < match.end() and match.start() < last for first, last in known)
    ]
    found = [year for year in found if not _FOLLOWED.match(text, year.end, end)]
    found += [Year(0, *match.span()) for match in SHORT_YEAR.finditer(text, start, end)]
    return [year for year in found if not any(first <= year.start < last for first, last in known)]


_FOLLOWED = re.compile(r"[,\s]{0,3}(?:(?:in|en|em|nel|im|from|du|vom|dal|del)\s)?\s?(?:[^\n]{0,24})(?:19|20)\d\d")
_BEFORE_RANGE = re.compile(r"(?:19|20)\d\d\s?[-–/]\s?$")
_AFTER_RANGE = re.compile(r"\s?[-–/]\s?(?:19|20)\d\d(?!\d)|[-–/]\d\d(?!\w)")


def in_its_country(city: City, behind: City) -> City:
    """Return a city without a country with that of the one behind it, where it may lie there ('Graz and Linz, Austria')."""
    if city.country or not behind.country or not may_lie_in(city.name, behind.codes):
        return city
    return msgspec.structs.replace(city, country=behind.country, country_at=behind.country_at, codes=behind.codes)


_LEAD = 24  # letters of a word that makes a name that of a house or a region
_REGION = re.compile(rf"(?<!\w)(?:{in_any('region_of')})(?:\s+|(?<=[’']))$", FLAGS)  # 'the State of São Paulo'
_AMERICA = re.compile(  # 'América Latina', 'América del Sur' are no cities of that name
    r"(?<!\w)(?:Am[ée]ri(?:ca|que)|[ÁAa]frica|Asia|Europa)\s(?:d(?:el|o)\s)?$"
)
_ARTICLES = {  # what stands before a noun and not before a city, by language
    "de": re.compile(r"(?<!\w)(?:ein(?:e[mnrs]?)?|d(?:as|e[mnrs]|ie)|zu[mr]|beim|vom|ins|im)\s+$", FLAGS),
    "en": re.compile(r"(?<!\w)an?\s+$", FLAGS),
    "fr": re.compile(r"(?<!\w)(?:l[ae]s?|une?|(?P<with_le>au|du))\s+$", FLAGS),
}
_IN_AN_ADDRESS = re.compile(
    r"(?<!\w)(?:CS|B\.?\s?P\.?|P\.?\s?O\.?(?:\s?box)?|bo[îi]te|box|Postfach|apartado|casella|caixa|room|raum|zimmer|salle|sala|saal|t[ée]l\w*\.?|fax|Nr\.?|No\.?|n[º°o]\.?)\s*:?\s*$",
    FLAGS,
)


def _is_of_a_range(text: str, match: re.Match[str]) -> bool:
    before = _BEFORE_RANGE.search(text, max(0, match.start() - 8), match.start())
    return before is not None or _AFTER_RANGE.match(text, match.end()) is not None


def _is_a_count(text: str, language: Language, match: re.Match[str]) -> bool:
    """Say whether a figure counts those who came ('gathered 2010 delegates'); 'in 2010 delegates …' is a year."""
    if compiled(rf"(?<!\w)(?:{language.in_})\s+$").search(text[max(0, match.start() - 12) : match.start()]):
        return False
    counted = rf"[ \u00a0](?:{language.participants}|{language.audience}|{language.people})(?!\w)"
    return compiled(counted).match(text, match.end()) is not None


def _unless_region(text: str, city: City, of_countries: set[str]) -> City | None:
    """Return a city; where the name is a region's, None, or a part of a name if its country stands beside it ('Bavaria (Germany)').

    So is one behind an article ('le Marche'), whatever country is named.
    """
    codes = set(region_codes(city.name))
    led = codes and _ARTICLE_BEFORE.search(text, max(0, city.start - 5), city.start)
    if not led and (set(city.codes) or of_countries).isdisjoint(codes):
        return city
    return msgspec.structs.replace(city, partial=True) if city.country else None


_ARTICLE_BEFORE = re.compile(r"(?<![^\W\d_])(?:le|la|les|il|lo|los|las|el|i|gli|os|as)\s$", FLAGS)


class Scanner:
    """Finds the places that a text names, in one language."""

    def __init__(self, text: str, language: Language, words: Words) -> None:
        self._text, self._language, self._words = text, language, words
        self._common: dict[str, bool] = {}
        self._known_places: dict[tuple[int, int], tuple[list[City], list[Place]]] = {}

    def places(self, start: int, end: int) -> tuple[list[City], list[Place]]:
        """Return the cities of a stretch in order, and the countries that stand beside none."""
        known = self._known_places.get((start, end))
        if known is None:
            known = self._known_places[start, end] = self._places(start, end)
        return list(known[0]), list(known[1])

    def _places(self, start: int, end: int) -> tuple[list[City], list[Place]]:
        tokens = [(match.start(), match.end()) for match in _TOKEN.finditer(self._text, start, end)]
        titled = self._is_titled(tokens)
        found: list[City] = []
        countries: list[Place] = []
        at, stop = 0, start
        while at < len(tokens):
            initial = self._text[tokens[at][0]]
            if initial.islower() and initial not in _ELIDED:
                at += 1
                continue
            first = self._bare(tokens[at][0], tokens[at][1])
            if first < stop or not self._is_name(first) or _NO_NAME.fullmatch(self._text[first : tokens[at][1]]):
                at += 1
                continue
            kind, last, size = self._longest(tokens, at, first)
            is_beside_its_country = kind is not None and self._is_beside_its_country(tokens, last, first, end)
            if kind == "city" and self._is_behind_an_article(first, tokens[last][1], start, end):
                kind = None  # 'auf ein Bier': German nouns have capitals
            if kind == "country" and self._words.event.fullmatch(self._text[first : tokens[last][1]]):
                kind = None  # 'Reunión' is Réunion as well
            if kind == "country" and is_beside_its_country:
                kind = "city"  # 'Singapore (Singapore)'
            if (
                kind == "city"
                and not is_beside_its_country
                and (
                    self._words.no_city.fullmatch(self._text[first : tokens[last][1]])
                    or self._words.small.fullmatch(self._text[first : tokens[last][1]])
                    or any(
                        pattern.fullmatch(self._text[first : tokens[last][1]]) for _, pattern in self._words.statuses
                    )
                    or self._is_first_word(tokens, at, last, size, start, end)
                    or _AMERICA.search(self._text, max(start, first - 13), first)
                )
            ):
                at += 1
                continue
            if self._is_of_a_street(first, start):
                pass  # 'rue de la Libération'
            elif kind == "city":
                last = self._without_its_council(tokens, at, last)
                stops = self._end_of_name(tokens[last][1], first)
                leads = self._leads_to_a_city(tokens, last) and self._is_behind_a_name(tokens, at)
                partial = leads or (not titled and self._is_partial(tokens, at, last))
                partial = partial or self._is_quoted(first, stops, start, end)
                partial = partial or any(
                    lead.search(self._text, max(start, first - _LEAD), first) is not None for lead in (_HOUSE, _REGION)
                )
                house = _HOUSE_OF.search(self._text, max(start, first - _LEAD), first)
                if house and (comma := _COMMA.match(self._text, stops, end)):
                    tail = self._phrase(comma.end(), end)
                    leads = partial = leads or bool(
                        cities(self._text[tail[0] : tail[1]])
                    )  # 'Museo della Carta, Fabriano, Italy'
                if partial and leads:
                    city = City(name=self._text[first:stops], start=first, end=stops, stop=stops, partial=True)
                else:
                    city = self._with_country(first, stops, end, partial)
                    city = self._in_country_before(city, countries[-1]) if countries else city
                found.append(city)
                stop = city.stop
            elif kind == "country":
                span = (first, tokens[last][1])
                countries.append(Place(*span, country_codes(self._text[span[0] : span[1]])))
                stop = span[1]
            else:
                last = self._run(tokens, at)
                name_end = self._end_of_name(tokens[last][1], first)
                split = self._split(first, self._end_of_name(tokens[at][1], first), end)
                holds_known = any(
                    self._longest(tokens, one, tokens[one][0])[0] == "city" for one in range(at + 1, last + 1)
                )
                one = None if split or holds_known else self._unlisted(first, name_end, end)
                found += split or ([one] if one else [])
                stop = split[-1].stop if split else one.stop if one else first
                last = last if one else at
            at = last + 1
        of_countries = {code for country in countries for code in country.codes}
        return self._joined(
            list(filter(None, (_unless_region(self._text, one, of_countries) for one in found)))
        ), countries

    # --- names --------------------------------------------------------------------------------------------------------

    def _bare(self, start: int, end: int) -> int:
        elision = _ELISION.match(self._text, start, end)
        if elision is None or (self._text[start].isupper() and _known(self._text[start:end])[0] == "city"):
            return start  # 'L’Aquila'
        return elision.end()

    def _end_of_name(self, end: int, start: int) -> int:
        possessive = _POSSESSIVE.search(self._text, start, end)
        return possessive.start() if possessive else end

    def _is_name(self, at: int) -> bool:
        letter = self._text[at]
        return letter.isupper() or (letter.isalpha() and letter.lower() == letter.upper())

    def _is_titled(self, tokens: list[tuple[int, int]]) -> bool:
        """Say whether a stretch is in capitals, or in title case, where a capital beside a name tells nothing.

        The names of the Network and of its conferences have capitals anywhere: they count where hardly anything else stands.
        """
        long = [first for first, last in tokens if last - first > 3]
        if not self._are_capitals(long):
            return False
        names = [
            match.span()
            for pattern in (network_named(), self._words.series)
            for match in pattern.finditer(self._text, tokens[0][0], tokens[-1][1])
        ]
        rest = [at for at in long if not any(first <= at < last for first, last in names)]
        return len(rest) < 3 or self._are_capitals(rest)

    def _are_capitals(self, places: list[int]) -> bool:
        return len(places) > 2 and sum(self._text[at].isupper() for at in places) >= 0.8 * len(places)

    def _is_first_word(
        self, tokens: list[tuple[int, int]], at: int, last: int, size: int, start: int, end: int
    ) -> bool:
        """Say whether a name of one word may be any word with the capital of a sentence's beginning ('Celle de 2024')."""
        first, stop = tokens[at][0], self._end_of_name(tokens[last][1], tokens[at][0])
        begins = first - start < 3 or self._text[first - 2 : first - 1] in ".!?:;•–\n"
        if last > at or not begins or size >= _WELL_KNOWN or self._text[first:stop].isupper():
            return False
        lower = self._text[first:stop].lower()
        is_common = (
            self._is_common(lower)
            or OF.match(self._text[stop + 1 : stop + 8]) is not None
            or (size < _TOWN and any(pattern.fullmatch(lower) for _, pattern in self._words.statuses))
        )
        if _HYPHEN.search(self._text, first, stop) or not is_common:
            return False
        behind = self._text[stop : stop + 3]
        if (
            stop >= end
            or behind[:1] in ",(:/\n’'"
            or behind.strip()[:1] in "(,:–—&|/-·"
            or behind.strip()[:1].isdigit()
        ):
            return False
        return (
            self._words.hosting.match(self._text, stop, end) is None
            and self._words.joiner.match(self._text, stop, end) is None
        )

    def _is_beside_its_country(self, tokens: list[tuple[int, int]], last: int, first: int, end: int) -> bool:
        """Say whether the country in which a city of that name lies stands right behind it ('Split, Croatia')."""
        stop = self._end_of_name(tokens[last][1], first)
        beside = re.compile(r"\s?[,(/]\s?(?P<country>[^,;()\n\d]{3,40}?)(?=\s*(?:[,;)\n]|$|\s[–—-]))").match(
            self._text, stop, end
        )
        if beside is None:
            return False
        codes = country_codes(beside["country"].strip())
        name = self._text[first:stop]
        if (own := country_codes(name)) and own != codes:  # 'Georgia (USA)' is no town of that name
            return any(city.population >= LARGE for code in codes for city in cities(name, code)[:1])
        return bool(codes) and _is_listed(name, codes)

    def _leads_to_a_city(self, tokens: list[tuple[int, int]], last: int) -> bool:
        """Say whether a comma and another city follow a name, as in an address ('Convento São Francisco, Coimbra, Portugal')."""
        following = last + 1
        return (
            following < len(tokens)
            and re.fullmatch(r",\s", self._text[tokens[last][1] : tokens[following][0]]) is not None
            and self._longest(tokens, following, tokens[following][0])[0] == "city"
        )

    def _is_behind_a_name(self, tokens: list[tuple[int, int]], at: int) -> bool:
        """Say whether a word with a capital stands right before a name, that is no city, no country and no common word."""
        if at == 0 or not _GAP.fullmatch(self._text, tokens[at - 1][1], tokens[at][0]):
            return False
        before = self._text[slice(*tokens[at - 1])]
        return before[0].isupper() and not _known(before)[0] and not self._words.small.fullmatch(before)

    def _is_behind_an_article(self, first: int, stop: int, start: int, end: int) -> bool:
        """Say whether an article stands before a name, and is no part of it ('le Havre', 'au Havre'; 'au Salvador' is a country).

        Behind a comma it may begin a clause about who received ('die Konferenz, die Graz 2016 ausrichtete').
        """
        pattern = _ARTICLES.get(self._language.code)
        article = pattern.search(self._text, max(start, first - 8), first) if pattern else None
        if article is None:
            return False
        is_contracted = article.groupdict().get("with_le") is not None
        whole = f"le {self._text[first:stop]}" if is_contracted else self._text[article.start() : stop]
        if _known(whole)[0] == "city":
            return False
        clause = re.split(r"[,;.:]", self._text[stop:end], maxsplit=1)[0]
        is_which = self._text.endswith(", ", start, article.start())
        return not (is_which and self._words.hosts_behind.search(clause))

    def _is_common(self, word: str) -> bool:
        """Say whether the text has a word in small letters as well, so that it is no name."""
        if word not in self._common:
            self._common[word] = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", self._text) is not None
        return self._common[word]

    def _longest(self, tokens: list[tuple[int, int]], at: int, first: int) -> tuple[str | None, int, int]:
        """Return what the longest known name that begins at a token is, its last token, and a city's inhabitants."""
        last = at
        while (
            last + 1 < len(tokens)
            and last - at < _LONGEST_NAME
            and _GAP.fullmatch(self._text, tokens[last][1], tokens[last + 1][0])
            and (
                self._is_name(self._bare(*tokens[last + 1]))
                or self._text[tokens[last + 1][0] : tokens[last + 1][1]].lower() in _LOWER_INSIDE
            )
        ):
            last += 1
        for end in range(last, at - 1, -1):
            name = self._text[first : self._end_of_name(tokens[end][1], first)]
            if name[0].islower() or (end > at and not self._is_name(self._bare(*tokens[end]))):
                continue
            kind, size = _known(name)
            if kind:
                return kind, end, size
        return None, at, 0

    def _without_its_council(self, tokens: list[tuple[int, int]], at: int, last: int) -> int:
        """Return the last token of a city's name before that of its authority: 'Limerick' of 'Limerick City Council'."""
        shorter = cities(self._text[tokens[at][0] : tokens[last - 1][1]]) if last > at else ()
        is_same = shorter and shorter[:1] == cities(self._text[tokens[at][0] : tokens[last][1]])[:1]
        return last - 1 if is_same and _COUNCIL.match(self._text, tokens[last][0]) else last

    def _run(self, tokens: list[tuple[int, int]], at: int) -> int:
        """Return the last token of the run of capitalised words that begins at a token."""
        last = at
        for following in range(at + 1, min(len(tokens), at + 6)):
            if not _GAP.fullmatch(self._text, tokens[following - 1][1], tokens[following][0]):
                break
            word = self._text[tokens[following][0] : tokens[following][1]]
            if self._is_name(tokens[following][0]) and not (word.isupper() and self._words.small.fullmatch(word)):
                last = following
            elif word not in _LOWER_IN_NAME:
                break
        return last

    def _is_partial(self, tokens: list[tuple[int, int]], at: int, last: int) -> bool:
        """Say whether a name goes on in capitals before or behind ('Forum Braga', 'Kraków Congress Centre')."""
        for beside, gap in ((at - 1, (at - 1, at)), (last + 1, (last, last + 1))):
            if not 0 <= beside < len(tokens):
                continue
            first, end = tokens[beside]
            if beside > last and self._language.code == "de":
                continue  # 'soll Fabriano Ausrichter sein'
            if not self._text[first].isupper() or not _GAP.fullmatch(self._text, tokens[gap[0]][1], tokens[gap[1]][0]):
                continue
            name = self._text[first:end]
            ordinary = not (beside < at and _NO_NAME.fullmatch(name)) and (
                self._words.no_city.fullmatch(name)
                or self._words.small.fullmatch(name)
                or re.fullmatch(r"[XVI]+e?", name)
            )
            starts = beside == 0 or re.search(r"[.:!?•–\n]\s*$", self._text[max(0, first - 3) : first])
            kind = _known(name)[0]
            if not ordinary and not kind and not (beside < at and starts and not _NO_NAME.fullmatch(name)):
                return True
        return False

    def _is_of_a_street(self, first: int, start: int) -> bool:
        return _STREET.search(self._text, max(start, first - 40), first) is not None

    def _is_quoted(self, first: int, last: int, start: int, end: int) -> bool:
        """Say whether a name is a part of a phrase of a few words in quotation marks, a motto or a title."""
        opened = re.compile(r"[“«„]\s?([^“”«»„\n]{0,60})$").search(self._text, max(start, first - 64), first)
        closed = re.compile(r"([^“”«»„\n]{0,60}?)\s?[”»]").match(self._text, last, end)
        beside = f"{opened[1]} {closed[1]}" if opened and closed else ""
        if opened and closed and not beside.strip():
            return _TITLED.search(self._text, max(start, opened.start() - 30), opened.start()) is not None
        return 0 < len(beside.split()) <= _MOTTO and not re.search(r"[.!?,]|\d{4}", beside)

    # --- countries ----------------------------------------------------------------------------------------------------

    def _with_country(self, start: int, end: int, limit: int, partial: bool) -> City:
        """Return a city with the country, region, note and years beside it."""
        name = self._text[start:end]
        city = City(name=name, start=start, end=end, stop=end, partial=partial)
        if skipped := self._words.apposition.match(self._text, end, limit):
            beside = self._beside(city, skipped.end(), limit)
            if beside.country:
                return beside
        return self._beside(city, end, limit)

    def _in_country_before(self, city: City, country: Place) -> City:
        """Return a city with the country that leads its line, if it lies there: 'Japan: Kobe, Kanazawa'."""
        leads = _LEADS.match(self._text, country.end, city.start)
        if city.country or not leads or not country.codes or not _is_listed(city.name, country.codes):
            return city
        span = (country.start, country.end)
        return msgspec.structs.replace(city, country=self._text[slice(*span)], country_at=span, codes=country.codes)

    def _beside(self, city: City, at: int, limit: int) -> City:
        if bracket := _BRACKET.match(self._text, at, limit):
            inside = self._in_bracket(city, bracket)
            behind = None if inside.country else self._country_behind(inside, inside.stop, limit)
            return behind or inside
        if found := self._country_behind(city, at, limit):
            return found
        return city

    def _country_behind(self, city: City, at: int, limit: int) -> City | None:
        """Read ', COUNTRY', '/ COUNTRY', 'in COUNTRY', ', REGION, COUNTRY' or ', REGION (COUNTRY)'."""
        if self._text[at : at + 1].isspace() and at + 1 < limit and self._text[at + 1].isupper():
            first, last = self._phrase(at + 1, limit)
            codes = country_codes(self._text[first:last])
            if codes and _is_listed(city.name, codes) and not self._text[first:last].isupper():
                return self._in_country(city, (first, last), codes, last)
        lead = self._words.country_lead.match(self._text, at, limit)
        separator = _SEPARATOR.match(self._text, at, limit)
        for gap, is_list in ((lead, False), (separator, True)):
            if gap is None:
                continue
            article = _THE.match(self._text, gap.end(), limit)
            first, last = self._phrase(article.end() if article else gap.end(), limit)
            called = (
                None if country_codes(self._text[first:last]) else _REGION_CALLED.match(self._text, gap.end(), limit)
            )
            if called:
                beside = self._beside(msgspec.structs.replace(city, stop=called.end()), called.end(), limit)
                return msgspec.structs.replace(beside, note=beside.note or called[0])
            if last == first:
                continue
            codes = self._codes(city, self._text[first:last], bare=True)
            stop = self._region_end(city, first, limit)
            if stop and not (codes and _is_listed(city.name, codes)):
                beside = self._beside(msgspec.structs.replace(city, stop=stop), stop, limit)
                return msgspec.structs.replace(beside, note=beside.note or self._text[first:stop])
            if codes:
                return self._in_country(city, (first, last), codes, last)
            if is_list and gap[0].strip() == ",":
                further = _BRACKET.match(self._text, last, limit)
                if further and (codes := self._codes(city, further["inner"].strip())):
                    span = self._trimmed(*further.span("inner"))
                    return self._in_country(city, span, codes, further.end(), note=self._text[first:last])
                comma = re.compile(r"\s*,\s*").match(self._text, last, limit)
                begin, stop = self._phrase(comma.end(), limit) if comma else (last, last)
                if stop > begin and (codes := self._codes(city, self._text[begin:stop], bare=True)):
                    if not city.listed and _is_listed(self._text[first:last], codes):
                        return None  # a house in a city
                    return self._in_country(city, (begin, stop), codes, stop, note=self._text[first:last])
        return None

    def _region_end(self, city: City, at: int, limit: int) -> int:
        """Return where the name of a region ends in which the city lies; 0 for none, or the next of a list ('A, B and C')."""
        ends = [match.end() for match in _TOKEN.finditer(self._text, at, min(limit, at + 60))]
        stop = next((end for end in reversed(ends) if is_region_of(self._text[at:end], city.name)), 0)
        goes_on = _AND.match(self._text, stop) or (
            city.years and re.match(r"\s*\(?(?:19|20)\d\d", self._text[stop:limit])
        )
        is_longer = any(end > stop and cities(self._text[at:end]) for end in ends)  # 'X, Washington D.C.'
        if not stop or is_longer or (goes_on and cities(self._text[at:stop])):
            return 0
        return stop

    def _phrase(self, at: int, limit: int) -> tuple[int, int]:
        """Return the longest country's name that begins at a place, else the run of capitalised words there."""
        tokens: list[tuple[int, int]] = []
        for match in _TOKEN.finditer(self._text, at, min(limit, at + 90)):
            if tokens and not _GAP.fullmatch(self._text, tokens[-1][1], match.start()):
                break
            tokens.append(match.span())
        if not tokens or tokens[0][0] != at or not self._is_name(self._bare(*tokens[0])):
            return at, at
        first = self._bare(*tokens[0])
        for end in range(min(len(tokens), _LONGEST_NAME + 2) - 1, -1, -1):
            if country_codes(self._text[first : tokens[end][1]]):
                return first, tokens[end][1]
        return first, tokens[self._run(tokens, 0)][1]

    def _in_country(
        self, city: City, span: tuple[int, int], codes: tuple[str, ...], stop: int, note: str | None = None
    ) -> City:
        bracket = _BRACKET.match(self._text, stop)
        years = self._years(bracket) if bracket else ()
        if (
            bracket
            and years
            and not re.search(
                r"[^\W\d_]{4}", blanked(self._text, *bracket.span("inner"), [(year.start, year.end) for year in years])
            )
        ):
            stop = bracket.end()
        else:
            years = ()
        return msgspec.structs.replace(
            city,
            country=self._text[span[0] : span[1]],
            country_at=span,
            codes=codes,
            stop=stop,
            note=note or city.note,
            listed=city.listed and _is_listed(city.name, codes),
            partial=city.partial and not _is_listed(city.name, codes),
            years=years,
        )

    def _in_bracket(self, city: City, bracket: re.Match[str]) -> City:
        """Read a bracket behind a name: a country, a region, years, a note."""
        years = self._years(bracket)
        start = bracket.start("inner")
        whole = self._text[start : bracket.end("inner")]
        span: tuple[int, int] | None = None
        codes: tuple[str, ...] = ()
        notes: list[tuple[int, int]] = []
        if codes := self._codes(city, whole.strip()):
            span = self._trimmed(*bracket.span("inner"))
        else:
            for part in re.finditer(r"[^,;/]+", whole):
                first, last = self._trimmed(start + part.start(), start + part.end())
                words = self._text[first:last]
                for year in years:
                    if first <= year.start < last:
                        before, behind = self._text[first : year.start], self._text[year.end : last]
                        words = before if self._codes(city, before.strip(" ,–-")) else behind
                        first = first if words == before else year.end
                        first, last = self._trimmed(first, first + len(words))
                        words = self._text[first:last]
                if not words or self._words.small.fullmatch(words):
                    continue
                if not span and (found := self._codes(city, words)):
                    span, codes = (first, last), found
                elif notes and re.fullmatch(r"[\s,;/]*", self._text[notes[-1][1] : first]):
                    notes[-1] = notes[-1][0], last  # with what stands between them
                else:
                    notes.append((first, last))
        return msgspec.structs.replace(
            city,
            country=self._text[span[0] : span[1]] if span else None,
            country_at=span,
            codes=codes,
            stop=bracket.end(),
            note="; ".join(self._text[first:last] for first, last in notes) or None,
            years=years,
            listed=city.listed and (not codes or _is_listed(city.name, codes)),
            partial=city.partial and not (codes and _is_listed(city.name, codes)),
        )

    def _years(self, bracket: re.Match[str]) -> tuple[Year, ...]:
        years, _ = years_in(self._text, self._language, *bracket.span("inner"))
        return tuple(
            year for year in years if not self._words.since.search(self._text, bracket.start("inner"), year.start)
        )

    def _codes(self, city: City, words: str, *, bare: bool = False) -> tuple[str, ...]:
        """Return the countries that words beside a city mean; a code in capitals only where the city lies there."""
        words = compiled(r"^(?:the|la|le|les|il|el|gli|die|der|los|las|i)\s+").sub("", words)
        codes = country_codes(without_mojibake(words))
        is_code = (
            words.isupper()
            and len(words) in (2, 3)
            and words not in ("USA", "UK", "UAE", "ROK", "PRC", "EUA", "DRC", "RDC")
        )
        if is_code and (bare or not _is_listed(city.name, codes)):
            return ()
        if len(codes) > 1:
            return tuple(code for code in codes if _is_listed(city.name, (code,))) or codes
        return codes

    def _trimmed(self, first: int, last: int) -> tuple[int, int]:
        words = self._text[first:last]
        bare = words.strip(" \u00a0,;:–—-")
        begin = first + (words.index(bare) if bare else 0)
        return begin, begin + len(bare)

    # --- cities that the gazetteer does not know, and two in one ------------------------------------------------------

    def _unlisted(self, start: int, end: int, limit: int) -> City | None:
        """Return a name that no gazetteer has, where a country stands beside it as it does beside a city's."""
        if not (_MAY_GO_ON.match(self._text, end, limit) or self._words.country_lead.match(self._text, end, limit)):
            return None
        name = self._text[start:end]
        ordinary = any(
            self._words.no_city.fullmatch(word) or self._words.small.fullmatch(word) or _NO_NAME.fullmatch(word)
            for word in name.split()
        )
        is_a_field = _CITY_OF_A_FIELD.search(self._text, max(0, start - _LEAD), end) is not None
        is_a_verb = _ELIDED_PRONOUN.match(name) is not None
        if (
            ordinary
            or is_a_field
            or is_a_verb
            or self._words.event.search(name)
            or network_named().search(name)
            or len(name) < 3
        ):
            return None
        city = self._beside(City(name=name, start=start, end=end, stop=end, listed=False), end, limit)
        if city.country_at and any(
            _known(part.strip())[0] == "city" for part in re.split(r"[,(/]", self._text[end : city.country_at[0]])
        ):
            return None
        return city if city.country else None

    def _split(self, start: int, end: int, limit: int) -> list[City]:
        """Part 'Krakow-Katowice', where both are known and the whole is not."""
        for hyphen in _HYPHEN.finditer(self._text, start, end):
            halves = self._text[start : hyphen.start()], self._text[hyphen.end() : end]
            are_cities = all(len(half) > 3 and _known(half)[0] == "city" for half in halves)
            if are_cities and not any(map(self._words.no_city.fullmatch, halves)):  # 'Asia-Pacific'
                second = self._with_country(hyphen.end(), end, limit, False)
                first = City(name=halves[0], start=start, end=hyphen.start(), stop=hyphen.start())
                return [first, msgspec.structs.replace(second, joined=2)]
        return []

    def _joined(self, found: list[City]) -> list[City]:
        """Mark cities that are joined to the one before, and give that one the country that follows both."""
        cities_: list[City] = []
        for city in found:
            before = cities_[-1] if cities_ else None
            if (
                before
                and not before.years
                and (join := self._join(before.stop, city.start) or self._are_both_of(before, city))
            ):
                city = msgspec.structs.replace(city, joined=join)
            cities_.append(city)
        for at in range(len(cities_) - 2, -1, -1):
            if cities_[at + 1].joined:
                cities_[at] = in_its_country(cities_[at], cities_[at + 1])
        for at in range(1, len(cities_)):
            if _GAP.fullmatch(self._text, cities_[at - 1].stop, cities_[at].start):  # 'Florence Lyon': a person's name
                cities_[at - 1 : at + 1] = (
                    msgspec.structs.replace(one, partial=True) for one in cities_[at - 1 : at + 1]
                )
        return cities_

    def _are_both_of(self, one: City, other: City) -> int:
        """Say that two cities are joined where each has the same little word, or is of two things ('one in X, the other in Y')."""
        if _THE_OTHER.fullmatch(self._text, one.stop, other.start):
            return 2
        of = rf"(?:{self._language.of})(?:\s+|(?<=[’']))"
        both = compiled(rf"\s+(?:{self._language.and_})\s+{of}").fullmatch(self._text, one.stop, other.start)
        return 2 if both and compiled(rf"(?<!\w){of}$").search(self._text, max(0, one.start - 12), one.start) else 0

    def _join(self, first: int, last: int) -> int:
        skipped = self._words.apposition.match(self._text, first, last)
        joiner = self._words.joiner.fullmatch(self._text, skipped.end() if skipped else first, last)
        if joiner is None:
            return 2 if self._words.together.fullmatch(self._text, first, last) else 0
        return 2 if skipped or "," not in joiner[0] else 1


def names_another(city: City) -> bool:
    """Say whether the place between a city and its country is no region of it, but a smaller city ('Kraków, Katowice (Poland)')."""
    if not city.note or is_region_of(city.note, city.name):
        return False
    return any(
        one.population < here.population
        for code in city.codes
        for one in cities(city.note, code)[:1]
        for here in cities(city.name, code)[:1]
    )


def may_lie_in(name: str, codes: tuple[str, ...]) -> bool:
    """Say whether a city may lie in the country that stands behind the next: it does, or nobody knows it."""
    return _is_listed(name, codes) or not cities(name)


@lru_cache(maxsize=1 << 16)
def _is_listed(name: str, codes: tuple[str, ...]) -> bool:
    return any(cities(without_mojibake(name), code) for code in codes)


@lru_cache(maxsize=1 << 16)
def _known(name: str) -> tuple[str | None, int]:
    """Return what a name is, and how many people the largest city of that name has; garbled letters as they were meant."""
    name = without_mojibake(name)
    if len(name) < 3 and name not in ("US", "UK"):
        return None, 0
    if country_codes(name) and not (name.isupper() and len(name) < 4 and name not in ("USA", "UAE", "US", "UK")):
        return "country", 0
    found = cities(name)
    return ("city", found[0].population) if found else (None, 0)
