"""Changes of records → lines for people, those of one record together."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from scraper.diffs.causes import Caused
from scraper.history.bisect import Found, described
from scraper.history.compare import NOT_CONFIRMED, Change, PageRecords, between
from scraper.plural import counted
from scraper.values.changes import ChangeRow
from scraper.values.subject import Subject

_SIGNS = {"added": "+", "removed": "-", "moved": ">", NOT_CONFIRMED: "?"}
_GREEN, _RED, _YELLOW, _BLUE, _PLAIN = "\x1b[32m", "\x1b[31m", "\x1b[33m", "\x1b[36m", "\x1b[0m"
_COLOURS = {"+": _GREEN, "-": _RED, "~": _YELLOW, ">": _BLUE}


def caused_lines(changes: Iterable[Caused]) -> Iterator[str]:
    """Yield changes with their causes: a line a record, or a line a field where only some of them changed."""
    for (table, key), group in groupby(changes, key=lambda one: (one.change.table, one.change.key)):
        together = list(group)
        causes = ", ".join(dict.fromkeys(one.cause for one in together))
        yield from _record_lines(table, key, [one.change for one in together], f"  [{causes}]")


def change_lines(changes: Iterable[Change]) -> Iterator[str]:
    """Yield changes in the same way, without causes."""
    for (table, key), group in groupby(changes, key=lambda one: (one.table, one.key)):
        yield from _record_lines(table, key, list(group), "")


def _record_lines(table: str, key: str, changes: Sequence[Change], cause: str) -> Iterator[str]:
    kinds = {change.kind for change in changes}
    if len(kinds) == 1 and kinds <= {"added", "removed", NOT_CONFIRMED}:
        kind = changes[0].kind
        told = ", ".join(f"{one.field} {one.after if kind == 'added' else one.before}" for one in changes)
        yield f"{_SIGNS[kind]} {table} {key}: {f'{kind}: ' if kind == NOT_CONFIRMED else ''}{told}{cause}"
        return
    for change in changes:
        yield f"{_SIGNS.get(change.kind, '~')} {table} {key}: {_told(change)}{cause}"


def _told(change: Change) -> str:
    if change.kind == NOT_CONFIRMED:
        return f"{change.kind}: {change.field} {change.before}"
    kind = "" if change.kind in ("changed", "moved") else f" ({change.kind})"
    return f"{change.field} {_side(change.before)} → {_side(change.after)}{kind}"


def _side(value: object) -> str:
    return "nothing" if value is None else str(value)


def coloured(line: str) -> str:
    """Return a line in the colour of what happened."""
    colour = _COLOURS.get(line[:1])
    return f"{colour}{line}{_PLAIN}" if colour else line


def log_lines(rows: Iterable[ChangeRow]) -> Iterator[str]:
    """Yield published changes as a person would tell them: capture by capture, record by record."""
    for (time, url), group in groupby(rows, key=lambda row: (row.timestamp, row.url)):
        together = list(group)
        yield f"{time}  {url}"
        against = ", ".join(dict.fromkeys(row.previous for row in together))
        yield f"  against {against}; {together[0].memento_url or 'no memento URL'}"
        yield from (f"  {line}" for line in row_lines(together))


def row_lines(rows: Iterable[ChangeRow]) -> Iterator[str]:
    """Yield published changes, a line each."""
    return map(_row_line, rows)


def _row_line(row: ChangeRow) -> str:
    """Return a published change as a line."""
    until = f", until {row.returned}" if row.returned else ""
    if row.table is None:
        told = " → ".join(one for one in (row.before, row.after) if one)
        return f"* {row.kind}{f': {told}' if told else ''}{until}"
    sign = _SIGNS.get(row.kind, "~")
    if row.kind == "removed" and row.returned:  # no loss, though it was one for a while
        return f"± {row.table} {row.record_id}: removed, and back since {row.returned}: {row.before}"
    if row.field is None:
        said = f"{row.kind}: " if row.kind == NOT_CONFIRMED else ""
        return f"{sign} {row.table} {row.record_id}: {said}{row.after or row.before}{until}"
    change = Change(
        table=row.table,
        key=row.record_id or "",
        field=row.field,
        kind=row.kind,  # type: ignore[arg-type]
        before=row.before,
        after=row.after,
    )
    return f"{sign} {row.table} {row.record_id}: {_told(change)}{until}"


def change_object(caused: Caused) -> dict[str, Any]:
    """Return a change as the object that `diff --json` prints."""
    change = caused.change
    return {
        "table": change.table,
        "key": change.key,
        "field": change.field,
        "kind": change.kind,
        "class": caused.class_,
        "before": change.before,
        "after": change.after,
        "cause": caused.cause,
    }


def found_lines(found: Found[PageRecords], subject: Subject) -> Iterator[str]:
    """Yield what a search for changes found, each change with what it is, and what was not looked into."""
    for turn in found.changes:
        before, after = turn.before.date, turn.after.date
        within = f", or one of the {counted(turn.between, 'capture')} before it" if turn.between else ""
        yield f"{after}  against {before}{within}"
        yield from (f"  {line}" for line in change_lines(between(turn.state_before, turn.state_after, subject)))
    yield from described(found)


def found_object(found: Found[PageRecords], subject: Subject) -> dict[str, Any]:
    """Return what a search for changes found as the object that `find-changes --json` prints."""
    return {
        "changes": [
            {
                "timestamp": turn.after.date,
                "previous": turn.before.date,
                "memento_url": turn.after.memento_url,
                "unread_between": turn.between,
                "records": [
                    change_object(Caused(change, "source"))
                    for change in between(turn.state_before, turn.state_after, subject)
                ],
            }
            for turn in found.changes
        ],
        "reads": found.reads,
        "captures": found.captures,
        "passed_over": found.passed_over,
        "unreadable": [capture.date for capture in found.unreadable],
        "gaps": [{"first": gap.first.date, "last": gap.last.date, "unread": gap.unread} for gap in found.gaps],
        "complete": found.is_complete,
    }
