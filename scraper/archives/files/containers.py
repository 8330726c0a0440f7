"""A path or list of paths → the WARC and ARC files there, including those in WACZ files, and saved pages; recognised by content."""

import contextlib
import io
import os
import re
import tempfile
import weakref
import zipfile
import zlib
from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import IO, Any

import msgspec

from scraper.archives.files import arc
from scraper.archives.files.places import PathList, Place, place_of
from scraper.archives.files.saved import is_placed
from scraper.archives.files.unpack import GZIP, ZSTD, unpacked_head
from scraper.archives.mimetype import is_page
from scraper.errors import UnreadableFile
from scraper.plural import counted

_WARC = re.compile(r".*\.w?arc(\.gz|\.zst)?", re.IGNORECASE | re.DOTALL)
_WACZ = re.compile(r".*\.wacz", re.IGNORECASE | re.DOTALL)
_PAGE = re.compile(r".*\.(x?html?|xht|mht|mhtml|webarchive)", re.IGNORECASE | re.DOTALL)
_SIDECARS = ("capture.json", "expected.json")
_HEAD, _STEP = 4096, 1 << 16
_DEEPEST = 4
_MOST_UNPACKED = 8 << 30
_NO_ZIP = (zipfile.BadZipFile, NotImplementedError, UnicodeDecodeError, ValueError, EOFError)  # of a broken directory
# What begins so is no capture; what it is, and what to do, where there is something.
_NAMED = (
    (rb"version https://git-lfs", "a Git LFS pointer and not the file itself; `git lfs pull` fetches it"),
    (
        rb"(?:\.\./)*(?:\.git/annex|/annex)/objects/",
        "a git-annex pointer and not the file itself; `git annex get` fetches it",
    ),
    (rb"%PDF-", "a PDF file, which is not supported"),
    (
        rb"\x89PNG|GIF8|\xff\xd8\xff|BM.{4}\x00\x00\x00\x00|RIFF.{4}WEBP|II\*\x00|MM\x00\*|.{4}ftyp(?:avif|hei)",
        "an image",
    ),
    (rb".{4}ftyp|\x1aE\xdf\xa3|OggS|ID3|RIFF", "a sound or video file"),
    (rb"\x04\x22\x4d\x18|\x02\x21\x4c\x18", "compressed with lz4, which is not supported; unpack it first (`lz4 -d`)"),
    (rb"\xfd7zXZ\x00", "compressed with xz, which is not supported; unpack it first (`unxz`)"),
    (rb"BZh[1-9]", "compressed with bzip2, which is not supported; unpack it first (`bunzip2`)"),
    (rb"7z\xbc\xaf\x27\x1c", "a 7z archive, which is not supported; unpack it first"),
    (rb"Rar!\x1a\x07", "a RAR archive, which is not supported; unpack it first"),
    (rb".{257}ustar", "a tar archive, which is not supported; unpack it first (`tar -x`)"),
    (rb"SQLite format 3\x00", "an SQLite database, which is not supported"),
    (rb"\xd0\xcf\x11\xe0", "a Microsoft Office document, which is not supported"),
    (rb" CDX [A-Za-z ]+\r?\n", "an index (CDX) without the captures themselves"),
    (rb"\s*\{\s*\"log\"\s*:\s*\{", "a HAR file, which is not supported; convert it to WARC with `har2warc`"),
    (rb"\x7fELF|MZ", "a program"),
)
_BINARY = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")  # WHATWG MIME Sniffing, 3: binary data bytes
_UTF_16 = re.compile(rb"\xff\xfe|\xfe\xff|<\x00|\x00<")
_MARKUP = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|head|body|!--|\?xml)", re.IGNORECASE)


