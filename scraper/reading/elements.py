"""What the elements of a page are to a reader: block or line, seen or unseen, content or furniture."""

import re
import unicodedata
from typing import Any

from lxml import etree

Tree = Any  # lxml's elements and trees have no public types
_UNSEEN = frozenset(
    "script style template noscript iframe object embed svg math canvas select textarea head title nav".split()
)
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6, "caption": 6, "summary": 6, "legend": 6}
ITEMS = frozenset(("li", "dt", "dd"))
LISTS = frozenset(("ul", "ol", "dl", "menu"))
BLOCKS = frozenset(
    "address article aside blockquote body center details dialog div fieldset figcaption figure footer form header hr "
    "html main p pre section table tbody td tfoot th thead tr".split()
).union(HEADINGS, ITEMS, LISTS)
INLINE = frozenset({"a", "abbr", "b", "cite", "data", "em", "i", "small", "span", "strong", "time"})
string_of = etree.XPath("string()")
HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# Parts of the main element that are not its content: teasers of other articles, breadcrumbs, sharing buttons and the like.
_CHROME_TAGS = frozenset(("aside", "footer", "amp-sidebar", "amp-consent", "amp-list"))
_CHROME_ROLES = frozenset(("navigation", "tablist", "complementary", "search", "contentinfo", "dialog", "alertdialog"))
_CHROME_CLASS = re.compile(
    r"(?:(?:block|field|region|view|box|section|entry|post|article|page)[-_]+)*"
    r"(?:related|see-?also|also-?(?:like|read|interesting)|(?:you-)?may-(?:also-)?like|further-reading|read-?also|recommended|recommendations|most-?read|share|sharing|social|breadcrumbs?|cookies?|newsletter|pager|pagination|tag-?cloud|tagadelic|tags|sidebar|"
    r"advert\w*|comments?(?:-?list)?|nav|navbar|navigation|pathway|toc)"
    r"(?:[-_]+(?:content|news|articles?|items?|box|bar|links?|buttons?|posts?|block|list|notice|banner|widget|left|right|first|second|primary|secondary|wrapper))*",
    re.IGNORECASE,
)
_BOX_CLASS = re.compile(
    r"(?<![^\W_])(?:fact|info|key)[-_]?(?:box|facts|file|sheet)|(?<![^\W_])(?:encadr[ée]|encart|kasten|infokasten|recuadro|riquadro)(?![^\W_])",
    re.IGNORECASE,
)
# Characters that are set, not read: zero-width ones, soft hyphens, direction marks, byte order marks.
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u00ad\u2060\ufeff\u202a\u202b\u202c\u202d\u202e"))


def collapse(text: str) -> str:
    """Return a text on one line: white space of every kind collapsed, invisible characters off, in NFC."""
    return unicodedata.normalize("NFC", " ".join(text.translate(_INVISIBLE).split()))


def is_block(node: Any) -> bool:
    """Say whether an element is a block, as a link around the blocks of a card is."""
    return node.tag in BLOCKS or (node.tag == "a" and any(child.tag in BLOCKS for child in node))


def is_chrome(node: Any) -> bool:
    """Return whether an element inside the main content is page furniture, by its tag, role or class.

    An element that contains an `h1` is content even if its class says otherwise: the body of a newsletter is often
    marked as one.
    """
    if not isinstance(node.tag, str):
        return False
    role = node.get("role")
    if role == "tablist" and _holds_text(node):
        return False  # an accordion: its panels stand between its tabs
    if node.tag in _CHROME_TAGS or role in _CHROME_ROLES:
        is_a_source = node.tag == "footer" and any(True for _ in node.iterancestors("blockquote", "figure"))
        return not (is_a_source or (node.tag == "aside" and _is_a_box(node)))
    is_named = any(map(_CHROME_CLASS.fullmatch, node.get("class", "").split()[:20]))
    return is_named and next(node.iter("h1"), None) is None


def _is_a_box(node: Any) -> bool:
    """Say whether an `aside` is a box in an article's text ('The conference in figures'), and no list of links (HTML 4.3.5)."""
    linked, headed = (sum(len(string_of(one)) for one in node.iter(*tags)) for tags in (("a",), HEADINGS))
    is_named = _BOX_CLASS.search(node.get("class", "")) is not None
    is_inside = is_named or next(node.iterancestors("article"), None) is not None
    return is_inside and 2 * linked < len(string_of(node)) - headed


def _holds_text(node: Any) -> bool:
    return any(one.tag in ("p", "table") or one.get("role") == "tabpanel" for one in node.iterdescendants("*"))


def is_unseen(node: Any) -> bool:
    """Return whether a reader sees nothing of an element, by its tag, its attributes or its style.

    A button is a control, and no text, unless it holds headings or paragraphs: a card, or all that follows an unclosed one.
    """
    if not isinstance(node.tag, str) or node.tag in _UNSEEN or "hidden" in node.attrib:
        return True
    if node.tag == "button" and next(node.iter(*_OF_TEXT), None) is None:
        return True
    style = node.get("style")
    is_hidden = style is not None and HIDDEN_STYLE.search(style) is not None
    return is_hidden or "element-invisible" in node.get("class", "").split()


_OF_TEXT = (*HEADINGS, "p", "table", *LISTS)
