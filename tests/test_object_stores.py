"""Files of captures in an S3 store, and lists of paths: read as files on disk are, by ranges, and no credential shows."""

import gzip
import json
import logging
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from conftest import ROOT, WarcFile, needs_extra
from servers import Moto, moto

from scraper.archives.files.kept import Indexing
from scraper.archives.files.on_disk import FileArchive
from scraper.archives.files.places import StoreObject, place_of
from scraper.cli import run_command
from scraper.errors import SettingsError, UnreadableFile
from scraper.values.capture import format_timestamp

Test = TypeVar("Test", bound=Callable[..., None])
Captured = pytest.CaptureFixture[str]

WARCS = sorted((ROOT / "fixtures" / "warc").glob("*.gz"))
PAGE = "https://en.unesco.org/creative-cities/content/annual-conferences"
KEY, SECRET, TOKEN = "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "FwoGZXIvYXdzEJr//TOKEN"
PLENTY = 10_000_000


def in_store(test: Test) -> Test:
    """Mark a test that needs a store."""
    marked: Test = pytest.mark.s3(needs_extra("moto")(needs_extra("s3fs")(test)))
    return marked


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Moto]:
    with moto(tmp_path_factory.mktemp("moto")) as running:
        running.put("crawl", {f"2024/warc/{path.name}": path.read_bytes() for path in WARCS})
        yield running


@pytest.fixture
def store(server: Moto, monkeypatch: pytest.MonkeyPatch) -> Moto:
    """Return the store, with an environment that leads there and has the credentials."""
    import s3fs

    named = {"AWS_ENDPOINT_URL": server.url, "AWS_ACCESS_KEY_ID": KEY, "AWS_SECRET_ACCESS_KEY": SECRET}
    for name, value in {**named, "AWS_SESSION_TOKEN": TOKEN, "AWS_DEFAULT_REGION": "us-east-1"}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    s3fs.S3FileSystem.clear_instance_cache()
    return server


def _archive(spec: str, most_bytes: int = PLENTY) -> FileArchive:
    return FileArchive(place_of(spec), most_bytes=most_bytes, report=lambda _: None)


def _tree(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def _built(archive: str, output: str) -> dict[str, bytes]:
    assert run_command(["run", "--archive", archive, "--output", output]) == 0
    return _tree(Path(output, "dataset"))


def _all_that(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


# --- lists of paths ---------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_a_list_of_paths_is_one_archive_whatever_its_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    lines = [str(path) for path in WARCS]
    (tmp_path / "warc").write_text("# the files of a collection\n\n" + "\n".join(lines) + "\n")
    (tmp_path / "turned").mkdir()
    (tmp_path / "turned" / "warc").write_bytes(gzip.compress("\r\n".join(reversed(lines * 2)).encode()))
    whole = _built(str(WARCS[0].parent), "whole")
    assert _built("@warc", "listed") == whole
    assert _built("@turned/warc", "turned-list") == whole


@pytest.mark.slow
def test_files_of_other_names_and_another_order_give_the_same_dataset(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, order in (("first", WARCS), ("second", WARCS[::-1])):
        folder = tmp_path / name / "warc"
        folder.mkdir(parents=True)
        for number, path in enumerate(order):
            (folder / f"{number:02}.warc.gz").write_bytes(path.read_bytes())
    assert _built("first/warc", "one") == _built("second/warc", "other")


@pytest.mark.slow
def test_a_line_that_names_nothing_is_told_and_costs_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("list").write_text(f"gone.warc.gz\n{WARCS[0]}\nhttps://web.example/x.warc.gz\n")
    assert run_command(["run", "--archive", "@list", "--output", "out"]) == 1
    told = capsys.readouterr().err
    assert "gone.warc.gz: there is no such file" in told
    assert "https:/web.example/x.warc.gz: there is no such file" in told


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "there is no such list"),
        (b"", "names no file"),
        (b"# only this\n\n", "names no file"),
        (b"@other\n", "'@other' is no path"),
        (b"\x1f\x8bno gzip", "cannot be read"),
        (b"gone\n", "none of 1 paths in it could be read: gone: there is no such file"),
    ],
)
def test_a_list_that_is_none_is_refused_in_words(
    content: bytes | None, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.chdir(tmp_path)
    if content is not None:
        Path("list").write_bytes(content)
    assert run_command(["captures", PAGE, "--archive", "@list"]) == 3
    assert said in capsys.readouterr().err


# --- addresses --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address", [f"s3://{KEY}:{SECRET}@crawl/x", f"s3://{KEY}@crawl/x", "s3://", "s3:///x", "s3:/crawl/x"]
)
def test_an_address_with_a_login_or_without_a_bucket_is_refused_and_not_repeated(
    address: str, capsys: Captured
) -> None:
    for command in (["captures", PAGE, "--archive", address], ["import", address], ["extract", address]):
        assert run_command(command) == 2
        told = "".join(capsys.readouterr())
        assert "credentials come from the environment" in told
        assert KEY not in told
        assert SECRET not in told


