"""What a stretch of text states: editions with their hosts, what was set aside, what is unread; and what stands over it."""

import re
from typing import Literal

import msgspec

from scraper.subjects.uccn.facts import Host, Standing, Status
from scraper.subjects.uccn.grammar.dates import Dates
from scraper.subjects.uccn.grammar.gatherings import Gathering
from scraper.subjects.uccn.grammar.mentions import City, Place, Year, blanked
from scraper.subjects.uccn.grammar.words import (
    AFTER,
    BRACKET,
    CARRIED_ON,
    FLAGS,
    FOR_IT,
    GOES,
    GOES_TO,
    HOST_NOUN,
    PRONOUN,
    SO_AS_TO,
    TO_ATTEND,
    WAS_IN,
    Words,
    compiled,
)
from scraper.subjects.uccn.languages import Language, in_any
from scraper.values.records import SetAside, Span

_KNOWN = re.compile(rf"(?<!\w)(?:{in_any('known')})(?!\w)", FLAGS)
_QUESTION = re.compile(r"[ \u00a0\u202f]?\?")
_SENTENCE_ENDS = re.compile(r"[.!]\s")
_LONGEST_LEAD = 100  # letters of 'the smallest was the one in'
BEFORE_ALL = 2006
"""The year less the ordinal of the editions up to 2019; of later ones it is more."""
_FEWER = -3  # how many fewer there may be of later years
_NEAR_IT, _TEN = 6, 10
_NEAR = 80  # letters before a conference in which 'at the' is looked for

# What a stretch is about where it does not say so itself: the conference, perhaps, something else, nothing at all.
About = Literal["own", "weak", "other", "none"]


class Numbered(msgspec.Struct, frozen=True):
    """An ordinal as a number, and where it is written."""

    number: int
    span: Span

    def may_be_of(self, year: int) -> bool:
        """Say whether the edition of a year may have this ordinal."""
        return _FEWER <= self.number - (year - BEFORE_ALL) <= 1

    def may_be_misprint_of(self, year: int) -> bool:
        """Say whether an ordinal is near that of a year's edition, or lacks its ten ('7th', in 2017): another one it is not."""
        lacks_ten = Numbered(self.number + _TEN, self.span).may_be_of(year) and self.number < _TEN
        return lacks_ten or abs(self.number - (year - BEFORE_ALL)) <= _NEAR_IT


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One edition as a stretch states it; what it leaves open is None.

    `rule` says how it was read, `status_rule` how its status was told. `own` says that the stretch itself names the
    conference.
    """

    cities: tuple[City, ...]
    year: Year | None
    start: int
    end: int
    rule: str
    own: bool
    status: Status | None = None
    status_at: Span | None = None
    status_rule: str = ""
    edition: Numbered | None = None
    first_day: tuple[str, Span] | None = None
    last_day: tuple[str, Span] | None = None
    position: int | None = None
    year_at: Span | None = None

    @property
    def hosts(self) -> tuple[Host, ...]:
        """The cities as hosts, in the page's words."""
        return tuple(Host(city.name, city.country) for city in self.cities)

    @property
    def note(self) -> str | None:
        """What stands in brackets beside the cities."""
        return "; ".join(dict.fromkeys(city.note for city in self.cities if city.note)) or None


class Found(msgspec.Struct, kw_only=True):
    """What a stretch gave.

    `several` says that it names conferences of ours, more than one; `goes_on` that it is about one named before; `yearless`
    are cities that it names with the conference, but with no year, `at_home` years in which 'the city' received it, whichever
    that is. `dateline` is the day with which it begins.
    """

    entries: list[Entry] = msgspec.field(default_factory=list)
    aside: list[SetAside] = msgspec.field(default_factory=list)
    unread: list[Span] = msgspec.field(default_factory=list)
    standing: list[Standing] = msgspec.field(default_factory=list)
    own: bool = False
    several: bool = False
    other: bool = False
    denied: bool = False
    goes_on: bool = False
    yearless: tuple[City, ...] = ()
    at_home: tuple[Year, ...] = ()
    alone: tuple[tuple[City, ...], list[Year], list[Dates]] = ((), [], [])
    dateline: Year | None = None


