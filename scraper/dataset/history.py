"""States in capture order → facts, each with the captures in which it was seen and the evidence behind it."""

from datetime import datetime
from functools import lru_cache

import msgspec

from scraper.archives.capture import Capture
from scraper.pages.document import without_mojibake
from scraper.pages.page import Page
from scraper.pages.places import fold
from scraper.pages.records import Conference, Host, Span, Status


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """What stands behind a value: where it was captured, the payload's digest, the words, their place, the rule.

    `start` and `end` are character offsets in the text of the page's main content. `memento_url` is None for a capture
    from a file that does not say where it is served.
    """

    original: str
    timestamp: datetime
    memento_url: str | None
    digest: str | None
    quote: str
    start: int
    end: int
    rule: str


class Seen(msgspec.Struct, frozen=True):
    """The span of captures in which a fact was seen, and their number."""

    first_seen: datetime
    last_seen: datetime
    captures: int = 1

    def again(self, time: datetime) -> "Seen":
        """Return it with one more capture, not earlier than the last."""
        return Seen(self.first_seen, time, self.captures + 1)


class HostFact(msgspec.Struct, frozen=True, kw_only=True):
    """A city that hosts in a year, as its fullest statement puts it: held before planned, with country before without.

    `edition` is the ordinal that any capture states, the latest, with evidence of its own where it is another's.
    """

    year: int | None
    host: Host
    order: int
    position: int | None
    edition: int | None
    status: Status
    note: str | None
    seen: Seen
    evidence: Evidence
    edition_evidence: Evidence | None


class ObjectiveFact(msgspec.Struct, frozen=True, kw_only=True):
    """An objective in the words of its latest statement; rewording makes another fact."""

    position: int
    language: str | None
    text: str
    seen: Seen
    evidence: Evidence


class State(msgspec.Struct, frozen=True):
    """What one capture states."""

    capture: Capture
    page: Page

    def evidence(self, span: Span, rule: str) -> Evidence:
        """Return the evidence for a stretch of the page."""
        return Evidence(
            original=self.capture.original,
            timestamp=self.capture.timestamp,
            memento_url=self.capture.memento_url,
            digest=self.capture.digest,
            quote=self.page.quote(span),
            start=span.start,
            end=span.end,
            rule=rule,
        )


class History:
    """The facts of all states folded so far; states come in order of time."""

    def __init__(self) -> None:
        self._hosts: dict[tuple[int | None, str], HostFact] = {}
        self._objectives: dict[tuple[str | None, str], ObjectiveFact] = {}

    def fold(self, state: State) -> None:
        """Take one more state in."""
        met: set[object] = set()
        for conference in state.page.conferences:
            for order, host in enumerate(conference.hosts):
                key = (conference.year, _same(host.city))
                self._see_host(key, state, conference, host, order, again=key in met)
                met.add(key)
        for objective in state.page.objectives:
            words = (state.page.language, _same(objective.text))
            if words in met:
                continue
            met.add(words)
            time = state.capture.timestamp
            before = self._objectives.get(words)
            now = ObjectiveFact(
                position=objective.position,
                language=state.page.language,
                text=objective.text,
                seen=before.seen.again(time) if before else Seen(time, time),
                evidence=state.evidence(objective.span, objective.rule),
            )
            garbled = before is not None and objective.text != without_mojibake(objective.text)
            self._objectives[words] = msgspec.structs.replace(before, seen=now.seen) if before and garbled else now

    def _see_host(
        self,
        key: tuple[int | None, str],
        state: State,
        conference: Conference,
        host: Host,
        order: int,
        *,
        again: bool,
    ) -> None:
        before = self._hosts.get(key)
        time = state.capture.timestamp
        seen = Seen(time, time) if before is None else before.seen if again else before.seen.again(time)
        evidence = state.evidence(conference.span, conference.rule)
        now = HostFact(
            year=conference.year,
            host=host,
            order=order,
            position=conference.position,
            edition=conference.edition,
            status=conference.status,
            note=conference.note,
            seen=seen,
            evidence=evidence,
            edition_evidence=evidence if conference.edition is not None else None,
        )
        best = now if before is None or _fullness(now) >= _fullness(before) else before
        nth = now if conference.edition is not None or before is None else before
        self._hosts[key] = msgspec.structs.replace(
            best, seen=seen, edition=nth.edition, edition_evidence=nth.edition_evidence
        )

    def hosts(self) -> list[HostFact]:
        """Return the host cities in order of year, place in the list, and name; those without a year last."""
        return sorted(self._hosts.values(), key=_host_order)

    def objectives(self) -> list[ObjectiveFact]:
        """Return the objectives by language, the latest list first, in its order."""
        return sorted(
            self._objectives.values(),
            key=lambda fact: (fact.language or "", -fact.seen.last_seen.timestamp(), fact.position, fact.text),
        )


@lru_cache(maxsize=4096)
def _same(words: str) -> str:
    """Return what words have in common with the same words written otherwise: in case, accents, or garbled."""
    return fold(without_mojibake(words))


def _fullness(fact: HostFact) -> tuple[bool, bool, bool, bool, datetime]:
    sound = fact.evidence.quote == without_mojibake(fact.evidence.quote)
    return (
        fact.status == "held",
        sound,
        fact.host.country is not None,
        fact.position is not None,
        fact.evidence.timestamp,
    )


def _host_order(fact: HostFact) -> tuple[object, ...]:
    unlisted = fact.position is None
    return (
        fact.year is None,
        fact.year or 0,
        unlisted,
        fact.position or 0,
        fact.evidence.start,
        fact.order,
        fact.host.city,
    )
