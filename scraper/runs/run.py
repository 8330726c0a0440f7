"""Archives, store, dataset → one run: new captures fetched, temporary failures retried once, and the record of it all."""

import platform
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from scraper.dataset.built import Built
from scraper.dataset.lock import Versions, versions
from scraper.dataset.publication import dataset_name, versions_of
from scraper.default import SUBJECT
from scraper.errors import StoreError
from scraper.exit_codes import MEANINGS, ExitCode
from scraper.notices import Notice, Noticed
from scraper.outcomes import Outcome
from scraper.runs.news import News, Published, facts_in, news, published
from scraper.runs.record import HostRequests, ListingRecord, RunRecord, last_runs
from scraper.settings import Settings
from scraper.store.store import Store
from scraper.store.sync import (
    Failed,
    Listing,
    Progress,
    Step,
    Synced,
    SyncOptions,
    longest_waiting_first,
    second_pass,
    sync,
)
from scraper.values.capture import Archive, Capture
from scraper.values.subject import Subject

if TYPE_CHECKING:
    from scraper.archives.http.fetch import Network

ShowProgress = Callable[[str], AbstractContextManager[Progress]]


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """The options of a run: the originals, the time span, and the maximum number of requests."""

    originals: tuple[str, ...]
    since: datetime | None = None
    until: datetime | None = None
    budget: int | None = None


def _ordered(opened: Iterable[Archive], asked: Asked, store: Store) -> list[Archive]:
    """Return archives as they come; with a budget, those first that were asked longest ago."""
    found = list(opened)
    return sorted(found, key=lambda one: _asked_last(one, asked, store)) if asked.budget is not None else found


def _asked_last(archive: Archive, asked: Asked, store: Store) -> str:
    listed = store.last_listed(archive.name)
    return min((listed.get(original, "") for original in asked.originals), default="")


@contextmanager
def _noting(shown: Progress, into: list[Synced]) -> Iterator[Progress]:
    """Give a progress that notes what it is told, besides showing it; whatever ends the sync, it goes `into` the list."""
    listings: list[Listing] = []
    steps: Counter[str] = Counter()
    failures: list[Failed] = []

    def listed(listing: Listing) -> None:
        listings.append(listing)
        shown.listed(listing)

    def done(capture: Capture, step: Step, failed: Failed | None) -> None:
        steps[step] += 1
        failures.extend([failed] if failed else [])
        shown.done(capture, step, failed)

    try:
        yield Progress(listed, done)
    finally:
        into.append(Synced(listings=tuple(listings), steps=dict(steps), failed=tuple(failures)))


