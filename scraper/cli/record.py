"""`scraper record`."""

from pathlib import Path

import click

from scraper.cli.group import EXIT_CODES
from scraper.cli.opening import settings_of
from scraper.cli.options import config_option, origin_options
from scraper.cli.printing import put, say
from scraper.exit_codes import ExitCode


@click.command(epilog=EXIT_CODES, short_help="Make a page case of a capture, for a bug report.")
@click.argument("page", metavar="MEMENTO_URL|FILE")
@click.option(
    "--into",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("fixtures/pages"),
    show_default=True,
    metavar="DIR",
    help="Folder of page cases.",
)
@origin_options
@config_option
def record(page: str, into: Path, original: str | None, timestamp: str | None, config: Path | None) -> int:
    """Make a new page case of a capture: its bytes, its index entry, and a draft of its records.

    The draft is marked 'unreviewed'; the tests reject it until a person has read the page and removed the mark.

    \b
    Examples:
      scraper record https://webarchive.unesco.org/web/20220315092632/https://en.unesco.org/creative-cities/home
      scraper record page.html --original https://en.unesco.org/creative-cities/home --timestamp 20220315092632
    """
    from scraper.queries import record_case

    settings, _ = settings_of(config, None)
    folder = record_case(page, into, settings, original=original, timestamp=timestamp, report=say)
    put(f"wrote {folder}: read the page, correct expected.json, then remove 'unreviewed'")
    return ExitCode.DONE
