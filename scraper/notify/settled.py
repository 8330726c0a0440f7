"""Rows of history, changes and captures → which changes were seen in enough captures to count."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from itertools import zip_longest
from typing import Literal

from scraper.outcomes import tells
from scraper.values.capture import urlkey
from scraper.values.changes import ChangeRow

Row = Mapping[str, str | None]
Standing = Literal["settled", "pending", "undone"]


class Sightings:
    """In which captures of which page each statement was seen, out of the rows of history.csv and captures.csv.

    Times are as the tables write them, in UTC: their order is that of the text.
    """

    def __init__(self, history: Iterable[Row], captures: Iterable[Row]) -> None:
        self._told = _told(captures)
        self._statements: dict[tuple[str, str, str], list[Row]] = {}
        for row in history:
            place = urlkey(_cell(row, "url")), _cell(row, "table"), _cell(row, "record_id")
            self._statements.setdefault(place, []).append(row)

    def newest(self) -> dict[str, str]:
        """Return the time of the latest capture of each page that tells anything, by sort key."""
        return {key: times[-1] for key, times in sorted(self._told.items())}

    def standing(self, change: ChangeRow, persist: int) -> Standing:
        """Say of a row of changes.csv whether `persist` captures of its page show it, may yet, or did not before its end."""
        seen, ended = self._stated(change) if change.table and change.after else self._since(change)
        if seen >= persist:
            return "settled"
        return "undone" if ended else "pending"

    def _stated(self, change: ChangeRow) -> tuple[int, bool]:
        """Return in how many captures a record, or a value of it, was stated from a change on, and whether that is over."""
        rows = [row for row in self._of(change) if _cell(row, "first_seen") >= change.timestamp]
        seen = 0
        for row, after in zip_longest(rows, rows[1:]):
            stated = change.after if change.field is None else _cell(row, change.field)
            if stated not in ("", change.after):
                return seen, True
            seen += int(_cell(row, "captures")) if stated else 0
            gone = _cell(row, "first_absent")
            if gone and (after is None or _cell(after, "first_seen") > gone):
                return seen, True
        return seen or 1, False  # the capture that shows it

    def _since(self, change: ChangeRow) -> tuple[int, bool]:
        """Return how many captures there are of the page from a change on, until it was as before or the record was back."""
        times, starts = self._told.get(urlkey(change.url), []), [_cell(row, "first_seen") for row in self._of(change)]
        back = change.returned or min((time for time in starts if time > change.timestamp), default=None)
        until = bisect_left(times, back) if back else len(times)
        return max(1, until - bisect_left(times, change.timestamp)), back is not None

    def _of(self, change: ChangeRow) -> list[Row]:
        """Return what the page states of the record of a change, by time."""
        place = urlkey(change.url), change.table or "", change.record_id or ""
        return sorted(self._statements.get(place, ()), key=lambda row: _cell(row, "first_seen"))


def _told(captures: Iterable[Row]) -> dict[str, list[str]]:
    """Return the times of the captures of each page that tell anything."""
    times: dict[str, set[str]] = {}
    for row in captures:
        if tells(_cell(row, "outcome"), _cell(row, "layout"), _cell(row, "page_kind")) and (
            time := _cell(row, "timestamp")
        ):
            times.setdefault(urlkey(_cell(row, "url")), set()).add(time)
    return {key: sorted(found) for key, found in times.items()}


def _cell(row: Row, name: str) -> str:
    return row.get(name) or ""
