"""The store: append, index, read back; safe against being killed.

`captures-NNNNN.warc.gz` hold what was captured and are only ever appended to. `ledger.sqlite` knows where each record
lies and what became of every capture listed; what it lacks of the WARC files, after a kill, is read from them again.
`index.cdxj` is written from it for other tools.
"""

import contextlib
import io
import json
import os
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from pathlib import Path
from types import TracebackType
from typing import Annotated, Any

import msgspec
from filelock import FileLock, Timeout

from scraper.archives.files import warc
from scraper.archives.pattern import is_pattern, key_range, matches
from scraper.durable import write_whole
from scraper.errors import CaptureFailure, RecordDamaged, StoreError, StoreLocked
from scraper.outcomes import Outcome
from scraper.store.files import HOW_TO_HAVE_IT, Gap, WarcFiles
from scraper.store.ledger import Ledger
from scraper.store.records import response_record, revisit_record
from scraper.store.stated import Stated, listed_by, stated_by
from scraper.store.tries import Tries
from scraper.store.waiting import SCHEMA as WAITING
from scraper.store.waiting import Waiting
from scraper.values.capture import (
    Capture,
    CapturedResponse,
    PassedOver,
    Revisit,
    format_timestamp,
    is_of_nothing,
    iso,
    parse_timestamp,
    sha1,
    sha256,
    urlkey,
)

_SCHEMA = """
CREATE TABLE IF NOT EXISTS files (filename TEXT PRIMARY KEY, size INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS owner (one INTEGER PRIMARY KEY CHECK (one = 1), process TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS records (
    id INTEGER PRIMARY KEY, urlkey TEXT NOT NULL, timestamp TEXT NOT NULL, original TEXT NOT NULL, archive TEXT NOT NULL,
    statuscode INTEGER NOT NULL, mimetype TEXT, digest TEXT NOT NULL, memento_url TEXT,
    filename TEXT NOT NULL, offset INTEGER NOT NULL, length INTEGER NOT NULL, precision INTEGER,
    target INTEGER REFERENCES records);
CREATE TABLE IF NOT EXISTS listed (
    archive TEXT NOT NULL, urlkey TEXT NOT NULL, requested TEXT NOT NULL, original TEXT NOT NULL, statuscode INTEGER,
    mimetype TEXT, digest TEXT, memento_url TEXT, outcome TEXT, reason TEXT, record INTEGER REFERENCES records,
    payload TEXT NOT NULL, precision INTEGER NOT NULL DEFAULT 14,
    PRIMARY KEY (archive, urlkey, requested, payload)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS damaged (record INTEGER PRIMARY KEY REFERENCES records, reason TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS writing (filename TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS closed (filename TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS tries (
    archive TEXT NOT NULL, urlkey TEXT NOT NULL, requested TEXT NOT NULL, failed INTEGER NOT NULL, last TEXT NOT NULL,
    PRIMARY KEY (archive, urlkey, requested)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS listings (
    archive TEXT NOT NULL, original TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (archive, original)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS records_by_capture ON records (urlkey, timestamp);
CREATE INDEX IF NOT EXISTS listed_by_record ON listed (record);
CREATE INDEX IF NOT EXISTS records_by_digest ON records (urlkey, digest);
CREATE INDEX IF NOT EXISTS listed_by_digest ON listed (urlkey, digest);
"""


Time = Annotated[str, msgspec.Meta(pattern=r"^\d{4}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])([01]\d|2[0-3])[0-5]\d[0-5]\d$")]
Place = Annotated[int, msgspec.Meta(ge=0, le=1 << 50)]
Precision = Annotated[int, msgspec.Meta(ge=4, le=14)]


class StoredRecord(msgspec.Struct, frozen=True, kw_only=True):
    """Where a captured response lies in the store, and what it is; `precision` is how many digits of its time are stated."""

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


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """One capture ever listed, and what became of it: a stored record, else the outcome of a failure with its reason."""

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


# Of a capture whose record is lost with its head, nobody knows the time.
_UNKNOWN = parse_timestamp("0001")

# Of several records of one capture, as files of other makers hold them, the one that counts, whichever came first.
_BEST = "r.memento_url IS NULL, r.original NOT LIKE 'https:%', r.memento_url, r.original, r.precision DESC, r.id"
_SOUND = "r.id NOT IN (SELECT record FROM damaged)"
_MOST_OF_A_HEAD = 1 << 20
_RECORD = ", ".join(f"r.{name}" for name in StoredRecord.__struct_fields__)
_LISTED = ", ".join(f"l.{name}" for name in Listed.__struct_fields__[:-1])


