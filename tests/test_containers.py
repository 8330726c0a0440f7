"""What archive files exist in the wild: ARC, zstd, one piece, WACZ in WACZ, bundles of browsers, folders of downloaders."""

import base64
import gzip
import io
import plistlib
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
import zstandard
from conftest import WarcFile
from warcio.archiveiterator import ArchiveIterator

from scraper.archives.files.on_disk import FileArchive
from scraper.errors import UnreadableFile
from scraper.values.capture import Capture, format_timestamp

PAGE = "https://en.unesco.org/creative-cities/content/annual-conferences"
HTML = "<!DOCTYPE html>\n<title>t</title><p>held in Östersund (Sweden) in 2016</p>\n".encode()
TIMES = ["20180829194602", "20190901101010", "20200110081500"]
DATES = ["2018-08-29T19:46:02Z", "2019-09-01T10:10:10Z", "2020-01-10T08:15:00Z"]


def _bodies() -> list[bytes]:
    return [HTML + time.encode() for time in TIMES]


def _warc(*, gzipped: bool = False) -> WarcFile:
    file = WarcFile(gzipped=gzipped)
    for date, body in zip(DATES, _bodies(), strict=True):
        file.response(PAGE, date, body)
    return file


def _plain_records() -> list[bytes]:
    file = _warc()
    return [file.content[at:end] for at, end in zip(file.starts, [*file.starts[1:], None], strict=True)]


def _arc(*, version: int = 1, gzipped: bool = False) -> bytes:
    """Return an ARC file as its format says: a version block, then a line and a block for each record."""
    names = "URL IP-address Archive-date Content-type Archive-length"
    more = "Result-code Checksum Location Offset Filename "
    names = names if version == 1 else names.replace("Archive-length", more + "Archive-length")
    told = f"{version} 0 Test\n{names}\n\n"
    parts = [f"filedesc://x.arc 0.0.0.0 20180101000000 text/plain {len(told)}\n{told}\n".encode()]
    for time, body in zip(TIMES, _bodies(), strict=True):
        block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body
        fields = "" if version == 1 else "200 - - 0 x.arc "
        parts.append(f"{PAGE} 192.0.2.1 {time} text/html {fields}{len(block)}\n".encode() + block + b"\n")
    return b"".join(gzip.compress(part) if gzipped else part for part in parts)


def _zstd(*, dictionary: bool, packed: bool = False) -> bytes:
    """Return a WARC of a zstd frame for each record, perhaps with a dictionary in the first frame (IIPC's proposal)."""
    records = _plain_records()
    if not dictionary:
        return b"".join(zstandard.ZstdCompressor(write_checksum=True).compress(record) for record in records)
    samples: list[bytes | bytearray | memoryview] = [
        record + bytes([at]) * 40 for at in range(60) for record in records
    ]
    trained = zstandard.train_dictionary(2000, samples)
    content = zstandard.ZstdCompressor().compress(trained.as_bytes()) if packed else trained.as_bytes()
    head = b"\x5d\x2a\x4d\x18" + len(content).to_bytes(4, "little") + content
    return head + b"".join(zstandard.ZstdCompressor(dict_data=trained).compress(record) for record in records)


