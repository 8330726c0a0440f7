"""Which records of a file are looked into, what is kept of its index, and indexing in several processes."""

import io
import os
import signal
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from datetime import UTC, datetime
from pathlib import Path

import pytest
from conftest import WarcFile, examples
from hypothesis import given
from hypothesis import strategies as st

from scraper import processes
from scraper.archives.files.index import Row, index_rows
from scraper.archives.files.kept import Indexing
from scraper.archives.files.on_disk import FileArchive
from scraper.archives.wanted import Wanted, plain_host
from scraper.values.capture import PassedOver, format_timestamp, sha1, urlkey

pytestmark = pytest.mark.usefixtures("patience")

PLENTY = 10_000_000
PAGE, OTHER = "https://en.unesco.org/creative-cities/content/annual-conferences", "https://example.org/news"
FIRST, SECOND, THIRD = "2019-07-02T11:44:07Z", "2020-01-10T08:15:00Z", "2022-03-15T09:26:32Z"
HTML = b"<!DOCTYPE html>\n<p>held in Krakow (Poland) in 2018</p>\n"

HOSTS = st.one_of(
    st.from_regex(r"(?:www[0-9]{0,2}\.)?[a-zA-Z0-9-]{1,5}(?:\.[a-zA-Z0-9-]{1,4}){0,3}", fullmatch=True),
    st.text("aW.w1-:@%25[]é\\", min_size=1, max_size=12),
)
ADDRESSES = st.builds(
    "{}://{}{}{}".format,
    st.sampled_from(["http", "https", "HTTPS"]),
    HOSTS,
    st.sampled_from(["", ":80", ":443", ":8080"]),
    st.sampled_from(["", "/", "/a", "/a?b=1", "/a#b", "?b"]),
)


@given(ADDRESSES, st.sampled_from(["", "www.", "WWW3."]))
@examples(300)
def test_what_is_told_by_its_host_is_what_its_key_says(address: str, www: str) -> None:
    host = plain_host(address)
    if host is not None:
        assert urlkey(address).partition(")")[0].partition(":")[0] == host
    other = address.replace("://", f"://{www}")
    assert Wanted((address,))(other) == (urlkey(address) == urlkey(other))


def test_patterns_and_originals_are_wanted_by_their_keys() -> None:
    wanted = Wanted((PAGE, "https://en.unesco.org/creative-cities/events/*"))
    assert wanted(PAGE.replace("https", "http"))
    assert wanted("https://en.unesco.org:443/creative-cities/events/fabriano")
    assert not wanted("https://en.unesco.org/creative-cities/")
    assert not wanted(OTHER)
    assert Wanted()(OTHER)
    assert Wanted().covers(wanted)
    assert not wanted.covers(Wanted())


def _file() -> bytes:
    warc = WarcFile(gzipped=True)
    warc.other("warcinfo", "file.warc", FIRST, b"software: test\r\n")
    warc.response(PAGE, FIRST, HTML + b"1")
    warc.response(OTHER, SECOND, HTML + b"other")
    warc.response(PAGE, THIRD, HTML + b"3")
    return warc.content


def _rows(content: bytes, *originals: str) -> list[Row | str]:
    return list(index_rows(io.BytesIO(content), len(content), PLENTY, Wanted(originals or None)))


def test_of_what_is_not_wanted_a_row_says_what_its_headers_do() -> None:
    content = _file()
    everything, some = _rows(content), _rows(content, PAGE)
    assert [row.original for row in everything if isinstance(row, Row)] == [PAGE, OTHER, PAGE]
    assert [some[0], some[2]] == [everything[0], everything[2]]
    first, other = everything[0], some[1]
    assert isinstance(first, Row)
    assert isinstance(other, Row)
    assert (first.digest, first.statuscode, first.urlkey) == (sha1(HTML + b"1"), 200, urlkey(PAGE))
    assert (other.digest, other.statuscode, other.urlkey) == (None, None, None)
    assert other.timestamp == "20200110081500"


def _archive(path: Path, folder: Path | None = None, *originals: str, jobs: int = 1) -> FileArchive:
    return FileArchive(
        path,
        most_bytes=PLENTY,
        report=lambda _: None,
        indexing=Indexing(wanted=originals or None, folder=folder, jobs=jobs),
    )


def _times(archive: FileArchive, original: str) -> list[str]:
    return [format_timestamp(capture.timestamp) for capture in archive.captures(original)]


def test_what_was_not_wanted_is_indexed_when_it_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(_file())
    archive = _archive(path, None, PAGE)
    assert _times(archive, PAGE) == ["20190702114407", "20220315092632"]
    assert _times(archive, OTHER) == ["20200110081500"]
    (capture,) = archive.captures(OTHER)
    assert archive.replay(capture).body == HTML + b"other"


