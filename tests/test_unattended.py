"""What a machine that is left alone for years does to a run: errors nobody foresaw, signals, broken streams, wrong paths."""

import contextlib
import json
import logging
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from subprocess import PIPE
from typing import Any

import pytest

from scraper.cli import run_command
from scraper.runs.record import RunRecord, last_runs
from scraper.store.store import Store

ROOT = Path(__file__).parents[1]
WARC = ROOT / "fixtures" / "warc" / "uccn.warc.gz"
PAGE = "https://en.unesco.org/creative-cities/content/annual-conferences"
RUN = ("run", "--archive", str(WARC), "--source", PAGE)
ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT)}
Captured = pytest.CaptureFixture[str]
Patch = pytest.MonkeyPatch


# What happens to a run or to its files, what comes of it, and the tests that show it: docs/faults.md has this table.
PROMISES = (
    (
        "the clock was fast or slow during one run",
        "records are sorted by number, not by time; retries noted with a future time are counted from now: later runs are not affected",
        "test_running.py::test_a_run_whose_clock_was_wrong_changes_nothing_for_those_after_it",
        "test_running.py::test_the_last_records_are_kept_the_newest_first_whatever_the_clock_says",
    ),
    (
        "an unforeseen error",
        "exit code 70, a record with the traceback, a notification; `-v` prints the traceback",
        "test_unattended.py::test_an_error_that_nobody_foresaw_ends_with_70_a_record_and_a_message",
        "test_unattended.py::test_no_command_ends_with_a_traceback",
    ),
    (
        "SIGINT, SIGTERM or SIGHUP, once or several times",
        "the record is written and notifications are sent; the first signal decides the exit code (130, 143, 129); ignored ones stay so",
        "test_unattended.py::test_a_signal_ends_a_run_in_order_with_its_own_code",
        "test_unattended.py::test_further_signals_change_nothing_while_the_record_is_written",
    ),
    (
        "standard streams that are closed or full, or whose reader has ended",
        "a run does its work; a command whose output is lost ends with 3",
        "test_unattended.py::test_a_stream_that_is_closed_full_or_left_stops_no_run",
        "test_unattended.py::test_what_is_printed_and_lost_is_an_error_of_a_command_that_prints",
    ),
    (
        "an output encoding that lacks a character",
        "the character is replaced; in JSON it is escaped",
        "test_unattended.py::test_what_an_encoding_cannot_say_is_replaced",
        "test_unattended.py::test_json_escapes_what_an_encoding_cannot_say",
    ),
    (
        "a kill while a record is written",
        "the incomplete record is cut off when the store is next opened, and a message says so",
        "test_store.py::test_a_run_killed_at_any_byte_of_a_record_costs_that_record_only",
        "test_store.py::test_a_message_says_what_was_cut_off",
    ),
    (
        "a kill at any system call of `run`, `import`, `build`, `find-changes`",
        "stored captures are kept, the dataset is the old or the new one, and the next run ends as if nothing had happened",
        "test_kill.py::test_a_kill_at_any_call_loses_nothing_and_the_next_run_ends_as_ever",
        "test_kill.py::test_kills_one_after_the_other_lose_nothing_either",
    ),
    (
        "a kill while `record` or `schedule` writes into a folder",
        "each file is complete or absent (with `record`, all files together); the next run completes them and leaves no other files",
        "test_kill.py::test_what_is_filed_in_a_folder_is_there_as_a_whole_or_not_yet_and_the_next_run_completes_it",
    ),
    (
        "a foreign file in the store, or foreign bytes at the end of a file",
        "left as they are and reported, with one capture `damaged`; nothing is appended to them",
        "test_store.py::test_a_file_that_is_none_of_ours_is_left_named_and_makes_an_outcome",
        "test_store.py::test_what_somebody_appended_to_a_file_that_was_closed_is_not_cut_off",
    ),
    (
        "a damaged record, whether the ledger is there or not",
        "its capture is `damaged`, the totals add up, exit code 1; `doctor` names it, and the next run fetches it again",
        "test_store.py::test_the_last_record_is_not_cut_off_for_being_damaged",
        "test_running.py::test_a_run_fetches_anew_what_is_damaged_and_doctor_says_so",
        "test_running.py::test_a_damaged_record_does_not_vanish_with_the_ledger",
    ),
    (
        "a file of an archive, or a part of one, that cannot be read, also in a folder",
        "the rest is read; the failure names the file and the byte, exit code 1; `doctor` names it too",
        "test_files.py::test_a_damaged_record_in_the_middle_is_reported_and_costs_no_other",
        "test_kept.py::test_what_of_a_collection_cannot_be_read_fails_the_run_by_name",
    ),
    (
        "a WARC file that is missing or has become shorter",
        "its captures are `damaged`; nothing is appended to it; once it is restored, everything is as before",
        "test_store.py::test_a_file_that_is_shorter_than_it_was_is_named_and_costs_what_it_lacks",
        "test_store.py::test_nothing_is_appended_to_a_file_that_is_shorter_than_it_was",
    ),
    (
        "a ledger with wrong values, types or references, or with a table missing",
        "exit code 3 and the name of the file; if removed, it is rebuilt from the WARC files",
        "test_store.py::test_a_ledger_that_says_otherwise_than_the_records_is_not_believed",
    ),
    (
        "a process that was suspended during a request",
        "other processes name it, continue with other hosts, and end with `not fetched`; `run --wait` waits",
        "test_manners.py::test_a_process_that_was_stopped_in_a_request_is_named_and_not_waited_for",
        "test_manners.py::test_a_host_that_another_process_holds_costs_no_other_host",
    ),
    (
        "a problem that persists after the run that reported it",
        "`status` shows it, with page and captures, until it is resolved",
        "test_running.py::test_status_names_what_is_still_wrong_until_it_is_over",
    ),
    (
        "paths that are too long, not folders, not readable, or in /proc",
        "the path is named; exit code 3, or 2 for a settings file",
        "test_unattended.py::test_a_path_that_cannot_be_used_is_named",
    ),
)


