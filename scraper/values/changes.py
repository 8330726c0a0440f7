"""A change as it is published, told and remembered: what a page says otherwise than the capture of it before."""

from collections.abc import Collection, Iterable

import msgspec

from scraper.plural import counted
from scraper.values.capture import urlkey

SUBSTANCE = "substance"
"""The class of changes by which a page says something else; the others are told on request."""


class ChangeRow(msgspec.Struct, frozen=True, kw_only=True, rename={"class_": "class"}):
    """A row of changes.csv; times are ISO 8601, values as they are written, None for none.

    `class_` is one of `scraper.history.compare.CHANGE_CLASSES`, `kind` of `scraper.history.spans.KINDS`. Without a `field` it is
    of the whole record, without a `table` of the whole page. `returned` is when the page was as before again. `before_id` and
    `after_id` are rows of history.csv.
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
        """What the change is, without its times: the same whichever archive is cited for it."""
        return urlkey(self.url), self.table, self.record_id, self.field, self.kind, self.before, self.after

    @property
    def identity(self) -> tuple[str | None, ...]:
        """What tells it from every other change; one that was taken back since is another one."""
        return (*self.said, self.timestamp, self.returned)


def of_substance(rows: Iterable[ChangeRow]) -> tuple[ChangeRow, ...]:
    """Return the changes by which pages say something else."""
    return tuple(row for row in rows if row.class_ == SUBSTANCE)


def new_in_words(facts: int, rows: Collection[ChangeRow]) -> str:
    """Return what is new in a run in words: facts, changes of substance, and how many others there are."""
    told = len(of_substance(rows))
    others = len(rows) - told
    rest = f" (and {others:,} of other classes)" if others else ""
    return f"{counted(facts, 'fact')}, {counted(told, 'change')}{rest}"
