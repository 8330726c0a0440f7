"""States of each page in capture order → its statements, each with the period in which it held, and every change.

Only a later capture of the same page proves absence: one that was read with a known layout and language, and whose text
proves it (`absence.py`). A value that a capture neither states nor proves to be gone is not confirmed. A failure, a
challenge or an unknown layout says nothing about the facts; a page that is cut off is evidence for what it states, not
against what it lacks.
"""

from collections import ChainMap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec

from scraper.history.absence import Absence, is_cut_off
from scraper.history.compare import (
    CHANGE_KINDS,
    NOT_CONFIRMED,
    Cells,
    Change,
    ChangeClass,
    cells_of,
    class_of,
    compare,
    tracked,
)
from scraper.history.fold import key_of
from scraper.outcomes import Outcome, tells
from scraper.values.capture import Capture, urlkey
from scraper.values.facts import Evidence, State
from scraper.values.records import Cell, Page, Record
from scraper.values.subject import Subject

PAGE_KINDS: dict[str, tuple[ChangeClass, str]] = {
    "emptied": ("page", "the page exists but no longer states any of its facts"),
    "cut off": ("page", "the capture ends before the page does"),
    "page moved": ("page", "the address redirects to another page"),
    "page not found": ("page", "the address returns 404 or 410"),
    "other language": ("language", "the address returns the page in another language"),
    "not read": ("reading", "nothing on the page could be read, although the facts may still be there"),
}
"""Changes of a page as a whole: the class and the meaning of each kind."""

KINDS: Mapping[str, str] = CHANGE_KINDS | {kind: meaning for kind, (_, meaning) in PAGE_KINDS.items()}
_AWAY = {
    Outcome.REDIRECT: "page moved",
    Outcome.NOT_FOUND: "page not found",
    Outcome.LAYOUT_UNKNOWN: "not read",
    Outcome.LANGUAGE_NOT_READ: "not read",
}
_TOLD_ONCE = {NOT_CONFIRMED, *PAGE_KINDS} - {"other language"}
"""Kinds that are reported for the first capture only, until they are over."""

_Key = tuple[str, str]
_Where = tuple[str | None, str | None, str | None]
_Row = tuple[str | None, str | None, str | None, ChangeClass]
_Found = tuple[tuple[Record, int], ...]
"""What a page states: each record under its key across all pages, with the number of the thing that it is about."""


class Statement(msgspec.Struct, eq=False, kw_only=True):
    """What a page states about one thing, and the period of captures that state exactly that.

    `thing` is the number that `History` assigns. `first_absent` is the first later capture of the page that states
    something else, or proves that the thing is gone; `not_confirmed` the first that does not state all of it without
    such proof. `evidence` is that of the last capture that states all of it, because a capture that is cut off may
    contain only the beginning.
    """

    table: str
    thing: int
    fields: dict[str, Cell]
    original: str
    first_seen: datetime
    last_seen: datetime
    captures: int
    memento_url: str | None
    evidence: Evidence
    first_absent: datetime | None = None
    not_confirmed: datetime | None = None


class Changed(msgspec.Struct, eq=False, kw_only=True):
    """A change between a capture and the previous capture of the same page.

    Without a `field` it concerns the whole record, without a `table` the whole page. `before` and `after` are values,
    the whole record in words, or a message about the page; None if there is none. `was` and `now` are the corresponding
    statements. `returned` is the time of the first later capture that undoes the change.
    """

    kind: str
    timestamp: datetime
    previous: datetime
    original: str
    memento_url: str | None
    table: str | None = None
    thing: int | None = None
    field: str | None = None
    before: Cell | None = None
    after: Cell | None = None
    was: Statement | None = None
    now: Statement | None = None
    returned: datetime | None = None

    @property
    def class_(self) -> ChangeClass:
        """The class of the change."""
        return PAGE_KINDS[self.kind][0] if self.kind in PAGE_KINDS else class_of(self.kind)  # type: ignore[arg-type]


def is_evidence(page: Page) -> bool:
    """Return whether a page's records are used, and whether what it lacks is examined."""
    return tells(page.outcome, page.layout, page.page_kind)


