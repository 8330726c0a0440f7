"""A live archive: listing and replaying over fetches, and against a real replay server (pywb)."""

import gzip
import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import msgspec
import pytest
import requests
from conftest import WarcFile
from servers import Pywb, ServerUnavailable, pywb

from scraper.archives.http.fetch import http_fetch
from scraper.archives.http.response import Response
from scraper.archives.memento.client import MOST_PARTS, MementoArchive
from scraper.archives.memento.paging import ROWS_A_PAGE
from scraper.archives.memento.profiles import INTERNET_ARCHIVE, UNESCO, Profile, any_replay
from scraper.archives.payload import decoded
from scraper.errors import CaptureFailure, HostFailure, IndexCut, IndexFailure, IndexTorn, NotAnIndex
from scraper.outcomes import Outcome
from scraper.values.capture import Capture, format_timestamp, parse_timestamp, sha1, urlkey

PAGE = "https://en.unesco.org/creative-cities/content/annual-conferences"
OTHER = "https://es.unesco.org/creative-cities/"
KEY = "org,unesco,en)/creative-cities/content/annual-conferences"
CDX = "https://webarchive.unesco.org/web/timemap/cdx"
LINK = f"https://webarchive.unesco.org/web/timemap/link/{PAGE}"
JSON = f"https://webarchive.unesco.org/web/timemap/json/{PAGE}"

Answer = Response | Callable[[str], Response] | Exception


class Web:
    """A fetch from a table: what is asked at an address (its query apart) is answered from its list, the last again."""

    def __init__(self, answers: dict[str, list[Answer]]) -> None:
        self._answers, self.asked = answers, list[str]()

    def __call__(self, url: str) -> Response:
        self.asked.append(url)
        waiting = self._answers.get(url) or self._answers.get(url.split("?")[0]) or [_answer(404)]
        answer = waiting.pop(0) if len(waiting) > 1 else waiting[0]
        if isinstance(answer, Exception):
            raise answer
        return answer if isinstance(answer, Response) else answer(url)

    def query(self, number: int) -> dict[str, str]:
        return {name: values[0] for name, values in parse_qs(urlsplit(self.asked[number]).query).items()}


def _answer(status: int = 200, body: str | bytes = b"", **headers: str) -> Response:
    named = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    return Response(url="", status=status, headers=named, body=body.encode() if isinstance(body, str) else body)


def _row(
    timestamp: str, original: str = PAGE, status: str = "200", digest: str = "A" * 32, mime: str = "text/html"
) -> str:
    return f"{KEY} {timestamp} {original} {mime} {status} {digest}"


def _archive(web: Web, profile: Profile = UNESCO, reports: list[str] | None = None) -> MementoArchive:
    return MementoArchive(
        profile, index_fetch=web, replay_fetch=web, report=(list[str]() if reports is None else reports).append
    )


def _times(archive: MementoArchive, original: str = PAGE) -> list[str]:
    return [format_timestamp(capture.timestamp) for capture in archive.captures(original)]


# listing


def test_captures_come_sorted_with_the_archive_and_their_memento_urls() -> None:
    web = Web({CDX: [_answer(body="\n".join([_row("20220315092632"), _row("20190702114407")]))]})
    first, second = _archive(web).captures(PAGE)
    assert [first.timestamp.year, second.timestamp.year] == [2019, 2022]
    assert second == Capture(
        original=PAGE,
        timestamp=datetime(2022, 3, 15, 9, 26, 32, tzinfo=UTC),
        urlkey=KEY,
        archive="unesco",
        statuscode=200,
        mimetype="text/html",
        digest="sha1:" + "A" * 32,
        memento_url=f"https://webarchive.unesco.org/web/20220315092632/{PAGE}",
    )


def test_an_index_is_asked_with_a_limit_and_the_urlkey_and_never_by_page_number() -> None:
    for profile in (UNESCO, INTERNET_ARCHIVE):
        web = Web({profile.indexes[0].address: [_answer()]})
        assert _times(_archive(web, profile)) == []
        query = web.query(0)
        assert query["url"] == PAGE
        assert query["limit"]
        assert "urlkey" in query["fl"].split(",")
        assert not {"page", "resolveRevisits"} & query.keys()


