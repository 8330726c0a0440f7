"""A sync keeps what is new, asks for nothing twice, and gives every capture that was listed one outcome."""

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

import msgspec
import pytest
from conftest import WarcFile, examples
from hypothesis import given
from hypothesis import strategies as st

import scraper
from scraper.archives.files.on_disk import FileArchive
from scraper.archives.http.fetch import Fetch, obedient
from scraper.archives.http.manners import Manners
from scraper.archives.http.response import Response
from scraper.archives.memento.client import MementoArchive
from scraper.archives.memento.profiles import Index, Profile
from scraper.dataset.build import build
from scraper.errors import CaptureFailure, HostFailure, NotAnIndex, StoreError
from scraper.outcomes import FAILURES, PASSING, Outcome
from scraper.store.store import Store
from scraper.store.sync import Synced, keep_all, second_pass, sync
from scraper.values.capture import (
    Capture,
    CapturedResponse,
    PassedOver,
    format_timestamp,
    parse_timestamp,
    sha1,
    urlkey,
)

PAGE = "https://example.org/page"
HTML = b"<!DOCTYPE html><title>A page</title><main><p>Words.</p></main></html>"
CHALLENGE = b"<!DOCTYPE html><title>Session Verification</title><p>Prove yourself.</p>"


class Shelf:
    """An archive of a test's own: `answers` by time are a body, or the outcome of a failure; `asked` is what was fetched."""

    is_live = True
    pace = 0.0
    passed_over = PassedOver()

    def __init__(
        self, answers: dict[str, bytes | Outcome], digests: dict[str, str | None] | None = None, name: str = "shelf"
    ) -> None:
        self.answers, self.digests, self.name, self.asked = answers, digests or {}, name, list[str]()

    def captures(
        self, original: str, since: datetime | None = None, until: datetime | None = None
    ) -> Iterator[Capture]:
        for time in sorted(self.answers):
            yield msgspec.structs.replace(_capture(time, self.digests.get(time), original), archive=self.name)

    def replay(self, capture: Capture) -> CapturedResponse:
        time = format_timestamp(capture.timestamp)
        self.asked.append(time)
        answer = self.answers[time]
        if isinstance(answer, Outcome):
            raise CaptureFailure(answer, f"{time}: {answer}")
        return _response(capture, answer)


def _capture(time: str, digest: str | None = None, original: str = PAGE) -> Capture:
    return Capture(
        original=original,
        timestamp=parse_timestamp(time),
        urlkey=urlkey(original),
        archive="shelf",
        statuscode=200,
        mimetype="text/html",
        digest=digest,
    )


def _response(capture: Capture, body: bytes) -> CapturedResponse:
    html = (("Content-Type", "text/html"),)
    return CapturedResponse(capture=capture, requested=capture.timestamp, status=200, headers=html, body=body)


def _times(count: int) -> list[str]:
    return [f"{2001 + number}0101000000" for number in range(count)]


def _outcomes(store: Store) -> list[Outcome | None]:
    return [one.outcome for one in store.listed()]


def _sync(archive: scraper.Archive, directory: Path) -> Synced:
    with Store(directory) as store:
        return sync(archive, [PAGE], store)


# --- fetched once -----------------------------------------------------------------------------------------------------


def test_a_second_sync_fetches_nothing(tmp_path: Path) -> None:
    shelf = Shelf({time: HTML + time.encode() for time in _times(3)})
    first = _sync(shelf, tmp_path)
    second = _sync(shelf, tmp_path)
    assert shelf.asked == _times(3)
    assert (first.steps, second.steps) == ({"stored": 3}, {"already stored": 3})
    assert not first.failures
    assert not second.failures


def test_a_digest_that_lies_here_already_is_not_fetched(tmp_path: Path) -> None:
    first, second = _times(2)
    shelf = Shelf({first: HTML, second: HTML}, {first: sha1(HTML), second: sha1(HTML)})
    synced = _sync(shelf, tmp_path)
    assert shelf.asked == [first]
    assert synced.steps == {"stored": 1, "unchanged": 1}
    with Store(tmp_path) as store:
        assert [store.replay(capture).body for capture in store.captures(PAGE)] == [HTML, HTML]


