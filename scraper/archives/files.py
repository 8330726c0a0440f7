"""WARC files, WACZ files and saved pages on disk, as an archive."""

import contextlib
import functools
import sqlite3
import zipfile
import zlib
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import IO

import msgspec

from scraper.archives import warc
from scraper.archives.capture import (
    Capture,
    CapturedResponse,
    MementoURL,
    format_timestamp,
    is_web_address,
    parse_timestamp,
    sha1,
    urlkey,
)
from scraper.archives.cdx import best_payloads
from scraper.archives.pattern import is_pattern, key_range, matches
from scraper.archives.saved import SavedPage, saved_page
from scraper.errors import CaptureFailure, UnreadableFile
from scraper.outcomes import Outcome

_PAGES = (".html", ".htm", ".xhtml")
_WARCS = (".warc", ".warc.gz")
_SIDECARS = ("capture.json", "expected.json")

_NO_ZIP = (
    zipfile.BadZipFile,
    NotImplementedError,
    UnicodeDecodeError,
)  # what zipfile raises for a directory it cannot read

_TABLE = """
CREATE TABLE captures (
    place INTEGER PRIMARY KEY, urlkey TEXT, timestamp TEXT, original TEXT, statuscode INTEGER, mimetype TEXT,
    digest TEXT, declared TEXT, memento_url TEXT, piece INTEGER, offset INTEGER, length INTEGER, type TEXT,
    whole INTEGER, target_key TEXT, target_time TEXT);
CREATE INDEX by_key ON captures (urlkey, timestamp);
CREATE INDEX by_digest ON captures (digest);
CREATE INDEX by_declared ON captures (declared);
"""


class Piece(msgspec.Struct, frozen=True):
    """A WARC file, by itself or as a member of a WACZ."""

    path: Path
    member: str | None = None

    def __str__(self) -> str:
        return f"{self.path}!{self.member}" if self.member else str(self.path)

    @contextlib.contextmanager
    def open(self) -> Iterator[tuple[IO[bytes], int]]:
        """Open it as a seekable file, with its size. Raises UnreadableFile."""
        try:
            if self.member is None:
                with self.path.open("rb") as file:
                    yield file, self.path.stat().st_size
            else:
                state = self.path.stat()
                wacz = _opened(self.path, state.st_size, state.st_mtime_ns)
                with wacz.open(_member(wacz, self.member)) as file:
                    yield file, wacz.getinfo(self.member).file_size
        except (*_NO_ZIP, zlib.error, EOFError, OSError) as error:
            raise UnreadableFile(f"{self}: {error}") from error


@functools.lru_cache(maxsize=4)
def _opened(path: Path, _size: int, _time: int) -> zipfile.ZipFile:
    """Return a WACZ, opened once for all of its members: its directory may be long."""
    return zipfile.ZipFile(path)


def _member(wacz: zipfile.ZipFile, name: str) -> zipfile.ZipInfo:
    """Return a member that a WACZ may have: not encrypted, stored or deflated. Raises BadZipFile for any other."""
    member = wacz.getinfo(name)
    if member.flag_bits & 1:
        raise zipfile.BadZipFile("it is encrypted")
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise zipfile.BadZipFile("it is neither stored nor deflated, as a WACZ's WARC files are")
    return member


