"""The tables of the ledger, and the migration from earlier versions."""

import os
from pathlib import Path

from scraper.errors import StoreError
from scraper.store.ledger import Ledger

VERSION = 3
"""The version of the tables, kept as SQLite's `user_version`. Up to 0.3 this was a flag: whether index.cdxj lacked records."""

_RECORDS = """
CREATE TABLE IF NOT EXISTS records (
    id INTEGER PRIMARY KEY, urlkey TEXT NOT NULL, timestamp TEXT NOT NULL, original TEXT NOT NULL, archive TEXT NOT NULL,
    statuscode INTEGER NOT NULL, mimetype TEXT, digest TEXT NOT NULL, memento_url TEXT,
    filename TEXT NOT NULL, offset INTEGER NOT NULL, length INTEGER NOT NULL, precision INTEGER,
    target INTEGER REFERENCES records, said INTEGER NOT NULL DEFAULT 0);
"""
_LISTED = """
CREATE TABLE IF NOT EXISTS listed (
    archive TEXT NOT NULL, urlkey TEXT NOT NULL, requested TEXT NOT NULL, original TEXT NOT NULL, statuscode INTEGER,
    mimetype TEXT, digest TEXT, memento_url TEXT, outcome TEXT, reason TEXT, record INTEGER REFERENCES records,
    payload TEXT NOT NULL, precision INTEGER NOT NULL DEFAULT 14,
    PRIMARY KEY (archive, urlkey, requested, payload)) WITHOUT ROWID;
"""
_TABLES = f"""
CREATE TABLE IF NOT EXISTS files (filename TEXT PRIMARY KEY, size INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS owner (one INTEGER PRIMARY KEY CHECK (one = 1), process TEXT NOT NULL);
{_RECORDS}{_LISTED}
CREATE TABLE IF NOT EXISTS damaged (record INTEGER PRIMARY KEY REFERENCES records, reason TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS writing (filename TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS closed (filename TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS stale_index (one INTEGER PRIMARY KEY CHECK (one = 1));
CREATE TABLE IF NOT EXISTS tries (
    archive TEXT NOT NULL, urlkey TEXT NOT NULL, requested TEXT NOT NULL, failed INTEGER NOT NULL, last TEXT NOT NULL,
    PRIMARY KEY (archive, urlkey, requested)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS settings (archive TEXT PRIMARY KEY, said TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS listings (
    archive TEXT NOT NULL, original TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (archive, original)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS waiting (
    archive TEXT NOT NULL, urlkey TEXT NOT NULL, requested TEXT NOT NULL, listed TEXT NOT NULL, revisit TEXT NOT NULL,
    PRIMARY KEY (archive, urlkey, requested)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS digests (digest TEXT NOT NULL, record INTEGER NOT NULL, PRIMARY KEY (digest, record)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS records_by_capture ON records (urlkey, timestamp);
CREATE INDEX IF NOT EXISTS listed_by_record ON listed (record);
CREATE INDEX IF NOT EXISTS records_by_digest ON records (urlkey, digest);
CREATE INDEX IF NOT EXISTS listed_by_digest ON listed (urlkey, digest);
CREATE INDEX IF NOT EXISTS listed_as_damaged ON listed (urlkey, requested) WHERE outcome = 'damaged';
"""


def open_ledger(path: Path) -> Ledger:
    """Open or create a ledger with the tables of this version, owned by this process. Raises StoreError."""
    ledger = Ledger(path)
    try:
        bring_up_to_date(ledger)
        ledger.execute("INSERT OR REPLACE INTO owner VALUES (1, ?)", (f"process {os.getpid()}",))
        ledger.commit()
    except StoreError:
        ledger.close()
        raise
    return ledger


def read_ledger(path: Path) -> Ledger:
    """Return the content of a ledger in memory, with the tables of this version; if it does not exist, it is empty.

    Raises StoreError.
    """
    ledger = Ledger(path, at=":memory:")
    try:
        if path.exists():
            ledger.load()
        bring_up_to_date(ledger)
    except StoreError:
        ledger.close()
        raise
    return ledger


def bring_up_to_date(ledger: Ledger) -> None:
    """Migrate a ledger to the tables of this version; if killed, it has the old tables or the new ones.

    Raises StoreError for a later version, and for a ledger with a missing table.
    """
    version = int(ledger.execute("PRAGMA user_version").fetchone()[0])
    if version > VERSION:
        raise StoreError(
            f"{ledger.path}: was written by a later version of this program; install that one, or a later one"
        )
    _refuse_half(ledger)
    if _is_without(ledger, "records", "said"):
        ledger.execute("ALTER TABLE records ADD COLUMN said INTEGER NOT NULL DEFAULT 0")
    if version < 2:
        _add_payload(ledger)
        _add_precision(ledger)
        _drop_old_constraint(ledger)
    was_stale = "INSERT OR IGNORE INTO stale_index VALUES (1);" if version == 1 else ""
    ledger.executescript(f"BEGIN; {_TABLES} {was_stale} PRAGMA user_version = {VERSION}; COMMIT;")


def _refuse_half(ledger: Ledger) -> None:
    """Raise StoreError for a ledger that has lost a table: what it lacks would be taken for never stored."""
    core = {"files", "records", "listed"}
    there = {row[0] for row in ledger.execute("SELECT name FROM sqlite_master WHERE type = 'table'")} & core
    if there and there != core:
        raise StoreError(
            f"{ledger.path}: lacks {', '.join(sorted(core - there))}; remove it, and it is rebuilt from the WARC files"
        )


# --- ledgers up to 0.3, which do not state their version: their tables tell -------------------------------------------


def _add_payload(ledger: Ledger) -> None:
    """Make the table anew that listed one payload of an address and second."""
    if _is_without(ledger, "listed", "payload"):
        ledger.executescript(
            f"BEGIN; {_LISTED.replace('listed', 'anew', 1)} "
            "INSERT INTO anew SELECT l.*, coalesce((SELECT digest FROM records r WHERE r.id = l.record), ''), 14 FROM listed l; "
            "DROP TABLE listed; ALTER TABLE anew RENAME TO listed; COMMIT;"
        )


def _add_precision(ledger: Ledger) -> None:
    """Add the column to tables that took all times for whole."""
    for table, column in (("records", "precision INTEGER"), ("listed", "precision INTEGER NOT NULL DEFAULT 14")):
        if _is_without(ledger, table, "precision"):
            ledger.execute(f"ALTER TABLE {table} ADD COLUMN {column}")


def _drop_old_constraint(ledger: Ledger) -> None:
    """Make the table anew that held one record a capture."""
    if "UNIQUE" in _sql(ledger, "records"):
        columns = [row[1] for row in ledger.execute("PRAGMA table_info(records)")]
        names = ", ".join(columns)
        ledger.executescript(
            f"BEGIN; {_RECORDS.replace('records', 'anew', 1)} INSERT INTO anew ({names}) SELECT {names} FROM records; "
            "DROP TABLE records; ALTER TABLE anew RENAME TO records; COMMIT;"
        )


def _is_without(ledger: Ledger, table: str, column: str) -> bool:
    sql = _sql(ledger, table)
    return bool(sql) and column not in sql


def _sql(ledger: Ledger, table: str) -> str:
    row = ledger.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    return str(row[0]) if row else ""
