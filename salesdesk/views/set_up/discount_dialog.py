"""A discount: a new one, or one that is changed; what its figure means follows its kind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.only_for import EVERY_UNIT, OnlyFor
from salesdesk.domain.pricing import DiscountKind, DiscountStep, PricingRules
from salesdesk.domain.stale import LastEdit, Newer, Values
from salesdesk.services.rows import DiscountRow, SchemeRow, UnitLine
from salesdesk.services.schemes import DiscountEdit, NewDiscount, add_discount, change_discount, discount_values
from salesdesk.views.desk import Desk
from salesdesk.views.forms.ui_new_discount import Ui_NewDiscount
from salesdesk.views.set_up.discount_side import only_for_words
from salesdesk.views.set_up.words import DISCOUNT_WORDS, discount_words
from salesdesk.views.stale.dialog import Wording
from salesdesk.views.stale.edit_dialog import EditDialog

WIDTH = 860
_EVERY = 0
"""The key of every scheme."""
_FIELDS = {
    "name": mark("Name"),
    "amount": mark("How much"),
    "scheme_id": mark("Only with the scheme"),
    "ground": mark("Ground"),
    "only_for": mark("Only for the units"),
    "valid_from": mark("Valid from"),
    "valid_to": mark("Valid to"),
}


class DiscountDialog(EditDialog):
    """Adds a discount; changes one after `fill`."""

    def __init__(self, desk: Desk, rows: Sequence[SchemeRow], day: date, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.setFixedWidth(WIDTH)
        self._lines: Sequence[UnitLine] = ()
        self._row: DiscountRow | None = None
        self._schemes = {row.id: row.scheme.name for row in rows}
        self.ui = Ui_NewDiscount()
        self.ui.setupUi(self)
        fields = {"name": self.ui.name, "value": self.ui.value, "ground": self.ui.ground, "valid_to": self.ui.valid_to}
        self.wire(self.ui.go, self.ui.back, self.ui.banner, fields)
        self.ui.kind.set_items([(kind, tr(words)) for kind, words in DISCOUNT_WORDS.items()])
        self.ui.kind.set_key(DiscountKind.PERCENT)
        self.ui.kind.chosen.connect(self._of_kind)
        self.ui.value.value_changed.connect(lambda _: self._try())
        self.ui.value.become(DiscountKind.PERCENT)
        offered = [(row.id, row.scheme.name) for row in rows if row.active]
        self.ui.scheme.set_items([(_EVERY, tr("every scheme")), *offered])
        self.ui.scheme.set_key(_EVERY)
        for field in (self.ui.valid_from, self.ui.valid_to):
            field.house_today = day
        self.ui.name.line.setFocus()

    def know(self, lines: Sequence[UnitLine], rules: PricingRules) -> None:
        """The units that it may be for, and the rules that it is tried by."""
        self._lines = lines
        self.ui.side.know(lines, rules, self._row.only_for if self._row else EVERY_UNIT)
        self._try()

    def _of_kind(self, kind: str | None) -> None:
        self.ui.value.become(DiscountKind(kind or DiscountKind.PERCENT))
        self._try()

    def _try(self) -> None:
        self.ui.side.show_working(DiscountStep("", self._kind(), self.ui.value.value() or 0))

    def fill(self, row: DiscountRow) -> None:
        """The discount that is changed."""
        self._row = row
        self.setWindowTitle(tr("Change discount"))
        self.ui.title.setText(tr("Change discount"))
        self.ui.about.setText(row.step.name)
        if row.scheme_id not in (None, *(self.ui.scheme.itemData(place) for place in range(self.ui.scheme.count()))):
            # A scheme that is no longer offered stays where it was chosen.
            shown = [(key, words) for key, words in self._schemes.items() if key == row.scheme_id]
            self.ui.scheme.set_items([(_EVERY, tr("every scheme")), *shown])
        self.begin_edit(discount_values(row))
        self.show_values(self.in_fields(Newer(discount_values(row))).values)

    def in_fields(self, stored: Newer) -> Newer:
        """Kind and figure are one field: a figure means nothing without its kind."""
        values, edits = dict(stored.values), dict(stored.edits)
        amount = (values.pop("kind"), values.pop("value"))
        last = [edit for key in ("kind", "value") if (edit := edits.pop(key, None)) is not None]
        told: dict[str, LastEdit] = {"amount": max(last, key=lambda edit: edit.at)} if last else {}
        fields = {"name": values["name"], "amount": amount, **values}
        return Newer({key: fields[key] for key in _FIELDS}, stored.version, {**edits, **told})

    def row_name(self) -> str:
        return self._row.step.name if self._row is not None else ""

    def wording(self) -> Wording:
        return Wording(lambda key: tr(_FIELDS[key]), self._in_words)

    def _in_words(self, key: str, value: object) -> str:
        if key == "amount" and isinstance(value, tuple):
            return discount_words(DiscountStep("", DiscountKind(value[0]), value[1]))
        if key == "scheme_id":
            return self._schemes.get(value, "") if isinstance(value, int) else tr("every scheme")
        if key == "only_for" and (value is None or isinstance(value, dict)):
            return only_for_words(OnlyFor.of(value), self._lines)
        return value.isoformat() if isinstance(value, date) else str(value or "")

    def typed_values(self) -> Values:
        ui = self.ui
        return {
            "name": ui.name.text().strip(), "amount": (self._kind().value, ui.value.value() or 0),
            "scheme_id": ui.scheme.key() or None, "ground": ui.ground.text().strip(),
            "only_for": (ui.side.chosen() or EVERY_UNIT).plain(),
            "valid_from": ui.valid_from.value(), "valid_to": ui.valid_to.value(),
        }  # fmt: skip

    def show_values(self, values: Values) -> None:
        ui, amount = self.ui, values["amount"]
        ui.name.set_text(str(values["name"]))
        if isinstance(amount, tuple):
            ui.kind.set_key(DiscountKind(amount[0]))
            ui.value.become(DiscountKind(amount[0]))
            ui.value.set_value(amount[1])
        ui.scheme.set_key(values["scheme_id"] or _EVERY)
        ui.ground.set_text(str(values["ground"]))
        for field, key in ((ui.valid_from, "valid_from"), (ui.valid_to, "valid_to")):
            day = values[key]
            field.set_value(day if isinstance(day, date) else None)
        only = values["only_for"]
        ui.side.choose(OnlyFor.of(only if isinstance(only, dict) else None))
        self._try()

    def _kind(self) -> DiscountKind:
        return DiscountKind(self.ui.kind.key() or DiscountKind.PERCENT)

    def verb(self) -> Callable[[Any, Any], Any]:
        return add_discount if self._row is None else change_discount

    def form(self) -> NewDiscount | None:
        ui = self.ui
        only_for = ui.side.chosen()
        if only_for is None or not all(field.check() for field in (ui.value, ui.valid_from, ui.valid_to)):
            return None
        new = NewDiscount(
            request_id=self.request_id, name=ui.name.text(), kind=self._kind(), value=ui.value.value() or 0,
            ground=ui.ground.text(), scheme_id=ui.scheme.key() or None, valid_from=ui.valid_from.value(),
            valid_to=ui.valid_to.value(), only_for=only_for,
        )  # fmt: skip
        return new if self._row is None else DiscountEdit(**vars(new), discount_id=self._row.id, seen=self.seen)
