"""What the reading of pages achieves, beside two plain readings: `python -m benchmarks.extraction`.

Sets: `fixtures/pages`, which was at hand when the rules were written; `fixtures/unseen`, whose pages and expected values were
written without sight of them; and what `--module` adds. The plain readings state hosts only: trafilatura's text with
one regular expression over it, 'CITY (COUNTRY) in YEAR' and what resembles it; and every city that flashgeotext, a
general-purpose extractor of places, finds in the same text, with the nearest year of its sentence.
"""

import argparse
import json
import logging
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import trafilatura

from benchmarks.scoring import (
    FIXTURES,
    SETS,
    UNSEEN,
    Case,
    EventTruth,
    Field,
    Finding,
    HostTruth,
    Mark,
    Truth,
    host_keys,
    judge,
    load_countries,
    load_module,
    load_set,
    norm,
    precision,
    read_case,
    recall,
    tally,
)
from scraper.archives.files.saved import saved_page
from scraper.archives.payload import decoded
from scraper.values.capture import format_timestamp

PLAIN = re.compile(
    r"(?P<city>[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+)*(?: (?:and|et|y|e|&) [A-ZÀ-Þ][\w’'-]+)?)"
    r"(?: \((?P<country>[^()\d]+)\)|, (?P<nation>[A-ZÀ-Þ]\w+))?,? (?:in |en |em |nel |\()?(?P<year>20\d\d)"
)
_YEAR = re.compile(r"\b20\d\d\b")
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n")
_MOST_BYTES = 50_000_000
_FIELDS: tuple[Field, ...] = (
    "status",
    "country",
    "edition",
    "days",
    "numbers",
    "objectives",
    "objective text",
    "outcome",
)

Keys = set[tuple[int | None, str]]
Counts = Counter[tuple[Field, Mark]]


