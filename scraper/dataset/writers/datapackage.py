"""The tables' description as a Data Package, version 2 (datapackage.org), with a Table Schema for each CSV."""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from scraper.dataset.tables import tables_of
from scraper.values.capture import iso
from scraper.values.facts import Evidence
from scraper.values.subject import Column, Subject, Table

_PROFILE = "https://datapackage.org/profiles/2.0/"


class Licence(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The licence of the texts, as the user sets it: an Open Definition id, a title, an address."""

    name: str | None = None
    title: str | None = None
    path: str | None = None


def datapackage(
    files: Mapping[str, Path],
    subject: Subject,
    evidence: Iterable[Evidence],
    licence: Licence | None,
    dates: Mapping[str, str] = {},
) -> bytes:
    """Return datapackage.json. `files` are the written CSV by table name; `evidence` gives the sources; `dates` as for `dataset`."""
    document: dict[str, Any] = {
        "$schema": f"{_PROFILE}datapackage.json",
        "name": subject.name,
        "title": subject.title,
        "description": subject.description,
        "keywords": list(subject.keywords),
        "sources": list(_sources(evidence, dates)),
        "resources": [_resource(table, files[table.name]) for table in tables_of(subject)],
    }
    if licence and (stated := {name: value for name, value in msgspec.to_builtins(licence).items() if value}):
        document["licenses"] = [stated]
    return msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n"


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
        "path": f"{table.name}.csv",
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
    return schema | ({"primaryKey": list(table.primary_key)} if table.primary_key else {})


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    constraints |= {"enum": list(column.values)} if column.values else {}
    field: dict[str, Any] = {"name": column.name, "type": column.type, "description": column.description}
    return field | ({"constraints": constraints} if constraints else {})
