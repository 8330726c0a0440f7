"""Two datasets, before and after a run → what is new: facts, changes, and readings that fit no more."""

from pathlib import Path
from typing import Any

import msgspec

from scraper.dataset.tables import CHANGES, HISTORY
from scraper.dataset.writers.csv import read_table
from scraper.history.compare import NOT_CONFIRMED
from scraper.values.subject import Table

Row = dict[str, str]
_FACT = ("table", "key", "field", "value")


class Published(msgspec.Struct, frozen=True):
    """What a published dataset says: facts and changes by what they are, warnings in words.

    What is not confirmed is no change.
    """

    facts: frozenset[tuple[str, ...]]
    changes: dict[tuple[str, ...], Row]
    warnings: frozenset[str]


class News(msgspec.Struct, frozen=True, kw_only=True):
    """What a dataset says that the one before did not; `first` where there was none to compare with."""

    first: bool
    facts: int
    changes: tuple[dict[str, str | None], ...]
    drift: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.facts or self.changes)


def published(directory: Path) -> Published | None:
    """Read a dataset; None where there is none that can be read."""
    try:
        history, changes = _rows(directory, HISTORY), _rows(directory, CHANGES)
        document: dict[str, Any] = msgspec.json.decode((directory / "dataset.json").read_bytes())
        warnings = frozenset(str(warning["text"]) for warning in document["warnings"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return Published(
        facts=frozenset(tuple(row[name] for name in _FACT) for row in history),
        changes={tuple(row.values()): row for row in changes if row["kind"] != NOT_CONFIRMED},
        warnings=warnings,
    )


def _rows(directory: Path, table: Table) -> list[Row]:
    with (directory / f"{table.name}.csv").open(encoding="utf-8", newline="") as file:
        return list(read_table(file, table))


def news(before: Published | None, after: Published | None, drift: tuple[str, ...]) -> News:
    """Compare. `drift` is what is the matter with the latest captures now; the changes of a first dataset's past are no news."""
    if after is None:
        return News(first=before is None, facts=0, changes=(), drift=())
    if before is None:
        return News(first=True, facts=len(after.facts), changes=(), drift=())
    rows = [row for identity, row in after.changes.items() if identity not in before.changes]
    return News(
        first=False,
        facts=len(after.facts - before.facts),
        changes=tuple({name: value or None for name, value in row.items()} for row in rows),
        drift=tuple(said for said in drift if said not in before.warnings),
    )
