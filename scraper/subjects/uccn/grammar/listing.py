"""The parts of a list that something announces, in any mark-up: items, lines, rows, sections, or running text."""

import re
from functools import cache
from itertools import islice, pairwise, takewhile

import msgspec

from scraper.reading.document import Document
from scraper.subjects.uccn.grammar.words import FLAGS, compiled, sentences
from scraper.subjects.uccn.languages import Language
from scraper.values.records import Span

_NUMBER = r"(?:\d{1,2}|[a-h]|[ivx]{1,5})"
MARK = re.compile(rf"(?<![\w(])\(?(?P<number>{_NUMBER})[.)](?=\s)", FLAGS)
BULLET = re.compile(rf"\s*(?:[•·▪◦‣●○■*–—-]|\(?{_NUMBER}[.)](?=\s))\s*", FLAGS)
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_NUMBERS = tuple(map(str, range(1, 21))), tuple("abcdefgh"), _ROMAN
_CLOSING = " \n;,."
_LINE = re.compile(r"[^\n]+")  # of a block's text no line is blank
_MOST_LINES = 200
_COMMA = re.compile(r"\s*,\s*")


def _goes_on(before: str, text: str, at: int) -> bool:
    """Say whether a line, the one `at` in its list, goes on with the bullets, or numbers, of the one before it."""
    marks = [BULLET.match(one) for one in (before, text)]
    if marks[0] is None or marks[1] is None:
        return False
    numbers = [MARK.match(one.lstrip()) for one in (before, text)]
    if numbers[0] is None or numbers[1] is None:
        return numbers == [None, None] and marks[0][0].strip() == marks[1][0].strip()
    is_figured = [number["number"].isdigit() for number in numbers if number]
    return is_figured[0] == is_figured[1] and not (at and is_number(numbers[1], 1))


class Patterns(msgspec.Struct, frozen=True):
    """What a language writes before, between and behind objectives, compiled."""

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
def patterns(language: Language) -> Patterns:
    """Return a language's patterns."""
    noun = language.objectives
    numbers = "|".join(language.numbers)
    nth = [f"{word}|{language.in_order[-1]}" if at > 1 else word for at, word in enumerate(language.in_order[:-1])]
    small = rf"{language.ownerless}|{language.possessive}|{language.articles}|{numbers}|\d{{1,2}}"
    return Patterns(
        announces=re.compile(rf"\b(?:{noun}|{language.purpose})\b", FLAGS),
        heading=re.compile(rf"(?:[^\W\d]+[:,’']?\s+){{0,8}}?(?:{noun}|{language.purpose})\b[^.!?]{{0,80}}", FLAGS),
        label=re.compile(rf"\s*(?:{noun})\s+(?:n[o°º.]+\s*)?(?P<number>{_NUMBER})(?!\w)\s*[:.)|–—-]*\s*", FLAGS),
        end=re.compile(rf"(?<!\w)(?:{language.objectives_end}|{numbers})[\s:.,]*$", FLAGS),
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
        ownerless=re.compile(rf"(?:\s*(?:{small})(?!\w)|\s*[–—:,|’'.-])*+\s*", FLAGS),
        comma=re.compile(rf"\s*,\s*(?:(?:{language.joiner})\s+)?(?={language.infinitive})", FLAGS),
        last=re.compile(rf"\s+(?:{language.joiner})\s+(?={language.infinitive})", FLAGS),
    )


def is_number(mark: re.Match[str], number: int) -> bool:
    """Say whether a mark is a number, written in figures, as a letter or in Roman numerals."""
    return any(number <= len(numbers) and mark["number"].lower() == numbers[number - 1] for numbers in _NUMBERS)


