"""What the tour remembers from one step to the next."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from salesdesk.demo.tour.door import Door


@dataclass
class Memory:
    """Ids of what was made, in the order in which it is made."""

    folder: Path
    prices: Path
    door: Door
    old_project_id: int = 0
    project_id: int = 0
    unit_id: int = 0
    unit_label: str = ""
    customer_id: int = 0
    quote_id: int = 0
    order_id: int = 0
    receipt_id: int = 0
