"""Which rules and place names read a page: a version for people, and digests that tell any difference."""

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

RULES_VERSION = 3
"""Raised whenever the same bytes would give other records."""


ROOMS = ("values", "reading", "subjects/uccn")
"""The rooms whose code reads pages."""

BEFORE_PAGES = ("mimetype.py", "payload.py", "memento/challenge.py", "memento/replay.py")
"""Modules of `archives/` that have a say in how a page is read: they unpack it, or tell that it is none."""


@cache
def rules_digest() -> str:
    """Return the SHA-256 of all code and tables that read pages: equal digests read alike."""
    archives = resources.files("scraper") / "archives"
    before = [(f"archives/{name}", archives / name) for name in BEFORE_PAGES]
    return _digest([*before, *_files_of_rooms((".py",))])


@cache
def places_digest() -> str:
    """Return the SHA-256 of the place names."""
    return _digest(_files_of_rooms((".json", ".gz")))


def _files_of_rooms(endings: tuple[str, ...]) -> list[tuple[str, Traversable]]:
    package = resources.files("scraper")
    found = [pair for room in ROOMS for pair in _files(package / room, room)]
    return [(name, file) for name, file in found if name.endswith(endings)]


def _digest(files: list[tuple[str, Traversable]]) -> str:
    whole = hashlib.sha256()
    for name, file in sorted(files, key=lambda named: named[0]):
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
