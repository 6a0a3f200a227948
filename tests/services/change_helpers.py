"""What tests about special transactions share: a request agreed to, money settled, in one line each."""

from __future__ import annotations

from typing import Any

from salesdesk.domain.change_sheet import ChangeSheet
from salesdesk.domain.permissions import OfficeRole
from salesdesk.domain.requests import RequestState
from salesdesk.services.changes import sheet_of
from salesdesk.services.requests import RequestAnswerForm, RequestFile, answer_request, request_file
from salesdesk.services.settlements import Settlement, settle_change
from tests.support.office import House


def agree(house: House, on_request: int, login: str = "manager", role: OfficeRole | None = None) -> RequestState:
    """Somebody agrees to a request."""
    form = RequestAnswerForm(on_request=on_request, agrees=True, office_role=role)
    return house.desk(login).perform(answer_request, form)


def decline(house: House, on_request: int, words: str = "价格太低", login: str = "manager") -> RequestState:
    form = RequestAnswerForm(on_request=on_request, agrees=False, words=words)
    return house.desk(login).perform(answer_request, form)


def settle(house: House, on_request: int, **changes: Any) -> tuple[int, ...]:
    """The cashier enters what was agreed on."""
    form = Settlement(on_request=on_request, **{"payee": "韩若溪", **changes})
    return tuple(house.desk("cashier").perform(settle_change, form))


def file_of(house: House, on_request: int, login: str = "control") -> RequestFile:
    return house.desk(login).read(request_file, on_request)


def state_of(house: House, on_request: int) -> RequestState:
    return file_of(house, on_request).row.state


def sheet(house: House, on_request: int, login: str = "control") -> ChangeSheet:
    """The sheet as it was stored with the request."""
    return sheet_of(file_of(house, on_request, login).detail)
