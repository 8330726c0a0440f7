"""The record of a run → figures for Prometheus, as node_exporter's textfile collector reads them."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path

import msgspec

from scraper.durable import write_whole
from scraper.errors import StoreError
from scraper.exit_codes import ExitCode
from scraper.outcomes import Outcome
from scraper.runs.record import RunRecord

PREFIX = "unesco_scraper_"
SUCCESSES = frozenset({ExitCode.DONE, ExitCode.NEWS})
"""Exit codes of runs that got all that they asked for."""

Labels = tuple[tuple[str, str], ...]


class Gauge(msgspec.Struct, frozen=True):
    """One family: its name without the prefix, what it means, its samples by labels."""

    name: str
    help: str
    samples: Mapping[Labels, float]


def metrics_text(record: RunRecord, last_success: str | None = None) -> str:
    """Return the text of all figures, in the exposition format 0.0.4; the same record gives the same text.

    `last_success` is when the last run before this one ended that got all it asked for (RFC 3339); None for none known. All
    are gauges: they tell of the last run alone, or of what there is after it. What no dataset was made for is left out.
    """
    return "".join(f"{line}\n" for gauge in _gauges(record, last_success) for line in _lines(gauge))


def last_success(runs: Iterable[RunRecord]) -> str | None:
    """Return when the last of these runs ended that got all it asked for; None where none did."""
    return max((run.ended for run in runs if run.command == "run" and run.exit_code in SUCCESSES), default=None)


def write_metrics(path: Path, text: str) -> None:
    """Write figures, whole or not at all: beside it first, under a name that no collector reads. Raises StoreError."""
    try:
        write_whole(path, text.encode("utf-8", "replace"))
    except OSError as error:
        raise StoreError(f"{path}: cannot be written: {error.strerror or error}") from error


def _gauges(record: RunRecord, last_success: str | None) -> Iterator[Gauge]:
    success = record.ended if record.exit_code in SUCCESSES else last_success
    yield _one("last_run_timestamp_seconds", "When the last run ended, in seconds of the epoch.", _epoch(record.ended))
    if success is not None:
        said = "When the last run ended that got all it asked for, in seconds of the epoch."
        yield _one("last_success_timestamp_seconds", said, _epoch(success))
    yield _one("last_run_duration_seconds", "How long the last run took.", record.seconds)
    yield _one("last_run_exit_code", "How the last run ended; 0 is done.", record.exit_code)
    versions = tuple((name, str(record.versions.get(name, ""))) for name in ("tool", "rules"))
    yield Gauge("info", "Versions of the tool and of its rules.", {versions: 1})
    yield from _work(record)
    yield from _hosts(record)
    if record.rows:
        yield from _holdings(record)


def _work(record: RunRecord) -> Iterator[Gauge]:
    """Yield what the last run did."""
    said = "Originals that archives were to list in the last run, by what came of it."
    results = [(one.archive, "left" if one.left else "failed" if one.failure else "listed") for one in record.listings]
    asked = [((("archive", archive), ("result", result)), 1.0) for archive, result in results]
    yield Gauge("last_run_listings", said, _summed(asked))
    yield _by("last_run_captures", "Captures by what the last run did with them.", "step", record.steps.items())
    said = "Captures tried once more, by what came of it."
    yield _by("last_run_second_pass_captures", said, "step", record.second_pass.items())
    yield _one("last_run_new_facts", "Facts that the dataset had not before the last run.", record.facts)
    yield _one("last_run_new_changes", "Changes that the dataset had not before the last run.", len(record.changes))
    yield _one("last_run_failures", "What the last run asked for and did not get.", len(record.failures))
    yield _one("last_run_warnings", "Warnings of the last run.", len(record.warnings))


def _hosts(record: RunRecord) -> Iterator[Gauge]:
    asked = record.requests
    counts = [(one.host, one.requests) for one in asked]
    yield _by("last_run_requests", "Requests that the last run made.", "host", counts)
    yield _by("last_run_response_bytes", "Bytes that came.", "host", [(one.host, one.bytes) for one in asked])
    said = "Seconds that answers took."
    yield _by("last_run_response_seconds", said, "host", [(one.host, one.seconds) for one in asked])
    yield _one("hosts_at_rest", "Hosts that are not asked for a while.", len(record.resting))


def _holdings(record: RunRecord) -> Iterator[Gauge]:
    """Yield what there is after the last run."""
    outcomes = dict.fromkeys((outcome.value for outcome in Outcome), 0) | record.outcomes
    yield _by("captures", "Captures ever listed, by what became of them.", "outcome", outcomes.items())
    yield _by("table_rows", "Rows of the dataset's tables.", "table", record.rows.items())
    yield _one("unread_stretches", "Stretches of host lists that were not read.", record.unread)
    yield _one("drifts", "Pages whose latest capture is not read as it should be.", len(record.drift))


def _one(name: str, said: str, value: float) -> Gauge:
    return Gauge(name, said, {(): value})


def _by(name: str, said: str, label: str, values: Iterable[tuple[str, float]]) -> Gauge:
    return Gauge(name, said, _summed((((label, word),), value) for word, value in values))


def _summed(values: Iterable[tuple[Labels, float]]) -> dict[Labels, float]:
    """Return samples, those of equal labels together: a collector refuses a file that has one twice."""
    sums: dict[Labels, float] = {}
    for labels, value in values:
        sound = tuple((name, word.encode("utf-8", "replace").decode()) for name, word in labels)
        sums[sound] = sums.get(sound, 0) + value
    return sums


def _epoch(time: str) -> float:
    return datetime.fromisoformat(time).timestamp()


def _lines(gauge: Gauge) -> Iterator[str]:
    name = f"{PREFIX}{gauge.name}"
    yield f"# HELP {name} {gauge.help}"
    yield f"# TYPE {name} gauge"
    for labels, value in sorted(gauge.samples.items()):
        said = ",".join(f'{label}="{_escaped(word)}"' for label, word in labels)
        yield f"{name}{{{said}}} {value!r}" if said else f"{name} {value!r}"


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace("\n", "\\n").replace('"', '\\"')
