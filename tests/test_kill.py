"""A command that is killed, or whose disk is full, at any of its system calls loses nothing and doubles nothing: the next ends as ever."""

import contextlib
import json
import os
import queue
import random
import re
import shutil
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count, cycle
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlsplit

import pytest
from tracing import (
    ALL_CHANGES,
    Call,
    Commands,
    Done,
    StraceUnavailable,
    failing_at,
    failing_from,
    killed_at,
    traced_from_its_start,
)
from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.warcwriter import WARCWriter

import scraper
from scraper.dataset.publication import recover, versions_of
from scraper.errors import StoreError
from scraper.exit_codes import ExitCode
from scraper.store.store import Store
from scraper.values.capture import parse_timestamp, sha1, urlkey

pytestmark = pytest.mark.kill

FIXTURES = Path(__file__).parent.parent / "fixtures" / "warc" / "uccn.warc.gz"
PAGE = "https://en.unesco.org/creative-cities/content/annual-conferences"
EVENT = "https://en.unesco.org/creative-cities/events/xii-annual-meeting-unesco-creative-cities-network"
SPANISH = "https://es.unesco.org/creative-cities/content/conferencias-anuales"
# A page, the same payload again, one more host, an unknown layout, an event page, another language.
CAPTURES = (
    (PAGE, "2022-03-15T09:26:32Z"),
    (PAGE, "2022-06-21T17:00:45Z"),
    (PAGE, "2023-02-14T13:37:05Z"),
    (PAGE, "2024-05-17T09:34:12Z"),
    (EVENT, "2018-04-02T11:30:15Z"),
    (SPANISH, "2019-08-27T11:25:30Z"),
)
EARLIER = CAPTURES[:1] + CAPTURES[4:5]
# How many calls of each command are tried: a sample that CI has time for. SCRAPER_TEST_MORE=10 tries ten times as many.
MORE = int(os.environ.get("SCRAPER_TEST_MORE") or "1")
KILLS, TORN, CHAINS, FAULTS = 120 * MORE, 20 * MORE, 3 * MORE, 20 * MORE
SEED, WORKERS = 5, 2

UNOPENED = ("unable to open database file", "attempt to write a readonly database")
# What the system, and SQLite in its place, say of each error.
SAID = {
    "ENOSPC": ("No space left on device", "database or disk is full", "disk I/O error", *UNOPENED),
    "EROFS": ("Read-only file system", "disk I/O error", *UNOPENED),
    "EACCES": ("Permission denied", "disk I/O error", *UNOPENED),
    "EIO": ("Input/output error", "disk I/O error"),
}
WRITES = ("write", "pwrite64")
NAMES = ("rename", "renameat", "renameat2", "unlink", "unlinkat", "rmdir", "mkdir", "mkdirat", "symlink", "symlinkat")

Key = tuple[str, str, str]
"""What a stored record is known by: urlkey, timestamp, digest."""


class State(NamedTuple):
    """What an output folder holds for its users: the files of the dataset, None for none; what the store has."""

    dataset: dict[str, bytes] | None
    records: frozenset[tuple[object, ...]]
    listed: frozenset[tuple[object, ...]]


NOTHING = State(None, frozenset(), frozenset())


class Trials(NamedTuple):
    """A command to be hurt: what lies in its folder before, and what a run that nothing happens to makes of it.

    `codes` are its exit codes: with something to do, and when it is done already, for what is new is told once.
    """

    template: Path | None
    arguments: tuple[str, ...]
    before: State
    after: State
    codes: tuple[int, int]
    calls: tuple[Call, ...]
    folder: Path

    def points(self, most: int, *kinds: str) -> list[Call]:
        """Return calls that change files of the output folder: all, or a sample with as many of each kind as there are."""
        groups: dict[str, list[Call]] = defaultdict(list)
        for call in self.calls:
            if call.changes(self.folder) and (not kinds or call.kind in kinds):
                groups[call.kind].append(call)
        assert groups
        chosen: list[Call] = []
        for left, group in zip(count(len(groups), -1), sorted(groups.values(), key=len), strict=False):
            share = min(len(group), (most - len(chosen)) // left)
            chosen += random.Random(SEED).sample(group, share)
        return chosen

    def until(self, call: Call) -> tuple[Call, ...]:
        return self.calls[: self.calls.index(call)]


LIVE = ("run", "--archive", "near", "--source", PAGE, "--source", SPANISH)
# A pace, so that the state of the host is kept on disk.
SETTINGS = """
state = "state"
[archive.near]
replay = "{0}"
indexes = [{{ kind = "cdx", address = "{0}cdx" }}]
index_seconds = 0.001
replay_seconds = 0.001
"""


# --- what an output folder holds --------------------------------------------------------------------------------------


def _dataset(output: Path) -> dict[str, bytes] | None:
    """Return the files as a reader finds them."""
    return _files(output / "dataset") or None


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()} if folder.is_dir() else {}


