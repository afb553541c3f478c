"""Paths, and what may be opened, walked and written."""
