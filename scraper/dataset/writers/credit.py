"""Who is credited → CITATION.cff (Citation File Format 1.2.0), datacite.json (DataCite 4.5), and parts of the Data Package.

Nobody who is not named is made up: where no creators are stated, these say so in the words that each standard has for that.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from scraper._version import __version__
from scraper.dataset.credits import Agent
from scraper.dataset.dataset import Dataset, Licence
from scraper.dataset.writers.json import json_document
from scraper.values.capture import iso

CITATION, DATACITE = "CITATION.cff", "datacite.json"
TOOL = "unesco-archive-scraper"
_UNKNOWN = ":unav"
"""DataCite 4.5, appendix 3: value unavailable, possibly unknown."""
_SPDX = {
    one.lower(): one
    for one in (
        "CC0-1.0",
        "CC-BY-3.0",
        "CC-BY-4.0",
        "CC-BY-SA-3.0",
        "CC-BY-SA-4.0",
        "ODbL-1.0",
        "ODC-By-1.0",
        "PDDL-1.0",
    )
} | {"cc-by-3.0-igo": "CC-BY-3.0-IGO", "odc-pddl-1.0": "PDDL-1.0"}
"""Licences of data that CFF 1.2.0 knows by an SPDX id, by how they may be written."""


def write(folder: Path, dataset: Dataset) -> tuple[str, ...]:
    """Write CITATION.cff and datacite.json."""
    (folder / CITATION).write_text("\n".join(_yaml(_citation(dataset))) + "\n", encoding="utf-8")
    (folder / DATACITE).write_bytes(json_document(_datacite(dataset)))
    return CITATION, DATACITE


# --- what a dataset is called, and when it is of ----------------------------------------------------------------------


def newest(dataset: Dataset) -> datetime | None:
    """Return the time of the newest capture, None where there is none."""
    return max(_times(dataset), default=None)


def _times(dataset: Dataset) -> Iterator[datetime]:
    rows = next(rows for rows in dataset.tables if rows.table.name == "captures")
    at = next(at for at, column in enumerate(rows.table.columns) if column.name == "timestamp")
    yield from (time for row in rows if isinstance(time := row[at], datetime))


def version(dataset: Dataset) -> str:
    """Return the version that is stated, else the day of the newest capture as a version: 2023.2.14."""
    if dataset.credits.version:
        return dataset.credits.version
    time = newest(dataset)
    return f"{time.year}.{time.month}.{time.day}" if time else "0.0.0"


def title(dataset: Dataset) -> str:
    """Return the title that is stated, else the subject's."""
    return dataset.credits.title or dataset.subject.title


# --- the Data Package -------------------------------------------------------------------------------------------------


def package_parts(dataset: Dataset) -> dict[str, Any]:
    """Return what a Data Package (version 2) says of version, time, address and people."""
    credits, time = dataset.credits, newest(dataset)
    people = [
        *(_package_agent(one, "creator") for one in credits.creators),
        *(_package_agent(one, one.role) for one in credits.contributors),
    ]
    found = {
        "id": credits.doi and f"https://doi.org/{credits.doi}",
        "homepage": credits.url,
        "version": version(dataset),
        "created": time and iso(time),
        "contributors": people,
    }
    return {name: value for name, value in found.items() if value}


def _package_agent(agent: Agent, role: str) -> dict[str, Any]:
    found = {
        "title": agent.full_name,
        "givenName": agent.given,
        "familyName": agent.family,
        "path": agent.orcid or agent.ror,
        "organization": agent.affiliation,
    }
    return {name: value for name, value in found.items() if value} | {"roles": [role]}


# --- CITATION.cff -----------------------------------------------------------------------------------------------------


def _citation(dataset: Dataset) -> dict[str, Any]:
    credits, subject, time = dataset.credits, dataset.subject, newest(dataset)
    found: dict[str, Any] = {
        "cff-version": "1.2.0",
        "message": "Please cite this dataset as below, with the captures that you go by.",
        "type": "dataset",
        "title": title(dataset),
        "abstract": subject.description,
        "authors": [_cff_agent(one) for one in credits.creators] or [{"name": "anonymous"}],
        "version": version(dataset),
        "date-released": time and f"{time:%Y-%m-%d}",
        "doi": credits.doi,
        "url": credits.url,
        **_cff_licence(dataset.licence),
        "keywords": list(subject.keywords),
        "references": [{"type": "software", "title": TOOL, "version": __version__, "authors": [{"name": TOOL}]}],
    }
    return {name: value for name, value in found.items() if value}


