"""States of each page over time → what became of each thing there: when last stated, when proved gone, and its replacement."""

from collections.abc import Sequence

import msgspec

from scraper.history.absence import Absence, is_cut_off
from scraper.history.compare import Cells, cells_of, fates
from scraper.outcomes import tells
from scraper.values.capture import urlkey
from scraper.values.facts import State
from scraper.values.records import Page
from scraper.values.subject import Subject


class OnPage(msgspec.Struct):
    """What became of a thing on one page, by the numbers of captures; `into` is the number of the thing that replaced it."""

    page: str
    first: int
    last: int
    gone: int | None = None
    into: int | None = None


class Courses:
    """The courses of all states taken in so far; states have to be given in order of their numbers.

    A page that is cut off, or states nothing of the thing's table any more, withdraws nothing: lists are sometimes
    emptied for a while. In a language, only what was stated in it before is withdrawn.
    """

    def __init__(self, subject: Subject) -> None:
        self._subject = subject
        self._there: dict[str, dict[int, dict[str | None, Cells]]] = {}
        self._last: dict[str, Page] = {}
        self._languages: dict[str, str | None] = {}
        self._found: dict[int, dict[str, OnPage]] = {}

    def take(self, state: State, things: Sequence[int]) -> None:
        """Add one state; `things` are the numbers of the things that its records are about."""
        page, key = state.page, urlkey(state.capture.original)
        if not tells(page.outcome, page.layout, page.page_kind):
            return
        there = self._there.setdefault(key, {})
        if page == self._last.get(key):  # it takes nothing back that it did not take back then
            for thing in things:
                self._found[thing][key].last = state.number
            return
        language = self._languages[key] = page.language or self._languages.get(key)
        now = {thing: cells_of(record) for record, thing in reversed(list(zip(page.records, things, strict=True)))}
        if not is_cut_off(page):
            self._take_back(state, key, {thing: one[language] for thing, one in there.items() if language in one}, now)
        for thing, cells in now.items():
            there.setdefault(thing, {})[language] = cells
            known = self._found.setdefault(thing, {}).get(key)
            first = known.first if known else state.number
            self._found[thing][key] = OnPage(key, first, state.number)
        self._last[key] = page

    def _take_back(self, state: State, key: str, worded: dict[int, Cells], now: dict[int, Cells]) -> None:
        """Note what of the things that were worded in the language of the page is gone."""
        absence, new = Absence(state.page, self._subject), list(now)
        stated = {cells.table for cells in now.values()}
        found = fates(list(worded.values()), list(now.values()), absence, subject=self._subject)
        for (thing, cells), (is_gone, place) in zip(worded.items(), found, strict=True):
            if thing in now or cells.table not in stated:
                continue
            into = None if place is None else new[place]
            if is_gone or into is not None:
                del self._there[key][thing]
                self._found[thing][key].gone, self._found[thing][key].into = state.number, into

    def of(self, thing: int) -> list[OnPage]:
        """Return what became of a thing on each page that states it."""
        return list(self._found.get(thing, {}).values())
