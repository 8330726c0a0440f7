"""A published dataset and a store → outputs on request: typed tables, exported files, the report, explanations, differences."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from scraper.dataset.loaded import LoadedDataset, loaded
from scraper.dataset.stated import read_dataset
from scraper.default import SUBJECT
from scraper.diffs.differences import Differences, Level, found_differences
from scraper.diffs.sides import Sides
from scraper.exports.export import Exported
from scraper.exports.export import export as exported
from scraper.history.cache import open_cache
from scraper.history.reading import Reading
from scraper.opening import open_archives, originals_of
from scraper.output_folder import Report, need_store, read_store, unheard
from scraper.report.explain import explained
from scraper.report.page import FILENAME as REPORT
from scraper.report.page.page import write_report as written
from scraper.settings import Settings
from scraper.store.reader import StoreReader
from scraper.values.subject import Subject


def load(dataset: Path | str) -> LoadedDataset:
    """Read a published dataset folder: its tables by name, with typed values. Raises StoreError if it is not a dataset."""
    return loaded(Path(dataset))


def export(
    formats: Iterable[str],
    settings: Settings = Settings(),  # noqa: B008 - frozen
    *,
    into: Path | None = None,
    subject: Subject = SUBJECT,
    report: Report = unheard,
) -> Iterator[Exported]:
    """Export the published dataset as sqlite, xlsx, parquet or zip, or the store as wacz; yield each file written.

    Files are written to `exports/` in the output folder unless `into` names another folder or, for a single format, a
    file: a name with a suffix that is no folder yet. Raises SettingsError for an unknown format or a missing library, and StoreError.
    """
    place = Path(settings.output)
    if "wacz" in (names := tuple(formats)):
        need_store(place)

    @contextmanager
    def captures() -> Iterator[tuple[StoreReader, Reading]]:
        with open_cache(place, subject) as cache, read_store(place, settings, report=report) as store:
            yield store, Reading(subject, settings.limits.body_bytes, cache)

    yield from exported(place, names, into, captures=captures)


def write_report(settings: Settings = Settings(), *, subject: Subject = SUBJECT) -> Path:  # noqa: B008 - frozen
    """Write the report of the published dataset, as every build does, and return its path. Raises StoreError."""
    place = Path(settings.output)
    written(place / "dataset", place / REPORT, subject)
    return place / REPORT


def explain(dataset: Path, *questions: str, subject: Subject = SUBJECT) -> tuple[dict[str, Any], ...]:
    """Return what a published dataset states about years, cities or words, each answer in the form of dataset.json.

    Raises StoreError if there is no dataset.
    """
    document = read_dataset(dataset / "dataset.json", subject)
    return tuple(explained(document, question, subject) for question in questions)


def diff(
    before: str,
    after: str,
    settings: Settings = Settings(),  # noqa: B008 - frozen
    *,
    level: Level = "records",
    source: str | None = None,
    subject: Subject = SUBJECT,
    report: Report = unheard,
) -> Differences:
    """Compare two sides, and return the differences with their causes.

    A side is a time of a capture in the store, 'latest', 'previous', a memento URL, a saved page, a WARC file, or a
    dataset folder; `source` is the page whose captures the times refer to. Raises SettingsError if a side names
    nothing, and StoreError, UnreadableFile or CaptureFailure if it cannot be read.
    """
    place, most_bytes = Path(settings.output), settings.limits.body_bytes
    with ExitStack() as stack:
        there = (place / "store").is_dir()
        sides = Sides(
            stack.enter_context(read_store(place, settings, report=report)) if there else None,
            originals_of((source,), subject) if source else subject.sources[0],
            subject=subject,
            most_bytes=most_bytes,
            report=report,
            open_live=lambda base: open_archives((base,), settings, report=report)[0],
        )
        one, other = sides.find(before), sides.find(after)
    return found_differences(one, other, level, subject=subject, most_bytes=most_bytes)