class Store:
    """A store, opened by one process at a time; a context manager. It is an archive as well: `captures` and `replay`.

    `software` goes into the warcinfo records; `remarks` is what was found wrong at the opening, and mended, in words. Raises
    StoreLocked where another process holds it and it is not to `wait`, StoreError where the ledger is damaged or nothing
    can be written.
    """

    name = "store"
    is_live = False
    pace = 0.0
    passed_over = PassedOver()

    def __init__(
        self,
        directory: Path,
        *,
        software: str = "unesco-archive-scraper",
        contact: str | None = None,
        wait: bool = False,
    ) -> None:
        self.directory, self._index = directory, directory / "index.cdxj"
        self.remarks: list[str] = []
        info = {"software": software, "format": "WARC file version 1.1"} | ({"operator": contact} if contact else {})
        self._files = WarcFiles(directory, info)
        with contextlib.ExitStack() as held:
            try:
                directory.mkdir(parents=True, exist_ok=True)
                self._refuse_links()
                held.callback(_locked(directory, wait).release)
                self._ledger = held.enter_context(contextlib.closing(_open_ledger(directory)))
                self._index_is_stale = bool(self._ledger.execute("PRAGMA user_version").fetchone()[0])
                self._recover()
            except OSError as error:
                raise self._cannot_be_written(error) from error
            self._held = held.pop_all()

    def _refuse_links(self) -> None:
        """Raise StoreError where a file of the store is a link or a device: what is written there would land elsewhere."""
        names = ("lock", "ledger.sqlite", "index.cdxj")
        for path in (*self._files.paths(), *(self.directory / name for name in names)):
            if path.is_symlink() or (path.exists() and not path.is_file() and not path.is_dir()):
                raise StoreError(f"{path}: is a link or a device; put the file itself there")

    def __enter__(self) -> "Store":
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
        """Keep everything, write `index.cdxj` if anything changed, and let go of the store."""
        try:
            self.checkpoint()
            self._ledger.execute("DELETE FROM writing")
            self._ledger.commit()
            if self._index_is_stale or not (self.directory / "index.cdxj").exists():
                self._write_index()
                self._mark_index(stale=False)
                self._ledger.commit()
        finally:
            self._let_go()

    def _let_go(self) -> None:
        self._files.close()
        self._held.close()

    # --- writing ------------------------------------------------------------------------------------------------------

    def checkpoint(self) -> None:
        """Make all that was added outlast a power cut."""
        try:
            self._files.sync()
        except OSError as error:
            failure = self._cannot_be_written(error)
            self._ledger.refuse(failure)  # what is not on the disk must not be noted as if it were
            raise failure from error
        self._ledger.commit()

    def add(self, listed: Capture, response: CapturedResponse) -> bool:
        """Keep a captured response, found as `listed`, and say whether it is new.

        A payload that lies here already under the same urlkey becomes a revisit record; the same capture, got for
        another request, is not kept twice, but where it says better where it was and is.
        """
        key = urlkey(response.capture.original)
        timestamp = format_timestamp(response.capture.timestamp)
        digest = response.digest
        there = self._record_of(key, timestamp, digest)
        if there is None or tells_more(response.capture, there):
            same = self._payload_of(key, digest, response.status) if response.body else None
            key, timestamp = self._append(response, listed.digest, same)
            if (kept := self._record_of(key, timestamp, digest)) is not None:
                self._ledger.execute("INSERT OR IGNORE INTO digests VALUES (?, ?)", (sha256(response.body), kept.id))
        self._list_best(listed, key, timestamp, digest)
        return there is None

    def complete(self, listed: Capture, revisit: Revisit) -> bool:
        """Keep a revisit with the payload that it refers to, if that lies here; else it waits. Return whether it does lie here."""
        target = self._referred(revisit)
        if target is None:
            Waiting(self._ledger).add(listed, revisit)
            return False
        self.add(listed, revisit.response(listed, self.read(target)))
        Waiting(self._ledger).drop(listed)
        return True

    def settle(self) -> int:
        """Keep the revisits that waited for payloads that have come since, and return how many these were."""
        settled = 0
        while found := sum(self.complete(*one) for one in Waiting(self._ledger).all()):
            settled += found
        return settled

    def _referred(self, revisit: Revisit) -> StoredRecord | None:
        """Return the record that a revisit refers to: by address and time, else by the digest of its payload."""
        exact = self._one("r.urlkey = ? AND r.timestamp = ?", revisit.key, revisit.time) if revisit.key else None
        found = (
            self._one("r.digest = ?1 OR r.id IN (SELECT record FROM digests WHERE digest = ?1)", digest)
            for digest in revisit.digests
            if not is_of_nothing(digest)
        )
        return exact or next(filter(None, found), None)

    def add_unchanged(self, listed: Capture, same: StoredRecord) -> None:
        """Keep a capture that was not fetched, for the index gives it the digest of one that lies here: a revisit."""
        same = self._root(same)
        response = self.read(same)
        own = Capture(
            original=listed.original,
            timestamp=listed.timestamp,
            urlkey=listed.urlkey,
            archive=listed.archive,
            memento_url=listed.memento_url,
            precision=listed.precision,
        )
        revisit = msgspec.structs.replace(response, capture=own, requested=listed.timestamp)
        key, timestamp = urlkey(listed.original), format_timestamp(listed.timestamp)
        if self._record_of(key, timestamp, same.digest) is None:
            key, timestamp = self._append(revisit, listed.digest, same)
        self._list_best(listed, key, timestamp, same.digest)

    def link(self, listed: Capture, record: StoredRecord) -> None:
        """Note that a capture listed is one that lies here already."""
        self._list(listed, None, None, record.id)

    def fail(self, listed: Capture, outcome: Outcome, reason: str, *, tried: datetime | None = None) -> None:
        """Note that a capture could not be had, and why. One that was had before stays what it was.

        `tried` is when it was asked for, None where it was not. That it was not fetched this time says less than why it
        could not be had before.
        """
        known = self.known(listed)
        is_known = known is not None and (
            known.record is not None
            or known.outcome is Outcome.DAMAGED
            or (outcome is Outcome.NOT_FETCHED and known.outcome is not None)
        )
        if not is_known:
            self._list(listed, outcome, reason, None)
        if tried is not None:
            self._ledger.execute(
                "INSERT INTO tries VALUES (?, ?, ?, 1, ?) ON CONFLICT DO UPDATE "
                "SET failed = failed + 1, last = excluded.last",
                (*_identity(listed), format_timestamp(tried)),
            )

    def note_listing(self, archive: str, original: str, at: datetime) -> None:
        """Note that an archive was asked what it has of an original.

        Times that lie ahead of it were noted while the clock was wrong, and count from now on.
        """
        for table, column in (("listings", "at"), ("tries", "last")):
            self._ledger.execute(f"UPDATE {table} SET {column} = ?1 WHERE {column} > ?1", (format_timestamp(at),))
        self._ledger.execute(
            "INSERT OR REPLACE INTO listings VALUES (?, ?, ?)", (archive, original, format_timestamp(at))
        )

    def _list_best(self, listed: Capture, key: str, timestamp: str, digest: str) -> None:
        """Note a capture as the best record of it; whoever listed it before is led there as well.

        So is who listed it when it could not be read any more.
        """
        best = self._record_of(key, timestamp, digest)
        assert best is not None
        self._list(listed, None, None, best.id)
        self._ledger.execute(
            "UPDATE listed SET record = ? WHERE record IN "
            "(SELECT id FROM records WHERE urlkey = ? AND timestamp = ? AND digest = ?)",
            (best.id, key, timestamp, digest),
        )
        lost = "outcome = 'damaged' AND urlkey = ? AND requested = ?"
        self._ledger.execute(f"DELETE FROM listed WHERE {lost} AND archive = ?", (key, timestamp, self.name))
        self._ledger.execute(
            f"UPDATE OR REPLACE listed SET record = ?, payload = ?, outcome = NULL, reason = NULL WHERE {lost}",
            (best.id, digest, key, timestamp),
        )

    def _append(
        self, response: CapturedResponse, listed_digest: str | None, same: StoredRecord | None
    ) -> tuple[str, str]:
        """Append a record, note it as it states itself, and return its urlkey and time."""
        if same is None:
            record = response_record(response, listed_digest)
        else:
            record = revisit_record(response, listed_digest, (same.original, same.timestamp), same.digest)
        try:
            filename, offset = self._files.append(record, self._mark_writing)
        except OSError as error:
            raise self._cannot_be_written(error) from error
        stated = stated_by(warc.record_at(io.BytesIO(record), 0, len(record), _MOST_OF_A_HEAD))
        digest = same.digest if same else response.digest
        self._insert(stated, digest, filename, offset, len(record), same.id if same else None)
        return stated.urlkey, stated.timestamp

    def _mark_writing(self, filename: str) -> None:
        """Note that a file is about to be written to: what a kill leaves behind its noted size is ours to cut off."""
        self._ledger.execute("INSERT OR IGNORE INTO writing VALUES (?)", (filename,))
        size = (self.directory / filename).stat().st_size if (self.directory / filename).exists() else 0
        self._ledger.execute("INSERT OR REPLACE INTO files VALUES (?, ?)", (filename, size))
        self._ledger.commit()

    def _mark_index(self, *, stale: bool) -> None:
        """Note, in the ledger, whether index.cdxj lacks records: a run may be killed before it writes it."""
        if stale != self._index_is_stale:
            self._ledger.execute(f"PRAGMA user_version = {int(stale)}")
            self._index_is_stale = stale

    def _insert(self, stated: Stated, digest: str, filename: str, offset: int, length: int, target: int | None) -> None:
        self._mark_index(stale=True)
        values = {**msgspec.structs.asdict(stated), "digest": digest}
        values |= {"filename": filename, "offset": offset, "length": length, "target": target}
        self._ledger.execute(
            f"INSERT INTO records ({', '.join(values)}) VALUES ({', '.join('?' * len(values))})", tuple(values.values())
        )
        self._ledger.execute(
            "INSERT INTO files VALUES (?, ?) ON CONFLICT (filename) DO UPDATE SET size = excluded.size",
            (filename, offset + length),
        )

    def _root(self, record: StoredRecord) -> StoredRecord:
        """Return the record that holds the payload: revisits point to it, never to each other."""
        return record if record.target is None else self._target(record)

    def _target(self, record: StoredRecord) -> StoredRecord:
        """Return what a revisit points to. Raises StoreError where the ledger points elsewhere."""
        query = f"SELECT {_RECORD} FROM records r WHERE r.id = ? AND r.target IS NULL AND r.digest = ?"
        row = self._ledger.execute(query, (record.target, record.digest)).fetchone()
        if row is None:
            raise self._wrong_ledger(f"the target of the record at {record.filename}, offset {record.offset}, is none")
        return self._stored(row)

    def _wrong_ledger(self, what: str) -> StoreError:
        return StoreError(
            f"{self.directory / 'ledger.sqlite'}: {what}; remove it, and it is made again from the WARC files"
        )

    def _cannot_be_written(self, error: OSError) -> StoreError:
        return StoreError(f"{error.filename or self.directory}: cannot be written: {error.strerror or error}")

    def _list(self, listed: Capture, outcome: Outcome | None, reason: str | None, record: int | None) -> None:
        """Note what became of a capture, in place of what was noted of it before.

        Two payloads that were both served for the very second that was asked for are both kept.
        """
        same = "archive = ?1 AND urlkey = ?2 AND requested = ?3"
        if record is not None:
            self._ledger.execute(f"DELETE FROM tries WHERE {same}", _identity(listed))
            self._ledger.execute(
                f"DELETE FROM listed WHERE {same} AND (record IS NULL OR record NOT IN "
                "(SELECT id FROM records WHERE timestamp = ?3 AND id NOT IN (SELECT record FROM damaged)) "
                "OR ?4 NOT IN (SELECT id FROM records WHERE timestamp = ?3))",
                (*_identity(listed), record),
            )
        self._ledger.execute(
            "INSERT OR REPLACE INTO listed VALUES "
            "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?11, coalesce((SELECT digest FROM records WHERE id = ?11), ''), ?12)",
            (
                *_identity(listed),
                listed.original,
                listed.statuscode,
                listed.mimetype,
                listed.digest,
                listed.memento_url,
                outcome,
                reason,
                record,
                listed.precision,
            ),
        )

    # --- what is known ------------------------------------------------------------------------------------------------

    def known(self, listed: Capture) -> Listed | None:
        """Return what the ledger says of a capture listed before, by archive, urlkey and time."""
        found = next(
            self._all_listed(
                "WHERE l.archive = ? AND l.urlkey = ? AND l.requested = ? "
                "ORDER BY l.digest IS ? DESC, l.record IS NULL DESC, l.payload",
                *_identity(listed),
                listed.digest,
            ),
            None,
        )
        if found is None or found.record is None:
            return found
        row = self._ledger.execute("SELECT reason FROM damaged WHERE record = ?", (found.record.id,)).fetchone()
        return msgspec.structs.replace(found, record=None, outcome=Outcome.DAMAGED, reason=row[0]) if row else found

    def note_damage(self, record: StoredRecord, reason: str) -> None:
        """Note that a record cannot be read, so that the next run fetches its capture anew."""
        self._mark_index(stale=True)
        self._ledger.execute("INSERT OR REPLACE INTO damaged VALUES (?, ?)", (record.id, reason))

    def note_sound(self, record: StoredRecord) -> None:
        """Note that a record that was damaged can be read again: its file was restored."""
        if self._ledger.execute("DELETE FROM damaged WHERE record = ?", (record.id,)).rowcount:
            self._mark_index(stale=True)

    def tries(self, listed: Capture) -> Tries | None:
        """Return how often a capture was asked for in vain since it was had, and when last; None where it never was."""
        row = self._ledger.execute(
            "SELECT failed, last FROM tries WHERE archive = ? AND urlkey = ? AND requested = ?", _identity(listed)
        ).fetchone()
        return Tries(failed=row[0], last=parse_timestamp(row[1])) if row else None

    def last_listed(self, archive: str) -> dict[str, str]:
        """Return when an archive was last asked for each original: 14-digit times."""
        return dict(self._ledger.execute("SELECT original, at FROM listings WHERE archive = ?", (archive,)).fetchall())

    def left(self, archive: str) -> list[str]:
        """Return the originals of captures that an archive listed and no run has asked for yet."""
        query = "SELECT DISTINCT original FROM listed WHERE archive = ? AND outcome = ?"
        return [row[0] for row in self._ledger.execute(query, (archive, Outcome.NOT_FETCHED))]

    def same_capture(self, listed: Capture) -> StoredRecord | None:
        """Return the stored record that a capture is, found in another archive before: same urlkey, time and digest."""
        condition = "r.urlkey = ? AND r.timestamp = ?"
        key, timestamp = urlkey(listed.original), format_timestamp(listed.timestamp)
        if listed.digest is None or listed.mimetype == "warc/revisit":
            return self._one(condition, key, timestamp)
        return self._one(condition + " AND r.digest = ?", key, timestamp, listed.digest) or self._one(
            condition + " AND r.id IN (SELECT record FROM listed WHERE urlkey = ? AND digest = ?)",
            key,
            timestamp,
            key,
            listed.digest,
        )

    def same_payload(self, listed: Capture) -> StoredRecord | None:
        """Return a stored record whose payload a capture shares by the index's digests; only for captures of status 200.

        A record got for another time than was asked proves nothing of the digest that was listed.
        """
        is_page = listed.statuscode == 200 or listed.mimetype == "warc/revisit"
        if listed.digest is None or not is_page:
            return None
        key = urlkey(listed.original)
        return self._one("r.urlkey = ? AND r.digest = ? AND r.statuscode = 200", key, listed.digest) or self._one(
            "r.statuscode = 200 AND r.id IN (SELECT l.record FROM listed l JOIN records s ON s.id = l.record "
            "WHERE l.urlkey = ? AND l.digest = ? AND l.requested = s.timestamp)",
            key,
            listed.digest,
        )

    def _payload_of(self, key: str, digest: str, status: int) -> StoredRecord | None:
        return self._one("r.urlkey = ? AND r.digest = ? AND r.statuscode = ? AND r.target IS NULL", key, digest, status)

    def listed(self) -> Iterator[Listed]:
        """Yield every capture ever listed, in the order of the time of what was served."""
        yield from self._all_listed(
            "ORDER BY coalesce(r.timestamp, l.requested), l.urlkey, coalesce(r.digest, ''), r.id, l.archive, l.requested"
        )

    def counts(self) -> tuple[int, int]:
        """Return the numbers of captures listed and of records stored."""
        listed = self._ledger.execute("SELECT count(*) FROM listed").fetchone()[0]
        stored = self._ledger.execute(f"SELECT count(*) FROM records r WHERE {_SOUND}").fetchone()[0]
        return int(listed), int(stored)

    def mean_length(self) -> int | None:
        """Return the mean length of a stored response in bytes, None for an empty store."""
        mean = self._ledger.execute("SELECT avg(length) FROM records WHERE target IS NULL").fetchone()[0]
        return int(mean) if mean else None

    def _all_listed(self, condition: str, *values: object) -> Iterator[Listed]:
        query = f"SELECT {_LISTED}, {_RECORD} FROM listed l LEFT JOIN records r ON l.record = r.id {condition}"
        *names, _ = Listed.__struct_fields__
        for row in self._ledger.execute(query, values):
            fields = dict(zip(names, row[: len(names)], strict=True))
            with self._typed():
                listed = msgspec.convert(fields | {"record": None}, Listed)
            yield (
                msgspec.structs.replace(listed, record=self._stored(row[len(names) :]))
                if row[len(names)] is not None
                else listed
            )

    def _stored(self, row: Sequence[Any]) -> StoredRecord:
        with self._typed():
            return msgspec.convert(dict(zip(StoredRecord.__struct_fields__, row, strict=True)), StoredRecord)

    @contextlib.contextmanager
    def _typed(self) -> Iterator[None]:
        try:
            yield
        except msgspec.ValidationError as error:
            raise self._wrong_ledger(f"holds what is none of its values ({error})") from error

    def _one(self, condition: str, *values: object) -> StoredRecord | None:
        query = f"SELECT {_RECORD} FROM records r WHERE {condition} AND {_SOUND} ORDER BY {_BEST} LIMIT 1"
        row = self._ledger.execute(query, values).fetchone()
        return self._stored(row) if row else None

    def _record_of(self, key: str, timestamp: str, digest: str) -> StoredRecord | None:
        return self._one("r.urlkey = ? AND r.timestamp = ? AND r.digest = ?", key, timestamp, digest)

    # --- reading ------------------------------------------------------------------------------------------------------

    def captures(
        self, original: str, since: datetime | None = None, until: datetime | None = None
    ) -> Iterator[Capture]:
        """Yield the stored captures of an original in order of time, those of a prefix pattern by urlkey and time.

        Raises SettingsError for a pattern without host and path.
        """
        first = format_timestamp(since) if since else "0"
        last = format_timestamp(until) if until else "9"
        keys = key_range(original) if is_pattern(original) else (urlkey(original),)
        condition = "urlkey >= ? AND urlkey < ?" if is_pattern(original) else "urlkey = ?"
        query = (
            f"SELECT {_RECORD} FROM records r WHERE {condition} AND timestamp BETWEEN ? AND ? AND {_SOUND} "
            f"ORDER BY urlkey, timestamp, digest, {_BEST}"
        )
        for _, same in groupby(map(self._stored, self._ledger.execute(query, (*keys, first, last))), _identity_of):
            capture = _capture(next(same))
            if not is_pattern(original) or matches(original, capture.original):
                yield capture

    def replay(self, capture: Capture) -> CapturedResponse:
        """Return a stored capture's response. Raises CaptureFailure where it is not here."""
        record = self._one(
            "r.urlkey = ? AND r.timestamp = ? AND (?3 IS NULL OR r.digest = ?3)",
            urlkey(capture.original),
            format_timestamp(capture.timestamp),
            capture.digest,
        )
        if record is None:
            raise CaptureFailure(Outcome.NOT_PLAYED_BACK, f"{self.directory} has no such capture of {capture.original}")
        return self.read(record)

    def read(self, record: StoredRecord) -> CapturedResponse:
        """Return what a record states and holds, a revisit with the payload it points to.

        Raises RecordDamaged where it cannot be read, StoreError where the ledger notes it otherwise than it states itself.
        """
        where = f"{self.directory / record.filename}, offset {record.offset}"
        found = self._files.record(record.filename, record.offset, record.length)
        message = warc.http_message(found.block)
        if message is None:
            raise RecordDamaged(f"{where}: holds no HTTP response; {HOW_TO_HAVE_IT}")
        body = message.body if record.target is None else self.read(self._target(record)).body
        digest = warc.declared_digest(found)
        if sha1(body) != record.digest or (digest is not None and digest != record.digest):
            raise RecordDamaged(f"{where}: the payload is not what was stored ({record.digest}); {HOW_TO_HAVE_IT}")
        try:
            doubts = stated_by(found, message).doubts(record)
        except ValueError as error:
            raise RecordDamaged(f"{where}: {error}; {HOW_TO_HAVE_IT}") from error
        if doubts:
            raise self._wrong_ledger(f"the record at {record.filename}, offset {record.offset}: {', '.join(doubts)}")
        capture = _capture(record)
        return CapturedResponse(
            capture=capture,
            requested=capture.timestamp,
            status=record.statuscode,
            headers=message.headers,
            body=body,
        )

    # --- opening ------------------------------------------------------------------------------------------------------

    def _recover(self) -> None:
        """Bring the ledger up to the WARC files: a killed run may have written what it did not note."""
        self._complete_precisions()
        with self._typed():
            rows = self._ledger.execute("SELECT filename, size FROM files").fetchall()
            known = msgspec.convert(dict(rows), dict[str, Place])
        present = {path.name: path.stat().st_size for path in self._files.paths()}
        for filename, size in known.items():
            if present.get(filename, -1) < size:
                self._files.append_no_more(filename)
                lost = "missing" if filename not in present else "shorter than it was"
                self.remarks.append(f"{self.directory / filename}: {lost}; {HOW_TO_HAVE_IT}")
        written = {name for (name,) in self._ledger.execute("SELECT filename FROM writing")}
        for filename, size in sorted(present.items()):
            if size > known.get(filename, 0):
                self._index_tail(self.directory / filename, known.get(filename), ours=filename in written)
        for (filename,) in self._ledger.execute("SELECT filename FROM closed"):
            self._files.append_no_more(filename)
        self._ledger.execute("DELETE FROM writing")
        self._ledger.commit()

    def _complete_precisions(self) -> None:
        """Note how much of their times records state, of which a ledger of version 0.3 or before did not: few end in 00."""
        self._ledger.execute("UPDATE records SET precision = 14 WHERE precision IS NULL AND timestamp NOT LIKE '%00'")
        query = "SELECT id, filename, offset, length FROM records WHERE precision IS NULL"
        for number, *place in self._ledger.execute(query).fetchall():
            try:
                precision = warc.date_precision(self._files.record(*place).headers.get("warc-date", ""))
            except StoreError:  # whoever reads it is told
                precision = 14
            self._ledger.execute("UPDATE records SET precision = ? WHERE id = ?", (precision, number))

    def _index_tail(self, path: Path, known: int | None, *, ours: bool) -> None:
        """Note the records behind what is known of a file. Only what this program began to write is cut off."""
        size, has_our_name = path.stat().st_size, False
        for piece in self._files.pieces(path, known or 0):
            if isinstance(piece, Gap):
                is_own = ours or (known is None and self._is_torn(path, piece, has_our_name=has_our_name))
                if piece.end == size and is_own:
                    self._files.cut(path, piece.offset)
                    self.remarks.append(
                        f"{path}: cut off {size - piece.offset:,} bytes from offset {piece.offset} on, "
                        "a record that a run had begun to write when it was killed"
                    )
                    size = piece.offset
                    break
                self._note_gap(path, piece, is_last=piece.end == size)
                continue
            has_our_name = has_our_name or piece.headers.get("warc-filename") == path.name
            if piece.type in ("response", "revisit"):
                self._index_record(path.name, piece)
        self._ledger.execute("INSERT OR REPLACE INTO files VALUES (?, ?)", (path.name, size))

    def _index_record(self, filename: str, record: warc.Record) -> None:
        message = warc.http_message(record.block)
        if message is None:
            return
        target = self._target_of(record) if record.type == "revisit" else None
        digest = target.digest if target else sha1(message.body)
        declared = warc.declared_digest(record)
        try:
            stated, capture = stated_by(record, message), listed_by(record.headers, record.target)
            if record.type == "revisit" and target is None:
                raise ValueError("what it points to cannot be read")
            if declared is not None and declared != digest and "archive-name" in record.headers:
                raise ValueError(f"the payload is not what was stored ({declared})")
        except ValueError as error:
            self._note_lost(filename, record.offset, record.headers, str(error))
            return
        key, timestamp = stated.urlkey, stated.timestamp
        there = self._record_of(key, timestamp, digest)
        if there is None or tells_more(stated, there):
            self._insert(stated, digest, filename, record.offset, record.length, target.id if target else None)
            more = {"statuscode": stated.statuscode, "mimetype": stated.mimetype}
            self._list_best(msgspec.structs.replace(capture, **more), key, timestamp, digest)

    # --- damage -------------------------------------------------------------------------------------------------------

    def _is_torn(self, path: Path, gap: Gap, *, has_our_name: bool) -> bool:
        """Say of a file that the ledger does not know whether its end is a record of ours that was never whole.

        Its first record tells whose it is, and what the index names was whole once.
        """
        was_whole = any(offset >= gap.offset for offset, _ in self._noted_in_index(path.name))
        return gap.torn and (has_our_name or (gap.begun and gap.offset == 0)) and not was_whole

    def _note_gap(self, path: Path, gap: Gap, *, is_last: bool) -> None:
        """Note what was lost in a gap: the captures that its heads or the index name, else the gap itself."""
        why = f"{gap.end - gap.offset:,} bytes of it are no whole record"
        if is_last:
            self._ledger.execute("INSERT OR IGNORE INTO closed VALUES (?)", (path.name,))
        self.remarks.append(f"{path}, offset {gap.offset}: {why}; they are left as they are")
        lost = dict(gap.heads)
        for offset, headers in self._noted_in_index(path.name):
            if gap.offset <= offset < gap.end and not lost.get(offset, {}).get("warc-target-uri"):
                lost[offset] = headers
        for offset, headers in lost.items() or ((gap.offset, {}),):
            is_own_beginning = headers.get("warc-type") == "warcinfo" and headers.get("warc-filename") == path.name
            if not is_own_beginning:
                self._note_lost(path.name, offset, headers, why)

    def _note_lost(self, filename: str, offset: int, headers: dict[str, str], why: str) -> None:
        """List a capture that was here and cannot be read any more; where nothing names it, its place stands for it."""
        reason = f"{self.directory / filename}, offset {offset}: {why}; {HOW_TO_HAVE_IT}"
        try:
            capture = listed_by(headers, headers.get("warc-target-uri", "").strip("<>"))
        except ValueError:
            place = f"{filename}, offset {offset}"
            capture = Capture(original=place, timestamp=_UNKNOWN, urlkey=place, archive=self.name)
        known = self.known(capture)
        if known is None or known.record is None:
            self._list(capture, Outcome.DAMAGED, reason, None)

    def _noted_in_index(self, filename: str) -> Iterator[tuple[int, dict[str, str]]]:
        """Yield what an earlier index.cdxj says of a file: offsets, and headers as the records there have them."""
        with (
            contextlib.suppress(OSError),
            (self.directory / "index.cdxj").open(encoding="utf-8", errors="replace") as file,
        ):
            for line in file:
                with contextlib.suppress(ValueError, TypeError, KeyError, RecursionError):
                    _, timestamp, fields = line.split(" ", 2)
                    entry = json.loads(fields)
                    if entry["filename"] == filename:
                        time = iso(parse_timestamp(timestamp))
                        yield int(entry["offset"]), {"warc-target-uri": str(entry["url"]), "warc-date": time}

    def audit(self) -> Iterator[str]:
        """Yield in words what the ledger and the index note otherwise than the WARC files: every byte of these is read."""
        with tempfile.TemporaryDirectory() as folder:
            fresh = self._made_again(Path(folder))
            try:
                lost = fresh._ledger.execute("SELECT reason FROM listed WHERE outcome = 'damaged' ORDER BY reason")
                yield from (str(reason) for (reason,) in lost)
                yield from _differing_rows(self._ledger, fresh._ledger)
                fresh._write_index()
                path = self.directory / "index.cdxj"
                if path.is_file() and not self._index_is_stale and path.read_bytes() != fresh._index.read_bytes():
                    yield f"{path}: is not what the WARC files give; remove it, and the next command writes it again"
            finally:
                fresh._ledger.close()

    def _made_again(self, folder: Path) -> "Store":
        """Return this store with a ledger and an index that are made of the WARC files alone; nothing of it is cut."""
        fresh: Store = object.__new__(Store)
        fresh.directory, fresh.remarks, fresh._index_is_stale = self.directory, [], True
        fresh._files, fresh._ledger, fresh._index = self._files, _open_ledger(folder), folder / "index.cdxj"
        for path in self._files.paths():
            fresh._index_tail(path, 0, ours=False)
        return fresh

    def _target_of(self, record: warc.Record) -> StoredRecord | None:
        try:
            time = format_timestamp(warc.warc_date(record.headers.get("warc-refers-to-date", "")))
        except ValueError:
            return None
        return self._one(
            "r.urlkey = ? AND r.timestamp = ? AND r.digest = ? AND r.target IS NULL",
            urlkey(record.headers.get("warc-refers-to-target-uri", "")),
            time,
            warc.declared_digest(record),
        )

    def _write_index(self) -> None:
        """Write index.cdxj, sorted, whole or not at all."""
        path = self._index
        query = f"SELECT {_RECORD} FROM records r WHERE {_SOUND} ORDER BY urlkey || ' ' || timestamp"
        try:
            records = map(self._stored, self._ledger.execute(query))
            same_capture = groupby(records, lambda record: (record.urlkey, record.timestamp))
            write_whole(path, (line.encode() for _, same in same_capture for line in sorted(map(_cdxj_line, same))))
        except OSError as error:
            raise StoreError(f"{path}: cannot be written: {error.strerror or error}") from error


