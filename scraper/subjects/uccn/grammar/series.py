"""Whose series a page tells of: what is called as another body's conferences, or stands beside or below these, is not the network's."""

import re
from bisect import bisect_right
from collections import defaultdict, deque
from collections.abc import Iterator
from itertools import pairwise

from scraper.reading.document import Block
from scraper.reading.folding import fold
from scraper.subjects.uccn.grammar.entries import Entry
from scraper.subjects.uccn.grammar.findings import Findings, Stretch, any_in
from scraper.subjects.uccn.grammar.gatherings import ASSOCIATION, Gathering, gatherings
from scraper.subjects.uccn.grammar.words import (
    EDITION,
    FLAGS,
    YEAR,
    YEARLY,
    Words,
    compiled,
    is_name_of_the_network,
    network_named,
    words,
)
from scraper.subjects.uccn.languages import Language, in_any, ordinal, ordinal_pattern
from scraper.values.records import Span

_LONGEST_NTH = 60  # letters of an ordinal and what follows it up to its noun
_NEAR = 5  # numbers of meetings that one page speaks of
_WORD = 8  # letters of a word behind a noun
_TWICE = 2008  # the year of two meetings
_WORDS_OF_A_NAME = re.compile(  # 'Megacities, water and climate': no field of a list of hosts
    rf"^(?!.*(?<!\w)(?:{in_any('host_noun')}|{in_any('coming')}|{in_any('list_heading')}))[^\W\d_]{{4,}}\W.*[^\W\d_]{{4,}}",
    FLAGS,
)
_ORGANISATION = re.compile(rf"(?<!\w)(?:{in_any('organisations')})(?!\w)", FLAGS)
_LABEL = re.compile(r"(?P<name>[^:–—\n]{3,60}?)\s?[:–—]")
_NAMED_TOWNS = re.compile(  # 'MedCities', 'Cities of Peace', 'Walled Towns'
    rf"[a-zß-ÿ][A-Z][a-zß-ÿ]|(?<!\w)(?:Cities|Towns|Villes|Ciudades|Citt[àa]|Cidades|St[äa]dte)\s(?:{in_any('of')})\s(?!(?i:{in_any('arts')}))[A-ZÀ-Þ][a-zß-ÿ]"
    r"|[A-Z][a-z]+\s(?:Towns|Schools|Parks|Museums|Villages|Capitals)(?!\w)"
)
_FAR = 2_000  # letters of a paragraph before a sentence in which an organisation is looked for
_NEXT = 60  # letters behind the days of a card in which it is said of what
_CAPITALS = re.compile(r"(?<!\w)[A-ZÀ-Þ][\w’'-]{2,}")  # of a name


def of_another_series(findings: Findings, blocks: tuple[Block, ...]) -> Iterator[tuple[int, Span]]:
    """Yield what does not name the conference and gives a year another host than what does; of a list with several such, all."""
    named: dict[int, set[str]] = defaultdict(set)
    for entry in findings.entries:
        if entry.own and entry.year and entry.year.value != _TWICE:
            named[entry.year.value] |= {fold(city.name) for city in entry.cities}
    starts = [block.start for block in blocks]
    gone: dict[int, list[Entry]] = defaultdict(list)
    for entry in findings.entries:
        cities = named.get(entry.year.value) if entry.year and not entry.own else None
        if cities and cities.isdisjoint(fold(city.name) for city in entry.cities):
            gone[list_of(entry, blocks, starts)].append(entry)
            yield entry.start, Span(entry.start, entry.end)
    several = {group for group, entries in gone.items() if group and len(entries) > 1}
    for entry in findings.entries if several else ():
        if not entry.own and list_of(entry, blocks, starts) in several:
            yield entry.start, Span(entry.start, entry.end)


def of_other_numbers(findings: Findings, blocks: tuple[Block, ...]) -> Iterator[tuple[int, Span]]:
    """Yield the entries of lists that number their editions as ours cannot be ('30th: X, 2018', '31st: Y, 2019')."""
    starts = [block.start for block in blocks]
    lists: dict[int, list[Entry]] = defaultdict(list)
    for entry in findings.entries:
        lists[list_of(entry, blocks, starts)].append(entry)
    for group, entries in lists.items():
        numbered = [(one.edition, one.year.value) for one in entries if one.edition and one.year]
        if group and len(numbered) > 1 and not any(nth.may_be_of(year) for nth, year in numbered):
            yield from ((entry.start, Span(entry.start, entry.end)) for entry in entries)


