"""lock.json: every capture by digest, every version of rules and place names, every file that they gave."""

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from scraper._version import __version__
from scraper.errors import StoreError
from scraper.values.subject import Subject

FILENAME = "lock.json"


class LockedCapture(msgspec.Struct, frozen=True, order=True):
    """A capture that the dataset was made from: who listed it, for which time, and the payload's digest.

    `digest` is None for a capture that could not be had; `timestamp` is the time of what was served.
    """

    original: str
    archive: str
    requested: str
    timestamp: str | None
    digest: str | None
    outcome: str


class Versions(msgspec.Struct, frozen=True):
    """What read the captures: versions for people, digests of all rules and place names."""

    tool: str = __version__
    rules: int = 0
    rules_sha256: str = ""
    places_sha256: str = ""


class Lock(msgspec.Struct, frozen=True):
    """The whole of lock.json; `files` are the published files by name, with their SHA-256."""

    versions: Versions
    captures: tuple[LockedCapture, ...]
    files: dict[str, str]


def versions(subject: Subject) -> Versions:
    """Return the versions of what reads a subject now."""
    return Versions(rules=subject.version, rules_sha256=subject.rules_digest(), places_sha256=subject.data_digest())


def made_lock(captures: Iterable[LockedCapture], folder: Path, files: Iterable[str], subject: Subject) -> Lock:
    """Return the lock of captures and of the files that were written into a folder."""
    hashes = {name: sha256(folder / name) for name in sorted(files)}
    return Lock(versions(subject), tuple(sorted(captures, key=_order)), hashes)


def write_lock(folder: Path, lock: Lock) -> None:
    """Write lock.json."""
    (folder / FILENAME).write_bytes(msgspec.json.format(msgspec.json.encode(lock), indent=2) + b"\n")


def _order(capture: LockedCapture) -> tuple[str, str, str, str]:
    return capture.original, capture.archive, capture.requested, capture.digest or ""


def sha256(path: Path) -> str:
    """Return a file's SHA-256 in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def read_lock(directory: Path) -> Lock:
    """Read a dataset's lock.json. Raises StoreError where there is none, or it is none of ours."""
    path = directory / FILENAME
    try:
        lock = msgspec.json.decode(path.read_bytes(), type=Lock)
        if odd := [name for name in lock.files if Path(name).name != name or name == ".."]:
            raise ValueError(f"{odd[0]!r} is not the name of a file of a dataset")
        return lock
    except FileNotFoundError:
        raise StoreError(f"{path}: there is no such file; `scraper build` writes it with the dataset") from None
    except (OSError, ValueError, msgspec.DecodeError, RecursionError) as error:
        raise StoreError(f"{path}: cannot be read: {error}; restore it from where you published it") from error


def read_whole(directory: Path) -> Lock:
    """Read a dataset's lock.json where each file is as the lock names it. Raises StoreError for one that is not.

    What names the lock's digest, as a citation does, has to be made of these files and no others.
    """
    lock = read_lock(directory)
    for name, digest in lock.files.items():
        path = directory / name
        try:
            is_as_published = sha256(path) == digest
        except OSError as error:
            raise StoreError(
                f"{path}: cannot be read: {error.strerror or error}; `scraper build` rebuilds it"
            ) from error
        if not is_as_published:
            raise StoreError(f"{path}: is not the file that {FILENAME} names; `scraper build` rebuilds it")
    return lock


def differing_versions(lock: Lock, subject: Subject) -> list[str]:
    """Return in words in what the reading has changed since a lock was written."""
    now, then = msgspec.to_builtins(versions(subject)), msgspec.to_builtins(lock.versions)
    return [
        f"{name}: locked with {_short(then[name])}, now {_short(now[name])}" for name in now if now[name] != then[name]
    ]


def _short(value: Any) -> str:
    return str(value)[:16]
