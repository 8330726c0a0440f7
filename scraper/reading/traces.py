"""A page's text → whether words occur in it that were not read as a record."""

import re
from functools import cached_property

from scraper.reading.document import without_mojibake
from scraper.reading.folding import fold, same
from scraper.values.records import Page

# A wording that is in a line of the page to this degree (0 to 100) still stands there.
_NEARLY = 85
# Only lines that hold this share of a wording's words are compared letter by letter: pages are long.
_SHARED_WORDS = 0.6
_LONGEST_LINE = 2_000
# A line of no more words than this that holds a year stands over the lines below it, this many at most.
_LABEL_WORDS = 3
_BELOW = 4
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LINE = re.compile(r"[^\n]+")
_SENTENCE = re.compile(r"[^\n.;!?•]+(?:[.;!?](?!\s)[^\n.;!?•]+)*")


class TextTraces:
    """The text of a page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def holds(self, words: str) -> bool:
        """Return whether the text contains the words."""
        return holds(self.whole, words)

    def holds_nearly(self, wording: str) -> bool:
        """Return whether a line of the text contains the wording, even if some letters differ."""
        sought = fold(without_mojibake(wording))
        return any(_is_nearly(sought, line) for line in self._lines)

    @cached_property
    def whole(self) -> str:
        """The page's text, folded, with a space at both ends."""
        return folded(self.page.text)

    @cached_property
    def units(self) -> tuple[tuple[frozenset[int], str], ...]:
        """The sentences and lines that contain a year or are below one, folded, with their years."""
        found: list[tuple[frozenset[int], str]] = []
        label, below = frozenset[int](), 0
        for line in _LINE.finditer(self.page.text):
            over = years(line[0])
            if not over and label and below < _BELOW:
                found.append((label, folded(line[0])))
                below += 1
                continue
            is_label = len(line[0].split()) <= _LABEL_WORDS
            label, below = over if is_label else frozenset(), 0
            units = (match[0] for match in _SENTENCE.finditer(line[0]))
            found += [(held, folded(unit)) for unit in units if (held := years(unit))]
        return tuple(found)

    @cached_property
    def _lines(self) -> tuple[tuple[str, frozenset[str]], ...]:
        """Return the page's lines, folded, with their words; long ones in parts that overlap."""
        half = _LONGEST_LINE // 2
        parts = (
            fold(without_mojibake(line[0][at : at + _LONGEST_LINE]))
            for line in _LINE.finditer(self.page.text)
            for at in range(0, max(len(line[0]) - half, 1), half)
        )
        return tuple((part, frozenset(part.split())) for part in parts if part)


def years(words: str) -> frozenset[int]:
    """Return the years that stand in words."""
    return frozenset(map(int, _YEAR.findall(words)))


def folded(words: str) -> str:
    """Return words, folded, a space at both ends."""
    return f" {fold(without_mojibake(words))} "


def holds(text: str, name: str) -> bool:
    """Say whether a name stands in a text that is folded."""
    key = same(name)
    return bool(key) and f" {key} " in text


def _is_nearly(sought: str, line: tuple[str, frozenset[str]]) -> bool:
    from rapidfuzz import fuzz  # late: a build with nothing new compares no words

    words = frozenset(sought.split())
    text, held = line
    if len(words & held) < _SHARED_WORDS * len(words):
        return False
    compare = fuzz.partial_ratio if len(text) >= len(sought) else fuzz.ratio
    return compare(sought, text, score_cutoff=_NEARLY) > 0
