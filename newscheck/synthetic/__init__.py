"""Synthetic articles: the known-good one, edits of it, and newsrooms that write for years."""
