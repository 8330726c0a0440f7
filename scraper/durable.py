"""Files that are written whole or not at all, and outlast a power cut."""

import contextlib
import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path


@contextlib.contextmanager
def whole(path: Path) -> Iterator[Path]:
    """Give a place beside `path` to write a file or make a folder in, and put it in the place of `path` once that is done.

    Where an error ends it, what stood there still does. A folder that takes another's place is not there for an instant; a
    process that is killed then leaves the new one beside it. Raises OSError.
    """
    part, old = part_of(path), path.with_name(f".{path.name}.old")
    for left in (part, old):
        _remove(left)
    try:
        yield part
        for written in (part, *part.rglob("*")) if part.is_dir() else (part,):
            sync(written)
        if path.is_dir() and not path.is_symlink():
            path.rename(old)
        part.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            if old.exists() and not path.exists():
                old.rename(path)
            _remove(part)
        raise
    sync(path.parent)
    _remove(old)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def write_whole(path: Path, content: bytes | Iterable[bytes]) -> None:
    """Write a file beside its place, onto the disk, then rename it into its place, and make the folder's entry last too.

    Only one process at a time may write a path; what a killed one left beside it is written anew. Links are replaced, never
    followed. Raises OSError; then what stood there still does.
    """
    part = part_of(path)
    try:
        part.unlink(missing_ok=True)
        with part.open("xb") as file:
            file.writelines([content] if isinstance(content, bytes) else content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise
    sync(path.parent)


def part_of(path: Path) -> Path:
    """Return where a file is written before it is renamed: a hidden name that no `*.json` or `*.prom` fits."""
    return path.with_name(f".{path.name}.part")


def sync(path: Path) -> None:
    """Make a file, or a folder's entries, outlast a power cut. Raises OSError."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
