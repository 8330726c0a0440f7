"""Why two results differ: the page's own text, the rules, the replay, the set of captures, or noise."""

from collections.abc import Iterable
from typing import Literal

import msgspec

from scraper.dataset.published import Published, Where
from scraper.history.compare import Change, ChangeClass, class_of
from scraper.values.capture import Capture

Cause = Literal["source", "rules", "replay", "captures", "noise", "unexplained"]
CAUSES: dict[Cause, str] = {
    "source": "the page's own text changed",
    "rules": "only the interpretation changed: the same captures, read with other rules or place names",
    "replay": "the same capture, with other bytes",
    "captures": "captures were added or removed",
    "noise": "page furniture, tokens and times: nothing that is extracted",
    "unexplained": "the same captures and the same rules: a file was edited; `scraper verify` says which",
}


class Caused(msgspec.Struct, frozen=True):
    """A change and its cause."""

    change: Change
    cause: Cause

    @property
    def class_(self) -> ChangeClass:
        """The class of the change: `replay` for what the replay server added, otherwise that of its kind."""
        return "replay" if self.cause == "replay" else class_of(self.change.kind)


class Provenance(msgspec.Struct, frozen=True, kw_only=True):
    """How the inputs of two datasets differ."""

    came: int
    went: int
    replayed: int
    same_rules: bool


def provenance(before: Published, after: Published) -> Provenance:
    """Return how many captures were added, were removed or have other bytes, and whether the rules are the same."""
    both = before.captures.keys() & after.captures.keys()
    return Provenance(
        came=len(after.captures.keys() - both),
        went=len(before.captures.keys() - both),
        replayed=sum(before.captures[one] != after.captures[one] for one in both),
        same_rules=_same_rules(before, after),
    )


def _same_rules(before: Published, after: Published) -> bool:
    one, other = before.versions, after.versions
    if one is None or other is None:
        return one is other
    return one == other


def explained(changes: Iterable[Change], before: Published, after: Published) -> list[Caused]:
    """Return each change between two datasets with its cause, by the captures that its values were read from.

    A value that both datasets could read from the same capture differs because of the rules. A value read from a
    capture that only one of them has, or a count of captures, differs because of the captures.
    """
    whole = provenance(before, after)
    had, has = _places(before), _places(after)
    return [Caused(change, _cause(change, before, after, had, has, whole)) for change in changes]


def of_captures(changes: Iterable[Change], before: Capture, after: Capture, *, same_text: bool) -> list[Caused]:
    """Return each change between two captures with its cause; both are read by the current rules."""
    is_known = bool(before.urlkey and after.urlkey)  # a saved page may not say where it is from
    same_capture = is_known and (before.urlkey, before.timestamp) == (after.urlkey, after.timestamp)
    cause: Cause = "replay" if same_capture else "noise" if same_text else "source"
    return [Caused(change, cause) for change in changes]


def _places(dataset: Published) -> dict[tuple[str, str], set[str]]:
    """Return the digests of each capture, by original and time."""
    found: dict[tuple[str, str], set[str]] = {}
    for (original, _, _), stored in dataset.captures.items():
        time, _, digest = stored.partition(" ")
        found.setdefault((original, time), set()).add(digest)
    return found


def _cause(
    change: Change,
    before: Published,
    after: Published,
    had: dict[tuple[str, str], set[str]],
    has: dict[tuple[str, str], set[str]],
    whole: Provenance,
) -> Cause:
    was, now = (_evidence(dataset, change) for dataset in (before, after))
    for where, others in ((was, has), (now, had)):
        if where is None:
            continue
        digests = others.get(where[:2])
        if digests is None:
            return "captures"
        if where[2] not in digests:
            return "replay"
    if was is None and now is None and (whole.came or whole.went):
        return "captures"
    if not whole.same_rules:
        return "rules"
    if whole.came or whole.went:
        return "captures"
    return "replay" if whole.replayed else "unexplained"


def _evidence(dataset: Published, change: Change) -> Where | None:
    """Return the capture that a dataset reads a value from; for a count of captures, nothing."""
    return dataset.evidence.get((change.table, change.key, change.field))