class Shelf:
    """What was unpacked, in a temporary file without a name: each piece once, as long as no more than `most` bytes lie there.

    Then it begins anew. Of a piece that is longer than `most` there are no more than these.
    """

    def __init__(self, most: int = _MOST_UNPACKED) -> None:
        self._most = most
        self._pile: _Pile | None = None
        self._places: dict[Hashable, tuple[int, int]] = {}

    def unpacked(self, piece: Hashable, parts: Iterable[bytes]) -> tuple[IO[bytes], int]:
        """Return a piece as a file, with its size; its parts are taken where it does not lie here yet. Raises OSError."""
        if self._pile is None or (piece not in self._places and self._pile.size > self._most):
            self._pile, self._places = _Pile(), {}
        if piece not in self._places:
            start = self._pile.size
            for part in parts:
                self._pile.add(part[: start + self._most - self._pile.size])
                if self._pile.size - start >= self._most:
                    break
            self._places[piece] = start, self._pile.size - start
        start, size = self._places[piece]
        return _Part(self._pile, start, size), size


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """A WARC or ARC file: all of a file, or `length` bytes of it from `start` on, which are a member of a WACZ.

    `size` is the member's own where it lies there deflated, else None. `inside` is the deflated WACZ whose own bytes `start`
    counts in, where it is one of those.
    """

    path: Place
    member: str | None = None
    start: int = 0
    length: int | None = None
    size: int | None = None
    inside: "Piece | None" = None

    def __str__(self) -> str:
        return f"{self.path}!{self.member}" if self.member else str(self.path)

    @contextlib.contextmanager
    def open(self, shelf: Shelf) -> Iterator[tuple[IO[bytes], int]]:
        """Open it as a seekable file, with its size; what lies deflated is inflated to the shelf. Raises UnreadableFile."""
        try:
            with self._around(shelf) as file:
                if self.length is None:
                    yield file, self.path.stat().st_size
                    return
                part = _Part(file, self.start, self.length)
                yield (part, self.length) if self.size is None else shelf.unpacked(self, _inflated(part, self.size))
        except OSError as error:
            raise UnreadableFile(f"{self}: {error.strerror or error}") from error

    @contextlib.contextmanager
    def _around(self, shelf: Shelf) -> Iterator[IO[bytes]]:
        if self.inside is None:
            with self.path.open("rb") as file:
                yield file
        else:
            with self.inside.open(shelf) as (unpacked, _):
                yield unpacked


class _Part(io.RawIOBase, IO[bytes]):
    """A stretch of a file, as a file of its own."""

    def __init__(self, file: "IO[bytes] | _Pile", start: int, length: int) -> None:
        self._file, self._start, self._length, self._at = file, start, length, 0

    def seek(self, offset: int, whence: int = 0, /) -> int:
        base = (0, self._at, self._length)[whence]
        self._at = max(base + offset, 0)
        return self._at

    def read(self, size: int = -1, /) -> bytes:
        left = max(self._length - self._at, 0)
        self._file.seek(self._start + self._at)
        found = self._file.read(left if size is None or size < 0 else min(size, left))
        self._at += len(found)
        return found

    def tell(self) -> int:
        return self._at

    def seekable(self) -> bool:
        return True

    def readable(self) -> bool:
        return True


class _Pile:
    """A temporary file that grows at its end, and is closed when nobody holds it."""

    def __init__(self) -> None:
        self._file, self.size = tempfile.TemporaryFile(), 0  # noqa: SIM115 - it lives as long as this
        weakref.finalize(self, self._file.close)
        self.seek, self.read = self._file.seek, self._file.read

    def add(self, part: bytes) -> None:
        self._file.seek(self.size)
        self.size += self._file.write(part)


def _inflated(packed: IO[bytes], most: int) -> Iterator[bytes]:
    """Inflate a member as far as it goes, up to its declared size: a damaged one costs no more than what is damaged."""
    engine, size = zlib.decompressobj(-15), 0
    with contextlib.suppress(zlib.error):
        while size < most and not engine.eof and (part := engine.unconsumed_tail or packed.read(_STEP)):
            found = engine.decompress(part, min(_STEP * 16, most - size))
            size += len(found)
            yield found


