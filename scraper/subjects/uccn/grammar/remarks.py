"""What is said of an edition's status beside its own words: in a line of the same unit, or in a footnote."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import TypeVar

import msgspec

from scraper.reading.document import Block, Document
from scraper.subjects.uccn.facts import Status
from scraper.subjects.uccn.grammar.entries import Entry, Numbered
from scraper.subjects.uccn.grammar.labels import Label, with_country
from scraper.subjects.uccn.grammar.mentions import Year, may_lie_in
from scraper.subjects.uccn.grammar.words import FLAGS, YEAR, Words
from scraper.subjects.uccn.languages import in_any
from scraper.values.records import Span

_LONGEST = 15  # words
_OFF: tuple[Status, ...] = ("postponed", "cancelled")
_MARK = r"\[[\w*†‡§¶]{1,3}\]|\((?:\d{1,2}|[a-h])\)|\(?(?:\*{1,3}|[†‡§¶])\)?"
_FOOTNOTE = re.compile(rf"\s*(?P<mark>{_MARK})[\s:]*")
_NEXT_NOTE = re.compile(rf"(?<=[.;,])\s+(?={_MARK})")
_CAUSE = re.compile(rf"(?:{in_any('because')})\s+(?:\w+[\s’'-]*){{1,4}}$", FLAGS)  # 'wegen der Pandemie'
_AUXILIARY = re.compile(rf"(?<!\w)(?:(?:{in_any('auxiliaries')})(?!\w)|l[’'])", FLAGS)
_NO_SUBJECT = re.compile(r"[\s\d.,:;()*–—-]*")
_NO_NOUN = re.compile(
    rf"\W*$|\s*[\d.,;:()–—-]|\s+(?:{in_any('because')}|online|virtual\w*|en\s+ligne|en\s+l[íi]nea|cit\w+|villes?|ciudad\w*|cidades?|st[äa]dte?|to|until|till|auf|bis|au|[àa]l?|para|hasta|at[ée]|in|en|em|suite)\b",
    FLAGS,
)
_FROM = re.compile(rf"\s+(?:{in_any('range_from')})", FLAGS)


class Remark(msgspec.Struct, frozen=True):
    """A line that says a status and not of what; `mark` is a footnote's. The status is None where it is not understood."""

    block: Block
    status: Status | None
    span: Span
    before: int
    mark: str | None


def with_remarks(entries: list[Entry], blocks: tuple[Block, ...], document: Document, words: Words) -> list[Entry]:
    """Return entries with the status that a remark gives: 'Postponed to 2022' in the same card, '* cancelled' below a list.

    A remark is about those that bear its mark, else about the one entry of the smallest element around it, else about
    the one that ends in the line before it. What an entry's own words say stands.
    """
    held = _held(entries, blocks, document)
    by_end = sorted((entry.end, at) for at, entry in enumerate(entries))
    bearers: dict[str, list[int]] = {}
    told: dict[int, Remark] = {}
    for remark in _remarks(entries, blocks, document.text, words):
        if remark.mark is not None:
            if remark.mark not in bearers:
                bearers[remark.mark] = [
                    at for at, entry in enumerate(entries) if _bears(remark.mark, entry, document.text)
                ]
            about = bearers[remark.mark]
        else:
            about = _in_the_unit(remark.block, held, document)
            if len(about) != 1 and remark.block.kind != "heading":  # that is of what is below it
                first = bisect_left(by_end, (remark.before, 0))
                about = [at for _, at in by_end[first : bisect_left(by_end, (remark.span.start + 1, 0))]]
            if len(about) == 1 and _is_of_another_year(remark, entries[about[0]], document.text):
                continue
        if remark.mark is not None or len(about) == 1:
            line = document.text.find("\n", remark.span.end)
            end = line if line >= 0 else len(document.text)
            told |= {
                at: remark for at in about if not is_of_an_earlier_year(remark, end, entries[at].year, document.text)
            }
    return [
        _said(entry, told[at]) if at in told and entry.status_rule != "words" else entry
        for at, entry in enumerate(entries)
    ]


