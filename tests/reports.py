"""Datasets for reports that no fixture gives: with hostile cells, and of ten thousand captures."""

import csv
import shutil
from collections.abc import Callable
from itertools import count
from pathlib import Path

import msgspec

from scraper.dataset.lock import read_lock, sha256, write_lock

Cells = dict[str, str]

SCRIPT = "</script><script>document.title='run'</script>"
HOSTILE = (
    SCRIPT,
    "<img src=x onerror=\"document.title='run'\">",
    "\" onclick=\"document.title='run'",
    "</style><style>*{display:none}",
    "javascript:document.title='run'",
    "\u202eturned round\u202c \u2066and\u2069 \u200fmarked\u061c",
    "{{ 7 * 7 }}{% raw %}",
    "]]><!-- --><svg onload=\"document.title='run'\">",
    "\x00\x1b[31m\x9b",
)
ADDRESSES = (
    "javascript:document.title='run'//https://unesco.org/",
    "data:text/html,<script>document.title='run'</script>",
    "https://[::1/",
    "https://unesco.org/\" onmouseover=\"document.title='run'",
    "http://unesco.org/\u202egnp.exe",
    " https://unesco.org/",
)


def rewritten(dataset: Path, place: Path, **tables: Callable[[list[Cells]], list[Cells]]) -> Path:
    """Return a copy of a dataset folder in which rows of tables are others, and which is locked with them."""
    copy = Path(shutil.copytree(dataset, place))
    for name, change in tables.items():
        path = copy / f"{name}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            rows, columns = list(reader), list(reader.fieldnames or ())
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns)
            writer.writeheader()
            writer.writerows(change(rows))
    return relocked(copy)


def relocked(dataset: Path) -> Path:
    """Lock the files of a dataset as they are now."""
    lock = read_lock(dataset)
    write_lock(dataset, msgspec.structs.replace(lock, files={name: sha256(dataset / name) for name in lock.files}))
    return dataset


def hostile(dataset: Path, place: Path) -> Path:
    """Return a copy whose free words are hostile, in turn, whose addresses are none, and which has a quote of 100 KB."""
    number = count()

    def changed(*words: str) -> Callable[[list[Cells]], list[Cells]]:
        def change(rows: list[Cells]) -> list[Cells]:
            for at, row in enumerate(rows):
                for name in row:
                    if name in words and row[name]:
                        row[name] = f"{HOSTILE[next(number) % len(HOSTILE)]} {row[name]}"
                    elif name.endswith("url") and row[name]:
                        row[name] = ADDRESSES[next(number) % len(ADDRESSES)]
                if at == 0 and "quote" in row:
                    row["quote"] = f"{SCRIPT}{'long words ' * 10_000}"
            return rows

        return change

    free = (
        "city",
        "country",
        "note",
        "text",
        "quote",
        "value",
        "before",
        "after",
        "other_value",
        "rule",
        "digest",
        "field",
    )
    names = ("timeline", "objectives", "history", "changes", "conflicts", "evidence", "captures")
    return rewritten(dataset, place, **{name: changed(*free) for name in names})


def enlarged(dataset: Path, place: Path, captures: int) -> Path:
    """Return a copy with so many captures of some hundred pages in twenty years, and as many statements and changes."""

    def more(rows: list[Cells], *ids: str) -> list[Cells]:
        found = []
        for at in range(max(captures, len(rows))):
            row = dict(rows[at % len(rows)])
            if at >= len(rows):
                when = f"{2005 + at % 20}-{at // 20 % 12 + 1:02}-{at // 240 % 28 + 1:02}T{at // 6720 % 24:02}:00:00Z"
                page = f"https://en.unesco.org/creative-cities/page-{at % 150}"
                for name in row:
                    if name in ("timestamp", "requested", "last_seen") and row[name]:
                        row[name] = when
                    elif name == "url":
                        row[name] = page
                    elif name == "memento_url":
                        row[name] = f"https://webarchive.example/uccn/{when[:4]}0101000000/{page}"
                    elif name in ids:
                        row[name] = f"{row[name]}~{at}"
                    elif name == "quote":
                        row[name] = f"{row[name]} {at}"
            found.append(row)
        return found

    return rewritten(
        dataset,
        place,
        captures=lambda rows: more(rows, "id", "digest"),
        history=lambda rows: more(rows, "id"),
        changes=lambda rows: more(rows, "id"),
        evidence=lambda rows: more(rows, "id"),
    )
