"""The objectives of the conferences, and of nobody else: a list that words, a heading or a table announce as such."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import chain
from typing import Any, Literal

import msgspec

from scraper.reading.document import Block, Document
from scraper.reading.elements import collapse
from scraper.subjects.uccn.facts import Objective
from scraper.subjects.uccn.grammar.gatherings import Gathering, gatherings
from scraper.subjects.uccn.grammar.listing import BULLET, MARK, Parts, is_number, patterns
from scraper.subjects.uccn.grammar.words import FLAGS, compiled, network_named, sentences, words
from scraper.subjects.uccn.languages import Language, in_any
from scraper.values.records import Span

Whose = Literal["own", "this", "other", "unsure", "nobody"]  # 'this' is 'the conference', 'nobody' is no word of it

# Goals that the United Nations call by this name, and bodies that have objectives of their own.
_AGENDA = re.compile(in_any("goals"), FLAGS)
_BODIES = re.compile(rf"\b(?:{in_any('projects')})", FLAGS)
_OURS = re.compile(rf"\b(?:{in_any('ours')})\b", FLAGS)
_BESIDE = (
    r"at|during|in|through|via|before|after|with|lors\s+de|au\s+cours\s+de|en|dans|durante|nel\w*|all\w?|na|bei|beim|"
    r"auf|während|im|par|por|per"
)
_OF = r"of|for|to|du|des|de|del|dell[aeo]?|da|do|von|vom|zur|zum"
_COPULA = re.compile(rf"(?<!\w)(?:{in_any('copula')})\s+", FLAGS)
_DEBATED = re.compile(rf"\b(?:{in_any('debated')})", FLAGS)
_NUMBER = re.compile(  # of a section: '2.1', 'B)', 'Article 2 –', '§ 4'
    rf"(?:(?:{in_any('sections')})\s+|§\s*)?(?:\d{{1,2}}(?:\.\d{{1,2}})*(?:[.)]|er|º|°)?|[A-Za-z][.)]|[IVX]{{1,5}}[.)]?)\s*(?:[.:–—-]\s*)?(?<=[\s])",
    FLAGS,
)
_NEXT = 30  # characters behind 'our' in which the conference that is meant is named
_FARTHEST = 400  # characters between what announces a list and the list


class _Lead(msgspec.Struct, frozen=True):
    """What announces a list: where it stands and ends, the block in which the list begins, how many it says there are."""

    span: Span
    whose: Whose
    below: int
    inline: Span | None = None
    count: int | None = None
    column: int | None = None
    is_heading: bool = False
    sure: bool = True
    is_named: bool = False
    is_loose: bool = False


def read_objectives(
    document: Document, language: Language, *, about_conferences: bool
) -> tuple[tuple[Objective, ...], tuple[Span, ...]]:
    """Return the conferences' objectives in order, and the stretches that could state some and do not surely.

    A page that is not about the conferences as such has to name them in what announces the list.
    """
    reader = _Reader(document, language, about_conferences)
    sure: list[tuple[tuple[bool, bool], str, list[Span], Span]] = []
    unread: list[Span] = []
    for lead, parts, rule in reader.lists():
        spans = [span for span in map(reader.parts.bare, parts) if span.start < span.end]
        whole = Span(lead.span.start, max([lead.span.end, *(span.end for span in parts)]))
        several = len(spans) > 1 or (not lead.is_loose and any(map(reader.is_item, spans)))
        if lead.whose == "own" and lead.sure and several and lead.count in (None, len(spans)):
            sure.append(((lead.is_loose, not lead.is_named), rule, spans, whole))
        elif (lead.whose == "own" and not (lead.is_loose and len(spans) < 2)) or (
            lead.whose == "unsure" and len(spans) > 1
        ):
            unread.append(whole)
    best = min(sure, key=lambda one: one[0], default=None)
    unread += [one[3] for one in sure if one is not best]
    found = (
        tuple(
            Objective(position=at, text=collapse(reader.text[span.start : span.end]), span=span, rule=best[1])
            for at, span in enumerate(best[2], start=1)
        )
        if best
        else ()
    )
    return found, tuple(sorted(unread))


class _Reader:
    """One pass over a document's blocks, with the headings that each stands under."""

    def __init__(self, document: Document, language: Language, about: bool) -> None:
        self.text = document.text
        self.parts = Parts(document, language)
        self._blocks = document.blocks
        self._language, self._words, self._patterns = language, words(language), patterns(language)
        self._about = about
        self._titled = self._named(document.title or "", 0, len(document.title or ""))
        self._over: list[tuple[int, Whose]] = []

    def is_item(self, span: Span) -> bool:
        """Say whether a stretch stands in an item of a list: one alone is a list as well."""
        return any(block.kind == "item" and block.start <= span.start < block.end for block in self._blocks)

    def lists(self) -> Iterator[tuple[_Lead, list[Span], str]]:
        """Yield what announces a list of objectives, the list's parts, and the rule that reads them."""
        done = -1
        for at, block in enumerate(self._blocks):
            if block.kind == "heading":
                self._over = [one for one in self._over if one[0] < block.level]
                self._over.append((block.level, self._named(self.text, block.start, block.end)))
            past = block.start
            for lead in self._leads(at, block) if at > done else ():
                if lead.span.start < past:
                    continue
                inside = self.parts.inline(lead.inline, lead.count) if lead.inline else []
                parts, done = (inside, at) if inside else self._below(lead)
                past = inside[-1].end if len(inside) > 1 or (inside and not lead.is_loose) else past
                if parts or not lead.is_heading:
                    yield lead, parts, f"objectives/{'sentence' if inside else 'list'}"

    def _below(self, lead: _Lead) -> tuple[list[Span], int]:
        under = self._over[-1][0] if self._over else 0
        return self.parts.below(
            lead.below, count=lead.count, column=lead.column, is_heading=lead.is_heading, under=under
        )

    # What announces a list.

    def _leads(self, at: int, block: Block) -> Iterator[_Lead]:
        after = self._blocks[at + 1] if at + 1 < len(self._blocks) else None
        label = self._patterns.label.match(block.text)
        if label and is_number(label, 1):
            yield _Lead(Span(block.start, block.start), self._resolved("nobody", at, block.start), at)
        elif block.kind == "row":
            yield from self._row_leads(at, block, after)
        elif block.kind == "heading" or (after and self._heads(block, after)):
            if noun := self._heading(block.start, block.end):
                span = Span(self._behind_number(block.start, block.end), block.end)
                yield self._lead_of(at, noun, span, block.end, is_heading=True)
            elif block.text[-1] == ":":
                yield from self._sentence_leads(at, block, after)
        else:
            yield from self._sentence_leads(at, block, after)

    def _heading(self, start: int, end: int) -> re.Match[str] | None:
        start = self._behind_number(start, end)
        end -= self.text[start:end].endswith("?")
        whole = len(self.text[start:end]) <= 160 and self._patterns.heading.fullmatch(self.text, start, end)
        return self._patterns.announces.search(self.text, start, end) if whole else None

    def _behind_number(self, start: int, end: int) -> int:
        """Return where the words of a title begin, behind the number of its section ('2.1 Objectives')."""
        number = _NUMBER.match(self.text, start, end)
        return number.end() if number else start

    def _heads(self, block: Block, after: Block) -> bool:
        """Say whether a block that is no heading stands as one before a list, a table or numbered paragraphs."""
        if block.text[-1] in ".:;,!?" or "\n" in block.text:
            return False
        if block.kind == "item":
            return after.kind == "item" and (after.level > block.level or (block.tag, after.tag) == ("dt", "dd"))
        return after.kind in ("item", "row") or BULLET.match(after.text) is not None

    def _lead_of(self, at: int, noun: re.Match[str], span: Span, end: int, **more: Any) -> _Lead:
        whose = self._whose(span.start, noun, end)
        return _Lead(
            Span(span.start, end),
            self._resolved(whose, at, span.start),
            at + 1,
            count=self._count(span.start, noun, end),
            is_named=whose == "own",
            **more,
        )

    def _row_leads(self, at: int, block: Block, after: Block | None) -> Iterator[_Lead]:
        cells = [cell for cell in block.cells if cell[0] < cell[1]]
        nouns = [self._heading(*cell) for cell in block.cells]
        noun = next((one for one in nouns if one), None)
        if noun is None:
            return
        column = nouns.index(noun)
        cell = Span(*block.cells[column])
        below = (
            after is not None
            and after.kind == "row"
            and after.group == block.group
            and len(after.cells) == len(block.cells)
        )
        is_short = all(end - start <= 30 for start, end in cells)
        if len(cells) == 1:
            yield self._lead_of(at, noun, cell, cell.end, is_heading=True)
        elif (below and (block.header or (is_short and column))) or (
            below and is_short and not re.search(r"[;\n]", block.text)
        ):
            others = [one for one, noun in zip(block.cells, nouns, strict=True) if not noun and one[0] < one[1]]
            sure = len(others) < 2 and not any(self._speaks_of_more(*one) for one in others)
            for column, one in enumerate(nouns):
                if one:
                    cell = Span(*block.cells[column])
                    yield self._lead_of(at, one, cell, cell.end, column=column, sure=sure)
        elif column == 0 and len(cells) == 2:
            yield self._lead_of(at, noun, cell, cell.end, inline=Span(*cells[1]))

    def _speaks_of_more(self, start: int, end: int) -> bool:
        """Say whether a column's header names what the objectives of each row would belong to."""
        headers = "|".join(pattern for _, pattern in self._language.headings)
        is_number = compiled(r"#|n[°ºo]?\.?|nr\.?|\W*").fullmatch(self.text[start:end])
        return not is_number and (
            self._named(self.text, start, end) != "nobody"
            or compiled(headers).fullmatch(self.text[start:end]) is not None
        )

    def _sentence_leads(self, at: int, block: Block, after: Block | None) -> Iterator[_Lead]:
        past = block.start
        for noun in self._patterns.announces.finditer(self.text, block.start, block.end):
            if noun.start() < past:
                continue
            first, last = max(past, noun.start() - _FARTHEST), min(block.end, noun.end() + _FARTHEST)
            around = sentences(self.text, first, last)
            start, past = next((one for one in around if one[0] <= noun.start() < one[1]), (first, last))
            end = self._end(noun, past)
            if end is None and self.text[past : past + 1] == "\n" and self._heading(start, past):
                end = past  # a title in a line of its own
            leads_to_none = end == block.end and (after is None or after.kind not in ("item", "row"))
            if end is not None and not (leads_to_none and self.text[end - 1] == "?"):
                rest = Span(end, block.end) if end < block.end else None
                is_noun = re.fullmatch(self._language.objectives, noun[0], FLAGS) is not None
                sure = is_noun or self.text[end - 1] == ":" or rest is None
                yield self._lead_of(at, noun, Span(start, end), end, inline=rest, is_loose=not sure)
        opens = (
            past == block.start
            and after is not None
            and after.kind == "item"
            and self._patterns.opens.search(block.text)
        )
        if opens and self._named(self.text, block.start, block.end) == "own":
            yield _Lead(Span(block.start, block.end), "unsure", at + 1)

    def _end(self, noun: re.Match[str], end: int) -> int | None:
        """Return where the list of a sentence begins: behind a colon, at a number, an infinitive, or the next sentence."""
        if self.text[end : end + 1] == "?":
            return end + 1
        colon = self.text.find(":", noun.end(), end)
        number = next((mark for mark in MARK.finditer(self.text, noun.end(), end) if is_number(mark, 1)), None)
        if colon >= 0:
            return colon + 1
        if number:
            return number.start()
        if follows := self._patterns.infinitive.match(self.text, noun.end() + 1, end):
            return follows.start()
        if self._patterns.end.search(self.text, noun.start(), end) or self._count(noun.start() - 60, noun, end):
            return end + len(self.text[end : end + 1].strip())  # with its full stop
        infinitive = self._patterns.infinitive.search(self.text, noun.end(), end)
        copula = _COPULA.search(self.text, noun.end(), end)
        begins = [*([infinitive.start()] if infinitive else []), *([copula.end()] if copula else [])]
        return min(begins, default=None)

    def _count(self, start: int, noun: re.Match[str], end: int) -> int | None:
        """Return how many objectives a lead says there are: 'three main objectives', 'the objectives are three'."""
        before = self.text[max(start, noun.start() - 60, 0) : noun.start()]
        after = self.text[noun.end() : end].rstrip(" :.")
        near = [m for m in self._patterns.count.finditer(before) if len(before[m.end() :].split()) < 3]
        last = [m for m in self._patterns.count.finditer(after) if m.end() == len(after)]
        if not (found := (near or last)[-1:]):
            return None
        if found[0]["figure"]:
            return int(found[0]["figure"])
        return next(n for n, word in enumerate(self._language.numbers, 2) if compiled(word).fullmatch(found[0][0]))

    # Whose objectives.

    def _whose(self, start: int, noun: re.Match[str], end: int) -> Whose:
        """Say whose objectives a lead announces: by what follows the noun, stands before it, or is the sentence's subject."""
        text = self.text
        if any(
            one.end() > noun.start() - 2 and one.start() < noun.end() + 12 for one in _AGENDA.finditer(text, start, end)
        ):
            return "other"
        before = text[start : noun.start()]
        if _OURS.search(before[-40:]):
            return "other"
        # 'de' begins 'deste' and 'debe', 'pour' begins 'poursuivis'
        of = rf"\s*(?:{self._language.of})(?:(?<=[’'])|(?!\w)|(?=s[st][ea]s?\b|lla?\b))"
        is_owned = compiled(of).match(text[noun.end() : noun.end() + 30])
        owner = self._words.owner.match(text, noun.end(), end) if is_owned else None
        if owner and not self._patterns.infinitive.match(text, noun.end() + 1):
            return self._owner(owner, end)
        if (ours := _OURS.match(text, noun.end() + 1, end)) and not gatherings(
            text, self._language, self._words, ours.end(), min(end, ours.end() + _NEXT)
        ):
            return "other"  # 'Die Ziele unserer Delegation'
        possessor = re.search(r"(?:[’']s|s[’'])\s+(?:[\w-]+\s+){0,2}$", before)
        named = gatherings(text, self._language, self._words, start, noun.start())
        if possessor:
            ends = [one for one in named if abs(one.end - start - possessor.start()) < 2]
            return _whose_of(ends[0]) if ends else "other" if self._is_body(before[: possessor.start()]) else "unsure"
        subject = next((one for one in named if not self._is_beside(start, one.start, f"{_BESIDE}|{_OF}")), None)
        if subject:
            whose = _whose_of(subject)
            theirs = whose != "other" and _DEBATED.search(text, subject.end, noun.start())
            return "unsure" if theirs or self._is_body_alone(text[start : subject.start]) else whose
        if self._is_body(before):
            return "unsure" if named else "other"
        if not named and compiled(rf"(?<!\w)(?:{self._language.anaphor})(?!\w)").search(before):
            return "this"
        if named or not self._patterns.ownerless.fullmatch(before):
            return "unsure"
        later = gatherings(text, self._language, self._words, noun.end(), end)
        return _whose_of(later[0]) if later and not self._is_beside(noun.end(), later[0].start) else "nobody"

    def _owner(self, owner: re.Match[str], end: int) -> Whose:
        """Say whose they are by 'of …': the first gathering, unless it is 'of' something else's, or where something else is."""
        start = owner.start("whose")
        of = compiled(rf"(?<!\w)(?:{self._language.of})(?!\w)")
        for one in gatherings(self.text, self._language, self._words, owner.start(), min(end, start + 160)):
            if not of.search(self.text, start, one.start) and not self._is_beside(start, one.start):
                return _whose_of(one)
        if compiled(rf"\s*(?:{self._language.of})\s*(?:{self._language.anaphor})(?!\w)").match(owner[0]):
            return "this"
        event = compiled(rf"(?:\S+\s+){{0,2}}(?:{self._words.neutral.pattern})(?!\w)").match(owner["whose"])
        if event and not of.match(self.text, start + event.end() + 1):
            return "this"
        return "other" if self._is_body(owner["whose"]) else "unsure"

    def _is_body(self, text: str) -> bool:
        """Say whether a text names the network, its members, or another body with objectives of its own."""
        members = compiled(rf"(?<!\w)(?:{self._language.members})").search(text)
        return any(
            (members, network_named().search(text), _BODIES.search(text), _OURS.search(text), _AGENDA.search(text))
        )

    def _is_body_alone(self, text: str) -> bool:
        return _BODIES.search(text) is not None or _OURS.search(text) is not None

    def _is_beside(self, start: int, at: int, words: str = _BESIDE) -> bool:
        """Say whether a gathering is only where something happens: 'at the …', 'during its …'."""
        article = rf"(?:{self._language.articles})[\s’']"
        beside = rf"(?<!\w)(?:{words})(?:\s+|[’'])(?:{article}+)?(?:(?!{article})[\w.’']+\s+){{0,3}}$"
        return compiled(beside).search(self.text[max(start, at - 60) : at]) is not None

    def _named(self, text: str, start: int, end: int) -> Whose:
        """Say whom a heading or a sentence is about; 'unsure' for the network and other bodies."""
        named = gatherings(text, self._language, self._words, start, end)
        own = [one for one in named if one.whose == "own"]
        if _OURS.search(text, start, end) or _BODIES.search(text, start, end):
            return "unsure"
        if named and named[0].whose == "other":
            return "other"
        if own and text is self.text and self._is_beside(start, own[0].start):
            return "unsure"
        if own and self._words.rival.search(text, start, own[0].start):
            return "unsure"
        return "own" if own else "unsure" if self._is_body(text[start:end]) else "nobody"

    def _resolved(self, whose: Whose, at: int, start: int) -> Whose:
        """Say whose objectives 'this event' or no owner at all stands for, by what stands before and above."""
        if whose not in ("this", "nobody"):
            return whose
        section = [named for level, named in reversed(self._over) if self._about or level > 1 or whose == "this"]
        over = [*section, self._titled] if whose == "this" or self._about else section
        said = self._said_before(at, start, self._mentioned if whose == "this" else self._named)
        decisive = ("own", "other") if whose == "this" else ("own", "other", "unsure")
        told = next((one for one in chain(said, over) if one in decisive), None)
        if told is None:  # 'Objectives of the Conference': ours, where the page has named no other
            is_ours = self._about or (whose == "this" and self._is_the_one(start))
            told = "own" if is_ours else "unsure"
        return "own" if told == "own" else "unsure"

    def _is_the_one(self, end: int) -> bool:
        """Say whether the conference that a text names last before a place is ours: 'the conference' stands for it."""
        at = bisect_left(self._named_at, (end, "")) - 1
        return at >= 0 and self._named_at[at][1] == "own"

    @cached_property
    def _named_at(self) -> list[tuple[int, str]]:
        """Where the text names gatherings that are somebody's, in order, and whose they are."""
        named = (gatherings(self.text, self._language, self._words, one.start, one.end) for one in self._blocks)
        return sorted((one.start, one.whose) for one in chain.from_iterable(named) if one.whose != "neutral")

    def _mentioned(self, text: str, start: int, end: int) -> Whose:
        """Say which conference a sentence names, in whatever part, that 'the conference' behind it may stand for."""
        named = {one.whose for one in gatherings(text, self._language, self._words, start, end)} - {"neutral"}
        return "nobody" if not named else "own" if named == {"own"} else "other"

    def _said_before(self, at: int, start: int, whom: Callable[[str, int, int], Whose]) -> Iterator[Whose]:
        """Yield whom the sentences before, in the block or the paragraph before it, are about; nearest first."""
        block = self._blocks[at]
        stretches = [(max(block.start, start - _FARTHEST), start)]
        if at and self._blocks[at - 1].kind == "paragraph" and block.kind != "heading":
            before = self._blocks[at - 1]
            stretches.append((max(before.start, before.end - _FARTHEST), before.end))
        for first, last in stretches:
            for begin, end in reversed(list(sentences(self.text, first, last))[-3:]):
                if (named := whom(self.text, begin, end)) != "nobody":
                    yield named


def _whose_of(gathering: Gathering) -> Whose:
    return "this" if gathering.whose == "neutral" else gathering.whose
