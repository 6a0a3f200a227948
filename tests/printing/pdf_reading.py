"""What independent readers find in our PDFs."""

from __future__ import annotations

from io import BytesIO

import pypdfium2
from pypdf import PdfReader
from pypdf.generic import DictionaryObject


def page_texts(pdf: bytes) -> list[str]:
    """The text of each page as a reader copies it out, without line ends and blanks."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [_plain(page.get_textpage().get_text_range()) for page in document]
    finally:
        document.close()


def _plain(text: str) -> str:
    return "".join(text.split())


def all_text(pdf: bytes) -> str:
    return "".join(page_texts(pdf))


def holds(pdf: bytes, *wanted: str) -> list[str]:
    """Which of ``wanted`` cannot be copied out of the PDF."""
    text = all_text(pdf)
    return [words for words in wanted if _plain(words) not in text]


def page_sizes_mm(pdf: bytes) -> list[tuple[int, int]]:
    points_per_mm = 72 / 25.4
    boxes = [page.mediabox for page in PdfReader(BytesIO(pdf)).pages]
    return [(round(float(box.width) / points_per_mm), round(float(box.height) / points_per_mm)) for box in boxes]


def fonts(pdf: bytes) -> dict[str, bool]:
    """The fonts that the pages name, and whether each is embedded."""
    found = dict[str, bool]()
    for page in PdfReader(BytesIO(pdf)).pages:
        for reference in page["/Resources"]["/Font"].values():  # type: ignore[index]
            font = reference.get_object()
            assert isinstance(font, DictionaryObject)
            descriptor = font.get("/FontDescriptor")
            embedded = descriptor is not None and "/FontFile2" in descriptor.get_object()
            found[str(font["/BaseFont"])] = embedded
    return found


def outside(pdf: bytes, margin_mm: float) -> list[str]:
    """Characters that lie beyond the page less ``margin_mm``: they would be cut off."""
    document = pypdfium2.PdfDocument(pdf)
    margin = margin_mm * 72 / 25.4
    found = list[str]()
    for number, page in enumerate(document, 1):
        width, height = page.get_size()
        text = page.get_textpage()
        for index in range(text.count_chars()):
            left, bottom, right, top = text.get_charbox(index)
            inside = left >= margin and bottom >= margin and right <= width - margin and top <= height - margin
            if right > left and not inside:
                found.append(f"page {number}: {text.get_text_range(index, 1)}")
    document.close()
    return found


def overlapping_lines(pdf: bytes) -> list[str]:
    """Characters that lie on top of others; a water mark is not counted."""
    document = pypdfium2.PdfDocument(pdf)
    found = list[str]()
    for page in document:
        text = page.get_textpage()
        boxes = [(text.get_charbox(i), text.get_text_range(i, 1)) for i in range(text.count_chars())]
        solid = [(box, ch) for box, ch in boxes if 0 < box[3] - box[1] < 40 and box[2] - box[0] > 0.5]
        solid.sort(key=lambda entry: entry[0][0])
        found += [
            f"{a[1]} × {b[1]}" for index, a in enumerate(solid) for b in _near(solid, index) if _overlap(a[0], b[0])
        ]
    document.close()
    return found


Box = tuple[float, float, float, float]


def _near(sorted_boxes: list[tuple[Box, str]], index: int) -> list[tuple[Box, str]]:
    right = sorted_boxes[index][0][2]
    near = list[tuple[Box, str]]()
    for other in sorted_boxes[index + 1 :]:
        if other[0][0] >= right:
            break
        near.append(other)
    return near


def _overlap(one: Box, other: Box) -> bool:
    """More than a fifth of the smaller box is shared."""
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    if wide <= 0 or high <= 0:
        return False
    smaller = min((box[2] - box[0]) * (box[3] - box[1]) for box in (one, other))
    return wide * high > smaller / 5
