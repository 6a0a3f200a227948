"""After an import: what was stored, and what stands between these units and their first sale."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salesdesk.domain.i18n import tr, trn
from salesdesk.services.set_up import Progress
from salesdesk.views.kit.banner import Banner
from salesdesk.views.kit.buttons import PrimaryButton
from salesdesk.views.kit.labels import Label
from salesdesk.views.set_up.next_steps import NextSteps

WIDTH = 640


class StoredPage(QWidget):
    """Shown in place of the preview once it is stored."""

    wanted = Signal(str)
    board = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.banner = Banner("done")
        self.steps = NextSteps()
        self.steps.wanted.connect(self.wanted)
        self.to_board = PrimaryButton(tr("To the board"), "Ctrl Enter")
        self.to_board.clicked.connect(self.board)
        sheet = QWidget()
        sheet.setFixedWidth(WIDTH)
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 32, 0, 32)
        column.setSpacing(16)
        column.addWidget(self.banner)
        column.addSpacing(8)
        column.addWidget(Label(tr("Before the first sale"), "section", medium=True))
        column.addWidget(self.steps)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.to_board)
        foot.addStretch(1)
        column.addLayout(foot)
        column.addStretch(1)
        row = QHBoxLayout(self)
        row.addStretch(1)
        row.addWidget(sheet, 0, Qt.AlignmentFlag.AlignTop)
        row.addStretch(1)

    def show_stored(self, stored: Mapping[str, int], progress: Progress) -> None:
        """What the verb said it stored, and how the project stands now."""
        said = [
            trn("{n} new unit", "{n} new units", stored["new"]).format(n=f"{stored['new']:,}"),
            trn("{n} changed unit", "{n} changed units", stored["changed"]).format(n=f"{stored['changed']:,}"),
            trn("{n} price", "{n} prices", stored["prices"]).format(n=f"{stored['prices']:,}"),
        ]
        if kept := stored["kept"]:
            said.append(trn("{n} unit as agreed", "{n} units as agreed", kept).format(n=f"{kept:,}"))
        if refused := stored["refused"]:
            said.append(trn("{n} row rejected", "{n} rows rejected", refused).format(n=f"{refused:,}"))
        if stored["price_list"]:
            said.append(tr("new version V{n}").format(n=progress.unsigned))
        self.banner.set_text(tr("Stored"), tr(", ").join(said))
        self.steps.show_progress(progress)
        self.to_board.setFocus()
