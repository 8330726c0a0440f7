"""A run's dataset is made, its record kept, and what was done is told."""

import contextlib
import os
import sys
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scraper.cli.group import code_of, in_words
from scraper.cli.opening import open_cache
from scraper.cli.printing import put, put_json, reading_progress, say
from scraper.errors import StoreError, StoreLocked
from scraper.exit_codes import ExitCode

if TYPE_CHECKING:
    from scraper.dataset.build import Built
    from scraper.notices import Notice
    from scraper.runs.news import News
    from scraper.runs.record import RunRecord
    from scraper.runs.run import Running
    from scraper.settings import Settings
    from scraper.store.store import Store


def build_dataset(store: "Store", place: Path, settings: "Settings", keep: int | None = None) -> "Built":
    """Regenerate the dataset from the store, and show how far it is."""
    from scraper.dataset.build import build

    with open_cache(place) as cache, reading_progress(store) as done:
        return build(
            store,
            place / "dataset",
            licence=settings.licence,
            most_bytes=settings.limits.body_bytes,
            cache=cache,
            done=done,
            keep=settings.keep if keep is None else keep,
        )


@contextlib.contextmanager
def recorded(running: "Running", place: Path, settings: "Settings", metrics: Path | None = None) -> Iterator[None]:
    """Keep the record of a run that is interrupted, or that an error ends, as well, and tell of it."""
    from scraper.notices import RunStopped

    try:
        yield
    except StoreLocked:
        raise  # this was no run
    except click.ClickException:
        raise
    except (KeyboardInterrupt, Exception) as error:
        code = code_of(error)
        running.notices.append(RunStopped(in_words(error)))
        if code is ExitCode.INTERNAL_ERROR:
            running.unforeseen = ("".join(traceback.format_exception(error)),)
        try:
            _keep(running, code, _news_of(running), place, settings, metrics)
        except Exception as another:  # the first one says what is the matter
            say(f"the record of this run could not be kept: {in_words(another)}")
        raise


def _news_of(running: "Running") -> "News":
    """Return what is new in a run that did not come to its end; nothing, where that is what went wrong."""
    from scraper.runs.news import News

    try:
        return running.news()
    except Exception:  # it is told already
        return News(first=False, facts=0, changes=(), drift=())


def close(
    running: "Running",
    place: Path,
    settings: "Settings",
    *,
    as_json: bool = False,
    exit_code: bool = False,
    metrics: Path | None = None,
) -> int:
    """Keep the record of a run that came to its end, tell of it, and return the exit code."""
    news = running.news()
    code = running.exit_code(news)
    if exit_code and news and code in (ExitCode.DONE, ExitCode.SOME_FAILED):
        code = ExitCode.NEWS
    record = _keep(running, code, news, place, settings, metrics)
    if as_json:
        put_json(record.as_object())
    else:
        _print_record(record, place)
    for line in record.failures:
        say(f"failed: {line}")
    if left := sum(listing.left for listing in record.listings):
        say(f"left for the next run: {left} originals were not listed, for the budget was spent")
    for line in record.resting:
        say(f"at rest: {line}")
    if code is ExitCode.NOTHING_REACHED:
        say("nothing could be listed; the dataset holds what the store had before")
    return code


def _keep(
    running: "Running", code: ExitCode, news: "News", place: Path, settings: "Settings", metrics: Path | None
) -> "RunRecord":
    """Write the record and the figures, and tell who is to be told; what goes wrong with that is in the record as well.

    Raises StoreError for a record that cannot be written, once everybody is told. A run has one record: the last.
    """
    from scraper.notices import Noticed
    from scraper.runs.record import run_path, write_run

    record = running.record(code, news, datetime.now(UTC))
    running.path = running.path or run_path(place / "runs", record)
    failure: StoreError | None = None
    try:
        write_run(running.path, record, settings.keep_runs)
    except StoreError as error:
        failure = error
    notices = [*_write_figures(metrics, record, place, settings), *_tell(record, place, settings)]
    if failure is not None:
        raise failure
    if notices:
        record = record.noting(Noticed(notice=one) for one in notices)
        write_run(running.path, record, settings.keep_runs)
    return record


def _write_figures(metrics: Path | None, record: "RunRecord", place: Path, settings: "Settings") -> "list[Notice]":
    """Write the figures of a run, and return what went wrong."""
    from scraper.notices import MetricsNotWritten
    from scraper.runs.metrics import last_success, metrics_text, write_metrics
    from scraper.runs.record import last_runs

    if metrics is None:
        return []
    try:
        write_metrics(metrics, metrics_text(record, last_success(last_runs(place / "runs", settings.keep_runs))))
    except StoreError as error:
        return [MetricsNotWritten(str(error))]
    return []


def _tell(record: "RunRecord", place: Path, settings: "Settings") -> "list[Notice]":
    """Tell who is to be told of a run, and return what went wrong."""
    if settings.notify is None or record.command != "run":
        return []
    from scraper.notices import NotNotified
    from scraper.notify.tell import tell

    return [NotNotified(said) for said in tell(settings.notify, record, place, os.environ, now=datetime.now(UTC))]


def _print_record(record: "RunRecord", place: Path) -> None:
    if record.steps:
        put("This run: " + _counts(record.steps))
    if record.second_pass:
        put("Second pass: " + _counts(record.second_pass))
    _print_outcomes(record)
    for name, count in record.rows.items():
        put(f"{name}: {count:,} rows")
    if record.first:
        put(f"New: {record.facts:,} facts; there was no dataset before")
    else:
        put(f"New: {record.facts:,} facts, {len(record.changes):,} changes")
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
