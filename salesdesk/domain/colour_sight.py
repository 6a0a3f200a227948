"""How far apart two colours are to the eye, also to one that sees red, green or blue less.

Distances are CIE 1976 ΔE*ab (ISO/CIE 11664-4) under D65; what a colour-blind eye sees is after Machado, Oliveira and
Fernandes 2009, at full severity, in linear sRGB. The bounds are those of the house's own colours (LOOK.md, "How states
are marked"): 8.3 for every eye but the rare one that lacks blue, for which it is 6.1; a tenth is left for rounding.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from itertools import combinations
from math import dist


class Sight(StrEnum):
    """One kind of eye."""

    NORMAL = "normal"
    PROTAN = "protan"
    DEUTAN = "deutan"
    TRITAN = "tritan"


LEAST: dict[Sight, float] = {Sight.NORMAL: 8.2, Sight.PROTAN: 8.2, Sight.DEUTAN: 8.2, Sight.TRITAN: 6.0}
Vector = tuple[float, float, float]
_SEEN: dict[Sight, tuple[Vector, Vector, Vector]] = {
    Sight.NORMAL: ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    Sight.PROTAN: (
        (0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998),
    ),
    Sight.DEUTAN: (
        (0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881),
    ),
    Sight.TRITAN: (
        (1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900),
    ),
}  # fmt: skip
_XYZ: tuple[Vector, Vector, Vector] = (
    (0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750), (0.0193339, 0.1191920, 0.9503041),
)  # fmt: skip
_WHITE: Vector = (0.95047, 1.0, 1.08883)


def difference(one: str, other: str, sight: Sight = Sight.NORMAL) -> float:
    """ΔE*ab between two colours written ``#RRGGBB``, as this eye sees them."""
    return dist(_lab(one, sight), _lab(other, sight))


def contrast(one: str, other: str) -> float:
    """The contrast of two colours after WCAG 2, from 1 to 21; text needs 4.5."""
    light, dark = sorted((_times(_XYZ[1], _linear(colour)) for colour in (one, other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def too_alike(colours: Mapping[str, str]) -> list[tuple[str, str, Sight]]:
    """The pairs of names whose colours some eye can hardly tell apart, with the first kind of eye that cannot."""
    found = list[tuple[str, str, Sight]]()
    for (name, one), (other_name, other) in combinations(colours.items(), 2):
        sight = next((eye for eye in Sight if difference(one, other, eye) < LEAST[eye]), None)
        if sight is not None:
            found.append((name, other_name, sight))
    return found


def _linear(colour: str) -> Vector:
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return _straight(red), _straight(green), _straight(blue)


def _straight(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def _times(row: Vector, column: Vector) -> float:
    return sum(a * b for a, b in zip(row, column, strict=True))


@lru_cache(maxsize=512)
def _lab(colour: str, sight: Sight) -> Vector:
    linear = _linear(colour)
    red, green, blue = (min(1.0, max(0.0, _times(row, linear))) for row in _SEEN[sight])
    x, y, z = (_root(_times(row, (red, green, blue)) / white) for row, white in zip(_XYZ, _WHITE, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _root(share: float) -> float:
    return float(share ** (1 / 3)) if share > 0.008856 else 7.787 * share + 16 / 116
