"""The trade in plain Python: words, rules and figures, with no window, no database, no printer."""
