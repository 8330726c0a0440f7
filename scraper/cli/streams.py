"""Standard streams that never stop a command: closed, full, left by their reader, or of an encoding that lacks a letter."""

import errno
import io
import os
import sys
from typing import Any, TextIO

from scraper.system import wait_until_writable


class _Lasting(io.FileIO):
    """A file descriptor whose writes do not fail. `failure` is why nothing is written any more; None while all is."""

    failure: OSError | None = None

    def write(self, data: Any, /) -> int:
        while self.failure is None:
            try:
                written: int | None = super().write(data)
            except OSError as error:
                self.failure = error
                break
            if written is not None:
                return written
            wait_until_writable(self.fileno())  # a terminal that others made non-blocking, and that is full just now
        return memoryview(data).nbytes


class Streams:
    """Standard output and standard error, made lasting. What cannot be said in their encoding is replaced."""

    def __init__(self) -> None:
        for number in range(3):
            _open_if_closed(number)
        if sys.stdin is None:
            sys.stdin = open(0, closefd=False)  # noqa: SIM115 - a descriptor
        self._out = _Lasting(1, "wb", closefd=False)
        sys.stdout = _text(self._out, sys.stdout, "replace")
        sys.stderr = _text(_Lasting(2, "wb", closefd=False), sys.stderr, "backslashreplace")

    def lost(self) -> OSError | None:
        """Return why something that was printed on stdout is lost; None where it is not, or its reader left."""
        sys.stdout.flush()
        failure = self._out.failure
        return None if failure is None or failure.errno in (errno.EPIPE, errno.EBADF) else failure


def _open_if_closed(number: int) -> None:
    """Put /dev/null in the place of a closed stream, or the next file that is opened would be taken for it."""
    try:
        os.fstat(number)
    except OSError:
        null = os.open(os.devnull, os.O_RDWR)
        if null != number:
            os.dup2(null, number)
            os.close(null)


def _text(raw: _Lasting, before: TextIO | None, errors: str) -> TextIO:
    if before is not None:
        before.flush()
    encoding = before.encoding if before is not None else "utf-8"
    return io.TextIOWrapper(io.BufferedWriter(raw), encoding=encoding, errors=errors, line_buffering=True)
