"""Captures in the terms of web archives: 14-digit timestamps, URL keys, digests, and memento URLs parsed and written."""

import base64
import contextlib
import hashlib
import html
import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Annotated, Protocol
from urllib.parse import unquote

import msgspec

from scraper.errors import SettingsError

# Memento URLs as replays write them: a base, 4 to 14 digits, a modifier such as `id_`, then the original, perhaps with
# one of its slashes lost on the way or without a scheme.
_MEMENTO_URL = re.compile(
    r"(?P<base>(?:https?:)?//[^?#]*?/|/[^?#]*?/)(?P<timestamp>(?:19|20)\d{2}(?:\d{2}){0,5})(?P<modifier>[a-z]{2}_)?/"
    r"(?P<original>(?:https?:|ftp:|[^\s/?#]*@[\w-]+\.|[\w-]+\.)\S*)",
    re.ASCII,
)


Time = Annotated[str, msgspec.Meta(pattern=r"^\d{4}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])([01]\d|2[0-3])[0-5]\d[0-5]\d$")]
Place = Annotated[int, msgspec.Meta(ge=0, le=1 << 50)]
Precision = Annotated[int, msgspec.Meta(ge=4, le=14)]
"""What an index or a ledger says of a capture in a file: 14 digits, bytes, and how many of the digits are stated."""

REVISIT = "warc/revisit"
"""The media type that indexes list for a revisit record; the type and status of the page are then not known."""

Headers = tuple[tuple[str, str], ...]
"""HTTP headers in order, with their names as sent."""


class Capture(msgspec.Struct, frozen=True, kw_only=True):
    """One index entry: an original, a time, a digest.

    `timestamp` is timezone-aware, in UTC, to the second; `precision` is the number of its 14 digits that were stated.
    `digest` is `sha1:` and 32 characters of base 32. Values that the index does not state are None. `memento_url` is
    the address at which the archive shows the capture to people; None for a capture in a file that does not contain it.
    `description` is the description that the file gives of itself, for example that it is reconstructed.
    """

    original: str
    timestamp: datetime
    urlkey: str
    archive: str
    statuscode: int | None = None
    mimetype: str | None = None
    digest: str | None = None
    memento_url: str | None = None
    precision: int = 14
    description: str | None = None

    @property
    def date(self) -> str:
        """The time as ISO 8601, in its known precision."""
        return shortened(iso(self.timestamp), self.precision)

    @property
    def digits(self) -> str:
        """The time as digits, as many as were stated."""
        return format_timestamp(self.timestamp)[: self.precision]

    @property
    def is_revisit(self) -> bool:
        """Whether the index lists a revisit record; the digest is then that of another capture's payload."""
        return self.mimetype == REVISIT

    @property
    def is_ok(self) -> bool:
        """Whether the index lists status 200, or a revisit record, whose status it does not know."""
        return self.statuscode == 200 or self.is_revisit

    @property
    def names_payload(self) -> bool:
        """Whether the index lists a digest that captures of one page can share: status 200, and not the digest of nothing."""
        return self.digest is not None and self.is_ok and not is_of_nothing(self.digest)

    @property
    def may_be_page(self) -> bool:
        """Whether nothing in the index rules out that it is a page; some indexes list no status."""
        return self.is_ok or self.statuscode is None


class SourceRecord(msgspec.Struct, frozen=True, kw_only=True):
    """The WARC record of a file from which a response was read: its place, in words, and its headers with names in lower case.

    `member` is its gzip member, if that is a valid record of WARC 1.x and nothing else, so that it can be stored as it is;
    otherwise it is None, and `why_not` gives the reason.
    """

    where: str
    headers: Mapping[str, str] = {}
    member: bytes | None = None
    why_not: str = ""


class CapturedResponse(msgspec.Struct, frozen=True, kw_only=True):
    """A captured response: `capture` describes what was served, `requested` is the time that was requested.

    `headers` are those of the captured response, in order. `body` is its payload, with the transfer encoding removed
    and the content encoding (gzip …) kept. `source` is the record of a file from which it was read, None if it was fetched.
    `hashed` is the `digest` of `body` where it is known already.
    """

    capture: Capture
    requested: datetime
    status: int
    headers: Headers
    body: bytes
    source: SourceRecord | None = None
    hashed: str | None = None

    @property
    def digest(self) -> str:
        """`sha1:` and the SHA-1 of the body in base 32, as in CDX indexes and WARC files."""
        return self.hashed or sha1(self.body)

    def header(self, name: str) -> str | None:
        """Return the last value of a header; case is ignored."""
        return header(self.headers, name)


