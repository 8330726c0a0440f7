"""A live archive: captures listed by CDX server or TimeMap, and replayed, over a fetch."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from typing import Protocol, TypeVar
from urllib.parse import urlencode, urljoin, urlsplit

import msgspec

from scraper.archives.http.fetch import Fetch
from scraper.archives.http.response import Response
from scraper.archives.memento import cdx, timemap
from scraper.archives.memento.paging import halves, is_cut, lies_within, next_page, parameters_of, resumed, second_of
from scraper.archives.memento.profiles import Index, Profile
from scraper.archives.memento.replay import captured_response, memento_url, redirect_within, replay_url, says_blocked
from scraper.archives.pattern import is_pattern, matches, prefix
from scraper.archives.payload import beginning, decoded
from scraper.errors import BudgetSpent, CaptureFailure, IndexCut, IndexFailure, IndexTorn, NotAnIndex
from scraper.notices import CutOff
from scraper.outcomes import Outcome
from scraper.values.capture import Capture, CapturedResponse, PassedOver, format_timestamp, same_address, urlkey

MOST_PAGES = 1_000
MOST_IDLE_PAGES = 100
MOST_CAPTURES = 500_000
MOST_REDIRECTS = 5
MOST_BYTES = 50_000_000
MOST_PARTS = 4_000_000
"""The maximum number of lines, links or fields in an index answer, because an object for each takes more memory than its bytes."""
SHOWN_ROWS = 5
_SEPARATORS = (b"\n", b",", b"[", b"{", b"<", b" ")


class MementoArchive:
    """An archive on the network, described by its profile. The fetches implement rates and retries.

    `report` receives messages about problems that do not stop anything, such as invalid index rows. `most_bytes` limits
    a decompressed index answer; `clock` returns a timezone-aware time, used to detect mementos from the future.
    """

    is_live = True
    passed_over = PassedOver()

    def __init__(
        self,
        profile: Profile,
        *,
        index_fetch: Fetch,
        replay_fetch: Fetch,
        report: Callable[[str], None],
        most_bytes: int = MOST_BYTES,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.profile = profile
        self._most_bytes, self._clock = most_bytes, clock
        self._index_fetch, self._replay_fetch, self._report = index_fetch, replay_fetch, report
        self._indexes = list(profile.indexes)

    @property
    def name(self) -> str:
        """The name of the profile."""
        return self.profile.name

    @property
    def pace(self) -> float:
        """The time between two replays, in seconds."""
        return self.profile.replay_seconds

    def captures(
        self, original: str, since: datetime | None = None, until: datetime | None = None
    ) -> Iterator[Capture]:
        """Yield the captures of an original sorted by time; those of a prefix pattern by urlkey and time.

        For each (urlkey, timestamp), the best row is used. Raises IndexFailure if no index of the archive responds with
        an index, IndexTorn after the captures of an index that breaks off, CaptureFailure if an index cannot be reached and
        no other one responds, SettingsError for a pattern without host and path.
        """
        if is_pattern(original):
            return self._matching(original, since, until)
        refused: list[str] = []
        failed: list[CaptureFailure] = []
        for index in tuple(self._indexes):
            try:
                return self._answered(self._listed(index, original, since, until), failed)
            except NotAnIndex as error:
                refused.append(str(error))
                self._indexes.remove(index)  # another way of asking may be there; this one is not asked again
            except CaptureFailure as error:
                _raise_if_final(error)
                failed.append(error)
        if failed:
            raise failed[0]
        self._indexes = list(self.profile.indexes)
        raise NotAnIndex(
            f"{self.name}: none of its indexes listed {original}: {'; '.join(refused)}. "
            "This is not 'no captures'; correct the addresses in scraper.toml, or use its WARC or WACZ files"
        )

    def _answered(
        self, listed: tuple[list[Capture], IndexTorn | None], failed: Iterable[CaptureFailure]
    ) -> Iterator[Capture]:
        """Return the captures that an index lists, and report those that failed before it."""
        for failure in failed:
            self._report(f"{failure}; another index of {self.name} is used")
        return _given(*listed)

    def _listed(
        self, index: Index, original: str, since: datetime | None, until: datetime | None
    ) -> tuple[list[Capture], IndexTorn | None]:
        pages = self._cdx_captures if index.kind == "cdx" else self._timemap_pages
        found, torn = _collected(self._within(pages(index, original, since, until), since, until))
        return list(cdx.best_rows(sorted(found, key=lambda capture: (capture.timestamp, capture.urlkey)))), torn

    def _matching(self, pattern: str, since: datetime | None, until: datetime | None) -> Iterator[Capture]:
        """List by prefix. What is refused here may be granted for an original, so no index is given up for it."""
        address = prefix(pattern)
        refused: list[str] = []
        failed: list[CaptureFailure] = []
        for index in self.profile.indexes:
            if index.kind != "cdx":  # a TimeMap is of one original (RFC 7089, 5)
                continue
            try:
                rows, torn = _collected(self._prefix_captures(index, address, since, until))
            except NotAnIndex as error:
                refused.append(str(error))
                continue
            except CaptureFailure as error:
                _raise_if_final(error)
                failed.append(error)
                continue
            found = self._within((row for row in rows if matches(pattern, row.original)), since, until)
            best = cdx.best_rows(sorted(found, key=lambda capture: (capture.urlkey, capture.timestamp)))
            return self._answered((list(best), torn), failed)
        if failed:
            raise failed[0]
        raise NotAnIndex(
            f"{self.name}: has no index that lists by prefix, as {pattern} needs: "
            f"{'; '.join(refused) or 'it has TimeMaps only, and a TimeMap lists a single original'}. "
            "This is not 'no captures'; name the pages themselves as sources, or import WARC files"
        )

    def _within(self, captures: Iterable[Capture], since: datetime | None, until: datetime | None) -> Iterator[Capture]:
        for capture in captures:
            if lies_within(capture, since, until):
                url = memento_url(self.profile, capture.original, capture.timestamp)
                yield msgspec.structs.replace(capture, memento_url=url, urlkey=urlkey(capture.original))

    def _cdx_captures(
        self, index: Index, original: str, since: datetime | None, until: datetime | None
    ) -> Iterator[Capture]:
        for url, page in _advancing(self._cdx_pages(index, parameters_of(index, original, since, until), next_page)):
            self._report_bad(url, page.bad)
            yield from self._of_page(original, url, page.captures)
            _refuse_torn(url, page)

    def _of_page(self, original: str, url: str, captures: Iterable[Capture]) -> Iterator[Capture]:
        """Yield the captures of the original that was asked for, and report the others."""
        key, others = urlkey(original), list[str]()
        for capture in captures:
            if urlkey(capture.original) == key:
                yield capture
            elif same_address(capture.original, original):
                yield msgspec.structs.replace(capture, original=original)
            else:
                others.append(f"{format_timestamp(capture.timestamp)} {capture.original}")
        self._report_rows(f"{url}: a capture of another page; skipped", others)

    def _prefix_captures(
        self, index: Index, address: str, since: datetime | None, until: datetime | None
    ) -> Iterator[Capture]:
        """Yield what the index lists below an address, and perhaps more.

        Such a list is sorted by urlkey, so where it is cut at the limit without resume key no time says how to go on: each
        half of the span of time is listed by itself.
        """
        spans = [(second_of(since), second_of(until))]
        while spans:
            span = spans.pop()
            # A server that can resume shall: the Java server of the archives counts rows of other times against a limit
            # of its own (CDXServer.writeCdxResponse), so that halves may be cut in silence. pywb knows no resume keys.
            parameters = parameters_of(index, address, *span) | {"matchType": "prefix", "showResumeKey": "true"}
            for url, page in _advancing(self._cdx_pages(index, parameters, resumed)):
                yield from page.captures
                if is_cut(page):  # it is the last one; what the halves list again is dropped as equal
                    spans += halves(url, page, *span)
                    continue
                self._report_bad(url, page.bad)
                _refuse_torn(url, page)

    def _cdx_pages(
        self,
        index: Index,
        parameters: dict[str, str],
        onward: Callable[[cdx.Page, dict[str, str]], dict[str, str] | None],
    ) -> Iterator[tuple[str, cdx.Page]]:
        """Yield an index's pages, each with its address; `onward` says from a page what to ask next, None to end."""
        fields = tuple(parameters["fl"].split(",")) if "fl" in parameters else cdx.DEFAULT_FIELDS
        seen: set[str] = set()
        for _ in range(MOST_PAGES):
            url = f"{index.address}?{urlencode(parameters)}"
            page = cdx.parse(self._index_answer(url), self.name, fields)
            yield url, page
            further = onward(page, parameters)
            if further is None:
                return
            key = urlencode(further)
            if key in seen:
                raise IndexCut(f"{url}: the index repeats itself at resume key {page.resume_key!r}")
            seen.add(key)
            parameters = parameters | further
        raise IndexFailure(f"{index.address}: more than {MOST_PAGES:,} pages for {parameters['url']}")

    def _timemap_pages(
        self, index: Index, original: str, since: datetime | None, until: datetime | None
    ) -> Iterator[Capture]:
        pages = self._timemaps(f"{index.address}{original}", original)
        for url, page in _advancing(pages):
            self._report_bad(url, page.bad)
            yield from self._of_page(original, url, page.captures)
            _refuse_torn(url, page)

    def _timemaps(self, first: str, original: str) -> Iterator[tuple[str, timemap.TimeMap]]:
        """Yield a TimeMap and those that it leads to on the same host, each once, with their addresses."""
        waiting, seen = [first], {first}
        for _ in range(MOST_PAGES):
            if not waiting:
                return
            url = waiting.pop(0)
            page = timemap.parse(self._index_answer(url), url, self.name, original)
            yield url, page
            for link in page.further:
                further = _on_same_host(link, first)
                if further is None:
                    self._report(f"{url}: refers to a TimeMap on another server, {link[:200]}; not followed")
                elif further not in seen:
                    seen.add(further)
                    waiting.append(further)
        if waiting:
            raise IndexFailure(f"{first}: more than {MOST_PAGES:,} TimeMaps")

    def _index_answer(self, url: str) -> bytes:
        """Return an index's answer, unpacked. Raises NotAnIndex, IndexCut, CaptureFailure."""
        response = self._index_response(url)
        encodings = ", ".join(response.all("Content-Encoding"))
        try:
            content = decoded(response.body, encodings, self._most_bytes)
        except CaptureFailure as failure:
            raise CaptureFailure(failure.outcome, f"{url}: {failure}") from failure
        for notice in content.notices:
            if isinstance(notice, CutOff):
                raise IndexCut(f"{url}: the index answer is cut off: {notice}")
        if sum(map(content.body.count, _SEPARATORS)) > MOST_PARTS:
            raise IndexCut(f"{url}: the index answer has more than {MOST_PARTS:,} parts")
        return content.body

    def _index_response(self, url: str) -> Response:
        response = self._index_fetch(url)
        at = url
        for _ in range(MOST_REDIRECTS):
            if response.status not in (301, 302, 303, 307, 308):
                break
            location = _resolved(at, response.header("Location") or "")
            onward = _on_same_host(location, url)
            if onward is None:
                raise NotAnIndex(f"{url}: {response.status} to {location or 'nowhere'}; not followed")
            at = onward
            response = self._index_fetch(at)
        said = _said(response)
        # pywb and Common Crawl say so with status 404 and `{"message": "No Captures found for: …"}`, OpenWayback in HTML.
        if re.search(r"no captures? found|resource not in archive", said, re.IGNORECASE) and response.status in (
            200,
            404,
        ):
            return msgspec.structs.replace(response, status=200, headers=(), body=b"")
        if says_blocked(said.encode()) or response.status == 451:
            raise CaptureFailure(
                Outcome.EXCLUDED,
                f"{url}: {response.status}, the archive does not show its captures of this page: {said}",
            )
        if response.status in (404, 400, 403, 405, 501) or 300 <= response.status < 400:
            raise NotAnIndex(f"{url}: {response.status}{f', and the index says: {said}' if said else ''}")
        if response.status != 200:
            raise CaptureFailure(Outcome.UNREACHABLE, f"{url}: {response.status} instead of an index")
        return response

    def _report_bad(self, url: str, bad: Iterable[str]) -> None:
        self._report_rows(f"{url}: a row that is not a capture; skipped", bad)

    def _report_rows(self, what: str, rows: Iterable[str]) -> None:
        """Report the first of these rows, and how many more there are."""
        told = list(rows)
        for row in told[:SHOWN_ROWS]:
            self._report(f"{what}: {' '.join(row.split())[:200]}")
        if len(told) > SHOWN_ROWS:
            self._report(f"{what}: and {len(told) - SHOWN_ROWS:,} more")

    def replay(self, capture: Capture) -> CapturedResponse:
        """Return the captured response, unmodified (`id_`), following redirects within the archive.

        Raises CaptureFailure, whose outcome says what came instead.
        """
        url = replay_url(self.profile, capture)
        for _ in range(MOST_REDIRECTS):
            response = self._replay_fetch(url)
            onward = redirect_within(self.profile, capture, response)
            if onward is None:
                return captured_response(self.profile, capture, response, now=self._clock())
            url = onward
        raise CaptureFailure(Outcome.NOT_PLAYED_BACK, f"{url}: more than {MOST_REDIRECTS} redirects of the archive")


