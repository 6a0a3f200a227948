"""Who may do what: one matrix, written once as data (DOMAIN.md, "Who uses it").

It drives menus and buttons, the services' checks, and the grants and policies of the database. Office roles are
editable sets of permissions; what stands here is what a new office begins with.
"""

from __future__ import annotations

from enum import StrEnum

from salesdesk.domain.i18n import mark, tr


class Permission(StrEnum):
    """One thing a person may do in a project. The word on the left of the dot is the noun, on the right the verb."""

    BOARD_READ = "board.read"
    FLOOR_PRICE_READ = "floor_price.read"
    PROJECT_WRITE = "project.write"
    UNIT_WRITE = "unit.write"
    UNIT_LAUNCH = "unit.launch"
    PRICE_WRITE = "price.write"
    PRICE_SIGN = "price.sign"
    SCHEME_WRITE = "scheme.write"
    HOLD_WRITE = "hold.write"
    HOLD_OWN = "hold.own"
    CUSTOMER_READ_ALL = "customer.read_all"
    CUSTOMER_WRITE = "customer.write"
    CUSTOMER_ASSIGN = "customer.assign"
    IDENTITY_READ = "identity.read"
    QUOTE_WRITE = "quote.write"
    ORDER_READ_ALL = "order.read_all"
    ORDER_WRITE = "order.write"
    CHANGE_LATE = "order.change_late"
    HANDOVER_WRITE = "handover.write"
    APPROVE = "request.approve"
    MONEY_READ = "money.read"
    RECEIPT_WRITE = "receipt.write"
    REPORT_READ = "report.read"
    EXPORT = "report.export"
    HISTORY_READ = "history.read"
    PEOPLE_WRITE = "people.write"
    SETTINGS_WRITE = "settings.write"


class OfficeRole(StrEnum):
    """What a person is in a project; one person may be several things, in several projects."""

    ADMINISTRATOR = "administrator"
    OPERATOR = "operator"
    CONSULTANT = "consultant"
    SALES_CONTROL = "sales_control"
    CASHIER = "cashier"
    MANAGER = "manager"
    CUSTOMER_SERVICE = "customer_service"
    MANAGEMENT = "management"
    AUDITOR = "auditor"


ROLE_WORDS: dict[OfficeRole, str] = {
    OfficeRole.ADMINISTRATOR: mark("System administrator"),
    OfficeRole.OPERATOR: mark("Business operator"),
    OfficeRole.CONSULTANT: mark("Consultant"),
    OfficeRole.SALES_CONTROL: mark("Sales control"),
    OfficeRole.CASHIER: mark("Cashier"),
    OfficeRole.MANAGER: mark("Sales manager"),
    OfficeRole.CUSTOMER_SERVICE: mark("Customer service"),
    OfficeRole.MANAGEMENT: mark("Management"),
    OfficeRole.AUDITOR: mark("Auditor"),
}

PERMISSION_WORDS: dict[Permission, str] = {
    Permission.BOARD_READ: mark("see the board"),
    Permission.FLOOR_PRICE_READ: mark("see floor prices"),
    Permission.PROJECT_WRITE: mark("set up projects"),
    Permission.UNIT_WRITE: mark("enter units"),
    Permission.UNIT_LAUNCH: mark("launch and withdraw units"),
    Permission.PRICE_WRITE: mark("enter price lists"),
    Permission.PRICE_SIGN: mark("sign off price lists"),
    Permission.SCHEME_WRITE: mark("set up schemes and discounts"),
    Permission.HOLD_WRITE: mark("hold and release units"),
    Permission.HOLD_OWN: mark("hold units for own customers where the project allows it"),
    Permission.CUSTOMER_READ_ALL: mark("see every customer of the project"),
    Permission.CUSTOMER_WRITE: mark("enter customers and follow-ups"),
    Permission.CUSTOMER_ASSIGN: mark("give customers over"),
    Permission.IDENTITY_READ: mark("see identity numbers in full"),
    Permission.QUOTE_WRITE: mark("make quotes"),
    Permission.ORDER_READ_ALL: mark("see every order of the project"),
    Permission.ORDER_WRITE: mark("reserve, subscribe and contract"),
    Permission.CHANGE_LATE: mark("change orders after the loan is paid out or the area settled"),
    Permission.HANDOVER_WRITE: mark("hand units over"),
    Permission.APPROVE: mark("approve requests"),
    Permission.MONEY_READ: mark("see receipts"),
    Permission.RECEIPT_WRITE: mark("take and return money"),
    Permission.REPORT_READ: mark("read reports"),
    Permission.EXPORT: mark("export to Excel"),
    Permission.HISTORY_READ: mark("read the history"),
    Permission.PEOPLE_WRITE: mark("manage people and roles"),
    Permission.SETTINGS_WRITE: mark("change settings"),
}


