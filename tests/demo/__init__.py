"""The demo office and what makes it."""
