"""`scraper run`."""

from datetime import UTC, datetime
from pathlib import Path

import click

from scraper.cli.closing import build_dataset, close, recorded
from scraper.cli.group import EXIT_CODES
from scraper.cli.opening import NO_ORIGIN, check_notify, open_all, open_store, originals_of, settings_of, times_of
from scraper.cli.options import (
    archive_option,
    budget_option,
    config_option,
    json_option,
    keep_option,
    logging_options,
    output_option,
    span_options,
)
from scraper.cli.printing import fetch_progress, say
from scraper.errors import SettingsError


@click.command(epilog=EXIT_CODES)
@archive_option
@click.option(
    "--source",
    "sources",
    multiple=True,
    metavar="URL",
    help="An original URL to look for; with a *, all that match. May be repeated.  [default: the UNESCO pages that are "
    "known]",
)
@span_options
@budget_option
@click.option(
    "--wait",
    is_flag=True,
    help="Where another run holds the store, or was stopped in a request to a host, wait for it.",
)
@click.option("--exit-code", is_flag=True, help="End with 10 instead of 0 or 1 when there are new facts or changes.")
@click.option(
    "--metrics",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write the run's figures for Prometheus, as node_exporter's textfile collector reads them.",
)
@keep_option
@output_option
@config_option
@json_option
@logging_options
def run(
    archives: tuple[str, ...],
    sources: tuple[str, ...],
    since: str | None,
    until: str | None,
    budget: int | None,
    wait: bool,
    exit_code: bool,
    metrics: Path | None,
    keep: int | None,
    output: Path | None,
    config: Path | None,
    as_json: bool,
) -> int:
    """List captures, fetch and store what is new, regenerate the dataset.

    Run it again at any time: what is stored is not fetched again. What failed for a passing reason is tried once more in the
    end, and by later runs.

    \b
    Examples:
      scraper run --archive fixtures/warc
      scraper run --archive unesco --archive internet-archive --from 2015
      scraper run --archive http://127.0.0.1:8080/uccn/ --json
    """
    from scraper.api import network
    from scraper.notices import StoreMended
    from scraper.runs.run import Asked, Running

    settings, place = settings_of(config, output)
    check_notify(settings)
    if metrics is not None and not metrics.absolute().parent.is_dir():
        raise SettingsError(f"--metrics {metrics}: there is no folder {metrics.absolute().parent}; make it first")
    named = archives or settings.archives
    times = times_of(since, until)
    asked = Asked(originals=originals_of(sources or settings.sources), since=times[0], until=times[1], budget=budget)
    shared = network(settings, budget, wait=wait)
    refused: list[str] = []
    opened = open_all(named, settings, shared, refused)
    arguments = {"archives": named, "sources": asked.originals, "from": since, "to": until, "budget": budget}
    running = Running("run", settings, place, arguments, datetime.now(UTC))
    running.network = shared
    running.failures += refused
    with recorded(running, place, settings, metrics), open_store(place, settings, wait=wait) as store:
        running.notices += map(StoreMended, store.remarks)
        if wait:
            running.look()
        running.fetch(
            opened, asked, store, now=lambda: datetime.now(UTC), show=lambda title: fetch_progress(title, as_json)
        )
        for archive in opened:
            running.tracebacks += archive.passed_over.tracebacks
            running.failures += archive.passed_over.refused
            for page in archive.passed_over.unplaced:
                say(f"left out: {NO_ORIGIN.format(page)}")
        running.built = build_dataset(store, place, settings, keep)
        return close(running, place, settings, as_json=as_json, exit_code=exit_code, metrics=metrics)
