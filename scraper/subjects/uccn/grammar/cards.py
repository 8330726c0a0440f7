"""Lines that are a year, hosts or a country alone, and the units of the mark-up that pair them: cards, terms, headings."""

import re
from datetime import date

import msgspec

from scraper.reading.document import Block, Document
from scraper.subjects.uccn.facts import Standing
from scraper.subjects.uccn.grammar.dates import Dates
from scraper.subjects.uccn.grammar.entries import Context, Entry, Found, Numbered
from scraper.subjects.uccn.grammar.findings import Findings
from scraper.subjects.uccn.grammar.labels import Label, is_name, labelled, numbered, with_country
from scraper.subjects.uccn.grammar.stretches import Reader
from scraper.values.records import Span

_MONTH = 31  # days that a conference lasts at most
_CARD = 8  # blocks that an element holds at most to be one unit


class Cards:
    """Remembers the labels of a document's lines, and pairs those that stand in one unit.

    `numbers` are the ordinals that stand by themselves, `names` the blocks that are the conference's name.
    """

    def __init__(self, blocks: tuple[Block, ...], document: Document, reader: Reader, findings: Findings) -> None:
        self._blocks, self._document, self._reader, self._findings = blocks, document, reader, findings
        self._text = reader.text
        self.labels: list[tuple[Block, Label, Context]] = []
        self.numbers: list[tuple[Block, Numbered]] = []
        self.names: list[Block] = []

    def label(self, block: Block, start: int, end: int, context: Context) -> Label | None:
        """Return the label that a line is, and remember it for the units of its block."""
        label = labelled(self._reader, start, end)
        if label is not None:
            self.labels.append((block, label, context))
        elif is_name(self._reader, start, end):
            self.names.append(block)
            if number := numbered(self._reader, start, end):
                self.numbers.append((block, number))
        return label

    def pair(self, *, one: bool) -> None:
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
                    self._findings.unread.append(self._unit_of(block, label))
                else:
                    alone.append((block, label, context))
                continue
            self._keep_label(label, block, context, hosts, one=one)
            used |= {one[1].start for one in hosts}
            kept.add((block.kind, block.tag))
        for block, label, _ in alone:
            if (block.kind, block.tag) in kept:
                self._findings.unread.append(self._unit_of(block, label))
        for block, label, _ in usable:
            if label.kind == "hosts" and label.start not in used and re.search(r"\b20\d\d\b", block.text):
                self._findings.unread.append(Span(label.start, label.end))

    def _unit_of(self, block: Block, label: Label) -> Span:
        """Return the stretch of the smallest element around a label that holds another block; the label's where that is a list."""
        element, inside = block.within, [block]
        while len(inside) == 1 and element and "\n" not in block.text:
            element = self._document.parents[element]
            inside = [one for one in self._blocks if self._document.is_within(one.within, element)]
        years = sum(one.kind == "year" and self._document.is_within(at.within, element) for at, one, _ in self.labels)
        is_unit = 1 < len(inside) <= _CARD and years == 1
        return Span(inside[0].start, inside[-1].end) if is_unit else Span(label.start, label.end)

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
            inside = [one for one in usable if self._document.is_within(one[0].within, element)]
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
            inside = [one for one in usable if self._document.is_within(one[0].within, element)]
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

    def _keep_label(
        self, label: Label, block: Block, context: Context, hosts: list[tuple[Block, Label, Context]], *, one: bool
    ) -> None:
        year = label.years[0]
        start = min(label.start, *(one[1].start for one in hosts))
        end = max(label.end, *(one[1].end for one in hosts))
        cities = [city for one in hosts if one[1].kind == "hosts" for city in one[1].cities]
        country = next((one[1] for one in hosts if one[1].kind == "country"), label)
        if country.country:
            cities = [with_country(city, country, self._text) for city in cities]
        self._findings.standing += [Standing(year.value, city.name) for city in cities]
        announced = context.announced or hosts[0][2].announced
        numbered_by = context.edition or next((one[2].edition for one in hosts if one[2].edition), None)
        own = label.own or any(one[1].own for one in hosts) or self._is_named(block, hosts[0][0])
        own = own or numbered_by is not None
        if context.about != "own" and not own and not one:
            self._findings.unread.append(Span(start, end))
            return
        if not announced and not own and not one and year.dates is not None:
            self._findings.unread.append(Span(start, end))
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
        self._findings.keep(Found(entries=[entry]), Context(about="own", form="row"))

    def _is_named(self, block: Block, other: Block) -> bool:
        """Say whether the smallest element around two blocks holds a line that is the conference's name, or its ordinal, too."""
        around = self._document.parents[block.within]
        while not self._document.is_within(other.within, around) and around:
            around = self._document.parents[around]
        return around > 0 and any(self._document.is_within(one.within, around) for one in self.names)


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
