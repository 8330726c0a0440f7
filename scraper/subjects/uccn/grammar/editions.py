"""What the units of a page state → its records: the entries of its lists, and one record for each edition that prose tells of."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from itertools import groupby, pairwise, takewhile
from typing import Any

import msgspec

from scraper.notices import HeldButNoted, Notice, UnknownPlace, ValuesDiffer
from scraper.reading.document import Block, Document
from scraper.reading.folding import fold
from scraper.subjects.uccn.facts import Conference, Event, Facts, Host, Status
from scraper.subjects.uccn.grammar.counts import COUNTED, Told, counts, expects
from scraper.subjects.uccn.grammar.dates import Dates, Day, month_before
from scraper.subjects.uccn.grammar.entries import About, Entry, Numbered
from scraper.subjects.uccn.grammar.findings import Stretch, any_within
from scraper.subjects.uccn.grammar.gatherings import Gathering, gatherings
from scraper.subjects.uccn.grammar.labels import Label, left_of
from scraper.subjects.uccn.grammar.mentions import City, Year, years_in
from scraper.subjects.uccn.grammar.posting import Posted, posting_day
from scraper.subjects.uccn.grammar.spoken import offsets, year_of_writing
from scraper.subjects.uccn.grammar.stretches import FOUNDED
from scraper.subjects.uccn.grammar.units import Units
from scraper.subjects.uccn.grammar.words import (
    APPLIED,
    AROUND,
    BESIDE,
    CLOSES,
    DEADLINE,
    FLAGS,
    FOR,
    GOVERNED,
    HOST_NOUN,
    LOSERS,
    OPENS,
    PRONOUN,
    SPOKEN_OF,
    UNTIL,
    compiled,
    network_named,
    words,
)
from scraper.subjects.uccn.languages import Language, in_any, ordinal
from scraper.values.records import Span, Value

FIELDS = ("edition", "year", "hosts", "first_day", "last_day", "status", *COUNTED)
_OFF = ("postponed", "cancelled")
_AND = re.compile(rf"\s(?:{in_any('and_')})\s")
_FIGURE = re.compile(r"\d")
_BEGINNING = 12  # letters before the days with which a text begins
_BEGINS = 20  # letters before the gathering with which a sentence begins: 'The four-day meeting'
_SECTION, _SHORT = 6, 100  # blocks below a title in which a place may stand; letters of such a block
_NEAR = 160  # letters between a conference's name and what is said of it in the same sentence


def read_lists(document: Document, language: Language, captured: date | None, about: About) -> Facts:
    """Read a page about the conferences as such: every edition that a unit states is an entry; days make it an event too."""
    units = Units(document.blocks, document, language, captured, about)
    units.read()
    merger = _Merger(units, language, has_fields=False)
    units.findings.unread += merger.without_year()
    entries = merger.completed(_distinct(units.findings.entries))
    conferences = tuple(_conference(entry) for entry in entries)
    events = tuple(_event_of(entry) for entry in entries if entry.first_day and entry.year)
    return _facts(units, conferences=conferences, events=events, notices=_doubts(entries, language))


def read_page_of_one(
    document: Document, language: Language, captured: date | None, *, has_fields: bool, ours: bool, numbered: bool
) -> Facts:
    """Read a page about one edition, or news: what it says of each edition, however scattered, is one record.

    Where nothing says that its conferences are the network's (`ours`), all that they state is unread. Where its ordinals may
    be its own and not the network's (not `numbered`), so are hosts whose year is not told.
    """
    units = Units(document.blocks, document, language, captured, "weak")
    units.read(is_unescos=numbered)
    if offsets(document.text, language) and (year := _written_in(units, language)) is not None:
        units = Units(document.blocks, document, language, captured, "weak", year, units.reader.scanner)
        units.read(is_unescos=numbered)
    if not ours or units.findings.is_invented:
        stating = (Span(one.start, one.end) for one in units.findings.stretches if one.found.entries)
        units.findings.unread += [*stating, *(Span(one.start, one.end) for one in units.findings.entries)]
        return _facts(units)
    drafts = _Merger(units, language, has_fields=has_fields).drafts()
    if not numbered:
        taken_back = [draft.take_hosts_back() for draft in drafts if draft.year is None]
        units.findings.unread += [span for span in taken_back if span]
    events, notices = _events(drafts, cut_off=False)
    hosts = {host.city for one in events for host in one.hosts}
    unknown = (one for one in _unknown_places(units.findings.entries) if one.name in hosts)
    return _facts(units, events=tuple(events), notices=(*notices, *unknown))


def read_items(document: Document, language: Language, captured: date | None) -> Facts:
    """Read a list of events, each item by itself; an item's quote is all of its text."""
    whole = Facts()
    cut = re.compile(rf"(?:…|\.\.\.)\W*(?:{language.more})?\W*$", re.IGNORECASE)
    for _, group in groupby(document.blocks, key=lambda block: block.part):
        blocks = tuple(group)
        units = Units(blocks, document, language, captured, "weak")
        units.read()
        drafts = _Merger(units, language, has_fields=True).drafts()[:1]
        for draft in drafts:
            draft.span = Span(blocks[0].start, blocks[-1].end)
        events, notices = _events(drafts, cut_off=any(cut.search(block.text) for block in blocks))
        facts = _facts(units, events=tuple(events), notices=tuple(notices))
        whole = Facts(
            events=(*whole.events, *facts.events),
            unread=(*whole.unread, *facts.unread),
            aside=(*whole.aside, *facts.aside),
            standing=(*whole.standing, *facts.standing),
            notices=(*whole.notices, *facts.notices),
        )
    return whole


def _posted(units: Units) -> Posted | None:
    labels = (label for _, label, _ in units.cards.labels)
    return posting_day(units.findings.stretches, labels, units.reader)


def _written_in(units: Units, language: Language) -> Year | None:
    """Return the year in which a page was written: that of the day on which it was posted, or 'this year (1–5 July 2024)'."""
    posted = _posted(units)
    if posted is None:
        return year_of_writing(units.reader.text, language)
    day = Day(posted.day.month, posted.day.day, posted.day.year)
    return Year(posted.day.year, posted.span.start, posted.span.end, Dates(day, day, posted.span))


def _facts(
    units: Units,
    *,
    conferences: tuple[Conference, ...] = (),
    events: tuple[Event, ...] = (),
    notices: tuple[Notice, ...] = (),
) -> Facts:
    return Facts(
        conferences=conferences,
        events=events,
        unread=tuple(_merged([*_whole(units, units.findings.unread), *_yearless(units, conferences, events)])),
        aside=tuple(dict.fromkeys(units.findings.aside)),
        standing=tuple(sorted(set(units.findings.standing))),
        notices=tuple(dict.fromkeys(notices)),
    )


