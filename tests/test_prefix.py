"""Prefix patterns: which originals they stand for, and how every kind of archive lists these."""

import os
import re
import string
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, quote_plus, unquote, unquote_plus, urlsplit

import pytest
import requests
from conftest import WarcFile
from hypothesis import given
from hypothesis import strategies as st
from servers import Pywb, ServerUnavailable, pywb

from scraper.archives.files.on_disk import FileArchive
from scraper.archives.http.fetch import http_fetch
from scraper.archives.http.response import Response
from scraper.archives.memento.client import MementoArchive
from scraper.archives.memento.paging import ROWS_A_PAGE
from scraper.archives.memento.profiles import INTERNET_ARCHIVE, UNESCO, Index, Profile, any_replay
from scraper.archives.pattern import is_pattern, key_range, matches, prefix, prefix_key
from scraper.errors import CaptureFailure, IndexTorn, NotAnIndex, SettingsError
from scraper.store.store import Store
from scraper.values.capture import Archive, Capture, CapturedResponse, format_timestamp, parse_timestamp, sha1, urlkey

EVENTS = "https://en.unesco.org/creative-cities/events/*"
WHATSON = "https://en.unesco.org/creative-cities/whatson*"
NEWS = "http://www.unesco.org/new/en/media-services/single-view/news/*creative_cit*"
HTML = b"<!DOCTYPE html>\n<p>what was on</p>\n"


# which originals a pattern stands for


@pytest.mark.parametrize(
    ("pattern", "original"),
    [
        (EVENTS, "https://en.unesco.org/creative-cities/events/biennale"),
        (EVENTS, "https://en.unesco.org/creative-cities/events/2019/biennale/"),
        (EVENTS, "http://en.unesco.org:80/creative-cities/events//biennale?page=2#top"),
        (EVENTS, "https://EN.unesco.org/Creative-Cities/EVENTS/Biennale"),
        (WHATSON, "https://en.unesco.org/creative-cities/whatson"),
        (WHATSON, "https://en.unesco.org/creative-cities/whatson/"),
        (WHATSON, "https://en.unesco.org/creative-cities/whatson?page=3"),
        (WHATSON, "https://en.unesco.org/creative-cities/whatson-archive/x"),
        (NEWS, "http://www.unesco.org/new/en/media-services/single-view/news/bologna_a_creative_city_of_music/"),
        (NEWS, "https://unesco.org/new/en/media-services/single-view/news/Creative_Cities"),
        ("https://en.unesco.org/*", "https://en.unesco.org/"),
        ("https://en.unesco.org/*", "https://en.unesco.org/?page=2"),
        ("https://en.unesco.org/*/events/*", "https://en.unesco.org/creative-cities/events/a"),
        ("https://en.unesco.org/a/*/", "https://en.unesco.org/a/b"),
        ("https://en.unesco.org/a/*Östersund*", "https://en.unesco.org/a/held-in-%C3%96stersund-2016"),
        ("https://en.unesco.org/a%20b/*", "https://en.unesco.org/a b/c"),
        ("https://en.unesco.org/a/%2A/*", "https://en.unesco.org/a/*/b"),
        # parameters, as they were written and as an index sorts them
        ("https://en.unesco.org/a?page=*", "https://en.unesco.org/a?page=2&lang=en"),
        ("https://en.unesco.org/a?z=1&b=*", "https://en.unesco.org/a/?z=1&b=2"),
        ("https://en.unesco.org/a*?lang=en&*", "https://en.unesco.org/a?page=2&lang=en"),
    ],
)
def test_a_pattern_matches(pattern: str, original: str) -> None:
    assert matches(pattern, original)


