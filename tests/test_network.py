"""Fetching: what is sent, what is made of what comes, and the manners. No test leaves this machine, none waits."""

import contextlib
import http.server
import socket
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import requests
import responses

from scraper.archives.http.fetch import Fetch, Network, http_fetch, obedient, retried, throttled
from scraper.archives.http.manners import Host, Manners
from scraper.archives.http.response import Response
from scraper.archives.http.wire import WholeHeads
from scraper.archives.memento.challenge import is_challenge
from scraper.errors import CaptureFailure, HostFailure
from scraper.outcomes import Outcome

URL = "https://archive.example/web/20220315092632id_/https://en.unesco.org/"
MEMENTO = (("Memento-Datetime", "Tue, 15 Mar 2022 09:26:32 GMT"),)
CHALLENGE = b"<!DOCTYPE html>\n<html><head><title>\n Session Verification</title></head></html>"


class Clock:
    """A clock that moves when someone sleeps, or is told to."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


class Script:
    """A fetch that gives one answer after the other, and counts."""

    def __init__(self, *answers: Response | Exception) -> None:
        self._answers, self.asked = list(answers), list[str]()

    def __call__(self, url: str) -> Response:
        self.asked.append(url)
        answer = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer


def _answer(status: int, headers: tuple[tuple[str, str], ...] = (), body: bytes = b"") -> Response:
    return Response(url=URL, status=status, headers=headers, body=body)


def _failure(outcome: Outcome, message: str, cause: Exception | None = None) -> CaptureFailure:
    failure = CaptureFailure(outcome, f"{URL}: {message}")
    failure.__cause__ = cause
    return failure


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def host(tmp_path: Path, clock: Clock) -> Host:
    return Manners(tmp_path / "hosts", now=clock, sleep=clock.sleep).host("archive.example")


# throttled


def test_requests_begin_no_sooner_than_the_pace_allows(host: Host, clock: Clock) -> None:
    begun = list[float]()

    def fetch(url: str) -> Response:
        begun.append(clock())
        return _answer(200)

    slow = throttled(fetch, host, "index", 5.0)
    for _ in range(4):
        slow(URL)
    assert begun == [1000, 1005, 1010, 1015]


def test_who_comes_late_enough_does_not_wait(host: Host, clock: Clock) -> None:
    slow = throttled(Script(_answer(200)), host, "index", 5.0)
    slow(URL)
    clock.now += 7
    slow(URL)
    assert clock.slept == []


def test_a_failed_request_counts_for_the_pace_as_well(host: Host, clock: Clock) -> None:
    slow = throttled(Script(_failure(Outcome.UNREACHABLE, "gone")), host, "index", 2.0)
    for _ in range(2):
        with pytest.raises(CaptureFailure):
            slow(URL)
    assert clock.slept == [2.0]


def test_index_and_replay_have_each_a_pace_of_their_own(host: Host, clock: Clock) -> None:
    throttled(Script(_answer(200)), host, "index", 60.0)(URL)
    throttled(Script(_answer(200)), host, "replay", 2.0)(URL)
    assert clock.slept == []


def test_a_pace_of_nothing_never_waits_and_writes_nothing(host: Host, clock: Clock, tmp_path: Path) -> None:
    slow = throttled(Script(_answer(200)), host, "index", 0.0)
    slow(URL)
    slow(URL)
    assert clock.slept == []
    assert not (tmp_path / "hosts").exists()


# retried

PASSING = [
    _answer(500),
    _answer(502),
    _answer(503),
    _answer(504),
    _failure(Outcome.UNREACHABLE, "ReadTimeoutError: timed out"),
    _failure(Outcome.UNREACHABLE, "ConnectionResetError: [Errno 104] Connection reset by peer"),
    _failure(Outcome.TRUNCATED, "the answer was cut off"),
]
FINAL = [
    _answer(200),
    _answer(302),
    _answer(404),
    _answer(429),
    _answer(503, MEMENTO),
    _failure(Outcome.UNREACHABLE, "refused", ConnectionRefusedError(111, "Connection refused")),
    _failure(Outcome.UNREACHABLE, "no such host", socket.gaierror(-2, "Name or service not known")),
    _failure(Outcome.TOO_LARGE, "over 50 bytes"),
    HostFailure(Outcome.RATE_LIMITED, "429"),
    HostFailure(Outcome.NOT_FETCHED, "the host rests"),
]


def _told(fetch: Fetch) -> Response | Exception:
    try:
        return fetch(URL)
    except CaptureFailure as failure:
        return failure


@pytest.mark.parametrize("fault", PASSING, ids=str)
def test_a_passing_fault_is_asked_three_times_and_then_told(fault: Response | Exception) -> None:
    clock, script = Clock(), Script(fault)
    assert _told(retried(script, sleep=clock.sleep)) is fault
    assert len(script.asked) == 3
    assert len(clock.slept) == 2
    assert all(2 <= seconds <= 60 for seconds in clock.slept)


@pytest.mark.parametrize("fault", PASSING, ids=str)
def test_a_fault_that_passes_is_no_fault(fault: Response | Exception) -> None:
    good = _answer(200)
    assert retried(Script(fault, good), sleep=Clock().sleep)(URL) is good


@pytest.mark.parametrize("answer", FINAL, ids=str)
def test_what_asking_again_does_not_mend_is_asked_once(answer: Response | Exception) -> None:
    clock, script = Clock(), Script(answer)
    assert _told(retried(script, sleep=clock.sleep)) is answer
    assert len(script.asked) == 1
    assert clock.slept == []


def test_an_address_with_a_telling_word_in_it_is_retried_as_any_other() -> None:
    failure = CaptureFailure(
        Outcome.UNREACHABLE, "https://archive.example/a-refused-SSL-Missing: ReadTimeoutError: timed out"
    )
    script = Script(failure)
    _told(retried(script, sleep=Clock().sleep))
    assert len(script.asked) == 3


def test_a_bug_is_not_retried() -> None:
    script = Script(TypeError("a bug"))
    with pytest.raises(TypeError):
        retried(script, sleep=Clock().sleep)(URL)
    assert len(script.asked) == 1


# obedient


def _obedient(script: Fetch, host: Host) -> Fetch:
    return obedient(script, "archive.example", host, {})


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (_answer(429), Outcome.RATE_LIMITED),
        (_answer(200, body=CHALLENGE), Outcome.CHALLENGE),
        (_answer(403, body=b"<title>Just a moment...</title>"), Outcome.CHALLENGE),
    ],
)
def test_a_host_that_wants_no_more_is_asked_no_more(
    answer: Response, outcome: Outcome, host: Host, clock: Clock
) -> None:
    """In this run it is not, though its rest be over."""
    script = Script(answer, _answer(200))
    fetch = _obedient(script, host)
    with pytest.raises(HostFailure) as first:
        fetch(URL)
    clock.now += 100_000
    with pytest.raises(HostFailure) as second:
        fetch(URL)
    assert (first.value.outcome, second.value.outcome) == (outcome, Outcome.NOT_FETCHED)
    assert len(script.asked) == 1


def test_how_long_to_wait_is_told(host: Host) -> None:
    with pytest.raises(HostFailure, match="120 s"):
        _obedient(Script(_answer(429, (("Retry-After", "120"),))), host)(URL)


def test_another_run_does_not_ask_a_host_at_rest_and_one_after_it_does(host: Host, clock: Clock) -> None:
    with pytest.raises(HostFailure):
        _obedient(Script(_answer(429)), host)(URL)
    script = Script(_answer(200))
    clock.now += 59
    with pytest.raises(HostFailure, match="429") as resting:
        _obedient(script, host)(URL)
    assert (resting.value.outcome, script.asked) == (Outcome.NOT_FETCHED, [])
    clock.now += 1
    assert _obedient(script, host)(URL).status == 200


@responses.activate
def test_who_waits_for_its_turn_while_another_process_gets_a_429_does_not_ask(tmp_path: Path, clock: Clock) -> None:
    responses.get(URL, body=b"an answer")
    looked = threading.Event()

    def now() -> float:
        looked.set()
        return clock.now

    other = Manners(tmp_path, now=clock, sleep=clock.sleep).host("archive.example")
    other.limited(None)
    clock.now += 1000  # so that there is a rest that is over, and the clock is looked at to see that
    network = Network("a name", manners=Manners(tmp_path, now=now, sleep=clock.sleep), most_bytes=99, sleep=clock.sleep)
    with ThreadPoolExecutor() as pool:
        with other.turn("replay", 1.0):
            asked = pool.submit(network.fetch("replay", 1.0), URL)
            looked.wait()
            other.limited(None)
        with pytest.raises(HostFailure, match="429"):
            asked.result()
    assert len(responses.calls) == 0
    assert other.resting()


REFUSED = _failure(Outcome.UNREACHABLE, "refused", ConnectionRefusedError(111, "Connection refused"))


def test_a_refused_connection_after_a_429_is_a_ban_of_an_hour_that_doubles(host: Host, clock: Clock) -> None:
    with pytest.raises(HostFailure):
        _obedient(Script(_answer(429)), host)(URL)
    for hours in (1, 2, 4):
        clock.now += 1_000_000
        with pytest.raises(HostFailure, match="ban") as banned:
            _obedient(Script(REFUSED), host)(URL)
        assert banned.value.outcome is Outcome.RATE_LIMITED
        rest = host.resting()
        assert rest is not None
        assert (rest.why, rest.until - rest.since) == ("ban", hours * 3600)


def test_a_refused_connection_of_a_host_that_answered_is_a_fault_like_any_other(host: Host, clock: Clock) -> None:
    with pytest.raises(HostFailure):
        _obedient(Script(_answer(429)), host)(URL)
    clock.now += 100
    _obedient(Script(_answer(200)), host)(URL)
    with pytest.raises(CaptureFailure) as failure:
        _obedient(Script(REFUSED), host)(URL)
    assert not isinstance(failure.value, HostFailure)
    assert host.resting() is None


@pytest.mark.parametrize(
    "answer", [_answer(429, MEMENTO), _answer(200, MEMENTO, CHALLENGE), _answer(503), _answer(404)]
)
def test_a_captured_429_and_other_answers_stop_nobody(answer: Response, host: Host) -> None:
    fetch = _obedient(Script(answer), host)
    assert fetch(URL) is answer
    assert fetch(URL) is answer


def test_a_page_about_challenges_is_no_challenge() -> None:
    assert is_challenge(CHALLENGE)
    assert not is_challenge(b"<title>Annual conferences</title><p>The session verification is on Monday</p>")
    assert is_challenge(b"<html><TITLE>\n  Just a\n moment...</TITLE>")
    assert not is_challenge(b"<title>News</title><p>Just a moment</p>")
    assert not is_challenge(b"")


# http_fetch over a wire of `responses`


def _fetch(session: requests.Session, *, most_bytes: int = 1000, clock: Callable[[], float] = lambda: 0.0) -> Fetch:
    return http_fetch(
        session, user_agent="test/1 (+mailto:a@b.example)", read_seconds=5, most_bytes=most_bytes, clock=clock
    )


@pytest.fixture
def session() -> Iterator[requests.Session]:
    with requests.Session() as session:
        yield session


@responses.activate
def test_what_is_sent_names_the_tool_and_asks_for_plain_bytes(session: requests.Session) -> None:
    responses.get(URL, body=b"x")
    _fetch(session)(URL)
    sent = responses.calls[0].request.headers
    assert sent["User-Agent"] == "test/1 (+mailto:a@b.example)"
    assert sent["Accept-Encoding"] == "identity"
    assert "Cookie" not in sent


@responses.activate
def test_a_redirect_is_an_answer_and_is_not_followed(session: requests.Session) -> None:
    responses.get(URL, status=302, headers={"Location": "https://elsewhere.example/"})
    answer = _fetch(session)(URL)
    assert (answer.status, answer.header("location")) == (302, "https://elsewhere.example/")
    assert len(responses.calls) == 1


@pytest.mark.parametrize(
    "error",
    [
        requests.exceptions.ConnectTimeout("slow"),
        requests.exceptions.ConnectionError("no"),
        requests.exceptions.SSLError("x"),
    ],
)
@responses.activate
def test_a_host_that_does_not_answer_is_unreachable(session: requests.Session, error: Exception) -> None:
    responses.get(URL, body=error)
    with pytest.raises(CaptureFailure) as caught:
        _fetch(session)(URL)
    assert caught.value.outcome is Outcome.UNREACHABLE
    assert URL in str(caught.value)


@pytest.mark.parametrize("url", ["http://", "nowhere", "http://[", "ftp://a.example/", ""])
def test_an_address_that_is_none_is_unreachable_and_asked_once(session: requests.Session, url: str) -> None:
    clock = Clock()
    with pytest.raises(CaptureFailure) as caught:
        retried(_fetch(session), sleep=clock.sleep)(url)
    assert caught.value.outcome is Outcome.UNREACHABLE
    assert clock.slept == []


# http_fetch over a real server on this machine


class Server(http.server.ThreadingHTTPServer):
    """A server that sends, for each path, the bytes it was given, and notes what it was asked."""

    def __init__(self) -> None:
        self.answers: dict[str, bytes] = {}
        self.asked: list[Any] = []
        super().__init__(("127.0.0.1", 0), _Handler)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(http.server.BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        self.server.asked.append(self.headers)
        self.wfile.write(self.server.answers[self.path])
        self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:
        """Keep the test's output clean."""


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def _http(*lines: str, body: bytes = b"") -> bytes:
    return "\r\n".join(["HTTP/1.1 200 OK", *lines, "Connection: close", "", ""]).encode() + body


