"""Revisits whose payload was not in the store when they were added: kept in the ledger until it is."""

from collections.abc import Iterator

import msgspec

from scraper.store.ledger import Ledger
from scraper.values.capture import Capture, Revisit, format_timestamp, urlkey


class Waiting:
    """The revisits of a ledger that wait for their payloads."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def add(self, listed: Capture, revisit: Revisit) -> None:
        """Keep a revisit, replacing an earlier entry for it."""
        written = msgspec.json.encode(listed).decode(), msgspec.json.encode(revisit).decode()
        self._ledger.execute("INSERT OR REPLACE INTO waiting VALUES (?, ?, ?, ?, ?)", (*_identity(listed), *written))

    def drop(self, listed: Capture) -> None:
        """Delete a revisit."""
        self._ledger.execute(
            "DELETE FROM waiting WHERE archive = ? AND urlkey = ? AND requested = ?", _identity(listed)
        )

    def all(self) -> Iterator[tuple[Capture, Revisit]]:
        """Yield every waiting revisit with its capture; unreadable entries are left out."""
        rows = self._ledger.execute(
            "SELECT listed, revisit FROM waiting ORDER BY archive, urlkey, requested"
        ).fetchall()
        for listed, revisit in rows:
            try:
                yield msgspec.json.decode(listed, type=Capture), msgspec.json.decode(revisit, type=Revisit)
            except (msgspec.DecodeError, TypeError):
                continue


def _identity(listed: Capture) -> tuple[str, str, str]:
    return listed.archive, urlkey(listed.original), format_timestamp(listed.timestamp)
