"""The command line: what it prints where, and which exit code it ends with."""

import contextlib
import csv
import gzip
import hashlib
import json
import os
import pty
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from conftest import WarcFile, captured_cases, watched_cases

from scraper.cli import cli, run_command
from scraper.cli.group import FORMER_NAMES
from scraper.dataset.tables import tables_of
from scraper.exit_codes import ExitCode
from scraper.store.store import Store
from scraper.subjects.uccn.subject import UCCN
from scraper.values.capture import sha1

ROOT = Path(__file__).parent.parent
WARC = ROOT / "fixtures" / "warc" / "uccn.warc.gz"
SEED = ROOT / "fixtures" / "pages" / "annual-conferences" / "20220315092632-seed-banner-a"
PAGE = "https://en.unesco.org/creative-cities/content/annual-conferences"
COMMANDS = ("run", "captures", "import", "extract", "build", "doctor")
KEYS = (
    "original timestamp requested memento_url digest outcome page_kind layout language title conferences events objectives "
    "unread warnings notices"
).split()
# In fixtures/warc: a capture for each page case that is one, a redirect, a 404, a revisit.
CAPTURES = len(captured_cases()) + 3
WATCHED = len(watched_cases()) + 3
Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in an empty folder, so that no scraper.toml and no output of somebody's is met."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")


def _scraper(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "scraper", *arguments]
    return subprocess.run(
        command, capture_output=True, text=True, check=False, env=os.environ | {"PYTHONPATH": str(ROOT)} | environment
    )


def _lines(captured: Captured) -> list[dict[str, Any]]:
    return [json.loads(line) for line in captured.readouterr().out.splitlines()]


def _page(path: Path, title: str = "Annual Conferences", text: str = "Words.") -> Path:
    path.write_text(
        f"<!DOCTYPE html><html lang=en><title>{title}</title><body><h1>{title}</h1><p>{text}</p></body></html>"
    )
    return path


# --- help and completion ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", cli.commands)
def test_help_has_an_example_and_says_where_the_exit_codes_are(command: str, capsys: Captured) -> None:
    assert run_command([command, "--help"]) == 0
    said = capsys.readouterr().out
    assert re.search(rf"^ +(\w+=\S+ )?scraper {command}\b", said, re.MULTILINE)
    assert "xit codes" in said


def test_the_help_of_all_names_every_command_once_on_a_line_of_its_own_and_every_exit_code() -> None:
    shown = CliRunner(env={"COLUMNS": "80"}).invoke(cli, ["--help"]).output
    for command in (one for one in cli.commands.values() if not one.hidden):
        (line,) = re.findall(rf"^  {command.name} +\w.*$", shown, re.MULTILINE)
        assert line.endswith(command.short_help or "no summary"), line
        assert len(line) <= 80, line
    for code in ExitCode:
        assert len(re.findall(rf"^ +{code:d} +\w", shown, re.MULTILINE)) == 1, code
    assert "Example" in shown


def test_a_name_that_a_command_had_before_still_works_and_is_not_in_the_help(capsys: Captured) -> None:
    for former, name in FORMER_NAMES.items():
        assert run_command([former, "--help"]) == 0
        was = capsys.readouterr().out
        assert run_command([name, "--help"]) == 0
        assert capsys.readouterr().out.splitlines()[1:] == was.splitlines()[1:]
        assert former not in cli.commands


@pytest.mark.parametrize("command", cli.commands)
def test_every_option_is_explained(command: str) -> None:
    for parameter in cli.commands[command].params:
        if parameter.param_type_name == "option":
            assert getattr(parameter, "help", None), f"{command} {parameter.name}"


def test_the_options_are_those_that_were_agreed() -> None:
    options = {name: {option for p in cli.commands[name].params for option in p.opts} for name in COMMANDS}
    assert options["run"] >= {"--archive", "--source", "--from", "--to", "--output", "--config", "--json"}
    assert options["captures"] >= {"--archive", "--from", "--to", "--json"}
    assert options["import"] >= {"--original", "--timestamp", "--output"}
    assert options["extract"] >= {"--original", "--timestamp", "--json"}
    assert options["build"] >= {"--output"}
    assert options["doctor"] >= {"--archive", "--output"}


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_the_script_of_a_shell(shell: str, capsys: Captured) -> None:
    assert run_command(["completion", shell]) == 0
    assert "_SCRAPER_COMPLETE" in capsys.readouterr().out


