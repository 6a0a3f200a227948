"""Attacks: what a person with psql and their own password runs into. See the tests' names."""
