"""Reports: the overview of sales, the deals behind each of its lines, and both on paper and in Excel.

Figures are read off the screen's thread; while others work they are read anew, not more often than once a second.
"""

from __future__ import annotations

from typing import Any, ClassVar

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from salesdesk.domain.errors import NotAllowed, Refusal
from salesdesk.domain.i18n import tr
from salesdesk.domain.office_time import minute
from salesdesk.domain.permissions import Permission, may_not
from salesdesk.domain.sales_figures import By
from salesdesk.services.exports import deals_pdf, summary_pdf
from salesdesk.services.report_sheets import BASIS, BY_WORDS, line_name
from salesdesk.services.reports import DealList, Overview, deals_of, overview
from salesdesk.services.rows import Touched
from salesdesk.views.desk import Desk, Screen
from salesdesk.views.kit import messages
from salesdesk.views.kit.banner import Banner
from salesdesk.views.kit.buttons import Button, PrimaryButton
from salesdesk.views.kit.empty import EmptyState
from salesdesk.views.kit.labels import Label
from salesdesk.views.kit.page_bar import PageBar
from salesdesk.views.kit.progress import ProgressStrip
from salesdesk.views.kit.segmented import Segmented
from salesdesk.views.paper_preview.dialog import PaperPreview
from salesdesk.views.reports.deal_page import DealPage
from salesdesk.views.reports.exporting import Exporting
from salesdesk.views.reports.overview_page import OverviewPage
from salesdesk.views.reports.telling import Telling

_AGAIN_MS = 1_000


