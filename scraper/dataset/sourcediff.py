"""Two pages' source → what differs in it, with a replay's furniture and a session's tokens off."""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from scraper.archives.capture import MementoURL
from scraper.dataset.textdiff import TextDiff, text_diff
from scraper.pages.document import Block, Tree, collapse, decode, parse
from scraper.pages.furniture import take_off

_DROPPED = frozenset(("nonce", "integrity", "data-view-dom-id", "data-drupal-form-submit-last"))
_TOKEN_FIELDS = frozenset(("form_build_id", "form_token", "form_id", "csrf_token", "authenticity_token", "_token"))
_REPLAYS = re.compile(r"wombat|wbinfo|__wm\b|archive_analytics|/_static/|ait-client", re.IGNORECASE)
_LINKS = frozenset(("href", "src", "action", "content", "srcset", "data", "poster"))
# Names and parameters that a content management system makes anew with every delivery.
_NOISE = (
    (re.compile(r"(?:https?:)?//[^/\s\"']+/(?:[\w-]+/){0,2}\d{14}(?:[a-z]{2}_)?/(?=(?:https?:)?//)"), ""),  # rewritten
    (re.compile(r"\b(view-dom-id|js-view-dom-id)-[0-9a-f]{8,}"), r"\1"),
    (re.compile(r"/(js|css)_[\w-]{16,}\.(js|css)"), r"/\1.\2"),
    (re.compile(r"\?(?:[a-z0-9]{6}|\d{9,})(?=$|[\"'&])"), ""),
    (re.compile(r"([?&])(?:v|t|_|itok|cb|ver)=[\w.-]+"), r"\1"),
    (
        re.compile(r"(\"(?:theme_token|ajax_token|token|permissionsHash|css|js)\"\s*:\s*)(?:\"[^\"]*\"|\{[^{}]*\})"),
        r"\1",
    ),
    (re.compile(r"\bform-[\w-]{30,}"), "form"),
)


def source_diff(before: tuple[bytes, str | None], after: tuple[bytes, str | None]) -> TextDiff:
    """Return what differs between two sources, each with its Content-Type: a line a tag or a text.

    Scripts are compared without their tokens, comments not at all. Addresses that a replay rewrote are as they were.
    """
    return text_diff(_lines(*before), _lines(*after))


def _lines(body: bytes, content_type: str | None) -> list[Block]:
    tree, _ = parse(decode(body, content_type)[0])
    take_off(tree)
    blocks: list[Block] = []
    start = 0
    for line in _walk(tree):
        blocks.append(Block(kind="paragraph", text=line, start=start))
        start += len(line) + 1
    return blocks


def _walk(tree: Tree) -> Iterator[str]:
    for event, node in etree.iterwalk(tree, events=("start", "end")):
        if not isinstance(node.tag, str):
            text = node.tail if event == "end" else None
        elif event == "start":
            mine = not _is_replays(node)
            if mine:
                yield _tag(node)
            text = node.text if mine else None
        else:
            text = node.tail
        if line := _without_noise(collapse(text or "")):
            yield line


def _is_replays(node: Any) -> bool:
    """Say whether a script or a style sheet is the replay's own."""
    if node.tag not in ("script", "link"):
        return False
    return _REPLAYS.search(f"{node.get('src') or node.get('href') or ''} {node.text or ''}") is not None


def _tag(node: Any) -> str:
    is_token = node.get("name") in _TOKEN_FIELDS
    attributes = [
        f'{name}="{_value(str(name), str(value))}"'
        for name, value in sorted(node.attrib.items())
        if name not in _DROPPED and not (is_token and name in ("value", "id"))
    ]
    return f"<{' '.join([node.tag, *attributes])}>"


def _value(name: str, value: str) -> str:
    if name in _LINKS and (memento := MementoURL.parse(value)):
        value = memento.original
    return _without_noise(collapse(value))


def _without_noise(text: str) -> str:
    for pattern, plain in _NOISE:
        text = pattern.sub(plain, text)
    return text
