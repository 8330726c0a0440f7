"""Two datasets, before and after a run → what is new: facts, changes, and readings that fit no more."""

from collections.abc import Iterable
from pathlib import Path

import msgspec

from scraper.dataset.published import read_changes, read_rows
from scraper.dataset.tables import HISTORY
from scraper.errors import StoreError
from scraper.history.compare import NOT_CONFIRMED
from scraper.notices import Drift, Notice, Noticed
from scraper.values.changes import ChangeRow

_FACT = ("table", "record_id", "field", "value")


class Published(msgspec.Struct, frozen=True):
    """What a published dataset says: facts and changes by what they are, and which captures drifted.

    What is not confirmed is no change. A capture is an original and a time, as ISO 8601.
    """

    facts: frozenset[tuple[str, ...]]
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
    """What a dataset says that the one before did not; `first` where there was none to compare with."""

    first: bool
    facts: int
    changes: tuple[ChangeRow, ...]
    drift: tuple[Noticed, ...]

    def __bool__(self) -> bool:
        return bool(self.facts or self.changes)


def published(directory: Path) -> Published | None:
    """Read a dataset; None where there is none that can be read."""
    try:
        facts, changes = facts_in(directory), confirmed(read_changes(directory))
        document = msgspec.json.decode((directory / "dataset.json").read_bytes(), type=_Document)
    except (StoreError, OSError, ValueError, KeyError, TypeError, msgspec.DecodeError):
        return None
    return Published(
        facts=facts,
        changes=changes,
        drifted=frozenset((one.original, one.timestamp) for one in document.warnings if one.may_be_drift),
    )


def facts_in(directory: Path) -> frozenset[tuple[str, ...]]:
    """Return the facts of a published dataset: each value of a field of a record. Raises StoreError."""
    return frozenset(tuple(row[name] for name in _FACT) for row in read_rows(directory, HISTORY))


def confirmed(changes: Iterable[ChangeRow]) -> tuple[ChangeRow, ...]:
    """Return changes without what is not confirmed, which is none."""
    return tuple(row for row in changes if row.kind != NOT_CONFIRMED)


def news(before: Published | None, after: Published | None, drift: tuple[Noticed, ...]) -> News:
    """Compare. `drift` is what is the matter with the latest captures now; the changes of a first dataset's past are no news."""
    if after is None:
        return News(first=before is None, facts=0, changes=(), drift=())
    if before is None:
        return News(first=True, facts=len(after.facts), changes=(), drift=())
    known = set(before.changes)
    return News(
        first=False,
        facts=len(after.facts - before.facts),
        changes=tuple(row for row in after.changes if row not in known),
        drift=tuple(one for one in drift if (one.original, one.timestamp) not in before.drifted),
    )
