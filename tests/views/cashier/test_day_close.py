"""Day close by keyboard: seen, closed, its seal shown, printed and written down; and verified by who may."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication

from salesdesk.domain.day_sheet import grouped
from salesdesk.services.printed_seals import read_outside
from salesdesk.services.seals import DayClose, close_day, outside_name, seals
from salesdesk.views.day_close.page import DayClosePage
from salesdesk.views.paper_preview.dialog import PaperPreview
from tests.printing.pdf_reading import all_text, holds
from tests.services.money_helpers import days_pass, entry, line, note_print, pay, today
from tests.services.test_seals import tamper
from tests.support.office import House
from tests.views.cashier.conftest import CTRL, AtCounter, CounterOf

Key = Qt.Key


def page_of(at: AtCounter, tmp_path: Path) -> DayClosePage:
    """The page, opened by its key; seals go to a file of this test."""
    at.desk.office.seals_file = tmp_path / "pc" / "seals.txt"
    at.press(Key.Key_F12)
    page = at.screen.shown_day_close()
    assert page is not None
    return page


def close_by_key(at: AtCounter) -> None:
    """Closes the day; where it asks, says once more that it shall be closed."""
    at.press(Key.Key_Return, modifier=CTRL)
    page = at.screen.shown_day_close()
    assert page is not None
    if page.closing.side.again.sentence():
        at.qtbot.waitUntil(page.closing.side.go.isEnabled)
        at.press(Key.Key_Return, modifier=CTRL)


def sentences(page: DayClosePage) -> list[str]:
    return [finding.sentence for _, finding in page.closed.findings.rows.rows()]


# --- closing ----------------------------------------------------------------------------------------------------------


def test_a_day_is_looked_at_and_closed_by_keyboard_and_shows_its_seal(
    house: House, at: AtCounter, tmp_path: Path
) -> None:
    order_id = house.sold("0301")
    note_print(house, pay(house, order_id))
    pay(house, order_id, line("deed_tax", 700, "collected"))
    page = page_of(at, tmp_path)
    shown = page.closing
    assert shown.day.text() == today(house).isoformat()
    assert [(row.words, row.count) for row in shown.tables.methods.rows.rows()] == [("Card", 2)]
    assert [row.entry.total_fen for row in shown.tables.entries.rows.rows()] == [700, 5_000_000]
    assert "1 entry was never printed" in shown.tables.prints.text()
    assert shown.side.go.text() == f"Close {today(house):%m-%d}"
    close_by_key(at)
    kept = house.desk("cashier").read(seals)
    assert [(one.number, one.day) for one in kept] == [(1, today(house))]
    side = page.closed.side
    assert page.tabs.key() == "closed"
    assert (side.title.text(), side.figures.text()) == ("Seal 1", f"1:{kept[0].sha256}")
    assert " ".join(grouped(kept[0].sha256)) in side.figures.accessibleName()
    assert f"{today(house).isoformat()} is closed" in at.toast.sentence()


def test_before_a_day_with_an_unprinted_receipt_is_closed_it_asks_once_more(
    house: House, at: AtCounter, tmp_path: Path
) -> None:
    order_id = house.sold("0301")
    receipt = pay(house, order_id)
    page = page_of(at, tmp_path)
    side = page.closing.side
    at.press(Key.Key_Return, modifier=CTRL)
    at.press(Key.Key_Return, modifier=CTRL)  # by the same hurried hand
    assert side.again.sentence() == "Close all the same?　1 entry was never printed."
    assert (side.go.text(), side.go.refusal()) == ("Close all the same", "Read this first.")
    at.qtbot.waitUntil(side.go.isEnabled)
    assert house.desk("cashier").read(seals) == []
    note_print(house, receipt)
    page.load()
    at.settle()
    assert side.again.sentence() == ""
    at.press(Key.Key_Return, modifier=CTRL)
    assert len(house.desk("cashier").read(seals)) == 1


def test_a_receipt_that_came_while_it_asked_is_asked_about_too(house: House, at: AtCounter, tmp_path: Path) -> None:
    order_id = house.sold("0301")
    pay(house, order_id)
    side = page_of(at, tmp_path).closing.side
    at.press(Key.Key_Return, modifier=CTRL)
    at.qtbot.waitUntil(side.go.isEnabled)
    pay(house, order_id, line("deed_tax", 700, "collected"))
    at.settle()
    assert side.again.sentence() == ""
    at.press(Key.Key_Return, modifier=CTRL)
    assert "2 entries were never printed" in side.again.sentence()
    assert house.desk("cashier").read(seals) == []
    at.qtbot.waitUntil(side.go.isEnabled)
    at.press(Key.Key_Return, modifier=CTRL)
    assert len(house.desk("cashier").read(seals)) == 1


def test_the_seal_is_written_outside_the_database_and_the_path_is_told(
    house: House, at: AtCounter, tmp_path: Path
) -> None:
    page = page_of(at, tmp_path)
    assert "seals.txt" in page.closing.side.steps[-1].text().replace("\u200b", "")
    close_by_key(at)
    path = at.desk.office.seals_file
    kept = house.desk("cashier").read(seals)[0]
    outside = read_outside(path, at.desk.office.read(outside_name))
    assert [(one.number, one.sha256) for one in outside] == [(1, kept.sha256)]
    assert str(path) in page.closed.side.written.sentence()


def test_a_seal_that_cannot_be_written_says_so_and_is_written_again(
    house: House, at: AtCounter, tmp_path: Path
) -> None:
    page = page_of(at, tmp_path)
    (tmp_path / "pc").write_text("a file where the folder should be")
    close_by_key(at)
    written = page.closed.side.written
    assert "Print the day sheet" in written.sentence()
    (tmp_path / "pc").unlink()
    written.link_activated.emit()
    at.settle()
    assert "Written to" in written.sentence()
    assert len(read_outside(at.desk.office.seals_file, at.desk.office.read(outside_name))) == 1
    assert len(house.desk("cashier").read(seals)) == 1


def test_the_day_sheet_is_shown_by_its_key_with_the_seal_in_groups(house: House, at: AtCounter, tmp_path: Path) -> None:
    receipt = pay(house, house.sold("0301"))
    page = page_of(at, tmp_path)
    close_by_key(at)
    at.press(Key.Key_P, modifier=CTRL)
    at.qtbot.waitUntil(lambda: page.preview is not None)
    preview = at.dialog()
    assert isinstance(preview, PaperPreview)
    kept = house.desk("cashier").read(seals)[0]
    assert kept.sha256 in all_text(preview.pages.pdf)
    assert holds(preview.pages.pdf, "收银日结单", entry(house, receipt).number, "50,000.00", "方雅琴") == []
    at.press(Key.Key_Escape)
    assert page.preview is None
    assert at.screen.shown_day_close() is page, "Esc closed the paper and not the page"


def test_pressed_twice_the_day_is_closed_once(house: House, at: AtCounter, tmp_path: Path) -> None:
    page = page_of(at, tmp_path)
    page.close_the_day()
    page.close_the_day()
    at.settle()
    assert len(house.desk("cashier").read(seals)) == 1
    assert not at.toast.sentence() or "closed and sealed" in at.toast.sentence()


def test_a_day_that_another_desk_closes_meanwhile_is_told_kindly(house: House, at: AtCounter, tmp_path: Path) -> None:
    page = page_of(at, tmp_path)
    house.another_desk("cashier").perform(close_day, DayClose(day=today(house)))
    close_by_key(at)
    assert "closed already" in at.toast.sentence()
    assert "is closed. Money taken now counts for" in page.closing.side.banner.sentence()
    assert not page.closing.side.go.isEnabled()
    at.press(Key.Key_PageDown, modifier=CTRL)
    assert page.closed.side.title.text() == "Seal 1"


def test_a_day_left_open_is_closed_first_and_may_be_closed_with_the_next(
    house: House, at: AtCounter, tmp_path: Path
) -> None:
    order_id, yesterday = house.sold("0301"), today(house)
    pay(house, order_id)
    days_pass(house, 1)
    pay(house, order_id, line("deed_tax", 700, "collected"))
    page = page_of(at, tmp_path)
    assert page.closing.day.text() == yesterday.isoformat()
    assert f"{yesterday:%m-%d} was left open" in page.closing.warning.sentence()
    page.closing.choice.setFocus()
    at.press(Key.Key_Down)
    assert page.closing.day.text() == f"{yesterday.isoformat()} – {today(house).isoformat()}"
    assert len(page.closing.tables.entries.rows.rows()) == 2
    assert page.closing.warning.sentence() == (
        f"{yesterday:%m-%d} to {today(house):%m-%d} are closed together　"
        "One sheet, one seal. Choose an earlier day above to close each by itself."
    )
    assert "so far" in page.closing.tables.prints.text()
    close_by_key(at)
    assert [one.day for one in house.desk("cashier").read(seals)] == [today(house)]


def test_what_another_desk_takes_while_the_page_is_open_is_seen(house: House, at: AtCounter, tmp_path: Path) -> None:
    order_id = house.sold("0301")
    page = page_of(at, tmp_path)
    assert page.closing.tables.entries.rows.rows() == []
    pay(house, order_id)
    at.settle()
    assert len(page.closing.tables.entries.rows.rows()) == 1


# --- the counter afterwards -------------------------------------------------------------------------------------------


def test_what_was_typed_at_the_counter_stays_while_the_day_is_closed(
    house: House, at: AtCounter, tmp_path: Path
) -> None:
    house.sold("0301")
    at.open()
    at.press(Key.Key_F4)
    at.type("12345")
    page_of(at, tmp_path)
    close_by_key(at)
    at.press(Key.Key_Escape)
    assert at.screen.shown_day_close() is None
    assert at.screen.entry.amount.value() == 1_234_500
    tomorrow = today(house) + timedelta(days=1)
    assert f"{tomorrow:%m-%d}" in at.screen.entry.counts_for.sentence()
    assert f"{tomorrow:%m-%d}" in at.screen.drawer.closed.sentence()
    at.press(Key.Key_F5, Key.Key_2, Key.Key_F9)
    taken = at.screen.receipt.entry
    assert taken is not None
    assert taken.business_day == tomorrow


def test_a_receipt_of_a_closed_day_is_greyed_for_voiding_and_free_for_reversing(
    house: House, at: AtCounter, tmp_path: Path
) -> None:
    receipt = pay(house, house.sold("0301"))
    at.open()
    at.screen.show_receipt(entry(house, receipt))
    assert at.screen.receipt.void_button.isEnabled()
    page_of(at, tmp_path)
    close_by_key(at)
    at.press(Key.Key_Escape)
    at.settle()
    assert "closed" in at.screen.receipt.void_button.refusal()
    assert at.screen.receipt.reverse_button.isEnabled()


def test_a_step_key_leads_back_to_the_counter(house: House, at: AtCounter, tmp_path: Path) -> None:
    page_of(at, tmp_path)
    assert ("Ctrl Enter", "Close the day") in at.screen.key_hints()
    at.press(Key.Key_F2)
    assert at.screen.shown_day_close() is None
    assert at.screen.step() == "find"
    assert ("Space", "Tick") in at.screen.key_hints()


def test_before_any_close_the_page_says_so(at: AtCounter, tmp_path: Path) -> None:
    page = page_of(at, tmp_path)
    at.press(Key.Key_PageDown, modifier=CTRL)
    assert page.closed.side.title.text() == "No seal yet"
    assert "No business day" in page.closed.side.go.refusal()


@pytest.mark.parametrize("size", [QSize(960, 512), QSize(1302, 694), QSize(1856, 1006)])
def test_the_button_stays_in_sight_in_every_window(
    house: House, counter_of: CounterOf, tmp_path: Path, size: QSize
) -> None:
    at = counter_of(size=size)
    page = page_of(at, tmp_path)
    for view in (page.closing, page.closed):
        page.turn_to("open" if view is page.closing else "closed")
        at.settle()
        button = view.side.go
        corner = button.mapTo(page, button.rect().bottomRight())
        assert page.rect().contains(corner)


# --- verifying --------------------------------------------------------------------------------------------------------


def closed_at(house: House, counter_of: CounterOf, tmp_path: Path) -> tuple[AtCounter, DayClosePage, int]:
    """A day with a receipt, closed; the auditor looks at the closed days."""
    receipt = pay(house, house.sold("0301"))
    house.desk("cashier").perform(close_day, DayClose(day=today(house)))
    at = counter_of("auditor")
    page = page_of(at, tmp_path)
    at.press(Key.Key_PageDown, modifier=CTRL)
    return at, page, receipt


def test_an_auditor_closes_nothing_and_verifies_everything(house: House, counter_of: CounterOf, tmp_path: Path) -> None:
    at, page, _ = closed_at(house, counter_of, tmp_path)
    assert "may not take and return money" in page.closing.side.go.refusal()
    at.press(Key.Key_R, modifier=CTRL)
    verdict = page.closed.side.verify.verdict
    assert "Nothing that was sealed was changed" in verdict.sentence()
    assert "1 seals recomputed, 0 compared" in verdict.sentence()
    assert not page.closed.found.isVisible()


def test_an_edit_past_every_guard_is_shown_with_the_row(house: House, counter_of: CounterOf, tmp_path: Path) -> None:
    at, page, receipt = closed_at(house, counter_of, tmp_path)
    tamper(house, f"UPDATE receipt SET payer = 'x' WHERE id = {receipt}")
    at.press(Key.Key_R, modifier=CTRL)
    assert "2 findings" in page.closed.side.verify.verdict.sentence()
    assert f"receipt {receipt} was changed after it was sealed (seal 1)." in sentences(page)


def test_a_printed_seal_is_typed_in_as_it_stands_and_compared(
    house: House, counter_of: CounterOf, tmp_path: Path
) -> None:
    at, page, _ = closed_at(house, counter_of, tmp_path)
    kept = house.desk("auditor").read(seals)[0]
    field = page.closed.side.verify.printed
    field.line.setFocus()
    at.type("1: " + " ".join(grouped(kept.sha256)))
    at.press(Key.Key_Return)
    assert "1 compared" in page.closed.side.verify.verdict.sentence()
    assert sentences(page) == []
    field.line.selectAll()
    at.type("1:" + "0" * 64)
    at.press(Key.Key_Return)
    assert sentences(page) == ["Seal 1 is another one than was printed."]
    field.line.selectAll()
    at.type("1:zz")
    at.press(Key.Key_Return)
    assert "is no seal" in field.problem()
    assert field.text() == "1:zz", "what was typed stays"


def test_the_seals_that_this_pc_wrote_down_are_compared_by_themselves(
    house: House, counter_of: CounterOf, tmp_path: Path
) -> None:
    at, page, _ = closed_at(house, counter_of, tmp_path)
    path = at.desk.office.seals_file
    path.parent.mkdir()
    path.write_text(f"{at.desk.office.read(outside_name)}\t2026-01-01\t1:" + "0" * 64 + "\n", "utf-8")
    at.press(Key.Key_R, modifier=CTRL)
    assert sentences(page) == ["Seal 1 is another one than was printed."]
    path.write_bytes(b"\xff\xfe\x00")
    at.press(Key.Key_R, modifier=CTRL)
    assert "cannot be read" in page.closed.side.verify.verdict.sentence()


def test_a_cashier_is_told_who_verifies_and_copies_the_seal(house: House, at: AtCounter, tmp_path: Path) -> None:
    page = page_of(at, tmp_path)
    close_by_key(at)
    assert "may not read the history" in page.closed.side.verify.go.refusal()
    page.closed.side.figures.setFocus()
    at.press(Key.Key_C, modifier=CTRL)
    assert QGuiApplication.clipboard().text() == f"1:{house.desk('cashier').read(seals)[0].sha256}"
