"""Every error of the package. Each message says what was asked, what came instead, and what to do.

ScraperError
├── SettingsError            a setting, option or argument that cannot be used
├── UnreadableFile           a file that is no WARC, WACZ or saved page, or cannot be opened
├── IndexFailure             an archive did not list captures
│   ├── NotAnIndex               it answered with something else
│   └── IndexCut                 its answer is cut off, or its pages never end
│       └── IndexTorn                its answer ends in the middle of a line; the captures before it were given
├── CaptureFailure           one capture could not be had; `outcome` names how
│   ├── TargetMissing            a revisit, whose payload is not here
│   ├── HostFailure              and the host it lies on is not asked again in this run
│   │   └── HostDown                 unless a probe finds it up again
│   └── BudgetSpent              the run may make no more requests
└── StoreError               the store cannot be used
    ├── StoreLocked              another run holds it
    └── RecordDamaged            one record of it cannot be read
"""

from typing import Any

from scraper.outcomes import Outcome


class ScraperError(Exception):
    """Anything that this package reports on purpose."""


class SettingsError(ScraperError):
    """A setting, option or argument that cannot be used."""


class UnreadableFile(ScraperError):
    """A file that is no WARC, WACZ or saved page, or cannot be opened."""


class IndexFailure(ScraperError):
    """An archive did not list its captures of an original. This is not 'no captures'."""


class NotAnIndex(IndexFailure):
    """What came is neither a CDX answer nor a TimeMap."""


class IndexCut(IndexFailure):
    """An index answer that is cut off, or whose pages never end."""


class IndexTorn(IndexCut):
    """An index answer that ends in the middle of a line. Raised behind the captures that came before."""


class CaptureFailure(ScraperError):
    """One capture could not be had; `outcome` names how."""

    def __init__(self, outcome: Outcome, message: str) -> None:
        super().__init__(message)
        self.outcome = outcome


class HostFailure(CaptureFailure):
    """A capture could not be had because its host wants no more requests in this run."""


class HostDown(HostFailure):
    """A request that was not made, for its host failed several times in a row; a probe may find it up again."""


class TargetMissing(CaptureFailure):
    """A revisit whose payload is not in the archive that holds it; `revisit` says what it refers to."""

    def __init__(self, revisit: Any, message: str) -> None:
        super().__init__(Outcome.NOT_PLAYED_BACK, message)
        self.revisit = revisit


class BudgetSpent(CaptureFailure):
    """A request that was not made, for the run has made as many as it may."""

    def __init__(self, limit: int) -> None:
        super().__init__(Outcome.NOT_FETCHED, f"the request budget of {limit:,} is used up; the next run continues")


class StoreError(ScraperError):
    """The store cannot be used."""


class RecordDamaged(StoreError):
    """One stored record cannot be read; it costs its capture, and `scraper run` fetches that anew."""


class StoreLocked(StoreError):
    """Another run holds the store."""
