"""The pages read from each payload, and the content of each record, kept between builds. Safe to delete: it only saves time."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

import msgspec

from scraper._version import __version__
from scraper.default import SUBJECT
from scraper.reading.extract import Content, content_of
from scraper.store.files import Stamps
from scraper.store.reader import StoredRecord
from scraper.store.store import Store
from scraper.values.capture import CapturedResponse
from scraper.values.records import Page
from scraper.values.subject import Subject

_SCHEMA = """
CREATE TABLE IF NOT EXISTS rules (digest TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS pages (key TEXT PRIMARY KEY, page BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS files (stamps TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS records (record BLOB PRIMARY KEY, content BLOB NOT NULL) WITHOUT ROWID;
"""

# sqlite quotes what it finds in a damaged file, which may be no text.
_DAMAGED = (sqlite3.Error, UnicodeDecodeError)

_Kind = TypeVar("_Kind")


class _Content(msgspec.Struct, frozen=True, array_like=True):
    """What `Reading.content` found in a record, and what its archive says of itself."""

    content: Content
    description: str | None


Contents = dict[int, tuple[Content, str | None]]
"""The contents of stored records by their numbers, each with what its archive says of itself."""


def contents_added(store: Store, most_bytes: int) -> Contents:
    """Return what will hold the content of each record that is added to a store from now on as it lies in a file."""
    contents: Contents = {}

    def take(record: StoredRecord, response: CapturedResponse) -> None:
        contents[record.id] = content_of(response, most_bytes), response.capture.description

    store.on_stored = take
    return contents


class ExtractionCache:
    """Pages by the content that they were read from. Pages read by other rules are deleted when the cache is opened.

    The content of stored records is kept as well, for as long as nobody but a store changes its files: `files` are their
    stamps as the store found them; if they are not those that were kept last (`keep_files`), all records are read again.
    Without `files`, all records are read. Those whose contents are `added` are not, in any case. If the file is damaged or
    cannot be written, the cache is empty and keeps nothing; no error is raised.
    """

    def __init__(self, path: Path, subject: Subject = SUBJECT, files: Stamps | None = None) -> None:
        self.added: Contents = {}
        self._files = None if files is None else repr(files)
        self._rules = f"{__version__} {subject.name} {subject.rules_digest()} {subject.data_digest()}"
        self._file: sqlite3.Connection | None = None
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = self._opened(path)
            if self._file is None:
                path.unlink(missing_ok=True)
                self._file = self._opened(path)

    def _opened(self, path: Path) -> sqlite3.Connection | None:
        try:
            file = sqlite3.connect(path)
        except sqlite3.Error:
            return None
        try:
            file.executescript(_SCHEMA)
            if [row[0] for row in file.execute("SELECT digest FROM rules")] != [self._rules]:
                file.executescript("DELETE FROM rules; DELETE FROM pages; DELETE FROM files;")
                file.execute("INSERT INTO rules VALUES (?)", (self._rules,))
            if self._files is not None and [row[0] for row in file.execute("SELECT stamps FROM files")] != [
                self._files
            ]:
                file.executescript("DELETE FROM files; DELETE FROM records;")
            file.commit()
        except _DAMAGED:
            file.close()
            return None
        return file

    def get(self, key: tuple[object, ...]) -> Page | None:
        """Return the page for a key, or None."""
        return self._got("SELECT page FROM pages WHERE key = ?", repr(key), Page)

    def put(self, key: tuple[object, ...], page: Page) -> None:
        """Keep a page."""
        self._put("INSERT OR REPLACE INTO pages VALUES (?, ?)", repr(key), page)

    def content(self, record: StoredRecord) -> tuple[Content, str | None] | None:
        """Return the content of a record and the description of its archive; None if its files have to be read for it."""
        if added := self.added.pop(record.id, None):
            self.put_content(record, *added)
            return added
        if self._files is None:
            return None
        found = self._got("SELECT content FROM records WHERE record = ?", msgspec.msgpack.encode(record), _Content)
        return (found.content, found.description) if found else None

    def put_content(self, record: StoredRecord, content: Content, description: str | None) -> None:
        """Keep the content of a record that was read."""
        if self._files is not None:
            key = msgspec.msgpack.encode(record)
            self._put("INSERT OR REPLACE INTO records VALUES (?, ?)", key, _Content(content, description))

    def keep_files(self, stamps: Stamps) -> None:
        """Keep the stamps of the store's files as it left them, now that all its records were read."""
        if self._file is not None:
            with suppress(*_DAMAGED):
                self._file.execute("DELETE FROM files")
                self._file.execute("INSERT INTO files VALUES (?)", (repr(stamps),))

    def _got(self, query: str, key: str | bytes, kind: type[_Kind]) -> _Kind | None:
        if self._file is None:
            return None
        try:
            row = self._file.execute(query, (key,)).fetchone()
            return msgspec.msgpack.decode(row[0], type=kind) if row else None
        except (*_DAMAGED, msgspec.DecodeError):
            return None

    def _put(self, statement: str, key: str | bytes, value: Page | _Content) -> None:
        if self._file is None:
            return
        try:
            self._file.execute(statement, (key, msgspec.msgpack.encode(value)))
        except _DAMAGED:
            self._file.close()
            self._file = None

    def close(self) -> None:
        """Commit all pages and close the file."""
        if self._file is not None:
            with suppress(*_DAMAGED):
                self._file.commit()
            self._file.close()


@contextmanager
def open_cache(place: Path, subject: Subject = SUBJECT, files: Stamps | None = None) -> Iterator[ExtractionCache]:
    """Open the cache of pages that earlier builds read; `files` are the stamps of the store's files as they were found."""
    cache = ExtractionCache(place / "cache" / "pages.sqlite", subject, files)
    try:
        yield cache
    finally:
        cache.close()