def test_a_span_of_time_is_asked_for_and_held_to() -> None:
    rows = [_row(f"{year}0702114407") for year in (2018, 2019, 2020, 2021)]
    web = Web({CDX: [_answer(body="\n".join(rows))]})
    since, until = parse_timestamp("20190702114407"), parse_timestamp("20200702114407")
    found = list(_archive(web).captures(PAGE, since, until))
    assert [capture.timestamp for capture in found] == [since, until]
    assert (web.query(0)["from"], web.query(0)["to"]) == ("20190702114407", "20200702114407")


def test_of_equal_key_and_time_the_best_row_is_kept() -> None:
    rows = [
        _row("20190702114407", PAGE.replace("https", "http"), "301"),
        _row("20190702114407", PAGE, "200"),
        _row("20190702114407", PAGE, "-", mime="warc/revisit"),
        _row("20190702114408", PAGE, "404"),
    ]
    found = list(_archive(Web({CDX: [_answer(body="\n".join(rows))]})).captures(PAGE))
    assert [(capture.original, capture.statuscode) for capture in found] == [(PAGE, 200), (PAGE, 404)]


def test_a_bad_row_is_reported_and_the_rest_is_used() -> None:
    reports: list[str] = []
    web = Web({CDX: [_answer(body="\n".join([_row("20190002114407"), _row("20190702114407")]))]})
    assert _times(_archive(web, reports=reports)) == ["20190702114407"]
    assert len(reports) == 1
    assert "20190002114407" in reports[0]


def test_pages_are_asked_for_by_resume_key_until_there_is_none() -> None:
    key = "org%2Cunesco%2Cen%29%2Fcreative-cities+20200101000000%21"
    web = Web(
        {
            CDX: [
                _answer(body=f"{_row('20190702114407')}\n\n{key}\n"),
                _answer(body=f"\n{key}2:\n"),  # an empty page with a key
                _answer(body=_row("20220315092632")),
            ]
        }
    )
    assert _times(_archive(web)) == ["20190702114407", "20220315092632"]
    assert "resumeKey" not in web.query(0)
    assert web.query(1)["resumeKey"] == "org,unesco,en)/creative-cities 20200101000000!"
    assert web.query(2)["resumeKey"] == "org,unesco,en)/creative-cities 20200101000000!2:"
    assert all(query["limit"] and query["fl"] for query in map(web.query, range(3)))


@pytest.mark.parametrize("keys", [["a"], ["a", "b"], ["a", "b", "c"]])
def test_resume_keys_that_go_round_in_circles_are_an_error_and_no_loop(keys: list[str]) -> None:
    answers: list[Answer] = [_answer(body=f"{_row('20190702114407')}\n\n{key}\n") for _ in range(9) for key in keys]
    times, why = _in_part(_archive(Web({CDX: answers})))
    assert times == ["20190702114407"]
    assert "repeats itself" in why


def test_a_full_page_without_a_key_is_carried_on_from_its_last_time() -> None:
    full = [
        _row(f"2019{1 + at // 2800:02}{1 + at // 100 % 28:02}{at % 24:02}{at // 24 % 60:02}{at % 60:02}")
        for at in range(ROWS_A_PAGE)
    ]
    last = max(row.split()[1] for row in full)
    web = Web({CDX: [_answer(body="\n".join(full)), _answer(body="\n".join([_row(last), _row("20220315092632")]))]})
    times = _times(_archive(web))
    assert web.query(1)["from"] == last
    assert times[-2:] == [last, "20220315092632"]
    assert set(times) == {row.split()[1] for row in full} | {"20220315092632"}


def test_a_row_that_only_spells_the_address_otherwise_is_a_capture_of_it() -> None:
    asked = f"{PAGE}?a=b&c=d"
    web = Web({CDX: [_answer(body=_row("20190702114407", asked.replace("&", "&amp;")))]})
    [capture] = _archive(web).captures(asked)
    assert capture.original == asked


