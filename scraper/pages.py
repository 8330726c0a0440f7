"""A captured page, or its bytes → what it states, and its main content."""

from datetime import date

from scraper.default import SUBJECT
from scraper.reading.document import Document
from scraper.reading.document import read_document as read
from scraper.reading.extract import extract as extracted
from scraper.reading.extract import read_page as page_of
from scraper.reading.layouts import LAYOUTS
from scraper.values.capture import CapturedResponse
from scraper.values.records import Page
from scraper.values.subject import Subject


def extract(response: CapturedResponse, *, subject: Subject = SUBJECT, most_bytes: int = 50_000_000) -> Page:
    """Read what a captured response's page states. Never fails: what cannot be read has an outcome that says so."""
    return extracted(response, subject, most_bytes=most_bytes)


def read_page(
    body: bytes,
    *,
    subject: Subject = SUBJECT,
    content_type: str | None = None,
    content_encoding: str | None = None,
    original: str | None = None,
    captured: date | None = None,
    most_bytes: int = 50_000_000,
) -> Page:
    """Read what a page's bytes state; headers, original and day of capture (UTC) help where they are known."""
    return page_of(
        body,
        subject,
        content_type=content_type,
        content_encoding=content_encoding,
        original=original,
        captured=captured,
        most_bytes=most_bytes,
    )


def read_document(body: bytes, content_type: str | None = None) -> Document:
    """Read a page's main content by the layouts that are known. Raises `scraper.reading.document.NotAPage`."""
    return read(body, content_type, LAYOUTS)