def tells_more(capture: Capture | Stated, there: StoredRecord) -> bool:
    """Say whether a capture says better than the stored record of it where it was and is, and when; no two do of each other."""
    return _rank(capture) < _rank(there)


def _rank(one: Capture | Stated | StoredRecord) -> tuple[bool, bool, str, str, int]:
    """Return what puts records of one capture in order, as `_BEST` does."""
    is_https = one.original.lower().startswith("https:")
    return one.memento_url is None, not is_https, one.memento_url or "", one.original, -one.precision


def _differing_rows(ledger: Ledger, fresh: Ledger) -> Iterator[str]:
    """Yield what a ledger notes otherwise than one that was made again of the WARC files."""
    names = [name for name in StoredRecord.__struct_fields__ if name not in ("id", "target")]
    query = f"SELECT {', '.join(names)} FROM records r WHERE {_SOUND}"
    noted, stated = ({(row[-3], row[-2]): row for row in one.execute(query)} for one in (ledger, fresh))
    for place in sorted(noted.keys() | stated.keys(), key=str):
        where = f"ledger.sqlite, the record at {place[0]}, offset {place[1]}"
        if place not in stated:
            yield f"{where}: no such record is there"
        elif place not in noted:
            yield f"{where}: is not noted"
        else:
            pairs = zip(names, noted[place], stated[place], strict=True)
            differing = [
                f"{name} is {one!r} there, {other!r} in the record" for name, one, other in pairs if one != other
            ]
            if differing:
                yield f"{where}: {', '.join(differing)}"
    listed = (
        "SELECT l.archive, l.urlkey, l.requested, r.filename, r.offset FROM listed l JOIN records r ON r.id = l.record"
    )
    there = set(ledger.execute(listed))
    for row in fresh.execute(listed):
        if row not in there:
            yield f"ledger.sqlite: does not list the capture of {row[1]} at {row[2]} from {row[0]}, which is stored"
    wrong = (
        "SELECT l.original, l.requested FROM listed l LEFT JOIN records r ON r.id = l.record WHERE l.record IS NOT NULL"
    )
    for original, requested in ledger.execute(f"{wrong} AND l.urlkey IS NOT r.urlkey"):
        yield f"ledger.sqlite: leads the capture of {original} at {requested} to a record of another address"


