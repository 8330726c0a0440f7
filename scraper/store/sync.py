"""Archive → store: new captures are fetched once; those that cannot be obtained are noted with the reason."""

import logging
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import Literal
from urllib.parse import urlsplit

import msgspec

from scraper.archives.memento.challenge import is_challenge
from scraper.archives.pattern import is_pattern, matches
from scraper.errors import (
    BudgetSpent,
    CaptureFailure,
    HostDown,
    HostFailure,
    IndexFailure,
    IndexTorn,
    SettingsError,
    StoreError,
    TargetMissing,
    UnreadableFile,
)
from scraper.outcomes import PASSING, REFUSALS, Outcome
from scraper.store.reader import StoredRecord, StoreReader
from scraper.store.store import Store, tells_more
from scraper.values.capture import Archive, Capture, CapturedResponse, format_timestamp, urlkey

Step = Literal[
    "already stored", "unchanged", "stored", "failed", "given up before", "not due yet", "left for the next run"
]

Replay = Callable[[Capture], CapturedResponse]

MOST_REFUSED = 5
"""The number of captures in a row that an archive may refuse alike before a run asks it for no more of them."""

_CHECKPOINT_EVERY = 200
"""Captures of files between two checkpoints; what a power cut costs lies in the files still. A live one is safe at once."""

_log = logging.getLogger(__name__)


def _now() -> datetime:
    return datetime.now(UTC)


class Listing(msgspec.Struct, frozen=True, kw_only=True):
    """How many captures an archive's index listed for one original, or why it listed none or not all of them.

    Without a failure, zero captures means that the index answered and listed none, which does not prove that none
    exist. `left` is set if the index was not asked because the budget of the run was used up, `passing` if the failure
    may be temporary; `traceback` is that of an internal error.
    """

    archive: str
    original: str
    captures: int = 0
    failure: str | None = None
    left: bool = False
    passing: bool = False
    traceback: str | None = None


class Failed(msgspec.Struct, frozen=True, kw_only=True):
    """A capture that was to be fetched in this run and was not obtained; `passing` if a retry may succeed.

    `traceback` is that of an internal error.
    """

    capture: Capture
    outcome: Outcome
    reason: str
    passing: bool = False
    traceback: str | None = None

    def __str__(self) -> str:
        return f"{self.outcome}: {self.reason}"


class Synced(msgspec.Struct, frozen=True, kw_only=True):
    """The result of a sync: the listings, the number of captures for each step, and the failures."""

    listings: tuple[Listing, ...]
    steps: dict[str, int]
    failed: tuple[Failed, ...]

    @property
    def may_pass(self) -> bool:
        """Whether there were failures that may be temporary."""
        return any(one.passing for one in self.listings) or any(one.passing for one in self.failed)

    @property
    def failures(self) -> tuple[str, ...]:
        """The failures in words."""
        return tuple(map(str, self.failed))

    @property
    def tracebacks(self) -> tuple[str, ...]:
        """The tracebacks of the internal errors that cost a listing or a capture."""
        found = (*(one.traceback for one in self.listings), *(one.traceback for one in self.failed))
        return tuple(filter(None, found))


class Progress(msgspec.Struct, frozen=True):
    """Callbacks for the progress of a sync: an original has been listed, a capture has been dealt with."""

    listed: Callable[[Listing], None] = lambda _: None
    done: Callable[[Capture, Step, Failed | None], None] = lambda _capture, _step, _failed: None


class SyncOptions(msgspec.Struct, frozen=True, kw_only=True):
    """The time span of the captures that a sync lists, its clock, and the callbacks that receive its progress."""

    since: datetime | None = None
    until: datetime | None = None
    now: Callable[[], datetime] = _now
    progress: Progress = Progress()


EVERYTHING = SyncOptions()


def sync(archive: Archive, originals: Iterable[str], store: Store, options: SyncOptions = EVERYTHING) -> Synced:
    """List the captures of each original and store those that the store does not contain yet.

    A failure affects only one capture, or one listing. Raises StoreError only.
    """
    listings: list[Listing] = []
    keeping = _Keeping(archive, store, options)
    for original in originals:
        captures, listing = _listed(archive, original, options)
        if not listing.left:
            store.note_listing(archive.name, original, options.now())
        listings.append(listing)
        options.progress.listed(listing)
        keeping.keep_all(captures)
    return keeping.synced(listings)


def keep_all(archive: Archive, captures: Iterable[Capture], store: Store, options: SyncOptions = EVERYTHING) -> Synced:
    """Store captures that are already listed, for example those of an imported file."""
    keeping = _Keeping(archive, store, options)
    keeping.keep_all(captures)
    return keeping.synced([])


