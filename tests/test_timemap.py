"""TimeMaps: every folder of fixtures/index/timemap, and link format as a generator writes it."""

import json
import string
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.archives.memento.timemap import Link, links, parse
from scraper.errors import HostFailure, IndexCut, IndexFailure, NotAnIndex
from scraper.values.capture import format_timestamp, urlkey

CASES = sorted(folder for folder in (Path(__file__).parents[1] / "fixtures" / "index" / "timemap").iterdir())
ERRORS = {"challenge": HostFailure, "not an index": NotAnIndex, "cut": IndexCut}
PAGE = "https://en.unesco.org/creative-cities/content/annual-conferences"
ASKED = "https://asked.example/page"
BASE = f"https://webarchive.unesco.org/web/timemap/link/{PAGE}"

TIMES = st.datetimes(datetime(1996, 1, 1), datetime(2099, 12, 31), timezones=st.just(UTC)).map(
    lambda moment: moment.replace(microsecond=0)
)
# Commas, semicolons, quotes, equals signs and blanks all may stand in a target; only `>` ends it.
TARGETS = st.builds(
    lambda host, path: f"https://{host}/{path}",
    st.sampled_from(["en.unesco.org", "webarchive.example"]),
    st.text(string.ascii_letters + string.digits + "/?&=%.,:;_-~+()'*!$@\"", max_size=40),
)
TITLES = st.text(string.ascii_letters + " ,;=<>'äö", max_size=20)


def _quoted(text: str) -> str:
    return f'"{text}"'


@st.composite
def written_links(draw: st.DrawFn) -> tuple[str, str, set[str], datetime]:
    """Return a link as text, its target, its relations, its datetime."""
    target, moment = draw(TARGETS), draw(TIMES)
    relations = draw(st.lists(st.sampled_from(["first", "last", "next", "prev"]), unique=True, max_size=3))
    relations.insert(draw(st.integers(0, len(relations))), "memento")
    bare = len(relations) == 1 and draw(st.booleans())
    parameters = [
        f"rel={'memento' if bare else _quoted(' '.join(relations))}",
        f'datetime="{format_datetime(moment, usegmt=True)}"',
        *(f"title={_quoted(title)}" for title in draw(st.lists(TITLES, max_size=1))),
        *draw(
            st.lists(
                st.sampled_from(['type="text/html"', 'license="<a>, <b>; c"', "crossorigin=anonymous"]), max_size=1
            )
        ),
    ]
    between = draw(st.sampled_from([";", "; ", " ; ", ";\n  "]))
    text = between.join([f"<{target}>", *draw(st.permutations(parameters))])
    return text, target, set(relations), moment


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_timemap_is_read_as_a_person_reads_it(case: Path) -> None:
    expected = json.loads((case / "expected.json").read_text(encoding="utf-8"))
    body = next(case.glob("answer.*")).read_bytes()
    base = expected.get("base", BASE)
    if "error" in expected:
        with pytest.raises(ERRORS[expected["error"]]) as caught:
            parse(body, base, "test", ASKED)
        assert type(caught.value) is ERRORS[expected["error"]]
        return
    found = parse(body, base, "test", ASKED)
    opaque = expected["original"] or ASKED
    told = [
        {"timestamp": format_timestamp(one.timestamp), "original": one.original, "memento_url": one.memento_url}
        for one in found.captures
    ]
    assert told == [{**one, "original": one["original"] or opaque} for one in expected["captures"]]
    assert [one.urlkey for one in found.captures] == [urlkey(one.original) for one in found.captures]
    assert list(found.further) == expected["further"]
    assert list(found.bad) == expected["bad"]
    assert found.original == expected["original"]


@given(st.lists(written_links()), st.sampled_from([",", ",\n", " ,\n ", ", "]), st.sampled_from(["", ",", ",\n", "\n"]))
def test_links_are_told_apart_whatever_stands_in_them(
    written: list[tuple[str, str, set[str], datetime]], between: str, end: str
) -> None:
    text = between.join(one for one, *_ in written) + (end if written else "")
    found = [(link.target, set(link.relations), link.attributes.get("datetime")) for link in links(text)]
    assert found == [
        (target, relations, format_datetime(moment, usegmt=True)) for _, target, relations, moment in written
    ]


def test_a_quote_within_quotes_ends_nothing() -> None:
    # `\\"` in a quoted-string: RFC 8288, 3, and RFC 9110, 5.6.4.
    written = f'<{PAGE}>; rel="memento"; title="5\\" tall, 3; wide"; datetime="Tue, 15 Mar 2022 09:26:32 GMT"'
    found = list(links(f"{written},\n{written}"))
    assert [link.target for link in found] == [PAGE, PAGE]
    assert [link.attributes["datetime"] for link in found] == ["Tue, 15 Mar 2022 09:26:32 GMT"] * 2


