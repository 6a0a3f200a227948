"""The quote (置业计划书), A4: the home, its price line by line, when it is paid, loans both ways, costs of buying."""

from __future__ import annotations

from salesdesk.domain.money import MILLION, divide_half_up, format_area, format_percent, format_yuan
from salesdesk.domain.papers import DueLine, LoanPlan, Price, PriceStep, QuotePaper, UnitFacts
from salesdesk.printing.fonts import MEDIUM
from salesdesk.printing.frame import (
    draw_footer,
    draw_letterhead,
    draw_mark,
    paper_stamp_line,
    reprint_words,
    written_date,
)
from salesdesk.printing.layout import (
    Column,
    Page,
    Piece,
    Style,
    TableStyle,
    draw_line,
    draw_page,
    paginate,
    paragraph,
    table,
    together,
)
from salesdesk.printing.sheet import BLUE, GREY, LINE, Align, Sheet, drawing, mm

TITLE = "置业计划书"
DISCLAIMER = (
    "本计划书依据所列日期的价格与付款方案测算，供购房参考，不构成要约；房源、价格与优惠以签订的认购协议书和商品房买卖合同为准。",
    "面积为预测面积，最终以不动产登记机构认定的实测面积为准；贷款额度、利率与期限以银行和公积金管理中心审批结果为准。",
    "税费按现行规定估算，以缴纳时税务机关和主管部门核定的数额为准。",
)
"""What an office that has set no words of its own puts below a quote."""

_SIZE = (210 * mm, 297 * mm)
_LEFT, _RIGHT, _TOP, _BOTTOM = 18 * mm, 192 * mm, 12 * mm, 287 * mm
_WIDE = _RIGHT - _LEFT
_ROOMY = TableStyle(text=Style(9, 12.5), head=Style(8, 11.5, colour=GREY), pad=2.6)
_TIGHT = TableStyle(text=Style(8.5, 11.5), head=Style(7.5, 11, colour=GREY), pad=1.7)
_NONE = "—"


def _section(title: str, note: str = "") -> Piece:
    def draw(sheet: Sheet, top: float) -> None:
        draw_line(sheet, _LEFT, top, _WIDE, title, Style(11, 18, MEDIUM))
        draw_line(sheet, _LEFT, top, _WIDE, note, Style(8.5, 18, colour=GREY, align=Align.RIGHT))

    return Piece(19, draw, 9, keep=True)


def _title(paper: QuotePaper) -> Piece:
    def draw(sheet: Sheet, top: float) -> None:
        sheet.text(_LEFT, top + 21, TITLE, 20, MEDIUM, spacing=2)
        number = f"No. {paper.number}" if paper.number else ""
        sheet.fit(_LEFT, top + 10, _WIDE, number, 9, align=Align.RIGHT)
        sheet.fit(_LEFT, top + 24, _WIDE, written_date(paper.made_on), 9, align=Align.RIGHT, colour=GREY)
        if words := reprint_words(paper.stamp):
            draw_mark(sheet, _RIGHT - 130, top + 2, words)

    return Piece(34, draw)


def _headline(paper: QuotePaper) -> Piece:
    """The home on the left, its price on the right: what the customer looks for first."""
    unit, price = paper.unit, paper.price
    told = " · ".join(part for part in (unit.layout, unit.aspect, unit.floor, unit.use) if part)

    def draw(sheet: Sheet, top: float) -> None:
        sheet.fill(_LEFT, top, _WIDE, 62)
        left, right, half = _LEFT + 12, _RIGHT - 12, _WIDE / 2 - 16
        sheet.fit(left, top + 17, half, "意向房源", 8.5, colour=GREY)
        sheet.fit(left, top + 37, half, unit.name, 17, MEDIUM)
        sheet.fit(left, top + 52, half, told, 9)
        sheet.text(right, top + 17, "成交总价（元）", 8.5, align=Align.RIGHT, colour=GREY)
        sheet.fit(
            right - half, top + 37, half, format_yuan(price.total_fen), 17, MEDIUM, align=Align.RIGHT, colour=BLUE
        )
        unit_price = f"{format_yuan(price.unit_price_fen)} 元/㎡（{price.unit_price_note}）"
        sheet.fit(right - half, top + 52, half, unit_price, 9, align=Align.RIGHT)

    return Piece(62, draw)


