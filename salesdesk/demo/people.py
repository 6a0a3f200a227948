"""The people of the demo office, one in each role, and the password that all of them share."""

from __future__ import annotations

from dataclasses import dataclass

from salesdesk.domain.permissions import OfficeRole

PASSWORD = "demo-2026"


@dataclass(frozen=True)
class DemoPerson:
    """Somebody to sign in as."""

    login: str
    name: str
    role: OfficeRole


PEOPLE: tuple[DemoPerson, ...] = (
    DemoPerson("shen", "沈雨桐", OfficeRole.SALES_CONTROL),
    DemoPerson("chen", "陈立", OfficeRole.CONSULTANT),
    DemoPerson("fang", "方雅琴", OfficeRole.CASHIER),
    DemoPerson("luo", "罗建平", OfficeRole.MANAGER),
    DemoPerson("he", "何思源", OfficeRole.OPERATOR),
    DemoPerson("qin", "秦晓岚", OfficeRole.CUSTOMER_SERVICE),
    DemoPerson("gao", "高致远", OfficeRole.MANAGEMENT),
    DemoPerson("jian", "简正清", OfficeRole.AUDITOR),
    DemoPerson("yan", "严明", OfficeRole.ADMINISTRATOR),
)
"""Nine people in nine roles; the first is whom the demo opens with."""

MORE_CONSULTANTS: tuple[DemoPerson, ...] = (
    DemoPerson("xu", "许知行", OfficeRole.CONSULTANT),
    DemoPerson("tang", "唐静仪", OfficeRole.CONSULTANT),
    DemoPerson("lu", "陆明川", OfficeRole.CONSULTANT),
)
"""Colleagues, so that deals are shared and customers disputed."""
