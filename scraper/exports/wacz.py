"""A store → a WACZ 1.1.1 (specs.webrecorder.net/wacz/1.1.1): its WARC files, an index, a list of pages, digests of it all."""

import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from scraper._version import __version__
from scraper.errors import StoreError
from scraper.exports.zipping import entry
from scraper.history.reading import Reading, in_order
from scraper.outcomes import Outcome
from scraper.store.reader import StoreReader
from scraper.values.capture import iso

PACKAGE, PAGES = "datapackage.json", "pages/pages.jsonl"
_PIECE = 1 << 20
_NO_PAGES = {Outcome.NOT_A_PAGE, Outcome.REDIRECT, Outcome.NOT_FOUND, Outcome.CAPTURED_ERROR, Outcome.OTHER_PAYLOAD}


def write(path: Path, store: StoreReader, reading: Reading) -> tuple[str, tuple[str, ...]]:
    """Write the WACZ; return what it was made with, and what is wrong with the store in words.

    The WARC files are as they lie in the store, up to what its ledger notes. Its pages are all captures that are pages,
    oldest first, each with its title. Raises StoreError for a store without captures.
    """
    warcs = {one: size for one, size in store.warc_files().items() if size}
    if not warcs:
        raise StoreError(f"{store.directory}: there are no captures in the store; `scraper run` fetches some")
    pages = list(_pages(store, reading))
    resources: list[dict[str, Any]] = []
    with ZipFile(path, "w") as file:

        def add(name: str, pieces: Iterable[bytes], compression: int = ZIP_DEFLATED, expected: int = 0) -> None:
            digest, size = hashlib.sha256(), 0
            with entry(file, name, compression, expected) as into:
                for piece in pieces:
                    into.write(piece)
                    digest.update(piece)
                    size += len(piece)
            found = {
                "name": name.rpartition("/")[2],
                "path": name,
                "hash": f"sha256:{digest.hexdigest()}",
                "bytes": size,
            }
            resources.append(found)

        for warc, size in warcs.items():
            add(f"archive/{warc.name}", _pieces(warc, size), ZIP_STORED, size)
        add("indexes/index.cdx", (line.encode() for line in store.index_lines()))
        add(PAGES, (_line(one) for one in [_HEAD, *pages]))
        software = f"unesco-archive-scraper {__version__}"
        package = _json(_package(resources, pages, software))
        for name, content in ((PACKAGE, package), ("datapackage-digest.json", _json(_digest(package)))):
            with entry(file, name, ZIP_DEFLATED) as into:
                into.write(content)
    return f"{software}, zlib {zlib.ZLIB_RUNTIME_VERSION}", tuple(store.remarks)


_HEAD = {"format": "json-pages-1.0", "id": "pages", "title": "All pages"}


def _pages(store: StoreReader, reading: Reading) -> Iterator[dict[str, str]]:
    """Yield the captures that are pages, as a list of pages has them."""
    for read in in_order(store, reading):
        if read.page is None or read.capture is None or read.again or read.page.outcome in _NO_PAGES:
            continue
        capture = read.capture
        when = iso(capture.timestamp)
        yield {
            "id": str(uuid5(NAMESPACE_URL, f"{when} {capture.original}")),
            "url": capture.original,
            "ts": when,
            "title": read.page.title or capture.original,
        }


def _package(resources: list[dict[str, Any]], pages: list[dict[str, str]], software: str) -> dict[str, Any]:
    """Return the WACZ's own Data Package. Its times are those of captures: the same store gives the same bytes."""
    latest = pages[-1] if pages else None
    first = {"mainPageUrl": latest["url"], "mainPageDate": latest["ts"]} if latest else {}
    return {
        "profile": "data-package",
        "wacz_version": "1.1.1",
        "title": "Captures that a dataset was made of",
        "software": software,
        "created": latest["ts"] if latest else iso(datetime.fromtimestamp(0, UTC)),
        **first,
        "resources": resources,
    }


def _digest(package: bytes) -> dict[str, str]:
    return {"path": PACKAGE, "hash": f"sha256:{hashlib.sha256(package).hexdigest()}"}


def _pieces(path: Path, size: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        while size and (piece := file.read(min(size, _PIECE))):
            size -= len(piece)
            yield piece


def _line(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False) + "\n").encode("utf-8", "replace")


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")
