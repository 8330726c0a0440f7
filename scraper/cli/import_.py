"""`scraper import`."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scraper.cli.closing import build_dataset, close, recorded
from scraper.cli.group import EXIT_CODES
from scraper.cli.opening import NO_ORIGIN, open_file, open_store, settings_of
from scraper.cli.options import (
    config_option,
    json_option,
    logging_options,
    origin_options,
    output_option,
    paths_argument,
)
from scraper.cli.printing import fetch_progress
from scraper.errors import UnreadableFile
from scraper.exit_codes import ExitCode

if TYPE_CHECKING:
    from scraper.archives.files.on_disk import FileArchive
    from scraper.store.sync import Synced


@click.command("import", epilog=EXIT_CODES)
@paths_argument
@origin_options
@output_option
@config_option
@json_option
@logging_options
def import_(
    paths: tuple[Path, ...],
    original: str | None,
    timestamp: str | None,
    output: Path | None,
    config: Path | None,
    as_json: bool,
) -> int:
    """Put the captures in WARC files, WACZ files, saved pages, or folders of these into the store.

    Then regenerate the dataset. A saved page has to say what its original and its time were, or be told.

    \b
    Examples:
      scraper import crawl.warc.gz collection.wacz
      scraper import page.html --original https://en.unesco.org/creative-cities/content/annual-conferences \\
          --timestamp 20220315092632
    """
    from scraper.notices import StoreMended
    from scraper.runs.run import Running
    from scraper.store.sync import SyncOptions, keep_all, second_pass

    settings, place = settings_of(config, output)
    opened: list[FileArchive] = []
    synced: list[tuple[FileArchive, Synced]] = []
    wrong: list[str] = []
    for path in paths:
        try:
            opened.append(open_file(path, settings, original, timestamp))
        except UnreadableFile as error:
            wrong.append(f"not imported: {error}")
    if not opened:
        raise UnreadableFile("; ".join(wrong))
    running = Running("import", settings, place, {"paths": list(map(str, paths))}, datetime.now(UTC))
    running.failures += wrong
    unread = bool(wrong)
    with recorded(running, place, settings), open_store(place, settings) as store:
        running.notices += map(StoreMended, store.remarks)
        for archive in opened:
            try:
                with fetch_progress(f"{archive.name}: captures", as_json) as progress:
                    options = SyncOptions(progress=progress)
                    synced.append((archive, keep_all(archive, archive.listed(), store, options)))
                running.failures += [f"not imported: {NO_ORIGIN.format(page)}" for page in archive.passed_over.unplaced]
            except UnreadableFile as error:
                unread = True
                running.failures.append(f"not imported: {error}")
            running.tracebacks += archive.passed_over.tracebacks
            running.failures += [f"not imported: {one}" for one in archive.passed_over.refused]
            unread = unread or bool(archive.passed_over.refused)
        for archive, first in synced:  # a revisit may refer to what a later file held
            running.synced.append(second_pass(archive, first, store)[0] if first.may_pass else first)
        running.built = build_dataset(store, place, settings)
        if running.failures and not any(one.steps for one in running.synced):
            running.code = ExitCode.NOTHING_REACHED if unread else ExitCode.USAGE
        elif running.failures:
            running.code = ExitCode.SOME_FAILED
        return close(running, place, settings, as_json=as_json)
