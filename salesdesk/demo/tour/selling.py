"""The forenoon: a customer walks in, gets a quote, subscribes and signs."""

from __future__ import annotations

from salesdesk.demo.tour.memory import Memory
from salesdesk.demo.tour.stage import Stage, StepFailed
from salesdesk.services.contracts import Contract, sign_contract
from salesdesk.services.customers import NewCustomer, enter_customer
from salesdesk.services.order_lists import order_detail
from salesdesk.services.order_papers import agreement_pdf, contract_pdf, quote_pdf
from salesdesk.views.deal.screen import DealScreen

BUYER, TELEPHONE = "𬭎若溪", "13812342046"


def board(stage: Stage, memory: Memory) -> str:
    """The board of the new project, with the chosen home's panel."""
    memory.door.sign_in("chen")
    memory.door.stand_in(memory.project_id)
    stage.go("board", unit_id=memory.unit_id)
    stage.picture("choose-a-home")
    return f"{memory.unit_label} is free"


def customer(stage: Stage, memory: Memory) -> str:
    """The consultant enters who walked in, telephone first."""
    stage.go("customers")
    form = NewCustomer(telephones=(TELEPHONE,), name=BUYER, wish="三房，预算 250 万以内", note="看沙盘与样板间")
    memory.customer_id = stage.perform(enter_customer, form)
    stage.go("customers", customer_id=memory.customer_id)
    stage.picture("customer")
    return f"{BUYER} is entered"


def quote(stage: Stage, memory: Memory) -> str:
    """A quote with its working and the loan both ways."""
    screen = _deal(stage, unit_id=memory.unit_id, customer_id=memory.customer_id, mode="quote")
    _ready(stage, screen)
    stage.picture("quote")
    kept = list[int]()
    screen.saver.quoted.connect(kept.append)
    screen.confirm()
    stage.wait("the quote to be kept", lambda: kept)
    memory.quote_id = kept[0]
    stage.close_dialogs()
    pdf = stage.shell.desk.office.read(quote_pdf, memory.quote_id)
    stage.keep("quote.pdf", pdf)
    return f"quote {memory.quote_id} on paper"


def subscription(stage: Stage, memory: Memory) -> str:
    """Sales control makes the quote a subscription: nothing is typed a second time."""
    memory.door.sign_in("shen")
    memory.door.stand_in(memory.project_id)
    screen = _deal(stage, quote_id=memory.quote_id, mode="subscribe")
    _ready(stage, screen)
    stage.picture("subscription")
    screen.confirm()
    stage.wait("the subscription to be recorded", lambda: stage.shell.current_key() == "orders")
    stage.settle()
    stage.close_dialogs()
    found = stage.order_on(memory.unit_id)
    memory.order_id = found
    stage.go("orders", order_id=memory.order_id)
    stage.picture("order")
    stage.keep("agreement.pdf", stage.shell.desk.office.read(agreement_pdf, memory.order_id))
    order = stage.shell.desk.office.read(order_detail, memory.order_id)
    return f"order {order.number}, {len(order.dues)} due items"


def contract(stage: Stage, memory: Memory) -> str:
    """The contract is signed, and its draft printed."""
    memory.door.sign_in("shen")
    memory.door.stand_in(memory.project_id)
    number = f"宁房合字{stage.today():%Y}第90001号"
    form = Contract(order_id=memory.order_id, contract_number=number, contracted_on=stage.today())
    stage.perform(sign_contract, form)
    stage.go("orders", order_id=memory.order_id)
    stage.picture("contract")
    stage.keep("contract.pdf", stage.shell.desk.office.read(contract_pdf, memory.order_id))
    return f"contract {number}"


def _deal(stage: Stage, **wanted: object) -> DealScreen:
    screen = stage.go("deal", **wanted)
    if not isinstance(screen, DealScreen):
        raise StepFailed("the screen of the deal is not there")
    return screen


def _ready(stage: Stage, screen: DealScreen) -> None:
    """Until everything is worked out and the button may be pressed."""
    stage.wait("the deal to be worked out", lambda: screen.live.fresh and screen.panel.go.isEnabled())
    stage.settle()
