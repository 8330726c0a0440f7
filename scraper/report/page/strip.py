"""Entries in their order → a strip of time: when each was stated, where no capture tells, and what took whose place."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import pairwise

import msgspec

from scraper.outcomes import READ
from scraper.report.page.entries import Entry, Section
from scraper.report.page.material import Material, cell
from scraper.values.capture import urlkey

LENGTH = 1000
"""The length of the strip in units, from the first capture to the newest."""
_SHORTEST = 3
"""What can be seen, in units."""
GAP_DAYS = 180
"""After so many days without a capture of any page the strip is hatched."""


class Spell(msgspec.Struct, frozen=True):
    """A time in which something was seen without a break: in units, and from which capture to which."""

    start: int
    end: int
    first: str
    last: str


class Cell(msgspec.Struct, frozen=True):
    """A row of the strip: entries of one group, and when they were seen."""

    entries: list[Entry]
    spells: list[Spell]


class Arc(msgspec.Struct, frozen=True):
    """What took whose place: numbers of cells from 0."""

    start: int
    end: int


class Strip(msgspec.Struct, frozen=True):
    """The strip: its cells, the gaps between captures and the beginnings of years in units, and the arcs."""

    cells: list[Cell]
    gaps: list[tuple[int, int]]
    years: list[int]
    arcs: list[Arc]
    first: str
    last: str


def strip(material: Material, section: Section) -> Strip | None:
    """Return the strip of a table, None where nothing orders it or there is nothing to show."""
    times = sorted({row["timestamp"] for row in material.captures if row["timestamp"]})
    if section.shown.when is None or not section.entries or len(times) < 2:
        return None
    scale = _Scale(times[0], times[-1])
    groups: dict[str, list[Entry]] = {}
    for entry in section.entries:
        groups.setdefault(_group(entry, section), []).append(entry)
    readings = _readings(material)
    cells = [Cell(entries, _spells(_seen(material, section, entries, readings), scale)) for entries in groups.values()]
    at = {entry.anchor: number for number, cell in enumerate(cells) for entry in cell.entries}
    arcs = {
        (at[entry.anchor], at[entry.successor[0]])
        for entry in section.entries
        if entry.successor and at.get(entry.successor[0], at[entry.anchor]) != at[entry.anchor]
    }
    gaps = [(scale(one), scale(other)) for one, other in pairwise(times) if scale.days(one, other) > GAP_DAYS]
    years = [scale(f"{year:04}-01-01T00:00:00Z") for year in range(int(times[0][:4]) + 1, int(times[-1][:4]) + 1)]
    return Strip(cells, gaps, years, [Arc(*one) for one in sorted(arcs)], times[0], times[-1])


def _group(entry: Entry, section: Section) -> str:
    return f"{entry.when} {cell(entry.row, section.shown.group) or entry.anchor}"


def _readings(material: Material) -> dict[str, list[str]]:
    """Return the times at which each page was read, in order, by its urlkey."""
    found: dict[str, list[str]] = {}
    for row in material.captures:
        if row["outcome"] in READ:
            found.setdefault(urlkey(row["url"]), []).append(row["timestamp"])
    return {page: sorted(times) for page, times in found.items()}


def _spells(seen: Iterable[tuple[str, str]], scale: "_Scale") -> list[Spell]:
    """Return times on the strip; those that touch are one, none is too short to be seen."""
    found: list[Spell] = []
    for first, last in sorted(seen):
        start = min(scale(first), LENGTH - _SHORTEST)
        end = max(scale(last), start + _SHORTEST)
        if found and start <= found[-1].end + 1:
            before = found.pop()
            start, first, end, last = before.start, before.first, max(end, before.end), max(last, before.last)
        found.append(Spell(start, end, first, last))
    return found


def _seen(
    material: Material, section: Section, entries: Iterable[Entry], readings: Mapping[str, list[str]]
) -> Iterator[tuple[str, str]]:
    """Yield from when until when each page states entries without a break: in other words as well, or with another status."""
    pages: dict[str, list[tuple[str, str]]] = {}
    for entry in entries:
        for row in material.statements.get((section.table.name, entry.row["id"])) or [entry.row]:
            pages.setdefault(urlkey(cell(row, "url")), []).append((row["first_seen"], row["last_seen"]))
    for page, stated in pages.items():
        times = readings.get(page, [])
        (first, last), *others = sorted(stated)
        for start, end in others:
            if bisect_right(times, last) < bisect_left(times, start):  # it was read, and did not state them
                yield first, last
                first = start
            last = max(last, end)
        yield first, last


class _Scale:
    """Times as units of the strip."""

    def __init__(self, first: str, last: str) -> None:
        self._first = datetime.fromisoformat(first)
        self._length = max((datetime.fromisoformat(last) - self._first).total_seconds(), 1)

    def __call__(self, when: str) -> int:
        return round(LENGTH * (datetime.fromisoformat(when) - self._first).total_seconds() / self._length)

    @staticmethod
    def days(one: str, other: str) -> int:
        return (datetime.fromisoformat(other) - datetime.fromisoformat(one)).days
