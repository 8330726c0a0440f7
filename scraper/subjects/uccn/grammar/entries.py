"""One stretch of text (a sentence, a line, an item) → the editions that it states, what speaks against others, what is unread."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import Literal

import msgspec

from scraper.subjects.uccn.facts import Host, Standing, Status
from scraper.subjects.uccn.grammar.dates import Dates
from scraper.subjects.uccn.grammar.gatherings import gatherings
from scraper.subjects.uccn.grammar.mentions import City, Place, Scanner, Year, untold_years, years_in
from scraper.subjects.uccn.grammar.pairing import pair
from scraper.subjects.uccn.grammar.words import (
    BESIDE,
    CAPTION,
    CARRIED_ON,
    CONCESSION,
    FLAGS,
    GOVERNED,
    LOSERS,
    OF,
    ORIGIN,
    SPOKEN_OF,
    Words,
    words,
)
from scraper.subjects.uccn.languages import Language, ordinal
from scraper.subjects.uccn.places import country_code, country_codes
from scraper.values.records import SetAside, Span

# What a stretch is about where it does not say so itself: the conference, perhaps, something else, nothing at all.
About = Literal["own", "weak", "other", "none"]

_FOUNDED = 2004  # the network: an earlier year is none of its editions
_FEW = 3  # words that are no names and no small ones: with more of them a sentence says something
_NEXT = 6  # letters between cities that a word joins
_OR_BEFORE = re.compile(r"(?<!\w)(?:or|ou|o|oder)\s+$")
_OR_BEHIND = re.compile(r"\s*,?\s+(?:or|ou|o|oder)\s")
_BESIDE = 8  # letters between a city and the year that stands right behind it
_NEAR = 80  # letters before a year or a city in which what is said of it is looked for
_AHEAD = 25  # years from the capture on that somebody may plan for
_YEAR_BEHIND = re.compile(r"[\s,]{0,3}(?:(?:in|en|em|nel|im|à|a)\s+)?(?:19|20)\d\d(?!\d)")
_ONES = (  # adjectives that stand for the conference itself: 'the most recent took place'
    r"(?:[IVX]+(?:e|[èe]me|\.|ª|º|°)?|most|more|previous|recent|latest|last|next|following|third|fourth|pr[ée]c[ée]dente?s?|derni[èe]re?s?|suivante?s?|prochaine?s?|premi[èe]re?|"
    r"anterior(?:es)?|[úu]ltim[ao]s?|siguientes?|pr[óo]xim[ao]s?|primer[ao]?|seguintes?|primeir[ao]|precedent[ei]|seguent[ei]|prossim[ae]|prima|letzten?|vorige|n[äa]chsten?|erste|zuletzt)\b"
)
_PUBLICATION = re.compile(
    r"\s*(?:\W\s*)?[A-ZÀ-Þ][\w’'-]+(?:,\s+|\s+\()[A-ZÀ-Þ]\.(?:[\s-]?[A-ZÀ-Þ]\.)*(?:[,:\s(]|\))|.*(?:\bISBN\b|\b\d+\s?(?:pp?|S|Seiten|pages|p[áa]ginas|pagine)\b\.?\s*$|\bpp\.\s?\d)"
)
_POSSESSIVE = re.compile(
    r"[’']s\s+(?!(?:conference|meeting|edition|turn|annual|\d|[IVX]+\b|UNESCO|UCCN)\b)[^\W\d_]", FLAGS
)
_BODY = re.compile(  # who meets of the conference without being it
    r"\W*(?:(?:the|an?|l[ae]s?|l[’']|el|los|il|lo|gli|i|os?|as?|une?|um|uma|un|una|uno|die|der|das|ein|eine|eines)\s*)?(?:members\s+of\s+the\s+|[^\W\d_]+\s+)?"
    r"(?:jury|juries|jurado|giuria|j[úu]ri|panel|committee|comit[ée]|comitato|comit[êe]|board|working\s+groups?|task\s+force|groupe\s+de\s+travail|grupo\s+de\s+tra\w+|gruppo\s+di\s+lavoro|"
    r"Arbeitsgruppe|Ausschuss|Gremium|Beirat)\b",
    FLAGS,
)
PRONOUN = re.compile(r"\s*(?:it|they|elles?|ils?|ellas?|elas?|essa|sie|es)(?!\w)", FLAGS)
"""What stands for a conference that the words before it name."""
_QUOTED = re.compile(r"[“„«][^“”„«»\n]{8,}[”“»]|\"[^\"\n]{8,}\"")
_OPENS = re.compile(
    r"\b(?:open(?:s|ed|ing)?|ouvr(?:e|ent|it|irent|ira|iront)|ouvert\w*|abr(?:e|en|i[óo]|ir[áa]|iu|ieron|iram)|abert\w*|apertur\w*|apert[aoie](?:si)?|apr(?:e|ono|ì|irà|iranno)|"
    r"inaugur\w+|er[öo]ffn\w+|beg(?:in|ins|an|un)|beg[ia]nn\w*|beg[oó]nn\w*|start(?:s|ed|ing|et|ete|eten)?|commenc(?:e|ed|es|[ée]|era|ait)|comen(?:z|ç|c)\w+|comienz\w+|in[ií]ci(?!ativ)\w+|"
    r"inizi(?!ativ)\w+|arranc\w+)\b",
    FLAGS,
)
_CLOSES = re.compile(
    r"\b(?:clos(?:e|es|ed|ing)|cl[ôo]tur\w*|clausur\w*|conclu\w+|chius\w+|chiud\w+|termin(?!al|ol)\w+|encerr\w+|end(?:s|ed|et|ete|eten)?|finali[sz]\w+|ach[eè]v\w+|"
    r"schlie[ßs]\w*|(?:ge)?schlossen|schloss)\b",
    FLAGS,
)


class Numbered(msgspec.Struct, frozen=True):
    """An ordinal as a number, and where it is written."""

    number: int
    span: Span


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
    """What a stretch gave."""

    entries: list[Entry] = msgspec.field(default_factory=list)
    aside: list[SetAside] = msgspec.field(default_factory=list)
    unread: list[Span] = msgspec.field(default_factory=list)
    standing: list[Standing] = msgspec.field(default_factory=list)
    own: bool = False
    other: bool = False
    denied: bool = False
    alone: tuple[tuple[City, ...], list[Year], list[Dates]] = ((), [], [])


class Context(msgspec.Struct, frozen=True, kw_only=True):
    """What stands over a stretch: what it is about, the status that a heading or lead gives, and where.

    `announced` says that a heading or lead names hosts; `inherits` that the sentence before told of an edition, `doubted`
    that it denied or doubted; `named` that the page named the conference before. `year` and `edition` stand in the
    heading or term over the stretch.
    """

    about: About
    status: Status | None = None
    status_at: Span | None = None
    announced: bool = False
    form: str = "sentence"
    inherits: bool = False
    doubted: bool = False
    named: bool = False
    year: Year | None = None
    edition: Numbered | None = None


class Reader:
    """Reads stretches of one text, in one language, as captured on a day (None: not known)."""

    def __init__(self, text: str, language: Language, captured: date | None) -> None:
        self.text, self.language, self.captured = text, language, captured
        self.words: Words = words(language)
        self.scanner = Scanner(text, language, self.words)

    def read(self, start: int, end: int, context: Context) -> Found:
        """Read a stretch."""
        return _Stretch(self, start, end, context).read()

    def status_by_time(self, year: int, first: str | None, last: str | None) -> Status | None:
        """Return what the capture's day says of an edition of which nothing else is said."""
        if self.captured is None:
            return None
        if last and last < self.captured.isoformat():
            return "held"
        if first and first > self.captured.isoformat():
            return "planned"
        if year == self.captured.year:
            return None
        return "held" if year < self.captured.year else "planned"