def _state(output: Path) -> State:
    """Return the state, every payload read. Raises StoreError, and AssertionError for a record that is there twice."""
    dataset = _dataset(output)
    records, listed = set(), set()
    with Store(output / "store") as store:
        for one in store.listed():
            key = None
            if one.record is not None:
                key = one.record.urlkey, one.record.timestamp, one.record.digest
                response = store.read(one.record)
                records.add((*key, response.status, sha1(response.body)))
            listed.add((one.archive, one.urlkey, one.requested, one.outcome, key))
        stored = store.counts()[1]
    kept = _kept(output / "store")
    assert len(kept) == len(set(kept)), f"kept twice: {sorted(key for key in set(kept) if kept.count(key) > 1)}"
    assert len(records) == stored == len(kept), (
        f"{len(records)} listed, {stored} in the ledger, {len(kept)} in the files"
    )
    assert sorted(kept) == sorted(_indexed(output / "store")), "index.cdxj does not list what is kept"
    return State(dataset, frozenset(records), frozenset(listed))


def _kept(store: Path) -> list[Key]:
    """Return what the WARC files hold, by another reader than ours."""
    found = []
    for path in sorted(store.glob("*.warc.gz")):
        try:
            with path.open("rb") as file:
                found += [
                    _key(record) for record in ArchiveIterator(file) if record.rec_type in ("response", "revisit")
                ]
        except ArchiveLoadFailed as error:
            raise AssertionError(f"{path.name}: cannot be read: {error!r}") from error
    return found


def _key(record: Any) -> Key:
    headers = record.rec_headers
    date = "".join(letter for letter in headers.get_header("WARC-Date") if letter.isdigit())
    digest = headers.get_header("WARC-Payload-Digest").removeprefix("sha1:")
    return urlkey(headers.get_header("WARC-Target-URI")), date, digest


def _indexed(store: Path) -> Iterator[Key]:
    for line in (store / "index.cdxj").read_text(encoding="utf-8").splitlines():
        key, timestamp, fields = line.split(" ", 2)
        yield key, timestamp, json.loads(fields)["digest"].removeprefix("sha1:")


def _half_made(output: Path) -> list[str]:
    """Return the files that a command begins and does not leave behind."""
    return [
        str(path.relative_to(output.parent))
        for path in output.parent.rglob("*")
        if path.name.startswith(".") or path.name.endswith((".part", ".tmp", "-journal", "-wal"))
    ]


# --- archives ---------------------------------------------------------------------------------------------------------


