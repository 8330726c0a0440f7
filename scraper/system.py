"""Calls that exist on POSIX systems only, each with an alternative. Imported by all rooms, imports none."""

import os
import select
import signal
import subprocess
import time
from pathlib import Path

STOPPING = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name))
"""The signals that end a command: SIGHUP is not sent on Windows, whose Ctrl-Break is SIGBREAK."""


def cores() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def sync_folder(path: Path) -> None:
    """Make a folder's entries outlast a power cut. Windows opens no folders; NTFS keeps a journal of them. Raises OSError."""
    if os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def kill_all(process: "subprocess.Popen[bytes]") -> None:
    """End a process that leads a session, with all that it began; elsewhere the process alone. Raises OSError."""
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()


def is_stopped(process: int) -> bool:
    """Say whether a process was stopped by a signal (proc(5)); unknown on other systems than Linux."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] in ("T", "t")
    except (OSError, ValueError, IndexError):
        return False


def home_of(user: str) -> tuple[int, Path]:
    """Return the number and the home of an account. Raises KeyError where there is none, or no accounts are listed."""
    try:
        import pwd
    except ImportError as error:
        raise KeyError(user) from error
    account = pwd.getpwnam(user)
    return account.pw_uid, Path(account.pw_dir)


def wait_until_writable(descriptor: int) -> None:
    """Wait until a descriptor takes bytes again; Windows can ask that of sockets alone, so there it is tried again soon."""
    if os.name == "nt":
        time.sleep(0.05)
    else:
        select.select((), (descriptor,), ())
