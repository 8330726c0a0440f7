"""A second reader of pages, written from the words of `document.py` alone, on another parser: what both read is so."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from bs4 import BeautifulSoup
from bs4.element import Comment, NavigableString, PageElement, PreformattedString, Tag

from scraper.reading.lines import unwrapped

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6", "caption", "summary", "legend")
ITEMS = ("li", "dt", "dd")
LISTS = ("ul", "ol", "dl", "menu")
CELLS = ("td", "th")
FLOW = (
    "address", "article", "aside", "blockquote", "body", "center", "details", "dialog", "div", "fieldset", "figcaption",
    "figure", "footer", "form", "header", "hr", "html", "main", "p", "pre", "section", "table", "tbody", "tfoot", "thead",
    "tr",
)  # fmt: skip
PHRASES = ("a", "abbr", "b", "cite", "data", "em", "i", "small", "span", "strong", "time")
BREAKS = frozenset((*HEADINGS, *ITEMS, *LISTS, *CELLS, *FLOW))
UNSEEN = (
    "script", "style", "template", "noscript", "iframe", "object", "embed", "svg", "math", "canvas", "select", "textarea",
    "button", "head", "title", "nav",
)  # fmt: skip
LAYS_OUT = ("table", "h1", "h2", "h3", "h4", "ul", "ol")  # a row that holds one of these lays a page out
# What is beside the main content: by its element, its role, or a class of its own, as bootstrap and Drupal name them.
BESIDE = ("aside", "footer", "amp-sidebar", "amp-consent", "amp-list")
ROLES_BESIDE = ("navigation", "complementary", "search", "contentinfo", "dialog", "alertdialog")
BOXES = "block field region view box section entry post article page".split()
KINDS = (
    "related recommended recommendations seealso readalso mostread "
    "share sharing social breadcrumb breadcrumbs cookie cookies newsletter pager pagination tagcloud "
    "sidebar nav navbar navigation pathway toc"
).split()
OF_KINDS = (
    "content news article articles item items box bar link links button buttons post posts block list notice banner "
    "widget left right wrapper"
).split()
FOOTNOTE = re.compile(r"\[?(?:\d{1,3}|[a-h]|[*†‡§¶]+)\]?")
INVISIBLE = re.compile("[\u200b-\u200f\u00ad\u2060\ufeff\u202a-\u202e]")


class Piece(NamedTuple):
    """Some text, the element of a block that it stands in, and how many blocks have begun or ended before it."""

    text: str
    block: Tag
    run: int


def blocks(source: str, layout: str) -> list[tuple[str, str]]:
    """Return kind and text of every block of a page's main content, in order; `layout` names where that is."""
    soup = BeautifulSoup(source, "html.parser")
    for struck in soup.find_all(["del", "s", "strike"]):  # what a page strikes through it does not state
        struck.extract()
    return [block for element in MAIN[layout](soup) for block in _blocks_of(element)]


def _blocks_of(element: Tag) -> Iterator[tuple[str, str]]:
    rows: set[int] = set()
    runs: dict[int, list[Piece]] = {}
    for piece in _pieces(element):
        row = _row_around(piece.block, element)
        runs.setdefault(-id(row) if row else piece.run, []).append(piece)
    for pieces in runs.values():
        row = _row_around(pieces[0].block, element)
        if row is None:
            text = _lines("".join(piece.text for piece in pieces))
            if text:
                yield _kind(pieces[0].block, element), text
        elif id(row) not in rows:
            rows.add(id(row))
            cells = [_lines("\n".join(_runs_of(cell))) for cell in row.find_all(CELLS)]
            if any(cells):
                yield "row", " | ".join(cells)


def _runs_of(cell: Tag) -> Iterator[str]:
    """Yield a cell's text, one string for each run between the marks of blocks."""
    runs: dict[int, str] = {}
    for piece in _pieces(cell):
        runs[piece.run] = runs.get(piece.run, "") + piece.text
    yield from runs.values()


def _pieces(element: Tag) -> Iterator[Piece]:
    """Yield the texts that a reader sees below an element, without recursion: pages can be deep."""
    run, last = 0, ("", 0)
    waiting: list[tuple[PageElement | None, Tag]] = [(element, element)]
    while waiting:
        node, block = waiting.pop()
        if node is None:
            run += 1
        elif isinstance(node, Tag):
            if _is_unseen(node) or (node is not element and _is_beside(node)):
                continue
            if node.name == "br":
                yield Piece("\n", block, run)
                last = ("", run)
            elif last[1] == run and _stands_beside(node, last[0]):
                yield Piece(" ", block, run)
            marks = node.name in BREAKS
            inside = node if marks else block
            run += marks
            if marks:
                waiting.append((None, block))
            waiting.extend((child, inside) for child in reversed(list(node.children)))
        elif isinstance(node, NavigableString) and not isinstance(node, Comment | PreformattedString):
            yield Piece(str(node).replace("\n", " "), block, run)
            last = (str(node)[-1:], run)


def _stands_beside(tag: Tag, before: str) -> bool:
    """Say whether a style sheet alone parts an element from the one before it ('Lyon' 'France', '2016' 'Graz')."""
    beside, first = tag.previous_sibling, next(iter(tag.children), None)
    if tag.name not in PHRASES or not isinstance(beside, Tag) or beside.name not in PHRASES:
        return False
    text = str(first) if isinstance(first, NavigableString) and not isinstance(first, Comment) else ""
    behind = text[:1]
    if before.isdigit():
        return behind.isupper() or _is_a_word(text)
    return before.islower() and (behind.isupper() or behind.isdigit())


