"""lock.json: every capture by digest, the versions of rules and place names, and every file made from them."""

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
    """A capture that the dataset was made from: the archive that listed it, the requested time, and the payload's digest.

    `digest` is None for a capture that could not be obtained; `timestamp` is the time of the capture that was served.
    """

    original: str
    archive: str
    requested: str
    timestamp: str | None
    digest: str | None
    outcome: str


class Versions(msgspec.Struct, frozen=True):
    """The versions of what read the captures: version numbers, and digests of all rules and place names."""

    tool: str = __version__
    rules: int = 0
    rules_sha256: str = ""
    places_sha256: str = ""


class Lock(msgspec.Struct, frozen=True):
    """The content of lock.json; `files` are the published files by name, with their SHA-256."""

    versions: Versions
    captures: tuple[LockedCapture, ...]
    files: dict[str, str]


def versions(subject: Subject) -> Versions:
    """Return the versions of the current rules and data of a subject."""
    return Versions(rules=subject.version, rules_sha256=subject.rules_digest(), places_sha256=subject.data_digest())


def made_lock(captures: Iterable[LockedCapture], folder: Path, files: Iterable[str], subject: Subject) -> Lock:
    """Return the lock of captures and of the files that were written to a folder."""
    hashes = {name: sha256(folder / name) for name in sorted(files)}
    return Lock(versions(subject), tuple(sorted(captures, key=_order)), hashes)


def write_lock(folder: Path, lock: Lock) -> None:
    """Write lock.json."""
    (folder / FILENAME).write_bytes(msgspec.json.format(msgspec.json.encode(lock), indent=2) + b"\n")


def _order(capture: LockedCapture) -> tuple[str, str, str, str]:
    return capture.original, capture.archive, capture.requested, capture.digest or ""


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_lock(directory: Path) -> Lock:
    """Read the lock.json of a dataset. Raises StoreError if it is missing or not valid."""
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
    """Read the lock.json of a dataset whose files all match it. Raises StoreError for a file that does not.

    A citation that contains the digest of the lock has to be made from exactly these files.
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
    """Return, in words, which versions have changed since a lock was written."""
    now, then = msgspec.to_builtins(versions(subject)), msgspec.to_builtins(lock.versions)
    return [
        f"{name}: locked with {_short(then[name])}, now {_short(now[name])}" for name in now if now[name] != then[name]
    ]


def _short(value: Any) -> str:
    return str(value)[:16]
