"""The status of a host by all statements, and whether it is current, superseded, corrected or withdrawn."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from msgspec.structs import replace
from rapidfuzz import fuzz

from scraper.reading.folding import same
from scraper.subjects.uccn.languages import ENGLISH, LANGUAGES
from scraper.subjects.uccn.places import country_name
from scraper.subjects.uccn.records import EVENTS, OBJECTIVES, OFF, TIMELINE, hosts_of
from scraper.values.facts import Fact, Said
from scraper.values.records import Cell

_RANKS = {"held": 4, "cancelled": 3, "postponed": 3, "planned": 2, "candidate": 1}
# A city that did not host in one year and does within this many later ones has been put off; later, it hosts anew.
_PUT_OFF = 3
# Names of one year and country of which this much of the letters is the same are one, misspelt.
_MISSPELT = 80

_Status = tuple[Cell | None, str]
Facts = Mapping[str, Sequence[Fact]]


# --- status -----------------------------------------------------------------------------------------------------------


class _Word(NamedTuple):
    """The last word of a page on a status: from which capture to which, and by which rule."""

    key: _Status
    page: str
    first: int
    last: int

    @property
    def status(self) -> str:
        return str(self.key[0])

    @property
    def is_timed(self) -> bool:
        """Whether no words say so, but the day of the capture."""
        return self.key[1].startswith("time/")

    @property
    def is_firm(self) -> bool:
        """Whether words say that it was held."""
        return self.status == "held" and not self.is_timed

    @property
    def weight(self) -> tuple[int, bool, int]:
        return _RANKS.get(self.status, 0), not self.is_timed, self.last


def decided(said: Mapping[_Status, Said], pages: Mapping[str, int]) -> _Status:
    """Return the status that holds, with the rule that tells it; `pages` are the first captures of each page.

    Each page counts by its last word, where plans do not undo what was held: held over cancelled or postponed over planned
    over candidate. What is off stays off though an older list still plans it, or time passes over it, unless words that a
    watched page did not have before say otherwise later.
    """
    words = [_Word(key, page, *span) for key, one in said.items() for page, span in one.pages.items()]
    latest: dict[str, _Word] = {}
    for word in words:
        known = latest.get(word.page)
        if known is None or _outlasts(word, known):
            latest[word.page] = word
    off = [word for word in latest.values() if word.status in OFF]
    if not off:
        return max(latest.values(), key=lambda word: word.weight).key
    closing = max(off, key=lambda word: (word.last, word.status == "cancelled"))
    others = [word for word in latest.values() if word.status in _RANKS and word.status not in OFF]
    reopening = [word for word in others if _reopens(word, closing, pages)]
    return max(reopening or [closing], key=lambda word: word.weight).key


def _outlasts(word: _Word, known: _Word) -> bool:
    """Say whether a word of a page holds over another: the later does, but for plans of what was held by its words."""
    for one, other in ((word, known), (known, word)):
        if one.is_firm and not other.is_firm and other.status not in OFF:
            return one is word
    return (word.last, word.weight) > (known.last, known.weight)


def _reopens(word: _Word, closing: _Word, pages: Mapping[str, int]) -> bool:
    if word.is_firm:
        return word.last > closing.first
    return word.first > closing.last and pages[word.page] < word.first


# --- facts beside each other ------------------------------------------------------------------------------------------


def complete(facts: Facts) -> Facts:
    """Return the facts with what follows for each from the others."""
    hosts = _with_standing(facts[TIMELINE])
    groups = editions_of(hosts)
    edition_of = {one.id: name for name, members in groups.items() for one in members}
    found = []
    for fact in hosts:
        told = _telling(fact, facts[EVENTS])
        dates = [one for event in told[:1] for one in event.cited if one.field in ("start_date", "end_date")]
        code = fact.value("country_code")
        more = {
            **fact.more,
            "edition_id": edition_of[fact.id],
            "country_name": country_name(str(code)) if code else None,
        }
        found.append(replace(fact, cited=(*fact.cited, *dates), more=more))
    events = [replace(one, more={"edition_id": _edition_told(one, hosts, edition_of)}) for one in facts[EVENTS]]
    return {**facts, TIMELINE: found, EVENTS: events, OBJECTIVES: _with_wordings(facts[OBJECTIVES])}


class _Standing(NamedTuple):
    standing: str
    by: str | None
    when: Any


def _with_standing(hosts: Sequence[Fact]) -> list[Fact]:
    taken = {one.id for one in hosts if _taken_back(one)}
    found = []
    for fact in hosts:
        standing, by, when = _standing(fact, hosts, taken)
        more = {"standing": standing, "superseded_by": by, "last_word": when}
        found.append(replace(fact, more=more))
    return found


def _taken_back(fact: Fact) -> int | None:
    """Return the number of the capture that has the last word on a fact, where it says that it is gone."""
    gone = max((one.gone for one in fact.courses if one.gone is not None), default=None)
    return gone if gone is not None and gone > fact.numbers[-1] else None


def _standing(fact: Fact, hosts: Sequence[Fact], taken: set[str]) -> _Standing:
    gone = _taken_back(fact)
    when = next((one.gone_at for one in fact.courses if gone is not None and one.gone == gone), fact.decided)
    others = [one for one in hosts if one.id != fact.id and one.id not in taken]
    misspelt = next((one for one in others if _is_misspelt(fact, one)), None)
    if misspelt is not None:
        return _Standing("corrected", misspelt.id, when)
    is_held = fact.value("status") == "held"
    instead = None
    if gone is not None:
        instead = _instead(fact, others) or _instead(fact, [one for one in hosts if one.id != fact.id])
    later = None if is_held else _later(fact, others, is_off=gone is not None or fact.value("status") in OFF)
    if instead is not None and (is_held or later is None):
        return _Standing("corrected" if is_held else "superseded", instead.id, when)
    if later is not None:
        return _Standing("superseded", later.id, when)
    return _Standing("current" if gone is None else "withdrawn", None, when)


def _is_misspelt(fact: Fact, other: Fact) -> bool:
    """Say whether a name that no city bears is nearly that of a city of the same country and year."""
    return (
        fact.value("geonames_id") is None
        and other.value("geonames_id") is not None
        and fact.value("year") == other.value("year")
        and fact.value("country_code") in (None, other.value("country_code"))
        and fuzz.ratio(same(str(fact.value("city"))), same(str(other.value("city")))) >= _MISSPELT
    )


def _instead(fact: Fact, others: Sequence[Fact]) -> Fact | None:
    """Return what the pages that took a host back have in its place: what is one with it, or the one new host of its year."""
    into = {one.into for one in fact.courses if one.into is not None}
    if named := [one for one in others if one.id in into]:
        return named[0]
    back = {(one.page, one.gone) for one in fact.courses if one.gone is not None}
    new = [
        one
        for one in others
        if one.value("year") == fact.value("year") and any((at.page, at.first) in back for at in one.courses)
    ]
    return new[0] if len(new) == 1 else None


def _later(fact: Fact, others: Sequence[Fact], *, is_off: bool) -> Fact | None:
    """Return the next edition of the same city, to which one that did not take place was put off."""
    year = fact.value("year")
    if year is None:
        return None
    found = [
        one for one in others if _place(one) == _place(fact) and 0 < int(one.value("year") or 0) - int(year) <= _PUT_OFF
    ]
    nth = fact.value("ordinal")
    of_one = [one for one in found if nth is not None and one.value("ordinal") == nth]
    chosen = of_one or (found if is_off else [])
    return min(chosen, key=lambda one: int(one.value("year")), default=None)


def _place(fact: Fact) -> object:
    return fact.value("geonames_id") or same(str(fact.value("city")))


# --- editions ---------------------------------------------------------------------------------------------------------


def editions_of(hosts: Sequence[Fact]) -> dict[str, list[Fact]]:
    """Return the hosts of each edition, by the edition's id: its year; of several in one year, that of its first host."""
    by_year: dict[Cell | None, list[list[Fact]]] = {}
    standing = sorted(hosts, key=lambda one: (one.value("standing") != "current", one.value("status") == "candidate"))
    for fact in standing:
        groups = by_year.setdefault(fact.value("year"), [])
        mine = next((group for group in groups if _is_one_edition(fact, group)), None)
        if mine is None:
            groups.append([fact])
        else:
            mine.append(fact)
    found: dict[str, list[Fact]] = {}
    for year, groups in by_year.items():
        for group in groups:
            found[str(year) if year is not None and len(groups) == 1 else group[0].id] = group
    order = {fact.id: at for at, fact in enumerate(hosts)}
    return dict(sorted(found.items(), key=lambda item: min(order[one.id] for one in item[1])))


