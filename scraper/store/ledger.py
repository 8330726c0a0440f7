"""The ledger's file: a SQLite connection whose errors name the file, and which is not used again after an error."""

import contextlib
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

from scraper.errors import StoreError

# The disk's fault, not the file's; https://sqlite.org/rescode.html. Extended codes have these in their low byte.
_OF_THE_DISK = {
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PERM,
}


class Ledger(sqlite3.Connection):
    """A connection that raises StoreError. After the first error, every use raises it again, and nothing more is committed.

    A record therefore never appears in the ledger after one that was lost in a rolled back transaction; all of them are
    read from the WARC files at the next opening. `at` is the file, if it differs from the one that messages name.
    """

    def __init__(self, path: Path, at: Path | str | None = None) -> None:
        self.path = path
        self._failure: StoreError | None = None
        with self._told():
            super().__init__(at or path)

    def load(self) -> None:
        """Copy all content of the file to this connection, which belongs to another file. Raises StoreError.

        The copy is one consistent state, whatever another process writes. A transaction that a killed process left
        incomplete is rolled back first, which SQLite does only if the file is writable.
        """
        address = f"{self.path.absolute().as_uri()}?mode=rw"
        with self._told(), contextlib.closing(sqlite3.connect(address, uri=True)) as there:
            there.backup(self)

    def execute(self, sql: str, parameters: Sequence[object] = (), /) -> sqlite3.Cursor:  # type: ignore[override]
        """Execute a statement. Raises StoreError."""
        if self._failure:
            raise self._failure
        try:
            return super().execute(sql, parameters)
        except sqlite3.Error as error:
            raise self._failed(error) from error

    def executescript(self, sql_script: str, /) -> sqlite3.Cursor:
        """Execute statements. Raises StoreError."""
        with self._told():
            return super().executescript(sql_script)

    def commit(self) -> None:
        """Commit what was executed. Raises StoreError."""
        with self._told():
            super().commit()

    def refuse(self, failure: StoreError) -> None:
        """Commit nothing more, because the entries may refer to data that is not on disk."""
        self._failure = self._failure or failure

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        if self._failure:
            raise self._failure
        try:
            yield
        except sqlite3.Error as error:
            raise self._failed(error) from error

    def _failed(self, error: sqlite3.Error) -> StoreError:
        self._failure = StoreError(_in_words(self.path, error))
        return self._failure


def _in_words(path: Path, error: sqlite3.Error) -> str:
    if getattr(error, "sqlite_errorcode", 0) & 0xFF in _OF_THE_DISK:
        return f"{path}: cannot be written: {error}; what was stored is kept"
    return f"{path}: cannot be used ({error}); remove it, and it is rebuilt from the WARC files"
