"""Fuzzing of all readers: `python -m tools.fuzz --inputs 1000000 [--seed N] [--reader NAME]`, or `--smoke` (seconds).

An input follows from the seed, the reader and its number alone. A finding is an error that the reader does not document,
an input that takes too long, memory over the bound, or the end of the process; it ends with 1. The inputs are read in a
child process, so that no finding ends the search.
"""

import argparse
import mmap
import os
import resource
import signal
import struct
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from random import Random
from types import FrameType

import msgspec

from tools.fuzz_mutations import mutated
from tools.fuzz_readers import Reader, readers

SECONDS = 10.0
MEMORY = 1_500_000_000
SMOKE_INPUTS = 1500
_PLACE = struct.Struct("q")
_FOUND = 17  # the exit code of a child that met a finding


class TooLong(BaseException):
    """An input that is still being read when its time is over; no reader catches it."""


class Finding(msgspec.Struct, frozen=True):
    """What went wrong with an input, and where: the number gives the input again."""

    reader: str
    number: int
    what: str
    data: bytes

    @property
    def place(self) -> str:
        """Where it went wrong: the last line of code in a traceback."""
        code = [line for line in self.what.splitlines() if line.startswith("  File ")]
        return code[-1] if code else self.what


def input_of(reader: Reader, seed: int, number: int) -> bytes:
    """Return the input of a number."""
    random = Random(f"{seed}/{reader.name}/{number}")  # noqa: S311 - chance, no secret
    chosen = random.choice(reader.corpus)
    return reader.shape(mutated(random, chosen, reader.corpus, reader.mutations), random)


def finding_of(reader: Reader, number: int, data: bytes, seconds: float) -> Finding | None:
    """Read one input under watch."""
    started = time.monotonic()
    try:
        with _watched(seconds):
            reader.read(data)
    except reader.errors:
        pass
    except TooLong:
        return Finding(reader.name, number, f"more than {seconds} s", data)
    except Exception:
        return Finding(reader.name, number, traceback.format_exc(limit=-6), data)
    if (took := time.monotonic() - started) > seconds:
        return Finding(reader.name, number, f"{took:.1f} s", data)
    return None


@contextmanager
def _watched(seconds: float) -> Iterator[None]:
    def over(_number: int, _frame: FrameType | None) -> None:
        raise TooLong

    before = signal.signal(signal.SIGALRM, over)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


# --- the search -------------------------------------------------------------------------------------------------------


def search(reader: Reader, numbers: range, seed: int, seconds: float) -> Iterator[Finding]:
    """Read the inputs of some numbers, each finding's child followed by another; yield what was found."""
    place = mmap.mmap(-1, _PLACE.size)
    while numbers:
        place[:] = _PLACE.pack(numbers[0])
        child = _forked(partial(_read_on, reader, numbers, seed, seconds, place))
        ended = _ended(child, place, 4 * seconds)
        if ended == "":
            return
        (number,) = _PLACE.unpack(place[:])
        data = input_of(reader, seed, number)
        yield Finding(reader.name, number, ended or _again(reader, number, data, seconds), data)
        numbers = range(number + 1, numbers.stop)


def _read_on(reader: Reader, numbers: range, seed: int, seconds: float, place: mmap.mmap) -> int:
    for number in numbers:
        place[:] = _PLACE.pack(number)
        if finding_of(reader, number, input_of(reader, seed, number), seconds):
            return _FOUND
    return 0


def _forked(work: Callable[[], int]) -> int:
    """Do some work in a child that may take so much memory; return its process id."""
    if child := os.fork():
        return child
    code = 70
    try:
        os.environ["RUST_BACKTRACE"] = "0"  # of libraries in Rust, where memory ends
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        code = work()
    finally:
        os._exit(code)


def _ended(child: int, place: mmap.mmap, seconds: float) -> str | None:
    """Wait for a child: '' when all was read, None when it met a finding, else how it ended without a word."""
    seen, since = place[:], time.monotonic()
    while True:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            code = os.waitstatus_to_exitcode(status)
            return "" if code == 0 else None if code == _FOUND else f"the process ended with {code}"
        if place[:] != seen:
            seen, since = place[:], time.monotonic()
        if time.monotonic() - since > seconds:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            return f"more than {seconds} s in a library"
        time.sleep(0.02)


