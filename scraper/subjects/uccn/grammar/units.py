"""A document's blocks → what each states, under the headings, leads, terms and headers that stand over it.

A unit of the mark-up pairs its own parts: a row its cells, a card its lines, a term its definitions, a heading what stands
below it. Reading order never pairs across units.
"""

import re
from collections.abc import Iterator
from datetime import date

import msgspec

from scraper.reading.document import Block, Document
from scraper.reading.folding import fold
from scraper.subjects.uccn.facts import Standing, Status
from scraper.subjects.uccn.grammar.above import status_above
from scraper.subjects.uccn.grammar.dates import Dates, read_dates
from scraper.subjects.uccn.grammar.entries import About, Context, Entry, Found, Numbered
from scraper.subjects.uccn.grammar.gatherings import Gathering, gatherings
from scraper.subjects.uccn.grammar.grid import Cell, Grid, Row, grid_of
from scraper.subjects.uccn.grammar.labels import Label, is_name, labelled, left_of, numbered
from scraper.subjects.uccn.grammar.mentions import City, masked, years_in
from scraper.subjects.uccn.grammar.remarks import status_said, with_ordinals, with_remarks
from scraper.subjects.uccn.grammar.stretches import PRONOUN, Reader
from scraper.subjects.uccn.grammar.words import (
    FLAGS,
    GOVERNED,
    NAMESAKE,
    OF,
    REGIONS,
    SPOKEN_OF,
    TAKEN_BACK,
    network_named,
    sentences,
)
from scraper.subjects.uccn.languages import Language, ordinal
from scraper.subjects.uccn.places import cities as cities_of
from scraper.values.records import SetAside, Span

_MONTH = 31  # days that a conference lasts at most
_GROUP = re.compile(
    rf"{REGIONS}|(?:north|south|east|west|latin|central)\w*|nord|sud|s[üu]d|ost|du|del?|and|et|y|e|und|the|l[ae]s?|pac[íi]fi\w+|arab\w*|[áa]rab\w+|states|[ée]tats|estados|(?:19|20)\d\ds?|\d\d",
    FLAGS,
)
_ASKS = re.compile(r"\b(?:whether|ob)\b", FLAGS)
_LONGEST_NAME = 7  # words: 'UNESCO Creative Cities Network (UCCN)'
_CARD = 8  # blocks that an element holds at most to be one unit
_OTHERS = re.compile(
    r"\b(?:others?|autres?|otr[ao]s?|outr[ao]s?|altr[ei]|andere[rnsm]?|weitere[rnsm]?|related|upcoming\s+events|news)\b",
    FLAGS,
)
_OVERVIEW = re.compile(
    r"(?:histor|chronolog|cronolog|kalend|calend|agenda|timeline|list|elenc|[üu]bersicht|overview|resumen|resumo|r[ée]sum[ée]|quadro|cuadro|tabl|tabelle|tabella|archiv|chroni|geschicht|histoire|storia|"
    r"r[üu]ckblick|program|dates?|fechas|datas?|termine|orte|lieux|lugares|locais|luoghi|places|locations|rotation|parcours|itinerar|road|report|minutes|proceed|documents?|comptes?|actes?|inform|actas?|memori|relat|resocont|atti|bericht|s[ée]ries?|serie|reihe|cycle|status|stat[eoi]|estad|stand|situa|ciclo|rounds?|tours?|all|memory|m[ée]moire)",
    FLAGS,
)
_LEADS = re.compile(r"[:：]\s*$|\?\s*$")
_LONGEST_SENTENCE = 2_000


class Stretch(msgspec.Struct, frozen=True):
    """A stretch of text that was read, the block that it stands in, and what it gave."""

    block: Block
    start: int
    end: int
    context: Context
    found: Found


