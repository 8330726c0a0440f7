"""One module a page kind: by which addresses and title it is known, and which layouts its pages have."""

import re
from types import ModuleType

from scraper.subjects.uccn.kinds import annual_conferences, event, network_activities, news, whats_on

PAGE_KINDS: tuple[ModuleType, ...] = (annual_conferences, network_activities, event, news, whats_on)
SOURCES: tuple[tuple[str, ...], ...] = tuple(source for kind in PAGE_KINDS for source in kind.SOURCES)
_IS_WATCHED = re.compile(r"//(?:[\w-]+\.)?unesco\.org(?::\d+)?/", re.IGNORECASE)


def is_watched(original: str | None) -> bool:
    """Return whether an address is UNESCO's; a page without an address counts as one."""
    return original is None or _IS_WATCHED.search(original) is not None
