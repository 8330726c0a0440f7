"""Stored captures → pages; each payload is read once, and results of this or an earlier build are used again."""

import traceback
from collections import deque
from collections.abc import Callable, Iterator
from functools import partial

import msgspec

from scraper import processes
from scraper.default import SUBJECT
from scraper.errors import RecordDamaged
from scraper.history.cache import ExtractionCache
from scraper.history.speaking import speaking
from scraper.notices import InternalError
from scraper.outcomes import Outcome
from scraper.reading.extract import Content, Known, content_of, extract
from scraper.store.reader import Listed, StoredRecord, StoreReader, capture_of
from scraper.values.capture import Capture, CapturedResponse, format_timestamp
from scraper.values.records import Page
from scraper.values.subject import Subject

_PAGES_KEPT = 256
_LITTLE = 100
"""The number of pages that one process reads faster than others can be started."""


class Reading:
    """Reads captured responses; `cache` keeps pages between builds, and a few are kept in memory.

    `tracebacks` are those of pages that ended in an internal error.
    """

    def __init__(self, subject: Subject, most_bytes: int, cache: ExtractionCache | None = None) -> None:
        self._subject, self._most_bytes, self._cache = subject, most_bytes, cache
        self._days = {column.name for table in subject.tables for column in table.columns if column.type == "date"}
        self._lately: dict[tuple[object, ...], Page] = {}
        self._documents: dict[tuple[object, ...], Page] = {}
        self.tracebacks: list[str] = []

    def content(self, record: StoredRecord, response: CapturedResponse) -> Content:
        """Return everything that a page of the subject is read from, except the day of its capture."""
        content = content_of(response, self._most_bytes)
        if self._cache:
            self._cache.put_content(record, content, response.capture.description)
        return content

    def remembered(self, record: StoredRecord) -> tuple[Capture, Page] | None:
        """Return the capture and the page of a record without reading it, if earlier builds read it and its page."""
        content, description = (self._cache and self._cache.content(record)) or (None, None)
        if content is None or content.most_bytes != self._most_bytes or (page := self.known(record, content)) is None:
            return None
        return capture_of(record, description), page

    def known(self, record: StoredRecord, content: Content) -> Page | None:
        """Return the page that this or an earlier build read from this content, or None."""
        year, day = (*content, record.timestamp[:4]), (*content, record.timestamp[:8])
        page = self._known(year)
        return self._known(day) if page is not None and self._has_days_of(page, record.timestamp[:4]) else page

    def _known(self, key: tuple[object, ...]) -> Page | None:
        page = self._lately.pop(key, None) or (self._cache.get(key) if self._cache else None)
        if page is not None:
            _keep(self._lately, key, page)
        return page

    def take(self, record: StoredRecord, content: Content, page: Page, trace: str | None) -> None:
        """Add a page that another process read on the day of its capture."""
        if trace:
            self.tracebacks.append(trace)
        keys = [(*content, record.timestamp[:4])]
        if self._has_days_of(page, record.timestamp[:4]):
            keys.append((*content, record.timestamp[:8]))
        for key in keys:
            _keep(self._lately, key, page)
            if self._cache and not trace:
                self._cache.put(key, page)

    @property
    def elsewhere(self) -> "Callable[[CapturedResponse], tuple[Page, str | None]] | None":
        """The function that reads a response in another process; None for a subject other than the default."""
        return partial(_read_as_default, most_bytes=self._most_bytes) if self._subject is SUBJECT else None

    def page(self, record: StoredRecord, response: CapturedResponse) -> Page:
        """Read a page, or return what was read from the same content with the same address, headers and year.

        Whether an event is over may depend on the day of the capture, so a page with dates of that year is read again
        for each day.
        """
        content = self.content(record, response)
        page = self._of(content, response, record.timestamp[:4])
        if self._has_days_of(page, record.timestamp[:4]):
            return self._of(content, response, record.timestamp[:8])
        return page

    def _has_days_of(self, page: Page, year: str) -> bool:
        return any(value.field in self._days and str(value.value)[:4] == year for value in page.values())

    def _of(self, content: Content, response: CapturedResponse, when: str) -> Page:
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
    """One listed capture with its page; the page is None if the capture is not stored, or another payload is used.

    `instead` is the record of that other payload, `damaged` says why a record cannot be read. `again` means that the
    previous capture in the list has the same record.
    """

    listed: Listed
    instead: StoredRecord | None = None
    capture: Capture | None = None
    page: Page | None = None
    damaged: RecordDamaged | None = None
    again: bool = False


