"""WARC files (ISO 28500 and its drafts) and ARC files → records with their places; damage is reported and skipped."""

import contextlib
import re
import zlib
from collections.abc import Generator, Iterator
from datetime import UTC, datetime
from typing import IO

import msgspec

from scraper.archives.files import arc
from scraper.archives.files.members import members
from scraper.archives.files.unpack import GZIP, ZSTD, Unpacked, unpacked_head
from scraper.archives.payload import dechunked
from scraper.notices import HeadersTooLong, Notice
from scraper.values.capture import digest_of

_WINDOW, _STEP, _AHEAD = 1 << 20, 1 << 16, arc.LONGEST_HEAD
_LONGEST_HEAD = 1 << 20
_MOST_DOUBTS = 100
_VERSION = re.compile(rb"WARC/\d+(?:\.\d+)?[ \t]*\r*\n")
_BLANK_LINE = re.compile(rb"\n\r*\n")
_SOUND_HEAD = re.compile(rb"WARC/1\.[0-9]\r\n(?:[^\r\n]+\r\n)*\r\n")
_WARC_START = re.compile(rb"WARC/\d+(?:\.\d+)?[ \t]*\r*\n[A-Za-z]+(?:-[A-Za-z]+)*[ \t]*:")
_ANY_START = re.compile(_WARC_START.pattern + b"|" + re.sub(rb"\?P<\w+>", b"?:", arc.START.pattern))
_MEMBER = re.compile(rb"WARC/\d|" + re.sub(rb"\?P<\w+>", b"?:", rb"[A-Za-z][A-Za-z0-9+.-]*:\S"))
_COMPRESSED = re.escape(GZIP) + b"|" + re.escape(ZSTD)
_MOST_OF_A_HEAD = 1 << 18
"""Bytes of HTTP headers that are read: four times what a live server may send on one line."""


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """One record: its place in the file (bytes, as stored), its type, its headers (lower-case names), its block.

    `inside` is how far behind the beginning of its gzip member or zstd frame it lies, in unpacked bytes: 0 where each
    record has its own. `whole` is false where fewer bytes came than its Content-Length says, or more than were to be read:
    `size` are those that are there. `sound` says that it is a record of WARC/1.x in a gzip member of its own, CR LF at the
    end of each line of its head, a block as long as it says, and nothing behind that but its two line ends.
    """

    offset: int
    length: int
    type: str
    headers: dict[str, str]
    block: bytes
    whole: bool
    inside: int = 0
    size: int = 0
    sound: bool = False

    @property
    def target(self) -> str:
        """The target URI, without the angle brackets that WARC 1.0 files may have."""
        return self.headers.get("warc-target-uri", "").strip("<>")


class Damage(msgspec.Struct, frozen=True):
    """A stretch of a file that could not be read, and why."""

    offset: int
    message: str


class Remark(msgspec.Struct, frozen=True):
    """What is unusual about how a file is written from a place on; nothing of it is lost by that."""

    offset: int
    message: str


