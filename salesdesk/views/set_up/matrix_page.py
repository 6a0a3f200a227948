"""Who may do what: the one matrix of roles and permissions, as it stands in the program."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout

from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.permissions import MATRIX, PERMISSION_WORDS, ROLE_WORDS, OfficeRole, Permission
from salesdesk.views.desk import Desk
from salesdesk.views.kit.rows import RowsModel, TableColumn
from salesdesk.views.kit.section import Sheet
from salesdesk.views.kit.sheet_table import SheetTable
from salesdesk.views.set_up.page import SetUpPage

_WIDEST = 1120
"""Wider, and the ticks would stand too far from what they are for."""


class MatrixPage(SetUpPage):
    """A permission a line, a role a column; own roles stand out."""

    def __init__(self, desk: Desk, title: str) -> None:
        super().__init__(desk, title)
        mine = desk.office.project.roles if desk.office.project else frozenset()
        columns = [
            TableColumn(key="permission", title=mark("Permission"), text=lambda row: tr(PERMISSION_WORDS[row]),
                        width=180, stretch=True, sortable=False),
            *(
                TableColumn(key=role.value, title=ROLE_WORDS[role], text=_tick(role), width=84, align="centre",
                            tone="accent" if role in mine else "ok", medium=role in mine, sortable=False)
                for role in OfficeRole
            ),
        ]  # fmt: skip
        self.table = SheetTable(RowsModel(columns, key=lambda row: row), dense=True)
        sheet = Sheet("surface")
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table)
        self.table.setMaximumWidth(_WIDEST)
        self.body.addWidget(sheet)

    def load(self) -> None:
        self.table.set_rows(list(Permission))


def _tick(role: OfficeRole) -> Callable[[Permission], str]:
    return lambda permission: "✓" if permission in MATRIX[role] else ""