def test_completion_completes() -> None:
    done = _scraper(_SCRAPER_COMPLETE="bash_complete", COMP_WORDS="scraper bu", COMP_CWORD="1")
    assert "build" in done.stdout


# --- exit codes -------------------------------------------------------------------------------------------------------


def test_a_run_over_the_fixtures_is_fine_and_writes_what_was_agreed(capsys: Captured) -> None:
    assert run_command(["run", "--archive", str(WARC.parent)]) == 0
    assert "Data: output/dataset" in capsys.readouterr().out
    assert sorted(path.name for path in Path("output").iterdir()) == [
        "cache",
        "changes.atom",
        "dataset",
        "report.html",
        "runs",
        "store",
    ]
    names = {path.name for path in Path("output/dataset").iterdir()}
    assert names == {f"{table.name}.csv" for table in tables_of(UCCN)} | {
        "timeline.geojson",
        "dataset.json",
        "datapackage.json",
        "README.md",
        "CITATION.cff",
        "datacite.json",
        "ro-crate-metadata.json",
        "lock.json",
    }
    assert Path("output/store/index.cdxj").is_file()
    assert list(Path("output/store").glob("captures-*.warc.gz"))


@pytest.mark.slow
@pytest.mark.parametrize("cut", [60, 900, 2500])
def test_a_truncated_warc_among_good_ones_fails_in_part(cut: int, capsys: Captured) -> None:
    Path("warcs").mkdir()
    shutil.copy(WARC, "warcs/good.warc.gz")
    other = WARC.read_bytes()
    Path("warcs/cut.warc.gz").write_bytes(other[:-cut])
    assert run_command(["run", "--archive", "warcs"]) == 1
    told = capsys.readouterr().err
    assert "cut.warc.gz" in told
    assert Path("output/dataset/timeline.csv").read_text(encoding="utf-8").count("\n") > 15
    assert run_command(["extract", "warcs"]) == 1


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["run", "--archive", str(WARC), "--from", "yesterday"], "yesterday"),
        (["run", "--archive", str(WARC), "--to", "20221"], "20221"),
        (["run", "--archive", str(WARC), "--from", "2020", "--to", "2019"], "2020"),
        (["run", "--archive", str(WARC), "--source", "en.unesco.org"], "en.unesco.org"),
        (["run", "--archive", "nowhere-known"], "nowhere-known"),
        (["run", "--archive", "http://"], "http://"),
        (["run", "--colour"], "--colour"),
        (["runn"], "runn"),
        (["captures"], "URL"),
        (["captures", "no-address", "--archive", str(WARC)], "no-address"),
        (["extract"], "PATH"),
        (["extract", str(WARC), "--original", "no-address"], "no-address"),
        (["import", str(WARC), "--timestamp", "now"], "now"),
        (["run", "--config", "bad.toml"], "bad.toml"),
        (["run", "--config", "none.toml"], "none.toml"),
    ],
    ids=lambda value: " ".join(value[:1] + value[-2:]) if isinstance(value, list) else "",
)
def test_usage_and_settings_end_with_2_and_name_the_culprit(arguments: list[str], named: str, capsys: Captured) -> None:
    Path("bad.toml").write_text("contact = [")
    assert run_command(arguments) == 2
    captured = capsys.readouterr()
    assert named in captured.err
    assert captured.out == ""
    assert not Path("output").exists()


def _closed_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def test_an_archive_that_cannot_be_reached_ends_with_3() -> None:
    base = f"http://127.0.0.1:{_closed_port()}/x/"
    assert run_command(["run", "--archive", base, "--source", PAGE]) == 3
    assert run_command(["captures", PAGE, "--archive", base]) == 3
    assert run_command(["doctor", "--archive", base]) == 3


def test_a_file_that_is_no_warc_ends_with_3(capsys: Captured) -> None:
    Path("noise.warc.gz").write_bytes(b"\x1f\x8b" + bytes(range(256)) * 8)
    Path("text.warc").write_text("no WARC at all")
    for name in ("noise.warc.gz", "text.warc"):
        for arguments in (
            ["run", "--archive", name],
            ["captures", PAGE, "--archive", name],
            ["import", name],
            ["extract", name],
        ):
            assert run_command(arguments) == 3, arguments
            assert name in capsys.readouterr().err