@pytest.mark.parametrize(
    ("pattern", "original"),
    [
        (EVENTS, "https://en.unesco.org/creative-cities/events-of-2019"),
        (EVENTS, "https://fr.unesco.org/creative-cities/events/biennale"),
        (EVENTS, "https://en.unesco.org/other/creative-cities/events/biennale"),
        # filed without the slash, so not below it: `events*` has these
        (EVENTS, "https://en.unesco.org/creative-cities/events/"),
        (EVENTS, "https://en.unesco.org/creative-cities/events/?page=2"),
        (WHATSON, "https://en.unesco.org/creative-cities/whats"),
        (NEWS, "http://www.unesco.org/new/en/media-services/single-view/news/bologna_city_of_music"),
        ("https://en.unesco.org/*a*a", "https://en.unesco.org/a"),
        ("https://en.unesco.org/a*b", "https://en.unesco.org/ab/c"),
        ("https://en.unesco.org/a.b*", "https://en.unesco.org/axb"),
        ("https://en.unesco.org/[ab]?*", "https://en.unesco.org/a1"),
        ("https://en.unesco.org/a/%2A/*", "https://en.unesco.org/a/x/b"),
        ("https://en.unesco.org/a#*", "https://en.unesco.org/ab"),
        (EVENTS, "mailto:events@unesco.org"),
    ],
)
def test_a_pattern_does_not_stand_for(pattern: str, original: str) -> None:
    assert not matches(pattern, original)


def test_an_original_is_a_pattern_where_it_holds_a_star() -> None:
    assert is_pattern(EVENTS)
    assert is_pattern(NEWS)
    assert not is_pattern("https://en.unesco.org/creative-cities/events/")
    assert not is_pattern("https://en.unesco.org/%2A")


@pytest.mark.parametrize(
    ("pattern", "asked", "key"),
    [
        (EVENTS, "https://en.unesco.org/creative-cities/events/", "org,unesco,en)/creative-cities/events/"),
        (WHATSON, "https://en.unesco.org/creative-cities/whatson", "org,unesco,en)/creative-cities/whatson"),
        (
            NEWS,
            "http://www.unesco.org/new/en/media-services/single-view/news/",
            "org,unesco)/new/en/media-services/single-view/news/",
        ),
        ("https://en.unesco.org/*", "https://en.unesco.org/", "org,unesco,en)/"),
        ("https://en.unesco.org/a//*", "https://en.unesco.org/a//", "org,unesco,en)/a/"),
        # an index sorts parameters, so only their beginning can be asked for
        ("https://en.unesco.org/a/?z=1&b=*", "https://en.unesco.org/a/?", "org,unesco,en)/a?"),
    ],
)
def test_an_index_is_asked_for_what_stands_before_the_first_star(pattern: str, asked: str, key: str) -> None:
    assert prefix(pattern) == asked
    assert prefix_key(pattern) == key


REFUSED = [
    "*",
    "https://*",
    "https://en.unesco.org*",
    "https://*.unesco.org/",
    "https://en.*.org/a/",
    "https://en.unesco.org?*",
    "https://en.unesco.org#/*",
    "https:///*",
    "en.unesco.org/*",
    "ftp://en.unesco.org/*",
    "https://en.unesco.org:port/*",
    "https://en.unesco.org/no-star",
]


@pytest.mark.parametrize("pattern", REFUSED)
@pytest.mark.parametrize("asked", [prefix, prefix_key, key_range, lambda pattern: matches(pattern, pattern)])
def test_a_pattern_without_host_and_path_is_refused(pattern: str, asked: Callable[[str], object]) -> None:
    with pytest.raises(SettingsError, match=re.escape(repr(pattern))):
        asked(pattern)


def test_the_refusal_says_what_to_give() -> None:
    with pytest.raises(SettingsError, match="a host and `/`"):
        prefix("https://en.unesco.org*")


