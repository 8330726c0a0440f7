"""What a heading, a lead or a header says of what stands below it."""

import re
from collections.abc import Sequence
from functools import cache

from scraper.subjects.uccn.grammar.above import status_above
from scraper.subjects.uccn.grammar.entries import About, Context
from scraper.subjects.uccn.grammar.gatherings import Gathering, gatherings
from scraper.subjects.uccn.grammar.mentions import blanked
from scraper.subjects.uccn.grammar.stretches import Reader
from scraper.subjects.uccn.grammar.words import (
    AROUND,
    CARRIED_ON,
    EDITION,
    FLAGS,
    GOVERNED,
    HOST_NOUN,
    NOBODY,
    OF,
    OVERVIEW,
    PLURAL,
    PRIZES,
    WAS_IN,
    WISHED,
    YEAR,
    Words,
    compiled,
    names_rivals,
    network_named,
    words,
)
from scraper.subjects.uccn.languages import Language, in_any
from scraper.subjects.uccn.places import cities
from scraper.values.records import Span

_IMPRINT = re.compile(rf"\W*(?:{in_any('imprint')})\W*", FLAGS)
_LEFT_OUT, _OTHERS = (re.compile(rf"(?<!\w)(?:{in_any(line)})(?!\w)", FLAGS) for line in ("left_out", "others"))
_MARKS = re.compile(r"[●○□■◆◇▲△★☆◯]")
_LEADS = re.compile(rf"(?<!\w)(?:{in_any('leads')})(?!\w)", FLAGS)
_BY = re.compile(
    r"\b(?:by|par|por|pel[oa]s?|dal(?:la)?|durch)\b[^,;:.()]*", FLAGS
)  # 'kept up to date by the Committee'
_OF_YEARS = re.compile(rf"(?<!\w)(?:{in_any('years')})(?!\w)", FLAGS)
_SERIES = re.compile(rf"(?<!\w)(?:{in_any('series')})(?!\w)", FLAGS)
_WISHES = re.compile(rf"(?<!\w)(?:{in_any('wishes')})(?!\w)", FLAGS)
_COLUMNS = re.compile(r"\([^(),\n]+,[^(),\n]+(?:,[^(),\n]+)+\)")  # '(year, host city, country, participants)'
_WHERE = re.compile(rf"(?<!\w)(?:{in_any('where')})(?!\w)", FLAGS)

_WHO = re.compile(rf"(?<!\w)(?:{in_any('which')}|{in_any('who')})(?!\w)", FLAGS)
_OUR = re.compile(rf"(?<!\w)(?:{in_any('our')})(?!\w)", FLAGS)
_AND = re.compile(rf"\s*(?:[,&/]|(?<!\w)(?:{in_any('and_')})(?!\w))\s*(?:[^\W\d_]+\s+)?", FLAGS)
_ARTICLE = re.compile(rf"(?<!\w)(?:{in_any('articles')}|{in_any('the')})\s*$", FLAGS)
_SOME = re.compile(rf"(?<!\w)(?:{in_any('articles')}|{in_any('the')})\s*(?:[^\W\d_]+\s+)?$", FLAGS)
_LIST_OF = re.compile(rf"(?<!\w){OVERVIEW.pattern}\s+(?:{in_any('governs')})(?:\s+|(?<=[’']))$", FLAGS)
_OF_A_NOUN = re.compile(
    rf"(?<!\w)(?:{in_any('no_subject')}|{in_any('governs')}|{in_any('for_')}|{in_any('not_object')})(?:\s+|(?<=[’']))$",
    FLAGS,
)
_NO_PERSONS = r"(?!d[ée]l[ée]g|represent(?:ative|ante|ant))"
_LAST_WORD = re.compile(r"\s[a-zß-ÿ]+\s*:\s*$")
_SENTENCE = 4  # words before the conference's name where a lead is a sentence


