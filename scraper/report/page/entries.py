"""Rows of a table → entries, each with its wordings, its values and their evidence, what contradicts it, and a footnote."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from scraper.report.page.atlas import Place
from scraper.report.page.material import Material, Row, cell
from scraper.report.page.told import anchor, day, limited, marked
from scraper.values.subject import RecordTable, Shown

MOST_ENTRIES, MOST_WORDINGS, MOST_VALUES = 300, 8, 20


class Wording(msgspec.Struct, frozen=True, kw_only=True):
    """Words that state a row: in parts, marked where the value stands, with when and how often they were seen."""

    parts: list[tuple[str, bool]]
    first_seen: str
    last_seen: str
    captures: int
    statement: Row


class Taken(msgspec.Struct, frozen=True):
    """Values that one rule took of the same words: columns with their values, the words in parts, the evidence."""

    values: list[tuple[str, str]]
    parts: list[tuple[str, bool]]
    rule: str
    evidence: Row


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A row as the page shows it. `status` is the number of its status, `pages` on how many pages it was seen."""

    row: Row
    anchor: str
    name: str
    rest: str
    when: str
    status: int
    status_name: str
    days: tuple[str, ...]
    standing: str
    successor: tuple[str, str] | None
    pages: int
    wordings: list[Wording]
    more_wordings: int
    taken: list[Taken]
    more_taken: int
    conflicts: list[int]
    footnote: str
    is_current: bool


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """The entries of a table: those that stand first, then those that others took the place of; `left_out` are not shown."""

    table: RecordTable
    shown: Shown
    statuses: tuple[str, ...]
    current: list[Entry]
    former: list[Entry]
    left_out: int

    @property
    def entries(self) -> list[Entry]:
        """All that are shown, by when."""
        return sorted([*self.current, *self.former], key=lambda entry: (entry.when == "", entry.when))


def section(material: Material, table: RecordTable, title: str) -> Section:
    """Return the entries of a table; `title` is the dataset's, for footnotes."""
    shown = table.shown or Shown(title=table.name, name=())
    statuses = _statuses(table, shown)
    rows, left_out = limited(material.rows[table.name], MOST_ENTRIES)
    names = {row["id"]: _name(row, shown) for row in rows}
    entries = [_entry(material, table, shown, row, statuses, names, title) for row in rows]
    return Section(
        table=table,
        shown=shown,
        statuses=statuses,
        current=[entry for entry in entries if entry.is_current],
        former=[entry for entry in entries if not entry.is_current],
        left_out=left_out,
    )


def is_current(row: Row, shown: Shown | None) -> bool:
    """Say whether a row stands: nothing took its place, and nothing took it back."""
    return shown is None or cell(row, shown.standing) in ("", shown.current)


def _statuses(table: RecordTable, shown: Shown) -> tuple[str, ...]:
    column = table.column(shown.status) if shown.status else None
    return column.values if column else ()


def _name(row: Row, shown: Shown) -> str:
    return " ".join(filter(None, (cell(row, shown.when), row[shown.name[0]] if shown.name else row["id"])))


def _entry(
    material: Material,
    table: RecordTable,
    shown: Shown,
    row: Row,
    statuses: Sequence[str],
    names: dict[str, str],
    title: str,
) -> Entry:
    record = (table.name, row["id"])
    name = row[shown.name[0]] if shown.name else row["id"]
    status = cell(row, shown.status)
    standing = cell(row, shown.standing)
    successor = cell(row, shown.successor)
    wordings, more_wordings = limited(list(_wordings(material, record, shown)), MOST_WORDINGS)
    taken, more_taken = limited(list(_taken(material, record)), MOST_VALUES)
    return Entry(
        row=row,
        anchor=anchor(*record),
        name=name or row["id"],
        rest=", ".join(filter(None, (cell(row, column) for column in shown.name[1:]))),
        when=cell(row, shown.when),
        status=statuses.index(status) if status in statuses else len(statuses),
        status_name=status,
        days=tuple(dict.fromkeys(filter(None, (cell(row, column) for column in shown.days)))),
        standing=standing,
        successor=(anchor(table.name, successor), names.get(successor, successor)) if successor else None,
        pages=len({said["url"] for said in material.statements.get(record, ())}),
        wordings=wordings,
        more_wordings=more_wordings,
        taken=taken,
        more_taken=more_taken,
        conflicts=[at for at, one in enumerate(material.conflicts, 1) if (one["table"], one["record_id"]) == record],
        footnote=_footnote(material, table, row, title),
        is_current=is_current(row, shown),
    )


def _wordings(material: Material, record: tuple[str, str], shown: Shown) -> Iterator[Wording]:
    """Yield the words that state what names a row, the ones seen last first."""
    column = shown.name[0] if shown.name else ""
    found: dict[tuple[str, str], list[Row]] = {}
    for said in material.statements.get(record, ()):
        if value := said.get(column):
            found.setdefault((value, said["quote"]), []).append(said)
    for (value, quote), rows in sorted(found.items(), key=lambda one: max(map(_last_seen, one[1])), reverse=True):
        yield Wording(
            parts=marked(quote, [value]),
            first_seen=min(said["first_seen"] for said in rows),
            last_seen=max(map(_last_seen, rows)),
            captures=sum(int(said["captures"]) for said in rows),
            statement=max(rows, key=_last_seen),
        )


def _last_seen(statement: Row) -> str:
    return statement["last_seen"]


def _taken(material: Material, record: tuple[str, str]) -> Iterator[Taken]:
    """Yield the values of a row, those of one rule and the same words together."""
    groups: dict[tuple[str, ...], list[Row]] = {}
    for said in material.values.get(record, ()):
        if said["quote"] and not material.subject.derivation(said["field"]):
            groups.setdefault((said["rule"], said["quote"], said["memento_url"], said["url"]), []).append(said)
    for rows in groups.values():
        values = [(said["field"], said["value"]) for said in rows]
        rule, quote = rows[0]["rule"], rows[0]["quote"]
        yield Taken(values, marked(quote, (value for _, value in values)), _described(material, rule), rows[0])


def _described(material: Material, rule: str) -> str:
    try:
        return material.subject.described(rule)
    except KeyError:
        return "a rule of another version"


def _footnote(material: Material, table: RecordTable, row: Row, title: str) -> str:
    """Return a footnote: the words, the page, the capture, and where the dataset has them."""
    said = next((one for one in material.values.get((table.name, row["id"]), ()) if one["quote"]), None)
    newest = day(material.newest, material.known)
    behind = f"{title}, captures up to {newest}, {table.name} {row['id']}."
    if said is None:
        return behind
    words = "".join(part for part, _ in marked(said["quote"], ()))
    place = f", {said['memento_url'] or said['digest']}"
    return f"“{words}”, {said['url']}, captured {day(said['timestamp'], material.known)}{place}. In: {behind}"


def places(sections: Iterable[Section]) -> Iterator[Place]:
    """Yield the entries that have a place and stand."""
    for one in sections:
        if one.shown.place is None:
            continue
        longitude, latitude = one.shown.place
        for entry in one.current:
            if entry.row[longitude] and entry.row[latitude]:
                said = ", ".join(filter(None, (entry.name, entry.rest, entry.when, entry.status_name)))
                yield Place(entry.anchor, said, entry.status, float(entry.row[longitude]), float(entry.row[latitude]))