def test_what_is_not_there_ends_with_3() -> None:
    assert run_command(["build", "--output", "none"]) == 3
    assert run_command(["extract", "none.html"]) == 3
    assert run_command(["import", "none.html"]) == 3


@pytest.mark.slow
def test_one_archive_of_two_that_cannot_be_reached_fails_in_part() -> None:
    base = f"http://127.0.0.1:{_closed_port()}/x/"
    assert run_command(["run", "--archive", base, "--archive", str(WARC)]) == 1
    assert run_command(["captures", PAGE, "--archive", base, "--archive", str(WARC)]) == 1


def test_a_store_that_is_held_ends_with_6_and_says_by_whom(capsys: Captured) -> None:
    with Store(Path("output/store")):
        assert run_command(["run", "--archive", str(WARC)]) == 6
    assert "another run" in capsys.readouterr().err


@contextlib.contextmanager
def _silent_server() -> Iterator[socket.socket]:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        server.settimeout(30)
        yield server


@pytest.mark.slow
def test_ctrl_c_ends_with_130_and_the_store_opens_afterwards() -> None:
    with _silent_server() as server:
        base = f"http://127.0.0.1:{server.getsockname()[1]}/x/"
        command = [sys.executable, "-m", "scraper", "run", "--archive", str(WARC), "--archive", base]
        with subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # what runs in the background ignores it
        ) as process:
            connection, _ = server.accept()
            with connection:
                connection.recv(1)  # the request is under way
                process.send_signal(signal.SIGINT)
                _, told = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "interrupted" in told
    assert "Traceback" not in told
    with Store(Path("output/store")) as store:
        assert store.counts() == (WATCHED, WATCHED)
    assert run_command(["build"]) == 0


# --- JSON -------------------------------------------------------------------------------------------------------------


def test_run_prints_one_object_and_all_else_on_stderr(capsys: Captured) -> None:
    assert run_command(["run", "--archive", str(WARC), "--json"]) == 0
    captured = capsys.readouterr()
    stated = json.loads(captured.out)
    assert isinstance(stated, dict)
    assert stated["exit_code"] == 0
    assert sum(stated["outcomes"].values()) == WATCHED
    assert captured.out.count("\n") == 1
    assert captured.err


@pytest.mark.slow
@pytest.mark.parametrize("command", ["build", "doctor", "import"])
def test_the_other_commands_print_one_object_too(command: str, capsys: Captured) -> None:
    run_command(["run", "--archive", str(WARC)])
    capsys.readouterr()
    arguments = {"build": [], "doctor": ["--archive", str(WARC)], "import": [str(WARC)]}[command]
    assert run_command([command, *arguments, "--json"]) == 0
    assert isinstance(json.loads(capsys.readouterr().out), dict)


def test_captures_prints_one_object_a_line_and_fetches_nothing(capsys: Captured) -> None:
    assert run_command(["captures", PAGE, "--archive", str(WARC), "--from", "2022", "--to", "2022", "--json"]) == 0
    found = _lines(capsys)
    times = [one["timestamp"] for one in found if one["original"].endswith("content/annual-conferences")]
    assert times == ["20220118033741", "20220315092632", "20220621170045"]
    assert {one["archive"] for one in found} == {"uccn.warc.gz"}
    assert not Path("output").exists()


def test_extract_prints_the_keys_that_were_agreed_and_writes_nothing(capsys: Captured) -> None:
    before = sorted(SEED.iterdir())
    assert run_command(["extract", str(SEED / "body.html"), "--json"]) == 0
    (stated,) = _lines(capsys)
    assert list(stated) == KEYS
    assert list(stated["conferences"][0]) == ["year", "edition", "status", "note", "quote", "hosts"]
    assert list(stated["conferences"][0]["hosts"][0]) == ["city", "country"]
    assert list(stated["objectives"][0]) == ["position", "text"]
    assert (stated["original"], stated["timestamp"], stated["outcome"]) == (PAGE, "20220315092632", "extracted")
    assert stated["digest"].startswith("sha1:")
    krakow = next(one for one in stated["conferences"] if one["year"] == 2018)
    assert krakow["quote"] == "Krakow and Katowice (Poland) in 2018"
    assert krakow["hosts"] == [{"city": "Krakow", "country": "Poland"}, {"city": "Katowice", "country": "Poland"}]
    assert sorted(SEED.iterdir()) == before
    assert list(Path().iterdir()) == []


