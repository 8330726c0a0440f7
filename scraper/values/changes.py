"""A change as it is published, reported and remembered: the difference between a capture and the previous one of the page."""

from collections.abc import Collection, Iterable

import msgspec

from scraper.plural import counted
from scraper.values.capture import urlkey

SUBSTANCE = "substance"
"""The class of changes in which a page states something else; other classes are shown on request."""


class ChangeRow(msgspec.Struct, frozen=True, kw_only=True, rename={"class_": "class"}):
    """A row of changes.csv; times are ISO 8601, values are in their written form, None means empty.

    `class_` is one of `scraper.history.compare.CHANGE_CLASSES`, `kind` one of `scraper.history.spans.KINDS`. Without a
    `field` the change concerns the whole record, without a `table` the whole page. `returned` is the time at which it
    was undone. `before_id` and `after_id` refer to rows of history.csv.
    """

    id: str = ""
    class_: str = "substance"
    kind: str
    table: str | None = None
    record_id: str | None = None
    field: str | None = None
    before: str | None = None
    after: str | None = None
    url: str = ""
    timestamp: str
    previous: str
    returned: str | None = None
    before_id: str | None = None
    after_id: str | None = None
    memento_url: str | None = None

    @property
    def said(self) -> tuple[str | None, ...]:
        """What changed, without the times: the same whichever archive is cited for it."""
        return urlkey(self.url), self.table, self.record_id, self.field, self.kind, self.before, self.after

    @property
    def identity(self) -> tuple[str | None, ...]:
        """What distinguishes it from every other change; a change that was undone since is a different one."""
        return (*self.said, self.timestamp, self.returned)


def of_substance(rows: Iterable[ChangeRow]) -> tuple[ChangeRow, ...]:
    """Return the changes in which pages state something else."""
    return tuple(row for row in rows if row.class_ == SUBSTANCE)


def new_in_words(facts: int, rows: Collection[ChangeRow]) -> str:
    """Return what is new in a run in words: facts, changes of substance, and the number of other changes."""
    told = len(of_substance(rows))
    others = len(rows) - told
    rest = f" (and {others:,} of other classes)" if others else ""
    return f"{counted(facts, 'fact')}, {counted(told, 'change')}{rest}"
