"""A dataset replaces the previous one as a whole: two folders are exchanged in one system call.

`dataset/` contains plain files. Earlier datasets are kept in `dataset.versions/` as `00001`, `00002` …; `index.json`
there lists the folders that belong to this tool, each with the SHA-256 of the dataset's lock.json. Everything else is
foreign, and is not replaced, moved, counted or removed: files in `dataset/` that its lock does not name, and folders
that the index does not name.

If the system or disk cannot exchange folders, the old dataset is renamed to its place among the earlier ones, then the
new one to `dataset/`; only between these two renames is there no `dataset/`. If a process is killed between two steps,
`recover` completes or undoes the publication: it recognises the old dataset by the index, in which it is entered first.
"""

import filecmp
import glob
import re
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec

from scraper.dataset.lock import FILENAME as LOCK
from scraper.dataset.lock import read_lock, sha256
from scraper.durable import exchange, sync, write_whole
from scraper.errors import StoreError

KEEP = 1
"""The default number of earlier datasets that are kept."""
INDEX = "index.json"
_NUMBER = re.compile(r"[0-9]{5}|[1-9][0-9]{5,6}")
_MOST_NAMED = 5


class _Kept(msgspec.Struct, frozen=True):
    """An earlier dataset: its folder in `dataset.versions/`, and the SHA-256 of its lock.json."""

    name: str
    lock: str


class _Index(msgspec.Struct, frozen=True):
    """The content of index.json, the oldest dataset first."""

    kept: tuple[_Kept, ...] = ()


def versions_of(directory: Path) -> list[Path]:
    """Return the folders of all datasets, the oldest first; the last one is published."""
    return [*(_shelf(directory) / one.name for one in _kept(directory)), *([directory] if directory.is_dir() else [])]


def dataset_name(directory: Path) -> str | None:
    """Return what identifies a dataset wherever it is, the SHA-256 of its lock.json; None if there is none."""
    try:
        return sha256(directory / LOCK)
    except OSError:
        return None


@contextmanager
def beside(directory: Path) -> Iterator[Path]:
    """Provide a folder to write a dataset in, on the disk where it will be published; remains of a killed build are removed.

    Raises StoreError if something is in the way, or nothing can be written.
    """
    with _told(directory):
        directory.parent.mkdir(parents=True, exist_ok=True)
        recover(directory)
        refuse_others(directory)
        _take_over(directory)
        part = Path(tempfile.mkdtemp(prefix=_part_prefix(directory), dir=directory.parent))
        try:
            yield part
        finally:
            with suppress(OSError):
                _clear(part, directory)


def publish(part: Path, directory: Path, keep: int = KEEP) -> bool:
    """Replace the dataset in `directory` with the one in `part`, which has a lock.json; return whether it differs.

    If the bytes are the same, nothing is written. `keep` earlier datasets are kept. Raises StoreError if `directory`
    contains foreign files, and OSError; the old dataset is then unchanged.
    """
    names = (*read_lock(part).files, LOCK)
    refuse_others(directory)
    new = not _are_same(part, directory, names)
    if new:
        for name in names:
            sync(part / name)
        part.chmod(0o755)
        sync(part)
        _put_in_place(part, directory)
    with suppress(OSError):  # what cannot be removed now, the next build removes
        _prune(directory, keep)
    return new


def keep_published(directory: Path, keep: int = KEEP) -> None:
    """Leave the published dataset as it is, and keep `keep` earlier ones. Raises the same StoreErrors as `publish`."""
    refuse_others(directory)
    with suppress(OSError):
        _prune(directory, keep)


def refuse_others(directory: Path, instead: str | None = None) -> None:
    """Raise StoreError if something foreign is in the place of a dataset, or in its folder; `instead` says what to do then."""
    if directory.is_symlink() and _of_0_3(directory) is None:
        raise StoreError(
            f"{directory}: is your own link to {directory.readlink()}, which is not replaced; move it, or use another --output"
        )
    if directory.exists() and not directory.is_dir():
        raise StoreError(f"{directory}: a file has the name of the folder to be created; move it")
    if foreign := others(directory):
        more = f" and {len(foreign) - _MOST_NAMED:,} more" if len(foreign) > _MOST_NAMED else ""
        raise StoreError(
            f"{', '.join(map(str, foreign[:_MOST_NAMED]))}{more}: not named by {directory / LOCK}, so not ours to replace, and"
            f" no dataset is published. {instead or f'Move what is yours out of {directory}, then `scraper build`'}"
        )


def recover(directory: Path) -> None:
    """Complete or undo a publication that a killed process left half done. Only one process at a time may call this.

    Raises StoreError if the index cannot be read, or nothing can be written.
    """
    with _told(directory):
        for part in directory.parent.glob(f"{glob.escape(_part_prefix(directory))}*"):
            if re.fullmatch(r"[a-z0-9_]{8}(\.link)?", part.name.removeprefix(_part_prefix(directory))):
                _clear(part, directory)
        if not (kept := _read_index(directory).kept):
            return
        last = _shelf(directory) / kept[-1].name
        if last.is_symlink():  # killed in taking over a link of version 0.3, after the exchange
            last.unlink()
        elif not directory.exists() and not directory.is_symlink() and _is_there(directory, kept[-1]):
            last.rename(directory)  # killed between two renames
            sync(directory.parent)
        if len(there := _kept(directory)) < len(kept):
            _write_index(directory, there)


@contextmanager
def _told(directory: Path) -> Iterator[None]:
    """Raise StoreError for an OSError."""
    try:
        yield
    except OSError as error:
        where = error.filename2 or error.filename or directory  # of two names, the one that would have been made
        raise StoreError(f"{where}: cannot be written: {error.strerror or error}") from error


