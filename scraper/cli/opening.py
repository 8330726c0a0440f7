"""Settings, times, archives and stores, as the command line names them; what is found wrong is told on stderr."""

import os
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from scraper.cli.printing import say
from scraper.errors import SettingsError

if TYPE_CHECKING:
    from scraper.archives.files.on_disk import FileArchive
    from scraper.archives.http.fetch import Network
    from scraper.settings import Settings
    from scraper.store.store import Store
    from scraper.values.capture import Archive


def settings_of(config: Path | None, output: Path | None) -> tuple["Settings", Path]:
    """Load the settings, and say where `store/` and `dataset/` lie."""
    import msgspec

    from scraper.settings import load

    settings = load(config, os.environ)
    place = output or Path(settings.output)
    return msgspec.structs.replace(settings, output=str(place)), place


def check_notify(settings: "Settings") -> None:
    """Raise SettingsError where somebody could not be told in the end."""
    if settings.notify is not None:
        from scraper.notify.tell import check

        check(settings.notify, os.environ)


def times_of(since: str | None, until: str | None) -> tuple[datetime | None, datetime | None]:
    """Return the span of time asked for; None is open. Raises SettingsError."""
    from scraper.values.capture import parse_time

    first = parse_time(since) if since else None
    last = parse_time(until, end=True) if until else None
    if first and last and first > last:
        raise SettingsError(f"--from {since} is after --to {until}")
    return first, last


def open_all(
    specs: tuple[str, ...], settings: "Settings", shared: "Network | None" = None, refused: list[str] | None = None
) -> list["Archive"]:
    """Open every archive named, as `scraper.opening.open_archives` does."""
    from scraper.opening import open_archives

    return open_archives(specs, settings, shared, refused, report=say)


def open_file(path: str, settings: "Settings", original: str | None, timestamp: str | None) -> "FileArchive":
    """Open a file or folder as an archive. Raises SettingsError, UnreadableFile."""
    from scraper import opening

    return opening.open_file(path, settings, original, timestamp, report=say)


def open_store(place: Path, settings: "Settings") -> "Store":
    """Open the store of an output folder. Raises StoreError."""
    from scraper import output_folder

    return output_folder.open_store(place, settings, report=say)


def need_store(place: Path) -> None:
    """Raise StoreError where there is no store yet."""
    from scraper import output_folder

    output_folder.need_store(place)
