"""States of each original in capture order → the spans in which each value was seen, and every change between captures.

Absence is told by a later capture of the same original alone, one that was read by a layout that is known. A failure, a
challenge, an unknown layout tells nothing; a page that is cut off tells what it states, and nothing of what it lacks.
"""

from collections.abc import Iterator
from datetime import datetime

import msgspec

from scraper.archives.capture import Capture, urlkey
from scraper.dataset.compare import Cell, Change, Record, compare, records_of, tracked
from scraper.dataset.history import State
from scraper.outcomes import Outcome
from scraper.pages.page import Page


class Span(msgspec.Struct, frozen=True, kw_only=True):
    """A value of a field of a fact, and the captures in which it was seen without a break.

    `first_absent` is the first later capture of the same original that states something else, or nothing; None while
    none does. `memento_url` is the last capture's that states it.
    """

    table: str
    key: str
    field: str
    value: Cell
    original: str
    first_seen: datetime
    last_seen: datetime
    first_absent: datetime | None
    captures: int
    memento_url: str | None


class Changed(msgspec.Struct, frozen=True, kw_only=True):
    """A change that a capture shows against the one before it of the same original."""

    timestamp: datetime
    previous: datetime
    original: str
    memento_url: str | None
    change: Change


def is_evidence(page: Page) -> bool:
    """Say whether a page's records, and their absence, are told: it was read by a layout that is known."""
    return (
        page.outcome in (Outcome.EXTRACTED, Outcome.NO_FACTS) and page.layout is not None and page.page_kind is not None
    )


def is_cut_off(page: Page) -> bool:
    """Say whether a page breaks off, so that what it lacks may have stood behind."""
    return any(warning.startswith("cut off") for warning in page.warnings)


class _Open(msgspec.Struct):
    """A span that has not ended."""

    value: Cell
    first: Capture
    last: Capture
    captures: int


class _Original:
    """The states of one original so far."""

    def __init__(self) -> None:
        self.records: tuple[Record, ...] = ()
        self.last: Capture | None = None
        self._stated: tuple[Record, ...] | None = None
        self._again = 0
        self._open: dict[tuple[str, str, str], _Open] = {}
        self._closed: list[Span] = []

    def take(self, capture: Capture, stated: tuple[Record, ...], *, cut_off: bool) -> tuple[Change, ...]:
        """Take one more state in, and return what changed."""
        if self.last is not None and stated == self._stated and not cut_off:
            self._again += 1
            self.last = capture
            return ()
        self._catch_up()
        said = tracked(self.records, stated)
        now = _completed(self.records, said) if cut_off else said
        changes = compare(self.records, now) if self.last is not None else ()
        self._see(capture, now, {(one.table, one.key, field) for one in said for field, _ in one.fields})
        self.records, self.last = now, capture
        self._stated = None if cut_off else stated
        return changes

    def _see(self, capture: Capture, now: tuple[Record, ...], said: set[tuple[str, str, str]]) -> None:
        cells = {(one.table, one.key, field): value for one in now for field, value in one.fields}
        for where, span in list(self._open.items()):
            if cells.get(where) != span.value:
                self._closed.append(_closed(where, span, capture))
                del self._open[where]
        for where, value in cells.items():
            if where not in said:
                continue
            span = self._open.setdefault(where, _Open(value, capture, capture, 0))
            span.last, span.captures = capture, span.captures + 1

    def _catch_up(self) -> None:
        """Count the captures that stated just the same."""
        if self._again and self.last is not None:
            for span in self._open.values():
                span.last, span.captures = self.last, span.captures + self._again
            self._again = 0

    def spans(self) -> Iterator[Span]:
        self._catch_up()
        yield from self._closed
        yield from (_closed(where, span, None) for where, span in self._open.items())


def _completed(before: tuple[Record, ...], said: tuple[Record, ...]) -> tuple[Record, ...]:
    """Return what a page that breaks off states, with what it lacks as it was before: facts, fields, the ends of words."""
    known = {(record.table, record.key): record for record in before}
    found: list[Record] = []
    for record in said:
        old = known.pop((record.table, record.key), None)
        fields = dict(old.fields) if old else {}
        for name, value in record.fields:
            if not (name == "text" and str(fields.get(name, "")).startswith(str(value))):
                fields[name] = value
        found.append(Record(record.table, record.key, tuple(fields.items())))
    return (*found, *known.values())


def _closed(where: tuple[str, str, str], span: _Open, absent: Capture | None) -> Span:
    table, key, field = where
    return Span(
        table=table,
        key=key,
        field=field,
        value=span.value,
        original=span.last.original,
        first_seen=span.first.timestamp,
        last_seen=span.last.timestamp,
        first_absent=absent.timestamp if absent else None,
        captures=span.captures,
        memento_url=span.last.memento_url,
    )


def _of_original(record: Record, capture: Capture) -> Record:
    """Return a record under a key that is its own among all originals: an edition is stated by many pages."""
    if record.table != "events":
        return record
    return Record(record.table, f"{urlkey(capture.original)}#{record.key}", record.fields)


class Spans:
    """The spans and changes of all states folded so far; states come in order of time."""

    def __init__(self) -> None:
        self._originals: dict[str, _Original] = {}
        self._changes: list[Changed] = []

    def fold(self, state: State) -> None:
        """Take one more state in."""
        if not is_evidence(state.page):
            return
        original = self._originals.setdefault(urlkey(state.capture.original), _Original())
        previous = original.last
        records = tuple(_of_original(record, state.capture) for record in records_of(state.page))
        changes = original.take(state.capture, records, cut_off=is_cut_off(state.page))
        if previous is None:
            return
        self._changes += [
            Changed(
                timestamp=state.capture.timestamp,
                previous=previous.timestamp,
                original=state.capture.original,
                memento_url=state.capture.memento_url,
                change=change,
            )
            for change in changes
        ]

    def spans(self) -> list[Span]:
        """Return all spans, by table, key, field and time."""
        found = [span for original in self._originals.values() for span in original.spans()]
        return sorted(found, key=lambda s: (s.table, s.key, s.field, s.first_seen, s.original, str(s.value)))

    def changes(self) -> list[Changed]:
        """Return all changes in order of time, those of one capture together."""
        return sorted(self._changes, key=lambda one: (one.timestamp, one.original))

    def latest(self) -> list[tuple[Capture, tuple[Record, ...]]]:
        """Return, for each original in order of its sort key, the last capture that tells, and what it states."""
        found = sorted(self._originals.items())
        return [(original.last, original.records) for _, original in found if original.last is not None]
