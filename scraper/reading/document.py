"""Captured bytes → text → tree → blocks (headings, paragraphs, list items, table rows) with character offsets."""

import html
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import groupby, islice
from typing import Any, Literal

import msgspec
from lxml import etree
from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, read_bom, resolve_encoding

from scraper.notices import (
    BytesNotDecoded,
    CharsetConflict,
    CharsetMisdeclared,
    CharsetUndeclared,
    CharsetUnknown,
    Mojibake,
    Notice,
    PageCutOff,
    StruckThrough,
    TooMuchForParser,
)
from scraper.reading.elements import (
    HEADINGS,
    INLINE,
    ITEMS,
    LISTS,
    Tree,
    collapse,
    is_block,
    is_chrome,
    is_unseen,
    string_of,
)
from scraper.reading.furniture import Furniture, may_have_furniture, seen_texts, take_off
from scraper.reading.lines import address_lines, cut_lines, unwrapped
from scraper.reading.panels import label_panels, mark_up_tables, open_panels
from scraper.reading.structured import event_rows
from scraper.reading.xml_text import xml_text

_STRANGE = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\ufffd]")
_TAG = re.compile(r"<[A-Za-z!/]")
_WITHDRAWN = ("del", "s", "strike")  # HTML, 4.5.5 and 4.7.2: no longer accurate, or removed from the document
_STRUCK = etree.XPath(
    "descendant::*[self::del or self::s or self::strike][not(ancestor::del or ancestor::s or ancestor::strike)]"
)
_XML_DECLARATIONS = re.compile(r"\A(?:\s*<\?xml\b[^>]*>?)+", re.IGNORECASE)  # Beautiful Soup warns of them
_NOT_A_PAGE = re.compile(rb"%PDF-|\x89PNG|GIF8|\xff\xd8\xff|PK\x03\x04|\xd0\xcf\x11\xe0|RIFF|\x00\x00\x00")
_DEEPEST = re.compile(r"depth|huge|too long|limit", re.IGNORECASE)
# What costs libxml2 the square of its number; and how deep a tree may be that others walk up and down.
_LONG_TAG = re.compile(r"<[A-Za-z][^<>]{4000,}")
_MOST_ATTRIBUTES = 1000
_DEEPEST_ELEMENT = 1000
_HEADING_TAG = re.compile(r"(?<=<)(/?)h([1-6])(?=[\s/>])", re.IGNORECASE)
_XML_NAME = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)

BlockKind = Literal["heading", "paragraph", "item", "row"]


class Block(msgspec.Struct, frozen=True, kw_only=True):
    """A heading, paragraph, list item or table row: white space collapsed, a line break as one newline.

    `start` is its offset in the document's text. `level` is that of a heading, or the depth of an item. `group`
    distinguishes lists and tables, `part` the elements that the layout selected as main content. `cells` are those of a
    row, as offsets in the document's text, `extents` their columns, rows, and whether each is a header cell; `header`
    means that all of them are. `tag` is that of the element that contains it, `within` the number of that element (see
    Document.parents).
    """

    kind: BlockKind
    text: str
    start: int
    level: int = 0
    group: int = 0
    part: int = 0
    cells: tuple[tuple[int, int], ...] = ()
    extents: tuple[tuple[int, int, bool], ...] = ()
    header: bool = False
    tag: str = ""
    within: int = 0

    @property
    def end(self) -> int:
        """The offset after its last character."""
        return self.start + len(self.text)


