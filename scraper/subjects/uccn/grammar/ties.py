"""What ties a city to the conference in a sentence that names both."""

import re

from scraper.subjects.uccn.grammar.entries import Names
from scraper.subjects.uccn.grammar.gatherings import Gathering
from scraper.subjects.uccn.grammar.mentions import City, blanked
from scraper.subjects.uccn.grammar.words import (
    AROUND,
    BRACKET,
    CLOSES,
    CONNECTIVES,
    FLAGS,
    FOR_IT,
    GOES,
    GOVERNED,
    ONES,
    OPENS,
    PRESENT,
    PRIZES,
    WHERE,
    compiled,
    network_named,
)
from scraper.subjects.uccn.languages import in_any
from scraper.subjects.uccn.places import is_national

NEXT_TO = 40
"""Letters from a verb to the city that it is of."""
_NEXT_DAYS = 6  # letters between a city and its days: 'Graz from 10 to 15 June'
_NEAR = 80  # letters behind a conference in which whose it is is looked for
_LABEL_ENDS = re.compile(r"[:–—]")
_PARTED = re.compile(rf"[,:;–—]|\s-\s|(?<!\w)(?:{in_any('new_clause')})(?!\w)", FLAGS)
_OF_ITS_NAME = (
    rf"(?:{in_any('the_network')}|UNESCO|UCCN|{in_any('cities')}|{in_any('one_city')}|{in_any('creative')}|global)"
)
_NETWORK_GOES_ON = re.compile(
    rf"(?:\s+(?:(?:{in_any('belongs_to')})\s+)?(?:d[e’']\s?l[’']|dell[’'])?{_OF_ITS_NAME}\b)*", FLAGS
)
_BESIDE_IT = re.compile(rf"(?<!\w)(?:{_OF_ITS_NAME}|{in_any('beside_it')})(?!\w)", FLAGS)
_ONES = re.compile(rf"(?<!\w)(?:{ONES})", FLAGS)
_CONNECTIVES = re.compile(rf"(?<!\w)(?:{CONNECTIVES})(?!\w)", FLAGS)
_THAT_CITY = re.compile(rf"(?<!\w)(?:{in_any('that_city')})(?!\w)", FLAGS)
_ATTENDS = re.compile(rf"(?<!\w)(?:{in_any('attends')}|{in_any('attended')})(?!\w)", FLAGS)
_WHERE_BEHIND = re.compile(
    rf"(?:\s*,[^,.;:()\n]{{2,50}})?\s*,\s+(?:{in_any('where')})(?!\w)", FLAGS
)  # 'Santos, the great port, where'
_WHICH = re.compile(rf"(?:\s(?:{in_any('present')}))?\s*,?\s+(?:{in_any('which')})\s", FLAGS)
_WHO = re.compile(rf",\s+(?:{in_any('which')})\s", FLAGS)
RELATIVE = re.compile(rf"(?<!\w)(?:{in_any('which')})(?!\w)", FLAGS)
"""What begins a relative clause."""
NO_SUBJECT = re.compile(rf"(?<!\w)(?:{in_any('no_subject')})\s+(?:(?:{in_any('articles')})\s+)?$", FLAGS)
"""What stands before a city that is not what a sentence is about."""
_DOES = re.compile(r"(?!held\b)[^\W\d_]+ed\s+")
_MOVES = re.compile(
    r"ir[áa]|va\b|fue|viaj|lleg|vin|vendr|volv|vuelv|pas|regres|mud|traslad", FLAGS
)  # Spanish, before 'a'
_VISITS = re.compile(r"reach|visit|tour|touch|atteint|touch|tocc|raggiun|recorr|tocou|erreich|besuch", FLAGS)
_LAST_WORD = re.compile(r"(?<![^\W\d_])[^\W\d_]+\s+$")
_WHICH_ONES = re.compile(rf"(?<!\w)(?:{in_any('relative')})\s+(?:[^\W\d_]+\s+)?$", FLAGS)
"""'Bisherige', 'the last two': which of the conferences named behind are meant."""


