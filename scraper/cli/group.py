"""The command group, and what its exit codes mean."""

import click

from scraper._version import __version__
from scraper.exit_codes import ExitCode, table
from scraper.runs import ending

EXIT_CODES = table()


def code_of(error: BaseException) -> ExitCode:
    """Return the exit code of a command that an error ended."""
    return ending.code_of(_meant(error))


def in_words(error: BaseException) -> str:
    """Return what is told of an error that ended a command."""
    return ending.in_words(_meant(error))


def _meant(error: BaseException) -> BaseException:
    """Return an error; where click raised it of a KeyboardInterrupt, that."""
    return error.__cause__ or KeyboardInterrupt() if isinstance(error, click.Abort) else error


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
