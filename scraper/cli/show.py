"""`scraper show`."""

from pathlib import Path

import click

from scraper.cli.group import EXIT_CODES
from scraper.cli.opening import settings_of
from scraper.cli.options import config_option, json_option, logging_options, output_option
from scraper.cli.printing import put, put_json, say
from scraper.exit_codes import ExitCode
from scraper.plural import counted

WHATS = ("layout-unknown", "language-not-read", "unread", "conflicts", "failures", "warnings")


@click.command(epilog=EXIT_CODES, short_help="Show conflicts, failures, unread text and warnings.")
@click.argument("what", type=click.Choice(WHATS))
@output_option
@config_option
@json_option
@logging_options
def show(what: str, output: Path | None, config: Path | None, as_json: bool) -> int:
    """Show what should be looked at, each with page, capture and words.

    layout-unknown, language-not-read: captures whose layout or language is not supported. unread: text that may name a record
    and was not understood. conflicts: values that contradict each other. failures: captures that could not be fetched.
    warnings: other remarks on how pages were read.

    \b
    Examples:
      scraper show unread
      scraper show failures --json
    """
    import msgspec

    from scraper.queries import show as found
    from scraper.report.show import ADVICE, shown_lines

    settings, _ = settings_of(config, output)
    shown = found(what, settings, report=say)
    if as_json:
        for one in shown:
            put_json(msgspec.to_builtins(one))
    else:
        for line in shown_lines(shown):
            put(line)
    say(counted(len(shown), what.removesuffix("s"), what) + (f"; {ADVICE[shown[0].what]}" if shown else ""))
    return ExitCode.DONE