def in_order(
    store: StoreReader, reading: Reading, only: Callable[[Listed], bool] = lambda _: True, *, jobs: int = 1
) -> Iterator[Read]:
    """Yield the captures of a store that `only` selects, in order, each with its page; new pages are read in `jobs` processes."""
    elsewhere = reading.elsewhere
    if jobs > 1 and elsewhere:
        yield from _in_processes(store, reading, only, elsewhere, jobs)
        return
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
    if found := reading.remembered(record):
        return Read(listed=listed, capture=found[0], page=found[1])
    try:
        response = store.read(record)
    except RecordDamaged as error:
        return Read(listed=listed, damaged=error)
    return Read(listed=listed, capture=response.capture, page=reading.page(record, response))


class _Ahead(msgspec.Struct):
    """A capture whose page may still be in work: what is known of it, and the content that its page is read from."""

    read: Read
    content: Content | None = None


def _in_processes(
    store: StoreReader,
    reading: Reading,
    only: Callable[[Listed], bool],
    elsewhere: Callable[[CapturedResponse], tuple[Page, str | None]],
    jobs: int,
) -> Iterator[Read]:
    """Like `in_order`, with pages read in other processes; later captures wait until they are read."""
    line: deque[_Ahead] = deque()
    in_line: deque[_Ahead] = deque()
    last: Read | None = None

    def unread() -> Iterator[CapturedResponse]:
        before: int | None = None
        begun = 0
        for listed, instead in speaking(filter(only, store.listed())):
            record = listed.record
            if record is None or instead is not None:
                line.append(_Ahead(Read(listed=listed, instead=instead)))
                continue
            if before == record.id:
                line.append(_Ahead(Read(listed=listed, again=True)))
                continue
            before = record.id
            if found := reading.remembered(record):
                line.append(_Ahead(Read(listed=listed, capture=found[0], page=found[1])))
                continue
            try:
                response = store.read(record)
            except RecordDamaged as error:
                line.append(_Ahead(Read(listed=listed, damaged=error)))
                continue
            content = reading.content(record, response)
            read = Read(listed=listed, capture=response.capture)
            page = reading.known(record, content)
            if page is None and begun < _LITTLE:
                begun += 1
                page = reading.page(record, response)
            if page is not None:
                line.append(_Ahead(msgspec.structs.replace(read, page=page)))
                continue
            ahead = _Ahead(read, content)
            line.append(ahead)
            in_line.append(ahead)
            yield response

    def done() -> Iterator[Read]:
        nonlocal last
        while line and line[0].content is None:
            read = line.popleft().read
            last = msgspec.structs.replace(last, listed=read.listed, again=True) if read.again and last else read
            yield last

    for page, trace in processes.in_order(elsewhere, unread(), jobs, _died):
        ahead = in_line.popleft()
        record = ahead.read.listed.record
        assert record is not None
        assert ahead.content is not None
        reading.take(record, ahead.content, page, trace)
        ahead.read, ahead.content = msgspec.structs.replace(ahead.read, page=page), None
        yield from done()
    yield from done()


def _read_as_default(response: CapturedResponse, most_bytes: int) -> tuple[Page, str | None]:
    return read_safely(response, SUBJECT, most_bytes)


def _died(response: CapturedResponse) -> tuple[Page, str | None]:
    when = format_timestamp(response.capture.timestamp)
    return unforeseen(
        RuntimeError(f"the process that read {response.capture.original} of {when} was killed, or died of it")
    )


def read_safely(
    response: CapturedResponse,
    subject: Subject,
    most_bytes: int,
    *,
    known: Known | None = None,
    when: object = None,
) -> tuple[Page, str | None]:
    """Read a captured response; an unforeseen error gives the outcome `internal error` and a traceback."""
    try:
        return extract(response, subject, most_bytes=most_bytes, known=known, when=when), None
    except Exception as error:
        return unforeseen(error)


def unforeseen(error: Exception) -> tuple[Page, str]:
    """Return the page of a capture that ended in an unforeseen error, and the traceback."""
    said = InternalError(f"{type(error).__name__}: {error}")
    return Page(outcome=Outcome.INTERNAL_ERROR, notices=(said,)), "".join(traceback.format_exception(error))