class Revisit(msgspec.Struct, frozen=True, kw_only=True):
    """A revisit record (ISO 28500, 6.7) without its payload: the response, and a reference to the payload.

    `status` and `headers` are those of the response; they are None and empty if the record has none or only says `304`,
    and then those of the target apply. `key`, `time` (14 digits) and `record_id` identify the target; `digests` are
    those of the payload, in the form of `digest_of`.
    """

    status: int | None = None
    headers: Headers = ()
    key: str | None = None
    time: str | None = None
    digests: tuple[str, ...] = ()
    record_id: str | None = None

    def response(self, listed: Capture, target: CapturedResponse) -> CapturedResponse:
        """Return the captured response, with the payload of the target."""
        headers = self.headers or target.headers
        status = self.status or target.status
        capture = msgspec.structs.replace(
            listed, digest=target.digest, statuscode=status, mimetype=media_type(headers) or target.capture.mimetype
        )
        return CapturedResponse(
            capture=capture, requested=listed.timestamp, status=status, headers=headers, body=target.body
        )


def header(headers: Headers, name: str) -> str | None:
    """Return the last value of a header; case is ignored."""
    return next((value for key, value in reversed(headers) if key.lower() == name.lower()), None)


def media_type(headers: Headers) -> str | None:
    """Return the media type in headers, in lower case and without parameters; None if there is none."""
    return (header(headers, "Content-Type") or "").split(";", 1)[0].strip().lower() or None


class PassedOver(msgspec.Struct, frozen=True, kw_only=True):
    """What an archive left out.

    `refused` says for each unreadable file why, `damaged` for each unreadable part of another one; `unplaced` are the
    pages without a known URL or time, which are therefore not captures; `tracebacks` are those of internal errors, each
    of which cost one file.
    """

    refused: tuple[str, ...] = ()
    damaged: tuple[str, ...] = ()
    unplaced: tuple[str, ...] = ()
    tracebacks: tuple[str, ...] = ()


class Archive(Protocol):
    """Anything that lists and returns captures: a live archive, a file, a folder, a store."""

    @property
    def name(self) -> str:
        """The archive's short name, as in the tables."""

    @property
    def is_live(self) -> bool:
        """Whether a replay costs a request to a server; then captures of a proved digest are not fetched again."""

    @property
    def pace(self) -> float:
        """The minimum time between two replays in seconds; 0 for local archives."""

    @property
    def passed_over(self) -> PassedOver:
        """What has been left out so far while listing captures."""

    def captures(
        self, original: str, since: datetime | None = None, until: datetime | None = None
    ) -> Iterator[Capture]:
        """Yield the captures of an original from `since` to `until` (both inclusive) in order of time, each once.

        An original with a `*` stands for all originals that match it (`pattern.py`); their captures are sorted by URL
        key, then time. Raises `IndexFailure` or `CaptureFailure` if they cannot be listed, `SettingsError` for a
        pattern without host and path.
        """

    def replay(self, capture: Capture) -> CapturedResponse:
        """Return the captured response. Raises `CaptureFailure`, whose outcome says what came instead."""


class MementoURL(msgspec.Struct, frozen=True):
    """A parsed memento URL: the replay's base, the digits of the time, a modifier such as `id_`, the original."""

    base: str
    timestamp: str
    modifier: str
    original: str

    @classmethod
    def parse(cls, url: str) -> "MementoURL | None":
        """Parse a memento URL, restoring a lost slash after the original's scheme; return None for other addresses."""
        match = _MEMENTO_URL.fullmatch(url.strip())
        if match is None:
            return None
        original = whole_original(match["original"])
        return cls(match["base"], match["timestamp"], match["modifier"] or "", original)

    def __str__(self) -> str:
        return f"{self.base}{self.timestamp}{self.modifier}/{self.original}"


def whole_original(original: str) -> str:
    """Restore what replays lose of an original: `https:/host` and `host/path` to `https://host`, `http://host/path`."""
    if scheme := re.match(r"(https?|ftp):/*", original, re.IGNORECASE):
        return f"{scheme[1]}://{original[scheme.end() :]}"
    if re.match(
        r"(?!mailto:[^/]*$)[^\s/?#]*@[\w-]+\.", original
    ):  # a user, or the `mailto:` of a link that was crawled as an address
        return f"http://{original}"
    return original if re.match(r"[a-z][a-z0-9+-]*:", original, re.IGNORECASE) else f"http://{original}"


