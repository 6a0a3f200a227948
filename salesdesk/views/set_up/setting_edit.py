"""The field of one setting: a figure in its unit, a choice, yes or no, or a text."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from salesdesk.domain.errors import Refusal
from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.settings import CHOICE_WORDS, LONGEST_TEXT, Setting, SettingUnit
from salesdesk.views.kit.checks import CheckBox
from salesdesk.views.kit.choice import ChoiceField
from salesdesk.views.kit.field import Field, TextField
from salesdesk.views.kit.figures import FigureEdit, MoneyEdit, NumberEdit, PercentEdit
from salesdesk.views.theme import theme

UNITS: dict[SettingUnit, str] = {
    SettingUnit.DAYS: mark("days"),
    SettingUnit.HOURS: mark("hours"),
    SettingUnit.MONTHS: mark("months"),
}


class SettingEdit(QWidget):
    """Shows the field that fits the setting; `value` is what stands in it."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._setting: Setting | None = None
        self._stored: int | str | bool = 0
        self.money, self.percent, self.number = MoneyEdit(), PercentEdit(), NumberEdit(most=10**6, unit=" ")
        self.text, self.choice, self.yes = TextField(most=LONGEST_TEXT), ChoiceField(), CheckBox("")
        self._stack = QStackedWidget()
        for widget in (self.money, self.percent, self.number, self.text, self.choice, self.yes):
            self._stack.addWidget(widget)
        self.yes.setMaximumHeight(theme().size("control"))
        for figure in (self.money, self.percent, self.number):
            # `edited` comes before the value is read.
            figure.value_changed.connect(lambda _: self.edited.emit())
        self.text.edited.connect(self.edited)
        self.choice.chosen.connect(lambda _: self.edited.emit())
        self.yes.toggled.connect(lambda _: self.edited.emit())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self._stack.setFixedHeight(66)

    def show_setting(self, setting: Setting, value: int | str | bool) -> None:
        """The field of this setting, with what is stored."""
        self._setting, self._stored = setting, value
        if setting.choices:
            self.choice.set_items([(choice, tr(CHOICE_WORDS[choice])) for choice in setting.choices])
        self.yes.setText(tr(setting.word))
        if setting.unit in UNITS:
            self.number.add_unit(tr(UNITS[setting.unit]))
        else:
            self.number.add_unit("")
        self._stack.setCurrentWidget(self.field())
        self.field().setAccessibleName(tr(setting.word))
        self.set_value(value)

    def field(self) -> QWidget:
        """The widget in use."""
        setting = self._setting
        if setting is None or setting.choices:
            return self.choice
        if isinstance(setting.default, bool):
            return self.yes
        if isinstance(setting.default, str):
            return self.text
        return {SettingUnit.FEN: self.money, SettingUnit.SHARE: self.percent}.get(
            setting.unit or SettingUnit.PIECES, self.number
        )

    def set_value(self, value: int | str | bool) -> None:
        field = self.field()
        if isinstance(field, FigureEdit):
            field.set_value(int(value))
        elif isinstance(field, TextField):
            field.set_text(str(value))
        elif isinstance(field, ChoiceField):
            field.set_key(value)
        else:
            self.yes.setChecked(bool(value))

    def value(self) -> int | str | bool:
        """What stands in the field; a figure that is missing or wrong reads as what is stored."""
        field = self.field()
        if isinstance(field, FigureEdit):
            figure = field.value()
            return self._stored if figure is None else figure
        if isinstance(field, TextField):
            return field.text().strip()
        if isinstance(field, ChoiceField):
            chosen = field.key()
            return self._stored if chosen is None else str(chosen)
        return self.yes.isChecked()

    def seen(self) -> int | str | bool:
        """What was stored when the field was filled."""
        return self._stored

    def is_changed(self) -> bool:
        """Whether something else stands there than what is stored."""
        field = self.field()
        if isinstance(field, FigureEdit) and field.value() is None:
            return True
        return self._setting is not None and self.value() != self._stored

    def settled(self) -> None:
        """What stands there is what is stored now."""
        self._stored = self.value()

    def check(self) -> bool:
        """Whether it can be taken; the field says why not."""
        field = self.field()
        if isinstance(field, FigureEdit) and field.check() and field.value() is None:
            field.refuse(tr("A number is missing here."))
            return False
        return not (isinstance(field, Field) and field.problem())

    def refuse(self, refusal: Refusal | None) -> None:
        field = self.field()
        if isinstance(field, Field):
            field.refuse(refusal)

    def take_cursor(self) -> None:
        """Puts the cursor into the field."""
        field = self.field()
        (field.line if isinstance(field, Field) else field).setFocus(Qt.FocusReason.OtherFocusReason)
