"""Day close (日结), a part of the cashier's place: what the day holds, closing it, the days closed with their seals.

`page.DayClosePage` puts `closing.ClosingView` and `closed.ClosedView` together.
"""
