"""A day of the office, played through the real windows: what a visitor would see, and the end-to-end test."""
