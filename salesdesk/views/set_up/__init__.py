"""Setting an office up: projects, units, prices, permits, launches, schemes, settings, people."""
