"""Stored captures → pages, each payload read once: what was read lately, or in an earlier build, is taken as it was."""

import traceback

from scraper.history.cache import ExtractionCache
from scraper.notices import InternalError
from scraper.outcomes import Outcome
from scraper.store.reader import StoredRecord
from scraper.subjects.uccn.page import extract
from scraper.values.capture import CapturedResponse
from scraper.values.records import Page

_PAGES_KEPT = 256


class Reading:
    """Reads captured responses; `cache` keeps pages between builds, a few stay in memory without it.

    `tracebacks` are those of the pages that ended in an internal error.
    """

    def __init__(self, most_bytes: int, cache: ExtractionCache | None = None) -> None:
        self._most_bytes, self._cache = most_bytes, cache
        self._lately: dict[tuple[object, ...], Page] = {}
        self.tracebacks: list[str] = []

    def page(self, record: StoredRecord, response: CapturedResponse) -> Page:
        """Read a page, or take what was read of the same bytes under the same address, headers and year.

        Whether an edition is over is told by the day of the capture: a page that states days of that year is read anew for
        each day.
        """
        page = self._of(record, response, record.timestamp[:4])
        return self._of(record, response, record.timestamp[:8]) if _has_days_of(page, record.timestamp[:4]) else page

    def _of(self, record: StoredRecord, response: CapturedResponse, when: str) -> Page:
        headers = tuple(response.header(name) for name in ("Content-Type", "Content-Encoding", "Content-Length"))
        key = (record.digest, record.statuscode, record.original, when, headers, self._most_bytes)
        page = self._lately.pop(key, None) or self._read(key, response)
        self._lately[key] = page
        if len(self._lately) > _PAGES_KEPT:
            del self._lately[next(iter(self._lately))]
        return page

    def _read(self, key: tuple[object, ...], response: CapturedResponse) -> Page:
        page = self._cache.get(key) if self._cache else None
        if page is None:
            page, trace = read_safely(response, self._most_bytes)
            if trace:
                self.tracebacks.append(trace)
            elif self._cache:
                self._cache.put(key, page)
        return page


def read_safely(response: CapturedResponse, most_bytes: int) -> tuple[Page, str | None]:
    """Read a captured response; an error that nobody foresaw is the outcome `internal error`, with its traceback."""
    try:
        return extract(response, most_bytes=most_bytes), None
    except Exception as error:
        return unforeseen(error)


def unforeseen(error: Exception) -> tuple[Page, str]:
    """Return what is known of a capture that an error cost which nobody foresaw, and the traceback."""
    said = InternalError(f"{type(error).__name__}: {error}")
    return Page(outcome=Outcome.INTERNAL_ERROR, notices=(said,)), "".join(traceback.format_exception(error))


def _has_days_of(page: Page, year: str) -> bool:
    return any(value.field in ("first_day", "last_day") and str(value.value)[:4] == year for value in page.values())
