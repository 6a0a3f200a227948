"""The frozen rows that services hand to screens, gathered so that screens need not know where they are read."""

from salesdesk.domain.accounts import DueState
from salesdesk.repository.attachments import AttachmentRow
from salesdesk.repository.cash import DrawerLine, Entry, EntryLine, Tender
from salesdesk.repository.commission import CommissionSchemeRow
from salesdesk.repository.customers import CustomerDetail, CustomerRow, FollowUpRow, KnownTelephone
from salesdesk.repository.free_units import FreeUnit
from salesdesk.repository.history import UnitEvent
from salesdesk.repository.introducers import IntroducerRow, IntroductionRow
from salesdesk.repository.one_unit import UnitDetail
from salesdesk.repository.order_views import OrderDetail, OrderRow
from salesdesk.repository.papers import PaperRow
from salesdesk.repository.people import PersonRow, ProjectRow
from salesdesk.repository.prices import PriceListRow, PriceStep
from salesdesk.repository.projects import AccountRow, PermitRow, ProjectHead
from salesdesk.repository.requests import Answer, RequestDetail, RequestRow
from salesdesk.repository.sale_orders import Buyer
from salesdesk.repository.schemes import DiscountRow, SchemeRow
from salesdesk.repository.set_up_parts import BookRow, BuildingRow, EntranceRow, ItemRow, PhaseRow
from salesdesk.repository.set_up_views import SettingChange, UnitLine
from salesdesk.repository.surveys import SurveyedUnit
from salesdesk.repository.touched import Touched

__all__ = [
    "AccountRow",
    "Answer",
    "AttachmentRow",
    "BookRow",
    "BuildingRow",
    "Buyer",
    "CommissionSchemeRow",
    "CustomerDetail",
    "CustomerRow",
    "DiscountRow",
    "DrawerLine",
    "DueState",
    "EntranceRow",
    "Entry",
    "EntryLine",
    "FollowUpRow",
    "FreeUnit",
    "IntroducerRow",
    "IntroductionRow",
    "ItemRow",
    "KnownTelephone",
    "OrderDetail",
    "OrderRow",
    "PaperRow",
    "PermitRow",
    "PersonRow",
    "PhaseRow",
    "PriceListRow",
    "PriceStep",
    "ProjectHead",
    "ProjectRow",
    "RequestDetail",
    "RequestRow",
    "SchemeRow",
    "SettingChange",
    "SurveyedUnit",
    "Tender",
    "Touched",
    "UnitDetail",
    "UnitEvent",
    "UnitLine",
]
