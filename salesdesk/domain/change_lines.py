"""The before/after sheet line by line, in words: the same lines are shown on the screen and printed on the form."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from salesdesk.domain.area_settlement import SCHEME_WORDS, Settlement
from salesdesk.domain.change_sheet import BuyerLine, ChangeSheet, Side
from salesdesk.domain.i18n import mark, tr, trn
from salesdesk.domain.identity import mask_telephone
from salesdesk.domain.money import format_area, format_percent, format_yuan
from salesdesk.domain.money_items import ITEMS
from salesdesk.domain.pricing import Working, WorkingLine
from salesdesk.domain.relations import relation_word
from salesdesk.domain.requests import RequestKind
from salesdesk.domain.schedules import EVENT_WORDS, DueItem
from salesdesk.domain.states import STAGE_WORDS, STATE_WORDS, SaleState, Stage

NOTHING = "—"
BEFORE_AFTER: dict[RequestKind, tuple[str, str]] = {
    RequestKind.SWAP: (mark("Before the swap"), mark("After the swap")),
    RequestKind.CANCELLATION: (mark("Before the cancellation"), mark("After the cancellation")),
}
"""What the two sides are called; the others are simply before and after."""


@dataclass(frozen=True)
class ChangeLine:
    """One line of the sheet. ``difference`` is after less before, in the line's own words; empty where it says none."""

    key: str
    words: str
    before: str
    after: str
    difference: str = ""
    total: bool = False

    @property
    def differs(self) -> bool:
        return self.before != self.after


@dataclass(frozen=True)
class ChangeGroup:
    """Lines that belong together under a heading."""

    key: str
    words: str
    lines: tuple[ChangeLine, ...]


def side_words(kind: RequestKind) -> tuple[str, str]:
    """What the two sides of the sheet are called."""
    before, after = BEFORE_AFTER.get(kind, (mark("Before"), mark("After")))
    return tr(before), tr(after)


def change_groups(sheet: ChangeSheet) -> tuple[ChangeGroup, ...]:
    """Every line of the sheet: unit, working, schedule, buyers, what else. Groups that say nothing are left out."""
    before, after = sheet.before, sheet.after
    groups = (
        ChangeGroup("unit", tr("The home"), tuple(_unit(before, after))),
        ChangeGroup("working", tr("Working"), tuple(_working(before.working, after.working))),
        ChangeGroup("settlement", tr("Settlement of areas"), tuple(_settlement(sheet.settlement))),
        ChangeGroup("dues", tr("Scheme and due items"), tuple(_dues(sheet))),
        ChangeGroup("buyers", tr("Buyers"), tuple(_buyers(before.buyers, after.buyers))),
        ChangeGroup("terms", tr("Attribution"), tuple(_terms(sheet))),
    )
    return tuple(group for group in groups if group.lines)


def differences(groups: Iterable[ChangeGroup]) -> int:
    """How many lines differ."""
    return sum(line.differs for group in groups for line in group.lines)


def item_words(due: DueItem) -> str:
    """What a due item is called."""
    return due.name or item_name(due.item)


def item_name(code: str) -> str:
    return tr(ITEMS[code].name) if code in ITEMS else code


def signed_yuan(fen: int) -> str:
    """``+5.71``, ``−12,358.52``; nothing for no difference."""
    return "" if not fen else f"+{format_yuan(fen)}" if fen > 0 else format_yuan(fen)


def _sum(fen: int | None) -> str:
    return NOTHING if fen is None else format_yuan(fen)


def _money(key: str, words: str, before: int | None, after: int | None, *, total: bool = False) -> ChangeLine:
    gap = (after or 0) - (before or 0)
    return ChangeLine(key, words, _sum(before), _sum(after), signed_yuan(gap), total)


def _unit(before: Side, after: Side) -> Iterable[ChangeLine]:
    yield ChangeLine("unit", tr("Unit"), before.unit_label, after.unit_label)
    yield ChangeLine("stage", tr("Stage"), _stage(before), _stage(after))
    if before.working and after.working:
        areas = before.working.area_cm2, after.working.area_cm2
        shown = _signed_area(areas[1] - areas[0])
        yield ChangeLine("area", tr("Area ㎡"), format_area(areas[0]), format_area(areas[1]), shown)


