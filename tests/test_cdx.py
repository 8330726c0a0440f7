"""CDX answers in all their syntaxes: every folder of fixtures/index/cdx, and rows as a generator writes them."""

import json
import string
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.archives.memento import cdx
from scraper.archives.memento.cdx import best_rows, parse
from scraper.errors import HostFailure, IndexCut, IndexFailure, NotAnIndex
from scraper.outcomes import Outcome
from scraper.values.capture import Capture, format_timestamp, urlkey

CASES = sorted(folder for folder in (Path(__file__).parents[1] / "fixtures" / "index" / "cdx").iterdir())
ERRORS = {"challenge": HostFailure, "not an index": NotAnIndex, "cut": IndexCut}
FIELDS = ("urlkey", "timestamp", "original", "mimetype", "statuscode", "digest")
PAGE = "https://en.unesco.org/creative-cities/content/annual-conferences"
DIGEST = "SQCV2YZZPJAAMHVEWU5WVEFU7LX2RPMN"

Stated = dict[str, str | None]

_WORD = string.ascii_letters + string.digits
_TIMES = st.datetimes(datetime(1996, 1, 1), datetime(2099, 12, 31)).map(lambda time: f"{time:%Y%m%d%H%M%S}")
_ORIGINALS = st.builds(
    lambda scheme, host, path: f"{scheme}://{host}/{path}",
    st.sampled_from(["http", "https"]),
    st.sampled_from(["en.unesco.org", "www.unesco.org:80", "es.unesco.org"]),
    st.text(_WORD + "/?&=%.,:;_-~+()'*!$@#äö中", max_size=40),
)
ROWS = st.fixed_dictionaries(
    {
        "urlkey": st.text(string.ascii_lowercase + ",)/=&%", min_size=1, max_size=30),
        "timestamp": _TIMES,
        "original": _ORIGINALS,
        "mimetype": st.sampled_from(["text/html", "application/xhtml+xml", "warc/revisit", "unk", None]),
        "statuscode": st.sampled_from(["200", "301", "404", "429", "503", None]),
        "digest": st.text(string.ascii_uppercase + "234567", min_size=32, max_size=32) | st.none(),
    }
)


def _capture(row: Stated) -> dict[str, Any]:
    digest, status = row["digest"], row["statuscode"]
    return {
        **row,
        "statuscode": int(status) if status else None,
        "digest": f"sha1:{digest}" if digest else None,
    }


def _told(capture: Capture) -> dict[str, Any]:
    return {
        "urlkey": capture.urlkey,
        "timestamp": format_timestamp(capture.timestamp),
        "original": capture.original,
        "mimetype": capture.mimetype,
        "statuscode": capture.statuscode,
        "digest": capture.digest,
    }


def _text(rows: Sequence[Stated], names: Sequence[str]) -> list[str]:
    return [" ".join(row.get(name) or "-" for name in names) for row in rows]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_an_answer_is_read_as_a_person_reads_it(case: Path) -> None:
    expected = json.loads((case / "expected.json").read_text(encoding="utf-8"))
    body = next(case.glob("answer.*")).read_bytes()
    fields = expected.get("fields", cdx.DEFAULT_FIELDS)
    if "error" in expected:
        with pytest.raises(ERRORS[expected["error"]]) as caught:
            parse(body, "test", fields)
        assert type(caught.value) is ERRORS[expected["error"]]
        return
    page = parse(body, "test", fields)
    stated = [
        {**capture, "urlkey": capture["urlkey"] or urlkey(capture["original"])} for capture in expected["captures"]
    ]
    assert [_told(capture) for capture in page.captures] == stated
    assert list(page.bad) == expected["bad"]
    assert page.resume_key == expected["resume_key"]


def test_every_capture_says_from_which_archive_it_is() -> None:
    body = " ".join(["key", "20220315092632", PAGE, "text/html", "200", DIGEST]).encode()
    assert [capture.archive for capture in parse(body, "unesco").captures] == ["unesco"]


