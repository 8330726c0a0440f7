"""Ready-made parts for a subject whose facts are identified by their fields: a table is its columns, and which identify."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from scraper.reading.folding import fold, same, slug
from scraper.values.columns import FORMER_IDS, ID, SEEN, quote
from scraper.values.document import Conflict as ConflictDocument
from scraper.values.document import Seen, Source, Value, Wording
from scraper.values.facts import Claim, Conflict, Fact
from scraper.values.records import Cell, Page, Record
from scraper.values.records import Value as Stated
from scraper.values.subject import Column, ConflictRules, Fields, RecordTable, Told, Traces

_Object = Mapping[str, Any]


# --- tables -----------------------------------------------------------------------------------------------------------


def table(name: str, description: str, columns: tuple[Column, ...], by: tuple[str, ...], **more: Any) -> RecordTable:
    """Return a table whose records are one where their fields `by` say the same, case, accents and garbling apart.

    It has the columns of every table of facts besides. `more` are other fields of `RecordTable`.
    """
    plain: dict[str, Any] = {
        "columns": (ID, FORMER_IDS, *columns, *SEEN, quote("The page's own words.")),
        "identity": lambda record: _identity(record, by),
        "id_form": "/".join(by),
        "order": lambda fact: fact.id,
        "part": name,
        "document": document_part,
        "asked": asked,
        "told": told,
        "is_gone": lambda record, traces: is_gone(record, traces, by),
    }
    return RecordTable(name=name, description=description, **(plain | more))


def key(*words: object) -> str:
    """Return the key of a record that these words identify."""
    return "/".join(slug(str(one)) for one in words)


def _identity(record: Fields, by: tuple[str, ...]) -> Hashable:
    return tuple(same(str(record.value(field))) for field in by)


def is_gone(record: Fields, traces: Traces, by: tuple[str, ...]) -> bool:
    """Say whether a record is gone from a page: something that identifies it stands neither in its text nor in what is unread."""
    return not all(traces.holds(str(record.value(field))) for field in by)


def document_part(facts: Sequence[tuple[Fact, dict[str, Any]]]) -> list[dict[str, Any]]:
    """Return facts as dataset.json has them: the id, the words, when they were seen, and each value with its evidence."""
    names = ("first_seen", "last_seen", "captures", "evidence", "values", "wordings")
    return [
        {"id": fact.id, "original": fact.original, **{name: parts[name] for name in names}} for fact, parts in facts
    ]


def asked(stated: _Object, question: str) -> _Object | None:
    """Return a fact where one of its values holds the words that are asked for."""
    words = fold(question)
    values = (fold(str(value["value"])) for value in stated["values"].values())
    return stated if words and any(words in value for value in values) else None


def told(stated: _Object) -> Iterator[Told]:
    """Yield what is said of a fact."""
    yield Told((f"{stated['id']}: {', '.join(str(one['value']) for one in stated['values'].values())}",), stated)


class _Fact(Seen, kw_only=True):
    id: str
    original: str
    evidence: Source
    values: dict[str, Value]
    wordings: list[Wording]


class _Conflict(ConflictDocument, kw_only=True):
    record_id: str


def document_of(tables: Iterable[RecordTable]) -> type:
    """Return the type of dataset.json of tables like these."""
    parts: list[tuple[str, Any]] = [(one.part, list[_Fact]) for one in tables]
    return msgspec.defstruct("Document", [*parts, ("conflicts", list[_Conflict])])


# --- conflicts --------------------------------------------------------------------------------------------------------


class _Things:
    """The facts by table and key: what claims are about."""

    def __init__(self, facts: Mapping[str, Sequence[Fact]]) -> None:
        self._facts = {(table, fact.record.key): fact for table, found in facts.items() for fact in found}

    def of(self, about: Any) -> list[Any]:
        return [about] if about in self._facts else []

    def fact(self, thing: Any) -> Fact:
        return self._facts[thing]

    def about(self, thing: Any, field: str, value: Cell) -> tuple[Cell | None, ...]:
        return ()

    def name(self, thing: Any) -> str:
        return self._facts[thing].id

    def pairs(self, field: str, claims: Mapping[Cell, Claim], best: Cell) -> Iterator[tuple[Cell, Cell]]:
        """Yield values that were stated at one time; what only moves on in time is no contradiction."""
        said = claims[best]
        for value, claim in claims.items():
            overlaps = said.first <= claim.last and claim.first <= said.last
            if same(str(value)) != same(str(best)) and overlaps:
                yield best, value

    def others(self, claims: Iterable[tuple[Hashable, str, Cell, Claim]]) -> Iterator[tuple[str, str, list[Conflict]]]:
        return iter(())


def conflicts(*fields: str) -> ConflictRules:
    """Return the rules by which two values of one of these fields of one record contradict each other, the gravest first."""
    return ConflictRules(
        columns=(),
        fields=fields,
        compared=fields,
        claims=lambda record: (((record.table, record.key), one) for one in _claimed(record) if one.field in fields),
        impossible=lambda record, capture: (),
        impossible_about=lambda about: (),
        order=lambda about: about,
        things=_Things,
    )


def _claimed(record: Record) -> tuple[Stated, ...]:
    return (*record.values, *record.others)


def is_conflict_asked(conflict: _Object, answer: _Object, question: str) -> bool:
    """Say whether a conflict is about a fact that was found."""
    return any(one["id"] == conflict["record_id"] for found in answer.values() for one in found)


def conflict_name(conflict: _Object) -> str:
    """Return what a conflict is about."""
    return str(conflict["record_id"])


# --- pages ------------------------------------------------------------------------------------------------------------


def count(table_name: str) -> Column:
    """Return the column of the number of records of a table that a page states."""
    description = f"Number of records of {table_name} that the page states; empty if the page was not read."
    return Column(table_name, "integer", description, get=lambda page: stated(page).get(table_name, 0))


def stated(page: Page) -> dict[str, int]:
    """Return how many records of each table a page states."""
    found: dict[str, int] = {}
    for record in page.records:
        found[record.table] = found.get(record.table, 0) + 1
    return found


def filled(tables: Iterable[RecordTable]) -> Callable[[Page], Iterator[tuple[str, int, int]]]:
    """Return what yields, for each column of tables, in how many records of a page it is filled."""

    def shares(page: Page) -> Iterator[tuple[str, int, int]]:
        for one in tables:
            records = [record for record in page.records if record.table == one.name]
            for column in one.columns:
                if column.get is None:
                    has = sum(record.value(column.name) is not None for record in records)
                    yield f"{one.name}.{column.name}", has, len(records)

    return shares


def page_parts(page: Page) -> dict[str, Any]:
    """Return a page's records as objects."""
    return {
        "records": [
            {"table": one.table, "key": one.key, **{value.field: value.value for value in one.values}}
            for one in page.records
        ]
    }


def page_lines(parts: _Object) -> Iterator[str]:
    """Yield a page's records as lines for people."""
    for record in parts["records"]:
        values = ", ".join(f"{field} {value}" for field, value in record.items() if field not in ("table", "key"))
        yield f"{record['table']} {record['key']}: {values}"
