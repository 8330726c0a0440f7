"""Units beside hosts of one list, of which nothing is stated though they hold a year and a name that no gazetteer knows."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from scraper.reading.document import Block
from scraper.subjects.uccn.grammar.findings import Findings, any_in, any_within
from scraper.subjects.uccn.grammar.labels import left_of
from scraper.subjects.uccn.grammar.mentions import years_in
from scraper.subjects.uccn.grammar.stretches import Reader
from scraper.values.records import Span

_MOST = 4  # words of a name

Unit = tuple[int, int, Block]


def unknown_hosts(blocks: Iterable[Block], reader: Reader, findings: Findings) -> Iterator[Span]:
    """Yield the items, rows and lines that may name a host whom nobody knows: '2016: Xanadu' between two that are stated."""
    hosts = sorted(city.start for entry in findings.entries for city in entry.cities)
    is_told = any_within((*findings.unread, *(one.span for one in findings.aside)))
    for group in _groups(blocks, reader.text):
        stating = {unit[0]: unit[2] for unit in group if any_in(hosts, *unit[:2])}
        columns = {at for block in stating.values() for at, cell in enumerate(block.cells) if any_in(hosts, *cell)}
        for start, end, block in group if stating else ():
            is_known = start in stating or is_told(start, end)
            if not is_known and _names_a_stranger((start, end, block), columns, reader):
                yield Span(start, end)


def _groups(blocks: Iterable[Block], text: str) -> Iterable[list[Unit]]:
    groups: dict[tuple[str, int], list[Unit]] = defaultdict(list)
    for block in blocks:
        if block.kind in ("item", "row"):
            groups[block.kind, block.group].append((block.start, block.end, block))
        elif "\n" in block.text:
            lines = re.compile(r"[^\n]+").finditer(text, block.start, block.end)
            groups["line", block.start] += [(*line.span(), block) for line in lines]
    return groups.values()


def _names_a_stranger(unit: Unit, columns: set[int], reader: Reader) -> bool:
    """Say whether a unit holds a year and, in a column of hosts, nothing but a name in capitals that is no known place."""
    start, end, block = unit
    years, _ = years_in(reader.text, reader.language, start, end)
    if not any(reader.may_have_one(year.value) for year in years) or reader.words.denies(reader.text, start, end):
        return False
    cells = [block.cells[at] for at in columns if at < len(block.cells)] if block.cells else [(start, end)]
    return any(_is_a_name(first, stop, reader) for first, stop in cells if first < stop)


def _is_a_name(start: int, end: int, reader: Reader) -> bool:
    if reader.scanner.places(start, end)[0]:
        return False
    words = left_of(reader, start, end)
    known = (reader.words.no_city, *(pattern for _, pattern in reader.words.statuses))
    is_name = 0 < len(words) <= _MOST and all(word[0].isupper() for word in words)
    return is_name and not all(any(one.fullmatch(word) for one in known) for word in words)