def _is_one_edition(fact: Fact, group: Sequence[Fact]) -> bool:
    """Say whether a host is of the edition of others: by ordinal or entry, as a candidate, or as what they took the place of."""
    if fact.value("year") is None:
        return False
    if fact.value("status") == "candidate" or fact.value("superseded_by") in {one.id for one in group}:
        return True
    return any(_share(fact, one) for one in group)


def _share(one: Fact, other: Fact) -> bool:
    ordinals = one.value("ordinal"), other.value("ordinal")
    if None not in ordinals:
        return bool(ordinals[0] == ordinals[1])
    if (one.evidence.original, one.evidence.timestamp) != (other.evidence.original, other.evidence.timestamp):
        return False
    return (
        one.evidence.start == other.evidence.start
        or _is_under_the_year_of(one, other)
        or _is_under_the_year_of(other, one)
    )


def _is_under_the_year_of(one: Fact, other: Fact) -> bool:
    """Say whether a host's year stands in the other's statement, or both in one place: in a cell over two rows, a term."""
    mine, theirs = one.record.find("year"), other.record.find("year")
    if mine is None or theirs is None or mine.span == one.record.span:
        return False
    return mine.span == theirs.span or other.record.span.start <= mine.span.start < other.record.span.end


def _telling(fact: Fact, events: Sequence[Fact]) -> list[Fact]:
    """Return the statements of one edition in prose that give its days, the one that is best supported first."""
    mine = [one for one in events if _tells_of(one, fact) and one.value("start_date") is not None]
    return sorted(mine, key=lambda one: (one.value("status") != "held", -one.seen.captures, -one.numbers[-1]))


