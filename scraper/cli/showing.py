"""A run as people see it: how far it is, and what it did."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from scraper.cli.printing import fetch_progress, put, put_json, reading_progress, say
from scraper.exit_codes import ExitCode
from scraper.plural import counted

if TYPE_CHECKING:
    from scraper.api import View
    from scraper.runs.record import RunRecord


def view_of(output: str, *, as_json: bool) -> "View":
    """Return what shows a run on stderr as it goes, and on stdout once it is done."""
    from scraper.api import View

    return View(
        report=say,
        fetching=lambda title: fetch_progress(title, as_json),
        reading=reading_progress,
        ended=lambda record: _show(record, Path(output), as_json=as_json),
    )


def _show(record: "RunRecord", place: Path, *, as_json: bool) -> None:
    if as_json:
        put_json(record.as_object())
    else:
        _print_record(record, place)
    for line in record.failures:
        say(f"failed: {line}")
    if left := sum(listing.left for listing in record.listings):
        say(f"the request budget is used up: {counted(left, 'original')} not listed; the next run continues")
    for line in record.resting:
        say(f"in cooldown: {line}")
    if record.exit_code == ExitCode.NOTHING_REACHED:
        say("no captures could be listed; the dataset was built from what the store already had")


def _print_record(record: "RunRecord", place: Path) -> None:
    if record.steps:
        put("This run: " + _counts(record.steps))
    if record.second_pass:
        put("Second pass: " + _counts(record.second_pass))
    _print_outcomes(record)
    for name, count in record.rows.items():
        put(f"{name}: {counted(count, 'row')}")
    if record.first:
        put(f"New: {counted(record.facts, 'fact')}; there was no dataset before")
    else:
        from scraper.values.changes import new_in_words

        put(f"New: {new_in_words(record.facts, record.changes)}")
    if record.unread:
        put(f"{record.unread} stretches of text that may name a host are unread: see unread in dataset.json")
    for warning in record.warnings:
        put(f"warning: {warning}")
    for name in record.files:
        put(f"wrote {name}")
    put(f"recorded in {place / 'runs'}")


def _counts(steps: dict[str, int]) -> str:
    return ", ".join(f"{count:,} {step}" for step, count in steps.items())


def _print_outcomes(record: "RunRecord") -> None:
    rows = [*record.outcomes.items(), ("total", record.captures_listed)]
    if not sys.stdout.isatty():
        put("Outcomes of the captures listed:")
        for name, count in rows:
            put(f"  {name:<16}{count:>8,}")
        return
    from rich.console import Console
    from rich.table import Table

    table = Table("outcome", "captures", title="Captures in the ledger")
    table.columns[1].justify = "right"
    for name, count in rows:
        table.add_row(name, f"{count:,}")
    Console().print(table)