@pytest.mark.parametrize(
    "body", ['{"message": "No Captures found for: x"}', "<html><title>404</title><p>No Captures found</p></html>"]
)
def test_an_index_that_says_404_and_that_it_has_no_captures_is_an_empty_one(body: str) -> None:
    web = Web({CDX: [_answer(404, body)]})
    assert _times(_archive(web)) == []
    assert len(web.asked) == 1


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (403, "org.archive.util.io.RuntimeIOException: AdministrativeAccessControlException: Blocked Site Error"),
        (200, "org.archive.wayback.exception.AdministrativeAccessControlException: Blocked Site Error"),
        (403, "<h1>Blocked By Robots</h1> This page is not shown due to robots.txt."),
        (451, "gone"),
    ],
)
def test_an_index_that_is_not_to_list_something_says_so(status: int, body: str) -> None:
    with pytest.raises(CaptureFailure, match="does not show") as caught:
        _times(_archive(Web({CDX: [_answer(status, body)]})))
    assert caught.value.outcome is Outcome.EXCLUDED


def test_what_an_index_says_with_its_refusal_is_told() -> None:
    with pytest.raises(NotAnIndex, match="the index says: bad fl parameter"):
        _times(_archive(Web({CDX: [_answer(400, "<html><style>p {}</style><p>bad  fl parameter</p>")]})))


def test_a_redirect_of_the_index_is_followed_on_its_own_host_only() -> None:
    moved = "https://webarchive.unesco.org/cdx"
    web = Web({CDX: [_answer(302, Location=moved)], moved: [_answer(body=_row("20190702114407"))]})
    assert _times(_archive(web)) == ["20190702114407"]
    away = Web({CDX: [_answer(302, Location="https://elsewhere.example/")], LINK: [_answer(body="")]})
    assert _times(_archive(away)) == []
    assert not any("elsewhere" in url for url in away.asked)


def test_a_redirect_of_the_index_may_be_relative() -> None:
    web = Web({CDX: [_answer(302, Location="/cdx")],  # RFC 9110, 10.2.2
               "https://webarchive.unesco.org/cdx": [_answer(body=_row("20190702114407"))]})  # fmt: skip
    assert _times(_archive(web)) == ["20190702114407"]


def _timemap(*timestamps: str, further: str = "") -> str:
    mementos = (f'<https://webarchive.unesco.org/web/{one}/{PAGE}>; rel="memento"' for one in timestamps)
    pointers = [f'<{further}>; rel="timemap"; type="application/link-format"'] if further else []
    return ",\n".join([f'<{PAGE}>; rel="original"', *mementos, *pointers])


@pytest.mark.parametrize(
    "refusal",
    [
        _answer(404),
        _answer(400, "bad fl"),
        _answer(403),
        _answer(200, "<!DOCTYPE html><title>Archive</title>"),
        _answer(200, "org.archive.wayback.exception.BadQueryException: unknown"),
    ],
)  # fmt: skip
def test_where_there_is_no_cdx_server_the_timemap_is_asked_and_from_then_on_first(refusal: Response) -> None:
    web = Web({CDX: [refusal], LINK: [_answer(body=_timemap("20220315092632", "20190702114407"))]})
    archive = _archive(web)
    assert _times(archive) == ["20190702114407", "20220315092632"]
    assert [url.split("?")[0] for url in web.asked] == [CDX, LINK]
    assert _times(archive) == ["20190702114407", "20220315092632"]
    assert [url.split("?")[0] for url in web.asked[2:]] == [LINK]


def test_where_no_index_answers_it_is_an_error_and_not_no_captures() -> None:
    web = Web({})
    archive = _archive(web)
    with pytest.raises(NotAnIndex, match="not 'no captures'"):
        list(archive.captures(PAGE))
    assert [url.split("?")[0] for url in web.asked] == [CDX, LINK, JSON]
    with pytest.raises(NotAnIndex):
        list(archive.captures(PAGE))
    assert len(web.asked) == 6  # whoever asks later has all the ways again