HOSTS = st.sampled_from(
    ["https://en.unesco.org", "http://www.unesco.org:80", "http://127.0.0.1:8000", "HTTPS://X.example"]
)
NAMES = st.text(string.ascii_letters + string.digits + "-_~", min_size=1, max_size=8)
BEGINNINGS = st.builds(
    lambda host, names, end: f"{host}/{'/'.join(names)}{end}",
    HOSTS,
    st.lists(NAMES, min_size=1, max_size=3),
    st.sampled_from(["", "/", "?", "?page=", "/?z=1&b=", "?z=1&", "//"]),
)
# Anything but what changes what stands before it: dots climb, a slash at the end goes. `a` keeps both away.
ANYTHING = st.text(string.ascii_letters + string.digits + "/?&=,:;_-~+()'!$@%# ÖΩ", max_size=30).map(
    lambda text: f"a{text}"
)
ORIGINALS = st.builds(lambda beginning, rest: beginning + rest, BEGINNINGS, st.just("") | ANYTHING)
PATTERNS = st.builds(
    lambda beginning, pieces: "*".join([beginning, *pieces]),
    BEGINNINGS,
    st.lists(st.just("") | NAMES, min_size=1, max_size=4),
)


@given(BEGINNINGS, ANYTHING)
def test_what_is_put_together_from_the_prefix_and_anything_matches(beginning: str, rest: str) -> None:
    assert matches(f"{beginning}*", beginning + rest)


@given(BEGINNINGS, ANYTHING, NAMES, ANYTHING)
def test_what_stands_behind_the_star_is_found_anywhere(beginning: str, some: str, name: str, more: str) -> None:
    some = re.sub("[#%]", "", some)  # a fragment is not filed, and `%4` before a `0` is another character
    assert matches(f"{beginning}*{name}*", f"{beginning}{some}{name}{more}")


@given(PATTERNS, ORIGINALS)
def test_whatever_matches_lies_in_the_range_of_keys(pattern: str, original: str) -> None:
    first, beyond = key_range(pattern)
    assert first == prefix_key(pattern)
    if matches(pattern, original):
        assert first <= urlkey(original) < beyond


@given(BEGINNINGS.filter(lambda beginning: "?" not in beginning), ORIGINALS, ORIGINALS)
def test_of_a_star_at_the_end_the_range_of_keys_is_all_there_is(beginning: str, own: str, other: str) -> None:
    pattern = f"{beginning}*"
    first, beyond = key_range(pattern)
    for original in (own, other, beginning + urlsplit(other).path, beginning):
        assert matches(pattern, original) == (first <= urlkey(original) < beyond)


@given(st.lists(st.text("ab", max_size=3), min_size=2, max_size=5), st.text("ab", max_size=12))
def test_a_star_is_any_run_of_characters(pieces: list[str], path: str) -> None:
    told = re.fullmatch(".*".join(pieces), path) is not None
    assert matches(f"https://x.example/-{'*'.join(pieces)}", f"http://www.x.example/-{path}") == told


@given(PATTERNS, ORIGINALS, st.sampled_from(["http://www.", "http://", "https://www2."]))
def test_scheme_www_and_letter_case_make_no_difference(pattern: str, original: str, beginning: str) -> None:
    host_and_path = original.partition("://")[2].removeprefix("www.").replace(":80/", "/")
    assert matches(pattern, beginning + host_and_path) == matches(pattern, original)
    assert matches(pattern, beginning + host_and_path.swapcase()) == matches(pattern, original.swapcase())


@given(st.text() | st.text().map("https://x.example/*{}".format), st.text())
def test_any_text_is_a_pattern_that_can_be_listed_or_refused(pattern: str, original: str) -> None:
    try:
        matches(pattern, original)
    except SettingsError:
        return
    assert is_pattern(pattern)
    assert prefix_key(pattern).isascii()


def test_a_pattern_of_many_stars_takes_no_time(patience: None) -> None:
    assert not matches(f"https://x.example/{'*a' * 200}*b", f"https://x.example/{'a' * 2_000}")


# live archives


def _listed_in_part(captures: Iterator[Capture], why: str) -> int:
    """Return how many captures an index listed before it was found not to list all, and expect that reason."""
    found: list[Capture] = []
    with pytest.raises(IndexTorn, match=why):
        found.extend(captures)
    return len(found)


CDX = UNESCO.indexes[0].address
DAY = timedelta(days=1)


