"""What a sentence that names the conference says of a city beside it: in another clause, from elsewhere, of something else."""

import re
from functools import cached_property

from scraper.subjects.uccn.grammar.entries import Names
from scraper.subjects.uccn.grammar.gatherings import Gathering
from scraper.subjects.uccn.grammar.mentions import City, Year
from scraper.subjects.uccn.grammar.words import (
    APPLIED,
    FLAGS,
    FOR,
    GOVERNED,
    HOST_NOUN,
    LAST_CLAUSE,
    MOVED_FROM,
    MOVED_FROM_BEHIND,
    compiled,
    network_named,
)
from scraper.subjects.uccn.languages import in_any

_NEAR = 80  # letters before a city in which what is said of it is looked for
_AT_IT, _AROUND = (
    re.compile(
        rf"\W*(?:{words})(?:\s+|(?<=[’']))(?!(?:19|20)\d\d\s+\D)(?:(?:{in_any('the')})\s*)?(?:[^\s,;:()]{{1,24}}\s+){{0,4}}$",
        FLAGS,
    )
    for words in (in_any("at_it"), in_any("around"))
)
_OPENS_CLAUSE = re.compile(
    rf"(?P<mark>;|,?\s(?:{in_any('and_')}|{in_any('new_clause')}))\s+(?:(?:{in_any('articles')})\s+)?$", FLAGS
)
_AND_THEN = re.compile(rf",?\s(?:{in_any('and_')})\s")
_GOES_ON = re.compile(rf"\s*(?:{in_any('which')})(?!\w)", FLAGS)
BY = r"(?:by|par|por|pel[oa]s?|d(?:a|al|all[ae’'])|von|durch)"
"""What stands before who did something."""
_BY = re.compile(  # 'organised by UNESCO (Paris, France)'
    rf"(?<!\w){BY}\s*"
    r"(?:(?:the|la|le|les|der|dem|die)\s+|l[’'])?[A-ZÀ-Þ][^,;:()\n]{1,60}\($"
)
_OF_OR_BY = re.compile(r"(?:da|von)\s")
_COMPANY = re.compile(  # 'Santos, which together with Recife made up the group'
    rf"(?<!\w)(?:{in_any('which')})\s+(?:{in_any('together')})\s+(?:{in_any('city_of')})?\s*$", FLAGS
)
TIMES = re.compile(rf"(?<!\w)(?:{in_any('times')})(?!\w)", FLAGS)  # 'held over a week in X', 'une fois à X'
_PUBLISHED_BY = re.compile(r"\s?:\s(?-i:[A-ZÀ-Þ])[^:;()\n\d]{1,60}[.,]\s")
_SEAT = re.compile(in_any("seat"), FLAGS)
_ONLINE = re.compile(rf"(?<!\w)(?:online|{in_any('online')})(?!\w)", FLAGS)
_SINCE = re.compile(  # 'held in X, the first since the network grew in 2015'
    rf"(?<!\w)(?:{in_any('since_then')})", FLAGS
)
_WHILE = re.compile(rf"(?<!\w)(?:{in_any('while_')})(?!\w)[^,;:()\n]*", FLAGS)
_AUTHOR = re.compile(r"\W*(?:[A-ZÀ-Þ]\.[\s-]?)+[A-ZÀ-Þ][\w’'-]+\s?[,(]")  # 'L. Roy (ed.), …'
_FROM = re.compile(rf"(?<!\w)(?:{in_any('watched_from')})\s+$", FLAGS)


