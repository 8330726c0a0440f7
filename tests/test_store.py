"""The store keeps what was captured, once, in WARC files that other tools read, and outlives being killed."""

import contextlib
import gzip
import json
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from conftest import FILES, WarcFile
from warcio.archiveiterator import ArchiveIterator

import scraper
from scraper.dataset.build import build
from scraper.dataset.locked import build_locked
from scraper.dataset.verify import verify
from scraper.errors import CaptureFailure, StoreError, StoreLocked
from scraper.notices import TwoPayloads
from scraper.outcomes import Outcome
from scraper.store.reader import StoreReader
from scraper.store.store import Store
from scraper.values.capture import Archive, Capture, CapturedResponse, format_timestamp, parse_timestamp, sha1, urlkey

PAGE = "https://example.org/creative/cities"
HTML = b"<!DOCTYPE html><title>A page</title><p>Its words are here, and some more, so that gzip has work to do.</p>"
ROOT = Path(__file__).parent.parent


def _listed(timestamp: str, digest: str | None = None, original: str = PAGE, archive: str = "shelf") -> Capture:
    return Capture(
        original=original,
        timestamp=parse_timestamp(timestamp),
        urlkey=urlkey(original),
        archive=archive,
        statuscode=200,
        mimetype="text/html",
        digest=digest,
        memento_url=f"https://shelf.example/web/{timestamp}/{original}",
    )


def _response(capture: Capture, body: bytes = HTML, status: int = 200, *, requested: str | None = None) -> Any:
    return CapturedResponse(
        capture=capture,
        requested=parse_timestamp(requested) if requested else capture.timestamp,
        status=status,
        headers=(("Content-Type", "text/html; charset=utf-8"), ("X-Served-By", "a server of the time")),
        body=body,
    )


def _add(store: Store, timestamp: str, body: bytes = HTML, status: int = 200, original: str = PAGE) -> bool:
    capture = _listed(timestamp, sha1(body), original)
    return store.add(capture, _response(capture, body, status))


def _filled(directory: Path, *timestamps: str) -> Path:
    """Return a store with a payload of its own at each time."""
    with Store(directory) as store:
        for timestamp in timestamps:
            _add(store, timestamp, HTML + timestamp.encode())
    return directory


def _warc(directory: Path) -> Path:
    return directory / "captures-00001.warc.gz"


def _records(path: Path) -> Iterator[Any]:
    with path.open("rb") as file:
        yield from ArchiveIterator(file)


def _bodies(directory: Path) -> dict[str, bytes]:
    with Store(directory) as store:
        return {format_timestamp(capture.timestamp): store.replay(capture).body for capture in store.captures(PAGE)}


