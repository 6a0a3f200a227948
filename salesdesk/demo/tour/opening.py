"""A new project from a price list as it was filed: opened, priced, permitted, signed off and put on sale."""

from __future__ import annotations

from datetime import timedelta

from salesdesk.demo.tour.eyes import StepFailed
from salesdesk.demo.tour.memory import Memory
from salesdesk.demo.tour.stage import Stage
from salesdesk.demo.tour.ways import go_to, set_up, shown
from salesdesk.domain.board import BoardCell
from salesdesk.domain.money import format_wan
from salesdesk.domain.states import SaleState
from salesdesk.services.price_lists import Change
from salesdesk.services.price_lists import VersionState as State
from salesdesk.views.board_view.screen import BoardScreen
from salesdesk.views.board_view.stock import label_of
from salesdesk.views.imports.screen import ImportScreen
from salesdesk.views.set_up.launch_page import LaunchPage
from salesdesk.views.set_up.permits_page import PermitsPage
from salesdesk.views.set_up.prices_page import PricesPage
from salesdesk.views.set_up.project_dialogs import AccountDialog, PermitDialog, ProjectDialog
from salesdesk.views.set_up.project_page import ProjectPage
from salesdesk.views.unit_actions.launching import LaunchDialog

PROJECT = "云栖里·二期"
BUILDING = "1#"
"""What the one building of a list is called that names none."""
UNIT_PRICE = "18600"
HOLDER, BANK, ACCOUNT = "栖霞置地有限公司", "江宁农商行", "3201 2026 0009 0001"
PERMIT = "宁房销第2026088号"


def open_project(stage: Stage, memory: Memory) -> str:
    """The operator opens a project; company and people are those of the one they stand in."""
    memory.door.sign_in("he")
    set_up(stage, "project", ProjectPage)
    stage.press("Ctrl+N")
    dialog = stage.dialog(ProjectDialog)
    stage.write(PROJECT)
    stage.confirm(dialog, "new-project")
    stage.wait("the window to stand in the project", lambda: stage.shell.top.project.text() == PROJECT)
    page = set_up(stage, "project", ProjectPage)
    stage.wait("the project's page", lambda: page.project.value.text() == PROJECT)
    stage.picture("project-steps")
    go_to(stage, BoardScreen)
    stage.picture("empty-project")
    return f"“{PROJECT}” is open"


def price_list(stage: Stage, memory: Memory) -> str:
    """The price list is read, looked at and stored; every line of the file is accounted for."""
    set_up(stage, "prices", PricesPage)
    stage.press("Ctrl+I")
    screen = shown(stage, ImportScreen)
    stage.press("Ctrl+O")
    stage.choose_file(memory.prices)
    side, trouble = screen.side, screen.trouble
    stage.wait("the list to be read", lambda: side.go.isEnabled() or side.building.isVisible() or trouble.sentence())
    if trouble.sentence():
        raise StepFailed(trouble.sentence())
    if not side.go.isEnabled():
        stage.fill(side.building, BUILDING)
        stage.press("Return")
    stage.wait("the preview to be ready", side.go.isEnabled)
    stage.picture("import-preview")
    stage.press("Ctrl+Return")
    stage.wait("the rows to be stored", lambda: screen.pages.currentWidget() is screen.stored)
    stage.picture("import-stored")
    return f"{memory.prices.name}: {screen.stored.banner.sentence()}"


def pricing(stage: Stage, memory: Memory) -> str:
    """Homes that came without a price get one by a revision."""
    page = set_up(stage, "prices", PricesPage)
    if page.versions.rows.rows():
        stage.picture("price-list")
        return "the list brought its prices"
    stage.press("Ctrl+N")
    form = page.revision
    stage.wait("the form to know the homes", lambda: form.kind.key() == Change.SET_UNIT_PRICE.value)
    stage.fill(form.unit_price, UNIT_PRICE)
    stage.fill(form.name, "首次定价")
    stage.wait("the preview of the prices", lambda: form.go.isEnabled() and form.changes.rows.rows())
    homes = len(form.changes.rows.rows())
    stage.picture("revision")
    stage.press("Ctrl+Return")
    stage.wait("the version to be listed", page.versions.rows.rows)
    stage.picture("price-list")
    return f"{homes} homes priced at {UNIT_PRICE} yuan/m²"


def account(stage: Stage, memory: Memory) -> str:
    """The supervised account, on which the price of presold homes is received."""
    page = set_up(stage, "permits", PermitsPage)
    stage.press("Ctrl+B")
    dialog = stage.dialog(AccountDialog)
    stage.write(HOLDER)
    stage.press("Tab")
    stage.write(BANK)
    stage.press("Tab")
    stage.write(ACCOUNT)
    stage.confirm(dialog, "new-account")
    stage.wait("the account to be listed", lambda: ACCOUNT in {row.number for row in page.accounts.rows.rows()})
    return f"{BANK} {ACCOUNT}"


def permit(stage: Stage, memory: Memory) -> str:
    """The presale permit of all its buildings."""
    page = set_up(stage, "permits", PermitsPage)
    stage.press("Ctrl+N")
    dialog = stage.dialog(PermitDialog)
    issued = dialog.ui.issued_on.house_today - timedelta(days=3)
    stage.write(PERMIT)
    stage.fill(dialog.ui.issued_on, issued.isoformat())
    stage.confirm(dialog, "new-permit")
    stage.wait("the permit to be listed", lambda: PERMIT in {row.number for row, _ in page.permits.rows.rows()})
    stage.picture("permits")
    return f"{PERMIT} of {issued.isoformat()}"


def sign_off(stage: Stage, memory: Memory) -> str:
    """The manager signs what the operator entered: four eyes."""
    memory.door.sign_in("luo", PROJECT)
    page = set_up(stage, "prices", PricesPage)
    stage.wait("the version to be shown", page.side.go.isVisible)
    stage.picture("to-sign")
    stage.press("Ctrl+Return")
    stage.wait("the version to count", lambda: page.versions.rows.rows()[0].state is State.CURRENT)
    stage.picture("signed-off")
    version = page.versions.rows.rows()[0].row
    return f"version {version.version_no} signed off: {version.units} prices"


def launch_units(stage: Stage, memory: Memory) -> str:
    """The operator puts every home on sale that nothing stands against."""
    memory.door.sign_in("he", PROJECT)
    page = set_up(stage, "launch", LaunchPage)
    stage.wait("the homes that can be launched", page.shown)
    stage.press("Ctrl+A")
    stage.picture("launch")
    stage.press("Ctrl+Return")
    dialog = stage.dialog(LaunchDialog)
    stage.write("首次推盘")
    launched = len(dialog.unit_ids)
    stage.confirm(dialog, "launch-confirm")
    board = go_to(stage, BoardScreen)
    stage.wait("the homes to be on sale", lambda: len(_free(board)) >= launched)
    stage.picture("launched")
    chosen = next((cell for cell in _free(board) if not cell.restrictions), None)
    if chosen is None:
        raise StepFailed("there is no home to sell")
    memory.unit = label_of(chosen)
    return f"{launched} homes on sale; {memory.unit} for {format_wan(chosen.total_fen or 0)} 万 is the one to sell"


def _free(board: BoardScreen) -> list[BoardCell]:
    return [cell for cell in board.stock.cells.values() if cell.state == SaleState.AVAILABLE]
