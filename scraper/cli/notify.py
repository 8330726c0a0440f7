"""`scraper notify`."""

import os
from datetime import UTC, datetime
from pathlib import Path

import click

from scraper.cli.group import EXIT_CODES
from scraper.cli.opening import settings_of
from scraper.cli.options import config_option, json_option
from scraper.cli.printing import put, put_json
from scraper.errors import SettingsError
from scraper.exit_codes import ExitCode


@click.command(epilog=EXIT_CODES, short_help="Send a test notification.")
@config_option
@json_option
def notify(config: Path | None, as_json: bool) -> int:
    """Send a test message through every channel of [notify] in scraper.toml.

    \b
    Example:
      SCRAPER_WEBHOOK_SECRET=… scraper notify
    """
    from scraper.notify.tell import send_trial

    settings, _ = settings_of(config, None)
    if settings.notify is None:
        raise SettingsError("no notifications are configured: the settings have no [notify]")
    troubles = send_trial(settings.notify, os.environ, now=datetime.now(UTC))
    code = ExitCode.SOME_FAILED if any(troubles.values()) else ExitCode.DONE
    if as_json:
        put_json({"command": "notify", "exit_code": code, "channels": troubles})
        return code
    for channel, trouble in troubles.items():
        put(f"{channel}: {trouble or 'sent'}")
    return code
