"""What a run would cost is said before anything is fetched, and a run makes no more requests than it may."""

import contextlib
import csv
import json
import threading
from collections.abc import Iterator
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import responses
from conftest import examples
from hypothesis import given
from hypothesis import strategies as st

from scraper.archives.http.fetch import Network
from scraper.archives.http.manners import Manners
from scraper.archives.http.response import Response
from scraper.archives.memento.client import MementoArchive
from scraper.archives.memento.profiles import Index, Profile
from scraper.cli import run_command
from scraper.errors import BudgetSpent, CaptureFailure, HostFailure, NotAnIndex
from scraper.outcomes import Outcome
from scraper.report.plan import cost, plan_lines
from scraper.store.store import Store
from scraper.store.sync import Plan, plan, sync
from scraper.values.capture import Capture, CapturedResponse, PassedOver, parse_timestamp, sha1, urlkey

SITE = "https://en.unesco.org/creative-cities/content/"
PAGE = f"{SITE}annual-conferences"
SOURCES = (PAGE, f"{SITE}b", f"{SITE}c")
Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in an empty folder, so that no scraper.toml and no output of somebody's is met."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")


def _body(number: int) -> bytes:
    held = f"Previous Annual Conferences have been held in Lyon (France) in 2009, and Seoul (Korea) in {2010 + number}."
    return (
        '<!DOCTYPE html><html lang="en"><head><title>Annual Conferences</title></head><body><h1>Annual Conferences</h1>'
        f'<div id="block-system-main"><div class="field-name-body"><p>{held}</p></div></div></body></html>'
    ).encode()


# --- a plan over an archive of a test's own ---------------------------------------------------------------------------

A, B, C = (sha1(b"<p>" + name) for name in (b"A", b"B", b"C"))
BODIES: dict[str | None, bytes] = {A: b"<p>A", B: b"<p>B", C: b"<p>C"}


class Shelf:
    """An archive of rows; `asked` is what was replayed."""

    name = "shelf"
    is_live = True
    pace = 0.0
    passed_over = PassedOver()

    def __init__(self, *rows: Capture) -> None:
        self.rows, self.asked = list(rows), list[Capture]()

    def captures(
        self, original: str, since: datetime | None = None, until: datetime | None = None
    ) -> Iterator[Capture]:
        for row in self.rows:
            if row.urlkey == urlkey(original) and (since is None or row.timestamp >= since):
                yield row

    def replay(self, capture: Capture) -> CapturedResponse:
        self.asked.append(capture)
        body = BODIES.get(capture.digest, f"<!DOCTYPE html><p>{capture.timestamp}".encode())
        html = (("Content-Type", "text/html"),)
        status = capture.statuscode or 200
        return CapturedResponse(
            capture=capture,
            requested=capture.timestamp,
            status=status,
            headers=html,
            body=body if status == 200 else b"",
        )


def _row(
    at: int, digest: str | None = None, *, status: int | None = 200, original: str = PAGE, mimetype: str = "text/html"
) -> Capture:
    return Capture(
        original=original,
        timestamp=parse_timestamp(f"{2001 + at}0101000000"),
        urlkey=urlkey(original),
        archive="shelf",
        statuscode=status,
        mimetype=mimetype,
        digest=digest,
    )


def _planned(shelf: Shelf, place: Path, *originals: str) -> Plan:
    with Store(place) as store:
        return plan(shelf, originals or [PAGE], store)


def test_a_plan_replays_nothing_and_notes_nothing(tmp_path: Path) -> None:
    shelf = Shelf(_row(0, A), _row(1, B), _row(2))
    planned = _planned(shelf, tmp_path / "store")
    assert (planned.to_fetch, planned.steps) == (3, {"to fetch": 3})
    assert shelf.asked == []
    with Store(tmp_path / "store") as store:
        assert store.counts() == (0, 0)


