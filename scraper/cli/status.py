"""`scraper status`."""

from datetime import UTC, datetime
from pathlib import Path

import click

from scraper.cli.group import EXIT_CODES
from scraper.cli.opening import settings_of
from scraper.cli.options import config_option, json_option, output_option
from scraper.cli.printing import put, put_json
from scraper.exit_codes import ExitCode


@click.command(epilog=EXIT_CODES, short_help="Show the ledger, recent runs and cooldowns.")
@output_option
@config_option
@json_option
def status(output: Path | None, config: Path | None, as_json: bool) -> int:
    """Show the ledger, recent runs, what is due next, and hosts in cooldown. Makes no requests and takes no lock.

    \b
    Examples:
      scraper status
      scraper status --output output --json
    """
    from scraper.opening import manners
    from scraper.runs.status import status as found
    from scraper.runs.status import status_lines, status_object

    settings, place = settings_of(config, output)
    now = datetime.now(UTC)
    told = found(place, manners(settings).at_rest(), now)
    if as_json:
        put_json(status_object(told, now))
    else:
        for line in status_lines(told):
            put(line)
    return ExitCode.DONE
