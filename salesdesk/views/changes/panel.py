"""The panel beside the form of a change: its sums, what it does, whose agreement it will need, and the button."""

from __future__ import annotations

from PySide6.QtCore import Signal

from salesdesk.domain.change_sheet import ChangeSheet
from salesdesk.domain.i18n import tr
from salesdesk.domain.requests import KIND_WORDS
from salesdesk.services.change_forms import ChangeStart
from salesdesk.views.changes.parts import MovedPart, PapersPart, ProgressPart, SumPart, steps_asked
from salesdesk.views.kit.banner import Banner
from salesdesk.views.kit.buttons import PrimaryButton
from salesdesk.views.kit.labels import Label
from salesdesk.views.kit.panel import SidePanel


class ChangePanel(SidePanel):
    """``submitted``: the filled button; ``go_there``: the link beside the reason why it is grey."""

    submitted = Signal()
    go_there = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.unit = Label("", "figure", medium=True, shrink=True)
        self.about = Label("", "small", "ink_2", elide=True)
        self.head.addWidget(self.unit)
        self.head.addWidget(self.about)
        self.sum = SumPart()
        self.moved = MovedPart()
        self.papers = PapersPart()
        self.progress = ProgressPart()
        for part in (self.sum, self.moved, self.papers, self.progress):
            self.add_part(part)
        self.refusal = Banner("refusal")
        self.refusal.link_activated.connect(self.go_there)
        self.go = PrimaryButton(tr("Ask for it"), "Ctrl Enter")
        self.go.clicked.connect(self.submitted)
        self.foot.addWidget(self.refusal)
        self.foot.addWidget(self.go)
        self._start: ChangeStart | None = None
        self._me = ""

    def show_start(self, start: ChangeStart, me: str) -> None:
        self._start, self._me = start, me
        order = start.order
        self.unit.setText(order.unit_label)
        self.about.setText("　".join((order.number, order.customer_name, tr(KIND_WORDS[start.kind]))))
        self.show_sheet(None)

    def show_sheet(self, sheet: ChangeSheet | None) -> None:
        """The sheet as it is now; dashes while there is none."""
        if sheet is None:
            self.sum.show_nothing()
        else:
            self.sum.show_sheet(sheet)
        self.moved.show_moved(sheet.moved if sheet else ())
        self.papers.show_papers(sheet.papers if sheet else ())
        if self._start is not None:
            settles = sheet is not None and bool(sheet.to_pay_fen or sheet.to_return_fen or sheet.moved)
            self.progress.show_steps(steps_asked(self._start.needs, self._me, settles=settles))

    def bar(self, reason: str | None, *, link: bool = False) -> None:
        """Greys the button with the first reason; ``None`` lets it be pressed."""
        self.go.set_refusal(reason)
        self.refusal.set_text(
            tr("Cannot be asked for yet") if reason else "", reason or "", tr("Go there") if link else ""
        )

    def say(self, sentence: str) -> None:
        """A refusal of the service, above a button that may be pressed again."""
        self.refusal.set_text("", sentence)
