"""The side of an import: lines that add up, what storing would change, what the version is called; and the button."""

from __future__ import annotations

from datetime import date, datetime, time

from PySide6.QtCore import Signal

from salesdesk.domain.i18n import tr, trn
from salesdesk.domain.money import format_yuan
from salesdesk.domain.office_time import SHANGHAI
from salesdesk.domain.unit_sheet import UnitSheet
from salesdesk.services.unit_comparison import Comparison, Fate
from salesdesk.views.kit.banner import Banner
from salesdesk.views.kit.buttons import PrimaryButton
from salesdesk.views.kit.date_edit import DateEdit
from salesdesk.views.kit.field import TextField
from salesdesk.views.kit.input_method import on_enter
from salesdesk.views.kit.labels import Label, ValueLine
from salesdesk.views.kit.panel import Part, SidePanel


class ImportSide(SidePanel):
    """`show_file`, `show_counts`, `show_preview`; ``confirmed`` when the person wants it stored."""

    confirmed = Signal()
    building_named = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.name = Label("", "section", medium=True, elide=True)
        self.about = Label("", "small", "ink_3", elide=True)
        self.head.addWidget(self.name)
        self.head.addWidget(self.about)
        self._lines = self._lines_part()
        self._units = self._units_part()
        self._prices = self._prices_part()
        self._building = self._building_part()
        self._version = self._version_part()
        for part in (self._lines, self._building, self._units, self._prices, self._version):
            self.add_part(part)
        self.banner = Banner("refusal")
        self.go = PrimaryButton(tr("Store"), "Ctrl Enter")
        self.go.clicked.connect(self.confirmed)
        self.foot.addWidget(self.banner)
        self.foot.addWidget(self.go)
        self.clear()

    def _lines_part(self) -> Part:
        part = Part(tr("Lines"))
        self.units = ValueLine(tr("Units"))
        self.rejected = ValueLine(tr("Rejected"))
        self.skipped = ValueLine(tr("Skipped"))
        self.lines = ValueLine(tr("Lines in the file"), strong=True)
        self.equal = Label("", "small", "ok")
        for widget in (self.units, self.rejected, self.skipped, self.lines, self.equal):
            part.add(widget)
        return part

    def _building_part(self) -> Part:
        part = Part(tr("Building"))
        self.unnamed = Label("", "small", "warn", wrap=True)
        self.building = TextField("1#", most=40)
        self.building.set_name(tr("Building"))
        self.building.settled.connect(self.building_named)
        on_enter(self.building.line, self.building.settle)
        part.add(self.unnamed)
        part.add(self.building)
        return part

    def _units_part(self) -> Part:
        part = Part(tr("Units, against what is stored"))
        self.new = ValueLine(tr("New"))
        self.changed = ValueLine(tr("Changed"))
        self.same = ValueLine(tr("The same"))
        self.kept = ValueLine(tr("Sold, as agreed"))
        for line in (self.new, self.changed, self.same, self.kept):
            part.add(line)
        return part

    def _prices_part(self) -> Part:
        part = Part(tr("Prices"))
        self.first_prices = ValueLine(tr("First prices"))
        self.price_changes = ValueLine(tr("Price changes"))
        self.same_prices = ValueLine(tr("The same"))
        self.awaiting = ValueLine(tr("Awaiting a price"))
        self.elsewhere = ValueLine(tr("Priced, not in this file"))
        self.difference = ValueLine(tr("Changes come to"))
        for line in (self.first_prices, self.price_changes, self.same_prices, self.awaiting, self.elsewhere,
                     self.difference):  # fmt: skip
            part.add(line)
        return part

    def _version_part(self) -> Part:
        part = Part(tr("Price list version"))
        self.version_name = TextField(most=200)
        self.version_name.set_name(tr("Name of the version"))
        self.effective = DateEdit(tr("when signed"))
        self.effective.set_name(tr("Effective from"))
        self._note = Label(
            tr("It counts when it is signed off; orders keep their prices."), "small", "ink_3", wrap=True
        )
        for noun, field in ((tr("Name"), self.version_name), (tr("Effective from"), self.effective)):
            part.add(Label(noun, "small", "ink_2"))
            part.add(field)
        part.add(self._note)
        return part

    def clear(self) -> None:
        """Nothing read: the parts hide."""
        for part in (self._lines, self._building, self._units, self._prices, self._version):
            part.hide()
        self.banner.clear()
        self.show_file("", "")

    def show_file(self, name: str, about: str) -> None:
        self.name.setText(name)
        self.about.setText(about)

    def show_counts(self, found: UnitSheet, unnamed: int) -> None:
        """Lines of the file: units, rejected and skipped add up to them."""
        units, rejected, skipped = len(found.units), len(found.rejected), len(found.skipped)
        self.units.set_value(f"{units:,}")
        self.rejected.set_value(f"{rejected:,}", "danger" if rejected else "ink")
        self.skipped.set_value(f"{skipped:,}")
        self.lines.set_value(f"{found.lines:,}")
        equal = units + rejected + skipped == found.lines
        sign = tr("✓ equal") if equal else tr("✗ differs")
        self.equal.setText(f"{units:,} + {rejected:,} + {skipped:,} = {found.lines:,}　{sign}")
        self.equal.set_tone("ok" if equal else "danger")
        self._lines.show()
        words = trn("{n} row names no building; it goes into", "{n} rows name no building; they go into", unnamed)
        self.unnamed.setText(words.format(n=unnamed))
        self._building.setVisible(bool(unnamed))

    def show_preview(self, preview: Comparison) -> None:
        """What storing would change."""
        for line, count in (
            (self.new, preview.count(Fate.NEW)), (self.changed, preview.count(Fate.CHANGED)),
            (self.same, preview.count(Fate.SAME)), (self.kept, preview.count(Fate.KEPT)),
            (self.first_prices, sum(change.before_fen is None for change in preview.price_changes)),
            (self.price_changes, sum(change.before_fen is not None for change in preview.price_changes)),
            (self.same_prices, preview.same_prices), (self.awaiting, preview.without_price),
            (self.elsewhere, preview.priced_elsewhere),
        ):  # fmt: skip
            line.set_value(f"{count:,}", "ink" if count else "ink_3")
        changed = [change for change in preview.price_changes if change.before_fen is not None]
        difference = format_yuan(sum(change.difference_fen for change in changed))
        self.difference.set_value(difference + " " + tr("yuan"))
        self.difference.setVisible(bool(changed))
        self.kept.setVisible(bool(preview.count(Fate.KEPT)))
        self._units.show()
        self._prices.show()
        self._version.setVisible(bool(preview.price_changes))

    def effective_at(self) -> datetime | None:
        """The beginning of the day at the office; None for as soon as it is signed."""
        day: date | None = self.effective.value()
        return datetime.combine(day, time(), SHANGHAI) if day else None
