"""Records before and after → changes. 'Diff two captures', 'diff two dates', 'what changed in this run' are all this.

A record keeps its key over rewording and correction: keys match by what a fact is, the edition and its hosts, the words of
an objective. So a corrected year is a change, and no removal with an addition.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Literal

import msgspec
from rapidfuzz import fuzz

from scraper.history.absence import Absence, Fact, hosts_of, is_one_place
from scraper.reading.document import without_mojibake
from scraper.reading.folding import same
from scraper.subjects.uccn.places import country_code
from scraper.values.records import Page, Value

Cell = str | int
ChangeKind = Literal[
    "added", "removed", "changed", "moved", "reworded", "respelt", "translated", "encoding", "not confirmed"
]
CHANGE_KINDS: dict[ChangeKind, str] = {
    "added": "a record that was not stated before",
    "removed": "a record that is gone: nothing of the page that was left unread can be it, and its words stand there no more",
    "changed": "another value",
    "moved": "another place in the list",
    "reworded": "an objective in other words",
    "respelt": "a name or words written otherwise: the same place, the same words but for accents, case and marks",
    "translated": "an objective of a page that is in another language now, by its place in the list",
    "encoding": "the same words, garbled or mended",
    "not confirmed": "a value that this capture does not state, though nothing proves that it is gone; it stays as it was",
}
NOT_CONFIRMED: ChangeKind = "not confirmed"

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
    """One field of one record before and after, and what happened (`CHANGE_KINDS`).

    All fields of a record that is new are `added`, of one gone `removed`. What is not confirmed has no value after.
    """

    table: str
    key: str
    field: str
    kind: ChangeKind
    before: Cell | None
    after: Cell | None


class PageRecords(msgspec.Struct, frozen=True, eq=False):
    """A page with the records that it states; equal to any that states the same."""

    page: Page
    records: tuple[Record, ...]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PageRecords) and self.records == other.records

    def __hash__(self) -> int:
        return hash(self.records)


def between(before: PageRecords, after: PageRecords) -> tuple[Change, ...]:
    """Return the changes from one page to another."""
    return compare(before.records, after.records, Absence(after.page, before.page.language))


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
    yield from ((record.table, record.key, record.values) for record in page.records)


def compare(before: Sequence[Record], after: Sequence[Record], absence: Absence | None = None) -> tuple[Change, ...]:
    """Return the changes that make `after` of `before`, in the order of `after`, what is gone last.

    `absence` is what the page that states `after` proves of what it does not state; None where what is not there is gone,
    as in a dataset.
    """
    known = {(record.table, record.key): record for record in before}
    is_gone = _proof(before, after, absence)
    changes: list[Change] = []
    for record in tracked(before, after, absence):
        old = known.pop((record.table, record.key), None)
        changes += _between(old, record, absence) if old else _all_of(record, "added")
    for record in known.values():
        changes += _all_of(record, "removed" if is_gone(record) else NOT_CONFIRMED)
    return tuple(changes)


def _proof(before: Sequence[Record], after: Sequence[Record], absence: Absence | None) -> Callable[[Record], bool]:
    """Return what says of a record that is not stated whether it is gone.

    A general layout may have taken another part of the page for the main one: where that states nothing of what was stated
    before, it proves nothing.
    """
    if absence is None:
        return lambda _: True
    if not absence.is_sure and before and not _overlap(before, after):
        return lambda _: False
    return lambda record: absence.is_proved(fact_of(record))


def _overlap(before: Sequence[Record], after: Sequence[Record]) -> bool:
    stated = {_subject(record) for record in before}
    if any(_subject(record) in stated for record in after):
        return True
    return len(before) * len(after) <= _MOST_PAIRS and any(
        one.table == other.table and _likeness(one, other) > 0 for one in before for other in after
    )


def confirmed(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Return the changes without what is not confirmed."""
    return tuple(change for change in changes if change.kind != NOT_CONFIRMED)


