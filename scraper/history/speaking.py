"""Which of several payloads with the same URL and second is used.

All are kept and listed. The one that more archives list is used; if equal, one that a replay serves, then one fetched
by https, then the one with the smaller digest. The order in which they arrived therefore has no effect. Only captures
with status 200 are compared.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby

from scraper.store.reader import Listed, StoredRecord


def speaking(listed: Iterable[Listed]) -> Iterator[tuple[Listed, StoredRecord | None]]:
    """Yield captures in order, each with the record that is used in its place; None if its own record is used."""
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
