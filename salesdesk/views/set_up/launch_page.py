"""Launch: units not on sale yet, chosen by building and floor, each with what stands against it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salesdesk.domain.i18n import tr, trn
from salesdesk.domain.money import format_area, format_yuan
from salesdesk.domain.permissions import Permission
from salesdesk.domain.reasons import Reason
from salesdesk.services.rows import Touched, UnitLine
from salesdesk.services.set_up import LaunchList, launch_list
from salesdesk.views.desk import Desk
from salesdesk.views.kit.banner import Banner
from salesdesk.views.kit.buttons import Button, PrimaryButton
from salesdesk.views.kit.choice import ChoiceField
from salesdesk.views.kit.figures import NumberEdit
from salesdesk.views.kit.labels import Label, ValueLine
from salesdesk.views.kit.panel import Part, SidePanel
from salesdesk.views.kit.section import Sheet
from salesdesk.views.set_up.page import SetUpPage, why_not_permitted
from salesdesk.views.set_up.units_table import launch_table
from salesdesk.views.unit_actions.launching import LaunchDialog

ALL = ""


class LaunchPage(SetUpPage):
    """See the module."""

    def __init__(self, desk: Desk, title: str) -> None:
        super().__init__(desk, title)
        self._lines: tuple[UnitLine, ...] = ()
        self._against: Mapping[int, Reason] = {}
        self._chosen: set[int] = set()
        self.building = ChoiceField(label=tr("Building"))
        self.first, self.last = NumberEdit(tr("from"), least=-10, most=200), NumberEdit(tr("to"), least=-10, most=200)
        self.all = Button(tr("Choose all shown"), "Ctrl A")
        self.none = Button(tr("Choose none"))
        self.count = Label("", "small", "ink_3")
        self.table = launch_table(self._reason, self._ticked)
        self.table.check_toggled.connect(lambda line, _: self.toggle(line))
        self.side = LaunchSide()
        self.side.go.clicked.connect(self.open_dialog)
        self.building.chosen.connect(self._filter)
        self.first.value_changed.connect(self._filter)
        self.last.value_changed.connect(self._filter)
        self.all.clicked.connect(self.choose_shown)
        self.none.clicked.connect(self.choose_none)
        self._lay_out()

    def _lay_out(self) -> None:
        filters = QWidget()
        filters.setFixedHeight(48)
        row = QHBoxLayout(filters)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(8)
        row.addWidget(self.building)
        row.addWidget(Label(tr("Floor"), "small", "ink_2"))
        for field, noun in ((self.first, tr("From floor")), (self.last, tr("To floor"))):
            field.setFixedWidth(72)
            field.set_name(noun)
            row.addWidget(field, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.count)
        row.addStretch(1)
        row.addWidget(self.all)
        row.addWidget(self.none)
        left = Sheet("surface")
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(filters)
        column.addWidget(self.table, 1)
        whole = QHBoxLayout()
        whole.setSpacing(0)
        whole.addWidget(left, 1)
        whole.addWidget(self.side)
        self.body.addLayout(whole)

    def key_hints(self) -> list[tuple[str, str]]:
        return [("Space", tr("choose")), ("Ctrl A", tr("Choose all shown")), ("Ctrl Enter", tr("Launch"))]

    def touched(self, touched: Touched) -> bool:
        return touched.everything or bool(touched.units)

    def load(self) -> None:
        self.desk.ask(self, launch_list, done=self._show)

    def _show(self, listed: LaunchList) -> None:
        self._lines, self._against = listed.lines, listed.against
        self._chosen &= {line.id for line in listed.lines if self._free(line)}
        names = dict.fromkeys(line.building for line in listed.lines)
        self.building.set_items([(ALL, tr("All")), *((name, name) for name in names)])
        self.building.set_key(self.building.key() or ALL)
        self._filter()

    def _free(self, line: UnitLine) -> bool:
        """Whether nothing stands against the unit itself; a missing permission bars the button, not the boxes."""
        reason = self._against.get(line.id)
        return reason is None or reason.permission

    def _reason(self, line: UnitLine) -> str:
        return "" if self._free(line) else str(self._against[line.id])

    def _ticked(self, line: UnitLine) -> bool | None:
        return line.id in self._chosen if self._free(line) else None

    def shown(self) -> list[UnitLine]:
        """The units that the filters leave."""
        building, first, last = self.building.key() or ALL, self.first.value(), self.last.value()
        return [
            line
            for line in self._lines
            if building in (ALL, line.building)
            and (first is None or line.floor >= first)
            and (last is None or line.floor_to <= last)
        ]

    def _filter(self, _: object = None) -> None:
        shown = self.shown()
        self.table.set_rows(shown)
        self.count.setText(trn("{n} unit", "{n} units", len(shown)).format(n=f"{len(shown):,}"))
        self._sum_up()

    def toggle(self, line: UnitLine) -> None:
        """Takes a unit in or out."""
        if self._free(line):
            self._chosen ^= {line.id}
            self._sum_up()
            self.table.viewport().update()

    def choose_shown(self) -> None:
        """Takes in every unit shown that nothing stands against."""
        self._chosen |= {line.id for line in self.shown() if self._free(line)}
        self._sum_up()
        self.table.viewport().update()

    def choose_none(self) -> None:
        self._chosen.clear()
        self._sum_up()
        self.table.viewport().update()

    def _sum_up(self) -> None:
        chosen = [line for line in self._lines if line.id in self._chosen]
        barred = [line for line in self.shown() if not self._free(line)]
        reason = why_not_permitted(self.desk, Permission.UNIT_LAUNCH)
        if reason is None and not chosen:
            reason = tr("No unit is chosen.")
        self.side.show_choice(chosen, [self._against[line.id] for line in barred], reason)

    def open_dialog(self) -> LaunchDialog:
        """The dialog that launches what is chosen."""
        dialog = LaunchDialog(self.desk, sorted(self._chosen), self)
        dialog.carried_out.connect(lambda _: self.choose_none())
        dialog.open()
        return dialog


class LaunchSide(SidePanel):
    """What is chosen, what cannot be, and the button."""

    def __init__(self) -> None:
        super().__init__()
        self.head.addWidget(Label(tr("To be launched"), "section", medium=True))
        part = Part(tr("Chosen"))
        self.units = ValueLine(tr("Units"), strong=True)
        self.area = ValueLine(tr("Gross area ㎡"))
        self.total = ValueLine(tr("Total yuan"))
        for line in (self.units, self.area, self.total):
            part.add(line)
        self.add_part(part)
        self.barred = Part(tr("Cannot be launched yet"))
        self.reasons = Label("", "small", "ink_2", wrap=True)
        self.barred.add(self.reasons)
        self.add_part(self.barred)
        self.banner = Banner("refusal")
        self.go = PrimaryButton(tr("Launch"), "Ctrl Enter")
        self.foot.addWidget(self.banner)
        self.foot.addWidget(self.go)

    def show_choice(self, chosen: list[UnitLine], reasons: list[Reason], against: str | None) -> None:
        """Sums of what is chosen, and the kinds of reasons against what is shown, each with an example."""
        self.units.set_value(f"{len(chosen):,}")
        self.area.set_value(format_area(sum(line.gross_cm2 for line in chosen)))
        self.total.set_value(format_yuan(sum(line.total_fen or 0 for line in chosen)))
        self.barred.note.setText(f"{len(reasons):,}" if reasons else "")
        kinds = dict[str, list[Reason]]()
        for reason in reasons:
            kinds.setdefault(reason.source, []).append(reason)
        self.reasons.setText("\n".join(_kind(several) for several in kinds.values()))
        self.barred.setVisible(bool(reasons))
        self.banner.set_text("", against or "")
        self.go.set_refusal(against)
        self.go.set_text(tr("Launch") + (f" {len(chosen):,}" if chosen else ""))


def _kind(reasons: list[Reason]) -> str:
    """How many units it is so with, and the first of them."""
    if len(reasons) == 1:
        return str(reasons[0])
    count = trn("{n} unit", "{n} units", len(reasons)).format(n=f"{len(reasons):,}")
    return tr("{count}, such as: {reason}").format(count=count, reason=reasons[0])
