"""The verbs of the office, one transaction each: what a person does at the counter, step by step."""
