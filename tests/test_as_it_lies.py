"""A record from a WARC file is stored as it lies there; what cannot be is written anew, and a record before it says why."""

import contextlib
import gzip
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
import zstandard
from conftest import WarcFile
from warcio.archiveiterator import ArchiveIterator

from scraper.archives.files.on_disk import FileArchive
from scraper.errors import RecordDamaged, StoreError
from scraper.store.reader import StoredRecord
from scraper.store.store import Store
from scraper.store.sync import keep_all
from scraper.values.capture import CapturedResponse

PAGE = "https://example.org/creative/cities"
HTML = b"<!DOCTYPE html><title>A page</title><p>Its words are here.</p>"
HEADERS = (("Content-Type", "text/html; charset=utf-8"), ("Transfer-Encoding", "chunked"))
CHUNKED = b"%x\r\n%s\r\n0\r\n\r\n" % (len(HTML), HTML)


def _warc(*, gzipped: bool = True, **warc_headers: str) -> bytes:
    made = WarcFile(gzipped=gzipped)
    made.response(PAGE, "2019-01-01T00:00:01Z", CHUNKED, headers=HEADERS, **warc_headers)
    return made.content


WARC, PLAIN = _warc(), _warc(gzipped=False)
NOT_ALONE = "it is not the one sound record of a gzip member"


def _arc() -> bytes:
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + HTML
    told = b"1 0 Made-Up\nURL IP-address Archive-date Content-type Archive-length\n"
    head = b"filedesc://x.arc 0.0.0.0 20190101000001 text/plain %d\n%s\n" % (len(told), told)
    return head + b"%s 0.0.0.0 20190101000001 text/html %d\n%s\n" % (PAGE.encode(), len(http), http)


def _with_lf() -> bytes:
    head, _, block = PLAIN.partition(b"\r\n\r\n")
    return head.replace(b"\r\n", b"\n") + b"\n\n" + block


def _resource() -> bytes:
    made = WarcFile()
    made.other("resource", PAGE, "2019-01-01T00:00:01Z", HTML, **{"Content-Type": "text/html"})
    return made.content


def _archive(tmp_path: Path, name: str, content: bytes) -> FileArchive:
    (tmp_path / name).write_bytes(content)
    return FileArchive(tmp_path / name, most_bytes=1 << 20, report=lambda _: None)


def _kept(tmp_path: Path, name: str, content: bytes) -> Path:
    """Return a store with all captures of a file of this name and content."""
    archive = _archive(tmp_path, name, content)
    with Store(tmp_path / "store") as store:
        keep_all(archive, archive.listed(), store)
    return tmp_path / "store"


def _file(store: Path) -> Path:
    return store / "captures-00001.warc.gz"


def _records(store: Path) -> Iterator[tuple[str, dict[str, str], bytes]]:
    """Yield type, headers and content of the records of a store, as warcio reads them."""
    with _file(store).open("rb") as file:
        for record in ArchiveIterator(file, no_record_parse=True):
            yield record.rec_type, dict(record.rec_headers.headers), record.content_stream().read()


def _said(store: Path) -> dict[str, str]:
    """Return the fields of the one metadata record."""
    (content,) = (content for kind, _, content in _records(store) if kind == "metadata")
    return dict(line.split(": ", 1) for line in content.decode().splitlines())


def test_the_bytes_of_its_gzip_member_are_in_the_store(tmp_path: Path) -> None:
    store = _kept(tmp_path, "crawl.warc.gz", WARC)
    assert _file(store).read_bytes().endswith(WARC)
    assert _said(store)["Archive-Record"] == "crawl.warc.gz, offset 0, as it lies"


def test_a_metadata_record_before_it_refers_to_it_and_says_where_it_comes_from(tmp_path: Path) -> None:
    store = _kept(tmp_path, "crawl.warc.gz", WARC)
    kinds, headers, _ = zip(*_records(store), strict=True)
    assert kinds == ("warcinfo", "metadata", "response")
    assert headers[1]["WARC-Refers-To"] == headers[2]["WARC-Record-ID"]
    said = _said(store)
    assert (said["Archive-Name"], said["Archive-Requested"]) == ("crawl.warc.gz", "20190101000001")