class HttpMessage(msgspec.Struct, frozen=True):
    """A captured HTTP response: status, headers in order, payload with its transfer encoding undone."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    notices: tuple[Notice, ...] = ()


def records(file: IO[bytes], size: int, most_bytes: int, start: int = 0) -> Iterator[Record | Damage | Remark]:
    """Yield the records of a seekable file from `start` on, with damage and remarks in their places.

    They may be plain or compressed, each by itself or several in one piece. Of a block no more than `most_bytes` are read;
    what is longer is not `whole`. After damage the next record is searched for, so one bad record costs no other.
    """
    place: int | None = start
    reading = _Reading(file, size, most_bytes)
    while place is not None and place < size:
        place = yield from reading.run(place)


def record_at(file: IO[bytes], offset: int, length: int, most_bytes: int, inside: int = 0) -> Record:
    """Read one record at its place. Raises OSError where none is there."""
    if inside == 0:
        for _, taken, plain in members(file, offset + length, offset, most_bytes + _LONGEST_HEAD):
            if (record := _sound_record(plain, most_bytes, offset, taken)) is not None:
                return record
            break
    source = Unpacked(file, offset + length, offset, _MEMBER)
    source.enter()
    source.skip(inside)
    reading = _Reading(file, offset + length, most_bytes)
    headers = reading.head(source)
    if headers is None:
        raise OSError("no WARC record is there")
    return _record(headers, *reading.block(source, int(headers["content-length"])), offset, length, inside)


def _sound_record(plain: bytes, most_bytes: int, offset: int, length: int) -> Record | None:
    """Return the record that a gzip member holds, None where it is not one sound record and nothing else."""
    head = _SOUND_HEAD.match(plain)
    if head is None or head.end() > _LONGEST_HEAD:
        return None
    headers = {name.lower(): value for name, value in _headers(_decoded(plain[: head.end() - 4]).split("\n")[1:])}
    size = len(plain) - head.end() - 4
    if headers.get("content-length") != str(size) or size > most_bytes or not plain.endswith(b"\r\n\r\n"):
        return None
    return _record(headers, plain[head.end() : -4], size, offset, length, 0, sound=True)


def _record(
    headers: dict[str, str], block: bytes, size: int, offset: int, length: int, inside: int, *, sound: bool = False
) -> Record:
    kind = headers.get("warc-type", "")
    if kind == "response" and "warc-record-id" not in headers and not re.match(rb"HTTP/|ICY ", block):
        kind = "resource"  # ARC files have no types
    whole = len(block) == size == int(headers["content-length"])
    return Record(
        offset=offset,
        length=length,
        type=kind,
        headers=headers,
        block=block,
        size=size,
        whole=whole,
        inside=inside,
        sound=sound,
    )


class _Reading:
    """One pass over a file."""

    def __init__(self, file: IO[bytes], size: int, most_bytes: int) -> None:
        self._file, self._size, self._most_bytes = file, size, most_bytes
        self._start = _ANY_START
        self._doubts, self._told = 0, set[str]()

    def run(self, place: int) -> Generator[Record | Damage | Remark, None, int | None]:
        """Yield records until something cannot be unpacked; return where the next one begins, None where none does."""
        place = yield from self._sound(place)
        source = Unpacked(self._file, self._size, place, _MEMBER)
        while source.enter():
            if source.skip(len(_blank(source))):
                continue
            offset, inside = source.place
            yield from self._remarks(source, offset, inside)
            headers = self.head(source)
            if headers is None:
                if source.broken:
                    break
                yield Damage(offset, "damaged: this is not a WARC record, or it has no Content-Length")
                if source.is_plain:
                    return self._next_record(offset + 1)
                self._search(source)
                continue
            length = int(headers["content-length"])
            block, count = self.block(source, length)
            while source.skip(len(_blank(source))):
                pass
            if source.is_spoilt(len(block) == count == length):
                break
            end = source.place[0] if source.place[1] == 0 else source.reached
            yield _record(headers, block, count, offset, end - offset, inside)
            if not inside and not source.is_plain and source.place[1] == 0:
                place = source.place[0]
                if (behind := (yield from self._sound(place))) != place:
                    source = Unpacked(self._file, self._size, behind, _MEMBER)
        if source.broken is None:
            return None
        yield Damage(source.damaged_member, f"damaged: {source.broken}")
        return self._next_record(source.damaged_member + 1)

    def _sound(self, place: int) -> Generator[Record, None, int]:
        """Yield sound records, and return where the first lies that is none: what is not simple is read with more care."""
        for offset, length, plain in members(self._file, self._size, place, self._most_bytes + _LONGEST_HEAD):
            if (record := _sound_record(plain, self._most_bytes, offset, length)) is None:
                return offset
            yield record
            place = offset + length
        return place

    def _remarks(self, source: Unpacked, offset: int, inside: int) -> Iterator[Remark]:
        if inside:
            yield from self._once(
                offset,
                "compressed as one piece, not by record: read in sequence; `warcio recompress` makes a file that is faster to "
                "read",
            )
        if re.match(rb"WARC/[\d.]+\n", source.peek(20)):
            yield from self._once(offset, "its lines end in LF instead of CR LF (ISO 28500); read anyway")

    def _once(self, offset: int, message: str) -> Iterator[Remark]:
        if message not in self._told:
            self._told.add(message)
            yield Remark(offset, message)

    def head(self, source: Unpacked) -> dict[str, str] | None:
        """Take a record's head off and return its fields, among them Content-Length; None, and nothing taken, for none."""
        ahead = source.peek(_AHEAD)
        if line := arc.HEAD.match(ahead):
            self._start = arc.START
            source.skip(line.end())
            return arc.fields(line)
        if not _VERSION.match(ahead):
            return None
        while not (end := _BLANK_LINE.search(ahead)) and len(ahead) < _LONGEST_HEAD:
            longer = source.peek(2 * len(ahead))
            if len(longer) == len(ahead):
                return None
            ahead = longer
        if end is None:
            return None
        lines = _decoded(ahead[: end.start()]).split("\n")[1:]
        headers = {name.lower(): value for name, value in _headers(lines)}
        if not re.fullmatch(r"[0-9]{1,18}", headers.get("content-length", "")):
            return None
        self._start = _WARC_START
        source.skip(end.end())
        return headers

    def block(self, source: Unpacked, length: int) -> tuple[bytes, int]:
        """Take a record's block, no more than is to be read, and say how long it is: another record may begin before its end is due."""
        most = min(length, self._most_bytes)
        end = source.place[0] + length
        if self._doubts > _MOST_DOUBTS or (source.is_plain and (end > self._size or not self._fits(self._at(end)))):
            return self._until_start(source, length)
        block = source.take(most)
        count = len(block) + (source.skip(length - most) if len(block) == most else 0)
        ahead = b"" if source.is_plain or count > len(block) else source.peek(_AHEAD)
        if (count < most and not source.is_plain) or not self._fits(ahead):
            self._doubts += 1
            behind = max(len(block) - _AHEAD, 0)  # one may begin in the block and go on behind it
            found = self._start.search(block) or self._start.search(block[behind:] + ahead)
            if found and (at := found.start() + (behind if found.string is not block else 0)) < len(block):
                source.give_back(block[at:])
                return block[:at], at
        return block, count

    def _at(self, place: int) -> bytes:
        self._file.seek(place)
        return self._file.read(min(_AHEAD, max(self._size - place, 0)))

    def _fits(self, ahead: bytes) -> bool:
        """Say whether what follows a block can follow it: blank lines, then a record or nothing."""
        rest = ahead.lstrip(b"\r\n")
        return not rest or self._start.match(b"\n" + rest, 1) is not None or rest.startswith((GZIP, ZSTD))

    def _until_start(self, source: Unpacked, length: int) -> tuple[bytes, int]:
        parts: list[bytes] = []
        left, size, last = length, 0, b"\n"
        while left > 0 and (ahead := source.peek(min(_STEP, left) + _AHEAD)):
            step = min(_STEP, left, len(ahead))
            found = self._start.search(last + ahead, 1)
            is_found = found is not None and found.start() - 1 < step
            taken = source.take(found.start() - 1 if found and is_found else step)
            parts += [taken[: max(self._most_bytes - size, 0)]]
            left, size, last = left - len(taken), size + len(taken), taken[-1:] or last
            if is_found:
                break
        return b"".join(parts), size

    def _search(self, source: Unpacked) -> None:
        """Pass over bytes up to the beginning of a record, or to where reading ends."""
        source.skip(1)
        while ahead := source.peek(_STEP + _AHEAD):
            if found := self._start.search(ahead):
                source.skip(found.start())
                return
            source.skip(_STEP if len(ahead) > _STEP else len(ahead))

    def _next_record(self, start: int) -> int | None:
        """Return where the next record of the file begins: a compressed member that holds one, or a plain one."""
        pattern = re.compile(_COMPRESSED + b"|" + self._start.pattern)
        wide = _AHEAD  # a little at first: the next record is near, as a rule
        while start < self._size:
            self._file.seek(start)
            window = self._file.read(min(wide + _AHEAD, self._size - start))
            for found in pattern.finditer(window):
                at = found.start()
                if at > wide:
                    break
                if not found[0].startswith((GZIP, ZSTD)) or _MEMBER.match(_head_of_member(window[at : at + 512])):
                    return start + at
            start += wide
            wide = min(wide * 4, _WINDOW)
        return None


