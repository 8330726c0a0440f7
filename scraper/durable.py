"""Files that are written whole or not at all, and outlast a power cut."""

import contextlib
import os
from collections.abc import Iterable
from pathlib import Path


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
