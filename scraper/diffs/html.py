"""Two pages' sources → lines added and removed, without what replays insert and what differs from one visit to the next.

Each tag or text of a page is written on a line of its own, with sorted attributes and collapsed white space, so that
order and line breaks make no difference. Values that belong to one visit (tokens, hashes, times) are written as `…`.
"""

import html
import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec
from lxml import etree

from scraper.diffs.text import RunKind, gaps_between, interned, matches
from scraper.reading.document import decode, parse
from scraper.reading.elements import Tree
from scraper.reading.furniture import may_have_furniture, take_off

_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_AS_LINES = frozenset(("script", "style", "pre", "textarea"))  # where a line break means something
_HIDDEN = "…"
_DOCTYPE, _HEAD = re.compile(r"<!DOCTYPE[^<>]{0,500}>", re.IGNORECASE), 10_000

# Elements that replays add and that nobody sees, which `take_off` leaves in place: by what is in them.
_ADDED_TO = frozenset(("script", "style", "link"))
_ADDED = re.compile(
    r"WB_wombat|_WBWombat|wombat\.js|__wm\.|wbinfo\.|bundle-playback|//web-static\.archive\.org/|archive\.org/_static/|"
    r"#?wm-(?:ipp|disclaim|media|tb|toolbar|maximize)\b|_wb_(?:frame|plain|js)|/static/(?:css/|js/)?(?:default_banner|banner-styles|wb_frame|wb\.js)"
)
_ADDED_COMMENT = re.compile(
    r"FILE ARCHIVED ON|WAYBACK (?:TOOLBAR|DISCLAIMER)|Wayback Rewrite|\bWB Insert|playback timings|^\s*(?:captures_list|esindex)",
    re.IGNORECASE,
)
# The address of a replay in front of an original, in the page's own links: all parts bounded, so no text takes long.
_REPLAYED = re.compile(
    r"(?:(?:https?:)?\\?/\\?/[^/\\\s\"'()<>]{1,255})?(?:\\?/[\w.~-]{1,60}){0,3}\\?/(?:19|20)\d{12}(?:[a-z]{2}_)?\\?/"
    r"(?=(?:https?:)?\\?/\\?/)"
)

# Fields, attributes and comments that are another at every visit.
_TOKEN_FIELD = re.compile(
    r"^(?:form_build_id|form_token|honeypot_time|authenticity_token|__(?:viewstate|eventvalidation|requestverificationtoken)\w*|"
    r"_wpnonce|logintoken)$|csrf|xsrf|(?<![a-z])nonce",
    re.IGNORECASE,
)
_TOKEN_ATTRIBUTE = re.compile(r"(?<![a-z])nonce|csrf|xsrf|^data-cfemail$", re.IGNORECASE)
_TIME = re.compile(
    r"\b\d{1,2}:\d\d\b|\b(?:19|20)\d\d-\d\d-\d\d|\b\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d\b|\b(?:19|20)\d{12}\b|\b1\d{9}\b|"
    r"\d\s?(?:ms|sec|secs|seconds?)\b",
    re.IGNORECASE,
)
_STATIC = r"css|m?js|png|jpe?g|gif|svg|webp|ico|woff2?|ttf|eot"
_NOISE: tuple[tuple[re.Pattern[str], str], ...] = (
    # Drupal: view-dom-id-9c41b7d02f6e5a83 in classes and settings; ids made from a form's build id
    (re.compile(r"(views?[_-]dom[_-]id(?:-|:|\"\s?:\s?\"))[0-9a-f]{8,64}"), r"\1…"),
    (re.compile(r"\"form-(?:[0-9a-f]{64}|[0-9a-f]{32}|[\w-]{43})\""), '"form-…"'),
    # files put together from others, by their hash: js_69b3ed1b….js, css_xE-rWrJf….css, main.3f2a1b9c.js
    (re.compile(r"\b(css|js)_[\w-]{20,100}+(?=\.(?:css|js)\b)"), r"\1_…"),
    (re.compile(r"([._-])[0-9a-f]{8,64}(?=(?:\.min)?\.(?:css|js)\b)"), r"\1…"),
    # the query of a file that no program answers is there to get past caches: style.css?9zlc6x
    (re.compile(rf"(\.(?:{_STATIC})\?)[^\"'\s)<>\\]{{1,300}}", re.IGNORECASE), r"\1…"),
    # tokens in settings (Drupal's ajaxPageState), in links, in what Cloudflare hides
    (re.compile(r"(\"(?:\w{0,40}_token|token|csrf\w{0,20}|nonce|\w{0,40}Nonce)\"\s?:\s?\")[^\"\\]{1,500}"), r"\1…"),
    (
        re.compile(
            r"((?:[?&;]|&amp;)(?:token|form_token|csrf_?token|_?nonce|_wpnonce|sid|phpsessid|jsessionid|itok)=)[^&\"'\s#<>]{1,300}",
            re.IGNORECASE,
        ),
        r"\1…",
    ),
    (re.compile(r"(/cdn-cgi/l/email-protection#)[0-9a-f]{1,400}"), r"\1…"),
    (re.compile(r"(\"(?:queueTime|applicationTime)\"\s?:\s?)\d{1,20}"), r"\1…"),
)
# Any of these is in whatever `_REPLAYED` and `_NOISE` change; most lines have none.
_LOUD = re.compile(
    rf"/(?:19|20)\d{{12}}|dom[_-]id|\"form-|\.(?:css|js)\b|\.(?:{_STATIC})\?|token|nonce|csrf|"
    r"[;&?](?:sid|phpsessid|jsessionid|itok)=|email-protection|(?:queue|application)Time",
    re.IGNORECASE,
)


