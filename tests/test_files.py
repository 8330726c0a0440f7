"""WARC files, WACZ files and folders of saved pages as an archive."""

import gzip
import io
import json
import zipfile
import zlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from conftest import WarcFile

from scraper.archives.files.containers import Shelf
from scraper.archives.files.on_disk import FileArchive
from scraper.errors import CaptureFailure, UnreadableFile
from scraper.outcomes import Outcome
from scraper.values.capture import Capture, format_timestamp, parse_timestamp, sha1, urlkey

pytestmark = pytest.mark.usefixtures("patience")

PLENTY = 10_000_000
FIXTURES = Path(__file__).parents[1] / "fixtures" / "pages"
PAGE = "https://en.unesco.org/creative-cities/content/annual-conferences"
OTHER = "https://es.unesco.org/creative-cities/"
FIRST, SECOND, THIRD = "2019-07-02T11:44:07Z", "2020-01-10T08:15:00Z", "2022-03-15T09:26:32Z"
HTML = "<!DOCTYPE html>\n<p>held in Östersund (Sweden) in 2016</p>\n".encode()


class Reports(list[str]):
    """What an archive reported, to be looked at."""

    def __call__(self, text: str) -> None:
        self.append(text)


def _archive(path: Path, reports: Reports | None = None, most_bytes: int = PLENTY) -> FileArchive:
    return FileArchive(path, most_bytes=most_bytes, report=Reports() if reports is None else reports)


def _times(archive: FileArchive, original: str = PAGE) -> list[str]:
    return [format_timestamp(capture.timestamp) for capture in archive.captures(original)]


def _three(*, gzipped: bool = True) -> WarcFile:
    warc = WarcFile(gzipped=gzipped)
    warc.other("warcinfo", "file.warc", FIRST, b"software: test\r\n")
    warc.response(PAGE, SECOND, HTML + b"2")
    warc.other("request", PAGE, SECOND, b"GET / HTTP/1.1\r\n\r\n")
    warc.response(PAGE, FIRST, HTML + b"1")
    warc.response(OTHER, FIRST, HTML + b"other")
    warc.response(PAGE, THIRD, HTML + b"3")
    return warc


def _wacz(path: Path, members: dict[str, bytes], compression: int = zipfile.ZIP_STORED) -> Path:
    with zipfile.ZipFile(path, "w", compression) as wacz:
        for name, content in members.items():
            wacz.writestr(name, content)
    return path