class Document(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """A page: title, language (two or three letters), layout, and the blocks of its main content.

    `layout` names the kind of markup; it is None if no layout fits, and then there are no blocks. `parents` maps the
    number of each element that contains blocks to that of its parent; the outermost one is its own parent.
    """

    title: str | None
    language: str | None
    layout: str | None
    blocks: tuple[Block, ...]
    parents: tuple[int, ...] = (0,)
    encoding: str
    furniture: Furniture | None = None
    notices: tuple[Notice, ...] = ()

    @cached_property
    def text(self) -> str:
        """The texts of the blocks, separated by a newline; offsets refer to it."""
        return joined(self.blocks)

    def around(self, element: int) -> Iterator[int]:
        """Yield an element and its ancestors, the outermost last."""
        yield element
        while element != self.parents[element]:
            element = self.parents[element]
            yield element

    def is_within(self, element: int, around: int) -> bool:
        """Return whether an element is, or is inside, another one."""
        return around in self.around(element)


def joined(blocks: Iterable[Block]) -> str:
    """Return the blocks' texts, a newline between."""
    return "\n".join(block.text for block in blocks)


class Layout(msgspec.Struct, frozen=True):
    """How pages were marked up in their day: a name, and a function from the tree to its main elements, if it fits.

    `sure` is false for a layout that fits many a page: what states nothing there may still be a page that it misread.
    """

    name: str
    main: Callable[[Tree], list[Any]]
    sure: bool = True


class NotAPage(ValueError):
    """The bytes are not HTML."""


def read_document(body: bytes, content_type: str | None, layouts: tuple[Layout, ...]) -> Document:
    """Read the main content of a page by the first layout that fits. `content_type` is the HTTP header.

    Text that is struck through (`del`, `s`, `strike`) counts as withdrawn: it is not read, and a notice counts its
    words. Raises NotAPage if the bytes are not HTML.
    """
    if not body.strip():
        raise NotAPage("the body is empty")
    if _NOT_A_PAGE.match(body):
        raise NotAPage(f"the body is not HTML: it begins with {body[:8]!r}")
    text, encoding, notices = decode(body, content_type)
    if _is_binary(text):
        raise NotAPage("the body is not HTML: most of it is not text")
    tree, doubts = parse(text if _TAG.search(text) else _lines_as_html(text))
    notices += doubts
    if re.search(r"<(?:html|body)\b", text, re.IGNORECASE) and not re.search(r"</(?:html|body)", text, re.IGNORECASE):
        notices.append(PageCutOff())
    furniture = take_off(tree) if may_have_furniture(text) else None
    open_panels(tree)
    label_panels(tree)
    mark_up_tables(tree)
    layout, main = _laid_out(tree, layouts)
    if count := sum(len(" ".join(seen_texts(struck)).split()) for element in main for struck in _STRUCK(element)):
        notices.append(StruckThrough(count))
    etree.strip_elements(tree, *_WITHDRAWN, with_tail=False)
    structured, doubts = event_rows(tree) if main else ([], [])
    notices += doubts
    blocks, parents = read_blocks([*main, *structured])
    if broken := _mojibake(" ".join(block.text for block in blocks)):
        notices.append(Mojibake(*broken))
    return Document(
        title=_title(tree, main),
        language=_language(tree),
        layout=layout,
        blocks=blocks,
        parents=parents,
        encoding=encoding,
        furniture=furniture,
        notices=tuple(notices),
    )


def _lines_as_html(text: str) -> str:
    """Return a page that was saved as text, as a browser shows it (HTML, 7.5.4: plain text files)."""
    return f"<pre>\n{html.escape(chr(10).join(text.splitlines()))}</pre>"


def _is_binary(text: str) -> bool:
    sample = text[:4096]
    return len(_STRANGE.findall(sample)) > len(sample) / 10


def decode(body: bytes, content_type: str | None) -> tuple[str, str, list[Notice]]:
    """Decode a page: by its byte order mark, the HTTP header, its `meta`, else UTF-8 or windows-1252, in that order.

    Bytes that are UTF-8 are read as UTF-8 whatever is declared; what does not agree is a notice. No guessing by
    statistics: it would differ with the libraries installed. Returns text, encoding, notices.
    """
    marked, mark = read_bom(body)
    if marked and mark:
        return body[len(mark) :].decode(marked, "replace"), marked, []
    header = http_content_type_encoding(content_type) if content_type else None
    meta = html_body_declared_encoding(body)
    declared = header or meta
    named = _canonical(declared) if declared else None
    if not header and named and named.startswith(("utf-16", "utf-32")):
        named = "utf-8"  # HTML standard, 13.2.3.2: where the `meta` can be read byte by byte
    chosen, notices = _chosen(body, declared, named)
    if header and meta and _canonical(header) != _canonical(meta):
        notices = [CharsetConflict(header, meta, chosen)]
    text = body.decode(chosen, "replace")
    return text.replace("\x00", "\ufffd"), chosen, notices


def _canonical(encoding: str) -> str:
    return resolve_encoding(encoding) or encoding.lower()


def _chosen(body: bytes, declared: str | None, named: str | None) -> tuple[str, list[Notice]]:
    if _decodes(body, "utf-8"):
        other = named not in (None, "utf-8", "ascii") and not body.isascii() and not str(named).startswith("utf-16")
        return "utf-8", [CharsetMisdeclared(str(declared), "utf-8")] if other else []
    if named == "utf-8":
        if _mostly_utf8(body):
            return "utf-8", [BytesNotDecoded("utf-8")]
        return "cp1252", [CharsetMisdeclared(str(declared), "cp1252")]
    if named is None:
        return "cp1252", [CharsetUndeclared("cp1252")]
    try:
        known = _decodes(body, named)
        b"\xff".decode(named, "replace")
    except (LookupError, UnicodeError):  # not a codec of texts
        return "cp1252", [CharsetUnknown(str(declared), "cp1252")]
    return named, [] if known or named == "cp1252" else [BytesNotDecoded(named)]


def _decodes(body: bytes, encoding: str) -> bool:
    """Say whether bytes are of an encoding; the last letter of a page that is cut off may be so too."""
    try:
        body.decode(encoding)
    except UnicodeDecodeError as error:
        is_cut = error.reason in ("unexpected end of data", "incomplete multibyte sequence")
        return is_cut and not body[: error.start].isascii()
    return True


def _mostly_utf8(body: bytes) -> bool:
    text = body.decode("utf-8", "replace")
    return sum(letter > "\x7f" and letter != "\ufffd" for letter in text) >= text.count("\ufffd")


def parse(text: str) -> tuple[Tree, list[Notice]]:
    """Parse HTML into a tree. What libxml2 would cut off in silence is parsed another way, with a notice."""
    text = _headings_ended(text)
    if any(tag[0].count(" ") > _MOST_ATTRIBUTES for tag in _LONG_TAG.finditer(text)):
        return _soup_tree(text), [TooMuchForParser("attributes of a tag")]
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_pis=True)
    tree = etree.fromstring((text or " ").encode("utf-8", "replace"), parser)
    cut = any(_DEEPEST.search(entry.message) for entry in parser.error_log if entry.level_name == "FATAL")
    if tree is None or cut:
        return _soup_tree(text), [TooMuchForParser("depth or size")]
    return tree, []


