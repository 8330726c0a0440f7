"""`scraper captures`."""

from pathlib import Path

import click

from scraper.cli.group import EXIT_CODES
from scraper.cli.opening import open_all, originals_of, settings_of, times_of
from scraper.cli.options import archive_option, config_option, json_option, logging_options, span_options
from scraper.cli.printing import put, put_json, say
from scraper.errors import CaptureFailure, IndexFailure, UnreadableFile
from scraper.exit_codes import ExitCode


@click.command(epilog=EXIT_CODES)
@click.argument("url")
@archive_option
@span_options
@config_option
@json_option
@logging_options
def captures(
    url: str, archives: tuple[str, ...], since: str | None, until: str | None, config: Path | None, as_json: bool
) -> int:
    """List the captures that archives have of URL; with a *, of all that match. Nothing is fetched.

    \b
    Examples:
      scraper captures https://en.unesco.org/creative-cities/content/annual-conferences --archive fixtures/warc
      scraper captures https://en.unesco.org/creative-cities/home --archive internet-archive --from 2018 --json
    """
    from scraper.report.lines import capture_line, capture_object

    settings, _ = settings_of(config, None)
    originals = originals_of((url,))
    times = times_of(since, until)
    refused: list[str] = []
    opened = open_all(archives or settings.archives, settings, refused=refused)
    for error in refused:
        say(error)
    asked = failed = len(refused)
    found = 0
    for archive in opened:
        for original in originals:
            asked += 1
            try:
                for capture in archive.captures(original, *times):
                    found += 1
                    if as_json:
                        put_json(capture_object(capture))
                    else:
                        put(capture_line(capture))
            except (IndexFailure, CaptureFailure, UnreadableFile) as error:
                failed += 1
                say(f"{archive.name}: could not list {original}: {error}")
    if not found and not failed:
        say(f"no capture of {url} is listed, which does not prove that there is none")
    return ExitCode.NOTHING_REACHED if failed == asked else ExitCode.SOME_FAILED if failed else ExitCode.DONE