def contents(
    path: Place | PathList, report: Callable[[str], None], refused: list[str], shelf: Shelf
) -> tuple[list[Piece], list[Place]]:
    """Return the WARC and ARC files and the saved pages at a path, which is a file, a folder, or a list of both.

    In a folder a file that is none of these is counted and passed over; one that is named like one of them is reported, and
    what is the matter with it goes to `refused`; so is a member of a WACZ that cannot be had. Raises UnreadableFile.
    """

    def refuse(what: str) -> None:
        report(what)
        refused.append(what)

    if isinstance(path, PathList):
        return _of_list(path, report, refused, shelf)
    if not path.is_dir():
        if not path.is_file():
            what = "neither a file nor a folder (a device, for example)" if path.exists() else "there is no such file"
            raise UnreadableFile(f"{path}: {what}")
        pieces = _pieces(path, refuse, shelf)
        return pieces, [] if pieces else [path]
    found: list[Piece] = []
    pages, others = [], 0
    for file in _files_below(path):
        if file.name in _SIDECARS or file.suffix == ".md":
            continue
        is_named = any(pattern.fullmatch(file.name) for pattern in (_WARC, _WACZ, _PAGE))
        try:
            pieces = _pieces(file, refuse, shelf)
        except UnreadableFile as error:
            others += not is_named
            if is_named:
                refuse(str(error))
            continue
        found += pieces
        if not pieces and (_PAGE.fullmatch(file.name) or (is_placed(file) and _MARKUP.match(_head(file)))):
            pages.append(file)
        elif not pieces:
            others += 1
    if others:
        report(f"{path}: skipped {counted(others, 'file')}: not WARC, ARC, WACZ or saved pages")
    if not found and not pages:
        raise UnreadableFile(f"{path}: no WARC, WACZ or HTML file in this folder that could be read")
    return found, pages


def files_at(place: Place | PathList) -> list[str]:
    """Return what the files of records at a place are called, whatever folder one is in, in the order of `contents`.

    They are told by their names, and not looked into. Raises UnreadableFile for a folder that has none.
    """
    if isinstance(place, PathList):
        folders = [line.endswith("/") or os.path.isdir(line) for line in place.lines]  # noqa: PTH112 - most are addresses
        named = zip(place.lines, folders, strict=True)
        return [file for line, isdir in named for file in (files_at(place_of(line)) if isdir else [_absolute(line)])]
    if not place.is_dir():
        return [_absolute(str(place))]
    found = [str(file) for file in _files_below(place) if _WARC.fullmatch(file.name) or _WACZ.fullmatch(file.name)]
    if not found:
        raise UnreadableFile(f"{place}: no WARC, ARC or WACZ file in this folder")
    return list(map(_absolute, found))


def _absolute(name: str) -> str:
    return name if "://" in name else os.path.abspath(name)  # noqa: PTH100 - links stay as they are named


def _files_below(folder: Place) -> list[Any]:
    below: Iterable[Any] = folder.rglob("*")
    return sorted(file for file in below if file.is_file() and not file.name.startswith("."))


def _of_list(
    named: PathList, report: Callable[[str], None], refused: list[str], shelf: Shelf
) -> tuple[list[Piece], list[Place]]:
    """Return the contents of all that a list names; a line that names nothing to be read costs no other."""
    found: list[Piece] = []
    pages: list[Place] = []
    for line in named.lines:
        try:
            more, more_pages = contents(place_of(line), report, refused, shelf)
        except UnreadableFile as error:
            report(str(error))
            refused.append(str(error))
            continue
        found += more
        pages += more_pages
    if not found and not pages:
        raise UnreadableFile(f"{named}: none of {len(named.lines)} paths in it could be read: {refused[-1]}")
    return found, pages


def _head(path: Place) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_HEAD)
    except OSError as error:
        raise UnreadableFile(f"{path}: {error.strerror or error}") from error