@pytest.fixture(params=["plain.warc", "gzipped.warc.gz", "stored.wacz", "deflated.wacz", "folder"])
def three(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / str(request.param)
    if path.suffix == ".wacz":
        kind = zipfile.ZIP_DEFLATED if path.stem == "deflated" else zipfile.ZIP_STORED
        return _wacz(path, {"datapackage.json": b"{}", "archive/data.warc.gz": _three().content}, kind)
    if path.suffix in (".warc", ".gz"):
        return _three(gzipped=path.suffix == ".gz").save(path)
    (path / "deeper").mkdir(parents=True)
    _three().save(path / "deeper" / "data.warc.gz")
    return path


def test_captures_come_in_order_of_time_whatever_the_file(three: Path) -> None:
    archive = _archive(three)
    assert archive.name == three.name
    assert _times(archive) == ["20190702114407", "20200110081500", "20220315092632"]
    assert _times(archive, OTHER) == ["20190702114407"]
    assert _times(archive, "https://en.unesco.org/elsewhere") == []


def test_a_capture_says_what_the_record_says(three: Path) -> None:
    capture = next(_archive(three).captures(PAGE))
    assert capture == Capture(
        original=PAGE,
        timestamp=datetime(2019, 7, 2, 11, 44, 7, tzinfo=UTC),
        urlkey=urlkey(PAGE),
        archive=three.name,
        statuscode=200,
        mimetype="text/html",
        digest=sha1(HTML + b"1"),
    )


def test_what_was_captured_is_given_back(three: Path) -> None:
    archive = _archive(three)
    bodies = [archive.replay(capture).body for capture in archive.captures(PAGE)]
    assert bodies == [HTML + b"1", HTML + b"2", HTML + b"3"]
    response = archive.replay(next(archive.captures(PAGE)))
    assert (response.status, response.header("Content-Type")) == (200, "text/html; charset=utf-8")
    assert response.requested == response.capture.timestamp == datetime(2019, 7, 2, 11, 44, 7, tzinfo=UTC)


def test_a_span_of_time_includes_both_its_ends(three: Path) -> None:
    archive = _archive(three)
    first, second, third = (capture.timestamp for capture in archive.captures(PAGE))
    assert [capture.timestamp for capture in archive.captures(PAGE, first, second)] == [first, second]
    assert [capture.timestamp for capture in archive.captures(PAGE, second)] == [second, third]
    assert [capture.timestamp for capture in archive.captures(PAGE, None, first)] == [first]


def test_all_captures_come_as_they_lie(three: Path) -> None:
    lying = [(capture.original, capture.timestamp.year) for capture in _archive(three).all_captures()]
    assert lying == [(PAGE, 2020), (PAGE, 2019), (OTHER, 2019), (PAGE, 2022)]


def test_a_body_is_dechunked_and_stays_compressed(tmp_path: Path) -> None:
    packed = gzip.compress(HTML)
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(packed), packed)
    warc = WarcFile()
    warc.response(
        PAGE, FIRST, chunked,
        headers=(("Content-Type", "text/html"), ("Transfer-Encoding", "chunked"), ("Content-Encoding", "gzip")),
    )  # fmt: skip
    archive = _archive(warc.save(tmp_path / "a.warc.gz"))
    response = archive.replay(next(archive.captures(PAGE)))
    assert response.body == packed
    assert response.header("Content-Encoding") == "gzip"
    assert response.header("Transfer-Encoding") is None
    assert response.capture.digest == sha1(packed)


@pytest.mark.parametrize(("status", "code"), [("301 Moved", 301), ("404 Not Found", 404), ("503 Service", 503)])
def test_a_captured_redirect_or_error_is_a_capture(tmp_path: Path, status: str, code: int) -> None:
    warc = WarcFile()
    warc.response(PAGE, FIRST, b"", status=status, headers=(("Location", OTHER),))
    archive = _archive(warc.save(tmp_path / "a.warc.gz"))
    [capture] = archive.captures(PAGE)
    assert capture.statuscode == code
    response = archive.replay(capture)
    assert (response.status, response.header("location"), response.body) == (code, OTHER, b"")


def test_a_resource_is_a_capture_without_http(tmp_path: Path) -> None:
    warc = WarcFile()
    warc.other("resource", PAGE, FIRST, HTML, Content_Type="text/html")
    archive = _archive(warc.save(tmp_path / "a.warc.gz"))
    response = archive.replay(next(archive.captures(PAGE)))
    assert (response.status, response.body, response.capture.mimetype) == (200, HTML, "text/html")


@pytest.mark.parametrize("by", ["address and date", "digest alone"])
@pytest.mark.parametrize("head", [True, False])
@pytest.mark.parametrize("where", ["same file", "another file", "same file, later"])
def test_a_revisit_has_the_payload_of_what_it_points_to(tmp_path: Path, by: str, head: bool, where: str) -> None:
    first, second = WarcFile(), WarcFile()
    of = (PAGE, FIRST) if by == "address and date" else None
    if where == "same file, later":
        first.revisit(PAGE, SECOND, sha1(HTML), of, head=head)
    first.response(PAGE, FIRST, HTML)
    if where == "same file":
        first.revisit(PAGE, SECOND, sha1(HTML), of, head=head)
    if where == "another file":
        second.revisit(PAGE, SECOND, sha1(HTML), of, head=head)
        second.save(tmp_path / "a-before-b.warc.gz")
    first.save(tmp_path / "b.warc.gz")
    archive = _archive(tmp_path)
    _, revisit = archive.captures(PAGE)
    assert (revisit.mimetype, revisit.digest) == ("warc/revisit", sha1(HTML))
    response = archive.replay(revisit)
    assert (response.status, response.body) == (200, HTML)
    assert format_timestamp(response.capture.timestamp) == "20200110081500"


