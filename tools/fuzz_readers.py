"""Every reader of bytes that others wrote, as a function from bytes to nothing, with a corpus and the errors it documents."""

import gzip
import hashlib
import io
import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import msgspec

from scraper import extract, read_page, settings
from scraper.archives import payload
from scraper.archives.files import warc
from scraper.archives.files.kept import Indexing
from scraper.archives.files.on_disk import FileArchive
from scraper.archives.http.manners import Manners, rest_seconds
from scraper.archives.http.response import Response
from scraper.archives.memento import cdx, timemap
from scraper.archives.memento.client import MementoArchive
from scraper.archives.memento.profiles import UNESCO, any_replay
from scraper.archives.memento.replay import captured_response, redirect_within
from scraper.archives.pattern import matches
from scraper.dataset.build import build
from scraper.dataset.kept import LastBuild
from scraper.dataset.lock import read_lock
from scraper.dataset.published import published, read_changes
from scraper.dataset.stated import read_dataset
from scraper.diffs.html import html_diff
from scraper.diffs.text import apply, text_diff
from scraper.diffs.views.changes import log_lines
from scraper.diffs.views.text import terminal_hunks, terminal_text, unified_hunks, unified_text
from scraper.errors import ScraperError
from scraper.history.compare import records_of
from scraper.reading.document import NotAPage, read_document
from scraper.reading.layouts import LAYOUTS
from scraper.report.explain import explained, explanation
from scraper.report.lines import json_line, page_lines, page_object
from scraper.store.store import Store
from scraper.store.sync import keep_all
from scraper.subjects.uccn.kinds import PAGE_KINDS
from scraper.values.capture import Capture, CapturedResponse, MementoURL, parse_time, parse_timestamp, urlkey
from scraper.values.harmless import harmless
from tools import fuzz_mutations as mutate

ROOT = Path(__file__).resolve().parent.parent
FIXTURES = ROOT / "fixtures"
MOST_BYTES = 2_000_000
MOST_ASKED = 60
PAGE = "https://en.unesco.org/creative-cities/content/annual-conferences"
TIME = datetime(2022, 3, 15, 9, 26, 32, tzinfo=UTC)
CAPTURE = Capture(original=PAGE, timestamp=TIME, urlkey=urlkey(PAGE), archive="unesco")
_ENCODINGS = ("gzip", "deflate", "br", "gzip, br", "identity", "x-gzip,deflate", "", "zstd", None)


class Reader(msgspec.Struct, frozen=True, kw_only=True):
    """A reader: `read` may raise what is in `errors`, and nothing else. `shape` makes the file of a mutated corpus entry."""

    name: str
    read: Callable[[bytes], None]
    corpus: tuple[bytes, ...]
    mutations: tuple[mutate.Mutation, ...] = mutate.TEXT
    shape: mutate.Shape = mutate.as_it_is
    errors: tuple[type[Exception], ...] = (ScraperError,)


def readers(scratch: Path) -> dict[str, Reader]:
    """Return all readers by name; those that read files do so below `scratch`."""
    pages, records = _pages(), _records()
    made = _dataset(scratch / "made")
    indexes = {kind: _bytes(f"index/{kind}/*/answer.*") for kind in ("cdx", "timemap")}
    table = (
        Reader(name="warc", read=_warc, corpus=records, shape=mutate.warc_file),
        Reader(name="warc-archive", read=_archive_in(scratch, "x.warc.gz"), corpus=records, shape=mutate.warc_file),
        Reader(name="one-piece", read=_archive_in(scratch, "y.warc.gz"), corpus=_one_piece(records)),
        Reader(name="arc", read=_archive_in(scratch, "x.arc"), corpus=_arcs(records)),
        Reader(name="wacz", read=_archive_in(scratch, "x.wacz"), corpus=records, shape=mutate.wacz_file),
        Reader(name="saved-page", read=_archive_in(scratch, "x.html"), corpus=pages, mutations=mutate.PAGE),
        Reader(
            name="capture-json",
            read=_sidecar_in(scratch),
            corpus=_bytes("pages/*/*/capture.json"),
            mutations=mutate.JSON,
        ),
        Reader(name="store", read=_store_in(scratch), corpus=records, shape=mutate.warc_file),
        Reader(name="cdx", read=_cdx, corpus=indexes["cdx"], mutations=mutate.JSON),
        Reader(name="timemap", read=_timemap, corpus=indexes["timemap"], mutations=mutate.JSON),
        Reader(name="index-server", read=_server, corpus=(*indexes["cdx"], *indexes["timemap"]), mutations=mutate.JSON),
        Reader(name="address", read=_address, corpus=_addresses(records), errors=(ScraperError,)),
        Reader(name="http-message", read=_message, corpus=_blocks(records)),
        Reader(name="content", read=_content, corpus=pages, mutations=mutate.BYTES, shape=mutate.content),
        Reader(name="replay", read=_replay, corpus=_answers(records)),
        Reader(name="settings", read=_settings_in(scratch), corpus=(_SETTINGS,)),
        Reader(
            name="dataset-json",
            read=_explain_in(scratch),
            corpus=(_shorter(made / "dataset.json"),),
            mutations=mutate.JSON,
        ),
        Reader(name="dataset-csv", read=_table_in(scratch, made), corpus=_tables(made)),
        Reader(name="lock-json", read=_lock_in(scratch), corpus=(_lock(made),), mutations=mutate.JSON),
        Reader(name="host-state", read=_host_state_in(scratch), corpus=(_HOST_STATE,), mutations=mutate.JSON),
        Reader(name="last-build", read=_last_build_in(scratch), corpus=(_last_build(made),), mutations=mutate.JSON),
        Reader(
            name="kept-index",
            read=_kept_index_in(scratch),
            corpus=(_kept_index(scratch, records),),
            mutations=mutate.JSON,
        ),
        Reader(name="page", read=_page, corpus=pages, mutations=mutate.PAGE),
        Reader(name="page-kinds", read=_page_kinds, corpus=pages, mutations=mutate.PAGE),
        Reader(name="diff", read=_diff, corpus=pages, mutations=mutate.PAGE),
    )
    return {reader.name: reader for reader in table}


