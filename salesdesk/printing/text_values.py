"""What the fields of a text are on one paper."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from salesdesk.domain.papers import AgreementPaper, BuyerLine, ConsultantLine, DueLine, PriceStep
from salesdesk.printing.text_fields import KINDS, Value

Record = Mapping[str, Value]
Values = Mapping[str, Record | tuple[Record, ...] | Value]

_MILLIONTHS_PER_SHARE = 100


def _record(group: str, **raw: str | int | date | None) -> Record:
    return {name: Value(KINDS[f"{group}.{name}"], value) for name, value in raw.items()}


def _seller(paper: AgreementPaper) -> Record:
    seller = paper.seller
    return _record(
        "出卖人",
        名称=seller.name,
        地址=seller.address,
        邮编=seller.postcode,
        营业执照=seller.licence_number,
        法定代表人=seller.legal_representative,
        电话=seller.telephone,
    )


def _project(paper: AgreementPaper) -> Record:
    project, account = paper.project, paper.project.account
    return _record(
        "项目",
        名称=project.name,
        坐落=project.location,
        预售许可证=project.permit_number,
        发证机关=project.permit_authority,
        土地证=project.land_certificate,
        土地终止日期=project.land_until,
        规划许可证=project.planning_permit,
        施工许可证=project.construction_permit,
        监管户名=account.holder,
        监管银行=account.bank,
        监管账号=account.number,
    )


def _unit(paper: AgreementPaper) -> Record:
    unit = paper.unit
    return _record(
        "房屋",
        名称=unit.name,
        楼栋=unit.building,
        单元=unit.entrance,
        房号=unit.number,
        楼层=unit.floor,
        户型=unit.layout,
        朝向=unit.aspect,
        用途=unit.use,
        结构=unit.structure,
        建筑面积=unit.gross_cm2,
        套内面积=unit.inner_cm2,
        公摊面积=unit.shared_cm2,
    )


def _order(paper: AgreementPaper) -> Record:
    price = paper.price
    return _record(
        "订单",
        编号=paper.number,
        总价=price.total_fen,
        单价=price.unit_price_fen,
        计价面积=price.unit_price_note,
        表价总价=price.list_total_fen,
        表价单价=price.list_unit_price_fen,
        优惠合计=price.list_total_fen - price.total_fen,
        定金=paper.earnest_fen,
        已收定金=paper.earnest_received_fen,
        贷款=paper.loan_fen,
        付款方案=paper.scheme,
        认购日期=paper.subscribed_on,
        签约期限=paper.sign_contract_by,
        签约日期=paper.contracted_on,
        交付期限=paper.handover_by,
        补充约定=paper.remark,
    )


def _buyer(number: int, buyer: BuyerLine) -> Record:
    return _record(
        "买受人",
        序号=str(number),
        姓名=buyer.name,
        证件类型=buyer.id_kind,
        证件号码=buyer.id_number,
        电话=buyer.telephone,
        地址=buyer.address,
        份额=buyer.share * _MILLIONTHS_PER_SHARE,
    )


def _step(number: int, step: PriceStep) -> Record:
    return _record(
        "价格步骤", 序号=str(number), 名称=step.name, 说明=step.note or "—", 优惠=step.off_fen, 优惠后=step.after_fen
    )


def _due(number: int, due: DueLine) -> Record:
    when = due.when if due.due_on is None else due.due_on.isoformat()
    return _record("应收款", 序号=str(number), 名称=due.name, 时间=when, 比例=due.share_millionths, 金额=due.amount_fen)


def _consultant(consultant: ConsultantLine) -> Record:
    return _record("置业顾问", 姓名=consultant.name, 电话=consultant.telephone)


def values_of(paper: AgreementPaper) -> Values:
    """Every field that a text may use, with its value on this paper."""
    return {
        "出卖人": _seller(paper),
        "项目": _project(paper),
        "房屋": _unit(paper),
        "订单": _order(paper),
        "买受人姓名": Value(KINDS["买受人姓名"], "、".join(buyer.name for buyer in paper.buyers)),
        "买受人": tuple(_buyer(number, buyer) for number, buyer in enumerate(paper.buyers, 1)),
        "价格步骤": tuple(_step(number, step) for number, step in enumerate(paper.price.steps, 1)),
        "应收款": tuple(_due(number, due) for number, due in enumerate(paper.dues, 1)),
        "置业顾问": tuple(_consultant(consultant) for consultant in paper.consultants),
    }
