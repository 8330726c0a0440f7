"""What a user gives as a side of a diff → the capture or the dataset."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

import msgspec

from scraper.archives.files.on_disk import FileArchive
from scraper.dataset.published import Published, published
from scraper.default import SUBJECT
from scraper.errors import CaptureFailure, ScraperError, SettingsError, StoreError
from scraper.history.compare import Cells, records_of
from scraper.history.spans import is_evidence
from scraper.plural import counted
from scraper.reading.extract import extract
from scraper.store.reader import StoreReader
from scraper.values.capture import (
    Archive,
    Capture,
    CapturedResponse,
    MementoURL,
    is_web_address,
    parse_time,
    parse_timestamp,
    urlkey,
)
from scraper.values.records import Page
from scraper.values.subject import Subject


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """One side of a diff: a capture with what it states, or a published dataset."""

    label: str
    records: tuple[Cells, ...]
    response: CapturedResponse | None = None
    page: Page | None = None
    dataset: Published | None = None


class Sides:
    """Finds sides in the store, in files and in archives. Times refer to captures of the `originals`.

    `open_live` opens the archive at a base address, for memento URLs that are not in the store.
    """

    def __init__(
        self,
        store: StoreReader | None,
        originals: Sequence[str],
        *,
        subject: Subject = SUBJECT,
        most_bytes: int,
        report: Callable[[str], None],
        open_live: Callable[[str], Archive],
    ) -> None:
        self._store, self._originals, self._most_bytes = store, tuple(originals), most_bytes
        self._subject, self._report, self._open_live = subject, report, open_live

    def find(self, named: str) -> Side:
        """Return the side that is named: `latest`, `previous`, a memento URL, a path, or a time.

        Raises SettingsError if it names nothing, StoreError, UnreadableFile and CaptureFailure if it cannot be read.
        """
        if named in ("latest", "previous"):
            return self._from_the_end(1 if named == "latest" else 2, named)
        if is_web_address(named):
            return self._memento(named)
        path = Path(named)
        if path.exists():
            return self._path(path)
        try:
            time = parse_time(named, end=True)
        except SettingsError:
            raise SettingsError(
                f"{named!r} names neither a capture nor a dataset: give a time of a capture in the store, 'latest', 'previous', a "
                "memento URL, a saved page, a WARC, or a dataset folder"
            ) from None
        return self._at(named, time)

    # --- in the store -------------------------------------------------------------------------------------------------

    def _stored(self, until: datetime | None = None) -> list[Capture]:
        if self._store is None:
            raise StoreError("there is no store here: create one with `scraper run`, or name its folder with --output")
        found = [
            capture
            for original in self._originals
            for capture in self._store.captures(original, None, until)
            if capture.may_be_page
        ]
        once = {(capture.urlkey, capture.timestamp, capture.digest): capture for capture in found}
        return sorted(once.values(), key=lambda capture: (capture.timestamp, capture.original))

    def _from_the_end(self, place: int, named: str) -> Side:
        """Return the last capture that can be read, or the one before it; say so where later ones cannot."""
        left_out: list[Capture] = []
        for capture in reversed(self._stored()):
            side = self._side(self._replayed(capture))
            if side.page is not None and is_evidence(side.page):
                place -= 1
            elif named == "latest":
                left_out.append(capture)
            if not place:
                if left_out:
                    later = (
                        f"{counted(len(left_out), 'later capture')}, up to that of {left_out[0].date}, cannot be read"
                    )
                    self._report(f"'latest' is the capture of {capture.date}: {later}")
                return side
        raise SettingsError(f"{named!r}: the store has too few readable captures of {self._originals[0]}")

    def _at(self, named: str, time: datetime) -> Side:
        captures = self._stored(time)
        if not captures:
            raise SettingsError(f"{named!r}: the store has no capture of {self._originals[0]} up to then")
        return self._side(self._replayed(captures[-1]))

    def _replayed(self, capture: Capture) -> CapturedResponse:
        assert self._store is not None
        return self._store.replay(capture)

    def _memento(self, named: str) -> Side:
        memento = MementoURL.parse(named)
        if memento is None:
            raise SettingsError(
                f"{named!r} is not a memento URL: it consists of a base, 4 to 14 digits and an original"
            )
        time = parse_timestamp(memento.timestamp)
        if self._store is not None:
            for capture in self._store.captures(memento.original, time, time):
                return self._side(self._replayed(capture))
        archive = self._open_live(memento.base)
        wanted = Capture(
            original=memento.original,
            timestamp=time,
            urlkey=urlkey(memento.original),
            archive=archive.name,
            memento_url=named,
        )
        return self._side(archive.replay(wanted))

    # --- in files -----------------------------------------------------------------------------------------------------

    def _path(self, path: Path) -> Side:
        for folder in (path, path / "dataset"):
            if (folder / "dataset.json").is_file():
                dataset = published(folder, self._subject)
                return Side(label=str(folder), records=dataset.records, dataset=dataset)
        archive = FileArchive(path, most_bytes=self._most_bytes, report=self._report)
        captures = list(archive.all_captures())
        watched = {urlkey(original) for original in self._originals}
        asked = [capture for capture in captures if capture.urlkey in watched]
        if not asked and len({capture.urlkey for capture in captures}) == 1:
            asked = captures
        if asked:
            return self._last_of(archive, asked, path)
        if unplaced := list(archive.unplaced_pages()):
            return self._unplaced(unplaced[0].body, path)
        raise SettingsError(
            f"{path}: contains {counted(len(captures), 'capture')} of several originals; name one with --source"
        )

    def _last_of(self, archive: FileArchive, captures: list[Capture], path: Path) -> Side:
        """Return the last capture of a file that can be read, else the last that is a page; say which one where there are more."""
        pages: list[Side] = []
        failures: list[ScraperError] = []
        for capture in sorted(captures, key=lambda capture: capture.timestamp, reverse=True):
            try:
                pages.append(self._side(archive.replay(capture), str(path)))
            except (CaptureFailure, SettingsError) as error:
                failures.append(error)
                continue
            if pages[-1].page is not None and is_evidence(pages[-1].page):
                pages = pages[-1:]
                break
        if not pages:
            raise failures[0]
        if len(captures) > 1 and (response := pages[0].response):
            which = f"the last that can be read, of {response.capture.date}, is compared"
            self._report(f"{path}: {counted(len(captures), 'capture')}: {which}")
        return pages[0]

    def _unplaced(self, body: bytes, path: Path) -> Side:
        """Return a saved page without a known URL; its text can still be compared."""
        time = datetime.fromtimestamp(0).astimezone()
        capture = Capture(original=self._originals[0], timestamp=time, urlkey="", archive=str(path))
        response = CapturedResponse(capture=capture, requested=time, status=200, headers=(), body=body)
        return self._side(response, str(path))

    def _side(self, response: CapturedResponse, label: str | None = None) -> Side:
        if response.status != 200:
            when = f"{response.capture.original} at {response.capture.date}"
            raise SettingsError(f"{when}: captured with status {response.status}; not a page")
        page = extract(response, self._subject, most_bytes=self._most_bytes)
        return Side(
            label=label or f"{response.capture.digits} {response.capture.original}",
            records=records_of(page),
            response=response,
            page=page,
        )
