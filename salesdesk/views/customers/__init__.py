"""Customers: who is to be contacted, a customer's story, and a new one in under a minute."""