def _said(entry: Entry, remark: Remark) -> Entry:
    told, rule = (remark.span, "words") if remark.status else (None, "unknown")
    return msgspec.structs.replace(entry, status=remark.status, status_at=told, status_rule=rule)


def _is_of_another_year(remark: Remark, entry: Entry, text: str) -> bool:
    """Say whether the line of a remark begins with a year that is not the entry's ('2020 – cancelled'), or stands below one.

    What says that something was held may name its year behind it ('That was 2018').
    """
    line = max(remark.block.start, text.rfind("\n", 0, remark.span.start) + 1)
    above = text[text.rfind("\n", 0, max(line - 1, 0)) + 1 : line].strip()
    until = remark.block.end if remark.status == "held" else remark.span.start
    years = re.compile(YEAR).findall(text, line, until) or re.compile(YEAR).findall(
        above if len(above) == len("2020") else ""
    )
    return bool(years) and entry.year is not None and str(entry.year.value) not in years


def is_of_an_earlier_year(told: Remark | tuple[Status, Span], end: int, year: Year | None, text: str) -> bool:
    """Say whether words up to an end tell what was planned for a year before an entry's ('first planned for 2020', 'moved from 2020')."""
    status, span = (told.status, told.span) if isinstance(told, Remark) else told
    behind = _FROM.match(text, span.end, end) if status == "postponed" else None
    years = re.compile(YEAR).findall(text, behind.end() if behind else span.start, end)
    is_told = status == "planned" or behind is not None
    return is_told and year is not None and bool(years) and max(map(int, years)) < year.value


def with_ordinals(
    entries: list[Entry], numbers: list[tuple[Block, Numbered]], blocks: tuple[Block, ...], document: Document
) -> list[Entry]:
    """Return entries with the ordinals that stand by themselves in their units ('XIII Annual Conference', 'Edition: 13')."""
    given = _given(numbers, entries, blocks, document)
    return [
        msgspec.structs.replace(entry, edition=given[at]) if at in given and entry.edition is None else entry
        for at, entry in enumerate(entries)
    ]


def with_countries(
    entries: list[Entry], countries: list[tuple[Block, Label]], blocks: tuple[Block, ...], document: Document
) -> list[Entry]:
    """Return entries with the country that stands by itself in their unit, where they name none ('Santos 2022', 'Brazil')."""
    given = _given(countries, entries, blocks, document)
    found = list(entries)
    for at, label in given.items():
        alone = label.country is not None and not document.text[slice(*label.country[:2])].endswith(("’s", "'s"))
        codes = label.country[2] if label.country else ()
        fits = all(not city.country and may_lie_in(city.name, codes) for city in entries[at].cities)
        if alone and fits:
            cities = tuple(with_country(city, label, document.text) for city in entries[at].cities)
            found[at] = msgspec.structs.replace(entries[at], cities=cities)
    return found


_Mark = TypeVar("_Mark")


def _given(
    marks: list[tuple[Block, _Mark]], entries: list[Entry], blocks: tuple[Block, ...], document: Document
) -> dict[int, _Mark]:
    """Return the mark of each entry that is the only one in the smallest element around a mark that holds any."""
    given: dict[int, _Mark] = {}
    held = _held(entries, blocks, document) if marks else {}
    for block, mark in marks:
        about = _in_the_unit(block, held, document)
        if len(about) == 1:
            given.setdefault(about[0], mark)
    return given


def _held(entries: list[Entry], blocks: tuple[Block, ...], document: Document) -> Mapping[int, list[int]]:
    """Return which entries each element holds, by the blocks in which they begin."""
    starts = [block.start for block in blocks]
    held: dict[int, list[int]] = defaultdict(list)
    for at, entry in enumerate(entries):
        for element in document.around(blocks[max(bisect_right(starts, entry.start) - 1, 0)].within):
            held[element].append(at)
    return held


