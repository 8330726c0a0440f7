"""One document → its page: kind, language, records."""

import re
from collections.abc import Iterator
from datetime import date
from types import ModuleType

import msgspec

from scraper.notices import GeneralLayout, HeldAfterCapture, LanguageConflict, LanguageNotRead, Notice
from scraper.outcomes import Outcome
from scraper.reading.document import Block, Document
from scraper.reading.layouts import LAYOUTS, SURE
from scraper.subjects.uccn.facts import Facts
from scraper.subjects.uccn.grammar.editions import read_items, read_lists, read_page_of_one
from scraper.subjects.uccn.grammar.gatherings import Gathering, gatherings
from scraper.subjects.uccn.grammar.lines import unbroken
from scraper.subjects.uccn.grammar.mentions import Scanner, years_in
from scraper.subjects.uccn.grammar.objectives import read_objectives
from scraper.subjects.uccn.grammar.stretches import Reader
from scraper.subjects.uccn.grammar.titles import names_what_was_done, says_something_else
from scraper.subjects.uccn.grammar.words import FLAGS, HOST_NOUN, PLURAL, Words, network_named, words
from scraper.subjects.uccn.kinds import (
    annual_conferences,
    event,
    is_watched,
    network_activities,
    news,
    whats_on,
)
from scraper.subjects.uccn.languages import LANGUAGES, Language, in_any, is_latin, told_by_words
from scraper.subjects.uccn.records import as_records, is_listed
from scraper.values.records import Page, Record

_IN_ADDRESS = re.compile(r"//(?P<host>[a-z]{2})\.unesco\.org|//www\.unesco\.org/(?:new/)?(?P<path>[a-z]{2})/")
_OF_THE_NETWORK = re.compile(
    r"//(?:[\w-]+\.)?unesco\.org(?::\d+)?/.*(?:creative-cit|creativity|villes-creatives|ciudades-creativas)"
)


def read(document: Document, original: str | None, captured: date | None, *, kind: ModuleType | None = None) -> Page:
    """Read a document; where its address does not tell its kind, its title and what it names do."""
    code, doubts = _language(document, original)
    language = LANGUAGES.get(code or "en")
    if language is None or (document.text and not is_latin(document.text)):
        kind = kind or (annual_conferences if original is None else None)
        return _bare(document, kind, code, doubts, Outcome.LANGUAGE_NOT_READ if document.layout else None, original)
    document = unbroken(document, language)
    kind = kind or _told(document, language, original)
    if document.layout is None or kind is None:
        is_told = kind is None and document.layout is not None and _may_name_hosts(document, language)
        return _bare(document, kind, code, doubts, Outcome.LAYOUT_UNKNOWN if is_told else None, original)
    bare = _bare(document, kind, code, doubts, None, original)
    return _with_facts(bare, document, kind, language, captured, original)


def _bare(
    document: Document,
    kind: ModuleType | None,
    language: str | None,
    doubts: tuple[Notice, ...],
    outcome: Outcome | None,
    original: str | None,
) -> Page:
    unknown = document.layout is None and (kind is not None or original is None)
    if outcome is Outcome.LANGUAGE_NOT_READ:
        doubts = (*doubts, LanguageNotRead(language))
    return Page(
        outcome=outcome or (Outcome.LAYOUT_UNKNOWN if unknown else Outcome.NO_FACTS),
        page_kind=kind.KIND if kind else None,
        layout=document.layout,
        language=language,
        title=document.title,
        notices=(*document.notices, *doubts),
        text=document.text,
    )


def _with_facts(
    bare: Page, document: Document, kind: ModuleType, language: Language, captured: date | None, original: str | None
) -> Page:
    facts = _facts(document, kind, language, captured, original)
    stated = bool(facts.conferences or facts.events or facts.objectives)
    is_list = kind.READ_BY is LAYOUTS
    unsure = document.layout not in SURE
    outcome = Outcome.EXTRACTED if stated else Outcome.LAYOUT_UNKNOWN if unsure and is_list else Outcome.NO_FACTS
    records = as_records(facts, bare.language)
    doubts = [GeneralLayout(document.layout)] if stated and unsure and document.layout else []
    return msgspec.structs.replace(
        bare,
        outcome=outcome,
        layout=None if outcome is Outcome.LAYOUT_UNKNOWN else bare.layout,
        records=records,
        unread=facts.unread,
        aside=facts.aside,
        standing=tuple((one.year, one.city) for one in facts.standing),
        notices=(*bare.notices, *facts.notices, *doubts, *_time_doubts(records, captured)),
    )