def test_an_empty_index_is_no_captures_and_no_other_index_is_asked() -> None:
    web = Web({CDX: [_answer(body="")]})
    assert _times(_archive(web)) == []
    assert len(web.asked) == 1


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_an_index_that_fails_is_an_error_where_no_other_one_answers(status: int) -> None:
    web = Web({CDX: [_answer(status)]})
    with pytest.raises(CaptureFailure, match=str(status)) as caught:
        list(_archive(web).captures(PAGE))
    assert caught.value.outcome is Outcome.UNREACHABLE
    assert [url.split("?")[0] for url in web.asked] == [CDX, LINK, JSON]


@pytest.mark.parametrize(
    "failure",
    [_answer(503), CaptureFailure(Outcome.UNREACHABLE, "503: no connection"), HostFailure(Outcome.RATE_LIMITED, "503")],
)
def test_where_an_index_fails_the_next_is_asked_and_the_failure_told(failure: Answer) -> None:
    reports: list[str] = []
    web = Web({CDX: [failure, _answer(body=_row("2020"))], LINK: [_answer(body=_timemap("20190702114407"))]})
    archive = _archive(web, reports=reports)
    assert _times(archive) == ["20190702114407"]
    assert len(reports) == 1
    assert "503" in reports[0]
    assert "another index" in reports[0]
    assert _times(archive) == ["20200101000000"]  # it is asked first again, for it may have recovered


def test_an_index_that_is_not_to_list_something_is_not_got_round() -> None:
    web = Web({CDX: [_answer(451, "gone")], LINK: [_answer(body=_timemap("20190702114407"))]})
    with pytest.raises(CaptureFailure, match="does not show"):
        _times(_archive(web))
    assert len(web.asked) == 1


def _in_part(archive: MementoArchive, original: str = PAGE) -> tuple[list[str], str]:
    """Return the times of the captures that are listed, and why they are not all."""
    times: list[str] = []
    with pytest.raises(IndexTorn) as caught:
        times.extend(format_timestamp(capture.timestamp) for capture in archive.captures(original))
    return times, str(caught.value)


@pytest.mark.parametrize(
    ("second", "says"),
    [
        (_answer(503), "503"),
        (_answer(404), "404"),
        (_answer(200, "<html>Sorry</html>"), "not an index"),
        (HostFailure(Outcome.RATE_LIMITED, "429"), "429"),
    ],
)
@pytest.mark.parametrize("original", [PAGE, f"{PAGE}*"])
def test_a_later_page_of_an_index_that_fails_costs_no_row_of_those_before_it(
    second: Answer, says: str, original: str
) -> None:
    web = Web({CDX: [_answer(body=f"{_row('20190702114407')}\n\nkey1\n"), second]})
    times, why = _in_part(_archive(web), original)
    assert times == ["20190702114407"]
    assert says in why
    assert "captures listed before it (1) are used" in why
    assert all(url.startswith(CDX) for url in web.asked)


def test_an_index_whose_rows_are_all_refused_is_no_empty_one() -> None:
    times, why = _in_part(_archive(Web({CDX: [_answer(body=_row("20191302114407") + "\n")]})))
    assert times == []
    assert "no row is a capture" in why
    assert "20191302114407" in why


def test_what_an_index_says_is_told_in_one_line() -> None:
    reports: list[str] = []
    link = f'<{LINK}>;\n rel="memento";\r\n datetime="never"'
    web = Web({CDX: [_answer(404)], LINK: [_answer(body=f"{_timemap('20190702114407')},\n{link}")]})
    _times(_archive(web, reports=reports))
    assert not any("\n" in said or "\r" in said for said in reports)
    with pytest.raises(NotAnIndex) as caught:
        _times(_archive(Web({CDX: [_answer(body='{"message": "one\\nand two"}')]})))
    assert "one and two" in str(caught.value)


def test_a_timemap_is_not_followed_into_its_other_formats() -> None:
    others = (
        f'<{JSON}>; rel="timemap"; type="application/json", <{LINK}?cdxj>; rel="timemap"; type="application/cdxj+ors"'
    )
    web = Web({CDX: [_answer(404)], LINK: [_answer(body=f"{_timemap('20190702114407')}, {others}")]})
    assert _times(_archive(web)) == ["20190702114407"]
    assert len(web.asked) == 2


