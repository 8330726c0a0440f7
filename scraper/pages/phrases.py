"""A language's words as the patterns of the host grammar, and the sentences of a text."""

import re
from collections.abc import Iterator
from functools import cache

import msgspec

from scraper.pages.languages import Language, ordinal_pattern

YEAR = r"(?<![\d./])(?:19|20)\d\d(?![\d])"
FLAGS = re.IGNORECASE


class Phrases(msgspec.Struct, frozen=True):
    """A language's patterns, compiled."""

    series: re.Pattern[str]
    event: re.Pattern[str]
    rival: re.Pattern[str]
    statement: re.Pattern[str]
    inverted: re.Pattern[str]
    active: re.Pattern[str]
    lead: re.Pattern[str]
    places: re.Pattern[str]
    joiner: re.Pattern[str]
    separator: re.Pattern[str]
    year_first: re.Pattern[str]
    year_after: re.Pattern[str]
    more_years: re.Pattern[str]
    ordinal: re.Pattern[str]
    item_start: re.Pattern[str]
    heading: re.Pattern[str]
    coming: re.Pattern[str]
    candidacy: re.Pattern[str]
    objectives: re.Pattern[str]
    not_held: re.Pattern[str]
    no_city: re.Pattern[str]
    own_edition: re.Pattern[str]
    before_place: re.Pattern[str]
    city_of: re.Pattern[str]
    part: re.Pattern[str]
    part_end: re.Pattern[str]
    venue: re.Pattern[str]
    apposition: re.Pattern[str]


