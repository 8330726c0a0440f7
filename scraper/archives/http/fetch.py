"""Fetching with `requests`, and its rules (rates, retries, cooldowns): functions from fetch to fetch."""

import logging
import socket
import ssl
import time
from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import msgspec

from scraper.archives.http.breaker import Breaker
from scraper.archives.http.manners import Host, Manners, rest_seconds
from scraper.archives.http.response import Response
from scraper.archives.memento.challenge import is_challenge
from scraper.errors import BudgetSpent, CaptureFailure, HostFailure, ProxyFailure
from scraper.outcomes import Outcome
from scraper.values.capture import without_login

if TYPE_CHECKING:
    import requests

CONNECT_SECONDS = 10.0
MOST_PATIENCE = 60.0
"""The longest `Retry-After` of a 503, in seconds, that a run waits for; beyond that, the host is in cooldown."""
_log = logging.getLogger(__name__)


Fetch = Callable[[str], Response]


def http_fetch(
    session: "requests.Session",
    *,
    user_agent: str,
    read_seconds: float,
    most_bytes: int,
    clock: Callable[[], float] = time.monotonic,
) -> Fetch:
    """Return a fetch over a session: without redirects and content decoding, limited in bytes and time.

    Certificates are always verified, whatever the session says. No login is sent; `requests` alone would take one from
    ~/.netrc. The response has to be complete within `3 * read_seconds`, because a read time-out alone does not stop a
    slow body. It raises CaptureFailure: unreachable, truncated, too large; ProxyFailure where a proxy is the reason.
    """
    import requests
    import urllib3

    from scraper.archives.http.wire import whole_body

    headers = {"User-Agent": user_agent, "Accept-Encoding": "identity", "Accept": "*/*"}

    def fetch(url: str) -> Response:
        deadline = clock() + 3 * read_seconds
        session.cookies.clear()
        try:
            with session.get(
                url,
                headers=headers,
                stream=True,
                allow_redirects=False,
                timeout=(CONNECT_SECONDS, read_seconds),
                auth=_nobodys,
                verify=True,
            ) as answer:
                body = whole_body(answer.raw, url, most_bytes, lambda: clock() > deadline)
                fields = tuple(answer.raw.headers.iteritems())
                response = Response(url=url, status=answer.status_code, headers=fields, body=body)
                if response.status == 407 and not response.is_memento:  # RFC 9110, 15.5.8
                    raise _of_proxy(url, "407, it asks for a login")
                return response
        except urllib3.exceptions.ProtocolError as error:
            # A capture may be short for ever; a connection that is reset was no capture's fault.
            reset = isinstance(_innermost(error), ConnectionError)
            outcome = Outcome.UNREACHABLE if reset else Outcome.TRUNCATED
            raise CaptureFailure(outcome, f"{url}: the answer was cut off: {error}") from error
        except requests.exceptions.ProxyError as error:
            raise _of_proxy(url, _cause(error)) from error
        except (requests.exceptions.RequestException, urllib3.exceptions.HTTPError, ValueError, OSError) as error:
            raise CaptureFailure(Outcome.UNREACHABLE, f"{url}: {_cause(error)}") from error

    return fetch


def _nobodys(request: "requests.PreparedRequest") -> "requests.PreparedRequest":
    """Return a request as it is, without the login that `requests` would look for."""
    return request


def _of_proxy(url: str, what: str) -> ProxyFailure:
    from requests.utils import get_environ_proxies, select_proxy

    proxy = without_login(select_proxy(url, get_environ_proxies(url)) or "before it")
    said = f"{url}: not the archive, but the proxy {proxy} failed: {what}. Correct HTTP_PROXY, HTTPS_PROXY or NO_PROXY"
    return ProxyFailure(Outcome.UNREACHABLE, said)


def _cause(error: BaseException) -> str:
    """Return the innermost reason: `requests` wraps `Connection refused` three times over."""
    inner = _innermost(error)
    said = f"{type(inner).__name__}: {inner}"
    if not isinstance(inner, ssl.SSLCertVerificationError):
        return said
    return (
        f"{said}. Nothing is fetched over a connection that cannot be authenticated. If your network has a proxy with a certificate "
        "authority of its own, set REQUESTS_CA_BUNDLE to the authority's file; otherwise inform the archive"
    )


def _innermost(error: BaseException) -> BaseException:
    while inner := (error.__cause__ or error.__context__):
        error = inner
    return error


class Asked(msgspec.Struct):
    """The requests made to one host: their number, the bytes of the bodies received, and the seconds that responses took."""

    requests: int = 0
    bytes: int = 0
    seconds: float = 0.0