class Replay(ThreadingHTTPServer):
    """A replay server; what it lists are `captures`: bodies by original and time."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answers)
        self.captures: dict[tuple[str, str], bytes] = {}
        self.address = f"http://127.0.0.1:{self.server_address[1]}/web/"


class Answers(BaseHTTPRequestHandler):
    """The CDX rows of an original, and its captures as they were."""

    server: Replay

    def do_GET(self) -> None:
        if self.path.startswith("/web/cdx"):
            original = parse_qs(urlsplit(self.path).query)["url"][0]
            rows = [
                f"{urlkey(page)} {time} {page} text/html 200 {sha1(body)} 100\n"
                for (page, time), body in sorted(self.server.captures.items())
                if page == original
            ]
            self._answer("".join(rows).encode(), {"Content-Type": "text/plain"})
            return
        time, _, original = self.path.removeprefix("/web/").partition("id_/")
        stated = parse_timestamp(time).strftime("%a, %d %b %Y %H:%M:%S GMT")
        link = f'<{original}>; rel="original"'
        headers = {"Content-Type": "text/html; charset=utf-8", "Memento-Datetime": stated, "Link": link}
        self._answer(self.server.captures[original, time], headers)

    def _answer(self, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(200)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def _shelf(path: Path, captures: Sequence[tuple[str, str]]) -> Path:
    """Write a WARC file of some captures of the fixtures."""
    with FIXTURES.open("rb") as source, path.open("wb") as made:
        writer = WARCWriter(made, gzip=True)
        for record in ArchiveIterator(source):
            headers = record.rec_headers
            if (headers.get_header("WARC-Target-URI"), headers.get_header("WARC-Date")) in captures:
                writer.write_record(record)
    return path


def _body(*hosts: str) -> bytes:
    held = f"Previous Annual Conferences have been held in {', '.join(hosts)}."
    return (
        '<!DOCTYPE html><html lang="en"><head><title>Annual Conferences</title></head><body><h1>Annual Conferences</h1>'
        f'<div id="block-system-main"><div class="field-name-body"><p>{held}</p></div></div></body></html>'
    ).encode()


LYON, SEOUL = "Lyon (France) in 2009", "Seoul (Republic of Korea) in 2011"
SERVED = {
    (PAGE, "20180101000000"): _body(LYON),
    (PAGE, "20190101000000"): _body(LYON, SEOUL),
    (PAGE, "20200101000000"): _body(LYON),
    (SPANISH, "20190601000000"): b"<!DOCTYPE html><title>Una p\xc3\xa1gina</title><p>Palabras.</p>",
}


# --- commands ---------------------------------------------------------------------------------------------------------


class Workshop:
    """Where commands are tried: `commands` are idle processes, one a worker."""

    def __init__(self, folder: Path, replay: Replay) -> None:
        self.folder, self.replay = folder, replay
        self.shelf = _shelf(folder / "shelf.warc.gz", CAPTURES)
        (folder / "before").mkdir()
        self.earlier = _shelf(folder / "before" / "shelf.warc.gz", EARLIER)  # an archive is named for its file
        self.numbers, self.commands = count(), queue.Queue[Commands]()

    def run(self, place: Path, *arguments: str, strace: Sequence[str] = ()) -> Done:
        """Run a command that is given an output folder, in the folder above it."""
        return self.run_in(place.parent, *arguments, "--output", str(place), strace=strace)

    def run_in(self, folder: Path, *arguments: str, strace: Sequence[str] = ()) -> Done:
        commands = self.commands.get()
        try:
            return commands.run(arguments, folder, strace)
        finally:
            self.commands.put(commands)

    def place(self, template: Path | None) -> Path:
        """Return a new output folder like a template; beside it lie settings, and the state of hosts."""
        place = self.folder / f"trial-{next(self.numbers)}" / "output"
        if template:
            shutil.copytree(template.parent, place.parent, symlinks=True)
        else:
            place.parent.mkdir()
            (place.parent / "scraper.toml").write_text(SETTINGS.format(self.replay.address), encoding="utf-8")
        return place

    def trials(self, template: Path | None, *arguments: str, refusing: Sequence[str] = ()) -> Trials:
        """Run a command that nothing happens to, but what `refusing` has strace refuse, and say what it did."""
        before = _state(self.place(template)) if template else NOTHING
        place = self.place(template)
        done = self.run(place, *arguments, strace=[*ALL_CHANGES, *refusing])
        assert "Traceback" not in done.err, done.err
        after = _state(self.place(place))
        assert after.dataset is not None
        again = self.run(self.place(place), *arguments)
        return Trials(template, arguments, before, after, (done.code, again.code), done.calls, place.parent)


@pytest.fixture(scope="module")
def replay() -> Iterator[Replay]:
    with Replay() as server:
        server.captures = SERVED
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory, replay: Replay) -> Iterator[Workshop]:
    shop = Workshop(tmp_path_factory.mktemp("kill"), replay)
    with contextlib.ExitStack() as stack:
        try:
            for number in range(WORKERS):
                folder = shop.folder / f"commands-{number}"
                shop.commands.put(stack.enter_context(Commands(folder, _warm(shop, folder))))
            shop.run(shop.place(None), "build", strace=ALL_CHANGES)
        except StraceUnavailable as error:
            if os.environ.get("CI"):
                raise
            pytest.skip(str(error))
        yield shop


def _warm(shop: Workshop, folder: Path) -> list[list[str]]:
    output = ["--output", str(folder / "warm")]
    return [
        ["run", "--archive", str(shop.shelf), *output],
        ["run", "--archive", shop.replay.address, "--source", PAGE, *output],
        ["import", str(shop.shelf), *output],
        ["changes", PAGE, "--archive", str(shop.shelf), *output],
        ["build", *output],
    ]


@pytest.fixture(scope="module")
def prepare(workshop: Workshop) -> Callable[[str], Trials]:
    """Return a function from a command's name in these tests to its trials, made once."""
    made: dict[str, Trials] = {}

    def prepared(name: str) -> Trials:
        if name not in made:
            made[name] = _PREPARED[name](workshop)
        return made[name]

    return prepared


