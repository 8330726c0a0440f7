"""`scraper plan`."""

from pathlib import Path

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
from scraper.exit_codes import ExitCode


@click.command(epilog=EXIT_CODES, short_help="Estimate what a run would cost.")
@archive_option
@click.option("--source", "sources", multiple=True, metavar="URL", help="An original URL to look for, as for `run`.")
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
    """Estimate what `run` would cost: requests, minutes and disk space. Only indexes are queried.

    \b
    Examples:
      scraper plan --archive unesco
      scraper plan --archive internet-archive --from 2018 --json
    """
    import msgspec

    from scraper.api import RunOptions
    from scraper.api import plan as planned
    from scraper.report.plan import plan_lines

    settings, _ = settings_of(config, output)
    first, last = times_of(since, until)
    options = RunOptions(archives=archives, sources=sources, since=first, until=last, budget=budget)
    found = planned(settings, options, report=say)
    if as_json:
        put_json({"command": "plan", "archives": msgspec.to_builtins(found)})
    else:
        for line in plan_lines(found):
            put(line)
    failed = [one for cost in found for one in cost.failures]
    for line in failed:
        say(f"could not be listed: {line}")
    every = sum(cost.originals for cost in found)
    return (
        ExitCode.NOTHING_REACHED
        if failed and len(failed) == every
        else ExitCode.SOME_FAILED
        if failed
        else ExitCode.DONE
    )