def _headings_ended(text: str) -> str:
    """Let the end tag of any heading end the open one (HTML, 13.2.6.4.7): libxml2 goes on with it, over what follows."""
    level = ""

    def ended(tag: re.Match[str]) -> str:
        nonlocal level
        level, opened = ("", level) if tag[1] else (tag[2], "")
        return f"/h{opened}" if opened else tag[0]

    return _HEADING_TAG.sub(ended, text)


def _soup_tree(text: str) -> Tree:
    """Parse with Beautiful Soup, which has no limit of depth, into the same kind of tree; what lies deepest as its words."""
    from bs4 import BeautifulSoup
    from bs4.element import CData, Comment, Doctype, NavigableString, Tag

    root = etree.Element("html")
    waiting: list[tuple[Any, Any, int]] = [(BeautifulSoup(_XML_DECLARATIONS.sub("", text), "lxml"), root, 0)]
    while waiting:
        soup, element, depth = waiting.pop()
        last = None
        for child in soup.children:
            if isinstance(child, Tag) and depth >= _DEEPEST_ELEMENT:
                _append_text(element, last, child.get_text(" "))
            elif isinstance(child, Tag):
                last = element if child.name == "html" else _soup_element(element, child)
                waiting.append((child, last, depth + 1))
                last = None if child.name == "html" else last
            elif isinstance(child, Comment):
                last = etree.Comment(re.sub(r"-(?=-|$)", "- ", xml_text(str(child))))
                element.append(last)
            elif isinstance(child, NavigableString) and not isinstance(child, CData | Doctype):
                _append_text(element, last, str(child))
    return root


