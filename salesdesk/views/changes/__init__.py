"""Special transactions: the before/after sheet, the form of each change, the finder for swaps."""
