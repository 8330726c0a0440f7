"""The layouts that pages have had: each finds the main content by what the mark-up looks like, never by date."""

from typing import Any

from lxml import etree

from scraper.pages.document import Layout, Tree
from scraper.pages.furniture import seen_texts


def _with_class(name: str) -> str:
    return f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')"


_DRUPAL_MAIN = etree.XPath("//*[@id='block-system-main']")
_DRUPAL_BODY = etree.XPath(f"//*[@id='block-system-main']//*[{_with_class('field-name-body')}]")
_TYPO3_MARKS = etree.XPath("//comment()[contains(., 'TYPO3SEARCH_begin') or contains(., 'TYPO3SEARCH_end')]")
_TYPO3_PARTS = etree.XPath(f"//*[{_with_class('csc-default')}]")
_HTML5_MAIN = etree.XPath("//main | //*[@role='main']")
_ARTICLES = etree.XPath("//article[not(ancestor::article)]")
_CHROME = etree.XPath(
    "//nav | //header | //footer | //aside | //form | //iframe | //*[@id='root'] | //main | //article"
)
_STRING = etree.XPath("string()")
_FLOWING = etree.XPath("//body//p | //body//li | //body//td | //body//h1 | //body//h2 | //body//h3")


def drupal7_body(tree: Tree) -> list[Any]:
    """The body field of a Drupal 7 node."""
    found: list[Any] = _DRUPAL_BODY(tree)
    return found[:1]


def drupal7_main(tree: Tree) -> list[Any]:
    """Drupal 7's main block, where a page has no body field."""
    found: list[Any] = _DRUPAL_MAIN(tree)
    return found[:1]


def typo3_content(tree: Tree) -> list[Any]:
    """TYPO3's content elements, those between its search marks where the page has any."""
    parts = [part for part in _TYPO3_PARTS(tree) if not any(_is_part(above) for above in part.iterancestors())]
    marks = _TYPO3_MARKS(tree)
    if not marks or not parts:
        return parts
    order = {node: at for at, node in enumerate(tree.iter())}
    begins = [order[mark] for mark in marks if "begin" in mark.text]
    ends = [order[mark] for mark in marks if "end" in mark.text]
    return [part for part in parts if _is_between(order[part], begins, ends)]


def _is_part(element: Any) -> bool:
    return "csc-default" in element.get("class", "").split()


def _is_between(place: int, begins: list[int], ends: list[int]) -> bool:
    """Say whether the nearest mark before a place is a beginning."""
    begin = max((mark for mark in begins if mark < place), default=-1)
    end = max((mark for mark in ends if mark < place), default=-1)
    return begin > end


def html5_main(tree: Tree) -> list[Any]:
    """A page's `main` element or role, else its only article."""
    found: list[Any] = _HTML5_MAIN(tree)
    if found:
        return [element for element in found if not any(other in found for other in element.iterancestors())][:1]
    articles: list[Any] = _ARTICLES(tree)
    return articles if len(articles) == 1 else []


def plain_body(tree: Tree) -> list[Any]:
    """The body of a bare page: no navigation, header or footer in it, and most of its text in paragraphs and lists."""
    body = tree.find(".//body")
    if body is None or _CHROME(tree):
        return []
    flowing = sum(len(_STRING(element).strip()) for element in _FLOWING(tree))
    everything = len("".join(seen_texts(body)).strip())
    return [body] if flowing * 2 >= everything > 0 else []


LAYOUTS = (
    Layout("drupal7-body", drupal7_body),
    Layout("drupal7-main", drupal7_main),
    Layout("typo3-content", typo3_content),
    Layout("html5-main", html5_main, sure=False),
    Layout("plain-body", plain_body, sure=False),
)
