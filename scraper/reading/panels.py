"""What scripts and roles make of elements: panels are put in sight below the words that open them, tables become `table`s."""

import re
from typing import Any

from lxml import etree

from scraper.reading.elements import HEADINGS, HIDDEN_STYLE, Tree, collapse, is_unseen
from scraper.reading.furniture import seen_texts

_WHOLE = ("html", "body", "main")
_PANEL_CLASS = re.compile(
    r"(?<![a-z])(?:accordi|collaps|toggle|tab-?(?:pane|panel|content)|faq|answer|spoiler)", re.IGNORECASE
)

_TABLE_ROLES = {
    "table": "table",
    "grid": "table",
    "treegrid": "table",
    "rowgroup": "tbody",
    "row": "tr",
    "cell": "td",
    "gridcell": "td",
    "columnheader": "th",
    "rowheader": "th",
}


def open_panels(tree: Tree) -> None:
    """Show what a button of the page opens, with the button's words as its heading (WAI-ARIA: disclosure, accordion).

    The panel is what the button names, else what comes right behind it, or behind the heading that it stands in; or its class
    says that a script opens it, as one does with a page that is hidden whole.
    """
    unseen = filter(is_unseen, tree.xpath("//*[@hidden or @style]"))
    hidden = dict.fromkeys(node for node in unseen if _has_prose(node))
    opened = {node for node in hidden if node.tag in _WHOLE or any(map(_PANEL_CLASS.search, _classes(node)))}
    names = {node.get("id"): node for node in hidden}
    for button in tree.xpath("//*[@aria-expanded][parent::*]") if hidden else ():
        around = button.getparent() if button.getparent().tag in HEADINGS else button
        named = (*button.get("aria-controls", "").split(), button.get("href", "").removeprefix("#"))
        panel = next((names[one] for one in named if one in names), around.getnext())
        if panel in hidden:
            opened.add(panel)
            if around is button and button.tag in ("button", "a"):
                button.tag = "h3"
    for panel in opened:
        panel.attrib.pop("hidden", None)
        panel.set("style", HIDDEN_STYLE.sub("", panel.get("style", "")))


def _has_prose(node: Any) -> bool:
    """Say whether an element holds words that are no link's, as a menu's are."""
    return any(text.strip() for text in node.xpath("descendant-or-self::text()[not(ancestor::a)]"))


def _classes(node: Any) -> tuple[str, str]:
    return node.get("class", ""), node.getparent().get("class", "") if node.getparent() is not None else ""


def label_panels(tree: Tree) -> None:
    """Put the label of each tab over its panel, as its heading (WAI-ARIA: `tabpanel`, `aria-labelledby`, `aria-controls`)."""
    panels = tree.xpath("//*[@role='tabpanel']")
    if not panels:
        return
    tabs = tree.xpath("//*[@role='tab']")
    controls = {tab.get("aria-controls") or (tab.get("href") or "").removeprefix("#"): tab for tab in tabs}
    named = {tab.get("id"): tab for tab in tabs if tab.get("id")}
    for panel in panels:
        tab = controls.get(panel.get("id")) if panel.get("id") else None
        tab = tab if tab is not None else named.get(panel.get("aria-labelledby"))
        if tab is not None:
            heading = etree.Element("h2")
            heading.text, heading.tail, panel.text = collapse(" ".join(seen_texts(tab))), panel.text, None
            panel.insert(0, heading)


def mark_up_tables(tree: Tree) -> None:
    """Make what is a table by its roles alone one of HTML (WAI-ARIA 1.2, 5.4: `table`, `grid`, `row`, `cell`)."""
    for node in tree.xpath("//*[self::div or self::section or self::span or self::p][@role]"):
        node.tag = _TABLE_ROLES.get(node.get("role"), node.tag)
        for span in ("colspan", "rowspan"):
            if value := node.get(f"aria-{span}"):
                node.set(span, value)