class Line(msgspec.Struct, frozen=True, gc=False):
    """One line: equal, removed or added."""

    kind: RunKind
    text: str


class Hunk(msgspec.Struct, frozen=True, kw_only=True):
    """Lines removed and added, with some equal lines around them: `before` and `after` count the lines above them on each side."""

    before: int
    after: int
    lines: tuple[Line, ...]

    @property
    def before_length(self) -> int:
        """The number of lines of the side before."""
        return sum(line.kind != "added" for line in self.lines)

    @property
    def after_length(self) -> int:
        """The number of lines of the side after."""
        return sum(line.kind != "removed" for line in self.lines)


class LineDiff(msgspec.Struct, frozen=True):
    """The lines added and removed, in the order of the page."""

    hunks: tuple[Hunk, ...]

    @property
    def is_empty(self) -> bool:
        """Whether both sides are the same."""
        return not self.hunks

    @property
    def removed(self) -> int:
        """The number of lines removed."""
        return sum(line.kind == "removed" for hunk in self.hunks for line in hunk.lines)

    @property
    def added(self) -> int:
        """The number of lines added."""
        return sum(line.kind == "added" for hunk in self.hunks for line in hunk.lines)


def html_diff(
    before: bytes | str,
    after: bytes | str,
    *,
    before_type: str | None = None,
    after_type: str | None = None,
    context: int = 3,
) -> LineDiff:
    """Compare two pages' sources, as bytes or text; the types are `Content-Type` headers, `context` is in lines."""
    return line_diff(source_lines(before, before_type), source_lines(after, after_type), context=context)


def line_diff(before: Sequence[str], after: Sequence[str], *, context: int = 3) -> LineDiff:
    """Compare lines."""
    return LineDiff(hunks_of(_lines(before, after), context=context))


def _lines(before: Sequence[str], after: Sequence[str]) -> Iterator[Line]:
    common = list(matches(*interned(before, after)))
    ends = [*common, (len(before), len(after), 0)]
    for gap, (first, _, length) in zip(gaps_between(common, len(before), len(after)), ends, strict=True):
        yield from (Line("removed", text) for text in before[gap[0] : gap[1]])
        yield from (Line("added", text) for text in after[gap[2] : gap[3]])
        yield from (Line("equal", text) for text in before[first : first + length])


def hunks_of(lines: Iterable[Line], *, context: int = 3) -> tuple[Hunk, ...]:
    """Return the parts of two sides' lines that came and went, with `context` equal lines around each."""
    whole = list(lines)
    hunks: list[Hunk] = []
    before = after = counted = 0
    for start, end in _spans([at for at, line in enumerate(whole) if line.kind != "equal"], len(whole), context):
        before += sum(line.kind != "added" for line in whole[counted:start])
        after += sum(line.kind != "removed" for line in whole[counted:start])
        hunk = Hunk(before=before, after=after, lines=tuple(whole[start:end]))
        hunks.append(hunk)
        before, after, counted = before + hunk.before_length, after + hunk.after_length, end
    return tuple(hunks)