def _said(response: Response) -> str:
    """Return what an index says instead of a list, in some words: of an error, or of an answer too short for a row."""
    text = beginning(response.body, 20_000, response.header("Content-Encoding")).decode("utf-8", "replace")
    if response.status == 200 and len(text) > 1000:
        return ""
    text = re.sub(r"(?is)<(script|style|head)\b.*?</\1\s*>|<[^>]*>", " ", text)
    return " ".join(text.split())[:300]


def _collected(captures: Iterator[Capture]) -> tuple[list[Capture], IndexTorn | None]:
    """Return the captures that come, and what ends them where the index breaks off, on whichever of its pages.

    What fails before the first capture is raised, and so is what leaves a listing to the next run, or shows that it has no end.
    """
    found: list[Capture] = []
    try:
        for capture in captures:
            found.append(capture)
    except IndexTorn as torn:
        return found, torn
    except BudgetSpent:
        raise
    except (NotAnIndex, IndexCut, CaptureFailure) as failure:
        if not found:
            raise
        return found, IndexTorn(f"{failure}; the captures listed before it ({len(found):,}) are used")
    return found, None


def _raise_if_final(failure: CaptureFailure) -> None:
    """Raise a failure that holds for all indexes; after any other, the next may be asked."""
    if isinstance(failure, BudgetSpent) or failure.outcome is Outcome.EXCLUDED:
        raise failure


