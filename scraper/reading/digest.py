"""The digests of what reads pages: equal digests read alike."""

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

ROOMS = ("values", "reading")
"""The rooms whose code reads pages, whatever the subject."""

BEFORE_PAGES = ("mimetype.py", "payload.py", "memento/challenge.py", "memento/replay.py")
"""Modules of `archives/` that have a say in how a page is read: they unpack it, or tell that it is none."""


@cache
def rules_digest(room: str) -> str:
    """Return the SHA-256 of all code that reads pages of the subject in a room, such as `subjects/uccn`."""
    package = resources.files("scraper")
    before = [(f"archives/{name}", package / "archives" / name) for name in BEFORE_PAGES]
    return _digest([*before, *_files_of((*ROOMS, room), (".py",))])


@cache
def data_digest(room: str) -> str:
    """Return the SHA-256 of what is known in a room besides its code, such as place names."""
    return _digest(_files_of((room,), (".json", ".gz")))


def _files_of(rooms: tuple[str, ...], endings: tuple[str, ...]) -> list[tuple[str, Traversable]]:
    package = resources.files("scraper")
    found = [pair for room in rooms for pair in _files(package / room, room)]
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
