"""All that is published of what pages state → each value with its evidence, by the table and the id of its row."""

from collections.abc import Iterable, Iterator

from scraper.dataset.dataset import Citation, Facts
from scraper.dataset.tables import ChangedRow, ConflictRow, SpanRow


def citations(
    facts: Facts, spans: Iterable[SpanRow], changes: Iterable[ChangedRow], conflicts: Iterable[ConflictRow]
) -> Iterator[Citation]:
    """Yield every value that has evidence, in the order of the tables and their rows; no id twice for a field."""
    for table, found in facts.tables.items():
        yield from ((table, fact.id, cited) for fact in found for cited in fact.cited)
    yield from (("history", row.id, row.span.cited) for row in spans)
    for row in changes:
        for side, cited in (("before", row.changed.before), ("after", row.changed.after)):
            if cited is not None:
                yield "changes", f"{row.id}/{side}", cited
    for one in conflicts:
        for side, shown in (("value", one.conflict.side), ("other_value", one.conflict.other)):
            if shown.cited is not None:
                yield "conflicts", f"{one.id}/{side}", shown.cited
