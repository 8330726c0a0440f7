"""The places of files of captures: a path on disk, an object of an S3 store, or a list of these."""

import contextlib
import errno
import gzip
import io
import os
import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import msgspec

from scraper.errors import SettingsError, UnreadableFile

_ADDRESS = re.compile(r"s3a?://(?P<bucket>[A-Za-z0-9][A-Za-z0-9._-]+)(?:/(?P<key>.*))?", re.DOTALL)
_LEAST, _MOST = 1 << 16, 1 << 23
"""Bytes of one request: the first after a jump, and those in a file that is read on and on."""
_VARIABLES = "the credentials of the environment (AWS_ACCESS_KEY_ID, AWS_PROFILE, the machine's role)"
_WORDS = (
    ("FileExpired", "it was replaced while it was read; run again"),
    ("FileNotFoundError", "no such bucket or object"),
    ("PermissionError", f"access is denied to {_VARIABLES}"),
    ("NoCredentialsError", f"found none of {_VARIABLES}; FSSPEC_S3_ANON=true reads public buckets without"),
    ("PartialCredentialsError", f"{_VARIABLES} are not complete"),
    ("ProfileNotFound", "AWS_PROFILE names a profile that is not there"),
    ("EndpointConnectionError", "no connection to the store; AWS_ENDPOINT_URL names one that is not Amazon's"),
    ("TimeoutError", "the store does not answer in time"),
)
"""What an error of the libraries is called, anywhere among its classes, and what is said of it."""


class StoreObject(msgspec.Struct, frozen=True):
    """An object of an S3 store, or with a slash at its end all objects whose keys begin so; it is read by ranges.

    It has the methods of `Path` that files of captures are read by, and raises OSError as these do, in words of our own:
    those of the server may repeat whose credentials it was shown. `size` and `etag` are as the store listed them.
    """

    url: str
    size: int | None = None
    etag: str = ""

    def __str__(self) -> str:
        return self.url

    def __lt__(self, other: "StoreObject") -> bool:
        return self.url.split("/") < other.url.split("/")  # as paths on disk are sorted

    @property
    def name(self) -> str:
        """The last part of the key, of the bucket where there is no key."""
        return self.url.rstrip("/").rpartition("/")[2]

    @property
    def suffix(self) -> str:
        """What the name ends with, from its last dot on."""
        return Path(self.name).suffix

    def with_name(self, name: str) -> "StoreObject":
        """Return the object of another name beside this one."""
        return StoreObject(f"{self.url.rpartition('/')[0]}/{name}")

    def resolve(self) -> "StoreObject":
        """Return the address: in a store there are no links."""
        return self

    def absolute(self) -> Path:
        """Return the address as a path, to look for what a downloader put into it."""
        return Path("/", self.url.partition("://")[2])

    def exists(self) -> bool:
        """Say whether this object, or any below this one, is there."""
        return self.is_dir() or self.is_file()

    def is_dir(self) -> bool:
        """Say whether this stands for all objects below it."""
        return self.url.endswith("/")

    def is_file(self) -> bool:
        """Say whether this object is there."""
        try:
            return not self.is_dir() and (self.size is not None or self.stat() is not None)
        except FileNotFoundError:
            return False

    def stat(self) -> os.stat_result:
        """Return the object's size, as a file's."""
        size = self.size
        if size is None:
            with _asked(self.url) as store:
                size = store.info(self._key)["size"] or 0
        return os.stat_result((0, 0, 0, 0, 0, 0, size, 0, 0, 0))

    def rglob(self, _: str) -> Iterator["StoreObject"]:
        """Yield the objects below this one."""
        with _asked(self.url) as store:
            found = store.find(self._key, detail=True)
        yield from (_as_listed(info) for key, info in found.items() if not key.endswith("/"))

    def open(self, _: str) -> IO[bytes]:
        """Open the object as a seekable file."""
        with _asked(self.url) as store:
            return _Ranged(self.url, store.open(self._key, "rb", cache_type="none"))

    def read_bytes(self) -> bytes:
        """Return all of the object."""
        with self.open("rb") as file:
            return file.read()

    @property
    def _key(self) -> str:
        return self.url.partition("://")[2].rstrip("/")


class PathList(msgspec.Struct, frozen=True):
    """The entries of a list, one per line: files, folders and objects, which together are one archive with the list's name."""

    source: Path | StoreObject
    lines: tuple[str, ...]

    def __str__(self) -> str:
        return f"@{self.source}"


