"""The pages read from each payload, kept between builds. Safe to delete: it only saves time."""

import sqlite3
from contextlib import suppress
from pathlib import Path

import msgspec

from scraper._version import __version__
from scraper.default import SUBJECT
from scraper.values.records import Page
from scraper.values.subject import Subject

_SCHEMA = """
CREATE TABLE IF NOT EXISTS rules (digest TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS pages (key TEXT PRIMARY KEY, page BLOB NOT NULL) WITHOUT ROWID;
"""

# sqlite quotes what it finds in a damaged file, which may be no text.
_DAMAGED = (sqlite3.Error, UnicodeDecodeError)


class ExtractionCache:
    """Pages by the content that they were read from. Pages read by other rules are deleted when the cache is opened.

    If the file is damaged or cannot be written, the cache is empty and keeps nothing; no error is raised.
    """

    def __init__(self, path: Path, subject: Subject = SUBJECT) -> None:
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
                file.executescript("DELETE FROM rules; DELETE FROM pages;")
                file.execute("INSERT INTO rules VALUES (?)", (self._rules,))
            file.commit()
        except _DAMAGED:
            file.close()
            return None
        return file

    def get(self, key: tuple[object, ...]) -> Page | None:
        """Return the page for a key, or None."""
        if self._file is None:
            return None
        try:
            row = self._file.execute("SELECT page FROM pages WHERE key = ?", (repr(key),)).fetchone()
            return msgspec.msgpack.decode(row[0], type=Page) if row else None
        except (*_DAMAGED, msgspec.DecodeError):
            return None

    def put(self, key: tuple[object, ...], page: Page) -> None:
        """Keep a page."""
        if self._file is None:
            return
        try:
            self._file.execute("INSERT OR REPLACE INTO pages VALUES (?, ?)", (repr(key), msgspec.msgpack.encode(page)))
        except _DAMAGED:
            self._file.close()
            self._file = None

    def close(self) -> None:
        """Commit all pages and close the file."""
        if self._file is not None:
            with suppress(*_DAMAGED):
                self._file.commit()
            self._file.close()
