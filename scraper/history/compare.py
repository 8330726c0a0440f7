"""Records before and after → changes. Comparing two captures, two dates or two runs all use this.

A record keeps its key when it is reworded or corrected, because records are matched by what they are about, as their
table defines. A corrected year is therefore a change, not a removal and an addition.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from types import MappingProxyType
from typing import Literal

import msgspec

from scraper.history.absence import Absence
from scraper.reading.document import without_mojibake
from scraper.reading.folding import same
from scraper.values.records import Cell, Page, Record
from scraper.values.subject import Column, RecordTable, Subject

ChangeKind = Literal[
    "added",
    "removed",
    "changed",
    "completed",
    "moved",
    "reworded",
    "respelt",
    "translated",
    "encoding",
    "not confirmed",
]
CHANGE_KINDS: dict[ChangeKind, str] = {
    "added": "a record that was not stated before",
    "removed": "a record that is gone: its words no longer appear, and no unread part of the page can contain it",
    "changed": "a value was replaced by another one",
    "completed": "a detail was added to a record that the page already stated",
    "moved": "another position in the list",
    "reworded": "{words} in other words",
    "respelt": "another spelling: the same place or words apart from accents, case and punctuation",
    "translated": "{words} or a name, on a page that is now in another language",
    "encoding": "the same words with a character encoding error added or repaired",
    "not confirmed": "a value that this capture does not state, without proof that it is gone; the value is kept",
}
NOT_CONFIRMED: ChangeKind = "not confirmed"
ChangeClass = Literal["substance", "wording", "language", "encoding", "page", "reading", "replay"]
CHANGE_CLASSES: dict[ChangeClass, str] = {
    "substance": "the page states something else: a record was added or removed, or a value changed",
    "wording": "the same fact in other words or another spelling",
    "language": "the page is in another language",
    "encoding": "the same words with a character encoding error added or repaired",
    "page": "the page as a whole, or a position in its list: emptied, cut off, moved",
    "reading": "a value is not confirmed, because less of the capture could be read",
    "replay": "the same capture, replayed with other bytes",
}
_CLASS_OF: dict[ChangeKind, ChangeClass] = {
    "added": "substance",
    "removed": "substance",
    "changed": "substance",
    "completed": "wording",
    "moved": "page",
    "reworded": "wording",
    "respelt": "wording",
    "translated": "language",
    "encoding": "encoding",
    "not confirmed": "reading",
}

_MOST_PAIRS = 40_000


class Cells(msgspec.Struct, frozen=True):
    """One record without places in the text: its table, its key, which identifies it across captures, and its values by field."""

    table: str
    key: str
    fields: tuple[tuple[str, Cell], ...]

    def value(self, field: str) -> Cell | None:
        """Return the value of a field, or None."""
        return next((value for name, value in self.fields if name == field), None)


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One field of one record before and after, and the kind of change (`CHANGE_KINDS`).

    All fields of a new record are `added`, all fields of a record that is gone `removed`. A value that is not confirmed
    has no `after`.
    """

    table: str
    key: str
    field: str
    kind: ChangeKind
    before: Cell | None
    after: Cell | None


@dataclass(frozen=True)
class PageRecords:
    """A page with the records that it states; equal to any that states the same."""

    page: Page = field(compare=False)
    records: tuple[Cells, ...]


def between(before: PageRecords, after: PageRecords, subject: Subject) -> tuple[Change, ...]:
    """Return the changes from one page to another."""
    return compare(before.records, after.records, Absence(after.page, subject, before.page.language), subject=subject)


def cells_of(record: Record) -> Cells:
    """Return a record as cells, without places in the text."""
    return Cells(record.table, record.key, tuple((value.field, value.value) for value in record.values))


def distinct_records(page: Page) -> tuple[Record, ...]:
    """Return the records that a page states, in its order, no key twice."""
    found: dict[tuple[str, str], Record] = {}
    for record in page.records:
        found.setdefault((record.table, record.key), record)
    return tuple(found.values())


def records_of(page: Page) -> tuple[Cells, ...]:
    """Return the records of a page as cells in its order, each key once."""
    return tuple(map(cells_of, distinct_records(page)))


def compare(
    before: Sequence[Cells], after: Sequence[Cells], absence: Absence | None = None, *, subject: Subject
) -> tuple[Change, ...]:
    """Return the changes from `before` to `after`, in the order of `after`, removals last.

    `absence` is what the page that states `after` proves about records that it does not state; if None, a missing
    record is gone, as in a dataset.
    """
    return _Comparison(before, after, absence, subject).changes()


def tracked(
    before: Sequence[Cells], after: Sequence[Cells], absence: Absence | None = None, *, subject: Subject
) -> tuple[Cells, ...]:
    """Return `after`, with each record under the key that it has in `before`, if it is there."""
    return _Comparison(before, after, absence, subject).tracked()


def fates(
    before: Sequence[Cells], after: Sequence[Cells], absence: Absence, *, subject: Subject
) -> tuple[tuple[bool, int | None], ...]:
    """Return, for each record of `before`, whether it is gone, and the position in `after` of the same record, or None."""
    return _Comparison(before, after, absence, subject).fates()