def _in_the_unit(block: Block, held: Mapping[int, list[int]], document: Document) -> list[int]:
    """Return which entries the smallest element around a block holds that holds any; none where that is the page's."""
    unit = next((one for one in document.around(block.within) if one in held), 0)
    return held[unit] if unit else []


def _remarks(entries: list[Entry], blocks: tuple[Block, ...], text: str, words: Words) -> Iterator[Remark]:
    """Yield the lines, but those of tables and of entries, that begin with a status or with a footnote's mark and a status."""
    ends = sorted(entry.end for entry in entries)
    before = 0
    for block in blocks:
        for line in re.compile(r"[^\n]+").finditer(text, block.start, block.end):
            start, end = line.span()
            is_free = bisect_right(ends, end) == bisect_right(ends, start)
            is_note = block.kind != "row" or _FOOTNOTE.match(text, start, end)
            if is_note and is_free and (found := list(_notes(text, start, end, words))):
                for footnote, status, span in found:
                    yield Remark(block, status, span, before, footnote)
            else:
                before = start


def _notes(text: str, start: int, end: int, words: Words) -> Iterator[tuple[str | None, Status | None, Span]]:
    """Yield what a line, or each of the footnotes that stand in one, says of a status."""
    footnote = _FOOTNOTE.match(text, start, end)
    if footnote is None:
        if told := status_said(text, start, end, words):
            yield None, *told
        return
    edges = [start, *(match.end() for match in _NEXT_NOTE.finditer(text, footnote.end(), end)), end]
    for first, last in pairwise(edges):
        note = _FOOTNOTE.match(text, first, last)
        if note is None:
            continue
        mark = note["mark"].strip("[]()")
        if told := status_said(text, note.end(), last, words, of_it=True):
            yield mark, *told
        elif words.denies(text, note.end(), last) or any(
            pattern.search(text, note.end(), last) for pattern in words.of(*_OFF)
        ):
            yield mark, None, Span(first, last)


def status_said(
    text: str, start: int, end: int, words: Words, *, anywhere: bool = False, of_it: bool = False
) -> tuple[Status, Span] | None:
    """Return the status that a line or cell says without a subject of its own ('Cancelled', 'postponed to 2022').

    With `of_it`, the subject may be the conference: a footnote. With `anywhere`, whatever else it says: a cell under 'Status'.
    """
    if len(text[start:end].split(maxsplit=_LONGEST)) > _LONGEST:
        return None
    for status, pattern in words.statuses:
        if (match := pattern.search(text, start, end)) is None:
            continue
        rest = text[match.end() : end]
        named = words.series.search(text, match.end(), end)
        if named and words.at_it.search(text, match.end(), named.start()):
            continue  # 'CANCELLED – coach trip to the …'
        goes_on = status in _OFF and words.small.match(rest.lstrip())
        subject = text[start : match.start()]
        if of_it:
            subject = words.small.sub(" ", _CAUSE.sub(" ", subject))
            for pattern in (words.series, words.neutral, _AUXILIARY):
                subject = pattern.sub(" ", subject)
        alone = _NO_SUBJECT.fullmatch(words.small.sub(" ", subject)) and (goes_on or _NO_NOUN.match(rest))
        if alone or anywhere:
            return status, Span(*match.span())
    return None


def _bears(mark: str, entry: Entry, text: str) -> bool:
    """Say whether a footnote's mark stands in an entry or right behind it."""
    line = text.find("\n", entry.end)
    words = text[entry.start : min(entry.end + 8, line if line >= 0 else len(text))]
    written = rf"\[{mark}\]|\({mark}\)" if mark.isalnum() else rf"(?<!\*){re.escape(mark)}(?!\*)"
    return re.search(written, words) is not None
