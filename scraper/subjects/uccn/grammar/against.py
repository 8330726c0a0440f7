"""What speaks against a city and a year being an edition's: the closed class of reasons."""

import re
from functools import cached_property
from typing import Literal

import msgspec

from scraper.reading.folding import fold
from scraper.subjects.uccn.grammar.elsewhere import BY, TIMES, Elsewhere
from scraper.subjects.uccn.grammar.entries import Names, Numbered
from scraper.subjects.uccn.grammar.gatherings import Gathering
from scraper.subjects.uccn.grammar.mentions import City, Year, blanked, names_another
from scraper.subjects.uccn.grammar.ties import NEXT_TO, NO_SUBJECT, RELATIVE, Ties
from scraper.subjects.uccn.grammar.verbless import Verbless
from scraper.subjects.uccn.grammar.words import (
    ANNOUNCED,
    APPLIED,
    AROUND,
    BRACKET,
    CARRIED_ON,
    CONCESSION,
    CONFUSED,
    EDITION,
    FLAGS,
    FOR_IT,
    GIVEN_UP,
    GOVERNED,
    HOST_CLAUSE,
    HOST_NOUN,
    MOVED_FROM,
    NO_HOSTS,
    NOBODY,
    OFTENER,
    OTHER_PART,
    OVERVIEW,
    PRESENT,
    PRIZES,
    PRONOUN,
    PUBLISHED,
    QUOTED,
    SO_AS_TO,
    SPOKEN_OF,
    SPOKEN_YEAR,
    TAKEN_BACK,
    THERE,
    WHERE,
    WISHED,
    compiled,
    network_named,
)
from scraper.subjects.uccn.languages import in_any, ordinal
from scraper.subjects.uccn.places import is_national
from scraper.values.records import Span

_NOT_AT_ONCE = 16  # letters: 'non è stata '
_CREATIVE, _CITIES = in_any("creative"), in_any("cities")
_OF_THE_CITIES = re.compile(rf"(?<!\w)(?:(?:{_CREATIVE})\s+)?(?:{_CITIES})(?:\s+(?:{_CREATIVE}))?(?!\w)", FLAGS)
_WORD_BEFORE, _WORD_BEHIND = re.compile(r"([^\W\d_]+)\s+$"), re.compile(r"\s+([^\W\d_]+)")
_SAYS_WHEN = re.compile(rf"(?<!\w)(?:{SPOKEN_YEAR}|{in_any('weekdays')})$", FLAGS)
_OPEN_BRACKET = re.compile(r"\([^()\n]*$")
_LONGEST_WORD = 30
_FIRST_PERSON = re.compile(rf"(?<!\w)(?:{in_any('first_person')})(?!\w)", FLAGS)
_SUBTITLE = re.compile(r"[:–—]\s[a-zß-ÿ]+(?:\s[a-zß-ÿ]+){0,2}\.\s+$")
_NEXT = 6  # letters between cities that a word joins
_OR_BEFORE = re.compile(rf"(?<!\w)(?:{in_any('or_')})\s+$")
_OR_BEHIND = re.compile(rf"\s*,?\s+(?:{in_any('or_')})\s")
_PRIZE_TO = re.compile(  # 'the prize went in 2013 to X'
    rf"{PRIZES.pattern}[^.;:]{{0,60}}?\s(?:{in_any('went_to')})\s[^.;:]{{0,100}}?(?<!\w)(?:{in_any('to_')})\s+(?:(?:{in_any('city_of')})\s*)?$",
    FLAGS,
)
_REMARK = re.compile(r"\s*[:–—-]\s*")
_ON_IT = re.compile(rf"(?<!\w)(?:{in_any('on_it')})\s+$", FLAGS)
_REMOTE = re.compile(rf"(?<!\w)(?:{in_any('remote_from')})\s+$", FLAGS)  # 'spoke by video link from'
_TELLS = 5  # words before a colon that tell of something else
_SHORTLY = 600  # letters before a sentence in which it is said that a novel is told
_SECOND = 2
_FAR = 400  # letters from a city to the conference that it does something with
_NEAR = 80  # letters before a year or a city in which what is said of it is looked for
_BODY = re.compile(  # who meets of the conference without being it
    rf"\W*(?:(?:{in_any('articles')})(?:[’']|\s+))?(?:[^\W\d_]+\s+)?"
    rf"(?:{in_any('panels')})\b",
    FLAGS,
)
_HELD = r"tenue?|celebrad[ao]|realizad[ao]|(?:tenut|svolt)[ao](?:si)?"
_OF_A_WEBSITE = re.compile(
    rf"(?<!\w)(?:{in_any('websites')})\s+(?:{in_any('governs')})(?:\s+|(?<=[’']))(?:(?:{in_any('the')})\s*)?(?:[^\s:;»”\"]{{1,24}}\s+){{0,2}}$",
    FLAGS,
)
_PARTS_PAIRS = re.compile(rf"[,;]\s+(?:(?:{in_any('and_')})\s+)?|\s(?:{in_any('and_')})\s+", FLAGS)
_BEHIND_PAIR = re.compile(r"[^,;:.()]{0,80}(?=[,;:.()]|$)")
_DIRECT = re.compile(r"[^,;:.()\n]{1,60}")
_WHERE_OR_WHO = re.compile(rf"\s*,\s+(?:[^\W\d_]+\s+)?(?:{in_any('where')}|{in_any('which')})(?!\w)", FLAGS)
_WHEN = re.compile(rf",\s+(?:{in_any('when')})(?!\w)[^,;.:()\d]*(?:,\s+)?$", FLAGS)
_APPOSITION = re.compile(r",[^,;.:()]{1,60}(?=,)")
_AIM = re.compile(rf"(?<!\w)(?:{in_any('in_order_to')}),?\s+(?:[^\s,;:.()]+\s+){{0,4}}(?:[^\s,;:.()]+[’'])?$", FLAGS)
_HOST_VERB = re.compile(rf"(?<!\w)(?:{in_any('host_verbs')})(?!\w)", FLAGS)
_OVER = re.compile(rf"(?<!\w)(?:{in_any('chosen_over')})\s", FLAGS)
_ABOUT_TO = re.compile(rf"(?<!\w)(?:{in_any('about_to')})(?!\w)", FLAGS)
_FOR = re.compile(rf"(?<!\w)(?:{in_any('for_')})(?!\w)", FLAGS)
_ANNIVERSARY = re.compile(rf"(?<!\w)(?:{in_any('anniversary')})(?!\w)[^,;.:()]*$", FLAGS)
_RELATIVE = re.compile(rf",\s+(?:{in_any('which')})(?!\w)", FLAGS)
_NEW_CLAUSE = re.compile(rf"(?<!\w)(?:{in_any('new_clause')})(?!\w)", FLAGS)
_TRUTH = re.compile(  # what is denied with these is what stands behind the colon
    rf"{TAKEN_BACK.pattern}|(?<!\w)(?:true|correct|right|facts?|said?|says?|vrai\w*|exact\w*|held|took|tenue?|tenut[ao]|svolt[ao]|celebrad[ao]|realizad[ao]|stattgefunden|dit|ciert[ao]|correct[ao]|verdade?|dicho|cert[ao]|"
    r"dito|ver[ao]|giust[ao]|corrett[ao]|detto|stimmt\w*|wahr\w*|richtig\w*|gesagt|hei[ßs]t)(?!\w)",
    FLAGS,
)
_PART_ENDS = re.compile(r"[,;:]\s|\s[–—-]\s")
_NEVER = re.compile(
    rf"{in_any('not_')}|no|never|ne|n[’']|jamais|nunca|jam[áa]s|mai|não|nie(?:mals)?|noch\s+nie|kein\w*", FLAGS
)
_IN_A_ROW = re.compile(rf"\s*,\s*(?:(?:{in_any('before_place')})\s+)?", FLAGS)
_SHOWN_BEHIND = re.compile(rf"\s+(?:[^\W\d_]+\s+)?{SPOKEN_OF.pattern}", FLAGS)
_AT_THE_HOUR = re.compile(  # how an item of a programme begins
    r"\W*(?:[01]?\d|2[0-3])(?:(?:[:.]|\s?h\s?)[0-5]\d(?![\d.]|\s?[%€$])|\s?(?:h|Uhr|[ap]\.?m\.?)(?!\w))",
    FLAGS,
)
_FIELD = re.compile(r"(?:(?<=[·•|])\s|(?<![^\n]))(?P<name>[^\W\d_][^·•|:;.\n]{1,30})\s?:\s")
_SOMEBODYS = re.compile(  # what he or she gave
    rf"(?<!\w)(?:{in_any('his_or_her')})\s+(?:[^\W\d_]+\s+)?(?:{in_any('series')}|{in_any('any_gathering')})", FLAGS
)
_CREDIT = re.compile(r"(?:[^\W\d_]+\s){0,3}[^\W\d_]+\s?:\s[^\n]*[.;]\s+$")
_ANSWER = re.compile(r"\d{1,2}(?:[a-f]|\s?[a-f][.):])\s", re.IGNORECASE)  # '1b. Edinburgh'
_OPTION = re.compile(r"(?<![\w.])(?:[a-fA-F1-6][).]|[☐○□◯])\s")