class _Original:
    """The states of one page so far.

    `records` are what it states, including values that are not confirmed, and also while it states nothing at all;
    `shown` excludes these, except for a page that is cut off. `spoken` are the records in each language in which it was
    captured, `worded` the keys of those that it stated in that language.
    """

    def __init__(self, subject: Subject) -> None:
        self._subject = subject
        self.records: tuple[Cells, ...] = ()
        self.shown: tuple[Cells, ...] = ()
        self.last: Capture | None = None
        self.changes: list[Changed] = []
        self.statements: list[Statement] = []
        self._language: str | None = None
        self._spoken: dict[str | None, tuple[Cells, ...]] = {}
        self._worded: dict[str | None, set[_Key]] = {}
        self._stated: tuple[Cells, ...] | None = None
        self._said: tuple[Cells, ...] = ()
        self._again: tuple[int, State, _Found] | None = None
        self._open: dict[_Key, Statement] = {}
        self._latest: dict[_Where, Statement] = {}
        self._latest_in: dict[str | None, dict[_Where, Statement]] = {}
        self._compared: Capture | None = None
        self._compared_in: dict[str | None, Capture] = {}
        self._unreturned: dict[_Row, Changed] = {}

    # --- a capture that tells nothing of the facts --------------------------------------------------------------------

    def note_away(self, state: State) -> None:
        """Note a capture that shows what became of the page, but not what it states."""
        kind, target = _AWAY.get(state.page.outcome), state.page.moved_to
        if kind is None or (kind == "page moved" and (not target or urlkey(target) == urlkey(state.capture.original))):
            return
        self._note_page(state.capture, kind, after=target)

    def _note_page(self, capture: Capture, kind: str, before: str | None = None, after: str | None = None) -> None:
        if self._compared is not None:
            change = _changed(kind, capture, self._compared, before=before, after=after)
            self._tell((None, None, kind), change)

    # --- a capture that tells -----------------------------------------------------------------------------------------

    def take(self, state: State, found: _Found) -> None:
        """Add one state."""
        capture, cut_off = state.capture, is_cut_off(state.page)
        stated = tuple(cells_of(record) for record, _ in found)
        language = state.page.language or self._language
        if self.last is not None and (stated, language) == (self._stated, self._language) and not cut_off:
            self._again = (len(state.numbers) + (self._again[0] if self._again else 0), state, found)
            self.last = capture
            if found:
                self._compared = self._compared_in[language] = capture
                self._back(capture)
            return
        self._catch_up()
        turned = self.last is not None and language != self._language
        base, worded = self._base(language), self._worded.setdefault(language, set())
        elsewhere = {one for one in base if _key(one) not in worded}
        was = language if language in self._spoken else self._language
        absence = Absence(state.page, self._subject, was, elsewhere)
        self._said = tracked(base, stated, absence, subject=self._subject)
        changes = compare(base, self._said, absence, subject=self._subject) if self.last is not None else ()
        now = _completed(base, self._said, changes, self._subject if cut_off else None)
        if cut_off:
            changes = compare(base, now, subject=self._subject)
        told = self._of_language(changes) if turned else changes
        latest = ChainMap(dict(self._latest_in.get(language, {})), dict(self._latest))
        emptied = len(base) > 1 and not found and not cut_off
        gone = {_key(one) for one in changes if one.kind == "removed"}
        self._see(state, found, now, gone, language)
        if turned:
            self._note_page(capture, "other language", self._language, language)
        if cut_off:
            self._note_page(capture, "cut off")
        if emptied:
            self._note_page(capture, "emptied" if gone else "not read", f"{len(self.shown)} facts")
        else:
            self._confirm(capture)
            for where, change in self._of_records(
                told, capture, self._compared_in.get(language, self._compared), latest
            ):
                self._tell(where, change)
            self._forget(gone)
            worded |= set(map(_key, self._said))
            self.records = self._spoken[language] = now
            self._compared = self._compared_in[language] = capture
        self.last, self._language = capture, language
        self.shown = now if cut_off else self._said
        self._stated = (
            stated if not cut_off and {_key(one) for one in now} == {_key(one) for one in self._said} else None
        )
        if found and not cut_off:
            self._back(capture)

    def _base(self, language: str | None) -> tuple[Cells, ...]:
        """Return the records that a capture in a language is compared with: those last stated in it."""
        spoken = self._spoken.get(language)
        if spoken is None or language == self._language:
            return self.records
        keys = {_key(record) for record in spoken}
        return (*spoken, *(record for record in self.records if _key(record) not in keys))

    def _of_language(self, changes: Iterable[Change]) -> Iterator[Change]:
        """Yield the changes when a page appears in another language: none that it makes, and none reported in the other."""
        current = {(*_key(record), name): value for record in self.records for name, value in record.fields}
        for one in changes:
            is_told = one.after is not None and current.get((*_key(one), one.field)) == one.after
            if class_of(one.kind) != "language" and not is_told:
                yield one

    def _forget(self, gone: set[_Key]) -> None:
        """Drop what is gone in every language."""
        for language, records in self._spoken.items():
            self._spoken[language] = tuple(one for one in records if _key(one) not in gone)
            self._worded[language] -= gone

    # --- statements and their spells ----------------------------------------------------------------------------------

    def _see(self, state: State, found: _Found, now: tuple[Cells, ...], gone: set[_Key], language: str | None) -> None:
        """Continue the statements that still hold, end those that do not, and begin new ones."""
        capture = state.capture
        whole = {_key(record): dict(record.fields) for record in now}
        said = {
            _key(record): (record, stated, thing) for record, (stated, thing) in zip(self._said, found, strict=True)
        }
        for key, statement in list(self._open.items()):
            if key in gone:
                statement.first_absent = capture.timestamp
                del self._open[key]
            elif key not in said:
                statement.not_confirmed = statement.not_confirmed or capture.timestamp
        for key, (cells, record, thing) in said.items():
            fields = {name: whole[key][name] for name, _ in cells.fields}
            open_ = self._open.get(key)
            is_own = open_ is not None and (is_cut_off(state.page) or open_.thing == thing)
            if open_ is None or not is_own or open_.fields not in (fields, dict(cells.fields)):
                if open_ is not None:
                    _end(open_, fields, capture)
                open_ = self._begun(key, record, thing, dict(cells.fields), state)
            self._go_on(open_, record, state, len(state.numbers))
            told: dict[_Where, Statement] = {(*key, name): open_ for name in (None, *fields)}
            self._latest |= told
            self._latest_in.setdefault(language, {}).update(told)

    def _begun(self, key: _Key, record: Record, thing: int, fields: dict[str, Cell], state: State) -> Statement:
        capture = state.capture
        statement = Statement(
            table=record.table,
            thing=thing,
            fields=fields,
            original=capture.original,
            first_seen=capture.timestamp,
            last_seen=capture.timestamp,
            captures=0,
            memento_url=capture.memento_url,
            evidence=state.evidence(record.span, record.rule),
        )
        self._open[key] = statement
        self.statements.append(statement)
        return statement

    def _go_on(self, statement: Statement, record: Record, state: State, times: int) -> None:
        capture = state.capture
        statement.last_seen, statement.original = capture.timestamp, capture.original
        statement.memento_url, statement.not_confirmed = capture.memento_url, None
        statement.captures += times
        if all(statement.fields[value.field] == value.value for value in record.values):
            statement.evidence = state.evidence(record.span, record.rule)

    def _catch_up(self) -> None:
        """Count the captures that state exactly the same."""
        if self._again is None:
            return
        times, state, found = self._again
        for cells, (record, _) in zip(self._said, found, strict=True):
            self._go_on(self._open[_key(cells)], record, state, times)
        self._again = None

    # --- changes ------------------------------------------------------------------------------------------------------

    def _of_records(
        self, changes: Iterable[Change], capture: Capture, previous: Capture | None, latest: Mapping[_Where, Statement]
    ) -> Iterator[tuple[_Where, Changed]]:
        """Yield changes as published: one per record that is added, removed or not confirmed; `latest` was reported before."""
        if previous is None:
            return
        said = {_key(record) for record in self._said}
        whole: set[_Key] = set()
        for one in changes:
            key = _key(one)
            is_whole = one.kind in ("added", "removed") or (one.kind == NOT_CONFIRMED and key not in said)
            field = None if is_whole else one.field
            if is_whole and key in whole:
                continue
            whole |= {key} if is_whole else set()
            was = None if one.before is None else latest.get((*key, field))
            now = None if one.after is None else self._latest.get((*key, one.field))
            yield (
                (*key, field),
                _changed(
                    one.kind,
                    capture,
                    previous,
                    table=one.table,
                    thing=next((statement.thing for statement in (now, was) if statement), None),
                    field=field,
                    before=_in_words(was) if is_whole and was else one.before,
                    after=_in_words(now) if is_whole and now else one.after,
                    was=was,
                    now=now,
                ),
            )

    def _tell(self, where: _Where, change: Changed) -> None:
        """Add a change, or note that it undoes an earlier one."""
        row = (*where, change.class_)
        before = self._unreturned.get(row)
        if before is not None and self._takes_back(before, change):
            before.returned = change.timestamp
            del self._unreturned[row]
        elif before is None or before.kind != change.kind or before.kind not in _TOLD_ONCE:
            self._unreturned[row] = change
            self.changes.append(change)

    def _takes_back(self, before: Changed, change: Changed) -> bool:
        """Return whether a change undoes another: the same words again, or a record that is back."""
        if before.kind == "removed" and change.kind == "added" and before.was and change.now:
            table = self._subject.table(before.was.table)
            one, other = (
                {
                    name: value
                    for name, value in fields.items()
                    if (column := table.column(name)) and column.sort == "value"
                }
                for fields in (before.was.fields, change.now.fields)
            )
            return one == other
        is_same_class = before.class_ == change.class_ != "substance"
        return is_same_class and (before.before, before.after) == (change.after, change.before)

    def _confirm(self, capture: Capture) -> None:
        """Note that what was not confirmed is stated again."""
        stated: set[_Where] = {(*_key(record), name) for record in self._said for name, _ in record.fields}
        stated |= {(*_key(record), None) for record in self._said}
        for (*where, class_), change in list(self._unreturned.items()):
            if change.kind == NOT_CONFIRMED and (here := (where[0], where[1], where[2])) in stated:
                is_as_before = change.field is None or self._latest[here].fields.get(change.field) == change.before
                change.returned = capture.timestamp if is_as_before else None
                del self._unreturned[*here, class_]

    def _back(self, capture: Capture) -> None:
        """Note that a change of the page as a whole is over."""
        for kind, (class_, _) in PAGE_KINDS.items():
            if kind in _TOLD_ONCE and (change := self._unreturned.pop((None, None, kind, class_), None)) is not None:
                change.returned = capture.timestamp