def _areas(unit: UnitFacts) -> list[tuple[str, str]]:
    areas = (("建筑面积", unit.gross_cm2), ("套内面积", unit.inner_cm2), ("公摊面积", unit.shared_cm2))
    return [(label, f"{format_area(cm2)} ㎡") for label, cm2 in areas if cm2]


def _facts(paper: QuotePaper) -> Piece:
    """Areas and list price beside each other, label above value."""
    price = paper.price
    facts = [
        *_areas(paper.unit),
        ("表价单价", f"{format_yuan(price.list_unit_price_fen)} 元/㎡"),
        ("表价总价", f"{format_yuan(price.list_total_fen)} 元"),
    ]

    def draw(sheet: Sheet, top: float) -> None:
        room = _WIDE / len(facts)
        for index, (label, value) in enumerate(facts):
            x = _LEFT + index * room
            sheet.text(x + 12, top + 15, label, 8, colour=GREY)
            sheet.fit(x + 12, top + 29, room - 18, value, 9.5)
            if index:
                sheet.rule(x, top + 7, x, top + 31, 0.5, LINE)
        sheet.rule(_LEFT, top + 38, _RIGHT, top + 38, 0.5, LINE)

    return Piece(38, draw)


def _step_name(step: PriceStep) -> str:
    return f"{step.name}　{step.note}" if step.note else step.name


def _price(price: Price, look: TableStyle) -> list[Piece]:
    columns = (
        Column("项目", 50),
        Column("优惠（元）", 25, Align.RIGHT, single=True),
        Column("优惠后（元）", 25, Align.RIGHT, single=True),
    )
    rows = [("表价总价", _NONE, format_yuan(price.list_total_fen))]
    rows += [(_step_name(step), format_yuan(step.off_fen), format_yuan(step.after_fen)) for step in price.steps]
    off = price.list_total_fen - price.total_fen
    share = format_percent(divide_half_up(price.total_fen * MILLION, price.list_total_fen or 1))
    totals = (f"成交总价　为表价的 {share}", format_yuan(off), format_yuan(price.total_fen))
    return [_section("价格计算"), *table(columns, rows, _LEFT, _WIDE, look, totals)]


def _due_day(due: DueLine) -> str:
    return due.due_on.isoformat() if due.due_on else due.when


def _dues(paper: QuotePaper, look: TableStyle) -> list[Piece]:
    columns = (
        Column("款项", 34),
        Column("应付时间", 30),
        Column("比例", 11, Align.RIGHT, single=True),
        Column("金额（元）", 25, Align.RIGHT, single=True),
    )
    rows = [
        (
            due.name,
            _due_day(due),
            format_percent(due.share_millionths) if due.share_millionths else "",
            format_yuan(due.amount_fen),
        )
        for due in paper.dues
    ]
    totals = ("合计", "", "", format_yuan(sum(due.amount_fen for due in paper.dues)))
    return [_section("付款计划", paper.scheme), *table(columns, rows, _LEFT, _WIDE, look, totals)]


_LOAN_COLUMNS = (
    Column("还款方式", 28),
    Column("首月月供（元）", 18, Align.RIGHT, single=True),
    Column("逐月递减", 12, Align.RIGHT, single=True),
    Column("末月月供", 15, Align.RIGHT, single=True),
    Column("利息合计", 20, Align.RIGHT, single=True),
    Column("本息合计", 21, Align.RIGHT, single=True),
)


def _sum_or_none(fen: int) -> str:
    return format_yuan(fen) if fen else _NONE


def _loan_rows(loan: LoanPlan) -> list[tuple[str, ...]]:
    interest, other = loan.equal_payments_interest_fen, loan.equal_principal_interest_fen
    return [
        (
            f"{loan.name}　等额本息",
            format_yuan(loan.equal_payment_fen),
            _NONE,
            _NONE,
            format_yuan(interest),
            format_yuan(loan.principal_fen + interest),
        ),
        (
            f"{loan.name}　等额本金",
            format_yuan(loan.equal_principal_first_fen),
            _sum_or_none(loan.equal_principal_less_fen),
            _sum_or_none(loan.equal_principal_last_fen),
            format_yuan(other),
            format_yuan(loan.principal_fen + other),
        ),
    ]


