"""Cached indexes of files of records: an unchanged file is not indexed again. Safe to delete."""

import contextlib
import hashlib
import zlib
from collections.abc import Iterable, Iterator
from itertools import chain
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
_SOME = 1000
"""Rows that are packed in one piece."""


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


class Unsound(ValueError):
    """A kept index is not as it was written, which shows at its end: what was had of it is not to be used."""


class Rows:
    """The rows and remarks of one file, in order, decoded one at a time: packed in memory, or in the file that keeps them.

    Packed they take a twentieth of what the objects would. To iterate over a kept index may raise Unsound.
    """

    def __init__(self, kept: Path | None = None) -> None:
        self._kept, self._packed = kept, list[bytes]()

    def pack(self, rows: Iterable[Row | str]) -> None:
        """Add rows; those before one that cannot be had are added all the same."""
        some: list[bytes] = []
        encode = msgspec.json.Encoder().encode
        try:
            for row in rows:
                some.append(encode(row) + b"\n")
                if len(some) == _SOME:
                    self._packed.append(zlib.compress(b"".join(some), 1))
                    some.clear()
        finally:
            self._packed.append(zlib.compress(b"".join(some), 1))

    def __iter__(self) -> Iterator[Row | str]:
        return map(msgspec.json.Decoder(Row | str).decode, self.lines()) if self._kept is None else _sound(self._kept)

    def lines(self) -> Iterator[bytes]:
        """Yield the packed rows as lines of JSON."""
        for some in self._packed:
            yield from zlib.decompress(some).splitlines(keepends=True)


class KeptIndexes:
    """The indexes in a folder, one file each: a line that describes it, the rows and remarks as JSON, and the SHA-256 of it all.

    An index is used if the file still has its size and modification time, or its ETag in an object store. Without a
    folder there are none; without `write`, none is added. A damaged index is ignored.
    """

    def __init__(self, folder: Path | None = None, *, write: bool = True) -> None:
        self._folder, self._write = folder, write

    @property
    def is_nowhere(self) -> bool:
        """Whether what is indexed now will have to be read from its file again."""
        return self._folder is None or not self._write

    def get(self, piece: Piece, most_bytes: int, wanted: Wanted, *, thorough: bool) -> Rows | None:
        """Return what is known of a file; None if it has changed, or if not everything that is wanted was read."""
        if self._folder is None:
            return None
        path = self._path(self._folder, piece)
        try:
            with path.open("rb") as file:
                head = msgspec.json.decode(file.readline(), type=Head)
        except (OSError, ValueError):
            return None
        is_current = head == self.head(piece, most_bytes, Wanted(head.originals), thorough=head.thorough)
        has_all = Wanted(head.originals).covers(wanted) and (head.thorough or not thorough)
        return Rows(path) if is_current and has_all else None

    def put(self, piece: Piece, head: Head | None, rows: Rows) -> None:
        """Keep the rows of a file, whose state before reading is given by `head`."""
        if self._folder is None or not self._write or head is None:
            return
        with contextlib.suppress(OSError, ValueError):  # a name that is no text
            self._folder.mkdir(parents=True, exist_ok=True)
            first = msgspec.json.encode(head) + b"\n"
            write_whole(self._path(self._folder, piece), _sealed(chain((first,), rows.lines())))

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


def _sound(path: Path) -> Iterator[Row | str]:
    """Yield the rows of a kept index. Raises Unsound."""
    decode, digest, days = msgspec.json.Decoder(Row | str).decode, hashlib.sha256(), set[str]()
    try:
        with path.open("rb") as file:
            digest.update(file.readline())
            last = file.readline()
            for line in file:
                digest.update(last)
                row, last = decode(last), line
                if isinstance(row, Row) and row.timestamp[:8] not in days:
                    parse_timestamp(row.timestamp)  # 31 June has 14 digits as well
                    days.add(row.timestamp[:8])
                yield row
    except (OSError, ValueError) as error:
        raise Unsound(str(error)) from error
    if last.decode("ascii", "replace").strip() != digest.hexdigest():
        raise Unsound(f"{path}: its SHA-256 is another")


def _sealed(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Yield lines, followed by their SHA-256."""
    digest = hashlib.sha256()
    for line in lines:
        digest.update(line)
        yield line
    yield digest.hexdigest().encode() + b"\n"
