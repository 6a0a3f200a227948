"""Excel in and out: files to frozen rows, frozen rows to files. Sees the domain alone."""
