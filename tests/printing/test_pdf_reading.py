"""Controls: the checks on our PDFs find what they look for."""

from __future__ import annotations

from salesdesk.printing.sheet import drawing
from tests.printing.pdf_reading import holds, outside, overlapping_lines


def _pdf(*places: tuple[float, float, str]) -> bytes:
    with drawing((300, 200), "试", "试") as (sheet, buffer):
        for x, y, text in places:
            sheet.text(x, y, text, 10)
        sheet.next_page()
    return buffer.getvalue()


def test_text_over_the_edge_is_found() -> None:
    assert outside(_pdf((280, 50, "房款合计")), 5) != []
    assert outside(_pdf((50, 50, "房款合计")), 5) == []


def test_text_on_text_is_found() -> None:
    assert overlapping_lines(_pdf((50, 50, "房款合计"), (55, 53, "定金"))) != []
    assert overlapping_lines(_pdf((50, 50, "房款合计"), (50, 64, "定金"))) == []


def test_text_that_is_not_there_is_found() -> None:
    assert holds(_pdf((50, 50, "房款 合计")), "房款合计", "定金") == ["定金"]
