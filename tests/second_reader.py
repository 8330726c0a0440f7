"""A second reader of blocks, over Beautiful Soup and `html.parser`: written for tests alone, from the same rules."""

import re
import unicodedata
from collections.abc import Iterator

from bs4 import BeautifulSoup
from bs4.element import Comment, Doctype, NavigableString, PageElement, Tag

MAIN = {
    "drupal7-body": "#block-system-main .field-name-body",
    "drupal7-main": "#block-system-main",
    "typo3-content": "div.csc-default",
    "html5-main": "main",
}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6", "caption"}
APART = HEADINGS | {
    "p",
    "div",
    "ul",
    "ol",
    "li",
    "table",
    "tr",
    "td",
    "th",
    "tbody",
    "thead",
    "section",
    "article",
    "main",
}
APART |= {"blockquote", "figure", "figcaption", "header", "footer", "aside", "form", "hr", "pre", "dl", "dt", "dd"}
UNSEEN = {
    "script",
    "style",
    "noscript",
    "template",
    "nav",
    "button",
    "select",
    "textarea",
    "iframe",
    "title",
    "head",
    "svg",
}
INVISIBLE = re.compile("[\u200b-\u200f\u00ad\u2060\ufeff\u202a-\u202e]")


def blocks(html: str, layout: str) -> list[tuple[str, str]]:
    """Return the kinds and texts of the main content's blocks."""
    soup = BeautifulSoup(html, "html.parser")
    parts = soup.select(MAIN[layout])
    parts = [part for part in parts if _is_marked(part)] if layout == "typo3-content" else parts[:1]
    return [block for part in parts for block in _of(part)]


def _is_marked(part: Tag) -> bool:
    """Say whether the last of TYPO3's search marks before a part is a beginning."""
    marks = [str(mark) for mark in part.find_all_previous(string=lambda text: isinstance(text, Comment))]
    last = next((mark for mark in marks if "TYPO3SEARCH" in mark), "begin")
    return "begin" in last


def _of(part: Tag) -> Iterator[tuple[str, str]]:
    run: list[str] = []
    kind = "paragraph"
    for next_kind, text in [*_pieces(part, "paragraph"), ("end", None)]:
        if text is not None and next_kind != "row":
            run.append(text)
            kind = next_kind
            continue
        if words := _lines("".join(run)):
            yield kind, words
        run = []
        if text is not None:
            yield "row", text


def _pieces(element: Tag, kind: str) -> Iterator[tuple[str, str | None]]:
    """Yield texts with the kind of block that they stand in; None where a block begins or ends."""
    for child in element.children:
        if isinstance(child, Tag):
            yield from _tag(child, kind)
        elif not isinstance(child, Comment | Doctype):
            yield kind, str(child).replace("\n", " ")


def _tag(tag: Tag, kind: str) -> Iterator[tuple[str, str | None]]:
    if tag.name in UNSEEN or _is_hidden(tag):
        return
    if tag.name == "br":
        yield kind, "\n"
    elif tag.name == "tr" and not tag.find(["ul", "ol", "table", "h1", "h2", "h3", "h4"]):
        cells = [_lines(_plain(cell)).replace("\n", " ") for cell in tag.find_all(["td", "th"], recursive=False)]
        yield "break", None
        if any(cells):
            yield "row", " | ".join(cells)
    elif tag.name in APART:
        yield "break", None
        inner = "heading" if tag.name in HEADINGS else "item" if tag.name in ("li", "dt", "dd") else kind
        yield from _pieces(tag, inner)
        yield "break", None
    else:
        yield from _pieces(tag, kind)


def _plain(cell: Tag) -> str:
    return "".join(_words(child) for child in cell.children)


def _words(node: PageElement) -> str:
    if isinstance(node, Tag):
        return " " if node.name == "br" else f" {_plain(node)} " if node.name in APART else _plain(node)
    return "" if isinstance(node, Comment) or not isinstance(node, NavigableString) else str(node)


def _is_hidden(tag: Tag) -> bool:
    style = re.sub(r"\s", "", str(tag.get("style", "")))
    classes = tag.get("class") or []
    return tag.has_attr("hidden") or "display:none" in style or "element-invisible" in classes


def _lines(text: str) -> str:
    lines = (" ".join(INVISIBLE.sub("", line).split()) for line in text.split("\n"))
    return unicodedata.normalize("NFC", "\n".join(line for line in lines if line))
