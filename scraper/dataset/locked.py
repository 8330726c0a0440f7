"""lock.json + store → the published bytes again, or exactly what differs."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec

from scraper.dataset.build import in_place, make
from scraper.dataset.built import Built
from scraper.dataset.credits import NOBODY, Credits
from scraper.dataset.dataset import Licence
from scraper.dataset.lock import FILENAME, Lock, LockedCapture, differing_versions, read_lock, sha256
from scraper.dataset.publication import KEEP, beside, publish
from scraper.dataset.tables import tables_of
from scraper.dataset.verify import differing_cells
from scraper.dataset.writers import WRITERS, Writer
from scraper.default import SUBJECT
from scraper.store.reader import Listed
from scraper.store.store import Store
from scraper.values.capture import urlkey
from scraper.values.subject import Subject

_MOST_TOLD = 20
_Locked = dict[tuple[str, str, str, str | None], LockedCapture]


class Reproduced(msgspec.Struct, frozen=True, kw_only=True):
    """The result of a locked build; if there are no `differences`, the published bytes were reproduced."""

    built: Built
    differences: tuple[str, ...]


def build_locked(
    store: Store,
    directory: Path,
    *,
    subject: Subject = SUBJECT,
    licence: Licence | None = None,
    credits: Credits = NOBODY,
    most_bytes: int = 50_000_000,
    done: Callable[[], None] = lambda: None,
    keep: int = KEEP,
    writers: Sequence[Writer] = WRITERS,
) -> Reproduced:
    """Rebuild the dataset that `directory/lock.json` describes from its captures alone; write it if its bytes are the same.

    If the bytes differ, or if the ledger contradicts the WARC records, nothing is written. Every byte of the records
    and every page is read; results of earlier readings are not used. Raises StoreError if there is no lock, or if the
    ledger is wrong.
    """
    lock = read_lock(directory)
    locked = {(*_identity(capture), capture.digest): capture for capture in lock.captures}
    with beside(directory) as again:
        built = make(
            store,
            again,
            subject=subject,
            licence=licence,
            credits=credits,
            most_bytes=most_bytes,
            only=_captures_of(locked, store),
            done=done,
            writers=writers,
        )
        made = {path.name for path in built.files}
        found = _differences(store, subject, lock, locked, directory, again, made)
        differences = (*store.audit(), *built.damaged, *found)
        if not differences:  # the lock is what was published; the versions that it names are kept
            for name in made - set(lock.files):  # of formats that came later: they are no part of this dataset
                (again / name).unlink()
            shutil.copyfile(directory / FILENAME, again / FILENAME)
            publish(again, directory, keep)
    files = tuple(path for path in built.files if path.name in (*lock.files, FILENAME))
    return Reproduced(built=in_place(msgspec.structs.replace(built, files=files), directory), differences=differences)


def _captures_of(locked: _Locked, store: Store) -> Callable[[Listed], bool]:
    """Return a function that selects the locked captures; for those that are missing, what is there, to describe differences."""
    there = {_of_payload(listed) for listed in store.listed()}
    other = {key[:3] for key in locked if key not in there}
    return lambda listed: _of_payload(listed) in locked or _of_listed(listed) in other


def _identity(capture: LockedCapture) -> tuple[str, str, str]:
    return capture.archive, urlkey(capture.original), capture.requested


def _of_listed(listed: Listed) -> tuple[str, str, str]:
    return listed.archive, urlkey(listed.record.original if listed.record else listed.original), listed.requested


def _of_payload(listed: Listed) -> tuple[str, str, str, str | None]:
    return (*_of_listed(listed), _digest(listed))


def _digest(listed: Listed) -> str | None:
    return listed.record.digest if listed.record else None


def _differences(
    store: Store, subject: Subject, lock: Lock, locked: _Locked, directory: Path, again: Path, made: set[str]
) -> Iterator[str]:
    """Yield the differences: files by their digests, then the causes: captures, versions, cells."""
    unknown = [name for name in lock.files if name not in made]
    differing = [name for name, digest in lock.files.items() if name in made and sha256(again / name) != digest]
    if not unknown and not differing:
        return
    yield from (f"{name}: this version does not write such a file" for name in unknown)
    yield from (f"{name}: its bytes differ from the locked ones" for name in differing)
    yield from _differing_captures(store, locked)
    yield from differing_versions(lock, subject)
    for table in tables_of(subject):
        name = f"{table.name}.csv"
        if name in differing and (directory / name).is_file() and sha256(directory / name) == lock.files[name]:
            yield from differing_cells(table, directory, again)


def _differing_captures(store: Store, locked: _Locked) -> Iterator[str]:
    there: dict[tuple[str, str, str], list[str | None]] = {}
    for listed in store.listed():
        there.setdefault(_of_listed(listed), []).append(_digest(listed))
    told = 0
    for (*identity, digest), capture in locked.items():
        digests = there.get((identity[0], identity[1], identity[2]))
        if digests is not None and digest in digests:
            continue
        told += 1
        if told <= _MOST_TOLD:
            what = "is not in the store" if digests is None else f"has the digest {digests[0]}, locked was {digest}"
            yield f"capture of {capture.original} at {capture.requested} ({capture.archive}): {what}"
    if told > _MOST_TOLD:
        yield f"{told - _MOST_TOLD} more captures differ from the locked ones"
