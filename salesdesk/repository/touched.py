"""What a verb changed, so that the screens that show it know."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Touched:
    """What a verb changed, for the screens that show it."""

    units: set[int] = field(default_factory=set)
    orders: set[int] = field(default_factory=set)
    customers: set[int] = field(default_factory=set)
    everything: bool = False

    def add(self, other: Touched) -> None:
        """What another verb changed, together with this."""
        self.units |= other.units
        self.orders |= other.orders
        self.customers |= other.customers
        self.everything = self.everything or other.everything
