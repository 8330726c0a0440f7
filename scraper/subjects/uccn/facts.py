"""What a page of one kind states."""

import msgspec

from scraper.notices import Notice
from scraper.values.records import Conference, Event, Objective, SetAside, Span, Standing


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """The records of a page; what of it is unread, or set aside; what stands together in it; doubts about the reading."""

    conferences: tuple[Conference, ...] = ()
    events: tuple[Event, ...] = ()
    objectives: tuple[Objective, ...] = ()
    unread: tuple[Span, ...] = ()
    aside: tuple[SetAside, ...] = ()
    standing: tuple[Standing, ...] = ()
    notices: tuple[Notice, ...] = ()
