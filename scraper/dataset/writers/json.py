"""Facts → dataset.json: the same facts as nested objects, with the evidence of each and the counts of every outcome."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from scraper.dataset.dataset import Dataset
from scraper.history.coverage import Share
from scraper.outcomes import Outcome
from scraper.values.capture import iso
from scraper.values.facts import Cited, Conflict, Evidence, Fact, Wording
from scraper.values.subject import Subject

FILENAME = "dataset.json"


def write(folder: Path, dataset: Dataset) -> tuple[str, ...]:
    """Write dataset.json: UTF-8, indented, keys in a fixed order."""
    subject, facts, outcomes = dataset.subject, dataset.facts, dataset.outcomes
    document = {
        "rules_version": subject.version,
        **{
            table.part: table.document([(fact, _parts(fact)) for fact in facts.tables[table.name]])
            for table in subject.tables
        },
        "conflicts": [_conflict(rank, conflict, subject) for rank, conflict in enumerate(facts.conflicts, start=1)],
        "checks": subject.checks(facts.tables),
        "captures": {
            "listed": sum(outcomes.values()),
            "outcomes": {outcome.value: outcomes[outcome] for outcome in Outcome if outcomes.get(outcome)},
            "source_descriptions": dict(dataset.descriptions),
        },
        "layouts": [_share(share) for share in dataset.shares],
        "unread": [msgspec.to_builtins(one) for one in dataset.unread],
        "warnings": [one.as_object() for one in dataset.notices],
    }
    (folder / FILENAME).write_bytes(json_document(document, dataset.dates))
    return (FILENAME,)


def json_document(document: Any, dates: Mapping[str, str] = {}) -> bytes:
    """Return a document as UTF-8 JSON, indented, whose times say no more than is known."""
    return msgspec.json.format(msgspec.json.encode(as_known(document, dates)), indent=2) + b"\n"


def as_known(value: Any, dates: Mapping[str, str], name: str = "") -> Any:
    """Return a document whose times say no more than is known."""
    if isinstance(value, dict):
        return {name: as_known(one, dates, name) for name, one in value.items()}
    if isinstance(value, list):
        return [as_known(one, dates) for one in value]
    return (
        dates.get(value, value) if name in ("timestamp", "previous", "returned", "first_seen", "last_seen") else value
    )


def _parts(fact: Fact) -> dict[str, Any]:
    """Return what every fact has."""
    return {
        "first_seen": iso(fact.seen.first_seen),
        "last_seen": iso(fact.seen.last_seen),
        "captures": fact.seen.captures,
        "evidence": _evidence(fact.evidence),
        "values": _values(fact.cited),
        "wordings": [_wording(wording) for wording in fact.wordings],
        "taken": {field: _evidence(evidence) for field, evidence in fact.taken.items()},
    }


def _wording(wording: Wording) -> dict[str, Any]:
    return {
        "original": wording.original,
        "status": wording.status,
        "quote": wording.quote,
        "rule": wording.rule,
        "first_seen": iso(wording.seen.first_seen),
        "last_seen": iso(wording.seen.last_seen),
        "captures": wording.seen.captures,
        "memento_url": wording.memento_url,
    }


def _conflict(rank: int, conflict: Conflict, subject: Subject) -> dict[str, Any]:
    return {
        "rank": rank,
        "kind": conflict.kind,
        "table": conflict.record[0] if conflict.record else None,
        "record_id": conflict.record[1] if conflict.record else None,
        **{column.name: cell for column, cell in zip(subject.conflicts.columns, conflict.about, strict=True)},
        "field": conflict.field,
        "sides": [
            {
                "value": side.value,
                "captures": side.captures,
                "evidence": _evidence(side.evidence) if side.evidence else None,
            }
            for side in (conflict.side, conflict.other)
        ],
    }


def _share(share: Share) -> dict[str, Any]:
    return {
        "layout": share.layout,
        "captures": share.captures,
        "filled": {
            field: {"filled": filled, "of": records, "share": round(filled / records, 3)}
            for field, (filled, records) in share.fields.items()
        },
    }


def _values(cited: Iterable[Cited]) -> dict[str, Any]:
    return {one.field: {"value": one.value, **_evidence(one.evidence)} for one in cited}


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
