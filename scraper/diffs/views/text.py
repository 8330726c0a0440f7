"""A text's or a source's differences → lines for `patch`, lines for a terminal, an object for programs. Pure."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby, zip_longest
from typing import Any, Literal, NamedTuple

import msgspec

from scraper.diffs.html import Hunk, LineDiff, line_diff
from scraper.diffs.text import Aligned, AlignedKind, Run, TextDiff
from scraper.plural import counted
from scraper.values.harmless import harmless

# From this width on both sides stand beside each other.
WIDE = 120
_SIGNS: dict[str, str] = {"equal": " ", "added": "+", "removed": "-", "changed": "~", "moved": ">"}
# Words that came or went are marked in place; of a whole block or line (`came`, `gone`) the sign before it tells.
Style = Literal["equal", "removed", "added", "gone", "came", "note"]
_WHOLE: dict[AlignedKind, Style] = {"removed": "gone", "added": "came"}
# Removed words are struck out, added ones underlined: a colour alone does not tell them apart for everyone.
_COLOURS: dict[Style, str] = {
    "removed": "\x1b[31;9m",
    "added": "\x1b[32;4m",
    "gone": "\x1b[31m",
    "came": "\x1b[32m",
    "note": "\x1b[36m",
}
_PLAIN = "\x1b[0m"
_MARKS: dict[Style, tuple[str, str]] = {"removed": ("[-", "-]"), "added": ("{+", "+}")}
_TOKEN = re.compile(r"[ \n]|[^ \n]+")


class Row(msgspec.Struct, frozen=True):
    """A block where a reader meets it. A moved block is met twice: at its old place (only before), at its new (only after)."""

    block: Aligned
    in_before: bool
    in_after: bool


class Part(msgspec.Struct, frozen=True):
    """Rows that belong together: differences with some equal blocks around, or equal blocks far from any (`far`)."""

    rows: tuple[Row, ...]
    far: bool


class Piece(NamedTuple):
    """Words in one style."""

    text: str
    style: Style = "equal"


# --- in the order of reading ------------------------------------------------------------------------------------------


def rows_of(diff: TextDiff) -> Iterator[Row]:
    """Yield a diff's blocks in the order of reading, each moved block at both its places."""
    moved = {block.before: block for block in diff.blocks if block.kind == "moved"}
    before = 0
    for block in diff.blocks:
        if block.kind == "moved":
            yield Row(block, in_before=False, in_after=True)
            continue
        if block.before is not None:
            yield from (Row(moved[at], in_before=True, in_after=False) for at in range(before, block.before))
            before = block.before + 1
        yield Row(block, in_before=block.before is not None, in_after=block.after is not None)
    end = sum(block.before is not None for block in diff.blocks)
    yield from (Row(moved[at], in_before=True, in_after=False) for at in range(before, end))


def parts_of(diff: TextDiff, *, context: int = 1) -> Iterator[Part]:
    """Yield a diff's rows in parts: `context` equal blocks stay with the difference before and behind them."""
    rows = list(rows_of(diff))
    near = [False] * len(rows)
    for at, row in enumerate(rows):
        if row.block.kind != "equal":
            for beside in range(max(0, at - context), min(len(rows), at + context + 1)):
                near[beside] = True
    for is_near, group in groupby(zip(rows, near, strict=True), key=lambda one: one[1]):
        yield Part(tuple(row for row, _ in group), far=not is_near)


# --- unified ----------------------------------------------------------------------------------------------------------


def unified_text(diff: TextDiff, before: str, after: str, *, context: int = 3) -> Iterator[str]:
    """Yield a text's differences as `diff -u` would, a line of a block a line; a moved block is removed and added."""
    old = {block.before: block.before_text for block in diff.blocks if block.before is not None}
    new = [block.after_text for block in diff.blocks if block.after is not None]
    sides = (old[at] for at in range(len(old))), new
    lines = [[line for text in side for line in text.split("\n")] for side in sides]
    yield from unified_hunks(line_diff(*lines, context=context), before, after)


def unified_hunks(diff: LineDiff, before: str, after: str) -> Iterator[str]:
    """Yield a source's differences as `diff -u` would; `before` and `after` name the sides."""
    if diff.hunks:
        yield f"--- {_on_one_line(before)}"
        yield f"+++ {_on_one_line(after)}"
    for hunk in diff.hunks:
        yield hunk_head(hunk)
        yield from (_SIGNS[line.kind] + _on_one_line(line.text) for line in hunk.lines)