class CdxServer:
    """A CDX server over rows of (original, 14 digits), as the archives' are: sorted by key and time, cut at the limit.

    `resumes` gives resume keys where they are asked for, encoded; as the archives' own it decodes them twice, the second time
    in `java.net.URLDecoder`. Without `knows_times` it passes over `from` and `to`.
    """

    def __init__(self, rows: Iterable[tuple[str, str]], *, resumes: bool = False, knows_times: bool = True) -> None:
        self._rows = sorted((urlkey(original), time, original) for original, time in rows)
        self._resumes, self._knows_times, self.queries = resumes, knows_times, list[dict[str, str]]()

    def __call__(self, url: str) -> Response:
        query = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
        self.queries.append(query)
        key = urlkey(query["url"])
        key += "/" if query["url"].endswith("/") and not key.endswith("/") else ""
        exact = query.get("matchType") != "prefix"
        times = (query.get("from", "0"), query.get("to", "9")) if self._knows_times else ("0", "9")
        resumed = unquote_plus(query.get("resumeKey", ""))
        found = [
            (own, time, original)
            for own, time, original in self._rows
            if (own == key if exact else own.startswith(key)) and times[0] <= time <= times[1]
            and f"{own} {time}" >= resumed
        ]  # fmt: skip
        limit = int(query["limit"])
        lines = [f"{own} {time} {original} text/html 200 {'A' * 32}" for own, time, original in found[:limit]]
        if self._resumes and query.get("showResumeKey") and len(found) > limit:
            own, time, _ = found[limit]
            lines += ["", quote_plus(f"{own} {time}")]
        return _answer(body="\n".join(lines))


def _answer(status: int = 200, body: str = "") -> Response:
    return Response(url="", status=status, headers=(), body=body.encode())


def _archive(fetch: Callable[[str], Response], profile: Profile = UNESCO) -> MementoArchive:
    return MementoArchive(profile, index_fetch=fetch, replay_fetch=fetch, report=pytest.fail)


def _told(captures: Iterable[Capture]) -> list[tuple[str, str]]:
    return [(capture.original, format_timestamp(capture.timestamp)) for capture in captures]


A, B, C = (f"https://en.unesco.org/creative-cities/events/{name}" for name in ("a", "b", "c_city"))
LISTING = "https://en.unesco.org/creative-cities/events"
BESIDE = "https://en.unesco.org/creative-cities/events-of-old"
ROWS = [
    (B, "20190702114407"),
    (LISTING, "20200101000000"),
    (A, "20220315092632"),
    (f"{C}/", "20180101000000"),
    (C.replace("https", "http"), "20210101000000"),
    (A, "20170101000000"),
    (BESIDE, "20190101000000"),
]
BELOW = [
    (A, "20170101000000"),
    (A, "20220315092632"),
    (B, "20190702114407"),
    (f"{C}/", "20180101000000"),
    (C.replace("https", "http"), "20210101000000"),
]


def test_all_originals_below_a_prefix_are_listed_by_urlkey_and_time() -> None:
    server = CdxServer(ROWS)
    found = list(_archive(server).captures(EVENTS))
    assert _told(found) == BELOW
    assert found[0].urlkey == urlkey(A)
    assert found[0].memento_url == f"https://webarchive.unesco.org/web/20170101000000/{A}"


def test_an_index_is_asked_once_by_prefix_with_a_limit_and_without_the_star() -> None:
    for profile in (UNESCO, INTERNET_ARCHIVE):
        server = CdxServer(ROWS)
        assert _told(_archive(server, profile).captures(f"{EVENTS}city*")) == BELOW[3:]
        (query,) = server.queries
        assert query["url"] == "https://en.unesco.org/creative-cities/events/"
        assert query["matchType"] == "prefix"
        assert query["limit"] == str(ROWS_A_PAGE)
        assert "urlkey" in query["fl"].split(",")
        assert not {"from", "to", "page", "resolveRevisits"} & query.keys()


def test_what_a_server_gives_beyond_the_pattern_is_left_out_in_silence() -> None:
    def whole_host(url: str) -> Response:
        return CdxServer(ROWS)(f"{CDX}?url=https://en.unesco.org/&matchType=prefix&limit=9")

    assert _told(_archive(whole_host).captures(EVENTS)) == BELOW
    assert _told(_archive(whole_host).captures("https://en.unesco.org/creative-cities/*/b")) == [BELOW[2]]