def fact_of(record: Record) -> Fact:
    """Return what of a page would be gone with a record."""
    if record.table == "objectives":
        return Fact(wording=str(record.value("text")))
    year, city, country = (record.value(field) for field in ("year", "city", "country"))
    if record.table == "events":
        hosts = hosts_of(str(record.value("hosts") or ""))
    else:
        hosts = ((str(city), None if country is None else str(country)),)
    return Fact(year=None if year is None else int(year), hosts=hosts)


def _between(old: Record, new: Record, absence: Absence | None) -> Iterator[Change]:
    names = dict.fromkeys(name for name, _ in (*old.fields, *new.fields))
    for name in names:
        before, after = old.value(name), new.value(name)
        if before != after:
            kind = _kind(name, before, after, absence)
            yield Change(table=old.table, key=old.key, field=name, kind=kind, before=before, after=after)


def _kind(name: str, before: Cell | None, after: Cell | None, absence: Absence | None) -> ChangeKind:
    """Return what happened to a field of a record that is stated still; one that is left out may be so still."""
    if after is None:
        return "changed" if absence is None else NOT_CONFIRMED
    if name == "position" and before is not None:
        return "moved"
    if not (isinstance(before, str) and isinstance(after, str)):
        return "changed"
    if before != after and without_mojibake(before) == without_mojibake(after):
        return "encoding"
    if name not in _WRITTEN:
        return "changed"
    if same(before) == same(after) or _means_the_same(name, before, after):
        return "respelt"
    if name != "text":
        return "changed"
    return "translated" if absence is not None and absence.is_translated else "reworded"


_WRITTEN = ("city", "country", "hosts", "note", "text")


def _means_the_same(name: str, before: str, after: str) -> bool:
    """Say whether names of places mean the same ones."""
    if name == "country":
        codes = [country_code(without_mojibake(name)) for name in (before, after)]
        return codes[0] is not None and codes[0] == codes[1]
    if name == "city":
        return is_one_place(before, None, after, None)
    pairs = (hosts_of(before), hosts_of(after)) if name == "hosts" else ((), ())
    return len(pairs[0]) == len(pairs[1]) > 0 and all(
        is_one_place(*one, *other) and (one[1] is None) == (other[1] is None) for one, other in zip(*pairs, strict=True)
    )


def _all_of(record: Record, kind: ChangeKind) -> Iterator[Change]:
    for name, value in record.fields:
        before, after = (None, value) if kind == "added" else (value, None)
        yield Change(table=record.table, key=record.key, field=name, kind=kind, before=before, after=after)


def apply(before: Sequence[Record], changes: Iterable[Change]) -> tuple[Record, ...]:
    """Return the records that changes make of some: the same as were compared with, but for order and keys."""
    cells = {(record.table, record.key): dict(record.fields) for record in before}
    for change in confirmed(changes):
        fields = cells.setdefault((change.table, change.key), {})
        if change.after is None:
            fields.pop(change.field, None)
        else:
            fields[change.field] = change.after
    return tuple(Record(table, key, tuple(fields.items())) for (table, key), fields in cells.items() if fields)


def tracked(before: Sequence[Record], after: Sequence[Record], absence: Absence | None = None) -> tuple[Record, ...]:
    """Return `after` with each record under the key that it has in `before`, where it is there."""
    pairs = dict(_matched(before, after, absence))
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


