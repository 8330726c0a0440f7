"""The result of the last build, kept so that a build with nothing new is fast. Safe to delete: it only saves time."""

import os
import platform
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec

from scraper.dataset.built import Built
from scraper.durable import write_whole
from scraper.store.reader import StoreReader
from scraper.values.capture import sha256

_Stamp = tuple[str, int, int]
"""A file's path, size in bytes, and modification time in nanoseconds."""


class _Kept(msgspec.Struct, frozen=True, kw_only=True):
    of: str
    written: tuple[_Stamp, ...]
    built: Built


class LastBuild:
    """The last build of an output folder, remembered in a file: its inputs, the files that it wrote, and its result.

    The inputs are the store, the files of this program, and the options in `asked`. Files are compared by size and
    modification time only; `verify` and `build --locked` compare their contents.
    """

    def __init__(self, file: Path, place: Path, products: Iterable[str], store: StoreReader, asked: object) -> None:
        self._file, self._place, self._products = file, place, tuple(products)
        self._of = sha256(repr((_program(), platform.python_version(), store.noted(), asked)).encode())

    def found(self) -> Built | None:
        """Return the result of the last build if a build now would give the same and its files are unchanged, else None."""
        with suppress(OSError, ValueError, msgspec.DecodeError, RecursionError):
            if any(self._file.parent.glob("*-journal")):  # the last build could not put an end to something
                return None
            kept = msgspec.json.decode(self._file.read_bytes(), type=_Kept, dec_hook=_path)
            if kept.of == self._of and kept.written == self._written():
                return msgspec.structs.replace(kept.built, is_new=False)
        return None

    def keep(self, built: Built) -> None:
        """Remember a build once all files are written; builds with errors are not remembered, so they are repeated and reported."""
        if built.tracebacks or built.damaged:
            return
        with suppress(OSError, UnicodeError):  # a path that is no UTF-8 is not kept
            kept = _Kept(of=self._of, written=self._written(), built=built)
            self._file.parent.mkdir(parents=True, exist_ok=True)
            write_whole(self._file, msgspec.json.encode(kept, enc_hook=str))

    def _written(self) -> tuple[_Stamp, ...]:
        """Return the stamps of the files that a build writes. Raises OSError if one is missing."""
        paths = [self._place / name for name in self._products]
        return tuple(_stamp(one) for path in paths for one in (sorted(path.iterdir()) if path.is_dir() else [path]))


def _stamp(path: Path) -> _Stamp:
    status = path.stat(follow_symlinks=False)
    return str(path), status.st_size, status.st_mtime_ns


def _program() -> list[_Stamp]:
    """Return the stamps of the files of this program."""
    root = Path(__file__).parent.parent
    folders = (entry for entry in os.walk(root) if not entry[0].endswith("__pycache__"))
    return sorted(_stamp(Path(folder, name)) for folder, _, names in folders for name in names)


def _path(kind: type, value: Any) -> Any:
    return kind(value) if kind is Path else value