def may_not(permission: Permission) -> str:
    """The sentence beside what is greyed for a role that lacks a permission."""
    return tr("Your role may not {what}.").format(what=tr(PERMISSION_WORDS[permission]))


_P = Permission
MATRIX: dict[OfficeRole, frozenset[Permission]] = {
    OfficeRole.ADMINISTRATOR: frozenset({_P.PEOPLE_WRITE, _P.SETTINGS_WRITE, _P.HISTORY_READ}),
    OfficeRole.OPERATOR: frozenset(
        {
            _P.BOARD_READ,
            _P.FLOOR_PRICE_READ,
            _P.PROJECT_WRITE,
            _P.UNIT_WRITE,
            _P.UNIT_LAUNCH,
            _P.PRICE_WRITE,
            _P.PRICE_SIGN,
            _P.SCHEME_WRITE,
            _P.SETTINGS_WRITE,
        }
    ),
    OfficeRole.CONSULTANT: frozenset({_P.BOARD_READ, _P.HOLD_OWN, _P.CUSTOMER_WRITE, _P.QUOTE_WRITE}),
    OfficeRole.SALES_CONTROL: frozenset(
        {
            _P.BOARD_READ,
            _P.HOLD_WRITE,
            _P.CUSTOMER_READ_ALL,
            _P.CUSTOMER_WRITE,
            _P.IDENTITY_READ,
            _P.QUOTE_WRITE,
            _P.ORDER_READ_ALL,
            _P.ORDER_WRITE,
            _P.MONEY_READ,
            _P.REPORT_READ,
            _P.EXPORT,
        }
    ),
    OfficeRole.CASHIER: frozenset(
        {_P.BOARD_READ, _P.CUSTOMER_READ_ALL, _P.ORDER_READ_ALL, _P.MONEY_READ, _P.RECEIPT_WRITE, _P.REPORT_READ}
        | {_P.EXPORT}
    ),
    OfficeRole.MANAGER: frozenset(
        {
            _P.BOARD_READ,
            _P.FLOOR_PRICE_READ,
            _P.PRICE_SIGN,
            _P.HOLD_WRITE,
            _P.CUSTOMER_READ_ALL,
            _P.CUSTOMER_WRITE,
            _P.CUSTOMER_ASSIGN,
            _P.IDENTITY_READ,
            _P.QUOTE_WRITE,
            _P.ORDER_READ_ALL,
            _P.APPROVE,
            _P.MONEY_READ,
            _P.REPORT_READ,
            _P.EXPORT,
        }
    ),
    OfficeRole.CUSTOMER_SERVICE: frozenset(
        {_P.BOARD_READ, _P.CUSTOMER_READ_ALL, _P.ORDER_READ_ALL, _P.HANDOVER_WRITE, _P.MONEY_READ}
    ),
    OfficeRole.MANAGEMENT: frozenset(
        {_P.BOARD_READ, _P.FLOOR_PRICE_READ, _P.PRICE_SIGN, _P.APPROVE, _P.ORDER_READ_ALL, _P.MONEY_READ}
        | {_P.REPORT_READ, _P.EXPORT}
    ),
    OfficeRole.AUDITOR: frozenset(
        {_P.BOARD_READ, _P.FLOOR_PRICE_READ, _P.CUSTOMER_READ_ALL, _P.ORDER_READ_ALL, _P.MONEY_READ, _P.REPORT_READ}
        | {_P.HISTORY_READ}
    ),
}
"""What each office role begins with."""


def permissions_of(roles: frozenset[OfficeRole]) -> frozenset[Permission]:
    """All that a person with these roles may do in the project."""
    return frozenset().union(*(MATRIX[role] for role in roles)) if roles else frozenset()
