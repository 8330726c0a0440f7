"""Which year belongs to which city: the cheapest assignment of the cities of a clause to its years."""

import re
from collections.abc import Sequence
from itertools import pairwise

from scraper.subjects.uccn.grammar.mentions import City, Year
from scraper.subjects.uccn.grammar.words import HOST_CLAUSE, RELATIVE_CLAUSE, Words
from scraper.subjects.uccn.languages import in_any

Pair = tuple[tuple[City, ...], Year]

_UNUSED = 6.0  # a year that no city has
_SHARED = 8.0  # a year that is another city's already, with more than a comma between
_UNASSIGNED = 14.0  # a city that has no year
_MOST = 40  # cities between two years that are weighed; what is more is too far from either
_WORD = re.compile(r"[^\W\d_]+")


def pair(text: str, words: Words, start: int, end: int, cities: Sequence[City], years: Sequence[Year]) -> list[Pair]:
    """Return cities with their years, in the order of the text; each year of a bracket, or a clause, behind a city belongs to it.

    Cities that 'and' joins share a year. A year takes several others only where nothing but commas and 'and' lies between.
    """
    bound: list[Pair] = []
    groups: list[tuple[City, ...]] = []
    grouped = _grouped(cities)
    for group in _in_a_row(text, grouped) if len(years) == 1 else grouped:
        behind = group[-1].stop
        clause = RELATIVE_CLAUSE.match(text, behind, end) or HOST_CLAUSE.match(text, behind, end)
        told = [year for year in years if clause and clause.start() <= year.start < clause.end()]
        is_of_another = any(clause and clause.start() <= city.start < clause.end() for city in cities)
        if inside := [year for city in group for year in city.years] or ([] if is_of_another else told):
            bound += [(group, year) for year in inside]
        else:
            groups.append(group)
    taken = {year.start for _, year in bound}
    free = [year for year in years if year.start not in taken]
    if free and groups:
        if len(groups) == 1 and len(free) == 1:
            return sorted([*bound, (groups[0], free[0])], key=lambda found: min(found[0][0].start, found[1].start))
        in_order = _respectively(text, words, start, end, groups, cities, free)
        bound += in_order if in_order is not None else _assigned(text, groups, free)
    return sorted(bound, key=lambda found: min(found[0][0].start, found[1].start))


def _grouped(cities: Sequence[City]) -> list[tuple[City, ...]]:
    groups: list[list[City]] = []
    for city in cities:
        if groups and city.joined == 2 and not (city.years and groups[-1][-1].years):
            groups[-1].append(city)
        else:
            groups.append([city])
    return [tuple(group) for group in groups]


def _in_a_row(text: str, groups: list[tuple[City, ...]]) -> list[tuple[City, ...]]:
    """Return as one group the cities of 'Lyon, Graz and Leiden', of which only commas part the first."""
    found: list[tuple[City, ...]] = []
    for group in reversed(groups):
        is_row = found and len(found[-1]) > 1 and not any(city.years for city in (*group, *found[-1]))
        if is_row and text[group[-1].stop : found[-1][0].start].strip() == ",":
            found[-1] = (*group, *found[-1])
        else:
            found.append(group)
    return found[::-1]


def _respectively(
    text: str,
    words: Words,
    start: int,
    end: int,
    groups: list[tuple[City, ...]],
    cities: Sequence[City],
    years: list[Year],
) -> list[Pair] | None:
    """Pair by order where the text says so, and there are as many cities as years, all of one before all of the other."""
    if not words.respectively.search(text, start, end):
        return None
    apart = cities[-1].stop <= years[0].start or years[-1].end <= cities[0].start
    singles = [(city,) for city in cities]
    weak = _weakly_grouped(cities)
    for way in (groups, weak, singles):
        if apart and len(way) == len(years):
            return list(zip(way, years, strict=True))
    return []


def _weakly_grouped(cities: Sequence[City]) -> list[tuple[City, ...]]:
    """Group cities joined by 'and', but not the last of all, which 'and' joins to the list."""
    groups: list[list[City]] = []
    for at, city in enumerate(cities):
        if groups and city.joined == 2 and at < len(cities) - 1:
            groups[-1].append(city)
        else:
            groups.append([city])
    return [tuple(group) for group in groups]


def _assigned(text: str, groups: list[tuple[City, ...]], years: list[Year]) -> list[Pair]:
    runs: list[list[tuple[City, ...]]] = [[] for _ in range(len(years) + 1)]
    at = 0
    for group in groups:
        while at < len(years) and years[at].start < group[0].start:
            at += 1
        runs[at].append(group)
    chosen = _cheapest(text, runs, years)
    found: list[Pair] = []
    for number, year in enumerate(years):
        takers = chosen.get(number, [])
        for group in _takers(text, takers, year, among=len(years)):
            found.append((group, year))
    return [*found, *_further_years(text, found, years)]


