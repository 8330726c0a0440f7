"""A page about one event: Drupal 7 under `creative-cities/events/`, and the site since 2023."""

import re

from scraper.reading.layouts import NODE_LAYOUTS
from scraper.subjects.uccn.facts import PageKind

KIND: PageKind = "event"
SOURCES = (
    *((f"https://{code}.unesco.org/creative-cities/events/*",) for code in ("en", "fr", "es")),
    ("https://www.unesco.org/en/events/*annual-conference*",),
)
ADDRESS = re.compile(
    r"//(?:[a-z]{2}\.unesco\.org(?::\d+)?/creative-cities/(?:events|evenements|eventos)/[^/?#]+"
    r"|www\.unesco\.org(?::\d+)?/(?!new/)[a-z]{2}/(?:creative-cities/)?(?:events|evenements|eventos)/[^/?#]+)"
)
READ_BY = NODE_LAYOUTS