def _yearless(units: Units, conferences: tuple[Conference, ...], events: tuple[Event, ...]) -> Iterator[Span]:
    """Yield sentences that name a city with the conference and no year, or 'the city' with a year, unless the page states that.

    So too what names the conference of a year that has no host here, with the sentence before it that names a city.
    """
    hosts = [host for conference in conferences for host in conference.hosts]
    hosts += [host for event in events for host in event.hosts]
    stated = {fold(host.city) for host in hosts}
    years = {conference.year for conference in conferences} | {one.value("year") for one in events if one.hosts}
    for stretch in units.findings.stretches:
        is_new = stretch.found.yearless and stated.isdisjoint(fold(city.name) for city in stretch.found.yearless)
        if is_new or any(year.value not in years for year in stretch.found.at_home):
            yield Span(stretch.start, stretch.end)
    yield from _without_host(units, years)
    yield from _below_titles(units, stated)
    for _, label, context in units.cards.labels:  # 'Where: Forum Braga, Braga', on a page that names the conference
        if label.field == "city" and context.named and stated.isdisjoint(fold(city.name) for city in label.cities):
            yield Span(label.start, label.end)


def _below_titles(units: Units, stated: set[str]) -> Iterator[Span]:
    """Yield short blocks that name a place below a title of the conference, where nothing is stated there: no year is told."""
    starts = sorted(entry.start for entry in units.findings.entries)
    titles = {one.block.start for one in units.findings.stretches if one.block.kind == "heading" and one.found.own}
    is_told = any_within(units.findings.unread)
    for at, title in enumerate(units.blocks):
        if title.start not in titles:
            continue
        behind = units.blocks[at + 1 : at + 1 + _SECTION]
        section = list(takewhile(lambda one: one.kind != "heading" or units.reader.words.field(one.text), behind))
        if section and bisect_left(starts, title.start) == bisect_left(starts, section[-1].end):
            for block in section:
                places = units.reader.scanner.places(block.start, block.end)[0] if len(block.text) < _SHORT else ()
                if not is_told(block.start, block.end) and not stated.issuperset(fold(city.name) for city in places):
                    yield Span(block.start, block.end)


def _without_host(units: Units, years: set[int | str | None]) -> Iterator[Span]:
    """Yield what tells of the conference of a year that has no host here, with the sentence before it that names a city."""
    known = years | {entry.year.value for entry in units.findings.entries if entry.year}
    language = units.reader.language
    # 'The first was in 2017'
    one_of_them = compiled(rf"\W*(?:(?:{language.the})\s*)?(?:{'|'.join(language.ordinals)})(?!\w)")
    with_city: Stretch | None = None
    for stretch in units.findings.stretches:
        cities = [one for one in units.reader.scanner.places(stretch.start, stretch.end)[0] if one.listed]
        with_city = stretch if cities else with_city
        is_open = not stretch.found.entries and not known.issuperset(year.value for year in stretch.found.alone[1])
        is_numbered = stretch.context.inherits and one_of_them.match(units.reader.text, stretch.start, stretch.end)
        is_about = stretch.found.own or (len(cities) == 1 and not stretch.found.alone[0] and stretch.context.named)
        is_about = is_about or (not cities and _tells_of_hosts(units, stretch))
        if is_open and (is_about or is_numbered) and with_city and with_city.context.about != "other":
            yield Span(stretch.start, stretch.end)
            yield Span(with_city.start, with_city.end)


def _tells_of_hosts(units: Units, stretch: Stretch) -> bool:
    """Say whether a sentence, behind one on the conference, tells a year of hosts or several days ('They will receive you in 2026')."""
    words, text = units.reader.words, units.reader.text
    if not stretch.context.named or stretch.context.about == "other" or stretch.found.other:
        return False
    is_of_members = words.joined.search(text, stretch.start, stretch.end) is not None
    has_days = any(year.dates and year.dates.first != year.dates.last for year in stretch.found.alone[1])
    receives = any(cue.search(text, stretch.start, stretch.end) for cue in (words.hosts, words.takes_place))
    return not is_of_members and (has_days or receives)


def _whole(units: Units, spans: Iterable[Span]) -> Iterator[Span]:
    """Yield spans, for one that is no more than a place the sentence that it stands in, where that states nothing."""
    stretches = sorted(units.findings.stretches, key=lambda one: one.start)
    starts = [one.start for one in stretches]
    for span in spans:
        at = bisect_right(starts, span.start) - 1
        inside = stretches[at] if at >= 0 and span.end <= stretches[at].end else None
        is_place = _FIGURE.search(units.reader.text, span.start, span.end) is None
        yield Span(inside.start, inside.end) if inside and is_place and not inside.found.entries else span


def _merged(spans: list[Span]) -> list[Span]:
    """Return stretches in order, none within another."""
    found: list[Span] = []
    for span in sorted(set(spans), key=lambda one: (one.start, -one.end)):
        if not found or span.end > found[-1].end:
            found.append(span)
    return found


# --- entries of lists -----------------------------------------------------------------------------------------------------


def _distinct(entries: list[Entry]) -> list[Entry]:
    """Return entries, and where a stretch gave several, each year with its hosts once."""
    if len({(entry.start, entry.end) for entry in entries}) == len(entries):
        return entries
    first: dict[tuple[int | None, frozenset[str]], Entry] = {}
    for entry in entries:
        key = (entry.year.value if entry.year else None, frozenset(fold(city.name) for city in entry.cities))
        first.setdefault(key, entry)
    return list(first.values())


def _conference(entry: Entry) -> Conference:
    span = Span(entry.start, entry.end)
    country_at = next((city.country_at for city in entry.cities if city.country_at), None)
    apart = country_at is not None and not span.start <= country_at[0] < span.end
    return Conference(
        year=entry.year.value if entry.year else None,
        status=entry.status,
        hosts=entry.hosts,
        span=span,
        status_span=entry.status_at or span,
        status_rule=_status_rule(entry),
        rule=f"{entry.rule}/entry",
        edition=entry.edition.number if entry.edition else None,
        edition_span=entry.edition.span if entry.edition else None,
        note=entry.note,
        position=entry.position,
        year_span=entry.year_at,
        year_rule=_year_rule(entry.year) if entry.year and entry.year.by else None,
        country_span=Span(*country_at) if apart and country_at else None,
    )


def _status_rule(entry: Entry) -> str:
    return f"{entry.status_rule or 'words'}/{entry.status}"


def _ordinal_rule(entry: Entry) -> str:
    """Return which rule tells an ordinal: a cell of a row may hold a mere number ('13', below 'No.')."""
    return "row/entry" if entry.rule == "row" else "clause/ordinal"


def _event_of(entry: Entry) -> Event:
    span = Span(entry.start, entry.end)
    assert entry.year is not None
    values = [
        ("edition", entry.edition.number, entry.edition.span, _ordinal_rule(entry)) if entry.edition else None,
        ("year", entry.year.value, entry.year_at or Span(entry.year.start, entry.year.end), _year_rule(entry.year)),
        ("hosts", "; ".join(map(str, entry.hosts)), _where_of(entry), "clause/hosts"),
        ("first_day", *entry.first_day, "clause/dates") if entry.first_day else None,
        ("last_day", *entry.last_day, "clause/dates") if entry.last_day else None,
        ("status", entry.status, entry.status_at or span, _status_rule(entry)) if entry.status else None,
    ]
    return Event(hosts=entry.hosts, values=tuple(Value(*value) for value in values if value), span=span)


