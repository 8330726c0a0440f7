"""The list of events and news: Drupal 7 views under `creative-cities/whatson`."""

import re

from scraper.reading.layouts import LIST_LAYOUTS
from scraper.subjects.uccn.facts import PageKind

KIND: PageKind = "whats-on"
SOURCES = (("https://en.unesco.org/creative-cities/whatson*",),)
ADDRESS = re.compile(r"//[a-z]{2}\.unesco\.org(?::\d+)?/creative-cities/(?:whatson|events)/?(?:$|[?#])")
READ_BY = LIST_LAYOUTS