def test_every_promise_has_its_tests() -> None:
    for _, _, *named in PROMISES:
        for one in named:
            file, name = one.split("::")
            assert f"\ndef {name}(" in (ROOT / "tests" / file).read_text(encoding="utf-8"), one


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: Patch) -> Iterator[None]:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    logger = logging.getLogger("scraper")
    before = logger.handlers[:], logger.level, logger.propagate
    yield
    logger.handlers[:], level, logger.propagate = before
    logger.setLevel(level)


def _record() -> RunRecord:
    return last_runs(Path("output/runs"), 1)[0]


# --- an exception that nobody foresaw ---------------------------------------------------------------------------------


def _broken(*_: object, **__: object) -> None:
    raise TypeError("nobody foresaw this")


BROKEN = ("scraper.runs.run.sync", "scraper.dataset.build.make", "scraper.runs.run.news", "scraper.cli.showing.put")


def _telling() -> None:
    program = "import sys; open('told.txt', 'ab').write(sys.stdin.buffer.read())"
    Path("scraper.toml").write_text(f"[notify]\ncommand = {json.dumps([sys.executable, '-c', program])}\n")


@pytest.mark.slow
@pytest.mark.parametrize("where", BROKEN)
def test_an_error_that_nobody_foresaw_ends_with_70_a_record_and_a_message(
    where: str, capsys: Captured, monkeypatch: Patch
) -> None:
    assert run_command(list(RUN)) == 0
    _telling()
    shutil.rmtree("output/dataset")  # so that there is something to build
    monkeypatch.setattr(where, _broken)
    assert run_command(list(RUN)) == 70
    said = capsys.readouterr().err
    assert "nobody foresaw this" in said
    assert "Traceback" not in said
    record = _record()
    assert record.exit_code == 70
    assert "TypeError: nobody foresaw this" in record.warnings[-1]
    (traceback,) = record.tracebacks
    assert "test_unattended.py" in traceback
    assert "nobody foresaw this" in Path("told.txt").read_text()


@pytest.mark.parametrize("option", [(), ("--log-json",)], ids=str)
def test_the_traceback_of_an_unforeseen_error_is_printed_with_v(
    option: tuple[str, ...], capsys: Captured, monkeypatch: Patch
) -> None:
    monkeypatch.setattr("scraper.runs.run.sync", _broken)
    assert run_command([*RUN, "-v", *option]) == 70
    assert "test_unattended.py" in capsys.readouterr().err


