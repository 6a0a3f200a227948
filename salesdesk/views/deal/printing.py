"""Papers of a deal on their way to the preview: made on the worker, noted once they left."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from salesdesk.domain.i18n import mark, tr
from salesdesk.services.office import new_request_id
from salesdesk.services.order_papers import PaperPrint, agreement_pdf, contract_pdf, note_paper, quote_pdf
from salesdesk.views.desk import Desk

PAPER_WORDS: dict[str, str] = {
    "agreement": mark("Subscription agreement"),
    "contract": mark("Contract draft"),
    "quote": mark("Quote"),
}
Then = Callable[[], None]
_MAKERS: dict[str, Callable[..., bytes]] = {"agreement": agreement_pdf, "contract": contract_pdf}


def show_paper(owner: QWidget, title: str, pdf: bytes, printed: Callable[[], None] | None, then: Then) -> None:
    """Opens the preview over the window; ``then`` goes on when it is closed."""
    from salesdesk.views.paper_preview.dialog import PaperPreview

    preview = PaperPreview.show_pdf(owner.window(), title, pdf, printed=printed)
    preview.finished.connect(lambda _: then())


def print_papers(desk: Desk, owner: QWidget, order_id: int, label: str, kinds: Sequence[str]) -> None:
    """Shows the papers of an order one after the other: the next when the one before is closed."""
    if not kinds:
        return
    kind, rest = kinds[0], kinds[1:]
    noted = partial(_note, desk, owner, order_id, kind)
    then = partial(print_papers, desk, owner, order_id, label, rest)
    title = f"{tr(PAPER_WORDS[kind])} {label}"
    desk.ask(owner, _MAKERS[kind], order_id, done=lambda pdf: show_paper(owner, title, pdf, noted, then))


def print_quote(desk: Desk, owner: QWidget, quote_id: int, label: str) -> None:
    """Shows a quote as it will be printed."""
    title = f"{tr(PAPER_WORDS['quote'])} {label}"
    desk.ask(owner, quote_pdf, quote_id, done=lambda pdf: show_paper(owner, title, pdf, None, lambda: None))


def _note(desk: Desk, owner: QWidget, order_id: int, kind: str) -> None:
    desk.perform(owner, note_paper, PaperPrint(request_id=new_request_id(), order_id=order_id, kind=kind))