class FileArchive:
    """The captures in a WARC, a WACZ, a saved page, or a folder of these. Its name is the path's last part.

    `report` is told of damage and of what was passed over. `original` and `timestamp` are for saved pages that do not
    tell their own. What is inside is indexed once, on disk, when it is first asked for.
    """

    def __init__(
        self,
        path: Path,
        *,
        most_bytes: int,
        report: Callable[[str], None],
        original: str | None = None,
        timestamp: datetime | None = None,
    ) -> None:
        if not path.exists():
            raise UnreadableFile(f"{path}: there is no such file or folder")
        self.path, self.name = path, path.resolve().name
        self._most_bytes, self._report = most_bytes, report
        self._given = (original, timestamp)
        self._pieces, self._page_paths = _contents(path, report)
        self._index: sqlite3.Connection | None = None
        self.unplaced: list[Path] = []

    def captures(
        self, original: str, since: datetime | None = None, until: datetime | None = None
    ) -> Iterator[Capture]:
        """Yield the captures of an original in order of time, those of a prefix pattern by urlkey and time.

        Raises UnreadableFile where nothing can be read, SettingsError for a pattern without host and path.
        """
        first = format_timestamp(since) if since else "0"
        last = format_timestamp(until) if until else "9"
        if is_pattern(original):
            below = self._rows(
                "WHERE urlkey >= ? AND urlkey < ? AND timestamp BETWEEN ? AND ? "
                "ORDER BY urlkey, timestamp, piece, offset",
                (*key_range(original), first, last),
            )
            yield from best_payloads(capture for capture in below if matches(original, capture.original))
            return
        found = self._rows(
            "WHERE urlkey = ? AND timestamp BETWEEN ? AND ? ORDER BY timestamp, piece, offset",
            (urlkey(original), first, last),
        )
        yield from best_payloads(found)

    def listed(self) -> Iterator[Capture]:
        """Yield every capture as an index would list it: by urlkey and time, the best of each payload."""
        yield from best_payloads(self._rows("ORDER BY urlkey, timestamp, piece, offset", ()))

    def all_captures(self) -> Iterator[Capture]:
        """Yield every record of a capture, in the order in which they lie."""
        yield from self._rows("ORDER BY piece, offset, place", ())

    def unplaced_pages(self) -> Iterator[SavedPage]:
        """Yield the saved pages of which the original or the time is not known; they are no captures."""
        self._indexed()
        for path in self.unplaced:
            yield self._saved(path)

    def replay(self, capture: Capture) -> CapturedResponse:
        """Return what was captured. Raises CaptureFailure: truncated, too large, not played back."""
        found = (
            self._indexed()
            .execute(
                "SELECT place, piece, offset, length, type, whole, target_key, target_time, declared, statuscode "
                "FROM captures WHERE urlkey = ? AND timestamp = ? AND digest IS ? ORDER BY place",
                (urlkey(capture.original), format_timestamp(capture.timestamp), capture.digest),
            )
            .fetchone()
        )
        if found is None:
            raise CaptureFailure(Outcome.NOT_PLAYED_BACK, f"{self.path} has no such capture of {capture.original}")
        _, piece, offset, length, kind, _, target_key, target_time, declared, _ = found
        if kind == "page":
            response = self._saved(self._page_paths[offset]).response(self.name)
            assert response is not None  # only pages with original and time are indexed
            return response
        message = self._message(piece, offset, length)
        if kind != "revisit":
            return _response(capture, message.status, message.headers, message.body)
        body = self._target(capture, target_key, target_time, declared)
        status = message.status or body.status
        return _response(capture, status, message.headers or body.headers, body.body)

    def _message(self, piece: int, offset: int, length: int) -> warc.HttpMessage:
        with self._pieces[piece].open() as (file, _):
            record = warc.record_at(file, offset, length, self._most_bytes)
        if not record.whole:
            raise _not_whole(f"{self._pieces[piece]}, offset {offset}", record, self._most_bytes)
        message = warc.http_message(record.block)
        if message is None and record.type == "resource":
            content_type = record.headers.get("content-type", "application/octet-stream")
            return warc.HttpMessage(200, (("Content-Type", content_type),), record.block)
        if message is None and record.type == "revisit":
            return warc.HttpMessage(0, (), b"")
        if message is None:
            raise CaptureFailure(
                Outcome.NOT_PLAYED_BACK, f"{self._pieces[piece]}, offset {offset}: no HTTP response in the record"
            )
        return message

    def _target(self, capture: Capture, key: str | None, time: str | None, digest: str | None) -> warc.HttpMessage:
        """Return the message that a revisit record points to: by address and time, else by payload digest."""
        found = (
            self._indexed()
            .execute(
                "SELECT piece, offset, length FROM captures WHERE type = 'response' AND whole AND "
                "((urlkey = ? AND timestamp = ?) OR (? IS NOT NULL AND (digest = ? OR declared = ?))) "
                "ORDER BY (urlkey = ? AND timestamp = ?) DESC, place",
                (key, time, digest, digest, digest, key, time),
            )
            .fetchone()
        )
        if found is None:
            raise CaptureFailure(
                Outcome.NOT_PLAYED_BACK,
                f"{self.path}: {capture.original} of {format_timestamp(capture.timestamp)} is a revisit whose target is "
                "not here; give the file that holds it too",
            )
        return self._message(*found)

    def _saved(self, path: Path) -> SavedPage:
        return saved_page(path, self._most_bytes, *self._given)

    def _rows(self, condition: str, values: tuple[object, ...]) -> Iterator[Capture]:
        query = (
            "SELECT original, timestamp, urlkey, statuscode, mimetype, digest, memento_url "  # noqa: S608 - constants
            f"FROM captures {condition}"
        )
        for original, timestamp, key, status, mimetype, digest, memento in self._indexed().execute(query, values):
            yield Capture(
                original=original,
                timestamp=parse_timestamp(timestamp),
                urlkey=key,
                archive=self.name,
                statuscode=status,
                mimetype=mimetype,
                digest=digest,
                memento_url=memento,
            )

    def _indexed(self) -> sqlite3.Connection:
        if self._index is None:
            index = sqlite3.connect("")  # a temporary file of SQLite's own, gone with the connection
            index.executescript(_TABLE)
            found = sum(self._indexed_of(self._index_piece, index, at) for at in range(len(self._pieces)))
            found += sum(self._indexed_of(self._index_page, index, at) for at in range(len(self._page_paths)))
            if not found and not self.unplaced:
                raise UnreadableFile(f"{self.path}: no capture in it could be read")
            self._index = index
        return self._index

    def _indexed_of(self, kind: Callable[[sqlite3.Connection, int], int], index: sqlite3.Connection, at: int) -> int:
        """Index one file, and say how many captures it has; a file that cannot be read costs no other."""
        try:
            return kind(index, at)
        except UnreadableFile as error:
            self._report(str(error))
            return 0

    def _index_piece(self, index: sqlite3.Connection, at: int) -> int:
        found = 0
        with self._pieces[at].open() as (file, size):
            for record in warc.records(file, size, self._most_bytes):
                if isinstance(record, warc.Damage):
                    self._report(f"{self._pieces[at]}: damaged at byte {record.offset}: {record.message}")
                elif record.type in ("response", "revisit", "resource") and is_web_address(record.target):
                    found += self._index_record(index, at, record)
        return found

    def _index_record(self, index: sqlite3.Connection, at: int, record: warc.Record) -> int:
        try:
            time = warc.warc_date(record.headers.get("warc-date", ""))
        except ValueError:
            self._report(f"{self._pieces[at]}: the record at byte {record.offset} has no time, left out")
            return 0
        message = warc.http_message(record.block)
        if record.type == "resource":
            message = warc.HttpMessage(200, (("Content-Type", record.headers.get("content-type", "")),), record.block)
        declared = warc.declared_digest(record)
        digest = declared if record.type == "revisit" or message is None else sha1(message.body)
        status = message.status if message else None
        content_type = next((v for k, v in message.headers if k.lower() == "content-type"), None) if message else None
        target = record.headers.get("warc-refers-to-target-uri", "").strip("<>")
        index.execute(
            "INSERT INTO captures VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                urlkey(record.target),
                format_timestamp(time),
                record.target,
                status,
                "warc/revisit" if record.type == "revisit" else _mimetype(content_type),
                digest,
                declared,
                _memento_url(record),
                at,
                record.offset,
                record.length,
                "revisit" if record.type == "revisit" else record.type,
                record.whole,
                urlkey(target) if target else None,
                _refers_to_time(record),
            ),
        )
        return 1

    def _index_page(self, index: sqlite3.Connection, at: int) -> int:
        page = self._saved(self._page_paths[at])
        response = page.response(self.name)
        if response is None:
            self.unplaced.append(page.path)
            return 0
        capture = response.capture
        index.execute(
            "INSERT INTO captures VALUES (NULL, ?, ?, ?, ?, ?, ?, NULL, ?, ?, ?, 0, 'page', 1, NULL, NULL)",
            (
                capture.urlkey,
                format_timestamp(response.requested),
                capture.original,
                capture.statuscode,
                capture.mimetype,
                capture.digest,
                capture.memento_url,
                len(self._pieces),
                at,
            ),
        )
        return 1