def _head_of_member(piece: bytes) -> bytes:
    if not piece.startswith(GZIP):
        return unpacked_head(piece, 64)
    with contextlib.suppress(zlib.error):
        return zlib.decompressobj(31).decompress(piece, 64)
    return b""


def _blank(source: Unpacked) -> bytes:
    ahead = source.peek(16)
    return ahead[: len(ahead) - len(ahead.lstrip(b"\r\n"))]


def _decoded(head: bytes) -> str:
    return head.decode("utf-8" if _is_utf8(head) else "latin-1")


def member_length(piece: bytes) -> int | None:
    """Return how many bytes the gzip member at the beginning of a piece takes, None where it is not there to its end."""
    engine = zlib.decompressobj(31)
    try:
        engine.decompress(piece)
    except zlib.error:
        return None
    return len(piece) - len(engine.unused_data) if engine.eof else None


def http_message(block: bytes) -> HttpMessage | None:
    """Take a response record's block apart at the first blank line; None for what is no HTTP response.

    Transfer encodings are undone, so that the SHA-1 of `body` is the payload digest that indexes have.
    """
    end = _BLANK_LINE.search(block)
    head, body = (block[: end.start()], block[end.end() :]) if end else (block, b"")
    if is_long := len(head) > _MOST_OF_A_HEAD:
        head = head[:_MOST_OF_A_HEAD].rpartition(b"\n")[0]
    lines = _decoded(head).split("\n")
    status = re.match(r"(?:HTTP/[\d.]+|ICY)\s+(\d{3})", lines[0]) if lines else None
    if status is None:
        return None
    headers = tuple(_headers(lines[1:]))
    notices: tuple[Notice, ...] = (HeadersTooLong(_MOST_OF_A_HEAD),) if is_long else ()
    if any(name.lower() == "transfer-encoding" and "chunked" in value.lower() for name, value in headers):
        content = dechunked(body)
        body, notices = content.body, (*notices, *content.notices)
    return HttpMessage(int(status[1]), headers, body, notices)


