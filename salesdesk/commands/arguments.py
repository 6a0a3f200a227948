"""What may be typed after ``salesdesk``."""

from __future__ import annotations

import argparse

from salesdesk import __version__


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(prog="salesdesk", description="Housing sales, from the price list to the receipt.")
    made.add_argument("--version", action="version", version=f"SalesDesk {__version__}")
    made.add_argument("--db", default="", metavar="URL|FILE", help="the office: a server's address or a file")
    made.add_argument("--lang", default="", choices=("zh_CN", "zh_TW", "en"), help="the language of the desk")
    made.set_defaults(carry_out=_start)
    return made


def _start(chosen: argparse.Namespace) -> int:
    from salesdesk.commands.start import start

    return start(chosen.db, chosen.lang)
