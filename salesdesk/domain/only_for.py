"""For which units a discount is to be had: of some buildings, of some layouts, or named one by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol


class Sited(Protocol):
    """A unit, as far as it is asked where it stands and of which layout it is."""

    @property
    def id(self) -> int: ...

    @property
    def building_id(self) -> int: ...

    @property
    def layout(self) -> str: ...


@dataclass(frozen=True)
class OnlyFor:
    """What a unit must be; an empty part asks nothing. Buildings and units by their ids, layouts as the units say."""

    buildings: tuple[int, ...] = ()
    layouts: tuple[str, ...] = ()
    units: tuple[int, ...] = ()

    @classmethod
    def of(cls, stored: Mapping[str, Sequence[int | str]] | None) -> OnlyFor:
        """As it was stored by `plain`."""
        stored = stored or {}
        buildings, units = (tuple(int(one) for one in stored.get(key, ())) for key in ("buildings", "units"))
        return cls(buildings, tuple(str(one) for one in stored.get("layouts", ())), units)

    def plain(self) -> dict[str, list[int | str]] | None:
        """As it is stored; None for every unit."""
        parts: dict[str, list[int | str]] = {
            "buildings": [*sorted(self.buildings)], "layouts": [*sorted(self.layouts)], "units": [*sorted(self.units)],
        }  # fmt: skip
        return {key: values for key, values in parts.items() if values} or None

    def holds(self, unit: Sited) -> bool:
        """Whether the unit is one of those."""
        return (
            (not self.buildings or unit.building_id in self.buildings)
            and (not self.layouts or unit.layout in self.layouts)
            and (not self.units or unit.id in self.units)
        )


EVERY_UNIT = OnlyFor()
