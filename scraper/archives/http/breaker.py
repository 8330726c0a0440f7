"""A host that fails repeatedly counts as down for this run: it gets no requests until a probe succeeds."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from scraper.errors import BudgetSpent, CaptureFailure, HostDown, HostFailure
from scraper.outcomes import Outcome

if TYPE_CHECKING:
    from scraper.archives.http.fetch import Fetch
    from scraper.archives.http.response import Response

# A connection that fails is the host's fault; a 5xx may be that of one capture, which the replay cannot show.
_CONNECTION, _ANSWER, _DOWN, _DOUBTED = 2, 1, 6, 4


class Breaker:
    """The recent results of one host: it is down after three requests in a row without connection, or six with 5xx responses only."""

    def __init__(self, name: str) -> None:
        self._name, self._failed, self._last = name, 0, ""

    def ask(self, url: str, retried: "Fetch", once: "Fetch", failed: "Callable[[Response], bool]") -> "Response":
        """Make a request, with retries unless the host is failing. Raises HostDown for a request that is not made."""
        if self._failed >= _DOWN:
            raise HostDown(
                Outcome.NOT_FETCHED, f"{url}: not requested: {self._name} is down, for it failed in a row: {self._last}"
            )
        try:
            response = (once if self._failed >= _DOUBTED else retried)(url)
        except (BudgetSpent, HostFailure):
            raise
        except CaptureFailure as failure:
            is_silent = failure.outcome is Outcome.UNREACHABLE
            self._note(_CONNECTION if is_silent else 0, str(failure))
            raise
        self._note(_ANSWER if failed(response) else 0, f"{url}: {response.status}")
        return response

    def probe(self) -> None:
        """Let one request through to a host that is down; if it is answered, the host is up again."""
        self._failed = min(self._failed, _DOWN - 1)

    def _note(self, weight: int, what: str) -> None:
        self._failed = self._failed + weight if weight else 0
        self._last = what
