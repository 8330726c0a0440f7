"""Settings → where captures come from: originals, network, archives."""

import time
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from scraper.archives.choose import open_archive as choose
from scraper.archives.files.kept import ALL_AT_ONCE, Indexing
from scraper.archives.files.on_disk import FileArchive
from scraper.archives.files.places import place_of
from scraper.archives.http.fetch import Network
from scraper.archives.http.manners import Manners
from scraper.archives.memento.profiles import has_login
from scraper.archives.pattern import is_pattern, prefix
from scraper.default import SUBJECT
from scraper.errors import SettingsError, UnreadableFile
from scraper.output_folder import Report, unheard, user_agent
from scraper.settings import Settings
from scraper.values.capture import Archive, is_web_address, parse_time, precision_of, urlkey
from scraper.values.subject import Subject

_WEB_BEGAN = datetime(1990, 1, 1, tzinfo=UTC)
NO_ORIGIN = "{} does not give its URL and capture time: {} with --original and --timestamp"


def manners(settings: Settings, *, wait: bool = False) -> Manners:
    """Return the request times, cooldowns and bans of hosts, shared by all processes of a user."""
    return Manners(settings.state_directory(), now=time.time, sleep=time.sleep, wait=wait)


def network(settings: Settings, budget: int | None = None, *, wait: bool = False) -> Network:
    """Return the network with the limits of the settings; all archives of a run share one, and its request budget.

    A process that was suspended during a request to a host is waited for only with `wait`.
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


def originals_of(sources: Iterable[str], subject: Subject = SUBJECT) -> tuple[str, ...]:
    """Return the originals to list: all variants of each known source, any other source itself; without sources, all known ones."""
    originals: list[str] = []
    for source in sources:
        if not is_web_address(source):
            raise SettingsError(f"{source!r} is not an http or https URL")
        if is_pattern(source):
            prefix(source)  # refuses what names no host and path
        originals += next((group for group in subject.sources if urlkey(source) in map(urlkey, group)), (source,))
    known = (original for variants in subject.sources for original in variants)
    return tuple(dict.fromkeys(originals or known))


# --- archives ---------------------------------------------------------------------------------------------------------


def open_archive(
    spec: str,
    settings: Settings | None = None,
    *,
    shared: Network | None = None,
    report: Report = unheard,
    original: str | None = None,
    timestamp: datetime | None = None,
    indexing: Indexing = ALL_AT_ONCE,
) -> Archive:
    """Open an archive by name, base URL, path or list, as for `scraper run --archive`.

    `report` receives messages about problems that do not stop anything. Raises SettingsError or UnreadableFile.
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
        indexing=indexing,
    )


def open_archives(
    specs: Iterable[str],
    settings: Settings,
    shared: Network | None = None,
    refused: list[str] | None = None,
    *,
    report: Report = unheard,
    indexing: Indexing = ALL_AT_ONCE,
) -> list[Archive]:
    """Open all named archives; `indexing` says how the files of those on disk are indexed.

    Messages about unreadable files are added to `refused`. Without `refused`, or if no archive can be opened,
    UnreadableFile is raised. Raises SettingsError for a name that is not an archive.
    """
    shared = shared or network(settings)
    opened: list[Archive] = []
    wrong: list[UnreadableFile] = []
    for spec in dict.fromkeys(specs):
        try:
            opened.append(open_archive(spec, settings, shared=shared, report=report, indexing=indexing))
        except UnreadableFile as error:
            wrong.append(error)
    if wrong and (refused is None or not opened):
        raise wrong[0]
    if refused is not None:
        refused += map(str, wrong)
    if settings.contact is None and any(archive.pace for archive in opened):
        report('no contact is set, and archives ask clients for one. Put contact = "you@example.org" into scraper.toml')
    return opened


def open_file(
    path: Path | str,
    settings: Settings,
    original: str | None = None,
    timestamp: datetime | str | None = None,
    *,
    report: Report = unheard,
    indexing: Indexing = ALL_AT_ONCE,
) -> FileArchive:
    """Open a file or folder, `s3://bucket/key` or `@list` as an archive. Raises SettingsError, UnreadableFile.

    Of a `timestamp` in words, as for `--timestamp`, as much is known as it states: of `2018` only the year.
    """
    if original is not None and not is_web_address(original):
        raise SettingsError(f"--original {original!r} is not an http or https URL")
    if original is not None and has_login(original):
        raise SettingsError("--original has a user name or a password; leave it out, since URLs are published")
    time, precision = (
        (parse_time(timestamp), precision_of(timestamp)) if isinstance(timestamp, str) else (timestamp, 14)
    )
    if time is not None and not _WEB_BEGAN <= time <= datetime.now(UTC) + timedelta(days=1):
        raise SettingsError(f"--timestamp {time:%Y-%m-%d} is no time of a capture: it is before 1990, or yet to come")
    place = place_of(path) if isinstance(path, str) else path
    return FileArchive(
        place,
        most_bytes=settings.limits.body_bytes,
        report=report,
        original=original,
        timestamp=time,
        precision=precision,
        indexing=indexing,
    )
