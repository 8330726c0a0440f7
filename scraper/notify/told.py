"""Earlier notifications and the results of a run → what is still to be sent to each channel; kept in `told.json`."""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from scraper.durable import write_whole
from scraper.errors import StoreError
from scraper.notify.settings import Kind
from scraper.notify.settled import Sightings
from scraper.runs.troubles import Trouble
from scraper.values.capture import urlkey
from scraper.values.changes import ChangeRow

VERSION = 2


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """A problem that is not resolved: the run that found it, the number of runs that saw it, the channels that were notified."""

    trouble: Trouble
    since: str
    runs: int
    told: tuple[str, ...] = ()


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """The content of `told.json`.

    `known` are changes that were sent, are due, or are older: the times of each by what it says. `newest` is the latest
    capture of each original that was examined, `rules` the version of the rules that read it. `changes` and `ended` are
    due, by channel.
    """

    version: int = VERSION
    rules: str | None = None
    newest: dict[str, str] = {}
    known: dict[str, tuple[str, ...]] = {}
    changes: dict[str, tuple[ChangeRow, ...]] = {}
    standing: tuple[Standing, ...] = ()
    ended: dict[str, tuple[Standing, ...]] = {}


class Due(msgspec.Struct, frozen=True, kw_only=True):
    """What one channel is to be sent: changes that count, problems that are new to it, and those that are resolved.

    `still` are problems that it was notified of before and that persist.
    """

    changes: tuple[ChangeRow, ...] = ()
    troubles: tuple[Standing, ...] = ()
    ended: tuple[Standing, ...] = ()
    still: tuple[Standing, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.changes or self.troubles or self.ended)


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """What a dataset says of changes: all rows of changes.csv, which classes count, which are new in this run, the sightings."""

    rows: tuple[ChangeRow, ...]
    classes: tuple[str, ...]
    fresh: frozenset[tuple[str | None, ...]]
    sightings: Sightings
    rules: str
    first: bool


# --- changes ----------------------------------------------------------------------------------------------------------


def with_changes(told: Told, seen: Seen, persist: int, channels: Iterable[str]) -> Told:
    """Return what is remembered after a look at the changes; those that count now are owed to the channels.

    The changes of a first dataset's past are the baseline, as are, where nothing is remembered, all that are not new in this
    run, and, after the rules changed, what they now say of captures that were there before.
    """
    rows = [(identity(row), row) for row in seen.rows]
    known = _still_there(told.known, rows)
    counting: list[ChangeRow] = []
    for name, row in rows:
        if row.timestamp in known.get(name, ()):
            continue
        standing, past = seen.sightings.standing(row, persist), _is_past(row, told, seen)
        if past or standing != "pending":
            known.setdefault(name, []).append(row.timestamp)
        if standing == "settled" and not past and row.class_ in seen.classes:
            counting.append(row)
    owed = told.changes | {channel: (*told.changes.get(channel, ()), *counting) for channel in channels}
    return msgspec.structs.replace(
        told,
        rules=seen.rules,
        newest=seen.sightings.newest(),
        known={name: tuple(times) for name, times in sorted(known.items())},
        changes={channel: rows for channel, rows in owed.items() if rows},
    )


def identity(row: ChangeRow) -> str:
    """Return what makes a change the same though its captures' times move, as when an older capture is found: a digest."""
    return _digest(row, returned=row.returned is not None)


def _digest(row: ChangeRow, *, returned: bool) -> str:
    return hashlib.sha256(msgspec.json.encode((*row.said, returned))).hexdigest()[:16]


def _still_there(known: Mapping[str, tuple[str, ...]], rows: Iterable[tuple[str, ChangeRow]]) -> dict[str, list[str]]:
    """Return the known changes as times of rows that are there: of each that has moved, the time that is nearest.

    A removal whose record has returned since is there still: it has not moved to the next removal of that record.
    """
    there: dict[str, list[str]] = {}
    for name, row in rows:
        there.setdefault(name, []).append(row.timestamp)
        if row.returned is not None:
            there.setdefault(_digest(row, returned=False), []).append(row.timestamp)
    return {name: _matched(times, there.get(name, [])) for name, times in known.items()}


def _matched(known: Iterable[str], there: list[str]) -> list[str]:
    kept = [time for time in known if time in there]
    free = [time for time in there if time not in kept]
    for time in known:
        if time not in there:
            moved = _nearest(time, free)
            kept.append(moved)
            free = [one for one in free if one != moved]
    return kept


def _nearest(time: str, others: list[str]) -> str:
    return min(others, key=lambda one: (abs(_number(one) - _number(time)), one), default=time)


def _number(time: str) -> int:
    return int("".join(letter for letter in time if letter.isdecimal())[:14] or 0)


