"""What a page states in one place and takes back in another is unread."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise

from scraper.reading.document import Block
from scraper.reading.folding import fold
from scraper.subjects.uccn.grammar.entries import Entry
from scraper.subjects.uccn.grammar.findings import Findings, Stretch
from scraper.subjects.uccn.grammar.series import (
    below_another_network,
    below_another_series,
    beside_the_network,
    list_of,
    of_a_numbered_series,
    of_another_series,
    of_any_series,
    of_other_cards,
    of_other_networks,
    of_other_numbers,
    of_the_last_series,
)
from scraper.subjects.uccn.grammar.stretches import MOST_HOSTS
from scraper.subjects.uccn.grammar.words import (
    CONFUSED,
    FLAGS,
    NAMESAKE,
    OTHERWISE,
    PRIZES,
    QUOTED,
    RELATIVE_YEAR,
    SATIRE,
    TAKEN_BACK,
    compiled,
    network_named,
    words,
)
from scraper.subjects.uccn.languages import Language, in_any
from scraper.subjects.uccn.places import cities
from scraper.values.records import Span

_PART = re.compile(r"[;:]\s|\s[–—]\s")
_ASKS = re.compile(rf"\b(?:{in_any('whether')})\b", FLAGS)
_CUES = ("host_verbs", "host_noun", "applied", "candidacy", "to_take_place", "the_network")
_OF_HOSTS = re.compile("|".join(rf"(?<!\w)(?:{in_any(line)})" for line in _CUES), FLAGS)
_VERDICT = rf"(?:[^\W\d_]+\s)?(?:{in_any('verdicts')}|{in_any('taken_back')})(?:\s[^\W\d_]+)?"
_JUDGED = re.compile(rf"\W*{_VERDICT}(?:\s*[:!]|\s+[–—-]\s)|.*(?:[(\[:|]|\s[–—-])\s*{_VERDICT}\W*$", FLAGS | re.DOTALL)
_IS_VERDICT = re.compile(rf"\W*{_VERDICT}\W*", FLAGS)
_IS_ASKED = re.compile(rf"(?<!\w)(?:{in_any('true_or_false')})(?!\w)", FLAGS)
_GATHERING = re.compile(rf"(?<!\w)(?:{in_any('series')}|{in_any('event')}|{in_any('network')})(?!\w)", FLAGS)
_ANSWER = re.compile(
    rf"\W*(?:(?:[^\W\d_]+\s+){{0,2}}[^\W\d_]+\s*:\s*)?(?:(?:{in_any('verdicts')})[.!]|(?P<no>{in_any('denying')})(?:[,.!;:]|\s[–—-]))(?!\s*\d)(?:\s|$)",
    FLAGS,
)
_BELOW = re.compile(rf"(?<!\w)(?:{in_any('below')})(?!\w)", FLAGS)
_BOXES = re.compile(r"[☐□◻❏]\s*\S{1,12}\s+[☐□◻❏]")  # to be ticked: true, false
_STORY = re.compile(rf"(?<!\w)(?:{in_any('this_story')})(?!\w)", FLAGS)
_UPDATE = re.compile(rf"\W*(?:{in_any('update')})(?!\w)", FLAGS)
_IT_WAS_HELD = re.compile(
    rf"\s*(?:(?:{in_any('pronouns')})\s+)?(?!{in_any('closing')})(?:{in_any('held')})(?!\w)", FLAGS
)
_LOOKING = re.compile(  # 'Looking for the UNESCO Creative Cities Network?'
    rf"(?<!\w)(?:{in_any('looking_for')})\s[^.!?\n]{{0,12}}?UNESCO[^.!?\n]{{0,40}}\?", FLAGS
)
_SHORT_NAME = re.compile(r"\(UCCN\)")
_LONGEST_NAME = 120  # letters of a body's name
_CREATIVE = re.compile(in_any("creative"), FLAGS)
_PAPER = re.compile(  # headings of papers
    r"(?<!\w)(?:keywords|mots[- ]cl[ée]s|palabras\s+clave|palavras-chave|parole\s+chiave|(?:schl[üu]ssel|schlag)w[öo]rter)\s*[:：]"
    r"|\bet\s+al\.",
    FLAGS,
)
_BOOK = re.compile(
    r"(?<!\w)(?:paperback|hard(?:back|cover)|ISBN|broch[ée]|Taschenbuch|brossura|brochura|r[úu]stica|"
    r"\d{2,4}\s+(?:pages|p[áa]ginas|pagine|Seiten|pp?\.))",
    FLAGS,
)
_AUTHOR = re.compile(
    r"(?m)^([A-ZÀ-Þ][^,\n()]{1,40}), [A-ZÀ-Þ][^\n(]{0,60}\((\d{4})\)"
)  # 'Lyon, Marta (2021). Urban rites'
_SEARCHES = re.compile(rf"(?m)^\W*(?:{in_any('searches')})\W*?(?:$|:\s)", FLAGS)
_SENTENCE = 9  # words: what people search for has fewer
_IN_BRACKETS = re.compile(r"\([^()\n]{4,200}\)")
_INITIAL = re.compile(r"(?<![\w’'-])[A-ZÀ-Þ]")
_LABEL = 40  # letters of a line that says of what sort the page is
_PROSE = ("sentence", "item", "line")


def withdraw(
    findings: Findings, blocks: tuple[Block, ...], text: str, title: str, language: Language, is_unescos: bool
) -> None:
    """Leave unread the entries that the page itself contradicts, or that it does not tell as so; `is_unescos` is of the page."""
    findings.entries = list(_without_moves_told_twice(findings.entries))
    for gone in (
        _in_other_places(findings),
        of_another_series(findings, blocks),
        of_other_numbers(findings, blocks),
        of_a_numbered_series(findings, text, language),
        of_the_last_series(findings, blocks, text, language),
        _judged(findings, blocks, text),
        _taken_back(findings, blocks, text),
        _said_otherwise(findings, text),
        _told_as_anothers(findings, text),
        _only_named_there(findings),
        _of_a_work(findings, blocks, text, title, language),
        _only_in_titles(findings),
        of_other_cards(findings),
        of_other_networks(findings, blocks),
        _of_a_namesake(findings, blocks, text),
        below_another_series(findings, text, language),
        below_another_network(findings, text),
        beside_the_network(findings, blocks, text, language),
        () if is_unescos else of_any_series(findings, blocks, text, language),
        _of_prizes(findings, blocks),
        _too_many_of_a_year(findings, blocks),
        _not_sought(findings, blocks, text, language),
        _voted_down(findings, blocks, text, language),
        _rivals_decided(findings, text, language),
        _cited(findings, text),
        _of_books(findings, blocks, title, language),
        _of_unreal_tables(findings, blocks, language),
        _searched_for(findings, text),
    ):
        _leave_unread(findings, dict(gone))  # each sees what those before it have left
    labels = (block.text for block in blocks if block.kind == "heading" or len(block.text) < _LABEL)
    is_satire = any(map(SATIRE.search, labels)) or any(SATIRE.match(block.text) for block in blocks)
    findings.is_invented = is_satire or _is_invented(blocks, title, language)
    if findings.is_invented:
        _leave_unread(findings, {entry.start: Span(entry.start, entry.end) for entry in findings.entries})


def _of_a_namesake(findings: Findings, blocks: tuple[Block, ...], text: str) -> Iterator[tuple[int, Span]]:
    """Yield what does not name the network, on a page that says that it is about something else ('our conferences are our own').

    Below a title that names the network, this is said of what stands below the same heading ('Similar bodies').
    """
    said = [one.start for one in findings.stretches if _is_of_another(text, one.start, one.end)]
    is_short_for_another = _is_short_for_another(text) or _LOOKING.search(text) is not None
    headings = [block for block in blocks if block.kind == "heading"]
    if said or is_short_for_another:
        is_ours = said and any(network_named().search(block.text) for block in headings[:1])
        over = max((block.start for block in headings if block.start <= min(said)), default=0) if is_ours else 0
        at = (one.span() for one in network_named().finditer(text))
        named = [span for span in at if not (is_short_for_another and text[slice(*span)] == "UCCN")]
        spans = [(one.start, one.end) for one in findings.stretches]
        for entry in _outside(findings.entries, [one for one in spans if _holds(named, *one)]):
            if entry.start >= over:
                yield entry.start, Span(entry.start, entry.end)


def _is_short_for_another(text: str) -> bool:
    """Say whether a text has the Network's short name for another body ('University and College Counselling Network (UCCN)')."""
    for short in _SHORT_NAME.finditer(text):
        name = re.split(r"[\n.;:()]", text[max(short.start() - _LONGEST_NAME, 0) : short.start()])[-1]
        if "".join(_INITIAL.findall(name)).endswith("UCCN") and _CREATIVE.search(name) is None:
            return True
    return False


