"""Two datasets, before and after a run → what is new: facts, changes, and extraction drift."""

from pathlib import Path

import msgspec

from scraper.dataset.published import read_changes, read_rows
from scraper.dataset.statements import history_of, stated
from scraper.errors import StoreError
from scraper.notices import Drift, Notice, Noticed
from scraper.values.changes import ChangeRow, of_substance
from scraper.values.subject import Subject

Said = tuple[str, str, str, str]
"""A stated value: table, id of the record, field, value; without a field, the record itself."""


class Published(msgspec.Struct, frozen=True):
    """What a published dataset says: facts, changes, and which captures drifted. A capture is an original and a time, ISO 8601."""

    facts: frozenset[Said]
    changes: tuple[ChangeRow, ...]
    drifted: frozenset[tuple[str | None, str | None]]


class _Warning(msgspec.Struct, frozen=True):
    """A warning of dataset.json; those of before 0.4 are words without a notice."""

    original: str
    timestamp: str
    notice: Notice | None = None

    @property
    def may_be_drift(self) -> bool:
        return self.notice is None or isinstance(self.notice, Drift)


class _Document(msgspec.Struct, frozen=True):
    warnings: list[_Warning]


class News(msgspec.Struct, frozen=True, kw_only=True):
    """What a dataset states that the previous one did not; `first` if there was no previous one.

    `facts` is the number of records that are new or state something new; `changes` are of all classes.
    """

    first: bool
    facts: int
    changes: tuple[ChangeRow, ...]
    drift: tuple[Noticed, ...]

    @property
    def substance(self) -> tuple[ChangeRow, ...]:
        """The changes in which a page states something else."""
        return of_substance(self.changes)

    def is_any(self, *, of_all_classes: bool = False) -> bool:
        """Return whether there is anything new: facts, or changes of substance, or of any class."""
        return bool(self.facts or (self.changes if of_all_classes else self.substance))


def published(directory: Path, subject: Subject) -> Published | None:
    """Read a dataset; None if there is none that can be read."""
    try:
        facts, changes = facts_in(directory, subject), read_changes(directory, subject)
        document = msgspec.json.decode((directory / "dataset.json").read_bytes(), type=_Document)
    except (StoreError, OSError, ValueError, KeyError, TypeError, msgspec.DecodeError):
        return None
    return Published(
        facts=facts,
        changes=changes,
        drifted=frozenset((one.original, one.timestamp) for one in document.warnings if one.may_be_drift),
    )


def facts_in(directory: Path, subject: Subject) -> frozenset[Said]:
    """Return what a published dataset states in substance: its records, and their values but for words, places and details.

    Raises StoreError.
    """
    weighty = {
        (table.name, column.name)
        for table in subject.tables
        for column in table.columns
        if column.name in stated(subject) and column.sort == "value" and not column.detail
    }
    rows, fields = read_rows(directory, history_of(subject)), {name for _, name in weighty}
    found: set[Said] = set()
    for row in rows:
        record = row["table"], row["record_id"]
        found.add((*record, "", ""))
        found.update((*record, name, row[name]) for name in fields if row[name] and (record[0], name) in weighty)
    return frozenset(found)


def news(before: Published | None, after: Published | None, drift: tuple[Noticed, ...]) -> News:
    """Compare two datasets. `drift` are current notices about the latest captures; past changes of a first dataset are not news."""
    if after is None:
        return News(first=before is None, facts=0, changes=(), drift=())
    if before is None:
        return News(first=True, facts=len({one[:2] for one in after.facts}), changes=(), drift=())
    known = {row.identity for row in before.changes}
    return News(
        first=False,
        facts=len({one[:2] for one in after.facts - before.facts}),
        changes=tuple(row for row in after.changes if row.identity not in known),
        drift=tuple(one for one in drift if (one.original, one.timestamp) not in before.drifted),
    )
