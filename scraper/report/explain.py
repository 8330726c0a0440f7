"""dataset.json and a question, which the subject's tables interpret → who states it, when, in which words."""

from collections.abc import Iterator, Mapping
from typing import Any

from scraper.default import SUBJECT
from scraper.plural import counted
from scraper.values.subject import RecordTable, Subject, Told

_Object = Mapping[str, Any]


def explained(dataset: _Object, question: str, subject: Subject = SUBJECT) -> dict[str, Any]:
    """Return the facts that a question asks for, as dataset.json has them, and the conflicts about them.

    Tables that are a last resort are asked where the others know nothing.
    """
    answer: dict[str, Any] = {}
    for table in _in_order(subject):
        found = () if table.is_last_resort and any(answer.values()) else dataset[table.part]
        answer[table.part] = [asked for one in found if (asked := table.asked(one, question)) is not None]
    conflicts = [one for one in dataset["conflicts"] if subject.is_conflict_asked(one, answer, question)]
    return {"question": question, **answer, "conflicts": conflicts}


def _in_order(subject: Subject) -> list[RecordTable]:
    return sorted(subject.tables, key=lambda table: table.is_last_resort)


def is_empty(answer: _Object) -> bool:
    """Say whether nothing is known."""
    return not any(found for part, found in answer.items() if part != "question")


def explanation(answer: _Object, subject: Subject = SUBJECT) -> Iterator[str]:
    """Yield an answer as lines for people."""
    for table in _in_order(subject):
        for one in answer[table.part]:
            for told in table.told(one):
                yield from _lines(told, subject)
    for conflict in answer["conflicts"]:
        yield from _conflict_lines(conflict, subject)


def _lines(told: Told, subject: Subject) -> Iterator[str]:
    """Yield what is said of a fact: in all its wordings, or in the words of its evidence."""
    yield from told.lines
    stated = told.stated
    if "wordings" in stated:
        yield from _wording_lines(stated)
    else:
        evidence = stated["evidence"]
        yield f"  {_span(stated)}{told.remark}: {evidence['quote']!r}"
        yield f"    {evidence['memento_url'] or evidence['original']}"
    yield from _value_lines(stated["values"], subject)


def _wording_lines(fact: _Object) -> Iterator[str]:
    yield f"  stated in {_span(fact)}:"
    for wording in fact["wordings"]:
        status = f"{wording['status']}, " if wording["status"] else ""
        yield f"    {status}{_span(wording)}: {wording['quote']!r}"
        yield f"      {wording['memento_url'] or wording['original']}"


def _span(stated: _Object) -> str:
    first, last = stated["first_seen"], stated["last_seen"]
    when = first if first == last else f"{first} to {last}"
    return f"{counted(stated['captures'], 'capture')}, {when}"


def _value_lines(values: _Object, subject: Subject) -> Iterator[str]:
    """Yield how values follow from the words, values of one rule and one quote together."""
    groups: dict[tuple[str, str, str], list[str]] = {}
    for field, value in values.items():
        if subject.derivation(field):
            continue
        key = (value["rule"], value["quote"], value["memento_url"] or value["original"])
        groups.setdefault(key, []).append(f"{field} = {value['value']}")
    yield "  how the value follows from the words:"
    for (rule, quote, where), stated in groups.items():
        yield f"    {', '.join(stated)}"
        yield f"      from {quote!r}"
        yield f"      by {rule}: {_described(rule, subject)}"
        yield f"      {where}"


def _described(rule: str, subject: Subject) -> str:
    try:
        return subject.described(rule)
    except KeyError:
        return "a rule of another version"


def _conflict_lines(conflict: _Object, subject: Subject) -> Iterator[str]:
    name = subject.conflict_name(conflict)
    yield f"Conflict {conflict['rank']} ({conflict['kind']}): {conflict['field']} of {name}"
    for side in conflict["sides"]:
        evidence = side["evidence"]
        yield f"  {side['value']}: {counted(side['captures'], 'capture')}" + (
            f", {evidence['quote']!r}" if evidence else ""
        )
        if evidence:
            yield f"    {evidence['memento_url'] or evidence['original']}"
