"""Queries of archives, of the store and of a dataset: captures, changes, states at a date; and page cases."""

import glob
import re
import shutil
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import msgspec

from scraper.archives.pattern import is_pattern
from scraper.dataset.build import in_place, make
from scraper.dataset.built import Built
from scraper.dataset.publication import beside, publish, refuse_others
from scraper.dataset.published import each_row, imprecise, listings
from scraper.dataset.published import read_changes as changes_of
from scraper.dataset.stated import read_dataset
from scraper.dataset.tables import CAPTURES
from scraper.dataset.writers.json import as_known
from scraper.default import SUBJECT
from scraper.errors import CaptureFailure, IndexFailure, SettingsError, StoreError, UnreadableFile
from scraper.history import as_of as states
from scraper.history import bisect
from scraper.history.bisect import Found
from scraper.history.cache import open_cache
from scraper.history.compare import Cells, PageRecords
from scraper.history.reading import Reading, in_order
from scraper.history.search import state_reader
from scraper.opening import NO_ORIGIN, network, open_archives, open_file, originals_of
from scraper.output_folder import Report, need_store, open_store, read_store, unheard
from scraper.plural import counted
from scraper.reading.extract import extract
from scraper.report.case import case_files, case_folder
from scraper.report.show import OUTCOMES, WHATS, Shown, capture_key, captured, stated
from scraper.settings import Settings
from scraper.values.capture import (
    Capture,
    CapturedResponse,
    MementoURL,
    format_timestamp,
    is_web_address,
    iso,
    parse_timestamp,
    urlkey,
)
from scraper.values.changes import ChangeRow
from scraper.values.subject import Subject


class CapturesListed(msgspec.Struct, frozen=True, kw_only=True):
    """The captures that an archive lists for an original. If there is a `failure`, the list may be incomplete."""

    archive: str = ""
    original: str = ""
    captures: tuple[Capture, ...] = ()
    failure: str | None = None


class ChangesFound(msgspec.Struct, frozen=True, kw_only=True):
    """The captures of an original in an archive at which its content changed; `found` is None if there is a `failure`."""

    archive: str
    original: str
    found: Found[PageRecords] | None = None
    failure: str | None = None


class StatesThen(msgspec.Struct, frozen=True):
    """What each page stated at a date, by its last capture up to then, and which records of the store are damaged."""

    pages: tuple[tuple[Capture, tuple[Cells, ...]], ...]
    damaged: tuple[str, ...]


def list_captures(
    url: str,
    settings: Settings = Settings(),  # noqa: B008 - frozen
    *,
    archives: tuple[str, ...] = (),
    since: datetime | None = None,
    until: datetime | None = None,
    subject: Subject = SUBJECT,
    report: Report = unheard,
) -> Iterator[CapturesListed]:
    """Yield the captures that each archive lists for a URL, or for all URLs that match a pattern with `*`.

    No capture is fetched. Raises SettingsError for an invalid URL or an unknown archive, UnreadableFile if none of the
    files can be read.
    """
    originals = originals_of((url,), subject)
    refused: list[str] = []
    opened = open_archives(archives or settings.archives, settings, refused=refused, report=report)
    yield from (CapturesListed(failure=error) for error in refused)
    for archive in opened:
        for original in originals:
            listed: list[Capture] = []
            failure = None
            try:
                listed.extend(archive.captures(original, since, until))
            except (IndexFailure, CaptureFailure, UnreadableFile) as error:
                failure = f"{archive.name}: could not list {original}: {error}"
            yield CapturesListed(archive=archive.name, original=original, captures=tuple(listed), failure=failure)


