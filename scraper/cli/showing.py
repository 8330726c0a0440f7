"""A run as people see it: how far it is, and what it did."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from scraper.cli.printing import fetch_progress, put, put_json, reading_progress, say
from scraper.errors import SettingsError
from scraper.plural import counted

if TYPE_CHECKING:
    from scraper.building import View
    from scraper.runs.record import RunRecord


def view_of(output: str, *, as_json: bool, quiet: bool = False) -> "View":
    """Return what shows a run on stderr as it goes, and on stdout once it is done; nothing where it is to be quiet."""
    from scraper.building import View
    from scraper.cli.logs import verbosity

    if quiet and verbosity():
        raise SettingsError("--quiet and --verbose exclude each other")
    if quiet:
        return View(ended=(lambda record: put_json(record.as_object())) if as_json else lambda _: None)
    verbose = verbosity() > 0
    return View(
        report=say,
        fetching=lambda title: fetch_progress(title, verbose),
        reading=reading_progress,
        ended=lambda record: _show(record, Path(output), as_json=as_json, verbose=verbose),
    )


def _show(record: "RunRecord", place: Path, *, as_json: bool, verbose: bool) -> None:
    from scraper.default import SUBJECT
    from scraper.runs.summary import reason_lines, summary_lines

    if as_json:
        put_json(record.as_object())
    else:
        if verbose:
            _print_record(record)
        for line in summary_lines(record, place, SUBJECT):
            put(line)
    for line in reason_lines(record):
        say(line)


def _print_record(record: "RunRecord") -> None:
    """Print all that is known of a run."""
    _print_outcomes(record)
    for name, count in record.rows.items():
        put(f"{name}: {counted(count, 'row')}")
    for warning in record.warnings:
        put(f"warning: {warning}")
    for line in record.failures:
        put(f"failed: {line}")
    for name in record.files:
        put(f"wrote {name}")


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
