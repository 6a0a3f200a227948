"""The steps of the day, in order. Each returns a sentence on what it did."""

from __future__ import annotations

from salesdesk.demo.tour.morning import door, launch_units, look_around, open_project, price_list, pricing, sign_off
from salesdesk.demo.tour.selling import board, contract, customer, quote, subscription
from salesdesk.demo.tour.takings import exports, payment, receipt_print, reversal

STEPS = (
    door,
    look_around,
    open_project,
    price_list,
    pricing,
    sign_off,
    launch_units,
    board,
    customer,
    quote,
    subscription,
    payment,
    receipt_print,
    contract,
    reversal,
    exports,
)
