"""What the grammar is worth: precision and recall over `fixtures/pages`, beside a plain reading: `python -m benchmarks.extraction`.

The truth is `expected.json`, written by people who read the pages. The plain reading is trafilatura's text of the same
bytes with one regular expression over it, 'CITY (COUNTRY) in YEAR' and what resembles it; it reads hosts only, so it is
judged by hosts only. A value counts once a page: (field, value), with the edition that it belongs to.
"""

import argparse
import json
import logging
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import trafilatura

from scraper.archives.capture import CapturedResponse
from scraper.archives.saved import saved_page
from scraper.pages.page import extract
from scraper.report.lines import page_object

PAGES = Path(__file__).resolve().parent.parent / "fixtures" / "pages"
PLAIN = re.compile(
    r"(?P<city>[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+)*(?: (?:and|et|y|e|&) [A-ZÀ-Þ][\w’'-]+)?)"
    r"(?: \((?P<country>[^()\d]+)\)|, (?P<nation>[A-ZÀ-Þ]\w+))?,? (?:in |en |em |nel |\()?(?P<year>20\d\d)"
)
_EVENT = ("edition", "first_day", "last_day", "status", "participants", "cities", "countries", "mayors")

Fact = tuple[str, ...]


def main() -> None:
    """Read every case both ways and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--smoke", action="store_true", help="a few cases, to see that it works")
    options = parser.parse_args()
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    cases = sorted(case for case in PAGES.glob("*/*") if (case / "expected.json").is_file())
    scores = _scores(cases[:: 8 if options.smoke else 1])
    sys.stdout.write(f"{'page kind':<20}{'reader':<34}{'facts':>7}{'precision':>11}{'recall':>9}\n")
    for (kind, reader), (right, found, true) in scores.items():
        precision = f"{right / found:.3f}" if found else "-"
        recall = f"{right / true:.3f}" if true else "-"
        sys.stdout.write(f"{kind:<20}{reader:<34}{true:>7}{precision:>11}{recall:>9}\n")


def _scores(cases: Iterable[Path]) -> dict[tuple[str, str], tuple[int, int, int]]:
    """Return, by page kind and reader: facts rightly found, found, true."""
    sums: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for case in cases:
        expected = json.loads((case / "expected.json").read_text(encoding="utf-8"))
        response = saved_page(case / "body.html", 50_000_000).response("pages")
        if response is None:
            continue
        ours, truth = set(facts(page_object(extract(response), response, None))), set(facts(expected))
        hosts = {fact for fact in truth if fact[0] in ("host", "country")}
        readings = {
            "scraper, all fields": (ours, truth),
            "scraper, hosts": ({fact for fact in ours if fact[0] in ("host", "country")}, hosts),
            "trafilatura + one regex, hosts": (set(plain(response)), hosts),
        }
        for kind in (case.parent.name, "all"):
            for reader, (found, true) in readings.items():
                sums[kind, reader] += Counter(right=len(found & true), found=len(found), true=len(true))
    return {key: (sums[key]["right"], sums[key]["found"], sums[key]["true"]) for key in sorted(sums)}


def facts(stated: dict[str, Any]) -> Iterator[Fact]:
    """Yield what a page's object states, value by value; each with the year and the first host of its edition."""
    for conference in stated["conferences"]:
        which = f"{conference['year']}"
        yield from _hosts(which, conference["hosts"])
        city = conference["hosts"][0]["city"]
        for field in ("status", "edition", "note"):
            if conference[field] is not None:
                yield field, which, city, str(conference[field])
    for event in stated.get("events", []):
        which = f"{event['year']}"
        yield from _hosts(which, event["hosts"])
        city = event["hosts"][0]["city"] if event["hosts"] else ""
        for field in _EVENT:
            if event[field] is not None:
                yield field, which, city, str(event[field])
    for objective in stated["objectives"]:
        yield "objective", objective["text"]


def _hosts(year: str, hosts: list[dict[str, Any]]) -> Iterator[Fact]:
    for host in hosts:
        yield "host", year, host["city"]
        if host["country"]:
            yield "country", year, host["city"], host["country"]


def plain(response: CapturedResponse) -> Iterator[Fact]:
    """Yield the hosts that a general-purpose extractor and one regular expression find."""
    text = trafilatura.extract(response.body, include_tables=True, favor_recall=True) or ""
    for match in PLAIN.finditer(" ".join(text.split())):
        for city in re.split(r" (?:and|et|y|e|&) ", match["city"]):
            yield "host", match["year"], city
            if country := match["country"] or match["nation"]:
                yield "country", match["year"], city, country


if __name__ == "__main__":
    main()
