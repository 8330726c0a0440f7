"""Captures of one original + an expensive reader → every capture at which the state changed, with few reads."""

import heapq
from collections.abc import Callable, Hashable, Iterator, Sequence
from itertools import pairwise
from typing import Generic, TypeVar

import msgspec

from scraper.plural import counted
from scraper.values.capture import Capture

State = TypeVar("State", bound=Hashable)

# Of what bisection took, this much more is spent on looking into stretches that begin and end alike; at least so many.
_SAMPLED = 0.5
_FEWEST_SAMPLES = 16


class Turn(msgspec.Struct, Generic[State], frozen=True):
    """A change of state: the last capture known to be before it, the first known to be after it, and the number between them.

    If the number is 0, the two are adjacent among the captures that can be read, and the change is located exactly.
    """

    before: Capture
    after: Capture
    state_before: State
    state_after: State
    between: int


class Gap(msgspec.Struct, frozen=True):
    """A period between two captures with equal states in which no capture was read; changes that were undone in it are not seen."""

    first: Capture
    last: Capture
    unread: int


class Found(msgspec.Struct, Generic[State], frozen=True, kw_only=True):
    """The changes found, and the reads made to find them. `passed_over` counts captures that are not pages, such as redirects."""

    changes: tuple[Turn[State], ...]
    reads: int
    captures: int
    gaps: tuple[Gap, ...]
    unreadable: tuple[Capture, ...]
    passed_over: int

    @property
    def is_complete(self) -> bool:
        """Whether every change is located exactly, and no change can have been made and undone unseen."""
        return not self.gaps and all(turn.between == 0 for turn in self.changes)


def find_changes(
    captures: Sequence[Capture], read: Callable[[Capture], State | None], *, budget: int | None = None
) -> Found[State]:
    """Find the captures of one original, given in order of time, at which the state changes.

    `read` returns the state of a capture, or None if it cannot be obtained or states nothing; an adjacent one is then
    read instead. Consecutive captures with equal digests count as one. Periods whose ends differ are bisected down to
    adjacent captures, then those whose ends are equal are sampled, the longest first. At most `budget` captures are
    read.
    """
    pages = [one for one in captures if one.may_be_page]
    search = _Search(_one_a_run(pages), read, budget)
    search.run()
    return Found(
        changes=tuple(search.turns()),
        reads=search.reads,
        captures=len(captures),
        gaps=tuple(search.gaps()),
        unreadable=tuple(search.unreadable()),
        passed_over=len(captures) - len(pages),
    )


def _one_a_run(captures: Sequence[Capture]) -> list[Capture]:
    """Return the captures; of consecutive ones with the same digest, only the first."""
    kept: list[Capture] = []
    for at, capture in enumerate(captures):
        before = captures[at - 1] if at else None
        if capture.digest is None or before is None or before.digest != capture.digest:
            kept.append(capture)
    return kept


class _Spent(Exception):
    """The budget is used up."""


