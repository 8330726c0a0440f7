"""A captured page → the files of a new case for `fixtures/pages`: its bytes, its index entry, a draft of its records."""

import json
import re
from typing import Any

from scraper.default import SUBJECT
from scraper.report.lines import page_object
from scraper.values.capture import CapturedResponse, format_timestamp, media_type
from scraper.values.records import Page
from scraper.values.subject import Subject

_KEPT_HEADERS = ("Content-Type", "Content-Encoding", "Content-Length")
_ABOUT = ("outcome", "page_kind", "layout", "language", "title")


def case_folder(response: CapturedResponse, page: Page) -> str:
    """Return where the case belongs below `fixtures/pages`: `<page kind>/<timestamp>-<words of the title>`."""
    words = re.findall(r"[a-z0-9]+", (page.title or "").lower())[:4]
    return f"{page.page_kind or 'other'}/{format_timestamp(response.capture.timestamp)}-{'-'.join(words) or 'untitled'}"


def case_files(response: CapturedResponse, page: Page, provenance: str, subject: Subject = SUBJECT) -> dict[str, bytes]:
    """Return the three files by name. The records are what the extractor reads, so they are marked `unreviewed`."""
    capture = response.capture
    headers = {name: value for name in _KEPT_HEADERS if (value := response.header(name)) is not None}
    index = {
        "original": capture.original,
        "timestamp": format_timestamp(capture.timestamp),
        "requested": format_timestamp(response.requested),
        "memento_url": capture.memento_url,
        "statuscode": response.status,
        "mimetype": media_type(response.headers),
        "headers": headers,
        "provenance": provenance,
    }
    stated = page_object(page, response, response.digest, subject)
    names = (*_ABOUT, *subject.page_parts(page), "unread")
    expected = {"unreviewed": True} | {name: stated[name] for name in names} | {"warnings": []}
    return {"body.html": response.body, "capture.json": _json(index), "expected.json": _json(expected)}


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
