"""The closed set of outcomes of a capture; imported by all rooms, imports none."""

from enum import StrEnum


class Outcome(StrEnum):
    """The outcome of a capture; every listed capture has exactly one.

    The outcomes of the first group come from reading what is stored, those of the second from failing to obtain it.
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


MEANINGS = {
    Outcome.EXTRACTED: "facts were read",
    Outcome.NO_FACTS: "the layout is known, and the page states nothing",
    Outcome.LAYOUT_UNKNOWN: "a watched page whose markup matches no known layout",
    Outcome.LANGUAGE_NOT_READ: "the page is in a language that is not supported",
    Outcome.UNREADABLE: "the bytes are not HTML",
    Outcome.NOT_A_PAGE: "another media type than HTML",
    Outcome.REDIRECT: "a captured redirect (3xx)",
    Outcome.NOT_FOUND: "a captured 404 or 410",
    Outcome.CAPTURED_ERROR: "another captured 4xx or 5xx",
    Outcome.OTHER_PAYLOAD: "one of two payloads with the same URL and second, namely the one that is not used",
    Outcome.NEAREST_SERVED: "the archive served the capture of another time, which is a row of its own; no evidence for this one",
    Outcome.CHALLENGE: "the archive answered with a challenge page for browsers; it is never stored, and the host is in cooldown for a day",
    Outcome.RATE_LIMITED: "the archive answered 429; the host is in cooldown as long as it asks for, at least a minute",
    Outcome.EXCLUDED: "the archive does not show the capture",
    Outcome.NOT_PLAYED_BACK: "listed, but missing from the replay, or a revisit whose target is missing",
    Outcome.WRONG_MEMENTO: "the archive served another original",
    Outcome.NOT_A_MEMENTO: "an answer without Memento-Datetime, or a redirect out of the archive",
    Outcome.TRUNCATED: "the body is cut off",
    Outcome.TOO_LARGE: "the body is larger than `limits.body_bytes`, as sent or decompressed",
    Outcome.UNREACHABLE: "no connection, a time-out or a 5xx, three times",
    Outcome.NOT_FETCHED: "not requested: its host was in cooldown or down, or the request budget was used up",
    Outcome.DAMAGED: "it was stored and can no longer be read; the next run fetches it again",
    Outcome.INTERNAL_ERROR: "a bug in this program; the record of the run has the traceback",
}
"""What each outcome means."""

READ = frozenset({Outcome.EXTRACTED, Outcome.NO_FACTS})
"""Outcomes of pages that were read: what they state, and how much, is known."""

REFUSALS = frozenset({Outcome.EXCLUDED, Outcome.NOT_PLAYED_BACK, Outcome.WRONG_MEMENTO, Outcome.NOT_A_MEMENTO})
"""Failures for which the archive answered, with something else than the capture.

An archive that is being mended, a firewall or a login answers so for every capture, so a later run asks again, and this one
does not.
"""

PASSING = REFUSALS | frozenset(
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
"""Failures that a later run or version may resolve; the other one does only if a setting is changed."""

FAILURES = PASSING | {Outcome.TOO_LARGE}
"""Outcomes of captures that could not be obtained, or whose stored record can no longer be read."""


def tells(outcome: str, layout: str | None, page_kind: str | None) -> bool:
    """Return whether a capture is evidence of what its page states and lacks: it was read with a known layout."""
    return outcome in READ and bool(layout) and bool(page_kind)
