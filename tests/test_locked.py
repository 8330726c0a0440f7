"""A dataset can be made again byte for byte from its lock, or it is said what differs; and nothing is read twice for it."""

import csv
import gzip
import hashlib
import itertools
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from conftest import FILES, WarcFile

import scraper
from scraper.cli import run_command
from scraper.dataset.build import build
from scraper.dataset.lock import read_lock, versions
from scraper.dataset.locked import build_locked
from scraper.errors import StoreError
from scraper.history.as_of import as_of
from scraper.history.cache import ExtractionCache
from scraper.outcomes import Outcome
from scraper.store.store import Store
from scraper.store.sync import sync
from scraper.subjects.uccn.kinds import SOURCES
from scraper.subjects.uccn.subject import UCCN
from scraper.values.capture import Capture, CapturedResponse, parse_time, parse_timestamp, sha1, urlkey
from scraper.values.records import Page

ROOT = Path(__file__).parent.parent
WARCS = ROOT / "fixtures" / "warc"
PAGE = "https://en.unesco.org/creative-cities/content/annual-conferences"
HTML = (("Content-Type", "text/html; charset=utf-8"),)
LYON, SEOUL, BOLOGNA = "Lyon (France) in 2009", "Seoul (Republic of Korea) in 2011", "Bologna (Italy) in 2013"
Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in an empty folder, so that no scraper.toml and no output of somebody's is met."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")


def _body(*hosts: str) -> bytes:
    held = f"Previous Annual Conferences have been held in {', '.join(hosts)}."
    return (
        '<!DOCTYPE html><html lang="en"><head><title>Annual Conferences</title></head><body><h1>Annual Conferences</h1>'
        f'<div id="block-system-main"><div class="field-name-body"><p>{held}</p></div></div></body></html>'
    ).encode()


def _listed(timestamp: str, original: str = PAGE) -> Capture:
    return Capture(
        original=original,
        timestamp=parse_timestamp(timestamp),
        urlkey=urlkey(original),
        archive="shelf",
        statuscode=200,
        memento_url=f"https://shelf.example/web/{timestamp}/{original}",
    )


def _add(
    place: Path, timestamp: str, body: bytes, *, original: str = PAGE, headers: Sequence[tuple[str, str]] = HTML
) -> None:
    capture = _listed(timestamp, original)
    with Store(place / "store") as store:
        store.add(
            capture,
            CapturedResponse(
                capture=capture, requested=capture.timestamp, status=200, headers=tuple(headers), body=body
            ),
        )


def _fail(place: Path, timestamp: str, outcome: Outcome) -> None:
    with Store(place / "store") as store:
        store.fail(_listed(timestamp), outcome, "it was not there")


def _build(place: Path) -> None:
    assert run_command(["build", "--output", str(place)]) == 0


def _bytes(directory: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(directory.iterdir())}


