"""News: TYPO3's single view, Drupal 7 under `creative-cities/news/`, articles of the site since 2023."""

import re

from scraper.reading.layouts import NODE_LAYOUTS
from scraper.subjects.uccn.facts import PageKind

KIND: PageKind = "news"
SOURCES = (
    *((f"http://www.unesco.org/new/{code}/media-services/single-view/news/*creativ*",) for code in ("en", "fr", "es")),
    ("https://en.unesco.org/creative-cities/news/*",),
    ("https://www.unesco.org/en/articles/*creative-cit*",),
)
ADDRESS = re.compile(
    r"//(?:www\.unesco\.org(?::\d+)?/new/[a-z]{2}/(?:[\w-]+/)*single-view/news/[^/?#]+"
    r"|[a-z]{2}\.unesco\.org(?::\d+)?/(?:creative-cities/)?news/[^/?#]+"
    r"|www\.unesco\.org(?::\d+)?/(?!new/)[a-z]{2}/(?:articles|news)/[^/?#]+)"
)
READ_BY = NODE_LAYOUTS
