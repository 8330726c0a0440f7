"""A capture as archives name it: 14-digit timestamps, URL keys, memento URLs taken apart and put together."""

import base64
import contextlib
import hashlib
import html
import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Protocol
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


REVISIT = "warc/revisit"
"""What indexes give for the media type of a revisit record, whose own type and status they do not know."""

Headers = tuple[tuple[str, str], ...]
"""HTTP headers in order, names as they were sent."""


class Capture(msgspec.Struct, frozen=True, kw_only=True):
    """One index entry: an original, a time, a digest.

    `timestamp` is aware and in UTC, to the second; `precision` is how many of its 14 digits were stated.
    `digest` is `sha1:` and 32 letters of base 32. What the index
    does not say is None. `memento_url` is where the archive serves it, for people; None for captures in files that
    do not say. `description` is what the file that holds it says of itself, such as that it is reconstructed.
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
        """The time as ISO 8601, to the precision that it has."""
        return shortened(iso(self.timestamp), self.precision)

    @property
    def digits(self) -> str:
        """The time as digits, no more than were stated."""
        return format_timestamp(self.timestamp)[: self.precision]

    @property
    def is_revisit(self) -> bool:
        """Whether the index has a revisit record for it, so that its digest is that of another capture's payload."""
        return self.mimetype == REVISIT

    @property
    def is_ok(self) -> bool:
        """Whether the index says that it was answered with 200, or is a revisit, of which it does not know."""
        return self.statuscode == 200 or self.is_revisit

    @property
    def may_be_page(self) -> bool:
        """Whether the index says nothing against its being a page: some give no status."""
        return self.is_ok or self.statuscode is None


class SourceRecord(msgspec.Struct, frozen=True, kw_only=True):
    """The WARC record in a file from which a response was read: where it lies, in words, and its headers, names in small letters.

    `member` is the gzip member that holds it and nothing else, if it is a sound record of WARC 1.x that can be stored as it
    lies; else None, and `why_not` says why.
    """

    where: str
    headers: Mapping[str, str] = {}
    member: bytes | None = None
    why_not: str = ""


class CapturedResponse(msgspec.Struct, frozen=True, kw_only=True):
    """The response that was captured: `capture` says what was served, `requested` for which time it was asked.

    `headers` are those of the captured response, in order. `body` is its payload: transfer encoding undone, content
    encoding (gzip …) still on. `digest` is the SHA-1 of `body`. `source` is the record that it was read from, None for one that
    was fetched.
    """

    capture: Capture
    requested: datetime
    status: int
    headers: Headers
    body: bytes
    source: SourceRecord | None = None

    @property
    def digest(self) -> str:
        """`sha1:` and the base 32 SHA-1 of the body, as CDX servers and WARC files write it."""
        return sha1(self.body)

    def header(self, name: str) -> str | None:
        """Return the last value of a header, case ignored."""
        return header(self.headers, name)


class Revisit(msgspec.Struct, frozen=True, kw_only=True):
    """A revisit record (ISO 28500, 6.7) without its payload: what was answered, and where the payload is to be found.

    `status` and `headers` are the answer's own, None and empty where the record has none, or only says `304`: then those
    of what it refers to count. `key` and `time` (14 digits) are the target's, `digests` the payload's as `digest_of` writes
    them, `record_id` is the target's.
    """

    status: int | None = None
    headers: Headers = ()
    key: str | None = None
    time: str | None = None
    digests: tuple[str, ...] = ()
    record_id: str | None = None

    def response(self, listed: Capture, target: CapturedResponse) -> CapturedResponse:
        """Return the response that was captured, with the payload of its target."""
        headers = self.headers or target.headers
        status = self.status or target.status
        capture = msgspec.structs.replace(
            listed, digest=target.digest, statuscode=status, mimetype=media_type(headers) or target.capture.mimetype
        )
        return CapturedResponse(
            capture=capture, requested=listed.timestamp, status=status, headers=headers, body=target.body
        )


def header(headers: Headers, name: str) -> str | None:
    """Return the last value of a header, case ignored."""
    return next((value for key, value in reversed(headers) if key.lower() == name.lower()), None)


def media_type(headers: Headers) -> str | None:
    """Return the media type that headers state, in small letters and without parameters; None where they state none."""
    return (header(headers, "Content-Type") or "").split(";", 1)[0].strip().lower() or None


class PassedOver(msgspec.Struct, frozen=True, kw_only=True):
    """What an archive could not take in.

    `refused` says of each file that could not be read, why; `unplaced` are the pages whose original or time is not known,
    which are no captures; `tracebacks` are those of internal errors that each cost one file.
    """

    refused: tuple[str, ...] = ()
    unplaced: tuple[str, ...] = ()
    tracebacks: tuple[str, ...] = ()


