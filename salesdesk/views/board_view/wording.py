"""A unit in words: for its tooltip and for who listens to the board."""

from __future__ import annotations

from salesdesk.domain.board import BoardCell
from salesdesk.domain.i18n import tr
from salesdesk.domain.labels import unit_label
from salesdesk.domain.money import format_area, format_yuan_short
from salesdesk.views.board_view.cells import unit_price_words
from salesdesk.views.kit.marks import mark_words


def cell_words(cell: BoardCell, between: str) -> str:
    """Number, state, layout, area, total and price per m², with ``between`` them."""
    kind = "　".join(part for part in (cell.layout, cell.layout_note, cell.rooms, cell.aspect) if part)
    area = f"{format_area(cell.gross_cm2)} ㎡" if cell.gross_cm2 else ""
    if cell.total_fen is None:
        price = tr("No price yet")
    else:
        price = tr("{sum} yuan").format(sum=format_yuan_short(cell.total_fen))
        if unit_price_words(cell):
            price += "　" + tr("{sum} yuan/㎡").format(sum=unit_price_words(cell))
    parts = (unit_label(cell.building, cell.mark, cell.number), mark_words(cell.state, cell.restrictions))
    return between.join(part for part in (*parts, kind, area, price) if part)
