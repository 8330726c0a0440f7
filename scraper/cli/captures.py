"""`scraper captures`."""

from pathlib import Path

import click

from scraper.cli.group import EXIT_CODES
from scraper.cli.opening import settings_of, times_of
from scraper.cli.options import archive_option, config_option, json_option, logging_options, span_options
from scraper.cli.printing import put, put_json, say
from scraper.exit_codes import ExitCode


@click.command(epilog=EXIT_CODES, short_help="List the captures that archives have of a URL.")
@click.argument("url")
@archive_option
@span_options
@config_option
@json_option
@logging_options
def captures(
    url: str, archives: tuple[str, ...], since: str | None, until: str | None, config: Path | None, as_json: bool
) -> int:
    """List the captures that archives have of URL, or of all URLs that match a pattern with *. No capture is fetched.

    \b
    Examples:
      scraper captures https://en.unesco.org/creative-cities/content/annual-conferences --archive fixtures/warc
      scraper captures https://en.unesco.org/creative-cities/home --archive internet-archive --from 2018 --json
    """
    from scraper.queries import list_captures
    from scraper.report.lines import capture_line, capture_object

    settings, _ = settings_of(config, None)
    first, last = times_of(since, until)
    asked = failed = found = 0
    for listed in list_captures(url, settings, archives=archives, since=first, until=last, report=say):
        asked += 1
        found += len(listed.captures)
        for capture in listed.captures:
            if as_json:
                put_json(capture_object(capture))
            else:
                put(capture_line(capture))
        if listed.failure:
            failed += 1
            say(listed.failure)
    if not found and not failed:
        say(f"no captures of {url} found (this does not prove that there are none)")
    return ExitCode.NOTHING_REACHED if failed == asked else ExitCode.SOME_FAILED if failed else ExitCode.DONE
