"""Opening balances: the running orders of an office that moves in, from its own Excel file."""
