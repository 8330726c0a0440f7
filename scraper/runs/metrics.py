"""The record of a run → metrics for Prometheus, in the form of node_exporter's textfile collector."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from scraper.durable import write_whole
from scraper.errors import StoreError
from scraper.exit_codes import ExitCode
from scraper.outcomes import Outcome
from scraper.runs.record import RunRecord
from scraper.values.changes import of_substance

PREFIX = "unesco_scraper_"
SUCCESSES = frozenset({ExitCode.DONE, ExitCode.NEWS})
"""Exit codes of runs that obtained everything they requested."""


def metrics_text(record: RunRecord, last_success: str | None = None) -> str:
    """Return the text of all metrics, in the exposition format 0.0.4; the same record gives the same text.

    `last_success` is the end of the last earlier run that obtained everything it requested (RFC 3339), or None. All
    metrics are gauges: they describe the last run, or the state after it. Metrics of a dataset are left out if none was
    made.
    """
    registry = CollectorRegistry()
    registry.register(_Figures(record, last_success))
    return generate_latest(registry).decode()


def last_success(runs: Iterable[RunRecord]) -> str | None:
    """Return the end of the last of these runs that obtained everything it requested, or None."""
    return max((run.ended for run in runs if run.command == "run" and run.exit_code in SUCCESSES), default=None)


def write_metrics(path: Path, text: str) -> None:
    """Write metrics, as a whole or not at all, under a temporary name that no collector reads first. Raises StoreError."""
    try:
        write_whole(path, text.encode("utf-8", "replace"))
    except OSError as error:
        raise StoreError(f"{path}: cannot be written: {error.strerror or error}") from error


class _Figures(Collector):
    """The figures of one record, each family whole."""

    def __init__(self, record: RunRecord, last_success: str | None) -> None:
        self._record, self._last_success = record, last_success

    def collect(self) -> Iterator[GaugeMetricFamily]:
        yield from _gauges(self._record, self._last_success)


def _gauges(record: RunRecord, last_success: str | None) -> Iterator[GaugeMetricFamily]:
    success = record.ended if record.exit_code in SUCCESSES else last_success
    yield _one(
        "last_run_timestamp_seconds", "When the last run ended, in seconds since the epoch.", _epoch(record.ended)
    )
    if success is not None:
        said = "When the last fully successful run ended, in seconds since the epoch."
        yield _one("last_success_timestamp_seconds", said, _epoch(success))
    yield _one("last_run_duration_seconds", "Duration of the last run in seconds.", record.seconds)
    yield _one("last_run_exit_code", "Exit code of the last run; 0 is success.", record.exit_code)
    versions = [str(record.versions.get(name, "")) for name in ("tool", "rules")]
    yield _by("info", "Versions of the tool and of its rules.", ("tool", "rules"), [(versions, 1)])
    yield from _work(record)
    yield from _hosts(record)
    if record.rows:
        yield from _holdings(record)


def _work(record: RunRecord) -> Iterator[GaugeMetricFamily]:
    """Yield what the last run did."""
    said = "Originals that archives were asked to list in the last run, by result."
    results = [(one.archive, "left" if one.left else "failed" if one.failure else "listed") for one in record.listings]
    yield _by("last_run_listings", said, ("archive", "result"), [(result, 1) for result in results])
    yield _of("last_run_captures", "Captures by what the last run did with them.", "step", record.steps.items())
    said = "Captures retried in the last run, by result."
    yield _of("last_run_second_pass_captures", said, "step", record.second_pass.items())
    yield _one("last_run_new_facts", "Facts that are new since the run before.", record.facts)
    substance = len(of_substance(record.changes))
    yield _one("last_run_new_changes", "Changes of substance that are new since the run before.", substance)
    yield _one("last_run_failures", "Requests and captures that failed in the last run.", len(record.failures))
    yield _one("last_run_warnings", "Warnings of the last run.", len(record.warnings))


def _hosts(record: RunRecord) -> Iterator[GaugeMetricFamily]:
    asked = record.requests
    counts = [(one.host, one.requests) for one in asked]
    yield _of("last_run_requests", "Requests made by the last run.", "host", counts)
    yield _of("last_run_response_bytes", "Bytes received.", "host", [(one.host, one.bytes) for one in asked])
    said = "Time spent waiting for responses, in seconds."
    yield _of("last_run_response_seconds", said, "host", [(one.host, one.seconds) for one in asked])
    yield _one("hosts_at_rest", "Hosts in cooldown.", len(record.resting))


def _holdings(record: RunRecord) -> Iterator[GaugeMetricFamily]:
    """Yield what there is after the last run."""
    outcomes = dict.fromkeys((outcome.value for outcome in Outcome), 0) | record.outcomes
    yield _of("captures", "Captures ever listed, by outcome.", "outcome", outcomes.items())
    yield _of("table_rows", "Rows of the dataset's tables.", "table", record.rows.items())
    yield _one("unread_stretches", "Passages of host lists that were not understood.", record.unread)
    yield _one("drifts", "Pages whose latest capture shows extraction drift.", len(record.drift))


def _one(name: str, said: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"{PREFIX}{name}", said, value=value)


def _of(name: str, said: str, label: str, values: Iterable[tuple[str, float]]) -> GaugeMetricFamily:
    return _by(name, said, (label,), [((word,), value) for word, value in values])


def _by(
    name: str, said: str, labels: Sequence[str], values: Iterable[tuple[Sequence[str], float]]
) -> GaugeMetricFamily:
    """Return a family, its samples in order, those of equal labels together: a collector refuses a file that has one twice."""
    sums: dict[tuple[str, ...], float] = {}
    for words, value in values:
        sound = tuple(word.encode("utf-8", "replace").decode() for word in words)
        sums[sound] = sums.get(sound, 0) + value
    family = GaugeMetricFamily(f"{PREFIX}{name}", said, labels=labels)
    for words, value in sorted(sums.items()):
        family.add_metric(words, value)
    return family


def _epoch(time: str) -> float:
    return datetime.fromisoformat(time).timestamp()