def find_changes(
    url: str,
    settings: Settings = Settings(),  # noqa: B008 - frozen
    *,
    archives: tuple[str, ...] = (),
    since: datetime | None = None,
    until: datetime | None = None,
    budget: int | None = None,
    subject: Subject = SUBJECT,
    report: Report = unheard,
) -> Iterator[ChangesFound]:
    """Yield, for each archive, the captures of a page at which its content changed, without fetching all captures.

    Captures that are fetched are stored. Raises SettingsError for a pattern, otherwise the same errors as
    `list_captures`, and StoreError for the store.
    """
    if is_pattern(url):
        raise SettingsError(f"{url!r}: name one page; `scraper captures` lists the pages that match a pattern")
    originals_of((url,), subject)  # refuses what is no address
    place = Path(settings.output)
    opened = open_archives(archives or settings.archives, settings, network(settings), report=report)
    with open_store(place, settings, report=report) as store, open_cache(place, subject) as cache:
        reading = Reading(subject, settings.limits.body_bytes, cache)
        for archive in opened:
            try:
                listed = list(archive.captures(url, since, until))
            except (IndexFailure, CaptureFailure, UnreadableFile) as error:
                failure = f"{archive.name}: could not list {url}: {error}"
                yield ChangesFound(archive=archive.name, original=url, failure=failure)
                continue
            found = bisect.find_changes(listed, state_reader(archive, store, reading), budget=budget)
            store.checkpoint()
            yield ChangesFound(archive=archive.name, original=url, found=found)


def as_of(
    date: datetime,
    settings: Settings = Settings(),  # noqa: B008 - frozen
    *,
    subject: Subject = SUBJECT,
    report: Report = unheard,
) -> StatesThen:
    """Return what each page in the store stated at a date, using only captures up to then. Raises StoreError."""
    place = Path(settings.output)
    need_store(place)
    damaged: list[str] = []
    with read_store(place, settings, report=report) as store, open_cache(place, subject) as cache:
        pages = states.as_of(
            store,
            date,
            most_bytes=settings.limits.body_bytes,
            cache=cache,
            subject=subject,
            damaged=damaged.append,
        )
    return StatesThen(tuple(pages), tuple(damaged))


def write_as_of(
    date: datetime,
    into: Path,
    settings: Settings = Settings(),  # noqa: B008 - frozen
    *,
    subject: Subject = SUBJECT,
    report: Report = unheard,
) -> Built:
    """Write the dataset of the captures up to a date to a folder: the same files as `build`, with a lock of its own.

    An earlier dataset there is replaced; foreign files there are an error. The output folder is only read. Raises
    SettingsError for the folder of the current dataset, and StoreError.
    """
    place, end = Path(settings.output), format_timestamp(date)
    if into.resolve() == (place / "dataset").resolve():
        raise SettingsError(f"--into {into}: is the folder of the dataset of now; name another one")
    need_store(place)
    refuse_others(into, "Choose another folder with --into")
    with (
        read_store(place, settings, report=report) as store,
        open_cache(place, subject) as cache,
        beside(into) as part,
    ):
        built = make(
            store,
            part,
            subject=subject,
            licence=settings.licence,
            credits=settings.citation,
            most_bytes=settings.limits.body_bytes,
            cache=cache,
            only=lambda listed: (listed.record.timestamp if listed.record else listed.requested) <= end,
        )
        publish(part, into, keep=0)
    return in_place(built, into)


def read_changes(dataset: Path, since: datetime | None = None) -> tuple[ChangeRow, ...]:
    """Return the changes of a published dataset, with times in their known precision. Raises StoreError."""
    begin = iso(since) if since else ""
    changes = [row for row in changes_of(dataset) if max(row.timestamp, row.returned or "") >= begin]
    dates = imprecise(each_row(dataset, CAPTURES, "timestamp"))
    return tuple(msgspec.convert(as_known(msgspec.to_builtins(row), dates), ChangeRow) for row in changes)


