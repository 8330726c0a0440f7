"""Text, JSON and progress for people: results on stdout, everything else on stderr."""

import contextlib
import json
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from scraper.store.sync import Failed, Listing, Step
    from scraper.values.capture import Capture


def say(text: str) -> None:
    """Print a line for people, on stderr; as a JSON object where all of stderr is JSON."""
    from scraper.cli import logs
    from scraper.values.harmless import harmless

    click.echo(logs.json_of(text) if logs.is_json() else harmless(text), err=True)


def put(text: str) -> None:
    """Print a line of the result, on stdout."""
    from scraper.values.harmless import harmless

    click.echo(harmless(text))


def put_json(value: object) -> None:
    """Print a value as JSON, on stdout."""
    from scraper.report.lines import json_line

    line = json_line(value)
    try:
        line.encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        line = json.dumps(value)
    click.echo(line)


@contextlib.contextmanager
def bar(title: str) -> Iterator[Callable[[int, int], None]]:
    """Show a stage's progress on stderr: a bar on a terminal, else a line at its end. Gives a function (done, total)."""
    from scraper.cli import logs

    if not sys.stderr.isatty() or logs.is_json():
        last = [0, 0]
        yield lambda done, total: last.__setitem__(slice(None), [done, total])
        say(f"{title}: {last[0]:,} of {last[1]:,}")
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from scraper.values.harmless import harmless

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as bars:
        task = bars.add_task(harmless(title), total=None)
        yield lambda done, total: bars.update(task, completed=done, total=total)


@contextlib.contextmanager
def fetch_progress(title: str, verbose: bool) -> Iterator[Any]:
    """Show how far a sync is, and which listings failed; with `verbose`, what each said."""
    from scraper.report.lines import listing_line
    from scraper.store.sync import Progress

    counts = {"done": 0, "total": 0}
    none: list[Listing] = []
    with bar(title) as show:

        def listed(listing: "Listing") -> None:
            counts["total"] += listing.captures
            if listing.failure or (listing.captures and verbose):
                say(listing_line(listing))
            elif not listing.captures and not listing.left:
                none.append(listing)
            show(counts["done"], counts["total"])

        def done(_capture: "Capture", _step: "Step", _failed: "Failed | None") -> None:
            counts["done"] += 1
            show(counts["done"], max(counts["total"], counts["done"]))

        yield Progress(listed, done)
    if len(none) == 1 and verbose:
        say(listing_line(none[0]))
    elif none and verbose:
        say(
            f"{none[0].archive}: no captures of {len(none)} more originals found in the index "
            "(this does not prove that there are none)"
        )


@contextlib.contextmanager
def reading_progress(total: int) -> Iterator[Callable[[], None]]:
    """Show how many of the store's captures are read, out of their number."""
    with bar("reading captures") as show:
        read = [0]

        def done() -> None:
            read[0] += 1
            show(read[0], total)

        show(0, total)
        yield done


def width() -> int:
    """Return the columns of the terminal, 80 where stdout is none."""
    import shutil

    return shutil.get_terminal_size((80, 24)).columns if sys.stdout.isatty() else 80


def has_colour() -> bool:
    """Say whether stdout may be coloured."""
    import os

    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")
