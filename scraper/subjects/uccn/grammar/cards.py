"""Lines that are a year, hosts or a country alone, and the units of the mark-up that pair them: cards, terms, headings."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import dropwhile, groupby, islice, pairwise, takewhile

import msgspec

from scraper.reading.document import Block, Document
from scraper.subjects.uccn.facts import Standing
from scraper.subjects.uccn.grammar.dates import Dates
from scraper.subjects.uccn.grammar.entries import Context, Entry, Found, Numbered
from scraper.subjects.uccn.grammar.findings import Findings
from scraper.subjects.uccn.grammar.labels import (
    Label,
    edition_alone,
    is_name,
    labelled,
    left_of,
    line_before,
    numbered,
    with_country,
)
from scraper.subjects.uccn.grammar.stretches import Reader
from scraper.values.records import SetAside, Span

_FIELD = 30  # letters of a field's name
_SHORT = 60  # letters of a line that may stand over a place
_YEARS = re.compile(r"(?<!\d)20\d\d(?!\d)")
_YEAR_ALONE = re.compile(r"[^\n:;!?]{0,24}(?:19|20)\d\d")
_MONTH = 31  # days that a conference lasts at most
_CARD = 8  # blocks that an element holds at most to be one unit


_Sort = tuple[str, str, int]


def _sort_of(block: Block) -> _Sort:
    return block.kind, block.tag, block.level


def _of_terms(found: list[tuple[Block, Label, Context]], terms: list[Block]) -> list[tuple[Block, Label, Context]]:
    """Leave out hosts that are the term of another definition than one below these terms."""
    return [one for one in found if not terms or one[1].kind != "hosts" or one[0].tag != "dt" or one[0] in terms]


class _Placed:
    """Labels in the order of the text, and which of them each element holds."""

    def __init__(self, labels: Iterable[tuple[Block, Label, Context]], document: Document) -> None:
        self._inside: dict[int, list[tuple[Block, Label, Context]]] = defaultdict(list)
        self._counts: Counter[tuple[int, str]] = Counter()
        self._shared: dict[int, list[tuple[Block, Label, Context]]] = {}
        for one in labels:
            for element in document.around(one[0].within):
                self._inside[element].append(one)
                self._counts[element, one[1].kind] += 1

    def inside(self, element: int) -> list[tuple[Block, Label, Context]]:
        """Return the labels that an element holds."""
        return self._inside[element]

    def shared(self, element: int, document: Document) -> list[tuple[Block, Label, Context]]:
        """Return the labels that an element holds, but those that stand in a smaller one with a year of its own."""
        if element not in self._shared:
            self._shared[element] = [
                one
                for one in self._inside[element]
                if one[1].kind == "year" or not self._has_its_year(one[0], element, document)
            ]
        return self._shared[element]

    def _has_its_year(self, block: Block, element: int, document: Document) -> bool:
        around = next(one for one in document.around(block.within) if one == element or self.count(one, "year"))
        return around != element

    def count(self, element: int, kind: str) -> int:
        """Return how many labels of a kind an element holds."""
        return self._counts[element, kind]


class Cards:
    """Remembers the labels of a document's lines, and pairs those that stand in one unit.

    `numbers` are the ordinals that stand by themselves, `names` the blocks that are the conference's name.
    """

    def __init__(self, blocks: tuple[Block, ...], document: Document, reader: Reader, findings: Findings) -> None:
        self._document, self._reader, self._findings, self._blocks = document, reader, findings, blocks
        self._text = reader.text
        self.labels: list[tuple[Block, Label, Context]] = []
        self.numbers: list[tuple[Block, Numbered]] = []
        self.names: list[Block] = []
        self._titles: set[int] = set()
        self._named: set[int] = set()
        self._telling: set[int] = set()
        self._with_hosts: set[int] = set()
        self._usual: dict[tuple[int, bool], int] = {}
        self._all = _Placed((), document)
        self._blocks_in: dict[int, list[Block]] = defaultdict(list)
        for block in blocks:
            for element in document.around(block.within):
                self._blocks_in[element].append(block)
        self._begun: dict[_Sort, list[Block]] = defaultdict(list)
        for sort, run in groupby(blocks, key=_sort_of):
            self._begun[sort].append(next(run))  # the others are further terms of one definition

    def entry_of(self, block: Block) -> int | None:
        """Return the smallest element that holds a year's block and text beside it, None where it holds many or more years."""
        element = next((one for one in self._document.around(block.within) if len(self._blocks_in[one]) > 1), None)
        inside = self._blocks_in[element] if element is not None else []
        if len(inside) > _CARD:
            return None
        return element if sum(_YEAR_ALONE.fullmatch(one.text.strip()) is not None for one in inside) == 1 else None

    def is_open(self, block: Block, entry: int) -> bool:
        """Say whether a block stands in an entry in which no line was the label of hosts yet."""
        return entry not in self._with_hosts and self._document.is_within(block.within, entry)

    def title_below(self, block: Block) -> Block | None:
        """Return the heading of the card that a block begins, or the conference's name: what is said before is of another card."""
        inside = self._card(block)
        if inside[:1] != [block] or len(inside) > _CARD:
            return None
        behind = (one for one in inside[1:] if one.kind == "heading" or is_name(self._reader, one.start, one.end))
        return next(behind, None)

    def leaves(self, block: Block, other: Block) -> bool:
        """Say whether a block ends a card of its own, which begins with a year and a place: the next block is of another."""
        inside = self._card(block)
        begun = self._text[inside[0].start : inside[0].end] if inside else ""
        return 1 < len(inside) <= _CARD and other not in inside and _YEARS.search(begun) is not None

    def _card(self, block: Block) -> list[Block]:
        """Return the blocks of the smallest element that holds a block and another."""
        element = next((one for one in self._document.around(block.within) if len(self._blocks_in[one]) > 1), None)
        return self._blocks_in[element] if element is not None else []

    def label(self, block: Block, start: int, end: int, context: Context, field: str | None = None) -> Label | None:
        """Return the label that a line is, and remember it for the units of its block; `field` is named by a term before it."""
        label = labelled(self._reader, start, end, field)
        if label is not None:
            self.labels.append((block, label, context))
            if label.kind == "hosts":
                self._with_hosts.update(self._document.around(block.within))
        elif is_name(self._reader, start, end):
            self.names.append(block)
            if number := numbered(self._reader, start, end):
                self.numbers.append((block, number))
        elif number := edition_alone(self._reader, start, end, field):
            self.numbers.append((block, number))
        return label

    def take_title(self, block: Block, start: int, end: int, found: Found, context: Context) -> None:
        """Remember a title that names the conference and its city, but no year: days may stand beside it in its card."""
        states_it = found.own and found.yearless and not (found.entries or found.denied or found.unread)
        if not states_it or found.alone[1] or self._text[start:end].rstrip().endswith("?"):
            return
        if not left_of(self._reader, start, end):
            label = Label(kind="hosts", start=start, end=end, cities=found.yearless, own=True)
            self.labels.append((block, label, context))
            self._titles.add(label.start)

    def pair(self, *, one: bool) -> None:
        """Pair years with hosts that stand in one unit: the smallest element that holds both, or what follows a label."""
        self._all = _Placed(self.labels, self._document)
        self._named = {element for block in self.names for element in self._document.around(block.within)}
        self.labels = [self._of_its_card(*one) for one in self.labels]
        usable = _told_once(_with_first_and_last_day([one for one in self.labels if one[2].about in ("own", "weak")]))
        placed = _Placed(usable, self._document)
        self._telling = {one.block.start for one in self._findings.stretches if one.found.own}
        used: set[int] = set()
        alone: list[tuple[Block, Label, Context]] = []
        kept: set[tuple[str, str]] = set()
        stated = {entry.year.start for entry in self._findings.entries if entry.year}  # of a term, by its definition
        for block, label, context in usable:
            is_read = label.kind == "year" and label.years[0].start in stated
            if label.kind != "year" or is_read or self._is_posting_date(block, label):
                continue
            hosts = self._hosts_of(block, label, placed, used)
            if not hosts:
                self._tell_of_places(block, label, context)
                is_of_list = context.form == "line" or (context.announced and label.years[0].dates is None)
                if (label.status or is_of_list) and context.about == "own" and block.kind != "heading":
                    self._findings.unread.append(self._unit_of(block, label))
                else:
                    alone.append((block, label, context))
                continue
            tags = {each[0].tag for each in hosts if each[1].kind == "hosts"}
            is_sure = label.own or any(each[1].own or each[1].named or each[1].field for each in hosts)
            if len(tags) > 1 and not is_sure:
                self._findings.unread += [Span(each[1].start, each[1].end) for each in hosts]
                continue  # 'Inês', 'Óbidos (Portugal)', '2012': a name may be that of a town
            self._keep_label(label, block, context, hosts, one=one)
            used |= {one[1].start for one in hosts}
            kept.add((block.kind, block.tag))
        for block, label, _ in alone:
            if (block.kind, block.tag) in kept:
                self._findings.unread.append(self._unit_of(block, label))
        read = {city.start for entry in self._findings.entries for city in entry.cities}
        for block, label, _ in usable:
            may_be = (
                re.search(r"\b20\d\d\b", block.text)
                or self._is_below_a_year(block)
                or (label.field == "city" and any(one[0].kind == "heading" for one in alone))
            )
            if label.kind == "hosts" and label.start not in used and label.cities[0].start not in read:
                end = label.end if may_be else self._end_of_year_below(block)
                self._findings.unread += [Span(label.start, end)] if end else []
        for at, (_, label, context) in enumerate(self.labels):
            if label.kind != "hosts" or context.about != "other":
                continue
            beside = (one[1] for one in self.labels[max(at - 1, 0) : at + 2])
            if any(
                one.kind == "year" and one.own for one in beside
            ):  # 'XVI Conference, 2024', below 'Our festival at the …'
                self._findings.unread.append(Span(label.start, label.end))
            else:
                self._findings.aside.append(SetAside(Span(label.start, label.end), "another gathering"))

    def _of_its_card(self, block: Block, label: Label, context: Context) -> tuple[Block, Label, Context]:
        """Return a label below a title of something else with what the conference's name in its own card says of it."""
        around = self._document.around(block.within)
        cards = (one for one in around if one in self._named and len(self._blocks_in[one]) <= 2 * _CARD)
        is_ours = any(self._all.count(one, "year") == self._all.count(one, "hosts") == 1 for one in cards)
        if context.about != "other" or not is_ours:
            return block, label, context
        return block, label, msgspec.structs.replace(context, about="weak", doubted=False)

    def _tell_of_places(self, block: Block, label: Label, context: Context) -> None:
        """Tell of the places in the fields beside the conference's date, where none is known to be the host's ('Takes us to: Kobe')."""
        element = next((one for one in self._document.around(block.within) if self._is_several(one)), None)
        inside = self._blocks_in[element] if element is not None else []
        is_named = element in self._named or (
            len(inside) <= _CARD and any(one.start in self._telling for one in inside)
        )
        is_its_date = context.about == "own" and "year" in (label.named, label.field)
        if len(inside) > 2 * _CARD or not (is_named or is_its_date):
            return
        read = {entry.start for entry in self._findings.entries}
        for one in inside:
            for line in re.compile(r"[^\n]+").finditer(self._text, one.start, one.end):
                may_be = (is_its_date or line.end() - line.start() < _SHORT) and read.isdisjoint(range(*line.span()))
                if may_be and self._reader.scanner.places(*line.span())[0]:
                    self._findings.unread.append(Span(*line.span()))

    def _is_several(self, element: int) -> bool:
        inside = self._blocks_in[element]
        return len(inside) > 2 or any("\n" in one.text for one in inside)

    def _is_below_a_year(self, block: Block) -> bool:
        """Say whether a year that is no label stands in the block before ('Exhibition 2020'): whose it is, nobody can tell."""
        at = bisect_left(self._blocks, block.start, key=lambda one: one.start)
        above = self._blocks[at - 1] if at else None
        return above is not None and len(above.text) < _SHORT and _YEARS.search(above.text) is not None

    def _end_of_year_below(self, block: Block) -> int | None:
        """Return where the definition of a term ends that names a year among other words ('Kobe', below it 'mid-May 2017, tbc')."""
        at = bisect_left(self._blocks, block.end, key=lambda one: one.start)
        below = self._blocks[at] if block.tag == "dt" and at < len(self._blocks) else None
        is_its = below is not None and below.tag == "dd" and _YEARS.search(below.text) is not None
        return below.end if below and is_its else None

    def _is_posting_date(self, block: Block, label: Label) -> bool:
        """Say whether a line is one day, which no field and no name of the conference beside it makes that of an edition."""
        dates = label.years[0].dates
        is_day = dates is not None and dates.first == dates.last and label.named is None and label.field is None
        card = next((one for one in self._document.around(block.within) if one in self._named), None)
        return is_day and not label.own and (card is None or len(self._blocks_in[card]) > _CARD // 2)

    def _unit_of(self, block: Block, label: Label) -> Span:
        """Return the stretch of the smallest element around a label that holds another block; the label's where that is a list."""
        inside = [block]
        years = 0
        for element in self._document.around(block.within) if "\n" not in block.text else ():
            inside, years = self._blocks_in[element], self._all.count(element, "year")
            if len(inside) > 1:
                break
        is_unit = 1 < len(inside) <= _CARD and years == 1
        return Span(inside[0].start, inside[-1].end) if is_unit else Span(label.start, label.end)

    def _hosts_of(
        self, block: Block, label: Label, usable: "_Placed", used: set[int]
    ) -> list[tuple[Block, Label, Context]]:
        """Return the labels of hosts (and of their country) that stand in one unit with a year's."""
        element = next((one for one in self._document.around(block.within) if usable.count(one, "hosts")), None)
        nearest = next((one for one in self._document.around(block.within) if self._all.count(one, "hosts")), None)
        if element is None or nearest != element:
            return []  # there are none, or those of another gathering are nearer
        inside, terms = usable.inside(element), self._terms_of(block)
        if usable.count(element, "year") == 1:
            found = [one for one in inside if one[1].kind in ("hosts", "country") and one[1].start not in used]
            found = [one for one in found if not self._is_behind_another_year(label, one[1])]
            found = [one for one in found if not self._begins_another(block, one[0])]
            if label.own and block.tag != "dd" and block.kind != "heading":
                titles = [one for one in found if one[1].kind == "hosts" and one[0].kind == "heading"]
                own = titles if len(titles) == 1 else [one for one in titles if one[1].start < label.start][-1:]
                found = [one for one in found if one in own or one not in titles]
            if "year" in (label.named, label.field):
                found = self._of_known_fields(found)
            found = _of_terms(found, terms)
            if any("city" in (one[1].named, one[1].field) for one in found):
                found = [one for one in found if one[1].kind != "hosts" or "city" in (one[1].named, one[1].field)]
            is_told = any(one[1].kind == "hosts" for one in found)
            return self._with_their_country(element, usable, found) if is_told else []
        first = next(one[1].kind for one in inside if one[1].kind in ("year", "hosts"))
        shared, forward = usable.shared(element, self._document), first == "year"
        if (element, forward) not in self._usual:
            self._usual[element, forward] = self._usual_lines(inside, forward=forward)
        most = self._usual[element, forward]
        own = self._beside(label, shared, used, most, forward=False) if terms and forward else []
        if any(one[0] in terms for one in own):
            return own  # its own term, where the first term of the list names no host
        found = _of_terms(self._beside(label, shared, used, most, forward=forward), terms)
        places = [one[0] for one in found if one[1].kind == "hosts"]
        return found if places and not self._are_columns(block, places[0], usable) else []

    def _are_columns(self, block: Block, other: Block, usable: "_Placed") -> bool:
        """Say whether a year and a place stand in elements of their own, of years alone and of places alone."""
        years, places = (
            next((around for around in self._document.around(one.within) if usable.count(around, kind) > 1), None)
            for one, kind in ((block, "year"), (other, "hosts"))
        )
        alone = years is not None and usable.count(years, "hosts") == 0
        return alone and places is not None and usable.count(places, "year") == 0

    def _terms_of(self, block: Block) -> list[Block]:
        """Return the terms that a definition stands below, which may be several (HTML 4.4.9); none for any other block."""
        if block.tag != "dd":
            return []
        at = bisect_left(self._blocks, block.start, key=lambda one: one.start)
        before = (self._blocks[one] for one in range(at - 1, max(at - _CARD, 0) - 1, -1))
        return list(takewhile(lambda one: one.tag == "dt", dropwhile(lambda one: one.tag == "dd", before)))

    def _of_known_fields(self, found: list[tuple[Block, Label, Context]]) -> list[tuple[Block, Label, Context]]:
        """Leave out the places that a field of another name holds ('Airport', 'Contact'), beside a date that its field holds."""
        bare = [
            one
            for one in found
            if one[1].kind == "hosts" and one[0].kind != "heading" and not (one[1].named or one[1].field)
        ]
        is_of_others = len(bare) > 1 or any(self._is_of_another_field(one[1]) for one in bare)
        return [one for one in found if not (is_of_others and one in bare)]

    def _is_of_another_field(self, label: Label) -> bool:
        """Say whether the line before a place is a short one that is no label, no year and no name of the conference's."""
        start, end = line_before(self._text, label.start)
        known = any(one[1].start <= start < one[1].end for one in self.labels) or any(
            one.start <= start < one.end for one in self.names
        )
        line = self._text[start:end]
        is_its = self._reader.words.field(line) == "city" or any(
            city.name in line for city in label.cities
        )  # 'Forum Braga'
        return 0 < len(line) <= _FIELD and not (known or is_its or re.search(r"\d", line))

    def is_called_otherwise(self, block: Block, label: Label) -> bool:
        """Say whether a name stands before days, or over them, that is no field of the conference's ('Registration')."""
        words = self._reader.words
        begin = self._text.rfind("\n", 0, label.start) + 1
        term = line_before(self._text, begin) if block.tag == "dd" else (begin, begin)
        name = self._text[begin : label.start].strip(" |:–-") or self._text[slice(*term)]
        is_its = words.field(name) or words.neutral.search(name) or re.search(r"[\d:]", name)
        return re.search(r"[^\W\d_]", words.small.sub(" ", name)) is not None and not is_its

    def _is_behind_another_year(self, label: Label, other: Label) -> bool:
        """Say whether a line that is no label, and names another year, stands between a year and hosts behind it ('Prize 2020')."""
        between = _YEARS.findall(self._text, label.end, other.start)
        return any(int(year) != label.years[0].value for year in between)

    def _with_their_country(
        self, element: int, usable: "_Placed", found: list[tuple[Block, Label, Context]]
    ) -> list[tuple[Block, Label, Context]]:
        """Add the one country of the elements around a year and its hosts that hold no other year and no other hosts."""
        kinds = [one[1].kind for one in found]
        if "country" in kinds:
            return found
        for around in islice(self._document.around(element), 1, None):
            if usable.count(around, "year") > 1 or usable.count(around, "hosts") > kinds.count("hosts"):
                break
            if number := usable.count(around, "country"):
                countries = [one for one in usable.inside(around) if one[1].kind == "country"]
                return [*found, *countries] if number == 1 else found
        return found

    def _begins_another(self, block: Block, other: Block) -> bool:
        """Say whether another unit begins between two blocks: a term, or a heading, like the first of them, that names no field."""
        first, last = sorted((block, other), key=lambda one: one.start)
        if _sort_of(first) == _sort_of(last) or not (first.kind == "heading" or first.tag == "dt"):
            return False
        begun = self._begun[_sort_of(first)]
        at, end = (bisect_right(begun, one.start, key=lambda one: one.start) for one in (first, last))
        return at < end and self._reader.words.field(begun[end - 1].text) is None

    def _beside(
        self,
        label: Label,
        inside: Sequence[tuple[Block, Label, Context]],
        used: set[int],
        most: int,
        *,
        forward: bool,
    ) -> list[tuple[Block, Label, Context]]:
        """Return the labels that follow a year's (or come before it) without another year between, and nothing else between hosts."""
        place = bisect_left(inside, label.start, key=lambda one: one[1].start)
        found: list[tuple[Block, Label, Context]] = []
        last = label
        for at in range(place + 1, len(inside)) if forward else range(place - 1, -1, -1):
            one = inside[at]
            if one[1].kind == "year":
                break
            if one[1].kind in ("hosts", "country") and one[1].start not in used:
                if one[1].kind == "hosts" and (
                    self._heads_several(one[0]) or (found and not self._is_next_to(last, one[1]))
                ):
                    break
                is_field = "city" in (one[1].named, one[1].field)
                if not found and one[1].kind == "hosts" and not (is_field or self._lines(label, one[1]) <= most):
                    break
                found.append(one)
                last = one[1]
        return found if any(one[1].kind == "hosts" for one in found) else []

    def _heads_several(self, block: Block) -> bool:
        """Say whether a heading is that of a page that lists several years: the place in it is not that of the first."""
        return block.kind == "heading" and block.level == 1 and self._all.count(0, "year") > 1

    def _is_next_to(self, one: Label, other: Label) -> bool:
        first, last = sorted((one, other), key=lambda label: label.start)
        return not self._text[first.end : last.start].strip()

    def _usual_lines(self, inside: Sequence[tuple[Block, Label, Context]], *, forward: bool) -> int:
        """Return how many lines stand between a year and its hosts in a list of several: the fewest, for the next may be another's."""
        labels = [one[1] for one in inside if one[1].kind in ("year", "hosts")]
        pairs = pairwise(labels if forward else reversed(labels))
        return min((self._lines(*one) for one in pairs if [each.kind for each in one] == ["year", "hosts"]), default=0)

    def _lines(self, one: Label, other: Label) -> int:
        first, last = sorted((one, other), key=lambda label: label.start)
        return len(re.findall(r"\S[^\n]*", self._text[first.end : last.start]))

    def _keep_label(
        self, label: Label, block: Block, context: Context, hosts: list[tuple[Block, Label, Context]], *, one: bool
    ) -> None:
        year = label.years[0]
        start = min(label.start, *(one[1].start for one in hosts))
        end = max(label.end, *(one[1].end for one in hosts))
        places = [one[1] for one in hosts if one[1].kind == "hosts"]
        cities = [city for one in places for city in one.cities]
        country = next((one[1] for one in hosts if one[1].kind == "country"), label)
        if country.country:
            cities = [with_country(city, country, self._text) for city in cities]
        self._findings.standing += [Standing(year.value, city.name) for city in cities]
        announced = context.announced or hosts[0][2].announced
        is_behind = label.start < hosts[0][1].start  # a title may stand between them
        over = hosts[0][2] if is_behind else context
        numbered_by = over.edition
        own = label.own or any(one[1].own for one in hosts) or self._is_named(block, hosts[0][0])
        own = own or numbered_by is not None
        offers = len(places) > 1 and self._text.endswith("?", label.start, label.end)  # a quiz
        if offers or (over.about != "own" and not own and not one):
            self._findings.unread.append(Span(start, end))
            return
        are_fields = all(each.named or each.field for each in (label, hosts[0][1]))  # 'Place: Graz', 'Date: 3 May'
        is_day = year.dates is not None and year.dates.first == year.dates.last
        is_posted = is_day and any(each[1].start in self._titles for each in hosts)  # a title, and the day of posting
        if is_posted or (is_day and not (announced or own or one or are_fields)):
            self._findings.unread.append(Span(start, end))
            return
        days = year.dates.days(year.value) if year.dates else None
        cue = next((one[1].status for one in (*hosts, (block, label, context)) if one[1].status), None)
        status, at = cue or (over.status, over.status_at)
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
        """Say whether the smallest element around two blocks and a third holds a line that is the conference's name, or its ordinal."""
        mine = {block.start, other.start}
        around = next(
            (
                one
                for one in self._document.around(block.within)
                if self._document.is_within(other.within, one) and len(self._blocks_in[one]) > len(mine)
            ),
            0,
        )
        return around > 0 and around in self._named


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


def _told_once(labels: list[tuple[Block, Label, Context]]) -> list[tuple[Block, Label, Context]]:
    """Leave out the days of a conference that are told again further on, where a field names them ('Start', 'End')."""
    last: dict[tuple[int, Dates], int] = {}
    for _, label, _ in labels:
        if (days := _days_of(label)) and (label.named or label.field):
            last[days] = label.start
    return [one for one in labels if (days := _days_of(one[1])) is None or last.get(days, -1) <= one[1].start]


def _days_of(label: Label) -> tuple[int, Dates] | None:
    """Return the year and the days, more than one, of a label that is no more than these."""
    dates = label.years[0].dates if label.kind == "year" and len(label.years) == 1 else None
    is_range = dates is not None and dates.first != dates.last
    return (label.years[0].value, msgspec.structs.replace(dates, span=Span(0, 0))) if dates and is_range else None


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
