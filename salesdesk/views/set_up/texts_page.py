"""Texts of agreement and contract: written here, checked line by line, with the paper that they make beside them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salesdesk.domain.errors import Refusal
from salesdesk.domain.i18n import tr
from salesdesk.domain.office_time import minute
from salesdesk.domain.permissions import Permission
from salesdesk.services.office import new_request_id
from salesdesk.services.office_texts import (
    TEXT_WORDS,
    TEXTS,
    OfficeText,
    TextEdit,
    field_rows,
    office_texts,
    problems_of_text,
    save_text,
)
from salesdesk.services.text_previews import TextPreview, preview_text
from salesdesk.views.desk import Desk
from salesdesk.views.kit import messages
from salesdesk.views.kit.banner import Banner
from salesdesk.views.kit.buttons import Button, PrimaryButton
from salesdesk.views.kit.labels import Label
from salesdesk.views.kit.section import Line, Sheet
from salesdesk.views.kit.segmented import Segmented
from salesdesk.views.set_up.page import SetUpPage, why_not_permitted
from salesdesk.views.set_up.text_editor import TextEditor
from salesdesk.views.set_up.text_side import FIELDS, PAPER, TextSide

_PAUSE_MS = 400
WIDTH = 560


class TextsPage(SetUpPage):
    """See the module. What was typed in one text is kept while the other is looked at."""

    def __init__(self, desk: Desk, title: str) -> None:
        super().__init__(desk, title)
        self._texts: dict[str, OfficeText] = {}
        self._typed: dict[str, str] = {}
        self._line = 0
        self._saving = False
        self._request_id = new_request_id()
        self.choice = Segmented([(name, tr(TEXT_WORDS[name])) for name in TEXTS])
        self.choice.chosen.connect(self._turn)
        self.bar.add(self.choice)
        self.delivered = self.action(Button(tr("Back to the delivered text")), Permission.SETTINGS_WRITE)
        self.delivered.clicked.connect(self.take_delivered)
        self.editor, self.side = TextEditor(), TextSide()
        self.editor.setAccessibleName(tr("Text"))
        self.editor.textChanged.connect(self._on_typed)
        self.who = Label("", "small", "ink_3", elide=True)
        self.banner = Banner("refusal")
        self.banner.link_activated.connect(lambda: self.editor.go_to_line(self._line))
        self.go = PrimaryButton(tr("Save the text"), "Ctrl Enter")
        self.go.clicked.connect(self.save)
        self.side.wanted.connect(self.editor.insert)
        self.side.order_wanted.connect(self._preview)
        self.pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self.pause.timeout.connect(self._check)
        self._lay_out()

    def _lay_out(self) -> None:
        left = Sheet("surface", "r")
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 1, 0)
        column.setSpacing(0)
        padded = QVBoxLayout()
        padded.setContentsMargins(16, 10, 16, 10)
        padded.setSpacing(6)
        padded.addWidget(self.who)
        padded.addWidget(self.editor, 1)
        column.addLayout(padded, 1)
        column.addWidget(Line())
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 12, 16, 12)
        foot.setSpacing(8)
        foot.addWidget(self.banner)
        foot.addWidget(self.go)
        column.addLayout(foot)
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(left, 1)
        row.addWidget(self.side, 1)
        self.body.addWidget(whole)

    def key_hints(self) -> list[tuple[str, str]]:
        return [("Ctrl Enter", tr("save")), ("Enter", tr("put the field into the text"))]

    def load(self) -> None:
        self.desk.ask(self, office_texts, done=self._show)
        if not self.side.fields.rows.rowCount():
            self.desk.tasks.run(self, field_rows, self.side.show_fields)

    def _show(self, texts: tuple[OfficeText, ...]) -> None:
        for text in texts:
            before = self._texts.get(text.name)
            if before is not None and self._typed.get(text.name) == before.source:
                self._typed.pop(text.name)
            self._texts[text.name] = text
        self._turn(self.choice.key() or TEXTS[0])

    def _name(self) -> str:
        return self.choice.key() or TEXTS[0]

    def _turn(self, name: str) -> None:
        """Shows the other text, as it was typed so far."""
        self.choice.set_key(name)
        text = self._texts.get(name)
        if text is None:
            return
        words = self._typed.get(name, text.source)
        if words != self.editor.toPlainText():
            self.editor.setPlainText(words)
        state = tr("the office's own text") if text.changed else tr("as delivered")
        by = f"　{minute(text.edit.at)}　{text.edit.by}" if text.edit else ""
        self.who.setText(state + by)
        self._check()

    def _on_typed(self) -> None:
        self._typed[self._name()] = self.editor.toPlainText()
        self.pause.start()

    def take_delivered(self) -> None:
        """Puts the delivered text into the editor; it counts once it is saved."""
        text = self._texts.get(self._name())
        if text is not None:
            self.editor.setPlainText(text.delivered)
            self._check()

    def _check(self) -> None:
        """Looks the text through, and shows the paper that it makes where it has no fault."""
        self.pause.stop()
        source = self.editor.toPlainText()

        def found() -> list[tuple[int, str]]:
            return [(problem.line, str(problem)) for problem in problems_of_text(source)]

        self.desk.tasks.run(self, found, partial(self._checked, source))

    def _checked(self, source: str, problems: list[tuple[int, str]]) -> None:
        if source != self.editor.toPlainText():
            return
        self.editor.set_faults(dict(reversed(problems)))
        self._line = problems[0][0] if problems else 0
        self._bar(problems)
        if problems:
            self.side.show_nothing(problems[0][1])
        else:
            self._preview()

    def _bar(self, problems: list[tuple[int, str]]) -> None:
        text = self._texts.get(self._name())
        reason = why_not_permitted(self.desk, Permission.SETTINGS_WRITE)
        self.editor.setReadOnly(reason is not None)
        if reason is None and problems:
            more = tr("{n} more").format(n=len(problems) - 1) if len(problems) > 1 else ""
            reason = f"{problems[0][1]}　{more}".strip()
        elif reason is None and text is not None and self.editor.toPlainText() == text.source:
            self.banner.clear()
            self.go.set_refusal(tr("Nothing is changed."))
            return
        self.banner.set_text("", reason or "", tr("Go to the line") if problems else "")
        if not self._saving:
            self.go.set_refusal(reason)

    def _preview(self) -> None:
        source, name = self.editor.toPlainText(), self._name()
        order = self.side.order.text()
        self.desk.ask(
            self, preview_text, name, source, order, done=partial(self._made, source),
            failed=lambda refusal: self.side.show_nothing(str(refusal)),
        )  # fmt: skip

    def _made(self, source: str, made: TextPreview) -> None:
        if source == self.editor.toPlainText():
            self.side.show_paper(made)

    def save(self) -> None:
        """Stores the text, once."""
        text = self._texts.get(self._name())
        if text is None or self._saving or not self.go.isEnabled():
            return
        self._saving = True
        self.go.setEnabled(False)
        form = TextEdit(
            request_id=self._request_id, name=text.name, source=self.editor.toPlainText(), seen=text.source
        )  # fmt: skip
        self.desk.perform(self, save_text, form, self._done, self._refused)

    def _done(self, _: bool) -> None:
        self._saving = False
        self._request_id = new_request_id()
        self._typed.pop(self._name(), None)
        messages.say(tr("The text counts from now on; what was printed before is marked as superseded."))
        self.load()

    def _refused(self, refusal: Refusal) -> None:
        self._saving = False
        self.go.set_refusal(None)
        self.banner.set_text("", str(refusal))

    def leave(self) -> bool:
        if self.side.tabs.key() != FIELDS:
            return False
        self.side.show_tab(PAPER)
        return True
