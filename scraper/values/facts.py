"""What captures state over time: states, evidence, facts, and conflicts between facts. Data only."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

import msgspec

from scraper.values.capture import Capture
from scraper.values.records import Cell, Page, Record, Span, Value

ConflictKind = Literal["impossible", "contradiction"]


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """The evidence of a value: the capture, the digest of its payload, the quoted words, their place, and the rule.

    `start` and `end` are character offsets in the text of the page's main content. `memento_url` is None for a capture
    from a file that does not contain it.
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
    """The value of a field, with its evidence."""

    field: str
    value: Cell
    evidence: Evidence


class State(msgspec.Struct, frozen=True):
    """What one capture states; `number` is its position among all captures that are folded.

    If it stands for consecutive captures of an original that state the same, it is the last of them, and `same` has the
    numbers of all.
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
        """Return the evidence for a range of the page."""
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
    """The times of the first and last capture that state a fact, and the number of captures that do."""

    first_seen: datetime
    last_seen: datetime
    captures: int = 1


class Wording(msgspec.Struct, frozen=True, kw_only=True):
    """The words in which an original states a fact, the status they give and by which rule, and the captures with them.

    `memento_url` is that of the last of these captures.
    """

    original: str
    status: str | None
    quote: str
    rule: str
    seen: Seen
    memento_url: str | None


class Statements(msgspec.Struct, kw_only=True):
    """All statements of one thing so far: the preferred record with its state, and the numbers of all captures that state it.

    `number` identifies the thing, `keys` are the keys of its records across all originals, in the order in which they
    were first seen. `said` contains, for the fields that the table names, every value with the captures that state it;
    `latest` the last statement that has the field. `wordings` are counted by original, status, quote and rule;
    `statuses` are keyed by status and the rule that gives it.
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
    """All statements that give a thing one status by one rule: the best one, and the first and last capture of each page."""

    record: Record
    state: State
    pages: dict[str, tuple[int, int]]


class Course(msgspec.Struct, frozen=True):
    """What became of a fact on one page: stated from capture number `first` to `last`, and proved gone by number `gone`.

    `into` is the id of the fact that replaced it there.
    """

    page: str
    first: int
    last: int
    gone: int | None
    gone_at: datetime | None
    into: str | None


class Counted(msgspec.Struct):
    """The numbers of the first and last capture with a wording, the number of captures, and the last one's memento URL."""

    first: int
    last: int
    captures: int
    memento_url: str | None


class Fact(msgspec.Struct, frozen=True, kw_only=True):
    """One fact as the preferred statement has it: `record`, with the kind, language and URL of its page.

    `id` is made from what the fact is about and is unique in its table; `former_ids` are ids that it had, or would have
    had, under other spellings. `cited` are all its values, including those taken from other statements and derived
    ones; `taken` gives the evidence of the statement that a value was taken from. `wordings` are all wordings of the
    fact. `numbers` are those of the captures that state it, `courses` say what became of it on each page, `decided` is
    the time of the last capture that gives it this status. `parts` are the things that were joined in it, the first
    seen first; `more` are values derived from other facts.
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
        """Return the value of a field, or None."""
        return next((one.value for one in self.cited if one.field == field), self.more.get(field))


class ConflictSide(msgspec.Struct, frozen=True):
    """One value, the number of captures that state it, and the last statement of it; None if the other side is the clock.

    The last statement states the value itself, unless the conflict shows it in other words. `table` and `thing` (the
    number that `History` assigns) identify what states it, if that is not what the conflict is about.
    """

    value: Cell
    captures: int
    cited: Cited | None
    table: str | None = None
    thing: int | None = None

    @property
    def evidence(self) -> Evidence | None:
        """The evidence of the value."""
        return self.cited.evidence if self.cited else None


class Conflict(msgspec.Struct, frozen=True, kw_only=True):
    """Two values of one field of one thing that cannot both be true; `side` is the better supported one.

    `about` describes the thing in the columns that the subject defines for this; `record` is its row, as the name of
    the table and the id, or None.
    """

    kind: ConflictKind
    about: tuple[Cell | None, ...]
    record: tuple[str, str] | None
    field: str
    side: ConflictSide
    other: ConflictSide


class Claim(msgspec.Struct):
    """A value claimed for a thing: the number of captures, the originals, the first and last time, and the last evidence.

    `number` is that of the last capture, `counted` that of the capture that was counted last.
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
        """Return how well it is supported: captures, originals, latest time."""
        return self.captures, len(self.originals), self.last

    def joined(self, other: "Claim") -> "Claim":
        """Return two claims of the same value as one."""
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
