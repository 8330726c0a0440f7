"""After a run, notifications are sent once to each channel, and what was sent is remembered."""

import time
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from scraper.dataset.published import read_changes, read_rows
from scraper.dataset.statements import history_of
from scraper.dataset.tables import CAPTURES
from scraper.default import SUBJECT
from scraper.errors import SettingsError, StoreError
from scraper.notify.channels.command import command
from scraper.notify.channels.delivery import Channel
from scraper.notify.channels.mail import mail
from scraper.notify.channels.services import services
from scraper.notify.channels.webhook import webhook
from scraper.notify.message import message, trial
from scraper.notify.secret import Secret
from scraper.notify.settings import Notify
from scraper.notify.settled import Sightings
from scraper.notify.told import (
    Seen,
    Told,
    delivered,
    due,
    only,
    read_told,
    with_changes,
    with_troubles,
    write_told,
)
from scraper.runs.record import RunRecord
from scraper.runs.troubles import is_over, troubles
from scraper.values.changes import ChangeRow

FILENAME = "told.json"
Sleep = Callable[[float], None]


def check(notify: Notify, environment: Mapping[str, str]) -> None:
    """Raise SettingsError if a notification could not be sent: a variable is not set, a program or library is missing."""
    channels(notify, environment)


def channels(notify: Notify, environment: Mapping[str, str], sleep: Sleep = time.sleep) -> dict[str, Channel]:
    """Return the channels by name. Raises SettingsError."""
    found: dict[str, Channel] = {}
    if argv := notify.words():
        found["command"] = command(argv, environment, _secrets(notify, environment))
    if notify.webhook:
        found["webhook"] = webhook(notify.webhook, environment, sleep)
    if notify.mail:
        found["mail"] = mail(notify.mail, environment)
    if notify.apprise:
        named = services(notify.apprise, environment)
        found |= {f"apprise {number}": channel for number, channel in enumerate(named, start=1)}
    return found


def _secrets(notify: Notify, environment: Mapping[str, str]) -> list[Secret]:
    """Return all secrets of the settings, for what a program says that sees the environment."""
    names = [table and getattr(table, name, None) for table in (notify.webhook, notify.mail) for name in _VARIABLES]
    named = [environment.get(name, "") for name in names if name]
    urls = environment.get(notify.apprise.urls_env, "").split() if notify.apprise else []
    stated = [notify.webhook.url] if notify.webhook and notify.webhook.url else []
    return [Secret(word) for word in (*named, *urls, *stated) if word]


_VARIABLES = ("url_env", "secret_env", "user_env", "password_env")


def tell(
    notify: Notify,
    record: RunRecord,
    output: Path,
    environment: Mapping[str, str],
    *,
    now: datetime,
    sleep: Sleep = time.sleep,
    changes: Sequence[ChangeRow] | None = None,
) -> tuple[str, ...]:
    """Send the notifications about a run; `output` is the folder of `dataset/`, `runs/` and `told.json`.

    `changes` are those of the dataset; if not given, they are read from it. Returns error messages without secrets: a
    channel that fails does not fail the run, and the next run sends what was not delivered. Use `check` for the
    settings when the run begins: its errors are only warnings here.
    """
    try:
        ways = channels(notify, environment, sleep)
    except SettingsError as error:
        return (f"notify: no notifications were sent: {error}",)
    told, warnings = _remembered(output / FILENAME)
    told, more = _looked(told, notify, record, output / "dataset", tuple(ways), changes)
    warnings += more
    places = (f"Dataset: {output / 'dataset'}", f"Records of runs: {output / 'runs'}")
    warnings += _note(output / FILENAME, told)
    for name, channel in ways.items():
        if not (what := due(told, name, notify.on)):
            continue
        delivery = channel(message(what, record, places, now))
        if delivery.taken:
            told = delivered(told, name, what)
            warnings += _note(output / FILENAME, told)
        if delivery.trouble:
            warnings.append(_warning(name, delivery.taken, delivery.trouble))
    return tuple(dict.fromkeys(warnings))


def send_trial(
    notify: Notify, environment: Mapping[str, str], *, now: datetime, sleep: Sleep = time.sleep
) -> dict[str, str | None]:
    """Send a test message to every channel. Returns the error of each, or None.

    Raises the same SettingsErrors as `check`.
    """
    return {name: channel(trial(now)).trouble for name, channel in channels(notify, environment, sleep).items()}


def _warning(name: str, taken: bool, trouble: str) -> str:
    return f"notify, {name}: {trouble}" if taken else f"notify, {name}: not sent, the next run tries again: {trouble}"


def _note(path: Path, told: Told) -> list[str]:
    try:
        write_told(path, told)
    except StoreError as error:
        return [f"notify: {error}; these notifications will be sent again"]
    return []


def _remembered(path: Path) -> tuple[Told, list[str]]:
    try:
        return read_told(path), []
    except StoreError as error:
        return Told(), [f"notify: {error}"]


def _looked(
    told: Told,
    notify: Notify,
    record: RunRecord,
    dataset: Path,
    names: Sequence[str],
    changes: Sequence[ChangeRow] | None,
) -> tuple[Told, list[str]]:
    """Return what is remembered after a look at the run and its dataset, with what could not be read of it in words."""
    told = only(told, names, notify.on)
    captures: list[dict[str, str]] = []
    warnings: list[str] = []
    if record.rows:  # else no dataset was made by this run
        try:
            captures = read_rows(dataset, CAPTURES)
            seen = _seen(record, dataset, captures, changes, notify)
            told = with_changes(told, seen, notify.persist, _wanting(notify, names))
        except (StoreError, ValueError) as error:
            warnings.append(f"notify: {error}; its changes will be reported by the next run")
            captures = []
    now = troubles(record, captures)
    over = [one.trouble for one in told.standing if is_over(one.trouble, record, now)]
    unread = [trouble for trouble in over if warnings and trouble.of == "captures"]
    return with_troubles(told, now, [one for one in over if one not in unread], record.began), warnings


def _wanting(notify: Notify, names: Sequence[str]) -> Sequence[str]:
    return names if "change" in notify.on else ()


def _seen(
    record: RunRecord,
    dataset: Path,
    captures: list[dict[str, str]],
    changes: Sequence[ChangeRow] | None,
    notify: Notify,
) -> Seen:
    return Seen(
        rows=tuple(read_changes(dataset) if changes is None else changes),
        classes=notify.classes,
        fresh=frozenset(row.identity for row in record.changes),
        sightings=Sightings(read_rows(dataset, history_of(SUBJECT)), captures),
        rules=str(record.versions.get("rules", "")),
        first=record.first,
    )