def test_a_span_of_time_holds_for_patterns_too() -> None:
    server = CdxServer(ROWS)
    since, until = parse_timestamp("20180101000000"), parse_timestamp("20210101000000")
    assert _told(_archive(server).captures(EVENTS, since, until)) == BELOW[2:]
    assert (server.queries[0]["from"], server.queries[0]["to"]) == ("20180101000000", "20210101000000")


def test_of_equal_key_and_time_the_best_row_is_kept() -> None:
    rows = [
        f"- 20190702114407 {A.replace('https', 'http')} text/html 301 {'B' * 32}",
        f"- 20190702114407 {B} text/html 404 {'B' * 32}",
        f"- 20190702114407 {A} text/html 200 {'A' * 32}",
    ]
    found = list(_archive(lambda url: _answer(body="\n".join(rows))).captures(EVENTS))
    assert [(capture.original, capture.statuscode) for capture in found] == [(A, 200), (B, 404)]


def test_a_row_that_is_no_capture_is_reported_once_and_the_rest_is_used() -> None:
    reports: list[str] = []
    body = f"- 20190002114407 {A} text/html 200 {'A' * 32}\n- 20190702114407 {A} text/html 200 {'A' * 32}"
    archive = MementoArchive(
        UNESCO, index_fetch=lambda url: _answer(body=body), replay_fetch=pytest.fail, report=reports.append
    )
    assert _told(archive.captures(EVENTS)) == [(A, "20190702114407")]
    assert len(reports) == 1


def _crowd(count: int) -> list[tuple[str, str]]:
    """Return captures of 40 originals, in the order of an index: more at the end of each year's than at its start."""
    start = datetime(2010, 1, 1, tzinfo=UTC)
    rows = [(f"{LISTING}/{at % 40:02}", format_timestamp(start + at * DAY / 7)) for at in range(count)]
    return sorted(rows)


@pytest.mark.slow
def test_a_full_page_without_a_key_is_listed_in_halves_of_the_time() -> None:
    rows = _crowd(25_000)
    server = CdxServer([*rows, (BESIDE, "20190101000000")])
    assert _told(_archive(server).captures(EVENTS)) == rows
    assert 4 <= len(server.queries) <= 20
    assert all(query["url"] == f"{LISTING}/" and query["limit"] for query in server.queries)


@pytest.mark.slow
def test_halves_lie_within_the_span_that_was_asked_for() -> None:
    rows = _crowd(25_000)
    server = CdxServer(rows)
    first, last = "20110102000000", "20180101000000"
    assert first in [time for _, time in rows[:ROWS_A_PAGE]]
    # an index knows whole seconds only, so it lists the first one too
    since, until = parse_timestamp(first) + timedelta(microseconds=1), parse_timestamp(last) - timedelta(microseconds=1)
    assert _told(_archive(server).captures(EVENTS, since, until)) == [row for row in rows if first < row[1] < last]
    assert len(server.queries) > 1
    assert all(first <= query["from"] <= query["to"] < last for query in server.queries)


@pytest.mark.slow
@pytest.mark.parametrize("year", ["1985", "2150"])
def test_spans_beyond_any_time_that_halving_knows_are_halved_too(year: str) -> None:
    rows = [(original, year + time[4:]) for original, time in _crowd(25_000) if time[4:8] != "0229"]
    found = _archive(CdxServer(rows)).captures(EVENTS, *_open_end(year))
    assert _told(found) == sorted(set(rows))


def _open_end(year: str) -> tuple[datetime | None, datetime | None]:
    return (None, parse_timestamp("1986")) if year < "1990" else (parse_timestamp("2149"), None)


