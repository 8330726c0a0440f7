"""The dataset is made, and what was done is told."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from scraper.cli.group import FINE, NOTHING, SOME_FAILED
from scraper.cli.opening import open_cache
from scraper.cli.printing import put, put_json, reading_progress, say
from scraper.outcomes import Outcome

if TYPE_CHECKING:
    from scraper.config import Settings
    from scraper.dataset.build import Built
    from scraper.store.store import Store
    from scraper.store.sync import Synced


def build_dataset(store: "Store", place: Path, settings: "Settings") -> "Built":
    """Regenerate the dataset from the store, and show how far it is."""
    from scraper.dataset.build import build

    with open_cache(place) as cache, reading_progress(store) as done:
        return build(
            store,
            place / "dataset",
            licence=settings.licence,
            most_bytes=settings.limits.body_bytes,
            cache=cache,
            done=done,
        )


def close(command: str, place: Path, synced: list["Synced"], built: "Built", as_json: bool) -> int:
    """Print the closing table, or its JSON, and return the exit code."""
    from scraper.report.lines import listing_line

    listings = [listing for one in synced for listing in one.listings]
    failures = [failure for one in synced for failure in one.failures]
    failed_listings = [listing_line(listing) for listing in listings if listing.failure]
    code = FINE
    if failures or failed_listings:
        code = SOME_FAILED
    if listings and len(failed_listings) == len(listings):
        code = NOTHING
    files = [str(path) for path in (place / "store" / "index.cdxj", *built.files)]
    steps: dict[str, int] = {}
    for one in synced:
        for step, count in one.steps.items():
            steps[step] = steps.get(step, 0) + count
    summary = {
        "command": command,
        "exit_code": code,
        "listings": [
            {"archive": x.archive, "original": x.original, "captures": x.captures, "failure": x.failure}
            for x in listings
        ],
        "steps": steps,
        "outcomes": {outcome.value: built.outcomes[outcome] for outcome in Outcome if built.outcomes.get(outcome)},
        "rows": built.rows,
        "unread": built.unread,
        "warnings": list(built.warnings),
        "failures": failures,
        "files": files,
    }
    if as_json:
        put_json(summary)
    else:
        _print_summary(steps, built, files)
    for line in failures:
        say(f"failed: {line}")
    if left := sum(listing.left for listing in listings):
        say(f"left for the next run: {left} originals were not listed, for the budget was spent")
    if code == NOTHING:
        say("nothing could be listed; the dataset holds what the store had before")
    return code


def _print_summary(steps: dict[str, int], built: "Built", files: list[str]) -> None:
    from scraper.report.lines import outcome_rows

    rows = list(outcome_rows(built.outcomes))
    if steps:
        put("This run: " + ", ".join(f"{count} {step}" for step, count in steps.items()))
    if sys.stdout.isatty():
        from rich.console import Console
        from rich.table import Table

        table = Table("outcome", "captures", title="Captures in the store")
        table.columns[1].justify = "right"
        for name, count in rows:
            table.add_row(name, f"{count:,}")
        Console().print(table)
    else:
        put("Outcomes of the captures listed:")
        for name, count in rows:
            put(f"  {name:<16}{count:>8,}")
    for name, count in built.rows.items():
        put(f"{name}: {count:,} rows")
    if built.unread:
        put(f"{built.unread} stretches of host lists were not read: see unread in dataset.json")
    for warning in built.warnings:
        put(f"warning: {warning}")
    for name in files:
        put(f"wrote {name}")
