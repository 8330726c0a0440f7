"""Request rates, cooldowns and bans of hosts, kept on disk and shared by all processes of a user.

Each host has one small file, and a lock beside it that is held during a request: so no host gets two requests at a
time, and two runs keep to one rate between them. The rules follow web-archive staff and their clients (2025): after a
429, wait for `Retry-After`, at least a minute; a refused connection after a 429 is a firewall's ban of an hour, doubled
each time.
"""

import hashlib
import logging
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from filelock import FileLock, Timeout

from scraper.archives.memento.timemap import http_date
from scraper.durable import write_whole
from scraper.errors import HostFailure, StoreError
from scraper.outcomes import Outcome
from scraper.system import is_stopped

_log = logging.getLogger(__name__)

LEAST_REST = 60.0
LONGEST_REST = 30 * 86_400.0
BAN = 3600.0
CHALLENGE_REST = 86_400.0
FORGOTTEN = 90 * 86_400.0
PATIENCE = 300
SAID_AFTER = 10
"""In seconds: the shortest and the longest cooldown, the first ban, the cooldown after a challenge, and when old bans are
forgotten; how long a process waits for another one's request to the same host, and after how long it says so."""

Why = Literal["429", "503", "ban", "challenge"]
Time = Annotated[float, msgspec.Meta(ge=0, le=datetime.max.replace(tzinfo=UTC).timestamp() - 1)]
"""Seconds since the epoch, within the range of the calendar."""


class Rest(msgspec.Struct, frozen=True):
    """A cooldown: the host gets no requests from `since` until `until` (seconds since the epoch)."""

    since: Time
    until: Time
    why: Why

    def left(self, now: float) -> float:
        """Return the remaining seconds: 0 after its end, and also if the clock was set back."""
        return self.until - now if self.since <= now < self.until else 0.0

    def words(self) -> str:
        """Return until when, and why, in words."""
        said = {
            "429": "it answered 429, too many requests",
            "503": "it answered 503 with Retry-After",
            "ban": "it refused the connection after a 429 or during a run, which counts as a ban",
            "challenge": "it answered with a challenge page for browsers",
        }
        until = datetime.fromtimestamp(self.until, UTC)
        return f"rests for {self.until - self.since:,.0f} s, until {until:%Y-%m-%d %H:%M:%S} UTC: {said[self.why]}"


class HostState(msgspec.Struct, frozen=True, kw_only=True):
    """What is remembered about a host: when each kind of request last began, its cooldown, and whether 429 was its last answer.

    `bans` is the number of bans, the last one at `banned`. `holder` is the process that made the last request.
    """

    host: str
    last: dict[str, Time] = {}
    rest: Rest | None = None
    limited: bool = False
    bans: Annotated[int, msgspec.Meta(ge=0, le=1000)] = 0
    banned: Time = 0.0
    holder: int = 0


