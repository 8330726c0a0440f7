"""A page → is a fact of an earlier capture gone from it? Not being read is no proof: its words have to be gone too."""

from collections.abc import Collection, Hashable
from typing import Protocol

from scraper.notices import CutOff
from scraper.reading.traces import TextTraces
from scraper.values.records import Cell, Page
from scraper.values.subject import RecordTable, Subject


class StatedFields(Hashable, Protocol):
    """What was stated: values by field, equal to any other with the same values."""

    def value(self, field: str, /) -> Cell | None:
        """Return the value of a field, or None."""


class Absence:
    """What the text of a page proves about records that it does not state.

    `language` is that of the previous capture, in which the records are worded; `is_sure` means that the page's layout
    belongs to one site and is not a general one. The table of a record decides, from the text, whether it is gone.
    Nothing is concluded from a page that is cut off or in another language, nor about the records of `elsewhere`, which
    the address stated in other languages only.
    """

    def __init__(
        self,
        page: Page,
        subject: Subject,
        language: str | None = None,
        elsewhere: Collection[StatedFields] = frozenset(),
    ) -> None:
        self.is_translated = None not in (language, page.language) and language != page.language
        self.is_sure = page.layout in subject.sure_layouts
        self._traces, self._elsewhere = TextTraces(page), elsewhere
        self._proved: dict[Hashable, bool] = {}

    def is_proved(self, table: RecordTable, record: StatedFields) -> bool:
        """Return whether a record that the page does not state is proved to be gone."""
        if self.is_translated or is_cut_off(self._traces.page) or record in self._elsewhere:
            return False
        if record not in self._proved:
            self._proved[record] = table.is_gone(record, self._traces)
        return self._proved[record]


def is_cut_off(page: Page) -> bool:
    """Return whether a page is cut off, so that what it lacks may have been in the lost part."""
    return any(isinstance(notice, CutOff) for notice in page.notices)
