"""WARC files, WACZ files and saved pages on disk, as an archive."""

import logging
import sqlite3
import traceback
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import msgspec

from scraper.archives.files import warc
from scraper.archives.files.captured import contradicts, kept_headers, message_of, revisit_of
from scraper.archives.files.containers import Shelf, contents
from scraper.archives.files.saved import SavedPage, saved_page
from scraper.archives.files.unpack import flat
from scraper.archives.memento.cdx import best_payloads
from scraper.archives.pattern import is_pattern, key_range, matches
from scraper.errors import CaptureFailure, TargetMissing, UnreadableFile
from scraper.outcomes import Outcome
from scraper.values.capture import (
    REVISIT,
    Capture,
    CapturedResponse,
    MementoURL,
    PassedOver,
    Revisit,
    format_timestamp,
    is_of_nothing,
    is_web_address,
    media_type,
    parse_timestamp,
    sha1,
    sha256,
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
    whole INTEGER, record_id TEXT, precision INTEGER);
CREATE TABLE digests (digest TEXT, place INTEGER);
CREATE INDEX by_key ON captures (urlkey, timestamp);
CREATE INDEX by_record_id ON captures (record_id);
CREATE INDEX by_digest ON digests (digest);
"""


class FileArchive:
    """The captures in a WARC, an ARC, a WACZ, a saved page, or a folder of these. Its name is the path's last part.

    `report` is told of damage and of what was passed over. `original` and `timestamp` are for saved pages that do not
    tell their own. What is inside is indexed once, on disk, when it is first asked for.
    """

    is_live = False
    pace = 0.0

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
        self._refused: list[str] = []
        self._shelf = Shelf()
        self._pieces, self._page_paths = contents(path, report, self._refused, self._shelf)
        self._index: sqlite3.Connection | None = None
        self._unplaced: list[Path] = []
        self._tracebacks: list[str] = []

    @property
    def passed_over(self) -> PassedOver:
        """Files that could not be read, and pages that do not say where or when they are from."""
        return PassedOver(
            refused=tuple(self._refused), unplaced=tuple(self._unplaced), tracebacks=tuple(self._tracebacks)
        )

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
        for path in self._unplaced:
            yield self._saved(path)

    def replay(self, capture: Capture) -> CapturedResponse:
        """Return what was captured. Raises CaptureFailure: truncated, too large, not played back, TargetMissing."""
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
        record = self._record(place)
        if kind != "revisit":
            message = message_of(record)
            if message is None:
                raise CaptureFailure(Outcome.NOT_PLAYED_BACK, f"{self._named(place)}: no HTTP response in the record")
            return _answer(capture, message)
        revisit = revisit_of(record)
        return revisit.response(capture, self._target(capture, place, revisit))

    def _named(self, place: "_Place") -> str:
        return f"{self._pieces[place[1]] if place[1] < len(self._pieces) else self.path}, offset {place[2]}"

    def _record(self, place: "_Place") -> warc.Record:
        _, piece, offset, length, inside, _, there = place
        if there > self._most_bytes:
            raise CaptureFailure(
                Outcome.TOO_LARGE, f"{self._named(place)}: over {self._most_bytes:,} bytes; see limits.body_bytes"
            )
        with self._pieces[piece].open(self._shelf) as (file, size):
            if inside < _FAR_INSIDE:
                record = warc.record_at(file, offset, length, self._most_bytes, inside)
            else:
                unpacked, size = self._shelf.unpacked((piece, offset), flat(file, size, offset))
                record = warc.record_at(unpacked, inside, max(size - inside, 0), self._most_bytes)
        if not record.whole:
            declared = record.headers["content-length"]
            raise CaptureFailure(
                Outcome.TRUNCATED, f"{self._named(place)}: {len(record.block):,} of {declared} bytes are present"
            )
        return record

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
            wanted = revisit_of(self._record(found))
        raise CaptureFailure(Outcome.NOT_PLAYED_BACK, f"{self._named(place)}: over {_MOST_LINKS} revisits in a row")

    def _referred(self, revisit: Revisit, seen: set[int]) -> "_Place | None":
        index = self._indexed()
        proving = [digest for digest in revisit.digests if not is_of_nothing(digest)]
        conditions: list[tuple[str, tuple[object, ...]]] = [
            ("urlkey = ? AND timestamp = ?", (revisit.key, revisit.time)),
            ("record_id = ?", (revisit.record_id,)),
            *(
                ("type != 'revisit' AND place IN (SELECT place FROM digests WHERE digest = ?)", (digest,))
                for digest in proving
            ),
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

    def _saved(self, path: Path) -> SavedPage:
        return saved_page(path, self._most_bytes, *self._given)

    def _rows(self, condition: str, values: tuple[object, ...]) -> Iterator[Capture]:
        query = (
            "SELECT original, timestamp, urlkey, statuscode, mimetype, digest, memento_url, precision "  # noqa: S608 - constants
            f"FROM captures {condition}"
        )
        for original, timestamp, key, status, mimetype, digest, memento, precision in self._indexed().execute(
            query, values
        ):
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
            )

    def _indexed(self) -> sqlite3.Connection:
        if self._index is None:
            index = sqlite3.connect("")  # a temporary file of SQLite's own, gone with the connection
            index.executescript(_TABLE)
            found = sum(self._indexed_of(self._index_piece, index, at) for at in range(len(self._pieces)))
            found += sum(self._indexed_of(self._index_page, index, at) for at in range(len(self._page_paths)))
            if not found and not self._unplaced:
                raise UnreadableFile(f"{self.path}: no capture in it could be read")
            self._index = index
        return self._index

    def _indexed_of(self, kind: Callable[[sqlite3.Connection, int], None], index: sqlite3.Connection, at: int) -> int:
        """Index one file, and say how many captures it has; a file that cannot be read costs no other."""
        before = index.execute("SELECT count(*) FROM captures").fetchone()[0]
        try:
            kind(index, at)
        except UnreadableFile as error:
            self._report(str(error))
            self._refused.append(str(error))
        except Exception as error:
            name = self._pieces[at] if kind == self._index_piece else self._page_paths[at]
            self._report(f"{name}: internal error (please report it): {type(error).__name__}: {error}")
            self._tracebacks.append("".join(traceback.format_exception(error)))
            _log.debug("%s", name, exc_info=error)
        return int(index.execute("SELECT count(*) FROM captures").fetchone()[0]) - int(before)

    def _index_piece(self, index: sqlite3.Connection, at: int) -> None:
        with self._pieces[at].open(self._shelf) as (file, size):
            for record in warc.records(file, size, self._most_bytes):
                if isinstance(record, warc.Damage):
                    self._report(f"{self._pieces[at]}: at byte {record.offset}: {record.message}")
                elif record.type in ("response", "revisit", "resource") and is_web_address(record.target):
                    self._index_record(index, at, record)

    def _index_record(self, index: sqlite3.Connection, at: int, record: warc.Record) -> None:
        where = f"{self._pieces[at]}: the record at byte {record.offset}"
        try:
            time = warc.warc_date(record.headers.get("warc-date", ""))
        except ValueError:
            self._report(f"{where} has no time; skipped")
            return
        message = message_of(record)
        declared = warc.declared_digest(record)
        is_revisit = record.type == "revisit"
        own = () if is_revisit or message is None else (sha1(message.body), sha256(message.body))
        if declared and record.whole and contradicts(declared, own, record):
            self._report(f"{where}: its payload does not match its own digest {declared} says")
        digest = own[0] if own else declared if declared and declared.startswith("sha1:") else None
        cursor = index.execute(
            "INSERT INTO captures VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                urlkey(record.target),
                format_timestamp(time),
                record.target,
                message.status or None if message else None,
                REVISIT if is_revisit else message and media_type(message.headers),
                digest,
                _memento_url(record),
                at,
                record.offset,
                record.length,
                record.inside,
                record.type,
                record.size,
                record.whole,
                record.headers.get("warc-record-id"),
                warc.date_precision(record.headers.get("warc-date", "")),
            ),
        )
        if not is_revisit:
            known = {one for one in (*own, declared) if one}
            index.executemany("INSERT INTO digests VALUES (?, ?)", [(one, cursor.lastrowid) for one in sorted(known)])

    def _index_page(self, index: sqlite3.Connection, at: int) -> None:
        page = self._saved(self._page_paths[at])
        response = page.response(self.name)
        if response is None:
            self._unplaced.append(page.path)
            return
        capture = response.capture
        index.execute(
            "INSERT INTO captures VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 'page', 0, 1, NULL, 14)",
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


_Place = tuple[int, int, int, int, int, str, int]
_PLACE = "place, piece, offset, length, inside, type, size"


def wanted_of(revisit: Revisit, wanted: Revisit) -> Revisit:
    """Return a revisit that refers to what the last of a chain of revisits refers to."""
    return msgspec.structs.replace(wanted, status=revisit.status, headers=revisit.headers)


def _answer(capture: Capture, message: warc.HttpMessage) -> CapturedResponse:
    served = msgspec.structs.replace(
        capture,
        digest=sha1(message.body),
        statuscode=message.status,
        mimetype=media_type(message.headers) or capture.mimetype,
    )
    return CapturedResponse(
        capture=served,
        requested=capture.timestamp,
        status=message.status,
        headers=kept_headers(message),
        body=message.body,
    )


def _memento_url(record: warc.Record) -> str | None:
    source = record.headers.get("warc-source-uri", "").strip("<>")
    return source if MementoURL.parse(source) else None