def test_digests_that_are_known_are_not_to_be_fetched(tmp_path: Path) -> None:
    with Store(tmp_path / "store") as store:
        sync(Shelf(_row(0, A), _row(1, B)), [PAGE], store)
    planned = _planned(Shelf(*(_row(at, digest) for at, digest in enumerate((A, B, A, B, C)))), tmp_path / "store")
    assert planned.to_fetch == 1
    assert planned.steps == {"already stored": 2, "unchanged": 2, "to fetch": 1}


def test_what_failed_for_good_is_not_to_be_fetched_and_what_may_pass_is(tmp_path: Path) -> None:
    gone, resting = _row(0, A), _row(1, B)
    with Store(tmp_path / "store") as store:
        store.fail(gone, Outcome.TOO_LARGE, "it is too large", tried=gone.timestamp)
        store.fail(resting, Outcome.RATE_LIMITED, "429")
    planned = _planned(Shelf(gone, resting), tmp_path / "store")
    assert planned.steps == {"given up before": 1, "to fetch": 1}


def test_redirects_of_one_digest_are_each_to_be_fetched(tmp_path: Path) -> None:
    """They say where to; the digest is of an empty body."""
    rows = [_row(at, "sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ", status=302) for at in range(3)]
    assert _planned(Shelf(*rows), tmp_path / "store").to_fetch == 3


def test_an_index_that_fails_is_told_and_the_others_are_planned(tmp_path: Path) -> None:
    class Half(Shelf):
        def captures(
            self, original: str, since: datetime | None = None, until: datetime | None = None
        ) -> Iterator[Capture]:
            if original != PAGE:
                raise NotAnIndex("no index here")
            return super().captures(original, since, until)

    planned = _planned(Half(_row(0)), tmp_path / "store", SOURCES[1], PAGE)
    assert [listing.failure is None for listing in planned.listings] == [False, True]
    assert planned.to_fetch == 1


ROWS = st.lists(
    st.tuples(
        st.sampled_from([None, A, B, C]),
        st.sampled_from([(200, "text/html"), (302, "text/html"), (404, "text/html"), (None, "warc/revisit")]),
        st.sampled_from(SOURCES),
    ),
    max_size=12,
).map(
    lambda rows: [
        # A redirect's digest is of other bytes than a page's.
        _row(
            at,
            f"{digest}{status}" if digest and status not in (200, None) else digest,
            status=status,
            original=original,
            mimetype=mimetype,
        )
        for at, (digest, (status, mimetype), original) in enumerate(rows)
    ]
)


@given(ROWS, st.integers(0, 12))
@examples(60)
def test_a_plan_says_how_many_replays_the_sync_then_makes(
    tmp_path_factory: pytest.TempPathFactory, rows: list[Capture], stored: int
) -> None:
    with Store(tmp_path_factory.mktemp("plan") / "store") as store:
        sync(Shelf(*rows[:stored]), SOURCES, store)
        shelf = Shelf(*rows)
        planned = plan(shelf, SOURCES, store)
        assert shelf.asked == []
        done = sync(shelf, SOURCES, store)
        assert planned.to_fetch == len(shelf.asked)
        assert sum(planned.steps.values()) == sum(done.steps.values()) == len(rows)
        assert plan(shelf, SOURCES, store).to_fetch == 0


@pytest.mark.parametrize("digest", [A, None])
def test_one_page_named_twice_is_to_be_fetched_once(tmp_path: Path, digest: str | None) -> None:
    """http and https are one."""
    shelf = Shelf(_row(0, digest))
    originals = PAGE, PAGE.replace("https:", "http:")
    planned = _planned(shelf, tmp_path / "store", *originals)
    with Store(tmp_path / "store") as store:
        sync(shelf, originals, store)
    assert planned.to_fetch == len(shelf.asked) == 1


# --- its words --------------------------------------------------------------------------------------------------------