def _changed(kind: str, capture: Capture, previous: Capture, **told: Any) -> Changed:
    return Changed(
        kind=kind,
        timestamp=capture.timestamp,
        previous=previous.timestamp,
        original=capture.original,
        memento_url=capture.memento_url,
        **told,
    )


def _key(one: Cells | Change) -> _Key:
    return one.table, one.key


def _end(statement: Statement, fields: dict[str, Cell], capture: Capture) -> None:
    """End a statement if the page states something else about the thing, or less."""
    if fields.items() <= statement.fields.items():
        statement.not_confirmed = statement.not_confirmed or capture.timestamp
    else:
        statement.first_absent = capture.timestamp


def _in_words(statement: Statement) -> str:
    return ", ".join(f"{name} {value}" for name, value in statement.fields.items())


def _completed(
    before: tuple[Cells, ...], said: tuple[Cells, ...], changes: tuple[Change, ...], cut_off: Subject | None
) -> tuple[Cells, ...]:
    """Return what a page states, with values that are not confirmed as they were.

    For a page that is cut off, texts are completed: `cut_off` is its subject, None for a complete page.
    """
    known = {_key(record): dict(record.fields) for record in before}
    kept: dict[_Key, dict[str, Cell]] = {}
    for change in changes:
        if change.kind == NOT_CONFIRMED and change.before is not None:
            kept.setdefault(_key(change), {})[change.field] = change.before
    found: list[Cells] = []
    for record in said:
        here = _key(record)
        may_break = cut_off.table(record.table).words if cut_off else None
        fields = {name: value for name, value in known.get(here, {}).items() if name in kept.get(here, {})}
        for name, value in record.fields:
            was = str(known.get(here, {}).get(name, ""))
            is_broken = name == may_break and was.startswith(str(value))
            fields[name] = was if is_broken else value
        found.append(Cells(record.table, record.key, tuple(fields.items())))
    keys = {_key(record) for record in said}
    return (*found, *(record for record in before if _key(record) in kept.keys() - keys))


