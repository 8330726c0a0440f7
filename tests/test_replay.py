"""What a replay answers: a capture as it was, or the named reason why it is none."""

import gzip
import time
from collections.abc import Iterator
from datetime import UTC, datetime

import brotli
import msgspec
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from scraper.archives.http.response import Response
from scraper.archives.memento.profiles import INTERNET_ARCHIVE, UNESCO, Profile, any_replay
from scraper.archives.memento.replay import captured_response, memento_url, redirect_within, replay_url
from scraper.errors import CaptureFailure
from scraper.outcomes import FAILURES, Outcome
from scraper.values.capture import Capture, CapturedResponse, sha1, urlkey

PAGE = "https://en.unesco.org/creative-cities/content/annual-conferences"
SEED = datetime(2022, 3, 15, 9, 26, 32, tzinfo=UTC)
OTHER_PAGE = "https://en.unesco.org/elsewhere"
HTML = b"<!DOCTYPE html>\n<title>Annual conferences</title>\n"
ASKED = Capture(
    original=PAGE, timestamp=SEED, urlkey=urlkey(PAGE), archive="unesco", statuscode=200, digest=sha1(b"as stored")
)
URL = f"https://webarchive.unesco.org/web/20220315092632id_/{PAGE}"
DATED = ("Memento-Datetime", "Tue, 15 Mar 2022 09:26:32 GMT")

Headers = tuple[tuple[str, str], ...]


def _answer(status: int = 200, headers: Headers = (DATED,), body: bytes = HTML, url: str = URL) -> Response:
    return Response(url=url, status=status, headers=headers, body=body)


def _captured(answer: Response, profile: Profile = UNESCO) -> CapturedResponse:
    return captured_response(profile, ASKED, answer)


def _outcome(answer: Response, profile: Profile = UNESCO) -> Outcome:
    with pytest.raises(CaptureFailure) as caught:
        _captured(answer, profile)
    assert caught.value.outcome in FAILURES
    assert URL in str(caught.value)
    return caught.value.outcome


def test_bytes_are_asked_for_as_they_were_captured() -> None:
    assert replay_url(UNESCO, ASKED) == URL
    assert memento_url(UNESCO, PAGE, SEED) == f"https://webarchive.unesco.org/web/20220315092632/{PAGE}"


def test_a_memento_is_the_captured_response() -> None:
    response = _captured(_answer(headers=(DATED, ("Content-Type", "text/html; charset=utf-8"))))
    assert response.capture == Capture(
        original=PAGE,
        timestamp=SEED,
        urlkey=urlkey(PAGE),
        archive="unesco",
        statuscode=200,
        mimetype="text/html",
        digest=sha1(HTML),
        memento_url=memento_url(UNESCO, PAGE, SEED),
    )
    assert (response.status, response.body, response.requested) == (200, HTML, SEED)
    assert response.headers == (("Content-Type", "text/html; charset=utf-8"),)


def test_a_server_at_the_end_of_the_calendar_ends_no_run() -> None:
    answer = _answer(headers=(DATED, ("Date", "Fri, 31 Dec 9999 23:59:59 GMT")))
    assert captured_response(UNESCO, ASKED, answer, now=SEED).capture.timestamp == SEED


@pytest.mark.parametrize("status", [404, 410, 403, 429, 451, 500, 503])
def test_an_archived_error_is_a_capture(status: int) -> None:
    response = _captured(_answer(status))
    assert (response.status, response.capture.statuscode) == (status, status)


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (_answer(headers=()), Outcome.NOT_A_MEMENTO),
        (_answer(headers=(("Content-Type", "text/html"),), body=b"<title>Calendar of captures</title>"), Outcome.NOT_A_MEMENTO),
        (_answer(headers=(("Memento-Datetime", "some day"),)), Outcome.NOT_A_MEMENTO),
        (_answer(400, ()), Outcome.NOT_A_MEMENTO),
        (_answer(404, ()), Outcome.NOT_PLAYED_BACK),
        (_answer(410, ()), Outcome.NOT_PLAYED_BACK),
        (_answer(403, ()), Outcome.EXCLUDED),
        (_answer(451, ()), Outcome.EXCLUDED),
        (_answer(200, (), b"<p>This URL has been excluded from the Wayback Machine.</p>"), Outcome.EXCLUDED),
        (_answer(403, (), b"AdministrativeAccessControlException"), Outcome.EXCLUDED),
        (_answer(503, (), b"Original for revisit record could not be loaded"), Outcome.NOT_PLAYED_BACK),
        (_answer(500, ()), Outcome.UNREACHABLE),
        (_answer(503, ()), Outcome.UNREACHABLE),
        (_answer(headers=(DATED, ("Link", '<https://en.unesco.org/elsewhere>; rel="original"'))), Outcome.WRONG_MEMENTO),
        (_answer(url=URL, headers=(DATED, ("Link", '<http://es.unesco.org/>; rel=original'))), Outcome.WRONG_MEMENTO),
    ],
    ids=lambda value: value.value if isinstance(value, Outcome) else f"{value.status}",
)  # fmt: skip
def test_what_is_no_capture_is_named(answer: Response, outcome: Outcome) -> None:
    assert _outcome(answer) is outcome


