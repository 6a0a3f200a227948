"""Whose deal it is among the consultants, with shares that add up; and who introduced it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salesdesk.domain.i18n import tr
from salesdesk.domain.money import TEN_THOUSAND
from salesdesk.services.rows import IntroducerRow, PersonRow
from salesdesk.views.deal.introducer import IntroducerChoice
from salesdesk.views.deal.shares import ShareEdit, filled_up
from salesdesk.views.kit.buttons import IconButton
from salesdesk.views.kit.choice import ChoiceField
from salesdesk.views.kit.labels import Link
from salesdesk.views.kit.panel import Part
from salesdesk.views.kit.reveal import reveal

MOST_CONSULTANTS = 5


@dataclass(eq=False)
class _Line:
    """One consultant as widgets."""

    widget: QWidget
    person: ChoiceField
    share: ShareEdit
    remove: IconButton
    share_typed: bool = False


class ConsultantsPart(Part):
    """A part of the panel: consultants and shares. ``changed`` tells any edit."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__(tr("Performance"), tr("Share %"))
        self._people: tuple[PersonRow, ...] = ()
        self._lines: list[_Line] = []
        self._box = QVBoxLayout()
        self._box.setSpacing(4)
        self.column.addLayout(self._box)
        self.add_link = Link(tr("＋ Add a consultant"))
        self.add_link.clicked.connect(self.add_consultant)
        self.introducer = IntroducerChoice()
        self.introducer.chosen.connect(lambda _: self.changed.emit())
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self.add_link)
        below.addWidget(self.introducer, 1)
        self.column.addSpacing(4)
        self.column.addLayout(below)
        self._append()
        self._arrange()

    def set_people(self, people: Sequence[PersonRow]) -> None:
        """Who may be named; those chosen stay."""
        self._people = tuple(people)
        for line in self._lines:
            line.person.set_items(self._items())

    def set_introducers(self, rows: Sequence[IntroducerRow]) -> None:
        """Who may have introduced the deal; where the project has nobody, nothing is asked."""
        self.introducer.set_rows(rows)
        reveal(self.introducer, bool(rows))

    def introducer_id(self) -> int | None:
        """The agency or referrer that is chosen, if any."""
        return self.introducer.introducer_id()

    def _items(self) -> list[tuple[int, str]]:
        return [(person.id, person.name) for person in self._people]

    def reset(self) -> None:
        while len(self._lines) > 1:
            self._drop(self._lines[-1])
        line = self._lines[0]
        line.person.set_key(None)
        line.share_typed = False
        self.introducer.set_key(None)
        self._arrange()

    def propose(self, person_id: int | None) -> None:
        """Names the first consultant, where nobody was chosen yet."""
        line = self._lines[0]
        if person_id is not None and line.person.key() is None:
            line.person.set_key(person_id)
            self.changed.emit()

    def consultants(self) -> tuple[tuple[int, int], ...]:
        """Those chosen, with their shares in ten-thousandths."""
        return tuple(
            (int(line.person.key()), line.share.value() or 0) for line in self._lines if line.person.key() is not None
        )

    def typed(self) -> tuple[tuple[int, int | None], ...]:
        """Those chosen, with the shares that somebody typed."""
        return tuple(
            (int(line.person.key()), line.share.value() if line.share_typed else None)
            for line in self._lines
            if line.person.key() is not None
        )

    def restore(self, begun: Sequence[tuple[int, int | None]], introducer_id: int | None = None) -> None:
        """Those who were named before, as far as they may still be named."""
        known = [one for one in begun if one[0] in {person.id for person in self._people}][:MOST_CONSULTANTS]
        self.reset()
        for place, (person_id, share) in enumerate(known):
            line = self._lines[place] if place < len(self._lines) else self._append()
            line.person.set_key(person_id)
            line.share_typed = share is not None
            if share is not None:
                line.share.set_value(share)
        self.introducer.set_key(introducer_id)
        self._arrange()
        self.changed.emit()

    def problem(self) -> str | None:
        """What is wrong with them, or ``None``."""
        chosen = self.consultants()
        if not chosen:
            return tr("A deal belongs to a consultant; choose one.")
        if len({person for person, _ in chosen}) < len(chosen):
            return tr("A consultant stands here twice.")
        if sum(share for _, share in chosen) != TEN_THOUSAND:
            return tr("The consultants' shares must add up to 100 %.")
        return None

    def add_consultant(self) -> None:
        """A further line, with the cursor in it."""
        if len(self._lines) < MOST_CONSULTANTS:
            line = self._append()
            self._arrange()
            line.person.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.changed.emit()

    def _append(self) -> _Line:
        widget = QWidget()
        line = _Line(widget, ChoiceField(self._items(), placeholder=tr("Consultant")), ShareEdit(),
                     IconButton("close", tr("Take this consultant away")))  # fmt: skip
        line.person.setAccessibleName(tr("Consultant"))
        line.share.set_name(tr("Share %"))
        line.share.setFixedWidth(84)
        row = QHBoxLayout(widget)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for part, stretch in ((line.person, 1), (line.share, 0), (line.remove, 0)):
            row.addWidget(part, stretch, Qt.AlignmentFlag.AlignTop)
        line.remove.setFixedHeight(30)
        line.person.chosen.connect(lambda _: self.changed.emit())
        line.share.edited.connect(lambda: self._share_edited(line))
        line.share.value_changed.connect(lambda _: self._shared())
        line.remove.clicked.connect(lambda: self._removed(line))
        self._lines.append(line)
        self._box.addWidget(widget)
        return line

    def _removed(self, line: _Line) -> None:
        self._drop(line)
        self._arrange()
        self._lines[-1].person.setFocus()
        self.changed.emit()

    def _drop(self, line: _Line) -> None:
        self._lines.remove(line)
        line.widget.hide()
        line.widget.deleteLater()

    def _share_edited(self, line: _Line) -> None:
        line.share_typed = bool(line.share.text().strip())

    def _shared(self) -> None:
        self._arrange()
        self.changed.emit()

    def _arrange(self) -> None:
        QWidget.setTabOrder(self._lines[-1].remove, self.add_link)
        QWidget.setTabOrder(self.add_link, self.introducer)
        typed = [line.share.value() or 0 if line.share_typed else None for line in self._lines]
        for line, share in zip(self._lines, filled_up(typed), strict=True):
            line.remove.setVisible(len(self._lines) > 1)
            if not line.share_typed and line.share.value() != share:
                line.share.set_value(share)
        right = sum(line.share.value() or 0 for line in self._lines) == TEN_THOUSAND
        self.note.setText(tr("Share %") + (" ✓" if right else " ≠ 100"))
        self.note.set_tone("ink_3" if right else "danger")

    def take_cursor(self) -> None:
        self._lines[0].person.setFocus(Qt.FocusReason.ShortcutFocusReason)
