"""A dataset → a folder of Parquet files, one per table, typed, with the descriptions of the dataset and the columns."""

from pathlib import Path
from typing import Any

import pyarrow
from pyarrow import parquet

from scraper.dataset.loaded import LoadedDataset, LoadedTable
from scraper.exports.about import about

_TYPES: dict[str, Any] = {
    "integer": pyarrow.int64(),
    "year": pyarrow.int32(),
    "number": pyarrow.float64(),
    "boolean": pyarrow.bool_(),
    "date": pyarrow.date32(),
    "datetime": pyarrow.timestamp("ms", tz="UTC"),
}


def write(folder: Path, dataset: LoadedDataset) -> tuple[str, tuple[str, ...]]:
    """Make a folder of files `<table>.parquet`, and return what they were made with."""
    made_with = f"pyarrow {pyarrow.__version__}"
    folder.mkdir()
    told = {name: value.encode() for name, value in about(dataset, made_with).items()}
    for table in dataset.values():
        parquet.write_table(_arrow(table, told), folder / f"{table.name}.parquet", compression="zstd")
    return made_with, ()


def _arrow(table: LoadedTable, told: dict[str, bytes]) -> Any:
    fields = [
        pyarrow.field(
            column.name,
            _TYPES.get(column.type, pyarrow.string()),
            nullable=not column.required,
            metadata={"description": column.description},
        )
        for column in table.columns
    ]
    keys = {"primary key": " ".join(table.primary_key).encode(), "table": table.description.encode()}
    columns = [pyarrow.array([row.cells[at] for row in table], type=field.type) for at, field in enumerate(fields)]
    return pyarrow.Table.from_arrays(columns, schema=pyarrow.schema(fields, metadata={**told, **keys}))
