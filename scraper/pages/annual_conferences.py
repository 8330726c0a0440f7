"""The page about the annual conferences: Drupal 7 from 2015 on, under `content/` and without."""

import re

from scraper.pages.records import PageKind

KIND: PageKind = "annual-conferences"
SOURCES = (
    (
        "https://en.unesco.org/creative-cities/content/annual-conferences",
        "https://en.unesco.org/creative-cities/annual-conferences",
    ),
)
ADDRESS = re.compile(
    r"//(?:[a-z]{2}\.)?(?:www\.)?unesco\.org(?::\d+)?/creative-cities/(?:content/)?annual-conferences/?(?:$|[?#])"
)
TITLE = re.compile(r"annual\s+(?:conferences?|meetings?)", re.IGNORECASE)
