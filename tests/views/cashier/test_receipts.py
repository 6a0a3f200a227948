"""What is done to receipts at the counter: printed, voided, reversed, paid back; each says why where it cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from salesdesk.domain.money_items import EntryKind, MoneyClass
from salesdesk.services.accounts import order_account
from salesdesk.services.rows import Entry
from salesdesk.views.cashier.refund_dialog import RefundDialog
from salesdesk.views.cashier.undo_dialog import UndoDialog
from salesdesk.views.paper_preview import dialog as dialog_module
from salesdesk.views.paper_preview.dialog import PaperPreview
from tests.printing.pdf_reading import all_text
from tests.services.money_helpers import EARNEST, YUAN, by_item, days_pass, entry, line, note_print, pay, void
from tests.support.office import House
from tests.views.cashier.conftest import CTRL, AtCounter, CounterOf

Key = Qt.Key


def entries(house: House, order_id: int) -> tuple[Entry, ...]:
    return house.desk("cashier").read(order_account, order_id).entries


def look_at(at: AtCounter, place: int = 0) -> None:
    """The receipt in this place of the order's list, chosen with the arrows."""
    table = at.screen.account.receipts
    table.setFocus(Qt.FocusReason.TabFocusReason)
    table.select_key(table.rows.rows()[place].id)
    at.settle()


def undoing(at: AtCounter) -> UndoDialog:
    dialog = at.dialog()
    assert isinstance(dialog, UndoDialog)
    return dialog


def refunding(at: AtCounter) -> RefundDialog:
    dialog = at.dialog()
    assert isinstance(dialog, RefundDialog)
    return dialog


# --- printing ---------------------------------------------------------------------------------------------------------


def preview_of(at: AtCounter) -> PaperPreview:
    preview = at.dialog()
    assert isinstance(preview, PaperPreview)
    return preview


def test_a_preview_that_is_closed_is_no_print_and_the_receipt_can_still_be_voided(house: House, at: AtCounter) -> None:
    order_id = house.sold("0301")
    at.open()
    at.press(Key.Key_F5, Key.Key_2, Key.Key_F9)
    at.press(Key.Key_P, modifier=CTRL)
    text = all_text(preview_of(at).pages.pdf)
    assert "SD01-0000001" in text
    assert "重打" not in text
    at.press(Key.Key_Escape)
    assert entries(house, order_id)[0].prints == 0
    assert at.screen.done.print_button.text() == "Print the receipt"
    at.press(Key.Key_F8)
    undoing(at)
    at.type("wrong order")
    at.press(Key.Key_Return, modifier=CTRL)
    assert entries(house, order_id)[0].voided


