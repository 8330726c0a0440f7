"""A subject: which pages are read, into which tables, what makes two records one, which statement wins, what contradicts.

Data only. The engine takes a `Subject` as an argument and knows no table, page kind or field by name.
"""

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Literal, Protocol

import msgspec

from scraper.notices import Notice
from scraper.values.capture import Capture
from scraper.values.facts import Claim, Conflict, Fact, Said, State, Statements
from scraper.values.records import Cell, Page, Record, Value


class Fields(Protocol):
    """Whatever has values by field: a record, the cells of a row, a fact."""

    def value(self, field: str, /) -> Cell | None:
        """Return the value of a field, None for none."""


class Traces(Protocol):
    """What of a page's text can be asked to tell whether something stands there that was not read.

    `is_translated` says that the page is in another language than the capture before it.
    """

    page: Page
    is_translated: bool

    @property
    def whole(self) -> str:
        """The page's text, folded, a space at both ends."""

    @property
    def units(self) -> tuple[tuple[frozenset[int], str], ...]:
        """The sentences and lines that a year stands in or over, folded, with their years."""

    def holds(self, words: str) -> bool:
        """Say whether words stand in the text."""

    def holds_nearly(self, wording: str) -> bool:
        """Say whether a wording stands in a line of the text, though some of its letters be others."""


class Told(msgspec.Struct, frozen=True):
    """What is said of a fact as dataset.json has it: the first lines, the fact, and a remark on its words."""

    lines: tuple[str, ...]
    stated: Mapping[str, Any]
    remark: str = ""


class Column(msgspec.Struct, frozen=True):
    """One column: its name, its Table Schema type, what it means, the values it can have.

    `get` takes the cell out of what a row is made of; without it, that is asked for the value of the column's name. `sort`
    says how a change is told: a `place` in a list moves, a `name` may be respelt, `words` may be reworded or translated.
    `alike` says of two names that they mean the same. A `detail` says more of what a record states anyway, so that it is no
    news where a page states it that did not before. `unit` is what a number counts or is measured in, `refers` the
    table whose `id` the column holds.
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
    """Columns of a table whose cells stand, all of them, in those columns of one row of another table."""

    fields: tuple[str, ...]
    table: str
    others: tuple[str, ...]


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """One published table: `name`.csv. Its first column is `id`, its primary key.

    `unique` are other columns that together tell its rows apart. Where it `names_rows`, its columns `table` and `record_id`
    name a row of any table of facts: one of `records`.
    """

    name: str
    description: str
    columns: tuple[Column, ...]
    unique: tuple[tuple[str, ...], ...] = ()
    names_rows: bool = False

    @property
    def foreign_keys(self) -> tuple[ForeignKey, ...]:
        """The columns that name a row of a table."""
        found = [ForeignKey((one.name,), one.refers, ("id",)) for one in self.columns if one.refers]
        if self.names_rows:
            found.append(ForeignKey(RECORD, "records", RECORD))
        return tuple(found)


RECORD = ("table", "record_id")
"""The columns that name a row of any table of facts."""


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """How the report shows a table of facts, by names of its columns; what the table has not stays away.

    `title` heads it. The first column of `name` names a row, the others say more of it. `when` is the year or day that orders
    rows in time, `days` are first and last day, `place` is degrees east and north; rows of one `group` are told together.
    `status` is the column whose values colours and shapes tell apart. Rows whose `standing` is not `current` are shown apart;
    `successor` is the id of the row that took a row's place.
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