def _is_a_word(text: str) -> bool:
    """Say whether an element behind a figure holds a word, as of a month, and not the ending of an ordinal ('16' 'ème')."""
    word = text.strip().removesuffix(".")
    return word.isalpha() and 3 <= len(word) <= 10 and not word.startswith(("eme", "ème"))


def _is_unseen(tag: Tag) -> bool:
    style = re.sub(r"\s", "", str(tag.get("style", "")).lower())
    return (
        tag.name in UNSEEN
        or tag.has_attr("hidden")
        or "display:none" in style
        or "visibility:hidden" in style
        or "element-invisible" in _classes(tag)
    )


def _is_beside(tag: Tag) -> bool:
    if tag.name == "footer" and tag.find_parent(["blockquote", "figure"]):
        return False  # the source of a quotation
    return tag.name in BESIDE or tag.get("role") in ROLES_BESIDE or any(map(_names_what_is_beside, _classes(tag)))


def _names_what_is_beside(name: str) -> bool:
    """Say whether a class names a part beside the main content: 'block-related-news', 'most_read', 'share-buttons'."""
    joined = re.sub("(most|see|read|tag)-?(read|also|cloud)", r"\1\2", name.lower())
    parts = [part for part in re.split("[-_]+", joined) if part]
    while len(parts) > 1 and parts[0] in BOXES:
        parts.pop(0)
    return (
        bool(parts) and (parts[0] in KINDS or parts[0].startswith("advert")) and all(p in OF_KINDS for p in parts[1:])
    )


def _classes(tag: Tag) -> list[str]:
    return str(" ".join(tag.get_attribute_list("class")) if tag.has_attr("class") else "").split()


def _row_around(block: Tag, top: Tag) -> Tag | None:
    """Return the outermost table row of data around a block."""
    around = [tag for tag in _upwards(block, top) if tag.name == "tr" and not tag.find(LAYS_OUT)]
    return around[-1] if around else None


def _kind(block: Tag, top: Tag) -> str:
    names = [tag.name for tag in _upwards(block, top)]
    if any(name in HEADINGS for name in names):
        return "heading"
    return "item" if any(n in ITEMS for n in names) and any(n in LISTS for n in names) else "paragraph"


def _upwards(block: Tag, top: Tag) -> Iterator[Tag]:
    tag: Tag | None = block
    while tag is not None:
        yield tag
        tag = None if tag is top else tag.parent


def _line(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(INVISIBLE.sub("", text).split()))


def _lines(text: str) -> str:
    """Return a text's lines without blank ones; which of them are cut is not read here, but asked of the room for that."""
    groups = groupby(map(_line, text.split("\n")), bool)
    return "\n".join(unwrapped(list(lines)) for has_words, lines in groups if has_words)


def _drupal7_body(soup: BeautifulSoup) -> list[Tag]:
    return list(soup.select("#block-system-main .field-name-body")[:1])


def _drupal7_main(soup: BeautifulSoup) -> list[Tag]:
    return list(soup.select("#block-system-main")[:1])


def _typo3_content(soup: BeautifulSoup) -> list[Tag]:
    """The outermost content elements; where there are search marks, those that stand behind a 'begin'."""
    found: list[Tag] = []
    marked, on = bool(soup.find_all(string=_is_search_mark)), False
    for node in soup.descendants:
        if isinstance(node, Comment) and _is_search_mark(node):
            on = "TYPO3SEARCH_begin" in node
        elif (
            isinstance(node, Tag)
            and "csc-default" in _classes(node)
            and (on or not marked)
            and not any(parent in found for parent in node.parents)
        ):
            found.append(node)
    return found


def _is_search_mark(text: str | None) -> bool:
    return isinstance(text, Comment) and "TYPO3SEARCH_" in text


def _html5_main(soup: BeautifulSoup) -> list[Tag]:
    return list(soup.select("main, [role=main]")[:1] or soup.select("article")[:1])


def _drupal7_node(soup: BeautifulSoup) -> list[Tag]:
    main = list(soup.select("#block-system-main")[:1])
    titles = [title for title in soup.select("h1") if not any(parent in main for parent in title.parents)]
    named = [title for title in titles if title.get("id") == "page-title" or "title" in _classes(title)]
    return [*(named or titles)[:1], *main]


def _drupal7_views(soup: BeautifulSoup) -> list[Tag]:
    return list(soup.select("#block-system-main .views-row"))


def _typo3_news(soup: BeautifulSoup) -> list[Tag]:
    return list(soup.select(".news-single-item")[:1])


def _plain_body(soup: BeautifulSoup) -> list[Tag]:
    return [soup.body] if soup.body else []


MAIN = {
    "drupal7-body": _drupal7_body,
    "drupal7-main": _drupal7_main,
    "typo3-content": _typo3_content,
    "drupal7-node": _drupal7_node,
    "drupal7-views": _drupal7_views,
    "typo3-news": _typo3_news,
    "html5-main": _html5_main,
    "plain-body": _plain_body,
}