def confirmed(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Return the changes without those that are not confirmed."""
    return tuple(change for change in changes if change.kind != NOT_CONFIRMED)


def apply(before: Sequence[Cells], changes: Iterable[Change]) -> tuple[Cells, ...]:
    """Apply changes to records; the result equals the records that were compared, except for order and keys."""
    cells = {(record.table, record.key): dict(record.fields) for record in before}
    for change in confirmed(changes):
        fields = cells.setdefault((change.table, change.key), {})
        if change.after is None:
            fields.pop(change.field, None)
        else:
            fields[change.field] = change.after
    return tuple(Cells(table, key, tuple(fields.items())) for (table, key), fields in cells.items() if fields)


def class_of(kind: ChangeKind) -> ChangeClass:
    """Return the class of a change of a record, by its kind."""
    return _CLASS_OF[kind]


def _textual(column: Column | None, before: str, after: str, translated: bool) -> ChangeKind:
    """Return what happened to a text."""
    one, other = without_mojibake(before), without_mojibake(after)
    if one == other or (same(one) == same(other) and (one != before) != (other != after)):
        return "encoding"
    if column is None or column.sort not in ("name", "words"):
        return "changed"
    is_alike = same(before) == same(after) or bool(column.alike and column.alike(before, after))
    if translated and (is_alike or column.sort == "words" or column.alike is None):
        return "translated"
    return "respelt" if is_alike else "changed" if column.sort == "name" else "reworded"


def _all_of(record: Cells, kind: ChangeKind) -> Iterator[Change]:
    for name, value in record.fields:
        before, after = (None, value) if kind == "added" else (value, None)
        yield Change(table=record.table, key=record.key, field=name, kind=kind, before=before, after=after)


class _Comparison:
    """Records before and after, and the rules that match them. Positions are those in the two sequences."""

    def __init__(
        self, before: Sequence[Cells], after: Sequence[Cells], absence: Absence | None, subject: Subject
    ) -> None:
        self._before, self._after, self._absence = before, after, absence
        self._tables = {table.name: table for table in subject.tables}
        self._proves_nothing = absence is not None and not absence.is_sure and bool(before) and not self._overlap()

    def _table(self, record: Cells) -> RecordTable:
        return self._tables[record.table]

    def changes(self) -> tuple[Change, ...]:
        known = {(record.table, record.key): record for record in self._before}
        changes: list[Change] = []
        for record in self.tracked():
            old = known.pop((record.table, record.key), None)
            changes += self._between(old, record) if old else _all_of(record, "added")
        for record in known.values():
            changes += _all_of(record, "removed" if self._is_gone(record) else NOT_CONFIRMED)
        return tuple(changes)

    def tracked(self) -> tuple[Cells, ...]:
        pairs = dict(self._matched())
        taken = {(record.table, record.key) for record in self._before}
        found: list[Cells] = []
        for at, record in enumerate(self._after):
            if at in pairs:
                found.append(msgspec.structs.replace(record, key=self._before[pairs[at]].key))
                continue
            key, number = record.key, 2
            while (record.table, key) in taken:  # the key of another record, which was corrected since
                key, number = f"{record.key}~{number}", number + 1
            taken.add((record.table, key))
            found.append(msgspec.structs.replace(record, key=key))
        return tuple(found)

    def fates(self) -> tuple[tuple[bool, int | None], ...]:
        pairs = {old: new for new, old in self._matched()}
        return tuple(
            (at not in pairs and self._is_gone(record), pairs.get(at)) for at, record in enumerate(self._before)
        )

    # --- what is gone -------------------------------------------------------------------------------------------------

    def _is_gone(self, record: Cells) -> bool:
        """Return whether a record that is not stated is gone.

        A general layout may have selected another part of the page as the main content. If nothing that was stated
        before is stated there, the absence of a record is no evidence that it is gone.
        """
        if self._absence is None:
            return True
        return not self._proves_nothing and self._absence.is_proved(self._table(record), record)

    def _overlap(self) -> bool:
        stated = {self._identity(record) for record in self._before}
        if any(self._identity(record) in stated for record in self._after):
            return True
        return len(self._before) * len(self._after) <= _MOST_PAIRS and any(
            self._likeness(one, other) > 0 for one in self._before for other in self._after
        )

    # --- what happened to a field -------------------------------------------------------------------------------------

    def _between(self, old: Cells, new: Cells) -> Iterator[Change]:
        names = dict.fromkeys(name for name, _ in (*old.fields, *new.fields))
        for name in names:
            before, after = old.value(name), new.value(name)
            if before != after:
                kind = self._kind(self._table(new).column(name), before, after)
                yield Change(table=old.table, key=old.key, field=name, kind=kind, before=before, after=after)

    def _kind(self, column: Column | None, before: Cell | None, after: Cell | None) -> ChangeKind:
        """Return what happened to a field of a record that is stated still; one that is left out may be so still."""
        is_place = column is not None and column.sort == "place"
        if after is None:
            return NOT_CONFIRMED if self._absence is not None else "changed"
        if before is None:
            return "completed" if column and (column.detail or is_place) else "changed"
        if is_place:
            return "moved"
        if not (isinstance(before, str) and isinstance(after, str)):
            return "changed"
        return _textual(column, before, after, self._absence is not None and self._absence.is_translated)

    # --- which record is which ----------------------------------------------------------------------------------------

    def _matched(self) -> Iterator[tuple[int, int]]:
        """Yield the positions in `after` and in `before` of records that are the same.

        In this order: equal content; equal identity by their values; equal key; highest likeness; corrections; the
        texts of one list in two languages.
        """
        left, others = list(range(len(self._after))), list(range(len(self._before)))
        gone = {at: self._is_gone(self._before[at]) for at in self._unstated()}
        steps: list[Callable[[list[int], list[int]], Iterable[tuple[int, int]]]] = [
            partial(self._alike, _content),
            partial(self._alike, self._identity),
            partial(self._alike, _key, gone=gone),
            partial(self._likest, gone=gone),
            partial(self._corrected, gone=gone),
        ]
        if self._absence and self._absence.is_translated:
            steps.append(self._translated)
        for step in steps:
            pairs = list(step(left, others))
            yield from pairs
            news, olds = {new for new, _ in pairs}, {old for _, old in pairs}
            left, others = [at for at in left if at not in news], [at for at in others if at not in olds]

    def _unstated(self) -> Iterator[int]:
        """Yield the positions of guarded records whose identity does not occur in `after`."""
        stated = {self._identity(record) for record in self._after}
        for at, record in enumerate(self._before):
            if self._table(record).is_guarded and self._identity(record) not in stated:
                yield at

    def _identity(self, record: Cells) -> tuple[object, ...]:
        """Return what a record is about, by its fields."""
        return record.table, self._table(record).identity(record)

    def _may_be_one(self, old: int, new: int, gone: Mapping[int, bool]) -> bool:
        """Return whether a record may take the key of another: the other is gone, or both are about the same thing."""
        before, after = self._before[old], self._after[new]
        return gone.get(old, True) or self._table(before).is_one(before, after)

    def _alike(
        self,
        identity: Callable[[Cells], object],
        left: list[int],
        others: list[int],
        *,
        gone: Mapping[int, bool] = MappingProxyType({}),
    ) -> Iterator[tuple[int, int]]:
        places = {identity(self._before[at]): at for at in reversed(others)}
        for new in left:
            old = places.get(identity(self._after[new]))
            if old is not None and self._may_be_one(old, new, gone):
                yield new, places.pop(identity(self._after[new]))

    def _likest(self, left: list[int], others: list[int], *, gone: Mapping[int, bool]) -> Iterator[tuple[int, int]]:
        if len(others) * len(left) > _MOST_PAIRS:
            return
        scored = [
            (-likeness, new, old)
            for new in left
            for old in others
            if self._before[old].table == self._after[new].table
            and self._may_be_one(old, new, gone)
            and (likeness := self._likeness(self._before[old], self._after[new])) > 0
        ]
        news, olds = set(left), set(others)
        for _, new, old in sorted(scored):
            if new in news and old in olds:
                news.discard(new)
                olds.discard(old)
                yield new, old

    def _likeness(self, old: Cells, new: Cells) -> float:
        """Return how surely two records with different keys are the same, 0 for not at all."""
        return self._table(old).likeness(old, new) if old.table == new.table else 0

    def _corrected(self, left: list[int], others: list[int], *, gone: Mapping[int, bool]) -> Iterator[tuple[int, int]]:
        """Yield the only new record of a slot with the only one that is gone, if the new one corrects it."""
        news, olds = self._by_slot(self._after, left), self._by_slot(self._before, others)
        for slot, ats in news.items():
            if not len(ats) == len(olds.get(slot, ())) == 1:
                continue
            new, old = ats[0], olds[slot][0]
            if gone.get(old) and self._table(self._before[old]).corrects(self._before[old], self._after[new]):
                yield new, old

    def _by_slot(self, records: Sequence[Cells], places: Iterable[int]) -> dict[object, list[int]]:
        found: dict[object, list[int]] = {}
        for at in places:
            slot = self._table(records[at]).slot(records[at])
            if slot is not None:
                found.setdefault((records[at].table, slot), []).append(at)
        return found

    def _translated(self, left: list[int], others: list[int]) -> Iterator[tuple[int, int]]:
        """Yield the texts of two languages by their positions in a list, if both lists have the same length."""
        for table in self._tables.values():
            if table.place and table.words:
                news = self._in_list(table.name, table.place, self._after, left)
                olds = self._in_list(table.name, table.place, self._before, others)
                if len(news) == len(olds):
                    yield from zip(news, olds, strict=True)

    @staticmethod
    def _in_list(table: str, place: str, records: Sequence[Cells], ats: Iterable[int]) -> list[int]:
        mine = (at for at in ats if records[at].table == table)
        return sorted(mine, key=lambda at: int(records[at].value(place) or 0))


def _content(record: Cells) -> tuple[object, ...]:
    return record.table, record.fields


def _key(record: Cells) -> tuple[object, ...]:
    return record.table, record.key
