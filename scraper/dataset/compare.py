"""Records before and after → changes. 'Diff two captures', 'diff two dates', 'what changed in this run' are all this.

A record keeps its key over rewording and correction: keys match by what a fact is, the edition and its hosts, the words of
an objective. So a corrected year is a change, and no removal with an addition.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

import msgspec
from rapidfuzz import fuzz

from scraper.dataset.history import event_values, host_statements
from scraper.dataset.keys import event_key, host_key, objective_key, same
from scraper.pages.page import Page
from scraper.pages.places import resolve
from scraper.pages.records import Value

ChangeKind = Literal["added", "removed", "changed", "moved"]
CHANGE_KINDS: tuple[ChangeKind, ...] = ("added", "removed", "changed", "moved")
Cell = str | int

# Objectives that share this much of their letters (0 to 100) are one, reworded.
_REWORDED = 60
# One that is cut down to some of its words is still the same: so much does it count that all of them are in the other.
_SHORTENED = 0.75
# Cities that share this much are one, spelt otherwise.
_RESPELT = 80
# A host whose year is this far from another is not the same edition, put off: a city may host again.
_PUT_OFF = 3
_MOST_PAIRS = 40_000


class Record(msgspec.Struct, frozen=True):
    """One stated thing: its table, what identifies it across captures, its fields that are filled."""

    table: str
    key: str
    fields: tuple[tuple[str, Cell], ...]

    def value(self, field: str) -> Cell | None:
        """Return the value of a field, None for none."""
        return next((value for name, value in self.fields if name == field), None)


class Stated(msgspec.Struct, frozen=True):
    """A record as a page states it, and the values that fill its fields, in their order, with their places on the page."""

    record: Record
    values: tuple[Value, ...]


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One field of one record before and after. All fields of a record that is new are `added`, of one gone `removed`."""

    table: str
    key: str
    field: str
    kind: ChangeKind
    before: Cell | None
    after: Cell | None


def records_of(page: Page) -> tuple[Record, ...]:
    """Return the records that a page states, in its order, no key twice."""
    return tuple(stated.record for stated in stated_by(page))


def stated_by(page: Page) -> tuple[Stated, ...]:
    """Return the records that a page states with their places, in its order, no key twice."""
    found: dict[tuple[str, str], Stated] = {}
    for table, key, values in _values(page):
        if (table, key) not in found:
            fields = tuple((value.field, value.value) for value in values)
            found[table, key] = Stated(Record(table, key, fields), values)
    return tuple(found.values())


def _values(page: Page) -> Iterator[tuple[str, str, tuple[Value, ...]]]:
    for statement in host_statements(page):
        yield "timeline", host_key(statement.year, statement.host.city), statement.values
    for objective in page.objectives:
        yield "objectives", objective_key(page.language, objective.text), tuple(objective.values())
    for event in page.events:
        yield "events", event_key(event), event_values(event)


def compare(before: Sequence[Record], after: Sequence[Record]) -> tuple[Change, ...]:
    """Return the changes that make `after` of `before`, in the order of `after`, what is gone last."""
    known = {(record.table, record.key): record for record in before}
    changes: list[Change] = []
    for record in tracked(before, after):
        old = known.pop((record.table, record.key), None)
        changes += _between(old, record) if old else _all_of(record, "added")
    for record in known.values():
        changes += _all_of(record, "removed")
    return tuple(changes)


def _between(old: Record, new: Record) -> Iterator[Change]:
    names = dict.fromkeys(name for name, _ in (*old.fields, *new.fields))
    for name in names:
        before, after = old.value(name), new.value(name)
        if before != after:
            kind: ChangeKind = "moved" if name == "position" and None not in (before, after) else "changed"
            yield Change(table=old.table, key=old.key, field=name, kind=kind, before=before, after=after)


def _all_of(record: Record, kind: ChangeKind) -> Iterator[Change]:
    for name, value in record.fields:
        before, after = (value, None) if kind == "removed" else (None, value)
        yield Change(table=record.table, key=record.key, field=name, kind=kind, before=before, after=after)


def apply(before: Sequence[Record], changes: Iterable[Change]) -> tuple[Record, ...]:
    """Return the records that changes make of some: the same as were compared with, but for order and keys."""
    cells = {(record.table, record.key): dict(record.fields) for record in before}
    for change in changes:
        fields = cells.setdefault((change.table, change.key), {})
        if change.after is None:
            fields.pop(change.field, None)
        else:
            fields[change.field] = change.after
    return tuple(Record(table, key, tuple(fields.items())) for (table, key), fields in cells.items() if fields)