class _Search(Generic[State]):
    """One search: captures by their positions, their states, and the periods between reads."""

    def __init__(self, captures: list[Capture], read: Callable[[Capture], State | None], budget: int | None) -> None:
        self._captures, self._read, self._budget = captures, read, budget
        self._states: dict[int, State | None] = {}
        self.reads = 0

    def run(self) -> None:
        try:
            first = self._first_readable(range(len(self._captures)))
            last = self._first_readable(range(len(self._captures) - 1, -1, -1))
            if first is None or last is None or first == last:
                return
            self._bisect(first, last)
            samples = max(_FEWEST_SAMPLES, int(self.reads * _SAMPLED))
            self._sample(self.reads + samples)
        except _Spent:
            return

    def _state(self, at: int) -> State | None:
        if at not in self._states:
            if self._budget is not None and self.reads >= self._budget:
                raise _Spent
            self.reads += 1
            self._states[at] = self._read(self._captures[at])
        return self._states[at]

    def _first_readable(self, places: Sequence[int]) -> int | None:
        return next((at for at in places if self._state(at) is not None), None)

    def _between(self, low: int, high: int) -> int | None:
        """Return the readable capture between two that is nearest to the middle, or None."""
        return next((at for at in _around(low, high) if self._state(at) is not None), None)

    def _bisect(self, low: int, high: int) -> None:
        waiting = [(low, high)]
        while waiting:
            low, high = waiting.pop()
            if self._states[low] == self._states[high] or high - low < 2:
                continue
            middle = self._between(low, high)
            if middle is not None:
                waiting += [(middle, high), (low, middle)]

    def _sample(self, most: int) -> None:
        """Read within periods whose ends are equal, the longest first; if a state differs, bisect to it."""
        stretches = [(low - high, low, high) for low, high in self._stretches() if high - low > 1]
        heapq.heapify(stretches)
        while stretches and self.reads < most:
            _, low, high = heapq.heappop(stretches)
            if self._states[low] != self._states[high]:
                continue
            middle = self._between(low, high)
            if middle is None:
                continue
            if self._states[middle] != self._states[low]:
                self._bisect(low, middle)
                self._bisect(middle, high)
            for one, other in ((low, middle), (middle, high)):
                if other - one > 1 and self._states[one] == self._states[other]:
                    heapq.heappush(stretches, (one - other, one, other))

    def _stretches(self) -> Iterator[tuple[int, int]]:
        """Yield adjacent pairs of captures that were read and have a state."""
        told = sorted(at for at, state in self._states.items() if state is not None)
        return pairwise(told)

    # --- what was found -----------------------------------------------------------------------------------------------

    def turns(self) -> Iterator[Turn[State]]:
        for low, high in self._stretches():
            before, after = self._states[low], self._states[high]
            if before is not None and after is not None and before != after:
                yield Turn(self._captures[low], self._captures[high], before, after, self._unread(low, high))

    def gaps(self) -> Iterator[Gap]:
        for low, high in self._stretches():
            unread = self._unread(low, high)
            if unread and self._states[low] == self._states[high]:
                yield Gap(self._captures[low], self._captures[high], unread)
        yield from self._ends()

    def _ends(self) -> Iterator[Gap]:
        """Yield the periods before the first and after the last read that the budget left unread."""
        if not self._captures:
            return
        known = sorted(at for at, state in self._states.items() if state is not None)
        end = len(self._captures) - 1
        first, last = (known[0], known[-1]) if known else (end + 1, end)
        for low, high in ((0, min(first, end)), (last, end)):
            unread = sum(at not in self._states for at in range(low, high + 1))
            if unread:
                yield Gap(self._captures[low], self._captures[high], unread)
            if not known:
                return

    def _unread(self, low: int, high: int) -> int:
        return sum(at not in self._states for at in range(low + 1, high))

    def unreadable(self) -> Iterator[Capture]:
        yield from (self._captures[at] for at in sorted(self._states) if self._states[at] is None)


def _around(low: int, high: int) -> Iterator[int]:
    """Yield the positions between two, from the middle outwards."""
    middle = (low + high) // 2
    yield middle
    for by in range(1, high - low):
        yield from (at for at in (middle - by, middle + by) if low < at < high)


def described(found: Found[State]) -> Iterator[str]:
    """Yield the result as lines for people; the caller describes the states."""
    yield f"{counted(len(found.changes), 'change')} found; {found.reads:,} of {counted(found.captures, 'capture')} read"
    if found.passed_over:
        yield f"skipped because they are not pages: {counted(found.passed_over, 'capture')}"
    if found.unreadable:
        when = ", ".join(capture.date for capture in found.unreadable)
        yield f"of those read, not readable: {when}"
    for gap in found.gaps:
        between = f"{gap.first.date} and {gap.last.date}"
        yield f"not examined: {counted(gap.unread, 'capture')} between {between}; changes that were undone in between are not seen"
