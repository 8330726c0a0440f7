"""`scraper find-changes`, `scraper as-of`, `scraper history`."""

from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from scraper.cli.group import EXIT_CODES
from scraper.cli.opening import settings_of, times_of
from scraper.cli.options import (
    archive_option,
    budget_option,
    config_option,
    json_option,
    logging_options,
    output_option,
    span_options,
)
from scraper.cli.printing import put, put_json, say
from scraper.errors import SettingsError
from scraper.exit_codes import ExitCode

if TYPE_CHECKING:
    from scraper.dataset.built import Built
    from scraper.settings import Settings


@click.command("find-changes", epilog=EXIT_CODES, short_help="Find when a page changed, with few requests.")
@click.argument("url")
@archive_option
@span_options
@budget_option
@output_option
@config_option
@json_option
@logging_options
def changes(
    url: str,
    archives: tuple[str, ...],
    since: str | None,
    until: str | None,
    budget: int | None,
    output: Path | None,
    config: Path | None,
    as_json: bool,
) -> int:
    """Find every capture of URL at which what it states changed, without fetching all of them.

    Captures with equal digests count as one. Between captures that differ, it bisects; periods that begin and end alike are
    sampled, the longest first, and those not examined are listed. Fetched captures are stored.

    \b
    Examples:
      scraper find-changes https://en.unesco.org/creative-cities/content/annual-conferences --archive unesco
      scraper find-changes https://en.unesco.org/creative-cities/content/annual-conferences --archive fixtures/warc --budget 60
    """
    from scraper.default import SUBJECT
    from scraper.diffs.views.changes import found_lines, found_object
    from scraper.queries import find_changes

    settings, _ = settings_of(config, output)
    first, last = times_of(since, until)
    asked = failed = 0
    for one in find_changes(url, settings, archives=archives, since=first, until=last, budget=budget, report=say):
        asked += 1
        if one.found is None:
            failed += 1
            say(one.failure or "")
        elif as_json:
            head = {"command": "find-changes", "archive": one.archive, "original": one.original}
            put_json({**head, **found_object(one.found, SUBJECT)})
        else:
            put(f"{one.archive}: {one.original}")
            for line in found_lines(one.found, SUBJECT):
                put(line)
    return ExitCode.NOTHING_REACHED if failed == asked else ExitCode.SOME_FAILED if failed else ExitCode.DONE


@click.command("as-of", epilog=EXIT_CODES, short_help="Show the tables as they were at a date.")
@click.argument("date")
@click.option("--by-page", is_flag=True, help="Show what each page stated, by itself.")
@click.option(
    "--csv", "as_csv", is_flag=True, help="Print the first table as CSV; by page, one row per field of a record."
)
@click.option(
    "--into",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Write the dataset as it would have been then to DIR: the same tables and files.",
)
@output_option
@config_option
@json_option
@logging_options
def as_of(
    date: str, by_page: bool, as_csv: bool, into: Path | None, output: Path | None, config: Path | None, as_json: bool
) -> int:
    """Show the tables as they would have been at DATE, by the captures up to then alone.

    DATE is 4 to 14 digits or ISO 8601; a year or a day means its end. The output folder is only read.

    \b
    Examples:
      scraper as-of 2018
      scraper as-of 2019-02-12 --csv > timeline.csv
      scraper as-of 2018 --by-page
      scraper as-of 2019 --into then
    """
    from scraper import queries
    from scraper.report.records import record_lines, record_object, record_rows
    from scraper.values.capture import parse_time

    settings, _ = settings_of(config, output)
    time = parse_time(date, end=True)
    if as_csv and as_json:
        raise SettingsError("--csv and --json exclude each other")
    if into is not None and (as_csv or by_page):
        raise SettingsError("--into writes all tables and files: leave out --csv and --by-page")
    if into is not None:
        return _write_as_of(time, into, settings, as_json=as_json)
    if not by_page:
        return _show_tables(time, settings, as_csv=as_csv, as_json=as_json)
    then = queries.as_of(time, settings, report=say)
    states, damaged = then.pages, then.damaged
    if as_json:
        put_json({"as_of": time.isoformat().replace("+00:00", "Z"), "pages": [record_object(*one) for one in states]})
    elif as_csv:
        put("\n".join(record_rows(states)))
    else:
        for one in states:
            for line in record_lines(*one):
                put(line)
    if not states:
        say(f"the store has no readable capture up to {date}")
    for line in damaged:
        say(f"damaged: {line}")
    return ExitCode.NOTHING_REACHED if not states else ExitCode.SOME_FAILED if damaged else ExitCode.DONE