def hunk_head(hunk: Hunk) -> str:
    """Return where a hunk stands, as `diff -u` writes it."""
    sides = ((hunk.before, hunk.before_length), (hunk.after, hunk.after_length))
    old, new = (f"{above + 1 if length else above},{length}" for above, length in sides)
    return f"@@ -{old} +{new} @@"


def _on_one_line(text: str) -> str:
    return harmless(text).replace("\n", " ")


# --- for a terminal ---------------------------------------------------------------------------------------------------


def terminal_text(diff: TextDiff, *, width: int, colours: bool = True, context: int = 1) -> Iterator[str]:
    """Yield a text's differences with the words marked: side by side from 120 columns on, else in place.

    Without colours words are marked as `wdiff` does: [-removed-] {+added+}.
    """
    for part in parts_of(diff, context=context):
        if part.far:
            yield _styled([Piece(f"  … {counted(len(part.rows), 'equal block')}", "note")], colours=colours)
        elif width >= WIDE:
            for row in part.rows:
                yield from _beside(*_sides(row), _SIGNS[row.block.kind], width=width, colours=colours)
        else:
            for row in part.rows:
                yield from _in_place(row, colours=colours)


def terminal_hunks(diff: LineDiff, *, width: int, colours: bool = True) -> Iterator[str]:
    """Yield a source's differences, whole lines: side by side from 120 columns on, else below each other."""
    for hunk in diff.hunks:
        yield _styled([Piece(hunk_head(hunk), "note")], colours=colours)
        if width >= WIDE:
            for sign, left, right in _paired(hunk):
                yield from _beside(left, right, sign, width=width, colours=colours)
        else:
            for line in hunk.lines:
                whole = Piece(_SIGNS[line.kind] + _on_one_line(line.text), _WHOLE.get(line.kind, "equal"))
                yield _styled([whole], colours=colours)


def _paired(hunk: Hunk) -> Iterator[tuple[str, list[Piece], list[Piece]]]:
    """Yield a hunk's lines, removed ones beside added ones."""
    for is_equal, group in groupby(hunk.lines, key=lambda line: line.kind == "equal"):
        lines = list(group)
        if is_equal:
            yield from ((" ", [Piece(line.text)], [Piece(line.text)]) for line in lines)
            continue
        removed = [[Piece(line.text, "gone")] for line in lines if line.kind == "removed"]
        added = [[Piece(line.text, "came")] for line in lines if line.kind == "added"]
        for left, right in zip_longest(removed, added, fillvalue=list[Piece]()):
            yield "~" if left and right else "-" if left else "+", left, right


def _in_place(row: Row, *, colours: bool) -> Iterator[str]:
    """Yield a block's lines, what came and went in place; a moved block once, at its new place."""
    block = row.block
    if block.kind == "moved" and not row.in_after:
        return
    pieces = [Piece(f"(moved: {_places(block)}) ", "note")] if block.kind == "moved" else []
    lines = _styled([*pieces, *_pieces(block)], colours=colours).split("\n")
    yield f"{_SIGNS[block.kind]} {lines[0]}"
    yield from (f"  {line}" for line in lines[1:])


def _sides(row: Row) -> tuple[list[Piece], list[Piece]]:
    left = [piece for piece in _pieces(row.block) if piece.style not in ("added", "came")]
    right = [piece for piece in _pieces(row.block) if piece.style not in ("removed", "gone")]
    if row.block.kind == "moved":
        note = [Piece(f"(moved: {_places(row.block)})", "note")]
        return (left, note) if row.in_before else (note, right)
    return left, right


def _pieces(block: Aligned) -> list[Piece]:
    return [Piece(run.text, _WHOLE.get(block.kind, run.kind)) for run in block.runs]


def _places(block: Aligned) -> str:
    return f"block {_nth(block.before)} → {_nth(block.after)}"


def _nth(place: int | None) -> int:
    return 0 if place is None else place + 1


def _beside(left: Sequence[Piece], right: Sequence[Piece], sign: str, *, width: int, colours: bool) -> Iterator[str]:
    """Yield two sides as lines of two columns, with a sign between them."""
    column = (width - 3) // 2
    sides = (_wrapped(_marked(side, colours=colours), column) for side in (left, right))
    for one, other in zip_longest(*sides, fillvalue=list[Piece]()):
        space = " " * (column - sum(_cells(piece.text) for piece in one))
        yield f"{_coloured(one, colours=colours)}{space} {sign} {_coloured(other, colours=colours)}".rstrip()


