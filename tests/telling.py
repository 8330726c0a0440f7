"""What the tests of telling share: the record of a run, a dataset of some states, and servers that note what they get."""

import contextlib
import http.server
import io
import threading
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec

from scraper.dataset.statements import (
    StatementRows,
    change_cells,
    change_rows,
    changes_of,
    history_of,
    history_row,
    stated,
)
from scraper.dataset.tables import CAPTURES, Row
from scraper.dataset.writers.csv import read_table, write_table
from scraper.history.fold import History
from scraper.history.spans import Spans
from scraper.outcomes import Outcome
from scraper.runs.record import HostRequests, ListingRecord, RunRecord
from scraper.subjects.uccn.facts import Conference, Facts, Host, Status
from scraper.subjects.uccn.records import as_records
from scraper.subjects.uccn.subject import UCCN
from scraper.values.capture import Capture, format_timestamp, iso, urlkey
from scraper.values.changes import ChangeRow, of_substance
from scraper.values.facts import State
from scraper.values.records import Page, Span
from scraper.values.subject import Table

PAGE = "https://en.unesco.org/creative-cities/content/annual-conferences"
NOW = datetime(2026, 11, 23, 3, 15, tzinfo=UTC)
START = datetime(2018, 1, 1, tzinfo=UTC)
NOWHERE = Span(0, 0)
HISTORY, CHANGES = history_of(UCCN), changes_of(UCCN)

Stated = Status | None | Outcome
"""What one capture says of Istanbul 2023: a status, nothing, or that it could not be read."""

RECORD = RunRecord(
    command="run",
    began="2026-11-23T03:00:00.000Z",
    ended="2026-11-23T03:14:07.250Z",
    seconds=847.25,
    exit_code=0,
    exit_meaning="done",
    versions={"python": "3.11.7", "tool": "0.3.0", "rules": "2"},
    settings={},
    listings=(),
    steps={},
    second_pass={},
    captures_listed=0,
    outcomes={},
    requests=(),
    resting=(),
    rows={"changes": 0},
    dataset=None,
    first=False,
    facts=0,
    changes=(),
    unread=0,
    warnings=(),
    drift=(),
    failures=(),
    files=(),
)


def record(**fields: Any) -> RunRecord:
    """Return the record of a run that did nothing, but for these fields."""
    return msgspec.structs.replace(RECORD, **fields)


def listing(
    archive: str, original: str = PAGE, failure: str | None = None, *, captures: int = 0, left: bool = False
) -> ListingRecord:
    return ListingRecord(archive=archive, original=original, captures=captures, failure=failure, left=left)


def asked(host: str, requests: int = 1) -> HostRequests:
    return HostRequests(host=host, requests=requests, bytes=10 * requests, seconds=0.5 * requests)


def day(number: int) -> str:
    return iso(START + timedelta(days=number))


def tables(said: Sequence[Stated], original: str = PAGE) -> dict[Table, list[Row]]:
    """Return the rows of history, changes and captures, for one capture of a page a day that states these."""
    states = [_state(number, one, original) for number, one in enumerate(said)]
    spans, statements = _spans(states)
    return {
        HISTORY: [history_row(row, stated(UCCN)) for row in statements.rows],
        CHANGES: list(map(change_cells, change_rows(spans.changes(), statements))),
        CAPTURES: list(map(_capture_row, states)),
    }


def _spans(states: Sequence[State]) -> tuple[Spans, StatementRows]:
    spans, history = Spans(UCCN), History(UCCN)
    for state in states:
        spans.fold(state, history.fold(state))
    history.facts()
    return spans, StatementRows(spans.statements(), history.ids)


def rows(stated: Sequence[Stated], table: Table, original: str = PAGE) -> list[dict[str, str]]:
    """Return the rows of one table by column, as they are read from the file."""
    file = io.StringIO(newline="")
    write_table(file, table, tables(stated, original)[table])
    file.seek(0)
    return list(read_table(file))


def write_dataset(directory: Path, stated: Sequence[Stated], original: str = PAGE) -> None:
    """Write the tables that telling reads."""
    directory.mkdir(parents=True, exist_ok=True)
    for table, found in tables(stated, original).items():
        with (directory / f"{table.name}.csv").open("w", encoding="utf-8", newline="") as file:
            write_table(file, table, found)


def changes(stated: Sequence[Stated], original: str = PAGE) -> tuple[ChangeRow, ...]:
    """Return the changes that count, for one capture of a page a day that states these."""
    states = [_state(number, said, original) for number, said in enumerate(stated)]
    spans, statements = _spans(states)
    return of_substance(change_rows(spans.changes(), statements))


def new_changes(before: Sequence[Stated], after: Sequence[Stated]) -> tuple[ChangeRow, ...]:
    """Return the changes that a run adds."""
    old = changes(before)
    return tuple(change for change in changes(after) if change not in old)


def _state(number: int, said: Stated, original: str) -> State:
    time = START + timedelta(days=number)
    capture = Capture(
        original=original,
        timestamp=time,
        urlkey=urlkey(original),
        archive="shelf",
        digest=f"sha1:{number}",
        memento_url=f"https://shelf.example/web/{format_timestamp(time)}/{original}",
    )
    return State(number, capture, _page(said))


def _page(said: Stated) -> Page:
    if isinstance(said, Outcome):
        return Page(outcome=said, page_kind="annual-conferences")
    conference = said and Conference(
        year=2023,
        status=said,
        hosts=(Host("Istanbul", "Türkiye"),),
        span=NOWHERE,
        status_span=NOWHERE,
        rule="a rule",
        edition=None,
        edition_span=None,
        position=None,
    )
    return Page(
        outcome=Outcome.EXTRACTED if conference else Outcome.NO_FACTS,
        page_kind="annual-conferences",
        layout="drupal7-body",
        language="en",
        records=as_records(Facts(conferences=(conference,)), "en") if conference else (),
    )


def _capture_row(state: State) -> Row:
    cells = {
        "url": state.capture.original,
        "archive": state.capture.archive,
        "requested": iso(state.capture.timestamp),
        "timestamp": iso(state.capture.timestamp),
        "memento_url": state.capture.memento_url,
        "outcome": state.page.outcome.value,
        "page_kind": state.page.page_kind,
        "layout": state.page.layout,
    }
    return [cells.get(column.name) for column in CAPTURES.columns]


class Request(msgspec.Struct, frozen=True):
    """A request that a server got."""

    path: str
    headers: dict[str, str]
    body: bytes


class HttpServer:
    """A running server: `url` is its base address without a slash at its end, `got` what it was sent."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self.port = port
        self.got: list[Request] = []


@contextlib.contextmanager
def http_server(*answers: int | tuple[int, dict[str, str]]) -> Iterator[HttpServer]:
    """Serve POST: the answers in turn, a status or one with headers, the last of them for ever."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            served.got.append(Request(self.path, {name.lower(): word for name, word in self.headers.items()}, body))
            answer = answers[min(len(served.got), len(answers)) - 1]
            status, headers = answer if isinstance(answer, tuple) else (answer, {})
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        served = HttpServer(server.server_address[1])
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield served
        finally:
            server.shutdown()
            thread.join()
