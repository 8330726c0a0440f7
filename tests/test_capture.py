"""Timestamps, URL keys and memento URLs, as archives write them."""

import string
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from surt import surt

from scraper.errors import SettingsError
from scraper.values.capture import (
    Capture,
    CapturedResponse,
    MementoURL,
    format_timestamp,
    is_web_address,
    iso,
    parse_time,
    parse_timestamp,
    sha1,
    unsorted_key,
    urlkey,
    whole_original,
)

PAGE = "https://en.unesco.org/creative-cities/content/annual-conferences"
SEED = datetime(2022, 3, 15, 9, 26, 32, tzinfo=UTC)

TIMES = st.datetimes(datetime(1, 1, 1), datetime(9999, 12, 31, 23, 59, 59), timezones=st.just(UTC)).map(
    lambda time: time.replace(microsecond=0)
)
WEB_TIMES = st.datetimes(datetime(1990, 1, 1), datetime(2099, 12, 31), timezones=st.just(UTC)).map(
    lambda time: time.replace(microsecond=0)
)
BASES = st.sampled_from(
    [
        "https://webarchive.unesco.org/web/",
        "http://webarchive.unesco.org/web/",
        "https://webarchive.unesco.org/",
        "https://wayback.archive-it.org/10611/",
        "https://wayback.archive-it.org/org-1013/",
        "https://web.archive.org/web/",
        "https://arquivo.pt/wayback/",
        "http://127.0.0.1:8080/10611/",
        "//webarchive.unesco.org/web/",
        "/web/",
    ]
)
MODIFIERS = st.sampled_from(["", "im_", "js_", "cs_", "if_", "oe_", "id_", "mp_"])
_REST = st.text(string.ascii_letters + string.digits + "/?&=%.,:;_-~+()'*!$@#", max_size=60)
_HOSTS = st.sampled_from(
    ["en.unesco.org", "www.unesco.org:80", "es.unesco.org", "webarchive.example", "127.0.0.1:8000"]
)


@st.composite
def originals(draw: st.DrawFn) -> str:
    rest = draw(_REST)
    return f"{draw(st.sampled_from(['http', 'https']))}://{draw(_HOSTS)}/{rest.lstrip('/')}"


@given(TIMES)
def test_a_time_comes_back_from_its_14_digits(time: datetime) -> None:
    digits = format_timestamp(time)
    assert len(digits) == 14
    assert digits.isdigit()
    assert parse_timestamp(digits) == time


@given(WEB_TIMES, st.integers(-14 * 60, 14 * 60))
def test_a_timestamp_is_utc_whatever_the_zone_of_the_time(time: datetime, minutes: int) -> None:
    elsewhere = time.astimezone(timezone(timedelta(minutes=minutes)))
    assert format_timestamp(elsewhere) == format_timestamp(time)


@given(TIMES, st.sampled_from([4, 6, 8, 10, 12, 14]))
def test_fewer_digits_mean_the_earliest_time_they_can(time: datetime, count: int) -> None:
    digits = format_timestamp(time)[:count]
    parsed = parse_timestamp(digits)
    assert format_timestamp(parsed)[:count] == digits
    assert parsed <= time
    assert format_timestamp(parsed)[count:] == "0101000000"[10 - (14 - count) :]


