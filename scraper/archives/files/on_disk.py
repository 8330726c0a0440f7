"""WARC files, WACZ files and saved pages, on disk or in an object store, as an archive."""

import io
import logging
import sqlite3
import traceback
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path

import msgspec

from scraper import processes
from scraper.archives.files import warc
from scraper.archives.files.captured import kept_headers, message_of, revisit_of
from scraper.archives.files.containers import Piece, Shelf, contents
from scraper.archives.files.copies import source_of
from scraper.archives.files.index import Row, index_rows
from scraper.archives.files.kept import ALL_AT_ONCE, Head, Indexing, KeptIndexes, Rows, Unsound
from scraper.archives.files.places import PathList, Place, name_of
from scraper.archives.files.saved import SavedPage, saved_page
from scraper.archives.files.unpack import ZSTD, flat
from scraper.archives.memento.cdx import best_payloads
from scraper.archives.pattern import is_pattern, key_range, matches
from scraper.archives.wanted import Wanted
from scraper.errors import CaptureFailure, TargetMissing, UnreadableFile
from scraper.outcomes import Outcome
from scraper.values.capture import (
    Capture,
    CapturedResponse,
    PassedOver,
    Precision,
    Revisit,
    SourceRecord,
    format_timestamp,
    is_of_nothing,
    media_type,
    parse_timestamp,
    sha1,
    urlkey,
)

_log = logging.getLogger(__name__)
_MOST_LINKS = 1000
"""How many revisits may refer to each other in a row; chains of over 300 exist."""
_FAR_INSIDE = 1 << 20

_TABLE = """
CREATE TABLE captures (
    place INTEGER PRIMARY KEY, urlkey TEXT, timestamp TEXT, original TEXT, statuscode INTEGER, mimetype TEXT,
    digest TEXT, memento_url TEXT, piece INTEGER, offset INTEGER, length INTEGER, inside INTEGER, type TEXT, size INTEGER,
    whole INTEGER, record_id TEXT, precision INTEGER, description TEXT, digests TEXT);
"""
_BY_KEY = "CREATE INDEX by_key ON captures (urlkey, timestamp)"
_FOR_REVISITS = """
CREATE TABLE IF NOT EXISTS digests AS
    SELECT value AS digest, place FROM captures, json_each(captures.digests) WHERE captures.type != 'revisit';
CREATE INDEX IF NOT EXISTS by_digest ON digests (digest);
CREATE INDEX IF NOT EXISTS by_time ON captures (timestamp);
CREATE INDEX IF NOT EXISTS by_record_id ON captures (record_id);
"""
_ROW = "INSERT INTO captures VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_PLACES = 32  # bits of a record's number within its file
_SOME = 1000
_LITTLE = 32 << 20
"""Bytes of files that one process indexes sooner than others are begun."""


