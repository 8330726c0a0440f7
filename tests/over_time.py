"""The statements of pages → each value with its own spell, as history.csv had them before 0.4: a row a field of a fact."""

from collections.abc import Iterable, Sequence
from datetime import datetime

import msgspec

from scraper.history.compare import Cells
from scraper.history.fold import History
from scraper.history.spans import Changed, Spans, Statement
from scraper.subjects.uccn.subject import UCCN
from scraper.values.capture import Capture, urlkey
from scraper.values.facts import Evidence, State
from scraper.values.records import Cell


class Value(msgspec.Struct, frozen=True, kw_only=True):
    """A value of a field of a fact on a page, and the captures in which it was seen without a break."""

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
    evidence: Evidence


class Folded:
    """States folded: what `Spans` gives, and the values one by one."""

    def __init__(self) -> None:
        self._history, self._spans = History(UCCN), Spans(UCCN)

    def fold(self, state: State) -> None:
        self._spans.fold(state, self._history.fold(state))

    def statements(self) -> list[Statement]:
        return self._spans.statements()

    def changes(self) -> list[Changed]:
        return self._spans.changes()

    def latest(self) -> list[tuple[Capture, tuple[Cells, ...]]]:
        return self._spans.latest()

    def id_of(self, changed: Changed) -> str | None:
        """Return the id of the fact that changed."""
        self._history.facts()
        return None if changed.thing is None else self._history.ids[changed.thing]

    def spans(self) -> list[Value]:
        """Return the values, each with its spell, by table, key, field and time."""
        self._history.facts()
        found = values(self.statements(), self.changes(), self._history.ids)
        return sorted(found, key=lambda one: (one.table, one.key, one.field, one.first_seen, one.original))


def folded(states: Iterable[State]) -> Folded:
    """Fold states."""
    found = Folded()
    for state in states:
        found.fold(state)
    return found


def values(statements: Sequence[Statement], changes: Iterable[Changed], ids: dict[int, str]) -> list[Value]:
    """Return the values of statements, each with its spell.

    What a page says of one fact is told in a row; a fact that was corrected to another one goes on as that.
    """
    chain = {id(one): (urlkey(one.original), one.table, one.thing) for one in statements}
    joined: dict[tuple[str, str, int], tuple[str, str, int]] = {}

    def root(of: tuple[str, str, int]) -> tuple[str, str, int]:
        while of in joined:
            of = joined[of]
        return of

    for change in changes:
        if change.was is not None and change.now is not None:
            one, other = root(chain[id(change.was)]), root(chain[id(change.now)])
            if one != other:
                joined[other] = one
    rows: dict[tuple[str, str, int], list[Statement]] = {}
    for statement in statements:
        rows.setdefault(root(chain[id(statement)]), []).append(statement)
    found: list[Value] = []
    for (_, _, thing), told in rows.items():
        for field in dict.fromkeys(name for one in told for name in one.fields):
            found += _of(ids[thing], field, sorted(told, key=lambda one: one.first_seen))
    return found


def _of(key: str, field: str, told: Sequence[Statement]) -> list[Value]:
    found: list[Value] = []
    open_: Value | None = None
    for one, after in zip(told, (*told[1:], None), strict=True):
        value = one.fields.get(field)
        if value is not None:
            if open_ is not None and open_.value != value:
                found.append(msgspec.structs.replace(open_, first_absent=one.first_seen))
                open_ = None
            began = open_.first_seen if open_ else one.first_seen
            before = open_.captures if open_ else 0
            open_ = Value(
                table=one.table,
                key=key,
                field=field,
                value=value,
                original=one.original,
                first_seen=began,
                last_seen=one.last_seen,
                first_absent=None,
                captures=before + one.captures,
                memento_url=one.memento_url,
                evidence=one.evidence,
            )
        is_over = one.first_absent is not None and (after is None or after.first_seen > one.first_absent)
        if open_ is not None and is_over:
            found.append(msgspec.structs.replace(open_, first_absent=one.first_absent))
            open_ = None
    return [*found, open_] if open_ is not None else found
