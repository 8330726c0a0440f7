"""A subject: which pages are read, into which tables, when two records are one, which statement is preferred, what conflicts.

Data only. The engine takes a `Subject` as an argument and knows no table, page kind or field by name.
"""

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Literal, Protocol

import msgspec

from scraper.notices import Notice
from scraper.values.capture import Capture, plain_address
from scraper.values.facts import Claim, Conflict, Fact, Said, State, Statements
from scraper.values.records import Cell, Page, Record, Value


class Fields(Protocol):
    """Anything that has values by field: a record, the cells of a row, a fact."""

    def value(self, field: str, /) -> Cell | None:
        """Return the value of a field, or None."""


class Traces(Protocol):
    """A page's text, searched for words that were not read as a record but may still state one."""

    page: Page

    @property
    def whole(self) -> str:
        """The page's text, folded, with a space at both ends."""

    @property
    def units(self) -> tuple[tuple[frozenset[int], str], ...]:
        """The sentences and lines that contain a year or are below one, folded, with their years."""

    def holds(self, words: str) -> bool:
        """Return whether the text contains the words."""

    def holds_nearly(self, wording: str) -> bool:
        """Return whether a line of the text contains the wording, even if some letters differ."""


class Told(msgspec.Struct, frozen=True):
    """The explanation of a fact, as dataset.json has it: the first lines, the fact, and a remark on its wording."""

    lines: tuple[str, ...]
    stated: Mapping[str, Any]
    remark: str = ""


class Column(msgspec.Struct, frozen=True):
    """One column: its name, its Table Schema type, its meaning, and its possible values.

    `get` takes the cell from the item that a row is made of; without it, the item's value of the column's name is used.
    `sort` says how a change is classified: a `place` in a list is moved, a `name` may be respelt, `words` may be
    reworded or translated. `alike` returns whether two names mean the same. A `detail` adds to a record, so that a page
    that states it for the first time is not news. `unit` is what a number counts or measures; `refers` is the table
    whose `id` the column contains.
    """

    name: str
    type: Literal["string", "integer", "number", "boolean", "year", "date", "datetime"]
    description: str
    required: bool = False
    values: tuple[str, ...] = ()
    get: Callable[[Any], Any] | None = None
    sort: Literal["value", "place", "name", "words"] = "value"
    alike: Callable[[str, str], bool] | None = None
    detail: bool = False
    unit: str | None = None
    refers: str | None = None

    def cell(self, row: Any) -> Any:
        """Return the cell of this column."""
        return self.get(row) if self.get else row.value(self.name)


class ForeignKey(msgspec.Struct, frozen=True):
    """A foreign key: the cells of `fields` are together those of `others` in one row of another table."""

    fields: tuple[str, ...]
    table: str
    others: tuple[str, ...]


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """One published table, `name`.csv. Its first column is `id`, the primary key.

    `unique` are further sets of columns that identify a row. If it `names_rows`, its columns `table` and `record_id`
    refer to a row of any table of facts, through the table `records`.
    """

    name: str
    description: str
    columns: tuple[Column, ...]
    unique: tuple[tuple[str, ...], ...] = ()
    names_rows: bool = False

    @property
    def foreign_keys(self) -> tuple[ForeignKey, ...]:
        """The foreign keys of the table."""
        found = [ForeignKey((one.name,), one.refers, ("id",)) for one in self.columns if one.refers]
        if self.names_rows:
            found.append(ForeignKey(RECORD, "records", RECORD))
        return tuple(found)


RECORD = ("table", "record_id")
"""The columns that refer to a row of any table of facts."""


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """How the report shows a table of facts, by column names; parts that the table does not have are left out.

    `title` is the heading. The first column of `name` names a row, the others add to it. `when` is the year or day by
    which rows are ordered, `days` are the first and last day, `place` is longitude and latitude; rows of one `group`
    are shown together. `status` is the column shown by colour and shape. Rows whose `standing` is not `current` are
    shown separately; `successor` is the id of the row that replaced a row.
    """

    title: str
    name: tuple[str, ...]
    when: str | None = None
    days: tuple[str, ...] = ()
    place: tuple[str, str] | None = None
    group: str | None = None
    status: str | None = None
    standing: str | None = None
    current: str = "current"
    successor: str | None = None