# --- corpora ----------------------------------------------------------------------------------------------------------

_SETTINGS = b"""
contact = "you@example.org"
output = "output"
archives = ["unesco", "mine"]
sources = ["https://example.org/*"]

[limits]
body_bytes = 50_000_000
index_seconds = 60.0

[licence]
name = "CC-BY-4.0"
path = "https://creativecommons.org/licenses/by/4.0/"
title = "CC BY 4.0"

[archive.mine]
replay = "https://web.example.org/wayback/"
indexes = [{kind = "cdx", address = "https://web.example.org/cdx", parameters = {output = "json"}}]
sends_memento_datetime = false
"""

_HOST_STATE = (
    b'{"host":"example.org","last":{"index":1.0,"replay":2.5},"rest":{"since":1.0,"until":9e9,"why":"ban"},'
    b'"limited":true,"bans":3,"banned":1.0}'
)


def _bytes(pattern: str) -> tuple[bytes, ...]:
    return tuple(path.read_bytes() for path in sorted(FIXTURES.glob(pattern)))


def _pages() -> tuple[bytes, ...]:
    """Return the page cases' bodies, each cut at 24 KB."""
    return tuple(body[:24_000] for body in _bytes("pages/*/*/body.html"))


def _records() -> tuple[bytes, ...]:
    """Return WARC files in the plain: two or three neighbouring records each, long bodies shortened by compression off."""
    with gzip.open(FIXTURES / "warc" / "uccn.warc.gz") as file:
        whole = file.read()
    records = [b"WARC/1." + part for part in whole.split(b"WARC/1.")[1:]]
    short = [record for record in records if len(record) < 16_000]
    return tuple(b"".join(short[at : at + 3]) for at in range(0, len(short), 2))


def _one_piece(records: Sequence[bytes]) -> tuple[bytes, ...]:
    return tuple(gzip.compress(piece, mtime=0) for piece in records)


def _arcs(records: Sequence[bytes]) -> tuple[bytes, ...]:
    """Return ARC files of one record each."""
    head = b"filedesc://x.arc 0.0.0.0 20140101000000 text/plain 9\n1 0 Test\n\n"
    line = f"{PAGE} 192.0.2.1 20140101000000 text/html ".encode()
    return tuple(head + line + b"%d\n" % len(block) + block + b"\n" for block in _blocks(records))


def _blocks(records: Sequence[bytes]) -> tuple[bytes, ...]:
    found = [record.block for piece in records for record in _read_records(piece) if record.type == "response"]
    return tuple(block[:4000] for block in found)


def _answers(records: Sequence[bytes]) -> tuple[bytes, ...]:
    memento = b"HTTP/1.1 200 OK\r\nMemento-Datetime: Tue, 15 Mar 2022 09:26:32 GMT\r\n"
    link = f'Link: <{PAGE}>; rel="original", <http://x/timegate/{PAGE}>; rel="timegate"\r\n\r\n'.encode()
    away = (
        f"HTTP/1.1 302 Found\r\nLocation: https://webarchive.unesco.org/web/20220316000000id_/{PAGE}\r\n\r\n".encode()
    )
    return (memento + link + b"<html>x</html>", away, b"HTTP/1.1 404 Not Found\r\n\r\n", *_blocks(records))


