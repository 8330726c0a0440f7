"""The functions behind `scraper plan`, `run` and `import`."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from scraper.archives.files.kept import Indexing
from scraper.archives.files.on_disk import FileArchive
from scraper.building import Clock, View, build_all, closed, now_utc, recorder_of
from scraper.default import SUBJECT
from scraper.errors import SettingsError, UnreadableFile
from scraper.exit_codes import ExitCode
from scraper.history.cache import contents_added
from scraper.notices import StoreMended
from scraper.notify.tell import check, tell
from scraper.opening import NO_ORIGIN, network, open_archives, open_file, originals_of
from scraper.output_folder import Report, open_store, read_store, unheard
from scraper.plural import counted
from scraper.processes import cores
from scraper.report.plan import Cost, cost
from scraper.runs.record import RunRecord
from scraper.runs.run import Asked, Running
from scraper.settings import Settings
from scraper.store.store import Store
from scraper.store.sync import Planned, Synced, SyncOptions, keep_all, second_pass
from scraper.store.sync import plan as planned
from scraper.values.capture import iso
from scraper.values.changes import ChangeRow
from scraper.values.subject import Subject


class RunOptions(msgspec.Struct, frozen=True, kw_only=True):
    """Options of a run; anything that is not given is taken from the settings.

    `archives` and `sources` are the values of `--archive` and `--source`. Only captures from `since` to `until`, both
    inclusive, are used. At most `budget` requests are made. With `wait`, the run waits while another one holds the
    store. Files are indexed and pages read in `jobs` processes; None means one per processor. `keep` is the number of
    datasets kept besides the newest. Metrics for Prometheus are written to `metrics`. With `code_for_news`, the exit
    code is 10 if there is something new: new facts or changes of substance, and with `all_changes` changes of any
    class.
    """

    archives: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    budget: int | None = None
    wait: bool = False
    jobs: int | None = None
    keep: int | None = None
    metrics: Path | None = None
    code_for_news: bool = False
    all_changes: bool = False


# --- runs -------------------------------------------------------------------------------------------------------------


def run(
    settings: Settings = Settings(),  # noqa: B008 - frozen
    options: RunOptions = RunOptions(),  # noqa: B008 - frozen
    *,
    subject: Subject = SUBJECT,
    view: View = View(),  # noqa: B008 - frozen
    environment: Mapping[str, str] = {},
    now: Clock = now_utc,
) -> RunRecord:
    """List captures, fetch and store the new ones, and rebuild the dataset; temporary failures are retried once.

    The record is written to `runs/` in the output folder, however the run ends. `environment` contains the secrets that
    `settings.notify` names. Raises SettingsError before anything is done, StoreLocked if another run holds the store,
    and other ScraperErrors if the run could not be completed.
    """
    place = Path(settings.output)
    if settings.notify is not None:
        check(settings.notify, environment)
    _check_metrics(options.metrics)
    asked = Asked(
        originals=originals_of(options.sources or settings.sources, subject),
        since=options.since,
        until=options.until,
        budget=options.budget,
    )
    named = options.archives or settings.archives
    shared = network(settings, options.budget, wait=options.wait)
    refused: list[str] = []
    indexing = Indexing(wanted=asked.originals, folder=place / "cache" / "index", jobs=options.jobs or cores())
    opened = open_archives(named, settings, shared, refused, report=view.report, indexing=indexing)
    running = Running("run", settings, place, _arguments(named, asked), now(), subject)
    running.network = shared
    running.failures += refused

    def told(record: RunRecord, changes: Sequence[ChangeRow]) -> Iterable[str]:
        return tell(settings.notify, record, place, environment, now=now(), changes=changes) if settings.notify else ()

    recorder = recorder_of(settings, view, now, told, options.metrics)
    with recorder.recording(running), open_store(place, settings, wait=options.wait, report=view.report) as store:
        running.notices += map(StoreMended, store.remarks)
        added = contents_added(store, settings.limits.body_bytes)
        for archive in opened:
            store.forget_tries(archive.name, settings.of_archive(archive.name))
        running.fetch(opened, asked, store, now=now, show=view.fetching)
        unused = 0
        for archive in opened:
            running.tracebacks += archive.passed_over.tracebacks
            running.failures += archive.passed_over.refused + archive.passed_over.damaged
            left_out = [f"left out: {NO_ORIGIN.format(page, 'import it')}" for page in archive.passed_over.unplaced]
            is_used = not left_out or running.has_captures_of(archive.name)
            for line in left_out:
                (view.report if is_used else running.failures.append)(line)
            unused += not is_used
        if unused == len(opened):
            running.code = ExitCode.USAGE
        if unused < len(opened) or (place / "dataset").exists():
            build_all(running, store, settings, subject, view, options.keep, options.jobs, added)
        return closed(recorder, running, view, code_for_news=options.code_for_news, of_all_classes=options.all_changes)


def _check_metrics(metrics: Path | None) -> None:
    if metrics is not None and not metrics.absolute().parent.is_dir():
        raise SettingsError(f"--metrics {metrics}: there is no folder {metrics.absolute().parent}; make it first")


def _arguments(named: tuple[str, ...], asked: Asked) -> dict[str, Any]:
    return {
        "archives": named,
        "sources": asked.originals,
        "from": iso(asked.since) if asked.since else None,
        "to": iso(asked.until) if asked.until else None,
        "budget": asked.budget,
    }


def import_files(
    paths: Iterable[Path | str],
    settings: Settings = Settings(),  # noqa: B008 - frozen
    *,
    original: str | None = None,
    timestamp: datetime | str | None = None,
    jobs: int | None = None,
    subject: Subject = SUBJECT,
    view: View = View(),  # noqa: B008 - frozen
    now: Clock = now_utc,
) -> RunRecord:
    """Add the captures in WARC files, WACZ files, saved pages or folders of these to the store; rebuild the dataset.

    A path that is a string may also be an address `s3://bucket/key`, or `@list`. `original` and `timestamp` are for
    saved pages that do not contain their own; of a time in words (`2018`) as much is known as it states. Raises
    UnreadableFile if none of the files can be read, otherwise the same errors as `run`.
    """
    place, named = Path(settings.output), list(paths)
    opened: list[FileArchive] = []
    wrong: list[str] = []
    for path in named:
        try:
            opened.append(
                open_file(
                    path, settings, original, timestamp, report=view.report, indexing=Indexing(jobs=jobs or cores())
                )
            )
        except UnreadableFile as error:
            wrong.append(f"not imported: {error}")
    if not opened:
        raise UnreadableFile("; ".join(wrong))
    running = Running("import", settings, place, {"paths": list(map(str, named))}, now(), subject)
    running.failures += wrong
    recorder = recorder_of(settings, view, now)
    with recorder.recording(running), open_store(place, settings, report=view.report) as store:
        running.notices += map(StoreMended, store.remarks)
        added = contents_added(store, settings.limits.body_bytes)
        unread = _import(opened, store, running, view) or bool(wrong)
        has_nothing = bool(running.failures) and not any(one.steps for one in running.synced)
        if not has_nothing or (place / "dataset").exists():
            build_all(running, store, settings, subject, view, jobs=jobs, added=added)
        if has_nothing:
            running.code = ExitCode.NOTHING_REACHED if unread else ExitCode.USAGE
        elif running.failures:
            running.code = ExitCode.SOME_FAILED
        return closed(recorder, running, view)


def _import(opened: list[FileArchive], store: Store, running: Running, view: View) -> bool:
    """Add files to a store, and return whether some of their content could not be read."""
    synced: list[tuple[FileArchive, Synced]] = []
    unread = False
    for archive in opened:
        try:
            with view.fetching(f"{archive.name}: captures") as progress:
                synced.append((archive, keep_all(archive, archive.listed(), store, SyncOptions(progress=progress))))
            passed = (NO_ORIGIN.format(page, "import it") for page in archive.passed_over.unplaced)
            running.failures += [f"not imported: {said}" for said in passed]
        except UnreadableFile as error:
            unread = True
            running.failures.append(f"not imported: {error}")
        running.tracebacks += archive.passed_over.tracebacks
        running.failures += [f"not imported: {one}" for one in archive.passed_over.refused]
        unread = unread or bool(archive.passed_over.refused)
    for archive, first in synced:  # a revisit may refer to what a later file held
        done = second_pass(archive, first, store)[0] if first.may_pass else first
        running.synced.append(done)
        running.failures += [f"{_in_part(done)}: {one}" for one in archive.passed_over.damaged]
    return unread


def _in_part(done: Synced) -> str:
    """Return how much was imported of what is damaged; captures that nothing tells of any more are in no number."""
    listed = sum(done.steps.values())
    return f"imported in part, {listed - done.steps.get('failed', 0):,} of {counted(listed, 'capture')}"


def plan(
    settings: Settings = Settings(),  # noqa: B008 - frozen
    options: RunOptions = RunOptions(),  # noqa: B008 - frozen
    *,
    subject: Subject = SUBJECT,
    report: Report = unheard,
) -> tuple[Cost, ...]:
    """Estimate the cost of `run` for each archive. Only the indexes are requested. Raises the same errors as `run`."""
    originals = originals_of(options.sources or settings.sources, subject)
    shared = network(settings, options.budget)
    indexing = Indexing(
        wanted=originals, folder=Path(settings.output) / "cache" / "index", write=False, jobs=options.jobs or cores()
    )
    opened = open_archives(options.archives or settings.archives, settings, shared, report=report, indexing=indexing)
    wanted = SyncOptions(since=options.since, until=options.until)
    found: list[Cost] = []
    seen = Planned()
    with read_store(Path(settings.output), settings, report=report) as store:
        for archive in opened:
            store.forget_tries(archive.name, settings.of_archive(archive.name))
            asked = shared.requests_made
            one = planned(archive, originals, store, wanted, seen)
            requests = shared.requests_made - asked
            found.append(cost(archive.name, one, requests, archive.pace, store.mean_length()))
    return tuple(found)
