"""States in capture order → facts, each with the captures that state it and the evidence of every value."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import TypeVar

from msgspec.structs import replace

from scraper.history.courses import Courses, OnPage
from scraper.history.keys import distinct
from scraper.values.capture import urlkey
from scraper.values.facts import Cited, Counted, Course, Fact, Said, Seen, State, Statements, Wording
from scraper.values.records import Cell, Record
from scraper.values.subject import Derive, RecordTable, Subject, no_more


class History:
    """The facts of all states folded so far; states have to be given in order of their numbers, except to `count`.

    `ids` maps the number of each thing to the id of its fact; it is filled by `facts`.
    """

    def __init__(self, subject: Subject) -> None:
        self._times: dict[int, datetime] = {}
        self._tables = {table.name: table for table in subject.tables}
        self._found: dict[str, dict[Hashable, list[Statements]]] = {name: {} for name in self._tables}
        self._courses = Courses(subject)
        self._pages: dict[str, int] = {}
        self._complete = subject.complete
        self._things = 0
        self.ids: dict[int, str] = {}

    def fold(self, state: State) -> tuple[int, ...]:
        """Add one state, and return, for each record of its page, the number of the thing that it is about."""
        self._pages.setdefault(urlkey(state.capture.original), state.number)
        things = self.count(state)
        self.follow(state, things)
        return things

    def count(self, state: State) -> tuple[int, ...]:
        """Count the statements of a state, and return its things as `fold` does; its captures were given to `follow`."""
        return tuple(self._see(self._tables[record.table], state, record) for record in state.page.records)

    def follow(self, state: State, things: tuple[int, ...]) -> None:
        """Note what a state shows to be gone; `things` are those that `fold` returned for the same page before."""
        self._times[state.number] = state.capture.timestamp
        self._courses.take(state, things)

    def _see(self, table: RecordTable, state: State, record: Record) -> int:
        known = self._found[table.name].setdefault(_identity(table, state, record), [])
        one = next((one for one in known if table.is_same is None or table.is_same(one.record, record)), None)
        if one is None:
            self._things += 1
            one = Statements(
                number=self._things,
                record=record,
                state=state,
                keys={},
                captures=[],
                said={},
                latest={},
                wordings={},
                statuses={},
            )
            known.append(one)
        elif _rank(table, record, state) >= _rank(table, one.record, one.state):
            one.record, one.state = record, state
        one.keys.setdefault(key_of(table, record.key, state.capture.original))
        for field in table.latest:
            last = one.latest.get(field)
            if record.value(field) is not None and (last is None or state.number >= last[1].number):
                one.latest[field] = record, state
        for field in table.remembered:
            if (value := record.value(field)) is not None:
                _count(one.said.setdefault(field, {}).setdefault(value, []), state)
        _word(one, state, record, table.status)
        if table.decide is not None:
            _tell(one, state, record, table)
        _count(one.captures, state)
        return one.number

    # --- what comes out -----------------------------------------------------------------------------------------------

    def facts(self) -> Mapping[str, Sequence[Fact]]:
        """Return the facts of each table, in its order."""
        found = {name: self._facts_of(table) for name, table in self._tables.items()}
        return self._complete({name: [self._with_course(one) for one in facts] for name, facts in found.items()})

    def _facts_of(self, table: RecordTable) -> list[Fact]:
        found = [one for known in self._found[table.name].values() for one in known]
        for one in found:
            one.captures.sort()
        groups = table.settle(found) if table.settle else [([one], no_more) for one in found]
        made = [(self._fact(table, together, derive), together) for together, derive in groups]
        made.sort(key=lambda one: table.order(one[0]))
        ids = distinct(fact.id for fact, _ in made)
        for given, (_, together) in zip(ids, made, strict=True):
            self.ids.update((one.number, given) for one in together)
        taken = set(ids)
        return [
            replace(fact, id=given, former_ids=tuple(one for one in fact.former_ids if one not in taken))
            for given, (fact, _) in zip(ids, made, strict=True)
        ]

    def _fact(self, table: RecordTable, together: list[Statements], derive: Derive) -> Fact:
        one = _joined(table, together)
        record, state, decided = one.record, one.state, None
        if table.decide is not None:
            status, rule = table.decide(one.statuses, self._pages)
            best = _best(table, [said for (told, _), said in one.statuses.items() if told == status])
            record, state = best.record, best.state
            decided = self._times[max(last for _, last in one.statuses[status, rule].pages.values())]
        derived = derive(record, state)
        ids = _ids(table, together, derived)
        evidence = state.evidence(record.span, record.rule)
        cited = [state.cite(value) for value in record.values if value.field not in table.latest]
        for field, (stating, when) in one.latest.items():
            cited += [when.cite(value) for value in stating.values if value.field == field]
        cited += [Cited(field, value, evidence) for field, value in derived]
        return Fact(
            table=table.name,
            id=ids[0],
            former_ids=ids[1:],
            record=record,
            page_kind=state.page.page_kind,
            language=state.page.language,
            original=state.capture.original,
            seen=self._seen(one.captures),
            evidence=evidence,
            cited=tuple(cited),
            taken={field: when.evidence(stating.span, stating.rule) for field, (stating, when) in one.latest.items()},
            wordings=self._wordings(one),
            numbers=tuple(one.captures),
            courses=tuple(self._course(on_page) for one in together for on_page in self._courses.of(one.number)),
            decided=decided,
            parts=self._parts(table, together),
        )

    def _parts(self, table: RecordTable, together: list[Statements]) -> tuple[Fact, ...]:
        if len(together) == 1:
            return ()
        ordered = sorted(together, key=lambda one: (one.captures[0], one.number))
        return tuple(self._fact(table, [one], no_more) for one in ordered)

    def _course(self, on_page: OnPage) -> Course:
        gone, into = on_page.gone, on_page.into
        when = None if gone is None else self._times[gone]
        return Course(on_page.page, on_page.first, on_page.last, gone, when, None if into is None else str(into))

    def _with_course(self, fact: Fact) -> Fact:
        """Return a fact whose course refers to ids; a replacement that is part of the fact itself is left out."""
        courses = (replace(one, into=None if one.into is None else self.ids[int(one.into)]) for one in fact.courses)
        return replace(fact, courses=tuple(replace(one, into=None) if one.into == fact.id else one for one in courses))

    def _wordings(self, one: Statements) -> tuple[Wording, ...]:
        """Return the wordings, the first seen first."""
        ordered = sorted(one.wordings.items(), key=lambda item: (item[1].first, item[0][0], item[0][2]))
        return tuple(
            Wording(
                original=original,
                status=status,
                quote=quote,
                rule=rule,
                seen=Seen(self._times[words.first], self._times[words.last], words.captures),
                memento_url=words.memento_url,
            )
            for (original, status, quote, rule), words in ordered
        )

    def _seen(self, captures: list[int]) -> Seen:
        return Seen(self._times[captures[0]], self._times[captures[-1]], len(captures))


def key_of(table: RecordTable, key: str, original: str) -> str:
    """Return the key of a record across all originals; in a table by original, it includes the original."""
    return f"{urlkey(original)}#{key}" if table.by_original else key


def _identity(table: RecordTable, state: State, record: Record) -> Hashable:
    return (
        urlkey(state.capture.original) if table.by_original else None,
        state.page.language if table.by_language else None,
        None if table.is_same else table.identity(record),
    )


def _word(one: Statements, state: State, record: Record, field: str | None) -> None:
    number, capture = state.number, state.capture
    status = record.value(field) if field else None
    key = (capture.original, None if status is None else str(status), state.page.quote(record.span), record.rule)
    words = one.wordings.setdefault(key, Counted(number, number, len(state.numbers), None))
    words.captures += 0 if words.last == number else len(state.numbers)
    words.last, words.memento_url = number, capture.memento_url


def _count(captures: list[int], state: State) -> None:
    if not captures or captures[-1] != state.number:
        captures += state.numbers


def _rank(table: RecordTable, record: Record, state: State) -> tuple[object, int]:
    """Return which statement wins: the one of the highest rank, of equals the latest."""
    return table.rank(record, state), state.number


def _ids(table: RecordTable, together: list[Statements], derived: tuple[tuple[str, Cell], ...]) -> tuple[str, ...]:
    """Return the possible ids of a thing, the best first: the one made by the table, then its keys as they were seen."""
    ordered = sorted(together, key=lambda one: (one.captures[0], one.number))
    made = table.id_of(ordered[0].record, dict(derived))
    return tuple(dict.fromkeys([*([made] if made else []), *(key for one in ordered for key in one.keys)]))


def _joined(table: RecordTable, together: list[Statements]) -> Statements:
    """Join the statements of one thing that has several identities."""
    one, *others = together
    for other in others:
        best = _best(table, (other, one))
        latest = dict(one.latest)
        for field, stated in other.latest.items():
            if field not in latest or stated[1].number > latest[field][1].number:
                latest[field] = stated
        one = replace(
            one,
            record=best.record,
            state=best.state,
            captures=sorted({*one.captures, *other.captures}),
            latest=latest,
            wordings=one.wordings | other.wordings,
            statuses=_both(table, one.statuses, other.statuses),
        )
    return one


_Stated = TypeVar("_Stated", Statements, Said)
_Statuses = dict[tuple[Cell | None, str], Said]


def _tell(one: Statements, state: State, record: Record, table: RecordTable) -> None:
    """Note which status a record gives, and by which rule."""
    told = record.find(table.status or "")
    page, number = urlkey(state.capture.original), state.number
    said = one.statuses.setdefault((told.value, told.rule) if told else (None, ""), Said(record, state, {}))
    if _rank(table, record, state) >= _rank(table, said.record, said.state):
        said.record, said.state = record, state
    said.pages[page] = said.pages.get(page, (number, number))[0], number


def _both(table: RecordTable, one: _Statuses, other: _Statuses) -> _Statuses:
    """Return the joined statuses of one thing: the best statement of each, with all pages that give it."""
    found = dict(one)
    for status, said in other.items():
        known = found.get(status, said)
        best, pages = _best(table, (said, known)), dict(known.pages)
        for page, (first, last) in said.pages.items():
            before = pages.get(page, (first, last))
            pages[page] = min(first, before[0]), max(last, before[1])
        found[status] = Said(best.record, best.state, pages)
    return found


def _best(table: RecordTable, found: Iterable[_Stated]) -> _Stated:
    """Return which has the statement that wins: of the highest rank, of equals the latest."""
    return max(found, key=lambda each: _rank(table, each.record, each.state))
