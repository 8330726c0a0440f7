"""What captures state over time: states, evidence, facts, and where facts contradict each other. Data only."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

import msgspec

from scraper.values.capture import Capture
from scraper.values.records import Cell, Page, Record, Span, Value

ConflictKind = Literal["impossible", "contradiction"]


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """What stands behind a value: where it was captured, the payload's digest, the words, their place, the rule.

    `start` and `end` are character offsets in the text of the page's main content. `memento_url` is None for a capture
    from a file that does not say where it is served.
    """

    original: str
    timestamp: datetime
    memento_url: str | None
    digest: str | None
    quote: str
    start: int
    end: int
    rule: str


class Cited(msgspec.Struct, frozen=True):
    """A value of a field with the evidence behind it."""

    field: str
    value: Cell
    evidence: Evidence


class State(msgspec.Struct, frozen=True):
    """What one capture states; `number` is its place among all captures that are folded, given from outside.

    Where captures of an original in a row state the same, it is the last of them, and `same` are the numbers of all.
    """

    number: int
    capture: Capture
    page: Page
    same: tuple[int, ...] = ()

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of all captures that it stands for, the last one its own."""
        return self.same or (self.number,)

    def evidence(self, span: Span, rule: str) -> Evidence:
        """Return the evidence for a stretch of the page."""
        return Evidence(
            original=self.capture.original,
            timestamp=self.capture.timestamp,
            memento_url=self.capture.memento_url,
            digest=self.capture.digest,
            quote=self.page.quote(span),
            start=span.start,
            end=span.end,
            rule=rule,
        )

    def cite(self, value: Value) -> Cited:
        """Return a value with its evidence."""
        return Cited(value.field, value.value, self.evidence(value.span, value.rule))


class Seen(msgspec.Struct, frozen=True):
    """The span of captures in which a fact was seen, and their number."""

    first_seen: datetime
    last_seen: datetime
    captures: int = 1


class Wording(msgspec.Struct, frozen=True, kw_only=True):
    """In which words an original states a fact: the status that they give it, by which rule, and in which captures.

    `memento_url` is the last one's.
    """

    original: str
    status: str | None
    quote: str
    rule: str
    seen: Seen
    memento_url: str | None


class Statements(msgspec.Struct, kw_only=True):
    """All statements of one thing so far: the one that wins with its state, and the captures, by number, that have any.

    `number` tells things apart, `keys` are those of its records among all originals, the first seen first. `said` are, for
    the fields that the table names, all values with the captures that state them, `latest` the last statement that has the
    field. `wordings` are counted by original, status, quote and rule; `statuses` are by status and the rule that tells it.
    """

    number: int
    record: Record
    state: State
    keys: dict[str, None]
    captures: list[int]
    said: dict[str, dict[Cell, list[int]]]
    latest: dict[str, tuple[Record, State]]
    wordings: dict[tuple[str, str | None, str, str], "Counted"]
    statuses: dict[tuple[Cell | None, str], "Said"]


class Said(msgspec.Struct):
    """All statements that give a thing one status by one rule: the best, and the first and last capture of each page, by number."""

    record: Record
    state: State
    pages: dict[str, tuple[int, int]]


class Course(msgspec.Struct, frozen=True):
    """What became of a fact on one page, by the numbers of captures: stated from `first` to `last`, and proved gone by one.

    `into` is the id of what took its place there.
    """

    page: str
    first: int
    last: int
    gone: int | None
    gone_at: datetime | None
    into: str | None


class Counted(msgspec.Struct):
    """The numbers of the first and last capture that have a wording, how many do, and where the last is served."""

    first: int
    last: int
    captures: int
    memento_url: str | None


class Fact(msgspec.Struct, frozen=True, kw_only=True):
    """One thing as the statement that wins puts it: `record`, on a page of a kind and a language, at an original.

    `id` is made of what the thing is, and its own in its table; `former_ids` are those that it had, or would have had, by
    other spellings of it.
    `cited` are all its values, also those that are taken from other statements or worked out; `taken` are the former, with
    the evidence of the statement that each is taken from. `wordings` are all words that state the thing. `numbers` are those
    of the captures that state it, `courses` what became of it on each page, `decided` the time of the last capture that gives
    it this status. `parts` are the things that are one in it, the first seen first; `more` follows from other facts.
    """

    table: str
    id: str
    former_ids: tuple[str, ...]
    record: Record
    page_kind: str | None
    language: str | None
    original: str
    seen: Seen
    evidence: Evidence
    cited: tuple[Cited, ...]
    taken: Mapping[str, Evidence]
    wordings: tuple[Wording, ...]
    numbers: tuple[int, ...] = ()
    courses: tuple[Course, ...] = ()
    decided: datetime | None = None
    parts: tuple["Fact", ...] = ()
    more: Mapping[str, Any] = {}

    def value(self, field: str) -> Any:
        """Return the value of a field, None for none."""
        return next((one.value for one in self.cited if one.field == field), self.more.get(field))


class ConflictSide(msgspec.Struct, frozen=True):
    """One value, how many captures state it, and what the last that does states; None where the clock is the other side.

    What is stated is the value itself, but where a conflict shows it in other words. `table` and `thing`, the number that
    `History` gives, tell of what it is stated, where that is not what the conflict is about.
    """

    value: Cell
    captures: int
    cited: Cited | None
    table: str | None = None
    thing: int | None = None

    @property
    def evidence(self) -> Evidence | None:
        """What stands behind it."""
        return self.cited.evidence if self.cited else None


class Conflict(msgspec.Struct, frozen=True, kw_only=True):
    """Two values of one field of one thing that cannot both be so; `side` is the better supported.

    `about` says what the thing is, in the columns that the subject has for that, `record` which row of which table it is:
    the table's name and the row's id, None where it is none.
    """

    kind: ConflictKind
    about: tuple[Cell | None, ...]
    record: tuple[str, str] | None
    field: str
    side: ConflictSide
    other: ConflictSide


class Claim(msgspec.Struct):
    """A value claimed of a thing: in how many captures, on which originals, from when to when, and the last with its evidence.

    `number` is that of the last capture, `counted` of the one that was counted last.
    """

    captures: int
    originals: set[str]
    first: datetime
    last: datetime
    cited: Cited
    table: str
    thing: int
    number: int
    counted: int

    def side(self, value: Cell) -> ConflictSide:
        """Return it as a side of a conflict."""
        return ConflictSide(value, self.captures, self.cited, self.table, self.thing)

    def weight(self) -> tuple[int, int, datetime]:
        """Return how well it is supported."""
        return self.captures, len(self.originals), self.last

    def joined(self, other: "Claim") -> "Claim":
        """Return both claims of one value as one."""
        latest = max((self, other), key=lambda claim: claim.last)
        return Claim(
            self.captures + other.captures,
            self.originals | other.originals,
            min(self.first, other.first),
            latest.last,
            latest.cited,
            latest.table,
            latest.thing,
            latest.number,
            latest.counted,
        )