def _spans(changed: Sequence[int], length: int, context: int) -> list[tuple[int, int]]:
    """Return where hunks begin and end: those that would touch are one."""
    spans: list[tuple[int, int]] = []
    for at in changed:
        start, end = max(0, at - context), min(length, at + context + 1)
        if spans and start <= spans[-1][1]:
            spans[-1] = spans[-1][0], end
        else:
            spans.append((start, end))
    return spans


# --- from a page's source to lines ------------------------------------------------------------------------------------


def source_lines(source: bytes | str, content_type: str | None = None) -> list[str]:
    """Write a page's source as lines, one tag, text or comment each, without furniture and noise.

    Links that a replay rewrote are written as their originals; so is a link to an archive that the page itself had.
    """
    text = source if isinstance(source, str) else decode(source, content_type)[0]
    tree, _ = parse(text)
    if may_have_furniture(text):
        take_off(tree)
    doctype = _DOCTYPE.search(text, 0, _HEAD)  # libxml2 names one where there is none
    around = [*reversed(list(tree.itersiblings(preceding=True)))], [*tree.itersiblings()]
    before, after = (
        [line for node in nodes if node.tag is etree.Comment for line in _comment(node)] for nodes in around
    )
    return [*(["<!DOCTYPE" + _spaced(doctype[0])[9:]] if doctype else []), *before, *_tree_lines(tree), *after]


def _tree_lines(tree: Tree) -> Iterator[str]:
    walker = etree.iterwalk(tree, events=("start", "end", "comment"))
    added: Tree = None
    for event, node in walker:
        if event == "comment":
            yield from _comment(node)
        elif event == "start":
            if _is_added(node):
                added = node
                walker.skip_subtree()
                continue
            yield _quiet(_tag(node))
            yield from _text_lines(node.tag, node.text)
            continue
        elif node is added:
            added = None
        elif node.tag not in _VOID:
            yield f"</{node.tag}>"
        if node is not tree and node.tail:
            yield from _text_lines(node.getparent().tag, node.tail)


def _is_added(node: Tree) -> bool:
    """Say whether a replay put an element in that nobody sees."""
    if node.tag not in _ADDED_TO:
        return False
    return any(_ADDED.search(words) for words in (node.text, node.get("src"), node.get("href")) if words)


def _comment(node: Tree) -> Iterator[str]:
    words = _spaced(node.text or "")
    if _ADDED_COMMENT.search(words):
        return
    conditional = words.startswith("[if")
    yield f"<!-- {_HIDDEN} -->" if _TIME.search(words) and not conditional else f"<!-- {_quiet(words)} -->"


def _tag(node: Tree) -> str:
    secret = _TOKEN_FIELD.search(node.get("name") or "") is not None
    attributes = sorted(node.items())
    written = "".join(
        f' {name}="{_HIDDEN if _is_token(name, secret=secret) else html.escape(_spaced(value))}"'
        for name, value in attributes
    )
    return f"<{node.tag}{written}>"


def _is_token(name: str, *, secret: bool) -> bool:
    return (secret and name in ("value", "content")) or _TOKEN_ATTRIBUTE.search(name) is not None


def _text_lines(within: str, text: str | None) -> Iterator[str]:
    if not text or text.isspace():
        return
    if within not in _AS_LINES:
        yield html.escape(_spaced(text), quote=False)
        return
    code = within in ("script", "style")
    for line in text.split("\n"):
        if words := _spaced(line):
            yield _quiet(words) if code else html.escape(words, quote=False)


def _quiet(line: str) -> str:
    """Write a line of mark-up or code without what replays and visits put in."""
    if _LOUD.search(line) is None:
        return line
    line = _REPLAYED.sub("", line)
    for pattern, instead in _NOISE:
        line = pattern.sub(instead, line)
    return line


def _spaced(text: str) -> str:
    return " ".join(text.split())
