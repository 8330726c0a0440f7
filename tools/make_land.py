"""Makes `scraper/report/page/data/land.svgpath` from world-atlas' land-110m.json; the same bytes each time.

world-atlas 2.0.2 (ISC licence) is Natural Earth's land, 1:110m, version 4.1.0, in the public domain. In the project's root:

    npm pack world-atlas@2.0.2 && tar -xzf world-atlas-2.0.2.tgz package/land-110m.json
    python -m tools.make_land package/land-110m.json
"""

import json
import sys
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

from scraper.report.page.projection import projected

LAND = Path(__file__).parent.parent / "scraper" / "report" / "page" / "data" / "land.svgpath"

Point = tuple[float, float]
Ring = Sequence[Point]


def main(source: Path) -> None:
    LAND.write_text(svg_path(json.loads(source.read_text(encoding="utf-8"))) + "\n", encoding="ascii")


def svg_path(topology: dict[str, Any]) -> str:
    """Return the rings of a topology's land (TopoJSON 1.0) as the data of one SVG path, in the map's units."""
    arcs = [list(_arc(arc, topology["transform"])) for arc in topology["arcs"]]
    rings = (
        _joined([arcs[at] if at >= 0 else arcs[~at][::-1] for at in ring])
        for shape in topology["objects"]["land"]["geometries"]
        for polygon in shape["arcs"]
        for ring in polygon
    )
    return "".join(_written(part) for ring in rings for part in cut(ring))


def _arc(arc: Sequence[Sequence[int]], transform: dict[str, Any]) -> Iterator[Point]:
    (sx, sy), (tx, ty) = transform["scale"], transform["translate"]
    for x, y in zip(accumulate(one[0] for one in arc), accumulate(one[1] for one in arc), strict=True):
        yield x * sx + tx, y * sy + ty


def _joined(arcs: Sequence[Ring]) -> list[Point]:
    return [*arcs[0], *(point for arc in arcs[1:] for point in arc[1:])]


def cut(ring: Ring) -> Iterator[list[Point]]:
    """Yield the parts of a ring on either side of the antimeridian; a ring round a pole is closed along it."""
    whole = list(_unwrapped(ring))
    if abs(whole[-1][0] - whole[0][0]) > 180:
        pole = -90.0 if whole[0][1] < 0 else 90.0
        whole += [(whole[-1][0], pole), (whole[0][0], pole)]
    for turn in (-360, 0, 360):
        part = _beside([(x + turn, y) for x, y in whole], -180, 1)
        part = _beside(part, 180, -1)
        if len({x for x, _ in part}) > 1:  # what only touches the meridian is no part
            yield part


def _unwrapped(ring: Ring) -> Iterator[Point]:
    """Yield a ring whose longitudes run on where it crosses the antimeridian."""
    yield ring[0]
    turn = 0
    for (before, _), (x, y) in pairwise(ring):
        turn += 360 * ((x - before < -180) - (x - before > 180))
        yield x + turn, y


def _beside(ring: Ring, edge: float, side: int) -> list[Point]:
    """Return the part of a ring on one side of a meridian (Sutherland and Hodgman 1974)."""
    kept: list[Point] = []
    for (x, y), (to_x, to_y) in pairwise([*ring, *ring[:1]]):
        inside, stays = side * (x - edge) >= 0, side * (to_x - edge) >= 0
        if inside:
            kept.append((x, y))
        if inside != stays:
            kept.append((edge, y + (to_y - y) * (edge - x) / (to_x - x)))
    return kept


def _written(ring: Ring) -> str:
    """Write a ring in whole units, each point relative to the one before; edges along a meridian or a pole follow its curve."""
    units = [(round(x), round(y)) for x, y in (projected(*point) for point in _finer(ring))]
    steps = [(x - a, y - b) for (a, b), (x, y) in pairwise(units) if (x, y) != (a, b)]
    if len(steps) < 3:
        return ""
    line = " ".join(f"{x} {y}" if y >= 0 else f"{x}{y}" for x, y in steps).replace(" -", "-")
    return f"M{units[0][0]} {units[0][1]}l{line}z"


def _finer(ring: Ring) -> Iterator[Point]:
    for (x, y), (to_x, to_y) in pairwise([*ring, *ring[:1]]):
        pieces = max(1, round(max(abs(to_x - x), abs(to_y - y)) / 5))
        yield from ((x + (to_x - x) * at / pieces, y + (to_y - y) * at / pieces) for at in range(pieces))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
