"""Readable ids of published rows."""

from collections.abc import Iterable


def distinct(ids: Iterable[str]) -> list[str]:
    """Return ids in their order, made unique: the second occurrence of an id gets the suffix `~2`, the third `~3`."""
    given: dict[str, None] = {}
    for one in ids:
        number, own = 1, one
        while own in given:
            number += 1
            own = f"{one}~{number}"
        given[own] = None
    return list(given)