def _done_before(shop: Workshop, *arguments: str) -> Path:
    place = shop.place(None)
    done = shop.run(place, *arguments)
    assert done.code in (ExitCode.DONE, ExitCode.DRIFT), done.err
    return place


def _first_run(shop: Workshop) -> Trials:
    return shop.trials(None, "run", "--archive", str(shop.shelf))


def _second_run(shop: Workshop) -> Trials:
    return shop.trials(_done_before(shop, "run", "--archive", str(shop.earlier)), "run", "--archive", str(shop.shelf))


def _first_live_run(shop: Workshop) -> Trials:
    return shop.trials(None, *LIVE)


def _second_live_run(shop: Workshop) -> Trials:
    return shop.trials(_done_before(shop, *LIVE, "--to", "2018"), *LIVE)


def _import(shop: Workshop) -> Trials:
    return shop.trials(_done_before(shop, "import", str(shop.earlier)), "import", str(shop.shelf))


def _changes(shop: Workshop) -> Trials:
    """It stores what it fetches, and leaves the dataset."""
    return shop.trials(_done_before(shop, "import", str(shop.earlier)), "changes", PAGE, "--archive", str(shop.shelf))


def _build(shop: Workshop) -> Trials:
    """The store has captures that the dataset has not."""
    place = _done_before(shop, "import", str(shop.earlier))
    archive = scraper.open_archive(str(shop.shelf))
    with Store(place / "store") as store:
        for original in dict.fromkeys(page for page, _ in CAPTURES):
            for capture in archive.captures(original):
                store.add(capture, archive.replay(capture))
    return shop.trials(place, "build")


_PREPARED = {
    "first run": _first_run,
    "second run": _second_run,
    "first run, live": _first_live_run,
    "second run, live": _second_live_run,
    "import": _import,
    "changes": _changes,
    "build": _build,
}
everything = pytest.mark.parametrize("name", _PREPARED)


# --- trials -----------------------------------------------------------------------------------------------------------


def _try_all(points: Sequence[Any], trial: Callable[[Any], str | None]) -> None:
    """Try every point, and fail with those that broke."""
    with ThreadPoolExecutor(WORKERS) as pool:
        broken = [found for found in pool.map(trial, points) if found]
    assert not broken, f"{len(broken)} of {len(points)} broke:\n" + "\n".join(broken[:40])


def _is_sound(shop: Workshop, trials: Trials, place: Path) -> str | None:
    """Say what is wrong with what a command left that did not end well: on a copy, for looking repairs."""
    if _dataset(place) not in (trials.before.dataset, trials.after.dataset):
        return "the dataset is neither the old nor the new one"
    if not (place / "store").exists():
        return "the store is gone" if trials.before.records else None
    copy = shop.place(place)
    try:
        found = _state(copy)
    except (StoreError, AssertionError) as error:
        return f"the store: {error}"
    finally:
        shutil.rmtree(copy.parent)
    if not trials.before.records <= found.records:
        return "what was stored before is lost"
    return None if found.records <= trials.after.records else "something else is stored"


def _is_repaired(shop: Workshop, trials: Trials, place: Path) -> str | None:
    """Run the command again, and say what is not as after a run that nothing happened to."""
    done = shop.run(place, *trials.arguments)
    if done.code not in trials.codes:
        return f"the next run ended with {done.code}: {done.err[-500:]}"
    return _is_complete(trials, place)


