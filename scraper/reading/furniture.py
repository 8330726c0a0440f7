"""What a replay adds to a page (banner, toolbar, scripts): recognised, read, and removed."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import msgspec
from lxml import etree

from scraper.reading.xml_text import xml_text

# Elements that replays put in, by id: Archive-It's banner, OpenWayback's and the Internet Archive's toolbars.
_IDS = frozenset(
    (
        "wm-media-curtain",
        "wm-disclaim",
        "wm-disclaim-hide",
        "wm-media-button",
        "wm-ipp-base",
        "wm-ipp",
        "wm-ipp-print",
        "wm-maximize",
        "wm-tb",
        "wm-toolbar",
        "donato",
        "ait-client-banner",
        "_wb_frame_top_banner",
        "_wb_plain_banner",
    )
)
_WITH_ID = etree.XPath("//*[@id]")
_ANY_MARK = re.compile(
    r"wm-(?:ipp|media|disclaim|tb|toolbar|maximize)|wayback toolbar|wombat|wbinfo|archived on|_wb_|donato|ait-client|"
    r"archived\s+web\s+page|archived\s+media\s+items"
)
_IN_MARKS = (
    "wm-",
    "wayback toolbar",
    "wombat",
    "wbinfo",
    "archived",
    "_wb_",
    "donato",
    "ait-client",
)  # quick to look for
_BEGIN, _END = "BEGIN WAYBACK TOOLBAR INSERT", "END WAYBACK TOOLBAR INSERT"
_SENTENCE = (
    r"You are viewing an archived web page,? collected at the request of (?P<organisation>.{1,300}?) using Archive-It ?\. "
    r"This page was captured on (?P<time>\d\d:\d\d:\d\d [A-Z][a-z]{2} \d{1,2}, \d{4})"
    r"(?:,? and is part of the (?P<collection>.{1,300}?) collection)?\.? ?"
    r"(?:The information on this web page may be out of date\. ?)?(?:See All versions of this archived page ?\.? ?)?"
)
_BANNER_SENTENCE = re.compile(_SENTENCE)
_BANNER_TEXT = re.compile(
    rf"(?:{_SENTENCE}|Loading media information ?|hide ?|Enable QA ?|View Missing URLs ?|[<>×] ?|"
    r"Found \d+ archived media items out of \d+ total on this page\. ?|"
    r"[.#@][\w.# ,:@()-]*\{[^{}]*\} ?|/\*(?:[^*]|\*(?!/))*\*/ ?)+"
)
_ARCHIVED_ON = re.compile(r"FILE ARCHIVED ON (\d\d:\d\d:\d\d [A-Z][a-z]{2} \d{1,2}, \d{4})")
_PYWB_TIME = re.compile(r"wbinfo\.timestamp\s*=\s*[\"'](\d{14})")
_WOMBAT_TIME = re.compile(r"(?:WB_wombat_Init|__wm\.wombat)\([^,]+,\s*\"(\d{14})\"")
_UNSEEN = ("script", "style", "link", "meta", "noscript", "template")
_SEEN = etree.XPath("descendant::text()[not(parent::script or parent::style or parent::noscript or parent::template)]")
_TOP = 40


class Furniture(msgspec.Struct, frozen=True, kw_only=True):
    """What a replay's additions say about the capture: when it was made (UTC), in which collection, on whose behalf."""

    captured: datetime | None = None
    collection: str | None = None
    organisation: str | None = None


_MOST_TOOLBARS = 8  # a replay adds one; each that has no end costs a walk over the page


def may_have_furniture(text: str) -> bool:
    """Return whether a page's source contains any text of a replay's additions; most do not, and need no search."""
    lower = text.lower()
    return any(_ANY_MARK.match(lower, at) for mark in _IN_MARKS for at in _places(lower, mark))


def _places(text: str, mark: str) -> Iterator[int]:
    at = text.find(mark)
    while at >= 0:
        yield at
        at = text.find(mark, at + 1)


