"""Store → one state a capture → the published files, written whole or not at all."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from pathlib import Path

import msgspec

from scraper.dataset.citations import citations
from scraper.dataset.lock import FILENAME as LOCK
from scraper.dataset.lock import LockedCapture, lock_document
from scraper.dataset.publication import KEEP, beside, publish
from scraper.dataset.tables import (
    CAPTURES,
    CHANGES,
    CONFLICTS,
    EVENTS,
    EVIDENCE,
    HISTORY,
    OBJECTIVES,
    TABLES,
    TIMELINE,
    Row,
    Table,
    capture_row,
    change_row,
    conflict_row,
    event_row,
    evidence_row,
    history_row,
    objective_row,
    timeline_row,
)
from scraper.dataset.writers.csv import TableWriter
from scraper.dataset.writers.datapackage import Licence, datapackage
from scraper.dataset.writers.geojson import geojson
from scraper.dataset.writers.json import Facts, Unread, dataset
from scraper.errors import RecordDamaged
from scraper.history.cache import ExtractionCache
from scraper.history.claims import Claims, checks
from scraper.history.coverage import Coverage, noticed_in
from scraper.history.fold import Evidence, History, State
from scraper.history.reading import Reading, unforeseen
from scraper.history.spans import Spans
from scraper.history.speaking import speaking
from scraper.notices import (
    ImpreciseTime,
    Notice,
    Noticed,
    OrdinalNotBorneOut,
    PlaceNotResolved,
    TwoPayloads,
)
from scraper.outcomes import Outcome
from scraper.store.reader import Listed, StoredRecord
from scraper.store.store import Store
from scraper.values.capture import Capture, CapturedResponse, iso, parse_timestamp
from scraper.values.changes import ChangeRow
from scraper.values.records import Page

FILES = (*(f"{table.name}.csv" for table in TABLES), "timeline.geojson", "dataset.json", "datapackage.json", LOCK)


class Built(msgspec.Struct, frozen=True, kw_only=True):
    """What a build wrote: the files, the numbers of rows in each table, how many captures had each outcome.

    `changes` are the rows of changes.csv.
    `drift` are those of the notices that say of an original's latest capture that the reading does not fit it any more,
    `damaged` the stored records that cannot be read, in words, `tracebacks` those of captures that an internal error cost.
    """

    files: tuple[Path, ...]
    rows: dict[str, int]
    outcomes: dict[Outcome, int]
    unread: int
    changes: tuple[ChangeRow, ...]
    notices: tuple[Noticed, ...]
    drift: tuple[Noticed, ...]
    damaged: tuple[str, ...]
    tracebacks: tuple[str, ...] = ()


def build(
    store: Store,
    directory: Path,
    *,
    licence: Licence | None = None,
    most_bytes: int = 50_000_000,
    cache: ExtractionCache | None = None,
    only: Callable[[Listed], bool] = lambda _: True,
    done: Callable[[], None] = lambda: None,
    keep: int = KEEP,
) -> Built:
    """Regenerate the dataset in `directory` from the store alone: the same store gives the same bytes.

    It takes the place of the old one as a whole or not at all; `keep` old ones are kept (`publication.py`). Else as
    `make`. Raises StoreError where the ledger is wrong or the files cannot be written.
    """
    with beside(directory) as part:
        built = make(
            store, part, licence=licence, most_bytes=most_bytes, cache=cache, only=only, done=done, noting=True
        )
        publish(part, directory, FILES, keep)
    return in_place(built, directory)


def make(
    store: Store,
    folder: Path,
    *,
    licence: Licence | None = None,
    most_bytes: int = 50_000_000,
    cache: ExtractionCache | None = None,
    only: Callable[[Listed], bool] = lambda _: True,
    done: Callable[[], None] = lambda: None,
    noting: bool = False,
) -> Built:
    """Write the dataset of a store into a folder that is there.

    `cache` saves the reading of payloads that were read before; `only` picks captures. `done` is called for each capture.
    A record that cannot be read costs its capture; where that is to be noted, the next run fetches it anew. Raises StoreError
    where the ledger is wrong, OSError where the files cannot be written.
    """
    return in_place(_Building(store, folder, licence, most_bytes, cache, only, noting).write(done), folder)


def in_place(built: Built, directory: Path) -> Built:
    """Return what was built as it lies in `directory`."""
    return msgspec.structs.replace(built, files=tuple(directory / name for name in FILES))


class _Notices:
    """Notices of captures: what pages say of themselves once for a page, counted, with the first capture."""

    def __init__(self) -> None:
        self._found: dict[tuple[object, ...], Noticed] = {}

    def count(self, notice: Notice, capture: Capture) -> None:
        """Take in what a page says of itself."""
        key = (notice, capture.original)
        before = self._found.get(key)
        again = msgspec.structs.replace(before, captures=before.captures + 1) if before else None
        self._found[key] = again or noticed_in(capture, notice)

    def add(self, one: Noticed) -> None:
        """Take in what is said of one capture alone, or of several with one of them."""
        self._found[one.notice, one.original, one.timestamp] = one

    def all(self, dates: Mapping[str, str]) -> list[Noticed]:
        """Return all; `dates` are times, as ISO 8601, of which less is known, and what is."""
        known = ((one, one.timestamp or "") for one in self._found.values())
        return [msgspec.structs.replace(one, timestamp=dates.get(time, time)) for one, time in known]


class _Folded:
    """What all captures taken in so far state, and what is to be remarked of them.

    `dates` are the times of which less is known than a second, each with what is; of two that begin alike, the vaguer.
    """

    def __init__(self) -> None:
        self.history, self.claims, self.coverage, self.spans = History(), Claims(), Coverage(), Spans()
        self.unread: dict[str, Unread] = {}
        self.notices = _Notices()
        self.dates: dict[str, str] = {}

    def take(self, response: CapturedResponse, page: Page) -> None:
        state = State(response.capture, page)
        self.history.fold(state)
        self.claims.take(state)
        self.spans.fold(state)
        for span in page.unread:
            self._add_unread(page.quote(span), response.capture)
        for notice in page.notices:
            self.notices.count(notice, state.capture)
        if drift := self.coverage.take(state):
            self.notices.add(drift)
        if response.capture.precision < 14:
            self.notices.count(ImpreciseTime(response.capture.precision), state.capture)
            when, date = iso(response.capture.timestamp), response.capture.date
            self.dates[when] = min(date, self.dates.get(when, date), key=len)

    def _add_unread(self, text: str, capture: Capture) -> None:
        first = self.unread.setdefault(
            text, Unread(text, 0, capture.original, iso(capture.timestamp), capture.memento_url)
        )
        self.unread[text] = msgspec.structs.replace(first, captures=first.captures + 1)


class _Folding:
    """Takes captures in, each wholly or not at all: one that an error stops half-way leaves nothing of it behind.

    After an error, what went in since the last state that was kept goes into that state again, which is then kept anew. So
    the usual build copies nothing, and in one with many errors no capture goes in more than twice. `tracebacks` are of them.
    """

    def __init__(self, read: Callable[[StoredRecord], tuple[CapturedResponse, Page]]) -> None:
        self._read = read
        self.folded, self._kept = _Folded(), _Folded()
        self._since: list[StoredRecord] = []
        self.tracebacks: list[str] = []

    def take(self, record: StoredRecord, response: CapturedResponse, page: Page) -> Page:
        """Take in what a capture states, and return it; where that is left out, what is said instead."""
        try:
            self.folded.take(response, page)
        except Exception as error:
            for earlier in self._since:
                self._kept.take(*self._read(earlier))
            instead, trace = unforeseen(error)
            self.tracebacks.append(trace)
            for notice in instead.notices:
                self._kept.notices.count(notice, response.capture)
            self.folded, self._kept, self._since = self._kept, deepcopy(self._kept), []
            return instead
        self._since.append(record)
        return page


class _Building:
    """One build: captures stream through; only the facts, and a few pages read lately, are held."""

    def __init__(
        self,
        store: Store,
        part: Path,
        licence: Licence | None,
        most_bytes: int,
        cache: ExtractionCache | None,
        only: Callable[[Listed], bool],
        noting: bool,
    ) -> None:
        self._store, self._part, self._licence = store, part, licence
        self._reading, self._only = Reading(most_bytes, cache), only
        self._folding = _Folding(self._read)
        self._locked: list[LockedCapture] = []
        self._outcomes: Counter[Outcome] = Counter()
        self._damaged: list[str] = []
        self._noting = noting

    def write(self, done: Callable[[], None]) -> Built:
        self._write_captures(done)
        folded = self._folding.folded
        facts, spans, changes = _facts(folded), folded.spans.spans(), folded.spans.changes()
        published = tuple(map(change_row, changes))
        _notice(facts, folded)
        rows = {
            "timeline": self._write_table(TIMELINE, map(timeline_row, facts.hosts)),
            "objectives": self._write_table(OBJECTIVES, map(objective_row, facts.objectives)),
            "events": self._write_table(EVENTS, map(event_row, facts.events)),
            "history": self._write_table(HISTORY, map(history_row, spans)),
            "changes": self._write_table(CHANGES, map(msgspec.structs.astuple, published)),
            "conflicts": self._write_table(
                CONFLICTS, (conflict_row(rank, one) for rank, one in enumerate(facts.conflicts, start=1))
            ),
            "evidence": self._write_table(
                EVIDENCE, (evidence_row(*citation) for citation in citations(facts, spans, changes))
            ),
            "captures": self._outcomes.total(),
        }
        (self._part / "timeline.geojson").write_bytes(geojson(facts.hosts, folded.dates))
        notices = folded.notices.all(folded.dates)
        shares, unread = folded.coverage.shares(), folded.unread.values()
        document = dataset(facts, self._outcomes, shares, unread, notices, folded.dates)
        (self._part / "dataset.json").write_bytes(document)
        files = {table.name: self._part / f"{table.name}.csv" for table in TABLES}
        evidence = (cited.evidence for _, _, cited in citations(facts, spans, changes))
        (self._part / "datapackage.json").write_bytes(datapackage(files, evidence, self._licence, folded.dates))
        made = {name: self._part / name for name in FILES if name != LOCK}
        (self._part / LOCK).write_bytes(lock_document(self._locked, made))
        return Built(
            files=(),
            rows=rows,
            outcomes=dict(self._outcomes),
            unread=len(folded.unread),
            changes=published,
            notices=tuple(notices),
            drift=folded.coverage.drift(),
            damaged=tuple(self._damaged),
            tracebacks=(*self._reading.tracebacks, *self._folding.tracebacks),
        )

    def _write_captures(self, done: Callable[[], None]) -> None:
        last: tuple[int, Page | None] | None = None
        with (self._part / "captures.csv").open("w", encoding="utf-8", newline="") as file:
            table = TableWriter(file, CAPTURES)
            for listed, instead in speaking(filter(self._only, self._store.listed())):
                page = None
                if listed.record is not None and instead is not None:
                    self._warn_of_two(listed.record, instead)
                elif listed.record is not None:
                    if last is None or last[0] != listed.record.id:
                        last = listed.record.id, self._fold(listed.record)
                    page = last[1]
                nothing = Outcome.DAMAGED if listed.record else Outcome.NOT_FETCHED
                nothing = Outcome.OTHER_PAYLOAD if instead else nothing
                outcome = page.outcome if page else listed.outcome or nothing
                self._outcomes[outcome] += 1
                table.write(capture_row(listed, outcome, page))
                self._locked.append(_locked(listed, outcome))
                done()

    def _fold(self, record: StoredRecord) -> Page | None:
        """Read one stored capture and take its state into the history; None for one that cannot be read any more."""
        try:
            response, page = self._read(record)
        except RecordDamaged as error:
            if self._noting:
                self._store.note_damage(record, str(error))
            self._damaged.append(str(error))
            return None
        if self._noting:
            self._store.note_sound(record)
        return self._folding.take(record, response, page)

    def _read(self, record: StoredRecord) -> tuple[CapturedResponse, Page]:
        response = self._store.read(record)
        return response, self._reading.page(record, response)

    def _warn_of_two(self, record: StoredRecord, instead: StoredRecord) -> None:
        self._folding.folded.notices.add(
            Noticed(
                notice=TwoPayloads(instead.digest, record.digest),
                captures=1,
                original=record.original,
                timestamp=iso(parse_timestamp(record.timestamp)),
                memento_url=record.memento_url,
            )
        )

    def _write_table(self, table: Table, rows: Iterable[Row]) -> int:
        written = 0
        with (self._part / f"{table.name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = TableWriter(file, table)
            for row in rows:
                writer.write(row)
                written += 1
        return written


def _facts(folded: _Folded) -> Facts:
    hosts = folded.history.hosts()
    return Facts(
        hosts=hosts,
        objectives=folded.history.objectives(),
        events=folded.history.events(),
        conflicts=folded.claims.conflicts(hosts),
        checks=checks(hosts),
    )


def _notice(facts: Facts, folded: _Folded) -> None:
    """Take notice of places that are not certain, on ordinals that lists do not bear out, on conflicts beyond number."""
    for notice, evidence in folded.claims.left_out.items():
        folded.notices.add(_noticed(notice, 1, evidence))
    for fact in facts.hosts:
        captures, evidence = fact.seen.captures, fact.evidence
        if fact.located.city is None:
            folded.notices.add(_noticed(PlaceNotResolved(str(fact.host), fact.year), captures, evidence))
        if fact.position and fact.edition and fact.position != fact.edition:
            ordinal = OrdinalNotBorneOut(fact.host.city, fact.year, fact.edition, fact.position)
            folded.notices.add(_noticed(ordinal, captures, evidence))


def _noticed(notice: Notice, captures: int, evidence: Evidence) -> Noticed:
    return Noticed(
        notice=notice,
        captures=captures,
        original=evidence.original,
        timestamp=iso(evidence.timestamp),
        memento_url=evidence.memento_url,
    )


def _locked(listed: Listed, outcome: Outcome) -> LockedCapture:
    record = listed.record
    return LockedCapture(
        original=record.original if record else listed.original,
        archive=listed.archive,
        requested=listed.requested,
        timestamp=record.timestamp if record else None,
        digest=record.digest if record else None,
        outcome=outcome.value,
    )
