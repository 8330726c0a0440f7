"""All errors of the package. Each message says what was requested, what came instead, and what to do.

ScraperError
├── SettingsError            a setting, option or argument is not valid
├── UnreadableFile           a file is not a WARC, WACZ or saved page, or cannot be opened
├── IndexFailure             an archive did not list captures
│   ├── NotAnIndex               the response is not an index
│   └── IndexCut                 the answer is cut off, or its pages never end
│       └── IndexTorn                the answer ends in the middle of a line; the captures before it were returned
├── CaptureFailure           one capture could not be obtained; `outcome` says why
│   ├── TargetMissing            a revisit whose payload is missing
│   ├── ProxyFailure             a request did not get past the proxy
│   ├── HostFailure              its host gets no more requests in this run
│   │   └── HostDown                 unless a probe finds it available again
│   └── BudgetSpent              the request budget of the run is used up
└── StoreError               the store cannot be used
    ├── StoreLocked              another run holds it
    └── RecordDamaged            one of its records cannot be read
"""

from typing import Any

from scraper.outcomes import Outcome


class ScraperError(Exception):
    """Base class of all errors that this package raises on purpose."""


class SettingsError(ScraperError):
    """A setting, option or argument is not valid."""


class UnreadableFile(ScraperError):
    """A file is not a WARC, WACZ or saved page, or cannot be opened."""


class IndexFailure(ScraperError):
    """An archive did not list its captures of an original. This does not mean that there are none."""


class NotAnIndex(IndexFailure):
    """The response is neither a CDX answer nor a TimeMap."""


class IndexCut(IndexFailure):
    """An index answer is cut off, or its pages never end."""


class IndexTorn(IndexCut):
    """An index answer ends in the middle of a line. Raised after the captures that precede it."""


class CaptureFailure(ScraperError):
    """One capture could not be obtained; `outcome` says why."""

    def __init__(self, outcome: Outcome, message: str) -> None:
        super().__init__(message)
        self.outcome = outcome


class ProxyFailure(CaptureFailure):
    """A request did not get past the proxy of this machine; this says nothing of the host."""


class HostFailure(CaptureFailure):
    """A capture could not be obtained because its host is in cooldown or held; it gets no more requests in this run."""


class HostDown(HostFailure):
    """A request was not made because its host failed several times in a row; a probe may find it available again."""


class TargetMissing(CaptureFailure):
    """A revisit whose payload is not in the archive that contains it; `revisit` says what it refers to."""

    def __init__(self, revisit: Any, message: str) -> None:
        super().__init__(Outcome.NOT_PLAYED_BACK, message)
        self.revisit = revisit


class BudgetSpent(CaptureFailure):
    """A request was not made because the request budget of the run is used up."""

    def __init__(self, limit: int) -> None:
        super().__init__(Outcome.NOT_FETCHED, f"the request budget of {limit:,} is used up; the next run continues")


class StoreError(ScraperError):
    """The store cannot be used."""


class RecordDamaged(StoreError):
    """One stored record cannot be read; only its capture is affected, and `scraper run` fetches it again."""


class StoreLocked(StoreError):
    """Another run holds the store."""
