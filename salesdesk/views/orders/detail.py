"""One order in full: head and actions stay, what lies between them scrolls."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from salesdesk.domain.i18n import tr
from salesdesk.domain.money import format_percent, format_yuan
from salesdesk.domain.permissions import Permission
from salesdesk.domain.states import STAGE_WORDS, Stage
from salesdesk.services.order_files import OrderFile
from salesdesk.views.deal.introducer import introducer_words
from salesdesk.views.deal.summary import area_words, place_words
from salesdesk.views.deal.words import due_day, per_m2, whole_percent, with_swap
from salesdesk.views.kit.buttons import Button
from salesdesk.views.kit.labels import Label, ValueLine
from salesdesk.views.kit.marks import Mark
from salesdesk.views.kit.reveal import reveal
from salesdesk.views.kit.rows import RowsModel
from salesdesk.views.kit.scrolling import scrolling
from salesdesk.views.kit.section import Line, SectionTitle, Sheet
from salesdesk.views.kit.sheet_table import SheetTable
from salesdesk.views.kit.tags import Tag
from salesdesk.views.orders import story, tables
from salesdesk.views.orders.actions import OrderActions
from salesdesk.views.orders.lamps import DutyBand
from salesdesk.views.orders.under_way import UnderWay
from salesdesk.views.theme import theme

AFTER = (Stage.SUBSCRIBED, Stage.CONTRACTED, Stage.FILED, Stage.HANDED_OVER)
"""What follows on the contract is shown from the subscription on: a loan may begin before it is signed."""


class OrderDetailPane(Sheet):
    """Shows an `OrderFile`. ``paper_wanted`` tells a printed paper's kind that is to be looked at again,
    ``request_wanted`` the request that is under way."""

    paper_wanted = Signal(str)
    after_wanted = Signal()
    request_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__("surface", "l")
        self.file: OrderFile | None = None
        self.action_bar = OrderActions()
        self.duty = DutyBand()
        self._sections: dict[str, QWidget] = {}
        self.buyers = SheetTable(RowsModel(tables.BUYER_COLUMNS, lambda row: row[0]), fit=True, dense=True)
        self.price = SheetTable(RowsModel(tables.PRICE_COLUMNS, lambda row: row.key), fit=True, dense=True)
        self.owed = SheetTable(RowsModel(tables.OWED_COLUMNS, lambda row: row.key), fit=True)
        self.entries = SheetTable(RowsModel(tables.ENTRY_COLUMNS, lambda row: row.key), fit=True)
        self.papers = SheetTable(RowsModel(tables.PAPER_COLUMNS, lambda row: row.key), fit=True, dense=True)
        self.story = SheetTable(RowsModel(story.STORY_COLUMNS, lambda row: row.key), fit=True, dense=True)
        self.papers.row_activated.connect(lambda row: self.paper_wanted.emit(row.kind))
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addWidget(Line())
        self.under_way = UnderWay()
        self.under_way.wanted.connect(self.request_wanted)
        column.addWidget(self.under_way)
        self.middle = self._middle()
        column.addWidget(self.middle, 1)
        column.addWidget(Line())
        column.addWidget(self.action_bar)

    def _head(self) -> QVBoxLayout:
        self.unit = Label("", "figure", medium=True, shrink=True)
        self.mark = Mark("", words=True)
        self.cancelled = Tag("", "plain")
        self.number = Label("", "small", "ink_2")
        row = QHBoxLayout()
        row.setSpacing(10)
        for widget in (self.unit, self.mark, self.cancelled):
            row.addWidget(widget)
        row.addStretch(1)
        self.after_button = Button(tr("After the contract"), "F7")
        self.after_button.clicked.connect(self.after_wanted)
        row.addWidget(self.after_button)
        row.addWidget(self.number)
        self.place = Label("", "small", "ink_2", elide=True)
        head = QVBoxLayout()
        head.setContentsMargins(16, 12, 16, 10)
        head.setSpacing(2)
        head.addLayout(row)
        head.addWidget(self.place)
        head.addSpacing(4)
        head.addWidget(self.duty)
        return head

    def _middle(self) -> QScrollArea:
        body = Sheet("surface")
        column = QVBoxLayout(body)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(14)
        column.addLayout(self._figures())
        column.addWidget(Line())
        column.addLayout(self._terms())
        parts = (
            ("buyers", tr("Buyers"), self.buyers), ("price", tr("Working"), self.price),
            ("owed", tr("Due items"), self.owed), ("entries", tr("Money account"), self.entries),
            ("papers", tr("Printed papers"), self.papers), ("story", tr("Story"), self.story),
        )  # fmt: skip
        self.titles: dict[str, SectionTitle] = {}
        for key, words, table in parts:
            self.titles[key] = SectionTitle(words)
            section = QWidget()
            inside = QVBoxLayout(section)
            inside.setContentsMargins(0, 0, 0, 0)
            inside.setSpacing(2)
            inside.addWidget(self.titles[key])
            inside.addWidget(table)
            self._sections[key] = section
            column.addWidget(section)
        column.addStretch(1)
        return scrolling(body)

    def _figures(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme().size("xl"))
        self.figures: dict[str, Label] = {}
        nouns = (
            ("total", tr("Agreed total")), ("received", tr("Received")), ("open", tr("Still owed")),
            ("overdue", tr("Overdue")),
        )  # fmt: skip
        for key, noun in nouns:
            box = QVBoxLayout()
            box.setSpacing(0)
            box.addWidget(Label(noun, "small", "ink_3"))
            self.figures[key] = Label("—", "title", medium=True)
            box.addWidget(self.figures[key])
            row.addLayout(box)
        row.addStretch(1)
        return row

    def _terms(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme().size("xl"))
        grid.setVerticalSpacing(0)
        nouns = (
            ("customer", tr("Customer")), ("consultants", tr("Consultants")), ("reserved", tr("Reserved on")),
            ("subscribed", tr("Subscribed on")), ("due", tr("Contract until")), ("contracted", tr("Contracted on")),
            ("contract", tr("Contract number")), ("filed", tr("Filed on")), ("scheme", tr("Payment scheme")),
            ("loan", tr("Loan")), ("unit_price", tr("Agreed unit price")), ("ratio", tr("Share of the list total")),
            ("introducer", tr("Introduced by")),
        )  # fmt: skip
        self.terms: dict[str, ValueLine] = {}
        for place, (key, noun) in enumerate(nouns):
            self.terms[key] = ValueLine(noun)
            grid.addWidget(self.terms[key], place // 2, place % 2)
        self.note = Label("", "small", "ink_2", wrap=True)
        grid.addWidget(self.note, (len(nouns) + 1) // 2, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        return grid

    def show_file(self, file: OrderFile, held: frozenset[Permission]) -> None:
        """Shows an order; another one from its top, the same one where it was scrolled to."""
        other = self.file is None or self.file.account.order.id != file.account.order.id
        self.file = file
        self._show_head(file)
        self._show_figures(file, Permission.MONEY_READ in held)
        self._show_terms(file)
        reveal(self.terms["introducer"], not held.isdisjoint((Permission.ORDER_READ_ALL, Permission.ORDER_WRITE)))
        self._show_tables(file, Permission.MONEY_READ in held)
        gone = file.account.order.stage is Stage.CANCELLED
        self.under_way.show_requests(() if gone else file.requests)
        self.action_bar.show_actions(file, held)
        if other:
            self.middle.verticalScrollBar().setValue(0)

    def _show_head(self, file: OrderFile) -> None:
        order = file.account.order
        gone = order.stage is Stage.CANCELLED
        self.unit.setText(order.unit_label)
        self.mark.set_marks("" if gone else order.stage.value, () if gone else file.unit.restrictions)
        self.cancelled.set_text(tr(STAGE_WORDS[Stage.CANCELLED]) if gone else "", "danger")
        self.number.setText(order.number)
        self.after_button.setVisible(order.stage in AFTER)
        self.place.setText(f"{place_words(file.unit)}　{area_words(file.unit)}")

    def _show_figures(self, file: OrderFile, may_see_money: bool) -> None:
        account = file.account
        working = account.order.working
        self.figures["total"].setText(format_yuan(working.total_fen) if working else "—")
        self.figures["received"].setText(format_yuan(account.received_fen) if may_see_money else "—")
        shown = working is not None and may_see_money and account.order.stage is not Stage.CANCELLED
        self.figures["open"].setText(format_yuan(account.price_open_fen) if shown else "—")
        late = account.overdue_fen if may_see_money else 0
        self.figures["overdue"].setText(format_yuan(late) if late else "—")
        self.figures["overdue"].set_tone("danger" if late else "ink_3")

    def _show_terms(self, file: OrderFile) -> None:
        order, today = file.account.order, file.account.today
        working = order.working
        loan = tr("{bank} {years} years").format(bank=order.bank, years=order.loan_months // 12).strip()
        until = due_day(order.contract_due_on, today)
        by = file.introductions[-1] if file.introductions else None
        values = {
            "customer": order.customer_name,
            "consultants": "、".join(f"{name} {whole_percent(share)}" for _, name, share in order.consultants)
            or order.consultant,
            "reserved": str(order.reserved_on or ""),
            "subscribed": with_swap(order.subscribed_on, None if order.contracted_on else order.swapped_on),
            "due": "" if order.contracted_on or order.contract_due_on is None else until,
            "contracted": with_swap(order.contracted_on, order.swapped_on),
            "contract": order.contract_number,
            "filed": str(order.filed_on or ""),
            "scheme": order.scheme_name,
            "loan": loan if order.loan_months else order.bank,
            "unit_price": per_m2(working.unit_price_fen) if working else "",
            "ratio": format_percent(working.ratio_millionths) if working else "",
            "introducer": introducer_words(by.kind, by.name) if by and by.kind else "",
        }
        for key, value in values.items():
            self.terms[key].set_value(value or "—", "ink" if value else "ink_3")
        words = [order.note, order.cancel_reason and tr("Cancelled: {reason}").format(reason=order.cancel_reason)]
        self.note.setText("\n".join(part for part in words if part))
        self.note.setVisible(bool(self.note.text()))

    def _show_tables(self, file: OrderFile, may_see_money: bool) -> None:
        order = file.account.order
        self._fill("buyers", self.buyers, list(enumerate(order.buyers, 1)))
        rows, total = tables.price_rows(order.working) if order.working else ([], None)
        self._fill("price", self.price, rows, total)
        owed, owed_total = tables.owed_rows(file.account, paid_known=may_see_money)
        self._fill("owed", self.owed, owed, owed_total)
        entries, entry_total = tables.entry_rows(file.account) if may_see_money else ([], None)
        self._fill("entries", self.entries, entries, entry_total)
        self._add_up(file, entries)
        self._fill("papers", self.papers, tables.paper_lines(file.papers, file.superseded))
        self._fill("story", self.story, story.story(file))

    def _add_up(self, file: OrderFile, entries: list[tables.EntryRow]) -> None:
        """The account's last running sum beside what it must equal."""
        last = next((row.balance_fen for row in reversed(entries) if row.balance_fen is not None), 0)
        equal = last == file.account.received_fen
        self.titles["entries"].set_note(tr("✓ adds up") if equal else "≠", "ok" if equal else "danger")

    def _fill(self, key: str, table: SheetTable, rows: Sequence[object], total: object = None) -> None:
        table.set_rows(rows)
        table.set_total(total)
        self._sections[key].setVisible(bool(rows))