class Running:
    """A run in progress: its results are noted here as they occur, and its record is made at the end.

    If `code` is set, it is the exit code; `path` is that of the record, once it is written. What is new is determined
    by comparison with the dataset of the previous run.
    """

    def __init__(
        self,
        command: str,
        settings: Settings,
        place: Path,
        asked: dict[str, Any],
        began: datetime,
        subject: Subject = SUBJECT,
    ) -> None:
        self.command, self._settings, self._place, self._asked, self._began = command, settings, place, asked, began
        self._subject = subject
        self._told = _dataset_told(place)
        self._before: Published | None = None
        self._has_looked = False
        self.synced: list[Synced] = []
        self.second: list[Synced] = []
        self.built: Built | None = None
        self.reported: Path | None = None
        self.notices: list[Notice] = []
        self.failures: list[str] = []
        self.tracebacks: list[str] = []
        self.code: ExitCode | None = None
        self.network: Network | None = None
        self.path: Path | None = None
        self.unforeseen: tuple[str, ...] = ()

    def look(self) -> None:
        """Read the dataset of the previous run, which has to happen before a new one is published."""
        self._told = _dataset_told(self._place)
        self._before = _read(self._place / "dataset", self._told, self._subject)
        self._has_looked = True

    def fetch(
        self,
        opened: Iterable[Archive],
        asked: Asked,
        store: Store,
        *,
        now: Callable[[], datetime],
        show: ShowProgress,
    ) -> None:
        """Fetch what is new from every archive, then retry temporary failures once.

        Raises StoreError only.
        """
        options = SyncOptions(since=asked.since, until=asked.until, now=now)
        archives = _ordered(opened, asked, store)
        for archive in archives:
            originals: Iterable[str] = asked.originals
            if asked.budget is not None:
                originals = longest_waiting_first(archive, originals, store)
            with show(f"{archive.name}: captures") as shown, _noting(shown, self.synced) as progress:
                sync(archive, originals, store, msgspec.structs.replace(options, progress=progress))
        if self.network:
            self.network.probe()
        for at, archive in enumerate(archives):
            if self.synced[at].may_pass:
                with show(f"{archive.name}: second pass") as progress:
                    again = msgspec.structs.replace(options, progress=progress)
                    self.synced[at], second = second_pass(archive, self.synced[at], store, again)
                self.second.append(second)

    def has_captures_of(self, archive: str) -> bool:
        """Say whether an archive listed anything that was asked for."""
        return any(listing.captures for one in self.synced for listing in one.listings if listing.archive == archive)

    def report(self, name: str, write: Callable[[Path, Path, Subject], None]) -> None:
        """Write the report of the dataset; if that fails, the run has still succeeded."""
        try:
            write(self._place / "dataset", self._place / name, self._subject)
            self.reported = self._place / name
        except StoreError as error:
            self.failures.append(f"no report: {error}")
        except Exception as error:
            self.failures.append(f"no report: an internal error: {error}")
            self.tracebacks.append("".join(traceback.format_exception(error)))

    def news(self) -> News:
        """Return what the dataset states now that it did not state before the run."""
        is_told = self.built is not None and not self.built.is_new
        if is_told and dataset_name(self._place / "dataset") == _dataset_told(self._place):
            return News(first=False, facts=0, changes=(), drift=())
        if not self._has_looked:
            self.look()
        if self.built is None:
            return News(first=self._before is None, facts=0, changes=(), drift=())
        try:
            facts = facts_in(self._place / "dataset", self._subject)
        except StoreError:  # somebody removed what was published
            return news(self._before, None, ())
        after = Published(facts=facts, changes=self.built.changes, drifted=frozenset())
        return news(self._before, after, self.built.drift)

    def _all_tracebacks(self) -> tuple[str, ...]:
        """Return those of the internal errors of this run that each cost one capture, one listing, or one file."""
        synced = (trace for one in self.synced for trace in one.tracebacks)
        return (*self.tracebacks, *synced, *(self.built.tracebacks if self.built else ()))

    def exit_code(self, told: News) -> ExitCode:
        """Return the exit code of the run, if nothing stopped it."""
        if self._all_tracebacks():
            return ExitCode.INTERNAL_ERROR
        if self.code is not None:
            return self.code
        asked = [listing for one in self.synced for listing in one.listings if not listing.left]
        failed = [listing for listing in asked if listing.failure]
        if self.network and self.network.resting:
            return ExitCode.AT_REST
        if asked and len(failed) == len(asked) and not any(listing.captures for listing in asked):
            return ExitCode.NOTHING_REACHED
        if told.drift and self.command == "run":  # who imports or builds looks at it anyway
            return ExitCode.DRIFT
        if failed or self.failures or any(one.failed for one in self.synced) or self._is_damaged():
            return ExitCode.SOME_FAILED
        return ExitCode.DONE

    def _is_damaged(self) -> bool:
        return bool(self.built and (self.built.damaged or self.built.outcomes.get(Outcome.DAMAGED)))

    def record(self, code: ExitCode, told: News, ended: datetime) -> RunRecord:
        """Return the record of the run."""
        built, network = self.built, self.network
        reported = [self.reported] if self.reported else []
        resting = sorted(network.resting.items()) if network else []
        drift = built.drift if built else ()
        listings = (listing for one in self.synced for listing in one.listings)
        outcomes = built.outcomes if built else {}
        return RunRecord(
            command=self.command,
            began=_rfc3339(self._began),
            ended=_rfc3339(ended),
            seconds=round((ended - self._began).total_seconds(), 3),
            exit_code=int(code),
            exit_meaning=MEANINGS[code],
            versions={
                "python": platform.python_version(),
                **_words(built.versions if built else versions(self._subject)),
            },
            settings=_public(self._settings) | self._asked,
            listings=tuple(
                ListingRecord(
                    archive=one.archive,
                    original=one.original,
                    captures=one.captures,
                    failure=one.failure,
                    left=one.left,
                )
                for one in listings
            ),
            steps=_sum(one.steps for one in self.synced),
            second_pass=_sum(one.steps for one in self.second),
            captures_listed=sum(outcomes.values()),
            outcomes={outcome.value: outcomes[outcome] for outcome in Outcome if outcomes.get(outcome)},
            requests=tuple(
                HostRequests(host=host, requests=one.requests, bytes=one.bytes, seconds=round(one.seconds, 3))
                for host, one in sorted(network.asked.items() if network else ())
            ),
            resting=tuple(str(failure) for _, failure in resting),
            hosts_at_rest=tuple(host for host, _ in resting),
            rows=built.rows if built else {},
            dataset=dataset_name(self._place / "dataset") if built else self._told,
            first=told.first,
            facts=told.facts,
            changes=told.changes,
            unread=built.unread if built else 0,
            warnings=(),
            drift=tuple(map(str, drift)),
            drift_notices=drift,
            failures=(
                *self.failures,
                *(failure for one in self.synced for failure in one.failures),
                *(f"damaged: {said}" for said in (built.damaged if built else ())),
            ),
            files=tuple(map(str, (*built.files, *reported))) if built and built.is_new else (),
            tracebacks=(*self.unforeseen, *self._all_tracebacks()),
        ).noting((*(built.notices if built else ()), *(Noticed(notice=one) for one in self.notices)))


def _dataset_told(place: Path) -> str | None:
    """Return the name of the dataset that the last run told of."""
    return next((run.dataset for run in last_runs(place / "runs", 1)), None)


def _read(dataset: Path, name: str | None, subject: Subject) -> Published | None:
    """Read the dataset of a name, else that which is published: a run that is killed may publish one and tell nobody."""
    return published(next((path for path in versions_of(dataset) if dataset_name(path) == name), dataset), subject)


def _words(versions: Versions) -> dict[str, str]:
    return {name: str(value) for name, value in msgspec.to_builtins(versions).items()}


def _public(settings: Settings) -> dict[str, Any]:
    """Return settings as they may be kept: who is told, and how, stays out."""
    return {name: value for name, value in msgspec.to_builtins(settings).items() if name != "notify"}


def _sum(steps: Iterable[dict[str, int]]) -> dict[str, int]:
    whole: Counter[str] = Counter()
    for one in steps:
        whole.update(one)
    return {step: count for step, count in whole.items() if count}


def _rfc3339(time: datetime) -> str:
    return time.isoformat(timespec="milliseconds").replace("+00:00", "Z")