def _doubts(entries: list[Entry], language: Language) -> tuple[Notice, ...]:
    found: list[Notice] = [*_unknown_places(entries)]
    for entry in entries:
        if entry.status == "held" and entry.note and compiled(rf"\b(?:{language.not_held})\b").search(entry.note):
            found.append(HeldButNoted(", ".join(city.name for city in entry.cities), entry.note))
    return tuple(dict.fromkeys(found))


def _unknown_places(entries: list[Entry]) -> Iterator[UnknownPlace]:
    """Yield a doubt of each host that no gazetteer knows where the page has it."""
    for entry in entries:
        yield from (UnknownPlace(city.name) for city in entry.cities if not city.listed)


# --- one record an edition ------------------------------------------------------------------------------------------------


class Draft:
    """What is known so far of one edition; a value that is there stays, and one that differs is a doubt."""

    def __init__(self, span: Span) -> None:
        self.span = span
        self.hosts: tuple[Host, ...] = ()
        self.beside: set[str] = set()  # the cities beside its name, of which none is surely its host
        self.told: dict[str, Value] = {}
        self.others: list[Value] = []
        self.doubts: list[Notice] = []

    def value(self, field: str) -> str | int | None:
        """Return what is known of a field."""
        return self.told[field].value if field in self.told else None

    @property
    def year(self) -> int | None:
        """The edition's year."""
        stated = self.told.get("year")
        return int(stated.value) if stated else None

    def tell(self, field: str, told: Told, rule: str) -> None:
        """Take a value; one that differs from what is known is kept beside it."""
        now = Value(field, told.value, told.span, rule)
        before = self.told.setdefault(field, now)
        if before.value == told.value:
            return
        self.others.append(now)
        if field in ("edition", "year"):
            self.doubts.append(ValuesDiffer(field, before.value, told.value))

    def take_hosts_back(self) -> Span | None:
        """Take back the hosts, and return where they stand, None where there were none."""
        told, self.hosts = self.told.pop("hosts", None), ()
        return told.span if told else None

    def tell_hosts(self, hosts: tuple[Host, ...], span: Span, rule: str) -> None:
        """Take hosts; those without a country, or fewer, give way to the same with more, and long words to few."""
        mine, theirs = _cities(self.hosts), _cities(hosts)
        fuller = (mine == theirs and _countries(hosts) > _countries(self.hosts)) or mine < theirs
        held = self.told.get("hosts")
        is_closer = held is not None and hosts == self.hosts and span.end - span.start < held.span.end - held.span.start
        if hosts and (not self.hosts or fuller or is_closer):
            self.hosts = hosts
            self.told["hosts"] = Value("hosts", "; ".join(map(str, hosts)), span, rule)

    def tell_days(self, first: tuple[str, Span] | None, last: tuple[str, Span] | None, rule: str) -> None:
        """Take days; a single one gives way to a span of them."""
        known = self.told.get("first_day"), self.told.get("last_day")
        single = known[0] is not None and known[1] is not None and known[0].value == known[1].value
        if known[0] is None or (single and first and last and first[0] != last[0]):
            for field, day in (("first_day", first), ("last_day", last)):
                if day:
                    self.told[field] = Value(field, day[0], day[1], rule)

    def tell_status(self, status: Status, span: Span, rule: str) -> None:
        """Take a status; what words say outweighs time, that it is put off or called off what was planned, held all."""
        before = self.value("status")
        timed = before is not None and str(self.told["status"].rule).startswith("time/")
        urgent = before == "planned" and status in ("postponed", "cancelled")
        if before is None or (timed and not rule.startswith("time/")) or urgent:
            self.told["status"] = Value("status", status, span, rule)

    def event(self, *, cut_off: bool) -> Event:
        """Return it as a record, its values in the order of the columns."""
        values = tuple(self.told[field] for field in FIELDS if field in self.told)
        return Event(hosts=self.hosts, values=values, span=self.span, cut_off=cut_off, others=tuple(self.others))