def _zip(members: dict[str, bytes], kind: int = zipfile.ZIP_STORED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", kind) as wacz:
        for name, content in members.items():
            wacz.writestr(name, content)
    return file.getvalue()


def _blocks(content: bytes) -> bytes:
    """Return gzip in blocks that keep to no record, as bgzip makes them."""
    return b"".join(gzip.compress(content[at : at + 300]) for at in range(0, len(content), 300))


PLAIN, BY_RECORD = _warc().content, _warc(gzipped=True).content
WACZ = _zip({"archive/data.warc.gz": BY_RECORD, "datapackage.json": b"{}"})
WHOLE: dict[str, bytes] = {
    "A.WARC": PLAIN,
    "A.WARC.GZ": BY_RECORD,
    "one-piece.warc.gz": gzip.compress(PLAIN),
    "in-blocks.warc.gz": _blocks(PLAIN),
    "a-piece-behind-records.warc.gz": gzip.compress(_plain_records()[0])
    + gzip.compress(b"".join(_plain_records()[1:])),
    "no-ending": BY_RECORD,
    "frames.warc.zst": _zstd(dictionary=False),
    "one-frame.warc.zst": zstandard.ZstdCompressor().compress(PLAIN),
    "dictionary.warc.zst": _zstd(dictionary=True),
    "packed-dictionary.warc.zst": _zstd(dictionary=True, packed=True),
    "one.arc": _arc(),
    "two.arc": _arc(version=2),
    "ONE.ARC.GZ": _arc(gzipped=True),
    "one-piece.arc.gz": gzip.compress(_arc()),
    "v0.18.warc": PLAIN.replace(b"WARC/1.0", b"WARC/0.18"),
    "v0.17.warc.gz": gzip.compress(PLAIN.replace(b"WARC/1.0", b"WARC/0.17")),
    "cr-cr-lf.warc": PLAIN.replace(b"\r\nWARC-", b"\r\r\nWARC-"),
    "data.WACZ": WACZ,
    "deflated.wacz": _zip({"archive/data.warc.gz": BY_RECORD}, zipfile.ZIP_DEFLATED),
    "zstd.wacz": _zip({"archive/data.warc.zst": _zstd(dictionary=False)}),
    "a-folder-on-top.wacz": _zip({"mine/archive/data.WARC.GZ": BY_RECORD}),
    "of-wacz.wacz": _zip({"a.wacz": WACZ, "datapackage.json": b"{}"}),
    "of-wacz-of-wacz.wacz": _zip({"b.wacz": _zip({"a.wacz": WACZ})}),
    "of-deflated-wacz.wacz": _zip({"a.wacz": WACZ, "datapackage.json": b"{}"}, zipfile.ZIP_DEFLATED),
    "of-deflated-wacz-of-wacz.wacz": _zip(
        {
            "b.wacz": _zip(
                {"a.wacz": _zip({"archive/data.warc.gz": BY_RECORD}, zipfile.ZIP_DEFLATED)}, zipfile.ZIP_DEFLATED
            )
        }
    ),
    "with-an-arc.wacz": _zip({"archive/data.arc.gz": _arc(gzipped=True)}),
}


class Reports(list[str]):
    """What an archive reported."""

    def __call__(self, text: str) -> None:
        self.append(text)


def _archive(path: Path, reports: Reports | None = None) -> FileArchive:
    return FileArchive(path, most_bytes=1_000_000, report=Reports() if reports is None else reports)


def _bodies_of(archive: FileArchive, original: str = PAGE) -> dict[str, bytes]:
    return {format_timestamp(one.timestamp): archive.replay(one).body for one in archive.captures(original)}


@pytest.mark.parametrize("name", WHOLE)
@pytest.mark.parametrize("in_folder", [False, True])
def test_captures_are_read_whatever_they_lie_in(name: str, in_folder: bool, tmp_path: Path) -> None:
    if in_folder and name == "no-ending":
        (tmp_path / "other.warc").write_bytes(b"")
    (tmp_path / name).write_bytes(WHOLE[name])
    archive = _archive(tmp_path if in_folder else tmp_path / name)
    assert _bodies_of(archive) == dict(zip(TIMES, _bodies(), strict=True))


def test_a_record_far_inside_a_piece_is_had_in_any_order(tmp_path: Path) -> None:
    file = WarcFile(gzipped=False)
    bodies = [bytes([65 + at]) * 700_000 for at in range(5)]
    for at, body in enumerate(bodies):
        file.response(PAGE, f"201{at}-01-01T00:00:00Z", body)
    (tmp_path / "a.warc.gz").write_bytes(gzip.compress(file.content))
    archive = _archive(tmp_path / "a.warc.gz")
    found = list(archive.captures(PAGE))
    assert [archive.replay(found[at]).body for at in (4, 1, 3, 0, 2)] == [bodies[at] for at in (4, 1, 3, 0, 2)]


def test_arc_files_are_read_as_warcio_reads_them(tmp_path: Path) -> None:
    content = _arc()
    theirs = [
        (record.rec_headers.get_header("WARC-Target-URI"), record.content_stream().read())
        for record in ArchiveIterator(io.BytesIO(content), arc2warc=True)
        if record.rec_type == "response"
    ]
    (tmp_path / "a.arc").write_bytes(content)
    archive = _archive(tmp_path / "a.arc")
    assert [(one.original, archive.replay(one).body) for one in archive.all_captures()] == theirs


@pytest.mark.parametrize(
    "name", ["A.WARC.GZ", "frames.warc.zst", "ONE.ARC.GZ", "data.WACZ", "deflated.wacz", "A.WARC", "one.arc"]
)
def test_damage_costs_one_record_in_every_container(name: str, tmp_path: Path) -> None:
    pieces = {
        "A.WARC.GZ": BY_RECORD, "data.WACZ": BY_RECORD, "deflated.wacz": BY_RECORD, "frames.warc.zst": _zstd(dictionary=False),
        "ONE.ARC.GZ": _arc(gzipped=True), "A.WARC": PLAIN, "one.arc": _arc(),
    }  # fmt: skip
    content = bytearray(pieces[name])
    if name in ("A.WARC", "one.arc"):  # the second record's length no more fits what is there
        at = content.index(_bodies()[1])
        del content[at + 10 : at + 60]
    else:
        magic = b"\x28\xb5\x2f\xfd" if name.endswith("zst") else b"\x1f\x8b\x08"
        starts = [at for at in range(len(content)) if content[at : at + len(magic)] == magic]
        second = starts[-2]
        content[(second + starts[-1]) // 2] ^= 0xFF
    hurt = bytes(content)
    if name.lower().endswith(".wacz"):
        kind = zipfile.ZIP_DEFLATED if name == "deflated.wacz" else zipfile.ZIP_STORED
        hurt = _zip({"archive/data.warc.gz": hurt}, kind)
    (tmp_path / name).write_bytes(hurt)
    reports = Reports()
    archive = _archive(tmp_path / name, reports)
    found = {format_timestamp(one.timestamp): one for one in archive.captures(PAGE)}
    for time in (TIMES[0], TIMES[2]):
        assert archive.replay(found[time]).body == HTML + time.encode()
    assert TIMES[1] in found or any("damaged" in report for report in reports)


def test_a_bad_byte_in_a_wacz_costs_what_it_costs_in_the_warc(tmp_path: Path) -> None:
    whole = bytearray(WACZ)
    second = whole.index(b"\x1f\x8b\x08", whole.index(b"\x1f\x8b\x08") + 3)
    whole[second + 60] ^= 0xFF  # and now the ZIP's own check sum fails, too
    (tmp_path / "a.wacz").write_bytes(whole)
    assert sorted(_bodies_of(_archive(tmp_path / "a.wacz"))) == [TIMES[0], TIMES[2]]


def test_a_member_that_cannot_be_had_costs_no_other(tmp_path: Path) -> None:
    (tmp_path / "all.wacz").write_bytes(
        _zip({"a.wacz": b"PK\x03\x04 and no more", "b.wacz": WACZ, "c.wacz": WACZ[:-40]})
    )
    (tmp_path / "whole.wacz").write_bytes(WACZ)
    reports = Reports()
    read = _bodies_of(_archive(tmp_path / "all.wacz", reports))
    assert read
    assert read == _bodies_of(_archive(tmp_path / "whole.wacz"))
    for name in ("a.wacz", "c.wacz"):
        assert any(f"all.wacz!{name}: " in said for said in reports)


@pytest.mark.parametrize("version", [b"WARC/1.0", b"WARC/1.1", b"WARC/0.18", b"WARC/0.17"])
def test_a_record_that_lacks_its_end_takes_nothing_of_the_next(version: bytes, tmp_path: Path) -> None:
    first, second, third = (record.replace(b"WARC/1.0", version) for record in _plain_records())
    (tmp_path / "a.warc").write_bytes(first + second[:-40] + b"\r\n\r\n" + third)
    archive = _archive(tmp_path / "a.warc")
    by_time = {format_timestamp(one.timestamp): one for one in archive.captures(PAGE)}
    assert list(by_time) == TIMES
    with pytest.raises(Exception, match="bytes are present"):
        archive.replay(by_time[TIMES[1]])
    assert archive.replay(by_time[TIMES[2]]).body == _bodies()[2]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2014", "20140101000000"),
        ("2014-03", "20140301000000"),
        ("2014-03-05", "20140305000000"),
        ("2014-03-05T06:07Z", "20140305060700"),
        ("2014-03-05T06:07:08.123456789Z", "20140305060708"),
        ("2014-03-05T06:07:08.5Z", "20140305060708"),
        ("2014-03-05T07:07:08+01:00", "20140305060708"),
    ],
)
def test_a_date_of_any_precision_is_read_from_its_beginning(written: str, read: str, tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(_plain_records()[0].replace(DATES[0].encode(), written.encode()))
    archive = _archive(tmp_path / "a.warc")
    assert list(_bodies_of(archive)) == [read]
    [capture] = archive.all_captures()
    assert capture.date == (written if len(written) < 18 else "2014-03-05T06:07:08Z")  # shown to its own precision
    assert archive.replay(capture).capture.digits == capture.digits == read[: capture.precision]


def test_the_minute_of_an_arc_record_is_shown_as_one(tmp_path: Path) -> None:
    (tmp_path / "a.arc").write_bytes(_arc().replace(f" {TIMES[2]} ".encode(), f" {TIMES[2][:12]} ".encode()))
    assert [one.date for one in _archive(tmp_path / "a.arc").all_captures()] == [*DATES[:2], "2020-01-10T08:15Z"]


def test_a_payload_that_is_not_what_its_record_declares_is_said(tmp_path: Path) -> None:
    hurt = _plain_records()[0].replace(b"Sweden", b"Norway")
    (tmp_path / "a.warc").write_bytes(hurt)
    reports = Reports()
    assert list(_bodies_of(_archive(tmp_path / "a.warc", reports))) == [TIMES[0]]
    assert any("digest" in report for report in reports)
    (tmp_path / "b.warc").write_bytes(_plain_records()[0])
    sound = Reports()
    _bodies_of(_archive(tmp_path / "b.warc", sound))
    assert sound == []


# --- files that are none -------------------------------------------------------------------------------------------------

REFUSED = {
    "pointer.warc.gz": (b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n", "Git LFS"),
    "annexed.warc.gz": (b"/annex/objects/SHA256E-s1--0.warc.gz\n", "git-annex"),
    "a.html": (b"%PDF-1.7\n", "PDF"),
    "image": (b"\x89PNG\r\n\x1a\n", "image"),
    "photo.jpg": (b"\xff\xd8\xff\xe0\0\0JFIF", "image"),
    "a.warc.lz4": (b"\x04\x22\x4d\x18dq", "lz4"),
    "a.warc.xz": (b"\xfd7zXZ\x00\x00\x04", "xz"),
    "a.warc.bz2": (b"BZh91AY&SY", "bzip2"),
    "a.tar": (b"x" * 257 + b"ustar\x0000", "tar"),
    "a.cdx": (b" CDX N b a m s k r M S V g\n", "CDX"),
    "a.har": (b'{"log": {"version": "1.2"}}', "HAR"),
    "binary": (b"\x00\x01\x02\x03" * 50, "begins with"),
    "a.html.gz": (gzip.compress(HTML), "unpack"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_archive_is_refused_by_its_name(name: str, tmp_path: Path) -> None:
    content, said = REFUSED[name]
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UnreadableFile, match=said) as caught:
        _archive(tmp_path / name)
    assert name in str(caught.value)
    (tmp_path / "good.warc").write_bytes(PLAIN)
    assert len(_bodies_of(_archive(tmp_path))) == 3  # and beside it nothing is lost


@pytest.mark.parametrize(
    "begin", [b"<html><head>\x00", b"\xef\xbb\xbf\n<!DOCTYPE html>\x01", b"<div>\x08", b"<!--\x00-->"]
)
def test_bytes_that_begin_as_markup_are_a_page_whatever_control_bytes_follow(begin: bytes, tmp_path: Path) -> None:
    page = begin + f"<link rel=canonical href='{PAGE}'><!-- FILE ARCHIVED ON 21:04:03 Jan 9, 2014 AND -->".encode()
    (tmp_path / "a.html").write_bytes(page)
    assert _only(tmp_path / "a.html")[1] == page


# --- pages that browsers and downloaders save -----------------------------------------------------------------------------


def _only(path: Path) -> tuple[Capture, bytes]:
    archive = _archive(path)
    [capture] = archive.all_captures()
    return capture, archive.replay(capture).body


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64", "8bit"])
def test_mhtml_is_the_page_in_it(encoding: str, tmp_path: Path) -> None:
    body = {
        "quoted-printable": HTML.replace("Ö".encode(), b"=C3=96"),
        "base64": base64.encodebytes(HTML),
        "8bit": HTML,
    }[encoding]
    head = (
        f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {PAGE}\r\nSubject: t\r\n"
        "Date: Wed, 29 Aug 2018 21:46:02 +0200\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----b"\r\n\r\n\r\n------b\r\n'
        f"Content-Type: text/html\r\nContent-ID: <frame-0@mhtml.blink>\r\nContent-Transfer-Encoding: {encoding}\r\n"
        f"Content-Location: {PAGE}\r\n\r\n"
    )
    (tmp_path / "a.mhtml").write_bytes(head.encode() + body + b"\r\n------b--\r\n")
    capture, found = _only(tmp_path / "a.mhtml")
    assert (capture.original, format_timestamp(capture.timestamp)) == (PAGE, TIMES[0])
    assert found.split() == HTML.split()


def test_a_webarchive_is_the_page_in_it(tmp_path: Path) -> None:
    memento = f"https://web.archive.org/web/{TIMES[0]}/{PAGE}"
    for name, url, form in (
        ("a.webarchive", memento, plistlib.FMT_BINARY),
        ("b.webarchive", memento, plistlib.FMT_XML),
        ("c.webarchive", PAGE, plistlib.FMT_BINARY),
    ):
        main = {"WebResourceData": HTML, "WebResourceURL": url, "WebResourceMIMEType": "text/html",
                "WebResourceTextEncodingName": "UTF-8", "WebResourceFrameName": ""}  # fmt: skip
        (tmp_path / name).write_bytes(plistlib.dumps({"WebMainResource": main}, fmt=form))
    for name in ("a.webarchive", "b.webarchive"):
        capture, body = _only(tmp_path / name)
        assert (capture.original, format_timestamp(capture.timestamp), body) == (PAGE, TIMES[0], HTML)
    [page] = _archive(tmp_path / "c.webarchive").unplaced_pages()  # it does not say when
    assert (page.original, page.timestamp, page.body) == (PAGE, None, HTML)


@pytest.mark.parametrize(
    ("url", "date", "time"),
    [
        (PAGE, "Wed Aug 29 2018 21:46:02 GMT+0200 (Central European Summer Time)", TIMES[0]),
        (PAGE, "2018-08-29T19:46:02.123Z", TIMES[0]),
        (f"https://web.archive.org/web/{TIMES[0]}/{PAGE}", "Tue Mar 15 2022 10:26:32 GMT+0100 (CET)", TIMES[0]),
    ],
)
def test_single_file_says_where_and_when(url: str, date: str, time: str, tmp_path: Path) -> None:
    note = f"<!DOCTYPE html> <html><!--\n Page saved with SingleFile \n url: {url} \n saved date: {date}\n--><p>x</p>"
    (tmp_path / "a.html").write_text(note, encoding="utf-8")
    capture, _ = _only(tmp_path / "a.html")
    assert (capture.original, format_timestamp(capture.timestamp)) == (PAGE, time)


@pytest.mark.parametrize(
    ("place", "original"),
    [
        (
            "20180829194602/en.unesco.org/creative-cities/conferences/index.html",
            "en.unesco.org/creative-cities/conferences",
        ),
        (
            "websites/en.unesco.org/20180829194602/creative-cities/conferences/index.html",
            "en.unesco.org/creative-cities/conferences",
        ),
        ("websites/en.unesco.org/20180829194602/index.html", "en.unesco.org/"),
        ("20180829194602/en.unesco.org/page.html", "en.unesco.org/page.html"),
        ("20180829194602/en.unesco.org/creative-cities/page", "en.unesco.org/creative-cities/page"),
        ("20180829194602id_/en.unesco.org/a%3fb=c.html", "en.unesco.org/a?b=c.html"),
    ],
)
def test_a_folder_of_a_wayback_downloader_says_where_and_when(place: str, original: str, tmp_path: Path) -> None:
    path = tmp_path / place
    path.parent.mkdir(parents=True)
    path.write_bytes(HTML)
    capture, body = _only(tmp_path)
    assert (capture.original, format_timestamp(capture.timestamp), body) == (f"http://{original}", TIMES[0], HTML)


@pytest.mark.parametrize("hour", [5, 15])
def test_openwayback_writes_hours_of_one_digit(hour: int, tmp_path: Path) -> None:
    note = f"<link rel=canonical href='{PAGE}'><!--\n FILE ARCHIVED ON {hour}:04:03 Jan 9, 2014 AND RETRIEVED FROM -->"
    (tmp_path / "a.html").write_text(f"<!DOCTYPE html>{note}", encoding="utf-8")
    capture, _ = _only(tmp_path / "a.html")
    assert capture.timestamp == datetime(2014, 1, 9, hour, 4, 3, tzinfo=UTC)


# --- revisits ---------------------------------------------------------------------------------------------------------------

NOT_MODIFIED = "http://netpreserve.org/warc/1.0/revisit/server-not-modified"


def _revisit(head: bytes, **fields: str) -> WarcFile:
    file = WarcFile(gzipped=False)
    file.response(PAGE, DATES[0], HTML)
    file.other("revisit", PAGE, DATES[1], head, **fields)
    return file


def test_a_revisit_that_says_not_modified_is_a_capture_of_what_it_refers_to(tmp_path: Path) -> None:
    file = _revisit(
        b"HTTP/1.1 304 Not Modified\r\nETag: x\r\n\r\n",
        WARC_Profile=NOT_MODIFIED, WARC_Refers_To_Target_URI=PAGE, WARC_Refers_To_Date=DATES[0],
        Content_Type="application/http; msgtype=response",
    )  # fmt: skip
    archive = _archive(file.save(tmp_path / "a.warc"))
    _, revisit = archive.captures(PAGE)
    response = archive.replay(revisit)
    assert (response.status, response.body, response.capture.mimetype) == (200, HTML, "text/html")


@pytest.mark.parametrize("digest", ["sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ", ""])
def test_the_digest_of_nothing_resolves_nothing(digest: str, tmp_path: Path) -> None:
    file = _revisit(
        b"HTTP/1.1 304 Not Modified\r\n\r\n",
        WARC_Profile=NOT_MODIFIED, WARC_Payload_Digest=digest, Content_Type="application/http; msgtype=response",
    )  # fmt: skip
    file.response(f"{PAGE}/empty", DATES[2], b"")
    archive = _archive(file.save(tmp_path / "a.warc"))
    _, revisit = archive.captures(PAGE)
    with pytest.raises(Exception, match="does not name its target"):
        archive.replay(revisit)


def test_a_revisit_may_refer_to_a_resource_and_to_a_record_by_its_id(tmp_path: Path) -> None:
    file = WarcFile(gzipped=False)
    file.other("resource", f"{PAGE}/index.html", DATES[0], HTML, Content_Type="text/html", WARC_Record_ID="<urn:x:1>")
    file.other(
        "revisit", PAGE, DATES[1], b"", WARC_Refers_To_Target_URI=f"{PAGE}/index.html", WARC_Refers_To_Date=DATES[0]
    )
    file.other("revisit", PAGE, DATES[2], b"", WARC_Refers_To="<urn:x:1>")
    archive = _archive(file.save(tmp_path / "a.warc"))
    assert list(_bodies_of(archive).values()) == [HTML, HTML]
    assert [archive.replay(one).status for one in archive.captures(PAGE)] == [200, 200]


def test_revisits_that_refer_to_each_other_end(tmp_path: Path) -> None:
    file = WarcFile(gzipped=False)
    for own, other in ((0, 1), (1, 0)):
        file.revisit(PAGE, DATES[own], "", (PAGE, DATES[other]))
    archive = _archive(file.save(tmp_path / "a.warc"))
    for capture in archive.captures(PAGE):
        with pytest.raises(Exception, match="target is not in these files"):
            archive.replay(capture)
