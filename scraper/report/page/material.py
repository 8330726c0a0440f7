"""A dataset folder → what the page is made of, each table read once and only what is shown of it kept."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from scraper.dataset.lock import FILENAME as LOCK
from scraper.dataset.lock import Versions, read_whole, sha256
from scraper.dataset.published import each_row, imprecise, read_rows
from scraper.dataset.tables import CAPTURES, tables_of
from scraper.dataset.writers.datapackage import FILENAME as PACKAGE
from scraper.dataset.writers.json import FILENAME as DOCUMENT
from scraper.errors import StoreError
from scraper.values.subject import Subject

Row = Mapping[str, str]
"""One row of a published table by column name; what is empty is ''."""

Record = tuple[str, str]
"""What a row of any table of facts is known by: the table's name and the row's id."""


_OF_CAPTURES = ("url", "requested", "timestamp", "precision", "memento_url", "outcome")
"""The columns of `captures` that the page is made of: it is the longest of the tables."""


class Material(msgspec.Struct, frozen=True, kw_only=True):
    """A published dataset, as far as the page shows it.

    `rows` are those of the subject's tables, by table; `values` the evidence of each row, `statements` its history, and
    `stated` all of that by id. `proved` is how many values carry evidence. `known` are the times of which less is known than
    a second, with what is. `document` is dataset.json, `package` datapackage.json.
    """

    subject: Subject
    rows: Mapping[str, list[Row]]
    values: Mapping[Record, list[Row]]
    statements: Mapping[Record, list[Row]]
    stated: Mapping[str, Row]
    captures: list[Row]
    changes: list[Row]
    conflicts: list[Row]
    proved: int
    known: Mapping[str, str]
    document: Mapping[str, Any]
    package: Mapping[str, Any]
    versions: Versions
    lock: str

    @property
    def newest(self) -> str:
        """The time of the newest capture, '' where there is none."""
        return max((row["timestamp"] for row in self.captures), default="")


def material(directory: Path, subject: Subject) -> Material:
    """Read a published dataset. Raises StoreError for what is none, or is not as it was published."""
    read: dict[str, list[Row]] = {
        table.name: list(read_rows(directory, table)) for table in tables_of(subject) if table.name != CAPTURES.name
    }
    captures: list[Row] = [
        {name: row[name] for name in _OF_CAPTURES} for row in each_row(directory, CAPTURES, *_OF_CAPTURES)
    ]
    lock = read_whole(directory)
    values: dict[Record, list[Row]] = {}
    evidence = read["evidence"]
    for row in evidence:
        values.setdefault((row["table"], row["record_id"]), []).append(row)
    statements: dict[Record, list[Row]] = {}
    history = read["history"]
    for stated in history:
        statements.setdefault((stated["table"], stated["record_id"]), []).append(stated)
    return Material(
        subject=subject,
        rows={table.name: read[table.name] for table in subject.tables},
        values=values,
        statements=statements,
        stated={row["id"]: row for row in history},
        captures=captures,
        changes=read["changes"],
        conflicts=read["conflicts"],
        proved=sum(bool(row["quote"]) for row in evidence),
        known=imprecise(captures),
        document=_json(directory / DOCUMENT),
        package=_json(directory / PACKAGE),
        versions=lock.versions,
        lock=sha256(directory / LOCK),
    )


def cell(row: Row, column: str | None) -> str:
    """Return a cell, '' where the table has no such column."""
    return row.get(column, "") if column else ""


def _json(path: Path) -> dict[str, Any]:
    try:
        return msgspec.json.decode(path.read_bytes(), type=dict[str, Any])
    except FileNotFoundError:
        raise StoreError(f"{path}: there is no such file; create the dataset with `scraper build`") from None
    except (OSError, ValueError, msgspec.DecodeError, RecursionError) as error:
        raise StoreError(f"{path}: cannot be read: {error}; `scraper build` rebuilds it") from error
