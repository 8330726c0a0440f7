"""What pages stated at a date → lines, an object, or rows of CSV."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from scraper.dataset.writers.csv import safe
from scraper.history.compare import Cells
from scraper.values.capture import Capture

_COLUMNS = ("original", "timestamp", "memento_url", "table", "key", "field", "value")


def record_lines(capture: Capture, records: Iterable[Cells]) -> Iterator[str]:
    """Yield what a page stated in its last capture."""
    yield f"{capture.date}  {capture.original}"
    for record in records:
        told = ", ".join(f"{field} {value}" for field, value in record.fields)
        yield f"  {record.table} {record.key}: {told}"


def record_object(capture: Capture, records: Iterable[Cells]) -> dict[str, Any]:
    """Return the object for a page."""
    return {
        "original": capture.original,
        "timestamp": capture.date,
        "memento_url": capture.memento_url,
        "digest": capture.digest,
        "records": [{"table": one.table, "key": one.key, **dict(one.fields)} for one in records],
    }


def record_rows(states: Iterable[tuple[Capture, Iterable[Cells]]]) -> Iterator[str]:
    """Yield CSV lines (RFC 4180), the header first."""
    yield _line(_COLUMNS)
    for capture, records in states:
        where = (capture.original, capture.date, capture.memento_url or "")
        for record in records:
            for field, value in record.fields:
                yield _line((*where, record.table, record.key, field, str(value)))


def _line(cells: Iterable[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerow([safe(cell) for cell in cells])
    return buffer.getvalue().removesuffix("\r\n")