def test_a_print_is_noted_before_the_first_byte_leaves(
    house: House, at: AtCounter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    order_id = house.sold("0301")
    at.open()
    at.press(Key.Key_F5, Key.Key_2, Key.Key_F9)
    at.press(Key.Key_P, modifier=CTRL)
    noted = list[int]()

    def save(path: Path, content: bytes) -> None:
        noted.append(entries(house, order_id)[0].prints)
        path.write_bytes(content)

    monkeypatch.setattr(dialog_module, "save_file", save)
    for number in (1, 2):
        preview_of(at).save_to(tmp_path / f"{number}.pdf")
        at.settle()
    assert noted == [1, 2]
    assert "重打" not in all_text((tmp_path / "1.pdf").read_bytes())
    assert "重打" in all_text((tmp_path / "2.pdf").read_bytes())
    at.press(Key.Key_Escape)
    assert at.screen.done.print_button.text() == "Print again"
    at.press(Key.Key_P, modifier=CTRL)
    assert "重打" in all_text(preview_of(at).pages.pdf)


def test_a_receipt_printed_at_another_desk_meanwhile_leaves_as_the_reprint_that_it_is(
    house: House, at: AtCounter, tmp_path: Path
) -> None:
    receipt_id = pay(house, house.sold("0301"))
    at.open()
    look_at(at)
    at.press(Key.Key_P, modifier=CTRL)
    assert "重打" not in all_text(preview_of(at).pages.pdf)
    note_print(house, receipt_id)
    preview_of(at).save_to(tmp_path / "a.pdf")
    at.settle()
    assert "重打" in all_text((tmp_path / "a.pdf").read_bytes())
    assert entry(house, receipt_id).prints == 2


def test_a_receipt_voided_meanwhile_does_not_leave(house: House, at: AtCounter, tmp_path: Path) -> None:
    receipt_id = pay(house, house.sold("0301"))
    at.open()
    look_at(at)
    at.press(Key.Key_P, modifier=CTRL)
    void(house, receipt_id)
    preview = preview_of(at)
    preview.save_to(tmp_path / "a.pdf")
    at.settle()
    assert "void" in preview.banner.sentence()
    assert not (tmp_path / "a.pdf").exists()
    assert entry(house, receipt_id).prints == 0


def test_a_second_press_of_the_print_key_opens_one_preview(house: House, at: AtCounter) -> None:
    order_id = house.sold("0301")
    pay(house, order_id)
    at.open()
    look_at(at)
    for _ in range(3):
        QTest.keyClick(at.focus, Key.Key_P, CTRL)
    at.settle()
    preview_of(at)
    assert entries(house, order_id)[0].prints == 0


def test_the_form_on_screen_is_the_one_that_is_printed(house: House, at: AtCounter) -> None:
    order_id = house.sold("0301")
    pay(house, order_id)
    at.open()
    look_at(at)
    at.screen.receipt.form.choose("A5")
    at.press(Key.Key_P, modifier=CTRL)
    preview = preview_of(at)
    assert [round(side) for side in preview.pages.millimetres(0).toTuple()] == [210, 148]


# --- voids ------------------------------------------------------------------------------------------------------------


def test_a_receipt_just_taken_is_voided_with_its_reason(house: House, at: AtCounter) -> None:
    order_id = house.sold("0301")
    at.open()
    at.press(Key.Key_F5, Key.Key_2, Key.Key_F9, Key.Key_F8)
    dialog = undoing(at)
    assert "SD01-0000001" in dialog.ui.about.text()
    at.press(Key.Key_Return, modifier=CTRL)
    assert dialog.ui.reason.problem() == "This needs its reason."
    at.type("wrong order")
    at.press(Key.Key_Return, modifier=CTRL)
    assert at.dialogs() == []
    (voided,) = entries(house, order_id)
    assert (voided.voided, voided.number) == (True, "SD01-0000001")
    assert at.screen.middle.currentWidget() is at.screen.entry
    assert at.screen.receipt.state._words == "Void"
    assert "作废" in all_text(at.preview_drawn())
    assert at.screen.drawer.facts.values["void"].text() == "1"


def test_a_printed_receipt_is_reversed_and_the_void_button_says_why_not(house: House, at: AtCounter) -> None:
    order_id = house.sold("0301")
    note_print(house, pay(house, order_id))
    at.open()
    look_at(at)
    assert "printed" in at.screen.receipt.void_button.refusal()
    at.press(Key.Key_F8)
    assert "printed" in at.toast.sentence()
    at.press(Key.Key_F11)
    undoing(at)
    at.type("wrong sum")
    at.press(Key.Key_Return, modifier=CTRL)
    assert by_item(house, order_id) == {}
    assert entries(house, order_id)[1].kind is EntryKind.REVERSAL
    assert at.screen.receipt.number.text() == "SD01-0000002"
    assert "undone" in at.screen.receipt.reverse_button.refusal()


def test_escape_leaves_a_dialog_and_undoes_nothing(house: House, at: AtCounter) -> None:
    order_id = house.sold("0301")
    pay(house, order_id)
    at.open()
    look_at(at)
    at.press(Key.Key_F8)
    undoing(at)
    at.type("half a reason")
    at.press(Key.Key_Escape)
    assert at.dialogs() == []
    assert not entries(house, order_id)[0].voided


def test_a_receipt_printed_meanwhile_at_another_desk_is_not_voided_and_the_reason_stays(
    house: House, at: AtCounter
) -> None:
    receipt_id = pay(house, house.sold("0301"))
    at.open()
    look_at(at)
    at.press(Key.Key_F8)
    dialog = undoing(at)
    at.type("wrong sum")
    note_print(house, receipt_id)
    at.settle()
    at.press(Key.Key_Return, modifier=CTRL)
    assert "printed" in dialog.ui.banner.sentence()
    assert dialog.ui.reason.text() == "wrong sum"
    assert not entry(house, receipt_id).voided


def test_yesterdays_receipt_that_was_never_printed_can_be_reversed(house: House, at: AtCounter) -> None:
    order_id = house.sold("0301")
    pay(house, order_id)
    days_pass(house, 1)
    at.open()
    look_at(at)
    assert "day" in at.screen.receipt.void_button.refusal()
    assert at.screen.receipt.reverse_button.refusal() == ""


def test_a_receipt_of_another_order_is_looked_at_from_the_newest_ones(house: House, at: AtCounter) -> None:
    other = house.sold("0302", "13812342047")
    pay(house, other)
    house.sold("0301")
    at.open("0301")
    at.screen.drawer.newest.setFocus(Qt.FocusReason.TabFocusReason)
    at.press(Key.Key_Return)
    assert at.screen.receipt.number.text() == "SD01-0000001"
    assert at.screen.head.unit.text() == "3-0301"
    at.press(Key.Key_F3, Key.Key_Escape)
    assert at.screen.receipt.entry is None, "the preview is that of the draft again"


# --- refunds ----------------------------------------------------------------------------------------------------------


def test_money_goes_back_by_item_with_its_way_and_reason(house: House, at: AtCounter) -> None:
    order_id = house.sold("0301")
    pay(house, order_id, line(), line("deed_tax", 300 * YUAN, "collected"))
    at.open()
    at.press(Key.Key_F6)
    dialog = refunding(at)
    assert [item for _, item in dialog.ui.lines.edits] == ["earnest", "deed_tax"]
    at.type("20000")
    dialog.ui.reason.line.setFocus()
    at.type("agreed")
    at.press(Key.Key_Return, modifier=CTRL)
    assert by_item(house, order_id)[MoneyClass.PRICE, "earnest"] == EARNEST - 20_000 * YUAN
    back = entries(house, order_id)[1]
    assert (back.kind, back.payer, back.tenders[0].method) == (EntryKind.REFUND, "韩若溪", "transfer")
    assert at.screen.receipt.number.text() == "SD01T-0000001"
    assert "退" in all_text(at.preview_drawn())


def test_more_than_came_in_is_refused_at_its_field_and_the_typing_stays(house: House, at: AtCounter) -> None:
    order_id = house.sold("0301")
    pay(house, order_id)
    at.open()
    at.press(Key.Key_F6)
    dialog = refunding(at)
    at.type("50000.01")
    dialog.ui.reason.line.setFocus()
    at.type("agreed")
    at.press(Key.Key_Return, modifier=CTRL)
    (edit,) = dialog.ui.lines.edits.values()
    assert "50,000.00" in edit.problem()
    assert (edit.text(), dialog.ui.reason.text()) == ("50,000.01", "agreed")
    assert by_item(house, order_id) == {(MoneyClass.PRICE, "earnest"): EARNEST}


def test_a_refund_without_a_sum_or_reason_says_what_is_missing(house: House, at: AtCounter) -> None:
    pay(house, house.sold("0301"))
    at.open()
    at.press(Key.Key_F6)
    dialog = refunding(at)
    at.press(Key.Key_Return, modifier=CTRL)
    (edit,) = dialog.ui.lines.edits.values()
    assert edit.problem() == "How much goes back?"
    at.type("100")
    at.press(Key.Key_Return, modifier=CTRL)
    assert dialog.ui.reason.problem() == "This needs its reason."
    assert dialog.isVisible()


def test_money_that_another_desk_paid_back_meanwhile_is_refused_and_the_typing_stays(
    house: House, at: AtCounter
) -> None:
    order_id = house.sold("0301")
    receipt_id = pay(house, order_id)
    at.open()
    at.press(Key.Key_F6)
    dialog = refunding(at)
    at.type("50000")
    dialog.ui.reason.line.setFocus()
    at.type("agreed")
    void(house, receipt_id)
    at.settle()
    at.press(Key.Key_Return, modifier=CTRL)
    assert "0.00" in dialog.ui.banner.sentence()
    assert dialog.ui.reason.text() == "agreed"


def test_where_nothing_came_in_the_refund_button_says_so(house: House, counter_of: CounterOf) -> None:
    house.sold("0301")
    at = counter_of()
    assert at.screen.refund_button.refusal() == "Find the order first."
    at.open()
    assert "Nothing came in" in at.screen.refund_button.refusal()
    at.press(Key.Key_F6)
    assert "Nothing came in" in at.toast.sentence()
