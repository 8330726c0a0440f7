"""A page → is what an earlier capture stated gone from it? Not being read is no proof: the words have to be gone too."""

from collections.abc import Hashable
from typing import Protocol

from scraper.notices import CutOff
from scraper.reading.traces import TextTraces
from scraper.values.records import Cell, Page
from scraper.values.subject import RecordTable, Subject


class StatedFields(Hashable, Protocol):
    """What was stated: values by field, equal to any that says the same."""

    def value(self, field: str, /) -> Cell | None:
        """Return the value of a field, None for none."""


class Absence:
    """What the text of a page proves of records that it does not state.

    `language` is that of the capture before it, in which the records are worded; `is_sure` says that its layout is one of a
    site's own, and no general one. A record is gone where its table says so of the text. A page that breaks off proves
    nothing.
    """

    def __init__(self, page: Page, subject: Subject, language: str | None = None) -> None:
        self.is_translated = None not in (language, page.language) and language != page.language
        self.is_sure = page.layout in subject.sure_layouts
        self._traces = TextTraces(page, is_translated=self.is_translated)
        self._proved: dict[Hashable, bool] = {}

    def is_proved(self, table: RecordTable, record: StatedFields) -> bool:
        """Say whether a record that the page does not state is gone from it."""
        if is_cut_off(self._traces.page):
            return False
        if record not in self._proved:
            self._proved[record] = table.is_gone(record, self._traces)
        return self._proved[record]


def is_cut_off(page: Page) -> bool:
    """Say whether a page breaks off, so that what it lacks may have stood behind."""
    return any(isinstance(notice, CutOff) for notice in page.notices)