def take_off(tree: Any) -> Furniture | None:
    """Remove a replay's additions from a parsed page and return what they say, or None if there are none.

    Only a banner at the top of the page is recognised, because an article may quote one.
    """
    said = _said_in_scripts_and_comments(tree)
    found = False
    banner: Furniture | None = None
    for element in [node for node in _WITH_ID(tree) if node.get("id") in _IDS]:
        banner = _said_in_banner(_visible(element)) or banner
        _remove(element)
        found = True
    for comment in [node for node in tree.iter(etree.Comment) if _BEGIN in (node.text or "")][:_MOST_TOOLBARS]:
        found = _remove_to_end_mark(comment) or found
    banner = _take_off_text(tree, banner) or banner
    if banner is not None:
        return banner if banner.captured else said or banner
    return said or (Furniture() if found else None)


def _said_in_banner(text: str) -> Furniture | None:
    match = _BANNER_SENTENCE.search(text)
    if match is None:
        return None
    return Furniture(
        captured=_banner_time(match["time"]), collection=match["collection"], organisation=match["organisation"]
    )


def _said_in_scripts_and_comments(tree: Any) -> Furniture | None:
    around = (*tree.itersiblings(preceding=True), *tree.itersiblings())  # comments before <html> and behind </html>
    outside = [node for node in around if node.tag is etree.Comment]
    for node in (*tree.iter(etree.Comment, "script"), *outside):
        text = " ".join((node.text or "").split())
        if match := _ARCHIVED_ON.search(text):
            return Furniture(captured=_banner_time(match[1]))
        if match := _PYWB_TIME.search(text) or _WOMBAT_TIME.search(text):
            return Furniture(captured=_digits(match[1]))
    return None


def _banner_time(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, "%H:%M:%S %b %d, %Y").replace(tzinfo=UTC)
    except ValueError:
        return None


def _digits(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None


def _take_off_text(tree: Any, banner: Furniture | None) -> Furniture | None:
    """Take off a banner that is known only by its words: the run of elements and texts at the top of the body."""
    body = tree.find(".//body")
    if body is None:
        return None
    texts, elements = _run_at_top(body)
    said = next(filter(None, (_said_in_banner(words) for _, words in (*texts, *elements))), None)
    if said is None and banner is None:  # glyphs or 'hide' alone are the page's own
        return None
    for node, _ in texts:
        if node is body:
            body.text = None
        else:
            node.tail = None
    for node, _ in elements:
        _remove(node)
    return said


def _run_at_top(body: Any) -> tuple[list[tuple[Any, str]], list[tuple[Any, str]]]:
    """Return what may be a banner by its words: loose texts, by the node that they follow, and elements."""
    texts: list[tuple[Any, str]] = []
    elements: list[tuple[Any, str]] = []
    for node in (body, *body[:_TOP]):
        loose = body.text if node is body else node.tail
        seen = node is not body and isinstance(node.tag, str) and node.tag not in _UNSEEN
        words = _visible(node) if seen else ""
        if words and not _is_banner(words):
            break
        if words:
            elements.append((node, words))
        if loose and loose.strip():
            if not _is_banner(loose):
                break
            texts.append((node, _spaced(loose)))
    return texts, elements


def _is_banner(text: str | None) -> bool:
    return text is not None and bool(text.strip()) and _BANNER_TEXT.fullmatch(_spaced(text)) is not None


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _visible(element: Any) -> str:
    return _spaced(" ".join(seen_texts(element)))


def seen_texts(element: Any) -> list[str]:
    """Return the texts below an element that a reader sees, in order."""
    texts: list[str] = _SEEN(element)
    return texts


def _remove(element: Any) -> None:
    """Take an element out and leave the text behind it where it is."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if element.tail:
        if before is not None:
            before.tail = xml_text((before.tail or "") + element.tail)
        else:
            parent.text = xml_text((parent.text or "") + element.tail)
    parent.remove(element)


def _remove_to_end_mark(comment: Any) -> bool:
    """Take out what stands between the toolbar's two comments, where both are children of one element."""
    between: list[Any] = []
    for node in comment.itersiblings():
        if node.tag is etree.Comment and _END in (node.text or ""):
            comment.tail = None
            for element in between:
                element.tail = None
                element.getparent().remove(element)
            return True
        between.append(node)
    return False
