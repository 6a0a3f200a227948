"""Filled-in templates of opening balances for tests: invented orders of building 3#, with the money for them."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import openpyxl

from salesdesk.services.opening_balances import save_opening_template

EARNEST, DOWN, TAX = 5_000_000, 55_000_000, 1_234_567
TOTALS = (200_000_000, 150_000_001)


def filled_template(path: Path, today: date, *more: tuple[object, ...], broken: bool = False) -> Path:
    """Two orders, three sums; ``more`` rows of orders; ``broken``: one order and one sum that cannot be taken."""
    save_opening_template(path)
    book = openpyxl.load_workbook(path)
    orders, money = book["订单"], book["已收款"]
    money.delete_rows(2)
    day = today - timedelta(days=60)
    signed = day + timedelta(days=7)
    orders.append(["3#-0301", "柳一鸣", "13700001111", "", "商业贷款", "陈立", TOTALS[0] / 100, day, "HT-77", signed])
    orders.append(["3#-0302", "宋知微", "13700002222", "", "一次性", "", TOTALS[1] / 100, day])
    for row in more:
        orders.append(list(row))
    money.append(["3#-0301", "定金", "转账", EARNEST / 100, day, "柳一鸣", "0000123"])
    money.append(["3#-0301", "首付款", "刷卡", DOWN / 100, signed, "柳一鸣", "0000124"])
    money.append(["3#-0302", "定金", "微信", EARNEST / 100, day, "宋知微", ""])
    if broken:
        orders.append(["3#-0999", "无房", "13700003333", "", "", "", 100, day])
        money.append(["3#-0301", "茶水费", "转账", 100, day, "柳一鸣", ""])
    book.save(path)
    return path