class FileArchive:
    """The captures in a WARC, an ARC, a WACZ, a saved page, or a folder or list of these. Its name is the path's last part.

    `report` receives messages about damage and about what was left out. `original` and `timestamp` are for saved pages
    that do not contain their own; `precision` is how many of its 14 digits are known. The content is indexed once, when it
    is first requested, as `indexing` says.
    """

    is_live = False
    pace = 0.0

    def __init__(
        self,
        path: Place | PathList,
        *,
        most_bytes: int,
        report: Callable[[str], None],
        original: str | None = None,
        timestamp: datetime | None = None,
        precision: Precision = 14,
        indexing: Indexing = ALL_AT_ONCE,
    ) -> None:
        if isinstance(path, Path) and not path.exists():
            raise UnreadableFile(f"{path}: there is no such file or folder")
        self.path, self.name = path, name_of(path)
        self._most_bytes, self._tell = most_bytes, report
        self._given = (original, timestamp, precision)
        self._wanted = Wanted(indexing.wanted)
        self._kept, self._jobs = KeptIndexes(indexing.folder, write=indexing.write), indexing.jobs
        self._told: set[str] = set()
        self._shelf = Shelf()
        refused: list[str] = []
        self._pieces, self._page_paths = contents(path, report, refused, self._shelf)
        self._short_names = list(map(_short, self._pieces))
        self._refused_at_once = tuple(refused)
        self._refused: list[str] = refused
        self._damaged: list[str] = []
        self._index: sqlite3.Connection | None = None
        self._is_thorough = False
        self._has_all = False
        self._unplaced: list[Place] = []
        self._tracebacks: list[str] = []

    @property
    def passed_over(self) -> PassedOver:
        """Files and records that could not be read, and pages whose URL or time is not known."""
        return PassedOver(
            refused=tuple(self._refused),
            damaged=tuple(self._damaged),
            unplaced=tuple(map(str, self._unplaced)),
            tracebacks=tuple(self._tracebacks),
        )

    def captures(
        self, original: str, since: datetime | None = None, until: datetime | None = None
    ) -> Iterator[Capture]:
        """Yield the captures of an original in order of time; those of a prefix pattern by urlkey and time.

        Raises UnreadableFile if nothing can be read, SettingsError for a pattern without host and path.
        """
        self._want(Wanted((original,)))
        first = format_timestamp(since) if since else "0"
        last = format_timestamp(until) if until else "~"  # behind every figure
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
        """Yield every capture as in an index: by urlkey and time, the best of each payload."""
        self._want(Wanted())
        yield from best_payloads(self._rows("ORDER BY urlkey, timestamp, piece, offset", ()))

    def all_captures(self) -> Iterator[Capture]:
        """Yield every captured record, in the order of the files."""
        self._want(Wanted())
        yield from self._rows("ORDER BY piece, offset, place", ())

    def unplaced_pages(self) -> Iterator[SavedPage]:
        """Yield the saved pages whose URL or time is not known; they are not captures."""
        self._indexed()
        for path in self._unplaced:
            yield self._saved(path)

    def replay(self, capture: Capture) -> CapturedResponse:
        """Return the captured response. Raises CaptureFailure: truncated, too large, not played back, TargetMissing."""
        found = (
            self._indexed()
            .execute(
                f"SELECT {_PLACE} FROM captures WHERE urlkey = ? AND timestamp = ? AND digest IS ? ORDER BY place",  # noqa: S608 - constants
                (urlkey(capture.original), format_timestamp(capture.timestamp), capture.digest),
            )
            .fetchone()
        )
        if found is None:
            raise CaptureFailure(
                Outcome.NOT_PLAYED_BACK, f"{self.path} has no capture with that time of {capture.original}"
            )
        try:
            return self._response(capture, found)
        except (OSError, ValueError) as error:
            raise CaptureFailure(Outcome.TRUNCATED, f"{self._named(found)}: cannot be read: {error}") from error

    def _response(self, capture: Capture, place: "_Place") -> CapturedResponse:
        _, _, offset, _, _, kind, _ = place
        if kind == "page":
            response = self._saved(self._page_paths[offset]).response(self.name)
            assert response is not None  # only pages with original and time are indexed
            return response
        record, source = self._record(place)
        if kind != "revisit":
            message = message_of(record)
            if message is None:
                raise CaptureFailure(Outcome.NOT_PLAYED_BACK, f"{self._named(place)}: no HTTP response in the record")
            return _answer(capture, message, source)
        revisit = revisit_of(record)
        return msgspec.structs.replace(revisit.response(capture, self._target(capture, place, revisit)), source=source)

    def _named(self, place: "_Place") -> str:
        return f"{self._pieces[place[1]] if place[1] < len(self._pieces) else self.path}, offset {place[2]}"

    def _record(self, place: "_Place") -> tuple[warc.Record, SourceRecord]:
        _, piece, offset, length, inside, _, there = place
        if there > self._most_bytes:
            raise CaptureFailure(
                Outcome.TOO_LARGE, f"{self._named(place)}: over {self._most_bytes:,} bytes; see limits.body_bytes"
            )
        with self._pieces[piece].open(self._shelf) as (file, size):
            if inside < _FAR_INSIDE:
                file.seek(offset)
                content = file.read(length)  # all at once: an object store is asked once
                if content.startswith(ZSTD):  # its dictionary may stand at the head of the file
                    record = warc.record_at(file, offset, length, self._most_bytes, inside)
                else:
                    record = warc.record_at(io.BytesIO(content), 0, length, self._most_bytes, inside)
            else:
                unpacked, size = self._shelf.unpacked((piece, offset), flat(file, size, offset))
                record = warc.record_at(unpacked, inside, max(size - inside, 0), self._most_bytes)
                record, content = msgspec.structs.replace(record, inside=inside), b""
            source = source_of(content, record, f"{self._short_names[piece]}, offset {offset}")
        if not record.whole:
            declared = record.headers["content-length"]
            raise CaptureFailure(
                Outcome.TRUNCATED, f"{self._named(place)}: {len(record.block):,} of {declared} bytes are present"
            )
        return record, source

    def _target(self, capture: Capture, place: "_Place", revisit: Revisit) -> CapturedResponse:
        """Return what a revisit record refers to: by address and time, else by record, else by payload digest."""
        seen = {place[0]}
        wanted = revisit
        while len(seen) <= _MOST_LINKS:
            found = self._referred(wanted, seen)
            if found is None:
                raise TargetMissing(wanted_of(revisit, wanted), self._missing(capture, wanted))
            if found[5] != "revisit":
                own = msgspec.structs.replace(capture, digest=None)
                return self._response(own, found)
            seen.add(found[0])
            wanted = revisit_of(self._record(found)[0])
        raise CaptureFailure(Outcome.NOT_PLAYED_BACK, f"{self._named(place)}: over {_MOST_LINKS} revisits in a row")

    def _referred(self, revisit: Revisit, seen: set[int]) -> "_Place | None":
        found = self._indexed_target(revisit, seen)
        if found is None and self._pieces and not self._is_thorough:
            self._is_thorough, self._wanted, self._index = True, Wanted(), None  # each record has its place as before
            found = self._indexed_target(revisit, seen)
        return found

    def _indexed_target(self, revisit: Revisit, seen: set[int]) -> "_Place | None":
        if not self._has_all:
            self._has_all, self._index = True, None
        index = self._indexed()
        index.executescript(_FOR_REVISITS)
        proving = [digest for digest in revisit.digests if not is_of_nothing(digest)]
        conditions: list[tuple[str, tuple[object, ...]]] = [
            ("timestamp = ?2 AND coalesce(urlkey, urlkey(original)) = ?1", (revisit.key, revisit.time)),
            ("record_id = ?", (revisit.record_id,)),
            *(("place IN (SELECT place FROM digests WHERE digest = ?)", (digest,)) for digest in proving),
        ]
        for condition, values in conditions:
            query = f"SELECT {_PLACE} FROM captures WHERE {condition} AND whole ORDER BY type = 'revisit', place"  # noqa: S608 - constants
            for row in index.execute(query, values):
                if row[0] not in seen and row[5] != "page":
                    place: _Place = row
                    return place
        return None

    def _missing(self, capture: Capture, revisit: Revisit) -> str:
        what = f"{self.path}: {capture.original} of {format_timestamp(capture.timestamp)} is a revisit"
        if revisit.key is None and revisit.record_id is None and all(map(is_of_nothing, revisit.digests)):
            return f"{what} that does not name its target"
        return f"{what} whose target is not in these files; import the file that contains it, now or later"

    def _saved(self, path: Place) -> SavedPage:
        return saved_page(path, self._most_bytes, *self._given)

    def _rows(self, condition: str, values: tuple[object, ...]) -> Iterator[Capture]:
        query = (
            "SELECT original, timestamp, urlkey, statuscode, mimetype, digest, memento_url, precision, description "  # noqa: S608 - constants
            f"FROM captures {condition}"
        )
        rows = self._indexed().execute(query, values)
        for original, timestamp, key, status, mimetype, digest, memento, precision, description in rows:
            yield Capture(
                original=original,
                timestamp=parse_timestamp(timestamp),
                urlkey=key,
                archive=self.name,
                statuscode=status,
                mimetype=mimetype,
                digest=digest,
                memento_url=memento,
                precision=precision,
                description=description,
            )

    def _report(self, what: str) -> None:
        """Report something once, however often the files are indexed."""
        if what not in self._told:
            self._told.add(what)
            self._tell(what)

    def _want(self, wanted: Wanted) -> None:
        """Index the files anew where something is asked for that was not wanted."""
        if not self._wanted.covers(wanted):
            self._wanted, self._index = self._wanted | wanted, None

    def _indexed(self) -> sqlite3.Connection:
        if self._index is None:
            self._refused, self._damaged, self._unplaced, self._tracebacks = [*self._refused_at_once], [], [], []
            index = sqlite3.connect("")  # a temporary file of SQLite's own, gone with the connection
            index.create_function("urlkey", 1, urlkey, deterministic=True)
            index.executescript(_TABLE)
            self._has_all = self._has_all or self._kept.is_nowhere
            found = sum(self._indexed_piece(index, at, rows) for at, rows in enumerate(self._found_in_pieces()))
            found += sum(self._indexed_page(index, at) for at in range(len(self._page_paths)))
            if not found and not self._unplaced:
                raise UnreadableFile(f"{self.path}: no capture in it could be read")
            index.execute(_BY_KEY)
            self._index = index
        return self._index

    def _found_in_pieces(self) -> Iterator["_Indexed"]:
        """Yield what is in each file, in order: as it was kept, or read anew, in several processes where it is much."""
        kept = [
            self._kept.get(piece, self._most_bytes, self._wanted, thorough=self._is_thorough) for piece in self._pieces
        ]
        anew = [piece for piece, rows in zip(self._pieces, kept, strict=True) if rows is None]
        is_little = sum(head.size for head in map(self._head, anew) if head) < _LITTLE
        jobs = 1 if is_little else max(1, min(self._jobs, len(anew)))
        fresh = self._indexed_anew(anew, jobs)
        for rows in kept:
            yield next(fresh) if rows is None else _Indexed(rows)

    def _indexed_anew(self, pieces: list[Piece], jobs: int) -> Iterator["_Indexed"]:
        heads = [self._head(piece) for piece in pieces]
        tasks = [_Task(piece, self._most_bytes, self._wanted.originals, self._is_thorough) for piece in pieces]
        found = processes.in_order(_index_piece, tasks, jobs, lambda task: _Indexed.died(task.piece))
        for piece, head, one in zip(pieces, heads, found, strict=True):
            if one.error is None:
                self._kept.put(piece, head, one.rows)
            yield one

    def _head(self, piece: Piece) -> Head | None:
        return self._kept.head(piece, self._most_bytes, self._wanted, thorough=self._is_thorough)

    def _indexed_piece(self, index: sqlite3.Connection, at: int, found: "_Indexed") -> int:
        """Take in what is in one file, and say how many captures it has; one that cannot be read costs no other."""
        piece = self._pieces[at]
        try:
            captures, remarks, damaged = _put_in(index, at, found.rows, what_is_not_wanted=self._has_all)
        except Unsound as error:
            _log.debug("%s: its kept index is made anew: %s", piece, error)
            (found,) = self._indexed_anew([piece], 1)
            captures, remarks, damaged = _put_in(index, at, found.rows, what_is_not_wanted=self._has_all)
        for remark in remarks:
            self._report(f"{piece}: {remark}")
        self._damaged += [f"{piece}: {one}" for one in damaged]
        if found.error is not None:
            self._report(found.error)
            if found.traceback is None:
                self._refused.append(found.error)
            else:
                self._tracebacks.append(found.traceback)
                _log.debug("%s\n%s", piece, found.traceback)
        return captures

    def _indexed_page(self, index: sqlite3.Connection, at: int) -> int:
        try:
            return self._index_page(index, at)
        except UnreadableFile as error:
            self._report(str(error))
            self._refused.append(str(error))
        except Exception as error:
            self._report(_internal_error(self._page_paths[at], error))
            self._tracebacks.append("".join(traceback.format_exception(error)))
            _log.debug("%s", self._page_paths[at], exc_info=error)
        return 0

    def _index_page(self, index: sqlite3.Connection, at: int) -> int:
        page = self._saved(self._page_paths[at])
        response = page.response(self.name)
        if response is None:
            self._unplaced.append(page.path)
            return 0
        capture = response.capture
        index.execute(
            "INSERT INTO captures VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 'page', 0, 1, NULL, ?, NULL, '[]')",
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
                capture.precision,
            ),
        )
        return 1


