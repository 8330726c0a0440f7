"""The dataset of a store, once its captures are read: the input of the writer of each format."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from scraper.dataset.credits import NOBODY, Credits
from scraper.dataset.tables import Row
from scraper.history.coverage import Share
from scraper.notices import Noticed
from scraper.outcomes import Outcome
from scraper.values.facts import Conflict, Evidence, Fact
from scraper.values.subject import Subject, Table


class Licence(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The licence of the texts, as set by the user: an Open Definition id, a title, a URL."""

    name: Annotated[str | None, Meta(description="Open Definition id.", examples=["CC-BY-SA-3.0-IGO"])] = None
    title: Annotated[str | None, Meta(description="Title.", examples=["CC BY-SA 3.0 IGO"])] = None
    path: Annotated[
        str | None,
        Meta(description="Address.", examples=["https://creativecommons.org/licenses/by-sa/3.0/igo/"]),
    ] = None


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """Everything published about what pages state: the facts of each table, and the conflicts."""

    tables: Mapping[str, Sequence[Fact]]
    conflicts: Sequence[Conflict]


class Unread(msgspec.Struct, frozen=True):
    """Text that was not understood: the words, the number of captures with them, and the first place."""

    text: str
    captures: int
    original: str
    timestamp: str
    memento_url: str | None


class Rows(msgspec.Struct, frozen=True):
    """The rows of one table, with typed values in the order of its columns; they are made from `items` on each iteration."""

    table: Table
    items: Sequence[Any]
    row: Callable[[Any], Row]

    def __iter__(self) -> Iterator[Row]:
        return map(self.row, self.items)

    def __len__(self) -> int:
        return len(self.items)


class Dataset(msgspec.Struct, frozen=True, kw_only=True):
    """A dataset before it is written.

    `tables` are all tables in order, `evidence` the evidence of their rows. `outcomes` are numbers of captures;
    `descriptions` are those of the files that captures come from, each with its number of captures; `shares` say how
    much of what each layout could state was stated. `dates` gives the known part of times, as ISO 8601, that are not
    known to the second. `licence` and `credits` are set by the user.
    """

    subject: Subject
    tables: tuple[Rows, ...]
    facts: Facts
    evidence: Sequence[Evidence]
    outcomes: Mapping[Outcome, int]
    descriptions: Mapping[str, int]
    shares: Sequence[Share]
    unread: Sequence[Unread]
    notices: Sequence[Noticed]
    dates: Mapping[str, str] = {}
    licence: Licence | None = None
    credits: Credits = NOBODY
