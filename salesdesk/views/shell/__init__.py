"""The frame around the screens: rail, top bar, status line, finding anything, lock, other desks' changes."""