def _is_complete(trials: Trials, place: Path) -> str | None:
    half_made = _half_made(place)
    try:
        found = _state(place)
    except (StoreError, AssertionError) as error:
        return f"in the end, the store: {error}"
    if found.dataset != trials.after.dataset:
        return f"in the end, another dataset: {_differing(found.dataset or {}, trials.after.dataset or {})}"
    if found != trials.after:
        return f"in the end, another store: {sorted(map(str, found.listed ^ trials.after.listed))}"
    return f"left over: {half_made}" if half_made else None


def _differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def _killed(shop: Workshop, trials: Trials, call: Call, torn: float | None = None) -> str | None:
    """Kill a command at a call, what it would have written begun if `torn`; say what is wrong then."""
    place = shop.place(trials.template)
    try:
        done = shop.run(place, *trials.arguments, strace=killed_at(call, whole=torn is not None))
        if done.code != -9:
            return f"{call.about(trials.folder)}: not reached; it ended with {done.code}"
        if torn is not None:
            done.calls[-1].tear(torn)
        wrong = _is_sound(shop, trials, place) or _is_repaired(shop, trials, place)
        return f"{done.calls[-1].about(place.parent)}: {wrong}" if wrong else None
    finally:
        shutil.rmtree(place.parent)


def _hurt(shop: Workshop, trials: Trials, call: Call, strace: Sequence[str], error: str) -> str | None:
    """Let system calls fail from one on, and say what is wrong with what the command says and leaves."""
    place = shop.place(trials.template)
    try:
        done = shop.run(place, *trials.arguments, strace=strace)
        wrong = (
            _is_told(done, place, error)
            if done.code == ExitCode.NOTHING_REACHED
            else _does_not_matter(trials, done, place)
        )
        wrong = wrong or _is_sound(shop, trials, place) or _is_repaired(shop, trials, place)
        return f"{error} at {call.about(trials.folder)}: {wrong}" if wrong else None
    finally:
        shutil.rmtree(place.parent)


def _does_not_matter(trials: Trials, done: Done, place: Path) -> str | None:
    """A fault may cost nothing but time, as in the cache of pages: then all is as ever."""
    costs_a_view = done.code == 1 and re.search(r"^failed: no (?:report|feed): ", done.err, re.MULTILINE)
    if done.code != trials.codes[0] and not costs_a_view:
        return f"it ended with {done.code}: {done.err[-500:]}"
    if _dataset(place) != trials.after.dataset:
        return "it ended as if all were well, with another dataset"
    return None


def _is_told(done: Done, place: Path, error: str) -> str | None:
    told = [line for line in done.err.splitlines() if line.startswith("scraper: ")]
    if "Traceback" in done.err or len(told) != 1:
        return f"it said {done.err[-500:]!r}"
    if not told[0].startswith((f"scraper: {place}", "scraper: state")) or not any(
        words in told[0] for words in SAID[error]
    ):
        return f"the error does not say where or what: {told[0]!r}"
    return None


# --- killed -----------------------------------------------------------------------------------------------------------


@everything
def test_a_command_in_these_tests_changes_files_by_the_same_calls_as_one_of_its_own(
    workshop: Workshop, prepare: Callable[[str], Trials], name: str
) -> None:
    trials = prepare(name)
    place = workshop.place(trials.template)
    calls = traced_from_its_start((*trials.arguments, "--output", str(place)), place.parent)
    made = [call.kind for call in calls if call.changes(place.parent)]
    assert made == [call.kind for call in trials.calls if call.changes(trials.folder)]


def test_a_kill_comes_before_its_call_takes_effect(workshop: Workshop, prepare: Callable[[str], Trials]) -> None:
    trials = prepare("first run")
    first = next(call for call in trials.calls if call.kind == "write" and ".warc.gz" in call.text)
    place = workshop.place(trials.template)
    assert workshop.run(place, *trials.arguments, strace=killed_at(first)).code == -9
    (warc,) = (place / "store").glob("*.warc.gz")
    assert warc.read_bytes() == b""


@everything
def test_a_kill_at_any_call_loses_nothing_and_the_next_run_ends_as_ever(
    workshop: Workshop, prepare: Callable[[str], Trials], name: str
) -> None:
    trials = prepare(name)
    _try_all(trials.points(KILLS), lambda call: _killed(workshop, trials, call))


