"""Stored captures → pages, each payload read once: what was read lately, or in an earlier build, is taken as it was."""

import traceback
from collections.abc import Callable, Iterator

import msgspec

from scraper.errors import RecordDamaged
from scraper.history.cache import ExtractionCache
from scraper.history.speaking import speaking
from scraper.notices import InternalError
from scraper.outcomes import Outcome
from scraper.reading.extract import Known, content_of, extract
from scraper.store.reader import Listed, StoredRecord, StoreReader
from scraper.values.capture import Capture, CapturedResponse
from scraper.values.records import Page
from scraper.values.subject import Subject

_PAGES_KEPT = 256


class Reading:
    """Reads captured responses; `cache` keeps pages between builds, a few stay in memory without it.

    `tracebacks` are those of the pages that ended in an internal error.
    """

    def __init__(self, subject: Subject, most_bytes: int, cache: ExtractionCache | None = None) -> None:
        self._subject, self._most_bytes, self._cache = subject, most_bytes, cache
        self._days = {column.name for table in subject.tables for column in table.columns if column.type == "date"}
        self._lately: dict[tuple[object, ...], Page] = {}
        self._documents: dict[tuple[object, ...], Page] = {}
        self.tracebacks: list[str] = []

    def page(self, record: StoredRecord, response: CapturedResponse) -> Page:
        """Read a page, or take what was read of the same content under the same address, headers and year.

        Whether something is over may be told by the day of the capture: a page that states days of that year is read anew for
        each day.
        """
        content = content_of(response, self._most_bytes)
        page = self._of(content, response, record.timestamp[:4])
        if self._has_days_of(page, record.timestamp[:4]):
            return self._of(content, response, record.timestamp[:8])
        return page

    def _has_days_of(self, page: Page, year: str) -> bool:
        return any(value.field in self._days and str(value.value)[:4] == year for value in page.values())

    def _of(self, content: tuple[object, ...], response: CapturedResponse, when: str) -> Page:
        key = (*content, when)
        page = self._lately.pop(key, None) or self._read(key, response, when)
        _keep(self._lately, key, page)
        return page

    def _read(self, key: tuple[object, ...], response: CapturedResponse, when: str) -> Page:
        page = self._cache.get(key) if self._cache else None
        if page is None:
            page, trace = read_safely(response, self._subject, self._most_bytes, known=self._documents, when=when)
            if len(self._documents) > _PAGES_KEPT:
                del self._documents[next(iter(self._documents))]
            if trace:
                self.tracebacks.append(trace)
            elif self._cache:
                self._cache.put(key, page)
        return page


def _keep(pages: dict[tuple[object, ...], Page], key: tuple[object, ...], page: Page) -> None:
    pages[key] = page
    if len(pages) > _PAGES_KEPT:
        del pages[next(iter(pages))]


class Read(msgspec.Struct, frozen=True, kw_only=True):
    """One listed capture with the page that was read of it; None where it is not stored, or another payload speaks.

    `instead` is the record that does, `damaged` why a record cannot be read. `again` says that the capture before it in the
    list is of the same record.
    """

    listed: Listed
    instead: StoredRecord | None = None
    capture: Capture | None = None
    page: Page | None = None
    damaged: RecordDamaged | None = None
    again: bool = False


def in_order(store: StoreReader, reading: Reading, only: Callable[[Listed], bool] = lambda _: True) -> Iterator[Read]:
    """Yield the captures of a store that `only` picks, in order, each with its page."""
    last: tuple[int, Read] | None = None
    for listed, instead in speaking(filter(only, store.listed())):
        if listed.record is None or instead is not None:
            yield Read(listed=listed, instead=instead)
        elif last is not None and last[0] == listed.record.id:
            yield msgspec.structs.replace(last[1], listed=listed, again=True)
        else:
            last = listed.record.id, _read(store, reading, listed, listed.record)
            yield last[1]


def _read(store: StoreReader, reading: Reading, listed: Listed, record: StoredRecord) -> Read:
    try:
        response = store.read(record)
    except RecordDamaged as error:
        return Read(listed=listed, damaged=error)
    return Read(listed=listed, capture=response.capture, page=reading.page(record, response))


def read_safely(
    response: CapturedResponse,
    subject: Subject,
    most_bytes: int,
    *,
    known: Known | None = None,
    when: object = None,
) -> tuple[Page, str | None]:
    """Read a captured response; an error that nobody foresaw is the outcome `internal error`, with its traceback."""
    try:
        return extract(response, subject, most_bytes=most_bytes, known=known, when=when), None
    except Exception as error:
        return unforeseen(error)


def unforeseen(error: Exception) -> tuple[Page, str]:
    """Return what is known of a capture that an error cost which nobody foresaw, and the traceback."""
    said = InternalError(f"{type(error).__name__}: {error}")
    return Page(outcome=Outcome.INTERNAL_ERROR, notices=(said,)), "".join(traceback.format_exception(error))