class ReportsScreen(Screen):
    """See the module."""

    key: ClassVar[str] = "reports"
    needs: ClassVar[tuple[Permission, ...]] = (Permission.REPORT_READ,)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.seen: Overview | None = None
        self._stale = True
        self._wanted: tuple[By | None, str] | None = None
        self._again = QTimer(self, singleShot=True, interval=_AGAIN_MS)
        self._again.timeout.connect(self._read)
        self._make()
        self._lay_out()
        self._connect()

    # made of

    def _make(self) -> None:
        self.bar = PageBar(tr("Sales overview"))
        self.by = Segmented([(by.value, tr(BY_WORDS[by])) for by in By])
        self.as_of = Label("", "small")
        self.print_button = Button(tr("Print"), "Ctrl P", icon="print")
        self.export_button = PrimaryButton(tr("Export to Excel"), "Ctrl E", icon="download", tall=False)
        self.strip = ProgressStrip()
        self.told = Banner("done")
        self.explained = Banner("note")
        self.overview = OverviewPage()
        self.deals = DealPage()
        self.nothing = EmptyState("reports", "")
        self.exporting = Exporting(self.desk, self, self.export_button, self.strip, self.told)
        self._allow_export()

    def _lay_out(self) -> None:
        self.bar.add(self.by)
        self.bar.add(self._facts())
        self.bar.add_action(self.print_button)
        self.bar.add_action(self.export_button)
        self.pages = QStackedWidget()
        for page in (QWidget(), self.overview, self.deals, self.nothing):
            self.pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(Telling(self.strip, self.told, self.explained))
        column.addWidget(self.pages, 1)

    def _facts(self) -> QWidget:
        """What the figures are of, as soon as there are any."""
        self.facts = QWidget()
        row = QHBoxLayout(self.facts)
        row.setContentsMargins(4, 0, 0, 0)
        row.setSpacing(8)
        for noun, value in ((tr("As of"), self.as_of), (tr("Counting"), Label(tr(BASIS), "small"))):
            row.addWidget(Label(noun, "small", "ink_3"))
            row.addWidget(value)
            row.addSpacing(8)
        self.facts.hide()
        return self.facts

    def _connect(self) -> None:
        self.by.chosen.connect(lambda key: self.show_by(By(key)))
        self.print_button.clicked.connect(self.print_shown)
        self.overview.opened.connect(self.open_deals)
        self.overview.explained.connect(lambda head, sentence: self.explained.set_text(head, sentence))
        self.deals.left.connect(self.close_deals)
        self.deals.order_wanted.connect(lambda order_id: self.desk.go.emit("orders", {"order_id": order_id}))
        self.desk.changed.connect(self._changed)
        for digit, by in enumerate(By, 1):
            shortcut = QShortcut(QKeySequence(str(digit)), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda by=by: self.show_by(by))
        explain = QShortcut(QKeySequence("F7"), self)
        explain.activated.connect(self.explain)

    def key_hints(self) -> list[tuple[str, str]]:
        return [
            ("1–3", tr("group")), ("Enter", tr("deals, order")), ("F7", tr("explain the number")),
            ("Ctrl P", tr("Print")), ("Ctrl E", tr("export")),
        ]  # fmt: skip

    # reading

    def enter(self, **wanted: Any) -> None:
        """``by`` and ``key`` open the deals of a building, layout or month at once."""
        if "key" in wanted:
            self.open_deals(By(wanted["by"]), str(wanted["key"]))
        if self._stale or self.seen is None:
            self._read()
        self._take_cursor()

    def _changed(self, touched: Touched) -> None:
        if not (touched.everything or touched.orders or touched.units):
            return
        if not self.isVisible():
            self._stale = True
        elif not self._again.isActive():
            self._again.start()

    def _read(self) -> None:
        self._stale = False
        self.desk.ask(self, overview, done=self._show, failed=self._refused)
        if self._wanted is not None:
            self._read_deals(*self._wanted)

    def _refused(self, refusal: Refusal) -> None:
        """Without any figures the sentence stands where they would; else they stay, and it is told."""
        self._stale = True
        if self.pages.currentWidget() is not self.deals:
            self._wanted = None
        if self.seen is not None:
            messages.refuse(refusal)
            return
        hint = tr("Reports add up every order and every receipt of the project.")
        self.nothing.set_words(str(refusal), hint if isinstance(refusal, NotAllowed) else "")
        self.by.hide()
        self.print_button.set_refusal(str(refusal))
        self.export_button.set_refusal(str(refusal))
        self.pages.setCurrentWidget(self.nothing)

    def _show(self, seen: Overview) -> None:
        first = self.seen is None
        self.seen = seen
        self.exporting.today = seen.today
        self.facts.show()
        self.by.show()
        if first:
            self._allow_export()
        self.as_of.setText(minute(seen.at))
        self.overview.show_overview(seen)
        if self._wanted is None:
            self._show_overview_page(seen)
        if first:
            self._take_cursor()

    def _allow_export(self) -> None:
        may = self.desk.may(Permission.EXPORT)
        self.export_button.set_refusal(None if may else may_not(Permission.EXPORT))

    def _show_overview_page(self, seen: Overview) -> None:
        empty = seen.total.stock is None or not seen.total.stock.units
        if empty:
            self.nothing.set_words(
                tr("No units yet"), tr("Once a price list is imported, its sales are added up here.")
            )
        self.print_button.set_refusal(tr("There is nothing to print yet.") if empty else None)
        self.pages.setCurrentWidget(self.nothing if empty else self.overview)

    def _take_cursor(self) -> None:
        page = self.pages.currentWidget()
        if page is self.overview:
            self.overview.table.take_cursor()
        elif page is self.deals:
            self.deals.take_cursor()

    # grouping and drilling

    def show_by(self, by: By) -> None:
        """Groups the table; from the deals this leads back to the overview."""
        self.by.set_key(by.value)
        self.overview.show_by(by)
        if self._wanted is not None:
            self.close_deals()
        elif self.seen is not None and not self.by.hasFocus():
            self._take_cursor()

    def open_deals(self, by: By | None, key: str) -> None:
        """Shows the deals behind a line."""
        self._wanted = (by, key)
        self.explained.clear()
        self._read_deals(by, key)

    def _read_deals(self, by: By | None, key: str) -> None:
        self.desk.ask(self, deals_of, by, key, done=self._show_deals, failed=self._refused)

    def _show_deals(self, found: DealList) -> None:
        if self._wanted != (found.by, found.line.key):
            return
        self.deals.show_deals(found, found.today)
        if self.pages.currentWidget() is not self.deals:
            self.print_button.set_refusal(None)
            self.pages.setCurrentWidget(self.deals)
            self._take_cursor()

    def close_deals(self) -> None:
        """Back to the overview, on the line that was left."""
        self._wanted = None
        if self.seen is not None:
            self._show_overview_page(self.seen)
            self._take_cursor()

    # explain, print

    def explain(self) -> None:
        """What the number under the cursor counts; pressed again, the sentence goes."""
        page = self.pages.currentWidget()
        told = page.explanation() if isinstance(page, OverviewPage | DealPage) else ("", "")
        again = self.explained.sentence() == "　".join(filter(None, told))
        self.explained.set_text(*(("", "") if again else told))

    def print_shown(self) -> None:
        """What is shown, as a paper to look at before it is printed."""
        self.print_button.set_refusal(tr("The paper is being made."))
        wanted, by = self._wanted, By(self.by.key())
        if wanted is None:
            title = tr("Sales by {what}").format(what=tr(BY_WORDS[by]).lower())
            self.desk.ask(self, summary_pdf, by, done=lambda pdf: self._preview(title, pdf), failed=self._not_made)
        else:
            title = tr("Deals: {what}").format(what=line_name(*wanted))
            self.desk.ask(self, deals_pdf, *wanted, done=lambda pdf: self._preview(title, pdf), failed=self._not_made)

    def _preview(self, title: str, pdf: bytes) -> None:
        self.print_button.set_refusal(None)
        PaperPreview.show_pdf(self, title, pdf)

    def _not_made(self, refusal: Refusal) -> None:
        self.print_button.set_refusal(None)
        messages.refuse(refusal)

    # Esc

    def event(self, event: QEvent) -> bool:
        asked = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride
        if asked and event.key() == Qt.Key.Key_Escape and self._can_close():  # type: ignore[attr-defined]
            event.accept()  # Esc closes what is open here before it leads to the screen before
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._can_close():
            self._close_one()
        else:
            super().keyPressEvent(event)

    def _can_close(self) -> bool:
        return bool(self.explained.sentence() or self.told.sentence()) or self._wanted is not None

    def _close_one(self) -> None:
        for banner in (self.explained, self.told):
            if banner.sentence():
                banner.clear()
                return
        self.close_deals()
