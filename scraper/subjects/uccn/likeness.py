"""Records of editions and objectives, before and after: which are the same, which name the same place, which are gone."""

import re
from collections.abc import Hashable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby

from scraper.reading.document import without_mojibake
from scraper.reading.folding import same
from scraper.reading.traces import folded, holds, years
from scraper.subjects.uccn.facts import Host
from scraper.subjects.uccn.places import cities, country_code
from scraper.subjects.uccn.records import OBJECTIVES, TIMELINE, hosts_of
from scraper.values.facts import Statements
from scraper.values.records import Cell, Page
from scraper.values.subject import Derive, Fields, Traces, no_more

# Objectives that share this much of their letters (0 to 100) are one, reworded.
_REWORDED = 60
# One that is cut down to some of its words is still the same: so much does it count that all of them are in the other.
_SHORTENED = 0.75
# Cities that share this much are one, spelt otherwise.
_RESPELT = 80
# So much an objective is likelier to go on from the one in its place of the list; of one that shares this much, place says nothing.
_SAME_PLACE = 20
_SURELY = 80
# A host whose year is this far from another is not the same edition, put off: a city may host again.
_PUT_OFF = 3
_LONGEST_NAME = 5
_NAME = re.compile(r"[^\W\d_][\w’'.-]*")


# --- places -----------------------------------------------------------------------------------------------------------


def is_one_place(city: str, country: str | None, other: str, other_country: str | None) -> bool:
    """Say whether two names of cities may mean one place: written alike, or names of one city ('Bologna', 'Bologne')."""
    if same(city) == same(other):
        return True
    codes = country and country_code(country), other_country and country_code(other_country)
    if all(codes) and codes[0] != codes[1]:
        return False
    return bool(_bearers(city, codes[0] or codes[1]) & _bearers(other, codes[1] or codes[0]))


@lru_cache(maxsize=1 << 14)
def _bearers(name: str, code: str | None) -> frozenset[int]:
    return frozenset(city.geonames_id for city in cities(without_mojibake(name), code or None))


def is_one_city(before: str, after: str) -> bool:
    """Say whether two names may mean one city."""
    return is_one_place(before, None, after, None)


def is_one_country(before: str, after: str) -> bool:
    """Say whether two names mean one country."""
    codes = [country_code(without_mojibake(name)) for name in (before, after)]
    return codes[0] is not None and codes[0] == codes[1]


def are_same_hosts(before: str, after: str) -> bool:
    """Say whether 'City (Country); City' written twice means the same places in the same order."""
    pairs = hosts_of(before), hosts_of(after)
    return len(pairs[0]) == len(pairs[1]) > 0 and all(
        is_one_place(one.city, one.country, other.city, other.country)
        and (one.country is None) == (other.country is None)
        for one, other in zip(*pairs, strict=True)
    )


# --- what a record is of ----------------------------------------------------------------------------------------------


def host_identity(record: Fields) -> Hashable:
    """Return what a host is of: year and city."""
    return record.value("year"), same(_text(record.value("city")))


def objective_identity(record: Fields) -> Hashable:
    """Return what an objective is of: its words."""
    return same(_text(record.value("text")))


def event_identity(record: Fields) -> Hashable:
    """Return what an edition is of: ordinal, year and hosts."""
    return record.value("ordinal"), record.value("year"), same(_text(record.value("hosts")))


def is_one_host(old: Fields, new: Fields) -> bool:
    """Say whether two records are of one city in one year, so that neither is the other one corrected."""
    return old.value("year") == new.value("year") and _are_one_place(old, new, "city")


def corrects_host(old: Fields, new: Fields) -> bool:
    """Say whether the one new host of a year corrects the one that is gone: another city of the same country."""
    countries = [country_code(_text(record.value("country"))) for record in (new, old)]
    return countries[0] is not None and countries[0] == countries[1]


def is_same_event(one: Fields, other: Fields) -> bool:
    """Say whether two statements of one original are of one edition."""
    nth, mth = one.value("ordinal"), other.value("ordinal")
    if nth is not None and mth is not None:
        return nth == mth
    year, other_year = one.value("year"), other.value("year")
    if year is not None and other_year is not None and year != other_year:
        return False
    cities, others = ({same(host.city) for host in _hosts(event, "hosts")} for event in (one, other))
    return bool(cities & others) or (not cities or not others)


def objective_likeness(old: Fields, new: Fields) -> float:
    """Return how surely two wordings are of one objective; those in one place of a list are likelier to be."""
    from rapidfuzz import fuzz  # late: a build with nothing new compares no words

    words = _text(old.value("text")), _text(new.value("text"))
    one, other = map(same, words)
    likeness = max(fuzz.ratio(one, other), fuzz.token_set_ratio(one, other) * _SHORTENED)
    is_likelier = likeness >= _SURELY or old.value("position") == new.value("position")
    return likeness + _SAME_PLACE * is_likelier if likeness >= _REWORDED else 0


def chained(found: Sequence[Statements]) -> list[tuple[list[Statements], Derive]]:
    """Join the wordings of one objective: each goes on from the likest earlier one that no capture has beside it."""
    chains: list[list[Statements]] = []
    ordered = sorted(found, key=lambda one: (one.captures[0], one.number))
    for _, group in groupby(ordered, key=lambda one: one.captures[0]):
        new = list(group)
        scored = sorted(
            (-likeness, at, number)
            for at, one in enumerate(new)
            for number, chain in enumerate(chains)
            if chain[0].state.page.language == one.state.page.language
            and not any({*one.captures} & {*other.captures} for other in chain)
            and (likeness := max(objective_likeness(other.record, one.record) for other in chain)) > 0
        )
        placed: dict[int, int] = {}
        for _, at, number in scored:
            if at not in placed and number not in placed.values():
                placed[at] = number
        for at, one in enumerate(new):
            if at in placed:
                chains[placed[at]].append(one)
            else:
                chains.append([one])
    return [(chain, no_more) for chain in chains]


