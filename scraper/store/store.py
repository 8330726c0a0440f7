"""The store: append, index, read back; safe against being killed.

`captures-NNNNN.warc.gz` hold what was captured and are only ever appended to. `ledger.sqlite` knows where each record
lies and what became of every capture listed; what it lacks of the WARC files, after a kill, is read from them again.
`index.cdxj` is written from it for other tools.
"""

import contextlib
import json
import os
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from pathlib import Path
from types import TracebackType
from typing import Any

import msgspec
from filelock import FileLock, Timeout

from scraper.archives import warc
from scraper.archives.capture import (
    Capture,
    CapturedResponse,
    MementoURL,
    Revisit,
    format_timestamp,
    is_of_nothing,
    parse_timestamp,
    sha1,
    sha256,
    urlkey,
)
from scraper.archives.pattern import is_pattern, key_range, matches
from scraper.errors import CaptureFailure, StoreError, StoreLocked
from scraper.outcomes import Outcome
from scraper.store.files import WarcFiles
from scraper.store.ledger import Ledger
from scraper.store.records import provenance, response_record, revisit_record
from scraper.store.tries import Tries
from scraper.store.waiting import SCHEMA as WAITING
from scraper.store.waiting import Waiting

_SCHEMA = """
CREATE TABLE IF NOT EXISTS files (filename TEXT PRIMARY KEY, size INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS owner (one INTEGER PRIMARY KEY CHECK (one = 1), process TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS records (
    id INTEGER PRIMARY KEY, urlkey TEXT NOT NULL, timestamp TEXT NOT NULL, original TEXT NOT NULL, archive TEXT NOT NULL,
    statuscode INTEGER NOT NULL, mimetype TEXT, digest TEXT NOT NULL, memento_url TEXT,
    filename TEXT NOT NULL, offset INTEGER NOT NULL, length INTEGER NOT NULL, target INTEGER REFERENCES records);
CREATE TABLE IF NOT EXISTS listed (
    archive TEXT NOT NULL, urlkey TEXT NOT NULL, requested TEXT NOT NULL, original TEXT NOT NULL, statuscode INTEGER,
    mimetype TEXT, digest TEXT, memento_url TEXT, outcome TEXT, reason TEXT, record INTEGER REFERENCES records,
    PRIMARY KEY (archive, urlkey, requested)) WITHOUT ROWID;
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


class StoredRecord(msgspec.Struct, frozen=True, kw_only=True):
    """Where a captured response lies in the store, and what it is."""

    id: int
    urlkey: str
    timestamp: str
    original: str
    archive: str
    statuscode: int
    mimetype: str | None
    digest: str
    memento_url: str | None
    filename: str
    offset: int
    length: int
    target: int | None


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """One capture ever listed, and what became of it: a stored record, else the outcome of a failure with its reason."""

    archive: str
    urlkey: str
    requested: str
    original: str
    statuscode: int | None
    mimetype: str | None
    digest: str | None
    memento_url: str | None
    outcome: Outcome | None
    reason: str | None
    record: StoredRecord | None


# Of several records of one capture, as files of other makers hold them, the one that counts, whichever came first.
_BEST = "r.memento_url IS NULL, r.original NOT LIKE 'https:%', r.memento_url, r.original, r.id"
_RECORD = ", ".join(f"r.{name}" for name in StoredRecord.__struct_fields__)
_LISTED = "l.archive, l.urlkey, l.requested, l.original, l.statuscode, l.mimetype, l.digest, l.memento_url, l.outcome, l.reason"


class Store:
    """A store, opened by one process at a time; a context manager. It is an archive as well: `captures` and `replay`.

    `software` goes into the warcinfo records. Raises StoreLocked where another process holds it and it is
    not to `wait`, StoreError where it is damaged or cannot be written.
    """

    name = "store"

    def __init__(
        self,
        directory: Path,
        *,
        software: str = "unesco-archive-scraper",
        contact: str | None = None,
        wait: bool = False,
    ) -> None:
        self.directory = directory
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
        names = ("lock", "ledger.sqlite", "index.cdxj", "index.cdxj.part")
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
            record = self._append(response, listed.digest, key, timestamp, same)
            self._ledger.execute("INSERT OR IGNORE INTO digests VALUES (?, ?)", (sha256(response.body), record))
        self._list_best(listed, key, timestamp, digest)
        return there is None

    def complete(self, listed: Capture, revisit: Revisit) -> bool:
        """Keep a revisit with the payload that it refers to, if that lies here; else it waits. Return whether it does lie here."""
        target = self._target(revisit)
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

    def _target(self, revisit: Revisit) -> StoredRecord | None:
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
        )
        revisit = msgspec.structs.replace(response, capture=own, requested=listed.timestamp)
        key, timestamp = urlkey(listed.original), format_timestamp(listed.timestamp)
        if self._record_of(key, timestamp, same.digest) is None:
            self._append(revisit, listed.digest, key, timestamp, same)
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
        if known is None or (known.record is None and (outcome is not Outcome.NOT_FETCHED or known.outcome is None)):
            self._list(listed, outcome, reason, None)
        if tried is not None:
            self._ledger.execute(
                "INSERT INTO tries VALUES (?, ?, ?, 1, ?) ON CONFLICT DO UPDATE "
                "SET failed = failed + 1, last = excluded.last",
                (*_identity(listed), format_timestamp(tried)),
            )

    def note_listing(self, archive: str, original: str, at: datetime) -> None:
        """Note that an archive was asked what it has of an original."""
        self._ledger.execute(
            "INSERT OR REPLACE INTO listings VALUES (?, ?, ?)", (archive, original, format_timestamp(at))
        )

    def _list_best(self, listed: Capture, key: str, timestamp: str, digest: str) -> None:
        """Note a capture as the best record of it; whoever listed it before is led there as well."""
        best = self._record_of(key, timestamp, digest)
        assert best is not None
        self._list(listed, None, None, best.id)
        self._ledger.execute(
            "UPDATE listed SET record = ? WHERE record IN "
            "(SELECT id FROM records WHERE urlkey = ? AND timestamp = ? AND digest = ?)",
            (best.id, key, timestamp, digest),
        )

    def _append(
        self, response: CapturedResponse, listed_digest: str | None, key: str, timestamp: str, same: StoredRecord | None
    ) -> int:
        if same is None:
            record = response_record(response, listed_digest)
        else:
            record = revisit_record(response, listed_digest, (same.original, same.timestamp), same.digest)
        try:
            filename, offset = self._files.append(record)
        except OSError as error:
            raise self._cannot_be_written(error) from error
        capture = response.capture
        return self._insert(
            key,
            timestamp,
            capture.original,
            capture.archive,
            response.status,
            _mimetype(response),
            same.digest if same else response.digest,
            capture.memento_url,
            filename,
            offset,
            len(record),
            same.id if same else None,
        )

    def _mark_index(self, *, stale: bool) -> None:
        """Note, in the ledger, whether index.cdxj lacks records: a run may be killed before it writes it."""
        if stale != self._index_is_stale:
            self._ledger.execute(f"PRAGMA user_version = {int(stale)}")
            self._index_is_stale = stale

    def _insert(self, *values: object) -> int:
        self._mark_index(stale=True)
        cursor = self._ledger.execute(
            "INSERT INTO records (urlkey, timestamp, original, archive, statuscode, mimetype, digest, memento_url, "
            "filename, offset, length, target) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            values,
        )
        filename, offset, length = values[8], values[9], values[10]
        self._ledger.execute(
            "INSERT INTO files VALUES (?, ?) ON CONFLICT (filename) DO UPDATE SET size = excluded.size",
            (filename, int(str(offset)) + int(str(length))),
        )
        return int(cursor.lastrowid or 0)

    def _root(self, record: StoredRecord) -> StoredRecord:
        """Return the record that holds the payload: revisits point to it, never to each other."""
        return record if record.target is None else self._one("r.id = ?", record.target) or record

    def _cannot_be_written(self, error: OSError) -> StoreError:
        return StoreError(f"{error.filename or self.directory}: cannot be written: {error.strerror or error}")

    def _list(self, listed: Capture, outcome: Outcome | None, reason: str | None, record: int | None) -> None:
        if record is not None:
            self._ledger.execute(
                "DELETE FROM tries WHERE archive = ? AND urlkey = ? AND requested = ?", _identity(listed)
            )
        self._ledger.execute(
            "INSERT OR REPLACE INTO listed VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
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
            ),
        )

    # --- what is known ------------------------------------------------------------------------------------------------

    def known(self, listed: Capture) -> Listed | None:
        """Return what the ledger says of a capture listed before, by archive, urlkey and time."""
        return next(
            self._all_listed("WHERE l.archive = ? AND l.urlkey = ? AND l.requested = ?", *_identity(listed)),
            None,
        )

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
        return int(listed), int(self._ledger.execute("SELECT count(*) FROM records").fetchone()[0])

    def mean_length(self) -> int | None:
        """Return the mean length of a stored response in bytes, None for an empty store."""
        mean = self._ledger.execute("SELECT avg(length) FROM records WHERE target IS NULL").fetchone()[0]
        return int(mean) if mean else None

    def _all_listed(self, condition: str, *values: object) -> Iterator[Listed]:
        query = f"SELECT {_LISTED}, {_RECORD} FROM listed l LEFT JOIN records r ON l.record = r.id {condition}"
        names = Listed.__struct_fields__[:10]
        for row in self._ledger.execute(query, values):
            fields = dict(zip(names, row[:10], strict=True))
            fields["outcome"] = Outcome(fields["outcome"]) if fields["outcome"] else None
            yield Listed(**fields, record=_stored(row[10:]) if row[10] is not None else None)

    def _one(self, condition: str, *values: object) -> StoredRecord | None:
        query = f"SELECT {_RECORD} FROM records r WHERE {condition} ORDER BY {_BEST} LIMIT 1"
        row = self._ledger.execute(query, values).fetchone()
        return _stored(row) if row else None

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
            f"SELECT {_RECORD} FROM records r WHERE {condition} AND timestamp BETWEEN ? AND ? "
            f"ORDER BY urlkey, timestamp, digest, {_BEST}"
        )
        for _, same in groupby(map(_stored, self._ledger.execute(query, (*keys, first, last))), _identity_of):
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
        """Return what a record holds, a revisit with the payload it points to. Raises StoreError where it is damaged."""
        message = self._files.message(record.filename, record.offset, record.length)
        body = message.body
        if record.target is not None:
            target = self._one("r.id = ?", record.target)
            assert target is not None  # the ledger's foreign key
            body = self.read(target).body
        if sha1(body) != record.digest:
            raise StoreError(
                f"{self.directory / record.filename}, offset {record.offset}: the payload is not what was stored "
                f"({record.digest}); restore the file"
            )
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
        known = dict(self._ledger.execute("SELECT filename, size FROM files").fetchall())
        present = {path.name: path.stat().st_size for path in self._files.paths()}
        for filename, size in known.items():
            if present.get(filename, -1) < size:
                raise StoreError(
                    f"{self.directory / filename}: {'missing' if filename not in present else 'shorter than it was'}; "
                    "restore it, or remove ledger.sqlite to begin anew with what is there"
                )
        for filename, size in sorted(present.items()):
            if size > known.get(filename, 0):
                self._index_tail(self.directory / filename, known.get(filename, 0))
        self._ledger.commit()

    def _index_tail(self, path: Path, start: int) -> None:
        end = start
        for record in self._files.whole_records(path, start):
            end = record.offset + record.length
            if record.type in ("response", "revisit"):
                self._index_record(path.name, record)
        self._ledger.execute("INSERT OR REPLACE INTO files VALUES (?, ?)", (path.name, end))
        self._files.cut(path, end)

    def _index_record(self, filename: str, record: warc.Record) -> None:
        message = warc.http_message(record.block)
        if message is None:
            return
        key, timestamp = urlkey(record.target), format_timestamp(warc.warc_date(record.headers["warc-date"]))
        target = self._target_of(record) if record.type == "revisit" else None
        if record.type == "revisit" and target is None:
            return  # what it points to is damaged; the next run lists and fetches it again
        digest = target.digest if target else sha1(message.body)
        memento = record.headers.get("warc-source-uri")
        archive, requested, listed_digest = provenance(record)
        archive = archive or _archive_of(memento)
        if (there := self._record_of(key, timestamp, digest)) and not _says_more(memento, record.target, there):
            return
        content_type = next((value for name, value in message.headers if name.lower() == "content-type"), "")
        mimetype = content_type.split(";", 1)[0].strip().lower() or None
        self._insert(
            key,
            timestamp,
            record.target,
            archive,
            message.status,
            mimetype,
            digest,
            memento,
            filename,
            record.offset,
            record.length,
            target.id if target else None,
        )
        capture = Capture(
            original=record.target,
            timestamp=parse_timestamp(requested or timestamp),
            urlkey=key,
            archive=archive,
            statuscode=message.status,
            mimetype=mimetype,
            digest=listed_digest,
            memento_url=memento,
        )
        self._list_best(capture, key, timestamp, digest)

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
        path = self.directory / "index.cdxj"
        part = path.with_name("index.cdxj.part")
        query = f"SELECT {_RECORD} FROM records r ORDER BY urlkey || ' ' || timestamp"
        try:
            with part.open("w", encoding="utf-8", newline="\n") as file:
                records = map(_stored, self._ledger.execute(query))
                for _, same in groupby(records, lambda record: (record.urlkey, record.timestamp)):
                    file.writelines(sorted(map(_cdxj_line, same)))
            part.replace(path)
        except OSError as error:
            raise StoreError(f"{path}: cannot be written: {error.strerror or error}") from error


def tells_more(capture: Capture, there: StoredRecord) -> bool:
    """Say whether a capture says better than the stored record of it where it was and is; no two say it of each other."""
    return _says_more(capture.memento_url, capture.original, there)


def _says_more(memento_url: str | None, original: str, there: StoredRecord) -> bool:
    return _rank(memento_url, original) < _rank(there.memento_url, there.original)


def _rank(memento_url: str | None, original: str) -> tuple[bool, bool, str, str]:
    """Return what puts records of one capture in order, as `_BEST` does."""
    return memento_url is None, not original.lower().startswith("https:"), memento_url or "", original


def _identity(listed: Capture) -> tuple[str, str, str]:
    return listed.archive, urlkey(listed.original), format_timestamp(listed.timestamp)


def _identity_of(record: StoredRecord) -> tuple[str, str, str]:
    return record.urlkey, record.timestamp, record.digest


def _stored(row: Sequence[Any]) -> StoredRecord:
    return StoredRecord(**dict(zip(StoredRecord.__struct_fields__, row, strict=True)))


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
    )


def _mimetype(response: CapturedResponse) -> str | None:
    stated = response.header("Content-Type")
    return stated.split(";", 1)[0].strip().lower() or None if stated else None


def _archive_of(memento_url: str | None) -> str:
    parts = MementoURL.parse(memento_url or "")
    return parts.base if parts else "store"


def _open_ledger(directory: Path) -> Ledger:
    ledger = Ledger(directory / "ledger.sqlite")
    try:
        _drop_old_constraint(ledger)
        ledger.executescript(_SCHEMA + WAITING)
        ledger.execute("INSERT OR REPLACE INTO owner VALUES (1, ?)", (f"process {os.getpid()}",))
        ledger.commit()
    except StoreError:
        ledger.close()
        raise
    return ledger


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
