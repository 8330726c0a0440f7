"""When a capture that could not be had is asked for again: by later runs, farther and farther apart, not for ever."""

from datetime import datetime, timedelta

import msgspec

MOST_TRIES = 10
"""Runs that ask for one capture in vain before it is given up: about 8 months."""


class Tries(msgspec.Struct, frozen=True, kw_only=True):
    """How many runs asked for a capture in vain, and when the last of them did."""

    failed: int
    last: datetime

    @property
    def due(self) -> datetime | None:
        """When it may be asked for again, None for never: the next run at once, then after 1, 2, 4 … 128 days."""
        if self.failed >= MOST_TRIES:
            return None
        return self.last if self.failed < 2 else self.last + timedelta(days=2 ** (self.failed - 2))