def test_a_revisit_may_point_to_another_revisit(tmp_path: Path) -> None:
    # Chains of over 300 exist (web-archives.md, 10).
    warc = WarcFile()
    dates = [f"2019-01-{day:02}T00:00:00Z" for day in range(1, 31)]
    warc.response(PAGE, dates[0], HTML)
    for before, date in pairwise(dates):
        warc.revisit(PAGE, date, sha1(HTML), (PAGE, before))
    archive = _archive(warc.save(tmp_path / "a.warc.gz"))
    assert {archive.replay(capture).body for capture in archive.captures(PAGE)} == {HTML}


def test_a_revisit_whose_target_is_elsewhere_is_not_played_back(tmp_path: Path) -> None:
    warc = WarcFile()
    warc.response(OTHER, FIRST, b"something else")
    warc.revisit(PAGE, SECOND, sha1(HTML), (PAGE, FIRST))
    archive = _archive(warc.save(tmp_path / "a.warc.gz"))
    with pytest.raises(CaptureFailure, match="target") as caught:
        archive.replay(next(archive.captures(PAGE)))
    assert caught.value.outcome is Outcome.NOT_PLAYED_BACK


def test_two_captures_of_one_second_are_both_there(tmp_path: Path) -> None:
    warc = WarcFile()
    warc.response("http://en.unesco.org/", FIRST, b"", status="301 Moved", headers=(("Location", PAGE),))
    warc.response("https://en.unesco.org/", FIRST, HTML)
    archive = _archive(warc.save(tmp_path / "a.warc.gz"))
    bodies = [archive.replay(capture).body for capture in archive.all_captures()]
    assert bodies == [b"", HTML]


def test_a_record_cut_off_at_the_end_of_a_plain_file_is_truncated(tmp_path: Path) -> None:
    warc = _three(gzipped=False)
    path = tmp_path / "a.warc"
    path.write_bytes(warc.content[:-30])
    archive = _archive(path)
    *others, last = archive.captures(PAGE)
    assert [archive.replay(capture).body for capture in others] == [HTML + b"1", HTML + b"2"]
    with pytest.raises(CaptureFailure) as caught:
        archive.replay(last)
    assert caught.value.outcome is Outcome.TRUNCATED


@pytest.mark.parametrize("lost", [1, 9, 30, 200])
def test_a_record_cut_off_at_the_end_of_a_gzipped_file_costs_no_other(tmp_path: Path, lost: int) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(_three().content[:-lost])
    reports = Reports()
    archive = _archive(path, reports)
    found = {format_timestamp(capture.timestamp): capture for capture in archive.captures(PAGE)}
    for time, body in (("20190702114407", HTML + b"1"), ("20200110081500", HTML + b"2")):
        assert archive.replay(found[time]).body == body
    assert reports or "20220315092632" in found


@pytest.mark.parametrize("gzipped", [True, False])
def test_a_damaged_record_in_the_middle_is_reported_and_costs_no_other(tmp_path: Path, gzipped: bool) -> None:
    warc = _three(gzipped=gzipped)
    content = bytearray(warc.content)
    at = warc.starts[3]
    content[at : at + 12] = b"\0" * 12
    path = tmp_path / ("a.warc.gz" if gzipped else "a.warc")
    path.write_bytes(content)
    reports = Reports()
    archive = _archive(path, reports)
    assert [archive.replay(capture).body for capture in archive.captures(PAGE)] == [HTML + b"2", HTML + b"3"]
    assert any("damaged" in report for report in reports)
    assert len(archive.passed_over.damaged) == 1


def test_a_record_without_a_time_is_reported_and_left_out(tmp_path: Path) -> None:
    warc = WarcFile()
    warc.response(PAGE, "yesterday", HTML)
    warc.response(PAGE, FIRST, HTML)
    reports = Reports()
    assert _times(_archive(warc.save(tmp_path / "a.warc"), reports)) == ["20190702114407"]
    assert any("no time" in report for report in reports)


