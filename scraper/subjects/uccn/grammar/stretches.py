"""One stretch of text (a sentence, a line, an item) → the editions that it states, what is set aside, what is unread."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property
from itertools import groupby, pairwise

import msgspec

from scraper.reading.folding import fold
from scraper.subjects.uccn.facts import Standing, Status
from scraper.subjects.uccn.grammar.against import Objections
from scraper.subjects.uccn.grammar.dates import Dates, month_before
from scraper.subjects.uccn.grammar.elsewhere import TIMES
from scraper.subjects.uccn.grammar.entries import BEFORE_ALL, Context, Entry, Found, Names, Numbered
from scraper.subjects.uccn.grammar.gatherings import Gathering, gatherings
from scraper.subjects.uccn.grammar.mentions import (
    STREET_BEHIND,
    STREET_NUMBER,
    City,
    Scanner,
    Year,
    blanked,
    untold_years,
    years_in,
)
from scraper.subjects.uccn.grammar.pairing import pair
from scraper.subjects.uccn.grammar.spoken import offsets, spoken_years, years_beside
from scraper.subjects.uccn.grammar.statuses import Statuses
from scraper.subjects.uccn.grammar.ties import NO_SUBJECT, Ties
from scraper.subjects.uccn.grammar.words import (
    ANNOUNCED,
    AROUND,
    ATTENDANCE,
    CAPTION,
    CARRIED_ON,
    CLOSES,
    EDITION,
    FLAGS,
    FOR_IT,
    GOES,
    HOST_NOUN,
    LOSERS,
    NAMED_HOST,
    OF_THE_NTH,
    ONES,
    OPENS,
    ORIGIN,
    PLURAL,
    PRIZES,
    PRONOUN,
    RELATIVE_CLAUSE,
    RELATIVE_YEAR,
    STANDS_IN_FOR,
    TITLE_OF_A_CITY,
    TO_TAKE_PLACE,
    UNTIL,
    WAS_IN,
    WHERE,
    WISHED,
    Words,
    compiled,
    network_named,
    words,
)
from scraper.subjects.uccn.languages import Language, in_any, ordinal
from scraper.subjects.uccn.places import country_code, country_codes, is_national
from scraper.values.records import SetAside, Span

FOUNDED = 2004
"""The year in which the Network was founded: no edition is earlier."""
FIRST_YEAR = 2008  # of a conference
_BY_AND = 2  # how a city is joined to the one before
MOST_HOSTS = 2
"""The number of cities that have been the hosts of one edition: Paris and Santa Fe, Kraków and Katowice."""
_BESIDE = 8  # letters between a city and the year that stands right behind it
_NEAR = 80  # letters before a year or a city in which what is said of it is looked for
_SECOND = 2
_LEAD = 240  # letters of 'at the assembly it was announced that'
_NEXT_VERB = 30  # letters behind a city in which a verb of it stands
_MONTH = 31  # days that a conference lasts at most
_SHORTLY = 120  # letters before a sentence in which its network is named
_LONGEST = 2_000  # letters of a heading, a cell or an item that can be one statement
_AHEAD = 10  # years from the capture on that somebody may plan for
_THAT_OF = re.compile(r"\s(?:that|the\s+one|celle|quella|la|a|die|jene)\s+(?:of|in|von|d[eoia]|d[’'])\s*$", FLAGS)
_NOUN_THAT_DOES = re.compile(
    r"\s(?P<noun>(?!(?:was|were|has|had|have|been|will|is|are)\b)(?-i:[a-z]{3,}(?<!ed)))\s(?:[a-z]{2,}ed|has|had|will|was|is)\b"
)
_NOUN = re.compile(r"\s(?P<noun>[^\W\d_]{3,})(?!\w)")
_EARLY = 8  # years behind that in which an edition may have been the first or the second
_YEAR_BEHIND = re.compile(r"[\s,]{0,3}(?:(?:in|en|em|nel|im|à|a)\s+)?(?:19|20)\d\d(?!\d)")
_AND_OTHERS = re.compile(rf"(?:{in_any('others')})$", FLAGS)  # 'hosted, among others, by Bergen'
_MEETING = re.compile(rf"(?:\w+\s+)?(?:{in_any('meeting')})", FLAGS)
_UNTIL = re.compile(rf"{UNTIL.pattern}\s+(?:[^\W\d_]+(?:-[^\W\d_]+)?[.,]?\s+){{0,3}}$", FLAGS)
_YEARLY = re.compile(in_any("yearly"), FLAGS)
_AUTHOR = r"\s*(?:\W\s*)?[A-ZÀ-Þ][\w’'-]+(?:,\s+|\s+\()[A-ZÀ-Þ]\.(?:[\s-]?[A-ZÀ-Þ]\.)*(?:[,:\s(]|\))"
_OF_AUTHOR = re.compile(_AUTHOR)
_PUBLICATION = re.compile(
    rf"{_AUTHOR}|.*(?:\bISBN\b|\b\d+\s?(?:pp?|S|Seiten|pages|p[áa]ginas|pagine)\b\.?\s*$|\bpp\.\s?\d)"
)
_POSSESSIVE = re.compile(
    r"[’']s\s+(?!(?:conference|meeting|edition|turn|annual|\d|[IVX]+\b|UNESCO|UCCN)\b)[^\W\d_]", FLAGS
)
_IT = re.compile(rf"(?<!\w)(?:{in_any('pronouns')})\s*$", FLAGS)
_ABOUT_IT = re.compile(rf"\)?\s*[–—,;.|(-]\s*(?:{in_any('topic')})\s*:\s", FLAGS)
_TOLD_BEHIND = re.compile(
    rf"\)?\s*(?:[:|]|\s[–—-])\s*(?:(?:{in_any('articles')}|{in_any('indefinite')})(?:\s+|(?<=[’'])))?", FLAGS
)
_NAME = re.compile(r"(?<![\w’'-])[A-ZÀ-Þ][\w’'-]{2,}(?:\s(?:(?:of|de|del|la|le|am|der|do|da|di)\s)?[A-ZÀ-Þ][\w’'-]+)*")
_PRIZE = re.compile(rf"\W*(?:\d{{4}}\W+)?{PRIZES.pattern}", FLAGS)  # 'Prize 2020: X'
_HERE = re.compile(
    rf"(?<!\w)(?:{in_any('here')}|(?:{in_any('before_place')})\s+(?:{in_any('that_city')}))(?!\w)", FLAGS
)
_AT_HOME = re.compile(
    rf"{_HERE.pattern}|(?<!\w)(?:{in_any('that_city')}|(?:{in_any('the')})\s*(?:[^\W\d_]+\s+)?(?:{in_any('one_city')}))(?!\w)",
    FLAGS,
)
_SIGNED = r"(?:\([^()\n]{2,40}\)|/[^/\s]{2,40}/)"  # '(Reuters)', '/PRNewswire/'
_AGENCY = re.compile(rf"^\W*(?:{_SIGNED}|[A-Z]{{2,5}})\s*[–—-]+\s*")  # '(ANSA) - TORINO, 11 FEB - ', 'AFP - LYON, …'
_BY_AGENCY = re.compile(r"\s*(?:\((?P<agency>[A-Z][A-Z -]{1,20})\)\s*)?[–—-]{1,2}\s")
_DASH = re.compile(rf"\s*[)]?\s*\.?\s*(?P<agency>{_SIGNED}\s*)?(?:(?:[–—-]{{1,2}}|:)\s|[–—.\s-]*$)")  # '(Reuters) – '
_WORD = re.compile(r"[^\W\d_]{3}")
_BARE_NOUN = re.compile(r"\W*[^\W\d_]{4,}(?:\s+[^\W\d_]{4,})?\s*")
_DAY_OR_REGION = re.compile(  # between a dateline's city and its day
    rf"(?<!\w)(?:{in_any('weekdays')}|{in_any('on_the_day')})(?!\w)|[,(]\s*(?-i:[A-ZÀ-Þ][\w’'-]+(?:\s[A-ZÀ-Þ][\w’'-]+){{0,2}})(?=\s*[,)])",
    FLAGS,
)
_ON_THE_DAY = re.compile(in_any("on_the_day"), FLAGS)
_AS_ANNOUNCED = re.compile(
    r",\s(?=(?:as|it|seg[úu]n|comme|come|como|conforme|wie)\s[^,;.]{0,20}?(?<!\w)"
    rf"(?:{in_any('announced')})(?!\w))",
    FLAGS,
)
_WHEN = re.compile(rf"\s*,\s+(?:{in_any('when')})(?!\w)", FLAGS)
_FOR_YEAR = re.compile(
    rf"(?<!\w)(?:{in_any('for_')})\s+(?:(?:{in_any('the')}|{in_any('articles')})(?:\s+|(?<=[’'])))?(?:(?:{in_any('years')})\s+)?$",
    FLAGS,
)
_AT_WHAT = re.compile(r"\s+(?:to|at|in|[àa]|ad|en|em|zu|im)\s+(?:the\s+|l[aeo]s?\s+|l[’'])?(?=[a-zß-ÿ])")
_THE = re.compile(rf"(?<!\w)(?:{in_any('the')}|{in_any('articles')})(?:\s+|(?<=[’']))$", FLAGS)
_FROM = re.compile(rf"(?<!\w)(?:{in_any('from_')})\W*$", FLAGS)
_PUT_OFF_TO = re.compile(r"(?<!\w)auf\s+(?:den\s+|die\s+(?:Tage\s+)?)?(?:vom\s+)?$", FLAGS)


class Reader:
    """Reads stretches of one text, in one language, as captured on a day and posted in a year (None: not known).

    `scanner` is that of an earlier reading of the same text, which knows its places.
    """

    def __init__(
        self,
        text: str,
        language: Language,
        captured: date | None,
        posted: Year | None = None,
        scanner: Scanner | None = None,
    ) -> None:
        self.text, self.language, self.captured, self.posted = text, language, captured, posted
        self.words: Words = words(language)
        self.scanner = scanner or Scanner(text, language, self.words)

    def read(self, start: int, end: int, context: Context) -> Found:
        """Read a stretch."""
        if end - start > _LONGEST:
            return Found(unread=[Span(start, end)])
        return _Stretch(self, start, end, context).read()

    def may_have_one(self, year: int) -> bool:
        """Say whether a year may be one of the conference: the network was there, or it is a few years from the capture."""
        return FOUNDED <= year <= (self.captured.year if self.captured else 2030) + _AHEAD

    def may_be_edition(self, number: int, year: int | None) -> bool:
        """Say whether an ordinal may be an edition's: the first two were in 2008; later 'the second' is of something else."""
        when = year or (self.captured.year if self.captured else None)
        return number > 2 or when is None or when < FOUNDED + _EARLY

    def counts_otherwise(self, one: re.Match[str], start: int, end: int) -> bool:
        """Say whether an ordinal that stands for a gathering is not that of the conference of a year beside it ('the third, in 2019')."""
        number = ordinal(one["nth"], self.language) if one["nth"] else None
        years = years_in(self.text, self.language, start, end)[0] if number else ()
        those = compiled(self.language.one_of_them).match(self.text, one.start(), end)
        if those and _THAT_OF.search(those[0]):
            return False  # 'The first was that of X, in 2018'
        told = Numbered(number, Span(*one.span("nth"))) if number else None
        return told is not None and bool(years) and not any(told.may_be_of(year.value) for year in years)

    def status_by_time(self, year: int, first: str | None, last: str | None, month: int | None = None) -> Status | None:
        """Return what the capture's day says of an edition of which nothing else is said."""
        if self.captured is None:
            return None
        if last and last < self.captured.isoformat():
            return "held"
        if first and first > self.captured.isoformat():
            return "planned"
        told, now = (year, month or self.captured.month), (self.captured.year, self.captured.month)
        if told == now:
            return None
        return "held" if told < now else "planned"


