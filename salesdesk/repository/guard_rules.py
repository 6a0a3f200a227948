"""What the database guards by itself, as data; triggers of both dialects are generated from these lists.

Guards speak in codes (``sd:unit_not_free``); the sentence is made at the desk from `GUARD_SENTENCES`.
"""

from __future__ import annotations

from salesdesk.domain.i18n import mark
from salesdesk.domain.money_items import PRICE_CLASSES
from salesdesk.domain.permissions import OfficeRole, Permission
from salesdesk.domain.reasons import NEEDED
from salesdesk.domain.settings import DEFAULTS
from salesdesk.domain.states import FORBIDDEN, FREE_STATES, MOVES, ORDER_MOVES, Restriction, SaleState, Stage, Verb

APPEND_ONLY = (
    "unit_launch",
    "unit_state_change",
    "price_list_signature",
    "follow_up",
    "order_terms",
    "order_buyer",
    "buyer_identity",
    "order_consultant",
    "working_line",
    "request_price",
    "request_answer",
    "request_identity",
    "order_step",
    "handover_check",
    "order_introducer",
    "commission_waiver",
    "commission_entry",
    "receipt",
    "receipt_line",
    "receipt_tender",
    "receipt_void",
    "receipt_print",
    "attachment",
    "audit",
    "seal",
    "sealed_row",
    "person_password",
    "backup_proof",
)
"""Rows that are written once: neither changed nor deleted, by anybody."""

NEVER_DELETED = (
    "due_item",
    "request",
    "order_loan",
    "construction_node",
    "introducer",
    "commission_scheme",
    "company",
    "region",
    "project",
    "building",
    "entrance",
    "unit",
    "hold",
    "person",
    "price_list",
    "customer",
    "customer_telephone",
    "payment_scheme",
    "discount",
    "money_item",
    "sale_order",
    "quote",
    "receipt_book",
    "receiving_account",
    "presale_permit",
    "paper",
    "command",
)

AUDITED = (
    "project",
    "project_setting",
    "phase",
    "building",
    "entrance",
    "presale_permit",
    "unit",
    "unit_launch",
    "hold",
    "price_list",
    "price_list_signature",
    "customer",
    "customer_telephone",
    "follow_up",
    "money_item",
    "payment_scheme",
    "discount",
    "sale_order",
    "order_terms",
    "due_item",
    "request",
    "request_answer",
    "order_loan",
    "order_step",
    "construction_node",
    "introducer",
    "order_introducer",
    "commission_scheme",
    "commission_waiver",
    "commission_entry",
    "receipt_book",
    "receipt",
    "receipt_void",
    "receipt_print",
    "receiving_account",
    "seal",
    "person",
    "membership",
    "office_role_permission",
)
"""Tables whose every change is kept with before and after. Lines that live and die with their head are in the head's
audit only by their sums; what they say cannot change, since they are append-only."""

NEVER_AUDITED = ("password_hash",)
"""Columns that no history keeps."""

SEALED: dict[str, tuple[str, ...]] = {
    "audit": (
        "id", "project_id", "table_name", "row_id", "action", "before", "after", "person_id", "login", "created_at",
    ),
    "receipt": (
        "id", "project_id", "book_id", "number", "kind", "order_id", "unit_id", "total_fen", "payer", "received_on",
        "business_day", "account_id", "reverses_id", "reason", "note", "created_at", "created_by",
    ),
    "receipt_line": ("id", "project_id", "receipt_id", "seq", "item", "klass", "name", "amount_fen"),
    "receipt_tender": ("id", "project_id", "receipt_id", "seq", "method", "amount_fen", "reference"),
    "receipt_void": ("id", "project_id", "receipt_id", "reason", "created_at", "created_by"),
    "receipt_print": ("id", "project_id", "receipt_id", "copy_no", "data_sha256", "created_at", "created_by"),
    "unit_state_change": ("id", "project_id", "unit_id", "old_state", "new_state", "created_at", "created_by"),
}  # fmt: skip
"""What a seal covers: the columns stand here once and for all, for a column that came later is in no earlier sum."""

