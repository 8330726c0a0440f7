"""Changes of substance → an Atom feed (RFC 4287), with an entry for each capture that shows some; reproducible byte for byte."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as Tree

from scraper.diffs.views.changes import row_lines
from scraper.durable import write_whole
from scraper.errors import StoreError
from scraper.reading.xml_text import xml_text
from scraper.values.capture import is_web_address
from scraper.values.changes import ChangeRow, of_substance
from scraper.values.subject import Subject

MOST_ENTRIES = 200
_NAMESPACE = "http://www.w3.org/2005/Atom"


def feed(rows: Iterable[ChangeRow], subject: Subject, authors: Sequence[str] = ()) -> bytes:
    """Return the feed: the newest captures first, no more than `MOST_ENTRIES`; without `authors`, the subject is the author.

    An entry's time is that of its capture, and its id goes by the page and that time, so a reader meets each once.
    """
    entries = sorted(of_substance(rows), key=lambda row: (row.timestamp, row.url), reverse=True)
    groups = [list(group) for _, group in groupby(entries, key=lambda row: (row.timestamp, row.url))][:MOST_ENTRIES]
    root = Tree.Element("feed", xmlns=_NAMESPACE)
    _add(root, "title", f"Changes: {subject.title}")
    _add(root, "id", _urn(subject.name))
    _add(root, "updated", groups[0][0].timestamp if groups else "1970-01-01T00:00:00Z")
    for name in authors or (subject.title,):
        _add(Tree.SubElement(root, "author"), "name", name)
    for group in groups:
        _add_entry(root, group, subject)
    Tree.indent(root)
    content: bytes = Tree.tostring(root, encoding="utf-8", xml_declaration=True)
    return content + b"\n"


def write_feed(path: Path, content: bytes) -> None:
    """Write a feed, unless that is what stands there. Raises StoreError."""
    try:
        if not path.is_file() or path.read_bytes() != content:
            write_whole(path, content)
    except OSError as error:
        raise StoreError(f"{path}: cannot be written: {error.strerror or error}") from error


def _add_entry(root: Tree.Element, rows: list[ChangeRow], subject: Subject) -> None:
    first = rows[0]
    rows = sorted(rows, key=lambda row: (row.table or "", row.record_id or "", row.field or ""))
    lines = list(row_lines(rows))
    entry = Tree.SubElement(root, "entry")
    more = f" and {len(lines) - 1:,} more" if len(lines) > 1 else ""
    _add(entry, "title", f"{lines[0]}{more}")
    _add(entry, "id", _urn(f"{subject.name} {first.timestamp} {first.url}"))
    _add(entry, "updated", first.timestamp)
    for kind, address in (("alternate", first.memento_url), ("related", first.url)):
        if address and is_web_address(address):
            Tree.SubElement(entry, "link", rel=kind, href=xml_text(address))
    _add(entry, "content", "\n".join([f"{first.url}, captured {first.timestamp}, against {first.previous}", *lines]))


def _add(parent: Tree.Element, name: str, text: str) -> None:
    Tree.SubElement(parent, name).text = xml_text(text)


def _urn(name: str) -> str:
    return f"urn:uuid:{uuid5(NAMESPACE_URL, name)}"
