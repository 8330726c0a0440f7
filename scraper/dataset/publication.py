"""A dataset takes the place of the one before as a whole: `dataset` is a link, and is replaced by a rename.

`dataset.versions/00001`, `00002` … hold the datasets, each written once; `dataset` names the newest of them. Whoever reads
by the link's target, or opens one file, never meets a dataset half old and half new, nor half written. What lies beside them
under other names is not ours, and is neither counted nor removed.
"""

import filecmp
import glob
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from scraper.durable import sync
from scraper.errors import StoreError

_VERSION = re.compile(r"[0-9]{5}|[1-9][0-9]{5,6}")
KEEP = 1
"""How many datasets before the newest are kept, where nothing else is said."""


def versions_of(directory: Path) -> list[Path]:
    """Return the folders of the datasets that are kept, the oldest first; the last is the newest.

    None is newer than the one after that which the link names: that one a killed build may have left.
    """
    named = directory.readlink().name if _is_ours(directory) else None
    newest = int(named) + 1 if named else None
    found = (path for path in _shelf(directory).glob("[0-9]*") if _VERSION.fullmatch(path.name) and path.is_dir())
    return sorted(
        (path for path in found if newest is None or int(path.name) <= newest), key=lambda path: int(path.name)
    )


def dataset_name(directory: Path) -> str | None:
    """Return the name of the folder that is published; None where none is."""
    return directory.readlink().name if directory.is_symlink() else None


@contextmanager
def beside(directory: Path) -> Iterator[Path]:
    """Give a folder to write a dataset in, on the disk where it will be published; what a killed build left is removed.

    Raises StoreError where something is in the way, or nothing can be written.
    """
    try:
        directory.parent.mkdir(parents=True, exist_ok=True)
        if directory.exists() and not directory.is_dir():
            raise StoreError(f"{directory}: a file has the name of the folder to be created; move it")
        if directory.is_symlink() and not _is_ours(directory):
            raise StoreError(
                f"{directory}: is your own link to {directory.readlink()}, which is not replaced; move it, or use another --output"
            )
        begin = f".{directory.name}.part-"
        for left in directory.parent.glob(f"{glob.escape(begin)}*"):
            if re.fullmatch(r"[a-z0-9_]{8}(\.link)?", left.name.removeprefix(begin)):
                left.unlink() if left.is_symlink() else shutil.rmtree(left, ignore_errors=True)
        part = Path(tempfile.mkdtemp(prefix=begin, dir=directory.parent))
    except OSError as error:
        raise StoreError(f"{directory}: cannot be written: {error.strerror or error}") from error
    try:
        yield part
    except OSError as error:
        where = error.filename2 or error.filename or directory  # of a link and a rename, what would have been made
        raise StoreError(f"{where}: cannot be written: {error.strerror or error}") from error
    finally:
        shutil.rmtree(part, ignore_errors=True)


def publish(part: Path, directory: Path, names: Iterable[str], keep: int = KEEP, *, gone: Iterable[str] = ()) -> bool:
    """Put the dataset of the files `names` in `part` in the place of that in `directory`, and say whether it is another.

    Of the same bytes nothing is written. Files of others in the folder come along, those that are `gone` do not. `keep`
    datasets before it are kept. Raises OSError; then the old dataset is there as it was.
    """
    names = list(names)
    if _are_same(part, directory, names):
        _prune(directory, keep)
        return False
    for name in names:
        sync(part / name)
    kept = versions_of(directory)
    for before in [directory] if directory.is_dir() else kept[-1:]:
        _carry_over(before, part, names, set(gone))
    part.chmod(0o755)
    _shelf(directory).mkdir(exist_ok=True)
    with _made_way(directory):
        _put_in_place(part, directory, names)
    _prune(directory, keep)
    return True


def _prune(directory: Path, keep: int) -> None:
    """Remove the oldest datasets, but `keep` before the one that is published."""
    published = directory.resolve()
    for old in versions_of(directory)[: -keep - 1]:
        if old.resolve() != published:
            shutil.rmtree(old, ignore_errors=True)


def _put_in_place(part: Path, directory: Path, names: Iterable[str]) -> None:
    """Move a dataset to the shelf, and let the link name it. Where it lies there already, the link alone was gone."""
    kept, shelf = versions_of(directory), _shelf(directory)
    there = bool(kept) and _are_same(part, kept[-1], names)
    new = kept[-1] if there else _next(directory)
    link = part.with_name(f"{part.name}.link")
    link.symlink_to(Path(shelf.name) / new.name, target_is_directory=True)
    if not there:
        part.rename(new)
    sync(shelf)
    link.replace(directory)
    sync(directory.parent)


@contextmanager
def _made_way(directory: Path) -> Iterator[None]:
    """Put a folder in the link's place, a dataset of version 0.2 or somebody's copy, on the shelf; back where none comes."""
    if directory.is_symlink() or not directory.is_dir():
        yield
        return
    old = directory.rename(_next(directory))
    try:
        yield
    finally:
        if not directory.exists():
            old.rename(directory)


def _is_ours(directory: Path) -> bool:
    """Say whether a link is one that names a dataset on the shelf."""
    if not directory.is_symlink():
        return False
    target = directory.readlink()
    return directory.parent / target.parent == _shelf(directory) and bool(_VERSION.fullmatch(target.name))


def _shelf(directory: Path) -> Path:
    return directory.with_name(f"{directory.name}.versions")


def _next(directory: Path) -> Path:
    numbers = [int(path.name) for path in versions_of(directory)]
    return _shelf(directory) / f"{max(numbers, default=0) + 1:05}"


def _are_same(folder: Path, other: Path, names: Iterable[str]) -> bool:
    """Say whether files have the same bytes in two folders."""
    return all((other / name).is_file() and filecmp.cmp(folder / name, other / name, shallow=False) for name in names)


def _carry_over(directory: Path, part: Path, names: Iterable[str], gone: set[str]) -> None:
    """Copy what others put beside the files of the dataset. Raises StoreError for a folder that is in a file's way."""
    for entry in directory.iterdir():
        if entry.name in names:
            if entry.is_dir():
                raise StoreError(f"{entry}: a folder has the name of the file to be written; move it")
        elif entry.name in gone:
            continue
        elif entry.is_dir() and not entry.is_symlink():
            shutil.copytree(entry, part / entry.name, symlinks=True)
        else:
            shutil.copy2(entry, part / entry.name, follow_symlinks=False)
