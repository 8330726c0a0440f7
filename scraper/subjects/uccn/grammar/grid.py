"""The rows of an HTML table → records of cells, by the table model of HTML: spans filled in, headers named, sides turned.

A table whose years stand in a row is turned over; one of two pairs of columns side by side is two records a row.
"""

import re
from collections import Counter
from collections.abc import Iterator

import msgspec

from scraper.reading.document import Block
from scraper.subjects.uccn.grammar.words import words
from scraper.subjects.uccn.languages import Language
from scraper.values.records import Span

_MOST_COLUMNS = 200
_YEAR = re.compile(r"\D{0,12}(?:19|20)\d\d\D{0,3}")


class Cell(msgspec.Struct, frozen=True):
    """A cell: its place in the text, whether it is a header, its column's name where it is known, its header's place.

    `group` is the place of the header over its header, where there are two rows of them.
    """

    start: int
    end: int
    is_header: bool = False
    name: str | None = None
    head: tuple[int, int] | None = None
    group: tuple[int, int] | None = None


class Row(msgspec.Struct, frozen=True):
    """A record: its cells in order, those that span rows with them. `section` says that it is one cell over all columns."""

    block: Block
    cells: tuple[Cell, ...]
    section: bool = False

    @property
    def spans(self) -> list[Span]:
        """Where its words stand: the row's, or each cell's of a column that is read as a row."""
        if all(self.block.start <= cell.start and cell.end <= self.block.end for cell in self.cells):
            return [Span(self.block.start, self.block.end)]
        return [Span(cell.start, cell.end) for cell in self.cells if cell.start < cell.end]

    def parts(self, grid: "Grid") -> Iterator[list[Cell]]:
        """Yield the cells by sides: a name that comes oftener than in one record begins another."""
        part: list[Cell] = []
        for cell in self.cells:
            if cell.name and [one.name for one in part].count(cell.name) == grid.side.count(cell.name) > 0:
                yield part
                part = []
            part.append(cell)
        if part:
            yield part


class Grid(msgspec.Struct, frozen=True):
    """A table as records; `named` are the names of its columns, `side` those of one record where several stand in a row."""

    headers: tuple[tuple[Cell, ...], ...]
    rows: tuple[Row, ...]
    named: frozenset[str]
    side: tuple[str, ...] = ()


def grid_of(blocks: list[Block], text: str, language: Language) -> Grid:
    """Return a table's rows as records."""
    lines = list(_filled(blocks))
    width = max(len(line) for line in lines)
    names = [[_name(text, cell, language) for cell in line] for line in lines]
    if _is_turned(lines, names, text):
        return _turned(blocks, lines, text, language)
    head = next((at for at in range(len(lines)) if _is_header(blocks[at], names[at])), None)
    if head is None and _is_over_years(lines, names[0], text):
        head = 0
    groups: list[Cell] = []
    if (
        head is not None
        and head + 1 < len(lines)
        and (not any(names[head]) or blocks[head + 1].header)
        and _is_header(blocks[head + 1], names[head + 1])
    ):
        groups, head = lines[head], head + 1
    columns: list[str | None] = _columns(names[head], lines[head + 1 :], text) if head is not None else [None] * width
    known = [name for name in columns if name]
    side = _one_side([name for name in known if name in ("year", "city")])
    heads = lines[head] if head is not None else []
    rows = [
        _row(block, line, columns, heads, groups, width)
        for at, (block, line) in enumerate(zip(blocks, lines, strict=True))
        if at != head and line is not groups
    ]
    headers = tuple(tuple(line) for line in (groups, heads) if line)
    return Grid(headers, tuple(rows), frozenset(known), side)


