"""Pace, rests and bans of hosts, kept on disk for all processes of a user."""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.archives.http.fetch import throttled, unless_held
from scraper.archives.http.manners import LEAST_REST, LONGEST_REST, Host, Manners, rest_seconds
from scraper.archives.http.response import Response
from scraper.errors import HostFailure, StoreError
from scraper.outcomes import Outcome


class Clock:
    """A clock that moves when someone sleeps, or is told to."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def manners(tmp_path: Path, clock: Clock) -> Manners:
    return Manners(tmp_path / "hosts", now=clock, sleep=clock.sleep)


# --- how long to rest -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stated", "seconds"),
    [
        (None, 60),
        ("", 60),
        ("5", 60),
        ("600", 600),
        (" 600 ", 600),
        ("-600", 60),
        ("soon", 60),
        ("1e9", 60),
        ("٦٠٠", 60),
        ("31536000", LONGEST_REST),
        ("9" * 400, LONGEST_REST),
        ("Thu, 01 Jan 1970 00:20:00 GMT", 200),
        ("Thu, 01 Jan 1970 00:00:00 GMT", 60),
        ("Fri, 31 Dec 9999 23:59:59 GMT", LONGEST_REST),
        ("Thu, 99 Jan 1970 00:00:00 GMT", 60),
    ],
)
def test_a_429_is_a_rest_of_what_it_says_but_a_minute_at_least_and_a_month_at_most(
    stated: str | None, seconds: float
) -> None:
    assert rest_seconds(stated, 1000.0) == seconds


@given(
    st.text()
    | st.integers().map(str)
    | st.datetimes().map(lambda time: format_datetime(time.replace(tzinfo=UTC), True))
)
def test_whatever_the_header_says_it_is_a_time(stated: str) -> None:
    assert LEAST_REST <= rest_seconds(stated, datetime(2026, 1, 1, tzinfo=UTC).timestamp()) <= LONGEST_REST


# --- what is remembered -----------------------------------------------------------------------------------------------


def test_a_rest_is_seen_by_another_process_until_it_is_over(tmp_path: Path, clock: Clock) -> None:
    Manners(tmp_path, now=clock, sleep=clock.sleep).host("a.example").limited("600")
    other = Manners(tmp_path, now=clock, sleep=clock.sleep)
    assert [(host, rest.why) for host, rest in other.at_rest()] == [("a.example", "429")]
    assert other.host("b.example").resting() is None
    clock.now += 600
    assert other.at_rest() == []


def test_a_challenge_is_a_rest_of_a_day(manners: Manners, clock: Clock) -> None:
    host = manners.host("a.example")
    host.challenged()
    clock.now += 86_399
    assert host.resting()
    clock.now += 1
    assert host.resting() is None


def test_a_refused_connection_is_a_ban_only_after_a_429(manners: Manners) -> None:
    host = manners.host("a.example")
    assert host.refused() is None
    host.limited(None)
    assert host.refused()
    host.answered()
    assert host.refused() is None


def test_bans_are_remembered_when_the_host_answered_in_between_and_forgotten_after_three_months(
    manners: Manners, clock: Clock
) -> None:
    host, hours = manners.host("a.example"), list[float]()
    for days in (0, 1, 1, 100):
        clock.now += days * 86_400
        host.limited(None)
        ban = host.refused()
        assert ban is not None
        hours.append((ban.until - ban.since) / 3600)
        host.answered()
    assert hours == [1, 2, 4, 1]


def test_clearing_ends_rests_and_names_the_hosts(manners: Manners) -> None:
    for name in ("a.example", "b.example:8080", "c.example"):
        manners.host(name).limited(None)
    manners.host("d.example").limited(None)
    manners.host("d.example").answered()
    assert manners.clear("b.example:8080") == ["b.example:8080"]
    assert [name for name, _ in manners.at_rest()] == ["a.example", "c.example"]
    assert manners.clear() == ["a.example", "c.example"]
    assert manners.at_rest() == []


def test_a_clock_that_was_put_back_waits_a_whole_pace_not_years_and_rests_not_for_ever(
    manners: Manners, clock: Clock
) -> None:
    host = manners.host("a.example")
    host.limited("600")
    with host.turn("replay", 2.0):
        pass
    clock.now -= 1e8
    assert host.resting() is None
    before = clock.now
    for _ in range(2):
        with host.turn("replay", 2.0):
            pass
    assert clock.now == before + 4


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"host": 1}', bytes(100)])
def test_a_damaged_file_of_a_host_counts_as_empty(manners: Manners, tmp_path: Path, content: bytes) -> None:
    host = manners.host("a.example")
    host.limited(None)
    (file,) = (tmp_path / "hosts").glob("*.json")
    file.write_bytes(content)
    assert (host.resting(), manners.at_rest(), manners.clear()) == (None, [], [])
    assert host.limited(None)
    assert [name for name, _ in manners.at_rest()] == ["a.example"]


def test_a_copy_of_a_file_makes_no_second_host(manners: Manners, tmp_path: Path) -> None:
    manners.host("a.example").limited(None)
    (file,) = (tmp_path / "hosts").glob("*.json")
    file.with_name("copy.json").write_bytes(file.read_bytes())
    assert [name for name, _ in manners.at_rest()] == ["a.example"]


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path, clock: Clock) -> None:
    (tmp_path / "file").write_text("in the way")
    host = Manners(tmp_path / "file" / "hosts", now=clock, sleep=clock.sleep).host("a.example")
    with pytest.raises(StoreError, match="state ="), host.turn("replay", 1.0):
        pass


@given(st.lists(st.text(min_size=1, max_size=300), min_size=2, max_size=2, unique_by=str.lower))
def test_hosts_do_not_share_their_files(tmp_path_factory: pytest.TempPathFactory, names: list[str]) -> None:
    clock = Clock()
    one, other = (Manners(tmp_path_factory.mktemp("hosts"), now=clock, sleep=clock.sleep).host(name) for name in names)
    one.limited(None)
    assert one.resting()
    assert other.resting() is None


# --- another process ------------------------------------------------------------------------------------------------------


def test_a_process_that_dies_in_its_turn_holds_nobody_up(tmp_path: Path, clock: Clock) -> None:
    code = (
        "import os, sys, time\nfrom pathlib import Path\nfrom scraper.archives.http.manners import Manners\n"
        "with Manners(Path(sys.argv[1]), now=time.time, sleep=time.sleep).host('a.example').turn('replay', 1.0):\n"
        "    os._exit(9)\n"
    )
    assert subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False).returncode == 9
    host: Host = Manners(tmp_path, now=clock, sleep=clock.sleep).host("a.example")
    with host.turn("replay", 1.0):
        assert host.resting() is None


# --- a process that holds a host and does not go on -------------------------------------------------------------------

_HOLD = """
import sys, time
from pathlib import Path
from scraper.archives.http.manners import Manners
with Manners(Path(sys.argv[1]), now=time.time, sleep=time.sleep).host("shelf.example").turn("replay", 1.0):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextlib.contextmanager
def _held(directory: Path) -> Iterator["subprocess.Popen[str]"]:
    """Give a process that is in the middle of a request to the host."""
    command = [sys.executable, "-c", _HOLD, str(directory)]
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[1])}
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        try:
            yield process
        finally:
            process.kill()