def _identity(listed: Capture) -> tuple[str, str, str]:
    return listed.archive, urlkey(listed.original), format_timestamp(listed.timestamp)


def _identity_of(record: StoredRecord) -> tuple[str, str, str]:
    return record.urlkey, record.timestamp, record.digest


def _cdxj_line(record: StoredRecord) -> str:
    fields = {
        "url": record.original,
        "mime": "warc/revisit" if record.target is not None else record.mimetype or "unk",
        "status": str(record.statuscode),
        "digest": record.digest,
        "length": str(record.length),
        "offset": str(record.offset),
        "filename": record.filename,
    }
    return f"{record.urlkey} {record.timestamp} {json.dumps(fields)}\n"


def _capture(record: StoredRecord) -> Capture:
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
    )


def _open_ledger(directory: Path) -> Ledger:
    ledger = Ledger(directory / "ledger.sqlite")
    try:
        _refuse_half(ledger, directory)
        _tell_payloads_apart(ledger)
        _add_precision(ledger)
        _drop_old_constraint(ledger)
        ledger.executescript(f"BEGIN; {_SCHEMA} {WAITING} COMMIT;")  # all tables or none
        ledger.execute("INSERT OR REPLACE INTO owner VALUES (1, ?)", (f"process {os.getpid()}",))
        ledger.commit()
    except StoreError:
        ledger.close()
        raise
    return ledger


