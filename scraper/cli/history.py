"""`scraper changes`, `scraper as-of`, `scraper log`."""

from pathlib import Path

import click

from scraper.cli.group import EXIT_CODES
from scraper.cli.opening import (
    need_store,
    open_all,
    open_cache,
    open_store,
    originals_of,
    read_store,
    settings_of,
    times_of,
)
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
from scraper.errors import CaptureFailure, IndexFailure, SettingsError, UnreadableFile
from scraper.exit_codes import ExitCode


@click.command(epilog=EXIT_CODES)
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
    """Find every capture of URL at which what it states changed, without fetching them all.

    Captures of equal digest are one; between captures that differ it bisects; stretches that begin and end alike are looked
    into, the widest first, and what was not looked into is told. What is fetched is stored.

    \b
    Examples:
      scraper changes https://en.unesco.org/creative-cities/content/annual-conferences --archive unesco
      scraper changes https://en.unesco.org/creative-cities/content/annual-conferences --archive fixtures/warc --budget 60
    """
    from scraper.archives.pattern import is_pattern
    from scraper.default import SUBJECT
    from scraper.diffs.views.changes import found_lines, found_object
    from scraper.history.bisect import find_changes
    from scraper.history.reading import Reading
    from scraper.history.search import state_reader
    from scraper.opening import network

    settings, place = settings_of(config, output)
    if is_pattern(url):
        raise SettingsError(f"{url!r}: name one page; `scraper captures` lists those that a pattern stands for")
    originals_of((url,))  # refuses what is no address
    original = url
    times = times_of(since, until)
    opened = open_all(archives or settings.archives, settings, network(settings))
    failed = 0
    with open_store(place, settings) as store, open_cache(place) as cache:
        reading = Reading(SUBJECT, settings.limits.body_bytes, cache)
        for archive in opened:
            try:
                listed = list(archive.captures(original, *times))
            except (IndexFailure, CaptureFailure, UnreadableFile) as error:
                failed += 1
                say(f"{archive.name}: could not list {original}: {error}")
                continue
            found = find_changes(listed, state_reader(archive, store, reading), budget=budget)
            store.checkpoint()
            if as_json:
                put_json(
                    {
                        "command": "changes",
                        "archive": archive.name,
                        "original": original,
                        **found_object(found, SUBJECT),
                    }
                )
                continue
            put(f"{archive.name}: {original}")
            for line in found_lines(found, SUBJECT):
                put(line)
    return ExitCode.NOTHING_REACHED if failed == len(opened) else ExitCode.SOME_FAILED if failed else ExitCode.DONE


@click.command("as-of", epilog=EXIT_CODES)
@click.argument("date")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV: one row a field of a record.")
@output_option
@config_option
@json_option
@logging_options
def as_of(date: str, as_csv: bool, output: Path | None, config: Path | None, as_json: bool) -> int:
    """Print what each page stated at DATE, by the captures up to then alone.

    DATE is 4 to 14 digits or ISO 8601; a year or a day means its end.

    \b
    Examples:
      scraper as-of 2018
      scraper as-of 2019-02-12 --csv > then.csv
    """
    from scraper.history.as_of import as_of as state_at
    from scraper.report.records import record_lines, record_object, record_rows
    from scraper.values.capture import parse_time

    settings, place = settings_of(config, output)
    need_store(place)
    time = parse_time(date, end=True)
    damaged: list[str] = []
    with read_store(place, settings) as store, open_cache(place) as cache:
        states = state_at(store, time, most_bytes=settings.limits.body_bytes, cache=cache, damaged=damaged.append)
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


@click.command(epilog=EXIT_CODES)
@click.option("--since", metavar="T", help="Only changes that captures from T on show.")
@output_option
@config_option
@json_option
@logging_options
def log(since: str | None, output: Path | None, config: Path | None, as_json: bool) -> int:
    """Print what changed from capture to capture of each page, as a person would tell it.

    \b
    Examples:
      scraper log
      scraper log --since 2018 --json
    """
    import msgspec

    from scraper.dataset.published import imprecise, read_changes
    from scraper.dataset.writers.json import as_known
    from scraper.diffs.views.changes import log_lines
    from scraper.values.capture import iso, parse_time

    _, place = settings_of(config, output)
    dataset = place / "dataset"
    begin = iso(parse_time(since)) if since else ""
    changes = [row for row in read_changes(dataset) if row.timestamp >= begin]
    dates = imprecise(dataset)
    rows = [msgspec.convert(as_known(msgspec.structs.asdict(row), dates), type(row)) for row in changes]
    if as_json:
        for row in rows:
            put_json(msgspec.structs.asdict(row))
        return ExitCode.DONE
    for line in log_lines(rows):
        put(line)
    if not rows:
        say("no changes" + (f" since {since}" if since else ""))
    return ExitCode.DONE