def test_the_index_may_give_another_digest_than_the_payload_has(tmp_path: Path) -> None:
    """Indexes have digests of payloads as they were stored, often compressed: two captures prove what one of them is of."""
    times = _times(5)
    shelf = Shelf(dict.fromkeys(times, HTML), dict.fromkeys(times, "sha1:" + "A" * 32))
    _sync(shelf, tmp_path)
    _sync(shelf, tmp_path)
    assert shelf.asked == times[:2]


@pytest.mark.parametrize("first", [HTML[:30], b"", b"<title>Not in archive</title>", HTML + b"2"])
@pytest.mark.parametrize("digest", ["sha1:" + "A" * 32, sha1(HTML)])
def test_what_was_served_wrongly_for_one_capture_is_not_taken_for_the_others_of_its_digest(
    digest: str, first: bytes, tmp_path: Path
) -> None:
    times = _times(4)
    shelf = Shelf({**dict.fromkeys(times, HTML), times[0]: first}, dict.fromkeys(times, digest))
    _sync(shelf, tmp_path)
    with Store(tmp_path) as store:
        assert [store.replay(capture).body for capture in store.captures(PAGE)] == [first, *[HTML] * 3]
    assert len(shelf.asked) == (2 if digest == sha1(HTML) else 4)


def test_a_digest_of_nothing_says_of_no_two_captures_that_they_are_the_same(tmp_path: Path) -> None:
    times = _times(4)
    shelf = Shelf({**dict.fromkeys(times, HTML), times[3]: HTML + b"4"}, dict.fromkeys(times, sha1(b"")))
    _sync(shelf, tmp_path)
    assert shelf.asked == times


def test_an_unequal_digest_means_nothing_so_the_capture_is_fetched(tmp_path: Path) -> None:
    first, second = _times(2)
    shelf = Shelf({first: HTML, second: HTML}, {first: "sha1:" + "A" * 32, second: "sha1:" + "B" * 32})
    _sync(shelf, tmp_path)
    assert shelf.asked == [first, second]


def test_a_sync_over_a_store_without_ledger_fetches_nothing_again(tmp_path: Path) -> None:
    times = _times(3)
    shelf = Shelf(
        {time: HTML + time.encode() for time in times}, {time: "sha1:" + "A" * 31 + time[3] for time in times}
    )
    _sync(shelf, tmp_path)
    (tmp_path / "ledger.sqlite").unlink()
    _sync(shelf, tmp_path)
    assert shelf.asked == times


# --- failures ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("outcome", sorted(FAILURES))
def test_only_a_passing_failure_is_tried_again_by_the_next_run(outcome: Outcome, tmp_path: Path) -> None:
    (time,) = _times(1)
    shelf = Shelf({time: outcome})
    assert _sync(shelf, tmp_path).steps == {"failed": 1}
    shelf.answers[time] = HTML
    _sync(shelf, tmp_path)
    with Store(tmp_path) as store:
        assert store.counts() == (1, 1 if outcome in PASSING else 0)
        assert _outcomes(store) == [None if outcome in PASSING else outcome]
    assert len(shelf.asked) == (2 if outcome in PASSING else 1)


def test_what_passes_is_no_less_than_the_host_resting_and_no_more_than_failures() -> None:
    assert {Outcome.RATE_LIMITED, Outcome.CHALLENGE, Outcome.UNREACHABLE, Outcome.NOT_FETCHED} <= PASSING <= FAILURES


def test_a_failure_is_asked_for_again_once_the_index_lists_it_otherwise(tmp_path: Path) -> None:
    (time,) = _times(1)
    shelf = Shelf({time: Outcome.NOT_PLAYED_BACK}, {time: "sha1:" + "A" * 32})
    _sync(shelf, tmp_path)
    shelf.answers[time], shelf.digests[time] = HTML, "sha1:" + "B" * 32
    assert _sync(shelf, tmp_path).steps == {"stored": 1}


def test_one_failure_costs_one_capture(tmp_path: Path) -> None:
    first, second, third = _times(3)
    shelf = Shelf({first: HTML, second: Outcome.TRUNCATED, third: HTML + b"3"})
    synced = _sync(shelf, tmp_path)
    assert synced.steps == {"stored": 2, "failed": 1}
    assert len(synced.failures) == 1
    assert second in synced.failures[0]
    with Store(tmp_path) as store:
        assert _outcomes(store) == [None, Outcome.TRUNCATED, None]