class Parts:
    """Reads the parts of lists in a document; spans are of its text."""

    def __init__(self, document: Document, language: Language) -> None:
        self.text = document.text
        self._blocks, self._parents = document.blocks, document.parents
        self._language, self._patterns = language, patterns(language)

    def bare(self, span: Span) -> Span:
        """Take a bullet, number or label and the closing marks off, and an 'and' that leads to the next objective."""
        begin = self._patterns.label.match(self.text, span.start, span.end) or BULLET.match(
            self.text, span.start, span.end
        )
        start = begin.end() if begin else span.start
        while start < span.end and self.text[start].isspace():
            start += 1
        words = self.text[start : span.end].rstrip(_CLOSING)
        joiner = self._patterns.closing.search(words, max(0, len(words) - 20))
        return Span(start, start + len(words[: joiner.start()].rstrip(_CLOSING) if joiner else words))

    def below(
        self, at: int, *, count: int | None, column: int | None, is_heading: bool, under: int
    ) -> tuple[list[Span], int]:
        """Return the parts of the list that begins in a block, and the last block that they take up.

        `count` is how many are announced, `column` the one of a table that holds them; `is_heading` says that a heading
        announces them, `under` is the level of the last heading before.
        """
        if at >= len(self._blocks):
            return [], at - 1
        first = self._blocks[at]
        if self._patterns.label.match(first.text):
            return self._labelled(at)
        if first.kind == "item":
            return self._items(at, count)
        if first.kind == "row":
            return self._rows(at, column)
        if first.kind == "heading":
            return self._sections(at, under)
        if is_heading and self._patterns.announces.search(first.text):
            return [], at - 1  # it announces the list itself
        if is_heading and first.text.endswith(":") and at + 1 < len(self._blocks):
            return self.below(at + 1, count=count, column=column, is_heading=False, under=under)
        return self._paragraphs(at, count)

    def _labelled(self, at: int) -> tuple[list[Span], int]:
        """Return what is labelled 'Objective 1', 'Objective 2': the words behind, or under, the label."""
        parts: list[Span] = []
        first = self._blocks[at]
        for last, block in enumerate(self._blocks[at:], at):
            ends = [end for start, end in block.cells[1:2]] or [block.end]
            label = self._patterns.label.match(self.text, block.start, block.end)
            if label and is_number(label, len(parts) + 1):
                parts.append(Span(label.end(), max(ends[0], label.end())))
            elif parts and parts[-1].start >= parts[-1].end and block.kind != "heading":
                parts[-1] = Span(block.start, block.end)
            elif label or block.kind == "heading" or first.kind != "heading":
                return parts, last - 1
        return parts, len(self._blocks) - 1

    def _items(self, at: int, count: int | None) -> tuple[list[Span], int]:
        """Return the items of a list, what is nested in them with them, and those of its further columns."""
        parts, top, at_end = self._one_list(at, stop_at_term=self._blocks[at - 1].tag == "dt" if at else False)
        lead_chain = self._chain(self._blocks[at - 1].within) if at else []
        while at_end + 1 < len(self._blocks) and self._blocks[at_end + 1].level == self._blocks[at].level:
            if self._blocks[at_end + 1].kind != "item":
                break
            more, next_top, next_end = self._one_list(at_end + 1, stop_at_term=False)
            one, two = self._chain(top), self._chain(next_top)
            shared = sum(1 for a, b in zip(one, two, strict=False) if a == b)
            columns = len(one) == len(two) > shared + 1 and one[shared] not in lead_chain
            last = self.text[parts[-1].end - 1]
            goes_on = last in ";," or count == len(parts) + len(more)
            if count == len(parts) or (not goes_on and (last == "." or not columns)):
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
        mine = [path for block, path in zip(run, chains, strict=True) if block.group == first.group]
        depth = min(map(len, mine))
        while len({tuple(path[:depth]) for path in mine}) > 1:
            depth -= 1
        inner = {path[depth] for path in mine if len(path) > depth}
        is_one = any(len(path) == depth for path in mine) or any(
            block.within in inner and block.tag not in ("li", "dt", "dd") for block in run
        )
        has_terms = any(block.tag == "dt" for block in run)
        parts: list[Span] = []
        before = None
        for block, path in zip(run, chains, strict=True):
            item = tuple(path[:depth] if is_one else path[: depth + 1])
            if parts and (item == before or (has_terms and block.tag == "dd")):
                parts[-1] = Span(parts[-1].start, block.end)
            else:
                parts.append(Span(block.start, block.end))
            before = item
        return parts, mine[0][depth - (2 if is_one and depth > 1 else 1)], at + len(run) - 1

    def _chain(self, number: int) -> list[int]:
        """Return an element's number behind those of the elements around it, the outermost first."""
        path = [number]
        while (around := self._parents[path[-1]]) != path[-1]:
            path.append(around)
        return path[::-1]

    def _rows(self, at: int, column: int | None) -> tuple[list[Span], int]:
        """Return a table's cells: a column's, those behind numbers, or all of them."""
        group, width = self._blocks[at].group, len(self._blocks[at].cells)
        parts: list[Span] = []
        last = at - 1
        has_head = not self._is_numbered_row(at) and at + 1 < len(self._blocks) and self._is_numbered_row(at + 1)
        if has_head:
            at, last = at + 1, at  # '# | Objective'
        is_bulleted = BULLET.match(self._blocks[at].text) is not None
        for block in self._blocks[at:]:
            cells = [Span(*cell) for cell in block.cells if cell[0] < cell[1]]
            numbered = len(cells) > 1 and compiled(rf"\(?{_NUMBER}[.)]?|[•–-]").fullmatch(
                self.text[cells[0].start : cells[0].end]
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
            elif parts and is_bulleted and not any(BULLET.match(self.text, cell.start, cell.end) for cell in cells):
                break  # the table goes on with something else
            elif len({len(self.text[cell.start : cell.end].split()) > 3 for cell in cells}) > 1 or width > 2:
                return [Span(self._blocks[at].start, block.end)], last + 1  # titles beside texts, or a table of more
            else:
                parts += [line for cell in cells for line in self._lines(cell)]
            last += 1
        return parts, max(last, at)

    def _is_numbered_row(self, at: int) -> bool:
        return compiled(rf"\(?{_NUMBER}[.)]? \|").match(self._blocks[at].text) is not None

    def _sections(self, at: int, under: int) -> tuple[list[Span], int]:
        """Return the headings one level below: each an objective, or the title of what stands under it."""
        level = self._blocks[at].level
        if level <= under:
            return [], at - 1
        parts: list[Span] = []
        titled = numbered = False
        for last, block in enumerate(self._blocks[at:], at):
            if block.kind == "heading" and block.level <= level:
                if block.level < level or (numbered and not BULLET.match(block.text)):
                    return parts, last - 1
                if self._patterns.announces.search(block.text):
                    return [], at - 1
                numbered = BULLET.match(block.text) is not None
                titled = len(BULLET.sub("", block.text, count=1).split()) < 4
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
        goes_on = (_goes_on(one.text, other.text, at) for at, (one, other) in enumerate(pairwise(run), start=1))
        bulleted = run[: 1 + len(list(takewhile(bool, goes_on)))] if BULLET.match(run[0].text) else []
        if len(bulleted) > 1 and bulleted[0].text[-1] in ";,":
            bulleted = bulleted[: len(list(takewhile(lambda block: block.text[-1] in ";,", bulleted))) + 1]
        parts = [line for block in bulleted for line in self._lines(Span(block.start, block.end))]
        if len(parts) > 1:
            return parts, at + len(bulleted) - 1
        ended = list(takewhile(lambda block: block.text[-1] in ";,", run))
        if ended and not bulleted and len(ended) < len(run):
            return [Span(block.start, block.end) for block in run[: len(ended) + 1]], at + len(ended)
        return self.inline(Span(run[0].start, run[0].end), count), at

    def _lines(self, span: Span) -> list[Span]:
        """Return a stretch's lines; where some have bullets, a line without goes on with the one before."""
        found = islice(_LINE.finditer(self.text, span.start, span.end), _MOST_LINES)
        lines = [Span(*line.span()) for line in found]
        marked = [BULLET.match(self.text, line.start, line.end) is not None for line in lines]
        if not any(marked):
            return lines
        parts: list[Span] = []
        first = ""
        for line, mark in zip(lines, marked, strict=True):
            words = self.text[line.start : line.end]
            if parts and not (_goes_on(first, words, len(parts)) if mark else not words.isupper()):
                break  # a title, or another list
            first = words if mark or not parts else first
            if mark or not parts:
                parts.append(line)
            else:
                parts[-1] = Span(parts[-1].start, line.end)
        numbers = self._numbered(span.start, span.end)  # '…; and (iii) …' within a line
        return self._between(numbers, span.end) if len(numbers) > len(parts) else parts

    def inline(self, span: Span, count: int | None) -> list[Span]:
        """Return the parts of running text: lines, '(i) … (ii) …', 'First, … Second, …', '…; …', 'to …, to …, and to …'."""
        text, start, end = self.text, span.start, span.end
        while start < end and text[start].isspace():
            start += 1
        if start >= end:
            return []
        bullet = BULLET.match(text, start, end)
        break_at = text.find("\n", start, end)
        if break_at > 0 and (bullet or text[break_at - 1] not in ".:!?"):
            lines = self._lines(Span(start, end))
            if len(lines) > 1 and (bullet or not any(text[line.end - 1] in ".:!?" for line in lines[:-1])):
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
            opens = compiled(rf"\s*(?:{self._language.opens})\s+")
            opened = [opens.match(text, part.start, part.end) for part in parts]
            if opened[0] and not any(opened[1:]):
                parts[0] = Span(opened[0].end(), parts[0].end)
            return parts
        return self._infinitives(start, stop, count) or self._counted(start, stop, count) or [Span(start, stop)]

    def _clause(self, part: Span) -> bool:
        return self._patterns.clause.match(self.text, part.start) is not None

    def _numbered(self, start: int, end: int) -> list[re.Match[str]]:
        """Return the marks '1) … 2) …', 'a) … b) …' or '(i) … (ii) …' of a stretch that begins with the first of them."""
        if not MARK.match(self.text, start, end):
            return []
        runs: list[list[re.Match[str]]] = [[], [], []]
        for mark in MARK.finditer(self.text, start, end):
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

    def _counted(self, start: int, stop: int, count: int | None) -> list[Span]:
        """Return the parts between commas, and a last 'and', where they are as many as the lead says there are."""
        for comma, last in ((self._patterns.comma, self._patterns.last), (_COMMA, self._patterns.joiner)):
            commas = list(comma.finditer(self.text, start, stop))
            joiners = list(last.finditer(self.text, commas[-1].start() if commas else start, stop))[-1:]
            if commas and joiners and joiners[0].start() < commas[-1].end():
                joiners = []  # ', and'
            cuts = [*commas, *joiners]
            ends = [*(cut.start() for cut in cuts), stop]
            parts = [Span(a, b) for a, b in zip([start, *(cut.end() for cut in cuts)], ends, strict=True)]
            if len(parts) == count and all(len(self.text[one.start : one.end].split()) > 1 for one in parts):
                return parts
        return []

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
