"""The record of a run: `runs/<number>-<time>.json`, written as a whole or not at all; the last N are kept.

Records are ordered by number only, because clocks may be changed. Other files in the folder are foreign.
"""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from scraper.durable import write_whole
from scraper.errors import StoreError
from scraper.notices import Noticed, lines
from scraper.values.changes import ChangeRow


class HostRequests(msgspec.Struct, frozen=True, kw_only=True):
    """The requests made to one host: their number, the bytes received, and the seconds that responses took."""

    host: str
    requests: int
    bytes: int
    seconds: float


class ListingRecord(msgspec.Struct, frozen=True, kw_only=True):
    """What an index listed for one original; `left` if it was not asked, because of the budget or a cooldown."""

    archive: str
    original: str
    captures: int
    failure: str | None
    left: bool


class RunRecord(msgspec.Struct, frozen=True, kw_only=True):
    """One run: its options, what it did, what is new, what went wrong.

    Times are RFC 3339 in UTC. `settings` are those in force, without secrets. `steps` counts the captures of this run
    by what was done with them, `outcomes` those of the whole ledger; both add up to their totals. `facts` counts
    records that are new or state something new; `changes` are rows of changes.csv, of all classes, that the dataset of
    the previous run did not have; `first` means that there was none. `dataset` is the SHA-256 of the lock.json of the
    dataset that this run published or found unchanged; for a run without a build, that of the previous run; in records
    before 0.4, the name of its folder. `warnings` and `drift` are `notices` and `drift_notices` in words, as is
    `resting` for `hosts_at_rest`; records before 0.4 have only the words. `tracebacks` are those of unforeseen errors,
    each of which cost one capture, one listing or the run.
    """

    command: str
    began: str
    ended: str
    seconds: float
    exit_code: int
    exit_meaning: str
    versions: dict[str, str]
    settings: dict[str, Any]
    listings: tuple[ListingRecord, ...]
    steps: dict[str, int]
    second_pass: dict[str, int]
    captures_listed: int
    outcomes: dict[str, int]
    requests: tuple[HostRequests, ...]
    resting: tuple[str, ...]
    rows: dict[str, int]
    dataset: str | None
    first: bool
    facts: int
    changes: tuple[ChangeRow, ...]
    unread: int
    warnings: tuple[str, ...]
    drift: tuple[str, ...]
    failures: tuple[str, ...]
    files: tuple[str, ...]
    tracebacks: tuple[str, ...] = ()
    notices: tuple[Noticed, ...] = ()
    drift_notices: tuple[Noticed, ...] = ()
    hosts_at_rest: tuple[str, ...] = ()

    def as_object(self) -> dict[str, Any]:
        """Return it as in JSON, each notice with its sentence."""
        noticed = {name: [one.as_object() for one in getattr(self, name)] for name in ("notices", "drift_notices")}
        found: dict[str, Any] = msgspec.to_builtins(self) | noticed
        return found

    def noting(self, notices: Iterable[Noticed]) -> "RunRecord":
        """Return it with further notices."""
        whole = (*self.notices, *notices)
        return msgspec.structs.replace(self, notices=whole, warnings=tuple(lines(whole)))


# Records of version 0.2 have no number: they are older than all that have one.
_NAME = re.compile(r"(?:(?P<number>\d{6,})-)?\d{8}T\d{9}Z(?:-\d+)?\.json")


def run_path(directory: Path, record: RunRecord) -> Path:
    """Return the path for a record: numbered after all existing ones, whatever the clock says."""
    stem = "".join(letter for letter in record.began if letter.isalnum())
    newest = max((_order(path)[0] for path in _records(directory)), default=0)
    return directory / f"{newest + 1:06}-{stem}.json"


def write_run(path: Path, record: RunRecord, keep: int) -> None:
    """Write a record, as a whole or not at all, and remove the oldest except `keep`. Raises StoreError."""
    directory = path.parent
    content = msgspec.json.format(msgspec.json.encode(_utf8(record.as_object())), indent=2) + b"\n"
    try:
        directory.mkdir(parents=True, exist_ok=True)
        for left_by_a_killed_run in directory.glob(".*.part"):
            if _NAME.fullmatch(left_by_a_killed_run.stem.removeprefix(".")):
                left_by_a_killed_run.unlink(missing_ok=True)
        write_whole(path, content)
        for old in _records(directory)[:-keep]:
            old.unlink(missing_ok=True)
    except OSError as error:
        raise StoreError(f"{path}: cannot be written: {error.strerror or error}") from error


def _utf8(value: Any) -> Any:
    """Return values in which bytes of file names that are not UTF-8 are replaced by U+FFFD."""
    if isinstance(value, dict):
        return {_utf8(key): _utf8(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_utf8(one) for one in value]
    return value.encode("utf-8", "surrogatepass").decode("utf-8", "replace") if isinstance(value, str) else value


def last_runs(directory: Path, count: int) -> list[RunRecord]:
    """Return the last records, the newest first; records that are unreadable or of another version are left out."""
    found: list[RunRecord] = []
    for path in reversed(_records(directory)):
        if len(found) == count:
            break
        try:
            found.append(msgspec.json.decode(path.read_bytes(), type=RunRecord))
        except (OSError, ValueError, RecursionError, msgspec.DecodeError):
            continue
    return found


def _records(directory: Path) -> list[Path]:
    """Return the files of records, the oldest first."""
    return sorted((path for path in directory.glob("*.json") if _NAME.fullmatch(path.name)), key=_order)


def _order(path: Path) -> tuple[int, str]:
    name = _NAME.fullmatch(path.name)
    return int((name and name["number"]) or 0), path.name
