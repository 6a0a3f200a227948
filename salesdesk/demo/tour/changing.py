"""Second thoughts: the home is swapped for another one, and in the office of a year a cancelled deal is settled."""

from __future__ import annotations

from salesdesk.demo.tour.eyes import StepFailed
from salesdesk.demo.tour.memory import Memory
from salesdesk.demo.tour.opening import PROJECT
from salesdesk.demo.tour.stage import Stage
from salesdesk.demo.tour.ways import find, go_to, shown
from salesdesk.domain.i18n import tr
from salesdesk.domain.requests import KIND_WORDS, RequestKind, RequestState
from salesdesk.services.find import FoundKind
from salesdesk.services.rows import RequestRow
from salesdesk.views.cashier.screen import CashierScreen
from salesdesk.views.cashier.settling import SettleDialog, to_do
from salesdesk.views.changes.screen import ChangeScreen
from salesdesk.views.changes.wording import CHANGE_WORDS
from salesdesk.views.orders.screen import OrdersScreen
from salesdesk.views.requests.screen import RequestsScreen


def swap_asked(stage: Stage, memory: Memory) -> str:
    """The buyer wants another home: sales control finds one by its price gap and asks for the swap."""
    memory.door.sign_in("shen", PROJECT)
    orders = find(stage, memory.unit, FoundKind.ORDER, OrdersScreen)
    stage.wait("the order to be shown", lambda: orders.detail.file is not None)
    stage.press("F3")
    stage.wait("what may be changed", lambda: orders.menu is not None)
    stage.pick(tr(CHANGE_WORDS[RequestKind.SWAP]))
    screen = shown(stage, ChangeScreen)
    stage.wait("the form of the swap", lambda: screen.start is not None)
    stage.press("F8")
    stage.wait("other homes", lambda: screen.finder.offers)
    stage.picture("swap-finder")
    memory.swapped_to = screen.finder.table.current_row().unit.label
    stage.press("Return")
    stage.write("想换一个楼层")
    stage.wait("the two sides", lambda: screen.live.fresh and screen.sheet is not None and screen.panel.go.isEnabled())
    stage.picture("swap-sheet")
    stage.press("Ctrl+Return")
    shown(stage, RequestsScreen)
    return f"{memory.unit} for {memory.swapped_to}"


def swap_agreed(stage: Stage, memory: Memory) -> str:
    """The manager reads both sides and agrees with a sentence."""
    memory.door.sign_in("luo", PROJECT)
    screen = _request(stage, RequestKind.SWAP, RequestState.ASKED)
    stage.press("Return", screen.list.table)
    stage.write("同意")
    stage.picture("swap-request")
    _press_button(stage, screen, RequestState.AGREED)
    return "the manager agrees"


def swap_done(stage: Stage, memory: Memory) -> str:
    """Sales control carries it out: the order stands on the other home, the first one is on sale again."""
    memory.door.sign_in("shen", PROJECT)
    screen = _request(stage, RequestKind.SWAP, RequestState.AGREED)
    _press_button(stage, screen, RequestState.DONE)
    memory.unit = memory.swapped_to
    orders = find(stage, memory.unit, FoundKind.ORDER, OrdersScreen)
    stage.wait("the order to be shown", lambda: orders.detail.file is not None)
    stage.picture("swapped")
    return f"the order stands on {memory.unit}"


def penalty_settled(stage: Stage, memory: Memory) -> str:
    """In the office of a year a cancellation is agreed to: the cashier keeps the penalty and pays the rest back."""
    memory.door.sign_in("fang", memory.old_project)
    screen = go_to(stage, CashierScreen)
    stage.wait("what is to be settled", lambda: screen.waiting.waiting)
    one = next((one for one in screen.waiting.waiting if one.row.kind is RequestKind.CANCELLATION), None)
    if one is None:
        raise StepFailed("no cancellation waits at the counter")
    stage.press("F7")
    stage.pick(f"{one.row.subject}　{tr(KIND_WORDS[one.row.kind])}　{to_do(one)}")
    stage.wait("the agreed change", lambda: screen.account.settling.isVisible())
    stage.press("Ctrl+J")
    stage.confirm(stage.dialog(SettleDialog), "settle-penalty")
    stage.wait("the refund", lambda: screen.receipt.entry is not None)
    stage.picture("penalty-settled")
    return to_do(one)


def penalty_done(stage: Stage, memory: Memory) -> str:
    """Sales control carries the cancellation out."""
    memory.door.sign_in("shen", memory.old_project)
    screen = _request(stage, RequestKind.CANCELLATION, RequestState.AGREED)
    stage.picture("cancellation")
    _press_button(stage, screen, RequestState.DONE)
    return "the home is on sale again"


def _request(stage: Stage, kind: RequestKind, state: RequestState) -> RequestsScreen:
    """Goes to the requests and walks down to the first of a kind that stands there."""
    screen = go_to(stage, RequestsScreen)
    table = screen.list.table
    stage.wait("the requests", lambda: screen.view is not None)
    table.setFocus()
    stage.press("Home", table)
    for _ in table.rows.rows():
        stage.wait("the request to be read", lambda: _row(screen) is not None)
        row = _row(screen)
        if row is not None and (row.kind, row.state) == (kind, state):
            return screen
        stage.press("Down", table)
    raise StepFailed(f"there is no {kind} that is {state}")


def _row(screen: RequestsScreen) -> RequestRow | None:
    """The request that is shown, once it is the one under the cursor."""
    row = screen.view.file.row if screen.view is not None else None
    return row if row is not None and row.id == screen.request_id else None


def _press_button(stage: Stage, screen: RequestsScreen, state: RequestState) -> None:
    """Presses the filled button: the request stands there then, or has left the list and the next one is shown."""
    was = screen.request_id
    stage.press("Ctrl+Return")

    def over() -> bool:
        row = _row(screen)
        return row is None or row.id != was or row.state is state

    stage.wait(f"the request to be {state}", over)
    stage.settle()