class Ties:
    """Looks for what ties the cities of one stretch to the conference that it names."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._text, self._start, self._end, self._context = names.text, names.start, names.end, names.context
        self._words, self._gatherings = names.words, names.gatherings
        self._objects: list[int] = []

    def are_missing(self, group: tuple[City, ...], clause: tuple[int, int]) -> bool:
        """Say whether a sentence names the conference by the way, and the city for something else ('A shuttle for the …').

        Whatever verb there is, the conference takes place where it is the subject, and is received where it is the object of
        a city; in any other part it has to stand beside the city, or words of hosts or of what takes place between them.
        """
        if self._context.form == "row":
            return False
        named = [one for one in self._gatherings if one.whose != "other"]
        own = [one for one in named if clause[0] <= one.start < clause[1]]
        if named and not own and not self._is_told(*clause) and not _ONES.search(self._text, *clause):
            own, clause = named, (self._start, clause[1])
        received = self._words.hosting.match(self._text, group[-1].stop, clause[1])
        behind = [one.start for one in own if received and received.end() <= one.start]
        is_received = received is not None and not (
            behind and all(_WHO.search(self._text, received.end(), at) for at in behind)
        )
        return bool(own) and not is_received and not any(self._is_tied(one, group, clause) for one in own)

    def _is_tied(self, one: Gathering, group: tuple[City, ...], clause: tuple[int, int]) -> bool:
        if one.end <= group[0].start:
            return self._is_tied_behind(one, group, clause)
        begin, end = group[0].start, group[-1].stop
        lead, last = self._lead(begin, clause), one.start
        others = [city.start for city in self._names.cities if end <= city.start < last]
        is_received = self._is_received_behind(one, clause)
        if not is_received and self._is_of_a_guest(begin, self._text[end:last]):
            return False
        if is_received or not end <= last or self._is_bare(end, last):
            return True
        where = _WHERE_BEHIND.match(self._text, end, last)
        if where is not None:
            return self._is_what_was_there(where.end(), last)
        who = _WHO.search(self._text, end, last)
        if who and self._is_told(end, who.start()):
            return False  # 'X received guests, who had come from the conference'
        if self._is_told(lead, min([*others, last])):
            return True
        between = _BESIDE_IT.sub(" ", " ".join(self._names.unexplained(end, last)))
        mark = _LABEL_ENDS.search(self._text, end, last)
        is_label = mark is not None and self._is_bare(end, mark.start())
        is_beside = any(cue.search(self._text[end:last]) for cue in (self._words.at_it, PRIZES))
        is_object = is_label or not is_beside
        return not between.strip() or (is_object and self._is_subject(lead, begin))

    def _is_what_was_there(self, first: int, last: int) -> bool:
        """Say whether the conference was where a city is, or what somebody was at there ('X, where they spoke at the …')."""
        begin = max(first, self._text.rfind(",", first, last) + 1)
        if AROUND.search(self._text, begin, last):
            return False
        at_it = next(reversed(list(self._words.at_it.finditer(self._text, begin, last))), None)
        is_at_it = at_it is not None and FOR_IT.match(at_it[0]) is None
        attended = _ATTENDS.search(self._text, begin, last)
        stop = max(at_it.end() if at_it and is_at_it else begin, attended.end() if attended else begin)
        return self._is_told(begin, last) or not self._names.unexplained(stop, last)

    def _is_of_a_guest(self, begin: int, between: str) -> bool:
        """Say whether a city is named for what of it was at the conference behind it ('The choir of Graz sang at the …')."""
        noun = compiled(rf"(?P<noun>(?<!\w)[^\W\d_]{{3,}})\s+(?:{self._names.language.of})\s*$").search(
            self._text, self._start, begin
        )
        if (
            noun is None
            or "," in between
            or RELATIVE.search(between)
            or not self._names.unexplained(*noun.span("noun"))
        ):
            return False
        at_it = self._words.at_it.search(between)
        is_at_it = at_it is not None and FOR_IT.match(at_it[0]) is None
        return is_at_it or any(pattern.search(between) for pattern in (AROUND, GOVERNED))

    def _is_tied_behind(self, one: Gathering, group: tuple[City, ...], clause: tuple[int, int]) -> bool:
        """Say whether a city behind the conference is tied to it."""
        begin, after = group[0].start, self.end_with_owner(one)
        lead, part = self._lead(one.start, clause), self._lead(begin, clause)
        is_subject = self._is_subject(lead, one.start)
        dash = max(self._text.rfind(mark, after, begin) for mark in "–—")
        if dash > 0 and self._names.unexplained(dash, begin, capitals=True):
            return False
        has_verb = part > one.start and not is_subject and self._says_something(group, clause)
        is_object = self._is_its_object(after, group)
        if is_object:
            self._objects.append(group[-1].stop)
        if is_subject and self._goes_there(after, begin):
            return True
        if is_subject and (
            is_object or self._names_a_thing(after, begin) or self._has_something_done(after, group, clause)
        ):
            return False
        is_adjacent = self._names.language.code == "de" and one.whose == "own" and not self._text[after:begin].strip()
        if is_adjacent and self._context.form == "sentence" and self._names.unexplained(lead, one.start):
            return False  # '2017 würdigte die Jahreskonferenz Plauen'
        if not after <= begin or (self._is_bare(after, begin) and not has_verb):
            return True
        if self._is_told(lead, begin):
            return not self._is_said_of_another(lead, one, after, begin)
        which = _WHICH.match(self._text, after, begin)
        is_apart = part > (which.end() if which else one.start) and self._names.unexplained(part, begin)
        return not (is_apart or is_object) and (which is not None or is_subject)

    def _goes_there(self, after: int, begin: int) -> bool:
        """Say whether nothing but a verb of motion stands between the conference and a city ('est allée à', 'foi para')."""
        goes = GOES.search(self._text, max(after, begin - NEXT_TO), begin)
        return goes is not None and self._is_bare(after, goes.start()) and self._is_bare(goes.end(), begin)

    def _is_its_object(self, after: int, group: tuple[City, ...]) -> bool:
        """Say whether a city stands right behind a verb, as what the conference does something to ('elected Graz to the board').

        So do those in a row behind it; one that has its days behind it does not ('will enliven Graz from 10 to 15 June').
        """
        begin, language = group[0].start, self._names.language
        if any(stop <= begin and self._is_bare(stop, begin) for stop in self._objects):
            return True
        is_german = language.code == "de"
        clause = RELATIVE.search(self._text, after, begin) or WHERE.search(self._text, after, begin)
        if (clause and not is_german) or self._has_its_days(group):
            return False
        years = [(year.start, year.end) for year in self._names.years]
        before = blanked(self._text, after, begin, years) if after < begin else ""
        word = _LAST_WORD.search(before)
        if word and language.code == "es" and word[0].strip() == "a":
            word = _LAST_WORD.search(before[: word.start()])  # 'premió a Graz'
            is_given = word is not None and self._words.assigned.match(word[0]) is not None
            word = None if word and (is_given or _MOVES.match(word[0])) else word
        if word is None or _VISITS.match(word[0]) or is_national(word[0].strip()):
            return False
        if self._names.unexplained(after, begin)[-1:] == [word[0].strip()]:
            return not (is_german and self._words.ties.match(self._text, after + word.start(), self._end))
        verbs = rf"{language.hosted}|{language.hosts_now}|{language.will_host}|{language.chosen}|{language.received}"
        acts = compiled(rf"(?<!\bla\s)(?<![’'])(?:{verbs})").fullmatch(before, word.start(), word.end() - 1)
        is_past = language.code == "en" and _DOES.fullmatch(word[0]) is not None
        return not is_german and (acts is not None or is_past)

    def _names_a_thing(self, after: int, begin: int) -> bool:
        """Say whether a noun behind the conference is what is spoken of ('the Annual Conference photo archive is in X')."""
        verb = rf"{self._names.language.passive}|{self._words.takes_place.pattern}"
        noun = compiled(rf"(?:[\s-]+(?![^\W\d_]+(?:ed|ing)\b)(?-i:[a-z]+)){{1,3}}?(?=\s+(?:{verb})(?!\w))").match(
            self._text, after, begin
        )
        if self._names.language.code != "en" or noun is None or self._is_told(*noun.span()):
            return False
        return bool(_BESIDE_IT.sub(" ", " ".join(self._names.unexplained(*noun.span()))).strip())

    def _has_something_done(self, after: int, group: tuple[City, ...], clause: tuple[int, int]) -> bool:
        """Say whether something else than to hold it was done to a conference ('was praised in X', 'wurde in X verfolgt')."""
        language, first, stop = self._names.language, group[0].start, group[-1].stop
        passive = compiled(rf"(?<!\w)(?:{language.passive})(?!\w)").search(self._text, after, first)
        if passive is None or not self._words.before_place.search(self._text, passive.end(), first):
            return False  # 'was entrusted to X'
        behind = _PARTED.search(self._text, stop, clause[1])
        end = behind.start() if behind else clause[1]
        part = (stop, end) if language.code == "de" else (passive.end(), first)  # whose verbs end a clause
        known = (self._words.ties, self._words.participle, compiled(language.relocated), OPENS, CLOSES)
        is_held = any(cue.search(self._text, after, part[1]) for cue in known)
        done = compiled(language.participles)
        return not is_held and any(map(done.fullmatch, self._names.unexplained(*part)))

    def _has_its_days(self, group: tuple[City, ...]) -> bool:
        """Say whether several days stand right behind a city: whatever verb there is, it is said of what takes place."""
        days = [year.start for year in self._names.years if year.dates and year.dates.first != year.dates.last]
        return any(0 <= at - group[-1].stop < _NEXT_DAYS for at in days)

    def _is_said_of_another(self, lead: int, one: Gathering, after: int, begin: int) -> bool:
        """Say whether what took place behind the conference is something else: 'After the … a concert took place in'."""
        verb = self._words.takes_place.search(self._text, after, begin)
        before = self._text[lead : one.start]
        if verb is None or "," in self._text[after : verb.start()] or RELATIVE.search(self._text, after, verb.start()):
            return False
        around = AROUND.search(before)
        if not self._names.unexplained(after, verb.start()):
            return False
        return around is not None or self._is_at_it(before)

    def _is_at_it(self, before: str) -> bool:
        """Say whether 'at', 'during' and the like stand before the conference; 'a Conferência' is an article."""
        return any(one[0].strip().casefold() != "a" for one in self._words.at_it.finditer(before))

    def _says_something(self, group: tuple[City, ...], clause: tuple[int, int]) -> bool:
        """Say whether something is said of a city behind a comma: other words than those of a list of editions."""
        behind = _PARTED.search(self._text, group[-1].stop, clause[1])
        end = behind.start() if behind else clause[1]
        present = PRESENT.search(self._text, group[-1].stop, end)
        return bool(self._names.unexplained(group[-1].stop, present.start() if present else end))

    def _is_received_behind(self, one: Gathering, clause: tuple[int, int]) -> bool:
        """Say whether a verb behind the conference says that the city before it receives it, and not one that follows."""
        verb = self._words.hosts_behind.search(self._text, one.end, clause[1])
        if verb is None:
            return _THAT_CITY.search(self._text, one.end, clause[1]) is not None
        return not any(0 <= city.start - verb.end() < NEXT_TO for city in self._names.cities)

    def _is_told(self, first: int, last: int) -> bool:
        """Say whether words of hosts, of guests that meet, or of what takes place stand there."""
        return any(cue.search(self._text, first, last) for cue in (self._words.ties, self._words.participle))

    def _lead(self, at: int, clause: tuple[int, int]) -> int:
        """Return where the part of a clause begins in which something stands: behind a comma, a colon, a dash, or 'that'."""
        return max((mark.end() for mark in _PARTED.finditer(self._text, clause[0], at)), default=clause[0])

    def _is_subject(self, lead: int, at: int) -> bool:
        """Say whether its part of a clause is about what stands there: no other noun and no preposition stands before it."""
        which = _WHICH_ONES.search(self._text, lead, at)
        at = which.start() if which else at
        before = self._text[lead:at]
        found = " ".join(self._names.unexplained(lead, at, capitals=True))
        none = NO_SUBJECT.search(before)
        is_article = none is not None and self._names.language.code == "pt" and none[0].strip().casefold() == "a"
        is_none = none is not None and not is_article
        return not (_BESIDE_IT.sub(" ", found).strip() or self._is_at_it(before) or is_none)

    def _is_bare(self, first: int, last: int) -> bool:
        """Say whether nothing but small words, dates, names of places and 'held' stands there."""
        places = [match.span() for match in BRACKET.finditer(self._text, first, last)]
        places += [(city.start, city.stop) for city in self._names.cities] + [
            (country.start, country.end) for country in self._names.countries
        ]
        for pattern in (
            self._words.small,
            self._words.ordinal_word,
            self._words.participle,
            _BESIDE_IT,
            _ONES,
            _CONNECTIVES,
        ):
            places += [match.span() for match in pattern.finditer(self._text, first, last)]
        words = re.findall(r"[^\W\d_]{2,}", blanked(self._text, first, last, places))
        return all(map(is_national, words))  # 'in the Austrian city of'

    def end_with_owner(self, one: Gathering) -> int:
        """Return where a conference's name ends, with that of the network behind it."""
        network = network_named().search(self._text, one.end, min(one.end + _NEAR, self._end))
        is_owner = network and re.fullmatch(r"[^,.;:()\d]*", self._text[one.end : network.start()])
        if not network or not is_owner:
            return one.end
        goes_on = _NETWORK_GOES_ON.match(self._text, network.end(), self._end)
        return goes_on.end() if goes_on else network.end()
