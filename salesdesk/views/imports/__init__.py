"""Price lists in: a file read into a preview, its columns assigned by hand where need be, stored when confirmed."""