def _outcome(fetch: Fetch, url: str) -> Outcome | None:
    try:
        fetch(url)
    except CaptureFailure as failure:
        return failure.outcome
    return None


def test_headers_come_in_order_and_as_often_as_they_were_sent(server: Server, session: requests.Session) -> None:
    server.answers["/"] = _http(
        "Link: <a>; rel=original", "X-A: 1", "Link: <b>; rel=timegate", "Content-Length: 2", body=b"ok"
    )
    answer = _fetch(session)(f"{server.url}/")
    assert answer.all("link") == ["<a>; rel=original", "<b>; rel=timegate"]
    assert answer.header("LINK") == "<b>; rel=timegate"
    assert (answer.status, answer.body, answer.url) == (200, b"ok", f"{server.url}/")


def test_a_content_encoding_is_left_on_and_chunks_are_put_together(server: Server, session: requests.Session) -> None:
    body = b"\x1f\x8b not really gzip"
    chunks = b"5\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n" % (body[:5], len(body) - 5, body[5:])
    server.answers["/"] = _http("Content-Encoding: gzip", "Transfer-Encoding: chunked", body=chunks)
    assert _fetch(session)(f"{server.url}/").body == body


@pytest.mark.parametrize(
    "sent",
    [
        _http("Content-Length: 100", body=b"only some"),
        _http("Transfer-Encoding: chunked", body=b"64\r\nonly some"),
        _http("Transfer-Encoding: chunked", body=b"4\r\nonly\r\n"),
    ],
)
def test_an_answer_that_breaks_off_is_truncated(server: Server, session: requests.Session, sent: bytes) -> None:
    server.answers["/"] = sent
    assert _outcome(_fetch(session), f"{server.url}/") is Outcome.TRUNCATED


