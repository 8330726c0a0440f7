"""The record of a run and its dataset → what is printed at the end, in at most 15 lines."""

from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path

from scraper.dataset.published import read_tables
from scraper.diffs.views.changes import row_lines
from scraper.exit_codes import ExitCode
from scraper.outcomes import FAILURES, Outcome
from scraper.plural import counted
from scraper.runs.record import RunRecord
from scraper.values.changes import of_substance
from scraper.values.subject import Subject

REPORT = "report.html"
_NOTHING = {"import": "No capture was found in what was named", "build": "The store has no captures"}
_NOTHING_ASKED_FOR = "No capture of the pages asked for was found (this does not prove that there are none)"
MOST_OF_RESULT, MOST_NEW, MOST_FAILURES = 6, 4, 2


def summary_lines(record: RunRecord, place: Path, subject: Subject) -> Iterator[str]:
    """Yield the result, what is new, what needs a look, where the files are, the cost and, unless the exit code is 0, the reason.

    If nothing is new, one line says so: the summary then has three lines, and one more for an exit code.
    """
    has_dataset = (place / "dataset").is_dir()
    if not record.captures_listed:
        yield _NOTHING.get(record.command, _NOTHING_ASKED_FOR)
    elif record.first or record.facts or record.changes:
        yield from _cut(
            list(subject.result(read_tables(place / "dataset", subject))),
            MOST_OF_RESULT,
            "… all of it is in the tables",
        )
        yield from _news(record)
    else:
        yield f"Nothing new: the {counted(record.captures_listed, 'capture')} known state what they stated before"
    if look := ", ".join(_looks(record)):
        yield f"To look at with `scraper show NAME`: {look}"
    report = f"Report: {place / REPORT}  " if (place / REPORT).is_file() else ""
    data = f"Data: {place / 'dataset'}{'' if record.files else ' (unchanged)'}  " if has_dataset else ""
    yield f"{report}{data}{_cost(record)}"
    if record.exit_code not in (ExitCode.DONE, ExitCode.NEWS):
        yield f"Exit code {record.exit_code}: {record.exit_meaning}"


def _news(record: RunRecord) -> Iterator[str]:
    """Yield what is new since the last run, by substance."""
    if record.first:
        yield f"New: {counted(record.facts, 'fact')}; there was no dataset before"
        return
    told = of_substance(record.changes)
    rest = len(record.changes) - len(told)
    others = f", {rest:,} of other classes" if rest else ""
    yield f"New: {counted(record.facts, 'fact')}, {counted(len(told), 'change')} of substance{others}"
    lines = [f"  {line}" for line in row_lines(told)]
    yield from _cut(lines, MOST_NEW - 1, "… all of them: `scraper history`")


def _cut(lines: list[str], most: int, rest: str) -> Iterator[str]:
    yield from lines if len(lines) <= most else [*lines[: most - 1], f"  {rest}"]


def _looks(record: RunRecord) -> Iterator[str]:
    """Yield what needs a look, by the name under which `scraper show` shows it, with its number."""
    outcomes = record.outcomes
    counts = {
        "layout-unknown": outcomes.get(Outcome.LAYOUT_UNKNOWN, 0),
        "language-not-read": outcomes.get(Outcome.LANGUAGE_NOT_READ, 0),
        "unread": record.unread,
        "conflicts": record.rows.get("conflicts", 0),
        "failures": sum(count for name, count in outcomes.items() if name in FAILURES),
        "warnings": sum(one.original is not None for one in record.notices),
    }
    yield from (f"{name} {count:,}" for name, count in counts.items() if count)


def _cost(record: RunRecord) -> str:
    """Return what was done, with how many requests, in which time."""
    requests = sum(one.requests for one in record.requests)
    asked = counted(requests, "request") if requests else "no requests"
    again = [f"second pass: {_counts(record.second_pass)}"] if record.second_pass else []
    done = "; ".join([*([_counts(record.steps)] if record.steps else []), *again, f"{asked}, {record.seconds:,.0f} s"])
    return f"This run: {done}"


def _counts(steps: Mapping[str, int]) -> str:
    return ", ".join(f"{count:,} {step}" for step, count in steps.items())


def reason_lines(record: RunRecord) -> Iterator[str]:
    """Yield why a run did not end with 0, and what is said of the run as a whole; at most 3 lines."""
    left = sum(listing.left for listing in record.listings)
    reasons = [
        *(f"warning: {one.notice}" for one in record.notices if one.original is None),
        *(f"failed: {line}" for line in record.failures),
        *(f"in cooldown: {line}" for line in record.resting),
        *(f"drift: {line}" for line in (record.drift if record.exit_code == ExitCode.DRIFT else ())),
        *(
            [f"the request budget is used up: {counted(left, 'original')} not listed; the next run continues"]
            if left
            else []
        ),
    ]
    yield from islice(reasons, MOST_FAILURES)
    if (more := len(reasons) - MOST_FAILURES) > 0:
        yield f"… and {more:,} more: `scraper status` says what is still wrong, -v all of it"