def _matched(before: Sequence[Record], after: Sequence[Record], absence: Absence | None) -> Iterator[tuple[int, int]]:
    """Yield the places in `after` and in `before` of records that are one.

    Of one content; of what they say now, though a key be from before; of one key; the likest; what corrects another; the
    objectives of one list in two languages.
    """
    left, others = list(range(len(after))), list(range(len(before)))
    is_gone = _proof(before, after, absence)
    gone = {at: is_gone(before[at]) for at in _unstated(before, after)}
    steps: tuple[Callable[[list[int], list[int]], Iterable[tuple[int, int]]], ...] = (
        *(partial(_alike, before, after, identity) for identity in (_content, _subject)),
        partial(_alike, before, after, _key, gone=gone),
        partial(_likest, before, after, gone=gone),
        partial(_corrected, before, after, gone=gone),
        partial(_translated, before, after) if absence and absence.is_translated else lambda left, others: (),
    )
    for step in steps:
        pairs = list(step(left, others))
        yield from pairs
        news, olds = {new for new, _ in pairs}, {old for _, old in pairs}
        left, others = [at for at in left if at not in news], [at for at in others if at not in olds]


def _unstated(before: Sequence[Record], after: Sequence[Record]) -> Iterator[int]:
    """Yield the places of records of the timeline of which `after` says nothing by their year and city."""
    stated = {_subject(record) for record in after}
    yield from (at for at, one in enumerate(before) if one.table == "timeline" and _subject(one) not in stated)


def _alike(
    before: Sequence[Record],
    after: Sequence[Record],
    identity: Callable[[Record], object],
    left: list[int],
    others: list[int],
    *,
    gone: Mapping[int, bool] = MappingProxyType({}),
) -> Iterator[tuple[int, int]]:
    places = {identity(before[at]): at for at in reversed(others)}
    for new in left:
        old = places.get(identity(after[new]))
        if old is not None and (gone.get(old, True) or _is_one_host(before[old], after[new])):
            yield new, places.pop(identity(after[new]))


def _is_one_host(old: Record, new: Record) -> bool:
    """Say whether two records are of one city in one year, so that neither is the other one corrected."""
    if old.table != "timeline":
        return True
    return old.value("year") == new.value("year") and _is_one_place(old, new)


def _corrected(
    before: Sequence[Record], after: Sequence[Record], left: list[int], others: list[int], *, gone: Mapping[int, bool]
) -> Iterator[tuple[int, int]]:
    """Yield the one new host of a year with the one that is gone: the page names another city of the same country."""
    olds, news = (
        _by_year(records, (at for at in places if records[at].table == "timeline"))
        for records, places in ((before, others), (after, left))
    )
    for year, ats in news.items():
        if year is None or not len(ats) == len(olds.get(year, ())) == 1:
            continue
        new, old = ats[0], olds[year][0]
        countries = [country_code(str(record.value("country") or "")) for record in (after[new], before[old])]
        if gone.get(old) and countries[0] and countries[0] == countries[1]:
            yield new, old


def _by_year(records: Sequence[Record], places: Iterable[int]) -> dict[Cell | None, list[int]]:
    found: dict[Cell | None, list[int]] = {}
    for at in places:
        found.setdefault(records[at].value("year"), []).append(at)
    return found


def _translated(
    before: Sequence[Record], after: Sequence[Record], left: list[int], others: list[int]
) -> Iterator[tuple[int, int]]:
    """Yield the objectives of two languages by their places, where both lists are as long."""
    news, olds = (
        sorted(
            (at for at in places if records[at].table == "objectives"),
            key=lambda at, records=records: int(records[at].value("position") or 0),  # type: ignore[misc]
        )
        for records, places in ((after, left), (before, others))
    )
    if len(news) == len(olds):
        yield from zip(news, olds, strict=True)


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
    before: Sequence[Record], after: Sequence[Record], left: list[int], others: list[int], *, gone: Mapping[int, bool]
) -> Iterator[tuple[int, int]]:
    if len(others) * len(left) > _MOST_PAIRS:
        return
    scored = [
        (-likeness, new, old)
        for new in left
        for old in others
        if before[old].table == after[new].table
        and (gone.get(old, True) or _is_one_host(before[old], after[new]))
        and (likeness := _likeness(before[old], after[new])) > 0
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
    one, other = fact_of(old).hosts, fact_of(new).hosts
    return len(one) == len(other) > 0 and all(is_one_place(*a, *b) for a, b in zip(one, other, strict=True))
