"""Archive, store and reading → the function that a search for changes calls: the records of a capture, fetched once."""

from collections.abc import Callable

from scraper.errors import RecordDamaged
from scraper.history.absence import is_cut_off
from scraper.history.compare import PageRecords, records_of
from scraper.history.reading import Reading
from scraper.history.spans import is_evidence
from scraper.store.store import Store
from scraper.store.sync import keep_all
from scraper.values.capture import Archive, Capture


def state_reader(archive: Archive, store: Store, reading: Reading) -> Callable[[Capture], PageRecords | None]:
    """Return a function that fetches, stores and reads a capture: its records, or None if it states nothing.

    Stored captures are not fetched again. Raises StoreError only.
    """

    def state(capture: Capture) -> PageRecords | None:
        keep_all(archive, [capture], store)
        known = store.known(capture)
        if known is None or known.record is None:
            return None
        try:
            response = store.read(known.record)
        except RecordDamaged as error:
            store.note_damage(known.record, str(error))
            return None
        page = reading.page(known.record, response)
        return PageRecords(page, records_of(page)) if is_evidence(page) and not is_cut_off(page) else None

    return state