def _is_utf8(head: bytes) -> bool:
    try:
        head.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _headers(lines: list[str]) -> Iterator[tuple[str, str]]:
    held: tuple[str, str] | None = None
    for line in lines:
        if line[:1] in (" ", "\t") and held:
            held = (held[0], f"{held[1]} {line.strip()}")
            continue
        if held:
            yield held
        name, colon, value = line.partition(":")
        held = (name.strip(), value.strip()) if colon and name.strip() else None
    if held:
        yield held


def fields(block: bytes) -> dict[str, str]:
    """Return the fields of an `application/warc-fields` block, names in small letters; of several of a name, the last."""
    return {name.lower(): value for name, value in _headers(_decoded(block).splitlines())}


def warc_date(text: str) -> datetime:
    """Read a WARC-Date (W3C ISO 8601, UTC) of any precision, as its first second. Raises ValueError."""
    short = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d)(?:T(\d\d)Z?)?)?", text.strip())
    if short:
        year, month, day, hour = (int(part) if part else None for part in short.groups())
        return datetime(year or 0, month or 1, day or 1, hour or 0, tzinfo=UTC)
    time = datetime.fromisoformat(re.sub(r"(\.\d{6})\d+", r"\1", text.strip()))
    try:
        return (time if time.tzinfo else time.replace(tzinfo=UTC)).astimezone(UTC).replace(microsecond=0)
    except OverflowError as error:
        raise ValueError(f"{text!r} is not a valid date") from error


def declared_digest(record: Record) -> str | None:
    """Return the record's own payload digest as `digest_of` writes it, None where it has none."""
    return digest_of(record.headers.get("warc-payload-digest", ""))