@pytest.mark.parametrize(
    "target", ["https:///annual", "http://", "https://en.unesco.org/a\x01b", "annual-conferences", ""]
)
def test_a_record_of_no_web_address_is_reported_and_left_out(tmp_path: Path, target: str) -> None:
    warc = WarcFile()
    warc.response(target, FIRST, HTML)
    warc.response("dns:en.unesco.org", FIRST, HTML)  # is no page, and nothing is the matter with it
    warc.response(PAGE, FIRST, HTML)
    reports = Reports()
    assert _times(_archive(warc.save(tmp_path / "a.warc"), reports)) == ["20190702114407"]
    (report,) = reports
    assert "byte 0" in report
    assert repr(target) in report
    assert "no web address" in report


def test_a_record_over_the_limit_is_too_large(tmp_path: Path) -> None:
    warc = WarcFile()
    warc.response(PAGE, FIRST, b"x" * 2000)
    archive = _archive(warc.save(tmp_path / "a.warc.gz"), most_bytes=1000)
    with pytest.raises(CaptureFailure) as caught:
        archive.replay(next(archive.captures(PAGE)))
    assert caught.value.outcome is Outcome.TOO_LARGE


def test_a_capture_of_another_archive_is_not_played_back(tmp_path: Path) -> None:
    archive = _archive(_three().save(tmp_path / "a.warc.gz"))
    foreign = Capture(original=PAGE, timestamp=parse_timestamp("2001"), urlkey=urlkey(PAGE), archive="elsewhere")
    with pytest.raises(CaptureFailure) as caught:
        archive.replay(foreign)
    assert caught.value.outcome is Outcome.NOT_PLAYED_BACK


def test_a_file_that_says_where_it_was_fetched_keeps_its_memento_url(tmp_path: Path) -> None:
    warc = WarcFile()
    memento = f"https://webarchive.unesco.org/web/20190702114407/{PAGE}"
    warc.response(PAGE, FIRST, HTML, WARC_Source_URI=memento)
    assert next(_archive(warc.save(tmp_path / "a.warc.gz")).captures(PAGE)).memento_url == memento


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.warc", b"<!DOCTYPE html><p>no WARC</p>"),
        ("a.warc.gz", gzip.compress(b"<!DOCTYPE html><p>no WARC</p>", mtime=0)),
        ("a.warc.gz", b""),
        ("a.wacz", b"no ZIP"),
        ("a.wacz", b"PK\x03\x04 broken"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_unreadable(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UnreadableFile, match=name):
        list(_archive(tmp_path / name).captures(PAGE))


def test_a_zip_without_warcs_is_no_wacz(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="archive/"):
        _archive(_wacz(tmp_path / "a.wacz", {"pages/pages.jsonl": b"{}"}))


@pytest.mark.parametrize("kind", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED], ids=["stored", "deflated"])
def test_a_damaged_wacz_gives_what_can_be_read_or_is_unreadable(tmp_path: Path, kind: int) -> None:
    whole = _wacz(tmp_path / "whole.wacz", {"archive/data.warc": _three(gzipped=False).content}, kind).read_bytes()
    path = tmp_path / "damaged.wacz"
    for at in range(60, 600, 60):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
        try:
            assert len(_times(_archive(path))) <= 3
        except UnreadableFile as error:
            assert "damaged.wacz" in str(error)  # noqa: PT017


def test_a_missing_path_is_unreadable(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="no such file"):
        _archive(tmp_path / "nowhere")