def test_a_capture_that_is_stored_stays_in_the_dataset_when_it_cannot_be_had_again(tmp_path: Path) -> None:
    (time,) = _times(1)
    shelf = Shelf({time: HTML}, {time: "sha1:" + "A" * 32})
    _sync(shelf, tmp_path)
    shelf.answers[time], shelf.digests[time] = Outcome.RATE_LIMITED, "sha1:" + "B" * 32
    _sync(shelf, tmp_path)
    with Store(tmp_path) as store:
        (listed,) = store.listed()
        assert listed.record is not None


def test_a_capture_that_is_stored_and_listed_otherwise_since_is_not_asked_for_in_every_run(tmp_path: Path) -> None:
    (time,) = _times(1)
    shelf = Shelf({time: HTML}, {time: "sha1:" + "A" * 32})
    _sync(shelf, tmp_path)
    shelf.answers[time], shelf.digests[time] = Outcome.UNREACHABLE, "sha1:" + "B" * 32
    steps = [_sync(shelf, tmp_path).steps for _ in range(3)]
    assert steps == [{"failed": 1}, {"failed": 1}, {"not due yet": 1}]


def test_an_index_that_fails_is_no_empty_one_and_costs_one_listing(tmp_path: Path) -> None:
    class Half(Shelf):
        def captures(
            self, original: str, since: datetime | None = None, until: datetime | None = None
        ) -> Iterator[Capture]:
            if original != PAGE:
                raise NotAnIndex("no index here")
            return super().captures(original, since, until)

    with Store(tmp_path) as store:
        synced = sync(Half({_times(1)[0]: HTML}), ["https://example.org/other", PAGE], store)
        empty = sync(Shelf({}), [PAGE], store)
    failed, fine = synced.listings
    assert failed.failure is not None
    assert "no index here" in failed.failure
    assert (fine.failure, fine.captures) == (None, 1)
    assert (empty.listings[0].failure, empty.listings[0].captures) == (None, 0)


@pytest.mark.parametrize(
    "error", [TypeError("a bug"), RecursionError("too deep"), OSError(5, "disk"), UnicodeError("x")]
)
def test_an_error_that_nobody_foresaw_costs_one_capture_and_leaves_its_traceback(
    error: Exception, tmp_path: Path
) -> None:
    class Wrong(Shelf):
        def replay(self, capture: Capture) -> CapturedResponse:
            if capture.timestamp.year == 2002:
                raise error
            return super().replay(capture)

    synced = _sync(Wrong({time: HTML + time.encode() for time in _times(3)}), tmp_path)
    assert synced.steps == {"stored": 2, "failed": 1}
    [failed] = synced.failed
    assert (failed.outcome, failed.passing) == (Outcome.INTERNAL_ERROR, False)
    assert type(error).__name__ in failed.reason
    assert [error.__traceback__ is not None and "replay" in trace for trace in synced.tracebacks] == [True]
    with Store(tmp_path) as store:
        assert _outcomes(store) == [None, Outcome.INTERNAL_ERROR, None]


def test_an_error_that_nobody_foresaw_costs_one_listing(tmp_path: Path) -> None:
    class Wrong(Shelf):
        def captures(
            self, original: str, since: datetime | None = None, until: datetime | None = None
        ) -> Iterator[Capture]:
            if original != PAGE:
                raise TypeError("a bug")
            return super().captures(original, since, until)

    with Store(tmp_path) as store:
        synced = sync(Wrong({_times(1)[0]: HTML}), ["https://example.org/other", PAGE], store)
    assert [one.captures for one in synced.listings] == [0, 1]
    assert "internal error" in str(synced.listings[0].failure)
    assert "TypeError: a bug" in synced.tracebacks[0]


def test_a_store_that_cannot_be_used_ends_a_sync(tmp_path: Path) -> None:
    class Full(Store):
        def add(self, listed: Capture, response: CapturedResponse) -> bool:
            raise StoreError("the disk is full")

    with Full(tmp_path) as store, pytest.raises(StoreError):
        sync(Shelf(dict.fromkeys(_times(1), HTML)), [PAGE], store)


def test_a_challenge_page_is_never_stored(tmp_path: Path) -> None:
    first, second = _times(2)
    synced = _sync(Shelf({first: CHALLENGE, second: HTML}), tmp_path)
    assert synced.steps == {"failed": 1, "stored": 1}
    with Store(tmp_path) as store:
        assert _outcomes(store) == [Outcome.CHALLENGE, None]
        assert [store.replay(capture).body for capture in store.captures(PAGE)] == [HTML]