def is_web_address(original: str) -> bool:
    """Return whether an original is an http or https URL with a host and without control characters."""
    return re.fullmatch(r"https?://[^/?#\s]+[^\x00-\x1f\x7f]*", original, re.IGNORECASE) is not None


def without_login(original: str) -> str:
    """Return a URL without a user name and a password: URLs are published (RFC 3986, 3.2.1)."""
    return _LOGIN.sub(r"\1", original, count=1)


def plain_address(original: str) -> str:
    """Return a URL as page kinds know it: scheme and host in small letters, no login (RFC 3986, 6.2.2.1)."""
    return _AUTHORITY.sub(lambda match: match[0].lower(), without_login(original), count=1)


_LOGIN = re.compile(r"^([^:/?#]+://)[^/?#]*@")
_AUTHORITY = re.compile(r"^[^:/?#]+://[^/?#]*")


_DIGITS = re.compile(r"\d{4}(?:\d{2}){0,5}", re.ASCII)


@lru_cache(maxsize=1 << 10)
def parse_timestamp(digits: str) -> datetime:
    """Return the earliest time that 4 to 14 digits can mean, in UTC. Raises ValueError if they are not a time."""
    if not _DIGITS.fullmatch(digits):
        raise ValueError(f"{digits!r} is not a timestamp: write 4 to 14 digits (YYYYMMDDhhmmss)")
    whole = digits + "00000101000000"[len(digits) :]
    return datetime.fromisoformat(f"{whole[:8]}T{whole[8:]}+00:00")


@lru_cache(maxsize=1 << 10)
def format_timestamp(time: datetime) -> str:
    """Return a time as 14 digits in UTC, the form used by archives."""
    utc = time.astimezone(UTC)
    return f"{utc.year:04}{utc.month:02}{utc.day:02}{utc.hour:02}{utc.minute:02}{utc.second:02}"


def iso(time: datetime) -> str:
    """Return a time as ISO 8601 in UTC to the second, with `Z`."""
    utc = time.astimezone(UTC)
    return f"{utc.year:04}-{utc:%m-%dT%H:%M:%SZ}"


def shortened(whole: str, precision: int) -> str:
    """Return a time in the form of `iso`, shortened to `precision`, a number of digits of 14."""
    return {4: whole[:4], 6: whole[:7], 8: whole[:10], 10: whole[:16] + "Z", 12: whole[:16] + "Z"}.get(precision, whole)


