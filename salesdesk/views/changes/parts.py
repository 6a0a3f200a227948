"""The parts of the panel beside a before/after sheet: the one sum, what moves, void papers, where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salesdesk.domain.capital_figures import capital_figures
from salesdesk.domain.change_lines import item_name, signed_yuan
from salesdesk.domain.change_sheet import ChangeSheet, MovedMoney, new_down_payment_fen
from salesdesk.domain.duties import CARRIES_OUT
from salesdesk.domain.i18n import tr
from salesdesk.domain.money import format_yuan, format_yuan_short
from salesdesk.domain.permissions import ROLE_WORDS, OfficeRole
from salesdesk.domain.requests import STATE_WORDS, RequestState
from salesdesk.domain.states import STATE_WORDS as UNIT_WORDS
from salesdesk.domain.states import SaleState
from salesdesk.services.requests import RequestFile
from salesdesk.views.changes.wording import LAMPS, moment
from salesdesk.views.kit.labels import Label, ValueLine
from salesdesk.views.kit.lamps import Lamp
from salesdesk.views.kit.panel import Part
from salesdesk.views.kit.reveal import reveal
from salesdesk.views.theme import theme

_BASELINE = 6


class Lines(QWidget):
    """Value lines that are made anew for what is shown."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_lines(self, lines: Sequence[QWidget]) -> None:
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for line in lines:
            self._column.addWidget(line)
        reveal(self, bool(lines))


class SumPart(Part):
    """What the customer pays or gets at once, in figures and capitals, and what it is made of."""

    def __init__(self) -> None:
        super().__init__(" ", " ")
        self.amount = Label("—", "amount", medium=True)
        self.yuan = Label(tr("yuan"), "small", "ink_2")
        self.yuan.setContentsMargins(0, 0, 0, _BASELINE)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.amount)
        row.addWidget(self.yuan, 0, Qt.AlignmentFlag.AlignBottom)
        row.addStretch(1)
        self.column.addLayout(row)
        self.capitals = Label("", "small", "ink_2", wrap=True)
        self.add(self.capitals)
        self.column.addSpacing(4)
        self.lines = Lines()
        self.add(self.lines)

    def show_nothing(self) -> None:
        """While there is no sheet."""
        self.noun.setText(tr("To be settled"))
        self.note.setText("")
        self.amount.setText("—")
        self.capitals.setText("")
        self.lines.show_lines([])

    def show_sheet(self, sheet: ChangeSheet) -> None:
        back = sheet.to_return_fen > 0 and not sheet.to_pay_fen
        fen = sheet.to_return_fen if back else sheet.to_pay_fen
        self.noun.setText(tr("To be returned to the customer") if back else tr("To be paid by the customer"))
        self.note.setText(tr("fee included") if sheet.fee_fen and not back else "")
        self.amount.setText(format_yuan_short(fen))
        self.capitals.setText(capital_figures(fen) if fen else tr("Nothing to be settled at once"))
        self.lines.show_lines(list(_sums(sheet, back=back)))


def _sums(sheet: ChangeSheet, *, back: bool) -> list[QWidget]:
    lines = list[QWidget]()
    if sheet.before.working and sheet.after.working and sheet.difference_fen:
        lines.append(ValueLine(tr("Difference of the totals"), signed_yuan(sheet.difference_fen)))
        lines.append(ValueLine(tr("New down payment"), format_yuan(new_down_payment_fen(sheet.after))))
    if sheet.fee_fen:
        lines.append(ValueLine(tr("Handling fee"), format_yuan(sheet.fee_fen)))
    if sheet.received_fen:
        lines.append(ValueLine(tr("Received so far"), format_yuan(sheet.received_fen)))
    if sheet.penalty_fen:
        lines.append(ValueLine(tr("Kept as penalty"), format_yuan(-sheet.penalty_fen), tone="danger"))
    if sheet.to_return_fen and not back:
        lines.append(ValueLine(tr("To be returned"), format_yuan(sheet.to_return_fen)))
    if sheet.unit_returns_as:
        state = tr(UNIT_WORDS[SaleState(sheet.unit_returns_as)])
        lines.append(ValueLine(tr("{unit} returns as").format(unit=sheet.before.unit_label), state))
    return lines


class MovedPart(Part):
    """The money that is entered for another item, or goes back; equal to what came in where all of it moves."""

    def __init__(self) -> None:
        super().__init__(tr("Money that moves"), " ")
        self.lines = Lines()
        self.add(self.lines)

    def show_moved(self, moved: Sequence[MovedMoney]) -> None:
        reveal(self, bool(moved))
        self.note.setText(format_yuan(sum(one.amount_fen for one in moved)) if moved else "")
        self.lines.show_lines([_moved(one) for one in moved])


def _moved(one: MovedMoney) -> ValueLine:
    to = tr("back to the customer") if one.goes_back else tr("kept as {item}").format(item=item_name(one.to_item))
    return ValueLine(f"{item_name(one.item)} → {to}", format_yuan(one.amount_fen))