def test_a_body_without_a_length_ends_with_the_connection(server: Server, session: requests.Session) -> None:
    server.answers["/"] = _http(body=b"to the end")
    assert _fetch(session)(f"{server.url}/").body == b"to the end"


def test_a_body_over_the_limit_is_too_large(server: Server, session: requests.Session) -> None:
    server.answers["/"] = _http(body=b"x" * 1001)
    server.answers["/just"] = _http(body=b"x" * 1000)
    assert _outcome(_fetch(session), f"{server.url}/") is Outcome.TOO_LARGE
    assert len(_fetch(session)(f"{server.url}/just").body) == 1000


def test_a_body_that_never_ends_is_given_up_when_its_time_is_over(server: Server, session: requests.Session) -> None:
    server.answers["/"] = _http(body=b"drop by drop")
    times = iter([0.0, 15.1, 15.1, 15.1, 15.1])  # begun; three read time-outs of 5 s later
    with pytest.raises(CaptureFailure, match="time was up") as caught:
        _fetch(session, clock=lambda: next(times))(f"{server.url}/")
    assert caught.value.outcome is Outcome.UNREACHABLE


def test_cookies_are_not_kept(server: Server, session: requests.Session) -> None:
    server.answers["/"] = _http("Set-Cookie: session=1; Path=/", body=b"x")
    fetch = _fetch(session)
    fetch(f"{server.url}/")
    fetch(f"{server.url}/")
    assert [headers["Cookie"] for headers in server.asked] == [None, None]


