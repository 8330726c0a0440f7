"""The content of a store, read-only: captures and responses, and the outcome of every listed capture."""

import contextlib
import hashlib
import json
import marshal
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import msgspec

from scraper.archives.files import warc
from scraper.archives.files.captured import description_of, kept_headers
from scraper.archives.pattern import is_pattern, key_range, matches
from scraper.errors import CaptureFailure, RecordDamaged, StoreError
from scraper.outcomes import Outcome
from scraper.plural import counted
from scraper.store.files import HOW_TO_HAVE_IT, Stamps, WarcFiles
from scraper.store.schema import read_ledger
from scraper.store.stated import stated_by
from scraper.store.tries import Tries
from scraper.values.capture import (
    REVISIT,
    Capture,
    CapturedResponse,
    PassedOver,
    Place,
    Precision,
    Time,
    format_timestamp,
    parse_timestamp,
    precision_of,
    sha1,
    urlkey,
)

_SOME = 1000
_WITHOUT_REFERENCES = 2  # the version of `marshal` in which equal rows are equal bytes


class StoredRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A captured response in the store and its place; `precision` is the number of digits of its time that are stated.

    `said` is the length of the metadata record directly before it in bytes, 0 if there is none.
    """

    id: int
    urlkey: str
    timestamp: Time
    original: str
    archive: str
    statuscode: int
    mimetype: str | None
    digest: str
    memento_url: str | None
    filename: str
    offset: Place
    length: Place
    precision: Precision
    target: int | None
    said: Place


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """One listed capture and what became of it: a stored record, or the outcome of a failure with its reason."""

    archive: str
    urlkey: str
    requested: Time
    original: str
    statuscode: int | None
    mimetype: str | None
    digest: str | None
    memento_url: str | None
    outcome: Outcome | None
    reason: str | None
    precision: Precision
    record: StoredRecord | None


LEDGER = "ledger.sqlite"
# Of several records of one capture, as files of other makers hold them, the one that counts, whichever came first.
_BEST = "r.memento_url IS NULL, r.original NOT LIKE 'https:%', r.memento_url, r.original, r.precision DESC, r.id"
SOUND = "r.id NOT IN (SELECT record FROM damaged)"
RECORD = ", ".join(f"r.{name}" for name in StoredRecord.__struct_fields__)
_LISTED = ", ".join(f"l.{name}" for name in Listed.__struct_fields__[:-1])


class StoreReader:
    """A store opened for reading, without a lock and while another process may write; a context manager and an archive.

    It shows the state at the time of opening, and writes nothing. A folder without a store counts as an empty store.
    `remarks` are messages about what was found wrong, `as_found` are the stamps of the files when it was opened. Raises
    StoreError if the ledger cannot be used.
    """

    name = "store"
    is_live = False
    pace = 0.0
    passed_over = PassedOver()

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.remarks: list[str] = []
        self._files = WarcFiles(directory, {})
        with contextlib.ExitStack() as held:
            try:
                self._refuse_links()
                self.as_found = self._files.stamps()
                self._ledger = held.enter_context(contextlib.closing(read_ledger(directory / LEDGER)))
                self._complete_precisions()
                self._compare_sizes()
            except OSError as error:
                raise StoreError(f"{directory}: cannot be read: {error.strerror or error}") from error
            held.pop_all()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self.close()
        except StoreError:
            if not isinstance(error, StoreError):  # the first one says what is the matter
                raise

    def close(self) -> None:
        """Close the store."""
        self._files.close()
        self._ledger.close()

    def known(self, listed: Capture) -> Listed | None:
        """Return the ledger's entry for a listed capture, by archive, urlkey and time, or None."""
        found = next(
            self._all_listed(
                "WHERE l.archive = ? AND l.urlkey = ? AND l.requested = ? "
                "ORDER BY l.digest IS ? DESC, l.record IS NULL DESC, l.payload",
                *identity(listed),
                listed.digest,
            ),
            None,
        )
        if found is None or found.record is None:
            return found
        row = self._ledger.execute("SELECT reason FROM damaged WHERE record = ?", (found.record.id,)).fetchone()
        return msgspec.structs.replace(found, record=None, outcome=Outcome.DAMAGED, reason=row[0]) if row else found

    def held(self, archive: str) -> dict[tuple[str, str], set[str | None]]:
        """Return what an archive listed and the store has, undamaged: by urlkey and requested time, the listed digests."""
        held: dict[tuple[str, str], set[str | None]] = {}
        query = (
            "SELECT urlkey, requested, digest FROM listed WHERE archive = ? GROUP BY urlkey, requested, digest "
            "HAVING NOT max(record IS NULL OR record IN (SELECT record FROM damaged))"
        )
        for key, requested, digest in self._ledger.execute(query, (archive,)):
            held.setdefault((key, requested), set()).add(digest)
        return held

    def tries(self, listed: Capture) -> Tries | None:
        """Return how often a capture was requested in vain since it was last obtained, and when last; None if never."""
        row = self._ledger.execute(
            "SELECT failed, last FROM tries WHERE archive = ? AND urlkey = ? AND requested = ?", identity(listed)
        ).fetchone()
        return Tries(failed=row[0], last=parse_timestamp(row[1])) if row else None

    def all_tries(self) -> dict[tuple[str, str, str], Tries]:
        """Return how often each capture was requested in vain, by archive, urlkey and requested time."""
        rows = self._ledger.execute("SELECT archive, urlkey, requested, failed, last FROM tries")
        return {tuple(row[:3]): Tries(failed=row[3], last=parse_timestamp(row[4])) for row in rows}

    def forget_tries(self, archive: str, settings: str) -> None:
        """Forget what was requested in vain of an archive under other settings than these; a reader forgets in memory only."""
        before = self._ledger.execute("SELECT said FROM settings WHERE archive = ?", (archive,)).fetchone()
        if before and before[0] != settings:
            self._ledger.execute("DELETE FROM tries WHERE archive = ?", (archive,))
        self._ledger.execute("INSERT OR REPLACE INTO settings VALUES (?, ?)", (archive, settings))

    def last_listed(self, archive: str) -> dict[str, str]:
        """Return when an archive was last asked for each original: 14-digit times."""
        return dict(self._ledger.execute("SELECT original, at FROM listings WHERE archive = ?", (archive,)).fetchall())

    def left(self, archive: str) -> list[str]:
        """Return the originals of captures that an archive listed and no run has requested yet."""
        query = "SELECT DISTINCT original FROM listed WHERE archive = ? AND outcome = ?"
        return [row[0] for row in self._ledger.execute(query, (archive, Outcome.NOT_FETCHED))]

    def same_capture(self, listed: Capture) -> StoredRecord | None:
        """Return the stored record of the same capture from any archive: same urlkey, time and digest."""
        condition = "r.urlkey = ? AND r.timestamp = ?"
        key, timestamp = urlkey(listed.original), format_timestamp(listed.timestamp)
        if listed.digest is None or listed.is_revisit:
            return self._one(condition, key, timestamp)
        return self._one(condition + " AND r.digest = ?", key, timestamp, listed.digest) or self._one(
            condition + " AND r.id IN (SELECT record FROM listed WHERE urlkey = ? AND digest = ?)",
            key,
            timestamp,
            key,
            listed.digest,
        )

    def same_payload(self, listed: Capture) -> StoredRecord | None:
        """Return a stored record with the same payload, if it is proved to be the one of the listed digest, or None.

        It is proved if it has that digest itself. Indexes may list digests of other bytes: then the same payload must have
        been served for at least two captures listed with that digest, each at the time requested, and no other payload.
        """
        if not listed.names_payload:
            return None
        key = urlkey(listed.original)
        return self._one("r.urlkey = ? AND r.digest = ? AND r.statuscode = 200", key, listed.digest) or self._one(
            "r.id IN (SELECT min(s.id) FROM listed l JOIN records s ON s.id = l.record WHERE l.urlkey = ? AND l.digest = ? "
            "AND l.requested = s.timestamp AND s.statuscode = 200 GROUP BY l.digest "
            "HAVING count(DISTINCT s.timestamp) > 1 AND count(DISTINCT s.digest) = 1)",
            key,
            listed.digest,
        )

    def listed(self) -> Iterator[Listed]:
        """Yield every listed capture, in order of the time of what was served."""
        yield from self._all_listed(
            "ORDER BY coalesce(r.timestamp, l.requested), l.urlkey, coalesce(r.digest, ''), r.id, l.archive, l.requested"
        )

    def noted(self) -> str:
        """Return a SHA-256 of all input of a dataset: the ledger's entries, and size and modification time of the files."""
        digest = hashlib.sha256()
        for table, key in (("records", "id"), ("listed", "archive, urlkey, requested, payload"), ("damaged", "record")):
            rows = self._ledger.execute(f"SELECT * FROM {table} ORDER BY {key}")
            while some := rows.fetchmany(_SOME):
                digest.update(marshal.dumps(some, _WITHOUT_REFERENCES))
        digest.update(repr(self._files.stamps()).encode())
        return digest.hexdigest()

    def as_left(self) -> Stamps:
        """Return the stamps that the files have if nobody else changed one since they were found, but those appended to."""
        now = self._files.stamps()
        return self.as_found | {name: now[name] for name in self._files.written if name in now}

    def counts(self) -> tuple[int, int]:
        """Return the numbers of listed captures and of stored records."""
        listed = self._ledger.execute("SELECT count(*) FROM listed").fetchone()[0]
        stored = self._ledger.execute(f"SELECT count(*) FROM records r WHERE {SOUND}").fetchone()[0]
        return int(listed), int(stored)

    def index_lines(self) -> Iterator[str]:
        """Yield the lines of a CDXJ index of the undamaged records, sorted by urlkey and time."""
        query = f"SELECT {RECORD} FROM records r WHERE {SOUND} ORDER BY urlkey || ' ' || timestamp"
        records = map(self._stored, self._ledger.execute(query))
        for _, same in groupby(records, lambda record: (record.urlkey, record.timestamp)):
            yield from sorted(map(_cdxj_line, same))

    def warc_files(self) -> dict[Path, int]:
        """Return the existing WARC files, the oldest first, each with the size in bytes that the ledger records."""
        known = self._sizes()
        return {path: min(known.get(path.name, 0), path.stat().st_size) for path in self._files.paths()}

    def mean_length(self) -> int | None:
        """Return the mean length of a stored response in bytes, None for an empty store."""
        mean = self._ledger.execute("SELECT avg(length) FROM records WHERE target IS NULL").fetchone()[0]
        return int(mean) if mean else None

    def captures(
        self, original: str, since: datetime | None = None, until: datetime | None = None
    ) -> Iterator[Capture]:
        """Yield the stored captures of an original in order of time; those of a prefix pattern by urlkey and time.

        Raises SettingsError for a pattern without host and path.
        """
        first = format_timestamp(since) if since else "0"
        last = format_timestamp(until) if until else "9"
        keys = key_range(original) if is_pattern(original) else (urlkey(original),)
        condition = "urlkey >= ? AND urlkey < ?" if is_pattern(original) else "urlkey = ?"
        query = (
            f"SELECT {RECORD} FROM records r WHERE {condition} AND timestamp BETWEEN ? AND ? AND {SOUND} "
            f"ORDER BY urlkey, timestamp, digest, {_BEST}"
        )
        for _, same in groupby(map(self._stored, self._ledger.execute(query, (*keys, first, last))), _identity_of):
            capture = capture_of(next(same))
            if not is_pattern(original) or matches(original, capture.original):
                yield capture

    def stored(self, record_id: int) -> StoredRecord:
        """Return the undamaged record of a number. Raises StoreError if there is none."""
        found = self._one("r.id = ?", record_id)
        if found is None:
            raise self._wrong_ledger(f"has no record {record_id}")
        return found

    def replay(self, capture: Capture) -> CapturedResponse:
        """Return the response of a stored capture. Raises CaptureFailure if it is not in the store."""
        record = self._one(
            "r.urlkey = ? AND r.timestamp = ? AND (?3 IS NULL OR r.digest = ?3)",
            urlkey(capture.original),
            format_timestamp(capture.timestamp),
            capture.digest,
        )
        if record is None:
            raise CaptureFailure(
                Outcome.NOT_PLAYED_BACK, f"{self.directory} has no capture with that time of {capture.original}"
            )
        return self.read(record)

    def read(self, record: StoredRecord) -> CapturedResponse:
        """Return the content of a record; a revisit with the payload that it refers to.

        Raises RecordDamaged if it cannot be read, StoreError if the ledger contradicts the record.
        """
        where = f"{self.directory / record.filename}, offset {record.offset}"
        found = self._files.record(record.filename, record.offset, record.length, record.said)
        message = warc.http_message(found.block)
        if message is None:
            raise RecordDamaged(f"{where}: holds no HTTP response; {HOW_TO_HAVE_IT}")
        body = message.body if record.target is None else self.read(self._target(record)).body
        digest = warc.declared_digest(found)
        if sha1(body) != record.digest or (digest is not None and digest != record.digest):
            raise RecordDamaged(
                f"{where}: the payload differs from what was stored ({record.digest}); {HOW_TO_HAVE_IT}"
            )
        try:
            doubts = stated_by(found, message).doubts(record)
        except ValueError as error:
            raise RecordDamaged(f"{where}: {error}; {HOW_TO_HAVE_IT}") from error
        if doubts:
            raise self._wrong_ledger(f"the record at {record.filename}, offset {record.offset}: {', '.join(doubts)}")
        capture = capture_of(record, description_of(found))
        return CapturedResponse(
            capture=capture,
            requested=capture.timestamp,
            status=record.statuscode,
            headers=kept_headers(message),
            body=body,
        )

    def _target(self, record: StoredRecord) -> StoredRecord:
        """Return the record that a revisit refers to. Raises StoreError if the ledger refers to another one."""
        query = f"SELECT {RECORD} FROM records r WHERE r.id = ? AND r.target IS NULL AND r.digest = ?"
        row = self._ledger.execute(query, (record.target, record.digest)).fetchone()
        if row is None:
            raise self._wrong_ledger(f"the target of the record at {record.filename}, offset {record.offset}, is none")
        return self._stored(row)

    def _wrong_ledger(self, what: str) -> StoreError:
        return StoreError(f"{self.directory / LEDGER}: {what}; remove it, and it is rebuilt from the WARC files")

    # --- opening ------------------------------------------------------------------------------------------------------

    def _refuse_links(self) -> None:
        """Raise StoreError if a file of the store is a link or a device, which would be read or written elsewhere."""
        names = ("lock", LEDGER, "index.cdxj")
        for path in (*self._files.paths(), *(self.directory / name for name in names)):
            if path.is_symlink() or (path.exists() and not path.is_file() and not path.is_dir()):
                raise StoreError(f"{path}: is a link or a device; put the file itself there")

    def _sizes(self) -> dict[str, int]:
        """Return the size in bytes that the ledger records for each WARC file."""
        with self._typed():
            return msgspec.convert(
                dict(self._ledger.execute("SELECT filename, size FROM files").fetchall()), dict[str, Place]
            )

    def _compare_sizes(self) -> None:
        """Add remarks about files whose size differs from the ledger."""
        known, present = self._sizes(), {path.name: path.stat().st_size for path in self._files.paths()}
        self._remark_on_lost(known, present)
        for filename, size in sorted(present.items()):
            if (behind := size - known.get(filename, 0)) > 0:
                self.remarks.append(
                    f"{self.directory / filename}: {counted(behind, 'byte')} at its end not in the ledger and therefore ignored: a run is "
                    "writing them, or was killed; `scraper build` adds them"
                )

    def _remark_on_lost(self, known: Mapping[str, int], present: Mapping[str, int]) -> list[str]:
        """Add remarks about files that are missing or have become shorter, and return their names."""
        lost = [filename for filename, size in known.items() if present.get(filename, -1) < size]
        for filename in lost:
            what = "missing" if filename not in present else "shorter than before"
            self.remarks.append(f"{self.directory / filename}: {what}; {HOW_TO_HAVE_IT}")
        return lost

    def _complete_precisions(self) -> None:
        """Add the precision of record times, which ledgers up to version 0.3 lack; few end in 00."""
        self._ledger.execute("UPDATE records SET precision = 14 WHERE precision IS NULL AND timestamp NOT LIKE '%00'")
        query = "SELECT id, filename, offset, length FROM records WHERE precision IS NULL"
        for number, *place in self._ledger.execute(query).fetchall():
            try:
                precision = precision_of(self._files.record(*place).headers.get("warc-date", ""))
            except StoreError:  # whoever reads it is told
                precision = 14
            self._ledger.execute("UPDATE records SET precision = ? WHERE id = ?", (precision, number))

    # --- the ledger ---------------------------------------------------------------------------------------------------

    def _payload_of(self, key: str, digest: str, status: int) -> StoredRecord | None:
        return self._one("r.urlkey = ? AND r.digest = ? AND r.statuscode = ? AND r.target IS NULL", key, digest, status)

    def _all_listed(self, condition: str, *values: object) -> Iterator[Listed]:
        query = f"SELECT {_LISTED}, {RECORD} FROM listed l LEFT JOIN records r ON l.record = r.id {condition}"
        *names, _ = Listed.__struct_fields__
        behind = len(names)
        for row in _sharing(self._ledger.execute(query, values)):
            fields = dict(zip(names, row, strict=False))
            own = None if row[behind] is None else dict(zip(StoredRecord.__struct_fields__, row[behind:], strict=True))
            with self._typed():
                listed = msgspec.convert(fields | {"record": own}, Listed)
            yield listed

    def _stored(self, row: Sequence[Any]) -> StoredRecord:
        with self._typed():
            return msgspec.convert(dict(zip(StoredRecord.__struct_fields__, row, strict=True)), StoredRecord)

    @contextlib.contextmanager
    def _typed(self) -> Iterator[None]:
        try:
            yield
        except msgspec.ValidationError as error:
            raise self._wrong_ledger(f"contains an invalid value ({error})") from error

    def _one(self, condition: str, *values: object) -> StoredRecord | None:
        query = f"SELECT {RECORD} FROM records r WHERE {condition} AND {SOUND} ORDER BY {_BEST} LIMIT 1"
        row = self._ledger.execute(query, values).fetchone()
        return self._stored(row) if row else None

    def _record_of(self, key: str, timestamp: str, digest: str) -> StoredRecord | None:
        return self._one("r.urlkey = ? AND r.timestamp = ? AND r.digest = ?", key, timestamp, digest)