def tracked(before: Sequence[Record], after: Sequence[Record]) -> tuple[Record, ...]:
    """Return `after` with each record under the key that it has in `before`, where it is there."""
    pairs = dict(_matched(before, after))
    taken = {(record.table, record.key) for record in before}
    found: list[Record] = []
    for at, record in enumerate(after):
        if at in pairs:
            found.append(msgspec.structs.replace(record, key=before[pairs[at]].key))
            continue
        key, number = record.key, 2
        while (record.table, key) in taken:  # the key of another record, which was corrected since
            key, number = f"{record.key}~{number}", number + 1
        taken.add((record.table, key))
        found.append(msgspec.structs.replace(record, key=key))
    return tuple(found)


# --- which record is which --------------------------------------------------------------------------------------------


def _matched(before: Sequence[Record], after: Sequence[Record]) -> Iterator[tuple[int, int]]:
    """Yield the places in `after` and in `before` of records that are one.

    Of one content; of what they say now, though a key be from before; of one key; the likest.
    """
    used: set[int] = set()
    left = list(range(len(after)))
    for identity in (_content, _subject, _key):
        places = {identity(before[at]): at for at in reversed(range(len(before))) if at not in used}
        pairs = [(new, old) for new in left if (old := places.pop(identity(after[new]), None)) is not None]
        used.update(old for _, old in pairs)
        taken = {new for new, _ in pairs}
        left = [new for new in left if new not in taken]
        yield from pairs
    yield from _likest(before, [at for at in range(len(before)) if at not in used], after, left)


def _content(record: Record) -> tuple[object, ...]:
    return record.table, record.fields


def _subject(record: Record) -> tuple[object, ...]:
    """Return what a record is of by its fields: year and city, words, ordinal and year and hosts."""
    if record.table == "objectives":
        return record.table, same(str(record.value("text")))
    name = "city" if record.table == "timeline" else "hosts"
    edition = record.value("edition") if record.table == "events" else None
    return record.table, edition, record.value("year"), same(str(record.value(name) or ""))


def _key(record: Record) -> tuple[object, ...]:
    return record.table, record.key


def _likest(
    before: Sequence[Record], others: list[int], after: Sequence[Record], left: list[int]
) -> Iterator[tuple[int, int]]:
    if len(others) * len(left) > _MOST_PAIRS:
        return
    scored = [
        (-likeness, new, old)
        for new in left
        for old in others
        if before[old].table == after[new].table and (likeness := _likeness(before[old], after[new])) > 0
    ]
    news, olds = set(left), set(others)
    for _, new, old in sorted(scored):
        if new in news and old in olds:
            news.discard(new)
            olds.discard(old)
            yield new, old


def _likeness(old: Record, new: Record) -> float:
    """Return how surely two records of other keys are one, 0 for not at all."""
    if old.table == "objectives":
        words = same(str(old.value("text"))), same(str(new.value("text")))
        likeness = max(fuzz.ratio(*words), fuzz.token_set_ratio(*words) * _SHORTENED)
        return likeness if likeness >= _REWORDED else 0
    editions = old.value("edition"), new.value("edition")
    same_edition = None not in editions and editions[0] == editions[1]
    other_edition = None not in editions and not same_edition
    name = "city" if old.table == "timeline" else "hosts"
    cities = same(str(old.value(name) or "")), same(str(new.value(name) or ""))
    years = old.value("year"), new.value("year")
    same_year = years[0] == years[1]
    near = None in years or abs(int(years[0] or 0) - int(years[1] or 0)) <= _PUT_OFF
    is_one = cities[0] == cities[1] or (same_year and _is_one_place(old, new))
    if is_one and cities[0] and near and not (other_edition and not same_year):
        return 300 + 100 * same_year
    if other_edition:
        return 0
    if same_edition and old.table == "events":
        return 200
    likeness = fuzz.ratio(*cities) if all(cities) else 0
    if same_edition and likeness >= _RESPELT:
        return 200 + likeness
    return 100 + likeness if same_year and likeness >= _RESPELT else 0


def _is_one_place(old: Record, new: Record) -> bool:
    """Say whether two names, each with its country, mean one city: 'Krakow' and 'Cracovie'."""
    city, country, other_city, other_country = (
        str(record.value(field) or "") for record in (old, new) for field in ("city", "country")
    )
    place = resolve(city, country or None)
    return place is not None and place == resolve(other_city, other_country or None)