@pytest.mark.parametrize(
    "digits",
    [
        "",
        "202",
        "20220",
        "2022031509263",
        "202203150926321",
        "20220015092632",  # month 00
        "20220300092632",  # day 00
        "20221315092632",
        "20220230000000",
        "20220315242632",
        "00000101000000",
        "2022-03-15",
        "*",
        "٢٠٢٢",
    ],
)
def test_what_is_no_time_is_an_error(digits: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - datetime has messages of its own
        parse_timestamp(digits)


@given(st.text())
def test_any_text_is_a_time_or_an_error_that_callers_expect(text: str) -> None:
    try:
        time = parse_timestamp(text)
    except ValueError:
        return
    assert format_timestamp(time).startswith(text)


def test_a_time_reads_as_iso_8601_in_utc() -> None:
    assert iso(SEED) == "2022-03-15T09:26:32Z"
    assert iso(SEED.astimezone(timezone(timedelta(hours=2)))) == "2022-03-15T09:26:32Z"


@given(BASES, WEB_TIMES, MODIFIERS, originals())
def test_a_memento_url_comes_apart_into_what_it_was_put_together_from(
    base: str, time: datetime, modifier: str, original: str
) -> None:
    url = MementoURL(base, format_timestamp(time), modifier, original)
    assert MementoURL.parse(str(url)) == url


@given(BASES, WEB_TIMES, MODIFIERS, originals(), st.sampled_from([4, 6, 8, 10, 12, 14]))
def test_a_lost_slash_and_short_digits_do_not_hide_the_original(
    base: str, time: datetime, modifier: str, original: str, count: int
) -> None:
    digits = format_timestamp(time)[:count]
    parts = MementoURL.parse(f"{base}{digits}{modifier}/{original.replace('://', ':/', 1)}")
    assert parts == MementoURL(base, digits, modifier, original)


def test_the_page_this_project_began_from_is_a_memento_url() -> None:
    written = "https://webarchive.unesco.org/web/20220315092632/https:/en.unesco.org/creative-cities/content/annual-conferences"
    assert MementoURL.parse(written) == MementoURL("https://webarchive.unesco.org/web/", "20220315092632", "", PAGE)


@pytest.mark.parametrize(
    ("behind", "original"),
    [
        ("https:/en.unesco.org/events?page=2&lang=fr", "https://en.unesco.org/events?page=2&lang=fr"),
        ("http://en.unesco.org/%C3%B6stersund", "http://en.unesco.org/%C3%B6stersund"),
        ("http://www.unesco.org:80/culture", "http://www.unesco.org:80/culture"),
        (
            "http://portal.unesco.org/culture/en/ev.php-URL_ID=40622&URL_DO=DO_TOPIC&URL_SECTION=201.html",
            "http://portal.unesco.org/culture/en/ev.php-URL_ID=40622&URL_DO=DO_TOPIC&URL_SECTION=201.html",
        ),
        ("en.unesco.org/creative-cities", "http://en.unesco.org/creative-cities"),
        (
            "https://web.archive.org/web/20190101000000/http://en.unesco.org/",
            "https://web.archive.org/web/20190101000000/http://en.unesco.org/",
        ),
        ("http://en.unesco.org/2019/07/a", "http://en.unesco.org/2019/07/a"),
    ],
)
def test_unusual_originals_are_found_behind_the_timestamp(behind: str, original: str) -> None:
    parts = MementoURL.parse(f"https://webarchive.unesco.org/web/20190702114407id_/{behind}")
    assert parts == MementoURL("https://webarchive.unesco.org/web/", "20190702114407", "id_", original)


@pytest.mark.parametrize(
    "address",
    [
        PAGE,
        "https://archive.example/aB3xZ",
        "https://web.archive.org/web/*/http://en.unesco.org/",
        "https://web.archive.org/web/timemap/link/http://en.unesco.org/",
        "https://search.example/?q=/20190702114407/http://en.unesco.org/",
        "mailto:creativecities@unesco.example",
        "",
    ],
)
def test_other_addresses_are_no_memento_urls(address: str) -> None:
    assert MementoURL.parse(address) is None


@given(st.text())
def test_any_text_is_a_memento_url_or_none(text: str) -> None:
    for address in (text, f"https://webarchive.unesco.org/web/20190702114407/{text}"):
        if found := MementoURL.parse(address):
            assert address.startswith(found.base)
            assert found.timestamp in address


@pytest.mark.parametrize(
    ("written", "whole"),
    [
        ("https:/en.unesco.org/a", "https://en.unesco.org/a"),
        ("http:en.unesco.org/a", "http://en.unesco.org/a"),
        ("https:///en.unesco.org/a", "https://en.unesco.org/a"),
        ("en.unesco.org/a", "http://en.unesco.org/a"),
        ("https://en.unesco.org/a", "https://en.unesco.org/a"),
        ("mailto:someone@unesco.example", "mailto:someone@unesco.example"),
    ],
)
def test_what_a_replay_loses_of_an_original_is_restored(written: str, whole: str) -> None:
    assert whole_original(written) == whole


@given(originals())
def test_a_whole_original_stays_as_it_is(original: str) -> None:
    assert whole_original(original) == original
    assert is_web_address(original)


@pytest.mark.parametrize(
    "original", ["mailto:a@unesco.example", "data:,x", "dns:en.unesco.org", "some/not/even/url", "http://", "/a", ""]
)
def test_what_has_no_host_is_no_web_address(original: str) -> None:
    assert not is_web_address(original)


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2022", "20220101000000", "20221231235959"),
        ("2022-02", "20220201000000", "20220228235959"),
        ("202402", "20240201000000", "20240229235959"),
        ("202212", "20221201000000", "20221231235959"),
        ("2022-03-15", "20220315000000", "20220315235959"),
        ("2022031509", "20220315090000", "20220315095959"),
        ("202203150926", "20220315092600", "20220315092659"),
        ("20220315092632", "20220315092632", "20220315092632"),
        ("9999", "99990101000000", "99991231235959"),
    ],
)
def test_a_user_may_write_a_period_and_mean_its_first_or_its_last_second(written: str, first: str, last: str) -> None:
    assert format_timestamp(parse_time(written)) == first
    assert format_timestamp(parse_time(written, end=True)) == last


@pytest.mark.parametrize(
    "written", ["2022-03-15T09:26:32Z", "2022-03-15T11:26:32+02:00", "2022-03-15 09:26:32", "2022-03-15T09:26:32.750Z"]
)
def test_a_user_may_write_iso_8601(written: str) -> None:
    assert parse_time(written) == SEED