@pytest.mark.slow
def test_what_lies_before_and_after_any_time_that_halving_knows_is_listed() -> None:
    rows = sorted([*_crowd(ROWS_A_PAGE), (A, "19010101000000"), (A, "21500101000000")])
    server = CdxServer(rows)
    found = list(_archive(server).captures(EVENTS))
    assert {(A, "19010101000000"), (A, "21500101000000")} <= set(_told(found))
    assert len(found) == len(rows)


@pytest.mark.slow
def test_more_captures_of_one_second_than_an_index_can_list_are_an_error() -> None:
    second = datetime(2019, 7, 2, 11, 44, 7, tzinfo=UTC)
    rows = [(f"{LISTING}/{at}", format_timestamp(second)) for at in range(ROWS_A_PAGE)]
    server = CdxServer(rows)
    found = _archive(server).captures(EVENTS, second - timedelta(seconds=2), second + timedelta(seconds=1))
    assert _listed_in_part(found, "longer prefix") == ROWS_A_PAGE
    assert len(server.queries) <= 6


@pytest.mark.slow
def test_an_index_that_does_not_hold_to_a_span_of_time_is_no_loop(patience: None) -> None:
    server = CdxServer(_crowd(ROWS_A_PAGE), knows_times=False)
    assert _listed_in_part(_archive(server).captures(EVENTS), "ignores the requested period") == ROWS_A_PAGE
    assert len(server.queries) <= 6


@pytest.mark.slow
def test_an_index_that_resumes_is_resumed_and_not_halved() -> None:
    rows = _crowd(25_000)
    for profile in (UNESCO, INTERNET_ARCHIVE):
        server = CdxServer(rows, resumes=True)
        assert _told(_archive(server, profile).captures(EVENTS)) == rows
        assert len(server.queries) == 3
        assert not any({"from", "to"} & query.keys() for query in server.queries)
        assert server.queries[1]["resumeKey"].startswith("org,unesco,en)/creative-cities/events/")


@pytest.mark.slow
@pytest.mark.parametrize("words", ["%c3%96stersund", "a+b", "100%25", "%2541", "a%20b", "plain"])
def test_a_list_is_resumed_at_any_key(words: str) -> None:
    # A key is printed percent-encoded, and may itself hold what a decoding too many would change.
    rows = [*_crowd(ROWS_A_PAGE), *((f"{EVENTS[:-1]}zz-{words}-{at}", "20190702114407") for at in range(15))]
    server = CdxServer(rows, resumes=True)
    assert _told(_archive(server).captures(EVENTS)) == sorted(rows, key=lambda row: (urlkey(row[0]), row[1]))
    assert len(server.queries) == 2


@pytest.mark.parametrize("spelled", ["org,unesco,en)/z!", "org%2Cunesco%2Cen%29%2Fz%21"])
def test_a_key_is_sent_so_that_a_server_that_decodes_once_knows_it_too(spelled: str) -> None:
    sent: list[str] = []

    def once(url: str) -> Response:
        query = parse_qs(urlsplit(url).query)
        sent.extend(query.get("resumeKey", []))
        return _answer(body="" if sent else f"\n{spelled}\n")

    list(_archive(once).captures(EVENTS))
    assert sent == ["org,unesco,en)/z!"]


@pytest.mark.slow
def test_an_index_that_passes_over_times_and_cuts_is_not_taken_for_whole(patience: None) -> None:
    rows = [(A, format_timestamp(parse_timestamp("2001") + at * DAY)) for at in range(ROWS_A_PAGE + 5)]
    server = CdxServer(rows, knows_times=False)
    assert _listed_in_part(_archive(server).captures(A), "passes over `from`") == ROWS_A_PAGE
    assert len(server.queries) <= 3


def test_resume_keys_that_go_round_in_circles_are_an_error() -> None:
    body = f"- 20190702114407 {A} text/html 200 {'A' * 32}\n\nkey\n"
    assert _listed_in_part(_archive(lambda url: _answer(body=body)).captures(EVENTS), "repeats itself") == 1


def test_an_empty_index_is_no_captures() -> None:
    assert list(_archive(CdxServer([])).captures(EVENTS)) == []