TERMS_PARTS = ("order_buyer", "order_consultant", "working_line", "due_item")
"""What belongs to one version of an order's terms; closed once that version is published."""

PASSWORDS_REMEMBERED = 5
"""So many of a person's newest passwords are not taken again."""

STATE_MOVES = tuple(sorted({(old.value, new.value) for moves in MOVES.values() for old, new in moves}))
STAGE_MOVES = tuple(sorted((old.value, new.value) for old, new in ORDER_MOVES if old))
PRICE_CLASS_VALUES = tuple(sorted(klass.value for klass in PRICE_CLASSES))
UNIT_AGREED = ("building_id", "entrance_id", "number", "floor", "floor_to", "gross_cm2", "inner_cm2", "shared_cm2")
"""Columns of unit that the papers of an order name: they stay while it lives. What is surveyed later is not of them."""
NOT_SOLD = tuple(sorted(state.value for state in FREE_STATES))
"""States of a unit that no order rests on."""
NO_NEW_ORDER = tuple(restriction.value for restriction in Restriction)
"""Columns of unit; any of them true forbids a new order."""
NO_LAUNCH = tuple(restriction.value for restriction in Restriction if Verb.LAUNCH in FORBIDDEN[restriction])


def _verb_of(old: Stage, new: Stage) -> Verb:
    """The verb that moves an order so; a draft stands for the free unit it begins on."""
    if new is Stage.CANCELLED:
        return Verb.CANCEL
    before = SaleState.AVAILABLE if old is Stage.DRAFT else SaleState(old.value)
    return next(verb for verb, moves in MOVES.items() if (before, SaleState(new.value)) in moves)


PAPER_COLUMNS = ("subscribed_on", "contracted_on", "contract_number", "filed_on", "filing_number")
"""Columns of sale_order that say what its papers say; a cancelled order keeps them."""
SIGNED_COLUMNS = ("subscribed_on", "contracted_on", "contract_number")
"""Of these, what the housing bureau was told: they stay from the filing on."""
SIGNED_STAGES = (Stage.CONTRACTED.value, Stage.FILED.value, Stage.HANDED_OVER.value)
FILED_STAGES = (Stage.FILED.value, Stage.HANDED_OVER.value)
LONGEST_SUBSCRIBED_BACK = 366
"""So many days back a subscription may be dated."""
LONGEST_BACK = 3653
"""So many days back a contact may lie: an office that begins brings its customers along."""
LONGEST_PLAN = 730
"""So many days ahead the next contact may be planned."""

_STAGE_VERBS = {(old, new): _verb_of(old, new) for old, new in ORDER_MOVES if old is not None}
STAGE_FORBIDDEN: dict[str, tuple[tuple[str, str], ...]] = {
    restriction.value: tuple(
        sorted((old.value, new.value) for (old, new), verb in _STAGE_VERBS.items() if verb in FORBIDDEN[restriction])
    )
    for restriction in Restriction
}
"""Moves of an order's stage that each restriction of its unit forbids; the restriction is a column of unit."""
STAGE_PERMISSION: dict[tuple[str, str], Permission] = {
    (old.value, new.value): NEEDED[verb] for (old, new), verb in _STAGE_VERBS.items()
}
"""Who moves an order from one stage to another."""

