"""Event pages, news and lists of events → which edition, where, from when to when, with how many."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

import msgspec

from scraper.pages.dates import Dates
from scraper.pages.document import Block, Document
from scraper.pages.facts import Facts
from scraper.pages.hosts import read_hosts
from scraper.pages.languages import Language
from scraper.pages.phrases import sentences
from scraper.pages.places import fold
from scraper.pages.prose import COUNTED, Mention, Prose, Told
from scraper.pages.records import Conference, Event, Host, Span, Value

FIELDS = ("edition", "year", "hosts", "first_day", "last_day", "status", *COUNTED)

# What is longer is no sentence that people write; it is read piece by piece, so that its cost stays linear.
_LONGEST_SENTENCE = 2_000
# Of how many editions a page is searched for the hosts' countries.
_MOST_COUNTRIES = 20


class _Draft:
    """What is known so far of one edition; a value that is there stays, and one that differs is a doubt."""

    def __init__(self, span: Span) -> None:
        self.span = span
        self.hosts: tuple[Host, ...] = ()
        self.told: dict[str, Value] = {}
        self.dates: Dates | None = None
        self.dates_rule = ""
        self.others: list[Value] = []
        self.doubts: list[str] = []

    def value(self, field: str) -> str | int | None:
        return self.told[field].value if field in self.told else None

    @property
    def year(self) -> int | None:
        stated = self.told.get("year")
        return int(stated.value) if stated else self.dates.year if self.dates else None

    def tell(self, field: str, told: Told, rule: str) -> None:
        now = Value(field, told.value, told.span, rule)
        before = self.told.setdefault(field, now)
        if before.value == told.value:
            return
        self.others.append(now)
        if field in ("edition", "year"):
            name = "ordinal" if field == "edition" else field
            self.doubts.append(f"{name}: the page states {before.value} and {told.value} of one conference")

    def tell_hosts(self, hosts: tuple[Host, ...], span: Span, rule: str) -> None:
        """Take hosts; those without a country give way to the same with one."""
        fuller = self.hosts and _same_cities(hosts, self.hosts) and _countries(hosts) > _countries(self.hosts)
        if not self.hosts or fuller:
            self.hosts = hosts
            self.told["hosts"] = Value("hosts", "; ".join(map(str, hosts)), span, rule)

    def tell_dates(self, dates: Dates, rule: str) -> None:
        """Take days; a single one gives way to a span of them."""
        if self.dates is None or (self.dates.first == self.dates.last and dates.first != dates.last):
            self.dates, self.dates_rule = dates, rule

    def tell_status(self, status: str, span: Span, rule: str) -> None:
        """Take a status; that it is put off or called off outweighs what was planned."""
        before = self.value("status")
        if before is None or (before == "planned" and status in ("postponed", "cancelled")):
            self.told["status"] = Value("status", status, span, rule)

    def event(self, *, cut_off: bool) -> Event:
        """Return it as a record, its values in the order of the columns."""
        told = dict(self.told)
        if self.dates:
            if "year" not in told and self.dates.year:
                told["year"] = Value("year", self.dates.year, self.dates.span, self.dates_rule)
            if days := self.dates.days(self.year):
                for field, day in zip(("first_day", "last_day"), days, strict=True):
                    told[field] = Value(field, day, self.dates.span, self.dates_rule)
            else:
                self.doubts.append("dates: days are stated, but no year, or no such day")
        values = tuple(told[field] for field in FIELDS if field in told)
        return Event(hosts=self.hosts, values=values, span=self.span, cut_off=cut_off, others=tuple(self.others))


def read_event_page(document: Document, language: Language) -> Facts:
    """Read a page about one event, or news: what it says of each edition, however scattered, is one record."""
    return _facts([_Reader(document.blocks, document.text, language, has_fields=True).read()], cut_off=[False])


def read_news(document: Document, language: Language) -> Facts:
    """Read news: as an event page, but days that stand alone are those of posting. It has to name the network."""
    text = f"{document.title or ''}\n{document.text}"
    if re.search(language.name, text, re.IGNORECASE) is None:
        return Facts()
    return _facts([_Reader(document.blocks, document.text, language, has_fields=False).read()], cut_off=[False])


def read_items(document: Document, language: Language) -> Facts:
    """Read a list of events, each item by itself; an item's quote is all of its text."""
    items = [tuple(blocks) for _, blocks in groupby(document.blocks, key=lambda block: block.part)]
    drafts: list[list[_Draft]] = []
    for item in items:
        found = _Reader(item, document.text, language, has_fields=True).read()[:1]
        for draft in found:
            draft.span = Span(item[0].start, item[-1].end)
        drafts.append(found)
    cut_off = re.compile(rf"(?:…|\.\.\.)\W*(?:{language.more})?\W*$", re.IGNORECASE)
    return _facts(drafts, [any(cut_off.search(block.text) for block in item) for item in items])


