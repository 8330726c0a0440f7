"""Cached indexes of files of records: an unchanged file is not indexed again. Safe to delete."""

import contextlib
import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from scraper._version import __version__
from scraper.archives.files.containers import Piece
from scraper.archives.files.index import Row
from scraper.archives.files.places import stamp
from scraper.archives.wanted import Wanted
from scraper.durable import write_whole
from scraper.values.capture import parse_timestamp

_FORMAT = 5


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """The first line of a cached index: the file, its state, the program that wrote it, and how much was read.

    `version` is the file's modification time in ns, or its ETag. `originals` are those whose records were read, None
    for all; `thorough` means that each record has all its digests.
    """

    file: str
    size: int
    version: str
    made_by: str
    most_bytes: int
    originals: tuple[str, ...] | None
    thorough: bool


class Indexing(msgspec.Struct, frozen=True, kw_only=True):
    """How the files of an archive are indexed.

    If `wanted` originals are given, only the headers of records of other originals are read, until one of them is
    requested; None means all. Indexes of unchanged files are taken from `folder`, if given, and new ones are written to
    it if `write` is true. At most `jobs` processes are used.
    """

    wanted: tuple[str, ...] | None = None
    folder: Path | None = None
    write: bool = True
    jobs: int = 1


ALL_AT_ONCE = Indexing()


class KeptIndexes:
    """The indexes in a folder, one file each: a line that describes it, the rows and remarks as JSON, and the SHA-256 of it all.

    An index is used if the file still has its size and modification time, or its ETag in an object store. Without a
    folder there are none; without `write`, none is added. A damaged index is ignored.
    """

    def __init__(self, folder: Path | None = None, *, write: bool = True) -> None:
        self._folder, self._write = folder, write

    def get(self, piece: Piece, most_bytes: int, wanted: Wanted, *, thorough: bool) -> list[Row | str] | None:
        """Return what is known of a file; None if it has changed, or if not everything that is wanted was read."""
        if self._folder is None:
            return None
        try:
            with self._path(self._folder, piece).open("rb") as file:
                first, *lines, seal = file.readlines()
                if seal.decode().strip() != hashlib.sha256(b"".join((first, *lines))).hexdigest():
                    return None
                head = msgspec.json.decode(first, type=Head)
                if head != self.head(piece, most_bytes, Wanted(head.originals), thorough=head.thorough):
                    return None
                if not Wanted(head.originals).covers(wanted) or (thorough and not head.thorough):
                    return None
                decode = msgspec.json.Decoder(Row | str).decode
                rows = [decode(line) for line in lines]
                for one in rows:
                    if isinstance(one, Row):
                        parse_timestamp(one.timestamp)  # 31 June has 14 digits as well
                return rows
        except (OSError, ValueError, msgspec.DecodeError):
            return None

    def put(self, piece: Piece, head: Head | None, rows: Iterable[Row | str]) -> None:
        """Keep the rows of a file, whose state before reading is given by `head`."""
        if self._folder is None or not self._write or head is None:
            return
        encode = msgspec.json.Encoder().encode
        with contextlib.suppress(OSError, ValueError):  # a name that is no text
            self._folder.mkdir(parents=True, exist_ok=True)
            write_whole(self._path(self._folder, piece), _sealed(encode(one) + b"\n" for one in (head, *rows)))

    def head(self, piece: Piece, most_bytes: int, wanted: Wanted, *, thorough: bool) -> Head | None:
        """Return the current state of a file; None if it cannot be determined."""
        try:
            size, version = stamp(piece.path)
        except OSError:
            return None
        return Head(
            file=str(piece),
            size=size,
            version=version,
            made_by=f"{__version__}/{_FORMAT}",
            most_bytes=most_bytes,
            originals=None if wanted.originals is None else tuple(sorted(wanted.originals)),
            thorough=thorough,
        )

    @staticmethod
    def _path(folder: Path, piece: Piece) -> Path:
        name = f"{piece.path.resolve()}!{piece.member or ''}"
        return folder / f"{hashlib.sha256(name.encode('utf-8', 'surrogateescape')).hexdigest()[:32]}.jsonl"


def _sealed(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Yield lines, followed by their SHA-256."""
    digest = hashlib.sha256()
    for line in lines:
        digest.update(line)
        yield line
    yield digest.hexdigest().encode() + b"\n"