def second_pass(
    archive: Archive, first: Synced, store: Store, options: SyncOptions = EVERYTHING
) -> tuple[Synced, Synced]:
    """Retry temporary failures once. Returns the first sync, updated, and the result of the second.

    Failures for which the budget leaves no request stay as they are.
    """
    again = sync(archive, [one.original for one in first.listings if one.passing], store, options)
    is_doubted = any(one.passing and one.outcome is Outcome.NOT_FETCHED for one in first.failed)
    keeping = _Keeping(archive, store, options, refused=MOST_REFUSED - 1 if is_doubted else 0)
    retried = [one for one in first.failed if one.passing]
    left = keeping.keep_again(retried)
    done = keeping.synced([])
    relisted = {one.original: one for one in again.listings if one.passing or not one.left}
    steps = Counter(again.steps) + Counter(done.steps)
    failed = (*again.failed, *done.failed)
    whole = Synced(
        listings=tuple(relisted.get(one.original, one) if one.passing else one for one in first.listings),
        steps=dict(Counter(first.steps) + steps - Counter(failed=len(retried) - len(left))),
        failed=(*(one for one in first.failed if not one.passing), *left, *failed),
    )
    return whole, Synced(listings=again.listings, steps=dict(steps), failed=failed)


def longest_waiting_first(archive: Archive, originals: Iterable[str], store: StoreReader) -> list[str]:
    """Return originals in the order in which runs with a budget eventually cover all of them.

    Originals with captures still to be fetched come first, then those that were listed longest ago.
    """
    listed, left = store.last_listed(archive.name), store.left(archive.name)
    return sorted(originals, key=lambda original: (not _is_left(original, left), listed.get(original, "")))


def _is_left(original: str, left: Iterable[str]) -> bool:
    if is_pattern(original):
        return any(matches(original, one) for one in left)
    return urlkey(original) in map(urlkey, left)


def _listed(archive: Archive, original: str, options: SyncOptions) -> tuple[list[Capture], Listing]:
    captures: list[Capture] = []
    failure = None
    try:
        for capture in archive.captures(original, options.since, options.until):
            captures.append(capture)
    except BudgetSpent:
        return [], Listing(archive=archive.name, original=original, left=True)
    except IndexTorn as error:
        failure = str(error)
    except (IndexFailure, CaptureFailure, UnreadableFile) as error:
        passing = isinstance(error, CaptureFailure) and _may_pass(error)
        return [], Listing(archive=archive.name, original=original, failure=str(error), passing=passing)
    except (StoreError, SettingsError):
        raise
    except Exception as error:
        said = f"{archive.name}: could not list {original}: internal error, {_words(error)}"
        return [], Listing(archive=archive.name, original=original, failure=said, traceback=_traceback(error))
    return captures, Listing(archive=archive.name, original=original, captures=len(captures), failure=failure)


def _may_pass(failure: CaptureFailure) -> bool:
    """Say whether another try in this run may find a failure mended; not where the host answered, or wants no more requests."""
    is_final = isinstance(failure, HostFailure | BudgetSpent) and not isinstance(failure, HostDown)
    return failure.outcome in PASSING - REFUSALS and not is_final


class _Keeping:
    """Captures of one archive go into the store, and what became of them is counted; `refused` were refused before."""

    def __init__(self, archive: Archive, store: Store, options: SyncOptions, refused: int = 0) -> None:
        self._archive, self._store, self._options = archive, store, options
        self._replay = _until_refused(archive, refused) if archive.is_live else archive.replay
        self._steps: Counter[str] = Counter()
        self._failed: list[Failed] = []
        self._held = store.held(archive.name)

    def keep_all(self, captures: Iterable[Capture]) -> None:
        for capture in captures:
            place = urlkey(capture.original), format_timestamp(capture.timestamp)
            if capture.digest in self._held.get(place, ()):  # asked of all at once, for most of them are
                self._note(capture, "already stored", None)
                continue
            self._held.pop(place, None)  # what is listed otherwise now may take its place
            self._note(capture, *self._kept(capture))
        self._store.settle()
        self._store.checkpoint()

    def keep_again(self, failed: Sequence[Failed]) -> Sequence[Failed]:
        """Try once more what failed in this run, and return what the budget left no request for."""
        for at, one in enumerate(failed):
            step, failure = self._kept_again(one.capture)
            if step == "left for the next run":
                return failed[at:]
            self._note(one.capture, step, failure)
        self._store.checkpoint()
        return ()

    def _kept(self, capture: Capture) -> tuple[Step, Failed | None]:
        """Link a capture, note it as unchanged, or fetch it. Return the step, and the reason of a failure.

        One that is stored and now listed otherwise has no outcome of its own: it is retried until it is given up.
        """
        now = self._options.now()
        step, same = _without_fetching(capture, self._store, now, self._archive.is_live)
        return _dealt_with(self._replay, capture, self._store, step, same, tried=now)

    def _kept_again(self, capture: Capture) -> tuple[Step, Failed | None]:
        """Deal once more with a capture that failed in this run: another archive may have given it meanwhile."""
        step, same = _at_hand(capture, self._store, self._archive.is_live)
        return _dealt_with(self._replay, capture, self._store, step, same, tried=None)

    def synced(self, listings: Iterable[Listing]) -> Synced:
        return Synced(listings=tuple(listings), steps=dict(self._steps), failed=tuple(self._failed))

    def _note(self, capture: Capture, step: Step, failed: Failed | None) -> None:
        self._steps[step] += 1
        self._failed += [failed] if failed else []
        _log_capture(self._archive, capture, step, failed)
        self._options.progress.done(capture, step, failed)
        if self._archive.is_live or self._steps.total() % _CHECKPOINT_EVERY == 0:
            self._store.checkpoint()


