"""Tables: the cells of a row are one unit."""

import re
from collections.abc import Iterator
from itertools import combinations, pairwise

import msgspec

from scraper.reading.document import Block
from scraper.reading.folding import fold
from scraper.subjects.uccn.facts import Standing, Status
from scraper.subjects.uccn.grammar.dates import read_dates
from scraper.subjects.uccn.grammar.entries import About, Context, Entry, Found, Numbered
from scraper.subjects.uccn.grammar.findings import Findings, Stretch
from scraper.subjects.uccn.grammar.gatherings import gatherings
from scraper.subjects.uccn.grammar.grid import Cell, Grid, Row, grid_of
from scraper.subjects.uccn.grammar.labels import Label, labelled, left_of, with_country
from scraper.subjects.uccn.grammar.mentions import City, Year, in_its_country, years_in
from scraper.subjects.uccn.grammar.remarks import is_of_an_earlier_year, status_said
from scraper.subjects.uccn.grammar.stretches import Reader
from scraper.subjects.uccn.grammar.titles import Titles, says_something_else
from scraper.subjects.uccn.grammar.words import (
    ATTENDANCE,
    BRACKET,
    FLAGS,
    FOR_IT,
    HOST_NOUN,
    compiled,
    is_name_of_the_network,
    network_named,
    only_sorts,
)
from scraper.subjects.uccn.languages import LANGUAGES, in_any, ordinal
from scraper.subjects.uccn.places import cities as cities_of
from scraper.values.records import SetAside, Span

_WENT = re.compile(
    rf"\s*[,:;–—-]\s+(?:{in_any('attends')})(?!\w)", FLAGS
)  # 'Annual Conference: attended as a delegate'
_FROM = re.compile(rf"\s*(?:{in_any('starts_from')})\s*", FLAGS)  # a head: where a journey begins
_CITIES = re.compile(rf"(?<!\w)(?:{in_any('one_city')}|{in_any('cities')})(?!\w)", FLAGS)
_COUNTRY = "|".join(dict(language.headings)["country"] for language in LANGUAGES.values())
_COUNTRIES = re.compile(rf"(?<!\w)(?:{in_any('countries')}|{_COUNTRY}|{in_any('called')})(?!\w)", FLAGS)
_WITH_INITIAL = re.compile(r"(?:[A-ZÀ-Þ]\.\s?)+(?:[a-z]{1,3}\s)?[A-ZÀ-Þ][\w’'-]+")
_NAMES = re.compile(rf"\W*(?:{in_any('names')})\W*", FLAGS)
_LONGEST_CARD = 120  # letters of a cell that is the card of an edition
_PAIR = 2  # cells: the name of a field, and its value
_MOST_FIELDS = 16  # of one event
_SEVERAL = 3  # cells: a name and its value are two