def _assert_warcio_finds_no_fault(path: Path) -> None:
    checked = subprocess.run(
        [sys.executable, "-m", "warcio.cli", "check", "-v", str(path)], capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "digest failed" not in checked.stdout


# --- append and read back ---------------------------------------------------------------------------------------------


def test_what_is_added_is_read_back(tmp_path: Path) -> None:
    with Store(tmp_path / "store") as store:
        assert _add(store, "20180911071530")
    with Store(tmp_path / "store") as store:
        (capture,) = store.captures(PAGE)
        response = store.replay(capture)
    assert capture.original == PAGE
    assert capture.timestamp == datetime(2018, 9, 11, 7, 15, 30, tzinfo=UTC)
    assert capture.digest == sha1(HTML) == response.digest
    assert (capture.statuscode, capture.mimetype, capture.archive) == (200, "text/html", "shelf")
    assert capture.memento_url == f"https://shelf.example/web/20180911071530/{PAGE}"
    assert (response.status, response.body) == (200, HTML)
    assert response.header("x-served-by") == "a server of the time"


def test_a_store_is_an_archive(tmp_path: Path) -> None:
    times = ("20160101000000", "20180101000000", "20200101000000")
    with Store(_filled(tmp_path / "store", *times)) as store:
        archive: Archive = store
        assert archive.name
        assert [format_timestamp(capture.timestamp) for capture in archive.captures(PAGE)] == list(times)
        some = archive.captures(PAGE, parse_timestamp("20180101000000"), parse_timestamp("20191231235959"))
        assert [format_timestamp(capture.timestamp) for capture in some] == ["20180101000000"]
        assert list(archive.captures("https://example.org/another")) == []
        with pytest.raises(CaptureFailure) as caught:
            archive.replay(_listed("20170101000000"))
    assert caught.value.outcome is Outcome.NOT_PLAYED_BACK


def test_scheme_and_www_make_no_other_original(tmp_path: Path) -> None:
    with Store(_filled(tmp_path / "store", "20180101000000")) as store:
        assert len(list(store.captures("http://www.example.org/creative/cities"))) == 1


def test_captures_come_in_order_of_time_however_they_were_added(tmp_path: Path) -> None:
    with Store(_filled(tmp_path / "store", "20200101000000", "20160101000000", "20180101000000")) as store:
        times = [capture.timestamp for capture in store.captures(PAGE)]
    assert times == sorted(times)


def test_an_error_page_and_an_empty_body_are_captures_too(tmp_path: Path) -> None:
    with Store(tmp_path / "store") as store:
        _add(store, "20180101000000", b"", 301)
        _add(store, "20190101000000", b"gone", 404)
        _add(store, "20200101000000", b"", 301)
    with Store(tmp_path / "store") as store:
        answers = [store.replay(capture) for capture in store.captures(PAGE)]
    assert [(answer.status, answer.body) for answer in answers] == [(301, b""), (404, b"gone"), (301, b"")]
    _assert_warcio_finds_no_fault(_warc(tmp_path / "store"))


def test_the_same_capture_is_stored_once(tmp_path: Path) -> None:
    with Store(tmp_path / "store") as store:
        assert _add(store, "20180101000000")
        assert not _add(store, "20180101000000")
        assert store.counts() == (1, 1)
    assert [record.rec_type for record in _records(_warc(tmp_path / "store"))] == ["warcinfo", "response"]


def test_a_capture_served_for_another_request_is_stored_once_under_its_own_time(tmp_path: Path) -> None:
    served = _listed("20180911071530", sha1(HTML))
    with Store(tmp_path / "store") as store:
        for asked in ("20180911071530", "20180912000000"):
            store.add(_listed(asked), _response(served, requested=asked))
        listed = list(store.listed())
        assert store.counts() == (2, 1)
    assert [one.requested for one in listed] == ["20180911071530", "20180912000000"]
    assert {one.record.timestamp for one in listed if one.record} == {"20180911071530"}


# --- WARC -------------------------------------------------------------------------------------------------------------


def test_equal_payloads_become_revisits_that_say_of_what(tmp_path: Path) -> None:
    with Store(tmp_path / "store") as store:
        assert _add(store, "20180101000000")
        assert _add(store, "20190101000000")
    _, response, revisit = [dict(record.rec_headers.headers) for record in _records(_warc(tmp_path / "store"))]
    assert (response["WARC-Type"], revisit["WARC-Type"]) == ("response", "revisit")
    assert revisit["WARC-Refers-To-Target-URI"] == PAGE
    assert revisit["WARC-Refers-To-Date"] == response["WARC-Date"] == "2018-01-01T00:00:00Z"
    assert revisit["WARC-Date"] == "2019-01-01T00:00:00Z"
    assert revisit["WARC-Payload-Digest"] == response["WARC-Payload-Digest"] == sha1(HTML)
    assert _bodies(tmp_path / "store") == {"20180101000000": HTML, "20190101000000": HTML}


def test_records_are_warc_1_1_with_the_memento_url_and_the_http_headers_of_the_time(tmp_path: Path) -> None:
    info, response = _records(_warc(_filled(tmp_path / "store", "20180101000000")))
    assert info.rec_type == "warcinfo"
    assert response.rec_headers.protocol == "WARC/1.1"
    assert response.rec_headers.get_header("WARC-Target-URI") == PAGE
    assert response.rec_headers.get_header("WARC-Source-URI") == f"https://shelf.example/web/20180101000000/{PAGE}"
    assert response.rec_headers.get_header("WARC-Payload-Digest") == sha1(HTML + b"20180101000000")
    assert response.http_headers.get_statuscode() == "200"
    assert response.http_headers.get_header("X-Served-By") == "a server of the time"


def test_warcio_check_passes_on_what_is_written(tmp_path: Path) -> None:
    store = _filled(tmp_path / "store", "20180101000000", "20190101000000")
    with Store(store) as again:
        _add(again, "20200101000000", HTML + b"20190101000000")
        _add(again, "20210101000000", b"\x1f\x8b no gzip at all", 404, "https://example.org/\u00f6stersund?a=b c")
    assert [record.rec_type for record in _records(_warc(store))].count("revisit") == 1
    _assert_warcio_finds_no_fault(_warc(store))


def test_the_index_is_sorted_and_points_to_the_records(tmp_path: Path) -> None:
    directory = tmp_path / "store"
    with Store(directory) as store:
        for timestamp, original in (
            ("20200101000000", PAGE),
            ("20180101000000", PAGE),
            ("20190101000000", "https://example.org/creative"),
            ("20190101000000", "https://another.example/"),
        ):
            _add(store, timestamp, HTML, original=original)
    lines = (directory / "index.cdxj").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 4
    assert lines == sorted(lines)
    for line in lines:
        key, timestamp, entry = line.split(" ", 2)
        fields = json.loads(entry)
        data = (directory / fields["filename"]).read_bytes()
        member = data[int(fields["offset"]) : int(fields["offset"]) + int(fields["length"])]
        (tmp_path / "one.warc.gz").write_bytes(member)
        (record,) = _records(tmp_path / "one.warc.gz")
        assert record.rec_headers.get_header("WARC-Target-URI") == fields["url"]
        assert urlkey(fields["url"]) == key
        assert record.rec_headers.get_header("WARC-Date").replace("-", "").replace(":", "") == (
            f"{timestamp[:8]}T{timestamp[8:]}Z"
        )
        assert record.rec_headers.get_header("WARC-Payload-Digest") == fields["digest"]
        assert (record.rec_type == "revisit") == (fields["mime"] == "warc/revisit")


def test_the_index_is_sorted_where_two_captures_share_a_second(tmp_path: Path) -> None:
    with Store(tmp_path / "store") as store:
        for number in range(8):
            _add(store, "20180101000000", b"%d" % number, original=PAGE.replace("https", ("http", "https")[number % 2]))
    lines = (tmp_path / "store" / "index.cdxj").read_bytes().splitlines()
    assert lines == sorted(lines)


# --- killed runs ------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes, int]:
    """Return a store of two captures and its ledger, the bytes of its WARC file with a third, and where that begins."""
    directory = tmp_path_factory.mktemp("killed") / "store"
    with Store(directory) as store:
        _add(store, "20180101000000")
        _add(store, "20190101000000", HTML + b"another")
        store.checkpoint()
        begun = _warc(directory).stat().st_size
        ledger = (directory / "ledger.sqlite").read_bytes()
        _add(store, "20200101000000", HTML + b"the last")
    whole = _warc(directory).read_bytes()
    (directory / "ledger.sqlite").write_bytes(ledger)
    (directory / "index.cdxj").unlink()
    return directory, whole, begun


@pytest.mark.slow
@pytest.mark.parametrize("ledger", ["kept", "lost"])
def test_a_run_killed_at_any_byte_of_a_record_costs_that_record_only(
    killed: tuple[Path, bytes, int], ledger: str, tmp_path: Path
) -> None:
    template, whole, begun = killed
    for cut in range(begun, len(whole), 5):
        directory = tmp_path / str(cut)
        shutil.copytree(template, directory)
        _warc(directory).write_bytes(whole[:cut])
        if ledger == "lost":
            (directory / "ledger.sqlite").unlink()
        assert _bodies(directory) == {"20180101000000": HTML, "20190101000000": HTML + b"another"}, f"cut at {cut}"
        with Store(directory) as store:
            assert _add(store, "20200101000000", HTML + b"the last"), f"cut at {cut}"
        assert list(_bodies(directory)) == ["20180101000000", "20190101000000", "20200101000000"]
        kinds = [record.rec_type for record in _records(_warc(directory))]
        assert [kind for kind in kinds if kind != "warcinfo"] == ["response"] * 3, f"cut at {cut}"
        if cut % 25 == begun % 25:
            _assert_warcio_finds_no_fault(_warc(directory))


def test_a_record_that_was_written_and_not_noted_is_found(killed: tuple[Path, bytes, int], tmp_path: Path) -> None:
    template, whole, _ = killed
    shutil.copytree(template, tmp_path / "store")
    _warc(tmp_path / "store").write_bytes(whole)
    assert list(_bodies(tmp_path / "store")) == ["20180101000000", "20190101000000", "20200101000000"]
    with Store(tmp_path / "store") as store:
        assert not _add(store, "20200101000000", HTML + b"the last")


@pytest.mark.slow
def test_a_file_killed_within_its_first_record_is_begun_again(tmp_path: Path) -> None:
    whole = _warc(_filled(tmp_path / "whole", "20180101000000")).read_bytes()
    for cut in (0, 1, 20, 200):
        directory = tmp_path / str(cut)
        directory.mkdir()
        _warc(directory).write_bytes(whole[:cut])
        assert _bodies(_filled(directory, "20180101000000")) == {"20180101000000": HTML + b"20180101000000"}
        _assert_warcio_finds_no_fault(_warc(directory))


@pytest.mark.slow
def test_the_index_is_whole_after_a_kill_between_two_captures(tmp_path: Path) -> None:
    directory = _filled(tmp_path / "store", "20180101000000")
    _kill(_holder(directory, "add"))
    with Store(directory) as store:
        assert store.counts() == (2, 2)
    index = (directory / "index.cdxj").read_text(encoding="utf-8")
    assert [line.split(" ")[1] for line in index.splitlines()] == ["20180101000000", "20200101000000"]


def test_without_its_ledger_the_store_is_the_same(tmp_path: Path) -> None:
    directory, before, after = tmp_path / "store", tmp_path / "before", tmp_path / "after"
    with Store(directory) as store:
        archive = scraper.open_archive(str(ROOT / "fixtures" / "warc"))
        scraper.sync(archive, ["https://en.unesco.org/creative-cities/content/annual-conferences"], store)
        counts = store.counts()
        build(store, before)
    (directory / "ledger.sqlite").unlink()
    with Store(directory) as store:
        assert store.counts() == counts
        build(store, after)
    for name in FILES:
        assert (after / name).read_bytes() == (before / name).read_bytes(), name


def test_without_its_ledger_a_chain_of_revisits_still_has_its_payload(tmp_path: Path) -> None:
    """The index may give two digests to one payload: then the fourth capture is known to be as the second and third only."""
    directory = tmp_path / "store"
    times = ("20180101000000", "20190101000000", "20200101000000", "20210101000000")
    with Store(directory) as store:
        for timestamp, letter in zip(times, "ABB", strict=False):
            capture = _listed(timestamp, "sha1:" + letter * 32)
            store.add(capture, _response(capture))
        last = _listed(times[-1], "sha1:" + "B" * 32)
        same = store.same_payload(last)
        assert same is not None
        store.add_unchanged(last, same)
    bodies = dict.fromkeys(times, HTML)
    assert _bodies(directory) == bodies
    (directory / "ledger.sqlite").unlink()
    assert _bodies(directory) == bodies


def test_without_its_ledger_a_revisit_keeps_its_own_payload_where_two_share_a_second(tmp_path: Path) -> None:
    directory = tmp_path / "store"
    http = PAGE.replace("https:", "http:")
    with Store(directory) as store:
        _add(store, "20180101000000", b"the page over http", original=http)
        _add(store, "20180101000000", b"the page over https")
        _add(store, "20190101000000", b"the page over https")
    (directory / "ledger.sqlite").unlink()
    with Store(directory) as store:
        last = list(store.captures(PAGE))[-1]
        assert store.replay(last).body == b"the page over https"


def test_two_requests_that_gave_one_capture_outlive_the_ledger(tmp_path: Path) -> None:
    served = _listed("20180911071530", sha1(HTML))
    with Store(tmp_path / "store") as store:
        store.add(_listed("20180912000000"), _response(served, requested="20180912000000"))
    (tmp_path / "store" / "ledger.sqlite").unlink()
    with Store(tmp_path / "store") as store:
        (listed,) = store.listed()
    assert (listed.requested, listed.archive) == ("20180912000000", "shelf")
    assert listed.record is not None
    assert listed.record.timestamp == "20180911071530"


# --- damage -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_of_one_capture_the_record_that_tells_most_counts_whichever_came_first(
    order: tuple[int, ...], tmp_path: Path
) -> None:
    """With the ledger, and with one that was made again from the WARC files."""
    time = "20190101000000"
    https = _listed(time, archive="a")
    bare = [
        msgspec.structs.replace(https, memento_url=None, archive="b"),
        msgspec.structs.replace(https, memento_url=None, archive="c", original=PAGE.replace("https:", "http:")),
    ]
    captures = [https, *bare]
    for at in order:
        with Store(tmp_path / "store") as store:
            store.add(captures[at], _response(captures[at]))
    for _ in range(2):
        with Store(tmp_path / "store") as store:
            assert {one.record and one.record.memento_url for one in store.listed()} == {https.memento_url}
            assert [one.memento_url for one in store.captures(PAGE)] == [https.memento_url]
            assert all(store.read(one.record).body == HTML for one in store.listed() if one.record)
        (tmp_path / "store" / "ledger.sqlite").unlink()


