"""A published dataset → report.html, whole or not at all; the same dataset gives the same bytes."""

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Mapping
from functools import cache, partial
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from scraper.dataset.citing import bibtex, in_words
from scraper.default import SUBJECT
from scraper.durable import write_whole
from scraper.errors import StoreError
from scraper.outcomes import FAILURES, READ
from scraper.report.page import told
from scraper.report.page.atlas import atlas
from scraper.report.page.calendar import KINDS, calendar
from scraper.report.page.citing import described, work
from scraper.report.page.entries import is_current, places, section
from scraper.report.page.material import Material, Row, material
from scraper.report.page.news import news
from scraper.report.page.strip import GAP_DAYS, strip
from scraper.report.page.wordings import texts
from scraper.values.subject import RecordTable, Subject

_RESERVED = re.compile(r"https?://([\w.-]+\.(?:example|invalid|test))(?=[:/?#]|$)", re.IGNORECASE)
_MOST_CONFLICTS, _MOST_UNREAD = 100, 50


def write_report(dataset: Path, path: Path, subject: Subject = SUBJECT) -> None:
    """Write the page of a dataset folder. Raises StoreError where that is none, or the page cannot be written."""
    page = report(dataset, subject)
    try:
        write_whole(path, page.encode())
    except OSError as error:
        raise StoreError(f"{path}: cannot be written: {error.strerror or error}") from error


def report(dataset: Path, subject: Subject = SUBJECT) -> str:
    """Return the page of a dataset folder: one HTML document that loads nothing and runs nothing. Raises StoreError."""
    found = material(dataset, subject)
    shown = [table for table in subject.tables if table.shown]
    cited = work(found)
    sections = [section(found, table, cited.title) for table in shown if not _is_worded(table)]
    worded = [texts(found, table) for table in shown if _is_worded(table)]
    strips = {one.table.name: strip(found, one) for one in sections}
    names = {entry.anchor: f"{entry.when} {entry.name}".strip() for one in sections for entry in one.entries}
    for one in worded:
        names |= {
            text.anchor: text.text for language in one.languages for text in (*language.current, *language.former)
        }
    world = atlas(places(sections))
    months = calendar(found)
    contents = [
        *([("map", "Map")] if world else []),
        *((f"strip-{one.table.name}", f"{one.shown.title} in time") for one in sections if strips[one.table.name]),
        *((one.table.name, one.shown.title) for one in sections),
        *((one.table.name, one.shown.title) for one in worded),
        ("changes", "Changes"),
        ("contradictions", "Contradictions"),
        *([("captures", "Captures")] if months else []),
        ("method", "Method and limits"),
    ]
    return (
        _environment()
        .get_template("report.html.j2")
        .render(
            **_head(found),
            day=partial(told.day, known=found.known),
            contents=contents,
            sections=sections,
            strips=strips,
            gap_days=GAP_DAYS,
            texts=worded,
            names=names,
            atlas=world,
            land=Markup(_file("data/land.svgpath")),  # noqa: S704 - made by tools/make_land.py
            statuses=next((one.statuses for one in sections if one.shown.place), ()),
            news=news(found),
            conflicts=found.conflicts,
            most_conflicts=_MOST_CONFLICTS,
            side_of=partial(_side, found),
            calendar=months,
            kinds=KINDS,
            unread=found.document.get("unread", []),
            warnings=found.document.get("warnings", []),
            most_unread=_MOST_UNREAD,
        )
    )


def _title(table: RecordTable) -> str:
    return table.shown.title if table.shown else table.name.replace("_", " ").capitalize()


def _is_worded(table: RecordTable) -> bool:
    """Say whether free words are what names the rows of a table."""
    return bool(table.shown and table.shown.name[:1] == (table.words,))


def _head(found: Material) -> dict[str, Any]:
    """Return what stands at the head of the page and in its last section."""
    outcomes = Counter(row["outcome"] for row in found.captures)
    style, cited = _file("report.css"), work(found)
    return {
        "title": cited.title,
        "description": found.package.get("description") or found.subject.description,
        "style": Markup(style),  # noqa: S704 - the package's own file
        "style_digest": base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        "described": described(found),
        "citation": in_words(cited),
        "bibtex": bibtex(cited),
        "newest": found.newest,
        "captures": sum(outcomes.values()),
        "read": sum(number for outcome, number in outcomes.items() if outcome in READ),
        "outcomes": sorted(outcomes.items(), key=lambda one: (-one[1], one[0])),
        "numbers": [
            (_title(table), sum(is_current(row, table.shown) for row in found.rows[table.name]))
            for table in found.subject.tables
        ],
        "proved": found.proved,
        "caveats": list(_caveats(found, outcomes)),
        "versions": found.versions,
        "lock": found.lock,
    }


def _caveats(found: Material, outcomes: Mapping[str, int]) -> list[str]:
    """Return what has to be known before the dataset is used."""
    reserved = sorted({match[1] for row in found.captures if (match := _RESERVED.match(row["memento_url"]))})
    missing = sum(number for outcome, number in outcomes.items() if outcome in FAILURES)
    drift = [one for one in found.document.get("warnings", ()) if (one.get("notice") or {}).get("kind") == "drift"]
    caveats = []
    if reserved:
        caveats.append(
            f"The captures are not from an archive on the web: {', '.join(reserved)} is a name that is reserved for examples "
            "(RFC 2606), and links to it lead nowhere."
        )
    if missing:
        caveats.append(f"{missing:,} of {sum(outcomes.values()):,} captures that archives list could not be fetched.")
    if drift:
        pages = len({one.get("original") or one.get("url") for one in drift})
        caveats.append(
            f"{len(drift):,} captures of {pages:,} pages state less than the ones before, which may be due to how they are read "
            "rather than to the pages: see Method and limits."
        )
    return caveats


def _side(found: Material, conflict: Row, prefix: str) -> Row:
    """Return one side of a contradiction, with the page and the capture of the statement that it is in."""
    own = {
        name: conflict.get(f"{prefix}{name}", "")
        for name in ("value", "captures", "timestamp", "quote", "url", "memento_url")
    }
    stated = found.stated.get(conflict.get(f"{prefix}statement_id", ""), {})
    return own | {name: own[name] or stated.get(name, "") for name in ("url", "memento_url")}


@cache
def _environment() -> Environment:
    """Return the templates, with what they ask of Python; everything is escaped, whatever it is."""
    environment = Environment(
        loader=PackageLoader("scraper.report.page"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        finalize=told.safe,
    )
    environment.globals.update(
        address=told.address,
        anchor=told.anchor,
        clipped=told.clipped,
        marked=told.marked,
        page_name=told.page_name,
    )
    return environment


@cache
def _file(name: str) -> str:
    return (files(__package__) / name).read_text(encoding="utf-8").strip()