class Host:
    """The state of one host on disk. Times are seconds since the epoch."""

    def __init__(
        self,
        directory: Path,
        host: str,
        now: Callable[[], float],
        sleep: Callable[[float], None],
        *,
        wait: bool = False,
    ) -> None:
        self._wait = wait
        self._path = directory / f"{_file_name(host)}.json"
        self._lock = FileLock(self._path.with_suffix(".lock"))
        self._host, self._now, self._sleep = host, now, sleep

    @contextmanager
    def turn(self, use: str, pace: float) -> Iterator[None]:
        """Wait until this host may get an `index` or `replay` request, and hold it while the request is made.

        A request starts at least `pace` seconds after the previous one of its kind, whichever process made it. Raises
        HostFailure if a suspended process holds the host, unless it is to be waited for.
        """
        with self._held():
            state = self.state()
            self._write(msgspec.structs.replace(state, holder=os.getpid()))
            last = state.last.get(use, 0.0)
            # Not before the pace is over; where the clock was put back, nobody knows since when: then all of it.
            if (wait := last + pace - self._now()) > 0:
                self._sleep(min(wait, pace))
            state = self.state()
            self._write(msgspec.structs.replace(state, last={**state.last, use: self._now()}))
            yield

    def resting(self) -> Rest | None:
        """Return the current cooldown of the host, or None."""
        rest = self.state().rest
        return rest if rest and rest.left(self._now()) > 0 else None

    def limited(self, retry_after: str | None) -> Rest:
        """Note a 429; `retry_after` is the value of the header, seconds or a date (RFC 9110, 10.2.3)."""
        now = self._now()
        rest = Rest(now, now + rest_seconds(retry_after, now), "429")
        return self._note(rest=rest, limited=True)

    def unavailable(self, retry_after: str | None) -> Rest:
        """Note a 503 with a `Retry-After` (RFC 9110, 10.2.3)."""
        now = self._now()
        return self._note(rest=Rest(now, now + rest_seconds(retry_after, now), "503"))

    def challenged(self) -> Rest:
        """Note a challenge page."""
        now = self._now()
        return self._note(rest=Rest(now, now + CHALLENGE_REST, "challenge"))

    def refused(self, *, answered: bool = False) -> Rest | None:
        """Note a refused connection: a ban if the host `answered` in this run, or if its last response was a 429; otherwise nothing."""
        state, now = self.state(), self._now()
        if not state.limited and not answered:
            return None
        bans = 1 if now - state.banned > FORGOTTEN else state.bans + 1
        rest = Rest(now, now + min(BAN * 2 ** (bans - 1), LONGEST_REST), "ban")
        return self._note(rest=rest, bans=bans, banned=now)

    def answered(self) -> None:
        """Note that the host responds: a later refusal is not a ban."""
        state = self.state()
        if state.limited or state.rest:
            self._note(rest=None, limited=False)

    def clear(self) -> None:
        """Delete cooldown and bans."""
        self._note(rest=None, limited=False, bans=0, banned=0.0)

    def state(self) -> HostState:
        """Return the state; it is empty if the file is missing or damaged."""
        with suppress(OSError, ValueError, RecursionError, msgspec.DecodeError):
            return msgspec.json.decode(self._path.read_bytes(), type=HostState)
        return HostState(host=self._host)

    def _note(self, **changes: object) -> Rest:
        with self._held():
            state: HostState = msgspec.structs.replace(self.state(), **changes)
            self._write(state)
        return state.rest or Rest(0.0, 0.0, "429")

    def _write(self, state: HostState) -> None:
        try:
            write_whole(self._path, msgspec.json.encode(state))
        except OSError as error:
            raise _unwritable(self._path.parent, error) from error

    @contextmanager
    def _held(self) -> Iterator[None]:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._acquire()
        except OSError as error:
            raise _unwritable(self._path.parent, error) from error
        try:
            yield
        finally:
            self._lock.release()

    def _acquire(self) -> None:
        """Take the lock; say whom it waits for, and give up where that process is stopped or takes longer than a request may."""
        for seconds in count(1):
            with suppress(Timeout):
                self._lock.acquire(timeout=1)
                return
            holder = self.state().holder
            if seconds == SAID_AFTER or (seconds == 1 and is_stopped(holder)):
                _log.warning("waiting for process %d, which is asking %s", holder, self._host)
            if not self._wait and (seconds >= PATIENCE or is_stopped(holder)):
                what = "is stopped" if is_stopped(holder) else f"has held it for {seconds} s"
                raise HostFailure(
                    Outcome.NOT_FETCHED,
                    f"{self._host}: process {holder} is in the middle of a request to it and {what}; "
                    "resume or end it (`run --wait` waits for it)",
                )


class Manners:
    """The states of all hosts, in one folder."""

    def __init__(
        self, directory: Path, *, now: Callable[[], float], sleep: Callable[[float], None], wait: bool = False
    ) -> None:
        self.directory = directory
        self._now, self._sleep, self._wait = now, sleep, wait

    def host(self, host: str) -> Host:
        """Return a host by name and port."""
        return Host(self.directory, host, self._now, self._sleep, wait=self._wait)

    def at_rest(self) -> list[tuple[str, Rest]]:
        """Return the hosts that are in cooldown, by name."""
        hosts = map(self.host, sorted(set(self._names())))
        return [(host.state().host, rest) for host in hosts if (rest := host.resting())]

    def clear(self, host: str | None = None) -> list[str]:
        """End the cooldown of a host, or of all hosts if none is named; return the hosts."""
        cleared = [name for name, _ in self.at_rest() if host in (None, name)]
        for name in cleared:
            self.host(name).clear()
        return cleared

    def _names(self) -> Iterator[str]:
        for path in self.directory.glob("*.json"):
            with suppress(OSError, ValueError, RecursionError, msgspec.DecodeError):
                yield msgspec.json.decode(path.read_bytes(), type=HostState).host


def rest_seconds(retry_after: str | None, now: float, *, least: float = LEAST_REST) -> float:
    """Return the cooldown after a 429 or 503, between a minute and 30 days, whatever the header says."""
    stated = (retry_after or "").strip()
    if stated.isascii() and stated.isdigit():
        seconds = float(stated[:12])
    elif date := http_date(stated):
        seconds = date.timestamp() - now
    else:
        seconds = 0.0
    return min(max(seconds, least), LONGEST_REST)


def _file_name(host: str) -> str:
    """Return a host as the name of a file; no two hosts have one."""
    name = re.sub(r"[^a-z0-9.-]", lambda match: f"_{ord(match[0]):x}_", host.lower())
    return name if len(name) <= 200 else hashlib.sha256(name.encode()).hexdigest()


def _unwritable(directory: Path, error: OSError) -> StoreError:
    return StoreError(
        f"{directory}: cannot be written: {error.strerror or error}. Request times and cooldowns of hosts are kept there; "
        'name another folder in scraper.toml: state = "…"'
    )