class Spans:
    """The statements and changes of all states folded so far; states have to be given in order of time."""

    def __init__(self, subject: Subject) -> None:
        self._subject = subject
        self._originals: dict[str, _Original] = {}

    def fold(self, state: State, things: Sequence[int]) -> None:
        """Add one state; `things` are the numbers of the things that its records are about."""
        key = urlkey(state.capture.original)
        if not is_evidence(state.page):
            if key in self._originals:
                self._originals[key].note_away(state)
            return
        original = self._originals.setdefault(key, _Original(self._subject))
        stated = reversed(list(zip(state.page.records, things, strict=True)))
        told = {(record.table, record.key): (record, thing) for record, thing in stated}
        original.take(
            state, tuple((self._under_key(record, state.capture), thing) for record, thing in reversed(told.values()))
        )

    def _under_key(self, record: Record, capture: Capture) -> Record:
        """Return a record under a key that is unique across all pages."""
        key = key_of(self._subject.table(record.table), record.key, capture.original)
        return msgspec.structs.replace(record, key=key)

    def statements(self) -> list[Statement]:
        """Return all statements, page by page, and in order of time for each page."""
        found: list[Statement] = []
        for _, original in sorted(self._originals.items()):
            original._catch_up()
            found += sorted(original.statements, key=lambda one: one.first_seen)
        return found

    def changes(self) -> list[Changed]:
        """Return all changes in order of time, those of one capture together."""
        found = (change for original in self._originals.values() for change in original.changes)
        return sorted(found, key=lambda one: (one.timestamp, one.original))

    def latest(self) -> list[tuple[Capture, tuple[Cells, ...]]]:
        """Return, for each original in order of its sort key, the last capture that can be read, and what it states."""
        found = sorted(self._originals.items())
        return [(original.last, original.shown) for _, original in found if original.last is not None]
