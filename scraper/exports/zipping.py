"""Entries of ZIP files whose bytes depend only on their content: no time of day, no file permissions."""

from contextlib import AbstractContextManager
from typing import IO
from zipfile import ZipFile, ZipInfo

_EPOCH = (1980, 1, 1, 0, 0, 0)
_READABLE = 0o100644 << 16


def entry(file: ZipFile, name: str, compression: int, size: int = 0) -> AbstractContextManager[IO[bytes]]:
    """Open an entry of a ZIP to be written; one of 2 GB or more needs its size.

    ZIP64 only where the size asks for it: ReplayWeb.page passes over no extra field of a local header that the directory has not.
    """
    info = ZipInfo(name, _EPOCH)
    info.compress_type, info.external_attr, info.create_system = compression, _READABLE, 3
    info.file_size = size
    return file.open(info, "w")