class Context(msgspec.Struct, frozen=True, kw_only=True):
    """What stands over a stretch: what it is about, the status that a heading or lead gives, and where.

    `announced` says that a heading or lead names hosts; `inherits` that the sentence before told of an edition, `doubted`
    that it denied or doubted, `goes_on` that the conference was its subject, `several` that it named more than one; `named`
    that the page named the conference before. `year` and `edition` stand in the heading or term over the stretch; `before`
    is the only year that the sentence before told an edition of. `beside` says that a heading is of something else,
    `meant` that the gathering that was named last is the conference, `elsewhere` that the cities named last were no hosts.
    """

    about: About
    status: Status | None = None
    status_at: Span | None = None
    announced: bool = False
    form: str = "sentence"
    inherits: bool = False
    doubted: bool = False
    goes_on: bool = False
    several: bool = False
    named: bool = False
    year: Year | None = None
    edition: Numbered | None = None
    before: Year | None = None
    beside: bool = False
    meant: bool = False
    elsewhere: bool = False


class Names(msgspec.Struct, frozen=True, kw_only=True):
    """What a stretch of a text names, in order: cities and years that may be an edition's, countries, gatherings."""

    text: str
    start: int
    end: int
    context: Context
    language: Language
    words: Words
    cities: tuple[City, ...]
    countries: tuple[Place, ...]
    years: tuple[Year, ...]
    gatherings: tuple[Gathering, ...]

    @property
    def asks(self) -> bool:
        """Whether the stretch is a question, other than 'did you know that …?'."""
        is_one = self.text.endswith("?", self.start, self.end) and not _SENTENCE_ENDS.search(
            self.text, self.start, self.end
        )
        ends = is_one or _QUESTION.match(self.text, self.end)
        return bool(ends) and _KNOWN.search(self.text, self.start, self.end) is None

    def has_cue(self, first: int, last: int, *, guests_before: int | None = None) -> bool:
        """Say whether words of hosts, of guests or of what takes place stand there; those of guests before a place alone.

        Whom a city sends somewhere is no guest of it ('Bergen sent two delegates to …').
        """
        cues = (self.words.hosts, self.words.takes_place, CARRIED_ON)
        return (
            any(cue.search(self.text, first, last) for cue in cues)
            or self.words.comers.search(self.text, first, last if guests_before is None else guests_before) is not None
        )

    def is_one_before(self, group: tuple[City, ...], year: Year) -> bool:
        """Say whether a host with its year follows 'after', alone or in a list: '…, after Santos (Brazil) in 2022'."""
        after = next(reversed(list(AFTER.finditer(self.text, self.start, group[0].start))), None)
        if (
            after is None
            or not group[-1].stop <= year.start
            or not any(one.whose != "other" for one in self.gatherings)
        ):
            return False
        if any(
            self.words.at_it.search(self.text[max(self.start, one.start - _NEAR) : one.start])
            for one in self.gatherings
        ):
            return False
        places = [(city.start, city.stop) for city in self.cities] + [(one.start, one.end) for one in self.years]
        rest = blanked(self.text, after.end(), year.start, places)
        return not self.words.small.sub(" ", self.words.joiner.sub(" ", rest)).strip(" ,()")

    def is_one_of_them(self, group: tuple[City, ...]) -> bool:
        """Say whether a city is that of one of several conferences named before ('…. The first was X, in 2019')."""
        is_own = any(one.whose == "own" and one.end <= group[0].start for one in self.gatherings)
        if any(one.whose == "other" for one in self.gatherings):
            return False
        language = self.language
        begins = rf"(?:(?<=\n)|(?<=[;,:.!?]\s)|(?<!\w)(?:{language.and_})\s+)"
        led = compiled(rf"{begins}(?P<lead>{language.one_of_them})(?:\s+(?:{language.city_of}))?\s*$").search(
            self.text, max(self.start - 2, group[0].start - _LONGEST_LEAD, 0), group[0].start
        )
        is_ours = led is not None and self.context.named and compiled(language.ours).match(led["lead"]) is not None
        return led is not None and (self.context.several or is_own or is_ours)

    def of_a_range(self) -> tuple[City, ...]:
        """The cities with years in brackets of 'From X (2016) to Y (2017) and Z (2018), the conference …'."""
        dated = tuple(city for city in self.cities if city.years)
        if len(dated) < 2 or not compiled(self.language.range_from).match(self.text, self.start):
            return ()
        at = dated[-1].stop
        is_subject = any(
            one.whose == "own"
            and re.fullmatch(
                rf",\s(?:(?:{self.language.articles})(?:\s|[’']))?(?:UNESCO\s|UCCN\s)?", self.text[at : one.start], re.I
            )
            for one in self.gatherings
        )
        return dated if is_subject else ()

    def goes_to(self, group: tuple[City, ...]) -> Literal["attends", "for another purpose"] | None:
        """Say what for somebody goes to a city that stands before the conference, or behind it: to attend it, or not; None for nobody."""
        if self._is_gone_to_for_it(group):
            return "attends"
        if GOES_TO.search(self.text, max(self.start, group[0].start - _NEAR), group[0].start) is None:
            return None
        behind = next((one for one in self.gatherings if one.start >= group[-1].stop), None)
        if any(one.end <= group[0].start for one in self.gatherings):
            return None
        if behind is None or behind.whose != "own":  # 'a delegation travelled to X to study how …'
            to_it = behind is not None and TO_ATTEND.fullmatch(self.text, group[-1].stop, behind.start)
            does_more = SO_AS_TO.match(self.text, group[-1].stop, self.end) is not None
            is_theirs = does_more and not to_it and PRONOUN.match(self.text, self.start) is None
            return "for another purpose" if is_theirs else None
        is_elsewhere = any(city.start >= behind.end for city in self.cities)  # 'flew to Tokyo for the … in Kobe'
        does = SO_AS_TO.match(self.text, group[-1].stop, behind.start) is not None
        ends = self.language.attends_behind  # German verbs stand behind their object
        attends = not (does and ends) or re.compile(ends).search(self.text, behind.end, self.end) is not None
        if attends and not is_elsewhere and TO_ATTEND.fullmatch(self.text, group[-1].stop, behind.start):
            return "attends"
        return "for another purpose" if does else None

    def _is_gone_to_for_it(self, group: tuple[City, ...]) -> bool:
        """Say whether a stretch begins with the conference, and somebody went to a city for it ('For the 2017 Meeting we went to X')."""
        own = next((one for one in self.gatherings if one.whose != "other" and one.end <= group[0].start), None)
        if own is None or len(self.gatherings) > 1:
            return False
        goes = GOES.search(self.text, own.end, group[0].start)
        begins = FOR_IT.match(self.text, self.start, own.start) or self.words.at_it.match(
            self.text, self.start, own.start
        )
        if goes is None or begins is None or "," in self.text[own.end : goes.start()]:
            return False
        if any(own.end <= city.start < goes.start() for city in self.cities):
            return False
        towards = goes[0].split()[-1]
        next_one = rf"(?:[,;]|\s(?:{in_any('and_')}))\s+(?:(?:{self.language.in_})\s*)?\d{{4}}\s+{towards}\s+$"
        is_next = re.compile(next_one, FLAGS).search(self.text, goes.end(), group[0].start)
        return not self.text[goes.end() : group[0].start].strip() or is_next is not None

    def unexplained(self, first: int, last: int, *, capitals: bool = False) -> list[str]:
        """Return the words in small letters there that speak neither of hosts nor of what takes place, and are no common small ones."""
        known = (
            self.words.small,
            self.words.who_hosts,
            self.words.takes_place,
            self.words.ordinal_word,
            CARRIED_ON,
            HOST_NOUN,
            WAS_IN,
            self.words.common,
            *self.words.of("postponed", "cancelled"),
        )
        places = [bracket.span() for bracket in BRACKET.finditer(self.text, first, last)]
        places += [(city.start, city.stop) for city in self.cities]
        places += [(one.start, one.end) for one in self.countries]
        places += [(one.start, one.end) for one in self.years]  # 'l’anno prossimo'
        places += [match.span() for pattern in known for match in pattern.finditer(self.text, first, last)]
        words = blanked(self.text, first, last, places)
        return re.findall(r"(?<!\w)[^\W\d_]{3,}" if capitals else r"(?<!\w)[a-zß-ÿ]\w{2,}", words)

    def is_of_a_gathering(self, year: Year, far: int = 5) -> bool:
        """Say whether a year stands right beside a conference: 'the meeting of 2017', 'the 2008 meeting'."""
        return any(
            one.whose != "other" and min(abs(year.start - one.end), abs(one.start - year.end)) <= far
            for one in self.gatherings
        )
