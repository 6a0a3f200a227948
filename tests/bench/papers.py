"""How long a receipt takes: the first one of a session, and the following ones against bare reportlab."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from salesdesk.domain.capital_figures import capital_figures
from salesdesk.domain.money import format_yuan
from salesdesk.domain.papers import ReceiptPaper, paper_hash
from salesdesk.printing.fonts import MEDIUM, REGULAR
from salesdesk.printing.receipt import ReceiptForm, render_receipt
from tests.printing.sample_papers import receipt

FIRST_SECONDS = 0.3
AGAINST_BARE = 1.3

_FIRST = """
import time
start = time.perf_counter()
from salesdesk.printing.receipt import ReceiptForm, render_receipt
from tests.printing.sample_papers import receipt
render_receipt(receipt(), ReceiptForm.FORM_93)
print(time.perf_counter() - start)
"""


def first_receipt_seconds() -> float:
    """In a fresh Python: imports, fonts and the receipt; the best of three, since others use the machine too."""
    command = [sys.executable, "-c", _FIRST]
    return min(float(subprocess.run(command, capture_output=True, check=True).stdout) for _ in range(3))


def _words(paper: ReceiptPaper) -> list[str]:
    """Every text that stands on the receipt."""
    labels = [
        "收款收据",
        "交款人",
        "房号",
        "款项",
        "方式",
        "大写",
        "小写",
        "收款账户",
        "备注",
        "交款人签字",
        "收款单位盖章",
    ]
    sums = [text for item in paper.items for text in (item.name, format_yuan(item.amount_fen))]
    ways = [text for way in paper.paid_by for text in (way.method, format_yuan(way.amount_fen), way.reference)]
    total = [capital_figures(paper.total_fen), format_yuan(paper.total_fen), paper.receiving_account]
    head = [
        paper.head.company,
        paper.head.project,
        paper.number,
        paper.received_on.isoformat(),
        paper.payer,
        paper.unit,
    ]
    return [*labels, *sums, *ways, *total, *head, f"收款人　{paper.cashier}", paper_hash(paper)]


def _bare(paper: ReceiptPaper) -> bytes:
    """The same words in the same two fonts and as many frames, straight on reportlab's canvas."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(683, 264), invariant=1, pageCompression=1, initialFontName=REGULAR)
    for index, words in enumerate(_words(paper)):
        canvas.setFont(MEDIUM if index % 7 == 0 else REGULAR, 9)
        canvas.drawString(40, 250 - 8 * index, words)
    for index in range(14):
        canvas.rect(40, 20 + 14 * index, 500, 14)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _median(work: Callable[[], object], times: int = 21) -> float:
    taken = list[float]()
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def receipt_against_bare() -> float:
    """A following receipt, as a multiple of bare reportlab drawing the same words."""
    paper = receipt()
    render_receipt(paper, ReceiptForm.FORM_93)
    ours = [_median(lambda: render_receipt(paper, ReceiptForm.FORM_93)) for _ in range(3)]
    return min(ours) / min(_median(lambda: _bare(paper)) for _ in range(3))


def main() -> None:
    print(f"first receipt            {first_receipt_seconds():.3f} s   limit {FIRST_SECONDS} s")
    print(f"following ones × bare    {receipt_against_bare():.2f}      limit {AGAINST_BARE}")


if __name__ == "__main__":
    main()
