"""A saved page → its captured response, as far as the page itself or a `capture.json` beside it gives its origin."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Annotated

import msgspec

from scraper.archives.files.bundles import bundle
from scraper.archives.files.places import Place
from scraper.archives.memento.replay import shown_redirect
from scraper.errors import UnreadableFile
from scraper.values.capture import (
    Capture,
    CapturedResponse,
    MementoURL,
    Precision,
    is_web_address,
    media_type,
    parse_timestamp,
    precision_of,
    sha1,
    urlkey,
    without_login,
)

# What says in a page where and when it is from: the scripts of OpenWayback and web.archive.org (wombat), pywb's head_insert.html
# (wbinfo), the comment that browsers write as a Mark of the Web (saved from url), SingleFile's comment.
_WOMBAT_IT = re.compile(rb"WB_wombat_Init\(\s*\"([^\"]+)\"\s*,\s*\"(\d{14})\"")
_WOMBAT_IA = re.compile(rb"__wm\.wombat\(\s*\"([^\"]+)\"\s*,\s*\"(\d{14})\"")
_PYWB_URL = re.compile(rb"wbinfo\.url\s*=\s*\"([^\"]+)\"")
_PYWB_TIME = re.compile(rb"wbinfo\.timestamp\s*=\s*\"(\d{14})\"")
_SAVED_FROM = re.compile(rb"<!--\s*saved from url=\(\d+\)(\S+?)\s*-->")
_SINGLE_FILE = re.compile(
    rb"Page saved with SingleFile\s+url:\s*(?P<url>\S+)(?:\s+saved date:\s*(?P<date>[^\r\n]{1,100}?)\s*$)?",
    re.MULTILINE,
)
_JS_DATE = re.compile(r"\w{3} (\w{3}) (\d\d) (\d{4}) (\d\d:\d\d:\d\d) GMT([+-]\d{4})")
# waybackpack keeps pages in `20180829194602/en.unesco.org/…`, wayback-machine-downloader in `en.unesco.org/20180829194602/…`.
_PLACES = (
    re.compile(
        r"(?:^|/)(?P<time>(?:19|20)\d{12})(?:[a-z]{2}_)?/(?!index\.html?$)(?P<rest>[\w-]+(?:\.[\w-]+)+(?:/.*)?)$"
    ),
    re.compile(r"(?:^|/)(?P<host>[\w-]+(?:\.[\w-]+)+)/(?P<time>(?:19|20)\d{12})(?:[a-z]{2}_)?/(?P<rest>.*)$"),
)
_INDEX = re.compile(r"(?:^|/)index\.html?$", re.IGNORECASE)
# Each within one tag, and the tag found first: in one pattern they would take time by the cube of a page's length.
_TAG = re.compile(rb"<(?:link|meta)\b[^<>]{0,5000}", re.IGNORECASE)
_NAMED = re.compile(rb"rel=[\"']?canonical|property=[\"']og:url[\"']", re.IGNORECASE)
_ADDRESS = re.compile(rb"\s(?:href|content)=[\"']([^\"'>]+)", re.IGNORECASE)
_BANNER_TIME = rb"\s+(\d{1,2}:\d\d:\d\d\s+[A-Z][a-z]{2}\s+\d{1,2},\s+\d{4})"
_ARCHIVED_ON = re.compile(rb"FILE ARCHIVED ON" + _BANNER_TIME)
_BANNER = re.compile(rb"was\s+captured\s+on" + _BANNER_TIME)
_UNSEEN = re.compile(rb"<(script|style|noscript)\b", re.IGNORECASE)
_TOP = 1000


class Sidecar(msgspec.Struct, frozen=True, kw_only=True):
    """The `capture.json` beside a saved `body.html`: its index entry and the headers of its response."""

    original: str
    timestamp: str
    requested: str | None = None
    memento_url: str | None = None
    statuscode: Annotated[int, msgspec.Meta(ge=100, le=999)] = 200
    mimetype: str | None = None
    headers: dict[str, str] = {}
    provenance: str | None = None


class SavedPage(msgspec.Struct, frozen=True, kw_only=True):
    """A page on disk: its bytes, and what is known of its origin. Times are aware and in UTC."""

    path: Place
    body: bytes
    original: str | None = None
    timestamp: datetime | None = None
    requested: datetime | None = None
    precision: Precision = 14
    memento_url: str | None = None
    statuscode: int = 200
    headers: tuple[tuple[str, str], ...] = (("Content-Type", "text/html"),)

    def response(self, archive: str) -> CapturedResponse | None:
        """Return the captured response, None where the original or the time is not known."""
        if self.original is None or self.timestamp is None:
            return None
        capture = Capture(
            original=self.original,
            timestamp=self.timestamp,
            urlkey=urlkey(self.original),
            archive=archive,
            statuscode=self.statuscode,
            mimetype=media_type(self.headers),
            digest=sha1(self.body),
            memento_url=self.memento_url,
            precision=self.precision,
        )
        return CapturedResponse(
            capture=capture,
            requested=self.requested or self.timestamp,
            status=self.statuscode,
            headers=self.headers,
            body=self.body,
        )


def saved_page(
    path: Place,
    most_bytes: int,
    original: str | None = None,
    timestamp: datetime | None = None,
    precision: Precision = 14,
) -> SavedPage:
    """Read a saved page. `original` and `timestamp`, where given, outrank what the page or its sidecar says.

    `precision` is that of the given time.

    Raises UnreadableFile for a file that cannot be read, is larger than `most_bytes`, or whose sidecar is wrong.
    """
    try:
        if path.stat().st_size > most_bytes:
            raise UnreadableFile(f"{path}: over {most_bytes:,} bytes; see limits.body_bytes")
        body = path.read_bytes()
    except OSError as error:
        raise UnreadableFile(f"{path}: {error.strerror or error}") from error
    sidecar = path.with_name("capture.json")
    page = _with_sidecar(path, body, sidecar) if sidecar.is_file() else _told(path, body)
    return msgspec.structs.replace(
        page,
        original=original or page.original,
        timestamp=timestamp or page.timestamp,
        requested=timestamp or page.requested,
        precision=precision if timestamp else page.precision,
    )


def _with_sidecar(path: Place, body: bytes, sidecar: Place) -> SavedPage:
    try:
        stated = msgspec.json.decode(sidecar.read_bytes(), type=Sidecar)
        time = parse_timestamp(stated.timestamp)
        requested = parse_timestamp(stated.requested or stated.timestamp)
    except (msgspec.DecodeError, ValueError, OSError) as error:
        raise UnreadableFile(f"{sidecar}: {error}") from error
    return SavedPage(
        path=path,
        body=body,
        original=stated.original,
        timestamp=time,
        requested=requested,
        precision=precision_of(stated.timestamp),
        memento_url=stated.memento_url,
        statuscode=shown_redirect(body) or stated.statuscode,
        headers=tuple(stated.headers.items()),
    )


def _told(path: Place, content: bytes) -> SavedPage:
    """Read what a page, the bundle that it lies in, or its place in a downloader's folder says of its origin."""
    try:
        found = bundle(content)
    except ValueError as error:
        raise UnreadableFile(f"{path}: {error}") from error
    page = _told_by_itself(path, found.body if found else content)
    if found:
        page = msgspec.structs.replace(
            _from(page, found.url, found.time), headers=(("Content-Type", found.content_type),)
        )
    elif single := _SINGLE_FILE.search(content[:20_000]):
        page = _from(
            page, single["url"].decode("utf-8", "replace"), _js_date((single["date"] or b"").decode("latin-1"))
        )
    place = _placed(path)
    if place is None:
        return page
    time = _digits(place[0])
    return msgspec.structs.replace(page, original=place[1], timestamp=page.timestamp or time, requested=time)


