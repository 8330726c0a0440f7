"""A published dataset → its citation as text, BibTeX or RIS, dated by the newest capture, without a time of day."""

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from scraper.dataset.lock import FILENAME as LOCK
from scraper.dataset.lock import Versions, read_lock, sha256
from scraper.dataset.writers.datapackage import FILENAME as PACKAGE
from scraper.errors import SettingsError, StoreError

_TOOL = "unesco-archive-scraper"
_BIBTEX = re.compile(r"[\\{}$&#%_^~]")
_ESCAPES = {"\\": r"\textbackslash{}", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}"}


class Work(msgspec.Struct, frozen=True, kw_only=True):
    """What a citation names: `newest` is the day of the newest capture (ISO 8601), `lock` the SHA-256 of lock.json."""

    name: str
    title: str
    authors: Sequence[str]
    version: str
    newest: str
    versions: Versions
    lock: str
    doi: str = ""
    url: str = ""

    @property
    def captured(self) -> str:
        """Which captures it was made from."""
        return f"captures up to {self.newest}" if self.newest else "no captures"

    @property
    def note(self) -> str:
        """What the dataset was made from, and with which version."""
        made = f"made with {_TOOL} {self.versions.tool}, rules {self.versions.rules}"
        return f"Dataset, {self.captured}; {made}; lock.json sha256:{self.lock}"


def work_of(package: Mapping[str, Any], versions: Versions, lock: str, newest: str = "") -> Work:
    """Return what a citation names, from a datapackage.json; `newest` is the day of its newest capture if that is known better."""
    people = package.get("contributors")
    named = [one for one in people if isinstance(one, Mapping)] if isinstance(people, list) else []
    creators = [one for one in named if "creator" in one.get("roles", ())] or named
    identity = str(package.get("id") or "")
    return Work(
        name=str(package.get("name") or "dataset"),
        title=str(package.get("title") or package.get("name") or "Dataset"),
        authors=tuple(str(one["title"]) for one in creators if one.get("title")),
        version=str(package.get("version") or ""),
        newest=newest or str(package.get("created") or "")[:10],
        versions=versions,
        lock=lock,
        doi=identity.removeprefix("https://doi.org/") if identity.startswith("https://doi.org/") else "",
        url=str(package.get("homepage") or ""),
    )


def read_work(directory: Path) -> Work:
    """Read what a citation of a published dataset names. Raises StoreError if it is not a dataset."""
    path = directory / PACKAGE
    lock = read_lock(directory)
    try:
        package = msgspec.json.decode(path.read_bytes(), type=dict[str, Any])
    except (OSError, ValueError, msgspec.DecodeError, RecursionError) as error:
        raise StoreError(f"{path}: cannot be read: {error}; `scraper build` rebuilds it") from error
    return work_of(package, lock.versions, sha256(directory / LOCK))


def in_words(work: Work) -> str:
    """Return the citation as one paragraph."""
    authors = f"{', '.join(work.authors)}. " if work.authors else ""
    version = f"Dataset, version {work.version}" if work.version else "Dataset"
    doi = f" https://doi.org/{work.doi}" if work.doi else ""
    made = f"Made with {_TOOL} {work.versions.tool}, rules {work.versions.rules}; lock.json sha256:{work.lock}."
    return f"{authors}{work.title}. {version}, {work.captured}. {made}{doi}"


def bibtex(work: Work) -> str:
    """Return the citation as a BibTeX entry."""
    fields = {
        "author": " and ".join(f"{{{_escaped(name)}}}" for name in work.authors),
        "title": f"{{{_escaped(work.title)}}}",
        "year": work.newest[:4],
        "version": _escaped(work.version),
        "doi": work.doi,
        "url": work.url,
        "note": _escaped(work.note),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@misc{{{re.sub(r'[^a-z0-9-]', '-', work.name.lower())}-{work.newest},\n{lines}}}"


def ris(work: Work) -> str:
    """Return the citation as RIS, the format of reference managers."""
    fields = [
        ("TY", "DATA"),
        *(("AU", name) for name in work.authors),
        ("TI", work.title),
        ("PY", work.newest[:4]),
        ("DA", work.newest.replace("-", "/")),
        ("ET", work.version),
        ("DO", work.doi),
        ("UR", work.url),
        ("N1", work.note),
    ]
    return "\n".join([*(f"{tag}  - {value}" for tag, value in fields if value), "ER  - "])


STYLES: Mapping[str, Callable[[Work], str]] = {"text": in_words, "bibtex": bibtex, "ris": ris}


def cited(work: Work, style: str = "text") -> str:
    """Return a citation in a style: text, bibtex or ris. Raises SettingsError for another style."""
    if style not in STYLES:
        raise SettingsError(f"{style!r} is not a citation style; {', '.join(STYLES)} are")
    return STYLES[style](work)


def _escaped(text: str) -> str:
    return _BIBTEX.sub(lambda match: _ESCAPES.get(match[0], f"\\{match[0]}"), text)