def test_a_folder_without_anything_of_ours_is_unreadable(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("notes", encoding="utf-8")
    with pytest.raises(UnreadableFile, match="no WARC, WACZ or HTML"):
        _archive(tmp_path)


def test_what_is_passed_over_in_a_folder_is_reported(tmp_path: Path) -> None:
    _three().save(tmp_path / "a.warc.gz")
    (tmp_path / "notes.txt").write_text("notes", encoding="utf-8")
    reports = Reports()
    _archive(tmp_path, reports)
    assert any("1 file:" in report for report in reports)


def test_a_file_without_a_byte_is_reported(tmp_path: Path) -> None:
    _three().save(tmp_path / "a.warc.gz")
    (tmp_path / "b.warc.gz").write_bytes(b"")
    reports = Reports()
    assert len(_times(_archive(tmp_path, reports))) == 3
    assert any("empty" in report for report in reports)


CASES = sorted(path.parent for path in FIXTURES.glob("*/*/capture.json"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}-{case.name}")
def test_a_saved_page_with_its_index_entry_is_a_capture(case: Path) -> None:
    stated = json.loads((case / "capture.json").read_text(encoding="utf-8"))
    archive = _archive(case)
    [capture] = archive.captures(stated["original"])
    response = archive.replay(capture)
    assert capture.original == stated["original"]
    assert response.body == (case / "body.html").read_bytes()
    assert format_timestamp(response.capture.timestamp) == stated["timestamp"]
    assert format_timestamp(response.requested) == stated.get("requested", stated["timestamp"])
    assert dict(response.headers) == stated["headers"]


def test_a_folder_of_saved_pages_is_an_archive() -> None:
    archive = _archive(FIXTURES)
    assert len(list(archive.all_captures())) == len(CASES)
    assert [format_timestamp(capture.timestamp) for capture in archive.captures(PAGE)] == sorted(_times(archive))


def test_a_page_that_does_not_tell_its_origin_waits_for_the_user(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(HTML)
    archive = _archive(path)
    assert list(archive.all_captures()) == []
    [page] = archive.unplaced_pages()
    assert (page.path, page.body, page.original, page.timestamp) == (path, HTML, None, None)

    told = FileArchive(
        path, most_bytes=PLENTY, report=Reports(), original=PAGE, timestamp=datetime(2022, 3, 15, tzinfo=UTC)
    )
    [capture] = told.captures(PAGE)
    assert told.replay(capture).body == HTML


@pytest.mark.parametrize("count", [50, 100, 200])
def test_the_directory_of_a_wacz_is_read_no_more_often_for_more_members(
    count: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[object] = []

    class Counted(zipfile.ZipFile):
        def __init__(self, *arguments: Any, **options: Any) -> None:
            opened.append(arguments)
            super().__init__(*arguments, **options)

    file = WarcFile()
    file.response("https://example.org/", "2018-01-01T00:00:00Z", b"x")
    path = tmp_path / "many.wacz"
    with zipfile.ZipFile(path, "w") as wacz:
        wacz.writestr("archive/0.warc.gz", file.content)
        for at in range(1, count):
            wacz.writestr(f"archive/{at}.warc.gz", b"")
    monkeypatch.setattr(zipfile, "ZipFile", Counted)
    archive = FileArchive(path, most_bytes=1_000_000, report=lambda _: None)
    assert len(list(archive.captures("https://example.org/"))) == 1
    assert len(opened) <= 3


class _Inflating:
    """An engine of zlib; `count` are the bytes that all of them gave out."""

    count = 0

    def __init__(self, engine: Any) -> None:
        self._engine = engine

    def __getattr__(self, name: str) -> Any:
        return getattr(self._engine, name)

    def copy(self) -> "_Inflating":
        return _Inflating(self._engine.copy())

    def decompress(self, *arguments: Any) -> bytes:
        found: bytes = self._engine.decompress(*arguments)
        _Inflating.count += len(found)
        return found


@pytest.fixture
def inflated(monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """Return a function that says how many bytes were inflated since it was asked last."""
    engine_of = zlib.decompressobj

    def since() -> int:
        count, _Inflating.count = _Inflating.count, 0
        return count

    monkeypatch.setattr(zlib, "decompressobj", lambda *arguments: _Inflating(engine_of(*arguments)))
    since()
    return since


def _in_turn(count: int, files: int, body: bytes, *, gzipped: bool = True) -> list[bytes]:
    """Return WARC files of captures that follow each other in time from file to file."""
    warcs = [WarcFile(gzipped=gzipped) for _ in range(files)]
    for at in range(count):
        date = f"{2000 + at // 28 // 12}-{at // 28 % 12 + 1:02}-{at % 28 + 1:02}T00:00:00Z"
        warcs[at % files].response(PAGE, date, b"%d" % at + body)
    return [warc.content for warc in warcs]


def _deflated(path: Path, count: int) -> Path:
    return _wacz(path / "a.wacz", {"archive/a.warc.gz": _in_turn(count, 1, HTML)[0]}, zipfile.ZIP_DEFLATED)


def _members_in_turn(path: Path, count: int) -> Path:
    members = {f"archive/{at}.warc.gz": content for at, content in enumerate(_in_turn(count, 5, HTML))}
    return _wacz(path / "a.wacz", members, zipfile.ZIP_DEFLATED)


def _deflated_in_a_deflated_one(path: Path, count: int) -> Path:
    members = {}
    for at, content in enumerate(_in_turn(count, 5, HTML)):
        made = _wacz(path / "inner.wacz", {"archive/a.warc.gz": content}, zipfile.ZIP_DEFLATED)
        members[f"{at}.wacz"] = made.read_bytes()
        made.unlink()
    return _wacz(path / "a.wacz", {"all.wacz": _wacz(path / "b", members).read_bytes()}, zipfile.ZIP_DEFLATED)


def _pieces_in_turn(path: Path, count: int) -> Path:
    for at, content in enumerate(_in_turn(count, 2, bytes(100_000), gzipped=False)):
        (path / f"{at}.warc.gz").write_bytes(gzip.compress(content))
    return path


@pytest.mark.slow
@pytest.mark.parametrize("made", [_deflated, _members_in_turn, _deflated_in_a_deflated_one, _pieces_in_turn])
def test_what_is_packed_is_inflated_once_however_many_captures_are_had_of_it(
    made: Callable[[Path, int], Path], inflated: Callable[[], int], tmp_path: Path
) -> None:
    counts = []
    for count in (100, 200, 400):
        (tmp_path / str(count)).mkdir()
        path = made(tmp_path / str(count), count)
        inflated()
        archive = _archive(path)
        captures = list(archive.captures(PAGE))
        assert [archive.replay(one).body[: len(str(at))] for at, one in enumerate(captures)] == [
            b"%d" % at for at in range(count)
        ]
        counts.append(inflated())
    assert counts[1] < 2.2 * counts[0]
    assert counts[2] < 2.2 * counts[1]


def test_what_is_over_the_limit_is_inflated_once_to_step_over_it_and_never_again(
    inflated: Callable[[], int], tmp_path: Path
) -> None:
    for count in (2, 4, 8):
        (content,) = _in_turn(count, 1, bytes(1_000_000))
        (tmp_path / "a.warc.gz").write_bytes(content)
        inflated()
        archive = _archive(tmp_path / "a.warc.gz", most_bytes=100_000)
        captures = list(archive.all_captures())
        assert len(captures) == count
        assert inflated() < count * 1_040_000
        for capture in captures:
            with pytest.raises(CaptureFailure) as caught:
                archive.replay(capture)
            assert caught.value.outcome is Outcome.TOO_LARGE
        assert inflated() == 0


def test_a_shelf_is_bounded_and_a_piece_taken_from_it_stays_readable() -> None:
    taken: list[str] = []

    def parts(name: str) -> Iterator[bytes]:
        taken.append(name)
        yield from (name.encode() * 3 for _ in range(3))

    shelf = Shelf(most=15)
    first, size = shelf.unpacked("a", parts("a"))
    for name in "aba":
        assert shelf.unpacked(name, parts(name))[0].read() == name.encode() * 9
    assert (size, taken) == (9, ["a", "b"])
    shelf.unpacked("c", parts("c"))  # over 15 lie there
    assert (first.read(), shelf.unpacked("a", parts("a"))[0].read()) == (b"a" * 9, b"a" * 9)
    assert taken == ["a", "b", "c", "a"]
    assert shelf.unpacked("long", iter([b"x" * 10, b"x" * 10, b"x"]))[1] == 15


def test_a_deflated_member_that_says_it_is_enormous_is_refused_before_it_is_inflated(
    inflated: Callable[[], int], tmp_path: Path
) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as wacz:
        wacz.writestr("archive/bomb.warc", b"WARC/1.0\r\n")
        wacz.filelist[0].file_size = 9 << 30
    (tmp_path / "a.wacz").write_bytes(file.getvalue())
    inflated()
    with pytest.raises(UnreadableFile, match="larger than 8,589,934,592 bytes"):
        _archive(tmp_path / "a.wacz")
    assert inflated() == 0
