"""README.md: the tables, caveats about the sources, how to cite, the licence, what was not read, how it was made."""

import re
from collections.abc import Iterator
from pathlib import Path

from scraper.dataset.dataset import Dataset, Licence
from scraper.dataset.writers.credit import title, version
from scraper.dataset.writers.datapackage import caveats
from scraper.outcomes import READ, Outcome

FILENAME = "README.md"
_MOST_UNREAD = 20


def write(folder: Path, dataset: Dataset) -> tuple[str, ...]:
    """Write README.md (CommonMark): the same captures give the same bytes, so it states no version and no day of its own."""
    (folder / FILENAME).write_text("\n".join(_lines(dataset)) + "\n", encoding="utf-8", newline="\n")
    return (FILENAME,)


def _lines(dataset: Dataset) -> Iterator[str]:
    subject = dataset.subject
    yield from (f"# {_plain(title(dataset))}", "", subject.description)
    for caveat in caveats(dataset):
        yield from ("", f"**{_plain(caveat)}**")
    yield from ("", "## Tables", "", "| file | rows | what a row is |", "| --- | ---: | --- |")
    for rows in dataset.tables:
        yield f"| `{rows.table.name}.csv` | {len(rows):,} | {rows.table.description} |"
    yield from (
        "",
        "The tables are CSV (RFC 4180) in UTF-8. `datapackage.json` describes every column, with its type, unit and meaning, and which "
        "column of a table names rows of which other table; Frictionless and other readers of Data Packages load them by it. "
        "`dataset.json` has the same facts nested, with the words that each is read from. Times are UTC. A text that a "
        "spreadsheet would take for a formula has an apostrophe before it.",
    )
    yield from ("", "## How to cite", "", *_citation(dataset))
    yield from ("", "## Licence", "", _licence(dataset.licence))
    yield from ("", "## What was not read", "", *_not_read(dataset))
    yield from (
        "",
        "## How it was made",
        "",
        "`scraper` read the captures that `captures.csv` lists, and nothing else; no value was entered by hand. `lock.json` names "
        "every capture by the digest of its payload, the versions of the tool, its rules and its place names, and the SHA-256 "
        "of every file. With the store of these captures, `scraper build --locked` makes the same bytes again, and `scraper "
        "verify` proves each value from the words of the capture that it cites.",
    )


def _citation(dataset: Dataset) -> Iterator[str]:
    credits = dataset.credits
    address = f"https://doi.org/{credits.doi}" if credits.doi else credits.url
    parts = (
        "; ".join(one.full_name for one in credits.creators),
        title(dataset),
        f"Version {version(dataset)}",
        "Data set",
        address,
    )
    yield f"> {_plain('. '.join(part for part in parts if part))}"
    yield ""
    yield (
        "`CITATION.cff` and `datacite.json` have the same for programs. "
        "The SHA-256 of `lock.json` (`sha256sum lock.json`) tells this dataset from every other one. For a single fact, cite the "
        "capture that states it, by the `memento_url` beside it in `evidence.csv`; where that is empty, because the capture is "
        "from a file and has no address in an archive, by `url`, `timestamp` and `digest`."
    )


def _captures(number: int) -> str:
    return f"{number:,} capture{'' if number == 1 else 's'}"


def _licence(licence: Licence | None) -> str:
    if licence is None or not (named := licence.title or licence.name or licence.path):
        return "No licence is stated for the texts of the pages. Their publishers have the rights in them."
    return (
        f"Texts of the pages: [{_plain(named)}]({licence.path})." if licence.path else f"Texts of the pages: {named}."
    )


def _not_read(dataset: Dataset) -> Iterator[str]:
    outcomes = {outcome: dataset.outcomes[outcome] for outcome in Outcome if dataset.outcomes.get(outcome)}
    read = sum(captures for outcome, captures in outcomes.items() if outcome in READ)
    yield f"Of {_captures(sum(outcomes.values()))}, {read:,} were read. All of them by outcome:"
    yield ""
    yield from (f"* {outcome.value}: {captures:,}" for outcome, captures in outcomes.items())
    yield ""
    if not dataset.unread:
        yield "On the pages that were read, no statement was left unread."
        return
    yield (
        f"On the pages that were read, {len(dataset.unread):,} passages that look like statements were not understood, and nothing "
        f"in the tables comes from them. `dataset.json` has all of them under `unread`; the first are:"
    )
    yield ""
    yield from (f"* {_plain(one.text)} ({_captures(one.captures)})" for one in dataset.unread[:_MOST_UNREAD])


def _plain(text: str) -> str:
    """Return words of others as CommonMark shows them: on one line, with no mark-up in them."""
    return re.sub(r"([\\`*_\[\]<>|#&~!])", r"\\\1", " ".join(text.split()))