@pytest.mark.slow
@pytest.mark.parametrize(
    ("command", "where"),
    [
        ("verify", "scraper.dataset.verify.make"),
        ("build --locked", "scraper.dataset.locked.make"),
        ("log", "scraper.cli.history.put"),
        ("as-of 2018 --by-page", "scraper.history.as_of.as_of"),
        ("status", "scraper.runs.status.status"),
        ("explain 2018", "scraper.outputs.explained"),
        ("diff 2018 2019", "scraper.outputs.found_differences"),
        ("extract page.html", "scraper.cli.extract.open_file"),
    ],
)
def test_no_command_ends_with_a_traceback(command: str, where: str, capsys: Captured, monkeypatch: Patch) -> None:
    assert run_command(list(RUN)) == 0
    monkeypatch.setattr(where, _broken)
    assert run_command(command.split()) == 70
    said = capsys.readouterr().err
    assert "TypeError: nobody foresaw this" in said
    assert "Traceback" not in said


def test_a_settings_error_is_no_internal_one(capsys: Captured) -> None:
    assert run_command(["run", "--archive", "nobody-knows-this"]) == 2
    assert "internal" not in capsys.readouterr().err


# --- signals ----------------------------------------------------------------------------------------------------------


SIGNALS = {signal.SIGINT: 130, signal.SIGTERM: 143, signal.SIGHUP: 129}


def _heeds(*, but: Sequence[signal.Signals] = ()) -> None:
    """Whatever these tests run under, `nohup` for one: a signal that is ignored there is ignored by what it starts."""
    for number in SIGNALS:
        signal.signal(number, signal.SIG_IGN if number in but else signal.SIG_DFL)


@contextlib.contextmanager
def _run_in_a_request(*, before: Callable[[], Any] = _heeds) -> Iterator[tuple[subprocess.Popen[str], socket.socket]]:
    """Start a run whose index is asked for, and not answered."""
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        base = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        command = [sys.executable, "-m", "scraper", "run", "--archive", base, "--source", PAGE]
        with subprocess.Popen(command, stdout=PIPE, stderr=PIPE, text=True, env=ENVIRONMENT, preexec_fn=before) as run:
            try:
                connection, _ = silent.accept()
                with connection:
                    connection.recv(1)
                    yield run, silent
            finally:
                run.kill()


@pytest.mark.slow
@pytest.mark.parametrize("number", SIGNALS, ids=lambda number: number.name)
def test_a_signal_ends_a_run_in_order_with_its_own_code(number: signal.Signals) -> None:
    with _run_in_a_request() as (run, _):
        run.send_signal(number)
        _, said = run.communicate()
    assert run.returncode == SIGNALS[number] == _record().exit_code
    assert "Traceback" not in said


@pytest.mark.slow
@pytest.mark.parametrize("first", SIGNALS, ids=lambda number: number.name)
def test_further_signals_change_nothing_while_the_record_is_written(first: signal.Signals) -> None:
    """Somebody who is told holds the run up meanwhile."""
    os.mkfifo("pipe")
    os.mkfifo("ready")
    program = "import sys; sys.stdin.read(); open('ready', 'w').write('1'); open('pipe').read()"
    Path("scraper.toml").write_text(f"[notify]\ncommand = {json.dumps([sys.executable, '-c', program])}\n")
    with _run_in_a_request() as (run, _):
        run.send_signal(first)
        Path("ready").read_text()
        for then in (*SIGNALS, first):
            run.send_signal(then)
        Path("pipe").write_text("go on")
        _, said = run.communicate()
    assert run.returncode == SIGNALS[first] == _record().exit_code
    assert "Traceback" not in said


@pytest.mark.slow
def test_a_signal_that_was_ignored_at_the_start_stays_ignored() -> None:
    """As `nohup scraper run` has it."""
    with _run_in_a_request(before=lambda: _heeds(but=[signal.SIGHUP])) as (run, _):
        run.send_signal(signal.SIGHUP)
        run.send_signal(signal.SIGTERM)
        run.communicate()
    assert run.returncode == 143


# --- standard streams -------------------------------------------------------------------------------------------------


def _shell(arguments: Sequence[str], redirections: str, **environment: str) -> "subprocess.CompletedProcess[bytes]":
    script = f'"$0" -m scraper "$@" {redirections}'
    command = ["/bin/sh", "-c", script, sys.executable, *arguments]
    return subprocess.run(command, capture_output=True, check=False, env=ENVIRONMENT | environment)


STREAMS = (
    ">&-",
    "2>&-",
    "<&- >&- 2>&-",
    ">/dev/full",
    "2>/dev/full",
    ">/dev/full 2>/dev/full",
    "2>&1 | true",
    "2>&1 >/dev/null | true",
)