def _nothing(*_: Any) -> Any:
    return None


def _zero(_old: Fields, _new: Fields) -> float:
    return 0


def _latest(_record: Record, _state: State) -> tuple[Any, ...]:
    return ()


Derive = Callable[[Record, State], tuple[tuple[str, Cell], ...]]
"""What follows from the statement that a fact is read from: values by field."""


def no_more(_record: Record, _state: State) -> tuple[tuple[str, Cell], ...]:
    """Derive nothing."""
    return ()


class RecordTable(Table, frozen=True, kw_only=True):
    """A table of facts that pages state: a record of a page is a possible row.

    Identity: `identity` is what a record is about. Across captures, records with the same identity are one fact; if
    `by_language`, within one language; if `by_original`, within one original, and then the key includes the original.
    `is_same` distinguishes facts of one original whose identities may be incomplete.

    Preference: the statement with the highest `rank` is used, and the latest of equal ones. Fields in `latest` are
    taken from the last statement that has them. If statuses differ, `decide` chooses among them, given the rules and
    pages that state each, and the number of each page's first capture; the best statement with that status is used,
    by whichever rule it gives it.
    `settle` joins facts that turn out to be one, using all values of the `remembered` fields, each with the function that derives
    further values from the statement that is used.
    `order` sorts the rows; `status` is the field given with a wording.

    Matching: a record keeps its key from capture to capture. `likeness` is how surely two records with different keys
    are the same, 0 for not at all. If `is_guarded`, a key passes to another record only if the old one is proved gone
    or `is_one` says that they are one. `slot` and `corrects`: if a slot has one new and one old record, they are one if
    the new one corrects the old. `is_gone` returns whether a record that a page does not state is gone from it.

    `stated` are the columns that pages state; if empty, all columns without `get` that are not derived.

    Output: `id_of` makes the id of a fact from its first record and the derived values; if it returns None, the
    record's key is the id. `id_form` shows the form of the ids. `document` makes the table's part of dataset.json,
    under `part`, from the facts and the object common to all tables. `asked` returns what answers a question, or None;
    `told` explains it. If `is_last_resort`, the table is asked only if the others have no answer. `shown` is how the
    report shows the table, None for not at all.
    """

    identity: Callable[[Fields], Hashable]
    order: Callable[[Fact], tuple[Any, ...]]
    part: str
    document: Callable[[Sequence[tuple[Fact, dict[str, Any]]]], list[dict[str, Any]]]
    asked: Callable[[Mapping[str, Any], str], Mapping[str, Any] | None]
    told: Callable[[Mapping[str, Any]], Iterable[Told]]
    is_gone: Callable[[Fields, Traces], bool]
    stated: tuple[str, ...] = ()
    is_last_resort: bool = False
    by_language: bool = False
    by_original: bool = False
    is_same: Callable[[Record, Record], bool] | None = None
    rank: Callable[[Record, State], tuple[Any, ...]] = _latest
    latest: tuple[str, ...] = ()
    remembered: tuple[str, ...] = ()
    decide: Callable[[Mapping[tuple[Cell | None, str], Said], Mapping[str, int]], tuple[Cell | None, str]] | None = None
    settle: Callable[[Sequence[Statements]], list[tuple[list[Statements], Derive]]] | None = None
    status: str | None = None
    likeness: Callable[[Fields, Fields], float] = _zero
    is_guarded: bool = False
    is_one: Callable[[Fields, Fields], bool] = lambda old, new: True
    slot: Callable[[Fields], Hashable] = _nothing
    corrects: Callable[[Fields, Fields], bool] = lambda old, new: False
    id_of: Callable[[Record, Mapping[str, Cell]], str | None] = _nothing
    id_form: str = "key"
    shown: Shown | None = None

    def column(self, name: str) -> Column | None:
        """Return a column by name, or None."""
        return next((column for column in self.columns if column.name == name), None)

    @property
    def place(self) -> str | None:
        """The column with the position in a list."""
        return next((column.name for column in self.columns if column.sort == "place"), None)

    @property
    def words(self) -> str | None:
        """The column with free text."""
        return next((column.name for column in self.columns if column.sort == "words"), None)


