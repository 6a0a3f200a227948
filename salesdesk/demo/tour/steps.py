"""The steps of the day, in order. Each returns a sentence on what it did."""

from __future__ import annotations

from salesdesk.demo.tour.changing import penalty_done, penalty_settled, swap_agreed, swap_asked, swap_done
from salesdesk.demo.tour.evening import day_close, seals
from salesdesk.demo.tour.morning import door, look_around
from salesdesk.demo.tour.opening import account, launch_units, open_project, permit, price_list, pricing, sign_off
from salesdesk.demo.tour.selling import board, contract, customer, quote, subscription
from salesdesk.demo.tour.takings import exports, payment, receipt_print, reversal

STEPS = (
    door,
    look_around,
    open_project,
    price_list,
    pricing,
    account,
    permit,
    sign_off,
    launch_units,
    board,
    customer,
    quote,
    subscription,
    payment,
    receipt_print,
    swap_asked,
    swap_agreed,
    swap_done,
    contract,
    reversal,
    day_close,
    seals,
    penalty_settled,
    penalty_done,
    exports,
)
