"""Which sheet of the file, and of several developments which one: the filters in the page bar of an import."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from salesdesk.domain.i18n import tr
from salesdesk.services.price_files import Reading, Wish
from salesdesk.views.kit.choice import ChoiceField
from salesdesk.views.kit.labels import Label
from salesdesk.views.kit.reveal import reveal

ALL = ""


class FileChoice(QWidget):
    """Shown once a file is read; a choice with one answer only is left out."""

    sheet_chosen = Signal(object)
    development_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.file = Label("", "small", "ink_3", elide=True)
        self.sheet = ChoiceField(label=tr("Sheet"))
        self.sheet.setAccessibleName(tr("Sheet"))
        self.sheet.chosen.connect(self.sheet_chosen)
        self.development = ChoiceField(label=tr("Development"))
        self.development.setAccessibleName(tr("Development"))
        self.development.chosen.connect(self.development_chosen)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.sheet)
        row.addWidget(self.development)
        row.addWidget(self.file, 1)
        self.clear()

    def clear(self) -> None:
        self.file.setText("")
        reveal(self.sheet, False)
        reveal(self.development, False)

    def show_reading(self, path: str, reading: Reading, wish: Wish) -> None:
        """The sheets and developments of what was read, with what is chosen."""
        self.file.setText(path)
        names = [look.use.name for look in reading.looks]
        self.sheet.set_items([(ALL, tr("All")), *((name, name) for name in names)])
        self.sheet.set_key(wish.sheet or ALL)
        reveal(self.sheet, len(names) > 1)
        known = [(name, count) for name, count in (reading.found.developments if reading.found else ()) if name]
        if not known and wish.development:
            known = [(wish.development, 0)]
        words = [(name, f"{name}　{count}" if count else name) for name, count in known]
        self.development.set_items([(ALL, tr("All")), *words])
        self.development.set_key(wish.development or ALL)
        reveal(self.development, len(known) > 1 or bool(wish.development))
