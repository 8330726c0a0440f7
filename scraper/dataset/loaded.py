"""A published dataset folder → its tables with typed values, as described by its datapackage.json."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec

from scraper.dataset.citing import cited, work_of
from scraper.dataset.lock import FILENAME as LOCK
from scraper.dataset.lock import Lock, read_lock, sha256
from scraper.dataset.writers.csv import read_table
from scraper.dataset.writers.datapackage import FILENAME
from scraper.errors import StoreError

Cell = str | int | float | bool | date | datetime | None


class LoadedColumn(msgspec.Struct, frozen=True, kw_only=True):
    """A column, as in the Table Schema: `type` is one of string, integer, number, boolean, year, date, datetime.

    `values` are its possible values; if empty, any value is possible. A `required` column never contains None.
    """

    name: str
    type: str
    description: str = ""
    required: bool = False
    values: tuple[str, ...] = ()


class Reference(msgspec.Struct, frozen=True):
    """A foreign key: the cells of `columns` equal those of `other_columns` in one row of another table, or are all None."""

    columns: tuple[str, ...]
    table: str
    other_columns: tuple[str, ...]


class Row(Mapping[str, Cell]):
    """One row: a mapping from column names to typed cells, which are also attributes. Empty cells are None.

    Integers and years are int, numbers float, booleans bool, dates date, times timezone-aware datetimes in UTC, all
    others str.
    """

    __slots__ = ("_at", "_cells")

    def __init__(self, at: Mapping[str, int], cells: tuple[Cell, ...]) -> None:
        self._at, self._cells = at, cells

    def __getitem__(self, name: str) -> Cell:
        return self._cells[self._at[name]]

    def __getattr__(self, name: str) -> Any:
        try:
            return self._cells[self._at[name]]
        except KeyError:
            raise AttributeError(f"the row has no column {name!r}, but {', '.join(self._at)}") from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._at)

    def __len__(self) -> int:
        return len(self._cells)

    def __hash__(self) -> int:
        return hash(self._cells)

    def __repr__(self) -> str:
        return f"Row({', '.join(f'{name}={cell!r}' for name, cell in self.items() if cell is not None)})"

    def __reduce__(self) -> tuple[Any, ...]:
        return Row, (self._at, self._cells)

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The cells, in the order of the columns."""
        return self._cells


class LoadedTable(Sequence[Row]):
    """A table: a sequence of rows, with its columns, primary key, other unique keys and foreign keys."""

    def __init__(
        self,
        name: str,
        description: str,
        columns: tuple[LoadedColumn, ...],
        primary_key: tuple[str, ...],
        references: tuple[Reference, ...],
        unique: tuple[tuple[str, ...], ...],
        rows: tuple[Row, ...],
    ) -> None:
        self.name, self.description, self.columns = name, description, columns
        self.primary_key, self.references, self.unique, self._rows = primary_key, references, unique, rows

    def __getitem__(self, at: Any) -> Any:
        return self._rows[at]

    def __len__(self) -> int:
        return len(self._rows)

    def __repr__(self) -> str:
        return f"<table {self.name}: {len(self):,} rows>"

    def where(self, **cells: Cell) -> tuple[Row, ...]:
        """Return the rows that have these values in these columns. Raises AttributeError for an unknown column."""
        return tuple(row for row in self._rows if all(getattr(row, name) == cell for name, cell in cells.items()))

    def to_pandas(self) -> Any:
        """Return a pandas DataFrame whose columns have pandas' nullable types. Raises ImportError without pandas.

        Years and integers are Int64, numbers Float64, booleans boolean, text string, times datetime64 in UTC, dates
        objects.
        """
        import pandas

        types = {"integer": "Int64", "year": "Int64", "number": "Float64", "boolean": "boolean", "string": "string"}
        found = {}
        for at, column in enumerate(self.columns):
            cells = [row.cells[at] for row in self._rows]
            if column.type == "datetime":
                found[column.name] = pandas.Series(pandas.to_datetime(cells, utc=True))
            else:
                found[column.name] = pandas.Series(cells, dtype=types.get(column.type, "object"))
        return pandas.DataFrame(found, columns=[column.name for column in self.columns])