def _log_capture(archive: Archive, capture: Capture, step: Step, failed: Failed | None) -> None:
    """Log what became of a capture: host, original, timestamp, outcome."""
    if not _log.isEnabledFor(logging.INFO):
        return
    told = {
        "host": _host(capture.memento_url) or archive.name,
        "original": capture.original,
        "timestamp": format_timestamp(capture.timestamp),
        "outcome": failed.outcome.value if failed else step,
    }
    said = "%(host)s %(original)s %(timestamp)s: %(outcome)s"
    _log.info(said, told, extra=told)


def _host(url: str | None) -> str:
    """Return the host of an address, nothing for what is none: files may say anything."""
    try:
        return urlsplit(url or "").netloc
    except ValueError:
        return ""


def _dealt_with(
    replay: Replay,
    capture: Capture,
    store: Store,
    step: Step | None,
    same: StoredRecord | None,
    *,
    tried: datetime | None,
) -> tuple[Step, Failed | None]:
    if step is None:
        return _fetch(replay, capture, store, tried)
    if step == "already stored" and same is not None:
        store.link(capture, same)
    elif step == "unchanged" and same is not None:
        store.add_unchanged(capture, same)
    return step, None


def _until_refused(archive: Archive, refused: int) -> Replay:
    """Return the replay of an archive, until that many captures in a row were refused alike: then it raises HostDown.

    `refused` is how many were, in the first pass. The same answer for every capture says nothing of any of them.
    """
    last: CaptureFailure | None = None

    def replay(capture: Capture) -> CapturedResponse:
        nonlocal last, refused
        if last and refused >= MOST_REFUSED:
            raise HostDown(
                Outcome.NOT_FETCHED,
                f"{capture.memento_url or capture.original}: not requested, left for the next run: {MOST_REFUSED} captures in a "
                f"row were refused alike by {archive.name}: {last.outcome}: {last}. Look at that address in a browser: if the "
                "page is there, a proxy, a firewall or a login answers for the archive; if not, wait until it is",
            )
        try:
            response = archive.replay(capture)
        except CaptureFailure as failure:
            if failure.outcome in REFUSALS:
                refused = refused + 1 if last is None or failure.outcome is last.outcome else 1
                last = failure
            raise
        refused = 0
        return response

    return replay


def _fetch(replay: Replay, capture: Capture, store: Store, tried: datetime | None) -> tuple[Step, Failed | None]:
    """Fetch one capture. `tried` is when, None for a second try in one run, which does not count."""
    try:
        response = replay(capture)
        if is_challenge(response.body):
            raise CaptureFailure(
                Outcome.CHALLENGE, f"{capture.original}: the archive stored a challenge page in its place"
            )
        is_new = store.add(capture, response)
    except TargetMissing as missing:
        if store.complete(capture, missing.revisit):
            return "stored", None
        store.fail(capture, missing.outcome, str(missing), tried=tried)
        return "failed", Failed(
            capture=capture, outcome=missing.outcome, reason=str(missing), passing=tried is not None
        )
    except BudgetSpent as spent:
        store.fail(capture, spent.outcome, str(spent))
        return "left for the next run", None
    except HostFailure as failure:  # this says nothing of the capture
        store.fail(capture, failure.outcome, str(failure))
        passing = tried is not None and isinstance(failure, HostDown)
        return "failed", Failed(capture=capture, outcome=failure.outcome, reason=str(failure), passing=passing)
    except CaptureFailure as failure:
        store.fail(capture, failure.outcome, str(failure), tried=tried)
        passing = tried is not None and _may_pass(failure)
        return "failed", Failed(capture=capture, outcome=failure.outcome, reason=str(failure), passing=passing)
    except StoreError:
        raise
    except UnreadableFile as error:
        store.fail(capture, Outcome.UNREACHABLE, str(error), tried=tried)
        return "failed", Failed(capture=capture, outcome=Outcome.UNREACHABLE, reason=str(error))
    except Exception as error:
        reason = f"{capture.original} of {format_timestamp(capture.timestamp)}: {_words(error)}"
        store.fail(capture, Outcome.INTERNAL_ERROR, reason, tried=tried)
        failed = Failed(capture=capture, outcome=Outcome.INTERNAL_ERROR, reason=reason, traceback=_traceback(error))
        return "failed", failed
    return ("stored" if is_new else "already stored"), None


