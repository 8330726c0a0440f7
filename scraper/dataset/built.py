"""What a build made, as it is told and remembered."""

from pathlib import Path

import msgspec

from scraper.dataset.lock import Versions
from scraper.notices import Noticed
from scraper.outcomes import Outcome
from scraper.values.changes import ChangeRow


class Built(msgspec.Struct, frozen=True, kw_only=True):
    """The result of a build: files, number of rows in each table, number of captures with each outcome.

    `changes` are the rows of changes.csv. `drift` are the notices that the latest capture of a page is no longer read
    as before, `damaged` the messages about stored records that cannot be read, `tracebacks` those of captures that
    ended in an internal error. `versions` are those of the program and data that read the captures. If the dataset is
    byte for byte the same as the previous one, `is_new` is false and nothing was written.
    """

    files: tuple[Path, ...]
    rows: dict[str, int]
    outcomes: dict[Outcome, int]
    unread: int
    changes: tuple[ChangeRow, ...]
    notices: tuple[Noticed, ...]
    drift: tuple[Noticed, ...]
    damaged: tuple[str, ...]
    tracebacks: tuple[str, ...] = ()
    versions: Versions
    is_new: bool = True
