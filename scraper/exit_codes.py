"""Exit codes and what they mean; imported by all rooms, imports none."""

from enum import IntEnum


class ExitCode(IntEnum):
    """How a command ended; if several apply, a run uses the first of 70, 4, 3, 5, 1.

    70 is EX_SOFTWARE of sysexits.h; 129, 130 and 143 are 128 plus the signal that ended the run.
    """

    DONE = 0
    SOME_FAILED = 1
    USAGE = 2
    NOTHING_REACHED = 3
    AT_REST = 4
    DRIFT = 5
    HELD = 6
    NEWS = 10
    INTERNAL_ERROR = 70
    HUNG_UP = 129
    INTERRUPTED = 130
    TERMINATED = 143


class Stopped(KeyboardInterrupt):
    """A signal ended the command; `code` is its exit code."""

    def __init__(self, code: ExitCode) -> None:
        super().__init__()
        self.code = code


MEANINGS = {
    ExitCode.DONE: "done",
    ExitCode.SOME_FAILED: "some captures failed, or a check failed; everything else was done, and the failures are listed",
    ExitCode.USAGE: "wrong usage or invalid settings",
    ExitCode.NOTHING_REACHED: "nothing could be reached, read or written",
    ExitCode.AT_REST: "a host is in cooldown after a 429, a ban or a challenge; the first run after it continues",
    ExitCode.DRIFT: "a page is not read as it was at the run before: extraction drift, or an unknown layout or language",
    ExitCode.HELD: "another run is using the store",
    ExitCode.NEWS: "with `run --exit-code`: there are new facts or changes of substance (with --all, of any class)",
    ExitCode.INTERNAL_ERROR: "internal error: a bug in this program, please report it; what was stored is kept",
    ExitCode.HUNG_UP: "ended by SIGHUP; what was stored is kept",
    ExitCode.INTERRUPTED: "interrupted; what was stored is kept",
    ExitCode.TERMINATED: "ended by SIGTERM; what was stored is kept",
}


def table() -> str:
    """Return the table of all exit codes, as printed by help."""
    rows = (f"  {code:<5}{meaning}" for code, meaning in MEANINGS.items())
    return "\n\b\nExit codes:\n" + "\n".join(rows) + "\n"
