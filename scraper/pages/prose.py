"""Prose about the conferences: where a sentence names one, and what it states of it."""

import re
from collections.abc import Iterator
from functools import cache

import msgspec

from scraper.pages.dates import Dates, read_dates
from scraper.pages.document import Block
from scraper.pages.entries import Entries, Hosts, Ordinal
from scraper.pages.languages import Language, ordinal
from scraper.pages.phrases import FLAGS, YEAR, phrases
from scraper.pages.places import cities, country_code
from scraper.pages.records import Host, Span, Status

_FAR = 120
_APPOSITION = re.compile(r"\s*(?:,[^,;:.()]{1,80})?,?\s*")
_NUMBER = r"(?<![\d.,])(?P<number>\d{1,3}(?:[ ,.\u00a0\u202f]\d{3})+|\d+)(?![\d.,]*\d)"
COUNTED = ("participants", "cities", "countries", "mayors")


class Mention(msgspec.Struct, frozen=True, kw_only=True):
    """A place where a sentence names a conference of the series: its name, its ordinal, and the clause about it."""

    name: Span
    clause: Span
    ordinal: Ordinal | None


class Told(msgspec.Struct, frozen=True):
    """A value of a field and where its words stand."""

    value: str | int
    span: Span


class _Words(msgspec.Struct, frozen=True):
    """A language's patterns for prose, compiled."""

    foreign: re.Pattern[str]
    rival_before: re.Pattern[str]
    rival_after: re.Pattern[str]
    break_: re.Pattern[str]
    joiner: re.Pattern[str]
    programme: re.Pattern[str]
    anaphor: re.Pattern[str]
    place: re.Pattern[str]
    active: re.Pattern[str]
    chosen: re.Pattern[str]
    title_before: re.Pattern[str]
    verbs: tuple[tuple[Status, re.Pattern[str]], ...]
    mayors: re.Pattern[str]
    of_mayors: re.Pattern[str]
    attended: re.Pattern[str]
    expects: re.Pattern[str]
    membership: re.Pattern[str]
    counted: tuple[tuple[str, re.Pattern[str]], ...]
    audience: re.Pattern[str]
    label: re.Pattern[str]