def _pieces(path: Place, refuse: Callable[[str], None], shelf: Shelf) -> list[Piece]:
    """Return what a file holds of WARC and ARC files; nothing for a saved page. Raises UnreadableFile for anything else."""
    head = _head(path)
    if _PAGE.fullmatch(path.name) and path.with_name(_SIDECARS[0]).is_file():
        return []
    for pattern, words in _NAMED:
        if re.match(pattern, head, re.DOTALL):
            raise UnreadableFile(f"{path}: neither an archive file nor a page, but {words}")
    if head.startswith(b"PK\x03\x04") or _WACZ.fullmatch(path.name):
        return _of_zip(path, refuse, shelf)
    plain = unpacked_head(head, _HEAD) if head.startswith((GZIP, ZSTD)) else head
    if plain.startswith(b"WARC/") or arc.HEAD.match(plain) or _WARC.fullmatch(path.name):
        return [Piece(path=path)]
    if head.startswith((GZIP, ZSTD)):
        raise UnreadableFile(f"{path}: compressed, and its content is not a WARC or ARC file; unpack it first")
    is_text = is_page(head, "unknown/unknown") or not _BINARY.search(
        head
    )  # WHATWG MIME Sniffing, 7.1: HTML comes first
    if not is_text and not _UTF_16.search(head[:_HEAD]) and not head.startswith(b"bplist00"):
        raise UnreadableFile(f"{path}: neither an archive file nor a page: it begins with {head[:8]!r}")
    return []


def _of_zip(path: Place, refuse: Callable[[str], None], shelf: Shelf) -> list[Piece]:
    broken: list[str] = []
    try:
        with path.open("rb") as file:
            found = list(_members(Piece(path=path, length=path.stat().st_size), file, shelf, _DEEPEST, broken))
    except (*_NO_ZIP, OSError) as error:
        raise UnreadableFile(f"{path}: not a WACZ: {error}") from error
    if not found:
        raise UnreadableFile(broken[0] if broken else f"{path}: a ZIP file without archive/*.warc.gz, so not a WACZ")
    for what in broken:
        refuse(what)
    return found


def _members(whole: Piece, file: IO[bytes], shelf: Shelf, deep: int, broken: list[str]) -> Iterator[Piece]:
    """Yield the WARC and ARC files of a ZIP, and of the WACZ files in it; what is the matter with others goes to `broken`.

    Raises BadZipFile where the ZIP itself is none.
    """
    assert whole.length is not None
    with zipfile.ZipFile(_Part(file, whole.start, whole.length)) as wacz:
        for info in sorted(wacz.infolist(), key=lambda info: info.filename):
            is_wacz = _WACZ.fullmatch(info.filename) and deep > 0
            if not is_wacz and not _WARC.fullmatch(info.filename):
                continue
            name = f"{whole.member}!{info.filename}" if whole.member else info.filename
            try:
                member = _placed(whole, file, info, name)
                if not is_wacz:
                    yield member
                elif member.size is None:
                    yield from _members(member, file, shelf, deep - 1, broken)
                else:
                    with member.open(shelf) as (unpacked, size):
                        inner = Piece(path=whole.path, member=name, length=size, inside=member)
                        yield from _members(inner, unpacked, shelf, deep - 1, broken)
            except (*_NO_ZIP, UnreadableFile) as error:
                broken.append(f"{whole.path}!{name}: cannot be read as WARC or WACZ: {error}")


def _placed(whole: Piece, file: IO[bytes], info: zipfile.ZipInfo, name: str) -> Piece:
    if info.flag_bits & 1:
        raise zipfile.BadZipFile("it is encrypted")
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise zipfile.BadZipFile("it is neither stored nor deflated, as a WACZ's WARC files are")
    if info.compress_type == zipfile.ZIP_DEFLATED and info.file_size > _MOST_UNPACKED:
        raise zipfile.BadZipFile(f"it is deflated and larger than {_MOST_UNPACKED:,} bytes; unpack the WACZ first")
    file.seek(whole.start + info.header_offset)
    local = file.read(30)
    if len(local) < 30 or not local.startswith(b"PK\x03\x04"):
        raise zipfile.BadZipFile(f"{info.filename} is not at the place given in the ZIP directory")
    skipped = int.from_bytes(local[26:28], "little") + int.from_bytes(local[28:30], "little")
    return Piece(
        path=whole.path,
        member=name,
        start=whole.start + info.header_offset + 30 + skipped,
        length=info.compress_size,
        size=info.file_size if info.compress_type == zipfile.ZIP_DEFLATED else None,
        inside=whole.inside,
    )