def _from(page: SavedPage, url: str | None, time: datetime | None) -> SavedPage:
    """Return a page as it was loaded from an address at a time: a memento's own time counts, not when it was saved."""
    memento = MementoURL.parse(url or "")
    if (
        memento
        and len(memento.timestamp) == 14
        and memento.base.startswith("http")
        and is_web_address(memento.original)
    ):
        served = page.timestamp or _digits(memento.timestamp)
        address = str(msgspec.structs.replace(memento, modifier=""))
        return msgspec.structs.replace(
            page, original=memento.original, timestamp=served, requested=served, memento_url=address
        )
    if url is None or not is_web_address(url) or page.timestamp is not None:
        return page
    return msgspec.structs.replace(page, original=url, timestamp=time, requested=time)


def _js_date(text: str) -> datetime | None:
    """Read a date as JavaScript writes it, `Tue Mar 15 2022 10:26:32 GMT+0100 (…)`, or ISO 8601."""
    try:
        if match := _JS_DATE.match(text):
            return datetime.strptime(" ".join(match.groups()), "%b %d %Y %H:%M:%S %z").astimezone(UTC)
        time = datetime.fromisoformat(text)
        return (time if time.tzinfo else time.replace(tzinfo=UTC)).astimezone(UTC).replace(microsecond=0)
    except (ValueError, OverflowError):
        return None


