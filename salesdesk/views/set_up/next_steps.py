"""What stands between a project and its first sale, one duty a line with its lamp, and the way there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from salesdesk.domain.i18n import tr, trn
from salesdesk.services.set_up import Progress
from salesdesk.views.kit.labels import Label, Link
from salesdesk.views.kit.lamps import Lamp
from salesdesk.views.kit.section import Line


class Step(NamedTuple):
    """One duty: its lamp, what it is, how it stands, the place of set-up where it is done."""

    lamp: str
    words: str
    note: str
    place: str
    link: str


def steps(progress: Progress) -> Iterator[Step]:
    """The duties in their order; what is done stays in the list, quietly."""
    yield _units(progress)
    yield _prices(progress)
    yield _permits(progress)
    yield _launch(progress)


def _units(progress: Progress) -> Step:
    note = trn("{n} unit", "{n} units", progress.units).format(n=f"{progress.units:,}")
    if progress.units:
        return Step("done", tr("Enter the units"), note, "units", tr("Units"))
    return Step("today", tr("Enter the units"), tr("none yet"), "units", tr("Import or generate"))


def _prices(progress: Progress) -> Step:
    words, link = tr("Sign the price list off"), tr("Price lists")
    if not progress.units:
        return Step("blocked", words, tr("no units yet"), "prices", "")
    if progress.unsigned is not None:
        note = tr("V{n} awaits its signature; somebody else signs").format(n=progress.unsigned)
        return Step("today", words, note, "prices", tr("Sign off"))
    if progress.without_price:
        note = trn("{n} unit awaits a price", "{n} units await a price", progress.without_price)
        return Step("today", words, note.format(n=f"{progress.without_price:,}"), "prices", tr("Set prices"))
    return Step("done", words, tr("every unit has a price"), "prices", link)


def _permits(progress: Progress) -> Step:
    words = tr("Enter the presale permit")
    if not progress.units:
        return Step("blocked", words, tr("no units yet"), "permits", "")
    if progress.without_permit:
        note = trn("{n} unit stands on no permit", "{n} units stand on no permit", progress.without_permit)
        return Step("today", words, note.format(n=f"{progress.without_permit:,}"), "permits", tr("Enter a permit"))
    if not progress.supervised_account:
        return Step("today", words, tr("the supervised account is missing"), "permits", tr("Enter an account"))
    return Step("done", words, tr("every unit stands on one"), "permits", tr("Permits"))


def _launch(progress: Progress) -> Step:
    words = tr("Launch")
    if not progress.unlaunched:
        done = bool(progress.units)
        return Step("done" if done else "blocked", words, tr("all units are on sale") if done else tr("no units yet"),
                    "launch", "")  # fmt: skip
    note = trn("{n} unit is not on sale yet", "{n} units are not on sale yet", progress.unlaunched)
    note = note.format(n=f"{progress.unlaunched:,}")
    ready = progress.without_price < progress.units and progress.without_permit < progress.units
    return Step("today" if ready else "blocked", words, note, "launch", tr("Choose units") if ready else "")


class NextSteps(QWidget):
    """The list of duties; ``wanted`` tells the place of set-up that was asked for."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.links: dict[str, Link] = {}

    def show_progress(self, progress: Progress) -> None:
        """Shows the duties anew."""
        while self._column.count():
            item = self._column.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.links.clear()
        for step in steps(progress):
            self._column.addWidget(self._line(step))
            self._column.addWidget(Line())

    def _line(self, step: Step) -> QWidget:
        line = QWidget()
        line.setFixedHeight(38)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(Lamp(step.lamp))
        quiet = step.lamp in ("done", "blocked")
        row.addWidget(Label(step.words, tone="ink_2" if quiet else "ink", medium=not quiet))
        row.addWidget(Label(step.note, "small", "ink_3", elide=True), 1)
        if step.link:
            link = Link(step.link)
            link.clicked.connect(lambda: self.wanted.emit(step.place))
            row.addWidget(link)
            self.links[step.place] = link
        return line
