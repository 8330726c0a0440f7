"""The store of an output folder → all that is made from it: dataset, report, feed; and the record of it."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from scraper.dataset.kept import LastBuild
from scraper.dataset.publication import keep_published
from scraper.default import SUBJECT
from scraper.notices import StoreMended
from scraper.output_folder import Report, need_store, open_store, unheard
from scraper.processes import cores
from scraper.report.page import FILENAME as REPORT
from scraper.runs.record import RunRecord
from scraper.runs.recorder import Recorder
from scraper.runs.run import Running
from scraper.settings import Settings
from scraper.store.store import Store
from scraper.store.sync import Progress
from scraper.values.changes import ChangeRow
from scraper.values.subject import Subject

if TYPE_CHECKING:
    from scraper.history.cache import Contents

FEED = "changes.atom"
"""The name of the feed in the output folder."""
Clock = Callable[[], datetime]
Tell = Callable[[RunRecord, Sequence[ChangeRow]], Iterable[str]]


class View(msgspec.Struct, frozen=True, kw_only=True):
    """Callbacks that display a run while it is in progress; by default nothing is displayed.

    `report` receives messages. `fetching` takes a title and returns a context manager that shows the progress of the
    captures of an archive; `reading` takes the number of stored captures and returns one that shows how many have been
    read. `ended` receives the record of a completed run.
    """

    report: Report = unheard
    fetching: Callable[[str], AbstractContextManager[Progress]] = lambda _title: nullcontext(Progress())
    reading: Callable[[int], AbstractContextManager[Callable[[], None]]] = lambda _total: nullcontext(lambda: None)
    ended: Callable[[RunRecord], None] = lambda _: None


def now_utc() -> datetime:
    """Return the time by the clock of this machine."""
    return datetime.now(UTC)


def rebuild(
    settings: Settings = Settings(),  # noqa: B008 - frozen
    *,
    subject: Subject = SUBJECT,
    keep: int | None = None,
    jobs: int | None = None,
    view: View = View(),  # noqa: B008 - frozen
    now: Clock = now_utc,
) -> RunRecord:
    """Rebuild the dataset of the output folder from its store alone, and write a record. Raises the same errors as `run`."""
    place = Path(settings.output)
    need_store(place)
    running = Running("build", settings, place, {}, now(), subject)
    recorder = recorder_of(settings, view, now)
    with recorder.recording(running), open_store(place, settings, report=view.report) as store:
        running.notices += map(StoreMended, store.remarks)
        build_all(running, store, settings, subject, view, keep, jobs)
        return closed(recorder, running, view)


def recorder_of(
    settings: Settings,
    view: View,
    now: Clock,
    tell: Tell = lambda _record, _changes: (),
    metrics: Path | None = None,
) -> Recorder:
    """Return the recorder of a run; `tell` sends its notifications, and returns the errors that occurred."""
    folder = Path(settings.output) / "runs"
    return Recorder(folder=folder, keep=settings.keep_runs, now=now, tell=tell, metrics=metrics, report=view.report)


def closed(
    recorder: Recorder, running: Running, view: View, *, code_for_news: bool = False, of_all_classes: bool = False
) -> RunRecord:
    """Write the record of a completed run, show it, and return it."""
    record = recorder.close(running, code_for_news=code_for_news, of_all_classes=of_all_classes)
    view.ended(record)
    return record


def build_all(
    running: Running,
    store: Store,
    settings: Settings,
    subject: Subject,
    view: View,
    keep: int | None = None,
    jobs: int | None = None,
    added: "Contents | None" = None,
) -> None:
    """Rebuild everything that is made from the store (dataset, report, feed), unless nothing has changed."""
    place, kept = Path(settings.output), settings.keep if keep is None else keep
    asked = (subject.name, settings.licence, settings.citation, settings.limits.body_bytes)
    last = LastBuild(place / "cache" / "build.json", place, ("dataset", REPORT, FEED), store, asked)
    if before := last.found():
        keep_published(place / "dataset", kept)
        running.built = before
        return
    # Only where there is something to do: much of the time of a build with nothing new would be their import.
    from scraper.dataset.build import build
    from scraper.diffs.views.feed import feed, write_feed
    from scraper.history.cache import open_cache
    from scraper.report.page.page import write_report

    running.look()
    with open_cache(place, subject, store.as_found) as cache, view.reading(store.counts()[0]) as done:
        cache.added = added or {}
        running.built = build(
            store,
            place / "dataset",
            subject=subject,
            licence=settings.licence,
            credits=settings.citation,
            most_bytes=settings.limits.body_bytes,
            cache=cache,
            done=done,
            keep=kept,
            jobs=jobs or cores(),
        )
        cache.keep_files(store.as_left())
    authors = tuple(one.full_name for one in settings.citation.creators)
    write_feed(place / FEED, feed(running.built.changes, subject, authors))
    running.report(REPORT, write_report)
    last.keep(running.built)
