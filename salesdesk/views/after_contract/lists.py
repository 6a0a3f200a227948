"""The lists of the project: loans with their stage and days, areas of a building, handovers with titles, nodes."""

from __future__ import annotations

from datetime import date

from salesdesk.domain.after_contract import STEP_WORDS
from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.money import format_area, format_percent, format_yuan
from salesdesk.domain.money_items import ITEMS
from salesdesk.domain.timelines import StepState
from salesdesk.services.after_contract_files import HandoverLine
from salesdesk.services.after_contract_lists import area_state, loan_stage
from salesdesk.services.area_settlements import AreaCase
from salesdesk.services.construction_nodes import NodeLine
from salesdesk.views.kit.rows import TableColumn


def _next_lamp(state: StepState | None) -> str:
    if state is None:
        return "done"
    return "overdue" if state.days_late else "upcoming"


def _day(day: date | None) -> str:
    return day.isoformat()[5:] if day else "—"


LOAN_COLUMNS = (
    TableColumn(key="unit", title=mark("Unit"), text=lambda row: row.order.unit_label, width=92, medium=True,
                lamp=lambda row: _next_lamp(row.next)),
    TableColumn(key="buyers", title=mark("Buyers"), text=lambda row: row.order.buyers, width=100, stretch=True),
    TableColumn(key="item", title=mark("Loan"), text=lambda row: tr(ITEMS[row.order.item].name), width=84,
                tone="ink_2"),
    TableColumn(key="bank", title=mark("Bank"), text=lambda row: row.bank or "—", width=92, tone="ink_2",
                yields=True),
    TableColumn(key="amount", title=mark("Sum yuan"), text=lambda row: format_yuan(row.order.owed_fen), width=108,
                align="right", export=lambda row: row.order.owed_fen),
    TableColumn(key="stage", title=mark("Stage"), width=144, text=lambda row: loan_stage(row),
                note=lambda row: _day(row.reached_on) if row.reached_on else ""),
    TableColumn(key="late", title=mark("Days late"), width=76, align="right",
                text=lambda row: str(row.days_late) if row.days_late else "—", sort=lambda row: row.days_late,
                tone=lambda row: "danger" if row.days_late else "ink_3"),
)  # fmt: skip


AREA_COLUMNS = (
    TableColumn(key="unit", title=mark("Unit"), text=lambda row: row.order.unit_label, width=100, medium=True,
                lamp=lambda row: "done" if row.settled else "upcoming"),
    TableColumn(key="buyers", title=mark("Buyers"), text=lambda row: row.unit.buyers, width=84, stretch=True),
    TableColumn(key="contract", title=mark("Contract m²"), width=84, align="right",
                text=lambda row: format_area(row.order.working.area_cm2) if row.order.working else "—"),
    TableColumn(key="surveyed", title=mark("Surveyed m²"), width=84, align="right",
                text=lambda row: format_area(row.settlement.surveyed_cm2) if row.settlement else "—"),
    TableColumn(key="ratio", title=mark("Difference"), width=76, align="right", tone="ink_2",
                text=lambda row: _ratio(row)),
    TableColumn(key="amount", title=mark("Settlement yuan"), width=112, align="right", text=lambda row: _amount(row),
                export=lambda row: settled_fen(row), tone=lambda row: "danger" if settled_fen(row) < 0 else "ink"),
    TableColumn(key="state", title=mark("State"), width=112, text=lambda row: area_state(row), tone="ink_2"),
)  # fmt: skip


def _ratio(row: AreaCase) -> str:
    if row.settlement is None:
        return "—"
    sign = "+" if row.settlement.difference_cm2 > 0 else ""
    return f"{sign}{format_percent(row.settlement.ratio_millionths)}"


def settled_fen(row: AreaCase) -> int:
    """What was settled, else what is to be."""
    if row.settled:
        return row.settled_fen
    return row.settlement.amount_fen if row.settlement is not None else 0


def _amount(row: AreaCase) -> str:
    if row.settlement is None and not row.settled:
        return "—"
    fen = settled_fen(row)
    return f"+{format_yuan(fen)}" if fen > 0 else format_yuan(fen)


HANDOVER_COLUMNS = (
    TableColumn(key="unit", title=mark("Unit"), text=lambda row: row.unit.label, width=100, medium=True,
                lamp=lambda row: "done" if row.handed_over_on else "overdue" if row.failed else "upcoming"),
    TableColumn(key="buyers", title=mark("Buyers"), text=lambda row: row.unit.buyers, width=84, stretch=True),
    TableColumn(key="handover", title=mark("How far the handover is"), width=112, text=lambda row: _handover(row)),
    TableColumn(key="failed", title=mark("Not passed"), width=76, align="right",
                text=lambda row: str(row.failed) if row.failed else "—",
                tone=lambda row: "danger" if row.failed else "ink_3"),
    TableColumn(key="day", title=mark("Handed over on"), width=96, text=lambda row: str(row.handed_over_on or "—"),
                tone="ink_2"),
    TableColumn(key="title", title=mark("How far the title is"), width=112, text=lambda row: _title(row), tone="ink_2"),
)  # fmt: skip


def _handover(row: HandoverLine) -> str:
    if row.handed_over_on:
        return tr("handed over")
    return tr(STEP_WORDS[row.handover.step]) if row.handover else "—"


def _title(row: HandoverLine) -> str:
    return tr(STEP_WORDS[row.title.step]) if row.title else "—"


NODE_COLUMNS = (
    TableColumn(key="building", title=mark("Building"), width=110,
                text=lambda row: row.node.building or tr("all buildings"), tone="ink_2",
                lamp=lambda row: "done" if row.node.reached_on else "upcoming"),
    TableColumn(key="name", title=mark("Node"), text=lambda row: row.node.name, width=160, medium=True, stretch=True),
    TableColumn(key="planned", title=mark("Planned on"), text=lambda row: str(row.node.planned_on or "—"), width=110),
    TableColumn(key="reached", title=mark("Reached on"), text=lambda row: str(row.node.reached_on or "—"), width=110,
                medium=lambda row: row.node.reached_on is not None),
    TableColumn(key="dues", title=mark("Due items that count from it"), width=150, align="right",
                text=lambda row: str(row.dues) if row.dues else "—"),
)  # fmt: skip


def node_key(row: NodeLine) -> int:
    return row.node.id
