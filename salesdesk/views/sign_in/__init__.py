"""The door: which office, who, first start. Light, since a person waits for it: no database is imported here."""
