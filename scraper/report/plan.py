"""The estimated cost of a run → an object, and lines for people."""

from collections.abc import Iterable, Iterator

import msgspec

from scraper.plural import counted
from scraper.store.sync import Plan

# A page of the kind that is watched, as a WARC record, where the store has none to go by: 64 KB of HTML, compressed.
_USUAL_BYTES = 15_000


class Cost(msgspec.Struct, frozen=True, kw_only=True):
    """The estimated cost of a run for one archive: requests made to list, originals, captures by step, captures to fetch.

    `minutes` is the time for fetching at the archive's rate, `bytes` the growth of the store.
    """

    archive: str
    index_requests: int
    originals: int
    originals_left: int
    captures_listed: int
    steps: dict[str, int]
    to_fetch: int
    minutes: float
    bytes: int
    failures: tuple[str, ...]


def cost(archive: str, plan: Plan, requests: int, pace: float, mean_bytes: int | None) -> Cost:
    """Return the cost for one archive. `requests` were made to list, `pace` is the time between replays in seconds."""
    return Cost(
        archive=archive,
        index_requests=requests,
        originals=len(plan.listings),
        originals_left=sum(listing.left for listing in plan.listings),
        captures_listed=sum(plan.steps.values()),
        steps=plan.steps,
        to_fetch=plan.to_fetch,
        minutes=round(plan.to_fetch * pace / 60, 1),
        bytes=plan.to_fetch * (mean_bytes or _USUAL_BYTES),
        failures=tuple(f"{one.archive}: {one.original}: {one.failure}" for one in plan.listings if one.failure),
    )


def plan_lines(plans: Iterable[Cost]) -> Iterator[str]:
    """Yield the plan, archive by archive."""
    for plan in plans:
        yield f"{plan.archive}: {counted(plan.index_requests, 'index request')} made for {counted(plan.originals, 'original')}"
        if plan.originals_left:
            yield f"  {counted(plan.originals_left, 'original')} not listed: the request budget is used up"
        steps = ", ".join(f"{count:,} {step}" for step, count in plan.steps.items()) or "none"
        yield f"  {counted(plan.captures_listed, 'capture')} listed: {steps}"
        yield f"  {counted(plan.to_fetch, 'replay')}, about {plan.minutes:,} minutes at the permitted rate, {_size(plan.bytes)} of disk"


def _size(count: int) -> str:
    return f"{count / 1_000_000:,.1f} MB" if count >= 100_000 else f"{count / 1000:,.0f} KB"
