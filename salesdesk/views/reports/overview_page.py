"""The overview: key figures, months, layouts, states, and the table; its middle scrolls."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from salesdesk.domain.i18n import tr
from salesdesk.domain.money import FEN_PER_WAN
from salesdesk.domain.sales_figures import By
from salesdesk.services.figure_words import FIGURE_WORDS, Figure, explain, explain_line, months_of_stock
from salesdesk.services.report_sheets import line_name
from salesdesk.services.reports import MONTHS_SHOWN, Overview
from salesdesk.views.kit.labels import Label
from salesdesk.views.kit.paint import RIGHT
from salesdesk.views.reports.card import Card, Framed
from salesdesk.views.reports.key_figures import KeyFigures
from salesdesk.views.reports.month_chart import MonthChart
from salesdesk.views.reports.month_legend import MonthLegend
from salesdesk.views.reports.share_bars import ShareBars
from salesdesk.views.reports.shown import explain_state, figure_cells, layout_bars, month_bar, state_bars
from salesdesk.views.reports.summary_table import SummaryTable
from salesdesk.views.reports.wording import decimal, is_large, wan_unit, yi_unit

_CHARTS_LEAST, _CHARTS_MOST = 214, 440


class OverviewPage(QScrollArea):
    """Signals:
    opened: a line whose deals are asked for: its grouping (None for all) and its key.
    explained: head and sentence of what was clicked.
    """

    opened = Signal(object, str)
    explained = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.seen: Overview | None = None
        self.by = By.BUILDING
        self.figures = KeyFigures()
        self.months = MonthChart(tr("Nothing sold yet"))
        self.layouts = ShareBars(tr("No units yet"))
        self.states = ShareBars(tr("No units yet"))
        self.table = SummaryTable()
        self.agreed = Label("", "small", "ok", align=RIGHT)
        self.agreed.setContentsMargins(0, 0, 12, 0)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.month_card = Card(tr("Agreed by month"), self.months)
        self.legend = MonthLegend()
        self.month_card.add_to_head(self.legend)
        self.layout_card = Card(tr("Sell-through by layout"), self.layouts)
        self.layout_card.note.setText(tr("launched units"))
        self.state_card = Card(tr("Where the units stand"), self.states)
        self.state_card.note.setText(tr("units, 10k yuan"))
        charts = QHBoxLayout()
        charts.setSpacing(12)
        for card, share in ((self.month_card, 14), (self.layout_card, 10), (self.state_card, 10)):
            card.setMinimumHeight(_CHARTS_LEAST)
            card.setMaximumHeight(_CHARTS_MOST)
            charts.addWidget(card, share)
        inside = self._inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(self.figures)
        column.addLayout(charts, 3)
        column.addWidget(Framed(self.table, self.agreed), 1)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)

    def _connect(self) -> None:
        self.figures.opened.connect(lambda _: self.opened.emit(None, ""))
        self.months.opened.connect(lambda key: self.opened.emit(By.MONTH, key))
        self.layouts.opened.connect(lambda key: self.opened.emit(By.LAYOUT, key))
        self.table.opened.connect(lambda key: self.opened.emit(self.by, key))
        self.table.chosen.connect(self._bring_into_sight)
        for part in (self.figures, self.months, self.layouts, self.states):
            part.explained.connect(lambda _: self.explained.emit(*self.explanation()))

    def _bring_into_sight(self) -> None:
        """The table is as high as its rows: when the cursor moves, the page scrolls."""
        row = self.table.cursor_rect()
        top = self.table.mapTo(self._inside, row.topLeft())
        self.ensureVisible(top.x(), top.y(), 0, 2 * row.height())

    # what it shows

    def show_overview(self, seen: Overview) -> None:
        """Shows the figures of one moment; the cursor stays where it is."""
        self.seen = seen
        self.figures.show_cells(figure_cells(seen))
        months = seen.lines[By.MONTH][-MONTHS_SHOWN:]
        self.months.show_bars([month_bar(line) for line in months])
        self.legend.set_average(self.months.average_fen > 0)
        large = is_large(max(line.deals.total_fen for line in months))
        span = f"{months[0].key} — {months[-1].key}"
        self.month_card.note.setText(f"{yi_unit() if large else wan_unit()}　{span}")
        self.layouts.show_bars(layout_bars(seen.lines[By.LAYOUT]))
        self._show_states(seen)
        self._show_agreed(seen)
        self.show_by(self.by)

    def _show_states(self, seen: Overview) -> None:
        self.states.show_bars(state_bars(seen))
        months = months_of_stock(seen)
        words = tr("free ones last {months} months").format(months=months) if months else ""
        self.state_card.side.setText(words)
        self.state_card.side.setToolTip(explain(seen, Figure.SELL_THROUGH) if months else "")

    def _show_agreed(self, seen: Overview) -> None:
        """Whether the same money comes out however it is added up: to be checked by eye."""
        if seen.agrees:
            words = tr("✓ equal by building, layout, month and state: {sum}")
            self.agreed.set_tone("ok")
        else:
            words = tr("building, layout, month and state do not come to the same: {sum} by building")
            self.agreed.set_tone("danger", medium=True)
        self.agreed.setText(words.format(sum=f"{decimal(seen.total.deals.total_fen, FEN_PER_WAN, 2)} {wan_unit()}"))

    def show_by(self, by: By) -> None:
        """Groups the table by building, layout or month."""
        self.by = by
        if self.seen is not None:
            self.table.show_lines(by, self.seen.lines[by])

    # explain this number

    def explanation(self) -> tuple[str, str]:
        """Head and sentence for what the cursor stands on."""
        seen, focus = self.seen, QApplication.focusWidget()
        if seen is None:
            return "", ""
        if focus is self.months:
            return self._of_line(By.MONTH, self.months.current())
        if focus is self.layouts:
            return self._of_line(By.LAYOUT, self.layouts.current())
        if focus is self.states:
            return explain_state(seen, self.states.current())
        line = self.table.current_line() if focus is self.table.table else None
        if line is not None:
            return self._of_line(self.by, line.key)
        figure = Figure(self.figures.current())
        return tr(FIGURE_WORDS[figure]), explain(seen, figure)

    def _of_line(self, by: By, key: str) -> tuple[str, str]:
        lines = self.seen.lines[by] if self.seen else ()
        line = next((line for line in lines if line.key == key), None)
        return (line_name(by, key), explain_line(line)) if line else ("", "")