class DerivedTable(Table, frozen=True, kw_only=True):
    """A table whose rows, given by column name, are derived from the facts."""

    rows: Callable[[Mapping[str, Sequence[Fact]]], Sequence[Mapping[str, Any]]]


class Impossible(msgspec.Struct, frozen=True):
    """A value that cannot be true, because of another value of the same statement or, in words, of the clock."""

    about: Hashable
    field: str
    value: Value
    other: Value | str


class Things(Protocol):
    """What claims are about, once all facts are known."""

    def of(self, about: Hashable) -> Iterable[Hashable]:
        """Yield the things that a claim is about."""

    def fact(self, thing: Hashable) -> Fact:
        """Return the fact of a thing."""

    def about(self, thing: Hashable, field: str, value: Cell) -> tuple[Cell | None, ...]:
        """Return what a conflict about a field of a thing is about; `value` is the better supported value."""

    def name(self, thing: Hashable) -> str:
        """Return a thing in words."""

    def pairs(self, field: str, claims: Mapping[Cell, Claim], best: Cell) -> Iterable[tuple[Cell, Cell]]:
        """Yield the values of one field that contradict each other; `best` is the best supported one."""

    def others(self, claims: Iterable[tuple[Hashable, str, Cell, Claim]]) -> Iterator[tuple[str, str, list[Conflict]]]:
        """Yield further conflicts in groups, each with the field at issue and, in words, what it is about."""


class ConflictRules(msgspec.Struct, frozen=True, kw_only=True):
    """What contradicts what. `columns` describe what a conflict is about; `fields` can be at issue, the most serious first.

    `compared` are the fields whose values are compared. `claims` returns the claims of a record and what they are
    about; `impossible` the values of a record that cannot be true, and `impossible_about` describes these in the
    columns. `order` sorts the conflicts about one field; `things` makes, from the facts, the things that claims are
    about.
    """

    columns: tuple[Column, ...]
    fields: tuple[str, ...]
    compared: tuple[str, ...]
    claims: Callable[[Record], Iterable[tuple[Hashable, Value]]]
    impossible: Callable[[Record, Capture], Iterable[Impossible]]
    impossible_about: Callable[[Hashable], tuple[Cell | None, ...]]
    order: Callable[[tuple[Cell | None, ...]], tuple[Any, ...]]
    things: Callable[[Mapping[str, Sequence[Fact]]], Things]


class Derivation(msgspec.Struct, frozen=True):
    """How the value of a field that no page states is derived from other fields of its row: the rule in words, and the fields."""

    field: str
    rule: str
    fields: tuple[str, ...]


class PageKind(msgspec.Struct, frozen=True, kw_only=True):
    """One kind of page: its originals (each with its variants), address pattern, layouts, and reader.

    `read` takes a `Document`, the original and the day of capture (None if not known), and returns the page.
    """

    name: str
    sources: tuple[tuple[str, ...], ...]
    address: re.Pattern[str]
    layouts: tuple[Any, ...]
    read: Callable[[Any, str | None, date | None], Page]


def _row_counts(tables: Mapping[str, Sequence[Mapping[str, str]]]) -> Iterator[str]:
    yield ", ".join(f"{len(rows):,} {name}" for name, rows in tables.items())


