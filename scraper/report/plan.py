"""What a run would cost → an object, and lines for people."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from scraper.store.sync import Plan

# A page of the kind that is watched, as a WARC record, where the store has none to go by: 64 KB of HTML, compressed.
_USUAL_BYTES = 15_000


def plan_object(archive: str, plan: Plan, requests: int, pace: float, mean_bytes: int | None) -> dict[str, Any]:
    """Return what one archive would cost. `requests` were made to list, `pace` is seconds between replays."""
    failed = [f"{one.archive}: {one.original}: {one.failure}" for one in plan.listings if one.failure]
    return {
        "archive": archive,
        "index_requests": requests,
        "originals": len(plan.listings),
        "originals_left": sum(listing.left for listing in plan.listings),
        "captures_listed": sum(plan.steps.values()),
        "steps": plan.steps,
        "to_fetch": plan.to_fetch,
        "minutes": round(plan.to_fetch * pace / 60, 1),
        "bytes": plan.to_fetch * (mean_bytes or _USUAL_BYTES),
        "failures": failed,
    }


def plan_lines(plans: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Yield the plan, archive by archive."""
    for plan in plans:
        yield f"{plan['archive']}: {plan['index_requests']} index requests made for {plan['originals']} originals"
        if plan["originals_left"]:
            yield f"  {plan['originals_left']} originals were not listed: the budget is spent"
        steps = ", ".join(f"{count:,} {step}" for step, count in plan["steps"].items()) or "none"
        yield f"  {plan['captures_listed']:,} captures listed: {steps}"
        yield f"  {plan['to_fetch']:,} replays, about {plan['minutes']:,} minutes at the polite pace, {_size(plan['bytes'])} of disk"


def _size(count: int) -> str:
    return f"{count / 1_000_000:,.1f} MB" if count >= 100_000 else f"{count / 1000:,.0f} KB"
