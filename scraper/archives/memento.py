"""A live archive: captures listed by CDX server or TimeMap, and replayed, over a fetch."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from urllib.parse import unquote_plus, urlencode, urljoin, urlsplit

import msgspec

from scraper.archives import cdx, timemap
from scraper.archives.capture import Capture, CapturedResponse, format_timestamp, urlkey
from scraper.archives.network import Fetch, Response
from scraper.archives.profiles import Index, Profile
from scraper.archives.replay import captured_response, memento_url, redirect_within, replay_url
from scraper.errors import CaptureFailure, IndexCut, NotAnIndex
from scraper.outcomes import Outcome

ROWS_A_PAGE = 10_000
MOST_PAGES = 10_000
MOST_REDIRECTS = 5


class MementoArchive:
    """An archive on the network, as its profile describes it. The fetches bring pace and retries with them.

    `report` is told what goes wrong without stopping anything, such as index rows that are no captures.
    """

    def __init__(
        self, profile: Profile, *, index_fetch: Fetch, replay_fetch: Fetch, report: Callable[[str], None]
    ) -> None:
        self.profile = profile
        self._index_fetch, self._replay_fetch, self._report = index_fetch, replay_fetch, report
        self._indexes = list(profile.indexes)

    @property
    def name(self) -> str:
        """The profile's name."""
        return self.profile.name

    def captures(
        self, original: str, since: datetime | None = None, until: datetime | None = None
    ) -> Iterator[Capture]:
        """Yield the captures of an original, sorted by time, the best row of each (urlkey, timestamp).

        Raises IndexFailure where no index of the archive answers with one, CaptureFailure where it cannot be reached.
        """
        refused: list[str] = []
        while self._indexes:
            try:
                return iter(self._listed(self._indexes[0], original, since, until))
            except NotAnIndex as error:
                refused.append(str(error))
                self._indexes.pop(0)  # another way of asking may be there; this one is not asked again
        self._indexes = list(self.profile.indexes)
        raise NotAnIndex(
            f"{self.name}: none of its indexes listed {original}: {'; '.join(refused)}. "
            "This is not 'no captures'; correct the addresses in scraper.toml, or use its WARC or WACZ files"
        )

    def _listed(self, index: Index, original: str, since: datetime | None, until: datetime | None) -> list[Capture]:
        pages = self._cdx_pages if index.kind == "cdx" else self._timemap_pages
        found = [
            self._with_memento_url(capture)
            for capture in pages(index, original, since, until)
            if (since is None or capture.timestamp >= since) and (until is None or capture.timestamp <= until)
        ]
        return list(cdx.best_rows(sorted(found, key=lambda capture: (capture.timestamp, capture.urlkey))))

    def _with_memento_url(self, capture: Capture) -> Capture:
        url = memento_url(self.profile, capture.original, capture.timestamp)
        return msgspec.structs.replace(capture, memento_url=url, urlkey=urlkey(capture.original))

    def _cdx_pages(
        self, index: Index, original: str, since: datetime | None, until: datetime | None
    ) -> Iterator[Capture]:
        parameters = {"url": original, **index.parameters, "limit": str(ROWS_A_PAGE)}
        parameters |= {"from": format_timestamp(since)} if since else {}
        parameters |= {"to": format_timestamp(until)} if until else {}
        fields = tuple(parameters["fl"].split(",")) if "fl" in parameters else cdx.DEFAULT_FIELDS
        seen: set[str] = set()
        for _ in range(MOST_PAGES):
            url = f"{index.address}?{urlencode(parameters)}"
            page = cdx.parse(self._index_answer(url).body, self.name, fields)
            self._report_bad(url, page.bad)
            yield from page.captures
            onward = _next_page(page, parameters)
            if onward is None:
                return
            key = urlencode(onward)
            if key in seen:
                raise IndexCut(f"{url}: the index goes round in circles at resume key {page.resume_key!r}")
            seen.add(key)
            parameters |= onward
        raise IndexCut(f"{index.address}: more than {MOST_PAGES:,} pages for {original}")

    def _timemap_pages(
        self, index: Index, original: str, since: datetime | None, until: datetime | None
    ) -> Iterator[Capture]:
        first = f"{index.address}{original}"
        waiting, seen = [first], {first}
        while waiting:
            url = waiting.pop(0)
            page = timemap.parse(self._index_answer(url).body, url, self.name, original)
            self._report_bad(url, page.bad)
            yield from page.captures
            further = [link for link in page.further if link not in seen and _same_host(link, first)]
            seen.update(further)
            waiting += further
            if len(seen) > MOST_PAGES:
                raise IndexCut(f"{first}: more than {MOST_PAGES:,} TimeMaps")

    def _index_answer(self, url: str) -> Response:
        response = self._index_fetch(url)
        for _ in range(MOST_REDIRECTS):
            if response.status not in (301, 302, 303, 307, 308):
                break
            location = _resolved(url, response.header("Location") or "")
            if not _same_host(location, url):
                raise NotAnIndex(f"{url}: {response.status} to {location or 'nowhere'}; not followed")
            response = self._index_fetch(location)
        if response.status in (404, 400, 403, 405, 501) or 300 <= response.status < 400:
            raise NotAnIndex(f"{url}: {response.status}")
        if response.status != 200:
            raise CaptureFailure(Outcome.UNREACHABLE, f"{url}: {response.status} instead of an index")
        return response

    def _report_bad(self, url: str, bad: Iterable[str]) -> None:
        for row in bad:
            self._report(f"{url}: a row that is no capture, left out: {row[:200]}")

    def replay(self, capture: Capture) -> CapturedResponse:
        """Return the response that was captured, as it was (`id_`), following redirects inside the archive.

        Raises CaptureFailure with the outcome of what came instead.
        """
        url = replay_url(self.profile, capture)
        for _ in range(MOST_REDIRECTS):
            response = self._replay_fetch(url)
            onward = redirect_within(self.profile, capture, response)
            if onward is None:
                return captured_response(self.profile, capture, response)
            url = onward
        raise CaptureFailure(Outcome.NOT_PLAYED_BACK, f"{url}: more than {MOST_REDIRECTS} redirects of the archive")


def _next_page(page: cdx.Page, parameters: dict[str, str]) -> dict[str, str] | None:
    """Return what to ask next: by resume key, else, where a page came full, from its last time on."""
    if page.resume_key is not None:
        return {"resumeKey": unquote_plus(page.resume_key)}
    if len(page.captures) + len(page.bad) >= ROWS_A_PAGE and page.captures:
        last = format_timestamp(max(capture.timestamp for capture in page.captures))
        return None if parameters.get("from") == last else {"from": last}
    return None


def _resolved(url: str, location: str) -> str:
    try:
        return urljoin(url, location) if location else ""
    except ValueError:
        return ""


def _same_host(url: str, other: str) -> bool:
    try:
        return urlsplit(url).netloc == urlsplit(other).netloc and urlsplit(url).scheme in ("http", "https")
    except ValueError:
        return False