def test_a_file_that_is_as_it_was_is_not_read_again(tmp_path: Path) -> None:
    path, kept = tmp_path / "a.warc.gz", tmp_path / "index"
    path.write_bytes(_file())
    assert _times(_archive(path, kept, PAGE), PAGE) == ["20190702114407", "20220315092632"]
    there = path.stat()
    path.write_bytes(path.read_bytes()[:100].ljust(there.st_size, b"\0"))  # were it read, nothing of it would be found
    os.utime(path, ns=(there.st_atime_ns, there.st_mtime_ns))
    assert _times(_archive(path, kept, PAGE), PAGE) == ["20190702114407", "20220315092632"]
    os.utime(path, ns=(there.st_atime_ns, there.st_mtime_ns + 1))
    assert (
        _archive(path, kept, PAGE)._kept.get(_archive(path)._pieces[0], PLENTY, Wanted((PAGE,)), thorough=False) is None
    )


def test_a_kept_index_that_is_damaged_is_made_again(tmp_path: Path) -> None:
    path, kept = tmp_path / "a.warc.gz", tmp_path / "index"
    path.write_bytes(_file())
    whole = _times(_archive(path, kept, PAGE), PAGE)
    (index,) = kept.iterdir()
    lines = index.read_bytes().splitlines(keepends=True)
    edited = [b"", b"{}\n", b"".join(lines)[:-30], b"".join(lines).replace(b'"offset":', b'"offset":-')]
    for damaged in (*edited, b"".join(lines[:1] + lines[2:]), b"".join(lines[:-1]), b"".join(lines[:1])):
        index.write_bytes(damaged)
        assert _times(_archive(path, kept, PAGE), PAGE) == whole
        assert index.read_bytes() == b"".join(lines)


def test_what_a_damaged_index_says_of_a_file_is_not_reported(tmp_path: Path) -> None:
    path, kept = tmp_path / "a.warc.gz", tmp_path / "index"
    path.write_bytes(_file())
    whole = _times(_archive(path, kept, PAGE), PAGE)
    (index,) = kept.iterdir()
    head, *rows, seal = index.read_bytes().splitlines(keepends=True)
    index.write_bytes(b"".join([head, b'"never said"\n', *rows, seal]))
    said: list[str] = []
    archive = FileArchive(path, most_bytes=PLENTY, report=said.append, indexing=Indexing(wanted=(PAGE,), folder=kept))
    assert _times(archive, PAGE) == whole
    assert said == []
    assert archive.passed_over == PassedOver()


def test_a_revisit_of_what_is_not_wanted_is_found(tmp_path: Path) -> None:
    """By the digest of a payload that lies under an address that nobody asked for, in another file."""
    one, other = WarcFile(gzipped=True), WarcFile(gzipped=True)
    one.response(OTHER, FIRST, HTML)
    other.revisit(PAGE, SECOND, sha1(HTML), None)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.warc.gz").write_bytes(one.content)
    (tmp_path / "in" / "b.warc.gz").write_bytes(other.content)
    archive = _archive(tmp_path / "in", None, PAGE)
    (capture,) = archive.captures(PAGE)
    assert archive.replay(capture).body == HTML


def _squared(number: int) -> int:
    return number * number


def _squared_unless_seven(number: int) -> int:
    if number == 7:
        os.kill(os.getpid(), signal.SIGKILL)
    return number * number


@pytest.mark.slow
def test_several_processes_give_results_in_order() -> None:
    assert list(processes.in_order(_squared, range(40), 3, lambda _: -1)) == [at * at for at in range(40)]


@pytest.mark.slow
def test_what_kills_its_process_costs_itself_alone() -> None:
    found = list(processes.in_order(_squared_unless_seven, range(20), 2, lambda _: -1))
    assert found == [-1 if at == 7 else at * at for at in range(20)]


@pytest.mark.slow
def test_a_process_that_died_before_more_is_handed_out_costs_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    begin = processes._pool
    pools = 0

    def pool(jobs: int) -> ProcessPoolExecutor:
        nonlocal pools
        pools += 1
        begun = begin(jobs)
        if pools == 1:
            with pytest.raises(BrokenProcessPool):
                begun.submit(os._exit, 1).result()
        return begun

    monkeypatch.setattr(processes, "_pool", pool)
    assert list(processes.in_order(_squared_unless_seven, range(9), 2, lambda _: -1)) == [
        0,
        1,
        4,
        9,
        16,
        25,
        36,
        -1,
        64,
    ]


@pytest.mark.slow
def test_an_index_is_the_same_however_many_processes_make_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scraper.archives.files.on_disk._LITTLE", 0)
    for name in "cab":
        warc = WarcFile(gzipped=True)
        for day in range(1, 6):
            warc.response(PAGE, f"2019-07-0{day}T11:44:0{'abc'.index(name)}Z", HTML + f"{name}{day}".encode())
        (tmp_path / f"{name}.warc.gz").write_bytes(warc.content)
    one, two, four = (list(_archive(tmp_path, jobs=jobs).all_captures()) for jobs in (1, 2, 4))
    assert one == two == four
    assert len(one) == 15
    assert one[0].timestamp == datetime(2019, 7, 1, 11, 44, 0, tzinfo=UTC)