class LoadedDataset(Mapping[str, LoadedTable]):
    """A published dataset: a mapping from names to tables. `package` is its datapackage.json, `lock` its lock.json."""

    def __init__(
        self, directory: Path, package: Mapping[str, Any], lock: Lock, tables: Mapping[str, LoadedTable]
    ) -> None:
        self.directory, self.package, self.lock, self.tables = directory, package, lock, tables

    def __getitem__(self, name: str) -> LoadedTable:
        return self.tables[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.tables)

    def __len__(self) -> int:
        return len(self.tables)

    def __repr__(self) -> str:
        return f"<dataset {self.directory}: {', '.join(f'{len(one):,} {name}' for name, one in self.tables.items())}>"

    def cite(self, style: str = "text") -> str:
        """Return the citation of the dataset as text, bibtex or ris. Raises SettingsError for another style."""
        return cited(work_of(self.package, self.lock.versions, sha256(self.directory / LOCK)), style)

    def evidence(self, table: str, row: Row) -> tuple[Row, ...]:
        """Return the rows of `evidence` for a row of a table: the words, the capture and the rule of each value."""
        return self._evidence.get((table, row["id"]), ())

    @cached_property
    def _evidence(self) -> dict[tuple[Cell, Cell], tuple[Row, ...]]:
        found: dict[tuple[Cell, Cell], tuple[Row, ...]] = {}
        for one in self.tables.get("evidence", ()):
            key = (one["table"], one["record_id"])
            found[key] = (*found.get(key, ()), one)
        return found

    @property
    def title(self) -> str:
        """The title of the dataset."""
        return str(self.package.get("title") or self.package.get("name") or self.directory.name)


class _Reference(msgspec.Struct):
    fields: list[str] | str
    reference: dict[str, Any]


class _Schema(msgspec.Struct, rename="camel"):
    fields: list[dict[str, Any]]
    primary_key: list[str] | str = []
    foreign_keys: list[_Reference] = []
    unique_keys: list[list[str] | str] = []


class _Resource(msgspec.Struct):
    name: str
    path: str
    schema: _Schema
    description: str = ""


class _Package(msgspec.Struct):
    resources: list[_Resource]


def loaded(directory: Path) -> LoadedDataset:
    """Read a dataset folder. Raises StoreError if it is not a dataset, or if a cell does not have its column's type."""
    lock = read_lock(directory)
    path = directory / FILENAME
    try:
        content = path.read_bytes()
        package: dict[str, Any] = msgspec.json.decode(content)
        resources = msgspec.json.decode(content, type=_Package).resources
        if odd := [one.path for one in resources if one.path not in lock.files]:
            raise ValueError(f"{odd[0]!r} is no file that {LOCK} names")
    except FileNotFoundError:
        raise StoreError(f"{path}: there is no such file; create the dataset with `scraper build`") from None
    except (OSError, ValueError, msgspec.DecodeError, RecursionError) as error:
        raise StoreError(f"{path}: cannot be read: {error}; `scraper build` rebuilds it") from error
    return LoadedDataset(directory, package, lock, {one.name: _table(directory, one) for one in resources})


def _table(directory: Path, resource: _Resource) -> LoadedTable:
    schema, path = resource.schema, directory / resource.path
    try:
        columns = tuple(map(_column, schema.fields))
        names = [column.name for column in columns]
        at = {name: number for number, name in enumerate(names)}
        with path.open(encoding="utf-8", newline="") as file:
            rows = tuple(Row(at, _cells(columns, row)) for row in read_table(file, names))
        return LoadedTable(
            resource.name,
            resource.description,
            columns,
            _names(schema.primary_key),
            tuple(_reference(one, resource.name) for one in schema.foreign_keys),
            tuple(map(_names, schema.unique_keys)),
            rows,
        )
    except FileNotFoundError:
        raise StoreError(f"{path}: there is no such file; create the dataset with `scraper build`") from None
    except (OSError, ValueError, KeyError, TypeError, OverflowError) as error:
        raise StoreError(f"{path}: cannot be read: {error}; `scraper build` rebuilds it") from error


def _column(field: Mapping[str, Any]) -> LoadedColumn:
    limits = field.get("constraints", {})
    return LoadedColumn(
        name=field["name"],
        type=field["type"],
        description=field.get("description", ""),
        required=bool(limits.get("required")),
        values=tuple(limits.get("enum", ())),
    )


def _reference(one: _Reference, table: str) -> Reference:
    """Return a foreign key; in a Table Schema, '' or no resource means the table itself."""
    return Reference(_names(one.fields), one.reference.get("resource") or table, _names(one.reference["fields"]))


def _names(names: list[str] | str) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else tuple(names)


def _truth(cell: str) -> bool:
    return {"true": True, "false": False}[cell]


_TYPES: dict[str, Callable[[str], Cell]] = {
    "string": str,
    "integer": int,
    "year": int,
    "number": float,
    "boolean": _truth,
    "date": date.fromisoformat,
    "datetime": lambda cell: datetime.fromisoformat(cell).astimezone(UTC),
}


def _cells(columns: Sequence[LoadedColumn], row: Mapping[str, str]) -> tuple[Cell, ...]:
    return tuple(_typed(column, row[column.name]) for column in columns)


def _typed(column: LoadedColumn, cell: str) -> Cell:
    if not cell:
        return None
    try:
        return _TYPES[column.type](cell)
    except (ValueError, KeyError, OverflowError) as error:
        raise ValueError(f"{cell!r} in column {column.name} is no {column.type}") from error
