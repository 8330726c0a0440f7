"""The index of a file of records, kept: a file that is as it was is not read again. Safe to delete."""

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

_FORMAT = 3


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """The first line of an index: of which file, as it was when, by which program, and how much of it was looked into.

    `version` is its mtime in ns, or its ETag. `originals` are those whose records were read, None for all; `thorough` says
    that each has all its digests.
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

    Of records of other originals than the `wanted` ones no more is read than their headers, until one of them is asked
    for; None are all. The indexes of files that are as they were are taken from `folder`, where there is one, and new ones
    kept there if it is to be written. It takes no more processes than `jobs`.
    """

    wanted: tuple[str, ...] | None = None
    folder: Path | None = None
    write: bool = True
    jobs: int = 1


ALL_AT_ONCE = Indexing()


class KeptIndexes:
    """The indexes in a folder, a file each: a line that says what it is of, the rows and remarks as JSON, the SHA-256 of it all.

    They are read where the file has the size and the time of change, in an object store the ETag, that it had. Without a
    folder there are none; where it is not to `write`, none is added. A damaged one is as good as none.
    """

    def __init__(self, folder: Path | None = None, *, write: bool = True) -> None:
        self._folder, self._write = folder, write

    def get(self, piece: Piece, most_bytes: int, wanted: Wanted, *, thorough: bool) -> list[Row | str] | None:
        """Return what is known of a file, None where it has changed or not all that is wanted was looked into."""
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
                return [decode(line) for line in lines]
        except (OSError, ValueError, msgspec.DecodeError):
            return None

    def put(self, piece: Piece, head: Head | None, rows: Iterable[Row | str]) -> None:
        """Keep the rows of a file that was as `head` says before they were read."""
        if self._folder is None or not self._write or head is None:
            return
        encode = msgspec.json.Encoder().encode
        with contextlib.suppress(OSError, ValueError):  # a name that is no text
            self._folder.mkdir(parents=True, exist_ok=True)
            write_whole(self._path(self._folder, piece), _sealed(encode(one) + b"\n" for one in (head, *rows)))

    def head(self, piece: Piece, most_bytes: int, wanted: Wanted, *, thorough: bool) -> Head | None:
        """Return what a file is like now, None where that cannot be told."""
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
    """Yield lines, and behind them their SHA-256."""
    digest = hashlib.sha256()
    for line in lines:
        digest.update(line)
        yield line
    yield digest.hexdigest().encode() + b"\n"
