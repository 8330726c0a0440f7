"""Files that are written as a whole or not at all, and survive a power cut; exchanging two names in one system call."""

import contextlib
import ctypes
import errno
import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from scraper.system import sync_folder

_AT_FDCWD = -100
_RENAME_EXCHANGE = _RENAME_SWAP = 2
_NO_EXCHANGE = frozenset({errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP})
"""What kernels and file systems answer that cannot exchange: EINVAL NFS and FAT on Linux, ENOSYS an old kernel, ENOTSUP HFS+."""


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
    if path.is_dir():
        sync_folder(path)
        return
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def exchange(one: Path, other: Path) -> bool:
    """Exchange what two names of a file system name, in one system call; return False where there is no such call.

    `renameat2` with RENAME_EXCHANGE (Linux 3.15) or `renamex_np` with RENAME_SWAP (macOS 10.12), whichever the C library
    has. It is found by trying, for what the system has, not every file system can. Raises OSError; then nothing is changed.
    """
    paths = os.fsencode(one), os.fsencode(other)
    try:
        library = ctypes.CDLL(None, use_errno=True)
    except (OSError, TypeError):  # TypeError on Windows, where a library has to have a name
        return False
    if hasattr(library, "renameat2"):
        failed = library.renameat2(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], ctypes.c_uint(_RENAME_EXCHANGE))
    elif hasattr(library, "renamex_np"):
        failed = library.renamex_np(*paths, ctypes.c_uint(_RENAME_SWAP))
    else:
        return False
    if failed and ctypes.get_errno() not in _NO_EXCHANGE:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(one), None, str(other))
    return not failed