# --- second pass ------------------------------------------------------------------------------------------------------


def test_what_another_archive_gave_meanwhile_is_not_asked_for_again(tmp_path: Path) -> None:
    (time,) = _times(1)
    failing = Shelf({time: Outcome.UNREACHABLE})
    with Store(tmp_path) as store:
        first = sync(failing, [PAGE], store)
        sync(Shelf({time: HTML}, name="another"), [PAGE], store)
        whole, again = second_pass(failing, first, store)
        assert _outcomes(store) == [None, None]
    assert (failing.asked, whole.steps, again.steps) == ([time], {"already stored": 1}, {"already stored": 1})
    assert whole.failed == ()


def test_what_was_given_up_is_had_once_its_bytes_lie_here(tmp_path: Path) -> None:
    """Whichever archive came first."""
    (time,) = _times(1)
    lost, found = Shelf({time: Outcome.EXCLUDED}), Shelf({time: HTML}, name="another")
    with Store(tmp_path) as store:
        steps = [sync(shelf, [PAGE], store).steps for shelf in (lost, found, lost)]
        assert _outcomes(store) == [None, None]
    assert steps == [{"failed": 1}, {"stored": 1}, {"already stored": 1}]
    assert lost.asked == [time]


# --- a live archive, over a fetch -------------------------------------------------------------------------------------

PROFILE = Profile(
    name="live", replay="https://live.example/web/", indexes=(Index(kind="cdx", address="https://live.example/cdx"),)
)


def _cdx(*times: str) -> Response:
    digests = ("A" * 31 + letter for letter in "ABCDEFG")
    rows = "".join(
        f"org,example)/page {time} {PAGE} text/html 200 {digest} 100\n"
        for time, digest in zip(times, digests, strict=False)
    )
    return Response(url="https://live.example/cdx", status=200, body=rows.encode())


def _memento(url: str, time: str, body: bytes = HTML) -> Response:
    stated = parse_timestamp(time).strftime("%a, %d %b %Y %H:%M:%S GMT")
    headers = (
        ("Content-Type", "text/html"),
        ("Memento-Datetime", stated),
        ("Link", f'<{PAGE}>; rel="original"'),
    )
    return Response(url=url, status=200, headers=headers, body=body)


def _live(index: Response, replay: Fetch, place: Path, resting: dict[str, HostFailure] | None = None) -> MementoArchive:
    host = Manners(place / "hosts", now=lambda: 1000.0, sleep=lambda _: None).host("shelf.example")
    rules = obedient(replay, "shelf.example", host, {} if resting is None else resting)
    return MementoArchive(PROFILE, index_fetch=lambda _: index, replay_fetch=rules, report=lambda _: None)


@pytest.mark.parametrize("refusal", ["429", "challenge"])
def test_a_host_that_refuses_is_asked_nothing_more_and_the_rest_is_not_fetched(refusal: str, tmp_path: Path) -> None:
    times, asked = _times(4), list[str]()

    def replay(url: str) -> Response:
        asked.append(url)
        if len(asked) == 1:
            return _memento(url, times[0])
        if refusal == "429":
            return Response(url=url, status=429, headers=(("Retry-After", "600"),))
        return Response(url=url, status=200, headers=(("Content-Type", "text/html"),), body=CHALLENGE)

    synced = _sync(_live(_cdx(*times), replay, tmp_path), tmp_path)
    assert len(asked) == 2
    named = Outcome.RATE_LIMITED if refusal == "429" else Outcome.CHALLENGE
    with Store(tmp_path) as store:
        assert _outcomes(store) == [None, named, Outcome.NOT_FETCHED, Outcome.NOT_FETCHED]
    assert synced.steps == {"stored": 1, "failed": 3}


