"""The record of a run: `runs/<time>.json`, written whole or not at all, the last N kept."""

import contextlib
from pathlib import Path
from typing import Any

import msgspec

from scraper.errors import StoreError


class HostRequests(msgspec.Struct, frozen=True, kw_only=True):
    """What one host was asked: requests made, bytes that came, seconds that its answers took."""

    host: str
    requests: int
    bytes: int
    seconds: float


class ListingRecord(msgspec.Struct, frozen=True, kw_only=True):
    """What an index said of one original; `left` where it was not asked, for the budget was spent or the host rests."""

    archive: str
    original: str
    captures: int
    failure: str | None
    left: bool


class RunRecord(msgspec.Struct, frozen=True, kw_only=True):
    """One run: what was asked of it, what it did, what is new, what went wrong.

    Times are RFC 3339 in UTC. `settings` are those in force, with no secret in them. `steps` are captures by what this run
    did with them, `outcomes` the whole ledger; both add up to their totals. `facts` counts rows of history.csv, `changes`
    are rows of changes.csv, that the dataset of the run before had not; `first` says that there was none. `dataset` is the
    folder of the dataset that this run published, or found to be the same; of a run that made none, that of the run before.
    What ended a run before its end is the last of its warnings. `tracebacks` are those of internal errors that each cost one
    capture, or one listing.
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
    changes: tuple[dict[str, str | None], ...]
    unread: int
    warnings: tuple[str, ...]
    drift: tuple[str, ...]
    failures: tuple[str, ...]
    files: tuple[str, ...]
    tracebacks: tuple[str, ...] = ()


def run_path(directory: Path, record: RunRecord) -> Path:
    """Return where a record goes: its name is its beginning; a second run of that moment gets a number behind it."""
    stem = "".join(letter for letter in record.began if letter.isalnum())
    taken = sorted(directory.glob(f"{stem}*.json"))
    return directory / (f"{stem}-{len(taken) + 1}.json" if taken else f"{stem}.json")


def write_run(path: Path, record: RunRecord, keep: int) -> None:
    """Write a record, whole or not at all, and remove the oldest beside it but `keep`. Raises StoreError."""
    directory, part = path.parent, path.with_suffix(".part")
    try:
        directory.mkdir(parents=True, exist_ok=True)
        for left_by_a_killed_run in directory.glob("*.part"):
            left_by_a_killed_run.unlink(missing_ok=True)
        part.write_bytes(msgspec.json.format(msgspec.json.encode(record), indent=2) + b"\n")
        part.replace(path)
        for old in sorted(directory.glob("*.json"))[:-keep]:
            old.unlink(missing_ok=True)
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise StoreError(f"{path}: cannot be written: {error.strerror or error}") from error


def last_runs(directory: Path, count: int) -> list[RunRecord]:
    """Return the last records, the newest first; one that cannot be read, or is of another version, is left out."""
    found: list[RunRecord] = []
    for path in sorted(directory.glob("*.json"), reverse=True):
        if len(found) == count:
            break
        try:
            found.append(msgspec.json.decode(path.read_bytes(), type=RunRecord))
        except (OSError, ValueError, RecursionError, msgspec.DecodeError):
            continue
    return found