def _clear(part: Path, directory: Path) -> None:
    """Remove the folder that was written to; but if it contains the old dataset, after the exchange, move that to its place."""
    kept = _read_index(directory).kept
    place = _shelf(directory) / kept[-1].name if kept else None
    if place and not place.exists() and dataset_name(part) == kept[-1].lock:
        part.rename(place)
    elif part.is_symlink():
        part.unlink()
    else:
        shutil.rmtree(part, ignore_errors=True)


def others(directory: Path) -> list[Path]:
    """Return the entries of a dataset's folder that its lock does not name, including links and folders with a named file's name."""
    ours = {*read_lock(directory).files, LOCK} if (directory / LOCK).exists() else set()
    entries = sorted(directory.iterdir()) if directory.is_dir() else []
    return [path for path in entries if path.name not in ours or path.is_symlink() or not path.is_file()]


def _put_in_place(part: Path, directory: Path) -> None:
    """Enter the old dataset in the index, exchange the two and move the old one to its place; or rename both in turn."""
    if not directory.exists() or not any(directory.iterdir()):
        with suppress(FileNotFoundError):
            directory.rmdir()
        part.rename(directory)
        sync(directory.parent)
        return
    old = _Kept(_next(directory), sha256(directory / LOCK))
    place = _shelf(directory) / old.name
    _write_index(directory, [*_kept(directory), old])
    if exchange(part, directory):
        try:
            sync(directory.parent)
            part.rename(place)
        except OSError:
            exchange(part, directory)
            raise
    else:
        directory.rename(place)
        try:
            part.rename(directory)
        except OSError:
            place.rename(directory)
            raise
        sync(directory.parent)
    sync(place.parent)


def _take_over(directory: Path) -> None:
    """Replace a link of version 0.3 with the dataset that it names, and enter the earlier datasets in the index."""
    named, shelf = _of_0_3(directory), _shelf(directory)
    if named is None:
        return
    if not directory.exists():  # what it named is gone
        directory.unlink()
        return
    found = [path.name for path in shelf.iterdir() if _NUMBER.fullmatch(path.name) and dataset_name(path)]
    # Up to the one after that which the link names, for a killed build may have left that one; a later one is not of 0.3.
    ours = sorted((name for name in found if int(name) <= int(named) + 1), key=lambda name: (name == named, int(name)))
    kept = [_Kept(name, sha256(shelf / name / LOCK)) for name in ours]
    _write_index(directory, kept)
    if exchange(shelf / named, directory):
        (shelf / named).unlink()
    else:
        directory.unlink()
        (shelf / named).rename(directory)
    sync(directory.parent)
    _write_index(directory, kept[:-1])


def _of_0_3(directory: Path) -> str | None:
    """Return the name of the folder in `dataset.versions/` that a link publishes, as in version 0.3."""
    if not directory.is_symlink():
        return None
    target = directory.readlink()
    ours = directory.parent / target.parent == _shelf(directory) and _NUMBER.fullmatch(target.name)
    return target.name if ours else None


def _prune(directory: Path, keep: int) -> None:
    """Remove the oldest datasets except `keep`; one that contains foreign files is left there and no longer counted."""
    kept = _kept(directory)
    old = kept[: max(0, len(kept) - keep)]
    if not old:
        return
    gone = []
    for folder in (_shelf(directory) / one.name for one in old):
        if not others(folder):
            gone.append(directory.with_name(f"{_part_prefix(directory)}{folder.name:_>8}"))
            folder.rename(gone[-1])
    _write_index(directory, kept[len(old) :])
    for folder in gone:
        shutil.rmtree(folder, ignore_errors=True)


def _kept(directory: Path) -> list[_Kept]:
    """Return the earlier datasets that the index lists and that exist, the oldest first."""
    return [one for one in _read_index(directory).kept if _is_there(directory, one)]


def _is_there(directory: Path, one: _Kept) -> bool:
    return dataset_name(_shelf(directory) / one.name) == one.lock


def _read_index(directory: Path) -> _Index:
    path = _shelf(directory) / INDEX
    try:
        return msgspec.json.decode(path.read_bytes(), type=_Index)
    except FileNotFoundError:
        return _Index()
    except (OSError, ValueError, msgspec.DecodeError) as error:
        raise StoreError(
            f"{path}: cannot be read: {error}; remove it, then the datasets beside it are yours to keep or remove"
        ) from error


def _write_index(directory: Path, kept: Sequence[_Kept]) -> None:
    _shelf(directory).mkdir(exist_ok=True)
    content = msgspec.json.format(msgspec.json.encode(_Index(tuple(kept))), indent=2) + b"\n"
    write_whole(_shelf(directory) / INDEX, content)


def _shelf(directory: Path) -> Path:
    return directory.with_name(f"{directory.name}.versions")


def _part_prefix(directory: Path) -> str:
    return f".{directory.name}.part-"


def _next(directory: Path) -> str:
    """Return a folder name that is not in use and, according to the index, never was."""
    shelf = _shelf(directory)
    there = [path.name for path in shelf.iterdir()] if shelf.is_dir() else []
    numbers = [int(name) for name in there if _NUMBER.fullmatch(name)]
    return f"{max(numbers, default=0) + 1:05}"


def _are_same(folder: Path, other: Path, names: tuple[str, ...]) -> bool:
    """Return whether files have the same bytes in two folders."""
    return all((other / name).is_file() and filecmp.cmp(folder / name, other / name, shallow=False) for name in names)