def test_the_nearest_capture_is_stored_under_its_own_time_once_and_the_drift_is_kept(tmp_path: Path) -> None:
    """The archive serves the capture of 1 January 2003 for all three."""
    times = ["20030101000000", "20030101003500", "20030922000000"]
    asked = list[str]()

    def replay(url: str) -> Response:
        asked.append(url)
        return _memento(url, times[0])

    archive = _live(_cdx(*times), replay, tmp_path)
    with Store(tmp_path / "store") as store:
        sync(archive, [PAGE], store)
        sync(archive, [PAGE], store)
        assert store.counts() == (3, 1)
        (capture,) = store.captures(PAGE)
        assert format_timestamp(capture.timestamp) == times[0]
        built = build(store, tmp_path / "dataset")
    assert len(asked) <= 3
    told = ("requested", "timestamp", "drift_seconds", "outcome")
    rows = [tuple(row[name] for name in told) for row in _captures(tmp_path / "dataset")]
    assert rows == [
        ("2003-01-01T00:00:00Z", "2003-01-01T00:00:00Z", "0", rows[0][3]),
        ("2003-01-01T00:35:00Z", "2003-01-01T00:00:00Z", str(-35 * 60), "nearest served"),
        ("2003-09-22T00:00:00Z", "2003-01-01T00:00:00Z", str(-264 * 24 * 3600), "nearest served"),
    ]
    assert rows[0][3] != "nearest served"
    assert built.rows["captures"] == 3


def _captures(dataset: Path) -> list[dict[str, str]]:
    with (dataset / "captures.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# --- totals -----------------------------------------------------------------------------------------------------------

ANSWERS = st.lists(
    st.tuples(st.sampled_from([*FAILURES, HTML, HTML + b"2", CHALLENGE]), st.sampled_from(["A", "B", None])),
    max_size=12,
)


@given(ANSWERS)
@examples(40)
def test_what_was_listed_is_the_sum_of_the_outcomes(
    tmp_path_factory: pytest.TempPathFactory, answers: Sequence[tuple[bytes | Outcome, str | None]]
) -> None:
    times = _times(len(answers))
    digests = {
        time: "sha1:" + 32 * letter if letter else None for time, (_, letter) in zip(times, answers, strict=True)
    }
    shelf = Shelf({time: answer for time, (answer, _) in zip(times, answers, strict=True)}, digests)
    place = tmp_path_factory.mktemp("totals")
    with Store(place / "store") as store:
        for _ in range(2):
            synced = sync(shelf, [PAGE], store)
            assert synced.listings[0].captures == len(answers) == sum(synced.steps.values())
        assert store.counts()[0] == len(answers)
        built = build(store, place / "dataset")
    assert sum(built.outcomes.values()) == len(answers) == built.rows["captures"]
    counted = Counter(row["outcome"] for row in _captures(place / "dataset"))
    assert counted == Counter({outcome.value: count for outcome, count in built.outcomes.items()})


def test_a_redirect_and_the_page_behind_it_in_one_second_are_one_capture_the_better_one(tmp_path: Path) -> None:
    """http:// that redirects to https:// within the second: de-duplicated by (urlkey, timestamp), best row kept."""
    file = WarcFile()
    file.response(PAGE, "2018-01-01T00:00:00Z", HTML)
    file.response(
        PAGE.replace("https", "http"), "2018-01-01T00:00:00Z", b"", status="301 Moved", headers=(("Location", PAGE),)
    )
    archive = scraper.open_archive(str(file.save(tmp_path / "two.warc.gz")))
    with Store(tmp_path / "store") as store:
        synced = sync(archive, [PAGE], store)
        listed = list(store.listed())
        assert sum(synced.steps.values()) == len(listed)
        assert 200 in [one.record.statuscode for one in listed if one.record]
        again = sync(archive, [PAGE], store)
        assert set(again.steps) == {"already stored"}


def test_a_store_that_cannot_be_written_stops_the_sync(tmp_path: Path) -> None:
    class Full(Store):
        def checkpoint(self) -> None:
            raise StoreError("the disk is full")

    store = Full(tmp_path)
    try:
        with pytest.raises(StoreError, match="full"):
            sync(Shelf(dict.fromkeys(_times(1), HTML)), [PAGE], store)
    finally:
        with pytest.raises(StoreError):
            store.close()


def test_a_capture_whose_memento_url_is_no_address_is_stored_like_any_other(tmp_path: Path) -> None:
    """A WARC file may say anything in WARC-Source-URI."""
    file = WarcFile()
    file.response(PAGE, "2019-01-01T00:00:00Z", HTML, WARC_Source_URI="http://[odd/web/2019/x")
    archive = FileArchive(file.save(tmp_path / "odd.warc"), most_bytes=100_000, report=lambda _: None)
    with Store(tmp_path / "store") as store:
        assert keep_all(archive, archive.listed(), store).steps == {"stored": 1}