def _addresses(records: Sequence[bytes]) -> tuple[bytes, ...]:
    targets = [record.target for piece in records for record in _read_records(piece) if record.target]
    return (
        b"20220315092632",
        b"2022-03-15T09:26:32+01:00",
        b"https://web.archive.org/web/20220315092632id_/https:/en.unesco.org:443/a/../b?b=1&a=2#f",
        b"//web.archive.org/web/2022/http://user:word@example.org:80/%7Ea/?utm_source=1&jsessionid=0123456789abcdef",
        b"https://example.org/*annual*/?a=1&*",
        *(f"https://webarchive.unesco.org/web/20220315092632mp_/{target}".encode() for target in targets),
        *(target.encode() for target in targets),
    )


def _read_records(piece: bytes) -> Iterator[warc.Record]:
    for record in warc.records(io.BytesIO(piece), len(piece), MOST_BYTES):
        if isinstance(record, warc.Record):
            yield record


def _dataset(place: Path) -> Path:
    """Make a small dataset of a few page cases."""
    cases = [
        *sorted((FIXTURES / "pages").glob("annual-conferences/2016*")),
        *sorted((FIXTURES / "pages").glob("event/2*"))[:2],
    ]
    with Store(place / "store") as store:
        for case in cases:
            archive = FileArchive(case, most_bytes=MOST_BYTES, report=_ignored)
            keep_all(archive, archive.listed(), store)
        build(store, place / "dataset")
    return place / "dataset"


def _shorter(path: Path) -> bytes:
    """Return a dataset.json with one of each kind of fact."""
    document = json.loads(path.read_bytes())
    for part in ("conferences", "events", "objectives", "conflicts", "checks", "unread", "warnings"):
        document[part] = document[part][:2]
    return json.dumps(document).encode()


def _remembered(place: Path, store: Store) -> LastBuild:
    return LastBuild(place / "cache" / "build.json", place, ("dataset",), store, "the same")


def _last_build(made: Path) -> bytes:
    """Return what is remembered of the build of a small dataset."""
    place = made.parent
    with Store(place / "store") as store:
        _remembered(place, store).keep(build(store, made))
    return (place / "cache" / "build.json").read_bytes()


def _kept_index(scratch: Path, records: tuple[bytes, ...]) -> bytes:
    """Return the lines of an index of a WARC file, without the digest that seals them."""
    folder, file = scratch / "index", scratch / "indexed.warc.gz"
    file.write_bytes(mutate.warc_file(records[0], Random(0)))  # noqa: S311 - chance, no secret
    _listed(file, folder)
    (kept,) = folder.iterdir()
    return b"".join(kept.read_bytes().splitlines(keepends=True)[:-1])


def _listed(file: Path, folder: Path) -> list[Capture]:
    archive = FileArchive(file, most_bytes=MOST_BYTES, report=_ignored, indexing=Indexing(folder=folder))
    return list(archive.listed())


_CSVS = ("timeline", "objectives", "events", "captures", "evidence", "changes")


def _tables(made: Path) -> tuple[bytes, ...]:
    """Return the tables, each with its place in `_CSVS` as the first byte, and short."""
    return tuple(
        bytes([at]) + b"\n".join((made / f"{name}.csv").read_bytes().split(b"\n")[:6]) for at, name in enumerate(_CSVS)
    )


def _lock(made: Path) -> bytes:
    return (made / "lock.json").read_bytes()


# --- readers ----------------------------------------------------------------------------------------------------------


def _ignored(_: object, *_more: object) -> None:
    pass


def _shown(lines: Iterator[str] | Sequence[str]) -> None:
    """Write lines as the command line would; text that cannot be written is a finding."""
    for line in lines:
        harmless(line).encode()


def _warc(data: bytes) -> None:
    for found in warc.records(io.BytesIO(data), len(data), MOST_BYTES):
        if not isinstance(found, warc.Record):
            continue
        warc.http_message(found.block)
        warc.declared_digest(found)
        with suppress(ValueError):
            warc.warc_date(found.headers.get("warc-date", ""))


def _archive_in(scratch: Path, name: str) -> Callable[[bytes], None]:
    path = scratch / name.replace(".", "-") / name
    path.parent.mkdir()

    def read(data: bytes) -> None:
        path.write_bytes(data)
        archive = FileArchive(path, most_bytes=MOST_BYTES, report=lambda said: _shown([said]))
        for capture in archive.all_captures():
            json_line(msgspec.to_builtins(capture)).encode()
            with suppress(ScraperError):
                archive.replay(capture)
        list(archive.captures(PAGE))
        list(archive.captures("https://en.unesco.org/*"))

    return read


