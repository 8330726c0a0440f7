"""HTTP connections that take no half a head for a whole one, and wait for none without end.

`http.client` takes headers that the end of the connection cuts off for all there are, and waits for as long as one byte
after the other comes in time.
"""

import http.client
import io
import socket
import time
from typing import TYPE_CHECKING, Any

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.poolmanager import PoolManager

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

PATIENCE = 3
"""How many read time-outs the whole head of an answer may take."""


class WholeHeads(HTTPAdapter):
    """An adapter for a `requests` session whose answers' heads are whole, and there in `PATIENCE` read time-outs."""

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
            raise TimeoutError("still sending its headers when its time was over")
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
        self._incoming.deadline = None  # of the body's time others take care
        if self._lines.last not in (b"\r\n", b"\n"):
            raise http.client.HTTPException("the connection ended inside its headers")


class _Connection(HTTPConnection):
    response_class = _Response


class _SecureConnection(HTTPSConnection):
    response_class = _Response


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Connection


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _SecureConnection