def test_an_index_cut_off_is_an_error() -> None:
    with pytest.raises(IndexFailure):
        list(_archive(Web({CDX: [_answer(body='[["urlkey","timestamp"],\n["a')]})).captures(PAGE))


def test_further_timemaps_are_read_once_each_and_on_this_host_only() -> None:
    second, third = f"{LINK}?2", f"{LINK}?3"
    web = Web(
        {
            LINK: [_answer(body=_timemap("20190702114407", further=second))],
            second: [_answer(body=_timemap("20200101000000", further=third))],
            third: [_answer(body=_timemap("20210101000000", further=LINK) + ', <https://a.example/tm>; rel="timemap"')],
        }
    )
    assert _times(_archive(web)) == ["20190702114407", "20200101000000", "20210101000000"]
    assert web.asked[1:] == [LINK, second, third]


def test_an_answer_that_ends_in_the_middle_of_a_line_gives_what_came_and_then_an_error() -> None:
    web = Web({CDX: [_answer(body="\n".join([_row("20190702114407"), _row("20220315092632")[:90]]))]})
    captures = _archive(web).captures(PAGE)
    assert format_timestamp(next(captures).timestamp) == "20190702114407"
    with pytest.raises(IndexTorn, match="cut off"):
        next(captures)


def test_the_last_line_of_an_answer_needs_no_line_end() -> None:
    web = Web({CDX: [_answer(body="\n".join([_row("20190702114407"), _row("20220315092632")]))]})
    assert _times(_archive(web)) == ["20190702114407", "20220315092632"]


def test_rows_of_another_page_are_left_out_and_told() -> None:
    reports: list[str] = []
    web = Web({CDX: [_answer(body="\n".join([_row("20190702114407"), _row("20200101000000", OTHER)]) + "\n")]})
    assert _times(_archive(web, reports=reports)) == ["20190702114407"]
    assert len(reports) == 1
    assert OTHER in reports[0]


def test_an_index_is_not_asked_over_http_where_it_was_over_https() -> None:
    plain = LINK.replace("https://webarchive", "http://webarchive")
    further = _timemap("20190702114407", further=f"{plain}?2")
    web = Web(
        {CDX: [_answer(404)], LINK: [_answer(body=further)], f"{LINK}?2": [_answer(body=_timemap("20200101000000"))]}
    )
    assert _times(_archive(web)) == ["20190702114407", "20200101000000"]
    web = Web(
        {
            CDX: [_answer(301, Location=CDX.replace("https", "http") + "?moved")],
            f"{CDX}?moved": [_answer(body=_row("2019"))],
        }
    )
    assert _times(_archive(web)) == ["20190101000000"]
    assert all(url.startswith("https://webarchive.unesco.org/") for url in web.asked)


def test_an_answer_of_more_parts_than_any_index_has_is_refused_before_it_is_read() -> None:
    web = Web({CDX: [_answer(body=b"\n" * (MOST_PARTS + 1))]})
    with pytest.raises(IndexCut, match="parts"):
        _archive(web).captures(PAGE)


def test_a_listing_without_end_is_given_up_though_each_page_brings_captures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scraper.archives.memento.client.MOST_CAPTURES", 10)
    days = iter(range(1, 1000))

    def more(_: str) -> Response:
        day = next(days)
        return _answer(body=f"{_row(f'2019{day // 28 + 1:02}{day % 28 + 1:02}000000')}\n\nkey{day}\n")

    web = Web({CDX: [more]})
    with pytest.raises(IndexFailure, match="more than 10 captures"):
        _archive(web).captures(PAGE)
    assert len(web.asked) == 11


# replaying

WANTED = Capture(original=PAGE, timestamp=parse_timestamp("20220315092632"), urlkey=KEY, archive="unesco")
BYTES = f"https://webarchive.unesco.org/web/20220315092632id_/{PAGE}"
NEAREST = f"https://webarchive.unesco.org/web/20220226170000id_/{PAGE}"
MEMENTO = _answer(200, "<p>", Memento_Datetime="Sat, 26 Feb 2022 17:00:00 GMT")


