"""The morning: the door, a look around, and a new project from a price list as it was filed."""

from __future__ import annotations

from datetime import timedelta

from salesdesk.demo.tour.door import SIZE
from salesdesk.demo.tour.memory import Memory
from salesdesk.demo.tour.stage import Stage, StepFailed
from salesdesk.domain.money import format_wan
from salesdesk.services.board import board as read_board
from salesdesk.services.launches import Launch, launch
from salesdesk.services.price_lists import (
    Change,
    Revision,
    Signature,
    price_lists,
    revise_prices,
    sign_price_list,
)
from salesdesk.services.projects import NewAccount, NewPermit, NewProject, add_account, add_permit, open_new_project
from salesdesk.views import theme
from salesdesk.views.imports.screen import ImportScreen

PROJECT = "云栖里·二期"
BUILDING = "1#"
"""What the one building of a list is called that names none."""
UNIT_PRICE_FEN = 1_860_000
BIG, SMALL = (1920, 1080), (1366, 768)


def door(stage: Stage, memory: Memory) -> str:
    """The sign-in window with the people of the office."""
    memory.door.show()
    memory.door.sign_in("shen", "sign-in")
    return "signed in as sales control"


def look_around(stage: Stage, memory: Memory) -> str:
    """The office as it stands: board, customers, orders, cashier, reports; light and dark, large and small."""
    screen = stage.go("board")
    stage.picture("board")
    theme.use("dark")
    stage.picture("board-dark")
    theme.use("light")
    for name, size in (("board-1920", BIG), ("board-1366", SMALL)):
        stage.shell.resize(*size)
        stage.picture(name)
    stage.shell.resize(*SIZE)
    for key in ("customers", "orders", "reports"):
        stage.go(key)
        stage.picture(key)
    cells = stage.shell.desk.office.read(read_board).cells
    return f"{len(cells)} homes on the board of {type(screen).__name__}"


def open_project(stage: Stage, memory: Memory) -> str:
    """The operator opens a project; its people are those of the one they stand in."""
    memory.door.sign_in("he")
    office = stage.shell.desk.office
    here = office.project
    if here is None:
        raise StepFailed("the operator stands in no project")
    memory.old_project_id = here.id
    form = NewProject(company="栖霞地产", region="江宁公司", name=PROJECT, city="南京", like_project=here.id)
    memory.project_id = stage.perform(open_new_project, form)
    office.reload()
    memory.door.stand_in(memory.project_id)
    stage.go("board")
    stage.picture("empty-project")
    return f"“{PROJECT}” is open"


def price_list(stage: Stage, memory: Memory) -> str:
    """The price list is read, looked at and stored; every line of the file is accounted for."""
    screen = stage.go("import", path=str(memory.prices))
    if not isinstance(screen, ImportScreen):
        raise StepFailed("the import screen is not there")
    side = screen.side
    stage.wait("the list to be read", lambda: side.go.isEnabled() or side.building.isVisible())
    if not side.go.isEnabled():
        stage.write(BUILDING, side.building.line)
        stage.press("Return", side.building.line)
    stage.wait("the preview to be ready", side.go.isEnabled)
    stage.picture("import-preview")
    stage.press("Ctrl+Return", side.go)
    stage.wait("the rows to be stored", lambda: screen.pages.currentWidget() is screen.stored)
    stage.picture("import-stored")
    units = len(stage.shell.desk.office.read(read_board).cells)
    return f"{units} homes stored from {memory.prices.name}"


def pricing(stage: Stage, memory: Memory) -> str:
    """Homes that came without a price get one by a revision; account and permit are entered."""
    desk = stage.shell.desk
    cells = desk.office.read(read_board).cells
    said = "the list brought its prices"
    if not desk.office.read(price_lists):
        form = Revision(name="首次定价", change=Change.SET_UNIT_PRICE, value=UNIT_PRICE_FEN)
        stage.perform(revise_prices, form)
        said = f"{len(cells)} homes priced at {UNIT_PRICE_FEN // 100:,} yuan/m²"
    account = NewAccount(name="监管账户", bank="江宁农商行", number="3201 2026 0009 0001", supervised=True)
    account_id = stage.perform(add_account, account)
    issued = stage.today() - timedelta(days=3)
    stage.perform(add_permit, NewPermit(number="宁房销第2026088号", issued_on=issued, account_id=account_id))
    stage.go("set-up")
    stage.picture("set-up")
    return said


def sign_off(stage: Stage, memory: Memory) -> str:
    """The manager signs what the operator entered: four eyes."""
    memory.door.sign_in("luo")
    memory.door.stand_in(memory.project_id)
    lists = stage.shell.desk.office.read(price_lists)
    stage.perform(sign_price_list, Signature(price_list_id=lists[0].id))
    stage.go("board")
    stage.picture("signed-off")
    return f"version {lists[0].version_no} signed off: {lists[0].units} prices"


def launch_units(stage: Stage, memory: Memory) -> str:
    """The operator puts every priced home on sale."""
    memory.door.sign_in("he")
    memory.door.stand_in(memory.project_id)
    cells = stage.shell.desk.office.read(read_board).cells
    free = tuple(cell.unit_id for cell in cells if cell.total_fen is not None and "sealed" not in cell.restrictions)
    stage.perform(launch, Launch(unit_ids=free, note="首次推盘"))
    stage.go("board")
    stage.picture("launched")
    chosen = next(cell for cell in cells if cell.unit_id in free and not cell.restrictions)
    memory.unit_id, memory.unit_label = chosen.unit_id, chosen.number
    return f"{len(free)} homes on sale; {chosen.number} for {format_wan(chosen.total_fen or 0)} 万 is the one to sell"