FOUR_EYES_OFF_SQL = (
    "(EXISTS (SELECT 1 FROM project_setting WHERE project_id = {project} AND name = 'four_eyes' AND value = 'false') "
    "AND (SELECT COUNT(*) FROM person WHERE closed_at IS NULL) = 1)"
)
"""Signing what one entered oneself: only where the setting says so and nobody else could sign."""
CONSULTANTS_HOLD_SQL = (
    "EXISTS (SELECT 1 FROM project_setting WHERE project_id = {project} AND name = 'hold.by_consultant' "
    "AND value = 'true')"
)
OWN_HOLD_SQL = (
    "(" + CONSULTANTS_HOLD_SQL.format(project="NEW.project_id") + " AND EXISTS (SELECT 1 FROM customer "
    "WHERE id = NEW.customer_id AND owner_id = app_person()) OR NEW.released_at IS NOT NULL AND EXISTS (SELECT 1 "
    "FROM request q WHERE q.kind = 'swap' AND q.target_unit_id = NEW.unit_id AND q.customer_id = NEW.customer_id "
    "AND q.state IN ('declined', 'withdrawn', 'undone') "
    "AND NEW.created_at BETWEEN q.created_at AND COALESCE(q.closed_at, q.decided_at)))"
)
"""A hold that a consultant may make and end: for a customer of their own, where the project allows it. And one that a
swap made which came to nothing: it ends with the swap, by whoever declined it."""
SIGNATURES = int(DEFAULTS["price.signatures"])
DISCOUNT_LIMITS: tuple[tuple[str, int], ...] = tuple(
    (role.value, int(DEFAULTS[f"discount.limit.{role.value}"]))
    for role in (OfficeRole.CONSULTANT, OfficeRole.SALES_CONTROL, OfficeRole.MANAGER)
)
"""The least share of the list price that each role may agree by itself, in millionths; a project may set another."""

INTRODUCED_LATE_SQL = (
    "(EXISTS (SELECT 1 FROM sale_order o WHERE o.id = NEW.order_id AND o.stage NOT IN ('draft', 'reserved')) "
    "OR EXISTS (SELECT 1 FROM order_introducer i WHERE i.order_id = NEW.order_id))"
)
"""Whether who introduced an order is named after its subscription, or a second time: the manager's, with a reason."""

CLAIM_LAPSED_SQL = (
    "(c.owner_id IS NULL OR COALESCE((SELECT MAX(f.happened_at) FROM follow_up f WHERE f.customer_id = c.id), "
    "c.created_at) < {since} AND NOT EXISTS (SELECT 1 FROM sale_order o WHERE o.customer_id = c.id "
    "AND o.stage NOT IN ('draft', 'cancelled')))"
)
"""Whether nobody owns the customer ``c`` any more: no follow-up since, and no order (DOMAIN.md, "Ownership of a
customer"). Counted from the follow-ups, which are history, not from what a desk wrote beside the name."""
CLAIM_DAYS_SQL = (
    "COALESCE((SELECT {number} FROM project_setting s WHERE s.project_id = {project} "
    f"AND s.name = 'customer.valid_days'), {int(DEFAULTS['customer.valid_days'])})"
)

UNDONE_OTHERWISE_SQL = " OR ".join(
    f"EXISTS (SELECT 1 FROM {table} p WHERE p.receipt_id IN (r.id, r.reverses_id) "
    f"GROUP BY {columns} HAVING SUM(p.amount_fen) <> 0)"
    for table, columns in (("receipt_line", "p.item, p.klass"), ("receipt_tender", "p.method"))
)
"""Whether a reversal ``r`` leaves anything of the entry that it undoes: of an item, or of a way it was paid."""

LASTING_ADMINISTRATOR = (
    "OLD.office_role = 'administrator' AND OLD.project_id IS NULL AND OLD.valid_from IS NULL AND OLD.valid_to IS NULL"
)
"""A membership without which nobody might be left who manages people."""
LIVE_STAGES_SQL = "stage NOT IN ('draft', 'cancelled')"

