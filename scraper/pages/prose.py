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
_FEW_WORDS = 2  # 'was successfully held', 'took place in two cities'
_URGENT: tuple[Status, ...] = ("postponed", "cancelled")
_APPOSITION = re.compile(r"\s*(?:,\s*(?:[^,;:.()]{1,80}|(?=[a-zß-ÿ])[^,;:.()]{1,80}\([^()]{1,40}\)))?,?\s*")
_NOTHING = re.compile(r"\s*")
_RELATIVE = re.compile(r"\s*,[^;:()]{1,120},\s*")  # '…, which hosted the XI Annual Meeting in 2017,'
_NUMBER = r"(?<![\d.,])(?P<number>\d{1,3}(?:[ ,.\u00a0\u202f]\d{3}){1,3}|\d{1,9})(?![\d.,]*\d)"
COUNTED = ("participants", "cities", "countries", "mayors")


class Mention(msgspec.Struct, frozen=True, kw_only=True):
    """A place where a sentence names a conference of the series: its name, its ordinal, and the clause about it."""

    name: Span
    clause: Span
    sentence: Span
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
    year: re.Pattern[str]
    governor: re.Pattern[str]
    any_verb: re.Pattern[str]
    relative_clause: re.Pattern[str]
    small: re.Pattern[str]
    one_city: re.Pattern[str]
    relative: re.Pattern[str]
    possessive: re.Pattern[str]
    network: re.Pattern[str]
    break_: re.Pattern[str]
    joiner: re.Pattern[str]
    programme: re.Pattern[str]
    anaphor: re.Pattern[str]
    place: re.Pattern[str]
    active: re.Pattern[str]
    chosen: re.Pattern[str]
    aim: re.Pattern[str]
    title_before: re.Pattern[str]
    verbs: tuple[tuple[Status, re.Pattern[str]], ...]
    acts: tuple[tuple[Status, re.Pattern[str]], ...]
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
    months = "|".join(language.months)
    labels = "|".join(pattern for name, pattern in language.headings if name in ("year", "city"))
    verbs: tuple[tuple[Status, str], ...] = (
        ("postponed", language.postponed),
        ("cancelled", language.cancelled),
        ("planned", language.planned),
        ("held", rf"{language.held}|{language.gathered}|{language.participle}"),
    )

    def counted(noun: str) -> re.Pattern[str]:
        return re.compile(rf"{_NUMBER}\s+(?:(?!{others}\b)[^\W\d_]+\s+){{0,3}}?(?:{noun})\b", FLAGS)

    acts: tuple[tuple[Status, str], ...] = (("postponed", language.put_off), ("cancelled", language.call_off))
    return _Words(
        foreign=re.compile(
            rf"\s+(?:{language.of})\s*(?:[^\W\d_]{{1,3}}(?:\s+|[’']))?(?P<whose>[^\W\d_][^,.;:()\n]{{1,60}})", FLAGS
        ),
        rival_before=re.compile(rf"\b{language.rival}\W+(?:\w+\W+)?$", FLAGS),
        rival_after=re.compile(rf"\s+{small}\b[^,.;:()\d]{{0,30}}?\b{language.rival}\b", FLAGS),
        year=re.compile(
            rf"(?:(?<!\w)(?:{language.in_}|{months})\s+|[,(–—:]\s*|(?P<bare>(?<=\w)\s+(?=\S+\s*(?:$|[-–—,.:;)])))|(?<!\w)(?:{language.articles})\s+"
            rf"(?=\S+\s+(?:(?:{language.network})\s+){{0,3}}(?:{language.series})))(?P<year>{YEAR})(?!\s?[-–/]\s?\d)",
            FLAGS,
        ),
        governor=re.compile(
            rf"(?P<noun>[^\W\d_]+)\s+(?:{small}|{language.of})\s*(?:(?:{language.articles})(?:\s+|[’']))?(?:(?:{language.network})\s+){{0,3}}$",
            FLAGS,
        ),
        any_verb=re.compile(
            rf"(?<!\w)(?:{'|'.join(pattern for _, pattern in verbs)}|{language.present}|{language.hosts_now}|{language.hosted})(?!\w)",
            FLAGS,
        ),
        relative_clause=re.compile(
            rf"[\s,]*(?:{language.participle}|(?:{language.articles})\s+(?:{language.held}|{language.planned}))(?!\w)",
            FLAGS,
        ),
        small=re.compile(
            rf"{language.date_words}|{language.in_}|{language.joiner}|{language.before_place}|{small}|{language.of}|{language.articles}|"
            rf"{months}|{language.weekdays}|{language.range_words}",
            FLAGS,
        ),
        one_city=re.compile(language.one_city, FLAGS),
        relative=re.compile(rf"\b(?:{language.relative})\b", FLAGS),
        possessive=re.compile(rf"\b(?:{language.possessive})\s+(?:[\w’']+\.?[ªº]?\s+){{0,3}}$", FLAGS),
        network=re.compile(rf"\b(?:{language.name}|{language.members})\b", FLAGS),
        break_=re.compile(r"[;:,]\s|\s[–—-]\s", FLAGS),
        joiner=re.compile(rf"\b(?:{language.joiner})\s", FLAGS),
        programme=re.compile(language.programme, FLAGS),
        anaphor=re.compile(rf"(?<![\w’'])(?:{language.anaphor})(?!\w)", FLAGS),
        place=re.compile(
            rf"(?<![\w’'])(?:{language.before_place})\s+(?:{language.city_of}\s*|[^\W\d_]+\s+(?:{language.cities})\s*[,:]\s*)?(?=(?-i:[^\W\d_a-zß-öø-ÿ]|[’'ʼ]))",
            FLAGS,
        ),
        active=re.compile(
            rf"\s+(?:(?P<planned>{language.will_host})|(?P<held>{language.hosted})|(?P<now>{language.hosts_now}))\s+"
            rf"(?:(?!{small}\s)[^\s,.;:()]+\s+){{0,8}}$",
            FLAGS,
        ),
        aim=re.compile(rf"(?:{language.aim})$", FLAGS),
        chosen=re.compile(rf"\b(?:{language.chosen})\b", FLAGS),
        title_before=re.compile(r"\s*(?:[,:|–—-]\s*)?(?:[^\W\d_]{1,3}[’'\s]\s*)?$"),
        verbs=tuple((status, re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", FLAGS)) for status, pattern in verbs),
        mayors=re.compile(language.mayors, FLAGS),
        of_mayors=re.compile(
            rf"\b(?:{language.mayors})[’']?\s+(?:{language.event})\b|\b(?:{language.event})\s+{small}\s+(?:\w+\s+)?(?:{language.mayors})\b",
            FLAGS,
        ),
        expects=re.compile(rf"\b(?:{language.expects})\b", FLAGS),
        acts=tuple(
            (status, re.compile(rf"\b(?:{pattern})\s+(?:(?!{small}\s)[^\s,.;:()]+\s+){{0,8}}$", FLAGS))
            for status, pattern in acts
        ),
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
            nth = self._ordinal_before(match, begin, end)
            found.append(
                Mention(name=Span(*match.span()), clause=Span(begin, last), sentence=Span(start, end), ordinal=nth)
            )
        return found

    def anaphora(self, start: int, end: int) -> Mention | None:
        """Return where a sentence speaks of a conference that another one named: 'The Conference will take place …'."""
        match = self._words.anaphor.search(self._text, start, end)
        if match is None or not self._is_own(match, start, end) or self.is_of_another(start, end):
            return None
        whole = Span(start, end)
        return Mention(name=Span(*match.span()), clause=whole, sentence=whole, ordinal=None)

    def _is_own(self, match: re.Match[str], start: int, end: int) -> bool:
        before = self._text[max(start, match.start() - 40) : match.start()]
        if self._words.rival_before.search(before) or self._words.rival_after.match(self._text, match.end(), end):
            return False
        whose = self._words.foreign.match(self._text, match.end(), end)
        if whose is None:
            return self._is_nobody_elses(start, match.start())
        if re.match(self._language.members, whose["whose"], FLAGS):
            return True
        return whose["whose"][0].isupper() and self._hosts(whose.start("whose"), end) is not None

    def _is_nobody_elses(self, start: int, end: int) -> bool:
        """Say whether 'its annual meeting' is the Network's: a sentence has to name it, or its members, before."""
        if not self._words.possessive.search(self._text, start, end):
            return True
        return self._words.network.search(self._text, start, end) is not None

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
        series = self._phrases.series.finditer(self._text, start, end)
        own = [match.span() for match in series if self._is_own(match, start, end)]
        anaphora = self._words.anaphor.finditer(self._text, start, end)
        own += [match.span() for match in anaphora if self._is_own(match, start, end)]
        for other in self._phrases.event.finditer(self._text, start, end):
            if any(first <= other.start() < last for first, last in own):
                continue
            if other[0][0].isupper() or not self._words.programme.fullmatch(other[0]):
                return True
        return not own and any(
            self._words.of_mayors.search(self._text, max(start, match.start() - 40), min(end, match.end() + 20))
            if self._words.mayors.fullmatch(match[0])
            else self._words.one_city.match(self._text, self._article(match.start())) is None
            for match in self._phrases.rival.finditer(self._text, start, end)
        )

    def is_about_candidates(self, start: int, end: int) -> bool:
        """Say whether a sentence is about who would like to host; who was chosen is no candidate any more."""
        chosen = any(self._words.chosen.finditer(self._text, start, end))
        return not chosen and self._phrases.candidacy.search(self._text, start, end) is not None

    def _article(self, at: int) -> int:
        """Return where the article before a word begins, if there is one."""
        article = re.compile(rf"\b(?:{self._language.articles})\s+$", FLAGS).search(self._text, max(0, at - 5), at)
        return article.start() if article and self._words.one_city.match(self._text, article.start()) else at

    def is_relative(self, mention: Mention) -> bool:
        """Say whether a conference is named by another: 'the previous Annual Meeting'."""
        words = self._text[max(mention.clause.start, mention.name.start - 20) : mention.name.end]
        return self._words.relative.search(words) is not None

    def names_a_part(self, start: int, end: int) -> bool:
        """Say whether the beginning of a sentence names a part of a conference: a workshop, an exhibition."""
        spoken_of = [match.span() for match in self._words.anaphor.finditer(self._text, start, end)]
        return any(
            not any(first <= match.start() < last for first, last in spoken_of)
            for match in self._phrases.event.finditer(self._text, start, end)
        )

    def _is_governed(self, mention: Mention) -> bool:
        """Say whether a clause is about something else of the conference: 'registration for the XIII Annual Conference'."""
        start = min(mention.ordinal.span.start, mention.name.start) if mention.ordinal else mention.name.start
        found = self._words.governor.search(self._text, mention.clause.start, start)
        if found is None or self._phrases.own_edition.fullmatch(found["noun"]):
            return False
        return self._words.relative_clause.match(self._text, mention.name.end, mention.clause.end) is None

    def _is_led_to(self, mention: Mention, stop: int) -> bool:
        """Say whether a conference's name leads to a place or a day behind it: by a verb that is known, or small words."""
        between = self._text[mention.name.end : stop]
        verbs = list(self._words.any_verb.finditer(between))
        if verbs and not self._is_governed(mention):
            return self._other_words(between[verbs[-1].end() :]) <= _FEW_WORDS
        return self._other_words(between) == 0

    def _other_words(self, between: str) -> int:
        """Count the words of a stretch that are neither names nor days nor small."""
        bare = self._words.network.sub(" ", re.sub(r"\([^()]*\)", " ", between))
        words = re.findall(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*[’']?", bare)
        return sum(word[0].islower() and not self._words.small.fullmatch(word) for word in words)

    # --- what a clause states -----------------------------------------------------------------------------------------

    def dates(self, mention: Mention) -> Dates | None:
        """Return the days that a clause gives its conference: those behind its name, else before it."""
        if self._is_governed(mention):
            return None
        for dates in read_dates(self._text, self._language, mention.name.end, mention.clause.end):
            start = dates.span.start
            if not self.is_of_another(mention.name.end, start) and self._is_led_to(mention, start):
                return dates
        before = list(read_dates(self._text, self._language, mention.clause.start, mention.name.start))
        return next((d for d in reversed(before) if not self.is_of_another(d.span.end, mention.name.start)), None)

    def year(self, mention: Mention) -> Told | None:
        """Return the year that a clause gives its conference: 'in 2019', 'Fabriano 2019', 'the 2019 Annual Conference'."""
        name = mention.name
        if direct := re.compile(rf"\s*[,(–-]?\s*(?P<year>{YEAR})").match(self._text, name.end, mention.clause.end):
            return Told(int(direct["year"]), Span(*direct.span("year")))
        for match in self._words.year.finditer(self._text, name.end, min(mention.clause.end, name.end + _FAR)):
            if self.is_of_another(name.end, match.start()) or not self._is_led_to(mention, match.start()):
                continue
            if self._is_beside_a_name(match):
                return Told(int(match["year"]), Span(*match.span("year")))
        before = [
            m for m in self._words.year.finditer(self._text, mention.clause.start, name.end) if m.end() <= name.start
        ]
        for match in reversed(before):
            if self.is_of_another(match.end(), name.start) or not self._is_beside_a_name(match):
                continue
            opens = not self._names(mention.clause.start, match.start())
            if opens or not self._names(match.end(), mention.ordinal.span.start if mention.ordinal else name.start):
                return Told(int(match["year"]), Span(*match.span("year")))
        return None

    def _names(self, start: int, end: int) -> bool:
        """Say whether a stretch holds anything but small words, the network's name and an ordinal."""
        bare = self._words.network.sub(" ", self._text[start:end])
        words = re.findall(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*[’']?", bare)
        return any(not self._words.small.fullmatch(word) and not ordinal(word, self._language) for word in words)

    def _is_beside_a_name(self, match: re.Match[str]) -> bool:
        """Say whether a year without a preposition stands behind a name: 'Fabriano 2019', and not 'since 2013'."""
        if match["bare"] is None:
            return True
        words = self._text[max(0, match.start() - 60) : match.start()].split()
        return any(cities(" ".join(words[-many:]).strip("(,;:")) for many in (1, 2, 3))

    def hosts(self, mention: Mention) -> tuple[tuple[Host, ...], Span, Status | None, Span | None] | None:
        """Return the hosts that a clause gives its conference and where they stand, with what a verb between them tells."""
        return self._acting(mention) or self._behind(mention) or self._before(mention)

    def _acting(self, mention: Mention) -> tuple[tuple[Host, ...], Span, Status | None, Span | None] | None:
        """Read 'CITY (COUNTRY) will host the XIII Annual Conference'."""
        begin = max(mention.sentence.start, mention.clause.start - 1)  # the space before a clause without a subject
        verb = self._words.active.search(self._text, begin, mention.name.start)
        if verb is None:
            return None
        without_subject = not self._text[mention.clause.start : verb.start()].strip()
        begin = mention.sentence.start if without_subject else mention.clause.start
        for at in self._beginnings(begin, verb.start()):
            found = self._hosts(at, verb.start())
            is_aim = self._words.aim.match(verb["planned"] or "") is not None  # 'competing to host' is no host
            between = _RELATIVE if without_subject else _NOTHING if is_aim else _APPOSITION
            if found and between.fullmatch(self._text, found.end, verb.start()):
                status: Status | None = "planned" if verb["planned"] else "held" if verb["held"] else None
                told = Span(*verb.span("planned" if verb["planned"] else "held")) if status else None
                return found.hosts, Span(at, found.end), status, told
        return None

    def _beginnings(self, start: int, end: int) -> Iterator[int]:
        """Yield where the subject of a verb may begin: with the clause, behind an 'and', 'the city of', a break, a day."""
        yield start
        if joiner := self._words.joiner.match(self._text, start, end):
            yield joiner.end()
        for dates in read_dates(self._text, self._language, start, end):
            yield (
                dates.span.end
                + len(self._text[dates.span.end : end])
                - len(self._text[dates.span.end : end].lstrip(" ,"))
            )
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
        places = [(direct.end(), direct.end())] if direct else []
        places += [match.span() for match in self._words.place.finditer(self._text, at, end)]
        for before, place in places:
            if self.is_of_another(at, before) or not self._is_led_to(mention, before):
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
            rest = re.sub(YEAR, "", self._text[found.end : start])
            is_led_to = place != mention.clause.start and self._inverted(mention) is not None
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
        """Return what a clause's verb says of its conference.

        That it is put off or called off outweighs what was planned, but not that it was held.
        """
        found: dict[Status, re.Match[str]] = {}
        for status, pattern in () if self._is_governed(mention) else self._words.verbs:
            match = pattern.search(self._text, mention.name.end, mention.clause.end)
            if match and not self.is_of_another(mention.name.end, match.start()):
                found[status] = match
        for status, pattern in () if found else self._words.acts:
            if match := pattern.search(self._text, mention.clause.start, mention.name.start):
                found.setdefault(status, match)
        told = min(found.items(), key=lambda item: item[1].start(), default=None)
        if urgent := next(((one, found[one]) for one in _URGENT if one in found), None):
            told = self._held(mention) or urgent
        told = told or self._inverted(mention)
        return (told[0], Span(*told[1].span())) if told else None

    def _held(self, mention: Mention) -> tuple[Status, re.Match[str]] | None:
        """Return the verb that says that a conference was held, and not only that it was to be."""
        for match in self._phrases.statement.finditer(self._text, mention.name.end, mention.clause.end):
            if match["held"] and not self.is_of_another(mention.name.end, match.start()):
                return "held", match
        return None

    def _inverted(self, mention: Mention) -> tuple[Status, re.Match[str]] | None:
        """Return a verb that stands before its subject: 'se celebró en 2022 la XIV Conferencia Anual'."""
        for status, pattern in self._words.verbs:
            for match in pattern.finditer(self._text, mention.clause.start, mention.name.start):
                between = self._text[match.end() : mention.name.start]
                if not self._other_words(between) and not self.is_of_another(match.end(), mention.name.start):
                    return status, match
        return None

    def is_labelled(self, start: int, end: int) -> bool:
        """Say whether a block begins with the label of a field, as 'Date:'."""
        return self._after_label(start, end) > start

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
        weekday = (
            rf"[\s,]*(?:(?:{self._language.weekdays}|[^\W\d_]{{3}}\.?),?\s+)?(?:(?:{self._language.date_words})\s+)*"
        )
        if found is None or re.fullmatch(weekday, self._text[at : found.span.start], FLAGS) is None:
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