def _takers(text: str, takers: list[tuple[City, ...]], year: Year, *, among: int) -> list[tuple[City, ...]]:
    """Return the groups that a year keeps: all where only commas and 'and' part them, else the nearest.

    Among several years, a comma alone may as well part a city that has none ('Paris in 2008, Lyon, Seoul in 2011').
    """
    ordered = sorted(takers, key=lambda group: group[0].start)
    if (among == 1 or all(other[0].joined for other in ordered[1:])) and all(
        _is_list(text[one[-1].stop : other[0].start]) for one, other in pairwise(ordered)
    ):
        return ordered
    return [min(takers, key=lambda group: _cost(text, group, year, ()))]


def _is_list(between: str) -> bool:
    return re.fullmatch(r"\s*(?:[,;/|]\s*)?(?:\w{1,4}\s+){0,2}", between) is not None


def _cheapest(text: str, runs: list[list[tuple[City, ...]]], years: list[Year]) -> dict[int, list[tuple[City, ...]]]:
    """Split each run between two years: its first groups to the year before, its last ones to the year behind."""
    best: dict[bool, tuple[float, list[tuple[int, int]]]] = {False: (0.0, []), True: (float("inf"), [])}
    for number, run in enumerate(runs):
        left = years[number - 1] if number else None
        right = years[number] if number < len(years) else None
        following: dict[bool, tuple[float, list[tuple[int, int]]]] = {
            used: (float("inf"), []) for used in (False, True)
        }
        for first, last, cost in _splits(text, run, left, right):
            for used, (before, splits) in best.items():
                total = before + cost + (_UNUSED if left and not used and not first else 0)
                total += _SHARED if used and first else 0
                now = last < len(run)
                if total < following[now][0]:
                    following[now] = (total, [*splits, (first, last)])
        best = following
    _, splits = min(best.values(), key=lambda found: found[0])
    chosen: dict[int, list[tuple[City, ...]]] = {}
    for number, ((first, last), run) in enumerate(zip(splits, runs, strict=True)):
        if run[:first]:
            chosen.setdefault(number - 1, []).extend(run[:first])
        if run[last:]:
            chosen.setdefault(number, []).extend(run[last:])
    return chosen


def _splits(
    text: str, run: list[tuple[City, ...]], left: Year | None, right: Year | None
) -> list[tuple[int, int, float]]:
    """Return how a run may be split: how many go left, from which on they go right, and what that costs."""
    count = len(run)
    most = min(count, _MOST)
    to_left = [
        _cost(text, group, left, run[:at]) if left and at < most else float("inf") for at, group in enumerate(run)
    ]
    to_right = [
        _cost(text, group, right, run[at + 1 :]) if right and count - at <= most else float("inf")
        for at, group in enumerate(run)
    ]
    lefts = [0.0]
    shared = [0.0] + [0.0 if _is_list(text[one[-1].stop : other[0].start]) else _SHARED for one, other in pairwise(run)]
    for at, cost in enumerate(to_left):
        lefts.append(lefts[-1] + cost + shared[at])
    rights = [0.0]
    for at, cost in reversed(list(enumerate(to_right))):
        rights.append(rights[-1] + cost + (shared[at + 1] if at + 1 < count else 0.0))
    found = []
    for first in range(most + 1):
        if lefts[first] == float("inf"):
            break
        for taken in range(min(count - first, _MOST) + 1):
            if rights[taken] == float("inf"):
                break
            last = count - taken
            found.append((first, last, lefts[first] + rights[taken] + _UNASSIGNED * (last - first)))
    return found


def _cost(text: str, group: tuple[City, ...], year: Year, others: Sequence[tuple[City, ...]]) -> float:
    """Return how far a group is from a year: the words and marks between, but for those of the other groups there."""
    first, last = group[0].start, group[-1].stop
    if first <= year.start < last:
        return 0.0
    spans = sorted((*((one[0].start, one[-1].stop) for one in (group, *others)), (year.start, year.end)))
    gap = "".join(text[one[1] : other[0]] for one, other in pairwise(spans))
    marks = (
        2.0 * gap.count(",")
        + 6.0 * gap.count(";")
        + 2.0 * gap.count(": ")
        + 1.0 * gap.count("(")
        + 4.0 * gap.count("\n")
        + 2.5 * gap.count(" – ")
    )
    return min(len(_WORD.findall(gap)) * 0.7 + marks + 3.0 * len(others) + (0.1 if year.start < first else 0.0), 60.0)


def _further_years(text: str, found: list[Pair], years: list[Year]) -> list[Pair]:
    """Give a city the years that follow its own in a list: 'in 2017 and 2025'."""
    mine = {year.start: groups for groups, year in found}
    further: list[Pair] = []
    for before, year in pairwise(years):
        if year.start in mine or before.start not in mine:
            continue
        if re.fullmatch(
            rf"\s*(?:,|,?\s*(?:{in_any('and_')}|&))\s*(?:in\s|en\s|em\s|nel\s|im\s)?\s*", text[before.end : year.start]
        ):
            mine[year.start] = mine[before.start]
            further.append((mine[before.start], year))
    return further
