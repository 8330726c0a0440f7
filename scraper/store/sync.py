"""Archive → store: what is new is fetched, once; what cannot be had is noted with its reason."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Literal

import msgspec

from scraper.archives.capture import Archive, Capture
from scraper.archives.network import is_challenge
from scraper.errors import BudgetSpent, CaptureFailure, IndexFailure, UnreadableFile
from scraper.outcomes import PASSING, Outcome
from scraper.store.store import Store, StoredRecord

Step = Literal["already stored", "unchanged", "stored", "failed", "given up before", "left for the next run"]


class Listing(msgspec.Struct, frozen=True, kw_only=True):
    """What an archive's index said of one original: how many captures it listed, or why it listed none.

    No failure and no captures means: the index answered, and had none. That proves nothing of the past. `left` says that it
    was not asked, for the run's budget was spent.
    """

    archive: str
    original: str
    captures: int = 0
    failure: str | None = None
    left: bool = False


class Synced(msgspec.Struct, frozen=True, kw_only=True):
    """What a sync did: the listings, how many captures took which step, and the failures in words."""

    listings: tuple[Listing, ...]
    steps: dict[str, int]
    failures: tuple[str, ...]


class Progress(msgspec.Struct, frozen=True):
    """Functions that are told how far a sync is: an original is listed, and a capture is dealt with."""

    listed: Callable[[Listing], None] = lambda _: None
    done: Callable[[Capture, Step], None] = lambda _capture, _step: None


def sync(
    archive: Archive,
    originals: Iterable[str],
    store: Store,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    checkpoint_every: int = 1,
    progress: Progress = Progress(),  # noqa: B008 - frozen
) -> Synced:
    """List the captures of each original and keep those that the store has not got.

    One failure costs one capture, or one listing. After every `checkpoint_every` captures the store is made safe
    against a power cut. Raises StoreError only.
    """
    listings: list[Listing] = []
    steps: Counter[str] = Counter()
    failures: list[str] = []
    for original in originals:
        captures, listing = _listed(archive, original, since, until)
        listings.append(listing)
        progress.listed(listing)
        for capture in captures:
            step, failure = keep(archive, capture, store)
            steps[step] += 1
            if failure:
                failures.append(failure)
            progress.done(capture, step)
            if sum(steps.values()) % checkpoint_every == 0:
                store.checkpoint()
        store.checkpoint()
    return Synced(listings=tuple(listings), steps=dict(steps), failures=tuple(failures))


def _listed(
    archive: Archive, original: str, since: datetime | None, until: datetime | None
) -> tuple[list[Capture], Listing]:
    try:
        captures = list(archive.captures(original, since, until))
    except BudgetSpent:
        return [], Listing(archive=archive.name, original=original, left=True)
    except (IndexFailure, CaptureFailure, UnreadableFile) as error:
        return [], Listing(archive=archive.name, original=original, failure=str(error))
    return captures, Listing(archive=archive.name, original=original, captures=len(captures))


def keep_all(archive: Archive, captures: Iterable[Capture], store: Store, progress: Progress) -> Synced:
    """Keep captures that are listed already, as from a file that is imported whole."""
    steps: Counter[str] = Counter()
    failures: list[str] = []
    for capture in captures:
        step, failure = keep(archive, capture, store)
        steps[step] += 1
        failures += [failure] if failure else []
        progress.done(capture, step)
    store.checkpoint()
    return Synced(listings=(), steps=dict(steps), failures=tuple(failures))


def keep(archive: Archive, capture: Capture, store: Store) -> tuple[Step, str | None]:
    """Deal with one capture: link it, note it as unchanged, or fetch it. Returns the step, and a failure in words."""
    step, same = _without_fetching(capture, store)
    if step == "already stored" and same is not None:
        store.link(capture, same)
    elif step == "unchanged" and same is not None:
        store.add_unchanged(capture, same)
    if step is not None:
        return step, (known.reason if step == "given up before" and (known := store.known(capture)) else None)
    try:
        response = archive.replay(capture)
        if is_challenge(response.body):
            raise CaptureFailure(Outcome.CHALLENGE, f"{capture.original}: a challenge page was kept in its place")
    except BudgetSpent as spent:
        store.fail(capture, spent.outcome, str(spent))
        return "left for the next run", None
    except CaptureFailure as failure:
        store.fail(capture, failure.outcome, str(failure))
        return "failed", f"{failure.outcome}: {failure}"
    return ("stored" if store.add(capture, response) else "already stored"), None


def _without_fetching(capture: Capture, store: Store) -> tuple[Step | None, StoredRecord | None]:
    """Return what becomes of a capture that need not be fetched, and the record that it is or shares; None for one that has to."""
    known = store.known(capture)
    if known and known.record and known.digest in (None, capture.digest):
        return "already stored", None
    if known and known.outcome and known.outcome not in PASSING and known.digest == capture.digest:
        return "given up before", None
    if same := store.same_capture(capture):
        return "already stored", same
    if same := store.same_payload(capture):
        return "unchanged", same
    return None, None


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """What a sync would do: the listings, how many captures would take which step, and which would be fetched."""

    listings: tuple[Listing, ...]
    steps: dict[str, int]
    to_fetch: int


def plan(
    archive: Archive,
    originals: Iterable[str],
    store: Store,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
) -> Plan:
    """List the captures of each original and say which would be fetched; nothing is fetched, and nothing is noted.

    Of captures whose digests are equal, one is fetched.
    """
    listings: list[Listing] = []
    steps: Counter[str] = Counter()
    digests: set[tuple[str, str]] = set()
    for original in originals:
        captures, listing = _listed(archive, original, since, until)
        listings.append(listing)
        for capture in captures:
            step, _ = _without_fetching(capture, store)
            key = (capture.urlkey, capture.digest) if capture.digest else None
            if step is None and key in digests:
                step = "unchanged"
            elif step is None and key is not None and capture.statuscode in (200, None):
                digests.add(key)
            steps[step or "to fetch"] += 1
    return Plan(listings=tuple(listings), steps=dict(steps), to_fetch=steps["to fetch"])
