"""What the people of an office do at their windows, by keys: each step as it is done at the desk, and what is read."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from salesdesk.demo.tour.ways import find
from salesdesk.domain.i18n import tr
from salesdesk.domain.requests import RequestKind
from salesdesk.services.find import FoundKind
from salesdesk.views.board_view.screen import BoardScreen
from salesdesk.views.cashier.screen import CashierScreen
from salesdesk.views.changes.screen import ChangeScreen
from salesdesk.views.changes.wording import CHANGE_WORDS
from salesdesk.views.customers.screen import CustomersScreen
from salesdesk.views.deal.screen import DealScreen
from salesdesk.views.orders.screen import OrdersScreen
from salesdesk.views.requests.panel import FINISH, RequestPanel
from salesdesk.views.requests.screen import RequestsScreen
from tests.support.windows import Windows, cells

Lines = list[tuple[str, ...]]


def quote(office: Windows, unit: str, name: str, telephone: str, scheme: str) -> DealScreen:
    """The consultant enters who came in, chooses a home on the board, and gives a quote by the scheme of this digit."""
    office.call("consultant")
    customers = office.go_to(CustomersScreen)
    office.press("Ctrl+N")
    office.write(telephone)
    office.press("Tab")
    office.write(name)
    office.press("Ctrl+Return")
    office.wait(f"{name} to be shown", customers.story.shows_somebody)
    office.press("F6")
    board = office.shown(BoardScreen)
    office.press("/", board.canvas)
    office.write(unit)
    office.press("Return")
    chosen = board.beside.chosen
    office.wait(f"{unit} to be chosen", lambda: chosen.panel is not None and chosen.panel.unit.label == unit)
    office.press("F6")
    deal = office.shown(DealScreen)
    office.press("Alt+2")
    office.press(scheme)
    _ready(office, deal)
    office.picture("quote")
    office.press("Ctrl+Return")
    office.put_paper_away()
    return deal


def subscribe(office: Windows, name: str, identity: str) -> OrdersScreen:
    """Sales control finds the quote and makes it a subscription: but for the identity card nothing is typed."""
    office.call("control")
    deal = find(office, name, FoundKind.QUOTE, DealScreen)
    office.write(identity)
    office.press("Tab")
    _ready(office, deal)
    office.press("Ctrl+Return")
    office.keep_paper()
    orders = office.shown(OrdersScreen)
    office.wait("the order", lambda: orders.detail.file is not None)
    return orders


def _ready(office: Windows, screen: DealScreen | ChangeScreen) -> None:
    office.wait("everything to be worked out", lambda: screen.live.fresh and screen.panel.go.isEnabled())
    office.settle()


def order_of(office: Windows, unit: str) -> OrdersScreen:
    """Sales control finds the order of a home."""
    office.call("control")
    orders = find(office, unit, FoundKind.ORDER, OrdersScreen)
    detail = orders.detail
    office.wait(f"the order of {unit}", lambda: detail.file is not None and detail.unit.text() == unit)
    office.settle()
    return orders


def sums(orders: OrdersScreen) -> tuple[str, ...]:
    """Agreed total, received, still owed, overdue."""
    return tuple(orders.detail.figures[key].text() for key in ("total", "received", "open", "overdue"))


def owed(orders: OrdersScreen) -> Lines:
    """Item, sum, paid, still owed; the total last."""
    return cells(orders.detail.owed, "name", "amount", "paid", "open")


def entries(orders: OrdersScreen) -> Lines:
    """What came and went: number, kind, item, sum."""
    return cells(orders.detail.entries, "number", "kind", "items", "amount")[:-1]


# changes


def begin_change(office: Windows, unit: str, kind: RequestKind) -> ChangeScreen:
    """From the order to the form of its change, by the menu."""
    orders = order_of(office, unit)
    office.press("F3")
    office.wait("what may be changed", lambda: orders.menu is not None)
    office.pick(tr(CHANGE_WORDS[kind]))
    screen = office.shown(ChangeScreen)
    office.wait("the form", lambda: screen.start is not None)
    office.settle()
    return screen


def ask(office: Windows, screen: ChangeScreen, picture: str) -> str:
    """Asks for what is filled in; the number of the request and its order, as they stand on the screen."""
    _ready(office, screen)
    office.picture(picture)
    office.press("Ctrl+Return")
    requests = office.shown(RequestsScreen)
    office.wait("the request", lambda: requests.view is not None)
    office.settle()
    return requests.panel.number.text()


def agree(office: Windows, number: str, picture: str) -> RequestsScreen:
    """The manager finds the request under the cursor, reads it, and agrees with a sentence."""
    office.call("manager")
    requests = office.go_to(RequestsScreen)
    panel = requests.panel
    office.wait(f"{number} to be put to the manager", lambda: panel.number.text() == number)
    office.settle()
    office.press("Return")
    office.write("同意")
    office.picture(picture)
    office.press("Ctrl+Return")
    office.wait("it to be agreed to", lambda: panel.state.accessibleName() == "已同意待办理")
    office.settle()
    return requests


def carry_out(office: Windows) -> None:
    """Sales control's window shows what was asked for; it learns by itself that it is free, and carries it out."""
    office.call("control")
    requests = office.shown(RequestsScreen)
    panel = requests.panel
    button = panel.button(FINISH)
    office.wait("everybody to have done theirs", lambda: button.isVisible() and not button.refusal())
    office.settle()
    office.press("Ctrl+Return")
    office.wait("it to be carried out", lambda: panel.state.accessibleName() == "已办结")
    office.settle()


def void_papers(panel: RequestPanel) -> list[str]:
    """The papers that the panel beside a request says become void."""
    lines = [line for line in panel.papers.lines.children() if isinstance(line, QWidget) and not line.isHidden()]
    return [line.toolTip() for line in lines]


# money


def at_counter(office: Windows, unit: str) -> CashierScreen:
    """The cashier opens the order of a home."""
    office.call("cashier")
    till = office.go_to(CashierScreen)
    office.press("F2")
    office.write(unit)
    office.press("Return")
    office.wait(f"{unit} to be open", lambda: till.counter is not None and till.head.unit.text() == unit)
    office.settle()
    return till


def take(office: Windows, unit: str, method: str, *, agreed: bool = False) -> tuple[str, str, str]:
    """Takes what the counter proposes, or what an agreed change asks for, by the method of this digit: the number of
    the receipt, what it is for, its sum."""
    till = at_counter(office, unit)
    if agreed:
        office.wait("the agreed change", lambda: till.account.settling.isVisible())
        office.press("Ctrl+T")
    office.press("F5")
    office.press(method)
    office.press("F9")
    office.wait("the receipt", lambda: till.middle.currentWidget() is till.done)
    office.settle()
    return till.done.number.text(), till.done.lines["items"].value.text(), till.done.sum.text()