class Network:
    """Fetches over one session. The pace and the refusals of a host are shared by all archives that use it.

    `manners` keeps both, for other processes as well. `asked` counts the requests made to each host. At most `budget`
    requests are made; beyond that, BudgetSpent is raised. `resting` gives, for each host that gets no more requests,
    the reason.
    """

    def __init__(
        self,
        user_agent: str,
        *,
        manners: Manners,
        most_bytes: int,
        index_seconds: float = 60.0,
        replay_seconds: float = 45.0,
        sleep: Callable[[float], None],
        budget: int | None = None,
    ) -> None:
        self._user_agent, self._manners, self._most_bytes, self._sleep = user_agent, manners, most_bytes, sleep
        self._budget = budget
        self._read_seconds = {"index": index_seconds, "replay": replay_seconds}
        self._session: requests.Session | None = None
        self._hosts: dict[str, Host] = {}
        self._polite: dict[tuple[str, str], Fetch] = {}
        self._breakers: dict[tuple[str, str], Breaker] = {}  # an index may answer where a replay does not
        self.asked: dict[str, Asked] = {}
        self.resting: dict[str, HostFailure] = {}

    @property
    def requests_made(self) -> int:
        """The number of requests made, including retries."""
        return sum(asked.requests for asked in self.asked.values())

    def fetch(self, use: str, pace: float) -> Fetch:
        """Return a fetch for `index` or `replay` requests, with retries and at least `pace` seconds between requests to a host."""

        def once(url: str) -> Response:
            return self._for_host(use, pace, url)(url)

        with_retries = retried(once, sleep=self._sleep)

        def ask(url: str) -> Response:
            name = urlsplit(url).netloc
            breaker = self._breakers.setdefault((use, name), Breaker(name))
            return breaker.ask(url, with_retries, once, _passing)

        return ask

    def probe(self) -> None:
        """Let one request through to each host that is down, to find out whether it still is."""
        for breaker in self._breakers.values():
            breaker.probe()

    def _for_host(self, use: str, pace: float, url: str) -> Fetch:
        name = urlsplit(url).netloc
        if (use, name) not in self._polite:
            host = self._hosts.setdefault(name, self._manners.host(name))
            fetch = http_fetch(
                self._shared_session(),
                user_agent=self._user_agent,
                read_seconds=self._read_seconds[use],
                most_bytes=self._most_bytes,
            )
            counted = self._counted(fetch, self.asked.setdefault(name, Asked()))
            # Inside its turn, so that another process that waits for its own sees what came of this one.
            paced = throttled(obedient(counted, name, host, self.resting), host, use, pace)
            # Outside as well: what is not asked waits for nothing.
            held = unless_held(self._within_budget(paced), name, self.resting)
            self._polite[use, name] = unless_at_rest(held, name, host, self.resting)
        return self._polite[use, name]

    def _within_budget(self, fetch: Fetch) -> Fetch:
        def bounded(url: str) -> Response:
            if self._budget is not None and self.requests_made >= self._budget:
                raise BudgetSpent(self._budget)
            return fetch(url)

        return bounded

    def _counted(self, fetch: Fetch, asked: Asked) -> Fetch:
        """Return a fetch that counts and logs each request, including retries."""

        def counted(url: str) -> Response:
            asked.requests += 1
            began = time.monotonic()
            try:
                response = fetch(url)
            except CaptureFailure as failure:
                _log.debug("%s: %s", url, failure.outcome)
                raise
            finally:
                asked.seconds += time.monotonic() - began
            asked.bytes += len(response.body)
            _log.debug("%s: %d, %d bytes", url, response.status, len(response.body))
            return response

        return counted

    def _shared_session(self) -> "requests.Session":
        import requests

        from scraper.archives.http.wire import WholeHeads

        if self._session is None:
            self._session = requests.Session()
            for scheme in ("http://", "https://"):
                self._session.mount(scheme, WholeHeads())
        return self._session


def throttled(fetch: Fetch, host: Host, use: str, pace: float) -> Fetch:
    """Return a fetch that waits for its turn at a host, across processes; without a rate limit, it does not wait."""
    if pace <= 0:
        return fetch

    def slow(url: str) -> Response:
        with host.turn(use, pace):
            return fetch(url)

    return slow


def unless_held(fetch: Fetch, name: str, resting: dict[str, HostFailure]) -> Fetch:
    """Return a fetch that makes no more requests in this run to a host that another, suspended process holds."""

    def noted(url: str) -> Response:
        try:
            return fetch(url)
        except HostFailure as failure:
            resting.setdefault(name, failure)
            raise

    return noted


