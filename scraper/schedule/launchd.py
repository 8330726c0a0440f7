"""A job as a property list of macOS's launchd."""

import plistlib
import re
import shlex

from scraper.schedule.schedule import STOP_SECONDS, Interval, Job, Moment, made_by, moment

_DOCTYPE_END = '.dtd">\n'


def files(job: Job, every: Interval) -> tuple[tuple[str, str], ...]:
    """Return (file name, text) of a launch agent."""
    label = f"local.{job.name}"
    text = plistlib.dumps(_agent(job, label, every), sort_keys=False).decode()
    head, end, body = text.partition(_DOCTYPE_END)
    return ((f"{label}.plist", f"{head}{end}<!--\n{_comment(_enabling(job, label, every))}-->\n{body}"),)


def calendar(at: Moment, every: Interval) -> dict[str, int] | list[dict[str, int]]:
    """Return StartCalendarInterval: what is left out is any."""
    hour = {"Minute": at.minute, "Hour": at.hour}
    if every is Interval.QUARTER:
        return [hour | {"Day": at.day, "Month": at.month + later} for later in (0, 3, 6, 9)]
    days: dict[Interval, dict[str, int]] = {
        Interval.HOUR: {"Minute": at.minute},
        Interval.DAY: hour,
        Interval.WEEK: hour | {"Weekday": at.weekday},
        Interval.MONTH: hour | {"Day": at.day},
    }
    return days[every]


def _agent(job: Job, label: str, every: Interval) -> dict[str, object]:
    log = f"{job.output}/{job.name}.log"
    return {
        "Label": label,
        "ProgramArguments": list(job.argv),
        "WorkingDirectory": job.directory,
        **({"EnvironmentVariables": dict(job.environment)} if job.environment else {}),
        "StartCalendarInterval": calendar(moment(job.output), every),
        "ProcessType": "Background",
        "LowPriorityIO": True,
        "LowPriorityBackgroundIO": True,
        "Nice": 10,
        "ExitTimeOut": STOP_SECONDS,
        "StandardOutPath": log,
        "StandardErrorPath": log,
    }


def _enabling(job: Job, label: str, every: Interval) -> tuple[str, ...]:
    return (
        f"~/Library/LaunchAgents/{label}.plist",
        made_by(job, "launchd", every),
        "Put it there, then:",
        f"  {shlex.join(('mkdir', '-p', *job.writable))}",
        f"  launchctl bootstrap gui/$(id -u) ~/Library/LaunchAgents/{label}.plist",
        f"  launchctl kickstart gui/$(id -u)/{label}  # a first run, now",
        f"  launchctl print gui/$(id -u)/{label}  # its last exit code",
        "A run that was due while the machine slept is started afterwards. launchd does not stop long runs.",
        *(f"  launchctl setenv {name} VALUE  # after each login: a secret is in no file" for name in job.secrets),
    )


def _comment(lines: tuple[str, ...]) -> str:
    """Return lines as XML comments may hold them: no two hyphens in a row, which a shell reads the same with '' between."""
    return "".join(f"  {re.sub('-(?=-)', _SPLIT, line)}\n" for line in lines)


_SPLIT = "-''"