def _soup_element(parent: Any, tag: Any) -> Any:
    attributes = {
        name: " ".join(value) if isinstance(value, list) else str(value)
        for name, value in islice(tag.attrs.items(), _MOST_ATTRIBUTES)
        if _XML_NAME.fullmatch(name)
    }
    name = tag.name if _XML_NAME.fullmatch(tag.name) else "span"
    return etree.SubElement(parent, name, {key: xml_text(value) for key, value in attributes.items()})


def _append_text(element: Any, last: Any, text: str) -> None:
    text = xml_text(text)
    if last is None:
        element.text = (element.text or "") + text
    else:
        last.tail = (last.tail or "") + text


def _laid_out(tree: Tree, layouts: tuple[Layout, ...]) -> tuple[str | None, list[Any]]:
    for layout in layouts:
        if main := layout.main(tree):
            return layout.name, main
    return None, []


def _title(tree: Tree, main: list[Any]) -> str | None:
    headings = [heading for element in main for heading in element.iter("h1")] + list(tree.iter("h1"))
    for heading in headings:
        if words := collapse(string_of(heading)):
            return words
    title = next(tree.iter("title"), None)
    words = collapse(title.text or "") if title is not None else ""
    return re.split(r" \| | [–—] | - ", words)[0] or None


def _language(tree: Tree) -> str | None:
    root = tree if tree.tag == "html" else tree.find(".//html")
    if root is None:
        return None
    stated = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang") or ""
    match = re.match(r"[A-Za-z]{2,3}(?![A-Za-z])", stated.strip())
    return match[0].lower() if match else None


def read_blocks(elements: list[Any]) -> tuple[tuple[Block, ...], tuple[int, ...]]:
    """Return the blocks below some elements, in the order of the page, with offsets as if joined by newlines.

    And, for each element's number in `Block.within`, the number of the element around it.
    """
    start = 0
    found: list[Block] = []
    parents = [0]
    for part, element in enumerate(elements):
        for block in _BlockReader(element, parents).blocks():
            moved = tuple((first + start, last + start) for first, last in block.cells)
            found.append(msgspec.structs.replace(block, start=start, part=part, cells=moved))
            start += len(block.text) + 1
    numbers = _numbers_of_those_with_blocks(found, parents)
    numbered = (msgspec.structs.replace(block, within=numbers[block.within]) for block in found)
    return tuple(numbered), tuple(numbers[parents[old]] for old in numbers)


def _numbers_of_those_with_blocks(blocks: list[Block], parents: list[int]) -> dict[int, int]:
    """Number the elements that hold blocks anew, in order: an empty one, such as furniture leaves, counts for nothing."""
    kept = {0}
    for block in blocks:
        at = block.within
        while at not in kept:
            kept.add(at)
            at = parents[at]
    return {old: new for new, old in enumerate(sorted(kept))}


