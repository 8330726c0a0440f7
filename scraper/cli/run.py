"""`scraper run`."""

import os
from pathlib import Path

import click

from scraper.cli.group import EXIT_CODES
from scraper.cli.opening import settings_of, times_of
from scraper.cli.options import (
    archive_option,
    budget_option,
    config_option,
    jobs_option,
    json_option,
    keep_option,
    logging_options,
    output_option,
    quiet_option,
    span_options,
)
from scraper.cli.showing import view_of


@click.command(epilog=EXIT_CODES, short_help="List, fetch and store new captures; rebuild the dataset.")
@archive_option
@click.option(
    "--source",
    "sources",
    multiple=True,
    metavar="URL",
    help="An original URL to look for; with a *, all that match. May be repeated.  [default: the built-in UNESCO "
    "pages]",
)
@span_options
@budget_option
@click.option(
    "--wait",
    is_flag=True,
    help="Wait for another run that holds the store, or is suspended during a request to a host, instead of ending.",
)
@click.option(
    "--exit-code", is_flag=True, help="End with 10 instead of 0 or 1 when there are new facts or changes of substance."
)
@click.option("--all", "all_changes", is_flag=True, help="With --exit-code, let changes of every class count.")
@click.option(
    "--metrics",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write metrics of the run for Prometheus (node_exporter's textfile collector).",
)
@keep_option
@jobs_option
@output_option
@config_option
@json_option
@quiet_option
@logging_options
def run(
    archives: tuple[str, ...],
    sources: tuple[str, ...],
    since: str | None,
    until: str | None,
    budget: int | None,
    wait: bool,
    exit_code: bool,
    all_changes: bool,
    metrics: Path | None,
    keep: int | None,
    jobs: int | None,
    output: Path | None,
    config: Path | None,
    as_json: bool,
    quiet: bool,
) -> int:
    """List captures, fetch and store the new ones, and rebuild the dataset.

    It can be run again at any time: what is stored is not fetched again. Temporary failures are retried once at the end of the
    run, and by later runs.

    \b
    Examples:
      scraper run --archive fixtures/warc
      scraper run --archive unesco --archive internet-archive --from 2015
      scraper run --archive http://127.0.0.1:8080/uccn/ --json
    """
    from scraper.api import RunOptions
    from scraper.api import run as run_once

    settings, _ = settings_of(config, output)
    first, last = times_of(since, until)
    options = RunOptions(
        archives=archives,
        sources=sources,
        since=first,
        until=last,
        budget=budget,
        wait=wait,
        jobs=jobs,
        keep=keep,
        metrics=metrics,
        code_for_news=exit_code,
        all_changes=all_changes,
    )
    view = view_of(settings.output, as_json=as_json, quiet=quiet)
    return run_once(settings, options, view=view, environment=os.environ).exit_code
