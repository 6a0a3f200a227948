"""Settings of the project: each with its value, its default, and the field that changes it; who changed what. They are
searched by what they are called, or by what was changed. Who must agree to what has a place of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salesdesk.domain.errors import Refusal, StaleEdit
from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.office_time import minute
from salesdesk.domain.permissions import Permission
from salesdesk.domain.settings import DEFAULTS, SETTINGS, ProjectSettings, Setting
from salesdesk.domain.stale import LastEdit, Newer
from salesdesk.services.office import new_request_id
from salesdesk.services.projects import NewSetting, change_setting, settings
from salesdesk.services.rows import SettingChange
from salesdesk.services.set_up import setting_changes, setting_edits
from salesdesk.views.desk import Desk
from salesdesk.views.kit import messages
from salesdesk.views.kit.banner import Banner
from salesdesk.views.kit.buttons import Button, PrimaryButton
from salesdesk.views.kit.labels import Label, ValueLine
from salesdesk.views.kit.paint import RIGHT
from salesdesk.views.kit.panel import Part, SidePanel
from salesdesk.views.kit.reveal import reveal
from salesdesk.views.kit.rows import GroupRow, RowsModel, TableColumn
from salesdesk.views.kit.search import SearchField
from salesdesk.views.kit.section import Sheet
from salesdesk.views.kit.segmented import Segmented
from salesdesk.views.kit.sheet_table import SheetTable
from salesdesk.views.set_up.page import SetUpPage, why_not_permitted
from salesdesk.views.set_up.setting_edit import SettingEdit
from salesdesk.views.set_up.words import NOTHING, setting_value
from salesdesk.views.stale.dialog import StaleDialog, Wording

GROUP_WORDS: Mapping[str, str] = {
    "pricing": mark("Pricing"),
    "discount": mark("Limits of discounts"),
    "price": mark("Price lists"),
    "earnest": mark("Deals"),
    "quote": mark("Quotes"),
    "contract": mark("Deals"),
    "hold": mark("Deals"),
    "customer": mark("Customers"),
    "receipt": mark("Receipts"),
    "loan": mark("Loans"),
    "settlement": mark("After the contract"),
    "handover": mark("After the contract"),
    "late_fee": mark("Late fees"),
    "arrears": mark("Unreasonable arrears"),
    "duty": mark("Duties"),
    "month_close": mark("Month close"),
    "four_eyes": mark("Office"),
    "password": mark("Office"),
    "company": mark("Office"),
}
"""The group that a setting is listed under, by the first part of its name."""


LISTED = tuple(setting for setting in SETTINGS if setting.name.split(".")[0] in GROUP_WORDS)
ALL, CHANGED = "all", "changed"


def group_of(setting: Setting) -> str:
    return GROUP_WORDS[setting.name.split(".")[0]]


class SettingsPage(SetUpPage):
    """See the module. Another place of settings says which, under which groups, and what each means."""

    listed: ClassVar[tuple[Setting, ...]] = LISTED

    def group(self, setting: Setting) -> str:
        """The heading that a setting stands under."""
        return tr(group_of(setting))

    def about(self, setting: Setting) -> str:
        """What there is to know of a setting beyond its words."""
        return ""

    def grouped(self, listed: Iterable[Setting]) -> list[Setting | GroupRow]:
        """The settings under their groups, in the order in which the groups come first."""
        groups = dict[str, list[Setting]]()
        for setting in listed:
            groups.setdefault(self.group(setting), []).append(setting)
        rows: list[Setting | GroupRow] = []
        for words, several in groups.items():
            rows += [GroupRow(words, words, str(len(several))), *several]
        return rows

    def __init__(self, desk: Desk, title: str) -> None:
        super().__init__(desk, title)
        self._stored = ProjectSettings()
        self._setting: Setting | None = None
        self._request_id = new_request_id()
        self._saving = False
        self.comparison: StaleDialog | None = None
        self.side = SettingSide()
        self._last: dict[str, LastEdit] = {}
        self.search = SearchField(tr("Setting, value or group"), "/")
        self.search.searched.connect(lambda _: self._filter())
        self.shown = Segmented([(ALL, tr("All")), (CHANGED, tr("Changed ones"))])
        self.shown.chosen.connect(lambda _: self._filter())
        self.count = Label("", "small", "ink_3", align=RIGHT)
        self.table = _table(self._value, self._changed_by)
        self.table.row_chosen.connect(self._choose)
        self.table.row_activated.connect(lambda _: self.side.edit.take_cursor())
        self.side.go.clicked.connect(self.save)
        self.side.reset.clicked.connect(self._to_default)
        self.side.edit.edited.connect(self._edited)
        left = Sheet("surface")
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._filters())
        column.addWidget(self.table)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(left, 1)
        row.addWidget(self.side)
        self.body.addLayout(row)

    def _filters(self) -> QWidget:
        """The line over the table: what is searched, and how many were changed."""
        filters = QWidget()
        filters.setFixedHeight(44)
        row = QHBoxLayout(filters)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(8)
        self.search.setFixedWidth(260)
        row.addWidget(self.search)
        row.addWidget(self.shown)
        row.addStretch(1)
        row.addWidget(self.count)
        return filters

    def key_hints(self) -> list[tuple[str, str]]:
        return [("/", tr("Find")), ("Enter", tr("change it")), ("Ctrl Enter", tr("Save"))]

    def load(self) -> None:
        self.desk.ask(self, settings, done=self._show)
        self.desk.ask(self, setting_changes, done=self._show_changes)
        self.desk.ask(self, setting_edits, done=self._show_edits)

    def _value(self, setting: Setting) -> int | str | bool:
        return self._stored.value(setting.name)

    def _show(self, stored: ProjectSettings) -> None:
        self._stored = stored
        self._filter()
        if self._setting is None:
            self.table.select_key(self.listed[0].name)
        elif not self.side.edit.is_changed():
            self._choose(self._setting)

    def _filter(self) -> None:
        """Those that were changed, or whose words hold what is searched."""
        wanted = self.search.text().casefold()
        only_changed = self.shown.key() == CHANGED
        shown = [
            setting
            for setting in self.listed
            if wanted in self._words(setting).casefold()
            and not (only_changed and self._value(setting) == setting.default)
        ]
        self.table.set_rows(self.grouped(shown))
        self.table.viewport().update()
        changed = sum(self._value(setting) != setting.default for setting in self.listed)
        self.count.setText(tr("{n} of {all} changed").format(n=changed, all=len(self.listed)))

    def _words(self, setting: Setting) -> str:
        value = setting_value(setting, self._value(setting))
        return " ".join((tr(setting.word), self.group(setting), value, setting.name))

    def _changed_by(self, setting: Setting) -> str:
        last = self._last.get(setting.name)
        if last is None:
            return NOTHING
        return f"{minute(last.at)[:10]}　{last.by}"

    def _show_edits(self, edits: dict[str, LastEdit]) -> None:
        self._last = edits
        self.table.viewport().update()

    def _show_changes(self, changes: list[SettingChange]) -> None:
        self.side.show_changes(changes, self.desk.may(Permission.HISTORY_READ))

    def _choose(self, setting: Setting) -> None:
        self._setting = setting
        self._request_id = new_request_id()
        self.side.show_setting(setting, self._value(setting), self.about(setting))
        self._edited()

    def _edited(self) -> None:
        self.side.edit.refuse(None)
        reason = why_not_permitted(self.desk, Permission.SETTINGS_WRITE)
        self.side.edit.setEnabled(reason is None)
        if reason is None and not self.side.edit.is_changed():
            self.side.bar(tr("Nothing is changed."), told=False)
        else:
            self.side.bar(reason)

    def _to_default(self) -> None:
        if self._setting is not None:
            self.side.edit.set_value(self._setting.default)
            self._edited()

    def save(self) -> None:
        """Changes the setting, once."""
        if self._setting is None or self._saving or not self.side.go.isEnabled() or not self.side.edit.check():
            return
        self._saving = True
        self.side.go.setEnabled(False)
        edit = self.side.edit
        form = NewSetting(
            request_id=self._request_id, name=self._setting.name, value=edit.value(), seen=edit.seen()
        )  # fmt: skip
        self.desk.perform(self, change_setting, form, self._done, self._refused)

    def _done(self, _: bool) -> None:
        self._saving = False
        self._request_id = new_request_id()
        self.side.edit.settled()
        messages.say(tr("Changed; it counts from now on."))
        self.load()

    def _refused(self, refusal: Refusal) -> None:
        self._saving = False
        self.side.bar(None)
        if isinstance(refusal, StaleEdit) and self._setting is not None:
            self._compare(self._setting, refusal.newer)
            return
        self.side.edit.refuse(refusal)
        self.side.banner.set_text("", str(refusal))

    def _compare(self, setting: Setting, newer: Newer) -> None:
        """Another desk set it meanwhile: both values side by side; the field stays as typed until one is chosen."""
        key, edit = setting.name, self.side.edit
        wording = Wording(lambda _: tr(setting.word), lambda _, value: setting_value(setting, _plain(value)))
        before, mine = {key: edit.seen()}, {key: edit.value()}
        self.comparison = StaleDialog(self, tr(setting.word), before, mine, newer, wording)
        now = _plain(newer.values[key])
        self.comparison.written.connect(lambda values: self._write(setting, now, _plain(values[key])))
        self.comparison.dropped.connect(lambda: self._write(setting, now, now))
        self.comparison.finished.connect(self._compared)
        self.comparison.open()

    def _compared(self) -> None:
        self.comparison = None

    def _write(self, setting: Setting, now: int | str | bool, value: int | str | bool) -> None:
        """What was chosen, on top of what stands there now; where that is the same, there is nothing to save."""
        self._request_id = new_request_id()
        self.side.edit.show_setting(setting, now)
        self.side.edit.set_value(value)
        self._edited()
        if self.side.edit.is_changed():
            self.save()
        else:
            messages.say(tr("Dropped; it stays as it is now."))
            self.load()


def _plain(value: object) -> int | str | bool:
    """A value of a setting, out of a comparison."""
    if not isinstance(value, int | str):
        raise TypeError(f"{value!r} is no value of a setting")
    return value


class SettingSide(SidePanel):
    """One setting: what it is, its field, its history."""

    def __init__(self) -> None:
        super().__init__()
        self.word = Label("", "section", medium=True, wrap=True)
        self.head.addWidget(self.word)
        self.about = Label("", "small", "ink_2", wrap=True)
        part = Part(tr("Value"))
        part.add(self.about)
        part.column.addSpacing(4)
        self.edit = SettingEdit()
        self.default = ValueLine(tr("Default"))
        self.reset = Button(tr("Back to the default"))
        part.add(self.edit)
        part.add(self.default)
        part.add(self.reset)
        self.add_part(part)
        self.history = Part(tr("Changes"))
        self.changes = Label("", "small", "ink_2", wrap=True)
        self.history.add(self.changes)
        self.add_part(self.history)
        self.banner = Banner("refusal")
        self.go = PrimaryButton(tr("Save"), "Ctrl Enter")
        self.foot.addWidget(self.banner)
        self.foot.addWidget(self.go)
        self._changes: list[SettingChange] = []
        self._may_read = False
        self._setting: Setting | None = None

    def show_setting(self, setting: Setting, value: int | str | bool, about: str = "") -> None:
        """Shows a setting with what is stored, and what there is to know of it."""
        self._setting = setting
        self.word.setText(tr(setting.word))
        self.about.setText(about)
        reveal(self.about, bool(about))
        self.edit.show_setting(setting, value)
        self.default.set_value(setting_value(setting, setting.default))
        self._tell_changes()

    def bar(self, reason: str | None, *, told: bool = True) -> None:
        """Greys the button; a reason that goes without saying stays in its tooltip."""
        self.go.set_refusal(reason)
        self.banner.set_text("", reason or "" if told else "")

    def show_changes(self, changes: list[SettingChange], may_read: bool) -> None:
        self._changes, self._may_read = changes, may_read
        self._tell_changes()

    def _tell_changes(self) -> None:
        if self._setting is None:
            return
        if not self._may_read:
            self.changes.setText(tr("Each change is kept; administrator and auditor read who made it."))
            return
        mine = [change for change in self._changes if change.name == self._setting.name]
        self.changes.setText("\n".join(_said(self._setting, change) for change in mine) or tr("never changed"))


def _said(setting: Setting, change: SettingChange) -> str:
    before = DEFAULTS[setting.name] if change.before is None else change.before
    after = setting.default if change.after is None else change.after
    values = f"{setting_value(setting, before)} → {setting_value(setting, after)}"
    return f"{minute(change.at)}　{change.person or NOTHING}\n{values}"


def _table(value: Any, changed_by: Any) -> SheetTable:
    columns = (
        TableColumn(key="word", title=mark("Setting"), text=lambda row: tr(row.word), width=280, stretch=True,
                    sortable=False),
        TableColumn(key="value", title=mark("Value"), text=lambda row: setting_value(row, value(row)), width=180,
                    medium=lambda row: value(row) != row.default, sortable=False,
                    tone=lambda row: "accent" if value(row) != row.default else "ink"),
        TableColumn(key="default", title=mark("Default"), text=lambda row: setting_value(row, row.default), width=130,
                    tone="ink_3", sortable=False),
        TableColumn(key="changed", title=mark("Changed last"), text=changed_by, width=170, tone="ink_2",
                    sortable=False),
    )  # fmt: skip
    table = SheetTable(RowsModel(columns, key=lambda row: row.name))
    table.set_empty(tr("No setting is called so."), tr("Search by another word, or show all."))
    return table