def _sharing(rows: Iterable[Sequence[Any]]) -> Iterator[list[Any]]:
    """Yield rows whose equal cells, in one row and in the next, are one object: captures of a page have most in common."""
    last: dict[Any, Any] = {}
    for row in rows:
        own: dict[Any, Any] = {}
        yield [own.setdefault(cell, last.get(cell, cell)) for cell in row]
        last = own


def identity(listed: Capture) -> tuple[str, str, str]:
    """Return what identifies a listed capture in the ledger: archive, urlkey, requested time."""
    return listed.archive, urlkey(listed.original), format_timestamp(listed.timestamp)


def _identity_of(record: StoredRecord) -> tuple[str, str, str]:
    return record.urlkey, record.timestamp, record.digest


def _cdxj_line(record: StoredRecord) -> str:
    fields = {
        "url": record.original,
        "mime": REVISIT if record.target is not None else record.mimetype or "unk",
        "status": str(record.statuscode),
        "digest": record.digest,
        "length": str(record.length),
        "offset": str(record.offset),
        "filename": record.filename,
    }
    return f"{record.urlkey} {record.timestamp} {json.dumps(fields)}\n"


def capture_of(record: StoredRecord, description: str | None = None) -> Capture:
    """Return the capture of a record; `description` is what the archive that it is from says of itself."""
    return Capture(
        original=record.original,
        timestamp=parse_timestamp(record.timestamp),
        urlkey=record.urlkey,
        archive=record.archive,
        statuscode=record.statuscode,
        mimetype=record.mimetype,
        digest=record.digest,
        memento_url=record.memento_url,
        precision=record.precision,
        description=description,
    )
