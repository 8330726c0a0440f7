"""Lines that a converter of PDF files, or a writer, cut for want of room → the text that they are."""

import re
from itertools import pairwise
from typing import Any

from lxml import etree

from scraper.reading.elements import INLINE, collapse, string_of


def unwrapped(lines: list[str]) -> str:
    """Join lines that end in the middle of a sentence for want of room, as those of a page made from a PDF file do."""
    parts = lines[:1]
    for cut, behind in zip(_cuts(lines), lines[1:], strict=True):
        is_name = behind[0].isupper() or "-" in behind.partition(" ")[0]  # 'Enghien-', 'les-Bains'
        if cut and not is_name and behind[0].islower() and _HYPHENATED.search(parts[-1]):
            parts[-1] = parts[-1][:-1]
        elif not (is_name and _IN_A_NAME.search(parts[-1])):
            parts.append(" " if cut else "\n")
        parts.append(behind)
    return "".join(parts)


def _cuts(lines: list[str]) -> list[bool]:
    """Say of each line but the last whether the next one goes on where it ends."""
    is_cut = _full(lines)
    begin = 0
    for end, line in enumerate(lines, start=1):
        if line.endswith((":", ";")) or end == len(lines):
            if _is_wrapped(lines[begin:end]):
                is_cut[begin : end - 1] = [True] * (end - 1 - begin)
            begin = end
    return is_cut


def _full(lines: list[str]) -> list[bool]:
    """Say of each line but the last whether its sentence goes on in the next one; of none where that is seldom plain."""
    longest = max(map(len, lines), default=0)
    is_full = [
        len(one) >= _FULL * longest and longest >= _LEAST_WIDTH and not _LINE_ENDS.search(one) for one in lines[:-1]
    ]
    pairs = [(one, behind) for full, one, behind in zip(is_full, lines, lines[1:], strict=False) if full]
    is_text = len(pairs) >= _FEWEST_CUT
    goes_on = [
        behind[0].islower() or (is_text and behind[0].isalnum() and _BREAKS_OFF.search(one) is not None)
        for one, behind in pairs
    ]
    return is_full if any(goes_on) and sum(goes_on) * 2 >= len(goes_on) else [False] * len(is_full)


def _is_wrapped(lines: list[str]) -> bool:
    """Say whether a program wrapped a text to lines: none had room for the next word, and sentences go on in the next line."""
    longest = max(map(len, lines))
    has_words = longest >= _NARROWEST and all(line.count(" ") >= _FEWEST_BLANKS for line in lines[:-1])
    if not has_words or lines[0][0].islower() or 2 * sum(map(bool, map(_ITEM.match, lines))) > len(lines):
        return False
    pairs = list(pairwise(lines))
    if any(len(one) + 1 + len(behind.partition(" ")[0]) <= longest for one, behind in pairs):
        return False
    is_text = len(lines) >= _FEWEST_CUT
    goes_on = [
        behind[0].islower() or (_BREAKS_OFF if is_text else _SHORT_WORD).search(one) is not None
        for one, behind in pairs
        if not _LINE_ENDS.search(one)
    ]
    return any(goes_on) and sum(goes_on) * 3 >= len(goes_on)


def cut_lines(element: Any) -> list[Any]:
    """Return the elements inside one that are lines of one text, as converters of PDF files make them, each a `div` or `p`."""
    inside = [node for node in element if node.tag not in ("img", etree.Comment)]  # the sheet as a picture
    is_plain = len(inside) >= _FEWEST_LINES and len({node.tag for node in inside}) == 1
    if not is_plain or inside[0].tag not in ("div", "p"):
        return []
    if any(one.tag not in INLINE for node in inside for one in node.iterdescendants()):
        return []
    lines = list(filter(None, (collapse(string_of(node)) for node in inside)))
    is_wide = any(len(line) > _WIDEST for line in lines)
    return inside if not is_wide and any(_cuts(lines)) else []


def address_lines(element: Any) -> list[Any]:
    """Return the elements inside an `address` that are its lines: house, street, town, with no text between them."""
    inside = list(element) if element.tag == "address" else []
    is_bare = not any((text or "").strip() for text in (element.text, *(node.tail for node in inside)))
    return inside if is_bare and all(node.tag in INLINE for node in inside) else []


_FEWEST_LINES, _FEWEST_CUT = 4, 3  # of a text that a converter cut
_NARROWEST, _FEWEST_BLANKS = 24, 1  # letters of a column; blanks in each of its lines
_WIDEST = 160  # letters of a line of a sheet of paper
_LEAST_WIDTH, _FULL = 50, 0.7  # letters of a line that is full; a word that found no room makes it shorter
_ITEM = re.compile(r"[^\w\s“„«\"'(]|\d|[^\W\d_]+(?:\s[^\W\d_]+)?\s?:")  # how an item of a list, or a field, begins
_SHORT_WORD = re.compile(r"\s[a-zß-ÿ]{1,3}$|,$")
_BREAKS_OFF = re.compile(
    rf"{_SHORT_WORD.pattern}|(?:[a-zß-ÿ]{{3}}|\))\.\s[A-ZÀ-Þ][^.!?]*$"
)  # 'held in', 'in Rome. It took place with'; 'St. Petersburg' is whole
_HYPHENATED = re.compile(r"(?<![^\W\d_])(?!co-|ex-|non-)[^\W\d_]{2,}[-\u2010\u00ad]$", re.IGNORECASE)  # 'Istan-'
_IN_A_NAME = re.compile(r"[^\W\d_]-$")
_LINE_ENDS = re.compile(r"[.!?:;][»”\")]?$")
