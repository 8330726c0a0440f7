"""Facts → dataset.json: the same facts nested, with the evidence behind each and the counts of every outcome."""

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

import msgspec

from scraper.history.claims import Check, Conflict
from scraper.history.coverage import Share
from scraper.history.fold import Cited, EventFact, Evidence, HostFact, ObjectiveFact, Wording
from scraper.history.location import Located, degrees
from scraper.notices import Noticed
from scraper.outcomes import Outcome
from scraper.subjects.uccn.places import country_name
from scraper.subjects.uccn.version import RULES_VERSION
from scraper.values.capture import iso


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """All that is published of what pages state."""

    hosts: list[HostFact]
    objectives: list[ObjectiveFact]
    events: list[EventFact]
    conflicts: list[Conflict]
    checks: list[Check]


class Unread(msgspec.Struct, frozen=True):
    """Text that was not read: the words, in how many captures, and where they were seen first."""

    text: str
    captures: int
    original: str
    timestamp: str
    memento_url: str | None


def dataset(
    facts: Facts,
    outcomes: Mapping[Outcome, int],
    coverage: Iterable[Share],
    unread: Iterable[Unread],
    notices: Iterable[Noticed],
    dates: Mapping[str, str] = {},
) -> bytes:
    """Return the document as UTF-8 JSON, indented, keys in a fixed order.

    `dates` are times, as ISO 8601, of which less is known, and what is.
    """
    document = {
        "rules_version": RULES_VERSION,
        "conferences": [_conference(list(same)) for _, same in groupby(facts.hosts, _statement)],
        "objectives": [_objective(fact) for fact in facts.objectives],
        "events": [_event(fact) for fact in facts.events],
        "conflicts": [_conflict(rank, conflict) for rank, conflict in enumerate(facts.conflicts, start=1)],
        "checks": [msgspec.to_builtins(check) for check in facts.checks],
        "captures": {
            "listed": sum(outcomes.values()),
            "outcomes": {outcome.value: outcomes[outcome] for outcome in Outcome if outcomes.get(outcome)},
        },
        "layouts": [_share(share) for share in coverage],
        "unread": [msgspec.to_builtins(one) for one in unread],
        "warnings": [one.as_object() for one in notices],
    }
    return msgspec.json.format(msgspec.json.encode(as_known(document, dates)), indent=2) + b"\n"


def as_known(value: Any, dates: Mapping[str, str], name: str = "") -> Any:
    """Return a document whose times say no more than is known."""
    if isinstance(value, dict):
        return {name: as_known(one, dates, name) for name, one in value.items()}
    if isinstance(value, list):
        return [as_known(one, dates) for one in value]
    return dates.get(value, value) if name in ("timestamp", "previous", "first_seen", "last_seen") else value


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
                "place": _place(fact.located),
                "first_seen": iso(fact.seen.first_seen),
                "last_seen": iso(fact.seen.last_seen),
                "captures": fact.seen.captures,
                "values": _values(fact.cited),
                "wordings": [_wording(wording) for wording in fact.wordings],
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
        "values": _values(fact.cited),
        "wordings": [_wording(wording) for wording in fact.wordings],
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


def _place(located: Located) -> dict[str, Any] | None:
    """Return the place that is meant: the English names of ISO 3166-1 and GeoNames' main name."""
    if located.country_code is None:
        return None
    city = located.city
    return {
        "country_code": located.country_code,
        "country_name": country_name(located.country_code),
        "geonames_id": city.geonames_id if city else None,
        "name": city.name if city else None,
        "latitude": degrees(city.latitude) if city else None,
        "longitude": degrees(city.longitude) if city else None,
        "resolved_by": located.resolved_by,
    }


def _event(fact: EventFact) -> dict[str, Any]:
    return {
        "year": fact.value("year"),
        "edition": fact.value("edition"),
        "hosts": [{"city": host.city, "country": host.country} for host in fact.event.hosts],
        **{
            field: fact.value(field)
            for field in ("first_day", "last_day", "status", "participants", "cities", "countries", "mayors")
        },
        "cut_off": fact.event.cut_off,
        "page_kind": fact.page_kind,
        "language": fact.language,
        "original": fact.original,
        "first_seen": iso(fact.seen.first_seen),
        "last_seen": iso(fact.seen.last_seen),
        "captures": fact.seen.captures,
        "evidence": _evidence(fact.evidence),
        "values": _values(fact.cited),
    }


def _conflict(rank: int, conflict: Conflict) -> dict[str, Any]:
    return {
        "rank": rank,
        "kind": conflict.kind,
        "year": conflict.year,
        "edition": conflict.edition,
        "hosts": conflict.hosts,
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