@everything
def test_a_kill_in_the_middle_of_a_write_loses_nothing(
    workshop: Workshop, prepare: Callable[[str], Trials], name: str
) -> None:
    trials = prepare(name)
    points = list(zip(trials.points(TORN, *WRITES), cycle([0.01, 0.5, 0.99]), strict=False))
    _try_all(points, lambda point: _killed(workshop, trials, *point))


@everything
def test_kills_one_after_the_other_lose_nothing_either(
    workshop: Workshop, prepare: Callable[[str], Trials], name: str
) -> None:
    """Each run is killed somewhere in the repair of what the one before it left."""
    trials = prepare(name)
    points = trials.points(KILLS)

    def trial(seed: int) -> str | None:
        place, chosen = workshop.place(trials.template), random.Random(seed)
        for number in range(6):
            call = chosen.choice(points)
            workshop.run(place, *trials.arguments, strace=killed_at(call))
            if wrong := _is_sound(workshop, trials, place):
                return f"seed {seed}, kill {number + 1} at {call.about(trials.folder)}: {wrong}"
        wrong = _is_repaired(workshop, trials, place)
        return f"seed {seed}: {wrong}" if wrong else None

    _try_all(range(CHAINS), trial)


WAYS = {"exchange": (), "two renames": ("-e", "inject=renameat2:error=EINVAL")}
"""How a dataset takes its place: on this disk, and on one whose file system answers as NFS does."""


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("version", ["of this version", "of version 0.3"])
def test_a_dataset_is_whole_while_it_takes_the_place_of_one(workshop: Workshop, version: str, way: str) -> None:
    """Between two renames alone there is none: the next start brings it back."""
    template = _build(workshop).template
    assert template is not None
    if version == "of version 0.3":
        _make_0_3(template)
    trials = workshop.trials(template, "build", refusing=WAYS[way])

    def trial(call: Call) -> str | None:
        place = workshop.place(trials.template)
        traced = ("-e", f"trace={call.kind},renameat2")
        done = workshop.run(place, *trials.arguments, strace=(*killed_at(call), *traced, *WAYS[way]))
        if done.code != -9:
            return f"{call.about(trials.folder)}: not reached; it ended with {done.code}"
        if way == "two renames" and _dataset(place) is None:
            recover(place / "dataset")
        wrong = _is_sound(workshop, trials, place) or _is_repaired(workshop, trials, place)
        kept = [_files(path) for path in versions_of(place / "dataset")]
        if not wrong and kept != [trials.before.dataset, trials.after.dataset]:
            wrong = f"{len(kept)} datasets, not the old and the new one"
        return f"{call.about(trials.folder)}: {wrong}" if wrong else None

    _try_all(trials.points(60, *NAMES), trial)


@pytest.mark.parametrize("error", ["EACCES", "EROFS"])
def test_folders_that_can_be_neither_exchanged_nor_renamed_are_named_and_nothing_is_lost(
    workshop: Workshop, error: str
) -> None:
    trials = workshop.trials(_build(workshop).template, "build", refusing=WAYS["two renames"])

    def trial(call: Call) -> str | None:
        traced = ("-e", f"trace={call.kind},renameat2")
        return _hurt(workshop, trials, call, (*failing_at(call, error), *traced, *WAYS["two renames"]), error)

    _try_all(trials.points(FAULTS, *NAMES), trial)


def _make_0_3(template: Path) -> None:
    """Make an output folder one as version 0.3 wrote it: a link, and the folder that it names."""
    shelf = template / "dataset.versions"
    shutil.rmtree(shelf, ignore_errors=True)
    shelf.mkdir()
    (template / "dataset").rename(shelf / "00001")
    (template / "dataset").symlink_to("dataset.versions/00001")


FILED = {
    "record": ("record", "page.html", "--original", PAGE, "--timestamp", "20220315092632"),
    "schedule": ("schedule", "systemd"),
}