def _sidecar_in(scratch: Path) -> Callable[[bytes], None]:
    folder = scratch / "sidecar"
    folder.mkdir()
    (folder / "body.html").write_bytes(_pages()[0])

    def read(data: bytes) -> None:
        (folder / "capture.json").write_bytes(data)
        archive = FileArchive(folder / "body.html", most_bytes=MOST_BYTES, report=_ignored)
        for capture in archive.all_captures():
            page = extract(archive.replay(capture))
            _shown(page_lines(page_object(page, archive.replay(capture), capture.digest)))

    return read


def _store_in(scratch: Path) -> Callable[[bytes], None]:
    """Keep what a WARC holds, forget the ledger, and read all of it again: nothing that was kept may differ."""
    place = scratch / "keep"
    place.mkdir()

    def read(data: bytes) -> None:
        shutil.rmtree(place / "store", ignore_errors=True)
        (place / "x.warc.gz").write_bytes(data)
        archive = FileArchive(place / "x.warc.gz", most_bytes=MOST_BYTES, report=_ignored)
        with Store(place / "store") as store:
            keep_all(archive, archive.listed(), store)
            kept = _kept(store)
        (place / "store" / "ledger.sqlite").unlink()
        with Store(place / "store") as store:
            again = _kept(store)
        if kept != again:
            raise AssertionError(f"kept {sorted(kept - again)}, read again {sorted(again - kept)}")

    return read


def _kept(store: Store) -> set[tuple[object, ...]]:
    return {
        (one.record.urlkey, one.record.timestamp, one.record.original, one.record.digest, store.read(one.record).status)
        for one in store.listed()
        if one.record
    }


def _cdx(data: bytes) -> None:
    page = cdx.parse(data, "archive")
    for capture in page.captures:
        json_line(msgspec.to_builtins(capture)).encode()
    list(cdx.best_rows(page.captures))


def _timemap(data: bytes) -> None:
    page = timemap.parse(data, f"https://web.example.org/web/timemap/link/{PAGE}", "archive", PAGE)
    for capture in page.captures:
        json_line(msgspec.to_builtins(capture)).encode()


def _server(data: bytes) -> None:
    """List by an archive whose every answer is one of the lines' blocks of `data`; it may not be asked without end."""
    asked: list[str] = []
    answers = data.split(b"\n\n") or [b""]

    def fetch(url: str) -> Response:
        asked.append(url)
        if len(asked) > MOST_ASKED:
            raise ScraperError("asked often enough")
        return Response(url=url, status=200, body=data if len(asked) % 2 else answers[len(asked) % len(answers)])

    archive = MementoArchive(
        any_replay("https://web.example.org/web/", paced=False),
        index_fetch=fetch,
        replay_fetch=fetch,
        report=lambda said: _shown([said]),
    )
    for original in (PAGE, "https://en.unesco.org/creative-cities/*"):
        with suppress(ScraperError):
            for capture in archive.captures(original):
                with suppress(ScraperError):
                    archive.replay(capture)