def _words(error: Exception) -> str:
    return f"{type(error).__name__}: {error}".strip()


def _traceback(error: Exception) -> str:
    return "".join(traceback.format_exception(error))


def _without_fetching(
    capture: Capture, store: StoreReader, now: datetime, trust_digests: bool
) -> tuple[Step | None, StoredRecord | None]:
    """Return what becomes of a capture that need not be fetched, and the record that it is or shares; None for one that has to."""
    known = store.known(capture)
    if known and known.record and known.digest in (None, capture.digest):
        return "already stored", None
    step, same = _at_hand(capture, store, trust_digests)
    is_same = known is not None and (known.record is not None or known.digest == capture.digest)
    if step is None and known and is_same:
        step = _waits(capture, known.outcome, store, now)
    return step, same


def _at_hand(capture: Capture, store: StoreReader, trust_digests: bool) -> tuple[Step | None, StoredRecord | None]:
    """Return what becomes of a capture whose bytes lie here, and the record that it is or shares; None for any other."""
    if (same := store.same_capture(capture)) and (trust_digests or not tells_more(capture, same)):
        return "already stored", same
    if trust_digests and (same := store.same_payload(capture)):
        return "unchanged", same
    return None, None


def _waits(capture: Capture, outcome: Outcome | None, store: StoreReader, now: datetime) -> Step | None:
    """Say whether a capture that could not be had is given up, or its next try lies ahead; None where it is due.

    One that is stored, and was listed otherwise since, has no outcome: it is tried until it is given up.
    """
    tries = store.tries(capture)
    if tries is None:
        return None
    due = tries.due(outcome)
    if due is None:
        return "given up before"
    return "not due yet" if now < due else None


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """What a sync would do: the listings, the number of captures for each step, and the captures to fetch."""

    listings: tuple[Listing, ...]
    steps: dict[str, int]
    to_fetch: int


class Planned:
    """The captures that a plan counts as fetched, across archives: one that an archive provides is not fetched from the next."""

    def __init__(self) -> None:
        self._captures: dict[tuple[str, str], set[str | None]] = {}
        self._payloads: set[tuple[str, str | None]] = set()

    def step(self, capture: Capture, trust_digests: bool) -> Step | None:
        """Return the step for a capture once the captures before it are fetched; None if it is fetched itself."""
        key = urlkey(capture.original), format_timestamp(capture.timestamp)
        there = self._captures.get(key)
        if there and (capture.digest is None or capture.is_revisit or capture.digest in there):
            return "already stored"
        self._captures.setdefault(key, set()).add(capture.digest)
        if not capture.names_payload or not trust_digests:
            return None
        known = (key[0], capture.digest) in self._payloads
        self._payloads.add((key[0], capture.digest))
        return "unchanged" if known else None


def plan(
    archive: Archive,
    originals: Iterable[str],
    store: StoreReader,
    options: SyncOptions = EVERYTHING,
    planned: Planned | None = None,
) -> Plan:
    """List the captures of each original and return which would be fetched; nothing is fetched and nothing is noted.

    Of captures with equal digests, one is taken to be fetched; it is two or more where what is fetched has another digest.
    `planned` is shared by the plans of several archives for one run.
    """
    planned = planned or Planned()
    listings: list[Listing] = []
    steps: Counter[str] = Counter()
    for original in originals:
        captures, listing = _listed(archive, original, options)
        listings.append(listing)
        for capture in captures:
            step, _ = _without_fetching(capture, store, options.now(), archive.is_live)
            steps[step or planned.step(capture, archive.is_live) or "to fetch"] += 1
    return Plan(listings=tuple(listings), steps=dict(steps), to_fetch=steps["to fetch"])