def _loans(loans: tuple[LoanPlan, ...], look: TableStyle) -> list[Piece]:
    """Every loan both ways, and what two loans side by side cost together."""
    if not loans:
        return []
    told = [
        f"{loan.name} {format_yuan(loan.principal_fen)} 元，{loan.months} 期，"
        f"年利率 {format_percent(loan.yearly_rate_millionths)}"
        for loan in loans
    ]
    rows = [row for loan in loans for row in _loan_rows(loan)]
    if len(loans) > 1:
        rows += _loan_rows(_together(loans))
    words = paragraph("；".join(told), Style(8.5, 15, colour=GREY), _LEFT, _WIDE, keep=True)
    return together([_section("贷款测算"), *words, *table(_LOAN_COLUMNS, rows, _LEFT, _WIDE, look)])


def _together(loans: tuple[LoanPlan, ...]) -> LoanPlan:
    """What the loans cost side by side; their terms may differ, so that no last payment is told."""
    return LoanPlan(
        name="合计",
        principal_fen=sum(loan.principal_fen for loan in loans),
        yearly_rate_millionths=0,
        months=0,
        equal_payment_fen=sum(loan.equal_payment_fen for loan in loans),
        equal_payments_interest_fen=sum(loan.equal_payments_interest_fen for loan in loans),
        equal_principal_first_fen=sum(loan.equal_principal_first_fen for loan in loans),
        equal_principal_less_fen=0,
        equal_principal_last_fen=0,
        equal_principal_interest_fen=sum(loan.equal_principal_interest_fen for loan in loans),
    )


def _costs(paper: QuotePaper, look: TableStyle) -> list[Piece]:
    if not paper.costs:
        return []
    columns = (
        Column("费用", 30),
        Column("计算依据", 45, colour=GREY),
        Column("估算（元）", 25, Align.RIGHT, single=True),
    )
    rows = [(cost.name, cost.basis, format_yuan(cost.amount_fen)) for cost in paper.costs]
    totals = ("合计", "", format_yuan(sum(cost.amount_fen for cost in paper.costs)))
    lines = table(columns, rows, _LEFT, _WIDE, look, totals)
    return together([_section("购房费用估算", "不含在成交总价内"), *lines])


def _close(paper: QuotePaper) -> list[Piece]:
    """How long it holds, whom to call, and what it does not promise."""
    small = Style(7.5, 11.5, colour=GREY, justify=True)
    consultant = f"置业顾问　{paper.consultant}　{paper.consultant_telephone}".rstrip()

    def draw(sheet: Sheet, top: float) -> None:
        draw_line(sheet, _LEFT, top, _WIDE / 2, f"有效期至　{written_date(paper.valid_until)}", Style(9.5, 16, MEDIUM))
        draw_line(sheet, _LEFT + _WIDE / 2, top, _WIDE / 2, consultant, Style(9.5, 16, MEDIUM, align=Align.RIGHT))

    lines = paper.disclaimer or DISCLAIMER
    notes = [paragraph(f"{number}. {line}", small, _LEFT, _WIDE, 1) for number, line in enumerate(lines, 1)]
    return [Piece(18, draw, 12, keep=True), *(piece for note in notes for piece in note)]


def _pieces(paper: QuotePaper, look: TableStyle) -> list[Piece]:
    customer = paragraph(f"客户　{paper.customer}", Style(9.5, 14), _LEFT, _WIDE)
    top = [_title(paper), *customer, Piece(5), _headline(paper), _facts(paper)]
    tables = [*_price(paper.price, look), *_dues(paper, look), *_loans(paper.loans, look), *_costs(paper, look)]
    return [*top, *tables, *_close(paper)]


def _pages(paper: QuotePaper) -> list[Page]:
    """Roomy, or tight where that saves a page."""
    roomy = paginate(_pieces(paper, _ROOMY), _TOP + 30, _BOTTOM - 16)
    if len(roomy) == 1:
        return roomy
    tight = paginate(_pieces(paper, _TIGHT), _TOP + 30, _BOTTOM - 16)
    return tight if len(tight) < len(roomy) else roomy


def render_quote(paper: QuotePaper) -> bytes:
    """The quote as PDF: one page as a rule, more where it has many lines."""
    pages = _pages(paper)
    issuer = "　".join(part for part in (paper.head.address, paper.head.telephone) if part)
    with drawing(_SIZE, f"{TITLE} {paper.unit.name}", paper.head.company) as (sheet, buffer):
        for number, page in enumerate(pages, 1):
            draw_letterhead(sheet, paper.head, issuer, _LEFT, _RIGHT, _TOP)
            draw_page(sheet, page)
            draw_footer(sheet, paper_stamp_line(paper), number, len(pages), _LEFT, _RIGHT, _BOTTOM)
            sheet.next_page()
    return buffer.getvalue()