@given(st.lists(ROWS), st.permutations(FIELDS), st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_rows_of_text_are_read_in_whatever_order_their_fields_were_asked_for(
    rows: list[Stated], names: list[str], end: str, last: bool
) -> None:
    body = end.join(_text(rows, names)) + (end if last and rows else "")
    page = parse(body.encode(), "test", names)
    assert [_told(capture) for capture in page.captures] == [_capture(row) for row in rows]
    assert (page.bad, page.resume_key) == ((), None)


@pytest.mark.parametrize("more", ["", " 1234", " - - 1234 5678 a.warc.gz"])
@pytest.mark.parametrize("blanks", ["a", "a b", "a b c  d", "a 200 b"])
def test_an_original_may_hold_blanks(blanks: str, more: str) -> None:
    row = f"org,unesco,en)/x 20140102000000 https://en.unesco.org/{blanks} text/html 301 {'A' * 32}{more}\n"
    [capture] = parse(row.encode(), "a").captures
    assert capture.original == "https://en.unesco.org/" + "%20".join(blanks.split())
    assert (capture.mimetype, capture.statuscode, capture.digest) == ("text/html", 301, "sha1:" + "A" * 32)


@pytest.mark.usefixtures("patience")
def test_a_row_of_very_many_blanks_is_read_in_proportion_to_its_length() -> None:
    good = f"org,unesco,en)/x 20140102000000 https://en.unesco.org/x text/html 200 {'A' * 32}\n"
    torn = f"org,unesco,en)/x 20140102000000 https://en.unesco.org/{'a ' * 100_000} text/html nothing {'A' * 32}\n"
    page = parse((good + torn).encode(), "a")
    assert (len(page.captures), len(page.bad)) == (1, 1)


def test_a_row_whose_columns_are_others_is_told_and_no_capture() -> None:
    sound = f"org,unesco,en)/x 20140102000000 https://en.unesco.org/x text/html 200 {'A' * 32}\n"
    page = parse(
        f"{sound}org,unesco,en)/x 20140102000000 https://en.unesco.org/y text/html nonsense more words\n".encode(), "a"
    )
    assert len(page.captures) == len(page.bad) == 1


@given(st.lists(ROWS, min_size=1), st.text(_WORD + "%)+:", min_size=1, max_size=40))
def test_a_resume_key_stands_behind_a_blank_line(rows: list[Stated], key: str) -> None:
    page = parse("\n".join([*_text(rows, FIELDS), "", key, ""]).encode(), "test")
    assert len(page.captures) == len(rows)
    assert page.resume_key == key


@given(st.lists(ROWS))
def test_a_header_line_names_the_eleven_fields(rows: list[Stated]) -> None:
    names = ["urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "", "", "", "", ""]
    body = "\n".join([" CDX N b a m s k r M S V g", *_text(rows, names)])
    assert [_told(capture) for capture in parse(body.encode(), "test").captures] == [_capture(row) for row in rows]


@given(st.lists(ROWS), st.permutations(FIELDS), st.text(_WORD, min_size=1) | st.none())
def test_json_arrays_are_read_by_their_header_row(rows: list[Stated], names: list[str], key: str | None) -> None:
    table: list[list[str]] = [names, *([row[name] or "-" for name in names] for row in rows)]
    table += [[], [key]] if key else []
    page = parse(json.dumps(table).encode(), "test")
    assert [_told(capture) for capture in page.captures] == [_capture(row) for row in rows]
    assert (page.bad, page.resume_key) == ((), key)


@given(st.lists(ROWS, min_size=1), st.booleans(), st.booleans())
def test_ndjson_has_other_names_and_leaves_out_what_is_not_known(
    rows: list[Stated], escaped: bool, short_names: bool
) -> None:
    names = {"original": "url", "mimetype": "mime", "statuscode": "status"} if short_names else {}
    lines = [
        json.dumps({names.get(name, name): value for name, value in row.items() if value}, ensure_ascii=escaped)
        for row in rows
    ]
    page = parse("\n".join(lines).encode(), "test")
    assert [_told(capture) for capture in page.captures] == [_capture(row) for row in rows]
    assert page.bad == ()


@given(st.lists(ROWS, min_size=1))
def test_cdxj_has_key_and_time_before_its_json(rows: list[Stated]) -> None:
    names = {"original": "url", "mimetype": "mime", "statuscode": "status", "digest": "digest"}
    lines = [
        f"{row['urlkey']} {row['timestamp']} "
        + json.dumps({short: row[name] for name, short in names.items() if row[name]})
        for row in rows
    ]
    page = parse("\n".join(lines).encode(), "test")
    assert [_told(capture) for capture in page.captures] == [_capture(row) for row in rows]
    assert page.bad == ()


@given(st.lists(ROWS, min_size=1), st.data())
def test_one_bad_row_does_not_cost_the_others(rows: list[Stated], data: st.DataObject) -> None:
    lines = _text(rows, FIELDS)
    bad = data.draw(
        st.sampled_from(
            [
                f"key 20220015092632 {PAGE} text/html 200 {DIGEST}",
                f"key 20220315092632 mailto:a@unesco.example text/html 200 {DIGEST}",
                "key 20220315092632 https://en.unes",
            ]
        )
    )
    lines.insert(data.draw(st.integers(0, len(rows))), bad)
    page = parse("\n".join(lines).encode(), "test")
    assert [_told(capture) for capture in page.captures] == [_capture(row) for row in rows]
    assert page.bad == (bad,)


@pytest.mark.parametrize("separator", ["\u0085", "\u2028", "\u2029"])
def test_a_line_of_json_ends_at_a_line_feed_and_at_nothing_else(separator: str) -> None:
    # JSON text may hold these as they are (RFC 8259, 7); other tools take them for line ends.
    row = {"urlkey": "key", "timestamp": "20220315092632", "url": f"{PAGE}?q=a{separator}b", "status": "200"}
    page = parse((json.dumps(row, ensure_ascii=False) + "\n").encode(), "test")
    assert [capture.original for capture in page.captures] == [row["url"]]
    assert page.bad == ()


def test_a_digest_that_is_no_sha_1_is_not_called_one() -> None:
    row = {"url": PAGE, "timestamp": "20220315092632", "status": "200", "digest": "sha-256:" + "ab" * 32}
    [capture] = parse(json.dumps(row).encode(), "test").captures
    assert capture.digest in (None, row["digest"])


@pytest.mark.parametrize("digest", ["0", "null", "unk", "sha1:-", "deadbeef", "-"])
def test_what_is_no_digest_costs_no_row(digest: str) -> None:
    row = f"key 20220315092632 {PAGE}?a b text/html 200 {digest} 1000\n"
    page = parse(row.encode(), "test")
    assert [(capture.original, capture.digest) for capture in page.captures] == [(f"{PAGE}?a%20b", None)]
    assert page.bad == ()


def test_fractions_of_a_second_are_left_out() -> None:
    [capture] = parse(f"key 20220315092632123 {PAGE} text/html 200 {DIGEST}\n".encode(), "test").captures
    assert capture.timestamp == datetime(2022, 3, 15, 9, 26, 32, tzinfo=UTC)


@pytest.mark.parametrize("separator", ["\x0b", "\x0c", "\x1e"])
def test_two_rows_that_no_line_feed_separates_are_told(separator: str) -> None:
    row = f"key 20220315092632 {PAGE} text/html 200 {DIGEST}"
    page = parse(f"{row}{separator}{row}\n{row}\n".encode(), "test")
    assert (len(page.captures), len(page.bad)) == (1, 1)


@pytest.mark.parametrize("number", ["NaN", "-Infinity", " Infinity "])
def test_a_number_that_json_does_not_have_costs_its_own_row_only(number: str) -> None:
    table = f'[["timestamp","original"],["20220315092632","{PAGE}"],[{number},"{PAGE}"]]'
    page = parse(table.encode(), "test")
    assert (len(page.captures), len(page.bad)) == (1, 1)


def test_an_empty_answer_is_no_captures_and_no_error() -> None:
    for body in (b"", b"\n", b"[]", b"[]\n", json.dumps([FIELDS]).encode()):
        assert parse(body, "test") == cdx.Page()


def test_a_challenge_page_stops_us_from_asking_that_host() -> None:
    with pytest.raises(HostFailure) as caught:
        parse(b"<!doctype html>\n<title>\nSession Verification</title>", "test")
    assert caught.value.outcome is Outcome.CHALLENGE


def test_an_error_of_the_index_is_shown_in_its_own_words() -> None:
    with pytest.raises(NotAnIndex, match="unknown field: nosuchfield"):
        parse(b'{"message": "unknown field: nosuchfield"}', "test")


def _is_answered(body: bytes) -> None:
    try:
        page = parse(body, "test")
    except (IndexFailure, HostFailure):
        return
    assert all(capture.timestamp.tzinfo is UTC for capture in page.captures)


@given(st.binary() | st.builds(bytes.__add__, st.sampled_from([b"[", b"{", b'[["', b"k 2022 {"]), st.binary()))
def test_any_bytes_are_an_index_or_an_index_failure(body: bytes) -> None:
    _is_answered(body)


@pytest.mark.parametrize(
    "body",
    [
        b'{"a": 1}\n[',
        b"[1]",
        b"[[], [], []]",
        b'[["timestamp", "original"], [], [[]]]',
        b'[[{"a": 1}], [2]]',
        b'{"url": ["x"], "timestamp": {"a": 1}}',
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b'k 2022 {"a":' + b"[" * 100_000,
    ],
    ids=lambda body: body[:20].decode(),
)
def test_odd_json_is_an_index_or_an_index_failure(body: bytes) -> None:
    _is_answered(body)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["url", "timestamp", "message", "a"]), inner),
    )
)
def test_any_json_is_an_index_or_an_index_failure(document: Any) -> None:
    try:
        found = parse(json.dumps(document).encode(), "test")
    except (IndexFailure, HostFailure):
        return
    assert all(one.archive == "test" and one.original for one in found.captures)


def _row(status: int | None, mimetype: str = "text/html", digest: str | None = f"sha1:{DIGEST}") -> Capture:
    return Capture(
        original=PAGE,
        timestamp=datetime(2022, 3, 15, 9, 26, 32, tzinfo=UTC),
        urlkey=urlkey(PAGE),
        archive="test",
        statuscode=status,
        mimetype=mimetype,
        digest=digest,
    )


@pytest.mark.parametrize(
    ("rows", "best"),
    [
        ([_row(301), _row(200), _row(404)], 1),
        ([_row(None, "warc/revisit"), _row(200)], 1),
        ([_row(302), _row(None, "warc/revisit")], 1),
        ([_row(200, digest=None), _row(200)], 1),
        ([_row(503)], 0),
    ],
)
def test_of_the_same_second_the_page_itself_is_kept(rows: list[Capture], best: int) -> None:
    assert list(best_rows(rows)) == [rows[best]]


def test_captures_of_other_times_or_keys_are_all_kept() -> None:
    rows = [_row(200), Capture(original=PAGE, timestamp=datetime(2023, 1, 1, tzinfo=UTC), urlkey="k", archive="test")]
    assert list(best_rows(rows)) == rows
