"""The clock on the office's wall: moments are stored in UTC and told in Chinese standard time."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


def minute(moment: datetime) -> str:
    """``2026-11-22 14:32``."""
    return moment.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")


def short_minute(moment: datetime) -> str:
    """``11-22 14:32``, where the year goes without saying."""
    return moment.astimezone(SHANGHAI).strftime("%m-%d %H:%M")
