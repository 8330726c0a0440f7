"""A document's blocks → what each states, under the headings, leads, terms and headers that stand over it.

A unit of the mark-up pairs its own parts: a row its cells, a card its lines, a term its definitions, a heading what stands
below it. Reading order never pairs across units.
"""

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise, takewhile

import msgspec

from scraper.reading.document import Block, Document
from scraper.subjects.uccn.facts import Status
from scraper.subjects.uccn.grammar.cards import Cards
from scraper.subjects.uccn.grammar.dates import month_before
from scraper.subjects.uccn.grammar.elsewhere import BY, TIMES
from scraper.subjects.uccn.grammar.entries import About, Context, Entry, Found, Numbered
from scraper.subjects.uccn.grammar.findings import Findings, Stretch
from scraper.subjects.uccn.grammar.gatherings import gatherings
from scraper.subjects.uccn.grammar.labels import Label, is_name, labelled, left_of, line_before
from scraper.subjects.uccn.grammar.mentions import Scanner, Year, blanked, masked, years_in
from scraper.subjects.uccn.grammar.remarks import with_countries, with_ordinals, with_remarks
from scraper.subjects.uccn.grammar.rows import Rows
from scraper.subjects.uccn.grammar.siblings import unknown_hosts
from scraper.subjects.uccn.grammar.spoken import told_by_another
from scraper.subjects.uccn.grammar.stretches import Reader
from scraper.subjects.uccn.grammar.titles import Titles, says_something_else
from scraper.subjects.uccn.grammar.withdrawn import withdraw
from scraper.subjects.uccn.grammar.words import (
    AROUND,
    ATTENDANCE,
    BRACKET,
    CARRIED_ON,
    EDITION,
    FLAGS,
    GOVERNED,
    HOST_NOUN,
    OFTENER,
    ONES,
    ORIGIN,
    OTHER_BODY,
    OTHERWISE,
    OVERVIEW,
    PLURAL,
    PRONOUN,
    QUOTED,
    SPOKEN_OF,
    TO_TAKE_PLACE,
    WAS_IN,
    compiled,
    is_name_of_the_network,
    names_rivals,
    network_named,
    only_sorts,
    sentences,
)
from scraper.subjects.uccn.languages import Language, in_any, ordinal
from scraper.values.records import Span

_THE_CITY = re.compile(
    rf"(?<!\w)(?!an?\s+(?:\w+\s+)?(?:city|town)\b)(?:(?:{in_any('the')}|{in_any('this_one')})(?:\s+|(?<=[’']))"
    rf"(?:(?-i:[a-zß-ÿ])+\s+)?(?:{in_any('one_city')})|{in_any('that_city')})",
    FLAGS,
)
_ITS_NAME = re.compile(  # 'the city of Xanadu', 'la ciudad polaca de …'; 'the town north of Paris' is told of no other
    rf"(?:\s+(?!(?:{in_any('near_a_town')})(?:\s|(?<=[’'])))[a-zß-ÿ]+)?\s+(?:(?:{in_any('of')})\s*)?[A-ZÀ-Þ]"
)
_SUBJECT = re.compile(rf"\s*(?:,|(?:{in_any('copula')}|{in_any('joined')}|{in_any('has')})(?!\w))", FLAGS)
_BY_WHOM = re.compile(rf"(?:\s(?:{in_any('in_')})\s\d{{4}},?)?\s{BY}\s", FLAGS)  # 'hosted in 2028 by'
_FINITE = re.compile(rf"(?<!\w)(?:{in_any('passive')})\s+$", FLAGS)
_ONE_OF_THEM = re.compile(ONES, FLAGS)
_OUR = re.compile(rf"\W*(?:{in_any('our')})(?!\w)", FLAGS)
_RECENT = 50  # what one line or item states or tells, at the most
_NEXT = 12  # letters between 'there' and a verb
_YEAR_ALONE = re.compile(r"\W*(?:19|20)\d\d\W*")
_CARD = 3  # blocks below the title of a card
_THING = re.compile(rf"(?<!\w)(?:{in_any('the')})(?:\s+|(?<=[’']))(?:\S+\s+){{0,4}}?[^\W\d_]{{4,}}\s+$", FLAGS)
_IN_APPOSITION = re.compile(r",\s(?:[^\W\d_]+\s){0,2}$")
_ANOTHER_ONE = re.compile(
    rf"\W*(?:{in_any('articles')})\s+(?:{in_any('relative')}|{ONES})(?:\s+one)?(?:,[^,.]{{1,20}},)?\s+(?=\w)", FLAGS
)
_ITS_DAYS = re.compile(rf"\W*(?:(?:{in_any('articles')})\s+)?(?:{in_any('proceedings')})(?!\w)", FLAGS)
_HOST_VERB = re.compile(rf"[\s,]*(?:{in_any('host_verbs')})(?!\w)", FLAGS)
_SEVERAL = re.compile(r"(?:s|i|ze)$")  # the ending of what several conferences are called
_SORTED = re.compile(r"([^\n:;.()]{4,40}?)\s*[:：]\s*(?=\S)")
_LEADS = re.compile(r"[:：]\s*$|\?\s*$")
_LEFT_OUT = re.compile(rf"(?<!\w)(?:{in_any('left_out')})(?!\w)", FLAGS)
_MARKS = re.compile(r"\s[•·|]\s")
_LATEST = re.compile(rf"(?:{in_any('latest')})(?:\s+ones)?(?:\s+(?:{in_any('copula')}))?", FLAGS)
_WAS_TO = re.compile(rf"\W*(?:{in_any('was_to')})(?!\w)", FLAGS)
_LONGEST_SENTENCE = 2_000
_LONGEST_ENTRY = 120  # letters of a paragraph that is a year and a place alone
_BEGINNING = 40  # letters in which a paragraph carries on from the one before it


_FIELD = re.compile(r"[^\W\d_][^.:;\n]{0,30}:\s")


def _depth(block: Block) -> float:
    """Return how deep an item stands in lists: a term is over its definitions."""
    return block.level - 0.5 * (block.tag == "dt")


def _is_over(block: Block, below: Block) -> bool:
    """Say whether a list is nested in an item, or a definition stands below a term."""
    return block.kind == below.kind == "item" and _depth(block) < _depth(below)


_EVENTS = re.compile(rf"(?:{in_any('of_events')})(?!\w)", FLAGS)
_DAYS_FIRST = re.compile(r"\s*\d{1,2}\s?(?:[-–/]\s?\d{1,2}\.?)?[\s:,]")  # below a month: '10-15 Graz – …'


def _no_days(entry: Entry) -> list[Span]:
    """Return where the days of an entry stand, if no calendar has them."""
    dates = entry.year.dates if entry.year else None
    return [dates.span] if entry.year and dates and dates.days(entry.year.value) is None else []


def _without_headings_status(entries: list[Entry]) -> Iterator[Entry]:
    """Yield entries, without the 'held' of a heading ('Conferences since 2013') where a sentence says that it is still to come."""
    ahead = {
        (entry.year.value, city.name)
        for entry in entries
        if entry.year and entry.status == "planned" and entry.status_rule == "words"
        for city in entry.cities
    }
    for entry in entries:
        is_ahead = any(entry.year and (entry.year.value, city.name) in ahead for city in entry.cities)
        by_heading = entry.status == "held" and entry.status_rule == "heading"
        yield msgspec.structs.replace(entry, status=None, status_at=None) if is_ahead and by_heading else entry


_TOPIC = re.compile(rf"\W*(?:{in_any('topic')})\W*", FLAGS)  # a field: what something is about