class _BlockReader:
    """One walk over an element: text runs until a block begins or ends."""

    def __init__(self, element: Any, parents: list[int]) -> None:
        self._element = element
        self._parents = parents
        self._open_elements: list[tuple[int, str]] = [(0, "")]
        self._run: list[str] = []
        self._headings: list[int] = []
        self._lists: list[int] = []
        self._items = 0
        self._set = 0  # open elements whose lines are as they stand
        self._groups = 0
        self._row: list[str] | None = None
        self._row_at: Any = None
        self._astray: list[str] = []  # words of a row outside its cells
        self._extents: list[tuple[int, int, bool]] = []
        self._done: list[Block] = []
        self._soft: set[Any] = {*cut_lines(element)}

    def blocks(self) -> Iterator[Block]:
        walker = etree.iterwalk(self._element, events=("start", "end", "comment"))
        for event, node in walker:
            if event == "comment":
                self._add(node.tail)
            elif event == "start":
                if self._is_unseen(node):
                    walker.skip_subtree()
                elif node.tag == "sup" and (mark := _footnote_mark(node, self._run)):
                    walker.skip_subtree()
                    self._run.append(mark)
                else:
                    self._begin(node)
            else:
                if not self._is_unseen(node):
                    self._end(node)
                if node is not self._element:
                    self._add(node.tail)
            yield from self._done
            self._done.clear()
        self._flush()
        yield from self._done

    def _is_unseen(self, node: Any) -> bool:
        if node is not self._element and is_chrome(node):
            return True
        return is_unseen(node) and not (node.tag == "button" and self._headings)  # accordions' headings are buttons

    def _add(self, text: str | None) -> None:
        if text:
            self._run.append(_QUOTED.sub("", text) if self._set else text.replace("\n", " "))

    def _begin(self, node: Any) -> None:
        tag = node.tag
        if tag == "br" or node in self._soft:
            self._run.append("\n")
        elif tag in INLINE and _is_glued(node, self._run):
            self._run.append(" ")
        elif is_block(node):
            if self._row is None:
                self._flush()
                self._open(tag, node)
            elif tag in ("td", "th"):
                self._stray()
            else:
                self._run.append("\n")
        self._add(node.text)

    def _open(self, tag: str, node: Any) -> None:
        self._soft.update(cut_lines(node))
        self._soft.update(address_lines(node)[1:])
        self._parents.append(self._open_elements[-1][0])
        self._open_elements.append((len(self._parents) - 1, tag))
        if tag in HEADINGS:
            self._headings.append(HEADINGS[tag])
        elif tag in LISTS or tag == "table":
            self._groups += 1
            if tag != "table":
                self._lists.append(self._groups)
        elif tag in ITEMS:
            self._items += 1
        elif tag == "pre":
            self._set += 1
        elif tag == "tr" and _is_data_row(node):
            self._row, self._extents, self._row_at, self._astray = [], [], node, []

    def _end(self, node: Any) -> None:
        tag = node.tag
        if not is_block(node) or node in self._soft:
            return
        if self._row is not None:
            self._end_in_row(tag, node)
            return
        self._flush()
        self._open_elements.pop()
        if tag in HEADINGS:
            self._headings.pop()
        elif tag in LISTS:
            self._lists.pop()
        elif tag in ITEMS:
            self._items -= 1
        elif tag == "pre":
            self._set -= 1

    def _end_in_row(self, tag: str, node: Any) -> None:
        assert self._row is not None
        if tag in ("td", "th"):
            self._row.append(_lines("".join(self._run)))
            self._extents.append((_count(node.get("colspan")), _count(node.get("rowspan")), tag == "th"))
            self._run = []
        elif node is self._row_at:  # rows outside of a table may lie in each other: the parser mends only those in one
            self._stray()
            cells, self._row = self._row, None
            for words in self._astray:  # HTML, 13.2.6.1: they stand before the table
                self._keep(_lines(words))
            within, _ = self._open_elements.pop()
            if any(cells):
                self._done.append(_row_block(cells, self._extents, self._groups, within))
        else:
            self._run.append("\n")

    def _stray(self) -> None:
        """Put aside what was read of a row outside its cells."""
        if any(map(str.strip, self._run)):
            self._astray.append("".join(self._run))
        self._run = []

    def _flush(self) -> None:
        text, self._run = "".join(self._run), []
        for part in _BLANK_LINE.split(text) if self._set else (text,):
            self._keep(_lines(part))

    def _keep(self, text: str) -> None:
        if not text:
            return
        within, tag = self._open_elements[-1]
        kind: BlockKind = "heading" if self._headings else "item" if self._items and self._lists else "paragraph"
        level = self._headings[-1] if self._headings else len(self._lists) if kind == "item" else 0
        group = self._lists[-1] if kind == "item" else 0
        self._done.append(Block(kind=kind, text=text, start=0, level=level, group=group, tag=tag, within=within))


def _is_glued(node: Any, run: list[str]) -> bool:
    """Say whether two elements that a style sheet parts stand side by side, with no space between ('Lyon' 'France')."""
    before, behind = run[-1][-1:] if run else "", (node.text or "")[:1]
    beside = node.getprevious()
    is_year = bool(run) and _ENDS_IN_A_YEAR.search(run[-1]) is not None  # 'Lyon, 2009' '3rd meeting'
    is_word = before.isdigit() and _WORD_ALONE.fullmatch(node.text or "") is not None  # '5' 'julio'; not '1' 'er'
    return (
        beside is not None
        and beside.tag in INLINE
        and not beside.tail
        and (before.islower() or before.isdigit())
        and (is_word or behind.isupper() or (behind.isdigit() and (not before.isdigit() or is_year)))
    )


