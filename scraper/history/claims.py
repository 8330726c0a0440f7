"""What captures claim about each thing, field by field → contradictions, and values that cannot be true.

A conflict shows both values, the better supported first, and corrects neither. If there are more than two values, the
best supported one is compared with each of the others, so that the number of conflicts grows linearly with the number
of values.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import get_args

import msgspec

from scraper.notices import ConflictsLeftOut, Notice
from scraper.values.capture import urlkey
from scraper.values.facts import Claim, Conflict, ConflictKind, ConflictSide, Evidence, Fact, State
from scraper.values.records import Cell, Value
from scraper.values.subject import ConflictRules, Impossible, Things

KINDS: tuple[ConflictKind, ...] = get_args(ConflictKind)
MOST_SIDES = 50
"""The number of values compared with the best supported one of a field of a thing; further ones are only counted."""


class Claims:
    """The claims of all states taken in so far; states have to be given in order of their numbers."""

    def __init__(self, rules: ConflictRules) -> None:
        self._rules = rules
        self._claims: dict[tuple[Hashable, str, Cell], Claim] = {}
        self._impossible: dict[tuple[Hashable, str, Cell, str], Conflict] = {}
        self.left_out: dict[Notice, Evidence] = {}

    def take(self, state: State, things: Sequence[int]) -> None:
        """Add the claims of one capture; `things` are the numbers of the things that its records are about."""
        self.count(state, things)
        self.check(state, things)

    def count(self, state: State, things: Sequence[int]) -> None:
        """Add the claims of all captures that a state stands for."""
        for record, thing in zip(state.page.records, things, strict=True):
            for about, value in self._rules.claims(record):
                self._claim(about, state, value, (record.table, thing))

    def check(self, state: State, things: Sequence[int]) -> None:
        """Note the impossible claims of one capture, which may depend on its time."""
        for record, thing in zip(state.page.records, things, strict=True):
            for found in self._rules.impossible(record, state.capture):
                self._note(state, found, (record.table, thing))

    def _claim(self, about: Hashable, state: State, value: Value, of: tuple[str, int]) -> None:
        cited = state.cite(value)
        key, time = urlkey(state.capture.original), state.capture.timestamp
        known = self._claims.get((about, value.field, value.value))
        if known is None:
            self._claims[about, value.field, value.value] = Claim(
                len(state.numbers), {key}, time, time, cited, *of, state.number, state.number
            )
            return
        if known.counted != state.number:
            known.captures += len(state.numbers)
        known.counted = state.number
        known.originals.add(key)
        if state.number >= known.number:
            known.number, known.last, known.cited, (known.table, known.thing) = state.number, time, cited, of

    def _note(self, state: State, found: Impossible, of: tuple[str, int]) -> None:
        cited, other = state.cite(found.value), found.other
        key = (found.about, found.field, cited.value, cited.evidence.original)
        before = self._impossible.get(key)
        shown = (
            ConflictSide(other, 1, None)
            if isinstance(other, str)
            else ConflictSide(other.value, 1, state.cite(other), *of)
        )
        self._impossible[key] = Conflict(
            kind="impossible",
            about=self._rules.impossible_about(found.about),
            record=None,
            field=found.field,
            side=ConflictSide(cited.value, before.side.captures + 1 if before else 1, cited, *of),
            other=before.other if before else shown,
        )

    # --- what comes out -----------------------------------------------------------------------------------------------

    def conflicts(self, facts: Mapping[str, Sequence[Fact]]) -> list[Conflict]:
        """Return all conflicts, ranked: impossible values first, then by seriousness of the field, by subject matter and support.

        `left_out` gives, with evidence, what has more than `MOST_SIDES` conflicts.
        """
        things = self._rules.things(facts)
        impossible = (
            msgspec.structs.replace(one, record=_row(things, about)) for (about, *_), one in self._impossible.items()
        )
        return sorted([*impossible, *self._contradictions(things)], key=self._rank)

    def _contradictions(self, things: Things) -> Iterator[Conflict]:
        claimed: dict[Hashable, dict[str, dict[Cell, Claim]]] = {}
        for (about, field, value), claim in self._claims.items():
            for thing in things.of(about):
                values = claimed.setdefault(thing, {}).setdefault(field, {})
                values[value] = values[value].joined(claim) if value in values else claim
        for thing, fields in claimed.items():
            for field in self._rules.compared:
                if field in fields:
                    found = list(_between(things, thing, field, fields[field]))
                    yield from self._bounded(found, field, things.name(thing))
        for field, what, group in things.others((*key, claim) for key, claim in self._claims.items()):
            yield from self._bounded(group, field, what)

    def _bounded(self, found: list[Conflict], field: str, what: str) -> list[Conflict]:
        """Return the best supported of conflicts, and note how many more there are."""
        left = len(found) - MOST_SIDES
        if left > 0 and (evidence := found[0].side.evidence):
            self.left_out[ConflictsLeftOut(left, field, what)] = evidence
        return sorted(found, key=self._rank)[:MOST_SIDES]

    def _rank(self, conflict: Conflict) -> tuple[object, ...]:
        return (
            KINDS.index(conflict.kind),
            self._rules.fields.index(conflict.field),
            *self._rules.order(conflict.about),
            -conflict.other.captures,
            str(conflict.side.value),
            str(conflict.other.value),
        )


def _row(things: Things, about: Hashable) -> tuple[str, str] | None:
    """Return the row that a claim is about; None if there is none, or more than one."""
    found = list(map(things.fact, things.of(about)))
    return (found[0].table, found[0].id) if len(found) == 1 else None


def _between(things: Things, thing: Hashable, field: str, claims: dict[Cell, Claim]) -> Iterator[Conflict]:
    """Yield the contradictions between the values of one field."""
    fact = things.fact(thing)
    published = fact.value(field)

    def support(value: Cell) -> tuple[object, ...]:
        return claims[value].weight(), value == published, str(value)

    for pair in things.pairs(field, claims, max(claims, key=support)):
        one, other = sorted(pair, key=support, reverse=True)
        yield Conflict(
            kind="contradiction",
            about=things.about(thing, field, one),
            record=(fact.table, fact.id),
            field=field,
            side=claims[one].side(one),
            other=claims[other].side(other),
        )
