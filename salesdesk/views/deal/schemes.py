"""Section 2: the payment scheme, and the loan's bank and years where the scheme has one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salesdesk.domain.i18n import tr
from salesdesk.domain.mortgage import MAX_MONTHS
from salesdesk.domain.schedules import SchemeKind
from salesdesk.services.rows import DiscountRow, SchemeRow
from salesdesk.views.deal.words import extent
from salesdesk.views.kit.field import TextField
from salesdesk.views.kit.figures import NumberEdit
from salesdesk.views.kit.labels import Label
from salesdesk.views.kit.section import SectionTitle
from salesdesk.views.kit.segmented import Cards

_BY_LOAN = frozenset({SchemeKind.COMMERCIAL_LOAN, SchemeKind.PROVIDENT_FUND, SchemeKind.COMBINED_LOAN})
LONGEST_BANK = 60


class SchemeSection(QWidget):
    """``scheme_chosen`` tells another scheme, ``changed`` any edit that the price or the loan depends on.

    ``cap`` is the digit of Alt that jumps here.
    """

    scheme_chosen = Signal(int)
    changed = Signal()

    def __init__(self, cap: str = "2") -> None:
        super().__init__()
        self._schemes: dict[int, SchemeRow] = {}
        self.title = SectionTitle(tr("Payment scheme"), cap=cap)
        self.cards = Cards()
        # The cards fix their height by their width themselves; a layout told so too would keep room for more rows.
        policy = self.cards.sizePolicy()
        policy.setHeightForWidth(False)
        self.cards.setSizePolicy(policy)
        self.bank = TextField(tr("Bank"), most=LONGEST_BANK)
        self.bank.set_name(tr("Bank of the loan"))
        self.bank.setFixedWidth(148)
        self.years = NumberEdit(least=1, most=MAX_MONTHS // 12, unit=tr("years"))
        self.years.set_name(tr("Years of the loan"))
        self.years.setFixedWidth(76)
        self._loan = QWidget()
        row = QHBoxLayout(self._loan)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in (
            Label(tr("Bank"), "small", "ink_3"),
            self.bank,
            Label(tr("Loan term"), "small", "ink_3"),
            self.years,
        ):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop if widget in (self.bank, self.years) else LEFT_MIDDLE)
        self.title.add(self._loan)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addWidget(self.cards)
        self.cards.chosen.connect(self._chosen)
        self.bank.edited.connect(self.changed)
        self.years.value_changed.connect(lambda _: self.changed.emit())
        self._loan.hide()

    def set_schemes(self, schemes: Sequence[SchemeRow], discounts: Sequence[DiscountRow]) -> None:
        """What may be chosen today; the chosen one stays. Each card says what the scheme takes off."""
        self._schemes = {row.id: row for row in schemes}
        tied = {row.scheme_id: row.step for row in discounts if row.scheme_id is not None}
        self.cards.set_choices([(str(row.id), row.scheme.name) for row in schemes])
        self.cards.set_notes(
            {
                str(row.id): extent(tied[row.id].kind, tied[row.id].value) if row.id in tied else tr("no discount")
                for row in schemes
            }
        )
        self.cards.setFixedHeight(self.cards.heightForWidth(self.cards.width()))
        self._show_loan()

    def set_years(self, months: int) -> None:
        self.years.set_value(months // 12 or 1)

    def scheme_id(self) -> int | None:
        return int(self.cards.key()) if self.cards.key() else None

    def set_scheme(self, scheme_id: int) -> None:
        """Chooses without telling; a scheme that is no longer in use is not chosen."""
        if scheme_id in self._schemes:
            self.cards.set_key(str(scheme_id))
            self._show_loan()

    def by_loan(self) -> bool:
        """Whether a bank or the provident fund pays a part."""
        scheme = self._schemes.get(self.scheme_id() or 0)
        return scheme is not None and scheme.scheme.kind in _BY_LOAN

    def loan_months(self) -> int:
        """Months of the loan; 0 without a loan, or while the years cannot be read."""
        return (self.years.value() or 0) * 12 if self.by_loan() else 0

    def bank_name(self) -> str:
        return self.bank.text().strip() if self.by_loan() else ""

    def _chosen(self, key: str) -> None:
        self._show_loan()
        self.scheme_chosen.emit(int(key))
        self.changed.emit()

    def _show_loan(self) -> None:
        self._loan.setVisible(self.by_loan())

    def take_cursor(self) -> None:
        self.cards.setFocus(Qt.FocusReason.ShortcutFocusReason)


LEFT_MIDDLE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