def test_extract_says_every_capture_of_a_collection(capsys: Captured) -> None:
    assert run_command(["extract", str(WARC), "--json"]) == 0  # as a run over it ends
    found = _lines(capsys)
    assert len(found) == CAPTURES
    assert {tuple(one) for one in found} == {tuple(KEYS)}
    outcomes = {one["timestamp"]: one["outcome"] for one in found}
    assert (outcomes["20150914103155"], outcomes["20230901120000"]) == ("redirect", "not found")
    assert (outcomes["20210302140021"], outcomes["20240517093412"]) == ("no facts", "layout unknown")
    assert outcomes["20191220075500"] == "unreadable"


def test_a_page_that_does_not_say_where_it_is_from_can_be_told(capsys: Captured) -> None:
    page = _page(Path("page.html"), text="It was held in Lyon (France) in 2009.")
    run_command(["extract", str(page), "--json"])
    assert _lines(capsys)[0]["original"] is None
    run_command(["extract", str(page), "--original", PAGE, "--timestamp", "20220315092632", "--json"])
    (stated,) = _lines(capsys)
    assert (stated["original"], stated["timestamp"]) == (PAGE, "20220315092632")
    assert run_command(["import", str(page)]) != 0
    assert "--original" in capsys.readouterr().err
    assert run_command(["import", str(page), "--original", PAGE, "--timestamp", "20220315092632"]) == 0


def test_a_run_over_nothing_but_a_page_of_unknown_origin_ends_as_its_import_does(capsys: Captured) -> None:
    page = str(_page(Path("page.html")))
    for command in (["run", "--archive", page], ["import", page]):
        assert run_command([*command, "--output", "none"]) == 2
        told = capsys.readouterr()
        assert "--original" in told.err
        assert ("pages asked for" in told.out) == (command[0] == "run")
        assert not Path("none/dataset").exists()
    assert run_command(["run", "--archive", page, "--archive", str(WARC), "-q"]) == 1
    assert Path("output/dataset").is_dir()


def test_extract_ends_as_an_import_of_the_same_does() -> None:
    warc = WarcFile()
    warc.response(PAGE, "2018-01-01T00:00:00Z", bytes(range(256)))
    path = str(warc.save(Path("crawl.warc.gz")))
    assert run_command(["extract", path]) == run_command(["import", path, "-q"]) == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ["run", "-q", "-v", "--archive", str(WARC)],
        ["import", "-q", "-v", str(WARC)],
        ["as-of", "2018", "--csv", "--json"],
        ["as-of", "2018", "--into", "then", "--csv"],
        ["as-of", "2018", "--into", "then", "--by-page"],
    ],
)
def test_options_that_exclude_each_other_are_refused(arguments: list[str], capsys: Captured) -> None:
    assert run_command(arguments) == 2
    assert ("--verbose" if "-v" in arguments else arguments[-1]) in capsys.readouterr().err
    assert not Path("output").exists()