GUARD_SENTENCES: dict[str, str] = {
    "append_only": mark("This is history; it is never changed or deleted."),
    "never_deleted": mark("This is never deleted; it can be closed or cancelled."),
    "illegal_move": mark("The unit's state does not allow this."),
    "illegal_stage": mark("The order's stage does not allow this."),
    "new_order_is_draft": mark("A new order begins as a draft."),
    "unit_not_free": mark("The unit is no longer free: another desk was faster. What you typed is kept."),
    "unit_restricted": mark("The unit carries a restriction; it has to be lifted first."),
    "unit_agreed": mark("An order rests on this unit: its place, number and areas stay as agreed."),
    "unit_without_permit": mark("The unit stands on no presale permit yet."),
    "hold_not_yours": mark("Consultants hold for their own customers only, and only where the project allows it."),
    "held_for_another": mark("The unit is held for another customer."),
    "no_such_terms": mark("The terms of this order are missing."),
    "dues_differ": mark("The due items do not add up to the price. Nothing was saved."),
    "shares_differ": mark("The shares do not add up to 100 %. Nothing was saved."),
    "terms_published": mark("These terms are already agreed; a change makes a new version."),
    "order_not_live": mark("The order is cancelled; no money is taken for it."),
    "money_out_exceeds_in": mark("More would go out than came in for this order. Nothing was saved."),
    "number_not_next": mark("The receipt number is not the next one of its book."),
    "void_after_print": mark("The receipt has been printed; it can be reversed, not voided."),
    "void_after_day": mark("The business day of the receipt is closed; it can be reversed, not voided."),
    "void_reversed": mark("The receipt has been reversed already."),
    "reversal_differs": mark("A reversal undoes exactly the entry it names, once."),
    "received_in_future": mark("The date of payment lies in the future."),
    "step_in_future": mark("A step is done on a day that has come."),
    "step_not_yours": mark("This step after the contract is another desk's."),
    "unit_sealed": mark("A court has sealed the unit; no money is taken for it."),
    "money_for_order": mark("Money was taken for this order; it has to be refunded before the order is cancelled."),
    "own_signature": mark("Nobody signs off what they entered themselves."),
    "price_list_signed": mark("The price list is signed off; a change makes a new version."),
    "draft_left": mark("An order was left half written. Nothing was saved."),
    "launch_without_price": mark("A launch needs a permit and a price in a signed price list."),
    "signatures_missing": mark("The price list lacks signatures."),
    "price_not_listed": mark("The price list has changed meanwhile, or says another price for this unit."),
    "price_needs_approval": mark("This price is lower than you may agree by yourself; it needs an approval."),
    "paper_days": mark("The days of subscription, contract and filing follow one another, and none lies ahead."),
    "paper_unnumbered": mark("A contract has its day and its number, and a filing its day."),
    "papers_fixed": mark("What was filed or cancelled stays as it is on paper."),
    "quote_beyond": mark("A quote is for the list price at most, and for no less than half of it."),
    "not_your_customer": mark("This customer does not exist, or belongs to a colleague."),
    "contact_day": mark("The day of a contact lies ahead, or too far away."),
    "channel_fixed": mark("A source channel once entered is corrected by the sales manager."),
    "telephone_unread": mark("A telephone number is stored as its plain figures, and backwards as its reverse."),
    "day_closed": mark("This business day is closed already."),
    "day_ahead": mark("A day is closed on that day or after it, not before."),
    "receipt_differs": mark("The sums of items and of methods must each equal the receipt. Nothing was saved."),
    "void_not_printed": mark("The receipt is void; it is not printed any more."),
    "illegal_request": mark("The request does not stand where this begins."),
    "not_agreed": mark("Not everybody who was asked has agreed yet."),
    "request_not_yours": mark("The request is somebody else's."),
    "request_decided": mark("The request was decided already."),
    "own_request": mark("Nobody answers their own request."),
    "not_asked_of_you": mark("This request asks somebody of another role."),
    "price_not_shown": mark("The request shows another price than it asks for."),
    "change_not_agreed": mark("This change needs a request that was agreed to."),
    "handover_elsewhere": mark("A handover goes back to where it came from, and its day stays until then."),
    "area_settled": mark("The area of this home is settled; its surveyed area stays but for an agreed correction."),
    "loan_paid_out": mark("The bank has paid the loan out; the order is not changed any more."),
    "role_apart": mark("These rights stand in no role together: that takes two people."),
    "role_kept": mark("The right to manage people stays with the system administrator."),
    "last_administrator": mark("The house keeps one system administrator at least, for good."),
    "text_too_long": mark("A text is longer than can be stored. Nothing was saved; what you typed is kept."),
    "text_unfit": mark("A text holds a character that cannot be stored. Nothing was saved; what you typed is kept."),
    "scheme_used": mark("Orders rest on this scheme: it stays as it is, and a change makes a new version of it."),
    "item_owed": mark("Orders still owe this money item; it can be switched off once they are settled."),
    "place_agreed": mark("Orders rest on units here: the name stays as it is on their papers."),
    "book_used": mark("Numbers of this book were given out: its prefix, its digits and its first number stay."),
    "introducer_fixed": mark("Who introduced an order is named with the subscription; later the manager says why."),
    "old_view": mark("This was asked with an old view of the data; ask again."),
}