def test_a_redirect_to_the_nearest_capture_is_followed() -> None:
    web = Web({BYTES: [_answer(302, Location=NEAREST)], NEAREST: [MEMENTO]})
    response = _archive(web).replay(WANTED)
    assert web.asked == [BYTES, NEAREST]
    assert response.requested == WANTED.timestamp
    assert format_timestamp(response.capture.timestamp) == "20220226170000"


def test_redirects_of_the_archive_that_go_round_in_circles_end() -> None:
    web = Web({BYTES: [_answer(302, Location=NEAREST)], NEAREST: [_answer(302, Location=BYTES)]})
    with pytest.raises(CaptureFailure) as caught:
        _archive(web).replay(WANTED)
    assert caught.value.outcome is Outcome.NOT_PLAYED_BACK
    assert len(web.asked) < 10


def test_a_captured_redirect_is_given_back_and_not_followed() -> None:
    captured = _answer(301, Memento_Datetime="Tue, 15 Mar 2022 09:26:32 GMT", Location="https://en.unesco.org/new")
    web = Web({BYTES: [captured]})
    assert _archive(web).replay(WANTED).status == 301
    assert web.asked == [BYTES]


@pytest.mark.parametrize("ours", ["1970", "20260101", "2090"])
def test_a_memento_of_the_future_is_none_whatever_our_own_clock_says(ours: str) -> None:
    def asked(moment: str) -> MementoArchive:
        answer = _answer(200, "<p>", Date="Mon, 23 Nov 2026 08:00:00 GMT", Memento_Datetime=moment)
        web = Web({BYTES: [answer]})
        return MementoArchive(
            UNESCO, index_fetch=web, replay_fetch=web, report=pytest.fail, clock=lambda: parse_timestamp(ours)
        )

    assert asked("Sun, 22 Nov 2026 08:00:00 GMT").replay(WANTED).status == 200
    with pytest.raises(CaptureFailure, match="future") as caught:
        asked("Fri, 22 Nov 2097 08:00:00 GMT").replay(WANTED)
    assert caught.value.outcome is Outcome.NOT_A_MEMENTO


def test_a_memento_of_the_future_is_none_though_the_index_lists_it_so() -> None:
    url = BYTES.replace("20220315092632", "20970101000000")
    web = Web({url: [_answer(200, "<p>", Memento_Datetime="Tue, 01 Jan 2097 00:00:00 GMT")]})
    with pytest.raises(CaptureFailure, match="future"):
        _archive(web).replay(msgspec.structs.replace(WANTED, timestamp=parse_timestamp("2097")))


# against pywb

SITE = "http://webarchive.example/"
HTML = "<!DOCTYPE html>\n<p>held in Östersund (Sweden) in 2016</p>\n".encode() * 20
DATES = [f"2019-07-0{day}T11:44:07Z" for day in range(1, 8)]


def _site() -> WarcFile:
    """Return one page in seven captures: plain, gzipped, chunked, moved, gone, a revisit, a captured 429."""
    packed = gzip.compress(HTML, mtime=0)
    html = ("Content-Type", "text/html; charset=utf-8")
    warc = WarcFile()
    warc.response(SITE, DATES[0], HTML, headers=(html, ("Link", f'<{SITE}node/1>; rel="shortlink"')))
    warc.response(SITE, DATES[1], packed, headers=(html, ("Content-Encoding", "gzip")))
    chunks = b"%x\r\n%s\r\n0\r\n\r\n" % (len(HTML), HTML)
    warc.response(SITE, DATES[2], chunks, headers=(html, ("Transfer-Encoding", "chunked")))
    warc.response(SITE, DATES[3], b"", status="301 Moved Permanently", headers=(("Location", f"{SITE}new"),))
    warc.response(SITE, DATES[4], b"gone", status="404 Not Found", headers=(html,))
    warc.revisit(SITE, DATES[5], sha1(HTML), (SITE, DATES[0]))
    warc.response(SITE, DATES[6], b"slow down", status="429 Too Many Requests", headers=(html,))
    return warc


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pywb]:
    directory = tmp_path_factory.mktemp("pywb")
    try:
        with pywb("10611", [_site().save(directory / "site.warc.gz")], directory=directory / "server") as running:
            yield running
    except ServerUnavailable as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(str(error))