@pytest.mark.parametrize(
    ("given", "precision", "shown"),
    [("2018", "year", "2018"), ("201803", "month", "2018-03"), ("2018-03-15", "day", "2018-03-15")],
)
def test_of_the_time_of_a_saved_page_no_more_is_known_than_is_given(given: str, precision: str, shown: str) -> None:
    page = _page(Path("page.html"), text="It was held in Lyon (France) in 2009.")
    assert run_command(["import", str(page), "--original", PAGE, "--timestamp", given, "-q"]) == 0
    with Path("output/dataset/captures.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["precision"] == precision
    with Store(Path("output/store")) as store:
        assert [capture.date for capture in store.captures(PAGE)] == [shown]


def test_import_puts_a_collection_into_the_store_once(capsys: Captured) -> None:
    for _ in range(2):
        assert run_command(["import", str(WARC), "--json"]) == 0
        assert sum(json.loads(capsys.readouterr().out)["outcomes"].values()) == CAPTURES
    with Store(Path("output/store")) as store:
        assert store.counts() == (CAPTURES, CAPTURES)


def test_a_file_gzipped_in_one_piece_is_imported_and_run_with_a_remark(capsys: Captured) -> None:
    warc = WarcFile()
    for year in (2018, 2019):
        warc.response(PAGE, f"{year}-01-01T00:00:00Z", _page(Path("page.html"), text=f"Of {year}.").read_bytes())
    Path("one.warc.gz").write_bytes(gzip.compress(gzip.decompress(warc.content)))
    for command in (["import", "one.warc.gz"], ["run", "--archive", "one.warc.gz", "--source", PAGE]):
        assert run_command([*command, "--json"]) == 0
        told = capsys.readouterr()
        assert "compressed as one piece" in told.err
        assert json.loads(told.out)["failures"] == []
        assert sum(json.loads(told.out)["outcomes"].values()) == 2


def test_an_import_of_a_damaged_file_says_how_much_of_it_was_imported(capsys: Captured) -> None:
    warc = WarcFile()
    for year in (2018, 2019, 2020):
        warc.response(PAGE, f"{year}-01-01T00:00:00Z", _page(Path("page.html"), text=f"Of {year}.").read_bytes())
    Path("cut.warc.gz").write_bytes(warc.content[:-30])
    assert run_command(["import", "cut.warc.gz", "--json"]) == 1
    told = capsys.readouterr()
    assert "imported in part, 2 of 3 captures: cut.warc.gz: " in " ".join(json.loads(told.out)["failures"])
    assert "not imported" not in told.err


@pytest.mark.slow
@pytest.mark.parametrize(
    "order", ["target first", "revisit first", "both at once", "both at once, revisit first", "run"]
)
@pytest.mark.parametrize("by", ["sha1", "hexadecimal", "sha256", "address and date"])
def test_a_revisit_has_its_payload_whatever_file_holds_that_and_whenever_it_comes(
    by: str, order: str, capsys: Captured
) -> None:
    html = _page(Path("page.html"), text="It was held in Lyon (France) in 2009.").read_bytes()
    digest = {
        "sha1": sha1(html),
        "hexadecimal": "sha1:" + hashlib.sha1(html, usedforsecurity=False).hexdigest(),
        "sha256": "sha256:" + hashlib.sha256(html).hexdigest(),
        "address and date": "",
    }[by]
    first, then = WarcFile(), WarcFile()
    first.response(PAGE, "2018-01-01T00:00:00Z", html)
    then.revisit(
        PAGE, "2019-01-01T00:00:00Z", digest, (PAGE, "2018-01-01T00:00:00Z") if by == "address and date" else None
    )
    files = [str(first.save(Path("target.warc.gz"))), str(then.save(Path("revisit.warc.gz")))]
    if "revisit first" in order:
        files.reverse()
    if order == "run":
        archives = [argument for name in reversed(files) for argument in ("--archive", name)]
        assert run_command(["run", *archives, "--source", PAGE]) == 0
    elif "at once" in order:
        assert run_command(["import", *files]) == 0
    else:
        assert run_command(["import", files[0]]) == (1 if order == "revisit first" else 0)
        assert run_command(["import", files[1]]) == 0
    with Store(Path("output/store")) as store:
        assert [(one.requested[:4], one.outcome) for one in store.listed()] == [("2018", None), ("2019", None)]
        assert [store.replay(capture).body for capture in store.captures(PAGE)] == [html, html]


@pytest.mark.slow
def test_one_file_that_cannot_be_read_costs_no_other(capsys: Captured) -> None:
    Path("in").mkdir()
    pointer = b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"
    for bad in (Path("bad.warc.gz"), Path("in/bad.warc.gz")):
        bad.write_bytes(pointer)
    shutil.copy(WARC, "in/good.warc.gz")
    for number, paths in enumerate((("bad.warc.gz", str(WARC)), ("in",))):
        assert run_command(["import", *paths, "--output", f"o{number}", "--json"]) == 1
        told = json.loads(capsys.readouterr().out)
        assert sum(told["outcomes"].values()) == CAPTURES
        assert "Git LFS pointer" in " ".join(told["failures"])
    assert run_command(["run", "--archive", "bad.warc.gz", "--archive", str(WARC), "--output", "o2", "--json"]) == 1
    assert "Git LFS pointer" in " ".join(json.loads(capsys.readouterr().out)["failures"])
    assert run_command(["captures", PAGE, "--archive", "bad.warc.gz", "--archive", str(WARC)]) == 1
    for command in (
        ["captures", PAGE, "--archive", "bad.warc.gz"],
        ["import", "bad.warc.gz"],
        ["run", "--archive", "bad.warc.gz"],
    ):
        assert run_command(command) == 3
        assert "git lfs pull" in capsys.readouterr().err


@pytest.mark.slow
def test_build_makes_the_dataset_again_from_the_store_alone() -> None:
    run_command(["run", "--archive", str(WARC)])
    before = {path.name: path.read_bytes() for path in Path("output/dataset").iterdir()}
    shutil.rmtree("output/dataset")
    assert run_command(["build"]) == 0
    assert {path.name: path.read_bytes() for path in Path("output/dataset").iterdir()} == before


@pytest.mark.slow
def test_doctor_says_what_is_wrong_with_a_store(capsys: Captured) -> None:
    run_command(["run", "--archive", str(WARC)])
    assert run_command(["doctor", "--archive", str(WARC)]) == 0
    path = Path("output/store/captures-00001.warc.gz")
    path.write_bytes(path.read_bytes()[:-100])
    capsys.readouterr()
    assert run_command(["doctor", "--archive", str(WARC)]) == 1
    assert "captures-00001.warc.gz" in capsys.readouterr().out


# --- terminals --------------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_away_from_a_terminal_there_are_plain_lines_only() -> None:
    done = _scraper("run", "--archive", str(WARC), FORCE_COLOR="", TERM="xterm-256color")
    assert done.returncode == 0
    assert "\x1b" not in done.stdout + done.stderr
    assert "\r" not in done.stdout + done.stderr
    assert f"{WATCHED} of {WATCHED}" in done.stderr


def _on_a_terminal(*arguments: str, **environment: str) -> str:
    """Run on a pseudo-terminal and return all that it showed."""
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "scraper", *arguments]
    variables = os.environ | {"PYTHONPATH": str(ROOT), "TERM": "xterm-256color", **environment}
    with subprocess.Popen(command, stdin=follower, stdout=follower, stderr=follower, env=variables) as process:
        os.close(follower)
        shown = b""
        with contextlib.suppress(OSError):  # EIO: nobody holds the other end any more
            while part := os.read(leader, 65536):
                shown += part
        os.close(leader)
    assert process.returncode == 0
    return shown.decode()