def _refuse_half(ledger: Ledger, directory: Path) -> None:
    """Raise StoreError for a ledger that has lost a table: what it lacks would be taken for never stored."""
    core = {"files", "records", "listed"}
    there = {row[0] for row in ledger.execute("SELECT name FROM sqlite_master WHERE type = 'table'")} & core
    if there and there != core:
        raise StoreError(
            f"{directory / 'ledger.sqlite'}: lacks {', '.join(sorted(core - there))}; "
            "remove it, and it is made again from the WARC files"
        )


def _tell_payloads_apart(ledger: Ledger) -> None:
    """Make the table of a ledger of version 0.2 or before anew: it listed one payload of an address and second."""
    row = ledger.execute("SELECT sql FROM sqlite_master WHERE name = 'listed'").fetchone()
    if row and "payload" not in row[0]:
        table = _SCHEMA[_SCHEMA.index("CREATE TABLE IF NOT EXISTS listed") :].split(";", 1)[0]
        ledger.executescript(
            f"BEGIN; {table.replace('listed', 'anew', 1)}; "
            "INSERT INTO anew SELECT l.*, coalesce((SELECT digest FROM records r WHERE r.id = l.record), ''), 14 FROM listed l; "
            "DROP TABLE listed; ALTER TABLE anew RENAME TO listed; COMMIT;"
        )