@pytest.mark.parametrize("description", ["", "Cities, 50%41 of them", "Villes créatives\r\n   et autres"])
def test_what_is_told_of_a_record_that_is_added_is_what_is_read_of_it(tmp_path: Path, description: str) -> None:
    made = WarcFile()
    if description:
        made.other("warcinfo", "", "2019-01-01T00:00:00Z", f"description: {description}\r\n".encode())
    made.response(PAGE, "2019-01-01T00:00:01Z", CHUNKED, headers=HEADERS)
    made.response(f"{PAGE}?q=é&a", "2019-01-01T00:00:02Z", HTML + b"2", headers=HEADERS[:1])
    archive = _archive(tmp_path, "crawl.warc.gz", made.content)
    told: list[tuple[StoredRecord, CapturedResponse]] = []
    with Store(tmp_path / "store") as store:
        store.on_stored = lambda record, response: told.append((record, response))
        keep_all(archive, archive.listed(), store)
        assert len(told) == 2
        for record, response in told:
            read = store.read(record)
            assert msgspec.structs.replace(response, source=None, hashed=None) == read
            assert response.digest == read.digest
        assert [record for record, _ in told] == [one.record for one in store.listed()]


def test_nothing_is_told_of_a_record_that_is_written_anew(tmp_path: Path) -> None:
    archive = _archive(tmp_path, "crawl.warc", PLAIN)
    with Store(tmp_path / "store") as store:
        store.on_stored = lambda *told: pytest.fail(str(told))
        keep_all(archive, archive.listed(), store)
        assert store.counts() == (1, 1)


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("crawl.warc", PLAIN, "it is not compressed"),
        ("crawl.warc.gz", gzip.compress(b"\r\n" * 2 + PLAIN), NOT_ALONE),
        ("crawl.warc.gz", gzip.compress(PLAIN * 2), NOT_ALONE),
        ("crawl.warc.gz", gzip.compress(_with_lf()), NOT_ALONE),
        ("crawl.warc.zst", zstandard.ZstdCompressor().compress(PLAIN), "it is compressed with Zstandard"),
        ("crawl.arc", _arc(), "it is no WARC record with an id"),
        ("crawl.arc.gz", gzip.compress(_arc()), NOT_ALONE),
        ("crawl.warc.gz", _resource(), "it is a resource record"),
    ],
    ids=["not compressed", "blank lines before it", "one piece", "LF", "zstd", "arc", "arc.gz", "resource"],
)
def test_what_is_written_anew_says_why(tmp_path: Path, name: str, content: bytes, why: str) -> None:
    store = _kept(tmp_path, name, content)
    assert _said(store)["Archive-Record"].endswith(f", written anew: {why}")
    with Store(store) as opened:
        (capture,) = opened.captures(PAGE)
        assert opened.replay(capture).body == HTML


def test_it_is_given_back_as_it_was_read(tmp_path: Path) -> None:
    store = _kept(tmp_path, "crawl.warc.gz", WARC)
    archive = FileArchive(tmp_path / "crawl.warc.gz", most_bytes=1 << 20, report=lambda _: None)
    (read,) = map(archive.replay, archive.listed())
    with Store(store) as opened:
        (capture,) = opened.captures(PAGE)
        again = opened.replay(capture)
    assert (again.headers, again.body, again.status) == (read.headers, read.body, read.status)
    assert again.headers == (("Content-Type", "text/html; charset=utf-8"),)  # the transfer encoding is undone


def test_a_digest_that_its_record_declares_falsely_proves_nothing(tmp_path: Path) -> None:
    store = _kept(tmp_path, "crawl.warc.gz", _warc(WARC_Payload_Digest="sha1:" + "A" * 32))
    with Store(store) as opened:
        (capture,) = opened.captures(PAGE)
        assert opened.replay(capture).body == HTML
        assert list(opened.audit()) == []


def test_what_an_earlier_store_said_of_it_does_not_count(tmp_path: Path) -> None:
    store = _kept(tmp_path, "crawl.warc.gz", _warc(Archive_Name="elsewhere", Archive_Requested="20010101000000"))
    with Store(store) as opened:
        assert [(one.archive, one.requested) for one in opened.listed()] == [("crawl.warc.gz", "20190101000001")]
        assert list(opened.audit()) == []