def test_an_archive_of_timemaps_only_says_so_and_what_to_do() -> None:
    profile = Profile(name="maps", replay="https://maps.example/", indexes=UNESCO.indexes[1:])
    with pytest.raises(NotAnIndex, match=r"a TimeMap lists a single original.*name the pages themselves.*WARC"):
        _archive(pytest.fail, profile).captures(EVENTS)


class Refusing(CdxServer):
    """A CDX server that lists originals, and no prefixes."""

    def __init__(self, rows: Iterable[tuple[str, str]], refusal: Response) -> None:
        super().__init__(rows)
        self._refusal, self.asked = refusal, list[str]()

    def __call__(self, url: str) -> Response:
        self.asked.append(url)
        return self._refusal if "matchType=prefix" in url else super().__call__(url)


@pytest.mark.parametrize(
    "refusal",
    [
        _answer(400, "prefix queries are not allowed"),
        _answer(403),
        _answer(200, "<!DOCTYPE html><title>Archive</title>"),
        _answer(200, "org.archive.wayback.exception.BadQueryException: matchType"),
    ],
)
def test_a_refused_prefix_is_an_error_and_takes_no_index_from_originals(refusal: Response) -> None:
    server = Refusing(ROWS, refusal)
    archive = _archive(server)
    for _ in range(2):
        with pytest.raises(NotAnIndex, match=r"not 'no captures'; name the pages themselves.*WARC"):
            archive.captures(EVENTS)
    assert _told(archive.captures(B)) == [(B, "20190702114407")]
    assert [url.split("?")[0] for url in server.asked] == [CDX, CDX, CDX]


def test_an_index_that_has_no_exact_list_is_still_asked_by_prefix_and_the_next_one_too() -> None:
    second = "https://two.example/cdx"
    indexes = (Index(kind="cdx", address="https://one.example/cdx"), Index(kind="cdx", address=second))
    asked: list[str] = []

    def fetch(url: str) -> Response:
        asked.append(url.split("?")[0])
        return CdxServer(ROWS)(url) if url.startswith(second) else _answer(404)

    archive = _archive(fetch, Profile(name="two", replay="https://two.example/", indexes=indexes))
    assert _told(archive.captures(EVENTS)) == BELOW
    assert _told(archive.captures(B)) == [BELOW[2]]
    assert _told(archive.captures(EVENTS)) == BELOW
    assert asked == ["https://one.example/cdx", second] * 3


@pytest.mark.parametrize("status", [500, 503])
def test_an_index_that_fails_is_no_refusal(status: int) -> None:
    with pytest.raises(CaptureFailure):
        _archive(lambda url: _answer(status)).captures(EVENTS)


@pytest.mark.parametrize("pattern", [pattern for pattern in REFUSED if "*" in pattern])
def test_a_pattern_without_host_and_path_is_not_asked_for(pattern: str) -> None:
    with pytest.raises(SettingsError):
        _archive(pytest.fail).captures(pattern)


# archives on disk and in a store

TRAPS = [  # what LIKE and GLOB would take for more than it is
    "https://en.unesco.org/a_c/one",
    "https://en.unesco.org/abc/one",
    "https://en.unesco.org/a[b]c/one",
    "https://en.unesco.org/a%25c/one",
    "https://en.unesco.org/a~~",
]


def _time(digits: str) -> str:
    return f"{parse_timestamp(digits):%Y-%m-%dT%H:%M:%SZ}"


def _file_archive(directory: Path, rows: Iterable[tuple[str, str]]) -> FileArchive:
    warc = WarcFile()
    for original, digits in rows:
        warc.response(original, _time(digits), HTML + original.encode() + digits.encode())
    path = warc.save(directory / "rows.warc.gz")
    return FileArchive(path, most_bytes=1_000_000, report=pytest.fail)


