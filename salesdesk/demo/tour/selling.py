"""The forenoon: a customer walks in, gets a quote, subscribes and signs."""

from __future__ import annotations

from salesdesk.demo.tour.memory import Memory
from salesdesk.demo.tour.opening import PROJECT
from salesdesk.demo.tour.stage import Stage
from salesdesk.demo.tour.ways import find, go_to, keep_paper, shown
from salesdesk.domain.i18n import tr
from salesdesk.domain.states import Stage as OrderStage
from salesdesk.services.find import FoundKind
from salesdesk.services.rows import OrderDetail
from salesdesk.views.board_view.screen import BoardScreen
from salesdesk.views.customers.screen import CustomersScreen
from salesdesk.views.deal.printing import PAPER_WORDS
from salesdesk.views.deal.screen import DealScreen
from salesdesk.views.orders.screen import OrdersScreen
from salesdesk.views.unit_actions.contracting import SignContractDialog

BUYER, TELEPHONE, CHANNEL = "𬭎若溪", "13812342046", "自然到访"
IDENTITY = "320199199006150185"
"""Right in every digit, of a county that there is not."""


def board(stage: Stage, memory: Memory) -> str:
    """The consultant finds the chosen home on the board by its number."""
    memory.door.sign_in("chen", PROJECT)
    _choose(stage, memory)
    stage.picture("choose-a-home")
    return f"{memory.unit} is free"


def customer(stage: Stage, memory: Memory) -> str:
    """The consultant enters who walked in, telephone first."""
    screen = go_to(stage, CustomersScreen)
    stage.press("Ctrl+N")
    stage.write(TELEPHONE)
    stage.press("Tab")
    stage.write(BUYER)
    stage.press("Tab")
    stage.write(CHANNEL)
    stage.press("Tab")
    stage.press("Tab")
    stage.write("三房，预算 250 万以内")
    stage.press("Tab")
    stage.write("A")
    stage.fill(screen.entry.ui.note, "看沙盘与样板间")
    stage.picture("new-customer")
    stage.press("Ctrl+Return")
    stage.wait(f"{BUYER} to be shown", lambda: screen.story.shows_somebody() and screen.story.head.name.text() == BUYER)
    stage.picture("customer")
    return f"{BUYER} is entered"


def quote(stage: Stage, memory: Memory) -> str:
    """A quote for this customer, with its working and the loan both ways."""
    go_to(stage, CustomersScreen)
    stage.press("F6")
    _choose(stage, memory)
    stage.press("F6")
    screen = shown(stage, DealScreen)
    stage.press("Alt+2")
    stage.press("2")
    _ready(stage, screen)
    stage.picture("quote")
    stage.press("Ctrl+Return")
    keep_paper(stage, "quote.pdf", "quote-paper")
    return "the quote is on paper"


def subscription(stage: Stage, memory: Memory) -> str:
    """Sales control finds the quote and makes it a subscription: but for the identity card nothing is typed."""
    memory.door.sign_in("shen", PROJECT)
    screen = find(stage, BUYER, FoundKind.QUOTE, DealScreen, "find-the-quote")
    stage.write(IDENTITY)
    stage.press("Tab")
    _ready(stage, screen)
    stage.picture("subscription")
    stage.press("Ctrl+Return")
    keep_paper(stage, "agreement.pdf", "agreement-paper")
    orders = shown(stage, OrdersScreen)
    file = _file(stage, orders, OrderStage.SUBSCRIBED)
    stage.picture("order")
    return f"order {file.number}, {len(orders.detail.owed.rows.rows())} due items"


def contract(stage: Stage, memory: Memory) -> str:
    """The contract is signed, and its draft printed."""
    memory.door.sign_in("shen", PROJECT)
    orders = find(stage, memory.unit, FoundKind.ORDER, OrdersScreen)
    _file(stage, orders, OrderStage.SUBSCRIBED)
    stage.press("F6")
    dialog = stage.dialog(SignContractDialog)
    number = f"宁房合字{dialog.ui.day.house_today:%Y}第90001号"
    stage.write(number)
    stage.confirm(dialog, "sign-contract")
    _file(stage, orders, OrderStage.CONTRACTED)
    stage.picture("contract")
    stage.press("Ctrl+P")
    stage.pick(tr(PAPER_WORDS["contract"]))
    keep_paper(stage, "contract.pdf", "contract-paper")
    return f"contract {number}"


def _choose(stage: Stage, memory: Memory) -> None:
    """Finds the home on the board by typing what it is called."""
    screen = go_to(stage, BoardScreen)
    stage.press("/", screen.canvas)
    stage.write(memory.unit)
    stage.press("Return")
    chosen = screen.beside.chosen
    stage.wait(
        f"{memory.unit} to be chosen", lambda: chosen.panel is not None and chosen.panel.unit.label == memory.unit
    )
    stage.settle()


def _ready(stage: Stage, screen: DealScreen) -> None:
    """Until everything is worked out and the button may be pressed."""
    stage.wait("the deal to be worked out", lambda: screen.live.fresh and screen.panel.go.isEnabled())
    stage.settle()


def _file(stage: Stage, orders: OrdersScreen, reached: OrderStage) -> OrderDetail:
    """The order that is shown, once it has reached this stage."""
    detail = orders.detail
    stage.wait("the order to be shown", lambda: detail.file is not None and detail.file.account.order.stage is reached)
    stage.settle()
    assert detail.file is not None
    return detail.file.account.order
