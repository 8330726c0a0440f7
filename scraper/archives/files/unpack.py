"""A file of gzip members, zstd frames (RFC 8878) or plain bytes → its bytes, unpacked, each with its place in the file."""

import contextlib
import re
import zlib
from collections.abc import Iterator
from typing import IO, Protocol

GZIP, ZSTD = b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd"
_SKIPPABLE = re.compile(rb"[\x50-\x5f]\x2a\x4d\x18")
# By the WARC-zstd proposal of the IIPC, the first frame of a file may hold the dictionary of all others, itself packed or not.
_DICTIONARY = b"\x5d\x2a\x4d\x18"
_MOST_DICTIONARY, _LARGEST_WINDOW = 16 << 20, 1 << 27
_RAW, _OUTPUT, _FRAME_STEP = 1 << 14, 1 << 16, 1 << 9
_LONGEST_START = 64
_NEVER = re.compile(rb"(?!)")
CUT_OFF = "the file ends in the middle of a compressed member"


class _Engine(Protocol):
    ended: bool

    def feed(self, raw: bytes, into: bytearray) -> int:
        """Unpack a bounded part into a buffer and return how many bytes that took. Raises ValueError at damage."""


class Unpacked:
    """The bytes of a seekable file from a place on, read forwards; compressed members follow each other without a seam.

    Reading stops before a member whose bytes fit `start`, the beginning of a record, until `enter` is called: so a record
    that lacks its end takes nothing of the next. `broken` says what was the matter where no more can be unpacked.
    """

    def __init__(self, file: IO[bytes], size: int, place: int, start: "re.Pattern[bytes]") -> None:
        self._file, self._size, self._start = file, size, start
        self._raw, self._next = b"", place
        self._engine: _Engine | None = None
        self._held, self._position = bytearray(), 0
        self._wall: int | None = None
        self._pieces: list[tuple[int, int, bool]] = []  # position of the first byte, place in the file, whether plain
        self.broken: str | None = None

    @property
    def place(self) -> tuple[int, int]:
        """Where the next byte lies: the place in the file, and how far inside a compressed member that begins there."""
        found = self._piece()
        if found is None or (not self._held and self._engine is None and self.broken is None and not found[2]):
            return self._next, 0
        position, place, is_plain = found
        inside = self._position - position
        return (place + inside, 0) if is_plain else (place, inside)

    @property
    def is_plain(self) -> bool:
        """Whether the next byte lies in the file as it is."""
        found = self._piece()
        return found is not None and found[2]

    @property
    def reached(self) -> int:
        """How far the file was read to unpack what is held."""
        return self._next

    def is_spoilt(self, whole: bool) -> bool:
        """Say whether a record that was read up to here ended in damage: what was unpacked of it cannot be trusted.

        A file that was cut off is another matter: what there is of its last record is as it was.
        """
        if self.broken is None or self.broken is CUT_OFF:
            return False
        return not whole or (not self._held and self._position > self._pieces[-1][0])

    @property
    def damaged_member(self) -> int:
        """The place of the member that could not be unpacked to its end."""
        return self._pieces[-1][1]

    def enter(self) -> bool:
        """Say whether a record may begin here, and let reading go on into the member that begins here, if one does."""
        self._ahead(1)
        if self._wall == self._position:
            self._wall = None
        while len(self._pieces) > 1 and self._pieces[1][0] <= self._position:
            del self._pieces[0]
        return bool(self._ahead(1))

    def peek(self, size: int) -> bytes:
        """Return the next bytes, fewer where they end; they stay where they are."""
        return bytes(self._held[: min(size, self._ahead(size))])

    def take(self, size: int) -> bytes:
        """Return the next bytes, fewer where they end."""
        parts: list[bytes] = []
        while size > 0 and (count := min(size, self._ahead(min(size, _OUTPUT)))):
            parts.append(bytes(self._held[:count]))
            self._drop(count)
            size -= count
        return b"".join(parts)

    def skip(self, size: int) -> int:
        """Pass over bytes, and return how many there were."""
        skipped = 0
        while skipped < size and (count := min(size - skipped, self._ahead(min(size - skipped, _OUTPUT)))):
            self._drop(count)
            skipped += count
        return skipped

    def give_back(self, taken: bytes) -> None:
        """Put bytes that were taken last back in front."""
        self._held[:0] = taken
        self._position -= len(taken)

    def _piece(self) -> tuple[int, int, bool] | None:
        return next((piece for piece in reversed(self._pieces) if piece[0] <= self._position), None)

    def _drop(self, count: int) -> None:
        del self._held[:count]
        self._position += count

    def _ahead(self, size: int) -> int:
        """Unpack until `size` bytes are held or none can be had, and return how many may be read."""
        while self._wall is None and len(self._held) < size and self.broken is None and self._more():
            pass
        return len(self._held) if self._wall is None else max(self._wall - self._position, 0)

    def _more(self) -> bool:
        self._read()
        if self._engine is not None:
            self._unpack(self._engine)
        elif not self._raw:
            return False
        elif self._pieces and self._pieces[-1][2]:
            self._take_plain()
        else:
            self._open()
        return True

    def _read(self) -> None:
        if len(self._raw) < _LONGEST_START and (left := self._size - self._next - len(self._raw)) > 0:
            self._file.seek(self._next + len(self._raw))
            self._raw += self._file.read(min(_RAW, left))

    def _open(self) -> None:
        """Begin a gzip member, a zstd frame, or the plain bytes that go on to the end."""
        end = self._position + len(self._held)
        if _SKIPPABLE.match(self._raw):
            self._next += 8 + int.from_bytes(self._raw[4:8], "little")
            self._raw = b""
            return
        if self._raw.startswith(GZIP):
            self._engine = _Gzip()
        elif self._raw.startswith(ZSTD):
            self._engine = _Zstd(self._file)
        self._pieces.append((end, self._next, self._engine is None))
        if self._engine is None:
            self._take_plain()
        while self._engine and not self.broken and len(self._held) < end - self._position + _LONGEST_START:
            self._read()
            self._unpack(self._engine)
        if self._start.match(self._held, end - self._position):
            self._wall = end

    def _take_plain(self) -> None:
        self._held += self._raw
        self._use(len(self._raw))

    def _use(self, count: int) -> None:
        self._raw, self._next = self._raw[count:], self._next + count

    def _unpack(self, engine: _Engine) -> None:
        before = len(self._held)
        try:
            used = engine.feed(self._raw, self._held)
        except ValueError as error:
            self.broken, self._engine = str(error), None
            return
        if engine.ended:
            self._engine = None
        elif not used and before == len(self._held):
            self.broken, self._engine = CUT_OFF, None
        self._use(used)


