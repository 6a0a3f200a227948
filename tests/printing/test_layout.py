"""Pages out of pieces."""

from __future__ import annotations

from salesdesk.printing.layout import Column, Page, Piece, Style, paginate, paragraph, table, together


def _heights(pages: list[Page]) -> list[list[float]]:
    return [[top for _, top in page] for page in pages]


def test_pieces_fill_a_page_and_go_on_to_the_next() -> None:
    assert _heights(paginate([Piece(40)] * 3, 10, 100)) == [[10, 50], [10]]


def test_blank_above_a_piece_is_dropped_at_the_top_of_a_page() -> None:
    assert _heights(paginate([Piece(60, gap=5), Piece(60, gap=5)], 0, 100)) == [[0], [0]]


def test_a_heading_goes_over_with_what_follows_it() -> None:
    pages = paginate([Piece(60), Piece(20, keep=True), Piece(30)], 0, 100)
    assert [len(page) for page in pages] == [1, 2]


def test_what_is_kept_together_but_higher_than_a_page_still_prints() -> None:
    pages = paginate(together([Piece(40) for _ in range(5)]), 0, 100)
    assert [len(page) for page in pages] == [2, 2, 1]


def test_a_tables_heading_comes_again_on_every_page() -> None:
    rows = [("款项", "1.00")] * 60
    pages = paginate(table([Column("名称", 1), Column("金额", 1)], rows, 0, 200), 0, 400)
    assert len(pages) > 2
    heads = {page[0][0] for page in pages}
    assert len(heads) == 1
    assert sum(len(page) - 1 for page in pages) == 60


def test_the_last_row_of_a_table_goes_over_with_its_totals() -> None:
    pieces = table([Column("", 1)], [("甲",), ("乙",)], 0, 200, totals=("合计",))
    assert [piece.keep for piece in pieces] == [False, True, False]


def test_a_paragraph_leaves_no_single_line_on_a_page() -> None:
    lines = paragraph("房" * 100, Style(10, 15), 0, 100)
    pages = paginate([Piece(80), *lines], 0, 100)
    assert [len(page) for page in pages][:2] == [1, 6]


def test_a_row_higher_than_a_page_comes_in_parts() -> None:
    row = table([Column("备注", 1)], [("房" * 3000,)], 0, 200)
    assert max(piece.height for piece in row) < 400
    assert len(paginate(row, 0, 600)) > 1


def test_a_new_page_begins_where_it_is_asked_for_and_never_twice() -> None:
    pages = paginate([Piece(0, new_page=True), Piece(10), Piece(0, new_page=True), Piece(10)], 0, 100)
    assert [len(page) for page in pages] == [2, 2]
