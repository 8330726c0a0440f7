"""A published dataset and a store → files in the requested formats, each written as a whole or not at all."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from importlib import import_module
from pathlib import Path
from typing import Any

import msgspec

from scraper.dataset.loaded import loaded
from scraper.dataset.lock import read_whole
from scraper.durable import whole
from scraper.errors import SettingsError, StoreError
from scraper.exports import wacz
from scraper.history.reading import Reading
from scraper.store.reader import StoreReader

FORMATS = ("sqlite", "xlsx", "parquet", "wacz", "zip")
"""The formats: the tables as a database, a workbook or a folder; the captures; the files of the dataset as they are."""
_EXTRAS = {"pyarrow": "parquet"}


class Exported(msgspec.Struct, frozen=True, kw_only=True):
    """A file, or for parquet a folder, that was written; `made_with` names the libraries that wrote its bytes.

    `remarks` say, in words, what the format could not represent unchanged.
    """

    format: str
    path: Path
    made_with: str
    remarks: tuple[str, ...] = ()


def export(
    place: Path,
    formats: Iterable[str],
    into: Path | None = None,
    *,
    captures: Callable[[], AbstractContextManager[tuple[StoreReader, Reading]]],
) -> Iterator[Exported]:
    """Write the dataset of an output folder in each format, and yield each file written.

    Files are written to the folder `into`, by default `exports/` in the output folder; for a single format, an `into` whose
    name has a suffix, and which is no folder yet, is the file. `captures` opens the store and what reads it.
    Raises SettingsError for an unknown format and for a missing library, StoreError if there is no dataset or nothing can be written.
    """
    names = tuple(dict.fromkeys(formats))
    if unknown := [name for name in names if name not in FORMATS]:
        raise SettingsError(f"{unknown[0]!r} is not a format; one of {', '.join(FORMATS)} is")
    modules = {name: _module(name) for name in names}
    dataset = None
    if set(names) - {"wacz"}:
        read_whole(place / "dataset")
        dataset = loaded(place / "dataset")
    for name in names:
        path = _path(name, names, into or place / "exports")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with whole(path) as part:
                if dataset is not None and name != "wacz":
                    made_with, remarks = modules[name].write(part, dataset)
                else:
                    with captures() as (store, reading):
                        made_with, remarks = wacz.write(part, store, reading)
        except OSError as error:
            raise StoreError(f"{path}: cannot be written: {error.strerror or error}") from error
        yield Exported(format=name, path=path, made_with=made_with, remarks=tuple(remarks))


def _module(name: str) -> Any:
    """Return the module of a format. Raises SettingsError if it needs a library that is missing."""
    try:
        return import_module(f"scraper.exports.{name}")
    except ModuleNotFoundError as error:
        missing = str(error.name).partition(".")[0]
        if missing not in _EXTRAS:
            raise
        raise SettingsError(
            f"{name} needs {missing}: python -m pip install 'unesco-archive-scraper[{_EXTRAS[missing]}]'"
        ) from error


def _path(name: str, names: tuple[str, ...], into: Path) -> Path:
    is_former = name == "parquet" and into.suffix == ".parquet"  # the one format that is a folder itself
    is_folder = len(names) > 1 or not into.suffix or (into.is_dir() and not is_former)
    return into / f"dataset.{name}" if is_folder else into