class _Stretch:
    """One reading of one stretch."""

    def __init__(self, reader: Reader, start: int, end: int, context: Context) -> None:
        self._reader, self._start, self._end, self._context = reader, start, end, context
        self._text, self._language, self._words = reader.text, reader.language, reader.words
        self._found = Found()
        cities, countries = reader.scanner.places(start, end)
        if contrast := self._words.rejected(self._text, start, end):
            cities = self._without_rejected(contrast, cities)
        stated, bare = years_in(self._text, self._language, start, end)
        years, self._bare = [*stated], [*bare]
        self._line = self._dateline(cities, years) if cities and (years or bare) else start
        is_dated = self._line > start and years and years[0].start < self._line
        self._found.dateline = years[0] if is_dated else None
        written_on = self._found.dateline or reader.posted
        spoken = spoken_years(self._text, self._language, written_on, start, end) if written_on else []
        if cities and (years or context.before):
            spoken += years_beside(self._text, self._language, context.before, years, start, end)
        cities = [city for city in cities if not any(year.start <= city.start < year.end for year in spoken)]
        found = gatherings(self._text, self._language, self._words, start, end)
        self._gatherings = self._it(cities, years, found) or found or self._that_one() or self._numbered_one(years)
        cleft = self._words.cleft.search(self._text, start, end)  # 'It was in 2017 that …'
        if cleft and all(one.start >= cleft.end() for one in self._gatherings):
            years = [year for year in years if year.start >= cleft.start()]
        written = {year.value for year in years if year is not self._found.dateline}
        years += [year for year in spoken if year.value not in written]
        named = [Year(year.value, year.start, year.end, year.dates) for city in cities for year in city.years]
        years = sorted({year.start: year for year in (*years, *named)}.values(), key=lambda year: year.start)
        again = {one.start for one, other in pairwise(years) if self._is_again(one, other)}
        years = [year for year in years if year.start not in again]
        self._names = Names(
            text=self._text,
            start=start,
            end=end,
            context=context,
            language=reader.language,
            words=reader.words,
            cities=tuple(cities),
            countries=tuple(countries),
            years=tuple(years),
            gatherings=self._gatherings,
        )

    def _it(self, cities: list[City], years: list[Year], named: tuple[Gathering, ...]) -> tuple[Gathering, ...]:
        """Return what stands for the conference in a sentence that names other gatherings only behind its place and days.

        So 'It will take place in X from 22 to 26 June 2026, alongside the Music Festival'.
        """
        is_meant = self._context.meant or self._context.inherits
        if not (is_meant and cities and years and named) or any(one.whose == "own" for one in named):
            return ()
        pronoun = PRONOUN.match(self._text, self._start, self._end)
        verb = self._words.takes_place.search(self._text, self._start, self._end)
        subject = pronoun.end() if pronoun else self._start
        is_subject = verb is not None and verb.start() < cities[0].start and (pronoun or verb.start() == self._start)
        is_behind = max(cities[0].stop, years[0].end) <= named[0].start
        return (Gathering("neutral", self._start, subject),) if is_subject and is_behind else ()

    def _that_one(self) -> tuple[Gathering, ...]:
        """Return what stands for the conference that was named last: 'la de 2026', 'the 2022 one', 'la quinzième'."""
        if not self._context.meant:
            return ()
        ones = self._words.that_one.finditer(self._text, self._start, self._end)
        its = (one for one in ones if not self._reader.counts_otherwise(one, self._start, self._end))
        return tuple(Gathering("neutral", *one.span()) for one in its)[:1]

    def _numbered_one(self, years: list[Year]) -> tuple[Gathering, ...]:
        """Return the ordinals that stand by themselves, behind a conference of ours, and are those of a year beside them."""
        person = compiled(rf"\W*(?:{self._language.a_person})(?!\w)").match(self._text, self._start)
        if person or not (self._context.meant or self._context.about == "own"):
            return ()
        values = [year.value for year in years if year.value]
        days = [year.dates.span for year in years if year.dates] + [one.span for one in self._bare]
        found = []
        for match in self._words.bare_ordinal.finditer(self._text, self._start, self._end):
            number = ordinal(match["ordinal"], self._language)
            span = Span(*match.span("ordinal"))
            is_day = any(one.start <= span.start < one.end for one in days)
            is_of_it = number and number > _SECOND and any(map(Numbered(number, span).may_be_of, values))
            at_what = _AT_WHAT.match(self._text, span.end, self._end)  # 'the tenth to join'
            if is_of_it and not (is_day or at_what) and self._has_article(span.start):
                found.append(Gathering("neutral", span.start, span.end, numbered=True))
        return tuple(found)

    def _has_article(self, at: int) -> bool:
        return _THE.search(self._text, max(self._start, at - _BESIDE), at) is not None

    @property
    def _stands_for_another(self) -> bool:
        """Whether 'that of 2016' stands for something that was named behind the conference."""
        is_unclear = self._context.named and not self._context.meant
        return is_unclear and self._words.that_one.search(self._text, self._start, self._end) is not None

    def _is_again(self, year: Year, behind: Year) -> bool:
        """Say whether a year is told once more right behind it, with its days ('in 2029, from 3 to 7 September 2029')."""
        if year.dates or not behind.dates or year.value != behind.value:
            return False
        return (
            re.search(r"[^\W\d_]", self._words.small.sub(" ", self._text[year.end : behind.dates.span.start])) is None
        )

    def read(self) -> Found:
        found = self._found
        cities, years, bare = list(self._names.cities), list(self._names.years), self._bare
        found.own = any(one.whose == "own" for one in self._gatherings)
        found.several = found.own and self._names_several
        found.other = any(one.whose == "other" for one in self._gatherings) and not found.own
        found.alone = (tuple(cities), years, bare)
        found.goes_on = self._goes_on
        is_concerned = found.own or found.goes_on or bool(cities)
        found.denied = is_concerned and self._words.denies(self._text, self._start, self._end)
        found.denied = found.denied or (bool(cities) and self._names.asks)
        if found.own and not (cities or found.denied):  # 'Where would you like the conference of 2027 to be held?'
            found.denied = WISHED.search(self._text, self._start, self._end) is not None
        over = self._context.year
        if (
            over
            and not any(map(self._may_be_of_an_edition, years))
            and cities
            and offsets(self._text[self._start : self._end], self._language) <= {0}
            and (found.own or (self._context.about == "own" and self._says_where))
        ):
            years = [over]
        found.standing = [Standing(year.value, city.name) for city in cities for year in years]
        if cities and (found.own or self._context.about == "own" or self._context.inherits):
            untold = untold_years(self._text, self._start, self._end, years)
            years = sorted((*years, *untold), key=lambda year: year.start)
        if not cities or not years:
            is_under_ours = self._context.about == "own" or self._context.named
            has_days = is_under_ours and any(one.first != one.last for one in bare)
            goes_on = bool(cities) and (found.own or self._goes_on or self._may_go_on or has_days)
            hosts = self._without_guests(cities) or (cities if found.own and bare else [])
            found.yearless = tuple(hosts) if goes_on and not self._takes_part(cities) else ()
            if over and cities and self._context.about == "own" and self._context.form == "item":
                found.unread.append(Span(self._start, self._end))
            is_about_one = found.own or (self._goes_on and not found.other)
            if found.own and not cities and self._is_at_home:
                found.at_home = tuple(
                    year for year in (*years, *filter(None, (over,))) if self._may_be_of_an_edition(year)
                )
            if is_about_one and not cities and any(map(self._may_be_of_an_edition, years)) and self._names_a_stranger:
                found.unread.append(Span(self._start, self._end))
            return found
        is_of_a_paper = _OF_AUTHOR.match(self._text, self._line_start) if self._line_start < self._start else None
        if (is_of_a_paper and not found.own) or _PRIZE.match(self._text, self._start, self._end):
            found.unread.append(Span(self._start, self._end))
            return found
        for pattern, reason in ((CAPTION, "a caption"), (_PUBLICATION, "a publication")):
            if pattern.match(self._text, self._start, self._end):
                found.aside.append(SetAside(Span(self._start, self._end), reason))
                return found
        line = self._line
        usable = [year for year in years if self._may_be_of_an_edition(year) and (year.start >= line or year is over)]
        later = [year for year in usable if not self._is_of_a_step(year)]
        if usable and not later and found.own:
            found.unread.append(Span(self._start, self._end))
            return found
        for year in usable:
            members = [city for city in cities if year not in later and 0 <= year.start - city.stop < _BESIDE]
            found.aside += [SetAside(Span(city.start, year.end), "membership") for city in members]
            cities = [city for city in cities if city not in members]
        usable = later
        hosts = [city for city in self._without_those_present(self._without_guests(cities)) if city.start >= line]
        may_be_its = line == self._end and self._context.status != "planned"
        if line > self._start and (entry := self._held_here(line, cities, usable)) is not None:
            found.entries += self._numbered([entry])
            return found
        is_of_no_other_place = found.own and not any(city.start >= line for city in cities)
        if may_be_its or (line > self._start and is_of_no_other_place):
            found.unread.append(Span(self._start, self._end))
        elif line > self._start:
            found.aside.append(SetAside(Span(self._start, line), "a dateline"))
        self._names = msgspec.structs.replace(
            self._names, cities=tuple(hosts), years=tuple(year for year in usable if year.value)
        )
        found.alone = (self._names.cities, list(self._names.years), bare)
        if not usable and found.own:
            found.yearless = tuple(hosts)
            return found
        if not usable or not hosts:
            lists_guests = self._words.people.search(self._text, self._start, self._end) and not any(
                self._words.before_place.search(self._text, self._start, city.start) for city in cities
            )  # 'Our colleagues of X were in Y'
            tells = (
                WAS_IN.search(self._text, self._start, self._end) is not None
            )  # 'when it was in Austria, guests of X'
            goes_on = self._context.inherits or (self._goes_on and (tells or not lists_guests))
            goes_on = goes_on and not found.other and any(year.value for year in usable)
            if (
                (found.own or goes_on or (self._context.about == "own" and any(map(self._has_its_year, cities))))
                and usable
                and (self._is_hosted or any(not city.partial for city in cities))
            ):
                found.unread.append(Span(self._start, self._end))
                return found
            reason = (
                "a year of something else" if not usable else "no host: where guests come from, or a part of a name"
            )
            found.aside.append(SetAside(Span(self._start, self._end), reason))
            return found
        beside_hosts = {one for one, other in pairwise(cities) if other in hosts and other.joined == _BY_AND}
        for city in cities:
            if city not in hosts and city.start >= line:
                its_own = self._has_its_year(city) or city in beside_hosts  # 'the mayors of X and Y, who will host it'
                if its_own and found.own and not city.partial:
                    found.unread.append(Span(city.start, city.stop))
                else:
                    found.aside.append(SetAside(Span(city.start, city.stop), "a home of guests, or a part of a name"))
        self._pairs(hosts, usable, bare)
        put_off = [one.year.value for one in found.entries if one.status == "postponed" and one.year]
        told = {one.year.value for one in found.entries if one.year}
        if put_off and any(year.value > min(put_off) and year.value not in told for year in years):
            found.unread.append(Span(self._start, self._end))  # 'whose turn it was in 2020, had to wait until 2022'
        return found

    def _without_rejected(self, contrast: re.Match[str], cities: list[City]) -> list[City]:
        """Leave out what is named only to say that it is another place: 'not in X, but in Y' is read as 'in Y'."""
        first, last = contrast.span()
        rejected = [city for city in cities if first <= city.start < last]
        is_elsewhere = any(last <= city.start < last + _NEAR for city in cities)
        spans = [(city.start, city.stop) for city in rejected] + [contrast.span("instead")]
        spans += [one.span() for one in self._words.not_.finditer(self._text, first, last)]
        if contrast.re is self._words.contrast:
            is_read = is_elsewhere and (rejected or not any(city.start < first for city in cities))
        else:
            off = self._words.of("postponed", "cancelled")
            is_off = any(one.search(self._text, self._start, self._end) for one in off)
            is_before = contrast.re is self._words.in_place_of and any(city.start < first for city in cities)
            spans, is_read = [contrast.span()], rejected and (is_elsewhere or is_before) and not is_off
        if not is_read:
            return cities  # 'X did not host it, but in Y …'
        self._found.aside += [SetAside(Span(city.start, city.stop), "not there, but elsewhere") for city in rejected]
        self._text = (
            self._text[: self._start] + blanked(self._text, self._start, self._end, spans) + self._text[self._end :]
        )
        return [city for city in cities if city not in rejected]

    def _has_its_year(self, city: City) -> bool:
        return bool(city.years) or _YEAR_BEHIND.match(self._text, city.stop, self._end) is not None

    def _dateline(self, cities: list[City], years: list[Year]) -> int:
        """Return where the words behind a dateline begin ('KATOWICE, 15 June 2018 – …', 'Mérida, Yucatán, a 3 de mayo de 2025').

        One that is all there is may be the conference's own, where the line over it names that and no host.
        """
        city = cities[0]
        if (agency := self._agencys(cities)) is not None:
            return agency
        days = [year.dates for year in years[:1]] + self._bare[:1]
        dates = min(filter(None, days), key=lambda one: one.span.start, default=None)
        if dates is None or dates.first != dates.last or self._context.form != "sentence":
            return self._start
        day = dates.days(years[0].value if years else None)
        if years and years[0].dates and day is None:
            return self._start
        place = Span(city.start, city.stop if city.stop <= dates.span.start else city.end)
        first, last = sorted((place, dates.span))
        before = _AGENCY.sub("", self._text[self._start : first.start])
        between = self._text[first.end : last.start]
        is_bare = not (_WORD.search(before) or _WORD.search(_DAY_OR_REGION.sub(" ", between)))
        is_to_come = (
            day is not None and self._reader.captured is not None and day[0] > self._reader.captured.isoformat()
        )
        dash = _DASH.match(self._text, last.end, self._end)
        is_signed = dash is not None and (last is dates.span or dash["agency"])  # '12 June, LYON (AP) – '
        if dash is None or not is_signed or not is_bare or is_to_come:
            return self._start
        if day is None and _HERE.search(self._text, dash.end(), self._end):
            return self._start  # the day of posting tells the year of what was 'here'
        over = self._text[self._text.rfind("\n", 0, max(self._start - 1, 0)) + 1 : self._start]
        is_a_letters = _ON_THE_DAY.fullmatch(between.strip(" ,")) is not None  # 'Graz, le 12 mars 2031'
        is_alone = dash.end() == self._end and self._context.status is None and not is_a_letters
        return self._start if is_alone and self._words.series.search(over) else dash.end()

    def _agencys(self, cities: list[City]) -> int | None:
        """Return where the words behind a dateline without a day begin ('LYON (AFP) – The conference of 2022 took place in …')."""
        city = cities[0]
        is_first = not _WORD.search(_AGENCY.sub("", self._text[self._start : city.start]))
        dash = _BY_AGENCY.match(self._text, city.stop, self._end) if is_first else None
        if dash is None or self._context.form != "sentence" or not (dash["agency"] or city.name.isupper()):
            return None
        behind = {fold(one.name) for one in cities if one.start >= dash.end()}
        return dash.end() if behind and fold(city.name) not in behind else None

    def _held_here(self, line: int, cities: list[City], years: list[Year]) -> Entry | None:
        """Return what is told of a dateline's city, where the conference took place 'here' or 'in our city'."""
        here = _HERE.search(self._text, line, self._end)
        own = [one for one in self._gatherings if one.whose != "other" and one.start >= line]
        verbs = (self._words.takes_place, self._words.gathered, TO_TAKE_PLACE, CLOSES, OPENS)
        held = next((verb for one in verbs if (verb := one.search(self._text, line, self._end))), None)
        year = next(iter(years), self._found.dateline)
        places, told = {city.name.casefold() for city in cities}, {one.value for one in years}
        if here is None or held is None or year is None or len(own) != 1 or len(places) != 1 or len(told) > 1:
            return None
        name = own[0].start, Ties(self._names).end_with_owner(own[0])
        parts = sorted((name, here.span(), held.span()))
        how = re.compile(rf"\s*(?:{self._language.not_object})\s", FLAGS).match(
            self._text, line
        )  # 'With drums … ended'
        begins = parts[0][0] if how and parts[0] == held.span() else line
        gaps = [(begins, parts[0][0]), *((one[1], other[0]) for one, other in pairwise(parts))]
        is_beside = any(cue.search(self._text, line, own[0].start) for cue in (self._words.at_it, AROUND))
        between = [word for gap in gaps for word in self._names.unexplained(*gap) if not OPENS.fullmatch(word)]
        if is_beside or self._found.denied or between:
            return None
        is_ahead = self._words.ahead.search(self._text, line, self._end)
        return Entry(
            cities=(cities[0],),
            year=year,
            start=self._start,
            end=self._end,
            rule=self._context.form,
            own=own[0].whose == "own",
            status="planned" if is_ahead else "held",
            status_at=Span(*(is_ahead or held).span()),
            status_rule="words",
            year_at=year.by,
        )

    @property
    def _names_several(self) -> bool:
        """Whether a sentence names conferences of ours in the plural, and no cities or persons beside them."""
        own = [(one.start, one.end) for one in self._gatherings if one.whose == "own"]
        if not any(PLURAL.search(self._text[slice(*one)]) for one in own):
            return False
        names = [*own, *(one.span() for one in network_named().finditer(self._text, self._start, self._end))]
        rest = blanked(self._text, self._start, self._end, names)
        language = self._language
        others = compiled(
            rf"(?<!\w)(?:{language.cities}|{language.participants}|{language.people}|{language.mayors})(?!\w)"
        )
        is_of_others = any(cue.search(rest) for cue in (others, self._words.candidacy))
        return not is_of_others

    @cached_property
    def _names_a_stranger(self) -> bool:
        """Whether a name that is no city's stands where a host's would ('was held in Xanadu', 'Singapore hosted')."""
        known = (self._words.no_city, self._words.small, self._words.event, self._words.series, network_named())
        for name in _NAME.finditer(self._text, self._start, self._end):
            is_a_town = self._language.code == "de" and name[0].endswith(("stadt", "gemeinde", "metropole"))
            if any(one.match(name[0]) for one in known) or is_a_town:
                continue
            before = self._text[max(self._start, name.start() - _NEAR) : name.start()]
            receives = self._words.hosting.match(self._text, name.end(), self._end)
            is_held = self._words.before_place.search(before) and (
                self._words.takes_place.search(before)
                or self._words.takes_place.search(self._text, name.end(), min(name.end() + _NEAR, self._end))
                or any(0 <= name.start() - one.end < _BESIDE for one in self._gatherings)
            )
            if receives or is_held:
                return True
        return False

    @property
    def _is_at_home(self) -> bool:
        """Whether a sentence that names no city says that 'the city' received the conference, or that it was 'here'."""
        receives = self._words.hosts.search(self._text, self._start, self._end) is not None
        return receives and _AT_HOME.search(self._text, self._start, self._end) is not None

    @cached_property
    def _goes_on(self) -> bool:
        """Whether a sentence goes on about a conference named before: it names a gathering, or speaks of candidates."""
        names_one = any(one.whose == "neutral" for one in self._gatherings) and not self._found.other
        is_bid = self._context.inherits and self._words.candidacy.search(self._text, self._start, self._end) is not None
        return (self._context.named and names_one) or is_bid

    @cached_property
    def _line_start(self) -> int:
        """Where the line begins in which the stretch stands, or some way before it where that is long."""
        before = max(self._start - _LONGEST, 0)
        return self._text.rfind("\n", before, self._start) + 1 or before

    @cached_property
    def _may_go_on(self) -> bool:
        """Whether a sentence behind one that names the conference speaks of a host, of what is planned, or of another year."""
        is_behind = self._context.form == "sentence" or self._line_start < self._start
        if self._found.other or not (self._context.named and is_behind):
            return False
        cues = (self._words.hosts, self._words.ahead, self._words.candidacy, HOST_NOUN, RELATIVE_YEAR, CARRIED_ON)
        if any(cue.search(self._text, self._start, self._end) for cue in cues):
            return True
        held = self._words.takes_place.search(self._text, self._start, self._end)
        return held is not None and (
            held.start() == self._start or _IT.search(self._text, self._start, held.start()) is not None
        )

    def _takes_part(self, cities: list[City]) -> bool:
        """Say whether a sentence without a conference's name says of its only city that it took part ('Parma ha partecipato')."""
        if len(cities) != 1:
            return False
        before = self._text[max(self._start, cities[0].start - _NEAR) : cities[0].start]
        is_subject = not self._found.own and self._words.before_place.search(before) is None
        return is_subject and ATTENDANCE.search(self._text, cities[0].stop, self._end) is not None

    # --- candidates ---------------------------------------------------------------------------------------------------

    def _may_be_of_an_edition(self, year: Year) -> bool:
        if year.value == 0 or year is self._context.year:
            return True
        if not self._reader.may_have_one(year.value):
            return False
        at = year.start
        if re.search(r"(?<!\w)©", self._text[self._start : at]):
            return False
        begin = max(self._start, at - 60)
        is_behind = STREET_NUMBER.search(self._text, begin, at) or TITLE_OF_A_CITY.search(self._text, begin, at)
        if is_behind or STREET_BEHIND.match(self._text, year.end, self._end):
            return False
        since = self._words.since.search(self._text, begin, at)
        is_range = year.dates is not None and year.dates.first != year.dates.last
        is_then = _WHEN.match(self._text, year.end, self._end)  # 'the first since 2019, when it was held in …'
        if (
            since
            and not is_then
            and not is_range
            and not any(0 <= one.start - year.end < 3 and self._text[year.end] != "," for one in self._gatherings)
        ):
            return False
        return compiled(r"\s+Agenda").match(self._text[year.end : year.end + 10]) is None and not any(
            first < year.start < last for first, last in self._said_by_the_way
        )

    @cached_property
    def _said_by_the_way(self) -> list[tuple[int, int]]:
        """Where relative clauses behind a city say nothing of a conference, or of who received it ('Ghent, which joined in 2009, …')."""
        named = [*(one.start for one in self._gatherings), *(city.start for city in self._names.cities)]
        behind = {city.stop for city in self._names.cities}
        return [
            clause.span()
            for clause in RELATIVE_CLAUSE.finditer(self._text, self._start, self._end)
            if clause.start() in behind
            and not any(clause.start() < at < clause.end() for at in named)
            and not self._names.has_cue(*clause.span())
            and not self._words.ties.search(clause[0])
            and not network_named().search(clause[0])
        ]

    def _is_of_a_step(self, year: Year) -> bool:
        """Say whether a city applied, joined or was chosen in a year, before it became the host in another."""
        first = max(self._start, year.start - _NEAR)
        steps = [
            step
            for step in self._words.steps.finditer(self._text, first, year.start)
            if not self._words.who_hosts.search(step[0])
        ]
        is_led = year.by or re.search(r"(?:^|\s)(?:in|en|em|nel|im|à)\s[^.;:()]{0,15}$", self._text[first : year.start])
        if not steps or not is_led:
            return False
        at = steps[-1].end()
        cues = any(at <= one.start < year.start for one in self._gatherings)
        purpose = compiled(r"\b(?:to|pour|para|per|um|zu)\b").search(self._text, at, year.start)
        return not (
            cues
            or purpose
            or any(
                one.search(self._text, at, year.start)
                for one in (self._words.list_of, self._words.who_hosts, self._words.hosts_behind)
            )
        )

    def _without_guests(self, cities: list[City]) -> list[City]:
        """Leave out parts of longer names, and homes of guests: what follows 'delegates from', 'among them', 'the mayor of'."""
        scopes = [
            (match.end(), self._scope_end(match.end()))
            for match in self._words.people.finditer(self._text, self._start, self._end)
            if not (self._text.startswith(",", match.end()) and _AND_OTHERS.search(match[0]))
            and not self._are_the_networks(match.end())
            and not GOES.search(self._text, match.start(), match.end() + 1)  # 'os delegados viajaram para'
        ]
        language = self._language
        counted = compiled(  # 'delegates from over 90 countries in X'
            rf"[^,;.()\n]{{0,30}}?\d[\d.,]*\s+(?:[^\W\d_]+\s+)?(?:{language.cities}|{language.countries})\s+"
            rf"(?:{language.before_place})\s+(?:(?:{language.city_of})\s*)?"
        )
        met_in = compiled(
            rf"(?<!\w)(?:{self._language.assembled})\s+(?:{self._language.before_place})\s+"
            rf"(?:{self._language.city_of}\s*)?$"
        )
        kept = [
            city
            for city in cities
            if not city.partial
            and not _POSSESSIVE.match(self._text, city.end, self._end)
            and not self._is_an_attribute(city, alone=len(cities) == 1)
            and not self._is_behind(city, cities, LOSERS)
            and (
                not self._is_behind(city, cities, ORIGIN)
                or NAMED_HOST.match(self._text, city.stop, self._end)
                or city in self._names.of_a_range()
                or self._is_where(city)
            )
            and (
                not any(
                    first <= city.start < last and not counted.fullmatch(self._text, first, city.start)
                    for first, last in scopes
                )
                or self._is_host_by_verb(city)
                or met_in.search(self._text, self._start, city.start)
                or self._names.goes_to((city,)) == "attends"
                or self._is_where(city)
            )
        ]
        others = [city for city in cities if not self._is_behind(city, cities, STANDS_IN_FOR)]
        return [city for city in kept if city in others or not others]

    def _are_the_networks(self, at: int) -> bool:
        """Say whether people are those of the network, and of no city: 'the mayors of the UNESCO Creative Cities came to Graz'."""
        article = compiled(rf"\s*(?:(?:{self._language.the})\s*)?(?:UNESCO(?:[’']s)?\s+)?").match(
            self._text, at, self._end
        )
        named = network_named().match(self._text, article.end() if article else at, self._end)
        owner = self._words.owner.match(self._text, named.end(), self._end) if named else None
        return named is not None and (owner is None or owner["whose"].startswith("UNESCO"))

    def _is_an_attribute(self, city: City, *, alone: bool) -> bool:
        """Say whether a city's name stands in English before what is of it, and no conference: 'the X choir', 'the X World Cup'."""
        if self._language.code != "en":
            return False
        does = _NOUN_THAT_DOES.match(self._text, city.end, self._end) if city.start == self._start else None
        if does and self._names_what_is_of_it(does):
            return True  # 'Graz airport opened …'
        noun = _NOUN.match(self._text, city.end, self._end)
        is_led = noun and self._text[max(self._start, city.start - 4) : city.start].casefold() == "the "
        if not noun or not is_led or (alone and noun["noun"][0].isupper()):
            return False
        return self._names_what_is_of_it(noun)

    def _names_what_is_of_it(self, noun: re.Match[str]) -> bool:
        """Say whether a noun is no gathering's, no host's and no small word."""
        kinds = (self._words.event, self._words.series, self._words.neutral, self._words.hosting, self._words.small)
        return not any(one.match(self._text, noun.start("noun"), self._end) for one in kinds)

    def _without_those_present(self, cities: list[City]) -> list[City]:
        """Leave out who takes part in a conference that stands with its own city ('Graz takes part in the … in Kobe')."""
        place = self._language.before_place
        stands = compiled(rf"\s*(?:[,(–-]\s*(?:(?:{place})\s+)?|(?:{place})\s+)(?:(?:{self._language.city_of})\s*)?")
        if len({year.value for year in self._names.years}) > 1:
            return cities
        for one in self._gatherings:
            end = Ties(self._names).end_with_owner(one)
            own = next((city for city in cities if city.start >= end), None)
            takes_part = one.whose == "own" and self._words.at_it.search(self._text, self._start, one.start)
            if (
                takes_part
                and own
                and stands.fullmatch(self._text, end, own.start)
                and not self._is_of_them(cities, one)
            ):
                return [city for city in cities if city.start > one.start]
        return cities

    def _is_of_them(self, cities: list[City], one: Gathering) -> bool:
        """Say whether a year is told of those who take part ('Graz, which held a festival in 2019, took part in the …')."""
        return any(
            cities[0].start < year.start < one.start and "," in self._text[year.end : one.start]
            for year in self._names.years
        )

    def _is_behind(self, city: City, cities: list[City], apart: re.Pattern[str]) -> bool:
        """Say whether a word stands before a city, or before the first of those that it is joined to."""
        before = [one for one in cities if one.start <= city.start]
        while len(before) > 1 and before[-1].joined == 2 and not before[-2].years:
            before.pop()
        first = before[-1].start
        return apart.search(self._text, max(self._start, first - 40), first) is not None

    def _scope_end(self, at: int) -> int:
        """Return where what was said of guests ends: at the next gathering, or the end of the clause."""
        stops = [one.start for one in self._gatherings if one.start >= at and one.whose != "other"]
        breaks = re.compile(r"[;:]|\s[–—]\s|\.\s").search(self._text, at, self._end)
        return min([*stops, breaks.start() if breaks else self._end])

    def _is_where(self, city: City) -> bool:
        """Say whether a clause behind a city says what took place there ('Lyon, where the Network met in 2009')."""
        where = WHERE.match(self._text, city.stop, self._end)
        if where is None:
            return False
        named = network_named().search(self._text, where.end(), self._end)
        return named is not None or any(one.whose != "other" and one.start >= where.end() for one in self._gatherings)

    def _is_host_by_verb(self, city: City) -> bool:
        return self._words.hosting.match(self._text, city.stop, self._end) is not None

    # --- pairs --------------------------------------------------------------------------------------------------------

    def _pairs(self, cities: list[City], years: list[Year], bare: list[Dates]) -> None:
        drafts: list[Entry] = []
        clause_of: dict[int, tuple[int, int]] = {}
        objections = Objections(self._names, denies=self._found.denied)
        for start, end in self._clauses(cities, years):
            mine = [city for city in cities if start <= city.start < end]
            own_years = [year for year in years if start <= year.start < end or year is self._context.year]
            if not mine or not own_years:
                continue
            told = [year for year in own_years if year.value]
            if all(city.joined for city in mine[1:]) and len({year.value for year in told}) == 1:
                own_years = told  # 'Next year X will host the XVI conference, from 1 to 5 July 2024'
            for group, year in self._paired(start, end, mine, own_years):
                if entry := self._entry(group, year, (start, end), objections):
                    clause_of[entry.start] = (start, end)
                    drafts.append(entry)
        drafts = self._without_two_of_a_year(drafts)
        drafts = Statuses(self._names).told(drafts, clause_of)
        rows = [one for one in drafts if len(one.cities) > MOST_HOSTS and one.status_rule != "words"]
        self._found.unread += [Span(one.start, one.end) for one in rows]
        drafts = [one for one in drafts if one not in rows]
        hosted = [one.year for one in drafts if one.status != "candidate"]
        bids = [one for one in drafts if one.status == "candidate" and one.year in hosted]  # there, for a later year
        self._found.unread += [Span(one.start, one.end) for one in bids]
        drafts = [one for one in drafts if one not in bids]
        drafts = [self._rescheduled(entry, bare) for entry in self._numbered(self._dated(self._of_one(drafts), bare))]
        drafts = [self._plausible(entry) for entry in drafts]
        self._found.entries += drafts
        self._report(cities, years, drafts)

    def _without_two_of_a_year(self, entries: list[Entry]) -> list[Entry]:
        """Keep of several hosts of a year in one sentence, which nothing joins, the only one that a verb of hosts stands behind."""
        if self._context.form != "sentence":
            return entries
        kept: list[Entry] = []
        for _, same in groupby(entries, key=lambda entry: entry.year):
            rivals = list(same)
            ends = [*(other.cities[0].stop for other in rivals[1:]), self._end]
            hosts = [
                one
                for one, end in zip(rivals, ends, strict=True)
                if self._words.hosting.match(self._text, one.cities[-1].stop, end)
            ]
            gaps = ((one.cities[-1].stop, other.cities[0].start) for one, other in pairwise(rivals))
            if len(hosts) == 1 or any(self._names.unexplained(*gap) for gap in gaps):
                mine = hosts if len(hosts) == 1 else []
                self._found.unread += [Span(one.start, one.end) for one in rivals if one not in mine]
                rivals = mine
            kept += rivals
        return kept

    def _of_one(self, entries: list[Entry]) -> list[Entry]:
        """Take from entries the ordinal that stands over them where they are of several years, or of the conference before or behind."""
        relative = self._words.relative.search(self._text, self._start, self._end)
        if relative or len({entry.year.value for entry in entries if entry.year}) > 1:
            return [msgspec.structs.replace(entry, edition=None) for entry in entries]
        return entries

    def _plausible(self, entry: Entry) -> Entry:
        nth, year = entry.edition, entry.year.value if entry.year else None
        is_so = nth is None or self._reader.may_be_edition(nth.number, year)
        return entry if is_so else msgspec.structs.replace(entry, edition=None)

    def _paired(
        self, start: int, end: int, cities: list[City], years: list[Year]
    ) -> list[tuple[tuple[City, ...], Year]]:
        """Pair cities with years; a year over the stretch takes the only city, or cities joined, that it names."""
        over = self._context.year
        if over and any(year is over for year in years):
            one = all(city.joined for city in cities[1:])
            if not one:
                self._found.unread.append(Span(start, end))
            return [(tuple(cities), over)] if one else []
        return pair(self._text, self._words, start, end, cities, years)

    def _clauses(self, cities: list[City], years: list[Year]) -> Iterator[tuple[int, int]]:
        """Yield the stretch's clauses: a semicolon ends one, or a comma before 'as was announced', unless none has city and year.

        What is behind it and names neither goes on with what is before.
        """
        ends = (re.compile(r";\s|\s[•·|]\s"), _AS_ANNOUNCED)
        marks = sorted(match.start() for one in ends for match in one.finditer(self._text, self._start, self._end))
        edges = [self._start, *marks, self._end]
        names = [*(city.start for city in cities), *(year.start for year in years)]
        edges = [at for at in edges[:-1] if at == self._start or any(at <= one for one in names)] + edges[-1:]
        parts = list(pairwise(edges))
        whole = sum(
            any(a <= city.start < b for city in cities) and any(a <= year.start < b for year in years) for a, b in parts
        )
        yield from parts if whole else [(self._start, self._end)]

    def _entry(
        self, group: tuple[City, ...], year: Year, clause: tuple[int, int], objections: Objections
    ) -> Entry | None:
        over = year is self._context.year
        start = group[0].start if over else min(group[0].start, year.start)
        end = group[-1].stop if over else max(group[-1].stop, year.end)
        if year.value == 0:
            self._found.unread.append(Span(self._start, self._end))
            return None
        governing = self._governing(start, end, clause)
        about = self._context.about
        if about == "other" and governing == "own" and (self._is_any_meeting or self._are_anybodys_editions):
            governing = None
        span = Span(start, end)
        if governing == "other" or (governing is None and about == "other"):
            spoken_of = any(one.whose == "own" or one.absorbed for one in self._gatherings) or self._context.inherits
            begins = self._context.form == "sentence" and not PRONOUN.match(self._text, self._start, self._end)
            is_about_it = any(self._gatherings) or self._is_hosted or begins
            names_no_other = self._context.named and not self._found.other and bool(is_about_it)
            before = max(0, self._start - _SHORTLY)
            names_no_other = names_no_other or (  # 'the Network. … three of its annual meetings'
                any(self._words.series.match(self._text, one.start, self._end) for one in self._gatherings)
                and network_named().search(self._text, before, self._start) is not None
            )
            asked = self._context.announced and self._context.about == "own"
            asked = asked and all(
                one.start >= end for one in self._gatherings
            )  # 'In Graz, 1–5 July 2024, at the X Forum'
            if asked or spoken_of or names_no_other or (self._context.named and self._names_another_apart(end)):
                self._found.unread.append(Span(self._start, self._end))
            else:
                self._found.aside.append(SetAside(span, "another gathering"))
            return None
        if governing == "neutral" and about == "weak" and not (self._context.named or self._context.inherits):
            governing = None
        if self._context.doubted and (governing != "own" or about == "other"):
            self._found.unread.append(Span(self._start, self._end))
            return None
        objection = objections.to(group, year, (start, end), clause, governing)
        if objection == "unread":
            self._found.unread.append(Span(self._start, self._end))
            return None
        if objection:
            self._found.aside.append(SetAside(span, objection))
            return None
        if about == "none" and governing != "own":
            return None
        if governing is None and not self._is_told_by_surroundings(group, year):
            self._found.unread.append(Span(self._start, self._end))
            return None
        if not self._are_places(group, governing):
            self._found.unread.append(Span(self._start, self._end))
            return None
        group, end = self._with_bracket_behind(group, end)
        objections.keep(end)
        return Entry(
            cities=group,
            year=year,
            start=start,
            end=end,
            rule=self._context.form,
            own=governing == "own" and not self._is_any_meeting,
            edition=self._context.edition,
            year_at=Span(year.start, year.end) if over else year.by,
        )

    def _names_another_apart(self, end: int) -> bool:
        """Say whether the gatherings that a line names stand behind a dash, as a remark on the place and the year before it."""
        dash = re.compile(r"\s[–—-]\s").search(self._text, end, self._end)
        return dash is not None and all(one.start >= dash.end() for one in self._gatherings)

    def _with_bracket_behind(self, group: tuple[City, ...], end: int) -> tuple[tuple[City, ...], int]:
        """Take a bracket behind the year: a country, or a note ('Paris 2008 (UNESCO HQ)'); one that tells a status is none."""
        bracket = re.compile(r"\s*\((?P<inner>[^()\n]{2,60})\)").match(self._text, end, self._end)
        if bracket is None or re.search(r"\d", bracket["inner"]):
            return group, end
        if any(pattern.search(bracket["inner"]) for _, pattern in self._words.statuses):
            return group, end
        first, _, rest = bracket["inner"].partition(",")
        at = bracket.start("inner")
        if (codes := country_codes(first.strip())) and not any(city.country for city in group):
            told = {
                "country": first.strip(),
                "country_at": (at, at + len(first.rstrip())),
                "codes": codes,
                "note": rest.strip() or None,
            }
        elif any(city.note for city in group):
            return group, end
        else:
            told = {"note": bracket["inner"].strip()}
        return tuple(msgspec.structs.replace(city, **told) for city in group), bracket.end()

    def _governing(self, start: int, end: int, clause: tuple[int, int]) -> str | None:
        """Return whose the gathering is that a city and a year are said of: the nearest before, else the next behind."""
        before = [one for one in self._gatherings if one.end <= start and one.start >= clause[0]]
        told = ANNOUNCED.search(self._text, max(clause[0], start - _LEAD), start) if before else None
        at = before[0].start if before else start
        if told and self._words.at_it.search(self._text, max(clause[0], at - _NEAR), at):
            # 'At the assembly it was told that X will be …'
            before = [one for one in before if one.start >= told.end()]
        before = [one for at, one in enumerate(before) if not (at and self._says_when(before[at - 1], one))]
        inside = [one for one in self._gatherings if start <= one.start < end]
        behind = [one for one in self._gatherings if end <= one.start < clause[1]]
        earlier = [one for one in self._gatherings if one.end <= clause[0]]
        ordered = [*(inside[:1] or before[-1:]), *behind[:1], *earlier[-1:]]
        if inside and any(one.whose == "own" for one in inside):
            return "own"
        if before and behind and before[-1].whose == "other" and behind[0].whose == "own":
            gap_before, gap_behind = start - before[-1].end, behind[0].start - end
            if gap_behind < gap_before and "," not in self._text[end : behind[0].start]:
                return "own"
        if not ordered:
            return None
        if ordered[0].whose == "neutral":
            if self._context.about == "other":
                return "other"
            if any(one.whose == "own" for one in (*before, *behind)):
                return "own"
            return "neutral"
        return ordered[0].whose

    def _says_when(self, one: Gathering, other: Gathering) -> bool:
        """Say whether another gathering only says when or where ours took place ('was held during Design Week in …')."""
        held = self._words.takes_place.search(self._text, one.end, self._end) if one.whose == "own" else None
        noun = re.compile(r"(?:[A-ZÀ-Þ]\w+\s+)?$").search(self._text, one.end, other.start)
        is_at_it = held and noun and self._words.at_it.search(self._text, one.end, noun.start())
        return bool(is_at_it) and other.whose == "other" and held is not None and held.start() < other.start

    @cached_property
    def _is_any_meeting(self) -> bool:
        """Whether the stretch speaks of meetings that may be anybody's ('the last meetings'), and does not name the network."""
        own = [self._text[one.start : one.end] for one in self._gatherings if one.whose == "own"]
        is_any = all(_MEETING.match(words) and not _YEARLY.search(words) for words in own)
        return is_any and network_named().search(self._text, self._start, self._end) is None

    @cached_property
    def _are_anybodys_editions(self) -> bool:
        """Whether the stretch speaks of editions only ('the editions before'), where no conference of the network's was named."""
        own = [self._text[one.start : one.end] for one in self._gatherings if one.whose == "own"]
        are_editions = all(EDITION.search(words) and not _YEARLY.search(words) for words in own)
        return not self._context.named and are_editions

    @cached_property
    def _says_more(self) -> bool:
        """Whether the stretch has words that speak of no host."""
        return bool(self._names.unexplained(self._start, self._end))

    def _is_told_by_surroundings(self, group: tuple[City, ...], year: Year) -> bool:
        """Say whether a city and a year may be taken for a host's though the stretch names no gathering.

        A day, or a month, is seldom the conference's there, unless the city is the one that receives.
        """
        if year.value < FIRST_YEAR and self._context.form == "sentence" and not self._context.announced:
            return False  # 'X opened the way in 2005'
        if self._context.announced and self._context.about == "own":
            if self._stands_for_another:
                return False
            if self._context.form in ("line", "sentence") and self._is_remarked_on(group, year):
                return True
            tells_something = self._context.form in ("sentence", "line") and self._says_more and not self._is_cued
            is_of_another = self._says_what_else(group, year) or self._is_of_a_noun(group) or self._has_another_subject
            return not (tells_something or is_of_another)
        if self._names.is_one_of_them(group):
            return True
        goes_on = self._context.inherits and not any(self._gatherings)
        if goes_on and OF_THE_NTH.search(self._text, group[-1].stop, year.start):
            return True  # 'Braga se hizo cargo de la XVI en 2024'
        if self._context.form in ("item", "line") and self._context.about == "own" and self._words_left >= 2:
            return self._is_hosted and not self._has_another_subject
        if self._is_host_of_another(group) or self._is_somebodys(group):
            return False
        verb = self._words.hosting.match(self._text, group[-1].stop, self._end)
        if verb is not None and not any(self._gatherings) and self._receives_another(verb.end()):
            return False
        if year.dates is not None or month_before(self._text, self._language, year.start):
            told = verb is not None
            told = (
                told or self._is_held or (self._is_entry_of_days(year) and not self._says_more) or self._tells_the_host
            )
        else:
            is_german = self._language.code == "de"  # whose nouns have capitals
            goes_on = (
                self._context.goes_on
                and not self._is_of_a_person
                and all(map(PRONOUN.fullmatch, self._names.unexplained(self._start, self._end, capitals=is_german)))
            )
            told = (self._context.about == "own" and not self._says_more) or goes_on
            told = told or self._is_cued or self._tells_the_host
        if self._context.elsewhere and self._only_carries_on:
            return False  # 'The prize went to Graz in 2015. Bergen followed in 2016'
        told = told or (self._context.inherits and self._says_that_we_met)
        if self._context.named and not self._found.other and self._is_a_host_in(group, year):
            return True
        told = told or self._is_assigned_a(year) or self._gathers_the_members(group)
        told = told or self._is_an_appointment(group, year)
        is_of_it = self._context.about == "own" or self._context.inherits or self._only_speaks_of_it
        return told and is_of_it and not self._has_another_subject

    def _is_assigned_a(self, year: Year) -> bool:
        """Say whether a sentence says that a city was chosen, or confirmed, for a year, and no more ('For 2028 X has been selected')."""
        is_of_it = self._context.inherits or self._context.meant or self._context.about == "own"
        is_for = _FOR_YEAR.search(self._text, max(self._start, year.start - _NEAR), year.start)
        return is_of_it and is_for is not None and self._only_assigns

    @cached_property
    def _only_assigns(self) -> bool:
        chosen = list(self._words.assigned.finditer(self._text, self._start, self._end))
        edges = [self._start, *(at for one in chosen for at in one.span()), self._end]
        parts = zip(edges[::2], edges[1::2], strict=True)
        return bool(chosen) and not any(self._names.unexplained(*part, capitals=True) for part in parts)

    def _is_an_appointment(self, group: tuple[City, ...], year: Year) -> bool:
        """Say whether a sentence is a place and a year that are ahead of the members ('Next stop: X, in 2028', 'See you in X in 2028')."""
        ahead = self._words.appointment.match(self._text, self._start, group[0].start)
        behind = max(group[-1].stop, year.end)
        is_for = FOR_IT.match(self._text, behind, self._end) is not None and not any(self._gatherings)
        return ahead is not None and not (is_for or self._names.unexplained(behind, self._end))

    def _gathers_the_members(self, group: tuple[City, ...]) -> bool:
        """Say whether a sentence begins with a city, or its year, that brought the members together, and says no more."""
        language = self._language
        gathers = self._words.gathered.search(self._text, group[-1].stop, min(group[-1].stop + _NEAR, self._end))
        whom = compiled(
            rf"\s+(?:a\s+)?(?:(?:{language.the}|{language.articles})(?:\s+|(?<=[’'])))*(?:{language.the_members}|{language.participants}|{language.the_network})(?!\w)"
        )
        them = whom.match(self._text, gathers.end(), self._end) if gathers else None
        if gathers is None or them is None or not (self._context.inherits or self._context.about == "own"):
            return False
        parts = (self._start, gathers.start()), (them.end(), self._end)
        return not any(self._names.unexplained(*part) for part in parts)

    @cached_property
    def _only_carries_on(self) -> bool:
        """Whether a sentence goes on with what is told before it, and does not say itself what its cities received."""
        goes_on = CARRIED_ON.search(self._text, self._start, self._end)
        return goes_on is not None and not (self._is_hosted or self._is_held)

    @cached_property
    def _only_speaks_of_it(self) -> bool:
        """Whether a sentence has no word but those of hosts and of what takes place, and the conference was named last."""
        if not self._context.meant or self._found.other or self._is_of_a_person:
            return False
        words = self._names.unexplained(self._start, self._end, capitals=True)
        return all(PRONOUN.fullmatch(word) or TIMES.fullmatch(word) or is_national(word) for word in words)

    @cached_property
    def _is_of_a_person(self) -> bool:
        """Whether a sentence begins with who somebody is ('He was in X'), or with an unknown verb ('Llovió en X')."""
        first = re.compile(r"\W*(?P<word>[^\W\d_]+)").match(self._text, self._start, self._end)
        person = compiled(rf"\W*(?:{in_any('a_person')})(?!\w)").match(self._text, self._start, self._end)
        is_unknown = first is not None and bool(self._names.unexplained(*first.span("word"), capitals=True))
        return person is not None or (is_unknown and PRONOUN.match(self._text, self._start) is None)

    @cached_property
    def _says_that_we_met(self) -> bool:
        """Whether a sentence behind one that tells an edition says that we met, and nothing else."""
        they = compiled(rf"(?<!\w)(?:{self._language.pronouns})(?!\w)").search(self._text, self._start, self._end)
        came = GOES.match(self._text, they.end() + 1, self._end) if they else None  # 'In 2013 they came to X'
        met = self._words.meet.search(self._text, self._start, self._end) or came
        parts = ((self._start, met.start()), (met.end(), self._end)) if met else ()
        return met is not None and not any(self._names.unexplained(*part) for part in parts)

    def _says_what_else(self, group: tuple[City, ...], year: Year) -> bool:
        """Say whether an item tells what took place there: behind a city ('X: workshop on …'), or between a year and a city."""
        if self._context.form != "item" or self._is_cued:
            return False
        mark = _TOLD_BEHIND.match(self._text, group[-1].stop, self._end)
        if mark and not self._gatherings and self._words.event.match(self._text, mark.end(), self._end):
            return True
        if year.end > group[0].start:
            return False
        placed = self._words.before_place.search(self._text, year.end, group[0].start)
        return placed is not None and len(self._names.unexplained(year.end, group[0].start)) > 1

    def _is_of_a_noun(self, group: tuple[City, ...]) -> bool:
        """Say whether an item names a city for what is of it ('2016: with an exhibition of X')."""
        noun = compiled(rf"(?P<noun>(?<!\w)[^\W\d_]{{3,}})\s+(?:{self._language.of})\s+$").search(
            self._text, self._start, group[0].start
        )
        return self._context.form == "item" and noun is not None and bool(self._names.unexplained(*noun.span("noun")))

    def _is_a_host_in(self, group: tuple[City, ...], year: Year) -> bool:
        """Say whether a year stands right behind what calls a city a host: ', host in 2025'."""
        named = NAMED_HOST.match(self._text, group[-1].end, year.start)
        return named is not None and not self._names.unexplained(named.end(), year.start, capitals=True)

    def _is_host_of_another(self, group: tuple[City, ...]) -> bool:
        """Say whether a city is called the host of what is no conference ('X had been a host to the jazz days in 2015')."""
        noun = HOST_NOUN.search(self._text, group[-1].stop, self._end)
        of = compiled(rf"\s+(?:{self._language.of}|{self._language.for_}|to)(?:\s+|(?<=[’']))")
        thing = of.match(self._text, noun.end(), self._end) if noun else None
        ends = re.compile(r"[,;:.()]").search(self._text, thing.end(), self._end) if thing else None
        end = ends.start() if ends else self._end
        if thing is None or any(self._gatherings) or self._words.guests.search(self._text, thing.end(), end):
            return False
        return bool(self._names.unexplained(thing.end(), end))

    def _is_somebodys(self, group: tuple[City, ...]) -> bool:
        """Say whether a name and a comma stand before a city, in a sentence that names no gathering ('Ana Ruiz, Valparaíso, 2019')."""
        first = max(self._start, group[0].start - _NEAR)
        if self._context.form != "sentence" or not self._text[first : group[0].start].rstrip().endswith(","):
            return False
        is_named = self._names.unexplained(first, group[0].start, capitals=True)
        return bool(is_named) and not (self._is_cued or self._is_held)

    def _receives_another(self, behind: int) -> bool:
        """Say whether a verb of hosts has another object than a conference, or its guests ('will receive its partners in May')."""
        ends = re.compile(r"[;:]|,\s").search(self._text, behind, self._end)
        end = ends.start() if ends else self._end
        how = compiled(rf"(?<!\w)(?:{self._language.not_object})\s+[^\W\d_]+").finditer(
            self._text, behind, end
        )  # 'with grace'
        parts = [(behind, behind), *(one.span() for one in how), (end, end)]
        invited = rf"(?<!\w)(?:{self._language.participants}|{self._language.the_members})(?!\w)"
        guests = compiled(invited).search(self._text, behind, end)
        return guests is None and any(self._names.unexplained(one[1], other[0]) for one, other in pairwise(parts))

    def _is_entry_of_days(self, year: Year) -> bool:
        """Say whether an entry below the conferences' name is a place with several days ('Kobe (Japan), 25–28 May 2015')."""
        several = year.dates is not None and year.dates.first != year.dates.last
        is_entry = self._context.form == "item" or not self._names.unexplained(self._start, self._end, capitals=True)
        return several and is_entry and self._context.about == "own"

    def _is_remarked_on(self, group: tuple[City, ...], year: Year) -> bool:
        """Say whether a line is a year and a city, and what it was about ('2017 – Lyon: sound and light', '… – Theme: …')."""
        first, last = min(year.start, group[0].start), max(year.end, group[-1].stop)
        bare = not re.search(r"\w", self._text[self._start : first]) and not self._names.unexplained(first, last)
        is_line = self._context.form == "line" and self._text[last : last + 3].lstrip().startswith(": ")
        return bare and (is_line or _ABOUT_IT.match(self._text, last, self._end) is not None)

    # What is asked of the whole stretch is asked once, and not for each of its entries.

    @cached_property
    def _is_cued(self) -> bool:
        return self._names.has_cue(self._start, self._end, guests_before=self._names.cities[0].start)

    @cached_property
    def _is_hosted(self) -> bool:
        return self._words.hosts.search(self._text, self._start, self._end) is not None

    @cached_property
    def _says_where(self) -> bool:
        """Say whether a stretch without a subject says who received, or where ('Hosted by Bergen, Norway', 'In Kütahya')."""
        cities = self._names.cities
        if self._receives_here:
            return True  # 'Lyon (France) takes over', 'Montréal is the host'
        behind = re.compile(r"\s*[,;–—]\s").match(self._text, cities[0].stop, self._end)
        if (
            behind
            and self._context.form == "item"
            and cities[0].start == self._start
            and cities[0].country
            and len(cities) == 1
        ):
            return True  # 'Chengdu (China), for the tenth birthday of the Network'
        told = [(one.span.start, one.span.end) for one in self._bare]
        told += [(one.start, one.end) for one in self._gatherings if one.whose != "other"]
        told += [(city.start, city.stop) for city in cities] + [
            match.span() for match in self._words.joiner.finditer(self._text, self._start, self._end)
        ]
        letters = blanked(self._text, self._start, self._end, told)
        words = self._words
        for pattern in (words.takes_place, words.who_hosts, words.ordinal_word, PRONOUN, words.small):
            letters = pattern.sub(" ", letters)
        return re.search(r"[^\W\d_]", letters) is None

    @cached_property
    def _tells_the_host(self) -> bool:
        """Whether a sentence behind one about the conference says who its host was, and no more ('Host was the city of X')."""
        cues = (HOST_NOUN, self._words.hosts_behind)
        told = self._context.inherits and any(cue.search(self._text, self._start, self._end) for cue in cues)
        return told and all(map(is_national, self._names.unexplained(self._start, self._end)))

    @property
    def _receives_here(self) -> bool:
        """Whether a stretch begins with its one city, or with those that it joins, and says that they receive, and no more."""
        cities = self._names.cities
        before = self._words.small.sub(" ", self._text[self._start : cities[0].start])
        if re.search(r"[^\W\d_]", before) or not all(city.joined for city in cities[1:]):
            return False
        at = cities[-1].stop
        cues = (
            cue.search(self._text, at, min(at + _NEXT_VERB, self._end))
            for cue in (CARRIED_ON, HOST_NOUN, self._words.hosts)
        )
        found = next(filter(None, cues), None)
        return found is not None and not self._names.unexplained(found.end(), self._end)

    @cached_property
    def _is_held(self) -> bool:
        cues = (self._words.takes_place, compiled(rf"(?<!\w)(?:{self._language.takes_place_now})(?!\w)"))
        return any(cue.search(self._text, self._start, self._end) for cue in cues)

    @cached_property
    def _has_another_subject(self) -> bool:
        """Say whether something that is no conference is what took place ('The simulation took place in Heidelberg in 2022')."""
        articles = f"{self._language.the}|{self._language.indefinite}|{self._language.possessive}"
        person = compiled(rf"\W*(?:(?:{articles})\s+)?(?:{self._language.one_mayor})(?!\w)")
        if person.match(self._text, self._start, self._end):
            return not self._is_hosted
        language, words = self._language, self._words
        carried_on = compiled(rf"(?<!\w)(?:{language.carried_on})(?!\w)")
        verbs = (words.takes_place, words.meet, words.gathered, carried_on, WAS_IN)
        told = [verb for cue in verbs for verb in cue.finditer(self._text, self._start, self._end)]
        told = [one for one in told if not any(year.start <= one.start() < year.end for year in self._names.years)]
        verb = min(told, key=lambda one: one.start(), default=None)
        if verb is None or words.who_hosts.search(self._text, self._start, verb.start()):
            return False
        subject = self._subject(verb, articles)
        ours = (
            words.comers,
            words.members,
            HOST_NOUN,
            compiled(rf"{language.the_members}|{language.appointment}"),
            compiled(rf"(?<!\w)(?:{language.cities}|{language.one_city}|{TIMES.pattern})"),
        )
        return bool(subject) and not (
            any(one.search(subject) for one in ours) or words.ordinal_word.fullmatch(subject.split()[-1])
        )

    def _subject(self, verb: re.Match[str], articles: str) -> str:
        """Return what a verb is said of, '' where that is a pronoun, a name that is known, or nothing."""
        names = self._names
        named = [(one.start, one.end) for ones in (names.cities, names.countries, names.years) for one in ones]
        named += [(one.start, one.end) for one in self._gatherings]
        letters = blanked(self._text, self._start, self._end, named, "1")
        at = verb.start() - self._start
        when = compiled(rf"(?:\s+(?:{self._language.of}|{self._language.in_})?[\s’']*1+[\s,]*)+$")
        before, behind = when.sub("", letters[:at]), letters[at:]  # 'The marathon of 2021 was held in'
        if PRONOUN.fullmatch(before.rstrip().rpartition(" ")[2]):
            return ""
        noun = rf"(?<!\w)(?:{articles})(?:\s+|(?<=[’']))(?:1+\s+)?(?!{ONES})[^\W\d_]{{4,}}"
        found = compiled(rf"{noun}(?:[\s’']+(?!1)[^\W\d_]+)*\s*$").search(before)
        if found and NO_SUBJECT.search(before, 0, found.start()):
            found = None  # 'Nach der Pause trafen sich die Städte in'
        if found is None and self._language.code == "de":
            found = compiled(rf"[^\W\d_]+\s+(?:sich\s+)?{noun}").match(behind)  # 'traf sich der Ausschuss in'
        elif found is None and self._names.unexplained(self._start, verb.start(), capitals=True):
            found = _BARE_NOUN.fullmatch(before)  # 'Students met in', 'Eurovision 2021 was held in'
        return found[0] if found else ""

    @cached_property
    def _words_left(self) -> int:
        """Count the words of the stretch that are in small letters and none of the common small ones."""
        bare = self._words.small.sub(" ", self._text[self._start : self._end])
        return len(re.findall(r"(?<![\w’'])[a-zß-ÿ]\w{2,}", bare))

    def _are_places(self, group: tuple[City, ...], governing: str | None) -> bool:
        """Say whether names are surely cities' here: known ones, or ones beside a country where the role is sure."""
        return all(
            city.listed or (city.country is not None and (self._context.about == "own" or governing == "own"))
            for city in group
        ) and not any(country_code(city.name) and not city.country for city in group)

    # --- days and ordinals --------------------------------------------------------------------------------------------

    def _dated(self, entries: list[Entry], bare: list[Dates]) -> list[Entry]:
        if (whole := self._opened_here_closed_there(entries)) is not None:
            return [whole]
        bare = [one for one in bare if one.span.start >= self._line]
        if len(entries) < 2:
            return [self._with_days(entry, bare, alone=True) for entry in entries]
        starts = [*(entry.start for entry in entries[1:]), self._end]
        return [
            self._with_days(
                entry,
                [one for one in bare if one.first != one.last and entry.end <= one.span.start < end],
                alone=False,
            )
            for entry, end in zip(entries, starts, strict=True)
        ]

    def _with_days(self, entry: Entry, bare: list[Dates], *, alone: bool) -> Entry:
        assert entry.year is not None
        dates = entry.year.dates
        if dates is None and entry.status not in ("postponed", "cancelled"):
            of_it = (one for one in bare if not self._is_of_a_host_without_year(one.span, entry))
            dates = next((one for one in of_it if not self._is_behind_another_year(entry, one)), None)
            again = [one.dates for one in self._names.years if one.value == entry.year.value and one.dates]
            if dates is None and alone and len(again) == 1 and again[0].first != again[0].last:
                dates = again[0]  # 'The conference 2024 takes place in X from 23 to 27 September 2024'
        if dates is None:
            return entry
        if dates.first == dates.last and _UNTIL.search(
            self._text, max(self._start, dates.span.start - 30), dates.span.start
        ):
            return entry
        opened = self._opened_and_closed(entry) if alone and dates.first == dates.last else None
        if opened:
            return msgspec.structs.replace(entry, first_day=opened[0], last_day=opened[1])
        if dates.first == dates.last and self._may_only_begin:
            return entry
        days = dates.days(entry.year.value)
        if days is None:
            return entry
        return msgspec.structs.replace(entry, first_day=(days[0], dates.span), last_day=(days[1], dates.span))

    def _rescheduled(self, entry: Entry, bare: list[Dates]) -> Entry:
        """Return an edition that is put off to days of its own year, and still to come, as planned for these."""
        year, off = entry.year, entry.status_at
        if entry.status != "postponed" or year is None or off is None:
            return entry
        dated = [*bare, *(one.dates for one in self._names.years if one.dates and one.value == year.value)]
        for one in dated:
            days = one.days(year.value) if one.first != one.last and self._is_put_off_to(one.span, off) else None
            if days and self._reader.status_by_time(year.value, *days) == "planned":
                at = one.span
                told = {"first_day": (days[0], at), "last_day": (days[1], at), "status": "planned", "status_at": at}
                return msgspec.structs.replace(entry, **told, status_rule="time")
        return entry

    def _is_put_off_to(self, days: Span, off: Span) -> bool:
        """Say whether days stand right behind words that put an edition off, in German before ('auf den 8. … verschoben')."""
        if days.end <= off.start:
            before = _PUT_OFF_TO.search(self._text, self._start, days.start)
            return before is not None and not self._text[days.end : off.start].strip(" 0123456789.")
        gap = self._text[off.end : days.start]
        is_whole = re.search(r"[,;:.(]", gap) is None and not self._names.unexplained(off.end, days.start)
        return off.end <= days.start and is_whole and _FROM.search(gap) is None

    @cached_property
    def _may_only_begin(self) -> bool:
        """Whether a sentence says of a single day with an unknown verb what took place on it ('gets going in X on 12 June')."""
        knows = self._is_hosted or self._is_held or self._words.participle.search(self._text, self._start, self._end)
        return self._context.form == "sentence" and not knows and self._says_more

    def _opened_here_closed_there(self, entries: list[Entry]) -> Entry | None:
        """Return one edition of 'opened in Kraków on 12 June 2018, closed in Katowice on 15 June 2018'."""
        days = [
            (days[0], one.year.dates.span)
            for one in entries
            if one.year and one.year.dates and (days := one.year.dates.days(one.year.value)) and days[0] == days[1]
        ]
        cues = (pattern.search(self._text, self._start, self._end) for pattern in (OPENS, CLOSES))
        if len(days) != 2 or len(entries) != 2 or not all(cues) or not _is_one_edition(days[0][0], days[1][0]):
            return None
        first, last = entries
        return msgspec.structs.replace(
            first,
            cities=(*first.cities, *last.cities),
            end=last.end,
            edition=first.edition or last.edition,
            first_day=days[0],
            last_day=days[1],
        )

    def _is_behind_another_year(self, entry: Entry, days: Dates) -> bool:
        """Say whether another year stands between a pair and days: they are of that ('… in 2020, was moved to 2022: 18–22 July')."""
        assert entry.year is not None
        between = (year.value for year in self._names.years if entry.end <= year.start < days.span.start)
        return any(value not in (0, entry.year.value) for value in between)

    def _opened_and_closed(self, entry: Entry) -> tuple[tuple[str, Span] | None, tuple[str, Span] | None] | None:
        """Read 'opens on 14 September 2016 and closes on 16 September 2016'."""
        opens, closes = (pattern.search(self._text, self._start, self._end) for pattern in (OPENS, CLOSES))
        if not opens and not closes:
            return None
        years, _ = years_in(self._text, self._language, self._start, self._end)
        days = sorted(
            (day[0], one.dates.span)
            for one in years
            if one.dates
            and one.dates.first == one.dates.last
            and entry.year
            and one.value == entry.year.value
            and (day := one.dates.days(one.value))
        )
        if opens and closes and len(days) == 2 and _is_one_edition(days[0][0], days[1][0]):
            return days[0], days[1]
        return None, None

    def _numbered(self, entries: list[Entry]) -> list[Entry]:
        """Give each ordinal to the entry that it stands nearest to, before it or in it rather than behind."""
        numbers = self._ordinals()
        if _alternate(numbers, entries) or _alternate(entries, numbers):
            return [
                msgspec.structs.replace(entry, edition=number) for entry, number in zip(entries, numbers, strict=True)
            ]
        chosen: dict[int, tuple[float, Numbered]] = {}
        for number in numbers:
            if any(self._is_of_a_host_without_year(number.span, entry) for entry in entries):
                continue
            costs = [
                (self._far(number.span, entry, entries), at)
                for at, entry in enumerate(entries)
                if len(numbers) < 2 or entry.year is None or number.number <= entry.year.value - BEFORE_ALL
            ]  # of several, one that is too high is a later year's
            if not costs:
                break
            cost, at = min(costs)
            if at not in chosen or cost < chosen[at][0]:
                chosen[at] = (cost, number)
        return [
            msgspec.structs.replace(entry, edition=chosen[at][1]) if at in chosen and chosen[at][0] < 200 else entry
            for at, entry in enumerate(entries)
        ]

    @cached_property
    def _hosting_cities(self) -> list[City]:
        """The cities right before words of hosts."""
        return [city for city in self._names.cities if self._words.hosting.match(self._text, city.stop, self._end)]

    def _is_of_a_host_without_year(self, span: Span, entry: Entry) -> bool:
        """Say whether what stands before an entry is of another host ('In June X hosts the 13th conference, which in 2018 …')."""
        names = {city.name for city in entry.cities}
        return span.start < entry.start and any(
            city.stop <= entry.start
            and city.name not in names
            and not any(city.stop <= year.start < span.start for year in self._names.years)
            for city in self._hosting_cities
        )

    def _far(self, span: Span, entry: Entry, entries: list[Entry]) -> float:
        if entry.start <= span.start < entry.end:
            return 0.0
        if span.end <= entry.start:
            crossed = sum(span.end <= other.start and other.end <= entry.start for other in entries)
            return self._weight(span.end, entry.start) + 100 * crossed
        crossed = sum(entry.end <= other.start and other.end <= span.start for other in entries)
        crossed += sum(entry.end <= city.start and city.stop <= span.start for city in self._names.cities)
        return self._weight(entry.end, span.start) * 1.2 + 100 * crossed

    def _weight(self, first: int, last: int) -> float:
        between = self._text[first:last]
        return len(between.split()) + 3 * between.count(",") + 10 * between.count(";")

    def _ordinals(self) -> list[Numbered]:
        found: dict[int, Numbered] = {}
        patterns = [self._words.ordinal, self._words.bare_ordinal]
        days = [year.dates.span for year in self._names.years if year.dates]
        for pattern in patterns:
            if pattern is self._words.bare_ordinal and self._context.about != "own" and not self._found.own:
                continue
            for match in pattern.finditer(self._text, self._start, self._end):
                number = ordinal(match["ordinal"], self._language)
                of = next((one for one in self._gatherings if one.end > match.end()), None)
                if pattern is self._words.bare_ordinal and self._is_of_something_else(match):
                    continue
                if any(span.start <= match.start() < span.end for span in days):
                    continue  # '1º a 5 de julho'
                if (
                    number
                    and match.start() not in found
                    and not (of and of.whose == "other" and of.start - match.end() < 60)
                ):
                    found[match.start()] = Numbered(number, Span(*match.span("ordinal")))
        return [found[at] for at in sorted(found)]

    def _is_of_something_else(self, match: re.Match[str]) -> bool:
        """Say whether an ordinal by itself is a part of a name or a day ('Felipe VI', 'June 2nd'), or 'the first in Asia'."""
        is_name = re.search(
            r"[^\W\d_]*[A-ZÀ-Þ][\w’'-]*\.?\s$", self._text[max(self._start, match.start() - 30) : match.start()]
        )
        if is_name and not self._has_article(match.start()):
            return True
        where = re.compile(r"\s(?:in|en|em|nel|im|à|a)\s+(?=[A-ZÀ-Þ])").match(self._text, match.end(), self._end)
        return where is not None and not any(city.start == where.end() for city in self._names.cities)

    # --- what is left -------------------------------------------------------------------------------------------------

    def _report(self, cities: list[City], years: list[Year], entries: list[Entry]) -> None:
        """Tell what of the candidates no entry holds and nothing set aside: it is unread."""
        if self._context.about == "none" and not self._found.own:
            return
        taken = [(one.start, one.end) for one in entries]
        taken += [(one.last_day[1].start, one.last_day[1].end) for one in entries if one.last_day]
        taken += [(one.span.start, one.span.end) for one in self._found.aside]
        taken += [(one.start, one.end) for one in self._found.unread]

        def is_taken(at: int) -> bool:
            return any(first <= at < last for first, last in taken)

        left = [city for city in cities if not is_taken(city.start)]
        open_years = [year for year in years if year is not self._context.year and not is_taken(year.start)]
        left_years = [year for year in open_years if self._names.is_of_a_gathering(year)]
        if (not entries and left and open_years) or left_years:
            self._found.unread.append(Span(self._start, self._end))
            return
        if entries and any(year.value for year in open_years):
            self._found.unread.append(Span(self._start, self._end))
        for city in left:
            last = self._found.unread[-1] if self._found.unread else None
            if (
                last
                and city.joined
                and last.end <= city.start
                and not re.search(r"[^\W\d_]{4}", self._text[last.end : city.start])
            ):
                self._found.unread[-1] = Span(last.start, city.stop)
            else:
                behind = re.compile(r"[^,;\n]{0,40}(?=[,;\n]|$)").match(self._text, city.stop, self._end)
                stop = (
                    behind.end()
                    if behind and not any(city.stop <= one.start < behind.end() for one in entries)
                    else city.stop
                )
                self._found.unread.append(Span(city.start, stop))


def _is_one_edition(first: str, last: str) -> bool:
    """Say whether a conference may last from one day to another."""
    return 0 <= (date.fromisoformat(last) - date.fromisoformat(first)).days < _MONTH


def _alternate(ones: Sequence[Entry | Numbered], others: Sequence[Entry | Numbered]) -> bool:
    """Say whether two kinds of things take turns: one, its other, the next one, and so on."""
    places = [_place(thing) for pair in zip(ones, others, strict=False) for thing in pair]
    return len(ones) == len(others) > 1 and all(first <= second for first, second in pairwise(places))


def _place(thing: Entry | Numbered) -> int:
    return thing.start if isinstance(thing, Entry) else thing.span.start
