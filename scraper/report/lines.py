"""Values → the JSON objects and plain lines that the command line prints. Pure; nothing is printed here."""

import json
from collections.abc import Mapping
from typing import Any

from scraper.default import SUBJECT
from scraper.notices import Noticed
from scraper.plural import counted
from scraper.store.sync import Listing
from scraper.values.capture import Capture, CapturedResponse, format_timestamp
from scraper.values.harmless import STEERING
from scraper.values.records import Page
from scraper.values.subject import Subject


def json_line(value: object) -> str:
    """Return a value as JSON on one line; what could steer a terminal is escaped."""
    return STEERING.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(value, ensure_ascii=False))


def page_object(
    page: Page, response: CapturedResponse | None, digest: str | None, subject: Subject = SUBJECT
) -> dict[str, Any]:
    """Return the object that `extract --json` prints for one page; `response` is None for a page of unknown origin."""
    capture = response.capture if response else None
    return {
        "original": capture.original if capture else None,
        "timestamp": capture.digits if capture else None,
        "requested": format_timestamp(response.requested) if response else None,
        "memento_url": capture.memento_url if capture else None,
        "digest": digest,
        "outcome": page.outcome.value,
        "page_kind": page.page_kind,
        "layout": page.layout,
        "language": page.language,
        "title": page.title,
        **subject.page_parts(page),
        "unread": [page.quote(span) for span in page.unread],
        "warnings": [str(notice) for notice in page.notices],
        "notices": _notices(page, capture.original if capture else None, capture),
    }


def _notices(page: Page, original: str | None, capture: Capture | None) -> list[dict[str, Any]]:
    when, where = (capture.date, capture.memento_url) if capture else (None, None)
    return [
        Noticed(notice=one, captures=1, original=original, timestamp=when, memento_url=where).as_object()
        for one in page.notices
    ]


def failure_object(page: Page, capture: Capture, subject: Subject = SUBJECT) -> dict[str, Any]:
    """Return the object for a capture that is listed and could not be had."""
    timestamp = capture.digits
    return page_object(page, None, capture.digest, subject) | {
        "original": capture.original,
        "timestamp": timestamp,
        "requested": timestamp,
        "memento_url": capture.memento_url,
        "notices": _notices(page, capture.original, capture),
    }


def unplaced_object(page: Page, original: str | None, digest: str, subject: Subject = SUBJECT) -> dict[str, Any]:
    """Return the object for a saved page that does not say when it was captured, and perhaps not from where."""
    return page_object(page, None, digest, subject) | {"original": original, "notices": _notices(page, original, None)}


def page_lines(stated: Mapping[str, Any], subject: Subject = SUBJECT) -> list[str]:
    """Return a page's object as lines for people."""
    head = f"{stated['timestamp'] or 'time unknown'}  {stated['original'] or 'original unknown'}"
    kind = " · ".join(str(part) for part in (stated["outcome"], stated["page_kind"], stated["layout"]) if part)
    lines = [head, f"  {kind}"]
    lines += (f"  {line}" for line in subject.page_lines(stated))
    lines += [f"  unread: {words}" for words in stated["unread"]]
    lines += [f"  warning: {words}" for words in stated["warnings"]]
    return lines


def capture_object(capture: Capture) -> dict[str, Any]:
    """Return the object that `captures --json` prints for one index entry."""
    return {
        "original": capture.original,
        "timestamp": capture.digits,
        "archive": capture.archive,
        "urlkey": capture.urlkey,
        "statuscode": capture.statuscode,
        "mimetype": capture.mimetype,
        "digest": capture.digest,
        "memento_url": capture.memento_url,
    }


def capture_line(capture: Capture) -> str:
    """Return one index entry as a line for people."""
    status = str(capture.statuscode or "-")
    where = capture.memento_url or capture.original
    return f"{capture.date}  {status:>3}  {capture.mimetype or '-'}  {capture.archive}  {where}"


def listing_line(listing: Listing) -> str:
    """Return what an index said of an original; no captures, none listed and a failure are kept apart."""
    if listing.failure and listing.captures:
        return f"{listing.archive}: listed {counted(listing.captures, 'capture')} of {listing.original}, but not all: {listing.failure}"
    if listing.failure:
        return f"{listing.archive}: could not list {listing.original}: {listing.failure}"
    if not listing.captures:
        return f"{listing.archive}: no captures of {listing.original} found in the index (this does not prove that there are none)"
    return f"{listing.archive}: {counted(listing.captures, 'capture')} of {listing.original}"