def _tells_of(event: Fact, fact: Fact) -> bool:
    year, nth = event.value("year"), event.value("ordinal")
    named = [same(host.city) for host in hosts_of(str(event.value("hosts") or ""))]
    names = {same(str(fact.value("city"))), *(same(str(part.value("city"))) for part in fact.parts)}
    if year is not None and year != fact.value("year"):
        return False
    if named:
        return not names.isdisjoint(named) and (year is not None or (nth is not None and nth == fact.value("ordinal")))
    return year is not None or (nth is not None and nth == fact.value("ordinal"))


def _edition_told(event: Fact, hosts: Sequence[Fact], edition_of: Mapping[str, str]) -> str | None:
    """Return the edition that a statement in prose is of; None where it is of none, or of which of several is not told."""
    found = {edition_of[one.id] for one in hosts if _tells_of(event, one)}
    return next(iter(found)) if len(found) == 1 else None


def edition_rows(facts: Facts) -> list[dict[str, Any]]:
    """Return the rows of `editions`."""
    groups = editions_of(facts[TIMELINE])
    return [_edition_row(name, members, facts[EVENTS], groups) for name, members in groups.items()]


def _edition_row(
    name: str, members: Sequence[Fact], events: Sequence[Fact], groups: Mapping[str, Sequence[Fact]]
) -> dict[str, Any]:
    current = [one for one in members if one.value("standing") == "current"] or list(members)
    first = current[0]
    mine = [one for one in events if one.value("edition_id") == name]
    mine.sort(key=lambda one: (one.value("status") != "held", -one.seen.captures, -one.numbers[-1]))
    by = first.value("superseded_by")
    seen = [*(one.seen for one in members), *(one.seen for one in mine)]
    year = first.value("year")
    return {
        "id": name,
        "former_ids": str(year) if name != str(year) and year is not None and _is_first(name, year, groups) else None,
        "name": next(_names(mine), None),
        "year": year,
        "ordinal": _first("ordinal", [*current, *mine]),
        "status": first.value("status"),
        "start_date": _first("start_date", current),
        "end_date": _first("end_date", current),
        "host_ids": " ".join(one.id for one in current),
        **{field: _first(field, mine) for field in ("participants", "cities", "countries", "mayors")},
        "standing": first.value("standing"),
        "superseded_by": next(
            (key for key, group in groups.items() if key != name and by in {x.id for x in group}), None
        ),
        "last_word": max(one.value("last_word") for one in current),
        "first_seen": min(one.first_seen for one in seen),
        "last_seen": max(one.last_seen for one in seen),
        "captures": len({number for one in (*members, *mine) for number in one.numbers}),
    }