def test_minutes_and_disk_follow_from_what_is_to_be_fetched() -> None:
    told = cost("shelf", Plan(listings=(), steps={"to fetch": 90}, to_fetch=90), 3, 2.0, 20_000)
    assert (told.minutes, told.bytes) == (3.0, 1_800_000)
    nothing = cost("shelf", Plan(listings=(), steps={"already stored": 90}, to_fetch=0), 3, 2.0, 20_000)
    assert (nothing.minutes, nothing.bytes, nothing.captures_listed) == (0, 0, 90)
    assert cost("shelf", Plan(listings=(), steps={}, to_fetch=90), 3, 2.0, None).bytes > 0


def test_the_plan_in_words_has_all_its_numbers() -> None:
    steps = {"already stored": 1234, "unchanged": 20, "to fetch": 90}
    said = " ".join(plan_lines([cost("shelf", Plan(listings=(), steps=steps, to_fetch=90), 3, 2.0, 20_000)]))
    for words in (
        "shelf",
        "3 index requests",
        "1,344 captures",
        "1,234 already stored",
        "90 replays",
        "3.0 minutes",
        "1.8 MB",
    ):
        assert words in said


# --- over the wire ----------------------------------------------------------------------------------------------------


class Served(ThreadingHTTPServer):
    """A replay server: captures by original and time; `asked` are the paths that were asked for, in order."""

    daemon_threads = True

    def __init__(self, captures: dict[str, dict[str, bytes]]) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.captures, self.asked = captures, list[str]()
        self.base = f"http://127.0.0.1:{self.server_address[1]}/"

    @property
    def replays(self) -> list[str]:
        return [path for path in self.asked if path.startswith("/web/")]

    @property
    def listings(self) -> list[str]:
        return [path for path in self.asked if path.startswith("/cdx")]


class Handler(BaseHTTPRequestHandler):
    server: Served

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        if self.path.startswith("/cdx"):
            original = parse_qs(urlsplit(self.path).query)["url"][0]
            rows = "".join(
                f"{urlkey(original)} {time} {original} text/html 200 {_digest(body)} 100\n"
                for time, body in self.server.captures.get(original, {}).items()
            )
            self._answer(rows.encode(), {"Content-Type": "text/plain"})
            return
        time, _, original = self.path.removeprefix("/web/").partition("id_/")
        stated = parse_timestamp(time).strftime("%a, %d %b %Y %H:%M:%S GMT")
        link = f'<{original}>; rel="original"'
        headers = {"Content-Type": "text/html; charset=utf-8", "Memento-Datetime": stated, "Link": link}
        self._answer(self.server.captures[original][time], headers)

    def _answer(self, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(200)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def _digest(body: bytes) -> str:
    """Return a digest as an index gives it: of the payload as it was stored, so not ours."""
    return sha1(b"as it was stored" + body).removeprefix("sha1:")


@contextlib.contextmanager
def _serving(captures: dict[str, dict[str, bytes]]) -> Iterator[Served]:
    with Served(captures) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


CAPTURES = {
    original: {f"{2012 + at}0101000000": _body(number + at) for at in range(3)}
    for number, original in enumerate(SOURCES)
}


@pytest.fixture
def server() -> Iterator[Served]:
    """Serve three pages of three captures each."""
    with _serving(CAPTURES) as server:
        _settings(server)
        yield server


def _settings(*servers: Served, replay_seconds: float = 0) -> None:
    """Name the servers `shelf`, `shelf1` … in scraper.toml."""
    tables = [
        f'[archive.shelf{number or ""}]\nreplay = "{server.base}web/"\n'
        f'indexes = [{{kind = "cdx", address = "{server.base}cdx"}}]\n'
        f"index_seconds = 0.0\nreplay_seconds = {replay_seconds:.1f}\n"
        for number, server in enumerate(servers)
    ]
    Path("scraper.toml").write_text('contact = "me@example.org"\n' + "".join(tables))


ARGUMENTS = ["--archive", "shelf", *(word for original in SOURCES for word in ("--source", original))]
# Of the annual conferences' page, known under another address as well, both are asked for.
ORIGINALS = 4


def _json(capsys: Captured, *arguments: str) -> tuple[int, dict[str, Any]]:
    capsys.readouterr()
    code = run_command([*arguments, "--json"])
    return code, json.loads(capsys.readouterr().out)


def _plan(capsys: Captured, *arguments: str) -> dict[str, Any]:
    code, told = _json(capsys, "plan", *ARGUMENTS, *arguments)
    assert code == 0
    (archive,) = told["archives"]
    found: dict[str, Any] = archive
    return found


def _dataset(place: str = "output") -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((Path(place) / "dataset").iterdir())}