def _published(place: Path) -> dict[str, bytes]:
    return _bytes(place / "dataset")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return an output folder with three captures, one that failed, and the dataset made of them."""
    place = tmp_path / "output"
    _add(place, "20180101000000", _body(LYON, SEOUL))
    _add(place, "20190101000000", _body(LYON, SEOUL, BOLOGNA))
    _add(place, "20200101000000", b"<!DOCTYPE html><title>A page</title><p>Words.</p>", original="https://example.org/")
    _fail(place, "20210101000000", Outcome.CHALLENGE)
    _build(place)
    return place


def _lock(place: Path) -> dict[str, Any]:
    lock: dict[str, Any] = json.loads((place / "dataset" / "lock.json").read_bytes())
    return lock


def _write_lock(place: Path, lock: object) -> None:
    (place / "dataset" / "lock.json").write_text(json.dumps(lock), encoding="utf-8")


def _locked(place: Path, capsys: Captured) -> tuple[int, list[str]]:
    """Build what is locked, and return the exit code and the differences."""
    capsys.readouterr()
    code = run_command(["build", "--locked", "--output", str(place), "--json"])
    said = capsys.readouterr().out
    return code, json.loads(said)["differences"] if said else []


# --- lock.json --------------------------------------------------------------------------------------------------------


def test_the_lock_names_every_capture_by_digest(place: Path) -> None:
    with (place / "dataset" / "captures.csv").open(encoding="utf-8", newline="") as file:
        rows = [(row["url"], row["requested"], row["digest"] or None) for row in csv.DictReader(file)]
    locked = [(one["original"], one["requested"], one["digest"]) for one in _lock(place)["captures"]]
    times = {requested: parse_timestamp(requested).isoformat().replace("+00:00", "Z") for _, requested, _ in locked}
    assert sorted((original, times[requested], digest) for original, requested, digest in locked) == sorted(rows)
    assert {digest for _, _, digest in locked} == {
        sha1(_body(LYON, SEOUL)),
        sha1(_body(LYON, SEOUL, BOLOGNA)),
        sha1(b"<!DOCTYPE html><title>A page</title><p>Words.</p>"),
        None,
    }
    assert [one["outcome"] for one in _lock(place)["captures"] if one["digest"] is None] == ["challenge"]


def test_the_lock_names_every_file_but_itself_by_hash(place: Path) -> None:
    files = _lock(place)["files"]
    assert set(files) == set(FILES) - {"lock.json"}
    for name, digest in files.items():
        assert hashlib.sha256((place / "dataset" / name).read_bytes()).hexdigest() == digest


def test_the_lock_names_the_versions_of_tool_rules_and_places(place: Path) -> None:
    told = _lock(place)["versions"]
    assert told["tool"] == scraper.__version__
    assert isinstance(told["rules"], int)
    assert len(told["rules_sha256"]) == len(told["places_sha256"]) == 64
    assert read_lock(place / "dataset").versions == versions(UCCN)


# --- the published bytes again ----------------------------------------------------------------------------------------


def test_a_locked_build_of_the_same_store_gives_the_same_bytes(place: Path, capsys: Captured) -> None:
    before = _published(place)
    assert _locked(place, capsys) == (0, [])
    assert _published(place) == before


@pytest.mark.slow
@pytest.mark.parametrize("timestamp", ["20170101000000", "20180601000000", "20230101000000"])
def test_captures_that_came_since_do_not_enter_a_locked_build(place: Path, timestamp: str, capsys: Captured) -> None:
    before = _published(place)
    _add(place, timestamp, _body(LYON))
    _add(place, timestamp, _body(SEOUL), original=PAGE.replace("//en.", "//fr."))
    assert _locked(place, capsys) == (0, [])
    assert _published(place) == before
    _build(place)
    assert _published(place) != before


def test_a_capture_of_a_payload_that_is_locked_does_not_enter_it_either(place: Path, capsys: Captured) -> None:
    before = _published(place)
    _add(place, "20180601000000", _body(LYON, SEOUL))
    _fail(place, "20220101000000", Outcome.NOT_PLAYED_BACK)
    assert _locked(place, capsys) == (0, [])
    assert _published(place) == before


def test_files_that_were_edited_or_lost_are_made_again(place: Path, capsys: Captured) -> None:
    before = _published(place)
    (place / "dataset" / "timeline.csv").write_bytes(b"somebody's\r\n")
    (place / "dataset" / "dataset.json").unlink()
    assert _locked(place, capsys) == (0, [])
    assert _published(place) == before


def test_a_published_lock_is_enough_to_make_the_dataset_elsewhere(
    place: Path, tmp_path: Path, capsys: Captured
) -> None:
    """Somebody has the WARC files and lock.json, and nothing else of the dataset."""
    other = tmp_path / "elsewhere"
    shutil.copytree(place / "store", other / "store")
    (other / "dataset").mkdir()
    shutil.copy(place / "dataset" / "lock.json", other / "dataset")
    assert _locked(other, capsys) == (0, [])
    assert _published(other) == _published(place)


@pytest.mark.slow
def test_the_dataset_of_the_fixtures_is_reproduced(tmp_path: Path, capsys: Captured) -> None:
    assert run_command(["run", "--archive", str(WARCS), "--output", str(tmp_path / "made")]) == 0
    before = _published(tmp_path / "made")
    assert _locked(tmp_path / "made", capsys) == (0, [])
    assert _published(tmp_path / "made") == before


# --- or what differs --------------------------------------------------------------------------------------------------


def test_a_locked_capture_that_is_not_in_the_store_is_named(place: Path, tmp_path: Path, capsys: Captured) -> None:
    other = tmp_path / "poorer"
    _add(other, "20180101000000", _body(LYON, SEOUL))
    shutil.copytree(place / "dataset", other / "dataset")
    before = _published(other)
    code, told = _locked(other, capsys)
    assert code == 1
    missing = [line for line in told if line.startswith("capture of") and "20190101000000" in line]
    assert len(missing) == 1
    assert PAGE in missing[0]
    assert "not in the store" in missing[0]
    assert any(line.startswith("history.csv") for line in told)
    assert _published(other) == before


def test_a_locked_capture_with_other_bytes_is_named_with_both_digests(
    place: Path, tmp_path: Path, capsys: Captured
) -> None:
    other = tmp_path / "replayed"
    _add(other, "20180101000000", _body(LYON))
    _add(other, "20190101000000", _body(LYON, SEOUL, BOLOGNA))
    _add(other, "20200101000000", b"<!DOCTYPE html><title>A page</title><p>Words.</p>", original="https://example.org/")
    _fail(other, "20210101000000", Outcome.CHALLENGE)
    shutil.copytree(place / "dataset", other / "dataset")
    code, told = _locked(other, capsys)
    assert code == 1
    (line,) = [line for line in told if "at 20180101000000" in line]
    assert sha1(_body(LYON)) in line
    assert sha1(_body(LYON, SEOUL)) in line
    assert not [line for line in told if "at 20190101000000" in line]


def test_the_cells_that_differ_are_told_with_table_row_and_column(
    place: Path, tmp_path: Path, capsys: Captured
) -> None:
    other = tmp_path / "replayed"
    _add(other, "20180101000000", _body(LYON, SEOUL))
    _add(other, "20190101000000", _body(LYON, SEOUL, BOLOGNA.replace("2013", "2014")))
    _add(other, "20200101000000", b"<!DOCTYPE html><title>A page</title><p>Words.</p>", original="https://example.org/")
    _fail(other, "20210101000000", Outcome.CHALLENGE)
    shutil.copytree(place / "dataset", other / "dataset")
    code, told = _locked(other, capsys)
    assert code == 1
    assert any(line.startswith("timeline.csv, row 3, year: '2013' is published") and "'2014'" in line for line in told)


def test_a_failure_that_was_locked_and_was_mended_since_is_said(place: Path, capsys: Captured) -> None:
    before = _published(place)
    _add(place, "20210101000000", _body(LYON))
    code, told = _locked(place, capsys)
    assert code == 1
    assert any("20210101000000" in line for line in told)
    assert _published(place) == before


@pytest.mark.slow
@pytest.mark.parametrize("named", ["rules_sha256", "places_sha256", "tool"])
def test_the_version_that_differs_is_named_where_bytes_differ(place: Path, named: str, capsys: Captured) -> None:
    lock = _lock(place)
    lock["versions"][named] = "another one"
    lock["files"]["timeline.csv"] = "0" * 64
    _write_lock(place, lock)
    code, told = _locked(place, capsys)
    assert code == 1
    assert any(line.startswith(f"{named}: ") and "another one" in line for line in told)


def test_other_rules_that_give_the_same_bytes_reproduce_them(place: Path, capsys: Captured) -> None:
    lock = _lock(place)
    lock["versions"]["rules_sha256"] = "of other rules"
    _write_lock(place, lock)
    before = _published(place)
    assert _locked(place, capsys) == (0, [])
    assert _published(place) == before  # the lock as well: it was published


def test_a_licence_that_was_set_since_is_a_difference(place: Path, capsys: Captured) -> None:
    Path("scraper.toml").write_text('[licence]\nname = "CC-BY-SA-3.0-IGO"\n')
    before = _published(place)
    code, told = _locked(place, capsys)
    assert (code, len(told)) == (1, 4)
    for name in ("README.md", "datapackage.json", "datacite.json", "ro-crate-metadata.json"):
        assert [one for one in told if name in one]
    assert _published(place) == before


def test_a_file_in_the_lock_that_this_version_does_not_write_is_a_difference(place: Path, capsys: Captured) -> None:
    """A later version, or an earlier one, may have had one more."""
    lock = _lock(place)
    lock["files"]["hosts.csv"] = "0" * 64
    _write_lock(place, lock)
    code, told = _locked(place, capsys)
    assert code == 1
    assert any(line.startswith("hosts.csv") for line in told)


def test_what_differs_is_told_to_people_as_well_and_nothing_half_made_is_left(place: Path, capsys: Captured) -> None:
    lock = _lock(place)
    lock["files"]["timeline.csv"] = "0" * 64
    _write_lock(place, lock)
    there = sorted(path.name for path in place.iterdir())
    assert run_command(["build", "--locked", "--output", str(place)]) == 1
    said = capsys.readouterr().out
    assert "differs: timeline.csv" in said
    assert "nothing was written" in said
    assert sorted(path.name for path in place.iterdir()) == there


@pytest.mark.slow
@pytest.mark.parametrize("lock", [None, "{", "[]", "{}", '{"versions": 1, "captures": [], "files": {}}'])
def test_a_lock_that_is_none_ends_with_3_and_names_the_file(place: Path, lock: str | None, capsys: Captured) -> None:
    path = place / "dataset" / "lock.json"
    path.unlink()
    if lock is not None:
        path.write_text(lock)
    before = _published(place)
    assert run_command(["build", "--locked", "--output", str(place)]) == 3
    assert "lock.json" in capsys.readouterr().err
    assert _published(place) == before


def test_without_a_store_or_a_dataset_there_is_nothing_to_lock(place: Path, capsys: Captured) -> None:
    assert run_command(["build", "--locked", "--output", "none"]) == 3
    assert not Path("none").exists()
    shutil.rmtree(place / "dataset")
    assert run_command(["build", "--locked", "--output", str(place)]) == 3
    assert "lock.json" in capsys.readouterr().err


def test_a_damaged_store_is_a_difference_and_leaves_the_dataset(place: Path, capsys: Captured) -> None:
    path = place / "store" / "captures-00001.warc.gz"
    data = path.read_bytes()
    path.write_bytes(data[:-300] + bytes(300))
    before = _published(place)
    shutil.rmtree(place / "cache")
    assert run_command(["build", "--locked", "--output", str(place)]) == 1
    assert "captures-00001.warc.gz" in capsys.readouterr().out
    assert _published(place) == before


def test_as_a_library_it_says_the_same(place: Path) -> None:
    with Store(place / "store") as store:
        assert build_locked(store, place / "dataset").differences == ()
        (place / "dataset" / "lock.json").unlink()
        with pytest.raises(StoreError, match=r"lock\.json"):
            build_locked(store, place / "dataset")


# --- the same bytes, however they came --------------------------------------------------------------------------------


def _warcs(folder: Path) -> list[Path]:
    """Write three WARC files with the fixtures' captures dealt out among them, and some in two."""
    folder.mkdir()
    archive = scraper.open_archive(str(WARCS))
    files = [WarcFile() for _ in range(3)]
    captures = [capture for original in itertools.chain(*SOURCES[:2]) for capture in archive.captures(original)]
    for at, capture in enumerate(captures):
        response = archive.replay(capture)
        for file in {files[at % 3], files[at // 4 % 3]}:
            file.response(
                capture.original,
                f"{capture.timestamp:%Y-%m-%dT%H:%M:%SZ}",
                response.body,
                status=f"{response.status} Yes",
                headers=response.headers,
            )
    return [file.save(folder / f"{name}.warc.gz") for name, file in zip("abc", files, strict=True)]


@pytest.mark.slow
def test_warc_files_in_any_order_give_the_same_bytes(tmp_path: Path) -> None:
    found = []
    files = _warcs(tmp_path / "warcs")
    for number, order in enumerate(itertools.permutations(files)):
        place = tmp_path / str(number)
        for path in order:
            assert run_command(["import", str(path), "--output", str(place)]) in (0, 1)
        found.append(_published(place))
    assert all(one == found[0] for one in found)


@pytest.mark.slow
def test_a_capture_that_only_one_file_says_where_it_is_served_gives_the_same_bytes_in_any_order(tmp_path: Path) -> None:
    served, bare = WarcFile(), WarcFile()
    served.response(
        PAGE, "2018-01-01T00:00:00Z", _body(LYON), WARC_Source_URI=f"https://shelf.example/web/20180101000000/{PAGE}"
    )
    bare.response(PAGE, "2018-01-01T00:00:00Z", _body(LYON))
    assert _in_both_orders(tmp_path, served, bare)


@pytest.mark.slow
def test_a_capture_under_http_in_one_file_and_https_in_another_gives_the_same_bytes_in_any_order(
    tmp_path: Path,
) -> None:
    one, other = WarcFile(), WarcFile()
    one.response(PAGE, "2018-01-01T00:00:00Z", _body(LYON))
    other.response(PAGE.replace("https:", "http:"), "2018-01-01T00:00:00Z", _body(LYON))
    assert _in_both_orders(tmp_path, one, other)


@pytest.mark.slow
def test_two_captures_of_one_payload_with_other_headers_give_the_same_bytes_in_any_order(tmp_path: Path) -> None:
    """One says how long the page is, and that it is all there; the other one's length is more than what came."""
    whole, short = WarcFile(), WarcFile()
    body = _body(LYON)
    whole.response(PAGE, "2018-01-01T00:00:00Z", body, headers=(*HTML, ("Content-Length", str(len(body)))))
    short.response(PAGE, "2019-01-01T00:00:00Z", body, headers=(*HTML, ("Content-Length", str(len(body) + 9))))
    assert _in_both_orders(tmp_path, whole, short)


def _in_both_orders(tmp_path: Path, one: WarcFile, other: WarcFile) -> bool:
    paths = one.save(tmp_path / "one.warc.gz"), other.save(tmp_path / "other.warc.gz")
    found = []
    for name, order in (("there", paths), ("back", paths[::-1])):
        for path in order:
            assert run_command(["import", str(path), "--output", str(tmp_path / name)]) == 0
        found.append(_published(tmp_path / name))
    return found[0] == found[1]


@pytest.mark.slow
@pytest.mark.parametrize(
    "machine",
    [
        {"TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONHASHSEED": "1", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"TZ": "America/Los_Angeles", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "2"},
    ],
    ids=lambda machine: machine["TZ"],
)
def test_a_cache_and_a_lock_made_here_hold_on_another_machine(
    place: Path, tmp_path: Path, machine: dict[str, str]
) -> None:
    before = _published(place)
    for arguments in (["build", "--locked"], ["build"]):
        done = _scraper(ROOT, *arguments, "--output", str(place), **machine)
        assert done.returncode == 0, done.stdout + done.stderr
        assert _published(place) == before


def _scraper(code: Path, *arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Run the command line of the package that lies in `code`."""
    return subprocess.run(
        [sys.executable, "-m", "scraper", *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=code,
        env=os.environ | {"PYTHONPATH": str(code), "PYTHONDONTWRITEBYTECODE": "1"} | environment,
    )


# --- the cache --------------------------------------------------------------------------------------------------------


class CountingCache(ExtractionCache):
    """Counts the payloads that had to be read, and those that were there."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.read = self.spared = 0

    def get(self, key: tuple[object, ...]) -> Page | None:
        page = super().get(key)
        self.spared += page is not None
        return page

    def put(self, key: tuple[object, ...], page: Page) -> None:
        self.read += 1
        super().put(key, page)


def _reads(place: Path, most_bytes: int = 50_000_000) -> int:
    """Build with the cache of the command line, and return how many payloads were read."""
    cache = CountingCache(place / "cache" / "pages.sqlite")
    with Store(place / "store") as store:
        build(store, place / "dataset", cache=cache, most_bytes=most_bytes)
    cache.close()
    return cache.read


def test_building_again_reads_nothing_and_one_new_capture_is_the_only_one_read(place: Path) -> None:
    assert _reads(place) == 0  # the command line built it
    _add(place, "20220101000000", _body(BOLOGNA))
    assert _reads(place) == 1
    assert _reads(place) == 0


def test_each_payload_is_read_once_in_a_first_build(tmp_path: Path) -> None:
    for month in range(1, 10):
        _add(tmp_path, f"20180{month}01000000", _body(LYON))
    assert _reads(tmp_path) == 1


@pytest.mark.slow
def test_the_cache_changes_no_byte(tmp_path: Path) -> None:
    with Store(tmp_path / "store") as store:
        sync(scraper.open_archive(str(WARCS)), itertools.chain(*SOURCES), store)
        build(store, tmp_path / "without")
    for _ in range(2):
        _reads(tmp_path)
        assert _published(tmp_path) == _bytes(tmp_path / "without")


def test_one_payload_under_two_addresses_is_read_as_each_of_them(tmp_path: Path) -> None:
    """The address says which page it is."""
    _add(tmp_path, "20180101000000", _body(LYON))
    _add(tmp_path, "20180101000000", _body(LYON), original="https://example.org/")
    for _ in range(2):
        _build(tmp_path)
        with (tmp_path / "dataset" / "captures.csv").open(encoding="utf-8", newline="") as file:
            kinds = {row["url"]: row["page_kind"] for row in csv.DictReader(file)}
        assert kinds[PAGE] == "annual-conferences"


def test_one_payload_with_two_lengths_declared_is_cut_off_in_one_capture_and_not_in_the_other(tmp_path: Path) -> None:
    body = _body(LYON)
    _add(tmp_path, "20180101000000", body, headers=(*HTML, ("Content-Length", str(len(body)))))
    _add(tmp_path, "20180201000000", body, headers=(*HTML, ("Content-Length", str(len(body) + 9))))
    for _ in range(2):
        _build(tmp_path)
        warnings = json.loads((tmp_path / "dataset" / "dataset.json").read_bytes())["warnings"]
        assert [one["captures"] for one in warnings if one["notice"]["kind"].endswith("cut-off")] == [1]


def test_what_is_read_does_not_depend_on_the_year_of_the_capture_that_was_read_first(tmp_path: Path) -> None:
    """'Held in 2019' is doubtful in 2018 and not in 2020."""
    body = _body("Fabriano (Italy) in 2019")
    _add(tmp_path, "20200101000000", body)
    assert _reads(tmp_path) == 1
    _add(tmp_path, "20180101000000", body)
    _reads(tmp_path)
    cached = _published(tmp_path)
    shutil.rmtree(tmp_path / "cache")
    _build(tmp_path)
    assert _published(tmp_path) == cached
    warnings = json.loads((tmp_path / "dataset" / "dataset.json").read_bytes())["warnings"]
    assert [one["captures"] for one in warnings if one["notice"].get("captured") == 2018] == [1]


def test_another_limit_is_another_reading(place: Path) -> None:
    packed = gzip.compress(_body(LYON), mtime=0)
    _add(place, "20220101000000", packed, headers=(*HTML, ("Content-Encoding", "gzip")))
    assert _reads(place) == 1
    outcomes = []
    for most_bytes in (100, 50_000_000):
        _reads(place, most_bytes)
        with (place / "dataset" / "captures.csv").open(encoding="utf-8", newline="") as file:
            outcomes.append([row["outcome"] for row in csv.DictReader(file)][-1])
    assert outcomes == ["too large", "extracted"]


def test_deleting_the_cache_changes_nothing_but_that_all_is_read(place: Path) -> None:
    before = _published(place)
    shutil.rmtree(place / "cache")
    assert _reads(place) == 3
    assert _published(place) == before


def _zeroed(data: bytes) -> bytes:
    return data[:4096] + bytes(len(data) - 4096)


def _flipped(data: bytes) -> bytes:
    return bytes(byte ^ 0xFF if at % 97 == 0 and at > 100 else byte for at, byte in enumerate(data))


@pytest.mark.slow
@pytest.mark.parametrize(
    "damage",
    [
        lambda _: b"",
        lambda _: b"no database at all",
        lambda data: data[:1000],
        lambda data: data[: len(data) // 2],
        lambda data: bytes(len(data)),
        _zeroed,
        _flipped,
        lambda data: b"SQLite format 3\x00" + bytes(range(256)) * 40,
    ],
    ids=["empty", "text", "a head", "a half", "zeros", "zeroed pages", "flipped bits", "noise"],
)
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_a_damaged_cache_changes_nothing(place: Path, damage: Callable[[bytes], bytes]) -> None:
    before = _published(place)
    path = place / "cache" / "pages.sqlite"
    path.write_bytes(damage(path.read_bytes()))
    for _ in range(2):
        _build(place)
        assert _published(place) == before


@pytest.mark.slow
@pytest.mark.parametrize(
    "schema", ["CREATE TABLE pages (id INTEGER)", "CREATE TABLE rules (version TEXT)", "CREATE VIEW pages AS SELECT 1"]
)
def test_a_database_of_another_shape_in_its_place_changes_nothing(place: Path, schema: str) -> None:
    before = _published(place)
    path = place / "cache" / "pages.sqlite"
    path.unlink()
    other = sqlite3.connect(path)
    other.executescript(schema)
    other.close()
    _build(place)
    assert _published(place) == before


def test_a_folder_in_the_place_of_the_cache_changes_nothing(place: Path) -> None:
    before = _published(place)
    path = place / "cache" / "pages.sqlite"
    path.unlink()
    path.mkdir()
    _build(place)
    assert _published(place) == before


def test_a_file_in_the_place_of_its_folder_changes_nothing(place: Path) -> None:
    before = _published(place)
    shutil.rmtree(place / "cache")
    (place / "cache").write_text("mine")
    _build(place)
    assert _published(place) == before
    assert (place / "cache").read_text() == "mine"


# What root may do all the same, it may not without these.
BOUND = () if os.geteuid() else ("setpriv", "--bounding-set", "-dac_override,-dac_read_search")


@pytest.mark.slow
@pytest.mark.skipif(bool(BOUND) and shutil.which("setpriv") is None, reason="root may write anything here")
@pytest.mark.parametrize(
    "filled_by",
    [
        "these rules",
        "other rules",
        "nobody",
    ],
)
def test_a_cache_that_may_not_be_written_changes_nothing(place: Path, filled_by: str) -> None:
    before = _published(place)
    path = place / "cache" / "pages.sqlite"
    if filled_by == "other rules":
        _forget_rules(path)
    if filled_by == "nobody":
        path.unlink()
    else:
        path.chmod(0o444)
    (place / "cache").chmod(0o555)
    command = [*BOUND, sys.executable, "-m", "scraper", "build", "--output", str(place)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    (place / "cache").chmod(0o755)
    assert done.returncode == 0, done.stderr
    assert _published(place) == before


def _forget_rules(path: Path) -> None:
    """Make a cache one that other rules have filled."""
    cache = sqlite3.connect(path)
    cache.execute("UPDATE rules SET digest = 'others'")
    cache.commit()
    cache.close()


def test_the_state_at_a_date_is_the_same_with_and_without_the_cache(place: Path) -> None:
    cache = CountingCache(place / "cache" / "pages.sqlite")
    with Store(place / "store") as store:
        time = parse_time("2018", end=True)
        assert as_of(store, time, cache=cache) == as_of(store, time)
    assert (cache.read, cache.spared) == (0, 1)
    cache.close()


# --- other rules ------------------------------------------------------------------------------------------------------


@pytest.fixture
def code(tmp_path: Path) -> Path:
    """Return a folder with a copy of the package, to be changed."""
    shutil.copytree(ROOT / "scraper", tmp_path / "code" / "scraper", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path / "code"


def _replaced(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


@pytest.mark.slow
def test_another_rule_is_another_version_and_all_is_read_again(place: Path, code: Path) -> None:
    """The copy takes no year before 2012 for an edition's."""
    before = _published(place)
    _replaced(code / "scraper" / "subjects" / "uccn" / "grammar" / "stretches.py", "FOUNDED = 2004", "FOUNDED = 2012")
    done = _scraper(code, "build", "--locked", "--output", str(place), "--json")
    assert done.returncode == 1, done.stderr
    differences = json.loads(done.stdout)["differences"]
    assert any(line.startswith("rules_sha256: ") for line in differences)
    assert any(line.startswith("timeline.csv") for line in differences)
    assert not any(line.startswith(("capture of", "places_sha256")) for line in differences)
    assert _published(place) == before
    done = _scraper(code, "build", "--output", str(place))
    assert _published(place)["timeline.csv"] != before["timeline.csv"]
    _build(place)
    assert _published(place) == before


@pytest.mark.slow
def test_other_places_are_another_version_of_the_places(place: Path, code: Path) -> None:
    _replaced(code / "scraper" / "subjects" / "uccn" / "data" / "countries.json", "Korea", "Corea")
    assert _scraper(code, "build", "--output", str(place)).returncode == 0
    lock = _lock(place)["versions"]
    assert lock["places_sha256"] != versions(UCCN).places_sha256
    assert lock["rules_sha256"] == versions(UCCN).rules_sha256


@pytest.mark.slow
def test_a_change_in_what_unpacks_and_tells_pages_is_another_version_too(place: Path, code: Path) -> None:
    """Whether a body is a challenge is told by `archives/memento/challenge.py`, how it is unpacked by `archives/payload.py`."""
    _replaced(
        code / "scraper" / "archives" / "memento" / "challenge.py",
        '(b"session',
        '(b"annual conf", b"session',
    )
    assert _scraper(code, "build", "--output", str(place)).returncode == 0
    cached = _published(place)
    shutil.rmtree(place / "cache")
    assert _scraper(code, "build", "--output", str(place)).returncode == 0
    assert _published(place) == cached  # deleting the cache is safe
    assert _lock(place)["versions"]["rules_sha256"] != versions(UCCN).rules_sha256
