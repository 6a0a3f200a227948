"""One buyer: a line of cells to type in, flat until the cursor is in one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.identity import (
    IdentityKind,
    check_identity,
    mask_identity,
    mask_telephone,
    normalise_telephone,
)
from salesdesk.domain.relations import RELATION_WORDS
from salesdesk.services.deal_drafts import DraftBuyer
from salesdesk.services.rows import Buyer
from salesdesk.views.deal.masked_edit import MaskedEdit
from salesdesk.views.deal.shares import ShareEdit
from salesdesk.views.kit.buttons import IconButton
from salesdesk.views.kit.choice import ChoiceField
from salesdesk.views.kit.field import Field, TextField
from salesdesk.views.kit.labels import Label
from salesdesk.views.theme import theme

LONGEST_NAME = 60
SHORT_KINDS: dict[IdentityKind, str] = {
    IdentityKind.RESIDENT: mark("ID card"),
    IdentityKind.TRAVEL_PERMIT: mark("Travel permit"),
    IdentityKind.PASSPORT: mark("Passport"),
    IdentityKind.COMPANY: mark("Company"),
}


@dataclass(frozen=True)
class Cell:
    """A column of the buyers: its title, and its width; 0 takes what is left."""

    key: str
    title: str
    width: int


CELLS = (
    Cell("place", "", 28),
    Cell("name", mark("Full name"), 104),
    Cell("relation", mark("Relation"), 92),
    Cell("kind", mark("Kind of paper"), 92),
    Cell("identity", mark("Identity number"), 180),
    Cell("telephone", mark("Telephone"), 132),
    Cell("address", mark("Address"), 0),
    Cell("share", mark("Share %"), 84),
    Cell("remove", "", 32),
)
BELOW = tuple(cell for cell in CELLS if cell.key in ("telephone", "address"))
NARROWEST = sum(cell.width for cell in CELLS if cell not in BELOW)
"""What a line takes whose telephone and address stand below the name."""
WIDE = sum(cell.width for cell in CELLS) + 110
"""From here on a line has room for all of them."""
NO_LIMIT = 16_777_215
"""Qt's own largest width, which PySide does not name."""


