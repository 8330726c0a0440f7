"""What a page of one kind states."""

import msgspec

from scraper.pages.document import Document
from scraper.pages.hosts import read_hosts
from scraper.pages.languages import Language
from scraper.pages.objectives import read_objectives
from scraper.pages.records import Conference, Event, Objective, Span


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """The records of a page, what of its host lists was not read, and doubts about the reading."""

    conferences: tuple[Conference, ...] = ()
    events: tuple[Event, ...] = ()
    objectives: tuple[Objective, ...] = ()
    unread: tuple[Span, ...] = ()
    warnings: tuple[str, ...] = ()


def read_lists(document: Document, language: Language) -> Facts:
    """Read a page about the conferences as such: lists of hosts, and objectives."""
    hosts = read_hosts(document, language)
    return Facts(
        conferences=hosts.conferences,
        objectives=read_objectives(document, language),
        unread=hosts.unread,
        warnings=hosts.warnings,
    )