def test_the_command_asks_the_indexes_and_nothing_else_and_leaves_nothing(server: Served, capsys: Captured) -> None:
    told = _plan(capsys)
    assert server.replays == []
    assert told["index_requests"] == len(server.listings) == len(server.asked)
    assert (told["archive"], told["captures_listed"], told["to_fetch"]) == ("shelf", 9, 9)
    assert told["bytes"] > 0
    assert [path.name for path in Path().iterdir()] == ["scraper.toml"]


def test_what_is_planned_is_what_the_run_then_asks_for(server: Served, capsys: Captured) -> None:
    told = _plan(capsys)
    server.asked.clear()
    assert run_command(["run", *ARGUMENTS]) == 0
    assert len(server.replays) == told["to_fetch"]
    assert len(server.listings) == told["index_requests"]
    again = _plan(capsys)
    assert (again["to_fetch"], again["minutes"], again["bytes"]) == (0, 0, 0)
    assert again["steps"] == {"already stored": 9}


def test_a_plan_leaves_a_store_as_it_was(server: Served, capsys: Captured) -> None:
    run_command(["run", *ARGUMENTS, "--budget", "5"])

    def kept() -> dict[str, bytes]:
        there = (
            path for path in Path("output").rglob("*") if path.is_file() and path.name not in ("ledger.sqlite", "lock")
        )
        return {str(path): path.read_bytes() for path in there}

    before = kept()
    with Store(Path("output/store")) as store:
        listed = list(store.listed())
    _plan(capsys)
    assert kept() == before
    with Store(Path("output/store")) as store:
        assert list(store.listed()) == listed


def test_minutes_are_at_the_polite_pace_and_disk_as_pages_were_so_far(server: Served, capsys: Captured) -> None:
    run_command(["run", *ARGUMENTS, "--source", SOURCES[1], "--to", "2012"])
    with Store(Path("output/store")) as store:
        size = store.mean_length()
    assert size
    _settings(server, replay_seconds=60)
    told = _plan(capsys)
    assert told["to_fetch"] > 0
    assert told["minutes"] == told["to_fetch"]
    assert told["bytes"] == told["to_fetch"] * size


def test_a_span_of_time_is_planned_as_it_is_run(server: Served, capsys: Captured) -> None:
    assert _plan(capsys, "--from", "2013", "--to", "2013")["to_fetch"] == 3


def test_the_plan_for_people_has_the_same_numbers(server: Served, capsys: Captured) -> None:
    assert run_command(["plan", *ARGUMENTS]) == 0
    said = capsys.readouterr().out
    assert "shelf: " in said
    for words in (f"{ORIGINALS} index requests", "9 captures listed", "9 to fetch", "9 replays", "minutes", "disk"):
        assert words in said


def test_an_archive_that_is_not_there_ends_with_3_and_one_of_two_with_1(server: Served, capsys: Captured) -> None:
    with _serving({}) as gone:
        pass
    _settings(server, gone)
    assert run_command(["plan", "--archive", "shelf1", "--source", SOURCES[1]]) == 3
    code, told = _json(capsys, "plan", "--archive", "shelf", "--archive", "shelf1", "--source", SOURCES[1])
    assert code == 1
    assert [len(archive["failures"]) for archive in told["archives"]] == [0, 1]
    assert told["archives"][0]["to_fetch"] == 3


