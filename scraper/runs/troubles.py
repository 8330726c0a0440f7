"""The record of a run and its captures → the open problems, and which earlier ones are resolved."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

import msgspec

from scraper.exit_codes import ExitCode
from scraper.notices import ExtractionDrift, Notice, RunStopped
from scraper.outcomes import FAILURES, PASSING, Outcome
from scraper.plural import counted
from scraper.runs.record import ListingRecord, RunRecord

Of = Literal["archive", "listing", "host", "captures", "drift", "stopped"]
Key = tuple[Of, str, str, str]

_ENDED = frozenset({ExitCode.DONE, ExitCode.SOME_FAILED, ExitCode.AT_REST, ExitCode.DRIFT, ExitCode.NEWS})
_STOPPED = frozenset(
    {ExitCode.USAGE, ExitCode.NOTHING_REACHED, ExitCode.INTERNAL_ERROR}
    | {ExitCode.HUNG_UP, ExitCode.INTERRUPTED, ExitCode.TERMINATED}
)


class Trouble(msgspec.Struct, frozen=True, kw_only=True):
    """A problem. It is identified by what it is `of`, `where`, its `original` and its `way`.

    `words` describe it with the numbers of this run, `advice` says what to do, `ended` is the message once it is
    resolved; `captured` is the time of the capture that shows a drift, as ISO 8601.
    """

    of: Of
    where: str
    original: str = ""
    way: str = ""
    words: str
    advice: str
    ended: str
    captured: str | None = None

    @property
    def key(self) -> Key:
        """What identifies the same problem in another run."""
        return self.of, self.where, self.original, self.way

    @property
    def kind(self) -> Literal["failure", "drift"]:
        """Whether it is a failure or a drift."""
        return "drift" if self.of == "drift" else "failure"


def troubles(record: RunRecord, captures: Iterable[Mapping[str, str | None]]) -> tuple[Trouble, ...]:
    """Return the problems after a run; `captures` are the rows of captures.csv."""
    found = [*_stopped(record), *_hosts(record), *_listings(record), *_drift(record), *_captures(record, captures)]
    return tuple({trouble.key: trouble for trouble in found}.values())


def is_over(trouble: Trouble, record: RunRecord, now: Iterable[Trouble]) -> bool:
    """Return whether a run shows that an earlier problem is resolved; what the run did not examine stays open."""
    if trouble.key in {one.key for one in now}:
        return False
    asked = [one for one in record.listings if one.archive == trouble.where and not one.left]
    match trouble.of:
        case "archive":
            return any(one.captures or one.failure is None for one in asked)
        case "listing":
            return any(one.original == trouble.original and one.failure is None for one in asked)
        case "host":
            return any(one.host == trouble.where and one.requests for one in record.requests)
        case "stopped":
            return record.exit_code in _ENDED
    return bool(record.rows)


def _stopped(record: RunRecord) -> list[Trouble]:
    """Return what ended a run before its end, or was a fault of the program in it.

    Where nothing could be listed, the archives are what is the matter.
    """
    silent = record.exit_code == ExitCode.NOTHING_REACHED and _nothing_listed(record.listings)
    if record.exit_code not in _STOPPED or silent:
        return []
    ended_by = [one.notice for one in record.notices if isinstance(one.notice, RunStopped)]
    said = f": {ended_by[-1]}" if ended_by else ""
    to_its_end = (
        record.exit_code == ExitCode.INTERNAL_ERROR and record.rows
    )  # one capture's fault, the dataset is written
    what = "the run completed with an internal error" if to_its_end else "the run did not complete"
    return [
        Trouble(
            of="stopped",
            where=str(record.exit_code),
            words=f"{what}: {record.exit_meaning}{said}",
            advice="What was stored is kept. `scraper doctor` checks it.",
            ended="a run completed again",
        )
    ]


def _nothing_listed(listings: Iterable[ListingRecord]) -> bool:
    asked = [one for one in listings if not one.left]
    return bool(asked) and all(one.failure and not one.captures for one in asked)


def _hosts(record: RunRecord) -> list[Trouble]:
    return [
        Trouble(
            of="host",
            where=host,
            words=said,
            advice="No action is needed: the first run after the cooldown continues.",
            ended=f"{host} answers requests again",
        )
        for host, said in zip(record.hosts_at_rest, record.resting, strict=False)
    ]


def _listings(record: RunRecord) -> list[Trouble]:
    by_archive: dict[str, list[ListingRecord]] = {}
    for listing in record.listings:
        if not listing.left:
            by_archive.setdefault(listing.archive, []).append(listing)
    found: list[Trouble] = []
    for archive, listings in by_archive.items():
        failed = [one for one in listings if one.failure]
        found += [_archive(archive, failed)] if _nothing_listed(listings) else map(_listing, failed)
    return found


def _archive(archive: str, failed: list[ListingRecord]) -> Trouble:
    return Trouble(
        of="archive",
        where=archive,
        words=f"archive {archive} could list none of {counted(len(failed), 'original')}; first failure: {failed[0].failure}",
        advice="The next run tries again. If the failure persists, check with `scraper captures` whether the archive has moved.",
        ended=f"archive {archive} answers again",
    )


def _listing(listing: ListingRecord) -> Trouble:
    said = f"listed only {counted(listing.captures, 'capture')} of" if listing.captures else "could not list"
    return Trouble(
        of="listing",
        where=listing.archive,
        original=listing.original,
        words=f"archive {listing.archive} {said} {listing.original}: {listing.failure}",
        advice="The next run tries again. This does not mean that there are no captures.",
        ended=f"archive {listing.archive} lists {listing.original} again",
    )


def _drift(record: RunRecord) -> list[Trouble]:
    if not record.drift_notices:  # a record of before 0.4
        return [_drifted(said, "", said, None) for said in record.drift]
    return [_drifted(one.original or "", _layout(one.notice), str(one), one.timestamp) for one in record.drift_notices]


def _layout(notice: Notice) -> str:
    return notice.layout if isinstance(notice, ExtractionDrift) else ""


def _drifted(original: str, layout: str, said: str, captured: str | None) -> Trouble:
    return Trouble(
        of="drift",
        where=layout,
        original=original,
        words=said,
        captured=captured,
        advice="Look at the capture. If the page states more than was read, `scraper record MEMENTO_URL` makes a page case to report.",
        ended=f"the latest capture of {original} is read without drift again",
    )


def _captures(record: RunRecord, rows: Iterable[Mapping[str, str | None]]) -> list[Trouble]:
    """Return which captures of an archive could not be had, by original. One that was not asked for has not failed."""
    if not record.rows:
        return []
    counts: Counter[tuple[str, str, bool]] = Counter()
    said: dict[tuple[str, str, bool], dict[str, None]] = {}
    for row in rows:
        outcome = row["outcome"] or ""
        if outcome in FAILURES and outcome != Outcome.NOT_FETCHED:
            where = (row["archive"] or "", row["url"] or "", outcome in PASSING)
            counts[where] += 1
            said.setdefault(where, {})[outcome] = None
    return [_missing(*where, count, ", ".join(said[where])) for where, count in counts.items()]


def _missing(archive: str, original: str, passing: bool, count: int, outcomes: str) -> Trouble:
    advice = (
        "Later runs retry, at growing intervals." if passing else "They are retried if `limits` in the settings change."
    )
    return Trouble(
        of="captures",
        where=archive,
        original=original,
        way="passing" if passing else "final",
        words=f"{counted(count, 'capture')} of {original} could not be fetched from archive {archive}: {outcomes}",
        advice=advice,
        ended=f"all captures of {original} that had failed were fetched from archive {archive}",
    )


def shown_by(trouble: Trouble, rows: Iterable[Mapping[str, str]]) -> Iterator[str]:
    """Yield the captures that show a trouble: memento URLs, else originals with the time that was asked for."""
    for row in rows:
        is_of = row["url"] == trouble.original and trouble.of in ("captures", "drift")
        if trouble.of == "captures":
            failed = row["outcome"] in FAILURES and row["outcome"] != Outcome.NOT_FETCHED
            is_of = is_of and failed and row["archive"] == trouble.where
            is_of = is_of and (row["outcome"] in PASSING) == (trouble.way == "passing")
        else:
            is_of = is_of and trouble.captured is not None and row["timestamp"] == trouble.captured
        if is_of:
            yield row["memento_url"] or f"{row['url']} at {row['requested']}"
