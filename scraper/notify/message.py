"""What is due to one channel → the message, as text for people and as JSON for programs."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

import msgspec

from scraper.diffs.views.changes import log_lines
from scraper.notify.told import Due, Standing
from scraper.plural import counted
from scraper.runs.record import RunRecord
from scraper.values.capture import iso, urlkey
from scraper.values.changes import new_in_words
from scraper.values.harmless import harmless

SCHEMA = 1
MOST_CHANGE_LINES = 200
MOST_TROUBLES = 30
MOST_LETTERS = 1000
"""Lines of changes, troubles of one sort, and letters of one line that a message has at most."""

# What `harmless` leaves, and turns text round or breaks a line all the same.
_MORE = dict.fromkeys(map(ord, "\t\n\u061c\u2028\u2029"), " ")


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """A message: a subject of one line, a body in plain text, the same as values, a name of its own, and its time."""

    name: str
    time: datetime
    subject: str
    body: str
    values: dict[str, Any]


def message(what: Due, record: RunRecord, places: Sequence[str], now: datetime) -> Message:
    """Return the message with what is due after a run; `places` say where the files are."""
    lines = [
        *_titled(_headline(what), _changes(what)),
        *_titled("Failures:", _wrong(what, "failure")),
        *_titled("Extraction drift:", _wrong(what, "drift")),
        *_titled("Recovered:", _listed(map(_ended, what.ended))),
        *_titled("Reported before and not resolved:", _listed(map(_still, what.still))),
        *_run_lines(record),
        *places,
    ]
    values = {"run": _run_values(record), "places": list(map(one_line, places))} | _values(what)
    return _made(_subject(what), lines, values, now)


def trial(now: datetime) -> Message:
    """Return a test message."""
    said = "This is a test message. You will be notified by `scraper run` of changes, failures, drift and recovery, as configured."
    return _made("UNESCO pages: a test message", [said], {"test": True}, now)


def one_line(text: str) -> str:
    """Return a text as one line that steers no terminal, turns no text round and can be written as UTF-8."""
    sound = text.encode("utf-8", "replace").decode()
    line = harmless(sound.translate(_MORE)).strip()
    return line if len(line) <= MOST_LETTERS else f"{line[: MOST_LETTERS - 1]}…"


def _made(subject: str, lines: Iterable[str], values: dict[str, Any], now: datetime) -> Message:
    # Leading blanks are ours: they indent.
    body = "\n".join(f"{line[: len(line) - len(line.lstrip(' '))]}{one_line(line)}" for line in lines) + "\n"
    whole = {"type": "scraper.run", "schema_version": SCHEMA, "timestamp": iso(now)}
    whole |= {"subject": one_line(subject), "text": body, "data": values}
    digest = hashlib.sha256(msgspec.json.encode([iso(now), subject, body])).hexdigest()[:32]
    return Message(name=f"msg_{digest}", time=now, subject=one_line(subject), body=body, values=whole)


def _subject(what: Due) -> str:
    counts = [
        (len(what.changes), "change", "changes"),
        (sum(one.trouble.kind == "failure" for one in what.troubles), "failure", "failures"),
        (sum(one.trouble.kind == "drift" for one in what.troubles), "drift", "drifts"),
        (len(what.ended), "recovery", "recoveries"),
    ]
    return "UNESCO pages: " + ", ".join(counted(*count) for count in counts if count[0])


def _headline(what: Due) -> str:
    pages = {urlkey(row.url) for row in what.changes}
    return f"Changes ({counted(len(what.changes), 'change')} of {counted(len(pages), 'page')}):"


def _titled(title: str, lines: Iterable[str]) -> Iterator[str]:
    found = list(lines)
    if found:
        yield from (title, *(f"  {line}" for line in found), "")


def _changes(what: Due) -> list[str]:
    rows = sorted(what.changes, key=lambda row: (row.timestamp, row.url))
    return _cut(list(log_lines(rows)), MOST_CHANGE_LINES, " lines; `scraper history` shows all of them")


def _wrong(what: Due, kind: str) -> list[str]:
    troubles = [one.trouble for one in what.troubles if one.trouble.kind == kind]
    lines = [f"- {trouble.words}" for trouble in troubles]
    advice = dict.fromkeys(f"  {trouble.advice}" for trouble in troubles)
    return [*_listed(lines), *advice]


def _listed(lines: Iterable[str]) -> list[str]:
    return _cut(list(lines), MOST_TROUBLES, "; `scraper status` shows the current state")


def _ended(one: Standing) -> str:
    return f"- {one.trouble.ended}, after {counted(one.runs, 'run')}, since {one.since}"


def _still(one: Standing) -> str:
    return f"- since {one.since}: {one.trouble.words}"


def _cut(lines: list[str], most: int, rest: str) -> list[str]:
    left = len(lines) - most
    return lines if left <= 0 else [*lines[:most], f"and {left:,} more{rest}"]


def _run_lines(record: RunRecord) -> list[str]:
    return [
        f"The run began at {record.began}, took {record.seconds:,.0f} s and ended with {record.exit_code}: {record.exit_meaning}.",
        f"Listed: {counted(record.captures_listed, 'capture')}. New: {new_in_words(record.facts, record.changes)}.",
    ]


def _run_values(record: RunRecord) -> dict[str, Any]:
    names = (
        "command",
        "began",
        "ended",
        "seconds",
        "exit_code",
        "exit_meaning",
        "captures_listed",
        "outcomes",
        "facts",
    )
    return {name: getattr(record, name) for name in names}


def _values(what: Due) -> dict[str, Any]:
    return {
        "changes": [msgspec.to_builtins(row) for row in what.changes[:MOST_CHANGE_LINES]],
        "more_changes": max(0, len(what.changes) - MOST_CHANGE_LINES),
        "troubles": [_trouble_values(one) for one in what.troubles[:MOST_CHANGE_LINES]],
        "more_troubles": max(0, len(what.troubles) - MOST_CHANGE_LINES),
        "ended": [_trouble_values(one) for one in what.ended[:MOST_CHANGE_LINES]],
        "more_ended": max(0, len(what.ended) - MOST_CHANGE_LINES),
    }


def _trouble_values(one: Standing) -> dict[str, Any]:
    trouble = one.trouble
    return {
        "kind": trouble.kind,
        "of": trouble.of,
        "where": trouble.where,
        "original": trouble.original or None,
        "words": one_line(trouble.words),
        "advice": trouble.advice,
        "since": one.since,
        "runs": one.runs,
    }
