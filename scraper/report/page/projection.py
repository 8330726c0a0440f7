"""Degrees → a place on the map: the Equal Earth projection (Šavrič, Patterson and Jenny 2018), in whole units."""

from math import asin, cos, radians, sin, sqrt

_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
WIDTH, HEIGHT = 4000, 1947
"""The world's size in units: `HEIGHT` follows from `WIDTH` and the projection."""


def projected(longitude: float, latitude: float) -> tuple[float, float]:
    """Return where a place is, in units from the map's upper left corner. Degrees are WGS 84."""
    theta = asin(sqrt(3) / 2 * sin(radians(latitude)))
    square = theta * theta
    narrowing = 9 * _A4 * square**4 + 7 * _A3 * square**3 + 3 * _A2 * square + _A1
    x = 2 * sqrt(3) * radians(longitude) * cos(theta) / (3 * narrowing)
    y = theta * (_A4 * square**4 + _A3 * square**3 + _A2 * square + _A1)
    scale = WIDTH / (2 * 2.7066299836960748)  # x at 180 degrees east on the equator
    return WIDTH / 2 + scale * x, HEIGHT / 2 - scale * y