def show(
    what: str,
    settings: Settings = Settings(),  # noqa: B008 - frozen
    *,
    subject: Subject = SUBJECT,
    report: Report = unheard,
) -> tuple[Shown, ...]:
    """Return the items of a published dataset that need a look: layout-unknown, unread, conflicts, failures … (`show.WHATS`).

    For captures, the words are read from the store. Raises SettingsError for an unknown `what`, StoreError without a
    dataset.
    """
    named = next((one for one in WHATS if one == what), None)
    if named is None:
        raise SettingsError(f"{what!r} can't be shown; {', '.join(WHATS)} can")
    place = Path(settings.output)
    if named not in OUTCOMES:
        path = place / "dataset" / "dataset.json"
        try:
            return tuple(stated(read_dataset(path, subject), named, subject))
        except (msgspec.ValidationError, KeyError) as error:
            raise StoreError(
                f"{path}: is not a dataset of this version ({error}); `scraper build` rebuilds it"
            ) from error
    outcomes = {
        (archive, url, re.sub(r"\D", "", requested)): row["outcome"]
        for (url, archive, requested), row in listings(place / "dataset").items()
        if row["outcome"] in OUTCOMES[named]
    }
    with read_store(place, settings, report=report) as store, open_cache(place, subject) as cache:
        reading = Reading(subject, settings.limits.body_bytes, cache)
        return tuple(captured(in_order(store, reading, lambda one: capture_key(one) in outcomes), named, outcomes))


# --- a page case ------------------------------------------------------------------------------------------------------


def record_case(
    page: str,
    into: Path,
    settings: Settings = Settings(),  # noqa: B008 - frozen
    *,
    original: str | None = None,
    timestamp: datetime | str | None = None,
    subject: Subject = SUBJECT,
    report: Report = unheard,
) -> Path:
    """Make a page case from a memento URL or a file: its bytes, index entry and draft records. Return its folder.

    Raises SettingsError if no capture is named or the case already exists, CaptureFailure, UnreadableFile, and
    StoreError if the folder cannot be written.
    """
    response = _captured(page, settings, original, timestamp, report)
    stated = extract(response, subject, most_bytes=settings.limits.body_bytes)
    folder = into / case_folder(response, stated)
    provenance = f"Captured: fetched from {response.capture.memento_url or page}"
    begin = f".{folder.name}-"
    try:
        for left in folder.parent.glob(f"{glob.escape(begin)}*"):  # of a run that was killed
            if re.fullmatch(r"[a-z0-9_]{8}", left.name.removeprefix(begin)):
                shutil.rmtree(left)
        if folder.exists():
            raise SettingsError(f"{folder}: this case already exists; remove or edit it")
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=begin, dir=folder.parent) as part:
            whole = Path(part) / folder.name
            whole.mkdir()
            for name, content in case_files(response, stated, provenance).items():
                (whole / name).write_bytes(content)
            whole.rename(folder)
    except OSError as error:
        raise StoreError(f"{folder}: cannot be written: {error.strerror or error}") from error
    return folder


def _captured(
    page: str, settings: Settings, original: str | None, timestamp: datetime | str | None, report: Report
) -> CapturedResponse:
    """Return the captured response that a memento URL or a file contains. Raises CaptureFailure, SettingsError."""
    if is_web_address(page):
        memento = MementoURL.parse(page)
        if memento is None:
            raise SettingsError(
                f"{page!r} is not a memento URL: it consists of a base, 4 to 14 digits and an original, as archives serve them"
            )
        (archive,) = open_archives((memento.base,), settings, report=report)
        return archive.replay(
            Capture(
                original=memento.original,
                timestamp=parse_timestamp(memento.timestamp),
                urlkey=urlkey(memento.original),
                archive=archive.name,
                memento_url=page,
            )
        )
    files = open_file(page, settings, original, timestamp, report=report)
    found = list(files.all_captures())
    if len(found) != 1:
        if files.passed_over.unplaced:
            raise SettingsError(NO_ORIGIN.format(page, "give them"))
        raise SettingsError(f"{page}: contains {counted(len(found), 'capture')}; name a file of one page")
    return files.replay(found[0])