def test_a_ledger_of_version_0_2_is_taken_over_with_its_failures(tmp_path: Path) -> None:
    """It allowed one record a capture."""
    with Store(tmp_path) as store:
        _add(store, "20190101000000")
        store.fail(_listed("20200101000000"), Outcome.NOT_PLAYED_BACK, "gone")
    with contextlib.closing(sqlite3.connect(tmp_path / "ledger.sqlite")) as ledger:
        (table,) = ledger.execute("SELECT sql FROM sqlite_master WHERE name = 'records'").fetchone()
        old = table.partition("target INTEGER")[0] + "target INTEGER, UNIQUE (urlkey, timestamp, digest))"
        assert old != table
        rows = [row[:-1] for row in ledger.execute("SELECT * FROM records")]  # it knew of no metadata records
        ledger.executescript(
            f"DROP TABLE records; DROP TABLE tries; DROP TABLE listings; {old}; PRAGMA user_version = 0;"
        )
        ledger.executemany(f"INSERT INTO records VALUES ({', '.join('?' * len(rows[0]))})", rows)
        ledger.commit()
    same = _listed("20190101000000", original=PAGE.replace("https:", "http:"), archive="other")
    better = msgspec.structs.replace(same, memento_url="https://a.example/web/2019/x", original=PAGE)
    with Store(tmp_path) as store:
        assert store.counts() == (2, 1)
        assert not store.add(better, _response(better))
        assert [one.memento_url for one in store.captures(PAGE)] == [better.memento_url]
        assert [one.reason for one in store.listed() if one.outcome] == ["gone"]


