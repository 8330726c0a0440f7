"""One module per format, each with `write(folder, dataset)`, which writes its files and returns their names."""

from collections.abc import Callable
from pathlib import Path

from scraper.dataset.dataset import Dataset
from scraper.dataset.writers import credit, csv, datapackage, documents, json, readme, rocrate

Writer = Callable[[Path, Dataset], tuple[str, ...]]

WRITERS: tuple[Writer, ...] = (
    csv.write,
    documents.write,
    json.write,
    datapackage.write,
    readme.write,
    credit.write,
    rocrate.write,
)
"""The formats, in the order in which they are written: `datapackage` describes what `csv` wrote, `rocrate` all files."""
