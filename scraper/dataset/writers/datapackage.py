"""The tables' description as a Data Package, version 2 (datapackage.org), with a Table Schema for each CSV."""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from scraper.dataset.dataset import Dataset
from scraper.dataset.writers.credit import package_parts, title
from scraper.values.capture import iso
from scraper.values.facts import Evidence
from scraper.values.subject import Column, Table

FILENAME = "datapackage.json"
TABLES_VERSION = 1
"""Raised when a table or column is renamed or means something else."""
_PROFILE = "https://datapackage.org/profiles/2.0/"


def write(folder: Path, dataset: Dataset) -> tuple[str, ...]:
    """Write datapackage.json, which describes the CSV files that are in the folder."""
    subject, licence = dataset.subject, dataset.licence
    document: dict[str, Any] = {
        "$schema": f"{_PROFILE}datapackage.json",
        "name": subject.name,
        "title": title(dataset),
        "description": "\n\n".join([subject.description, *caveats(dataset)]),
        **package_parts(dataset),
        "tables_version": TABLES_VERSION,
        "keywords": list(subject.keywords),
        "sources": list(_sources(dataset.evidence, dataset.dates)),
        "resources": [_resource(rows.table, folder / f"{rows.table.name}.csv") for rows in dataset.tables],
    }
    if licence and (stated := {name: value for name, value in msgspec.to_builtins(licence).items() if value}):
        document["licenses"] = [stated]
    (folder / FILENAME).write_bytes(msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n")
    return (FILENAME,)


def caveats(dataset: Dataset) -> list[str]:
    """Return what is to be known of where captures come from: what their files say of themselves, in sentences."""
    listed = sum(dataset.outcomes.values())
    return [
        f"{captures:,} of {listed:,} captures come from files that say of themselves: “{description}”."
        for description, captures in dataset.descriptions.items()
    ]


def _sources(evidence: Iterable[Evidence], dates: Mapping[str, str]) -> Iterable[dict[str, str]]:
    seen = {(item.timestamp, item.original, item.memento_url): item for item in evidence}
    for item in sorted(seen.values(), key=lambda item: (item.timestamp, item.original)):
        when = dates.get(iso(item.timestamp), f"{item.timestamp:%Y-%m-%d %H:%M:%S} UTC")
        yield {
            "title": f"{item.original}, captured {when}",
            "path": item.memento_url or item.original,
        }


def _resource(table: Table, path: Path) -> dict[str, Any]:
    content = path.read_bytes()
    return {
        "$schema": f"{_PROFILE}dataresource.json",
        "name": table.name,
        "path": path.name,
        "description": table.description,
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": _schema(table),
    }


def _schema(table: Table) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "$schema": f"{_PROFILE}tableschema.json",
        "fields": [_field(column) for column in table.columns],
        "missingValues": [""],
    }
    schema["primaryKey"] = ["id"]
    schema |= {"uniqueKeys": list(map(list, table.unique))} if table.unique else {}
    keys = [
        {"fields": list(one.fields), "reference": {"resource": one.table, "fields": list(one.others)}}
        for one in table.foreign_keys
    ]
    return schema | ({"foreignKeys": keys} if keys else {})


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    constraints |= {"enum": list(column.values)} if column.values else {}
    field: dict[str, Any] = {"name": column.name, "type": column.type, "description": column.description}
    field |= {"unit": column.unit} if column.unit else {}
    return field | ({"constraints": constraints} if constraints else {})
