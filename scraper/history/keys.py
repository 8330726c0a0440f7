"""The ids of published rows, which people can read."""

from collections.abc import Iterable


def distinct(ids: Iterable[str]) -> list[str]:
    """Return ids in their order, no two alike: the second of one id has `~2` behind it, the third `~3`."""
    given: dict[str, None] = {}
    for one in ids:
        number, own = 1, one
        while own in given:
            number += 1
            own = f"{one}~{number}"
        given[own] = None
    return list(given)
