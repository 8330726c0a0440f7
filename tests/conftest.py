"""What several tests build with: WARC files as warcio writes them, the dataset of the fixtures, a guard against loops without end."""

import contextlib
import gc
import importlib.metadata
import io
import json
import os
import shutil
import signal
from collections.abc import Generator, Iterator
from functools import lru_cache
from itertools import chain, count
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from filelock import FileLock
from hypothesis import settings
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

import scraper
from scraper.archives.pattern import is_pattern, matches
from scraper.dataset.build import build
from scraper.reading.extract import read_page
from scraper.store.store import Store
from scraper.store.sync import sync
from scraper.subjects.uccn.kinds import SOURCES
from scraper.values.capture import urlkey
from scraper.values.records import Page

ROOT = Path(__file__).parent.parent
TABLES = (
    "timeline",
    "objectives",
    "events",
    "editions",
    "wordings",
    "records",
    "history",
    "changes",
    "conflicts",
    "evidence",
    "captures",
)
FILES = (
    *(f"{table}.csv" for table in TABLES),
    *(
        "timeline.geojson",
        "dataset.json",
        "datapackage.json",
        "README.md",
        "CITATION.cff",
        "datacite.json",
        "ro-crate-metadata.json",
    ),
    "lock.json",
)
"""The files of a dataset of UNESCO's conferences, as the README promises them."""

PATIENCE_SECONDS = 20
STUCK_SECONDS = 600
_NUMBERS = count()

# The plain run tries a few examples of each property; `--hypothesis-profile=ci`, which is Hypothesis' own, tries 100, the same
# ones each time. Neither has a deadline: a busy machine is no fault.
settings.register_profile("plain", deadline=None, max_examples=6)
settings.load_profile("plain")


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Keep what is collected out of the garbage collector, which would look through ten thousand tests again and again."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


def examples(most: int) -> settings:
    """Return settings for as many examples in the full run, and as large a part of them in the plain one as elsewhere."""
    return settings(max_examples=max(1, most * settings().max_examples // 100))


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


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """Run what is named on the command line in this process, which starts at once; the whole suite in one for each core."""
    return None if config.args_source is pytest.Config.ArgsSource.TESTPATHS else 0


def pytest_sessionfinish(session: pytest.Session) -> None:
    """In CI a test that was skipped is one that failed: all it needs is to be had there."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def needs_extra(distribution: str) -> pytest.MarkDecorator:
    """Skip a test where a package is not there that only the extra `ci` installs."""
    missing = not any(importlib.metadata.distributions(name=distribution))
    return pytest.mark.skipif(missing, reason=f"{distribution} is not installed: python -m pip install '.[ci]'")


@pytest.fixture(autouse=True)
def _own_state(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep pace and rests of hosts in a folder of the test's own; let other processes run this code too, not an installed one."""
    # Named, and not made: most tests need none.
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path_factory.getbasetemp() / f"state-{next(_NUMBERS)}"))
    monkeypatch.setenv("PYTHONPATH", str(ROOT))


@pytest.fixture(autouse=True, scope="session")
def _a_page_is_read_once() -> Iterator[None]:
    """Remember what pages say, for a page's bytes, headers, address and day are all that its reading depends on.

    Some hundred tests build the dataset of the fixtures in this process.
    """
    with pytest.MonkeyPatch.context() as patch:
        read_once = lru_cache(maxsize=512)(read_page)

        def read(*page: Any, known: object = None, when: object = None, **told: Any) -> Page:
            return read_once(*page, **told)

        patch.setattr("scraper.reading.extract.read_page", read)
        yield


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an output folder made from fixtures/warc, `store/` and `dataset/`, for all tests to read; who changes it takes a copy.

    It is built once: the processes of pytest-xdist have a copy each, for a store is one process' at a time.
    """
    if "PYTEST_XDIST_WORKER" not in os.environ:
        return _build_from_fixtures(tmp_path_factory.mktemp("published"))
    shared = tmp_path_factory.getbasetemp().parent / "published"
    with FileLock(f"{shared}.lock"):
        if not shared.exists():
            _build_from_fixtures(tmp_path_factory.mktemp("building")).rename(shared)
        return Path(shutil.copytree(shared, tmp_path_factory.mktemp("published"), dirs_exist_ok=True))


@pytest.fixture(scope="module")
def made(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of `published` for a module whose commands write to it, such as a cache."""
    return Path(shutil.copytree(published, tmp_path_factory.mktemp("made"), dirs_exist_ok=True))


def _build_from_fixtures(place: Path) -> Path:
    with Store(place / "store") as store:
        sync(scraper.open_archive(str(ROOT / "fixtures" / "warc")), chain(*SOURCES), store)
        build(store, place / "dataset")
    return place


@pytest.fixture
def patience() -> Iterator[None]:
    """Fail a test that would never end; not a measure of speed: its own work counts, and not that of others on the machine."""

    def give_up(number: int, frame: FrameType | None) -> None:
        pytest.fail(
            f"still running after {PATIENCE_SECONDS} s of work or {STUCK_SECONDS} s of waiting: a loop without end"
        )

    with contextlib.ExitStack() as stack:
        for number, timer, seconds in (
            (signal.SIGPROF, signal.ITIMER_PROF, PATIENCE_SECONDS),
            (signal.SIGALRM, signal.ITIMER_REAL, STUCK_SECONDS),
        ):
            stack.callback(signal.signal, number, signal.signal(number, give_up))
            signal.setitimer(timer, seconds)
            stack.callback(signal.setitimer, timer, 0)
        yield


PAGES = ROOT / "fixtures" / "pages"


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