class Subject(msgspec.Struct, frozen=True, kw_only=True):
    """What is read from which pages; the types of the fields are part of the description, and all functions are pure.

    `version` is raised whenever the same bytes would give other records; `rules_digest` and `data_digest` change with
    any change of the rules or of the reference data. Pages whose address belongs to no kind are read by `read_other`,
    with the `layouts` to try. `counts` are the columns of the table of captures that count what a page states.
    `filled` yields, for a page, each field with the number of records that have it and the number that could; `stated`
    counts what it states, to detect drift.

    `page_parts` is what `extract --json` prints of a page's records, `page_lines` the same for people. `document` is
    the type that dataset.json must have to be explained; `is_conflict_asked` returns whether a conflict concerns a
    question and its answer, `conflict_name` what it is about. `described` returns a rule in words, or raises KeyError.

    `complete` adds to each fact what follows from the others; `derived_tables` are made from the result.

    `proves` returns whether a value of a record follows from its words on a page captured on a day; `doubts` are
    reasons why the words of a record may not mean what it states. Fields in `derived` are stated by no page:
    `derived_doubts` are reasons why such a value does not follow from the others of its row. `checks` and `remarks`
    comment on the facts; `files` are the names and contents of JSON documents published beside the tables. `worded`
    names, in words, what has free text. `result` yields the few lines that a run prints about the published rows of the
    subject's tables, given as written.
    """

    name: str
    title: str
    description: str
    keywords: tuple[str, ...]
    version: int
    rules_digest: Callable[[], str]
    data_digest: Callable[[], str]
    kinds: tuple[PageKind, ...]
    layouts: tuple[Any, ...]
    read_other: Callable[[Any, str | None, date | None], Page]
    tables: tuple[RecordTable, ...]
    conflicts: ConflictRules
    complete: Callable[[Mapping[str, Sequence[Fact]]], Mapping[str, Sequence[Fact]]] = lambda facts: facts
    derived_tables: tuple[DerivedTable, ...] = ()
    counts: tuple[Column, ...]
    filled: Callable[[Page], Iterable[tuple[str, int, int]]]
    stated: Callable[[Page], Mapping[str, int]]
    page_parts: Callable[[Page], dict[str, Any]]
    page_lines: Callable[[Mapping[str, Any]], Iterable[str]]
    document: type
    is_conflict_asked: Callable[[Mapping[str, Any], Mapping[str, Any], str], bool]
    conflict_name: Callable[[Mapping[str, Any]], str]
    described: Callable[[str], str]
    proves: Callable[[Value, Record, Page, date], bool]
    doubts: Callable[[Record, Page], Iterable[str]]
    worded: str = "words"
    derived: tuple[Derivation, ...] = ()
    derived_doubts: Callable[[str, str, Mapping[str, str]], Iterable[str]] = lambda field, value, others: ()
    checks: Callable[[Mapping[str, Sequence[Fact]]], list[dict[str, Any]]] = lambda facts: []
    remarks: Callable[[Mapping[str, Sequence[Fact]]], Iterable[tuple[Notice, Fact]]] = lambda facts: ()
    files: tuple[tuple[str, Callable[[Mapping[str, Sequence[Fact]]], Any]], ...] = ()
    result: Callable[[Mapping[str, Sequence[Mapping[str, str]]]], Iterable[str]] = _row_counts

    def __deepcopy__(self, _: dict[int, Any]) -> "Subject":
        """Return the subject itself: it contains functions and patterns, and never changes."""
        return self

    def derivation(self, field: str) -> Derivation | None:
        """Return how the value of a field is derived, or None if pages state it."""
        return next((one for one in self.derived if one.field == field), None)

    @property
    def sources(self) -> tuple[tuple[str, ...], ...]:
        """The originals of all kinds, each with its variants."""
        return tuple(source for kind in self.kinds for source in kind.sources)

    @property
    def sure_layouts(self) -> frozenset[str]:
        """The names of the layouts that belong to one site and are not general ones."""
        return frozenset(layout.name for kind in self.kinds for layout in kind.layouts if layout.sure)

    def kind_at(self, original: str | None) -> PageKind | None:
        """Return the page kind of an address, or None."""
        plain = plain_address(original) if original is not None else None
        return next((kind for kind in self.kinds if plain is not None and kind.address.search(plain)), None)

    def table(self, name: str) -> RecordTable:
        """Return a table by name. Raises KeyError if there is no such table."""
        try:
            return next(table for table in self.tables if table.name == name)
        except StopIteration:
            raise KeyError(name) from None
