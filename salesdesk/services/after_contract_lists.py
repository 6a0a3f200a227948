"""The lists of what follows the contracts, leaving the program: as Excel files and as papers.

The same lines as on the screen, with the same filters: loans (按揭情况列表), areas with their settlements, handovers,
titles, construction nodes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from salesdesk.domain.after_contract import STEP_WORDS, STEPS, Step, Track
from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.money_items import ITEMS, MoneyClass
from salesdesk.domain.permissions import Permission
from salesdesk.domain.report_table import Column, ColumnKind, ReportSheet
from salesdesk.domain.requests import OPEN_STATES, STATE_WORDS
from salesdesk.domain.states import STAGE_WORDS
from salesdesk.repository.after_contract import StepRow, newest
from salesdesk.repository.work import Work
from salesdesk.services import paper_facts
from salesdesk.services.after_contract_files import HandoverLine, handover_lines
from salesdesk.services.area_settlements import AreaCase, building_cases
from salesdesk.services.construction_nodes import construction_nodes
from salesdesk.services.loans import LoanLine, loan_lines
from salesdesk.services.office import Office
from salesdesk.services.report_sheets import report_titles

_K = ColumnKind


class AfterList(StrEnum):
    """The lists; each has its place in the work place after the contract."""

    LOANS = "loans"
    AREAS = "areas"
    HANDOVERS = "handovers"
    TITLES = "titles"
    NODES = "nodes"


LIST_WORDS: dict[AfterList, str] = {
    AfterList.LOANS: mark("List of mortgages"),
    AfterList.AREAS: mark("Surveyed areas and settlements"),
    AfterList.HANDOVERS: mark("List of handovers"),
    AfterList.TITLES: mark("List of titles"),
    AfterList.NODES: mark("List of construction nodes"),
}
LOAN_FILTERS: dict[str, str] = {
    "all": mark("Every loan"),
    "late": mark("Late"),
    "open": mark("Under way"),
    "paid": mark("Paid out"),
}
HOME_FILTERS: dict[str, str] = {
    "all": mark("All homes"),
    "open": mark("To be handed over"),
    "done": mark("Handed over already"),
}


@dataclass(frozen=True)
class ListWanted:
    """A list with what narrows it: ``keeps`` is a key of the filters, ``building_id`` that of the areas."""

    part: AfterList
    keeps: str = "all"
    bank: str = ""
    building_id: int | None = None


def filtered_loans(rows: Sequence[LoanLine], keeps: str, bank: str | None) -> list[LoanLine]:
    """The loans of a filter, those of one bank where one is named."""
    paid = Step.LOAN_PAID_OUT

    def kept(row: LoanLine) -> bool:
        match keeps:
            case "late":
                return row.days_late > 0
            case "open":
                return row.reached is not paid
            case "paid":
                return row.reached is paid
            case _:
                return True

    return [row for row in rows if kept(row) and (not bank or row.bank == bank)]


def filtered_homes(rows: Sequence[HandoverLine], keeps: str) -> list[HandoverLine]:
    """The homes that are handed over, that are not yet, or all."""
    return [row for row in rows if keeps == "all" or (row.handed_over_on is not None) == (keeps == "done")]


def loan_stage(row: LoanLine) -> str:
    """How far a loan has come: the step reached, or that it is not entered yet."""
    if row.reached is not None:
        return tr(STEP_WORDS[row.reached])
    return tr("Entered") if row.loan is not None else tr("Not entered yet")


def area_state(row: AreaCase) -> str:
    """How far the settlement of an area has come."""
    if row.correction is not None and row.correction.state in OPEN_STATES:
        return tr(STATE_WORDS[row.correction.state])
    if row.settled:
        return tr("settled")
    if row.request is not None and row.request.state in OPEN_STATES:
        return tr(STATE_WORDS[row.request.state])
    return tr("to be asked for") if row.settlement is not None else tr("not surveyed")


def after_contract_sheet(work: Work, wanted: ListWanted) -> ReportSheet:
    """A list as it leaves the program.

    Raises:
        NotAllowed: the person does not see every order, and the list would be too short without a word.
    """
    if wanted.part is not AfterList.NODES:
        work.require(Permission.ORDER_READ_ALL)
    match wanted.part:
        case AfterList.LOANS:
            return _loans(work, wanted)
        case AfterList.AREAS:
            return _areas(work, wanted)
        case AfterList.NODES:
            return _nodes(work)
        case _:
            return _homes(work, wanted)


def _sheet(work: Work, part: AfterList, notes: Iterable[str], columns: Sequence[Column],
           rows: Sequence[Sequence[object]]) -> ReportSheet:  # fmt: skip
    name = tr(LIST_WORDS[part])
    titles = report_titles(work.projects.head().project, work.now, work.actor.name, name, *notes)
    return ReportSheet(name, tuple(columns), rows, titles, len(rows))


def _steps(track: Track) -> list[Column]:
    return [Column(tr(STEP_WORDS[step]), _K.DATE) for step in STEPS[track]]


def _days(told: Sequence[StepRow], track: Track, item: str = "") -> list[date | None]:
    """The day of each step of a track, in their order."""
    done = newest(told)
    return [done[step, item].done_on if (step, item) in done else None for step in STEPS[track]]


def _loans(work: Work, wanted: ListWanted) -> ReportSheet:
    told = work.steps.of_tracks(Track.LOAN)
    rows = filtered_loans(loan_lines(work), wanted.keeps, wanted.bank)
    columns = (
        Column(tr("Unit"), width=14), Column(tr("Buyers"), width=16), Column(tr("Loan")), Column(tr("Bank"), width=16),
        Column(tr("Sum yuan"), _K.YUAN, total=True), Column(tr("Loan months"), _K.INTEGER),
        Column(tr("Loan contract number"), width=16), *_steps(Track.LOAN), Column(tr("Stage"), width=14),
        Column(tr("To be done by"), _K.DATE), Column(tr("Days late"), _K.INTEGER),
    )  # fmt: skip
    cells = [
        (row.order.unit_label, row.order.buyers, tr(ITEMS[row.order.item].name), row.bank, row.order.owed_fen,
         row.loan.months if row.loan else None, row.loan.contract_number if row.loan else "",
         *_days(told.get(row.order.order_id, []), Track.LOAN, row.order.item), loan_stage(row),
         row.next.due_on if row.next else None, row.days_late or None)
        for row in rows
    ]  # fmt: skip
    notes = (tr(LOAN_FILTERS[wanted.keeps]), wanted.bank or tr("all banks"))
    return _sheet(work, wanted.part, notes, columns, cells)


def _areas(work: Work, wanted: ListWanted) -> ReportSheet:
    buildings: Mapping[int, str] = dict(work.units.buildings())
    building = wanted.building_id or next(iter(buildings), 0)
    columns = (
        Column(tr("Unit"), width=14), Column(tr("Buyers"), width=16),
        Column(tr("Contract m²"), _K.AREA, total=True), Column(tr("Surveyed m²"), _K.AREA, total=True),
        Column(tr("Difference"), _K.PERCENT), Column(tr("Agreed unit price"), _K.YUAN),
        Column(tr("Settlement yuan"), _K.YUAN, total=True), Column(tr("Paid of it"), _K.YUAN, total=True),
        Column(tr("Left of it"), _K.YUAN, total=True), Column(tr("State"), width=14),
        Column(tr("Request"), width=16),
    )  # fmt: skip
    sees_money = Permission.MONEY_READ in work.actor.permissions
    cells = [_area_cells(work, row, sees_money=sees_money) for row in building_cases(work, building)]
    return _sheet(work, wanted.part, (buildings.get(building, ""),), columns, cells)


def _area_cells(work: Work, row: AreaCase, *, sees_money: bool) -> tuple[object, ...]:
    working, settlement, request = row.order.working, row.settlement, row.correction or row.request
    amount = row.settled_fen if row.settled else settlement.amount_fen if settlement else None
    paid = left = None
    if sees_money and row.settled:
        sums = work.cash.sums(row.order.id)
        paid = sum(fen for (klass, _), fen in sums.items() if klass is MoneyClass.SETTLEMENT)
        left = row.settled_fen - paid
    return (
        row.order.unit_label, row.unit.buyers, working.area_cm2 if working else None,
        settlement.surveyed_cm2 if settlement else None, settlement.ratio_millionths if settlement else None,
        working.unit_price_fen if working else None, amount, paid, left, area_state(row),
        request.number if request else "",
    )  # fmt: skip


def _homes(work: Work, wanted: ListWanted) -> ReportSheet:
    track = Track.TITLE if wanted.part is AfterList.TITLES else Track.HANDOVER
    told = work.steps.of_tracks(track)
    rows = filtered_homes(handover_lines(work), wanted.keeps)
    keys = (Column(tr("Not passed"), _K.INTEGER, total=True),) if track is Track.HANDOVER else ()
    columns = (
        Column(tr("Unit"), width=14), Column(tr("Buyers"), width=20), Column(tr("Stage"), width=12), *_steps(track),
        *keys, Column(tr("Handed over on"), _K.DATE),
    )  # fmt: skip
    cells = [
        (row.unit.label, row.unit.buyers, tr(STAGE_WORDS[row.unit.stage]) if row.unit.stage else "",
         *_days(told.get(row.order_id, []), track), *((row.failed or None,) if keys else ()), row.handed_over_on)
        for row in rows
    ]  # fmt: skip
    return _sheet(work, wanted.part, (tr(HOME_FILTERS[wanted.keeps]),), columns, cells)


def _nodes(work: Work) -> ReportSheet:
    columns = (
        Column(tr("Building"), width=14), Column(tr("Node"), width=24), Column(tr("Planned on"), _K.DATE),
        Column(tr("Reached on"), _K.DATE), Column(tr("Due items that count from it"), _K.INTEGER, width=18, total=True),
    )  # fmt: skip
    cells = [
        (row.node.building or tr("all buildings"), row.node.name, row.node.planned_on, row.node.reached_on, row.dues)
        for row in construction_nodes(work)
    ]
    return _sheet(work, AfterList.NODES, (), columns, cells)


def write_list(office: Office, wanted: ListWanted, path: Path) -> int:
    """Writes a list as .xlsx; how many rows it has. Everything in it is of one moment.

    Raises:
        NotAllowed: the person may not export, or does not see every order.
        BadInput: the file cannot be written; the old one is as it was.
    """
    from salesdesk.excel.workbook import write_workbook

    sheet = office.read(_exported, wanted)
    write_workbook(path, [sheet])
    return sheet.row_count


def _exported(work: Work, wanted: ListWanted) -> ReportSheet:
    work.require(Permission.EXPORT)
    return after_contract_sheet(work, wanted)


def list_pdf(work: Work, wanted: ListWanted) -> bytes:
    """A list on paper."""
    from salesdesk.printing.report import render_report

    sheet = after_contract_sheet(work, wanted)
    return render_report(sheet, paper_facts.letterhead(work, work.projects.head()), paper_facts.stamp(work))


def list_file_name(part: AfterList, project: str, day: date) -> str:
    """What the file is called unless the person says otherwise."""
    return f"{project} {tr(LIST_WORDS[part])} {day.isoformat()}.xlsx"