def _facts(groups: list[list[_Draft]], cut_off: Iterable[bool]) -> Facts:
    events: list[Event] = []
    warnings: list[str] = []
    for drafts, cut in zip(groups, cut_off, strict=True):
        for draft in drafts:
            event = draft.event(cut_off=cut)
            events += [event] if event.values else []
            warnings += draft.doubts
    return Facts(events=tuple(events), warnings=tuple(dict.fromkeys(warnings)))


class _Reader:
    """One reading of the blocks of a page, or of an item; `text` is the document's."""

    def __init__(self, blocks: tuple[Block, ...], text: str, language: Language, *, has_fields: bool) -> None:
        self._blocks, self._text, self._language, self._has_fields = blocks, text, language, has_fields
        self._prose = Prose(text, language)
        self._drafts: list[_Draft] = []
        self._current: _Draft | None = None
        self._turned_away = False
        self._unnamed: list[tuple[_Draft | None, Span]] = []

    def read(self) -> list[_Draft]:
        for block in self._blocks:
            for start, end in self._sentences(block):
                self._read_sentence(block, start, end)
        main = self._main()
        if main is not None:
            self._read_unnamed(main)
        for draft in self._drafts[:_MOST_COUNTRIES]:
            self._find_countries(draft)
        return [draft for draft in self._drafts if draft.told.keys() & {"edition", "year", "hosts"} or draft.dates]

    def _sentences(self, block: Block) -> Iterator[tuple[int, int]]:
        whole = block.kind in ("heading", "row")
        for start, end in [(block.start, block.end)] if whole else sentences(self._text, block.start, block.end):
            for begin in range(start, end, _LONGEST_SENTENCE):
                yield begin, min(end, begin + _LONGEST_SENTENCE)

    def _read_sentence(self, block: Block, start: int, end: int) -> None:
        mentions = self._prose.mentions(start, end)
        if not mentions:
            self._read_onward(start, end)
            return
        if len(mentions) == 1 and (listed := self._listed(block, start, end)):
            for conference in listed:
                self._take_listed(block, conference)
            return
        if self._prose.is_about_candidates(start, end):
            return
        for mention in mentions:
            self._current = self._take(block, mention)

    def _read_onward(self, start: int, end: int) -> None:
        """Read a sentence that names no conference: it may go on about the one before, or turn to another gathering."""
        if self._prose.is_of_another(start, end):
            self._current, self._turned_away = None, True
            return
        if self._turned_away and self._current is None:
            return
        onward = self._prose.anaphora(start, end)
        if onward and self._current:
            self._tell(self._current, onward)
        else:
            self._unnamed.append((self._current, Span(start, end)))

    def _listed(self, block: Block, start: int, end: int) -> list[Conference]:
        """Return the editions of a sentence that lists several."""
        inside = msgspec.structs.replace(block, kind="paragraph", text=self._text[start:end], start=0, cells=())
        blank = Document(title=None, language=None, layout=None, blocks=(inside,), encoding="utf-8")
        found = [one for one in read_hosts(blank, self._language).conferences if one.position is not None]
        return [_moved(one, start) for one in found] if len(found) > 1 else []

    def _take_listed(self, block: Block, listed: Conference) -> None:
        draft = self._draft_for(block, None, listed.year, listed.hosts)
        if listed.year:
            draft.tell("year", Told(listed.year, listed.span), listed.rule)
        draft.tell_hosts(listed.hosts, listed.span, listed.rule)
        draft.tell_status(listed.status, listed.status_span, listed.rule)

    def _take(self, block: Block, mention: Mention) -> _Draft:
        """Take what one clause states of the conference that it names."""
        dates = self._prose.dates(mention)
        found = self._prose.hosts(mention)
        year = self._prose.year(mention)
        if dates and dates.year:
            year = Told(dates.year, dates.span)
        nth = mention.ordinal.number if mention.ordinal else None
        hosts = found[0] if found else ()
        another = self._prose.is_relative(mention) and nth is None
        draft = self._draft_for(block, nth, int(year.value) if year else None, hosts, another=another)
        if mention.ordinal:
            draft.tell("edition", Told(mention.ordinal.number, mention.ordinal.span), "clause/ordinal")
        if year:
            draft.tell("year", year, "clause/year")
        self._tell(draft, mention)
        return draft

    def _tell(self, draft: _Draft, mention: Mention) -> None:
        """Take hosts, days, status and numbers of a clause."""
        found = self._prose.hosts(mention)
        if found:
            draft.tell_hosts(found[0], found[1], "clause/hosts")
        if dates := self._prose.dates(mention):
            draft.tell_dates(dates, "clause/dates")
        if found and found[2] and found[3]:
            draft.tell_status(found[2], found[3], f"clause/{found[2]}")
        elif status := self._prose.status(mention):
            draft.tell_status(status[0], status[1], f"clause/{status[0]}")
        for field, told in self._prose.counts(mention.clause.start, mention.clause.end, named=True):
            draft.tell(field, told, "clause/count")

    def _draft_for(
        self, block: Block, edition: int | None, year: int | None, hosts: tuple[Host, ...], *, another: bool = False
    ) -> _Draft:
        """Return the edition that a statement is about: one that it does not contradict, else a new one.

        'The next Annual Conference' is `another` than those that are known, unless year or hosts tell that it is one.
        """
        for draft in self._drafts:
            if another and not ((year and year == draft.year) or (hosts and _same_cities(hosts, draft.hosts))):
                continue
            if _is_about(draft, edition, year, hosts):
                return draft
        draft = _Draft(Span(block.start, block.end))
        self._drafts.append(draft)
        return draft

    # --- what is said without naming the conference -------------------------------------------------------------------

    def _main(self) -> _Draft | None:
        """Return the edition that the page is about: the one that its first block, or else its first sentences, name."""
        if not self._drafts:
            return None
        first = self._drafts[0]
        title = self._blocks[0]
        named = first.span.start == title.start
        return first if named or not self._prose.is_of_another(title.start, title.end) else None

    def _read_unnamed(self, main: _Draft) -> None:
        """Take fields, a heading's year, and what sentences count that go on about an edition, or come before any other."""
        for block in self._blocks:
            if self._has_fields or self._prose.is_labelled(block.start, block.end):
                self._read_field(main, block)
            if block.kind == "heading" and main.year is None and (year := self._prose.year_of(main.hosts, block)):
                main.tell("year", year, "heading/year")
        for draft, sentence in self._unnamed:
            self._count_unnamed(draft or main, sentence.start, sentence.end)

    def _count_unnamed(self, main: _Draft, start: int, end: int) -> None:
        """Take what a sentence counts. What did not take place yet has only those whom it expects."""
        status = main.value("status")
        if status in ("postponed", "cancelled") or (status == "planned" and not self._prose.expects(start, end)):
            return
        counts = [
            (field, told) for field, told in self._prose.counts(start, end, named=False) if field not in main.told
        ]
        if counts and self._prose.names_a_part(start, min(told.span.start for _, told in counts)):
            return
        for field, told in counts:
            main.tell(field, told, "clause/count")
        if counts and (verb := self._prose.gathered(start, end)):
            main.tell_status("held", verb, "clause/held")

    def _find_countries(self, draft: _Draft) -> None:
        """Take the country of a host from wherever the page names both."""
        if not draft.hosts or all(host.country for host in draft.hosts):
            return
        for block in self._blocks:
            if found := self._prose.fuller_hosts(draft.hosts, block.start, block.end):
                draft.tell_hosts(*found, "page/hosts")
                return

    def _read_field(self, main: _Draft, block: Block) -> None:
        if dates := self._prose.field_dates(block.start, block.end):
            main.tell_dates(dates, "field/dates")
        elif found := self._prose.field_hosts(block.start, block.end):
            main.tell_hosts(*found, "field/hosts")


