"""Real programs that the tests talk to, each a process of its own: pywb over WARC files of the test, moto as an S3 store."""

import contextlib
import http.client
import itertools
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import requests

PYWB = "pywb==2.10.0"
INSTALL_SECONDS = 600
START_SECONDS = 60
STOP_SECONDS = 10

# gevent's access log: `127.0.0.1 - - [2026-11-23 03:54:46] "GET /10611/ HTTP/1.1" 200 22197 0.051729`
LOGGED = re.compile(r'^\S+ - - \[[^]]*\] "(?P<request>[A-Z]+ \S+ HTTP/[0-9.]+)" \d{3} ', re.MULTILINE)
SIGNED = {"Authorization": "AWS4-HMAC-SHA256 Credential=test/20240101/us-east-1/s3/aws4_request"}
COLOUR = re.compile(rb"\x1b\[\d+m")
# What pywb asks of its own index and storage server, which logs to the same file, and our own marks.
INTERNAL = re.compile(r"^(POST /[^/]+/resource/postreq\?|GET /[^/]+/index\?|GET /-mark-\d+ )")


class ServerUnavailable(Exception):
    """A server cannot be had on this machine; the message says why."""


class Pywb:
    """A running pywb: `url` is the collection's base address, with a slash at the end."""

    def __init__(self, port: int, collection: str, log: Path) -> None:
        self.url = f"http://127.0.0.1:{port}/{collection}/"
        self._port, self._log, self._marks = port, log, itertools.count(1)

    def requests(self) -> list[str]:
        """Return the request lines of its clients so far, such as `GET /10611/cdx?url=… HTTP/1.1`, in order."""
        # A line is written just after its answer is sent, and all by one thread: once a later request is answered,
        # it is there.
        _ask(self._port, f"/-mark-{next(self._marks)}")
        lines = LOGGED.findall(self._log.read_text(encoding="utf-8", errors="replace"))
        return [line for line in lines if not INTERNAL.match(line)]


@contextlib.contextmanager
def pywb(
    collection: str, warcs: Sequence[Path], *, directory: Path, config: Mapping[str, object] | None = None
) -> Iterator[Pywb]:
    """Serve copies of the WARC files as one collection, with all of pywb's files and its log in `directory`.

    `config` is pywb's `config.yaml`, such as `{"redirect_to_exact": True}`. What pywb cannot index it leaves out
    in silence: to serve damaged records, damage the copy in `directory/collections/<collection>/archive`.
    """
    python = str(pywb_environment() / "bin" / "python")
    directory.mkdir(parents=True, exist_ok=True)
    (directory / "config.yaml").write_text(json.dumps(dict(config or {})), encoding="utf-8")  # JSON is YAML
    _manage(python, directory, "init", collection)
    _add(python, directory, collection, warcs)
    port, log = _free_port(), directory / "pywb.log"
    with _process([python, "-m", "pywb.apps.cli", "-p", str(port), "-b", "127.0.0.1"], directory, log) as process:
        _wait_until_it_answers(process, port, log)
        yield Pywb(port, collection, log)


def pywb_environment() -> Path:
    """Return the Python environment of pywb."""
    return environment_of(PYWB)


def environment_of(first: str, *more: str) -> Path:
    """Return a Python environment of its own for a program, made on first use and kept in the user's cache.

    Programs come here whose requirements, or whose licence, keep them out of the one that the tests run in. Raises
    `ServerUnavailable` where it cannot be made, as without a package index.
    """
    version = f"py{sys.version_info.major}.{sys.version_info.minor}"
    environment = _cache() / f"{first.replace('==', '-')}-{version}"
    if not environment.exists():
        _make_environment(environment, (first, *more))
    return environment


def _cache() -> Path:
    if named := os.environ.get("SCRAPER_TEST_CACHE"):
        return Path(named).absolute()
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache").absolute() / "unesco-archive-scraper"


def _make_environment(environment: Path, requirements: Sequence[str]) -> None:
    """Make it complete under another name, then rename it: whoever comes second throws its own away.

    Its programs (`bin/wayback`) name the first place and do not outlive the move; `python -m` does.
    """
    try:
        environment.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=f".{environment.name}-", dir=environment.parent))
    except OSError as error:
        raise ServerUnavailable(f"no place to install {requirements[0]}: {error}") from error
    try:
        _install([sys.executable, "-m", "venv", str(made)])
        _install([str(made / "bin" / "python"), "-m", "pip", "install", "--quiet", *requirements])
        _rename_unless_there(made, environment)
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _rename_unless_there(made: Path, environment: Path) -> None:
    try:
        made.rename(environment)
    except OSError:
        if not environment.is_dir():
            raise


def _install(command: Sequence[str]) -> None:
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=INSTALL_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ServerUnavailable(f"{command[-1]} was not installed: {error}") from error
    if done.returncode:
        said = (done.stderr.strip() or done.stdout.strip())[-500:]
        raise ServerUnavailable(f"{' '.join(command)} ended with {done.returncode}: {said}")


def _add(python: str, directory: Path, collection: str, warcs: Sequence[Path]) -> None:
    if warcs:
        _manage(python, directory, "add", collection, *(str(warc.resolve()) for warc in warcs))
    added = {path.name for path in (directory / "collections" / collection / "archive").iterdir()}
    if refused := [warc.name for warc in warcs if warc.name not in added]:  # as pywb does, and ends with 0
        raise ValueError(f"pywb takes .warc, .warc.gz, .arc and .arc.gz files, so not {', '.join(refused)}")