@pytest.mark.slow
@pytest.mark.parametrize("redirections", STREAMS)
def test_a_stream_that_is_closed_full_or_left_stops_no_run(redirections: str) -> None:
    done = _shell(RUN, redirections)
    assert b"Traceback" not in done.stdout + done.stderr
    assert b"Exception ignored" not in done.stdout + done.stderr
    assert done.returncode == 0 == _record().exit_code
    assert len(list(Path("output/dataset").iterdir())) == 19
    with Store(Path("output/store")) as store:
        assert store.counts() == (29, 29)


@pytest.mark.slow
def test_a_closed_stream_is_not_taken_for_a_file_of_the_store() -> None:
    _shell(RUN, "<&- >&- 2>&-")
    _shell([*RUN, "--output", "other"], "")
    assert Path("output/dataset/evidence.csv").read_bytes() == Path("other/dataset/evidence.csv").read_bytes()
    assert run_command(["verify"]) == 0


@pytest.mark.slow
@pytest.mark.parametrize(
    "command",
    ["log --all", "as-of 2018 --by-page", "as-of 2018 --by-page --csv", "status", "log --all --json", "--help"],
)
def test_what_is_printed_and_lost_is_an_error_of_a_command_that_prints(command: str) -> None:
    assert run_command(list(RUN)) == 0
    done = _shell(command.split(), ">/dev/full")
    assert done.returncode == 3
    assert b"stdout cannot be written" in done.stderr
    assert b"Traceback" not in done.stderr
    assert _shell(command.split(), "| true").stderr == b""


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_what_an_encoding_cannot_say_is_replaced(encoding: str) -> None:
    for arguments in (
        [*RUN],
        ["log"],
        ["as-of", "2018", "--by-page"],
        ["explain", "2016"],
        ["diff", "2018", "latest", "--text"],
    ):
        done = _shell(arguments, "2>&1", PYTHONIOENCODING=encoding, LC_ALL="C")
        assert done.returncode in (0, 1)
        assert b"Traceback" not in done.stdout
    assert _record().exit_code == 0


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_json_escapes_what_an_encoding_cannot_say(encoding: str) -> None:
    assert run_command(list(RUN)) == 0
    done = _shell(["log", "--all", "--json"], "", PYTHONIOENCODING=encoding)
    told = [json.loads(line) for line in done.stdout.decode(encoding).splitlines()]
    assert any("Östersund" in str(row["before"]) for row in told)


# --- paths ------------------------------------------------------------------------------------------------------------

LONG = "x" * 300
PATHS = (
    (f"run --archive {LONG}", 3),
    (f"run --archive {WARC} --output {LONG}", 3),
    (f"run --archive {WARC} --output /proc/x", 3),
    (f"run --config {LONG}", 2),
    (f"import {LONG}", 3),
    (f"build --output {LONG}", 3),
    (f"verify --output {LONG}", 3),
    (f"status --output {LONG}", 3),
    (f"log --output {LONG}", 3),
    (f"as-of 2018 --output {LONG}", 3),
    (f"explain 2018 --output {LONG}", 3),
    (f"extract {LONG}", 3),
    (f"record {LONG}", 3),
    (f"captures {PAGE} --archive {LONG}", 3),
    (f"plan --archive {LONG}", 3),
    ("run --archive /proc/self/mem", 3),
    (f"run --archive {WARC} --output {WARC}", 2),
)


@pytest.mark.parametrize(("command", "code"), PATHS, ids=lambda one: str(one)[:30])
def test_a_path_that_cannot_be_used_is_named(command: str, code: int, capsys: Captured) -> None:
    assert run_command(command.split()) == code
    said = capsys.readouterr().err
    path = next(word for word in reversed(command.split()) if "/" in word or word == LONG)
    assert path in said
    assert "Traceback" not in said
    assert "internal error" not in said


@pytest.mark.slow
def test_a_name_that_is_no_utf_8_is_worked_with_and_told(capsys: Captured) -> None:
    name = os.fsdecode(b"caf\xe9")
    assert run_command([*RUN, "--output", name]) == 0
    assert run_command(["verify", "--output", name]) == 0
    assert run_command(["log", "--output", f"{name}/none"]) == 3
    assert "caf\ufffd" in capsys.readouterr().err
