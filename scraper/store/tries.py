"""When a capture that could not be obtained is retried: by later runs, at growing intervals, a limited number of times."""

from datetime import datetime, timedelta

import msgspec

from scraper.outcomes import PASSING, Outcome

MOST_TRIES = 10
"""The number of runs that request a capture in vain before it is given up: about 8 months."""


class Tries(msgspec.Struct, frozen=True, kw_only=True):
    """The number of runs that requested a capture in vain, and the time of the last one."""

    failed: int
    last: datetime

    def due(self, outcome: Outcome | None) -> datetime | None:
        """Return the time of the next retry, None for never: the next run, then after 1, 2, 4 … 128 days.

        `outcome` is that of the capture, None for one that is stored and was listed otherwise since.
        """
        if self.failed >= MOST_TRIES or (outcome and outcome not in PASSING):
            return None
        return self.last if self.failed < 2 else self.last + timedelta(days=2 ** (self.failed - 2))
