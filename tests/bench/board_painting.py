"""How fast the board paints: ``python -m tests.bench.board_painting``. Each figure stands beside its limit.

Limits are those of the house (16.7 ms: one frame) or are measured in the same run on the same machine: the fastest
that Qt paints the same cells (C++ ``drawRects``), and the copy of one screen. Exit 1 when a limit is missed.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from salesdesk.views import theme
from salesdesk.views.board_view.canvas import BoardCanvas
from tests.views.board_samples import many

SCREEN = (1600, 1000)
FRAME = 16.7
ROUNDS = 15


@dataclass(frozen=True)
class Figure:
    """One measured figure, and what it may be at most."""

    name: str
    value: float
    limit: float
    unit: str = "ms"
    why: str = ""

    @property
    def met(self) -> bool:
        return self.value == self.limit if self.unit == "cells" else self.value <= self.limit


def median_ms(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The median of several runs, the first of them not counted."""
    work()
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def canvas_with(units: int, zoom: str) -> BoardCanvas:
    canvas = BoardCanvas()
    canvas.resize(*SCREEN)
    canvas.set_zoom(zoom)
    canvas.set_cells(many(units))
    canvas.show()
    QApplication.processEvents()
    return canvas


def repaint(canvas: BoardCanvas) -> None:
    canvas.viewport().repaint()


def fastest_rects(canvas: BoardCanvas) -> float:
    """What Qt needs for the same cells as plain rectangles, colour by colour: no program in Python is faster."""
    rects = [canvas.cell_rect(unit) for unit in canvas._units.cells]
    groups = [rects[start::8] for start in range(8)]
    screen = QPixmap(*SCREEN)

    def paint() -> None:
        with QPainter(screen) as painter:
            painter.setPen(Qt.PenStyle.NoPen)
            for place, group in enumerate(groups):
                painter.setBrush(QColor.fromHsv(place * 40, 80, 220))
                painter.drawRects(group)

    return median_ms(paint)


def screen_copy() -> float:
    source, target = QPixmap(*SCREEN), QPixmap(*SCREEN)

    def copy() -> None:
        with QPainter(target) as painter:
            painter.drawPixmap(0, 0, source)

    return median_ms(copy)


def overview_figures() -> list[Figure]:
    canvas = canvas_with(20_000, "overview")
    rects, copy = fastest_rects(canvas), screen_copy()

    def anew() -> None:
        canvas.painting.forget()
        repaint(canvas)

    drawn = median_ms(anew)
    shown = median_ms(lambda: repaint(canvas))
    one = [0]

    def change(count: int) -> None:
        changed = [canvas.cell(one[0] * count + step + 1) for step in range(count)]
        canvas.update_cells([replace(cell, state="filed") for cell in changed if cell is not None])
        one[0] += 1
        QApplication.processEvents()

    canvas.painting.painted = 0
    change(1)
    painted = canvas.painting.painted
    one_ms, batch_ms = median_ms(lambda: change(1)), median_ms(lambda: change(100))
    canvas.close()
    return [
        Figure("overview of 20,000 units, repainted", shown, FRAME, why="one frame"),
        Figure("overview of 20,000 units, every cell drawn anew", drawn, 6 * rects, why=f"6 × drawRects {rects:.2f}"),
        Figure("one unit changed: cells painted", painted, 1, "cells", "its own"),
        Figure("one unit changed of 20,000", one_ms, max(0.5 * copy, 0.5), why=f"screen copy {copy:.2f}"),
        Figure("100 units changed at once", batch_ms, 0.5 * drawn, why="half of drawing all"),
    ]


def detail_figures() -> list[Figure]:
    cells = many(10_000)

    def first_sight() -> None:
        canvas = BoardCanvas()
        canvas.resize(*SCREEN)
        canvas.set_cells(cells)
        canvas.show()
        QApplication.processEvents()
        canvas.close()

    first = median_ms(first_sight, rounds=7)
    canvas = canvas_with(10_000, "medium")
    full = median_ms(lambda: repaint(canvas))
    canvas.painting.painted = 0
    canvas.update_cells([replace(cells[395], state="filed")])
    QApplication.processEvents()
    painted = canvas.painting.painted
    scroll = canvas.verticalScrollBar()
    step = [0]

    def scrolled() -> None:
        step[0] += 24
        scroll.setValue(step[0] % max(scroll.maximum(), 1))
        QApplication.processEvents()

    moved = median_ms(scrolled)
    canvas.close()
    return [
        Figure("10,000 units taken over and first painted", first, 60, why="aim of the house"),
        Figure("one building repainted with its texts", full, FRAME, why="one frame"),
        Figure("one unit changed in detail: cells painted", painted, 1, "cells", "its own"),
        Figure("scrolled by a step", moved, FRAME, why="one frame"),
    ]


def measure() -> list[Figure]:
    """All figures of the board's painting."""
    app = QApplication.instance() or QApplication([])
    theme.install(app, "light")  # type: ignore[arg-type]
    return [*overview_figures(), *detail_figures()]


def main() -> int:
    figures = measure()
    for each in figures:
        sign = "ok  " if each.met else "MISS"
        print(f"{sign} {each.name:<52} {each.value:8.2f} {each.unit:<6} limit {each.limit:8.2f}  {each.why}")
    return 0 if all(each.met for each in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
