"""A store and a date → what each original stated then, using only captures up to that date."""

from collections.abc import Callable
from datetime import datetime

from scraper.default import SUBJECT
from scraper.history.cache import ExtractionCache
from scraper.history.compare import Cells
from scraper.history.reading import Reading, in_order
from scraper.history.spans import Spans
from scraper.store.reader import Listed, StoreReader
from scraper.values.capture import Capture, format_timestamp
from scraper.values.facts import State
from scraper.values.subject import Subject


def as_of(
    store: StoreReader,
    date: datetime,
    *,
    most_bytes: int = 50_000_000,
    cache: ExtractionCache | None = None,
    subject: Subject = SUBJECT,
    damaged: Callable[[str], None] | None = None,
) -> list[tuple[Capture, tuple[Cells, ...]]]:
    """Return, for each original, its last capture up to a date that can be read, and the records that it states.

    `damaged` is called with a message for each record that cannot be read; without it, the first one raises StoreError.
    """
    spans, reading, end = Spans(subject), Reading(subject, most_bytes, cache), format_timestamp(date)

    def is_until_then(listed: Listed) -> bool:
        return listed.record is not None and listed.record.timestamp <= end

    for number, read in enumerate(in_order(store, reading, is_until_then)):
        if read.again:
            continue
        if read.damaged is not None:
            if damaged is None:
                raise read.damaged
            damaged(str(read.damaged))
        elif read.capture is not None and read.page is not None:
            spans.fold(State(number, read.capture, read.page), [0] * len(read.page.records))
    return spans.latest()
