"""A job as one line of a crontab."""

import re
import shlex

from scraper.errors import SettingsError
from scraper.schedule.schedule import (
    LONGEST,
    NEEDS_NOBODY,
    STOP_SECONDS,
    Interval,
    Job,
    comment,
    cron_fields,
    exit_codes_in_words,
    made_by,
    moment,
)

MOST_BYTES = 998  # of a command, in Debian's cron (MAX_COMMAND)


def files(job: Job, every: Interval, timeout: str | None = None) -> tuple[tuple[str, str], ...]:
    """Return (file name, text) of a crontab; `timeout` is the path of coreutils' program, None where there is none.

    Raises SettingsError where the command is longer than cron takes.
    """
    command = escaped(_command(job, every, timeout))
    if len(command.encode()) > MOST_BYTES:
        raise SettingsError(f"the command has more than {MOST_BYTES} bytes, which cron cuts off: use shorter paths")
    line = f"{cron_fields(moment(job.output), every)} {command}"
    head = comment((*_enabling(job, every), *exit_codes_in_words(), *_secrets(job)))
    return ((f"{job.name}.crontab", f"{head}# MAILTO=you@example.org\n{line}\n"),)


def escaped(command: str) -> str:
    r"""Return a command as a crontab holds it, where % ends the command and \% stands for it.

    A backslash before another one is none to cron: between a backslash and % the shell's quotes are closed and opened.
    """
    return re.sub(r"(\\?)%", lambda found: f"{found[1]}''\\%" if found[1] else r"\%", command)


def _command(job: Job, every: Interval, timeout: str | None) -> str:
    limit = (timeout, "--signal=INT", f"--kill-after={STOP_SECONDS}", str(LONGEST[every])) if timeout else ()
    file = shlex.quote(job.secrets_file)
    secrets = f"set -a && . {file} && set +a && " if job.secrets else ""
    quiet = "|".join(str(int(code)) for code in (0, *NEEDS_NOBODY))
    log = shlex.quote(_log(job))
    plain = "".join(f"{name}={shlex.quote(value)} " for name, value in job.environment)
    run = f"cd {shlex.quote(job.directory)} && {secrets}{plain}{shlex.join((*limit, *job.argv))} >{log} 2>&1"
    return f"{run}; case $? in {quiet}) ;; *) tail -n 40 {log};; esac"


def _log(job: Job) -> str:
    return f"{job.output}/{job.name}.log"


def _enabling(job: Job, every: Interval) -> tuple[str, ...]:
    return (
        f"{job.name}.crontab: a line for `crontab -e`, of a user who is not root.",
        made_by(job, "cron", every),
        "First create the folders that the run needs:",
        f"  {shlex.join(('mkdir', '-p', *job.writable))}",
        f"The output of the last run is in {_log(job)}",
        "Cron mails its last lines to MAILTO only if somebody has to act.",
    )


def _secrets(job: Job) -> tuple[str, ...]:
    if not job.secrets:
        return ()
    names = ", ".join(job.secrets)
    return (f"{job.secrets_file} sets {names}, as NAME='value' lines. Only its owner may read it: chmod 600.",)