def retried(fetch: Fetch, *, attempts: int = 3, sleep: Callable[[float], None] = time.sleep) -> Fetch:
    """Return a fetch that retries temporary failures (5xx, time-outs, resets) after random delays of up to 60 s (full jitter).

    A `Retry-After` of a 503 (RFC 9110, 10.2.3) is respected, up to a minute. A captured 5xx is a result, not a failure;
    a 429, a refused connection and an unknown host are not retried. The result of the last try, a response or an error,
    is returned or raised.
    """
    from tenacity import RetryCallState, Retrying, retry_if_exception, retry_if_result, stop_after_attempt
    from tenacity.wait import wait_random_exponential

    def last_word(state: RetryCallState) -> Response:
        assert state.outcome is not None
        response: Response = state.outcome.result()
        return response

    backoff = wait_random_exponential(multiplier=2, min=2, max=60)

    def wait(state: RetryCallState) -> float:
        stated = 0.0
        if state.outcome is not None and not state.outcome.failed:
            stated = _seconds_to_wait(state.outcome.result()) or 0.0
        return max(backoff(state), stated)

    retrying = Retrying(
        stop=stop_after_attempt(attempts),
        wait=wait,
        retry=retry_if_result(_passing) | retry_if_exception(_passing_fault),
        retry_error_callback=last_word,
        sleep=sleep,
    )
    return lambda url: retrying(fetch, url)


def _passing(response: Response) -> bool:
    return response.status >= 500 and not response.is_memento


def _seconds_to_wait(response: Response) -> float | None:
    """Return the delay that a 503 of the archive itself asks for; None if it does not say."""
    stated = response.header("Retry-After") if response.status == 503 and not response.is_memento else None
    return None if stated is None else rest_seconds(stated, time.time(), least=0.0)


def _passing_fault(error: BaseException) -> bool:
    """Return whether a failure may be temporary: not a refusal, an unknown host, an invalid URL, or a body that stalls."""
    if not isinstance(error, CaptureFailure):
        return False
    inner = _innermost(error)
    if error.outcome is Outcome.TRUNCATED:
        return not isinstance(inner, TimeoutError)
    final = (ConnectionRefusedError, socket.gaierror, ssl.SSLError, ValueError)
    return error.outcome is Outcome.UNREACHABLE and not isinstance(inner, final)


def unless_at_rest(fetch: Fetch, name: str, host: Host, resting: dict[str, HostFailure]) -> Fetch:
    """Return a fetch that makes no requests to a host in cooldown, or to one in `resting`, even after its cooldown.

    Raises HostFailure: not fetched.
    """

    def fetch_unless_at_rest(url: str) -> Response:
        if name not in resting and (rest := host.resting()):
            resting[name] = HostFailure(Outcome.NOT_FETCHED, f"{name} {rest.words()}; see `scraper doctor`")
        if name in resting:
            raise HostFailure(Outcome.NOT_FETCHED, f"{url}: not requested: {resting[name]}")
        return fetch(url)

    return fetch_unless_at_rest


def obedient(fetch: Fetch, name: str, host: Host, resting: dict[str, HostFailure]) -> Fetch:
    """Return a fetch that makes no requests to a host in cooldown: after a 429, a ban, or a challenge instead of a response.

    Raises HostFailure: rate limited or challenge the first time, not fetched from then on. `resting` collects the
    reasons by host; fetches that share it share the cooldowns.
    """
    answered = False

    def noted(url: str) -> Response:
        nonlocal answered
        try:
            response = fetch(url)
            _refuse(response, host)
        except HostFailure as refusal:
            resting[name] = refusal
            raise
        except CaptureFailure as failure:
            if (
                isinstance(failure, ProxyFailure)
                or not isinstance(_innermost(failure), ConnectionRefusedError)
                or (rest := host.refused(answered=answered)) is None
            ):
                raise
            resting[name] = HostFailure(Outcome.RATE_LIMITED, f"{url}: {name} {rest.words()}")
            raise resting[name] from failure
        answered = True
        host.answered()
        return response

    return unless_at_rest(noted, name, host, resting)


def _refuse(response: Response, host: Host) -> None:
    """Raise HostFailure for a response that refuses access; a captured one says nothing about the archive."""
    if response.is_memento:
        return
    if response.status == 429:
        rest = host.limited(response.header("Retry-After"))
        raise HostFailure(
            Outcome.RATE_LIMITED,
            f"{response.url}: 429, too many requests. The host {rest.words()}. Archives ban clients that continue",
        )
    if (_seconds_to_wait(response) or 0.0) > MOST_PATIENCE:
        rest = host.unavailable(response.header("Retry-After"))
        raise HostFailure(Outcome.NOT_FETCHED, f"{response.url}: 503. The host {rest.words()}")
    if is_challenge(response.body):
        rest = host.challenged()
        raise HostFailure(
            Outcome.CHALLENGE,
            f"{response.url}: the archive answered with a challenge page for browsers; the host {rest.words()}. Alternatives: "
            "the collection's own address (archive-it:<collection>), another archive, WARC or WACZ files, or pages saved by "
            "hand",
        )