def flat(file: IO[bytes], size: int, place: int) -> Iterator[bytes]:
    """Yield all that a file holds from a member on, unpacked: so the records of one piece can be had in any order."""
    source = Unpacked(file, size, place, _NEVER)
    while part := source.take(_OUTPUT):
        yield part


class _Gzip:
    """One gzip member."""

    def __init__(self) -> None:
        self._engine, self.ended = zlib.decompressobj(31), False

    def feed(self, raw: bytes, into: bytearray) -> int:
        state = self._engine.copy()
        try:
            into += self._engine.decompress(raw, _OUTPUT)
        except zlib.error as error:
            with contextlib.suppress(zlib.error):  # what comes before the damage, to the byte
                for at in range(len(raw)):
                    into += state.decompress(raw[at : at + 1])
            raise ValueError(f"its gzip member is damaged: {error}") from error
        self.ended = self._engine.eof
        return len(raw) - len(self._engine.unused_data if self.ended else self._engine.unconsumed_tail)


class _Zstd:
    """One zstd frame of a file, whose dictionary lies at the file's beginning, if it has one."""

    def __init__(self, file: IO[bytes]) -> None:
        import zstandard

        self._error = zstandard.ZstdError
        dictionary = _dictionary(file)
        self._engine = zstandard.ZstdDecompressor(
            dict_data=zstandard.ZstdCompressionDict(dictionary) if dictionary else None,
            max_window_size=_LARGEST_WINDOW,
        ).decompressobj()
        self.ended = False

    def feed(self, raw: bytes, into: bytearray) -> int:
        piece = raw[:_FRAME_STEP]  # zstandard bounds no output; a block has three bytes at least and 128 KB at most
        try:
            into += self._engine.decompress(piece) if piece else b""
        except self._error as error:
            raise ValueError(f"its zstd frame is damaged: {error}") from error
        self.ended = self._engine.eof
        return len(piece) - len(self._engine.unused_data)


def _dictionary(file: IO[bytes]) -> bytes | None:
    import zstandard

    file.seek(0)
    head = file.read(8)
    if not head.startswith(_DICTIONARY):
        return None
    content = file.read(min(int.from_bytes(head[4:], "little"), _MOST_DICTIONARY))
    if not content.startswith(ZSTD):
        return content
    try:
        unpacked = zstandard.ZstdDecompressor(max_window_size=_LARGEST_WINDOW).stream_reader(content)
        return bytes(unpacked.read(_MOST_DICTIONARY))
    except zstandard.ZstdError:
        return None


def unpacked_head(head: bytes, size: int) -> bytes:
    """Return up to `size` bytes of what a file begins with, unpacked where it is a gzip member or a zstd frame."""
    import io

    return Unpacked(io.BytesIO(head), len(head), 0, _NEVER).peek(size)
