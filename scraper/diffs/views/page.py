"""Two captures' differences → one HTML page that stands alone: no script, nothing loaded, readable on a phone and on paper.

All that comes from a page is escaped, and characters that would turn text round are shown as U+FFFD, as on a terminal.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape

import msgspec

from scraper.diffs.html import Hunk, LineDiff
from scraper.diffs.text import Aligned, RunKind, TextDiff
from scraper.diffs.views.text import Part, Row, hunk_head, parts_of, summary
from scraper.plural import counted
from scraper.values.harmless import harmless

_WEB_ADDRESS = re.compile(r"https?://[^\s]+", re.IGNORECASE)
_MARKS: dict[RunKind, str] = {"equal": "", "removed": "del", "added": "ins"}
_SIGNS: dict[str, str] = {"equal": "", "added": "+", "removed": "−", "changed": "~", "moved": "→"}
# What a screen reader says before a block; a sign is not read out. It has its own `dir`, so the block's is its words'.
_SAID: dict[str, str] = {
    "equal": "",
    "added": "Added: ",
    "removed": "Removed: ",
    "changed": "Changed: ",
    "moved": "Moved: ",
}
_STYLE = """
:root { color-scheme: light dark; --text: #1b1b1b; --page: #fff; --quiet: #595959; --line: #d0d0d0;
  --came: #0a5c1f; --came-page: #dff5e3; --gone: #9c1c1c; --gone-page: #fde4e4; --moved: #0b4f8a; --moved-page: #e3effa; }
@media (prefers-color-scheme: dark) { :root { --text: #e8e8e8; --page: #161616; --quiet: #a8a8a8; --line: #444;
  --came: #8fe3a3; --came-page: #123519; --gone: #ffaaa5; --gone-page: #451a1a; --moved: #9ccbf7; --moved-page: #14304a; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1rem; max-width: 60rem; font: 1rem/1.5 system-ui, sans-serif; color: var(--text);
  background: var(--page); overflow-wrap: anywhere; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.15rem; border-bottom: 1px solid var(--line); }
a { color: inherit; }
.sides { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); }
.sides section { border: 1px solid var(--line); padding: .5rem 1rem; }
.sides h2 { border: 0; margin: 0; }
dl { margin: 0; } dt { color: var(--quiet); font-size: .85rem; } dd { margin: 0 0 .4rem; }
code, .source { font-family: ui-monospace, monospace; font-size: .85rem; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; }
caption { text-align: left; color: var(--quiet); }
th, td { border: 1px solid var(--line); padding: .25rem .5rem; text-align: left; vertical-align: top; min-width: 4rem; }
.block { margin: .3rem 0; padding: .1rem .6rem .1rem 1.8rem; position: relative; white-space: pre-line;
  border-left: 3px solid transparent; }
.block::before { content: attr(data-sign); position: absolute; left: .5rem; font-weight: bold; }
.heading { font-weight: bold; }
.changed { border-color: var(--quiet); } .added { border-color: var(--came); } .removed { border-color: var(--gone); }
.moved { border-color: var(--moved); background: var(--moved-page); }
.note { color: var(--quiet); font-size: .85rem; }
ins { color: var(--came); background: var(--came-page); text-decoration: underline; }
del { color: var(--gone); background: var(--gone-page); text-decoration: line-through; }
details { color: var(--quiet); margin: .5rem 0; } summary { cursor: pointer; }
.source { margin: 0; white-space: pre-wrap; } .source > * { display: block; padding-left: 1.5rem; text-indent: -1.5rem; }
.source ins, .source del { text-decoration: none; }
.source ins::before { content: "+ "; } .source del::before { content: "− "; } .source span::before { content: "  "; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media print { body { max-width: none; padding: 0; } ins, del, .moved { print-color-adjust: exact; } .block { break-inside: avoid; } }
"""


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """A side as the page names it. `timestamp` is as it should read; what is not known is None."""

    label: str
    original: str | None = None
    timestamp: str | None = None
    memento_url: str | None = None
    digest: str | None = None


class RecordRow(msgspec.Struct, frozen=True, kw_only=True, rename={"class_": "class"}):
    """One change of a record, as the page's table shows it."""

    table: str
    key: str
    field: str
    kind: str
    class_: str = ""
    before: str | int | None = None
    after: str | int | None = None
    cause: str | None = None


def diff_page(
    before: Shown,
    after: Shown,
    *,
    records: Sequence[RecordRow] | None = None,
    text: TextDiff | None = None,
    source: LineDiff | None = None,
    language: str | None = None,
    context: int = 1,
    made: str = "",
) -> str:
    """Return the page.

    A part that was not compared is None and left out; one without differences says so. `language` is that of the captured
    text. `context` equal blocks stay open around each difference. `made` says in words by which versions, and on which day.
    """
    title = f"{before.label} → {after.label}"
    parts = (
        *_head(title),
        *_sides(before, after),
        *(_records(records) if records is not None else ()),
        *(_text(text, language, context) if text is not None else ()),
        *(_source(source) if source is not None else ()),
        "</main>",
        *((f"<footer><p>{_safe(made)}</p></footer>",) if made else ()),
        "</body>",
        "</html>",
    )
    return "\n".join(parts) + "\n"


def _head(title: str) -> Iterator[str]:
    yield "<!DOCTYPE html>"
    yield '<html lang="en">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    # Should a page's words ever get past the escaping, they load and run nothing.
    yield "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    yield '<meta name="referrer" content="no-referrer">'
    yield f"<title>{_safe(title)}</title>"
    yield f"<style>{_STYLE}</style>"
    yield "</head>"
    yield "<body>"
    yield "<main>"
    yield f"<h1>{_safe(title)}</h1>"


def _safe(text: object) -> str:
    """Return a value as text in HTML: nothing in it is mark-up, steers a terminal, or cannot be written as UTF-8."""
    return escape(harmless(str(text)).encode("utf-8", "replace").decode("utf-8"))


def _sides(before: Shown, after: Shown) -> Iterator[str]:
    yield '<div class="sides">'
    for name, side in (("Before", before), ("After", after)):
        told = (
            ("Capture", _safe(side.label)),
            ("Address", side.original and _link(side.original)),
            ("Time of capture", side.timestamp and f"<time>{_safe(side.timestamp)}</time>"),
            ("In the archive", side.memento_url and _link(side.memento_url)),
            ("Digest", side.digest and f"<code>{_safe(side.digest)}</code>"),
        )
        yield f"<section><h2>{name}</h2><dl>"
        yield from (f"<dt>{what}</dt><dd>{value}</dd>" for what, value in told if value)
        yield "</dl></section>"
    yield "</div>"


def _link(address: str) -> str:
    """Return a link where it is a web address; another scheme could run what it says."""
    if _WEB_ADDRESS.fullmatch(address) is None:
        return _safe(address)
    return f'<a href="{_safe(address)}" rel="noopener noreferrer">{_safe(address)}</a>'


# --- records ----------------------------------------------------------------------------------------------------------


def _records(rows: Sequence[RecordRow]) -> Iterator[str]:
    yield '<section id="records">'
    yield "<h2>Records</h2>"
    if not rows:
        yield "<p>No record differs.</p>"
    else:
        yield '<div class="scroll"><table>'
        yield f"<caption>{counted(len(rows), 'change')} of records</caption>"
        heads = ("Table", "Record", "Field", "What happened", "Before", "After", "Cause")
        yield "<thead><tr>" + "".join(f'<th scope="col">{head}</th>' for head in heads) + "</tr></thead>"
        yield "<tbody>"
        for row in rows:
            cells = (row.table, row.key, row.field, row.kind)
            told = "".join(f"<td>{_safe(cell)}</td>" for cell in cells)
            values = f"<td>{_value(row.before, 'del')}</td><td>{_value(row.after, 'ins')}</td>"
            yield f"<tr>{told}{values}<td>{_safe(row.cause or '')}</td></tr>"
        yield "</tbody></table></div>"
    yield "</section>"


def _value(value: str | int | None, mark: str) -> str:
    return "" if value is None else f"<{mark}>{_safe(value)}</{mark}>"


# --- text -------------------------------------------------------------------------------------------------------------


def _text(diff: TextDiff, language: str | None, context: int) -> Iterator[str]:
    yield '<section id="text">'
    yield "<h2>Text</h2>"
    yield f'<p class="note">{_safe(summary(diff))}</p>'
    if diff.is_empty:
        yield "<p>The main content reads the same.</p>"
    yield f'<div lang="{_safe(language)}">' if language else "<div>"
    for part in parts_of(diff, context=context):
        yield from _folded(part) if part.far else map(_block, part.rows)
    yield "</div>"
    yield "</section>"


def _folded(part: Part) -> Iterator[str]:
    yield f'<details><summary lang="en">{counted(len(part.rows), "equal block")}</summary>'
    yield from map(_block, part.rows)
    yield "</details>"


def _block(row: Row) -> str:
    block = row.block
    said = f'<span class="unseen" lang="en" dir="ltr">{_SAID[block.kind]}</span>' if _SAID[block.kind] else ""
    if block.kind == "moved":
        return _moved(block, said, left=row.in_before)
    words = "".join(_run(run.kind, run.text) for run in block.runs)
    return f'<p class="block {block.kind} {block.block}" data-sign="{_SIGNS[block.kind]}" dir="auto">{said}{words}</p>'


def _moved(block: Aligned, said: str, *, left: bool) -> str:
    """Return a moved block at its new place, or at its old place a word of where it is now: its text stands there once."""
    old, new = (0 if place is None else place for place in (block.before, block.after))
    if left:
        note = f'<a id="left-{old}" href="#moved-{new}">block {old + 1} moved to place {new + 1}</a>'
        return f'<p class="block note" lang="en" data-sign="{_SIGNS["moved"]}">{note}</p>'
    note = f'<a class="note" id="moved-{new}" href="#left-{old}" lang="en" dir="ltr">from place {old + 1}</a>'
    return f'<p class="block moved {block.block}" data-sign="{_SIGNS["moved"]}" dir="auto">{said}{note} {_safe(block.after_text)}</p>'


def _run(kind: RunKind, text: str) -> str:
    mark = _MARKS[kind]
    return f"<{mark}>{_safe(text)}</{mark}>" if mark else _safe(text)


# --- source -----------------------------------------------------------------------------------------------------------


def _source(diff: LineDiff) -> Iterator[str]:
    yield '<section id="source">'
    yield "<h2>Source</h2>"
    if diff.is_empty:
        yield "<p>The source is the same apart from what replays and sessions insert.</p>"
    else:
        yield f'<p class="note">{counted(diff.removed, "line")} removed, {counted(diff.added, "line")} added</p>'
    yield from _hunks(diff.hunks)
    yield "</section>"


def _hunks(hunks: Iterable[Hunk]) -> Iterator[str]:
    for hunk in hunks:
        yield f'<p class="note"><code>{_safe(hunk_head(hunk))}</code></p>'
        lines = ((_MARKS[line.kind] or "span", _safe(line.text)) for line in hunk.lines)
        yield f'<div class="source">{"".join(f"<{mark}>{text}</{mark}>" for mark, text in lines)}</div>'