def _contents(path: Path, report: Callable[[str], None]) -> tuple[list[Piece], list[Path]]:
    """Return the WARC pieces and the saved pages at a path; a file that is no WARC or WACZ is taken for a page."""
    if not path.is_dir():
        if not path.is_file():
            raise UnreadableFile(f"{path}: neither a file nor a folder, but a device or the like")
        pieces = _pieces_of(path)
        return pieces, [] if pieces else [path]
    pieces, pages, others = [], [], 0
    for file in sorted(file for file in path.rglob("*") if file.is_file() and not file.name.startswith(".")):
        if file.name.endswith((*_WARCS, ".wacz")):
            try:
                pieces += _pieces_of(file)
            except UnreadableFile as error:
                report(str(error))
        elif file.suffix.lower() in _PAGES:
            pages.append(file)
        elif file.name not in _SIDECARS and file.suffix != ".md":
            others += 1
    if others:
        report(f"{path}: {others} files that are no WARC, WACZ or HTML were passed over")
    if not pieces and not pages:
        raise UnreadableFile(f"{path}: no WARC, WACZ or HTML file in this folder")
    return pieces, pages


def _pieces_of(path: Path) -> list[Piece]:
    try:
        with path.open("rb") as file:
            head = file.read(4)
    except OSError as error:
        raise UnreadableFile(f"{path}: {error.strerror or error}") from error
    if head == b"PK\x03\x04" or path.name.endswith(".wacz"):
        return _wacz_pieces(path)
    if head == b"WARC" or head[:2] == b"\x1f\x8b" or path.name.endswith(_WARCS):
        return [Piece(path)]
    return []