@pytest.fixture
def of_0_3(tmp_path: Path) -> Path:
    """Return a store that version 0.3.0 wrote (`fixtures/README.md`)."""
    return Path(shutil.copytree(ROOT / "fixtures" / "versions" / "0.3" / "store", tmp_path / "0.3"))


FRENCH = "https://fr.unesco.org/creative-cities/content/*"


@pytest.mark.parametrize("flag", [0, 1], ids=["whole", "killed before index.cdxj was written"])
@pytest.mark.parametrize("kind", [Store, StoreReader])
def test_a_store_of_version_0_3_opens_and_holds_what_it_held(
    flag: int, kind: type[Store | StoreReader], of_0_3: Path
) -> None:
    with contextlib.closing(sqlite3.connect(of_0_3 / "ledger.sqlite")) as ledger:
        ledger.execute(f"PRAGMA user_version = {flag}")
    index = (of_0_3 / "index.cdxj").read_bytes()
    if flag:
        (of_0_3 / "index.cdxj").write_bytes(index.splitlines(keepends=True)[0])
    for _ in range(2):  # as it was, and as it was made
        with kind(of_0_3) as store:
            times = [format_timestamp(capture.timestamp) for capture in store.captures(FRENCH)]
            assert times == ["20200122093847", "20191014073921"]
            assert all(b"Santa Fe" in store.replay(capture).body for capture in store.captures(FRENCH))
            assert [one.precision for one in store.listed()] == [14, 14]
            assert store.remarks == []
    with contextlib.closing(sqlite3.connect(of_0_3 / "ledger.sqlite")) as ledger:
        (version,) = ledger.execute("PRAGMA user_version").fetchone()
    assert (version == flag) is (kind is StoreReader)
    assert ((of_0_3 / "index.cdxj").read_bytes() == index) is (kind is Store or not flag)


