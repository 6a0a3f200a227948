"""Before, as it stands now with who changed it, and as typed here, side by side; chosen field by field, or dropped."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from salesdesk.domain.i18n import mark, tr, trn
from salesdesk.domain.office_time import SHANGHAI
from salesdesk.domain.stale import Difference, LastEdit, Newer, Side, Values, differences, merged
from salesdesk.views.kit.banner import Banner
from salesdesk.views.kit.buttons import Button, PrimaryButton
from salesdesk.views.kit.labels import Label
from salesdesk.views.kit.paint import box
from salesdesk.views.kit.scrolling import scrolling
from salesdesk.views.kit.section import Line, Sheet
from salesdesk.views.kit.segmented import Segmented
from salesdesk.views.theme import theme

_WIDEST, _LEAST_HIGH = 900, 260
_NOTHING = "—"
_SIDES = ((Side.MINE, mark("Mine")), (Side.THEIRS, mark("Theirs")))


@dataclass(frozen=True)
class Wording:
    """What the fields of a form are called, and how a value of one reads."""

    noun: Callable[[str], str]
    words: Callable[[str, object], str]


def edited_words(edit: LastEdit | None) -> str:
    """``罗建平 11-22 14:32``; nothing where the history knows of no edit."""
    return f"{edit.by or _NOTHING}　{edit.at.astimezone(SHANGHAI):%m-%d %H:%M}" if edit else ""


class _Value(QWidget):
    """One value; on the accent's tint while it is the one that will be saved."""

    def __init__(self, words: str, note: str = "", *, quiet: bool = False) -> None:
        super().__init__()
        self._chosen = False
        self.words = Label(words or _NOTHING, tone="ink_3" if quiet else "ink", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 5, 8, 5)
        column.setSpacing(0)
        column.addStretch(1)
        column.addWidget(self.words)
        if note:
            column.addWidget(Label(note, "caption", "ink_3", wrap=True))
        column.addStretch(1)

    def choose(self, chosen: bool) -> None:
        self._chosen = chosen
        self.words.set_tone("ink", medium=chosen)
        self.update()

    def is_chosen(self) -> bool:
        return self._chosen

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._chosen:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            box(painter, QRectF(self.rect()), theme().colour("accent_tint"))


class FieldRow:
    """One field of the comparison."""

    def __init__(self, one: Difference, wording: Wording, edit: LastEdit | None) -> None:
        self.one = one
        noun = wording.noun(one.key)
        values = (wording.words(one.key, value) for value in (one.before, one.theirs, one.mine))
        before, theirs, mine = values
        note = edited_words(edit) if one.theirs != one.before else ""
        self.sign = Label("＝" if one.same else "≠", tone="danger" if one.clash else "ink_3" if one.same else "accent")
        self.noun = Label(noun, tone="ink_2", wrap=True)
        self.before = _Value(before, quiet=True)
        self.theirs, self.mine = _Value(theirs, note, quiet=one.same), _Value(mine, quiet=one.same)
        self.choice: QWidget
        if one.same:
            self.choice = Label(tr("the same"), "small", "ink_3")
        else:
            self.sides = Segmented([(side, tr(words)) for side, words in _SIDES])
            self.sides.set_key(one.proposed)
            self.sides.chosen.connect(lambda _: self._show())
            self.sides.setAccessibleDescription(noun)
            self.choice = self.sides
            self._show()

    def side(self) -> Side:
        return self.one.proposed if self.one.same else Side(self.sides.key())

    def _show(self) -> None:
        self.mine.choose(self.side() is Side.MINE)
        self.theirs.choose(self.side() is Side.THEIRS)