def test_what_is_no_http_is_a_failure_with_an_outcome(server: Server, session: requests.Session) -> None:
    server.answers["/"] = b"\x00\x01\x02 this is no HTTP\r\n\r\n"
    server.answers["/nothing"] = b""
    for path in ("/", "/nothing"):
        assert _outcome(_fetch(session), server.url + path) in (Outcome.UNREACHABLE, Outcome.TRUNCATED)


def test_a_refused_connection_is_unreachable_and_final(session: requests.Session) -> None:
    with contextlib.closing(socket.socket()) as held:
        held.bind(("127.0.0.1", 0))  # bound and not listening
        clock = Clock()
        fetch = retried(_fetch(session), sleep=clock.sleep)
        assert _outcome(fetch, f"http://127.0.0.1:{held.getsockname()[1]}/") is Outcome.UNREACHABLE
        assert clock.slept == []


@pytest.mark.parametrize("early", ["102 Processing", "103 Early Hints"])
def test_an_answer_is_the_one_behind_those_that_only_inform(
    early: str, server: Server, session: requests.Session
) -> None:
    before = f"HTTP/1.1 {early}\r\nLink: </style.css>; rel=preload\r\n\r\n".encode()
    session.mount("http://", WholeHeads())
    server.answers["/"] = 2 * before + _http("X-A: 1", "Content-Length: 2", body=b"ok")
    answer = _fetch(session)(f"{server.url}/")
    assert (answer.status, answer.all("Link"), answer.header("X-A"), answer.body) == (200, [], "1", b"ok")


