"""Rows with a place → a map: markers, those that would overlap joined, and the crowded part once more, enlarged."""

from collections import Counter
from collections.abc import Iterable, Sequence
from math import hypot

import msgspec

from scraper.report.page.projection import HEIGHT, WIDTH, projected

NEAR = 160
"""Markers nearer than this are one: a marker's target is 160 units wide, 24 pixels where the map is 600 wide."""
NEAR_ENLARGED = 104
"""The same for what is enlarged, 24 pixels where that is 560 wide."""
_INSET_WIDTH, _INSET_HEIGHT = 2400.0, 1400.0
_MOST_ZOOM = 12.0


class Place(msgspec.Struct, frozen=True):
    """A row that has a place: its anchor, what is said of it, the number of its status, degrees east and north."""

    anchor: str
    label: str
    status: int
    longitude: float
    latitude: float


class Marker(msgspec.Struct, frozen=True):
    """A marker: where its middle is, in units, and the places that it stands for."""

    x: float
    y: float
    places: tuple[Place, ...]

    @property
    def status(self) -> int:
        """The number of the status that most of them have; of statuses that as many have, the first."""
        counts = Counter(place.status for place in self.places)
        return min(counts, key=lambda status: (-counts[status], status))

    @property
    def label(self) -> str:
        """What it stands for, in words."""
        return "; ".join(place.label for place in self.places)


class Inset(msgspec.Struct, frozen=True):
    """A part of the map enlarged: what part, how much, and its markers, in units of the inset."""

    x: float
    y: float
    zoom: float
    markers: tuple[Marker, ...]
    width: float = _INSET_WIDTH
    height: float = _INSET_HEIGHT


class Atlas(msgspec.Struct, frozen=True):
    """The map."""

    markers: tuple[Marker, ...]
    inset: Inset | None
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def is_joined(self) -> bool:
        """Whether a marker stands for several places."""
        return any(len(one.places) > 1 for one in (*self.markers, *(self.inset.markers if self.inset else ())))


def atlas(places: Iterable[Place]) -> Atlas | None:
    """Return the map of places, None where there are none."""
    dots = [(*projected(one.longitude, one.latitude), one) for one in places]
    markers = _clustered(dots, NEAR)
    return Atlas(markers, _inset(dots, markers)) if markers else None


_Dot = tuple[float, float, Place]


def _clustered(dots: Sequence[_Dot], near: float) -> tuple[Marker, ...]:
    """Join dots to the first marker that is near, then markers that came near by it, until none is near another."""
    groups = [[dot] for dot in dots]
    while True:
        joined: list[list[_Dot]] = []
        for group in groups:
            x, y = _middle(group)
            for other in joined:
                a, b = _middle(other)
                if hypot(x - a, y - b) < near:
                    other.extend(group)
                    break
            else:
                joined.append(group)
        if len(joined) == len(groups):
            break
        groups = joined
    middles = map(_middle, groups)
    return tuple(
        Marker(_round(x), _round(y), tuple(dot[2] for dot in group))
        for group, (x, y) in zip(groups, middles, strict=True)
    )


def _middle(group: Sequence[_Dot]) -> tuple[float, float]:
    return sum(dot[0] for dot in group) / len(group), sum(dot[1] for dot in group) / len(group)


def _round(number: float) -> float:
    return round(number, 1)


def _inset(dots: Sequence[_Dot], markers: Sequence[Marker]) -> Inset | None:
    """Enlarge what lies around the marker that stands for the most places, where they are apart from each other at all."""
    crowds = [one for one in markers if len({(place.longitude, place.latitude) for place in one.places}) > 1]
    if not crowds:
        return None
    crowd = max(crowds, key=lambda one: (len(one.places), -one.x))
    reach = NEAR
    around = [dot for dot in dots if abs(dot[0] - crowd.x) < reach and abs(dot[1] - crowd.y) < reach]
    left, right = min(dot[0] for dot in around), max(dot[0] for dot in around)
    top, bottom = min(dot[1] for dot in around), max(dot[1] for dot in around)
    zoom = min(_MOST_ZOOM, _INSET_WIDTH / (right - left + NEAR), _INSET_HEIGHT / (bottom - top + NEAR))
    x = (left + right) / 2 - _INSET_WIDTH / zoom / 2
    y = (top + bottom) / 2 - _INSET_HEIGHT / zoom / 2
    enlarged = [((a - x) * zoom, (b - y) * zoom, place) for a, b, place in dots]
    inside = [dot for dot in enlarged if 0 <= dot[0] <= _INSET_WIDTH and 0 <= dot[1] <= _INSET_HEIGHT]
    return Inset(_round(x), _round(y), round(zoom, 3), _clustered(inside, NEAR_ENLARGED))
