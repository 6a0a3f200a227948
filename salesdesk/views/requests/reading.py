"""What a request asks for, to be read: the before/after sheet, the price with its limits, or the plain reason."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from salesdesk.domain.change_sheet import working_from
from salesdesk.domain.i18n import tr
from salesdesk.domain.money import format_percent, format_yuan
from salesdesk.domain.permissions import ROLE_WORDS, OfficeRole
from salesdesk.domain.pricing import Working
from salesdesk.domain.request_facts import request_facts
from salesdesk.services.request_views import RequestView
from salesdesk.services.rows import RequestDetail
from salesdesk.views.changes.parts import Lines
from salesdesk.views.changes.sheet import SheetPane
from salesdesk.views.kit.labels import Label, ValueLine
from salesdesk.views.kit.rows import RowsModel
from salesdesk.views.kit.section import SectionTitle, Sheet
from salesdesk.views.kit.sheet_table import SheetTable
from salesdesk.views.orders.tables import PRICE_COLUMNS, price_rows

_WIDEST = 560


class PriceReading(QScrollArea):
    """A price that was asked for: its working line by line, and how far each role may go by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.title = SectionTitle(tr("Working"))
        self.working = SheetTable(RowsModel(PRICE_COLUMNS, lambda row: row.key), fit=True, dense=True)
        self.working.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.limits_title = SectionTitle(tr("Limits"), note=tr("share of the list total that a role may agree alone"))
        self.limits = QVBoxLayout()
        self.limits.setSpacing(0)
        body = Sheet("surface")
        column = QVBoxLayout(body)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(6)
        column.addWidget(self.title)
        column.addWidget(self.working)
        column.addSpacing(10)
        column.addWidget(self.limits_title)
        column.addLayout(self.limits)
        column.addStretch(1)
        self.setWidget(body)

    def show_price(self, sheet: dict[str, Any]) -> None:
        working = working_from(sheet["working"])
        assert working is not None
        rows, total = price_rows(working)
        self.working.set_rows(rows)
        self.working.set_total(total)
        self.title.set_note(str(sheet.get("scheme", "")))
        while (item := self.limits.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self.limits.addWidget(ValueLine(tr("Asked for"), format_percent(working.ratio_millionths), strong=True))
        limits = sheet.get("limits", {})
        for role in OfficeRole:
            if role.value in limits:
                self.limits.addWidget(_limit(role, int(limits[role.value]), working))


def _limit(role: OfficeRole, limit: int, working: Working) -> ValueLine:
    """A limit with whether the price keeps it: by a word, not by colour alone."""
    keeps = working.ratio_millionths >= limit
    least = format_yuan(working.list_total_fen * limit // 1_000_000)
    words = tr("within") if keeps else tr("beyond")
    return ValueLine(tr(ROLE_WORDS[role]), f"{format_percent(limit)}　{least}　{words}",
                     tone="ok" if keeps else "warn")  # fmt: skip


class PlainReading(QWidget):
    """A request without a sheet: what it is about, what it says, and why."""

    def __init__(self) -> None:
        super().__init__()
        self.about = Label("", "section", medium=True, wrap=True)
        self.facts = Lines()
        self.facts.setMaximumWidth(_WIDEST)
        self.reason = Label("", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addWidget(self.about)
        column.addWidget(self.facts)
        column.addWidget(Label(tr("Reason"), "small", "ink_3"))
        column.addWidget(self.reason)
        column.addStretch(1)

    def show_request(self, detail: RequestDetail) -> None:
        self.about.setText(detail.row.subject)
        self.facts.show_lines([ValueLine(noun, value) for noun, value in request_facts(detail.sheet)])
        self.reason.setText(detail.row.reason)


class Reading(QStackedWidget):
    """The one of the three that fits the request."""

    def __init__(self) -> None:
        super().__init__()
        self.sheet, self.price, self.plain = SheetPane(), PriceReading(), PlainReading()
        for widget in (self.sheet, self.price, self.plain):
            self.addWidget(widget)

    def show_view(self, view: RequestView) -> None:
        detail = view.file.detail
        if view.sheet is not None:
            self.sheet.box.show_sheet(view.sheet)
            self.setCurrentWidget(self.sheet)
        elif "working" in detail.sheet:
            self.price.show_price(detail.sheet)
            self.setCurrentWidget(self.price)
        else:
            self.plain.show_request(detail)
            self.setCurrentWidget(self.plain)
