"""history.csv is a row a statement; what it was before, a row a value of a field, can be made from it. And its classes of changes."""

import csv
import gzip
import io
from collections import Counter
from datetime import datetime
from pathlib import Path

from over_time import values

from scraper.history.spans import Changed, Statement
from scraper.values.capture import iso, urlkey
from scraper.values.facts import Evidence

# The table that version 0.3 made of the same fixtures.
BEFORE = Path(__file__).parent.parent / "fixtures" / "versions" / "history-a-row-a-field.csv.gz"
RENAMED = {"edition": "ordinal", "first_day": "start_date", "last_day": "end_date"}
Stated = tuple[str, str, str, str, str, str, int]
NOTHING = Evidence(
    original="", timestamp=datetime.min, memento_url=None, digest=None, quote="", start=0, end=0, rule=""
)


def _rows(place: Path, table: str) -> list[dict[str, str]]:
    with (place / "dataset" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def _time(cell: str) -> datetime | None:
    return datetime.fromisoformat(cell) if cell else None


def _made_again(place: Path) -> Counter[Stated]:
    """Return the rows of the old table, as the new tables give them: field, value, page, from when to when, how often."""
    rows = _rows(place, "history")
    names = list(rows[0])
    fields = names[names.index("url") + 1 : names.index("first_seen")]
    things: dict[tuple[str, str], int] = {}
    statements: dict[str, Statement] = {}
    for row in rows:
        statements[row["id"]] = Statement(
            table=row["table"],
            thing=things.setdefault((row["table"], row["record_id"]), len(things)),
            fields={name: row[name] for name in fields if row[name]},
            original=row["url"],
            first_seen=datetime.fromisoformat(row["first_seen"]),
            last_seen=datetime.fromisoformat(row["last_seen"]),
            captures=int(row["captures"]),
            memento_url=row["memento_url"],
            evidence=NOTHING,
            first_absent=_time(row["first_absent"]),
            not_confirmed=_time(row["not_confirmed"]),
        )
    changes = [
        Changed(
            kind=row["kind"],
            timestamp=datetime.fromisoformat(row["timestamp"]),
            previous=datetime.fromisoformat(row["previous"]),
            original=row["url"],
            memento_url=None,
            was=statements[row["before_id"]],
            now=statements[row["after_id"]],
        )
        for row in _rows(place, "changes")
        if row["before_id"] and row["after_id"]
    ]
    found = values(list(statements.values()), changes, {number: key[1] for key, number in things.items()})
    return Counter(
        (
            one.table,
            one.field,
            str(one.value),
            urlkey(one.original),
            iso(one.first_seen),
            iso(one.last_seen),
            one.captures,
        )
        for one in found
    )


OTHERWISE = {
    *(("timeline", field, value) for field, value in (("city", "Fabriano"), ("year", "2019"), ("status", "planned"))),
    *(("objectives", "position", place) for place in "123"),
}
"""Values that the old table had in other spells.

It ended what a page had stated in French where the page, in English again, did not have it yet, and counted what a page
stated in French for a while with the English objective in its place; and in 2014 it took one objective for another.
"""


def _captures(rows: Counter[Stated]) -> Counter[tuple[str, str, str, str]]:
    """Return in how many captures a page states each value."""
    found: Counter[tuple[str, str, str, str]] = Counter()
    for (table, field, value, page, _, _, captures), times in rows.items():
        found[table, field, value, page] += captures * times
    return found


def test_no_statement_of_the_table_of_before_is_lost(published: Path) -> None:
    with gzip.open(BEFORE, "rt", encoding="utf-8", newline="") as file:
        before = list(csv.DictReader(io.StringIO(file.read())))
    old = Counter(
        (
            row["table"],
            RENAMED.get(row["field"], row["field"]),
            row["value"],
            urlkey(row["memento_url"].split("/", 5)[-1]),
            row["first_seen"],
            row["last_seen"],
            int(row["captures"]),
        )
        for row in before
    )
    new = _made_again(published)
    assert len(before) == 1093
    assert {(table, field, value) for table, field, value, *_ in old - new} == OTHERWISE
    assert _captures(old).items() <= _captures(new).items()
    assert 2 * len(_rows(published, "history")) < len(before)


def test_a_page_that_was_emptied_and_filled_again_is_one_row(published: Path) -> None:
    """fixtures/pages/annual-conferences/20210302140021-being-updated."""
    (row,) = [row for row in _rows(published, "changes") if row["kind"] == "emptied"]
    assert (row["class"], row["table"], row["timestamp"], row["returned"]) == (
        "page",
        "",
        "2021-03-02T14:00:21Z",
        "2021-06-08T11:45:03Z",
    )


def test_a_page_in_french_for_a_while_is_one_row(published: Path) -> None:
    """fixtures/pages/annual-conferences/20180723180514-french-under-en."""
    (row,) = [row for row in _rows(published, "changes") if row["class"] == "language"]
    assert (row["before"], row["after"], row["timestamp"], row["returned"]) == (
        "en",
        "fr",
        "2018-07-23T18:05:14Z",
        "2018-08-29T19:46:02Z",
    )


def test_letters_garbled_and_mended_are_one_row_each(published: Path) -> None:
    """fixtures/pages/annual-conferences/20171018224631-mojibake."""
    garbled = [row for row in _rows(published, "changes") if row["class"] == "encoding" and row["field"] == "city"]
    assert {(row["record_id"], row["after"]) for row in garbled} == {
        ("2012/montreal", "MontrÃ©al"),
        ("2016/ostersund", "Ã–stersund"),
    }
    assert all(row["returned"] for row in garbled)


def test_countries_that_one_capture_leaves_out_are_one_row_each_with_both_times(published: Path) -> None:
    """fixtures/pages/annual-conferences/20191006155832-year-in-parentheses names no countries."""
    rows = [row for row in _rows(published, "changes") if row["timestamp"] == "2019-10-06T15:58:32Z"]
    countries = [row for row in rows if row["field"] == "country"]
    assert len(countries) == 14
    assert {(row["class"], row["after"], row["returned"]) for row in countries} == {
        ("reading", "", "2019-11-28T12:11:54Z")
    }


def test_what_is_of_substance_is_what_a_newspaper_would_tell(published: Path) -> None:
    """Read off the pages of the annual conferences in English: hosts that came and went, and plans that came true."""
    page = "https://en.unesco.org/creative-cities/content/annual-conferences"
    told = [
        (row["timestamp"][:10], row["kind"], row["record_id"], row["after"] if row["field"] else "")
        for row in _rows(published, "changes")
        if row["class"] == "substance" and row["table"] == "timeline" and urlkey(row["url"]) == urlkey(page)
    ]
    assert sorted(told) == [
        ("2016-10-23", "changed", "2016/ostersund", "held"),
        ("2017-03-07", "added", "2017/enghien-les-bains", ""),
        ("2017-10-18", "changed", "2017/enghien-les-bains", "held"),
        ("2018-06-20", "added", "2018/katowice", ""),
        ("2018-06-20", "added", "2018/krakow", ""),
        ("2018-07-23", "added", "2019/fabriano", ""),
        ("2019-07-11", "changed", "2019/fabriano", "held"),
        ("2020-02-18", "added", "2020/santos", ""),
        ("2020-02-18", "added", "2021/istanbul", ""),
        ("2020-06-11", "removed", "2021/istanbul", ""),
        ("2021-06-08", "removed", "2020/santos", ""),
        ("2023-02-14", "added", "2022/santos", ""),
        ("2023-02-14", "added", "2023/istanbul", ""),
    ]
