"""The list of the conferences' objectives, whatever its mark-up: list items, lines with bullets, or one sentence."""

import re
from collections.abc import Iterator
from functools import cache

from scraper.pages.document import Block, Document, collapse
from scraper.pages.languages import Language
from scraper.pages.records import Objective, Span

_BULLET = re.compile(r"\s*(?:[•·▪◦‣●○■*–—-]|(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])(?=\s))\s*", re.IGNORECASE)


@cache
def _lead(language: Language) -> re.Pattern[str]:
    """Return the words before the list: '… main objectives of this event are to:', or a heading of the word alone."""
    return re.compile(
        rf"\b(?:{language.objectives})\b[^.!?]{{0,160}}?(?::|\b(?:{language.objectives_end})\b\s*:?\s*$)", re.IGNORECASE
    )


@cache
def _heading(language: Language) -> re.Pattern[str]:
    return re.compile(rf"(?:\w+\s+){{0,2}}(?:{language.objectives})\b[^.!?]{{0,80}}", re.IGNORECASE)


@cache
def _joiner(language: Language) -> re.Pattern[str]:
    """Return the word that joins an objective to the one before: 'and'."""
    return re.compile(rf"\s*(?:{language.joiner})\s+", re.IGNORECASE)


@cache
def _closing(language: Language) -> re.Pattern[str]:
    """Return what closes an objective: a mark, and an 'and' that leads to the next."""
    return re.compile(rf"(?:[\s;,.]+(?:{language.joiner}))?[\s;,.]*$", re.IGNORECASE)


def read_objectives(document: Document, language: Language, *, about_conferences: bool) -> tuple[tuple[Objective, ...], tuple[Span, ...]]:
    return (_read(document, language) if about_conferences else ()), ()


def _read(document: Document, language: Language) -> tuple[Objective, ...]:
    """Return the objectives of the first list that a lead or a heading announces as such, in order."""
    blocks = document.blocks
    for at, block in enumerate(blocks):
        lead = _lead(language).search(block.text)
        if lead and block.text[lead.end() :].strip():
            found = list(_inline(block, lead.end(), language))
            if len(found) > 1:
                return _numbered(document, found, "objectives/sentence", language)
        announced = lead or (block.kind == "heading" and _heading(language).fullmatch(block.text))
        if announced and (found := list(_below(blocks[at + 1 :]))):
            return _numbered(document, found, "objectives/list", language)
    return ()


def _below(blocks: tuple[Block, ...]) -> Iterator[Span]:
    """Yield the items of the list directly below: those of one list, their sub-items with them, or bulleted lines."""
    if not blocks:
        return
    if blocks[0].kind == "item":
        spans: list[Span] = []
        for block in blocks:
            if block.kind != "item" or block.level < blocks[0].level:
                break
            if block.level > blocks[0].level and spans:
                spans[-1] = Span(spans[-1].start, block.end)
            elif block.group == blocks[0].group:
                spans.append(Span(block.start, block.end))
            else:
                break
        yield from spans
        return
    for block in blocks:
        if block.kind != "paragraph" or not _BULLET.match(block.text):
            return
        yield from _lines(block)


def _lines(block: Block) -> Iterator[Span]:
    """Yield a bulleted paragraph's lines; a line without a bullet goes on with the one before."""
    held: Span | None = None
    for line in re.finditer(r"[^\n]+", block.text):
        span = Span(block.start + line.start(), block.start + line.end())
        if held and not _BULLET.match(line[0]):
            held = Span(held.start, span.end)
            continue
        if held:
            yield held
        held = span
    if held:
        yield held


def _inline(block: Block, start: int, language: Language) -> Iterator[Span]:
    """Yield the parts of 'to: exchange …; determine …; and offer ….', or of bulleted lines in the lead's own block."""
    rest = block.text[start:]
    separator = r"\n" if re.search(r"\n", rest.strip()) else ";" if ";" in rest else r"•|\n"
    at = start
    for part in re.split(rf"({separator})", rest):
        if not re.fullmatch(separator, part) and part.strip():
            joined = _joiner(language).match(part)  # 'and' before the last
            yield Span(block.start + at + (joined.end() if joined else 0), block.start + at + len(part))
        at += len(part)


def _numbered(document: Document, spans: list[Span], rule: str, language: Language) -> tuple[Objective, ...]:
    text = document.text
    bare = [span for span in (_bare(text, span, language) for span in spans) if span.start < span.end]
    return tuple(
        Objective(position=at, text=collapse(text[span.start : span.end]), span=span, rule=rule)
        for at, span in enumerate(bare, start=1)
    )


def _bare(text: str, span: Span, language: Language) -> Span:
    """Take a bullet or number and the closing marks off, and an 'and' that leads to the next objective."""
    bullet = _BULLET.match(text, span.start, span.end)
    start = bullet.end() if bullet else span.start
    while start < span.end and text[start].isspace():
        start += 1
    words = _closing(language).sub("", text[start : span.end])
    return Span(start, start + len(words))
