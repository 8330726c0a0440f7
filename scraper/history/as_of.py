"""A store and a date → what each original stated then, by the captures up to that date alone."""

from collections.abc import Callable
from datetime import datetime

from scraper.errors import RecordDamaged
from scraper.history.cache import ExtractionCache
from scraper.history.compare import Record
from scraper.history.fold import State
from scraper.history.reading import Reading
from scraper.history.spans import Spans
from scraper.history.speaking import speaking
from scraper.store.reader import StoreReader
from scraper.values.capture import Capture, format_timestamp


def as_of(
    store: StoreReader,
    date: datetime,
    *,
    most_bytes: int = 50_000_000,
    cache: ExtractionCache | None = None,
    damaged: Callable[[str], None] | None = None,
) -> list[tuple[Capture, tuple[Record, ...]]]:
    """Return, for each original, the last capture up to a date that tells anything, and the records that it states.

    A record that cannot be read is told to `damaged`; raises StoreError for the first where nobody is told.
    """
    spans, reading, end = Spans(), Reading(most_bytes, cache), format_timestamp(date)
    last: int | None = None
    for listed, instead in speaking(store.listed()):
        record = listed.record
        if record is None or instead is not None or record.id == last or record.timestamp > end:
            continue
        last = record.id
        try:
            response = store.read(record)
        except RecordDamaged as error:
            if damaged is None:
                raise
            damaged(str(error))
            continue
        spans.fold(State(response.capture, reading.page(record, response)))
    return spans.latest()