def of_a_numbered_series(findings: Findings, text: str, language: Language) -> Iterator[tuple[int, Span]]:
    """Yield what is called by the noun of another body's meetings and a number near theirs ('III African Meeting', 'the IV Meeting')."""
    others: dict[str, list[int]] = defaultdict(list)
    called: dict[int, list[tuple[str, int]]] = defaultdict(list)
    nth = compiled(rf"(?<![\w.,/-])(?P<nth>{ordinal_pattern(language)})\s+(?:[^\W\d_]+\s+){{0,2}}$")
    for one in findings.stretches:
        for named in gatherings(text, language, words(language), one.start, one.end):
            number = nth.search(text, max(one.start, named.start - _LONGEST_NTH), named.start)
            if number and named.whose != "own" and (value := ordinal(number["nth"], language)):
                noun = text[named.start : named.end].casefold()
                if named.whose == "other":
                    others[noun].append(value)
                else:
                    called[one.start].append((noun, value))
    for one in findings.stretches if others else ():
        if any(abs(value - known) <= _NEAR for noun, value in called[one.start] for known in others[noun]):
            yield from ((entry.start, Span(entry.start, entry.end)) for entry in one.found.entries)


def of_the_last_series(
    findings: Findings, blocks: tuple[Block, ...], text: str, language: Language
) -> Iterator[tuple[int, Span]]:
    """Yield what is only called as another body's series that was named before it ('the previous edition', 'the next meeting').

    So are the rows of a table whose head has that name. Where the page has named the network's series before, only what is
    told by its order is the other's ('the next meeting'); behind the network's own, or below its heading, nothing is.
    """
    patterns = words(language)
    network = compiled(rf"(?<!\w)(?:{language.network})(?!\w)")
    headings = {block.start for block in blocks if block.kind == "heading"}
    theirs: frozenset[str] = frozenset()  # words of the name of the series that was named last, if another body's
    is_first: bool | None = None  # whether no series of the network's was named before it
    for start, end, entries in _named_over(findings, blocks):
        each = gatherings(text, language, patterns, start, end)
        named = [one for one in each if patterns.series.fullmatch(text, one.start, one.end)]
        others = [one for one in named if one.whose == "other" and not one.absorbed]
        names_ours = not others and network.search(text, start, end) is not None
        if named and is_first is None:
            is_first = named[0] in others
        if names_ours and start in headings:
            theirs, is_first = frozenset(), None
        if others:
            theirs = frozenset(text[others[0].start : others[0].end].casefold().split())
        behind = [one for one in each if one.whose != "other" and not (others and one.start < others[0].start)]
        called = [text[one.start : one.end].casefold() for one in behind]
        bare = [patterns.relative.sub("", one).split() for one in called]
        gone = False
        if called and all(EDITION.fullmatch(" ".join(one)) for one in bare):
            gone = bool(is_first or others) and not network_named().search(text, each[0].end, end)
        elif names_ours:
            theirs = theirs.difference(*map(str.split, called))
        elif theirs and called and (is_first or all(_is_told_by_order(text, one, patterns) for one in behind)):
            is_numbered = any(one.numbered and one.whose == "own" for one in behind)
            gone = not is_numbered and all(EDITION.fullmatch(" ".join(one)) or _are_ends(one, theirs) for one in bare)
        if gone:
            yield from ((entry.start, Span(entry.start, entry.end)) for entry in entries)


def _is_told_by_order(text: str, named: Gathering, patterns: Words) -> bool:
    """Say whether a gathering is only told by its order ('the next meeting'), and not as the annual one."""
    is_yearly = YEARLY.search(text, named.start, named.end + _WORD) is not None  # 'la prochaine conférence annuelle'
    return not is_yearly and patterns.relative.search(text, named.start, named.end) is not None


def _are_ends(name: list[str], theirs: frozenset[str]) -> bool:
    """Say whether all words of a name are words of another, or their ends ('Treffen', 'Jahrestreffen')."""
    return all(any(their.endswith(word) for their in theirs) for word in name)