class Rows:
    """Reads tables. `lined` is the text with its line ends, which the reader's text has not within rows."""

    def __init__(self, reader: Reader, titles: Titles, findings: Findings, lined: str, page: About) -> None:
        self._reader, self._titles, self._findings, self._lined, self._page = reader, titles, findings, lined, page
        self._text, self._language, self._words = reader.text, reader.language, reader.words
        self._one, self._its_years = False, frozenset[int]()
        self._calendar: Year | None = None
        self._named_columns: set[int] = set()
        self._chosen_columns: set[int] = set()
        self._own_heads: set[tuple[int, int]] = set()

    def read(
        self, rows: list[Block], context: Context, *, one: bool, its_years: frozenset[int], calendar: Year | None
    ) -> None:
        """Read a table under a context.

        `one` says that the page's title gives it to one edition, in `its_years` if it names any, `calendar` is the year of the
        calendar that it belongs to.
        """
        self._calendar, self._its_years = calendar, its_years
        grid = grid_of(rows, self._text, self._language)
        records = [row for row in grid.rows if row.cells and not row.section]
        self._named_columns = {
            at
            for row in records
            for at, cell in enumerate(row.cells)
            if is_name_of_the_network(self._text[cell.start : cell.end])
        }
        first = [self._titles.kinds(row.cells[0].start, row.cells[0].end) for row in records]
        if sum("own" in found for found in first) > 1:
            self._named_columns.add(0)  # each row is called by what took place
        self._own_heads = {
            cell.head
            for row in records
            for cell in row.cells
            if cell.head
            and self._is_the_conference(*cell.head)
            and self._reader.scanner.places(cell.start, cell.end)[0]
        }
        self._one = one
        head = [cell for row in grid.headers for cell in row]
        has_hosts = any(self._names_hosts(self._text[cell.start : cell.end]) for cell in head)
        if context.beside and not has_hosts:
            context = msgspec.structs.replace(context, about="other", doubted=True)  # 'Trees planted'
        if context.about == "other" and any(self._names_ours(cell.start, cell.end) for cell in head):
            context = msgspec.structs.replace(context, about="weak")  # 'Meetings of three networks'
        if head and context.about in ("weak", "own"):
            fields = [cell for cell in head if self._reader.words.field(self._text[cell.start : cell.end]) != "edition"]
            said = [self._titles.announced(cell.start, cell.end, context) for cell in fields]
            has_others = not has_hosts and any(one.about == "other" for one in said)
            if any(one.about == "own" and one.announced for one in said) and not has_others:
                context = msgspec.structs.replace(context, about="own", announced=True)
            elif {"year", "city"} <= grid.named and self._page == "own":
                context = msgspec.structs.replace(context, announced=True)
        whole = context
        sections = [self._text[row.cells[0].start : row.cells[0].end] for row in grid.rows if row.section]
        beside_us = any(map(is_name_of_the_network, sections))
        section: Label | None = None
        for cell in head if context.about in ("weak", "own") else ():
            if self._holds_pairs(cell):  # a column for each edition
                over = msgspec.structs.replace(context, form="row")
                self._keep(rows[0], cell.start, cell.end, over, self._reader.read(cell.start, cell.end, over))
        self._chosen_columns = self._choices(grid)
        for row in grid.rows:
            if head and self._is_of_people(head[0]):
                self._findings.aside += [SetAside(span, "who took part") for span in row.spans]
                continue
            if row.section:
                section = labelled(self._reader, row.cells[0].start, row.cells[0].end)
                if section is None:
                    title = row.cells[0].start, row.cells[0].end
                    said_here = self._titles.announced(*title, whole)
                    if said_here.about == "other" or said_here.announced:
                        context = msgspec.structs.replace(said_here, form="row")
                    elif beside_us and is_name_of_the_network(self._text[slice(*title)]):
                        context = whole
                    elif beside_us and self._is_of_a_body(*title):
                        context = msgspec.structs.replace(whole, about="other")
                    self._findings.read(self._reader, row.block, row.cells[0].start, row.cells[0].end, context)
                continue
            self._read_row(row, grid, context, section)
        self._tell_of_fields(grid, rows, context)

    def _tell_of_fields(self, grid: Grid, rows: list[Block], context: Context) -> None:
        """Tell of the places in a table of fields that has the conference's days, and of which nothing was stated."""
        cells = [[cell for cell in row.cells if cell.start < cell.end] for row in grid.rows]
        is_stated = any(rows[0].start <= entry.start < rows[-1].end for entry in self._findings.entries)
        if is_stated or any(len(line) != _PAIR for line in cells) or len(cells) > _MOST_FIELDS:
            return
        is_ours = context.about == "own" or any(self._names_it(row) for row in grid.rows)
        has_days = any(self._words.field(self._text[line[0].start : line[0].end]) == "year" for line in cells)
        for row, line in zip(grid.rows, cells, strict=True) if is_ours and has_days else ():
            if self._reader.scanner.places(line[1].start, line[1].end)[0]:
                self._findings.unread += row.spans

    def _keep(self, block: Block, start: int, end: int, context: Context, found: Found) -> None:
        """Keep what a cell, or a line of one, states."""
        self._findings.keep(found, context)
        self._findings.stretches.append(Stretch(block, start, end, context, found))

    def _choices(self, grid: Grid) -> set[int]:
        """Return the columns that tell which of several cities was chosen ('selected', 'not selected')."""
        return {
            at
            for row in grid.rows
            for at, cell in enumerate(row.cells)
            if self._words.chosen.fullmatch(self._text, cell.start, cell.end)
        }

    def _is_of_people(self, first: Cell) -> bool:
        """Say whether the records of a table are people, by its first head: the places and days are theirs."""
        return (
            compiled(rf"\W*(?:{self._language.participants})\W*").fullmatch(self._text[first.start : first.end])
            is not None
        )

    def _read_row(self, row: Row, grid: Grid, context: Context, section: Label | None) -> None:
        row_context = self._row_context(row, context)
        if self._is_lost(row) or self._is_named_for_something_else(row):
            if any(self._reader.scanner.places(cell.start, cell.end)[0] for cell in row.cells):
                self._findings.unread += row.spans
            return
        if self._is_owned_by_another(row):
            row_context = msgspec.structs.replace(row_context, about="other")
        cells = [cell for cell in row.cells if cell.start < cell.end]
        row = self._without_others(row, row_context)
        in_row = self._country_of(row)
        paired = [cell for cell in cells if self._holds_pairs(cell) and self._line_label(cell.start, cell.end) is None]
        labels = (self._line_label(cell.start, cell.end) for cell in cells if cell not in paired)
        if paired and any(label and label.kind == "hosts" for label in labels):
            in_row = None  # that of another city, of whom the row is
        ours = self._of_one_column(row, paired)
        for cell in ours:
            if "own" in self._titles.kinds(cell.start, cell.end) and self._says_what_for(cell):
                self._findings.unread += row.spans
            elif cell.start < cell.end:
                country = in_row or (self._line_label(*cell.head) if cell.head else None)
                head = self._headed(row, cell, row_context)
                if head.about == "weak" and context.named and cell.head and self._is_of_a_meeting(cell.head):
                    head = msgspec.structs.replace(head, about="own", announced=True)
                if cell.name == "note":
                    head = msgspec.structs.replace(head, about="weak", announced=False)
                lines = [(cell.start, cell.end)] if self._is_a_card(cell) else self._cell_lines(cell)
                for first, last in lines:
                    found = self._reader.read(first, last, msgspec.structs.replace(head, form="row"))
                    if country and country.kind == "country":
                        found.entries = [
                            msgspec.structs.replace(
                                one, cities=tuple(with_country(city, country, self._text) for city in one.cities)
                            )
                            for one in found.entries
                        ]
                    self._keep(row.block, first, last, head, found)
        if paired:
            left = tuple(cell for cell in row.cells if cell not in paired)
            row = msgspec.structs.replace(row, cells=left)
            self._tell_of_lines(row, ours, row_context)
        for part in row.parts(grid):
            self._read_part(row, part, row_context, section, in_row)

    def _tell_of_lines(self, left: Row, paired: list[Cell], context: Context) -> None:
        """Tell of a line of cities alone, in a cell whose other lines have their years, beside a cell that is a year: unread."""
        years = [
            label for cell in left.cells if (label := self._line_label(cell.start, cell.end)) and label.kind == "year"
        ]
        lines = (self._line_label(*line) for cell in paired for line in self._cell_lines(cell))
        if years and context.about in ("own", "weak") and any(label and label.kind == "hosts" for label in lines):
            self._findings.unread += left.spans

    def _of_one_column(self, row: Row, paired: list[Cell]) -> list[Cell]:
        """Return the cells of a row whose years and cities are of editions.

        Where a head names hosts or the conference, the columns under other heads are of something else; where two cells give a
        year different cities, as in a list of errors, nobody can tell which is right.
        """
        ours = [cell for cell in paired if self._is_of_hosts(cell)] or paired
        others = [cell for cell in paired if cell not in ours and cell.head]
        self._findings.aside += [SetAside(Span(cell.start, cell.end), "another column") for cell in others]
        ours = [cell for cell in paired if cell not in others]
        told = [
            (year.value, frozenset(fold(city.name) for city in self._reader.scanner.places(cell.start, cell.end)[0]))
            for cell in ours
            for year in years_in(self._text, self._language, cell.start, cell.end)[0]
        ]
        are_cards = len(ours) > _PAIR and all(map(self._is_a_card, ours))  # of which 2008 has two
        if not are_cards and any(
            one[0] == other[0] and one[1].isdisjoint(other[1]) for one, other in combinations(told, 2)
        ):
            self._findings.unread += row.spans
            return []
        return ours

    def _is_lost(self, row: Row) -> bool:
        """Say whether a row is that of a city which was not chosen, in a table that tells which was."""
        told = [row.cells[at] for at in self._chosen_columns if at < len(row.cells)]
        return bool(told) and not any(self._words.chosen.fullmatch(self._text, one.start, one.end) for one in told)

    def _is_named_for_something_else(self, row: Row) -> bool:
        """Say whether the header before a row names neither hosts nor the conference ('Guest cooks from')."""
        first = next((cell for cell in row.cells if cell.start < cell.end), None)
        if first and first.is_header and self._is_of_joining(first):
            return True
        if first is None or not first.is_header or self._holds_pairs(first):
            return False
        is_field = len(row.cells) < _SEVERAL and (
            self._names_it(row) or not says_something_else(self._reader, first.start, first.end)
        )
        return not is_field and self._says_something_else(first.start, first.end)

    def _is_of_joining(self, cell: Cell) -> bool:
        """Say whether a header is of when cities joined the network, and of no hosts ('Members (year of entry)')."""
        hosts = (self._words.hosts, self._words.list_of, HOST_NOUN, self._words.event)
        of_members = self._words.of_members.search(self._text, cell.start, cell.end)
        return of_members is not None and not any(cue.search(self._text, cell.start, cell.end) for cue in hosts)

    def _says_something_else(self, start: int, end: int) -> bool:
        """Say whether a header names neither a field of an edition, nor hosts, nor a gathering."""
        words = self._text[start:end]
        known = self._words.field(words) is not None
        of_hosts = (self._words.hosts, self._words.list_of, HOST_NOUN, self._words.one_city)
        is_ours = any(cue.search(words) for cue in (*of_hosts, self._words.series, self._words.event, network_named()))
        says_something = re.search(r"[a-zß-ÿ]{3}", self._words.small.sub(" ", words)) is not None
        return says_something and not (known or is_ours or only_sorts(words) or self._line_label(start, end))

    def _is_of_other_cities(self, head: str) -> bool:
        """Say whether a head is that of cities that are called something else than hosts ('Awarded city')."""
        of_it = (self._words.hosts, self._words.list_of, HOST_NOUN, self._words.series, self._words.event)
        is_known = self._words.field(head) or is_name_of_the_network(head)
        if is_known or any(cue.search(head) for cue in (*of_it, *self._words.of("candidate"))):
            return False
        rest = self._words.small.sub(" ", _COUNTRIES.sub(" ", _CITIES.sub(" ", head)))
        return _CITIES.search(head) is not None and re.search(r"[^\W\d_]{3}", rest) is not None

    def _is_owned_by_another(self, row: Row) -> bool:
        """Say whether the column that names the network in another row names somebody else in this one."""
        for at, cell in enumerate(row.cells):
            words = self._text[cell.start : cell.end]
            if not words or re.search(r"\d", words) or network_named().search(words):
                continue
            if at in self._named_columns and "own" not in self._titles.kinds(cell.start, cell.end):
                label = self._line_label(cell.start, cell.end)
                return label is None or label.kind != "hosts"
        return False

    def _without_others(self, row: Row, context: Context) -> Row:
        """Leave out the cells whose heads speak of other gatherings, or bodies; a head that names ours says so of its cell."""
        kept = []
        grouped = any(cell.group and "own" in self._titles.kinds(*cell.group) for cell in row.cells)
        beside_us = any(cell.head and is_name_of_the_network(self._text[slice(*cell.head)]) for cell in row.cells)
        for cell in row.cells:
            has_places = bool(self._reader.scanner.places(cell.start, cell.end)[0])
            reason = None
            if grouped and cell.group and not self._titles.kinds(*cell.group):
                reason = "another column"
            elif cell.group and self._titles.announced(*cell.group, context).about == "other":
                reason = "another gathering" if has_places else "another column"
            elif cell.head and cell.name in (None, "city"):
                is_others = self._titles.announced(*cell.head, context).about == "other"
                is_bodys = beside_us and has_places and cell.name is None and self._is_of_a_body(*cell.head)
                reason = "another gathering" if is_others or is_bodys else None
            if reason is None:
                kept.append(cell)
            elif has_places:
                self._findings.aside.append(SetAside(Span(cell.start, cell.end), reason))
        return msgspec.structs.replace(row, cells=tuple(kept))

    def _is_for_it(self, cell: Cell) -> bool:
        """Say whether a cell names the conference as what something is for ('Our stand for the …')."""
        named = gatherings(self._text, self._language, self._words, cell.start, cell.end)
        own = next((one.start for one in named if one.whose == "own"), cell.start)
        at_it = self._words.at_it.search(self._text, cell.start, own)
        return at_it is not None and at_it.start() > cell.start and FOR_IT.match(at_it[0]) is not None

    def _names_ours(self, start: int, end: int) -> bool:
        """Say whether a head names the network's conference by the network's name."""
        return "own" in self._titles.kinds(start, end) and network_named().search(self._text, start, end) is not None

    def _is_of_a_body(self, start: int, end: int) -> bool:
        """Say whether a head beside the network's is another's name: no field of an edition, no year, no place."""
        words = self._text[start:end]
        is_ours = is_name_of_the_network(words) or self._titles.kinds(start, end) or only_sorts(words)
        return words.strip() != "" and not is_ours and self._line_label(start, end) is None

    def _row_context(self, row: Row, context: Context) -> Context:
        """A row that names a gathering is about that one; where one is named in a later cell of a list of ours, it is unclear."""
        heads = [head for cell in row.cells for head in (cell.head, cell.group) if head]
        kinds = [self._titles.kinds(cell.start, cell.end) for cell in row.cells]
        ours = ["own" in found and not self._is_for_it(cell) for cell, found in zip(row.cells, kinds, strict=True)]
        if any(ours) or (not context.doubted and any(self._is_its_head(*head) for head in heads)):
            return msgspec.structs.replace(context, about="own", announced=True, doubted=False)
        naming = [cell for cell in row.cells[1:] if cell.head and self._titles.kinds(*cell.head)]
        rivals = [
            cell for cell in (*row.cells[:1], *naming) if self._words.rival.search(self._text, cell.start, cell.end)
        ]
        if rivals or any("other" in found for found in kinds[:1]):
            return msgspec.structs.replace(context, about="other")
        if any("other" in found for found in kinds):
            return msgspec.structs.replace(context, about="weak" if context.announced else "other")
        return context

    def _is_its_head(self, start: int, end: int) -> bool:
        """Say whether a head names the conference, and nothing else of it ('Annual Conference contact')."""
        return "own" in self._titles.kinds(start, end) and not says_something_else(self._reader, start, end)

    def _headed(self, row: Row, cell: Cell, context: Context) -> Context:
        """Return the context of a cell beside a header cell of its own row ('Last host')."""
        head = next((one for one in row.cells if one.is_header and one.start != cell.start), None)
        if head is None or context.about == "none":
            return context
        said = self._titles.announced(head.start, head.end, context)
        return said if said.announced or said.about == "other" else context

    def _holds_pairs(self, cell: Cell) -> bool:
        if not re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", self._text[cell.start : cell.end]):
            return False
        return bool(self._reader.scanner.places(cell.start, cell.end)[0])

    def _is_a_card(self, cell: Cell) -> bool:
        """Say whether a cell has a year in a line of its own, and not much else ('2008 | Lyon | upcoming')."""
        if cell.end - cell.start > _LONGEST_CARD:
            return False
        labels = [self._line_label(*line) for line in self._cell_lines(cell)]
        return len(labels) > 1 and sum(label is not None and label.kind == "year" for label in labels) == 1

    def _cell_lines(self, cell: Cell) -> list[tuple[int, int]]:
        return [match.span() for match in re.compile(r"[^\n]+").finditer(self._lined, cell.start, cell.end)]

    def _country_of(self, row: Row) -> Label | None:
        found = [self._line_label(cell.start, cell.end) for cell in row.cells]
        countries = [label for label in found if label and label.kind == "country"]
        return countries[0] if len(countries) == 1 else None

    def _line_label(self, start: int, end: int) -> Label | None:
        return labelled(self._reader, start, end)

    def _read_part(
        self, row: Row, cells: list[Cell], context: Context, section: Label | None, country: Label | None
    ) -> None:
        """Pair the lines of a row's cells: one year for all its hosts, or line by line where there are as many of each."""
        lines = {cell: self._cell_labels(cell) for cell in cells}
        by_kind: dict[str, list[list[Label]]] = {"year": [], "hosts": [], "country": []}
        for cell, found in lines.items():
            known = [label for label in found if label is not None]
            kinds = {label.kind for label in known}
            is_whole = len(known) == len(found) or (
                len(known) == 1 and self._is_of_hosts(cell) and self._rest_is_bare(cell, known[0])
            )
            if known and is_whole and len(kinds) == 1:
                by_kind.setdefault(known[0].kind, []).append(known)
        kept = (self._of_no_member(row, column) for column in by_kind["year"])
        all_years = [column for column in kept if column]
        by_kind["year"] = self._when_hosted(row, all_years)
        by_kind["year"] = _with_days(by_kind["year"])
        years = [label for column in by_kind["year"] for label in column]
        if not years and section and section.kind == "year":
            years = [section]
        hosts = self._of_the_conference(row, [label for column in by_kind["hosts"] for label in column])
        countries = [label for column in by_kind["country"] for label in column]
        named = [cell for cell in cells if "own" in self._titles.kinds(cell.start, cell.end)]
        titles = ((cell, _WENT.search(self._text, cell.start, cell.end)) for cell in named)
        said = [
            self._titles.announced(cell.start, went.start() if went else cell.end, context).about
            for cell, went in titles
        ]
        example = compiled(rf"[(\[](?:{self._language.example}|{self._language.for_instance})[)\]]")
        if hosts and any(cell.head and example.search(self._text[slice(*cell.head)]) for cell in cells):
            self._findings.unread += row.spans  # 'Place (example)'
            return
        placed = [cell for cell in named if self._reader.scanner.places(cell.start, cell.end)[0]]
        is_of_a_thing = all(map(self._says_what_for, named))
        if named and ((hosts and ("own" not in said or is_of_a_thing)) or (placed and is_of_a_thing)):
            self._findings.unread += (
                row.spans
            )  # 'Preparation of the annual conference', 'Annual conference, flight tickets'
            return
        if not years and named and (hosts or placed):
            years = [Label(kind="year", start=one.start, end=one.end, years=(one,)) for one in self._over_days(cells)]
        if placed and len(years) == 1:  # 'Annual Meeting, Seoul': cities of other cells are none of its hosts
            for cell in placed:
                self._read_named(row, cell, context, years[0])
            return
        dated = {year.value for cell in named for year in years_in(self._text, self._language, cell.start, cell.end)[0]}
        is_a_quiz = len(hosts) > 1 and any(self._text.endswith("?", cell.start, cell.end) for cell in cells)
        beside = [column for column in all_years if self._is_of_something_else(row, column[0])]
        told = {label.years[0].value for column in (*by_kind["year"], *beside) for label in column}
        if hosts and dated and (is_a_quiz or told - dated):
            self._findings.unread += row.spans  # 'Paid in 2018', 'Annual Meeting 2019'
            return
        found_cities = [city for cell in cells for city in self._reader.scanner.places(cell.start, cell.end)[0]]
        if hosts and not years and len(dated) == 1:  # 'Annual Conference 2019 | Fabriano, Italy'
            years = self._years_named(named)
        if not years or not hosts:
            if years and found_cities and context.about in ("own", "weak"):
                self._findings.standing += [Standing(years[0].years[0].value, city.name) for city in found_cities]
                self._findings.unread += row.spans
            elif found_cities and not years and self._may_be_of_an_edition(row, cells, context, hosts):
                self._findings.unread += row.spans
            elif found_cities and context.about == "other":
                self._findings.aside += [SetAside(span, "another gathering") for span in row.spans]
            return
        for year, label, nation in self._in_lines(years, hosts, countries, by_kind["year"], row):
            self._keep_row(row, cells, context, year, label, nation or (country if not countries else None))

    def _over_days(self, cells: list[Cell]) -> list[Year]:
        """Return the year of days without one: that in the head of their column ('Date (2019)'), else the calendar's."""
        dated = [cell for cell in cells if years_in(self._text, self._language, cell.start, cell.end)[1]]
        if len(dated) != 1:
            return []
        head = dated[0].head
        in_head = years_in(self._text, self._language, *head)[0] if head else ()
        return [*in_head] if in_head else [self._calendar] if self._calendar else []

    def _says_what_for(self, cell: Cell) -> bool:
        """Say whether a cell names, behind the conference and a comma or a dash, something else ('Annual conference, flight tickets')."""
        own = gatherings(self._text, self._language, self._words, cell.start, cell.end)
        behind = re.compile(r"(?:\s*\d{4})?\s*[,:;–—-]\s").match(self._text, own[-1].end, cell.end) if own else None
        if behind is None or _WENT.match(self._text, own[-1].end, cell.end):
            return False
        return bool(left_of(self._reader, behind.end(), cell.end))

    def _may_be_of_an_edition(self, row: Row, cells: list[Cell], context: Context, hosts: list[Label]) -> bool:
        """Say whether a row with cities, and no cell that is a year alone, may be an edition's: its venue, its name, 'Next: 2020'."""
        is_own = context.about == "own"
        if (is_own and hosts) or (
            (is_own or context.named)
            and any(years_in(self._text, self._language, one.start, one.end)[0] for one in cells)
        ):
            return True
        return self._names_it(row) if hosts else self._says_where(row)

    def _years_named(self, cells: list[Cell]) -> list[Label]:
        """Return the year that cells which name the conference have in its name."""
        return [
            Label(kind="year", start=year.start, end=year.end, years=(year,))
            for cell in cells
            for year in years_in(self._text, self._language, cell.start, cell.end)[0]
        ][:1]

    def _read_named(self, row: Row, cell: Cell, context: Context, label: Label) -> None:
        """Read a cell that names the conference and its city, with the year of another cell."""
        over = msgspec.structs.replace(context, form="row", about="own", year=label.years[0])
        found = self._reader.read(cell.start, cell.end, over)
        days = self._days_of([label]) or self._days_beside(row, label.years[0].value)
        if days and len(found.entries) == 1:
            found.entries = [msgspec.structs.replace(found.entries[0], first_day=days[0], last_day=days[1])]
        self._keep(row.block, cell.start, cell.end, over, found)

    def _names_it(self, row: Row) -> bool:
        """Say whether a cell of a row names the conference."""
        return any("own" in self._titles.kinds(cell.start, cell.end) for cell in row.cells)

    def _says_where(self, row: Row) -> bool:
        """Say whether a row's first cell, or a head, is the name of a place's column ('Venue | Teatro Gentile, Bergen')."""
        first = self._text[row.cells[0].start : row.cells[0].end]
        return any(cell.name == "city" for cell in row.cells) or self._words.field(first) == "city"

    def _of_the_conference(self, row: Row, hosts: list[Label]) -> list[Label]:
        """Of cities under different heads, keep those whose head names hosts or the conference; the others are set aside."""
        begun = [label for label in hosts if _FROM.fullmatch(self._head_over(row, label))]
        self._findings.aside += [SetAside(Span(label.start, label.end), "where a journey began") for label in begun]
        hosts = self._of_its_year(row, [label for label in hosts if label not in begun])
        heads = {cell.head for label in hosts if (cell := _cell_of(row, label)) and cell.head}
        of_hosts = [cell for cell in row.cells if cell.name == "city" and cell.head and cell.start < cell.end]
        if any(map(self._is_a_person, row.cells)) and not any(self._is_said_to_host(*head) for head in heads):
            return []  # whose home the city is
        if of_hosts and heads and heads.isdisjoint(cell.head for cell in of_hosts):
            return []  # a host that no gazetteer knows, and a city of another column
        if heads and heads.isdisjoint(self._own_heads) and any(cell.head in self._own_heads for cell in row.cells):
            return []  # 'see below' in the column of our conference, and a city in that of another
        if len(heads) < 2:
            of_others = any(
                (_is_of_words(self._text[slice(*head)]) and self._says_something_else(*head))
                or self._is_of_other_cities(self._text[slice(*head)])
                for head in heads
            )
            return [] if of_others else hosts
        kept = [label for label in hosts if (cell := _cell_of(row, label)) and self._is_of_hosts(cell)]
        of_cities = [label for label in kept if self._names_cities(self._head_over(row, label))]
        kept = of_cities or kept  # beside 'City', a column 'Venue' is of houses
        if kept:
            self._findings.aside += [
                SetAside(Span(label.start, label.end), "another column") for label in hosts if label not in kept
            ]
        return kept  # of several columns none of which is said to be of hosts, nobody can tell

    def _is_a_person(self, cell: Cell) -> bool:
        """Say whether a cell below a head is somebody's name: below 'Name', or with an initial ('M. Ferri')."""
        name, head = self._text[cell.start : cell.end], self._text[slice(*cell.head)] if cell.head else ""
        is_called = _NAMES.fullmatch(head) and not re.search(r"\d", name)
        is_known = (
            cell.name
            or self._reader.scanner.places(cell.start, cell.end)[0]
            or self._titles.kinds(cell.start, cell.end)
        )
        return bool(head and name and (is_called or _WITH_INITIAL.fullmatch(name)) and not is_known)

    def _is_said_to_host(self, start: int, end: int) -> bool:
        """Say whether a head is of hosts, or of where the conference was."""
        return bool(self._titles.kinds(start, end) & {"own", "neutral"}) or self._names_hosts(self._text[start:end])

    def _is_the_conference(self, start: int, end: int) -> bool:
        """Say whether a head is the conference, and not of its hosts."""
        return "own" in self._titles.kinds(start, end) and not self._names_hosts(self._text[start:end])

    def _names_hosts(self, head: str) -> bool:
        return any(cue.search(head) for cue in (self._words.hosts, self._words.list_of, HOST_NOUN))

    def _of_its_year(self, row: Row, hosts: list[Label]) -> list[Label]:
        """Leave out the hosts of a column that is of another edition ('Host city | Next host'): they are unread."""
        relative = self._words.relative
        others = [label for label in hosts if relative.search(self._head_over(row, label))]
        has_own = any(
            cell.head and self._is_of_hosts(cell) and not relative.search(self._text[slice(*cell.head)])
            for cell in row.cells
        )
        if not has_own:
            return hosts
        self._findings.unread += [Span(label.start, label.end) for label in others]
        return [label for label in hosts if label not in others]

    def _head_over(self, row: Row, label: Label) -> str:
        """Return the words of the head over a label's column."""
        cell = _cell_of(row, label)
        return self._text[slice(*cell.head)] if cell and cell.head else ""

    def _of_no_member(self, row: Row, years: list[Label]) -> list[Label]:
        """Leave out years whose head says that a city joined in them; they are set aside."""
        kept = []
        for label in years:
            head = self._head_over(row, label)
            joins = any(one.search(head) for one in (self._words.joined, self._words.of_members))
            if joins and not self._words.event.search(head):
                self._findings.aside.append(SetAside(Span(label.start, label.end), "membership"))
            elif ATTENDANCE.search(head):
                self._findings.aside.append(SetAside(Span(label.start, label.end), "who took part"))
            else:
                kept.append(label)
        return kept

    def _when_hosted(self, row: Row, years: list[list[Label]]) -> list[list[Label]]:
        """Keep the columns of years whose head says that the city was the host in them ('Bid | Decision | Hosted'), else 'Year'."""
        cues = (self._words.who_hosts, self._words.list_of, HOST_NOUN, self._words.series)
        kept = [column for column in years if any(cue.search(self._head_over(row, column[0])) for cue in cues)]
        kept = kept or [column for column in years if (cell := _cell_of(row, column[0])) and cell.name == "year"]
        kept = kept or [column for column in years if not self._is_of_something_else(row, column[0])]
        rest = [label for column in years if column not in kept for label in column]
        self._findings.aside += [SetAside(Span(label.start, label.end), "another column") for label in rest]
        return kept

    def _is_of_something_else(self, row: Row, label: Label) -> bool:
        """Say whether the head over a number that may be a year names no field of an edition ('Room')."""
        cell = _cell_of(row, label)
        is_bare = cell is not None and not cell.is_header and label.years[0].dates is None
        return is_bare and cell is not None and cell.head is not None and self._says_something_else(*cell.head)

    def _is_of_hosts(self, cell: Cell) -> bool:
        return cell.name == "city" or (
            cell.head is not None and bool(self._titles.kinds(*cell.head) & {"own", "neutral"})
        )

    def _is_of_a_meeting(self, head: tuple[int, int]) -> bool:
        """Say whether a head is the name of a gathering and nothing else ('Conference')."""
        return self._titles.kinds(*head) == {"neutral"} and not says_something_else(self._reader, *head)

    def _rest_is_bare(self, cell: Cell, label: Label) -> bool:
        """Say whether the other lines of a cell name no place and no year ('Bologna (Italy)', below it 'Theme: music')."""
        rest = [line for line in self._cell_lines(cell) if not line[0] <= label.start < line[1]]
        return not any(
            self._reader.scanner.places(*line)[0] or years_in(self._text, self._language, *line)[0] for line in rest
        )

    def _names_cities(self, head: str) -> bool:
        """Say whether a head is that of cities or hosts, and not of places of any kind."""
        return any(one.search(head) for one in (self._words.one_city, self._words.list_of, HOST_NOUN))

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
        is_one_year = len({label.years[0].value for label in years}) == 1
        are_days = is_one_year or all(label.years[0].dates for label in years)  # a first and a last, in two cells
        is_one = len(years) == 1 or (are_days and len(columns) == 2 and all(len(column) == 1 for column in columns))
        if is_one and len(hosts) > 1 and len(countries) < 2:
            together = tuple(city for label in hosts for city in label.cities)
            hosts = [msgspec.structs.replace(hosts[0], cities=together, end=hosts[-1].end)]
        in_pairs = len(years) == len(hosts) and (len(columns) < 2 or _alternate(years, hosts))
        if len(countries) in (0, 1, len(hosts)) and (is_one or in_pairs):
            nations = countries if len(countries) == len(hosts) else [next(iter(countries), None)] * len(hosts)
            yield from zip([years] * len(hosts) if is_one else [[one] for one in years], hosts, nations, strict=True)
        else:
            self._findings.unread += row.spans

    def _keep_row(
        self, row: Row, cells: list[Cell], context: Context, years: list[Label], hosts: Label, country: Label | None
    ) -> None:
        year = years[0].years[0]
        cities = [with_country(city, country, self._text) if country else city for city in hosts.cities]
        for at in range(len(cities) - 2, -1, -1):
            cities[at] = in_its_country(cities[at], cities[at + 1])
        cities = _without_regions(cities) if country else cities
        self._findings.standing += [Standing(year.value, city.name) for city in cities]
        start, end = hosts.start, hosts.end
        if row.block.start <= years[0].start < row.block.end:
            start, end = min(start, years[0].start), max(end, years[0].end)
        span = Span(min(start, row.block.start), max(end, row.block.end))
        if context.about == "other" and not context.doubted:
            self._findings.aside += [SetAside(span, "another gathering") for span in row.spans]
            return
        if context.about != "own":
            if not self._one or (self._its_years and year.value not in self._its_years):
                self._findings.unread += row.spans
                return
            self._findings.by_title.append((row.block.start, row.block.end))
        status = self._choice_in(row) or self._status_in(row, years, hosts)
        days = self._days_of(years) or self._days_beside(row, year.value)
        told, told_at = status or (context.status, context.status_at)
        rule = "words" if status else "heading" if told else ""
        if status is None and (head := self._chosen_by(row, hosts)):  # whether it was held then is another matter
            is_ahead = self._reader.status_by_time(year.value, None, None) == "planned"
            told, told_at, rule = ("planned", head, "heading") if is_ahead else (None, None, "unknown")
        entry = Entry(
            cities=tuple(cities),
            year=year,
            start=span.start,
            end=span.end,
            rule="row",
            own=context.about == "own",
            status=told,
            status_at=told_at,
            status_rule=rule,
            edition=self._edition_of(cells),
            first_day=days[0] if days else None,
            last_day=days[1] if days else None,
            year_at=None if span.start <= year.start < span.end else Span(year.start, year.end),
        )
        self._findings.keep(Found(entries=[entry]), Context(about="own", form="row"))

    def _choice_in(self, row: Row) -> tuple[Status, Span] | None:
        """Return that a city was chosen, where a column tells which was."""
        told = (row.cells[at] for at in self._chosen_columns if at < len(row.cells))
        return next((("planned", Span(one.start, one.end)) for one in told), None)

    def _chosen_by(self, row: Row, hosts: Label) -> Span | None:
        """Return the head of the cell of hosts where that says who was chosen ('Chosen host')."""
        head = next((cell.head for cell in row.cells if cell.start <= hosts.start < cell.end), None)
        chosen = self._words.chosen.search(self._text, *head) if head else None
        return Span(*chosen.span()) if chosen else None

    def _status_in(self, row: Row, years: list[Label], hosts: Label) -> tuple[Status, Span] | None:
        """Return what a row's other cells say of the status; a cell that holds something else says nothing."""
        for cell in row.cells:
            if cell.start <= hosts.start < cell.end or any(cell.start <= one.start < cell.end for one in years):
                continue
            told = status_said(self._text, cell.start, cell.end, self._words, anywhere=cell.name == "status")
            if told and not is_of_an_earlier_year(told, cell.end, years[0].years[0] if years else None, self._text):
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
        """Return the days of a cell of their own, or of two, in the year of the row."""
        told = (
            (days, dates.span)
            for cell in row.cells
            for dates in read_dates(self._text, self._language, cell.start, cell.end)
            if dates.year is None and (days := dates.days(year))
        )
        first = next(told, None)
        if first is None:
            return None
        last = next(told, first) if first[0][0] == first[0][1] else first  # 'Opening day | Closing day'
        return (first[0][0], first[1]), (last[0][1], last[1])

    def _edition_of(self, cells: list[Cell]) -> Numbered | None:
        for cell in cells:
            words = self._text[cell.start : cell.end].strip()
            if number := ordinal(words, self._language):
                is_of_it = cell.head is None or bool(self._titles.kinds(*cell.head) & {"own", "neutral"})
                if (re.fullmatch(r"\d+", words) or not is_of_it) and cell.name != "edition":
                    continue
                return Numbered(number, Span(cell.start, cell.end))
            label = self._line_label(cell.start, cell.end)
            if label and label.kind == "year" and label.edition:
                return label.edition  # '17th (2025)'
            match = self._words.ordinal.search(self._text, cell.start, cell.end)
            if match and (number := ordinal(match["ordinal"], self._language)):
                return Numbered(number, Span(*match.span("ordinal")))
        return None


