"""A dataset → a ZIP of its files unchanged, and one about what made it; the same dataset gives the same bytes."""

import zlib
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from scraper.dataset.loaded import LoadedDataset
from scraper.dataset.lock import FILENAME as LOCK
from scraper.exports.about import about
from scraper.exports.zipping import entry

ABOUT = "ABOUT.txt"


def write(path: Path, dataset: LoadedDataset) -> tuple[str, tuple[str, ...]]:
    """Write the ZIP: every file that the lock names, the lock, and ABOUT.txt. Return what it was made with."""
    made_with = f"zlib {zlib.ZLIB_RUNTIME_VERSION}"
    folder = str(dataset.package.get("name") or "dataset")
    with ZipFile(path, "w") as file:
        for name in sorted((*dataset.lock.files, LOCK)):
            with entry(file, f"{folder}/{name}", ZIP_DEFLATED) as into:
                into.write((dataset.directory / name).read_bytes())
        with entry(file, f"{folder}/{ABOUT}", ZIP_DEFLATED) as into:
            into.write("".join(f"{name}: {value}\n" for name, value in about(dataset, made_with).items()).encode())
    return made_with, ()
