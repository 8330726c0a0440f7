"""`scraper plan`."""

from pathlib import Path

import click

from scraper.cli.group import EXIT_CODES
from scraper.cli.opening import open_all, originals_of, read_store, settings_of, times_of
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
from scraper.exit_codes import ExitCode


@click.command(epilog=EXIT_CODES)
@archive_option
@click.option(
    "--source", "sources", multiple=True, metavar="URL", help="An original URL to look for, as `run` takes it."
)
@span_options
@budget_option
@output_option
@config_option
@json_option
@logging_options
def plan(
    archives: tuple[str, ...],
    sources: tuple[str, ...],
    since: str | None,
    until: str | None,
    budget: int | None,
    output: Path | None,
    config: Path | None,
    as_json: bool,
) -> int:
    """Say what `run` would cost, before anything is fetched: the indexes are asked, and nothing else.

    \b
    Examples:
      scraper plan --archive unesco
      scraper plan --archive internet-archive --from 2018 --json
    """
    from scraper.api import network
    from scraper.report.plan import plan_lines, plan_object
    from scraper.store.sync import Planned, SyncOptions
    from scraper.store.sync import plan as planned

    settings, place = settings_of(config, output)
    originals = originals_of(sources or settings.sources)
    times = times_of(since, until)
    shared = network(settings, budget)
    opened = open_all(archives or settings.archives, settings, shared)
    with read_store(place, settings) as store:
        size = store.mean_length()
        found = []
        seen = Planned()
        for archive in opened:
            asked = shared.requests_made
            options = SyncOptions(since=times[0], until=times[1])
            one = planned(archive, originals, store, options, seen)
            found.append(plan_object(archive.name, one, shared.requests_made - asked, archive.pace, size))
    if as_json:
        put_json({"command": "plan", "archives": found})
    else:
        for line in plan_lines(found):
            put(line)
    failed = [one for archive in found for one in archive["failures"]]
    for line in failed:
        say(f"could not be listed: {line}")
    every = sum(archive["originals"] for archive in found)
    return (
        ExitCode.NOTHING_REACHED
        if failed and len(failed) == every
        else ExitCode.SOME_FAILED
        if failed
        else ExitCode.DONE
    )
