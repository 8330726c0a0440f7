"""`scraper extract`."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from scraper.cli.group import EXIT_CODES
from scraper.cli.opening import open_file, settings_of
from scraper.cli.options import config_option, json_option, origin_options, paths_argument
from scraper.cli.printing import put, put_json, say
from scraper.errors import CaptureFailure, UnreadableFile
from scraper.exit_codes import ExitCode
from scraper.outcomes import FAILURES, Outcome

if TYPE_CHECKING:
    from scraper.archives.files.on_disk import FileArchive
    from scraper.settings import Settings


@click.command(epilog=EXIT_CODES, short_help="Print what pages state, without storing anything.")
@paths_argument
@origin_options
@config_option
@json_option
def extract(
    paths: tuple[str, ...], original: str | None, timestamp: str | None, config: Path | None, as_json: bool
) -> int:
    """Print what pages state, without storing anything. With --json, print one object per capture and line.

    \b
    Examples:
      scraper extract page.html
      scraper extract fixtures/warc --json
    """
    settings, _ = settings_of(config, None)
    failed = read = 0
    for path in paths:
        try:
            archive = open_file(path, settings, original, timestamp)
            for stated in _stated(archive, settings):
                read += 1
                failed += Outcome(stated["outcome"]) in FAILURES
                _print_page(stated, as_json)
            failed += len(archive.passed_over.refused + archive.passed_over.damaged)
        except UnreadableFile as error:
            failed += 1
            say(f"scraper: {error}")
    return ExitCode.NOTHING_REACHED if not read else ExitCode.SOME_FAILED if failed else ExitCode.DONE


def _stated(archive: "FileArchive", settings: "Settings") -> Iterator[dict[str, Any]]:
    """Yield what each capture of a file states, as the objects that are printed."""
    from scraper.default import SUBJECT
    from scraper.history.reading import read_safely
    from scraper.notices import CaptureFailed
    from scraper.reading.extract import read_page
    from scraper.report.lines import failure_object, page_object, unplaced_object
    from scraper.values.capture import sha1
    from scraper.values.records import Page

    most_bytes = settings.limits.body_bytes
    for capture in archive.all_captures():
        try:
            response = archive.replay(capture)
        except CaptureFailure as failure:
            yield failure_object(Page(outcome=failure.outcome, notices=(CaptureFailed(str(failure)),)), capture)
            continue
        yield page_object(read_safely(response, SUBJECT, most_bytes)[0], response, response.digest)
    for saved in archive.unplaced_pages():
        page = read_page(saved.body, SUBJECT, original=saved.original, most_bytes=most_bytes)
        yield unplaced_object(page, saved.original, sha1(saved.body))


def _print_page(stated: dict[str, Any], as_json: bool) -> None:
    from scraper.report.lines import page_lines

    if as_json:
        put_json(stated)
        return
    for line in page_lines(stated):
        put(line)
