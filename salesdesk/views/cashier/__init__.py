"""The cashier's counter (收银): an order found, its due items ticked, money taken, a receipt given, all by keyboard.

`screen.CashierScreen` puts the columns together; `draft` is what is being entered, without Qt.
"""
