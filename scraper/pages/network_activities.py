"""The page about the network's activities: TYPO3, to 2015."""

import re

from scraper.pages.records import PageKind

KIND: PageKind = "network-activities"
_BASE = "http://www.unesco.org/new/en/culture/themes/creativity/creative-cities-network/network-activities/"
SOURCES = ((_BASE,), (f"{_BASE}browse/2/",))
ADDRESS = re.compile(
    r"//www\.unesco\.org(?::\d+)?/new/[a-z]{2}/culture/themes/creativity/creative-cities-network/network-activities(?:/|$|[?#])"
)
TITLE = re.compile(r"network\s+activities", re.IGNORECASE)