def _add_precision(ledger: Ledger) -> None:
    """Add a column to the tables of a ledger of version 0.3 or before: it took all times for whole."""
    for table, column in (("records", "precision INTEGER"), ("listed", "precision INTEGER NOT NULL DEFAULT 14")):
        row = ledger.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()
        if row and "precision" not in row[0]:
            ledger.execute(f"ALTER TABLE {table} ADD COLUMN {column}")


def _drop_old_constraint(ledger: Ledger) -> None:
    """Make the table of a ledger of version 0.2 or before anew: it held one record a capture."""
    row = ledger.execute("SELECT sql FROM sqlite_master WHERE name = 'records'").fetchone()
    if row and "UNIQUE" in row[0]:
        names = ", ".join(StoredRecord.__struct_fields__)
        table = _SCHEMA[_SCHEMA.index("CREATE TABLE IF NOT EXISTS records") :].split(";", 1)[0]
        ledger.executescript(
            f"BEGIN; {table.replace('records', 'anew', 1)}; INSERT INTO anew ({names}) SELECT {names} FROM records; "
            "DROP TABLE records; ALTER TABLE anew RENAME TO records; COMMIT;"
        )


def _locked(directory: Path, wait: bool) -> FileLock:
    """Take the store's lock; the system frees it when its owner dies."""
    lock = FileLock(directory / "lock")
    try:
        lock.acquire(timeout=-1 if wait else 0)
    except Timeout as error:
        raise StoreLocked(
            f"{directory}: another run holds this store ({_owner(directory)}); wait for it (--wait does), or use another --output"
        ) from error
    return lock


def _owner(directory: Path) -> str:
    with contextlib.suppress(sqlite3.Error), contextlib.closing(sqlite3.connect(directory / "ledger.sqlite")) as ledger:
        row = ledger.execute("SELECT process FROM owner").fetchone()
        return str(row[0]) if row else "unknown"
    return "unknown"