def main() -> None:
    """Read every set each way and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--smoke", action="store_true", help="a few pages of each set, to see that it works")
    parser.add_argument("--module", type=Path, action="append", default=[], help="a Python file with a further set")
    parser.add_argument("--remarks", action="store_true", help="also print what is not right, page by page")
    options = parser.parse_args()
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    sets = {"fixtures/pages": list(_page_cases())}
    sets |= {f"unseen/{name}": load_set(UNSEEN / f"{name}.json") for name in SETS}
    sets |= {file.stem: load_module(file) for file in options.module}
    countries = load_countries()
    hosts, fields = list[str](), list[str]()
    for name, every in sets.items():
        cases = every[:: 8 if options.smoke else 1]
        findings = {case.name: list(judge(case.expected, read_case(case), countries)) for case in cases}
        counts = tally(finding for found in findings.values() for finding in found)
        hosts += _host_lines(name, cases, counts)
        fields += _field_lines(name, counts)
        if options.remarks:
            sys.stdout.writelines(_remarks(findings))
    head = f"{'set':<16}{'pages':>6}{'hosts':>7}  {'reader':<27}{'recall':>8}{'precision':>11}{'told':>6}{'silent':>8}"
    sys.stdout.write("\n".join((head, *hosts, "")))
    sys.stdout.write("\n".join(("", f"{'set':<16}{'field':<16}{'right':>7}{'missed':>8}{'false':>7}", *fields, "")))


def _host_lines(name: str, cases: list[Case], counts: Counts) -> Iterator[str]:
    """Yield a line a reader: what becomes of the hosts. Only the scraper tells what it does not read."""
    true = sum(len(case.expected.hosts) for case in cases)
    told, silent = counts["host", "told"], counts["host", "silent"]
    head = f"{name:<16}{len(cases):>6}{true:>7}"
    yield f"{head}  {'scraper':<27}{_shares(counts)}{told:>6}{silent:>8}"
    for reader, read in PLAIN_READERS.items():
        plainly = sum((_plain_counts(case, read) for case in cases), Counter[tuple[Field, Mark]]())
        yield f"{'':<{len(head)}}  {reader:<27}{_shares(plainly)}{'-':>6}{plainly['host', 'silent']:>8}"


def _field_lines(name: str, counts: Counts) -> Iterator[str]:
    for field in _FIELDS:
        right, false = counts[field, "right"], counts[field, "false"]
        missed = sum(counts[field, mark] for mark in ("missed", "told", "silent"))
        if right or false or missed:
            yield f"{name:<16}{field:<16}{right:>7}{missed:>8}{false:>7}"


def _shares(counts: Counts) -> str:
    return "".join(
        f"{'-' if share is None else f'{share:.3f}':>{width}}"
        for share, width in ((recall(counts), 8), (precision(counts), 11))
    )


def _remarks(findings: Mapping[str, Iterable[Finding]]) -> Iterator[str]:
    for name, found in findings.items():
        yield from (f"{name}: {one.field} {one.mark}: {one.words}\n" for one in found if one.mark != "right")


def _page_cases() -> Iterator[Case]:
    """Yield the cases of `fixtures/pages` in the form of the other sets."""
    codes = {name: code for code, names in load_countries().items() for name in names}
    for folder in sorted(file.parent for file in (FIXTURES / "pages").glob("*/*/expected.json")):
        expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
        response = saved_page(folder / "body.html", _MOST_BYTES).response("pages")
        if response is None or response.status != 200:  # a challenge, a redirect: not told by the page's bytes alone
            continue
        records = [*expected["conferences"], *expected.get("events", [])]
        yield Case(
            name=folder.name,
            group=folder.parent.name,
            original=response.capture.original,
            timestamp=format_timestamp(response.capture.timestamp),
            content_type=response.header("Content-Type") or "",
            content_encoding=response.header("Content-Encoding"),
            body=response.body,
            expected=Truth(
                outcome=(expected["outcome"],),
                hosts=_host_truths(records, codes),
                events=tuple(
                    msgspec.convert({name: event[name] for name in EventTruth.__struct_fields__}, EventTruth)
                    for event in expected.get("events", [])
                ),
                objectives=tuple(one["text"] for one in expected["objectives"]),
            ),
        )


def _host_truths(records: Iterable[Mapping[str, Any]], codes: Mapping[str, str]) -> tuple[HostTruth, ...]:
    truths = dict[tuple[int | None, str], HostTruth]()
    for record in records:
        for host in record["hosts"]:
            key = (record["year"], norm(host["city"]))
            country = codes.get(norm(host["country"] or ""))
            truth = HostTruth(record["year"], host["city"], country, record["status"], record["edition"])
            truths.setdefault(key, truth)
    return tuple(truths.values())


def _plain_counts(case: Case, read: Callable[[str], Iterator[tuple[int, str]]]) -> Counts:
    """Judge by hosts alone what a plain reading finds."""
    true = host_keys(case.expected.hosts)
    found: Keys = {(year, norm(city)) for year, city in read(_main_text(case))}
    found -= host_keys(case.expected.optional) - true
    return Counter(
        {
            ("host", "right"): len(found & true),
            ("host", "silent"): len(true - found),
            ("host", "false"): len(found - true),
        }
    )


def _main_text(case: Case) -> str:
    body = decoded(case.body, case.content_encoding, _MOST_BYTES).body
    return trafilatura.extract(body, include_tables=True, favor_recall=True) or ""


def _by_expression(text: str) -> Iterator[tuple[int, str]]:
    for match in PLAIN.finditer(" ".join(text.split())):
        for city in re.split(r" (?:and|et|y|e|&) ", match["city"]):
            yield int(match["year"]), city


def _by_gazetteer(text: str) -> Iterator[tuple[int, str]]:
    for sentence in _SENTENCE.split(text):
        if years := list(_YEAR.finditer(sentence)):
            for place in _geotext().extract(sentence, span_info=True)["cities"].values():
                for city, (start, end) in zip(place["found_as"], place["span_info"], strict=True):
                    nearest = min(years, key=lambda year: max(year.start() - end, start - year.end()))
                    yield int(nearest[0]), city


@cache
def _geotext() -> Any:
    from flashgeotext.geotext import GeoText

    return GeoText()


PLAIN_READERS = {"trafilatura, one regex": _by_expression, "trafilatura, flashgeotext": _by_gazetteer}

if __name__ == "__main__":
    main()
