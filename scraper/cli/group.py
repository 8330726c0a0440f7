"""The command group, and what its exit codes mean."""

import os

import click

from scraper._version import __version__
from scraper.cli.stopping import Stopped
from scraper.errors import ScraperError, SettingsError, StoreLocked
from scraper.exit_codes import MEANINGS, ExitCode, table

EXIT_CODES = table()


def code_of(error: BaseException) -> ExitCode:
    """Return the exit code of a command that an error ended."""
    match error:
        case click.Abort():  # click raises it of a KeyboardInterrupt
            return code_of(error.__cause__ or KeyboardInterrupt())
        case Stopped():
            return error.code
        case KeyboardInterrupt() | EOFError():
            return ExitCode.INTERRUPTED
        case SettingsError():
            return ExitCode.USAGE
        case StoreLocked():
            return ExitCode.HELD
        case ScraperError() | OSError():
            return ExitCode.NOTHING_REACHED
    return ExitCode.INTERNAL_ERROR


def in_words(error: BaseException) -> str:
    """Return what is told of an error that ended a command."""
    match error:
        case ScraperError():
            return str(error)
        case OSError() if error.filename is not None:
            return f"{os.fsdecode(error.filename)}: {error.strerror or error}"
        case OSError():
            return str(error.strerror or error)
    meaning = MEANINGS[code_of(error)]
    if code_of(error) is ExitCode.INTERNAL_ERROR:
        return f"{meaning}: {type(error).__name__}: {error}"
    return meaning.partition(";")[0]  # it was stopped


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
