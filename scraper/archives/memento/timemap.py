"""TimeMaps → captures: link format (RFC 7089, 5; RFC 6690), MementoWeb's JSON, JSON arrays and NDJSON of replays."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin

import msgspec

from scraper.archives.memento import cdx
from scraper.errors import NotAnIndex
from scraper.values.capture import (
    Capture,
    MementoURL,
    format_timestamp,
    is_web_address,
    parse_timestamp,
    urlkey,
    whole_original,
    without_login,
)

# Possessive, so that nothing is remembered to go back to: a quotation mark that is never closed would cost gigabytes. Looked
# at ahead: before Python 3.11.5, what a possessive group could not match to its end stayed matched.
_QUOTED = r'"(?:[^"\\]++|\\.)*+"'
_LINK = re.compile(rf'\s*+<(?P<target>[^>]*+)>(?P<attributes>(?:[^,"<]++|(?={_QUOTED}){_QUOTED})*+)')
_ATTRIBUTE = re.compile(r""";\s*+(?P<name>[\w*-]++)\s*+=\s*+(?:"(?P<quoted>(?:[^"\\]++|\\.)*+)"|(?P<bare>[^;"]*+))""")
_LONGEST_LINK = 4000


class Link(msgspec.Struct, frozen=True):
    """One link of a `Link` header or a TimeMap: its target, its relations, its other attributes, its own text."""

    target: str
    relations: frozenset[str]
    attributes: dict[str, str]
    written: str


class TimeMap(msgspec.Struct, frozen=True, kw_only=True):
    """One TimeMap: its mementos in its own order, the further TimeMaps it points to, the entries that are none.

    A capture's `original` is the one inside its memento URL, else the TimeMap's; `original` is what the TimeMap names.
    `torn` is a last link that breaks off; it is one of the entries that are none.
    """

    original: str | None = None
    captures: tuple[Capture, ...] = ()
    further: tuple[str, ...] = ()
    bad: tuple[str, ...] = ()
    torn: str | None = None


def parse(body: bytes, base: str, archive: str, asked: str | None = None) -> TimeMap:
    """Read a TimeMap in whatever form it comes; relative addresses are resolved against `base`, where it was asked.

    `asked` is the original it was asked for, for mementos whose address does not hold one. Raises NotAnIndex, IndexCut
    or HostFailure (a challenge) for another kind of answer.
    """
    text = body.decode("utf-8", "replace").removeprefix("\ufeff").strip()
    if re.match(r"<(?:!|\?|html|head|body)", text, re.IGNORECASE):
        raise cdx.not_an_index(body)
    if text.startswith("["):
        return _table(text, base, archive)
    if text.startswith("{"):
        return _objects(text, base, archive, asked)
    if text and not text.startswith("<"):
        raise cdx.not_an_index(body)
    return _link_format(text, base, archive, asked)


def links(text: str) -> Iterator[Link]:
    """Yield the links of a `Link` header or a link-format document; commas inside `<…>` and quotes separate nothing."""
    position = 0
    while match := _LINK.match(text, position):
        attributes = {
            found["name"].lower(): (found["quoted"] if found["quoted"] is not None else found["bare"]).strip()
            for found in _ATTRIBUTE.finditer(match["attributes"])
        }
        relations = frozenset(attributes.pop("rel", "").lower().split())
        yield Link(match["target"].strip(), relations, attributes, match[0].strip())
        position = match.end()
        separator = re.compile(r"[\s,]*").match(text, position)
        position = separator.end() if separator else position
    if rest := text[position:].strip():
        yield Link("", frozenset({"unreadable"}), {}, rest)


def _link_format(text: str, base: str, archive: str, asked: str | None) -> TimeMap:
    found = list(links(text))
    torn = _torn(found)
    original = next((link.target for link in found if "original" in link.relations), None)
    own = {base} | {_joined(base, link.target) for link in found if "self" in link.relations}
    further = [_joined(base, link.target) for link in found if _is_timemap(link)]
    captures, bad = [], []
    for link in found:
        if "unreadable" in link.relations or link.written == torn:
            bad.append(link.written)
        elif "memento" in link.relations:
            time = http_date(link.attributes.get("datetime", ""))
            capture = _memento(_joined(base, link.target), time, archive, original or asked)
            captures.append(capture) if capture else bad.append(link.written)
    return TimeMap(
        original=original,
        captures=tuple(captures),
        further=tuple(dict.fromkeys(url for url in further if url and url not in own)),
        bad=tuple(bad),
        torn=torn,
    )


def _is_timemap(link: Link) -> bool:
    """Say whether a link leads to a further TimeMap, not to the same one in another format (RFC 7089, 5 and 6)."""
    form = link.attributes.get("type", "").split(";")[0].strip().lower()
    return "timemap" in link.relations and form in ("", "application/link-format")


def _torn(found: list[Link]) -> str | None:
    """Return the last link where it is not whole: every one of a TimeMap says how it is related."""
    return found[-1].written if found and (not found[-1].relations or _is_torn(found[-1])) else None


def _is_torn(last: Link) -> bool:
    return "unreadable" in last.relations and _LINK.search(last.written[:_LONGEST_LINK]) is None


def http_date(text: str) -> datetime | None:
    """Read an HTTP date; one without a zone is in UTC. None for what is no date, and for the years 0 to 999."""
    if re.search(r"\b0\d{3}\b", text.rpartition(":")[0]):
        return None  # the standard library takes the year 0001 for 2001
    try:
        time = parsedate_to_datetime(text)
        return time.astimezone(UTC) if time.tzinfo else time.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


def _joined(base: str, target: str) -> str:
    """Return a target as an absolute address; nothing for one that cannot be an address."""
    try:
        return urljoin(base, target)
    except ValueError:
        return ""


def _memento(url: str, time: datetime | None, archive: str, named: str | None) -> Capture | None:
    parts = MementoURL.parse(url)
    original = parts.original if parts else named
    if not is_web_address(url) or original is None or not is_web_address(original):
        return None
    if time is None:
        if parts is None:
            return None
        try:
            time = parse_timestamp(parts.timestamp)
        except ValueError:
            return None
    return Capture(
        original=without_login(original), timestamp=time, urlkey=urlkey(original), archive=archive, memento_url=url
    )


def _table(text: str, base: str, archive: str) -> TimeMap:
    table = cdx.decode_json(text)
    if any(not isinstance(row, list) for row in table):
        raise NotAnIndex("the answer is JSON, but not a TimeMap")
    rows, _ = cdx.json_table(table)
    return _rows(rows, base, archive)


def _rows(rows: list[tuple[str, cdx.Row | None]], base: str, archive: str) -> TimeMap:
    captures, bad = [], []
    root = base.split("timemap/", 1)[0]
    for written, row in rows:
        capture = cdx.capture_of(row, archive) if row is not None else None
        if capture is None:
            bad.append(written)
        else:
            url = str(MementoURL(root, format_timestamp(capture.timestamp), "", capture.original))
            captures.append(msgspec.structs.replace(capture, memento_url=url))
    return TimeMap(captures=tuple(captures), bad=tuple(bad))


def _objects(text: str, base: str, archive: str, asked: str | None) -> TimeMap:
    first = cdx.ndjson_row(text.split("\n", 1)[0])
    if first is not None and "timestamp" in first:
        return _rows([(line, cdx.ndjson_row(line)) for line in text.split("\n") if line.strip()], base, archive)
    document = cdx.decode_json(text)
    if not {"mementos", "timemap_index", "original_uri"} & document.keys():
        raise NotAnIndex(f"the answer is JSON, but not a TimeMap: {text[:120]!r}")
    return _mementoweb(document, base, archive, asked)


def _mementoweb(document: dict[str, Any], base: str, archive: str, asked: str | None) -> TimeMap:
    named = document.get("original_uri")
    original = named if isinstance(named, str) else None
    captures, bad = [], []
    for entry in _entries((document.get("mementos") or {}), "list"):
        capture = _json_memento(entry, base, archive, original or asked)
        captures.append(capture) if capture else bad.append(msgspec.json.encode(entry).decode())
    own = {base, *_addresses(base, document.get("timemap_uri") or {}), *_addresses(base, document.get("self"))}
    pages = document["pages"] if isinstance(document.get("pages"), dict) else {}
    listed = [document.get("timemap_index"), pages.get("prev"), pages.get("next"), pages.get("list")]
    further = [url for part in listed for url in _addresses(base, part)]
    return TimeMap(
        original=original,
        captures=tuple(captures),
        further=tuple(dict.fromkeys(url for url in further if url and url not in own)),
        bad=tuple(bad),
    )


def _entries(document: Any, key: str) -> list[Any]:
    entries = document.get(key) if isinstance(document, dict) else None
    return entries if isinstance(entries, list) else []


def _json_memento(entry: Any, base: str, archive: str, named: str | None) -> Capture | None:
    if not isinstance(entry, dict):
        return None
    uri = entry.get("uri")
    uri = uri[0] if isinstance(uri, list) and uri else uri
    if not isinstance(uri, str):
        return None
    try:
        time = datetime.fromisoformat(str(entry.get("datetime")))
        time = time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)
    except ValueError:
        time = None
    return _memento(_joined(base, whole_address(uri)), time, archive, named)


def whole_address(uri: str) -> str:
    """Return an address as given; `whole_original` only where a scheme lost a slash."""
    return whole_original(uri) if re.match(r"https?:/[^/]", uri) else uri


def _addresses(base: str, part: Any) -> list[str]:
    """Return the JSON TimeMap addresses in a piece of aggregator's JSON: a string, an object with `uri`, a list."""
    if isinstance(part, str):
        return [url] if (url := _joined(base, part)) else []
    if isinstance(part, list):
        return [url for one in part for url in _addresses(base, one)]
    if isinstance(part, dict):
        if "uri" in part:
            return _addresses(base, part["uri"])
        return [url for key, one in part.items() if key.startswith("json") for url in _addresses(base, one)]
    return []
