"""Rows of history, changes and captures → which changes were seen often enough to count."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from typing import Literal

from scraper.outcomes import tells
from scraper.values.capture import urlkey
from scraper.values.changes import ChangeRow

Row = Mapping[str, str | None]
Standing = Literal["settled", "pending", "undone"]
_Place = tuple[str, str, str, str]


class Sightings:
    """In which captures of which original each value was seen, out of the rows of history.csv and captures.csv.

    Times are as the tables write them, in UTC: their order is that of the text.
    """

    def __init__(self, history: Iterable[Row], captures: Iterable[Row]) -> None:
        self._spans: dict[_Place, list[Row]] = {}
        for span in history:
            self._spans.setdefault(_place(span), []).append(span)
        times: dict[str, set[str]] = {}
        for row in captures:
            if (time := row["timestamp"]) and tells(*(_cell(row, name) for name in ("outcome", "layout", "page_kind"))):
                times.setdefault(urlkey(_cell(row, "url")), set()).add(time)
        self._told = {key: sorted(found) for key, found in times.items()}

    def newest(self) -> dict[str, str]:
        """Return the time of the latest capture of each original that tells anything, by sort key."""
        return {key: times[-1] for key, times in sorted(self._told.items())}

    def standing(self, change: ChangeRow, persist: int) -> Standing:
        """Say of a row of changes.csv whether `persist` captures of its original show it, may yet, or did not before its end."""
        key = urlkey(change.url)
        spans = self._spans.get((key, change.table, change.record_id, change.field), [])
        seen, ended = self._seen(change, spans) if change.after else self._absent(change, key, spans)
        if seen >= persist:
            return "settled"
        return "undone" if ended else "pending"

    def _seen(self, change: ChangeRow, spans: list[Row]) -> tuple[int, bool]:
        for span in spans:
            if (span["value"], span["first_seen"]) == (change.after, change.timestamp):
                return int(_cell(span, "captures")), bool(span["first_absent"])
        return 1, False  # the capture that shows it

    def _absent(self, change: ChangeRow, key: str, spans: list[Row]) -> tuple[int, bool]:
        gone = change.timestamp
        back = min((time for span in spans if (time := _cell(span, "first_seen")) > gone), default=None)
        times = self._told.get(key, [])
        until = len(times) if back is None else bisect_left(times, back)
        return until - bisect_left(times, gone), back is not None


def _cell(row: Row, name: str) -> str:
    return row[name] or ""


def _place(row: Row) -> _Place:
    return urlkey(_cell(row, "url")), _cell(row, "table"), _cell(row, "record_id"), _cell(row, "field")
