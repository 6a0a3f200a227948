"""What every paper carries besides what it says: who issues it, and when and by whom it was printed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class Letterhead:
    """Who issues the paper. ``address`` and ``telephone`` are printed where there is room."""

    company: str
    project: str
    address: str = ""
    telephone: str = ""


@dataclass(frozen=True, kw_only=True)
class PrintStamp:
    """One print: when (with a time zone; shown in Asia/Shanghai), by whom, the how many-eth, and which copies.

    ``copies`` are the names of the copies of a slip, one page each (第一联 存根 …); carbon paper takes one name.
    """

    printed_at: datetime
    printed_by: str
    print_no: int = 1
    copies: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.printed_at.tzinfo is None:
            raise ValueError("printed_at needs a time zone")
