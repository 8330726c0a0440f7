"""What is run unattended, how often, and when: the values from which a schedule of any kind is written."""

import hashlib
import re
from collections.abc import Mapping
from enum import StrEnum
from itertools import chain
from typing import Any

import msgspec

from scraper.errors import SettingsError
from scraper.exit_codes import MEANINGS, ExitCode

# What ends by itself, or is tried again by the runs that follow. At anything else a person has to look.
NEEDS_NOBODY = (
    *(ExitCode.SOME_FAILED, ExitCode.AT_REST, ExitCode.HELD, ExitCode.NEWS),
    *(ExitCode.HUNG_UP, ExitCode.INTERRUPTED, ExitCode.TERMINATED),
)
NEEDS_SOMEBODY = tuple(code for code in ExitCode if code not in {ExitCode.DONE, *NEEDS_NOBODY})

STOP_SECONDS = 120
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


class Interval(StrEnum):
    """How often a run is due."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"


# Seconds after which a run is ended; what it stored is kept, and the next one goes on.
LONGEST = {
    Interval.HOUR: 50 * 60,
    Interval.DAY: 12 * 3600,
    Interval.WEEK: 24 * 3600,
    Interval.MONTH: 24 * 3600,
    Interval.QUARTER: 24 * 3600,
}


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """One `scraper run` that is to be repeated. All paths are absolute.

    `python` is the interpreter, `directory` the folder the run is at work in, `state` the folder in which all runs keep pace
    and rests of hosts, `version` this package's. `words` are further options of `scraper run`. `reads` are further folders
    that the run needs to see, `writes` folders that it writes besides `output` and `state`. `secrets` are names of
    environment variables, which `secrets_file` sets; `environment` are variables with values that may be read by anybody.
    `source` is what pip installs this package from: `git+https://…@COMMIT`, None where that is not known.

    Raises SettingsError for what cannot be written into a schedule.
    """

    python: str
    directory: str
    config: str
    output: str
    state: str
    secrets_file: str
    version: str
    name: str = "unesco-scraper"
    words: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()
    writes: tuple[str, ...] = ()
    secrets: tuple[str, ...] = ()
    environment: tuple[tuple[str, str], ...] = ()
    source: str | None = None

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise SettingsError(f"{self.name!r}: use at most 64 lower-case letters, digits and hyphens for a name")
        for path in (self.python, self.directory, self.config, self.secrets_file, *self.reads, *self.writable):
            if not path.startswith("/"):
                raise SettingsError(f"{path!r} is not an absolute path, which a schedule needs")
        for word in (
            *self.argv,
            self.directory,
            self.secrets_file,
            *self.reads,
            *self.writable,
            *(value for _, value in self.environment),
        ):
            if not word.isprintable():
                raise SettingsError(f"{word!r} contains control characters, which cannot be written into a schedule")
        for variable in (*self.secrets, *(name for name, _ in self.environment)):
            if not _VARIABLE.fullmatch(variable):
                raise SettingsError(f"{variable!r} is not a valid name of an environment variable")

    @property
    def argv(self) -> tuple[str, ...]:
        """The command, absolute: no shell and no PATH is needed. `-P` keeps modules in the folder at work out."""
        begin = (self.python, "-P", "-m", "scraper", "run")
        return (*begin, "--config", self.config, "--output", self.output, *self.words)

    @property
    def writable(self) -> tuple[str, ...]:
        """The folders that a run writes, each once."""
        return tuple(dict.fromkeys((self.output, self.state, *self.writes)))


class Moment(msgspec.Struct, frozen=True):
    """When in its interval a run is due: `weekday` 0 is Sunday, `day` one of the month, `month` one of the quarter."""

    minute: int
    hour: int
    weekday: int
    day: int
    month: int


def moment(output: str) -> Moment:
    """Return when the runs of an output folder are due: by a digest of its path, so that users do not all make requests at midnight."""
    digest = hashlib.sha256(output.encode()).digest()
    one, two, three, four, five = (int.from_bytes(digest[at : at + 4]) for at in range(0, 20, 4))
    return Moment(1 + one % 59, two % 24, three % 7, 1 + four % 28, 1 + five % 3)


def cron_fields(at: Moment, every: Interval) -> str:
    """Return the five fields of a crontab line."""
    months = ",".join(str(at.month + later) for later in (0, 3, 6, 9))
    return {
        Interval.HOUR: f"{at.minute} * * * *",
        Interval.DAY: f"{at.minute} {at.hour} * * *",
        Interval.WEEK: f"{at.minute} {at.hour} * * {at.weekday}",
        Interval.MONTH: f"{at.minute} {at.hour} {at.day} * *",
        Interval.QUARTER: f"{at.minute} {at.hour} {at.day} {months} *",
    }[every]


def variables(settings: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the environment variables that settings name: the values of keys that end in `_env`, in nested tables too."""
    nested = (variables(value) for value in settings.values() if isinstance(value, Mapping))
    named = (value for key, value in settings.items() if key.endswith("_env") and isinstance(value, str))
    return tuple(dict.fromkeys(chain(named, *nested)))


_PROXIES = ("HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY", "NO_PROXY")
_OF_NETWORK = (
    *_PROXIES,
    *(name.lower() for name in _PROXIES),
    "REQUESTS_CA_BUNDLE",
    "CURL_CA_BUNDLE",
    "SSL_CERT_FILE",
    "SSL_CERT_DIR",
)


def network_variables(environ: Mapping[str, str]) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """Return the variables by which a run by hand finds its proxy and its certificates, and the names of those with a login.

    A schedule starts without them. One that holds a user or a password is a secret, and named alone.
    """
    found = [(name, environ[name]) for name in _OF_NETWORK if environ.get(name)]
    secret = tuple(name for name, value in found if "@" in value and name.upper() in _PROXIES[:3])
    return tuple(one for one in found if one[0] not in secret), secret


def made_by(job: Job, kind: str, every: Interval) -> str:
    """Return the line that says where a file comes from."""
    return f"Made by `scraper schedule {kind}`, every {every}, unesco-archive-scraper {job.version}."


def exit_codes_in_words() -> tuple[str, ...]:
    """Return lines that say which exit codes need a person and which do not."""
    return (
        "No action needed: these pass, or later runs retry.",
        *(f"  {code}  {MEANINGS[code]}" for code in NEEDS_NOBODY),
        "Need somebody:",
        *(f"  {code}  {MEANINGS[code]}" for code in NEEDS_SOMEBODY),
    )


def comment(lines: tuple[str, ...]) -> str:
    """Return lines as comments of a shell, a unit, a crontab or YAML."""
    return "".join(f"# {line}".rstrip() + "\n" for line in lines)
