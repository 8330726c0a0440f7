"""A job as systemd's service and timer."""

import shlex

from scraper.errors import SettingsError
from scraper.schedule.schedule import (
    LONGEST,
    NEEDS_NOBODY,
    STOP_SECONDS,
    Interval,
    Job,
    comment,
    exit_codes_in_words,
    made_by,
)

_CALENDAR = {
    Interval.HOUR: "hourly",
    Interval.DAY: "daily",
    Interval.WEEK: "weekly",
    Interval.MONTH: "monthly",
    Interval.QUARTER: "quarterly",
}
_DELAY = {
    Interval.HOUR: "55min",
    Interval.DAY: "12h",
    Interval.WEEK: "24h",
    Interval.MONTH: "24h",
    Interval.QUARTER: "24h",
}
_HOMES = ("/home/", "/root/", "/run/user/")
_TEMPORARY = ("/tmp/", "/var/tmp/")  # noqa: S108  # which PrivateTmp= hides

_SERVICE = """\
{head}
[Unit]
Description=UNESCO archive scraper: a run ({name})
{after}
[Service]
Type=oneshot
{user}WorkingDirectory={directory}
ExecStart={command}
{environment}
# SIGINT ends a run cleanly; the next run continues.
KillSignal=SIGINT
TimeoutStartSec={longest}
TimeoutStopSec={stop}

{codes}SuccessExitStatus={success}

# Everything else is read-only.
ProtectSystem=strict
ReadWritePaths={writable}
{sees}
NoNewPrivileges=true
PrivateUsers=true
ProtectControlGroups=true
ProtectKernelTunables=true
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
RestrictNamespaces=true
RestrictRealtime=true
RestrictSUIDSGID=true
LockPersonality=true
MemoryDenyWriteExecute=true
SystemCallArchitectures=native
SystemCallFilter=@system-service
SystemCallFilter=~@privileged @resources
SystemCallErrorNumber=EPERM
{system}
# Leave resources to other services.
MemoryMax=2G
TasksMax=64
Nice=10
IOSchedulingClass=idle
"""

# A user's own manager may not do these: it would end with 218/CAPABILITIES.
_SYSTEM = """\
CapabilityBoundingSet=
AmbientCapabilities=
PrivateDevices=true
ProtectClock=true
ProtectHostname=true
ProtectKernelLogs=true
ProtectKernelModules=true
ProtectProc=invisible
ProcSubset=pid
RemoveIPC=true
"""

_TIMER = """\
{head}
[Unit]
Description=UNESCO archive scraper: every {every} ({name})

[Timer]
OnCalendar={calendar}
# Spread the load on the archives; the delay of one machine is always the same.
RandomizedDelaySec={delay}
FixedRandomDelay=true
# Start a run that was due while the machine was off.
Persistent=true

[Install]
WantedBy=timers.target
"""


def files(job: Job, every: Interval, user: str | None = None) -> tuple[tuple[str, str], ...]:
    """Return (file name, text) of the service and the timer: of the user's own manager, or of the system's for `user`.

    Raises SettingsError for an interpreter that systemd would not start.
    """
    if set(job.python) & set("'\"\\"):
        raise SettingsError(f"{job.python}: systemd cannot start a program whose path contains a quote or a backslash")
    names = (f"{job.name}.service", f"{job.name}.timer")
    return ((names[0], _service(job, every, user)), (names[1], _timer(job, every, user)))


def quoted(word: str) -> str:
    """Return a word as systemd reads it between quotes, with no specifier in it."""
    return '"' + word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%") + '"'


def _service(job: Job, every: Interval, user: str | None) -> str:
    return _SERVICE.format(
        head=comment((f"{_folder(user)}/{job.name}.service", made_by(job, "systemd", every), *_enabling(job, user))),
        name=job.name,
        after="Wants=network-online.target\nAfter=network-online.target\n" if user else "",
        user=f"User={user}\n" if user else "",
        directory=_bare(job.directory),
        command=_command(job.argv),
        environment=_environment(job),
        longest=LONGEST[every],
        stop=STOP_SECONDS,
        codes=comment(exit_codes_in_words()),
        success=" ".join(str(int(code)) for code in NEEDS_NOBODY),
        writable=" ".join(quoted(path) for path in _writable(job)),
        sees="\n".join(_sees(job, user)),
        system=_SYSTEM if user else "",
    )


def _timer(job: Job, every: Interval, user: str | None) -> str:
    return _TIMER.format(
        head=comment((f"{_folder(user)}/{job.name}.timer", made_by(job, "systemd", every))),
        name=job.name,
        every=every,
        calendar=_CALENDAR[every],
        delay=_DELAY[every],
    )


def _folder(user: str | None) -> str:
    return "/etc/systemd/system" if user else "~/.config/systemd/user"


def _enabling(job: Job, user: str | None) -> tuple[str, ...]:
    service, timer = f"{job.name}.service", f"{job.name}.timer"
    make = ("sudo", "install", "-d", "-o", user) if user else ("mkdir", "-p")
    manager = "sudo systemctl" if user else "systemctl --user"
    journal = "journalctl" if user else "journalctl --user"
    return (
        "Put it and the timer there, then:",
        f"  {shlex.join((*make, *job.writable))}",
        f"  {manager} daemon-reload",
        f"  {manager} enable --now {timer}",
        *(() if user else ("  loginctl enable-linger  # so that runs start while you are logged out",)),
        f"  {manager} start {service}  # a first run, now",
        f"  {journal} -u {service}  # its output",
        *(() if user else _USER_NOTE),
    )


_USER_NOTE = (
    "'226/NAMESPACE' or '217/USER' there means that this machine does not let users create namespaces:",
    "make a system unit instead (`--system USER`).",
)


def _command(argv: tuple[str, ...]) -> str:
    """Return ExecStart=. The colon keeps systemd from replacing variables, which it would in all words but the path."""
    return " ".join((quoted(f":{argv[0]}"), *map(quoted, argv[1:])))


def _bare(path: str) -> str:
    """Return a path where systemd knows no quotes; with the slash neither a blank nor a backslash ends the line."""
    return path.replace("%", "%%").rstrip("/") + "/"


def _environment(job: Job) -> str:
    plain = "".join(f"Environment={quoted(f'{name}={value}')}\n" for name, value in job.environment)
    if not job.secrets:
        return plain
    note = comment((f"Sets {', '.join(job.secrets)}, as NAME='value' lines. Only its owner may read it: chmod 600.",))
    return f"{plain}{note}EnvironmentFile={job.secrets_file.replace('%', '%%')}\n"


def _writable(job: Job) -> tuple[str, ...]:
    return job.writable if _tmp_is_private(job) else (*job.writable, "/tmp")  # noqa: S108


def _sees(job: Job, user: str | None) -> tuple[str, ...]:
    """Return what of homes and temporary files the run may see: no more than where its own folders lie."""
    home = "read-only" if any(path.startswith(_HOMES) for path in _needed(job)) else "true"
    keys = ("InaccessiblePaths=-%h/.ssh -%h/.gnupg",) if home == "read-only" and not user else ()
    private = "true" if _tmp_is_private(job) else "false"
    return (f"ProtectHome={home}", *keys, f"PrivateTmp={private}")


def _tmp_is_private(job: Job) -> bool:
    return not any(f"{path}/".startswith(_TEMPORARY) for path in _needed(job))


def _needed(job: Job) -> tuple[str, ...]:
    return (job.python, job.directory, job.config, *job.reads, *job.writable)