def test_without_s3fs_it_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "fsspec", None)
    with pytest.raises(SettingsError, match="pip install"):
        place_of("s3://crawl/x")


# --- in a store -------------------------------------------------------------------------------------------------------


@in_store
def test_a_prefix_gives_the_bytes_that_a_folder_gives(
    store: Moto, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    here = _built(str(WARCS[0].parent), "here")
    assert _built("s3://crawl/2024/warc/", "there") == here
    assert _built("s3a://crawl/2024/warc", "hadoop") == here
    (tmp_path / "warc").write_text("".join(f"s3://crawl/2024/warc/{path.name}\n" for path in WARCS[::-1]))
    assert _built("@warc", "listed") == here


@in_store
def test_a_list_in_a_store_names_objects_of_its_bucket(store: Moto) -> None:
    lines = "".join(f"2024/warc/{path.name}\n" for path in WARCS)
    store.put("listed", {"warc": gzip.compress(lines.encode()), f"2024/warc/{WARCS[0].name}": WARCS[0].read_bytes()})
    archive = _archive("@s3://listed/warc")
    assert archive.name == "warc"
    assert len(archive.passed_over.refused) == len(WARCS) - 1
    assert len(list(archive.all_captures())) == len(list(_archive(str(WARCS[0])).all_captures()))


@in_store
def test_an_object_is_a_file(store: Moto, capsys: Captured, tmp_path: Path) -> None:
    address = f"s3://crawl/2024/warc/{WARCS[0].name}"
    assert run_command(["captures", "https://*", "--archive", address]) in (0, 2)
    assert run_command(["extract", address, "--json"]) in (0, 1)
    there = capsys.readouterr().out
    assert run_command(["extract", str(WARCS[0]), "--json"]) in (0, 1)
    assert capsys.readouterr().out == there
    assert run_command(["import", address, "--output", str(tmp_path / "out")]) in (0, 1)


@in_store
def test_saved_pages_and_what_lies_beside_them_are_read(store: Moto) -> None:
    case = next(path for path in sorted((ROOT / "fixtures" / "pages").glob("*/*")) if (path / "body.html").exists())
    names = ("body.html", "capture.json")
    pages = {f"pages/{case.name}/{name}": (case / name).read_bytes() for name in names}
    bare = {"pages/20190101000000/host.example/index.html": b"<html><body>Words</body></html>"}
    store.put("saved", pages | bare | {"pages/": b"", "pages/notes.txt": b"words"})
    found = list(_archive("s3://saved/pages/").all_captures())
    stated = json.loads(pages[f"pages/{case.name}/capture.json"])
    times = {capture.original: format_timestamp(capture.timestamp) for capture in found}
    assert times == {stated["original"]: stated["timestamp"], "http://host.example/": "20190101000000"}


@in_store
def test_a_record_is_had_by_a_range_and_a_file_by_ranges_that_grow(store: Moto) -> None:
    warc = WarcFile()
    for day in range(1, 29):
        warc.response(PAGE, f"2020-01-{day:02}T00:00:00Z", os.urandom(100_000))
    store.put("ranges", {"large.warc.gz": warc.content})
    archive = _archive("s3://ranges/large.warc.gz")
    captures = list(archive.captures(PAGE))
    read = [line for line in store.lines() if line.startswith("GET /ranges/large.warc.gz")]
    assert len(captures) == 28
    assert set(read) == {"GET /ranges/large.warc.gz 206"}
    assert len(read) <= 9  # the head, then 64 KB, 128 KB, … of 2.8 MB
    assert len(archive.replay(captures[20]).body) == 100_000
    again = [line for line in store.lines() if line.startswith("GET /ranges/large.warc.gz")][len(read) :]
    assert 1 <= len(again) <= 2


@pytest.mark.parametrize(
    ("address", "said"),
    [("s3://nowhere/x.warc.gz", "no such bucket or object"), ("s3://crawl/none/", "no such bucket or object")],
)
@in_store
def test_what_is_not_there_is_told(address: str, said: str, store: Moto, capsys: Captured) -> None:
    assert run_command(["captures", PAGE, "--archive", address]) == 3
    assert f"{address}: {said}" in capsys.readouterr().err


@in_store
def test_a_store_that_nobody_serves_is_told(store: Moto, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
    assert run_command(["captures", PAGE, "--archive", "s3://crawl/2024/"]) == 3
    assert "no connection to the store" in capsys.readouterr().err


@in_store
def test_without_credentials_it_is_told_where_they_come_from(
    store: Moto, monkeypatch: pytest.MonkeyPatch, capsys: Captured, tmp_path: Path
) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"):
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert run_command(["captures", PAGE, "--archive", "s3://crawl/2024/"]) == 3
    assert "found none of the credentials of the environment" in capsys.readouterr().err


@in_store
def test_an_object_that_is_replaced_while_it_is_read_is_told(store: Moto) -> None:
    store.put("changing", {"x": b"1" * 200_000})
    with place_of_object("s3://changing/x").open("rb") as file:
        assert file.read(10) == b"1" * 10
        store.put("changing", {"x": b"2" * 200_000})
        file.seek(100_000)
        with pytest.raises(OSError, match="replaced while it was read"):
            file.read(10)


@in_store
def test_no_credential_is_in_a_file_a_log_or_an_error(
    store: Moto,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Captured,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.chdir(tmp_path)
    caplog.set_level(logging.DEBUG, logger="scraper")
    for address in ("s3://crawl/2024/warc/", "s3://crawl/none/", "s3://nowhere/"):
        run_command(["run", "-vv", "--archive", address])
    run_command(["doctor", "--archive", "s3://crawl/2024/warc/"])
    told = "".join(capsys.readouterr()) + caplog.text
    assert "2024/warc" in told
    for secret in (KEY, SECRET, TOKEN):
        assert secret not in told
        assert secret.encode() not in _all_that(tmp_path)


@in_store
def test_what_a_server_says_in_its_refusal_is_not_repeated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    import s3fs

    with moto(tmp_path, INITIAL_NO_AUTH_ACTION_COUNT="0") as strict:
        for name, value in (("ENDPOINT_URL", strict.url), ("ACCESS_KEY_ID", KEY), ("SECRET_ACCESS_KEY", SECRET)):
            monkeypatch.setenv(f"AWS_{name}", value)
        s3fs.S3FileSystem.clear_instance_cache()
        assert run_command(["captures", PAGE, "--archive", "s3://crawl/2024/"]) == 3
    told = "".join(capsys.readouterr())
    assert "access is denied" in told
    assert KEY not in told


@in_store
def test_a_kept_index_spares_an_object_until_it_is_another(store: Moto, tmp_path: Path) -> None:
    def listed() -> tuple[list[str], int]:
        before = len(store.lines())
        place, indexing = place_of("s3://twice/"), Indexing(folder=tmp_path / "indexes")
        archive = FileArchive(place, most_bytes=PLENTY, report=lambda _: None, indexing=indexing)
        times = [format_timestamp(capture.timestamp) for capture in archive.captures(PAGE)]
        return times, sum(line.startswith("GET /twice/x.warc.gz") for line in store.lines()[before:])

    for year in ("2020", "2021"):  # of the same size
        warc = WarcFile(gzipped=False)
        warc.response(PAGE, f"{year}-01-01T00:00:00Z", bytes(200_000))
        store.put("twice", {"x.warc.gz": warc.content})
        times, read = listed()
        assert times == [f"{year}0101000000"]
        assert read > 2
        assert listed() == (times, 1)  # what it begins with


@in_store
def test_what_was_replaced_since_is_found_by_a_new_archive(store: Moto) -> None:
    for body in (b"first", b"second and longer"):
        warc = WarcFile()
        warc.response(PAGE, "2020-01-01T00:00:00Z", body)
        store.put("news", {"x.warc.gz": warc.content})
        archive = _archive("s3://news/")
        assert [archive.replay(capture).body for capture in archive.captures(PAGE)] == [body]


def place_of_object(address: str) -> StoreObject:
    place = place_of(address)
    assert isinstance(place, StoreObject)
    return place


def test_a_place_that_is_not_there_is_unreadable(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="no such"):
        _archive(str(tmp_path / "gone"))
