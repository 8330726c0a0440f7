"""A dataset → how to cite it, in words and as BibTeX, and as a schema.org Dataset; by the newest capture's date, no time of day."""

import re
from collections.abc import Mapping
from typing import Any

from scraper.report.page.material import Material
from scraper.report.page.told import day

_TOOL = "unesco-archive-scraper"
_BIBTEX = re.compile(r"[\\{}$&#%_^~]")
_ESCAPES = {"\\": r"\textbackslash{}", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}"}


def title_of(material: Material) -> str:
    """Return the dataset's title."""
    return str(material.package.get("title") or material.subject.title)


def authors_of(material: Material) -> tuple[str, ...]:
    """Return the names of those who contributed, as the package has them."""
    found = material.package.get("contributors")
    named = (one.get("title") for one in found if isinstance(one, Mapping)) if isinstance(found, list) else ()
    return tuple(str(name) for name in named if name)


def citation(material: Material) -> str:
    """Return how to cite the dataset, in one paragraph."""
    newest, versions = day(material.newest, material.known), material.versions
    authors = ", ".join(authors_of(material))
    head = f"{authors}{'.' if authors else ''} {title_of(material)}." if authors else f"{title_of(material)}."
    version = material.package.get("version")
    numbered = f"Dataset, version {version}" if version else "Dataset"
    return (
        f"{head} {numbered}, captures up to {newest}. "
        f"Made with {_TOOL} {versions.tool}, rules {versions.rules}; lock.json sha256:{material.lock}."
    )


def bibtex(material: Material) -> str:
    """Return the citation as a BibTeX entry."""
    newest = day(material.newest, material.known)
    authors = " and ".join(f"{{{_escaped(name)}}}" for name in authors_of(material))
    fields = {
        "author": authors,
        "title": f"{{{_escaped(title_of(material))}}}",
        "year": newest[:4],
        "version": _escaped(str(material.package.get("version") or "")),
        "note": _escaped(
            f"Dataset, captures up to {newest}; made with {_TOOL} {material.versions.tool}, rules "
            f"{material.versions.rules}; lock.json sha256:{material.lock}"
        ),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@misc{{{re.sub(r'[^a-z0-9-]', '-', material.subject.name.lower())}-{newest},\n{lines}}}"


def _escaped(text: str) -> str:
    return _BIBTEX.sub(lambda match: _ESCAPES.get(match[0], f"\\{match[0]}"), text)


def described(material: Material) -> dict[str, Any]:
    """Return the dataset as schema.org describes one, for search engines of data sets."""
    newest = day(material.newest, material.known)
    times = sorted(row["timestamp"] for row in material.captures if row["timestamp"])
    resources = material.package.get("resources")
    licences = material.package.get("licenses")
    found: dict[str, Any] = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": title_of(material),
        "description": str(material.package.get("description") or material.subject.description),
        "keywords": list(material.subject.keywords),
        "version": str(material.package.get("version") or newest),
        "dateModified": newest,
        "isAccessibleForFree": True,
        "measurementTechnique": f"read from captures of web archives by {_TOOL} {material.versions.tool}",
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": "text/csv", "contentUrl": f"dataset/{one['path']}"}
            for one in (resources if isinstance(resources, list) else ())
        ],
    }
    if times:
        found["temporalCoverage"] = f"{day(times[0], material.known)}/{newest}"
    if authors := authors_of(material):
        found["creator"] = [{"@type": "Person", "name": name} for name in authors]
    if isinstance(licences, list) and licences:
        found["license"] = licences[0].get("path") or licences[0].get("name") or licences[0].get("title")
    return found
