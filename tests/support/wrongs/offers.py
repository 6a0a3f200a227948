"""Schemes, money items, books of receipts and names of places that are in use, changed under what rests on them."""

from __future__ import annotations

from tests.support.wrongs.wrong import Wrong, sets

_SCHEME = "name = '商业贷款'"

OFFERS = (
    Wrong("a scheme that orders rest on under another name", "scheme_used", "operator",
          sets("payment_scheme", "name = '别的'", _SCHEME), ("sd_scheme_kept ON payment_scheme",)),
    Wrong("a line less in a scheme that orders rest on", "scheme_used", "operator",
          lambda raw, day: raw.run("DELETE FROM payment_scheme_line WHERE seq = 1 AND scheme_id = "
                                   f"(SELECT id FROM payment_scheme WHERE {_SCHEME})"),
          ("sd_scheme_open ON payment_scheme_line",), ("sd_scheme_line_delete_open ON payment_scheme_line",)),
    Wrong("an item switched off that a running order owes", "item_owed", "operator",
          sets("money_item", "active = false", "code = 'earnest'"), ("sd_item_owed ON money_item",)),
    Wrong("a book in use under another prefix", "book_used", "operator",
          sets("receipt_book", "prefix = 'ZZ'", "kind = 'receipt'"), ("sd_book_used ON receipt_book",)),
    Wrong("a book in use that begins at another number", "book_used", "operator",
          sets("receipt_book", "first_no = 700", "kind = 'receipt'"), ("sd_book_used ON receipt_book",),
          ("sd_book_used ON receipt_book", "sd_book_restarts ON receipt_book")),
    Wrong("a building that orders name under another name", "place_agreed", "operator",
          sets("building", "name = '别的'", "name = '3#'"), ("sd_building_named ON building",)),
    Wrong("an entrance that orders name under another name", "place_agreed", "operator",
          sets("entrance", "name = '别的'", "id = (SELECT entrance_id FROM unit WHERE id = {sold})"),
          ("sd_entrance_named ON entrance",)),
    Wrong("who introduced an order changed by who sold it", "introducer_fixed", "control",
          lambda raw, day: raw.run("INSERT INTO order_introducer (project_id, order_id, introducer_id, reason, "
                                   "created_at, created_by) VALUES (:p, :o, NULL, '漏录', app_now(), :me)",
                                   p=day.project, o=day.order, me=day.people["control"]),
          ("sd_introducer_fixed ON order_introducer",), owner=False),
)  # fmt: skip
