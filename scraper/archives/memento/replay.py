"""One replay response → the captured response, or the reason why it is none. Pure; no I/O.

A capture is identified by `Memento-Datetime` (RFC 7089, 2.1.1). The header names `X-Archive-Orig-*` are those of
OpenWayback, pywb and the Internet Archive.
"""

import re
from datetime import datetime, timedelta
from urllib.parse import urljoin, urlsplit

import msgspec

from scraper.archives.http.response import Response
from scraper.archives.memento.profiles import Profile
from scraper.archives.memento.timemap import http_date, links
from scraper.archives.payload import beginning
from scraper.errors import CaptureFailure
from scraper.outcomes import Outcome
from scraper.values.capture import (
    Capture,
    CapturedResponse,
    MementoURL,
    format_timestamp,
    is_web_address,
    iso,
    media_type,
    parse_timestamp,
    same_address,
    sha1,
    urlkey,
)

_ORIGINAL = "x-archive-orig-"
# What a replay adds to an answer; every other header is the captured response's.
_ADDED = {
    "memento-datetime",
    "content-location",
    "connection",
    "keep-alive",
    "transfer-encoding",
    "content-length",
    "preference-applied",
    "server-timing",  # from here on: web.archive.org's
    "x-ts",
    "x-rl",
    "x-na",
    "x-nid",
    "x-page-cache",
    "x-tr",
    "x-location",
    "x-cache-key",
    "x-app-server",
}
_OF_TRANSPORT = {"transfer-encoding", "content-length", "content-encoding", "connection", "keep-alive", "te", "trailer"}
_WEB_BEGAN = 1990
_REDIRECTS = {301, 302, 303, 307, 308}
# web.archive.org shows a captured redirect as a page with status 200 where it is not asked for the bytes as they were
# (EDGI's `wayback`, detect_view_mode_redirect). Far down it is the archive's own where it fills an element; text may quote it.
_AT_CRAWL_TIME = re.compile(rb"Got an HTTP (\d{3}) response at crawl time")
_AT_CRAWL_TIME_ALONE = re.compile(rb">\s*Got an HTTP (\d{3}) response at crawl time\s*<")
# The two exceptions are classes of the Java software of the archives, named in a page or in X-Archive-Wayback-Runtime-Error.
_BLOCKED = re.compile(
    rb"(?:administrative|robot)accesscontrolexception|(?:has been|is) excluded from|blocked site error|due to robots\.txt",
    re.IGNORECASE,
)
# pywb's ResolvingLoader.MISSING_REVISIT_MSG, which it sends with status 503
_NO_RETRY = re.compile(rb"original for revisit record could not be loaded", re.IGNORECASE)
_LOOKED_AT = 2_000_000


def replay_url(profile: Profile, capture: Capture) -> str:
    """Return the address of a capture's unmodified bytes (`id_`)."""
    return f"{profile.replay}{format_timestamp(capture.timestamp)}id_/{capture.original}"


def memento_url(profile: Profile, original: str, time: datetime) -> str:
    """Return the address of a capture for people."""
    return f"{profile.replay}{format_timestamp(time)}/{original}"


def redirect_within(profile: Profile, asked: Capture, response: Response) -> str | None:
    """Return the target of a redirect by the archive itself, such as to the nearest capture; None for any other response.

    Raises CaptureFailure if it leads outside of the archive's addresses, or to another original.
    """
    if response.status not in _REDIRECTS or _is_captured(response):
        return None
    location = response.header("Location")
    if location is None:
        raise CaptureFailure(Outcome.NOT_PLAYED_BACK, f"{response.url}: {response.status} without Location")
    try:
        target = urljoin(response.url, location)
    except ValueError as error:
        raise CaptureFailure(Outcome.NOT_PLAYED_BACK, f"{response.url}: redirected to {location!r}: {error}") from error
    parts = MementoURL.parse(target)
    if parts is None or _bare(parts.base) != _bare(profile.replay):
        raise CaptureFailure(
            Outcome.NOT_A_MEMENTO,
            f"{response.url}: the archive redirects to {target}, which is {_whose(target, response.url)}; not followed",
        )
    if not same_address(parts.original, asked.original):
        raise CaptureFailure(Outcome.WRONG_MEMENTO, f"{response.url}: the archive redirects to {target}")
    own = msgspec.structs.replace(parts, base=profile.replay, modifier="id_")
    return str(own)


