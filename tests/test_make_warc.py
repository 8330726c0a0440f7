"""The WARC collection of the page cases is what its script makes, and has what a crawl has besides pages."""

import io
import json
import zlib
from typing import Any

from warcio.archiveiterator import ArchiveIterator

from tools.make_warc import PAGES, WARC, collection


def _plain(data: bytes) -> bytes:
    """Return what the gzip members hold: compression differs from one zlib to another."""
    parts = []
    while data:
        engine = zlib.decompressobj(31)
        parts.append(engine.decompress(data))
        data = engine.unused_data
    return b"".join(parts)


def _records() -> list[Any]:
    """Return type, WARC headers, HTTP headers and block of every record."""
    found = []
    for record in ArchiveIterator(io.BytesIO(WARC.read_bytes()), no_record_parse=False):
        found.append((record.rec_type, record.rec_headers, record.http_headers, record.raw_stream.read()))
    return found


def test_the_file_is_what_the_script_makes() -> None:
    assert _plain(WARC.read_bytes()) == _plain(collection()), "run `python -m tools.make_warc`"


def test_the_script_makes_the_same_twice() -> None:
    assert collection() == collection()


def test_every_page_that_is_a_capture_is_in_it() -> None:
    kept = {headers.get_header("WARC-Date") for kind, headers, _, _ in _records() if kind == "response"}
    for case in (case for case in PAGES.glob("*/*") if case.is_dir()):
        time = json.loads((case / "capture.json").read_bytes())["timestamp"]
        date = f"{time[:4]}-{time[4:6]}-{time[6:8]}T{time[8:10]}:{time[10:12]}:{time[12:]}Z"
        is_capture = not case.name.endswith(("-challenge", "-redirect"))
        assert (date in kept) == is_capture, case.name


def test_it_holds_a_revisit_a_redirect_a_404_and_bodies_chunked_and_gzipped() -> None:
    records = _records()
    (revisit,) = [headers for kind, headers, _, _ in records if kind == "revisit"]
    (target,) = [
        headers
        for kind, headers, _, _ in records
        if kind == "response" and headers.get_header("WARC-Date") == revisit.get_header("WARC-Refers-To-Date")
    ]
    assert target.get_header("WARC-Target-URI") == revisit.get_header("WARC-Refers-To-Target-URI")
    assert target.get_header("WARC-Payload-Digest") == revisit.get_header("WARC-Payload-Digest")
    statuses = [http.get_statuscode() for kind, _, http, _ in records if kind == "response"]
    assert (statuses.count("301"), statuses.count("404")) == (1, 1)
    chunked = [block for kind, _, http, block in records if http and http.get_header("Transfer-Encoding") == "chunked"]
    assert chunked
    assert all(block.endswith(b"\r\n0\r\n\r\n") for block in chunked)
    encoded = [(http, block) for _, _, http, block in records if http and http.get_header("Content-Encoding") == "gzip"]
    assert any(block.startswith(b"\x1f\x8b") for _, block in encoded)
    assert any(http.get_header("Transfer-Encoding") == "chunked" for http, _ in encoded)
