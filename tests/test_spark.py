"""A cluster selects what one machine would: the same dataset, from a folder or a store, also with a worker killed."""

import gzip
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from conftest import ROOT, WarcFile, captured_cases, needs_extra
from servers import moto, spark_cluster, spark_program, wait_until

from scraper.cli import run_command
from scraper.values.capture import sha1, sha256

pytestmark = [
    pytest.mark.spark,
    needs_extra("pyspark"),
    pytest.mark.skipif(shutil.which("java") is None, reason="there is no JDK: apt-get install default-jre-headless"),
]

PAGE = "https://en.unesco.org/creative-cities/content/annual-conferences"
MIRROR, LINK = "https://mirror.example/annual-conferences", "https://mirror.example/link"
SECONDS = 500


def _bodies() -> list[bytes]:
    """Return pages of conferences that differ from each other."""
    cases = [case for case in captured_cases() if case.parent.name == "annual-conferences"] or captured_cases()
    return [(case / "body.html").read_bytes() for case in cases[:6]]


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of files: sound ones, all the odd kinds, and revisits of what other files have under other addresses."""
    folder = tmp_path_factory.mktemp("collection") / "warc"
    shutil.copytree(ROOT / "fixtures" / "warc", folder, ignore=shutil.ignore_patterns("*.md"))
    bodies = _bodies()
    revisits = WarcFile()
    revisits.other(
        "warcinfo", "revisits.warc.gz", "2015-01-01T00:00:00Z", b"description: A crawl\r\nsoftware: test\r\n"
    )
    revisits.revisit(PAGE, "2015-01-01T00:00:00Z", sha1(bodies[0]), (MIRROR, "2014-01-01T00:00:00Z"))
    revisits.revisit(PAGE, "2015-02-01T00:00:00Z", sha1(bodies[0]), (LINK, "2014-02-01T00:00:00Z"))
    revisits.revisit(PAGE, "2015-03-01T00:00:00Z", sha256(bodies[1]), None)
    revisits.revisit(PAGE, "2015-04-01T00:00:00Z", sha1(b"of nobody"), (MIRROR, "2013-01-01T00:00:00Z"))
    revisits.save(folder / "aa-revisits.warc.gz")
    targets = WarcFile()
    targets.response(MIRROR, "2014-01-01T00:00:00Z", bodies[0])
    targets.revisit(LINK, "2014-02-01T00:00:00Z", sha1(bodies[0]), (MIRROR, "2014-01-01T00:00:00Z"))
    targets.response(LINK, "2014-03-01T00:00:00Z", bodies[1])
    targets.save(folder / "zz-targets.warc.gz")
    for year, name, pack in ((2012, "one-piece.warc.gz", gzip.compress), (2013, "plain.warc", bytes)):
        warc = WarcFile(gzipped=False)
        warc.response(PAGE, f"{year}-05-01T00:00:00Z", bodies[2])
        warc.response(PAGE, f"{year}-06-01T00:00:00Z", bodies[3])
        (folder / name).write_bytes(pack(warc.content))
    warc = WarcFile()
    for month in (7, 8, 9):
        warc.response(PAGE, f"2016-0{month}-01T00:00:00Z", bodies[4])
    second = warc.starts[1]
    (folder / "cut.warc.gz").write_bytes(warc.content[:-200])
    (folder / "spoilt.warc.gz").write_bytes(warc.content[: second + 40] + b"\0" * 20 + warc.content[second + 60 :])
    (folder / "broken.wacz").write_bytes(b"PK\x03\x04 is none")
    return folder


@pytest.fixture(scope="module")
def expected(collection: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return the dataset that `scraper run` makes of the collection."""
    output = tmp_path_factory.mktemp("here")
    assert run_command(["run", "--archive", str(collection), "--output", str(output)]) in (1, 5)
    return _dataset(output)


def _dataset(output: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (output / "dataset").iterdir() if path.is_file()}


def _command(archive: str, output: Path, *, master: str) -> list[str]:
    job = str(ROOT / "scraper" / "spark.py")
    return [spark_program("spark-submit"), "--master", master, job, archive, "--output", str(output)]


def _told(command: list[str]) -> tuple[int, str]:
    """Return the exit code, and all that is told: spark-submit puts its program's stderr on stdout."""
    done = subprocess.run(command, env=_environment(), capture_output=True, text=True, timeout=SECONDS, check=False)
    return done.returncode, done.stdout + done.stderr


def _environment(**more: str) -> Mapping[str, str]:
    return os.environ | {"SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable} | more


def test_in_one_process_it_selects_what_a_run_takes_and_tells_of_damage(
    collection: Path, expected: dict[str, bytes], tmp_path: Path
) -> None:
    command = _command(str(collection), tmp_path, master="local[2]")
    code, said = _told(command)
    assert code == 1, said[-3000:]
    assert "broken.wacz: " in said
    assert "spoilt.warc.gz: at byte " in said
    assert "whose target is not in these files" in said
    assert run_command(["build", "--output", str(tmp_path)]) in (0, 5)
    assert _dataset(tmp_path) == expected
    assert run_command(["verify", "--output", str(tmp_path)]) == 0


@pytest.mark.s3
@needs_extra("moto")
@needs_extra("s3fs")
def test_a_cluster_that_loses_a_worker_gives_the_same_from_a_store(
    collection: Path, expected: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with moto(tmp_path / "moto") as store:
        files = sorted(collection.iterdir())
        store.put("crawl", {f"2024/{path.name}": path.read_bytes() for path in files})
        named = {"ENDPOINT_URL": store.url, "ACCESS_KEY_ID": "testing", "SECRET_ACCESS_KEY": "testing"}
        for name, value in {**named, "DEFAULT_REGION": "us-east-1"}.items():
            monkeypatch.setenv(f"AWS_{name}", value)
        (tmp_path / "warc").write_text("".join(f"s3://crawl/2024/{path.name}\n" for path in reversed(files)))
        with spark_cluster(tmp_path / "cluster", workers=2) as cluster, (tmp_path / "log").open("wb") as log:
            command = _command(f"@{tmp_path / 'warc'}", tmp_path / "out", master=cluster.url)
            with subprocess.Popen(command, env=_environment(), stdout=log, stderr=log) as job:
                wait_until(lambda: any(line.startswith("GET /crawl/2024/") for line in store.lines()), job)
                cluster.kill(0)
                assert job.wait(SECONDS) == 1, (tmp_path / "log").read_text("utf-8", "replace")[-3000:]
    assert run_command(["build", "--output", str(tmp_path / "out")]) in (0, 5)
    assert _dataset(tmp_path / "out") == expected


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["gone.warc.gz"], 3, "gone.warc.gz: there is no such file"),
        (["s3://key:word@bucket/"], 2, "credentials come from the environment"),
        (["x", "--from", "2020", "--to", "2019"], 2, "--from 2020 is after --to 2019"),
    ],
)
def test_what_cannot_be_done_is_told_with_the_exit_code_of_a_run(
    arguments: list[str], code: int, said: str, tmp_path: Path
) -> None:
    command = [*_command(arguments[0], tmp_path, master="local[1]"), *arguments[1:]]
    ended, told = _told(command)
    assert ended == code, told[-3000:]
    assert said in told
    assert "word@" not in told