def test_what_two_archives_both_have_is_to_be_fetched_once(server: Served, capsys: Captured) -> None:
    with _serving(CAPTURES) as second:
        _settings(server, second)
        both = ["--archive", "shelf", "--archive", "shelf1", "--source", SOURCES[1]]
        _, told = _json(capsys, "plan", *both)
        run_command(["run", *both])
        assert len(server.replays) + len(second.replays) == 3
        assert sum(archive["to_fetch"] for archive in told["archives"]) == 3


def test_a_plan_may_have_a_budget_too_and_says_what_it_did_not_ask(server: Served, capsys: Captured) -> None:
    told = _plan(capsys, "--budget", "2")
    assert len(server.asked) == told["index_requests"] == 2
    assert (told["originals"], told["originals_left"]) == (ORIGINALS, ORIGINALS - 2)
    assert run_command(["plan", *ARGUMENTS, "--budget", "2"]) == 0
    assert f"{ORIGINALS - 2} originals not listed" in capsys.readouterr().out


def test_a_plan_is_made_while_a_run_holds_the_store(server: Served, capsys: Captured) -> None:
    with Store(Path("output/store")):
        assert run_command(["plan", *ARGUMENTS]) == 0
    assert f"for {ORIGINALS} originals" in capsys.readouterr().out


def test_where_there_is_no_store_a_plan_makes_none(server: Served) -> None:
    assert run_command(["plan", *ARGUMENTS]) == 0
    assert not Path("output").exists()


# --- a run with a budget ----------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("budget", [0, 1, 2, 4, 5, 8, 12])
def test_a_run_makes_as_many_requests_as_it_may_and_ends_fine(server: Served, budget: int, capsys: Captured) -> None:
    code, told = _json(capsys, "run", *ARGUMENTS, "--budget", str(budget))
    assert len(server.asked) == budget
    assert code == told["exit_code"] == 0
    assert told["failures"] == []
    listed = sum(listing["captures"] for listing in told["listings"])
    assert listed == sum(told["steps"].values()) == sum(told["outcomes"].values())
    assert told["steps"].get("left for the next run", 0) == told["outcomes"].get("not fetched", 0)
    with Store(Path("output/store")) as store:
        assert store.counts() == (listed, told["steps"].get("stored", 0))


@pytest.mark.slow
@pytest.mark.parametrize("budget", [5, 6, 9, 12])
def test_runs_with_a_budget_lead_to_what_one_without_gives(server: Served, budget: int, capsys: Captured) -> None:
    assert run_command(["run", *ARGUMENTS, "--output", "whole"]) == 0
    server.asked.clear()
    for _ in range(9):
        before = len(server.asked)
        assert run_command(["run", *ARGUMENTS, "--budget", str(budget)]) == 0
        assert len(server.asked) - before <= budget
    assert _dataset() == _dataset("whole")
    assert len(server.replays) == len(set(server.replays)) == 9  # none was asked for twice


@pytest.mark.slow
@pytest.mark.parametrize("budget", [2, 3])
def test_runs_with_a_budget_below_the_number_of_originals_come_to_an_end_as_well(server: Served, budget: int) -> None:
    assert run_command(["run", *ARGUMENTS, "--output", "whole"]) == 0
    for _ in range(40):
        assert run_command(["run", *ARGUMENTS, "--budget", str(budget)]) == 0
    assert _dataset() == _dataset("whole")


def test_a_budget_that_suffices_leaves_nothing(server: Served, capsys: Captured) -> None:
    assert run_command(["run", *ARGUMENTS, "--budget", "1000"]) == 0
    captured = capsys.readouterr()
    assert "left for the next run" not in captured.out + captured.err
    assert "budget" not in captured.err