def _named_over(findings: Findings, blocks: tuple[Block, ...]) -> list[tuple[int, int, list[Entry]]]:
    """Return the stretches and the heads of tables, in order: where each begins and ends, and what stands there or below."""
    found = [(one.start, one.end, one.found.entries) for one in findings.stretches]
    heads = {block.group: block for block in reversed(blocks) if block.kind == "row"}
    below: dict[int, list[Entry]] = defaultdict(list)
    starts = [block.start for block in blocks]
    for entry in findings.entries if heads else ():
        below[list_of(entry, blocks, starts)].append(entry)
    found += [(head.start, head.end, below[group]) for group, head in heads.items()]
    return sorted(found, key=lambda one: one[0])


def below_another_series(findings: Findings, text: str, language: Language) -> Iterator[tuple[int, Span]]:
    """Yield what bears the name of a series, and not the network's, below a heading of another body's."""
    series = words(language).series
    over: Stretch | None = None
    is_titled = False
    for one in findings.stretches:
        at = one.start, one.end
        if one.block.kind == "heading":
            if over and one.block.level <= over.block.level:
                over = None
            is_titled = series.search(text, *at) is not None
            if is_titled and one.found.other:
                over, is_titled = one, False
            elif over and network_named().search(text, *at):
                over = None
        elif (
            over
            and one.found.entries
            and (is_titled or series.search(text, *at))
            and not network_named().search(text, *at)
        ):
            yield from ((entry.start, Span(entry.start, entry.end)) for entry in one.found.entries)


def of_any_series(
    findings: Findings, blocks: tuple[Block, ...], text: str, language: Language
) -> Iterator[tuple[int, Span]]:
    """Yield what is said of 'the annual conference' that may be anybody's: nothing up to there says that the network has one.

    It is not ours either where no heading over it and nothing else below that names the network, nor below the heading of an
    organisation, nor where its paragraph, or the label before it, names one.
    """
    if not findings.entries:
        return
    patterns, ours = words(language), network_named()
    introduced = next(
        (one.end for one in blocks if ours.search(one.text) and patterns.event.search(one.text)), len(text)
    )
    named = [one.start() for one in ours.finditer(text)]
    heads = {block.group: block.text for block in reversed(blocks) if block.kind == "row"}
    starts = [one.start for one in findings.stretches]
    waiting = deque(sorted(findings.entries, key=lambda one: one.start))
    over: list[Block] = []
    section = 0
    for block in blocks:
        if block.kind == "heading":
            over = [*(one for one in over if one.level < block.level), block]
            section = section if patterns.series.search(block.text) else block.start
        while waiting and waiting[0].start < block.end:
            entry = waiting.popleft()
            if any_in(named, block.start, max(block.end, entry.end + _NEXT)) or ours.search(heads.get(block.group, "")):
                continue
            at = bisect_right(starts, entry.start) - 1
            stretch = findings.stretches[at] if at >= 0 and entry.start < findings.stretches[at].end else None
            begins = stretch.start if stretch else block.start
            label = _LABEL.match(text, begins, block.end)
            is_introduced = entry.start >= introduced
            titles = over[1:] if is_introduced and over and over[0].level == 1 else over  # the site's own name is one
            whose = next((one for one in map(_is_the_networks, reversed(titles)) if one is not None), None)
            is_named = (
                whose
                or is_introduced
                or (stretch is not None and stretch.context.about == "own")
                or any_in(named, section, len(text) if block.level == 1 else entry.start)
            )
            is_anybodys = not is_named or _is_a_body(
                text[max(block.start, begins - _FAR) : label.end() if label else begins]
            )
            if whose is False or (entry.own and is_anybodys):
                yield entry.start, Span(entry.start, entry.end)


def _is_the_networks(heading: Block) -> bool | None:
    """Say whether a heading names the network, or an organisation (False); None for neither."""
    if network_named().search(heading.text):
        return True
    return False if _is_a_body(heading.text) else None


def _is_a_body(name: str) -> bool:
    """Say whether words name an organisation, by what it is or by a capital within a word ('MedCities')."""
    return any(one.search(name) for one in (_ORGANISATION, ASSOCIATION, _NAMED_TOWNS))


