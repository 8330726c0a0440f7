"""One captured response and a subject → what its page states, and its outcome."""

import contextlib
import re
from collections.abc import MutableMapping
from datetime import date
from typing import NamedTuple
from urllib.parse import urljoin

import msgspec

from scraper.archives.memento.challenge import is_challenge
from scraper.archives.memento.replay import shown_redirect
from scraper.archives.mimetype import is_page
from scraper.archives.payload import decoded
from scraper.errors import CaptureFailure
from scraper.notices import BodyCutOff, CaptureFailed, NotHtml, Notice, ServerError
from scraper.outcomes import Outcome
from scraper.reading.document import Document, Layout, NotAPage, read_document
from scraper.reading.same import content_key
from scraper.values.capture import CapturedResponse, MementoURL, is_web_address
from scraper.values.records import Page
from scraper.values.subject import Subject

Known = MutableMapping[tuple[object, ...], Page]
"""Pages by all that a subject reads them from, and by how much of the day counts."""


class Content(NamedTuple):
    """What a page is read from; `doubts` are those about its length, `body` is the body's `content_key`."""

    status: int
    original: str
    content_type: str | None
    content_encoding: str | None
    most_bytes: int
    doubts: str
    body: str


_NO_TIME = 1990  # before the Web: what stands for a time that is not known


def content_of(response: CapturedResponse, most_bytes: int) -> Content:
    """Return everything that `extract` reads a page from, except its subject and the day of the capture.

    Pages for which this is equal give the same result: status, address, headers, content (see `content_key`), and how
    much of it is missing.
    """
    kind, encoding = response.header("Content-Type"), response.header("Content-Encoding")
    body = response.body
    notices: tuple[Notice, ...] = ()
    if encoding:
        with contextlib.suppress(CaptureFailure):
            content = decoded(body, encoding, most_bytes)
            body, notices = content.body, content.notices
    doubts = _length_doubts(response)
    original = response.capture.original
    return Content(response.status, original, kind, encoding, most_bytes, repr((notices, doubts)), content_key(body))


def extract(
    response: CapturedResponse,
    subject: Subject,
    *,
    most_bytes: int = 50_000_000,
    known: Known | None = None,
    when: object = None,
) -> Page:
    """Return what a captured response states. Never raises: for a page that cannot be read, the outcome says why.

    `most_bytes` limits the decompressed page. A document in `known`, with the same address and the same `when`, is not
    read again.
    """
    if 300 <= response.status < 400:
        return _redirect(response)
    if response.status in (404, 410):
        return Page(outcome=Outcome.NOT_FOUND)
    if response.status >= 400:
        return Page(outcome=Outcome.CAPTURED_ERROR, notices=(ServerError(response.status),))
    content_type = response.header("Content-Type")
    page = read_page(
        response.body,
        subject,
        content_type=content_type,
        content_encoding=response.header("Content-Encoding"),
        original=response.capture.original,
        captured=response.capture.timestamp.date() if response.capture.timestamp.year > _NO_TIME else None,
        most_bytes=most_bytes,
        known=known,
        when=when,
    )
    doubts = _length_doubts(response)
    return msgspec.structs.replace(page, notices=(*page.notices, *doubts)) if doubts else page


def read_page(
    body: bytes,
    subject: Subject,
    *,
    content_type: str | None = None,
    content_encoding: str | None = None,
    original: str | None = None,
    captured: date | None = None,
    most_bytes: int = 50_000_000,
    known: Known | None = None,
    when: object = None,
) -> Page:
    """Return what the bytes of a page state; headers, original and day of capture (UTC) are used if they are given."""
    if not is_page(body, content_type, content_encoding):
        return Page(outcome=Outcome.NOT_A_PAGE)
    kind = subject.kind_at(original)
    try:
        content = decoded(body, content_encoding, most_bytes)
        document = read_document(content.body, content_type, _layouts(subject, original))
    except CaptureFailure as failure:
        return Page(outcome=failure.outcome, notices=(CaptureFailed(str(failure)),))
    except NotAPage as error:
        return Page(outcome=Outcome.UNREADABLE, notices=(NotHtml(str(error)),))
    if (named := _not_of_the_site(content.body)) is not None:
        return Page(outcome=named, title=document.title, language=document.language)
    key = (document, original, when)
    page = known.get(key) if known is not None else None
    if page is None:
        page = (kind.read if kind else subject.read_other)(document, original, captured)
        if known is not None:
            known[key] = page
    return msgspec.structs.replace(page, notices=(*content.notices, *page.notices)) if content.notices else page


def main_document(
    response: CapturedResponse, subject: Subject, *, most_bytes: int = 50_000_000
) -> tuple[bytes, Document]:
    """Return the decompressed source of a captured page, and the document of its main content, for comparing pages.

    Raises CaptureFailure for a body that cannot be decompressed, NotAPage if it is not HTML.
    """
    content = decoded(response.body, response.header("Content-Encoding"), most_bytes)
    layouts = _layouts(subject, response.capture.original)
    return content.body, read_document(content.body, response.header("Content-Type"), layouts)


def _layouts(subject: Subject, original: str | None) -> tuple[Layout, ...]:
    kind = subject.kind_at(original)
    return kind.layouts if kind else subject.layouts


def _not_of_the_site(body: bytes) -> Outcome | None:
    """Name a page of the archive itself that stands where a capture should."""
    if is_challenge(body):
        return Outcome.CHALLENGE
    return Outcome.REDIRECT if shown_redirect(body) else None


def _redirect(response: CapturedResponse) -> Page:
    target = _target(response)
    try:
        document = read_document(response.body, response.header("Content-Type"), ())
    except NotAPage:
        return Page(outcome=Outcome.REDIRECT, moved_to=target)
    return Page(outcome=Outcome.REDIRECT, title=document.title, language=document.language, moved_to=target)


def _target(response: CapturedResponse) -> str | None:
    """Return where a captured redirect leads; replays rewrite its address to one of their own."""
    location = response.header("Location")
    if location is None:
        return None
    memento = MementoURL.parse(location)
    try:
        target = memento.original if memento else urljoin(response.capture.original, location)
    except ValueError:
        return None
    return target if is_web_address(target) else None


def _length_doubts(response: CapturedResponse) -> tuple[Notice, ...]:
    declared = response.header("Content-Length") or ""
    if re.fullmatch(r"[0-9]{1,18}", declared) and int(declared) > len(response.body):
        return (BodyCutOff(len(response.body), int(declared)),)
    return ()