def test_an_archive_that_proves_nothing_can_be_believed_by_its_address() -> None:
    profile = Profile(name="a", replay=UNESCO.replay, indexes=(), sends_memento_datetime=False)
    response = _captured(_answer(headers=()), profile)
    assert (response.body, response.capture.timestamp) == (HTML, SEED)
    assert _outcome(_answer(404, ()), profile) is Outcome.NOT_PLAYED_BACK


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        ("https://en.unesco.org/c?a=b&c=d", "https://en.unesco.org/c?a=b&amp;c=d"),
        ("https://en.unesco.org/c?a=b&c=d", "https://en.unesco.org/c?a=b&amp;amp;c=d"),
        ("https://en.unesco.org/c?a=b&c=d", "https://en.unesco.org/c?a=b&#38;c=d"),
        ("https://en.unesco.org/c?a=b&c=d", "https://en.unesco.org/c?a%3Db%26c%3Dd"),
        ("https://en.unesco.org/c?copy=1&copy=2", "https://en.unesco.org/c?copy=1&amp;copy=2"),
        ("https://en.unesco.org/%C3%96stersund", "https://en.unesco.org/Östersund"),
        ("https://en.unesco.org/%C3%96stersund", "https://en.unesco.org/Östersund".encode().decode("latin-1")),
        ("https://en.unesco.org/%C3%96stersund", "https://en.unesco.org/%25C3%2596stersund"),
        ("https://en.unesco.org/a%20b", "https://en.unesco.org/a%2520b"),
        ("https://xn--stersund-m4a.se/a", "https://östersund.se/a"),
    ],
)
def test_an_address_is_compared_after_its_escapes_are_undone(asked: str, named: str) -> None:
    capture = msgspec.structs.replace(ASKED, original=asked, urlkey=urlkey(asked))
    url = replay_url(UNESCO, capture)
    response = captured_response(
        UNESCO, capture, _answer(headers=(DATED, ("Link", f'<{named}>; rel="original"')), url=url)
    )
    assert urlkey(response.capture.original) == urlkey(asked)
    moved = _answer(302, (("Location", f"/web/20220226170000/{named}"),), url=url)
    assert redirect_within(UNESCO, capture, moved) is not None


def test_of_the_nearest_capture_its_own_time_and_original_count() -> None:
    served = "http://www.en.unesco.org:80/creative-cities/content/annual-conferences"
    headers = (
        ("Memento-Datetime", "Sat, 26 Feb 2022 17:00:00 GMT"),
        ("Link", f'<{served}>; rel="original", <https://webarchive.unesco.org/web/{served}>; rel="timegate"'),
    )
    response = _captured(_answer(headers=headers))
    assert response.requested == SEED
    assert response.capture.timestamp == datetime(2022, 2, 26, 17, tzinfo=UTC)
    assert response.capture.original == served
    assert response.capture.memento_url == f"https://webarchive.unesco.org/web/20220226170000/{served}"


