"""The panel beside the form: the unit and where it goes, the one amount, what is due today, the checks, the button."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from salesdesk.domain.capital_figures import capital_figures
from salesdesk.domain.i18n import tr
from salesdesk.domain.labels import spaced, split_layout
from salesdesk.domain.money import format_area, format_percent, format_yuan, format_yuan_short
from salesdesk.domain.states import SaleState, Verb, can_start
from salesdesk.services.deal_forms import DealStart
from salesdesk.services.quotes import DealPreview
from salesdesk.services.rows import UnitDetail
from salesdesk.views.deal.checks import Check, ChecksPart
from salesdesk.views.deal.consultants import ConsultantsPart
from salesdesk.views.deal.words import per_m2, signed_yuan
from salesdesk.views.kit.banner import Banner
from salesdesk.views.kit.buttons import Button, PrimaryButton
from salesdesk.views.kit.labels import Label, ValueLine
from salesdesk.views.kit.marks import Mark
from salesdesk.views.kit.panel import Part, SidePanel
from salesdesk.views.kit.reveal import reveal


class DealPanel(SidePanel):
    """``explained`` asks for the working, ``confirmed`` is the primary button, ``price_wanted`` its approval."""

    explained = Signal()
    confirmed = Signal()
    price_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._subscribing = True
        self._head()
        self._amount_part()
        self.due_part = Part(tr("Due today"), tr("Taken by the cashier"))
        self.add_part(self.due_part)
        self._dues: list[ValueLine] = []
        self.consultants = ConsultantsPart()
        self.add_part(self.consultants)
        self.checks = ChecksPart()
        self.add_part(self.checks)
        self.warning = Banner("warning")
        self.refusal = Banner("refusal")
        self.go = PrimaryButton("", "Ctrl Enter")
        self.ask_price = Button(tr("Ask for this price"), "F3", tall=True)
        reveal(self.ask_price, False)
        self.ask_price.clicked.connect(self.price_wanted)
        for widget in (self.warning, self.refusal, self.ask_price, self.go):
            self.foot.addWidget(widget)
        self.go.clicked.connect(self.confirmed)

    def _head(self) -> None:
        self.unit = Label("", "figure", medium=True, shrink=True)
        self.state = Mark("", words=True)
        self.arrow = Label("→", "small", "ink_3")
        self.new_state = Mark("subscribed", words=True)
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget in (self.unit, self.state, self.arrow, self.new_state):
            row.addWidget(widget)
        row.addStretch(1)
        self.head.addLayout(row)
        self.place = Label("", elide=True)
        self.areas = Label("", "small", "ink_2", elide=True)
        self.head.addWidget(self.place)
        self.head.addWidget(self.areas)

    def _amount_part(self) -> None:
        part = Part(tr("Agreed total"), link=tr("Working") + "  F7")
        part.link.clicked.connect(self.explained)
        self.amount = Label("—", "amount", medium=True)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.amount)
        self.unit_word = Label(tr("yuan"), "small", "ink_2")
        self.unit_word.setContentsMargins(0, 0, 0, 6)
        row.addWidget(self.unit_word, 0, Qt.AlignmentFlag.AlignBottom)
        row.addStretch(1)
        part.column.addLayout(row)
        self.capitals = Label("", "small", "ink_2", wrap=True)
        part.add(self.capitals)
        part.column.addSpacing(6)
        self.list_total = ValueLine(tr("List total"))
        self.off = ValueLine(tr("Taken off"))
        self.ratio = ValueLine(tr("Share of the list total"))
        self.unit_price = ValueLine(tr("Agreed unit price"))
        self.limit = ValueLine(tr("Price limit"))
        for line in (self.list_total, self.off, self.ratio, self.unit_price, self.limit):
            part.add(line)
        self.add_part(part)

    def set_mode(self, *, subscribing: bool) -> None:
        """A quote shows neither a new state nor consultants and checks."""
        self._subscribing = subscribing
        for widget in (self.arrow, self.new_state, self.consultants, self.due_part):
            widget.setVisible(subscribing)
        self.go.set_text(tr("Confirm and print") if subscribing else tr("Save and print the quote"))

    def show_start(self, start: DealStart) -> None:
        """The unit as it stands now."""
        unit = start.unit
        self.unit.setText(unit.label)
        self.state.set_marks(unit.state, unit.restrictions)
        moves = self._subscribing and can_start(Verb.SUBSCRIBE, SaleState(unit.state))
        for widget in (self.arrow, self.new_state):
            widget.setVisible(moves)
        self.place.setText(place_words(unit))
        self.areas.setText(area_words(unit))
        self.consultants.set_people(start.consultants)
        self.consultants.set_introducers(start.introducers)

    def show_preview(self, preview: DealPreview | None, start: DealStart) -> None:
        """The figures as they are now; dashes while there are none."""
        working = preview.working if preview is not None else None
        self.amount.setText(format_yuan_short(working.total_fen) if working else "—")
        self.capitals.setText(capital_figures(working.total_fen) if working else "")
        self.list_total.set_value(format_yuan(working.list_total_fen) if working else "—")
        self.off.set_value(signed_yuan(-working.off_fen) if working else "—")
        self.ratio.set_value(format_percent(working.ratio_millionths) if working else "—")
        self.unit_price.set_value(per_m2(working.unit_price_fen) if working else "—")
        allowed = preview is not None and preview.allowed
        self.limit.set_value(
            "—" if preview is None else tr("✓ within limit") if allowed else tr("needs approval"),
            "ink" if preview is None else "ok" if allowed else "warn",
        )
        reveal(self.ask_price, preview is not None and not allowed)
        warnings = preview.deal.warnings if preview is not None else ()
        self.warning.set_text("", "\n".join(tr(words) for words in warnings))
        self._show_due_today(preview, start)

    def _show_due_today(self, preview: DealPreview | None, start: DealStart) -> None:
        dues = preview.dues if preview is not None else ()
        today = [due for due in dues if due.due_on == start.today]
        while len(self._dues) < max(len(today), 1):
            line = ValueLine("")
            self.due_part.add(line)
            self._dues.append(line)
        for place, line in enumerate(self._dues):
            line.setVisible(place < max(len(today), 1))
            due = today[place] if place < len(today) else None
            line.noun.setText(due.name if due else tr("Nothing due today"))
            line.set_value(format_yuan(due.amount_fen) if due else "")

    def show_checks(self, checks: Sequence[Check], against: Check | None) -> None:
        """The checks, and above the button the first reason against confirming."""
        self.checks.show_checks(checks)
        self.bar(against.reason if against is not None else None, link=against is not None and bool(against.go_there))

    def bar(self, reason: str | None, *, link: bool = False) -> None:
        self.go.set_refusal(reason)
        self.refusal.set_text(tr("Not yet") if reason else "", reason or "", tr("Go there") if link else "")


def place_words(unit: UnitDetail) -> str:
    """``2 单元 15 层　C 户型 三房两厅　南北``."""
    floor = str(unit.floor) if unit.floor == unit.floor_to else f"{unit.floor}–{unit.floor_to}"
    code, rooms = split_layout(unit.layout)
    layout = " ".join(part for part in (tr("layout {code}").format(code=code) if code else "", rooms) if part)
    where = " ".join(part for part in (spaced(unit.entrance), tr("floor {n}").format(n=floor)) if part)
    return "　".join(part for part in (where, layout, unit.aspect) if part)


def area_words(unit: UnitDetail) -> str:
    """``建筑 118.32 ㎡　套内 94.66 ㎡``."""
    words = [tr("gross {area} ㎡").format(area=format_area(unit.gross_cm2))]
    if unit.inner_cm2:
        words.append(tr("inner {area} ㎡").format(area=format_area(unit.inner_cm2)))
    return "　".join(words)