def _facts(
    document: Document, kind: ModuleType, language: Language, captured: date | None, original: str | None
) -> Facts:
    if kind is whats_on:
        return read_items(document, language, captured)
    if kind in (event, news):
        numbered = is_watched(original)
        has_fields, ours = kind is event and numbered, kind is event or _is_ours(document, original)
        facts = read_page_of_one(document, language, captured, has_fields=has_fields, ours=ours, numbered=numbered)
    else:
        facts = read_lists(document, language, captured, "own")
    objectives, unread = read_objectives(document, language, about_conferences=kind not in (event, news))
    if objectives and _is_of_another_series(document, language):
        unread = (*unread, *(one.span for one in objectives))
        objectives = ()
    return msgspec.structs.replace(facts, objectives=objectives, unread=tuple(sorted({*facts.unread, *unread})))


def _is_of_another_series(document: Document, language: Language) -> bool:
    """Say whether a page names the annual conference of somebody else, and nowhere that of the network."""
    text, patterns = document.text, words(language)
    blocks = (gatherings(text, language, patterns, block.start, block.end) for block in document.blocks)
    series = [one for found in blocks for one in found if patterns.series.match(text, one.start)]
    ours = (one for one in series if one.whose == "own")
    is_named = any(network_named().search(text, one.start, one.end + _BESIDE) for one in ours)
    return not is_named and any(one.whose == "other" for one in series)


def _told(document: Document, language: Language, original: str | None) -> ModuleType | None:
    """Tell a page's kind by its title, else by what it names: a page about the conferences, about one of them, or news."""
    looks = [document.title or "", *(block.text for block in document.blocks if _is_main_heading(block))]
    patterns = words(language)
    for title in looks:
        named = [
            one for one in gatherings(title, language, patterns, 0, len(title)) if one.whose == "own" and not one.meets
        ]
        if named and names_what_was_done(title[: named[0].start], title[named[0].end :], language):
            continue
        if named and _is_ours(document, original):
            one_of_them = any(one.numbered for one in named) or re.search(r"\b20\d\d\b", title)
            has_site = title not in looks[1:]  # a heading has no site's name beside it
            if one_of_them or is_watched(original) or not _tells_news(title, named[0], language, has_site=has_site):
                return event if one_of_them else annual_conferences
    if any(network_activities.TITLE.search(title) and not patterns.series.search(title) for title in looks):
        return network_activities
    names_one = _names_one(f"{document.title or ''}\n{document.text}", language) or _is_headed_by_one(
        looks, document, language
    )
    return news if original is not None and names_one else None


def _is_headed_by_one(titles: list[str], document: Document, language: Language) -> bool:
    """Say whether a title is of 'the conference' alone, on a page that names the network ('Storia della conferenza')."""
    patterns = words(language)
    is_headed = any(
        patterns.neutral.search(title) and not says_something_else(Reader(title, language, None), 0, len(title))
        for title in titles
    )
    return is_headed and _names_network(document)


def _names_one(text: str, language: Language) -> bool:
    """Say whether a text names an annual conference, or a conference with the network beside it."""
    patterns = words(language)
    return patterns.series.search(text) is not None or any(
        one.whose == "own" and not one.meets
        for named in network_named().finditer(text)
        for one in gatherings(text, language, patterns, max(0, named.start() - _BESIDE), named.end() + _BESIDE)
    )


def _tells_news(title: str, named: Gathering, language: Language, *, has_site: bool) -> bool:
    """Say whether a title says more of a conference than that a page is about it ('Hotels full for the UNESCO conference').

    `has_site` says that the site's name may stand beside it.
    """
    if words(language).list_of.search(title):
        return False
    before = max((one.end() for one in _PART_ENDS.finditer(title, 0, named.start)), default=0) if has_site else 0
    behind = _PART_ENDS.search(title, named.end) if has_site else None
    reader, end = Reader(title, language, None), behind.start() if behind else len(title)
    is_of_one = PLURAL.search(title[named.start : named.end]) is None and reader.scanner.places(before, end)[0]
    return bool(is_of_one) or says_something_else(reader, before, end)