class _Stretch:
    """One reading of one stretch."""

    def __init__(self, reader: Reader, start: int, end: int, context: Context) -> None:
        self._reader, self._start, self._end, self._context = reader, start, end, context
        self._text, self._language, self._words = reader.text, reader.language, reader.words
        self._found = Found()
        self._countries: list[Place] = []
        self._denied: dict[tuple[int, int], bool] = {}

    def read(self) -> Found:
        found = self._found
        cities, self._countries = self._reader.scanner.places(self._start, self._end)
        years, bare = years_in(self._text, self._language, self._start, self._end)
        named = [Year(year.value, year.start, year.end, year.dates) for city in cities for year in city.years]
        years = sorted({year.start: year for year in (*years, *named)}.values(), key=lambda year: year.start)
        self._gatherings = gatherings(self._text, self._language, self._words, self._start, self._end)
        found.own = any(one.whose == "own" for one in self._gatherings)
        found.other = any(one.whose == "other" for one in self._gatherings) and not found.own
        found.alone = (tuple(cities), years, bare)
        found.denied = self._words.denied.search(self._text, self._start, self._end) is not None
        over = self._context.year
        if over and not years and cities and (found.own or (self._context.about == "own" and self._says_where)):
            years = [over]
        found.standing = [Standing(year.value, city.name) for city in cities for year in years]
        if cities and (found.own or self._context.about == "own" or self._context.inherits):
            untold = untold_years(self._text, self._start, self._end)
            years = sorted((*years, *untold), key=lambda year: year.start)
        if not cities or not years:
            return found
        for pattern, reason in ((CAPTION, "a caption"), (_PUBLICATION, "a publication")):
            if pattern.match(self._text, self._start, self._end):
                found.aside.append(SetAside(Span(self._start, self._end), reason))
                return found
        line = self._dateline(cities, years)
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
        hosts = [city for city in self._without_guests(cities) if city.start >= line]
        if line > self._start:
            found.aside.append(SetAside(Span(self._start, line), "a dateline"))
        found.alone = (tuple(hosts), [year for year in usable if year.value], bare)
        if not usable and found.own:
            return found
        if not usable or not hosts:
            goes_on = self._context.inherits and not found.other and any(year.value for year in usable)
            if (found.own or goes_on) and usable and any(not city.partial for city in cities):
                found.unread.append(Span(self._start, self._end))
                return found
            reason = (
                "a year of something else" if not usable else "no host: where guests come from, or a part of a name"
            )
            found.aside.append(SetAside(Span(self._start, self._end), reason))
            return found
        for city in cities:
            if city not in hosts and city.start >= line:
                has_year = bool(city.years) or _YEAR_BEHIND.match(self._text, city.stop, self._end) is not None
                if has_year and found.own and not city.partial:
                    found.unread.append(Span(city.start, city.stop))
                else:
                    found.aside.append(SetAside(Span(city.start, city.stop), "a home of guests, or a part of a name"))
        self._pairs(hosts, usable, bare)
        return found

    def _dateline(self, cities: list[City], years: list[Year]) -> int:
        """Return where the words behind a dateline begin ('KATOWICE, 15 June 2018 – …')."""
        city, year = cities[0], years[0]
        single = year.dates is not None and year.dates.first == year.dates.last
        if (
            self._context.form != "sentence"
            or not single
            or city.start - self._start > 3
            or not city.stop <= year.start
        ):
            return self._start
        between = self._text[city.stop : year.start]
        dash = re.compile(r"\s*[)]?\s*\.?\s*[–—:-]\s").match(self._text, year.end, self._end)
        return dash.end() if dash and not re.search(r"[^\W\d_]{3}", between) else self._start

    # --- candidates ---------------------------------------------------------------------------------------------------

    def _may_be_of_an_edition(self, year: Year) -> bool:
        if year.value == 0 or year is self._context.year:
            return True
        latest = (self._reader.captured.year if self._reader.captured else 2030) + _AHEAD
        if not _FOUNDED <= year.value <= latest:
            return False
        at = year.start
        if re.search(r"(?<!\w)©", self._text[self._start : at]):
            return False
        since = self._words.since.search(self._text, max(self._start, at - 60), at)
        is_range = year.dates is not None and year.dates.first != year.dates.last
        if since and not is_range and not any(0 <= one.start - year.end < 3 for one in self._gatherings):
            return False
        return re.match(r"\s+Agenda", self._text[year.end : year.end + 10], FLAGS) is None

    def _is_of_a_step(self, year: Year) -> bool:
        """Say whether a city applied, joined or was chosen in a year, before it became the host in another."""
        first = max(self._start, year.start - _NEAR)
        steps = [
            step
            for step in self._words.steps.finditer(self._text, first, year.start)
            if not self._words.who_hosts.search(step[0])
        ]
        if not steps or not re.search(
            r"(?:^|\s)(?:in|en|em|nel|im|à)\s[^.;:()]{0,15}$", self._text[first : year.start]
        ):
            return False
        at = steps[-1].end()
        cues = any(at <= one.start < year.start for one in self._gatherings)
        purpose = re.compile(r"\b(?:to|pour|para|per|um|zu)\b", FLAGS).search(self._text, at, year.start)
        return not (
            cues
            or purpose
            or any(one.search(self._text, at, year.start) for one in (self._words.list_of, self._words.who_hosts))
        )

    def _without_guests(self, cities: list[City]) -> list[City]:
        """Leave out parts of longer names, and homes of guests: what follows 'delegates from', 'among them', 'the mayor of'."""
        scopes = [
            (match.end(), self._scope_end(match.end()))
            for match in self._words.people.finditer(self._text, self._start, self._end)
        ]
        return [
            city
            for city in cities
            if not city.partial
            and not _POSSESSIVE.match(self._text, city.end, self._end)
            and not any(
                apart.search(self._text, max(self._start, city.start - 40), city.start) for apart in (LOSERS, ORIGIN)
            )
            and (not any(first <= city.start < last for first, last in scopes) or self._is_host_by_verb(city))
        ]

    def _scope_end(self, at: int) -> int:
        """Return where what was said of guests ends: at the next gathering, or the end of the clause."""
        stops = [one.start for one in self._gatherings if one.start >= at and one.whose != "other"]
        breaks = re.compile(r"[;:]|\s[–—]\s|\.\s").search(self._text, at, self._end)
        return min([*stops, breaks.start() if breaks else self._end])

    def _is_host_by_verb(self, city: City) -> bool:
        return self._words.hosting.match(self._text, city.stop, self._end) is not None

    # --- pairs --------------------------------------------------------------------------------------------------------

    def _pairs(self, cities: list[City], years: list[Year], bare: list[Dates]) -> None:
        drafts: list[Entry] = []
        self._clause_of: dict[int, tuple[int, int]] = {}
        for start, end in self._clauses(cities, years):
            mine = [city for city in cities if start <= city.start < end]
            own_years = [year for year in years if start <= year.start < end or year is self._context.year]
            if not mine or not own_years:
                continue
            for group, year in self._paired(start, end, mine, own_years):
                if entry := self._entry(group, year, (start, end)):
                    self._clause_of[entry.start] = (start, end)
                    drafts.append(entry)
        drafts = self._numbered(self._dated(self._with_status(drafts), bare))
        self._found.entries += drafts
        self._report(cities, years, drafts)

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
        """Yield the stretch's clauses: a semicolon ends one, unless what stands between has no city or no year throughout."""
        marks = [match.start() for match in re.compile(r";\s|\s[•·|]\s").finditer(self._text, self._start, self._end)]
        edges = [self._start, *marks, self._end]
        parts = list(pairwise(edges))
        whole = sum(
            any(a <= city.start < b for city in cities) and any(a <= year.start < b for year in years) for a, b in parts
        )
        yield from parts if whole else [(self._start, self._end)]

    def _entry(self, group: tuple[City, ...], year: Year, clause: tuple[int, int]) -> Entry | None:
        over = year is self._context.year
        start = group[0].start if over else min(group[0].start, year.start)
        end = group[-1].stop if over else max(group[-1].stop, year.end)
        if year.value == 0:
            self._found.unread.append(Span(self._start, self._end))
            return None
        governing = self._governing(start, end, clause)
        about = self._context.about
        span = Span(start, end)
        if governing == "other" or (governing is None and about == "other"):
            spoken_of = any(one.whose == "own" or one.absorbed for one in self._gatherings) or self._context.inherits
            names_no_other = self._context.named and not self._found.other and any(self._gatherings)
            if spoken_of or names_no_other:
                self._found.unread.append(Span(self._start, self._end))
            else:
                self._found.aside.append(SetAside(span, "another gathering"))
            return None
        if governing == "neutral" and about == "weak" and not (self._context.named or self._context.inherits):
            governing = None
        if self._context.doubted and governing != "own":
            self._found.unread.append(Span(self._start, self._end))
            return None
        if about != "none" and self._speaks_against(start, end, clause, governing):
            return None
        if (
            self._is_in_a_bracket_of_another(group, year)
            or self._is_quoted(start, end)
            or self._is_apart(group, start, end, clause)
        ):
            self._found.unread.append(Span(self._start, self._end))
            return None
        spoken = self._text[group[-1].stop : year.start]
        other_time = (
            SPOKEN_OF.search(spoken) is not None
            or self._is_of_a_choice(group, year)
            or self._is_of_a_part(group, clause)
            or self._is_before(group, start, clause)
            or _BODY.match(self._text, clause[0], start) is not None
            or CONCESSION.search(self._text, clause[0], start) is not None
            or self._is_one_of_several(group)
        )
        if other_time or self._is_spoken_of(start, end, clause) or self._is_rivalled(group, year):
            self._found.unread.append(Span(self._start, self._end))
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
        return Entry(
            cities=group,
            year=year,
            start=start,
            end=end,
            rule=self._context.form,
            own=governing == "own",
            edition=self._context.edition,
            year_at=Span(year.start, year.end) if over else None,
        )

    def _is_in_a_bracket_of_another(self, group: tuple[City, ...], year: Year) -> bool:
        """Say whether a year stands in brackets behind something else than the city, or the conference ('the Agenda (2010)')."""
        bracket = re.compile(r"\([^()\n]*$").search(self._text, self._start, year.start)
        if bracket is None or any(bracket.start() <= city.start for city in group if city.start < year.start):
            return False
        before = self._text[self._start : bracket.start()].rstrip()
        of_a_city = any(self._start + len(before) in range(city.end, city.stop + 1) for city in group)
        of_a_gathering = any(
            one.end <= bracket.start() and re.fullmatch(r"[^,;.:()]{0,60}", self._text[one.end : bracket.start()])
            for one in self._gatherings
        )
        inside = any(bracket.start() < city.start < self._text.find(")", year.end) for city in group)
        return bool(before) and not (of_a_city or of_a_gathering or inside)

    def _is_apart(self, group: tuple[City, ...], start: int, end: int, clause: tuple[int, int]) -> bool:
        """Say whether a pair behind another says something of its own: words between, and none of them of hosts or meetings."""
        before = [city.stop for city in self._found.alone[0] if city.stop <= start and city not in group]
        before += [year.end for year in self._found.alone[1] if year.end <= start]
        if self._context.form not in ("sentence", "heading") or not before:
            return False
        cities_behind = [city.start for city in self._found.alone[0] if city.start >= end]
        stretch = max(before), min([*cities_behind, clause[1]])
        if stretch[0] < clause[0]:
            return False
        words_ = self._words.small.sub(" ", self._text[stretch[0] : start])
        said = re.findall(r"(?<![\w’'])[a-zß-ÿ]\w{2,}", words_)
        return (
            len(said) > _FEW
            and not any(stretch[0] <= one.start < stretch[1] for one in self._gatherings)
            and not self._has_cue(*stretch)
        )

    def _is_one_of_several(self, group: tuple[City, ...]) -> bool:
        """Say whether 'or' stands beside a city: which of them it is, is open."""
        beside = [
            self._text[max(self._start, group[0].start - 6) : group[0].start],
            self._text[group[-1].stop : group[-1].stop + 6],
        ]
        behind = any(
            city.start - group[-1].stop < _NEXT for city in self._found.alone[0] if city.start >= group[-1].stop
        )
        before = any(group[0].start - city.stop < _NEXT for city in self._found.alone[0] if city.stop <= group[0].start)
        return bool((before and _OR_BEFORE.search(beside[0])) or (behind and _OR_BEHIND.match(beside[1])))

    def _is_quoted(self, start: int, end: int) -> bool:
        """Say whether a sentence tells in quotation marks, as somebody's words, of a conference with its city and year."""
        for quoted in _QUOTED.finditer(self._text, self._start, self._end):
            around = f"{self._text[self._start : quoted.start()]} {self._text[quoted.end() : self._end]}"
            is_whole = not re.search(r"\w", around) and self._context.form == "sentence"
            if (
                quoted.start() < start
                and end < quoted.end()
                and (is_whole or len(re.findall(r"[^\W\d_]{3,}", around)) > 2)
            ):
                return any(quoted.start() < one.start < quoted.end() for one in self._gatherings)
        return False

    def _is_of_a_choice(self, group: tuple[City, ...], year: Year) -> bool:
        """Say whether a year between commas behind a city is that of its choice ('Fabriano (Italy), chosen in 2018, hosted')."""
        between = self._text[group[-1].stop : year.start]
        comma = re.match(r"\s*,\s*", between)
        chosen = comma and self._words.chosen.match(between, comma.end())
        return bool(chosen) and re.match(r"\s*,", self._text[year.end : year.end + 3]) is not None

    def _is_before(self, group: tuple[City, ...], start: int, clause: tuple[int, int]) -> bool:
        """Say whether a city is the one before another that has no year: 'After Östersund in 2016, Enghien hosted the XI …'."""
        if BESIDE.search(self._text, max(clause[0], group[0].start - _NEAR), group[0].start) is None:
            return False
        years = [year.start for year in self._found.alone[1] if clause[0] <= year.start < clause[1]]
        others = [city for city in self._found.alone[0] if group[-1].stop < city.start < clause[1]]
        return len(years) == 1 and bool(others) and not all(city.joined for city in others)

    def _is_spoken_of(self, start: int, end: int, clause: tuple[int, int]) -> bool:
        """Say whether a place and a time are those of something else: of a report of the conference, of its presentation."""
        for one in self._gatherings:
            if one.whose == "other" or not clause[0] <= one.start < clause[1] or start <= one.start < end:
                continue
            between = self._text[one.end : start] if one.end <= start else self._text[end : one.start]
            if SPOKEN_OF.search(between):
                return True
            governed = one.end <= start and GOVERNED.search(self._text, max(clause[0], one.start - 70), one.start)
            if governed and any(
                pattern.search(between) for status, pattern in self._words.statuses if status in ("held", "planned")
            ):
                relative = re.match(
                    r"[^,;()]{0,60},\s*(?:which|that|qui|que|che|die|der|das|held|tenue|celebrada|realizada|tenutasi)\b",
                    between,
                )
                return relative is None and not re.match(
                    r"[^,;()]{0,60}\s(?:held|hosted|tenue|celebrada|realizada|tenutasi)\b", between
                )
        return False

    def _is_of_a_part(self, group: tuple[City, ...], clause: tuple[int, int]) -> bool:
        """Say whether what takes place is a part of the conference, or something for it ('hosted delegates of the Conference')."""
        start, end = group[0].start, group[-1].stop
        for one in self._gatherings:
            if one.whose == "other" or not clause[0] <= one.start < clause[1]:
                continue
            if one.end <= start:
                for part in self._words.event.finditer(self._text, one.end, start):
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
                ):
                    return True
        return False

    def _are_all_guests(self, at: int, governed: re.Match[str]) -> bool:
        """Say whether 'the delegates of' a conference are spoken of: who receives them all receives the conference."""
        noun = self._text[at : governed.end("noun")]
        guests = rf"{self._language.people}|{self._language.participants}"
        return (
            re.match(rf"\W*(?:[àa]\s+)?(?:the|los|las|les|i|gli|le|os|as|die|der|den)\s+(?:{guests})", noun, FLAGS)
            is not None
        )

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

    def _is_rivalled(self, group: tuple[City, ...], year: Year) -> bool:
        """Say whether another year stands right beside the conference's name, and this one does not."""
        years = [one for one in self._found.alone[1] if one.start != year.start]
        mine = self._is_of_a_gathering(year, 25) or self._words.before_place.search(
            self._text, self._start, group[0].start
        )
        others = [one for one in years if self._is_of_a_gathering(one, 25) and one.value != year.value]
        between = any(
            min(group[0].start, year.start) <= one.start < max(group[-1].stop, year.end) for one in self._gatherings
        )
        return (
            bool(others)
            and not mine
            and not between
            and len(self._found.alone[0]) < len(self._found.alone[1]) + 1
            and len({city.name for city in self._found.alone[0]} - {city.name for city in group}) == 0
        )

    def _governing(self, start: int, end: int, clause: tuple[int, int]) -> str | None:
        """Return whose the gathering is that a city and a year are said of: the nearest before, else the next behind."""
        before = [one for one in self._gatherings if one.end <= start and one.start >= clause[0]]
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
            if any(one.whose == "own" for one in (*before, *behind)):
                return "own"
            return "other" if self._context.about == "other" else "neutral"
        return ordered[0].whose

    def _speaks_against(self, start: int, end: int, clause: tuple[int, int], governing: str | None) -> bool:
        """Look for what denies a host, or makes the year one of membership or of posting."""
        if self._is_denied(clause):
            self._found.unread.append(Span(self._start, self._end))
            return True
        between = self._text[start:end]
        if self._words.one_city.search(between) and self._words.rival.search(between) and governing is None:
            self._found.aside.append(SetAside(Span(start, end), "membership"))
            return True
        lead = self._text[self._start : start].partition(":")
        is_of_members = lead[1] and self._words.members.match(lead[0]) and not self._words.list_of.search(lead[0])
        if governing is None and (self._joins or is_of_members):
            self._found.aside.append(SetAside(Span(start, end), "membership"))
            return True
        posted = self._words.posted.search(self._text, self._start, start)
        if posted and governing is None:
            self._found.aside.append(SetAside(Span(start, end), "a date of posting"))
            return True
        return False

    def _is_denied(self, clause: tuple[int, int]) -> bool:
        """Say whether a clause denies something, other than by saying that it was put off or called off."""
        if clause not in self._denied:
            text = self._text[clause[0] : clause[1]]
            off = (pattern for status, pattern in self._words.statuses if status in ("postponed", "cancelled"))
            self._denied[clause] = self._words.denied.search(text) is not None and not any(
                pattern.search(text) for pattern in off
            )
        return self._denied[clause]

    @cached_property
    def _joins(self) -> bool:
        return self._words.joined.search(self._text, self._start, self._end) is not None

    def _is_told_by_surroundings(self, group: tuple[City, ...], year: Year) -> bool:
        """Say whether a city and a year may be taken for a host's though the stretch names no gathering.

        A day, or a month, is seldom the conference's there, unless the city is the one that receives.
        """
        if self._context.announced and self._context.about == "own":
            return True
        if self._context.form in ("item", "line") and self._context.about == "own" and self._words_left >= 2:
            return self._is_hosted
        if year.dates is not None or self._has_month(year):
            told = self._words.hosting.match(self._text, group[-1].stop, self._end) is not None
            told = told or self._is_held
        else:
            bare = self._context.about == "own" and self._words_left <= _FEW
            told = bare or self._is_cued
        return told and (self._context.about == "own" or self._context.inherits) and not self._has_another_subject

    def _has_cue(self, first: int, last: int) -> bool:
        """Say whether words of hosts, of guests or of what takes place stand there."""
        cues = (self._words.hosting, self._words.takes_place, CARRIED_ON, self._words.guests)
        return any(cue.search(self._text, first, last) for cue in cues)

    # What is asked of the whole stretch is asked once, and not for each of its entries.

    @cached_property
    def _is_cued(self) -> bool:
        return self._has_cue(self._start, self._end)

    @cached_property
    def _is_hosted(self) -> bool:
        return self._words.hosting.search(self._text, self._start, self._end) is not None

    @cached_property
    def _says_where(self) -> bool:
        """Say whether a stretch without a subject says who received, or where ('Hosted by Bergen, Norway', 'In Kütahya')."""
        if self._words.who_hosts.match(self._text, self._start, self._end):
            return True
        cities = self._found.alone[0]
        letters = self._text[self._start : cities[0].start] + self._text[cities[-1].stop : self._end]
        return re.search(r"[^\W\d_]", self._words.small.sub(" ", letters)) is None

    @cached_property
    def _is_held(self) -> bool:
        return self._words.takes_place.search(self._text, self._start, self._end) is not None

    @cached_property
    def _has_another_subject(self) -> bool:
        """Say whether something that is no conference is what took place ('The simulation took place in Heidelberg in 2022')."""
        verb = self._words.takes_place.search(self._text, self._start, self._end)
        if verb is None or self._words.who_hosts.search(self._text, self._start, verb.start()):
            return False
        spans = [(city.start, city.end) for city in self._found.alone[0]]
        spans += [(country.start, country.end) for country in self._countries]
        spans += [(year.start, year.end) for year in self._found.alone[1]]
        spans += [(one.start, one.end) for one in self._gatherings]
        letters = list(self._text[self._start : verb.start()])
        for first, last in spans:
            for at in range(max(first - self._start, 0), min(last - self._start, len(letters))):
                letters[at] = "1"
        subject = re.compile(
            rf"(?<!\w)(?:{self._language.articles})(?:\s+|(?<=[’']))(?!{_ONES})[^\W\d_]{{4,}}(?:\s+(?!1)[^\W\d_]+)*\s*$",
            FLAGS,
        )
        before = "".join(letters)
        return subject.search(before) is not None and not PRONOUN.fullmatch(before.rstrip().rpartition(" ")[2])

    @cached_property
    def _words_left(self) -> int:
        """Count the words of the stretch that are in small letters and none of the common small ones."""
        bare = self._words.small.sub(" ", self._text[self._start : self._end])
        return len(re.findall(r"(?<![\w’'])[a-zß-ÿ]\w{2,}", bare))

    def _has_month(self, year: Year) -> bool:
        months = "|".join(self._language.months)
        return (
            re.search(rf"(?<!\w)(?:{months})\.?\s+(?:de\s+)?$", self._text[max(0, year.start - 20) : year.start], FLAGS)
            is not None
        )

    def _are_places(self, group: tuple[City, ...], governing: str | None) -> bool:
        """Say whether names are surely cities' here: known ones, or ones beside a country where the role is sure."""
        return all(
            city.listed or (city.country is not None and (self._context.about == "own" or governing == "own"))
            for city in group
        ) and not any(country_code(city.name) and not city.country for city in group)

    # --- status -------------------------------------------------------------------------------------------------------

    def _with_status(self, drafts: list[Entry]) -> list[Entry]:
        found: list[Entry] = []
        led = self._led(drafts[0]) if drafts else None
        for at, entry in enumerate(drafts):
            clause = self._clause_of[entry.start]
            first = max(clause[0], drafts[at - 1].end if at else self._start)
            last = min(clause[1], drafts[at + 1].start if at + 1 < len(drafts) else self._end)
            told = self._told(entry, first, last, is_last=at + 1 == len(drafts))
            told = told or led
            if told is None and found and found[-1].status_at and found[-1].status_rule in ("words", "past"):
                told = (found[-1].status, found[-1].status_at)  # 'in 2018, and in 2019'
            if told and told[0]:
                weak = told[0] == "held" and not self._words.firm.match(self._text, told[1].start, self._end)
                entry = msgspec.structs.replace(
                    entry, status=told[0], status_at=told[1], status_rule="past" if weak else "words"
                )
            elif self._context.status:
                entry = msgspec.structs.replace(
                    entry, status=self._context.status, status_at=self._context.status_at, status_rule="heading"
                )
            found.append(entry)
        rivals = [entry for entry in found if entry.status == "candidate" and len(entry.cities) > 1]
        self._found.unread += [Span(self._start, self._end) for _ in rivals]
        return self._moved([entry for entry in found if entry not in rivals])

    def _led(self, first: Entry) -> tuple[Status, Span] | None:
        """Return what words that end in a colon say of the entries behind them ('Previous conferences: …')."""
        lead = re.compile(r"[^:：]{0,160}[:：]").match(self._text, self._start, first.start)
        if lead is None or self._words.firm.search(self._text, lead.start(), lead.end()):
            return None
        for status, pattern in (
            ("candidate", self._words.candidacy),
            ("held", self._words.held_heading),
            ("planned", self._words.coming),
        ):
            if match := pattern.search(self._text, lead.start(), lead.end()):
                return status, Span(*match.span())  # type: ignore[return-value]
        return None

    def _told(self, entry: Entry, first: int, last: int, *, is_last: bool) -> tuple[Status | None, Span] | None:
        """Return the status that the words around a pair tell, and where."""
        if not is_last:
            last = self._own_end(entry.end, last)
        first = self._own_end(first, entry.start)
        cues = list(self._cues(first, last))
        if not cues:
            return None
        by_status: dict[Status, list[Span]] = {}
        for status, span in cues:
            by_status.setdefault(status, []).append(span)
        before = [cue for cue in cues if cue[1].start < entry.end]
        for status in ("postponed", "cancelled"):
            if (
                status in by_status
                and not self._is_held_after_all(before)
                and not self._is_taken_back(by_status[status][-1], before, entry)
            ):
                return status, by_status[status][-1]
        if "candidate" in by_status and not self._words.chosen.search(self._text, first, last):
            return "candidate", by_status["candidate"][0]
        nearest = max(before, key=lambda cue: cue[1].start) if before else cues[0]
        if nearest[0] == "candidate":
            others = [cue for cue in cues if cue[0] != "candidate"]
            return others[-1] if others else ("planned", nearest[1])
        return nearest

    def _is_held_after_all(self, before: list[tuple[Status, Span]]) -> bool:
        """Say whether the verb nearest to a pair says that the conference, though put off, was held."""
        held = [span for status, span in before if status == "held"]
        if not held:
            return False
        firm = self._words.firm
        others = [span.start for status, span in before if status in ("postponed", "cancelled")]
        return any(
            firm.match(self._text, span.start, span.end + 40) and span.start > max(others, default=-1) for span in held
        )

    def _is_taken_back(self, put_off: Span, before: list[tuple[Status, Span]], entry: Entry) -> bool:
        """Say whether a verb stands between what was put off and a pair: '… and put off, will be held in X in 2022'."""
        return put_off.end <= entry.start and any(
            status in ("planned", "held") and put_off.end <= span.start < entry.start for status, span in before
        )

    def _own_end(self, at: int, limit: int) -> int:
        """Return where what is said of a pair ends before the next: behind brackets, a word between commas, 'and put off'."""
        match = re.compile(r"\s*(?:\([^()]*\)|,\s*[^\W\d_]+(?=\s*(?:[,;.]|$)))").match(self._text, at, limit)
        end = match.end() if match else at
        joined = re.compile(r"[\s,]*(?:(?:and|et|y|e|und)\s+)?").match(self._text, end, limit)
        for status, pattern in self._words.statuses:
            if (
                joined
                and status in ("postponed", "cancelled")
                and (off := pattern.match(self._text, joined.end(), limit))
            ):
                return off.end()
        return end

    def _cues(self, first: int, last: int) -> Iterator[tuple[Status, Span]]:
        """Yield what tells a status, in order; 'will be hosted' is no 'hosted'."""
        taken: list[tuple[int, int]] = []
        found: list[tuple[Status, Span]] = []
        for status, pattern in self._words.statuses:
            for match in pattern.finditer(self._text, first, last):
                if (
                    any(a < match.end() and match.start() < b for a, b in taken)
                    or self._is_adjective(status, match)
                    or self._is_of_another(match)
                ):
                    continue
                found.append((status, Span(*match.span())))
                taken.append(match.span())
        yield from sorted(found, key=lambda cue: cue[1].start)

    def _is_of_another(self, match: re.Match[str]) -> bool:
        """Say whether a status is said of something else that it names right behind: 'the cancellation of a workshop'."""
        owner = self._words.owner.match(self._text, match.end(), self._end)
        if owner is None or not OF.match(owner[0].lstrip()):
            return False
        at = owner.start("whose")
        ours = any(one.whose != "other" and at <= one.start < at + 30 for one in self._gatherings)
        return not ours and self._text[at].islower() and not self._words.small.match(self._text, at)

    def _is_adjective(self, status: Status, match: re.Match[str]) -> bool:
        """Say whether a word stands right before the conference's name, as 'postponed' in 'the postponed XIV Conference'."""
        if status not in ("postponed", "cancelled"):
            return False
        behind = next((one.start for one in self._gatherings if one.start >= match.end()), None)
        between = self._text[match.end() : behind] if behind is not None else "."
        first = re.compile(rf"(?:{self._language.articles})(?!\w)", FLAGS).match(between.strip())
        return first is None and re.fullmatch(r"\s+(?:[\w.]+\s+)?", between) is not None

    def _moved(self, entries: list[Entry]) -> list[Entry]:
        """Of 'in 2020, has been postponed to 2022' the later year is planned, with the same hosts."""
        if not any(entry.status == "postponed" for entry in entries):
            return entries
        found = []
        taken = {entry.year.start for entry in entries if entry.year}
        further = [(year, to) for year in self._found.alone[1] if (to := self._moves_to(year))]
        for entry in entries:
            to = self._moves_to(entry.year) if entry.year and entry.status == "postponed" else None
            if to:
                entry = msgspec.structs.replace(entry, status="planned", status_at=to)
            found.append(entry)
            for year, at in further:
                if entry.status == "postponed" and year.start not in taken:
                    taken.add(year.start)
                    end = max(entry.end, year.end)
                    later = msgspec.structs.replace(entry, year=year, end=end, status="planned", status_at=at)
                    self._clause_of[later.start] = self._clause_of[entry.start]
                    found.append(later)
        return found

    def _moves_to(self, year: Year) -> Span | None:
        match = self._words.moved_to.search(self._text, max(self._start, year.start - _NEAR), year.start)
        return Span(*match.span()) if match else None

    # --- days and ordinals --------------------------------------------------------------------------------------------

    def _dated(self, entries: list[Entry], bare: list[Dates]) -> list[Entry]:
        return [self._with_days(entry, bare, alone=len(entries) == 1) for entry in entries]

    def _with_days(self, entry: Entry, bare: list[Dates], *, alone: bool) -> Entry:
        assert entry.year is not None
        dates = entry.year.dates
        if dates is None and alone:
            dates = next((one for one in bare), None)
        if dates is None:
            return entry
        opened = self._opened_and_closed(entry) if alone and dates.first == dates.last else None
        if opened:
            return msgspec.structs.replace(entry, first_day=opened[0], last_day=opened[1])
        days = dates.days(entry.year.value)
        if days is None:
            return entry
        return msgspec.structs.replace(entry, first_day=(days[0], dates.span), last_day=(days[1], dates.span))

    def _opened_and_closed(self, entry: Entry) -> tuple[tuple[str, Span] | None, tuple[str, Span] | None] | None:
        """Read 'opens on 14 September 2016 and closes on 16 September 2016'."""
        opens, closes = (pattern.search(self._text, self._start, self._end) for pattern in (_OPENS, _CLOSES))
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
        if (
            opens
            and closes
            and len(days) == 2
            and (date.fromisoformat(days[1][0]) - date.fromisoformat(days[0][0])).days < 31
        ):
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
            costs = [(self._far(number.span, entry, entries, at), at) for at, entry in enumerate(entries)]
            if not costs:
                break
            cost, at = min(costs)
            if at not in chosen or cost < chosen[at][0]:
                chosen[at] = (cost, number)
        return [
            msgspec.structs.replace(entry, edition=chosen[at][1]) if at in chosen and chosen[at][0] < 200 else entry
            for at, entry in enumerate(entries)
        ]

    def _far(self, span: Span, entry: Entry, entries: list[Entry], at: int) -> float:
        if entry.start <= span.start < entry.end:
            return 0.0
        if span.end <= entry.start:
            crossed = sum(span.end <= other.start and other.end <= entry.start for other in entries)
            return self._weight(span.end, entry.start) + 100 * crossed
        crossed = sum(entry.end <= other.start and other.end <= span.start for other in entries)
        crossed += sum(entry.end <= city.start and city.stop <= span.start for city in self._found.alone[0])
        return self._weight(entry.end, span.start) * 1.2 + 100 * crossed

    def _weight(self, first: int, last: int) -> float:
        between = self._text[first:last]
        return len(between.split()) + 3 * between.count(",") + 10 * between.count(";")

    def _ordinals(self) -> list[Numbered]:
        found: dict[int, Numbered] = {}
        patterns = [self._words.ordinal, self._words.bare_ordinal]
        for pattern in patterns:
            if pattern is self._words.bare_ordinal and self._context.about != "own" and not self._found.own:
                continue
            for match in pattern.finditer(self._text, self._start, self._end):
                number = ordinal(match["ordinal"], self._language)
                of = next((one for one in self._gatherings if one.end > match.end()), None)
                if pattern is self._words.bare_ordinal and self._is_of_something_else(match):
                    continue
                if (
                    number
                    and match.start() not in found
                    and not (of and of.whose == "other" and of.start - match.end() < 60)
                ):
                    found[match.start()] = Numbered(number, Span(*match.span("ordinal")))
        return [found[at] for at in sorted(found)]

    def _is_of_something_else(self, match: re.Match[str]) -> bool:
        """Say whether an ordinal by itself is a part of a name or a day ('Felipe VI', 'June 2nd'), or 'the first in Asia'."""
        if re.search(
            r"[^\W\d_]*[A-ZÀ-Þ][\w’'-]*\.?\s$", self._text[max(self._start, match.start() - 30) : match.start()]
        ):
            return True
        where = re.compile(r"\s(?:in|en|em|nel|im|à|a)\s+(?=[A-ZÀ-Þ])").match(self._text, match.end(), self._end)
        return where is not None and not any(city.start == where.end() for city in self._found.alone[0])

    # --- what is left -------------------------------------------------------------------------------------------------

    def _report(self, cities: list[City], years: list[Year], entries: list[Entry]) -> None:
        """Tell what of the candidates no entry holds and nothing set aside: it is unread."""
        if self._context.about == "none" and not self._found.own:
            return
        taken = [(one.start, one.end) for one in entries]
        taken += [(one.span.start, one.span.end) for one in self._found.aside]
        taken += [(one.start, one.end) for one in self._found.unread]

        def is_taken(at: int) -> bool:
            return any(first <= at < last for first, last in taken)

        left = [city for city in cities if not is_taken(city.start)]
        left_years = [year for year in years if not is_taken(year.start) and self._is_of_a_gathering(year)]
        open_years = [year for year in years if not is_taken(year.start)]
        if (not entries and left and open_years) or left_years:
            self._found.unread.append(Span(self._start, self._end))
            return
        self._found.unread += [Span(year.start, year.end) for year in open_years if entries and year.value]
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

    def _is_of_a_gathering(self, year: Year, far: int = 5) -> bool:
        """Say whether a year stands right beside a conference: 'the meeting of 2017', 'the 2008 meeting'."""
        return any(
            one.whose != "other" and -1 <= min(abs(year.start - one.end), abs(one.start - year.end)) <= far
            for one in self._gatherings
        )


def _alternate(ones: Sequence[Entry | Numbered], others: Sequence[Entry | Numbered]) -> bool:
    """Say whether two kinds of things take turns: one, its other, the next one, and so on."""
    places = [_place(thing) for pair in zip(ones, others, strict=False) for thing in pair]
    return len(ones) == len(others) > 1 and all(first <= second for first, second in pairwise(places))


def _place(thing: Entry | Numbered) -> int:
    return thing.start if isinstance(thing, Entry) else thing.span.start
