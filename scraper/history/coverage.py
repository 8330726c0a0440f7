"""How much of what a page could state was read: shares of fields filled per layout, and drops between captures."""

from collections import Counter
from collections.abc import Mapping

import msgspec

from scraper.history.absence import is_cut_off
from scraper.notices import DriftNotice, ExtractionDrift, Fall, LanguageNoLongerRead, LayoutUnknown, Notice, Noticed
from scraper.outcomes import Outcome, tells
from scraper.values.capture import Capture, urlkey
from scraper.values.facts import State
from scraper.values.records import Page
from scraper.values.subject import Subject

# A capture that states less than this share of what the capture before it states has drifted: pages lose an entry or two
# when they are rewritten; a reading that no longer fits loses most.
_DROP = 0.7
_FEWEST = 3


class Share(msgspec.Struct, frozen=True, kw_only=True):
    """For the captures read by one layout: their number and, for each field, the number of records with it and of all records."""

    layout: str
    captures: int
    fields: dict[str, tuple[int, int]]


def noticed_in(capture: Capture, notice: Notice) -> Noticed:
    """Return a notice as a notice of a capture."""
    return Noticed(
        notice=notice,
        captures=1,
        original=capture.original,
        timestamp=capture.date,
        memento_url=capture.memento_url,
    )


class Coverage:
    """The shares so far, and what each original stated last; states have to be given in order of time."""

    def __init__(self, subject: Subject) -> None:
        self._subject = subject
        self._captures: Counter[str] = Counter()
        self._filled: Counter[tuple[str, str]] = Counter()
        self._records: Counter[tuple[str, str]] = Counter()
        self._last: dict[str, tuple[str, Mapping[str, int]]] = {}
        self._drift: dict[str, Noticed | None] = {}

    def take(self, state: State) -> Noticed | None:
        """Take in a capture, and return a notice of extraction drift, or None.

        Drift means that the layout is unknown, that a page which was read before is now in an unsupported language, or
        that it states much less than its previous capture. A capture that is cut off, or has an unknown layout, is not
        used for later comparisons.
        """
        page, key = state.page, urlkey(state.capture.original)
        if page.outcome is Outcome.LAYOUT_UNKNOWN:
            return self._note(key, state, LayoutUnknown())
        if page.outcome is Outcome.LANGUAGE_NOT_READ and key in self._last:
            return self._note(key, state, LanguageNoLongerRead(page.language))
        if page.layout is None or not tells(page.outcome, page.layout, page.page_kind):
            return None
        self._count(page.layout, page, len(state.numbers))
        if is_cut_off(page):
            return None
        stated = self._subject.stated(page)
        before, self._last[key] = self._last.get(key), (state.capture.date, stated)
        return self._note(key, state, _drift(page.layout, stated, *before) if before else None)

    def _note(self, key: str, state: State, drift: DriftNotice | None) -> Noticed | None:
        self._drift[key] = noticed_in(state.capture, drift) if drift else None
        return self._drift[key]

    def drift(self) -> tuple[Noticed, ...]:
        """Return the notices about the latest capture of each original, by original."""
        return tuple(drift for _, drift in sorted(self._drift.items()) if drift)

    def _count(self, layout: str, page: Page, captures: int) -> None:
        self._captures[layout] += captures
        for name, filled, records in self._subject.filled(page):
            self._filled[layout, name] += filled * captures
            self._records[layout, name] += records * captures

    def shares(self) -> list[Share]:
        """Return the shares by layout; fields for which a layout has no records are left out."""
        return [
            Share(
                layout=layout,
                captures=self._captures[layout],
                fields={
                    name: (self._filled[layout, name], records)
                    for (one, name), records in sorted(self._records.items())
                    if one == layout and records
                },
            )
            for layout in sorted(self._captures)
        ]


def _drift(layout: str, now: Mapping[str, int], since: str, before: Mapping[str, int]) -> ExtractionDrift | None:
    falls = tuple(
        Fall(name, before[name], now[name])
        for name in before
        if before[name] >= _FEWEST and now[name] < _DROP * before[name]
    )
    return ExtractionDrift(layout, since, falls) if falls else None
