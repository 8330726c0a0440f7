"""`scraper import`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from scraper.cli.closing import build_dataset, close
from scraper.cli.group import EXIT_CODES, NOTHING, SOME_FAILED, USAGE
from scraper.cli.opening import NO_ORIGIN, open_files, open_store, settings_of
from scraper.cli.options import config_option, json_option, origin_options, output_option, paths_argument
from scraper.cli.printing import fetch_progress, say
from scraper.errors import UnreadableFile

if TYPE_CHECKING:
    from scraper.store.sync import Synced


@click.command("import", epilog=EXIT_CODES)
@paths_argument
@origin_options
@output_option
@config_option
@json_option
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
    from scraper.archives.files import FileArchive
    from scraper.store.sync import Manner, keep_all

    settings, place = settings_of(config, output)
    opened = open_files(paths, settings, original, timestamp)
    synced: list[Synced] = []
    unread: list[str] = []
    unplaced: list[str] = []
    with open_store(place, settings) as store:
        for archive in opened:
            assert isinstance(archive, FileArchive)
            try:
                with fetch_progress(f"{archive.name}: captures", as_json) as progress:
                    synced.append(
                        keep_all(
                            archive,
                            archive.listed(),
                            store,
                            Manner(checkpoint_every=200, trust_digests=False, progress=progress),
                        )
                    )
                unplaced += [NO_ORIGIN.format(page) for page in archive.unplaced]
            except UnreadableFile as error:
                unread.append(str(error))
        built = build_dataset(store, place, settings)
    code = close("import", place, synced, built, as_json)
    for line in (*unread, *unplaced):
        say(f"not imported: {line}")
    if not unread and not unplaced:
        return code
    if any(one.steps for one in synced):
        return SOME_FAILED
    return NOTHING if unread else USAGE
