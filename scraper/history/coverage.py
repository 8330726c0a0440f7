"""How much of what a page could state was read: shares of fields filled per layout, and drops between captures."""

from collections import Counter
from collections.abc import Mapping

import msgspec

from scraper.outcomes import Outcome
from scraper.values.capture import urlkey
from scraper.values.facts import State
from scraper.values.records import Page
from scraper.values.subject import Subject

# A capture that states less than this share of what the capture before it states has drifted: pages lose an entry or two
# when they are rewritten; a reading that no longer fits loses most.
_DROP = 0.7
_FEWEST = 3


class Share(msgspec.Struct, frozen=True, kw_only=True):
    """Of the captures read by one layout: their number, and for each field how many of its records have it."""

    layout: str
    captures: int
    fields: dict[str, tuple[int, int]]


class Coverage:
    """The shares so far, and what each original stated last; states come in order of time."""

    def __init__(self, subject: Subject) -> None:
        self._subject = subject
        self._captures: Counter[str] = Counter()
        self._filled: Counter[tuple[str, str]] = Counter()
        self._records: Counter[tuple[str, str]] = Counter()
        self._last: dict[str, tuple[str, Mapping[str, int]]] = {}
        self._drift: dict[str, tuple[str, ...]] = {}

    def take(self, state: State) -> tuple[str, ...]:
        """Take a capture in, and return warnings.

        They say that its layout is unknown, that a page which was read before is in a language that is not read now, or
        that it states much less than the capture before it. A capture that is cut off, or of an unknown layout, says
        nothing of what the page held.
        """
        page, known = state.page, urlkey(state.capture.original) in self._last
        if page.outcome is Outcome.LAYOUT_UNKNOWN or (page.outcome is Outcome.LANGUAGE_NOT_READ and known):
            said = f"{page.outcome}: {state.capture.original} at {state.capture.digits}"
            self._drift[urlkey(state.capture.original)] = (said,)
            return (said,)
        if page.outcome not in (Outcome.EXTRACTED, Outcome.NO_FACTS) or page.layout is None or page.page_kind is None:
            return ()
        self._count(page.layout, page)
        if any(warning.startswith("cut off") for warning in page.warnings):
            return ()
        key, stated = urlkey(state.capture.original), self._subject.stated(page)
        when = state.capture.digits
        before, self._last[key] = self._last.get(key), (when, stated)
        drops = tuple(_drops(state.capture.original, when, page.layout, stated, *before)) if before else ()
        self._drift[key] = drops
        return drops

    def drift(self) -> tuple[str, ...]:
        """Return what is the matter with the latest capture of each original, by original."""
        return tuple(said for _, drift in sorted(self._drift.items()) for said in drift)

    def _count(self, layout: str, page: Page) -> None:
        self._captures[layout] += 1
        for name, filled, records in self._subject.filled(page):
            self._filled[layout, name] += filled
            self._records[layout, name] += records

    def shares(self) -> list[Share]:
        """Return the shares by layout; fields of which a layout has no record are left out."""
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


def _drops(
    original: str, when: str, layout: str, now: Mapping[str, int], earlier: str, before: Mapping[str, int]
) -> list[str]:
    fell = [name for name in before if before[name] >= _FEWEST and now[name] < _DROP * before[name]]
    if not fell:
        return []
    said = ", ".join(f"{name} {before[name]} → {now[name]}" for name in fell)
    return [f"extraction drift: {original} at {when} ({layout}) states less than at {earlier}: {said}"]
