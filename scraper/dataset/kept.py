"""What the last build gave, kept for one with nothing new. Safe to delete: it only saves time."""

import os
import platform
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec

import scraper
from scraper.dataset.build import Built
from scraper.durable import write_whole
from scraper.store.reader import StoreReader
from scraper.values.capture import sha256

_Stamp = tuple[str, int, int]
"""A file's path, size in bytes, and time of its last change in nanoseconds."""


class _Kept(msgspec.Struct, frozen=True, kw_only=True):
    of: str
    written: tuple[_Stamp, ...]
    built: Built


class LastBuild:
    """The last build of an output folder, as a file remembers it: what it was made of, what it wrote, and what it told.

    It is made of the store, of this program, and of what is `asked` of it. Files are known by size and time: whoever wants
    more than that verifies, or builds by the lock.
    """

    def __init__(self, file: Path, place: Path, products: Iterable[str], store: StoreReader, asked: object) -> None:
        self._file, self._place, self._products = file, place, tuple(products)
        self._of = sha256(repr((_program(), platform.python_version(), store.noted(), asked)).encode())

    def found(self) -> Built | None:
        """Return what it gave, where a build now would give the same and all that it wrote is there, as it was written."""
        with suppress(OSError, ValueError, msgspec.DecodeError, RecursionError):
            kept = msgspec.json.decode(self._file.read_bytes(), type=_Kept, dec_hook=_path)
            if kept.of == self._of and kept.written == self._written():
                return msgspec.structs.replace(kept.built, is_new=False)
        return None

    def keep(self, built: Built) -> None:
        """Remember a build, once all is written; one that had errors is made again, and says so again."""
        if built.tracebacks or built.damaged:
            return
        with suppress(OSError, UnicodeError):  # a path that is no UTF-8 is not kept
            kept = _Kept(of=self._of, written=self._written(), built=built)
            self._file.parent.mkdir(parents=True, exist_ok=True)
            write_whole(self._file, msgspec.json.encode(kept, enc_hook=str))

    def _written(self) -> tuple[_Stamp, ...]:
        """Return what there is of what a build writes. Raises OSError where something is not there."""
        paths = [self._place / name for name in self._products]
        return tuple(_stamp(one) for path in paths for one in (sorted(path.iterdir()) if path.is_dir() else [path]))


def _stamp(path: Path) -> _Stamp:
    status = path.stat(follow_symlinks=False)
    return str(path), status.st_size, status.st_mtime_ns


def _program() -> list[_Stamp]:
    """Return the files of this program."""
    root = Path(scraper.__file__).parent
    folders = (entry for entry in os.walk(root) if not entry[0].endswith("__pycache__"))
    return sorted(_stamp(Path(folder, name)) for folder, _, names in folders for name in names)


def _path(kind: type, value: Any) -> Any:
    return kind(value) if kind is Path else value
