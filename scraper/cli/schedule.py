"""`scraper schedule`."""

import os
import os.path
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scraper._version import __version__
from scraper.cli.group import EXIT_CODES
from scraper.cli.opening import settings_of
from scraper.cli.options import config_option, output_option
from scraper.cli.printing import put, say
from scraper.cli.run import run
from scraper.durable import write_whole
from scraper.errors import SettingsError, StoreError
from scraper.exit_codes import ExitCode
from scraper.system import home_of

if TYPE_CHECKING:
    from scraper.schedule.schedule import Interval, Job
    from scraper.settings import Settings

KINDS = ("systemd", "cron", "github-actions", "launchd")
INTERVALS = ("hour", "day", "week", "month", "quarter")


@click.command(epilog=EXIT_CODES, short_help="Print a systemd, cron, GitHub or launchd schedule.")
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("words", nargs=-1, metavar="[-- RUN_OPTIONS...]")
@click.option(
    "--every",
    type=click.Choice(INTERVALS),
    default="week",
    show_default=True,
    help="How often to run. The pages change within months, so an hour is the shortest interval.",
)
@click.option(
    "--into",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Write the files into this folder instead of printing them.",
)
@click.option("--name", default="unesco-scraper", show_default=True, help="Base name of the files.")
@click.option(
    "--system",
    "user",
    metavar="USER",
    help="Make system units that run as USER instead of units of your own user (systemd only).",
)
@click.option(
    "--secret",
    "secrets",
    multiple=True,
    metavar="VARIABLE",
    help="An environment variable that runs need, besides those named in the settings. May be repeated.",
)
@output_option
@config_option
def schedule(
    kind: str,
    words: tuple[str, ...],
    every: str,
    into: Path | None,
    name: str,
    user: str | None,
    secrets: tuple[str, ...],
    output: Path | None,
    config: Path | None,
) -> int:
    """Print the files that run the scraper on a schedule: systemd units, a crontab, a GitHub workflow or a launch agent.

    Nothing is installed: each file begins with instructions. Options of `scraper run` go after --.

    \b
    Examples:
      scraper schedule systemd
      scraper schedule cron --every month -- --archive internet-archive --budget 500
      scraper schedule github-actions --into .github/workflows
    """
    import msgspec

    from scraper.schedule.schedule import Interval, Job, network_variables, variables
    from scraper.settings import read_variables

    if user is not None and kind != "systemd":
        raise SettingsError(f"--system is for systemd; {kind} has no such option")
    settings, place = settings_of(_existing(config), output)
    if settings.contact is None:
        say('no contact is set, and archives ask clients for one. Put contact = "you@example.org" into the settings')
    # A runner of GitHub has a network of its own.
    plain, with_login = ((), ()) if kind == "github-actions" else network_variables(os.environ)
    if kind != "github-actions":
        plain += tuple(read_variables(os.environ).items())
    job = Job(
        python=_absolute(sys.executable),
        directory=str(Path.cwd()),
        config=_absolute(_existing(config)),
        output=_absolute(place),
        state=_state(settings, user),
        secrets_file=_secrets_file(name, user),
        version=__version__,
        name=name,
        words=words,
        reads=(
            sys.prefix,
            sys.base_prefix,
            str(Path(__file__).parent.parent),
            *(value for _, value in plain if value.startswith("/")),
        ),
        writes=_metrics_folder(words),
        secrets=tuple(dict.fromkeys((*variables(msgspec.to_builtins(settings)), *secrets, *with_login))),
        environment=plain,
        source=_source() if kind == "github-actions" else None,
    )
    files = _files(kind, job, Interval(every), user)
    if into is None:
        put("\n".join(text for _, text in files).removesuffix("\n"))
    else:
        _write(into, files)
    return ExitCode.DONE


