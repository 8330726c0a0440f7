"""The command group: its commands by what one wants, names that commands had before, and what exit codes mean."""

import click

from scraper._version import __version__
from scraper.exit_codes import ExitCode, table
from scraper.runs import ending

EXIT_CODES = "Exit codes: see `scraper --help`."

PURPOSES = {
    "Get captures and build the dataset": ("run", "plan", "captures", "import", "build"),
    "Look at what was found": ("show", "explain", "as-of", "extract", "report", "export"),
    "Compare": ("find-changes", "history", "diff"),
    "Check": ("verify", "status", "doctor", "record"),
    "Run unattended": ("schedule", "notify", "completion"),
}
"""The commands under what one wants to do."""

FORMER_NAMES = {"changes": "find-changes", "log": "history"}
"""What commands were called up to 0.3; these names work as they did, and help does not list them: `log` tells of all classes."""


def code_of(error: BaseException) -> ExitCode:
    """Return the exit code of a command that an error ended."""
    return ending.code_of(_meant(error))


def in_words(error: BaseException) -> str:
    """Return the message for an error that ended a command."""
    return ending.in_words(_meant(error))


def _meant(error: BaseException) -> BaseException:
    """Return an error; where click raised it of a KeyboardInterrupt, that."""
    return error.__cause__ or KeyboardInterrupt() if isinstance(error, click.Abort) else error


class Commands(click.Group):
    """A group whose help lists commands by purpose, each with a summary of one line."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command by its name, or by one that it had before."""
        return super().get_command(ctx, FORMER_NAMES.get(cmd_name, cmd_name))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands under their purposes."""
        width = max(map(len, self.commands))
        for purpose, names in PURPOSES.items():
            with formatter.section(purpose):
                formatter.write_dl(
                    [
                        (name.ljust(width), self.commands[name].short_help or "")
                        for name in names
                        if name in self.commands
                    ]
                )


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    epilog=table(),
)
@click.version_option(__version__, prog_name="scraper")
def cli() -> None:
    """Build a citable dataset of the UNESCO Creative Cities conferences from web archives.

    \b
    Examples:
      scraper run --archive fixtures/warc
      scraper captures https://en.unesco.org/creative-cities/content/annual-conferences --archive internet-archive
      scraper extract page.html --json
    """
