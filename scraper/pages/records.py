"""What a page can state: frozen records, each with its place in the document's text."""

from typing import Literal

import msgspec

Status = Literal["held", "planned", "candidate"]
PageKind = Literal["annual-conferences", "network-activities"]


class Span(msgspec.Struct, frozen=True, order=True):
    """A stretch of a document's text: offsets in characters, the end not included."""

    start: int
    end: int


class Host(msgspec.Struct, frozen=True):
    """A host city as the page writes it; `country` is None where the page names none."""

    city: str
    country: str | None = None


class Conference(msgspec.Struct, frozen=True, kw_only=True):
    """One edition as a page states it.

    `position` is its place (from 1) in the list that names it, None outside a list. `edition` is the ordinal that the
    page states. `span` is the entry itself, `rule` the rule that read it.
    """

    year: int | None
    status: Status
    hosts: tuple[Host, ...]
    span: Span
    rule: str
    edition: int | None = None
    note: str | None = None
    position: int | None = None


class Objective(msgspec.Struct, frozen=True, kw_only=True):
    """One objective of the conferences, its place in the list from 1; `span` is its text in the document."""

    position: int
    text: str
    span: Span
    rule: str
