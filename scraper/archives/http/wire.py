"""HTTP connections that reject incomplete headers, and limit the time for them.

`http.client` accepts headers that are cut off by the end of the connection, and waits as long as one byte after the
other arrives in time.
"""

import http.client
import io
import re
import socket
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.poolmanager import PoolManager

from scraper.errors import CaptureFailure
from scraper.outcomes import Outcome

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer
    from urllib3.response import BaseHTTPResponse

CHUNK = 1 << 16

PATIENCE = 3
"""The time limit for the headers of a response, in read time-outs."""


class WholeHeads(HTTPAdapter):
    """An adapter for a `requests` session that requires complete headers within `PATIENCE` read time-outs."""

    def init_poolmanager(self, *arguments: Any, **options: Any) -> None:
        """Make the pools of connections to hosts."""
        super().init_poolmanager(*arguments, **options)
        _of_whole_heads(self.poolmanager)

    def proxy_manager_for(self, *arguments: Any, **options: Any) -> Any:
        """Make the pools of connections over a proxy."""
        return _of_whole_heads(super().proxy_manager_for(*arguments, **options))


def _of_whole_heads(manager: PoolManager) -> PoolManager:
    manager.pool_classes_by_scheme = {"http": _Pool, "https": _SecurePool}
    return manager


class _Incoming(io.RawIOBase):
    """What comes in on a socket; over its `deadline`, on the monotonic clock, it is a TimeoutError."""

    def __init__(self, raw: Any, deadline: float | None) -> None:
        self._raw, self.deadline = raw, deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int | None:
        count: int | None = self._raw.readinto(buffer)
        if self.deadline is not None and time.monotonic() > self.deadline:
            raise TimeoutError("still sending its headers when its time was up")
        return count

    def fileno(self) -> int:
        return int(self._raw.fileno())

    def close(self) -> None:
        self._raw.close()
        super().close()


class _Lines(io.BufferedReader):
    """A reader that remembers the last line it gave."""

    last = b""

    def readline(self, size: int | None = -1) -> bytes:
        self.last = super().readline(size)
        return self.last


class _Response(http.client.HTTPResponse):
    headers: Any  # None before they are read

    def __init__(self, sock: socket.socket, *arguments: Any, **options: Any) -> None:
        super().__init__(sock, *arguments, **options)
        seconds = sock.gettimeout()
        self._incoming = _Incoming(
            self.fp.detach(),
            None if seconds is None else time.monotonic() + PATIENCE * seconds,
        )
        self.fp = self._lines = _Lines(self._incoming)

    def begin(self) -> None:
        super().begin()
        while 101 < self.status < 200:  # an answer is still to come (RFC 9110, 15.2); `http.client` skips 100 only
            self.headers = None
            super().begin()
        self._incoming.deadline = None  # of the body's time others take care
        if self._lines.last not in (b"\r\n", b"\n"):
            raise http.client.HTTPException("the connection was closed within the headers")


class _Connection(HTTPConnection):
    response_class = _Response


class _SecureConnection(HTTPSConnection):
    response_class = _Response


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Connection


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _SecureConnection


def whole_body(raw: "BaseHTTPResponse", url: str, most_bytes: int, late: Callable[[], bool]) -> bytes:
    """Return the body of a response as sent. Raises CaptureFailure if it breaks off, exceeds `most_bytes`, or is `late`."""
    parts: list[bytes] = []
    size = 0
    while part := _next_part(raw, url, size):
        parts.append(part)
        size += len(part)
        if size > most_bytes:
            raise CaptureFailure(Outcome.TOO_LARGE, f"{url}: over {most_bytes:,} bytes; see limits.body_bytes")
        if late():
            raise CaptureFailure(Outcome.UNREACHABLE, f"{url}: still sending when its time was up")
    declared = raw.headers.get("Content-Length", "")
    if re.fullmatch(r"[0-9]{1,18}", declared) and size < int(declared) and raw.headers.get("Transfer-Encoding") is None:
        raise CaptureFailure(Outcome.TRUNCATED, f"{url}: {size:,} of {int(declared):,} bytes came")
    return b"".join(parts)


def _next_part(raw: "BaseHTTPResponse", url: str, size: int) -> bytes:
    import urllib3

    try:
        return raw.read1(CHUNK, decode_content=False)
    except urllib3.exceptions.ReadTimeoutError as error:
        if size == 0:
            raise
        # A capture that is cut off is often replayed with the length it should have had.
        declared = raw.headers.get("Content-Length", "an unknown number of")
        said = f"{url}: {size:,} of {declared} bytes received, then nothing more"
        raise CaptureFailure(Outcome.TRUNCATED, said) from error