_Place = tuple[int, int, int, int, int, str, int]
_PLACE = "place, piece, offset, length, inside, type, size"


class _Task(msgspec.Struct, frozen=True):
    """One file to be indexed, as another process is told of it."""

    piece: Piece
    most_bytes: int
    originals: frozenset[str] | None
    thorough: bool


class _Indexed(msgspec.Struct, frozen=True):
    """What is in one file: its rows and remarks up to where an error, if any, stopped it."""

    rows: Rows
    error: str | None = None
    traceback: str | None = None

    @classmethod
    def died(cls, piece: Piece) -> "_Indexed":
        """Return what is known of a file that kills the process that reads it."""
        return cls(Rows(), f"{piece}: the process that read it was killed, or died of it")


def _index_piece(task: _Task) -> _Indexed:
    """Index one file, in whichever process; an error costs this file alone."""
    rows = Rows()
    wanted = Wanted(None if task.originals is None else tuple(sorted(task.originals)))
    try:
        with task.piece.open(Shelf()) as (file, size):
            rows.pack(index_rows(file, size, task.most_bytes, wanted, thorough=task.thorough))
    except UnreadableFile as error:
        return _Indexed(rows, str(error))
    except Exception as error:
        return _Indexed(rows, _internal_error(task.piece, error), "".join(traceback.format_exception(error)))
    return _Indexed(rows)