def _whose(target: str, own: str) -> str:
    """Say what an address outside of the replay is; a login page lies on the archive's own server."""
    is_own = urlsplit(target).netloc == urlsplit(own).netloc
    return "on the same server, but no capture" if is_own else "on another server"


def _bare(base: str) -> str:
    return base.split("//", 1)[-1].lower()


def _is_captured(response: Response) -> bool:
    return response.is_memento or any(name.lower().startswith(_ORIGINAL) for name, _ in response.headers)


def captured_response(
    profile: Profile, asked: Capture, response: Response, *, now: datetime | None = None
) -> CapturedResponse:
    """Return the captured response in a replay's response to `asked`.

    The result's capture is the one that was *served*, with its own original and time, which may not be after `now`.
    Raises CaptureFailure, whose outcome says what came instead.
    """
    if not response.is_memento:
        _refuse_what_proves_nothing(profile, response)
    served = _served(asked, response)
    if now is not None and served.timestamp - _latest(response, now) > timedelta(days=1):
        raise CaptureFailure(
            Outcome.NOT_A_MEMENTO,
            f"{response.url}: the Memento-Datetime that was served, {iso(served.timestamp)}, is in the future",
        )
    status, body = _as_captured(response)
    headers = _captured_headers(response, body)
    return CapturedResponse(
        capture=Capture(
            original=served.original,
            timestamp=served.timestamp,
            urlkey=asked.urlkey,
            archive=asked.archive,
            statuscode=status,
            mimetype=media_type(headers),
            digest=sha1(body),
            memento_url=memento_url(profile, served.original, served.timestamp),
        ),
        requested=asked.timestamp,
        status=status,
        headers=headers,
        body=body,
    )


def _refuse_what_proves_nothing(profile: Profile, response: Response) -> None:
    said = f"{response.url}: {response.status}"
    words = beginning(response.body, _LOOKED_AT, response.header("Content-Encoding"))
    if response.status in (403, 451) or says_blocked(words):
        raise CaptureFailure(Outcome.EXCLUDED, f"{said}, the archive does not show this capture")
    if response.status in (404, 410):
        raise CaptureFailure(Outcome.NOT_PLAYED_BACK, f"{said}, listed by the index but not found by the replay")
    if _NO_RETRY.search(words):
        raise CaptureFailure(Outcome.NOT_PLAYED_BACK, f"{said}, a revisit whose target is missing from the archive")
    if response.status >= 500:
        raise CaptureFailure(Outcome.UNREACHABLE, f"{said}, the archive failed; the next run tries again")
    if profile.sends_memento_datetime and not _is_captured(response):
        raise CaptureFailure(
            Outcome.NOT_A_MEMENTO,
            f"{said} without Memento-Datetime: not proved to be a capture. Look at it in a browser: only where it is the "
            "page itself, and this archive never sends the header, set sends_memento_datetime = false for it",
        )


def says_blocked(words: bytes) -> bool:
    """Return whether the archive's own text, decompressed, says that it does not show a capture."""
    return _BLOCKED.search(words) is not None


class _Served(msgspec.Struct, frozen=True):
    original: str
    timestamp: datetime


def _served(asked: Capture, response: Response) -> _Served:
    parts = MementoURL.parse(response.url)
    original = _link_original(response) or (parts.original if parts else asked.original)
    if not same_address(original, asked.original):
        raise CaptureFailure(
            Outcome.WRONG_MEMENTO, f"{response.url}: asked for {asked.original}, the archive served {original}"
        )
    if urlkey(original) != urlkey(asked.original):  # only spelled otherwise
        original = asked.original
    return _Served(original, _served_time(response, parts) or asked.timestamp)