def _address(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    if (parts := MementoURL.parse(text)) is not None:
        urlkey(parts.original)
        with suppress(ValueError):
            parse_timestamp(parts.timestamp)
    urlkey(text)
    timemap.http_date(text)
    rest_seconds(text, 5.0)
    list(timemap.links(text))
    with suppress(ScraperError):
        parse_time(text, end=True)
    with suppress(ScraperError):
        matches(text, PAGE)


def _message(data: bytes) -> None:
    message = warc.http_message(data)
    if message is None:
        return
    response = CapturedResponse(
        capture=CAPTURE, requested=TIME, status=message.status, headers=message.headers, body=message.body
    )
    page = extract(response, most_bytes=MOST_BYTES)
    _shown(page_lines(page_object(page, response, response.digest)))


def _content(data: bytes) -> None:
    encoding = _ENCODINGS[data[0] % len(_ENCODINGS)] if data else None
    content = payload.decoded(payload.dechunked(data[1:]).body, encoding, MOST_BYTES)
    if len(content.body) > MOST_BYTES and content.body != data[1:]:
        raise AssertionError(f"{len(content.body):,} bytes are more than {MOST_BYTES:,}")


def _replay(data: bytes) -> None:
    message = warc.http_message(data)
    if message is None:
        return
    url = f"{UNESCO.replay}20220315092632id_/{PAGE}"
    response = Response(url=url, status=message.status, headers=message.headers, body=message.body)
    onward = redirect_within(UNESCO, CAPTURE, response)
    if onward is None:
        extract(captured_response(UNESCO, CAPTURE, response))
    elif not onward.startswith(UNESCO.replay):
        raise AssertionError(f"led away to {onward}")


def _settings_in(scratch: Path) -> Callable[[bytes], None]:
    path = scratch / "scraper.toml"

    def read(data: bytes) -> None:
        path.write_bytes(data)
        settings.load(path)

    return read


def _explain_in(scratch: Path) -> Callable[[bytes], None]:
    path = scratch / "dataset.json"

    def read(data: bytes) -> None:
        path.write_bytes(data)
        dataset = read_dataset(path)
        for question in ("2016", "Östersund", "the"):
            _shown(list(explanation(explained(dataset, question))))

    return read


def _table_in(scratch: Path, made: Path) -> Callable[[bytes], None]:
    folder = scratch / "tables"
    shutil.copytree(made, folder)

    def read(data: bytes) -> None:
        name = _CSVS[data[0] % len(_CSVS)] if data else _CSVS[0]
        path = folder / f"{name}.csv"
        whole = path.read_bytes()
        path.write_bytes(data[1:])
        try:
            published(folder)
            if name == "changes":
                _shown(log_lines(read_changes(folder)))
        finally:
            path.write_bytes(whole)

    return read


def _lock_in(scratch: Path) -> Callable[[bytes], None]:
    folder = scratch / "lock"
    folder.mkdir()

    def read(data: bytes) -> None:
        (folder / "lock.json").write_bytes(data)
        read_lock(folder)

    return read


def _last_build_in(scratch: Path) -> Callable[[bytes], None]:
    """Find the build that is remembered, whatever stands there."""
    place = scratch / "made"

    def read(data: bytes) -> None:
        (place / "cache" / "build.json").write_bytes(data)
        with Store(place / "store") as store:
            _remembered(place, store).found()

    return read


def _kept_index_in(scratch: Path) -> Callable[[bytes], None]:
    """List a file by an index of it that is sealed, as one made by other means would be."""

    def read(data: bytes) -> None:
        (kept,) = (scratch / "index").iterdir()
        lines = data if data.endswith(b"\n") else data + b"\n"
        kept.write_bytes(lines + hashlib.sha256(lines).hexdigest().encode() + b"\n")
        _listed(scratch / "indexed.warc.gz", scratch / "index")

    return read


def _host_state_in(scratch: Path) -> Callable[[bytes], None]:
    folder = scratch / "hosts"
    folder.mkdir()
    hosts = Manners(folder, now=lambda: 5.0, sleep=_ignored)

    def read(data: bytes) -> None:
        (folder / "example.org.json").write_bytes(data)
        host = hosts.host("example.org")
        with host.turn("index", 1.0):
            pass
        _shown([rest.words() for _, rest in hosts.at_rest()])
        host.refused()
        host.answered()

    return read


def _page(data: bytes) -> None:
    page = read_page(data, content_type="text/html", original=PAGE, most_bytes=MOST_BYTES)
    records_of(page)
    shown: dict[str, Any] = page_object(page, None, None)
    json_line(shown).encode()
    _shown(page_lines(shown))


def _page_kinds(data: bytes) -> None:
    """Read a page as each kind in turn, and by its title alone."""
    originals: list[str | None] = [kind.SOURCES[-1][0].replace("*", "x") for kind in PAGE_KINDS]
    originals.append(None)
    original = originals[len(data) % len(originals)]
    records_of(read_page(data, original=original, most_bytes=MOST_BYTES))


def _diff(data: bytes) -> None:
    """Compare a page with one of the fixtures, and what is told with what was there."""
    before, after = _BEFORE, _document(data)
    text = text_diff(before.blocks, after.blocks)
    if apply([block.text for block in before.blocks], text) != tuple(block.text for block in after.blocks):
        raise AssertionError("the diff does not lead from the one text to the other")
    source = html_diff(_BEFORE_BODY, data)
    for lines in (
        terminal_text(text, width=140),
        unified_text(text, "a", "b"),
        terminal_hunks(source, width=80),
        unified_hunks(source, "a", "b"),
    ):
        for line in lines:
            line.encode()


def _document(data: bytes) -> Any:
    try:
        return read_document(data, None, LAYOUTS)
    except NotAPage:
        return _BEFORE


_BEFORE_BODY = _pages()[0]
_BEFORE = read_document(_BEFORE_BODY, None, LAYOUTS)
