"""CSV that every reader reads back, and that no spreadsheet takes for formulas."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.dataset.statements import Cell
from scraper.dataset.writers.csv import safe, write_table
from scraper.values.subject import Column, Table

FORMULA = ("=", "+", "-", "@", "\t", "\r")
TABLE = Table(
    name="table",
    description="Of a test.",
    columns=tuple(Column(name, "string", "A column.") for name in ("first", "second", "third")),
)
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))
CELLS = TEXTS | st.integers() | st.none() | st.sampled_from([*FORMULA, "=1+1", '"', ",", "\r\n", "'=1"])


def _written(*rows: list[Cell]) -> str:
    file = io.StringIO(newline="")
    write_table(file, TABLE, rows)
    return file.getvalue()


def _read(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3)))
def test_what_is_written_is_read_back(rows: list[list[Cell]]) -> None:
    header, *found = _read(_written(*rows))
    assert header == ["first", "second", "third"]
    assert [len(row) for row in found] == [3] * len(rows)
    for cells, row in zip(found, rows, strict=True):
        for cell, value in zip(cells, row, strict=True):
            assert cell in (text := "" if value is None else str(value), f"'{text}")


@given(TEXTS | st.sampled_from([mark + "cmd|' /C calc'!A0" for mark in FORMULA]))
def test_no_text_starts_a_formula(text: str) -> None:
    ((cell, *_),) = _read(_written([text, None, None]))[1:]
    assert not cell.startswith(FORMULA)
    assert cell in (text, f"'{text}")


@pytest.mark.parametrize(
    "text", ["Lyon (France) in 2009", "", "a=b", "’s-Hertogenbosch", "'s-Hertogenbosch", " = 1", "İzmir"]
)
def test_text_that_starts_none_stays_as_it_is(text: str) -> None:
    assert safe(text) == text


@pytest.mark.parametrize("number", [-2100, 0, 2018])
def test_numbers_stay_numbers(number: int) -> None:
    assert _read(_written([number, None, None]))[1][0] == str(number)


def test_lines_end_and_cells_are_quoted_as_rfc_4180_says() -> None:
    assert _written(["a,b", 'say "so"', None], ["two\r\nlines", 1, ""]) == (
        'first,second,third\r\n"a,b","say ""so""",\r\n"two\r\nlines",1,\r\n'
    )
