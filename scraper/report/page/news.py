"""Changes → what each capture brought, those of substance apart from the rest."""

from collections.abc import Iterable, Sequence

import msgspec

from scraper.diffs.text import Run
from scraper.history.compare import NOT_CONFIRMED
from scraper.report.page.material import Material, Row
from scraper.report.page.told import clipped, differences, limited

SUBSTANCE = "substance"
MOST_CAPTURES, MOST_LINES = 150, 40


class Changed(msgspec.Struct, frozen=True, kw_only=True):
    """One change, its words before and after as what came and what went."""

    row: Row
    runs: Sequence[Run]


class Brought(msgspec.Struct, frozen=True):
    """What a capture brought, beside the capture before it; `left_out` lines are not shown."""

    first: Row
    lines: list[Changed]
    left_out: int


class News(msgspec.Struct, frozen=True):
    """Changes of substance, and the others, the newest first, each with how many captures are left out."""

    substance: list[Brought]
    substance_left_out: int
    rest: list[Brought]
    rest_left_out: int
    counts: tuple[int, int]


def news(material: Material) -> News:
    """Return all changes."""
    substance = [row for row in material.changes if row["class"] == SUBSTANCE]
    rest = [row for row in material.changes if row["class"] != SUBSTANCE]
    first, first_left = limited(_by_capture(substance), MOST_CAPTURES)
    other, other_left = limited(_by_capture(rest), MOST_CAPTURES)
    return News(
        [_brought(rows) for rows in first],
        first_left,
        [_brought(rows) for rows in other],
        other_left,
        (len(substance), len(rest)),
    )


def _by_capture(rows: Iterable[Row]) -> list[list[Row]]:
    captures: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        captures.setdefault((row["timestamp"], row["url"]), []).append(row)
    return [captures[at] for at in sorted(captures, reverse=True)]


def _brought(rows: list[Row]) -> Brought:
    lines, left_out = limited([Changed(row=row, runs=_runs(row)) for row in rows], MOST_LINES)
    return Brought(rows[0], lines, left_out)


def _runs(row: Row) -> Sequence[Run]:
    if row["kind"] == NOT_CONFIRMED:
        return (Run("equal", clipped(row["before"])[0]),) if row["before"] else ()
    return differences(row["before"], row["after"])
