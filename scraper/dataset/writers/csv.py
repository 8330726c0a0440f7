"""Rows → CSV (RFC 4180, UTF-8), safe to open in a spreadsheet."""

import csv
import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TextIO

from scraper.dataset.dataset import Dataset
from scraper.dataset.statements import Cell
from scraper.dataset.tables import Row
from scraper.values.capture import iso
from scraper.values.subject import Table

# What spreadsheets take for the beginning of a formula, as OWASP lists it, and its full-width forms; apostrophes before it
# are the text's own.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")


# The library takes no longer cell than 131,072 characters unless it is told to.
csv.field_size_limit(1 << 30)


def write(folder: Path, dataset: Dataset) -> tuple[str, ...]:
    """Write every table."""
    for rows in dataset.tables:
        with (folder / f"{rows.table.name}.csv").open("w", encoding="utf-8", newline="") as file:
            write_table(file, rows.table, rows)
    return tuple(f"{rows.table.name}.csv" for rows in dataset.tables)


def write_table(file: TextIO, table: Table, rows: Iterable[Row]) -> None:
    """Write one table to an open text file (`newline=""`), its header first."""
    writer = csv.writer(file)
    writer.writerow(column.name for column in table.columns)
    writer.writerows([safe(cell) for cell in row] for row in rows)


def safe(cell: Cell) -> str | int | float | None:
    """Return a cell as it is written, None for an empty one; text that would start a formula gets an apostrophe before it.

    Numbers stay as they are, truth is 'true' or 'false', times are ISO 8601 in UTC.
    """
    match cell:
        case bool():
            return "true" if cell else "false"
        case datetime():
            return iso(cell)
        case date():
            return cell.isoformat()
        case str() if _FORMULA.match(cell):
            return f"'{cell}"
    return cell


def unsafe(written: str) -> str:
    """Return a text as it was before `safe`."""
    return written[1:] if written.startswith("'") and _FORMULA.match(written[1:]) else written


def read_table(file: TextIO, columns: Iterable[str] = ()) -> Iterator[dict[str, str]]:
    """Yield the rows of a written table by column name, each cell as it was before it was made safe; '' is None.

    Raises ValueError where one of `columns` is not there, or what is there is no CSV.
    """
    reader = csv.DictReader(file)
    try:
        if missing := set(columns) - set(reader.fieldnames or ()):
            raise ValueError(f"it has no column {', '.join(sorted(missing))}")
        for row in reader:
            yield {name: unsafe(cell or "") for name, cell in row.items() if name is not None}
    except csv.Error as error:
        raise ValueError(f"line {reader.line_num} is not CSV: {error}") from error