def says_something_else(reader: Reader, start: int, end: int) -> bool:
    """Say whether a title has words that tell neither the conference, its hosts and times nor what a list of them is called."""
    text, patterns = reader.text, reader.words
    named = gatherings(text, reader.language, patterns, start, end)
    if named and compiled(rf"(?<!\w)(?:{reader.language.before_place})\s*:?\s*$").search(text, named[-1].end, end):
        start = named[-1].end  # 'Our delegates have been at the Annual Conferences in:'
    behind = text.find(" / ", named[0].end if named else end, end)
    if behind > 0 and _SERIES.search(text, behind, end):
        end = behind  # the title in another language
    where_we = compiled(rf"(?<=\s)(?:{reader.language.where_we})(?!\w)[^:;.]*")
    clause = where_we.search(text, named[-1].end, end) if named else None
    if clause and not (patterns.candidacy.search(clause[0]) or _WISHES.search(clause[0])):
        end = clause.start()  # 'The Annual Conferences that our delegation went to:'
    own = next((one for one in named if one.whose == "own"), None)
    if own and text[start:end].rstrip().endswith(":"):
        begins = _list_in(reader, start, own.start, end)
        if begins > start and reader.language.code == "de" and (last := _LAST_WORD.search(text, own.end, end)):
            end = last.start()  # 'Das Amt hat die Gastgeber der Konferenz zusammengestellt:'
        start = begins
    places, countries = reader.scanner.places(start, end)
    said = [(one.start, one.end) for one in named if one.whose != "other"]
    said += [(one.start, one.stop) for one in places] + [(one.start, one.end) for one in countries]
    said += [match.span() for match in _COLUMNS.finditer(text, start, end)]
    said += [match.span() for known in _in_titles(reader.language) for match in known.finditer(text, start, end)]
    left = re.findall(r"(?<!\w)[^\W\d_]{3,}(?![’'\w])", blanked(text, start, end, said))
    return not all(word.endswith("s") and cities(word[:-1]) for word in left)  # 'Mannheims'


def _list_in(reader: Reader, start: int, own: int, end: int) -> int:
    """Return where a lead names its list of the conferences, behind who gives it ('The Commission lists the hosts of the …:').

    So too behind who was at them ('Our delegation has attended these …:').
    """
    text, patterns, language = reader.text, reader.words, reader.language
    those = compiled(rf"(?<!\w)(?:{language.any_of}|{language.these})\s+$").search(text, start, own)
    if those and not _WHO.search(text, start, end):
        attended = compiled(rf"(?<!\w){_NO_PERSONS}(?:{language.attended}|{language.attends})(?!\w)(?:\s+[^\s:]+)?")
        if attended.search(text, start, those.start()) or attended.search(text, own, end):
            return those.end()
    for named in reversed(list(patterns.list_of.finditer(text, start, own))):
        before = _ARTICLE.sub("", text[start : named.start()])
        while (over := _LIST_OF.search(before)) is not None:
            before = _ARTICLE.sub("", before[: over.start()])
        is_of_it = not re.search(r"[^\W\d_]{3}", patterns.small.sub(" ", text[named.end() : own]))
        if is_of_it and not _OF_A_NOUN.search(before) and not patterns.denies(text, start, own):
            return start + len(before)
    return _object(reader, start, own, end) if not _WHO.search(text, start, own) else start


def _object(reader: Reader, start: int, own: int, end: int) -> int:
    """Return where 'the last conferences' begin that a lead recalls, shows, or sums up; `start` where it says something of them."""
    text = reader.text
    named = reader.words.series.match(text, own, end)
    before = _SOME.sub("", text[start:own])
    is_verb = re.search(r"[^\W\d_]{3,}\s+$", before) is not None and not _OF_A_NOUN.search(before)
    is_all = named is not None and PLURAL.search(named[0]) is not None
    is_denied = reader.words.denies(text, start, own) or NOBODY.search(text, start, own)
    return own if is_all and is_verb and not is_denied else start


@cache
def _in_titles(language: Language) -> tuple[re.Pattern[str], ...]:
    """Return the patterns of what a title of the conferences, or of a list of them, may hold."""
    patterns = words(language)
    named = rf"{language.name}|{language.network}|{language.the_network}|{language.creative_cities}|{language.cities}"
    return (
        compiled(rf"(?<!\w)(?:{named}|{language.already}|{language.in_titles})(?!\w)"),
        compiled(rf"(?<!\w)(?:{OVERVIEW.pattern}|(?:{in_any('sections')})(?=\s+\d))"),
        *(network_named(), HOST_NOUN, CARRIED_ON, WAS_IN, _LEADS, _WHERE),
        *(patterns.small, patterns.who_hosts, patterns.takes_place, patterns.ordinal_word),
        *(patterns.series, patterns.members, patterns.list_of, patterns.ties, patterns.participle),
        *(patterns.coming, patterns.held_heading, *(one for _, one in patterns.statuses)),
    )


def names_what_was_done(before: str, behind: str, language: Language) -> bool:
    """Say whether a title is of what was done at the conference that it names ('Good practices presented at the …')."""
    said = _said_at_it(before, behind, language)
    return bool(said[0]) and not said[1] and compiled(language.participles).fullmatch(said[0][-1]) is not None