def _source() -> str | None:
    """Return what this package was installed from, as pip takes it: a repository at a commit. None where that is not known."""
    from importlib.metadata import PackageNotFoundError, distribution
    from json import loads

    try:
        told = loads(distribution("unesco-archive-scraper").read_text("direct_url.json") or "{}")  # PEP 610
        url, commit = told["url"], told["vcs_info"]["commit_id"]
    except (PackageNotFoundError, ValueError, KeyError, TypeError):
        here = Path(__file__).parent.parent.parent
        url, commit = (_git(here, *words) for words in (("remote", "get-url", "origin"), ("rev-parse", "HEAD")))
    url = re.sub(r"^(?:ssh://)?git@([^/:]+)[:/]", r"https://\1/", url or "")
    is_public = re.fullmatch(r"https://[^@\s]+", url) and re.fullmatch(r"[0-9a-f]{40}", commit or "")
    return f"git+{url}@{commit}" if is_public else None


def _git(folder: Path, *words: str) -> str | None:
    from shutil import which
    from subprocess import run as execute

    if not (git := which("git")) or not (folder / ".git").exists():
        return None
    try:
        done = execute((git, "-C", folder, *words), capture_output=True, text=True, check=False, timeout=10)
    except (OSError, ValueError):
        return None
    return done.stdout.strip() or None


def _existing(config: Path | None) -> Path:
    from scraper.settings import FILENAME, settings_file

    if (path := settings_file(config, os.environ)) is None:
        raise SettingsError(
            f"there is no {FILENAME} in this folder, which scheduled runs read besides the variables that are set now: create "
            "one, which may be empty, or name one with --config"
        )
    return path


def _absolute(path: Path | str) -> str:
    """Return a path from the root on, without `..`, which systemd refuses; links stay, for they may be moved on purpose."""
    return os.path.abspath(path)  # noqa: PTH100


def _metrics_folder(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the folder of `--metrics`, if it is among the options. Refuses what `scraper run` would refuse."""
    given = run.make_context("run", list(words)).params
    if given["config"] or given["output"]:
        raise SettingsError("give --config and --output to `scraper schedule` itself, before --")
    return (_absolute(given["metrics"].parent),) if given["metrics"] else ()


def _state(settings: "Settings", user: str | None) -> str:
    """Return the folder of pace and rests, as runs of `user` find it. Raises SettingsError."""
    if user is None:
        return _absolute(settings.state_directory())
    home = _home(user)
    if settings.state is None:
        return str(home / ".local/state/unesco-archive-scraper/hosts")
    if settings.state.startswith("~/"):
        return str(home / settings.state.removeprefix("~/"))
    return _absolute(settings.state_directory())


def _home(user: str) -> Path:
    try:
        number, home = home_of(user)
    except KeyError:
        raise SettingsError(
            f"--system {user!r}: this machine has no user of that name; create one with a home folder"
        ) from None
    if number == 0:
        raise SettingsError("--system: a run does not need root's rights; name another user")
    return home


def _secrets_file(name: str, user: str | None) -> str:
    from platformdirs import user_config_path

    return f"/etc/{name}.env" if user else str(user_config_path("unesco-archive-scraper") / "secrets.env")


def _files(kind: str, job: "Job", every: "Interval", user: str | None) -> tuple[tuple[str, str], ...]:
    from shutil import which

    from scraper.schedule import cron, launchd, systemd, workflow

    if kind == "systemd":
        return systemd.files(job, every, user)
    if kind == "cron":
        return cron.files(job, every, which("timeout"))
    return workflow.files(job, every) if kind == "github-actions" else launchd.files(job, every)


def _write(into: Path, files: tuple[tuple[str, str], ...]) -> None:
    """Write files into a folder; what somebody edited there is left alone. Raises SettingsError, StoreError."""
    try:
        into.mkdir(parents=True, exist_ok=True)
        for name, text in files:
            path = into / name
            if path.exists() and path.read_bytes() != text.encode():
                raise SettingsError(f"{path}: already exists with other content; remove it, or choose another --name")
        for name, text in files:
            write_whole(into / name, text.encode())  # half a file would be taken for somebody's own by the next run
            put(f"wrote {into / name}: its first lines say how to install it")
    except OSError as error:
        raise StoreError(f"{into}: cannot be written: {error.strerror or error}") from error