def _show_tables(time: datetime, settings: "Settings", *, as_csv: bool, as_json: bool) -> int:
    """Print the tables of a date: the result in lines, or the first table, or all of it as `dataset.json` has it."""
    from scraper import queries
    from scraper.dataset.published import read_tables
    from scraper.default import SUBJECT

    with TemporaryDirectory() as folder:
        then = Path(folder) / "dataset"
        built = queries.write_as_of(time, then, settings, report=say)
        if not built.rows.get("captures"):
            return _told(built, time)
        if as_json:
            put((then / "dataset.json").read_text(encoding="utf-8").rstrip("\n"))
        elif as_csv:
            put((then / f"{SUBJECT.tables[0].name}.csv").read_text(encoding="utf-8").rstrip("\n"))
        else:
            for line in SUBJECT.result(read_tables(then, SUBJECT)):
                put(line)
    return _told(built, time)


def _told(built: "Built", time: datetime) -> int:
    if not built.rows.get("captures"):
        say(f"the store has no capture up to {time:%Y-%m-%d %H:%M:%S}: the tables are empty")
        return ExitCode.NOTHING_REACHED
    for line in built.damaged:
        say(f"damaged: {line}")
    return ExitCode.SOME_FAILED if built.damaged or built.tracebacks else ExitCode.DONE


def _write_as_of(time: datetime, into: Path, settings: "Settings", *, as_json: bool) -> int:
    from scraper import queries

    built = queries.write_as_of(time, into, settings, report=say)
    if as_json:
        files = list(map(str, built.files))
        put_json({"as_of": time.isoformat().replace("+00:00", "Z"), "rows": built.rows, "files": files})
    else:
        for path in built.files:
            put(f"wrote {path}")
    return _told(built, time)


@click.command(epilog=EXIT_CODES, short_help="Show what changed from capture to capture.")
@click.option("--since", metavar="T", help="Only changes first seen in captures from T on.")
@click.option("--all", "all_classes", is_flag=True, help="Show changes of every class, not only those of substance.")
@output_option
@config_option
@json_option
@logging_options
def history(since: str | None, all_classes: bool, output: Path | None, config: Path | None, as_json: bool) -> int:
    """Show what changed from capture to capture of each page.

    These are the changes by which a page says something else. --all prints the others as well: other words, another language,
    garbled letters, a page that was emptied or cut off, and what a capture does not confirm.

    \b
    Examples:
      scraper history
      scraper history --since 2018 --all --json
    """
    import msgspec

    from scraper.diffs.views.changes import log_lines
    from scraper.queries import read_changes
    from scraper.values.capture import parse_time
    from scraper.values.changes import of_substance

    _, place = settings_of(config, output)
    found = read_changes(place / "dataset", parse_time(since) if since else None)
    asked_by_its_former_name = click.get_current_context().info_name == "log"  # that told of all changes
    rows = found if all_classes or asked_by_its_former_name else of_substance(found)
    if as_json:
        for row in rows:
            put_json(msgspec.to_builtins(row))
    else:
        for line in log_lines(rows):
            put(line)
    if not rows:
        say(f"no changes{' of substance' if found else ''}{f' since {since}' if since else ''}")
    if others := len(found) - len(rows):
        say(f"{others:,} changes of other classes are left out; --all prints them")
    return ExitCode.DONE
