"""All that is published of what pages state → each value with its evidence, by the table and the key of its row."""

from collections.abc import Iterable, Iterator

from scraper.dataset.dataset import Citation, Facts
from scraper.history.keys import Distinct, change_key, conflict_key, history_key
from scraper.history.spans import Changed, Span
from scraper.values.capture import iso
from scraper.values.facts import Conflict


def citations(facts: Facts, spans: Iterable[Span], changes: Iterable[Changed]) -> Iterator[Citation]:
    """Yield every value that has evidence, in the order of the tables and their rows; no key twice for a field."""
    distinct = Distinct()
    for found in (_of_facts(facts), _of_history(spans), _of_changes(changes), _of_conflicts(facts.conflicts)):
        for table, key, cited in found:
            yield table, distinct.key(table, key, cited.field), cited


def _of_facts(facts: Facts) -> Iterator[Citation]:
    for table, found in facts.tables.items():
        yield from ((table, fact.key, cited) for fact in found for cited in fact.cited)


def _of_history(spans: Iterable[Span]) -> Iterator[Citation]:
    for span in spans:
        yield "history", history_key(span.table, span.key, iso(span.first_seen)), span.cited


def _of_changes(changes: Iterable[Changed]) -> Iterator[Citation]:
    for one in changes:
        for side, cited in (("before", one.before), ("after", one.after)):
            if cited is not None:
                yield "changes", change_key(one.change.table, one.change.key, iso(one.timestamp), side), cited


def _of_conflicts(conflicts: Iterable[Conflict]) -> Iterator[Citation]:
    for rank, conflict in enumerate(conflicts, start=1):
        for side, shown in (("value", conflict.side), ("other_value", conflict.other)):
            if shown.cited is not None:
                yield "conflicts", conflict_key(rank, side), shown.cited
