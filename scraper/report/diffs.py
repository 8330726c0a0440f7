"""A text diff → lines for a terminal, as `diff -u` prints it, as an object. Words that would steer a terminal are harmless."""

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from scraper.dataset.textdiff import Aligned, Run, TextDiff
from scraper.report.lines import harmless

WIDE = 120
_CONTEXT = 2
_RED, _GREEN, _BLUE, _PLAIN = "\x1b[31m", "\x1b[32m", "\x1b[36m", "\x1b[0m"


def diff_object(diff: TextDiff) -> dict[str, Any]:
    """Return a diff as the object that `diff --json` prints: the counts, and every block that is not equal."""
    counts = diff.counts
    return {
        "blocks": {name: getattr(counts, name) for name in counts.__struct_fields__},
        "changes": [_block_object(block) for block in diff.blocks if block.kind != "equal"],
    }


def _block_object(block: Aligned) -> dict[str, Any]:
    return {
        "kind": block.kind,
        "before": block.before,
        "after": block.after,
        "words": [{"kind": run.kind, "text": run.text} for run in block.runs],
    }


# --- a terminal -------------------------------------------------------------------------------------------------------


def terminal_lines(diff: TextDiff, *, width: int, colour: bool) -> Iterator[str]:
    """Yield a diff for people: side by side where the terminal is wide, else one below the other, words marked."""
    for block in _with_context(diff.blocks):
        if block is None:
            yield "  …"
        elif width >= WIDE:
            yield from _beside(block, width, colour)
        else:
            yield from _below(block, width, colour)


def _with_context(blocks: Sequence[Aligned]) -> Iterator[Aligned | None]:
    """Yield the blocks that differ and a few around them; None where some are left out."""
    near = {
        at + by for at, block in enumerate(blocks) if block.kind != "equal" for by in range(-_CONTEXT, _CONTEXT + 1)
    }
    left_out = False
    for at, block in enumerate(blocks):
        if at in near:
            if left_out:
                yield None
            yield block
        left_out = at not in near


_SIGNS = {"equal": " ", "removed": "-", "added": "+", "changed": "~", "moved": ">"}
_COLOURS = {"removed": _RED, "added": _GREEN, "moved": _BLUE}


def _below(block: Aligned, width: int, colour: bool) -> Iterator[str]:
    text = _marked(block.runs, colour) if block.kind == "changed" else harmless(" ".join(block.runs[0].text.split()))
    if block.kind == "equal":
        text = textwrap.shorten(text, max(20, width - 4), placeholder=" …")
    if block.kind == "moved":
        text = f"(was block {(block.before or 0) + 1}) {text}"
    yield _painted(f"{_SIGNS[block.kind]} {text}", _COLOURS.get(block.kind), colour)


def _marked(runs: Iterable[Run], colour: bool) -> str:
    """Return the words of a changed block, marked as `wdiff` does, in colour if there is any."""
    marks = {"removed": ("[-", "-]", _RED), "added": ("{+", "+}", _GREEN)}
    parts: list[str] = []
    for run in runs:
        text = harmless(run.text.replace("\n", " "))
        if run.kind == "equal":
            parts.append(text)
            continue
        begin, end, paint = marks[run.kind]
        parts.append(_painted(text, paint, colour) if colour else f"{begin}{text}{end}")
    return "".join(parts)


def _beside(block: Aligned, width: int, colour: bool) -> Iterator[str]:
    column = (width - 3) // 2
    left = textwrap.wrap(harmless(block.before_text), column) if block.kind != "added" else []
    right = textwrap.wrap(harmless(block.after_text), column) if block.kind != "removed" else []
    if block.kind == "equal":
        left, right = left[:1], right[:1]
    if block.kind == "moved":
        left = [f"(block {(block.before or 0) + 1})"]
    for at in range(max(len(left), len(right))):
        one, other = (side[at] if at < len(side) else "" for side in (left, right))
        first = _painted(one.ljust(column), _RED if block.kind in ("removed", "changed") else None, colour)
        second = _painted(other, {"added": _GREEN, "changed": _GREEN, "moved": _BLUE}.get(block.kind), colour)
        yield f"{first} {_SIGNS[block.kind]} {second}".rstrip()


def _painted(text: str, paint: str | None, colour: bool) -> str:
    return f"{paint}{text}{_PLAIN}" if colour and paint else text


# --- diff -u ----------------------------------------------------------------------------------------------------------


def unified_lines(diff: TextDiff, before: str, after: str) -> Iterator[str]:
    """Yield a diff as `diff -u` does, a block a line. What moved is gone at its old place and there at its new."""
    lines = list(_signed(diff.blocks))
    changed = [at for at, (sign, _) in enumerate(lines) if sign != " "]
    if not changed:
        return
    yield f"--- {harmless(before)}"
    yield f"+++ {harmless(after)}"
    for first, last in _hunks(changed, len(lines)):
        a, b = (1 + sum(sign != other for sign, _ in lines[:first]) for other in "+-")
        hunk = lines[first:last]
        counts = [sum(sign != other for sign, _ in hunk) for other in "+-"]
        yield f"@@ -{a},{counts[0]} +{b},{counts[1]} @@"
        yield from (f"{sign}{harmless(text)}" for sign, text in hunk)


def _signed(blocks: Sequence[Aligned]) -> Iterator[tuple[str, str]]:
    gone = sorted((block.before or 0, block.before_text) for block in blocks if block.kind == "moved")
    for block in blocks:
        while gone and block.kind != "moved" and block.before is not None and gone[0][0] < block.before:
            yield "-", _line(gone.pop(0)[1])
        if block.kind == "equal":
            yield " ", _line(block.before_text)
            continue
        if block.kind in ("removed", "changed"):
            yield "-", _line(block.before_text)
        if block.kind != "removed":
            yield "+", _line(block.after_text)
    yield from (("-", _line(text)) for _, text in gone)


def _line(text: str) -> str:
    return text.replace("\n", " ")


def _hunks(changed: list[int], end: int) -> Iterator[tuple[int, int]]:
    first = last = changed[0]
    for at in (*changed[1:], end + 100):
        if at - last > 2 * 3:
            yield max(0, first - 3), min(end, last + 4)
            first = at
        last = at