def _names(events: Sequence[Fact]) -> Iterator[str]:
    """Yield the names that pages give an edition, those in English first: 'Annual Meeting'."""
    for event in sorted(events, key=lambda one: one.language != "en"):
        language = LANGUAGES.get(event.language or "en", ENGLISH)
        if match := re.search(language.series, event.evidence.quote, re.IGNORECASE):
            yield match[0]


def _is_first(name: str, year: Any, groups: Mapping[str, Sequence[Fact]]) -> bool:
    return name == next(key for key, group in groups.items() if group[0].value("year") == year)


def _first(field: str, facts: Sequence[Fact]) -> Any:
    return next((value for one in facts if (value := one.value(field)) is not None), None)


# --- objectives -------------------------------------------------------------------------------------------------------


def _with_wordings(objectives: Sequence[Fact]) -> list[Fact]:
    """Return objectives with which are current, what they said before, and which are one across languages."""
    last = {
        fact.language: max(one.numbers[-1] for one in objectives if one.language == fact.language)
        for fact in objectives
    }
    found = []
    for fact in objectives:
        is_gone = any(one.gone is not None and one.gone > fact.numbers[-1] for one in fact.courses)
        is_current = fact.numbers[-1] == last[fact.language] and not is_gone
        told = sorted(fact.parts, key=lambda one: one.numbers[-1])
        before = [part.value("text") for part in told if part.value("text") != fact.value("text")]
        more = {
            "standing": "current" if is_current else "former",
            "previous_text": before[-1] if before else None,
            "wordings": max(1, len(fact.parts)),
        }
        found.append(replace(fact, more=more))
    same_as = _same_as([one for one in found if one.value("standing") == "current"])
    return [replace(one, more={**one.more, "same_as": same_as.get(one.id)}) for one in found]


def _same_as(current: Sequence[Fact]) -> dict[str, str]:
    """Return what is one with an objective in English, else in the first language: lists as long, of one order."""
    lists: dict[str, list[Fact]] = {}
    for fact in sorted(current, key=lambda one: int(one.value("position"))):
        lists.setdefault(fact.language or "", []).append(fact)
    if not lists:
        return {}
    main = "en" if "en" in lists else min(lists)
    places = [one.value("position") for one in lists[main]]
    return {
        one.id: other.id
        for language, found in lists.items()
        if language != main and [fact.value("position") for fact in found] == places
        for one, other in zip(found, lists[main], strict=True)
    }


def wording_rows(facts: Facts) -> list[dict[str, Any]]:
    """Return the rows of `wordings`: each wording of an objective, with the one that it followed."""
    return list(_wordings(facts))


def _wordings(facts: Facts) -> Iterator[dict[str, Any]]:
    for fact in facts[OBJECTIVES]:
        before = None
        for part in fact.parts or (fact,):
            yield {
                "id": part.id,
                "objective_id": fact.id,
                "language": part.language,
                "position": part.value("position"),
                "text": part.value("text"),
                "follows": before,
                "url": part.original,
                "first_seen": part.seen.first_seen,
                "last_seen": part.seen.last_seen,
                "captures": part.seen.captures,
                "memento_url": part.evidence.memento_url,
            }
            before = part.id
