"""The known layouts of pages: each finds the main content by its markup, never by date."""

from typing import Any

from lxml import etree

from scraper.reading.document import Layout
from scraper.reading.elements import Tree, is_chrome
from scraper.reading.furniture import seen_texts


def _with_class(name: str) -> str:
    return f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')"


_DRUPAL_MAIN = etree.XPath("//*[@id='block-system-main']")
_DRUPAL_BODY = etree.XPath(f"//*[@id='block-system-main']//*[{_with_class('field-name-body')}]")
_TYPO3_MARKS = etree.XPath("//comment()[contains(., 'TYPO3SEARCH_begin') or contains(., 'TYPO3SEARCH_end')]")
_TYPO3_PARTS = etree.XPath(f"//*[{_with_class('csc-default')}]")
_HTML5_MAIN = etree.XPath("//main | //*[@role='main']")
_ARTICLES = etree.XPath("//article[not(ancestor::article or ancestor::aside or ancestor::nav or ancestor::footer)]")
_BODY_PARTS = etree.XPath("//body//*[self::div or self::section or self::td or self::center or self::form]")
_CHROME = etree.XPath(
    "//nav | //header | //footer | //aside | //form | //iframe | //*[@id='root'] | //main | //article"
)
_DRUPAL_TITLE = etree.XPath(
    "//h1[@id='page-title' or contains(concat(' ', normalize-space(@class), ' '), ' title ')] | //h1"
)
_DRUPAL_ROWS = etree.XPath(f"//*[@id='block-system-main']//*[{_with_class('views-row')}]")
_VIEWS_ROWS = etree.XPath(f"//*[{_with_class('views-row')}]")
_TYPO3_NEWS = etree.XPath(f"//*[{_with_class('news-single-item')}]")
_BEFORE = etree.XPath("preceding::table")
_STRING = etree.XPath("string()")
_TEXTS = etree.XPath(
    "//body//p | //body//li | //body//td | //body//dt | //body//dd | //body//blockquote | //body//pre | //body//figcaption"
)
_HEADINGS = etree.XPath("//body//h1 | //body//h2 | //body//h3")
_LOOSE = etree.XPath(
    "//body//*[self::div or self::section or self::span or self::summary or self::h4][normalize-space(text())]"
)


def drupal7_body(tree: Tree) -> list[Any]:
    """The body field of a Drupal 7 node, and the tables that stand beside it in the main block."""
    found: list[Any] = _DRUPAL_BODY(tree)
    main = found[0].xpath("ancestor::*[@id='block-system-main'][1]") if found else []
    tables = [table for table in main[0].iter("table") if not _is_part_of(table, found[0], main[0])] if main else []
    before = set(_BEFORE(found[0])) if tables else set()
    return [*(one for one in tables if one in before), *found[:1], *(one for one in tables if one not in before)]


def _is_part_of(table: Any, body: Any, main: Any) -> bool:
    """Say whether a table stands in the body, in another table, or in what is no main content of a main block."""
    for above in table.iterancestors():
        if above is main:
            return False
        if above is body or above.tag == "table" or is_chrome(above):
            return True
    return False


def drupal7_main(tree: Tree) -> list[Any]:
    """Drupal 7's main block, where a page has no body field."""
    found: list[Any] = _DRUPAL_MAIN(tree)
    return found[:1]


def drupal7_node(tree: Tree) -> list[Any]:
    """The title and the main block of a Drupal 7 node: its fields, and not its body alone."""
    found: list[Any] = _DRUPAL_MAIN(tree)[:1]
    if not found:
        return []
    titles = [title for title in _DRUPAL_TITLE(tree) if found[0] not in title.iterancestors()]
    return [*titles[:1], *found]


def drupal7_views(tree: Tree) -> list[Any]:
    """The rows of a Drupal 7 view, one element an item."""
    found: list[Any] = _DRUPAL_ROWS(tree)
    return [row for row in found if not any(above in found for above in row.iterancestors())]


def views(tree: Tree) -> list[Any]:
    """The rows of a view of Drupal's on a page without the main block of Drupal 7."""
    rows = [] if _DRUPAL_MAIN(tree) else _VIEWS_ROWS(tree)
    return [row for row in rows if not any(above in rows or is_chrome(above) for above in row.iterancestors())]


def typo3_news(tree: Tree) -> list[Any]:
    """The single view of TYPO3's news."""
    found: list[Any] = _TYPO3_NEWS(tree)
    return found[:1]


def typo3_content(tree: Tree) -> list[Any]:
    """TYPO3's content elements, those between its search marks where the page has any."""
    parts = [part for part in _TYPO3_PARTS(tree) if not any(_is_part(above) for above in part.iterancestors())]
    marks = _TYPO3_MARKS(tree)
    if not marks or not parts:
        return parts
    order = {node: at for at, node in enumerate(tree.iter())}
    marks = [mark for mark in marks if mark in order]  # what libxml2 mends may stand beside the page's element
    begins = [order[mark] for mark in marks if "begin" in mark.text]
    ends = [order[mark] for mark in marks if "end" in mark.text]
    return [part for part in parts if _is_between(order.get(part, len(order)), begins, ends)]


def _is_part(element: Any) -> bool:
    return "csc-default" in element.get("class", "").split()


def _is_between(place: int, begins: list[int], ends: list[int]) -> bool:
    """Say whether the nearest mark before a place is a beginning."""
    begin = max((mark for mark in begins if mark < place), default=-1)
    end = max((mark for mark in ends if mark < place), default=-1)
    return begin > end


