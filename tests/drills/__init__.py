"""Drills that anyone can run: ``python -m tests.drills.server_dies``."""
