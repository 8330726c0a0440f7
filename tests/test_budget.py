"""A run makes no more requests than it may, ends cleanly, and the next goes on from there."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import responses

from scraper.archives.http.fetch import Network
from scraper.archives.http.manners import Manners
from scraper.errors import BudgetSpent
from scraper.outcomes import Outcome
from scraper.store.store import Store
from scraper.store.sync import plan, sync
from scraper.values.capture import Capture, CapturedResponse, PassedOver, sha1, urlkey

PAGE = "https://page.example/"


def _network(place: Path) -> Network:
    manners = Manners(place, now=lambda: 1000.0, sleep=lambda _: None)
    return Network("a name", manners=manners, most_bytes=1000, budget=2, sleep=lambda _: None)


@responses.activate
def test_the_request_over_the_budget_is_not_made(tmp_path: Path) -> None:
    responses.get("https://archive.example/", body=b"an answer")
    network = _network(tmp_path)
    fetch = network.fetch("replay", 0)
    for _ in range(2):
        assert fetch("https://archive.example/").body == b"an answer"
    with pytest.raises(BudgetSpent, match="budget of 2"):
        fetch("https://archive.example/")
    assert (network.requests_made, len(responses.calls)) == (2, 2)


@responses.activate
def test_retries_are_requests_too(tmp_path: Path) -> None:
    responses.get("https://archive.example/", status=503)
    network = _network(tmp_path)
    with pytest.raises(BudgetSpent):
        network.fetch("index", 0)("https://archive.example/")
    assert len(responses.calls) == 2


def _body(day: int) -> bytes:
    return f"<p>{day // 2}".encode()


class Shelf:
    """An archive of some captures that answers so many replays."""

    name = "shelf"
    is_live = True
    pace = 0.0
    passed_over = PassedOver()

    def __init__(self, answers: int, number: int = 5) -> None:
        self.answers, self._number = answers, number

    def captures(
        self, original: str, since: datetime | None = None, until: datetime | None = None
    ) -> Iterator[Capture]:
        for day in range(self._number):
            time = datetime(2020, 1, 1, tzinfo=UTC) + timedelta(days=day)
            yield Capture(
                original=original,
                timestamp=time,
                urlkey=urlkey(original),
                archive=self.name,
                statuscode=200,
                digest=sha1(_body(day)),
            )

    def replay(self, capture: Capture) -> CapturedResponse:
        if not self.answers:
            raise BudgetSpent(2)
        self.answers -= 1
        body = _body(capture.timestamp.day - 1)
        return CapturedResponse(capture=capture, requested=capture.timestamp, status=200, headers=(), body=body)


def test_what_is_left_is_said_and_fetched_by_the_next_run(tmp_path: Path) -> None:
    with Store(tmp_path / "store") as store:
        first = sync(Shelf(answers=1), [PAGE], store)
        assert (first.failures, first.steps["stored"]) == ((), 1)
        left = first.steps["left for the next run"]
        assert left == sum(one.outcome is Outcome.NOT_FETCHED for one in store.listed()) > 0
        again = sync(Shelf(answers=9), [PAGE], store)
        assert again.steps["stored"] + again.steps.get("unchanged", 0) == left
        assert all(one.record is not None for one in store.listed())


def test_a_plan_counts_one_fetch_for_captures_of_one_digest_and_notes_nothing(tmp_path: Path) -> None:
    with Store(tmp_path / "store") as store:
        planned = plan(Shelf(answers=0), [PAGE], store)
        assert (planned.to_fetch, planned.steps) == (3, {"to fetch": 3, "unchanged": 2})
        assert store.counts() == (0, 0)
        done = sync(Shelf(answers=9), [PAGE], store)
        assert done.steps["stored"] == planned.to_fetch
