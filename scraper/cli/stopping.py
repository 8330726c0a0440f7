"""Signals that end a command in order: SIGINT, SIGTERM and SIGHUP."""

import signal
import weakref
from types import FrameType

from scraper.exit_codes import ExitCode, Stopped
from scraper.system import STOPPING

_CODES = {"SIGTERM": ExitCode.TERMINATED, "SIGHUP": ExitCode.HUNG_UP}
CODES = {number: _CODES.get(number.name, ExitCode.INTERRUPTED) for number in STOPPING}


class Stopping:
    """Raises Stopped for the first signal; while that is being dealt with, further ones change nothing.

    A run that is stopped still writes its record and tells who is to be told. Where the exception is lost, as in a
    callback of C that lets none out, the next signal raises it again. A signal that was ignored when the command began, as
    `nohup` has it, stays ignored.
    """

    def __init__(self) -> None:
        self._raised: weakref.ref[Stopped] | None = None
        for number in CODES:
            if signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, self._stop)

    def _stop(self, number: int, _frame: FrameType | None) -> None:
        if self._raised is not None and self._raised() is not None:
            return
        stopped = Stopped(CODES[signal.Signals(number)])
        self._raised = weakref.ref(stopped)
        raise stopped

    def end(self) -> None:
        """Let no signal change the exit code any more: all is done."""
        for number in CODES:
            signal.signal(number, signal.SIG_IGN)
