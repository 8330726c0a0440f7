"""A run's figures are what Prometheus reads: one valid text, the same for the same record, written whole or not at all."""

import math
from datetime import datetime
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from prometheus_client.parser import text_string_to_metric_families
from telling import RECORD, asked, listing, record

from scraper.errors import StoreError
from scraper.outcomes import Outcome
from scraper.runs.metrics import PREFIX, last_success, metrics_text, write_metrics
from scraper.runs.record import HostRequests, RunRecord
from scraper.values.changes import ChangeRow

FULL = record(
    exit_code=1,
    listings=(listing("unesco"), listing("unesco", "https://a.example/"), listing("shelf", failure="503")),
    steps={"stored": 3, "failed": 2},
    second_pass={"failed": 2},
    outcomes={"extracted": 50, "not found": 1},
    requests=(asked("web.archive.org", 7), asked("127.0.0.1:8080", 2)),
    resting=("web.archive.org is in cooldown for 60 s",),
    rows={"timeline": 20, "changes": 4},
    facts=9,
    changes=(
        *[ChangeRow(kind="changed", timestamp=time, previous="w") for time in "xy"],
        ChangeRow(kind="respelt", class_="wording", timestamp="z", previous="w"),
    ),
    unread=3,
    warnings=("one", "two"),
    drift=("layout unknown: https://a.example/ at 20240101000000",),
    failures=("truncated: x",),
)


def _samples(text: str) -> dict[tuple[str, tuple[tuple[str, str], ...]], float]:
    families = list(text_string_to_metric_families(text))
    assert {family.type for family in families} == {"gauge"}
    assert all(family.documentation for family in families)
    found = [
        (sample.name, tuple(sorted(sample.labels.items())), sample.value) for one in families for sample in one.samples
    ]
    assert len({(name, labels) for name, labels, _ in found}) == len(found)
    return {(name.removeprefix(PREFIX), labels): value for name, labels, value in found}


def _value(one: RunRecord, name: str, last_success: str | None = None, **labels: str) -> float:
    return _samples(metrics_text(one, last_success))[name, tuple(sorted(labels.items()))]


def test_a_run_is_told_in_base_units() -> None:
    assert _value(FULL, "last_run_duration_seconds") == 847.25
    assert _value(FULL, "last_run_timestamp_seconds") == datetime.fromisoformat("2026-11-23T03:14:07.250Z").timestamp()
    assert _value(FULL, "last_run_exit_code") == 1
    assert _value(FULL, "info", tool="0.3.0", rules="2") == 1


def test_what_it_did_is_counted() -> None:
    assert _value(FULL, "last_run_captures", step="stored") == 3
    assert _value(FULL, "last_run_second_pass_captures", step="failed") == 2
    assert _value(FULL, "last_run_listings", archive="unesco", result="listed") == 2
    assert _value(FULL, "last_run_listings", archive="shelf", result="failed") == 1
    assert _value(FULL, "last_run_requests", host="web.archive.org") == 7
    assert _value(FULL, "last_run_response_bytes", host="127.0.0.1:8080") == 20
    assert _value(FULL, "hosts_at_rest") == 1
    assert _value(FULL, "last_run_new_facts") == 9
    assert _value(FULL, "last_run_new_changes") == 2
    assert _value(FULL, "last_run_warnings") == 2
    assert _value(FULL, "last_run_failures") == 1


def test_rows_unread_passages_and_drifts_are_counted() -> None:
    assert _value(FULL, "table_rows", table="timeline") == 20
    assert _value(FULL, "unread_stretches") == 3
    assert _value(FULL, "drifts") == 1


def test_an_outcome_that_no_capture_has_is_nought_and_not_missing() -> None:
    """A rule about an outcome is silent where its figure is missing."""
    assert _value(FULL, "captures", outcome="extracted") == 50
    told = [labels for name, labels in _samples(metrics_text(FULL)) if name == "captures"]
    assert {labels[0][1] for labels in told} == {outcome.value for outcome in Outcome}
    assert _value(FULL, "captures", outcome="challenge") == 0


def test_a_run_that_made_no_dataset_says_nothing_of_what_there_is() -> None:
    names = {name for name, _ in _samples(metrics_text(record(rows={}, exit_code=130)))}
    assert not names & {"captures", "table_rows", "unread_stretches", "drifts"}
    assert "last_run_exit_code" in names


@pytest.mark.parametrize("code", [0, 10])
def test_a_run_that_got_all_is_the_last_success(code: int) -> None:
    done = record(exit_code=code)
    assert _value(done, "last_success_timestamp_seconds", "2026-01-01T00:00:00Z") == _value(
        done, "last_run_timestamp_seconds"
    )


