"""The JSON documents that a subject makes from its facts, such as a map."""

from pathlib import Path

from scraper.dataset.dataset import Dataset
from scraper.dataset.writers.json import json_document


def write(folder: Path, dataset: Dataset) -> tuple[str, ...]:
    """Write the subject's own documents."""
    for name, document_of in dataset.subject.files:
        (folder / name).write_bytes(json_document(document_of(dataset.facts.tables), dataset.dates))
    return tuple(name for name, _ in dataset.subject.files)