def _again(reader: Reader, number: int, data: bytes, seconds: float) -> str:
    """Return what a finding was, for the child that met it is gone."""
    finding = finding_of(reader, number, data, seconds)
    return finding.what if finding else "does not happen again: memory, or what was read before it"


# --- the command ------------------------------------------------------------------------------------------------------


def main(arguments: list[str]) -> int:
    options = _options(arguments)
    with tempfile.TemporaryDirectory(prefix="fuzz-", dir=_memory_folder()) as scratch:
        table = readers(Path(scratch))
        if options.atheris:
            return _atheris(table[options.atheris], options.rest)
        if unknown := [name for name in options.reader or () if name not in table]:
            print(f"there is no reader {unknown[0]!r}; there are {', '.join(table)}", file=sys.stderr)
            return 2
        chosen = [table[name] for name in options.reader or table]
        each = -(-(SMOKE_INPUTS if options.smoke else options.inputs) // len(chosen))
        numbers = range(options.first, options.first + each)
        found = sum(_searched(reader, numbers, options.seed, options) for reader in chosen)
    print(f"{each * len(chosen):,} inputs, {len(chosen)} readers, seed {options.seed}: {found} findings")
    return 1 if found else 0


def _searched(reader: Reader, numbers: range, seed: int, options: argparse.Namespace) -> int:
    """Read a reader's inputs; of findings at one place the first is told, all are counted and saved."""
    begun, places = time.monotonic(), Counter[str]()
    for finding in search(reader, numbers, seed, options.seconds):
        places[finding.place] += 1
        if places[finding.place] == 1:
            print(
                f"{finding.reader}: input {finding.number} of seed {seed}, {len(finding.data):,} bytes: {finding.what}"
            )
            _save(finding, seed, options.save)
        if places.total() == options.most:
            print(f"{reader.name}: {options.most} findings; given up at input {finding.number}")
            break
    told = f"{len(places)} places, {places.total()} findings"
    print(f"{reader.name:<14} {len(numbers):>9,} inputs {time.monotonic() - begun:8.1f} s  {told}", flush=True)
    return places.total()


def _save(finding: Finding, seed: int, folder: Path | None) -> None:
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{finding.reader}-{seed}-{finding.number}").write_bytes(finding.data)


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.fuzz", description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--inputs", type=int, default=100_000, help="how many, over all readers (default: 100,000)")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--first", type=int, default=0, help="number of the first input")
    parser.add_argument("--reader", action="append", help="only this reader; may be repeated")
    parser.add_argument("--seconds", type=float, default=SECONDS, help="an input may take so long")
    parser.add_argument("--most", type=int, default=200, help="give a reader up after so many findings")
    parser.add_argument("--save", type=Path, metavar="FOLDER", help="write the inputs of findings there")
    parser.add_argument("--smoke", action="store_true", help=f"{SMOKE_INPUTS:,} inputs, for CI")
    parser.add_argument("--atheris", metavar="READER", help="let atheris find inputs by coverage (pip install atheris)")
    parser.add_argument("rest", nargs="*", help="options of libFuzzer, behind --")
    return parser.parse_args(arguments)


def _memory_folder() -> str | None:
    """Return a folder in memory where there is one: readers of files write a file for each input."""
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108 - a new folder is made in it


def _atheris(reader: Reader, options: list[str]) -> int:
    """Hand a reader to libFuzzer, with the corpus as it is; it ends the process at the first finding."""
    import atheris

    def read(data: bytes) -> None:
        with suppress(*reader.errors):
            reader.read(data)

    with tempfile.TemporaryDirectory() as corpus:
        for at, entry in enumerate(reader.corpus):
            (Path(corpus) / str(at)).write_bytes(reader.shape(entry, Random(at)))  # noqa: S311 - chance, no secret
        atheris.instrument_all()
        atheris.Setup([sys.argv[0], *options, corpus], read)
        atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
