"""Blocks before and after → aligned blocks, with the words that came and went in place, and moved blocks told apart.

The cost is linear in practice: what both sides begin and end with is cut off; what occurs once on each side holds the rest
in place (patience, as Bram Cohen described it); exact alignment (rapidfuzz) is for what lies between, and is bounded. What
is beyond the bound is removed and added. This holds for blocks, for the words of one, and for lines of source.
"""

import re
from bisect import bisect_left
from collections import Counter, deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import chain, pairwise
from typing import Literal

import msgspec
from rapidfuzz import fuzz
from rapidfuzz.distance import Indel, Postfix, Prefix

from scraper.reading.document import Block, BlockKind

RunKind = Literal["equal", "removed", "added"]
AlignedKind = Literal["equal", "removed", "added", "changed", "moved"]
Match = tuple[int, int, int]  # place before, place after, length
Gap = tuple[int, int, int, int]  # from and to before, from and to after

# Tokens before times tokens after that are aligned exactly: 2,000 by 2,000 take half a millisecond.
_MOST_CELLS = 4_000_000
# Blocks before times blocks after that are each compared with each.
_MOST_PAIRS = 900
# Blocks that share this much are one, changed: see `_likeness`.
_ALIKE = 0.5
# Up to this length blocks are compared by letters too: a name spelt otherwise is most of a short one. Unrelated texts
# share half of their letters or more, so what they share counts for less.
_SHORT, _BY_LETTERS = 200, 0.2
# A text of at least these letters that another begins or ends with is that other, added to.
_WHOLE = 20
# Letters of both sides from which on a change is looked for by clauses first, and up to which by words at all: beyond
# a hundred thousand letters without one clause in common there is no change to point at.
_LONG, _MOST_LETTERS = 20_000, 200_000

