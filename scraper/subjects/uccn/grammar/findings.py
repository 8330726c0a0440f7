"""What the blocks of a document gave, in the order in which they were read."""

from bisect import bisect_left
from collections.abc import Callable, Iterable

import msgspec

from scraper.reading.document import Block
from scraper.subjects.uccn.facts import Standing
from scraper.subjects.uccn.grammar.entries import Context, Entry, Found
from scraper.subjects.uccn.grammar.stretches import Reader
from scraper.values.records import SetAside, Span


def any_within(spans: Iterable[Span]) -> Callable[[int, int], bool]:
    """Return what says whether any of some spans has a part in a stretch, which may lie in each other."""
    apart: list[tuple[int, int]] = []
    for start, end in sorted((span.start, span.end) for span in spans):
        if apart and start <= apart[-1][1]:
            apart[-1] = (apart[-1][0], max(apart[-1][1], end))
        else:
            apart.append((start, end))

    def is_within(first: int, last: int) -> bool:
        at = bisect_left(apart, (last,)) - 1
        return at >= 0 and apart[at][1] > first

    return is_within


def any_in(places: list[int], first: int, last: int) -> bool:
    """Return whether one of some places, in order, lies in a stretch."""
    at = bisect_left(places, first)
    return at < len(places) and places[at] < last


class Stretch(msgspec.Struct, frozen=True):
    """A stretch of text that was read, the block that it stands in, and what it gave."""

    block: Block
    start: int
    end: int
    context: Context
    found: Found


class Findings:
    """Collects entries, what was set aside, what is unread, and the stretches that were read.

    `by_title` are the stretches that only the page's title gives to its edition; `is_invented` says that the page says of itself
    that nothing on it is so.
    """

    def __init__(self) -> None:
        self.stretches: list[Stretch] = []
        self.entries: list[Entry] = []
        self.aside: list[SetAside] = []
        self.unread: list[Span] = []
        self.standing: list[Standing] = []
        self.by_title: list[tuple[int, int]] = []
        self.is_invented = False
        self._position = 0

    def keep(self, found: Found, context: Context) -> None:
        """Take what a stretch gave; an entry of a list has a position in it."""
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

    def read(self, reader: Reader, block: Block, start: int, end: int, context: Context) -> Found:
        """Read a stretch of a block, and take what it gave."""
        found = reader.read(start, end, context)
        self.keep(found, context)
        self.stretches.append(Stretch(block, start, end, context, found))
        return found