COLOUR = re.compile(r"\x1b\[(?:[\d;]*;)?(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;[\d;]*)?m")


@pytest.mark.slow
def test_on_a_terminal_there_is_a_bar_for_each_stage_and_the_result() -> None:
    shown = _on_a_terminal("run", "--archive", str(WARC))
    for words in ("captures", "reading captures", f"{WATCHED}/{WATCHED}", "2009 Lyon", "Report: "):
        assert words in shown
    assert COLOUR.search(shown)


@pytest.mark.slow
def test_no_color_is_honoured() -> None:
    assert not COLOUR.search(_on_a_terminal("run", "--archive", str(WARC), NO_COLOR="1"))


def test_what_would_steer_a_terminal_comes_out_harmless(capsys: Captured) -> None:
    evil = "\x1b]0;owned\x07\x1b[2J\x9b31mred\u202e"
    text = f"It was held in Lyon{evil} (France) in 2009, {evil} and Ly\x1b[31mon (France) in 2010."
    page = _page(Path("page.html"), title=f"Annual Conferences {evil}", text=text)
    for arguments in (["extract", str(page)], ["extract", str(page), "--json"], ["extract", f"{evil}.html"]):
        run_command(arguments)
        captured = capsys.readouterr()
        for steering in "\x1b\x07\x9b":
            assert steering not in captured.out + captured.err, arguments


def test_json_says_the_title_as_it_is(capsys: Captured) -> None:
    run_command(["extract", str(_page(Path("page.html"), title="Östersund’s “Annual Conferences”")), "--json"])
    assert _lines(capsys)[0]["title"] == "Östersund’s “Annual Conferences”"


@pytest.mark.slow
@pytest.mark.parametrize("locale", ["C", "POSIX"])
def test_output_is_utf_8_or_at_least_no_crash_in_any_locale(locale: str) -> None:
    done = _scraper("extract", str(WARC), LC_ALL=locale, PYTHONCOERCECLOCALE="0", PYTHONUTF8="0")
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_a_reader_that_goes_away_is_no_error() -> None:
    command = f"{sys.executable} -m scraper extract {WARC} --json | head -n 1"
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    assert "Traceback" not in done.stderr
    assert len(done.stdout.splitlines()) == 1