class _Merger:
    """Puts together what a page says of each edition."""

    def __init__(self, units: Units, language: Language, *, has_fields: bool) -> None:
        self._units, self._text, self._language = units, units.reader.text, language
        self._words, self._has_fields = words(language), has_fields
        self._drafts: list[Draft] = []
        self._undated: list[tuple[Draft, Stretch]] = []
        self._posted = _posted(units)

    def drafts(self) -> list[Draft]:
        """Return a draft for each edition, in the order in which the page names them."""
        current: Draft | None = None
        above: Block | None = None
        unnamed: list[tuple[Draft | None, Stretch]] = []
        pending = sorted(self.completed(self._units.findings.entries), key=lambda entry: entry.start)
        for stretch in sorted(self._units.findings.stretches, key=lambda one: one.start):
            while pending and pending[0].year and pending[0].year.start < stretch.start < pending[0].start:
                current = self._take(pending.pop(0), stretch)  # '2020 | Conference postponed | Budapest'
            while pending and pending[0].end <= stretch.start:
                self._take(pending.pop(0), None)  # of a table, or of lines that are labels
            before = [entry for entry in pending if entry.start < stretch.end]
            pending = pending[len(before) :]
            for entry in before:
                current = self._take(entry, stretch)
            above = stretch.block if before else above
            if before:
                self._count(current, stretch, named=True)
                continue
            rejected = stretch.found.denied or (stretch.found.alone[0] and stretch.found.alone[1])
            if stretch.found.own and rejected:
                current = None
                if any(stretch.found.alone):
                    self._units.findings.unread.append(Span(stretch.start, stretch.end))
            elif stretch.found.own and self._is_asked(stretch):
                current = None
            elif stretch.found.own and stretch.context.about != "other":
                is_below = above is not None and (above.kind == "heading" or above is stretch.block)
                current = self._take_partial(stretch, current if is_below else None) or current
                self._count(current, stretch, named=True)
            elif stretch.found.other and self._subject_of(stretch) is None:
                current = None
            else:
                unnamed.append((current, stretch))
        for entry in pending:
            self._take(entry, None)
        if self._drafts:
            self._tell_unnamed(self._drafts[0], unnamed)
        self._tell_places()
        for draft in self._drafts[:20]:
            self._find_countries(draft)
            self._by_time(draft)
        for draft in self._drafts:
            draft.span = self._evidence_of(draft)
        self._tell_of_titles()
        self._tell_of_ordinals()
        self._units.findings.unread += [
            one.span for one in self._drafts if one.year is None and one.value("edition") is None and one.hosts
        ]
        return [one for one in self._drafts if one.value("edition") is not None or one.year is not None]

    def _evidence_of(self, draft: Draft) -> Span:
        """Return the block that names an edition first or, where that says nothing of it, the one of its hosts or year."""
        told = [draft.told[field].span for field in ("hosts", "year") if field in draft.told]
        if not told or any(draft.span.start <= one.span.start < draft.span.end for one in draft.told.values()):
            return draft.span
        blocks = self._units.blocks
        block = blocks[max(bisect_right(blocks, told[0].start, key=lambda one: one.start) - 1, 0)]
        return Span(block.start, block.end)

    def _is_asked(self, stretch: Stretch) -> bool:
        """Say whether a sentence of a text, not a heading, is a question: it states nothing ('Which city hosted the meeting of 2016?')."""
        return stretch.context.form != "heading" and self._text.startswith("?", stretch.end)

    def without_year(self) -> list[Span]:
        """Return the sentences that place a conference of ours in a city and name no year: of which edition, nobody can tell."""
        return [
            Span(stretch.start, stretch.end)
            for stretch in self._units.findings.stretches
            if stretch.found.own
            and not stretch.found.alone[1]
            and not stretch.found.entries
            and stretch.context.about != "other"
            for own in self._named_in(stretch)[:1]
            if self._where(stretch, own)
        ]

    def completed(self, entries: list[Entry]) -> list[Entry]:
        """Return the entries of a list with what a sentence that names no city says of the only one of its year."""
        found, by_year = [*entries, *self._of_headings()], defaultdict[int, list[int]](list)
        for at, entry in enumerate(found):
            if entry.year:
                by_year[entry.year.value].append(at)
        above: Stretch | None = None
        for stretch in self._units.findings.stretches:
            cities, years, _ = stretch.found.alone
            told = {year.value for year in years}
            same = by_year[min(told)] if len(told) == 1 else []
            is_of_it = not (cities or stretch.found.denied or stretch.found.other or stretch.context.about == "other")
            if len(same) == 1 and is_of_it:
                found[same[0]] = self._completed(found[same[0]], stretch, years, above)
            above = stretch
        return self._with_days_beside(self._with_days_below(found))

    def _of_headings(self) -> list[Entry]:
        """Return the hosts of headings in a list of them that name a place alone, of the year whose days are told right below."""
        found: list[Entry] = []
        stated: dict[int, int] = {}
        for above, below in pairwise(self._units.findings.stretches):
            cities, years, _ = above.found.alone
            dated = [year for year in below.found.alone[1] if year.dates and year.dates.first != year.dates.last]
            is_list = above.block.kind == "heading" and above.context.about == "own"
            if not (is_list and cities and len(dated) == 1 and below.block.kind != "heading") or years:
                continue
            if below.found.other or below.found.denied or not self._only_tells_when(below):
                continue
            read = self._units.reader.read(
                above.start, above.end, msgspec.structs.replace(above.context, year=dated[0])
            )
            if len(read.entries) == 1 and not read.unread and not above.found.entries:
                stated[above.start] = above.end
                entry = msgspec.structs.replace(read.entries[0], first_day=None, last_day=None)
                found.append(self._with_days(entry, dated[0].dates) if dated[0].dates else entry)
        unread = self._units.findings.unread
        self._units.findings.unread = [one for one in unread if one.start not in stated or one.end > stated[one.start]]
        return found

    def _with_days_beside(self, entries: list[Entry]) -> list[Entry]:
        """Return entries, those of cards with the only days that a line of the same card tells, before the next place."""
        places = sorted(label.start for _, label, _ in self._units.cards.labels if label.kind == "hosts")
        days = sorted(
            (
                (label.start, label.years[0].value, label.years[0].dates)
                for block, label, _ in self._units.cards.labels
                if label.kind == "year" and len(label.years) == 1 and label.years[0].dates is not None
                if not self._units.cards.is_called_otherwise(block, label)
            ),
            key=lambda one: one[0],
        )
        starts = [one[0] for one in days]
        found = []
        for entry in entries:
            at = bisect_left(places, entry.end)
            end = places[at] if at < len(places) else len(self._text)
            inside = days[bisect_left(starts, entry.end) : bisect_left(starts, end)]
            mine = [told for _, year, told in inside if entry.year and year == entry.year.value]
            only = mine[0] if entry.rule == "label" and len(mine) == 1 else None
            found.append(self._with_days(entry, only) if only else entry)
        return found

    def _with_days_below(self, entries: list[Entry]) -> list[Entry]:
        """Return entries, those that a heading states with the only days, of several and of no other year, told below it."""
        found, below, told = list(entries), None, defaultdict[int, list[Dates]](list)
        for stretch in self._units.findings.stretches:
            if stretch.block.kind == "heading":
                inside = [at for at, one in enumerate(found) if stretch.start <= one.start < stretch.end]
                below = inside[0] if len(inside) == 1 else None
            elif below is not None and not (stretch.found.other or stretch.found.denied):
                _, years, bare = stretch.found.alone
                year = found[below].year
                is_of_it = all(year and one.value == year.value and one.dates for one in years)
                is_deadline = DEADLINE.search(self._text, stretch.start, stretch.end) is not None
                dated = [*bare, *(one.dates for one in years if one.dates)] if is_of_it and not is_deadline else []
                told[below] += [one for one in dated if one.first != one.last]
        for at, dates in told.items():
            if len(dates) == 1:
                found[at] = self._with_days(found[at], dates[0])
        return found

    def _with_days(self, entry: Entry, dates: Dates) -> Entry:
        """Return an entry that has no days with those given, and with the status that they tell where no words do."""
        days = dates.days(entry.year.value) if entry.year and not entry.first_day else None
        if days is None or entry.year is None:
            return entry
        told: dict[str, Any] = {"first_day": (days[0], dates.span), "last_day": (days[1], dates.span)}
        status = self._units.reader.status_by_time(entry.year.value, *days)
        is_ahead = entry.status_rule == "heading" and entry.status == "held" and status == "planned"
        is_ahead = is_ahead and days[0] != days[1]
        if entry.status_rule in ("", "time") or is_ahead:
            told |= {"status": status, "status_at": dates.span, "status_rule": "time"} if status else {}
        return msgspec.structs.replace(entry, **told)

    def _completed(self, entry: Entry, stretch: Stretch, years: list[Year], above: Stretch | None) -> Entry:
        """Return an entry with what a sentence says of its conference, or with the days with which the text below it begins."""
        own = self._own_in(stretch)
        year, dates = self._when(stretch, own) if own else (years[0], years[0].dates)
        dates = year.dates if year and year.dates else dates
        is_below = above is not None and above.block.kind == "heading" and above.start <= entry.start < above.end
        if own is None and not (is_below and dates and dates.span.start - stretch.start < _BEGINNING):
            return entry
        if dates and (own or dates.first != dates.last):
            entry = self._with_days(entry, dates)
        if own is None:
            return entry
        if entry.edition is None:
            entry = msgspec.structs.replace(
                entry, edition=self._ordinal(stretch, own, entry.year.value if entry.year else None)
            )
        status = self._status(stretch, own) if entry.status_rule in ("", "time") else None
        told = {"status": status[0], "status_at": status[1], "status_rule": "words"} if status else {}
        return msgspec.structs.replace(entry, **told)

    def _tell_of_titles(self) -> None:
        """A city that a heading or a sentence about a conference names may be the host of an edition that has none: it is unread."""
        if all(draft.hosts for draft in self._drafts):
            return
        stated = {name for draft in self._drafts for name in _cities(draft.hosts)}
        for stretch in self._units.findings.stretches:
            named = {fold(city.name) for city in stretch.found.alone[0]}
            is_near = not stretch.found.other and network_named().search(self._text, stretch.start, stretch.end)
            if (stretch.block.kind == "heading" or stretch.found.own or is_near) and named - stated:
                self._units.findings.unread.append(Span(stretch.start, stretch.end))

    def _draft_for(
        self,
        span: Span,
        edition: int | None,
        year: int | None,
        hosts: tuple[Host, ...],
        *,
        another: bool = False,
        status: Status | None = None,
        current: Draft | None = None,
    ) -> Draft:
        for draft in [current, *self._drafts] if current else self._drafts:
            if {draft.value("status"), status} == {"held", "planned"} and None in (draft.year, year):
                continue  # 'the tenth meeting closed; in 2017 it will be …'
            if another and not ((year and year == draft.year) or (hosts and _cities(hosts) & _cities(draft.hosts))):
                continue
            if hosts and draft.beside and not _cities(hosts) & draft.beside:
                continue  # 'Mayors will meet in X for the XV Conference. It follows the one in Y in July 2022.'
            if _is_about(draft, edition, year, hosts):
                return draft
        draft = Draft(span)
        self._drafts.append(draft)
        return draft

    def _take(self, entry: Entry, stretch: Stretch | None) -> Draft:
        nth = entry.edition.number if entry.edition else None
        year = entry.year.value if entry.year else None
        span = Span(stretch.block.start, stretch.block.end) if stretch else Span(entry.start, entry.end)
        where = _where_of(entry)
        draft = self._draft_for(
            span,
            nth,
            year,
            entry.hosts,
            another=nth is None and stretch is not None and self._is_relative(stretch.start, stretch.end),
            status=entry.status,
        )
        if entry.edition:
            draft.tell("edition", Told(entry.edition.number, entry.edition.span), _ordinal_rule(entry))
        captured = self._units.reader.captured
        is_to_come = entry.status == "planned" and year is not None and captured is not None and year > captured.year
        if (
            (is_to_come or entry.status == "held")
            and draft.year is None
            and draft.value("status") in ("postponed", "cancelled")
        ):
            del draft.told["status"]  # 'The XIV Conference was put off. Santos will now host it in July 2021'
        if entry.year:
            draft.tell("year", Told(entry.year.value, entry.year_at or entry.year.span), _year_rule(entry.year))
        before, beside = draft.told.get("hosts"), _cities(entry.hosts) - _cities(draft.hosts)
        if before and beside and entry.rule == "row" and entry.year and draft.told["year"].span == entry.year.span:
            hosts = (*draft.hosts, *entry.hosts)  # one cell of a year over several rows
            joined = Span(min(before.span.start, where.start), max(before.span.end, where.end))
            draft.tell_hosts(hosts, joined, "clause/hosts")
        else:
            draft.tell_hosts(entry.hosts, where, "clause/hosts")
        if not _cities(entry.hosts) <= _cities(draft.hosts):
            self._units.findings.unread.append(Span(entry.start, entry.end))
        draft.tell_days(entry.first_day, entry.last_day, "clause/dates")
        if entry.status:
            draft.tell_status(entry.status, entry.status_at or Span(entry.start, entry.end), _status_rule(entry))
        return draft

    def _take_partial(self, stretch: Stretch, current: Draft | None) -> Draft | None:
        """Take what a sentence says of the conference that it names, though it names no year or no host.

        One that names neither is of the edition that was named last, `current`, where nothing speaks against that.
        """
        own = self._own_in(stretch)
        if own is None:
            return None
        if stretch.found.several and not (stretch.found.alone[1] or self._ordinal(stretch, own, None)):
            return None  # 'From X to Y: the last conferences'
        bids = *self._words.of("candidate"), self._words.candidacy, APPLIED
        is_bid = any(one.search(self._text, stretch.start, stretch.end) for one in bids)
        if is_bid and not self._words.chosen.search(self._text, stretch.start, stretch.end):
            self._units.findings.unread.append(Span(stretch.start, stretch.end))
            return None
        of = GOVERNED.search(self._text, max(stretch.start, own.start - 70), own.start)
        cities = stretch.found.alone[0]  # 'in Santos for its XIV Annual Conference': what goes before is no noun
        known = [(city.start, city.stop) for city in cities] + [
            (day.span.start, day.span.end) for day in stretch.found.alone[2]
        ]
        known += [(year.start, year.end) for year in stretch.found.alone[1]]
        governed = of is not None and not any(first <= of.start("noun") < last for first, last in known)
        governed = governed and not (of and HOST_NOUN.match(of["noun"]))  # 'will be the host of'
        year, dates = self._when(stretch, own) if not governed else (None, None)
        number = self._ordinal(stretch, own, year.value if year else None)
        placed = self._where(stretch, own) if not governed else ()
        hosts = tuple(Host(city.name, city.country) for city in placed)
        relative = self._is_relative(max(stretch.start, own.start - 25), own.end)
        is_around = AROUND.search(self._text, max(stretch.start, own.start - 70), own.start) is not None
        status = None if governed or is_around or self._names_several(stretch) else self._status(stretch, own)
        when = Told(year.value, year.span) if year else None
        posted = None
        if when is None and not governed and not relative and (number or placed):
            posted = self._posted_year(stretch, dates, status[0] if status else None)
        told = when or posted
        draft = self._draft_for(
            Span(stretch.block.start, stretch.block.end),
            number.number if number else None,
            int(told.value) if told else None,
            hosts,
            another=relative and number is None,
            current=current if not (told or hosts or relative) else None,
        )
        if number:
            draft.tell("edition", Told(number.number, number.span), "clause/ordinal")
        if told:
            is_stated = year is not None and (placed or not year.by)  # else its words are not those of the hosts
            draft.tell("year", told, _year_rule(year) if year and is_stated else "posted/year")
        if placed:
            draft.tell_hosts(hosts, Span(placed[0].start, placed[-1].stop), "clause/hosts")
        if when or (
            dates and dates.first != dates.last
        ):  # 'closed on Friday, 5 July' tells the year, and not both days
            self._tell_dates(draft, year, dates, "clause/dates")
        if not governed and year is None:
            self._undated.append((draft, stretch))
        if not draft.hosts and draft.year is None:
            draft.beside |= {fold(city.name) for city in cities}
        if status:
            draft.tell_status(status[0], status[1], f"words/{status[0]}")
        return draft

    def _posted_year(self, stretch: Stretch, dates: Dates | None, status: Status | None) -> Told | None:
        """Return the year of days, of a month, or of 'last Saturday', that is the nearest to the day on which the page was posted."""
        if self._posted is None or stretch.found.unread:
            return None
        if dates is not None:
            year = self._posted.year_of(dates, status)
        elif status is None:
            year = None
        else:
            near = rf"(?<!\w)(?:{self._language.weekdays}|{in_any('lately')})(?!\w)"
            is_near = compiled(near).search(self._text, stretch.start, stretch.end)
            months = [
                number
                for number, name in enumerate(self._language.months, start=1)
                if compiled(rf"(?<!\w)(?:{name})(?!\w)").search(self._text, stretch.start, stretch.end)
            ]
            year = self._posted.year if is_near else None
            if len(months) == 1 and status in ("held", "planned"):
                year = self._posted.year_of_month(months[0], status)
        return Told(year, self._posted.span) if year is not None else None

    def _tell_places(self) -> None:
        """Tell the host of an edition whose year stands elsewhere, from a sentence that names the conference and a city."""
        with_hosts, named = defaultdict[int | None, list[Draft]](list), defaultdict[int, list[set[str]]](list)
        for one in self._drafts:
            if one.hosts:
                with_hosts[one.year].append(one)
        for one, stretch in self._undated:
            named[id(one)].append({fold(city.name) for city in stretch.found.alone[0]})
        for draft, stretch in self._undated:
            told, cities = draft.told.get("year"), stretch.found.alone[0]
            if told is None or draft.hosts or not cities or stretch.found.unread:
                continue
            names = {fold(city.name) for city in cities}
            if with_hosts[draft.year] or any(other and not other & names for other in named[id(draft)]):
                continue  # the year has hosts elsewhere, or another sentence on it names other cities
            year = Year(int(told.value), told.span.start, told.span.end)
            found = self._units.reader.read(
                stretch.start, stretch.end, msgspec.structs.replace(stretch.context, year=year)
            )
            if len(found.entries) == 1 and not found.unread:
                (entry,) = found.entries
                draft.tell_hosts(entry.hosts, Span(entry.start, entry.end), "clause/hosts")
                with_hosts[draft.year].append(draft)

    def _is_relative(self, start: int, end: int) -> bool:
        """Say whether words there tell an edition by another ('the previous one')."""
        return self._words.relative.search(self._text, start, end) is not None

    def _names_several(self, stretch: Stretch) -> bool:
        return sum(one.whose == "own" for one in self._named_in(stretch)) > 1

    def _named_in(self, stretch: Stretch) -> tuple[Gathering, ...]:
        return gatherings(self._text, self._language, self._words, stretch.start, stretch.end)

    def _own_in(self, stretch: Stretch) -> Gathering | None:
        return next((one for one in self._named_in(stretch) if one.whose == "own"), None)

    def _tell_of_ordinals(self) -> None:
        """An edition that a sentence numbers beside others, and that no record has, is unread."""
        known = {draft.value("edition") for draft in self._drafts}
        for stretch in self._units.findings.stretches:
            if stretch.found.own and stretch.context.about != "other":
                matches = self._words.ordinal.finditer(self._text, stretch.start, stretch.end)
                numbers = {ordinal(match["ordinal"], self._language) for match in matches}
                if len(numbers) > 1 and numbers - known - {None}:
                    self._units.findings.unread.append(Span(stretch.start, stretch.end))

    def _tell_dates(self, draft: Draft, year: Year | None, dates: Dates | None, rule: str) -> None:
        dates = year.dates if year and year.dates else dates
        days = dates.days(draft.year) if dates else None
        if dates and days:
            draft.tell_days((days[0], dates.span), (days[1], dates.span), rule)

    def _ordinal(self, stretch: Stretch, own: Gathering, year: int | None) -> Numbered | None:
        found = None
        for match in self._words.ordinal.finditer(self._text, stretch.start, stretch.end):
            if (
                (number := ordinal(match["ordinal"], self._language))
                and match.start() <= own.start
                and own.start - match.end() < 60
                and self._units.reader.may_be_edition(number, year)
            ):
                found = Numbered(number, Span(*match.span("ordinal")))
        return found

    def _when(self, stretch: Stretch, own: Gathering) -> tuple[Year | None, Dates | None]:
        years = [
            year
            for year in stretch.found.alone[1]
            if abs(year.start - own.end) < _NEAR
            and not self._words.since.search(self._text, stretch.start, year.start)
            and (year.dates or not self._does_more(own.end, year.start))
        ]
        bare = [one for one in stretch.found.alone[2] if abs(one.span.start - own.end) < _NEAR]
        values = {year.value for year in years}
        if stretch.found.unread:
            return None, None
        if len(values) == 1:
            with_days = [year for year in years if year.dates]
            return (with_days or years)[0], bare[0] if len(bare) == 1 else None
        return None, bare[0] if len(bare) == 1 and not years else None

    def _does_more(self, first: int, last: int) -> bool:
        """Say whether a year stands in a clause that 'and' joins: 'they come to the conference, and will report in 2023'."""
        joined = _AND.search(self._text, first, last)
        return joined is not None and bool(left_of(self._units.reader, joined.end(), last))

    def _where(self, stretch: Stretch, own: Gathering) -> tuple[City, ...]:
        """Return the cities that a sentence places its conference in: by a preposition, a comma, or as its host."""
        cities = [city for city in stretch.found.alone[0] if not city.partial and (city.listed or city.country)]
        people = [match.end() for match in self._words.people.finditer(self._text, stretch.start, stretch.end)]
        placed: list[City] = []
        for city in cities:
            if BESIDE.search(self._text, max(stretch.start, city.start - 60), city.start) or LOSERS.search(
                self._text, max(stretch.start, city.start - 40), city.start
            ):
                continue
            receives = city.stop < own.start and self._words.hosting.match(
                self._text, self._behind(city, stretch.end), stretch.end
            )
            if not receives and any(at <= city.start and (city.start < own.start) == (at < own.start) for at in people):
                continue
            behind = self._text[own.end : city.start]
            before = self._text[city.stop : own.start]
            is_led = city.start > own.end and len(re.findall(r"[^\W\d_]{3,}", self._bare(behind))) <= (
                2 if self._words.before_place.search(self._text, stretch.start, city.start) else 0
            )
            is_for = FOR.search(self._text, stretch.start, city.start) is not None  # 'for Bradford it was …'
            stands_before = not is_for and not re.search(r"[^\W\d_]{4}", self._bare(before))
            hosts = city.stop < own.start and (receives or stands_before)
            if city.stop < own.start and SPOKEN_OF.search(before):
                continue
            at_start = (
                city.stop < own.start
                and self._words.before_place.search(self._text, stretch.start, city.start)
                and len(re.findall(r"[^\W\d_]{4,}", self._bare(before))) <= 2
            )
            if is_led or hosts or at_start or (placed and city.joined):
                placed.append(city)
        groups: list[list[City]] = []
        for city in placed:
            if groups and city.joined:
                groups[-1].append(city)
            else:
                groups.append([city])
        return tuple(groups[0]) if len(groups) == 1 else ()

    def _behind(self, city: City, end: int) -> int:
        """Return where the sentence goes on behind a city and what stands beside it between commas."""
        skipped = re.compile(r"\s*,[^,;.()]{1,80},").match(self._text, city.stop, end)
        return skipped.end() if skipped else city.stop

    def _bare(self, between: str) -> str:
        """Return a stretch without brackets, small words, verbs that tell a status, and the network's name."""
        bare = re.sub(r"\([^()]*\)", " ", between)
        for _, pattern in self._words.statuses:
            bare = pattern.sub(" ", bare)
        bare = compiled(rf"(?:{self._language.members}|{self._language.network})").sub(
            " ", network_named().sub(" ", bare)
        )
        return self._words.small.sub(" ", bare)

    def _status(self, stretch: Stretch, own: Gathering) -> tuple[Status, Span] | None:
        """Return what a sentence says of its conference: the last word counts, but what was held was not put off behind that."""
        held = self._language
        kinds: tuple[tuple[Status, str], ...] = (
            ("postponed", f"{held.postponed}|{held.put_off}|{held.postponed_more}"),
            ("cancelled", f"{held.cancelled}|{held.call_off}|{held.cancelled_more}"),
            ("planned", f"{held.planned}|{held.will_host}|{held.coming}"),
            ("held", f"{held.held}|{held.hosted}|{held.gathered}|{held.participle}"),
        )
        cues: list[tuple[Status, Span]] = []
        for status, pattern in kinds:
            for match in compiled(rf"(?<!\w)(?:{pattern})(?!\w)").finditer(self._text, stretch.start, stretch.end):
                if not any(span.start < match.end() and match.start() < span.end for _, span in cues):
                    cues.append((status, Span(*match.span())))
        if not cues:
            return None
        at_it = self._words.at_it
        of_a_trip = [cue for cue in cues if cue[0] in _OFF and at_it.search(self._text, cue[1].end, own.start)]
        cues = [cue for cue in cues if cue not in of_a_trip]  # 'CANCELLED: coach trip to the …'
        if not cues:
            return None
        off = [cue for cue in cues if cue[0] in _OFF]
        if not off:
            return min(cues, key=lambda cue: (cue[1].start < own.start, abs(cue[1].start - own.end)))
        future = re.compile(held.future, FLAGS).search(self._text, off[-1][1].end, stretch.end)
        if future and any(days.span.start >= future.start() for days in stretch.found.alone[2]):
            return "planned", Span(*future.span())  # 'put off by the pandemic, it will be from 18 to 22 July'
        on = [cue for cue in cues if cue not in off and self._words.firm.match(self._text, cue[1].start)]
        later = [cue for cue in cues if cue not in off and cue[1].start > off[-1][1].start]
        return (on or later or off)[0]

    # --- what is said without naming the conference -------------------------------------------------------------------

    def _tell_unnamed(self, main: Draft, unnamed: list[tuple[Draft | None, Stretch]]) -> None:
        for _, label, context in self._units.cards.labels:
            if context.about != "other" and (self._has_fields or label.named) and not self._is_posted(label):
                self._take_label(main, label)
        for draft, stretch in unnamed:
            self._tell_days_of(draft, stretch)
            self._count(draft or main, stretch, named=False)

    def _is_posted(self, label: Label) -> bool:
        """Say whether one day in a line of its own is that of posting: sentences tell the conference's several days."""
        dates = label.years[0].dates if label.years else None
        is_day = dates is not None and dates.first == dates.last and label.named is None and label.field is None
        return is_day and self._tells_several_days

    @cached_property
    def _tells_several_days(self) -> bool:
        own = (one.found.alone[2] for one in self._units.findings.stretches if one.found.own)
        return any(days.first != days.last for bare in own for days in bare)

    def _tell_days_of(self, draft: Draft | None, stretch: Stretch) -> None:
        """Take the days of a sentence that goes on about 'the meeting', and names no city but its host."""
        cities, years, bare = stretch.found.alone
        dated = [year.dates for year in years if year.dates] + bare
        subject = self._subject_of(stretch)
        is_of_another = stretch.context.about == "other" and not stretch.context.meant
        ends = self._ends_told(stretch, dated)
        if draft is None or subject is None or (len(dated) != 1 and not ends) or is_of_another:
            return
        if not {fold(city.name) for city in cities} <= _cities(draft.hosts) or stretch.found.denied:
            return
        year = years[0] if years else None
        if year is None or draft.year in (None, year.value):
            if year:
                draft.tell("year", Told(year.value, year.span), _year_rule(year))
            is_one_end = dated[0].first == dated[0].last and any(
                end.search(self._text, stretch.start, stretch.end) for end in (OPENS, CLOSES, UNTIL)
            )
            days = [one.days(draft.year) for one in dated] if draft.year else []
            if ends and days[0] and days[1]:
                draft.tell_days((days[0][0], dated[0].span), (days[1][1], dated[1].span), "clause/dates")
            elif not is_one_end:  # 'the meeting opened on 25 May'
                self._tell_dates(draft, year, dated[0], "clause/dates")
            verb = self._words.firm.search(self._text, stretch.start, stretch.end)
            if verb and draft.value("status") is None and (status := self._status(stretch, subject)):
                draft.tell_status(status[0], status[1], f"words/{status[0]}")

    def _ends_told(self, stretch: Stretch, dated: list[Dates]) -> bool:
        """Say whether two days are those on which something opens and closes ('We start on 4 September 2028 and finish on 8 September')."""
        dated.sort(key=lambda one: one.span.start)
        if len(dated) != 2 or any(one.first != one.last for one in dated):
            return False
        opens = OPENS.search(self._text, stretch.start, dated[0].span.start)
        return opens is not None and CLOSES.search(self._text, opens.end(), stretch.end) is not None

    def _subject_of(self, stretch: Stretch) -> Gathering | None:
        """Return what a sentence begins with where that stands for the conference named before: 'the meeting', 'it'."""
        if not stretch.context.named:
            return None
        _, years, bare = stretch.found.alone
        dated = [*bare, *(year.dates for year in years if year.dates)]
        days = [one.span.start for one in dated]
        first = next(
            (
                one
                for one in self._named_in(stretch)
                if one.start - stretch.start < _BEGINS or any(0 < at - one.end < _BEGINS for at in days)
            ),
            None,
        )
        if first is not None:
            return first if first.whose == "neutral" else None
        are_several = any(one.first != one.last for one in dated) or self._ends_told(stretch, dated)
        begins = PRONOUN.match(
            self._text, stretch.start, stretch.end
        )  # 'It ran from …' may be said of what was shown at it
        tells = (self._words.takes_place, compiled(self._language.takes_place_now))
        is_meant = begins is None or any(one.search(self._text, begins.end(), stretch.end) for one in tells)
        if stretch.context.inherits and are_several and is_meant and self._only_tells_when(stretch):
            return Gathering("neutral", stretch.start, stretch.start)
        pronoun = PRONOUN.match(self._text, stretch.start, stretch.end) if stretch.context.meant else None
        takes_place = pronoun and self._words.takes_place.search(self._text, pronoun.end(), stretch.end)
        return Gathering("neutral", *pronoun.span()) if pronoun and takes_place else None

    def _only_tells_when(self, stretch: Stretch) -> bool:
        """Say whether a sentence has no words but those of when something is ('We shall be glad to have you with us between …')."""
        known = (*(self._words.only_when, self._words.takes_place), OPENS, CLOSES, UNTIL, PRONOUN)
        words = left_of(self._units.reader, stretch.start, stretch.end)
        return not stretch.found.alone[0] and not any(
            len(word) > 3 and not any(one.match(word) for one in known) for word in words
        )

    def _take_label(self, main: Draft, label: Label) -> None:
        if label.kind == "year" and label.years[0].dates:
            year = label.years[0]
            last = label.years[-1]
            days, ends = year.dates and year.dates.days(year.value), last.dates and last.dates.days(last.value)
            if days and ends and (main.year in (None, year.value)):
                main.tell("year", Told(year.value, Span(year.start, year.end)), "field/dates")
                main.tell_days(
                    (days[0], Span(year.start, year.end)), (ends[1], Span(last.start, last.end)), "field/dates"
                )
        elif label.kind == "hosts" and (
            not main.hosts or _cities(main.hosts) & {fold(city.name) for city in label.cities}
        ):
            hosts = tuple(Host(city.name, city.country) for city in label.cities)
            main.tell_hosts(hosts, Span(label.cities[0].start, label.cities[-1].stop), "field/hosts")
            self._units.findings.unread = [
                span for span in self._units.findings.unread if not self._is_told_of(main, span, label)
            ]

    def _is_told_of(self, draft: Draft, span: Span, label: Label) -> bool:
        """Say whether a stretch around a label names the year and the hosts that are known of an edition, and no others."""
        named = {fold(city.name) for city in self._units.reader.scanner.places(span.start, span.end)[0]}
        years = {year.value for year in years_in(self._text, self._language, span.start, span.end)[0]}
        is_around = span.start <= label.start and label.end <= span.end
        return is_around and named <= _cities(draft.hosts) and years == {draft.year}

    def _count(self, draft: Draft | None, stretch: Stretch, *, named: bool) -> None:
        if draft is None or stretch.context.about == "other":
            return
        status = draft.value("status")
        elsewhere = {fold(city.name) for city in stretch.found.alone[0]} - _cities(draft.hosts)
        if not named and ((elsewhere and stretch.found.alone[1]) or self._is_of_a_part(stretch)):
            return
        if not named and (
            status in ("postponed", "cancelled")
            or (status == "planned" and not expects(self._text, self._language, stretch.start, stretch.end))
        ):
            return
        for field, told in counts(self._text, self._language, stretch.start, stretch.end, named=named):
            if named or field not in draft.told:
                draft.tell(field, told, "clause/count")

    def _is_of_a_part(self, stretch: Stretch) -> bool:
        """Say whether what a sentence counts is of a gathering beside the conference, or of a part of it: a workshop, a course."""
        number = re.compile(r"\d").search(self._text, stretch.start, stretch.end)
        events = self._words.event.finditer(self._text, stretch.start, number.start() if number else stretch.end)
        return any(self._words.neutral.fullmatch(match[0]) is None for match in events)

    def _find_countries(self, draft: Draft) -> None:
        """Take the country of a host from wherever the page names both."""
        year = draft.told.get("year")
        is_spoken = year is not None and year.rule == "spoken/year"  # it is proved by the words around its hosts
        if not draft.hosts or is_spoken or all(host.country for host in draft.hosts):
            return
        wanted = _cities(draft.hosts)
        for stretch in self._units.findings.stretches:
            mine = [city for city in stretch.found.alone[0] if fold(city.name) in wanted and city.country]
            if {fold(city.name) for city in mine[: len(wanted)]} == wanted:
                first = mine[: len(wanted)]
                hosts = tuple(Host(city.name, city.country) for city in first)
                draft.tell_hosts(hosts, Span(first[0].start, first[-1].stop), "page/hosts")
                return

    def _by_time(self, draft: Draft) -> None:
        if draft.value("status") is not None or draft.year is None:
            return
        first, last = (str(draft.value(field)) if draft.value(field) else None for field in ("first_day", "last_day"))
        month = month_before(self._text, self._language, draft.told["year"].span.start)
        if status := self._units.reader.status_by_time(draft.year, first, last, month):
            draft.tell_status(status, draft.told.get("first_day", draft.told["year"]).span, f"time/{status}")