@pytest.mark.slow
def test_a_process_that_was_stopped_in_a_request_is_named_and_not_waited_for(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with _held(tmp_path) as process:
        process.send_signal(signal.SIGSTOP)
        os.waitid(os.P_PID, process.pid, os.WSTOPPED | os.WNOWAIT)
        host = Manners(tmp_path, now=lambda: 1e9, sleep=lambda _: None).host("shelf.example")
        with (
            pytest.raises(HostFailure, match=rf"process {process.pid} .* is stopped") as caught,
            host.turn("index", 1.0),
        ):
            pass
    assert caught.value.outcome is Outcome.NOT_FETCHED
    assert f"waiting for process {process.pid}" in caplog.text


@pytest.mark.slow
def test_a_process_that_was_stopped_in_a_request_is_waited_for_on_request(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with _held(tmp_path) as process:
        process.send_signal(signal.SIGSTOP)
        os.waitid(os.P_PID, process.pid, os.WSTOPPED | os.WNOWAIT)
        host = Manners(tmp_path, now=lambda: 1e9, sleep=lambda _: None, wait=True).host("shelf.example")
        caplog.handler.addFilter(lambda _: _killed(process))  # once it is said that it is waited for
        with host.turn("index", 1.0):
            assert host.state().holder == os.getpid()


def _killed(process: "subprocess.Popen[str]") -> bool:
    process.kill()
    return True


@pytest.mark.slow
def test_a_host_that_another_process_holds_costs_no_other_host(tmp_path: Path) -> None:
    with _held(tmp_path) as process:
        process.send_signal(signal.SIGSTOP)
        os.waitid(os.P_PID, process.pid, os.WSTOPPED | os.WNOWAIT)
        manners = Manners(tmp_path, now=lambda: 1e9, sleep=lambda _: None)
        asked: list[str] = []

        def fetch(url: str) -> Response:
            asked.append(url)
            return Response(url=url, status=200, headers=(), body=b"")

        resting: dict[str, HostFailure] = {}
        held, other = (
            unless_held(throttled(fetch, manners.host(name), "index", 1.0), name, resting)
            for name in ("shelf.example", "other.example")
        )
        with pytest.raises(HostFailure):
            held("https://shelf.example/1")
        assert other("https://other.example/2").status == 200
    assert asked == ["https://other.example/2"]
    assert list(resting) == ["shelf.example"]
