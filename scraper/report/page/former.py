"""History and changes of one row a field → of one row a statement."""

from collections.abc import Iterable, Iterator, Mapping

Row = Mapping[str, str]

_CLASSES = {
    "moved": "page",
    "reworded": "wording",
    "respelt": "wording",
    "translated": "language",
    "not confirmed": "reading",
}


def statements(history: Iterable[Row], evidence: Iterable[Row]) -> Iterator[Row]:
    """Yield statements, each of a field where the history is of fields."""
    behind = {(row["record_id"], row["field"]): row for row in evidence if row["table"] == "history"}
    for row in history:
        if "field" not in row:
            yield row
        elif said := behind.get((row["id"], row["field"])):
            yield {
                **row,
                row["field"]: row["value"],
                "url": said["url"],
                "quote": said["quote"],
                "digest": said["digest"],
            }


def changes(rows: list[Row]) -> list[Row]:
    """Return changes with their class, what came or went as a whole in one."""
    if not rows or "class" in rows[0]:
        return rows
    found: dict[tuple[str, ...], Row] = {}
    for row in rows:
        whole = row["kind"] in ("added", "removed")
        own = (row["timestamp"], row["url"], row["table"], row["record_id"], row["kind"], "" if whole else row["field"])
        kind = _CLASSES.get(row["kind"], "encoding" if row["kind"] == "encoding" else "substance")
        others = {"field": "", "before": "", "after": ""} if whole else {}
        found.setdefault(own, {**row, "class": kind, "before_id": "", "after_id": "", **others})
    return list(found.values())
