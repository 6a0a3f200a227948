"""The board under the person's hands, and while other desks change it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations
from unittest.mock import patch

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from salesdesk.domain.board import SALE_STATES, BoardCell
from salesdesk.views import theme
from salesdesk.views.board_view.canvas import BoardCanvas
from salesdesk.views.board_view.grounds import Sign, ground, sign_for
from tests.views.board_samples import project


def of(canvas: BoardCanvas, building: str, number: str) -> BoardCell:
    found = [cell for cell in canvas._units.cells.values() if (cell.building, cell.number) == (building, number)]
    assert len(found) == 1
    return found[0]


def painted_by(canvas: BoardCanvas, work: Callable[[], None]) -> int:
    """How many cells are painted for a piece of work."""
    QApplication.processEvents()
    canvas.painting.painted = 0
    work()
    QApplication.processEvents()
    return canvas.painting.painted


@pytest.fixture
def canvas(qtbot: QtBot) -> BoardCanvas:
    board = BoardCanvas()
    qtbot.addWidget(board)
    board.resize(1056, 686)
    board.set_cells(*project(3))
    board.set_building("3#")
    with qtbot.waitExposed(board):
        board.show()
    QApplication.processEvents()
    return board


def test_the_first_building_is_shown_and_all_are_listed(qtbot: QtBot) -> None:
    board = BoardCanvas()
    qtbot.addWidget(board)
    board.set_cells(*project(3))
    assert board.building() == "1#"
    assert board.buildings() == ["1#", "2#", "3#"]


@pytest.mark.parametrize(("row", "sign"), [(20, "mark"), (18, "mark"), (17, "letter"), (11, "letter"), (10, "bar")])
def test_however_low_a_cell_is_something_beside_its_colour_tells_its_state(row: int, sign: Sign) -> None:
    assert sign_for(row) == sign
    alike = theme.theme().state("filed")
    looks = {key: alike._replace(key=key, mark=state.mark) for key, state in theme.theme().states.items()}
    with patch.object(theme.theme(), "states", looks):  # as somebody sees them who sees no colours
        seen = [
            ground(row, (state, frozenset()), 40, row, 1.0, False, (state,), sign).toImage() for state in SALE_STATES
        ]
    assert all(one != other for one, other in combinations(seen, 2))


@pytest.mark.parametrize("zoom", ["overview", "dense", "medium", "wide"])
def test_one_changed_unit_repaints_its_own_cell_only(canvas: BoardCanvas, zoom: str) -> None:
    canvas.set_zoom(zoom)
    canvas.select(of(canvas, "3#", "1604").unit_id)
    changed = [replace(of(canvas, "3#", "1703"), state="held")]
    assert painted_by(canvas, lambda: canvas.update_cells(changed)) == 1


def test_three_units_that_change_together_repaint_three_cells_and_not_what_lies_between(canvas: BoardCanvas) -> None:
    changed = [replace(of(canvas, "3#", number), state="held") for number in ("1802", "0905", "0108")]
    assert painted_by(canvas, lambda: canvas.update_cells(changed)) == 3


def test_a_changed_cell_wears_an_accent_edge_until_it_settles(canvas: BoardCanvas, qtbot: QtBot) -> None:
    unit = of(canvas, "3#", "1703")
    canvas.update_cells([replace(unit, state="held")])
    rect = canvas.cell_rect(unit.unit_id)

    def edge() -> str:
        return canvas.viewport().grab().toImage().pixelColor(rect.center().x(), rect.top() + 1).name()

    accent = theme.theme().colour("accent").name()
    assert edge() == accent
    with qtbot.waitSignal(canvas._settle.timeout, timeout=3000):
        canvas._settle.start(1)
    QApplication.processEvents()
    assert edge() != accent


def test_a_change_in_a_building_out_of_sight_paints_nothing_and_is_there_later(canvas: BoardCanvas) -> None:
    unit = of(canvas, "1#", "1703")
    assert painted_by(canvas, lambda: canvas.update_cells([replace(unit, state="held")])) == 0
    assert canvas.cell(unit.unit_id) == replace(unit, state="held")


def test_a_new_unit_finds_its_place_without_losing_the_choice(canvas: BoardCanvas) -> None:
    chosen = of(canvas, "3#", "1604")
    canvas.select(chosen.unit_id)
    canvas.update_cells([replace(chosen, unit_id=77_777, number="1901", floor=19, floor_to=19, position=1)])
    assert canvas.selected_unit() == chosen.unit_id
    assert not canvas.cell_rect(77_777).isEmpty()


def test_choosing_repaints_the_cell_left_and_the_cell_come_to(canvas: BoardCanvas) -> None:
    canvas.select(of(canvas, "3#", "1604").unit_id)
    other = of(canvas, "3#", "1003").unit_id
    assert painted_by(canvas, lambda: canvas.select(other)) == 2


def test_a_click_chooses_and_a_double_click_opens(canvas: BoardCanvas, qtbot: QtBot) -> None:
    unit = of(canvas, "3#", "1604").unit_id
    centre = canvas.cell_rect(unit).center()
    with qtbot.waitSignal(canvas.selected, timeout=1000) as selected:
        QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=centre)
    assert selected.args == [unit]
    with qtbot.waitSignal(canvas.activated, timeout=1000) as activated:
        QTest.mouseDClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=centre)
    assert activated.args == [unit]


def test_a_click_on_the_lobby_on_a_head_or_beside_the_cells_chooses_nothing(canvas: BoardCanvas, qtbot: QtBot) -> None:
    lobby = canvas.cell_rect(of(canvas, "3#", "0101").unit_id).center() + QPoint(200, 0)
    with qtbot.assertNotEmitted(canvas.selected):
        for point in (lobby, QPoint(150, 5), QPoint(10, 200)):
            QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=point)


def test_arrows_home_end_and_enter_work_without_a_mouse(canvas: BoardCanvas, qtbot: QtBot) -> None:
    canvas.select(of(canvas, "3#", "1604").unit_id)
    chosen: list[int] = []
    canvas.selected.connect(chosen.append)
    keys = (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Home, Qt.Key.Key_End)
    for key in keys:
        QTest.keyClick(canvas, key)
    cells = [canvas.cell(unit) for unit in chosen]
    assert [cell.number for cell in cells if cell] == ["1605", "1505", "1504", "1604", "1601", "1608"]
    QTest.keyClick(canvas, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert canvas.selected_unit() == of(canvas, "3#", "0108").unit_id
    with qtbot.waitSignal(canvas.activated, timeout=1000):
        QTest.keyClick(canvas, Qt.Key.Key_Return)


def test_page_down_goes_a_screen_down_and_the_cell_stays_in_sight(canvas: BoardCanvas) -> None:
    canvas.resize(1056, 300)
    canvas.select(of(canvas, "3#", "1702").unit_id)
    QTest.keyClick(canvas, Qt.Key.Key_PageDown)
    unit = canvas.selected_unit()
    assert unit is not None
    cell = canvas.cell(unit)
    assert cell is not None
    assert 8 < cell.floor < 14
    assert canvas.viewport().rect().contains(canvas.cell_rect(unit))


def test_the_first_arrow_chooses_the_first_unit(canvas: BoardCanvas) -> None:
    QTest.keyClick(canvas, Qt.Key.Key_Down)
    assert canvas.selected_unit() == of(canvas, "3#", "1701").unit_id


def test_digits_and_letters_are_told_for_a_search_and_work_with_an_input_method_on(
    canvas: BoardCanvas, qtbot: QtBot
) -> None:
    assert not canvas.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    typed: list[str] = []
    canvas.typed.connect(typed.append)
    QTest.keyClicks(canvas, "16a/")
    assert typed == ["1", "6", "a", "/"]


def test_select_leads_into_the_units_building_without_telling_that_the_person_chose(
    canvas: BoardCanvas, qtbot: QtBot
) -> None:
    unit = of(canvas, "1#", "0203").unit_id
    with qtbot.assertNotEmitted(canvas.selected), qtbot.waitSignal(canvas.building_changed, timeout=1000):
        canvas.select(unit)
    assert canvas.building() == "1#"
    assert canvas.viewport().rect().contains(canvas.cell_rect(unit))


def test_a_right_click_chooses_the_unit_and_asks_for_its_menu(canvas: BoardCanvas, qtbot: QtBot) -> None:
    unit = of(canvas, "3#", "0905").unit_id
    point = canvas.cell_rect(unit).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, canvas.viewport().mapToGlobal(point))
    with qtbot.waitSignal(canvas.context_menu, timeout=1000) as asked:
        QApplication.sendEvent(canvas.viewport(), event)
    assert asked.args is not None
    assert asked.args[0] == unit == canvas.selected_unit()


def test_the_wheel_with_control_zooms_and_without_scrolls(canvas: BoardCanvas, qtbot: QtBot) -> None:
    def turn(up: int, keys: Qt.KeyboardModifier) -> None:
        centre = QPointF(300, 300)
        event = QWheelEvent(
            centre, centre, QPoint(), QPoint(0, up), Qt.MouseButton.NoButton, keys, Qt.ScrollPhase.NoScrollPhase, False
        )
        QApplication.sendEvent(canvas.viewport(), event)

    zooms: list[str] = []
    canvas.zoom_changed.connect(zooms.append)
    for up in (120, 120, -120, -120, -120, -120):
        turn(up, Qt.KeyboardModifier.ControlModifier)
    assert zooms == ["wide", "medium", "dense", "overview"]
    canvas.set_zoom("wide")
    turn(-120, Qt.KeyboardModifier.NoModifier)
    assert canvas.verticalScrollBar().value() > 0


def test_from_the_overview_enter_leads_into_the_building_of_the_unit(canvas: BoardCanvas) -> None:
    canvas.set_zoom("overview")
    unit = of(canvas, "2#", "0203").unit_id
    QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=canvas.cell_rect(unit).center())
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    assert (canvas.zoom(), canvas.building()) == ("medium", "2#")


def test_a_filter_moves_no_cell_and_holds_for_units_that_change_later(canvas: BoardCanvas) -> None:
    before = {unit: canvas.cell_rect(unit) for unit in canvas._units.cells}
    canvas.set_filter(lambda cell: cell.state == "available")
    assert {unit: canvas.cell_rect(unit) for unit in canvas._units.cells} == before
    shown = canvas.passing()
    canvas.update_cells([replace(of(canvas, "3#", "1703"), state="held")])
    assert canvas.passing() == shown - 1
    canvas.set_filter({of(canvas, "3#", "1604").unit_id})
    assert canvas.passing() == 1
    canvas.set_filter(None)
    assert canvas.passing() == 137


def test_what_a_filter_leaves_out_loses_its_tint(canvas: BoardCanvas) -> None:
    rect = canvas.cell_rect(of(canvas, "3#", "1501").unit_id)
    middle = QPoint(rect.center().x(), rect.top() + 4)
    assert canvas.viewport().grab().toImage().pixelColor(middle).name() == "#f9d3ba"
    canvas.set_filter(set())
    assert canvas.viewport().grab().toImage().pixelColor(middle) == theme.theme().colour("bg")


def test_the_chosen_unit_is_put_into_words_for_who_cannot_see_it(canvas: BoardCanvas) -> None:
    canvas.select(of(canvas, "3#", "1604").unit_id)
    words = canvas.accessibleName()
    for part in ("3-1604", "Available", "Mortgaged", "118.32", "2,474,000"):
        assert part in words


def test_the_floor_of_the_chosen_unit_turns_accent(canvas: BoardCanvas) -> None:
    rect = canvas.cell_rect(of(canvas, "3#", "1604").unit_id)

    def blue() -> int:
        image: QImage = canvas.viewport().grab().toImage()
        colours = (image.pixelColor(x, y) for x in range(4, 30) for y in range(rect.top(), rect.bottom()))
        return sum(1 for colour in colours if colour.blue() > colour.red() + 60)

    assert blue() == 0
    canvas.select(of(canvas, "3#", "1604").unit_id)
    assert blue() > 10


def test_heads_stay_while_cells_scroll_under_them(canvas: BoardCanvas) -> None:
    canvas.resize(600, 300)
    before = canvas.viewport().grab().toImage().copy(0, 0, 560, 40)
    canvas.verticalScrollBar().setValue(120)
    assert canvas.viewport().grab().toImage().copy(0, 0, 560, 40) == before
    canvas.horizontalScrollBar().setValue(200)
    assert canvas.viewport().grab().toImage().copy(0, 0, 560, 40) != before


def test_a_switch_of_the_palette_repaints_board_and_overview(canvas: BoardCanvas) -> None:
    for zoom in ("medium", "overview"):
        canvas.set_zoom(zoom)
        light = canvas.viewport().grab().toImage().pixelColor(1, 600)
        theme.use("dark")
        assert canvas.viewport().grab().toImage().pixelColor(1, 600) != light
        theme.use("light")


def test_an_empty_board_is_painted_and_can_be_walked(qtbot: QtBot) -> None:
    board = BoardCanvas()
    qtbot.addWidget(board)
    board.resize(600, 400)
    for zoom in ("medium", "overview"):
        board.set_zoom(zoom)
        board.set_cells([])
        board.grab()
        QTest.keyClick(board, Qt.Key.Key_Down)
    assert board.selected_unit() is None


def test_a_unit_without_price_shows_a_dash_and_says_so(canvas: BoardCanvas) -> None:
    unit = replace(of(canvas, "3#", "1604"), total_fen=None, gross_cm2=0)
    canvas.update_cells([unit])
    canvas.select(unit.unit_id)
    canvas.grab()
    assert "No price yet" in canvas.accessibleName()


def test_long_numbers_and_every_restriction_at_once_stay_inside_their_cell(canvas: BoardCanvas) -> None:
    everything = frozenset({"mortgaged", "sealed", "change_pending", "price_pending"})
    long = replace(
        of(canvas, "3#", "1604"), number="商业-B1-0001号铺", restrictions=everything, layout="一层商铺带夹层"
    )
    beside = canvas.cell_rect(of(canvas, "3#", "1605").unit_id)
    before = canvas.viewport().grab().toImage().copy(beside)
    for zoom in ("dense", "medium", "wide"):
        canvas.set_zoom(zoom)
        canvas.update_cells([long])
        canvas.grab()
    canvas.set_zoom("medium")
    assert canvas.viewport().grab().toImage().copy(beside) == before
