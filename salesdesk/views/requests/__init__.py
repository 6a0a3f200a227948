"""Requests: what waits for an answer, what is to be carried out, where one's own stand."""
