"""Stale edits: somebody else changed what a form was filled from. One dialog for all forms; nobody's work is lost."""