def _one_side(names: list[str]) -> tuple[str, ...]:
    """Return the columns of years and cities that come again in their order; 'Year | Dates | City' and 'Venue' are of one record."""
    sizes = (size for size in range(1, len(names)) if names == names[:size] * (len(names) // size))
    side = tuple(names[: next(sizes, 0)])
    return side if len(side) >= len(set(names)) else ()


def _filled(blocks: list[Block]) -> Iterator[list[Cell]]:
    """Yield each row's cells by column, those of rows above that span it among them."""
    spanning: dict[int, tuple[Cell, int]] = {}
    for block in blocks:
        line: list[Cell] = []
        waiting = list(zip(block.cells, block.extents, strict=True))
        column = 0
        while (waiting or any(at >= column for at in spanning)) and column < _MOST_COLUMNS:
            if column in spanning:
                cell, left = spanning.pop(column)
                line.append(cell)
                if left > 1:
                    spanning[column] = (cell, left - 1)
                column += 1
                continue
            if not waiting:
                line.append(Cell(block.end, block.end))
                column += 1
                continue
            (start, end), (columns, rows, is_header) = waiting.pop(0)
            cell = Cell(start, end, is_header)
            for _ in range(min(columns, _MOST_COLUMNS - column)):
                line.append(cell)
                if rows > 1:
                    spanning[column] = (cell, rows - 1)
                column += 1
        yield line


def _columns(names: list[str | None], lines: list[list[Cell]], text: str) -> list[str | None]:
    """Return the names of columns; one of years or days has figures in it ('From' may be a place)."""
    return [
        None if name == "year" and not any(re.search(r"\d", text[slice(*_span(line, at))]) for line in lines) else name
        for at, name in enumerate(names)
    ]


def _span(line: list[Cell], at: int) -> tuple[int, int]:
    return (line[at].start, line[at].end) if at < len(line) else (0, 0)


def _row(
    block: Block, line: list[Cell], columns: list[str | None], heads: list[Cell], groups: list[Cell], width: int
) -> Row:
    distinct: list[Cell] = []
    for at, cell in enumerate(line):
        if distinct and (distinct[-1].start, distinct[-1].end) == (cell.start, cell.end):
            continue
        over, group = (span if span[0] < span[1] else None for span in (_span(heads, at), _span(groups, at)))
        group = None if group == over else group  # a head that spans both rows
        name = columns[at] if at < len(columns) else None
        distinct.append(msgspec.structs.replace(cell, name=name, head=over, group=group))
    filled = [cell for cell in distinct if cell.start < cell.end]
    return Row(block, tuple(distinct), section=len(filled) == 1 and width > 1 and len(block.cells) == 1)


def _is_header(block: Block, names: list[str | None]) -> bool:
    return (block.header and len(block.cells) > 1) or sum(name is not None for name in dict.fromkeys(names)) >= 2


def _is_over_years(lines: list[list[Cell]], names: list[str | None], text: str) -> bool:
    """Say whether a first row without a figure has the name of a column of years, each of whose other cells has some."""
    if len(lines) < 2 or "year" not in names or any(re.search(r"\d", text[cell.start : cell.end]) for cell in lines[0]):
        return False
    at = names.index("year")
    return all(re.search(r"\d", text[slice(*_span(line, at))]) for line in lines[1:])


def _is_turned(lines: list[list[Cell]], names: list[list[str | None]], text: str) -> bool:
    """Say whether a table's records are its columns: the fields' names stand below each other, or years beside each other."""
    below = [line_names[0] for line_names in names if line_names]
    beside = names[0] if names else []
    first = [text[start:end] for start, end in dict.fromkeys((cell.start, cell.end) for cell in lines[0])]
    years = sum(_YEAR.fullmatch(words) is not None for words in first)
    named_below = len({name for name in below if name})
    named_beside = len({name for name in beside if name})
    counted = Counter(name for name in below if name)
    pairs = (
        all(len(line) == 2 for line in lines)
        and counted.total() == len(lines)
        and all(count == 1 or (name == "year" and count == 2) for name, count in counted.items())  # first and last day
    )
    has_more = len(lines) > 1 and (max(map(len, lines)) > 2 or pairs)
    return has_more and ((named_below >= 2 and named_beside < 2) or (years >= 2 and years >= len(first) - 1))


def _turned(blocks: list[Block], lines: list[list[Cell]], text: str, language: Language) -> Grid:
    width = max(map(len, lines))
    heads = [line[0] for line in lines if line]
    named = [_name(text, cell, language) for cell in heads]
    first = [_YEAR.fullmatch(text[cell.start : cell.end]) is not None for cell in lines[0]]
    has_heads = any(named) or all(cell.is_header for cell in heads) or (not first[0] and all(first[1:]))
    rows = []
    for column in range(1 if has_heads else 0, width):
        cells = tuple(
            msgspec.structs.replace(
                line[column], name=name if has_heads else None, head=(line[0].start, line[0].end) if has_heads else None
            )
            for line, name in zip(lines, named, strict=True)
            if column < len(line)
        )
        filled = [cell for cell in cells if cell.start < cell.end]
        if not filled:
            continue
        own = next(
            block for block in blocks if block.start <= filled[-1].start < block.end or block.end == filled[-1].end
        )
        rows.append(Row(own, cells))
    known = frozenset(name for name in named if name)
    return Grid((tuple(heads),) if has_heads else (), tuple(rows), known)


def _name(text: str, cell: Cell, language: Language) -> str | None:
    written = text[cell.start : cell.end]
    return words(language).field(written) if len(written) <= 40 else None
