"""The page about the network's activities: TYPO3, to 2015."""

import re

from scraper.reading.layouts import LAYOUTS
from scraper.subjects.uccn.facts import PageKind

KIND: PageKind = "network-activities"
_BASE = "http://www.unesco.org/new/{}/culture/themes/creativity/creative-cities-network/network-activities/"
SOURCES = (
    (_BASE.format("en"),),
    (f"{_BASE.format('en')}browse/2/",),
    (_BASE.format("fr"),),
    (_BASE.format("es"),),
)
ADDRESS = re.compile(
    r"//www\.unesco\.org(?::\d+)?/new/[a-z]{2}/culture/themes/creativity/creative-cities-network/network-activities(?:/|$|[?#])"
)
TITLE = re.compile(r"network\s+activities|activit[ée]s\s+du\s+r[ée]seau|actividades\s+de\s+la\s+red", re.IGNORECASE)
READ_BY = LAYOUTS
