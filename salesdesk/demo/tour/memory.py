"""What the tour remembers from one step to the next."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from salesdesk.demo.tour.door import Door


@dataclass
class Memory:
    """What a person would keep in mind or on a slip of paper: names and numbers, as they stood on the screen."""

    folder: Path
    prices: Path
    door: Door
    old_project: str = ""
    unit: str = ""
    """The home that is sold, as it is called: ``3-1604``."""
    swapped_to: str = ""
    """The home that the buyer wants instead."""
    receipt: str = ""
    """The number of the receipt that is given."""
    seal: str = ""
    """The seal of the closed day, as it stands on the day sheet: ``1:3f0a…``."""