def beside_the_network(
    findings: Findings, blocks: tuple[Block, ...], text: str, language: Language
) -> Iterator[tuple[int, Span]]:
    """Yield what a list or table that calls one of its units by the network's name says of what has another name there."""
    patterns = words(language)
    labels = dict(_labels(blocks, text)) if findings.entries else {}
    names = {
        start for start, label in labels.items() if is_name_of_the_network(label) and not patterns.event.search(label)
    }
    lists = {block.group for block in blocks if block.start in names}
    for one in findings.stretches:
        label = labels.get(one.block.start, "")
        if one.block.group not in lists or not label or network_named().search(f"{label} {one.block.text}"):
            continue
        rest = re.sub(YEAR, " ", patterns.small.sub(" ", label))
        is_field = patterns.field(label) or patterns.event.search(label)
        if re.search(r"[^\W\d_]{3}", rest) and not is_field:
            yield from ((entry.start, Span(entry.start, entry.end)) for entry in one.found.entries)


def _labels(blocks: tuple[Block, ...], text: str) -> Iterator[tuple[int, str]]:
    """Yield where the units of lists and tables begin, and what they are called: by a term, a row's first cell, or up to a colon."""
    term = ""
    for block in blocks:
        term = block.text if block.tag == "dt" else term if block.tag == "dd" else ""
        if block.kind == "row" and block.cells:
            yield block.start, text[slice(*block.cells[0])]
        elif block.kind == "item":
            yield block.start, term or (label["name"] if (label := _LABEL.match(block.text)) else "")


def below_another_network(findings: Findings, text: str) -> Iterator[tuple[int, Span]]:
    """Yield what does not name the network below a heading of another one ('The network of World Book Capitals')."""
    over: list[tuple[int, bool]] = []
    for one in findings.stretches:
        is_ours = any(" " in named[0] for named in network_named().finditer(text, one.start, one.end))
        if one.block.kind == "heading":
            while over and over[-1][0] >= one.block.level:
                over.pop()
            is_others = ASSOCIATION.search(text, one.start, one.end) is not None
            if is_ours or is_others:
                over.append((one.block.level, is_others and not is_ours))
        elif over and over[-1][1] and not is_ours:
            yield from ((entry.start, Span(entry.start, entry.end)) for entry in one.found.entries)


def of_other_networks(findings: Findings, blocks: tuple[Block, ...]) -> Iterator[tuple[int, Span]]:
    """Yield what stands below the name of another body, on a page that has a heading of the same level for the network."""
    headings = [block for block in blocks if block.kind == "heading"]
    levels = {one.level for one in headings if _is_only_the_networks(one.text)}
    below: dict[int, list[Stretch]] = defaultdict(list)
    of_gatherings: set[int] = set()
    for one in findings.stretches if levels else ():
        if one.block.kind == "heading":
            of_gatherings |= {one.block.start} if one.found.own or one.found.other else set()
        elif one.found.entries and one.context.about == "weak":
            below[one.block.start].append(one)
    starts = [one.start for one in headings]
    for start, stretches in below.items():
        heading = headings[at - 1] if (at := bisect_right(starts, start)) else None
        if heading is None or heading.level not in levels or heading.start in of_gatherings:
            continue
        is_ours = any(network_named().search(words) for words in (heading.text, stretches[0].block.text))
        is_name = len(_CAPITALS.findall(heading.text)) > 1 or _WORDS_OF_A_NAME.search(heading.text) is not None
        if is_name and not is_ours:
            yield from ((entry.start, Span(entry.start, entry.end)) for one in stretches for entry in one.found.entries)


def _is_only_the_networks(words: str) -> bool:
    """Say whether a heading is the network's name, and nothing else."""
    rest = compiled(in_any("the_network")).sub(" ", network_named().sub(" ", re.sub(r"\([^()]*\)", " ", words)))
    return is_name_of_the_network(words) and re.search(r"(?!UNESCO|UCCN)\b[^\W\d_]{4}", rest) is None


def of_other_cards(findings: Findings) -> Iterator[tuple[int, Span]]:
    """Yield what a heading states under which another gathering is named first ('Dakar 2023', 'Regional workshop')."""
    for one, below in pairwise(findings.stretches):
        if one.block.kind == "heading" and below.block.kind != "heading" and below.found.other:
            for entry in one.found.entries:
                if not entry.own:
                    yield entry.start, Span(entry.start, entry.end)


def list_of(entry: Entry, blocks: tuple[Block, ...], starts: list[int]) -> int:
    """Return the number of the list or table in which an entry stands, 0 where in none."""
    block = blocks[max(bisect_right(starts, entry.start) - 1, 0)]
    return block.group if block.kind in ("item", "row") else 0