def _where_of(entry: Entry) -> Span:
    """Return where the hosts of an entry stand, with a country that stands in a cell over several rows."""
    countries = [city.country_at for city in entry.cities if city.country_at]
    return Span(
        min([entry.start, *(start for start, _ in countries)]), max([entry.end, *(end for _, end in countries)])
    )


def _year_rule(year: Year) -> str:
    return "spoken/year" if year.by else "clause/year"


def _events(drafts: Iterable[Draft], *, cut_off: bool) -> tuple[list[Event], list[Notice]]:
    events: list[Event] = []
    notices: list[Notice] = []
    for draft in drafts:
        event = draft.event(cut_off=cut_off)
        events += [event] if event.values else []
        notices += draft.doubts
    return events, notices


def _is_about(draft: Draft, edition: int | None, year: int | None, hosts: tuple[Host, ...]) -> bool:
    """Say whether a statement may be of an edition that is known: nothing clashes, or year or ordinal and hosts agree.

    Of two ordinals with one host, a neighbour or a figure too few is a misprint; '11th' and '17th' are two editions.
    """
    known = int(draft.value("edition") or 0)
    same_year = year is not None and year == draft.year
    other_year = year is not None and draft.year is not None and year != draft.year
    same_hosts = bool(_cities(hosts) & _cities(draft.hosts))
    other_hosts = bool(hosts and draft.hosts) and not same_hosts
    when = year or draft.year
    if when and None in (year, draft.year) and (edition or known) > when - FOUNDED:
        return False  # a year has one edition at the most: the twelfth was not in 2008
    if edition is not None and known:
        is_misprint = abs(edition - known) == 1 or edition % 10 == known or known % 10 == edition
        return edition == known or (same_hosts and (same_year or (is_misprint and not other_year)))
    if other_year or other_hosts:
        return False
    return same_year or same_hosts or edition is None or not known


def _cities(hosts: tuple[Host, ...]) -> set[str]:
    return {fold(host.city) for host in hosts}


def _countries(hosts: tuple[Host, ...]) -> int:
    return sum(host.country is not None for host in hosts)
