"""The store: appends, indexes and returns captures; safe against being killed.

The files `captures-NNNNN.warc.gz` contain the captures and are only ever appended to. `ledger.sqlite` contains the
place of each record and the outcome of every listed capture; entries that are missing after a kill are read from the
WARC files again. `index.cdxj` is written from it for other tools.
"""

import contextlib
import io
import json
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout

from scraper.archives.files import warc
from scraper.durable import write_whole
from scraper.errors import StoreError, StoreLocked
from scraper.outcomes import Outcome
from scraper.plural import counted
from scraper.store.files import HOW_TO_HAVE_IT, Gap, WarcFiles
from scraper.store.ledger import Ledger
from scraper.store.reader import LEDGER, SOUND, StoredRecord, StoreReader, capture_of, identity
from scraper.store.records import (
    REPLACES,
    completed,
    description_in,
    metadata_record,
    response_record,
    revisit_record,
    said_of,
    with_metadata,
)
from scraper.store.schema import open_ledger
from scraper.store.stated import Stated, listed_by, stated_by
from scraper.store.waiting import Waiting
from scraper.values.capture import (
    Capture,
    CapturedResponse,
    Revisit,
    format_timestamp,
    is_of_nothing,
    iso,
    parse_timestamp,
    sha1,
    sha256,
    urlkey,
)

# Of a capture whose record is lost with its head, nobody knows the time.
_UNKNOWN = parse_timestamp("0001")

_MOST_OF_A_HEAD = 1 << 20
_MOST_OF_A_WARCINFO = 600
"""Bytes: fewer than a warcinfo record and a response take together, compressed."""
_BETWEEN_PLACES = "; "