def _wrapped(pieces: Iterable[Piece], width: int) -> Iterator[list[Piece]]:
    """Yield pieces as lines of at most so many cells, broken at spaces where there are any."""
    line: list[Piece] = []
    left = width
    for text, style in pieces:
        for word in _TOKEN.findall(text):
            for part in _cut(word, width):
                cells = _cells(part)
                if part == "\n" or cells > left:
                    yield _without_last_space(line)
                    line, left = [], width
                if part != "\n" and (part != " " or line):
                    line.append(Piece(part, style))
                    left -= cells
    if line:
        yield _without_last_space(line)


def _without_last_space(line: list[Piece]) -> list[Piece]:
    return line[:-1] if line and line[-1].text == " " else line


def _cut(word: str, width: int) -> Iterator[str]:
    """Yield a word in parts of at most so many cells: mostly it is one."""
    if len(word) <= width // 2:
        yield word
        return
    start, taken = 0, 0
    for at, letter in enumerate(word):
        cells = _cell(letter)
        if taken + cells > width:
            yield word[start:at]
            start, taken = at, 0
        taken += cells
    yield word[start:]


def _cells(text: str) -> int:
    return len(text) if text.isascii() else sum(map(_cell, text))


@lru_cache(maxsize=4096)
def _cell(letter: str) -> int:
    """Return how many columns a letter takes in a terminal."""
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def _marked(pieces: Iterable[Piece], *, colours: bool) -> Iterator[Piece]:
    """Yield pieces with what could steer a terminal off, and without colours with marks in the text."""
    for text, style in pieces:
        before, behind = ("", "") if colours else _MARKS.get(style, ("", ""))
        yield Piece(before + harmless(text).replace("\t", " ") + behind, style)


def _styled(pieces: Iterable[Piece], *, colours: bool) -> str:
    return _coloured(list(_marked(pieces, colours=colours)), colours=colours)


def _coloured(pieces: Sequence[Piece], *, colours: bool) -> str:
    if not colours:
        return "".join(piece.text for piece in pieces)
    written = []
    for style, group in groupby(pieces, key=lambda piece: piece.style):
        text = "".join(piece.text for piece in group)
        colour = _COLOURS.get(style)
        # a line at a time: what shows some lines only, as pagers do, shows their colours
        written.append("\n".join(f"{colour}{line}{_PLAIN}" for line in text.split("\n")) if colour else text)
    return "".join(written)


# --- for programs -----------------------------------------------------------------------------------------------------


def text_object(diff: TextDiff) -> dict[str, Any]:
    """Return a text's differences as an object: the counts, and the blocks that are not equal. Print it by `json_line`."""
    return {
        "counts": msgspec.structs.asdict(diff.counts),
        "blocks": [_block_object(block) for block in diff.blocks if block.kind != "equal"],
    }


def _block_object(block: Aligned) -> dict[str, Any]:
    return {
        "kind": block.kind,
        "block": block.block,
        "before": block.before,
        "after": block.after,
        "runs": [_run_object(run) for run in block.runs],
    }


def _run_object(run: Run) -> dict[str, str]:
    return {"kind": run.kind, "text": run.text}


def hunks_object(diff: LineDiff) -> dict[str, Any]:
    """Return a source's differences as an object; `before` and `after` count the lines above. Print it by `json_line`."""
    return {
        "removed": diff.removed,
        "added": diff.added,
        "hunks": [
            {
                "before": hunk.before,
                "after": hunk.after,
                "lines": [{"kind": line.kind, "text": line.text} for line in hunk.lines],
            }
            for hunk in diff.hunks
        ],
    }


def summary(diff: TextDiff) -> str:
    """Return the counts as one sentence."""
    counts = diff.counts
    kinds: tuple[AlignedKind, ...] = ("changed", "added", "removed", "moved", "equal")
    told = [f"{number} {kind}" for kind in kinds if (number := getattr(counts, kind))]
    words = f"; {counted(counts.words_removed, 'word')} removed, {counted(counts.words_added, 'word')} added"
    return f"blocks: {', '.join(told) or 'none'}{'' if diff.is_empty else words}"
