"""Rows of free words → by language, each with its wordings over time as differences of words."""

from collections.abc import Iterator, Sequence

import msgspec

from scraper.diffs.text import Run
from scraper.report.page.material import Material, Row, cell
from scraper.report.page.told import anchor, differences, limited
from scraper.values.subject import RecordTable, Shown

MOST_TEXTS, MOST_WORDINGS = 200, 20


class Wording(msgspec.Struct, frozen=True):
    """One wording: what became of the words of the one before it, and when it was seen."""

    runs: Sequence[Run]
    first_seen: str
    last_seen: str
    captures: int
    statement: Row


class Text(msgspec.Struct, frozen=True, kw_only=True):
    """A row: its latest words, and all wordings, the oldest first."""

    row: Row
    anchor: str
    text: str
    wordings: list[Wording]
    more: int


class Language(msgspec.Struct, frozen=True):
    """The texts of a language: those that stand, and those that do not any more."""

    language: str
    current: list[Text]
    former: list[Text]


class Texts(msgspec.Struct, frozen=True):
    """The texts of a table by language; `left_out` are not shown."""

    table: RecordTable
    shown: Shown
    languages: list[Language]
    left_out: int


def texts(material: Material, table: RecordTable) -> Texts:
    """Return the texts of a table of free words."""
    shown = table.shown or Shown(title=table.name, name=())
    rows, left_out = limited(material.rows[table.name], MOST_TEXTS)
    languages: dict[str, Language] = {}
    for row in rows:
        tongue = row.get("language", "")
        one = languages.setdefault(tongue, Language(tongue, [], []))
        stands = cell(row, shown.standing) in ("", shown.current)
        (one.current if stands else one.former).append(_text(material, table, row))
    return Texts(table, shown, list(languages.values()), left_out)


def _text(material: Material, table: RecordTable, row: Row) -> Text:
    column = str(table.words)
    found, more = limited(list(_wordings(material, (table.name, row["id"]), column)), MOST_WORDINGS)
    return Text(row=row, anchor=anchor(table.name, row["id"]), text=row[column], wordings=found, more=more)


def _wordings(material: Material, record: tuple[str, str], column: str) -> Iterator[Wording]:
    """Yield what was seen of the words, in the order in which it was first seen, each beside the one before."""
    seen: dict[str, list[Row]] = {}
    for said in sorted(material.statements.get(record, ()), key=lambda one: one["first_seen"]):
        if said.get(column):
            seen.setdefault(said[column], []).append(said)
    before = None
    for words, rows in seen.items():
        yield Wording(
            [Run("equal", words)] if before is None else differences(before, words),
            rows[0]["first_seen"],
            max(said["last_seen"] for said in rows),
            sum(int(said["captures"]) for said in rows),
            max(rows, key=lambda said: said["last_seen"]),
        )
        before = words