class Store(StoreReader):
    """A store opened for writing, by one process at a time; a context manager. It is read as a `StoreReader`.

    `software` goes into the warcinfo records; `remarks` are messages about what was wrong when the store was opened,
    and repaired. `on_stored` is called with each record that was stored as it lies in somebody's file, and with what `read`
    would return of it. Raises StoreLocked if another process holds the store and `wait` is false, StoreError if the ledger is
    damaged or nothing can be written.
    """

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
        self.on_stored: Callable[[StoredRecord, CapturedResponse], None] | None = None
        info = {"software": software, "format": "WARC file version 1.1"} | ({"operator": contact} if contact else {})
        self._files = WarcFiles(directory, info)
        with contextlib.ExitStack() as held:
            try:
                directory.mkdir(parents=True, exist_ok=True)
                self._refuse_links()
                held.callback(_locked(directory, wait).release)
                self.as_found = self._files.stamps()
                self._ledger = held.enter_context(contextlib.closing(open_ledger(directory / LEDGER)))
                self._index_is_stale = bool(self._ledger.execute("SELECT count(*) FROM stale_index").fetchone()[0])
                self._recover()
            except OSError as error:
                raise self._cannot_be_written(error) from error
            self._held = held.pop_all()

    def close(self) -> None:
        """Save everything, write `index.cdxj` if anything changed, and release the store."""
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
        """Flush everything that was added to the disk, so that it survives a power cut."""
        try:
            self._files.sync()
        except OSError as error:
            failure = self._cannot_be_written(error)
            self._ledger.refuse(failure)  # what is not on the disk must not be noted as if it were
            raise failure from error
        self._ledger.commit()

    def add(self, listed: Capture, response: CapturedResponse) -> bool:
        """Store a captured response, listed as `listed`, and return whether it is new.

        A payload that is already stored under the same urlkey becomes a revisit record. The same capture, obtained for
        another request, is not stored again unless it describes its origin better.
        """
        key = urlkey(response.capture.original)
        timestamp = format_timestamp(response.capture.timestamp)
        digest = response.digest
        best = there = self._record_of(key, timestamp, digest)
        if there is None or tells_more(response.capture, there):
            same = self._payload_of(key, digest, response.status) if response.body else None
            best = self._append(response, digest, listed.digest, same)
            self._ledger.execute("INSERT OR IGNORE INTO digests VALUES (?, ?)", (sha256(response.body), best.id))
        assert best is not None
        self._list_best(listed, best)
        return there is None

    def complete(self, listed: Capture, revisit: Revisit) -> bool:
        """Store a revisit if its payload is in the store, or keep it waiting otherwise. Return whether it was stored."""
        target = self._referred(revisit)
        if target is None:
            Waiting(self._ledger).add(listed, revisit)
            return False
        self.add(listed, revisit.response(listed, self.read(target)))
        Waiting(self._ledger).drop(listed)
        return True

    def settle(self) -> int:
        """Store the waiting revisits whose payloads have been added since, and return their number."""
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
        """Store a capture that was not fetched, because the index lists the digest of a stored payload, as a revisit."""
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
        there = self._record_of(key, timestamp, same.digest)
        self._list_best(listed, there or self._append(revisit, same.digest, listed.digest, same))

    def link(self, listed: Capture, record: StoredRecord) -> None:
        """Note that a listed capture is already stored."""
        self._list(listed, None, None, record.id)

    def fail(self, listed: Capture, outcome: Outcome, reason: str, *, tried: datetime | None = None) -> None:
        """Note that a capture could not be obtained, and why. A capture that was obtained before keeps its record.

        `tried` is the time of the request, None if none was made. That a capture was not requested this time does not
        replace the reason of an earlier failure.
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
                (*identity(listed), format_timestamp(tried)),
            )

    def note_listing(self, archive: str, original: str, at: datetime) -> None:
        """Note that an archive was asked for its captures of an original.

        Times in the future were noted while the clock was wrong, and count from now on.
        """
        for table, column in (("listings", "at"), ("tries", "last")):
            self._ledger.execute(f"UPDATE {table} SET {column} = ?1 WHERE {column} > ?1", (format_timestamp(at),))
        self._ledger.execute(
            "INSERT OR REPLACE INTO listings VALUES (?, ?, ?)", (archive, original, format_timestamp(at))
        )

    def _list_best(self, listed: Capture, best: StoredRecord) -> None:
        """Note a capture as its best record; earlier listings of it, including those of a damaged record, then refer to that."""
        key, timestamp, digest = best.urlkey, best.timestamp, best.digest
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
        self, response: CapturedResponse, digest: str, listed_digest: str | None, same: StoredRecord | None
    ) -> StoredRecord:
        """Append a record that is better than those there, note it as it states itself, and return the best of what it states."""
        replaces = self._damaged_records_of(response.capture)
        if same is None:
            said, record, stated = _written(response, listed_digest, digest, replaces)
        else:
            said = b""
            record = revisit_record(response, listed_digest, (same.original, same.timestamp), same.digest, replaces)
            stated = stated_by(_read(record))
        try:
            filename, start = self._files.append(said + record, self._mark_writing)
        except OSError as error:
            raise self._cannot_be_written(error) from error
        place = start + len(said), len(record), len(said)
        new = self._insert(stated, digest, filename, place, same.id if same else None)
        capture = response.capture
        if self.on_stored and response.source and record is response.source.member:
            as_read = capture_of(new, description_in(capture))
            self.on_stored(new, msgspec.structs.replace(response, capture=as_read, requested=as_read.timestamp))
        if (new.urlkey, new.timestamp) == (urlkey(capture.original), format_timestamp(capture.timestamp)):
            return new
        return self._record_of(new.urlkey, new.timestamp, digest) or new

    def _damaged_records_of(self, capture: Capture) -> str | None:
        """Return where the damaged records of a capture lie; a ledger that is made again may know no more of them."""
        query = (
            "SELECT filename, offset - said FROM records WHERE urlkey = ? AND timestamp = ? "
            "AND id IN (SELECT record FROM damaged) ORDER BY id"
        )
        found = self._ledger.execute(query, (urlkey(capture.original), format_timestamp(capture.timestamp)))
        return _BETWEEN_PLACES.join(_place(*one) for one in found) or None

    def _mark_writing(self, filename: str) -> None:
        """Note that a file is about to be written to: bytes after its noted size may then be cut off after a kill."""
        self._ledger.execute("INSERT OR IGNORE INTO writing VALUES (?)", (filename,))
        size = (self.directory / filename).stat().st_size if (self.directory / filename).exists() else 0
        self._ledger.execute("INSERT OR REPLACE INTO files VALUES (?, ?)", (filename, size))
        self._ledger.commit()

    def _mark_index(self, *, stale: bool) -> None:
        """Note in the ledger whether index.cdxj lacks records, in case the run is killed before it is written."""
        if stale != self._index_is_stale:
            self._ledger.execute("INSERT INTO stale_index VALUES (1)" if stale else "DELETE FROM stale_index")
            self._index_is_stale = stale

    def _insert(
        self, stated: Stated, digest: str, filename: str, place: tuple[int, int, int], target: int | None
    ) -> StoredRecord:
        """Note a record, and return it; `place` are its offset, its length, and that of the metadata record before it."""
        self._mark_index(stale=True)
        offset, length, said = place
        values = {**msgspec.structs.asdict(stated), "digest": digest}
        values |= {"filename": filename, "offset": offset, "length": length, "target": target, "said": said}
        there = self._ledger.execute(
            f"INSERT INTO records ({', '.join(values)}) VALUES ({', '.join('?' * len(values))})", tuple(values.values())
        )
        self._ledger.execute(
            "INSERT INTO files VALUES (?, ?) ON CONFLICT (filename) DO UPDATE SET size = excluded.size",
            (filename, offset + length),
        )
        return msgspec.convert(values | {"id": there.lastrowid}, StoredRecord)

    def _root(self, record: StoredRecord) -> StoredRecord:
        """Return the record with the payload: revisits refer to it, never to each other."""
        return record if record.target is None else self._target(record)

    def _cannot_be_written(self, error: OSError) -> StoreError:
        return StoreError(f"{error.filename or self.directory}: cannot be written: {error.strerror or error}")

    def _list(self, listed: Capture, outcome: Outcome | None, reason: str | None, record: int | None) -> None:
        """Note the outcome of a capture, replacing earlier entries.

        Two payloads that were both served for exactly the requested second are both kept.
        """
        same = "archive = ?1 AND urlkey = ?2 AND requested = ?3"
        if record is not None:
            self._ledger.execute(f"DELETE FROM tries WHERE {same}", identity(listed))
            self._ledger.execute(
                f"DELETE FROM listed WHERE {same} AND (record IS NULL OR record NOT IN "
                "(SELECT id FROM records WHERE timestamp = ?3 AND id NOT IN (SELECT record FROM damaged)) "
                "OR ?4 NOT IN (SELECT id FROM records WHERE timestamp = ?3))",
                (*identity(listed), record),
            )
        self._ledger.execute(
            "INSERT OR REPLACE INTO listed VALUES "
            "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?11, coalesce((SELECT digest FROM records WHERE id = ?11), ''), ?12)",
            (
                *identity(listed),
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

    def note_damage(self, record: StoredRecord, reason: str) -> None:
        """Note that a record cannot be read, so that the next run fetches its capture again."""
        self._mark_index(stale=True)
        self._ledger.execute("INSERT OR REPLACE INTO damaged VALUES (?, ?)", (record.id, reason))

    def note_sound(self, record: StoredRecord) -> None:
        """Note that a damaged record can be read again, because its file was restored."""
        if self._ledger.execute("DELETE FROM damaged WHERE record = ?", (record.id,)).rowcount:
            self._mark_index(stale=True)

    # --- reading ------------------------------------------------------------------------------------------------------

    # --- opening ------------------------------------------------------------------------------------------------------

    def _recover(self) -> None:
        """Update the ledger from the WARC files: a killed run may have written records without noting them."""
        self._complete_precisions()
        known = self._sizes()
        present = {path.name: path.stat().st_size for path in self._files.paths()}
        for filename in self._remark_on_lost(known, present):
            self._files.append_no_more(filename)
        written = {name for (name,) in self._ledger.execute("SELECT filename FROM writing")}
        for filename, size in sorted(present.items()):
            if size > known.get(filename, 0):
                self._index_tail(self.directory / filename, known.get(filename), ours=filename in written)
        for (filename,) in self._ledger.execute("SELECT filename FROM closed"):
            self._files.append_no_more(filename)
        self._ledger.execute("DELETE FROM writing")
        self._ledger.commit()

    def _index_tail(self, path: Path, known: int | None, *, ours: bool) -> None:
        """Note the records after the known part of a file. Only an incomplete record of this program is cut off."""
        size, has_our_name = path.stat().st_size, False
        metadata: warc.Record | None = None
        gap: Gap | None = None
        for piece in self._files.pieces(path, known or 0):
            is_behind = metadata is not None and metadata.offset + metadata.length == piece.offset
            before, metadata = metadata if is_behind else None, None
            ahead, gap = gap, None
            if isinstance(piece, Gap):
                is_own = ours or (known is None and self._is_torn(path, piece, has_our_name=has_our_name))
                if piece.end == size and is_own:
                    start = before.offset if before else piece.offset
                    self._files.cut(path, start)
                    self.remarks.append(
                        f"{path}: cut off {counted(size - start, 'byte')} from offset {start} on, "
                        "an incomplete record of a run that was killed"
                    )
                    size = start
                    break
                self._note_gap(path, piece, before, is_last=piece.end == size)
                gap = piece
                continue
            has_our_name = has_our_name or piece.headers.get("warc-filename") == path.name
            if piece.type == "metadata":
                metadata = piece
            elif ahead and has_our_name and piece.type == "response" and "archive-name" not in piece.headers:
                self._note_lost(path.name, piece.offset, piece.headers, "the metadata record before it is damaged")
                self._forget_lost(_place(path.name, ahead.offset))
            elif piece.type in ("response", "revisit"):
                self._index_record(path.name, piece, before)
        self._ledger.execute("INSERT OR REPLACE INTO files VALUES (?, ?)", (path.name, size))

    def _index_record(self, filename: str, record: warc.Record, before: warc.Record | None) -> None:
        """Note a record, with what the metadata record before it says of it."""
        said = 0
        if before is not None:
            with contextlib.suppress(ValueError):  # it is of another
                record, said = with_metadata(record, before), before.length
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
                raise ValueError(f"the payload differs from what was stored ({declared})")
        except ValueError as error:
            self._note_lost(filename, record.offset, record.headers, str(error))
            return
        key, timestamp = stated.urlkey, stated.timestamp
        there = self._record_of(key, timestamp, digest)
        if there is None or tells_more(stated, there):
            place = record.offset, record.length, said
            new = self._insert(stated, digest, filename, place, target.id if target else None)
            more = {"statuscode": stated.statuscode, "mimetype": stated.mimetype}
            self._list_best(msgspec.structs.replace(capture, **more), new)
        for replaced in filter(None, record.headers.get(REPLACES.lower(), "").split(_BETWEEN_PLACES)):
            self._forget_lost(replaced)

    # --- damage -------------------------------------------------------------------------------------------------------

    def _is_torn(self, path: Path, gap: Gap, *, has_our_name: bool) -> bool:
        """Return whether a file that the ledger does not know ends with an incomplete record of this program.

        Its first record shows which program wrote it; records that the index names were complete once.
        """
        was_whole = any(offset >= gap.offset for offset, _ in self._noted_in_index(path.name))
        return gap.torn and (has_our_name or (gap.begun and gap.offset == 0)) and not was_whole

    def _note_gap(self, path: Path, gap: Gap, before: warc.Record | None, *, is_last: bool) -> None:
        """Note what was lost in a gap: the captures that its heads or the index name, else the gap itself."""
        why = f"{counted(gap.end - gap.offset, 'byte')} of it: not a complete record"
        if is_last:
            self._ledger.execute("INSERT OR IGNORE INTO closed VALUES (?)", (path.name,))
        self.remarks.append(f"{path}, offset {gap.offset}: {why}; they are left unchanged")
        lost = {offset: head for offset, head in gap.heads.items() if head.get("warc-type") != "metadata"}
        if before is not None and "archive-name" in (said := warc.fields(before.block)):
            head = lost.get(gap.offset) or {"warc-type": "response", "warc-target-uri": before.target}
            lost[gap.offset] = completed(head, said)
        for offset, headers in self._noted_in_index(path.name):
            if gap.offset <= offset < gap.end and not lost.get(offset, {}).get("warc-target-uri"):
                lost[offset] = headers
        if not lost and not is_last and gap.offset == 0 and gap.end <= _MOST_OF_A_WARCINFO:
            return  # a file begins with its warcinfo record, which holds no capture
        for offset, headers in lost.items() or ((gap.offset, {}),):
            is_own_beginning = headers.get("warc-type") == "warcinfo" and headers.get("warc-filename") == path.name
            if not is_own_beginning:
                self._note_lost(path.name, offset, headers, why)

    def _note_lost(self, filename: str, offset: int, headers: dict[str, str], why: str) -> None:
        """List a capture that was stored and cannot be read any more; if nothing names it, by its place."""
        reason = f"{self.directory / filename}, offset {offset}: {why}; {HOW_TO_HAVE_IT}"
        try:
            capture = listed_by(headers, headers.get("warc-target-uri", "").strip("<>"))
        except ValueError:
            place = _place(filename, offset)
            capture = Capture(original=place, timestamp=_UNKNOWN, urlkey=place, archive=self.name)
        known = self.known(capture)
        if known is None or known.record is None:
            self._list(capture, Outcome.DAMAGED, reason, None)

    def _forget_lost(self, place: str) -> None:
        """Note that what lies at a place, and that nothing names, is known and stored again."""
        self._ledger.execute("DELETE FROM listed WHERE outcome = 'damaged' AND original = ?", (place,))

    def _noted_in_index(self, filename: str) -> Iterator[tuple[int, dict[str, str]]]:
        """Yield the entries of an earlier index.cdxj for a file: offsets, and headers in the form of its records."""
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
        """Yield, in words, where the ledger and the index contradict the WARC files; every byte of these is read."""
        with tempfile.TemporaryDirectory() as folder:
            fresh = self._made_again(Path(folder))
            try:
                lost = fresh._ledger.execute("SELECT reason FROM listed WHERE outcome = 'damaged' ORDER BY reason")
                yield from (str(reason) for (reason,) in lost)
                yield from _differing_rows(self._ledger, fresh._ledger)
                path = self.directory / "index.cdxj"
                if (
                    path.is_file()
                    and not self._index_is_stale
                    and path.read_bytes().decode("utf-8", "replace") != "".join(self.index_lines())
                ):
                    yield f"{path}: differs from the ledger; remove it, and the next command rewrites it"
            finally:
                fresh._ledger.close()

    def _made_again(self, folder: Path) -> "Store":
        """Return this store with a ledger and an index rebuilt from the WARC files alone; nothing is cut off."""
        fresh: Store = object.__new__(Store)
        fresh.directory, fresh.remarks, fresh._index_is_stale = self.directory, [], True
        fresh._files, fresh._ledger = self._files, open_ledger(folder / LEDGER)
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
        """Write index.cdxj, sorted, as a whole or not at all."""
        path = self._index
        try:
            write_whole(path, (line.encode() for line in self.index_lines()))
        except OSError as error:
            raise StoreError(f"{path}: cannot be written: {error.strerror or error}") from error


def _place(filename: str, offset: int) -> str:
    return f"{filename}, offset {offset}"


def _written(
    response: CapturedResponse, listed_digest: str | None, digest: str, replaces: str | None
) -> tuple[bytes, bytes, Stated]:
    """Return a metadata record, b"" for none, the record of a response, and what they state."""
    source = response.source
    if source is None:
        record = response_record(response, listed_digest, replaces)
        return b"", record, stated_by(_read(record))
    why_not = source.why_not
    if source.member is not None:
        said = said_of(response, listed_digest, digest, "as it lies", replaces)
        stated = _stated_as_it_lies(response, completed(source.headers, said))
        if stated is not None:
            metadata = metadata_record(response.capture.original, source.headers["warc-record-id"], said)
            return metadata, source.member, stated
        why_not = "it states another address or time than is listed"
    record = response_record(response, listed_digest)
    said = said_of(response, listed_digest, digest, f"written anew: {why_not}", replaces)
    found = _read(record)
    metadata = metadata_record(response.capture.original, found.headers["warc-record-id"], said)
    return metadata, record, stated_by(with_metadata(found, _read(metadata)))


def _stated_as_it_lies(response: CapturedResponse, headers: dict[str, str]) -> Stated | None:
    """Return what a response's record states with these headers, None where that is not what is to be stored."""
    capture = response.capture
    record = warc.Record(offset=0, length=0, type="response", headers=headers, block=b"", whole=True)
    try:
        stated = stated_by(record, warc.HttpMessage(response.status, response.headers, b""))
    except ValueError:
        return None
    wanted = capture.original, format_timestamp(capture.timestamp), capture.precision
    return stated if (stated.original, stated.timestamp, stated.precision) == wanted else None