@pytest.fixture
def live(server: Pywb) -> Iterator[MementoArchive]:
    with requests.Session() as session:
        fetch = http_fetch(session, user_agent="test/1", read_seconds=30, most_bytes=1_000_000)
        yield MementoArchive(
            any_replay(server.url, paced=False), index_fetch=fetch, replay_fetch=fetch, report=pytest.fail
        )


@pytest.mark.pywb
def test_pywb_lists_every_capture_once_and_in_order(live: MementoArchive, server: Pywb) -> None:
    found = list(live.captures(SITE))
    assert [format_timestamp(capture.timestamp) for capture in found] == [f"2019070{day}114407" for day in range(1, 8)]
    assert [capture.statuscode for capture in found if capture.mimetype != "warc/revisit"] == [
        200,
        200,
        200,
        301,
        404,
        429,
    ]
    assert found[5].mimetype == "warc/revisit"
    assert found[0].digest == found[5].digest == sha1(HTML)
    assert {capture.original for capture in found} == {SITE}
    assert any("/cdx?url=" in line for line in server.requests())


@pytest.mark.pywb
def test_pywb_plays_back_what_was_captured(live: MementoArchive) -> None:
    played = [live.replay(capture) for capture in live.captures(SITE)]
    assert [response.status for response in played] == [200, 200, 200, 301, 404, 200, 429]
    bodies = [decoded(one.body, one.header("Content-Encoding"), 1_000_000) for one in played]
    assert [content.body for content in bodies] == [HTML, HTML, HTML, b"", b"gone", HTML, b"slow down"]
    assert not any(content.notices for content in bodies)
    assert [response.capture.timestamp for response in played] == [response.requested for response in played]
    assert {response.capture.original for response in played} == {SITE}
    assert played[0].header("Link") == f'<{SITE}node/1>; rel="shortlink"'
    assert played[3].header("Location") == f"{SITE}new"
    assert played[0].header("Content-Type") == "text/html; charset=utf-8"
    assert not any(name.lower().startswith(("x-archive", "memento")) for one in played for name, _ in one.headers)


@pytest.mark.pywb
def test_pywb_serves_the_nearest_capture_with_its_own_time(live: MementoArchive) -> None:
    wanted = Capture(original=SITE, timestamp=parse_timestamp("2019"), urlkey=urlkey(SITE), archive=live.name)
    response = live.replay(wanted)
    assert format_timestamp(response.requested) == "20190101000000"
    assert format_timestamp(response.capture.timestamp) == "20190701114407"


@pytest.mark.pywb
def test_pywb_is_asked_for_bytes_as_they_were_captured(live: MementoArchive, server: Pywb) -> None:
    live.replay(next(live.captures(SITE)))
    assert server.requests()[-1].startswith(f"GET /10611/20190701114407id_/{SITE} ")


@pytest.mark.pywb
def test_what_pywb_has_not_is_no_captures_in_its_index_and_not_played_back(live: MementoArchive) -> None:
    assert list(live.captures(OTHER)) == []
    missing = Capture(original=OTHER, timestamp=parse_timestamp("2019"), urlkey=urlkey(OTHER), archive=live.name)
    with pytest.raises(CaptureFailure) as caught:
        live.replay(missing)
    assert caught.value.outcome is Outcome.NOT_PLAYED_BACK


@pytest.mark.pywb
def test_pywbs_timemap_lists_the_same_captures_as_its_index(server: Pywb, live: MementoArchive) -> None:
    by_cdx = [capture.timestamp for capture in live.captures(SITE)]
    profile = any_replay(server.url, paced=False)
    with requests.Session() as session:
        fetch = http_fetch(session, user_agent="test/1", read_seconds=30, most_bytes=1_000_000)
        for index in profile.indexes[2:]:
            only = Profile(name="timemap", replay=profile.replay, indexes=(index,))
            archive = MementoArchive(only, index_fetch=fetch, replay_fetch=fetch, report=pytest.fail)
            assert [capture.timestamp for capture in archive.captures(SITE)] == by_cdx
