"""The office's colours of the states on the whole window: taken on, changed by another desk, left with the office."""

from __future__ import annotations

from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from salesdesk.domain.state_colours import Colour
from salesdesk.services.projects import NewProject, open_new_project
from salesdesk.services.state_colours import StateColours, set_state_colours
from salesdesk.views import theme
from tests.support.office import House
from tests.views.shell.conftest import OpenShell

RED = theme.Theme("light").state_in("held", Colour.RED).fill


def held() -> QColor:
    return theme.theme().state("held").fill


def test_the_window_wears_the_colours_of_its_office_and_leaves_them_there(
    qtbot: QtBot, open_shell: OpenShell, at_home: House
) -> None:
    own = held()
    at_home.desk("operator").perform(set_state_colours, StateColours(colours=(("held", "red"),)))
    window = open_shell("consultant")
    qtbot.waitUntil(lambda: held() == RED)
    window.close()
    assert held() == own


def test_a_change_at_the_same_desk_is_worn_at_once(qtbot: QtBot, open_shell: OpenShell) -> None:
    window = open_shell("operator")
    qtbot.waitUntil(lambda: window.desk.tasks.idle)
    window.desk.perform(window, set_state_colours, StateColours(colours=(("held", "red"),)))
    qtbot.waitUntil(lambda: held() == RED)


def test_another_project_has_its_own_colours(qtbot: QtBot, open_shell: OpenShell, at_home: House) -> None:
    own = held()
    desk = at_home.desk("operator")
    desk.perform(set_state_colours, StateColours(colours=(("held", "red"),)))
    other = desk.perform(open_new_project, NewProject(company="栖霞地产", region="江宁公司", name="望江台"))
    window = open_shell("operator")
    qtbot.waitUntil(lambda: held() == RED)
    window.switch_project(other)
    qtbot.waitUntil(lambda: held() == own)
