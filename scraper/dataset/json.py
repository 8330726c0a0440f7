"""Facts → dataset.json: the same facts nested, with the evidence behind each and the counts of every outcome."""

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

import msgspec

from scraper.archives.capture import iso
from scraper.dataset.history import Evidence, HostFact, ObjectiveFact
from scraper.outcomes import Outcome
from scraper.pages.page import RULES_VERSION


class Remark(msgspec.Struct, frozen=True):
    """Something said of captures: the words, in how many, and where it was seen first."""

    text: str
    captures: int
    original: str
    timestamp: str
    memento_url: str | None


def dataset(
    hosts: Iterable[HostFact],
    objectives: Iterable[ObjectiveFact],
    outcomes: Mapping[Outcome, int],
    unread: Iterable[Remark],
    warnings: Iterable[Remark],
) -> bytes:
    """Return the document as UTF-8 JSON, indented, keys in a fixed order."""
    document = {
        "rules_version": RULES_VERSION,
        "conferences": [_conference(list(same)) for _, same in groupby(hosts, _statement)],
        "objectives": [_objective(fact) for fact in objectives],
        "captures": {
            "listed": sum(outcomes.values()),
            "outcomes": {outcome.value: outcomes[outcome] for outcome in Outcome if outcomes.get(outcome)},
        },
        "unread": [msgspec.to_builtins(remark) for remark in unread],
        "warnings": [msgspec.to_builtins(remark) for remark in warnings],
    }
    return msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n"


def _statement(fact: HostFact) -> tuple[object, ...]:
    evidence = fact.evidence
    return fact.year, evidence.original, evidence.timestamp, evidence.digest, evidence.start


def _conference(facts: list[HostFact]) -> dict[str, Any]:
    first = facts[0]
    return {
        "year": first.year,
        "position": first.position,
        "edition": next((fact.edition for fact in facts if fact.edition is not None), None),
        "status": first.status,
        "note": first.note,
        "hosts": [
            {
                "city": fact.host.city,
                "country": fact.host.country,
                "first_seen": iso(fact.seen.first_seen),
                "last_seen": iso(fact.seen.last_seen),
                "captures": fact.seen.captures,
            }
            for fact in facts
        ],
        "evidence": _evidence(first.evidence),
        "edition_evidence": next((_evidence(fact.edition_evidence) for fact in facts if fact.edition_evidence), None),
    }


def _objective(fact: ObjectiveFact) -> dict[str, Any]:
    return {
        "position": fact.position,
        "language": fact.language,
        "text": fact.text,
        "first_seen": iso(fact.seen.first_seen),
        "last_seen": iso(fact.seen.last_seen),
        "captures": fact.seen.captures,
        "evidence": _evidence(fact.evidence),
    }


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {
        "original": evidence.original,
        "timestamp": iso(evidence.timestamp),
        "memento_url": evidence.memento_url,
        "digest": evidence.digest,
        "quote": evidence.quote,
        "start": evidence.start,
        "end": evidence.end,
        "rule": evidence.rule,
    }
