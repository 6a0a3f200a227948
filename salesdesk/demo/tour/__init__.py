"""A day of the office, played through the real windows: what a visitor would see, and the end-to-end test."""

from __future__ import annotations

from pathlib import Path


def run(out: Path, prices: Path | None = None) -> int:
    """Plays the day into ``out``; 1 when a step failed.

    Args:
        prices: the price list to import; by default a bundled one of 600 homes, as messy as filings are.
    """
    from salesdesk.demo.tour.day import play

    return play(out, prices)
