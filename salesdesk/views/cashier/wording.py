"""Words of the counter: methods in short, a receipt's items in one line."""

from __future__ import annotations

from collections.abc import Sequence

from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.money_items import METHOD_WORDS, Method
from salesdesk.services.rows import Tender

METHODS = (
    Method.CASH,
    Method.CARD,
    Method.TRANSFER,
    Method.CHEQUE,
    Method.LOAN,
    Method.WECHAT,
    Method.ALIPAY,
)
"""In the order of their digits, 1 to 7."""

_SHORT = {Method.TRANSFER: mark("Transfer"), Method.LOAN: mark("By loan"), Method.WECHAT: mark("WeChat")}

CARRIES_REFERENCE = frozenset(Method) - {Method.CASH}
"""Methods that leave a number to write down."""


def method_word(method: str) -> str:
    """A method in a word that fits a cell."""
    known = Method(method)
    return tr(_SHORT.get(known, METHOD_WORDS[known]))


def method_words(tenders: Sequence[Tender]) -> str:
    """The methods of an entry, each named once."""
    return "、".join(dict.fromkeys(method_word(tender.method) for tender in tenders))
