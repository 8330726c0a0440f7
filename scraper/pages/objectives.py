"""The objectives of the conferences, and of nobody else: a list that words, a heading or a table announce as such."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice, takewhile
from typing import Any, Literal

import msgspec

from scraper.pages.document import Block, Document, collapse
from scraper.pages.gatherings import Gathering, gatherings
from scraper.pages.languages import Language
from scraper.pages.records import Objective, Span
from scraper.pages.words import FLAGS, network_named, sentences, words

Whose = Literal["own", "this", "other", "unsure", "nobody"]  # 'this' is 'the conference', 'nobody' is no word of it

_NUMBER = r"(?:\d{1,2}|[a-h]|[ivx]{1,5})"
_MARK = re.compile(rf"(?<![\w(])\(?(?P<number>{_NUMBER})[.)](?=\s)", FLAGS)
_BULLET = re.compile(rf"\s*(?:[•·▪◦‣●○■*–—-]|\(?{_NUMBER}[.)](?=\s))\s*", FLAGS)
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
# Goals that the United Nations call by this name, and bodies that have objectives of their own.
_AGENDA = re.compile(
    r"\bSDGs?\b|\bODDs?\b|\bODS\b|\bOSS\b|sustainable\s+development|d[ée]veloppement\s+durable|desarrollo\s+sostenible|"
    r"sviluppo\s+sostenibile|desenvolvimento\s+sustent[áa]vel|nachhaltige\w*\s+entwicklung|2030[\s-]agenda|agenda[\s-]2030",
    FLAGS,
)
_BODIES = re.compile(
    r"\b(?:project|projets?\b|proyecto|progett|projeto|projekt|initiativ|iniciativ|iniziativ)",
    FLAGS,
)
_OURS = re.compile(
    r"\b(?:our|my|we|us|nos|notre|nous|nuestr[ao]s?|nosotr[ao]s|nostr[aieo]|noss[ao]s?|noi|nós|unser\w*|wir)\b", FLAGS
)
_BESIDE = (
    r"at|during|in|through|via|before|after|with|lors\s+de|au\s+cours\s+de|en|dans|durante|nel\w*|all\w?|na|bei|beim|"
    r"auf|während|im|par|por|per"
)
_OF = r"of|for|to|du|des|de|del|dell[aeo]?|da|do|von|vom|zur|zum"
_COPULA = re.compile(
    r"(?<!\w)(?:are|is|include|sont|est|comprennent|son|es|incluyen|sono|è|são|é|incluem|sind|ist|lauten)\s+", FLAGS
)
_DEBATED = re.compile(
    r"\b(?:discuss|debat|adopt|agree|approv|review|examin|assess|evaluat|defin|discut|d[ée]batt|aprob|approuv|beschl|diskut|"
    r"beraten|verabschied|address|support|contribut|achiev|implement|presented|based\s+on|apoy|soutien|sosten|unterstütz)",
    FLAGS,
)
_CLOSING = " \n;,."
_LINE = re.compile(r"[^\n]+")  # of a block's text no line is blank
_MOST_LINES = 200
_FARTHEST = 400  # characters between what announces a list and the list


class _Patterns(msgspec.Struct, frozen=True):
    announces: re.Pattern[str]
    heading: re.Pattern[str]
    label: re.Pattern[str]
    end: re.Pattern[str]
    opens: re.Pattern[str]
    count: re.Pattern[str]
    in_order: tuple[re.Pattern[str], ...]
    infinitive: re.Pattern[str]
    joiner: re.Pattern[str]
    closing: re.Pattern[str]
    clause: re.Pattern[str]
    ownerless: re.Pattern[str]
    comma: re.Pattern[str]
    last: re.Pattern[str]


@cache
def _patterns(language: Language) -> _Patterns:
    noun = language.objectives
    numbers = "|".join(language.numbers)
    nth = [f"{word}|{language.in_order[-1]}" if at > 1 else word for at, word in enumerate(language.in_order[:-1])]
    small = rf"{language.ownerless}|{language.possessive}|{language.articles}|{numbers}|\d{{1,2}}|[–—:,|’'.-]"
    return _Patterns(
        announces=re.compile(rf"\b(?:{noun}|{language.purpose})\b", FLAGS),
        heading=re.compile(rf"(?:[^\W\d]+[:,’']?\s+){{0,8}}?(?:{noun}|{language.purpose})\b[^.!?]{{0,80}}", FLAGS),
        label=re.compile(rf"\s*(?:{noun})\s+(?:n[o°º.]+\s*)?(?P<number>{_NUMBER})(?!\w)\s*[:.)|–—-]*\s*", FLAGS),
        end=re.compile(rf"(?<!\w)(?:{language.objectives_end}|{numbers})[\s:.]*$", FLAGS),
        opens=re.compile(rf"(?<!\w)(?:{language.opens})\s*:\s*$", FLAGS),
        count=re.compile(rf"(?<!\w)(?:{numbers}|(?P<figure>[2-9]|10))(?!\w)", FLAGS),
        in_order=tuple(
            re.compile(
                rf"(?:(?<=[.;,:\n])|(?<=[.;,:]\s))\s*(?:(?:{language.joiner})\s+)?(?:{word})(?!\w)\s*,?\s*", FLAGS
            )
            for word in nth
        ),
        infinitive=re.compile(rf"(?<!\w)(?:{language.infinitive})", FLAGS),
        joiner=re.compile(rf"\s*(?:{language.joiner})\s+", FLAGS),
        closing=re.compile(rf"[\s;,.](?:{language.joiner})$", FLAGS),
        clause=re.compile(rf"\s*(?:{language.ownerless}|{language.articles}|c[’']|l[’'])(?!\w)", FLAGS),
        ownerless=re.compile(rf"(?:\s*(?:{small})(?!\w)|\s*[–—:,|’'.-])*\s*", FLAGS),
        comma=re.compile(rf"\s*,\s*(?:(?:{language.joiner})\s+)?(?={language.infinitive})", FLAGS),
        last=re.compile(rf"\s+(?:{language.joiner})\s+(?={language.infinitive})", FLAGS),
    )


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
        spans = [span for span in map(reader.bare, parts) if span.start < span.end]
        whole = Span(lead.span.start, max([lead.span.end, *(span.end for span in parts)]))
        if lead.whose == "own" and lead.sure and len(spans) > 1 and lead.count in (None, len(spans)):
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
        self._blocks, self._parents = document.blocks, document.parents
        self._language, self._words, self._patterns = language, words(language), _patterns(language)
        self._about = about
        self._titled = self._named(document.title or "", 0, len(document.title or ""))
        self._over: list[tuple[int, Whose]] = []

    def bare(self, span: Span) -> Span:
        """Take a bullet, number or label and the closing marks off, and an 'and' that leads to the next objective."""
        begin = self._patterns.label.match(self.text, span.start, span.end) or _BULLET.match(
            self.text, span.start, span.end
        )
        start = begin.end() if begin else span.start
        while start < span.end and self.text[start].isspace():
            start += 1
        words = self.text[start : span.end].rstrip(_CLOSING)
        joiner = self._patterns.closing.search(words, max(0, len(words) - 20))
        return Span(start, start + len(words[: joiner.start()].rstrip(_CLOSING) if joiner else words))

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
                inside = self._inline(lead.inline, lead.count) if lead.inline else []
                parts, done = (inside, at) if inside else self._below(lead)
                past = inside[-1].end if inside else past
                if parts or not lead.is_heading:
                    yield lead, parts, f"objectives/{'sentence' if inside else 'list'}"

    # What announces a list.

    def _leads(self, at: int, block: Block) -> Iterator[_Lead]:
        after = self._blocks[at + 1] if at + 1 < len(self._blocks) else None
        label = self._patterns.label.match(block.text)
        if label and _is_number(label, 1):
            yield _Lead(Span(block.start, block.start), self._resolved("nobody", at, block.start), at)
        elif block.kind == "row":
            yield from self._row_leads(at, block, after)
        elif block.kind == "heading" or (after and self._heads(block, after)):
            if noun := self._heading(block.start, block.end):
                yield self._lead_of(at, noun, Span(block.start, block.end), block.end, is_heading=True)
        else:
            yield from self._sentence_leads(at, block, after)

    def _heading(self, start: int, end: int) -> re.Match[str] | None:
        whole = len(self.text[start:end]) <= 160 and self._patterns.heading.fullmatch(self.text, start, end)
        return self._patterns.announces.search(self.text, start, end) if whole else None

    def _heads(self, block: Block, after: Block) -> bool:
        """Say whether a block that is no heading stands as one before a list, a table or numbered paragraphs."""
        if block.text[-1] in ".:;,!?" or "\n" in block.text:
            return False
        if block.kind == "item":
            return after.kind == "item" and (after.level > block.level or (block.tag, after.tag) == ("dt", "dd"))
        return after.kind in ("item", "row") or _BULLET.match(after.text) is not None

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
            others = [one for one in cells if one != block.cells[column]]
            sure = len(others) < 2 and not any(self._speaks_of_more(*one) for one in others)
            yield self._lead_of(at, noun, cell, cell.end, column=column, sure=sure)
        elif column == 0 and len(cells) == 2:
            yield self._lead_of(at, noun, cell, cell.end, inline=Span(*cells[1]))

    def _speaks_of_more(self, start: int, end: int) -> bool:
        """Say whether a column's header names what the objectives of each row would belong to."""
        headers = "|".join(pattern for _, pattern in self._language.headings)
        is_number = re.fullmatch(r"#|n[°ºo]?\.?|nr\.?|\W*", self.text[start:end], FLAGS)
        return not is_number and (
            self._named(self.text, start, end) != "nobody"
            or re.fullmatch(headers, self.text[start:end], FLAGS) is not None
        )

    def _sentence_leads(self, at: int, block: Block, after: Block | None) -> Iterator[_Lead]:
        past = block.start
        for noun in self._patterns.announces.finditer(self.text, block.start, block.end):
            if noun.start() < past:
                continue
            first, last = max(past, noun.start() - _FARTHEST), min(block.end, noun.end() + _FARTHEST)
            around = sentences(self.text, first, last)
            start, past = next((one for one in around if one[0] <= noun.start() < one[1]), (first, last))
            if (end := self._end(noun, past)) is not None:
                rest = Span(end, block.end) if self.text[end : block.end].strip() else None
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
        colon = self.text.find(":", noun.end(), end)
        number = next((mark for mark in _MARK.finditer(self.text, noun.end(), end) if _is_number(mark, 1)), None)
        if colon >= 0:
            return colon + 1
        if number:
            return number.start()
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
        return next(n for n, word in enumerate(self._language.numbers, 2) if re.fullmatch(word, found[0][0], FLAGS))

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
        owner = self._words.owner.match(text, noun.end(), end)
        if owner and not self._patterns.infinitive.match(text, noun.end() + 1):
            return self._owner(owner, end)
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
        if not named and re.search(rf"(?<!\w)(?:{self._language.anaphor})(?!\w)", before, FLAGS):
            return "this"
        if named or not self._patterns.ownerless.fullmatch(before):
            return "unsure"
        later = gatherings(text, self._language, self._words, noun.end(), end)
        return _whose_of(later[0]) if later and not self._is_beside(noun.end(), later[0].start) else "nobody"

    def _owner(self, owner: re.Match[str], end: int) -> Whose:
        """Say whose they are by 'of …': the first gathering, unless it is itself 'of' something else's."""
        start = owner.start("whose")
        of = re.compile(rf"(?<!\w)(?:{self._language.of})(?!\w)", FLAGS)
        for one in gatherings(self.text, self._language, self._words, owner.start(), min(end, start + 160)):
            if not of.search(self.text, start, one.start):
                return _whose_of(one)
        if re.match(rf"\s*(?:{self._language.of})\s*(?:{self._language.anaphor})(?!\w)", owner[0], FLAGS):
            return "this"
        return "other" if self._is_body(owner["whose"]) else "unsure"

    def _is_body(self, text: str) -> bool:
        """Say whether a text names the network, its members, or another body with objectives of its own."""
        members = re.search(rf"(?<!\w)(?:{self._language.members})", text, FLAGS)
        return any(
            (members, network_named().search(text), _BODIES.search(text), _OURS.search(text), _AGENDA.search(text))
        )

    def _is_body_alone(self, text: str) -> bool:
        return _BODIES.search(text) is not None or _OURS.search(text) is not None

    def _is_beside(self, start: int, at: int, words: str = _BESIDE) -> bool:
        """Say whether a gathering is only where something happens: 'at the …', 'during its …'."""
        article = rf"(?:{self._language.articles})[\s’']"
        beside = rf"(?<!\w)(?:{words})(?:\s+|[’'])(?:{article}+)?(?:(?!{article})[\w.’']+\s+){{0,3}}$"
        return re.search(beside, self.text[max(start, at - 60) : at], FLAGS) is not None

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
        before = self._said_before(at, start)
        if whose == "this":
            told = next(
                (one for one in [*before, *over] if one in ("own", "other")), "own" if self._about else "unsure"
            )
            return "own" if told == "own" else "unsure"
        told = next((one for one in [*before[:1], *over] if one != "nobody"), "own" if self._about else "unsure")
        return "own" if told == "own" else "unsure"

    def _said_before(self, at: int, start: int) -> list[Whose]:
        """Say whom the sentence before, in the block or the paragraph before it, is about; nearest first."""
        block = self._blocks[at]
        stretches = [(max(block.start, start - _FARTHEST), start)]
        if at and self._blocks[at - 1].kind == "paragraph" and block.kind != "heading":
            stretches.append(
                (max(self._blocks[at - 1].start, self._blocks[at - 1].end - _FARTHEST), self._blocks[at - 1].end)
            )
        found: list[Whose] = []
        for first, last in stretches:
            for begin, end in reversed(list(sentences(self.text, first, last))):
                if (named := self._named(self.text, begin, end)) != "nobody":
                    found.append(named)
        return found

    # The list's parts.

    def _below(self, lead: _Lead) -> tuple[list[Span], int]:
        """Return the parts of the list in the blocks from the lead's next on, and the last block that they take up."""
        at = lead.below
        if at >= len(self._blocks):
            return [], at - 1
        first = self._blocks[at]
        if self._patterns.label.match(first.text):
            return self._labelled(at)
        if first.kind == "item":
            return self._items(at, lead)
        if first.kind == "row":
            return self._rows(at, lead.column)
        if first.kind == "heading":
            return self._sections(at)
        if lead.is_heading and self._patterns.announces.search(first.text):
            return [], at - 1  # it announces the list itself
        if lead.is_heading and first.text.endswith(":") and at + 1 < len(self._blocks):
            return self._below(msgspec.structs.replace(lead, below=at + 1, is_heading=False))
        return self._paragraphs(at, lead.count)

    def _labelled(self, at: int) -> tuple[list[Span], int]:
        """Return what is labelled 'Objective 1', 'Objective 2': the words behind, or under, the label."""
        parts: list[Span] = []
        first = self._blocks[at]
        for last, block in enumerate(self._blocks[at:], at):
            ends = [end for start, end in block.cells[1:2]] or [block.end]
            label = self._patterns.label.match(self.text, block.start, block.end)
            if label and _is_number(label, len(parts) + 1):
                parts.append(Span(label.end(), max(ends[0], label.end())))
            elif parts and parts[-1].start >= parts[-1].end and block.kind != "heading":
                parts[-1] = Span(block.start, block.end)
            elif label or block.kind == "heading" or first.kind != "heading":
                return parts, last - 1
        return parts, len(self._blocks) - 1

    def _items(self, at: int, lead: _Lead) -> tuple[list[Span], int]:
        """Return the items of a list, what is nested in them with them, and those of its further columns."""
        parts, top, at_end = self._one_list(at, stop_at_term=self._blocks[at - 1].tag == "dt" if at else False)
        lead_chain = self._chain(self._blocks[at - 1].within) if at else []
        while at_end + 1 < len(self._blocks) and self._blocks[at_end + 1].kind == "item":
            more, next_top, next_end = self._one_list(at_end + 1, stop_at_term=False)
            one, two = self._chain(top), self._chain(next_top)
            shared = sum(1 for a, b in zip(one, two, strict=False) if a == b)
            columns = len(one) == len(two) > shared + 1 and one[shared] not in lead_chain
            last = self.text[parts[-1].end - 1]
            goes_on = last in ";," or lead.count == len(parts) + len(more)
            if lead.count == len(parts) or (not goes_on and (last == "." or not columns)):
                break
            if not goes_on and one[shared - 1] in lead_chain:  # two columns, or two lists
                return [Span(parts[0].start, more[-1].end)], next_end
            parts, at_end = [*parts, *more], next_end
        return parts, at_end

    def _one_list(self, at: int, *, stop_at_term: bool) -> tuple[list[Span], int, int]:
        """Return a list's items, the number of its element, and its last block."""
        first, run = self._blocks[at], []
        for block in self._blocks[at:]:
            other = block.level < first.level or (block.level == first.level and block.group != first.group)
            if block.kind != "item" or other or (stop_at_term and block.tag == "dt"):
                break
            run.append(block)
        chains = [self._chain(block.within) for block in run]
        mine = [chain for block, chain in zip(run, chains, strict=True) if block.group == first.group]
        depth = min(map(len, mine))
        while len({tuple(chain[:depth]) for chain in mine}) > 1:
            depth -= 1
        inner = {chain[depth] for chain in mine if len(chain) > depth}
        is_one = any(len(chain) == depth for chain in mine) or any(
            block.within in inner and block.tag not in ("li", "dt", "dd") for block in run
        )
        has_terms = any(block.tag == "dt" for block in run)
        parts: list[Span] = []
        before = None
        for block, chain in zip(run, chains, strict=True):
            item = None if is_one else chain[depth]
            if parts and (item == before or (has_terms and block.tag == "dd")):
                parts[-1] = Span(parts[-1].start, block.end)
            else:
                parts.append(Span(block.start, block.end))
            before = item
        return parts, mine[0][depth - (2 if is_one and depth > 1 else 1)], at + len(run) - 1

    def _chain(self, number: int) -> list[int]:
        """Return an element's number behind those of the elements around it, the outermost first."""
        chain = [number]
        while (around := self._parents[chain[-1]]) != chain[-1]:
            chain.append(around)
        return chain[::-1]

    def _rows(self, at: int, column: int | None) -> tuple[list[Span], int]:
        """Return a table's cells: a column's, those behind numbers, or all of them."""
        group, width = self._blocks[at].group, len(self._blocks[at].cells)
        parts: list[Span] = []
        last = at - 1
        for block in self._blocks[at:]:
            cells = [Span(*cell) for cell in block.cells if cell[0] < cell[1]]
            numbered = len(cells) > 1 and re.fullmatch(
                rf"\(?{_NUMBER}[.)]?|[•–-]", self.text[cells[0].start : cells[0].end], FLAGS
            )
            if block.kind != "row" or block.group != group:
                break
            if column is not None:
                if len(block.cells) != width:
                    break
                parts.append(Span(*block.cells[column]))
            elif numbered:
                parts.append(cells[1])
            elif len(parts) == last - at + 1 and parts and width > 1 and self._is_numbered_row(at):
                break
            elif len({len(self.text[cell.start : cell.end].split()) > 3 for cell in cells}) > 1 or width > 2:
                return [Span(self._blocks[at].start, block.end)], last + 1  # titles beside texts, or a table of more
            else:
                parts += [line for cell in cells for line in self._lines(cell)]
            last += 1
        return parts, max(last, at)

    def _is_numbered_row(self, at: int) -> bool:
        return re.match(rf"\(?{_NUMBER}[.)]? \|", self._blocks[at].text, FLAGS) is not None

    def _sections(self, at: int) -> tuple[list[Span], int]:
        """Return the headings one level below: each an objective, or the title of what stands under it."""
        level = self._blocks[at].level
        if level <= (self._over[-1][0] if self._over else 0):
            return [], at - 1
        parts: list[Span] = []
        titled = numbered = False
        for last, block in enumerate(self._blocks[at:], at):
            if block.kind == "heading" and block.level <= level:
                if block.level < level or (numbered and not _BULLET.match(block.text)):
                    return parts, last - 1
                if self._patterns.announces.search(block.text):
                    return [], at - 1
                numbered = _BULLET.match(block.text) is not None
                titled = len(_BULLET.sub("", block.text, count=1).split()) < 4
                parts.append(Span(block.start, block.end))
            elif titled and block.kind != "heading":
                parts[-1], titled = Span(parts[-1].start, block.end), False
        return parts, len(self._blocks) - 1

    def _paragraphs(self, at: int, count: int | None) -> tuple[list[Span], int]:
        """Return paragraphs with bullets, numbers or words that count off, or that semicolons end; else the first one's parts."""
        run = list(takewhile(lambda block: block.kind == "paragraph", self._blocks[at : at + 60]))
        marks = self._ordered(run[0].start, run[-1].end)
        if len(marks) > 1:
            parts = self._between(marks, run[-1].end)
            return parts, at + max(n for n, block in enumerate(run) if block.start <= parts[-1].start)
        bulleted = list(takewhile(lambda block: _BULLET.match(block.text), run))
        if len(bulleted) > 1 and bulleted[0].text[-1] in ";,":
            bulleted = bulleted[: len(list(takewhile(lambda block: block.text[-1] in ";,", bulleted))) + 1]
        parts = [line for block in bulleted for line in self._lines(Span(block.start, block.end))]
        if len(parts) > 1:
            return parts, at + len(bulleted) - 1
        ended = list(takewhile(lambda block: block.text[-1] in ";,", run))
        if ended and not bulleted and len(ended) < len(run):
            return [Span(block.start, block.end) for block in run[: len(ended) + 1]], at + len(ended)
        return self._inline(Span(run[0].start, run[0].end), count), at

    def _lines(self, span: Span) -> list[Span]:
        """Return a stretch's lines; where some have bullets, a line without goes on with the one before."""
        found = islice(_LINE.finditer(self.text, span.start, span.end), _MOST_LINES)
        lines = [Span(*line.span()) for line in found]
        marked = [_BULLET.match(self.text, line.start, line.end) is not None for line in lines]
        if not any(marked):
            return lines
        parts: list[Span] = []
        for line, mark in zip(lines, marked, strict=True):
            if mark or not parts:
                parts.append(line)
            else:
                parts[-1] = Span(parts[-1].start, line.end)
        return parts

    def _inline(self, span: Span, count: int | None) -> list[Span]:
        """Return the parts of running text: lines, '(i) … (ii) …', 'First, … Second, …', '…; …', 'to …, to …, and to …'."""
        text, start, end = self.text, span.start, span.end
        while start < end and text[start].isspace():
            start += 1
        if start >= end:
            return []
        lines = self._lines(Span(start, end))
        ends = {text[line.end - 1] for line in lines[:-1]}
        if len(lines) > 1 and (_BULLET.match(text, start) or not ends & set(".:!?")):
            return lines
        for marks in (self._numbered(start, end), self._ordered(start, end)):
            if len(marks) > 1:
                return self._between(marks, end)
        stop = self._stop(start, end)
        parts = [
            Span(start + m.start(), start + m.end())
            for m in re.finditer(r"[^;•▪●]*[^;•▪●\s][^;•▪●]*", text[start:stop])
        ]
        joined = [self._patterns.joiner.match(text, part.start, part.end) for part in parts]
        parts = [
            Span(j.end(), part.end) if j and n else part for n, (j, part) in enumerate(zip(joined, parts, strict=True))
        ]
        is_led = self.text[span.start - 1] in ":.\n|"  # and no infinitive goes on: a further clause may be anything
        if len(parts) > 1 and (is_led or not any(self._clause(part) for part in parts[1:]) or self._clause(parts[0])):
            opens = re.compile(rf"\s*(?:{self._language.opens})\s+", FLAGS)
            opened = [opens.match(text, part.start, part.end) for part in parts]
            if opened[0] and not any(opened[1:]):
                parts[0] = Span(opened[0].end(), parts[0].end)
            return parts
        return self._infinitives(start, stop, count) or [Span(start, stop)]

    def _clause(self, part: Span) -> bool:
        return self._patterns.clause.match(self.text, part.start) is not None

    def _numbered(self, start: int, end: int) -> list[re.Match[str]]:
        """Return the marks '1) … 2) …', 'a) … b) …' or '(i) … (ii) …' of a stretch that begins with the first of them."""
        if not _MARK.match(self.text, start, end):
            return []
        runs: list[list[re.Match[str]]] = [[], [], []]
        for mark in _MARK.finditer(self.text, start, end):
            for run, numbers in zip(runs, _NUMBERS, strict=True):
                if len(run) < len(numbers) and mark["number"].lower() == numbers[len(run)]:
                    run.append(mark)
        longest = max(runs, key=len)
        return longest if longest and longest[0].start() == start else []

    def _ordered(self, start: int, end: int) -> list[re.Match[str]]:
        """Return the words 'First, … Second, …' of a stretch that begins with the first of them."""
        marks: list[re.Match[str]] = []
        for at, pattern in enumerate(self._patterns.in_order):
            mark = pattern.search(
                self.text, marks[-1].end() if marks else start, end if marks else min(end, start + 40)
            )
            if mark is None or (not at and self.text[start : mark.start()].strip()):
                break
            marks.append(mark)
        return marks

    def _between(self, marks: list[re.Match[str]], end: int) -> list[Span]:
        last = marks[-1].end()
        ends = [*(mark.start() for mark in marks[1:]), self._stop(last, end)]
        return [Span(mark.end(), max(mark.end(), stop)) for mark, stop in zip(marks, ends, strict=True)]

    def _stop(self, start: int, end: int) -> int:
        """Return where the sentence ends that begins at a place."""
        return next(sentences(self.text, start, end), (start, end))[1]

    def _infinitives(self, start: int, stop: int, count: int | None) -> list[Span]:
        """Return the infinitives that commas, and a last 'and', part."""
        if not self._patterns.infinitive.match(self.text, start):
            return []
        cuts = list(self._patterns.comma.finditer(self.text, start, stop))
        if not cuts or not self._patterns.joiner.match(cuts[-1][0].lstrip(" ,")):
            cuts += list(self._patterns.last.finditer(self.text, cuts[-1].end() if cuts else start, stop))[-1:]
        ends = [*(cut.start() for cut in cuts), stop]
        parts = [Span(a, b) for a, b in zip([start, *(cut.end() for cut in cuts)], ends, strict=True)]
        short = any(len(self.text[part.start : part.end].split()) < 2 for part in parts)
        return [] if short or len(parts) < (2 if count else 3) else parts


_NUMBERS = tuple(map(str, range(1, 21))), tuple("abcdefgh"), _ROMAN


def _is_number(mark: re.Match[str], number: int) -> bool:
    """Say whether a mark is a number, written in figures, as a letter or in Roman numerals."""
    return any(number <= len(numbers) and mark["number"].lower() == numbers[number - 1] for numbers in _NUMBERS)


def _whose_of(gathering: Gathering) -> Whose:
    return "this" if gathering.whose == "neutral" else gathering.whose
