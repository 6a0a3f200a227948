"""Compiled from ui/ by `python3 dev.py forms`; nothing here is written by hand."""
