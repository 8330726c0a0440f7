"""Entries of ZIP files whose bytes depend on nothing but their content: no time of day, no rights of the writer."""

from contextlib import AbstractContextManager
from typing import IO
from zipfile import ZipFile, ZipInfo

_EPOCH = (1980, 1, 1, 0, 0, 0)
_READABLE = 0o100644 << 16


def entry(file: ZipFile, name: str, compression: int) -> AbstractContextManager[IO[bytes]]:
    """Open an entry of a ZIP to be written."""
    info = ZipInfo(name, _EPOCH)
    info.compress_type, info.external_attr, info.create_system = compression, _READABLE, 3
    return file.open(info, "w", force_zip64=True)