_QUOTED = re.compile(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE)  # before the lines of a letter that another quotes
_BLANK_LINE = re.compile(r"\n\s*\n")  # parts the paragraphs of preformatted text
_WORD_ALONE = re.compile(r"\s*(?![eè]me)[^\W\d_]{3,10}\.?(?:\s+\d{4})?\s*")  # 'julio', 'July 2024'
_ENDS_IN_A_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d$")


def _lines(text: str) -> str:
    lines = [collapse(line) for line in text.split("\n")]
    return "\n".join(unwrapped(list(group)) for has_words, group in groupby(lines, bool) if has_words)


def _count(written: str | None) -> int:
    """Return a cell's number of columns or rows; HTML bounds both (1,000 columns, 65,534 rows)."""
    return min(int(written), 1000) if written and re.fullmatch(r"[0-9]{1,5}", written.strip()) and int(written) else 1


_FOOTNOTE = re.compile(r"\[?(?:\d{1,3}|[a-h]|[*†‡§¶]+)\]?")


def _footnote_mark(node: Any, run: list[str]) -> str | None:
    """Return a footnote's mark in square brackets, so that it is no part of the word before; None for other superscripts.

    A letter behind a figure or a capital is the end of an ordinal ('XI' + 'e').
    """
    words = collapse(string_of(node))
    before = "".join(run[-3:]).rstrip().rstrip(".")[-1:]
    ordinal = words.isalpha() and (before.isdigit() or before.isupper())
    if ordinal or not _FOOTNOTE.fullmatch(words):
        return None
    return f"[{words.strip('[]')}]"


def _is_data_row(row: Any) -> bool:
    """Say whether a table row holds data.

    Rows that hold headings, tables, lists of some length, or several paragraphs of prose in a cell lay a page out, and so
    do those of a table that says so.
    """
    if any(True for _ in row.iter("table", "h1", "h2", "h3", "h4")):
        return False
    if next(row.iter("ul", "ol"), None) is not None and len(string_of(row)) > _LONGEST_DATA:
        return False
    table = next(row.iterancestors("table"), None)
    says_so = table is not None and table.get("role") in ("presentation", "none")
    is_alone = table is not None and len(list(islice(table.iter("tr"), 2))) == 1
    return not says_so and not any(_is_prose(cell, is_alone) for cell in row.iterchildren("td"))


def _is_prose(cell: Any, is_alone: bool) -> bool:
    """Say whether a cell holds several paragraphs, or lines that a page breaks for them, of some length.

    `is_alone` says that the table has this one row: then many lines lay a page out as well.
    """
    words = string_of(cell)
    breaks = sum(1 for _ in cell.iter("p", "div", "br"))
    is_page = is_alone and breaks > _MANY_LINES
    return len(words) > _LONGEST_DATA and breaks > 1 and (is_page or len(_SENTENCE_END.findall(words)) > 1)


_LONGEST_DATA = 400
_MANY_LINES = 8
_SENTENCE_END = re.compile(r"[^\W\d_]{3}[.!?](?=\s+[^\W\d_]|\s*$)")


def _row_block(cells: list[str], extents: list[tuple[int, int, bool]], group: int, within: int) -> Block:
    places, at = [], 0
    for cell in cells:
        places.append((at, at + len(cell)))
        at += len(cell) + 3
    header = all(is_header for *_, is_header in extents)
    text = " | ".join(cells)
    return Block(
        kind="row",
        text=text,
        start=0,
        group=group,
        cells=tuple(places),
        extents=tuple(extents),
        header=header,
        tag="tr",
        within=within,
    )


_SUSPECT = re.compile(r"[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u0178\u02c6\u02dc\u2013-\u2122\u20ac]+")


def _mojibake(text: str) -> tuple[str, str] | None:
    """Return the first piece that reads as UTF-8 taken for windows-1252, and what it seems to have been."""
    return next(((match[0], meant) for match in _SUSPECT.finditer(text) if (meant := _meant(match[0]))), None)


def without_mojibake(text: str) -> str:
    """Return a text as it seems to have been meant. For comparing only: records keep the page's own words."""
    return _SUSPECT.sub(lambda match: _meant(match[0]) or match[0], text)


def _meant(piece: str) -> str | None:
    try:
        return piece.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return None