@pytest.mark.parametrize("name", FILED)
def test_what_is_filed_in_a_folder_is_there_as_a_whole_or_not_yet_and_the_next_run_completes_it(
    workshop: Workshop, name: str
) -> None:
    folder = _desk(workshop)
    done = _file(workshop, folder, name, ALL_CHANGES)
    assert done.code == ExitCode.DONE, done.err
    whole = _filed(folder)
    again = _file(workshop, folder, name)
    trials = Trials(None, FILED[name], NOTHING, NOTHING, (done.code, again.code), done.calls, folder)
    kills = [(call, None) for call in trials.points(KILLS)]
    torn = list(zip(trials.points(TORN, *WRITES), cycle([0.01, 0.5, 0.99]), strict=False))

    def trial(point: tuple[Call, float | None]) -> str | None:
        call, share = point
        here = _desk(workshop)
        killed = _file(workshop, here, name, killed_at(call, whole=share is not None))
        if killed.code != -9:
            return f"{call.about(folder)}: not reached; it ended with {killed.code}"
        if share is not None:
            killed.calls[-1].tear(share)
        seen = {path: text for path, text in _filed(here).items() if not any(part[0] == "." for part in path.parts)}
        if not seen.items() <= whole.items() or (name == "record" and seen and seen != whole):
            return f"{call.about(folder)}: half made"
        ended = _file(workshop, here, name)
        if ended.code not in trials.codes or _filed(here) != whole:
            return f"{call.about(folder)}: the next run ended with {ended.code}, {sorted(_filed(here))}: {ended.err}"
        return None

    _try_all([*kills, *torn], trial)


def _desk(shop: Workshop) -> Path:
    """Return a folder with a page in it, and settings."""
    folder = shop.place(None).parent
    (folder / "page.html").write_bytes(_body(LYON))
    return folder


def _file(shop: Workshop, folder: Path, name: str, strace: Sequence[str] = ()) -> Done:
    return shop.run_in(folder, *FILED[name], "--into", str(folder / "made"), strace=strace)


def _filed(folder: Path) -> dict[Path, bytes]:
    """Return the files that a command filed, without the name of the folder above."""
    made = folder / "made"
    return {
        path.relative_to(made): path.read_bytes().replace(str(folder).encode(), b"") if path.is_file() else b""
        for path in made.rglob("*")
        if path.is_file() or path.name.startswith(".")
    }


# --- full, or not to be written ---------------------------------------------------------------------------------------


@everything
def test_a_disk_that_is_full_from_then_on_is_told_and_the_next_run_repairs(
    workshop: Workshop, prepare: Callable[[str], Trials], name: str
) -> None:
    trials = prepare(name)

    def trial(call: Call) -> str | None:
        strace = failing_from(call, trials.until(call), WRITES, "ENOSPC")
        return _hurt(workshop, trials, call, strace, "ENOSPC")

    _try_all(trials.points(FAULTS, *WRITES), trial)


@everything
def test_a_write_that_fails_once_is_named_and_loses_nothing(
    workshop: Workshop, prepare: Callable[[str], Trials], name: str
) -> None:
    trials = prepare(name)
    points = trials.points(FAULTS, *WRITES, "fsync", "fdatasync", "ftruncate")
    _fail_once(workshop, trials, points, "ENOSPC", "EIO")


@everything
def test_a_file_that_cannot_be_made_renamed_or_removed_is_named_and_loses_nothing(
    workshop: Workshop, prepare: Callable[[str], Trials], name: str
) -> None:
    trials = prepare(name)
    _fail_once(workshop, trials, trials.points(FAULTS, "openat", *NAMES), "ENOSPC", "EACCES", "EROFS")


def _fail_once(shop: Workshop, trials: Trials, points: Sequence[Call], *errors: str) -> None:
    """Fail each call by one of the errors, in turn."""

    def trial(point: tuple[Call, str]) -> str | None:
        call, error = point
        return _hurt(shop, trials, call, failing_at(call, error), error)

    _try_all(list(zip(points, cycle(errors), strict=False)), trial)


@everything
def test_a_disk_that_becomes_read_only_is_named_and_loses_nothing(
    workshop: Workshop, prepare: Callable[[str], Trials], name: str
) -> None:
    trials = prepare(name)

    def trial(call: Call) -> str | None:
        strace = failing_from(call, trials.until(call), (*WRITES, *NAMES, "ftruncate"), "EROFS")
        return _hurt(workshop, trials, call, strace, "EROFS")

    _try_all(trials.points(FAULTS, *WRITES, *NAMES), trial)