def _latest(response: Response, now: datetime) -> datetime:
    """Return the later of what our clock and the archive's say of the time: each may be wrong."""
    stated = (http_date(value) for value in response.all("Date"))
    return max([now, *(time for time in stated if time is not None)])


def _link_original(response: Response) -> str | None:
    """Return what the archive's own `Link` header, the last one, names as the original."""
    for value in reversed(response.all("Link")):
        for link in links(value):
            if "original" in link.relations and is_web_address(link.target):
                return link.target
    return None


def _served_time(response: Response, parts: MementoURL | None) -> datetime | None:
    if (stated := response.header("Memento-Datetime")) is not None:
        time = http_date(stated)
        if time is None or time.year < _WEB_BEGAN:
            raise CaptureFailure(
                Outcome.NOT_A_MEMENTO, f"{response.url}: Memento-Datetime {stated!r} is not a valid HTTP date"
            )
        return time
    try:
        return parse_timestamp(parts.timestamp) if parts else None
    except ValueError:
        return None


def _as_captured(response: Response) -> tuple[int, bytes]:
    """Return status and body; a redirect that a replay shows as a 200 page gets its own status back."""
    shown = shown_redirect(response.body) if response.status == 200 else None
    return shown or response.status, response.body


def shown_redirect(body: bytes) -> int | None:
    """Return the status of a captured redirect that a replay shows as a page of its own, None for any other page."""
    words = beginning(body, _LOOKED_AT)
    shown = _AT_CRAWL_TIME.search(words[:20_000]) or _AT_CRAWL_TIME_ALONE.search(words)
    return int(shown[1]) if shown else None


def _captured_headers(response: Response, body: bytes) -> tuple[tuple[str, str], ...]:
    prefixed = [(name[len(_ORIGINAL) :], value) for name, value in response.headers if _has_prefix(name)]
    known = {name.lower() for name, _ in prefixed}
    is_marked = bool(known - _OF_TRANSPORT)  # pywb marks those of the transport alone
    plain = [
        (name, value)
        for name, value in _without_own_link(response.headers)
        if not _has_prefix(name)
        and name.lower() not in _ADDED | known
        and not name.lower().startswith("x-archive-")
        # Where an archive marks the page's headers, the others are its own: cookies, policies, a rewritten Location. What
        # the body is, it may say unmarked.
        and not (is_marked and name.lower() not in ("content-type", "content-encoding"))
    ]
    return tuple(
        (_title(name), value)
        for name, value in (*plain, *prefixed)
        if name.lower() not in ("transfer-encoding", "content-length", "connection")
        and not (name.lower() == "content-encoding" and not _is_encoded(value, body))
    )


def _has_prefix(name: str) -> bool:
    return name.lower().startswith(_ORIGINAL)


def _without_own_link(headers: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    """Drop the archive's own `Link`, the last one that speaks of mementos; a captured page's stays."""
    own = [at for at, (name, value) in enumerate(headers) if name.lower() == "link" and "rel=" in value]
    mine = next((at for at in reversed(own) if _speaks_of_mementos(headers[at][1])), None)
    return [pair for at, pair in enumerate(headers) if at != mine]


def _speaks_of_mementos(link: str) -> bool:
    return any(one.relations & {"original", "timegate"} for one in links(link))


def _title(name: str) -> str:
    return "-".join(part.capitalize() for part in name.split("-")) if name.islower() else name


def _is_encoded(encoding: str, body: bytes) -> bool:
    """Say whether a body still is in its content encoding; replays decode some and leave others."""
    encoding = encoding.strip().lower()
    if encoding == "zstd":
        return body.startswith(b"\x28\xb5\x2f\xfd")
    return body[:2] == b"\x1f\x8b" if "gzip" in encoding else encoding in ("br", "deflate")
