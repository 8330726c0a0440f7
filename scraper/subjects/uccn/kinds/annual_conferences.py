"""The page about the annual conferences: Drupal 7 from 2015 on, under `content/` and without, in three languages."""

import re

from scraper.reading.layouts import LAYOUTS
from scraper.subjects.uccn.facts import PageKind

KIND: PageKind = "annual-conferences"
_SLUGS = {"en": ("annual-conferences",), "fr": ("annual-conferences", "conferences-annuelles")}
_SLUGS["es"] = ("annual-conferences", "conferencias-anuales")
SOURCES = tuple(
    tuple(f"https://{code}.unesco.org/creative-cities/{path}{slug}" for slug in slugs for path in ("content/", ""))
    for code, slugs in _SLUGS.items()
)
ADDRESS = re.compile(
    r"//(?:[a-z]{2}\.|www\.)?unesco\.org(?::\d+)?/(?:[a-z]{2}/)?creative-cities/(?:content/)?"
    r"(?:annual-conferences?|conferences?-annuelles?|conferencias?-anual(?:es)?)/?(?:$|[?#])"
)
READ_BY = LAYOUTS