class Elsewhere:
    """Looks for what one stretch says of its cities beside the conference."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._text, self._start, self._end, self._context = names.text, names.start, names.end, names.context
        self._language, self._words, self._gatherings = names.language, names.words, names.gatherings

    def is_told(self, group: tuple[City, ...], year: Year, clause: tuple[int, int]) -> bool:
        """Say whether a city is named for something else than to have received the conference in a year."""
        before = max(self._start, group[0].start - _NEAR), group[0].start
        return (
            self._is_in_another_clause(group, year)
            or self._is_said_of_another(group, year)
            or self._is_moved_from(group)
            or self._is_an_imprint(group, year)
            or self._is_bid_for_there(group, clause)
            or self._is_followed_from(group, clause)
            or self._is_voted_for(group, clause)
            or self._is_of_a_thing(group)
            or self._is_meanwhile(group)
            or _SINCE.search(self._text, group[-1].stop, year.start) is not None
            or self._is_a_dateline(group, year)
            or self._is_of_a_publisher(group)
            or self._is_of_who_does_it(*before)
            or _COMPANY.search(self._text, *before) is not None
        )

    def _is_of_who_does_it(self, first: int, last: int) -> bool:
        """Say whether a city stands in brackets behind who does something, and not behind whose the conference is ('da UNESCO (Graz)')."""
        by = _BY.search(self._text, first, last)
        is_owner = by is not None and any(not self._text[one.end : by.start()].strip() for one in self._gatherings)
        return by is not None and not (is_owner and _OF_OR_BY.match(by[0]))

    def _is_meanwhile(self, group: tuple[City, ...]) -> bool:
        """Say whether the conference is only in a clause of what took place meanwhile ('while they met at the …, she was in X')."""
        own = [one for one in self._gatherings if one.whose != "other"]
        own = [one for one in own if one.end <= group[0].start] or own
        clauses = [clause.span() for clause in _WHILE.finditer(self._text, self._start, self._end)]
        are_inside = bool(own) and all(any(first < one.start < last for first, last in clauses) for one in own)
        return are_inside and not any(first < group[0].start < last for first, last in clauses)

    def _is_a_dateline(self, group: tuple[City, ...], year: Year) -> bool:
        """Say whether a city and one day stand before the conference's name ('Graz, 20 June 2019 | Annual Conference: what …')."""
        is_day = year.dates is not None and year.dates.first == year.dates.last
        if not is_day or re.search(r"\w", self._text[self._start : group[0].start]):
            return False
        is_right_behind = group[-1].stop <= year.start and not re.search(r"\w", self._text[group[-1].stop : year.start])
        return is_right_behind and all(one.start >= year.end for one in self._gatherings) and bool(self._gatherings)

    def _is_of_a_publisher(self, group: tuple[City, ...]) -> bool:
        """Say whether a city behind the conference is that of a book's publisher ('A. Roy, The Annual Conferences, Graz, 2020')."""
        line = self._text.rfind("\n", 0, self._start) + 1
        if _AUTHOR.match(self._text, line) is None:
            return False
        named = (one.end for one in self._gatherings if one.whose != "other" and one.end <= group[0].start)
        begin = max(named, default=self._start)
        between = self._text[begin : group[0].start]
        is_where_it_was = between.rfind("(") > between.rfind(")")  # '(Graz, 2019)'
        return not is_where_it_was and self._words.ties.search(self._text, begin, self._end) is None

    def _is_of_a_thing(self, group: tuple[City, ...]) -> bool:
        """Say whether a city is where a thing is that is no gathering, and no house ('led to an exhibition in X')."""
        thing = self._placed_thing.search(self._text, max(self._start, group[0].start - _NEAR), group[0].start)
        return thing is not None and not any(
            pattern.fullmatch(thing["noun"]) for pattern in (self._words.series, self._words.neutral, TIMES, _SEAT)
        )

    @cached_property
    def thing(self) -> re.Pattern[str]:
        """A noun behind 'a': what has not been spoken of."""
        return compiled(rf"(?<!\w)(?:{self._language.indefinite})(?:\s+|(?<=[’']))(?P<noun>[^\W\d_]{{4,}})(?!\w)")

    @cached_property
    def _placed_thing(self) -> re.Pattern[str]:
        return compiled(rf"{self.thing.pattern}\s+(?:{self._language.before_place})\s+$")

    def _is_in_another_clause(self, group: tuple[City, ...], year: Year) -> bool:
        """Say whether a clause behind the one of the conference says something else of a city ('At the …, X received a prize')."""
        start, stop = group[0].start, group[-1].stop
        own = [one for one in self._gatherings if one.whose != "other"]
        if self._context.form not in ("sentence", "heading") or not own or own[0].end > start:
            return False
        between = _AND_THEN.match(self._text, year.end, group[0].start)
        says_host = between and HOST_NOUN.search(self._text, between.end(), group[0].start)
        if between and not says_host and self._names.unexplained(between.end(), group[0].start):
            return True  # 'the meeting of 2019 and came home by way of Geneva'
        begins = _OPENS_CLAUSE.search(self._text, own[0].end, start)
        if begins and year.end <= begins.start() and not any(one.start > begins.start() for one in own):
            is_listed = begins["mark"] != ";" and group[0].joined
            says_more = re.match(r"\s+[a-zß-ÿ]", self._text[stop : self._end]) and self._names.unexplained(
                stop, self._end
            )
            if says_more and not is_listed and not self._words.hosting.match(self._text, stop, self._end):
                return True
        at_it, around = (one.match(self._text, self._start, own[0].start) for one in (_AT_IT, _AROUND))
        comma = self._comma(own[0].end, start)
        if comma is None and self._is_apart_without_comma(own[0], group, year, at_it=at_it is not None):
            comma = year.end
        if comma is None or not (at_it or around) or any(one.start > comma for one in own):
            return False
        is_theirs = network_named().search(self._text, comma, start) is None
        if around and is_theirs and self._words.guests.search(self._text, comma, start):
            return True  # 'Ahead of the meeting of 2019, the coordinators met in X'
        if not self._names.unexplained(comma, self._end) or self._goes_on(comma + 1, start, stop):
            return False
        held = self._words.of("held", "planned")
        is_held = any(pattern.search(self._text, comma, start) for pattern in held)
        guests = compiled(rf"(?<!\w)(?:{self._language.people}|{self._language.participants})(?!\w)")
        receives = self._words.hosting.match(self._text, stop, self._end) and guests.search(self._text, stop, self._end)
        return bool(around) or not (is_held or receives)

    def _is_apart_without_comma(self, own: Gathering, group: tuple[City, ...], year: Year, *, at_it: bool) -> bool:
        """Say whether a sentence goes on with something else behind the conference's year ('Alla conferenza del 2016 Graz ha …')."""
        start, stop = group[0].start, group[-1].stop
        if not own.end <= year.start < year.end < start:
            return False
        if not self._text[year.end : start].strip():
            return re.match(r"\s+[a-zß-ÿ]", self._text[stop : self._end]) is not None
        meet_there = self._words.guests.search(self._text, year.end, start) is not None
        return (bool(self._names.unexplained(year.end, start)) or meet_there) and not (at_it and meet_there)

    def _comma(self, first: int, last: int) -> int | None:
        """Return where the first comma is that stands neither in brackets nor in the name of a place."""
        places = [(city.start, city.stop) for city in self._names.cities]
        places += [bracket.span() for bracket in re.compile(r"\([^()]*\)").finditer(self._text, first, last)]
        commas = (match.start() for match in re.compile(",").finditer(self._text, first, last))
        return next((at for at in commas if not any(one <= at < other for one, other in places)), None)

    def _goes_on(self, at: int, start: int, stop: int) -> bool:
        """Say whether what stands behind a comma is still said of the conference: ', held in X', ', in X,', ', which'."""
        between = self._text[at:start].strip()
        held = self._words.of("held", "planned")
        if _GOES_ON.match(self._text, at, start) or any(one.match(between) for one in (self._words.ties, *held)):
            return True
        if between:
            return self._words.before_place.fullmatch(f"{between} ") is not None
        return re.match(r"\s*(?:[,;.)]|$)", self._text[stop : self._end]) is not None

    def _is_said_of_another(self, group: tuple[City, ...], year: Year) -> bool:
        """Say whether a year stands in a clause about another place ('Unlike X, which hosted the meeting in 2019, Y has …')."""
        places = {one.end for one in self._names.countries} | {city.stop for city in self._names.cities}
        for clause in LAST_CLAUSE.finditer(self._text, self._start, self._end):
            if clause.start() not in places and self._text[clause.start() - 1] != ")":
                continue
            inside = clause.start() <= year.start < clause.end() and not clause.start() <= group[0].start < clause.end()
            of_conference = any(
                one.end <= clause.start() and not re.search(r"[,;)]", self._text[one.end : clause.start()])
                for one in self._gatherings
                if one.whose != "other"
            )
            if inside and clause.start() != group[-1].stop and not of_conference:
                return True
        return False

    def _is_moved_from(self, group: tuple[City, ...]) -> bool:
        """Say whether the conference was to be in a city, and went to another that the sentence names behind it."""
        if all(city.start < group[-1].stop for city in self._names.cities):
            return False
        before = self._text[max(self._start, group[0].start - _NEAR) : group[0].start]
        return MOVED_FROM.search(before) is not None or (
            MOVED_FROM_BEHIND.match(self._text, group[-1].stop, self._end) is not None
        )

    def _is_followed_from(self, group: tuple[City, ...], clause: tuple[int, int]) -> bool:
        """Say whether somebody followed a conference from a city ('We watched it online from Graz')."""
        said = self._text[slice(*clause)]
        here = (mark.start() for city in group for mark in re.finditer(re.escape(city.name), said))
        return _ONLINE.search(said) is not None and any(_FROM.search(said, max(0, at - _NEAR), at) for at in here)

    def _is_voted_for(self, group: tuple[City, ...], clause: tuple[int, int]) -> bool:
        """Say whether a conference is followed by whom or what something at it was for ('voted at the meeting of 2016 for Lyon')."""
        own = [one.end for one in self._gatherings if one.whose != "other" and clause[0] <= one.start < group[0].start]
        if not own or FOR.search(self._text, own[-1], group[0].start) is None:
            return False
        ahead = self._words.of("postponed", "cancelled", "planned")
        told = any(cue.search(self._text, clause[0], group[0].start) for cue in (*ahead, self._words.takes_place))
        return not told and self._words.ties.search(self._text, own[-1], group[0].start) is None  # 'acogida por'

    def _is_bid_for_there(self, group: tuple[City, ...], clause: tuple[int, int]) -> bool:
        """Say whether a bid for another edition is told of, at the conference in a city ('our bid for 2016 at the meeting in X')."""
        own = [one for one in self._gatherings if one.whose != "other" and clause[0] <= one.start < group[0].start]
        if not own or not self._words.at_it.search(self._text[max(clause[0], own[-1].start - _NEAR) : own[-1].start]):
            return False
        cues = (*self._words.of("candidate"), self._words.candidacy, APPLIED)
        bids = [bid.end() for cue in cues for bid in cue.finditer(self._text, clause[0], own[-1].start)]
        return any(bid <= year.start < own[-1].start for bid in bids for year in self._names.years)

    def _is_an_imprint(self, group: tuple[City, ...], year: Year) -> bool:
        """Say whether city and year are a book's: 'Paris: UNESCO. 2017', '(printed in Paris, 2017)', 'Report, Lyon, 2016, Paris, 2017'."""
        by = _PUBLISHED_BY.fullmatch(self._text, group[-1].stop, max(year.start, group[-1].stop))
        if by and not any(by.start() < one.end <= by.end() for one in self._names.countries):
            return True
        before = [one.end for one in self._names.years if one.end <= group[0].start]
        if not before or year.start < group[-1].stop:
            return False
        lead, between = self._text[before[-1] : group[0].start], self._text[group[-1].stop : year.start]
        if re.fullmatch(r"[^\w()]{0,5}\([^()\n]*", lead) and ")" not in between:
            return True
        own = [one.start for one in self._gatherings if one.whose != "other"]
        is_of_a_report = bool(own) and GOVERNED.search(self._text, self._start, own[0]) is not None
        return is_of_a_report and lead.strip() == "," and between.strip() in ("", ",")
