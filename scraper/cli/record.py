"""`scraper record`."""

import glob
import re
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from scraper.cli.group import EXIT_CODES
from scraper.cli.opening import open_all, open_file, settings_of
from scraper.cli.options import config_option, origin_options
from scraper.cli.printing import put
from scraper.errors import SettingsError, StoreError
from scraper.exit_codes import ExitCode

if TYPE_CHECKING:
    from scraper.settings import Settings


@click.command(epilog=EXIT_CODES)
@click.argument("page", metavar="MEMENTO_URL|FILE")
@click.option(
    "--into",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("fixtures/pages"),
    show_default=True,
    metavar="DIR",
    help="The folder of page cases.",
)
@origin_options
@config_option
def record(page: str, into: Path, original: str | None, timestamp: str | None, config: Path | None) -> int:
    """Make a new page case of a capture: its bytes, its index entry, and a draft of its records.

    The draft is marked 'unreviewed', and the tests refuse it until a person has read the page and taken the mark off.

    \b
    Examples:
      scraper record https://webarchive.unesco.org/web/20220315092632/https://en.unesco.org/creative-cities/home
      scraper record page.html --original https://en.unesco.org/creative-cities/home --timestamp 20220315092632
    """
    from scraper.default import SUBJECT
    from scraper.reading.extract import extract as extract_page
    from scraper.report.case import case_files, case_folder

    settings, _ = settings_of(config, None)
    response = _captured(page, settings, original, timestamp)
    stated = extract_page(response, SUBJECT, most_bytes=settings.limits.body_bytes)
    folder = into / case_folder(response, stated)
    provenance = f"Captured: fetched from {response.capture.memento_url or page}"
    begin = f".{folder.name}-"
    try:
        for left in folder.parent.glob(f"{glob.escape(begin)}*"):  # of a run that was killed
            if re.fullmatch(r"[a-z0-9_]{8}", left.name.removeprefix(begin)):
                shutil.rmtree(left)
        if folder.exists():
            raise SettingsError(f"{folder}: this case is there already; remove it, or edit it")
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=begin, dir=folder.parent) as part:
            whole = Path(part) / folder.name
            whole.mkdir()
            for name, content in case_files(response, stated, provenance).items():
                (whole / name).write_bytes(content)
            whole.rename(folder)
    except OSError as error:
        raise StoreError(f"{folder}: cannot be written: {error.strerror or error}") from error
    put(f"wrote {folder}: read the page, correct expected.json, and take 'unreviewed' off")
    return ExitCode.DONE


def _captured(page: str, settings: "Settings", original: str | None, timestamp: str | None) -> Any:
    """Return the captured response that a memento URL or a file names. Raises CaptureFailure, SettingsError."""
    from scraper.opening import NO_ORIGIN
    from scraper.values.capture import Capture, MementoURL, is_web_address, parse_timestamp, urlkey

    if is_web_address(page):
        memento = MementoURL.parse(page)
        if memento is None:
            raise SettingsError(
                f"{page!r} is no memento URL: a base, 4 to 14 digits and an original, as archives serve them"
            )
        (archive,) = open_all((memento.base,), settings)
        return archive.replay(
            Capture(
                original=memento.original,
                timestamp=parse_timestamp(memento.timestamp),
                urlkey=urlkey(memento.original),
                archive=archive.name,
                memento_url=page,
            )
        )
    files = open_file(Path(page), settings, original, timestamp)
    found = list(files.all_captures())
    if len(found) != 1:
        if files.passed_over.unplaced:
            raise SettingsError(NO_ORIGIN.format(page, "give them"))
        raise SettingsError(f"{page}: holds {len(found)} captures; name a file of one page")
    return files.replay(found[0])