def parse_time(text: str, *, end: bool = False) -> datetime:
    """Parse a time given by a user: 4 to 14 digits or ISO 8601, in UTC unless it names a time zone.

    With `end`, return the last second of the period, for example of 31 December for `2022`. Raises SettingsError.
    """
    compact = re.sub(r"^(\d{4})-(\d{2})(?:-(\d{2}))?$", r"\1\2\3", text.strip())
    try:
        if compact.isdigit():
            start = parse_timestamp(compact)
            return _period_end(start, len(compact)) if end else start
        time = datetime.fromisoformat(compact)
        time = (time if time.tzinfo else time.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise SettingsError(f"{text!r} is not a time: write 4 to 14 digits (2022, 20220315) or ISO 8601") from error
    return time.replace(microsecond=0)


def precision_of(text: str) -> Precision:
    """Return how many of 14 digits a time states: 4 for `2014`, 12 for `2014-03-05T06:07Z`."""
    clock = re.sub(r"(?:Z|[+-]\d\d:?\d\d|\.\d+.*)$", "", text.strip()[4:])
    return min(len(re.sub(r"\D", "", clock)) + 4, 14)


def _period_end(start: datetime, digits: int) -> datetime:
    month = 12 if digits == 4 else start.month
    return start.replace(
        month=month,
        day=start.day if digits >= 8 else monthrange(start.year, month)[1],
        hour=start.hour if digits >= 10 else 23,
        minute=start.minute if digits >= 12 else 59,
        second=start.second if digits >= 14 else 59,
    )


def sha1(payload: bytes) -> str:
    """Return `sha1:` and the SHA-1 of a payload in base 32."""
    return "sha1:" + base64.b32encode(hashlib.sha1(payload, usedforsecurity=False).digest()).decode("ascii")


def digest_of(written: str) -> str | None:
    """Return a digest in the form of a WARC file (`sha1:`, `sha-256:` … in base 16, 32 or 64) as algorithm and hexadecimal.

    SHA-1 digests are returned as `sha1:` and base 32, as everywhere in this package. Returns None if it is not a
    digest.
    """
    if re.fullmatch(r"sha1:[A-Z2-7]{32}", written):
        return written
    algorithm, _, value = written.strip().partition(":")
    algorithm, value = algorithm.lower().replace("-", "").replace("_", ""), value.strip()
    size = {"md5": 16, "sha1": 20, "sha256": 32, "sha384": 48, "sha512": 64}.get(algorithm)
    if size is None or (digest := _digest_bytes(value, size)) is None:
        return None
    return f"sha1:{base64.b32encode(digest).decode()}" if algorithm == "sha1" else f"{algorithm}:{digest.hex()}"


def is_of_nothing(digest: str) -> bool:
    """Return whether a digest, in the form of `digest_of`, is that of an empty payload; such digests identify nothing."""
    algorithm = digest.partition(":")[0]
    return digest == digest_of(f"{algorithm}:{hashlib.new(algorithm, usedforsecurity=False).hexdigest()}")


def _digest_bytes(value: str, size: int) -> bytes | None:
    bare = value.rstrip("=")
    padded = bare + "=" * (-len(bare) % 8)
    for decode, text in (
        (base64.b16decode, value.upper()),
        (base64.b32decode, padded.upper()),
        (base64.urlsafe_b64decode, bare.replace("+", "-").replace("/", "_") + "=" * (-len(bare) % 4)),
    ):
        with contextlib.suppress(ValueError):
            if len(digest := decode(text)) == size:
                return digest
    return None


def sha256(payload: bytes) -> str:
    """Return `sha256:` and the SHA-256 of a payload in hexadecimal, in the form of `digest_of`."""
    return "sha256:" + hashlib.sha256(payload).hexdigest()


@lru_cache(maxsize=4096)
def urlkey(original: str) -> str:
    """Return the sort key (SURT) of an original in CDX indexes: without scheme and `www.`, with the host reversed.

    If the address cannot be parsed, it is its own key.
    """
    key = _surt(original)
    return original if key is None else key


_MOST_ESCAPES = 5


def same_address(one: str, other: str) -> bool:
    """Return whether two addresses are the same, however often their characters were escaped.

    Headers and indexes of archives contain addresses with `&amp;`, percent-encoded twice, or as UTF-8 decoded as
    Latin-1.
    """
    return urlkey(one) == urlkey(other) or urlkey(_unescaped(one)) == urlkey(_unescaped(other))


def _unescaped(address: str) -> str:
    with contextlib.suppress(UnicodeError):
        address = address.encode("latin-1").decode("utf-8")
    for _ in range(_MOST_ESCAPES):
        plain = unquote(html.unescape(address))
        if plain == address:
            break
        address = plain
    return address


def unsorted_key(original: str) -> str | None:
    """Return the URL key with the query parameters in their original order, not sorted.

    Returns None if the address cannot be parsed.
    """
    return _surt(original, query_alpha_reorder=False)


_PLAIN = re.compile(
    r"https?://(?:www\d*\.)?(?!www\d*\.)((?:[a-z0-9-]+\.)+[a-z]+)(?::(?:80|443))?"
    r"((?:/[a-z0-9_~+,=$!\x01-][a-z0-9_~+,=$!\x01.-]*)*)/?",
    re.IGNORECASE | re.ASCII,
)
"""Addresses of which nothing has to be normalized but letter case, `www.` and a slash at the end."""


def _surt(original: str, **options: bool) -> str | None:
    if plain := _PLAIN.fullmatch(original):  # most are; it gives what `surt` does
        host, path = plain.groups()
        return f"{','.join(reversed(host.lower().split('.')))}){path.lower() or '/'}".replace("\x01", "%01")
    from surt import surt  # late: 0.1 s and 8 MB, for it brings an HTTP client with it

    # A page is one by http and https, so the default port of either says nothing (`http://host:443` is in many an index).
    original = re.sub(r"^(https?://[^/?#]*):(?:80|443)(?=[/?#]|$)", r"\1", original, flags=re.IGNORECASE)
    try:
        return str(surt(original, **options))
    except Exception:
        return None
