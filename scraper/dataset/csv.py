"""Rows → CSV (RFC 4180, UTF-8), safe to open in a spreadsheet."""

import csv
from typing import TextIO

from scraper.dataset.tables import Cell, Row, Table

# What spreadsheets take for the beginning of a formula, as OWASP lists it, and its full-width forms.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


class TableWriter:
    """Writes one table to an open text file (`newline=""`), its header first."""

    def __init__(self, file: TextIO, table: Table) -> None:
        self._writer = csv.writer(file)
        self._writer.writerow(column.name for column in table.columns)

    def write(self, row: Row) -> None:
        """Write one row; None is an empty cell."""
        self._writer.writerow([safe(cell) for cell in row])


def safe(cell: Cell) -> Cell:
    """Return a cell that starts no formula: text that would gets an apostrophe before it. Numbers stay as they are."""
    if not isinstance(cell, str):
        return cell
    return f"'{cell}" if cell.startswith(_FORMULA) or (cell[:1] == "'" and cell[1:].startswith(_FORMULA)) else cell
