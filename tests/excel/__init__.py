"""Files in and out: price lists as offices have them, reports as they want them."""
