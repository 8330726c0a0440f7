"""How the next part of an index is requested: by resume key, by time, or by halves of a time span."""

import re
from datetime import UTC, datetime, timedelta
from urllib.parse import quote_plus, unquote_plus

from scraper.archives.memento import cdx
from scraper.archives.memento.profiles import Index
from scraper.errors import IndexCut
from scraper.values.capture import Capture, format_timestamp

ROWS_A_PAGE = 10_000
# Where an open span of time is taken to end when it is halved: the age of the web saves requests. The outer halves stay
# open, so what an index dates elsewhere is found too.
_WEB_BEGAN, _WEB_ENDS = datetime(1990, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
_FIRST_TIME, _LAST_TIME = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)


def lies_within(capture: Capture, since: datetime | None, until: datetime | None) -> bool:
    """Say whether a capture lies in a span of time, both ends inclusive; None is open."""
    return (since is None or capture.timestamp >= since) and (until is None or capture.timestamp <= until)


def second_of(time: datetime | None) -> datetime | None:
    """Return the second in which a time lies; an index knows no parts of it."""
    return time and time.replace(microsecond=0)


def parameters_of(index: Index, address: str, since: datetime | None, until: datetime | None) -> dict[str, str]:
    """Return the parameters that ask a CDX server for what it has of an address in a span of time."""
    parameters = {"url": address, **index.parameters, "limit": str(ROWS_A_PAGE)}
    parameters |= {"from": format_timestamp(since)} if since else {}
    return parameters | ({"to": format_timestamp(until)} if until else {})


def next_page(page: cdx.Page, parameters: dict[str, str]) -> dict[str, str] | None:
    """Return what to ask next: by resume key, else, where a page came full, from its last time on."""
    if is_cut(page) and page.captures:
        last = format_timestamp(max(capture.timestamp for capture in page.captures))
        if last <= parameters.get("from", ""):
            raise IndexCut(
                f"the index cuts its list of {parameters['url']} at {ROWS_A_PAGE:,} rows and cannot be asked for those behind "
                f"{last}: it passes over `from`, or has that many of one second. Ask for spans of time (--from, --to), or "
                "use another archive"
            )
        return {"from": last}
    return resumed(page, parameters)


def resumed(page: cdx.Page, _: dict[str, str]) -> dict[str, str] | None:
    """Return what to ask next by resume key alone.

    The Java servers of the archives print a key percent-encoded and decode what comes back twice (the servlet's parameters,
    then CDXServer.createBoundedCdxIterator). Others decode once: for them a key is spelled so only where it makes a difference.
    """
    if page.resume_key is None:
        return None
    is_plain = re.search(r"[,)/ ]", page.resume_key) is not None
    key = page.resume_key if is_plain else unquote_plus(page.resume_key)
    return {"resumeKey": quote_plus(key) if re.search(r"[%+]", key) else key}


def is_cut(page: cdx.Page) -> bool:
    """Say whether a page came full and does not say how to go on; there may be more."""
    return page.resume_key is None and len(page.captures) + len(page.bad) >= ROWS_A_PAGE


def halves(
    url: str, page: cdx.Page, since: datetime | None, until: datetime | None
) -> list[tuple[datetime | None, datetime | None]]:
    """Return the two halves of a span of time, to the second; an open end stays open. Raises IndexCut."""
    if not all(lies_within(capture, since, until) for capture in page.captures):
        raise IndexCut(f"{url}: the list is cut at {ROWS_A_PAGE:,} rows, and the index ignores the requested period")
    first = since or (_WEB_BEGAN if until is None or until > _WEB_BEGAN else _FIRST_TIME)
    last = until or (_WEB_ENDS if first < _WEB_ENDS else _LAST_TIME)
    seconds = int((last - first).total_seconds())
    if seconds < 1:
        raise IndexCut(
            f"{url}: {ROWS_A_PAGE:,} captures or more of one second, and the index cannot go on; ask for a longer prefix"
        )
    middle = first + timedelta(seconds=seconds // 2)
    return [(middle + timedelta(seconds=1), until), (since, middle)]