class RecordTable(Table, frozen=True, kw_only=True):
    """A table of what pages state: a record of a page is a row in the making.

    Which records are one. `identity` is what a record says it is of. Over captures, records of one identity are one fact; if
    `by_language`, in one language, if `by_original`, of one original, and then the key is told apart by it. `is_same` tells
    facts of one original apart where identities may be half stated.

    Which statement wins. The one of the highest `rank`, of equals the latest. Fields of `latest` are taken from the last
    statement that has them. Where statuses differ, `decide` picks the one that holds, of all with the rules that tell them and
    the pages that do, and of each page the number of its first capture; the best statement of that status wins. `settle` joins
    facts that are one after all, by all that was `remembered` of fields, and adds values that are worked out. `order` is that
    of the rows, `status` the field that a wording is told with.

    From capture to capture a record keeps its key. `likeness` says how surely two records of other keys are one, 0 for not
    at all. `is_guarded`: unless the old one is proved gone, only what `is_one` finds to be one takes its key. `slot` and
    `corrects`: the only new and the only old of a slot are one where the new one corrects it. `is_gone` says whether a
    record that a page does not state is gone from it.

    `stated` are the columns that pages state; none of them named, all without a `get` that are not worked out.

    `id_of` makes the id of a fact, of the first record that states it and of what is worked out; where it makes none, the id
    is the key of that record. `id_form` shows what ids look like. `document` makes the table's part of dataset.json, under
    `part`, of facts with what every fact has there. `asked` returns what of such an object a question asks for, None for nothing;
    `told` is what is said of it. A table that `is_last_resort` is asked where the others know nothing. `shown` is how the report
    shows it, None for not at all.
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
    settle: Callable[[Sequence[Statements]], list[tuple[list[Statements], tuple[tuple[str, Cell], ...]]]] | None = None
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
        """Return a column by its name."""
        return next((column for column in self.columns if column.name == name), None)

    @property
    def place(self) -> str | None:
        """The column that is a place in a list."""
        return next((column.name for column in self.columns if column.sort == "place"), None)

    @property
    def words(self) -> str | None:
        """The column that holds free words."""
        return next((column.name for column in self.columns if column.sort == "words"), None)


class DerivedTable(Table, frozen=True, kw_only=True):
    """A table whose rows, by column name, follow from the facts."""

    rows: Callable[[Mapping[str, Sequence[Fact]]], Sequence[Mapping[str, Any]]]


class Impossible(msgspec.Struct, frozen=True):
    """A value that cannot be: with another value of the same statement, or with the clock, told in words."""

    about: Hashable
    field: str
    value: Value
    other: Value | str


class Things(Protocol):
    """What claims are about, once all facts are known."""

    def of(self, about: Hashable) -> Iterable[Hashable]:
        """Yield the things that a claim is about."""

    def fact(self, thing: Hashable) -> Fact:
        """Return the fact that a thing is."""

    def about(self, thing: Hashable, field: str, value: Cell) -> tuple[Cell | None, ...]:
        """Return what a conflict about a field of a thing is about, of which `value` is the better supported."""

    def name(self, thing: Hashable) -> str:
        """Return a thing in words."""

    def pairs(self, field: str, claims: Mapping[Cell, Claim], best: Cell) -> Iterable[tuple[Cell, Cell]]:
        """Yield the values of one field that contradict each other; `best` is the best supported one."""

    def others(self, claims: Iterable[tuple[Hashable, str, Cell, Claim]]) -> Iterator[tuple[str, str, list[Conflict]]]:
        """Yield conflicts of other sorts, in groups, each with the field at issue and what it is about, in words."""


class ConflictRules(msgspec.Struct, frozen=True, kw_only=True):
    """What contradicts what. `columns` say what a conflict is about, `fields` what can be at issue, the gravest first.

    `compared` are the fields whose values are compared. `claims` are what a record claims, of whom; `impossible` what of a
    record cannot be, and `impossible_about` says what that is about, in the columns. `order` is that of conflicts about one
    field, `things` are made of the facts that claims are about.
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
    """How the value of a field that no page states follows from others of its row: the rule in words, and their fields."""

    field: str
    rule: str
    fields: tuple[str, ...]


class PageKind(msgspec.Struct, frozen=True, kw_only=True):
    """One kind of page: its originals (each with its variants), its addresses, its layouts, how its document is read.

    `read` takes a `Document`, the original and the day of capture (None where they are not known) and returns the page.
    """

    name: str
    sources: tuple[tuple[str, ...], ...]
    address: re.Pattern[str]
    layouts: tuple[Any, ...]
    read: Callable[[Any, str | None, date | None], Page]


def _row_counts(tables: Mapping[str, Sequence[Mapping[str, str]]]) -> Iterator[str]:
    yield ", ".join(f"{len(rows):,} {name}" for name, rows in tables.items())


class Subject(msgspec.Struct, frozen=True, kw_only=True):
    """What is read of which pages. See the fields' types; functions are pure.

    `version` is raised whenever the same bytes would give other records; `rules_digest` and `data_digest` tell any
    difference of the rules, or of what is known beside them. Pages at an address of no kind have the layouts that
    `layouts_of` gives, and are read by `read_other`. `counts` are the columns of the table of captures that tell how much a
    page states. `filled` are, for a page, the shares of fields that are filled: the name, in how many records, of how many;
    `stated` how much it states, by which drift is told.

    `page_parts` is what `extract --json` prints of a page's records, `page_lines` what people see of that. `document` is the
    type that dataset.json has to have to be explained; `is_conflict_asked` says of a conflict, what was found, and the
    question, whether it is about that, `conflict_name` what it is about. `described` tells a rule in words, or raises
    KeyError.

    `complete` returns the facts with what follows for each from the others, `derived_tables` are made of these.

    `proves` says whether a value of a record follows from its words on a page captured on a day; `doubts` are why the words
    of a record do not mean what it says. Fields that are `derived` are worked out, and stated by no page: `derived_doubts`
    are why such a value does not follow from the others of its row. `checks` and `remarks` are what is to be said of the
    facts, `files` the names of JSON documents that are published beside the tables, and what makes them. `worded` is what has
    free words, in words. `result` yields the few lines that a run shows of the published rows of the subject's tables, each
    cell as it is written.
    """

    name: str
    title: str
    description: str
    keywords: tuple[str, ...]
    version: int
    rules_digest: Callable[[], str]
    data_digest: Callable[[], str]
    kinds: tuple[PageKind, ...]
    layouts_of: Callable[[str | None], tuple[Any, ...]]
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
        """A value that holds functions and patterns: its copy is itself."""
        return self

    def derivation(self, field: str) -> Derivation | None:
        """Return how the value of a field is worked out, None for one that pages state."""
        return next((one for one in self.derived if one.field == field), None)

    @property
    def sources(self) -> tuple[tuple[str, ...], ...]:
        """The originals of all kinds, each with its variants."""
        return tuple(source for kind in self.kinds for source in kind.sources)

    @property
    def sure_layouts(self) -> frozenset[str]:
        """The names of the layouts that are of a site's own, and not general ones."""
        return frozenset(layout.name for kind in self.kinds for layout in kind.layouts if layout.sure)

    def kind_at(self, original: str | None) -> PageKind | None:
        """Tell a page's kind by its address."""
        return next((kind for kind in self.kinds if original is not None and kind.address.search(original)), None)

    def table(self, name: str) -> RecordTable:
        """Return a table by name. Raises KeyError for none of these."""
        try:
            return next(table for table in self.tables if table.name == name)
        except StopIteration:
            raise KeyError(name) from None
