"""The scheduled run: second pass, record, exit codes, status; over a real server whose answers a test chooses."""

import contextlib
import json
import logging
import re
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from subprocess import PIPE
from time import monotonic
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from conftest import WarcFile
from prometheus_client.parser import text_string_to_metric_families

from scraper import RunOptions, run
from scraper.archives.memento.client import MementoArchive
from scraper.cli import run_command
from scraper.exit_codes import ExitCode
from scraper.outcomes import Outcome
from scraper.output_folder import open_store
from scraper.reading.extract import extract
from scraper.runs.record import RunRecord, last_runs, run_path, write_run
from scraper.settings import load
from scraper.store.store import Store
from scraper.store.sync import MOST_REFUSED
from scraper.store.tries import MOST_TRIES, Tries
from scraper.values.capture import Capture, CapturedResponse, parse_timestamp, sha1, urlkey
from scraper.values.records import Page
from scraper.values.subject import Subject

PAGE = "https://en.unesco.org/creative-cities/content/annual-conferences"
WARC = Path(__file__).parents[1] / "fixtures" / "warc" / "uccn.warc.gz"
Captured = pytest.CaptureFixture[str]
CHALLENGE = b"<!DOCTYPE html><html><head><title>Session Verification</title></head><body></body></html>"


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.setattr("time.sleep", lambda _: None)  # between tries of one request


def _page(*hosts: str, layout: str = "block-system-main") -> bytes:
    held = f"Previous Annual Conferences have been held in {', '.join(hosts)}."
    return (
        '<!DOCTYPE html><html lang="en"><head><title>Annual Conferences</title></head><body><h1>Annual Conferences</h1>'
        f'<div id="{layout}"><div class="field-name-body"><p>{held}</p></div></div></body></html>'
    ).encode()


HANGS_UP = 1
"""In place of a status: the connection is closed without an answer."""
LYON, SEOUL, PARIS = "Lyon (France) in 2009", "Seoul (Korea) in 2011", "Paris (France) in 2013"


class Archive(ThreadingHTTPServer):
    """A replay server: captures by time; `faults` are statuses that a time's replays have first, one after the other."""

    daemon_threads = True

    def __init__(self, captures: dict[str, bytes], faults: dict[str, list[int]] | None = None) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.captures, self.faults, self.asked = dict(captures), faults or {}, list[str]()
        self.replayed_at = list[float]()
        self.base = f"http://127.0.0.1:{self.server_address[1]}/"

    @property
    def replays(self) -> list[str]:
        return [path.split("/")[2][:14] for path in self.asked if path.startswith("/web/")]