def _wacz_pieces(path: Path) -> list[Piece]:
    try:
        with zipfile.ZipFile(path) as wacz:
            members = [name for name in wacz.namelist() if name.startswith("archive/") and name.endswith(_WARCS)]
    except (*_NO_ZIP, OSError) as error:
        raise UnreadableFile(f"{path}: no WACZ: {error}") from error
    if not members:
        raise UnreadableFile(f"{path}: a ZIP without archive/*.warc.gz, so no WACZ")
    return [Piece(path, member) for member in sorted(members)]


def _response(capture: Capture, status: int, headers: tuple[tuple[str, str], ...], body: bytes) -> CapturedResponse:
    kept = tuple((name, value) for name, value in headers if name.lower() != "transfer-encoding")
    content_type = next((value for name, value in kept if name.lower() == "content-type"), None)
    served = msgspec.structs.replace(
        capture, digest=sha1(body), statuscode=status, mimetype=_mimetype(content_type) or capture.mimetype
    )
    return CapturedResponse(capture=served, requested=capture.timestamp, status=status, headers=kept, body=body)


def _mimetype(content_type: str | None) -> str | None:
    return content_type.split(";", 1)[0].strip().lower() or None if content_type else None


def _memento_url(record: warc.Record) -> str | None:
    source = record.headers.get("warc-source-uri", "").strip("<>")
    return source if MementoURL.parse(source) else None


def _refers_to_time(record: warc.Record) -> str | None:
    try:
        return format_timestamp(warc.warc_date(record.headers.get("warc-refers-to-date", "")))
    except ValueError:
        return None


def _not_whole(place: str, record: warc.Record, most_bytes: int) -> CaptureFailure:
    if len(record.block) >= most_bytes:
        return CaptureFailure(Outcome.TOO_LARGE, f"{place}: over {most_bytes:,} bytes; see limits.body_bytes")
    declared = record.headers.get("content-length", "an unknown number of")
    return CaptureFailure(Outcome.TRUNCATED, f"{place}: {len(record.block):,} of {declared} bytes are there")
