"""What the end of a run refers to: what was not read, conflicts, and failures, each with page, capture and words."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal, get_args

import msgspec

from scraper.default import SUBJECT
from scraper.history.reading import Read
from scraper.outcomes import FAILURES, Outcome
from scraper.store.reader import Listed
from scraper.values.capture import iso, parse_timestamp
from scraper.values.subject import Subject

What = Literal["layout-unknown", "language-not-read", "unread", "conflicts", "failures", "warnings"]
WHATS: tuple[What, ...] = get_args(What)
OUTCOMES: Mapping[What, frozenset[Outcome]] = {
    "layout-unknown": frozenset({Outcome.LAYOUT_UNKNOWN}),
    "language-not-read": frozenset({Outcome.LANGUAGE_NOT_READ}),
    "failures": FAILURES,
}
"""What `show` can be asked for about captures, with the outcomes; everything else is in dataset.json."""
ADVICE: Mapping[What, str] = {
    "layout-unknown": "`scraper record MEMENTO_URL` makes a case of a capture, to report it",
    "language-not-read": "`scraper record MEMENTO_URL` makes a case of a capture, to report it",
    "unread": "`scraper record MEMENTO_URL` makes a case of a capture, to report it",
    "conflicts": "`scraper explain` says who states each side; neither is corrected",
    "failures": "`scraper status` says which are retried, and when",
    "warnings": "`scraper record MEMENTO_URL` makes a case of a capture, to report what is read wrong",
}


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where words occur: the page, the time of the capture (ISO 8601, in its known precision), and its memento URL.

    `captures` is the number of captures with these words; this is the first one or, for a conflict, the last.
    """

    original: str
    timestamp: str | None = None
    memento_url: str | None = None
    captures: int = 1
    words: str | None = None


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """One item to look at, in words, and where it was seen; a conflict has a place for each side that a page states."""

    what: What
    words: str
    places: tuple[Place, ...]


class _Side(msgspec.Struct):
    value: Any
    captures: int
    evidence: dict[str, Any] | None


class _Conflict(msgspec.Struct):
    kind: str
    field: str
    sides: list[_Side]


class _Seen(msgspec.Struct):
    text: str
    captures: int
    original: str
    timestamp: str | None
    memento_url: str | None


def stated(document: Mapping[str, Any], what: What, subject: Subject = SUBJECT) -> Iterator[Shown]:
    """Yield what dataset.json states of unread words, conflicts or warnings. Raises msgspec.ValidationError for another form."""
    if what == "conflicts":
        found = document.get("conflicts", [])
        for one, conflict in zip(found, msgspec.convert(found, list[_Conflict]), strict=True):
            yield _conflict(conflict, subject.conflict_name(one))
        return
    for seen in msgspec.convert(document.get(what, []), list[_Seen]):
        place = Place(
            original=seen.original, timestamp=seen.timestamp, memento_url=seen.memento_url, captures=seen.captures
        )
        yield Shown(what=what, words=seen.text, places=(place,))


def _conflict(conflict: _Conflict, about: str) -> Shown:
    against = " against ".join(str(side.value) for side in conflict.sides)
    places = tuple(
        Place(
            original=side.evidence["original"],
            timestamp=side.evidence["timestamp"],
            memento_url=side.evidence["memento_url"],
            captures=side.captures,
            words=side.evidence["quote"],
        )
        for side in conflict.sides
        if side.evidence
    )
    return Shown(what="conflicts", words=f"{conflict.field} of {about} ({conflict.kind}): {against}", places=places)


def capture_key(listed: Listed) -> tuple[str, str, str]:
    """Return by what a capture is known: archive, original, the time asked for as 14 digits."""
    return listed.archive, listed.record.original if listed.record else listed.original, listed.requested


def captured(reads: Iterable[Read], what: What, outcomes: Mapping[tuple[str, str, str], str]) -> Iterator[Shown]:
    """Yield captures with what they say of themselves; `outcomes` are theirs, by archive, original and time asked for."""
    for read in reads:
        listed, page, key = read.listed, read.page, capture_key(read.listed)
        said = [listed.reason, str(read.damaged or ""), page and page.title, *(map(str, page.notices) if page else ())]
        words = "; ".join(one for one in said if one)
        place = Place(
            original=key[1],
            timestamp=read.capture.date if read.capture else iso(parse_timestamp(listed.requested)),
            memento_url=listed.record.memento_url if listed.record else listed.memento_url,
        )
        yield Shown(what=what, words=f"{outcomes[key]}: {words}" if words else outcomes[key], places=(place,))


def shown_lines(found: Iterable[Shown]) -> Iterator[str]:
    """Yield things as lines for people."""
    for one in found:
        yield one.words
        for place in one.places:
            many = f" ({place.captures:,} captures)" if place.captures > 1 else ""
            quote = f": {place.words!r}" if place.words else ""
            yield f"  {place.timestamp or 'time unknown'}  {place.original}{many}{quote}"
            if place.memento_url:
                yield f"    {place.memento_url}"