def _manage(python: str, directory: Path, *arguments: str) -> None:
    command = [python, "-m", "pywb.manager.manager", *arguments]
    subprocess.run(command, cwd=directory, capture_output=True, timeout=START_SECONDS, check=True)


@contextlib.contextmanager
def _process(
    command: Sequence[str], directory: Path, log: Path, environment: Mapping[str, str] | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a command in a process group of its own, which has ended when the block ends."""
    with (
        log.open("ab") as output,
        subprocess.Popen(
            command,
            cwd=directory,
            env=os.environ | dict(environment or {}),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        ) as process,
    ):
        try:
            yield process
        finally:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    _signal_group(process, signal.SIGTERM)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(STOP_SECONDS)
    _signal_group(process, signal.SIGKILL)  # its children too, should any have outlived it
    process.wait(STOP_SECONDS)


def _signal_group(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, number)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_until_it_answers(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        if _answered(port, log):
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(0.05)
    said = log.read_text(encoding="utf-8", errors="replace")[-500:]
    raise ServerUnavailable(f"it did not start on port {port}: {said}")


def _answered(port: int, log: Path) -> bool:
    """Tell whether the port answers, and it is this server: another may have taken the port in the meantime."""
    with contextlib.suppress(OSError, http.client.HTTPException):
        _ask(port, "/-mark-0")
    return b'"GET /-mark-0 ' in COLOUR.sub(b"", log.read_bytes())


def _ask(port: int, path: str) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=START_SECONDS)
    with contextlib.closing(connection):
        connection.request("GET", path)
        connection.getresponse().read()


class Moto:
    """A running S3 store: `url` is its endpoint, for `AWS_ENDPOINT_URL`."""

    def __init__(self, port: int, log: Path) -> None:
        self.url, self._log = f"http://127.0.0.1:{port}", log

    def put(self, bucket: str, objects: Mapping[str, bytes]) -> None:
        """Make a bucket with these objects, by requests with a signature that moto does not verify."""
        for path, content in {"": b"", **{f"/{key}": content for key, content in objects.items()}}.items():
            requests.put(
                f"{self.url}/{bucket}{path}", data=content, headers=SIGNED, timeout=START_SECONDS
            ).raise_for_status()

    def lines(self) -> list[str]:
        """Return method, path and status of each request so far, such as `GET /crawl/x.warc.gz 206`, in order."""
        said = COLOUR.sub(b"", self._log.read_bytes()).decode("utf-8", "replace")
        found = re.findall(r'"([A-Z]+ \S+) HTTP/1.1" (\d{3})', said)
        return [f"{request} {status}" for request, status in found]


@contextlib.contextmanager
def moto(directory: Path, **environment: str) -> Iterator[Moto]:
    """Serve an S3 store that holds nothing, in memory."""
    directory.mkdir(parents=True, exist_ok=True)
    port, log = _free_port(), directory / "moto.log"
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    with _process(command, directory, log, environment) as process:
        _wait_until_it_answers(process, port, log)
        yield Moto(port, log)


class Cluster:
    """A running Spark cluster: `url` is its master, each of `workers` a process group of its own, with its executors."""

    def __init__(self, url: str, workers: Sequence[subprocess.Popen[bytes]]) -> None:
        self.url, self.workers = url, workers

    def kill(self, worker: int) -> None:
        """Kill a worker and its executors, as a machine that goes down."""
        _signal_group(self.workers[worker], signal.SIGKILL)


@contextlib.contextmanager
def spark_cluster(directory: Path, workers: int) -> Iterator[Cluster]:
    """Run a standalone master and workers of one core each."""
    directory.mkdir(parents=True, exist_ok=True)
    port, log = _free_port(), directory / "master.log"
    url = f"spark://127.0.0.1:{port}"
    with contextlib.ExitStack() as running:

        def start(name: str, *arguments: str) -> subprocess.Popen[bytes]:
            kind = f"org.apache.spark.deploy.{name}.{name.capitalize()}"
            command = [spark_program("spark-class"), kind, "--host", "127.0.0.1", "--webui-port", "0", *arguments]
            own = {"SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable}
            return running.enter_context(_process(command, directory, log, own))

        master = start("master", "--port", str(port))
        wait_until(lambda: "Starting Spark master" in log.read_text("utf-8", "replace"), master)
        started = [start("worker", "-c", "1", "-m", "1g", "-d", str(directory), url) for _ in range(workers)]
        wait_until(lambda: log.read_text("utf-8", "replace").count("Registering worker") == workers, master)
        yield Cluster(url, started)


def spark_program(name: str) -> str:
    """Return the path of a program that comes with PySpark."""
    import pyspark

    return str(Path(pyspark.__file__).parent / "bin" / name)


def wait_until(holds: Callable[[], bool], process: subprocess.Popen[bytes]) -> None:
    """Wait until something holds, as long as a process runs. Raises ServerUnavailable where it does not come to hold."""
    deadline = time.monotonic() + INSTALL_SECONDS
    while not holds():
        if process.poll() is not None or time.monotonic() > deadline:
            raise ServerUnavailable(f"it does not come to hold: {process.args!r}")
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(0.05)