def _put_in(
    index: sqlite3.Connection, at: int, rows: Iterable[Row | str], *, what_is_not_wanted: bool
) -> tuple[int, list[str], list[str]]:
    """Put the rows of a file into an index, all or none; return how many are captures, all remarks, and those on damage.

    What is not wanted is the target of a revisit at most.
    """
    found = 0
    remarks: list[str] = []
    damaged: list[str] = []
    left, encode = iter(rows), msgspec.json.Encoder().encode
    with index:
        while some := list(islice(left, _SOME)):
            captures: list[tuple[object, ...]] = []
            for one in some:
                if isinstance(one, str):
                    remarks.append(one)
                    damaged.append(one)
                    continue
                remarks += one.remarks
                found += 1
                if one.urlkey is None and not what_is_not_wanted:
                    continue
                own = (one.statuscode, one.mimetype, one.digest, one.memento_url)
                there = (at, one.offset, one.length, one.inside, one.type, one.size, one.whole)
                known = (one.record_id, one.precision, one.description, encode(one.digests).decode())
                captures.append(
                    ((at << _PLACES) + found, one.urlkey, one.timestamp, one.original, *own, *there, *known)
                )
            index.executemany(_ROW, captures)
    return found, remarks, damaged


def _internal_error(name: object, error: Exception) -> str:
    return f"{name}: internal error (please report it): {type(error).__name__}: {error}"


def wanted_of(revisit: Revisit, wanted: Revisit) -> Revisit:
    """Return a revisit that refers to what the last of a chain of revisits refers to."""
    return msgspec.structs.replace(wanted, status=revisit.status, headers=revisit.headers)


def _short(piece: Piece) -> str:
    """Return a file's own name: the folders that it lies in are nobody else's business."""
    return "!".join(filter(None, (name_of(piece.path), piece.member)))


def _answer(capture: Capture, message: warc.HttpMessage, source: SourceRecord) -> CapturedResponse:
    digest = sha1(message.body)
    served = msgspec.structs.replace(
        capture,
        digest=digest,
        statuscode=message.status,
        mimetype=media_type(message.headers) or capture.mimetype,
    )
    return CapturedResponse(
        capture=served,
        requested=capture.timestamp,
        status=message.status,
        headers=kept_headers(message),
        body=message.body,
        source=source,
        hashed=digest,
    )