def is_placed(path: Place) -> bool:
    """Say whether a page lies where a wayback downloader puts it, so that its path says its time and its address."""
    return _placed(path) is not None


def _placed(path: Place) -> tuple[str, str] | None:
    """Return the 14 digits and the address that a downloader's path says; the scheme is lost, and so is `http`."""
    written = path.absolute().as_posix()
    for pattern in _PLACES:
        if (match := pattern.search(written)) and _digits(match["time"]):
            inside = "/".join(filter(None, (match.groupdict().get("host"), match["rest"])))
            address = f"http://{_INDEX.sub('', inside).replace('%3f', '?').replace('%3F', '?')}"
            return match["time"], address if "/" in address[7:] else f"{address}/"
    return None


def _told_by_itself(path: Place, body: bytes) -> SavedPage:
    memento = _memento_of(body)
    original = memento.original if memento else _original(body)
    time = _time(body, memento)
    return SavedPage(
        path=path,
        body=body,
        original=original,
        timestamp=time,
        requested=time,
        memento_url=str(msgspec.structs.replace(memento, modifier="")) if memento else None,
        statuscode=shown_redirect(body) or 200,
    )


def _memento_of(body: bytes) -> MementoURL | None:
    """Return the memento URL a page was saved from, where it or its rewritten canonical address says."""
    for found in filter(None, (_SAVED_FROM.search(body), _canonical(body))):
        url = found[1].decode("utf-8", "replace")
        parts = MementoURL.parse(url)
        if parts and len(parts.timestamp) == 14 and parts.base.startswith("http") and is_web_address(parts.original):
            return parts
    if match := _WOMBAT_IA.search(body):
        return MementoURL("https://web.archive.org/web/", match[2].decode(), "", match[1].decode("utf-8", "replace"))
    return None


def _original(body: bytes) -> str | None:
    for match in filter(None, (_PYWB_URL.search(body), _SAVED_FROM.search(body), _canonical(body))):
        url = match[1].decode("utf-8", "replace")
        parts = MementoURL.parse(url)
        url = parts.original if parts else url
        if is_web_address(url):
            return without_login(url)
    return None


def _canonical(body: bytes) -> re.Match[bytes] | None:
    """Return the match of the address that a page calls its own, as group 1."""
    tags = (tag[0] for tag in _TAG.finditer(body) if _NAMED.search(tag[0]))
    return next((found for tag in tags if (found := _ADDRESS.search(tag))), None)


def _time(body: bytes, memento: MementoURL | None) -> datetime | None:
    """Return the time of what was served: pywb's, the banner's or the comment's before the address's, which was asked."""
    if match := _PYWB_TIME.search(body) or _WOMBAT_IT.search(body):
        return _digits(match[match.lastindex or 1].decode())
    if match := _ARCHIVED_ON.search(body) or _BANNER.search(_top(body)):
        try:
            return datetime.strptime(" ".join(match[1].decode().split()), "%H:%M:%S %b %d, %Y").replace(tzinfo=UTC)
        except ValueError:
            return None
    return _digits(memento.timestamp) if memento else None


def _top(body: bytes) -> bytes:
    """Return the first words that a page shows, where a replay's banner stands; further down it may be quoted."""
    start = body.lower().find(b"<body")
    return b" ".join(b" ".join(_seen(body[max(start, 0) : max(start, 0) + 200_000])).split())[:_TOP]


def _seen(markup: bytes) -> Iterator[bytes]:
    """Yield what stands between tags, comments and scripts; what is not closed goes on to the end."""
    at = 0
    while (start := markup.find(b"<", at)) >= 0:
        yield markup[at:start]
        at = _behind(markup, start)
    yield markup[at:]


def _behind(markup: bytes, start: int) -> int:
    """Return where the tag, comment or script that begins at `start` ends."""
    unseen = _UNSEEN.match(markup, start)
    if unseen is not None:
        closed = re.compile(rb"</%s\s*>" % unseen[1], re.IGNORECASE).search(markup, start)
        return closed.end() if closed else len(markup)
    mark = b"-->" if markup.startswith(b"<!--", start) else b">"
    end = markup.find(mark, start)
    return len(markup) if end < 0 else end + len(mark)


def _digits(text: str) -> datetime | None:
    try:
        return parse_timestamp(text)
    except ValueError:
        return None