def test_after_a_run_that_failed_the_one_before_is_the_last_success() -> None:
    before = datetime.fromisoformat("2026-11-01T00:00:00Z").timestamp()
    assert _value(FULL, "last_success_timestamp_seconds", "2026-11-01T00:00:00Z") == before
    assert "last_success_timestamp_seconds" not in {name for name, _ in _samples(metrics_text(FULL))}


def test_the_last_success_is_the_latest_of_the_runs_that_got_all() -> None:
    runs = [record(exit_code=code, ended=f"2026-11-2{day}T00:00:00.000Z") for day, code in enumerate((10, 0, 1, 130))]
    assert last_success(reversed(runs)) == last_success(runs) == "2026-11-21T00:00:00.000Z"
    assert last_success([FULL]) is None


def test_a_dataset_that_somebody_builds_or_imports_is_no_success_of_a_run() -> None:
    assert [last_success([record(command=command)]) for command in ("build", "import")] == [None, None]


ODD = st.one_of(st.text(), st.text(alphabet='\\"\n{},= #\r\t\x85\u2028a'))


@given(st.dictionaries(ODD, st.integers(0, 2**53)))
def test_any_host_is_read_as_it_was_written(hosts: dict[str, int]) -> None:
    asked = tuple(HostRequests(host=host, requests=count, bytes=0, seconds=0) for host, count in hosts.items())
    read = _samples(metrics_text(record(requests=asked)))
    assert {labels[0][1]: value for (name, labels), value in read.items() if name == "last_run_requests"} == hosts


@given(st.dictionaries(ODD, st.integers(0, 9)), st.lists(st.tuples(ODD, st.booleans())))
def test_any_value_of_a_label_is_written_and_read_back(steps: dict[str, int], listed: list[tuple[str, bool]]) -> None:
    listings = tuple(listing(archive, left=left) for archive, left in listed)
    read = _samples(metrics_text(record(steps=steps, rows=steps, listings=listings)))
    assert {labels[0][1]: value for (name, labels), value in read.items() if name == "last_run_captures"} == steps
    assert {labels[0][1]: value for (name, labels), value in read.items() if name == "table_rows"} == steps
    assert sum(value for (name, _), value in read.items() if name == "last_run_listings") == len(listed)


@given(st.floats(0, 1e12), st.permutations(range(4)))
def test_figures_are_finite_and_in_one_order(seconds: float, order: list[int]) -> None:
    hosts = [asked(f"{number}.example") for number in range(4)]
    one = record(seconds=seconds, requests=tuple(hosts))
    other = record(seconds=seconds, requests=tuple(hosts[at] for at in order))
    assert metrics_text(one) == metrics_text(other)
    assert math.isclose(_value(one, "last_run_duration_seconds"), seconds, rel_tol=1e-14)


def test_every_family_has_its_help_and_type_before_its_samples() -> None:
    lines = metrics_text(FULL).splitlines()
    for at, line in enumerate(lines):
        if line.startswith("# HELP "):
            name = line.split()[2]
            assert lines[at + 1] == f"# TYPE {name} gauge"
            assert name.startswith(PREFIX)
            assert not name.endswith("_total"), "a gauge is no total"
    assert metrics_text(FULL).endswith("\n")


def test_figures_are_written_as_a_whole_and_nothing_is_left_beside_them(tmp_path: Path) -> None:
    path = tmp_path / "scraper.prom"
    for one in (FULL, RECORD):
        write_metrics(path, metrics_text(one))
        assert path.read_bytes().decode() == metrics_text(one)
    assert [each.name for each in tmp_path.iterdir()] == ["scraper.prom"]


def test_a_collector_never_reads_what_is_half_written(tmp_path: Path) -> None:
    """It reads *.prom: what is written first is not of that name."""
    (tmp_path / ".scraper.prom.part").mkdir()
    with pytest.raises(StoreError, match=r"scraper\.prom: cannot be written"):
        write_metrics(tmp_path / "scraper.prom", metrics_text(FULL))
    assert not list(tmp_path.glob("*.prom"))


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="nowhere"):
        write_metrics(tmp_path / "nowhere" / "scraper.prom", "x")


def test_what_cannot_be_written_as_utf_8_is_replaced(tmp_path: Path) -> None:
    halves = {chr(0xD800): 1, chr(0xDC00): 2}
    one = msgspec.structs.replace(FULL, steps=halves)
    write_metrics(tmp_path / "x.prom", metrics_text(one))
    assert _value(one, "last_run_captures", step="?") == 3