class StaleDialog(QDialog):
    """See the module. It closes by itself when a way is chosen; Esc goes back to the form, where all stays as typed.

    Signals:
        written: the values as chosen, of every field of the form, to be saved on top of what is there now.
        dropped: what was typed is given up.
    """

    written = Signal(dict)
    dropped = Signal()

    def __init__(
        self, parent: QWidget, about: str, before: Values, mine: Values, newer: Newer, wording: Wording
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(tr("Changed meanwhile"))
        self.newer = newer
        self.found = differences(before, newer.values, mine)
        self.rows = {one.key: FieldRow(one, wording, newer.edits.get(one.key)) for one in self.found}
        self.about = Label(about, tone="ink_2", elide=True)
        self.banner = Banner("warning")
        self.go = PrimaryButton(tr("Save as chosen"), "Ctrl Enter", tall=False)
        self.drop = Button(tr("Drop mine"), "Ctrl D")
        self.back = Button(tr("Back to the form"), "Esc")
        self._tell(newer.edits)
        self._lay_out()
        self.go.clicked.connect(self._write)
        self.drop.clicked.connect(self._drop)
        self.back.clicked.connect(self.reject)
        self._take_cursor()

    def _tell(self, edits: Mapping[str, LastEdit]) -> None:
        """Who changed something that this form shows."""
        theirs = [edits[one.key] for one in self.found if one.theirs != one.before and one.key in edits]
        people = "、".join(dict.fromkeys(edit.by or _NOTHING for edit in sorted(theirs, key=lambda edit: edit.at)))
        head = tr("{people} changed this meanwhile").format(people=people or tr("Somebody"))
        clashes = sum(one.clash for one in self.found)
        said = (
            trn("{count} field was changed by both.", "{count} fields were changed by both.", clashes).format(
                count=clashes
            )
            if clashes
            else tr("No field was changed by both: saving keeps what each did.")
        )
        self.banner.set_text(head, said)

    # where it stands

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        column.addWidget(Line())
        self._middle = scrolling(self._grid())
        column.addWidget(self._middle, 1)
        column.addWidget(Line())
        column.addWidget(self._foot())
        self._take_size()

    def _head(self) -> QWidget:
        head = Sheet("surface")
        column = QVBoxLayout(head)
        column.setContentsMargins(20, 14, 20, 12)
        column.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(Label(tr("Changed meanwhile"), "section", medium=True))
        row.addWidget(self.about, 1)
        column.addLayout(row)
        column.addWidget(self.banner)
        return head

    def _grid(self) -> QWidget:
        sheet = Sheet("surface")
        grid = QGridLayout(sheet)
        grid.setContentsMargins(20, 8, 20, 12)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(3)
        for place, words in ((2, tr("Before")), (3, tr("Now")), (4, tr("Typed here")), (5, tr("To be saved"))):
            head = Label(words, "small", "ink_3")
            head.setContentsMargins(8 if place < 5 else 0, 0, 0, 0)
            grid.addWidget(head, 0, place)
        grid.addWidget(Line(strong=True), 1, 0, 1, 6)
        for place, stretch in ((1, 3), (2, 4), (3, 5), (4, 5)):
            grid.setColumnStretch(place, stretch)
        for number, row in enumerate(self.rows.values()):
            self._add(grid, 2 * number + 2, row)
        grid.setRowStretch(2 * len(self.rows) + 2, 1)
        return sheet

    @staticmethod
    def _add(grid: QGridLayout, line: int, row: FieldRow) -> None:
        middle = Qt.AlignmentFlag.AlignVCenter
        for place, widget in enumerate((row.sign, row.noun, row.before, row.theirs, row.mine, row.choice)):
            if place in (2, 3, 4):
                grid.addWidget(widget, line, place)
            else:
                grid.addWidget(widget, line, place, middle)
        grid.addWidget(Line(), line + 1, 0, 1, 6)

    def _foot(self) -> QWidget:
        foot = Sheet("surface_alt")
        row = QHBoxLayout(foot)
        row.setContentsMargins(20, 12, 20, 12)
        row.setSpacing(8)
        row.addWidget(self.back)
        row.addStretch(1)
        row.addWidget(self.drop)
        row.addWidget(self.go)
        return foot

    def _take_size(self) -> None:
        """As wide as it may be; as high as the fields need, within the program's window: a form beneath is small."""
        top = self.parentWidget()
        while top is not None and (above := top.window().parentWidget()) is not None:
            top = above
        room = top.window().size() if top is not None else self.screen().availableSize()
        wide = min(_WIDEST, room.width() - 48)
        inner = self._middle.widget()
        needed = inner.heightForWidth(wide) if inner is not None and inner.hasHeightForWidth() else 0
        frame = self.sizeHint().height() - self._middle.sizeHint().height()
        self.resize(wide, max(_LEAST_HIGH, min(room.height() - 48, needed + frame + 8)))

    def event(self, event: QEvent) -> bool:
        answered = super().event(event)
        if event.type() == QEvent.Type.Polish:
            self._take_size()
        return answered

    # the ways out

    def done(self, result: int) -> None:
        """The form beneath has the keyboard again."""
        parent = self.parentWidget()
        super().done(result)
        if parent is not None:
            parent.window().activateWindow()

    def _take_cursor(self) -> None:
        """To the first field that both changed, else to the first that can be chosen, else to the button."""
        open_rows = [row for row in self.rows.values() if not row.one.same]
        first = next((row for row in open_rows if row.one.clash), open_rows[0] if open_rows else None)
        (first.sides if first is not None else self.go).setFocus(Qt.FocusReason.OtherFocusReason)

    def chosen(self) -> dict[str, object]:
        """The values that would be saved."""
        return merged(self.newer.values, self.found, {key: row.side() for key, row in self.rows.items()})

    def _write(self) -> None:
        values = self.chosen()
        self.accept()
        self.written.emit(values)

    def _drop(self) -> None:
        self.accept()
        self.dropped.emit()