class _Ranged(io.RawIOBase, IO[bytes]):
    """An object as a file: of what is read on and on, longer and longer ranges are asked for, up to `_MOST` bytes."""

    def __init__(self, url: str, file: Any) -> None:
        self._url, self._file, self._size = url, file, int(file.size)
        self._at = self._start = 0
        self._held, self._next = b"", _LEAST

    def seek(self, offset: int, whence: int = 0, /) -> int:
        self._at = max((0, self._at, self._size)[whence] + offset, 0)
        return self._at

    def read(self, size: int = -1, /) -> bytes:
        end = self._size if size is None or size < 0 else min(self._at + size, self._size)
        if end <= self._at:
            return b""
        if not self._start <= self._at <= self._start + len(self._held):
            self._start, self._held, self._next = self._at, b"", _LEAST
        if end > (behind := self._start + len(self._held)):
            more = self._range(behind, min(max(end, behind + self._next), self._size))
            self._held, self._start = self._held[self._at - self._start :] + more, self._at
            self._next = min(self._next * 2, _MOST)
        found = self._held[self._at - self._start : end - self._start]
        self._at += len(found)
        return found

    def _range(self, start: int, end: int) -> bytes:
        with _asked(self._url):
            self._file.seek(start)
            found: bytes = self._file.read(end - start)
            return found

    def tell(self) -> int:
        return self._at

    def seekable(self) -> bool:
        return True

    def readable(self) -> bool:
        return True


Place = Path | StoreObject


def place_of(spec: str) -> Place | PathList:
    """Return what a path, an address `s3://bucket/key` or `@list` names.

    Raises SettingsError for an address that is none, and where s3fs is missing; UnreadableFile where nothing is there.
    """
    if spec.startswith("@"):
        return _list_at(spec[1:])
    if not spec.startswith(("s3:", "s3a:")):
        return Path(spec)
    found = _ADDRESS.fullmatch(spec)
    if found is None:  # not repeated: it may hold a login
        raise SettingsError(
            "an address of an object store is s3://bucket/key, without a login: credentials come from the environment"
        )
    return _object(found["bucket"], found["key"] or "")


def name_of(place: Place | PathList) -> str:
    """Return the last part of a place's path."""
    return (place.source if isinstance(place, PathList) else place).resolve().name


def stamp(place: Place) -> tuple[int, str]:
    """Return what tells a file from what lay there before: its size, and its mtime in ns or its ETag. Raises OSError."""
    status = place.stat()
    return status.st_size, place.etag if isinstance(place, StoreObject) else str(status.st_mtime_ns)


def _object(bucket: str, key: str) -> StoreObject:
    """Return an object, or all below a prefix, as they are now."""
    url = f"s3://{bucket}/{key}"
    try:
        with _asked(url) as store:
            store.invalidate_cache()
            info = store.info(f"{bucket}/{key}".rstrip("/"))
    except OSError as error:
        raise UnreadableFile(f"{url}: {error.strerror}") from error
    if info["type"] == "directory" or key.endswith("/"):
        return StoreObject(f"{url.rstrip('/')}/")
    return _as_listed(info)


def _as_listed(info: dict[str, Any]) -> StoreObject:
    return StoreObject(f"s3://{info['name']}", info["size"], info.get("ETag", ""))


def _list_at(spec: str) -> PathList:
    """Read a list: a line that is a relative path is one of this folder's, in an object store one of the bucket's."""
    source = place_of(spec)
    try:
        if isinstance(source, PathList) or not source.is_file():
            raise UnreadableFile(f"@{spec}: there is no such list of paths")
        content = source.read_bytes()
        if content.startswith(b"\x1f\x8b"):
            content = gzip.decompress(content)
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadableFile(f"@{spec}: cannot be read: {error}") from error
    lines = filter(None, (line.strip() for line in os.fsdecode(content).splitlines()))
    named = sorted({line for line in lines if not line.startswith("#")})
    if not named:
        raise UnreadableFile(f"@{spec}: names no file")
    if wrong := next((line for line in named if line.startswith("@") or "\0" in line), None):
        raise UnreadableFile(f"@{spec}: {wrong!r} is no path")
    if isinstance(source, StoreObject):
        bucket = source.url[: source.url.index("/", len("s3://")) + 1]
        named = [line if _ADDRESS.fullmatch(line) else f"{bucket}{line.lstrip('/')}" for line in named]
    return PathList(source, tuple(named))


@contextlib.contextmanager
def _asked(url: str) -> Iterator[Any]:
    """Give the file system of S3, set up by the environment, and raise its errors as OSErrors with nothing that a server said.

    There is one in each process, made when it is first asked for: none can be handed on to another.
    """
    try:
        import fsspec
        from aiohttp import ClientError as BrokenOff
        from botocore.exceptions import BotoCoreError, ClientError
        from s3fs.errors import ERROR_CODE_TO_EXCEPTION as KNOWN
    except ImportError as error:
        raise SettingsError(f"{url}: needs s3fs; `python -m pip install s3fs`") from error
    try:
        yield fsspec.filesystem("s3")
    except (OSError, ValueError, BotoCoreError, ClientError, BrokenOff) as error:
        names = [kind.__name__ for kind in type(error).__mro__]
        code = getattr(error.__cause__ or error, "response", {}).get("Error", {}).get("Code")
        failed = f"the store failed with {code if code in KNOWN else names[0]}"
        words = next((words for name, words in _WORDS if name in names), failed)
        kind = FileNotFoundError if isinstance(error, FileNotFoundError) else OSError
        raise kind(getattr(error, "errno", None) or errno.EIO, words, url) from None
