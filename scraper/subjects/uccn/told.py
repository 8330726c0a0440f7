"""What a page, or the dataset, states about conferences: as objects, and as lines for people."""

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from scraper.plural import counted
from scraper.subjects.uccn.facts import Event
from scraper.subjects.uccn.records import conferences, events, objectives
from scraper.values.records import Page

_TOLD = ("first_day", "last_day", "status", "participants", "cities", "countries", "mayors")


def page_parts(page: Page) -> dict[str, Any]:
    """Return what a page states as `extract --json` prints it."""
    return {
        "conferences": [
            {
                "year": conference.year,
                "edition": conference.edition,
                "status": conference.status,
                "note": conference.note,
                "quote": page.quote(conference.span),
                "hosts": [{"city": host.city, "country": host.country} for host in conference.hosts],
            }
            for conference in conferences(page)
        ],
        "events": [event_object(event, page) for event in events(page)],
        "objectives": [{"position": one.position, "text": one.text} for one in objectives(page)],
    }


def event_object(event: Event, page: Page) -> dict[str, Any]:
    """Return the object for one edition that prose or an item states."""
    return {
        "edition": event.value("edition"),
        "year": event.value("year"),
        "hosts": [{"city": host.city, "country": host.country} for host in event.hosts],
        **{field: event.value(field) for field in _TOLD},
        "cut_off": event.cut_off,
        "quote": page.quote(event.span),
    }


def page_lines(stated: Mapping[str, Any]) -> Iterator[str]:
    """Yield what a page states as lines for people."""
    for conference in stated["conferences"]:
        hosts = " and ".join(host_words(host) for host in conference["hosts"])
        nth = f", edition {conference['edition']}" if conference["edition"] else ""
        note = f" [{conference['note']}]" if conference["note"] else ""
        yield f"{conference['year'] or 'year unknown'}  {conference['status'] or 'status unknown'}  {hosts}{note}{nth}"
    yield from map(_event_line, stated["events"])
    yield from (f"objective {objective['position']}: {objective['text']}" for objective in stated["objectives"])


def _event_line(event: Mapping[str, Any]) -> str:
    hosts = " and ".join(host_words(host) for host in event["hosts"]) or "host unknown"
    days = f", {event['first_day']} to {event['last_day']}" if event["first_day"] else ""
    nth = f", edition {event['edition']}" if event["edition"] else ""
    counts = "".join(
        f", {event[name]} {name}" for name in ("participants", "cities", "countries", "mayors") if event[name]
    )
    cut = " (cut off)" if event["cut_off"] else ""
    return f"{event['year'] or 'year unknown'}  {event['status'] or 'status unknown'}  {hosts}{days}{nth}{counts}{cut}"


def host_words(host: Mapping[str, Any]) -> str:
    """Return a host as a page writes it."""
    return f"{host['city']} ({host['country']})" if host["country"] else str(host["city"])


# --- the result of a run ----------------------------------------------------------------------------------------------

_MARKS, _WIDTH, _MOST_FORMER = "¹²³⁴⁵⁶⁷⁸⁹", 118, 3


def result_lines(tables: Mapping[str, Sequence[Mapping[str, str]]]) -> Iterator[str]:
    """Yield who hosted, or is to host, in which year; a footnote says so where it was not held, or no status is told.

    Where rows say how they stand, those that are current count.
    """
    rows = [row for row in tables["timeline"] if row.get("standing", "current") == "current"]
    if not rows:
        yield "No page states a host of the Annual Conference"
        return
    years: dict[str, list[str]] = {}
    marks: dict[str, str] = {}
    for row in sorted(rows, key=lambda row: (not row["year"], row["year"].zfill(4))):
        status = row["status"] or "status not stated"
        mark = "" if status == "held" else marks.setdefault(status, _MARKS[len(marks)])
        years.setdefault(row["year"] or "year not stated", []).append(row["city"] + mark)
    told = [
        f"{year} {', '.join(dict.fromkeys(cities))}".replace(" ", "\N{NO-BREAK SPACE}")
        for year, cities in years.items()
    ]
    yield f"Hosts of the Annual Conference, as the pages state them: {len(rows)} in {counted(len(years), 'year')}"
    for line in textwrap.wrap(" · ".join(told), _WIDTH, break_long_words=False, break_on_hyphens=False):
        yield "  " + line.replace("\N{NO-BREAK SPACE}", " ")
    notes = [f"{mark} {status}" for status, mark in marks.items()]
    former = [row for row in tables["timeline"] if row not in rows]
    if former:
        told = [f"{row['year']} {row['city']} ({_why_former(row)})" for row in former[:_MOST_FORMER]]
        more = [f"{len(former) - _MOST_FORMER:,} more"] if len(former) > _MOST_FORMER else []
        notes.append(f"no longer so: {', '.join([*told, *more])}")
    if notes:
        yield f"  {'  '.join(notes)}"


def _why_former(row: Mapping[str, str]) -> str:
    """Return the status of a host that does not stand; 'held' is what is taken back of it."""
    return row["standing"] if row["status"] in ("", "held") else row["status"]
