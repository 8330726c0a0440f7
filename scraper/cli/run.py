"""`scraper run`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from scraper.cli.closing import build_dataset, close
from scraper.cli.group import EXIT_CODES
from scraper.cli.opening import NO_ORIGIN, open_all, open_store, originals_of, settings_of, times_of
from scraper.cli.options import archive_option, budget_option, config_option, json_option, output_option, span_options
from scraper.cli.printing import fetch_progress, say

if TYPE_CHECKING:
    from scraper.store.sync import Synced


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
@output_option
@config_option
@json_option
def run(
    archives: tuple[str, ...],
    sources: tuple[str, ...],
    since: str | None,
    until: str | None,
    budget: int | None,
    output: Path | None,
    config: Path | None,
    as_json: bool,
) -> int:
    """List captures, fetch and store what is new, regenerate the dataset.

    Run it again at any time: what is stored is not fetched again.

    \b
    Examples:
      scraper run --archive fixtures/warc
      scraper run --archive unesco --archive internet-archive --from 2015
      scraper run --archive http://127.0.0.1:8080/uccn/ --json
    """
    from scraper.api import network
    from scraper.store.sync import Manner, sync

    settings, place = settings_of(config, output)
    originals = originals_of(sources or settings.sources)
    times = times_of(since, until)
    opened = open_all(archives or settings.archives, settings, network(settings, budget))
    synced: list[Synced] = []
    with open_store(place, settings) as store:
        for archive, live in opened:
            with fetch_progress(f"{archive.name}: captures", as_json) as progress:
                synced.append(
                    sync(
                        archive,
                        originals,
                        store,
                        Manner(
                            since=times[0],
                            until=times[1],
                            checkpoint_every=1 if live else 200,
                            trust_digests=live,
                            progress=progress,
                        ),
                    )
                )
            for page in getattr(archive, "unplaced", ()):
                say(f"left out: {NO_ORIGIN.format(page)}")
        built = build_dataset(store, place, settings)
    return close("run", place, synced, built, as_json)
