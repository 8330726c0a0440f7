"""Differences → one self-contained page: words marked in place, both captures on top, no script, nothing from elsewhere."""

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import Any

from scraper.dataset.textdiff import Aligned, TextDiff

_STYLE = """
:root { color-scheme: light dark; --ins: #d6f5d6; --del: #fbd9d9; --move: #dbe8fb; --line: #bbb; }
@media (prefers-color-scheme: dark) {
  :root { --ins: #17431b; --del: #5a1f22; --move: #1d3358; --line: #555; }
}
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 1rem auto; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .25rem .5rem; border-bottom: 1px solid var(--line); }
td, .block { overflow-wrap: anywhere; }
ins { background: var(--ins); text-decoration: none; }
del { background: var(--del); }
.moved { background: var(--move); }
.block { margin: .4rem 0; padding-left: .6rem; border-left: 3px solid transparent; }
.added { border-color: #2a2; }
.removed { border-color: #c33; }
.changed { border-color: #c90; }
.equal, small { color: GrayText; }
"""


def diff_page(
    sides: tuple[Mapping[str, Any], Mapping[str, Any]],
    records: Iterable[Mapping[str, Any]],
    text: TextDiff | None,
    source: TextDiff | None,
) -> str:
    """Return the page. `sides` and `records` are objects as `diff --json` prints them; a diff that was not made is None."""
    body = _body(sides, list(records), text, source)
    return "\n".join(("<!DOCTYPE html>", '<html lang="en">', *_head(), "<body>", *body, "</body></html>", ""))


def _head() -> Iterator[str]:
    yield '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>What differs between two captures</title><style>{_STYLE}</style></head>"


def _body(
    sides: tuple[Mapping[str, Any], Mapping[str, Any]],
    records: list[Mapping[str, Any]],
    text: TextDiff | None,
    source: TextDiff | None,
) -> Iterator[str]:
    yield "<h1>What differs</h1><table><tr><th></th><th>A</th><th>B</th></tr>"
    for name in ("label", "original", "timestamp", "memento_url", "digest", "dataset"):
        if any(side[name] for side in sides):
            cells = "".join(f"<td>{_cell(side[name])}</td>" for side in sides)
            yield f"<tr><th>{name.replace('_', ' ')}</th>{cells}</tr>"
    yield "</table><h2>What is stated</h2>"
    yield from _records(records)
    for title, diff in (("Text", text), ("Source", source)):
        if diff is not None:
            yield f"<h2>{title}</h2>"
            yield from _blocks(diff)


def _records(records: list[Mapping[str, Any]]) -> Iterator[str]:
    if not records:
        yield "<p>Nothing differs.</p>"
        return
    columns = ("table", "key", "field", "kind", "before", "after", "cause")
    yield f"<table><tr>{''.join(f'<th>{name}</th>' for name in columns)}</tr>"
    for record in records:
        yield f"<tr>{''.join(f'<td>{_record_cell(name, record[name])}</td>' for name in columns)}</tr>"
    yield "</table>"


def _record_cell(name: str, value: Any) -> str:
    mark = {"before": "del", "after": "ins"}.get(name)
    return f"<{mark}>{_cell(value)}</{mark}>" if mark and value is not None else _cell(value)


def _cell(value: Any) -> str:
    words = "" if value is None else str(value)
    if words.startswith(("https://", "http://")):
        return f'<a href="{escape(words)}" rel="noreferrer">{escape(words)}</a>'
    return escape(words)


def _blocks(diff: TextDiff) -> Iterator[str]:
    counts = diff.counts
    yield (
        f"<p>{counts.words_removed} words went, {counts.words_added} came; of the blocks {counts.changed} changed, {counts.removed} went, "
        f"{counts.added} came, {counts.moved} moved, {counts.equal} are equal.</p>"
    )
    skipped = 0
    for block in diff.blocks:
        if block.kind == "equal" and len(diff.blocks) > 400:
            skipped += 1
            continue
        if skipped:
            yield f"<p><small>… {skipped} equal blocks …</small></p>"
            skipped = 0
        yield f'<div class="block {block.kind}">{_words(block)}</div>'


def _words(block: Aligned) -> str:
    if block.kind == "moved":
        return f'<span class="moved">{escape(block.after_text)}</span> <small>(moved; was block {(block.before or 0) + 1})</small>'
    marks = {"removed": ("<del>", "</del>"), "added": ("<ins>", "</ins>"), "equal": ("", "")}
    return "".join(f"{marks[run.kind][0]}{escape(run.text)}{marks[run.kind][1]}" for run in block.runs)
