"""Settings and an output folder → the store that is kept in it."""

import contextlib
from collections.abc import Callable
from pathlib import Path

from scraper._version import __version__
from scraper.dataset.publication import recover
from scraper.errors import StoreError
from scraper.settings import Settings
from scraper.store.reader import LEDGER, StoreReader
from scraper.store.store import Store

Report = Callable[[str], None]


def unheard(_: str) -> None:
    """Accept a message and discard it."""


def user_agent(contact: str | None) -> str:
    """Return the User-Agent header: the tool, its version, and the contact."""
    return f"unesco-archive-scraper/{__version__} (contact: {contact or 'not given'})"


def open_store(place: Path, settings: Settings, *, wait: bool = False, report: Report = unheard) -> Store:
    """Open the store of an output folder for writing, and report what was wrong with it. Raises StoreError.

    The process that holds the store is the only one that may write to the folder, so a dataset that a killed process
    left half published is completed or undone here.
    """
    store = Store(place / "store", software=user_agent(settings.contact), contact=settings.contact, wait=wait)
    for remark in store.remarks:
        report(f"store: {remark}")
    with contextlib.ExitStack() as stack:
        stack.callback(store.close)
        recover(place / "dataset")
        stack.pop_all()
    return store


def read_store(place: Path, settings: Settings, *, report: Report = unheard) -> StoreReader:
    """Open the store of an output folder for reading, even while another process writes. Raises StoreError.

    If there is no store, an empty one is returned. If there are only WARC files, the ledger is rebuilt first.
    """
    if (place / "store").is_dir() and not (place / "store" / LEDGER).exists():
        open_store(place, settings, report=report).close()
    store = StoreReader(place / "store")
    for remark in store.remarks:
        report(f"store: {remark}")
    return store


def need_store(place: Path) -> None:
    """Raise StoreError if there is no store yet."""
    if not (place / "store").is_dir():
        raise StoreError(f"{place / 'store'}: there is no store; create one with `scraper run` or `scraper import`")
