"""A dataset → a workbook for spreadsheets: one sheet per table, and one about the dataset. No cell is a formula or a link."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from scraper.dataset.loaded import Cell, LoadedColumn, LoadedDataset, LoadedTable
from scraper.errors import StoreError
from scraper.exports.about import about
from scraper.values.capture import iso

# What a sheet can hold (ECMA-376 leaves it open; these are Excel's own limits), and the first day that it knows.
_MOST_ROWS, _MOST_CHARACTERS, _MOST_OF_A_NAME = 1_048_576, 32_767, 31
_FIRST_DAY = date(1900, 3, 1)
_WIDEST = 60
_CUT = "… [cut off here]"


def write(path: Path, dataset: LoadedDataset) -> tuple[str, tuple[str, ...]]:
    """Write a workbook; return what it was made with, and in words what it could not hold as it is.

    Times are Excel's, in UTC. Raises StoreError for a table with more rows than a sheet has.
    """
    made_with = f"XlsxWriter {xlsxwriter.__version__}"
    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "nan_inf_to_errors": False,
        "constant_memory": True,
    }
    book = xlsxwriter.Workbook(str(path), options)
    try:
        book.set_properties({"title": dataset.title, "comments": made_with, "created": _created(dataset)})
        formats = {
            "head": book.add_format({"bold": True, "bottom": 1}),
            "datetime": book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
            "date": book.add_format({"num_format": "yyyy-mm-dd"}),
        }
        names = _sheet_names(dataset)
        cut = {name: _write_sheet(book.add_worksheet(names[name]), table, formats) for name, table in dataset.items()}
        remarks = tuple(
            f"{name}: {count:,} cells are longer than {_MOST_CHARACTERS:,} characters, so they are cut off; {name}.csv has them whole"
            for name, count in cut.items()
            if count
        )
        _write_about(book.add_worksheet("about"), dataset, made_with, remarks, formats)
    finally:
        book.close()
    return made_with, remarks


def _created(dataset: LoadedDataset) -> datetime:
    """Return a time for the file's properties that is the same whenever the file is made."""
    return datetime.fromisoformat(str(dataset.package.get("created") or "1980-01-01T00:00:00Z")).replace(tzinfo=None)


def _sheet_names(dataset: LoadedDataset) -> dict[str, str]:
    """Return a name of a sheet for each table: short, and like no other's."""
    found: dict[str, str] = {}
    for name in dataset:
        short, number = name[:_MOST_OF_A_NAME], 1
        while short.lower() in ("about", *map(str.lower, found.values())):
            number += 1
            short = f"{name[: _MOST_OF_A_NAME - 4]}~{number}"
        found[name] = short
    return found


def _write_sheet(sheet: Any, table: LoadedTable, formats: dict[str, Any]) -> int:
    """Write a table, its header first, and return how many cells are cut off."""
    if len(table) >= _MOST_ROWS:
        raise StoreError(
            f"{table.name} has {len(table):,} rows, and a sheet {_MOST_ROWS:,}: export it to sqlite or parquet"
        )
    cut = 0
    for at, column in enumerate(table.columns):
        sheet.set_column(at, at, _width(table, at, column))
    for at, column in enumerate(table.columns):
        sheet.write_string(0, at, column.name, formats["head"])
    for number, row in enumerate(table, start=1):
        for at, (column, cell) in enumerate(zip(table.columns, row.cells, strict=True)):
            cut += _write_cell(sheet, number, at, cell, formats.get(column.type))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(table), max(len(table.columns) - 1, 0))
    return cut


def _width(table: LoadedTable, at: int, column: LoadedColumn) -> int:
    longest = max((len(str(row.cells[at])) for row in table[:200] if row.cells[at] is not None), default=0)
    return min(max(len(column.name) + 3, longest if column.type != "datetime" else 19), _WIDEST)


def _write_cell(sheet: Any, row: int, at: int, cell: Cell, how: Any) -> int:
    """Write a cell, and return 1 where it is cut off."""
    match cell:
        case None:
            return 0
        case bool():
            sheet.write_boolean(row, at, cell)
        case int() | float():
            sheet.write_number(row, at, cell)
        case datetime() if cell.date() >= _FIRST_DAY:
            sheet.write_datetime(row, at, cell.astimezone(UTC).replace(tzinfo=None), how)
        case date() if not isinstance(cell, datetime) and cell >= _FIRST_DAY:
            sheet.write_datetime(row, at, cell, how)
        case _:
            text = iso(cell) if isinstance(cell, datetime) else str(cell)
            is_long = _length(text) > _MOST_CHARACTERS
            sheet.write_string(row, at, _fitting(text) if is_long else text)
            return int(is_long)
    return 0


def _length(text: str) -> int:
    """Return a text's length as Excel counts it, in UTF-16 units."""
    return len(text) + sum(letter > "\uffff" for letter in text)


def _fitting(text: str) -> str:
    room = _MOST_CHARACTERS - len(_CUT)
    return text.encode("utf-16-le")[: room * 2].decode("utf-16-le", "ignore") + _CUT


def _write_about(
    sheet: Any, dataset: LoadedDataset, made_with: str, remarks: tuple[str, ...], formats: dict[str, Any]
) -> None:
    rows: list[tuple[str, ...]] = [*about(dataset, made_with).items(), *(("remark", one) for one in remarks), ()]
    rows += [("table", "column", "type", "meaning")]
    rows += [
        (table.name, column.name, column.type, column.description)
        for table in dataset.values()
        for column in table.columns
    ]
    for at, width in enumerate((20, 24, 12, 100)):
        sheet.set_column(at, at, width)
    for number, row in enumerate(rows):
        for at, text in enumerate(row):
            sheet.write_string(
                number,
                at,
                _fitting(text) if _length(text) > _MOST_CHARACTERS else text,
                formats["head"] if at == 0 else None,
            )