def test_what_is_left_is_said_in_captures_and_in_originals(server: Served, capsys: Captured) -> None:
    assert run_command(["run", *ARGUMENTS, "--budget", "2"]) == 0
    captured = capsys.readouterr()
    assert "This run: 1 stored, 2 left for the next run" in captured.out
    assert f"{ORIGINALS - 1} originals not listed" in captured.err
    with Path("output/dataset/captures.csv").open(encoding="utf-8", newline="") as file:
        assert [row["outcome"] for row in csv.DictReader(file)] == ["extracted", "not fetched", "not fetched"]


def test_of_an_original_that_was_not_asked_for_nothing_is_said_of_its_captures(
    server: Served, capsys: Captured
) -> None:
    assert run_command(["run", *ARGUMENTS, "--budget", "2"]) == 0
    assert "lists no capture" not in capsys.readouterr().err


def test_the_object_tells_what_was_not_asked_from_what_has_no_captures(server: Served, capsys: Captured) -> None:
    _, told = _json(capsys, "run", *ARGUMENTS, "--budget", "2")
    _, whole = _json(capsys, "run", *ARGUMENTS, "--output", "whole")

    def without(listing: dict[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in listing.items() if name != "original"}

    not_asked = without(told["listings"][-1])
    (none,) = [without(listing) for listing in whole["listings"] if not listing["captures"]]
    assert not_asked != none


def test_after_a_run_with_a_budget_the_plan_is_what_is_left(server: Served, capsys: Captured) -> None:
    _, told = _json(capsys, "run", *ARGUMENTS, "--budget", "7")
    stored = told["steps"]["stored"]
    planned = _plan(capsys)
    assert planned["to_fetch"] == 9 - stored
    assert planned["steps"] == {"already stored": stored, "to fetch": 9 - stored}


def test_all_archives_of_a_run_share_its_budget(server: Served) -> None:
    with _serving(CAPTURES) as second:
        _settings(server, second)
        both = ["--archive", "shelf", "--archive", "shelf1", "--source", SOURCES[1]]
        assert run_command(["run", *both, "--budget", "5"]) == 0
        assert len(server.asked) + len(second.asked) == 5


@pytest.mark.parametrize("budget", ["-1", "many", "1.5", ""])
def test_a_budget_that_is_no_number_is_refused_before_anything_is_asked(server: Served, budget: str) -> None:
    assert run_command(["run", *ARGUMENTS, "--budget", budget]) == 2
    assert server.asked == []
    assert not Path("output").exists()


@pytest.mark.slow
def test_a_file_costs_no_request_and_no_budget(server: Served, capsys: Captured) -> None:
    assert run_command(["run", *ARGUMENTS]) == 0
    (warc,) = Path("output/store").glob("captures-*.warc.gz")
    _, told = _json(capsys, "run", "--archive", str(warc), "--source", SOURCES[1], "--budget", "0", "--output", "other")
    assert told["steps"] == {"stored": 3}
    _, planned = _json(capsys, "plan", "--archive", str(warc), "--source", SOURCES[1], "--output", "third")
    (archive,) = planned["archives"]
    assert (archive["index_requests"], archive["to_fetch"], archive["minutes"]) == (0, 3, 0)


# --- the budget in the middle of something ----------------------------------------------------------------------------

PROFILE = Profile(
    name="live", replay="https://live.example/web/", indexes=(Index(kind="cdx", address="https://live.example/cdx"),)
)


def _live(network: Network) -> MementoArchive:
    return MementoArchive(
        PROFILE,
        index_fetch=network.fetch("index", 5),
        replay_fetch=network.fetch("replay", 2),
        report=lambda _: None,
    )


def _network(budget: int | None, slept: list[float]) -> Network:
    manners = Manners(Path("hosts"), now=lambda: 5000.0, sleep=slept.append)
    return Network("a name", manners=manners, most_bytes=100_000, budget=budget, sleep=slept.append)


def _list_two(count: int = 2) -> None:
    rows = "".join(
        f"org,unesco,en)/creative-cities/content/b {2012 + at}0101000000 {SOURCES[1]} text/html 200 {chr(65 + at) * 32} 9\n"
        for at in range(count)
    )
    responses.get("https://live.example/cdx", body=rows)


@responses.activate
def test_a_capture_behind_a_redirect_that_cannot_be_followed_any_more_is_left(tmp_path: Path) -> None:
    _list_two()
    responses.get(
        f"https://live.example/web/20120101000000id_/{SOURCES[1]}",
        status=302,
        headers={"Location": f"https://live.example/web/20120101000005id_/{SOURCES[1]}"},
    )
    with Store(tmp_path / "store") as store:
        done = sync(_live(_network(2, [])), [SOURCES[1]], store)
        assert done.steps == {"left for the next run": 2}
        assert done.failures == ()
        assert [one.outcome for one in store.listed()] == [Outcome.NOT_FETCHED] * 2
    assert len(responses.calls) == 2


def test_an_index_that_has_further_pages_is_left_as_a_whole(tmp_path: Path) -> None:
    """Half a list would be taken for all there is."""
    asked = []

    def index(url: str) -> Response:
        asked.append(url)
        if len(asked) > 1:
            raise BudgetSpent(1)
        row = f"org,unesco,en)/creative-cities/content/b 20120101000000 {SOURCES[1]} text/html 200 {'A' * 32} 9\n"
        return Response(url=url, status=200, body=f"{row}\norg%2Cunesco+20120101000001\n".encode())

    def replay(url: str) -> Response:
        raise AssertionError(url)

    archive = MementoArchive(PROFILE, index_fetch=index, replay_fetch=replay, report=lambda _: None)
    with Store(tmp_path / "store") as store:
        planned = plan(archive, [SOURCES[1]], store)
    (listing,) = planned.listings
    assert len(asked) == 2
    assert (listing.left, listing.captures, listing.failure) == (True, 0, None)


@responses.activate
def test_for_requests_that_are_not_made_nobody_waits(tmp_path: Path) -> None:
    """Ten thousand captures that are left would else take five and a half hours."""
    _list_two(20)
    slept: list[float] = []
    with Store(tmp_path / "store") as store:
        done = sync(_live(_network(1, slept)), [SOURCES[1]], store)
    assert done.steps == {"left for the next run": 20}
    assert sum(slept) == 0


@responses.activate
def test_for_a_host_that_is_not_asked_any_more_nobody_waits_either(tmp_path: Path) -> None:
    _list_two(20)
    responses.get(f"https://live.example/web/20120101000000id_/{SOURCES[1]}", status=429)
    slept: list[float] = []
    with Store(tmp_path / "store") as store:
        done = sync(_live(_network(None, slept)), [SOURCES[1]], store)
    assert done.steps == {"failed": 20}
    assert len(responses.calls) == 2
    assert sum(slept) == 0


@responses.activate
def test_between_requests_that_are_made_the_pace_is_kept() -> None:
    responses.get("https://live.example/", body=b"an answer")
    slept: list[float] = []
    network = _network(3, slept)
    fetch = network.fetch("replay", 1000)
    for _ in range(3):
        fetch("https://live.example/")
    assert [round(seconds, -2) for seconds in slept] == [1000, 1000]
    assert network.requests_made == 3


@responses.activate
def test_a_host_that_refuses_is_said_to_rest_though_the_budget_is_spent_as_well(tmp_path: Path) -> None:
    responses.get("https://live.example/", status=429)
    network = _network(1, [])
    fetch = network.fetch("replay", 0)
    with pytest.raises(HostFailure):
        fetch("https://live.example/")
    with pytest.raises(CaptureFailure) as refused:
        fetch("https://live.example/")
    assert refused.value.outcome is Outcome.NOT_FETCHED
    assert len(responses.calls) == 1