@pytest.mark.parametrize("written", ["", "yesterday", "202", "2022-13", "20220230", "15.03.2022"])
def test_what_a_user_cannot_have_meant_is_an_error_that_shows_it(written: str) -> None:
    with pytest.raises(SettingsError, match="not a time"):
        parse_time(written)


def _is_answered(text: str, *, end: bool) -> None:
    try:
        time = parse_time(text, end=end)
    except SettingsError:
        return
    assert time.tzinfo is UTC


@given(st.text(max_size=20), st.booleans())
def test_any_text_of_a_user_is_a_time_or_a_settings_error(text: str, end: bool) -> None:
    _is_answered(text, end=end)


@pytest.mark.parametrize(
    "text", ["99991231", "999912", "9999123123", "0001-01-01T00:00:00+10:00", "9999-12-31T23:59:59-10:00"]
)
def test_the_ends_of_the_calendar_are_times_or_settings_errors(text: str) -> None:
    _is_answered(text, end=True)


@given(TIMES, st.sampled_from([4, 6, 8, 10, 12, 14]))
def test_a_period_ends_after_it_begins_and_within_itself(time: datetime, count: int) -> None:
    digits = format_timestamp(time)[:count]
    last = parse_time(digits, end=True)
    assert last >= time
    assert format_timestamp(last).startswith(digits)


def test_a_digest_is_the_base_32_sha_1_of_cdx_servers() -> None:
    assert sha1(b"") == "sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ"  # the digest of nothing, known from many an index


def test_scheme_www_case_and_order_of_parameters_do_not_tell_originals_apart() -> None:
    assert urlkey(PAGE) == "org,unesco,en)/creative-cities/content/annual-conferences"
    assert urlkey("http://www.unesco.org:80/a?b=2&a=1") == urlkey("https://UNESCO.org/a?a=1&b=2")
    assert urlkey("https://en.unesco.org/a") != urlkey("https://es.unesco.org/a")


@pytest.mark.parametrize(
    "address",
    [
        "http://en.unesco.org:443/a",
        "https://en.unesco.org:443/a",
        "https://en.unesco.org:80/a",
        "http://user:pass@en.unesco.org/a",
        "https://user@en.unesco.org:443/a",
        "http://mailto:info@en.unesco.org/a",
    ],
)
def test_a_default_port_and_a_user_do_not_tell_originals_apart(address: str) -> None:
    assert urlkey(address) == "org,unesco,en)/a"
    bare = address.partition("//")[2]
    for written in (address, address.replace("//", "/"), bare):
        parts = MementoURL.parse(f"https://web.archive.org/web/20140102000000id_/{written}")
        assert parts is not None
        assert urlkey(parts.original) == "org,unesco,en)/a"


def test_other_ports_tell_originals_apart() -> None:
    assert urlkey("http://en.unesco.org:8080/a") != urlkey("http://en.unesco.org/a")


def test_an_unsorted_key_keeps_the_order_in_which_parameters_were_written() -> None:
    assert unsorted_key("http://www.unesco.org:80/A/?b=2&a=1") == "org,unesco)/a?b=2&a=1"
    assert unsorted_key(PAGE) == urlkey(PAGE)
    assert unsorted_key("http://unesco.org:port/") is None


_KEY_HOSTS = st.lists(
    st.sampled_from(["www", "www2", "WWW", "en", "a-b", "xn--a", "7", "1_2", "com", "Org", ""]), max_size=5
)
_KEY_PARTS = st.text("aZ09_~+,=$!.-;()@&'*%2fF:\x01", max_size=6)


@given(
    st.sampled_from(["http://", "HTTPS://", "ftp://", ""]),
    _KEY_HOSTS.map(".".join),
    st.sampled_from(["", ":80", ":443", ":8080"]),
    st.lists(_KEY_PARTS, max_size=4).map(lambda segments: "".join(f"/{one}" for one in segments)),
    st.sampled_from(["", "/", "?", "?b=2&a=1", "#top"]),
)
def test_a_key_is_the_one_that_the_package_surt_gives(scheme: str, host: str, port: str, path: str, end: str) -> None:
    address = scheme + host + port + path + end
    is_web = scheme.lower().startswith("http")
    try:
        expected = surt(address if is_web and port == ":8080" else address.replace(port, "", 1) if is_web else address)
    except ValueError:  # `surt` could not parse it
        expected = address
    assert urlkey(address) == expected


@given(st.text())
def test_any_text_has_a_key(text: str) -> None:
    assert isinstance(urlkey(text), str)


def test_the_last_value_of_a_header_counts_whatever_its_case() -> None:
    response = CapturedResponse(
        capture=Capture(original=PAGE, timestamp=SEED, urlkey=urlkey(PAGE), archive="test"),
        requested=SEED,
        status=200,
        headers=(("content-type", "text/plain"), ("Content-Type", "text/html")),
        body=b"",
    )
    assert response.header("CONTENT-TYPE") == "text/html"
    assert response.header("Location") is None
    assert response.digest == sha1(b"")
