"""Captures → a calendar: a row a page, a cell a month, by what became of the captures."""

from collections import Counter
from collections.abc import Iterable, Mapping

import msgspec

from scraper.outcomes import FAILURES, Outcome
from scraper.report.page.material import Material, Row
from scraper.values.capture import urlkey

MOST_PAGES = 60
KINDS = ("read", "states nothing", "not read", "no page", "could not be had")
"""What becomes of captures, as the calendar tells it apart, the order in which one of a month is told before others."""
_NOT_READ = frozenset({Outcome.LAYOUT_UNKNOWN, Outcome.LANGUAGE_NOT_READ, Outcome.UNREADABLE})


class Month(msgspec.Struct, frozen=True):
    """A month with captures: its number from 0, the number of its kind, and what is said of it.

    `changed` is the address of the capture that changed something, '' for one without an address, None where none did.
    """

    number: int
    kind: int
    label: str
    changed: str | None


class Year(msgspec.Struct, frozen=True):
    """A year of a page."""

    year: int
    months: tuple[Month, ...]


class PageRow(msgspec.Struct, frozen=True):
    """A page with its captures by year, every year from the first capture of any page to the last."""

    url: str
    captures: int
    years: tuple[Year, ...]


class Calendar(msgspec.Struct, frozen=True):
    """The calendar: the pages with the most captures first; `others` are the pages left out, with their captures."""

    pages: tuple[PageRow, ...]
    others: tuple[int, int]

    @property
    def leads(self) -> bool:
        """Whether some capture that changed something has an address."""
        return any(month.changed for page in self.pages for year in page.years for month in year.months)


def kind_of(outcome: str) -> int:
    """Return the number of an outcome's kind."""
    if outcome in FAILURES:
        return 4
    return {Outcome.EXTRACTED: 0, Outcome.NO_FACTS: 1}.get(outcome, 2 if outcome in _NOT_READ else 3)  # type: ignore[call-overload,no-any-return]


def calendar(material: Material) -> Calendar | None:
    """Return the calendar of a dataset, None where no capture is listed."""
    pages: dict[str, list[Row]] = {}
    for row in material.captures:
        pages.setdefault(urlkey(row["url"]), []).append(row)
    if not pages:
        return None
    changed = {(row["url"], row["timestamp"]): row["memento_url"] for row in material.changes}
    times = [_time(row) for row in material.captures]
    years = range(int(min(times)[:4]), int(max(times)[:4]) + 1)
    ordered = sorted(pages.items(), key=lambda page: (-len(page[1]), page[0]))
    rows = tuple(_page(rows, years, changed) for _, rows in ordered[:MOST_PAGES])
    left = ordered[MOST_PAGES:]
    return Calendar(rows, (len(left), sum(len(rows) for _, rows in left)))


def _time(row: Row) -> str:
    return row["timestamp"] or row["requested"]


def _page(rows: Iterable[Row], years: Iterable[int], changed: Mapping[tuple[str, str], str]) -> PageRow:
    months: dict[str, list[Row]] = {}
    for row in rows:
        months.setdefault(_time(row)[:7], []).append(row)
    found = {month: _month(month, taken, changed) for month, taken in sorted(months.items())}
    named = max(
        Counter(row["url"] for rows in months.values() for row in rows).items(), key=lambda one: (one[1], one[0])
    )
    return PageRow(
        named[0],
        sum(map(len, months.values())),
        tuple(Year(year, tuple(one for at, one in found.items() if at[:4] == f"{year:04}")) for year in years),
    )


def _month(month: str, rows: list[Row], changed: Mapping[tuple[str, str], str]) -> Month:
    kinds = Counter(kind_of(row["outcome"]) for row in rows)
    said = ", ".join(f"{number} {KINDS[kind]}" for kind, number in sorted(kinds.items()))
    urls = [changed.get((row["url"], row["timestamp"])) for row in reversed(rows)]
    last = next(filter(None, urls), None if all(url is None for url in urls) else "")
    label = f"{month}: {said}{'' if last is None else '; states something else'}"
    return Month(int(month[5:7]) - 1, min(kinds), label, last)
