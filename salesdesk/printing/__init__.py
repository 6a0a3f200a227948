"""Papers: frozen data in, PDF bytes out; it knows the domain's words and nothing of the database."""
