"""Settings, originals, times, archives and stores, as the command line names them."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scraper.cli.printing import say
from scraper.errors import SettingsError, StoreError, UnreadableFile

if TYPE_CHECKING:
    from scraper.archives.files.on_disk import FileArchive
    from scraper.archives.http.fetch import Network
    from scraper.history.cache import ExtractionCache
    from scraper.settings import Settings
    from scraper.store.reader import StoreReader
    from scraper.store.store import Store
    from scraper.values.capture import Archive


NO_ORIGIN = "{} does not say its original and its time: import it with --original and --timestamp"


def settings_of(config: Path | None, output: Path | None) -> tuple["Settings", Path]:
    """Load the settings, and say where `store/` and `dataset/` lie."""
    from scraper.settings import load

    settings = load(config)
    return settings, output or Path(settings.output)


def check_notify(settings: "Settings") -> None:
    """Raise SettingsError where somebody could not be told in the end: now, and not after two hours."""
    if settings.notify is not None:
        from scraper.notify.tell import check

        check(settings.notify, os.environ)


def originals_of(sources: tuple[str, ...]) -> tuple[str, ...]:
    """Return the originals to list: of each source that is known, all its variants; of any other, itself."""
    from scraper.archives.pattern import is_pattern, prefix
    from scraper.subjects.uccn.page import SOURCES
    from scraper.values.capture import is_web_address

    if not sources:
        return tuple(original for variants in SOURCES for original in variants)
    originals: list[str] = []
    for source in sources:
        if not is_web_address(source):
            raise SettingsError(f"{source!r} is no http or https URL")
        if is_pattern(source):
            prefix(source)  # refuses what names no host and path
        originals += _variants(source, SOURCES)
    return tuple(dict.fromkeys(originals))


def _variants(source: str, known: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    from scraper.values.capture import urlkey

    return next((group for group in known if urlkey(source) in map(urlkey, group)), (source,))


def times_of(since: str | None, until: str | None) -> tuple[Any, Any]:
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
    """Open every archive named.

    What is the matter with a file that cannot be read goes to `refused`; without that, or where it is all of them, it is
    raised, an UnreadableFile. Raises SettingsError for what names no archive.
    """
    from scraper.api import network, open_archive

    shared = shared or network(settings)
    opened: list[Archive] = []
    wrong: list[UnreadableFile] = []
    for spec in dict.fromkeys(specs):
        try:
            opened.append(open_archive(spec, settings, shared=shared, report=say))
        except UnreadableFile as error:
            wrong.append(error)
    if wrong and (refused is None or not opened):
        raise wrong[0]
    if refused is not None:
        refused += map(str, wrong)
    if settings.contact is None and any(archive.pace for archive in opened):
        say('no contact is set: archives ask clients to name one. Put contact = "you@example.org" into scraper.toml')
    return opened


def open_file(path: Path, settings: "Settings", original: str | None, timestamp: str | None) -> "FileArchive":
    """Open a file or folder as an archive. Raises SettingsError, UnreadableFile."""
    from scraper.archives.files.on_disk import FileArchive
    from scraper.values.capture import is_web_address, parse_time

    if original is not None and not is_web_address(original):
        raise SettingsError(f"--original {original!r} is no http or https URL")
    time = parse_time(timestamp) if timestamp else None
    return FileArchive(path, most_bytes=settings.limits.body_bytes, report=say, original=original, timestamp=time)


def open_store(place: Path, settings: "Settings", *, wait: bool = False) -> "Store":
    """Open the store of an output folder, and tell what was found wrong. Raises StoreError."""
    from scraper.api import user_agent
    from scraper.store.store import Store

    store = Store(place / "store", software=user_agent(settings.contact), contact=settings.contact, wait=wait)
    for remark in store.remarks:
        say(f"store: {remark}")
    return store


def read_store(place: Path, settings: "Settings") -> "StoreReader":
    """Open the store of an output folder to read it, whoever writes there; without a store, an empty one. Raises StoreError.

    Its ledger is made first where there are only WARC files.
    """
    from scraper.store.reader import LEDGER, StoreReader

    if (place / "store").is_dir() and not (place / "store" / LEDGER).exists():
        open_store(place, settings).close()
    store = StoreReader(place / "store")
    for remark in store.remarks:
        say(f"store: {remark}")
    return store


def need_store(place: Path) -> None:
    """Raise StoreError where there is no store yet."""
    if not (place / "store").is_dir():
        raise StoreError(f"{place / 'store'}: there is no store; `scraper run` or `scraper import` makes one")


@contextlib.contextmanager
def open_cache(place: Path) -> Iterator["ExtractionCache"]:
    """Open the pages that earlier builds read."""
    from scraper.history.cache import ExtractionCache

    cache = ExtractionCache(place / "cache" / "pages.sqlite")
    try:
        yield cache
    finally:
        cache.close()