def _stage(side: Side) -> str:
    return tr(STAGE_WORDS[Stage(side.stage)])


def _working(before: Working | None, after: Working | None) -> Iterable[ChangeLine]:
    if before is None:
        return
    yield _money("list", tr("List total"), before.list_total_fen, after.list_total_fen if after else None)
    yield from _discounts(before.lines, after.lines if after else ())
    yield _money("total", tr("Agreed total"), before.total_fen, after.total_fen if after else None, total=True)
    if after:
        yield _money("unit_price", tr("Agreed unit price yuan/㎡"), before.unit_price_fen, after.unit_price_fen)
        ratios = format_percent(before.ratio_millionths), format_percent(after.ratio_millionths)
        yield ChangeLine("ratio", tr("Share of the list total"), *ratios)


def _discounts(before: Sequence[WorkingLine], after: Sequence[WorkingLine]) -> Iterable[ChangeLine]:
    """Each discount of either side once; what it takes off is negative."""
    old, new = {_named(line): line for line in before}, {_named(line): line for line in after}
    for place, name in enumerate(dict.fromkeys((*old, *new))):
        one, other = old.get(name), new.get(name)
        gap = (one.off_fen if one else 0) - (other.off_fen if other else 0)
        yield ChangeLine(f"discount {place}", name, _taken(one), _taken(other), signed_yuan(gap))


def _taken(line: WorkingLine | None) -> str:
    return NOTHING if line is None else signed_yuan(-line.off_fen) or format_yuan(0)


def _named(line: WorkingLine) -> str:
    return tr("Rounding") if line.kind == "rounding" else line.name


def _settlement(settlement: Settlement | None) -> Iterable[ChangeLine]:
    """The working of an area settlement: what it was sold by beside what was measured, and each step of the sum."""
    if settlement is None:
        return
    areas = format_area(settlement.contract_cm2), format_area(settlement.surveyed_cm2)
    yield ChangeLine("surveyed", tr("By contract, as surveyed ㎡"), *areas, _signed_area(settlement.difference_cm2))
    sign = "+" if settlement.difference_cm2 > 0 else ""
    ratio = f"{sign}{format_percent(settlement.ratio_millionths)}"
    yield ChangeLine("ratio of areas", tr("Differs by"), NOTHING, ratio)
    yield ChangeLine("settled by", tr("Settled by"), NOTHING, tr(SCHEME_WORDS[settlement.scheme]))
    for place, row in enumerate(settlement.lines):
        price = format_yuan(settlement.unit_price_fen)
        words = f"{format_area(abs(row.area_cm2))} × {price} × {row.factor}"
        yield ChangeLine(f"step {place}", tr(row.word), NOTHING, words, signed_yuan(row.amount_fen))


def _signed_area(cm2: int) -> str:
    return "" if not cm2 else f"+{format_area(cm2)}" if cm2 > 0 else f"−{format_area(-cm2)}"


def _dues(sheet: ChangeSheet) -> Iterable[ChangeLine]:
    before, after = sheet.before, sheet.after
    if before.scheme or after.scheme:
        yield ChangeLine("scheme", tr("Payment scheme"), before.scheme or NOTHING, after.scheme or NOTHING)
    old, new = _numbered(before.dues), _numbered(after.dues)
    for place, key in enumerate(dict.fromkeys((*old, *new))):
        yield _due_line(place, old.get(key), new.get(key))
    if before.dues or after.dues:
        totals = [sum(due.amount_fen for due in side.dues) if side.dues else None for side in (before, after)]
        left = [None if total is None else total - sheet.received_fen for total in totals]
        yield _money("together", tr("Due items together"), totals[0], totals[1], total=True)
        yield _money("left", tr("Still owed"), left[0], left[1])


def _numbered(dues: Sequence[DueItem]) -> dict[tuple[str, int], DueItem]:
    """Due items by their name and how often it was there before: the second instalment of each side is one line."""
    found = dict[tuple[str, int], DueItem]()
    for due in dues:
        name = item_words(due)
        found[name, sum(key[0] == name for key in found)] = due
    return found


