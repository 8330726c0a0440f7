"""Archived pages of UNESCO's Creative Cities Network in, a dataset with evidence out.

    import scraper

    archive = scraper.open_archive("fixtures/warc")
    for capture in archive.captures("https://en.unesco.org/creative-cities/content/annual-conferences"):
        page = scraper.extract(archive.replay(capture))
        print(capture.timestamp, page.outcome, len(page.records))

The steps are plain functions of frozen values: `open_archive` gives an `Archive`, whose `captures` lists and whose
`replay` fetches; `read_document` and `extract` read a page; `Store`, `sync` and `build` keep captures and publish the
dataset. Everything that goes wrong on purpose is a `ScraperError`.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from scraper._version import __version__ as __version__

if TYPE_CHECKING:
    from scraper.api import open_archive, read_document
    from scraper.dataset.build import Built, build
    from scraper.errors import CaptureFailure, IndexFailure, ScraperError
    from scraper.outcomes import Outcome
    from scraper.reading.document import Block, Document
    from scraper.store.store import Store
    from scraper.store.sync import Synced, sync
    from scraper.subjects.uccn.page import extract, read_page
    from scraper.values.capture import Archive, Capture, CapturedResponse, MementoURL
    from scraper.values.records import Page, Record, Span, Value

# Where each public name lives: it is imported when it is first asked for, so that `scraper --help` costs little.
_HOMES = {
    "scraper.api": ("open_archive", "read_document"),
    "scraper.values.capture": ("Archive", "Capture", "CapturedResponse", "MementoURL"),
    "scraper.dataset.build": ("Built", "build"),
    "scraper.errors": ("CaptureFailure", "IndexFailure", "ScraperError"),
    "scraper.outcomes": ("Outcome",),
    "scraper.reading.document": ("Block", "Document"),
    "scraper.subjects.uccn.page": ("extract", "read_page"),
    "scraper.values.records": ("Page", "Record", "Span", "Value"),
    "scraper.store.store": ("Store",),
    "scraper.store.sync": ("Synced", "sync"),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [
    "Archive",
    "Block",
    "Built",
    "Capture",
    "CaptureFailure",
    "CapturedResponse",
    "Document",
    "IndexFailure",
    "MementoURL",
    "Outcome",
    "Page",
    "Record",
    "ScraperError",
    "Span",
    "Store",
    "Synced",
    "Value",
    "build",
    "extract",
    "open_archive",
    "read_document",
    "read_page",
    "sync",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'scraper' has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
