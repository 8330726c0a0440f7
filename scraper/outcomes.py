"""The closed set of outcomes: what became of one capture. Known to all rooms, knows nobody."""

from enum import StrEnum


class Outcome(StrEnum):
    """What became of one capture; every capture listed ends in exactly one.

    The first group is told by reading what is stored, the second by failing to get it.
    """

    EXTRACTED = "extracted"
    NO_FACTS = "no facts"
    LAYOUT_UNKNOWN = "layout unknown"
    LANGUAGE_NOT_READ = "language not read"
    UNREADABLE = "unreadable"
    NOT_A_PAGE = "not a page"
    REDIRECT = "redirect"
    NOT_FOUND = "not found"
    CAPTURED_ERROR = "captured error"
    OTHER_PAYLOAD = "other payload"
    NEAREST_SERVED = "nearest served"

    CHALLENGE = "challenge"
    RATE_LIMITED = "rate limited"
    EXCLUDED = "excluded"
    NOT_PLAYED_BACK = "not played back"
    WRONG_MEMENTO = "wrong memento"
    NOT_A_MEMENTO = "not a memento"
    TRUNCATED = "truncated"
    TOO_LARGE = "too large"
    UNREACHABLE = "unreachable"
    NOT_FETCHED = "not fetched"
    DAMAGED = "damaged"
    INTERNAL_ERROR = "internal error"


READ = frozenset({Outcome.EXTRACTED, Outcome.NO_FACTS})
"""Outcomes of pages that were read: what they state, and how much of it, is known."""

PASSING = frozenset(
    {
        Outcome.CHALLENGE,
        Outcome.RATE_LIMITED,
        Outcome.TRUNCATED,
        Outcome.UNREACHABLE,
        Outcome.NOT_FETCHED,
        Outcome.DAMAGED,
        Outcome.INTERNAL_ERROR,
    }
)
"""Failures that a later run, or a later version, may find mended; the others are not asked for again."""

FAILURES = PASSING | {
    Outcome.EXCLUDED,
    Outcome.NOT_PLAYED_BACK,
    Outcome.WRONG_MEMENTO,
    Outcome.NOT_A_MEMENTO,
    Outcome.TOO_LARGE,
}
"""Outcomes of captures that could not be had: nothing of them is stored, or what was stored cannot be read any more."""


def tells(outcome: str, layout: str | None, page_kind: str | None) -> bool:
    """Say whether a capture is evidence of what its page states, and of what it lacks: a layout that is known read it."""
    return outcome in READ and bool(layout) and bool(page_kind)
