"""What a page can state: records of any table, each value with its place in the document's text and the rule that read it."""

from collections.abc import Iterator

import msgspec

from scraper.notices import Notice
from scraper.outcomes import Outcome

Cell = str | int


class Span(msgspec.Struct, frozen=True, order=True):
    """A stretch of a document's text: offsets in characters, the end not included."""

    start: int
    end: int


class SetAside(msgspec.Struct, frozen=True):
    """Words that look like a record and are none, and why not."""

    span: Span
    reason: str


class Value(msgspec.Struct, frozen=True):
    """One value of a record: the field, the value, where its words stand, and the rule by which it follows from them.

    Days are ISO 8601 dates.
    """

    field: str
    value: Cell
    span: Span
    rule: str


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """One thing as a page states it: a row of a table, what identifies it across captures, its values.

    `span` is the statement itself, `rule` the rule that read it; `order` is the record's place, from 0, among those of one
    statement. `others` are values that the same page states besides, and that differ.
    """

    table: str
    key: str
    values: tuple[Value, ...]
    span: Span
    rule: str
    order: int = 0
    others: tuple[Value, ...] = ()

    def find(self, field: str) -> Value | None:
        """Return the value of a field with its place, None where nothing is stated."""
        return next((value for value in self.values if value.field == field), None)

    def value(self, field: str) -> Cell | None:
        """Return the value of a field, None where nothing is stated."""
        found = self.find(field)
        return found.value if found else None


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """What one page states; the places of records and `unread` are offsets in `text`, the text of its main content.

    `aside` are words that are no record, with the reason; `standing` are values that stand together in one unit of the
    text, whatever was made of them. `moved_to` is where a captured redirect leads, as it was on the web.
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
        """Yield every value that the page states."""
        return (value for record in self.records for value in record.values)

    def quote(self, span: Span) -> str:
        """Return the page's words at a place, on one line."""
        return self.text[span.start : span.end].replace("\n", " ")
