"""Of several payloads of one address and second, which one speaks.

Both are kept, and listed. The one speaks that more archives list; of as many, one that a replay serves before one that no
replay is known for, one got by https before one got by http; then that of the smaller digest. So the order in which they
came changes nothing. Only captures of status 200 are compared.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby

from scraper.store.reader import Listed, StoredRecord


def speaking(listed: Iterable[Listed]) -> Iterator[tuple[Listed, StoredRecord | None]]:
    """Yield captures in their order, each with the record that speaks in its place; None where its own does."""
    for _, group in groupby(listed, _second):
        captures = list(group)
        best = _best(captures)
        for one in captures:
            silent = best and one.record and one.record.statuscode == 200 and one.record.digest != best.digest
            yield one, best if silent else None


def _second(listed: Listed) -> tuple[str, str]:
    return (listed.record.timestamp if listed.record else listed.requested), listed.urlkey


def _best(captures: list[Listed]) -> StoredRecord | None:
    by_payload: dict[str, list[Listed]] = {}
    for one in captures:
        if one.record and one.record.statuscode == 200:
            by_payload.setdefault(one.record.digest, []).append(one)
    return min((_first(same) for same in by_payload.values()), key=lambda found: found[0])[1] if by_payload else None


def _first(same: list[Listed]) -> tuple[tuple[object, ...], StoredRecord]:
    records = [one.record for one in same if one.record]
    archives = {one.archive for one in same}
    served = any(record.memento_url for record in records)
    https = any(record.original.lower().startswith("https:") for record in records)
    return (-len(archives), not served, not https, records[0].digest), records[0]