@given(st.lists(TIMES), st.permutations(["first", "last"]), st.booleans(), st.data())
def test_mementos_written_in_link_format_are_read_back(
    times: list[datetime], ends: list[str], relative: bool, data: st.DataObject
) -> None:
    root = "/web/" if relative else "https://webarchive.unesco.org/web/"
    lines = [f'<{PAGE}>; rel="original"', f'<{BASE}>; rel="self"; type="application/link-format"']
    for moment in times:
        relation = data.draw(st.sampled_from(["memento", f"{ends[0]} memento", f"memento {ends[1]}"]))
        attributes = [f'rel="{relation}"', f'datetime="{format_datetime(moment, usegmt=True)}"']
        lines.append("; ".join([f"<{root}{format_timestamp(moment)}/{PAGE}>", *data.draw(st.permutations(attributes))]))
    found = parse(",\n".join(lines).encode(), BASE, "test")
    assert [(one.original, one.timestamp, one.memento_url) for one in found.captures] == [
        (PAGE, moment, f"https://webarchive.unesco.org/web/{format_timestamp(moment)}/{PAGE}") for moment in times
    ]
    assert (found.original, found.further, found.bad) == (PAGE, (), ())


@pytest.fixture
def far_east(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("far_east")
@pytest.mark.parametrize("zone", [" GMT", " +0000", " -0000", ""])
def test_a_datetime_is_utc_wherever_the_machine_stands(zone: str) -> None:
    text = f'<https://archive.example/aB3xZ>; rel="memento"; datetime="Tue, 15 Mar 2022 09:26:32{zone}"'
    [capture] = parse(text.encode(), BASE, "test", PAGE).captures
    assert capture.timestamp == datetime(2022, 3, 15, 9, 26, 32, tzinfo=UTC)


def test_further_timemaps_are_named_once_and_the_timemap_itself_never() -> None:
    text = (
        f'<{BASE}>; rel="self timemap", </web/timemap/2/{PAGE}>; rel="timemap"; from="Tue, 15 Mar 2022 09:26:32 GMT",'
        f"<https://webarchive.unesco.org/web/timemap/2/{PAGE}>; rel=timemap"
    )
    assert parse(text.encode(), BASE, "test").further == (f"https://webarchive.unesco.org/web/timemap/2/{PAGE}",)


def test_one_bad_memento_does_not_cost_the_others() -> None:
    good = f'<https://webarchive.unesco.org/web/20220315092632/{PAGE}>; rel="memento"'
    bad = '<http://[unclosed>; rel="memento"; datetime="Tue, 15 Mar 2022 09:26:32 GMT"'
    found = parse(f"{good},\n{bad},\n{good}".encode(), BASE, "test")
    assert len(found.captures) == 2
    assert found.bad == (bad,)


def test_an_empty_timemap_is_no_captures_and_no_error() -> None:
    assert parse(b"", BASE, "test").captures == ()
    assert parse(f'<{PAGE}>; rel="original"'.encode(), BASE, "test").captures == ()


def test_a_link_keeps_its_other_attributes_and_its_own_text() -> None:
    text = f'<{PAGE}>;title="a, b";rel=original;Type=text/html'
    assert list(links(text)) == [Link(PAGE, frozenset({"original"}), {"title": "a, b", "type": "text/html"}, text)]


PIECES = ["<", ">", '"', ",", ";", "=", "rel=", "memento", "http://[", "/web/2022/", "\\", "datetime=", " ", "timemap"]


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=40).map("".join))
def test_any_text_is_links_and_what_is_left(text: str) -> None:
    found = list(links(text))
    assert sum(len(link.written) for link in found) <= len(text)


def _is_answered(body: bytes) -> None:
    try:
        found = parse(body, BASE, "test", PAGE)
    except (IndexFailure, HostFailure):
        return
    assert all(capture.timestamp.tzinfo is UTC for capture in found.captures)


@given(st.binary() | st.lists(st.sampled_from(PIECES)).map(lambda pieces: ("<" + "".join(pieces)).encode()))
def test_any_bytes_are_a_timemap_or_an_index_failure(body: bytes) -> None:
    _is_answered(body)


@pytest.mark.parametrize(
    "body",
    [
        b'<http://[>; rel="timemap"',
        b'<http://[>; rel="self"',
        b"[" * 100_000,
        b'{"mementos":' * 100_000,
        b'{"original_uri": 1, "mementos": {"list": [{"uri": "https://archive.example/a"}]}}',
        b'{"original_uri": "https://a.example/", "pages": "none"}',
        b'{"original_uri": "https://a.example/", "mementos": {"list": [{"uri": "http://["}]}}',
        b'{"timemap_index": ["http://["]}',
    ],
    ids=lambda body: body[:30].decode(),
)
def test_odd_bytes_are_a_timemap_or_an_index_failure(body: bytes) -> None:
    _is_answered(body)


_KEYS = ["original_uri", "mementos", "list", "uri", "datetime", "timemap_index", "pages", "next", "self", "json_format"]
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.sampled_from(["http://[", PAGE]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(_KEYS), inner, max_size=3),
)


@given(st.dictionaries(st.sampled_from(_KEYS), _JSON))
def test_any_json_is_a_timemap_or_an_index_failure(document: Any) -> None:
    _is_answered(json.dumps(document).encode())