def _said_at_it(before: str, behind: str, language: Language) -> tuple[list[str], list[str]]:
    """Return the words of a title before and behind 'at the conference', none where it says where that is held."""
    patterns = words(language)
    at_it = patterns.at_it.search(before) or compiled(rf"(?<!\w)(?:{language.at_it})\s+l[ao]s\s+$").search(before)
    if at_it is None or _receives(before, patterns) or re.search(r"[,;]", before) or "?" in behind:
        return [], []
    ours = compiled(rf"(?<!\w)(?:{language.name}|{language.network}|{language.the_network})(?!\w)")
    before, behind = before[: at_it.start()], ours.sub(" ", behind)
    is_title = not before or (patterns.small.match(before) is None and OVERVIEW.match(before.lstrip()) is None)
    said = [re.findall(r"[^\W\d_]{4,}", patterns.small.sub(" ", one)) for one in (before, behind)]
    is_of_a_city = any(map(cities, re.findall(r"[A-ZÀ-Þ][^\W\d_]+", before)))  # 'Lyon honoured at the …'
    return (said[0], said[1]) if is_title and not is_of_a_city else ([], [])


def _receives(said: str, patterns: Words) -> bool:
    """Say whether words are those of hosts."""
    return any(cue.search(said) for cue in (patterns.ties, patterns.participle, HOST_NOUN, _WHERE))


_WHOSE_POST = re.compile(
    r"(?:(?<!\w)[a-zß-ÿ]+\s*,|\()\s*(?:UNESCO\s+)?$"
)  # 'Project officer, UNESCO City of', 'Programme Officer (City of'