def _store(directory: Path, rows: Iterable[tuple[str, str]]) -> Store:
    store = Store(directory / "store")
    for original, digits in rows:
        body = HTML + original.encode() + digits.encode()
        capture = Capture(
            original=original,
            timestamp=parse_timestamp(digits),
            urlkey=urlkey(original),
            archive="shelf",
            statuscode=200,
            mimetype="text/html",
            digest=sha1(body),
        )
        store.add(
            capture,
            CapturedResponse(
                capture=capture,
                requested=capture.timestamp,
                status=200,
                headers=(("Content-Type", "text/html"),),
                body=body,
            ),
        )
    return store


@pytest.fixture(params=["file", "store"])
def filled(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Archive]:
    rows = [*ROWS, *((original, "20190101000000") for original in TRAPS)]
    if request.param == "file":
        yield _file_archive(tmp_path, rows)
    else:
        with _store(tmp_path, rows) as store:
            yield store


def test_what_lies_on_disk_is_listed_by_pattern_as_a_live_archive_lists_it(filled: Archive) -> None:
    assert _told(filled.captures(EVENTS)) == BELOW == _told(_archive(CdxServer(ROWS)).captures(EVENTS))
    assert _told(filled.captures(f"{LISTING}*")) == [(LISTING, "20200101000000"), (BESIDE, "20190101000000"), *BELOW]
    assert _told(filled.captures(f"{EVENTS}city*")) == BELOW[3:]
    assert _told(filled.captures("http://www.en.unesco.org/CREATIVE-cities/*/B")) == [BELOW[2]]
    assert _told(filled.captures("https://en.unesco.org/nothing/*")) == []
    assert _told(filled.captures(A)) == BELOW[:2]


def test_a_span_of_time_holds_for_patterns_on_disk(filled: Archive) -> None:
    since, until = parse_timestamp("20180101000000"), parse_timestamp("20210101000000")
    assert _told(filled.captures(EVENTS, since, until)) == BELOW[2:]


@pytest.mark.parametrize("trap", TRAPS)
def test_only_a_star_is_special_on_disk(filled: Archive, trap: str) -> None:
    assert _told(filled.captures(f"{trap}*")) == [(trap, "20190101000000")]
    assert _told(filled.captures(f"{trap[:-1]}*")) == [(trap, "20190101000000")]


def test_what_a_pattern_lists_on_disk_is_played_back(filled: Archive) -> None:
    for capture in filled.captures(EVENTS):
        digits = format_timestamp(capture.timestamp)
        assert filled.replay(capture).body == HTML + capture.original.encode() + digits.encode()


@pytest.mark.parametrize("pattern", ["https://*", "https://en.unesco.org*"])
def test_a_pattern_without_host_and_path_is_refused_on_disk(filled: Archive, pattern: str) -> None:
    with pytest.raises(SettingsError, match="a host and `/`"):
        list(filled.captures(pattern))


# against pywb


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pywb]:
    directory = tmp_path_factory.mktemp("pywb")
    _file_archive(directory, ROWS)
    try:
        with pywb("10611", [directory / "rows.warc.gz"], directory=directory / "server") as running:
            yield running
    except ServerUnavailable as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(str(error))


@pytest.mark.pywb
@pytest.mark.parametrize(
    "pattern",
    [
        EVENTS,
        f"{EVENTS}city*",
        f"{LISTING}*",
        "https://en.unesco.org/*",
        "http://www.en.unesco.org/creative-cities/*/b",
        "https://en.unesco.org/nothing/*",
    ],
)
def test_pywb_lists_by_pattern_what_the_files_hold(server: Pywb, tmp_path: Path, pattern: str) -> None:
    on_disk = _file_archive(tmp_path, ROWS)
    with requests.Session() as session:
        fetch = http_fetch(session, user_agent="test/1", read_seconds=30, most_bytes=1_000_000)
        live = _archive(fetch, any_replay(server.url, paced=False))
        before = len(server.requests())
        found = list(live.captures(pattern))
        (request,) = server.requests()[before:]
        assert _told(found) == _told(on_disk.captures(pattern))
        assert [live.replay(capture).body for capture in found] == [
            on_disk.replay(capture).body for capture in on_disk.captures(pattern)
        ]
    assert f"url={prefix(pattern)}&" in unquote(request)
    assert "matchType=prefix" in request