def host_likeness(old: Fields, new: Fields) -> float:
    """Return how surely two records of hosts are one."""
    return _likeness(old, new, "city")


def event_likeness(old: Fields, new: Fields) -> float:
    """Return how surely two records of editions are one; where the ordinal is the same, they are."""
    return _likeness(old, new, "hosts")


def _likeness(old: Fields, new: Fields, name: str) -> float:
    editions = old.value("ordinal"), new.value("ordinal")
    same_edition = None not in editions and editions[0] == editions[1]
    other_edition = None not in editions and not same_edition
    named = same(_text(old.value(name))), same(_text(new.value(name)))
    between = old.value("year"), new.value("year")
    same_year = between[0] == between[1]
    near = None in between or abs(int(between[0] or 0) - int(between[1] or 0)) <= _PUT_OFF
    is_one = named[0] == named[1] or (same_year and _are_one_place(old, new, name))
    if is_one and named[0] and near and not (other_edition and not same_year):
        return 300 + 100 * same_year
    if other_edition:
        return 0
    if same_edition and name == "hosts":
        return 200
    from rapidfuzz import fuzz  # late: a build with nothing new compares no words

    likeness = fuzz.ratio(*named) if all(named) else 0
    if likeness < _RESPELT:
        return 0
    return 200 + likeness if same_edition else 100 + likeness if same_year else 0


def _are_one_place(old: Fields, new: Fields, name: str) -> bool:
    """Say whether two names, each with its country, mean one city: 'Krakow' and 'Cracovie'."""
    one, other = _hosts(old, name), _hosts(new, name)
    return len(one) == len(other) > 0 and all(
        is_one_place(a.city, a.country, b.city, b.country) for a, b in zip(one, other, strict=True)
    )


def _hosts(record: Fields, name: str) -> tuple[Host, ...]:
    if name == "hosts":
        return hosts_of(_text(record.value("hosts")))
    country = record.value("country")
    return (Host(_text(record.value("city")), None if country is None else str(country)),)


def _text(cell: Cell | None) -> str:
    return "" if cell is None else str(cell)


# --- what is gone -----------------------------------------------------------------------------------------------------


def is_host_gone(record: Fields, traces: Traces) -> bool:
    """Say whether a host that a page does not state is gone from it."""
    return _is_edition_gone(record.value("year"), _hosts(record, "city"), traces)


def is_event_gone(record: Fields, traces: Traces) -> bool:
    """Say whether an edition that a page does not state is gone from it."""
    return _is_edition_gone(record.value("year"), _hosts(record, "hosts"), traces)


def is_objective_gone(record: Fields, traces: Traces) -> bool:
    """Say whether a wording that a page does not state is gone from it."""
    page, wording = traces.page, _text(record.value("text"))
    unread = (page.text[span.start : span.end] for span in page.unread)
    states_any = any(one.table == OBJECTIVES for one in page.records)
    if not states_any and any(not years(words) for words in unread):
        return False
    return not (traces.holds(wording) or traces.holds_nearly(wording))


def _is_edition_gone(stated: Cell | None, hosts: tuple[Host, ...], traces: Traces) -> bool:
    """Say whether nothing unread can be an edition, and its year and one of its cities stand in no unit together."""
    year, page = None if stated is None else int(stated), traces.page
    if any(_may_be(year, hosts, page.text[span.start : span.end]) for span in page.unread):
        return False
    if hosts and year is not None:
        return not any(_stands(year, host, traces) for host in hosts)
    if hosts:
        return not any(traces.holds(host.city) for host in hosts)
    return year is not None and year not in years(page.text)


def _may_be(year: int | None, hosts: tuple[Host, ...], words: str) -> bool:
    """Say whether words that were not read may state an edition: they name a host, or its year and no city at all."""
    named = list(_named_places(words))
    for host in hosts:
        if holds(folded(words), host.city) or any(is_one_place(host.city, host.country, name, None) for name in named):
            return True
    return not named and year is not None and year in years(words)


def _stands(year: int, host: Host, traces: Traces) -> bool:
    together = any(
        one[0] == year and is_one_place(host.city, host.country, str(one[1]), None) for one in traces.page.standing
    ) or any(year in held and holds(words, host.city) for held, words in traces.units)
    return together and not _is_accounted_for(year, host, traces.page)


def _is_accounted_for(year: int, host: Host, page: Page) -> bool:
    """Say whether the page states the year of other cities, and the city of another year: they only stand together."""
    stated = [(one.value("year"), _hosts(one, "city")[0]) for one in page.records if one.table == TIMELINE]
    mine = {at for at, one in stated if is_one_place(host.city, host.country, one.city, one.country)}
    return bool(mine - {year}) and any(at == year for at, _ in stated)


def _named_places(words: str) -> Iterator[str]:
    """Yield the runs of capitalised words that are names of cities, the longest at each place."""
    tokens = [match for match in _NAME.finditer(words) if match]
    for first, token in enumerate(tokens):
        if not token[0][0].isupper():
            continue
        for last in range(min(first + _LONGEST_NAME, len(tokens)) - 1, first - 1, -1):
            name = words[token.start() : tokens[last].end()]
            if len(name) > 2 and _bearers(name, None):
                yield name
                break