class Titles:
    """Reads the titles of one text; `page` is what the page as a whole is about.

    `is_of_another` says that its first heading names another gathering, `others_have_one` that a part of the network, or another
    body, is said to have such a conference, `is_shown_at_it` that what was named last with the conference was shown at it.
    """

    def __init__(self, reader: Reader, page: About) -> None:
        self._reader, self._page = reader, page
        self.is_of_another = self.others_have_one = self.is_shown_at_it = False
        self._text, self._language, self._words = reader.text, reader.language, reader.words

    def asks_for_places(self, start: int, end: int) -> bool:
        """Say whether a title that names no gathering says where somebody met, or was received, and no more ('Where we met')."""
        cues = (self._words.ties, self._words.takes_place, self._words.meet, self._words.gathered)
        is_asked = _WHERE.search(self._text, start, end) and any(cue.search(self._text, start, end) for cue in cues)
        return bool(is_asked) and not says_something_else(self._reader, start, end)

    def announced(self, start: int, end: int, over: Context, *, alone: bool = False) -> Context:
        """Return what a heading or lead says of what stands below it; `alone` says that it stands by itself, behind nothing."""
        since = compiled(rf",?\s(?:{self._language.since_joining})[^:;.?]*").search(self._text, start, end)
        if since:  # 'Where have the conferences been held since you joined?'
            end = since.start()
        text = self._text[start:end]
        found = gatherings(self._text, self._language, self._words, start, end)
        kinds = {one.whose for one in found}
        own = next((one for one in found if one.whose == "own"), None)
        status, span = status_above(text, self._language), Span(start, end)
        if own and status in ("cancelled", "postponed") and self._words.at_it.search(self._text, start, own.start):
            status = None  # 'CANCELLED: coach trip to the …'
        is_list = self._words.list_of.search(text) is not None
        rival = self._words.rival.search(text if found else _BY.sub(" ", text)) is not None
        rival = rival and not (self._is_a_citys_title(start, end) and not found)
        if len(set(_MARKS.findall(text))) > 1:
            return Context(about="weak")  # a legend
        if self._words.objectives.search(text) or self._words.joined.search(text) or WISHED.search(text):
            return Context(about="weak")
        is_denied = self._words.denies(self._text, start, end) and re.search(YEAR, text) is None
        if not is_list and found and is_denied:
            return Context(about="weak")
        if text.rstrip().endswith(":") and _LEFT_OUT.search(text) and _OTHERS.search(text):
            return Context(about="other", doubted=True)  # 'It is often mistaken for other networks:'
        if over.about == "none":
            return over
        if all(one.meets for one in found) and not (rival or is_denied) and self._asks_for_hosts(start, end):
            return Context(about="own", announced=True)
        if _IMPRINT.fullmatch(text):
            return Context(about="none")
        around = (text[: own.start - start], text[own.end - start :]) if own else ("", "")
        if names_what_was_done(*around, self._language):
            return Context(about="other", doubted=True)
        if not is_list and (
            self._is_of_something_else(start, found)
            or (found and PRIZES.search(text))
            or (own and self._is_beside_it(start, end, own))
        ):
            return Context(about="weak")
        if own and says_something_else(self._reader, start, end):
            return Context(about="weak")
        if own and self._tells_who_came(start, end, own):
            return Context(about="weak")
        if kinds == {"neutral"} and self._names_others_beside(start, end, found[0]):
            return Context(about="weak")  # 'Conferences and workshops'
        if is_list and not kinds and (over.about == "other" or self._is_list_of_something(text)):
            return Context(about="other")
        if is_list and not kinds and over.beside:
            return Context(about="weak", beside=True)
        if own and not network_named().search(text):
            is_below_another = over.form != "row" and (
                over.about == "other" or (self.is_of_another and not over.announced)
            )
            if is_below_another and EDITION.search(self._text, own.start, own.end):
                return Context(about="other")  # 'Previous editions' below another body's congress
            if self.others_have_one and _OUR.search(self._text, start, own.start):
                # 'Our annual conferences', behind 'a conference of their own'
                return Context(about="other", doubted=True)
            if over.about == "other" and text.rstrip().endswith(":"):
                # 'Previous annual meetings:' on a page about those of one country's cities
                return Context(about="weak")
        if "own" in kinds or (is_list and not rival and "other" not in kinds and self._page != "none"):
            return Context(about="own", status=status, status_at=span if status else None, announced=True)
        if "other" in kinds or rival:
            return Context(about="other")
        if over.meant and self._is_of_those_meant(start, end):
            return Context(about="own", status=status, status_at=span if status else None, announced=True)
        if "neutral" in kinds:
            about: About = "own" if over.about == "own" else "weak"
            return Context(about=about, status=status, status_at=span if status else None, announced=about == "own")
        if alone and status and over.about == "own" and self._only_tells_when(text):
            return Context(about="own", status=status, status_at=span, announced=True)
        says_where = over.about == "own" and not found and _WHERE.search(text) and self._words.takes_place.search(text)
        if says_where:  # 'See where it has been held so far:'
            return Context(about="own", status=status, status_at=span if status else None, announced=True)
        return over if self._only_leads(start, end) else Context(about="weak")

    def _tells_who_came(self, start: int, end: int, own: Gathering) -> bool:
        """Say whether a lead is of cities that took part ('These cities took part in the …:'), or of other places ('… and in:')."""
        language = self._language
        cities = compiled(
            rf"(?<!\w)(?:{language.cities})\s[^.;:]{{0,40}}?(?<!\w)(?:{language.attendance}|{language.takes_part})(?!\w)"
        )
        further = compiled(rf"\s(?:{language.and_})\s+(?:{language.before_place})\s*[:：]\s*$")
        return any((cities.search(self._text, start, own.start), further.search(self._text, own.end, end)))

    def is_of_hosts(self, start: int, end: int) -> bool:
        """Say whether a title is of a list of hosts, and names none ('Host cities', 'Who has hosted the Creative Cities?')."""
        is_list = self._words.list_of.search(self._text, start, end) and HOST_NOUN.search(self._text, start, end)
        return bool(is_list) or self._asks_for_hosts(start, end)

    def _asks_for_hosts(self, start: int, end: int) -> bool:
        """Say whether a title without a place asks for the network's hosts, or leads to them ('Who has hosted the Creative Cities?')."""
        named = network_named().search(self._text, start, end)
        hosts = named and any(cue.search(self._text, start, end) for cue in (HOST_NOUN, self._words.hosts))
        return bool(hosts) and not self._reader.scanner.places(start, end)[0]

    def _is_a_citys_title(self, start: int, end: int) -> bool:
        """Say whether a heading names no part of the network, but a city by its field ('Our years as a City of Music'), or its mayor."""
        named = self._words.rival.finditer(self._text, start, end)
        is_whose = any(_WHOSE_POST.search(self._text, start, one.start()) for one in named)
        mayors = compiled(self._language.mayors)
        return not is_whose and all(map(mayors.fullmatch, names_rivals(self._words, self._text, start, end)))

    def _is_of_those_meant(self, start: int, end: int) -> bool:
        """Say whether a title is of the conferences named last: 'All conferences', 'Where it has been', 'Who has hosted it'."""
        if self.is_of_another or self.is_shown_at_it or says_something_else(self._reader, start, end):
            return False
        text, words = self._text[start:end], self._words
        if _WHERE.search(text):
            nouns = compiled(
                rf"(?<!\w)(?:{self._language.articles})(?:\s+|(?<=[’']))(?P<noun>[^\W\d_]{{3,}})"
            ).finditer(text)
            known = (words.members, words.event, compiled(self._language.the_members))
            return len(text.split()) > 1 and all(any(one.match(noun["noun"]) for one in known) for noun in nouns)
        if not self.kinds(start, end):
            cue = words.hosts if _WHO.search(text) else words.who_hosts
            return cue.search(text) is not None
        of_all = (words.held_heading, OVERVIEW, compiled(rf"(?<!\w)(?:{self._language.any_of})(?!\w)"))
        return any(cue.search(text) for cue in of_all)

    def _names_others_beside(self, start: int, end: int, named: Gathering) -> bool:
        """Say whether a title has 'the conferences' in a row with other sorts of events."""
        for other in self._words.event.finditer(self._text, start, end):
            first, last = sorted(((named.start, named.end), other.span()))
            is_ours = self._words.neutral.fullmatch(other[0]) or self._words.series.match(
                self._text, other.start(), end
            )
            if not is_ours and _AND.fullmatch(self._text, first[1], last[0]):
                return True
        return False

    def _only_tells_when(self, text: str) -> bool:
        """Say whether a title is only of what is past or ahead ('Upcoming', 'À venir')."""
        already = compiled(rf"(?<!\w)(?:{self._language.already})(?!\w)")
        for pattern in (
            already,
            self._words.coming,
            self._words.held_heading,
            *(one for _, one in self._words.statuses),
        ):
            text = pattern.sub(" ", text)
        return re.search(r"[^\W\d_]{2}", self._words.small.sub(" ", text)) is None

    def _receives(self, said: str) -> bool:
        return _receives(said, self._words)

    def _is_beside_it(self, start: int, end: int, own: Gathering) -> bool:
        """Say whether a title is of what comes before or behind the conference, or a sentence of what somebody does at it."""
        around = AROUND.search(self._text, start, own.start)
        if around and not re.search(YEAR, around[0]):
            return True  # not 'Since 2015 the Annual Conference …'
        text, at_it = self._text[start:end], self._words.at_it.search(self._text, start, own.start)
        if at_it and not self._receives(text) and self._is_a_place(start, at_it.start()):
            return True  # 'Graz at the Annual Conference'
        cues = (self._words.coming, self._words.takes_place)
        if (
            at_it is None
            or text.rstrip().endswith(":")
            or self._receives(text)
            or any(one.search(text) for one in cues)
        ):
            return False
        before = self._words.small.sub(" ", self._text[start : at_it.start()])
        return len(re.findall(r"[^\W\d_]{4,}", before)) >= _SENTENCE

    def _is_a_place(self, start: int, end: int) -> bool:
        """Say whether words are a place and nothing else."""
        places, countries = self._reader.scanner.places(start, end)
        spans = [(one.start, one.stop) for one in places] + [(one.start, one.end) for one in countries]
        return bool(places) and re.search(r"[^\W\d_]{2}", blanked(self._text, start, end, spans)) is None

    def _only_leads(self, start: int, end: int) -> bool:
        """Say whether words only lead to what stands below them ('They are:', 'By country')."""
        letters = self._text[start:end]
        for pattern in (_LEADS, self._words.small):
            letters = pattern.sub(" ", letters)
        return re.search(r"[^\W\d_]{2}", letters) is None

    def _is_of_something_else(self, start: int, found: Sequence[Gathering]) -> bool:
        """Say whether a title is that of something for the conference, or about it ('Payments to the conferences' fund')."""
        for one in found:
            governed = GOVERNED.search(self._text, start, one.start) if one.whose == "own" else None
            if governed and not (OVERVIEW.match(governed["noun"]) or HOST_NOUN.match(governed["noun"])):
                before = self._words.small.sub(" ", self._text[start : governed.start("noun")])
                return len(before.split()) < 2
        return False

    def _is_list_of_something(self, text: str) -> bool:
        """Say whether hosts are those of something that is neither the conference nor the network ('hosts of the dinners')."""
        for match in self._words.list_of.finditer(text):
            owner = self._words.owner.match(text, match.end())
            if owner and _OF_YEARS.search(owner["whose"]):
                continue  # 'hosts of the last years'
            if owner and OF.match(owner[0].lstrip()) and not self._words.members.match(owner["whose"]):
                return not network_named().match(owner["whose"]) and not owner["whose"][0].isdigit()
        return False

    def kinds(self, start: int, end: int) -> set[str]:
        """Return whose the gatherings are that a stretch names."""
        return {one.whose for one in gatherings(self._text, self._language, self._words, start, end)}
