"""Rows → CSV (RFC 4180, UTF-8), safe to open in a spreadsheet."""

import csv
import re
from collections.abc import Iterable, Iterator
from typing import TextIO

from scraper.dataset.tables import Cell, Row
from scraper.values.subject import Table

# What spreadsheets take for the beginning of a formula, as OWASP lists it, and its full-width forms; apostrophes before it
# are the text's own.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")


# The library takes no longer cell than 131,072 characters unless it is told to.
csv.field_size_limit(1 << 30)


class TableWriter:
    """Writes one table to an open text file (`newline=""`), its header first."""

    def __init__(self, file: TextIO, table: Table) -> None:
        self._writer = csv.writer(file)
        self._writer.writerow(column.name for column in table.columns)

    def write(self, row: Row) -> None:
        """Write one row; None is an empty cell."""
        self._writer.writerow([safe(cell) for cell in row])


def safe(cell: Cell) -> Cell:
    """Return a cell that starts no formula: text that would gets an apostrophe before it.

    Numbers stay as they are, truth is 'true' or 'false'.
    """
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell


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
        raise ValueError(f"line {reader.line_num} is no CSV: {error}") from error
