"""Section 3: the discounts that may be had, and the price worked out line by line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.money import format_yuan
from salesdesk.domain.pricing import DiscountKind, PricingRules, StepOrder, Working, WorkingLine
from salesdesk.services.rows import DiscountRow
from salesdesk.views.deal.words import extent, formula, list_formula, rounding_words, rules_note, signed_yuan
from salesdesk.views.kit.rows import RowsModel, TableColumn
from salesdesk.views.kit.section import SectionTitle
from salesdesk.views.kit.sheet_table import SheetTable


@dataclass(frozen=True)
class WorkingRow:
    """A line of the table. ``checked`` is None for what cannot be chosen; ``allowed`` where a permission is shown."""

    key: str
    name: str
    extent: str = ""
    ground: str = ""
    allowed: bool | None = None
    formula: str = ""
    off: str = ""
    after: str = ""
    checked: bool | None = None

    @property
    def permission(self) -> str:
        if self.allowed is None:
            return ""
        return tr("✓ within limit") if self.allowed else tr("needs approval")


def _quiet(row: WorkingRow) -> str:
    return "ink_3" if row.checked is False else "ink"


COLUMNS = (
    TableColumn(key="use", width=40, check=lambda row: row.checked, sortable=False),
    TableColumn(
        key="name", title=mark("Discount"), text=lambda row: row.name, width=128, tone=_quiet, sortable=False,
        stretch=True,
    ),
    TableColumn(
        key="extent", title=mark("Extent"), text=lambda row: row.extent, width=96, tone=_quiet, sortable=False
    ),
    TableColumn(
        key="ground", title=mark("Ground"), text=lambda row: row.ground, width=112, tone="ink_3", sortable=False,
        yields=True,
    ),
    TableColumn(
        key="allowed", title=mark("Permission"), text=lambda row: row.permission, width=86, sortable=False,
        tone=lambda row: "ok" if row.allowed else "warn",
    ),
    TableColumn(
        key="formula", title=mark("Formula"), text=lambda row: row.formula, width=238, align="right", tone="ink_3",
        sortable=False,
    ),
    TableColumn(key="off", title=mark("Amount"), text=lambda row: row.off, width=104, align="right", sortable=False),
    TableColumn(
        key="after", title=mark("Running total"), text=lambda row: row.after, width=118, align="right", sortable=False,
        medium=lambda row: row.key == "rounding",
    ),
)  # fmt: skip


class WorkingSection(QWidget):
    """``changed`` tells that a discount was ticked or unticked."""

    changed = Signal()

    def __init__(self, cap: str = "3") -> None:
        super().__init__()
        self._known: tuple[DiscountRow, ...] = ()
        self._chosen: set[int] = set()
        self._scheme_id: int | None = None
        self._order = StepOrder.MULTIPLY_FIRST
        self._working: Working | None = None
        self._allowed: bool | None = True
        self._price_list = ""
        self.title = SectionTitle(tr("Discounts and price"), cap=cap)
        model = RowsModel(COLUMNS, lambda row: row.key, lambda row: "surface_alt" if row.checked is None else "")
        self.table = SheetTable(model, fit=True)
        self.table.check_toggled.connect(lambda row, _: self.toggle(int(row.key)))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.title)
        column.addWidget(self.table)

    def set_discounts(self, known: Sequence[DiscountRow], rules: PricingRules, price_list: str) -> None:
        """What may be had today, in the order in which the project works a price out."""
        self._order, self._price_list = rules.order, price_list
        self._known = tuple(sorted(known, key=self._late))
        self._chosen &= {row.id for row in known}
        self.title.set_note(rules_note(rules))
        self._show()

    def _late(self, row: DiscountRow) -> bool:
        multiplies = row.step.kind is DiscountKind.PERCENT
        return multiplies is (self._order is StepOrder.SUBTRACT_FIRST)

    def follow_scheme(self, scheme_id: int | None) -> None:
        """A scheme brings its own discounts with it; those of another scheme go."""
        if scheme_id != self._scheme_id:
            self._scheme_id = scheme_id
            self._chosen |= {row.id for row in self._known if row.scheme_id == scheme_id and scheme_id is not None}
        self._show()

    def _to_be_had(self) -> list[DiscountRow]:
        return [row for row in self._known if row.scheme_id in (None, self._scheme_id)]

    def chosen(self) -> tuple[int, ...]:
        """The ids of the ticked discounts, in the project's order."""
        return tuple(row.id for row in self._to_be_had() if row.id in self._chosen)

    def choose(self, ids: Iterable[int]) -> None:
        """Ticks just these, as a quote has them."""
        self._chosen = set(ids)
        self._show()

    def toggle(self, discount_id: int) -> None:
        """Ticks or unticks a discount, as the person does."""
        self._chosen ^= {discount_id}
        self._show()
        self.changed.emit()

    def show_working(self, working: Working | None, *, allowed: bool | None) -> None:
        """The price as it is now; ``None`` while there is none. ``allowed``: whether the person may agree it alone;
        None where others are asked anyway."""
        self._working, self._allowed = working, allowed
        self._show()

    def _show(self) -> None:
        working = self._working
        lines = {line.discount_id: line for line in working.lines if line.discount_id} if working else {}
        rows = [self._list_row(working)] if working else []
        rows += [self._row(row, lines.get(row.id)) for row in self._to_be_had()]
        for line in working.lines if working else ():
            if line.kind == "rounding":
                rows.append(
                    WorkingRow("rounding", tr("Rounding"), rounding_words(line.value), off=signed_yuan(-line.off_fen),
                               after=format_yuan(line.after_fen))
                )  # fmt: skip
        self.table.set_rows(rows)
        self.table.set_total(_total_row(working) if working else None)

    def _list_row(self, working: Working) -> WorkingRow:
        return WorkingRow(
            "list", tr("List total"), ground=tr("Price list {version}").format(version=self._price_list),
            formula=list_formula(working), after=format_yuan(working.list_total_fen),
        )  # fmt: skip

    def _row(self, row: DiscountRow, line: WorkingLine | None) -> WorkingRow:
        step, checked = row.step, row.id in self._chosen
        if line is None or not checked or self._working is None:
            return WorkingRow(str(row.id), step.name, extent(step.kind, step.value), step.ground, checked=checked)
        return WorkingRow(
            str(row.id), step.name, extent(step.kind, step.value), step.ground, self._allowed,
            formula(line, self._working.area_cm2), signed_yuan(-line.off_fen), format_yuan(line.after_fen), checked,
        )  # fmt: skip

    def take_cursor(self) -> None:
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)


def _total_row(working: Working) -> WorkingRow:
    return WorkingRow(
        "total", tr("Agreed total"), off=signed_yuan(-working.off_fen), after=format_yuan(working.total_fen)
    )
