"""What is read of a page against what a person read there: each statement is right, missed and told, missed in silence, or false.

A host statement is a year with a city. It is *right* if it is stated and so, *told* if it is not stated but the city stands in
`unread` or in a warning or the whole page is told as not read, *silent* if nothing tells of it, and *false* if it is stated
and not so. Status, country and ordinal are judged for the hosts that are stated, days and numbers for the editions of the year; of
these one that is not stated is *missed*.
"""

import importlib.util
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, NamedTuple

import msgspec

from scraper import read_page
from scraper.report.lines import page_object

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
UNSEEN = FIXTURES / "unseen"
SETS = (
    "pages",
    "traps",
    "pages2",
    "traps2",
    "pages3",
    "traps3",
    "pages4",
    "traps4",
    "pages5",
    "traps5",
    "pages6",
    "traps6",
    "pages7",
    "traps7",
    "pages8",
    "traps8",
    "pages9",
    "traps9",
    "pages10",
    "traps10",
    "pages11",
    "traps11",
    "pages12",
    "traps12",
    "pages13",
    "traps13",
    "traps14",
    "pages14",
    "traps15",
    "traps16",
    "pages15",
    "traps17",
    "pages16",
    "traps18",
    "pages17",
    "traps19",
    "pages18",
    "pages19",
    "pages20",
    "pages21",
    "traps20",
    "traps21",
    "pages22",
    "pages23",
    "traps22",
    "pages24",
    "traps23",
    "pages25",
    "traps24",
    "pages26",
    "traps25",
    "pages27",
    "traps26",
    "traps27",
    "pages28",
    "pages29",
    "traps28",
    "pages30",
    "traps29",
    "pages31",
    "traps30",
    "pages32",
    "traps31",
    "pages33",
    "traps32",
    "pages34",
    "traps33",
    "pages35",
    "traps34",
    "pages36",
    "traps35",
    "pages37",
    "traps36",
    "pages38",
    "traps37",
    "pages39",
    "traps38",
    "pages40",
    "pages41",
    "traps39",
    "pages42",
    "traps40",
    "pages43",
    "traps41",
    "pages44",
    "traps42",
    "pages45",
    "pages46",
    "traps43",
    "pages47",
    "pages48",
    "traps44",
    "pages49",
    "pages50",
    "traps45",
    "pages51",
    "pages52",
    "traps46",
    "pages53",
    "pages54",
    "traps47",
)
"""The sets of `fixtures/unseen`, in the order in which they were written."""
_WHOLE_PAGE_TOLD = ("layout unknown", "language not read")
_OF_EVENTS = ("edition", "first_day", "last_day", "status", "participants", "cities", "countries", "mayors")
_AROUND = re.compile(r"^[-–•·\s]+|(?:[\s;.,:]|\s(?:and|et|y|e|und)(?=[\s;.,:]*$))+$")
_HYPHENS_AND_SPACES = str.maketrans({"\u2010": "-", "\u2011": "-", "\xa0": " "})

Field = Literal["host", "status", "country", "edition", "days", "numbers", "objectives", "objective text", "outcome"]
Mark = Literal["right", "missed", "told", "silent", "false"]


