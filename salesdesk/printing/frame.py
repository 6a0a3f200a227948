"""What every paper has around it: who issues it, page x of y, when it was printed and from which data."""

from __future__ import annotations

from datetime import date

from salesdesk.domain.office_time import minute
from salesdesk.domain.papers import Letterhead, Paper, PrintStamp, paper_hash
from salesdesk.printing.fonts import MEDIUM, text_width
from salesdesk.printing.linebreak import break_lines
from salesdesk.printing.sheet import BLUE, GREY, INK, LINE, RED, Align, Sheet


def written_date(day: date | None) -> str:
    """``2026 年 11 月 22 日``, as forms have it; nothing for no day."""
    return f"{day.year} 年 {day.month} 月 {day.day} 日" if day else ""


def stamp_line(stamp: PrintStamp, digest: str) -> str:
    """When and by whom it was printed, and the first eight digits of what it was printed from."""
    return f"打印 {minute(stamp.printed_at)}　{stamp.printed_by}　校验码 {digest[:8]}"


def paper_stamp_line(paper: Paper) -> str:
    return stamp_line(paper.stamp, paper_hash(paper))


def reprint_words(stamp: PrintStamp) -> str:
    """``重打 第2次`` from the second print on."""
    return f"重打 第{stamp.print_no}次" if stamp.print_no > 1 else ""


def draw_mark(sheet: Sheet, right: float, top: float, words: str, size: float = 8) -> float:
    """Words in a red frame with its upper right corner at (right, top); gives its left edge back."""
    width = text_width(words, MEDIUM, size) + size
    sheet.box(right - width, top, width, size * 1.7, 0.7, RED)
    sheet.text(right - width / 2, top + size * 1.22, words, size, MEDIUM, align=Align.CENTRE, colour=RED)
    return right - width


def draw_seal_place(sheet: Sheet, x: float, y: float, width: float, height: float, words: str) -> None:
    """The dashed red box where the seal goes."""
    sheet.box(x, y, width, height, 0.7, RED, (3, 2))
    sheet.fit(x + 3, y + height / 2 + 3, width - 6, words, 8.5, align=Align.CENTRE, colour=RED)


def draw_letterhead(sheet: Sheet, head: Letterhead, right_words: str, left: float, right: float, top: float) -> None:
    """Company and project on the left, a few words on the right, a rule below."""
    sheet.fill(left, top, 3, 11, BLUE)
    sheet.fit(left + 9, top + 9.2, (right - left) * 0.7, f"{head.company}　{head.project}", 9, colour=INK)
    sheet.fit(left, top + 9.2, right - left, right_words, 8.5, align=Align.RIGHT, colour=GREY)
    sheet.rule(left, top + 18, right, top + 18, 0.5, LINE)


def draw_footer(sheet: Sheet, words: str, page: int, pages: int, left: float, right: float, bottom: float) -> None:
    """The last line of a page; the page number only where there is more than one."""
    sheet.rule(left, bottom - 12, right, bottom - 12, 0.4, LINE)
    sheet.text(left, bottom - 2, words, 7, colour=GREY)
    if pages > 1:
        sheet.text(right, bottom - 2, f"第 {page} 页 共 {pages} 页", 7, align=Align.RIGHT, colour=GREY)


def fitted_lines(text: str, font: str, size: float, width: float, height: float) -> tuple[list[str], float]:
    """The lines of ``text`` in a box, and the size that lets them in: never larger than asked, as small as it takes."""
    while True:
        lines = break_lines(text, font, size, width)
        if len(lines) * size * 1.25 <= height or size < 3:
            return lines, size
        size *= 0.95


def draw_fitted(sheet: Sheet, x: float, top: float, width: float, height: float, text: str, size: float, font: str,
                align: Align = Align.LEFT) -> None:  # fmt: skip
    """Text in the middle of a box's height, made as small as it takes to go in."""
    lines, fit = fitted_lines(text, font, size, width, height)
    leading = fit * 1.25
    y = top + (height - leading * len(lines)) / 2 + leading / 2 + fit * 0.36
    for index, line in enumerate(lines):
        sheet.fit(x, y + index * leading, width, line, fit, font, align=align)