class Units:
    """Reads blocks of a document; `about` is what they as a whole are about."""

    def __init__(
        self,
        blocks: tuple[Block, ...],
        document: Document,
        language: Language,
        captured: date | None,
        about: About,
    ) -> None:
        self._document, self._blocks = document, blocks
        self._text = _flattened(masked(document.text), blocks)
        self._lined = document.text
        self.reader = Reader(self._text, language, captured)
        self._words, self._language = self.reader.words, language
        self._page = about
        self._headings: list[tuple[int, Context]] = [(0, Context(about=about))]
        self._lead: Context | None = None
        self._lead_used = False
        self._lead_asks = False
        self._named = False
        self._term: Numbered | None = None
        self._one: bool = False
        self._headline: tuple[Block, int] | None = None
        self._section: tuple[int, Context] | None = None
        self._at = 0
        self.stretches: list[Stretch] = []
        self.labels: list[tuple[Block, Label, Context]] = []
        self.numbers: list[tuple[Block, Numbered]] = []
        self.names: list[Block] = []
        self.entries: list[Entry] = []
        self.aside: list[SetAside] = []
        self.unread: list[Span] = []
        self.standing: list[Standing] = []
        self._position = 0
        self._by_title: list[tuple[int, int]] = []

    def read(self) -> None:
        """Read all blocks in order."""
        table: list[Block] = []
        for at, block in enumerate(self._blocks):
            self._at = at
            if table and (block.kind != "row" or block.group != table[0].group or block.part != table[0].part):
                self._read_table(table)
                table = []
            if block.kind == "row":
                table.append(block)
            elif block.kind == "heading":
                self._read_heading(block)
            elif block.kind == "item":
                self._read_item(block)
            else:
                self._read_paragraph(block)
        if table:
            self._read_table(table)
        self._pair_labels()
        self._leave_out_other_places()
        self._take_back()
        self._leave_out_a_namesake()
        told = with_remarks(self.entries, self._blocks, self._document, self._words)
        told = with_ordinals(told, self.numbers, self._blocks, self._document)
        self.entries = sorted((self._settled(entry) for entry in told), key=lambda entry: entry.start)

    def _leave_out_other_places(self) -> None:
        """Leave unread what only the page's title gives to its edition, where its own words give that another host."""
        named = {
            entry.year.value: {city.name for city in entry.cities} for entry in self.entries if entry.own and entry.year
        }
        for entry in list(self.entries):
            cities = named.get(entry.year.value, set()) if entry.year else set()
            by_title = any(start <= entry.start < end for start, end in self._by_title)
            if by_title and not entry.own and cities and cities.isdisjoint(city.name for city in entry.cities):
                self.entries.remove(entry)
                self.unread.append(Span(entry.start, entry.end))

    def _take_back(self) -> None:
        """Leave unread what the sentences behind it take back ('That was wrong', 'Galway has not applied')."""
        for one in self.stretches:
            if one.context.form not in ("sentence", "item", "line") or one.found.entries:
                continue
            cities, years, _ = one.found.alone
            says_nothing_else = not cities and not years
            is_taken_back = says_nothing_else and TAKEN_BACK.search(self._text, one.start, one.end) is not None
            asks = _ASKS.search(self._text, one.start, one.end) is not None
            denied = {city.name for city in cities} if one.found.denied and not asks else set()
            if not is_taken_back and len(denied) != 1:
                continue
            above = [block for block in self._blocks if block.end <= one.block.start][-1:]
            reach = above[0].start if above and one.start == one.block.start else one.block.start
            for entry in [entry for entry in self.entries if entry.rule in ("sentence", "item", "line")]:
                is_near = is_taken_back and reach <= entry.start < one.start
                is_denied = not denied.isdisjoint(city.name for city in entry.cities) and entry.status in (
                    "held",
                    "planned",
                    None,
                )
                same_year = not years or (entry.year is not None and entry.year.value in {year.value for year in years})
                if is_near or (is_denied and same_year):
                    self.entries.remove(entry)
                    self.unread.append(Span(entry.start, one.block.end if is_near else entry.end))

    def _leave_out_a_namesake(self) -> None:
        """Leave all unread where the page says that the network's conference is not what it is about."""
        for one in self.stretches:
            if one.found.own and NAMESAKE.search(self._text, one.start, one.end):
                self.unread += [Span(entry.start, entry.end) for entry in self.entries]
                self.entries = []
                return

    # --- what stands over a unit --------------------------------------------------------------------------------------

    def _over(self) -> Context:
        return self._headings[-1][1]

    def _context(self, form: str, *, lead: bool) -> Context:
        """Return the context of a unit: the lead's where one leads to it, else the heading's."""
        over = self._over()
        if lead and self._lead is not None:
            self._lead_used = True
            over = msgspec.structs.replace(self._lead, year=over.year, edition=over.edition)
        return msgspec.structs.replace(over, form=form, named=self._named, edition=self._term or over.edition)

    def _announced(self, start: int, end: int, over: Context) -> Context:
        """Return what a heading or lead says of what stands below it."""
        text = self._text[start:end]
        found = gatherings(self._text, self._language, self._words, start, end)
        kinds = {one.whose for one in found}
        status, span = status_above(text, self._language), Span(start, end)
        is_list = self._words.list_of.search(text) is not None
        rival = self._words.rival.search(text) is not None
        if self._words.objectives.search(text) or self._words.joined.search(text):
            return Context(about="weak")
        if over.about == "none":
            return over
        if not is_list and self._is_of_something_else(start, found):
            return Context(about="weak")
        if is_list and not kinds and self._is_list_of_something(text):
            return Context(about="other")
        if "own" in kinds or (is_list and not rival and "other" not in kinds and self._page != "none"):
            return Context(about="own", status=status, status_at=span if status else None, announced=True)
        if "other" in kinds or rival:
            return Context(about="other")
        if "neutral" in kinds and not _OTHERS.search(text):
            about: About = "own" if over.about == "own" else "weak"
            return Context(about=about, status=status, status_at=span if status else None, announced=about == "own")
        return Context(about="weak")

    def _is_of_something_else(self, start: int, found: list[Gathering]) -> bool:
        """Say whether a title is that of something for the conference, or about it ('Payments to the conferences' fund')."""
        for one in found:
            governed = GOVERNED.search(self._text, start, one.start) if one.whose == "own" else None
            if governed and not _OVERVIEW.match(governed["noun"]):
                before = self._words.small.sub(" ", self._text[start : governed.start("noun")])
                return len(before.split()) < 2
        return False

    def _is_list_of_something(self, text: str) -> bool:
        """Say whether hosts are those of something that is neither the conference nor the network ('hosts of the dinners')."""
        for match in self._words.list_of.finditer(text):
            owner = self._words.owner.match(text, match.end())
            if owner and OF.match(owner[0].lstrip()) and not self._words.members.match(owner["whose"]):
                return not network_named().match(owner["whose"]) and not owner["whose"][0].isdigit()
        return False

    # --- blocks -------------------------------------------------------------------------------------------------------

    def _read_heading(self, block: Block) -> None:
        self._lead, self._term = None, None
        while len(self._headings) > 1 and self._headings[-1][0] >= block.level:
            self._headings.pop()
        over = self._over()
        label = self._label(block, block.start, block.end, over)
        found = self._stretch(block, block.start, block.end, msgspec.structs.replace(over, form="heading"))
        if block.level == 1 and len(self._headings) == 1:
            said = self._announced(block.start, block.end, over)
            if said.about == "other" and over.about != "own":
                self._headings = [(0, said)]
            elif said.about == "own":
                self._one = self._ordinal_alone(block.start, block.end) is not None or bool(found.alone[1])
                self._named = True
                self._headings = [
                    (
                        0,
                        msgspec.structs.replace(
                            said, about=over.about if over.about != "weak" else "weak", announced=False
                        ),
                    )
                ]
            return
        self._named = self._named or found.own
        if label is not None and label.kind == "year":
            year = label.years[0] if len(label.years) == 1 else None
            below = msgspec.structs.replace(over, year=year, edition=label.edition)
            self._headings.append((block.level, below))
            return
        if _is_of_a_group(self._text[block.start : block.end]):
            self._headings.append((block.level, over))
            return
        bare_country = label is not None and label.country is not None and label.country[:2] == (label.start, label.end)
        if (label is not None and (label.kind == "hosts" or bare_country)) or found.entries:
            self._headings.append((block.level, over))
            return
        if found.unread and over.about == "weak" and not found.other:
            self._headline = (block, len(self.unread))
        said = self._announced(block.start, block.end, over)
        years = found.alone[1] if found.own and not found.alone[0] else []
        if len(years) == 1 and years[0].value and label is None:
            asked = Label(kind="year", start=block.start, end=block.end, years=(years[0],), own=True)
            self.labels.append((block, asked, over))  # 'Where was the conference of 2022 held?'
        below = msgspec.structs.replace(said, edition=self._ordinal_alone(block.start, block.end))
        self._headings.append((block.level, below))

    def _ordinal_alone(self, start: int, end: int) -> Numbered | None:
        """Return the ordinal of a heading or term that holds one and nothing else than the conference's name."""
        words = self._text[start:end].strip(" .:–—-")
        if number := ordinal(words, self._language):
            return Numbered(number, Span(start, end)) if not words.isdigit() else None
        match = self._words.ordinal.search(self._text, start, end)
        number = ordinal(match["ordinal"], self._language) if match else None
        return Numbered(number, Span(*match.span("ordinal"))) if match and number else None

    def _read_item(self, block: Block) -> None:
        if block.tag == "dt":
            self._term = None
        lines = self._lines(block)
        if (
            len(lines) > 1
            and len({year.value for year in years_in(self._text, self._language, block.start, block.end)[0]}) == 1
        ):
            self._stretch(block, block.start, block.end, self._context("item", lead=True))
            return
        for start, end in lines:
            context = self._context("item", lead=True)
            if block.tag == "dt" and (number := self._ordinal_alone(start, end)):
                self._term = number
                continue
            if self._label(block, start, end, context) is None:
                self._sentences(block, start, end, context)
            if self._lead_asks and self.reader.scanner.places(start, end)[0]:
                self._told_at_least(start, end)

    def _told_at_least(self, start: int, end: int) -> None:
        """Tell of an item as unread where nothing that it holds is stated, or told."""
        told = [(one.start, one.end) for one in self.entries] + [(one.start, one.end) for one in self.unread]
        if not any(first < end and start < last for first, last in told):
            self.unread.append(Span(start, end))

    def _of_the_one(self, context: Context, start: int, end: int) -> Context:
        """On a page that its title gives to one edition, a line of days and a place alone is that edition's."""
        if not self._one or context.about != "weak" or left_of(self.reader, start, end):
            return context
        self._by_title.append((start, end))
        return msgspec.structs.replace(context, about="own", announced=True)

    def _read_paragraph(self, block: Block) -> None:
        if self._lead_used:
            self._lead, self._lead_used = None, False
        lines = self._lines(block)
        several = len(lines) > 1
        if several and not self._pairs_line_by_line(lines):
            lines, several = [(block.start, block.end)], False
        for start, end in lines:
            is_short = several or not self._is_prose(start, end)
            context = self._context("line" if several else "sentence", lead=is_short)
            if self._label(block, start, end, context) is not None:
                continue
            found = self._sentences(block, start, end, self._in_section(block, context))
            if not found and not several:
                self._begin_section(block, start, end)
            if self._headline and self.stretches[-1].found.own and not self.stretches[-1].found.alone[0]:
                self._state_headline()
            last = list(sentences(self._text, start, end))[-1:]
            self._lead_asks = bool(last) and _LEADS.search(self._text[start:end]) is not None and self._asks(*last[0])
            if found:
                continue
            if _LEADS.search(self._text[start:end]) and last:
                self._lead, self._lead_used = self._announced(*last[0], self._over()), False
            elif (several or self._leads_on(block)) and last:
                led = (
                    None
                    if self._words.joined.search(self._text, start, end)
                    else self._lead_by(*last[0], is_short=is_short)
                )
                self._lead, self._lead_used = led or self._lead_to_members(start, end), False
        self._headline = None

    def _begin_section(self, block: Block, start: int, end: int) -> None:
        """Take a short line that begins an element of several blocks for its title ('Also of interest')."""
        parent = self._document.parents[block.within]
        around = self._blocks[self._at - 1] if self._at else None
        behind = self._blocks[self._at + 1 : self._at + 3]
        begins = around is None or not self._is_within(around.within, parent)
        if (
            parent
            and begins
            and len(behind) == 2
            and all(self._is_within(one.within, parent) for one in behind)
            and self._is_title(start, end)
        ):
            self._section = (parent, self._announced(start, end, self._over()))

    def _in_section(self, block: Block, context: Context) -> Context:
        """Return what the title of a block's element says, where there is one."""
        if self._section is None or self._lead is not None:
            return context
        parent, said = self._section
        if not self._is_within(block.within, parent):
            self._section = None
            return context
        return msgspec.structs.replace(context, about=said.about, announced=said.announced)

    def _is_title(self, start: int, end: int) -> bool:
        return re.fullmatch(r"[^\W\d_][^()/:.;*|\d]{2,40}", self._text[start:end].strip()) is not None

    def _state_headline(self) -> None:
        """State what a heading names, now that the text below it says that it is the conference."""
        assert self._headline is not None
        block = self._headline[0]
        self._headline = None
        context = msgspec.structs.replace(self._over(), about="own", announced=True, form="heading")
        found = self.reader.read(block.start, block.end, context)
        if found.entries:
            self.unread = [span for span in self.unread if not (span.start >= block.start and span.end <= block.end)]
            self._keep(found, context)

    def _asks(self, start: int, end: int) -> bool:
        """Say whether what follows a sentence are hosts, or candidates, of the year that it names."""
        years, _ = years_in(self._text, self._language, start, end)
        cues = (self._words.candidacy, self._words.list_of, self._words.hosting)
        return bool(years) and self._named and any(cue.search(self._text, start, end) for cue in cues)

    def _leads_on(self, block: Block) -> bool:
        """Say whether a list, a table or lines stand right below a paragraph."""
        following = self._blocks[self._at + 1] if self._at + 1 < len(self._blocks) else None
        return following is not None and (following.kind in ("item", "row") or "\n" in following.text)

    def _lead_to_members(self, start: int, end: int) -> Context | None:
        """A paragraph that speaks of members and their designation leads to no list of hosts."""
        return Context(about="weak") if self._words.joined.search(self._text, start, end) else None

    def _lead_by(self, start: int, end: int, *, is_short: bool) -> Context | None:
        """Return what a paragraph before a list says of it, though no colon leads to it: a title, or a sentence about it."""
        said = self._announced(start, end, self._over())
        if said.about == "other" or (said.about == "own" and said.announced):
            return said
        return said if is_short and self._is_title(start, end) else None

    def _lines(self, block: Block) -> list[tuple[int, int]]:
        return [match.span() for match in re.compile(r"[^\n]+").finditer(self._text, block.start, block.end)]

    def _pairs_line_by_line(self, lines: list[tuple[int, int]]) -> bool:
        """Say whether lines are units of their own: one holds a year with a city, or is a label, or leads to the others."""
        return any(
            _LEADS.search(self._text[first:last])
            or labelled(self.reader, first, last) is not None
            or (re.search(r"\b(?:19|20)\d\d\b", self._text[first:last]) and self.reader.scanner.places(first, last)[0])
            for first, last in lines[:50]
        )

    def _is_prose(self, start: int, end: int) -> bool:
        bare = self._words.small.sub(" ", self._text[start:end])
        return len(re.findall(r"(?<!\w)[a-zß-ÿ]\w+", bare)) >= 7

    def _sentences(self, block: Block, start: int, end: int, context: Context) -> list[Entry]:
        """Read the sentences of a stretch; one that names no gathering goes on about what the one before is about."""
        found: list[Entry] = []
        inherits, other, doubted = False, False, False
        left: Stretch | None = None
        for first, last in sentences(self._text, start, end):
            for begin, stop in self._cut(first, last):
                about: About = "other" if other and context.about != "none" else context.about
                about = "weak" if about == "other" and inherits else about
                mine = msgspec.structs.replace(
                    context, inherits=inherits, about=about, doubted=doubted, named=self._named
                )
                one = self._stretch(block, begin, stop, self._of_the_one(mine, begin, stop))
                self._put_off(found, begin, stop, one)
                left = self._across(left)
                self._named = self._named or one.own
                found += one.entries
                doubted = (doubted and not one.entries) or (one.own and one.denied and not one.entries)
                if one.own or one.entries:
                    told = bool(one.entries) or not self._is_of_another_body(begin, stop)
                    inherits, other = not doubted and told, False
                elif one.other or self._words.rival.search(self._text, begin, stop):
                    inherits, other = False, True
                elif one.denied and one.alone[0] and one.alone[1]:
                    inherits = False  # what is denied of another city is not gone on with
        return found

    def _put_off(self, before: list[Entry], start: int, end: int, found: Found) -> None:
        """Take from the next sentence that the conference of the one before is postponed or cancelled ('The event is postponed')."""
        if len(before) != 1 or before[0].status not in ("planned", None) or any(found.alone[:2]) or found.other:
            return
        speaks_of_it = PRONOUN.match(self._text, start, end) or self._words.neutral.search(self._text, start, end)
        if not speaks_of_it or self._words.denied.search(self._text, start, end):
            return
        for status, pattern in self._words.statuses[:2]:
            match = pattern.search(self._text, start, end)
            at = next((at for at, entry in enumerate(self.entries) if entry.start == before[0].start), None)
            if match and at is not None:
                told = {"status": status, "status_at": Span(*match.span()), "status_rule": "words"}
                self.entries[at] = msgspec.structs.replace(self.entries[at], **told)
                return

    def _cut(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield a sentence whole, one that is longer than any real one in parts, each up to a blank."""
        while end - start > _LONGEST_SENTENCE:
            blank = self._text.rfind(" ", start + 1, start + _LONGEST_SENTENCE)
            stop = blank if blank > 0 else start + _LONGEST_SENTENCE
            yield start, stop
            start = stop
        yield start, end

    def _is_of_another_body(self, start: int, end: int) -> bool:
        """Say whether a sentence that names the conference is about another body, or about what is done to the conference."""
        text = self._text[start:end]
        return self._words.rival.search(text) is not None or SPOKEN_OF.search(text) is not None

    def _across(self, before: Stretch | None) -> Stretch | None:
        """Tell of a year and a city that stand in two sentences on end, as far as no sentence states them: they are unread.

        Returns the last sentence, where it leaves a year or a city open.
        """
        here = self.stretches[-1]
        cities, years = here.found.alone[0], here.found.alone[1]
        if here.found.entries or not (cities or years):
            return None
        about = (
            here.found.own
            or (before is not None and before.found.own)
            or here.context.about == "own"
            or here.context.inherits
        )
        apart = (
            before is not None
            and bool(years) != bool(cities)
            and bool(before.found.alone[1] if cities else before.found.alone[0])
        )
        if before is not None and about and apart and not here.found.other:
            self.unread.append(Span(before.start, here.end))
        return here

    def _stretch(self, block: Block, start: int, end: int, context: Context) -> Found:
        found = self.reader.read(start, end, context)
        self._keep(found, context)
        self.stretches.append(Stretch(block, start, end, context, found))
        return found

    def _keep(self, found: Found, context: Context) -> None:
        held = [entry for entry in found.entries if entry.status in ("held", None)]
        counts = len(found.entries) > 1 or context.form in ("item", "line", "row")
        for entry in found.entries:
            position = None
            if counts and entry in held:
                self._position += 1
                position = self._position
            self.entries.append(msgspec.structs.replace(entry, position=position))
        self.aside += found.aside
        self.unread += found.unread
        self.standing += found.standing

    def _settled(self, entry: Entry) -> Entry:
        """Give an entry the status that time tells, where no words do, and take a heading's back that time contradicts."""
        year = entry.year.value if entry.year else None
        first, last = (day[0] if day else None for day in (entry.first_day, entry.last_day))
        by_time = self.reader.status_by_time(year, first, last) if year else None
        status, rule = entry.status, entry.status_rule
        if status is None and by_time:
            status, rule = by_time, "time"
        elif status == "held" and rule in ("heading", "past") and by_time == "planned":
            status, rule = "planned", "time"
        rule = "words" if rule == "past" else rule
        at = entry.status_at if rule != "time" else None
        position = entry.position if status in ("held", None) else None
        return msgspec.structs.replace(entry, status=status, status_at=at, status_rule=rule, position=position)

    # --- labels: blocks that hold nothing but a year, or hosts, or a country ------------------------------------------

    def _label(self, block: Block, start: int, end: int, context: Context) -> Label | None:
        label = labelled(self.reader, start, end)
        if label is not None:
            self.labels.append((block, label, context))
        elif is_name(self.reader, start, end):
            self.names.append(block)
            if number := numbered(self.reader, start, end):
                self.numbers.append((block, number))
        return label

    def _pair_labels(self) -> None:
        """Pair years with hosts that stand in one unit: the smallest element that holds both, or what follows a label."""
        usable = _with_first_and_last_day([one for one in self.labels if one[2].about in ("own", "weak")])
        years = [one for one in usable if one[1].kind == "year"]
        used: set[int] = set()
        alone: list[tuple[Block, Label, Context]] = []
        kept: set[tuple[str, str]] = set()
        for at, (block, label, context) in enumerate(years):
            hosts = self._hosts_of(at, years, usable, used)
            if not hosts:
                is_of_list = context.form == "line" or (context.announced and label.years[0].dates is None)
                if (label.status or is_of_list) and context.about == "own" and block.kind != "heading":
                    self.unread.append(self._unit_of(block))
                else:
                    alone.append((block, label, context))
                continue
            self._keep_label(label, block, context, hosts)
            used |= {one[1].start for one in hosts}
            kept.add((block.kind, block.tag))
        for block, _, _ in alone:
            if (block.kind, block.tag) in kept:
                self.unread.append(self._unit_of(block))
        for block, label, _ in usable:
            if label.kind == "hosts" and label.start not in used and re.search(r"\b20\d\d\b", block.text):
                self.unread.append(Span(label.start, label.end))

    def _unit_of(self, block: Block) -> Span:
        """Return the stretch of the smallest element around a block that holds another one, too."""
        element = block.within
        inside = [block]
        while len(inside) == 1 and element:
            element = self._document.parents[element]
            inside = [one for one in self._blocks if self._is_within(one.within, element)]
        return Span(inside[0].start, inside[-1].end) if len(inside) <= _CARD else Span(block.start, block.end)

    def _hosts_of(
        self,
        at: int,
        years: list[tuple[Block, Label, Context]],
        usable: list[tuple[Block, Label, Context]],
        used: set[int],
    ) -> list[tuple[Block, Label, Context]]:
        """Return the labels of hosts (and of their country) that stand in one unit with a year's."""
        block, label, _ = years[at]
        element = block.within
        while True:
            inside = [one for one in usable if self._is_within(one[0].within, element)]
            if any(one[1].kind == "hosts" for one in inside):
                break
            if element == self._document.parents[element]:
                return []
            element = self._document.parents[element]
        others = [one for one in inside if one[1].kind == "year" and one[1].start != label.start]
        if not others:
            found = [one for one in inside if one[1].kind in ("hosts", "country") and one[1].start not in used]
            return self._with_their_country(element, usable, found)
        order = [one for one in inside if one[1].kind in ("year", "hosts")]
        forward = order[0][1].kind == "year"
        return self._beside(label, inside, used, forward=forward)

    def _with_their_country(
        self, element: int, usable: list[tuple[Block, Label, Context]], found: list[tuple[Block, Label, Context]]
    ) -> list[tuple[Block, Label, Context]]:
        """Add the one country of the elements around a year and its hosts that hold no other year and no other hosts."""
        kinds = [one[1].kind for one in found]
        while "country" not in kinds and element != self._document.parents[element]:
            element = self._document.parents[element]
            inside = [one for one in usable if self._is_within(one[0].within, element)]
            if sum(one[1].kind == "year" for one in inside) > 1 or sum(
                one[1].kind == "hosts" for one in inside
            ) > kinds.count("hosts"):
                break
            countries = [one for one in inside if one[1].kind == "country"]
            if countries:
                return [*found, *countries] if len(countries) == 1 else found
        return found

    def _beside(
        self, label: Label, inside: list[tuple[Block, Label, Context]], used: set[int], *, forward: bool
    ) -> list[tuple[Block, Label, Context]]:
        """Return the labels that follow a year's (or come before it) without another year between, and nothing else between hosts."""
        place = next(at for at, one in enumerate(inside) if one[1].start == label.start)
        found: list[tuple[Block, Label, Context]] = []
        rest = inside[place + 1 :] if forward else inside[place - 1 :: -1] if place else []
        last = label
        for one in rest:
            if one[1].kind == "year":
                break
            if one[1].kind in ("hosts", "country") and one[1].start not in used:
                if found and one[1].kind == "hosts" and not self._is_next_to(last, one[1]):
                    break
                if not found and one[1].kind == "hosts" and not self._is_near(label, one[1]):
                    break
                found.append(one)
                last = one[1]
        return found if any(one[1].kind == "hosts" for one in found) else []

    def _is_next_to(self, one: Label, other: Label) -> bool:
        first, last = sorted((one, other), key=lambda label: label.start)
        return not self._text[first.end : last.start].strip()

    def _is_near(self, one: Label, other: Label) -> bool:
        first, last = sorted((one, other), key=lambda label: label.start)
        return self._text[first.end : last.start].count("\n") <= 4

    def _is_within(self, element: int, around: int) -> bool:
        while element != around:
            if element == self._document.parents[element]:
                return False
            element = self._document.parents[element]
        return True

    def _keep_label(
        self, label: Label, block: Block, context: Context, hosts: list[tuple[Block, Label, Context]]
    ) -> None:
        year = label.years[0]
        start = min(label.start, *(one[1].start for one in hosts))
        end = max(label.end, *(one[1].end for one in hosts))
        cities = [city for one in hosts if one[1].kind == "hosts" for city in one[1].cities]
        country = next((one[1] for one in hosts if one[1].kind == "country"), label)
        if country.country:
            cities = [with_country(city, country, self._text) for city in cities]
        self.standing += [Standing(year.value, city.name) for city in cities]
        announced = context.announced or hosts[0][2].announced
        numbered_by = context.edition or next((one[2].edition for one in hosts if one[2].edition), None)
        own = label.own or any(one[1].own for one in hosts) or self._is_named(block, hosts[0][0])
        own = own or numbered_by is not None
        if context.about != "own" and not own and not self._one:
            self.unread.append(Span(start, end))
            return
        if not announced and not own and not self._one and year.dates is not None:
            self.unread.append(Span(start, end))
            return
        days = year.dates.days(year.value) if year.dates else None
        cue = next((one[1].status for one in (*hosts, (block, label, context)) if one[1].status), None)
        status, at = cue or (context.status, context.status_at)
        entry = Entry(
            cities=tuple(cities),
            year=year,
            start=start,
            end=end,
            rule="label",
            own=own,
            status=status,
            status_at=at,
            status_rule="words" if cue else "heading" if status else "",
            edition=label.edition or next((one[1].edition for one in hosts if one[1].edition), numbered_by),
            first_day=(days[0], year.dates.span) if days and year.dates else None,
            last_day=(days[1], year.dates.span) if days and year.dates else None,
        )
        self._keep(Found(entries=[entry]), Context(about="own", form="row"))

    def _is_named(self, block: Block, other: Block) -> bool:
        """Say whether the smallest element around two blocks holds a line that is the conference's name, or its ordinal, too."""
        around = self._document.parents[block.within]
        while not self._is_within(other.within, around) and around:
            around = self._document.parents[around]
        return around > 0 and any(self._is_within(one.within, around) for one in self.names)

    # --- tables -------------------------------------------------------------------------------------------------------

    def _read_table(self, rows: list[Block]) -> None:
        grid = grid_of(rows, self._text, self._language)
        context = self._context("row", lead=True)
        head = [cell for row in grid.headers for cell in row]
        if head and context.about in ("weak", "own"):
            said = [self._announced(cell.start, cell.end, context) for cell in head]
            if any(one.about == "own" and one.announced for one in said) and not any(
                one.about == "other" for one in said
            ):
                context = msgspec.structs.replace(context, about="own", announced=True)
            elif {"year", "city"} <= grid.named and self._page == "own":
                context = msgspec.structs.replace(context, announced=True)
        section: Label | None = None
        for row in grid.rows:
            if row.section:
                section = labelled(self.reader, row.cells[0].start, row.cells[0].end)
                if section is None:
                    said_here = self._announced(row.cells[0].start, row.cells[0].end, context)
                    if said_here.about == "other" or said_here.announced:
                        context = msgspec.structs.replace(said_here, form="row")
                    self._stretch(row.block, row.cells[0].start, row.cells[0].end, context)
                continue
            self._read_row(row, grid, context, section)

    def _read_row(self, row: Row, grid: Grid, context: Context, section: Label | None) -> None:
        row_context = self._row_context(row, context)
        if self._is_owned_by_another(row, grid):
            row_context = msgspec.structs.replace(row_context, about="other")
        cells = [cell for cell in row.cells if cell.start < cell.end]
        row = self._without_others(row, context)
        in_row = self._country_of(row)
        stated = False
        for cell in cells:
            if self._holds_pairs(cell):
                country = in_row or (self._line_label(*cell.head) if cell.head else None)
                head = self._headed(row, cell, row_context)
                for first, last in self._cell_lines(cell):
                    found = self.reader.read(first, last, msgspec.structs.replace(head, form="row"))
                    if country and country.kind == "country":
                        found.entries = [
                            msgspec.structs.replace(
                                one, cities=tuple(with_country(city, country, self._text) for city in one.cities)
                            )
                            for one in found.entries
                        ]
                    self._keep(found, head)
                    self.stretches.append(Stretch(row.block, first, last, head, found))
                stated = True
        if stated:
            return
        for part in row.parts(grid):
            self._read_part(row, part, row_context, section, in_row)

    def _is_owned_by_another(self, row: Row, grid: Grid) -> bool:
        """Say whether the column that names the network in another row names somebody else in this one."""
        for at, cell in enumerate(row.cells):
            words = self._text[cell.start : cell.end]
            if not words or re.search(r"\d", words) or network_named().search(words):
                continue
            beside = [one.cells[at] for one in grid.rows if one is not row and at < len(one.cells)]
            if any(_is_name_of_the_network(self._text[one.start : one.end]) for one in beside):
                return not self.reader.scanner.places(cell.start, cell.end)[0]
        return False

    def _without_others(self, row: Row, context: Context) -> Row:
        """Leave out the cells whose heads speak of other gatherings; a head that names ours says so of its cell."""
        kept = []
        for cell in row.cells:
            if cell.head and cell.name in (None, "city") and self._announced(*cell.head, context).about == "other":
                if self.reader.scanner.places(cell.start, cell.end)[0]:
                    self.aside.append(SetAside(Span(cell.start, cell.end), "another gathering"))
            else:
                kept.append(cell)
        return msgspec.structs.replace(row, cells=tuple(kept))

    def _row_context(self, row: Row, context: Context) -> Context:
        """A row that names a gathering is about that one; where one is named in a later cell of a list of ours, it is unclear."""
        heads = [cell.head for cell in row.cells if cell.head]
        kinds = [self._kinds(cell.start, cell.end) for cell in row.cells]
        if any("own" in found for found in [*kinds, *(self._kinds(*head) for head in heads)]):
            return msgspec.structs.replace(context, about="own", announced=True)
        naming = [cell for cell in row.cells[1:] if cell.head and self._kinds(*cell.head)]
        rivals = [
            cell for cell in (*row.cells[:1], *naming) if self._words.rival.search(self._text, cell.start, cell.end)
        ]
        if rivals or any("other" in found for found in kinds[:1]):
            return msgspec.structs.replace(context, about="other")
        if any("other" in found for found in kinds):
            return msgspec.structs.replace(context, about="weak" if context.announced else "other")
        return context

    def _kinds(self, start: int, end: int) -> set[str]:
        return {one.whose for one in gatherings(self._text, self._language, self._words, start, end)}

    def _headed(self, row: Row, cell: Cell, context: Context) -> Context:
        """Return the context of a cell beside a header cell of its own row ('Last host')."""
        head = next((one for one in row.cells if one.is_header and one.start != cell.start), None)
        if head is None or context.about == "none":
            return context
        said = self._announced(head.start, head.end, context)
        return said if said.announced or said.about == "other" else context

    def _holds_pairs(self, cell: Cell) -> bool:
        if not re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", self._text[cell.start : cell.end]):
            return False
        return bool(self.reader.scanner.places(cell.start, cell.end)[0])

    def _cell_lines(self, cell: Cell) -> list[tuple[int, int]]:
        return [match.span() for match in re.compile(r"[^\n]+").finditer(self._lined, cell.start, cell.end)]

    def _country_of(self, row: Row) -> Label | None:
        found = [self._line_label(cell.start, cell.end) for cell in row.cells]
        countries = [label for label in found if label and label.kind == "country"]
        return countries[0] if len(countries) == 1 else None

    def _line_label(self, start: int, end: int) -> Label | None:
        return labelled(self.reader, start, end)

    def _read_part(
        self, row: Row, cells: list[Cell], context: Context, section: Label | None, country: Label | None
    ) -> None:
        """Pair the lines of a row's cells: one year for all its hosts, or line by line where there are as many of each."""
        lines = {cell: self._cell_labels(cell) for cell in cells}
        by_kind: dict[str, list[list[Label]]] = {"year": [], "hosts": [], "country": []}
        for found in lines.values():
            known = [label for label in found if label is not None]
            kinds = {label.kind for label in known}
            if known and len(known) == len(found) and len(kinds) == 1:
                by_kind.setdefault(known[0].kind, []).append(known)
        years = [label for column in by_kind["year"] for label in column]
        if not years and section and section.kind == "year":
            years = [section]
        hosts = self._of_the_conference(row, [label for column in by_kind["hosts"] for label in column])
        countries = [label for column in by_kind["country"] for label in column]
        found_cities = [city for cell in cells for city in self.reader.scanner.places(cell.start, cell.end)[0]]
        if not years or not hosts:
            if years and found_cities and context.about in ("own", "weak"):
                self.standing += [Standing(years[0].years[0].value, city.name) for city in found_cities]
                self.unread.append(Span(row.block.start, row.block.end))
            return
        for year, label, nation in self._in_lines(years, hosts, countries, by_kind["year"], row):
            self._keep_row(row, cells, context, year, label, nation or (country if not countries else None))

    def _of_the_conference(self, row: Row, hosts: list[Label]) -> list[Label]:
        """Of cities under different heads, keep those whose head names hosts or the conference; the others are set aside."""
        heads = {
            label.start: next((cell for cell in row.cells if cell.start <= label.start < cell.end), None)
            for label in hosts
        }
        if len({cell.head for cell in heads.values() if cell and cell.head}) < 2:
            return hosts
        kept = [label for label in hosts if (cell := heads[label.start]) and self._is_of_hosts(cell)]
        if kept:
            self.aside += [
                SetAside(Span(label.start, label.end), "another column") for label in hosts if label not in kept
            ]
        return kept or hosts

    def _is_of_hosts(self, cell: Cell) -> bool:
        return cell.name == "city" or (cell.head is not None and bool(self._kinds(*cell.head) & {"own", "neutral"}))

    def _cell_labels(self, cell: Cell) -> list[Label | None]:
        """Return the labels of a cell's lines, or of the whole where a line by itself is none."""
        found = [self._line_label(*line) for line in self._cell_lines(cell)]
        kinds = {label.kind for label in found if label}
        if len(found) > 1 and (not all(found) or len(kinds) > 1):
            whole = self._line_label(cell.start, cell.end)
            return [whole] if whole else found
        return found

    def _in_lines(
        self, years: list[Label], hosts: list[Label], countries: list[Label], columns: list[list[Label]], row: Row
    ) -> Iterator[tuple[list[Label], Label, Label | None]]:
        """Yield year, hosts and country that belong together; nothing where lines cannot be told apart, which is unread."""
        singles = len(columns) == 2 and all(len(column) == 1 for column in columns)  # first and last day, in two cells
        same_countries = len(countries) in (0, 1, len(hosts))
        if len(years) == 1 or singles:
            if len(hosts) > 1 and len(countries) < 2:
                together = tuple(city for label in hosts for city in label.cities)
                yield (
                    years,
                    msgspec.structs.replace(hosts[0], cities=together, end=hosts[-1].end),
                    next(iter(countries), None),
                )
                return
            if same_countries:
                for at, label in enumerate(hosts):
                    yield years, label, countries[at] if len(countries) == len(hosts) else next(iter(countries), None)
                return
        elif len(years) == len(hosts) and same_countries:
            for at, label in enumerate(hosts):
                yield [years[at]], label, countries[at] if len(countries) == len(hosts) else next(iter(countries), None)
            return
        self.unread.append(Span(row.block.start, row.block.end))

    def _keep_row(
        self, row: Row, cells: list[Cell], context: Context, years: list[Label], hosts: Label, country: Label | None
    ) -> None:
        year = years[0].years[0]
        cities = [with_country(city, country, self._text) if country else city for city in hosts.cities]
        cities = _without_regions(cities) if country else cities
        self.standing += [Standing(year.value, city.name) for city in cities]
        start, end = hosts.start, hosts.end
        if row.block.start <= years[0].start < row.block.end:
            start, end = min(start, years[0].start), max(end, years[0].end)
        span = Span(min(start, row.block.start), max(end, row.block.end))
        if context.about == "other":
            self.aside.append(SetAside(Span(row.block.start, row.block.end), "another gathering"))
            return
        if context.about != "own":
            if not self._one:
                self.unread.append(Span(row.block.start, row.block.end))
                return
            self._by_title.append((row.block.start, row.block.end))
        status = self._status_in(row, years, hosts)
        days = self._days_of(years) or self._days_beside(row, year.value)
        entry = Entry(
            cities=tuple(cities),
            year=year,
            start=span.start,
            end=span.end,
            rule="row",
            own=context.about == "own",
            status=status[0] if status else context.status,
            status_at=status[1] if status else context.status_at,
            status_rule="words" if status else "heading" if context.status else "",
            edition=self._edition_of(cells),
            first_day=days[0] if days else None,
            last_day=days[1] if days else None,
            year_at=None if span.start <= year.start < span.end else Span(year.start, year.end),
        )
        self._keep(Found(entries=[entry]), Context(about="own", form="row"))

    def _status_in(self, row: Row, years: list[Label], hosts: Label) -> tuple[Status, Span] | None:
        """Return what a row's other cells say of the status; a cell that holds something else says nothing."""
        for cell in row.cells:
            if cell.start <= hosts.start < cell.end or any(cell.start <= one.start < cell.end for one in years):
                continue
            told = status_said(self._text, cell.start, cell.end, self._words, anywhere=cell.name == "status")
            if told:
                return told
        for label in (hosts, *years):
            if label.status:
                return label.status
        return None

    def _days_of(self, years: list[Label]) -> tuple[tuple[str, Span], tuple[str, Span]] | None:
        found = []
        for label in years:
            dates = label.years[0].dates
            if dates and (days := dates.days(label.years[0].value)):
                found.append((days, dates.span))
        if not found:
            return None
        return (found[0][0][0], found[0][1]), (found[-1][0][1], found[-1][1])

    def _days_beside(self, row: Row, year: int) -> tuple[tuple[str, Span], tuple[str, Span]] | None:
        """Return the days of a cell of their own, in the year of the row."""
        for cell in row.cells:
            for dates in read_dates(self._text, self._language, cell.start, cell.end):
                if dates.year is None and (days := dates.days(year)):
                    return (days[0], dates.span), (days[1], dates.span)
        return None

    def _edition_of(self, cells: list[Cell]) -> Numbered | None:
        for cell in cells:
            words = self._text[cell.start : cell.end].strip()
            if number := ordinal(words, self._language):
                if (re.fullmatch(r"\d+", words) or cell.head) and cell.name != "edition":
                    continue
                return Numbered(number, Span(cell.start, cell.end))
            match = self._words.ordinal.search(self._text, cell.start, cell.end)
            if match and (number := ordinal(match["ordinal"], self._language)):
                return Numbered(number, Span(*match.span("ordinal")))
        return None


def _is_of_a_group(words: str) -> bool:
    """Say whether a heading only sorts what stands below it: by part of the world, or by years."""
    tokens = re.findall(r"[^\W\d_]+|\d+s?", words)
    return 0 < len(tokens) <= _LONGEST_NAME and all(map(_GROUP.fullmatch, tokens)) and len(words) > 3


def _is_name_of_the_network(words: str) -> bool:
    return network_named().search(words) is not None and len(words.split()) <= _LONGEST_NAME


def _flattened(text: str, blocks: tuple[Block, ...]) -> str:
    """Return a text with blanks in place of the line ends within rows: a cell may be read across its lines."""
    parts, at = [], 0
    for block in blocks:
        if block.kind == "row" and "\n" in block.text:
            parts += [text[at : block.start], text[block.start : block.end].replace("\n", "\u2003")]
            at = block.end
    return "".join([*parts, text[at:]])


def _with_first_and_last_day(labels: list[tuple[Block, Label, Context]]) -> list[tuple[Block, Label, Context]]:
    """Join two days of a year that follow each other, each in a line of its own ('Start: 1 July 2024', 'End: 5 July 2024')."""
    found: list[tuple[Block, Label, Context]] = []
    for block, label, context in labels:
        before = found[-1][1] if found else None
        span = _span(before, label) if before else None
        if before and span:
            year = msgspec.structs.replace(before.years[0], dates=span)
            found[-1] = (found[-1][0], msgspec.structs.replace(before, years=(year,)), found[-1][2])
        else:
            found.append((block, label, context))
    return found


def _span(one: Label, other: Label) -> Dates | None:
    if one.kind != "year" or other.kind != "year" or len(one.years) != 1 or len(other.years) != 1:
        return None
    begin, end = one.years[0].dates, other.years[0].dates
    if begin is None or end is None or begin.first != begin.last or end.first != end.last:
        return None
    first, last = begin.days(one.years[0].value), end.days(other.years[0].value)
    if first is None or last is None:
        return None
    length = (date.fromisoformat(last[1]) - date.fromisoformat(first[0])).days
    return Dates(begin.first, end.last, Span(begin.span.start, end.span.end)) if 0 < length < _MONTH else None


def _without_regions(cities: list[City]) -> list[City]:
    """Of 'Santa Fe, New Mexico' beside 'USA' the second is a region: no city of that country has that as its main name."""
    found: list[City] = []
    for city in cities:
        named = any(fold(one.name) == fold(city.name) for code in city.codes for one in cities_of(city.name, code))
        if not found or city.joined or named:
            found.append(city)
        else:
            found[-1] = msgspec.structs.replace(found[-1], note=found[-1].note or city.name)
    return found


def with_country(city: City, country: Label, text: str) -> City:
    """Return a city with a country that stands in another cell or line of its unit; one of its own stays."""
    if city.country or country.country is None:
        return city
    first, last, codes = country.country
    return msgspec.structs.replace(city, country=text[first:last], country_at=(first, last), codes=codes)