class HostTruth(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A city that hosts in a year, as the page writes the city; what is None is not judged."""

    year: int | None
    city: str
    country: str | None = None  # ISO 3166-1 alpha-2
    status: str | None = None
    edition: int | None = None


class EventTruth(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the page says of the edition of a year; what is None is not judged."""

    year: int | None
    edition: int | None = None
    first_day: str | None = None
    last_day: str | None = None
    status: str | None = None
    participants: int | None = None
    cities: int | None = None
    countries: int | None = None
    mayors: int | None = None


class Truth(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a person read on the page; `optional` may be stated but need not; `objectives` are the texts or their number."""

    outcome: tuple[str, ...]
    hosts: tuple[HostTruth, ...] = ()
    optional: tuple[HostTruth, ...] = ()
    events: tuple[EventTruth, ...] = ()
    objectives: int | tuple[str, ...] = 0


class Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A page with what is true of it."""

    name: str
    group: str
    original: str
    timestamp: str
    content_type: str
    content_encoding: str | None
    expected: Truth
    body: bytes = b""


class Finding(NamedTuple):
    """One judgement: what it is about, how it is, and in words what is the matter."""

    field: Field
    mark: Mark
    words: str


def load_set(file: Path) -> list[Case]:
    """Read a set of `fixtures/unseen`: the file names the pages, whose bytes are in the folder of the same name."""
    cases = msgspec.json.decode(file.read_bytes(), type=list[Case])
    folder = file.with_suffix("")
    return [msgspec.structs.replace(case, body=(folder / f"{case.name}.html").read_bytes()) for case in cases]


def load_module(file: Path) -> list[Case]:
    """Read a set from a Python file whose function `cases` returns dicts; `fixtures/README.md` lists their keys."""
    sys.path.insert(0, str(file.parent))  # such a file imports its neighbours
    specification = importlib.util.spec_from_file_location(file.stem, file)
    assert specification is not None, file
    assert specification.loader is not None, file
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return [_from_dict(case) for case in module.cases()]


def load_countries() -> dict[str, frozenset[str]]:
    """Return the names of each country code, in the forms in which pages write them."""
    names = msgspec.json.decode((UNSEEN / "countries.json").read_bytes(), type=dict[str, frozenset[str]])
    return {code: frozenset(map(norm, written)) for code, written in names.items()}


def read_case(case: Case) -> dict[str, Any]:
    """Return what is read of a page, as `scraper extract --json` prints it."""
    page = read_page(
        case.body,
        content_type=case.content_type,
        content_encoding=case.content_encoding,
        original=case.original,
        captured=datetime.strptime(case.timestamp, "%Y%m%d%H%M%S").date(),
    )
    return page_object(page, None, None)


def judge(truth: Truth, stated: Mapping[str, Any], countries: Mapping[str, frozenset[str]]) -> Iterator[Finding]:
    """Yield a finding for each statement that the page makes or that is made of it."""
    yield from _hosts(truth, stated, countries)
    yield from _events(truth.events, [*stated["conferences"], *stated["events"]])
    yield from _objectives(truth.objectives, stated)
    outcome = stated["outcome"]
    if outcome in truth.outcome:
        yield Finding("outcome", "right", outcome)
    else:
        mark: Mark = "false" if outcome == "extracted" else "missed"
        yield Finding("outcome", mark, f"outcome {outcome!r}, not {' or '.join(truth.outcome)}")


def tally(findings: Iterable[Finding]) -> Counter[tuple[Field, Mark]]:
    """Count findings by field and mark."""
    return Counter((finding.field, finding.mark) for finding in findings)


def recall(counts: Mapping[tuple[Field, Mark], int], field: Field = "host") -> float | None:
    """Return the share of what is true that is stated; None where nothing is true."""
    true = sum(counts[field, mark] for mark in ("right", "missed", "told", "silent"))
    return counts[field, "right"] / true if true else None


def precision(counts: Mapping[tuple[Field, Mark], int], field: Field = "host") -> float | None:
    """Return the share of what is stated that is true; None where nothing is stated."""
    stated = counts[field, "right"] + counts[field, "false"]
    return counts[field, "right"] / stated if stated else None


def norm(text: str) -> str:
    """Return a text without regard to case, kind of hyphen and kind of space; invisible characters stay."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_HYPHENS_AND_SPACES).casefold().split())


def host_keys(hosts: Iterable[HostTruth]) -> set[tuple[int | None, str]]:
    """Return the statements of hosts as they are compared."""
    return {(host.year, norm(host.city)) for host in hosts}


def _hosts(truth: Truth, stated: Mapping[str, Any], countries: Mapping[str, frozenset[str]]) -> Iterator[Finding]:
    found: defaultdict[tuple[int | None, str], list[tuple[Any, Any, Any]]] = defaultdict(list)
    for record in (*stated["conferences"], *stated["events"]):
        for host in record["hosts"]:
            of_host = (record["status"], record["edition"], host["country"])
            found[record["year"], norm(host["city"])].append(of_host)
    for true in truth.hosts:
        key = (true.year, norm(true.city))
        name = f"{true.year} {true.city}"
        if key not in found:
            mark: Mark = "told" if _is_told(key[1], stated) else "silent"
            yield Finding("host", mark, f"{name} is missed")
            if true.edition is not None:
                yield Finding("edition", "missed", f"{name}: edition {true.edition} is missed")
            continue
        yield Finding("host", "right", name)
        statuses, editions, named = (
            {one for one in column if one is not None} for column in zip(*found[key], strict=True)
        )
        if true.status is not None:
            yield _value("status", name, statuses, true.status)
        if true.edition is not None:
            yield _value("edition", name, editions, true.edition)
        if true.country is not None and true.country in countries:
            codes = {true.country if norm(one) in countries[true.country] else one for one in named}
            yield _value("country", name, codes, true.country)
    for year, city in found.keys() - host_keys(truth.hosts) - host_keys(truth.optional):
        yield Finding("host", "false", f"{year} {city} is no host")


def _is_told(city: str, stated: Mapping[str, Any]) -> bool:
    told = _told(stated)
    return stated["outcome"] in _WHOLE_PAGE_TOLD or city in told or city.split("-")[0] in told


def _told(stated: Mapping[str, Any]) -> str:
    """Return the words that a page is told not to have been read in full; that its layout is general says nothing of that."""
    return norm(
        " ".join(
            (
                *stated["unread"],
                *(one["text"] for one in stated["notices"] if one["notice"]["kind"] != "general-layout"),
            )
        )
    )


def _events(events: Iterable[EventTruth], records: list[Mapping[str, Any]]) -> Iterator[Finding]:
    for true in events:
        of_year = [record for record in records if record["year"] == true.year]
        for name in _OF_EVENTS:
            if (value := getattr(true, name)) is not None:
                found = {record.get(name) for record in of_year} - {None}
                yield _value(_field(name), f"{true.year} {name}", found, value)


def _field(name: str) -> Field:
    if name.endswith("_day"):
        return "days"
    return "status" if name == "status" else "edition" if name == "edition" else "numbers"


def _value(field: Field, of: str, found: set[Any], true: object) -> Finding:
    if found == {true}:
        return Finding(field, "right", of)
    if found:
        return Finding(field, "false", f"{of}: {field} {', '.join(sorted(map(str, found)))}, not {true}")
    return Finding(field, "missed", f"{of}: {field} {true} is missed")


def _objectives(true: int | tuple[str, ...], stated: Mapping[str, Any]) -> Iterator[Finding]:
    texts = [one["text"] for one in stated["objectives"]]
    number = true if isinstance(true, int) else len(true)
    if len(texts) == number:
        if number:
            yield Finding("objectives", "right", "")
    else:
        told = stated["outcome"] in _WHOLE_PAGE_TOLD or _told(stated)
        mark: Mark = "false" if len(texts) > number else "told" if told else "silent"
        yield Finding("objectives", mark, f"{len(texts)} objectives, not {number}: {texts}")
    if isinstance(true, int):
        return
    tidied = {_tidied(text) for text in texts}
    for text in true:
        right = _tidied(text) in tidied
        yield Finding(
            "objective text", "right" if right else "missed", "" if right else f"objective {text!r} is missed"
        )


def _tidied(text: str) -> str:
    return _AROUND.sub("", norm(text))


def _from_dict(case: Mapping[str, Any]) -> Case:
    texts = case["objective_texts"]
    return Case(
        name=case["name"],
        group=case["group"],
        original=case["original"],
        timestamp=case["timestamp"],
        content_type=case["ctype"],
        content_encoding=case["encoding"],
        body=case["body"],
        expected=Truth(
            outcome=tuple(case["outcome"]),
            hosts=_flat(case["hosts"], case["editions"]),
            optional=_flat(case["optional"], {}),
            events=tuple(
                msgspec.convert({name: value for name, value in event.items() if name != "hosts"}, EventTruth)
                for event in case["events"]
            ),
            objectives=case["objectives"] if texts is None else tuple(texts),
        ),
    )


def _flat(hosts: Iterable[Any], editions: Mapping[tuple[int, str], int]) -> tuple[HostTruth, ...]:
    return tuple(
        HostTruth(year, city, country, status, editions.get((year, city)))
        for year, cities, country, status in hosts
        for city in cities
    )
