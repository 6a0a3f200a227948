"""How the sum is spread: a line for each ticked row, a field where a sum is typed, and the total that must be equal."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salesdesk.domain.i18n import tr
from salesdesk.domain.money import format_yuan
from salesdesk.views.cashier.draft import Draft, Share
from salesdesk.views.cashier.payable import Payable
from salesdesk.views.kit.figures import MoneyEdit
from salesdesk.views.kit.input_method import on_enter
from salesdesk.views.kit.labels import Label
from salesdesk.views.kit.paint import RIGHT
from salesdesk.views.kit.section import Line
from salesdesk.views.theme import theme

_EQUAL = "✓"


class _DueShare(QWidget):
    """What of the sum goes to a due item; part of it is said to be so."""

    def __init__(self, row: Payable) -> None:
        super().__init__()
        self.setFixedHeight(24)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme().size("s"))
        self.part = Label("", "small", "ink_3")
        self.amount = Label("", align=RIGHT)
        line.addWidget(Label(row.name, tone="ink_2", elide=True), 1)
        line.addWidget(self.part)
        line.addWidget(self.amount)

    def show_share(self, share: Share) -> None:
        self.amount.setText(format_yuan(share.amount_fen))
        left = share.row.open_fen - share.amount_fen
        self.part.setText(tr("{left} stays open").format(left=format_yuan(left)) if left else "")


class _TypedShare(QWidget):
    """Another money item with the sum typed for it."""

    def __init__(self, row: Payable) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 2, 0, 2)
        line.setSpacing(theme().size("s"))
        self.edit = MoneyEdit()
        self.edit.set_name(row.name)
        self.edit.setFixedWidth(150)
        name = Label(row.name, tone="ink_2", elide=True)
        name.setFixedHeight(theme().size("control"))
        line.addWidget(name, 1, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.edit)


class Allocation(QWidget):
    """The spread of a `Draft`.

    Signals:
        typed: the key of a row, and the sum typed for it (fen) or None.
        done: Enter in the last of the fields.
    """

    typed = Signal(str, object)
    done = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[str, _DueShare | _TypedShare] = {}
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self.total = Label(tr("Spread in all"), medium=True)
        self.sum = Label("", medium=True, align=RIGHT)
        self.sign = Label("", medium=True)
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 2, 0, 2)
        foot.setSpacing(4)
        foot.addWidget(self.total)
        foot.addStretch(1)
        foot.addWidget(self.sum)
        foot.addWidget(self.sign)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(4)
        outer.addWidget(Line())
        outer.addLayout(self._column)
        outer.addLayout(foot)
        outer.addWidget(Line())

    def show_draft(self, draft: Draft) -> None:
        """The shares as they are now; fields that are being typed in are left alone."""
        shares = draft.shares()
        if [share.row.key for share in shares] != list(self._rows):
            self._build(shares, draft)
        for share in shares:
            row = self._rows[share.row.key]
            if isinstance(row, _DueShare):
                row.show_share(share)
        self._show_total(draft)

    def _build(self, shares: list[Share], draft: Draft) -> None:
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._rows = {}
        for share in shares:
            row = _DueShare(share.row) if share.row.is_due else _TypedShare(share.row)
            if isinstance(row, _TypedShare):
                row.edit.set_value(draft.typed_sums.get(share.row.key))
                self._wire(share.row.key, row.edit)
            self._rows[share.row.key] = row
            self._column.addWidget(row)

    def _wire(self, key: str, edit: MoneyEdit) -> None:
        edit.value_changed.connect(lambda value: self.typed.emit(key, value))
        on_enter(edit.line, lambda: self._next(key))

    def _show_total(self, draft: Draft) -> None:
        total, shared = draft.total_fen or 0, draft.shared_fen
        self.sum.setText(format_yuan(shared))
        difference = total - shared
        self.total.setText(
            tr("Spread in all") if not difference else tr("Spread of {sum}").format(sum=format_yuan(total))
        )
        equal = bool(shared) and not difference
        self.sign.setText(_EQUAL if equal else "≠" if difference else "")
        self.sign.set_tone("ok" if equal else "danger")
        self.sum.set_tone("danger" if difference else "ink")

    def edits(self) -> dict[str, MoneyEdit]:
        """The fields for typed sums, by the key of their row."""
        return {key: row.edit for key, row in self._rows.items() if isinstance(row, _TypedShare)}

    def go_to_missing(self) -> bool:
        """The cursor to the first field without a sum; false when there is none."""
        for edit in self.edits().values():
            if not edit.value():
                edit.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return True
        return False

    def _next(self, key: str) -> None:
        if not self.edits()[key].check():
            return
        keys = list(self.edits())
        place = keys.index(key) + 1
        if place < len(keys):
            self.edits()[keys[place]].line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.done.emit()
