"""A captured page, or its bytes → the records that it states, and its main content."""

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
    """Return what a captured response states. Never raises: for a page that cannot be read, the outcome says why."""
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
    """Return what the bytes of a page state; headers, original and day of capture (UTC) are used if they are given."""
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
    """Return the main content of a page, by the first known layout that fits. Raises `NotAPage` if it is not HTML."""
    return read(body, content_type, LAYOUTS)
