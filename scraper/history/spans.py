"""States of each original in capture order → the spans in which each value was seen, and every change between captures.

Absence is told by a later capture of the same original alone, one that was read by a layout and in a language that are
known, and only where its text proves it (`absence.py`). What a capture does not state, and does not prove to be gone, is
not confirmed: its span neither ends nor goes on. A failure, a challenge, an unknown layout tells nothing; a page that is
cut off tells what it states, and nothing of what it lacks.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

import msgspec

from scraper.history.absence import Absence, is_cut_off
from scraper.history.compare import NOT_CONFIRMED, Cells, Change, cells_of, compare, tracked
from scraper.history.fold import key_of
from scraper.outcomes import tells
from scraper.values.capture import Capture, urlkey
from scraper.values.facts import Cited, State
from scraper.values.records import Cell, Page, Record, Value
from scraper.values.subject import Subject

_Where = tuple[str, str, str]
_Found = tuple[tuple[Record, int], ...]
"""What a page states: each record under its key among all originals, with the number of the thing that it is of."""


class Span(msgspec.Struct, frozen=True, kw_only=True):
    """A value of a field of a fact, and the captures in which it was seen without a break.

    `thing` is the number, given by `History`, of the thing that states it; `key` what tracks the record on its original.
    `first_absent` is the first later capture of the same original that states something else, or nothing; None while
    none does. `memento_url` is the last capture's that states it. `cited` is the value in the last capture that states all
    of it: one that is cut off may state no more than the first words.
    """

    table: str
    thing: int
    key: str
    field: str
    value: Cell
    original: str
    first_seen: datetime
    last_seen: datetime
    first_absent: datetime | None
    captures: int
    memento_url: str | None
    cited: Cited


class Changed(msgspec.Struct, frozen=True, kw_only=True):
    """A change that a capture shows against the one before it of the same original.

    `thing` is the number of what stated the value before, else of what states the one after.
    `before` is the value in the last capture that states it, `after` in this one; None for none. What is not confirmed is
    told by the first capture that does not state it.
    """

    timestamp: datetime
    previous: datetime
    original: str
    memento_url: str | None
    change: Change
    thing: int
    before: Cited | None
    after: Cited | None


def is_evidence(page: Page) -> bool:
    """Say whether a page's records are told, and what it lacks looked into."""
    return tells(page.outcome, page.layout, page.page_kind)


class _Open(msgspec.Struct):
    """A span that has not ended."""

    value: Cell
    first: Capture
    last: Capture
    captures: int
    words: "_Words"

    def closed(self, where: _Where, absent: Capture | None) -> Span:
        table, key, field = where
        return Span(
            table=table,
            thing=self.words.thing,
            key=key,
            field=field,
            value=self.value,
            original=self.last.original,
            first_seen=self.first.timestamp,
            last_seen=self.last.timestamp,
            first_absent=absent.timestamp if absent else None,
            captures=self.captures,
            memento_url=self.last.memento_url,
            cited=self.words.cited(),
        )


class _Words(msgspec.Struct, frozen=True):
    """Where a capture states a value, and the number of the thing that it states it of."""

    state: State
    value: Value
    thing: int

    def cited(self) -> Cited:
        return self.state.cite(self.value)


class _Original:
    """The states of one original so far.

    `records` are what it states, with what is not confirmed as it was; `shown` are without that, but for a page that
    breaks off.
    """

    def __init__(self, subject: Subject) -> None:
        self._subject = subject
        self.records: tuple[Cells, ...] = ()
        self.shown: tuple[Cells, ...] = ()
        self.last: Capture | None = None
        self._language: str | None = None
        self._stated: tuple[Cells, ...] | None = None
        self._said: tuple[Cells, ...] = ()
        self._again: tuple[int, State, _Found] | None = None
        self._open: dict[_Where, _Open] = {}
        self._closed: list[Span] = []
        self._doubted: set[_Where] = set()

    def take(self, state: State, found: _Found) -> list[Changed]:
        """Take one more state in, and return what changed."""
        stated, cut_off = tuple(cells_of(record) for record, _ in found), is_cut_off(state.page)
        if self.last is not None and stated == self._stated and not cut_off:
            self._again = (self._again[0] + 1 if self._again else 1, state, found)
            self.last = state.capture
            return []
        self._catch_up()
        absence = Absence(state.page, self._subject, self._language)
        self._said = tracked(self.records, stated, absence, subject=self._subject)
        changes = compare(self.records, self._said, absence, subject=self._subject) if self.last is not None else ()
        now = _completed(self.records, self._said, changes, self._subject if cut_off else None)
        if cut_off:
            changes = compare(self.records, now, subject=self._subject)
        words = self._words(state, found)
        told = [one for one in changes if one.kind != NOT_CONFIRMED or _where(one) not in self._doubted]
        if not cut_off:
            self._doubted = {_where(one) for one in changes if one.kind == NOT_CONFIRMED}
        lasting = {_where(one): self._open[_where(one)].words for one in told if one.kind == NOT_CONFIRMED}
        lasting |= self._see(state.capture, now, words)
        previous, self.records, self.last = self.last, now, state.capture
        self.shown = now if cut_off else self._said
        self._language = state.page.language or self._language
        self._stated = stated if {(one.table, one.key) for one in now} == self._keys() and not cut_off else None
        return [_changed(change, state.capture, previous, lasting, words) for change in told if previous]

    def _keys(self) -> set[tuple[str, str]]:
        return {(record.table, record.key) for record in self._said}

    def _words(self, state: State, found: _Found) -> dict[_Where, _Words]:
        """Return where a state's values stand, under the keys that its records have in what was said last."""
        return {
            (record.table, record.key, value.field): _Words(state, value, thing)
            for record, (one, thing) in zip(self._said, found, strict=True)
            for value in one.values
        }

    def _see(self, capture: Capture, now: tuple[Cells, ...], words: dict[_Where, _Words]) -> dict[_Where, _Words]:
        """Go on with the spans of what is there now, and return the words of those that end."""
        cells = {(one.table, one.key, field): value for one in now for field, value in one.fields}
        ended: dict[_Where, _Words] = {}
        for where, span in list(self._open.items()):
            if cells.get(where) != span.value:
                self._closed.append(self._open.pop(where).closed(where, capture))
                ended[where] = span.words
        for where, value in cells.items():
            if (said := words.get(where)) is None:
                continue
            span = self._open.setdefault(where, _Open(value, capture, capture, 0, said))
            span.last, span.captures = capture, span.captures + 1
            if said.value.value == value:
                span.words = said
        return ended

    def _catch_up(self) -> None:
        """Count the captures that stated just the same."""
        if self._again is None:
            return
        times, state, found = self._again
        words = self._words(state, found)
        for where, span in self._open.items():
            if where in words:
                span.last, span.captures, span.words = state.capture, span.captures + times, words[where]
        self._again = None

    def spans(self) -> Iterator[Span]:
        self._catch_up()
        yield from self._closed
        yield from (span.closed(where, None) for where, span in self._open.items())


