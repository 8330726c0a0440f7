"""Store → one state per capture → the published files, written as a whole or not at all."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import deepcopy
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from scraper.dataset.built import Built
from scraper.dataset.credits import NOBODY, Credits
from scraper.dataset.dataset import Dataset, Facts, Licence, Rows, Unread
from scraper.dataset.lock import FILENAME as LOCK
from scraper.dataset.lock import LockedCapture, made_lock, versions, write_lock
from scraper.dataset.publication import KEEP, beside, publish
from scraper.dataset.statements import StatementRows, change_cells, change_rows, history_row, stated
from scraper.dataset.tables import (
    Row,
    capture_row,
    cited_of,
    conflict_row,
    conflict_rows,
    derived_row,
    evidence_row,
    fact_row,
    own_ids,
    record_row,
    tables_of,
)
from scraper.dataset.writers import WRITERS, Writer
from scraper.default import SUBJECT
from scraper.history.absence import is_cut_off
from scraper.history.cache import ExtractionCache
from scraper.history.claims import Claims
from scraper.history.coverage import Coverage, noticed_in
from scraper.history.fold import History
from scraper.history.reading import Read, Reading, in_order, unforeseen
from scraper.history.spans import Spans, is_evidence
from scraper.notices import ImpreciseTime, Notice, Noticed, TwoPayloads
from scraper.outcomes import READ, Outcome
from scraper.store.reader import Listed, StoredRecord, StoreReader
from scraper.store.store import Store
from scraper.values.capture import Capture, iso, parse_timestamp, urlkey
from scraper.values.changes import ChangeRow
from scraper.values.facts import Evidence, State
from scraper.values.records import Page
from scraper.values.subject import Subject


def build(
    store: Store,
    directory: Path,
    *,
    subject: Subject = SUBJECT,
    licence: Licence | None = None,
    credits: Credits = NOBODY,
    most_bytes: int = 50_000_000,
    cache: ExtractionCache | None = None,
    only: Callable[[Listed], bool] = lambda _: True,
    done: Callable[[], None] = lambda: None,
    keep: int = KEEP,
    writers: Sequence[Writer] = WRITERS,
    jobs: int = 1,
) -> Built:
    """Rebuild the dataset in `directory` from the store alone; the same store always gives the same bytes.

    The new dataset replaces the old one as a whole or not at all, and `keep` old ones are kept (`publication.py`).
    Further parameters are those of `make`: `cache` saves reading payloads again, `only` selects captures, `done` is
    called for each capture, pages are read in `jobs` processes, and `most_bytes` limits a decompressed body. Raises
    StoreError if the ledger is wrong or files cannot be written.
    """
    with beside(directory) as part:
        built = make(
            store,
            part,
            subject=subject,
            licence=licence,
            credits=credits,
            most_bytes=most_bytes,
            cache=cache,
            only=only,
            done=done,
            noting=store,
            writers=writers,
            jobs=jobs,
        )
        is_new = publish(part, directory, keep)
    return msgspec.structs.replace(in_place(built, directory), is_new=is_new)


def make(
    store: StoreReader,
    folder: Path,
    *,
    subject: Subject,
    licence: Licence | None = None,
    credits: Credits = NOBODY,
    most_bytes: int = 50_000_000,
    cache: ExtractionCache | None = None,
    only: Callable[[Listed], bool] = lambda _: True,
    done: Callable[[], None] = lambda: None,
    noting: Store | None = None,
    pages: Iterable[Read] | None = None,
    writers: Sequence[Writer] = WRITERS,
    jobs: int = 1,
) -> Built:
    """Write the dataset of a store to an existing folder, in every format, with the lock that names the files.

    `pages` are the captures in order, in the form of `in_order`; it does not matter where and in which order they were
    read. `cache` saves reading payloads again; `only` selects captures; `done` is called for each capture. A record
    that cannot be read costs only its capture; if the damage is noted in the store `noting`, the next run fetches the
    capture again. Raises StoreError if the ledger is wrong, OSError if files cannot be written.
    """
    reading = Reading(subject, most_bytes, cache)
    found = in_order(store, reading, only, jobs=jobs) if pages is None else pages
    building = _Building(store, subject, reading, noting)
    dataset = building.dataset(found, done, licence, credits)
    files = [name for write in writers for name in write(folder, dataset)]
    write_lock(folder, made_lock(building.locked, folder, files, subject))
    return in_place(building.built(dataset, (*files, LOCK)), folder)


def in_place(built: Built, directory: Path) -> Built:
    """Return a build with its files at their place in `directory`."""
    return msgspec.structs.replace(built, files=tuple(directory / path.name for path in built.files))


class _Notices:
    """Notices about captures: notices of a page are counted, with its first capture."""

    def __init__(self) -> None:
        self._found: dict[tuple[object, ...], Noticed] = {}

    def count(self, notice: Notice, capture: Capture) -> None:
        """Add a notice of a page."""
        key = (notice, capture.original)
        before = self._found.get(key)
        again = msgspec.structs.replace(before, captures=before.captures + 1) if before else None
        self._found[key] = again or noticed_in(capture, notice)

    def add(self, one: Noticed) -> None:
        """Add a notice about a single capture, or about several with one of them."""
        self._found[one.notice, one.original, one.timestamp] = one

    def all(self, dates: Mapping[str, str]) -> list[Noticed]:
        """Return all notices; `dates` gives the known part of imprecise times, as ISO 8601."""
        known = ((one, one.timestamp or "") for one in self._found.values())
        return [msgspec.structs.replace(one, timestamp=dates.get(time, time)) for one, time in known]


class _Last(msgspec.Struct):
    """The last state of a page, the things of its records, and the numbers of captures of it that are still to be counted."""

    state: State
    things: tuple[int, ...]
    again: list[int] = []

    def is_as(self, state: State) -> bool:
        """Say whether another state is of the same original and states the same. Of what tells nothing, each is told of."""
        page = state.page
        is_same = self.state.capture.original == state.capture.original and self.state.page == page
        return is_same and is_evidence(page) and not is_cut_off(page)


class _Folded:
    """What all captures taken in so far state, with the notices about it.

    `dates` gives the known part of each time that is not known to the second; of two with the same beginning, the less
    precise.
    """

    def __init__(self, subject: Subject) -> None:
        self.history, self.claims = History(subject), Claims(subject.conflicts)
        self.coverage, self.spans = Coverage(subject), Spans(subject)
        self.unread: dict[str, Unread] = {}
        self.notices = _Notices()
        self.dates: dict[str, str] = {}
        self._last: dict[str, _Last] = {}

    def take(self, state: State) -> None:
        """Take in what one capture states; where that is just what the one before it of its page did, it is counted later."""
        capture, page, key = state.capture, state.page, urlkey(state.capture.original)
        for span in page.unread:
            self._add_unread(page.quote(span), capture)
        for notice in page.notices:
            self.notices.count(notice, capture)
        last = self._last.get(key)
        if last is not None and last.is_as(state):
            last.state = state
            last.again.append(state.number)
            self.history.follow(state, last.things)
        else:
            self._count(last)
            self._last[key] = last = _Last(state, self.history.fold(state))
            self._claim(state, last.things)
        self.claims.check(state, last.things)
        self.spans.fold(state, last.things)
        if capture.precision < 14:
            self.notices.count(ImpreciseTime(capture.precision), capture)
            when, date = iso(capture.timestamp), capture.date
            self.dates[when] = min(date, self.dates.get(when, date), key=len)

    def end(self) -> None:
        """Count what was left for later."""
        for last in self._last.values():
            self._count(last)

    def _count(self, last: "_Last | None") -> None:
        if last is not None and last.again:
            state = msgspec.structs.replace(last.state, same=tuple(last.again))
            self._claim(state, self.history.count(state))
            last.again = []

    def _claim(self, state: State, things: tuple[int, ...]) -> None:
        self.claims.count(state, things)
        if drift := self.coverage.take(state):
            self.notices.add(drift)

    def _add_unread(self, text: str, capture: Capture) -> None:
        first = self.unread.setdefault(
            text, Unread(text, 0, capture.original, iso(capture.timestamp), capture.memento_url)
        )
        self.unread[text] = msgspec.structs.replace(first, captures=first.captures + 1)


class _Folding:
    """Takes captures in, each completely or not at all: an error on the way leaves nothing of that capture behind.

    After an error, the captures since the last saved state are added to that state again, and the result is saved. So
    the usual build copies nothing, and even with many errors no capture is added more than twice. `tracebacks` are
    those of the errors.
    """

    def __init__(self, subject: Subject, read: Callable[[int, int], State]) -> None:
        self._read = read
        self.folded, self._kept = _Folded(subject), _Folded(subject)
        self._since: list[tuple[int, int]] = []
        self.tracebacks: list[str] = []

    def take(self, record: StoredRecord, state: State) -> Page:
        """Add what a capture states, and return it; if the capture is left out, return what is stated instead."""
        try:
            self.folded.take(state)
        except Exception as error:
            for earlier in self._since:
                self._kept.take(self._read(*earlier))
            instead, trace = unforeseen(error)
            self.tracebacks.append(trace)
            for notice in instead.notices:
                self._kept.notices.count(notice, state.capture)
            self.folded, self._kept, self._since = self._kept, deepcopy(self._kept), []
            return instead
        self._since.append((record.id, state.number))
        return state.page


class _Building:
    """One build: captures are streamed; only the facts, one row per capture and a few recent pages are kept in memory."""

    def __init__(self, store: StoreReader, subject: Subject, reading: Reading, noting: Store | None) -> None:
        self._store, self._subject, self._reading, self._noting = store, subject, reading, noting
        self._folding = _Folding(subject, self._again)
        self.locked: list[LockedCapture] = []
        self._captures: list[Row] = []
        self._counted: dict[str, tuple[Page, tuple[Any, ...]]] = {}
        self._outcomes: Counter[Outcome] = Counter()
        self._descriptions: Counter[str] = Counter()
        self._damaged: list[str] = []
        self._changes: list[ChangeRow] = []

    def dataset(
        self, pages: Iterable[Read], done: Callable[[], None], licence: Licence | None, credits: Credits
    ) -> Dataset:
        """Take in all captures, and return the dataset to be published."""
        self._take(pages, done)
        folded, subject = self._folding.folded, self._subject
        folded.end()
        found = folded.history.facts()
        facts = Facts(tables=found, conflicts=folded.claims.conflicts(found))
        statements = StatementRows(folded.spans.statements(), folded.history.ids)
        self._changes = change_rows(folded.spans.changes(), statements)
        cited = [
            pair for table in subject.tables for fact in found[table.name] for pair in cited_of(fact, table, subject)
        ]
        self._note(facts)
        derived = {table.name: (table, table.rows(found)) for table in subject.derived_tables}
        rows: dict[str, tuple[Sequence[Any], Callable[[Any], Row]]] = {
            **{table.name: (found[table.name], partial(fact_row, table)) for table in subject.tables},
            **{name: (rows, partial(derived_row, table)) for name, (table, rows) in derived.items()},
            "records": (
                [
                    *((name, one.id) for name, of in found.items() for one in of),
                    *((name, row["id"]) for name, (_, rows) in derived.items() for row in rows),
                ],
                lambda one: record_row(*one),
            ),
            "history": (statements.rows, partial(history_row, columns=stated(subject))),
            "changes": (self._changes, change_cells),
            "conflicts": (conflict_rows(facts.conflicts), partial(conflict_row, statements=statements)),
            "evidence": (cited, lambda one: evidence_row(one[0], one[1], subject)),
            "captures": (own_ids(self._captures), lambda row: row),
        }
        return Dataset(
            subject=subject,
            tables=tuple(Rows(table, *rows[table.name]) for table in tables_of(subject)),
            facts=facts,
            evidence=[*(one.evidence for _, one in cited), *(row.statement.evidence for row in statements.rows)],
            outcomes=dict(self._outcomes),
            descriptions=dict(sorted(self._descriptions.items())),
            shares=list(folded.coverage.shares()),
            unread=list(folded.unread.values()),
            notices=folded.notices.all(folded.dates),
            dates=folded.dates,
            licence=licence,
            credits=credits,
        )

    def built(self, dataset: Dataset, files: Iterable[str]) -> Built:
        """Return the result of the build, once it is written."""
        return Built(
            files=tuple(map(Path, files)),
            rows={rows.table.name: len(rows) for rows in dataset.tables},
            outcomes=dict(dataset.outcomes),
            unread=len(dataset.unread),
            changes=tuple(self._changes),
            notices=tuple(dataset.notices),
            drift=self._folding.folded.coverage.drift(),
            damaged=tuple(self._damaged),
            tracebacks=(*self._reading.tracebacks, *self._folding.tracebacks),
            versions=versions(self._subject),
        )

    def _take(self, pages: Iterable[Read], done: Callable[[], None]) -> None:
        page: Page | None = None
        same: list[Read] = []
        for number, read in enumerate(pages):
            if not read.again:
                self._note_capture(same, page)
                same, page = [], self._fold(read, number)
            same.append(read)
            done()
        self._note_capture(same, page)

    def _note_capture(self, same: list[Read], page: Page | None) -> None:
        """Note one capture, with all archives that list it, and each time for which it was served as the nearest."""
        if not same:
            return
        listed = sorted((read.listed for read in same), key=lambda one: (one.archive, one.requested))
        exact = [one for one in listed if not _is_nearest(one)]
        outcome = page.outcome if page else _without_page(same[0])
        capture, none = same[0].capture, (None,) * len(self._subject.counts)
        description = capture.description if capture else None
        self._descriptions.update([description] if description else [])
        names = dict.fromkeys(one.archive for one in exact)
        counts = self._counts(page, listed[0].original) if page and outcome in READ else none
        self._captures.append(capture_row((exact or listed)[0], names, outcome, page, description, counts))
        self._outcomes[outcome] += 1
        for one in listed:
            nearest = _is_nearest(one)
            became = Outcome.NEAREST_SERVED if nearest else outcome
            if nearest:
                self._captures.append(capture_row(one, [one.archive], became, None, description, none))
                self._outcomes[became] += 1
            self.locked.append(_locked(one, became))

    def _counts(self, page: Page, original: str) -> tuple[Any, ...]:
        """Return how much a page states, counted once for as long as its captures state the same."""
        before = self._counted.get(original)
        if before is None or before[0] is not page:
            self._counted[original] = before = page, tuple(column.cell(page) for column in self._subject.counts)
        return before[1]

    def _fold(self, read: Read, number: int) -> Page | None:
        """Add the state of one capture to the history, and return its page; None if it has none."""
        record = read.listed.record
        if record is None:
            return None
        if read.instead is not None:
            self._warn_of_two(record, read.instead)
            return None
        if read.capture is None or read.page is None:
            if self._noting:
                self._noting.note_damage(record, str(read.damaged))
            self._damaged.append(str(read.damaged))
            return None
        if self._noting:
            self._noting.note_sound(record)
        return self._folding.take(record, State(number, read.capture, read.page))

    def _again(self, record_id: int, number: int) -> State:
        record = self._store.stored(record_id)
        response = self._store.read(record)
        return State(number, response.capture, self._reading.page(record, response))

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

    def _note(self, facts: Facts) -> None:
        """Add notices about conflicts that are left out, and the subject's remarks on the facts."""
        folded = self._folding.folded
        for notice, evidence in folded.claims.left_out.items():
            folded.notices.add(_noticed(notice, 1, evidence))
        for notice, fact in self._subject.remarks(facts.tables):
            folded.notices.add(_noticed(notice, fact.seen.captures, fact.evidence))


def _noticed(notice: Notice, captures: int, evidence: Evidence) -> Noticed:
    return Noticed(
        notice=notice,
        captures=captures,
        original=evidence.original,
        timestamp=iso(evidence.timestamp),
        memento_url=evidence.memento_url,
    )


def _is_nearest(listed: Listed) -> bool:
    """Return whether an archive served another time than the one it listed, as far as both are known."""
    record = listed.record
    digits = min(listed.precision, record.precision) if record else 0
    return record is not None and record.timestamp[:digits] != listed.requested[:digits]


def _without_page(read: Read) -> Outcome:
    if read.listed.outcome:
        return read.listed.outcome
    return Outcome.OTHER_PAYLOAD if read.instead else Outcome.DAMAGED if read.listed.record else Outcome.NOT_FETCHED


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
