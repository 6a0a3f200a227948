"""The panels beside opening balances: what the file comes to and the button that asks for it; where a request stands
and the button of its next step.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from salesdesk.domain.i18n import tr, trn
from salesdesk.domain.money import format_yuan
from salesdesk.domain.permissions import ROLE_WORDS, OfficeRole
from salesdesk.domain.requests import STATE_WORDS, RequestState
from salesdesk.services.opening_status import OpeningStatus, OpeningSums
from salesdesk.views.changes.parts import Lines, ProgressPart, Step, steps_of
from salesdesk.views.changes.wording import STATE_TONES
from salesdesk.views.kit.banner import Banner
from salesdesk.views.kit.buttons import Button, PrimaryButton
from salesdesk.views.kit.field import TextField
from salesdesk.views.kit.input_method import on_enter
from salesdesk.views.kit.labels import Label, ValueLine
from salesdesk.views.kit.panel import Part, SidePanel
from salesdesk.views.kit.reveal import reveal
from salesdesk.views.kit.tags import Tag

MOST_WORDS = 300


class SumsPart(Part):
    """The sums of a file, and whether they add up."""

    def __init__(self) -> None:
        super().__init__(tr("What it comes to"))
        self.lines = Lines()
        self.equal = Label("", "small", "ok", wrap=True)
        self.add(self.lines)
        self.add(self.equal)

    def show_sums(self, sums: OpeningSums) -> None:
        self.lines.show_lines([
            ValueLine(tr("Orders"), f"{sums.orders:,}"),
            ValueLine(tr("Contract totals"), format_yuan(sums.total_fen)),
            *(ValueLine(tr("Received: {item}").format(item=name), format_yuan(fen)) for name, fen in sums.items),
            ValueLine(tr("Received in all"), format_yuan(sums.received_fen), strong=True),
            ValueLine(tr("Still open of the totals"), format_yuan(sums.open_fen)),
        ])  # fmt: skip
        sign = tr("✓ equal") if sums.adds_up else tr("✗ differs")
        items = " + ".join(format_yuan(fen) for _, fen in sums.items) or format_yuan(0)
        self.equal.setText(f"{items} = {format_yuan(sums.received_fen)}　{sign}")
        self.equal.set_tone("ok" if sums.adds_up else "danger")


class AskSide(SidePanel):
    """A file that was read: its lines, its sums, the reason; ``confirmed`` when the person wants to ask for it."""

    confirmed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.name = Label("", "section", medium=True, elide=True)
        self.about = Label("", "small", "ink_3", elide=True)
        self.head.addWidget(self.name)
        self.head.addWidget(self.about)
        part = Part(tr("Lines"))
        self.orders, self.money = ValueLine(tr("Orders")), ValueLine(tr("Sums received"))
        self.wrong = ValueLine(tr("Cannot be taken"))
        self.lines = ValueLine(tr("Lines in the file"), strong=True)
        self.equal = Label("", "small", "ok")
        for widget in (self.orders, self.money, self.wrong, self.lines, self.equal):
            part.add(widget)
        self.add_part(part)
        self.sums = SumsPart()
        self.add_part(self.sums)
        why = Part(tr("Reason"))
        self.reason = TextField(tr("The office moves in"), most=MOST_WORDS)
        self.reason.set_name(tr("Reason"))
        why.add(self.reason)
        self.add_part(why)
        self.banner = Banner("refusal")
        self.go = PrimaryButton(tr("Ask for it"), "Ctrl Enter")
        self.go.clicked.connect(self.confirmed)
        on_enter(self.reason.line, self.go.press)
        self.foot.addWidget(self.banner)
        self.foot.addWidget(self.go)

    def show_file(self, name: str, sums: OpeningSums) -> None:
        """What was read."""
        self.name.setText(name)
        self.about.setText(trn("{n} line", "{n} lines", sums.lines).format(n=f"{sums.lines:,}"))
        self.orders.set_value(f"{sums.orders:,}")
        self.money.set_value(f"{sums.money:,}")
        self.wrong.set_value(f"{sums.wrong:,}", "danger" if sums.wrong else "ink")
        self.lines.set_value(f"{sums.lines:,}")
        equal = sums.orders + sums.money + sums.wrong == sums.lines
        sign = tr("✓ equal") if equal else tr("✗ differs")
        self.equal.setText(f"{sums.orders:,} + {sums.money:,} + {sums.wrong:,} = {sums.lines:,}　{sign}")
        self.equal.set_tone("ok" if equal else "danger")
        self.sums.show_sums(sums)

    def bar(self, reason: str | None) -> None:
        """Greys the button, or not."""
        self.go.set_refusal(reason)
        self.banner.set_text("", reason or "")


class StatusSide(SidePanel):
    """The last request: ``step_wanted`` to write what comes next of it, ``request_wanted`` to see it."""

    step_wanted = Signal()
    request_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.state = Tag("")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Label(tr("Opening balances"), "title", medium=True))
        row.addWidget(self.state)
        row.addStretch(1)
        self.head.addLayout(row)
        self.number = Label("", "small", "ink_2", elide=True)
        self.source = Label("", "small", "ink_3", elide=True)
        self.head.addWidget(self.number)
        self.head.addWidget(self.source)
        self.sums, self.progress = SumsPart(), ProgressPart()
        self.add_part(self.sums)
        self.add_part(self.progress)
        self.banner = Banner("refusal")
        self.step = PrimaryButton(tr("Write the orders"), "Ctrl Enter")
        self.request = Button(tr("To the request"), "Ctrl R", tall=True)
        self.foot.addWidget(self.banner)
        acts = QHBoxLayout()
        acts.setSpacing(8)
        self.step.clicked.connect(self.step_wanted)
        self.request.clicked.connect(self.request_wanted)
        acts.addWidget(self.step, 1)
        acts.addWidget(self.request)
        self.foot.addLayout(acts)

    def show_status(self, status: OpeningStatus) -> None:
        """Where the request stands; the step that comes next has the button."""
        row = status.row
        self.state.set_text(tr(STATE_WORDS[row.state]), STATE_TONES[row.state])  # type: ignore[arg-type]  # a tone
        self.number.setText(row.number)
        self.source.setText(str(status.file.detail.sheet.get("source", "")))
        self.sums.show_sums(status.sums)
        self.progress.show_steps(_steps(status))
        moving = row.state in (RequestState.ASKED, RequestState.AGREED)
        reveal(self.step, moving)
        self.step.set_text(tr("Enter the money") if status.orders_written else tr("Write the orders"))
        reason = status.why_not_money if status.orders_written else status.why_not_orders
        self.step.set_refusal(str(reason) if reason else None)
        self.banner.set_text("", str(reason) if reason and moving else "")

    def refuse(self, sentence: str) -> None:
        self.banner.set_text("", sentence)

    def set_busy(self, busy: bool) -> None:
        self.step.setEnabled(not busy and not self.step.refusal())


def _steps(status: OpeningStatus) -> list[Step]:
    """The answers, and then the two desks that write it."""
    file, row = status.file, status.row
    if row.state not in (RequestState.ASKED, RequestState.AGREED):
        return steps_of(file, settles=None)
    steps = steps_of(file, settles=None)[:-1]
    agreed = row.state is RequestState.AGREED
    control, cashier = tr(ROLE_WORDS[OfficeRole.SALES_CONTROL]), tr(ROLE_WORDS[OfficeRole.CASHIER])
    orders = status.orders_written and agreed
    steps.append(Step(_lamp(done=orders, its_turn=agreed), tr("Writing the orders"), control))
    if status.opening.money:
        steps.append(Step(_lamp(done=False, its_turn=orders), tr("Entering the money"), cashier))
    return steps


def _lamp(*, done: bool, its_turn: bool) -> str:
    return "done" if done else "today" if its_turn else "upcoming"
