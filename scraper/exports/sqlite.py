"""A dataset → an SQLite database: STRICT tables with their keys, full-text search, views. Datasette opens it as it is."""

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path

from scraper.dataset.loaded import Cell, LoadedColumn, LoadedDataset, LoadedTable, Reference
from scraper.errors import StoreError
from scraper.exports.about import about
from scraper.values.capture import iso

_TYPES = {"integer": "INTEGER", "year": "INTEGER", "boolean": "INTEGER", "number": "REAL"}
_ABOUT = "CREATE TABLE dataset_about (name TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) STRICT, WITHOUT ROWID"
_COLUMNS = (
    'CREATE TABLE dataset_columns ("table" TEXT NOT NULL, "column" TEXT NOT NULL, type TEXT NOT NULL, '
    'description TEXT NOT NULL, PRIMARY KEY ("table", "column")) STRICT, WITHOUT ROWID'
)


def write(path: Path, dataset: LoadedDataset) -> tuple[str, tuple[str, ...]]:
    """Write a database, and return what it was made with. Raises StoreError where the rows do not keep to their keys.

    Times are ISO 8601 text in UTC, days text, truth 0 or 1. Each table `t` with text has an FTS5 index `t_fts`, which finds
    words without their accents. Views: `t_current` where a column `standing` says what is so now; `t_joined` with the rows
    that its foreign keys name. `dataset_about` and `dataset_columns` describe it.
    """
    made_with = f"SQLite {sqlite3.sqlite_version}"
    database = sqlite3.connect(path, isolation_level=None)
    try:
        database.execute("PRAGMA journal_mode = OFF")
        database.execute("BEGIN")
        for statement in _schema(dataset):
            database.execute(statement)
        for table in dataset.values():
            marks = ", ".join("?" * len(table.columns))
            rows = (tuple(map(_stored, row.cells)) for row in table)
            database.executemany(f"INSERT INTO {_quoted(table.name)} VALUES ({marks})", rows)
            if _texts(table):
                name = _quoted(f"{table.name}_fts")
                database.execute(f"INSERT INTO {name} ({name}) VALUES ('rebuild')")
        database.executemany("INSERT INTO dataset_about VALUES (?, ?)", about(dataset, made_with).items())
        described = (
            (table.name, column.name, column.type, column.description)
            for table in dataset.values()
            for column in table.columns
        )
        database.executemany("INSERT INTO dataset_columns VALUES (?, ?, ?, ?)", described)
        if wrong := database.execute("PRAGMA foreign_key_check").fetchone():
            raise StoreError(
                f"a row of {wrong[0]} names one of {wrong[2]} that is not there; `scraper build` rebuilds it"
            )
        database.execute("COMMIT")
        database.execute("ANALYZE")
    except sqlite3.IntegrityError as error:
        raise StoreError(
            f"the dataset does not keep to its own schema: {error}; `scraper build` rebuilds it"
        ) from error
    except sqlite3.Error as error:
        raise OSError(f"SQLite: {error}") from error
    finally:
        database.close()
    return made_with, ()


def _schema(dataset: LoadedDataset) -> Iterator[str]:
    yield from (_ABOUT, _COLUMNS)
    for table in dataset.values():
        yield _table(table, dataset)
    for table in dataset.values():
        for reference in table.references:
            columns = _listed(reference.columns)
            yield f"CREATE INDEX {_quoted('_'.join((table.name, *reference.columns)))} ON {_quoted(table.name)} ({columns})"
        if texts := _texts(table):
            yield (
                f"CREATE VIRTUAL TABLE {_quoted(f'{table.name}_fts')} USING fts5({_listed(texts)}, "
                f"content={_quoted(table.name)}, tokenize='unicode61 remove_diacritics 2')"
            )
        yield from _views(table, dataset)


def _table(table: LoadedTable, dataset: LoadedDataset) -> str:
    parts = [_column(column) for column in table.columns]
    if table.primary_key:
        # A key with a cell that may be empty is no primary key to a STRICT table.
        required = {column.name for column in table.columns if column.required}
        kind = "PRIMARY KEY" if required.issuperset(table.primary_key) else "UNIQUE"
        parts.append(f"{kind} ({_listed(table.primary_key)})")
    parts += (f"UNIQUE ({_listed(names)})" for names in table.unique)
    parts += (
        f"FOREIGN KEY ({_listed(one.columns)}) REFERENCES {_quoted(one.table)} ({_listed(one.other_columns)})"
        for one in table.references
        if _names_a_key(one, dataset)
    )
    return f"CREATE TABLE {_quoted(table.name)} (\n  " + ",\n  ".join(parts) + "\n) STRICT"


def _names_a_key(one: Reference, dataset: LoadedDataset) -> bool:
    """Say whether a foreign key names the whole key of a table, as SQLite wants it."""
    other = dataset.get(one.table)
    return other is not None and set(one.other_columns) in map(set, (other.primary_key, *other.unique))


def _column(column: LoadedColumn) -> str:
    name = _quoted(column.name)
    words = [name, _TYPES.get(column.type, "TEXT")]
    if column.required:
        words.append("NOT NULL")
    if column.type == "boolean":
        words.append(f"CHECK ({name} IN (0, 1))")
    elif column.values:
        words.append(f"CHECK ({name} IN ({', '.join(map(_text, column.values))}))")
    return " ".join(words)


def _views(table: LoadedTable, dataset: LoadedDataset) -> Iterator[str]:
    own = _quoted(table.name)
    if any(column.name == "standing" and "current" in column.values for column in table.columns):
        yield f"CREATE VIEW {_quoted(f'{table.name}_current')} AS SELECT * FROM {own} WHERE standing = 'current'"
    named = [one for one in table.references if _names_a_key(one, dataset)]
    if named:
        columns, joins = [f"{own}.*"], []
        for number, one in enumerate(named):
            other, prefix = f"other_{number}", "_".join(one.columns).removesuffix("_id")
            pairs = zip(one.columns, one.other_columns, strict=True)
            on = " AND ".join(f"{own}.{_quoted(a)} = {other}.{_quoted(b)}" for a, b in pairs)
            joins.append(f"LEFT JOIN {_quoted(one.table)} AS {other} ON {on}")
            columns += (
                f"{other}.{_quoted(column.name)} AS {_quoted(f'{prefix}_{column.name}')}"
                for column in dataset[one.table].columns
                if column.name not in one.other_columns
            )
        yield f"CREATE VIEW {_quoted(f'{table.name}_joined')} AS SELECT {', '.join(columns)} FROM {own} {' '.join(joins)}"


def _texts(table: LoadedTable) -> list[str]:
    """Return the columns that hold words: text of no closed set, and no key."""
    keys = {name for one in table.references for name in one.columns}
    return [one.name for one in table.columns if one.type == "string" and not one.values and one.name not in keys]


def _stored(cell: Cell) -> str | int | float | None:
    match cell:
        case datetime():
            return iso(cell)
        case date():
            return cell.isoformat()
    return cell


def _listed(names: Iterable[str]) -> str:
    return ", ".join(map(_quoted, names))


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
