"""What a page of one kind states, as the grammar finds it; `records.py` makes records of it."""

from collections.abc import Iterator
from typing import Literal

import msgspec

from scraper.notices import Notice
from scraper.values.records import SetAside, Span, Value

Status = Literal["held", "planned", "candidate", "postponed", "cancelled"]
PageKind = Literal["annual-conferences", "network-activities", "event", "news", "whats-on"]


class Standing(msgspec.Struct, frozen=True, order=True):
    """A year and a city that stand together in one unit of the text, whatever was made of them."""

    year: int
    city: str


class Host(msgspec.Struct, frozen=True):
    """A host city as the page writes it; `country` is None where the page names none."""

    city: str
    country: str | None = None

    def __str__(self) -> str:
        return f"{self.city} ({self.country})" if self.country else self.city


class Conference(msgspec.Struct, frozen=True, kw_only=True):
    """One edition as a list of a page states it.

    `position` is its place (from 1) in the list that names it, None outside a list. `edition` is the ordinal that the
    page states, at `edition_span`. `span` is the entry itself, `rule` the rule that read it, `status_span` the verb,
    heading or header that says whether it was held; `status` is None where nothing does. `year_span` and `country_span`
    are where year and country stand, where that is not in the entry: a heading, a term, a cell that spans rows.
    """

    year: int | None
    status: Status | None
    hosts: tuple[Host, ...]
    span: Span
    status_span: Span
    rule: str
    edition: int | None = None
    edition_span: Span | None = None
    note: str | None = None
    position: int | None = None
    year_span: Span | None = None
    country_span: Span | None = None
    status_rule: str | None = None
    year_rule: str | None = None

    def values(self, host: Host) -> Iterator[Value]:
        """Yield what it states of one of its hosts."""
        stated = (
            ("year", self.year, self.year_span, self.year_rule),
            ("position", self.position, None, None),
            ("city", host.city, None, None),
            ("country", host.country, self.country_span, None),
            ("note", self.note, None, None),
        )
        for field, value, span, rule in stated:
            if value is not None:
                yield Value(field, value, span or self.span, rule or self.rule)
        if self.status is not None:
            yield Value("status", self.status, self.status_span, self.status_rule or self.rule)
        if self.edition is not None and self.edition_span is not None:
            yield Value("edition", self.edition, self.edition_span, self.rule)


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """One edition as an event page, a news page or an item of a list states it.

    `values` hold, each at most once: edition, year, hosts, first_day, last_day, status, participants, cities, countries,
    mayors. `others` are values that the same page states besides, and that differ. `span` is what names the edition
    first; of an item, all of it. `cut_off` says that the item's text is.
    """

    hosts: tuple[Host, ...]
    values: tuple[Value, ...]
    span: Span
    cut_off: bool = False
    others: tuple[Value, ...] = ()

    def value(self, field: str) -> str | int | None:
        """Return what it states of a field, None where it states nothing."""
        return next((value.value for value in self.values if value.field == field), None)

    def places(self, host: Host) -> Iterator[Value]:
        """Yield what it states of one of its hosts: city and country, where the hosts stand."""
        hosts = next(value for value in self.values if value.field == "hosts")
        for field, words in (("city", host.city), ("country", host.country)):
            if words is not None:
                yield Value(field, words, hosts.span, hosts.rule)


class Objective(msgspec.Struct, frozen=True, kw_only=True):
    """One objective of the conferences, its place in the list from 1; `span` is its text in the document."""

    position: int
    text: str
    span: Span
    rule: str

    def values(self) -> Iterator[Value]:
        """Yield what it states."""
        yield Value("position", self.position, self.span, self.rule)
        yield Value("text", self.text, self.span, self.rule)


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """The records of a page; what of it is unread, or set aside; what stands together in it; doubts about the reading."""

    conferences: tuple[Conference, ...] = ()
    events: tuple[Event, ...] = ()
    objectives: tuple[Objective, ...] = ()
    unread: tuple[Span, ...] = ()
    aside: tuple[SetAside, ...] = ()
    standing: tuple[Standing, ...] = ()
    notices: tuple[Notice, ...] = ()