def html5_main(tree: Tree) -> list[Any]:
    """A page's `main` element or role with its title, else its only article, or the only one that holds the page's title."""
    found: list[Any] = _HTML5_MAIN(tree)
    if found:
        main = next(element for element in found if not any(other in found for other in element.iterancestors()))
        return [main] if next(main.iter("h1"), None) is not None else [*_opening(main, tree), main]
    articles: list[Any] = _ARTICLES(tree)
    titled = [article for article in articles if next(article.iter("h1"), None) is not None]
    if len(articles) == 1:
        return articles if titled else [*_title_over(articles[0], tree), articles[0]]
    return titled if len(titled) == 1 else []


def _opening(main: Any, tree: Tree) -> list[Any]:
    """Return the page's only main heading, and the paragraphs that follow it, where a header over the main element holds it."""
    titles = list(tree.iter("h1"))
    if len(titles) != 1 or titles[0] not in main.xpath("preceding::header//h1"):
        return []
    return [titles[0], *titles[0].xpath("following-sibling::p | following-sibling::h2")]


def _title_over(article: Any, tree: Tree) -> list[Any]:
    """Return the page's only main heading, where it stands over an article that has none, and in no navigation or header."""
    titles = list(tree.iter("h1"))
    over = [
        title
        for title in titles
        if not any(map(is_chrome, title.iterancestors())) and title in article.xpath("preceding::h1")
    ]
    return over if len(titles) == 1 else []


def plain_body(tree: Tree) -> list[Any]:
    """The body of a bare page: no navigation, header or footer in it, and most of its text in paragraphs and lists."""
    body = tree.find(".//body")
    if body is None or _CHROME(tree):
        return []
    flowing = sum(len(_STRING(element).strip()) for element in [*_TEXTS(tree), *_HEADINGS(tree)])
    everything = len("".join(seen_texts(body)).strip())
    return [body] if flowing * 2 >= everything > 0 else []


def densest(tree: Tree) -> list[Any]:
    """The smallest part of a page that holds its main heading, or else most of its flowing text, without what is around."""
    texts = _TEXTS(tree)
    flowing, boxed = (sum(len(_STRING(one).strip()) for one in found) for found in (texts, _LOOSE(tree)))
    return _densest(tree, texts) if flowing >= _LEAST_LETTERS and boxed < _MOST_BOXED * flowing else []


def densest_boxes(tree: Tree) -> list[Any]:
    """The same of a page where only headings flow: what stands in other elements counts, some are made of `div` and `span` alone."""
    return _densest(tree, [*_TEXTS(tree), *_LOOSE(tree)])


def _densest(tree: Tree, texts: list[Any]) -> list[Any]:
    body = tree.find(".//body")
    if body is None:
        return []
    weights = {body: 0}
    for element in (*texts, *_HEADINGS(tree)):
        around = list(element.iterancestors())
        if any(is_chrome(one) or one.tag in _AROUND for one in around):
            continue
        words = len(_STRING(element).strip())
        for one in around:
            weights[one] = weights.get(one, 0) + words
            if one is body:
                break
    whole = weights[body]
    parts = [part for part in _BODY_PARTS(tree) if weights.get(part, 0) >= _MOST_OF * whole]
    main = parts[-1] if parts else body
    return [*_banner(main, tree), main] if whole else []


def _banner(main: Any, tree: Tree) -> list[Any]:
    """Return the element of the page's only main heading with its other words, where that stands apart, over the main text."""
    titles = [title for title in tree.iter("h1") if not any(map(is_chrome, title.iterancestors()))]
    if len(titles) != 1 or main in titles[0].iterancestors() or titles[0] not in main.xpath("preceding::h1"):
        return []
    around = titles[0].getparent()
    is_its_own = around.tag not in ("body", "header") and around not in main.iterancestors()
    return [around] if is_its_own and len(_STRING(around)) < _LONGEST_BANNER else [titles[0]]


def bare_body(tree: Tree) -> list[Any]:
    """The body of a page that has no paragraphs and no lists, as texts have that were made into HTML by line breaks alone."""
    body = tree.find(".//body")
    return [body] if body is not None and len("".join(seen_texts(body)).strip()) >= _LEAST_LETTERS else []


_LEAST_LETTERS = 80
_LONGEST_BANNER = 600
_MOST_BOXED = 2  # letters in boxes for each in paragraphs and lists
_AROUND = frozenset(("nav", "header", "footer", "aside", "li", "p", "dd"))
_MOST_OF = 0.8
_GENERAL = (
    Layout("html5-main", html5_main, sure=False),
    Layout("plain-body", plain_body, sure=False),
    Layout("densest", densest, sure=False),
)
LAYOUTS = (
    Layout("drupal7-body", drupal7_body),
    Layout("drupal7-main", drupal7_main),
    Layout("typo3-content", typo3_content),
    *_GENERAL,
)
_BOXES = Layout("densest-boxes", densest_boxes, sure=False)
NODE_LAYOUTS = (Layout("drupal7-node", drupal7_node), Layout("typo3-news", typo3_news), *_GENERAL, _BOXES)
LIST_LAYOUTS = (Layout("drupal7-views", drupal7_views), Layout("views", views, sure=False))
ANY_LAYOUTS = (*LAYOUTS, _BOXES, Layout("bare-body", bare_body, sure=False))
"""For pages of sites that are not watched, whose systems nobody knows."""
SURE = frozenset(layout.name for layout in (*LAYOUTS, *NODE_LAYOUTS, *LIST_LAYOUTS) if layout.sure)
