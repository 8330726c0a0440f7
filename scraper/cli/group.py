"""The command group, and what its exit codes mean."""

import click

from scraper import __version__
from scraper.errors import ScraperError, SettingsError, StoreLocked
from scraper.exit_codes import ExitCode, table

EXIT_CODES = table()


def code_of(error: ScraperError) -> ExitCode:
    """Return the exit code of a command that an error ended."""
    if isinstance(error, SettingsError):
        return ExitCode.USAGE
    return ExitCode.HELD if isinstance(error, StoreLocked) else ExitCode.NOTHING_REACHED


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    epilog=EXIT_CODES,
)
@click.version_option(__version__, prog_name="scraper")
def cli() -> None:
    """Archived UNESCO Creative Cities pages in; a dataset of conferences and objectives, with evidence, out.

    \b
    Examples:
      scraper run --archive fixtures/warc
      scraper captures https://en.unesco.org/creative-cities/content/annual-conferences --archive internet-archive
      scraper extract page.html --json
    """
