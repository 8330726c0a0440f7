"""What several tests build with: WARC files as warcio writes them, and a guard against loops without end."""

import io
import json
import os
import signal
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from scraper.archives.capture import urlkey
from scraper.archives.pattern import is_pattern, matches
from scraper.pages.page import SOURCES

PATIENCE_SECONDS = 20


class WarcFile:
    """A WARC file in the making; `content` is what is written so far, `starts` where each record begins."""

    def __init__(self, *, gzipped: bool = True) -> None:
        self._file, self.starts = io.BytesIO(), list[int]()
        self._writer = WARCWriter(self._file, gzip=gzipped)

    @property
    def content(self) -> bytes:
        return self._file.getvalue()

    def response(
        self,
        address: str,
        date: str,
        body: bytes,
        *,
        status: str = "200 OK",
        headers: tuple[tuple[str, str], ...] = (("Content-Type", "text/html; charset=utf-8"),),
        **warc_headers: str,
    ) -> None:
        """Add a response; `body` is as it was on the wire, chunked and compressed if the headers say so."""
        http = StatusAndHeaders(status, list(headers), protocol="HTTP/1.1")
        self._write("response", address, date, body, http, warc_headers)

    def revisit(self, address: str, date: str, digest: str, of: tuple[str, str] | None, *, head: bool = True) -> None:
        """Add a record that says 'same payload as before': `of` is the target's address and date."""
        refers = {"WARC-Refers-To-Target-URI": of[0], "WARC-Refers-To-Date": of[1]} if of else {}
        http = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1") if head else None
        profile = "http://netpreserve.org/warc/1.0/revisit/identical-payload-digest"
        named = {"WARC-Payload-Digest": digest, "WARC-Profile": profile, **refers}
        self._write("revisit", address, date, b"", http, named)

    def other(self, kind: str, address: str, date: str, body: bytes, **warc_headers: str) -> None:
        """Add a record of another type, such as `resource` or `request`."""
        self._write(kind, address, date, body, None, warc_headers)

    def _write(self, kind: str, address: str, date: str, body: bytes, http: Any, warc_headers: dict[str, str]) -> None:
        self.starts.append(self._file.tell())
        named = {name.replace("_", "-"): value for name, value in warc_headers.items()}
        record = self._writer.create_warc_record(
            address,
            kind,
            payload=io.BytesIO(body),
            length=len(body),
            http_headers=http,
            warc_headers_dict={"WARC-Date": date, **named},
        )
        self._writer.write_record(record)
        record.raw_stream.close()  # warcio leaves its temporary files to the garbage collector

    def save(self, path: Path) -> Path:
        path.write_bytes(self.content)
        return path


def pytest_sessionfinish(session: pytest.Session) -> None:
    """In CI a test that was skipped is one that failed: all it needs is to be had there."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(autouse=True)
def _own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep pace and rests of hosts in a folder of the test's own."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture
def patience() -> Iterator[None]:
    """Fail a test that would never end; not a measure of speed."""

    def give_up(number: int, frame: FrameType | None) -> None:
        pytest.fail(f"still running after {PATIENCE_SECONDS} s: a loop without end")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(PATIENCE_SECONDS)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


PAGES = Path(__file__).parent.parent / "fixtures" / "pages"


def captured_cases() -> list[Path]:
    """Return the page cases that are captures: not an archive's own pages in place of one."""
    cases = sorted(path for path in PAGES.glob("*/*") if path.is_dir())
    return [case for case in cases if not case.name.endswith(("-challenge", "-redirect"))]


def watched_cases() -> list[Path]:
    """Return those that a run looks for; a host's own site is imported, not watched."""
    return [case for case in captured_cases() if any(_fits(source, _original(case)) for source in chain(*SOURCES))]


def _original(case: Path) -> str:
    return str(json.loads((case / "capture.json").read_bytes())["original"])


def _fits(source: str, original: str) -> bool:
    return matches(source, original) if is_pattern(source) else urlkey(source) == urlkey(original)