class Units:
    """Reads blocks of a document; `about` is what they as a whole are about."""

    def __init__(
        self,
        blocks: tuple[Block, ...],
        document: Document,
        language: Language,
        captured: date | None,
        about: About,
        posted: Year | None = None,
        scanner: Scanner | None = None,
    ) -> None:
        self._document, self.blocks = document, blocks
        self._text = _flattened(masked(document.text), blocks)
        self.reader = Reader(self._text, language, captured, posted, scanner)
        self._words, self._language = self.reader.words, language
        self._headings: list[tuple[int, Context]] = [(0, Context(about=about))]
        self._lead: Context | None = None
        self._lead_used = False
        self._lead_asks = False
        self._named = False
        self._term: tuple[int, Numbered] | None = None  # an ordinal, and the list of terms that it is one of
        self._field: str | None = None
        self._names_a_thing = False
        self._lists_of_fields = {
            block.group for block in blocks if block.tag == "dt" and self._words.field(block.text) == "city"
        }
        self._lists_of_bodies = {
            block.group
            for block, below in pairwise(blocks)
            if _is_over(block, below) and is_name_of_the_network(block.text)
        }
        self._items: list[tuple[float, Context]] = []
        self._term_year: Year | None = None
        self._term_says: Context | None = None
        self._entry: tuple[int, Year] | None = None
        self._last_own = False
        self._year_told: Year | None = None
        self._one: bool = False
        self._years_of_the_one = frozenset[int]()
        self._headline: Block | None = None
        self._asks_for_places = False
        self._section: tuple[int, Context] | None = None
        self._heading: Block | None = None
        self._calendars: list[tuple[int, Year]] = []
        self._with_lists: set[int] = set()
        self._at = 0
        self.findings = Findings()
        self._titles = Titles(self.reader, about)
        self.cards = Cards(blocks, document, self.reader, self.findings)
        self._rows = Rows(self.reader, self._titles, self.findings, document.text, about)

    def read(self, *, is_unescos: bool = True) -> None:
        """Read all blocks in order; on UNESCO's own pages (`is_unescos`) 'the annual conference' is the network's."""
        table: list[Block] = []
        for at, block in enumerate(self.blocks):
            self._at = at
            if table and (block.kind != "row" or block.group != table[0].group or block.part != table[0].part):
                self._read_table(table, self._captioned(block))
                table = []
            if block.kind == "row":
                table.append(block)
            elif block.kind == "heading":
                self._section = None  # a line over headings is the name of the site
                self._read_heading(block)
            elif block.kind == "item":
                self._items = [one for one in self._items if one[0] < _depth(block)]
                self._read_item(block)
                self._begin_nested(block)
                self._with_lists.update(self._document.around(block.within))
            else:
                self._read_paragraph(block)
        if table:
            self._read_table(table, None)
        self.cards.pair(one=self._one)
        self.findings.unread += unknown_hosts(self.blocks, self.reader, self.findings)
        withdraw(self.findings, self.blocks, self._text, self._document.title or "", self._language, is_unescos)
        told = with_remarks(self.findings.entries, self.blocks, self._document, self._words)
        told = with_ordinals(told, self.cards.numbers, self.blocks, self._document)
        countries = [(block, label) for block, label, _ in self.cards.labels if label.kind == "country"]
        told = with_countries(told, countries, self.blocks, self._document)
        told = list(_without_headings_status(told))
        stated: list[Entry] = []
        for entry in told:
            year = entry.year.value if entry.year else 0
            if self._is_a_past_plan(entry) or (year and not self.reader.may_have_one(year)):
                self.findings.unread.append(Span(entry.start, entry.end))
            else:
                stated.append(self._settled(entry))
                self.findings.unread += _no_days(entry)
        self.findings.entries = sorted(stated, key=lambda entry: entry.start)

    # --- what stands over a unit --------------------------------------------------------------------------------------

    def _over(self) -> Context:
        return msgspec.structs.replace(self._headings[-1][1], meant=self._last_own)

    def _context(self, form: str, block: Block, *, lead: bool) -> Context:
        """Return the context of a unit in a block: the lead's where one leads to it, else that of the heading over its card."""
        own = self.cards.title_below(block)
        over = self._over()
        if own is not None and own.kind == "heading":
            over = next(one[1] for one in reversed(self._headings) if one[0] < own.level)
        if own is not None and is_name(self.reader, own.start, own.end):
            over = self._titles.announced(own.start, own.end, over)  # days and a place over the name of the conference
        if lead and self._lead is not None:
            self._lead_used = True
            over = msgspec.structs.replace(self._lead, year=over.year, edition=over.edition)
        if form in ("item", "row") and over.about == "own" and self._is_beside_the_headings(block):
            over = msgspec.structs.replace(over, about="weak", announced=False)
        if over.year is None and self._entry and self.cards.is_open(block, self._entry[0]):
            over = msgspec.structs.replace(over, year=self._entry[1])
        days = years_in(self._text, self._language, block.start, block.end)[1] if self._calendars else ()
        if over.year is None and self._calendars and (days or _DAYS_FIRST.match(block.text)):
            over = msgspec.structs.replace(over, year=self._calendars[-1][1])  # a day without a year
        if form == "item" and self._items:
            said = self._items[-1][1]
            over = msgspec.structs.replace(over, about=said.about, announced=said.announced)
        of_term = self._term if self._term and self._document.is_within(block.within, self._term[0]) else None
        edition = of_term[1] if of_term else over.edition
        return msgspec.structs.replace(over, form=form, named=self._named, meant=self._last_own, edition=edition)

    def _begin_nested(self, block: Block) -> None:
        """Take an item over a list of its own for the title of that, where it names a gathering, or a body beside the network."""
        below = self.blocks[self._at + 1] if self._at + 1 < len(self.blocks) else block
        if not _is_over(block, below) or self._names_any(block):
            return
        said = self._titles.announced(block.start, block.end, self._over())
        if block.group in self._lists_of_bodies and not is_name_of_the_network(block.text):
            said = Context(about="other")
        self._named = self._named or "own" in self._titles.kinds(block.start, block.end)
        if said.about in ("own", "other"):
            self._items.append((_depth(block), said))

    def _begin_entry(self, block: Block, label: Label) -> None:
        """Take a year that stands by itself in an element for that of the text beside it there."""
        dates = label.years[0].dates if label.years else None
        is_year = dates is not None and dates.first != dates.last
        is_year = is_year or (dates is None and self._words.since.search(self._text, label.start, label.end) is None)
        element = self.cards.entry_of(block) if is_year and len(label.years) == 1 else None
        self._entry = (element, label.years[0]) if element is not None else None

    def _captioned(self, behind: Block) -> Context | None:
        """Return what a caption right behind a table says of it, where it says anything."""
        if behind.tag != "figcaption":
            return None
        said = self._titles.announced(behind.start, behind.end, self._over())
        is_anothers = said.about == "other" and "other" in self._titles.kinds(behind.start, behind.end)
        return msgspec.structs.replace(said, form="row") if said.about == "own" or is_anothers else None

    # --- blocks -------------------------------------------------------------------------------------------------------

    def _read_heading(self, block: Block) -> None:
        led, self._lead, self._term = self._lead, None, None
        while len(self._headings) > 1 and self._headings[-1][0] >= block.level:
            self._headings.pop()
        sorts = only_sorts(self._text[block.start : block.end])
        if led and led.about == "own" and (sorts or labelled(self.reader, block.start, block.end)):
            cards = msgspec.structs.replace(self._over(), about="own", announced=True)
            self._headings.append((block.level - 1, cards))
        over = self._over()
        self._calendars = [one for one in self._calendars if one[0] < block.level]
        if (year := self._year_of_a_calendar(block)) is not None:
            self._calendars.append((block.level, year))
        label = self.cards.label(block, block.start, block.end, over)
        found = self.findings.read(
            self.reader, block, block.start, block.end, msgspec.structs.replace(over, form="heading")
        )
        self._heading = block
        if label is None and block.level > 1:
            self.cards.take_title(block, block.start, block.end, found, over)
        self._named = self._named or found.own
        if block.level == 1 and len(self._headings) == 1:
            said = self._titles.announced(block.start, block.end, over)
            self._titles.is_of_another = said.about == "other"
            self._asks_for_places = said.about == "weak" and self._titles.asks_for_places(block.start, block.end)
            if said.about == "other" and over.about != "own":
                self._headings = [(0, said)]
            elif said.about == "own":
                self._one = self._ordinal_alone(block.start, block.end) is not None or bool(found.alone[1])
                named = gatherings(self._text, self._language, self._words, block.start, block.end)
                own = [self._text[one.start : one.end] for one in named if one.whose == "own"]
                is_of_several = any(map(PLURAL.search, own)) or self._words.since.search(
                    self._text, block.start, block.end
                )
                self._years_of_the_one = frozenset(() if is_of_several else (year.value for year in found.alone[1]))
                is_of_hosts = not any(found.alone[:2]) and self._titles.is_of_hosts(block.start, block.end)
                about = "own" if is_of_hosts else over.about  # else a paragraph, or a heading, has to lead to a list
                self._headings = [(0, msgspec.structs.replace(said, about=about, announced=is_of_hosts))]
            return
        self._last_own = found.own or (self._last_own and not found.other)
        if label is not None and label.kind == "year":
            year = label.years[0] if len(label.years) == 1 else None
            below = msgspec.structs.replace(over, year=year, edition=label.edition)
            self._headings.append((block.level, below))
            return
        if sorts:
            self._headings.append((block.level, over))
            return
        if found.unread and over.about == "weak" and not found.other:
            self._headline = block
        bare_country = label is not None and label.country is not None and label.country[:2] == (label.start, label.end)
        if (label is not None and (label.kind == "hosts" or bare_country)) or found.entries:
            self._headings.append((block.level, over))
            return
        said = self._titles.announced(block.start, block.end, over, alone=True)
        if said.about == "weak" and self._asks_where(block):
            said = msgspec.structs.replace(said, about="own", announced=True)
        years = found.alone[1] if found.own and not found.alone[0] else []
        if len(years) == 1 and years[0].value and label is None:
            asked = Label(kind="year", start=block.start, end=block.end, years=(years[0],), own=True)
            self.cards.labels.append((block, asked, over))  # 'Where was the conference of 2022 held?'
        is_of_it = found.own or (not found.other and self._asks_of_a_gathering(block))
        asks = block.text.endswith("?") and is_of_it and not found.alone[0]
        when = {year.value: year for year in found.alone[1]} if asks else {}
        year = next(iter(when.values())) if len(when) == 1 and 0 not in when else None  # 'Where did you meet in 2023?'
        is_of_a_thing = (
            said.about == "weak" and not self._titles.kinds(block.start, block.end) and not block.text.endswith("?")
        )
        is_of_a_thing = is_of_a_thing and says_something_else(self.reader, block.start, block.end)
        below = msgspec.structs.replace(
            said, edition=self._ordinal_alone(block.start, block.end), year=year, beside=is_of_a_thing
        )
        self._headings.append((block.level, below))

    def _year_of_a_calendar(self, block: Block) -> Year | None:
        """Return the year of a heading that says nothing else than what is below it ('Calendar 2018', 'June 2018')."""
        years, _ = years_in(self._text, self._language, block.start, block.end)
        if len(years) != 1 or years[0].dates is not None:
            return None
        rest = left_of(self.reader, block.start, block.end)
        named = [word for word in rest if OVERVIEW.match(word) or _EVENTS.match(word)]
        in_titles = compiled(rf"(?:{self._language.in_titles})(?!\w)")  # 'Dates for your diary'
        of_events = bool(named) and all(word in named or in_titles.match(word) for word in rest)
        is_month = not rest and month_before(self._text, self._language, years[0].start) is not None
        return years[0] if of_events or is_month else None

    def _is_beside_the_headings(self, block: Block) -> bool:
        """Say whether a list stands in an element beside that of the last heading, which has a list of its own (tabs)."""
        parents = self._document.parents
        around = parents[self._heading.within] if self._heading else 0
        beside = around and block.within and not self._document.is_within(block.within, around)
        return bool(
            beside
            and around in self._with_lists
            and any(parents[one] == parents[around] for one in self._document.around(block.within))
        )

    def _asks_of_a_gathering(self, block: Block) -> bool:
        """Say whether a question is of who met, or received somebody, though it names no gathering ('Where did you meet in 2023?')."""
        met = compiled(rf"(?<!\w)(?:{self._language.assembled})(?!\w)")
        cues = (self._words.ties, self._words.takes_place, self._words.gathered, self._words.meet, met)
        return any(cue.search(self._text, block.start, block.end) for cue in cues)

    def _asks_where(self, block: Block) -> bool:
        """Say whether a heading asks where the conference that was named last was or will be, or says that somebody hosted it."""
        cues = (self._words.ties, self._words.participle, self._words.coming, self._words.relative)
        kinds = self._titles.kinds(block.start, block.end)
        if not self._last_own or not kinds <= {"neutral"}:
            return False
        if block.text.rstrip().endswith("?"):
            return any(cue.search(block.text) for cue in cues)
        return bool(kinds) and self._words.who_hosts.search(block.text) is not None

    def _ordinal_alone(self, start: int, end: int) -> Numbered | None:
        """Return the ordinal of a heading or term that holds one and nothing else than the conference's name."""
        words = self._text[start:end].strip(" .:–—-")
        if number := ordinal(words, self._language):
            return Numbered(number, Span(start, end)) if not words.isdigit() else None
        match = self._words.ordinal.search(self._text, start, end)
        number = ordinal(match["ordinal"], self._language) if match else None
        return Numbered(number, Span(*match.span("ordinal"))) if match and number else None

    def _read_table(self, rows: list[Block], said: Context | None) -> None:
        """Read a table; one of two columns, of which the first names the fields of one edition, gives its labels.

        `said` is what its caption says of it.
        """
        context = said or self._context("row", rows[0], lead=True)
        fields = [self._words.field(self._text[slice(*row.cells[0])]) if len(row.cells) == 2 else None for row in rows]
        is_of_it = not any(map(self._is_a_topic, rows))
        if is_of_it and fields.count("year") in (1, 2) and fields.count("city") == 1 and rows[0].cells:
            rows = [
                block
                for block, field in zip(rows, fields, strict=True)
                if len(block.cells) != 2 or self.cards.label(block, *block.cells[1], context, field) is None
            ]
        rows = [block for block in rows if not self._read_entry(block, context)]
        if rows:
            calendar = self._calendars[-1][1] if self._calendars else None
            self._rows.read(rows, context, one=self._one, its_years=self._years_of_the_one, calendar=calendar)

    def _is_a_topic(self, row: Block) -> bool:
        """Say whether a row gives the conference as what something is about ('Subject | The Annual Conference')."""
        if len(row.cells) != 2 or "own" not in self._titles.kinds(*row.cells[1]):
            return False
        return _TOPIC.fullmatch(self._text, *row.cells[0]) is not None

    def _read_entry(self, block: Block, context: Context) -> bool:
        """Read a row that is a year and what happened in it, where that names the conference; say whether it is one."""
        if len(block.cells) != 2 or not _YEAR_ALONE.fullmatch(self._text, *block.cells[0]):
            return False
        year = labelled(self.reader, *block.cells[0])
        is_entry = year is not None and year.kind == "year" and len(year.years) == 1 and year.years[0].dates is None
        if not is_entry or "own" not in self._titles.kinds(*block.cells[1]) or labelled(self.reader, *block.cells[1]):
            return False
        assert year is not None
        told = msgspec.structs.replace(context, form="sentence", year=year.years[0])
        self._sentences(block, *block.cells[1], told)
        return True

    def _read_item(self, block: Block) -> None:
        if block.tag == "dt":
            self._term = None
            kinds = self._titles.kinds(block.start, block.end)
            self._lead_asks = block.text.endswith("?") and (kinds == {"own"} or (self._named and kinds == {"neutral"}))
            self._field = self._words.field(block.text)
            self._names_a_thing = self._is_no_field(block)
            self._term_year = None
            self._last_own = "own" in kinds or (self._last_own and "other" not in kinds)
            self._term_says = self._announced_by(block) or self._asked_by(block, kinds)
        lines = self._lines(block)
        if (
            len(lines) > 1
            and len({year.value for year in years_in(self._text, self._language, block.start, block.end)[0]}) == 1
        ):
            self.findings.read(self.reader, block, block.start, block.end, self._context("item", block, lead=True))
            return
        for start, end in lines:
            context = self._context("item", block, lead=True)
            is_place = block.tag == "dd" and (value := labelled(self.reader, start, end)) and value.kind != "year"
            is_others = block.tag == "dd" and self._is_of_another_field(block)  # 'Airport', 'Contact'
            is_no_host = is_place and (is_others or self._names_a_thing)
            if block.tag == "dd" and (said := self._term_says):
                context = msgspec.structs.replace(
                    context, about="own", announced=True, status=said.status, status_at=said.status_at
                )
            elif is_others or is_no_host:
                context = msgspec.structs.replace(context, doubted=True)
            if block.tag == "dt" and (number := self._ordinal_alone(start, end)):
                self._term = self._document.parents[block.within], number
                continue
            field = self._field if block.tag == "dd" else None
            label = None if is_no_host else self.cards.label(block, start, end, context, field)
            if label is None:
                self._read_item_with_remarks(block, start, end, context)
            else:
                if label.kind == "year" and block.tag == "dt" and len(label.years) == 1:
                    self._term_year = label.years[0]
                self._begin_entry(block, label)
            is_place_unread = label is None and field == "city" and self._named  # 'Lyon Hall, Graz'
            if (self._lead_asks or is_place_unread) and self.reader.scanner.places(start, end)[0]:
                self._told_at_least(start, end)

    def _is_no_field(self, term: Block) -> bool:
        """Say whether a term names neither a field of an edition, hosts or a conference, nor a place or a number ('Repository')."""
        words = self._words
        known = (
            words.hosts,
            words.list_of,
            words.one_city,
            words.event,
            words.series,
            words.ordinal_word,
            words.before_place,
        )
        is_known = words.field(term.text) is not None or any(cue.search(term.text) for cue in known)
        is_name = re.search(r"\d", term.text) or self.reader.scanner.places(term.start, term.end)[0]
        return not is_known and not is_name and re.search(r"[a-zß-ÿ]{3}", term.text) is not None

    def _is_of_another_field(self, block: Block) -> bool:
        """Say whether a definition's term names none of an edition's fields, in a list whose other terms do ('Proceedings')."""
        is_named = self._field or self._term or self._term_year
        return not is_named and block.group in self._lists_of_fields

    def _announced_by(self, term: Block) -> Context | None:
        """Return what a term says of its items, where it is a title of the conferences ('Past annual conferences')."""
        said = self._titles.announced(term.start, term.end, self._over())
        attended = ATTENDANCE.search(term.text) or self._words.at_it.search(term.text)
        is_title = said.about == "own" and said.announced and not attended and not self._names_any(term)
        return said if is_title and "own" in self._titles.kinds(term.start, term.end) else None

    def _asked_by(self, term: Block, kinds: set[str]) -> Context | None:
        """Return what a term asks that speaks of the conference named last ('Where does the next one take place?')."""
        is_of_it = kinds == {"neutral"} or (not kinds and _ONE_OF_THEM.search(term.text))
        is_asked = is_of_it and self._asks_where(term) and not self._names_any(term)
        return msgspec.structs.replace(self._over(), status=None, status_at=None) if is_asked else None

    def _names_any(self, block: Block) -> bool:
        """Say whether a block names a city or a year."""
        years, _ = years_in(self._text, self._language, block.start, block.end)
        return bool(years or self.reader.scanner.places(block.start, block.end)[0])

    def _read_item_with_remarks(self, block: Block, start: int, end: int, context: Context) -> None:
        """Read the sentences of an item, of which the first may be hosts alone ('Shenzhen, China. It was hot.')."""
        parts = list(sentences(self._text, start, end))
        first = labelled(self.reader, *parts[0]) if len(parts) > 1 else None
        if first is not None and first.kind == "hosts" and self.cards.label(block, *parts[0], context):
            start = parts[1][0]
        elif block.tag == "dd" and self._term_year and context.year is None:
            context = msgspec.structs.replace(context, year=self._term_year)
        self._sentences(block, start, end, context)

    def _told_at_least(self, start: int, end: int) -> None:
        """Tell of an item as unread where nothing that it holds is stated, or told."""
        told = [(one.start, one.end) for one in self.findings.entries[-_RECENT:]]
        told += [(one.start, one.end) for one in self.findings.unread[-_RECENT:]]
        if not any(first < end and start < last for first, last in told):
            self.findings.unread.append(Span(start, end))

    def _of_the_one(self, context: Context, start: int, end: int) -> Context:
        """On a page that its title gives to one edition, a line of days and a place alone is that edition's."""
        years = {year.value for year in years_in(self._text, self._language, start, end)[0]}
        is_another = self._years_of_the_one and years and self._years_of_the_one.isdisjoint(years)
        if not self._one or is_another or context.about != "weak" or left_of(self.reader, start, end):
            return context
        if self.blocks[self._at].tag == "figcaption":
            if years and self.reader.scanner.places(start, end)[0]:
                self.findings.unread.append(Span(start, end))
            return context
        self.findings.by_title.append((start, end))
        return msgspec.structs.replace(context, about="own", announced=True)

    def _read_paragraph(self, block: Block) -> None:
        lines = self._lines(block)
        is_sorted = lines[0][0] > block.start or only_sorts(self._text[slice(*lines[0])])
        if self._lead_used and not (is_sorted or self._is_next_of_a_series(block)):
            self._lead, self._lead_used = None, False
        several = len(lines) > 1
        if several and not self._pairs_line_by_line(lines):
            lines, several = [(block.start, block.end)], False
        if not several and len(fields := self._fields(*lines[0])) > 1:
            lines, several = fields, True
        for start, end in lines:
            if several and self._only_names_fields(start, end):
                continue
            if self._lead and only_sorts(self._text[start:end]):
                self._lead_used = False
                continue
            is_short = several or not self._is_prose(start, end)
            context = self._context("line" if several else "sentence", block, lead=is_short)
            field = self._field_before(start)
            label = self.cards.label(block, start, end, context, field)
            if label is not None:
                self._begin_entry(block, label)
                continue
            first = len(self.findings.stretches)
            found = self._sentences(block, start, end, self._in_section(block, context))
            may_be = (self._named and field == "city") or (
                several and context.about == "own"
            )  # 'Suzhou, China and others'
            if may_be and not found and self.reader.scanner.places(start, end)[0]:
                self._told_at_least(start, end)
            if not found and not several:
                self._begin_section(block, start, end)
            if is_short and not found and self.findings.stretches[-1].start == start:
                self.cards.take_title(block, start, end, self.findings.stretches[-1].found, context)
            mine = self.findings.stretches[first:]
            if self._asks_for_places and not found and any(one.found.own and not one.found.denied for one in mine):
                self._headings[0] = 0, Context(about="own", announced=True)  # 'Where we met', of what the text names
                self._asks_for_places = False
            if self._headline and any(map(self._is_about_it, self.findings.stretches[first : first + 1])):
                self._state_headline()
            last = list(sentences(self._text, start, end))[-1:]
            self._lead_asks = bool(last) and _LEADS.search(self._text[start:end]) is not None and self._asks(*last[0])
            if found:
                continue
            is_led = self._lead and is_short and (several or self._lead.about != "own")
            if is_led and all(self.findings.stretches[-1].found.alone[:2]):
                continue  # a city and a year in a list: it goes on
            if last and self._leads_to_the_latest(*last[0]):
                self._lead, self._lead_used = Context(about="own", announced=True), False
            elif _LEADS.search(self._text[start:end]) and last:
                self._lead, self._lead_used = self._titles.announced(*last[0], self._over_a_lead(*last[0])), False
            elif (several or self._leads_on()) and last:
                of_members = self._words.joined.search(self._text, start, end)  # leads to no list of hosts
                led = self._lead_by(*last[0], is_short=is_short, alone=not several)
                self._lead, self._lead_used = Context(about="weak") if of_members else led, False
        self._headline = None

    def _leads_to_the_latest(self, start: int, end: int) -> bool:
        """Say whether a sentence leads to some of the conferences that the one before it names ('The last three:')."""
        before = self.findings.stretches[-2:-1]
        is_lead = _LATEST.fullmatch(self._text[start:end].strip(" :")) is not None
        return is_lead and self._text[start : end + 1].rstrip().endswith(":") and any(one.found.own for one in before)

    def _over_a_lead(self, start: int, end: int) -> Context:
        """Return what stands over a lead: the conference named last, where that leads to where 'the conferences' took place."""
        over = self._over()
        tells_where = self._words.takes_place.search(self._text, start, end) and self._titles.kinds(start, end) == {
            "neutral"
        }
        before = self.findings.stretches[-2:-1]
        is_own = over.about == "weak" and bool(tells_where) and any(one.found.own for one in before)
        return msgspec.structs.replace(over, about="own") if is_own else over

    def _field_before(self, start: int) -> str | None:
        """Return the field that the line before names, and nothing else ('Where:')."""
        return self._words.field(self._text[slice(*line_before(self._text, start))])

    def _is_next_of_a_series(self, block: Block) -> bool:
        """Say whether a paragraph is a year and a place alone, as the one before it in the same element, or in one beside it."""
        before, parents = self.blocks[self._at - 1], self._document.parents
        beside = before.within == block.within or parents[before.within] == parents[block.within]
        alone = (one.kind == block.kind and not left_of(self.reader, one.start, one.end) for one in (before, block))
        return beside and before.tag == block.tag and all(alone)

    def _begin_section(self, block: Block, start: int, end: int) -> None:
        """Take a short line that begins an element of several blocks for its title ('Also of interest')."""
        parent = self._document.parents[block.within]
        around = self.blocks[self._at - 1] if self._at else None
        behind = self.blocks[self._at + 1 : self._at + 3]
        begins = around is None or not self._document.is_within(around.within, parent)
        if (
            parent
            and begins
            and len(behind) == 2
            and all(self._document.is_within(one.within, parent) for one in behind)
            and self._is_title(start, end)
        ):
            self._section = (parent, self._titles.announced(start, end, self._over()))

    def _in_section(self, block: Block, context: Context) -> Context:
        """Return what the title of a block's element says, where there is one."""
        if self._section is None or self._lead is not None:
            return context
        parent, said = self._section
        if not self._document.is_within(block.within, parent):
            self._section = None
            return context
        return msgspec.structs.replace(context, about=said.about, announced=said.announced)

    def _is_title(self, start: int, end: int) -> bool:
        is_short = re.fullmatch(r"[^\W\d_][^()/:.;*|\d]{2,40}", self._text[start:end].strip()) is not None
        return is_short and not self._text.startswith(".", end)

    def _state_headline(self) -> None:
        """State what a heading names, now that the text below it says that it is the conference."""
        assert self._headline is not None
        block, self._headline = self._headline, None
        context = msgspec.structs.replace(self._over(), about="own", announced=True, form="heading")
        found = self.reader.read(block.start, block.end, context)
        if found.entries:
            self.findings.unread = [
                span for span in self.findings.unread if not (span.start >= block.start and span.end <= block.end)
            ]
            self.findings.keep(found, context)

    def _is_about_it(self, one: Stretch) -> bool:
        """Say whether a sentence names no city, and the conference as what it is about, or as what somebody received."""
        named = gatherings(self._text, self._language, self._words, one.start, one.end)
        own = next((each.start for each in named if each.whose == "own"), None)
        if own is None or one.found.alone[0] or one.found.denied:
            return False
        is_at_it = self._words.at_it.search(self._text, one.start, own) or AROUND.search(self._text, one.start, own)
        return is_at_it is None or self._words.ties.search(self._text, one.start, one.end) is not None

    def _asks(self, start: int, end: int) -> bool:
        """Say whether what follows a sentence are hosts, or candidates, of the year that it names."""
        years, _ = years_in(self._text, self._language, start, end)
        cues = (self._words.candidacy, self._words.list_of, self._words.ties, self._words.participle)
        return bool(years) and self._named and any(cue.search(self._text, start, end) for cue in cues)

    def _leads_on(self) -> bool:
        """Say whether a list, a table, lines, years between bullets, or a year and a place alone stand right below a paragraph."""
        following = self.blocks[self._at + 1] if self._at + 1 < len(self.blocks) else None
        if following is None or following.kind in ("item", "row") or "\n" in following.text:
            return following is not None
        if self.cards.leaves(self.blocks[self._at], following):
            return False
        years, _ = years_in(self._text, self._language, following.start, following.end)
        is_short = bool(years) and len(following.text) < _LONGEST_ENTRY
        is_bare = is_short and not left_of(self.reader, following.start, following.end)
        is_entry = is_bare and bool(self.reader.scanner.places(following.start, following.end)[0])
        return is_entry or (len(years) > 1 and _MARKS.search(following.text) is not None)

    def _lead_by(self, start: int, end: int, *, is_short: bool, alone: bool) -> Context | None:
        """Return what a paragraph before a list says of it, though no colon leads to it: a title, or a sentence about it."""
        said = self._titles.announced(start, end, self._over(), alone=alone)
        by_the_way = not (is_short or self._titles.kinds(start, end)) or self._names_others_by_the_way(start, end)
        if said.about == "other" and by_the_way:
            return None
        if said.about == "other" or (said.about == "own" and said.announced):
            return said
        return said if is_short and self._is_title(start, end) else None

    def _names_others_by_the_way(self, start: int, end: int) -> bool:
        """Say whether a sentence says that other gatherings are left out, or names them with a day in brackets only."""
        named = gatherings(self._text, self._language, self._words, start, end)
        others = [one.start for one in named if one.whose == "other"]
        brackets = [one.span() for one in BRACKET.finditer(self._text, start, end) if re.search(r"\d", one[0])]
        are_in_brackets = all(any(first < at < last for first, last in brackets) for at in others)
        return _LEFT_OUT.search(self._text, start, end) is not None or (bool(others) and are_in_brackets)

    def _lines(self, block: Block) -> list[tuple[int, int]]:
        """Return the lines of a block, each behind a label that only sorts it ('Asia and the Pacific: …')."""
        lines = [match.span() for match in re.compile(r"[^\n]+").finditer(self._text, block.start, block.end)]
        labels = (_SORTED.match(self._text, *line) for line in lines)
        return [
            (label.end(), line[1]) if label and only_sorts(label[1]) else line
            for line, label in zip(lines, labels, strict=True)
        ]

    def _fields(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return the sentences of a paragraph where all of them are a name and its value ('Where: Bergen. When: 3 June 2019.')."""
        found = list(sentences(self._text, start, end))
        return found if all(_FIELD.match(self._text, *one) for one in found) else []

    def _pairs_line_by_line(self, lines: list[tuple[int, int]]) -> bool:
        """Say whether lines are units of their own: one holds a year with a city, or is a label, or leads to the others."""
        return any(
            _LEADS.search(self._text[first:last])
            or labelled(self.reader, first, last, self._field_before(first)) is not None
            or (re.search(r"\b(?:19|20)\d\d\b", self._text[first:last]) and self.reader.scanner.places(first, last)[0])
            for first, last in lines[:50]
        )

    def _only_names_fields(self, start: int, end: int) -> bool:
        """Say whether a line is the head of columns ('Year City Country'), or a rule below it."""
        names = re.findall(r"\w+", self._text[start:end])
        return len(names) != 1 and all(self._words.field(name) for name in names)

    def _is_prose(self, start: int, end: int) -> bool:
        bare = self._words.small.sub(" ", self._text[start:end])
        return len(re.findall(r"(?<!\w)[a-zß-ÿ]\w+", bare)) >= 7

    def _sentences(self, block: Block, start: int, end: int, context: Context) -> list[Entry]:
        """Read the sentences of a stretch; one that names no gathering goes on about what the one before is about."""
        found: list[Entry] = []
        inherits, other, doubted = self._carries_on(start, end), False, context.doubted
        several = False
        before: Year | None = None
        named_last: Year | None = None
        is_subject, is_denied = inherits, False
        left: Stretch | None = None
        elsewhere = False
        parts = [part for sentence in sentences(self._text, start, end) for part in self._cut(*sentence)]
        for begin, stop in parts:
            about: About = "other" if other and context.about != "none" else context.about
            about = "weak" if about == "other" and inherits else about
            if OTHERWISE.match(self._text, begin, stop):
                doubted = False  # 'An article said that it is in X. In fact the conference is in Y'
            if not several and self._counts_others(begin, stop):
                inherits, other, self._last_own = False, True, False
                about = "other" if context.about != "none" else about
            if is_denied and self._is_of_another_edition(begin, stop):
                inherits, doubted = True, False  # 'The conference of 2023 was cancelled. The one before had been in X'
            mine = msgspec.structs.replace(
                context,
                inherits=inherits,
                goes_on=inherits and is_subject,
                several=several,
                about=about,
                doubted=doubted,
                named=self._named,
                meant=self._last_own,
                before=before or self._year_told_before(begin, stop, named_last),
                elsewhere=elsewhere,
            )
            one = self.findings.read(self.reader, block, begin, stop, self._of_the_one(mine, begin, stop))
            if (entry := self._of_the_title(block, begin, stop, one)) is not None:
                self.findings.unread = [span for span in self.findings.unread if span != Span(begin, stop)]
                self.findings.keep(Found(entries=[entry]), mine)
                one.entries.append(entry)
            self._put_off(found, begin, stop, one)
            self._tell_of_a_year_put_off(found, begin, stop, one)
            self._hold_later(found, begin, stop, one)
            left = self._across(left)
            named = gatherings(self._text, self._language, self._words, begin, stop) if one.other else ()
            others = (self._text[each.start : each.end] for each in named if each.whose == "other")
            self._titles.others_have_one = self._titles.others_have_one or any(
                map(self._words.series.fullmatch, others)
            )
            self._titles.is_shown_at_it = self._is_shown_at_it(begin, stop) if one.own else self._titles.is_shown_at_it
            self._named = self._named or one.own
            is_of_others = one.other or OTHER_BODY.search(self._text, begin, stop)
            self._last_own = one.own or (self._last_own and not is_of_others)
            found += one.entries
            if one.entries or one.alone[1]:
                self._year_told = _only_year(one)
            is_held = one.alone[1] or self._words.takes_place.search(self._text, begin, stop)
            if doubted and one.alone[0] and not one.entries and is_held:
                self.findings.unread.append(Span(begin, stop))
            if stop == parts[-1][1]:
                break  # nothing goes on about it
            before = _only_year(one)
            years = {year.value: year for year in one.alone[1] if year.value}
            named_last = (next(iter(years.values())) if len(years) == 1 else None) if years else named_last
            if one.alone[0]:
                elsewhere = not one.entries and self._words.hosts.search(self._text, begin, stop) is None
            several = one.several or (several and bool(one.entries))
            is_subject = one.own and self._is_subject(begin, stop)
            is_denied = one.own and one.denied and not one.entries and not self._is_attended(begin, stop)
            doubted = (doubted and not one.entries) or is_denied
            if other and one.own and not one.entries and self._names_editions_only(begin, stop):
                inherits = False  # 'Earlier editions were in X', behind another body's conference
            elif one.entries or (one.own and not self._is_first_of_another(begin, stop)):
                told = bool(one.entries) or not self._is_of_another_body(begin, stop)
                inherits, other = not doubted and told, False
            elif (
                one.own or one.other or self._names_a_rival(begin, stop, one) or OFTENER.search(self._text, begin, stop)
            ):
                inherits, other = False, True
            elif one.denied and one.alone[0] and one.alone[1]:
                inherits = False  # what is denied of another city is not gone on with
            elif self._introduces_a_thing(begin, stop):
                inherits = self._last_own = False  # 'There was an exhibition, too. That of 2016 was in X'
        return found

    def _year_told_before(self, start: int, end: int, named_last: Year | None) -> Year | None:
        """Return the year that was named last, for 'that year', or an edition's, for the conference of 'a year later'."""
        ways = told_by_another(self._text, self._language, start, end)
        if named_last and "same" in ways:
            return named_last
        is_by_it = ways and self._last_own and "own" in self._titles.kinds(start, end)
        return self._year_told if is_by_it else None

    def _names_editions_only(self, start: int, end: int) -> bool:
        """Say whether a sentence speaks of 'the editions', whose they may be, and does not name the network."""
        named = gatherings(self._text, self._language, self._words, start, end)
        are_editions = all(EDITION.search(self._text[one.start : one.end]) for one in named if one.whose == "own")
        return are_editions and network_named().search(self._text, start, end) is None

    def _is_attended(self, start: int, end: int) -> bool:
        """Say whether a sentence without a city or year names the conference as what somebody goes to, or would like to."""
        named = gatherings(self._text, self._language, self._words, start, end)
        own = next((each.start for each in named if each.whose == "own"), start)
        cities, _ = self.reader.scanner.places(start, end)
        return not cities and self._words.at_it.search(self._text, start, own) is not None

    def _counts_others(self, start: int, end: int) -> bool:
        """Say whether a sentence begins with one of a series that has other numbers ('The first took place in 2018')."""
        one = self._words.that_one.search(self._text, start, min(end, start + _BEGINNING))
        if one is None or _OUR.match(self._text, start) or not self.reader.counts_otherwise(one, start, end):
            return False
        held = (self._words.takes_place, WAS_IN, re.compile(","))
        return any(cue.match(self._text, at) for cue in held for at in (one.end(), one.end() + 1))

    def _introduces_a_thing(self, start: int, end: int) -> bool:
        """Say whether a sentence names something that has not been spoken of, and is neither an edition nor a time."""
        language = self._language
        things = compiled(rf"(?<!\w)(?:{language.indefinite})(?:\s+|(?<=[’']))(?P<noun>[^\W\d_]{{4,}})(?!\w)")
        known = (self._words.series, self._words.neutral, self._words.one_city, HOST_NOUN, TIMES)
        return any(
            not any(one.match(thing["noun"]) for one in known) for thing in things.finditer(self._text, start, end)
        )

    def _is_shown_at_it(self, start: int, end: int) -> bool:
        """Say whether a sentence tells what was done to something at the conference ('It was first shown at the …')."""
        named = gatherings(self._text, self._language, self._words, start, end)
        own = next((each.start for each in named if each.whose == "own"), start)
        language = self._language
        done = rf"(?<!\w){language.passive}\s+(?:[^\W\d_]+\s+)?(?:{language.participles})\s+(?:{language.at_it})\s[^,;.]{{0,40}}$"
        return compiled(done).search(self._text, start, own) is not None

    def _is_of_another_edition(self, start: int, end: int) -> bool:
        """Say whether a sentence says of 'the previous one' or 'the next', and of no noun, that it took place."""
        one = _ANOTHER_ONE.match(self._text, start, end)
        if one is None or self._language.code == "de":  # whose nouns have capitals
            return one is not None and self._text[one.end()].islower()
        return self._words.takes_place.match(self._text, one.end(), end) is not None

    def _carries_on(self, start: int, end: int) -> bool:
        """Say whether a paragraph begins with words that carry on from the hosts of the one before it ('Then came …')."""
        before = self.findings.stretches[-1] if self.findings.stretches else None
        is_prose = before is not None and before.context.form == "sentence"
        if before and is_prose and before.found.own and self._is_of_another_edition(start, end):
            return True  # '… did not take place. | The one before had been in X'
        told = before is not None and is_prose and bool(before.found.entries)
        if told and self._only_speaks_of_it(*next(sentences(self._text, start, end), (start, start))):
            return True
        goes_on = CARRIED_ON.search(self._text, start, min(start + _BEGINNING, end)) if told else None
        subject = self._text[start : goes_on.start()] if goes_on else ""
        return goes_on is not None and not any(
            map(str.islower, re.findall(r"[^\W\d_]{4,}", self._words.small.sub(" ", subject)))
        )

    def _only_speaks_of_it(self, start: int, end: int) -> bool:
        """Say whether a sentence names a place, a year, and hosts, guests or what takes place, and nothing else ('It was in X in 2016')."""
        cities, countries = self.reader.scanner.places(start, end)
        years, _ = years_in(self._text, self._language, start, end)
        words = self._words
        cues = (words.hosts, words.takes_place, words.guests, words.meet, CARRIED_ON, WAS_IN, HOST_NOUN)
        told = [match.span() for cue in cues for match in cue.finditer(self._text, start, end)]
        if not (cities and years and told) or gatherings(self._text, self._language, words, start, end):
            return False
        places = [(city.start, city.stop) for city in cities] + [(one.start, one.end) for one in countries]
        letters = blanked(self._text, start, end, [*told, *places, *((one.start, one.end) for one in years)])
        for known in (PRONOUN, words.small, words.common):
            letters = known.sub(" ", letters)
        return re.search(r"[^\W\d_]{3}", letters) is None

    def _is_subject(self, start: int, end: int) -> bool:
        """Say whether a sentence begins with the conference: the one behind it goes on about that."""
        named = self._words.series.search(self._text, start, end)
        before = self._words.small.sub(" ", self._text[start : named.start()]) if named else ""
        ordinary = (self._words.ordinal_word, self._words.common)
        for pattern in ordinary:
            before = pattern.sub(" ", before)
        return named is not None and re.search(r"[^\W\d_]{3}", before) is None

    def _names_a_rival(self, start: int, end: int, found: Found) -> bool:
        """Say whether a sentence is about a part of the network, or another body; that mayors come to it says nothing."""
        mayors = re.compile(self._language.mayors, FLAGS)
        rivals = names_rivals(self._words, self._text, start, end)
        return any(any(found.alone[:2]) or mayors.fullmatch(one) is None for one in rivals)

    def _put_off(self, before: list[Entry], start: int, end: int, found: Found) -> None:
        """Take from the next sentence that the conference of the one before is postponed or cancelled ('The event is postponed').

        Where it may speak of something else, and no words say that the conference was held, what was stated is unread.
        """
        meant = self._words.neutral.search(self._text, start, end)
        if len(before) != 1 or found.alone[0] or found.other or (meant and _SEVERAL.search(meant[0])):
            return  # 'The pandemic put off the meetings of the next two years'
        entry = before[0]
        is_firm = entry.status == "held" and entry.status_rule == "words"
        was_moved = entry.year and any(0 < year.value < entry.year.value for year in found.alone[1])
        is_settled = is_firm or was_moved or entry.status in ("postponed", "cancelled")
        if is_settled:
            return
        for status, pattern in self._words.statuses[:2]:
            match = pattern.search(self._text, start, end)
            at = next((at for at, one in enumerate(self.findings.entries) if one.start == entry.start), None)
            if match and at is not None and not self._words.denies(self._text, start, match.end()):
                of_it = (PRONOUN.match, self._words.neutral.search)
                is_of_it = found.own or any(look(self._text, start, match.start()) for look in of_it)
                in_passing = _IN_APPOSITION.search(self._text, start, match.start())
                is_of_a_thing = (
                    entry.status == "held" and " " in match[0] and _THING.search(self._text, start, match.start())
                )
                if not is_of_it and (in_passing or is_of_a_thing):
                    return  # 'The building of the hall, long delayed, is done', 'The marathon was cancelled'
                years = [year.value for year in found.alone[1]]
                speaks_of_it = any(look(self._text, start, end) for look in of_it) and all(
                    entry.year is not None and year > entry.year.value for year in years
                )
                if speaks_of_it and (entry.status in ("planned", None) or entry.status_rule == "past"):
                    told = {"status": status, "status_at": Span(*match.span()), "status_rule": "words"}
                    self.findings.entries[at] = msgspec.structs.replace(entry, **told)
                else:
                    del self.findings.entries[at]
                    self.findings.unread.append(Span(entry.start, end))
                return

    def _tell_of_a_year_put_off(self, before: list[Entry], start: int, end: int, found: Found) -> None:
        """Tell of the year for which the conference of the sentences before was planned first ('It was due in 2020, and was put off')."""
        told = {entry.year.value for entry in before if entry.year}
        is_of_it = bool(told) and not (found.alone[0] or found.other or found.denied or found.entries)
        is_earlier = is_of_it and any(0 < year.value < min(told) for year in found.alone[1])
        if is_earlier and any(pattern.search(self._text, start, end) for _, pattern in self._words.statuses[:2]):
            self.findings.unread.append(Span(before[-1].start, end))  # with the city

    def _hold_later(self, before: list[Entry], start: int, end: int, found: Found) -> None:
        """Take from the next sentence the year to which a conference was put off, with its hosts ('It will now be held in July 2022')."""
        if not before or found.alone[0] or not found.alone[1] or found.other or found.denied:
            return
        entry = next((one for one in self.findings.entries if one.start == before[-1].start), None)
        years = {year.value: year for year in found.alone[1]}
        year = next(iter(years.values())) if len(years) == 1 else None
        if entry is None or entry.status != "postponed" or entry.year is None:
            return
        speaks_of_it = any(look(self._text, start, end) for look in (PRONOUN.match, self._words.neutral.search))
        told = self._words.of("planned", "held")
        speaks_of_it = speaks_of_it or any(one.match(self._text, start, end) for one in told)  # 'Si terrà nel 2022'
        if year is None or not entry.year.value < year.value or not speaks_of_it:
            return
        cues = ((status, pattern.search(self._text, start, end)) for status, pattern in self._words.statuses)
        status, match = next((cue for cue in cues if cue[0] in ("planned", "held") and cue[1]), (None, None))
        days = year.dates.days(year.value) if year.dates else None
        if status and match:
            later = msgspec.structs.replace(
                entry,
                edition=None,  # that of the year first set
                year=year,
                end=end,
                status=status,
                status_at=Span(*match.span()),
                status_rule="words",
                first_day=(days[0], year.dates.span) if days and year.dates else None,
                last_day=(days[1], year.dates.span) if days and year.dates else None,
            )
            self.findings.entries.append(later)

    def _cut(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield a sentence whole, one that is longer than any real one in parts, each up to a blank."""
        while end - start > _LONGEST_SENTENCE:
            blank = self._text.rfind(" ", start + 1, start + _LONGEST_SENTENCE)
            stop = blank if blank > 0 else start + _LONGEST_SENTENCE
            yield start, stop
            start = stop
        yield start, end

    def _is_first_of_another(self, start: int, end: int) -> bool:
        """Say whether a sentence names another gathering before the conference ('A regional meeting prepares the Annual Conference')."""
        named = gatherings(self._text, self._language, self._words, start, end)
        return bool(named) and named[0].whose == "other" and not named[0].absorbed

    def _is_of_another_body(self, start: int, end: int) -> bool:
        """Say whether a sentence that names the conference is about another body, or about what is done to the conference."""
        text = self._text[start:end]
        return self._words.rival.search(text) is not None or SPOKEN_OF.search(text) is not None

    def _across(self, before: Stretch | None) -> Stretch | None:
        """Tell of a year and a city that stand in two sentences on end, as far as no sentence states them: they are unread.

        Returns the last sentence, where it leaves a year or a city open.
        """
        here = self.findings.stretches[-1]
        cities, years = here.found.alone[0], here.found.alone[1]
        speaks_of_a_town = here.found.own and _THE_CITY.search(self._text, here.start, here.end)
        if speaks_of_a_town and here.found.alone[2] and not (cities or years):
            # 'From 14 to 16 May the town had the …', behind a sentence that names it
            before_it = takewhile(lambda one: one.block is here.block, reversed(self.findings.stretches))
            named = next((one for one in before_it if one.found.alone[0]), here)
            self.findings.unread.append(Span(named.start, here.end))
        hosts = here.found.own and self._words.hosts.search(self._text, here.start, here.end)
        if hosts and not (cities or years) and before is not None and before.found.alone[0]:
            self.findings.unread.append(Span(before.start, here.end))  # 'X is small. It offered to host the …'
        if here.found.entries or not (cities or years):
            return None
        above = next(iter(self.findings.stretches[-2:-1]), here)
        if cities and years and speaks_of_a_town and above.block is here.block and above.found.alone[0]:
            self.findings.unread.append(
                Span(above.start, here.end)
            )  # 'The mayor of X spoke. The city will host, as Y did …'
        if years and not cities and (here.found.own or here.found.goes_on) and self._names_it_again(here):
            named = next((one for one in reversed(self.findings.stretches) if one.found.alone[0]), here)
            if (entry := self._of_that_city(named, here)) is not None:
                self.findings.keep(Found(entries=[entry]), here.context)
                return None
            self.findings.unread.append(Span(named.start, here.end))
        put_off = [one for one in self.findings.entries[-1:] if one.status == "postponed"]
        if put_off and years and not cities and self._words.there.search(self._text, here.start, here.end):
            self.findings.unread += [
                Span(one.start, here.end) for one in put_off
            ]  # 'It was made up for there in July 2022'
        if before is not None and (entry := self._of_those_days(before, here)) is not None:
            self.findings.keep(Found(entries=[entry]), before.context)
            return None
        about = bool(
            here.found.own
            or (before is not None and before.found.own)
            or here.context.about == "own"
            or here.context.inherits
            or here.found.goes_on
            or (self._named and bool(here.found.alone[2]) and network_named().search(self._text, here.start, here.end))
        )
        apart = (
            before is not None
            and bool(years) != bool(cities)
            and bool(before.found.alone[1] if cities else before.found.alone[0])
        )
        if before is not None and about and apart and (here.found.own or not here.found.other):
            self.findings.unread.append(Span(before.start, here.end))
        return here

    def _names_it_again(self, stretch: Stretch) -> bool:
        """Say whether a sentence says of 'the town' that it was or will be the host."""
        cues = (self._words.who_hosts, HOST_NOUN)
        of_city = self._words.one_city.search(self._text, stretch.start, stretch.end) or self._is_held_there(stretch)
        of_city = of_city or self._hosts_itself(stretch)
        return bool(of_city) and any(cue.search(self._text, stretch.start, stretch.end) for cue in cues)

    def _hosts_itself(self, stretch: Stretch) -> bool:
        """Say whether a sentence says of 'it', or without a subject, that it received the conference ('It hosted …', 'Acogió …')."""
        told = self._words.who_hosts.search(self._text, stretch.start, stretch.end)
        pronoun = PRONOUN.match(self._text, stretch.start, stretch.end)
        begins = pronoun.end() if pronoun else stretch.start
        hosts = told is not None and self._words.firm.match(self._text, told.start(), stretch.end) is not None
        return hosts and told is not None and not self._text[begins : told.start()].strip()

    def _is_held_there(self, stretch: Stretch) -> bool:
        """Say whether a sentence says of the conference that it was or will be held 'there'."""
        held = self._words.who_hosts.search(self._text, stretch.start, stretch.end)
        there = held and self._words.there.search(
            self._text, max(stretch.start, held.start() - _NEXT), held.end() + _NEXT
        )
        return stretch.found.own and there is not None

    def _of_the_title(self, block: Block, start: int, end: int, found: Found) -> Entry | None:
        """Return what a sentence without a subject says of the city that its title or term is ('Bologna', 'Host of the 2013 meeting')."""
        years = found.alone[1]
        if not found.own or found.denied or found.alone[0] or found.entries or len(years) != 1 or not years[0].value:
            return None
        noun = compiled(rf"\W*(?:[^\W\d_]+\s+)?(?:{self._language.host_noun})\s+(?:{self._language.of})")
        told = self._words.who_hosts.match(self._text, start, end) or noun.match(self._text, start, end)
        over = next((one for one in reversed(self.blocks[max(self._at - _CARD, 0) : self._at]) if _is_title(one)), None)
        label = labelled(self.reader, over.start, over.end) if told and over else None
        if told is None or over is None or label is None or label.kind != "hosts" or len(label.cities) != 1:
            return None
        if self._receives_a_thing(told.end(), end):
            return None
        firm = self._words.firm.match(self._text, told.start(), end)
        return Entry(
            cities=label.cities,
            year=years[0],
            start=label.start,
            end=years[0].end,
            rule="label",
            own=True,
            status="held" if firm else None,
            status_at=Span(*told.span()) if firm else None,
            status_rule="words" if firm else "",
        )

    def _receives_a_thing(self, start: int, end: int) -> bool:
        """Say whether what is hosted is something of the conference, or about it ('It hosted an exhibition on the …')."""
        named = gatherings(self._text, self._language, self._words, start, end)
        of = GOVERNED.search(self._text, start, named[-1].start) if named else None
        return of is not None and EDITION.match(of["noun"]) is None

    def _of_that_city(self, named: Stretch, here: Stretch) -> Entry | None:
        """Return what a sentence says of 'the town', where the one right before it names a single city."""
        cities, years = named.found.alone[0], here.found.alone[1]
        told = self._words.who_hosts.search(self._text, here.start, here.end)
        is_before = self.findings.stretches[-2:-1] == [named]
        is_the_one = (is_before or self._is_page_of(named)) and len(cities) == 1 and cities[0].listed
        if not (is_the_one and told and len(years) == 1 and years[0].value) or here.found.denied or named.found.denied:
            return None
        if self._receives_a_thing(told.end(), here.end):
            return None
        if any(entry.year and entry.year.value < years[0].value for entry in named.found.entries):
            return None  # who was the host seldom is that of a later edition; 'the city' may be that of the page
        towns, countries = self.reader.scanner.places(here.start, here.end)
        places = [one.start for one in towns] + [one.start for one in countries]  # Granada is both
        if not all(ORIGIN.search(self._text, here.start, at) for at in places):
            return None  # 'The mayor of X remembers the year in which her city hosted it'
        the_city = any(
            _ITS_NAME.match(self._text, match.end(), told.start()) is None
            for match in _THE_CITY.finditer(self._text, here.start, told.start())
        )
        pronoun = PRONOUN.match(self._text, here.start, here.end)
        is_first = not pronoun or here.start == here.block.start  # 'Its airport opened in 1990. It hosted …'
        is_subject = (self._is_page_of(named) and is_first) or (
            not self._text[named.start : cities[0].start].strip()
            and _SUBJECT.match(self._text, cities[0].stop, named.end) is not None
        )
        of_it = the_city or self._is_held_there(here) or (is_subject and self._hosts_itself(here))
        if self._text.startswith("?", here.end) or not of_it:
            return None
        firm = self._words.firm.match(self._text, told.start(), here.end)
        return Entry(
            cities=cities,
            year=years[0],
            start=cities[0].start,
            end=here.end,
            rule=here.context.form,
            own=here.found.own,
            status="held" if firm else "planned",
            status_at=Span(*told.span()),
            status_rule="words",
            year_at=years[0].by,
        )

    def _is_page_of(self, named: Stretch) -> bool:
        """Say whether a city is the title of the page: no more than its name."""
        label = labelled(self.reader, named.start, named.end) if named.block.kind == "heading" else None
        return label is not None and label.kind == "hosts" and named.block.level == 1

    def _of_those_days(self, named: Stretch, here: Stretch) -> Entry | None:
        """Return what a sentence says of its city where the next has its days, and nothing else ('It ran from 12 to 15 June 2018')."""
        cities, years = here.found.alone[0], here.found.alone[1]
        dates = years[0].dates if len(years) == 1 else None
        cues = (PRONOUN, _ITS_DAYS, compiled(self._language.anaphor), self._words.takes_place)
        is_it = any(cue.match(self._text, here.start, here.end) for cue in cues)
        if cities or dates is None or dates.first == dates.last or not is_it or here.found.denied or here.found.other:
            return None
        if not named.found.own or named.found.alone[1] or not self._only_says_when(here, years[0]):
            return None
        receives = any(
            self._words.hosting.match(self._text, city.stop, named.end)
            or _HOST_VERB.match(self._text, city.stop, named.end)
            for city in named.found.alone[0]
        )
        if not receives and not self._is_subject(named.start, named.end):
            return None  # 'Our film was shown at the conference in X. It ran from …'
        found = self.reader.read(named.start, named.end, msgspec.structs.replace(named.context, year=years[0]))
        return found.entries[0] if len(found.entries) == 1 and not found.unread else None

    def _only_says_when(self, stretch: Stretch, year: Year) -> bool:
        """Say whether a sentence has no words but those of taking place, and of a year and its days."""
        dates = year.dates.span if year.dates else Span(year.start, year.end)
        first, last = min(dates.start, year.start), max(dates.end, year.end)
        letters = f"{self._text[stretch.start : first]} {self._text[last : stretch.end]}"
        anaphor = compiled(rf"(?<!\w)(?:{self._language.anaphor})(?!\w)")
        for pattern in (_ITS_DAYS, anaphor, self._words.takes_place, TO_TAKE_PLACE, PRONOUN, self._words.small):
            letters = pattern.sub(" ", letters)
        return re.search(r"[^\W\d_]{4}", letters) is None

    def _is_years_ahead(self, entry: Entry) -> bool:
        """Say whether a participle, which has no tense, tells an edition of a later year ('hosted in 2028 by X', in 2027)."""
        captured, at = self.reader.captured, entry.status_at
        if captured is None or at is None or entry.year is None or entry.year.value <= captured.year:
            return False
        is_finite = _FINITE.search(self._text, max(0, at.start - _NEXT), at.start) is not None
        return _BY_WHOM.match(self._text, at.end) is not None and not is_finite

    def _is_a_past_plan(self, entry: Entry) -> bool:
        """Say whether a conference only was to be held in a year that is past: what became of it, the words do not say."""
        captured = self.reader.captured
        is_past = captured is not None and entry.year is not None and entry.year.value < captured.year
        if not is_past or entry.status != "planned" or entry.status_at is None:
            return False
        first, last = self._text.rfind("\n", 0, entry.start) + 1, self._text.find("\n", entry.end)
        quotes = QUOTED.finditer(self._text, first, last if last >= 0 else len(self._text))
        is_said = any(one.start() < entry.start and entry.end <= one.end() for one in quotes)
        return is_said or _WAS_TO.match(self._text, entry.status_at.start) is not None

    def _settled(self, entry: Entry) -> Entry:
        """Give an entry the status that time tells, where no words do, and take a heading's back that time contradicts."""
        first, last = (day[0] if day else None for day in (entry.first_day, entry.last_day))
        if first and first == last and any(one[0] <= entry.start < one[1] for one in self.findings.by_title):
            entry = msgspec.structs.replace(entry, first_day=None, last_day=None)  # a place and a day below a letter
        by_time = self._by_time(entry.year, first, last) if entry.year else None
        status, rule = entry.status, entry.status_rule
        if status is None and by_time and rule != "unknown":
            status, rule = by_time, "time"
        elif status == "held" and by_time == "planned" and (rule in ("heading", "past") or self._is_years_ahead(entry)):
            status, rule = "planned", "time"
        elif status == "planned" and rule == "present" and by_time == "held":
            status, rule = "held", "time"  # the present tense of a chronicle
        if entry.edition and entry.year and not (entry.own or entry.edition.may_be_of(entry.year.value)):
            entry = msgspec.structs.replace(entry, edition=None)
        rule = "words" if rule in ("past", "present") else rule
        days = entry.first_day[1] if entry.first_day else None
        at = entry.status_at if rule != "time" else days
        position = entry.position if status in ("held", None) else None
        return msgspec.structs.replace(entry, status=status, status_at=at, status_rule=rule, position=position)

    def _by_time(self, year: Year, first: str | None, last: str | None) -> Status | None:
        days = year.dates.days(year.value) if year.dates else None
        first, last = (first, last) if days is None else (first or days[0], last or days[1])
        return self.reader.status_by_time(year.value, first, last, month_before(self._text, self._language, year.start))


def _only_year(found: Found) -> Year | None:
    """Return the only year that a sentence names, where it told an edition of it."""
    years = {year.value: year for year in (*found.alone[1], *(entry.year for entry in found.entries if entry.year))}
    only = next(iter(years.values())) if found.entries and len(years) == 1 else None
    return only if only and only.value and not only.by else None


def _flattened(text: str, blocks: tuple[Block, ...]) -> str:
    """Return a text with blanks in place of the line ends within rows: a cell may be read across its lines."""
    parts, at = [], 0
    for block in blocks:
        if block.kind == "row" and "\n" in block.text:
            parts += [text[at : block.start], text[block.start : block.end].replace("\n", "\u2003")]
            at = block.end
    return "".join([*parts, text[at:]])


def _is_title(block: Block) -> bool:
    return block.kind == "heading" or block.tag == "dt"