def _is_ours(document: Document, original: str | None) -> bool:
    """Say whether a page names the network, or stands in its part of the site; one without an address counts as such."""
    if _is_of_the_site(document, original):
        return False
    named = original is None or _OF_THE_NETWORK.search(original) is not None or _names_network(document)
    return named or (is_watched(original) and _MEMBER.search(document.text) is not None)


def _is_of_the_site(document: Document, original: str | None) -> bool:
    """Say whether the title of a page that is not UNESCO's calls the conferences its own ('Our annual conferences')."""
    titles = [block.text for block in document.blocks if _is_main_heading(block)][:1]
    is_its = any(_OUR_CONFERENCES.search(title) and not network_named().search(title) for title in titles)
    return original is not None and not is_watched(original) and is_its


def _names_network(document: Document) -> bool:
    """Say whether a page names the network, or says of a city that it is one of UNESCO's creative cities."""
    text = f"{document.title or ''}\n{document.text}"
    return network_named().search(text) is not None or _CREATIVE_CITY.search(text) is not None


def _may_name_hosts(document: Document, language: Language) -> bool:
    """Say whether a page of no kind names the network, and in a line a year with a city, as one of its conferences' may be.

    The page names a conference of the series, or has a list of hosts, or the line names the network and a gathering or a host.
    """
    text, patterns = document.text, words(language)
    if not _names_network(document):
        return False
    of_series = any(words(one).series.search(f"{document.title or ''}\n{text}") for one in LANGUAGES.values())
    of_series = of_series or any(_is_of_hosts(block.text, patterns) for block in document.blocks)
    scanner = Scanner(text, language, patterns)
    for match in _LINE_WITH_YEAR.finditer(text):
        line = match.span()
        cues = network_named().search(match[0]) and any(
            one.search(match[0]) for one in (patterns.event, patterns.hosts)
        )
        if (of_series or cues) and years_in(text, language, *line)[0] and scanner.places(*line)[0]:
            return True
    return False


def _is_of_hosts(text: str, patterns: Words) -> bool:
    """Say whether a short line is the title of a list of hosts ('Host cities:')."""
    is_list = patterns.list_of.match(text) or (patterns.list_of.search(text) and network_named().search(text))
    return len(text) < _BESIDE and is_list is not None and HOST_NOUN.search(text) is not None


_OUR_CONFERENCES = re.compile(rf"(?<!\w)(?:{in_any('ours')})\s+(?:[^\W\d_]+\s+)?(?:{in_any('series')})(?!\w)", FLAGS)
_BESIDE = 100  # letters on either side of the network's name in which its conference is named
_PART_ENDS = re.compile(r"\s+[|–—·•»«-]\s+")  # what the site is called, behind or before the title
_CREATIVE_CITY = re.compile(  # 'ville créative de l’UNESCO'
    rf"UNESCO\s+Creative\s+City|(?:{in_any('one_city')}|{in_any('cities')})\s+(?:{in_any('creative')})\s+"
    rf"(?:(?:{in_any('of')})\s*(?:l[’']|la\s)?)?UNESCO",
    FLAGS,
)
_MEMBER = re.compile(
    rf"(?<!\w)(?:{in_any('one_city')})\s+(?:{in_any('of')})\s*(?:{in_any('arts')})", FLAGS
)  # 'City of Music'
_LINE_WITH_YEAR = re.compile(r"[^\n]*(?:19|20)\d\d[^\n]*")


def _is_main_heading(block: Block) -> bool:
    return block.kind == "heading" and block.level <= 2


def _language(document: Document, original: str | None) -> tuple[str | None, tuple[Notice, ...]]:
    """Return the page's language by its words where they are clear, else by its `lang`, else by its address.

    What contradicts is a notice.
    """
    match = _IN_ADDRESS.search(original or "")
    told = (
        told_by_words(document.text),
        document.language,
        (match["host"] or match["path"]) if match else None,
    )
    codes = [code for code in told if code]
    if not codes:  # a short page of its time, without `lang`
        return told_by_words(document.text, with_months=True), ()
    return codes[0], (LanguageConflict(codes[0], *told),) if len(set(codes)) > 1 else ()


def _time_doubts(records: tuple[Record, ...], captured: date | None) -> Iterator[Notice]:
    """Doubt what a list says is past before it can be."""
    entries = dict.fromkeys((one.span, one.value("year"), one.value("status")) for one in records if is_listed(one))
    for _, year, status in entries:
        if captured and year and status == "held" and int(year) > captured.year:
            yield HeldAfterCapture(int(year), captured.year)
