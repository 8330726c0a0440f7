"""`scraper import`."""

from pathlib import Path

import click

from scraper.cli.group import EXIT_CODES
from scraper.cli.opening import settings_of
from scraper.cli.options import (
    config_option,
    jobs_option,
    json_option,
    logging_options,
    origin_options,
    output_option,
    paths_argument,
    quiet_option,
)
from scraper.cli.showing import view_of


@click.command("import", epilog=EXIT_CODES, short_help="Add WARC, ARC or WACZ files or saved pages to the store.")
@paths_argument
@origin_options
@jobs_option
@output_option
@config_option
@json_option
@quiet_option
@logging_options
def import_(
    paths: tuple[str, ...],
    original: str | None,
    timestamp: str | None,
    jobs: int | None,
    output: Path | None,
    config: Path | None,
    as_json: bool,
    quiet: bool,
) -> int:
    """Add the captures in WARC, ARC or WACZ files, saved pages, or folders of these to the store, and rebuild the dataset.

    For a saved page that does not give its URL and capture time, use --original and --timestamp.

    \b
    Examples:
      scraper import crawl.warc.gz collection.wacz
      scraper import page.html --original https://en.unesco.org/creative-cities/content/annual-conferences \\
          --timestamp 20220315092632
    """
    from scraper.api import import_files

    settings, _ = settings_of(config, output)
    view = view_of(settings.output, as_json=as_json, quiet=quiet)
    return import_files(paths, settings, original=original, timestamp=timestamp, jobs=jobs, view=view).exit_code