@cache
def phrases(language: Language) -> Phrases:
    """Return a language's patterns."""
    months = "|".join(language.months)
    # Possessive (`*+`): no year begins with what these take, and trying without it costs time without bound.
    days = rf"(?:(?:{language.date_words})\s++)*+(?:\d{{1,2}}(?!\d)(?:st|nd|rd|th|er|º|°)?+\s*+(?:-|–|—|>|/|{language.date_words})?+\s*+)*+"
    date = rf"(?:{days}(?:(?:{months})\b\.?)?+\s*+(?:-|–|,|/)?+\s*+){{0,3}}"
    lead_in = rf"(?:\s*[,:|–—-]\s*|\s+)?(?:(?:{language.in_})\s+)?"
    nth = ordinal_pattern(language)
    network = rf"(?:(?:{language.network})\s+){{0,3}}"
    statement = (
        rf"\b(?P<held>{language.held})\b|\b(?P<planned>{language.planned})\b|\b(?P<candidate>{language.candidate})"
    )
    active = (
        rf"\s+(?:(?P<held>{language.hosted})|(?P<planned>{language.will_host})|(?P<candidate>{language.candidate_host}))\s+"
        rf"(?P<object>(?:(?!(?:{language.not_object})\s)[\w’']+\.?[ªº]?\s+){{0,4}}?(?:[ld][’'])?(?:{language.series})[^.;:()]{{0,120}})"
    )
    compiled = {
        "series": language.series,
        "event": rf"\b(?:{language.event})\b",
        "rival": rf"\b{language.rival}\b",
        "statement": statement,
        "inverted": rf"\s+(?:[^\W\d_]+\s+){{0,3}}?(?:{nth}\s+)?(?:{language.series})(?:\s+[^.,;:()\d]{{1,80}}?)?"
        rf"(?=\s+(?:{language.before_place})\s+(?-i:[^\W\d_a-z]))",
        "active": active,
        "lead": rf"[^.!?:]{{0,120}}?\b(?:{language.series}|{language.list_heading})[^.!?:]{{0,120}}:\s*",
        "places": language.leads_to_places,
        "joiner": rf"\s*(?:,\s*)?(?:\b(?:{language.joiner})\b|[&/])\s*|\s+[–—-]\s+",
        "separator": rf"(?:[\s,;|•·▪*]|\b(?:{language.joiner})\b|&)+",
        "year_first": rf"(?:(?:{language.in_})\s+)?(?:(?:\d{{1,2}}(?:\s?[-–—]\s?\d{{1,2}})?\s+)?(?:{months})\.?\s+)?"
        rf"(?P<year>{YEAR})\s*(?:[:,|–—-]\s*)?(?:(?:{language.in_})\s+)?",
        "year_after": rf"{lead_in}(?P<open>\()?\s*(?:(?:{language.in_})\s+)?{date}(?P<year>{YEAR})(?(open)\s*\))",
        "more_years": rf"\s*(?:,|\b(?:{language.joiner})\b)\s*(?:(?:{language.in_})\s+)?(?P<year>{YEAR})(?=\s*(?:[,.;]|$))",
        "ordinal": rf"\b(?P<ordinal>{nth})(?=\s+{network}(?:{language.series}|{language.event})\b)",
        "item_start": rf"(?:\s*(?:[•·▪*–—-]|\d{{1,2}}[.)](?=\s)|\([a-z\d]\))\s*)*(?:(?:(?:{language.own_edition})\s+)?(?P<ordinal>{nth})\s*"
        rf"(?:{network}(?:{language.series}|{language.event})\b)?\s*[:,.–—-]?\s+(?:(?:{language.in_})\s+)?)?",
        "heading": rf"\b(?:{language.series}|{language.list_heading})\b",
        "coming": rf"\b(?:{language.coming})\b",
        "candidacy": rf"\b(?:{language.candidacy})\b",
        "objectives": rf"\b(?:{language.objectives})\b",
        "not_held": rf"\b(?:{language.not_held})\b",
        "no_city": rf"(?:{months}|{language.weekdays}|unesco|hq|{language.own_edition}|{language.not_city})\b",
        "own_edition": language.own_edition,
        "before_place": rf"(?:{language.before_place})\s+(?:{language.city_of}\s*)?(?=(?-i:[^\W\d_a-z]))",
        "city_of": rf"(?:.*?\b{language.city_of}\s*)?",
        "part": rf"\s*(?:,|\||–|—|-(?=\s))\s*(?:(?:{language.before_place}|{language.in_})\s+)?"
        r"(?P<name>[^\W\d][^,;()|\n\d]*?)"
        rf"(?=\s*(?:[,;()|\n.]|–|—|\s-\s|$|\s(?:(?:{language.in_})\s)?(?:19|20)\d\d))",
        "part_end": rf"\s+(?:{language.in_})$",
        "apposition": rf"\s*,\s*(?:(?:{language.articles})\s+)?(?:UNESCO\s+)?(?:{language.one_city})\s+(?:{language.of})\s+"
        r"(?-i:[A-ZÀ-Þ])[\w’']+(?:\s+(?-i:[A-ZÀ-Þ])[\w’']+){0,2}",
        "venue": rf"(?-i:\b[A-Z]{{2,}}\b)|\b(?:{language.venue})\b",
    }
    return Phrases(**{name: re.compile(pattern, FLAGS) for name, pattern in compiled.items()})


_ABBREVIATION = re.compile(r"(?:\b[A-Z]|\b(?:St|Ste|Mt|Ft|Sr|Dr|Mr|Mrs|Ms|No|D\.C|approx|e\.g|i\.e|vs|etc))\.$")


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the sentences of a stretch of text; a full stop inside brackets or behind an abbreviation ends none."""
    begin = start
    for mark in re.compile(r"[.!?]+(?=\s+[^\s\d,;(a-z]|\s*$)").finditer(text, start, end):
        inside = text.count("(", begin, mark.start()) > text.count(")", begin, mark.start())
        if inside or _ABBREVIATION.search(text[max(begin, mark.end() - 8) : mark.end()]):
            continue
        yield begin, mark.start()
        begin = mark.end()
        while begin < end and text[begin].isspace():
            begin += 1
    if begin < end:
        yield begin, end