class _Handler(BaseHTTPRequestHandler):
    server: Archive

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        if self.path.startswith("/cdx"):
            self._index(parse_qs(urlsplit(self.path).query)["url"][0])
            return
        self.server.replayed_at.append(monotonic())
        time = self.path.split("/")[2][:14]
        if faults := self.server.faults.get(time):
            status = faults.pop(0) if len(faults) > 1 else faults[0]
            if status == HANGS_UP:
                self.close_connection = True
                return
            if status:
                body = CHALLENGE if status == 200 else b"no"
                self._answer(status, body, {"Content-Type": "text/html"})
                return
        stated = parse_timestamp(time).strftime("%a, %d %b %Y %H:%M:%S GMT")
        link = f'<{PAGE}>; rel="original"'
        headers = {"Content-Type": "text/html; charset=utf-8", "Memento-Datetime": stated, "Link": link}
        self._answer(200, self.server.captures[time], headers)

    def _index(self, original: str) -> None:
        if faults := self.server.faults.get("index"):
            status = faults.pop(0) if len(faults) > 1 else faults[0]
            if status:
                self._answer(status, b"no", {})
                return
        rows = "".join(
            f"{urlkey(original)} {time} {original} text/html 200 {sha1(b'wire' + body).removeprefix('sha1:')} 100\n"
            for time, body in self.server.captures.items()
            if original == PAGE
        )
        self._answer(200, rows.encode(), {"Content-Type": "text/plain"})

    def _answer(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


TIMES = ("20150101000000", "20160101000000", "20170101000000")
CAPTURES = {
    TIMES[0]: _page(LYON, SEOUL),
    TIMES[1]: _page(LYON, SEOUL, PARIS),
    TIMES[2]: _page(LYON, SEOUL, PARIS, "Krakow (Poland) in 2018"),
}


@contextlib.contextmanager
def _serving(captures: dict[str, bytes] = CAPTURES, faults: dict[str, list[int]] | None = None) -> Iterator[Archive]:
    with Archive(captures, faults) as archive:
        thread = threading.Thread(target=archive.serve_forever, args=(0.01,))
        thread.start()
        Path("scraper.toml").write_text(
            f'[archive.shelf]\nreplay = "{archive.base}web/"\nindexes = [{{kind = "cdx", address = "{archive.base}cdx"}}]\n'
            "index_seconds = 0.0\nreplay_seconds = 0.0\n"
        )
        try:
            yield archive
        finally:
            archive.shutdown()
            thread.join()


RUN = ("run", "--archive", "shelf", "--source", PAGE)


def _json(capsys: Captured, *arguments: str) -> dict[str, Any]:
    capsys.readouterr()
    code = run_command([*arguments, "--json"])
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert told.get("exit_code", code) == code
    return told


def _outcomes() -> dict[str, str | None]:
    with Store(Path("output/store")) as store:
        return {one.requested: one.outcome for one in store.listed()}


# --- second pass, later runs ------------------------------------------------------------------------------------------


def test_a_capture_that_fails_for_a_time_is_had_in_the_second_pass(capsys: Captured) -> None:
    with _serving(faults={TIMES[1]: [503, 503, 503, 0]}) as archive:
        told = _json(capsys, *RUN)
    assert archive.replays == [TIMES[0], *[TIMES[1]] * 3, TIMES[2], TIMES[1]]
    assert (told["exit_code"], told["failures"]) == (0, [])
    assert told["steps"] == {"stored": 3}
    assert told["second_pass"] == {"stored": 1}
    assert _outcomes() == dict.fromkeys(TIMES)


def test_what_fails_again_is_kept_with_its_reason_and_tried_by_the_next_run(capsys: Captured) -> None:
    with _serving(faults={TIMES[1]: [503]}) as archive:
        told = _json(capsys, *RUN)
        assert told["exit_code"] == 1
        assert told["steps"] == {"stored": 2, "failed": 1}
        assert told["second_pass"] == {"failed": 1}
        (failure,) = told["failures"]
        assert failure.startswith("unreachable: ")
        assert told["outcomes"]["unreachable"] == 1
        archive.faults.clear()
        again = _json(capsys, *RUN)
    assert (again["exit_code"], again["steps"]) == (0, {"already stored": 2, "stored": 1})
    assert again["second_pass"] == {}


def test_what_failed_stays_failed_where_the_budget_leaves_no_second_pass(capsys: Captured) -> None:
    with _serving(faults={TIMES[1]: [503]}):
        told = _json(capsys, *RUN, "--budget", "6")  # the index, two captures, three tries of one
    assert (told["exit_code"], told["steps"], told["second_pass"]) == (1, {"stored": 2, "failed": 1}, {})
    assert [failure.partition(":")[0] for failure in told["failures"]] == ["unreachable"]


def test_an_index_that_failed_stays_failed_where_the_budget_leaves_no_second_pass(capsys: Captured) -> None:
    with _serving(faults={"index": [500]}):
        told = _json(capsys, *RUN, "--budget", "3")
    assert told["exit_code"] == 3
    failed, left = told["listings"]
    assert "500" in failed["failure"]
    assert (failed["left"], left["left"]) == (False, True)


def test_an_index_that_fails_for_a_time_is_asked_once_more_in_the_end(capsys: Captured) -> None:
    with _serving(faults={"index": [500, 500, 500, 0]}) as archive:
        told = _json(capsys, *RUN)
    assert told["exit_code"] == 0
    assert told["listings"][0]["captures"] == 3
    assert told["steps"] == {"stored": 3}
    assert len(archive.replays) == 3


def test_what_an_archive_refuses_is_tried_again_by_later_runs_and_not_by_this_one(capsys: Captured) -> None:
    with _serving(faults={TIMES[1]: [404]}) as archive:
        told = _json(capsys, *RUN)
        assert (told["second_pass"], told["outcomes"]["not played back"]) == ({}, 1)
        runs = [_json(capsys, *RUN) for _ in range(2)]
    assert archive.replays.count(TIMES[1]) == 2
    assert [run["exit_code"] for run in runs] == [1, 0]
    assert runs[1]["steps"] == {"already stored": 2, "not due yet": 1}


@pytest.mark.parametrize("status", [400, 401, 403, 404])
def test_an_archive_that_refuses_all_alike_for_an_hour_is_asked_little_and_costs_nothing(
    status: int, capsys: Captured
) -> None:
    times = list(MANY)
    with _serving(MANY, {time: [status] for time in times}) as archive:
        told = _json(capsys, *RUN)
        assert archive.replays == times[: MOST_REFUSED + 1]  # once more at the end of the run
        assert told["exit_code"] == 1
        assert told["outcomes"]["not fetched"] == len(MANY) - MOST_REFUSED - 1
        left = [failure for failure in told["failures"] if "left for the next run" in failure]
        assert all(f": {status}" in failure and "Look at that address in a browser" in failure for failure in left)
        assert len(left) == told["outcomes"]["not fetched"]
        archive.faults.clear()
        told = _json(capsys, *RUN)
    assert (told["exit_code"], told["steps"]) == (0, {"stored": len(MANY)})


def test_captures_that_an_archive_has_lost_do_not_keep_a_run_from_the_others(capsys: Captured) -> None:
    times = list(MANY)
    with _serving(MANY, {time: [404] for time in times[: MOST_REFUSED + 2]} | {times[-1]: [404]}) as archive:
        told = _json(capsys, *RUN)
        assert told["outcomes"]["not fetched"] > 0
        del archive.faults[times[MOST_REFUSED]]
        told = _json(capsys, *RUN)
    assert told["outcomes"] == {"extracted": len(MANY) - MOST_REFUSED - 2, "not played back": MOST_REFUSED + 2}


def test_other_settings_of_an_archive_make_what_it_refused_due_again(capsys: Captured) -> None:
    with _serving(faults={TIMES[1]: [404]}) as archive:
        for code in (1, 1, 0):
            assert run_command(list(RUN)) == code
        archive.faults.clear()
        with Path("scraper.toml").open("a", encoding="utf-8") as file:
            file.write("sends_memento_datetime = false\n")
        assert _json(capsys, "plan", *RUN[1:])["archives"][0]["to_fetch"] == 1
        assert _json(capsys, *RUN)["steps"] == {"already stored": 2, "stored": 1}


def test_what_is_too_large_is_due_again_once_the_limit_is_another(capsys: Captured) -> None:
    with _serving({TIMES[0]: CAPTURES[TIMES[0]].ljust(5000)}) as archive:
        settings = Path("scraper.toml").read_text()
        Path("scraper.toml").write_text(f"[limits]\nbody_bytes = 4000\n{settings}")
        assert [_json(capsys, *RUN)["steps"] for _ in range(2)] == [{"failed": 1}, {"given up before": 1}]
        assert len(archive.replays) == 1
        Path("scraper.toml").write_text(settings)
        assert _json(capsys, *RUN)["steps"] == {"stored": 1}


def test_tries_lie_farther_and_farther_apart_and_end() -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    waits = []
    for failed in range(1, MOST_TRIES):
        due = Tries(failed=failed, last=now).due(Outcome.EXCLUDED)
        assert due is not None
        waits.append(due - now)
    assert waits[:4] == [timedelta(0), timedelta(days=1), timedelta(days=2), timedelta(days=4)]
    assert all(sooner < later for sooner, later in pairwise(waits))
    assert Tries(failed=MOST_TRIES, last=now).due(Outcome.EXCLUDED) is None


@pytest.mark.slow
def test_a_capture_that_failed_in_two_runs_waits_a_day_and_is_told_so(capsys: Captured) -> None:
    with _serving(faults={TIMES[1]: [503]}) as archive:
        for _ in range(2):
            assert run_command(list(RUN)) == 1
        asked = len(archive.replays)
        told = _json(capsys, *RUN)
        assert (told["exit_code"], told["steps"]) == (0, {"already stored": 2, "not due yet": 1})
        assert len(archive.replays) == asked
    status = _json(capsys, "status")
    assert status["ledger"]["failed"] == {"later": 1}
    due = datetime.fromisoformat(status["ledger"]["next_due"])
    assert timedelta(hours=23) < due - datetime.now(UTC) <= timedelta(days=1)


# --- manners ----------------------------------------------------------------------------------------------------------

PACE = 1.0


@pytest.mark.slow
def test_two_runs_at_once_keep_to_one_pace_between_them() -> None:
    """The server sees it. (A request reaches it a little after it began; two that knew nothing of each other would come at
    half the pace at best.)
    """
    with _serving() as archive:
        settings = Path("scraper.toml").read_text().replace("replay_seconds = 0.0", f"replay_seconds = {PACE}")
        Path("scraper.toml").write_text(settings)
        runs = [
            subprocess.Popen([sys.executable, "-m", "scraper", *RUN, "--output", name], stdout=PIPE, stderr=PIPE)
            for name in ("one", "other")
        ]
        for run in runs:
            run.communicate()
        assert [run.returncode for run in runs] == [0, 0]
    assert sorted(archive.replays) == sorted(2 * TIMES)
    assert min(later - sooner for sooner, later in pairwise(archive.replayed_at)) > PACE / 2


# --- how a run ends ---------------------------------------------------------------------------------------------------


MANY = {
    f"20{at // 2:02}{1 + 6 * (at % 2):02}01000000": _page(
        f"Lyon (France) in {2004 + at % 10}", f"Seoul (Republic of Korea) in {2004 + at // 10}"
    )
    for at in range(6, 46)
}


@pytest.mark.slow
@pytest.mark.parametrize(("status", "most"), [(HANGS_UP, 10), (500, 20), (503, 20)])
def test_a_host_that_dies_is_asked_little_more(status: int, most: int, capsys: Captured) -> None:
    dead = list(MANY)[3:]
    with _serving(MANY, {time: [status] for time in dead}) as archive:
        told = _json(capsys, *RUN)
        assert archive.replays[:3] == list(MANY)[:3]
        assert len(archive.replays) - 3 <= most
        assert told["outcomes"]["extracted"] == 3
        assert told["outcomes"]["not fetched"] + told["outcomes"]["unreachable"] == len(dead)
        assert any("is down" in failure for failure in told["failures"])
        archive.faults.clear()
        _json(capsys, *RUN)
        assert set(_outcomes().values()) == {None}


@pytest.mark.slow
def test_a_host_that_was_down_is_probed_before_a_second_pass_and_goes_on_where_it_is_up(capsys: Captured) -> None:
    times = list(MANY)
    # Three captures fail as often as they are asked for in the first pass; then all is well again.
    faults = {times[3]: [HANGS_UP] * 3 + [0], times[4]: [HANGS_UP] * 3 + [0], times[5]: [HANGS_UP, 0]}
    with _serving(MANY, faults) as archive:
        told = _json(capsys, *RUN)
    assert told["exit_code"] == 0
    assert told["outcomes"] == {"extracted": len(MANY)}
    assert len(archive.replays) == len(MANY) + 7


def test_a_host_that_refuses_in_the_middle_of_a_run_has_banned_it(capsys: Captured) -> None:
    with _serving(MANY) as archive:
        replay = MementoArchive.replay
        seen: list[Capture] = []

        def closing(self: MementoArchive, capture: Capture) -> CapturedResponse:
            seen.append(capture)
            if len(seen) == 4:
                archive.socket.close()  # from now on connections are refused
            return replay(self, capture)

        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(MementoArchive, "replay", closing)
            told = _json(capsys, *RUN)
    assert told["exit_code"] == 4
    assert told["outcomes"]["rate limited"] == 1
    assert told["outcomes"]["not fetched"] == len(MANY) - 4
    assert len(archive.replays) == 3


@pytest.mark.slow
@pytest.mark.parametrize("status", [429, 200], ids=["429", "challenge"])
def test_a_host_that_wants_no_more_ends_the_run_with_4_and_the_next_one_as_well(status: int, capsys: Captured) -> None:
    with _serving(faults={TIMES[1]: [status]}) as archive:
        told = _json(capsys, *RUN)
        assert (told["exit_code"], told["steps"]) == (4, {"stored": 1, "failed": 2})
        named = "rate limited" if status == 429 else "challenge"
        assert told["outcomes"] == {"extracted": 1, named: 1, "not fetched": 1}
        assert len(told["resting"]) == 1
        asked = len(archive.asked)
        again = _json(capsys, *RUN)
        assert again["exit_code"] == 4
        assert len(archive.asked) == asked  # not even the index
        (host,) = _json(capsys, "status")["resting"]
        assert host["host"] in archive.base
        assert run_command(["doctor", "--clear-cooldowns", "--host", host["host"]]) == 0
        archive.faults.clear()
        assert _json(capsys, *RUN)["exit_code"] == 0
    assert _outcomes() == dict.fromkeys(TIMES)


def test_what_cannot_be_reached_at_all_ends_with_3_and_leaves_the_dataset(capsys: Captured) -> None:
    with _serving():
        assert run_command(list(RUN)) == 0
    before = Path("output/dataset/timeline.csv").read_bytes()
    assert _json(capsys, *RUN)["exit_code"] == 3
    assert Path("output/dataset/timeline.csv").read_bytes() == before


def test_a_layout_that_came_and_is_unknown_ends_with_5_once(capsys: Captured) -> None:
    strange = (
        b"<!DOCTYPE html><html><head><title>Annual Conferences</title></head><body><table><tr><td>New</table></html>"
    )
    with _serving() as archive:
        assert run_command(list(RUN)) == 0
        archive.captures["20250101000000"] = strange
        told = _json(capsys, *RUN)
        assert told["outcomes"]["layout unknown"] == 1
        assert told["exit_code"] == 5
        assert [one["notice"]["kind"] for one in told["drift_notices"]] == ["layout-unknown"]
        assert (told["drift_notices"][0]["original"], len(told["drift"])) == (PAGE, 1)
        again = _json(capsys, *RUN)
        assert (again["exit_code"], again["drift"]) == (0, told["drift"])


def test_a_page_that_states_much_less_ends_with_5(capsys: Captured) -> None:
    many = _page(
        *(
            f"{city} in {2009 + at}"
            for at, city in enumerate([LYON[:13], "Paris (France)", "Seoul (Korea)", "Rome (Italy)"])
        )
    )
    with _serving({TIMES[0]: many}) as archive:
        assert run_command(list(RUN)) == 0
        archive.captures[TIMES[1]] = _page("Lyon (France) in 2009")
        told = _json(capsys, *RUN)
    assert told["exit_code"] == 5
    assert [one["notice"]["kind"] for one in told["drift_notices"]] == ["extraction-drift"]


def test_with_exit_code_news_is_10_and_none_is_0(capsys: Captured) -> None:
    with _serving({TIMES[0]: CAPTURES[TIMES[0]]}) as archive:
        first = _json(capsys, *RUN, "--exit-code")
        assert (first["exit_code"], first["first"], first["changes"]) == (10, True, [])
        assert first["facts"] > 0
        assert run_command([*RUN, "--exit-code"]) == 0
        archive.captures[TIMES[1]] = CAPTURES[TIMES[1]]
        told = _json(capsys, *RUN, "--exit-code")
        assert (told["exit_code"], told["first"]) == (10, False)
        assert any("Paris" in str(change["after"]) for change in told["changes"])
        archive.captures["20180101000000"] = CAPTURES[TIMES[1]]
        same = _json(capsys, *RUN, "--exit-code")
    assert (same["exit_code"], same["facts"], same["changes"]) == (0, 0, [])


def test_another_run_ends_with_6_and_with_wait_it_waits(capsys: Captured) -> None:
    with _serving() as archive:
        with Store(Path("output/store")):
            assert run_command(list(RUN)) == 6
        assert archive.asked == []
        code = "import sys; from pathlib import Path; from scraper.store.store import Store\n"
        code += "with Store(Path('output/store')): print('held', flush=True); sys.stdin.readline()"
        with subprocess.Popen([sys.executable, "-c", code], stdin=PIPE, stdout=PIPE, text=True) as other:
            assert other.stdout is not None
            assert other.stdin is not None
            assert other.stdout.readline() == "held\n"
            threading.Timer(0.3, other.stdin.close).start()
            assert run_command([*RUN, "--wait"]) == 0
    assert archive.replays == list(TIMES)


def test_who_waited_for_another_run_has_not_its_news(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    def open_after_another_run(*arguments: Any, **options: Any) -> Store:
        monkeypatch.setattr("scraper.api.open_store", open_store)
        assert run_command([*RUN, "--exit-code"]) == 10
        capsys.readouterr()
        return open_store(*arguments, **options)

    with _serving():
        monkeypatch.setattr("scraper.api.open_store", open_after_another_run)
        told = _json(capsys, *RUN, "--exit-code", "--wait")
    assert (told["exit_code"], told["first"], told["facts"]) == (0, False, 0)


def test_an_error_that_nobody_foresaw_while_a_page_is_read_costs_that_capture_and_ends_with_70(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wrong(response: CapturedResponse, subject: Subject, **options: Any) -> Page:
        if response.capture.timestamp.year == 2016:
            raise ZeroDivisionError("nobody foresaw this")
        return extract(response, subject, **options)

    with _serving(), monkeypatch.context() as patched:
        patched.setattr("scraper.history.reading.extract", wrong)
        assert run_command([*RUN]) == 70
    assert "Krakow" in Path("output/dataset/timeline.csv").read_text(encoding="utf-8")
    [run] = last_runs(Path("output/runs"), 1)
    assert (run.exit_code, run.outcomes) == (70, {"extracted": 2, "internal error": 1})
    assert "ZeroDivisionError: nobody foresaw this" in run.tracebacks[0]
    assert run_command(["build"]) == 0


def test_every_exit_code_is_in_the_help_and_in_the_reference(capsys: Captured) -> None:
    run_command(["--help"])
    told = capsys.readouterr().out
    page = (Path(__file__).parents[1] / "docs/reference/exit-codes.md").read_text(encoding="utf-8")
    for code in ExitCode:
        assert re.search(rf"^ +{code:d} +\w", told, re.MULTILINE), code
        assert re.search(rf"^\| {code:d} \| \w", page, re.MULTILINE), code


def test_news_of_a_run_that_was_killed_before_it_told_is_told_by_the_next(capsys: Captured) -> None:
    """It had published its dataset, and not yet written its record."""
    with _serving({TIMES[0]: CAPTURES[TIMES[0]]}) as archive:
        assert run_command(list(RUN)) == 0
        archive.captures[TIMES[1]] = CAPTURES[TIMES[1]]
        assert run_command(list(RUN)) == 0
        max(Path("output/runs").iterdir()).unlink()
        told = _json(capsys, *RUN, "--exit-code")
    assert told["exit_code"] == 10
    assert any("Paris" in str(change["after"]) for change in told["changes"])


@pytest.mark.slow
def test_news_of_a_run_that_was_killed_outlives_a_run_that_was_interrupted_before_its_dataset(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    with _serving({TIMES[0]: CAPTURES[TIMES[0]]}) as archive:
        assert run_command(list(RUN)) == 0
        archive.captures[TIMES[1]] = CAPTURES[TIMES[1]]
        assert run_command(list(RUN)) == 0
        max(Path("output/runs").iterdir()).unlink()
        with monkeypatch.context() as patch:
            patch.setattr("scraper.runs.run.sync", _interrupt)
            assert run_command(list(RUN)) == 130
        assert _json(capsys, *RUN, "--exit-code")["exit_code"] == 10


def _interrupt(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


# --- who is told ------------------------------------------------------------------------------------------------------


def _notify(*lines: str) -> None:
    """Let a program of the test's own take what is told, each message after the other."""
    program = "import sys; open('told.txt', 'ab').write(sys.stdin.buffer.read())"
    table = [f"[notify]\ncommand = {json.dumps([sys.executable, '-c', program])}", *lines]
    with Path("scraper.toml").open("a") as file:
        file.write("\n".join(table) + "\n")


def _told() -> str:
    path = Path("told.txt")
    said = path.read_text(encoding="utf-8") if path.exists() else ""
    path.unlink(missing_ok=True)
    return said


def test_a_change_and_a_trouble_and_its_end_are_told_once() -> None:
    with _serving({TIMES[0]: CAPTURES[TIMES[0]]}) as archive:
        _notify()
        assert run_command(list(RUN)) == 0
        assert _told() == ""  # all that was so far is no news
        archive.captures[TIMES[1]] = CAPTURES[TIMES[1]]
        archive.faults["index"] = [0, 500]
        for _ in range(2):
            run_command(list(RUN))
        said = _told()
        assert said.count("Paris") >= 1
        assert "127.0.0.1" in said or "shelf" in said
        run_command(list(RUN))
        assert _told() == ""
        archive.faults.clear()
        run_command(list(RUN))
        assert "answers again" in _told()


def test_an_interrupted_run_is_told_too(monkeypatch: pytest.MonkeyPatch) -> None:
    with _serving():
        _notify()
        monkeypatch.setattr("scraper.runs.run.sync", _interrupt)
        assert run_command(list(RUN)) == 130
    assert "interrupted" in _told()


def test_a_run_whose_record_cannot_be_written_is_told_of(capsys: Captured) -> None:
    with _serving():
        _notify()
        Path("output").mkdir()
        Path("output/runs").write_text("in the way")
        assert run_command(list(RUN)) == 3
    assert "output/runs" in capsys.readouterr().err
    said = _told()
    assert "did not complete" in said
    assert "cannot be written" in said


def test_who_cannot_be_told_is_said_before_anything_is_asked(capsys: Captured) -> None:
    with _serving() as archive:
        _notify('[notify.webhook]\nurl = "https://hooks.example/"\nsecret_env = "NOBODY_SET_THIS"')
        assert run_command(list(RUN)) == 2
    assert "NOBODY_SET_THIS" in capsys.readouterr().err
    assert archive.asked == []


def test_notify_sends_a_message_to_see_whether_it_comes(capsys: Captured) -> None:
    with _serving():
        assert run_command(["notify"]) == 2
        _notify()
        assert run_command(["notify"]) == 0
    assert "command: sent" in capsys.readouterr().out
    assert _told()


@pytest.mark.slow
def test_a_program_that_fails_is_a_warning_of_the_run_and_of_its_record(capsys: Captured) -> None:
    with _serving({TIMES[0]: CAPTURES[TIMES[0]]}) as archive:
        _notify()
        run_command(list(RUN))
        Path("told.txt").mkdir()  # so that the program ends badly
        archive.captures[TIMES[1]] = CAPTURES[TIMES[1]]
        told = _json(capsys, *RUN)
        assert told["exit_code"] == 0
        assert [line for line in told["warnings"] if line.startswith("notify, command: not sent")]
        assert last_runs(Path("output/runs"), 1)[0].warnings == tuple(told["warnings"])
        Path("told.txt").rmdir()
        run_command(list(RUN))
    assert "Paris" in _told()


def test_figures_for_prometheus_are_written() -> None:
    with _serving(faults={TIMES[1]: [404]}):
        assert run_command([*RUN, "--metrics", "scraper.prom"]) == 1
    families = {family.name: family for family in text_string_to_metric_families(Path("scraper.prom").read_text())}
    (code,) = families["unesco_scraper_last_run_exit_code"].samples
    assert code.value == 1


def test_figures_that_cannot_be_written_are_said_before_the_run_or_are_a_warning_of_it(capsys: Captured) -> None:
    with _serving() as archive:
        assert run_command([*RUN, "--metrics", "nowhere/scraper.prom"]) == 2
        assert "nowhere" in capsys.readouterr().err
        assert archive.asked == []
        Path(".scraper.prom.part").mkdir()
        told = _json(capsys, *RUN, "--metrics", "scraper.prom")
    assert told["exit_code"] == 0
    assert [line for line in told["warnings"] if line.startswith("metrics: scraper.prom")]
    (record,) = last_runs(Path("output/runs"), 9)
    assert record.warnings == tuple(told["warnings"])


def test_doctor_says_who_could_not_be_told(capsys: Captured) -> None:
    with _serving():
        _notify()
        assert run_command(["doctor", "--archive", "shelf"]) == 0
        assert "ok    notify" in capsys.readouterr().out
        _notify_nobody()
        assert run_command(["doctor", "--archive", "shelf"]) == 1
        assert "fail  notify" in capsys.readouterr().out


def _notify_nobody() -> None:
    path = Path("scraper.toml")
    path.write_text(path.read_text().replace(json.dumps(sys.executable), '"no-such-program"'))


# --- the record -------------------------------------------------------------------------------------------------------


def test_the_record_says_what_was_done_and_its_totals_add_up(capsys: Captured) -> None:
    with _serving(faults={TIMES[1]: [404]}) as archive:
        told = _json(capsys, *RUN)
        assert sum(host["requests"] for host in told["requests"]) == len(archive.asked)
        assert sum(host["bytes"] for host in told["requests"]) > len(CAPTURES[TIMES[0]])
    assert sum(told["steps"].values()) == sum(listing["captures"] for listing in told["listings"]) == 3
    assert sum(told["outcomes"].values()) == told["captures_listed"] == told["rows"]["captures"] == 3
    (path,) = Path("output/runs").glob("*.json")
    assert json.loads(path.read_bytes()) == told
    assert told["settings"]["archives"] == ["shelf"]
    assert told["versions"]["rules_sha256"]


@pytest.mark.slow
@pytest.mark.parametrize("clock", [(1, 2, 3, 4, 5, 5), (5, 1, 9, 2, 3, 2), (9, 8, 7, 6, 5, 4)], ids=str)
def test_the_last_records_are_kept_the_newest_first_whatever_the_clock_says(
    tmp_path: Path, clock: tuple[int, ...]
) -> None:
    assert run_command(["run", "--archive", str(WARC), "--source", PAGE]) == 0
    (record,) = last_runs(Path("output/runs"), 9)
    for day in clock:
        _write(tmp_path / "runs", _dated(record, f"2026-01-0{day}T00:00:00.000Z"))
    kept = [int(run.began[8:10]) for run in last_runs(tmp_path / "runs", 9)]
    assert kept == list(clock[:-4:-1])


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", ["20270101.json", "notes.json", "x.part", "999999.json", "000001-notes.json", "000009-20270101T000000.json"]
)
def test_files_of_others_beside_the_records_are_neither_counted_nor_removed(tmp_path: Path, name: str) -> None:
    assert run_command(["run", "--archive", str(WARC), "--source", PAGE]) == 0
    (record,) = last_runs(Path("output/runs"), 9)
    (tmp_path / "runs").mkdir()
    (tmp_path / "runs" / name).write_text("{")
    for day in range(1, 6):
        _write(tmp_path / "runs", _dated(record, f"2026-01-0{day}T00:00:00.000Z"))
    assert (tmp_path / "runs" / name).read_text() == "{"
    assert len(last_runs(tmp_path / "runs", 9)) == 3


@pytest.mark.slow
def test_records_of_the_version_before_are_older_than_all_others(tmp_path: Path) -> None:
    assert run_command(["run", "--archive", str(WARC), "--source", PAGE]) == 0
    (path,) = Path("output/runs").glob("*.json")
    path.rename(path.with_name("20991231T000000000Z-2.json"))
    (record,) = last_runs(Path("output/runs"), 9)
    _write(Path("output/runs"), _dated(record, "2026-01-05T00:00:00.000Z"))
    assert [run.began for run in last_runs(Path("output/runs"), 9)] == ["2026-01-05T00:00:00.000Z", record.began]


@pytest.mark.slow
@pytest.mark.parametrize("wrong", [datetime(2090, 1, 1, tzinfo=UTC), datetime(1970, 1, 1, tzinfo=UTC)], ids=str)
def test_a_run_whose_clock_was_wrong_changes_nothing_for_those_after_it(wrong: datetime, capsys: Captured) -> None:
    """Its news are told once, and the host and the captures that it could not reach are asked by the next run."""

    options = RunOptions(archives=("shelf",), sources=(PAGE,))
    with _serving({TIMES[0]: CAPTURES[TIMES[0]]}, faults={TIMES[1]: [503]}) as archive:
        assert run_command(list(RUN)) == 0
        archive.captures[TIMES[1]] = CAPTURES[TIMES[1]]
        assert run(load(None), options, now=lambda: wrong).exit_code == 1
        archive.faults.clear()
        told = _json(capsys, *RUN, "--exit-code")
        assert (told["exit_code"], told["steps"]["stored"]) == (10, 1)
        assert _json(capsys, *RUN, "--exit-code")["exit_code"] == 0
    runs = _json(capsys, "status")["runs"]
    assert [run["exit_code"] for run in runs] == [0, 10, 1, 0]


def _write(directory: Path, record: RunRecord) -> None:
    write_run(run_path(directory, record), record, keep=3)


def _dated(record: RunRecord, began: str) -> RunRecord:
    import msgspec

    return msgspec.structs.replace(record, began=began)


def test_a_run_that_is_interrupted_leaves_a_record_of_130(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scraper.runs.run.sync", _interrupt)
    assert run_command(["run", "--archive", str(WARC)]) == 130
    (record,) = last_runs(Path("output/runs"), 1)
    assert (record.exit_code, record.warnings) == (130, ("interrupted",))


def test_the_record_of_an_interrupted_run_says_what_it_did(monkeypatch: pytest.MonkeyPatch) -> None:
    real = MementoArchive.replay

    def replay(archive: MementoArchive, capture: Capture) -> CapturedResponse:
        if capture.timestamp.year == 2017:
            raise KeyboardInterrupt
        return real(archive, capture)

    monkeypatch.setattr(MementoArchive, "replay", replay)
    with _serving(faults={TIMES[0]: [404]}):
        assert run_command(list(RUN)) == 130
    (record,) = last_runs(Path("output/runs"), 9)
    assert record.steps == {"failed": 1, "stored": 1}
    assert [listing.captures for listing in record.listings] == [3]
    assert [failure.partition(":")[0] for failure in record.failures] == ["not played back"]


@pytest.mark.slow
def test_a_run_that_a_scheduler_stops_ends_as_one_that_is_interrupted(tmp_path: Path) -> None:
    """The index is asked for, and not answered; then comes SIGTERM."""
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        silent.settimeout(60)  # where the command ends before it asks
        base = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        command = [sys.executable, "-m", "scraper", "run", "--archive", base, "--source", PAGE]
        with subprocess.Popen(command, stderr=PIPE, text=True) as run:
            connection, _ = silent.accept()
            with connection:
                run.terminate()
                _, said = run.communicate()
    assert run.returncode == 143
    assert "Traceback" not in said
    (record,) = last_runs(Path("output/runs"), 1)
    assert record.exit_code == 143


def test_a_run_whose_store_cannot_be_closed_has_one_record_which_says_so() -> None:
    with _serving({TIMES[0]: _page(LYON, "Nowhereville (France) in 2012")}):
        _notify()
        Path("output/store/.index.cdxj.part").mkdir(parents=True)
        assert run_command(list(RUN)) == 3
    (record,) = last_runs(Path("output/runs"), 9)
    assert (record.exit_code, record.steps) == (3, {"stored": 1})
    assert "Nowhereville" in " ".join(record.warnings)
    assert "index.cdxj" in record.warnings[-1]
    assert "index.cdxj: cannot be written" in _told()


@pytest.mark.slow
def test_a_run_fetches_anew_what_is_damaged_and_doctor_says_so(capsys: Captured) -> None:
    assert run_command(["run", "--archive", str(WARC)]) == 0
    before = _dataset()
    stored = Path("output/store/captures-00001.warc.gz")
    stored.write_bytes(stored.read_bytes()[:-100])
    assert run_command(["build"]) == 1
    record = last_runs(Path("output/runs"), 1)[0]
    assert record.outcomes["damaged"] == 1
    assert sum(record.outcomes.values()) == record.captures_listed
    assert any("captures-00001.warc.gz" in said for said in record.failures)
    capsys.readouterr()
    assert run_command(["doctor", "--archive", str(WARC)]) == 1
    assert "let `scraper run` fetch the capture again" in capsys.readouterr().out
    told = _json(capsys, "run", "--archive", str(WARC))
    assert (told["exit_code"], told["steps"]["stored"], told["outcomes"].get("damaged")) == (0, 1, None)
    assert _dataset() == before
    assert run_command(["doctor", "--archive", str(WARC)]) == 0
    assert run_command(["verify"]) == 0


@pytest.mark.slow
@pytest.mark.parametrize("index", ["kept", "lost"])
def test_a_damaged_record_does_not_vanish_with_the_ledger(index: str, capsys: Captured) -> None:
    assert run_command(["run", "--archive", str(WARC)]) == 0
    before = _dataset()
    stored = Path("output/store/captures-00001.warc.gz")
    content = bytearray(stored.read_bytes())
    with Store(Path("output/store")) as store:
        records = [one.record for one in store.listed() if one.record]
        total = len(records)
        record = records[total // 2]
    content[record.offset + record.length // 2] ^= 0xFF
    stored.write_bytes(content)
    Path("output/store/ledger.sqlite").unlink()
    if index == "lost":
        Path("output/store/index.cdxj").unlink()
    told = _json(capsys, "build")
    assert (told["exit_code"], told["outcomes"]["damaged"], told["captures_listed"]) == (1, 1, total)
    told = _json(capsys, "run", "--archive", str(WARC))
    assert (told["exit_code"], told["steps"], told["captures_listed"]) == (
        0,
        {"already stored": total - 1, "stored": 1},
        total,
    )
    assert _dataset() == before
    assert run_command(["verify"]) == 0


def _dataset() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in Path("output/dataset").iterdir()}


# --- status, logging --------------------------------------------------------------------------------------------------


def test_status_tells_the_ledger_by_outcome_while_a_run_holds_the_store(capsys: Captured) -> None:
    with _serving(faults={TIMES[1]: [404]}):
        run_command(list(RUN))
    with Store(Path("output/store")):
        told = _json(capsys, "status")
    assert told["ledger"]["outcomes"] == {"extracted": 2, "not played back": 1}
    assert told["ledger"]["listed"] == 3
    assert told["ledger"]["failed"] == {"next run": 1}
    assert [run["exit_code"] for run in told["runs"]] == [1]
    assert run_command(["status"]) == 0
    said = capsys.readouterr().out
    for words in ("extracted", "not played back", "total", "exit 1: some captures failed", "Hosts in cooldown: none"):
        assert words in said


@pytest.mark.slow
def test_status_names_what_is_still_wrong_until_it_is_over(capsys: Captured) -> None:
    strange = (
        b"<!DOCTYPE html><html><head><title>Annual Conferences</title></head><body><table><tr><td>New</table></html>"
    )
    with _serving(faults={TIMES[1]: [404]}) as archive:
        assert run_command(list(RUN)) == 1
        archive.captures["20240101000000"] = strange
        assert [run_command(list(RUN)) for _ in range(3)] == [5, 0, 0]
        told = _json(capsys, "status")["wrong"]
        assert [(one["of"], one["original"]) for one in told] == [("drift", PAGE), ("captures", PAGE)]
        assert "layout unknown" in told[0]["words"]
        assert ["20240101000000" in one for one in told[0]["captures"]] == [True]
        assert [TIMES[1] in one for one in told[1]["captures"]] == [True]
        assert run_command(["status"]) == 0
        said = capsys.readouterr().out
        assert "Open problems:" in said
        assert "20240101000000" in said
        archive.captures["20250101000000"] = CAPTURES[TIMES[2]]
        run_command(list(RUN))
        assert [one["of"] for one in _json(capsys, "status")["wrong"]] == ["captures"]
        archive.faults["index"] = [500]
        run_command(list(RUN))
        assert [one["of"] for one in _json(capsys, "status")["wrong"]] == ["archive", "captures"]


@pytest.mark.slow
def test_status_says_what_the_dataset_lacks(capsys: Captured) -> None:
    assert run_command(["run", "--archive", str(WARC), "--source", PAGE]) in (0, 1)
    shutil.rmtree("output/dataset")
    told = _json(capsys, "status")
    assert told["ledger"]["unread"] == told["ledger"]["listed"] == sum(told["ledger"]["outcomes"].values()) > 0


def test_status_names_by_page_and_time_a_capture_that_has_no_memento_url(capsys: Captured) -> None:
    file = WarcFile()
    file.response(PAGE, "2018-01-01T00:00:00Z", _page(LYON, SEOUL))
    file.revisit(PAGE, "2019-01-01T00:00:00Z", "sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", None)
    file.response(
        PAGE, "2020-01-01T00:00:00Z", b"<!DOCTYPE html><title>Annual Conferences</title><table><tr><td>New</table>"
    )
    run_command(["import", str(file.save(Path("plain.warc.gz")))])
    wrong = {one["of"]: one["captures"] for one in _json(capsys, "status")["wrong"]}
    assert wrong == {
        "captures": [f"{PAGE} at 2019-01-01T00:00:00Z"],
        "drift": [f"{PAGE} at 2020-01-01T00:00:00Z"],
    }


def test_status_of_an_output_that_is_not_there_says_so(capsys: Captured) -> None:
    assert run_command(["status", "--output", "nowhere"]) == 0
    assert "none yet" in capsys.readouterr().out
    assert not Path("nowhere").exists()


def test_a_ledger_that_is_none_is_named(capsys: Captured) -> None:
    Path("output/store").mkdir(parents=True)
    Path("output/store/ledger.sqlite").write_bytes(b"no ledger" * 100)
    assert run_command(["status"]) == 3
    assert "ledger.sqlite" in capsys.readouterr().err


@pytest.fixture
def _log_as_it_was() -> Iterator[None]:
    logger = logging.getLogger("scraper")
    before = logger.handlers[:], logger.level, logger.propagate
    yield
    logger.handlers[:], level, logger.propagate = before
    logger.setLevel(level)


@pytest.mark.usefixtures("_log_as_it_was")
def test_one_line_a_capture_names_host_original_timestamp_and_outcome(capsys: Captured) -> None:
    with _serving(faults={TIMES[1]: [404]}) as archive:
        run_command([*RUN, "-v", "--log-json"])
    told = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    lines = [line for line in told if "outcome" in line]
    assert [(line["timestamp"], line["outcome"]) for line in lines] == [
        (TIMES[0], "stored"),
        (TIMES[1], "not played back"),
        (TIMES[2], "stored"),
    ]
    assert {line["original"] for line in lines} == {PAGE}
    assert all(line["host"] in archive.base for line in lines)


@pytest.mark.slow
@pytest.mark.usefixtures("_log_as_it_was")
def test_the_log_is_quiet_unless_asked_and_tells_requests_when_asked_twice(capsys: Captured) -> None:
    with _serving() as archive:
        run_command(list(RUN))
        assert TIMES[0] not in capsys.readouterr().err
        run_command([*RUN, "-v", "--output", "second"])
        once = capsys.readouterr().err
        run_command([*RUN, "-vv", "--output", "third"])
        twice = capsys.readouterr().err
    assert f"{PAGE} {TIMES[0]}: stored" in once
    assert archive.base not in once.replace("[archive", "")
    assert f"{archive.base}web/{TIMES[0]}id_/{PAGE}: 200" in twice


def test_outcomes_of_the_ledger_are_the_closed_set() -> None:
    with _serving(faults={TIMES[0]: [503], TIMES[1]: [404], TIMES[2]: [429]}):
        run_command(list(RUN))
    found = _outcomes().values()
    assert set(found) == {Outcome.UNREACHABLE, Outcome.NOT_PLAYED_BACK, Outcome.RATE_LIMITED}
