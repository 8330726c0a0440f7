"""What an export says about itself: the dataset that it contains, and what made it."""

from scraper._version import __version__
from scraper.dataset.loaded import LoadedDataset


def about(dataset: LoadedDataset, made_with: str) -> dict[str, str]:
    """Return the description of an export, by name."""
    package = dataset.package
    licences = [one.get("path") or one.get("title") or one.get("name") or "" for one in package.get("licenses", ())]
    told = {
        "title": dataset.title,
        "description": str(package.get("description") or ""),
        "version": str(package.get("version") or ""),
        "licence": "; ".join(filter(None, licences)),
        "rules": f"{dataset.lock.versions.rules}, sha256 {dataset.lock.versions.rules_sha256}",
        "dataset made with": f"unesco-archive-scraper {dataset.lock.versions.tool}",
        "exported with": f"unesco-archive-scraper {__version__}, {made_with}",
    }
    return {name: value for name, value in told.items() if value}
