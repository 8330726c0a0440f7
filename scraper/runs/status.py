"""Ledger, runs and hosts in cooldown → the state of an output folder for its operator, without holding the store."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from scraper.archives.http.manners import Rest
from scraper.dataset.published import Row, listings, read_rows
from scraper.dataset.tables import CAPTURES
from scraper.errors import StoreError
from scraper.outcomes import Outcome
from scraper.runs.record import RunRecord, last_runs
from scraper.runs.troubles import Trouble, shown_by, troubles
from scraper.store.reader import LEDGER, StoreReader
from scraper.store.tries import Tries
from scraper.values.capture import iso
from scraper.values.changes import new_in_words

MOST_RUNS = 5
MOST_LOOKED_AT = 1000
MOST_CAPTURES = 20
"""Runs that are shown, runs that are looked at for what is wrong, captures that are named of one trouble."""


class Ledger(msgspec.Struct, frozen=True, kw_only=True):
    """The listed captures by outcome; `unread` of them were added after the dataset was made.

    `failed` counts the failures that the next run retries, those that a later run retries, and those that are given up.
    `next_due` is when the first of the later ones is due.
    """

    listed: int
    outcomes: dict[str, int]
    unread: int
    failed: dict[str, int]
    next_due: datetime | None


class Wrong(msgspec.Struct, frozen=True, kw_only=True):
    """An open problem, and the first captures that show it, as addresses with times."""

    trouble: Trouble
    captures: tuple[str, ...]


class Status(msgspec.Struct, frozen=True, kw_only=True):
    """The ledger, the open problems, the last runs (the newest first), and the hosts in cooldown with the remaining time."""

    ledger: Ledger | None
    wrong: tuple[Wrong, ...]
    runs: tuple[RunRecord, ...]
    resting: tuple[tuple[str, Rest], ...]


def status(place: Path, resting: list[tuple[str, Rest]], now: datetime) -> Status:
    """Return the state of an output folder. Raises StoreError for a ledger that cannot be read."""
    there = (place / "store" / LEDGER).is_file()
    return Status(
        ledger=_ledger(place, now) if there else None,
        wrong=tuple(_still_wrong(place)),
        runs=tuple(last_runs(place / "runs", MOST_RUNS)),
        resting=tuple(resting),
    )


def _still_wrong(place: Path) -> Iterator[Wrong]:
    """Yield what the last run that looked found the matter: one run tells of it as news, and it stays until it is over."""
    runs = last_runs(place / "runs", MOST_LOOKED_AT)
    ran = next((run for run in runs if run.command == "run"), None)
    built = next((run for run in runs if run.rows), None)
    captures = _captures(place / "dataset")
    for trouble in troubles(ran, ()) if ran else ():
        if trouble.of in ("archive", "listing", "stopped"):
            yield Wrong(trouble=trouble, captures=())
    for trouble in troubles(built, captures) if built else ():
        if trouble.of in ("drift", "captures"):
            yield Wrong(trouble=trouble, captures=tuple(dict.fromkeys(shown_by(trouble, captures)))[:MOST_CAPTURES])


def _ledger(place: Path, now: datetime) -> Ledger:
    """Count what the ledger lists, by what the dataset says of those that are stored. Its file is only read."""
    read = _read_outcomes(place / "dataset")
    outcomes: Counter[str] = Counter()
    failed: Counter[str] = Counter()
    due: list[datetime] = []
    with StoreReader(place / "store") as store:
        tries = store.all_tries()
        for one in store.listed():
            if one.outcome is None:
                original = one.record.original if one.record else one.original
                outcomes[read.get((original, one.archive, one.requested), "stored")] += 1
                continue
            outcomes[one.outcome] += 1
            waits, when = _waits(one.outcome, tries.get((one.archive, one.urlkey, one.requested)), now)
            failed[waits] += 1
            due += [when] if when else []
    named = [outcome.value for outcome in Outcome] + ["stored"]
    return Ledger(
        listed=outcomes.total(),
        outcomes={name: outcomes[name] for name in named if outcomes[name]},
        unread=outcomes["stored"],
        failed=dict(sorted(failed.items())),
        next_due=min(due, default=None),
    )


def _waits(outcome: Outcome, tries: Tries | None, now: datetime) -> tuple[str, datetime | None]:
    """Return for what a capture waits that could not be had, and when it is due where that is later."""
    if tries is None:
        return "next run", None
    due = tries.due(outcome)
    if due is None:
        return "given up", None
    return ("next run", None) if due <= now else ("later", due)


def _read_outcomes(dataset: Path) -> dict[tuple[str, str, str], str]:
    """Return the outcomes that the dataset gives, by original, archive and 14-digit requested time."""
    try:
        found = listings(dataset, "url", "archive", "requested", "outcome")
    except StoreError:
        return {}
    return {(url, archive, _digits(requested)): row["outcome"] for (url, archive, requested), row in found.items()}


def _captures(dataset: Path) -> list[Row]:
    """Return the rows of captures.csv; none where it cannot be read."""
    try:
        return read_rows(dataset, CAPTURES)
    except StoreError:
        return []


def _digits(time: str) -> str:
    return "".join(letter for letter in time if letter.isdigit())


def status_object(status: Status, now: datetime) -> dict[str, Any]:
    """Return the object that `scraper status --json` prints."""
    ledger = status.ledger
    return {
        "command": "status",
        "ledger": ledger
        and {
            "listed": ledger.listed,
            "outcomes": ledger.outcomes,
            "unread": ledger.unread,
            "failed": ledger.failed,
            "next_due": iso(ledger.next_due) if ledger.next_due else None,
        },
        "wrong": [
            {
                "kind": one.trouble.kind,
                "of": one.trouble.of,
                "where": one.trouble.where,
                "original": one.trouble.original or None,
                "words": one.trouble.words,
                "advice": one.trouble.advice,
                "captures": list(one.captures),
            }
            for one in status.wrong
        ],
        "runs": [
            {
                "began": run.began,
                "command": run.command,
                "exit_code": run.exit_code,
                "exit_meaning": run.exit_meaning,
                "seconds": run.seconds,
                "facts": run.facts,
                "changes": len(run.changes),
                "steps": run.steps,
            }
            for run in status.runs
        ],
        "resting": [
            {"host": host, "why": rest.why, "seconds_left": round(rest.left(now.timestamp()))}
            for host, rest in status.resting
        ],
    }


def status_lines(status: Status) -> list[str]:
    """Return the status as lines for people."""
    return [*_ledger_lines(status.ledger), *_wrong_lines(status), *_run_lines(status.runs), *_rest_lines(status)]


def _wrong_lines(status: Status) -> list[str]:
    if not status.wrong:
        return ["Open problems: none"]
    lines = ["Open problems:"]
    for one in status.wrong:
        lines += [
            f"  {one.trouble.words}",
            *(f"    {capture}" for capture in one.captures),
            f"    {one.trouble.advice}",
        ]
    return lines


def _ledger_lines(ledger: Ledger | None) -> list[str]:
    if ledger is None:
        return ["Ledger: none yet; `scraper run` creates it"]
    rows = [*ledger.outcomes.items(), ("total", ledger.listed)]
    lines = ["Ledger: every capture ever listed", *(f"  {name:<16}{count:>8,}" for name, count in rows)]
    if ledger.unread:
        lines.append(f"  {ledger.unread:,} stored but not yet in the dataset; run `scraper build`")
    if ledger.failed:
        said = ", ".join(f"{count:,} {waits}" for waits, count in ledger.failed.items())
        lines.append(f"Failed: {said}")
    if ledger.next_due:
        lines.append(f"Next due: {iso(ledger.next_due)}")
    return lines


def _run_lines(runs: tuple[RunRecord, ...]) -> list[str]:
    if not runs:
        return ["Runs: none recorded"]
    lines = ["Last runs:"]
    for run in runs:
        news = f"new: {new_in_words(run.facts, run.changes)}"
        lines.append(
            f"  {run.began}  {run.command:<7}{run.seconds:>9,.1f} s  {news}  exit {run.exit_code}: {run.exit_meaning}"
        )
    return lines


def _rest_lines(status: Status) -> list[str]:
    if not status.resting:
        return ["Hosts in cooldown: none"]
    return ["Hosts in cooldown:", *(f"  {host} {rest.words()}" for host, rest in status.resting)]
