"""The morning: the door, and a look around the office as it stands."""

from __future__ import annotations

from salesdesk.demo.tour.door import SIZE
from salesdesk.demo.tour.memory import Memory
from salesdesk.demo.tour.stage import Stage
from salesdesk.demo.tour.ways import go_to
from salesdesk.domain.i18n import tr
from salesdesk.views.board_view.screen import BoardScreen
from salesdesk.views.customers.screen import CustomersScreen
from salesdesk.views.orders.screen import OrdersScreen
from salesdesk.views.reports.screen import ReportsScreen

BIG, SMALL = (1920, 1080), (1366, 768)


def door(stage: Stage, memory: Memory) -> str:
    """The sign-in window with the people of the office."""
    memory.door.open()
    memory.door.sign_in("shen", picture="sign-in")
    memory.old_project = stage.shell.top.project.text()
    return "signed in as sales control"


def look_around(stage: Stage, memory: Memory) -> str:
    """The office as it stands: board, customers, orders, reports; light and dark, large and small."""
    board = go_to(stage, BoardScreen)
    stage.press("Right")
    stage.picture("board")
    person = stage.shell.top.person
    stage.click(person)
    stage.picture("menu")
    stage.pick(tr("Dark"))
    stage.picture("board-dark")
    stage.click(person)
    stage.pick(tr("Light"))
    for name, size in (("board-1920", BIG), ("board-1366", SMALL)):
        stage.shell.resize(*size)
        stage.picture(name)
    stage.shell.resize(*SIZE)
    for screen in (CustomersScreen, OrdersScreen, ReportsScreen):
        go_to(stage, screen)
        stage.picture(screen.key)
    return f"{len(board.stock.cells)} homes on the board of {memory.old_project}"
