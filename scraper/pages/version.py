"""Which rules and place names read a page: a version for people, and digests that tell any difference."""

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

RULES_VERSION = 2
"""Raised whenever the same bytes would give other records."""


@cache
def rules_digest() -> str:
    """Return the SHA-256 of all code and tables that read pages: equal digests read alike."""
    return _digest((".py",))


@cache
def places_digest() -> str:
    """Return the SHA-256 of the place names."""
    return _digest((".json", ".gz"))


def _digest(endings: tuple[str, ...]) -> str:
    whole = hashlib.sha256()
    for name, file in sorted(_files(resources.files("scraper.pages"), "")):
        if name.endswith(endings):
            content = file.read_bytes()
            whole.update(f"{name} {len(content)}\n".encode() + content)
    return whole.hexdigest()


def _files(folder: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    for entry in folder.iterdir():
        name = f"{path}/{entry.name}"
        if entry.is_dir():
            yield from _files(entry, name)
        else:
            yield name, entry