def _where(change: Change) -> _Where:
    return change.table, change.key, change.field


def _changed(
    change: Change, capture: Capture, previous: Capture, lasting: dict[_Where, _Words], words: dict[_Where, _Words]
) -> Changed:
    before = lasting[_where(change)] if change.before is not None else None
    after = words[_where(change)] if change.after is not None else None
    return Changed(
        timestamp=capture.timestamp,
        previous=previous.timestamp,
        original=capture.original,
        memento_url=capture.memento_url,
        change=change,
        thing=next(one.thing for one in (before, after) if one),
        before=before.cited() if before else None,
        after=after.cited() if after else None,
    )


def _completed(
    before: tuple[Cells, ...], said: tuple[Cells, ...], changes: tuple[Change, ...], cut_off: Subject | None
) -> tuple[Cells, ...]:
    """Return what a page states, with what is not confirmed as it was before.

    Words of a page that breaks off get their ends: `cut_off` is its subject, None for a whole page.
    """
    known = {(record.table, record.key): dict(record.fields) for record in before}
    kept: dict[tuple[str, str], dict[str, Cell]] = {}
    for change in changes:
        if change.kind == NOT_CONFIRMED and change.before is not None:
            kept.setdefault((change.table, change.key), {})[change.field] = change.before
    found: list[Cells] = []
    for record in said:
        here = record.table, record.key
        may_break = cut_off.table(record.table).words if cut_off else None
        fields = {name: value for name, value in known.get(here, {}).items() if name in kept.get(here, {})}
        for name, value in record.fields:
            was = str(known.get(here, {}).get(name, ""))
            is_broken = name == may_break and was.startswith(str(value))
            fields[name] = was if is_broken else value
        found.append(Cells(record.table, record.key, tuple(fields.items())))
    keys = {(record.table, record.key) for record in said}
    return (*found, *(record for record in before if (record.table, record.key) in kept.keys() - keys))


class Spans:
    """The spans and changes of all states folded so far; states come in order of time."""

    def __init__(self, subject: Subject) -> None:
        self._subject = subject
        self._originals: dict[str, _Original] = {}
        self._changes: list[Changed] = []

    def fold(self, state: State, things: Sequence[int] | None = None) -> None:
        """Take one more state in; `things` are the numbers of what each record of its page is of, where that is told."""
        if not is_evidence(state.page):
            return
        original = self._originals.setdefault(urlkey(state.capture.original), _Original(self._subject))
        things = [0] * len(state.page.records) if things is None else things
        stated = reversed(list(zip(state.page.records, things, strict=True)))
        told = {(record.table, record.key): (record, thing) for record, thing in stated}
        found = tuple((self._under_key(record, state.capture), thing) for record, thing in reversed(told.values()))
        self._changes += original.take(state, found)

    def _under_key(self, record: Record, capture: Capture) -> Record:
        """Return a record under a key that is its own among all originals."""
        key = key_of(self._subject.table(record.table), record.key, capture.original)
        return msgspec.structs.replace(record, key=key)

    def spans(self) -> list[Span]:
        """Return all spans, by table, key, field and time."""
        found = [span for original in self._originals.values() for span in original.spans()]
        return sorted(found, key=lambda s: (s.table, s.key, s.field, s.first_seen, s.original, str(s.value)))

    def changes(self) -> list[Changed]:
        """Return all changes in order of time, those of one capture together."""
        return sorted(self._changes, key=lambda one: (one.timestamp, one.original))

    def latest(self) -> list[tuple[Capture, tuple[Cells, ...]]]:
        """Return, for each original in order of its sort key, the last capture that tells, and what it states."""
        found = sorted(self._originals.items())
        return [(original.last, original.shown) for _, original in found if original.last is not None]
