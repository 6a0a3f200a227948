"""The evening: the cashier closes the business day, and the auditor proves that nothing of it was changed since."""

from __future__ import annotations

from salesdesk.demo.tour.eyes import StepFailed
from salesdesk.demo.tour.memory import Memory
from salesdesk.demo.tour.opening import PROJECT
from salesdesk.demo.tour.stage import Stage
from salesdesk.demo.tour.ways import go_to, keep_paper
from salesdesk.domain.day_sheet import grouped
from salesdesk.views.cashier.screen import CashierScreen
from salesdesk.views.day_close.page import DayClosePage


def day_close(stage: Stage, memory: Memory) -> str:
    """The cashier looks at what the day holds, closes it, and keeps its sheet with the seal."""
    memory.door.sign_in("fang", PROJECT)
    page = _page(stage)
    stage.wait("the day's figures", lambda: page.closing.tables.entries.rows.rows())
    entries = len(page.closing.tables.entries.rows.rows())
    stage.picture("day-close")
    stage.press("Ctrl+Return")
    if page.closing.side.again.sentence():
        stage.wait("what speaks against it to be read", page.closing.side.go.isEnabled)
        stage.picture("day-close-asks")
        stage.press("Ctrl+Return")
    seal = page.closed.side
    stage.wait("the seal to be written down", lambda: seal.figures.text() and seal.written.sentence())
    stage.picture("day-closed")
    stage.press("Ctrl+P")
    keep_paper(stage, "day-sheet.pdf", "day-sheet-paper")
    memory.seal = seal.figures.text()
    stage.press("Escape")
    stage.picture("next-business-day")
    return f"{entries} entries, seal {memory.seal[:10]}…"


def seals(stage: Stage, memory: Memory) -> str:
    """The auditor types the seal from the day sheet, and has all of them computed anew."""
    memory.door.sign_in("jian", PROJECT)
    page = _page(stage)
    stage.press("Ctrl+PgDown")
    check = page.closed.side.verify
    number, _, figures = memory.seal.partition(":")
    stage.fill(check.printed, f"{number}:{' '.join(grouped(figures))}")
    stage.press("Ctrl+R")
    stage.wait("the verdict", check.verdict.sentence)
    if page.closed.findings.rows.rows():
        raise StepFailed(check.verdict.sentence())
    stage.picture("seals-verified")
    return check.verdict.sentence()


def _page(stage: Stage) -> DayClosePage:
    """Day close, by its key at the counter."""
    screen = go_to(stage, CashierScreen)
    stage.press("F12")
    page = screen.shown_day_close()
    if page is None:
        raise StepFailed("day close did not open")
    stage.wait("the day to be closed", lambda: page.closing.shown is not None)
    stage.settle()
    return page
