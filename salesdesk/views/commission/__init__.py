"""Commission: the sheet of a month, each figure with its working; closing a month; out to Excel."""