@pytest.mark.parametrize("url", ["http://archive.example/", "https://archive.example/"])
@pytest.mark.parametrize("is_there", [True, False])
def test_a_proxy_that_fails_is_named_without_its_login_and_bans_no_host(
    url: str,
    is_there: bool,
    server: Server,
    host: Host,
    clock: Clock,
    session: requests.Session,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    server.answers[url] = _http("Content-Length: 0").replace(b"200 OK", b"407 Proxy Authentication Required")
    with contextlib.closing(socket.socket()) as dead:
        dead.bind(("127.0.0.1", 0))  # bound and not listening
        port = server.server_port if is_there else dead.getsockname()[1]
        for name in ("http_proxy", "https_proxy"):
            monkeypatch.setenv(name, f"http://me:SECRET@127.0.0.1:{port}")
        host.limited(None)  # a refusal after this would be a ban
        clock.now += 1_000_000
        with pytest.raises(CaptureFailure) as caught:
            _obedient(_fetch(session), host)(url)
    assert caught.value.outcome is Outcome.UNREACHABLE
    assert f"the proxy http://127.0.0.1:{port} failed" in str(caught.value)
    assert "SECRET" not in str(caught.value)
    assert host.resting() is None


def test_the_path_is_sent_as_it_stands(server: Server, session: requests.Session) -> None:
    path = "/web/20190702114407id_/https://en.unesco.org/%C3%B6stersund?q=a%20b&c=d,e"
    server.answers[path] = _http(body=b"found")
    assert _fetch(session)(server.url + path).body == b"found"
