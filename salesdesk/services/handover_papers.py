"""The handover sheet of an order: as it stands now, to be signed; each print is kept with what it was printed from."""

from __future__ import annotations

import json
from dataclasses import dataclass

from salesdesk.domain.errors import Refusal
from salesdesk.domain.handover_paper import HandoverPaper, HandoverPoint
from salesdesk.domain.i18n import mark
from salesdesk.domain.papers import canonical_text, paper_hash
from salesdesk.repository.work import Work
from salesdesk.services import paper_facts as facts
from salesdesk.services.area_settlements import area_case, surveyed_area
from salesdesk.services.handovers import handover_card
from salesdesk.services.office import Form

TITLE = "交房验收单"


def handover_paper(work: Work, order_id: int) -> HandoverPaper:
    """The handover sheet of an order, as plain data."""
    case = area_case(work, order_id)
    order, working = case.order, case.order.working
    if working is None:
        raise Refusal(mark("A reservation has no terms to print yet; they come with the subscription."))
    card = handover_card(work, case)
    return HandoverPaper(
        head=facts.letterhead(work, work.projects.head()),
        number=order.number,
        contract_number=order.contract_number,
        unit=order.unit_label,
        building=case.unit.building,
        buyers=tuple(buyer.name for buyer in order.buyers),
        contract_cm2=working.area_cm2,
        area_word=facts.BASIS_WORDS[working.basis] if working.basis != "home" else "建筑面积",
        surveyed_cm2=surveyed_area(working, case.unit) or 0,
        settlement_fen=case.settled_fen if case.settled else None,
        points=tuple(
            HandoverPoint(
                name=point.name, passed=point.said.passed if point.said else None,
                note=point.said.note if point.said else "",
            )
            for point in card.points
        ),
        handed_over_on=card.handed_over_on,
        handled_by=work.actor.name,
        stamp=facts.stamp(work),
    )  # fmt: skip


def handover_pdf(work: Work, order_id: int) -> bytes:
    """The handover sheet as PDF."""
    from salesdesk.printing.handover_sheet import render_handover_sheet

    return render_handover_sheet(handover_paper(work, order_id))


@dataclass(frozen=True, kw_only=True)
class HandoverPrint(Form):
    """A handover sheet about to be printed."""

    order_id: int


def note_handover_print(work: Work, form: HandoverPrint) -> int:
    """Keeps what the sheet is printed from, before it leaves."""
    paper = handover_paper(work, form.order_id)
    data = json.loads(canonical_text(paper))
    return work.papers.add("handover", form.order_id, f"{TITLE} {paper.unit}", data, paper_hash(paper))