class _VoidPaper(QWidget):
    """A printed paper that states terms of the past: 废, struck out."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title
        self.setFixedHeight(22)
        self.setAccessibleName(tr("Void: {paper}").format(paper=title))
        self.setToolTip(title)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        sign = QRectF(0.5, 3.5, 15, 15)
        painter.setPen(look.colour("danger"))
        painter.drawRoundedRect(sign, 3, 3)
        painter.setFont(look.font("mark", medium=True))
        painter.drawText(sign, Qt.AlignmentFlag.AlignCenter, tr("void mark"))
        font = look.font("base")
        font.setStrikeOut(True)
        painter.setFont(font)
        painter.setPen(look.colour("ink_2"))
        words = look.metrics("base").elidedText(self._title, Qt.TextElideMode.ElideRight, self.width() - 26)
        painter.drawText(QRectF(24, 0, self.width() - 24, 22), Qt.AlignmentFlag.AlignVCenter, words)


class PapersPart(Part):
    """The papers that become void."""

    def __init__(self) -> None:
        super().__init__(tr("Papers that become void"), tr("void once it is carried out"))
        self.lines = Lines()
        self.add(self.lines)

    def show_papers(self, papers: Sequence[str]) -> None:
        reveal(self, bool(papers))
        self.lines.show_lines([_VoidPaper(title) for title in papers])


@dataclass(frozen=True)
class Step:
    """One step of a request: its lamp, what, who, and a word on the right."""

    lamp: str
    words: str
    who: str = ""
    note: str = ""
    said: str = ""


class ProgressPart(Part):
    """Where a request stands: asked, answered, settled, carried out."""

    def __init__(self) -> None:
        super().__init__(tr("Where it stands"))
        self.lines = Lines()
        self.add(self.lines)

    def show_steps(self, steps: Sequence[Step]) -> None:
        self.lines.show_lines([_StepLine(step) for step in steps])


class _StepLine(QWidget):
    def __init__(self, step: Step) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 3, 0, 3)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Lamp(step.lamp))
        row.addWidget(Label(step.words, medium=step.lamp == "today"))
        row.addWidget(Label(step.who, "small", "ink_2", elide=True), 1)
        row.addWidget(Label(step.note, "small", "warn" if step.lamp == "today" else "ink_3"))
        column.addLayout(row)
        if step.said:
            said = Label(step.said, "small", "ink_2", wrap=True)
            said.setContentsMargins(24, 0, 0, 2)
            column.addWidget(said)


def steps_asked(needs: Sequence[OfficeRole], me: str, *, settles: bool) -> list[Step]:
    """The way of a request that is not asked for yet."""
    steps = [Step("today", tr("Request"), me, tr("now"))]
    steps += [Step("upcoming", tr("Agreement"), tr(ROLE_WORDS[role])) for role in needs]
    if settles:
        steps.append(Step("upcoming", tr("Settling the money"), tr(ROLE_WORDS[OfficeRole.CASHIER])))
    return [*steps, Step("upcoming", tr("Carrying out"), tr(ROLE_WORDS[OfficeRole.SALES_CONTROL]))]


def steps_of(file: RequestFile, *, settles: bool | None) -> list[Step]:
    """The way of a request so far. ``settles``: whether money is still to be settled; None where none is."""
    row = file.row
    steps = [Step("done", tr("Request"), row.asked_by, moment(row.asked_at), row.reason)]
    given = {answer.office_role: answer for answer in file.detail.answers}
    for role in row.needs:
        answer = given.get(role)
        if answer is None:
            waits = row.state is RequestState.ASKED
            note = tr("waits") if waits else ""
            steps.append(Step("today" if waits else "upcoming", tr("Agreement"), tr(ROLE_WORDS[role]), note))
        else:
            words = tr("Agreed") if answer.agrees else tr("Declined")
            lamp = "done" if answer.agrees else "blocked"
            steps.append(Step(lamp, words, f"{answer.person}　{tr(ROLE_WORDS[role])}", moment(answer.at), answer.words))
    return [*steps, *_later(file, settles)]


def _later(file: RequestFile, settles: bool | None) -> list[Step]:
    row = file.row
    if row.state in (RequestState.WITHDRAWN, RequestState.UNDONE, RequestState.DONE):
        words = tr(STATE_WORDS[row.state])
        return [Step(LAMPS[row.state], words, row.closed_by, moment(row.closed_at), row.closing_words)]
    if row.state is RequestState.DECLINED:
        return []
    agreed = row.state is RequestState.AGREED
    steps = list[Step]()
    if settles is not None:
        now = agreed and settles
        lamp = "today" if now else "done" if agreed else "upcoming"
        steps.append(
            Step(lamp, tr("Settling the money"), tr(ROLE_WORDS[OfficeRole.CASHIER]), tr("waits") if now else "")
        )
    ready = agreed and not settles
    note = tr("waits") if ready else ""
    who = tr(ROLE_WORDS[CARRIES_OUT[row.kind]])
    return [*steps, Step("today" if ready else "upcoming", tr("Carrying out"), who, note)]
