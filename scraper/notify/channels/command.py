"""A program of the user's, with the message on its standard input; no shell runs it."""

import contextlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from typing import IO

from scraper.errors import SettingsError
from scraper.notify.channels.delivery import TAKEN, Channel, Delivery, refused
from scraper.notify.message import Message
from scraper.notify.secret import Secret
from scraper.system import kill_all

SECONDS = 60.0
STOP_SECONDS = 5.0
_MOST_BYTES = 1 << 16


def command(
    argv: tuple[str, ...], environment: Mapping[str, str], secrets: Iterable[Secret] = (), *, seconds: float = SECONDS
) -> Channel:
    """Return the channel; a program that has not ended after `seconds` is ended, with all that it began.

    Raises SettingsError where there is no such program.
    """
    if shutil.which(argv[0], path=environment.get("PATH")) is None:
        raise SettingsError(f"[notify] command: there is no executable program {argv[0]!r}")
    known = tuple(secrets)

    def run(message: Message) -> Delivery:
        text = f"{message.subject}\n\n{message.body}".encode()
        with tempfile.TemporaryFile() as said:
            try:
                code = _run(argv, dict(environment), text, said, seconds)
            except OSError as error:
                return refused(f"{argv[0]}: cannot be run: {error.strerror or error}", known)
            if code is None:
                return refused(f"{argv[0]}: did not end within {seconds:g} s and was stopped", known)
            return TAKEN if code == 0 else refused(f"{argv[0]}: ended with {code}{_last_line(said)}", known)

    return run


def _run(
    argv: tuple[str, ...], environment: dict[str, str], text: bytes, said: IO[bytes], seconds: float
) -> int | None:
    """Run a program to its end; return its exit code, None where its time was over.

    What it says goes into a file: a pipe that its children hold open would be waited for.
    """
    process = subprocess.Popen(
        argv, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=said, env=environment, start_new_session=True
    )
    try:
        process.communicate(text, timeout=seconds)
    except subprocess.TimeoutExpired:
        return None
    finally:
        if process.poll() is None:
            _end(process)
    return process.returncode


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a program with all that it began; one that may not be ended, as of another user, is left alone."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        kill_all(process)
    with contextlib.suppress(OSError):
        if process.stdin:
            process.stdin.close()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(STOP_SECONDS)


def _last_line(said: IO[bytes]) -> str:
    """Return the last line that a program said; not one that is cut, for a secret may be cut with it."""
    said.seek(0, os.SEEK_END)
    begin = max(0, said.tell() - _MOST_BYTES)
    said.seek(begin)
    lines = said.read().decode("utf-8", "replace").split("\n")[1 if begin else 0 :]
    last = next((line.strip() for line in reversed(lines) if line.strip()), "")
    return f": {last}" if last else ""
