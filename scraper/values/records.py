"""What a page states: records of any table, each value with its place in the text and the rule that read it."""

from collections.abc import Iterator

import msgspec

from scraper.notices import Notice
from scraper.outcomes import Outcome

Cell = str | int


class Span(msgspec.Struct, frozen=True, order=True):
    """A range of a document's text: offsets in characters; the end is not included."""

    start: int
    end: int


class SetAside(msgspec.Struct, frozen=True):
    """Words that look like a record but are not one, and the reason."""

    span: Span
    reason: str


class Value(msgspec.Struct, frozen=True):
    """One value of a record: the field, the value, the place of its words, and the rule by which it follows from them.

    Dates are ISO 8601 strings.
    """

    field: str
    value: Cell
    span: Span
    rule: str


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """One row of a table as a page states it: its key, which identifies it across captures, and its values.

    `span` is the place of the statement, `rule` the rule that read it; `order` is the position of the record, from 0,
    among those of one statement. `others` are further values that the page states for the same fields and that differ.
    """

    table: str
    key: str
    values: tuple[Value, ...]
    span: Span
    rule: str
    order: int = 0
    others: tuple[Value, ...] = ()

    def find(self, field: str) -> Value | None:
        """Return the value of a field with its place, or None if the page states none."""
        return next((value for value in self.values if value.field == field), None)

    def value(self, field: str) -> Cell | None:
        """Return the value of a field, or None if the page states none."""
        found = self.find(field)
        return found.value if found else None


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """What one page states; the places of records and `unread` are offsets in `text`, the text of its main content.

    `aside` are words that are not a record, with the reason; `standing` are values that occur together in one unit of
    the text, whether or not they became a record. `moved_to` is the target of a captured redirect, on the live web.
    """

    outcome: Outcome
    page_kind: str | None = None
    layout: str | None = None
    language: str | None = None
    title: str | None = None
    records: tuple[Record, ...] = ()
    unread: tuple[Span, ...] = ()
    aside: tuple[SetAside, ...] = ()
    standing: tuple[tuple[Cell, ...], ...] = ()
    notices: tuple[Notice, ...] = ()
    text: str = ""
    moved_to: str | None = None

    def values(self) -> Iterator[Value]:
        """Yield all values that the page states."""
        return (value for record in self.records for value in record.values)

    def quote(self, span: Span) -> str:
        """Return the words at a place, on one line."""
        return self.text[span.start : span.end].replace("\n", " ")
