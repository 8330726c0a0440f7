"""A dataset → what a citation of it names, and how schema.org describes it; by the newest capture's date, no time of day."""

from typing import Any

from scraper.dataset.citing import Work, work_of
from scraper.report.page.material import Material
from scraper.report.page.told import day

_TOOL = "unesco-archive-scraper"


def work(material: Material) -> Work:
    """Return what a citation of the dataset names."""
    newest = day(material.newest, material.known)
    return work_of({"title": material.subject.title, **material.package}, material.versions, material.lock, newest)


def described(material: Material) -> dict[str, Any]:
    """Return the dataset as schema.org describes one, for search engines of data sets."""
    cited, newest = work(material), day(material.newest, material.known)
    times = sorted(row["timestamp"] for row in material.captures if row["timestamp"])
    resources = material.package.get("resources")
    licences = material.package.get("licenses")
    found: dict[str, Any] = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": cited.title,
        "description": str(material.package.get("description") or material.subject.description),
        "keywords": list(material.subject.keywords),
        "version": cited.version or newest,
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
    if cited.authors:
        found["creator"] = [{"@type": "Person", "name": name} for name in cited.authors]
    if isinstance(licences, list) and licences:
        found["license"] = licences[0].get("path") or licences[0].get("name") or licences[0].get("title")
    return found
