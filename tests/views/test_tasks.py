"""Work off the screen's thread: its answer comes back there, or is dropped with whoever asked."""

from __future__ import annotations

import threading

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThread
from pytestqt.qtbot import QtBot

from salesdesk.domain.errors import ProgramFault, Refusal
from salesdesk.views.kit import messages
from salesdesk.views.tasks import Tasks


def test_work_runs_off_the_screens_thread_and_its_answer_comes_back_to_it(qtbot: QtBot) -> None:
    tasks, here, seen = Tasks(), QThread.currentThread(), list[object]()
    tasks.run(tasks, QThread.currentThread, lambda there: seen.append((there, QThread.currentThread())))
    qtbot.waitUntil(lambda: bool(seen))
    assert seen[0] != (here, here)
    assert seen[0][1] == here  # type: ignore[index]


def test_a_refusal_that_nobody_takes_is_told_by_the_window(qtbot: QtBot) -> None:
    def refuse() -> None:
        raise Refusal("No.")

    with qtbot.waitSignal(messages.bridge.refused) as told:
        tasks = Tasks()
        tasks.run(tasks, refuse)
    assert told.args == ["No."]


def test_a_fault_of_the_program_is_told_by_the_window_and_whoever_waits_waits_no_longer(qtbot: QtBot) -> None:
    tasks, done, told = Tasks(), list[object](), list[object]()
    tasks.fault.connect(told.append)
    tasks.run(tasks, lambda: 1 // 0, done.append, told.append)
    qtbot.waitUntil(lambda: len(told) == 2)
    assert isinstance(told[0], ZeroDivisionError)
    assert isinstance(told[1], ProgramFault)
    assert "nothing was saved" in str(told[1])
    assert done == []


def test_a_fault_that_nobody_waits_for_is_told_once(qtbot: QtBot) -> None:
    tasks = Tasks()
    with qtbot.assertNotEmitted(messages.bridge.refused), qtbot.waitSignal(tasks.fault):
        tasks.run(tasks, lambda: 1 // 0)


def test_an_answer_for_somebody_who_is_gone_is_dropped(qtbot: QtBot) -> None:
    tasks, owner, taken, gate = Tasks(), QObject(), list[object](), threading.Event()
    tasks.run(owner, gate.wait, taken.append)
    shiboken6.delete(owner)
    gate.set()
    qtbot.waitUntil(lambda: tasks.idle)
    assert taken == []


def test_an_answer_that_comes_after_the_window_is_closed_disturbs_nobody(qtbot: QtBot) -> None:
    tasks, owner, taken, gate = Tasks(), QObject(), list[object](), threading.Event()
    pool = tasks._pool
    pool.setParent(owner)  # the worker outlives its window here, as it may in life
    tasks.run(owner, gate.wait, taken.append)
    shiboken6.delete(tasks)
    gate.set()
    pool.waitForDone(10_000)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.MetaCall)
    assert taken == []