def _cff_agent(agent: Agent) -> dict[str, str]:
    found = {
        "family-names": agent.family,
        "given-names": agent.given,
        "name": agent.name,
        "orcid": agent.orcid,
        "affiliation": agent.affiliation if agent.family else None,
        "website": agent.ror,
    }
    return {name: value for name, value in found.items() if value}


def _cff_licence(licence: Licence | None) -> dict[str, str]:
    spdx = _SPDX.get((licence.name or "").lower()) if licence else None
    if spdx:
        return {"license": spdx}
    return {"license-url": licence.path} if licence and licence.path else {}


def _yaml(value: Mapping[str, Any], indent: str = "") -> Iterator[str]:
    """Yield a mapping as lines of YAML 1.2, its texts as JSON has them, which are YAML too."""
    for name, one in value.items():
        if isinstance(one, list):
            yield f"{indent}{name}:"
            for item in one:
                lines = (
                    list(_yaml(item, f"{indent}    "))
                    if isinstance(item, Mapping)
                    else [f"{indent}    {_scalar(item)}"]
                )
                yield f"{indent}  - {lines[0].lstrip()}"
                yield from lines[1:]
        else:
            yield f"{indent}{name}: {_scalar(one)}"


def _scalar(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)


# --- datacite.json ----------------------------------------------------------------------------------------------------


def _datacite(dataset: Dataset) -> dict[str, Any]:
    credits, subject, licence = dataset.credits, dataset.subject, dataset.licence
    times = list(_times(dataset))
    dates = (
        [
            {"date": f"{min(times):%Y-%m-%d}/{max(times):%Y-%m-%d}", "dateType": "Collected"},
            {"date": f"{max(times):%Y-%m-%d}", "dateType": "Created"},
        ]
        if times
        else []
    )
    pages = dict.fromkeys(sorted(one.original for one in dataset.evidence))
    found: dict[str, Any] = {
        "doi": credits.doi,
        "url": credits.url,
        "types": {"resourceTypeGeneral": "Dataset", "resourceType": "Data Package"},
        "creators": [_datacite_agent(one) for one in credits.creators] or [{"name": _UNKNOWN}],
        "titles": [{"title": title(dataset)}],
        "publisher": {"name": credits.publisher or _UNKNOWN},
        "publicationYear": f"{max(times):%Y}" if times else None,
        "subjects": [{"subject": word} for word in subject.keywords],
        "contributors": [_datacite_agent(one) | {"contributorType": one.role} for one in credits.contributors],
        "dates": dates,
        "relatedIdentifiers": [
            {"relatedIdentifier": page, "relatedIdentifierType": "URL", "relationType": "IsDerivedFrom"}
            for page in pages
        ],
        "formats": ["text/csv", "application/json"],
        "version": version(dataset),
        "rightsList": _rights(licence),
        "descriptions": [
            {"description": subject.description, "descriptionType": "Abstract"},
            {
                "description": f"Read from captures of web archives by {TOOL} {__version__}.",
                "descriptionType": "Methods",
            },
        ],
        "schemaVersion": "http://datacite.org/schema/kernel-4",
    }
    return {name: value for name, value in found.items() if value}


def _datacite_agent(agent: Agent) -> dict[str, Any]:
    scheme, address = ("ORCID", agent.orcid) if agent.orcid else ("ROR", agent.ror)
    found: dict[str, Any] = {
        "name": agent.sorted_name,
        "nameType": "Organizational" if agent.name else "Personal",
        "givenName": agent.given,
        "familyName": agent.family,
        "affiliation": [{"name": agent.affiliation}] if agent.affiliation else None,
        "nameIdentifiers": [{"nameIdentifier": address, "nameIdentifierScheme": scheme}] if address else None,
    }
    return {name: value for name, value in found.items() if value}


def _rights(licence: Licence | None) -> list[dict[str, str]]:
    if licence is None:
        return []
    stated = {"rights": licence.title or licence.name, "rightsUri": licence.path, "rightsIdentifier": licence.name}
    return [{name: value for name, value in stated.items() if value}]