@pytest.fixture
def far_east(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("far_east")
@pytest.mark.parametrize("zone", [" GMT", " -0000", ""])
def test_a_memento_datetime_is_utc_wherever_the_machine_stands(zone: str) -> None:
    headers = (("Memento-Datetime", f"Tue, 15 Mar 2022 09:26:32{zone}"),)
    assert _captured(_answer(headers=headers)).capture.timestamp == SEED


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_captured_redirect_is_a_capture(status: int) -> None:
    answer = _answer(status, (DATED, ("Location", "https://en.unesco.org/elsewhere")), b"")
    assert redirect_within(UNESCO, ASKED, answer) is None
    response = _captured(answer)
    assert (response.status, response.header("Location")) == (status, "https://en.unesco.org/elsewhere")


def test_a_captured_redirect_shown_as_a_page_has_its_own_status() -> None:
    body = b"<html><p class='code shift red'>Got an HTTP 302 response at crawl time</p></html>"
    response = _captured(_answer(body=body))
    assert (response.status, response.capture.statuscode) == (302, 302)


OTHER_TIME = f"https://webarchive.unesco.org/web/20220226170000id_/{PAGE}"


@pytest.mark.parametrize(
    "location",
    [
        OTHER_TIME,
        f"https://webarchive.unesco.org/web/20220226170000/{PAGE}",
        f"http://webarchive.unesco.org/web/20220226170000id_/{PAGE}",
        f"//webarchive.unesco.org/web/20220226170000id_/{PAGE}",
        f"/web/20220226170000id_/{PAGE}",
        f"/web/20220226170000id_/{PAGE.replace('://', ':/')}",
    ],
)
def test_a_redirect_to_another_time_is_followed_inside_the_archive(location: str) -> None:
    assert redirect_within(UNESCO, ASKED, _answer(302, (("Location", location),), b"")) == OTHER_TIME


def test_a_redirect_may_change_scheme_and_host_of_the_original_within_its_key() -> None:
    location = "/web/20220226170000id_/http://www.en.unesco.org/creative-cities/content/annual-conferences"
    assert redirect_within(UNESCO, ASKED, _answer(302, (("Location", location),))) == (
        f"https://webarchive.unesco.org{location}"
    )


@pytest.mark.parametrize(
    ("headers", "outcome"),
    [
        ((), Outcome.NOT_PLAYED_BACK),
        ((("Location", "http://[unclosed"),), Outcome.NOT_PLAYED_BACK),
        ((("Location", PAGE),), Outcome.NOT_A_MEMENTO),
        ((("Location", "/login"),), Outcome.NOT_A_MEMENTO),
        ((("Location", f"https://webarchive.example/web/20220315092632/{PAGE}"),), Outcome.NOT_A_MEMENTO),
        ((("Location", "/web/20220315092632id_/https://en.unesco.org/elsewhere"),), Outcome.WRONG_MEMENTO),
    ],
)
def test_a_redirect_of_the_archive_to_anywhere_else_is_not_followed(headers: Headers, outcome: Outcome) -> None:
    with pytest.raises(CaptureFailure) as caught:
        redirect_within(UNESCO, ASKED, _answer(302, headers, b""))
    assert caught.value.outcome is outcome


@pytest.mark.parametrize(
    ("location", "says"), [("/login", "on the same server"), ("https://login.example/", "on another server")]
)
def test_where_a_redirect_out_of_the_replay_leads_is_told(location: str, says: str) -> None:
    with pytest.raises(CaptureFailure, match=says):
        redirect_within(UNESCO, ASKED, _answer(302, (("Location", location),), b""))


@pytest.mark.parametrize("status", [200, 300, 304, 404, 429])
def test_other_answers_are_no_redirects(status: int) -> None:
    assert redirect_within(UNESCO, ASKED, _answer(status, (("Location", OTHER_TIME),))) is None


def test_pywb_puts_its_own_headers_behind_the_captured_ones() -> None:
    headers = (
        ("Content-Type", "text/html; charset=utf-8"),
        ("Link", f'<{PAGE}>; rel="canonical", <https://en.unesco.org/node/1>; rel="shortlink"'),
        ("X-Archive-Orig-Content-Length", "4000"),
        ("X-Archive-Orig-Transfer-Encoding", "chunked"),
        ("X-Drupal-Cache", "HIT"),
        DATED,
        ("Link", f'<{PAGE}>; rel="original", <https://a.example/{PAGE}>; rel="timegate"'),
        ("Content-Location", f"http://127.0.0.1:8080/10611/20220315092632id_/{PAGE}"),
        ("Transfer-Encoding", "chunked"),
    )
    response = _captured(_answer(headers=headers, url=f"http://127.0.0.1:8080/10611/20220315092632id_/{PAGE}"))
    assert dict(response.headers) == {
        "Content-Type": "text/html; charset=utf-8",
        "Link": f'<{PAGE}>; rel="canonical", <https://en.unesco.org/node/1>; rel="shortlink"',
        "X-Drupal-Cache": "HIT",
    }
    assert response.capture.original == PAGE


def test_a_captured_link_to_an_original_is_not_taken_for_the_archives() -> None:
    captured = ("Link", '<https://elsewhere.example/>; rel="original"')
    own = ("Link", f'<{PAGE}>; rel="original"')
    response = _captured(_answer(headers=(captured, DATED, own)))
    assert response.headers == (captured,)


def test_the_internet_archive_gives_captured_headers_a_prefix() -> None:
    headers = (
        ("server", "nginx"),
        ("date", "Mon, 23 Nov 2026 04:43:57 GMT"),
        ("content-type", "text/html; charset=utf-8"),
        ("x-archive-orig-date", "Tue, 15 Mar 2022 09:26:32 GMT"),
        ("x-archive-orig-server", "Apache"),
        ("x-archive-orig-content-type", "text/html; charset=ISO-8859-1"),
        ("x-archive-orig-content-encoding", "gzip"),
        ("x-archive-orig-content-length", "4000"),
        ("x-archive-guessed-content-type", "text/html"),
        ("x-archive-src", "a.warc.gz"),
        ("memento-datetime", DATED[1]),
        ("link", f'<{PAGE}>; rel="original", <https://web.archive.org/web/{PAGE}>; rel="timegate"'),
        ("x-app-server", "wwwb-app1"),
        ("x-ts", "200"),
    )
    answer = _answer(headers=headers, url=f"https://web.archive.org/web/20220315092632id_/{PAGE}")
    response = _captured(answer, INTERNET_ARCHIVE)
    # The body came decoded, so its content encoding is gone as well.
    assert {name.lower(): value for name, value in response.headers} == {
        "date": "Tue, 15 Mar 2022 09:26:32 GMT",
        "server": "Apache",
        "content-type": "text/html; charset=ISO-8859-1",
    }
    assert response.capture.mimetype == "text/html"


def test_where_an_archive_marks_the_pages_headers_the_others_are_its_own() -> None:
    own = (
        ("Content-Type", "text/html"),
        ("Set-Cookie", "wb-p-SERVER=wwwb-app1; path=/"),
        ("Content-Security-Policy", "default-src 'self' web.archive.org"),
        ("Referrer-Policy", "no-referrer-when-downgrade"),
        ("Location", f"https://web.archive.org/web/20220315092632/{OTHER_PAGE}"),
        ("Permissions-Policy", "interest-cohort=()"),
    )
    marked = (("X-Archive-Orig-Location", OTHER_PAGE), ("X-Archive-Orig-Set-Cookie", "a=b"))
    response = _captured(_answer(301, headers=(*own, *marked, DATED)), INTERNET_ARCHIVE)
    assert dict(response.headers) == {"Content-Type": "text/html", "Location": OTHER_PAGE, "Set-Cookie": "a=b"}


FAR_DOWN = b"<!DOCTYPE html><style>" + b"x" * 150_000 + b"</style>"


@pytest.mark.parametrize("pack", [None, "gzip", "br", "zstd"])
def test_an_archives_own_words_are_found_wherever_they_stand_and_in_any_encoding(pack: str | None) -> None:
    encode = {None: bytes, "gzip": gzip.compress, "br": brotli.compress, "zstd": zstandard.compress}[pack]
    said = () if pack is None else (("Content-Encoding", pack),)
    excluded = encode(FAR_DOWN + b"<p>This URL has been excluded from the Wayback Machine.</p>")
    assert _outcome(_answer(200, said, excluded)) is Outcome.EXCLUDED
    assert _outcome(_answer(503, said, encode(FAR_DOWN + b"Original for revisit record could not be loaded"))) is (
        Outcome.NOT_PLAYED_BACK
    )
    if pack in (None, "gzip"):
        moved = encode(FAR_DOWN + b"<p class='code'> Got an HTTP 301 response at crawl time </p>")
        assert _captured(_answer(headers=(DATED, *said), body=moved)).status == 301
    quoted = encode(FAR_DOWN + b"<p>They wrote: Got an HTTP 301 response at crawl time, and more.</p>")
    assert _captured(_answer(headers=(DATED, *said), body=quoted)).status == 200


def test_a_content_encoding_stays_while_the_body_is_in_it() -> None:
    packed = b"\x1f\x8b\x08 and so on"
    for name in ("Content-Encoding", "X-Archive-Orig-Content-Encoding"):
        assert _captured(_answer(headers=(DATED, (name, "gzip")), body=packed)).header("Content-Encoding") == "gzip"
        assert _captured(_answer(headers=(DATED, (name, "gzip")))).header("Content-Encoding") is None


def test_an_archive_on_this_machine_needs_no_sparing() -> None:
    assert any_replay("http://127.0.0.1:8080/10611", paced=False).index_seconds == 0
    assert any_replay("http://127.0.0.1:8080/10611", paced=True).replay_seconds > 0
    assert any_replay("http://127.0.0.1:8080/10611", paced=True).replay == "http://127.0.0.1:8080/10611/"


NAMES = ["Memento-Datetime", "Link", "Location", "Content-Type", "X-Archive-Orig-Date", "Content-Encoding"]
VALUES = [
    "",
    ";",
    "gzip",
    DATED[1],
    f'<{PAGE}>; rel="original"',
    "<http://[>; rel=original",
    OTHER_TIME,
    "/web/2022/a.b",
]


@given(
    st.integers(100, 599),
    st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(VALUES) | st.text(max_size=30)), max_size=5).map(tuple),
    st.binary(),
)
def test_any_answer_is_a_capture_or_a_capture_failure(status: int, headers: Headers, body: bytes) -> None:
    answer = _answer(status, headers, body)
    try:
        if redirect_within(UNESCO, ASKED, answer) is None:
            assert _captured(answer).capture.timestamp.tzinfo is UTC
    except CaptureFailure as failure:
        assert failure.outcome in FAILURES  # noqa: PT017 - both ways are right