def _is_about(draft: _Draft, edition: int | None, year: int | None, hosts: tuple[Host, ...]) -> bool:
    """Say whether a statement may be of an edition that is known: nothing clashes, or year or ordinal and hosts agree."""
    known = draft.value("edition")
    same_year = year is not None and year == draft.year
    other_year = year is not None and draft.year is not None and year != draft.year
    same_hosts = bool(hosts and draft.hosts) and _same_cities(hosts, draft.hosts)
    other_hosts = bool(hosts and draft.hosts) and not same_hosts
    if edition is not None and known is not None:
        return edition == known or (same_hosts and not other_year)
    if other_year:
        return False
    if other_hosts:
        return False
    return same_year or same_hosts or edition is None or known is None


def _same_cities(hosts: tuple[Host, ...], others: tuple[Host, ...]) -> bool:
    return bool({fold(host.city) for host in hosts} & {fold(host.city) for host in others})


def _countries(hosts: tuple[Host, ...]) -> int:
    return sum(host.country is not None for host in hosts)


def _moved(conference: Conference, by: int) -> Conference:
    def moved(span: Span) -> Span:
        return Span(span.start + by, span.end + by)

    return msgspec.structs.replace(
        conference,
        span=moved(conference.span),
        status_span=moved(conference.status_span),
        edition_span=moved(conference.edition_span) if conference.edition_span else None,
    )
