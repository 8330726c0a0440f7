"""The system calls of a command: listed, cut short by a kill, or made to fail, with strace.

Commands run in children of a process that has imported everything already, so that a trial costs no start of Python,
and strace sees nothing but the command. What a child prints is kept in its memory and written at its end by `writev`,
which no trial counts or fails: a full disk does not swallow the error that it causes.
"""

import ast
import contextlib
import ctypes
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import traceback
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any, NamedTuple

ROOT = Path(__file__).parent.parent
CHANGING = (
    *("write", "pwrite64", "pwritev", "pwritev2", "ftruncate", "truncate", "fallocate", "fsync", "fdatasync", "openat"),
    *("rename", "renameat", "renameat2", "unlink", "unlinkat", "rmdir", "mkdir", "mkdirat"),
    *("symlink", "symlinkat", "link", "linkat"),
)
MOST_OF_A_BUFFER = 1 << 24
_LINE = re.compile(r"^(?:\d+ +)?(\w+)\((.*)$")
_OPENED = re.compile(r"^\d+<(?P<path>[^>]*)>")
_WRITTEN = re.compile(r'^\d+<(?P<path>[^>]*)>, (?P<data>"(?:[^"\\]|\\.)*"), \d+(?:, (?P<offset>\d+))?\) ')
_ANYBODY = ctypes.c_ulong(-1)
_PR_SET_PTRACER = 0x59616D61


class StraceUnavailable(Exception):
    """System calls cannot be traced on this machine; the message says why."""


class Call(NamedTuple):
    """One system call: `number` counts those of its kind from 1, over all files; `text` is strace's line from there."""

    kind: str
    number: int
    text: str

    @property
    def failed(self) -> bool:
        return ") = -1 E" in self.text

    def changes(self, folder: Path) -> bool:
        """Say whether it changes files below a folder."""
        opened = _OPENED.match(self.text)
        named = opened["path"] if opened else self.text
        if self.failed or str(folder) not in named:
            return False
        return self.kind != "openat" or "O_CREAT" in self.text or "O_TRUNC" in self.text

    def about(self, folder: Path) -> str:
        """Return the call in a few words, paths as seen from the folder."""
        text = self.text.replace(f"{folder}/", "")
        return f"{self.kind} number {self.number}: {text[:110]}"

    def tear(self, share: float) -> bool:
        """Write what a write that did not take effect would have begun with; say whether it is a write."""
        found = _WRITTEN.match(self.text)
        if self.kind not in ("write", "pwrite64") or found is None:
            return False
        data: bytes = ast.literal_eval(f"b{found['data']}")
        path = Path(found["path"])
        with path.open("r+b") as file:
            file.seek(int(found["offset"]) if found["offset"] else path.stat().st_size)
            file.write(data[: int(len(data) * share)])
        return True


class Done(NamedTuple):
    """A command that ended: its exit code, or the signal's number below zero; what it printed; its calls if traced."""

    code: int
    out: str
    err: str
    calls: tuple[Call, ...]


ALL_CHANGES = ["-e", f"trace={','.join(CHANGING)}"]
"""What makes strace list every call that may change a file."""


def killed_at(call: Call, *, whole: bool = False) -> list[str]:
    """Return what makes strace kill the process when it is about to make a call; list it `whole`, to be torn."""
    listed = ["-s", str(MOST_OF_A_BUFFER)] if whole else []
    return ["-e", f"trace={call.kind}", *listed, "-e", f"inject={call.kind}:signal=KILL:when={call.number}"]


def failing_at(call: Call, error: str) -> list[str]:
    """Return what makes strace fail one call."""
    return ["-e", f"trace={call.kind}", "-e", f"inject={call.kind}:error={error}:when={call.number}"]


def failing_from(call: Call, before: Iterable[Call], kinds: Sequence[str], error: str) -> list[str]:
    """Return what makes strace fail a call, and every one of some kinds after it; `before` are the calls up to it."""
    made = Counter(one.kind for one in before)
    numbers = {kind: made[kind] + 1 for kind in kinds} | {call.kind: call.number}
    injected = [
        part for kind, first in numbers.items() for part in ("-e", f"inject={kind}:error={error}:when={first}+")
    ]
    return ["-e", f"trace={','.join(numbers)}", *injected]


def parsed(log: str) -> tuple[Call, ...]:
    """Return the calls in what strace wrote."""
    counted: Counter[str] = Counter()
    calls = []
    for line in log.splitlines():
        if found := _LINE.match(line):
            counted[found[1]] += 1
            calls.append(Call(found[1], counted[found[1]], found[2]))
    return tuple(calls)


