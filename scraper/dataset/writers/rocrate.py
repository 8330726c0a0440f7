"""The dataset's files and what made them, as RO-Crate 1.1 (w3id.org/ro/crate/1.1)."""

import hashlib
from pathlib import Path
from typing import Any

from scraper._version import __version__
from scraper.dataset.credits import Agent
from scraper.dataset.dataset import Dataset
from scraper.dataset.lock import FILENAME as LOCK
from scraper.dataset.writers.credit import CITATION, TOOL, newest, title, version
from scraper.dataset.writers.json import json_document
from scraper.dataset.writers.readme import FILENAME as README

FILENAME = "ro-crate-metadata.json"
_TYPES = {
    ".csv": "text/csv",
    ".json": "application/json",
    ".geojson": "application/geo+json",
    ".cff": "application/yaml",
    ".md": "text/markdown",
}
_OTHER = {
    CITATION: "How to cite the dataset (Citation File Format)",
    README: "What the tables are, how to cite, the licence, what was not read, how the dataset was made",
    LOCK: "Every capture by digest, every version of what read it, every file by digest",
}


def write(folder: Path, dataset: Dataset) -> tuple[str, ...]:
    """Write ro-crate-metadata.json, which describes the files that are in the folder."""
    subject, credits, licence, time = dataset.subject, dataset.credits, dataset.licence, newest(dataset)
    described = {f"{rows.table.name}.csv": rows.table.description for rows in dataset.tables} | _OTHER
    files = [_file(path, described) for path in sorted(folder.iterdir())]
    files.append(
        {"@id": LOCK, "@type": "File", "name": LOCK, "description": _OTHER[LOCK], "encodingFormat": _TYPES[".json"]}
    )
    people = [_agent(at, one) for at, one in enumerate((*credits.creators, *credits.contributors), start=1)]
    tool = {"@id": f"#{TOOL}", "@type": "SoftwareApplication", "name": TOOL, "version": __version__}
    root: dict[str, Any] = {
        "@id": "./",
        "@type": "Dataset",
        "name": title(dataset),
        "description": subject.description,
        "datePublished": f"{time:%Y-%m-%d}" if time else "",
        "version": version(dataset),
        "keywords": ", ".join(subject.keywords),
        "identifier": f"https://doi.org/{credits.doi}" if credits.doi else "",
        "url": credits.url or "",
        "publisher": {"@id": "#publisher"} if credits.publisher else None,
        "creator": _named(people[: len(credits.creators)]),
        "contributor": _named(people[len(credits.creators) :]),
        "license": {"@id": licence.path} if licence and licence.path else licence and (licence.title or licence.name),
        "hasPart": _named(files),
        "mentions": {"@id": "#reading"},
    }
    graph = [
        {
            "@id": FILENAME,
            "@type": "CreativeWork",
            "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
            "about": {"@id": "./"},
        },
        {name: value for name, value in root.items() if value},
        *files,
        *people,
        tool,
        {
            "@id": "#reading",
            "@type": "CreateAction",
            "name": "Captured pages were read into tables",
            "instrument": {"@id": tool["@id"]},
            "object": {"@id": LOCK},
            "result": {"@id": "./"},
        },
    ]
    if credits.publisher:
        graph.append({"@id": "#publisher", "@type": "Organization", "name": credits.publisher})
    if licence and licence.path:
        graph.append(
            {"@id": licence.path, "@type": "CreativeWork", "name": licence.title or licence.name or licence.path}
        )
    (folder / FILENAME).write_bytes(
        json_document({"@context": "https://w3id.org/ro/crate/1.1/context", "@graph": graph})
    )
    return (FILENAME,)


def _file(path: Path, described: dict[str, str]) -> dict[str, Any]:
    content = path.read_bytes()
    found = {
        "@id": path.name,
        "@type": "File",
        "name": path.name,
        "description": described.get(path.name),
        "encodingFormat": _TYPES.get(path.suffix),
        "contentSize": str(len(content)),
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    return {name: value for name, value in found.items() if value}


def _agent(number: int, agent: Agent) -> dict[str, Any]:
    found = {
        "@id": agent.orcid or agent.ror or f"#agent-{number}",
        "@type": "Organization" if agent.name else "Person",
        "name": agent.full_name,
        "givenName": agent.given,
        "familyName": agent.family,
        "affiliation": agent.affiliation,
    }
    return {name: value for name, value in found.items() if value}


def _named(entities: list[dict[str, Any]]) -> list[dict[str, str]]:
    return [{"@id": str(one["@id"])} for one in entities]