def _read(record: bytes) -> warc.Record:
    return warc.record_at(io.BytesIO(record), 0, len(record), _MOST_OF_A_HEAD)


def tells_more(capture: Capture | Stated, there: StoredRecord) -> bool:
    """Return whether a capture describes its origin and time better than its stored record; never true both ways."""
    return _rank(capture) < _rank(there)


def _rank(one: Capture | Stated | StoredRecord) -> tuple[bool, bool, str, str, int]:
    """Return what puts records of one capture in order, as `_BEST` does."""
    is_https = one.original.lower().startswith("https:")
    return one.memento_url is None, not is_https, one.memento_url or "", one.original, -one.precision


def _differing_rows(ledger: Ledger, fresh: Ledger) -> Iterator[str]:
    """Yield what a ledger notes otherwise than one that was made again of the WARC files."""
    names = [name for name in StoredRecord.__struct_fields__ if name not in ("id", "target")]
    query = f"SELECT {', '.join(names)} FROM records r WHERE {SOUND}"
    noted, stated = ({(row[-3], row[-2]): row for row in one.execute(query)} for one in (ledger, fresh))
    for place in sorted(noted.keys() | stated.keys(), key=str):
        where = f"ledger.sqlite, the record at {place[0]}, offset {place[1]}"
        if place not in stated:
            yield f"{where}: there is no such record"
        elif place not in noted:
            yield f"{where}: is not in the ledger"
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
        yield f"ledger.sqlite: refers the capture of {original} at {requested} to a record of another URL"


def _locked(directory: Path, wait: bool) -> FileLock:
    """Take the store's lock; the system frees it when its owner dies."""
    lock = FileLock(directory / "lock")
    try:
        lock.acquire(timeout=-1 if wait else 0)
    except Timeout as error:
        raise StoreLocked(
            f"{directory}: another run is using this store ({_owner(directory)}); wait for it (`run --wait`), or use another --output"
        ) from error
    return lock


def _owner(directory: Path) -> str:
    with contextlib.suppress(sqlite3.Error), contextlib.closing(sqlite3.connect(directory / LEDGER)) as ledger:
        row = ledger.execute("SELECT process FROM owner").fetchone()
        return str(row[0]) if row else "unknown"
    return "unknown"
