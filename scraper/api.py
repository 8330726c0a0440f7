"""The steps that need settings, for use as a library: with the built-in ones unless others are given."""

import time
from collections.abc import Callable
from datetime import datetime

from scraper._version import __version__
from scraper.archives.choose import open_archive as choose
from scraper.archives.http.fetch import Network
from scraper.archives.http.manners import Manners
from scraper.reading.document import Document
from scraper.reading.document import read_document as read
from scraper.reading.layouts import LAYOUTS
from scraper.settings import Settings
from scraper.values.capture import Archive


def user_agent(contact: str | None) -> str:
    """Return the name under which archives are asked: the tool, its version, whom to write to."""
    return f"unesco-archive-scraper/{__version__} (contact: {contact or 'not given'})"


def manners(settings: Settings, *, wait: bool = False) -> Manners:
    """Return what is remembered of hosts: their pace, rests and bans, shared by all processes of a user."""
    return Manners(settings.state_directory(), now=time.time, sleep=time.sleep, wait=wait)


def network(settings: Settings, budget: int | None = None, *, wait: bool = False) -> Network:
    """Return the network as the settings bound it; all archives of a run share one, and its budget of requests.

    A process that is stopped in the middle of a request to a host is waited for only if that is asked for.
    """
    limits = settings.limits
    return Network(
        user_agent(settings.contact),
        manners=manners(settings, wait=wait),
        most_bytes=limits.body_bytes,
        index_seconds=limits.index_seconds,
        replay_seconds=limits.replay_seconds,
        budget=budget,
        sleep=time.sleep,
    )


def open_archive(
    spec: str,
    settings: Settings | None = None,
    *,
    shared: Network | None = None,
    report: Callable[[str], None] = lambda _: None,
    original: str | None = None,
    timestamp: datetime | None = None,
) -> Archive:
    """Return an archive by name, base URL or path, as `scraper run --archive` takes it.

    `report` is told what goes wrong without stopping anything. Raises SettingsError or UnreadableFile.
    """
    settings = settings or Settings()
    return choose(
        spec,
        profiles=settings.profiles(),
        network=shared or network(settings),
        most_bytes=settings.limits.body_bytes,
        report=report,
        original=original,
        timestamp=timestamp,
    )


def read_document(body: bytes, content_type: str | None = None) -> Document:
    """Read a page's main content by the layouts that are known. Raises `scraper.reading.document.NotAPage`."""
    return read(body, content_type, LAYOUTS)
