"""The digests of what reads pages: equal digests read alike."""

from collections.abc import Iterator
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from scraper.reading.fingerprint import code_digest, table_digest

ROOMS = ("values", "reading")
"""The rooms whose code reads pages, whatever the subject."""

BEFORE_PAGES = ("mimetype.py", "payload.py", "memento/challenge.py", "memento/replay.py")
"""Modules of `archives/` that have a say in how a page is read: they unpack it, or tell that it is none."""


@cache
def rules_digest(room: str) -> str:
    """Return the SHA-256 of all code that reads pages of the subject in a room, such as `subjects/uccn`."""
    archives = resources.files("scraper") / "archives"
    files = [*((f"archives/{name}", archives / name) for name in BEFORE_PAGES), *_files_of((*ROOMS, room), ".py")]
    return code_digest({_dotted(path): file.read_text(encoding="utf-8") for path, file in files})


@cache
def data_digest(room: str) -> str:
    """Return the SHA-256 of what is known in a room besides its code, such as place names."""
    return table_digest(file.read_bytes() for ending in (".json", ".gz") for _, file in _files_of((room,), ending))


def _dotted(path: str) -> str:
    return f"scraper/{path.removesuffix('.py').removesuffix('/__init__')}".replace("/", ".")


def _files_of(rooms: tuple[str, ...], ending: str) -> list[tuple[str, Traversable]]:
    package = resources.files("scraper")
    found = (pair for room in rooms for pair in _files(package / room, room))
    return [(path, file) for path, file in found if path.endswith(ending)]


def _files(folder: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    for entry in folder.iterdir():
        name = f"{path}/{entry.name}"
        if entry.is_dir():
            yield from _files(entry, name)
        else:
            yield name, entry