def _given(captures: Iterable[Capture], torn: IndexTorn | None) -> Iterator[Capture]:
    yield from captures
    if torn:
        raise torn


def _refuse_torn(url: str, page: "_ListingPage") -> None:
    if page.torn is not None:
        raise IndexTorn(
            f"{url}: the answer is cut off in the middle of a line: {page.torn[:120]!r}; the complete lines are used"
        )


def _resolved(url: str, location: str) -> str:
    try:
        return urljoin(url, location) if location else ""
    except ValueError:
        return ""


def _on_same_host(url: str, own: str) -> str | None:
    """Return an address if it lies on the host and port of our own, None if elsewhere; never over http if own is https."""
    try:
        there, here = urlsplit(url), urlsplit(own)
    except ValueError:
        return None
    if there.scheme not in ("http", "https") or there.netloc != here.netloc:
        return None
    return there._replace(scheme="https").geturl() if here.scheme == "https" else url


class _ListingPage(Protocol):
    @property
    def captures(self) -> tuple[Capture, ...]: ...
    @property
    def bad(self) -> tuple[str, ...]: ...
    @property
    def torn(self) -> str | None: ...


P = TypeVar("P", bound=_ListingPage)


def _advancing(pages: Iterable[tuple[str, P]]) -> Iterator[tuple[str, P]]:
    """Yield an index's pages. Raises IndexCut where too many in a row bring nothing new, IndexFailure for too many captures.

    Raises IndexTorn at the end where there were rows, and none was a capture: that is not 'no captures'.
    """
    seen: set[tuple[datetime, str]] = set()
    idle, bad = 0, ""
    for url, page in pages:
        known = len(seen)
        seen.update((capture.timestamp, capture.original) for capture in page.captures)
        idle = 0 if len(seen) > known else idle + 1
        bad = bad or next((f"{url}: no row is a capture, such as {row[:120]!r}" for row in page.bad), "")
        yield url, page
        if idle == MOST_IDLE_PAGES:
            raise IndexCut(f"{url}: {MOST_IDLE_PAGES} consecutive pages of the index contained nothing new")
        if len(seen) > MOST_CAPTURES:
            raise IndexFailure(
                f"{url}: more than {MOST_CAPTURES:,} captures; ask for a span of time or a longer prefix"
            )
    if bad and not seen:
        raise IndexTorn(bad)
