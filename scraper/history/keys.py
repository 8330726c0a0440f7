"""The keys of published rows, which people can read."""

from collections import Counter


def history_key(table: str, key: str, first_seen: str) -> str:
    """Return the key of a span of captures that state a value: the fact's, and the time of the first."""
    return f"{table}/{key}/{first_seen}"


def change_key(table: str, key: str, timestamp: str, side: str) -> str:
    """Return the key of one side of a change, `before` or `after`: the fact's, and the time of the capture that shows it."""
    return f"{table}/{key}/{timestamp}/{side}"


def conflict_key(rank: int | str, side: str) -> str:
    """Return the key of one side of a conflict, `value` or `other_value`."""
    return f"{rank}/{side}"


class Distinct:
    """Gives rows that would share their key one each: the second of them has `~2` behind it, the third `~3`."""

    def __init__(self) -> None:
        self._given: Counter[tuple[str, str, str]] = Counter()

    def key(self, table: str, key: str, field: str) -> str:
        """Return the key of the next row about a field."""
        self._given[table, key, field] += 1
        number = self._given[table, key, field]
        return key if number == 1 else f"{key}~{number}"
