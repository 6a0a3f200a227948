"""Verifying the seals: recomputed in the background, compared with this PC's file and with one typed from paper."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal

from salesdesk.domain.errors import BadInput, Refusal
from salesdesk.domain.i18n import tr, trn
from salesdesk.domain.long_work import Stopped
from salesdesk.services.printed_seals import PrintedSeal, read_printed
from salesdesk.services.seals import Verdict, verify_here, why_not_verify
from salesdesk.views.desk import Desk
from salesdesk.views.kit.banner import Banner
from salesdesk.views.kit.buttons import Button
from salesdesk.views.kit.field import TextField
from salesdesk.views.kit.input_method import on_enter
from salesdesk.views.kit.labels import Label
from salesdesk.views.kit.panel import Part
from salesdesk.views.kit.progress import ProgressStrip
from salesdesk.views.kit.reveal import reveal
from salesdesk.views.long_task import LongTask

LONGEST_SEAL = 120


class VerifyPart(Part):
    """A field for a printed seal, the button, how far it is, and the verdict.

    Signals:
        judged: the `Verdict`, or None when a new check begins.
    """

    judged = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(tr("Verify"))
        self.desk = desk
        self._task: LongTask | None = None
        self.about = Label(
            tr("Every seal is computed anew and compared, also with those that this PC wrote down."), "small", "ink_2",
            wrap=True,
        )  # fmt: skip
        self.printed = TextField(tr("12:3f0a 91c2 … from a day sheet, if at hand"), most=LONGEST_SEAL)
        self.printed.set_name(tr("Printed seal"))
        self.go = Button(tr("Verify"), "Ctrl R")
        self.strip = ProgressStrip()
        self.verdict = Banner("note")
        for widget in (self.about, self.printed, self.go, self.strip, self.verdict):
            self.add(widget)
        self.column.setSpacing(6)
        self.go.clicked.connect(self.start)
        on_enter(self.printed.line, self.start)
        self.bar()

    def bar(self) -> None:
        """Who does not see all that was sealed cannot judge it."""
        reason = why_not_verify(self.desk.office.permissions)
        self.go.set_refusal(None if reason is None else str(reason))
        reveal(self.printed, reason is None)
        self.about.setText(
            tr("Every seal is computed anew and compared, also with those that this PC wrote down.")
            if reason is None
            else tr("An auditor recomputes the seals here.")
        )

    def forget(self) -> None:
        """Another project: nothing of the check before holds."""
        if self._task is not None:
            self._task.abandon()
            self._task = None
        self.strip.finish()
        self.printed.set_text("")
        self.verdict.clear()
        self.judged.emit(None)
        self.bar()

    def start(self) -> None:
        """Begins the check; one at a time."""
        if self._task is not None or not self.go.isEnabled():
            return
        try:
            typed = self._typed()
        except BadInput as refusal:
            self.printed.refuse(refusal)
            self.printed.line.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.verdict.clear()
        self.judged.emit(None)
        task = self._task = LongTask(self.strip, tr("Verifying"))
        self.desk.ask(
            self, verify_here, self.desk.office.seals_file, typed, task.progress, task.cancelled,
            done=lambda verdict: self._judged(task, verdict), failed=lambda why: self._failed(task, why),
        )  # fmt: skip

    def _typed(self) -> tuple[PrintedSeal, ...]:
        text = self.printed.text().strip()
        return (read_printed(text),) if text else ()

    def _ended(self, task: LongTask) -> bool:
        task.finish()
        if task is not self._task:
            return False
        self._task = None
        return True

    def _judged(self, task: LongTask, verdict: Verdict) -> None:
        if not self._ended(task):
            return
        head, kind = self._head(verdict)
        self.verdict.set_text(head, _counted(verdict), kind="done" if kind else "danger")
        self.judged.emit(verdict)

    @staticmethod
    def _head(verdict: Verdict) -> tuple[str, bool]:
        if verdict.sound:
            return tr("Nothing that was sealed was changed."), True
        count = len(verdict.findings)
        return trn("{count} finding", "{count} findings", count).format(count=f"{count:,}"), False

    def _failed(self, task: LongTask, refusal: Refusal) -> None:
        if self._ended(task):
            words = tr("Stopped.") if isinstance(refusal, Stopped) else str(refusal)
            self.verdict.set_text("", words, kind="note")


def _counted(verdict: Verdict) -> str:
    """``封签 12 个，比对外部封签 3 个；5 条记录等下次日结封存。``"""
    said = tr("{seals} seals recomputed, {printed} compared with what lies outside.").format(
        seals=f"{verdict.seals:,}", printed=f"{verdict.compared:,}"
    )
    waiting = tr(" {rows} rows wait for the next close.").format(rows=f"{verdict.unsealed:,}")
    return f"{said}{waiting}" if verdict.unsealed else said