def test_without_its_ledger_the_store_knows_as_much(tmp_path: Path) -> None:
    store = _kept(tmp_path, "crawl.warc.gz", WARC)
    with Store(store) as opened:
        before = list(opened.listed()), list(opened.index_lines())
    (store / "ledger.sqlite").unlink()
    with Store(store) as opened:
        assert (list(opened.listed()), list(opened.index_lines())) == before


def test_one_that_lost_its_end_with_a_kill_is_cut_off_with_what_is_said_of_it(tmp_path: Path) -> None:
    later = WarcFile()
    later.response(PAGE, "2020-01-01T00:00:01Z", HTML + b"<p>More.</p>")
    archives = [_archive(tmp_path, "crawl.warc.gz", WARC), _archive(tmp_path, "later.warc.gz", later.content)]
    with Store(tmp_path / "store") as store:
        keep_all(archives[0], archives[0].listed(), store)
        store.checkpoint()
        noted, whole = (tmp_path / "store/ledger.sqlite").read_bytes(), _file(tmp_path / "store").read_bytes()
        keep_all(archives[1], archives[1].listed(), store)
    torn = _file(tmp_path / "store").read_bytes()[:-9]
    assert len(torn) > len(whole)
    _file(tmp_path / "store").write_bytes(torn)
    (tmp_path / "store/ledger.sqlite").write_bytes(noted)
    with Store(tmp_path / "store") as store:
        assert len(list(store.captures(PAGE))) == 1
    assert _file(tmp_path / "store").read_bytes() == whole


def test_a_metadata_record_that_was_altered_is_damage(tmp_path: Path) -> None:
    store = _kept(tmp_path, "crawl.warc.gz", WARC)
    content = _file(store).read_bytes()
    start = content.rindex(b"\x1f\x8b\x08", 0, len(content) - len(WARC))
    _file(store).write_bytes(content[: start + 40] + b"\0" + content[start + 41 :])
    with Store(store) as opened, pytest.raises(RecordDamaged):
        opened.replay(next(opened.captures(PAGE)))


def test_a_ledger_that_notes_no_metadata_record_is_not_believed(tmp_path: Path) -> None:
    store = _kept(tmp_path, "crawl.warc.gz", WARC)
    with contextlib.closing(sqlite3.connect(store / "ledger.sqlite")) as ledger:
        ledger.execute("UPDATE records SET said = 0")
        ledger.commit()
    with Store(store) as opened:
        assert any("said is 0" in one for one in opened.audit())
        with pytest.raises(StoreError):
            opened.replay(next(opened.captures(PAGE)))


def test_a_store_is_sound_again_once_what_was_damaged_is_stored_again(tmp_path: Path) -> None:
    made = WarcFile()
    for year in (2018, 2019):
        made.response(PAGE, f"{year}-01-01T00:00:00Z", HTML + b"%d" % year)
    made.response(PAGE, "2020-01-01T00:00:00Z", HTML + b"2019")  # the store has it as a revisit
    archive = _archive(tmp_path, "crawl.warc.gz", made.content)
    whole = _kept(tmp_path, "crawl.warc.gz", made.content)
    content = _file(whole).read_bytes()
    for at in range(0, len(content), 37):
        store = tmp_path / f"at {at}"
        shutil.copytree(whole, store)
        _file(store).write_bytes(content[:at] + bytes([content[at] ^ 0x55]) + content[at + 1 :])
        for _ in range(2):  # a revisit is known to be damaged once its target is
            with Store(store) as opened:
                for one in opened.listed():
                    try:
                        opened.read(one.record) if one.record else None
                    except RecordDamaged as error:
                        assert one.record
                        opened.note_damage(one.record, str(error))
                keep_all(archive, archive.listed(), opened)
        for ledger in ("kept", "made again"):
            if ledger == "made again":
                (store / "ledger.sqlite").unlink()
                (store / "index.cdxj").unlink()
            with Store(store) as opened:
                assert list(opened.audit()) == [], f"byte {at}, ledger {ledger}"
                assert [one.outcome for one in opened.listed()] == [None, None, None], f"byte {at}, ledger {ledger}"