class Archive(Protocol):
    """Whatever lists captures and gives back what was captured: a live archive, a file, a folder, a store."""

    @property
    def name(self) -> str:
        """The archive's short name, as in the tables."""

    @property
    def is_live(self) -> bool:
        """Whether a replay costs a request of a server: then what its index says of a digest is trusted, to spare it."""

    @property
    def pace(self) -> float:
        """The polite seconds between two replays; 0 for what lies on this machine."""

    @property
    def passed_over(self) -> PassedOver:
        """What could not be taken in, as far as captures were asked for."""

    def captures(
        self, original: str, since: datetime | None = None, until: datetime | None = None
    ) -> Iterator[Capture]:
        """Yield the captures of an original from `since` to `until` (both inclusive) in order of time, each once.

        An original that holds `*` stands for all that fit it (`pattern.py`); their captures come by URL key, then time.
        Raises `IndexFailure` or `CaptureFailure` where they cannot be listed, `SettingsError` for a pattern without
        host and path.
        """

    def replay(self, capture: Capture) -> CapturedResponse:
        """Return what was captured. Raises `CaptureFailure`, whose outcome says what came instead."""


class MementoURL(msgspec.Struct, frozen=True):
    """A memento URL taken apart: the replay's base, the digits of the time, a modifier such as `id_`, the original."""

    base: str
    timestamp: str
    modifier: str
    original: str

    @classmethod
    def parse(cls, url: str) -> "MementoURL | None":
        """Take a memento URL apart, a lost slash behind the original's scheme restored; None for other addresses."""
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
    """Say whether an original is an http or https address with a host, and nothing in it that ends a line."""
    return re.fullmatch(r"https?://[^/?#\s]+[^\x00-\x1f\x7f]*", original, re.IGNORECASE) is not None


def parse_timestamp(digits: str) -> datetime:
    """Turn 4 to 14 digits into the earliest time they can mean, in UTC. Raises ValueError for what is no time."""
    if not re.fullmatch(r"\d{4}(?:\d{2}){0,5}", digits, re.ASCII):
        raise ValueError(f"{digits!r} is not a timestamp: write 4 to 14 digits (YYYYMMDDhhmmss)")
    whole = digits + "00000101000000"[len(digits) :]
    return datetime.strptime(whole, "%Y%m%d%H%M%S").replace(tzinfo=UTC)


def format_timestamp(time: datetime) -> str:
    """Write a time as 14 digits in UTC, as archives do."""
    utc = time.astimezone(UTC)
    return f"{utc.year:04}{utc:%m%d%H%M%S}"


def iso(time: datetime) -> str:
    """Write a time as ISO 8601 in UTC to the second, with `Z`."""
    utc = time.astimezone(UTC)
    return f"{utc.year:04}-{utc:%m-%dT%H:%M:%SZ}"


def shortened(whole: str, precision: int) -> str:
    """Return a time as `iso` writes it without what `precision`, a number of 14 digits, says is not known."""
    return {4: whole[:4], 6: whole[:7], 8: whole[:10], 10: whole[:16] + "Z", 12: whole[:16] + "Z"}.get(precision, whole)


def parse_time(text: str, *, end: bool = False) -> datetime:
    """Read what a user writes for a time: 4 to 14 digits or ISO 8601, UTC where it names no zone.

    `end` gives the last second of the period written, as `2022` for 31 December. Raises SettingsError.
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
    """Return `sha1:` and the base 32 SHA-1 of a payload."""
    return "sha1:" + base64.b32encode(hashlib.sha1(payload, usedforsecurity=False).digest()).decode("ascii")


def digest_of(written: str) -> str | None:
    """Return a digest as WARC files label it (`sha1:`, `sha-256:` … in base 16, 32 or 64) as algorithm and hexadecimal.

    SHA-1 is `sha1:` and base 32, as everywhere here. None for what is no digest.
    """
    algorithm, _, value = written.strip().partition(":")
    algorithm, value = algorithm.lower().replace("-", "").replace("_", ""), value.strip()
    size = {"md5": 16, "sha1": 20, "sha256": 32, "sha384": 48, "sha512": 64}.get(algorithm)
    if size is None or (digest := _digest_bytes(value, size)) is None:
        return None
    return f"sha1:{base64.b32encode(digest).decode()}" if algorithm == "sha1" else f"{algorithm}:{digest.hex()}"


def is_of_nothing(digest: str) -> bool:
    """Say whether a digest, as `digest_of` writes it, is that of an empty payload, which proves nothing of any other."""
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
    """Return `sha256:` and the hexadecimal SHA-256 of a payload, as `digest_of` writes it."""
    return "sha256:" + hashlib.sha256(payload).hexdigest()


@lru_cache(maxsize=4096)
def urlkey(original: str) -> str:
    """Return the sort key (SURT) under which CDX servers file an original: scheme and `www.` off, host reversed.

    An address that the rules cannot take apart is its own key.
    """
    key = _surt(original)
    return original if key is None else key


_MOST_ESCAPES = 5


def same_address(one: str, other: str) -> bool:
    """Say whether two addresses are one, however often their characters were escaped on the way.

    Headers and indexes of archives have them with `&amp;`, percent-encoded twice, or as UTF-8 that was read as Latin-1.
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
    """Return the URL key with the query's parameters in the order in which they were written, not sorted.

    None for an address that the rules cannot take apart.
    """
    return _surt(original, query_alpha_reorder=False)


def _surt(original: str, **options: bool) -> str | None:
    from surt import surt  # late: 0.1 s to import

    # A page is one by http and https, so the default port of either says nothing (`http://host:443` is in many an index).
    original = re.sub(r"^(https?://[^/?#]*):(?:80|443)(?=[/?#]|$)", r"\1", original, flags=re.IGNORECASE)
    try:
        return str(surt(original, **options))
    except Exception:
        return None