# Scripts without spaces between words: each letter is a word. Kana, Bopomofo, Han, and their compatible forms.
_ALONE = r"\u3040-\u312f\u31a0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_MARKS = r"\s!-/:-@\[-^`{-~\u00a1-\u00bf\u2010-\u205e\u3000-\u303f\uff01-\uff0f\uff1a-\uff20"
_LETTERS = rf"[^{_MARKS}{_ALONE}]+"
# A word: '3.5', 'd’Or' and '2019-2020' are one. Then white space, and the word, mark or end behind it: no backtracking.
_WORDS = rf"{_LETTERS}(?:[.,:'’/-]{_LETTERS})*|[{_ALONE}]"
_WORD = re.compile(_WORDS)
_SPACED = re.compile(rf"(\s*+)({_WORDS}|\S|\Z)")
_STOPS = r"\n.,;:!?|\u3001\u3002\uff0c\uff01\uff1b\uff1f\u060c\u061b\u061f"
_CLAUSE = re.compile(rf"[^{_STOPS}]+[{_STOPS}]*\s*|[{_STOPS}]+\s*")


class Run(msgspec.Struct, frozen=True, gc=False):
    """Words that are equal, removed or added, with their spaces: exactly as they stand."""

    kind: RunKind
    text: str


class Aligned(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A block of one side or of both: its places (from 0; None where it is not), and its words.

    A `changed` block has runs of several kinds; all others have one. A `moved` block has the same text elsewhere: it
    stands at its new place, once. `block` is the kind of the block where it stands.
    """

    kind: AlignedKind
    before: int | None
    after: int | None
    runs: tuple[Run, ...]
    block: BlockKind = "paragraph"

    @property
    def before_text(self) -> str:
        """The block's text before, "" where it was not."""
        return "".join(run.text for run in self.runs if run.kind != "added")

    @property
    def after_text(self) -> str:
        """The block's text after, "" where it is no more."""
        return "".join(run.text for run in self.runs if run.kind != "removed")


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """How many blocks there are of each kind, and how many words came and went; those of a moved block did neither."""

    equal: int
    removed: int
    added: int
    changed: int
    moved: int
    words_removed: int
    words_added: int


class TextDiff(msgspec.Struct, frozen=True):
    """Two texts' blocks, aligned, in reading order: removed blocks before added ones, a moved block at its new place."""

    blocks: tuple[Aligned, ...]

    @property
    def is_empty(self) -> bool:
        """Whether both sides have the same text."""
        return all(block.kind == "equal" for block in self.blocks)

    @property
    def counts(self) -> Counts:
        """The numbers of blocks and words."""
        kinds = Counter(block.kind for block in self.blocks)
        words = Counter[str]()
        for block in self.blocks:
            for run in block.runs:
                if run.kind != "equal":
                    words[run.kind] += len(run.text.split())
        return Counts(
            equal=kinds["equal"],
            removed=kinds["removed"],
            added=kinds["added"],
            changed=kinds["changed"],
            moved=kinds["moved"],
            words_removed=words["removed"],
            words_added=words["added"],
        )


def text_diff(before: Sequence[Block], after: Sequence[Block]) -> TextDiff:
    """Align the blocks of two texts and, in those that changed, their words.

    A text is never both removed and added: then its block moved. Only the text counts, not the kind of a block.
    """
    ids = interned((block.text for block in before), (block.text for block in after))
    common = list(matches(*ids))
    gaps = list(gaps_between(common, len(before), len(after)))
    moved = _moved(*ids, gaps)
    gone = set(moved.values())
    aligned: list[Aligned] = []
    for gap, (old, new, length) in zip(gaps, [*common, (len(before), len(after), 0)], strict=True):
        if gap[0] < gap[1] or gap[2] < gap[3]:
            aligned += _in_gap(before, after, gap, moved, gone)
        aligned += (
            _whole("equal", after[new + at], before=old + at, after=new + at, run="equal") for at in range(length)
        )
    return TextDiff(tuple(aligned))


def apply(before: Sequence[str], diff: TextDiff) -> tuple[str, ...]:
    """Return the texts that a diff makes of some. Raises ValueError where they are not those that it was made from."""
    read = {block.before: block for block in diff.blocks if block.before is not None}
    if len(read) != len(before) or any(read[at].before_text != text for at, text in enumerate(before)):
        raise ValueError("the diff was made from other texts than these")
    return tuple(
        before[block.before] if block.kind in ("equal", "moved") and block.before is not None else block.after_text
        for block in diff.blocks
        if block.after is not None
    )


def word_runs(before: str, after: str) -> tuple[Run, ...]:
    """Return two texts as runs of words that are equal, removed or added; of a change, what is removed comes first.

    In long texts clauses are aligned first, and words between equal ones.
    """
    front = _front_words(before, after)
    back = _back_words(before[front:], after[front:])
    old, new = before[front : len(before) - back], after[front : len(after) - back]
    parts = _Parts()
    parts.add("equal", before[:front])
    (_add_words if len(old) + len(new) <= _LONG else _add_clauses)(parts, old, new)
    parts.add("equal", before[len(before) - back :])
    return parts.runs()


# --- sequences: what both have in common ------------------------------------------------------------------------------


def interned(before: Iterable[Hashable], after: Iterable[Hashable]) -> tuple[list[int], list[int]]:
    """Return two sequences as numbers, which are equal where the values are."""
    ids: dict[Hashable, int] = {}
    return [ids.setdefault(value, len(ids)) for value in before], [ids.setdefault(value, len(ids)) for value in after]


def matches(before: Sequence[int], after: Sequence[int]) -> Iterator[Match]:
    """Yield the runs that two sequences have in common, in order, as place before, place after, length."""
    start = other = length = 0
    for old, new, more in _matches(before, after, (0, len(before), 0, len(after)), _WAYS):
        if (old, new) != (start + length, other + length):
            if length:
                yield start, other, length
            start, other, length = old, new, 0
        length += more
    if length:
        yield start, other, length


def gaps_between(common: Iterable[Match], before: int, after: int) -> Iterator[Gap]:
    """Yield what lies before each run and behind the last, of sequences of such lengths; a gap may be empty."""
    old = new = 0
    for first, second, length in common:
        yield old, first, new, second
        old, new = first + length, second + length
    yield old, before, new, after


def _matches(before: Sequence[int], after: Sequence[int], gap: Gap, ways: Sequence["_Way"]) -> Iterator[Match]:
    """Yield what a gap has in common: its ends; then between anchors of the first of `ways`, by the rest of them."""
    front = _front(before, after, gap)
    old, old_end, new, new_end = gap[0] + front, gap[1], gap[2] + front, gap[3]
    back = _back(before, after, (old, old_end, new, new_end))
    old_end, new_end = old_end - back, new_end - back
    if front:
        yield gap[0], gap[2], front
    cells = (old_end - old) * (new_end - new)
    # Between anchors what is small enough is aligned exactly; not at once, or whatever is repeated would come first.
    if cells and len(ways) < len(_WAYS) and cells <= _MOST_CELLS:
        for match in Indel.opcodes(before[old:old_end], after[new:new_end]):
            if match.tag == "equal":
                yield old + match.src_start, new + match.dest_start, match.src_end - match.src_start
    elif cells and ways:
        yield from _between_anchors(before, after, (old, old_end, new, new_end), ways)
    if back:
        yield old_end, new_end, back


def _between_anchors(before: Sequence[int], after: Sequence[int], gap: Gap, ways: Sequence["_Way"]) -> Iterator[Match]:
    old, new = gap[0], gap[2]
    anchors = _anchors(before, after, gap, ways[0])
    for first, second in anchors:
        if old < first and new < second:
            yield from _matches(before, after, (old, first, new, second), ways[1:])
        yield first, second, 1
        old, new = first + 1, second + 1
    if old < gap[1] and new < gap[3]:
        yield from _matches(before, after, (old, gap[1], new, gap[3]), ways[1:])


def _front(before: Sequence[int], after: Sequence[int], gap: Gap) -> int:
    old, old_end, new, new_end = gap
    most, at = min(old_end - old, new_end - new), 0
    while at < most and before[old + at] == after[new + at]:
        at += 1
    return at


def _back(before: Sequence[int], after: Sequence[int], gap: Gap) -> int:
    old, old_end, new, new_end = gap
    most, at = min(old_end - old, new_end - new), 0
    while at < most and before[old_end - 1 - at] == after[new_end - 1 - at]:
        at += 1
    return at


def _anchors(before: Sequence[int], after: Sequence[int], gap: Gap, way: "_Way") -> list[tuple[int, int]]:
    """Return the places of what both sides of a gap name alike, the most of them that are in one order."""
    named = way(after, gap[2], gap[3])
    pairs = [(old, named[name]) for name, old in way(before, gap[0], gap[1]).items() if name in named]
    return _rising(sorted(pairs))


def _once(tokens: Sequence[int], start: int, end: int) -> dict[Hashable, int]:
    """Name the tokens that occur once."""
    found: dict[Hashable, int] = {}
    again: set[int] = set()
    for at in range(start, end):
        if tokens[at] in found:
            again.add(tokens[at])
        else:
            found[tokens[at]] = at
    return {token: at for token, at in found.items() if token not in again}


def _each(tokens: Sequence[int], start: int, end: int) -> dict[Hashable, int]:
    """Name every token by how often it has occurred: for what repeats so much that next to nothing occurs once."""
    seen = Counter[int]()
    found: dict[Hashable, int] = {}
    for at in range(start, end):
        seen[tokens[at]] += 1
        found[tokens[at], seen[tokens[at]]] = at
    return found


_Way = Callable[[Sequence[int], int, int], dict[Hashable, int]]
# What holds a gap in place, and then what is left between: each is one pass, so the number of passes is bounded.
_WAYS: tuple[_Way, ...] = (_once, _once, _once, _each)


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest run of pairs, given by their first, whose seconds rise as well."""
    if all(one[1] < other[1] for one, other in pairwise(pairs)):
        return list(pairs)
    tails: list[int] = []
    tops: list[int] = []
    previous: list[int] = []
    for at, (_, second) in enumerate(pairs):
        pile = bisect_left(tails, second)
        previous.append(tops[pile - 1] if pile else -1)
        tails[pile : pile + 1] = [second]
        tops[pile : pile + 1] = [at]
    found = []
    at = tops[-1]
    while at >= 0:
        found.append(pairs[at])
        at = previous[at]
    return found[::-1]


# --- blocks: moved, changed, removed, added ---------------------------------------------------------------------------


def _moved(before: Sequence[int], after: Sequence[int], gaps: Sequence[Gap]) -> dict[int, int]:
    """Return the old place of each new one whose text is among what would be removed, in order where there are several."""
    lost: dict[int, deque[int]] = {}
    for old, old_end, _, _ in gaps:
        for at in range(old, old_end):
            lost.setdefault(before[at], deque()).append(at)
    found: dict[int, int] = {}
    for _, _, new, new_end in gaps:
        for at in range(new, new_end):
            if places := lost.get(after[at]):
                found[at] = places.popleft()
    return found


def _in_gap(
    before: Sequence[Block], after: Sequence[Block], gap: Gap, moved: dict[int, int], gone: set[int]
) -> Iterator[Aligned]:
    """Yield the blocks of a gap: between those that changed, first what was removed, then what was added or moved here."""
    old = [at for at in range(gap[0], gap[1]) if at not in gone]
    new = [at for at in range(gap[2], gap[3]) if at not in moved]
    pairs = _alike([_Bag(before[at].text) for at in old], [_Bag(after[at].text) for at in new], _SHARED)
    removed, came = gap[0], gap[2]
    for first, second in [*((old[one], new[other]) for one, other in pairs), (gap[1], gap[3])]:
        yield from (
            _whole("removed", before[at], before=at, after=None, run="removed")
            for at in range(removed, first)
            if at not in gone
        )
        for at in range(came, second):
            if at in moved:
                yield _whole("moved", after[at], before=moved[at], after=at, run="equal")
            else:
                yield _whole("added", after[at], before=None, after=at, run="added")
        if first < gap[1] and second < gap[3]:
            runs = word_runs(before[first].text, after[second].text)
            yield Aligned(kind="changed", before=first, after=second, runs=runs, block=after[second].kind)
        removed, came = first + 1, second + 1


def _whole(kind: AlignedKind, block: Block, *, before: int | None, after: int | None, run: RunKind) -> Aligned:
    return Aligned(kind=kind, before=before, after=after, runs=(Run(run, block.text),), block=block.kind)


def _alike(old: Sequence["_Bag"], new: Sequence["_Bag"], ways: Sequence["_Shared"]) -> Iterator[tuple[int, int]]:
    """Yield the places of texts that are one, changed: in order, each once, together as like as can be.

    Where there are too many to compare each with each, only those are compared that share something rare, by the first
    of `ways`; then what is between those that are one, by the rest of them.
    """
    if len(old) * len(new) <= _MOST_PAIRS:
        yield from _likest(old, new)
        return
    at_old = at_new = 0
    for first, second in [*_sharing(old, new, ways[0]), (len(old), len(new))] if ways else []:
        between = _alike(old[at_old:first], new[at_new:second], ways[1:])
        yield from ((at_old + one, at_new + other) for one, other in between)
        if first < len(old):
            yield first, second
        at_old, at_new = first + 1, second + 1


class _Bag:
    """A text and its words, counted when they are first asked for."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._words: Counter[str] | None = None

    @property
    def words(self) -> Counter[str]:
        if self._words is None:
            self._words = Counter(_WORD.findall(self.text))
        return self._words


def _likest(old: Sequence[_Bag], new: Sequence[_Bag]) -> list[tuple[int, int]]:
    """Return the pairs, in order, whose likenesses sum to the most (Needleman and Wunsch)."""
    if not old or not new:
        return []
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    scores = [[_likeness(one, other) for other in new] for one in old]
    for x in reversed(range(len(old))):
        for y in reversed(range(len(new))):
            paired = scores[x][y] + best[x + 1][y + 1] if scores[x][y] >= _ALIKE else 0.0
            best[x][y] = max(paired, best[x + 1][y], best[x][y + 1])
    pairs, x, y = [], 0, 0
    while x < len(old) and y < len(new):
        if best[x][y] == best[x + 1][y]:
            x += 1
        elif best[x][y] == best[x][y + 1]:
            y += 1
        else:
            pairs.append((x, y))
            x, y = x + 1, y + 1
    return pairs


def _sharing(old: Sequence[_Bag], new: Sequence[_Bag], way: "_Shared") -> list[tuple[int, int]]:
    """Return the pairs, in order, that are alike, among those that share the most letters of what is rare."""
    olds, news = _rare(old, way), _rare(new, way)
    shared = Counter[tuple[int, int]]()
    for words, x in olds.items():
        if (y := news.get(words)) is not None:
            shared[x, y] += len(words)
    likest: dict[int, int] = {}
    for (x, y), _ in shared.most_common():
        likest.setdefault(x, y)
    return _rising([(x, y) for x, y in sorted(likest.items()) if _likeness(old[x], new[y]) >= _ALIKE])


def _rare(bags: Sequence[_Bag], way: "_Shared") -> dict[str, int]:
    """Return what only one text has, with its place."""
    found: dict[str, int] = {}
    for at, bag in enumerate(bags):
        for words in set(way(bag)):
            found[words] = -1 if words in found else at
    return {words: at for words, at in found.items() if at >= 0}


_Shared = Callable[[_Bag], Iterable[str]]
# Few words of a long page are in one block only; most clauses are, and there are fewer of them.
_SHARED: tuple[_Shared, ...] = (lambda bag: _CLAUSE.findall(bag.text), lambda bag: bag.words)


def _likeness(old: _Bag, new: _Bag) -> float:
    """Return how surely two texts are one, changed, from 0 to 1: by their ends, their letters or their words.

    Each is a share of both texts' letters. Words count wherever they stand; marks do not.
    """
    total = len(old.text) + len(new.text)
    shorter = min(len(old.text), len(new.text))
    ends = min(shorter, Prefix.similarity(old.text, new.text) + Postfix.similarity(old.text, new.text))
    if 2 * ends >= _ALIKE * total:  # with one change in it; the words of a long text take longer to count
        return 2 * ends / total if total else 1.0
    if ends == shorter >= _WHOLE:
        return _ALIKE
    letters = max(0.0, fuzz.ratio(old.text, new.text) / 100 - _BY_LETTERS) if total <= 2 * _SHORT else 0.0
    few, many = sorted((old.words, new.words), key=len)
    common = sum(len(word) * min(count, many[word]) for word, count in few.items() if word in many)
    whole = sum(len(word) * count for bag in (few, many) for word, count in bag.items())
    return max(letters, 2 * common / whole if whole else 0.0)


# --- words ------------------------------------------------------------------------------------------------------------


def _front_words(before: str, after: str) -> int:
    """Return how many letters two texts begin with in common, up to a space."""
    front = Prefix.similarity(before, after)
    if front == len(before) == len(after):
        return front
    return max(before.rfind(" ", 0, front), before.rfind("\n", 0, front)) + 1


def _back_words(before: str, after: str) -> int:
    """Return how many letters two texts end with in common, from a space on."""
    start = len(before) - Postfix.similarity(before, after)
    places = [at for at in (before.find(" ", start), before.find("\n", start)) if at >= 0]
    return len(before) - min(places) if places else 0


def _add_clauses(parts: "_Parts", before: str, after: str) -> None:
    old, new = _CLAUSE.findall(before), _CLAUSE.findall(after)
    common = list(matches(*interned(old, new)))
    for gap, (first, _, length) in zip(gaps_between(common, len(old), len(new)), [*common, (0, 0, 0)], strict=True):
        removed, added = "".join(old[gap[0] : gap[1]]), "".join(new[gap[2] : gap[3]])
        if len(removed) + len(added) <= _MOST_LETTERS:
            _add_words(parts, removed, added)
        else:
            parts.add("removed", removed)
            parts.add("added", added)
        parts.add("equal", "".join(old[first : first + length]))


def _add_words(parts: "_Parts", before: str, after: str) -> None:
    old, new = _Words(before), _Words(after)
    common = list(matches(*interned(old.words, new.words)))
    end = (len(old.words), len(new.words), 0)
    for gap, match in zip(gaps_between(common, *end[:2]), [*common, end], strict=True):
        parts.add("removed", old.text(gap[0], gap[1]))
        parts.add("added", new.text(gap[2], gap[3]))
        _add_common(parts, old, new, match)


class _Words:
    """A text as words and marks; `spaces` stand before each, and behind the last."""

    def __init__(self, text: str) -> None:
        found = _SPACED.findall(text)
        end = next(at for at in range(max(0, len(found) - 2), len(found)) if not found[at][1])
        self.words = [word for _, word in found[:end]]
        self.spaces = [space for space, _ in found[: end + 1]]

    def text(self, start: int, end: int) -> str:
        """Return some words with the spaces before each."""
        return "".join(chain.from_iterable(zip(self.spaces[start:end], self.words[start:end], strict=True)))


def _add_common(parts: "_Parts", old: _Words, new: _Words, match: Match) -> None:
    """Add words that both sides have; the spaces before them may differ, as may those at the end of both texts."""
    first, second, length = match
    _add_spaces(parts, old.spaces[first], new.spaces[second])
    if not length:  # behind the last word
        return
    parts.add("equal", old.words[first])
    rest = slice(first + 1, first + length), slice(second + 1, second + length)
    if old.spaces[rest[0]] == new.spaces[rest[1]]:
        parts.add("equal", old.text(first + 1, first + length))
        return
    for one, other, word in zip(old.spaces[rest[0]], new.spaces[rest[1]], old.words[rest[0]], strict=True):
        _add_spaces(parts, one, other)
        parts.add("equal", word)


def _add_spaces(parts: "_Parts", old: str, new: str) -> None:
    if old == new:
        parts.add("equal", old)
    else:
        parts.add("removed", old)
        parts.add("added", new)


class _Parts:
    """Runs in the making: changes with what is equal before each."""

    def __init__(self) -> None:
        self._changes: list[dict[RunKind, list[str]]] = [{"equal": [], "removed": [], "added": []}]

    def add(self, kind: RunKind, text: str) -> None:
        if not text:
            return
        last = self._changes[-1]
        if kind == "equal" and (last["removed"] or last["added"]):
            self._changes.append({"equal": [text], "removed": [], "added": []})
        else:
            last[kind].append(text)

    def runs(self) -> tuple[Run, ...]:
        """Return the runs. Changes with nothing but marks between them are one; spaces go to what is equal, if they can."""
        changes = [["".join(texts) for texts in change.values()] for change in self._joined()]
        for change, following in zip(changes, [*changes[1:], ["", "", ""]], strict=True):
            _give_spaces(change, following)
        kinds: tuple[RunKind, ...] = ("equal", "removed", "added")
        return tuple(Run(kind, text) for change in changes for kind, text in zip(kinds, change, strict=True) if text)

    def _joined(self) -> Iterator[dict[RunKind, list[str]]]:
        waiting = self._changes[0]
        for change in self._changes[1:]:
            if (change["removed"] or change["added"]) and not any(map(_WORD.search, change["equal"])):
                waiting["removed"] += change["equal"] + change["removed"]
                waiting["added"] += change["equal"] + change["added"]
            else:
                yield waiting
                waiting = change
        yield waiting


def _give_spaces(change: list[str], following: list[str]) -> None:
    """Move spaces that removed and added words begin with, or those and what follows, before them: ' b' + ' c' is 'b ' + 'c'."""
    equal, removed, added = change
    one, other = (removed, added) if removed and added else (removed or added, following[0])
    spaces = one[: min(len(one) - len(one.lstrip()), Prefix.similarity(one, other))]
    if not spaces:
        return
    behind = "" if removed and added else spaces
    change[:] = (equal + spaces, *(text and text[len(spaces) :] + behind for text in (removed, added)))
    if behind:
        following[0] = following[0][len(spaces) :]
