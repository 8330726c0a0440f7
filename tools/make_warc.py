"""Make `fixtures/warc/uccn.warc.gz` from the page cases: `python -m tools.make_warc` in the root.

Every page case becomes a capture at its own time, but for what is no capture: a challenge page and a replay's own page
of a redirect. Added are what a crawl has besides pages: a redirect, a 404, a revisit, and bodies chunked and gzipped.
Record ids follow from what the records are, so the same cases give the same records.
"""

import gzip
import io
import json
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

ROOT = Path(__file__).resolve().parent.parent
PAGES = ROOT / "fixtures" / "pages"
WARC = ROOT / "fixtures" / "warc" / "uccn.warc.gz"
NO_CAPTURES = ("challenge", "redirect")
CHUNKED, GZIPPED, BOTH = "20180829194602-list-items", "20190903073018-table-header-row", "20200611102236-force-majeure"
PAGE = "https://en.unesco.org/creative-cities/content/annual-conferences"
SEED = "20220315092632-seed-banner-a"


def main() -> None:
    """Write the file."""
    WARC.parent.mkdir(parents=True, exist_ok=True)
    WARC.write_bytes(collection())
    sys.stdout.write(f"{WARC.relative_to(ROOT)}: {WARC.stat().st_size:,} bytes\n")


def collection() -> bytes:
    """Return the WARC file's bytes."""
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=True, warc_version="1.1")
    info = {
        "software": "tools/make_warc.py",
        "description": "Fixtures: reconstructed captures, made from fixtures/pages; only the text of the seed page is real",
        "format": "WARC file version 1.1",
    }
    record = writer.create_warcinfo_record(WARC.name, info)
    writer.write_record(_with_fixed_id(record, "2022-03-15T09:26:32Z", "warcinfo"))
    for timestamp, make in sorted(_records(writer), key=lambda pair: pair[0]):
        writer.write_record(_with_fixed_id(make, _date(timestamp), make.rec_headers.get_header("WARC-Target-URI")))
    return buffer.getvalue()


def _records(writer: Any) -> Iterator[tuple[str, Any]]:
    seed = ""
    for case in sorted(path for path in PAGES.glob("*/*") if path.is_dir()):
        what = case.name.partition("-")[2]
        if what in NO_CAPTURES:
            continue
        capture = json.loads((case / "capture.json").read_text(encoding="utf-8"))
        body, headers = _sent(case.name, (case / "body.html").read_bytes(), capture["headers"])
        record = _response(
            writer, capture["original"], capture["timestamp"], "200 OK", headers, body, capture["memento_url"]
        )
        if case.name == SEED:
            seed = record.rec_headers.get_header("WARC-Payload-Digest") or _digest(writer, record)
        yield capture["timestamp"], record
    redirect = [("Location", PAGE), ("Content-Type", "text/html; charset=iso-8859-1"), ("Content-Length", "0")]
    old = PAGE.replace("https:", "http:")
    yield (
        "20150914103155",
        _response(
            writer, old, "20150914103155", "301 Moved Permanently", redirect, b"", _memento("20150914103155", old)
        ),
    )
    missing = b"<!DOCTYPE html><html lang=en><head><title>Page not found | UNESCO</title></head><body><h1>Page not found</h1></body></html>"
    html = [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(missing)))]
    yield (
        "20230901120000",
        _response(writer, PAGE, "20230901120000", "404 Not Found", html, missing, _memento("20230901120000", PAGE)),
    )
    yield "20220621170045", _revisit(writer, "20220621170045", seed)


def _sent(name: str, body: bytes, headers: dict[str, str]) -> tuple[bytes, list[tuple[str, str]]]:
    """Return body and headers as the server sent them: some chunked, some gzipped, each with its true length."""
    sent = [(name, value) for name, value in headers.items() if name != "Content-Length"]
    if name in (GZIPPED, BOTH):
        body = gzip.compress(body, mtime=0)
        sent.append(("Content-Encoding", "gzip"))
    if name in (CHUNKED, BOTH):
        parts = [body[at : at + 4096] for at in range(0, len(body), 4096)]
        body = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"
        return body, [*sent, ("Transfer-Encoding", "chunked")]
    return body, [*sent, ("Content-Length", str(len(body)))]


def _response(
    writer: Any, original: str, timestamp: str, status: str, headers: list[tuple[str, str]], body: bytes, memento: str
) -> Any:
    return writer.create_warc_record(
        original,
        "response",
        payload=io.BytesIO(body),
        length=len(body),
        http_headers=StatusAndHeaders(status, headers, protocol="HTTP/1.1"),
        warc_headers_dict={"WARC-Date": _date(timestamp), "WARC-Source-URI": memento},
    )


def _revisit(writer: Any, timestamp: str, digest: str) -> Any:
    return writer.create_revisit_record(
        PAGE,
        digest,
        PAGE,
        _date(SEED[:14]),
        http_headers=StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1"),
        warc_headers_dict={"WARC-Date": _date(timestamp), "WARC-Source-URI": _memento(timestamp, PAGE)},
    )


def _digest(writer: Any, record: Any) -> str:
    writer.ensure_digest(record, block=False, payload=True)
    return str(record.rec_headers.get_header("WARC-Payload-Digest"))


def _with_fixed_id(record: Any, date: str, what: str) -> Any:
    record.rec_headers.replace_header("WARC-Date", date)
    name = uuid.uuid5(uuid.NAMESPACE_URL, f"{record.rec_type} {date} {what}")
    record.rec_headers.replace_header("WARC-Record-ID", f"<urn:uuid:{name}>")
    return record


def _memento(timestamp: str, original: str) -> str:
    return f"https://webarchive.example/uccn/{timestamp}/{original}"


def _date(timestamp: str) -> str:
    t = timestamp
    return f"{t[:4]}-{t[4:6]}-{t[6:8]}T{t[8:10]}:{t[10:12]}:{t[12:]}Z"


if __name__ == "__main__":
    main()
