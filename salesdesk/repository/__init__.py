"""Every query and the unit of work: the only folder that knows how rows are found, locked and written."""