def _due_line(place: int, old: DueItem | None, new: DueItem | None) -> ChangeLine:
    gap = (new.amount_fen if new else 0) - (old.amount_fen if old else 0)
    shown = signed_yuan(gap)
    if not shown and old and new and old.due_on and new.due_on and old.due_on != new.due_on:
        days = (new.due_on - old.due_on).days
        shown = trn("{n} day", "{n} days", abs(days)).format(n=f"+{days}" if days > 0 else f"−{-days}")
    due = new or old
    assert due is not None
    return ChangeLine(f"due {place}", item_words(due), _due(old), _due(new), shown)


def _due(due: DueItem | None) -> str:
    if due is None:
        return NOTHING
    when = due.due_on.isoformat() if due.due_on else tr(EVENT_WORDS[due.event])
    return f"{when}　{format_yuan(due.amount_fen)}"


def _buyers(before: Sequence[BuyerLine], after: Sequence[BuyerLine]) -> Iterable[ChangeLine]:
    """Buyers of both sides by name; who goes and who comes beside each other."""
    kept = {buyer.name for buyer in before} & {buyer.name for buyer in after}
    going, coming = ([one for one in side if one.name not in kept] for side in (before, after))
    pairs = list[tuple[BuyerLine | None, BuyerLine | None]]()
    for one in before:
        if one.name in kept:
            pairs.append((one, next(other for other in after if other.name == one.name)))
    for place in range(max(len(going), len(coming))):
        pairs.append((_at(going, place), _at(coming, place)))
    for place, (old, new) in enumerate(pairs):
        words = trn("Buyer {n}", "Buyer {n}", place + 1).format(n=place + 1)
        yield ChangeLine(f"buyer {place}", words, _buyer(old), _buyer(new))
        if old and new and old.name == new.name:
            yield from _told_apart(place, old, new)


def _at(side: Sequence[BuyerLine], place: int) -> BuyerLine | None:
    return side[place] if place < len(side) else None


def _buyer(buyer: BuyerLine | None) -> str:
    if buyer is None:
        return NOTHING
    parts = (buyer.name, relation_word(buyer.relation), format_percent(buyer.share * 100))
    return "　".join(part for part in parts if part)


def _told_apart(place: int, old: BuyerLine, new: BuyerLine) -> Iterable[ChangeLine]:
    """Paper and telephone of a buyer who stays, where they change."""
    if old.identity_masked != new.identity_masked:
        shown = old.identity_masked or NOTHING, new.identity_masked or NOTHING
        yield ChangeLine(f"identity {place}", tr("Identity number"), *shown)
    if old.telephone != new.telephone:
        yield ChangeLine(f"telephone {place}", tr("Telephone"), _telephone(old), _telephone(new))


def _telephone(buyer: BuyerLine) -> str:
    return mask_telephone(buyer.telephone) if buyer.telephone else NOTHING


def _terms(sheet: ChangeSheet) -> Iterable[ChangeLine]:
    before, after = sheet.before.contract_due_on, sheet.after.contract_due_on
    if sheet.kind is RequestKind.POSTPONEMENT or (after and before != after):
        yield ChangeLine("contract", tr("Contract to be signed by"), _day(before), _day(after))
    if sheet.unit_returns_as:
        stage = SaleState(sheet.before.stage) if sheet.before.stage in set(SaleState) else SaleState.SUBSCRIBED
        words = tr("{unit} returns as").format(unit=sheet.before.unit_label)
        yield ChangeLine("returns", words, tr(STATE_WORDS[stage]), tr(STATE_WORDS[SaleState(sheet.unit_returns_as)]))
    if sheet.counts_in:
        yield ChangeLine("month", tr("Counts in the month"), NOTHING, sheet.counts_in)
    if sheet.proof:
        yield ChangeLine("proof", tr("Proof of the relation"), NOTHING, sheet.proof)


def _day(day: date | None) -> str:
    return day.isoformat() if day else NOTHING