class Commands:
    """A process with the command line imported, that runs one command at a time in a child of its own.

    `folder` is for its files; `warm` are commands that it runs once itself, so that what they import is there.
    """

    def __init__(self, folder: Path, warm: Sequence[Sequence[str]] = ()) -> None:
        if shutil.which("strace") is None:
            raise StraceUnavailable("strace is not installed")
        folder.mkdir()
        self._folder = folder
        environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "PYTHONDONTWRITEBYTECODE": "1",
            "XDG_STATE_HOME": str(folder / "state"),
        }
        self._process = subprocess.Popen(
            [sys.executable, __file__, json.dumps([*warm])],
            cwd=folder,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._answer()

    def __enter__(self) -> "Commands":
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    def run(self, arguments: Sequence[str], here: Path, strace: Sequence[str] = ()) -> Done:
        """Run a command in a folder, with strace if there is something for it to do. Raises StraceUnavailable."""
        log = self._folder / "log"
        log.write_bytes(b"")
        pid = self._ask({"arguments": [*arguments], "here": str(here)})
        with self._attached(pid, log, strace) if strace else contextlib.nullcontext():
            os.kill(pid, signal.SIGCONT)
            code = os.waitstatus_to_exitcode(self._answer())
        said = [(self._folder / name).read_text(encoding="utf-8") for name in ("out", "err")]
        return Done(code, said[0], said[1], parsed(log.read_text(encoding="utf-8", errors="replace")))

    @contextlib.contextmanager
    def _attached(self, pid: int, log: Path, more: Sequence[str]) -> Iterator[None]:
        command = ["strace", "-f", "-y", *more, "-o", str(log), "-p", str(pid)]
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as strace:
            assert strace.stderr is not None
            said = strace.stderr.readline()
            if not said.endswith("attached\n"):
                os.kill(pid, signal.SIGKILL)
                os.kill(pid, signal.SIGCONT)
                self._answer()
                raise StraceUnavailable(said.strip() or "strace ended without a word")
            yield
            strace.communicate()

    def _ask(self, request: dict[str, Any]) -> int:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        return self._answer()

    def _answer(self) -> int:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"the process that runs commands ended with {self._process.wait()}")
        return int(line)


def traced_from_its_start(arguments: Sequence[str], folder: Path) -> tuple[Call, ...]:
    """Return the calls of `python -m scraper` in a process of its own. Raises StraceUnavailable."""
    if shutil.which("strace") is None:
        raise StraceUnavailable("strace is not installed")
    log = folder / "log"
    command = ["strace", "-f", "-qq", "-y", "-e", f"trace={','.join(CHANGING)}", "-o", str(log), sys.executable]
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "XDG_STATE_HOME": str(folder / "state"),
    }
    done = subprocess.run(
        [*command, "-m", "scraper", *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if not log.exists():
        raise StraceUnavailable(done.stderr.strip())
    return parsed(log.read_text(encoding="utf-8", errors="replace"))


# --- the process that runs the commands -------------------------------------------------------------------------------


def _serve(requests: IO[str], answers: IO[str], warm: Sequence[Sequence[str]]) -> None:
    """For each request: answer with the id of a child that waits for SIGCONT, then with its wait status."""
    from scraper.cli import run_command

    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        for arguments in warm:
            run_command([*arguments])
    print(0, file=answers, flush=True)
    for line in requests:
        pid = os.fork()
        if pid == 0:
            _child(**json.loads(line))
        os.waitpid(pid, os.WUNTRACED)
        print(pid, file=answers, flush=True)
        print(os.waitpid(pid, 0)[1], file=answers, flush=True)


def _child(arguments: list[str], here: str) -> None:
    from scraper.cli import run_command

    files = [os.open(name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC) for name in ("out", "err")]
    sys.stdout, sys.stderr = io.StringIO(), io.StringIO()
    os.chdir(here)
    ctypes.CDLL(None).prctl(_PR_SET_PTRACER, _ANYBODY, 0, 0, 0)  # where Yama lets parents trace alone
    os.kill(os.getpid(), signal.SIGSTOP)
    try:
        code = run_command(arguments)
    except BaseException:  # as the interpreter would
        traceback.print_exc()
        code = 1
    for file, said in zip(files, (sys.stdout, sys.stderr), strict=True):
        os.writev(file, [said.getvalue().encode()])
    os._exit(code)


if __name__ == "__main__":
    _serve(sys.stdin, sys.stdout, json.loads(sys.argv[1]))