class BuyerRow(QWidget):
    """``changed`` tells any edit, ``shared`` a share that was typed, ``removed`` that this buyer goes."""

    changed = Signal()
    shared = Signal()
    removed = Signal()

    def __init__(self, today: Callable[[], date], *, first: bool) -> None:
        super().__init__()
        self.customer_id: int | None = None
        self.share_typed = False
        self._narrow = False
        self._today = today
        self.place = Label("", tone="ink_2", align=Qt.AlignmentFlag.AlignCenter)
        self.name = TextField(tr("Name on the paper"), most=LONGEST_NAME)
        self.relation = ChoiceField([(key, tr(words)) for key, words in RELATION_WORDS.items()])
        self.kind = ChoiceField([(kind.value, tr(words)) for kind, words in SHORT_KINDS.items()])
        self.identity = MaskedEdit(self._checked_identity, mask_identity, tr("Identity number"))
        self.telephone = MaskedEdit(normalise_telephone, mask_telephone, tr("Telephone"))
        self.address = TextField(tr("Address"), most=300)
        self.share = ShareEdit()
        self.remove = IconButton("close", tr("Take this buyer away"))
        self._lay_out()
        self._connect()
        self.relation.set_key("self" if first else "spouse")
        self.kind.set_key(IdentityKind.RESIDENT.value)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 1, 0, 1)
        column.setSpacing(0)
        self._first, self._second = QHBoxLayout(), QHBoxLayout()
        self._second.setContentsMargins(CELLS[0].width, 0, CELLS[-1].width, 0)
        for row in (self._first, self._second):
            row.setSpacing(0)
            column.addLayout(row)
        for cell in CELLS:
            widget: QWidget = getattr(self, cell.key)
            if isinstance(widget, Field):
                widget.set_name(tr(cell.title))
                widget.line.setProperty("cell", True)
            if isinstance(widget, ChoiceField):
                widget.setProperty("cell", True)
                widget.setMinimumContentsLength(2)
                widget.setAccessibleName(tr(cell.title))
            if cell.key == "remove":
                self._first.addLayout(self._remove_cell(cell.width))
                continue
            if cell.width:
                widget.setFixedWidth(cell.width)
            self._first.addWidget(widget, 0 if cell.width else 1, Qt.AlignmentFlag.AlignTop)
        self.place.setContentsMargins(0, 5, 0, 5)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_narrow(self, narrow: bool) -> None:
        """Where there is no room for all cells beside each other, telephone and address stand below the name."""
        if narrow is self._narrow:
            return
        self._narrow = narrow
        here, there = (self._first, self._second) if narrow else (self._second, self._first)
        for cell in BELOW:
            widget: QWidget = getattr(self, cell.key)
            here.removeWidget(widget)
            place = there.count() if narrow else CELLS.index(cell)
            there.insertWidget(place, widget, 0 if cell.width else 1, Qt.AlignmentFlag.AlignTop)
        name = next(cell.width for cell in CELLS if cell.key == "name")
        self.name.setMinimumWidth(name)
        self.name.setMaximumWidth(NO_LIMIT if narrow else name)
        self._first.setStretchFactor(self.name, int(narrow))

    def _remove_cell(self, width: int) -> QVBoxLayout:
        """The cross, in the middle of the first line; its place stays when it is hidden."""
        policy = self.remove.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.remove.setSizePolicy(policy)
        box = QVBoxLayout()
        box.setContentsMargins(width - self.remove.width(), 3, 0, 0)
        box.addWidget(self.remove)
        box.addStretch(1)
        return box

    def _connect(self) -> None:
        for field in (self.name, self.identity, self.telephone, self.address):
            field.edited.connect(self.changed)
        for field in (self.name, self.address):
            field.settled.connect(partial(_show_beginning, field))
        for choice in (self.relation, self.kind):
            choice.chosen.connect(lambda _: self.changed.emit())
        self.kind.chosen.connect(lambda _: self.identity.look_again())
        self.share.edited.connect(self._share_edited)
        self.share.value_changed.connect(lambda _: self.shared.emit())
        self.remove.clicked.connect(self.removed)

    def _share_edited(self) -> None:
        self.share_typed = bool(self.share.text().strip())

    def _checked_identity(self, typed: str) -> str:
        return check_identity(IdentityKind(self.kind.key() or "resident"), typed, self._today()).number

    def stops(self) -> tuple[QWidget, ...]:
        """Where Tab stops, in the order of the cells."""
        return (self.name.line, self.relation, self.kind, self.identity.line, self.telephone.line, self.address.line,
                self.share.line, self.remove)  # fmt: skip

    def buyer(self) -> Buyer:
        """What stands in the line."""
        return Buyer(
            self.name.text().strip(), self.share.value() or 0, self.relation.key() or "", self.kind.key() or "",
            self.identity.number(), "", self.telephone.number().strip(), self.address.text().strip(), self.customer_id,
        )  # fmt: skip

    def fill(self, buyer: Buyer) -> None:
        """Puts a known buyer into the line; the share is left to the section."""
        self.customer_id = buyer.customer_id
        self.name.set_text(buyer.name)
        self.relation.set_key(buyer.relation or self.relation.key())
        self.kind.set_key(buyer.identity_kind or IdentityKind.RESIDENT.value)
        self.identity.set_number(buyer.identity_number)
        self.telephone.set_number(buyer.telephone)
        self.address.set_text(buyer.address)
        for field in (self.name, self.address):
            _show_beginning(field)

    def restore(self, begun: DraftBuyer) -> None:
        """Puts in what was begun before; the numbers of a customer who stands here already stay."""
        here = self.customer_id is not None and self.customer_id == begun.customer_id
        numbers = (self.identity.number(), "", self.telephone.number()) if here else ("", "", "")
        self.fill(Buyer(begun.name, 0, begun.relation, begun.kind, *numbers, begun.address, begun.customer_id))
        self.share_typed = begun.share is not None
        if begun.share is not None:
            self.share.set_value(begun.share)

    def is_empty(self) -> bool:
        """Whether nothing was typed about a person yet."""
        fields: tuple[Field, ...] = (self.name, self.address)
        numbers = self.identity.number() + self.telephone.number()
        return not numbers.strip() and not any(field.text().strip() for field in fields)

    def problem(self) -> tuple[str, Field] | None:
        """The first thing that is wrong with this line, and where; an identity paper may still be missing."""
        if not self.name.text().strip():
            return tr("A buyer has no name."), self.name
        if len(self.name.text()) > LONGEST_NAME:
            return tr("A name may have up to {n} characters.").format(n=LONGEST_NAME), self.name
        if self.telephone.number().strip() and not self.telephone.is_right():
            return tr("The telephone of {name} cannot be right.").format(name=self._called()), self.telephone
        return None

    def identity_problem(self) -> str | None:
        """Why the identity number is wrong; empty when it is only missing, ``None`` when it is right."""
        if self.identity.is_right():
            return None
        if not self.identity.number().strip():
            return ""
        return tr("The identity number of {name} cannot be right.").format(name=self._called())

    def _called(self) -> str:
        return self.name.text().strip() or self.place.text()

    def set_place(self, place: int, *, alone: bool) -> None:
        """Its number; a buyer who is alone cannot be taken away."""
        self.place.setText(str(place))
        self.remove.setVisible(not alone)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, line = QPainter(self), theme().colour("line")
        painter.fillRect(0, self.height() - 1, self.width(), 1, line)
        for widget in (self.relation, self.kind, self.telephone, self.address, self.share):
            if self._narrow and widget is self.telephone:
                continue
            painter.fillRect(widget.x() - 1, widget.y(), 1, widget.height(), line)
        painter.fillRect(self.share.x() + self.share.width(), 1, 1, self.share.height(), line)


def _show_beginning(field: Field) -> None:
    """A long name or address is read from its beginning, the whole in the tooltip."""
    field.line.setCursorPosition(0)
    too_long = field.line.fontMetrics().horizontalAdvance(field.text()) > field.line.width() - 16
    field.line.setToolTip(field.text() if too_long else "")