def _with_days(columns: list[list[Label]]) -> list[list[Label]]:
    """Leave out columns whose years are those of days in others ('Annual Conference 2021 | 2021-06-14 | 2021-06-18')."""
    days = [column for column in columns if all(label.years[0].dates for label in column)]
    told = {label.years[0].value for column in days for label in column}
    bare = [column for column in columns if column not in days]
    is_same = all(label.years[0].value in told for column in bare for label in column)
    return days if days and is_same else columns


def _cell_of(row: Row, label: Label) -> Cell | None:
    return next((cell for cell in row.cells if cell.start <= label.start < cell.end), None)


def _alternate(years: list[Label], hosts: list[Label]) -> bool:
    """Say whether each year stands beside a host of its own ('2008 | Santa Fe | 2011 | Seoul')."""
    kinds = [one.kind for one in sorted([*years, *hosts], key=lambda one: one.start)]
    return all(one != other for one, other in pairwise(kinds))


def _is_of_words(head: str) -> bool:
    """Say whether a head has several words; a single one that nobody knows may say anything ('Ziel', 'Ort (Land)')."""
    return len(re.findall(r"[^\W\d_]+", BRACKET.sub(" ", head))) > 1


_LARGE = 200_000


def _without_regions(cities: list[City]) -> list[City]:
    """Of 'Santa Fe, New Mexico' beside 'USA' the second is a region: no city of that country has that as its main name.

    A large city has other names in other languages ('Krakau, Kattowitz').
    """
    found: list[City] = []
    for city in cities:
        known = [one for code in city.codes for one in cities_of(city.name, code)]
        named = any(fold(one.name) == fold(city.name) or one.population >= _LARGE for one in known)
        if not found or city.joined or named:
            found.append(city)
        else:
            found[-1] = msgspec.structs.replace(found[-1], note=found[-1].note or city.name)
    return found
