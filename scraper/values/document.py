"""The parts of every fact and conflict in dataset.json, for checking a published document."""

import msgspec


class Seen(msgspec.Struct, kw_only=True):
    """When and how often something was seen."""

    first_seen: str
    last_seen: str
    captures: int


class Source(msgspec.Struct, kw_only=True):
    """Where words stand."""

    original: str
    memento_url: str | None
    quote: str


class Value(Source, kw_only=True):
    """A value with its evidence."""

    rule: str
    value: str | int | float | None


class Wording(Seen, kw_only=True):
    """Words that state a fact."""

    original: str
    memento_url: str | None
    quote: str
    status: str | None


class Side(msgspec.Struct, kw_only=True):
    """One side of a conflict."""

    value: str | int | None
    captures: int
    evidence: Source | None


class Conflict(msgspec.Struct, kw_only=True):
    """A conflict; a subject adds what it is about."""

    rank: int
    kind: str
    field: str
    sides: list[Side]