def _is_past(row: ChangeRow, told: Told, seen: Seen) -> bool:
    if seen.first:
        return True
    if told.rules is None:
        return row.identity not in seen.fresh
    return told.rules != seen.rules and (row.returned or row.timestamp) <= told.newest.get(urlkey(row.url), "")


# --- troubles ---------------------------------------------------------------------------------------------------------


def with_troubles(told: Told, now: Iterable[Trouble], over: Iterable[Trouble], began: str) -> Told:
    """Return what is remembered after a run that began at `began` showed some troubles, and that others are over.

    The end of one is owed to the channels that were told of it. One that is back before its end was told goes on.
    """
    gone = {trouble.key for trouble in over}
    before = {one.trouble.key: one for one in told.standing}
    ended = {channel: list(owed) for channel, owed in told.ended.items()}
    for one in before.values():
        if one.trouble.key in gone:
            for channel in one.told:
                ended.setdefault(channel, []).append(one)
    standing = {key: one for key, one in before.items() if key not in gone}
    for trouble in now:
        standing[trouble.key] = _seen_again(trouble, standing.get(trouble.key), ended, began)
    return msgspec.structs.replace(
        told,
        standing=tuple(standing.values()),
        ended={channel: tuple(owed) for channel, owed in ended.items() if owed},
    )


def _seen_again(trouble: Trouble, before: Standing | None, ended: dict[str, list[Standing]], began: str) -> Standing:
    if before is not None:
        return msgspec.structs.replace(before, trouble=trouble, runs=before.runs + 1)
    untold = {channel: one for channel, owed in ended.items() for one in owed if one.trouble.key == trouble.key}
    for channel, one in untold.items():
        ended[channel].remove(one)
    since = min((one.since for one in untold.values()), default=began)
    runs = max((one.runs for one in untold.values()), default=0)
    return Standing(trouble=trouble, since=since, runs=runs + 1, told=tuple(sorted(untold)))


# --- channels ---------------------------------------------------------------------------------------------------------


def due(told: Told, channel: str, on: Iterable[Kind]) -> Due:
    """Return what is due to a channel, of the kinds that it wants."""
    wanted = set(on)
    aware = [one for one in told.standing if channel in one.told]
    unaware = [one for one in told.standing if channel not in one.told and one.trouble.kind in wanted]
    return Due(
        changes=told.changes.get(channel, ()) if "change" in wanted else (),
        troubles=tuple(unaware),
        ended=told.ended.get(channel, ()) if "recovery" in wanted else (),
        still=tuple(aware),
    )


def delivered(told: Told, channel: str, what: Due) -> Told:
    """Return what is remembered once a channel has accepted what was due."""
    keys = {one.trouble.key for one in what.troubles}
    return msgspec.structs.replace(
        told,
        changes={name: owed for name, owed in told.changes.items() if name != channel},
        ended={name: owed for name, owed in told.ended.items() if name != channel},
        standing=tuple(
            msgspec.structs.replace(one, told=(*one.told, channel)) if one.trouble.key in keys else one
            for one in told.standing
        ),
    )


def only(told: Told, channels: Iterable[str], on: Iterable[Kind]) -> Told:
    """Return what is remembered without what is owed to nobody: channels and kinds that are not set any more."""
    names, wanted = set(channels), set(on)
    return msgspec.structs.replace(
        told,
        changes={name: owed for name, owed in told.changes.items() if name in names and "change" in wanted},
        ended={name: owed for name, owed in told.ended.items() if name in names and "recovery" in wanted},
        standing=tuple(
            msgspec.structs.replace(one, told=tuple(name for name in one.told if name in names))
            for one in told.standing
        ),
    )


# --- on disk ----------------------------------------------------------------------------------------------------------


def read_told(path: Path) -> Told:
    """Read what was sent; empty if there is no file. Raises StoreError if the file cannot be used."""
    try:
        told = msgspec.json.decode(path.read_bytes(), type=Told)
    except FileNotFoundError:
        return Told()
    except (OSError, msgspec.DecodeError) as error:
        said = error.strerror if isinstance(error, OSError) else error
        raise StoreError(f"{path}: cannot be read ({said}); earlier notifications are forgotten") from error
    if told.version == 1:  # it knew changes as the tables had them then, a row a field
        return msgspec.structs.replace(told, version=VERSION, rules=None, known={}, changes={})
    if told.version != VERSION:
        raise StoreError(f"{path}: is of another version ({told.version}); earlier notifications are forgotten")
    return told


def write_told(path: Path, told: Told) -> None:
    """Write what was told, whole or not at all. Raises StoreError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, msgspec.json.encode(told) + b"\n")
    except OSError as error:
        raise StoreError(f"{path}: cannot be written: {error.strerror or error}") from error