def test_a_store_of_a_later_version_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    directory = _filled(tmp_path / "store", "20180101000000")
    with contextlib.closing(sqlite3.connect(directory / "ledger.sqlite")) as ledger:
        ledger.execute("PRAGMA user_version = 99")
    before = (directory / "ledger.sqlite").read_bytes()
    for kind in (Store, StoreReader):
        with pytest.raises(StoreError, match="later version"):
            kind(directory)
    assert (directory / "ledger.sqlite").read_bytes() == before


def test_a_file_that_is_shorter_than_it_was_is_named_and_costs_what_it_lacks(tmp_path: Path) -> None:
    directory = _filled(tmp_path / "store", "20180101000000", "20190101000000")
    whole = _warc(directory).read_bytes()
    for cut in (0, len(whole) // 2, len(whole) - 1):
        _warc(directory).write_bytes(whole[:cut])
        with Store(directory) as store:
            assert any("captures-00001.warc.gz: shorter" in remark for remark in store.remarks)
            last = list(store.captures(PAGE))[-1]
            with pytest.raises(StoreError, match=r"captures-00001\.warc\.gz"):
                store.replay(last)
        assert _warc(directory).read_bytes() == whole[:cut]
    _warc(directory).write_bytes(whole)
    assert len(_bodies(directory)) == 2


def test_nothing_is_appended_to_a_file_that_is_shorter_than_it_was(tmp_path: Path) -> None:
    directory = _filled(tmp_path / "store", "20180101000000", "20190101000000")
    whole = _warc(directory).read_bytes()
    _warc(directory).write_bytes(whole[:-1])
    _filled(directory, "20200101000000")
    assert _warc(directory).read_bytes() == whole[:-1]
    _warc(directory).write_bytes(whole)
    assert len(_bodies(directory)) == 3


def test_a_file_that_is_missing_is_named(tmp_path: Path) -> None:
    directory = _filled(tmp_path / "store", "20180101000000")
    _warc(directory).unlink()
    with Store(directory) as store:
        assert any("captures-00001.warc.gz: missing" in remark for remark in store.remarks)
        (capture,) = store.captures(PAGE)
        with pytest.raises(StoreError, match=r"captures-00001\.warc\.gz"):
            store.replay(capture)


@pytest.mark.slow
def test_a_damaged_payload_is_never_given_out(tmp_path: Path) -> None:
    directory = _filled(tmp_path / "store", "20180101000000")
    whole = _warc(directory).read_bytes()
    with Store(directory) as store:
        (capture,) = store.captures(PAGE)
    (entry,) = (directory / "index.cdxj").read_text(encoding="utf-8").splitlines()
    offset = int(json.loads(entry.split(" ", 2)[2])["offset"])
    refused = 0
    for at in range(offset, len(whole), 11):
        damaged = bytearray(whole)
        damaged[at] ^= 0x55
        _warc(directory).write_bytes(damaged)
        said = None
        with Store(directory) as store:
            try:
                assert store.replay(capture).body == HTML + b"20180101000000", f"byte {at}"
            except StoreError as error:
                said = str(error)
        assert said is None or "captures-00001.warc.gz" in said
        refused += said is not None
    assert refused > 20


def test_damage_in_the_middle_costs_no_capture_behind_it_when_the_ledger_is_made_again(tmp_path: Path) -> None:
    directory = _filled(tmp_path / "store", "20180101000000", "20190101000000", "20200101000000")
    entries = [
        json.loads(line.split(" ", 2)[2])
        for line in (directory / "index.cdxj").read_text(encoding="utf-8").splitlines()
    ]
    second = int(entries[1]["offset"])
    data = bytearray(_warc(directory).read_bytes())
    data[second + 40 : second + 60] = bytes(20)
    _warc(directory).write_bytes(data)
    (directory / "ledger.sqlite").unlink()
    with contextlib.suppress(StoreError):  # to refuse is right as well, as long as nothing is cut off
        assert "20200101000000" in _bodies(directory)
    last = int(entries[2]["offset"])
    assert _warc(directory).read_bytes()[last : last + int(entries[2]["length"])] == data[last:]


FOREIGN = {
    "a few words": b"mine",
    "a gzip of something else": gzip.compress(b"some notes of mine"),
    "one that is cut": gzip.compress(b"some notes of mine, some of them random: " + random.Random(1).randbytes(999))[
        :300
    ],
    "a WARC that is not gzipped": b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n",
    "a WARC of another program that is cut": gzip.compress(
        b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 99\r\n\r\n"
    )[:-9],
    "zeros": bytes(1000),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", FOREIGN)
@pytest.mark.parametrize("where", ["captures-00001.warc.gz", "captures-00007.warc.gz"])
def test_a_file_that_is_none_of_ours_is_left_named_and_makes_an_outcome(name: str, where: str, tmp_path: Path) -> None:
    directory = tmp_path / "store"
    directory.mkdir()
    (directory / where).write_bytes(FOREIGN[name])
    for _ in range(2):
        _filled(directory, "20180101000000")
        with Store(directory) as store:
            assert Counter(one.outcome for one in store.listed()) == {None: 1, Outcome.DAMAGED: 1}
        assert (directory / where).read_bytes() == FOREIGN[name]
    (directory / "ledger.sqlite").unlink()
    with Store(directory) as store:
        assert any(where in remark for remark in store.remarks)
        assert store.counts() == (2, 1)
    assert (directory / where).read_bytes() == FOREIGN[name]


@pytest.mark.slow
@pytest.mark.parametrize(("ledger", "index"), [("kept", "kept"), ("kept", "lost"), ("lost", "kept")])
def test_the_last_record_is_not_cut_off_for_being_damaged(ledger: str, index: str, tmp_path: Path) -> None:
    times = ("20180101000000", "20190101000000")
    whole = _filled(tmp_path / "whole", *times)
    content = _warc(whole).read_bytes()
    entries = [line.split(" ", 2)[2] for line in (whole / "index.cdxj").read_text(encoding="utf-8").splitlines()]
    begun = max(int(json.loads(entry)["offset"]) for entry in entries)
    for at in range(begun, len(content), 23):
        directory = tmp_path / f"{at}"
        shutil.copytree(whole, directory)
        damaged = bytearray(content)
        damaged[at] ^= 0x55
        _warc(directory).write_bytes(damaged)
        if ledger == "lost":
            (directory / "ledger.sqlite").unlink()
        if index == "lost":
            (directory / "index.cdxj").unlink()
        with Store(directory) as store:
            build(store, tmp_path / f"dataset-{at}")
            sound = sum(one.record is not None and store.known(_listed(one.requested)) == one for one in store.listed())
            lost = [
                one for one in store.listed() if (known := store.known(_of(one))) and known.outcome is Outcome.DAMAGED
            ]
        assert sound + len(lost) == 2, at
        assert _warc(directory).read_bytes() == damaged, at
        with Store(directory) as store:  # a run fetches it anew
            for time in times:
                _add(store, time, HTML + time.encode())
        assert _bodies(directory) == {time: HTML + time.encode() for time in times}, at
        with Store(directory) as store:
            assert [one.outcome for one in store.listed()] == [None, None], at


def _of(listed: Any) -> Capture:
    return msgspec.structs.replace(
        _listed(listed.requested, listed.digest, listed.original, listed.archive), urlkey=listed.urlkey
    )


def test_a_message_says_what_was_cut_off(killed: tuple[Path, bytes, int], tmp_path: Path) -> None:
    template, whole, begun = killed
    shutil.copytree(template, tmp_path / "store")
    _warc(tmp_path / "store").write_bytes(whole[: begun + 40])
    with Store(tmp_path / "store") as store:
        (remark,) = store.remarks
    assert "cut off 40 bytes" in remark
    with Store(tmp_path / "store") as store:
        assert store.remarks == []


def test_what_somebody_appended_to_a_file_that_was_closed_is_not_cut_off(tmp_path: Path) -> None:
    directory = _filled(tmp_path / "store", "20180101000000")
    content = _warc(directory).read_bytes() + b"my notes"
    _warc(directory).write_bytes(content)
    with Store(directory) as store:
        assert [one.outcome for one in store.listed()] == [Outcome.DAMAGED, None]
    _filled(directory, "20190101000000")
    assert _warc(directory).read_bytes() == content
    assert list(_bodies(directory)) == ["20180101000000", "20190101000000"]


@pytest.mark.parametrize(
    ("said", "change"),
    [
        ("timestamp", "UPDATE records SET timestamp = '20170101000000'"),
        ("original", "UPDATE records SET original = 'https://example.org/another'"),
        ("archive", "UPDATE records SET archive = 'another'"),
        ("statuscode", "UPDATE records SET statuscode = 404"),
        ("mimetype", "UPDATE records SET mimetype = 'text/plain'"),
        ("memento_url", "UPDATE records SET memento_url = 'https://another.example/web/2018/x'"),
        ("urlkey", "UPDATE records SET urlkey = 'org,example)/another'"),
        ("payload", "UPDATE records SET digest = 'sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'"),
        ("none", "UPDATE records SET target = id"),
        ("ledger.sqlite", "UPDATE records SET offset = 'nowhere'"),
        ("ledger.sqlite", "UPDATE records SET offset = -1"),
        ("ledger.sqlite", "UPDATE records SET timestamp = 'yesterday'"),
        ("ledger.sqlite", "UPDATE records SET statuscode = x'ff'"),
        ("ledger.sqlite", "UPDATE listed SET outcome = 'splendid'"),
        ("ledger.sqlite", "UPDATE listed SET requested = 'yesterday'"),
        ("ledger.sqlite", "UPDATE files SET size = 'large'"),
        ("ledger.sqlite", "DROP TABLE records"),
        ("ledger.sqlite", "DROP TABLE listed"),
        ("ledger.sqlite", "DROP TABLE files"),
    ],
)
def test_a_ledger_that_says_otherwise_than_the_records_is_not_believed(said: str, change: str, tmp_path: Path) -> None:
    directory = _filled(tmp_path / "store", "20180101000000")
    with contextlib.closing(sqlite3.connect(directory / "ledger.sqlite")) as ledger:
        ledger.execute(change)
        ledger.commit()
    with pytest.raises(StoreError, match=said), Store(directory) as store:
        _read_all(store)
    (directory / "ledger.sqlite").unlink()
    assert _bodies(directory) == {"20180101000000": HTML + b"20180101000000"}


def _read_all(store: Store) -> None:
    for one in store.listed():
        assert one.record is not None
        store.read(one.record)


def test_a_ledger_that_is_none_is_named(tmp_path: Path) -> None:
    directory = _filled(tmp_path / "store", "20180101000000")
    (directory / "ledger.sqlite").write_bytes(b"no database at all" * 100)
    with pytest.raises(StoreError, match=r"ledger\.sqlite"):
        Store(directory)
    (directory / "ledger.sqlite").unlink()
    assert len(_bodies(directory)) == 1


def test_a_store_where_a_file_is_in_the_way_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("a file")
    with pytest.raises(StoreError, match="store"):
        Store(tmp_path / "store")


# --- the lock ---------------------------------------------------------------------------------------------------------

_HOLD = """
import sys
from pathlib import Path
from scraper.store.store import Store
sys.path.insert(0, {tests!r})
store = Store(Path(sys.argv[1]))
if sys.argv[2] == "add":
    from test_store import _add
    _add(store, "20200101000000", b"added, and kept by a checkpoint")
    store.checkpoint()
print("held", flush=True)
sys.stdin.read()
"""


def _holder(directory: Path, what: str = "hold") -> "subprocess.Popen[bytes]":
    """Return a process that holds a store until it is ended."""
    process = subprocess.Popen(
        [sys.executable, "-c", _HOLD.format(tests=str(Path(__file__).parent)), str(directory), what],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"held\n"
    return process


def _kill(process: "subprocess.Popen[bytes]") -> None:
    process.send_signal(signal.SIGKILL)
    process.wait(30)
    for pipe in (process.stdin, process.stdout):
        if pipe:
            pipe.close()


def test_a_store_that_another_process_holds_is_locked_until_that_dies(tmp_path: Path) -> None:
    directory = _filled(tmp_path / "store", "20180101000000")
    holder = _holder(directory)
    try:
        with pytest.raises(StoreLocked, match="another run") as caught:
            Store(directory)
        assert str(holder.pid) in str(caught.value)
        assert str(directory) in str(caught.value)
    finally:
        _kill(holder)
    assert len(_bodies(directory)) == 1


def test_a_store_is_read_while_another_process_holds_it(tmp_path: Path) -> None:
    directory = _filled(tmp_path / "store", "20180101000000")
    holder = _holder(directory)
    try:
        with StoreReader(directory) as reader:
            assert [reader.replay(capture).body for capture in reader.captures(PAGE)] == [HTML + b"20180101000000"]
    finally:
        _kill(holder)


def test_a_reader_sees_what_was_noted_when_it_came_and_is_told_what_is_not(tmp_path: Path) -> None:
    with Store(_filled(tmp_path / "store", "20180101000000")) as store:
        _add(store, "20190101000000", b"new")
        with StoreReader(store.directory) as reader:
            assert reader.counts() == (1, 1)
            assert "not in the ledger" in " ".join(reader.remarks)
        store.checkpoint()
        with StoreReader(store.directory) as reader:
            _add(store, "20200101000000", b"newer")
            store.checkpoint()
            assert reader.counts() == (2, 2)
            assert reader.remarks == []


def test_a_reader_writes_nothing_and_needs_no_right_to(tmp_path: Path) -> None:
    directory = _filled(tmp_path / "store", "20180101000000")
    (directory / "lock").unlink()
    before = {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in directory.iterdir()}
    with StoreReader(directory) as reader:
        assert len(list(reader.listed())) == 1
    assert {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in directory.iterdir()} == before


def test_a_reader_names_a_ledger_that_cannot_be_used(tmp_path: Path) -> None:
    directory = _filled(tmp_path / "store", "20180101000000")
    (directory / "ledger.sqlite").write_bytes(b"no database" * 1000)
    with pytest.raises(StoreError, match=r"ledger\.sqlite: cannot be used"):
        StoreReader(directory)


def test_a_folder_without_a_store_is_read_as_an_empty_one(tmp_path: Path) -> None:
    with StoreReader(tmp_path / "nowhere") as reader:
        assert list(reader.captures(PAGE)) == []
        assert reader.counts() == (0, 0)
    assert list(tmp_path.iterdir()) == []


def test_a_store_that_was_refused_stays_as_it_was(tmp_path: Path) -> None:
    directory = _filled(tmp_path / "store", "20180101000000")
    with Store(directory), pytest.raises(StoreLocked):
        Store(directory)
    assert len(_bodies(directory)) == 1


# --- a disk without room ----------------------------------------------------------------------------------------------


@contextlib.contextmanager
def _room_for(size: int) -> Iterator[None]:
    """Let no file grow over a size: a write beyond it is cut short, as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_of_a_record_that_does_not_fit_nothing_is_left_and_the_next_one_does(tmp_path: Path) -> None:
    large = random.Random(5).randbytes(200_000)
    with Store(tmp_path) as store:
        _add(store, "20180101000000", large)
        store.checkpoint()
        size = _warc(tmp_path).stat().st_size
        with _room_for(size + 100), pytest.raises(StoreError, match=str(tmp_path)):
            _add(store, "20190101000000", large[::-1])
        assert _warc(tmp_path).stat().st_size == size
        _add(store, "20200101000000")
        bodies = [store.replay(capture).body for capture in store.captures(PAGE)]
    assert bodies == [large, HTML]


# --- two payloads of one address and second ---------------------------------------------------------------------------


def _two(tmp_path: Path, order: tuple[int, int], archives: tuple[int, ...] = ()) -> Path:
    """Return a store into which a WARC with two payloads of one second was synced, the `archives` list the second too."""
    payloads = [HTML + b"one", HTML + b"other"]
    for number, bodies in enumerate([[payloads[at] for at in order], *([payloads[1]] for _ in archives)]):
        file = WarcFile()
        for body in bodies:
            file.response(PAGE, "2018-01-01T00:00:00Z", body)
        archive = scraper.open_archive(str(file.save(tmp_path / f"file{number}.warc.gz")))
        with Store(tmp_path / "store") as store:
            synced = scraper.sync(archive, [PAGE], store)
            assert set(scraper.sync(archive, [PAGE], store).steps) == {"already stored"}
        assert sum(synced.steps.values()) == len(bodies)
    return tmp_path / "store"


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_two_payloads_of_one_second_are_both_kept_and_one_speaks_whichever_came_first(
    order: tuple[int, int], tmp_path: Path
) -> None:
    directory = _two(tmp_path, order)
    smaller = min(sha1(HTML + b"one"), sha1(HTML + b"other"))
    for _ in range(2):
        with Store(directory) as store:
            assert store.counts() == (2, 2)
            assert {store.replay(capture).body for capture in store.captures(PAGE)} == {HTML + b"one", HTML + b"other"}
            built = build(store, tmp_path / "dataset")
        assert built.outcomes[Outcome.OTHER_PAYLOAD] == 1
        (two,) = (one.notice for one in built.notices if isinstance(one.notice, TwoPayloads))
        assert two.read == smaller
        (directory / "ledger.sqlite").unlink()


def test_of_two_payloads_the_one_speaks_that_more_archives_list(tmp_path: Path) -> None:
    directory = _two(tmp_path, (0, 1), archives=(1, 1))
    with Store(directory) as store:
        built = build(store, tmp_path / "dataset")
        assert verify(store, tmp_path / "dataset").failures == ()
    assert built.outcomes[Outcome.OTHER_PAYLOAD] == 1
    assert TwoPayloads(sha1(HTML + b"other"), sha1(HTML + b"one")) in [one.notice for one in built.notices]


def test_a_locked_build_knows_which_of_two_payloads_was_there(tmp_path: Path) -> None:
    file = WarcFile()
    file.response(PAGE, "2018-01-01T00:00:00Z", HTML)
    archive = scraper.open_archive(str(file.save(tmp_path / "one.warc.gz")))
    with Store(tmp_path / "store") as store:
        scraper.sync(archive, [PAGE], store)
        build(store, tmp_path / "dataset")
        capture = _listed("20180101000000", sha1(b"forged"), archive=archive.name)
        store.add(capture, _response(capture, b"forged"))
        assert store.counts() == (2, 2)
        assert build_locked(store, tmp_path / "dataset").differences == ()


@pytest.mark.slow
def test_what_is_added_costs_no_more_in_a_store_of_eight_times_as_many(tmp_path: Path) -> None:
    """The work of the ledger, in hundreds of SQLite's instructions, for the last twenty captures of one page."""

    def steps(many: int) -> int:
        taken = 0

        def step() -> int:
            nonlocal taken
            taken += 1
            return 0

        with Store(tmp_path / str(many)) as store:
            for number in range(many):
                if number == many - 20:
                    store._ledger.set_progress_handler(step, 100)
                _add(
                    store,
                    f"2019{number // 60 // 24 + 1:02}01{number // 60 % 24:02}{number % 60:02}00",
                    HTML + b"%d" % number,
                )
            store._ledger.set_progress_handler(None, 0)
        return taken

    assert steps(800) < 2 * steps(100)