def _holds(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    at = bisect_left(spans, (start, start))
    return at < len(spans) and spans[at][1] <= end


def _is_of_another(text: str, start: int, end: int) -> bool:
    """Say whether a sentence says that the page is about something else, or not to be confused with the network's conference."""
    confused = CONFUSED.search(text, start, end)
    is_ours = confused is not None and network_named().search(text, confused.end(), end) is not None
    return is_ours or any(one.search(text, start, end) for one in (NAMESAKE, _LOOKING))


def _of_prizes(findings: Findings, blocks: tuple[Block, ...]) -> Iterator[tuple[int, Span]]:
    """Yield items that begin with the conference's name below a heading of a prize: that bears the name ('Winners of the prize')."""
    over = ""
    named: list[tuple[int, int]] = []
    for block in blocks:
        if block.kind == "heading":
            over = block.text
        elif (
            block.kind == "item"
            and PRIZES.search(over)
            and not _GATHERING.search(over)
            and _GATHERING.match(block.text)
        ):
            named.append((block.start, block.end))
    elsewhere = {entry.start for entry in _outside(findings.entries, named)}
    for entry in findings.entries:
        if entry.start not in elsewhere:
            yield entry.start, Span(entry.start, entry.end)


def _outside(entries: list[Entry], spans: list[tuple[int, int]]) -> Iterator[Entry]:
    """Yield the entries that begin in none of some spans, of which none lies in another."""
    begins = sorted(spans)
    for entry in entries:
        at = bisect_right(begins, (entry.start, float("inf"))) - 1
        if at < 0 or entry.start >= begins[at][1]:
            yield entry


def _is_invented(blocks: tuple[Block, ...], title: str, language: Language) -> bool:
    """Say whether a page's title is that of an exam, a novel, a style guide, or any part of it says that it is made up."""
    genre = compiled(rf"(?<!\w)(?:{language.genre})(?!\w)")
    made_up = compiled(rf"(?<!\w)(?:{language.disclaimer})")
    blurb = compiled(rf"(?<!\w)(?:{language.blurb})")
    is_sold = any(_BOOK.search(block.text) for block in blocks)
    is_titled = any(map(genre.search, _main_titles(blocks, title)))
    said = (made_up, blurb) if is_sold else (made_up,)
    return is_titled or any(one.search(block.text) for block in blocks for one in said)


def _main_titles(blocks: tuple[Block, ...], title: str) -> list[str]:
    """Return a page's title, without the name of the site, and its headings of the highest level."""
    headings = [block for block in blocks if block.kind == "heading"]
    level = min((block.level for block in headings), default=0)
    return [re.split(r"\s[|–—-]\s", title)[0], *(block.text for block in headings if block.level == level)]


def _of_books(
    findings: Findings, blocks: tuple[Block, ...], title: str, language: Language
) -> Iterator[tuple[int, Span]]:
    """Yield what has no days, and no words call held or planned, in a bibliography: places and years of books."""
    books = compiled(rf"(?<!\w)(?:{language.bibliography})(?!\w)")
    if any(map(books.search, _main_titles(blocks, title))):
        for entry in findings.entries:
            if entry.status is None and (entry.year is None or entry.year.dates is None):
                yield entry.start, Span(entry.start, entry.end)


def _of_unreal_tables(findings: Findings, blocks: tuple[Block, ...], language: Language) -> Iterator[tuple[int, Span]]:
    """Yield the entries of tables that a header calls scenarios, exercises, motions and the like, or of whose winners they are."""
    genre = compiled(
        rf"\W*(?:{language.genre}|{language.motions})\W*|(?:[^\W\d_]+\s+){{0,2}}(?:{language.samples})(?:\s+[^\W\d_]+){{0,2}}"
    )
    winner = compiled(rf"\W*(?:{language.winner})\W*")
    headers = {block.group: block for block in reversed(blocks) if block.kind == "row"}
    unreal, won = (
        {group for group, block in headers.items() if any(map(cue.fullmatch, _cells(block)))} for cue in (genre, winner)
    )
    starts = [block.start for block in blocks] if unreal or won else []
    for entry in findings.entries if starts else ():
        table = list_of(entry, blocks, starts)
        row = blocks[bisect_right(starts, entry.start) - 1]
        at = entry.cities[0].start
        mine = (cell for cell, (first, last) in zip(_cells(row), row.cells, strict=True) if first <= at < last)
        if table in unreal or (table in won and not any(map(_GATHERING.search, mine))):
            yield entry.start, Span(entry.start, entry.end)


def _cells(row: Block) -> list[str]:
    return [row.text[first - row.start : last - row.start] for first, last in row.cells]


def _searched_for(findings: Findings, text: str) -> Iterator[tuple[int, Span]]:
    """Yield what stands in the lines below 'Related searches', up to a sentence."""
    sought = list(_SEARCHES.finditer(text))
    lines = re.finditer(r"[^\n]+", text) if sought else ()
    ends = [line.end() for line in lines if len(line[0].split()) >= _SENTENCE]
    spans: list[tuple[int, int]] = []
    for one in sought:
        at = bisect_right(ends, one.end())
        if not spans or one.end() >= spans[-1][1]:
            spans.append((one.end(), ends[at] if at < len(ends) else len(text)))
    elsewhere = {entry.start for entry in _outside(findings.entries, spans)}
    for entry in findings.entries:
        if entry.start not in elsewhere:
            yield entry.start, Span(entry.start, entry.end)


def _too_many_of_a_year(findings: Findings, blocks: tuple[Block, ...]) -> Iterator[tuple[int, Span]]:
    """Yield what gives a year more hosts than an edition has ever had, but for what names the conference itself.

    A list that does so, as one of members by when they joined, is of something else: so are its other entries.
    """
    starts = [block.start for block in blocks]
    hosts: dict[tuple[int, int], set[object]] = defaultdict(set)
    entries = [one for one in findings.entries if one.year and one.status in ("held", "planned", None)]
    lists = {entry.start: list_of(entry, blocks, starts) for entry in entries}
    for entry in entries:
        known = (next(iter(cities(city.name)), None) for city in entry.cities)
        names = {
            place.geonames_id if place else fold(city.name) for place, city in zip(known, entry.cities, strict=True)
        }
        for where in {0, lists[entry.start]}:
            hosts[where, entry.year.value if entry.year else 0] |= names
    crowded = {key for key, names in hosts.items() if len(names) > MOST_HOSTS}
    others = {where for where, _ in crowded} - {0}
    for entry in entries:
        is_crowded = entry.year is not None and (0, entry.year.value) in crowded
        if lists[entry.start] in others or (is_crowded and (entry.rule != "sentence" or not entry.own)):
            yield entry.start, Span(entry.start, entry.end)


def _not_sought(
    findings: Findings, blocks: tuple[Block, ...], text: str, language: Language
) -> Iterator[tuple[int, Span]]:
    """Yield candidates where a sentence that names no city says that a candidature is withdrawn.

    So is what is planned before it in its section for the year that it names, or stands below it where it is a heading. Where
    one says that there is none, or only might be, so is the one host of a page that names that city first, and of which no words
    say that it hosts: 'the town' is that city.
    """
    candidacy = compiled(rf"(?<!\w)(?:{language.candidacy})(?!\w)")
    given_up, patterns = compiled(rf"(?<!\w)(?:{language.given_up})(?!\w)"), words(language)
    bids = [
        (one.start, one.end)
        for one in findings.stretches
        if not one.found.alone[0] and candidacy.search(text, one.start, one.end)
    ]
    gone = [bid for bid in bids if given_up.search(text, *bid)]
    if gone:
        headings = [block.start for block in blocks if block.kind == "heading"]
        sections = {bisect_right(headings, start): start for start, _ in gone}
        told = {one.start: {year.value for year in one.found.alone[1]} for one in findings.stretches}
        for one in findings.entries:
            bid = sections.get(bisect_right(headings, one.start), 0)
            is_of_it = bid in headings or (one.status in ("planned", None) and one.start < bid)
            if is_of_it and one.year and told.get(bid) and one.year.value not in told[bid]:
                continue  # '2019: bid for the conference of 2021, without success'
            if one.status == "candidate" or is_of_it:
                yield one.start, Span(one.start, one.end)
    elif len(findings.entries) == 1 and any(patterns.denies(text, *bid) for bid in bids):
        (entry,) = findings.entries
        before = fold(text[: entry.start])
        if entry.status is None and any(fold(city.name) in before for city in entry.cities):
            yield entry.start, Span(entry.start, entry.end)


def _voted_down(
    findings: Findings, blocks: tuple[Block, ...], text: str, language: Language
) -> Iterator[tuple[int, Span]]:
    """Yield what is planned in a section between the words for a motion and those that say that it was lost."""
    motion = compiled(rf"(?<!\w)(?:{language.motions})(?!\w)")
    lost = compiled(rf"{motion.pattern}[^.;]{{0,60}}?(?<!\w)(?:{language.voted_down})(?!\w)")
    ends = [match.start() for match in lost.finditer(text)]
    begins = [match.start() for match in motion.finditer(text)] if ends else []
    headings = [block.start for block in blocks if block.kind == "heading"]
    for entry in findings.entries if ends else ():
        section = bisect_right(headings, entry.start)
        before, behind = bisect_left(begins, entry.start) - 1, bisect_left(ends, entry.end)
        is_moved = before >= 0 and bisect_right(headings, begins[before]) == section
        is_lost = behind < len(ends) and bisect_right(headings, ends[behind]) == section
        is_firm = entry.status == "held" and entry.status_rule == "words"
        if is_moved and is_lost and not is_firm:
            yield entry.start, Span(entry.start, entry.end)


def _rivals_decided(findings: Findings, text: str, language: Language) -> Iterator[tuple[int, Span]]:
    """Yield cities that were candidates together, on a page that also says that one was chosen, or lost."""
    rivals = [one for one in findings.entries if one.status == "candidate" and len(one.cities) > 1]
    decided = compiled(rf"(?<!\w)(?:{language.chosen}|{language.given_up})(?!\w)")
    if rivals and decided.search(text):
        yield from ((one.start, Span(one.start, one.end)) for one in rivals)


def _cited(findings: Findings, text: str) -> Iterator[tuple[int, Span]]:
    """Yield what stands in brackets in the text of a paper: its authors and years ('as arenas of learning (Lyon, 2014)')."""
    is_paper, authors = _PAPER.search(text) is not None, set(_AUTHOR.findall(text))
    brackets = [match.span() for match in _IN_BRACKETS.finditer(text)]
    elsewhere = {entry.start for entry in _outside(findings.entries, brackets)}
    for entry in findings.entries:
        is_whole = entry.start not in elsewhere and text.find(")", entry.start, entry.end) < 0
        year = entry.year.value if entry.year else 0
        is_cited = is_paper or any((city.name, str(year)) in authors for city in entry.cities)
        if entry.rule == "sentence" and is_whole and is_cited:
            yield entry.start, Span(entry.start, entry.end)


def _leave_unread(findings: Findings, gone: dict[int, Span]) -> None:
    findings.unread += gone.values()
    findings.entries = [entry for entry in findings.entries if entry.start not in gone]


def _without_moves_told_twice(entries: list[Entry]) -> Iterator[Entry]:
    """Yield entries, but those of '2020: X, postponed to 2022' for 2022 where that has a line of its own ('2022: X')."""
    put_off = {entry.start for entry in entries if entry.status == "postponed"}
    told = Counter((entry.year.value, city.name) for entry in entries if entry.year for city in entry.cities)
    for entry in entries:
        year = entry.year.value if entry.year and entry.status == "planned" and entry.start in put_off else None
        if year is None or any(told[year, city.name] == 1 for city in entry.cities):
            yield entry


def _in_other_places(findings: Findings) -> Iterator[tuple[int, Span]]:
    """Yield what only the page's title gives to its edition, where the page gives that another host: elsewhere, or first."""
    others = {entry.start for entry in _outside(findings.entries, findings.by_title)}
    by_title: list[Entry] = []
    named: dict[int, set[str]] = defaultdict(set)
    for entry in findings.entries:
        if not entry.own and entry.start not in others:
            by_title.append(entry)
        elif entry.year:
            named[entry.year.value] |= {city.name for city in entry.cities}
    for entry in sorted(by_title, key=lambda one: one.start):
        names = {city.name for city in entry.cities}
        hosts = named[entry.year.value] if entry.year else names
        if hosts and not names <= hosts:
            yield entry.start, Span(entry.start, entry.end)
        hosts |= names


def _judged(findings: Findings, blocks: tuple[Block, ...], text: str) -> Iterator[tuple[int, Span]]:
    """Yield what a verdict before it, behind it, in a cell beside it or in a block of its own says is not so ('Myth: …')."""
    judged: set[int] = set()
    asked = {block.start: found.end() for block in blocks if (found := _IS_ASKED.search(text, block.start, block.end))}
    for at, block in enumerate(blocks):
        is_asked = block.kind == "heading" and block.start in asked
        if is_asked or _IS_VERDICT.fullmatch(block.text):
            beside = (at + 1,) if block.kind == "heading" else (at - 1, at + 1)
            judged |= {blocks[one].start for one in beside if 0 <= one < len(blocks)}
        elif _BOXES.search(block.text):
            judged.add(block.start)
        elif at and (answer := _ANSWER.match(block.text)) and not (answer["no"] and blocks[at - 1].text.endswith("?")):
            judged.add(blocks[at - 1].start)  # 'It was held in X. | False. It was held in Y', '… | Not that I know, …'
    for one in findings.stretches:
        if one.found.entries and (
            one.block.start in judged
            or one.end >= asked.get(one.block.start, len(text) + 1)
            or _JUDGED.match(text, one.start, one.end)
            or any(_IS_VERDICT.fullmatch(text, *cell) for cell in one.block.cells)
        ):
            yield from ((entry.start, Span(entry.start, entry.end)) for entry in one.found.entries)


def _said_otherwise(findings: Findings, text: str) -> Iterator[tuple[int, Span]]:
    """Yield what the next sentence says otherwise, of another city ('… in X. In fact it was held in Y')."""
    for one, behind in pairwise(findings.stretches):
        cities, years, _ = behind.found.alone
        if one.block is not behind.block or not (cities and one.found.entries):
            continue
        at = behind.start, behind.end
        is_later = RELATIVE_YEAR.search(text, *at) is not None  # 'It was held in Y the year after'
        held = None if is_later else _IT_WAS_HELD.match(text, *at)
        if held or OTHERWISE.match(text, *at):
            named, of_years = {city.name for city in cities}, {year.value for year in years}
            for entry in one.found.entries:
                is_of_it = not of_years or entry.year is None or entry.year.value in of_years
                if is_of_it and named.isdisjoint(city.name for city in entry.cities):
                    yield entry.start, Span(entry.start, entry.end)


def _told_as_anothers(findings: Findings, text: str) -> Iterator[tuple[int, Span]]:
    """Yield what is told elsewhere as another gathering's, city and year, and does not name the network where it is stated."""
    others: set[tuple[str, int]] = set()
    for one in findings.stretches:
        years = {year.value for year in one.found.alone[1]}
        if one.found.other and not one.found.entries and len(years) == 1:
            others |= {(city.name, year) for city in one.found.alone[0] for year in years}
    if others:
        named = [(one.start, one.end) for one in findings.stretches if network_named().search(text, one.start, one.end)]
        for entry in _outside(findings.entries, named):
            if entry.year and any((city.name, entry.year.value) in others for city in entry.cities):
                yield entry.start, Span(entry.start, entry.end)


def _only_named_there(findings: Findings) -> Iterator[tuple[int, Span]]:
    """Yield what words without a verb give to a year that a sentence gives to another city ('Annual Conference, Graz 2022')."""
    held: dict[int, set[str]] = defaultdict(set)
    for entry in findings.entries:
        if entry.own and entry.year and entry.rule == "sentence" and entry.status_rule == "words":
            held[entry.year.value] |= {fold(city.name) for city in entry.cities}
    for entry in findings.entries if held else ():
        is_named = entry.rule in ("sentence", "heading") and entry.status_rule != "words"
        cities = held.get(entry.year.value) if is_named and entry.year else None
        if cities and cities.isdisjoint(fold(city.name) for city in entry.cities):
            yield entry.start, Span(entry.start, entry.end)


def _of_a_work(
    findings: Findings, blocks: tuple[Block, ...], text: str, title: str, language: Language
) -> Iterator[tuple[int, Span]]:
    """Yield what does not name the network, on a page whose title calls something else by the conference's name ('The tapestry “X”')."""
    series = words(language).series
    for called in _main_titles(blocks, title):
        quoted = next(iter(QUOTED.finditer(called)), None)
        name = series.search(quoted[0]) if quoted else None
        if quoted is None or name is None or not re.fullmatch(r"[\W\d]*", series.sub("", quoted[0], count=1)):
            continue
        if re.search(r"[^\W\d_]{3}", called[: quoted.start()] + called[quoted.end() :]):
            named = [
                (one.start, one.end) for one in findings.stretches if network_named().search(text, one.start, one.end)
            ]
            yield from ((entry.start, Span(entry.start, entry.end)) for entry in _outside(findings.entries, named))


def _only_in_titles(findings: Findings) -> Iterator[tuple[int, Span]]:
    """Yield what only a title says, of which a sentence that names the conference says something else ('We ask that it be in X')."""
    pairs: dict[bool, set[tuple[str, int]]] = {False: set(), True: set()}
    for one in findings.stretches:
        if one.block.kind != "heading" and (one.found.entries or one.found.own):
            named = {(city.name, year.value) for city in one.found.alone[0] for year in one.found.alone[1]}
            pairs[bool(one.found.entries)] |= named
    for one in findings.stretches if pairs[False] else ():
        for entry in one.found.entries if one.block.kind == "heading" else ():
            told = {(city.name, entry.year.value) for city in entry.cities if entry.year}
            if told & pairs[False] and not told & pairs[True]:
                yield entry.start, Span(entry.start, entry.end)


def _taken_back(findings: Findings, blocks: tuple[Block, ...], text: str) -> Iterator[tuple[int, Span]]:
    """Yield what the sentences behind it take back ('That was wrong', 'Galway has not applied')."""
    entries = sorted((entry for entry in findings.entries if entry.rule in _PROSE), key=lambda entry: entry.start)
    starts, begins = [entry.start for entry in entries], [block.start for block in blocks]
    by_city: dict[str, dict[int | None, list[Entry]]] = defaultdict(lambda: defaultdict(list))
    for entry in entries:
        if entry.status in ("held", "planned", "candidate", None):
            for city in entry.cities:
                by_city[city.name][entry.year.value if entry.year else None].append(entry)
    for one in findings.stretches:
        if one.context.form not in _PROSE:
            continue
        cities, years, _ = one.found.alone
        first_named = min([*(city.start for city in cities), *(year.start for year in years)], default=one.end)
        part = _PART.search(text, one.start, first_named)
        if part and not re.search(r"[^\W\d_]", text[one.start : part.start()]):
            continue  # '3: False.': the answer to a question
        takes_back = TAKEN_BACK.search(text, one.start, part.start() if part and (cities or years) else one.end)
        if not (part or takes_back or one.found.denied) or (one.found.entries and not (part and takes_back)):
            continue
        if _IS_ASKED.search(text, one.start, one.end):
            continue
        story = _STORY.search(text, one.start, one.end)
        if story and TAKEN_BACK.search(text, story.end(), one.end):  # 'This story was our April Fool'
            yield from (
                (entry.start, Span(entry.start, entry.end)) for entry in findings.entries if entry.start < one.start
            )
        # 'Nada disto aconteceu': Nada is a city as well
        is_named = years or any(
            takes_back is None or not takes_back.start() <= city.start < takes_back.end() for city in cities
        )
        if takes_back and (part or not is_named):
            last = bisect_left(starts, one.start)
            first = bisect_left(starts, _reach(one, begins, text))
            if first == last and _UPDATE.match(text, one.block.start):  # 'Update: Many have asked. It was a joke.'
                first = bisect_left(starts, begins[max(bisect_left(begins, one.block.start) - 1, 0)])
            for entry in entries[first:last]:
                yield entry.start, Span(entry.start, one.block.end)
            if _BELOW.search(text, one.start, takes_back.start()):  # 'The story below was our April Fool'
                for entry in entries[bisect_left(starts, one.block.end) :]:
                    yield entry.start, Span(entry.start, entry.end)
        elif (
            len({city.name for city in cities}) == 1
            and one.found.denied
            and (one.found.own or one.found.goes_on or _OF_HOSTS.search(text, one.start, one.end))
            and not _ASKS.search(text, one.start, one.end)
            and text[one.end : one.end + 2].strip() != "?"
        ):
            by_year = by_city[cities[0].name]
            for year in {year.value for year in years} if years else list(by_year):
                yield from ((entry.start, Span(entry.start, entry.end)) for entry in by_year.pop(year, ()))


def _reach(one: Stretch, begins: list[int], text: str) -> int:
    """Return where what a sentence takes back may begin: in its own block, or in the one before where it is the first."""
    if one.start != one.block.start or _JUDGED.match(text, one.start, one.end):
        return one.block.start
    return begins[max(bisect_left(begins, one.start) - 1, 0)]