@cache
def _words(language: Language) -> _Words:
    small = rf"(?:{language.not_object})"
    others = rf"(?:{language.not_object}|{language.participants}|{language.joiner})"
    labels = "|".join(pattern for name, pattern in language.headings if name in ("year", "city"))
    verbs: tuple[tuple[Status, str], ...] = (
        ("postponed", language.postponed),
        ("cancelled", language.cancelled),
        ("planned", language.planned),
        ("held", rf"{language.held}|{language.gathered}|{language.participle}"),
    )

    def counted(noun: str) -> re.Pattern[str]:
        return re.compile(rf"{_NUMBER}\s+(?:(?!{others}\b)[^\W\d_]+\s+){{0,3}}?(?:{noun})\b", FLAGS)

    return _Words(
        foreign=re.compile(
            rf"\s+(?:of|{small})\s+(?:[^\W\d_]{{1,5}}\s+)?(?P<whose>[^\W\d_][^,.;:()\n]{{1,60}})", FLAGS
        ),
        rival_before=re.compile(rf"\b{language.rival}\W+(?:\w+\W+)?$", FLAGS),
        rival_after=re.compile(rf"\s+{small}\b[^,.;:()\d]{{0,30}}?\b{language.rival}\b", FLAGS),
        break_=re.compile(r"[;:,]\s|\s[–—-]\s", FLAGS),
        joiner=re.compile(rf"\b(?:{language.joiner})\s", FLAGS),
        programme=re.compile(language.programme, FLAGS),
        anaphor=re.compile(rf"(?<![\w’'])(?:{language.anaphor})(?!\w)", FLAGS),
        place=re.compile(
            rf"(?<![\w’'])(?:{language.before_place})\s+(?:(?:the\s+)?{language.city_of}\s*)?(?=(?-i:[^\W\d_a-zß-öø-ÿ]|[’'ʼ]))",
            FLAGS,
        ),
        active=re.compile(
            rf"\s+(?:(?P<planned>{language.will_host})|(?P<held>{language.hosted})|(?P<now>{language.hosts_now}))\s+"
            rf"(?:(?!{small}\s)[^\s,.;:()]+\s+){{0,8}}$",
            FLAGS,
        ),
        chosen=re.compile(rf"\b(?:{language.will_host})\b", FLAGS),
        title_before=re.compile(r"\s*(?:[,:|–—-]\s*)?(?:[^\W\d_]{1,3}[’'\s]\s*)?$"),
        verbs=tuple((status, re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", FLAGS)) for status, pattern in verbs),
        mayors=re.compile(language.mayors, FLAGS),
        of_mayors=re.compile(
            rf"\b(?:{language.mayors})[’']?\s+(?:{language.event})\b|\b(?:{language.event})\s+{small}\s+(?:\w+\s+)?(?:{language.mayors})\b",
            FLAGS,
        ),
        expects=re.compile(rf"\b(?:{language.expects})\b", FLAGS),
        attended=re.compile(rf"\b(?:{language.attended})\b", FLAGS),
        membership=re.compile(rf"\b(?:{language.membership})\b", FLAGS),
        counted=tuple((field, counted(getattr(language, field))) for field in COUNTED),
        audience=counted(language.audience),
        label=re.compile(rf"\s*(?:(?:{labels})\s*:?\s+(?=\S)|(?:{labels})\s*:\s*)?", FLAGS),
    )


class Prose:
    """Reads what sentences of a text say of the conferences, in one language."""

    def __init__(self, text: str, language: Language) -> None:
        self._text, self._language = text, language
        self._phrases, self._words, self._entries = phrases(language), _words(language), Entries(text, language)

    def mentions(self, start: int, end: int) -> list[Mention]:
        """Return where a sentence names conferences of the series, each with the clause that is about it."""
        own = [
            match for match in self._phrases.series.finditer(self._text, start, end) if self._is_own(match, start, end)
        ]
        found: list[Mention] = []
        for at, match in enumerate(own):
            begin = self._clause_begin(own[at - 1].end(), match.start()) if at else start
            last = self._clause_begin(match.end(), own[at + 1].start()) if at + 1 < len(own) else end
            found.append(
                Mention(
                    name=Span(*match.span()), clause=Span(begin, last), ordinal=self._ordinal_before(match, begin, end)
                )
            )
        return found

    def anaphora(self, start: int, end: int) -> Mention | None:
        """Return where a sentence speaks of a conference that another one named: 'The Conference will take place …'."""
        match = self._words.anaphor.search(self._text, start, end)
        if match is None or not self._is_own(match, start, end) or self.is_of_another(start, end):
            return None
        return Mention(name=Span(*match.span()), clause=Span(start, end), ordinal=None)

    def _is_own(self, match: re.Match[str], start: int, end: int) -> bool:
        before = self._text[max(start, match.start() - 40) : match.start()]
        if self._words.rival_before.search(before) or self._words.rival_after.match(self._text, match.end(), end):
            return False
        whose = self._words.foreign.match(self._text, match.end(), end)
        if whose is None or re.search(self._language.members, match[0] + whose["whose"], FLAGS):
            return True
        return whose["whose"][0].isupper() and self._hosts(whose.start("whose"), end) is not None

    def _clause_begin(self, start: int, end: int) -> int:
        """Return where a clause begins that ends at `end`: behind the last break, else behind the last 'and'."""
        for pattern in (self._words.break_, self._words.joiner):
            if breaks := list(pattern.finditer(self._text, start, end)):
                return breaks[-1].end()
        return start

    def _ordinal_before(self, match: re.Match[str], begin: int, end: int) -> Ordinal | None:
        found = None
        for nth in self._phrases.ordinal.finditer(self._text, begin, min(end, match.end() + 1)):
            number = ordinal(nth["ordinal"], self._language)
            if number and nth.start() <= match.start():
                found = Ordinal(number, Span(*nth.span("ordinal")))
        return found

    def is_of_another(self, start: int, end: int) -> bool:
        """Say whether a stretch names a gathering that is neither of the series nor a part of one."""
        own = [match.span() for match in self._phrases.series.finditer(self._text, start, end)]
        own += [match.span() for match in self._words.anaphor.finditer(self._text, start, end)]
        for other in self._phrases.event.finditer(self._text, start, end):
            if any(first <= other.start() < last for first, last in own):
                continue
            if other[0][0].isupper() or not self._words.programme.fullmatch(other[0]):
                return True
        return not own and any(
            self._words.of_mayors.search(self._text, max(start, match.start() - 40), min(end, match.end() + 20))
            if self._words.mayors.fullmatch(match[0])
            else True
            for match in self._phrases.rival.finditer(self._text, start, end)
        )

    def is_about_candidates(self, start: int, end: int) -> bool:
        """Say whether a sentence is about who would like to host; who was chosen is no candidate any more."""
        chosen = any(self._words.chosen.finditer(self._text, start, end))
        return not chosen and self._phrases.candidacy.search(self._text, start, end) is not None

    def all_dates(self, start: int, end: int) -> Iterator[Dates]:
        """Yield all days in a stretch of the text."""
        return read_dates(self._text, self._language, start, end)

    # --- what a clause states -----------------------------------------------------------------------------------------

    def dates(self, mention: Mention) -> Dates | None:
        """Return the days that a clause gives its conference: those behind its name, else before it."""
        behind = list(read_dates(self._text, self._language, mention.name.end, mention.clause.end))
        for dates in behind:
            if not self.is_of_another(mention.name.end, dates.span.start):
                return dates
        before = list(read_dates(self._text, self._language, mention.clause.start, mention.name.start))
        return next((d for d in reversed(before) if not self.is_of_another(d.span.end, mention.name.start)), None)

    def year(self, mention: Mention) -> Told | None:
        """Return the year that a clause gives its conference, where it stands near its name."""
        behind = re.compile(YEAR).search(self._text, mention.name.end, min(mention.clause.end, mention.name.end + _FAR))
        if behind and not self.is_of_another(mention.name.end, behind.start()):
            return Told(int(behind[0]), Span(*behind.span()))
        before = list(re.compile(YEAR).finditer(self._text, mention.clause.start, mention.name.start))
        if before and not self.is_of_another(before[-1].end(), mention.name.start):
            return Told(int(before[-1][0]), Span(*before[-1].span()))
        return None

    def hosts(self, mention: Mention) -> tuple[tuple[Host, ...], Span, Status | None, Span | None] | None:
        """Return the hosts that a clause gives its conference and where they stand, with what a verb between them tells."""
        return self._acting(mention) or self._behind(mention) or self._before(mention)

    def _acting(self, mention: Mention) -> tuple[tuple[Host, ...], Span, Status | None, Span | None] | None:
        """Read 'CITY (COUNTRY) will host the XIII Annual Conference'."""
        verb = self._words.active.search(self._text, mention.clause.start, mention.name.start)
        if verb is None:
            return None
        for at in self._beginnings(mention.clause.start, verb.start()):
            found = self._hosts(at, verb.start())
            if found and _APPOSITION.fullmatch(self._text, found.end, verb.start()):
                status: Status | None = "planned" if verb["planned"] else "held" if verb["held"] else None
                told = Span(*verb.span("planned" if verb["planned"] else "held")) if status else None
                return found.hosts, Span(at, found.end), status, told
        return None

    def _beginnings(self, start: int, end: int) -> Iterator[int]:
        """Yield where the subject of a verb may begin: with the clause, behind 'the city of', behind a break."""
        yield start
        city_of = self._phrases.city_of.match(self._text, start, end)
        if city_of and city_of.end() > start:
            yield city_of.end()
        for match in self._words.break_.finditer(self._text, start, end):
            yield match.end()

    def _behind(self, mention: Mention) -> tuple[tuple[Host, ...], Span, None, None] | None:
        """Read what stands behind the name: ', Fabriano (Italy)', 'in Fabriano', 'hosted by the city of Fabriano'."""
        at, end = mention.name.end, mention.clause.end
        direct = re.compile(r"(?:\s+(?:UNESCO|UCCN))?\s*[\s,:(|–—-]\s*(?:(?:19|20)\d\d\s*[\s,:|–—-]\s*)?").match(
            self._text, at, end
        )
        places = [direct.end()] if direct else []
        places += [place.end() for place in self._words.place.finditer(self._text, at, end)]
        for place in places:
            if self.is_of_another(at, place):
                break
            if found := self._hosts(place, end):
                return found.hosts, Span(place, found.end), None, None
        return None

    def _before(self, mention: Mention) -> tuple[tuple[Host, ...], Span, None, None] | None:
        """Read what stands before the name: 'In Östersund (Sweden), the tenth …', 'Fabriano 2019: XIII …', 'the Krakow …'."""
        start = mention.ordinal.span.start if mention.ordinal else mention.name.start
        start = min(start, mention.name.start)
        places = [place.end() for place in self._words.place.finditer(self._text, mention.clause.start, start)]
        for place in (*reversed(places), mention.clause.start):
            found = self._hosts(place, start)
            if found is None or self.is_of_another(found.end, start):
                continue
            is_led_to = place in places
            rest = re.sub(YEAR, "", self._text[found.end : start])
            if is_led_to or self._words.title_before.fullmatch(rest):
                return found.hosts, Span(place, found.end), None, None
        return None

    def _hosts(self, at: int, end: int) -> Hosts | None:
        """Read hosts of which each is a city that is known, or has a country's name."""
        found = self._entries.hosts(at, end)
        if found is None:
            return None
        known: list[Host] = []
        for host in found.hosts:
            code = country_code(host.country) if host.country else None
            if not (code or cities(host.city)) or (host.country is None and country_code(host.city)):
                break
            known.append(host)
        if len(known) == len(found.hosts):
            return found
        if not known:
            return None
        last = self._text.index(known[-1].city, at) + len(known[-1].city)
        return msgspec.structs.replace(found, hosts=tuple(known), end=last)

    def status(self, mention: Mention) -> tuple[Status, Span] | None:
        """Return what a clause's verb behind the name says of its conference."""
        found: list[tuple[int, int, Status, Span]] = []
        for rank, (status, pattern) in enumerate(self._words.verbs):
            match = pattern.search(self._text, mention.name.end, mention.clause.end)
            if match and not self.is_of_another(mention.name.end, match.start()):
                urgent = status not in ("postponed", "cancelled")
                found.append((urgent * match.start(), rank, status, Span(*match.span())))
        return min(found)[2:] if found else None

    def fuller_hosts(self, hosts: tuple[Host, ...], start: int, end: int) -> tuple[tuple[Host, ...], Span] | None:
        """Return the same hosts with their country, where a stretch of the text names them so."""
        first = re.compile(rf"(?<!\w){re.escape(hosts[0].city)}(?!\w)")
        for match in first.finditer(self._text, start, end):
            found = self._hosts(match.start(), end)
            if found is None or {host.city for host in found.hosts} != {host.city for host in hosts}:
                continue
            if all(host.country for host in found.hosts):
                return found.hosts, Span(match.start(), found.end)
        return None

    def gathered(self, start: int, end: int) -> Span | None:
        """Return the verb of a sentence that tells that a conference is over."""
        held = dict(self._words.verbs)["held"]
        found = held.search(self._text, start, end)
        return Span(*found.span()) if found else None

    def expects(self, start: int, end: int) -> bool:
        """Say whether a sentence speaks of who will come."""
        return self._words.expects.search(self._text, start, end) is not None

    def counts(self, start: int, end: int, *, named: bool) -> Iterator[tuple[str, Told]]:
        """Yield what a sentence counts at a conference: participants, cities, countries, mayors.

        Of people in general it does so only where it names the conference.
        """
        if not self._words.attended.search(self._text, start, end):
            return
        if self._words.membership.search(self._text, start, end):
            return
        for field, pattern in (*self._words.counted, *([("participants", self._words.audience)] if named else [])):
            if match := pattern.search(self._text, start, end):
                yield field, Told(number_in(match["number"]), Span(*match.span()))

    def year_of(self, hosts: tuple[Host, ...], block: Block) -> Told | None:
        """Return the year of a heading that says 'CITY 2016' of one of some hosts."""
        for host in hosts:
            beside = re.compile(rf"{re.escape(host.city)}\W{{1,3}}(?P<year>{YEAR})", FLAGS)
            if match := beside.search(self._text, block.start, block.end):
                return Told(int(match["year"]), Span(*match.span("year")))
        return None

    # --- blocks that are a field --------------------------------------------------------------------------------------

    def field_dates(self, start: int, end: int) -> Dates | None:
        """Return the days of a block that holds nothing else but its label."""
        at = self._after_label(start, end)
        found = next(read_dates(self._text, self._language, at, end), None)
        if found is None or self._text[at : found.span.start].strip(" ,"):
            return None
        rest = self._text[found.span.end : end]
        return found if re.fullmatch(r"[\s.,;]*(?:(?:\W*\d{1,2}[:h.]\d\d)+)?[\s.,;]*", rest) else None

    def field_hosts(self, start: int, end: int) -> tuple[tuple[Host, ...], Span] | None:
        """Return the hosts of a block that holds nothing else but its label."""
        at = self._after_label(start, end)
        found = self._hosts(at, end)
        return (found.hosts, Span(at, found.end)) if found and not self._text[found.end : end].strip(" .,;") else None

    def _after_label(self, start: int, end: int) -> int:
        label = self._words.label.match(self._text, start, end)
        return label.end() if label else start


def number_in(written: str) -> int:
    """Return a number as written with or without separators of thousands."""
    return int(re.sub(r"\D", "", written))