_THE_NETWORK = re.compile(in_any("the_network"))
Objection = Literal["unread", "membership", "a date of posting"]
"""What becomes of a pair that something speaks against: it is unread, or set aside for a reason."""


class Objections:
    """Looks for what speaks against the pairs of one stretch; `denies` says whether anything is denied in it."""

    def __init__(self, names: Names, *, denies: bool) -> None:
        self._names, self._denies = names, denies
        self._text, self._start, self._end, self._context = names.text, names.start, names.end, names.context
        self._language, self._words, self._gatherings = names.language, names.words, names.gatherings
        self._says = compiled(rf"(?<!\w)(?:{names.language.says})(?!\w)")
        self._ties, self._elsewhere, self._verbless = Ties(names), Elsewhere(names), Verbless(names)
        self._denied: dict[tuple[int, int], bool] = {}
        self._given_up: dict[tuple[int, int], bool] = {}
        self._apart: set[int] = set()
        self._stated: list[int] = []

    def to(
        self, group: tuple[City, ...], year: Year, span: tuple[int, int], clause: tuple[int, int], governing: str | None
    ) -> Objection | None:
        """Return what speaks against a pair, None for nothing; `governing` is whose the gathering is that it is said of."""
        start, end = span
        if set(group) <= set(self._names.of_a_range()):
            return None
        if self._context.about != "none" and (found := self._of_the_clause(group, start, end, clause, governing)):
            return found
        if governing in ("own", "neutral") and self._names.is_one_before(group, year):
            return None
        doubted = self._names.asks or self._is_quoted(start, end) or self._is_given_up(clause)
        if self._names.is_one_of_them(group) or (governing != "other" and self._is_its_host(group, year)):
            return "unread" if doubted else None
        if goes := self._names.goes_to(group):
            is_so = goes == "attends" and not doubted and NOBODY.search(self._text, clause[0], start) is None
            return None if is_so else "unread"
        speaks_against = (
            self._names.asks
            or self._is_in_a_bracket_of_another(group, year)
            or self._is_quoted(start, end)
            or self._is_called_so
            or _REMOTE.search(self._text, max(self._start, start - _NEAR), group[0].start) is not None
            or self._oftener_at < start
            or self._is_told_about(group)
            or self._receives_at_it(group, clause)
            or self._verbless.names_another(group, year)
            or self._is_of_a_quoted_title(group, year)
            or self._is_in_another_field(group)
            or _AT_THE_HOUR.match(self._text, self._start, start) is not None
            or self._is_who_says_it(group, year)
            or _PRIZE_TO.search(self._text, clause[0], group[0].start) is not None
            or self._is_on_what_is_told(start)
            or any(map(names_another, group))
            or self._is_apart(group, year, start, end)
            or self._is_told_between(group, year)
            or self._is_shown_there(group, year)
            or self._is_of_another_time(group, year, end)
            or self._elsewhere.is_told(group, year, clause)
            or self._is_of_one_nation(group, clause)
            or self._is_of_a_part(group, clause)
            or (_BODY.match(self._text, clause[0], start) is not None and not self._is_told_that(clause))
            or CONCESSION.search(self._text, max(clause[0], start - _NEAR), start) is not None
            or self._is_one_of_several(group)
            or self._is_spoken_of(group, start, end, clause)
            or self._is_rivalled(group, year)
            or self._does_something_else(group, clause)
            or self._only_aims_to_host(group, clause)
            or self._is_of_another_object(group, year)
            or self._ties.are_missing(group, clause)
            or self._is_of_an_announcement(group, year)
            or self._is_labelled_by_another(group)
            or self._is_a_gap(group, year)
            or self._is_an_option(group)
            or self._is_an_example(group)
            or self._is_with_a_remark_on_it(start, end)
            or self._is_of_somebody_for_it(group, year)
            or self._receives_what_is_named
            or self._is_given_up(clause)
            or self._is_of_an_unknown_body(clause)
            or self._is_of_what_was_done(group)
            or self._is_of_an_anniversary(clause)
            or self._is_of_what_was_published(group, year)
            or self._is_at_another(group)
            or self._is_of_a_bid(group, year)
            or self._is_numbered_otherwise
            or self._is_a_lecture
            or self._is_a_signature(group, year)
            or self._words.condition.match(self._text, clause[0], start) is not None
            or PUBLISHED.search(self._text, start, min(end + NEXT_TO, clause[1])) is not None
        )
        return "unread" if speaks_against else None

    def _is_its_host(self, group: tuple[City, ...], year: Year) -> bool:
        """Say whether a city is named a host right before its year: 'has gone from X, host in 2022, to Y'."""
        named = HOST_CLAUSE.match(self._text, group[-1].stop, self._end)
        if named is None or not named.start() <= year.start < named.end():
            return False
        between = group[-1].stop, year.start
        whose = {one.whose for one in self._gatherings if between[0] <= one.start < between[1]}
        is_bid = any(cue.search(self._text, *between) for cue in (self._words.candidacy, APPLIED))
        return not ("other" in whose or is_bid or self._names.unexplained(*between, capitals=not whose))

    def _is_of_another_object(self, group: tuple[City, ...], year: Year) -> bool:
        """Say whether something else than the conference was received that year, or has that place ('the Games in 2012 and the …').

        That is what stands right behind the verb, or behind the year of another host; in German also behind its own year.
        """
        own = [one.start for one in self._gatherings if one.whose != "other"]
        first = min(group[0].start, year.start)
        if not own:
            return False
        years = [one.end for one in self._names.years if one.end <= first and one.value]
        near = max(self._start, year.start - _FAR)
        verbs = [one.end() for one in self._words.hosts.finditer(self._text, near, year.start)]
        verb = verbs[-1] if verbs else year.start
        stretches = [(max(years), first)] if years else []
        if not any(verb <= one.start < year.start for one in self._names.years):
            stretches.append((verb, year.start))
        is_german = self._language.code == "de"
        if is_german:
            stretches.append((year.end, min([at for at in own if at >= year.end], default=year.end)))
        known = (self._words.members, self._words.comers, self._words.relative, HOST_NOUN, TIMES)
        thing = compiled(rf"[\s,;]+(?:{self._language.the}|{self._language.indefinite})(?:\s+|(?<=[’']))(?=[^\W\d_])")
        return any(
            thing.match(self._text, begin, end) is not None
            and not any(begin <= at < end for at in own)
            and any(not is_german or word[0].isupper() for word in self._names.unexplained(begin, end, capitals=True))
            and not any(one.search(self._text, begin, end) for one in known)
            and self._words.ties.search(self._text, begin, end) is None
            for begin, end in stretches
            if begin < end
        )

    def _of_the_clause(
        self, group: tuple[City, ...], start: int, end: int, clause: tuple[int, int], governing: str | None
    ) -> Objection | None:
        """Look for what denies a host, or makes the year one of membership or of posting."""
        is_denied = self._is_denied(clause) and not self._is_denied_of_another(start, end, clause)
        if is_denied or self._is_next_of_another(group):
            return "unread"
        is_entry = self._context.form in ("item", "line", "row")
        if (governing == "neutral" or is_entry) and self._is_behind_a_label_of_another(group):
            return "unread"
        if governing is not None:
            return None
        between = self._text[start:end]
        is_titled = self._words.one_city.search(between) and self._words.rival.search(between)
        if is_titled and not self._words.ties.search(between):
            return "membership"  # 'X, City of Music since 2012'; not 'X, City of Music, will host it in 2018'
        lead = self._text[self._start : group[0].start].partition(":")
        is_of_members = lead[1] and self._words.members.match(lead[0]) and not self._words.list_of.search(lead[0])
        if is_of_members:
            return "membership"
        if self._joined and not _HOST_VERB.search(self._text, *clause):  # 'became the first city to host it twice'
            parts = (self._text[min(end, one.start()) : max(start, one.end())] for one in self._joined)
            is_sure = any(_NEW_CLAUSE.search(part) is None for part in parts)
            return "membership" if is_sure else "unread"  # 'I missed X in 2019, because my son was born'
        if self._is_behind_a_label_of_another(group):
            return "unread"
        return "a date of posting" if self._posted_at < start else None

    def _is_next_of_another(self, group: tuple[City, ...]) -> bool:
        """Say whether a name stands between 'next edition' and a city ('Next edition: Bike Tour X 2023')."""
        label, colon, _ = self._text[self._start : group[0].start].partition(":")
        behind = self._start + len(label)
        if not colon or not self._words.coming.search(label) or any(one.start > behind for one in self._gatherings):
            return False
        named = self._names.unexplained(behind, self._names.cities[0].start, capitals=True)
        return any(word[0].isupper() for word in named)

    def _is_behind_a_label_of_another(self, group: tuple[City, ...]) -> bool:
        label, colon, _ = self._text[self._start : group[0].start].partition(":")
        first = self._names.cities[0].start
        is_named = any(one.end <= first for one in self._gatherings)  # 'Added: Annual Conference 2024, Braga'
        if not colon or is_named or self._words.ties.search(self._text, self._start + len(label), self._end):
            return False
        return self._is_label_of_another(label)

    def _is_label_of_another(self, label: str) -> bool:
        """Say whether what a label announces is no list of editions ('Cities of Design: …', 'Literature: …')."""
        known = (
            self._words.list_of,
            self._words.posted,
            self._words.held_heading,
            self._words.coming,
            self._words.event,
            network_named(),
        )
        is_known = any(pattern.search(label) for pattern in known)
        if is_known or self._names.has_cue(self._start, self._start + len(label)):
            return False
        end = self._start + len(label)
        if any(country.start < end for country in self._names.countries) or any(
            pattern.fullmatch(label) for _, pattern in self._words.labels
        ):
            return False
        return bool(self._names.unexplained(self._start, self._start + len(label), capitals=True))

    def _is_in_a_bracket_of_another(self, group: tuple[City, ...], year: Year) -> bool:
        """Say whether a year stands in brackets behind something else than the city, or the conference ('the Agenda (2010)')."""
        bracket = _OPEN_BRACKET.search(self._text, max(self._start, year.start - 2 * _NEAR), year.start)
        if bracket is None or any(bracket.start() <= city.start for city in group if city.start < year.start):
            return False
        near = max(self._start, bracket.start() - _NEAR)
        before = self._text[near : bracket.start()].rstrip()
        stop = near + len(before)
        of_a_city = any(city.end <= stop <= city.stop for city in group)
        of_a_gathering = any(
            one.end <= bracket.start() and re.fullmatch(r"[^,;.:()]{0,60}", self._text[one.end : bracket.start()])
            for one in self._gatherings
        )
        inside = any(bracket.start() < city.start < self._text.find(")", year.end) for city in group)
        says_when = _SAYS_WHEN.search(before) is not None  # 'held this year (1–5 July 2024) in Braga'
        nth = self._words.bare_ordinal.finditer(self._text, near, year.end)
        is_numbered = any(one.end() == stop for one in nth)  # '12th (2018): X'
        return bool(before) and not (of_a_city or of_a_gathering or inside or says_when or is_numbered)

    def _is_apart(self, group: tuple[City, ...], year: Year, start: int, end: int) -> bool:
        """Say whether a pair behind another says something of its own: words that are not those of a list of editions."""
        before = [city.stop for city in self._names.cities if city.stop <= start and city not in group]
        years = (one for one in self._names.years if one.value != year.value)
        before += [one.end for one in years if one.end <= start and one.start not in self._planned_first]
        named = {fold(city.name) for city in self._names.cities if city.stop <= start}
        is_again = any(fold(one.name) in named for one in group)
        if self._context.form not in ("sentence", "heading") or not before or is_again:
            return False
        own = [one.start for one in self._gatherings if one.whose != "other"]
        is_apart = not any(start <= at < end for at in own) and self._says_of_another(start, end)
        parted = self._text.rfind(";", max(before), start) + 1
        is_of_it = parted and self._words.relative.search(self._text, parted, self._clause_end(end))
        if not is_apart and not any(max(*before, 0 if is_of_it else parted) <= at < end for at in own):
            first = self._first_of_a_row(start) if start == group[0].start else start
            earlier = max((one for one in before if one <= first), default=None)
            behind, at = (max(before), start) if earlier is None else (earlier, first)
            is_apart = self._says_of_another(parted or behind, at)
            is_apart = is_apart or (max(before) in self._apart and not parted)
        is_apart = is_apart and not (
            self._is_where(group, end)
            or self._only_tells_who_met(group[-1].stop, end)
            or self._is_when(group, year)
            or self._only_tells_hosts(max(before), end)
            or self._has_the_verb_before(start, end)
        )
        is_apart = is_apart or (not any(start <= at < self._end for at in own) and self._tells_of_a_thing(end))
        if is_apart:
            self._apart.add(end)
        return is_apart

    def _says_of_another(self, first: int, last: int) -> bool:
        """Say whether words stand there that no list of editions has, and none that stands for the conference."""
        if not self._names.unexplained(first, last):
            return False
        mark = re.compile(r"[,;.:]").search(self._text, last, self._end)
        end = mark.start() if mark else self._end
        words = self._names.unexplained(first, end if self._language.code == "de" else last)  # whose verbs end a clause
        return not (self._names.has_cue(first, end) and all(map(PRONOUN.fullmatch, words)))

    def keep(self, end: int) -> None:
        """Keep where a pair ends that is stated: the ones behind it may have its verb."""
        self._stated.append(end)

    def _has_the_verb_before(self, start: int, end: int) -> bool:
        """Say whether a pair alone stands behind one that is stated, and what that is said of it: '…, and in Braga in 2024'."""
        last = max((one for one in self._stated if one <= start), default=None)
        marks = list(_PARTS_PAIRS.finditer(self._text, last, start)) if last is not None else []
        behind = _BEHIND_PAIR.match(self._text, end, self._end)
        if last is None or not marks or behind is None:
            return False
        named = [*(city.start for city in self._names.cities), *(year.start for year in self._names.years)]
        if any(last <= at < marks[-1].start() for at in named):
            return False
        said = self._text[last : marks[-1].start()]
        is_of_it = re.match(r"\s*[,;(–—]", said) or any(
            last <= one.start < marks[-1].start() and one.whose != "other" for one in self._gatherings
        )
        return bool(is_of_it) and all(map(is_national, self._names.unexplained(marks[-1].end(), behind.end())))

    @cached_property
    def _planned_first(self) -> frozenset[int]:
        """Where the years stand that do not count: another stretch's, or for which it was planned first ('planned for 2020')."""
        return frozenset(
            one.start
            for one in self._names.years
            if one.start < self._start or MOVED_FROM.search(self._text, max(self._start, one.start - _NEAR), one.start)
        )

    def _first_of_a_row(self, start: int) -> int:
        """Return where the cities begin that stand in a row before a pair ('interviews in Lyon, in Graz and in Berlin')."""
        for city in reversed([one for one in self._names.cities if one.stop <= start]):
            if _IN_A_ROW.fullmatch(self._text, city.stop, start) is None or city.years:
                break
            start = city.start
        return start

    def _is_where(self, group: tuple[City, ...], end: int) -> bool:
        """Say whether a clause behind a city says that the conference is held there ('…, where the 2016 conference will be held')."""
        where = WHERE.match(self._text, group[-1].stop, end)
        return where is not None and any(one.whose != "other" and one.start >= where.end() for one in self._gatherings)

    def _only_tells_who_met(self, first: int, last: int) -> bool:
        """Say whether a clause behind a city says that the members met there, or that it received them, and no more."""
        clause, words = _WHERE_OR_WHO.match(self._text, first, last), self._words
        told = self._spans(first, last, words.takes_place, words.meet, words.hosts, CARRIED_ON)
        if clause is None or not told:
            return False
        told += [clause.span(), *self._spans(first, last, words.guests, words.members)]
        return all(map(PRONOUN.fullmatch, self._unexplained_without(told, first, last)))

    def _spans(self, first: int, last: int, *cues: re.Pattern[str]) -> list[tuple[int, int]]:
        """Return where cues stand."""
        return [match.span() for cue in cues for match in cue.finditer(self._text, first, last)]

    def _unexplained_without(self, spans: list[tuple[int, int]], first: int, last: int) -> list[str]:
        """Return the words that say something else, but those in some stretches."""
        rest = f"{self._text[:first]}{blanked(self._text, first, last, spans)}{self._text[last:]}"
        return msgspec.structs.replace(self._names, text=rest).unexplained(first, last)

    def _is_when(self, group: tuple[City, ...], year: Year) -> bool:
        """Say whether a clause behind a year says who received then ('… since 2008, when X, in the north, hosted the first')."""
        when = _WHEN.match(self._text, year.end, group[0].start) if year.end <= group[0].start else None
        beside = _APPOSITION.match(self._text, group[-1].stop, self._end)
        at = beside.end() if beside else group[-1].stop
        return when is not None and self._words.hosting.match(self._text, at, self._end) is not None

    def _tells_of_a_thing(self, end: int) -> bool:
        """Say whether a thing that is no gathering stands behind a pair: 'and in 2016 Graz hosted a film festival'."""
        thing = self._elsewhere.thing.search(self._text, end, self._clause_end(end))
        known = (self._words.series, self._words.neutral, TIMES)
        if thing is None or any(pattern.fullmatch(thing["noun"]) for pattern in known):
            return False
        how = compiled(rf"(?<!\w)(?:{self._language.not_object})\s+$")  # 'with a concert'
        return how.search(self._text, end, thing.start()) is None

    def _clause_end(self, at: int) -> int:
        mark = re.compile(r"[,;.:()]").search(self._text, at, self._end)
        return mark.start() if mark else self._end

    def _only_tells_hosts(self, first: int, last: int) -> bool:
        """Say whether words tell of the next host, and of nothing else ('and the next will have its seat in')."""
        hosts = (self._words.ties, self._words.network_meets)
        if not any(cue.search(self._text, first, last) for cue in hosts):
            return False
        known = (*hosts, self._words.relative, *self._words.of("held", "planned"))
        return not self._unexplained_without(self._spans(first, last, *known), first, last)

    def _is_one_of_several(self, group: tuple[City, ...]) -> bool:
        """Say whether 'or' stands beside a city: which of them it is, is open."""
        beside = [
            self._text[max(self._start, group[0].start - 6) : group[0].start],
            self._text[group[-1].stop : group[-1].stop + 6],
        ]
        behind = any(city.start - group[-1].stop < _NEXT for city in self._names.cities if city.start >= group[-1].stop)
        before = any(group[0].start - city.stop < _NEXT for city in self._names.cities if city.stop <= group[0].start)
        return bool((before and _OR_BEFORE.search(beside[0])) or (behind and _OR_BEHIND.match(beside[1])))

    def _is_quoted(self, start: int, end: int) -> bool:
        """Say whether a sentence tells in quotation marks, as somebody's words, of a conference with its city and year."""
        quotes = QUOTED.finditer(self._text, self._start, self._end)
        quoted = next((one for one in quotes if one.start() < start and end <= one.end()), None)
        if quoted is None or not any(quoted.start() < one.start < quoted.end() for one in self._gatherings):
            return False
        around = f"{self._text[self._start : quoted.start()]} {self._text[quoted.end() : self._end]}"
        if self._is_testimony(quoted, around):
            return False
        is_whole = self._context.form != "heading" and not re.search(r"\w", around)
        return (
            is_whole
            or re.search(r"[^\W\d_]{3}", around) is not None
            or self._words.denies(self._text, self._start, quoted.start())  # 'It read: “…”'
        )

    def _is_testimony(self, quoted: re.Match[str], around: str) -> bool:
        """Say whether a quotation is what somebody says in passing of a conference ('“We were in X for the conference of 2019,” he said').

        One that names the network's conference by its whole name is a text that is quoted: a plan, a leaflet, an error.
        """
        if self._context.form != "sentence" or network_named().search(quoted[0]) or self._says.search(quoted[0]):
            return False
        if self._words.denies(self._text, self._start, self._end):
            return False
        is_whole = re.search(r"\w", around) is None
        cues = _FIRST_PERSON, *((self._words.ties, self._words.participle) if is_whole else ())
        return self._says.search(around) is not None or any(cue.search(quoted[0]) for cue in cues)

    @cached_property
    def _is_called_so(self) -> bool:
        """Say whether the conference's name alone stands in quotation marks, and no verb behind it: a work is called so."""
        named = [one for one in self._gatherings if one.whose == "own"]
        if not named or any(
            cue.search(self._text, self._start, self._end) for cue in (self._words.ties, self._words.takes_place)
        ):
            return False
        return any(
            re.fullmatch(r"[\W\d]*", self._text[quoted.start() : one.start] + self._text[one.end : quoted.end()])
            for quoted in QUOTED.finditer(self._text, self._start, self._end)
            for one in named
            if quoted.start() < one.start < quoted.end()
        )

    def _is_told_about(self, group: tuple[City, ...]) -> bool:
        """Say whether the conference is only what is told of behind a city ('Ana Roy of Graz, who knew all about the conference')."""
        own = [one for one in self._gatherings if one.whose != "other"]
        return bool(own) and all(
            one.start >= group[-1].stop and _ON_IT.search(self._text, group[-1].stop, one.start) for one in own
        )

    def _receives_at_it(self, group: tuple[City, ...], clause: tuple[int, int]) -> bool:
        """Say whether a city receives something during the conference ('In X, during the conference of 2012, Graz received the flag')."""
        verb = self._words.hosting.match(self._text, group[-1].stop, clause[1])
        own = [one for one in self._gatherings if one.whose != "other" and clause[0] <= one.start < clause[1]]
        if verb is None or not own or any(one.start >= group[0].start for one in own):
            return False
        is_in_between = "," in verb[0] or any(group[-1].stop <= city.start < verb.end() for city in self._names.cities)
        if is_in_between or RELATIVE.search(self._text, own[-1].end, group[0].start):
            return False  # 'the conference, which Graz hosted in 2012'
        is_at_it = self._words.at_it.search(self._text, clause[0], own[0].start) is not None
        return is_at_it and bool(self._names.unexplained(verb.end(), clause[1]))

    def _is_in_another_field(self, group: tuple[City, ...]) -> bool:
        """Say whether a city stands in a line of fields in one that is not of hosts ('Event: … · Contact: X · When: …')."""
        mine = next((one for one in reversed(self._fields) if one.end() <= group[0].start), None)
        if mine is None or len(self._fields) <= 1:
            return False
        is_known = self._words.field(mine["name"]) or self._words.list_of.search(mine["name"])
        return not is_known and bool(self._names.unexplained(*mine.span("name"), capitals=True))

    def _is_of_a_quoted_title(self, group: tuple[City, ...], year: Year) -> bool:
        """Say whether the conference is named in the title of something else alone ('X, 20 April – “How to attend the …”')."""
        own = [one for one in self._gatherings if one.whose != "other"]
        apart = [
            (first, last)
            for first, last in self._titles
            if not any(first < at < last for at in (group[0].start, year.start))
        ]
        return bool(own) and all(any(self._is_in_a_title(one, *title) for title in apart) for one in own)

    def _is_in_a_title(self, one: Gathering, first: int, last: int) -> bool:
        """Say whether words in quotation marks hold a gathering's name, and more."""
        if not first < one.start < last:
            return False
        name = self._ties.end_with_owner(one)
        before = self._names.unexplained(first, one.start, capitals=True)
        return bool(before or self._names.unexplained(name, max(name, last)))

    def _is_who_says_it(self, group: tuple[City, ...], year: Year) -> bool:
        """Say whether a city stands in the name of who says what is quoted behind a colon ('Voice of Graz: «… of 2030 …»')."""
        said = re.compile(r"[^«»“”„\"\n]*:\s*[«“„\"]").match(self._text, group[-1].stop, self._end)
        return said is not None and said.end() <= year.start and self._context.form in ("sentence", "line")

    def _is_on_what_is_told(self, start: int) -> bool:
        """Say whether a sentence tells of something that bears the conference's name behind a colon ('He had printed a poster: …')."""
        colon = self._text.find(":", self._start, start)
        is_behind = colon > 0 and all(one.start > colon for one in self._gatherings)
        if not is_behind or self._context.form != "sentence":
            return False
        cues = (self._words.hosts, self._words.takes_place, self._words.coming, self._words.list_of, network_named())
        is_told = any(cue.search(self._text, self._start, colon) for cue in cues)
        said = (self._words.ties, self._words.participle, *self._words.of("held", "planned"))
        is_told = is_told or any(cue.search(self._text, colon, self._end) for cue in said)
        return not is_told and len(self._names.unexplained(self._start, colon)) >= _TELLS

    def _is_told_that(self, clause: tuple[int, int]) -> bool:
        """Say whether somebody tells that the conference does something ('The committee informs the public that the …')."""
        own = next((one.start for one in self._gatherings if one.whose != "other"), clause[0])
        return ANNOUNCED.search(self._text, clause[0], own) is not None

    def _is_of_one_nation(self, group: tuple[City, ...], clause: tuple[int, int]) -> bool:
        """Say whether a sentence without a conference is about a country's cities ('The German cities of the Network meet in …')."""
        own = [one for one in self._gatherings if one.whose == "own" and clause[0] <= one.start < clause[1]]
        for match in _OF_THE_CITIES.finditer(self._text, *clause):
            before = _WORD_BEFORE.search(self._text, max(clause[0], match.start() - _LONGEST_WORD), match.start())
            behind = _WORD_BEHIND.match(self._text, match.end(), clause[1])
            last = behind.end() if behind and is_national(behind[1]) else match.end()
            if last == match.end() and not (before and is_national(before[1])):
                continue
            is_hosts = 0 <= group[0].start - last < _NEXT  # 'las ciudades polacas de X'
            if not is_hosts and all(match.start() < one.end and one.start < match.end() for one in own):
                return True
        return False

    def _is_behind_its_own(self, group: tuple[City, ...], one: Gathering) -> bool:
        """Say whether a gathering stands behind that which a city hosts and a comma ('X hosts it, at the close of …')."""
        stop = group[-1].stop
        if self._words.hosting.match(self._text, stop, self._end) is None:
            return False
        own = next((each for each in self._gatherings if each.start >= stop and each.whose == "own"), None)
        return own is not None and own.end <= one.start and "," in self._text[own.end : one.start]

    def _is_spoken_of(self, group: tuple[City, ...], start: int, end: int, clause: tuple[int, int]) -> bool:
        """Say whether a place and a time are those of something else: of a report of the conference, of its presentation."""
        is_host = self._words.hosting.match(self._text, group[-1].stop, self._end)
        for one in self._gatherings:
            if one.whose == "other" or not clause[0] <= one.start < clause[1] or start <= one.start < end:
                continue
            if self._is_behind_its_own(group, one):
                continue
            if is_host and one.end <= start:
                continue  # 'at the close of the meeting …, X, which will host the next one'
            first, last = (one.end, start) if one.end <= start else (end, one.start)
            if any(first <= cue.start() and cue.end() <= last for cue in self._spoken_of):
                return True
            between = self._text[first:last]
            if _OF_A_WEBSITE.search(self._text, max(clause[0], one.start - _NEAR), one.start):
                return True
            governed = one.end <= start and GOVERNED.search(self._text, max(clause[0], one.start - 70), one.start)
            if governed and any(pattern.search(between) for pattern in self._words.of("held", "planned")):
                relative = re.match(
                    rf"[^,;()]{{0,60}},\s*(?:which|that|qui|que|che|die|der|das|held|{_HELD})\b",
                    between,
                ) or self._is_in_apposition(between)
                part = re.split(r"[,;()]", between, maxsplit=1)[0]
                is_held_there = self._words.participle.search(part) and not self._words.takes_place.search(part)
                return not relative and not is_held_there  # 'the papers of the conference held in X'
        return False

    def _is_told_between(self, group: tuple[City, ...], year: Year) -> bool:
        """Say whether words for what is done to a conference elsewhere stand between a city and a year; a bid is submitted."""
        between = self._text[group[-1].stop : year.start]
        which = RELATIVE.search(between, max((one.end - group[-1].stop for one in self._gatherings), default=0))
        behind = self._text[group[-1].stop : self._end if self._language.code == "de" else year.start]
        if which and self._words.who_hosts.search(behind, which.end()):
            return False  # 'X presented the conference, which it will host in 2018'
        for known in (self._words.filed, self._words.who_hosts):
            between = known.sub(" ", between)
        return SPOKEN_OF.search(between) is not None

    def _is_shown_there(self, group: tuple[City, ...], year: Year) -> bool:
        """Say whether a conference with its year was shown, discussed, or made known in a city: 'that of 2022 was broadcast in X'."""
        if self._language.code == "de" and _SHOWN_BEHIND.match(self._text, group[-1].stop, self._end):
            return True
        if year.start < self._start:
            return False
        cues = list(SPOKEN_OF.finditer(self._text, year.end, group[0].start))
        at = cues[-1].end() if cues else group[0].start
        named = any(at <= one.start < group[0].start for one in self._gatherings)
        return bool(cues) and not named and self._words.takes_place.search(self._text, at, group[0].start) is None

    def _is_of_another_time(self, group: tuple[City, ...], year: Year, end: int) -> bool:
        """Say whether a year is that of something before, behind, or for the conference ('2017, ein Jahr nach der … in X')."""
        if self._is_of_the_one_before(group, year):
            return True
        behind = next((one for one in self._gatherings if one.whose != "other" and one.start >= year.end), None)
        if behind is None or year.start < self._start:
            return False
        if behind.end <= group[0].start:
            return AROUND.search(self._text, year.end, behind.start) is not None
        around = AROUND.search(self._text, end, behind.start) if end <= behind.start else None
        if around and (
            self._names.unexplained(group[-1].stop, max(year.start, group[-1].stop))
            or _REMARK.fullmatch(self._text, end, around.start())
        ):
            return True  # 'Dundee was host to the designers in May, three weeks before the …', 'Paris, 2018: back from the …'
        aims = end <= behind.start and SO_AS_TO.match(self._text, end, behind.start) is not None
        return aims and self._language.attends_behind != ""  # '…, um die Konferenz vorzubereiten'

    def _is_of_the_one_before(self, group: tuple[City, ...], year: Year) -> bool:
        """Say whether a city did something after, or before, what was in a year ('X, which took over after the one of 2012, is …')."""
        near = max(group[-1].stop, year.start - _NEAR)
        around = AROUND.search(self._text, near, year.start) if group[-1].stop < year.start else None
        before = max(self._start, group[0].start - _NEAR)
        is_placed = self._words.before_place.search(self._text, before, group[0].start) is not None
        if around is None or is_placed:
            return False
        ends = self._language.code == "de" and self._names.has_cue(year.end, self._clause_end(year.end))
        return ends or self._names.has_cue(near, around.start())

    def _is_in_apposition(self, between: str) -> bool:
        """Say whether what follows a conference's name behind a comma says when it takes or took place (', in programma a')."""
        comma = re.match(r"[^,;()]{0,60},\s*", between)
        tells = self._words.of("held", "planned")
        return comma is not None and any(pattern.match(between, comma.end()) for pattern in tells)

    def _is_of_a_part(self, group: tuple[City, ...], clause: tuple[int, int]) -> bool:
        """Say whether what takes place is a part of the conference, or something for it ('hosted delegates of the Conference')."""
        start, end = group[0].start, group[-1].stop
        for one in self._gatherings:
            if one.whose == "other" or not clause[0] <= one.start < clause[1] or self._is_behind_its_own(group, one):
                continue
            if one.end <= start:
                for part in self._events:
                    if not one.end <= part.start() < part.end() <= start:
                        continue
                    is_gathering = any(other.start == part.start() for other in self._gatherings)
                    if (
                        not is_gathering
                        and self._words.neutral.fullmatch(part[0]) is None
                        and self._words.takes_place.search(self._text, part.end(), start)
                    ):
                        return True
            elif end <= one.start:
                governed = GOVERNED.search(self._text, max(end, one.start - 70), one.start)
                verb = self._words.hosting.match(self._text, end, one.start)
                if (
                    governed
                    and verb
                    and verb.end() <= governed.start("noun")
                    and not self._are_all_guests(verb.end(), governed)
                    and not self._are_guests_for_it(verb.end(), one.start)
                ):
                    return True
        return False

    def _are_guests_for_it(self, at: int, end: int) -> bool:
        """Say whether guests are received for the conference ('X hosted 300 participants for the …'), not some 'of' it."""
        guests = self._guests.match(self._text, at, end)
        return guests is not None and _FOR.search(self._text, guests.end(), end) is not None

    def _are_all_guests(self, at: int, governed: re.Match[str]) -> bool:
        """Say whether 'the delegates of' a conference are spoken of: who receives them all receives the conference."""
        noun = self._text[at : governed.end("noun")]
        guests = rf"{self._language.people}|{self._language.participants}"
        return (
            compiled(
                rf"\W*(?:\d{{4}}\s+)?(?:[àa]\s+)?(?:the|los|las|les|i|gli|le|os|as|die|der|den)\s+(?:(?:[^\W\d_]+\s+){{0,3}}?\d[\d.,]*\s+)?(?:{guests})"
            ).match(noun)
            is not None
        )

    def _is_rivalled(self, group: tuple[City, ...], year: Year) -> bool:
        """Say whether another year stands right beside the conference's name, and this one does not."""
        years = [one for one in self._names.years if one.start != year.start]
        mine = self._names.is_of_a_gathering(year, 25) or self._words.before_place.search(
            self._text, max(self._start, group[0].start - _NEAR), group[0].start
        )
        others = [one for one in years if self._names.is_of_a_gathering(one, 25) and one.value != year.value]
        between = any(
            min(group[0].start, year.start) <= one.start < max(group[-1].stop, year.end) for one in self._gatherings
        )
        return (
            bool(others)
            and not mine
            and not between
            and len(self._names.cities) < len(self._names.years)
            and len({city.name for city in self._names.cities} - {city.name for city in group}) == 0
        )

    def _is_of_an_unknown_body(self, clause: tuple[int, int]) -> bool:
        """Say whether the conference is that of whom the clause names, and that is not the network ('Eurocities held its …'), or any."""
        named = [one for one in self._gatherings if clause[0] <= one.start < clause[1]]
        if any(one.any_one for one in named) and all(one.whose == "neutral" for one in named):
            return True  # 'A technical meeting was held in X'
        for one in named:
            if one.possessed and one.whose == "neutral":
                subject = self._text[clause[0] : one.start]
                is_ours = self._members.search(subject) or network_named().search(subject)
                if not is_ours:
                    words = self._names.unexplained(clause[0], one.start, capitals=True)
                    return any(not self._possessive.fullmatch(word) for word in words)
        return False

    def _is_of_an_anniversary(self, clause: tuple[int, int]) -> bool:
        """Say whether it is the conference's anniversary that is told of ('In 2019 X celebrated ten years of the conference')."""
        return any(
            _ANNIVERSARY.search(self._text, max(clause[0], one.start - _NEAR // 2), one.start)
            for one in self._gatherings
            if clause[0] <= one.start < clause[1]
        )

    def _is_at_another(self, group: tuple[City, ...]) -> bool:
        """Say whether a city is where something with a name of its own was that somebody was at ('and at the Arts Days in Graz')."""
        language = self._language
        at = compiled(
            rf"(?<!\w)(?:{language.and_})\s+(?:{language.at_it})\s+(?:(?:{language.the})\s*)?"
            rf"(?P<name>(?:(?-i:[A-ZÀ-Þ])[\w’'-]+\s+){{2,6}})(?:{language.before_place})\s+$"
        ).search(self._text, max(self._start, group[0].start - _NEAR), group[0].start)
        ours = (self._words.series, self._words.event, network_named())
        return at is not None and not any(one.search(at["name"]) for one in ours)

    def _is_of_what_was_published(self, group: tuple[City, ...], year: Year) -> bool:
        """Say whether a place and a year alone stand behind the title of a paper ('… held in Graz in 2016: report. Paris, 2020')."""
        rest = self._text[self._start : group[0].start] + self._text[max(group[-1].stop, year.end) : self._end]
        before = self._text[max(self._start - _LONGEST_WORD, 0) : self._start]
        is_alone = self._start <= year.start and re.search(r"\w", rest) is None
        return is_alone and _SUBTITLE.search(before) is not None

    def _is_of_a_bid(self, group: tuple[City, ...], year: Year) -> bool:
        """Say whether a year may be that of a bid, which was chosen later ('put its hand up for the conference in 2025 and was chosen')."""
        own = next((one for one in self._gatherings if one.whose != "other" and one.start >= group[-1].stop), None)
        if own is None or not compiled(rf"\s+(?:{self._language.in_})\s+").fullmatch(self._text, own.end, year.start):
            return False
        bids = (self._words.candidacy, APPLIED)
        is_bid = any(one.search(self._text, group[-1].stop, own.start) for one in bids)
        return is_bid and self._words.chosen.search(self._text, year.end, self._end) is not None

    @cached_property
    def _is_numbered_otherwise(self) -> bool:
        """Say whether a conference that is not called the network's has an ordinal that ours cannot have in any of the years told."""
        if network_named().search(self._text, self._start, self._end):
            return False
        found = [one for one in self._words.ordinal.finditer(self._text, self._start, self._end) if self._numbers(one)]
        values = [(ordinal(one["ordinal"], self._language), Span(*one.span("ordinal"))) for one in found]
        numbers = [
            Numbered(value, span) for value, span in values if value and value > _SECOND
        ]  # 'my second conference'
        years = [year.value for year in self._names.years if year.value]
        return bool(numbers) and not any(number.may_be_misprint_of(year) for number in numbers for year in years)

    def _numbers(self, nth: re.Match[str]) -> bool:
        """Say whether an ordinal stands before a conference that may be ours."""
        of = next((one for one in self._gatherings if one.end > nth.end()), None)
        return of is not None and of.whose != "other" and of.start - nth.end() < _NEAR

    @cached_property
    def _is_a_lecture(self) -> bool:
        """Say whether an item begins with a title in quotation marks, in a list of what somebody gave ('sus conferencias: «…»')."""
        if self._context.form not in ("item", "line") or not QUOTED.match(self._text, self._start, self._end):
            return False
        lines = self._text[max(0, self._start - _SHORTLY) : self._start].rstrip().split("\n")
        lead = next((line for line in reversed(lines) if not QUOTED.match(line.lstrip())), "")
        return _SOMEBODYS.search(lead) is not None and network_named().search(lead) is None

    def _is_a_signature(self, group: tuple[City, ...], year: Year) -> bool:
        """Say whether a place and a month end a line that begins by who made something ('Source: Institute of X. Graz, May 2020')."""
        if not self._is_credited or self._gatherings:
            return False
        rest = self._text[self._start : group[0].start] + self._text[group[-1].stop : year.start]
        month = compiled(rf"(?:{'|'.join(self._language.months)})")
        is_alone = all(map(month.fullmatch, re.findall(r"[^\W\d_]{3,}", rest)))
        return self._start <= group[0].start and is_alone

    @cached_property
    def _is_credited(self) -> bool:
        """Say whether the line that a sentence ends begins by who made something ('Source: Institute of X.')."""
        line = self._text.rfind("\n", 0, self._start) + 1
        return line < self._start and _CREDIT.match(self._text, line, self._start) is not None

    def _is_of_what_was_done(self, group: tuple[City, ...]) -> bool:
        """Say whether a sentence without a conference begins with what was done to something else ('Typed in X, 2016')."""
        if self._context.form not in ("sentence", "item") or any(one.whose != "other" for one in self._gatherings):
            return False
        language = self._language
        got = compiled(rf"\W*(?:{language.received}|{language.participles})\s+(?:{language.giver})\s")
        if got.match(self._text, self._start, group[0].start):
            return True  # 'Received from the depositor in X, 2012'
        when = rf"(?:\s+(?:(?:{language.in_})\s+)?\d{{4}},?)?"
        agent = rf"\s+{BY}\s+[^,;:()\n]{{2,60}},\s*"
        done = compiled(
            rf"\W*(?:[^\W\d_]+\s+){{0,3}}?(?P<verb>{language.participles})"
            rf"(?:{when}\s+(?:{language.before_place})\s+|{agent}(?:(?:{language.before_place})\s+)?)"
        ).fullmatch(self._text, self._start, group[0].start)
        if done is None:
            return False
        known = (
            self._words.ties,
            self._words.participle,
            self._words.common,
            CARRIED_ON,
            *dict(self._words.statuses).values(),
        )
        return not any(one.search(self._text, self._start, done.end("verb")) for one in known)

    def _is_given_up(self, clause: tuple[int, int]) -> bool:
        """Say whether a city lost the conference, gave it up or wished for it; what it lost after it was the host is something else."""
        if clause not in self._given_up:
            lost = GIVEN_UP.search(self._text, *clause)
            gone = lost is not None and self._words.firm.search(self._text, clause[0], lost.start()) is None
            self._given_up[clause] = gone or WISHED.search(self._text, *clause) is not None
        return self._given_up[clause]

    def _is_an_option(self, group: tuple[City, ...]) -> bool:
        """Say whether a city is one of the answers that a question offers ('Which city …? a) X b) Y'), or a quiz's."""
        asked = self._text.find("?", self._start, group[0].start)
        return self._is_an_answer or (asked >= 0 and len(_OPTION.findall(self._text, asked, self._end)) > 1)

    @cached_property
    def _is_an_answer(self) -> bool:
        """Say whether a line is an answer of a quiz, and does not say itself that it is of hosts ('1b. X')."""
        is_answer = _ANSWER.match(self._text, self._text.rfind("\n", 0, self._start) + 1) is not None
        is_own = any(one.whose == "own" for one in self._gatherings)
        return is_answer and not (is_own or self._words.hosts.search(self._text, self._start, self._end))

    def _is_an_example(self, group: tuple[City, ...]) -> bool:
        """Say whether a sentence is an example, or tells what happens in a novel or a game ('Example: …', 'In her novel the …')."""
        example, instance = self._language.example, self._language.for_instance
        label = compiled(rf"\W*(?:{example}|{instance})\s*[:：]").match(self._text, self._start, group[0].start)
        given = compiled(rf"[,(\s](?:{instance})\s*$").search(self._text, self._start, group[0].start)
        own = next((one.start for one in self._gatherings if one.whose != "other"), self._start)
        genre = compiled(rf"(?<!\w)(?:{self._language.genre})(?!\w)")
        first = max(self._start - _SHORTLY, 0) if self._context.form == "sentence" else self._start
        first = self._text.rfind("\n", first, self._start) + 1 or first  # the sentences before it, in its paragraph
        return any((label, given, genre.search(self._text, first, own)))

    def _is_with_a_remark_on_it(self, start: int, end: int) -> bool:
        """Say whether a pair leads, before a colon or a dash, to words on the conference ('Graz, 2016: how to pack for the …').

        The name alone, with its ordinal or status, says what took place there.
        """
        mark = _REMARK.match(self._text, end, self._end)
        own = [one for one in self._gatherings if one.whose != "other"]
        if mark is None or not own or any(one.start < mark.end() for one in own):
            return False
        before = self._text[self._start : start]
        if (
            self._context.form == "row"
            or re.search(r"\s[–—-]\s|:", before)
            or self._names.unexplained(self._start, start)
        ):
            return False  # 'Three cities – X (2016) and Y (2017) – took it to …'
        told = (self._words.ties, self._words.participle)
        is_told = any(cue.search(self._text, mark.end(), self._end) for cue in told)
        after = self._ties.end_with_owner(own[0])
        behind = re.compile(r"[^,;:.()\n]*").match(self._text, after, self._end)
        words = self._names.unexplained(mark.end(), own[0].start)
        words += self._names.unexplained(after, behind.end() if behind else self._end)
        bracket = BRACKET.match(self._text, behind.end(), self._end) if behind else None
        words += re.findall(r"(?<!\w)[a-zß-ÿ]{4,}", self._words.small.sub(" ", bracket[0])) if bracket else []
        return not is_told and any(OVERVIEW.fullmatch(word) is None for word in words)

    def _is_of_somebody_for_it(self, group: tuple[City, ...], year: Year) -> bool:
        """Say whether an item names a city for who did something for the conference ('2017 – Adviser to X for the …')."""
        own = next((one for one in self._gatherings if one.whose != "other" and one.start >= group[-1].stop), None)
        if self._context.form == "sentence" or own is None or not self._start <= year.start < group[0].start:
            return False
        is_for = compiled(rf"(?<!\w)(?:for|pour|para|per|f[üu]r)\s+(?:(?:{self._language.the})\s*)?$")
        return (
            is_for.search(self._text, group[-1].stop, own.start) is not None
            and self._words.ties.search(self._text, self._start, self._end) is None
            and bool(self._names.unexplained(year.end, group[0].start, capitals=True))
        )

    @cached_property
    def _receives_what_is_named(self) -> bool:
        """Say whether a sentence without a conference tells of a host of something with a name ('in 2021 hosted the Book Salon')."""
        if self._gatherings or self._context.form != "sentence":
            return False
        language = self._language
        named = compiled(
            rf"(?:\s+(?:(?:{language.in_})\s+)?\d{{4}})?\s+(?:{language.the})(?:\s+|(?<=[’']))(?P<name>(?-i:[A-ZÀ-Þ])[^\W\d_]{{3,}})"
        )
        verbs = self._words.hosts.finditer(self._text, self._start, self._end)
        things = [thing for verb in verbs if (thing := named.match(self._text, verb.end(), self._end))]
        things += self._things_before_verb() if language.code == "de" else []
        guests = rf"{language.participants}|{language.people}"
        theirs = rf"(?<!\w)(?:{guests})\s+(?:{language.of})(?:\s+|(?<=[’']))(?:(?:{language.the})\s*)?"
        theirs += rf"(?![^,;.]{{0,30}}?(?:{language.cities}|{language.countries}))(?P<name>[^\W\d_]{{4,}})"
        things += compiled(theirs).finditer(
            self._text, self._start, self._end
        )  # 'welcomed the runners of the marathon'
        cities = compiled(rf"(?:{language.cities}|{language.countries})(?!\w)")
        ours = (network_named(), self._words.members, _THE_NETWORK, self._words.one_city, cities)
        known = (*ours, self._words.ordinal_word, TIMES)
        return any(
            not any(one.match(thing["name"]) for one in known)
            and bool(self._names.unexplained(*thing.span("name"), capitals=True))
            for thing in things
        )

    def _things_before_verb(self) -> list[re.Match[str]]:
        """Return what a German sentence names between a city and the participle of what it did ('hat das Filmfest ausgerichtet')."""
        thing = re.compile(r"\s(?:das|die|den|eine?n?)\s(?P<name>[A-ZÄÖÜ][\w-]{3,})")
        done = re.compile(r"\s(?:ausgerichtet|veranstaltet|abgehalten|organisiert|empfangen|beherbergt)(?!\w)").search(
            self._text, self._start, self._end
        )
        named = thing.finditer(self._text, self._start, done.start()) if done else ()
        return [one for one in named if self._members.match(one["name"]) is None]  # 'die Delegationen empfangen'

    def _is_a_gap(self, group: tuple[City, ...], year: Year) -> bool:
        """Say whether a year behind a host's was to be somebody's ('Fabriano 2019, 2020 postponed, Santos 2022')."""
        at = re.compile(r"[\s:,(–-]*").match(self._text, year.end)
        put_off = self._words.of("postponed", "cancelled")
        behind = any(group[-1].end <= one.start < year.start for one in self._names.years)
        return behind and at is not None and any(pattern.match(self._text, at.end(), self._end) for pattern in put_off)

    def _is_labelled_by_another(self, group: tuple[City, ...]) -> bool:
        """Say whether a list of conferences stands under the name of another body ('Eurocities. Annual conferences: …')."""
        return (
            self._context.about == "other"
            and ":" in self._text[self._start : group[0].start]
            and network_named().search(self._text, self._start, self._end) is None
        )

    def _is_of_an_announcement(self, group: tuple[City, ...], year: Year) -> bool:
        """Say whether a year is that of an announcement or a choice, of a conference behind it ('In 2022, X was chosen to host')."""
        behind = [one for one in self._gatherings if one.whose != "other" and one.start >= year.end]
        is_apart = not self._start <= year.start or not behind or behind[0].start - year.end > _FAR
        is_apart = is_apart or group[-1].stop > behind[0].end + _NEAR
        if self._context.form not in ("sentence", "heading") or is_apart:
            return False
        if any(one.start < year.start for one in self._gatherings if one.whose != "other"):
            return False
        told = ANNOUNCED.search(self._text, max(self._start, year.start - _NEAR), behind[0].start)
        return told is not None and told.end() > year.end

    def _does_something_else(self, group: tuple[City, ...], clause: tuple[int, int]) -> bool:
        """Say whether a city does something else with the conference behind it than to receive it.

        It takes part in it, is present at it ('X was represented at the …'), or leaves, misses, funds it. So does one of which only
        an unknown verb tells; where more is said, that may be of hosts ('X, a city of music, brought the conference to …').
        """
        behind = [one for one in self._gatherings if group[-1].stop <= one.start < clause[1] and one.whose != "other"]
        is_far = not behind or behind[0].start - group[-1].stop > _FAR
        if is_far or self._context.form == "row":
            return False
        between = self._text[group[-1].stop : behind[0].start]
        others = [city.start for city in self._names.cities if group[-1].stop <= city.start < behind[0].start]
        if others:
            return THERE.fullmatch(self._text, group[-1].stop, others[0]) is not None
        before = self._text[max(clause[0], group[0].start - _NEAR) : group[0].start]
        verb = next(reversed(list(self._words.hosts_behind.finditer(before))), None)
        if verb and not before[verb.end() :].strip() and self._guests.match(between):
            return False  # 'Im Mai empfing X 300 Gäste zur Konferenz'
        behind_it = self._text[behind[0].end : clause[1]]
        is_placed = self._words.before_place.search(before) is not None
        is_received = self._words.hosts_behind.search(behind_it) is not None
        if self._is_chosen_for_it(between, behind_it):
            return False
        if not (is_placed or is_received) and self._is_of_its_thing(group[-1].stop, behind[0].start):
            return True
        if self._context.form not in ("sentence", "heading"):
            return False
        place = self._words.at_it.search(between)
        says_more = bool(self._names.unexplained(group[-1].stop, behind[0].start))
        is_for = is_placed or FOR_IT.match(between)
        if place and not (is_for or says_more or ":" in between or self._words.ties.search(between)):
            return True  # 'X at the …'
        if OTHER_PART.search(between) or NO_SUBJECT.search(before):
            return OTHER_PART.search(between) is not None
        if ":" in between or is_received:
            return False
        done = next(reversed(list(NO_HOSTS.finditer(between))), None)
        if done and not is_placed and not re.search(r"[^\W\d_]{3}", self._words.small.sub(" ", between[done.end() :])):
            return True  # 'X followed the conference'
        if tie := next(reversed(list(self._words.ties.finditer(between))), None):
            # Who receives something else there is a guest ('X received an award at the …').
            at = group[-1].stop
            return (
                place is not None
                and bool(self._names.unexplained(at + tie.end(), at + place.start()))
                and not (
                    self._words.hosts.fullmatch(tie[0]) and self._guests.match(between, tie.end())
                )  # 'X welcomed delegates from 60 countries to the …'
            )
        is_direct = _DIRECT.fullmatch(between) is not None and HOST_NOUN.search(between) is None
        is_hosted = self._words.who_hosts.search(behind_it) is not None  # 'the conference, which it hosted'
        is_hosted = is_hosted or self._words.candidacy.search(self._text, group[-1].stop, clause[1]) is not None
        is_unknown = (
            says_more and is_direct and len(behind) == 1 and not (is_placed or is_hosted)
        )  # 'X mocked the conference'
        says_more = says_more or PRESENT.search(behind_it) is not None
        return is_unknown or NO_HOSTS.search(between) is not None or (place is not None and says_more)

    def _is_chosen_for_it(self, between: str, behind: str) -> bool:
        """Say whether a city was chosen for the conference, which a German sentence says at its end ('wurde für die … 2026 ausgewählt')."""
        is_for = self._language.code == "de" and _FOR.search(between) is not None
        return is_for and compiled(rf"[^,;:()]{{0,40}}?\s(?:{self._language.chosen})\W*").fullmatch(behind) is not None

    def _only_aims_to_host(self, group: tuple[City, ...], clause: tuple[int, int]) -> bool:
        """Say whether a city did something in order to host, and no words say that it was chosen ('X campaigned to host the …')."""
        at = group[-1].stop
        behind = [one for one in self._gatherings if at <= one.start < clause[1]]
        aim = _AIM.search(self._text, at, behind[0].start) if behind and behind[0].whose != "other" else None
        end = clause[1] if self._language.code == "de" else behind[0].start if behind else at
        if aim is None or not _HOST_VERB.search(self._text, aim.start(), end):
            return False
        offered = compiled(rf"(?<!\w)(?:{self._language.offered})(?!\w)")
        if offered.search(self._text, at, end):
            return False  # a candidate
        known = (self._words.chosen, self._words.candidacy, _ABOUT_TO, _OVER)
        apart = [match.span() for match in _APPOSITION.finditer(self._text, at, aim.start())]
        done = [
            word for first, last in _between(apart, at, aim.start()) for word in self._names.unexplained(first, last)
        ]
        return bool(done) and not any(cue.search(self._text, at, aim.start()) for cue in known)

    def _is_of_its_thing(self, first: int, last: int) -> bool:
        """Say whether a thing stands between a city and the conference that it is of: 'designed the logo of', 'held a debate on'."""
        nouns = [*self._elsewhere.thing.finditer(self._text, first, last)][-1:]
        nouns += filter(None, [GOVERNED.search(self._text, first, last)])
        return any(self._is_a_thing(noun, first, last) for noun in nouns)

    def _is_a_thing(self, noun: re.Match[str], first: int, last: int) -> bool:
        """Say whether a noun between a city and the conference is neither an edition, nor hosts or their guests."""
        at, words = noun.start("noun"), self._words
        named = any(one.search(self._text, first, at) for one in (RELATIVE, HOST_NOUN, self._members))
        if named or words.ties.match(self._text, at) or words.ties.search(self._text, noun.end("noun"), last):
            return False  # 'had the creative cities round for', 'took on', 'made a bid to host'
        ours = [EDITION, TIMES, HOST_NOUN, self._members, words.candidacy, words.chosen]
        ours += [words.series, words.neutral, words.event] if noun.re is GOVERNED else []
        how = compiled(rf"(?<!\w)(?:{self._language.not_object})\s+$").search(self._text, first, noun.start())
        is_it = any(one.match(noun["noun"]) for one in ours) or self._guests.match(self._text, at)
        is_event = words.event.match(noun["noun"]) is not None
        return not (is_it or how) and (is_event or bool(self._names.unexplained(*noun.span("noun"), capitals=True)))

    def _is_denied(self, clause: tuple[int, int]) -> bool:
        """Say whether a clause denies something, other than by saying that it was put off or called off."""
        colon = self._text.find(":", *clause)
        if colon > 0 and TAKEN_BACK.search(self._text, clause[0], colon):
            return True  # 'Wrong: the conference of 2016 was held in X'
        if not self._denies:
            return False
        if clause not in self._denied:
            text = self._text[self._said_where(clause) : clause[1]]
            off = self._words.of("postponed", "cancelled")
            found = [match.start() for pattern in off for match in pattern.finditer(text)]
            at_once = any(
                self._words.denies(text, max(0, at - _NOT_AT_ONCE), at) for at in found
            )  # 'was not cancelled'
            self._denied[clause] = at_once or (not found and self._words.denies(text, 0, len(text)))
        return self._denied[clause]

    def _is_denied_of_another(self, start: int, end: int, clause: tuple[int, int]) -> bool:
        """Say whether all that a clause denies is said of another conference before ('X never hosted it, which in 2025 was held in Y')."""
        part = self._part_around(start, end, clause)
        verbs = (self._words.takes_place, self._words.hosts, CARRIED_ON)
        told = any(verb.search(self._text, *part) for verb in verbs)
        denied = list(self._words.denied.finditer(self._text, *clause))
        return told and all(one.start() < part[0] and self._is_never(one, clause) for one in denied)

    def _is_never(self, denied: re.Match[str], clause: tuple[int, int]) -> bool:
        """Say whether a denial is no more than 'not', or 'never', of what its part of a sentence says of a conference."""
        first, last = self._part_around(*denied.span(), clause)
        is_beside = first > clause[0] and not self._text[first : denied.start()].strip()  # 'X, not the Network, held …'
        is_named = network_named().search(self._text, first, last) or any(
            first <= one.start < last for one in self._gatherings
        )
        verbs = (self._words.takes_place, self._words.hosts, CARRIED_ON, self._words.ties)
        says = self._names.unexplained(first, last) or any(verb.search(self._text, first, last) for verb in verbs)
        return _NEVER.fullmatch(denied[0]) is not None and not is_beside and bool(is_named and says)

    def _part_around(self, start: int, end: int, clause: tuple[int, int]) -> tuple[int, int]:
        """Return the part of a clause, between its marks, in which a stretch stands."""
        before = max((mark.end() for mark in _PART_ENDS.finditer(self._text, clause[0], start)), default=clause[0])
        behind = _PART_ENDS.search(self._text, end, clause[1])
        return before, behind.start() if behind else clause[1]

    def _said_where(self, clause: tuple[int, int]) -> int:
        """Return where a clause begins to speak of conferences.

        Behind 'where', if none is named before ('I missed X, where …'), or behind a colon, if only something else is denied
        before it ('It was not enough: the conference of 2026 goes to X').
        """
        colon = self._text.find(":", *clause)
        named_at = (*(one.start for one in self._gatherings), *(city.start for city in self._names.cities))
        of_it = (_TRUTH, self._words.ties, self._words.participle)
        is_apart = colon > 0 and all(colon < at for at in named_at)
        if is_apart and not any(cue.search(self._text, clause[0], colon) for cue in of_it):
            return colon
        named = [one.start for one in self._gatherings if clause[0] <= one.start < clause[1]]
        where = [mark.end() for mark in WHERE.finditer(self._text, *clause) if named and mark.end() <= named[0]]
        if not where and named and CONFUSED.search(self._text, clause[0], named[-1]):
            which = _RELATIVE.search(
                self._text, named[-1], clause[1]
            )  # 'not to be confused with the …, which was held'
            where = [which.end()] if which else []
        return where[-1] if where else clause[0]

    # What is looked for in the whole stretch is looked for once, and not for each of its pairs.

    @cached_property
    def _titles(self) -> list[tuple[int, int]]:
        """What stands in quotation marks."""
        return [quoted.span() for quoted in QUOTED.finditer(self._text, self._start, self._end)]

    @cached_property
    def _fields(self) -> list[re.Match[str]]:
        """What names fields of a line that has several."""
        return list(_FIELD.finditer(self._text, self._start, self._end))

    @cached_property
    def _spoken_of(self) -> list[re.Match[str]]:
        return list(SPOKEN_OF.finditer(self._text, self._start, self._end))

    @cached_property
    def _members(self) -> re.Pattern[str]:
        language = self._language
        people = f"{language.people}|{language.participants}|{language.mayors}"
        return re.compile(rf"(?<!\w)(?:{language.members}|{language.name}|{people})(?!\w)", FLAGS)

    @cached_property
    def _guests(self) -> re.Pattern[str]:
        """Guests, as the object of a verb: 'some 300 guests', 'mayors and experts', 'à 250 délégués'."""
        language = self._language
        people = f"{language.people}|{language.participants}|{language.mayors}|{language.audience}"
        return compiled(rf"\W*(?:[^\W\d_]+\s+){{0,3}}?(?:\d[\d.,\s]*\s*)?(?:[^\W\d_]+\s+){{0,2}}?(?:{people})(?!\w)")

    @cached_property
    def _possessive(self) -> re.Pattern[str]:
        return re.compile(self._language.possessive, FLAGS)

    @cached_property
    def _events(self) -> list[re.Match[str]]:
        return list(self._words.event.finditer(self._text, self._start, self._end))

    @cached_property
    def _oftener_at(self) -> int:
        """Where words end that say of something that it meets more often than the conference; the stretch's end for none."""
        oftener = OFTENER.search(self._text, self._start, self._end)
        return oftener.end() - 1 if oftener else self._end

    @cached_property
    def _posted_at(self) -> int:
        """Where the first word of posting ends; the stretch's end where there is none."""
        posted = self._words.posted.search(self._text, self._start, self._end)
        return posted.end() - 1 if posted else self._end

    @cached_property
    def _joined(self) -> list[re.Match[str]]:
        return list(self._words.joined.finditer(self._text, self._start, self._end))


def _between(spans: list[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    """Return what lies between some spans, from a start to an end."""
    marks = [start, *(mark for span in spans for mark in span), end]
    return list(zip(marks[::2], marks[1::2], strict=True))
