"""The approval form of a request on paper, kept with what it was printed from; the scan of the signed form."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace

from salesdesk.domain.change_lines import change_groups, item_name, side_words
from salesdesk.domain.change_paper import AnswerLine, ChangePaper, MovedLine
from salesdesk.domain.errors import BadInput, Refusal
from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.labels import local_day
from salesdesk.domain.papers import canonical_text, paper_hash
from salesdesk.domain.permissions import ROLE_WORDS, Permission
from salesdesk.domain.requests import KIND_WORDS, STATE_WORDS, WITH_SHEET
from salesdesk.repository.attachments import AttachmentRow
from salesdesk.repository.requests import RequestDetail, RequestRow
from salesdesk.repository.work import Work
from salesdesk.services import paper_facts as facts
from salesdesk.services.changes import counts_in, sheet_of
from salesdesk.services.office import Form
from salesdesk.services.scans import LONGEST_NAME, SEEN_BY, Scan
from salesdesk.services.typed import checked_text

KIND = "approval"
"""The kind of these papers, followed by the number of the request: each request has a form of its own."""
ORDER, REQUEST = "order", "request"


def change_paper(work: Work, on_request: int) -> ChangePaper:
    """The approval form of a special transaction, as plain data.

    Raises:
        Refusal: the request has no before/after sheet.
    """
    detail = work.requests.detail(on_request)
    row = detail.row
    if row.kind not in WITH_SHEET:
        raise Refusal(mark("This request has no before/after sheet to print."))
    sheet = replace(sheet_of(detail), counts_in=counts_in(row, work.today))
    before, after = side_words(row.kind)
    return ChangePaper(
        head=facts.letterhead(work, work.projects.head()), title=f"{tr(KIND_WORDS[row.kind])}审批表", number=row.number,
        order_number=sheet.order_number, customer=sheet.customer, unit=sheet.before.unit_label,
        asked_on=local_day(row.asked_at), asked_by=row.asked_by, reason=row.reason,
        before_words=f"{before} {sheet.before.unit_label}",
        after_words=f"{after} {sheet.after.unit_label}" if sheet.after.working else after,
        groups=change_groups(sheet), to_pay_fen=sheet.to_pay_fen, to_return_fen=sheet.to_return_fen,
        fee_fen=sheet.fee_fen, penalty_fen=sheet.penalty_fen,
        moved=tuple(MovedLine(item=item_name(one.item), amount_fen=one.amount_fen,
                              to=item_name(one.to_item) if one.to_item else "") for one in sheet.moved),
        void_papers=sheet.papers, counts_in=sheet.counts_in, answers=tuple(_answers(detail)),
        stamp=facts.stamp(work), state=tr(STATE_WORDS[row.state]),
    )  # fmt: skip


def _answers(detail: RequestDetail) -> list[AnswerLine]:
    """Everybody who is asked, in the rule's order, with the answer where there is one."""
    given = {answer.office_role: answer for answer in detail.answers}
    lines = list[AnswerLine]()
    for role in detail.row.needs:
        answer = given.get(role)
        words = tr(ROLE_WORDS[role])
        if answer is None:
            lines.append(AnswerLine(role=words))
        else:
            day = local_day(answer.at)
            lines.append(AnswerLine(role=words, name=answer.person, answered_on=day, agrees=answer.agrees,
                                    words=answer.words))  # fmt: skip
    return lines


def change_pdf(work: Work, on_request: int) -> bytes:
    """The approval form as PDF."""
    from salesdesk.printing.change_form import render_change_form

    return render_change_form(change_paper(work, on_request))


@dataclass(frozen=True, kw_only=True)
class ChangePrint(Form):
    """An approval form about to be printed."""

    on_request: int


def note_change_print(work: Work, form: ChangePrint) -> int:
    """Keeps what the form is printed from, before it leaves."""
    paper = change_paper(work, form.on_request)
    row = work.requests.detail(form.on_request).row
    data = json.loads(canonical_text(paper))
    kind, title = f"{KIND} {row.number}", f"{paper.title} {paper.number}"
    return work.papers.add(kind, row.order_id, title, data, paper_hash(paper))


@dataclass(frozen=True, kw_only=True)
class AttachSigned(Form):
    """The scan of a signed approval form."""

    on_request: int
    scan: Scan

    def fingerprint(self) -> str:
        asked = f"{self.on_request} {self.scan.name} {self.scan.sha256}"
        return hashlib.sha256(asked.encode()).hexdigest()


def attach_signed(work: Work, form: AttachSigned) -> int:
    """Keeps the scan with the request's order, under the request's number, for ever; its id."""
    work.require(Permission.ORDER_WRITE)
    row = work.requests.detail(form.on_request).row
    scan, digest = form.scan, form.scan.sha256
    known = next((one for one in _attached(work, row) if one.sha256 == digest), None)
    if known is not None:
        raise BadInput(mark("This scan is attached already, as “{name}”."), name=known.name)
    room = LONGEST_NAME - len(row.number) - 1
    name = f"{row.number} {checked_text(scan.name, LONGEST_NAME, 'scan')[-room:]}"
    return work.attachments.add(*_subject(row), name, scan.mime, digest, scan.content)


def _subject(row: RequestRow) -> tuple[str, int]:
    """A price is asked for before there is an order."""
    return (ORDER, row.order_id) if row.order_id is not None else (REQUEST, row.id)


def _attached(work: Work, row: RequestRow) -> list[AttachmentRow]:
    return [one for one in work.attachments.of(*_subject(row)) if one.name.startswith(f"{row.number} ")]


def signed_scans(work: Work, on_request: int) -> tuple[AttachmentRow, ...]:
    """The scans of a request's signed form, oldest first; none for who may not see them."""
    if work.actor.permissions.isdisjoint(SEEN_BY):
        return ()
    return tuple(_attached(work, work.requests.detail(on_request).row))


def order_scans(work: Work, order_id: int) -> tuple[AttachmentRow, ...]:
    """Every scan of an order, oldest first; none for who may not see them."""
    return () if work.actor.permissions.isdisjoint(SEEN_BY) else tuple(work.attachments.of(ORDER, order_id))


def signed_content(work: Work, on_request: int, scan_id: int) -> bytes:
    """A scan as it was attached."""
    work.require_any(sorted(SEEN_BY))
    row = work.requests.detail(on_request).row
    found = work.attachments.content(_subject(row)[0], scan_id)
    if found is None or not found[0].startswith(f"{row.number} "):
        raise BadInput(mark("This scan does not exist in this project."))
    return found[1]
