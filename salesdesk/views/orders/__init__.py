"""The orders of a project: a list to find one in, and beside it one order in full with what may be done to it."""