UNIQUE_SENTENCES: dict[str, tuple[str, str]] = {
    "uq_sale_order_live_per_unit": ("unit_not_free", GUARD_SENTENCES["unit_not_free"]),
    "uq_hold_live_per_unit": ("unit_not_free", mark("The unit has just been held at another desk.")),
    "uq_sale_order_project_id_contract_number": (
        "number_taken",
        mark("Another order of this project carries this contract number already."),
    ),
    "uq_sale_order_project_id_filing_number": (
        "number_taken",
        mark("Another order of this project carries this filing number already."),
    ),
    "uq_receipt_reverses_id": ("reversal_differs", GUARD_SENTENCES["reversal_differs"]),
    "uq_receipt_void_receipt_id": ("void_reversed", mark("The receipt has been voided already.")),
    "uq_request_open_special": (
        "unit_restricted",
        mark("Another change of this order is under way; it has to end first."),
    ),
    "uq_request_answer_request_id_office_role": ("request_decided", mark("This role has answered already.")),
    "uq_request_answer_request_id_created_by": ("request_decided", mark("You have answered this request already.")),
    "uq_price_list_signature_price_list_id_created_by": (
        "own_signature",
        mark("You have signed this price list off already."),
    ),
    "uq_project_region_id_name": ("name_taken", mark("There is a project of this name already.")),
    "uq_seal_project_id_number": ("day_closed", GUARD_SENTENCES["day_closed"]),
    "uq_seal_project_id_day": ("day_closed", GUARD_SENTENCES["day_closed"]),
    "uq_person_login": ("name_taken", mark("This login name is already in use.")),
    "uq_payment_scheme_project_id_name": ("name_taken", mark("There is a scheme of this name already.")),
    "uq_discount_project_id_name": ("name_taken", mark("There is a discount of this name already.")),
    "uq_money_item_project_id_code": ("name_taken", mark("Another desk has just added a money item. Try again.")),
    "uq_receipt_book_project_id_name": ("name_taken", mark("There is a book of this name already.")),
    "uq_receipt_book_project_id_prefix": ("name_taken", mark("Another book numbers with this prefix already.")),
    "uq_phase_project_id_name": ("name_taken", mark("There is a phase of this name already.")),
    "uq_entrance_project_id_building_id_name": (
        "name_taken",
        mark("The building has an entrance of this name already."),
    ),
    "uq_building_project_id_name": ("name_taken", mark("There is a building of this name already.")),
    "uq_presale_permit_project_id_number": ("name_taken", mark("There is a permit of this number already.")),
    "uq_commission_entry_project_id_month_person_id_order_id": ("month_closed", mark("This month is closed.")),
    "uq_commission_entry_project_id_month_introducer_id_order_id": ("month_closed", mark("This month is closed.")),
    "uq_introducer_project_id_kind_name_contact": ("name_taken", mark("This agency or referrer is there already.")),
    "uq_commission_waiver_order_id_person_id": ("month_closed", mark("A reason was given already.")),
    "uq_commission_scheme_project_id_name_valid_from": (
        "name_taken",
        mark("This scheme begins on this day already."),
    ),
}
"""Sentences for the unique rules that people run into, by the name of the constraint."""
